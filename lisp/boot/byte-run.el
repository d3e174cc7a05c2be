;;; byte-run.el --- defining functions and macros -*- lexical-binding: t; -*-

;; The first file of the library: no macro exists yet, so everything down to `defun' is spelled out with
;; `defalias', `function' and `cons'.  Declarations are looked up in two public alists because programs extend them.

(defalias 'function-put
  (function
   (lambda (function prop value)
     "Set FUNCTION's property PROP to VALUE.
The difference from `put' is one of intent: the property describes the function."
     (put function prop value))))

(defalias 'function-get
  (function
   (lambda (f prop &optional autoload)
     "Return the value of property PROP of function F, following aliases.
If AUTOLOAD is non-nil and F is autoloaded, load it and look again;
the value `macro' restricts that to macros."
     (let ((val nil))
       (while (and (symbolp f) f
                   (null (setq val (get f prop)))
                   (fboundp f))
         (let ((fundef (symbol-function f)))
           (if (and autoload (eq (car-safe fundef) 'autoload)
                    (not (equal fundef
                                (autoload-do-load fundef f
                                                  (if (eq autoload 'macro) 'macro)))))
               nil                        ; it has just been loaded: try the same symbol again
             (setq f fundef))))
       val))))

(defalias 'make-obsolete
  (function
   (lambda (obsolete-name current-name when)
     "Record that function OBSOLETE-NAME is obsolete since version WHEN.
CURRENT-NAME is the replacement, or a string that says what to do instead."
     (put obsolete-name 'byte-obsolete-info
          (purecopy (list current-name nil when)))
     obsolete-name)))

(defalias 'make-obsolete-variable
  (function
   (lambda (obsolete-name current-name when &optional access-type)
     "Record that variable OBSOLETE-NAME is obsolete since version WHEN.
CURRENT-NAME is the replacement or an explanation; ACCESS-TYPE, `get' or
`set', limits the remark to one kind of access."
     (put obsolete-name 'byte-obsolete-variable
          (purecopy (list current-name access-type when)))
     obsolete-name)))

(defalias 'set-advertised-calling-convention
  (function
   (lambda (_function _signature _when)
     "Accept the advertised SIGNATURE of FUNCTION; nothing here looks at it."
     nil)))

;; Each handler takes the function's name, its argument list and the declaration's values, and returns a form
;; to evaluate after the definition.

(defalias 'byte-run--property
  (function
   (lambda (f prop value)
     "Return a form that puts VALUE, quoted, as property PROP of F."
     (list 'function-put (list 'quote f) (list 'quote prop) (list 'quote value)))))

(defalias 'byte-run--compiler-macro
  (function
   (lambda (f args fun)
     "Return a form that makes FUN the compiler macro of F, a function of ARGS."
     (list 'function-put (list 'quote f) ''compiler-macro
           (list 'function
                 (if (eq (car-safe fun) 'lambda)
                     (cons 'lambda (cons (append (car (cdr fun)) args) (cdr (cdr fun))))
                   fun))))))

(defvar defun-declarations-alist
  (list
   (list 'advertised-calling-convention
         (function (lambda (f _args arglist when)
                     (list 'set-advertised-calling-convention
                           (list 'quote f) (list 'quote arglist) (list 'quote when)))))
   (list 'obsolete
         (function (lambda (f _args new-name when)
                     (list 'make-obsolete (list 'quote f) (list 'quote new-name) when))))
   (list 'interactive-only
         (function (lambda (f _args instead) (byte-run--property f 'interactive-only instead))))
   (list 'pure (function (lambda (f _args val) (byte-run--property f 'pure val))))
   (list 'side-effect-free
         (function (lambda (f _args val) (byte-run--property f 'side-effect-free val))))
   (list 'important-return-value
         (function (lambda (f _args val) (byte-run--property f 'important-return-value val))))
   (list 'compiler-macro
         (function (lambda (f args fun) (byte-run--compiler-macro f args fun))))
   (list 'doc-string
         (function (lambda (f _args pos)
                     (list 'function-put (list 'quote f) ''doc-string-elt
                           (if (numberp pos) pos (list 'quote pos))))))
   (list 'indent
         (function (lambda (f _args val)
                     (list 'function-put (list 'quote f) ''lisp-indent-function
                           (if (numberp val) val (list 'quote val))))))
   (list 'speed (function (lambda (f _args val) (byte-run--property f 'speed val))))
   (list 'completion
         (function (lambda (f _args val)
                     (list 'function-put (list 'quote f) ''completion-predicate
                           (list 'function val)))))
   (list 'modes
         (function (lambda (f _args &rest val) (byte-run--property f 'command-modes val)))))
  "Declarations that `defun' knows: elements (PROP FUN).
FUN is called with the function's name, its argument list and the values
given with PROP; it returns code to run after the definition.")

(defvar macro-declarations-alist
  (cons
   (list 'debug
         (function (lambda (f _args spec)
                     (list 'put (list 'quote f) ''edebug-form-spec (list 'quote spec)))))
   (cons
    (list 'no-font-lock-keyword
          (function (lambda (f _args val) (byte-run--property f 'no-font-lock-keyword val))))
    defun-declarations-alist))
  "Declarations that `defmacro' knows: elements (PROP FUN), see `defun-declarations-alist'.")

(defalias 'byte-run--parse-body
  (function
   (lambda (body)
     "Split the BODY of a definition into (DOC DECLARATIONS INTERACTIVE FORMS).
DECLARATIONS is the list of specs of all its `declare' forms."
     (let ((doc nil) (declarations nil) (interactive nil) (more t) (form nil))
       (while more
         (setq form (car body))
         (cond
          ((and (stringp form) (null doc) (null interactive) (cdr body))
           (setq doc form body (cdr body)))
          ((eq (car-safe form) :documentation)
           (setq doc form body (cdr body)))
          ((eq (car-safe form) 'declare)
           (setq declarations (append declarations (cdr form)) body (cdr body)))
          ((and (eq (car-safe form) 'interactive) (null interactive))
           (setq interactive form body (cdr body)))
          (t (setq more nil))))
       (list doc declarations interactive body)))))

(defalias 'byte-run--declare
  (function
   (lambda (kind name arglist declarations)
     "Return the forms that carry out DECLARATIONS of NAME, a function of ARGLIST.
KIND is `defun' or `defmacro'."
     (let ((table (if (eq kind 'defmacro) macro-declarations-alist defun-declarations-alist))
           (forms nil) (spec nil) (handler nil))
       (while declarations
         (setq spec (car declarations)
               declarations (cdr declarations)
               handler (cdr (assq (car-safe spec) table)))
         (cond
          (handler
           (setq forms (cons (apply (car handler) name arglist (cdr spec)) forms)))
          ((null spec) nil)
          ((memq (car-safe spec) '(debug indent ftype important-return-value)) nil)
          (t (message "Warning: Unknown %s property `%S' in %S"
                      (if (eq kind 'defmacro) "macro" "defun")
                      (if (consp spec) (car spec) spec) name))))
       (nreverse (delq nil forms))))))

(defalias 'byte-run--lambda
  (function
   (lambda (arglist parsed)
     "Return a quoted lambda of ARGLIST with the body PARSED by `byte-run--parse-body'."
     (let ((doc (car parsed))
           (interactive (nth 2 parsed))
           (forms (nth 3 parsed)))
       (list 'function
             (cons 'lambda
                   (cons arglist
                         (append (if doc (list doc))
                                 (if interactive (list interactive))
                                 (or forms (if (or doc interactive) '(nil)))))))))))

(defalias 'byte-run--define
  (function
   (lambda (name definition forms)
     "Return code that defines NAME as DEFINITION and then evaluates FORMS."
     (let ((def (list 'defalias (list 'quote name) definition)))
       (if forms (cons 'prog1 (cons def forms)) def)))))

(defalias 'defmacro
  (cons
   'macro
   (function
    (lambda (name arglist &rest body)
      "Define NAME as a macro.
When it is called, as in (NAME ARGS...), ARGS are bound to ARGLIST
unevaluated, BODY is evaluated, and its value is evaluated in turn.
BODY may begin with a docstring and `declare' forms."
      (let ((parsed (byte-run--parse-body body)))
        (byte-run--define
         name
         (list 'cons ''macro (byte-run--lambda arglist parsed))
         (byte-run--declare 'defmacro name arglist (nth 1 parsed))))))))

(defmacro defun (name arglist &rest body)
  "Define NAME as a function of ARGLIST that evaluates BODY.
BODY may begin with a docstring, `declare' forms and an `interactive' form."
  (if (null (listp arglist))
      (signal 'error (list (format "Malformed arglist: %s" arglist))))
  (let ((parsed (byte-run--parse-body body)))
    (byte-run--define name
                      (byte-run--lambda arglist parsed)
                      (byte-run--declare 'defun name arglist (nth 1 parsed)))))

(function-put 'defmacro 'doc-string-elt 3)
(function-put 'defmacro 'lisp-indent-function 2)
(function-put 'defun 'doc-string-elt 3)
(function-put 'defun 'lisp-indent-function 2)

(defmacro defsubst (name arglist &rest body)
  "Define a function NAME that is meant to be small.
Calls are compiled as those of `defun' are."
  (declare (debug defun) (doc-string 3) (indent 2))
  (cons 'defun (cons name (cons arglist body))))

(defmacro eval-when-compile (&rest body)
  "Evaluate BODY when this form is expanded; the value becomes a constant."
  (declare (debug (&rest def-form)) (indent 0))
  (list 'quote (eval (cons 'progn body) lexical-binding)))

(defmacro eval-and-compile (&rest body)
  "Like `progn'; macros in later forms may use what BODY defines."
  (declare (debug (&rest def-form)) (indent 0))
  (cons 'progn body))

(defmacro with-no-warnings (&rest body)
  "Like `progn'; BODY is known to look suspicious."
  (declare (debug (&rest def-form)) (indent 0))
  (cons 'progn body))

(defmacro with-suppressed-warnings (_warnings &rest body)
  "Like `progn'; BODY may contain what WARNINGS names."
  (declare (debug (sexp body)) (indent 1))
  (cons 'progn body))

(defmacro dont-compile (&rest body)
  "Like `progn'."
  (declare (debug t) (indent 0))
  (list 'eval (list 'quote (if (cdr body) (cons 'progn body) (car body)))))

(defmacro declare-function (_fn _file &rest _args)
  "State that function FN is defined in FILE; has no effect."
  (declare (indent 0))
  nil)

(defmacro define-obsolete-function-alias (obsolete-name current-name when &optional docstring)
  "Make OBSOLETE-NAME an alias of function CURRENT-NAME, obsolete since WHEN."
  (declare (doc-string 4) (indent defun))
  (list 'progn
        (list 'defalias obsolete-name current-name docstring)
        (list 'make-obsolete obsolete-name current-name when)))

(defmacro define-obsolete-variable-alias (obsolete-name current-name when &optional docstring)
  "Make OBSOLETE-NAME an alias of variable CURRENT-NAME, obsolete since WHEN."
  (declare (doc-string 4) (indent defun))
  (list 'progn
        (list 'defvaralias obsolete-name current-name docstring)
        (list 'make-obsolete-variable obsolete-name current-name when)))

(defmacro define-obsolete-face-alias (obsolete-face current-face when)
  "Make OBSOLETE-FACE an alias of CURRENT-FACE, obsolete since WHEN."
  (declare (indent defun))
  (list 'progn
        (list 'put obsolete-face ''face-alias current-face)
        (list 'put obsolete-face ''obsolete-face (list 'or (list 'purecopy when) t))))

(defun byte-compile-info (string &optional message _type)
  "Return STRING as a progress line of a build; also show it if MESSAGE is non-nil."
  (let ((line (format "  %-9s%s" "INFO" string)))
    (if message (message "%s" line))
    line))

(defun byte-compile-info-string (&rest args)
  "Return the formatted ARGS as a progress line of a build."
  (format "  %-9s%s" "INFO" (apply (function format) args)))

(defun byte-compile-info-message (&rest args)
  "Show the formatted ARGS as a progress line of a build."
  (message "%s" (apply (function byte-compile-info-string) args)))

(defvar byte-compile-root-dir nil "Directory that names in warnings of the compiler are relative to; nil while nothing is compiled.")

;;; byte-run.el ends here
