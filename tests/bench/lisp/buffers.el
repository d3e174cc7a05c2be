;;; buffers.el --- insert, search, replace and delete in a buffer; markers  -*- lexical-binding: t; -*-

(defun buffers-fill (lines)
  (dotimes (i lines)
    (insert "line " (number-to-string i) ": the quick brown fox jumps over the lazy dog\n")))

(defun buffers-replace (from to)
  "Replace FROM by TO everywhere and return how often."
  (let ((count 0))
    (goto-char (point-min))
    (while (search-forward from nil t)
      (replace-match to t t)
      (setq count (1+ count)))
    count))

(defun buffers-numbers ()
  "Return the sum of the numbers after \"line\"."
  (let ((sum 0))
    (goto-char (point-min))
    (while (re-search-forward "^line \\([0-9]+\\):" nil t)
      (setq sum (+ sum (string-to-number (match-string 1)))))
    sum))

(defun buffers-delete-every-other-line ()
  (let ((count 0))
    (goto-char (point-min))
    (while (not (eobp))
      (delete-region (point) (progn (forward-line 1) (point)))
      (setq count (1+ count))
      (forward-line 1))
    count))

(defun buffers-markers (count)
  "Move COUNT markers along by inserting before them."
  (let ((markers nil) (sum 0))
    (dotimes (i count)
      (push (copy-marker (+ 1 (* 10 i))) markers))
    (dotimes (i 2000)
      (goto-char (1+ (* 5 i)))
      (insert "x"))
    (dolist (marker markers)
      (setq sum (+ sum (marker-position marker)))
      (set-marker marker nil))
    sum))

(defun buffers-characters ()
  "Return the number of vowels, looking at each character."
  (let ((count 0))
    (goto-char (point-min))
    (while (not (eobp))
      (when (memq (char-after) '(?a ?e ?i ?o ?u))
        (setq count (1+ count)))
      (forward-char 1))
    count))

(defun bench-buffers ()
  "Return what the edits came to."
  (with-temp-buffer
    (buffers-fill 10000)
    (list (buffers-replace "quick" "slow")
          (buffers-replace "dog" "elephant")
          (buffers-numbers)
          (buffers-markers 500)
          (buffers-delete-every-other-line)
          (buffers-characters)
          (buffer-size))))

;;; buffers.el ends here
