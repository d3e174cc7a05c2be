;;; inline.el --- functions that their callers expand -*- lexical-binding: t; -*-

;; Manual: (elisp) Inline Functions.  The body is expanded twice: for the function itself, where `inline-quote' is a value, and for the
;; compiler macro, where it is code to insert.

(require 'macroexp)

(defmacro inline-quote (_exp)
  "Within `define-inline', return code for EXP, in which a comma inserts the code of an argument."
  (declare (debug (backquote-form)))
  (error "inline-quote can only be used within define-inline"))

(defmacro inline-const-p (_exp)
  "Within `define-inline', return non-nil if the value of EXP is known when the call is expanded."
  (declare (debug t))
  (error "inline-const-p can only be used within define-inline"))

(defmacro inline-const-val (_exp)
  "Within `define-inline', return the value of EXP, which is known."
  (declare (debug t))
  (error "inline-const-val can only be used within define-inline"))

(defmacro inline-error (_format &rest _args)
  "Within `define-inline', signal an error made by `format' from FORMAT and ARGS."
  (declare (debug t))
  (error "inline-error can only be used within define-inline"))

(defmacro inline-letevals (_vars &rest _body)
  "Within `define-inline', evaluate BODY with each of VARS evaluated once.
VARS are VAR or (VAR EXP); their tail may be a variable that holds a list of arguments."
  (declare (indent 1) (debug (sexp &rest form)))
  (error "inline-letevals can only be used within define-inline"))

(defun inline--function-environment ()
  "Return what the inline macros mean in the function."
  (list (cons 'inline-quote #'inline--quote-as-value)
        (cons 'inline-const-p (lambda (_exp) t))
        (cons 'inline-const-val (lambda (exp) exp))
        (cons 'inline-error (lambda (format &rest args) `(error ,format ,@args)))
        (cons 'inline-letevals
              (lambda (vars &rest body)
                (let ((bindings nil))
                  (while (consp vars)
                    (when (consp (car vars)) (push (car vars) bindings))
                    (setq vars (cdr vars)))
                  `(let ,(nreverse bindings) ,@body))))))

(defun inline--quote-as-value (exp)
  "Return EXP with each (\\, X) replaced by X; code that is put together from a list becomes a call with that list."
  (cond ((eq (car-safe exp) '\,)
         (pcase (cadr exp)
           (`(cons ,(or `',f `#',f) ,args) `(apply #',f ,args))
           (value value)))
        ((eq (car-safe exp) 'function)
         (if (eq (car-safe (cadr exp)) '\,) (cadr (cadr exp)) exp))
        ((eq (car-safe exp) 'quote) exp)
        ((consp exp) (cons (inline--quote-as-value (car exp)) (inline--quote-as-value (cdr exp))))
        (t exp)))

(defun inline--expander-environment ()
  "Return what the inline macros mean in the compiler macro."
  (list (cons 'inline-quote (lambda (exp) (list '\` exp)))
        (cons 'inline-const-p (lambda (exp) `(macroexp-const-p ,exp)))
        (cons 'inline-const-val (lambda (exp) `(inline--const-value ,exp)))
        (cons 'inline-error (lambda (&rest _args) `(throw 'inline--give-up 'inline--give-up)))
        (cons 'inline-letevals #'inline--letevals-in-expander)))

(defun inline--const-value (exp)
  "Return the value of the code EXP, or give the expansion up."
  (if (macroexp-const-p exp) (eval exp t) (throw 'inline--give-up 'inline--give-up)))

(defun inline--letevals-in-expander (vars &rest body)
  "Return code for the expander that binds VARS to code that is evaluated once, then does BODY."
  (cond ((null vars) (macroexp-progn body))
        ((symbolp vars)
         `(inline--with-once-list ,vars (lambda (,vars) ,@body)))
        (t (let* ((var (if (consp (car vars)) (caar vars) (car vars)))
                  (exp (if (consp (car vars)) (cadar vars) var)))
             `(inline--with-once ,exp ',var
                                 (lambda (,var) ,(apply #'inline--letevals-in-expander (cdr vars) body)))))))

(defun inline--with-once (exp name body)
  "Call BODY with code for EXP that may be inserted more than once; NAME names the variable."
  (if (or (macroexp-const-p exp) (and (symbolp exp) exp))
      (funcall body exp)
    (let ((var (make-symbol (symbol-name name))))
      (macroexp-let* (list (list var exp)) (funcall body var)))))

(defun inline--with-once-list (exps body)
  "Call BODY with the list EXPS, each element such that it may be inserted more than once."
  (let ((bindings nil) (new nil))
    (dolist (exp exps)
      (if (macroexp-const-p exp)
          (push exp new)
        (let ((var (make-symbol "x")))
          (push (list var exp) bindings)
          (push var new))))
    (macroexp-let* (nreverse bindings) (funcall body (nreverse new)))))

(defmacro define-inline (name args &rest body)
  "Define the function NAME with ARGS and BODY such that calls of it are expanded.
In BODY, `inline-quote', `inline-letevals', `inline-const-p', `inline-const-val' and
`inline-error' are available."
  (declare (indent defun) (doc-string 3) (debug defun))
  (let* ((doc (if (stringp (car body)) (list (pop body))))
         (declares (if (eq (car-safe (car body)) 'declare) (list (pop body))))
         (expander (intern (format "%s--inliner" name)))
         (code (macroexp-progn body)))
    `(progn
       (defun ,name ,args ,@doc
              (declare (compiler-macro ,expander) ,@(cdar declares))
              ,(macroexpand-all code (append (inline--function-environment) macroexpand-all-environment)))
       (defun ,expander (inline--form ,@args)
         (ignore inline--form)
         (let ((expansion
                (catch 'inline--give-up
                  ,(macroexpand-all code (append (inline--expander-environment) macroexpand-all-environment)))))
           (if (eq expansion 'inline--give-up) inline--form expansion))))))

(provide 'inline)
;;; inline.el ends here
