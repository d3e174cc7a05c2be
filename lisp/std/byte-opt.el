;;; byte-opt.el --- optimizing Lisp -*- lexical-binding: t; -*-

;; The interpreter optimizes functions when it compiles them; what is here is for programs that ask for parts of Emacs's optimizer.

(require 'bytecomp)

(defun byte-optimize-form (form &optional _for-effect)
  "Return FORM with its macros expanded, or its value if it is a pure function of constants."
  (byte-compile--constant-value (byte-compile-preprocess form)))

(defun byte-optimize-one-form (form &optional for-effect)
  "Return `byte-optimize-form' of FORM and FOR-EFFECT."
  (byte-optimize-form form for-effect))

(defun byte-optimize-body (forms all-for-effect)
  "Return FORMS, each optimized; ALL-FOR-EFFECT if no value is used."
  (mapcar (lambda (form) (byte-optimize-form form all-for-effect)) forms))

(defun byte-optimize-inline-handler (form)
  "Return FORM, (inline CALL...), with inline functions in place of their names."
  (cons 'progn
        (mapcar (lambda (call)
                  (if (and (consp call) (symbolp (car call)) (fboundp (car call)) (not (special-form-p (car call))) (not (macrop (car call))))
                      (byte-compile-inline-expand call)
                    call))
                (cdr form))))

(provide 'byte-opt)

;;; byte-opt.el ends here
