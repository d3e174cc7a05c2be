;;; sort.el --- sorting the text of a buffer -*- lexical-binding: t; -*-

;; The text is cut into records, which change places; what is between them stays.
;; Tests: tests/recorded/buffers.el

(require 'seq)

(defcustom sort-fold-case nil "Non-nil means that sorting ignores letter case." :type 'boolean :group 'sort)
(defcustom sort-numeric-base 10 "The base of the numbers of `sort-numeric-fields'." :type 'integer :group 'sort)

;;; Records

(defun sort--records (next-record end-record start-key end-key)
  "Return ((KEY START . END)...) for the records from point on; the functions are those of `sort-subr'."
  (let (records)
    (while (not (eobp))
      (let ((start (point)) key key-start)
        (setq key (and start-key (funcall start-key)))
        (unless key
          (setq key-start (point))
          (funcall (or end-key end-record))
          (setq key (cons key-start (point))))
        (unless (and end-record (null end-key) key-start)
          (when end-record (goto-char start) (funcall end-record)))
        (push (cons key (cons start (if end-record (point) (save-excursion (funcall next-record) (point))))) records)
        (funcall next-record)))
    (nreverse records)))

(defun sort--key-text (key)
  "Return what is compared of KEY: the text of (START . END), anything else itself."
  (if (and (consp key) (numberp (car key)) (numberp (cdr key)))
      (let ((text (buffer-substring-no-properties (car key) (cdr key))))
        (if sort-fold-case (downcase text) text))
    key))

(defun sort--less (a b)
  (if (numberp a) (< a b) (string< a b)))

(defun sort--put (records sorted)
  "Put the texts of SORTED in the places of RECORDS, both lists of (KEY START . END)."
  (let ((texts (mapcar (lambda (record) (buffer-substring (cadr record) (cddr record))) sorted)))
    ;; from the end, so that the places before stay valid
    (seq-mapn (lambda (record text)
                (unless (string= text (buffer-substring-no-properties (cadr record) (cddr record)))
                  (goto-char (cadr record))
                  (insert text)
                  (delete-region (point) (+ (point) (- (cddr record) (cadr record))))))
              (reverse records) (reverse texts))))

(defun sort-subr (reverse nextrecfun endrecfun &optional startkeyfun endkeyfun predicate)
  "Sort the records from point to the end of the accessible text, in descending order if REVERSE.
NEXTRECFUN moves to the next record or to the end of the text, ENDRECFUN from the start to the end of a record.  STARTKEYFUN moves to
the key or returns it, ENDKEYFUN moves to its end; they default to the ends of the record.  PREDICATE compares two keys, texts being
strings; by default numbers are compared by size and texts by their characters.  Records with equal keys keep their order."
  (save-excursion
    (let* ((records (sort--records nextrecfun endrecfun startkeyfun endkeyfun))
           (keyed (mapcar (lambda (record) (cons (sort--key-text (car record)) (cdr record))) records))
           (keyed (if reverse (nreverse keyed) keyed))
           (less (or predicate #'sort--less))
           (sorted (sort keyed (lambda (a b) (funcall less (car a) (car b))))))
      (sort--put records (if reverse (nreverse sorted) sorted))))
  nil)

;;; Lines, paragraphs, pages

(defmacro sort--in-region (beg end &rest body)
  (declare (indent 2))
  `(save-excursion
     (save-restriction
       (narrow-to-region ,beg ,end)
       (goto-char (point-min))
       ,@body)))

(defun sort-lines (reverse beg end)
  "Sort the lines between BEG and END, in descending order if REVERSE."
  (interactive "P\nr")
  (sort--in-region beg end
    (sort-subr reverse #'forward-line #'end-of-line)))

(defun sort-paragraphs (reverse beg end)
  "Sort the paragraphs between BEG and END, in descending order if REVERSE."
  (interactive "P\nr")
  (let ((to-next (lambda () (while (and (not (eobp)) (looking-at paragraph-separate)) (forward-line 1)))))
    (sort--in-region beg end
      (funcall to-next)
      (sort-subr reverse to-next (lambda () (forward-paragraph) (skip-chars-backward "\n \t") (unless (eobp) (forward-char 1)))))))

(defun sort-pages (reverse beg end)
  "Sort the pages between BEG and END, in descending order if REVERSE."
  (interactive "P\nr")
  (sort--in-region beg end
    (sort-subr reverse (lambda () (skip-chars-forward "\n"))
               (lambda () (unless (re-search-forward page-delimiter nil 'move) (goto-char (point-max)))))))

;;; Fields

(defun sort-skip-fields (n)
  "Move to field N of the line, counted from 1, or from the end if N is negative."
  (let ((line (buffer-substring-no-properties (line-beginning-position) (line-end-position))))
    (if (> n 0)
        (progn
          (dotimes (_ (1- n)) (skip-chars-forward " \t") (skip-chars-forward "^ \t\n"))
          (skip-chars-forward " \t")
          (when (eolp) (error "Line has too few fields: %s" line)))
      (end-of-line)
      (dotimes (_ (1- (- n))) (skip-chars-backward " \t") (skip-chars-backward "^ \t\n"))
      (skip-chars-backward " \t")
      (when (bolp) (error "Line has too few fields: %s" line))
      (skip-chars-backward "^ \t\n"))))

(defun sort--fields (field beg end start-key)
  "Sort the lines between BEG and END by what START-KEY says of field FIELD."
  (when (zerop field) (error "Requires non-zero field number"))
  (sort--in-region beg end
    (sort-subr nil #'forward-line #'end-of-line start-key (lambda () (skip-chars-forward "^ \t\n")))))

(defun sort-fields (field beg end)
  "Sort the lines between BEG and END by the text of field FIELD, counted from 1, or from the end if negative."
  (interactive "p\nr")
  (sort--fields field beg end (lambda () (sort-skip-fields field) nil)))

(defun sort-numeric-fields (field beg end)
  "Sort the lines between BEG and END by the number in field FIELD, counted from 1, or from the end if negative."
  (interactive "p\nr")
  (sort--fields field beg end
                (lambda ()
                  (sort-skip-fields field)
                  (string-to-number (buffer-substring (point) (save-excursion (skip-chars-forward "^ \t\n") (point)))
                                    sort-numeric-base))))

(defun sort-regexp-fields (reverse record-regexp key-regexp beg end)
  "Sort what matches RECORD-REGEXP between BEG and END, in descending order if REVERSE.
KEY-REGEXP is \"\\\\&\" for the whole record as key, \"\\\\N\" for a group of it, or a regexp to be searched in it."
  (interactive "P\nsRegexp specifying records to sort: \nsRegexp specifying key within record: \nr")
  (sort--in-region beg end
    (let (records)
      (while (and (not (eobp)) (re-search-forward record-regexp nil t))
        (let* ((record (cons (match-beginning 0) (match-end 0)))
               (key (cond ((or (string= key-regexp "\\&") (string= key-regexp "")) record)
                          ((string-match-p "\\`\\\\[1-9]\\'" key-regexp)
                           (let ((group (- (aref key-regexp 1) ?0))) (cons (match-beginning group) (match-end group))))
                          (t (save-excursion
                               (goto-char (car record))
                               (and (re-search-forward key-regexp (cdr record) t) (cons (match-beginning 0) (match-end 0))))))))
          (when (and (= (car record) (cdr record)) (not (eobp))) (forward-char 1))
          (when key (push (cons (sort--key-text key) record) records))))
      (setq records (nreverse records))
      (let ((sorted (sort (copy-sequence (if reverse (reverse records) records)) (lambda (a b) (sort--less (car a) (car b))))))
        (sort--put records (if reverse (nreverse sorted) sorted))))))

;;; Columns

(defun sort-columns (reverse &optional beg end)
  "Sort the lines between BEG and END by the columns between these two positions, in descending order if REVERSE.
Lines with tabs cannot be sorted so."
  (interactive "P\nr")
  (save-excursion
    (let* ((first (save-excursion (goto-char (min beg end)) (point))) (last (max beg end))
           (columns (sort (list (save-excursion (goto-char first) (current-column)) (save-excursion (goto-char last) (current-column))) #'<))
           (start (save-excursion (goto-char first) (line-beginning-position)))
           (stop (save-excursion (goto-char last) (forward-line) (point))))
      (when (save-excursion (goto-char start) (search-forward "\t" stop t))
        (error "sort-columns does not work with tabs -- use M-x untabify"))
      (save-restriction
        (narrow-to-region start stop)
        (goto-char (point-min))
        (sort-subr reverse #'forward-line #'end-of-line
                   (lambda () (move-to-column (car columns)) nil)
                   (lambda () (move-to-column (cadr columns)) nil))))))

;;; Turning round, removing

(defun reverse-region (beg end)
  "Reverse the order of the whole lines between BEG and END."
  (interactive "r")
  (let* ((first (min beg end))
         (last (max beg end))
         (start (save-excursion (goto-char first) (if (bolp) (point) (line-beginning-position 2))))
         (stop (save-excursion (goto-char last) (if (or (bolp) (eobp)) (point) (line-beginning-position (if (eolp) 2 1))))))
    (when (< start stop)
      (let* ((text (buffer-substring start stop))
             (complete (string-suffix-p "\n" text))
             (lines (split-string (if complete (substring text 0 -1) text) "\n")))
        (save-excursion
          (goto-char start)
          (insert (mapconcat #'identity (nreverse lines) "\n") (if complete "\n" ""))
          (delete-region (point) (+ (point) (- stop start)))))))
  nil)

(defun delete-duplicate-lines (beg end &optional reverse adjacent keep-blanks interactive)
  "Delete lines between BEG and END that stand there before; return their number, and say it if INTERACTIVE.
With REVERSE the last one of equal lines stays instead of the first.  With ADJACENT only lines next to each other count, with
KEEP-BLANKS empty ones stay."
  (interactive "r\nP")
  (let ((seen (make-hash-table :test #'equal)) (previous nil) (count 0) (end (copy-marker end)))
    (save-excursion
      (goto-char (if reverse end beg))
      (when (and reverse (bolp)) (forward-line -1))
      (beginning-of-line)
      (let ((more t))
        (while (and more (>= (point) beg) (if reverse t (< (point) end)))
          (let ((line (buffer-substring (line-beginning-position) (line-end-position))))
            (if (and (not (and keep-blanks (string= line "")))
                     (if adjacent (equal line previous) (gethash line seen)))
                (progn
                  (delete-region (line-beginning-position) (min (point-max) (1+ (line-end-position))))
                  (setq count (1+ count) more (if reverse (zerop (forward-line -1)) t)))
              (puthash line t seen)
              (setq previous line
                    more (zerop (forward-line (if reverse -1 1)))))
            (when (and (not reverse) (eobp)) (setq more nil))))))
    (set-marker end nil)
    (when interactive (message "Deleted %d duplicate line%s" count (if (= count 1) "" "s")))
    count))

(provide 'sort)
;;; sort.el ends here
