;;; cconv.el --- converting closures -*- lexical-binding: t; -*-

;; The interpreter converts closures when it compiles functions, so forms need no conversion before.

(defun cconv-closure-convert (form)
  "Return FORM: closures in it are made when it is evaluated."
  form)

(provide 'cconv)

;;; cconv.el ends here
