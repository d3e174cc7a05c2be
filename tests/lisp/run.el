;;; run.el --- load test files, run all their tests, exit  -*- lexical-binding: t; -*-

;; Usage: elwire -l tests/lisp/run.el -- [--select SELECTOR] [FILE...]
;;
;; Without FILEs every test file below this directory is loaded.  SELECTOR is read as Lisp, see `ert-select-tests'.
;; A file that cannot be loaded counts as one failed test named after it.  The exit status is that of
;; `ert-run-tests-batch-and-exit'.  It works in Emacs too.

(require 'ert)

(defvar run-directory (file-name-directory load-file-name))
(defvar run-file load-file-name)

(defun run-files-below (directory)
  "Return the test files below DIRECTORY in order."
  (let ((files nil))
    (dolist (entry (directory-files directory t "\\`[^.]"))
      (cond ((file-directory-p entry)
             (setq files (append files (run-files-below entry))))
            ((and (string-match "\\.el\\'" entry) (not (equal entry run-file)))
             (setq files (append files (list entry))))))
    files))

(defun run-load (file)
  "Load the tests in FILE; if that fails, define a test that says so."
  (condition-case problem
      (load (expand-file-name file) nil t)
    (error
     (let ((condition problem))
       (ert-set-test (intern (concat "load/" file))
                     (make-ert-test :name (intern (concat "load/" file))
                                    :body (lambda () (signal (car condition) (cdr condition)))))))))

(defun run-main (arguments)
  "Run the tests that the command line ARGUMENTS ask for and exit."
  (let ((selector t))
    (when (equal (car arguments) "--") (setq arguments (cdr arguments)))
    (when (equal (car arguments) "--select")
      (setq selector (car (read-from-string (cadr arguments)))
            arguments (cddr arguments)))
    (mapc #'run-load (or arguments (run-files-below run-directory)))
    (ert-run-tests-batch-and-exit selector)))

(run-main (prog1 command-line-args-left (setq command-line-args-left nil)))

;;; run.el ends here
