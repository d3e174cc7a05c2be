;;; buffers.el --- buffers, their text, hooks and local variables  -*- lexical-binding: t; -*-

(require 'ert)
(require 'cl-lib)

(ert-deftest buffers-edits-at-both-ends-and-the-middle ()
  (with-temp-buffer
    (dotimes (i 100)
      (goto-char (pcase (% i 3) (0 (point-min)) (1 (point-max)) (_ (1+ (/ (buffer-size) 2)))))
      (insert (number-to-string (% i 10))))
    (should (= (buffer-size) 100))
    (let ((text (buffer-string)))
      (goto-char 50)
      (delete-char 1)
      (should (equal (buffer-string) (concat (substring text 0 49) (substring text 50)))))))

(ert-deftest buffers-model-of-random-edits ()
  (with-temp-buffer
    (let ((model "") (seed 7))
      (cl-flet ((next (n) (setq seed (% (+ (* seed 1103515245) 12345) 2147483648)) (% (/ seed 65536) n)))
        (dotimes (_ 500)
          (let ((at (next (1+ (length model)))))
            (if (< (next 3) 2)
                (let ((text (nth (next 4) '("a" "é" "日本" "x\ny"))))
                  (goto-char (1+ at))
                  (insert text)
                  (setq model (concat (substring model 0 at) text (substring model at))))
              (let ((end (min (length model) (+ at (next 4)))))
                (delete-region (1+ at) (1+ end))
                (setq model (concat (substring model 0 at) (substring model end))))))
          (should (= (buffer-size) (length model))))
        (should (equal (buffer-string) model))
        (dotimes (_ 50)
          (let ((at (next (length model))))
            (should (eq (char-after (1+ at)) (aref model at)))))))))

(ert-deftest buffers-point-and-other-buffers ()
  (let ((a (generate-new-buffer " *a*")) (b (generate-new-buffer " *b*")))
    (unwind-protect
        (progn
          (with-current-buffer a (insert "aaa") (goto-char 2))
          (with-current-buffer b (insert "bbb") (goto-char 3))
          (with-current-buffer a (should (= (point) 2)))
          (with-current-buffer b (should (= (point) 3))))
      (kill-buffer a)
      (kill-buffer b))))

(ert-deftest buffers-save-excursion-follows-text ()
  (with-temp-buffer
    (insert "hello")
    (goto-char 3)
    (save-excursion (goto-char 1) (insert ">>"))
    (should (= (point) 5))
    (save-excursion (delete-region 1 (point-max)))
    (should (= (point) 1))))

(ert-deftest buffers-save-restriction-follows-text ()
  (with-temp-buffer
    (insert "0123456789")
    (narrow-to-region 3 6)
    (save-restriction
      (widen)
      (goto-char 1)
      (insert "ab")
      (goto-char (point-max))
      (insert "cd"))
    (should (equal (buffer-string) "234"))
    (should (equal (list (point-min) (point-max)) '(5 8)))))

(ert-deftest buffers-save-restriction-grows-with-insertions ()
  (with-temp-buffer
    (insert "0123456789")
    (save-restriction
      (narrow-to-region 3 5)
      (goto-char 5)
      (insert "XY")
      (should (equal (buffer-string) "23XY")))
    (should (equal (buffer-string) "0123XY456789"))))

(ert-deftest buffers-kill-runs-hooks-in-the-buffer ()
  (let ((log nil)
        (buffer (generate-new-buffer "buffers-tests")))
    (with-current-buffer buffer
      (add-hook 'kill-buffer-query-functions (lambda () (push 'asked log) t) nil t)
      (add-hook 'kill-buffer-hook (lambda () (push (buffer-name) log)) nil t))
    (should (kill-buffer buffer))
    (should (equal (reverse log) '(asked "buffers-tests")))
    (should-not (buffer-live-p buffer))
    (should-not (buffer-name buffer))))

(ert-deftest buffers-kill-can-be-refused ()
  (let ((buffer (generate-new-buffer "buffers-tests")))
    (with-current-buffer buffer
      (add-hook 'kill-buffer-query-functions #'ignore nil t))
    (should-not (kill-buffer buffer))
    (should (buffer-live-p buffer))
    (with-current-buffer buffer (kill-all-local-variables))
    (should (kill-buffer buffer))))

(ert-deftest buffers-killing-the-current-buffer-selects-another ()
  (let ((here (current-buffer)))
    (unwind-protect
        (progn
          (set-buffer (generate-new-buffer "buffers-tests"))
          (kill-buffer)
          (should (buffer-live-p (current-buffer))))
      (set-buffer here))))

(ert-deftest buffers-names-are-unique ()
  (let ((a (generate-new-buffer "buffers-tests")) (b (generate-new-buffer "buffers-tests")))
    (unwind-protect
        (progn
          (should (equal (buffer-name b) "buffers-tests<2>"))
          (with-current-buffer b
            (should-error (rename-buffer "buffers-tests"))
            (rename-buffer "buffers-tests-other"))
          (should (eq (get-buffer "buffers-tests-other") b))
          (should-not (get-buffer "buffers-tests<2>"))
          (should (memq a (buffer-list))))
      (kill-buffer a)
      (kill-buffer b))))

(ert-deftest buffers-change-hooks-see-positions ()
  (with-temp-buffer
    (insert "hello")
    (let ((log nil))
      (add-hook 'before-change-functions (lambda (start end) (push (list 'before start end) log)) nil t)
      (add-hook 'after-change-functions (lambda (start end old) (push (list 'after start end old) log)) nil t)
      (goto-char 3)
      (insert "XX")
      (delete-region 1 3)
      (goto-char 1)
      (when (search-forward "l") (replace-match "LLL"))
      (should (equal (reverse log)
                     '((before 3 3) (after 3 5 0)
                       (before 1 3) (after 1 1 2)
                       (before 3 4) (after 3 6 1)))))))

(ert-deftest buffers-change-hook-that-signals-is-removed ()
  (with-temp-buffer
    (setq-local after-change-functions (list (lambda (&rest _) (error "x"))))
    (should-error (insert "a"))
    (should (equal (buffer-string) "a"))
    (should-not after-change-functions)
    (insert "b")
    (should (equal (buffer-string) "ab"))))

(ert-deftest buffers-modified-flag-and-ticks ()
  (with-temp-buffer
    (should-not (buffer-modified-p))
    (let ((tick (buffer-modified-tick)) (characters (buffer-chars-modified-tick)))
      (insert "a")
      (should (buffer-modified-p))
      (should (> (buffer-modified-tick) tick))
      (should (> (buffer-chars-modified-tick) characters))
      (setq characters (buffer-chars-modified-tick))
      (put-text-property 1 2 'x 1)
      (should (= characters (buffer-chars-modified-tick)))
      (set-buffer-modified-p nil)
      (should-not (buffer-modified-p))
      (with-silent-modifications (insert "b"))
      (should-not (buffer-modified-p)))))

(ert-deftest buffers-read-only ()
  (with-temp-buffer
    (insert "abc")
    (setq buffer-read-only t)
    (should (equal (should-error (insert "x")) `(buffer-read-only ,(current-buffer))))
    (should-error (delete-region 1 2) :type 'buffer-read-only)
    (should-error (erase-buffer) :type 'buffer-read-only)
    (should-error (put-text-property 1 2 'a 1) :type 'buffer-read-only)
    (let ((inhibit-read-only t)) (insert "x"))
    (should (equal (buffer-string) "abcx"))))

(ert-deftest buffers-read-only-text-property ()
  (with-temp-buffer
    (insert (concat (propertize "ab" 'read-only t) (propertize "c" 'read-only t 'rear-nonsticky t)) "def")
    (goto-char 2)
    (should-error (insert "x") :type 'text-read-only)
    (should-error (delete-region 2 3) :type 'text-read-only)
    (goto-char (point-max))
    (insert "y")
    (let ((inhibit-read-only t)) (delete-region 1 3))
    (should (equal (buffer-string) "cdefy"))))

(defvar buffers-tests--variable 'default)

(ert-deftest buffers-local-variables-follow-the-current-buffer ()
  (let ((a (generate-new-buffer " *a*")))
    (unwind-protect
        (progn
          (with-current-buffer a (setq-local buffers-tests--variable 'in-a))
          (should (eq buffers-tests--variable 'default))
          (with-current-buffer a
            (should (eq buffers-tests--variable 'in-a))
            (setq buffers-tests--variable 'changed))
          (should (eq (buffer-local-value 'buffers-tests--variable a) 'changed))
          (should (eq buffers-tests--variable 'default)))
      (kill-buffer a))))

(ert-deftest buffers-let-of-a-local-variable-is-local ()
  (with-temp-buffer
    (setq-local buffers-tests--variable 'here)
    (let ((buffer (current-buffer)))
      (let ((buffers-tests--variable 'bound))
        (should (eq buffers-tests--variable 'bound))
        (with-temp-buffer
          (should (eq buffers-tests--variable 'default))
          (should (eq (buffer-local-value 'buffers-tests--variable buffer) 'bound))))
      (should (eq buffers-tests--variable 'here)))))

(ert-deftest buffers-let-of-the-default-is-seen-elsewhere ()
  (let ((buffers-tests--variable 'let-default))
    (with-temp-buffer
      (should (eq buffers-tests--variable 'let-default))
      (setq-local buffers-tests--variable 'local)
      (should (eq buffers-tests--variable 'local)))
    (should (eq buffers-tests--variable 'let-default)))
  (should (eq buffers-tests--variable 'default)))

(ert-deftest buffers-let-undone-in-another-buffer ()
  (with-temp-buffer
    (setq-local buffers-tests--variable 'local)
    (let ((here (current-buffer)))
      (with-temp-buffer
        (let ((other (current-buffer)))
          (set-buffer here)
          (let ((buffers-tests--variable 'bound))
            (set-buffer other)
            (should (eq buffers-tests--variable 'default)))
          (should (eq (current-buffer) other))
          (should (eq (buffer-local-value 'buffers-tests--variable here) 'local)))))))

(ert-deftest buffers-automatic-locals ()
  (defvar-local buffers-tests--auto 'initial)
  (with-temp-buffer
    (setq buffers-tests--auto 'mine)
    (should (local-variable-p 'buffers-tests--auto))
    (should (eq (default-value 'buffers-tests--auto) 'initial)))
  (should (eq buffers-tests--auto 'initial)))

(ert-deftest buffers-killed-local-is-void-again ()
  (with-temp-buffer
    (set (make-local-variable 'buffers-tests--no-default) 1)
    (should (boundp 'buffers-tests--no-default))
    (kill-local-variable 'buffers-tests--no-default)
    (should-not (boundp 'buffers-tests--no-default))))

(ert-deftest buffers-multibyte-and-unibyte ()
  (with-temp-buffer
    (insert "aéb")
    (set-buffer-multibyte nil)
    (should (equal (buffer-string) "a\303\251b"))
    (should (= (point-max) 5))
    (set-buffer-multibyte t)
    (should (equal (buffer-string) "aéb"))
    (should (= (point-max) 4))))

(ert-deftest buffers-unibyte-insertion-truncates ()
  (with-temp-buffer
    (set-buffer-multibyte nil)
    (insert 233 (string-to-multibyte "\351"))
    (should (equal (buffer-string) "\351\351"))))

(ert-deftest buffers-undo-restores-text-and-properties ()
  (with-temp-buffer
    (buffer-enable-undo)
    (insert "hello world")
    (undo-boundary)
    (delete-region 1 7)
    (undo-boundary)
    (should (equal (buffer-string) "world"))
    (setq buffer-undo-list (primitive-undo 1 (cdr buffer-undo-list)))
    (should (equal (buffer-string) "hello world"))))

(ert-deftest buffers-temp-buffers-do-not-record-undo ()
  (with-temp-buffer
    (insert "abc")
    (should (eq buffer-undo-list t))))

(ert-deftest buffers-atomic-change-group ()
  (with-temp-buffer
    (insert "keep")
    (should-error (atomic-change-group (insert "-lost") (goto-char 1) (delete-char 1) (error "x")))
    (should (equal (buffer-string) "keep"))))

(ert-deftest buffers-large-buffer ()
  (with-temp-buffer
    (dotimes (i 20000) (insert "line " (number-to-string i) "\n"))
    (should (= (count-lines (point-min) (point-max)) 20000))
    (goto-char (point-min))
    (should (= (forward-line 10000) 0))
    (should (looking-at "line 10000$"))
    (should (= (line-number-at-pos) 10001))
    (goto-char (point-max))
    (should (search-backward "line 5\n" nil t))
    (should (= (line-number-at-pos) 6))))

(ert-deftest buffers-insert-buffer-substring-with-properties ()
  (let ((source (generate-new-buffer " *source*")))
    (unwind-protect
        (progn
          (with-current-buffer source (insert "ab" (propertize "cd" 'x 1) "ef"))
          (with-temp-buffer
            (insert-buffer-substring source 2 5)
            (should (equal-including-properties (buffer-string) (concat "b" (propertize "cd" 'x 1))))
            (erase-buffer)
            (insert-buffer-substring-no-properties source 2 5)
            (should (equal-including-properties (buffer-string) "bcd"))))
      (kill-buffer source))))

(ert-deftest buffers-swap-text ()
  (let ((other (generate-new-buffer " *other*")))
    (unwind-protect
        (with-temp-buffer
          (insert "mine")
          (with-current-buffer other (insert "other's"))
          (buffer-swap-text other)
          (should (equal (buffer-string) "other's"))
          (should (equal (with-current-buffer other (buffer-string)) "mine")))
      (kill-buffer other))))

(ert-deftest buffers-major-modes-reset-locals-and-run-hooks ()
  (let ((log nil))
    (with-temp-buffer
      (setq-local buffers-tests--variable 'local)
      (let ((change-major-mode-hook (list (lambda () (push 'leaving log))))
            (text-mode-hook (list (lambda () (push major-mode log)))))
        (text-mode))
      (should (eq buffers-tests--variable 'default))
      (should (equal (reverse log) '(leaving text-mode)))
      (should (derived-mode-p 'text-mode)))))

(ert-deftest buffers-derived-modes ()
  (eval '(define-derived-mode buffers-tests-mode text-mode "Tests"
           "A mode for tests."
           (setq-local buffers-tests--variable 'from-mode))
        t)
  (with-temp-buffer
    (let ((log nil))
      (add-hook 'buffers-tests-mode-hook (lambda () (push 'hook log)))
      (funcall 'buffers-tests-mode)
      (should (equal log '(hook))))
    (should (eq major-mode 'buffers-tests-mode))
    (should (equal mode-name "Tests"))
    (should (derived-mode-p 'text-mode))
    (should (eq buffers-tests--variable 'from-mode))))

;;; buffers.el ends here
