;;; tls-compat.el --- the functions of tls and starttls -*- lexical-binding: t -*-

(load (expand-file-name "tls-support" (file-name-directory (or load-file-name buffer-file-name))) nil t)
(require 'tls)
(require 'starttls)

(net-deftest tls-open-stream
  (tls-need "certtool")
  (let* ((keys (tls-certificate "server")) (port (net-port (tls-server (list keys)))))
    (should-error (open-tls-stream "no" nil "localhost" port))
    (let* ((gnutls-trustfiles (list (tls-authority))) (process (open-tls-stream "yes" nil "localhost" port)))
      (set-process-filter process #'net-filter)
      (should (plist-get (gnutls-peer-status process) :protocol))
      (process-send-string process "hello")
      (net-until (equal (net-text "yes") "hello")))))

(net-deftest starttls-upgrades
  (tls-need "certtool")
  (let* ((keys (tls-certificate "server"))
         (server (net-server :sentinel #'ignore
                             :filter (lambda (process text)
                                       (if (equal text "STARTTLS\r\n")
                                           (progn (process-send-string process "go\r\n")
                                                  (gnutls-boot process 'gnutls-x509pki (list :server t :keylist (list keys))))
                                         (process-send-string process text)))))
         (begin (lambda ()
                  (let ((process (starttls-open-stream "c" nil "localhost" (net-port server))))
                    (set-process-filter process #'net-filter)
                    (process-send-string process "STARTTLS\r\n")
                    (net-until (equal (net-text (process-name process)) "go\r\n"))
                    process))))
    (should (starttls-available-p))
    (let* ((gnutls-trustfiles (list (tls-authority))) (process (funcall begin)))
      (should (string-match-p "TLS1" (starttls-negotiate process)))
      (process-send-string process "hello")
      (net-until (string-suffix-p "hello" (net-text "c"))))
    (delete-process "c")
    (setq net-events nil)
    (let ((process (funcall begin)))
      (should-not (starttls-negotiate process))
      (should-not (process-live-p process)))))

(ert-deftest tls-certificate-is-read ()
  (tls-need "certtool")
  (let* ((der (with-temp-buffer
                (insert-file-contents (cadr (tls-certificate "server")))
                (re-search-forward "-----BEGIN CERTIFICATE-----\n\\([^-]*\\)")
                (base64-decode-string (match-string 1))))
         (found (tls-certificate-information der)))
    (should (equal (cdr (assoc "Subject" found)) "CN=server"))
    (should (equal (cdr (assoc "Issuer" found)) "CN=Authority"))))

;;; tls-compat.el ends here
