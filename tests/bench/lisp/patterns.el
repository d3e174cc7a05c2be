;;; patterns.el --- pcase on lists, vectors, strings and numbers  -*- lexical-binding: t; -*-

(require 'pcase)

(defun patterns-simplify (form)
  "Simplify an arithmetic FORM."
  (pcase form
    (`(+ 0 ,x) (patterns-simplify x))
    (`(+ ,x 0) (patterns-simplify x))
    (`(* 1 ,x) (patterns-simplify x))
    (`(* ,x 1) (patterns-simplify x))
    (`(* 0 ,_) 0)
    (`(* ,_ 0) 0)
    (`(,(and op (or '+ '- '*)) ,(and (pred numberp) a) ,(and (pred numberp) b))
     (funcall op a b))
    (`(,op ,a ,b)
     (let ((c (patterns-simplify a)) (d (patterns-simplify b)))
       (if (and (eq a c) (eq b d)) form (patterns-simplify (list op c d)))))
    (_ form)))

(defun patterns-describe (thing)
  (pcase thing
    ('nil 0)
    ((and (pred stringp) (guard (string-prefix-p "a" thing))) 1)
    ((pred stringp) 2)
    ((or 'red 'green 'blue) 3)
    ((and (pred integerp) n (guard (> n 100))) (% n 7))
    ((pred integerp) 4)
    (`[,a ,b] (+ (patterns-describe a) (patterns-describe b)))
    (`(:point ,x ,y) (+ x y))
    ((app car-safe 'tagged) 6)
    (_ 9)))

(defun bench-patterns ()
  "Return what many dispatches came to."
  (let ((sum 0)
        (forms '((+ 0 (* 1 x)) (* (+ 1 2) (- 7 (* 0 y))) (- (* x 1) (+ y 0)) (+ (* 2 3) (* (+ 4 0) (- 5 2)))))
        (things '(nil "abc" "xyz" green 7 1000 [red 5] (:point 3 4) (tagged) (other))))
    (dotimes (_ 12000)
      (dolist (form forms)
        (when (consp (patterns-simplify form)) (setq sum (1+ sum))))
      (dolist (thing things)
        (setq sum (+ sum (patterns-describe thing)))))
    (list sum (mapcar #'patterns-simplify forms))))

;;; patterns.el ends here
