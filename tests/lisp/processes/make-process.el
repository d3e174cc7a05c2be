;;; make-process.el --- starting programs: arguments, terminals, environment  -*- lexical-binding: t; -*-

(require 'ert)

(defun make-process-elwire-p () "Whether this is elwire." (featurep 'elwire))

(defun make-process-events (&rest arguments)
  "Run a process made with ARGUMENTS until it ends.
Return (OUTPUT . EVENTS); an event is (MESSAGE STATUS EXIT-STATUS)."
  (let* ((output "") (events nil)
         (process (apply #'make-process :name "test"
                         :filter (lambda (_p text) (setq output (concat output text)))
                         :sentinel (lambda (p message)
                                     (push (list message (process-status p) (process-exit-status p)) events))
                         arguments)))
    (with-timeout (20 (delete-process process) (error "Still running: %S %S" output events))
      (while (or (process-live-p process) (null events))
        (accept-process-output nil 0.1)))
    (cons output (nreverse events))))

(defun make-process-output (&rest command)
  "Return what COMMAND writes into a pipe."
  (car (make-process-events :command command :connection-type 'pipe)))

(defmacro make-process-with (spec &rest body)
  "Bind the first of SPEC to the process made by the rest, run BODY, delete it."
  (declare (indent 1))
  `(let ((,(car spec) ,(cadr spec)))
     (unwind-protect (progn ,@body) (delete-process ,(car spec)))))

;;; Unibyte buffers

(defun make-process-into-unibyte (&rest arguments)
  "What a unibyte buffer holds after a program made with ARGUMENTS has written two bytes beyond ASCII and a CRLF, and the decoder."
  (with-temp-buffer
    (set-buffer-multibyte nil)
    (let* ((buffer (current-buffer)) (ended nil)
           (p (with-temp-buffer
                (apply #'make-process :name "x" :command '("printf" "\303\251\r\n") :connection-type 'pipe :buffer buffer
                       :sentinel (lambda (&rest _) (setq ended t)) arguments))))
      (with-timeout (60) (while (not ended) (accept-process-output p 0.1)))
      (list (buffer-string) (car (process-coding-system p))))))

(ert-deftest make-process/unibyte-buffers-keep-bytes ()
  (should (equal (make-process-into-unibyte) '("\303\251\r\n" raw-text-unix)))
  (should (equal (make-process-into-unibyte :coding 'utf-8) '("\303\251\n" raw-text-dos)))
  (should (equal (make-process-into-unibyte :coding 'utf-8-dos) '("\303\251\n" raw-text-dos)))
  (should (equal (make-process-into-unibyte :coding 'latin-1-unix) '("\303\251\r\n" raw-text-unix)))
  (should (equal (make-process-into-unibyte :coding 'binary) '("\303\251\r\n" binary)))
  ;; Filters are given what the coding system says.
  (let ((texts nil))
    (make-process-into-unibyte :coding 'utf-8-unix :filter (lambda (_p text) (push text texts)))
    (should (equal (apply #'concat (nreverse texts)) "é\r\n"))))

(ert-deftest make-process/filter-multibyte ()
  (make-process-with (p (make-process :name "x" :command '("cat")))
    (dolist (row '((binary . binary) (no-conversion . no-conversion) (utf-8 . raw-text) (undecided-dos . raw-text-dos)
                   (emacs-internal . raw-text-unix) (nil . raw-text)))
      (set-process-coding-system p (car row) 'utf-8-unix)
      (set-process-filter-multibyte p nil)
      (should (equal (process-coding-system p) (cons (cdr row) 'utf-8-unix))))))

;;; Arguments

(ert-deftest make-process/no-arguments () (should-not (make-process)))

(ert-deftest make-process/wrong-arguments ()
  (dolist (row '(((:command ("true")) wrong-type-argument stringp nil)
                 ((:name x) wrong-type-argument stringp x)
                 ((:name "x" :command "true") wrong-type-argument listp "true")
                 ((:name "x" :command (5)) wrong-type-argument stringp 5)
                 ((:name "x" :command ("true" nil)) wrong-type-argument stringp nil)
                 ((:name "x" :command ("true" . "x")) wrong-type-argument listp "x")
                 ((:name "x" :command ("true") :stop t) wrong-type-argument null t)
                 ((:name "x" :command ("true") :stderr 5) wrong-type-argument stringp 5)
                 ((:name "x" :command ("true") :buffer 5) wrong-type-argument stringp 5)
                 ((:name "x" :command true) wrong-type-argument sequencep true)
                 ((:name "x" :command ("true") :coding bogus) coding-system-error bogus)
                 ((:name "x" :command ("true") :coding "utf-8") wrong-type-argument symbolp "utf-8")
                 ((:name "x" :command ("no-such-prog-xyz"))
                  file-missing "Searching for program" "No such file or directory" "no-such-prog-xyz")
                 ((:name "x" :command ("./no-such"))
                  file-missing "Searching for program" "No such file or directory" "./no-such")
                 ((:name "x" :command ("")) file-error "Searching for program" "Is a directory" "")
                 ((:name "x" :command ("/")) error "Specified program for new process is a directory")))
    (should (equal (cons row (should-error (apply #'make-process (car row)))) (cons row (cdr row))))))

(ert-deftest make-process/unknown-connection-type ()
  (let ((failure (should-error (make-process :name "x" :command '("true") :connection-type 'foo))))
    (should (equal (cadr failure) "Unknown connection type"))))

(ert-deftest make-process/missing-directory ()
  (let ((default-directory "/nonexistent/"))
    (should (equal (should-error (make-process :name "x" :command '("true")))
                   '(file-missing "Setting current directory" "No such file or directory" "/nonexistent/")))))

(ert-deftest make-process/quoted-directory ()
  (let ((default-directory "/:/usr/"))
    (should (equal (make-process-output "pwd") "/usr\n"))
    (should (equal (shell-command-to-string "pwd") "/usr\n"))))

(ert-deftest make-process/failure-leaves-no-process ()
  (let ((before (process-list)))
    (should-error (make-process :name "x" :command '("no-such-prog-xyz")))
    (should (equal (process-list) before))))

(ert-deftest make-process/program-that-cannot-run ()
  "Absolute names are not looked at before."
  (let ((missing (make-process-events :command '("/no/such/prog") :connection-type 'pipe))
        (refused (make-process-events :command '("/etc/passwd"))))
    (should (string-match "\\`[a-z]+: /no/such/prog: No such file or directory\n\\'" (car missing)))
    (should (equal (cdr missing) '(("exited abnormally with code 127\n" exit 127))))
    (should (string-match "\\`[a-z]+: /etc/passwd: Permission denied\n\\'" (car refused)))
    (should (equal (cdr refused) '(("exited abnormally with code 126\n" exit 126))))))

(ert-deftest make-process/names-are-unique ()
  (make-process-with (a (make-process :name "same" :command '("cat")))
    (make-process-with (b (make-process :name "same" :command '("cat")))
      (should (equal (list (process-name a) (process-name b)) '("same" "same<1>")))
      (should (eq (get-process "same<1>") b))
      (should (equal (seq-take (process-list) 2) (list b a))))))

(ert-deftest make-process/what-may-be-asked ()
  (make-process-with (p (make-process :name "asked" :command '("cat" "-u") :connection-type 'pipe :noquery t))
    (should (eq (process-type p) 'real))
    (should (eq (process-status p) 'run))
    (should (equal (process-live-p p) '(run open listen connect stop)))
    (should (equal (process-command p) '("cat" "-u")))
    (should (integerp (process-id p)))
    (should (equal (process-exit-status p) 0))
    (should-not (process-tty-name p))
    (should-not (process-query-on-exit-flag p))
    (should-not (set-process-window-size p 10 20))
    (should (eq (process-running-child-p p) t))
    (should (equal (list (process-contact p) (process-contact p :name) (process-contact p t)) '(t t t)))
    (should (equal (process-coding-system p) '(utf-8-unix . utf-8-unix)))))

(ert-deftest make-process/coding ()
  (dolist (row '(((:coding utf-8) utf-8 . utf-8)
                 ((:coding (utf-8 . latin-1)) utf-8 . latin-1)
                 ((:coding binary) binary . binary)
                 ((:coding (nil . nil)) utf-8-unix . utf-8-unix)))
    (make-process-with (p (apply #'make-process :name "coding" :command '("cat") (car row)))
      (should (equal (process-coding-system p) (cdr row)))))
  (let ((coding-system-for-read 'latin-1) (coding-system-for-write 'koi8-r))
    (make-process-with (p (make-process :name "coding" :command '("cat")))
      (should (equal (process-coding-system p) '(latin-1 . koi8-r)))))
  (let ((process-coding-system-alist '(("\\`cat" koi8-r . utf-16))))
    (make-process-with (p (make-process :name "coding" :command '("cat")))
      (should (equal (process-coding-system p) '(koi8-r . utf-16))))))

(ert-deftest make-process/plist ()
  "It is not an argument of Emacs 28."
  (make-process-with (p (make-process :name "plist" :command '("cat") :plist '(a 1)))
    (should-not (process-plist p))))

(ert-deftest make-process/buffer ()
  (with-temp-buffer
    (insert "before\n")
    (let ((p (make-process :name "shown" :buffer (current-buffer) :command '("echo" "hé") :connection-type 'pipe)))
      (with-timeout (60) (while (accept-process-output p)))
      (accept-process-output nil 0)
      (should (equal (buffer-string) "before\nhé\n\nProcess shown finished\n")))))

(ert-deftest make-process/arguments-arrive-as-bytes ()
  (should (equal (make-process-output "printf" "%s|" "a b" "" "é" "\"'\\") "a b||é|\"'\\|")))

;;; Where it runs

(ert-deftest make-process/directory ()
  (let ((default-directory "/usr/"))
    (should (equal (make-process-output "sh" "-c" "pwd; echo $PWD") "/usr\n/usr\n"))))

(ert-deftest make-process/environment ()
  (let ((process-environment '("A=1" "B=2" "A=3" "C" "C=4" "D=")))
    (should (equal (sort (split-string (make-process-output "/usr/bin/env") "\n" t) #'string<) '("A=1" "B=2" "D=")))))

(ert-deftest make-process/exec-path ()
  (let* ((directory (file-name-as-directory (make-temp-file "exec" t)))
         (below (expand-file-name "below" directory)))
    (unwind-protect
        (progn
          (make-directory below)
          (with-temp-file (expand-file-name "prog" below) (insert "#!/bin/sh\necho found \"$@\"\n"))
          (set-file-modes (expand-file-name "prog" below) #o755)
          (let ((exec-path (list below))) (should (equal (make-process-output "prog" "x") "found x\n")))
          (let ((exec-path (list directory))) (should (equal (make-process-output "below/prog") "found\n")))
          (let ((exec-path (list below)) (exec-suffixes '(".no" "og"))) (should (equal (make-process-output "pr") "found\n")))
          (let ((exec-path '(nil)) (default-directory (file-name-as-directory below)))
            (should (equal (make-process-output "prog") "found\n")))
          (let ((exec-path (list below)))
            (should (equal (executable-find "prog") (expand-file-name "prog" below)))
            (set-file-modes (expand-file-name "prog" below) #o644)
            (unless (zerop (user-uid))
              (should (equal (should-error (make-process :name "x" :command '("prog")))
                             '(file-error "Searching for program" "Permission denied" "prog"))))))
      (delete-directory directory t))))

(ert-deftest make-process/signals-and-descriptors-of-the-child ()
  "Nothing is ignored, nothing blocked, and only the standard descriptors are open."
  (let ((status (make-process-output "grep" "^Sig[BI]" "/proc/self/status")))
    (when (make-process-elwire-p)
      (should (equal status "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n"))
      (make-process-with (other (make-process :name "other" :command '("cat")))
        (should (equal (make-process-output "sh" "-c" "ls /proc/$$/fd") "0\n1\n2\n"))))))

(ert-deftest make-process/session ()
  (let ((ids (split-string (make-process-output "sh" "-c" "echo $$; ps -o sid= -o pgid= -p $$"))))
    (should (equal (nth 0 ids) (nth 1 ids)))
    (should (equal (nth 0 ids) (nth 2 ids)))))

;;; Terminals

(ert-deftest make-process/terminal ()
  (let ((output (car (make-process-events :command '("sh" "-c" "tty; tty <&1; tty <&2; stty -a")))))
    (should (string-match "\\`\\(/dev/pts/[0-9]+\n\\)\\1\\1" output))
    (dolist (setting '("-echo " "-onlcr" " icanon" "\nisig" "intr = ^C" "eof = ^D" "erase = <undef>"))
      (should (string-match-p (regexp-quote setting) output)))))

(ert-deftest make-process/terminal-by-variable ()
  (let ((process-connection-type nil))
    (should (equal (car (make-process-events :command '("tty"))) "not a tty\n"))))

(ert-deftest make-process/terminal-is-controlling-one ()
  (should (equal (car (make-process-events :command '("sh" "-c" "echo there > /dev/tty"))) "there\n")))

(ert-deftest make-process/input-is-not-echoed ()
  (let* ((output "")
         (p (make-process :name "cat" :command '("cat") :filter (lambda (_p s) (setq output (concat output s))))))
    (process-send-string p "hi\n")
    (process-send-eof p)
    (with-timeout (60) (while (accept-process-output p)))
    (should (equal output "hi\n"))
    (should (equal (process-status p) 'exit))))

(ert-deftest make-process/window-size ()
  (make-process-with (p (make-process :name "size" :command '("sh" "-c" "read x; stty size")))
    (let ((output ""))
      (set-process-filter p (lambda (_p s) (setq output (concat output s))))
      (should (eq (set-process-window-size p 12 34) t))
      (process-send-string p "\n")
      (with-timeout (60) (while (accept-process-output p)))
      (should (equal output "12 34\n")))))

(ert-deftest make-process/terminal-without-program ()
  (make-process-with (p (make-process :name "bare"))
    (should (equal (process-id p) -2))
    (should (eq (process-status p) 'run))
    (should-not (process-command p))
    (should (string-match "\\`/dev/pts/[0-9]+\\'" (process-tty-name p)))
    (should (equal (should-error (signal-process p 0)) '(error "Cannot signal process bare")))
    (let ((output ""))
      (set-process-filter p (lambda (_p s) (setq output (concat output s))))
      (make-process-events :command (list "sh" "-c" (concat "echo to it > " (process-tty-name p))))
      (with-timeout (60) (while (equal output "") (accept-process-output p 0.1)))
      (should (equal output "to it\r\n")))))

(ert-deftest make-process/terminal-for-one-direction ()
  (skip-unless (or (make-process-elwire-p) (>= emacs-major-version 29)))
  (let ((command '("sh" "-c" "tty; tty <&1; true")))
    (should (string-match "\\`not a tty\n/dev/pts/[0-9]+\n\\'"
                          (car (make-process-events :command command :connection-type '(pipe . pty)))))
    (should (string-match "\\`/dev/pts/[0-9]+\nnot a tty\n\\'"
                          (car (make-process-events :command command :connection-type '(pty . pipe)))))))

;;; Standard error

(ert-deftest make-process/errors-go-along ()
  (should (equal (make-process-output "sh" "-c" "echo a; echo b >&2; echo c") "a\nb\nc\n")))

(ert-deftest make-process/errors-into-buffer ()
  (let ((errors (generate-new-buffer "errors")) (output "") pipe)
    (unwind-protect
        (let ((p (make-process :name "se" :command '("sh" "-c" "echo out; echo err >&2") :stderr errors :connection-type 'pipe
                               :filter (lambda (_p s) (setq output (concat output s))))))
          (setq pipe (get-buffer-process errors))
          (should (equal (list (process-name pipe) (process-type pipe) (process-status pipe)) '("se stderr" pipe open)))
          (should (equal (process-contact pipe t) (list :name "se stderr" :buffer errors :noquery nil)))
          (with-timeout (60)
            (while (or (process-live-p p) (process-live-p pipe)) (accept-process-output nil 0.1)))
          (accept-process-output nil 0)
          (should (equal output "out\n"))
          (should (equal (with-current-buffer errors (buffer-string)) "err\n\nProcess se stderr finished\n")))
      (kill-buffer errors))))

(ert-deftest make-process/no-terminal-beside-errors ()
  (dolist (type '(nil pty))
    (let* ((errors (generate-new-buffer "errors"))
           (p (make-process :name "x" :command '("cat") :stderr errors :noquery t :connection-type type)))
      (should-not (process-tty-name p))
      (delete-process p)
      (kill-buffer errors))))

(ert-deftest make-process/errors-into-process ()
  (let* ((errors "") (message nil)
         (pipe (make-pipe-process :name "errors" :buffer (generate-new-buffer "errors")
                                  :filter (lambda (_p s) (setq errors (concat errors s)))
                                  :sentinel (lambda (_p s) (setq message s))))
         (p (make-process :name "x" :command '("sh" "-c" "echo out; echo err >&2") :stderr pipe :connection-type 'pipe)))
    (with-timeout (60)
      (while (or (process-live-p p) (not message)) (accept-process-output nil 0.1)))
    (should (equal (list errors message) '("err\n" "finished\n")))
    (kill-buffer (process-buffer pipe))))

(ert-deftest make-process/errors-into-other-kind ()
  (make-process-with (other (make-process :name "other" :command '("cat")))
    (should (equal (should-error (make-process :name "x" :command '("true") :stderr other))
                   '(error "Process is not a pipe process")))))

;;; start-process

(ert-deftest start-process/runs ()
  (with-temp-buffer
    (let ((p (start-process "sp" (current-buffer) "sh" "-c" "echo $1" "sh" "arg")))
      (should (equal (process-command p) '("sh" "-c" "echo $1" "sh" "arg")))
      (with-timeout (60) (while (accept-process-output p)))
      (accept-process-output nil 0)
      (should (equal (buffer-string) "arg\n\nProcess sp finished\n")))))

(ert-deftest start-process/wrong-arguments ()
  (should (equal (should-error (start-process "x" nil 5)) '(wrong-type-argument stringp 5)))
  (should (equal (should-error (start-process 5 nil "true")) '(wrong-type-argument stringp 5)))
  (should (equal (should-error (start-process "x" nil "true" 5)) '(wrong-type-argument stringp 5))))

;;; make-process.el ends here
