;;; ispell.el --- ispell and flyspell -*- lexical-binding: t -*-

(require 'ert)
(require 'cl-lib)
(require 'ispell)
(require 'flyspell)

(defmacro ispell-tests-with (text &rest body)
  "Run BODY in a buffer with TEXT, if there is a speller that knows English."
  (declare (indent 1))
  `(let ((inhibit-message t))
     (skip-unless (and (executable-find "aspell") (string-match-p "^en$" (shell-command-to-string "aspell dicts"))))
     (with-temp-buffer
       (setq ispell-local-dictionary "en")
       (insert ,text)
       (unwind-protect (progn ,@body)
         (ispell-kill-ispell t t)))))

(defun ispell-tests-marks ()
  (sort (mapcar (lambda (mark) (list (buffer-substring-no-properties (overlay-start mark) (overlay-end mark)) (overlay-get mark 'face)))
                (seq-filter #'flyspell-overlay-p (overlays-in (point-min) (point-max))))
        (lambda (one other) (string< (car one) (car other)))))

(ert-deftest ispell-parse-output ()
  (let ((inhibit-message t))
    (should (equal (mapcar #'ispell-parse-output '("*" "" "-" "+ ROOT" "# foo 3" "& foo 2 4: fob, fog" "? tst 1 3: test, tst, tset" "hello"))
                   '(t t t "ROOT" ("foo" 3 nil nil) ("foo" 4 ("fob" "fog") nil) ("tst" 3 ("test") ("tst" "tset")) nil)))
    (should (eq (ispell-parse-output "# foo 3" '("foo")) t))
    (should (equal (ispell-parse-output "# foo 3" nil 4) '("foo" 7 nil nil)))))

(ert-deftest ispell-get-word ()
  (ispell-tests-with "They're  speling, ok"
    (goto-char 3)
    (should (equal (car (ispell-get-word nil)) "They're"))
    (goto-char 9)
    (should (equal (car (ispell-get-word nil)) "They're"))
    (should (equal (car (ispell-get-word t)) "speling"))
    (goto-char 12)
    (should (equal (mapcar (lambda (x) (if (markerp x) (marker-position x) x)) (ispell-get-word nil)) '("speling" 10 17)))
    (erase-buffer)
    (insert "123 ")
    (should-error (ispell-get-word nil))))

(ert-deftest ispell-correct-p ()
  (ispell-tests-with "good speling"
    (ispell-init-process)
    (should-not (ispell-correct-p))
    (goto-char 2)
    (should (ispell-correct-p))
    (should (process-live-p ispell-process))
    (should-not (ispell-kill-ispell t))
    (should (eq t (ispell-kill-ispell t)))))

(ert-deftest ispell-region-replaces ()
  (skip-unless (featurep 'elwire))      ; Emacs asks with keys
  (ispell-tests-with "A speling error.\n\nhttp://speling.tst/x and anothr one\n"
    (cl-letf* ((asked nil)
               ((symbol-function 'completing-read)
                (lambda (_ near &rest _) (push near asked) (if (member "spelling" near) "spelling" ""))))
      (should (equal (ispell-buffer) 1))
      (should (equal (buffer-string) "A spelling error.\n\nhttp://speling.tst/x and anothr one\n"))
      (should (equal (length asked) 2))
      (should (member "another" (car asked))))))

(ert-deftest ispell-local-words ()
  (skip-unless (featurep 'elwire))      ; Emacs knows them when a whole buffer is checked
  (ispell-tests-with "The frobnitz\n;; LocalWords: frobnitz\n"
    (goto-char 7)
    (should (ispell-correct-p))))

(ert-deftest ispell-unknown-dictionary ()
  (ispell-tests-with "x"
    (should-error (ispell-change-dictionary "klingon"))
    (should (member "en" (ispell-valid-dictionary-list)))))

(ert-deftest ispell-lookup-words ()
  (let ((file (make-temp-file "words" nil nil "apple\napply\nbanana\nmaple\n")) (ispell-look-p nil))
    (unwind-protect
        (progn (should (equal (ispell-lookup-words "app" file) '("apple" "apply")))
               (should (equal (ispell-lookup-words "*ple" file) '("apple" "maple")))
               (should-error (ispell-lookup-words "a" (concat file ".none"))))
      (delete-file file))))

(ert-deftest flyspell-buffer ()
  (ispell-tests-with "This is a speling tst of the the words. frobnq frobnq"
    (flyspell-mode 1)
    (flyspell-buffer)
    (should (equal (ispell-tests-marks)
                   '(("frobnq" flyspell-duplicate) ("frobnq" flyspell-duplicate) ("speling" flyspell-incorrect) ("the" flyspell-duplicate)
                     ("tst" flyspell-incorrect))))
    (goto-char (point-min))
    (flyspell-goto-next-error)
    (should (looking-at "speling"))
    (flyspell-mode -1)
    (should-not (ispell-tests-marks))))

(ert-deftest flyspell-large-region ()
  (ispell-tests-with (concat (mapconcat #'identity (make-list 300 "some words") " ") " and speling")
    (let ((flyspell-large-region 100))
      (flyspell-region (point-min) (point-max))
      (when (featurep 'elwire)
        (should (equal (ispell-tests-marks) '(("speling" flyspell-incorrect))))))))

(ert-deftest flyspell-word-and-hook ()
  (ispell-tests-with "speling"
    (let (told)
      (setq-local flyspell-incorrect-hook (list (lambda (&rest args) (push args told) t)))
      (flyspell-word)
      (should (equal (list (nth 0 (car told)) (nth 1 (car told)) (car (nth 2 (car told)))) '(1 8 "speling")))
      (should-not (ispell-tests-marks)))))

(ert-deftest flyspell-predicate ()
  (ispell-tests-with "speling "
    (setq-local flyspell-generic-check-word-predicate #'ignore)
    (flyspell-buffer)
    (should-not (ispell-tests-marks))))

(ert-deftest flyspell-auto-correct-word ()
  (skip-unless (featurep 'elwire))      ; Emacs has lost the encoding by now
  (ispell-tests-with "speling"
    (flyspell-auto-correct-word)
    (should (equal (buffer-string) "spelling"))))

(ert-deftest flyspell-without-a-speller ()
  (let ((ispell-program-name "/nonexistent/speller") (ispell-last-program-name nil) (inhibit-message t))
    (with-temp-buffer
      (flyspell-mode 1)
      (should-not flyspell-mode))))

;;; ispell.el ends here
