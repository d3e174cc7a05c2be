;;; network-stream.el --- open-network-stream -*- lexical-binding: t -*-

(load (expand-file-name "../../net/harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(defun network-stream-tests--server ()
  "A server that greets and knows one command."
  (net-server :sentinel (lambda (p m) (when (string-prefix-p "open" m) (process-send-string p "220 hello\r\n")))
              :filter (lambda (p _) (process-send-string p "250-one\r\n250 two\r\n"))))

(net-deftest network-stream-plain
  (let* ((port (net-port (network-stream-tests--server)))
         (process (open-network-stream "n" nil "127.0.0.1" port)))
    (should (eq (process-status process) 'open))
    (should (equal (process-contact process t)
                   `(:name "n" :buffer nil :host "127.0.0.1" :service ,port :nowait nil :tls-parameters nil :coding nil
                           :remote [127 0 0 1 ,port] :local ,(process-contact process :local))))
    (should (equal (open-network-stream "m" nil "127.0.0.1" port :type 'plain :return-list t)
                   (list (get-process "m") :greeting nil :capabilities nil :type 'plain :error nil)))))

(net-deftest network-stream-capabilities
  (with-temp-buffer
    (let* ((port (net-port (network-stream-tests--server)))
           (result (open-network-stream "n" (current-buffer) "127.0.0.1" port :return-list t
                                        :end-of-command "^[0-9]+ .*\r\n" :capability-command "EHLO me\r\n")))
      (should (equal (cdr result) '(:greeting "220 hello\r\n" :capabilities "250-one\r\n250 two\r\n" :type plain :error nil)))
      (set-process-query-on-exit-flag (car result) nil)
      (net-clean))))

(net-deftest network-stream-nowait
  (let ((process (open-network-stream "n" nil "127.0.0.1" (net-port (network-stream-tests--server)) :nowait t)))
    (should (eq (process-status process) 'connect))
    (net-until (eq (process-status process) 'open))))

(net-deftest network-stream-errors
  (should (equal (should-error (open-network-stream "n" nil "127.0.0.1" 80 :type 'bogus)) '(error "Invalid connection type bogus")))
  (should (equal (should-error (open-network-stream "n" nil nil 80)) '(wrong-type-argument stringp nil)))
  (should (equal (cl-subseq (should-error (open-network-stream "n" nil "127.0.0.1" (net-closed-port))) 0 3)
                 '(file-error "make client process failed" "Connection refused"))))

;;; network-stream.el ends here
