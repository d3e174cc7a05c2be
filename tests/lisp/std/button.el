;;; button.el --- buttons, menus and helpers of modes -*- lexical-binding: t; -*-

(require 'ert)

(require 'button)

(require 'easymenu)

(require 'easy-mmode)

(define-button-type 'button-tests-b 'action 'ignore 'x 5)

(define-button-type 'button-tests-c :supertype 'button-tests-b 'y 6)

(ert-deftest button-answers-1 ()
  (should (equal (list (button-type-get 'button-tests-c 'x) (button-type-get 'button-tests-c 'y) (button-type-subtype-p 'button-tests-c 'button-tests-b) (button-type-subtype-p 'button-tests-b 'button-tests-c))
                 '(5 6 t nil)))
  (should (equal (with-temp-buffer (insert "hello") (let ((b (make-button 2 4 :type 'button-tests-c 'z 7))) (list (button-get b 'x) (button-get b 'z) (button-type b) (button-has-type-p b 'button-tests-b) (button-label b))))
                 '(5 7 button-tests-c t "el")))
  (should (equal (with-temp-buffer (insert "ab ") (let (seen) (insert-text-button "push" 'action (lambda (b) (setq seen (button-label b)))) (insert " x") (goto-char 1) (list (button-start (forward-button 1)) (push-button) seen (point))))
                 '(4 t "push" 4)))
  (should (equal (with-temp-buffer (insert "ab ") (insert-text-button "push" 'action #'ignore) (goto-char 4) (insert-button "O") (goto-char (point-max)) (insert " x") (list (mapcar (lambda (p) (let ((b (next-button p))) (and b (button-start b)))) (number-sequence 1 (point-max))) (mapcar (lambda (p) (let ((b (previous-button p))) (and b (button-start b)))) (number-sequence 1 (point-max))) (progn (goto-char 1) (button-start (backward-button 1 t))) (progn (goto-char (point-max)) (forward-button 1 nil nil t))))
                 '((4 4 4 5 nil nil nil nil nil nil nil) (nil nil nil nil 4 4 4 4 5 5 5) 5 nil)))
  (should-error (with-temp-buffer (forward-button 1)) :type 'user-error))

(defvar easymenu-tests-map (make-sparse-keymap))

(easy-menu-define easymenu-tests-menu easymenu-tests-map "Doc" '("My" ["One" ignore :help "h" :active (foo)] "---" ("Sub" ["Three" ignore :style toggle :selected x])))

(easy-menu-add-item easymenu-tests-map '("menu-bar" "my") ["New" forward-char])

(ert-deftest button-answers-2 ()
  (should (equal easymenu-tests-map
                 '(keymap (menu-bar keymap (my menu-item "My" (keymap "My" (One menu-item "One" ignore :enable (foo) :help "h") (nil menu-item "---") (Sub menu-item "Sub" (keymap "Sub" (Three menu-item "Three" ignore :button (:toggle . x)))) (New menu-item "New" forward-char))))))))

(easy-mmode-define-navigation easy-mmode-tests-place "^x" "xx")

(ert-deftest button-answers-3 ()
  (should (equal (with-temp-buffer (insert "a\nx1\nx2\n") (goto-char 1) (easy-mmode-tests-place-next) (list (point) (progn (easy-mmode-tests-place-next) (point)) (progn (easy-mmode-tests-place-prev) (point))))
                 '(3 6 3)))
  (should (equal (let ((m (make-sparse-keymap))) (define-key m [a] 1) (define-key-after m [b] 2) (define-key-after m [c] 3 'a) m)
                 '(keymap (a . 1) (c . 3) (b . 2)))))

;;; button.el ends here
