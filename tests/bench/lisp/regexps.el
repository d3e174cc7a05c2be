;;; regexps.el --- regexps in strings and buffers  -*- lexical-binding: t; -*-

(defconst regexps-lines
  (let ((lines nil))
    (dotimes (i 200)
      (push (format "2024-01-%02d host-%d app[%d]: GET /path/%d?q=%d HTTP/1.1 %d bytes" (1+ (% i 28)) i (* i 7) i (* i i) (* i 100))
            lines))
    lines))

(defun regexps-parse (lines)
  "Return the sum of the sizes in LINES."
  (let ((sum 0))
    (dolist (line lines)
      (when (string-match "\\`\\([0-9-]+\\) \\(host-[0-9]+\\) [a-z]+\\[\\([0-9]+\\)\\]: .* \\([0-9]+\\) bytes\\'" line)
        (setq sum (+ sum (string-to-number (match-string 4 line))))))
    sum))

(defun regexps-count (regexp)
  "Return the number of matches of REGEXP in the current buffer."
  (goto-char (point-min))
  (let ((count 0))
    (while (re-search-forward regexp nil t) (setq count (1+ count)))
    count))

(defun regexps-buffer ()
  "Search a buffer of about a megabyte, forward and backward, and change it."
  (with-temp-buffer
    (dotimes (_ 70) (dolist (line regexps-lines) (insert line "\n")))
    (let ((total (+ (regexps-count "\\_<host-[0-9]+\\_>") (regexps-count "^2024.*bytes$") (regexps-count "GET\\|POST"))))
      (goto-char (point-max))
      (while (re-search-backward "app\\[\\([0-9]+\\)\\]" nil t) (setq total (1+ total)))
      (goto-char (point-min))
      (while (search-forward "HTTP/1.1" nil t) (replace-match "HTTP/2" t t))
      (+ total (buffer-size)))))

(defun bench-regexps ()
  "Return a sum over what was found and replaced."
  (let ((sum 0))
    (dotimes (_ 40) (setq sum (+ sum (regexps-parse regexps-lines))))
    (dotimes (_ 20)
      (dolist (line regexps-lines)
        (setq sum (+ sum (length (replace-regexp-in-string "[0-9]+" "<\\&>" line))))))
    (+ sum (regexps-buffer))))

;;; regexps.el ends here
