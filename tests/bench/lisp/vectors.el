;;; vectors.el --- a sieve and products of matrices  -*- lexical-binding: t; -*-

(defun vectors-primes (limit)
  "Return the number of primes below LIMIT."
  (let ((composite (make-vector limit nil)) (count 0) (i 2))
    (while (< i limit)
      (unless (aref composite i)
        (setq count (1+ count))
        (let ((j (* i i)))
          (while (< j limit)
            (aset composite j t)
            (setq j (+ j i)))))
      (setq i (1+ i)))
    count))

(defun vectors-matrix (size seed)
  (let ((rows (make-vector size nil)))
    (dotimes (i size)
      (let ((row (make-vector size 0)))
        (dotimes (j size)
          (aset row j (% (+ (* i seed) j) 17)))
        (aset rows i row)))
    rows))

(defun vectors-multiply (a b)
  (let* ((size (length a)) (product (make-vector size nil)))
    (dotimes (i size)
      (let ((row (make-vector size 0)) (left (aref a i)))
        (dotimes (j size)
          (let ((sum 0))
            (dotimes (k size)
              (setq sum (+ sum (* (aref left k) (aref (aref b k) j)))))
            (aset row j sum)))
        (aset product i row)))
    product))

(defun bench-vectors ()
  "Return a count of primes and an element of a product."
  (let ((product (vectors-multiply (vectors-matrix 100 3) (vectors-matrix 100 5))))
    (list (vectors-primes 500000)
          (aref (aref product 10) 20))))

;;; vectors.el ends here
