;;; ert.el --- the test library itself  -*- lexical-binding: t; -*-

(require 'ert)
(require 'ert-x)
(require 'cl-lib)

(defvar ert-tests--nested (fboundp 'ert--observer)
  "Non-nil if a test may run failing tests.  In Emacs only the first error of a test enters the debugger.")

(defun ert-tests--run (body &rest slots)
  "Run BODY, a function, as a test with SLOTS, and return its result."
  (ert-run-test (apply #'make-ert-test :name 'ert-tests--subject :body body slots)))

(defun ert-tests--condition (body)
  "Return the condition with which BODY, run as a test, ends."
  (ert-test-result-with-condition-condition (ert-tests--run body)))

(defun ert-tests--description (body)
  "Return what the failure of BODY, run as a test, is described by."
  (cadr (ert-tests--condition body)))

(ert-deftest ert-passes-when-body-returns ()
  (should (ert-test-passed-p (ert-tests--run (lambda () nil)))))

(ert-deftest ert-fails-when-body-signals ()
  (skip-unless ert-tests--nested)
  (should (ert-test-failed-p (ert-tests--run (lambda () (car 5)))))
  (should (equal (ert-tests--condition (lambda () (car 5)))
                 '(wrong-type-argument listp 5))))

(ert-deftest ert-quit-is-its-own-result ()
  (should (ert-test-quit-p (ert-tests--run (lambda () (signal 'quit nil))))))

(ert-deftest ert-throw-without-catch-fails ()
  (skip-unless ert-tests--nested)
  (should (equal (ert-tests--condition (lambda () (throw 'nowhere 1)))
                 '(no-catch nowhere 1))))

(ert-deftest ert-pass-ends-the-test ()
  (should (ert-test-passed-p (ert-tests--run (lambda () (ert-pass) (error "Not reached"))))))

(ert-deftest ert-fail-carries-its-data ()
  (should (equal (ert-tests--condition (lambda () (ert-fail "why")))
                 '(ert-test-failed "why"))))

(ert-deftest ert-should-returns-the-value ()
  (should (equal (should (+ 1 2)) 3))
  (should (equal (should-not nil) nil))
  (should (equal (should-error (car 1)) '(wrong-type-argument listp 1))))

(ert-deftest ert-should-describes-a-call-with-its-arguments ()
  (should (equal (ert-tests--description (lambda () (let ((x 1)) (should (= x (1+ x))))))
                 '((should (= x (1+ x))) :form (= 1 2) :value nil)))
  (should (equal (ert-tests--description (lambda () (should-not (car '(5)))))
                 '((should-not (car '(5))) :form (car (5)) :value 5))))

(ert-deftest ert-should-describes-other-forms ()
  (should (equal (ert-tests--description (lambda () (should nil)))
                 '((should nil) :form nil :value nil)))
  (should (equal (ert-tests--description (lambda () (should (when nil 5))))
                 '((should (when nil 5)) :form (if nil (progn 5)) :value nil))))

(ert-deftest ert-should-explains-equal ()
  (should (equal (ert-tests--description (lambda () (should (equal '(1 2) '(1 3)))))
                 '((should (equal '(1 2) '(1 3))) :form (equal (1 2) (1 3)) :value nil
                   :explanation (list-elt 1 (different-atoms (2 "#x2" "?\C-b") (3 "#x3" "?\C-c")))))))

(ert-deftest ert-explains-equal ()
  (dolist (row '((a b (different-atoms a b))
                 ("abc" "abd" (array-elt 2 (different-atoms (99 "#x63" "?c") (100 "#x64" "?d"))))
                 ("abc" "abcd" (arrays-of-different-length 3 4 "abc" "abcd" first-mismatch-at 3))
                 (1 "a" (different-types 1 "a"))
                 ((1 2) (1 2 3)
                  (proper-lists-of-different-length 2 3 (1 2) (1 2 3) first-mismatch-at 2))
                 ((1 . a) (1 . b) (cdr (different-atoms a b)))
                 ((1 2 . 3) (1 2 3) (one-list-proper-one-improper (1 2 . 3) (1 2 3)))
                 ([a] [b] (array-elt 0 (different-atoms a b)))
                 (nil (1) (different-types nil (1)))
                 (((a)) ((b)) (list-elt 0 (list-elt 0 (different-atoms a b))))
                 (#s(foo a) #s(foo b) (array-elt 1 (different-atoms a b)))
                 (#:a #:a (different-symbols-with-the-same-name a a))
                 (-1 -2 (different-atoms (-1 "#x-1") (-2 "#x-2")))
                 (1 1 nil)))
    (let ((explanation (funcall (get 'equal 'ert-explainer) (car row) (cadr row))))
      (should (equal (format "%S" explanation) (format "%S" (nth 2 row)))))))

(ert-deftest ert-explains-equal-including-properties ()
  (skip-unless ert-tests--nested)
  (should (equal (funcall (get 'equal-including-properties 'ert-explainer)
                          (propertize "ab" 'a 1) "ab")
                 '(char 0 "a" (different-properties-for-key a (different-types 1 nil))
                        context-before "" context-after "b"))))

(ert-deftest ert-should-error-wants-an-error ()
  (should (equal (ert-tests--description (lambda () (should-error (car nil))))
                 '((should-error (car nil)) :form (car nil) :value nil
                   :fail-reason "did not signal an error"))))

(ert-deftest ert-should-error-checks-the-type ()
  (should (equal (should-error (/ 1 0) :type 'arith-error) '(arith-error)))
  (should (equal (should-error (/ 1 0) :type 'error) '(arith-error)))
  (should (equal (should-error (/ 1 0) :type '(void-variable arith-error)) '(arith-error)))
  (should (equal (should-error (/ 1 0) :type '(arith-error) :exclude-subtypes t) '(arith-error)))
  (should (equal (ert-tests--description (lambda () (should-error (car 1) :type 'arith-error)))
                 '((should-error (car 1) :type 'arith-error) :form (car 1)
                   :condition (wrong-type-argument listp 1)
                   :fail-reason "the error signaled did not have the expected type")))
  (should (equal (ert-tests--description
                  (lambda () (should-error (/ 1 0) :type 'error :exclude-subtypes t)))
                 '((should-error (/ 1 0) :type 'error :exclude-subtypes t) :form (/ 1 0)
                   :condition (arith-error)
                   :fail-reason "the error signaled was a subtype of the expected type"))))

(ert-deftest ert-skip-unless-skips ()
  (let ((result (ert-tests--run (lambda () (skip-unless (= 1 2)) (error "Not reached")))))
    (should (ert-test-skipped-p result))
    (should (equal (ert-test-result-with-condition-condition result)
                   '(ert-test-skipped ((skip-unless (= 1 2)) :form (= 1 2) :value nil)))))
  (should (ert-test-passed-p (ert-tests--run (lambda () (skip-unless (= 1 1)))))))

(ert-deftest ert-info-is-kept-with-the-result ()
  (should (equal (ert-test-result-with-condition-infos
                  (ert-tests--run (lambda ()
                                    (ert-info ("outer")
                                      (ert-info ("inner" :prefix "P: ") (should nil))))))
                 '(("Info: " . "outer") ("P: " . "inner")))))

(ert-deftest ert-failure-has-a-backtrace ()
  (let ((result (ert-tests--run (lambda () (car 5)))))
    (should (consp (ert-test-result-with-condition-backtrace result)))))

(ert-deftest ert-body-runs-in-an-empty-buffer ()
  (insert "text")
  (let ((outer (current-buffer)) inner)
    (ert-tests--run (lambda () (setq inner (list (current-buffer) (buffer-size)))))
    (should-not (eq (car inner) outer))
    (should (equal (cadr inner) 0))
    (should (eq (current-buffer) outer))))

(ert-deftest ert-should-forms-are-counted ()
  (should (equal (length (ert-test-result-should-forms
                          (ert-tests--run (lambda () (should t) (should-not nil) (should-error (car 1))))))
                 3)))

(ert-deftest ert-expected-result-types ()
  (skip-unless ert-tests--nested)
  (let ((passed (make-ert-test-passed)) (failed (make-ert-test-failed)))
    (dolist (row `((,passed :passed t) (,passed :failed nil) (,failed :failed t) (,failed :passed nil)
                   (,passed t t) (,passed nil nil) (,passed (not :failed) t)
                   (,failed (or :passed :failed) t) (,failed (and :failed (not :passed)) t)
                   (,passed (satisfies ert-test-passed-p) t)))
      (should (eq (and (ert-test-result-type-p (nth 0 row) (nth 1 row)) t) (nth 2 row))))
    (should (ert-test-result-expected-p (make-ert-test :expected-result-type :failed) failed))
    (should-not (ert-test-result-expected-p (make-ert-test) failed))
    (should (ert-test-result-expected-p (make-ert-test) (make-ert-test-skipped)))))

(ert-deftest ert-deftest-stores-name-doc-and-tags ()
  :tags '(ert-tests--tag)
  (unwind-protect
      (progn
        (should (eq (eval '(ert-deftest ert-tests--made () "Doc." :tags '(a b) :expected-result :failed nil) t)
                    'ert-tests--made))
        (let ((test (ert-get-test 'ert-tests--made)))
          (should (ert-test-boundp 'ert-tests--made))
          (should (equal (ert-test-name test) 'ert-tests--made))
          (should (equal (ert-test-documentation test) "Doc."))
          (should (equal (ert-test-tags test) '(a b)))
          (should (equal (ert-test-expected-result-type test) :failed))))
    (ert-make-test-unbound 'ert-tests--made))
  (should-not (ert-test-boundp 'ert-tests--made))
  (should-error (ert-get-test 'ert-tests--made)))

(ert-deftest ert-deftest-rejects-unknown-keywords ()
  (should-error (macroexpand '(ert-deftest name () :unknown 1 nil))))

(ert-deftest ert-selectors ()
  (skip-unless ert-tests--nested)
  (let* ((a (make-ert-test :name 'sel-a :tags '(x y)))
         (b (make-ert-test :name 'sel-b :tags '(y)))
         (all (list a b)))
    (dolist (row '((nil ()) (t (sel-a sel-b)) ("-a\\'" (sel-a)) ("sel" (sel-a sel-b))
                   ((tag x) (sel-a)) ((tag y) (sel-a sel-b)) ((not (tag x)) (sel-b))
                   ((and (tag x) (tag y)) (sel-a)) ((and) (sel-a sel-b)) ((or) ())
                   ((or (tag x) "b") (sel-a sel-b)) (:new (sel-a sel-b)) (:failed ())
                   ((satisfies (lambda (test) (eq (ert-test-name test) 'sel-b))) (sel-b))))
      (should (equal (sort (mapcar #'ert-test-name (ert-select-tests (car row) all)) #'string<)
                     (cadr row))))
    (should (equal (ert-select-tests a all) (list a)))
    (ert-run-test (progn (setf (ert-test-body a) #'ignore) a))
    (should (equal (ert-select-tests :passed all) (list a)))
    (should (equal (ert-select-tests :new all) (list b)))
    (should-error (ert-select-tests 'no-such-test-anywhere all))
    (should-error (ert-select-tests '(unknown) all))))

(ert-deftest ert-run-tests-tells-the-listener ()
  (unwind-protect
      (let ((events nil) (stats nil))
        (eval '(progn (ert-deftest ert-tests--one () nil)
                      (ert-deftest ert-tests--two () (should nil))
                      (ert-deftest ert-tests--three () :expected-result :failed (should nil))
                      (ert-deftest ert-tests--zero () (skip-unless nil)))
              t)
        (setq stats (ert-run-tests '(member ert-tests--one ert-tests--two ert-tests--three ert-tests--zero)
                                   (lambda (event &rest _) (push event events))))
        (should (equal (reverse events)
                       '(run-started test-started test-ended test-started test-ended test-started
                                     test-ended test-started test-ended run-ended)))
        (should (equal (list (ert-stats-total stats) (ert-stats-completed stats)
                             (ert-stats-completed-expected stats) (ert-stats-completed-unexpected stats)
                             (ert-stats-skipped stats))
                       '(4 4 2 1 1))))
    (mapc #'ert-make-test-unbound '(ert-tests--one ert-tests--two ert-tests--three ert-tests--zero))))

;;; ert-x

(ert-deftest ert-x-message-capture ()
  (should (equal (ert-with-message-capture log (message "captured %d" 1) (message "two") log)
                 "captured 1\ntwo\n")))

(ert-deftest ert-x-strings ()
  (should (equal-including-properties
           (ert-propertized-string "foo " '(face italic) "bar" nil " quux")
           (concat "foo " (propertize "bar" 'face 'italic) " quux")))
  (should (equal (ert-filter-string "foo bar foo" "foo ") "bar foo"))
  (should (equal (ert-filter-string "a1b2" '("[a-z]\\([0-9]\\)" 1)) "ab")))

(ert-deftest ert-x-test-buffer-is-killed ()
  (let (buffer)
    (ert-with-test-buffer (:name "one")
      (should (string-match-p "\\`\\*Test buffer ([^)]+): one\\*" (buffer-name)))
      (setq buffer (current-buffer))
      (should (string-match-p "one" (buffer-name))))
    (should-not (buffer-live-p buffer))))

(ert-deftest ert-x-buffer-renamed ()
  (let ((buffer (get-buffer-create "ert-x name")))
    (unwind-protect
        (progn
          (ert-with-buffer-renamed ("ert-x name")
            (should-not (eq buffer (get-buffer "ert-x name"))))
          (should (eq buffer (get-buffer "ert-x name"))))
      (kill-buffer buffer))))

(ert-deftest ert-x-temp-file ()
  (skip-unless (fboundp 'ert-with-temp-file))
  (let (seen)
    (eval '(ert-with-temp-file name :text "content" :suffix ".txt"
             (setq seen name)
             (should (string-suffix-p ".txt" name))
             (with-temp-buffer
               (insert-file-contents name)
               (should (equal (buffer-string) "content"))))
          `((seen . nil)))
    (should-not (and seen (file-exists-p seen)))))

(ert-deftest ert-x-temp-directory ()
  (skip-unless (fboundp 'ert-with-temp-directory))
  (eval '(let (seen)
           (ert-with-temp-directory name
             (setq seen name)
             (should (file-directory-p name))
             (should (directory-name-p name))
             (write-region "" nil (expand-file-name "inside" name) nil 'silent))
           (should-not (file-exists-p seen)))
        t))

;;; ert.el ends here
