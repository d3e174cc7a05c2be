;;; etags.el --- tables of tags  -*- lexical-binding: t; -*-

(require 'ert)
(require 'etags)

(ert-deftest etags-finds-definitions ()
  (let* ((directory (file-name-as-directory (make-temp-file "etags-test" t)))
         (tags-file-name nil) (tags-table-list nil) (inhibit-message t) (tags-add-tables nil)
         (table (expand-file-name "TAGS" directory)))
    (unwind-protect
        (progn
          (with-temp-file (expand-file-name "e-t.c" directory) (insert "/* x */\nint foo (void)\n{\n}\n#define BAR 1\n"))
          (with-temp-file table (insert "\f\ne-t.c,34\nint foo \177foo\0012,8\n#define BAR \1775,27\n"))
          (visit-tags-table table)
          (let ((items (xref-backend-definitions 'etags "foo")))
            (should (= (length items) 1))
            (let ((marker (xref-location-marker (xref-item-location (car items)))))
              (with-current-buffer (marker-buffer marker)
                (should (= (line-number-at-pos marker) 2)))))
          (should (all-completions "BA" (tags-lazy-completion-table)))
          (should-not (xref-backend-definitions 'etags "nothing-like-that")))
      (dolist (name '("e-t.c" "TAGS")) (when (get-buffer name) (kill-buffer name)))
      (delete-directory directory t))))

;;; etags.el ends here
