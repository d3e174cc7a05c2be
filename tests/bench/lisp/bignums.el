;;; bignums.el --- integers beyond fixnums  -*- lexical-binding: t; -*-

(defun bignums-factorial (n)
  (let ((product 1))
    (dotimes (i n)
      (setq product (* product (1+ i))))
    product))

(defun bignums-power (base exponent modulus)
  (let ((result 1))
    (while (> exponent 0)
      (when (= 1 (logand exponent 1))
        (setq result (% (* result base) modulus)))
      (setq base (% (* base base) modulus)
            exponent (ash exponent -1)))
    result))

(defun bench-bignums ()
  "Return the lengths of factorials and some powers."
  (let ((sum 0) (prime (1- (ash 1 127))))
    (dotimes (i 25)
      (setq sum (+ sum (length (number-to-string (bignums-factorial (+ 500 i)))))))
    (dotimes (i 600)
      (setq sum (logxor sum (bignums-power (+ 3 i) (- prime 2) prime))))
    sum))

;;; bignums.el ends here
