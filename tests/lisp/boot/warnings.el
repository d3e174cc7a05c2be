;;; warnings.el --- warnings, shown and logged -*- lexical-binding: t; -*-

(require 'ert)

(require 'warnings)

(require 'cl-lib)

(defmacro warnings-tests--shown (&rest body) `(let ((messages nil)) (when (get-buffer "*Warnings*") (kill-buffer "*Warnings*")) (cl-letf (((symbol-function 'message) (lambda (f &rest args) (push (apply #'format-message f args) messages) nil))) ,@body) (list (nreverse messages) (and (get-buffer "*Warnings*") (with-current-buffer "*Warnings*" (list major-mode buffer-read-only (buffer-string)))))))

(ert-deftest warnings-levels ()
  (should (equal (list (warning-numeric-level :error) (warning-numeric-level 'nope) (mapcar #'warning-numeric-level '(emergency alarm :debug :warning :emergency)))
                 '(3 0 (0 0 1 2 4))))
  (should (equal (mapcar (lambda (x) (and (apply #'warning-suppress-p x) t)) '((foo ((foo))) ((foo bar) ((foo))) (foo ((foo bar))) ((foo bar baz) ((foo bar))) (foo (bar)) ((a b) ((b)))))
                 '(t t nil t nil nil))))

(ert-deftest warnings-shown ()
  (should (equal (warnings-tests--shown (warn "a %s" 1) (lwarn 'q :debug "x") (lwarn '(q r) :emergency "multi\nline"))
                 '(("Warning (emacs): a 1" "Emergency (q): multi\nline") (special-mode t "Warning (emacs): a 1\nEmergency (q): multi\nline\n"))))
  (should (equal (warnings-tests--shown (let ((warning-suppress-types '((foo bar)))) (display-warning '(foo bar baz) "quiet")) (display-warning 'foo "unknown" :foo) (let ((warning-suppress-log-types '((foo)))) (display-warning 'foo "no")))
                 '(("Warning (foo): quiet") (special-mode t "Warning (foo): quiet\n"))))
  (should (equal (warnings-tests--shown (let ((warning-prefix-function (lambda (l e) (insert "<P>") (list l "Changed%s! ")))) (display-warning 'x "pref" :error)))
                 '(("<P>Changed (x)! pref") (special-mode t "<P>Changed (x)! pref\n"))))
  (should (equal (warnings-tests--shown (let ((warning-minimum-log-level :debug)) (display-warning 'x "dbg" :debug)))
                 '(("Debug (x): dbg") (special-mode t "Debug (x): dbg\n"))))
  (should (equal (warnings-tests--shown (display-warning 'x "old" 'alarm))
                 '(("Warning (emacs): Warning level ‘alarm’ is obsolete; use ‘:emergency’ instead" "Emergency (x): old") (special-mode t "Warning (emacs): Warning level ‘alarm’ is obsolete; use ‘:emergency’ instead\nEmergency (x): old\n"))))
  (should (equal (progn (warnings-tests--shown (display-warning 'x "own" :error "*Own*")) (with-current-buffer "*Own*" (prog1 (buffer-string) (kill-buffer))))
                 "Error (x): own\n")))

(ert-deftest warnings-delayed ()
  (should (equal (let ((delayed-warnings-list nil)) (delay-warning 'z "late") (delay-warning 'z "error" :error "*B*") delayed-warnings-list)
                 '((z "error" :error "*B*") (z "late" nil nil))))
  (should (equal (let ((delayed-warnings-list '((a "x") (a "x") (b "y" :error) (b "y" :error) (b "y" :error) (a "x")))) (collapse-delayed-warnings) delayed-warnings-list)
                 '((a "x [2 times]") (b "y [3 times]" :error) (a "x"))))
  (should (equal (warnings-tests--shown (let ((delayed-warnings-list (list '(a "2") '(a "1")))) (display-delayed-warnings)))
                 '(("Warning (a): 1" "Warning (a): 2") (special-mode t "Warning (a): 1\nWarning (a): 2\n")))))

;;; warnings.el ends here
