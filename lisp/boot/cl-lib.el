;;; cl-lib.el --- Common Lisp extensions -*- lexical-binding: t; -*-

(require 'cl-macs)
(require 'cl-symbol-macrolet)
(require 'cl-struct)
(require 'cl-loop)
(require 'cl-seq)
(require 'cl-extra)

;;; Names for parts of lists

(defalias 'cl-first #'car)
(defalias 'cl-second #'cadr)
(defalias 'cl-rest #'cdr)
(defun cl-third (x) "Return the third element of the list X." (car (cdr (cdr x))))
(defun cl-fourth (x) "Return the fourth element of the list X." (nth 3 x))
(defun cl-fifth (x) "Return the fifth element of the list X." (nth 4 x))
(defun cl-sixth (x) "Return the sixth element of the list X." (nth 5 x))
(defun cl-seventh (x) "Return the seventh element of the list X." (nth 6 x))
(defun cl-eighth (x) "Return the eighth element of the list X." (nth 7 x))
(defun cl-ninth (x) "Return the ninth element of the list X." (nth 8 x))
(defun cl-tenth (x) "Return the tenth element of the list X." (nth 9 x))
(defalias 'cl-endp #'null)

(gv-define-setter cl-first (v x) `(setcar ,x ,v))
(gv-define-setter cl-rest (v x) `(setcdr ,x ,v))
(gv-define-setter cl-second (v x) `(setcar (cdr ,x) ,v))
(gv-define-setter cl-third (v x) `(setcar (cddr ,x) ,v))
(gv-define-setter cl-fourth (v x) `(setcar (nthcdr 3 ,x) ,v))
(gv-define-setter cl-fifth (v x) `(setcar (nthcdr 4 ,x) ,v))
(gv-define-setter cl-sixth (v x) `(setcar (nthcdr 5 ,x) ,v))
(gv-define-setter cl-seventh (v x) `(setcar (nthcdr 6 ,x) ,v))
(gv-define-setter cl-eighth (v x) `(setcar (nthcdr 7 ,x) ,v))
(gv-define-setter cl-ninth (v x) `(setcar (nthcdr 8 ,x) ,v))
(gv-define-setter cl-tenth (v x) `(setcar (nthcdr 9 ,x) ,v))

(defmacro cl--define-cxr-aliases ()
  "Define cl-caaar and so on."
  (let ((forms nil))
    (dolist (name '(caaar caadr cadar caddr cdaar cdadr cddar cdddr
                    caaaar caaadr caadar caaddr cadaar cadadr caddar cadddr
                    cdaaar cdaadr cdadar cdaddr cddaar cddadr cdddar cddddr))
      (push `(defalias ',(intern (format "cl-%s" name)) #',name) forms))
    (cons 'progn (nreverse forms))))

(cl--define-cxr-aliases)

(define-obsolete-function-alias 'cl-old-struct-compat-mode #'ignore "28.1")

(defvar cl-old-struct-compat-mode nil
  "Non-nil would mean to take vectors for structures, as very old code did; not supported.")

(provide 'cl-lib)

;;; cl-lib.el ends here
