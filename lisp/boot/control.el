;;; control.el --- control structures, errors and bindings -*- lexical-binding: t; -*-

;;; Conditionals and loops

(defmacro when (cond &rest body)
  "If COND is non-nil, evaluate BODY and return its last value; otherwise nil."
  (declare (indent 1) (debug t))
  (list 'if cond (cons 'progn body)))

(defmacro unless (cond &rest body)
  "If COND is nil, evaluate BODY and return its last value; otherwise nil."
  (declare (indent 1) (debug t))
  (cons 'if (cons cond (cons nil body))))

(defmacro dolist (spec &rest body)
  "Evaluate BODY with a variable bound to each element of a list in turn.
SPEC is (VAR LIST [RESULT]); the value is that of RESULT, nil by default."
  (declare (indent 1) (debug ((symbolp form &optional form) body)))
  (unless (consp spec)
    (signal 'wrong-type-argument (list 'consp spec)))
  (unless (and (<= 2 (length spec)) (<= (length spec) 3))
    (signal 'wrong-number-of-arguments (list '(2 . 3) (length spec))))
  (let ((var (car spec)))
    `(let ((--dolist-tail-- ,(nth 1 spec)))
       (while --dolist-tail--
         (let ((,var (car --dolist-tail--)))
           ,@body
           (setq --dolist-tail-- (cdr --dolist-tail--))))
       ,@(cdr (cdr spec)))))

(defmacro dotimes (spec &rest body)
  "Evaluate BODY with a variable bound to 0, 1, ... below a count.
SPEC is (VAR COUNT [RESULT]); the value is that of RESULT, nil by default."
  (declare (indent 1) (debug dolist))
  (let ((var (nth 0 spec))
        (end (nth 1 spec))
        (result (cdr (cdr spec))))
    (if (integerp end)
        `(let ((--dotimes-counter-- 0))
           (while (< --dotimes-counter-- ,end)
             (let ((,var --dotimes-counter--))
               ,@body)
             (setq --dotimes-counter-- (1+ --dotimes-counter--)))
           ,@(if result `((let ((,var --dotimes-counter--)) ,@result))))
      `(let ((--dotimes-limit-- ,end)
             (--dotimes-counter-- 0))
         (while (< --dotimes-counter-- --dotimes-limit--)
           (let ((,var --dotimes-counter--))
             ,@body)
           (setq --dotimes-counter-- (1+ --dotimes-counter--)))
         ,@(if result `((let ((,var --dotimes-counter--)) ,@result)))))))

(defmacro declare (&rest _specs)
  "Declare something about the function or macro whose definition begins with this.
Anywhere else it does nothing."
  nil)

(defmacro lambda (&rest cdr)
  "Return an anonymous function: (lambda ARGS [DOCSTRING] [INTERACTIVE] BODY...)."
  (declare (doc-string 2) (indent defun))
  (list 'function (cons 'lambda cdr)))

(defmacro prog2 (form1 form2 &rest body)
  "Evaluate FORM1, FORM2 and BODY in order and return the value of FORM2."
  (declare (indent 2) (debug t))
  `(progn ,form1 (prog1 ,form2 ,@body)))

(defmacro def-edebug-spec (symbol spec)
  "Set the edebug specification of macro SYMBOL to SPEC."
  (declare (indent 1))
  `(put (quote ,symbol) 'edebug-form-spec (quote ,spec)))

(defun def-edebug-elem-spec (name spec)
  "Define NAME as an edebug specification element SPEC."
  (declare (indent 1))
  (put name 'edebug-elem-spec spec))

(defmacro noreturn (form)
  "Evaluate FORM, which is expected not to return."
  `(prog1 ,form
     (error "Form marked with `noreturn' did return")))

(defmacro 1value (form)
  "Evaluate FORM, which is expected to give the same value every time."
  form)

;;; Places

(defmacro push (newelt place)
  "Add NEWELT to the front of the list stored in the generalized variable PLACE."
  (declare (debug (form gv-place)))
  (if (symbolp place)
      (list 'setq place (list 'cons newelt place))
    (gv--push newelt place)))

(defmacro pop (place)
  "Remove the first element of the list stored in the generalized variable PLACE; return it."
  (declare (debug (gv-place)))
  (if (symbolp place)
      `(car-safe (prog1 ,place (setq ,place (cdr ,place))))
    (gv--pop place)))

;;; Variables

(defmacro setq-local (&rest pairs)
  "Make each variable of PAIRS local to the current buffer and set it.
PAIRS is VARIABLE VALUE VARIABLE VALUE..."
  (declare (debug setq))
  (unless (zerop (mod (length pairs) 2))
    (error "PAIRS must have an even number of variable/value members"))
  (let ((forms nil))
    (while pairs
      (unless (symbolp (car pairs))
        (error "Attempting to set a non-symbol: %s" (car pairs)))
      (setq forms (cons `(set (make-local-variable ',(car pairs)) ,(car (cdr pairs))) forms)
            pairs (cdr (cdr pairs))))
    (if (cdr forms) (cons 'progn (nreverse forms)) (car forms))))

(defmacro defvar-local (var val &optional docstring)
  "Define VAR as a variable with default VAL that becomes buffer-local when set."
  (declare (debug defvar) (doc-string 3) (indent 2))
  `(progn
     (defvar ,var ,val ,@(if docstring (list docstring)))
     (make-variable-buffer-local ',var)))

(defmacro setq-default (&rest args)
  "Set the default value of each variable: (setq-default VAR VALUE VAR VALUE...)."
  (declare (debug setq))
  (let ((forms nil) (count (length args)))
    (if (/= 0 (logand count 1))
        (signal 'wrong-number-of-arguments (list 'setq-default count)))
    (while args
      (setq forms (cons `(set-default ',(car args) ,(car (cdr args))) forms)
            args (cdr (cdr args))))
    (if (cdr forms) (cons 'progn (nreverse forms)) (car forms))))

(defmacro bound-and-true-p (var)
  "Return the value of VAR, a symbol, if it is bound; otherwise nil."
  `(and (boundp (quote ,var)) ,var))

(defmacro letrec (binders &rest body)
  "Bind variables as `let*' does, but let every value refer to all of them.
BINDERS is a list of (SYMBOL VALUE)."
  (declare (debug let) (indent 1))
  `(let ,(mapcar (lambda (b) (if (consp b) (car b) b)) binders)
     ,@(delq nil (mapcar (lambda (b) (if (consp b) `(setq ,(car b) ,(car (cdr b))))) binders))
     ,@body))

(defmacro dlet (binders &rest body)
  "Like `let' but every variable of BINDERS is bound dynamically."
  (declare (indent 1) (debug let))
  `(progn
     ,@(mapcar (lambda (b) `(defvar ,(if (consp b) (car b) b))) binders)
     (let ,binders ,@body)))

;;; Errors

(defun error (&rest args)
  "Signal an error with a message made by `format-message' from ARGS."
  (declare (advertised-calling-convention (string &rest args) "23.1"))
  (signal 'error (list (apply #'format-message args))))

(defun user-error (format &rest args)
  "Signal an error that is the user's, not the program's.
The message is made by `format-message' from FORMAT and ARGS."
  (signal 'user-error (list (apply #'format-message format args))))

(defun define-error (name message &optional parent)
  "Define NAME as an error condition that is described by MESSAGE.
PARENT is a condition or a list of them, `error' by default."
  (unless parent (setq parent 'error))
  (let ((conditions
         (if (consp parent)
             (apply #'append
                    (mapcar (lambda (p)
                              (cons p (or (get p 'error-conditions)
                                          (error "Unknown signal `%s'" p))))
                            parent))
           (cons parent (get parent 'error-conditions)))))
    (put name 'error-conditions (delete-dups (copy-sequence (cons name conditions))))
    (when message (put name 'error-message message))))

(defmacro ignore-errors (&rest body)
  "Evaluate BODY; return nil if an error occurs."
  (declare (debug t) (indent 0))
  `(condition-case nil (progn ,@body) (error nil)))

(defmacro ignore-error (condition &rest body)
  "Evaluate BODY; return nil if an error of CONDITION, a symbol or list, occurs."
  (declare (debug t) (indent 1))
  `(condition-case nil (progn ,@body) (,condition nil)))

(defmacro condition-case-unless-debug (var bodyform &rest handlers)
  "Like `condition-case', except that the debugger sees the error first if it is wanted."
  (declare (debug condition-case) (indent 2))
  `(condition-case ,var
       ,bodyform
     ,@(mapcar (lambda (handler)
                 (let ((condition (car handler)))
                   (if (eq condition :success)
                       handler
                     (cons (if (listp condition) `(debug ,@condition) `(debug ,condition))
                           (cdr handler)))))
               handlers)))

(defmacro with-demoted-errors (format &rest body)
  "Evaluate BODY; turn an error into a message made with FORMAT, and return nil.
FORMAT has one `%S' for the error."
  (declare (debug t) (indent 1))
  (let ((err (make-symbol "err"))
        (orig-format format))
    (cond
     ((not (stringp orig-format))
      (setq body (cons orig-format body) format "Error: %S"))
     ((null body)
      (setq body (list orig-format) format "Error: %S")))
    `(condition-case-unless-debug ,err
         ,(if (cdr body) (cons 'progn body) (car body))
       (error (message ,format ,err) nil))))

(defmacro with-local-quit (&rest body)
  "Evaluate BODY with quits allowed; a quit ends BODY, which returns nil, and is raised again later."
  (declare (debug t) (indent 0))
  `(condition-case nil
       (let ((inhibit-quit nil)) ,@body)
     (quit (setq quit-flag t)
           (ignore)                     ; quits now, unless that is inhibited here too
           nil)))

(defmacro while-no-input (&rest body)
  "Evaluate BODY and return its value.
There is no keyboard whose input could interrupt it."
  (declare (debug t) (indent 0))
  `(progn ,@body))

;;; Trivial functions

(defun ignore (&rest _arguments)
  "Do nothing and return nil, whatever the arguments."
  (declare (completion ignore))
  (interactive)
  nil)

(defun always (&rest _arguments)
  "Do nothing and return t, whatever the arguments."
  (interactive)
  t)

(defun undefined ()
  "Do nothing: what a key without a command does."
  (interactive)
  nil)

(defun zerop (number)
  "Return t if NUMBER is zero."
  (declare (pure t) (side-effect-free t))
  (= 0 number))

(defun xor (cond1 cond2)
  "Return the exclusive or of COND1 and COND2: the one that is non-nil, if just one is."
  (declare (pure t) (side-effect-free error-free))
  (cond ((not cond1) cond2)
        ((not cond2) cond1)))

(defun gensym (&optional prefix)
  "Return a new uninterned symbol named PREFIX, by default \"g\", and a number."
  (let ((number (prog1 gensym-counter
                  (setq gensym-counter (1+ gensym-counter)))))
    (make-symbol (format "%s%d" (or prefix "g") number))))

(defvar gensym-counter 0
  "The number that `gensym' uses next.")

(defun apply-partially (fun &rest args)
  "Return a function that calls FUN with ARGS followed by its own arguments."
  (lambda (&rest args2)
    (apply fun (append args args2))))

(defun macrop (object)
  "Return non-nil if OBJECT is a macro or the name of one."
  (let ((def (indirect-function object)))
    (when (consp def)
      (or (eq 'macro (car def))
          (and (autoloadp def) (memq (nth 4 def) '(macro t)))))))

(defun special-form-p (object)
  "Return non-nil if OBJECT is a special form or the name of one."
  (if (and (symbolp object) (fboundp object))
      (setq object (indirect-function object)))
  (and (subrp object) (eq (cdr (subr-arity object)) 'unevalled)))

(defun subr-primitive-p (object)
  "Return t if OBJECT is a built-in function."
  (subrp object))

(defun autoloadp (object)
  "Return non-nil if OBJECT is an autoload definition."
  (eq 'autoload (car-safe object)))

(defun define-symbol-prop (symbol prop val)
  "Set property PROP of SYMBOL to VAL and note it in the load history."
  (push `(,prop . ,symbol) current-load-list)
  (put symbol prop val))

(defun interactive-p ()
  "Return nil: no function is called by a key here."
  nil)

(defun called-interactively-p (&optional _kind)
  "Return nil: no function is called by a key here."
  nil)

;;; control.el ends here
