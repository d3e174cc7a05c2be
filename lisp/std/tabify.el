;;; tabify.el --- tabs and spaces -*- lexical-binding: t; -*-

;; Tests: tests/recorded/buffers.el

(defvar tabify-regexp " [ \t]+" "Regexp for white space that `tabify' may change.")

(defun untabify (start end &optional _arg)
  "Replace the tabs between START and END by spaces; columns stay."
  (interactive "r")
  (save-excursion
    (save-restriction
      (narrow-to-region (save-excursion (goto-char start) (line-beginning-position)) end)
      (goto-char start)
      (while (search-forward "\t" nil t)
        (let ((column (current-column)) (indent-tabs-mode nil))
          (delete-char -1)
          (indent-to column)))))
  nil)

(defun tabify (start end &optional _arg)
  "Replace white space between START and END by tabs where that makes it shorter; columns stay."
  (interactive "r")
  (save-excursion
    (save-restriction
      (narrow-to-region (save-excursion (goto-char start) (line-beginning-position)) end)
      (goto-char start)
      (while (re-search-forward tabify-regexp nil t)
        (let ((to (current-column)) (indent-tabs-mode t) (from (match-beginning 0)))
          (unless (= (/ to tab-width) (/ (save-excursion (goto-char from) (current-column)) tab-width))
            (delete-region from (point))
            (indent-to to))))))
  nil)

(provide 'tabify)
;;; tabify.el ends here
