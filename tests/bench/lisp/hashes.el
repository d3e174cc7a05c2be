;;; hashes.el --- hash tables with integers, symbols and strings as keys  -*- lexical-binding: t; -*-

(defun hashes-integers (limit)
  (let ((table (make-hash-table)) (sum 0))
    (dotimes (i limit)
      (puthash (* i 7) i table))
    (dotimes (i (* 2 limit))
      (setq sum (+ sum (gethash i table 0))))
    (dotimes (i limit)
      (remhash (* i 14) table))
    (+ sum (hash-table-count table))))

(defun hashes-words (rounds)
  "Return how often the words of a text occur."
  (let ((table (make-hash-table :test 'equal))
        (words (split-string "the quick brown fox jumps over the lazy dog and the cat and a bird over there")))
    (dotimes (_ rounds)
      (dolist (word words)
        (puthash word (1+ (gethash word table 0)) table)))
    (let ((sum 0))
      (maphash (lambda (key count) (setq sum (+ sum (* (length key) count)))) table)
      sum)))

(defun hashes-symbols (rounds)
  (let ((table (make-hash-table :test 'eq :size 10)) (sum 0))
    (dolist (symbol '(car cdr cons list vector aref aset nth elt length))
      (puthash symbol (length (symbol-name symbol)) table))
    (dotimes (_ rounds)
      (dolist (symbol '(car nth length missing vector))
        (setq sum (+ sum (gethash symbol table 1)))))
    sum))

(defun hashes-keys (limit)
  "Use lists as keys."
  (let ((table (make-hash-table :test 'equal)) (hits 0))
    (dotimes (i limit)
      (puthash (list (% i 50) (/ i 50)) i table))
    (dotimes (i limit)
      (when (gethash (list (/ i 50) (% i 50)) table)
        (setq hits (1+ hits))))
    hits))

(defun bench-hashes ()
  "Return what four uses came to."
  (list (hashes-integers 200000)
        (hashes-words 20000)
        (hashes-symbols 100000)
        (hashes-keys 50000)))

;;; hashes.el ends here
