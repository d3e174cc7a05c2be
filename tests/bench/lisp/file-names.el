;;; file-names.el --- names of files taken apart and put together  -*- lexical-binding: t; -*-

(defun bench-file-names ()
  "Return lengths of names."
  (let ((sum 0) (default-directory "/home/user/project/"))
    (dotimes (i 12000)
      (let ((name (format "/srv/data/%d/archive.tar.gz" i)))
        (setq sum (+ sum
                     (length (file-name-directory name))
                     (length (file-name-nondirectory name))
                     (length (file-name-extension name))
                     (length (file-name-sans-extension name))
                     (length (file-name-base name))
                     (length (expand-file-name "../x/./y" name))
                     (length (file-relative-name name "/srv/"))
                     (length (file-name-as-directory name))
                     (length (abbreviate-file-name name))
                     (if (file-name-absolute-p name) 1 0)))))
    sum))

;;; file-names.el ends here
