;;; socks.el --- connections through a SOCKS server -*- lexical-binding: t -*-

(load (expand-file-name "../../net/harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)
(require 'socks)

(defvar socks-tests-heard nil "What the server heard, oldest first.")
(defmacro socks-tests-with (version replies &rest body)
  "Do BODY with a server of VERSION that answers with REPLIES, one after the other."
  (declare (indent 2))
  `(let* ((socks-tests-heard nil) (replies ,replies) (socks-username "me") (socks-password "pw") (socks-noproxy nil)
          (server (net-server :sentinel #'ignore
                              :filter (lambda (process text)
                                        (setq socks-tests-heard (append socks-tests-heard (list text)))
                                        (let ((reply (pop replies))) (when reply (process-send-string process reply))))))
          (socks-server (list "test" "127.0.0.1" (net-port server) ,version)))
     ,@body))

(net-deftest socks-connects
  (socks-tests-with 5 '("\5\0" "\5\0\0\1\1\2\3\4\0P")
    (let ((process (socks-open-network-stream "n" nil "example.com" 80)))
      (should (eq (process-status process) 'open))
      (should (equal socks-tests-heard '("\5\2\0\2" "\5\1\0\3\13example.com\0P")))
      (should (equal (mapcar (lambda (key) (process-get process key)) '(socks-state socks-reply socks-host socks-service socks-authtype))
                     (list socks-state-connected 0 "example.com" 80 0)))
      (process-send-string process "more")
      (net-until (equal (car (last socks-tests-heard)) "more")))))

(net-deftest socks-authenticates
  (socks-tests-with 5 '("\5\2" "\1\0" "\5\0\0\1\1\2\3\4\0P")
    (socks-open-network-stream "n" nil "example.com" "http")
    (should (equal socks-tests-heard '("\5\2\0\2" "\1\2me\2pw" "\5\1\0\3\13example.com\0P"))))
  (socks-tests-with 5 '("\5\2" "\1\1")
    (should (equal (should-error (socks-open-network-stream "n" nil "example.com" 80))
                   '(error "Failed to use auth method: Username/Password (2)")))))

(net-deftest socks-refused
  (socks-tests-with 5 '("\5\0" "\5\5\0\1\0\0\0\0\0\0")
    (should (equal (should-error (socks-open-network-stream "n" nil "example.com" 80)) '(error "SOCKS: Connection refused")))))

(net-deftest socks-fails
  "A server that offers nothing, says nothing or goes away is an error, and leaves nothing behind."
  (skip-unless net-elwire) ; Emacs waits for ever
  (socks-tests-with 5 '("\5\377") (should-error (socks-open-network-stream "n" nil "example.com" 80)))
  (net-clean)
  (socks-tests-with 5 nil
    (let ((socks-timeout 0.1)) (should-error (socks-open-network-stream "n" nil "example.com" 80))))
  (net-clean)
  (socks-tests-with 5 nil
    (set-process-filter server (lambda (process _) (delete-process process)))
    (should-error (socks-open-network-stream "n" nil "example.com" 80))
    (should-not (get-process "socks"))))

(net-deftest socks-data-with-the-reply
  (skip-unless net-elwire) ; Emacs loses it
  (socks-tests-with 5 '("\5\0" "\5\0\0\1\1\2\3\4\0Phello")
    (with-temp-buffer
      (socks-open-network-stream "n" (current-buffer) "example.com" 80)
      (should (equal (buffer-string) "hello"))
      (net-clean))))

(net-deftest socks-version-4
  (skip-unless net-elwire) ; Emacs asks a program named nslookup
  (socks-tests-with 4 '("\0\132\0\0\0\0\0\0")
    (socks-open-network-stream "n" nil "127.0.0.2" 80)
    (should (equal socks-tests-heard '("\4\1\0P\177\0\0\2me\0"))))
  (socks-tests-with 4 '("\0\133\0\0\0\0\0\0")
    (should (equal (should-error (socks-open-network-stream "n" nil "127.0.0.2" 80)) '(error "SOCKS: Request rejected or failed"))))
  (socks-tests-with '4a '("\0\132\0\0\0\0\0\0")
    (socks-open-network-stream "n" nil "example.com" 80)
    (should (equal socks-tests-heard '("\4\1\0P\0\0\0\1me\0example.com\0")))))

(net-deftest socks-directly
  (socks-tests-with 5 nil
    (let ((socks-noproxy '("\\`127\\.")))
      (should (equal (process-name (socks-open-network-stream "direct" nil "127.0.0.1" (net-port server))) "direct"))
      (should-not (socks-find-route "127.0.0.1" 80)))
    (should (equal (socks-find-route "example.com" 80) socks-server))))

(net-deftest socks-filter-states
  (let ((states (lambda (state version texts)
                  (let* ((server (net-server)) (process (net-client server)))
                    (process-put process 'socks t)
                    (process-put process 'socks-state state)
                    (process-put process 'socks-server-protocol version)
                    (mapcar (lambda (text)
                              (socks-filter process text)
                              (mapcar (lambda (key) (process-get process key)) '(socks-state socks-scratch socks-authtype socks-reply socks-response)))
                            texts)))))
    (should (equal (funcall states socks-state-waiting-for-auth 5 '("" "\5" "\2"))
                   '((0 "" nil nil nil) (0 "\5" nil nil nil) (1 "" 2 nil nil))))
    (should (equal (funcall states socks-state-waiting 5 '("\5\0\0\1" "\1\2" "\3\4\0P" "x"))
                   '((3 "\5\0\0\1" nil nil nil) (3 "\5\0\0\1\1\2" nil nil nil)
                     (4 "\5\0\0\1\1\2\3\4\0P" nil 0 "\5\0\0\1\1\2\3\4\0P") (4 "\5\0\0\1\1\2\3\4\0P" nil 0 "\5\0\0\1\1\2\3\4\0P"))))
    (should (equal (caar (last (funcall states socks-state-waiting 5 '("\5\0\0\3\3abc\0Prest")))) 4))
    (should (equal (nth 3 (car (funcall states socks-state-waiting 4 '("\0\132\0\42\1\2\3\4")))) 0))
    (should (equal (nth 3 (car (funcall states socks-state-waiting 4 '("\0\133\0\42\1\2\3\4")))) 91))))

(ert-deftest socks-methods ()
  (should (equal (socks-build-auth-list) "\2\0\2"))
  (let ((socks-authentication-methods (copy-tree socks-authentication-methods)))
    (socks-register-authentication-method 5 "Five" #'ignore)
    (should (equal (socks-build-auth-list) "\3\0\2\5"))
    (socks-unregister-authentication-method 5)
    (should (equal (socks-build-auth-list) "\2\0\2")))
  (should (equal (list (socks-find-services-entry "http") (socks-find-services-entry "domain" t) (socks-find-services-entry "none")) '(80 53 nil))))

;;; socks.el ends here
