;;; pi-digits.el --- digits of pi by a spigot: bignums that grow  -*- lexical-binding: t; -*-

(defun pi-digits-compute (count)
  "Return the sum of the first COUNT digits of pi, and the last of them."
  (let ((q 1) (r 0) (s 1) (k 0) (produced 0) (sum 0) (digit 0))
    (while (< produced count)
      (let (next)
        (while (progn
                 (setq k (1+ k)
                       r (* (+ r (* 2 q)) (1+ (* 2 k)))
                       s (* s (1+ (* 2 k)))
                       q (* q k))
                 (or (> q r)
                     (progn
                       (setq next (/ (+ (* 3 q) r) s))
                       (/= next (/ (+ (* 4 q) r) s))))))
        (setq digit next
              produced (1+ produced)
              sum (+ sum digit)
              r (* 10 (- r (* digit s)))
              q (* 10 q))))
    (list sum digit)))

(defun bench-pi-digits ()
  (pi-digits-compute 700))

;;; pi-digits.el ends here
