;;; delsel.el --- typing in place of the selected text -*- lexical-binding: t; -*-

;; Manual: (emacs) Using Region.  There is no typing here; the mode can be turned on, and commands say what they do to the region.

(defvar delete-selection-temporary-region nil "Non-nil if only regions selected for one command are deleted.")
(defvar delete-selection-save-to-register nil "Nil or the register that deleted text is put into.")

(define-minor-mode delete-selection-mode
  "Let what is typed replace the active region."
  :global t :group 'editing-basics
  (remove-hook 'pre-command-hook #'delete-selection-pre-hook)
  (when delete-selection-mode
    (add-hook 'pre-command-hook #'delete-selection-pre-hook)))

(defalias 'pending-delete-mode #'delete-selection-mode)

(defun delete-active-region (&optional killp)
  "Delete the active region; with KILLP, put it into the kill ring."
  (if killp
      (let (this-command) (kill-region (point) (mark) t))
    (delete-region (region-beginning) (region-end)))
  t)

(defun delete-selection-helper (type)
  "Do to the active region what TYPE, the property `delete-selection' of a command, says.
That is `kill', `yank', `supersede', another non-nil value to delete it, or a function that returns one of these."
  (pcase type
    ('kill (delete-active-region t))
    ('yank
     (when (and kill-ring (equal (buffer-substring-no-properties (point) (mark)) (car kill-ring)) (cdr kill-ring))
       (current-kill 1))
     (delete-active-region))
    ('supersede
     (let ((empty (= (region-beginning) (region-end))))
       (delete-active-region)
       (unless empty (setq this-command 'ignore))))
    ((pred functionp) (delete-selection-helper (funcall type)))
    ('nil nil)
    (_ (delete-active-region))))

(defun delete-selection-uses-region-p ()
  "Return nil if the current command uses the region itself, else t."
  (if (use-region-p) nil t))

(defun delete-selection-pre-hook ()
  "Delete the active region if the current command wants that."
  (when (and delete-selection-mode (use-region-p) (not buffer-read-only))
    (delete-selection-helper (and (symbolp this-command) (get this-command 'delete-selection)))))

(dolist (entry '((self-insert-command . delete-selection-uses-region-p) (insert-char . t) (quoted-insert . t) (yank . yank)
                 (clipboard-yank . yank) (insert-register . t) (delete-char . supersede) (newline . t) (newline-and-indent . t)
                 (open-line . t)))
  (unless (get (car entry) 'delete-selection)
    (put (car entry) 'delete-selection (cdr entry))))

(provide 'delsel)

;;; delsel.el ends here
