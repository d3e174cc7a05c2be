;;; splitting.el --- split, join, trim, replace and compare strings  -*- lexical-binding: t; -*-

(require 'subr-x)

(defun bench-splitting ()
  "Return what was put together."
  (let* ((line "  one, two,three ,, four;five  six\tseven  ") (sum 0))
    (dotimes (i 6000)
      (setq sum (+ sum
                   (length (split-string line "[,; \t]+" t))
                   (length (split-string line))
                   (length (split-string "a:b:c:d:e" ":"))
                   (length (string-join (split-string "x/y/z" "/") "--"))
                   (length (mapconcat #'symbol-name '(a b c d) " "))
                   (length (string-trim line))
                   (length (replace-regexp-in-string "[aeiou]" "*" line))
                   (length (string-replace "e" "EE" line))
                   (if (string-prefix-p "  one" line) 1 0)
                   (if (string-suffix-p "seven" line) 1 0)
                   (length (downcase (upcase line)))
                   (length (capitalize line))
                   (length (substring line 3 -5))
                   (or (string-search "five" line) 0)
                   (if (string-lessp line "  p") 1 0)
                   (length (string-pad (number-to-string i) 10))
                   (length (concat line "x" (list ?a ?b) [?c])))))
    sum))

;;; splitting.el ends here
