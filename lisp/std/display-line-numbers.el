;;; display-line-numbers.el --- turn numbers of lines on and off -*- lexical-binding: t; -*-

;; Sets the variable `display-line-numbers'; nothing shows them.

(defcustom display-line-numbers-type t "The value of `display-line-numbers' while the mode is on."
  :type '(choice (const t) (const relative) (const visual) (other nil)) :group 'display-line-numbers)
(defcustom display-line-numbers-grow-only nil "Whether the width never shrinks." :type 'boolean :group 'display-line-numbers)
(defcustom display-line-numbers-width-start nil "Whether the width is enough for all lines from the start, or for so many."
  :type '(choice boolean integer) :group 'display-line-numbers)

(defun display-line-numbers-update-width ()
  "Let the width not shrink below what it was."
  (let ((width (line-number-display-width)))
    (when (numberp width)
      (setq display-line-numbers-width (max width (or display-line-numbers-width 0))))))

(define-minor-mode display-line-numbers-mode
  "Turn numbers of lines on or off in this buffer."
  :lighter nil
  (if (not display-line-numbers-mode)
      (progn
        (remove-hook 'pre-command-hook #'display-line-numbers-update-width t)
        (setq display-line-numbers nil))
    (when display-line-numbers-width-start
      (setq display-line-numbers-width
            (length (number-to-string (max (if (numberp display-line-numbers-width-start) display-line-numbers-width-start 0)
                                           (count-lines (point-min) (point-max)))))))
    (when display-line-numbers-grow-only (add-hook 'pre-command-hook #'display-line-numbers-update-width nil t))
    (setq display-line-numbers display-line-numbers-type)))

(defun display-line-numbers--turn-on ()
  "Turn the mode on, except in minibuffers."
  (unless (or (minibufferp) (and (daemonp) (null (frame-parameter nil 'client))))
    (display-line-numbers-mode)))
(define-globalized-minor-mode global-display-line-numbers-mode display-line-numbers-mode display-line-numbers--turn-on)

(provide 'display-line-numbers)

;;; display-line-numbers.el ends here
