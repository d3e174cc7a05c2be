;;; comint.el --- an interpreter in a buffer -*- lexical-binding: t -*-

(require 'ert)
(require 'cl-lib)
(require 'comint)

(defmacro comint-tests--with (&rest body)
  "Run BODY in a buffer with a small interpreter: it says P> and then repeats each line after \"got\"."
  (declare (indent 0))
  `(let ((buffer (make-comint "comint-test" "sh" nil "-c"
                              "stty -echo; printf 'P> '; while read l; do echo \"got $l\"; printf 'P> '; done")))
     (unwind-protect
         (with-current-buffer buffer
           (set-process-query-on-exit-flag (get-buffer-process buffer) nil)
           (comint-tests--await "P> ")
           ,@body)
       (let ((process (get-buffer-process buffer)))
         (when process (set-process-sentinel process #'ignore) (delete-process process)))
       (kill-buffer buffer))))

(defun comint-tests--text () (buffer-substring-no-properties (point-min) (point-max)))
(defun comint-tests--await (end)
  "Wait until the text of the buffer ends in END."
  (let ((limit (+ (float-time) 10)))
    (while (and (not (string-suffix-p end (comint-tests--text))) (< (float-time) limit))
      (accept-process-output (get-buffer-process (current-buffer)) 0.1)))
  (should (string-suffix-p end (comint-tests--text))))
(defun comint-tests--say (text)
  (goto-char (point-max))
  (insert text)
  (comint-send-input)
  (comint-tests--await (format "got %s\nP> " (string-trim text))))
(defun comint-tests--pending () (buffer-substring-no-properties (process-mark (get-buffer-process (current-buffer))) (point-max)))

(ert-deftest comint-start ()
  (comint-tests--with
    (should (eq major-mode 'comint-mode))
    (should (equal (buffer-name) "*comint-test*"))
    (should (eq (process-filter (get-buffer-process (current-buffer))) 'comint-output-filter))
    (should (equal (comint-check-proc buffer) '(run stop)))
    (should-not (comint-check-proc "no such buffer"))
    (should (eq (make-comint "comint-test" "true") buffer))
    (should (equal (process-name (get-buffer-process buffer)) "comint-test"))))

(ert-deftest comint-conversation ()
  (comint-tests--with
    (comint-tests--say "hello")
    (should (equal (comint-tests--text) "P> hello\ngot hello\nP> "))
    (should (= (point) (point-max) (process-mark (get-buffer-process buffer))))
    (should (equal (mapcar (lambda (place) (get-text-property place 'field)) '(1 4 9 10 20)) '(output nil boundary output output)))
    (should (equal (list (marker-position comint-last-input-start) (marker-position comint-last-input-end)
                         (marker-position (car comint-last-prompt)))
                   '(4 10 20)))
    ;; the prompt may come in a piece of its own
    (should (memq (marker-position comint-last-output-start) '(10 20)))
    (should (eq (get-text-property 4 'font-lock-face) 'comint-highlight-input))
    (should (equal (get-text-property 1 'font-lock-face) '(comint-highlight-prompt comint-highlight-prompt)))
    (should (equal (get-text-property 20 'font-lock-face) '(comint-highlight-prompt)))))

(ert-deftest comint-history ()
  (comint-tests--with
    (dolist (text '("hello" "two" "  " "three")) (comint-tests--say text))
    (should (equal (ring-elements comint-input-ring) '("three" "two" "hello")))
    (insert "begun")
    (comint-previous-input 1)
    (should (equal (comint-tests--pending) "three"))
    (comint-previous-input 2)
    (should (equal (list (comint-tests--pending) comint-input-ring-index) '("hello" 2)))
    (comint-next-input 1)
    (should (equal (list (comint-tests--pending) comint-input-ring-index) '("two" 1)))
    (let ((inhibit-message t)) (comint-previous-matching-input "hel" 1))
    (should (equal (comint-tests--pending) "hello"))
    (should (equal (should-error (comint-previous-matching-input "nothing" 1)) '(user-error "Not found")))
    (comint-kill-input)
    (should (equal (list (comint-tests--pending) (current-kill 0)) '("" "hello")))))

(ert-deftest comint-history-file ()
  (let ((file (make-temp-file "comint-test")))
    (unwind-protect
        (with-temp-buffer
          (comint-mode)
          (setq-local comint-input-ring-file-name file)
          (dolist (text '("one" "two" "" "#note" "two words")) (comint-add-to-input-history text))
          (comint-write-input-ring)
          (should (equal (with-temp-buffer (insert-file-contents file) (buffer-string)) "one\ntwo\n#note\ntwo words\n"))
          (setq comint-input-ring (make-ring 5))
          (comint-read-input-ring)
          (should (equal (ring-elements comint-input-ring) '("two words" "two" "one"))))
      (delete-file file))))

(ert-deftest comint-old-input ()
  (comint-tests--with
    (comint-tests--say "hello")
    (goto-char 6)
    (should (equal (comint-get-old-input-default) "hello"))
    (should-not (comint-after-pmark-p))
    (goto-char 12)
    (should (equal (comint-get-old-input-default) "got hello"))
    (goto-char (point-max))
    (should (comint-after-pmark-p))
    (insert "xx")
    (goto-char 6)
    (comint-send-input)
    (comint-tests--await "got hello\nP> xx")
    (should (equal (comint-tests--text) "P> hello\ngot hello\nP> hello\ngot hello\nP> xx"))))

(ert-deftest comint-places ()
  (comint-tests--with
    (comint-tests--say "hello")
    (insert "xx")
    (comint-bol)
    (should (= (point) 23))
    (goto-char (point-max))
    (should (= (comint-line-beginning-position) 23))
    (comint-previous-prompt 1)
    (should (= (point) 23))
    (comint-previous-prompt 1)
    (should (= (point) 4))
    (comint-next-prompt 1)
    (should (= (point) 23))))

(ert-deftest comint-output-comes-before-input ()
  (comint-tests--with
    (insert "not sent")
    (comint-send-string (get-buffer-process buffer) "direct\n")
    (comint-tests--await "got direct\nP> not sent")
    (should (equal (comint-tests--text) "P> got direct\nP> not sent"))
    (should (= (point) (point-max)))))

(ert-deftest comint-output-hooks ()
  (comint-tests--with
    (let ((seen nil))
      (add-hook 'comint-preoutput-filter-functions #'upcase nil t)
      (add-hook 'comint-output-filter-functions (lambda (text) (setq seen (concat seen text))) nil t)
      (goto-char (point-max))
      (insert "hello")
      (comint-send-input)
      (comint-tests--await "GOT HELLO\nP> ")
      (should (equal seen "GOT HELLO\nP> ")))))

(ert-deftest comint-deleting ()
  (comint-tests--with
    (comint-tests--say "hello")
    (comint-delete-output)
    (should (equal (comint-tests--text) "P> hello\n*** output flushed ***\nP> "))
    (let ((comint-buffer-maximum-size 1)) (comint-truncate-buffer))
    (should (equal (comint-tests--text) "*** output flushed ***\nP> "))))

(ert-deftest comint-redirection ()
  (comint-tests--with
    (setq-local comint-prompt-regexp "^P> ")
    (should (equal (comint-redirect-results-list-from-process (get-buffer-process buffer) "query" "got \\(.*\\)" 1) '("query")))
    (comint-redirect-send-command-to-process "foo" "*comint-out*" (get-buffer-process buffer) nil t)
    (while (not comint-redirect-completed) (accept-process-output nil 0.1))
    (should (equal (with-current-buffer "*comint-out*" (prog1 (buffer-string) (kill-buffer))) "got foo\n"))
    (should (equal (comint-tests--text) "P> "))
    (comint-tests--say "again")))

(ert-deftest comint-end ()
  (comint-tests--with
    (comint-send-eof)
    (comint-tests--await "\nProcess comint-test finished\n")
    (should-not (get-buffer-process buffer))
    (should (equal (should-error (comint-send-input)) '(user-error "Current buffer has no process")))))

(ert-deftest comint-words ()
  (dolist (row '(("a 'b c' \"d\" e" 0 nil "a 'b c' \"d\" e") ("a 'b c' d e" 1 1 "'b c'") ("a b c d" -1 nil "d") ("a b c d" 1 -1 "b c d")
                 ("a b c d" 0 9 "a b c d") ("a|b" 0 nil "a|b")))
    (should (equal (apply #'comint-arguments (butlast row)) (car (last row)))))
  (let ((comint-delimiter-argument-list '(?|)))
    (should (equal (comint-arguments "a|b" 0 1) "a |")))
  (should (comint-nonblank-p " a "))
  (should-not (comint-nonblank-p "  "))
  (with-temp-buffer
    (insert "abc\rX\ndef\r\ngh\b\bi")
    (comint-carriage-motion (point-min) (point-max))
    (should (equal (buffer-string) "X\ndef\ni"))))

(ert-deftest comint-passwords ()
  (dolist (prompt '("Password: " "Enter passphrase for key 'x': " "[sudo] password for me:" "New password: " "me@host's password: "
                    "Enter passphrase (empty for no passphrase): " "Enter same passphrase again: " "Password (again):" "PIN for user:"
                    "Enter PEM pass phrase:" "Bad passphrase, try again for /x: " "[sudo] user 的密码：" "Mot de passe :" "Passwort:"
                    "Kerberos password for devnull/root <at> GNU.ORG: "))
    (should (let ((case-fold-search t)) (string-match-p comint-password-prompt-regexp prompt))))
  (dolist (text '("Your password was changed.\n" "P> " "password\n"))
    (should-not (let ((case-fold-search t)) (string-match-p comint-password-prompt-regexp text)))))

;;; comint.el ends here
