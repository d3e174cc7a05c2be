;;; comment-find.el --- where comments begin and end -*- lexical-binding: t; -*-

;; Comments are found with the syntax table if it knows them, else with `comment-start-skip' and `comment-end-skip'.

(defun comment--syntactic-p ()
  "Return non-nil if the syntax table knows what `comment-start' begins."
  (let ((table (syntax-table)) (text (concat (string-trim comment-start) " ")))
    (with-temp-buffer
      (set-syntax-table table)
      (insert text)
      (and (nth 4 (parse-partial-sexp (point-min) (point-max))) t))))

(defun comment--start-regexp ()
  "Return a regexp for `comment-start', its last character repeated, and the blanks after it."
  (let ((mark (string-trim comment-start)))
    (concat (regexp-quote mark) (regexp-quote (substring mark -1)) "*[ \t]*")))

(defun comment--end-regexp ()
  "Return a regexp for `comment-end' with the blanks before it."
  (let ((mark (string-trim (or comment-end ""))))
    (if (equal mark "")
        "[ \t]*\\(?:\\s>\\|\n\\)"
      (concat "[ \t]*" (regexp-quote (substring mark 0 1)) "*" (regexp-quote mark)))))

(defun comment-normalize-vars (&optional noerror)
  "Set the variables about comments that the mode left unset; if there are no comments, signal an error, unless NOERROR."
  (cond
   ((null comment-start)
    (unless noerror (error "No comment syntax is defined")))
   (t
    (unless comment-end (setq-local comment-end ""))
    (unless (memq comment-use-syntax '(nil t))
      (setq-local comment-use-syntax (comment--syntactic-p)))
    (unless comment-start-skip (setq-local comment-start-skip (comment--start-regexp)))
    (unless comment-end-skip (setq-local comment-end-skip (comment--end-regexp)))
    (unless (or comment-continue (equal (string-trim comment-end) ""))
      (let ((mark (string-trim comment-start)))
        (setq-local comment-continue (concat " " (substring mark (min 1 (1- (length mark)))) " "))))
    t)))

(defun comment--skip-mark (start)
  "Move from START, where a comment begins, past its mark and the blanks after it."
  (goto-char start)
  (if (and (looking-at comment-start-skip) (> (match-end 0) start))
      (goto-char (min (match-end 0) (max (line-end-position) (1+ start))))
    (forward-char (length (string-trim comment-start)))))

(defun comment-search-forward (limit &optional noerror)
  "Move into the next comment that begins before LIMIT and return where it begins.
If there is none, move to LIMIT and signal an error, or return nil if NOERROR."
  (let ((start (if comment-use-syntax
                   (comment--search-syntax limit)
                 (and (re-search-forward comment-start-skip limit t) (match-beginning 0)))))
    (if start
        (progn (comment--skip-mark start) start)
      (goto-char limit)
      (unless noerror (error "No comment")))))

(defun comment--search-syntax (limit)
  "Return where the next comment between point and LIMIT begins, as the syntax table says."
  (let ((state (save-excursion (syntax-ppss (point)))))
    (when (nth 4 state)
      (setq state (parse-partial-sexp (point) limit nil nil state 'syntax-table)))
    (let ((found nil))
      (while (and (not found) (< (point) limit))
        (setq state (parse-partial-sexp (point) limit nil nil state 'syntax-table))
        (when (and (nth 4 state) (nth 8 state))
          (setq found (nth 8 state))))
      found)))

(defun comment-search-backward (&optional limit noerror)
  "Move into the last comment that begins between LIMIT and point and return where it begins.
If there is none, move to LIMIT and signal an error, or return nil if NOERROR."
  (let ((to (point)) (limit (or limit (point-min))) (found nil))
    (beginning-of-line)
    (while (and (not found) (progn
                              (let ((next nil) (from (max limit (point))))
                                (save-excursion
                                  (goto-char from)
                                  (while (setq next (comment-search-forward to t))
                                    (when (< next to) (setq found next)))))
                              (not found))
                (> (point) limit))
      (setq to (point))
      (forward-line -1))
    (if found
        (progn (comment--skip-mark found) found)
      (goto-char limit)
      (unless noerror (error "No comment")))))

(defun comment-beginning ()
  "Move into the text of the comment point is in and return where it begins; return nil if point is in none."
  (if comment-use-syntax
      (let ((state (syntax-ppss)))
        (when (nth 4 state)
          (comment--skip-mark (nth 8 state))
          (nth 8 state)))
    (let ((here (point)) (start nil))
      (beginning-of-line)
      (setq start (comment-search-forward here t))
      (unless start (goto-char here))
      start)))

(defun comment-forward (&optional n)
  "Move over N comments, by default one, and the white space around them; return nil if something else is in the way."
  (setq n (or n 1))
  (if (< n 0) (error "No comment-backward")
    (if comment-use-syntax (forward-comment n)
      (let ((going t))
        (while (and going (> n 0))
          (skip-syntax-forward " ")
          (skip-chars-forward "\n")
          (setq n (1- n)
                going (and (looking-at comment-start-skip)
                           (progn (goto-char (match-end 0)) (re-search-forward comment-end-skip nil 'move)))))
        (and going t)))))

(defun comment-enter-backward ()
  "Move from the end of a comment to the end of its text."
  (let ((mark (string-trim (or comment-end ""))))
    (if (equal mark "")
        (when (bolp) (forward-char -1))
      (when (looking-back (regexp-quote mark) (point-min))
        (goto-char (match-beginning 0))))
    (skip-chars-backward " \t")))

(provide 'comment-find)

;;; comment-find.el ends here
