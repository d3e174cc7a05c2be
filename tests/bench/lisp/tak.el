;;; tak.el --- calls with three arguments, and mutual recursion  -*- lexical-binding: t; -*-

(defun tak-of (x y z)
  (if (not (< y x))
      z
    (tak-of (tak-of (1- x) y z)
            (tak-of (1- y) z x)
            (tak-of (1- z) x y))))

(defun tak-even-p (n)
  (if (= n 0) t (tak-odd-p (1- n))))

(defun tak-odd-p (n)
  (if (= n 0) nil (tak-even-p (1- n))))

(defun bench-tak ()
  "Return what two recursions came to."
  (let ((even 0))
    (dotimes (i 1000)
      (when (tak-even-p (% i 200))
        (setq even (1+ even))))
    (list (tak-of 18 12 6) even)))

;;; tak.el ends here
