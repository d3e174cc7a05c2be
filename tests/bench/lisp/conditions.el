;;; conditions.el --- condition-case, catch, throw and unwind-protect  -*- lexical-binding: t; -*-

(defun conditions-divide (a b)
  (condition-case nil
      (/ a b)
    (arith-error 0)))

(defun conditions-find (list wanted)
  "Return the place of WANTED in LIST, leaving the loop by `throw'."
  (catch 'found
    (let ((place 0))
      (dolist (element list)
        (when (eq element wanted)
          (throw 'found place))
        (setq place (1+ place))))
    nil))

(defun conditions-deep (depth)
  "Throw from DEPTH calls."
  (if (= depth 0)
      (throw 'bottom 1)
    (1+ (conditions-deep (1- depth)))))

(defun conditions-protected (n)
  (let ((cleanups 0))
    (condition-case problem
        (unwind-protect
            (if (= 0 (% n 3))
                (signal 'wrong-type-argument (list 'listp n))
              n)
          (setq cleanups (1+ cleanups)))
      (wrong-type-argument (+ cleanups (nth 2 problem))))))

(defun bench-conditions ()
  "Return the sum over some exits."
  (let ((sum 0) (list (number-sequence 0 9)))
    (dotimes (i 150000)
      (setq sum (+ sum
                   (conditions-divide i (% i 4))
                   (conditions-find list (% i 10))
                   (conditions-protected i))))
    (dotimes (_ 20000)
      (setq sum (+ sum (catch 'bottom (conditions-deep 20)))))
    sum))

;;; conditions.el ends here
