;;; eieio-compat.el --- methods as they were defined before cl-generic -*- lexical-binding: t; -*-

(require 'eieio-core)

(defmacro defgeneric (method args &optional doc-string)
  "Define METHOD as a generic function of ARGS."
  (declare (doc-string 3) (obsolete cl-defgeneric "25.1"))
  `(progn
     (eieio--defgeneric-init-form ',method ,doc-string)
     (ignore ',args)
     ',method))

(defun eieio--defgeneric-init-form (method doc-string)
  "Make METHOD a generic function unless it is one."
  (unless (get method 'cl--generic-was-generic)
    (cl-generic-define method '(&rest args) nil)
    (put method 'cl--generic-was-generic t))
  (when doc-string (put method 'function-documentation doc-string)))

(defmacro defmethod (method &rest args)
  "Define a method of METHOD: [KEY] ((VAR CLASS) ARG...) [DOC] BODY...
KEY is :before, :primary, :after or :static; a static method is for the class as well as for its objects.
BODY may call `call-next-method' and `next-method-p'."
  (declare (doc-string 3) (obsolete cl-defmethod "25.1"))
  (let* ((key (and (keywordp (car args)) (pop args)))
         (params (pop args)) (body args)
         (first (car params))
         (class (car (cdr-safe first)))
         (qualifiers (pcase key ((or :before :BEFORE) '(:before)) ((or :after :AFTER) '(:after)) (_ nil)))
         (body `((cl-macrolet ((call-next-method (&rest next) (cons 'cl-call-next-method next))
                               (next-method-p () '(cl-next-method-p)))
                   (eieio--method-body ,@body)))))
    `(progn
       (eieio--defgeneric-init-form ',method nil)
       ,@(and (memq key '(:static :STATIC)) class
              `((cl-defmethod ,method ,@qualifiers ((,(car first) (subclass ,class)) ,@(cdr params)) ,@body)))
       (cl-defmethod ,method ,@qualifiers ,params ,@body))))

(defmacro eieio--method-body (&rest body)
  (macroexp-progn (if (and (stringp (car body)) (cdr body)) (cdr body) body)))

(defun call-next-method (&rest _args)
  "Call the next method; only inside of a method."
  (error "call-next-method can only be called within a method"))
(defun next-method-p ()
  "Return non-nil if there is a next method; only inside of a method."
  (error "next-method-p can only be called within a method"))

(defalias 'no-next-method #'cl-no-next-method)
(defalias 'no-applicable-method #'cl-no-applicable-method)
(defalias 'generic-p #'cl-generic-p)

(provide 'eieio-compat)
;;; eieio-compat.el ends here
