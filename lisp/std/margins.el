;;; margins.el --- the columns between which text is put -*- lexical-binding: t; -*-

;; Manual: (elisp) Margins.  The properties `left-margin' and `right-margin' of the text move the margins in; `justification'
;; tells how lines are aligned.

(defun current-left-margin ()
  "Return the column text of the current line begins at: `left-margin' and the property of that name where its text begins."
  (save-excursion
    (back-to-indentation)
    (max 0 (+ left-margin (or (get-text-property (min (point) (max (point-min) (1- (point-max)))) 'left-margin) 0)))))

(defun current-fill-column ()
  "Return the column text of the current line ends at: `fill-column' less the property `right-margin' there."
  (save-excursion
    (beginning-of-line)
    (let ((end (line-end-position)) (limit nil) (column 0))
      (while (not limit)
        (let ((wanted (- fill-column (or (get-text-property (point) 'right-margin) 0)))
              (next (next-single-property-change (point) 'right-margin nil end)))
          (goto-char (if (> next (point)) next end))
          (if (or (>= (point) end) (>= (current-column) wanted))
              (setq limit (max wanted column))
            (setq column (current-column)))))
      limit)))

(defun indent-to-left-margin ()
  "Indent the current line to its left margin."
  (indent-line-to (current-left-margin)))
(defalias 'fill-indent-to-left-margin #'indent-to-left-margin)

(defun move-to-left-margin (&optional n force)
  "Move to the left margin of the current line, or N - 1 lines further; with FORCE, indent it that far."
  (interactive (list (prefix-numeric-value current-prefix-arg) t))
  (beginning-of-line n)
  (let ((margin (current-left-margin)))
    (when (and force (> margin (current-indentation)))
      (indent-line-to margin)
      (beginning-of-line))
    (move-to-column (if force margin (min margin (current-indentation))) (and force t))))

(defun delete-to-left-margin (&optional from to)
  "Delete blanks up to the left margin from the lines from FROM to TO, by default the whole buffer."
  (save-excursion
    (let ((end (copy-marker (or to (point-max)))))
      (goto-char (or from (point-min)))
      (unless (bolp) (forward-line 1))
      (while (< (point) end)
        (let ((start (point)) (margin (current-left-margin)))
          (skip-chars-forward " \t" (line-end-position))
          (when (> (current-column) margin) (move-to-column margin t))
          (delete-region start (point))
          (forward-line 1)))
      (set-marker end nil))))

(defun margins--change (property from to change)
  "Set the PROPERTY of the text from FROM to TO to what CHANGE returns for its value, 0 if it has none."
  (while (< from to)
    (let ((next (next-single-property-change from property nil to)))
      (put-text-property from next property (funcall change (or (get-text-property from property) 0)))
      (setq from next))))

(defun margins--refill (from to)
  "Fill the paragraphs from FROM to TO anew if they are not filled by hand."
  (save-excursion
    (let ((end (copy-marker to)))
      (goto-char from)
      (fill-region from end t t)
      (set-marker end nil))))

(defun set-left-margin (from to width)
  "Make the left margin of the text from FROM to TO WIDTH columns wide, and indent it."
  (interactive "r\nnLeft margin: ")
  (save-excursion
    (goto-char from)
    (setq from (line-beginning-position))
    (setq to (copy-marker to))
    (delete-to-left-margin from to)
    (put-text-property from to 'left-margin width)
    (margins--indent from to)
    (set-marker to nil)))

(defun margins--indent (from to)
  "Indent the lines from FROM to TO that are not empty by their left margin."
  (goto-char from)
  (while (< (point) to)
    (unless (looking-at-p "[ \t]*$") (indent-line-to (+ (current-indentation) (current-left-margin))))
    (forward-line 1)))

(defun set-right-margin (from to width)
  "Make the right margin of the text from FROM to TO WIDTH columns wide, and fill it."
  (interactive "r\nnRight margin: ")
  (put-text-property from to 'right-margin width)
  (margins--refill from to))

(defun increase-left-margin (from to inc)
  "Make the left margin of the text from FROM to TO INC columns wider, by default `standard-indent'."
  (interactive "*r\nP")
  (let ((inc (if inc (prefix-numeric-value inc) (or (bound-and-true-p standard-indent) 4))))
    (save-excursion
      (goto-char from)
      (setq from (line-beginning-position)
            to (copy-marker to))
      (delete-to-left-margin from to)
      (margins--change 'left-margin from to (lambda (old) (+ old inc)))
      (margins--indent from to)
      (set-marker to nil))))

(defun decrease-left-margin (from to inc)
  "Make the left margin of the text from FROM to TO INC columns narrower, by default `standard-indent'."
  (interactive "*r\nP")
  (increase-left-margin from to (- (if inc (prefix-numeric-value inc) (or (bound-and-true-p standard-indent) 4)))))

(defun increase-right-margin (from to inc)
  "Make the right margin of the text from FROM to TO INC columns wider, by default `standard-indent', and fill it."
  (interactive "r\nP")
  (let ((inc (if inc (prefix-numeric-value inc) (or (bound-and-true-p standard-indent) 4))))
    (margins--change 'right-margin from to (lambda (old) (+ old inc)))
    (margins--refill from to)))

(defun decrease-right-margin (from to inc)
  "Make the right margin of the text from FROM to TO INC columns narrower, by default `standard-indent', and fill it."
  (interactive "*r\nP")
  (increase-right-margin from to (- (if inc (prefix-numeric-value inc) (or (bound-and-true-p standard-indent) 4)))))

(provide 'margins)

;;; margins.el ends here
