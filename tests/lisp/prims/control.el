;;; control.el --- binding, exits and closures over several steps  -*- lexical-binding: t; -*-

(require 'ert)
(require 'cl-lib)

(defvar control-tests--dynamic 'global)

(defun control-tests--read () control-tests--dynamic)

(ert-deftest control-dynamic-binding-crosses-closures ()
  (let ((closure (lambda () (control-tests--read))))
    (should (eq (funcall closure) 'global))
    (let ((control-tests--dynamic 'inner))
      (should (eq (funcall closure) 'inner))
      (setq control-tests--dynamic 'assigned)
      (should (eq (funcall closure) 'assigned)))
    (should (eq (funcall closure) 'global))))

(ert-deftest control-parameters-are-lexical-even-if-special ()
  (let ((f (lambda (control-tests--dynamic) (control-tests--read))))
    (should (eq (funcall f 'argument) 'global))
    (should (eq control-tests--dynamic 'global))))

(ert-deftest control-dynamic-binding-is-undone-by-every-exit ()
  (catch 'out (let ((control-tests--dynamic 1)) (throw 'out nil)))
  (should (eq control-tests--dynamic 'global))
  (ignore-errors (let ((control-tests--dynamic 2)) (error "x")))
  (should (eq control-tests--dynamic 'global))
  (let ((seen nil))
    (ignore-errors
      (let ((control-tests--dynamic 3))
        (unwind-protect
            (let ((control-tests--dynamic 4)) (error "x"))
          (setq seen control-tests--dynamic))))
    (should (equal seen 3))))

(ert-deftest control-set-default-reaches-under-a-let ()
  (unwind-protect
      (progn
        (let ((control-tests--dynamic 'bound))
          (set-default-toplevel-value 'control-tests--dynamic 'new-global)
          (should (eq control-tests--dynamic 'bound))
          (should (eq (default-toplevel-value 'control-tests--dynamic) 'new-global)))
        (should (eq control-tests--dynamic 'new-global)))
    (setq control-tests--dynamic 'global)))

(ert-deftest control-closures-share-what-they-capture ()
  (let* ((make (lambda ()
                 (let ((n 0))
                   (list (lambda () (setq n (1+ n))) (lambda () n)))))
         (a (funcall make))
         (b (funcall make)))
    (funcall (car a))
    (funcall (car a))
    (funcall (car b))
    (should (equal (list (funcall (cadr a)) (funcall (cadr b))) '(2 1)))))

(ert-deftest control-closures-capture-arguments-and-rest ()
  (let ((f (lambda (a &optional b &rest c) (lambda () (list a b c)))))
    (should (equal (funcall (funcall f 1 2 3 4)) '(1 2 (3 4))))
    (should (equal (funcall (funcall f 1)) '(1 nil nil)))))

(ert-deftest control-nested-closures-assign-outer-variables ()
  (let ((log nil))
    (let ((outer 1))
      (funcall (lambda ()
                 (setq outer (+ outer 1))
                 (funcall (lambda () (setq outer (* outer 10)) (push outer log)))))
      (push outer log))
    (should (equal log '(20 20)))))

(ert-deftest control-each-iteration-has-its-own-variable ()
  (let ((functions nil))
    (dotimes (i 3) (push (lambda () (setq i (+ i 10)) i) functions))
    (should (equal (mapcar #'funcall functions) '(12 11 10)))
    (should (equal (mapcar #'funcall functions) '(22 21 20)))))

(ert-deftest control-unwind-forms-run-once-and-in-order ()
  (let ((log nil))
    (catch 'done
      (unwind-protect
          (unwind-protect
              (progn (push 'body log) (throw 'done nil))
            (push 'inner log))
        (push 'outer log)))
    (should (equal (reverse log) '(body inner outer)))))

(ert-deftest control-an-unwind-form-may-replace-the-exit ()
  (should (eq (catch 'a
                (catch 'b
                  (unwind-protect (throw 'a 'first)
                    (throw 'b 'second)))
                'went-on)
              'went-on))
  (should (equal (condition-case e
                     (unwind-protect (error "First") (error "Second"))
                   (error (cadr e)))
                 "Second")))

(ert-deftest control-handlers-are-not-active-inside-themselves ()
  (should (equal (condition-case outer
                     (condition-case nil (error "One")
                       (error (error "Two")))
                   (error (cadr outer)))
                 "Two")))

(ert-deftest control-handler-choice-is-by-nesting-not-by-specificity ()
  (should (eq (condition-case nil
                  (condition-case nil (car 1)
                    (error 'inner-general))
                (wrong-type-argument 'outer-specific))
              'inner-general)))

(ert-deftest control-throw-tags-are-compared-by-eq ()
  (should-error (catch "tag" (throw (copy-sequence "tag") 1)) :type 'no-catch)
  (let ((tag (list nil)))
    (should (eq (catch tag (throw tag 'found)) 'found))))

(ert-deftest control-deep-recursion-is-an-error ()
  (let ((max-lisp-eval-depth 400)
        (f nil))
    (setq f (lambda (n) (1+ (funcall f (1+ n)))))
    (should-error (funcall f 0))
    (should (= (condition-case nil (funcall f 0) (error 7)) 7))))

(ert-deftest control-deep-recursion-within-the-limit ()
  (let ((max-lisp-eval-depth 20000)
        (max-specpdl-size 100000)
        (f nil))
    (setq f (lambda (n) (if (= n 0) 0 (1+ (funcall f (1- n))))))
    (should (= (funcall f 1500) 1500))))

(ert-deftest control-endless-macro-recursion-is-an-error ()
  (eval '(defmacro control-tests--forever (x) `(list (control-tests--forever ,x))) t)
  (should-error (eval '(control-tests--forever 1) t)))

(ert-deftest control-functions-may-be-redefined-while-running ()
  (eval '(defun control-tests--self (n)
           (if (= n 0) 'old
             (fset 'control-tests--self (lambda (_n) 'new))
             (control-tests--self (1- n))))
        t)
  (should (eq (funcall (symbol-function 'control-tests--self) 3) 'new))
  (fmakunbound 'control-tests--self))

(ert-deftest control-redefining-a-primitive-is-seen-by-callers ()
  (cl-letf (((symbol-function 'buffer-name) (lambda (&rest _) "faked")))
    (should (equal (buffer-name) "faked"))
    (should (equal (funcall 'buffer-name) "faked")))
  (should-not (equal (buffer-name) "faked")))

;; The macros that the replacement is made of go on using the real ones.
(ert-deftest control-redefining-what-the-library-uses ()
  (cl-letf (((symbol-function 'car) (cl-function (lambda (x) (cl-block car (cl-case x (1 'one) (t 'mine)))))))
    (should (eq (funcall 'car 1) 'one))
    (should (eq (eval '(car '(2)) t) 'mine)))
  (should (eq (car '(2)) 2)))

(ert-deftest control-a-local-defvar-changes-what-let-binds-not-what-a-name-means ()
  (should (equal (eval '(let ((control-tests--x 1))
                          (dlet ((control-tests--x control-tests--x))
                            (list control-tests--x (symbol-value 'control-tests--x))))
                       t)
                 '(1 1)))
  (should (equal (eval '(let ((control-tests--x 1))
                          (dlet ((control-tests--x 2)) (list control-tests--x (symbol-value 'control-tests--x))))
                       t)
                 '(1 2))))

(ert-deftest control-symbol-macros-and-let-in-loops ()
  (should (equal (cl-loop for i below 3
                          collect (let ((x i)) (lambda () x)) into functions
                          finally return (mapcar #'funcall functions))
                 '(0 1 2))))

(ert-deftest control-apply-with-many-arguments ()
  (let ((many (number-sequence 1 5000)))
    (should (= (apply #'+ many) 12502500))
    (should (= (length (apply #'list many)) 5000))
    (should (= (length (apply (lambda (&rest all) all) many)) 5000))
    (should (equal (apply #'max many) 5000))))

(ert-deftest control-interactive-forms-read-nothing-when-called-plainly ()
  (let ((command (lambda (n) (interactive "p") (* n 2))))
    (should (= (funcall command 4) 8))
    (should (= (call-interactively command) 2))
    (let ((current-prefix-arg 5))
      (should (= (call-interactively command) 10)))))

(ert-deftest control-hooks-run-global-and-local-parts ()
  (let ((log nil) (hook (make-symbol "hook")))
    (set hook nil)
    (add-hook hook (lambda () (push 'global log)))
    (with-temp-buffer
      (add-hook hook (lambda () (push 'local log)) nil t)
      (run-hooks hook)
      (should (equal (reverse log) '(local global))))
    (setq log nil)
    (run-hooks hook)
    (should (equal log '(global)))))

(ert-deftest control-eval-of-constructed-code ()
  (let ((form (list 'let (list (list 'x 5)) (list '* 'x 'x))))
    (should (= (eval form t) 25))
    (should (= (eval form nil) 25)))
  (should (= (funcall (eval '(let ((n 3)) (lambda (x) (+ x n))) t) 4) 7))
  (should-error (funcall (eval '(let ((control-tests--free 3)) (lambda () control-tests--free)) nil))
                :type 'void-variable))

(ert-deftest control-defvar-keeps-and-defconst-replaces ()
  (eval '(progn (defvar control-tests--v1 1) (defvar control-tests--v1 2)) t)
  (should (= (symbol-value 'control-tests--v1) 1))
  (eval '(progn (defconst control-tests--c1 1) (defconst control-tests--c1 2)) t)
  (should (= (symbol-value 'control-tests--c1) 2)))

(ert-deftest control-named-functions-see-a-new-definition-at-once ()
  (eval '(defun control-tests--inner () 1) t)
  (eval '(defun control-tests--outer () (control-tests--inner)) t)
  (should (= (control-tests--outer) 1))
  (eval '(defun control-tests--inner () 2) t)
  (should (= (control-tests--outer) 2))
  (eval '(defmacro control-tests--inner () 3) t)
  (should (= (eval '(control-tests--inner) t) 3)))

(ert-deftest control-function-aliases-follow-their-target ()
  (eval '(progn (defun control-tests--target () 'one)
                (defalias 'control-tests--alias 'control-tests--target))
        t)
  (should (eq (control-tests--alias) 'one))
  (eval '(defun control-tests--target () 'two) t)
  (should (eq (control-tests--alias) 'two)))

;; The file names no variable before that, so nothing but the form itself says that it is bound dynamically.
(ert-deftest control-a-defvar-with-a-value-binds-dynamically-from-there ()
  (should (= 1 (eval '(funcall (lambda () (defvar control-tests--v8 nil)
                                 (let ((control-tests--v8 1)) (symbol-value 'control-tests--v8))))
                     t)))
  (should (= 2 (eval '(let ((x t)) (when x (defconst control-tests--v9 5)
                                     (let ((control-tests--v9 2)) (symbol-value 'control-tests--v9))))
                     t)))
  (should (equal '(5 6) (eval '(let ((control-tests--v10 5)) (defvar control-tests--v10 (1+ control-tests--v10))
                                 (list control-tests--v10 (default-value 'control-tests--v10)))
                              t))))

(ert-deftest control-tests-macro-defined-while-the-form-runs ()
  ;; What is no function when a form begins may be a macro when it is reached.
  (should (equal '(1 2 last)
                 (eval '(when (eval '(defmacro control-tests--late1 (&rest args) `(list ,@args 'last)) t)
                          (control-tests--late1 1 2))
                       t)))
  (should (equal '(12 12 (b . 3))
                 (eval '(let* ((a 1) (b 3) (get (lambda () a)))
                          (eval '(defmacro control-tests--late2 (place) `(setq ,place (+ ,place 10 (length '(b))))) t)
                          (control-tests--late2 a)
                          (list a (funcall get) (cons 'b b)))
                       t)))
  (should (equal '(5 5)
                 (eval '(let ((control-tests--late-dynamic 4))
                          (eval '(defmacro control-tests--late3 (place) `(setq ,place (1+ ,place))) t)
                          (list (control-tests--late3 control-tests--late-dynamic) control-tests--late-dynamic))
                       nil)))
  ;; It is a call as before when it has become a function, and an error when it is nothing.
  (should (equal 3 (eval '(progn (fset 'control-tests--late4 (lambda (a) (1+ a))) (control-tests--late4 2)) t)))
  (should-error (eval '(let ((a 1)) (control-tests--never-defined a)) t) :type 'void-function))

(defvar control-tests-late-value)
(defmacro control-tests-late () (if (boundp 'control-tests-late-value) (list 'quote control-tests-late-value) (error "Too early")))
(defmacro control-tests-late-set (variable) (if (boundp 'control-tests-late-value) `(setq ,variable (1+ ,variable)) (error "Too early")))

(ert-deftest control-macro-that-fails-is-tried-again ()
  (let ((function (eval '(lambda (wanted) (if wanted (control-tests-late) 'unasked)) t)))
    (should (eq (funcall function nil) 'unasked))
    (should (equal (should-error (funcall function t)) '(error "Too early")))
    (let ((control-tests-late-value 'now))
      (should (eq (funcall function t) 'now))))
  (should (equal (eval '(condition-case error (control-tests-late) (error (list 'caught error))) t) '(caught (error "Too early")))))

(ert-deftest control-macro-that-fails-has-the-variables-around-it ()
  (let ((function (eval '(let ((count 1)) (lambda (x) (control-tests-late-set x) (control-tests-late-set count) (list x count))) t)))
    (should-error (funcall function 10))
    (let ((control-tests-late-value t))
      (should (equal (funcall function 10) '(11 2)))
      (should (equal (funcall function 10) '(11 3))))))

;;; control.el ends here
