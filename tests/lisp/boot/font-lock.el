;;; font-lock.el --- tests of faces by keywords and syntax -*- lexical-binding: t; -*-

(require 'ert)

(defun font-lock-tests--faces ()
  "Return (TEXT FACE) for each stretch of the buffer that has a face."
  (let ((pos (point-min)) (result nil))
    (while (< pos (point-max))
      (let ((next (next-single-property-change pos 'face nil (point-max))) (face (get-text-property pos 'face)))
        (when face (push (list (buffer-substring-no-properties pos next) face) result))
        (setq pos next)))
    (nreverse result)))

(defmacro font-lock-tests--with (text defaults &rest body)
  "Run BODY in a buffer of TEXT with DEFAULTS for `font-lock-defaults'."
  (declare (indent 2))
  `(with-temp-buffer
     (let ((table (make-syntax-table)))
       (modify-syntax-entry ?\; "<" table)
       (modify-syntax-entry ?\n ">" table)
       (set-syntax-table table))
     (setq-local comment-start-skip ";+ *")
     (insert ,text)
     (setq font-lock-defaults ,defaults)
     ,@body))

(ert-deftest font-lock-tests-keywords ()
  (font-lock-tests--with "if then (else) 12 name = \"if\" ; if\nx"
      `(((,(regexp-opt '("if" "else") 'words) . 1)
         ("then" . font-lock-type-face)
         ("[0-9]+" 0 'bold)
         ("\\(na\\)\\(me\\) \\(z\\)?" (1 font-lock-constant-face) (2 (if t 'italic)) (3 'underline nil t))
         ("=" (0 nil))
         (eval . '("x" . 'highlight))))
    (font-lock-ensure)
    (should (equal '(("if" font-lock-keyword-face) ("then" font-lock-type-face) ("else" font-lock-keyword-face) ("12" bold)
                     ("na" font-lock-constant-face) ("me" italic) ("\"if\"" font-lock-string-face)
                     ("; " font-lock-comment-delimiter-face) ("if\n" font-lock-comment-face) ("x" highlight))
                   (font-lock-tests--faces)))
    (should (eq t (car font-lock-keywords)))
    (should-not font-lock-mode)
    (font-lock-unfontify-buffer)
    (should-not (font-lock-tests--faces))))

(ert-deftest font-lock-tests-overriding ()
  (font-lock-tests--with "ab cd ef gh"
      '((("a\\|c\\|e\\|g" . 'bold)
         ("ab" 0 'italic) ("cd" 0 'italic t) ("ef" 0 'italic prepend) ("gh" 0 'italic keep))
        t)
    (font-lock-ensure)
    (should (equal '(("a" bold) ("cd" italic) ("e" (italic bold)) ("f" (italic)) ("g" bold) ("h" italic)) (font-lock-tests--faces)))))

(ert-deftest font-lock-tests-anchored ()
  (font-lock-tests--with "let a b c\nget a b c\nlet b: a b"
      '((("let" (0 'bold) ("[ab]" nil nil (0 'italic)))
         ("get" ("b" (progn (forward-char 1) nil) nil (0 'underline))))
        t)
    (font-lock-ensure)
    (should (equal '(("let" bold) ("a" italic) ("b" italic) ("b" underline) ("let" bold) ("b" italic) ("a" italic) ("b" italic))
                   (font-lock-tests--faces)))))

(ert-deftest font-lock-tests-functions-and-properties ()
  (font-lock-tests--with "One TWO one"
      (list (list (list (lambda (limit) (search-forward "one" limit t)) '(0 '(face bold help-echo "number"))))
            t t nil '(font-lock-extra-managed-props . (help-echo)))
    (font-lock-ensure)
    (should (equal '(("One" bold) ("one" bold)) (font-lock-tests--faces)))
    (should (equal "number" (get-text-property 1 'help-echo)))
    (font-lock-unfontify-region (point-min) 4)
    (should-not (get-text-property 1 'help-echo))))

(ert-deftest font-lock-tests-adding-and-removing ()
  (font-lock-tests--with "one two" '((("one" . 'bold)) t)
    (font-lock-add-keywords nil '(("two" . 'italic)))
    (font-lock-ensure)
    (should (equal '(("one" bold) ("two" italic)) (font-lock-tests--faces)))
    (font-lock-add-keywords nil '(("one" 0 'underline t)) t)
    (font-lock-remove-keywords nil '(("two" . 'italic)))
    (font-lock-fontify-buffer)
    (should (equal '(("one" underline)) (font-lock-tests--faces)))))

(ert-deftest font-lock-tests-levels ()
  (defvar font-lock-tests--first '(("one" . 'bold)))
  (defvar font-lock-tests--second '(("two" . 'bold)))
  (dolist (case '((t "two") (nil "one") (1 "two") (0 "one")))
    (let ((font-lock-maximum-decoration (car case)))
      (font-lock-tests--with "one two" '((font-lock-tests--first font-lock-tests--second) t)
        (font-lock-ensure)
        (should (equal (list (list (nth 1 case) 'bold)) (font-lock-tests--faces)))))))

(ert-deftest font-lock-tests-merging-properties ()
  (with-temp-buffer
    (insert (propertize "a" 'face 'bold) "b")
    (font-lock-append-text-property 1 3 'face 'italic)
    (should (equal '(("a" (bold italic)) ("b" (italic))) (font-lock-tests--faces)))
    (font-lock-prepend-text-property 1 3 'face '(:weight bold))
    (should (equal '(("a" ((:weight bold) bold italic)) ("b" ((:weight bold) italic))) (font-lock-tests--faces)))))

(ert-deftest font-lock-tests-syntax-of-characters ()
  (with-temp-buffer
    (insert "a <b> \"c\" <d>\n'x' e")
    (setq-local syntax-propertize-function
                (syntax-propertize-rules ("<\\([bd]\\)\\(>\\)" (1 "_") (2 (if (eq (char-before (1- (point))) ?d) (string-to-syntax ".")))) ("'" (0 "\""))))
    (syntax-propertize (point-max))
    (should (equal '((3) (3) nil (7) (7))
                   (mapcar (lambda (pos) (get-text-property pos 'syntax-table)) '(4 12 5 15 17))))
    (should (equal '(1) (get-text-property 13 'syntax-table)))
    ;; The state of the parse heeds them.
    (should (nth 3 (syntax-ppss 16)))))

;;; font-lock.el ends here
