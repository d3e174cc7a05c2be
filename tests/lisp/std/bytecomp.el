;;; bytecomp.el --- compiling Lisp  -*- lexical-binding: t; -*-

(require 'ert)
(require 'bytecomp)

(defvar bytecomp-test-log nil)

(defun bytecomp-test-file (text &optional load)
  "Compile a file with TEXT; return what `byte-compile-file' does, with the messages in `bytecomp-test-log'; LOAD the result."
  (let* ((source (make-temp-file "bytecomp-test" nil ".el")) (target (concat source "c"))
         (byte-compile-log-warning-function
          (lambda (string _position _fill level) (push (list level string) bytecomp-test-log))))
    (setq bytecomp-test-log nil)
    (unwind-protect
        (progn (with-temp-file source (insert text))
               (prog1 (byte-compile-file source)
                 (setq bytecomp-test-log (nreverse bytecomp-test-log))
                 (when load (load target nil t t))))
      (delete-file source)
      (ignore-errors (delete-file target)))))

(defun bytecomp-test-double (x) (* x 2))
(defmacro bytecomp-test-increment (x) `(1+ ,x))

(ert-deftest bytecomp-functions ()
  (should (= (funcall (byte-compile '(lambda (x) (1+ x))) 2) 3))
  (should (byte-code-function-p (byte-compile '(lambda (x) (1+ x)))))
  (should (byte-code-function-p (byte-compile 'bytecomp-test-double)))
  (should (= (bytecomp-test-double 4) 8))
  (byte-compile 'bytecomp-test-increment)
  (should (macrop 'bytecomp-test-increment))
  (should (equal (eval (byte-compile '(list (car '(1)) (bytecomp-test-increment 1))) t) '(1 2)))
  (should (equal (byte-compile "s") "s"))
  (should (equal (byte-compile-dest-file "/x/w.el") "/x/w.elc")))

(ert-deftest bytecomp-file-can-be-loaded ()
  (should (eq t (bytecomp-test-file
                 (concat ";;; -*- lexical-binding: t -*-\n"
                         "(eval-when-compile (defvar bytecomp-test-early 1))\n"
                         "(defmacro bytecomp-test-pair (x) `(list ,x 'm))\n"
                         "(defvar bytecomp-test-value (eval-when-compile (+ 1 2)) \"doc\")\n"
                         "(defun bytecomp-test-counter (n) \"Doc.\" (lambda () (setq n (1+ n)) (bytecomp-test-pair n)))\n")
                 t)))
  (should (equal bytecomp-test-log nil))
  (should (= (symbol-value 'bytecomp-test-value) 3))
  (should (macrop 'bytecomp-test-pair))
  (let ((counter (funcall 'bytecomp-test-counter 1)))
    (funcall counter)
    (should (equal (funcall counter) '(3 m)))))

(ert-deftest bytecomp-warns ()
  (should (eq t (bytecomp-test-file
                 (concat ";;; -*- lexical-binding: t -*-\n"
                         "(defun bytecomp-test-f (a) (setq bytecomp-test-free a) (bytecomp-test-unknown 1))\n"
                         "(defun bytecomp-test-g (a b) (let ((unused 1)) (bytecomp-test-f a)))\n"
                         "(defun bytecomp-test-h (_x) (bytecomp-test-g 1) (with-no-warnings (bytecomp-test-other)) bytecomp-test-loose)\n"))))
  (let ((all (mapconcat (lambda (entry) (cadr entry)) bytecomp-test-log "\n")))
    (dolist (regexp '("assignment to free variable .bytecomp-test-free"
                      "the function .bytecomp-test-unknown. is not known to be defined"
                      "Unused lexical argument .b'" "Unused lexical variable .unused'"
                      "bytecomp-test-g called with 1 argument, but requires 2"
                      "reference to free variable .bytecomp-test-loose"))
      (should (string-match-p (replace-regexp-in-string "'" "['’]" regexp) all)))
    (should-not (string-match-p "bytecomp-test-other" all))
    (should-not (string-match-p "argument ._x" all))))

(ert-deftest bytecomp-errors ()
  (should-not (bytecomp-test-file ";;; -*- lexical-binding: t -*-\n(defun x ()\n (foo"))
  (should (eq (caar bytecomp-test-log) :error))
  (should-not (bytecomp-test-file "(eval-when-compile (error \"Boo\"))\n"))
  (should (member '(:error "Boo") bytecomp-test-log))
  (let ((byte-compile-error-on-warn t))
    (should-not (bytecomp-test-file ";;; -*- lexical-binding: t -*-\n(defun x () bytecomp-test-loose-2)\n")))
  (should (eq (bytecomp-test-file ";;; -*- lexical-binding: t; no-byte-compile: t -*-\n(car)\n") 'no-byte-compile)))

(ert-deftest bytecomp-warning-types ()
  (let ((byte-compile-warnings '(not free-vars)))
    (should-not (byte-compile-warning-enabled-p 'free-vars))
    (should (byte-compile-warning-enabled-p 'obsolete))
    (byte-compile-enable-warning 'free-vars)
    (should (byte-compile-warning-enabled-p 'free-vars)))
  (let ((byte-compile-warnings t))
    (byte-compile-disable-warning 'cl-functions)
    (should (equal byte-compile-warnings '(not cl-functions))))
  (should (equal (byte-compile-arglist-signature '(a b &optional c)) '(2 . 3)))
  (should (equal (byte-compile-arglist-signature-string '(1)) "1+")))

;;; bytecomp.el ends here
