;;; string-tables.el --- tables of strings: words, symbols, completion  -*- lexical-binding: t; -*-

(defun string-tables-words (count)
  (let ((words nil) (n 1))
    (dotimes (_ count)
      (setq n (% (+ (* n 1103515245) 12345) 2147483648))
      (push (format "w%x" (% (/ n 64) 5000)) words))
    words))

(defun bench-string-tables ()
  "Return how often words occur."
  (let ((table (make-hash-table :test 'equal)) (words (string-tables-words 30000)) (most nil) (symbols 0))
    (dotimes (_ 3)
      (dolist (word words)
        (puthash word (1+ (gethash word table 0)) table)))
    (maphash (lambda (word count) (when (> count 30) (push (cons word count) most))) table)
    (setq most (sort most (lambda (a b) (or (> (cdr a) (cdr b)) (and (= (cdr a) (cdr b)) (string< (car a) (car b)))))))
    (dolist (word words)
      (when (eq (intern word) (intern-soft (substring word 0))) (setq symbols (1+ symbols))))
    (list (hash-table-count table) (length most) (car most) symbols
          (length (all-completions "w1" table)) (try-completion "w1" '("w1ab" "w1ac"))
          (length (delete-dups (mapcar #'copy-sequence (seq-take words 2000)))))))

;;; string-tables.el ends here
