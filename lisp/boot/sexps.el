;;; sexps.el --- moving over expressions -*- lexical-binding: t; -*-

;; The primitives `scan-sexps' and `scan-lists' find the places; these commands go there.

(defvar forward-sexp-function nil
  "If non-nil, a function of one argument that `forward-sexp' calls instead of scanning.")

(defvar beginning-of-defun-function nil
  "If non-nil, a function that moves to the beginning of a definition.")

(defvar end-of-defun-function nil
  "If non-nil, a function that moves to the end of a definition.")

(defvar defun-prompt-regexp nil
  "What may stand before the open parenthesis of a definition, as a regexp.")

(defvar open-paren-in-column-0-is-defun-start t
  "Non-nil if an open parenthesis in the first column begins a definition.")

(defun sexps--go (place arg)
  "Move to PLACE, or to the end of the text in the direction of ARG if it is nil."
  (goto-char (or place (if (> arg 0) (point-max) (point-min)))))

(defun forward-sexp (&optional arg interactive)
  "Move forward across one balanced expression, or ARG of them; backward if negative.
Signals `scan-error' where there is none, with INTERACTIVE a `user-error'."
  (interactive "^p\nd")
  (or arg (setq arg 1))
  (cond (interactive
         (condition-case nil
             (forward-sexp arg nil)
           (scan-error (user-error (if (> arg 0) "No next sexp" "No previous sexp")))))
        (forward-sexp-function (funcall forward-sexp-function arg))
        (t (sexps--go (scan-sexps (point) arg) arg)
           (if (< arg 0) (backward-prefix-chars)))))

(defun backward-sexp (&optional arg interactive)
  "Move backward across one balanced expression, or ARG of them."
  (interactive "^p\nd")
  (forward-sexp (- (or arg 1)) interactive))

(defun forward-list (&optional arg interactive)
  "Move forward across one balanced group of parentheses, or ARG of them."
  (interactive "^p\nd")
  (or arg (setq arg 1))
  (if interactive
      (condition-case nil
          (forward-list arg nil)
        (scan-error (user-error (if (> arg 0) "No next group" "No previous group"))))
    (sexps--go (scan-lists (point) arg 0) arg)))

(defun backward-list (&optional arg interactive)
  "Move backward across one balanced group of parentheses, or ARG of them."
  (interactive "^p\nd")
  (forward-list (- (or arg 1)) interactive))

(defun down-list (&optional arg interactive)
  "Move forward down one level of parentheses, or ARG levels; backward if negative."
  (interactive "^p\nd")
  (or arg (setq arg 1))
  (if interactive
      (condition-case nil
          (down-list arg nil)
        (scan-error (user-error "At bottom level")))
    (let ((step (if (> arg 0) 1 -1)))
      (while (/= arg 0)
        (sexps--go (scan-lists (point) step -1) step)
        (setq arg (- arg step))))))

(defun up-list (&optional arg _escape-strings _no-syntax-crossing)
  "Move forward out of one level of parentheses, or ARG levels; backward if negative."
  (interactive "^p")
  (or arg (setq arg 1))
  (let ((step (if (> arg 0) 1 -1)))
    (while (/= arg 0)
      (sexps--go (scan-lists (point) step 1) step)
      (setq arg (- arg step)))))

(defun backward-up-list (&optional arg escape-strings no-syntax-crossing)
  "Move backward out of one level of parentheses, or ARG levels."
  (interactive "^p")
  (up-list (- (or arg 1)) escape-strings no-syntax-crossing))

(defun kill-sexp (&optional arg)
  "Delete the expression after point, or ARG of them, keeping it in the kill ring."
  (interactive "p")
  (let ((start (point)))
    (forward-sexp (or arg 1))
    (kill-region start (point))))

(defun backward-kill-sexp (&optional arg)
  "Delete the expression before point, or ARG of them."
  (interactive "p")
  (kill-sexp (- (or arg 1))))

(defun beginning-of-defun-raw (&optional arg)
  "Move to the ARGth beginning of a definition before point; return t if there is one."
  (interactive "^p")
  (or arg (setq arg 1))
  (if beginning-of-defun-function
      (funcall beginning-of-defun-function arg)
    (let ((regexp (if defun-prompt-regexp
                      (concat "^\\s(\\|\\(?:" defun-prompt-regexp "\\)\\s(")
                    "^\\s(")))
      (if (< arg 0)
          (progn (end-of-line)
                 (and (re-search-forward regexp nil 'move (- arg))
                      (progn (goto-char (match-beginning 0)) t)))
        (and (re-search-backward regexp nil 'move arg)
             (progn (goto-char (1- (match-end 0))) t))))))

(defun beginning-of-defun (&optional arg)
  "Move to the ARGth beginning of a definition before point."
  (interactive "^p")
  (and (beginning-of-defun-raw arg)
       (progn (beginning-of-line) t)))

(defun end-of-defun (&optional arg)
  "Move to the ARGth end of a definition after point."
  (interactive "^p")
  (or arg (setq arg 1))
  (dotimes (_ arg)
    (let ((start (point)))
      (end-of-line)
      (beginning-of-defun-raw)
      (if end-of-defun-function (funcall end-of-defun-function) (forward-sexp 1))
      (skip-chars-forward " \t")
      (if (looking-at "\\s<\\|\n") (forward-line 1))
      (when (<= (point) start)
        (goto-char start)
        (when (beginning-of-defun-raw -1)
          (if end-of-defun-function (funcall end-of-defun-function) (forward-sexp 1))
          (skip-chars-forward " \t")
          (if (looking-at "\\s<\\|\n") (forward-line 1)))))))

(defun syntax-ppss-toplevel-pos (state)
  "Return the outermost opening place of the parse STATE, or nil at top level."
  (or (car (nth 9 state)) (nth 8 state)))

(provide 'lisp)

;;; sexps.el ends here
