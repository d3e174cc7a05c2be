;;; preloaded.el --- small things Emacs has from the start -*- lexical-binding: t; -*-

(require 'ert)

(ert-deftest preloaded-events ()
  (should (equal (mapcar (lambda (l) (condition-case e (event-convert-list l) (error e))) '((control 97) (control 65) (control meta 120) (meta return) (shift 97) (shift f1) (control 49) (control 64) (control 63) (super hyper alt 122) (return) (control return) (double down mouse-1) (mouse-1 control) nil 5 (control left) (control tab) (control "a") (foo 97) (shift control 98) (triple drag mouse-2) (97) (control 32) (control 91) (shift 233) (control 233) (shift 65) (a) (meta a) (SPC) (control SPC) (control a) (control shift A) (super control meta shift alt hyper f5) (click mouse-1) (up mouse-1) (control 95) (control 40) (control C-left) ("a") (1.5) (shift 49) (control meta)))
                 '(1 33554433 134217752 M-return 65 S-f1 67108913 0 67108927 29360250 return C-return double-down-mouse-1 (error "Two bases given in one event") nil nil C-left C-tab (error "Invalid base event") (error "Two bases given in one event") 33554434 triple-drag-mouse-2 97 67108896 27 33554665 67109097 33554497 97 134217825 SPC C-SPC 1 33554433 A-C-H-M-S-s-f5 mouse-1 up-mouse-1 31 67108904 C-C-left (error "Invalid base event") (error "Invalid base event") 33554481 C-meta))))

(ert-deftest preloaded-display-tables ()
  (should (equal (let ((d (make-display-table))) (set-display-table-slot d 'truncation 36) (list (char-table-subtype d) (display-table-slot d 'wrap) (display-table-slot d 0)))
                 '(display-table nil 36)))
  (should (equal (should-error (display-table-slot (make-display-table) 'foo))
                 '(error "Invalid display-table slot name: foo")))
  (should (equal (let ((g (make-glyph-code 98 'bold))) (list (> g 98) (glyph-char g) (glyph-face g) (glyph-face 98) (glyph-char 98) (make-glyph-code 99)))
                 '(t 98 bold nil 98 99)))
  (should (equal (mapcar (lambda (c) (and (char-displayable-p c) t)) '(97 127 5 233 20013 4194303))
                 '(t t t t t nil))))

(ert-deftest preloaded-invisible ()
  (should (equal (with-temp-buffer (insert (propertize "abc" 'invisible 'foo)) (list (invisible-p 1) (progn (add-to-invisibility-spec 'bar) buffer-invisibility-spec) (invisible-p 1) (progn (add-to-invisibility-spec '(foo . t)) (invisible-p 1)) (invisible-p 'bar) (invisible-p nil) (invisible-p '(bar)) (invisible-p '(baz foo)) (invisible-p t)))
                 '(t (bar t) nil 2 t nil t 2 t))))

(ert-deftest preloaded-assoc-string ()
  (should (equal (mapcar (lambda (a) (apply 'assoc-string a)) '(("B" ("a" "b")) ("B" ("a" "b") t) (b (("a" . 1) (b . 2))) ("" (nil a)) ("nil" (nil)) ("x" (1 ("x" . 2))) ("\311" ("\351") t)))
                 '(nil "b" (b . 2) nil nil ("x" . 2) nil)))
  (should (equal (should-error (assoc-string 5 '("a")))
                 '(wrong-type-argument stringp 5))))

(ert-deftest preloaded-isearch ()
  (should (equal (mapcar (lambda (k) (lookup-key isearch-mode-map k)) '("a" "" "\345" "?" [200] [return] "\363w" "" "	" "" [20013] [f1 63]))
                 '(isearch-printing-char isearch-repeat-forward isearch-edit-string isearch-help-for-help isearch-printing-char isearch-exit isearch-toggle-word isearch-delete-char isearch-printing-char nil isearch-printing-char isearch-help-for-help)))
  (should (equal (mapcar (lambda (s) (list (isearch-no-upper-case-p s nil) (isearch-no-upper-case-p s t))) '("" "a" "A" "\\A" "\\\\A" "\\W" "[[:upper:]]"))
                 '((t t) (t t) (nil nil) (nil t) (nil nil) (nil t) (t nil))))
  (should (equal (mapcar #'word-search-regexp '("" "a" "a b" " a" "a." ",;" "foo-bar"))
                 '("" "\\<a\\>" "\\<a\\W+b\\>" "\\W+a\\>" "\\<a\\W+" "\\W+" "\\<foo\\W+bar\\>")))
  (should (equal (mapcar (lambda (s) (word-search-regexp s t)) '("" "a" "a b" " a" "a." ",;"))
                 '("" "\\<a" "\\<a\\W+b" "\\W+a" "\\<a\\W+" "\\W+")))
  (should (equal (with-temp-buffer (insert "one, two  three") (goto-char 1) (list (word-search-forward "two three") (word-search-backward "one two" nil t) (word-search-forward "two thr" nil t) (word-search-forward-lax "two thr" nil t)))
                 '(16 1 nil 14)))
  (should (equal (with-temp-buffer (insert "a  b a b") (goto-char 1) (let ((isearch-forward t)) (list (funcall (isearch-search-fun) "a b" nil t) (let ((isearch-lax-whitespace nil)) (goto-char 1) (funcall (isearch-search-fun) "a b" nil t)))))
                 '(5 9)))
  (should (equal (with-temp-buffer (insert "a" (propertize "b" 'invisible t) "c") (let ((search-invisible nil)) (list (isearch-filter-visible 1 2) (isearch-filter-visible 1 3) (isearch-filter-visible 3 4))))
                 '(t t t))))

(ert-deftest preloaded-features ()
  (should (equal (mapcar (lambda (f) (and (require f nil t) t)) '(files simple help faces font-lock isearch lisp-mode overlay text-properties mule window syntax))
                 '(t t t t t t t t t t t t))))

(ert-deftest preloaded-version ()
  (should (equal (and (string-match "\\`GNU Emacs 28\\.2 (build [0-9]+, .*-linux-gnu" (emacs-version)) t)
                 t)))

(ert-deftest preloaded-menu-items ()
  (should (equal (let ((m (make-sparse-keymap))) (define-key m [menu-bar wm] (cons "W" (make-sparse-keymap))) (define-key m [menu-bar wm dom] 'x) (define-key m [menu-bar i] (list 'menu-item "I" (make-sparse-keymap))) (define-key m [menu-bar i q] 'y) (list m (lookup-key m [menu-bar wm dom]) (lookup-key m [menu-bar wm]) (lookup-key m [menu-bar i q])))
                 '((keymap (menu-bar keymap (i menu-item "I" (keymap (q . y))) (wm "W" keymap (dom . x)))) x (keymap (dom . x)) y))))

(ert-deftest preloaded-default-bindings ()
  (should (equal (let ((m (make-sparse-keymap))) (define-key m [t] 'ignore) (define-key m [27 27 27] 'q) m)
                 '(keymap (27 keymap (27 keymap (27 . q))) (t . ignore))))
  (should (equal (let ((m (make-sparse-keymap))) (define-key m [27 t] 'ignore) (define-key m [27 27 27] 'q) m)
                 '(keymap (27 keymap (27 keymap (27 . q)) (t . ignore)))))
  (should (equal (let ((m (make-sparse-keymap))) (define-key m [t] 'ignore) (list (lookup-key m [t]) (lookup-key m "a") (lookup-key m "a" t)))
                 '(ignore nil ignore))))

;;; preloaded.el ends here
