;;; An error while a macro is expanded.  -*- lexical-binding: t; -*-
(defmacro twice (form)
  (unless (consp form) (error "Not a form: %S" form))
  `(progn ,form ,form))
(defun user ()
  (twice 5))
(user)
