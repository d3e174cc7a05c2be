;;; syntax.el --- syntax tables, char-tables and sexps in a buffer  -*- lexical-binding: t; -*-

(defun syntax-fill ()
  (dotimes (i 250)
    (insert (format "(defun syntax-made-%d (a &optional b)\n  ;; a comment (with a parenthesis\n  (let ((x \"a string ) %d\") (y ?\\())\n    (list x y a [b c] 'symbol)))\n" i i))))

(defun syntax-classes ()
  "Count characters by class."
  (goto-char (point-min))
  (let ((counts (make-vector 16 0)))
    (while (not (eobp))
      (let ((class (syntax-class (syntax-after (point)))))
        (aset counts class (1+ (aref counts class))))
      (forward-char 1))
    (append counts nil)))

(defun bench-syntax ()
  "Return what scans have found."
  (with-temp-buffer
    (emacs-lisp-mode)
    (syntax-fill)
    (let ((words 0) (depth 0) (forms 0) (table (make-char-table 'syntax-bench 0)))
      (goto-char (point-min))
      (while (forward-word 1) (setq words (1+ words)))
      (goto-char (point-min))
      (condition-case nil
          (while t (goto-char (scan-sexps (point) 1)) (setq forms (1+ forms)))
        (error nil))
      (goto-char (point-min))
      (let ((state nil))
        (while (not (eobp))
          (setq state (parse-partial-sexp (point) (line-end-position) nil nil state)
                depth (+ depth (car state)))
          (forward-line 1)))
      (goto-char (point-max))
      (let ((back 0))
        (while (ignore-errors (backward-sexp 1) (not (bobp))) (setq back (1+ back)))
        (setq forms (+ forms back)))
      (goto-char (point-min))
      (while (not (eobp))
        (let ((c (char-after)))
          (aset table c (1+ (aref table c))))
        (forward-char 1))
      (list words forms depth (syntax-classes) (aref table ?a) (aref table ?\()))))

;;; syntax.el ends here
