;;; interfaces.el --- what network interfaces there are -*- lexical-binding: t -*-

(require 'ert)
(require 'cl-lib)

(ert-deftest interfaces-list ()
  (should (member '("lo" . [127 0 0 1 0]) (network-interface-list)))
  (should (member '("lo" [127 0 0 1 0] [127 255 255 255 0] [255 0 0 0 0]) (network-interface-list t)))
  (should (equal (network-interface-list 5) (network-interface-list t)))
  (should (equal (mapcar #'car (network-interface-list)) (mapcar #'car (network-interface-list t)))))

(ert-deftest interfaces-family ()
  (should (cl-every (lambda (i) (= (length (cdr i)) 5)) (network-interface-list nil 'ipv4)))
  (should (cl-every (lambda (i) (= (length (cdr i)) 9)) (network-interface-list nil 'ipv6)))
  (should (= (length (network-interface-list))
             (+ (length (network-interface-list nil 'ipv4)) (length (network-interface-list nil 'ipv6)))))
  (dolist (family '(foo 5))
    (should (equal (should-error (network-interface-list nil family)) '(error "Unsupported address family")))))

(ert-deftest interfaces-info ()
  (should (equal (network-interface-info "lo")
                 '([127 0 0 1 0] [0 0 0 0 0] [255 0 0 0 0] (772 . [0 0 0 0 0 0]) (running loopback up))))
  (dolist (interface (network-interface-list nil 'ipv4))
    (let ((info (network-interface-info (car interface))))
      (should (= (length info) 5))
      (should (memq 'up (nth 4 info)))))
  (should-not (network-interface-info "nosuch"))
  (should-not (network-interface-info ""))
  (should-not (network-interface-info (make-string 15 ?a))))

(ert-deftest interfaces-info-errors ()
  (should (equal (should-error (network-interface-info 5)) '(wrong-type-argument stringp 5)))
  (should (equal (should-error (network-interface-info (make-string 16 ?a))) '(error "interface name too long"))))

;;; interfaces.el ends here
