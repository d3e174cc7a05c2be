;;; etags.el --- finding definitions with tables of tags -*- lexical-binding: t; -*-

;; Manual: (emacs) Tags Tables.  A table has for each file a section: a form feed, a line FILE,SIZE, and lines TEXT DEL [NAME SOH] LINE,OFFSET.
;; Included tables, replacing through tags and the commands of old besides `find-tag' are not here.

(require 'xref)

(defgroup etags nil "Tables of tags." :group 'tools)
(defcustom tags-file-name nil "The table in use, nil before one is visited." :type '(choice (const nil) file))
(put 'tags-file-name 'safe-local-variable #'stringp)
(defcustom tags-table-list nil "The tables to look into; directories stand for the TAGS in them." :type '(repeat file))
(defcustom tags-case-fold-search 'default "Whether case does not count; `default' for `case-fold-search'." :type '(choice (const default) (const t) (const nil)))
(defcustom tags-revert-without-query nil "Non-nil if tables that have changed are read again without a question." :type 'boolean)
(defcustom tags-add-tables 'ask-user "Whether a further table is added to the list." :type '(choice (const t) (const nil) (const ask-user)))
(defcustom find-tag-hook nil "Functions called after finding a tag." :type 'hook)
(defcustom tags-compression-info-list '("" ".Z" ".bz2" ".gz" ".xz" ".tgz") "Endings of files that tables may name without them." :type '(repeat string))
(defvar tags-completion-table nil "The names of the tags in the tables in use.")
(defvar etags--tables nil "Alist of the tables that have been read: (FILE TIME (NAME FILE LINE TEXT)...).")

(defun etags--parse (file)
  "Return the tags in the table FILE: a list of (NAME FILE LINE TEXT)."
  (let ((directory (file-name-directory (file-truename file))) (tags nil) (source nil))
    (with-temp-buffer
      (insert-file-contents file)
      (goto-char (point-min))
      (unless (looking-at "\f\n") (user-error "File %s is not a valid tags table" file))
      (while (not (eobp))
        (cond
         ((looking-at "\f$")
          (forward-line 1)
          (when (looking-at "\\(.+\\),\\(?:[0-9]*\\|include\\)$")
            (setq source (expand-file-name (match-string 1) directory))))
         ((looking-at "\\(.*?\\)\177\\(?:\\([^\001\n]+\\)\001\\)?\\([0-9]+\\)?,\\([0-9]+\\)?")
          (let ((text (match-string 1)) (name (match-string 2)) (line (match-string 3)))
            (unless name
              (setq name (and (string-match "\\([^][ \t\f(),;=*&]+\\)[][ \t\f(),;=*&]*\\'" text) (match-string 1 text))))
            (when (and name source)
              (push (list name source (and line (string-to-number line)) text) tags)))))
        (forward-line 1)))
    (nreverse tags)))

(defun etags--tags (file)
  "Return the tags of the table FILE, reading it if it is new or has changed."
  (let* ((file (expand-file-name (if (file-directory-p file) (expand-file-name "TAGS" file) file)))
         (time (file-attribute-modification-time (or (file-attributes file) (user-error "File %s does not exist" file))))
         (known (assoc file etags--tables)))
    (unless (and known (equal (cadr known) time))
      (setq etags--tables (assoc-delete-all file etags--tables)
            known (cons file (cons time (etags--parse file))))
      (push known etags--tables))
    (cddr known)))

(defun etags--all-tags ()
  "Return the tags of the tables in use."
  (let ((tables (delete-dups (delq nil (append (list tags-file-name) tags-table-list)))))
    (unless tables (user-error "No tags table in use; use visit-tags-table to select one"))
    (apply #'append (mapcar #'etags--tags tables))))

(defun visit-tags-table (file &optional local)
  "Use the table FILE, or the TAGS of the directory FILE; in this buffer only if LOCAL."
  (interactive (list (read-file-name "Visit tags table (default TAGS): " default-directory (expand-file-name "TAGS" default-directory) t) current-prefix-arg))
  (let ((file (expand-file-name (if (file-directory-p file) (expand-file-name "TAGS" file) file))))
    (etags--tags file)
    (if local (setq-local tags-file-name file) (setq-default tags-file-name file))
    (setq tags-completion-table nil)
    file))

(defun tags-reset-tags-tables ()
  "Forget all tables."
  (interactive)
  (setq tags-file-name nil tags-table-list nil tags-completion-table nil etags--tables nil))

(defun tags-completion-table ()
  "Return the names of the tags in the tables in use."
  (delete-dups (mapcar #'car (etags--all-tags))))
(defun tags-lazy-completion-table ()
  "Return a completion table for tags, which reads the tables when it is used."
  (lambda (string predicate action)
    (if (eq action 'metadata) nil (complete-with-action action (tags-completion-table) string predicate))))

(defun find-tag--default ()
  "Return the identifier at point, or nil."
  (funcall (or (and (boundp 'find-tag-default-function) find-tag-default-function) (get major-mode 'find-tag-default-function) #'find-tag-default)))
(defun etags--item (tag)
  "Return the item for TAG, (NAME FILE LINE TEXT)."
  (pcase-let ((`(,_name ,file ,line ,text) tag))
    (xref-make text (xref-make-file-location file (or (etags--line file line text) line 1) 0))))
(defun etags--line (file line text)
  "Return the line of FILE that begins with TEXT, the one nearest to LINE; nil if there is none."
  (when (file-readable-p file)
    (with-temp-buffer
      (insert-file-contents file)
      (goto-char (point-min))
      (let ((best nil) (regexp (concat "^" (regexp-quote text))))
        (while (re-search-forward regexp nil t)
          (let ((here (line-number-at-pos (match-beginning 0))))
            (when (or (null best) (and line (< (abs (- here line)) (abs (- best line))))) (setq best here))))
        best))))

(defun etags--xref-backend () "Return `etags', the backend that answers with tables of tags." 'etags)
(defun etags--matching (predicate)
  "Return the items for the tags whose names PREDICATE accepts."
  (mapcar #'etags--item (seq-filter (lambda (tag) (funcall predicate (car tag))) (etags--all-tags))))
(cl-defmethod xref-backend-identifier-at-point ((_backend (eql etags))) (find-tag--default))
(cl-defmethod xref-backend-identifier-completion-table ((_backend (eql etags))) (tags-lazy-completion-table))
(cl-defmethod xref-backend-definitions ((_backend (eql etags)) symbol)
  (let ((fold (if (eq tags-case-fold-search 'default) case-fold-search tags-case-fold-search)))
    (or (etags--matching (lambda (name) (string= name symbol)))
        (and fold (etags--matching (lambda (name) (string= (downcase name) (downcase symbol))))))))
(cl-defmethod xref-backend-apropos ((_backend (eql etags)) pattern)
  (let ((regexp (xref-apropos-regexp pattern)))
    (etags--matching (lambda (name) (string-match-p regexp name)))))

(defun find-tag-noselect (tagname &optional _next-p _regexp-p)
  "Return the buffer with the definition of TAGNAME, with point there."
  (let ((items (xref-backend-definitions 'etags tagname)))
    (unless items (user-error "No tags containing %s" tagname))
    (let ((marker (xref-location-marker (xref-item-location (car items)))))
      (with-current-buffer (marker-buffer marker)
        (goto-char marker)
        (run-hooks 'find-tag-hook)
        (current-buffer)))))
(defun find-tag (tagname &optional next-p regexp-p)
  "Go to the definition of TAGNAME; NEXT-P and REGEXP-P are as in `find-tag-noselect'."
  (interactive (list (read-string "Find tag: ")))
  (switch-to-buffer (find-tag-noselect tagname next-p regexp-p)))

(provide 'etags)

;;; etags.el ends here
