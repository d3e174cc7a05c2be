;;; tabulated-list.el --- buffers that list things in columns -*- lexical-binding: t; -*-

(require 'button)

(defvar-local tabulated-list-format nil
  "The columns: a vector of (NAME WIDTH SORT . PROPS).
SORT nil: one cannot sort by this column; t: by its text; else a predicate for entries.  PROPS: `:right-align', and `:pad-right',
the number of spaces after the column, 1 by default.  The last column is as wide as it is.")
(put 'tabulated-list-format 'permanent-local t)
(defvar-local tabulated-list-use-header-line t "Whether the names of the columns are in the header line; else they are the first line.")
(defvar-local tabulated-list-entries nil
  "What is listed: a list of (ID [COLUMN...]), or a function that returns one.
ID identifies an entry, compared with `equal'.  A COLUMN is a string, or (LABEL . PROPS) for a text button.")
(put 'tabulated-list-entries 'permanent-local t)
(defvar-local tabulated-list-padding 0 "How many characters there are before each entry, for tags.")
(put 'tabulated-list-padding 'permanent-local t)
(defvar tabulated-list-revert-hook nil "Run before the list is made again by `revert-buffer'.")
(defvar-local tabulated-list-printer #'tabulated-list-print-entry "The function that inserts an entry, called with ID and COLUMNS.")
(defvar-local tabulated-list-sort-key nil "(NAME . FLIP): the column to sort by, in reverse if FLIP; nil leaves the order alone.")
(put 'tabulated-list-sort-key 'permanent-local t)
(defvar-local tabulated-list--header-string nil "The names of the columns, as text.")
(defvar-local tabulated-list--header-overlay nil "Covers the names of the columns when they are the first line.")
(defvar-local tabulated-list--original-order nil "The entries in the order in which they were first printed.")

(defvar tabulated-list-gui-sort-indicator-asc ?▼ "Marks the column that is sorted by, on graphic displays.")
(defvar tabulated-list-gui-sort-indicator-desc ?▲ "Marks the column that is sorted by in reverse, on graphic displays.")
(defvar tabulated-list-tty-sort-indicator-asc ?v "Marks the column that is sorted by, on terminals.")
(defvar tabulated-list-tty-sort-indicator-desc ?^ "Marks the column that is sorted by in reverse, on terminals.")

(defvar tabulated-list-mode-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map (make-composed-keymap button-buffer-map special-mode-map))
    (define-key map "n" 'next-line)
    (define-key map "p" 'previous-line)
    (define-key map (kbd "M-<left>") 'tabulated-list-previous-column)
    (define-key map (kbd "M-<right>") 'tabulated-list-next-column)
    (define-key map "S" 'tabulated-list-sort)
    (define-key map "}" 'tabulated-list-widen-current-column)
    (define-key map "{" 'tabulated-list-narrow-current-column)
    (define-key map [follow-link] 'mouse-face)
    (define-key map [mouse-2] 'mouse-select-window)
    map)
  "Keymap of `tabulated-list-mode'.")

(defvar tabulated-list-sort-button-map
  (let ((map (make-sparse-keymap)))
    (define-key map [header-line mouse-1] 'tabulated-list-col-sort)
    (define-key map [header-line mouse-2] 'tabulated-list-col-sort)
    (define-key map [mouse-1] 'tabulated-list-col-sort)
    (define-key map [mouse-2] 'tabulated-list-col-sort)
    (define-key map "\C-m" 'tabulated-list-sort)
    (define-key map [follow-link] 'mouse-face)
    map)
  "Keymap of the names of columns.")

(define-derived-mode tabulated-list-mode special-mode "Tabulated"
  "Major mode for lists in columns; other modes are derived from it.
They set `tabulated-list-format' and call `tabulated-list-init-header', set `tabulated-list-entries', and call
`tabulated-list-print'."
  (setq-local truncate-lines t)
  (setq-local buffer-undo-list t)
  (setq-local revert-buffer-function #'tabulated-list-revert))

(put 'tabulated-list-mode 'mode-class 'special)

(defun tabulated-list-revert (&rest _ignored)
  "Make the list again: run `tabulated-list-revert-hook', print, keep point on its entry."
  (interactive)
  (unless (derived-mode-p 'tabulated-list-mode)
    (error "The current buffer is not in Tabulated List mode"))
  (run-hooks 'tabulated-list-revert-hook)
  (tabulated-list-print t))

;;; What there is at point

(defun tabulated-list-get-id (&optional pos)
  "Return the ID of the entry at POS, point by default; nil if there is none."
  (get-text-property (or pos (point)) 'tabulated-list-id))

(defun tabulated-list-get-entry (&optional pos)
  "Return the columns, a vector, of the entry at POS, point by default; nil if there is none."
  (get-text-property (or pos (point)) 'tabulated-list-entry))

;;; Tags

(defun tabulated-list-put-tag (tag &optional advance)
  "Put the string TAG before the entry of this line; then, if ADVANCE, go to the next line.
Nothing happens if it is longer than `tabulated-list-padding'."
  (unless (stringp tag)
    (error "Invalid argument to `tabulated-list-put-tag'"))
  (unless (> tabulated-list-padding 0)
    (error "Unable to tag the current line"))
  (save-excursion
    (beginning-of-line)
    (when (tabulated-list-get-entry)
      (tabulated-list--replace-tag tag)))
  (if advance (forward-line)))

(defun tabulated-list--replace-tag (tag)
  "Replace the padding before the entry at point by TAG, if it fits."
  (let ((room (- tabulated-list-padding (string-width tag)))
        (properties (text-properties-at (point)))
        (inhibit-read-only t))
    (when (>= room 0)
      (delete-region (point) (+ (point) tabulated-list-padding))
      (insert (apply #'propertize (concat tag (make-string room ?\s)) properties)))))

(defun tabulated-list-clear-all-tags ()
  "Remove the tags of all entries."
  (unless (> tabulated-list-padding 0)
    (error "There can be no tags in current buffer"))
  (save-excursion
    (goto-char (point-min))
    (while (not (eobp))
      (if (tabulated-list-get-entry) (tabulated-list--replace-tag ""))
      (forward-line 1))))

;;; Columns

(defun tabulated-list--column-number (name)
  "The number of the column called NAME."
  (or (seq-position (mapcar #'car tabulated-list-format) name)
      (error "No column named %s" name)))

(defun tabulated-list--get-sorter ()
  "The predicate that `tabulated-list-sort-key' asks for; nil to leave the order alone."
  (when (and tabulated-list-sort-key (car tabulated-list-sort-key))
    (let* ((number (tabulated-list--column-number (car tabulated-list-sort-key)))
           (sort (nth 2 (aref tabulated-list-format number)))
           (before (if (eq sort t) (tabulated-list--text-sorter number) sort)))
      (if (and before (cdr tabulated-list-sort-key))
          (lambda (a b) (funcall before b a))
        before))))

(defun tabulated-list--text-sorter (number)
  "A predicate that compares the texts of column NUMBER."
  (let ((text (lambda (entry)
                (let ((column (aref (cadr entry) number)))
                  (if (stringp column) column (car column))))))
    (lambda (a b) (string< (funcall text a) (funcall text b)))))

(defun tabulated-list-entry-size-> (entry1 entry2)
  "Whether the number in the fifth column of ENTRY1 is greater than that of ENTRY2."
  (> (string-to-number (aref (cadr entry1) 4))
     (string-to-number (aref (cadr entry2) 4))))

(defun tabulated-list--pad-right (column)
  "How many spaces there are after COLUMN of the format."
  (or (plist-get (nthcdr 3 column) :pad-right) 1))

(defun tabulated-list-init-header ()
  "Put the names of the columns into the header line."
  (let ((x (max tabulated-list-padding 0)) (parts nil))
    (push (propertize " " 'display `(space :align-to ,x)) parts)
    (seq-doseq (column tabulated-list-format)
      (setq x (+ x (nth 1 column) (tabulated-list--pad-right column)))
      (push (tabulated-list--header-label column) parts)
      (push (propertize " " 'display `(space :align-to ,x) 'face 'fixed-pitch) parts))
    (let ((text (apply #'concat (nreverse parts))))
      (if tabulated-list-use-header-line
          (setq header-line-format text)
        (setq header-line-format nil
              tabulated-list--header-string text)))))

(defun tabulated-list--header-label (column)
  "The name of COLUMN; one that can be sorted by is a button, and has a mark if it is sorted by."
  (let ((name (car column)))
    (cond ((not (nth 2 column)) (propertize name 'tabulated-list-column-name name))
          ((equal name (car tabulated-list-sort-key))
           (propertize (concat name (tabulated-list--sort-mark name))
                       'face 'bold 'tabulated-list-column-name name 'help-echo "Click to sort by column"
                       'mouse-face 'header-line-highlight 'keymap tabulated-list-sort-button-map))
          (t (propertize name 'tabulated-list-column-name name 'help-echo "Click to sort by column"
                         'mouse-face 'header-line-highlight 'keymap tabulated-list-sort-button-map)))))

(defun tabulated-list--sort-mark (name)
  "What follows NAME, that of the column that is sorted by; there is no room after very short ones but at the end."
  (if (and (<= (string-width name) 2)
           (not (equal name (car (aref tabulated-list-format (1- (length tabulated-list-format)))))))
      ""
    (format " %c" (if (cdr tabulated-list-sort-key)
                      tabulated-list-gui-sort-indicator-desc
                    tabulated-list-gui-sort-indicator-asc))))

(defun tabulated-list-print-fake-header ()
  "Insert the names of the columns as the first line, if they are not in the header line."
  (when tabulated-list--header-string
    (goto-char (point-min))
    (let ((inhibit-read-only t))
      (insert tabulated-list--header-string "\n")
      (if tabulated-list--header-overlay
          (move-overlay tabulated-list--header-overlay (point-min) (point))
        (setq tabulated-list--header-overlay (make-overlay (point-min) (point))))
      (overlay-put tabulated-list--header-overlay 'fake-header t)
      (overlay-put tabulated-list--header-overlay 'face 'tabulated-list-fake-header))))

(defun tabulated-list-header-overlay-p (&optional pos)
  "Whether there are names of columns at POS, the beginning of the buffer by default."
  (seq-find (lambda (overlay) (overlay-get overlay 'fake-header))
            (overlays-at (or pos (point-min)))))

;;; Printing

(defun tabulated-list--current-entries ()
  "The entries, sorted.  A list in `tabulated-list-entries' stays sorted."
  (let ((entries (if (functionp tabulated-list-entries) (funcall tabulated-list-entries) tabulated-list-entries))
        (sorter (tabulated-list--get-sorter)))
    (when sorter
      (setq entries (sort entries sorter))
      (unless (functionp tabulated-list-entries)
        (setq tabulated-list-entries entries)))
    entries))

(defun tabulated-list-print (&optional remember-pos update)
  "Print the entries in the current buffer, sorted.
With REMEMBER-POS, point stays on its entry, in its column.  With UPDATE, entries that have not changed are left alone, with their tags."
  (let* ((inhibit-read-only t)
         (id (and remember-pos (tabulated-list-get-id)))
         (column (and id (current-column)))
         (tags (and update (tabulated-list--tags)))
         (entries (tabulated-list--current-entries))
         (place nil))
    (unless (or tabulated-list--original-order (functionp tabulated-list-entries))
      (setq tabulated-list--original-order (copy-sequence entries)))
    (erase-buffer)
    (unless tabulated-list-use-header-line
      (tabulated-list-print-fake-header))
    (dolist (entry entries)
      (if (and id (equal id (car entry))) (setq place (point)))
      (let ((start (point)))
        (apply tabulated-list-printer entry)
        (tabulated-list--restore-tag start entry tags)))
    (set-buffer-modified-p nil)
    (goto-char (or place (point-min)))
    (if place (move-to-column column))))

(defun tabulated-list--tags ()
  "The tags there are: a list of (ENTRY . TAG)."
  (let ((tags nil))
    (when (> tabulated-list-padding 0)
      (save-excursion
        (goto-char (point-min))
        (while (not (eobp))
          (let ((columns (tabulated-list-get-entry)))
            (if columns
                (push (cons (list (tabulated-list-get-id) columns)
                            (buffer-substring (point) (+ (point) tabulated-list-padding)))
                      tags)))
          (forward-line 1))))
    tags))

(defun tabulated-list--restore-tag (start entry tags)
  "Give ENTRY, printed at START, its tag in TAGS again."
  (let ((tag (cdr (assoc entry tags))))
    (when tag
      (save-excursion
        (goto-char start)
        (delete-region start (+ start tabulated-list-padding))
        (insert tag)))))

(defun tabulated-list-print-entry (id cols)
  "Insert the entry ID with the columns COLS as a line."
  (let ((start (point)) (x (max tabulated-list-padding 0)) (inhibit-read-only t))
    (if (> tabulated-list-padding 0) (insert (make-string x ?\s)))
    (dotimes (n (length tabulated-list-format))
      (setq x (tabulated-list-print-col n (aref cols n) x)))
    (insert ?\n)
    (add-text-properties start (point) `(tabulated-list-id ,id tabulated-list-entry ,cols))))

(defun tabulated-list-print-col (n col-desc x)
  "Insert COL-DESC as column N; X is the screen column where it begins.
Return the screen column after it."
  (let* ((format (aref tabulated-list-format n))
         (name (car format)) (width (nth 1 format)) (right (plist-get (nthcdr 3 format) :right-align))
         (pad (tabulated-list--pad-right format))
         (last (= (1+ n) (length tabulated-list-format)))
         (label (tabulated-list--cut (if (stringp col-desc) col-desc (car col-desc)) width (or last (and (not right) nil))))
         (used (min (string-width label) (if last most-positive-fixnum width)))
         (room (max 0 (- width used)))
         (start (point)))
    (when right (insert (make-string room ?\s)))
    (if (stringp col-desc)
        (insert (if (get-text-property 0 'help-echo label)
                    label
                  (propertize label 'help-echo (format "%s: %s" name col-desc))))
      (apply #'insert-text-button label (cdr col-desc)))
    (unless last
      (let ((space (make-string (+ pad (if right 0 room)) ?\s)))
        (insert (propertize space 'display `(space :align-to ,(+ x width pad))))))
    (put-text-property start (point) 'tabulated-list-column-name name)
    (+ x width pad)))

(defun tabulated-list--cut (label width last)
  "LABEL; what does not fit into WIDTH is shown as an ellipsis, unless it is the LAST column."
  (if (or last (<= (string-width label) width))
      label
    (let ((keep (length (truncate-string-to-width label (max 0 (1- width))))))
      (concat (substring label 0 keep)
              (propertize (substring label keep) 'display "…")))))

;;; Changing entries

(defun tabulated-list-delete-entry ()
  "Delete the entry at point from the buffer and return (ID COLUMNS); nil if there is none."
  (let* ((id (tabulated-list-get-id)) (columns (tabulated-list-get-entry))
         (inhibit-read-only t))
    (when columns
      (delete-region (line-beginning-position) (min (point-max) (1+ (line-end-position))))
      (list id columns))))

(defun tabulated-list-set-col (col desc &optional change-entry-data)
  "Make DESC the column COL, a number or a name, of the entry at point.
With CHANGE-ENTRY-DATA, also in the vector it was printed from."
  (let* ((number (if (stringp col) (tabulated-list--column-number col) col))
         (name (car (aref tabulated-list-format number)))
         (id (tabulated-list-get-id)) (columns (tabulated-list-get-entry))
         (place (point)) (inhibit-read-only t))
    (beginning-of-line)
    (let ((start (text-property-any (point) (line-end-position) 'tabulated-list-column-name name)))
      (when start
        (goto-char start)
        (let ((x (current-column)))
          (delete-region start (next-single-property-change start 'tabulated-list-column-name nil (line-end-position)))
          (tabulated-list-print-col number desc x)
          (if change-entry-data (aset columns number desc))
          (put-text-property start (point) 'tabulated-list-id id)
          (put-text-property start (point) 'tabulated-list-entry columns))))
    (goto-char (min place (point-max)))))

;;; Sorting, widths, moving

(defun tabulated-list-col-sort (&optional e)
  "Sort by the column on which the event E clicked."
  (interactive "e")
  (let* ((position (event-start e)) (object (posn-object position)))
    (with-current-buffer (window-buffer (posn-window position))
      (tabulated-list--sort-by-column-name
       (get-text-property (if object (cdr object) (posn-point position)) 'tabulated-list-column-name (car object))))))

(defun tabulated-list-sort (&optional n)
  "Sort by the column at point, or by column N; again, in reverse.  N -1 restores the order of the beginning."
  (interactive "P")
  (let ((n (and n (prefix-numeric-value n))))
    (if (eql n -1)
        (progn
          (setq tabulated-list-sort-key nil
                tabulated-list-entries (or (copy-sequence tabulated-list--original-order) tabulated-list-entries))
          (tabulated-list-init-header)
          (tabulated-list-print))
      (tabulated-list--sort-by-column-name
       (if n
           (car (aref tabulated-list-format n))
         (get-text-property (point) 'tabulated-list-column-name))))))

(defun tabulated-list--sort-by-column-name (name)
  "Sort by the column called NAME, in reverse if it is sorted by that."
  (when (and name (derived-mode-p 'tabulated-list-mode))
    (unless (nth 2 (aref tabulated-list-format (tabulated-list--column-number name)))
      (user-error "Cannot sort by %s" name))
    (setq tabulated-list-sort-key
          (if (equal name (car tabulated-list-sort-key))
              (cons name (not (cdr tabulated-list-sort-key)))
            (cons name nil)))
    (tabulated-list-init-header)
    (tabulated-list-print t)))

(defun tabulated-list--column-at-point ()
  "The number of the column at point, nil if there is none."
  (let ((name (get-text-property (point) 'tabulated-list-column-name)))
    (and name (tabulated-list--column-number name))))

(defun tabulated-list-widen-current-column (&optional n)
  "Make the column at point N characters wider, 1 by default."
  (interactive "p")
  (let* ((number (or (tabulated-list--column-at-point) 0))
         (format (copy-sequence (aref tabulated-list-format number))))
    (setcar (cdr format) (max 1 (+ (nth 1 format) (or n 1))))
    (setq-local tabulated-list-format (copy-sequence tabulated-list-format))
    (aset tabulated-list-format number format)
    (tabulated-list-print t)
    (tabulated-list-init-header)))

(defun tabulated-list-narrow-current-column (&optional n)
  "Make the column at point N characters narrower, 1 by default."
  (interactive "p")
  (tabulated-list-widen-current-column (- (or n 1))))

(defun tabulated-list-next-column (&optional arg)
  "Go to the beginning of the next column, ARG times; to the end of the line if there is none."
  (interactive "p")
  (dotimes (_ (or arg 1))
    (let ((next (point)) (name (get-text-property (point) 'tabulated-list-column-name)))
      (while (and next (or (equal (get-text-property next 'tabulated-list-column-name) name)
                           (and (< next (line-end-position)) (not (get-text-property next 'tabulated-list-column-name)))))
        (setq next (and (< next (line-end-position))
                        (next-single-property-change next 'tabulated-list-column-name nil (line-end-position)))))
      (goto-char (or next (line-end-position))))))

(defun tabulated-list-previous-column (&optional arg)
  "Go to the beginning of this column, or of the one before if point is there; ARG times."
  (interactive "p")
  (dotimes (_ (or arg 1))
    (let ((previous (previous-single-property-change (point) 'tabulated-list-column-name nil (line-beginning-position))))
      (if (> previous (line-beginning-position)) (goto-char previous)))))

(provide 'tabulated-list)

;;; tabulated-list.el ends here
