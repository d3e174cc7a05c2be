;;; cl.el --- cl-lib without the prefix -*- lexical-binding: t; -*-

(require 'ert)

(require 'cl)

(ert-deftest cl-answers-1 ()
  (should (equal (flet ((car (x) 'mine)) (funcall 'car '(1)))
                 'mine))
  (should (equal (labels ((ev (n) (if (= n 0) t (od (1- n)))) (od (n) (if (= n 0) nil (ev (1- n))))) (ev 10))
                 t))
  (should (equal (labels ((ev (n) (if (= n 0) t (od (1- n)))) (od (n) (if (= n 0) nil (ev (1- n))))) (mapcar #'ev '(1 2 3)))
                 '(nil t nil)))
  (should (equal (let ((f (lexical-let ((x 1)) (lambda nil (incf x))))) (list (funcall f) (funcall f)))
                 '(2 3)))
  (should (equal (let ((f (lexical-let* ((x 1) (y (+ x 1))) (list (lambda nil (incf x) (+ x y)) (lambda nil x))))) (list (funcall (car f)) (funcall (car f)) (funcall (cadr f))))
                 '(4 5 3)))
  (should (equal (loop for x in '(1 2 3) collect (* x x))
                 '(1 4 9)))
  (should (equal (destructuring-bind (a &optional b) '(1 2) (list b a))
                 '(2 1)))
  (should (equal (first '(1 2))
                 1))
  (should (equal (remove* 2 '(1 2 3) :test '=)
                 '(1 3)))
  (should (equal (position 98 "abc")
                 1))
  (should (equal (sort* (list 3 1 2) '<)
                 '(1 2 3))))

(defstruct foo a b)

(ert-deftest cl-answers-2 ()
  (should (equal (foo-a (make-foo :a 1))
                 1)))

(defun* kf (a &key b) (list a b))

(ert-deftest cl-answers-3 ()
  (should (equal (kf 1 :b 2)
                 '(1 2)))
  (should (equal (case 3 (3 'three) (t 'no))
                 'three)))

(defvar pl (list 1 2))

(define-modify-macro appendf (&rest args) append)

(ert-deftest cl-answers-4 ()
  (should (equal (progn (appendf pl '(3)) pl)
                 '(1 2 3)))
  (should (equal (let ((x (list 1 2))) (incf (car x)) x)
                 '(2 2)))
  (should (equal (block nil (return 3))
                 3))
  (should (equal (letf (((car pl) 9)) (car pl))
                 9))
  (should (equal (values 1 2)
                 '(1 2)))
  (should (equal (multiple-value-bind (a b) (values 1 2) (list b a))
                 '(2 1)))
  (should (equal (some #'evenp '(1 2))
                 t)))

;;; cl.el ends here
