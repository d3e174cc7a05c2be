;;; pp.el --- printing Lisp over several lines -*- lexical-binding: t; -*-

(require 'lisp-indent)

(defvar pp-escape-newlines t "Value of `print-escape-newlines' while `pp' prints.")

(defun pp-to-string (object &optional _pp-function)
  "Return the printed form of OBJECT, a list within it beginning a line of its own, with the indentation of Lisp code."
  (with-temp-buffer
    (set-syntax-table emacs-lisp-mode-syntax-table)
    (setq-local indent-line-function #'lisp-indent-line)
    (let ((print-escape-newlines pp-escape-newlines) (print-quoted t))
      (prin1 object (current-buffer)))
    (pp-buffer)
    (buffer-string)))

(defun pp-buffer ()
  "Break the lines of the Lisp data in the current buffer before and after each list, and indent them."
  (interactive)
  (goto-char (point-min))
  (let ((inside-list nil))
    (while (re-search-forward "[][()\"\\\\;?]" nil t)
      (let ((char (char-before)))
        (cond ((eq char ?\") (pp--skip-string))
              ((eq char ?\\) (unless (eobp) (forward-char 1)))
              ((eq char ??) (pp--skip-character))
              ((eq char ?\;) (forward-line 1))
              ((memq char '(?\( ?\[)) (setq inside-list t) (pp--break-before))
              (t (pp--break-after)))))
    (goto-char (point-max))
    (when inside-list
      (unless (bolp) (insert "\n"))))
  (goto-char (point-min))
  (pp--indent))

(defun pp--skip-string ()
  "Move to the end of the string whose first quote is before point."
  (unless (re-search-forward "\\(?:[^\\\"]\\|\\\\\\(?:.\\|\n\\)\\)*\"" nil t) (goto-char (point-max))))

(defun pp--skip-character ()
  "Move over a character constant whose question mark is before point."
  (when (and (memq (char-before (1- (point))) '(nil ?\s ?\n ?\( ?\[ ?')) (not (eobp)))
    (forward-char (if (eq (char-after) ?\\) 2 1))))

(defun pp--break-before ()
  "Begin a line with the list whose opening bracket is before point, unless it begins a list or the text."
  (save-excursion
    (forward-char -1)
    (skip-chars-backward "'`,@#s")
    (when (memq (char-before) '(?\s ?\t ?\n))
      (skip-chars-forward "s" (1+ (point)))
      (delete-region (save-excursion (skip-chars-backward " \t\n") (point)) (point))
      (insert "\n"))))

(defun pp--break-after ()
  "End the line after the closing brackets at point if something follows them."
  (unless (memq (char-after) '(?\) ?\]))
    (delete-region (point) (progn (skip-chars-forward " \t\n") (point)))
    (unless (eobp) (insert "\n"))))

(defun pp--indent ()
  "Indent all the lines of the buffer as Lisp code."
  (while (and (zerop (forward-line 1)) (not (eobp)))
    (unless (nth 3 (parse-partial-sexp (point-min) (point)))
      (lisp-indent-line))))

(defun pp (object &optional stream)
  "Print OBJECT on STREAM, by default `standard-output', as `pp-to-string' returns it."
  (princ (pp-to-string object) (or stream standard-output)))

(defun pp-display-expression (expression out-buffer-name)
  "Show EXPRESSION, pretty-printed, in the echo area or in the buffer OUT-BUFFER-NAME."
  (let ((text (pp-to-string expression)))
    (if (string-match "\n." text)
        (with-current-buffer (get-buffer-create out-buffer-name)
          (erase-buffer) (insert text) (emacs-lisp-mode))
      (message "%s" (string-trim-right text)))))

(defun pp-eval-expression (expression)
  "Evaluate EXPRESSION and show its value, pretty-printed."
  (interactive "xEval: ")
  (push (eval expression lexical-binding) values)
  (pp-display-expression (car values) "*Pp Eval Output*"))

(defun pp-macroexpand-expression (expression)
  "Show what EXPRESSION is expanded to, pretty-printed."
  (interactive "xMacroexpand: ")
  (pp-display-expression (macroexpand-1 expression) "*Pp Macroexpand Output*"))

(defun pp-last-sexp ()
  "Return the expression before point."
  (save-excursion (let ((end (point))) (forward-sexp -1) (car (read-from-string (buffer-substring (point) end))))))

(defun pp-eval-last-sexp (arg)
  "Show the value of the expression before point; with ARG insert it there."
  (interactive "P")
  (if arg (insert (pp-to-string (eval (pp-last-sexp) lexical-binding)))
    (pp-eval-expression (pp-last-sexp))))

(defun pp-macroexpand-last-sexp (arg)
  "Show the expansion of the expression before point; with ARG insert it there."
  (interactive "P")
  (if arg (insert (pp-to-string (macroexpand-1 (pp-last-sexp))))
    (pp-macroexpand-expression (pp-last-sexp))))

(provide 'pp)
;;; pp.el ends here
