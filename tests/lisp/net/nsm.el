;;; nsm.el --- what the network security manager knows of hosts -*- lexical-binding: t; -*-

(require 'ert)
(require 'nsm)
(require 'cl-lib)

(defmacro nsm-test-with-settings (&rest body)
  "Run BODY with an own file of settings, in an own directory, and no settings."
  `(let* ((directory (make-temp-file "nsm" t)) (nsm-settings-file (expand-file-name "settings" directory))
          (nsm-permanent-host-settings nil) (nsm-temporary-host-settings nil) (nsm-save-host-names nil))
     (unwind-protect (progn ,@body) (delete-directory directory t))))

(defun nsm-test-status (print &rest more)
  (append more (list :certificate (list :public-key-id print :subject "CN=s,O=org" :issuer "CN=i"))))

(defun nsm-test-known (host)
  (cddr (nsm-host-settings (nsm-id host 25))))

(ert-deftest nsm-levels-and-names ()
  (should (equal (mapcar #'nsm-level '(low medium high paranoid)) '(0 1 2 2)))
  (should (equal (nsm-id "h" 25) "sha1:d609d856875d0e2562d242d4cd3c37b0c9df7ffd"))
  (should (equal (nsm-fingerprint (nsm-test-status "sha1:aa")) "sha1:aa"))
  (should (equal (nsm-cipher-suite '(:key-exchange "ECDHE-RSA" :cipher "AES-128-GCM" :mac "AEAD")) "ECDHE-RSA-AES-128-GCM-AEAD")))

(ert-deftest nsm-save-host-keeps ()
  (nsm-test-with-settings
   (dolist (permanency '(always session))
     (let ((host (symbol-name permanency)))
       (nsm-save-host host 25 (nsm-test-status "aa") 'fingerprint nil permanency)
       (should (equal (nsm-test-known host) '(:fingerprints ("aa") :conditions nil)))
       (nsm-save-host host 25 (nsm-test-status "bb") 'fingerprint nil permanency)
       (should (equal (nsm-test-known host) '(:fingerprints ("aa") :conditions nil)))
       (nsm-save-host host 25 (nsm-test-status "bb") 'conditions (list :verify-cert) permanency)
       (should (equal (nsm-test-known host)
                      (list :fingerprints '("aa" "bb") :host (concat host ":25") :conditions '(:verify-cert))))
       (nsm-save-host host 25 (nsm-test-status "bb") 'conditions (list :verify-cert :same-cert) permanency)
       (should (equal (plist-get (nsm-test-known host) :conditions) '(:verify-cert :same-cert)))
       (nsm-save-host host 25 nil 'unencrypted nil permanency)
       (should (equal (nsm-test-known host) '(:fingerprints ("aa" "bb" :none))))))
   (should (= (length nsm-temporary-host-settings) 1))
   (should (= (length nsm-permanent-host-settings) 1))
   (nsm-remove-temporary-setting (nsm-id "session" 25))
   (should-not (nsm-test-known "session"))
   (nsm-remove-permanent-setting (nsm-id "always" 25))
   (should-not nsm-permanent-host-settings)))

(ert-deftest nsm-settings-file ()
  (nsm-test-with-settings
   (let ((nsm-save-host-names t))
     (nsm-save-host "h" 25 (nsm-test-status "sha1:aa") 'fingerprint nil 'always))
   (nsm-save-host "i" 25 (nsm-test-status "sha1:bb") 'fingerprint nil 'session)
   (should (equal (directory-files directory nil "\\`[^.]") '("settings")))
   (should (equal (with-temp-buffer (insert-file-contents nsm-settings-file) (buffer-string))
                  (concat ";;;; -*- mode: lisp-data -*-\n(\n (:id \"" (nsm-id "h" 25)
                          "\" :fingerprints (\"sha1:aa\") :host \"h:25\" :conditions nil)\n)\n")))
   (setq nsm-permanent-host-settings nil)
   (should (equal (nsm-test-known "h") '(:fingerprints ("sha1:aa") :host "h:25" :conditions nil)))
   (with-temp-file nsm-settings-file (insert "((:id"))
   (should-not (nsm-read-settings))))

(ert-deftest nsm-settings-without-directory ()
  (skip-unless (featurep 'elwire)) ; an error in Emacs 28
  (nsm-test-with-settings
   (setq nsm-settings-file (expand-file-name "missing/settings" directory))
   (nsm-save-host "h" 25 (nsm-test-status "sha1:aa") 'fingerprint nil 'always)
   (should (equal (nsm-test-known "h") '(:fingerprints ("sha1:aa") :conditions nil)))
   (should-not (file-exists-p (file-name-directory nsm-settings-file)))))

(ert-deftest nsm-save-fingerprint-when-high ()
  (nsm-test-with-settings
   (let ((network-security-level 'medium))
     (nsm-save-fingerprint-maybe "h" 25 (nsm-test-status "sha1:aa") nil)
     (should-not (nsm-test-known "h")))
   (let ((network-security-level 'high))
     (nsm-save-fingerprint-maybe "h" 25 (nsm-test-status "sha1:aa") nil nil)
     (should (equal (nsm-test-known "h") '(:fingerprints ("sha1:aa") :conditions nil))))))

(ert-deftest nsm-what-settings-allow ()
  (let ((status (nsm-test-status "sha1:aa" :warnings '(:invalid :unknown-ca))))
    (pcase-dolist (`(,prints ,ok) '((nil t) (("sha1:aa") t) (("sha1:bb") nil) (("sha1:bb" "sha1:aa") t) ((:none) t)))
      (should (eq ok (and (nsm-fingerprint-ok-p status (list :fingerprints prints)) t))))
    (pcase-dolist (`(,conditions ,ok) '((nil nil) ((:unknown-ca) nil) ((:unknown-ca :invalid) t) ((:invalid :unknown-ca :expired) t)))
      (should (eq ok (nsm-warnings-ok-p status (list :conditions conditions)))))
    (should (nsm-warnings-ok-p (nsm-test-status "sha1:aa") nil))))

(ert-deftest nsm-networks ()
  (should (nsm-network-same-subnet [172 26 128 160 0] [255 255 255 0 0] [172 26 128 161 0]))
  (should-not (nsm-network-same-subnet [172 26 128 160 0] [255 255 255 0 0] [172 27 128 161 0]))
  (should-not (nsm-network-same-subnet [172 26 128 160 0] [255 255 255 255 0] [172 26 128 161 0]))
  (should (nsm-network-same-subnet [172 26 128 160] [255 255 255 0] [172 26 128 161]))
  (should (nsm-network-same-subnet [1 2 3 4 80] [255 255 255 0 0] [1 2 3 4 90]))
  (should (nsm-network-same-subnet [65152 0 0 0 4 5 6 7 0] [65535 65535 65535 65535 0 0 0 0 0] [65152 0 0 0 9 5 6 7 0]))
  (should-not (nsm-network-same-subnet [65152 0 0 0 4 5 6 7 0] [65535 65535 65535 65535 0 0 0 0 0] [65152 0 0 1 9 5 6 7 0]))
  (should-error (nsm-network-same-subnet [1 2 3] [255 255 255] [1 2]))
  (should-error (nsm-network-same-subnet [] [] [])))

(ert-deftest nsm-trusted-networks ()
  (should (nsm-should-check "127.0.0.1"))
  (skip-unless (featurep 'elwire)) ; Emacs does not see a redefined primitive
  (cl-letf (((symbol-function 'network-interface-list)
             (lambda (&rest _) '(("lo" [127 0 0 1 0] [127 255 255 255 0] [255 0 0 0 0])))))
    (let ((nsm-trust-local-network t))
      (should-not (nsm-should-check "127.0.0.1"))
      (should (nsm-should-check "192.0.2.77")))
    (let ((nsm-trust-local-network (lambda () t)))
      (should-not (nsm-should-check "127.0.0.1")))
    (let ((nsm-trust-local-network #'ignore))
      (should (nsm-should-check "127.0.0.1")))))

(ert-deftest nsm-subjects ()
  (pcase-dolist (`(,text . ,parts)
                 '(("" . nil) ("CN=sub,O=org" . (("CN" "sub") ("O" "org"))) ("CN=sub\\,x,C=DE" . (("CN" "sub,x") ("C" "DE")))
                   ("junk" . ("junk")) ("CN=a+O=b" . (("CN" "a+O=b"))) ("O=\"a,b\",CN=c" . (("O" "\"a") "b\"" ("CN" "c")))))
    (should (equal (nsm-parse-subject text) parts)))
  (should (equal (nsm-certificate-part "CN=sub,O=org" "O") "org"))
  (should-not (nsm-certificate-part "CN=sub,O=org" "X"))
  (should (equal (nsm-certificate-part "CN=sub,O=org" "X" t) "CN=sub,O=org")))

(ert-deftest nsm-certificate-in-words ()
  (should-not (nsm-format-certificate nil))
  (should (equal-including-properties
           (nsm-format-certificate
            '(:certificate (:issuer "CN=iss" :subject "CN=sub,O=org" :valid-from "2020-01-01" :valid-to "2030-01-01"
                                    :public-key-algorithm "RSA" :signature-algorithm "RSA-SHA256" :certificate-security-level "Medium")
              :protocol "TLS1.3" :key-exchange "ECDHE-RSA" :cipher "AES-128-GCM" :mac "AEAD"))
           #("Certificate information
  Issued by:          iss
  Issued to:          org
  Hostname:           sub
  Public key:         RSA, signature: RSA-SHA256
  Session:            TLS1.3, key: ECDHE-RSA, cipher: AES-128-GCM, mac: AEAD
  Security level:     Medium
  Valid:              From 2020-01-01 to 2030-01-01

" 0 23 (face underline) 250 256 (face bold)))))

;;; nsm.el ends here
