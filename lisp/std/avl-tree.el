;;; avl-tree.el --- balanced binary trees -*- lexical-binding: t; -*-

;; Adelson-Velsky and Landis: the heights of the branches of a node differ by at most one.

(require 'cl-lib)
(require 'generator)

(cl-defstruct (avl-tree- (:constructor nil)
                         (:constructor avl-tree--create (cmpfun))
                         (:predicate avl-tree-p)
                         (:copier nil))
  "A tree: a node whose left branch is the tree, and the function that compares."
  (dummyroot (avl-tree--node-create nil nil nil 0)) cmpfun)

(cl-defstruct (avl-tree--node (:type vector)
                              (:constructor nil)
                              (:constructor avl-tree--node-create (left right data balance))
                              (:copier nil))
  "A node: its branches, what it has, and the height of the right branch less that of the left one."
  left right data balance)

(defmacro avl-tree--root (tree) "The topmost node of TREE, or nil." `(avl-tree--node-left (avl-tree--dummyroot ,tree)))

(defalias 'avl-tree-create #'avl-tree--create
  "Return an empty tree for CMPFUN, a function of two elements that returns non-nil if the first one is less.")
(defun avl-tree-compare-function (tree) "Return the function that compares elements of TREE." (avl-tree--cmpfun tree))
(defun avl-tree-empty (tree) "Return t if TREE has no elements." (null (avl-tree--root tree)))
(defun avl-tree-clear (tree) "Remove all elements of TREE." (setf (avl-tree--root tree) nil))

;;; Balance

(defun avl-tree--rotate-left (node)
  "Return the right branch of NODE, which becomes its left one."
  (let ((top (avl-tree--node-right node)))
    (setf (avl-tree--node-right node) (avl-tree--node-left top)
          (avl-tree--node-left top) node
          (avl-tree--node-balance node) (- (avl-tree--node-balance node) 1 (max (avl-tree--node-balance top) 0))
          (avl-tree--node-balance top) (+ (avl-tree--node-balance top) -1 (min (avl-tree--node-balance node) 0)))
    top))

(defun avl-tree--rotate-right (node)
  "Return the left branch of NODE, which becomes its right one."
  (let ((top (avl-tree--node-left node)))
    (setf (avl-tree--node-left node) (avl-tree--node-right top)
          (avl-tree--node-right top) node
          (avl-tree--node-balance node) (+ (avl-tree--node-balance node) 1 (- (min (avl-tree--node-balance top) 0)))
          (avl-tree--node-balance top) (+ (avl-tree--node-balance top) 1 (max (avl-tree--node-balance node) 0)))
    top))

(defun avl-tree--rebalance (node)
  "Return what NODE, whose branches may differ by two, becomes."
  (cond ((> (avl-tree--node-balance node) 1)
         (when (< (avl-tree--node-balance (avl-tree--node-right node)) 0)
           (setf (avl-tree--node-right node) (avl-tree--rotate-right (avl-tree--node-right node))))
         (avl-tree--rotate-left node))
        ((< (avl-tree--node-balance node) -1)
         (when (> (avl-tree--node-balance (avl-tree--node-left node)) 0)
           (setf (avl-tree--node-left node) (avl-tree--rotate-left (avl-tree--node-left node))))
         (avl-tree--rotate-right node))
        (t node)))

;;; Elements

(defvar avl-tree--changed nil "Whether the branch that was just worked on has another height now.")
(defvar avl-tree--result nil "What the operation returns.")

(defun avl-tree--grown (node step)
  "Return what NODE becomes when a branch has grown; STEP is -1 for the left one, 1 for the right one."
  (if (not avl-tree--changed) node
    (cl-incf (avl-tree--node-balance node) step)
    (setq avl-tree--changed (= (abs (avl-tree--node-balance node)) 1))
    (avl-tree--rebalance node)))

(defun avl-tree--shrunk (node step)
  "Return what NODE becomes when a branch has shrunk; STEP is 1 for the left one, -1 for the right one."
  (if (not avl-tree--changed) node
    (cl-incf (avl-tree--node-balance node) step)
    (let ((new (avl-tree--rebalance node)))
      (setq avl-tree--changed (= (avl-tree--node-balance new) 0))
      new)))

(defun avl-tree--insert (less node data update)
  "Return what NODE becomes with DATA; LESS compares, UPDATE makes the new element of DATA and one that matches."
  (cond ((null node) (setq avl-tree--changed t avl-tree--result data) (avl-tree--node-create nil nil data 0))
        ((funcall less data (avl-tree--node-data node))
         (setf (avl-tree--node-left node) (avl-tree--insert less (avl-tree--node-left node) data update))
         (avl-tree--grown node -1))
        ((funcall less (avl-tree--node-data node) data)
         (setf (avl-tree--node-right node) (avl-tree--insert less (avl-tree--node-right node) data update))
         (avl-tree--grown node 1))
        (t (let* ((old (avl-tree--node-data node)) (new (if update (funcall update data old) data)))
             (when (or (funcall less new old) (funcall less old new))
               (error "avl-tree-enter: updated data does not match existing data"))
             (setf (avl-tree--node-data node) new)
             (setq avl-tree--changed nil avl-tree--result new)
             node))))

(defun avl-tree-enter (tree data &optional updatefun)
  "Put DATA into TREE, in place of an element that matches; return the new element.
UPDATEFUN is called with DATA and such an element, and returns what replaces it, which must match too."
  (let ((avl-tree--changed nil) (avl-tree--result nil))
    (setf (avl-tree--root tree) (avl-tree--insert (avl-tree--cmpfun tree) (avl-tree--root tree) data updatefun))
    avl-tree--result))

(defun avl-tree--without-last (node)
  "Return what NODE becomes without its last element, which becomes `avl-tree--result'."
  (if (null (avl-tree--node-right node))
      (progn (setq avl-tree--changed t avl-tree--result (avl-tree--node-data node)) (avl-tree--node-left node))
    (setf (avl-tree--node-right node) (avl-tree--without-last (avl-tree--node-right node)))
    (avl-tree--shrunk node -1)))

(defun avl-tree--remove-top (node)
  "Return what NODE becomes without its own element."
  (cond ((null (avl-tree--node-right node)) (setq avl-tree--changed t) (avl-tree--node-left node))
        ((null (avl-tree--node-left node)) (setq avl-tree--changed t) (avl-tree--node-right node))
        (t (setf (avl-tree--node-left node) (avl-tree--without-last (avl-tree--node-left node)))
           (setf (avl-tree--node-data node) avl-tree--result)
           (avl-tree--shrunk node 1))))

(defun avl-tree--delete (less node data test)
  "Return what NODE becomes without the element that matches DATA and passes TEST; LESS compares."
  (cond ((null node) (setq avl-tree--changed nil) nil)
        ((funcall less data (avl-tree--node-data node))
         (setf (avl-tree--node-left node) (avl-tree--delete less (avl-tree--node-left node) data test))
         (avl-tree--shrunk node 1))
        ((funcall less (avl-tree--node-data node) data)
         (setf (avl-tree--node-right node) (avl-tree--delete less (avl-tree--node-right node) data test))
         (avl-tree--shrunk node -1))
        ((and test (not (funcall test (avl-tree--node-data node)))) (setq avl-tree--changed nil) node)
        (t (let* ((old (avl-tree--node-data node)) (new (avl-tree--remove-top node)))
             (setq avl-tree--result old)
             new))))

(defun avl-tree-delete (tree data &optional test nilflag)
  "Remove the element of TREE that matches DATA and return it; NILFLAG if there is none, or if TEST of it returns nil."
  (let ((avl-tree--changed nil) (avl-tree--result nilflag))
    (setf (avl-tree--root tree) (avl-tree--delete (avl-tree--cmpfun tree) (avl-tree--root tree) data test))
    avl-tree--result))

(defun avl-tree-member (tree data &optional nilflag)
  "Return the element of TREE that matches DATA, or NILFLAG."
  (let ((node (avl-tree--root tree)) (less (avl-tree--cmpfun tree)) (found nil))
    (while (and node (not found))
      (cond ((funcall less data (avl-tree--node-data node)) (setq node (avl-tree--node-left node)))
            ((funcall less (avl-tree--node-data node) data) (setq node (avl-tree--node-right node)))
            (t (setq found node))))
    (if found (avl-tree--node-data found) nilflag)))

(defun avl-tree-member-p (tree data)
  "Return t if an element of TREE matches DATA."
  (let ((none (make-symbol "none"))) (not (eq (avl-tree-member tree data none) none))))

;;; All of them

(defun avl-tree--each (function node reverse)
  "Call FUNCTION with the nodes of NODE in order, or REVERSE."
  (when node
    (avl-tree--each function (if reverse (avl-tree--node-right node) (avl-tree--node-left node)) reverse)
    (funcall function node)
    (avl-tree--each function (if reverse (avl-tree--node-left node) (avl-tree--node-right node)) reverse)))

(defun avl-tree-map (fun tree &optional reverse)
  "Replace each element of TREE by what FUN makes of it, in order, or REVERSE."
  (avl-tree--each (lambda (node) (setf (avl-tree--node-data node) (funcall fun (avl-tree--node-data node)))) (avl-tree--root tree) reverse))
(defun avl-tree-mapc (fun tree &optional reverse)
  "Call FUN with each element of TREE in order, or REVERSE."
  (avl-tree--each (lambda (node) (funcall fun (avl-tree--node-data node))) (avl-tree--root tree) reverse))
(defun avl-tree-mapf (fun combinator tree &optional reverse)
  "Combine what FUN returns for each element of TREE in order, or REVERSE, by COMBINATOR, which gets it and what there is so far."
  (let ((so-far nil))
    (avl-tree-mapc (lambda (data) (setq so-far (funcall combinator (funcall fun data) so-far))) tree reverse)
    so-far))
(defun avl-tree-mapcar (fun tree &optional reverse)
  "Return the list of what FUN returns for each element of TREE in order, or REVERSE."
  (nreverse (avl-tree-mapf fun #'cons tree reverse)))
(defun avl-tree-flatten (tree) "Return the list of the elements of TREE in order." (avl-tree-mapcar #'identity tree))
(defun avl-tree-size (tree) "Return how many elements TREE has." (avl-tree-mapf (lambda (_) 1) (lambda (one so-far) (+ one (or so-far 0))) tree))

(defun avl-tree-first (tree &optional nilflag)
  "Return the first element of TREE, or NILFLAG."
  (let ((node (avl-tree--root tree)))
    (if (null node) nilflag
      (while (avl-tree--node-left node) (setq node (avl-tree--node-left node)))
      (avl-tree--node-data node))))
(defun avl-tree-last (tree &optional nilflag)
  "Return the last element of TREE, or NILFLAG."
  (let ((node (avl-tree--root tree)))
    (if (null node) nilflag
      (while (avl-tree--node-right node) (setq node (avl-tree--node-right node)))
      (avl-tree--node-data node))))

(defun avl-tree-copy (tree)
  "Return a copy of TREE with the same elements."
  (let ((new (avl-tree-create (avl-tree--cmpfun tree))))
    (setf (avl-tree--root new) (avl-tree--copy-node (avl-tree--root tree)))
    new))
(defun avl-tree--copy-node (node)
  (and node (avl-tree--node-create (avl-tree--copy-node (avl-tree--node-left node)) (avl-tree--copy-node (avl-tree--node-right node))
                                   (avl-tree--node-data node) (avl-tree--node-balance node))))

;;; One after the other

(cl-defstruct (avl-tree--stack (:constructor nil)
                               (:constructor avl-tree--stack-create (reverse store))
                               (:copier nil))
  "The elements of a tree that are left: nodes whose own element and one branch are."
  reverse store)
(defalias 'avl-tree-stack-p #'avl-tree--stack-p)

(defun avl-tree--stack-descend (stack node)
  "Put NODE, and what comes before its element, on STACK."
  (while node
    (push node (avl-tree--stack-store stack))
    (setq node (if (avl-tree--stack-reverse stack) (avl-tree--node-right node) (avl-tree--node-left node)))))

(defun avl-tree-stack (tree &optional reverse)
  "Return a stack of the elements of TREE in order, or REVERSE; it is good until TREE changes."
  (let ((stack (avl-tree--stack-create reverse nil)))
    (avl-tree--stack-descend stack (avl-tree--root tree))
    stack))

(defun avl-tree-stack-pop (avl-tree-stack &optional nilflag)
  "Take the first element off AVL-TREE-STACK and return it, or NILFLAG."
  (let ((node (pop (avl-tree--stack-store avl-tree-stack))))
    (if (null node) nilflag
      (avl-tree--stack-descend avl-tree-stack (if (avl-tree--stack-reverse avl-tree-stack) (avl-tree--node-left node) (avl-tree--node-right node)))
      (avl-tree--node-data node))))
(defun avl-tree-stack-first (avl-tree-stack &optional nilflag)
  "Return the first element of AVL-TREE-STACK, or NILFLAG."
  (let ((node (car (avl-tree--stack-store avl-tree-stack)))) (if node (avl-tree--node-data node) nilflag)))
(defun avl-tree-stack-empty-p (avl-tree-stack) "Return t if AVL-TREE-STACK is empty." (null (avl-tree--stack-store avl-tree-stack)))

(iter-defun avl-tree-iter (tree &optional reverse)
  "Return an iterator over the elements of TREE in order, or REVERSE; it is good until TREE changes."
  (let ((stack (avl-tree-stack tree reverse)))
    (while (not (avl-tree-stack-empty-p stack)) (iter-yield (avl-tree-stack-pop stack)))))

(provide 'avl-tree)
;;; avl-tree.el ends here
