;;; scanning.el --- regexps over a large buffer  -*- lexical-binding: t; -*-

(defun scanning-fill ()
  (dotimes (i 4000)
    (insert (format "192.168.%d.%d - user%d [%02d/Nov/2022:10:%02d:00] \"GET /path/%d.html HTTP/1.1\" %d %d\n"
                    (% i 256) (% (* i 7) 256) i (1+ (% i 30)) (% i 60) i (if (= 0 (% i 9)) 404 200) (* i 3)))))

(defun scanning-count (regexp)
  (goto-char (point-min))
  (let ((count 0))
    (while (re-search-forward regexp nil t) (setq count (1+ count)))
    count))

(defun scanning-lines ()
  "Look at each line."
  (goto-char (point-min))
  (let ((bytes 0))
    (while (not (eobp))
      (when (looking-at "^\\([0-9.]+\\) - \\(\\w+\\) \\[\\([^]]+\\)\\] \"\\([^\"]*\\)\" \\([0-9]+\\) \\([0-9]+\\)$")
        (setq bytes (+ bytes (string-to-number (match-string 6)) (- (match-end 2) (match-beginning 2)))))
      (forward-line 1))
    bytes))

(defun bench-scanning ()
  "Return what was found."
  (with-temp-buffer
    (scanning-fill)
    (list (scanning-count "\" 404 ")
          (scanning-count "\\_<user[0-9]*5\\_>")
          (scanning-count "\\(?:GET\\|POST\\|PUT\\) /[a-z]+/[0-9]+")
          (scanning-count "[[:alpha:]]+:[[:digit:]]+")
          (scanning-lines)
          (progn (goto-char (point-max))
                 (let ((count 0))
                   (while (re-search-backward "^192\\.168\\.1[0-9]*\\." nil t) (setq count (1+ count)))
                   count))
          (progn (goto-char (point-min))
                 (while (re-search-forward "user\\([0-9]+\\)" nil t) (replace-match "<\\1>"))
                 (buffer-size)))))

;;; scanning.el ends here
