;;; lisp-commands.el --- commands for code in Lisp -*- lexical-binding: t; -*-

;; Manual: (emacs) Defuns, (emacs) Lisp Eval.

(defun lisp-current-defun-name ()
  "Return the name of the definition around point, or nil."
  (save-excursion
    (let ((location (point)))
      (when (and (not (and (bolp) (looking-at "\\s(")))) (beginning-of-defun))
      (when (looking-at "\\s(")
        (let ((end (save-excursion (condition-case nil (progn (forward-sexp 1) (point)) (error (point-max))))))
          (when (<= location end)
            (down-list 1)
            (let ((head (buffer-substring-no-properties (point) (progn (forward-sexp 1) (point)))))
              (skip-chars-forward " \t\n'(")
              (when (and (string-match-p "\\`\\(?:[^ ]*-\\)?def" head) (not (eobp)))
                (let ((beg (point)))
                  (ignore-errors (forward-sexp 1))
                  (and (< beg (point)) (buffer-substring-no-properties beg (point))))))))))))

(defun mark-defun (&optional arg _interactive)
  "Put point at the beginning and the mark at the end of the definition around point; of ARG definitions."
  (interactive "p")
  (let ((count (or arg 1)))
    (push-mark)
    (if (< count 0)
        (progn (beginning-of-defun (1+ (- count))) (push-mark nil t t) (beginning-of-defun count) (exchange-point-and-mark))
      (end-of-defun count)
      (push-mark nil t t)
      (beginning-of-defun count))
    (skip-chars-backward " \t")
    (when (looking-back "^\n" (- (point) 1)) nil)
    (while (and (not (bobp)) (save-excursion (forward-line -1) (looking-at "[ \t]*;")))
      (forward-line -1))))

(defun narrow-to-defun (&optional _include-comments)
  "Narrow the buffer to the definition around point."
  (interactive)
  (save-excursion
    (widen)
    (let ((opoint (point)) (beg nil) (end nil))
      (end-of-defun)
      (setq end (point))
      (beginning-of-defun)
      (setq beg (point))
      (when (> beg opoint)
        (goto-char opoint)
        (beginning-of-defun)
        (setq beg (point))
        (end-of-defun)
        (setq end (point)))
      (goto-char end)
      (when (looking-back "^\n" (1- end)) (forward-line -1))
      (narrow-to-region beg (point)))))

(defun check-parens ()
  "Signal an error at the first parenthesis or quote that has no partner; go there."
  (interactive)
  (condition-case data
      (scan-sexps (point-min) (point-max))
    (scan-error
     (push-mark)
     (goto-char (nth 2 data))
     (user-error "Unmatched bracket or quote"))))

(defun eval-defun (edebug-it)
  "Evaluate the definition around point and show its value; instrument it for Edebug if EDEBUG-IT.
A defvar, defcustom or defface sets its variable or face anew."
  (interactive "P")
  (if edebug-it
      (progn (require 'edebug) (edebug-defun))
    (let* ((form (save-excursion (end-of-defun) (beginning-of-defun) (read (current-buffer))))
           (value (pcase form
                    (`(defvar ,name ,init . ,_) (set-default-toplevel-value name (eval init lexical-binding)) (eval form lexical-binding))
                    (`(defcustom ,name ,init . ,_) (eval form lexical-binding) (set-default name (eval init lexical-binding)) name)
                    (_ (eval (macroexpand-all form) lexical-binding)))))
      (message "%S" value)
      value)))

(defun find-tag-default ()
  "Return the symbol at point, a string, or nil."
  (let ((thing (thing-at-point 'symbol)))
    (and thing (substring-no-properties thing))))

;;; lisp-commands.el ends here
