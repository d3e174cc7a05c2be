;;; fill-prefix.el --- what the lines of a paragraph begin with -*- lexical-binding: t; -*-

;; Manual: (elisp) Adaptive Fill.

(defun fill-match-adaptive-prefix ()
  "Return the prefix of the line at point, found by `adaptive-fill-function' or `adaptive-fill-regexp'; nil if there is none."
  (let ((prefix (or (and adaptive-fill-function (not (eq adaptive-fill-function 'ignore)) (funcall adaptive-fill-function))
                    (and adaptive-fill-regexp (looking-at adaptive-fill-regexp) (match-string-no-properties 0)))))
    (when prefix
      (if (>= (+ (current-left-margin) (string-width prefix)) (current-fill-column))
          nil
        prefix))))

(defun fill-common-string-prefix (s1 s2)
  "Return what the strings S1 and S2 begin with both; nil if that is nothing."
  (let ((at (compare-strings s1 nil nil s2 nil nil)))
    (if (eq at t) s1
      (unless (= (abs at) 1) (substring s1 0 (1- (abs at)))))))

(defun fill--blank-of (prefix)
  "Return blanks as wide as PREFIX; tabs remain."
  (replace-regexp-in-string "[^ \t]" (lambda (char) (make-string (string-width char) ?\s)) prefix t t))

(defun fill--one-line-prefix (prefix regexp)
  "Return PREFIX, found in a paragraph of one line, if REGEXP matches it, else blanks as wide.
Nil if that would begin a paragraph."
  (let ((prefix (if (or (string-match-p regexp prefix)
                        (and comment-start-skip (string-match-p (concat "\\`\\(?:" comment-start-skip "\\)\\'") prefix)))
                    prefix
                  (fill--blank-of prefix))))
    (unless (eq 0 (string-match paragraph-start (concat prefix "a")))
      prefix)))

(defun fill--two-line-prefix (first second)
  "Return the prefix of a paragraph whose first line has the prefix FIRST and whose second has SECOND."
  (cond
   ((string-match-p "\\`[ \t]*\\'" second) second)
   ((string-prefix-p (string-trim-right second) first) second)
   (t (fill-common-string-prefix first second))))

(defun fill-context-prefix (from to &optional first-line-regexp)
  "Return the prefix for filling the text from FROM to TO, found in its first two lines; nil if there is none.
FIRST-LINE-REGEXP, by default `adaptive-fill-first-line-regexp', matches what may be taken from one line alone."
  (save-excursion
    (goto-char from)
    (while (and (< (point) to) (eolp)) (forward-line 1))
    (let ((first (fill-context--line-prefix)))
      (forward-line 1)
      (if (and (< (point) to) (bolp))
          (let ((second (fill-context--line-prefix)))
            (and second (fill--two-line-prefix (or first "") second)))
        (and first (fill--one-line-prefix first (or first-line-regexp adaptive-fill-first-line-regexp)))))))

(defun fill-context--line-prefix ()
  "Return the prefix of the line at point, after its left margin."
  (move-to-left-margin)
  (fill-match-adaptive-prefix))

(provide 'fill-prefix)

;;; fill-prefix.el ends here
