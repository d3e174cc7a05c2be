;;; ewoc.el --- a list of data shown in a buffer -*- lexical-binding: t; -*-

;; Manual: (elisp) Abstract Display.  The nodes form a ring: its head holds no data, the header comes after it, the footer before it.
;; A node knows where its text starts; it ends where that of the next node starts.  The head's place is the end of the footer.

(cl-defstruct (ewoc (:constructor ewoc--make (buffer pretty-printer head nosep)) (:copier nil) (:conc-name ewoc--))
  buffer pretty-printer head header footer nosep)

(cl-defstruct (ewoc--node (:type vector) (:constructor ewoc--node-make (data start)))
  left right data start)

(defalias 'ewoc-data #'ewoc--node-data)
(gv-define-setter ewoc-data (value node) `(setf (ewoc--node-data ,node) ,value))

(defmacro ewoc--in-buffer (ewoc &rest body)
  "Evaluate BODY in the buffer of EWOC, with point restored afterwards."
  (declare (indent 1) (debug t))
  `(with-current-buffer (ewoc--buffer ,ewoc)
     (save-excursion
       (let ((inhibit-read-only t) (buffer-undo-list t)) ,@body))))

;;; The ring

(defun ewoc--link-before (node new)
  "Put NEW before NODE into the ring."
  (let ((left (ewoc--node-left node)))
    (setf (ewoc--node-left new) left
          (ewoc--node-right new) node
          (ewoc--node-right left) new
          (ewoc--node-left node) new)))

(defun ewoc--unlink (node)
  "Take NODE out of the ring."
  (let ((left (ewoc--node-left node)) (right (ewoc--node-right node)))
    (setf (ewoc--node-right left) right
          (ewoc--node-left right) left
          (ewoc--node-left node) nil
          (ewoc--node-right node) nil)))

(defun ewoc--nodes (ewoc)
  "Return the nodes with data of EWOC, in order."
  (let ((nodes nil) (node (ewoc--node-right (ewoc--header ewoc))))
    (while (not (eq node (ewoc--footer ewoc)))
      (push node nodes)
      (setq node (ewoc--node-right node)))
    (nreverse nodes)))

;;; Text

(defun ewoc--print (ewoc node)
  "Insert the text of NODE of EWOC at point; header and footer are strings."
  (let ((data (ewoc--node-data node)))
    (if (or (eq node (ewoc--header ewoc)) (eq node (ewoc--footer ewoc)))
        (insert data)
      (funcall (ewoc--pretty-printer ewoc) data))
    (unless (ewoc--nosep ewoc) (insert ?\n))))

(defun ewoc--insert-text (ewoc node)
  "Insert the text of NODE of EWOC before that of its right neighbour and note where it starts.
Nodes that start at the same place and come before NODE stay, those after it move."
  (let* ((place (marker-position (ewoc--node-start (ewoc--node-right node))))
         (followers nil) (next (ewoc--node-right node)))
    (while (and next (= (ewoc--node-start next) place))
      (push next followers)
      (setq next (and (not (eq next (ewoc--head ewoc))) (ewoc--node-right next))))
    (goto-char place)
    (ewoc--print ewoc node)
    (let ((end (point)))
      (dolist (follower followers) (set-marker (ewoc--node-start follower) end))
      (set-marker (ewoc--node-start node) place (current-buffer)))))

(defun ewoc--delete-text (node)
  "Delete the text of NODE."
  (delete-region (ewoc--node-start node) (ewoc--node-start (ewoc--node-right node))))

(defun ewoc--redraw (ewoc node)
  "Insert the text of NODE of EWOC again."
  (ewoc--delete-text node)
  (ewoc--insert-text ewoc node))

(defun ewoc--enter (ewoc node data)
  "Make a node with DATA before NODE of EWOC and return it."
  (let ((new (ewoc--node-make data (make-marker))))
    (ewoc--link-before node new)
    (ewoc--in-buffer ewoc (ewoc--insert-text ewoc new))
    new))

;;; Making one

(defun ewoc-create (pretty-printer &optional header footer nosep)
  "Return a new ewoc at point in the current buffer.
PRETTY-PRINTER is called with data and inserts text for it.  HEADER and FOOTER are strings around all.  Each text is followed by a
newline unless NOSEP."
  (let* ((head (ewoc--node-make 'ewoc (copy-marker (point))))
         (ewoc (ewoc--make (current-buffer) pretty-printer head nosep)))
    (setf (ewoc--node-left head) head
          (ewoc--node-right head) head
          (ewoc--footer ewoc) (ewoc--node-make (or footer "") (make-marker)))
    (ewoc--link-before head (ewoc--footer ewoc))
    (ewoc--in-buffer ewoc (ewoc--insert-text ewoc (ewoc--footer ewoc)))
    (setf (ewoc--header ewoc) (ewoc--node-make (or header "") (make-marker)))
    (ewoc--link-before (ewoc--footer ewoc) (ewoc--header ewoc))
    (ewoc--in-buffer ewoc (ewoc--insert-text ewoc (ewoc--header ewoc)))
    ewoc))

(defun ewoc-set-data (node data)
  "Make DATA the data of NODE; the text stays until it is refreshed."
  (setf (ewoc--node-data node) data))

(defun ewoc-location (node)
  "Return the marker where NODE starts."
  (ewoc--node-start node))

(defun ewoc-buffer (ewoc)
  "Return the buffer of EWOC, nil if it was killed."
  (let ((buffer (ewoc--buffer ewoc)))
    (if (buffer-live-p buffer) buffer)))

(defun ewoc-enter-first (ewoc data)
  "Enter DATA as the first of EWOC and return its node."
  (ewoc--enter ewoc (ewoc--node-right (ewoc--header ewoc)) data))
(defun ewoc-enter-last (ewoc data)
  "Enter DATA as the last of EWOC and return its node."
  (ewoc--enter ewoc (ewoc--footer ewoc) data))
(defun ewoc-enter-before (ewoc node data)
  "Enter DATA before NODE of EWOC and return its node."
  (ewoc--enter ewoc node data))
(defun ewoc-enter-after (ewoc node data)
  "Enter DATA after NODE of EWOC and return its node."
  (ewoc--enter ewoc (ewoc--node-right node) data))

(defun ewoc-delete (ewoc &rest nodes)
  "Delete NODES and their text from EWOC."
  (ewoc--in-buffer ewoc
    (dolist (node nodes)
      (ewoc--delete-text node)
      (set-marker (ewoc--node-start node) nil)
      (ewoc--unlink node))))

;;; Finding

(defun ewoc-next (ewoc node)
  "Return the node after NODE of EWOC, nil after the last or if NODE is nil."
  (and node
       (let ((next (ewoc--node-right node)))
         (and (not (eq next (ewoc--footer ewoc))) next))))

(defun ewoc-prev (ewoc node)
  "Return the node before NODE of EWOC, nil before the first or if NODE is nil."
  (and node
       (let ((previous (ewoc--node-left node)))
         (and (not (eq previous (ewoc--header ewoc))) previous))))

(defun ewoc-nth (ewoc n)
  "Return node N of EWOC, from 0; -1 is the last one; nil if there is none."
  (let ((nodes (ewoc--nodes ewoc)))
    (if (< n 0) (nth (- -1 n) (nreverse nodes)) (nth n nodes))))

(defun ewoc-locate (ewoc &optional pos _guess)
  "Return the node of EWOC around POS, point by default: the first if POS is before it, the last if after; nil if there is none."
  (with-current-buffer (ewoc--buffer ewoc)
    (let ((pos (or pos (point))) (found nil) (nodes (ewoc--nodes ewoc)))
      (while (and nodes (or (null found) (<= (ewoc--node-start (car nodes)) pos)))
        (setq found (pop nodes)))
      found)))

(defun ewoc-goto-node (ewoc node)
  "Go to the start of NODE of EWOC; return it."
  (with-current-buffer (ewoc--buffer ewoc)
    (goto-char (ewoc--node-start node))
    (if goal-column (move-to-column goal-column))
    node))

(defun ewoc-goto-next (ewoc arg)
  "Go ARG nodes of EWOC forward and return the node there; nil, past the last node, at its end."
  (with-current-buffer (ewoc--buffer ewoc)
    (let ((node (ewoc-locate ewoc (point))))
      (while (and node (> arg 0))
        (setq arg (1- arg) node (ewoc-next ewoc node)))
      (when (> arg 0) (error "No next"))
      (if node
          (ewoc-goto-node ewoc node)
        (goto-char (ewoc--node-start (ewoc--footer ewoc)))
        nil))))

(defun ewoc-goto-prev (ewoc arg)
  "Go ARG nodes of EWOC backward, not before the first one, and return the node there."
  (with-current-buffer (ewoc--buffer ewoc)
    (let ((node (ewoc-locate ewoc (point))))
      (when node
        (if (>= (point) (ewoc--node-start (ewoc--node-right node)))
            (setq arg (1- arg)))
        (while (and (> arg 0) (ewoc-prev ewoc node))
          (setq arg (1- arg) node (ewoc-prev ewoc node)))
        (ewoc-goto-node ewoc node)))))

;;; Doing something with all

(defun ewoc-invalidate (ewoc &rest nodes)
  "Make the text of NODES of EWOC again."
  (ewoc--in-buffer ewoc
    (dolist (node nodes) (ewoc--redraw ewoc node))))

(defun ewoc-refresh (ewoc)
  "Make the texts of all nodes of EWOC again."
  (ewoc--in-buffer ewoc
    (let ((start (ewoc--node-start (ewoc--node-right (ewoc--header ewoc)))))
      (delete-region start (ewoc--node-start (ewoc--footer ewoc)))
      (dolist (node (ewoc--nodes ewoc))
        (set-marker (ewoc--node-start node) (ewoc--node-start (ewoc--footer ewoc))))
      (dolist (node (ewoc--nodes ewoc))
        (ewoc--insert-text ewoc node)))))

(defun ewoc-map (map-function ewoc &rest args)
  "Call MAP-FUNCTION with each data of EWOC and ARGS, in order, and make the text again where it returns non-nil."
  (ewoc--in-buffer ewoc
    (dolist (node (ewoc--nodes ewoc))
      (if (apply map-function (ewoc--node-data node) args)
          (ewoc--redraw ewoc node)))))

(defun ewoc-filter (ewoc predicate &rest args)
  "Delete the nodes of EWOC for whose data PREDICATE, called with it and ARGS, returns nil."
  (ewoc--in-buffer ewoc
    (dolist (node (ewoc--nodes ewoc))
      (unless (apply predicate (ewoc--node-data node) args)
        (ewoc-delete ewoc node)))))

(defun ewoc-collect (ewoc predicate &rest args)
  "Return the data of EWOC for which PREDICATE, called with it and ARGS, returns non-nil."
  (ewoc--in-buffer ewoc
    (let ((found nil))
      (dolist (node (ewoc--nodes ewoc))
        (if (apply predicate (ewoc--node-data node) args)
            (push (ewoc--node-data node) found)))
      (nreverse found))))

(defun ewoc-get-hf (ewoc)
  "Return (HEADER . FOOTER) of EWOC."
  (cons (ewoc--node-data (ewoc--header ewoc)) (ewoc--node-data (ewoc--footer ewoc))))

(defun ewoc-set-hf (ewoc header footer)
  "Make the strings HEADER and FOOTER those of EWOC."
  (setf (ewoc--node-data (ewoc--header ewoc)) header
        (ewoc--node-data (ewoc--footer ewoc)) footer)
  (let ((first (ewoc--node-right (ewoc--header ewoc))))
    (with-current-buffer (ewoc--buffer ewoc)
      ;; Point at the first node stays at it, although the header's text ends there.
      (let ((there (= (point) (ewoc--node-start first))))
        (ewoc--in-buffer ewoc
          (ewoc--redraw ewoc (ewoc--header ewoc))
          (ewoc--redraw ewoc (ewoc--footer ewoc)))
        (if there (goto-char (ewoc--node-start first)))))))

(provide 'ewoc)

;;; ewoc.el ends here
