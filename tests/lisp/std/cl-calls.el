;;; cl-calls.el --- calls that the compiler replaces  -*- lexical-binding: t; -*-

(require 'ert)
(require 'cl-lib)

(cl-defstruct cl-calls-point (x 0) (y 0 :read-only t))
(cl-defstruct (cl-calls-named (:include cl-calls-point)) name)

(defun cl-calls-tests--sum (p)
  (+ (cl-calls-point-x p) (cl-calls-point-y p)))

(defun cl-calls-tests--is (p)
  (if (cl-calls-point-p p) 'yes 'no))

(ert-deftest cl-calls-accessors ()
  "Accessors check their argument wherever their code is."
  (should (equal (cl-calls-tests--sum (make-cl-calls-point :x 1 :y 2)) 3))
  (should (equal (cl-calls-tests--sum (make-cl-calls-named :x 3 :y 4 :name "n")) 7))
  (should (equal (should-error (cl-calls-tests--sum 5)) '(wrong-type-argument cl-calls-point 5)))
  (should (equal (mapcar #'cl-calls-tests--is (list (make-cl-calls-point) (make-cl-calls-named) [a] nil 1)) '(yes yes no no no)))
  (let ((p (make-cl-calls-point :x 1 :y 2)) (calls 0))
    (should (equal (cl-calls-point-x (progn (setq calls (1+ calls)) p)) 1))
    (should (equal calls 1))
    (let ((x (cl-calls-point-x p)))
      (setq p (cl-calls-point-y p))
      (should (equal (list x p) '(1 2))))))

(ert-deftest cl-calls-tail-calls ()
  "Functions of `cl-labels' that call themselves last do not use up the stack."
  (skip-unless (or (not (fboundp 'byte-compile)) (featurep 'elwire)))  ; Emacs does so in compiled code only
  (cl-labels ((count (n sum) (if (= n 0) sum (count (1- n) (+ n sum)))))
    (should (equal (count 10000 0) 50005000)))
  (cl-labels ((walk (list) (cond ((null list) 'end) (t (walk (cdr list))))))
    (should (equal (walk (number-sequence 1 5000)) 'end))))

(ert-deftest cl-calls-labels ()
  "Calls in tail position mean the same whether they are loops or calls."
  (cl-labels ((evenp (n) (if (= n 0) t (oddp (1- n))))
              (oddp (n) (if (= n 0) nil (evenp (1- n)))))
    (should (equal (list (evenp 10) (oddp 10)) '(t nil))))
  ;; Both kinds of calls in one function.
  (cl-labels ((leaves (tree) (cond ((null tree) 0)
                                   ((atom tree) 1)
                                   ((null (cdr tree)) (leaves (car tree)))
                                   (t (+ (leaves (car tree)) (leaves (cdr tree)))))))
    (should (equal (leaves '(a (b c) ((d)) e)) 5)))
  (cl-labels ((ack (m n) (cond ((= m 0) (1+ n)) ((= n 0) (ack (1- m) 1)) (t (ack (1- m) (ack m (1- n)))))))
    (should (equal (ack 2 3) 9)))
  ;; Each round has variables of its own.
  (cl-labels ((collect (n fs) (if (= n 0) (mapcar #'funcall fs) (collect (1- n) (cons (lambda () n) fs)))))
    (should (equal (collect 3 nil) '(1 2 3))))
  (cl-labels ((self (n) (if (= n 0) #'self (self (1- n)))))
    (should (functionp (self 3)))))

(ert-deftest cl-calls-labels-blocks-and-macros ()
  "A function that calls itself last is a block, and local functions hide macros in it."
  (skip-unless (featurep 'elwire))  ; Emacs 28.2 signals `no-catch', and calls the macro
  (cl-labels ((find (n)
                (if (> n 3) (cl-return-from find 'large))
                (if (= n 0) 'zero (find (1- n)))))
    (should (equal (list (find 9) (find 2)) '(large zero))))
  (cl-labels ((go (n) (if (> n 5) n (go (+ n (when n)))))
              (when (n) (* n 2)))
    (should (equal (go 1) 9))))

(ert-deftest cl-calls-accessor-replaced ()
  "A function that has replaced an accessor is called, also where the accessor's code was put in."
  (skip-unless (featurep 'elwire))  ; in Emacs only what is not compiled sees it
  (let ((p (make-cl-calls-point :x 1 :y 2)))
    (should (equal (cl-calls-tests--sum p) 3))
    (cl-letf (((symbol-function 'cl-calls-point-x) (lambda (_) 40)))
      (should (equal (cl-calls-tests--sum p) 42)))
    (should (equal (cl-calls-tests--sum p) 3))))

;;; cl-calls.el ends here
