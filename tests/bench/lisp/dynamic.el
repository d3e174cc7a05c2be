;;; dynamic.el --- dynamic binding  -*- lexical-binding: t; -*-

(defvar dynamic-depth 0)
(defvar dynamic-indent 0)

(defun dynamic-visit (tree)
  "Return the sum of the depths of the leaves of TREE."
  (let ((dynamic-depth (1+ dynamic-depth))
        (dynamic-indent (+ 2 dynamic-indent)))
    (if (consp tree)
        (+ (dynamic-visit (car tree)) (dynamic-visit (cdr tree)))
      (dynamic-leaf))))

(defun dynamic-leaf ()
  (+ dynamic-depth dynamic-indent))

(defun dynamic-tree (depth)
  (if (= depth 0) 1 (cons (dynamic-tree (1- depth)) (dynamic-tree (1- depth)))))

(defun dynamic-count (limit)
  (let ((dynamic-depth 0))
    (while (< dynamic-depth limit)
      (setq dynamic-depth (1+ dynamic-depth)))
    dynamic-depth))

(defun bench-dynamic ()
  "Return what visits and loops came to."
  (let ((tree (dynamic-tree 15)) (sum 0))
    (dotimes (_ 12)
      (setq sum (+ sum (dynamic-visit tree))))
    (+ sum (dynamic-count 2000000))))

;;; dynamic.el ends here
