;;; newcomment.el --- comments around text, and out of them again -*- lexical-binding: t; -*-

;; Manual: (emacs) Comments.  The variables are in text.el; finding comments is in comment-find.el.

(require 'comment-find)

(defconst comment-styles
  '((plain nil nil nil nil "In column 0")
    (indent-or-triple nil nil nil multi-char "In column 0 if the mark has one character")
    (indent nil nil nil t "Before the text, indented")
    (aligned nil t nil t "With marks at the ends of lines, too")
    (box nil t t t "With lines before and after")
    (extra-line t nil t t "One comment, its ends on lines of their own")
    (multi-line t nil nil t "One comment")
    (box-multi t t t t "One comment with lines before and after"))
  "The styles of comments: (NAME MULTI ALIGN EXTRA INDENT DOCUMENTATION).")

;;; The marks

(defun comment-string-strip (str beforep afterp)
  "Return STR without blanks at its beginning if BEFOREP, and at its end if AFTERP."
  (let ((start (if beforep (string-match "[^ \t\n]\\|\\'" str) 0)))
    (substring str start (and afterp (max start (string-match "[ \t\n]*\\'" str))))))

(defun comment-string-reverse (s)
  "Return S without blanks at its end, its characters in reverse order."
  (concat (reverse (comment-string-strip s nil nil)) ""))

(defun comment--padding ()
  "Return `comment-padding' as a string."
  (cond ((integerp comment-padding) (make-string comment-padding ?\s))
        (t (or comment-padding ""))))

(defun comment-padright (str &optional n)
  "Return STR with its last character N more times, and then `comment-padding' as far as STR has no blanks there.
If N is `re', return a regexp for that with any N.  Nil if STR is nil or empty."
  (setq n (or n 0))
  (when (and (stringp str) (string-match "\\S-" str))
    (let* ((text (comment-string-strip str nil t))
           (blanks (substring str (length text)))
           (padding (comment--padding))
           (rest (substring padding (min (length blanks) (length padding))))
           (last (substring text -1)))
      (if (eq n 're)
          (concat (regexp-quote text) (regexp-quote last) "*" (mapconcat (lambda (c) (concat (regexp-quote (string c)) "?")) (concat blanks rest) ""))
        (concat text (apply #'concat (make-list n last)) blanks rest)))))

(defun comment-padleft (str &optional n)
  "Return STR with its first character N more times, after `comment-padding' as far as STR has no blanks there.
If N is `re', return a regexp for that with any N.  Nil if STR is nil or empty."
  (setq n (or n 0))
  (when (and (stringp str) (string-match "\\S-" str))
    (let* ((text (comment-string-strip str t nil))
           (blanks (substring str 0 (- (length str) (length text))))
           (padding (comment--padding))
           (rest (substring padding (min (length blanks) (length padding))))
           (first (substring text 0 1)))
      (if (eq n 're)
          (concat (mapconcat (lambda (c) (concat (regexp-quote (string c)) "?")) (concat rest blanks) "")
                  (regexp-quote first) "*" (regexp-quote text))
        (concat rest blanks (apply #'concat (make-list n first)) text)))))

(defun comment-add (arg)
  "Return how many more characters marks get: `comment-add' if ARG is nil and `comment-start' is one character, else ARG - 1."
  (if (and (null arg) (= (length (comment-string-strip comment-start nil t)) 1))
      comment-add
    (1- (prefix-numeric-value arg))))

(defun comment-quote-re (str unp)
  "Return a regexp for the mark STR with backslashes after its first character; at least one if UNP."
  (concat (regexp-quote (substring str 0 1)) "\\\\" (if unp "+" "*") (regexp-quote (substring str 1))))

(defun comment-quote-nested (cs ce unp)
  "Make the marks CS and CE in the accessible text harmless; if UNP, undo that."
  (setq cs (comment-string-strip cs t t)
        ce (comment-string-strip ce t t))
  (when (and comment-quote-nested (> (length ce) 0))
    (funcall comment-quote-nested-function cs ce unp)))

(defun comment-quote-nested-default (cs ce unp)
  "Put a backslash into the marks CS and CE in the accessible text; if UNP, take one out."
  (goto-char (point-min))
  (let ((regexp (mapconcat (lambda (mark) (comment-quote-re mark unp)) (list cs ce) "\\|")))
    (while (re-search-forward regexp nil t)
      (goto-char (1+ (match-beginning 0)))
      (if unp
          (delete-char 1)
        (insert "\\"))
      (goto-char (max (point) (if unp (point) (1+ (point))))))))

;;; Commenting

(defun comment-region (beg end &optional arg)
  "Make comments of the lines from BEG to END, with ARG characters in the marks; with a negative or plain prefix ARG, undo that."
  (interactive "*r\nP")
  (comment-normalize-vars)
  (if (> beg end) (let (mid) (setq mid beg beg end end mid)))
  (save-excursion
    (funcall (if (or (consp arg) (< (prefix-numeric-value arg) 0)) uncomment-region-function comment-region-function)
             beg end (if (consp arg) nil arg))))

(defun comment--style ()
  "Return (MULTI ALIGN EXTRA INDENT) of `comment-style'."
  (let ((style (cdr (or (assq comment-style comment-styles) (error "Unknown comment style: %s" comment-style)))))
    (list (nth 0 style) (nth 1 style) (nth 2 style)
          (if (eq (nth 3 style) 'multi-char)
              (> (length (comment-string-strip comment-start t t)) 1)
            (nth 3 style)))))

(defun comment--trim (beg end)
  "Return (BEG . END) of the text from BEG to END without empty lines around it, or nil if there is no text."
  (goto-char beg)
  (skip-chars-forward " \t\n\r" end)
  (let ((start (if (save-excursion (skip-chars-backward " \t") (bolp)) (max beg (line-beginning-position)) (point))))
    (goto-char end)
    (skip-chars-backward " \t\n\r" beg)
    (and (< start (point)) (cons start (point)))))

(defun comment-region-default (beg end &optional arg)
  "Make comments of the lines from BEG to END as `comment-style' says, with ARG characters in the marks."
  (let ((text (comment--trim beg end)))
    (unless text (user-error "Nothing to comment"))
    (let* ((end (copy-marker (cdr text) t))
           (part (save-excursion (goto-char (car text)) (skip-chars-backward " \t") (not (bolp))))
           (style (comment--style)) (add (comment-add arg))
           (start-mark (comment-padright comment-start add)) (end-mark (comment-padleft comment-end add)))
      (save-restriction
        (narrow-to-region (car text) end)
        (comment-quote-nested comment-start comment-end nil))
      (cond
       (part
        (goto-char (car text))
        (insert start-mark)
        (goto-char end)
        (if end-mark (insert end-mark) (comment--end-line)))
       (t
        (goto-char end)
        (unless end-mark (comment--end-line))
        (comment-region-internal (car text) end start-mark end-mark style add)))
      (set-marker end nil))))

(defun comment--end-line ()
  "Begin a new line if text follows point in its line: comments end with the line."
  (unless (looking-at-p "[ \t]*$")
    (save-excursion (insert "\n"))))

(defun comment--least-indentation (beg end)
  "Return the least indentation of the lines from BEG to END that are not empty."
  (let ((least nil))
    (goto-char beg)
    (while (< (point) end)
      (unless (looking-at-p "[ \t]*$") (setq least (min (or least most-positive-fixnum) (current-indentation))))
      (forward-line 1))
    (or least 0)))

(defun comment--widest (beg end)
  "Return the column of the longest line from BEG to END."
  (let ((most 0))
    (goto-char beg)
    (while (< (point) end)
      (end-of-line)
      (setq most (max most (current-column)))
      (forward-line 1))
    most))

(defun comment-region-internal (beg end cs ce style add)
  "Put the marks CS and CE around the lines from BEG to END, a marker.  STYLE is (MULTI ALIGN EXTRA INDENT), ADD as `comment-add'."
  (let* ((multi (and ce (nth 0 style))) (align (and (not ce) (nth 1 style))) (extra (nth 2 style))
         (column (if (nth 3 style) (comment--least-indentation beg end) 0))
         (continue (if multi (comment-padright (or comment-continue "") add) cs))
         (close (if align (concat " " (comment-string-strip (comment-string-reverse cs) t t)) (and (not multi) ce)))
         (widest (and align (+ (comment--widest beg end) (length cs))))
         (empty (if (eq comment-empty-lines 'eol) (not ce) comment-empty-lines))
         (first t))
    (when (and multi (not (string-match-p "\\S-" (or continue ""))))
      (setq continue (make-string (length cs) ?\s)))
    (goto-char beg)
    (while (< (point) end)
      (when (or empty (not (looking-at-p "[ \t]*$")))
        (move-to-column column t)
        (insert (if (and first (not (and multi extra))) cs continue))
        (end-of-line)
        (when close
          (when align (insert (make-string (max 0 (- widest (current-column))) ?\s)))
          (insert close))
        (setq first nil))
      (forward-line 1))
    (when multi
      (goto-char end)
      (skip-chars-backward "\n")
      (if extra
          (insert "\n" (make-string column ?\s) (comment--extra-close ce continue))
        (insert ce)))
    (when extra
      (comment--extra-lines beg end column cs multi (and align (- (+ widest (length close)) column))))))

(defun comment--extra-close (ce continue)
  "Return the mark CE for a line of its own, below the mark CONTINUE."
  (let ((indent (string-match "[^ ]" continue)))
    (concat (make-string (or indent 0) ?\s) (comment-string-strip ce t t))))

(defun comment--extra-lines (beg end column cs multi width)
  "Put lines before BEG and after END, at COLUMN: the mark CS if MULTI, else, for a box, its characters WIDTH times."
  (let ((mark (comment-string-strip cs t t)))
    (cond
     (multi
      (goto-char beg)
      (insert (make-string column ?\s) mark "\n"))
     (width
      (let ((line (concat (make-string column ?\s) (make-string width (aref mark (1- (length mark)))))))
        (goto-char end)
        (unless (bolp) (end-of-line) (insert "\n"))
        (insert line (if (eolp) "" "\n"))
        (goto-char beg)
        (insert line "\n"))))))

(defun comment-box (beg end &optional arg)
  "Put a box of comment marks around the lines from BEG to END, with ARG more characters in the marks."
  (interactive "*r\np")
  (comment-normalize-vars)
  (let ((comment-style (if (nth 1 (assq comment-style comment-styles)) 'box-multi 'box)))
    (comment-region beg end (+ comment-add (or arg 0)))))

;;; Undoing it

(defun uncomment-region (beg end &optional arg)
  "Make text of the comments from BEG to END; ARG is how many characters to take off the marks."
  (interactive "*r\nP")
  (comment-normalize-vars)
  (when (> beg end) (setq beg (prog1 end (setq end beg))))
  (save-excursion
    (funcall uncomment-region-function beg end arg)))

(defun uncomment-region-default (beg end &optional arg)
  "Make text of the comments from BEG to END; ARG is how many characters to take off the marks, all of them if nil."
  (goto-char beg)
  (let ((end (copy-marker end)) (count (and arg (not (consp arg)) (prefix-numeric-value arg))) (start nil))
    (while (and (< (point) end) (setq start (comment-search-forward end t)))
      (let* ((inside (copy-marker (point)))
             (stop (copy-marker (comment--end start) t)))
        (comment--strip start inside stop count)
        (goto-char (max (point) stop))
        (set-marker inside nil)
        (set-marker stop nil)))
    (set-marker end nil)))

(defun comment--end (start)
  "Return where the comment that begins at START ends, after its mark; the end of the line if that ends it."
  (save-excursion
    (goto-char start)
    (if (string-match-p "\\S-" (or comment-end ""))
        (if (and comment-use-syntax (forward-comment 1)) (point)
          (goto-char start)
          (if (search-forward (comment-string-strip comment-end t t) nil t) (point) (line-end-position)))
      (if (and comment-use-syntax (progn (goto-char start) (forward-comment 1)) (not (bolp)) (not (eobp)))
          (point)
        (goto-char start)
        (line-end-position)))))

(defun comment--strip (start inside stop count)
  "Take the marks off the comment from START to STOP, whose text begins at INSIDE; COUNT characters of them if non-nil."
  (let ((padding (length (comment--padding))))
    (save-restriction
      (narrow-to-region start stop)
      ;; The end first: START stays valid.
      (goto-char (point-max))
      (let ((close (comment-string-strip (or comment-end "") t t)))
        (when (and (> (length close) 0) (looking-back (regexp-quote close) (point-min)))
          (let ((run (regexp-quote (substring close 0 1))))
            (goto-char (match-beginning 0))
            (while (looking-back run (max (point-min) (1- (point)))) (goto-char (match-beginning 0)))
            (when (and (> padding 0) (memq (char-before) '(?\s ?\t)) (> (point) inside)) (forward-char -1))
            (delete-region (point) (point-max)))))
      (goto-char start)
      (let ((text (save-excursion (goto-char inside) (skip-chars-backward " \t" start) (point))))
        (if (and count (< count (- text start)))
            (delete-region start (+ start count))
          (delete-region start (min inside (+ text padding)))))
      (comment--strip-continued)
      (comment-quote-nested comment-start comment-end t)
      (goto-char (point-max)))))

(defun comment--strip-continued ()
  "Take the marks off the lines of the accessible comment after the first."
  (when (and comment-continue (string-match-p "\\S-" comment-continue))
    (let ((regexp (concat "^[ \t]*" (regexp-quote (comment-string-strip comment-continue t t)) "[ \t]?")))
      (save-excursion
        (goto-char (point-min))
        (forward-line 1)
        (while (and (not (eobp)) (bolp))
          (when (looking-at regexp) (replace-match ""))
          (forward-line 1))))))

(defun comment-only-p (beg end)
  "Return non-nil if the text from BEG to END is comments only."
  (save-excursion
    (goto-char beg)
    (comment-forward (point-max))
    (<= end (point))))

(defun comment-or-uncomment-region (beg end &optional arg)
  "Make text of the lines from BEG to END if they are comments, else make comments of them; ARG is for either."
  (interactive "*r\nP")
  (comment-normalize-vars)
  (funcall (if (save-excursion
                 (goto-char beg)
                 (comment-forward (point-max))
                 (<= end (point)))
               #'uncomment-region
             #'comment-region)
           beg end arg))

;;; One line

(defun comment-indent-default ()
  "Return the column of the comment at point: `comment-column', or 0 if it has a line of its own."
  (if (save-excursion (skip-chars-backward " \t") (bolp))
      (current-indentation)
    (comment-choose-indent)))

(defun comment-choose-indent (&optional indent)
  "Return the column for the comment at point: INDENT, by default `comment-column', or further right after long code."
  (let ((wanted (or indent comment-column))
        (code (save-excursion (skip-chars-backward " \t") (if (bolp) 0 (+ comment-inline-offset (current-column))))))
    (max wanted code)))

(defun comment-indent (&optional continue)
  "Indent the comment of the current line to its column, or begin one there; with CONTINUE, with the mark that goes on."
  (interactive "*")
  (comment-normalize-vars)
  (beginning-of-line)
  (let ((start (comment-search-forward (line-end-position) t)))
    (if start
        (let ((inside (copy-marker (point) t)))
          (goto-char start)
          (comment--move-to (or (funcall comment-indent-function) 0))
          (goto-char inside)
          (set-marker inside nil))
      (comment--begin continue))
    nil))

(defun comment--move-to (column)
  "Indent the text after point to COLUMN, leaving a blank after what is before it."
  (skip-chars-backward " \t")
  (delete-region (point) (progn (skip-chars-forward " \t") (point)))
  (indent-to (if (bolp) column (max column (+ comment-inline-offset (current-column))))))

(defun comment--begin (continue)
  "Begin a comment at the end of the current line; CONTINUE as in `comment-indent'."
  (end-of-line)
  (if comment-insert-comment-function
      (funcall comment-insert-comment-function)
    (let* ((alone (save-excursion (beginning-of-line) (looking-at-p "[ \t]*$")))
           (mark (cond ((and continue comment-continue) comment-continue)
                       (alone (comment-padright comment-start (comment-add nil)))
                       (t comment-start))))
      (delete-horizontal-space)
      (if alone
          (indent-according-to-mode)
        (let ((column (save-excursion
                        (insert mark)
                        (goto-char (- (point) (length mark)))
                        (prog1 (or (funcall comment-indent-function) comment-column)
                          (delete-char (length mark))))))
          (indent-to (max column (+ comment-inline-offset (current-column))))))
      (insert mark)
      (save-excursion
        (unless (equal comment-end "") (insert (comment-padleft comment-end (if alone (comment-add nil) 0))))))))

(defun comment-set-column (arg)
  "Make the current column that of comments; with ARG, that of the comment before point; with -, kill the comment."
  (interactive "P")
  (cond
   ((eq arg '-) (comment-kill nil))
   (arg
    (comment-normalize-vars)
    (save-excursion
      (beginning-of-line)
      (comment-search-backward)
      (comment-beginning)
      (goto-char (comment-search-backward nil t))
      (setq comment-column (current-column)))
    (comment-indent))
   (t (setq comment-column (current-column))))
  (message "Comment column set to %d" comment-column))

(defun comment-kill (arg)
  "Kill the comments of ARG lines, by default the current one."
  (interactive "P")
  (comment-normalize-vars)
  (dotimes (_ (prefix-numeric-value arg))
    (save-excursion
      (beginning-of-line)
      (let ((start (comment-search-forward (line-end-position) t)))
        (when start
          (goto-char start)
          (skip-chars-backward " \t")
          (kill-region (point) (max (comment--end start) (point)))
          (indent-according-to-mode))))
    (forward-line 1)))

(defun comment-line (n)
  "Comment or uncomment N lines, from the current one; with a negative N, lines before.  Leave point after them."
  (interactive "p")
  (comment-normalize-vars)
  (if (and (use-region-p) (called-interactively-p 'any))
      (comment-or-uncomment-region (save-excursion (goto-char (region-beginning)) (line-beginning-position))
                                   (save-excursion (goto-char (region-end)) (line-end-position)))
    (let ((range (list (line-beginning-position) (save-excursion (forward-line (if (> n 0) (1- n) n)) (if (> n 0) (line-end-position) (point))))))
      (comment-or-uncomment-region (apply #'min range) (apply #'max range)))
    (forward-line (max n 1))
    (back-to-indentation)
    nil))

(defun comment-dwim (arg)
  "Do what is wanted with comments: of the active region, make or undo them; else indent or begin the comment of the line.
With ARG, kill it, or have ARG characters in the marks of the region."
  (interactive "*P")
  (comment-normalize-vars)
  (cond
   ((use-region-p) (comment-or-uncomment-region (region-beginning) (region-end) arg))
   ((save-excursion (beginning-of-line) (looking-at-p "[ \t]*$")) (comment--begin nil))
   (arg (comment-kill (and (integerp arg) arg)))
   (t (comment-indent))))

(defun comment-indent-new-line (&optional soft)
  "Break the line at point; if that is in a comment, go on with it on the new line.  SOFT is for hard newlines."
  (interactive)
  (comment-normalize-vars t)
  (let ((start (and comment-start (save-excursion (comment-beginning)))))
    (delete-horizontal-space)
    (cond
     (fill-prefix (insert "\n" fill-prefix))
     (start (comment--continue start))
     (t (newline-and-indent)))
    (ignore soft)
    nil))

(defun comment--continue (start)
  "Begin a new line at point, in the comment that begins at START, and go on with it."
  (let* ((column (save-excursion (goto-char start) (current-column)))
         (mark (save-excursion (goto-char start) (and comment-start-skip (looking-at comment-start-skip) (match-string-no-properties 0))))
         (ends (string-match-p "\\S-" (or comment-end "")))
         (goes-on (and ends comment-multi-line comment-continue)))
    (when (and ends (not goes-on)) (insert (comment-padleft comment-end)))
    (insert "\n")
    (indent-to column)
    (insert (if goes-on comment-continue (or mark (comment-padright comment-start))))))

(defun comment-valid-prefix-p (prefix compos)
  "Return non-nil if the prefix for filling PREFIX fits to where point is: in the comment that begins at COMPOS, or, if nil, in none."
  (let ((commented (and comment-start-skip (string-match-p (concat "\\`[ \t]*\\(?:" comment-start-skip "\\)") prefix) t)))
    (or (not commented) (and compos t))))

(defmacro comment-with-narrowing (beg end &rest body)
  "Evaluate BODY with only the text from BEG to END accessible, indented as it is in its line."
  (declare (indent 2) (debug t))
  (let ((spaces (make-symbol "spaces")) (from (make-symbol "from")))
    `(let* ((,from ,beg) (,spaces (save-excursion (goto-char ,from) (current-column))))
       (save-restriction
         (narrow-to-region ,from ,end)
         (goto-char (point-min))
         (insert (make-string ,spaces ?\s))
         (unwind-protect (progn ,@body)
           (goto-char (point-min))
           (delete-region (point) (progn (move-to-column ,spaces) (point))))))))

(provide 'newcomment)

;;; newcomment.el ends here
