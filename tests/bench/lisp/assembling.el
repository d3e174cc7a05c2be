;;; assembling.el --- put strings together in buffers  -*- lexical-binding: t; -*-

(defun assembling-table (rows columns)
  "Return a table of text."
  (with-temp-buffer
    (dotimes (row rows)
      (insert "| ")
      (dotimes (column columns)
        (insert (number-to-string (* row column)) " | ")
        (when (= 0 (% column 3)) (insert ?* ?\s)))
      (delete-char -1)
      (insert "\n"))
    (buffer-string)))

(defun assembling-indented (text)
  (with-temp-buffer
    (insert text)
    (goto-char (point-min))
    (while (not (eobp))
      (insert-char ?\s 4)
      (end-of-line)
      (insert " ;" (number-to-string (current-column)))
      (forward-line 1))
    (buffer-substring (point-min) (point-max))))

(defun bench-assembling ()
  "Return lengths and digests of some texts."
  (let ((sum 0) text)
    (dotimes (i 20)
      (setq text (assembling-indented (assembling-table (+ 100 i) 12))
            sum (+ sum (length text)))
      (setq sum (+ sum (length (with-output-to-string (dotimes (k 200) (princ k) (princ " ") (prin1 "s")))))))
    (list sum (md5 text))))

;;; assembling.el ends here
