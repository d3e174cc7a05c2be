;;; byte-check.el --- what a compiler has to say about Lisp -*- lexical-binding: t; -*-

;; Manual: (elisp) Compiler Errors.  A form whose macros have been expanded is walked with the lexical variables in scope, a list of cells
;; (SYMBOL USED); a warning is given for free variables, unused ones, wrong numbers of arguments, unknown and obsolete functions.

(defvar byte-compile-warnings t "Which warnings are given: t, nil, a list of types, or (not TYPE...).")
(defconst byte-compile-warning-types
  '(redefine callargs free-vars unresolved obsolete noruntime interactive-only make-local mapcar constants suspicious lexical lexical-dynamic docstrings)
  "The types of warnings.")
(defvar byte-compile-bound-variables nil "Variables that the file being compiled declares.")
(defvar byte-compile-const-variables nil "Constants that the file being compiled declares.")
(defvar byte-compile-function-environment nil "Alist of the functions that the file being compiled defines: (NAME . DEFINITION).")
(defvar byte-compile-unresolved-functions nil "Alist of the functions called that are not known: (NAME POSITION ARGUMENT-COUNT...).")
(defvar byte-compile-noruntime-functions nil "Functions that are known only while compiling.")
(defvar byte-compile-not-obsolete-funcs nil "Obsolete functions that are not warned about.")
(defvar byte-compile-not-obsolete-vars nil "Obsolete variables that are not warned about.")
(defvar byte-compile-global-not-obsolete-vars nil "Obsolete variables that are never warned about.")
(defvar byte-compile--suppressed-warnings nil "What `with-suppressed-warnings' has said: ((TYPE SYMBOL...)...).")
(defvar byte-compile-current-form nil "The name of the definition that is being compiled.")

(defun byte-compile-warning-enabled-p (warning &optional symbol)
  "Return non-nil if warnings of the type WARNING, about SYMBOL, are given."
  (let ((suppressed nil))
    (when symbol
      (dolist (elt byte-compile--suppressed-warnings)
        (when (and (eq (car elt) warning) (memq symbol (cdr elt))) (setq suppressed t))))
    (and (not suppressed)
         (or (eq byte-compile-warnings t)
             (if (eq (car-safe byte-compile-warnings) 'not)
                 (not (memq warning (cdr byte-compile-warnings)))
               (memq warning byte-compile-warnings))))))

(defun byte-compile-enable-warning (warning)
  "Let warnings of the type WARNING be given."
  (let ((warnings byte-compile-warnings))
    (setq byte-compile-warnings
          (cond ((eq warnings t) t)
                ((eq (car warnings) 'not)
                 (let ((rest (delq warning (copy-sequence (cdr warnings))))) (if rest (cons 'not rest) t)))
                ((memq warning warnings) warnings)
                (t (cons warning warnings))))))

(defun byte-compile-disable-warning (warning)
  "Let warnings of the type WARNING not be given."
  (let ((warnings byte-compile-warnings))
    (setq byte-compile-warnings
          (cond ((eq warnings t) (list 'not warning))
                ((eq (car warnings) 'not) (if (memq warning warnings) warnings (append warnings (list warning))))
                (t (delq warning (copy-sequence warnings)))))))

;;; Numbers of arguments

(defun byte-compile-arglist-signature (arglist)
  "Return (MINIMUM . MAXIMUM) for ARGLIST, a list of arguments or a number as functions keep it; (MINIMUM) for any number."
  (if (integerp arglist)
      (cons (logand arglist 127) (if (/= 0 (logand arglist 128)) nil (ash arglist -8)))
    (let ((min 0) (max 0) (state 'needed))
      (dolist (arg arglist)
        (cond ((eq arg '&optional) (setq state 'optional))
              ((eq arg '&rest) (setq state 'rest))
              ((eq state 'rest) (setq max nil))
              (t (when (eq state 'needed) (setq min (1+ min))) (setq max (1+ max)))))
      (if max (cons min max) (list min)))))

(defun byte-compile-arglist-signature-string (signature)
  "Return SIGNATURE, (MINIMUM . MAXIMUM), as text."
  (cond ((null (cdr signature)) (format "%d+" (car signature)))
        ((= (car signature) (cdr signature)) (format "%d" (car signature)))
        (t (format "%d-%d" (car signature) (cdr signature)))))

(defun byte-compile-arglist-signatures-congruent-p (old new)
  "Return non-nil if what may be called as OLD says may be called as NEW says."
  (not (or (> (car new) (car old))
           (and (null (cdr old)) (cdr new))
           (and (cdr new) (cdr old) (< (cdr new) (cdr old))))))

(defun byte-compile--signature (name)
  "Return the signature of the function NAME, or nil if it is unknown."
  (let ((own (assq name byte-compile-function-environment)))
    (cond (own (let ((definition (cdr own)))
                 (and (eq (car-safe definition) 'lambda) (byte-compile-arglist-signature (nth 1 definition)))))
          ((and (fboundp name) (not (autoloadp (indirect-function name))))
           (condition-case nil
               (let ((arity (func-arity name)))
                 (cond ((eq (cdr arity) 'many) (list (car arity)))
                       ((integerp (cdr arity)) arity)))
             (error nil))))))

(defun byte-compile-callargs-warn (form)
  "Warn if the call FORM has a wrong number of arguments, or is to a function that is not known."
  (let* ((name (car form)) (count (length (cdr form))) (signature (byte-compile--signature name)))
    (cond
     ((and signature (or (< count (car signature)) (and (cdr signature) (> count (cdr signature)))))
      (when (byte-compile-warning-enabled-p 'callargs name)
        (byte-compile-warn-at name "%s called with %d argument%s, but %s %s" name count (if (= count 1) "" "s")
                              (if (< count (car signature)) "requires" "accepts only")
                              (byte-compile-arglist-signature-string signature))))
     ((not (or signature (fboundp name) (assq name byte-compile-function-environment)
               (eq name byte-compile-current-form)))
      (let ((known (assq name byte-compile-unresolved-functions)))
        (if known
            (nconc known (list count))
          (push (list name (byte-compile--position-of name) count) byte-compile-unresolved-functions)))))))

(defun byte-compile-arglist-warn (name arglist _macrop)
  "Warn if NAME has been called in a way that ARGLIST does not allow."
  (let ((calls (assq name byte-compile-unresolved-functions))
        (signature (byte-compile-arglist-signature arglist)))
    (when calls
      (when (byte-compile-warning-enabled-p 'callargs name)
        (dolist (count (cddr calls))
          (when (or (< count (car signature)) (and (cdr signature) (> count (cdr signature))))
            (byte-compile-warn-at name "%s being defined to take %s argument%s, but was previously called with %s"
                                  name (byte-compile-arglist-signature-string signature)
                                  (if (equal signature '(1 . 1)) "" "s") count))))
      (setq byte-compile-unresolved-functions (delq calls byte-compile-unresolved-functions)))))

(defun byte-compile-warn-about-unresolved-functions ()
  "Warn about the functions that have been called and are not known."
  (let ((byte-compile-current-form :end))
    (when (byte-compile-warning-enabled-p 'unresolved)
      (dolist (call (reverse byte-compile-unresolved-functions))
        (let ((byte-compile-last-position (or (cadr call) byte-compile-last-position)))
          (byte-compile-warn "the function `%s' is not known to be defined." (car call)))))
    nil))

(defun byte-compile--obsolete-text (symbol data kind)
  "Return the warning that SYMBOL, a function or variable as KIND says, is obsolete, as DATA says."
  (let ((instead (car data)) (when (car (last data))))
    (format-message "`%s' is an obsolete %s%s%s" symbol kind
                    (if (stringp when) (concat " (as of " when ")") "")
                    (cond ((stringp instead) (concat "; " (substitute-command-keys instead)))
                          (instead (format-message "; use `%s' instead." instead))
                          (t ".")))))

;;; Walking

(defun byte-compile--special-p (symbol)
  "Return non-nil if SYMBOL is no lexical variable."
  (or (special-variable-p symbol) (memq symbol byte-compile-bound-variables)))

(defun byte-compile--use (symbol env)
  "Note that SYMBOL is used in ENV; return non-nil if it is a lexical variable there."
  (let ((cell (assq symbol env)))
    (when cell (setcar (cdr cell) t) t)))

(defun byte-compile--check-variable-use (symbol env assignment)
  "Warn if SYMBOL, used or assigned if ASSIGNMENT, is free or obsolete."
  (cond
   ((or (not (symbolp symbol)) (keywordp symbol) (memq symbol '(nil t)))
    (when (and assignment (symbolp symbol) (byte-compile-warning-enabled-p 'constants symbol))
      (byte-compile-warn-at symbol "attempt to set constant `%s'" symbol)))
   ((if assignment (assq symbol env) (byte-compile--use symbol env)))
   (t
    (let ((obsolete (get symbol 'byte-obsolete-variable)))
      (when (and obsolete (byte-compile-warning-enabled-p 'obsolete symbol)
                 (not (memq symbol byte-compile-not-obsolete-vars)) (not (memq symbol byte-compile-global-not-obsolete-vars)))
        (byte-compile-warn-at symbol "%s" (byte-compile--obsolete-text symbol obsolete "variable"))))
    (unless (or (boundp symbol) (byte-compile--special-p symbol)
                (not (byte-compile-warning-enabled-p 'free-vars symbol)))
      (push symbol byte-compile-bound-variables)
      (byte-compile-warn-at symbol (if assignment "assignment to free variable `%s'" "reference to free variable `%s'") symbol)))))

(defun byte-compile--check-all (forms env)
  "Check each of FORMS in ENV."
  (while (consp forms)
    (byte-compile--check (pop forms) env)))

(defun byte-compile--warn-unused (cells kind)
  "Warn about those of CELLS, variables of KIND, that nobody has used."
  (dolist (cell cells)
    (let ((symbol (car cell)))
      (when (and (not (cadr cell)) (intern-soft symbol) (eq (intern-soft symbol) symbol)
                 (not (string-match-p "\\`_" (symbol-name symbol)))
                 (byte-compile-warning-enabled-p 'lexical symbol))
        (byte-compile-warn-at symbol "Unused lexical %s `%s'" kind symbol)))))

(defun byte-compile--check-let (form env sequential)
  "Check the let FORM in ENV, SEQUENTIAL for let*."
  (let ((inner env) (cells nil))
    (dolist (binding (cadr form))
      (let ((symbol (if (consp binding) (car binding) binding)))
        (when (consp binding) (byte-compile--check (cadr binding) (if sequential inner env)))
        (if (or (not lexical-binding) (byte-compile--special-p symbol))
            (push symbol byte-compile-bound-variables)
          (let ((cell (list symbol nil)))
            (push cell cells)
            (setq inner (cons cell inner))))))
    (byte-compile--check-all (cddr form) inner)
    (byte-compile--warn-unused (reverse cells) "variable")))

(defun byte-compile--check-lambda (function env)
  "Check FUNCTION, a lambda expression, in ENV."
  (let* ((arguments (nth 1 function)) (body (cddr function)) (cells nil))
    (byte-compile-check-lambda-list arguments)
    (dolist (argument arguments)
      (unless (memq argument '(&optional &rest))
        (if (or (not lexical-binding) (byte-compile--special-p argument))
            (push argument byte-compile-bound-variables)
          (push (list argument nil) cells))))
    (when (and (stringp (car body)) (cdr body)) (pop body))
    (setq cells (nreverse cells))
    (byte-compile--check-all body (append (reverse cells) env))
    (byte-compile--warn-unused cells "argument")))

(defun byte-compile-check-lambda-list (list)
  "Signal an error if LIST is no list of arguments."
  (let ((seen nil))
    (while list
      (let ((argument (car list)))
        (cond ((or (not (symbolp argument)) (keywordp argument) (memq argument '(nil t)))
               (error "Invalid lambda variable %s" argument))
              ((eq argument '&rest)
               (unless (cdr list) (error "&rest without variable name"))
               (when (cddr list) (error "Garbage following &rest VAR in lambda-list")))
              ((eq argument '&optional)
               (when (or (null (cdr list)) (memq (cadr list) '(&optional &rest)))
                 (error "Variable name missing after &optional")))
              ((memq argument seen) (byte-compile-warn-at argument "repeated variable %s in lambda-list" argument))
              (t (push argument seen))))
      (setq list (cdr list)))))

(defun byte-compile--check-setq (form env)
  "Check the setq FORM in ENV."
  (let ((rest (cdr form)))
    (if (/= 0 (% (length rest) 2))
        (byte-compile-warn-at 'setq "malformed setq form: %S" form)
      (while rest
        (byte-compile--check (cadr rest) env)
        (byte-compile--check-variable-use (car rest) env t)
        (setq rest (cddr rest))))))

(defun byte-compile--check-condition-case (form env)
  "Check the condition-case FORM in ENV."
  (let* ((symbol (cadr form)) (cell (and symbol (list symbol nil))) (inner (if cell (cons cell env) env)))
    (byte-compile--check (nth 2 form) env)
    (dolist (handler (nthcdr 3 form))
      (byte-compile--check-all (cdr handler) (if (eq (car handler) :success) inner inner)))
    (when (and cell (nthcdr 3 form)) (byte-compile--warn-unused (list cell) "variable"))))

(defun byte-compile--check-call (form env)
  "Check FORM, a call of a function by its name, in ENV."
  (let* ((name (car form)) (obsolete (get name 'byte-obsolete-info)) (only (get name 'interactive-only)))
    (when (and obsolete (byte-compile-warning-enabled-p 'obsolete name) (not (memq name byte-compile-not-obsolete-funcs)))
      (byte-compile-warn-at name "%s" (byte-compile--obsolete-text name obsolete "function")))
    (when (and only (byte-compile-warning-enabled-p 'interactive-only name))
      (byte-compile-warn-at name "`%s' is for interactive use only%s" name
                            (cond ((stringp only) (format "; %s" only))
                                  ((and (symbolp only) (not (eq only t))) (format-message "; use `%s' instead." only))
                                  (t "."))))
    (byte-compile-callargs-warn form)
    (byte-compile--note-definition form)
    (byte-compile--check-all (cdr form) env)))

(defun byte-compile--quoted (form)
  "Return the symbol that FORM quotes, or nil."
  (and (memq (car-safe form) '(quote function)) (symbolp (cadr form)) (cadr form)))

(defun byte-compile--note-definition (form)
  "Remember what the call FORM defines or declares."
  (pcase form
    (`(,(or 'defalias 'fset) ,name ,definition . ,_)
     (let ((symbol (byte-compile--quoted name)))
       (when symbol
         (byte-compile--define symbol (pcase definition
                                        (`(function (lambda . ,rest)) (cons 'lambda rest))
                                        (`(cons 'macro ,_) t)
                                        (_ t))))))
    (`(,(or 'custom-declare-variable 'defvaralias 'internal--define-uninitialized-variable 'defvar-1 'defconst-1) ,name . ,_)
     (let ((symbol (byte-compile--quoted name)))
       (when symbol (push symbol byte-compile-bound-variables))))
    (`(autoload ,name . ,_)
     (let ((symbol (byte-compile--quoted name)))
       (when symbol (byte-compile--define symbol t))))))

(defun byte-compile--define (symbol definition)
  "Remember that SYMBOL is defined, by DEFINITION: a lambda expression, or t for what is not known."
  (push (cons symbol definition) byte-compile-function-environment)
  (if (eq (car-safe definition) 'lambda)
      (byte-compile-arglist-warn symbol (nth 1 definition) nil)
    (setq byte-compile-unresolved-functions
          (assq-delete-all symbol byte-compile-unresolved-functions))))

(defun byte-compile--check (form env)
  "Give the warnings about FORM, whose macros have been expanded, in ENV."
  (cond
   ((symbolp form) (byte-compile--check-variable-use form env nil))
   ((not (consp form)) nil)
   (t
    (pcase (car form)
      ('quote nil)
      ('function
       (if (eq (car-safe (cadr form)) 'lambda)
           (byte-compile--check-lambda (cadr form) env)
         (when (symbolp (cadr form)) (byte-compile--check-reference (cadr form)))))
      ((and 'let (guard (equal (nth 2 form) ''byte-compile--silent))) nil)
      ('let (byte-compile--check-let form env nil))
      ('let* (byte-compile--check-let form env t))
      ('setq (byte-compile--check-setq form env))
      ('cond (dolist (clause (cdr form)) (byte-compile--check-all clause env)))
      ('condition-case (byte-compile--check-condition-case form env))
      ((or 'defvar 'defconst)
       (when (eq (car form) 'defconst) (push (cadr form) byte-compile-const-variables))
       (push (cadr form) byte-compile-bound-variables)
       (byte-compile--check-all (cddr form) env))
      ('interactive (unless (stringp (cadr form)) (byte-compile--check-all (cdr form) env)))
      ((pred consp)
       (when (eq (caar form) 'lambda) (byte-compile--check-lambda (car form) env))
       (byte-compile--check-all (cdr form) env))
      ((pred symbolp)
       (if (special-form-p (car form))
           (byte-compile--check-all (cdr form) env)
         (byte-compile--check-guarded form env)))))))

(defun byte-compile--check-reference (symbol)
  "Note that the function SYMBOL is referred to."
  (unless (or (fboundp symbol) (assq symbol byte-compile-function-environment) (assq symbol byte-compile-unresolved-functions))
    (push (list symbol (byte-compile--position-of symbol)) byte-compile-unresolved-functions)))

(defun byte-compile--check-guarded (form env)
  "Check the call FORM in ENV; a definition is named while its body is checked."
  (let ((defined (and (eq (car form) 'defalias) (byte-compile--quoted (cadr form)))))
    (if defined
        (let ((byte-compile-current-form defined)) (byte-compile--check-call form env))
      (byte-compile--check-call form env))))

(provide 'byte-check)

;;; byte-check.el ends here
