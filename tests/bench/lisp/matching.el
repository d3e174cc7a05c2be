;;; matching.el --- string-match on many short strings  -*- lexical-binding: t; -*-

(defvar matching-lines
  (mapcar (lambda (i) (format "%s%d: value=%d; host-%d.example.org" (if (= 0 (% i 3)) "error" "note") i (* i 17) i))
          (number-sequence 1 200)))

(defun bench-matching ()
  "Return what matched."
  (let ((errors 0) (values 0) (hosts 0) (words 0))
    (dotimes (_ 60)
      (dolist (line matching-lines)
        (when (string-match "\\`error\\([0-9]+\\):" line)
          (setq errors (+ errors (string-to-number (match-string 1 line)))))
        (when (string-match "value=\\([0-9]+\\)" line)
          (setq values (+ values (- (match-end 1) (match-beginning 1)))))
        (when (string-match-p "host-[0-9]*7\\.example\\.\\(?:org\\|com\\)\\'" line)
          (setq hosts (1+ hosts)))
        (let ((start 0))
          (while (string-match "\\w+" line start)
            (setq words (1+ words)
                  start (match-end 0))))
        (save-match-data
          (and (string-match "ERROR" line) (setq words (+ 2 words))))))
    (list errors values hosts words)))

;;; matching.el ends here
