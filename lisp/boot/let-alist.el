;;; let-alist.el --- the fields of an association list as variables -*- lexical-binding: t; -*-

(defun let-alist--dotted-p (object)
  "Return non-nil if OBJECT is a symbol such as `.key'."
  (and (symbolp object)
       (let ((name (symbol-name object)))
         (and (> (length name) 1) (eq (aref name 0) ?.)))))

(defun let-alist--collect (form)
  "Return the dotted symbols in FORM, those inside another `let-alist' left out."
  (cond ((let-alist--dotted-p form) (list form))
        ((vectorp form) (apply #'nconc (mapcar #'let-alist--collect form)))
        ((not (consp form)) nil)
        ((eq (car form) 'let-alist)
         ;; Only the alist argument belongs to the outer form.
         (let-alist--collect (car (cdr form))))
        (t (let ((found nil))
             (while (consp form)
               (setq found (nconc (let-alist--collect (car form)) found)
                     form (cdr form)))
             (if form (nconc (let-alist--collect form) found) found)))))

(defun let-alist--access (keys variable)
  "Return a form for the value under KEYS, innermost first, in the alist VARIABLE."
  (if keys
      `(cdr (assq ',(intern (car keys)) ,(let-alist--access (cdr keys) variable)))
    variable))

(defmacro let-alist (alist &rest body)
  "Evaluate BODY with the values of ALIST's keys as variables.
A symbol in BODY that begins with a dot, such as `.title', is bound to the value that
the key `title' has in ALIST, nil if there is none; `.site.contents' is the value of
`contents' in the alist that `site' has as its value."
  (declare (indent 1) (debug t))
  (let ((variable (make-symbol "alist")))
    `(let ((,variable ,alist))
       (let ,(mapcar (lambda (symbol)
                       (list symbol
                             (let-alist--access
                              (nreverse (split-string (substring (symbol-name symbol) 1) "\\."))
                              variable)))
                     (delete-dups (let-alist--collect body)))
         ,@body))))

(provide 'let-alist)

;;; let-alist.el ends here
