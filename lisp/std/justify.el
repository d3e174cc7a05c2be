;;; justify.el --- aligning lines with margins -*- lexical-binding: t; -*-

;; Manual: (elisp) Filling, justification.

(require 'margins)

(defun current-justification ()
  "Return how the current line is justified: the property `justification', or `default-justification'; nil if not at all."
  (let* ((pos (save-excursion (skip-chars-forward " \t") (point)))
         (how (or (get-text-property (if (and (= pos (point-max)) (> pos (point-min))) (1- pos) pos) 'justification)
                  default-justification)))
    (unless (eq how 'none) how)))

(defun justify--sentence-gap-p (width)
  "Return non-nil if the WIDTH blanks at point end a sentence."
  (and (>= width 2)
       (or (and sentence-end-without-period (eq (char-syntax (or (char-before) ?\s)) ?w))
           (and sentence-end-double-space
                (save-excursion
                  (skip-chars-backward "]})\"'”’»›")
                  (memq (char-before) '(?. ?? ?! ?… ?‽))))
           (and colon-double-space (eq (char-before) ?:)))))

(defun canonically-space-region (beg end)
  "Leave one blank between words from BEG to END, two where a sentence ends if options say so; remove indentation.
The blanks at BEG count as blanks between words."
  (interactive "*r")
  (let ((end (if (markerp end) end (copy-marker end t))))
    (save-excursion
      (goto-char beg)
      (while (re-search-forward "[ \t]+" end t)
        (let* ((start (match-beginning 0)) (width (- (match-end 0) start)))
          (goto-char start)
          (let ((wanted (cond ((and (bolp) (/= start beg)) 0)
                              ((justify--sentence-gap-p width) 2)
                              (t 1))))
            (unless (and (= wanted width) (not (string-search "\t" (match-string 0))))
              (insert-and-inherit (make-string wanted ?\s))
              (delete-region (point) (+ (point) width)))
            (goto-char (+ start wanted))))))))

(defun justify--text-start ()
  "Move to the text of the current line, past the prefix of filling and blanks."
  (beginning-of-line)
  (let ((prefix (and fill-prefix (not (string= fill-prefix "")) (regexp-quote fill-prefix))))
    (when (and prefix (looking-at prefix))
      (goto-char (match-end 0)))
    (skip-chars-forward " \t")))

(defun justify--shift (wanted)
  "Indent the text after point, which is at column, so that it begins at the column WANTED."
  (let ((start (point)) (column (current-column)))
    (if (>= wanted column)
        (insert-and-inherit (make-string (- wanted column) ?\s))
      (skip-chars-backward " \t")
      (delete-region (point) start)
      (when (< (current-column) wanted)
        (insert-and-inherit (make-string (- wanted (current-column)) ?\s))))))

(defun justify--stretch (from missing)
  "Put MISSING more blanks between the words from FROM to the end of the line, as evenly as can be."
  (let ((gaps nil) (end (line-end-position)))
    (goto-char from)
    (while (re-search-forward "[ \t]+" end t) (push (copy-marker (point)) gaps))
    (when (and gaps (> missing 0))
      (let* ((count (length gaps)) (each (/ missing count)) (rest (% missing count)) (sum (/ count 2)))
        (dolist (gap (nreverse gaps))
          (goto-char gap)
          (setq sum (+ sum rest))
          (insert-and-inherit (make-string (if (>= sum count) (1+ each) each) ?\s))
          (when (>= sum count) (setq sum (- sum count)))
          (set-marker gap nil))))))

(defun justify--align (how eop nosqueeze)
  "Align the current line as HOW says; EOP and NOSQUEEZE are as in `justify-current-line'."
  (save-excursion
    (end-of-line)
    (delete-horizontal-space))
  (justify--text-start)
  (let ((start (point)) (column (current-column)))
    (unless (eolp)
      (pcase how
        ('full
         (unless (or eop (get-text-property (line-end-position) 'hard))
           (unless nosqueeze (canonically-space-region start (line-end-position)))
           (end-of-line)
           (justify--stretch start (- (current-fill-column) (current-column)))))
        ((or 'right 'center)
         (let* ((width (save-excursion (end-of-line) (- (current-column) column)))
                (base (save-excursion (skip-chars-backward " \t") (max (current-column) (current-left-margin))))
                (room (- (current-fill-column) base width)))
           (justify--shift (+ base (max 0 (if (eq how 'right) room (/ room 2)))))))))))

(defun justify-current-line (&optional how eop nosqueeze)
  "Justify the current line as HOW says: `full' (the default), `left', `right', `center', `none', or t for what its text says.
EOP non-nil means it is the last line of a paragraph and is not stretched.  NOSQUEEZE non-nil leaves blanks within it alone."
  (interactive "*")
  (let ((how (cond ((eq how t) (current-justification)) (how) (t 'full))))
    (unless (memq how '(none nil left right center full))
      (error "Unknown justification value"))
    (when (memq how '(right center full))
      (let ((here (copy-marker (point) t)))
        (justify--align how eop nosqueeze)
        (goto-char here)
        (set-marker here nil)))
    nil))

(defun unjustify-current-line ()
  "Remove the blanks that justification put into the current line."
  (save-excursion
    (pcase (current-justification)
      ((or 'right 'center)
       (beginning-of-line)
       (let ((start (progn (move-to-column (current-left-margin)) (point))))
         (skip-chars-forward " \t")
         (delete-region start (point))))
      ('full
       (justify--text-start)
       (canonically-space-region (point) (line-end-position)))))
  nil)

(defun unjustify-region (&optional begin end)
  "Remove the blanks that justification put into the lines from BEGIN to END, by default the whole buffer."
  (save-excursion
    (let ((end (copy-marker (or end (point-max)))))
      (goto-char (or begin (point-min)))
      (while (< (point) end)
        (unjustify-current-line)
        (forward-line 1))
      (set-marker end nil))))

(defun set-justification (begin end style &optional whole-par)
  "Justify the text from BEGIN to END in STYLE and let it remember that; with WHOLE-PAR, all of its paragraphs."
  (interactive (list (if mark-active (region-beginning) (point)) (if mark-active (region-end) (point))
                     (intern (completing-read "Set justification to: " '("left" "right" "full" "center" "none") nil t)) t))
  (save-excursion
    (save-restriction
      (when whole-par
        (goto-char end)
        (fill-forward-paragraph 1)
        (setq end (point))
        (goto-char begin)
        (fill-forward-paragraph 1)
        (fill-forward-paragraph -1)
        (skip-chars-forward "\n")
        (setq begin (point)))
      (narrow-to-region (point-min) end)
      (unjustify-region begin (point-max))
      (put-text-property begin (point-max) 'justification style)
      (fill-region begin (point-max) nil t))))

(defun set-justification-none (b e) "Do not fill the text from B to E." (interactive "r") (set-justification b e 'none))
(defun set-justification-left (b e) "Align the text from B to E on the left." (interactive "r") (set-justification b e 'left))
(defun set-justification-right (b e) "Align the text from B to E on the right." (interactive "r") (set-justification b e 'right))
(defun set-justification-full (b e) "Align the text from B to E on both sides." (interactive "r") (set-justification b e 'full))
(defun set-justification-center (b e) "Center the text from B to E." (interactive "r") (set-justification b e 'center))

(defun center-line (&optional nlines)
  "Center the current line, or NLINES lines from it on, between the left margin and `fill-column'."
  (interactive "P")
  (let ((forward (or (null nlines) (>= (prefix-numeric-value nlines) 0))))
    (dotimes (i (if nlines (abs (prefix-numeric-value nlines)) 1))
      (save-excursion
        (beginning-of-line)
        (let ((margin (current-left-margin)) (start (point)))
          (skip-chars-forward " \t")
          (delete-region start (point))
          (end-of-line)
          (delete-horizontal-space)
          (let ((room (- fill-column margin (current-column))))
            (when (> room 0)
              (beginning-of-line)
              (indent-to (+ margin (/ room 2)))))))
      (when nlines (forward-line (if forward 1 -1))))
    nil))

(defun center-region (from to)
  "Center the lines from FROM to TO that are not empty."
  (interactive "r")
  (save-excursion
    (save-restriction
      (narrow-to-region from to)
      (goto-char (point-min))
      (while (not (eobp))
        (unless (looking-at-p "[ \t]*$") (center-line))
        (forward-line 1)))))

(defun center-paragraph ()
  "Center the lines of the paragraph at or after point."
  (interactive)
  (save-excursion
    (forward-paragraph)
    (unless (bolp) (newline 1))
    (let ((end (point)))
      (backward-paragraph)
      (center-region (point) end))))

(provide 'justify)

;;; justify.el ends here
