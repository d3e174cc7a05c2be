;;; fill.el --- filling paragraphs -*- lexical-binding: t; -*-

;; Manual: (elisp) Filling, (emacs) Filling.  The margins are in margins.el, alignment is in justify.el, finding the prefix of a
;; paragraph is in fill-prefix.el.

(require 'margins)
(require 'justify)
(require 'fill-prefix)

;;; Where a line may be broken

(defun fill-nobreak-p ()
  "Return non-nil if the line may not be broken at point."
  (or (bolp)
      (and fill-nobreak-invisible (invisible-p (point)))
      (and sentence-end-double-space
           (save-excursion
             (skip-chars-backward " ")
             (and (eq (char-before) ?.) (looking-at-p " \\(?:[^ ]\\|\\'\\)") (not (looking-at-p " $")))))
      (unless (bolp) (run-hook-with-args-until-success 'fill-nobreak-predicate))))

(defun fill-single-char-nobreak-p ()
  "Return non-nil if a word of one letter is before point."
  (save-excursion
    (skip-chars-backward " \t")
    (backward-char 2)
    (looking-at-p "[[:space:]][[:alpha:]]")))

(defun fill-single-word-nobreak-p ()
  "Return non-nil if the first word of a sentence is before point, or the last one after it."
  (let ((end (sentence-end)))
    (save-excursion
      (skip-chars-backward " \t")
      (or (looking-at-p (concat "[ \t]*\\sw+" (if (string-prefix-p "\\(" end) end (concat "\\(?:" end "\\)"))))
          (progn
            (skip-chars-backward "^ \t\n")
            (or (bobp) (looking-back end (max (point-min) (- (point) 20)))))))))

(defun fill-french-nobreak-p ()
  "Return non-nil if point is after an opening bracket, or before a closing one or punctuation."
  (or (looking-at-p "[ \t]*[])}»?!;:-]")
      (save-excursion
        (skip-chars-backward " \t")
        (memq (char-before) '(?\[ ?\( ?{ ?«)))))

(defun fill--wide-p (char)
  "Return non-nil if lines may be broken beside CHAR, without a blank."
  (and char (> char 127) (aref (char-category-set char) ?|)))

(defun fill--kinsoku-p ()
  "Return non-nil if the character before point may not end, or the one after it not begin, a line."
  (and enable-kinsoku
       (or (and (char-before) (aref (char-category-set (char-before)) ?<))
           (and (char-after) (aref (char-category-set (char-after)) ?>)))))

(defun fill--breakable-p ()
  "Return non-nil if the line may be broken at point: before blanks, or beside a character of scripts without them."
  (and (if (memq (char-after) '(?\s ?\t))
           (not (memq (char-before) '(?\s ?\t)))
         (and (or (fill--wide-p (char-after)) (fill--wide-p (char-before)))
              (not (memq (char-before) '(?\s ?\t)))
              (not (fill--kinsoku-p))))
       (not (fill-nobreak-p))))

(defun fill-find-break-point (_limit)
  "Move to where the line may be broken beside a wide character; point is where it is found already."
  nil)

(defun fill-move-to-break-point (linebeg)
  "Move to the last place before point where the line may be broken, after LINEBEG; if there is none, to the first after it."
  (let ((wanted (point)) (found nil))
    (setq found (fill--breakable-p))
    (while (and (not found) (> (point) linebeg))
      (forward-char -1)
      (setq found (and (> (point) linebeg) (fill--breakable-p))))
    (unless found
      (goto-char (max wanted linebeg))
      (while (not (or (eolp) (and (> (point) linebeg) (fill--breakable-p))))
        (forward-char 1)))
    (point)))

(defun fill-text-properties-at (pos)
  "Return the properties of the text at POS that a newline put there may have."
  (let ((properties (text-properties-at pos)) (kept nil))
    (while properties
      (unless (memq (car properties) '(invisible fill-space hard))
        (setq kept (cons (car properties) (cons (cadr properties) kept))))
      (setq properties (cddr properties)))
    kept))

(defun fill-newline ()
  "Break the line at point: a newline in place of the blanks, the margin and the prefix."
  (let ((properties (and (< (point) (point-max)) (fill-text-properties-at (point)))))
    (delete-region (point) (progn (skip-chars-forward " \t") (point)))
    (insert ?\n)
    (set-text-properties (1- (point)) (point) properties)
    (if (and fill-prefix (not (equal fill-prefix "")))
        (insert-and-inherit fill-prefix)
      (let ((margin (current-left-margin)))
        (when (> margin 0) (insert-and-inherit (make-string margin ?\s)))))))

;;; A paragraph

(defun fill-delete-prefix (from to prefix)
  "Delete PREFIX from the lines from FROM to TO, except the first; leave point after the prefix of the first."
  (goto-char from)
  (let ((regexp (and prefix (not (equal prefix ""))
                     (concat "[ \t]*\\(?:" (replace-regexp-in-string "[ \t]+" "[ \t]*" (regexp-quote prefix)) "\\)"))))
    (when regexp
      (let ((end (copy-marker to)))
        (forward-line 1)
        (while (< (point) end)
          (when (looking-at regexp) (delete-region (point) (match-end 0)))
          (forward-line 1))
        (set-marker end nil))
      (goto-char from)
      (when (looking-at regexp) (goto-char (match-end 0))))))

(defun fill--join-lines (from to)
  "Replace the newlines from FROM to TO by blanks: two where a sentence ends, none between wide characters."
  (goto-char from)
  (while (search-forward "\n" to t)
    (let ((at (1- (point))))
      (cond
       ((and (fill--wide-p (char-before at)) (fill--wide-p (char-after (point))))
        (delete-region at (point)))
       (t
        (let ((ends (save-excursion
                      (goto-char at)
                      (and (or sentence-end-double-space colon-double-space)
                           (justify--sentence-gap-p 2)))))
          (insert-and-inherit (if ends "  " " "))
          (delete-region at (1+ at))))))))

(defun fill-delete-newlines (from to justify nosqueeze squeeze-after)
  "Make one line of the text from FROM to TO, a marker.
JUSTIFY is ignored; unless NOSQUEEZE, blanks after SQUEEZE-AFTER are made canonical."
  (ignore justify)
  (goto-char from)
  (fill--join-lines from to)
  (unless nosqueeze
    (let ((start (max from (or squeeze-after from))))
      (goto-char start)
      (when (> to start) (canonically-space-region start to))))
  (goto-char to)
  (delete-region (point) (progn (skip-chars-backward " \t" from) (point))))

(defun fill--line-too-long-p ()
  "Return non-nil if the current line goes past the column for filling."
  (save-excursion (end-of-line) (> (current-column) (current-fill-column))))

(defun fill--break-lines (to justify nosqueeze)
  "Break the line at point, whose end is the marker TO, as often as it takes; justify each line as JUSTIFY says."
  (let ((linebeg (point)))
    (while (and (< (point) to)
                (progn
                  (move-to-column (current-fill-column))
                  (when (> (current-column) (current-fill-column)) (forward-char -1))
                  (when (< (point) linebeg) (goto-char linebeg))
                  (< (point) (line-end-position)))
                (progn
                  (fill-move-to-break-point linebeg)
                  (skip-chars-forward " \t")
                  (< (point) to)))
      (skip-chars-backward " \t")
      (fill-newline)
      (setq linebeg (point))
      (when justify
        (save-excursion
          (forward-line -1)
          (justify-current-line justify nil nosqueeze))))
    (goto-char to)
    (when justify
      (save-excursion (justify-current-line justify t t)))))

(defun fill--trim (from to)
  "Return (START . END) of the text from FROM to TO without empty lines around it; END is a marker.
All newlines after the text but one are deleted."
  (goto-char from)
  (skip-chars-forward " \t\n" to)
  (let ((start (if (>= (point) to) to (max from (line-beginning-position)))))
    (goto-char to)
    (skip-chars-backward " \t\n" start)
    (let ((end (copy-marker (point) t)) (newline (string-search "\n" (buffer-substring (point) to))))
      (when newline
        (delete-region (point) to)
        (save-excursion (insert "\n"))
        (set-marker end (1- (save-excursion (forward-line 1) (point)))))
      (cons start end))))

(defun fill-region-as-paragraph (from to &optional justify nosqueeze squeeze-after)
  "Fill the text from FROM to TO as one paragraph, whatever lines it has, and justify it as JUSTIFY says.
NOSQUEEZE non-nil leaves blanks within it alone; SQUEEZE-AFTER is where making them canonical begins.
Leave point at the beginning of the line after it and return the prefix that was used."
  (interactive (list (region-beginning) (region-end) (if current-prefix-arg 'full)))
  (unless (memq justify '(t nil none full left right center))
    (setq justify 'full))
  (let* ((ends (if (< from to) (fill--trim from to) (fill--trim to from)))
         (start (car ends)) (end (cdr ends)))
    (if (>= start end)
        (progn (goto-char end) fill-prefix)
      (goto-char start)
      (let ((how (fill--justification justify))
            (fill-prefix (or fill-prefix (and adaptive-fill-mode (fill-context-prefix start end)))))
        (unless (eq how 'keep)
          (fill--paragraph start end how nosqueeze squeeze-after))
        (goto-char end)
        (unless (eobp) (forward-line 1))
        (set-marker end nil)
        fill-prefix))))

(defun fill--justification (justify)
  "Return how the paragraph at point is aligned if JUSTIFY is asked for: nil on the left, `keep' if it is not to be filled."
  (let* ((own (current-justification))
         (how (cond ((memq justify '(nil t none)) own) (t justify))))
    (cond ((and (not own) (memq justify '(nil none))) 'keep)
          ((memq how '(left none)) nil)
          (t how))))

(defun fill--paragraph (start end how nosqueeze squeeze-after)
  "Fill the text from START to the marker END, aligned as HOW says; NOSQUEEZE and SQUEEZE-AFTER as in `fill-region-as-paragraph'."
  (when (memq how '(right center))
    (save-excursion (unjustify-region start end)))
  (fill-delete-prefix start end fill-prefix)
  (when (= (point) start)
    (let ((margin (current-left-margin)))
      (skip-chars-forward " \t")
      (when (< (current-column) margin)
        (insert-and-inherit (make-string (- margin (current-column)) ?\s)))))
  (skip-chars-forward " \t")
  (let ((text (point)))
    (fill-delete-newlines text end how nosqueeze squeeze-after)
    (goto-char text)
    (fill--break-lines end how nosqueeze)))

;;; Many paragraphs

(defun fill-forward-paragraph (arg)
  "Move over ARG paragraphs with `fill-forward-paragraph-function'; return how many could not be passed."
  (funcall fill-forward-paragraph-function arg))

(defun fill--hard-newline (from to)
  "Return the position after the first newline from FROM to TO with the property `hard', or TO."
  (let ((at (text-property-any from to 'hard t)))
    (while (and at (not (eq (char-after at) ?\n)))
      (setq at (text-property-any (1+ at) to 'hard t)))
    (if at (1+ at) to)))

(defun fill-region (from to &optional justify nosqueeze to-eop)
  "Fill each of the paragraphs from FROM to TO and justify it as JUSTIFY says; return the prefix of the last one.
NOSQUEEZE non-nil leaves blanks within lines alone; TO-EOP non-nil goes on to the end of the paragraph."
  (interactive (list (region-beginning) (region-end) (if current-prefix-arg 'full)))
  (unless (memq justify '(t nil none full left right center))
    (setq justify 'full))
  (save-excursion
    (let ((beg (min from to)) (end (copy-marker (max from to) t)) (prefix nil))
      (when to-eop
        (goto-char end)
        (forward-paragraph)
        (set-marker end (point)))
      (goto-char beg)
      (while (< (point) end)
        (setq prefix (or (fill--next-paragraph end justify nosqueeze) prefix)))
      (set-marker end nil)
      prefix)))

(defun fill--next-paragraph (end justify nosqueeze)
  "Fill the next paragraph that begins after point, as far as END; return its prefix.  Leave point after it."
  (let* ((from (point))
         (initial (progn (fill-forward-paragraph 1) (min (point) end)))
         (after (copy-marker (if use-hard-newlines (fill--hard-newline from initial) initial) t))
         (start (progn (goto-char initial) (fill-forward-paragraph -1) (max (point) from))))
    (goto-char start)
    (when use-hard-newlines (setq start from))
    (prog1 (and (< start after)
                (string-match-p "[^ \t\n]" (buffer-substring start after))
                (fill-region-as-paragraph start after justify nosqueeze))
      (goto-char (if (> after from) after end))
      (set-marker after nil))))

(defun fill-paragraph (&optional justify region)
  "Fill the paragraph at or after point, justified as JUSTIFY says; with REGION, the paragraphs of the active region.
If `fill-paragraph-function' is set and returns non-nil when it is called with JUSTIFY, that is all.  Otherwise return the prefix."
  (interactive (progn (barf-if-buffer-read-only) (list (if current-prefix-arg 'full) t)))
  (cond
   ((and region transient-mark-mode mark-active (not (eq (region-beginning) (region-end))))
    (fill-region (region-beginning) (region-end) justify))
   ((and fill-paragraph-function (not (eq fill-paragraph-function t))
         (let* ((function fill-paragraph-function) (fill-paragraph-function nil))
           (funcall function justify))))
   ((and fill-paragraph-handle-comment comment-start (fill-comment-paragraph justify)))
   (t
    (let ((before (buffer-string)) (modified (buffer-modified-p)))
      (prog1 (save-excursion
               (fill-forward-paragraph 1)
               (let ((end (point)))
                 (fill-forward-paragraph -1)
                 (if (and use-hard-newlines)
                     (fill-region (point) end justify)
                   (or (fill-region-as-paragraph (point) end justify) ""))))
        (when (and (not modified) (equal before (buffer-string)))
          (restore-buffer-modified-p nil)))))))

;;; Paragraphs told apart by their prefixes

(defun fill--line-prefix (citation)
  "Return the prefix of the line at point: a mark that the regexp CITATION matches, or what adaptive filling finds."
  (cond
   ((and citation (looking-at citation)) (match-string-no-properties 0))
   (citation (and (looking-at "[ \t]*") (match-string-no-properties 0)))
   (t (or (fill-match-adaptive-prefix) ""))))

(defun fill--blank-line-p (prefix)
  "Return non-nil if there is nothing after PREFIX in the line at point, or it separates paragraphs."
  (save-excursion
    (forward-char (min (length prefix) (- (line-end-position) (point))))
    (or (looking-at-p "[ \t]*$")
        (progn (beginning-of-line) (looking-at-p paragraph-separate)))))

(defun fill--individual-end (end citation)
  "Return (POSITION . PREFIX), the end and prefix of the paragraph at point, not past END; CITATION is as in `fill--line-prefix'."
  (let ((first (fill--line-prefix citation)) (prefix nil) (done nil))
    (forward-line 1)
    (setq prefix first)
    (let ((second (and (< (point) end) (fill--line-prefix citation))))
      (when (and second (not (fill--blank-line-p second))
                 (or (equal second first)
                     (and (string-prefix-p second first)
                          (string-match-p "\\`[ \t]+\\'" (substring first (length second))))))
        (setq prefix second)))
    (while (and (not done) (< (point) end))
      (let ((next (fill--line-prefix citation)))
        (if (and (equal next prefix) (not (fill--blank-line-p next)))
            (forward-line 1)
          (setq done t))))
    (cons (point) prefix)))

(defun fill--skip-headers (end)
  "Move past the header of a mail message at point, not past END."
  (while (and (< (point) end) (looking-at-p "[^ \t\n]*:\\|[ \t][^ \t\n]"))
    (forward-line 1)))

(defun fill-individual-paragraphs (min max &optional justify citation-regexp)
  "Fill the paragraphs from MIN to MAX; each change of indentation or prefix begins a new one.
A first line may be indented further.  JUSTIFY is as in `fill-region'.  CITATION-REGEXP matches the marks of citations, and
the header of a mail message is left alone with it."
  (interactive (list (region-beginning) (region-end) (if current-prefix-arg 'full)))
  (if fill-individual-varying-indent
      (fill-nonuniform-paragraphs min max justify citation-regexp)
    (save-excursion
      (goto-char min)
      (beginning-of-line)
      (let ((end (copy-marker max t)))
        (when citation-regexp (fill--skip-headers end))
        (while (< (point) end)
          (if (fill--blank-line-p (fill--line-prefix citation-regexp))
              (forward-line 1)
            (let* ((start (point)) (found (fill--individual-end end citation-regexp)) (fill-prefix (cdr found)))
              (fill-region-as-paragraph start (car found) justify))))
        (set-marker end nil))))
  nil)

(defun fill--least-prefix (from to citation)
  "Return the mark of citation, or else the least indentation, of the lines from FROM to TO; CITATION is a regexp or nil."
  (save-excursion
    (goto-char from)
    (let ((least nil))
      (while (< (point) to)
        (unless (looking-at-p "[ \t]*$")
          (let ((prefix (if (and citation (looking-at citation)) (match-string-no-properties 0)
                          (and (looking-at "[ \t]*") (match-string-no-properties 0)))))
            (when (or (null least) (< (string-width prefix) (string-width least)))
              (setq least prefix))))
        (forward-line 1))
      (or least ""))))

(defun fill-nonuniform-paragraphs (min max &optional justifyp citation-regexp)
  "Fill the paragraphs from MIN to MAX, which only separating lines end, with the least indentation of their lines.
JUSTIFYP is as JUSTIFY in `fill-region'; CITATION-REGEXP is as in `fill-individual-paragraphs'."
  (interactive (list (region-beginning) (region-end) (if current-prefix-arg 'full)))
  (save-excursion
    (goto-char min)
    (beginning-of-line)
    (let ((end (copy-marker max t)))
      (when citation-regexp (fill--skip-headers end))
      (while (< (point) end)
        (if (or (looking-at-p "[ \t]*$") (looking-at-p paragraph-separate))
            (forward-line 1)
          (let ((start (point)))
            (while (and (< (point) end) (not (or (looking-at-p "[ \t]*$") (looking-at-p paragraph-separate))))
              (forward-line 1))
            (let ((fill-prefix (fill--least-prefix start (point) citation-regexp)))
              (fill-region-as-paragraph start (min (point) end) justifyp)))))
      (set-marker end nil)))
  nil)

;;; Comments

(defun fill-comment-paragraph (&optional justify)
  "Fill the comment at point, as one paragraph of the lines beside it that are comments of the same kind; JUSTIFY as elsewhere.
Return nil if point is in no comment that goes to the end of its line."
  (let ((start (and comment-start-skip (member comment-end '("" nil)) (fill--comment-start))))
    (when start
      (save-excursion
        (goto-char start)
        (let* ((column (current-column))
               (alone (save-excursion (skip-chars-backward " \t") (bolp)))
               (mark (progn (looking-at comment-start-skip) (match-string-no-properties 0)))
               (prefix (concat (if indent-tabs-mode
                                   (concat (make-string (/ column tab-width) ?\t) (make-string (% column tab-width) ?\s))
                                 (make-string column ?\s))
                               mark))
               (from (if alone (fill--comment-edge prefix -1) start))
               (to (if alone (fill--comment-edge prefix 1) (min (point-max) (1+ (line-end-position))))))
          (let ((fill-prefix prefix))
            (save-restriction
              (narrow-to-region (point-min) to)
              (if alone
                  (fill-region from (point-max) justify)
                (fill--trailing-comment from mark justify))))))
      t)))

(defun fill--comment-start ()
  "Return where the comment that point is in, or before in its line, begins; nil if there is none."
  (save-excursion
    (beginning-of-line)
    (let ((end (line-end-position)) (found nil))
      (while (and (not found) (re-search-forward comment-start-skip end t))
        (let ((at (match-beginning 0)))
          (when (nth 4 (save-excursion (syntax-ppss (min (point-max) (1+ at)))))
            (setq found at))))
      found)))

(defun fill--comment-edge (prefix direction)
  "Return the edge in DIRECTION, 1 or -1, of the lines around point that have PREFIX and text after it."
  (save-excursion
    (beginning-of-line)
    (let ((regexp (concat (regexp-quote prefix) "[ \t]*[^ \t\n]")))
      (if (> direction 0)
          (while (and (not (eobp)) (looking-at-p regexp)) (forward-line 1))
        (while (and (not (bobp)) (save-excursion (forward-line -1) (looking-at-p regexp))) (forward-line -1)))
      (point))))

(defun fill--trailing-comment (from mark justify)
  "Fill the comment that begins at FROM after code with MARK, to the end of the line; JUSTIFY as elsewhere."
  (let ((end (copy-marker (save-excursion (goto-char from) (line-end-position)) t)))
    (goto-char (+ from (length mark)))
    (unless (eq justify 'none) (canonically-space-region (point) end))
    (fill--break-lines end (and (memq justify '(full right center)) justify) nil)
    (set-marker end nil)))

(defun fill-minibuffer-function (arg)
  "Fill a paragraph in the minibuffer, without the prompt; ARG is as in `fill-paragraph'."
  (save-restriction
    (narrow-to-region (minibuffer-prompt-end) (point-max))
    (let ((fill-paragraph-function nil))
      (fill-paragraph arg))))

;;; While one types

(defun set-fill-prefix ()
  "Make the text before point in its line the prefix; at the left margin, have none."
  (interactive)
  (let ((start (save-excursion (move-to-left-margin) (point))))
    (setq fill-prefix (and (> (point) start) (buffer-substring start (point))))
    (message (if fill-prefix "fill-prefix: \"%s\"" "fill-prefix cancelled") fill-prefix)))

(defun set-fill-column (arg)
  "Set `fill-column' to ARG; with just \\[universal-argument], to the current column."
  (interactive (list (or current-prefix-arg (read-number "Set fill-column to: " (current-column)))))
  (let ((column (if (consp arg) (current-column) arg)))
    (unless (integerp column) (error "set-fill-column requires an explicit argument"))
    (message "Fill column set to %d (was %d)" column fill-column)
    (setq fill-column column)))

(defun fill--auto-break ()
  "Break the current line once; return nil if it cannot be."
  (let ((linebeg (save-excursion
                   (beginning-of-line)
                   (when (and fill-prefix (looking-at (regexp-quote fill-prefix))) (goto-char (match-end 0)))
                   (skip-chars-forward " \t")
                   (point)))
        (typed (copy-marker (point) t)))
    (move-to-column (current-fill-column))
    (when (> (current-column) (current-fill-column)) (forward-char -1))
    (fill-move-to-break-point linebeg)
    (prog1 (unless (or (eolp) (looking-at-p "[ \t]*$"))
             (fill-newline)
             (save-excursion
               (forward-line -1)
               (justify-current-line (or (current-justification) 'none) nil t))
             t)
      (goto-char typed)
      (set-marker typed nil))))

(defun do-auto-fill ()
  "Break the current line, if it is too long, as often as it takes; return t if that was done."
  (let ((fill-prefix (or fill-prefix
                         (and adaptive-fill-mode
                              (let ((prefix (save-excursion
                                              (let ((end (progn (forward-paragraph 1) (point))))
                                                (forward-paragraph -1)
                                                (fill-context-prefix (point) end)))))
                                (unless (equal prefix "") prefix)))))
        (done nil))
    (when (and (current-justification) fill-column)
      (while (and (> (current-column) (current-fill-column)) (fill--auto-break))
        (setq done t)))
    (when (and done (memq (current-justification) '(right center)))
      (justify-current-line (current-justification) t t))
    done))

(define-minor-mode auto-fill-mode
  "Break lines while one types."
  :variable (auto-fill-function . (lambda (on) (setq auto-fill-function (and on normal-auto-fill-function)))))

(defun turn-on-auto-fill () "Break lines while one types." (auto-fill-mode 1))
(defun turn-off-auto-fill () "Do not break lines while one types." (auto-fill-mode -1))

(provide 'fill)

;;; fill.el ends here
