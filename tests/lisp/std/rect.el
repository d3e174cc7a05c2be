;;; rect.el --- rectangles -*- lexical-binding: t -*-

(require 'ert)
(require 'rect)

(defun rect-tests--after (text function &rest args)
  "Return the value of FUNCTION on columns 3 to 6 of all lines of TEXT, and the text then."
  (with-temp-buffer
    (insert text)
    (let* ((start (save-excursion (goto-char 1) (move-to-column 3) (point)))
           (end (save-excursion (goto-char (1- (point-max))) (beginning-of-line) (move-to-column 6) (point)))
           (value (apply function start end args)))
      (list value (buffer-string) (point)))))

(ert-deftest rect-commands ()
  (let ((text "abcdefgh\nab\n\tx\n日本語日本\nabcdefgh\n"))
    (pcase-dolist (`(,call ,value ,after ,point)
                   '(((delete-rectangle) 25 "abcgh\nab\n   \tx\n日本語日本\nabcgh\n" 28)
                     ((delete-rectangle t) 26 "abcgh\nab \n   \tx\n日本語日本\nabcgh\n" 29)
                     ((open-rectangle) 4 "abc   defgh\nab\n      \tx\n日本語日本\nabc   defgh\n" 4)
                     ((delete-whitespace-rectangle) 27 "abcdefgh\nab\n   x\n日本語日本\nabcdefgh\n" 33)
                     ((string-rectangle "XY") 36 "abcXYgh\nab XY\n   XY\tx\n日本XY語日本\nabcXYgh\n" 36)
                     ((string-insert-rectangle "XY") 39 "abcXYdefgh\nab XY\n   XY\tx\n日本XY語日本\nabcXYdefgh\n" 45)
                     ((kill-rectangle) ("def" "   " "   " "語" "def") "abcgh\nab\n   \tx\n日本日本\nabcgh\n" 27)
                     ((extract-rectangle) ("def" "   " "     " " 語" "def") "abcdefgh\nab\n\tx\n日本語日本\nabcdefgh\n" 31)
                     ((rectangle-number-lines 8) 44 "abc 8 defgh\nab  9 \n   10 \tx\n日本11 語日本\nabc12 defgh\n" 50)))
      (should (equal (apply #'rect-tests--after text call) (list value after point)))))
  (should (equal (rect-tests--after "   foo  bar\n   x\n      y z\n" #'clear-rectangle nil)
                 '(23 "        bar\n   \n      y z\n" 27)))
  (should (equal (rect-tests--after "   foo  bar\n   x\n      y z\n" #'clear-rectangle t)
                 '(26 "        bar\n      \n      y z\n" 30)))
  (should (equal (car (rect-tests--after "abcdefgh\nab\n\tx\n日本語日本\nabcdefgh\n" #'extract-rectangle-bounds))
                 '((4 . 7) (12 . 12) (14 . 14) (18 . 19) (25 . 28)))))

(ert-deftest rect-insert ()
  (with-temp-buffer
    (insert "abc\ndef\n\nx")
    (goto-char 2)
    (insert-rectangle '("11" "2" "33" "444" "5"))
    (should (equal (buffer-string) "a11bc\nd2ef\n 33\nx444\n 5"))
    (should (equal (list (point) (mark t)) '(23 2)))
    (setq killed-rectangle '("K"))
    (goto-char 1)
    (yank-rectangle)
    (should (looking-back "\\`K" 1))))

(ert-deftest rect-coordinates ()
  (with-temp-buffer
    (insert "a\tcdef\nabcdef\n")
    (should (equal (rectangle-position-as-coordinates 3) '(8 . 1)))
    (should (equal (rectangle-dimensions 3 12) '(4 . 2)))
    (should (equal (extract-rectangle 10 2) '("b"))))
  (should-not (rectangle-intersect-p '(1 . 1) '(2 . 2) '(3 . 3) '(1 . 1)))
  (should (rectangle-intersect-p '(1 . 1) '(3 . 3) '(3 . 3) '(1 . 1)))
  (with-temp-buffer
    (insert "a\tc\ndef\n\nx")
    (let ((calls nil))
      (should (= 5 (apply-on-rectangle (lambda (&rest args) (push (cons (point) args) calls)) 3 8 'x)))
      (should (equal calls '((5 3 8 x) (1 3 8 x)))))
    (let ((calls nil))
      (operate-on-rectangle (lambda (&rest args) (push (cons (point) args) calls)) 2 (point-max) t)
      (should (equal calls '((12 12 0 0) (10 10 0 0) (6 6 0 0) (2 2 0 0)))))))

(ert-deftest rect-region ()
  (with-temp-buffer
    (insert "abcd\nefgh\n")
    (let ((transient-mark-mode t))
      (goto-char 9)
      (push-mark 2 t t)
      (rectangle-mark-mode 1)
      (should (equal (substring-no-properties (funcall region-extract-function nil)) "bc\nfg"))
      (should (equal (funcall region-extract-function 'bounds) '((2 . 4) (7 . 9))))
      (funcall region-extract-function 'delete-only)
      (should (equal (buffer-string) "ad\neh\n"))
      (deactivate-mark)
      (should-not rectangle-mark-mode))))

;;; rect.el ends here
