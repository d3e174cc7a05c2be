;;; cl-loops.el --- code written with cl-loop and its relatives  -*- lexical-binding: t; -*-

(require 'cl-lib)

(defun cl-loops-primes (limit)
  (let ((sieve (make-vector (1+ limit) t)))
    (cl-loop for i from 2 to limit
             when (aref sieve i)
             do (cl-loop for j from (* i i) to limit by i do (aset sieve j nil))
             and count i)))

(defun cl-loops-collect (limit)
  (cl-loop for i below limit
           for square = (* i i)
           for odd = (cl-oddp i)
           if odd count square into odds
           else sum square into evens
           maximize (% square 1000) into most
           finally return (list odds evens most)))

(defun cl-loops-tables (limit)
  (let ((table (make-hash-table)) (vector (vconcat (number-sequence 1 100))))
    (cl-loop for i below limit do (cl-incf (gethash (% i 100) table 0) i))
    (list (cl-loop for key being the hash-keys of table using (hash-values value) sum (+ key value))
          (cl-loop repeat 300 sum (cl-loop for x across vector until (> x 90) sum x))
          (cl-loop for (a b) on (number-sequence 1 limit) by #'cddr sum (- (or b 0) a)))))

(defun cl-loops-functions (list)
  (list (cl-reduce #'+ list)
        (length (cl-remove-if #'cl-evenp list))
        (cl-find-if (lambda (x) (> x 5000)) list)
        (cl-position 7000 list)
        (cl-count-if (lambda (x) (= 0 (% x 3))) list)
        (cl-every #'integerp list)
        (cl-some (lambda (x) (and (> x 9990) x)) list)
        (length (cl-mapcar (lambda (a b) (+ a b)) list (cdr list)))
        (length (cl-remove-duplicates (mapcar (lambda (x) (% x 50)) (cl-subseq list 0 500))))
        (car (cl-sort (copy-sequence list) #'> :key (lambda (x) (% x 100))))
        (cl-dolist (x list) (when (> x 100) (cl-return x)))))

(defun bench-cl-loops ()
  (let ((list (number-sequence 1 10000)))
    (list (cl-loops-primes 100000) (cl-loops-collect 60000) (cl-loops-tables 30000) (cl-loops-functions list))))

;;; cl-loops.el ends here
