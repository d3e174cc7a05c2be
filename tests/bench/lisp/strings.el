;;; strings.el --- join, split, search and replace in strings  -*- lexical-binding: t; -*-

(defconst strings-words '("alpha" "beta" "gamma" "delta" "epsilon" "zeta" "eta" "theta" "iota" "kappa"))

(defun strings-line (n)
  (mapconcat (lambda (word) (concat word "=" (number-to-string n))) strings-words "&"))

(defun strings-parse (line)
  "Return LINE as an alist."
  (mapcar (lambda (pair)
            (string-match "\\`\\([a-z]+\\)=\\([0-9]+\\)\\'" pair)
            (cons (match-string 1 pair) (string-to-number (match-string 2 pair))))
          (split-string line "&")))

(defun strings-reverse (string)
  (let ((characters nil) (i 0) (length (length string)))
    (while (< i length)
      (push (aref string i) characters)
      (setq i (1+ i)))
    (concat characters)))

(defun strings-round (n)
  (let* ((line (strings-line n))
         (pairs (strings-parse line))
         (upper (upcase line))
         (middle (substring line 10 40)))
    (+ (cdr (assoc "kappa" pairs))
       (length (replace-regexp-in-string "a+" "<\\&>" middle))
       (length (format "%s:%d:%S" (car (nth 3 pairs)) n upper))
       (if (string= line (strings-reverse (strings-reverse line))) 1 0)
       (string-match "THETA" upper))))

(defun bench-strings ()
  "Return the sum over some rounds."
  (let ((sum 0))
    (dotimes (i 4000)
      (setq sum (+ sum (strings-round i))))
    sum))

;;; strings.el ends here
