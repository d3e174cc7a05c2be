;;; structures.el --- records made by cl-defstruct: a binary tree  -*- lexical-binding: t; -*-

(require 'cl-lib)

(cl-defstruct structures-node key left right)

(defun structures-insert (node key)
  "Insert KEY below NODE and return the tree."
  (cond ((null node) (make-structures-node :key key))
        ((< key (structures-node-key node))
         (setf (structures-node-left node) (structures-insert (structures-node-left node) key))
         node)
        (t
         (setf (structures-node-right node) (structures-insert (structures-node-right node) key))
         node)))

(defun structures-depth (node)
  (if (null node)
      0
    (1+ (max (structures-depth (structures-node-left node))
             (structures-depth (structures-node-right node))))))

(defun structures-sum (node)
  (if (null node)
      0
    (+ (structures-node-key node)
       (structures-sum (structures-node-left node))
       (structures-sum (structures-node-right node)))))

(defun bench-structures ()
  "Return the depth and the sum of a tree."
  (let ((tree nil) (n 7))
    (dotimes (_ 12000)
      (setq n (% (+ (* n 1103515245) 12345) 2147483648)
            tree (structures-insert tree n)))
    (list (structures-depth tree) (structures-sum tree))))

;;; structures.el ends here
