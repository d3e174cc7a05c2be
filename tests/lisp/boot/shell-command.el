;;; shell-command.el --- shell commands and their output -*- lexical-binding: t -*-

(require 'ert)
(require 'cl-lib)

(defvar shell-tests-said nil "The last message.")

(defmacro shell-tests--with (&rest body)
  "Run BODY in a buffer with \"abcdef\", point at 3; no output buffers are there before and after."
  `(progn
     (shell-tests--clean)
     (unwind-protect
         (with-temp-buffer
           (insert "abcdef")
           (goto-char 3)
           (cl-letf (((symbol-function 'message)
                      (lambda (format &rest args) (setq shell-tests-said (and format (apply #'format-message format args))))))
             (setq shell-tests-said nil)
             ,@body))
       (shell-tests--clean))))

(defun shell-tests--clean ()
  (dolist (name '("*Shell Command Output*" "*Async Shell Command*" "st-out" "st-err"))
    (when (get-buffer name)
      (let (kill-buffer-query-functions) (kill-buffer name)))))

(defun shell-tests--state () (list (buffer-string) (point) (mark t) mark-active))
(defun shell-tests--output (&optional name)
  (with-current-buffer (or name "*Shell Command Output*")
    (list (buffer-substring-no-properties (point-min) (point-max)) (point) mode-line-process)))

(ert-deftest shell-command-to-buffer ()
  (dolist (row '(("echo hi" 0 "hi" "hi\n" 3 nil)
                 ("exit 3" 3 "(Shell command failed with code 3 and no output)" "" 1 " - Exit [3]")
                 ("echo a; exit 3" 3 "a" "a\n" 2 " - Exit [3]")
                 ("echo err >&2" 0 "err" "err\n" 4 nil)
                 ("kill -9 $$" "Killed" "(Shell command killed by signal Killed)" "" 1 " - Signal [Killed]")
                 ("true" 0 "(Shell command succeeded with no output)" "" 1 nil)
                 ("" 0 "(Shell command succeeded with no output)" "" 1 nil)
                 ("seq 3" 0 "1\n2\n3" "1\n2\n3\n" 6 nil)
                 ("cat" 0 "(Shell command succeeded with no output)" "" 1 nil)))
    (shell-tests--with
     (should (equal (append (list (car row) (shell-command (car row)) shell-tests-said) (shell-tests--output)) row))
     (should (equal (shell-tests--state) '("abcdef" 3 nil nil)))
     (should (equal (shell-command (car row) "st-out") (nth 1 row)))
     (should (equal (shell-tests--output "st-out") (nthcdr 3 row)))
     (should (equal (shell-command (car row) (get-buffer "st-out")) (nth 1 row)))
     (should (equal (shell-tests--output "st-out") (nthcdr 3 row))))))

(ert-deftest shell-command-directory ()
  (shell-tests--with
   (let ((default-directory "/usr/")) (shell-command "pwd"))
   (should (equal (car (shell-tests--output)) "/usr\n"))
   (should (equal (buffer-local-value 'default-directory (get-buffer "*Shell Command Output*")) "/usr/"))
   (get-buffer-create "st-out")
   (let ((default-directory "/bin/")) (shell-command "pwd" "st-out"))
   (should-not (equal (buffer-local-value 'default-directory (get-buffer "st-out")) "/bin/"))
   (setq default-directory "/nonexistent/")
   (should (equal (should-error (shell-command "pwd"))
                  '(file-missing "Setting current directory" "No such file or directory" "/nonexistent/")))
   (should (equal shell-tests-said "(Shell command failed with error)"))))

(ert-deftest shell-command-at-point ()
  (dolist (where '(t foo 5 buffer name))
    (shell-tests--with
     (let ((output (pcase where ('buffer (current-buffer)) ('name (buffer-name)) (_ where))))
       (should (equal (shell-command "echo hi" output) 3))
       (should (equal (shell-tests--state) '("abhi\ncdef" 3 6 t))))))
  (shell-tests--with
   (shell-command "echo hi; exit 2" t)
   (should (equal (shell-tests--state) '("abhi\ncdef" 3 6 t)))
   (should-not shell-tests-said))
  (shell-tests--with
   (shell-command "true" t)
   (should (equal (shell-tests--state) '("abcdef" 3 3 t))))
  (shell-tests--with
   (setq buffer-read-only t)
   (should (eq (car (should-error (shell-command "echo hi" t))) 'buffer-read-only))))

(ert-deftest shell-command-errors-apart ()
  (shell-tests--with
   (should (equal (shell-command "echo o; echo e >&2" nil "st-err") 0))
   (should (equal (shell-tests--output) '("o\n" 2 nil)))
   (should (equal (shell-tests--output "st-err") '("e\n" 1 nil)))
   (shell-command "echo e >&2" nil (get-buffer "st-err"))
   (should (equal shell-tests-said "(Shell command succeeded with some error output)"))
   (should (equal (shell-tests--output "st-err") '("e\n\f\ne\n" 5 nil)))
   (kill-buffer "st-err")
   (shell-command "echo o" nil "st-err")
   (should-not (get-buffer "st-err"))
   (shell-command "echo e >&2; exit 4" nil "st-err")
   (should (equal shell-tests-said "(Shell command failed with code 4 and some error output)"))
   (kill-buffer "st-err")
   (shell-command "echo hi; echo e >&2" t "st-err")
   (should (equal (shell-tests--state) '("abhi\ncdef" 3 6 t)))
   (should (equal (shell-tests--output "st-err") '("e\n" 3 nil)))))

(ert-deftest shell-command-keeps-output ()
  "What `shell-command-dont-erase-buffer' does to \"one\\ntwo\\n\", point at 3."
  (dolist (row '((nil "seq 3" "1\n2\n3\n" 6) (t "seq 3" "on1\n2\n3\ne\ntwo\n" 15) (erase "seq 3" "1\n2\n3\n" 7)
                 (beg-last-out "seq 3" "one\ntwo\n1\n2\n3\n" 9) (end-last-out "seq 3" "on1\n2\n3\ne\ntwo\n" 15)
                 (save-point "seq 3" "one\ntwo\n1\n2\n3\n" 3)
                 (nil "printf x" "x" 2) (t "printf x" "onxe\ntwo\n" 10) (erase "printf x" "x" 2)
                 (beg-last-out "printf x" "one\ntwo\nx" 9) (end-last-out "printf x" "onxe\ntwo\n" 10)
                 (save-point "printf x" "one\ntwo\nx" 3)))
    (shell-tests--with
     (let ((shell-command-dont-erase-buffer (car row)))
       (with-current-buffer (get-buffer-create "st-out") (insert "one\ntwo\n") (goto-char 3))
       (shell-command (nth 1 row) "st-out")
       (should (equal (cons row (shell-tests--output "st-out")) (list row (nth 2 row) (nth 3 row) nil))))))
  (dolist (row '((nil "abz\ncdef" 3 5 t) (erase "z\n" 1 3 t) (beg-last-out "abz\ncdef" 3 5 t) (end-last-out "abz\ncdef" 3 5 t)
                 (save-point "abz\ncdef" 3 5 t)))
    (shell-tests--with
     (let ((shell-command-dont-erase-buffer (car row)))
       (shell-command "echo z" (current-buffer))
       (should (equal (cons (car row) (shell-tests--state)) row))))))

(ert-deftest shell-command-string ()
  (should (equal (shell-command-to-string "echo hi; echo err >&2; exit 3") "hi\nerr\n"))
  (should (equal (shell-command-to-string "printf 'h\\303\\251'") "hé"))
  (let ((coding-system-for-read 'binary))
    (should (equal (shell-command-to-string "printf 'h\\303\\251'") (string-to-multibyte "h\303\251"))))
  (let ((shell-file-name "/bin/echo") (shell-command-switch "-sw"))
    (should (equal (shell-command-to-string "x y") "-sw x y\n")))
  (dolist (bad '(5 nil))
    (should (equal (should-error (shell-command-to-string bad)) (list 'wrong-type-argument 'stringp bad)))
    (should (equal (should-error (shell-command bad)) (list 'wrong-type-argument 'stringp bad)))))

(ert-deftest shell-command-region ()
  (dolist (row '(((2 4 "tr a-z A-Z" nil t) 0 "aBCdef" 2 4 t)
                 ((4 2 "tr a-z A-Z" nil t) 0 "aBCdef" 4 2 t)
                 ((2 4 "tr a-z A-Z" nil no-mark) 0 "aBCdef" 4 nil nil)
                 ((2 4 "tr a-z A-Z" t) 0 "aBCbcdef" 4 nil nil)
                 ((2 4 "tr a-z A-Z" t t) 0 "aBCdef" 2 4 t)
                 ((2 4 "tr a-z A-Z" foo) 0 "aBCbcdef" 4 nil nil)
                 ((2 4 "exit 3" nil t) 3 "adef" 2 2 t)
                 ((2 4 "cat; echo e >&2; exit 3" nil t "st-err") 3 "abcdef" 2 4 t)))
    (shell-tests--with
     (should (equal (append (list (car row) (apply #'shell-command-on-region (car row))) (shell-tests--state)) row))
     (should-not (get-buffer "*Shell Command Output*"))
     (when (get-buffer "st-err") (should (equal (shell-tests--output "st-err") '("e\n" 1 nil)))))))

(ert-deftest shell-command-region-to-buffer ()
  (dolist (row '(("tr a-z A-Z" 0 "BC" "BC" 3 nil)
                 ("cat; echo e >&2; exit 3" 3 "bce" "bce\n" 4 " - Exit [3]")
                 ("exit 3" 3 "(Shell command failed with code 3 and no output)" "" 1 " - Exit [3]")
                 ("true" 0 "(Shell command succeeded with no output)" "" 1 nil)))
    (shell-tests--with
     (should (equal (append (list (car row) (shell-command-on-region 2 4 (car row)) shell-tests-said) (shell-tests--output)) row))
     (should (equal (shell-command-on-region 2 4 (car row) "st-out") (nth 1 row)))
     (should (equal (shell-tests--output "st-out") (nthcdr 3 row)))
     (should (equal (shell-tests--state) '("abcdef" 3 nil nil)))))
  (shell-tests--with
   (should (equal (shell-command-on-region 2 4 "tr a-z A-Z" (current-buffer)) 0))
   (should (equal (shell-tests--state) '("BC" 3 nil nil))))
  (shell-tests--with
   (shell-command-on-region "foo" nil "cat")
   (should (equal (car (shell-tests--output)) "foo")))
  (shell-tests--with
   (let ((shell-command-dont-erase-buffer t))
     (shell-command-on-region 2 4 "cat")
     (shell-command-on-region 2 4 "cat"))
   (should (equal (shell-tests--output) '("bcbc" 5 nil)))))

(ert-deftest shell-command-region-errors ()
  (shell-tests--with
   (should (equal (should-error (shell-command-on-region nil nil "cat" nil t)) '(wrong-type-argument number-or-marker-p nil)))
   (should (equal (should-error (shell-command-on-region 2 100 "cat" nil t)) (list 'args-out-of-range (current-buffer) 2 100)))
   (setq buffer-read-only t)
   (should (eq (car (should-error (shell-command-on-region 1 2 "cat" nil t))) 'buffer-read-only))))

(ert-deftest shell-command-call-region ()
  (dolist (row '(((2 4 "cat; echo x") 0 "abcdef" 3) ((2 4 "cat; echo x" t t) 0 "abcx\ndef" 6) ((2 4 "cat; echo x" nil t) 0 "abbcx\ncdef" 7)
                 ((2 4 "cat; exit 3" t) 3 "adef" 2)))
    (shell-tests--with
     (should (equal (append (list (car row) (apply #'call-shell-region (car row))) (butlast (shell-tests--state) 2)) row)))))

(ert-deftest shell-command-message-or-buffer ()
  (shell-tests--with
   (erase-buffer)
   (should (eq (display-message-or-buffer (current-buffer)) t))
   (insert "a\n\n")
   (should (equal (display-message-or-buffer (current-buffer)) "a\n"))
   (should (equal shell-tests-said "a\n"))
   (should (= (point) 3))
   (insert (make-string 1000 ?x))
   (setq shell-tests-said nil)
   (display-message-or-buffer (current-buffer))
   (should-not shell-tests-said)
   (should (= (point) 1))
   (should (equal (display-message-or-buffer "text\n") "text"))
   (should (equal (display-message-or-buffer "two\nlines" "st-out") "two\nlines"))
   (should (equal (shell-tests--output "st-out") '("two\nlines" 10 nil)))))

;;; Asynchronous commands

(defun shell-tests--await (name)
  "Wait until the command in the buffer NAME has ended."
  (let ((process (get-buffer-process name)) (limit (+ (float-time) 10)))
    (should (equal (process-name process) "Shell"))
    (should (eq (process-sentinel process) 'shell-command-sentinel))
    (while (and (get-process process) (process-live-p process) (< (float-time) limit)) (accept-process-output process 0.1))
    (while (accept-process-output process 0.01))))

(ert-deftest shell-command-async ()
  (dolist (row '((async-shell-command "echo hi" "hi\n" "echo hi: finished.")
                 (async-shell-command "echo hi &" "hi\n" "echo hi: finished.")
                 (shell-command "echo a &  " "a\n" "echo a: finished.")
                 (async-shell-command "echo a; exit 3" "a\n" "echo a; exit 3: exited abnormally with code 3.")
                 (shell-command "echo a; kill -9 $$ &" "a\n" "echo a; kill -9 $$: killed.")))
    (dolist (buffer '(nil "st-out"))
      (shell-tests--with
       (funcall (car row) (nth 1 row) buffer)
       (shell-tests--await (or buffer "*Async Shell Command*"))
       (should (equal (car (shell-tests--output (or buffer "*Async Shell Command*"))) (nth 2 row)))
       (should (equal shell-tests-said (nth 3 row)))))))

(ert-deftest shell-command-async-output ()
  (shell-tests--with
   (let ((async-shell-command-width 66)) (async-shell-command "echo $COLUMNS" "st-out"))
   (shell-tests--await "st-out")
   (should (equal (car (shell-tests--output "st-out")) "66\n"))
   (async-shell-command "echo out; echo err >&2" "st-out" "st-err")
   (shell-tests--await "st-out")
   (should (equal (car (shell-tests--output "st-out")) "out\nerr\n"))
   (should-not (get-buffer "st-err"))
   (let ((shell-command-dont-erase-buffer t)) (async-shell-command "echo more" "st-out"))
   (shell-tests--await "st-out")
   (should (equal (car (shell-tests--output "st-out")) "out\nerr\nmore\n"))
   (let ((async-shell-command-display-buffer nil)) (async-shell-command "echo late" "st-out"))
   (shell-tests--await "st-out")
   (should (equal (car (shell-tests--output "st-out")) "late\n"))
   (should (equal (should-error (shell-command "echo a &" t)) '(wrong-type-argument stringp t)))))

(ert-deftest shell-command-async-busy ()
  (shell-tests--with
   (let (kill-buffer-query-functions (async-shell-command-buffer 'new-buffer))
     (async-shell-command "sleep 60" "st-out")
     (let ((first (get-buffer "st-out")))
       (async-shell-command "sleep 60" "st-out")
       (should (get-buffer-process "st-out<2>"))
       (setq async-shell-command-buffer 'rename-buffer)
       (async-shell-command "sleep 60" "st-out")
       (should-not (eq first (get-buffer "st-out")))
       (should (equal (buffer-name first) "st-out<3>"))
       (dolist (name '("st-out" "st-out<2>" "st-out<3>"))
         (set-process-sentinel (get-buffer-process name) #'ignore)
         (delete-process (get-buffer-process name))
         (kill-buffer name))))))

(ert-deftest shell-command-split ()
  (dolist (row '(("") ("a b" "a" "b") ("a 'b c' \"d e\" f\\ g" "a" "b c" "d e" "f g") ("a'b'c" "abc") ("\"a\\\"b\"" "a\"b") ("a 'b" "a" "b")
                 ("$x y" "$x" "y") ("  lead" "lead") ("trail  " "trail" "") ("a;b" "b") ("a|b >c" "b" ">c") ("'' x" "" "x") ("a\\" "a\\")
                 ("'a'\"b\"" "ab") ("a=\"b c\"" "a=b c")))
    (should (equal (cons (car row) (split-string-shell-command (car row))) row))))

;;; shell-command.el ends here
