;;; dispatch.el --- choose by cond, pcase and tables: a small evaluator  -*- lexical-binding: t; -*-

(defun dispatch-eval (form env)
  "Return the value of FORM, where variables have the values in the alist ENV."
  (pcase form
    ((pred integerp) form)
    ((pred symbolp) (cdr (assq form env)))
    (`(let ,name ,value ,body)
     (dispatch-eval body (cons (cons name (dispatch-eval value env)) env)))
    (`(if ,condition ,yes ,no)
     (if (/= 0 (dispatch-eval condition env)) (dispatch-eval yes env) (dispatch-eval no env)))
    (`(,operator ,a ,b)
     (dispatch-operate operator (dispatch-eval a env) (dispatch-eval b env)))))

(defun dispatch-operate (operator a b)
  (cond ((eq operator 'add) (+ a b))
        ((eq operator 'sub) (- a b))
        ((eq operator 'mul) (* a b))
        ((eq operator 'mod) (if (= b 0) 0 (mod a b)))
        ((eq operator 'less) (if (< a b) 1 0))
        (t 0)))

(defun dispatch-class (character)
  (pcase character
    ((or ?\s ?\t ?\n) 'space)
    ((and (pred (<= ?0)) (pred (>= ?9))) 'digit)
    ((guard (memq character '(?\( ?\)))) 'parenthesis)
    (?\; 'comment)
    (_ 'other)))

(defun dispatch-scan (text)
  "Return how many characters of each class TEXT has."
  (let ((spaces 0) (digits 0) (others 0))
    (mapc (lambda (character)
            (pcase (dispatch-class character)
              ('space (setq spaces (1+ spaces)))
              ('digit (setq digits (1+ digits)))
              (_ (setq others (1+ others)))))
          text)
    (list spaces digits others)))

(defun bench-dispatch ()
  "Return what evaluations and scans came to."
  (let ((sum 0) (scanned nil)
        (program '(let y (add x 3)
                    (if (less y 50)
                        (mul y (sub x 1))
                      (let z (mod y 17) (add z (mul y (add x z))))))))
    (dotimes (i 40000)
      (setq sum (+ sum (dispatch-eval program (list (cons 'x (% i 100)))))))
    (dotimes (_ 3000)
      (setq scanned (dispatch-scan "(defun f (x) ; a comment 123\n  (+ x 4567))\t")))
    (list sum scanned)))

;;; dispatch.el ends here
