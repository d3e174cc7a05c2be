;;; lisp-indent.el --- the indentation of Lisp code -*- lexical-binding: t; -*-

;; Manual: (elisp) Indenting Macros.  The property `lisp-indent-function' of a function's name says how calls of it are indented: a number N,
;; the first N arguments are special and the others a body; `defun', everything after the first line is a body; or a function.

(defvar calculate-lisp-indent-last-sexp nil "Where the last expression before the line begins that is being indented.")

(defun calculate-lisp-indent (&optional parse-start)
  "Return the column to which the code on the current line should be indented, nil within a string.
PARSE-START is where to begin to read, or a state of `parse-partial-sexp'."
  (save-excursion
    (beginning-of-line)
    (let* ((indent-point (point))
           (state (cond ((and (consp parse-start)) parse-start)
                        (t (parse-partial-sexp (or parse-start (lisp-indent--defun-start)) indent-point)))))
      (cond ((nth 3 state) nil)
            ((null (nth 1 state)) 0)
            (lisp-indent-offset (goto-char (nth 1 state)) (+ (current-column) lisp-indent-offset))
            (t (lisp-indent--within state indent-point))))))

(defun lisp-indent--defun-start ()
  "Return where to begin to read: the beginning of the function, or the buffer if there is none."
  (save-excursion
    (if (re-search-backward "^(" nil t) (point) (point-min))))

(defun lisp-indent--within (state indent-point)
  "Return the column for INDENT-POINT, in the list that STATE tells."
  (let* ((open (nth 1 state))
         (normal (lisp-indent--normal state indent-point))
         (calculate-lisp-indent-last-sexp (nth 2 state))
         (special nil))
    (goto-char (1+ open))
    (skip-chars-forward " \t" indent-point)
    (when (and (nth 2 state) (< (nth 2 state) indent-point) (> (nth 2 state) open))
      (goto-char normal)
      (setq special (and lisp-indent-function (not (lisp-indent--data-p open))
                         (funcall lisp-indent-function indent-point state))))
    (cond ((consp special) (car special))
          ((numberp special) special)
          (t (goto-char normal) (current-column)))))

(defun lisp-indent--data-p (open)
  "Return non-nil if the list at OPEN is no call: it does not begin with a symbol on its line."
  (save-excursion
    (goto-char (1+ open))
    (not (looking-at "\\sw\\|\\s_"))))

(defun lisp-indent--normal (state indent-point)
  "Return the position with whose column a line at INDENT-POINT is aligned when nothing special holds.
That is where the line of the last expression begins if the list began before it; else the second
element of the list, or the first if it is alone on its line or no symbol."
  (let ((open (nth 1 state)) (last (nth 2 state)))
    (save-excursion
      (if (or (null last) (<= last open) (>= last indent-point))
          (progn (goto-char (1+ open)) (point))
        (goto-char last)
        (beginning-of-line)
        (if (> (point) open)
            (lisp-indent--line-start open last)
          (goto-char (1+ open))
          (skip-chars-forward " \t")
          (let ((first (point)) (line-end (line-end-position)))
            (if (lisp-indent--data-p open) first
              (forward-sexp 1)
              (skip-chars-forward " \t")
              (if (or (>= (point) line-end) (>= (point) indent-point) (eolp) (looking-at ";")) first (point)))))))))

(defun lisp-indent--line-start (open last)
  "Return where the first expression at the depth of LAST, in the list at OPEN, begins on the line of LAST.
If this line begins within an expression it is the line where that one begins."
  (goto-char last)
  (while (and (> (point) (save-excursion (back-to-indentation) (point)))
              (> (point) (1+ open))
              (condition-case nil
                  (progn (backward-sexp 1) t)
                (scan-error nil))))
  (if (<= (line-beginning-position) open)
      (lisp-indent--normal-first open)
    (backward-prefix-chars)
    (point)))

(defun lisp-indent--normal-first (open)
  "Return the second element on the line of the list at OPEN, or the first."
  (goto-char (1+ open))
  (skip-chars-forward " \t")
  (let ((first (point)) (line-end (line-end-position)))
    (if (lisp-indent--data-p open) first
      (forward-sexp 1)
      (skip-chars-forward " \t")
      (if (>= (point) line-end) first (point)))))

(defun lisp-indent-function (indent-point state)
  "Return the column for INDENT-POINT in the call that STATE tells, nil if nothing special holds for the function."
  (let ((normal-indent (current-column)))
    (goto-char (1+ (nth 1 state)))
    (let* ((name (buffer-substring (point) (progn (forward-sexp 1) (point))))
           (symbol (intern-soft name))
           (method (and symbol (or (function-get symbol 'lisp-indent-function) (get symbol 'lisp-indent-hook)))))
      (cond ((or (eq method 'defun)
                 (and (null method) (> (length name) 3) (string-match "\\`def" name)))
             (lisp-indent-defform state indent-point))
            ((integerp method) (lisp-indent-specform method state indent-point normal-indent))
            (method (funcall method indent-point state))))))

(defun lisp-indent-defform (state _indent-point)
  "Return the column of the body in the definition that STATE tells."
  (goto-char (nth 1 state))
  (+ lisp-body-indent (current-column)))

(defun lisp-indent-specform (count state indent-point normal-indent)
  "Return the column for INDENT-POINT in a call with COUNT special arguments that STATE tells.
NORMAL-INDENT is the column it has if nothing special holds."
  (let* ((open (nth 1 state)) (before 0)
         (column (progn (goto-char open) (current-column)))
         (body (+ column lisp-body-indent)))
    (goto-char (1+ open))
    (forward-sexp 1)
    (condition-case nil
        (while (progn (forward-sexp 1) (<= (point) indent-point) (and (< (point) indent-point)))
          (setq before (1+ before)))
      (scan-error nil))
    (cond ((< before count)
           (if (<= before 1) (list (+ column (* 2 lisp-body-indent)) open) (list normal-indent open)))
          ((or (and (= before 0) (= count 0))
               (and (= before count) (<= body normal-indent)))
           body)
          (t normal-indent))))

(defun lisp-indent-line (&optional indent)
  "Indent the current line as Lisp code, or to the column INDENT; comments that begin with ;;; stay where they are."
  (interactive)
  (let ((from-end (- (point-max) (point))) (column (or indent (calculate-lisp-indent))))
    (beginning-of-line)
    (skip-chars-forward " \t")
    (unless (or (null column) (looking-at "\\s<\\s<\\s<"))
      (indent-line-to (if (consp column) (car column) column)))
    (when (> (- (point-max) from-end) (point)) (goto-char (- (point-max) from-end)))))

(defun lisp-indent-region (start end)
  "Indent each line from START to END as Lisp code."
  (save-excursion
    (setq end (copy-marker end))
    (goto-char start)
    (unless (bolp) (forward-line 1))
    (while (< (point) end)
      (unless (and (bolp) (eolp)) (lisp-indent-line))
      (forward-line 1))
    (move-marker end nil)))

(defun indent-sexp (&optional endpos)
  "Indent each line of the expression after point, but for the first; up to ENDPOS if that is given."
  (interactive)
  (save-excursion
    (let ((end (copy-marker (or endpos (save-excursion (forward-sexp 1) (point))))))
      (while (and (zerop (forward-line 1)) (< (point) end))
        (unless (looking-at "[ \t]*$") (lisp-indent-line)))
      (move-marker end nil))))

(defun indent-pp-sexp (&optional arg)
  "Indent the lines of the expression after point; with ARG break them first as `pp-buffer' does."
  (interactive "P")
  (when arg
    (save-excursion
      (save-restriction
        (narrow-to-region (point) (progn (forward-sexp 1) (point)))
        (pp-buffer)
        (goto-char (point-max))
        (when (eq (char-before) ?\n) (delete-char -1)))))
  (indent-sexp))

(provide 'lisp-indent)
;;; lisp-indent.el ends here
