;;; dired-x.el --- more about directories -*- lexical-binding: t; -*-

(require 'dired)
(require 'dired-aux)

(defgroup dired-x nil "Extended directory editing." :group 'dired)
(defcustom dired-omit-files "\\`[.]?#\\|\\`[.][.]?\\'" "Matches names that are omitted." :type 'regexp :group 'dired-x)
(defcustom dired-omit-extensions '(".elc" ".o" "~" ".bin" ".lbin" ".so" ".a") "Ends of names that are omitted." :type '(repeat string) :group 'dired-x)
(defcustom dired-omit-verbose t "Non-nil means to tell how many lines are omitted." :type 'boolean :group 'dired-x)
(defvar dired-guess-shell-alist-user nil "Commands for files: (REGEXP COMMAND...).")

(defun dired-omit-regexp ()
  "Return what matches the names that are omitted."
  (concat "\\(?:" dired-omit-files "\\)" (if dired-omit-extensions (concat "\\|" (regexp-opt dired-omit-extensions) "\\'") "")))

(defun dired-omit-expunge (&optional regexp _linep _init-count)
  "Delete the lines of files whose names REGEXP, by default `dired-omit-regexp', matches; return how many."
  (let ((regexp (or regexp (dired-omit-regexp))) (count 0) (inhibit-read-only t))
    (save-excursion
      (goto-char (point-min))
      (while (not (eobp))
        (let ((name (dired-get-filename 'no-dir t)))
          (if (and name (string-match-p regexp name))
              (progn (delete-region (point) (progn (forward-line 1) (point))) (setq count (1+ count)))
            (forward-line 1)))))
    (set-buffer-modified-p nil)
    count))

(define-minor-mode dired-omit-mode
  "Omit the files of no interest from listings."
  :group 'dired-x
  (if dired-omit-mode
      (progn (add-hook 'dired-after-readin-hook #'dired-omit-expunge nil t) (dired-omit-expunge))
    (remove-hook 'dired-after-readin-hook #'dired-omit-expunge t)
    (revert-buffer)))

(defun dired-jump (&optional other-window file-name)
  "Show the directory of FILE-NAME, by default the buffer's, with point on it; OTHER-WINDOW means there."
  (interactive "P")
  (let* ((file (or file-name buffer-file-name (and (derived-mode-p 'dired-mode) (directory-file-name (dired-current-directory)))))
         (directory (if file (file-name-directory (expand-file-name file)) default-directory)))
    (if other-window (dired-other-window directory) (dired directory))
    (when file (dired-goto-file (expand-file-name file)))))

(provide 'dired-x)
;;; dired-x.el ends here
