;;; call-process.el --- running programs and waiting for them  -*- lexical-binding: t; -*-

(require 'ert)

(defun call-process-in-buffer (&rest arguments)
  "Return (VALUE TEXT) of `call-process' with ARGUMENTS in a fresh buffer."
  (with-temp-buffer
    (let ((value (apply #'call-process arguments))) (list value (buffer-string)))))

(defmacro call-process-with-file (file &rest body)
  "Run BODY with FILE bound to the name of a file that does not exist, and delete it."
  (declare (indent 1))
  `(let ((,file (make-temp-file "call")))
     (delete-file ,file)
     (unwind-protect (progn ,@body) (ignore-errors (delete-file ,file)))))

(defun call-process-contents (file) (with-temp-buffer (insert-file-contents file) (buffer-string)))

(defconst call-process-both '("-c" "echo out; echo err >&2") "Arguments for a shell that writes to both streams.")

;;; Values

(ert-deftest call-process/status ()
  (should (equal (call-process "true") 0))
  (should (equal (call-process "false") 1))
  (should (equal (call-process "sh" nil nil nil "-c" "exit 77") 77)))

(ert-deftest call-process/signals ()
  (dolist (row '((1 . "Hangup") (2 . "Interrupt") (3 . "Quit") (6 . "Aborted") (9 . "Killed") (10 . "User defined signal 1")
                 (11 . "Segmentation fault") (13 . "Broken pipe") (14 . "Alarm clock") (15 . "Terminated")
                 (34 . "Real-time signal 0")))
    (should (equal (call-process "sh" nil nil nil "-c" (format "ulimit -c 0; kill -%d $$" (car row))) (cdr row)))))

(ert-deftest call-process/no-wait ()
  (call-process-with-file file
    (dolist (destination '(0 5 (0 nil)))
      (should-not (call-process "sh" nil destination nil "-c" (concat "echo done > " file ".new; mv " file ".new " file)))
      (with-timeout (60) (while (not (file-exists-p file)) (accept-process-output nil 0.02)))
      (delete-file file))))

;;; Destinations

(ert-deftest call-process/destination-buffer ()
  (should (equal (apply #'call-process-in-buffer "sh" nil t nil call-process-both) '(0 "out\nerr\n")))
  (should (equal (apply #'call-process-in-buffer "sh" nil nil nil call-process-both) '(0 "")))
  (with-temp-buffer
    (let ((target (current-buffer)))
      (with-temp-buffer
        (apply #'call-process "sh" nil target nil call-process-both)
        (should (equal (buffer-string) "")))
      (should (equal (list (buffer-string) (point)) '("out\nerr\n" 9)))))
  (unwind-protect
      (progn
        (call-process "echo" nil "call-process-named" nil "x")
        (should (equal (with-current-buffer "call-process-named" (buffer-string)) "x\n")))
    (kill-buffer "call-process-named")))

(ert-deftest call-process/destination-at-point ()
  (with-temp-buffer
    (insert "ab")
    (goto-char 2)
    (call-process "printf" nil t nil "xy")
    (should (equal (list (buffer-string) (point)) '("axyb" 4)))))

(ert-deftest call-process/destination-of-errors ()
  (should (equal (apply #'call-process-in-buffer "sh" nil '(t nil) nil call-process-both) '(0 "out\n")))
  (should (equal (apply #'call-process-in-buffer "sh" nil '(t t) nil call-process-both) '(0 "out\nerr\n")))
  (should (equal (apply #'call-process-in-buffer "sh" nil '(t) nil call-process-both) '(0 "out\nerr\n")))
  (should (equal (apply #'call-process-in-buffer "sh" nil '(nil t) nil call-process-both) '(0 "")))
  (call-process-with-file errors
    (should (equal (apply #'call-process-in-buffer "sh" nil (list t errors) nil call-process-both) '(0 "out\n")))
    (should (equal (call-process-contents errors) "err\n"))))

(ert-deftest call-process/destination-file ()
  (call-process-with-file output
    (call-process-with-file errors
      (apply #'call-process "sh" nil (list :file output) nil call-process-both)
      (should (equal (call-process-contents output) "out\nerr\n"))
      (apply #'call-process "sh" nil (list (list :file output) errors) nil call-process-both)
      (should (equal (call-process-contents output) "out\n"))
      (should (equal (call-process-contents errors) "err\n"))
      (let ((default-directory (file-name-directory output)))
        (call-process "echo" nil (list :file (file-name-nondirectory output)) nil "relative")
        (should (equal (call-process-contents output) "relative\n"))))))

(ert-deftest call-process/input-file ()
  (call-process-with-file file
    (write-region "text" nil file nil 'silent)
    (should (equal (call-process-in-buffer "cat" file t) '(0 "text")))
    (let ((default-directory (file-name-directory file)))
      (should (equal (call-process-in-buffer "cat" (file-name-nondirectory file) t) '(0 "text")))))
  (should (equal (call-process-in-buffer "cat" nil t) '(0 ""))))

(ert-deftest call-process/wrong-arguments ()
  (dolist (row '(((5) wrong-type-argument stringp 5)
                 (("true" nil nil nil 5) wrong-type-argument stringp 5)
                 (("true" 5) wrong-type-argument stringp 5)
                 (("true" nil foo) wrong-type-argument stringp foo)
                 (("true" nil (:file 5)) wrong-type-argument stringp 5)
                 (("true" nil (:file)) wrong-type-argument stringp nil)
                 (("true" nil (t 5)) wrong-type-argument stringp 5)
                 (("true" "/nonexistent") file-missing "Opening process input file" "No such file or directory" "/nonexistent")
                 (("true" nil (:file "/nonex/o")) file-missing "Opening process output file" "No such file or directory" "/nonex/o")
                 (("true" nil (t "/nonex/o")) file-missing "Cannot redirect stderr" "No such file or directory" "/nonex/o")
                 (("/no/such/prog") file-missing "Searching for program" "No such file or directory" "/no/such/prog")
                 (("no-such-prog") file-missing "Searching for program" "No such file or directory" "no-such-prog")
                 (("/tmp") file-error "Searching for program" "Is a directory" "/tmp")))
    (should (equal (cons row (should-error (apply #'call-process (car row)))) (cons row (cdr row)))))
  (let ((default-directory "/nonexistent/"))
    (should (equal (should-error (call-process "true"))
                   '(file-missing "Setting current directory" "No such file or directory" "/nonexistent/"))))
  (should (equal (should-error (with-temp-buffer
                                 (let ((dead (current-buffer))) (kill-buffer dead) (call-process "true" nil dead))))
                 '(error "Selecting deleted buffer"))))

;;; Text

(ert-deftest call-process/decoding ()
  (should (equal (call-process-in-buffer "printf" nil t nil "h\\303\\251\\r\\n") '(0 "hé\r\n")))
  (should (equal (call-process-in-buffer "printf" nil t nil "é%s" "\351") '(0 "é\x3fffe9")))
  (let ((coding-system-for-read 'latin-1))
    (should (equal (call-process-in-buffer "printf" nil t nil "\\351") '(0 "é")))
    (should (eq last-coding-system-used 'latin-1)))
  (let ((coding-system-for-read 'utf-8-dos))
    (should (equal (call-process-in-buffer "printf" nil t nil "a\\r\\nb\\r\\n") '(0 "a\nb\n"))))
  (with-temp-buffer
    (set-buffer-multibyte nil)
    (call-process "printf" nil t nil "h\\303\\251")
    (should (equal (buffer-string) "h\303\251"))))

(ert-deftest call-process/much-output ()
  (with-temp-buffer
    (should (equal (call-process "sh" nil t nil "-c" "i=0; while [ $i -lt 3000 ]; do echo ééééééééééééééééééééééééééééééééééééééééééé$i; i=$((i+1)); done") 0))
    (should (equal (count-lines (point-min) (point-max)) 3000))
    (goto-char (point-min))
    (should (equal (how-many "^é\\{43\\}[0-9]+$") 3000))))

(ert-deftest call-process/changes ()
  (with-temp-buffer
    (buffer-enable-undo)
    (let ((changes nil))
      (add-hook 'after-change-functions (lambda (&rest change) (push change changes)) nil t)
      (call-process "echo" nil t nil "hi")
      (should (equal changes '((1 4 0))))
      (should (equal buffer-undo-list '((1 . 4) (t . 0))))))
  (with-temp-buffer
    (setq buffer-read-only t)
    (should (eq (car (should-error (call-process "echo" nil t nil "hi"))) 'buffer-read-only))))

(ert-deftest call-process/waits-for-the-end-of-output ()
  "Somebody else may hold the pipe."
  (should (equal (call-process-in-buffer "sh" nil t nil "-c" "(sleep 0.3; echo late) & echo early") '(0 "early\nlate\n"))))

;;; While it runs

(ert-deftest call-process/no-filters-meanwhile ()
  (let* ((seen nil)
         (p (make-process :name "other" :command '("echo" "x") :connection-type 'pipe
                          :filter (lambda (&rest _) (push 'filter seen)) :sentinel (lambda (&rest _) (push 'sentinel seen)))))
    (call-process "sleep" nil nil nil "0.3")
    (should-not seen)
    (with-timeout (60) (while (not (memq 'sentinel seen)) (accept-process-output p 0.1)))
    (should (equal seen '(sentinel filter)))))

(ert-deftest call-process/with-timeout ()
  "Emacs runs no timers meanwhile; here they end it, and the program with it."
  (skip-unless (featurep 'elwire))
  (call-process-with-file file
    (let ((start (float-time)))
      (should (eq (with-timeout (1.5 'late)
                    (call-process "sh" nil nil nil "-c" (format "trap 'echo interrupted > %s; exit' INT; sleep 20 & wait" file)))
                  'late))
      (should (< (- (float-time) start) 15)))
    (should (equal (call-process-contents file) "interrupted\n"))))

(ert-deftest call-process/partial-output-stays ()
  (skip-unless (featurep 'elwire))
  (with-temp-buffer
    (should (eq (with-timeout (1.5 'late) (call-process "sh" nil t nil "-c" "echo first; sleep 20")) 'late))
    (should (equal (buffer-string) "first\n"))))

(ert-deftest call-process/deaf-program-is-killed ()
  (skip-unless (featurep 'elwire))
  (let ((start (float-time)))
    (with-timeout (0.2) (call-process "sh" nil nil nil "-c" "trap '' INT; sleep 20"))
    (should (< (- (float-time) start) 15))))

;;; Regions

(ert-deftest call-process-region/replaces ()
  (with-temp-buffer
    (insert "abcabcé")
    (should (equal (call-process-region 1 4 "tr" t t nil "a" "b") 0))
    (should (equal (list (buffer-string) (point)) '("abcébbc" 8)))))

(ert-deftest call-process-region/region ()
  (dolist (row '(((1 4) "abbbccabcé" 6) ((4 1) "abbbccabcé" 6) (("aXé" nil) "abbXécabcé" 6) ((nil nil) "abbbcbbcécabcé" 10)
                 ((4 4) "abcabcé" 3) (("" nil) "abcabcé" 3)))
    (with-temp-buffer
      (insert "abcabcé")
      (goto-char 3)
      (call-process-region (nth 0 (car row)) (nth 1 (car row)) "tr" nil t nil "a" "b")
      (should (equal (list (car row) (buffer-string) (point)) row)))))

(ert-deftest call-process-region/whole-buffer-although-narrowed ()
  (with-temp-buffer
    (insert "abcdef")
    (narrow-to-region 2 4)
    (call-process-region nil nil "cat" nil t)
    (should (equal (buffer-string) "bcabcdef")))
  (with-temp-buffer
    (insert "abcdef")
    (narrow-to-region 2 4)
    (call-process-region nil nil "cat" t t)
    (should (equal (buffer-string) "abcdef"))))

(ert-deftest call-process-region/wrong-arguments ()
  (with-temp-buffer
    (insert "abc")
    (should (equal (should-error (call-process-region 1 1 5)) '(wrong-type-argument stringp 5)))
    (should (equal (should-error (call-process-region 2 nil "cat")) '(wrong-type-argument integer-or-marker-p nil)))
    (should (equal (should-error (call-process-region 2 9 "cat")) (list 'args-out-of-range (current-buffer) 2 9)))
    (should (equal (should-error (call-process-region "s" nil "cat" t)) '(wrong-type-argument integer-or-marker-p "s")))
    (should (equal (should-error (call-process-region 1 3 "no-such-prog" t))
                   '(file-missing "Searching for program" "No such file or directory" "no-such-prog")))
    (should (equal (buffer-string) "c"))))

(ert-deftest call-process-region/coding ()
  (with-temp-buffer
    (insert "é\n")
    (let ((coding-system-for-write 'latin-1-dos) (coding-system-for-read 'binary))
      (call-process-region 1 3 "cat" nil t))
    (should (equal (buffer-string) "é\n\x3fffe9\r\n")))
  (with-temp-buffer
    (call-process-region "a\351" nil "wc" nil t nil "-c")
    (should (equal (buffer-string) "2\n"))))

(ert-deftest call-process-region/much-input-and-output ()
  (with-temp-buffer
    (dotimes (i 30000) (insert (format "%d zeile\n" i)))
    (let ((before (buffer-string)))
      (should (equal (call-process-region nil nil "cat" t t) 0))
      (should (equal (buffer-string) before)))))

(ert-deftest call-process-region/no-wait ()
  (with-temp-buffer
    (insert "abc")
    (should-not (call-process-region 1 3 "cat" t 0))
    (should (equal (buffer-string) "c"))))

;;; Lisp over them

(ert-deftest process-lines/status ()
  (should (equal (process-lines "printf" "a\\nb\\n\\nc") '("a" "b" "" "c")))
  (should (equal (should-error (process-lines "false")) '(error "false exited with status 1"))))

(ert-deftest shell-command-to-string/output ()
  (should (equal (shell-command-to-string "echo hi; exit 3") "hi\n")))

;;; call-process.el ends here
