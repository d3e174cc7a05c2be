;;; macroexp.el --- helpers for writing macros -*- lexical-binding: t; -*-

;; An environment is an alist of (NAME . EXPANDER); an EXPANDER of nil hides a global macro.

(defvar macroexpand-all-environment nil
  "The macro environment of the expansion in progress.")

(defun macroexp-progn (exps)
  "Return an expression that evaluates the list EXPS in order."
  (if (cdr exps) `(progn ,@exps) (car exps)))

(defun macroexp-unprogn (exp)
  "Return a list of expressions equivalent to EXP, taking a `progn' apart."
  (if (eq (car-safe exp) 'progn) (or (cdr exp) '(nil)) (list exp)))

(defun macroexp-let* (bindings exp)
  "Return an expression that evaluates EXP inside `let*' BINDINGS."
  (cond
   ((null bindings) exp)
   ((eq 'let* (car-safe exp)) `(let* (,@bindings ,@(cadr exp)) ,@(cddr exp)))
   (t `(let* ,bindings ,@(macroexp-unprogn exp)))))

(defun macroexp-if (test then else)
  "Return an expression that means (if TEST THEN ELSE), as a `cond' where that is flatter."
  (cond
   ((eq (car-safe else) 'if)
    (cond
     ((equal test (nth 1 else))
      `(if ,test ,then ,@(nthcdr 3 else)))
     (t `(cond (,test ,@(macroexp-unprogn then))
               (,(nth 1 else) ,@(macroexp-unprogn (nth 2 else)))
               ,@(if (nthcdr 3 else) `((t ,@(nthcdr 3 else))))))))
   ((eq (car-safe else) 'cond)
    `(cond (,test ,@(macroexp-unprogn then))
           ,@(cdr else)))
   ((null else) `(if ,test ,then))
   (t `(if ,test ,then ,else))))

(defun macroexp-const-p (exp)
  "Return non-nil if EXP always evaluates to the same value."
  (or (and (consp exp)
           (or (eq (car exp) 'quote)
               (and (eq (car exp) 'function) (symbolp (cadr exp)))))
      (not (or (consp exp) (and (symbolp exp) exp (not (eq exp t)) (not (keywordp exp)))))))

(defun macroexp-copyable-p (exp)
  "Return non-nil if EXP may be evaluated several times as well as once."
  (or (symbolp exp) (macroexp-const-p exp)))

(defun macroexp-small-p (exp)
  "Return non-nil if copying EXP costs less than binding a variable to it."
  (or (and (consp exp) (null (cdr exp))) (macroexp-copyable-p exp)))

(defun macroexp-quote (v)
  "Return an expression whose value is V."
  (if (and (not (memq v '(nil t)))
           (or (symbolp v) (consp v)))
      (list 'quote v)
    v))

(defmacro macroexp-let2 (test sym exp &rest body)
  "Evaluate BODY with SYM bound to an expression that stands for the value of EXP.
If EXP satisfies TEST, `macroexp-const-p' by default, that is EXP itself;
otherwise it is a variable, and the form BODY returns is wrapped in a `let*'
that binds it to EXP."
  (declare (indent 3) (debug (sexp sexp form body)))
  (let ((bodysym (make-symbol "body"))
        (expsym (make-symbol "exp")))
    `(let* ((,expsym ,exp)
            (,sym (if ,(if test
                           `(funcall #',test ,expsym)
                         `(macroexp-const-p ,expsym))
                      ,expsym
                    (make-symbol ,(symbol-name sym))))
            (,bodysym (progn ,@body)))
       (if (eq ,sym ,expsym)
           ,bodysym
         (macroexp-let* (list (list ,sym ,expsym)) ,bodysym)))))

(defmacro macroexp-let2* (test bindings &rest body)
  "Nest `macroexp-let2' over BINDINGS, a list of SYM or (SYM EXP), around BODY."
  (declare (indent 2) (debug (sexp (&rest (sexp form)) body)))
  (if (null bindings)
      (macroexp-progn body)
    (let ((binding (car bindings)))
      (unless (consp binding) (setq binding (list binding binding)))
      `(macroexp-let2 ,test ,(car binding) ,(cadr binding)
         (macroexp-let2* ,test ,(cdr bindings) ,@body)))))

(defun macroexp-parse-body (body)
  "Split BODY, of a function or macro, into (DECLARATIONS . FORMS).
DECLARATIONS are the docstring, `declare', `interactive' and the like."
  (let ((decls nil) (more t))
    (while (and more body)
      (let ((form (car body)))
        (if (if (stringp form)
                (cdr body)
              (or (eq :documentation (car-safe form))
                  (memq (car-safe form) '(declare interactive cl-declare))))
            (setq decls (cons form decls)
                  body (cdr body))
          (setq more nil))))
    (cons (nreverse decls) body)))

(defun macroexp-compiling-p ()
  "Return nil: code is always expanded in the interpreter that runs it."
  nil)

(defun macroexp-file-name ()
  "Return the name of the file whose code is being expanded, nil if there is none."
  (or load-file-name
      (and (boundp 'macroexp--file-name) (symbol-value 'macroexp--file-name))))

(defun macroexp-warn-and-return (msg form &optional _compile-only &rest _more)
  "Return FORM, having warned about it with MSG."
  (message "Warning: %s" msg)
  form)

(defalias 'macroexp--warn-and-return #'macroexp-warn-and-return)

(defun macroexp--fgrep (bindings sexp)
  "Return those of BINDINGS, a list of (SYMBOL ...), whose symbol occurs in SEXP."
  (let ((found nil) (pending (list sexp)))
    (while (and pending bindings)
      (let ((item (car pending)))
        (setq pending (cdr pending))
        (cond
         ((consp item)
          (setq pending (cons (car item) (cons (cdr item) pending))))
         ((vectorp item)
          (setq pending (append item pending)))
         ((and item (symbolp item))
          (let ((binding (assq item bindings)))
            (when binding
              (setq found (cons binding found)
                    bindings (delq binding (copy-sequence bindings)))))))))
    found))

(provide 'macroexp)

;;; macroexp.el ends here
