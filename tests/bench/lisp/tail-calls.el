;;; tail-calls.el --- loops by calls in tail position  -*- lexical-binding: t; -*-

(require 'cl-lib)
(require 'subr-x)

(defun tail-calls-length (list)
  (named-let walk ((rest list) (count 0))
    (if rest
        (walk (cdr rest) (1+ count))
      count)))

(defun tail-calls-filter (list)
  (cl-labels ((walk (rest kept)
                (cond ((null rest) kept)
                      ((= 0 (% (car rest) 3)) (walk (cdr rest) (cons (car rest) kept)))
                      (t (walk (cdr rest) kept)))))
    (walk list nil)))

(defun tail-calls-deep (list)
  "Length of LIST by recursion that is not in tail position."
  (if list (1+ (tail-calls-deep (cdr list))) 0))

(defun bench-tail-calls ()
  "Return the sum of some lengths."
  (let ((list (number-sequence 1 4000)) (short (number-sequence 1 300)) (sum 0))
    (dotimes (_ 100)
      (setq sum (+ sum (tail-calls-length list) (length (tail-calls-filter list)))))
    (dotimes (_ 2000)
      (setq sum (+ sum (tail-calls-deep short))))
    sum))

;;; tail-calls.el ends here
