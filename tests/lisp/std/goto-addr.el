;;; goto-addr.el --- URLs and addresses as links -*- lexical-binding: t -*-

(require 'ert)
(require 'goto-addr)

(ert-deftest goto-address-links ()
  (with-temp-buffer
    (insert "See http://example.invalid/a?b and mail me@example.invalid.\n")
    (goto-address-fontify)
    (let ((links (sort (mapcar (lambda (overlay) (buffer-substring (overlay-start overlay) (overlay-end overlay)))
                               (seq-filter (lambda (overlay) (overlay-get overlay 'goto-address)) (overlays-in (point-min) (point-max))))
                       #'string<)))
      (should (equal links '("http://example.invalid/a?b" "me@example.invalid"))))
    (goto-char (- (point-max) 5))
    (should (equal (goto-address-find-address-at-point) "me@example.invalid"))
    (goto-address-unfontify (point-min) (point-max))
    (should-not (overlays-in (point-min) (point-max)))))

;;; goto-addr.el ends here
