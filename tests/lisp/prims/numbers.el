;;; numbers.el --- laws of arithmetic across fixnums, bignums and floats  -*- lexical-binding: t; -*-

(require 'ert)

(defvar numbers-tests--integers
  (list 0 1 -1 2 -2 7 -7 255 65536 most-positive-fixnum most-negative-fixnum
        (1+ most-positive-fixnum) (1- most-negative-fixnum)
        (expt 2 64) (- (expt 2 64)) (1- (expt 2 64)) (expt 10 40) (- (expt 10 40))))

(defmacro numbers-tests--for-pairs (a b &rest body)
  "Evaluate BODY with A and B bound to all pairs of interesting integers."
  (declare (indent 2))
  `(dolist (,a numbers-tests--integers)
     (dolist (,b numbers-tests--integers)
       ,@body)))

(ert-deftest numbers-addition-and-subtraction-are-inverse ()
  (numbers-tests--for-pairs a b
    (should (= (- (+ a b) b) a))
    (should (= (+ a b) (+ b a)))
    (should (eql (- a b) (- (- b a))))))

(ert-deftest numbers-results-are-fixnums-when-they-fit ()
  (numbers-tests--for-pairs a b
    (dolist (n (list (+ a b) (- a b) (* a b) (logand a b) (logior a b) (logxor a b)))
      (should (eq (fixnump n) (<= most-negative-fixnum n most-positive-fixnum))))))

(ert-deftest numbers-division-laws ()
  (numbers-tests--for-pairs a b
    (unless (= b 0)
      (should (= (+ (* (/ a b) b) (% a b)) a))
      (should (= (+ (* (floor a b) b) (mod a b)) a))
      (should (= (truncate a b) (/ a b)))
      (should (<= (* (floor a b) b) (+ a (if (< b 0) (- b) 0))))
      (should (or (= (mod a b) 0) (eq (< (mod a b) 0) (< b 0))))
      (should (or (= (% a b) 0) (eq (< (% a b) 0) (< a 0))))
      (should (<= 0 (- (ceiling a b) (floor a b)) 1)))))

(ert-deftest numbers-shifts-multiply-and-divide ()
  (dolist (a numbers-tests--integers)
    (dolist (n '(0 1 5 61 62 63 64 100))
      (should (= (ash a n) (* a (expt 2 n))))
      (should (= (ash a (- n)) (floor a (expt 2 n)))))))

(ert-deftest numbers-bit-laws ()
  (numbers-tests--for-pairs a b
    (should (= (lognot (lognot a)) a))
    (should (= (logxor (logxor a b) b) a))
    (should (= (+ (logand a b) (logior a b)) (+ a b)))
    (should (= (lognot (logand a b)) (logior (lognot a) (lognot b))))))

(ert-deftest numbers-print-and-read-back ()
  (dolist (n (append numbers-tests--integers
                     (list 0.1 -0.0 1e300 5e-324 (/ 1.0 3) 123456789.123 float-pi 1.0e+INF 2.5e-10)))
    (should (eql (read (prin1-to-string n)) n))
    (should (eql (string-to-number (number-to-string n)) n))))

(ert-deftest numbers-mixed-comparison-is-exact ()
  (let ((big (ash 1 53)))
    (should (= (float big) big))
    (should-not (= (float big) (1+ big)))
    (should (< (float big) (1+ big)))
    (should (> (1+ big) (float big))))
  (should (< most-positive-fixnum (float most-positive-fixnum)))
  (should (= (max 1 2.0 (expt 10 30)) (expt 10 30))))

(ert-deftest numbers-nan-is-unordered ()
  (let ((nan 0.0e+NaN))
    (should (isnan nan))
    (should-not (= nan nan))
    (should (/= nan nan))
    (should-not (< nan 1))
    (should-not (> nan 1))
    (should (eql nan nan))
    (should (equal nan nan))))

(ert-deftest numbers-loops-cross-the-fixnum-boundary ()
  (let ((n (- most-positive-fixnum 2)) (seen nil))
    (dotimes (_ 5)
      (push (fixnump n) seen)
      (setq n (1+ n)))
    (should (equal seen '(nil nil t t t)))
    (dotimes (_ 5) (setq n (1- n)))
    (should (eql n (- most-positive-fixnum 2)))))

(ert-deftest numbers-factorials-are-exact ()
  (let ((product 1))
    (dotimes (i 50) (setq product (* product (1+ i))))
    (should (equal (number-to-string product)
                   "30414093201713378043612608166064768844377641568960512000000000000"))
    (dotimes (i 50) (setq product (/ product (1+ i))))
    (should (eql product 1))))

(ert-deftest numbers-bignums-are-equal-but-not-eq ()
  (let ((a (expt 2 100)) (b (expt 2 100)) (table (make-hash-table)))
    (should (eql a b))
    (should (equal a b))
    (puthash a 'found table)
    (should (eq (gethash b table) 'found))
    (should (memql a (list b)))
    (should (member (list a) (list (list b))))))

(ert-deftest numbers-too-big-signals-overflow ()
  (should-error (ash 1 most-positive-fixnum) :type 'overflow-error)
  (should-error (expt 2 most-positive-fixnum) :type 'overflow-error))

(ert-deftest numbers-random-stays-in-range ()
  (dotimes (_ 200)
    (let ((n (random 7)))
      (should (<= 0 n 6))))
  (should (integerp (random)))
  (should (progn (random "seed")
                 (let ((a (list (random 1000) (random 1000))))
                   (random "seed")
                   (equal a (list (random 1000) (random 1000)))))))

;;; numbers.el ends here
