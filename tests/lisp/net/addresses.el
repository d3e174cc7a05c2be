;;; addresses.el --- addresses as text, and names looked up -*- lexical-binding: t -*-

(load (expand-file-name "../../net/harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(ert-deftest addresses-format ()
  (dolist (row '(([127 0 0 1 80] "127.0.0.1:80" "127.0.0.1")
                 ([127 0 0 1] "127.0.0.1" "127.0.0.1")
                 ([1 2 3 4 0] "1.2.3.4:0" "1.2.3.4")
                 ([0 0 0 0 0 0 0 1 80] "[0:0:0:0:0:0:0:1]:80" "0:0:0:0:0:0:0:1")
                 ([0 0 0 0 0 0 0 1] "0:0:0:0:0:0:0:1" "0:0:0:0:0:0:0:1")
                 ([8193 3512 0 0 0 0 0 65535 0] "[2001:db8:0:0:0:0:0:ffff]:0" "2001:db8:0:0:0:0:0:ffff")
                 ("foo" "foo" "foo") ("" "" "")
                 ((1 . [1 2]) "<Family 1>" "<Family 1>") ((1 2) "<Family 1>" "<Family 1>") ((5) "<Family 5>" "<Family 5>")
                 ((1.5) "<Family 1>" "<Family 1>")
                 ([256 0 0 1 80] nil nil) ([1 2 3 4 65536] nil "1.2.3.4") ([1 2 3 4 -1] nil "1.2.3.4") ([1 2 3 4.0 5] nil nil)
                 ([1 2 3 4 a] nil "1.2.3.4") ([127 0 0 1 80 90] nil nil) ([-1 2 3 4 5] nil nil) ([65536 0 0 0 0 0 0 1] nil nil)
                 ([] nil nil) ([1] nil nil) (foo nil nil) (nil nil nil) (5 nil nil) (1.5 nil nil)))
    (should (equal (list (car row) (format-network-address (car row)) (format-network-address (car row) t)) row)))
  (dolist (bad '((nil . [1]) (a . [1 2]) ("a")))
    (should (equal (should-error (format-network-address bad)) '(error "Format specifier doesn’t match argument type")))))

(ert-deftest addresses-lookup ()
  (should (equal (network-lookup-address-info "127.0.0.1") '([127 0 0 1 0])))
  (should (equal (network-lookup-address-info "127.1") '([127 0 0 1 0])))
  (should (equal (network-lookup-address-info "::1") '([0 0 0 0 0 0 0 1 0])))
  (should (equal (network-lookup-address-info "fe80::1%lo") '([65152 0 0 0 0 0 0 1 0])))
  (should (member [127 0 0 1 0] (network-lookup-address-info "localhost")))
  (should (equal (network-lookup-address-info "localhost" 'ipv4) '([127 0 0 1 0]))))

(ert-deftest addresses-lookup-fails ()
  "There is a message and the value is nil."
  (dolist (row '(("127.0.0.1" ipv6 "127.0.0.1/0 Address family for hostname not supported")
                 ("" nil "/0 Name or service not known")
                 ("a b" nil "a b/0 Name or service not known")
                 ("[::1]" nil "[::1]/0 Name or service not known")))
    (let (said)
      (cl-letf (((symbol-function 'message) (lambda (&rest args) (setq said (apply #'format args)))))
        (should-not (network-lookup-address-info (car row) (nth 1 row))))
      ;; Emacs does not call the function.
      (when net-elwire (should (equal said (nth 2 row)))))))

(ert-deftest addresses-lookup-errors ()
  (should (equal (should-error (network-lookup-address-info "bücher.invalid"))
                 '(error "Non-ASCII hostname bücher.invalid detected, please use puny-encode-domain")))
  (should (equal (should-error (network-lookup-address-info "localhost" 'foo)) '(error "Unsupported lookup type")))
  (when net-elwire  ; Emacs 28.2 crashes
    (should (equal (should-error (network-lookup-address-info 5)) '(wrong-type-argument stringp 5)))
    (should (equal (should-error (network-lookup-address-info nil)) '(wrong-type-argument stringp nil)))))

(ert-deftest addresses-lookup-hints ()
  "An argument of Emacs 30: no look-up, the name must be a number."
  (skip-unless net-elwire)
  (should (equal (network-lookup-address-info "127.0.0.1" nil 'numeric) '([127 0 0 1 0])))
  (should (equal (network-lookup-address-info "::1" 'ipv6 'numeric) '([0 0 0 0 0 0 0 1 0])))
  (should-not (network-lookup-address-info "127.0.0.1" 'ipv6 'numeric))
  (should-not (network-lookup-address-info "localhost" nil 'numeric))
  (should (equal (network-lookup-address-info "127.0.0.1" nil nil) '([127 0 0 1 0])))
  (dolist (hints '(t any 5))
    (should (equal (should-error (network-lookup-address-info "127.0.0.1" nil hints)) '(error "Unsupported hints value")))))

(net-deftest addresses-international
  "Host names need not be ASCII: wide letters and digits are those of ASCII to the domain name system."
  (skip-unless net-elwire)
  (let ((server (net-server :host "１２７.0.0.1")))
    (should (equal (process-contact server :local) (vector 127 0 0 1 (net-port server))))
    (dolist (nowait '(nil t))
      (let ((client (net-client server :host "ｌｏｃａｌｈｏｓｔ" :family 'ipv4 :nowait nowait)))
        (net-until (eq (process-status client) 'open))
        (should (equal (process-contact client :host) "ｌｏｃａｌｈｏｓｔ"))))
    (should (equal (car (should-error (net-client server :host (make-string 80 ?ü)))) 'error))))

;;; addresses.el ends here
