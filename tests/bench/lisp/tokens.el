;;; tokens.el --- an operator-precedence parser that reads tokens from a buffer  -*- lexical-binding: t; -*-

(defun tokens-next ()
  "Return the token after point and move behind it."
  (forward-comment (point-max))
  (buffer-substring-no-properties
   (point)
   (progn (if (zerop (skip-syntax-forward "."))
              (if (zerop (skip-syntax-forward "w_'"))
                  (unless (eobp) (forward-char 1))))
          (point))))

(defvar tokens-levels
  (let ((table (make-hash-table :test #'equal)))
    (dolist (entry '((":=" 10 . 11) ("+" 30 . 31) ("-" 30 . 31) ("*" 40 . 41) ("/" 40 . 41) ("<" 20 . 21) (";" 2 . 3)))
      (puthash (car entry) (cdr entry) table))
    table))

(defun tokens-parse (level)
  "Read an expression of at least LEVEL; return the number of operators in it."
  (let ((count 0) (token (tokens-next)))
    (when (equal token "(")
      (setq count (tokens-parse 0))
      (tokens-next))
    (catch 'done
      (while t
        (let* ((start (point)) (operator (tokens-next)) (levels (gethash operator tokens-levels)))
          (when (or (null levels) (< (car levels) level))
            (goto-char start)
            (throw 'done nil))
          (setq count (+ 1 count (tokens-parse (cdr levels)))))))
    count))

(defun bench-tokens ()
  "Return the number of operators, tokens backwards, and of words of a text."
  (with-temp-buffer
    (set-syntax-table (copy-syntax-table (standard-syntax-table)))
    (dolist (c '(?+ ?- ?* ?/ ?: ?= ?< ?\;)) (modify-syntax-entry c "."))
    (modify-syntax-entry ?# "<")
    (modify-syntax-entry ?\n ">")
    (dotimes (i 600)
      (insert (format "total%d := total + (price%d - 3) * count / 7 < limit ; # what it costs\n" i i)))
    (insert "end")
    (goto-char (point-min))
    (let ((count (tokens-parse 0)) (back 0))
      (goto-char (point-max))
      (while (not (bobp))
        (forward-comment (- (point)))
        (or (< (skip-syntax-backward ".") 0) (< (skip-syntax-backward "w_") 0) (bobp) (forward-char -1))
        (setq back (1+ back)))
      (list count back (how-many "total" (point-min) (point-max))))))

;;; tokens.el ends here
