;;; dabbrev.el --- words from words nearby -*- lexical-binding: t -*-

(require 'ert)
(require 'dabbrev)

(defun dabbrev-tests--after (text times)
  "Return TEXT after expanding the word at its end TIMES times."
  (with-temp-buffer
    (insert text)
    (let ((dabbrev-check-other-buffers nil) (this-command 'dabbrev-expand) (last-command 'other))
      (dotimes (_ times)
        (dabbrev-expand nil)
        (setq last-command 'dabbrev-expand)))
    (buffer-string)))

(ert-deftest dabbrev-expands ()
  (should (equal (dabbrev-tests--after "hello help he" 1) "hello help help"))
  (should (equal (dabbrev-tests--after "hello help he" 2) "hello help hello"))
  (should (equal (dabbrev-tests--after "foo-bar foo" 1) "foo-bar foo-bar"))
  (should-error (dabbrev-tests--after "hello zz" 1))
  (should-error (dabbrev-tests--after "" 1)))

;;; dabbrev.el ends here
