;;; thunk.el --- values that are computed when they are asked for -*- lexical-binding: t -*-

;; Node "Deferred Evaluation" of the Emacs Lisp manual.

(require 'cl-lib)

(defmacro thunk-delay (&rest body)
  "A thunk: BODY is evaluated by the first `thunk-force' of it."
  (declare (debug (def-body)))
  (cl-assert lexical-binding)
  (let ((forced (gensym "forced")) (value (gensym "value")))
    `(let ((,forced nil) (,value nil))
       (lambda (&optional check)
         (if check
             ,forced
           (unless ,forced (setq ,value (progn ,@body) ,forced t))
           ,value)))))

(defun thunk-force (delayed) "The value of the thunk DELAYED, computed once." (funcall delayed))
(defun thunk-evaluated-p (delayed) "Whether the value of the thunk DELAYED is known." (funcall delayed t))

(defun thunk--bindings (bindings)
  "BINDINGS as lists (SYMBOL EXPRESSION); others are an error."
  (mapcar (lambda (binding)
            (pcase binding
              ((pred symbolp) (list binding nil))
              (`(,(and (pred symbolp) symbol)) (list symbol nil))
              (`(,(pred symbolp) ,_) binding)
              (_ (signal 'error (cons "Error in thunk-let bindings" bindings)))))
          bindings))

(defmacro thunk-let (bindings &rest body)
  "Like `let', but each expression of BINDINGS is evaluated when BODY first uses its variable, if it does.
The variables cannot be set."
  (declare (indent 1) (debug let))
  (cl-assert lexical-binding)
  (let* ((bindings (thunk--bindings bindings)) (names (mapcar (lambda (binding) (gensym (symbol-name (car binding)))) bindings)))
    `(let ,(cl-mapcar (lambda (name binding) `(,name (thunk-delay ,@(cdr binding)))) names bindings)
       (cl-symbol-macrolet ,(cl-mapcar (lambda (name binding) `(,(car binding) (thunk-force ,name))) names bindings)
         ,@body))))

(defmacro thunk-let* (bindings &rest body)
  "Like `thunk-let', each expression of BINDINGS seeing the variables before it."
  (declare (indent 1) (debug let*))
  (cl-assert lexical-binding)
  (cl-reduce (lambda (binding inner) `(thunk-let (,binding) ,inner)) bindings :from-end t :initial-value (macroexp-progn body)))

(provide 'thunk)
;;; thunk.el ends here
