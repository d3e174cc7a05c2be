;;; gv.el --- generalized variables -*- lexical-binding: t; -*-

;; A place is described by its expander, the `gv-expander' property of its function: called with a function DO and
;; the place's arguments, it returns the code DO makes of a GETTER, an expression for the place's value, and a
;; SETTER, a function from an expression to one that stores its value.  Arguments that are not constant are bound
;; to variables around that code, so they are evaluated once and in order.

(define-error 'gv-invalid-place "Invalid place expression")

;;; Analysing places

(defun gv--expand-place (place)
  "Return PLACE with its outermost macro, inline definition or alias expanded."
  (let* ((head (car place))
         (expansion (macroexpand-1 place macroexpand-all-environment)))
    (cond
     ((not (eq expansion place)) expansion)
     ((not (symbolp head)) place)
     (t
      (let ((cmacro (function-get head 'compiler-macro)))
        (when cmacro
          (setq expansion (apply cmacro place (cdr place))))
        (if (and (eq expansion place)
                 (fboundp head)
                 (symbol-function head)
                 (symbolp (symbol-function head)))
            (cons (symbol-function head) (cdr place))
          expansion))))))

(defun gv-get (place do)
  "Return the code DO, a function of a getter and a setter, makes for PLACE."
  (cond
   ((symbolp place)
    (funcall do place (lambda (v) (list 'setq place v))))
   ((not (consp place))
    (signal 'gv-invalid-place (list place)))
   (t
    (let* ((head (car place))
           (expander (and (symbolp head) (function-get head 'gv-expander 'autoload))))
      (if expander
          (apply expander do (cdr place))
        (let ((expansion (gv--expand-place place)))
          (cond
           ((not (eq expansion place)) (gv-get expansion do))
           ((symbolp head)
            (let ((setter (intern (format "(setf %s)" head))))
              (gv--with-arguments
               (cdr place)
               (lambda (args)
                 (funcall do (cons head args)
                          (lambda (v) `(,setter ,v ,@args)))))))
           (t (signal 'gv-invalid-place (list place))))))))))

(defun gv--with-arguments (args function)
  "Bind ARGS to variables around the code that FUNCTION returns.
FUNCTION is called with the list of expressions that stand for ARGS."
  (let ((names nil) (bindings nil))
    (while args
      (let ((arg (car args)))
        (if (macroexp-const-p arg)
            (setq names (cons arg names))
          (let ((name (make-symbol "v")))
            (setq names (cons name names)
                  bindings (cons (list name arg) bindings)))))
      (setq args (cdr args)))
    (macroexp-let* (nreverse bindings) (funcall function (nreverse names)))))

(defmacro gv-letplace (vars place &rest body)
  "Evaluate BODY with VARS, a list (GETTER SETTER), bound to the access of PLACE.
PLACE is evaluated and must be a place expression; GETTER will be copyable code that
reads it, SETTER a function that takes code for a value and returns code to store it."
  (declare (indent 2) (debug (sexp form def-body)))
  `(gv-get ,place (lambda ,vars ,@body)))

;;; Defining places

(defmacro gv-define-expander (name handler)
  "Make HANDLER the expander of places whose function is NAME."
  (declare (indent 1) (debug (sexp form)))
  `(function-put ',name 'gv-expander ,handler))

(defun gv--setter-expander (name setter do args)
  "Return the code DO makes for the place (NAME . ARGS).
SETTER is a function of a value expression and argument expressions."
  (gv--with-arguments
   args
   (lambda (args)
     (funcall do (cons name args)
              (lambda (v) (apply setter v args))))))

(defmacro gv-define-setter (name arglist &rest body)
  "Define how to store into places whose function is NAME.
ARGLIST is (VAL ARGS...); BODY returns code that stores the value of the
expression VAL given the expressions ARGS, and returns that value."
  (declare (indent 2) (debug (&define name :name gv-setter sexp def-body)))
  `(progn
     (put ',name 'gv--in-order nil)
     (gv-define-expander ,name
       (lambda (do &rest args)
         (gv--setter-expander ',name (lambda ,arglist ,@body) do args)))))

(defmacro gv-define-simple-setter (name setter &optional fix-return)
  "Define that (setf (NAME ARGS...) VAL) means (SETTER ARGS... VAL).
FIX-RETURN says that SETTER does not return VAL."
  (declare (debug (sexp (&or symbolp lambda-expr) &optional sexp)))
  (cond
   ((not (symbolp setter))
    `(gv-define-setter ,name (val &rest args)
       (let ((call (cons 'funcall (cons ',(list 'function setter) args))))
         ,(if fix-return
              '(macroexp-let2 nil v val `(progn (,@call ,v) ,v))
            '`(,@call ,val)))))
   (fix-return
    `(gv-define-setter ,name (val &rest args)
       (macroexp-let2 nil v val
         (list 'progn (cons ',setter (append args (list v))) v))))
   (t
    `(progn
       (gv-define-setter ,name (val &rest args)
         (cons ',setter (append args (list val))))
       (put ',name 'gv--in-order ',setter)))))

(defun gv--declare-setter (name args setter &optional fix)
  "Return the code of the declaration (gv-setter SETTER FIX) of NAME, a function of ARGS."
  (if (symbolp setter)
      `(gv-define-simple-setter ,name ,setter ,fix)
    (let ((lambda-args (car (cdr setter))))
      `(gv-define-setter ,name (,@lambda-args ,@args) ,@(cddr setter)))))

(defun gv--declare-expander (name args expander)
  "Return the code of the declaration (gv-expander EXPANDER) of NAME, a function of ARGS."
  (let ((lambda-args (car (cdr expander))))
    `(gv-define-expander ,name (lambda (,@lambda-args ,@args) ,@(cddr expander)))))

(setq defun-declarations-alist
      (append (list (list 'gv-setter #'gv--declare-setter)
                    (list 'gv-expander #'gv--declare-expander))
              defun-declarations-alist)
      macro-declarations-alist
      (append (list (list 'gv-setter #'gv--declare-setter)
                    (list 'gv-expander #'gv--declare-expander))
              macro-declarations-alist))

;;; Macros over places

(defun gv--setf (place val)
  "Return code that stores the value of the expression VAL in PLACE."
  (let (in-order)
    (cond
     ((and place (symbolp place)) (list 'setq place val))
     ((and (consp place) (symbolp (car place))
           (setq in-order (get (car place) 'gv--in-order)))
      `(,in-order ,@(cdr place) ,val))
     (t (gv-get place (lambda (_getter setter) (funcall setter val)))))))

(defmacro setf (&rest args)
  "Store in each place the value after it: (setf PLACE VAL PLACE VAL...).
Return the last value."
  (declare (debug (&rest [gv-place form])))
  (cond
   ((null args) nil)
   ((= 1 (logand (length args) 1))
    (signal 'wrong-number-of-arguments (list 'setf (length args))))
   ((null (cddr args)) (gv--setf (car args) (cadr args)))
   (t
    (let ((sets nil))
      (while args
        (push (gv--setf (car args) (cadr args)) sets)
        (setq args (cddr args)))
      (cons 'progn (nreverse sets))))))

(defun gv--push (newelt place)
  "Return code that pushes the value of NEWELT on PLACE, no symbol."
  (macroexp-let2 macroexp-copyable-p x newelt
    (gv-letplace (getter setter) place
      (funcall setter `(cons ,x ,getter)))))

(defun gv--pop (place)
  "Return code that pops PLACE, no symbol."
  (gv-letplace (getter setter) place
    (macroexp-let2 macroexp-copyable-p x getter
      `(prog1 (car-safe ,x) ,(funcall setter `(cdr ,x))))))

(defmacro gv-synthetic-place (getter setter)
  "A place given by the expression GETTER and the function SETTER from code to code."
  (ignore setter)
  getter)

(gv-define-expander gv-synthetic-place
  (lambda (do getter setter)
    (funcall do getter (eval setter t))))

(defmacro gv-delay-error (place)
  "A place equivalent to PLACE; an invalid one is an error only when it is stored into."
  place)

(gv-define-expander gv-delay-error
  (lambda (do place) (gv-get place do)))

(defmacro gv-ref (place)
  "Return a reference to PLACE, to be used with `gv-deref'."
  (gv-letplace (getter setter) place
    `(cons (lambda () ,getter)
           (lambda (gv--val) ,(funcall setter 'gv--val)))))

(defun gv-deref (ref)
  "Return the value of the place REF refers to."
  (funcall (car ref)))

(gv-define-setter gv-deref (v ref) `(funcall (cdr ,ref) ,v))

(provide 'gv)

;;; gv.el ends here
