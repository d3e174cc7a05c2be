;;; grep.el --- running grep  -*- lexical-binding: t; -*-

(require 'ert)
(require 'grep)

(ert-deftest grep-finds-hits ()
  (dolist (case '(("/tmp/foo.c:3:  ccc ddd" "/tmp/foo.c" 3 nil)
                  ("foo.c\0003:bar:12: x" "foo.c" 3 nil)
                  ("foo.c:3:\e[01;31m\e[Kccc\e[m\e[K d" "foo.c" 3 0)
                  ("foo.c:3: \e[01;31mccc\e[m d" "foo.c" 3 1)
                  ("a b.c:12:hello" "a b.c" 12 nil)
                  ("C:\\x\\y:12:f" "C:\\x\\y" 12 nil)
                  ("Binary file foo matches" "foo" nil nil)
                  ("foo-12-bar") ("--") ("grep: foo: No such file")))
    (with-temp-buffer
      (grep-mode)
      (let ((inhibit-read-only t) (compilation-filter-start 1))
        (insert (car case) "\n")
        (grep-filter)
        (compilation--parse-region (point-min) (point-max))
        (let* ((at (text-property-not-all (point-min) (point-max) 'compilation-message nil))
               (loc (and at (compilation--message->loc (get-text-property at 'compilation-message)))))
          (should (equal (cons (car case) (and loc (list (caar (compilation--loc->file-struct loc))
                                                         (compilation--loc->line loc) (compilation--loc->col loc))))
                         case)))))))

(ert-deftest grep-expands-templates ()
  (let ((grep-highlight-matches nil) (case-fold-search t))
    (should (equal (grep-expand-template "grep <X> <C> -e <R> <F> <N>" "foo b" "*.c" nil "X" '("-x"))
                   "grep X -i -x -e foo\\ b *.c /dev/null"))
    (should (equal (grep-expand-template "find <D> grep <C> -e <R>" "Foo") "find . grep  -e Foo"))))

(ert-deftest grep-runs ()
  (skip-unless (executable-find "grep"))
  (let* ((directory (file-name-as-directory (make-temp-file "grep-test" t)))
         (default-directory directory) (finished nil) (grep-save-buffers nil)
         (compilation-finish-functions (list (lambda (_buffer message) (setq finished message))))
         (inhibit-message t) (next-error-highlight nil))
    (unwind-protect
        (progn
          (with-temp-file "foo.c" (insert "a\nbb\n  ccc ddd\n"))
          (grep "grep -nH -e ccc foo.c")
          (with-timeout (60 (error "No end")) (while (not finished) (accept-process-output nil 0.05)))
          (should (equal finished "finished\n"))
          (next-error)
          (with-current-buffer "foo.c" (should (= (line-number-at-pos) 3)))
          (with-current-buffer "*grep*"
            (should (string-match-p "^foo.c:3:  ccc ddd$" (buffer-string)))
            (should (string-match-p ":exit \\[matched]" (car mode-line-process)))))
      (dolist (name '("foo.c" "*grep*")) (when (get-buffer name) (kill-buffer name)))
      (delete-directory directory t))))

;;; grep.el ends here
