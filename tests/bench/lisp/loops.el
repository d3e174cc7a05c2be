;;; loops.el --- loops over fixnums  -*- lexical-binding: t; -*-

(defun loops-sum (limit)
  (let ((sum 0))
    (dotimes (i limit)
      (setq sum (+ sum (logxor i 5))))
    sum))

(defun loops-nested (side)
  (let ((count 0) (i 0))
    (while (< i side)
      (let ((j 0))
        (while (< j side)
          (when (= 0 (% (+ (* i j) j) 7))
            (setq count (1+ count)))
          (setq j (1+ j))))
      (setq i (1+ i)))
    count))

(defun loops-collatz (limit)
  "Return the start below LIMIT with the longest Collatz sequence."
  (let ((best 0) (longest 0) (start 1))
    (while (< start limit)
      (let ((n start) (length 0))
        (while (/= n 1)
          (setq n (if (= 0 (logand n 1)) (/ n 2) (1+ (* 3 n)))
                length (1+ length)))
        (when (> length longest)
          (setq longest length
                best start)))
      (setq start (1+ start)))
    best))

(defun bench-loops ()
  "Return what three loops came to."
  (list (loops-sum 2000000)
        (loops-nested 1000)
        (loops-collatz 20000)))

;;; loops.el ends here
