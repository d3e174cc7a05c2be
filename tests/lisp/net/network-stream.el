;;; network-stream.el --- open-network-stream -*- lexical-binding: t -*-

(load (expand-file-name "../../net/harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)
(require 'network-stream)
(require 'auth-source)

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

(defconst network-stream-tests--smtp '(:end-of-command "^[0-9]+ .*\r\n" :capability-command "EHLO me\r\n"))

(defun network-stream-tests--heard (server)
  "Record what SERVER's connections are sent; return a function that tells."
  (let ((heard ""))
    (set-process-filter server (lambda (p s) (setq heard (concat heard s)) (process-send-string p "250 all\r\n")))
    (lambda () heard)))

(net-deftest network-stream-asks-nobody
  "Without `:return-list' and `:success' nothing is asked; without `:end-of-command' nothing is waited for."
  (let* ((server (network-stream-tests--server)) (port (net-port server)) (heard (network-stream-tests--heard server)))
    (should (processp (apply #'open-network-stream "n" nil "127.0.0.1" port network-stream-tests--smtp)))
    (net-settle)
    (should (equal (funcall heard) ""))
    (let ((result (open-network-stream "n" nil "127.0.0.1" port :return-list t :capability-command "EHLO me\r\n")))
      (should (equal (cdr result) '(:greeting nil :capabilities nil :type plain :error nil))))
    (net-until (equal (funcall heard) "EHLO me\r\n"))))

(net-deftest network-stream-end-of-capability
  "It ends the answer to `:capability-command' only; `:end-of-command' the greeting too."
  (let* ((server (net-server :sentinel (lambda (p m) (when (string-prefix-p "open" m) (process-send-string p "* OK ready\r\n")))
                             :filter (lambda (p _) (process-send-string p "* CAPABILITY X\r\n1 OK done\r\n"))))
         (result (open-network-stream "n" nil "127.0.0.1" (net-port server) :return-list t :end-of-command "\r\n"
                                      :capability-command "1 CAPABILITY\r\n" :end-of-capability "^1 .*\r\n")))
    (should (equal (cdr result) '(:greeting "* OK ready\r\n" :capabilities "* CAPABILITY X\r\n1 OK done\r\n" :type plain :error nil)))))

(net-deftest network-stream-no-upgrade
  "`:starttls-function' without `:success', or an answer nil of it, changes nothing."
  (dolist (more '((:starttls-function ignore) (:success "^2" :starttls-function ignore) (:success "^2")))
    (let* ((server (network-stream-tests--server))
           (result (apply #'open-network-stream "n" nil "127.0.0.1" (net-port server) :return-list t
                          (append more network-stream-tests--smtp))))
      (should (eq (plist-get (cdr result) :type) 'plain))
      (should (equal (plist-get (cdr result) :capabilities) "250-one\r\n250 two\r\n"))
      (net-clean))))

(net-deftest network-stream-conversation-stays
  (with-temp-buffer
    (let* ((server (network-stream-tests--server))
           (result (apply #'open-network-stream "n" (current-buffer) "127.0.0.1" (net-port server) :return-list t
                          network-stream-tests--smtp)))
      (should (equal (buffer-string) "220 hello\r\n250-one\r\n250 two\r\n"))
      (set-process-query-on-exit-flag (car result) nil)
      (net-clean))))

(net-deftest network-stream-settings
  "Filter, sentinel and buffer among the parameters mean nothing; the coding system does."
  (let ((process (open-network-stream "n" nil "127.0.0.1" (net-port (network-stream-tests--server))
                                      :filter 'f :sentinel 's :buffer "other" :unknown 1 :coding 'latin-1)))
    (should (eq (process-filter process) 'internal-default-process-filter))
    (should (eq (process-sentinel process) 'internal-default-process-sentinel))
    (should-not (process-buffer process))
    (should (equal (process-coding-system process) '(latin-1 . latin-1)))
    (should (process-query-on-exit-flag process))))

(net-deftest network-stream-service
  (let ((port (net-port (network-stream-tests--server))))
    (should (equal (process-contact (open-network-stream "n" nil "127.0.0.1" (number-to-string port)) :service)
                   (number-to-string port)))
    (should (equal (process-name (open-network-stream "n" nil "127.0.0.1" port)) "n<1>"))
    (should-error (open-network-stream "n" nil "127.0.0.1" nil) :type 'wrong-type-argument)
    (should-error (open-network-stream "n" nil "127.0.0.1") :type 'wrong-number-of-arguments)
    (should (equal (should-error (open-network-stream "n" nil "no.such.invalid" 80)) '(error "no.such.invalid/80 Name or service not known")))
    (unless net-elwire                  ; `local' is a host for `make-network-process', so it is one here
      (should (equal (should-error (open-network-stream "n" nil 'local 80)) '(wrong-type-argument stringp local))))
    (when net-elwire
      (should (eq 'open (process-status (open-network-stream "n" nil 'local port)))))))

(net-deftest network-stream-silent-server
  "A greeting is waited for, but not for ever if somebody says so."
  (skip-unless net-elwire)              ; Emacs asks about its temporary buffer
  (let ((server (net-server :sentinel #'ignore)))
    (should (eq 'late (with-timeout (0.3 'late)
                        (apply #'open-network-stream "n" nil "127.0.0.1" (net-port server) :return-list t network-stream-tests--smtp))))))

(net-deftest network-stream-nowait-refused
  (with-temp-buffer
    (open-network-stream "n" (current-buffer) "127.0.0.1" (net-closed-port) :nowait t)
    (net-until (equal (buffer-string) "\nProcess n failed with code 111\n"))
    (set-process-query-on-exit-flag (get-process "n") nil)
    (net-clean)))

(net-deftest network-stream-certificates
  (should (equal (network-stream-certificate "h" 25 '(:client-certificate ("key" "cert"))) '("key" "cert")))
  (should-not (network-stream-certificate "h" 25 nil))
  (should-not (network-stream-certificate "h" 25 '(:client-certificate nil))))

(net-deftest network-stream-certificates-of-auth-source
  (let* ((directory (make-temp-file "certificates" t)) (key (expand-file-name "key" directory)) (cert (expand-file-name "cert" directory))
         (netrc (expand-file-name "netrc" directory)) (auth-sources (list netrc)) (auth-source-do-cache nil))
    (unwind-protect
        (progn
          (write-region "" nil key nil 'silent)
          (write-region "" nil cert nil 'silent)
          (write-region (format "machine h port 25 key %s cert %s\n" key cert) nil netrc nil 'silent)
          (should (equal (network-stream-certificate "h" 25 '(:client-certificate t)) (list key cert)))
          (should-not (network-stream-certificate "other" 25 '(:client-certificate t)))
          (should-not (network-stream-certificate "h" 25 nil))
          (when net-elwire              ; Emacs looks at the variable elsewhere
            (let ((network-stream-use-client-certificates t))
              (should (equal (network-stream-certificate "h" 25 nil) (list key cert))))))
      (delete-directory directory t))))

(net-deftest network-stream-shell-needs-a-command
  (should-error (open-network-stream "n" nil "h" 25 :type 'shell))
  (should-not (process-list)))

;;; network-stream.el ends here
