;;; dom.el --- trees of documents -*- lexical-binding: t; -*-

;; Manual: (elisp) Document Object Model.  A node is (TAG ATTRIBUTES CHILD...), or a string.

(require 'cl-lib)

(defsubst dom-tag (node) "Return the tag of NODE, or of the first node if NODE is a list of nodes."
  (if (consp (car node)) (caar node) (car node)))
(defsubst dom-attributes (node) "Return the alist of the attributes of NODE, or of the first node of a list."
  (if (consp (car node)) (cadar node) (cadr node)))
(defsubst dom-children (node) "Return the children of NODE, or of the first node of a list."
  (if (consp (car node)) (cddar node) (cddr node)))

(defun dom-non-text-children (node) "Return the children of NODE that are no strings."
       (cl-remove-if #'stringp (dom-children node)))
(defun dom-attr (node attribute) "Return ATTRIBUTE of NODE." (cdr (assq attribute (dom-attributes node))))

(defun dom-ensure-node (node)
  "Return NODE with a list of attributes, which it gets if it has none."
  (setq node (if (consp (car node)) (car node) node))
  (if (null (cdr node)) (setcdr node (list nil)))
  node)

(defun dom-set-attributes (node attributes) "Make ATTRIBUTES those of NODE."
       (setcar (cdr (dom-ensure-node node)) attributes))
(defun dom-set-attribute (node attribute value)
  "Set ATTRIBUTE of NODE to VALUE."
  (let* ((node (dom-ensure-node node)) (cell (assoc attribute (cadr node))))
    (if cell (setcdr cell value)
      (setcar (cdr node) (nconc (cadr node) (list (cons attribute value)))))))
(defun dom-remove-attribute (node attribute)
  "Take ATTRIBUTE away from NODE."
  (let* ((node (dom-ensure-node node)) (cell (assoc attribute (cadr node))))
    (when cell (setcar (cdr node) (delq cell (cadr node))))))

(defun dom-text (node) "Return the strings that are children of NODE, joined by spaces."
       (mapconcat #'identity (cl-remove-if-not #'stringp (dom-children node)) " "))
(defun dom-texts (node &optional separator)
  "Return all the strings in NODE, joined by SEPARATOR, by default a space."
  (if (eq (dom-tag node) 'script) ""
    (mapconcat (lambda (child)
                 (cond ((stringp child) child)
                       ((eq (dom-tag child) 'script) "")
                       (t (dom-texts child separator))))
               (dom-children node) (or separator " "))))

(defun dom-search (dom predicate)
  "Return the nodes in DOM that satisfy PREDICATE, outer ones before those in them."
  (let ((matches (cl-loop for child in (dom-children dom)
                          append (unless (stringp child) (dom-search child predicate)))))
    (if (funcall predicate dom) (cons dom matches) matches)))

(defun dom-by-tag (dom tag) "Return the nodes in DOM whose tag is TAG."
       (dom-search dom (lambda (node) (eq (dom-tag node) tag))))
(defun dom-child-by-tag (dom tag) "Return the first child of DOM whose tag is TAG."
       (assoc tag (dom-children dom)))
(defun dom-elements (dom attribute match)
  "Return the nodes in DOM whose ATTRIBUTE matches the regexp MATCH."
  (dom-search dom (lambda (node) (let ((value (dom-attr node attribute))) (and (stringp value) (string-match match value))))))
(defun dom-by-class (dom match) "Return the nodes in DOM whose class matches the regexp MATCH." (dom-elements dom 'class match))
(defun dom-by-style (dom match) "Return the nodes in DOM whose style matches the regexp MATCH." (dom-elements dom 'style match))
(defun dom-by-id (dom match) "Return the nodes in DOM whose id matches the regexp MATCH." (dom-elements dom 'id match))
(defun dom-strings (dom) "Return all the strings in DOM."
       (cl-loop for child in (dom-children dom)
                if (stringp child) collect child else append (dom-strings child)))

(defun dom-parent (dom node)
  "Return the node in DOM of which NODE is a child."
  (if (memq node (dom-children dom)) dom
    (cl-loop for child in (dom-children dom) thereis (and (not (stringp child)) (dom-parent child node)))))
(defun dom-previous-sibling (dom node)
  "Return the node before NODE in the node in DOM of which it is a child."
  (let ((parent (dom-parent dom node)))
    (and parent
         (cl-loop for (a b) on (dom-children parent) when (eq b node) return a))))
(defun dom-remove-node (dom node)
  "Take NODE out of DOM."
  (let ((parent (dom-parent dom node)))
    (when parent (delq node (if (consp (car parent)) (car parent) parent)))))

(defun dom-node (tag &optional attributes &rest children)
  "Return a node of TAG, ATTRIBUTES and CHILDREN."
  `(,tag ,attributes ,@children))
(defun dom-append-child (node child) "Add CHILD as the last child of NODE." (nconc (dom-ensure-node node) (list child)))
(defun dom-add-child-before (node child &optional before)
  "Add CHILD to NODE before its child BEFORE, by default as the first."
  (let ((node (dom-ensure-node node)))
    (if (null before)
        (setcdr (cdr node) (cons child (cddr node)))
      (let ((index (cl-position before node :test #'eq)))
        (unless index (error "%s does not exist as a child" before))
        (setcdr (nthcdr (1- index) node) (cons child (nthcdr index node)))))
    node))

(defun dom-pp (dom &optional remove-empty)
  "Insert DOM as Lisp, a child on each line; REMOVE-EMPTY leaves out strings of spaces."
  (let ((column (current-column)) (children (dom-children dom)))
    (insert (format "(%S " (dom-tag dom)))
    (insert (format "%S" (dom-attributes dom)))
    (when remove-empty
      (setq children (cl-remove-if (lambda (child) (and (stringp child) (string-match "\\`[\n\r\t  ]*\\'" child))) children)))
    (dolist (child children)
      (insert "\n" (make-string (1+ column) ?\s))
      (if (stringp child) (insert (format "%S" child)) (dom-pp child remove-empty)))
    (insert ")")))

(defun dom-print (dom &optional pretty xml)
  "Insert DOM as text; PRETTY puts children on lines of their own.  XML is about attributes that HTML gives no value."
  (let ((column (current-column)) (children (dom-children dom)))
    (insert (format "<%s" (dom-tag dom)))
    (dolist (attribute (dom-attributes dom))
      (insert (if (and (not xml) (member (cdr attribute) '("" nil)))
                  (format " %s" (car attribute))
                (format " %s=\"%s\"" (car attribute) (cdr attribute)))))
    (if (null children) (insert " />")
      (insert ">")
      (let ((non-text nil))
        (dolist (child children)
          (if (stringp child) (insert child)
            (setq non-text t)
            (when pretty (insert "\n" (make-string (+ column 2) ?\s)))
            (dom-print child pretty xml)))
        (when (and pretty non-text)
          (unless (bolp) (insert "\n"))
          (insert (make-string column ?\s))))
      (insert (format "</%s>" (dom-tag dom))))))

(provide 'dom)
;;; dom.el ends here
