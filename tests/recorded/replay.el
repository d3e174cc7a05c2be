;;; replay.el --- compare this interpreter with recorded answers of Emacs  -*- lexical-binding: t; -*-

;; Usage: elwire -l tests/recorded/replay.el -- [-v] [FILE.out...]
;;
;; Each FILE holds records ("EXPRESSION" . "ANSWER") written by tools/record; without arguments all files beside
;; this one are replayed.  Expressions listed in differences.el are answered differently on purpose and are only
;; counted.  With -v every expression is named before it is evaluated, which finds the one that never returns.
;; The last line says "N passed, N failed, N skipped"; the exit status is 1 when any failed.

(defvar replay-directory (file-name-directory load-file-name))

(load (concat replay-directory "ask.el") nil t)

(defvar replay-verbose nil)
(defvar replay-passed 0)
(defvar replay-failed 0)
(defvar replay-skipped 0)

(defun replay-read-file (file)
  "Return the list of Lisp objects in FILE."
  (let ((buffer (generate-new-buffer " *replay*"))
        (objects nil))
    (save-current-buffer
      (set-buffer buffer)
      (insert-file-contents file)
      (goto-char (point-min))
      (condition-case nil
          (while t
            (setq objects (cons (read (current-buffer)) objects)))
        (end-of-file nil)))
    (kill-buffer buffer)
    (nreverse objects)))

(defvar replay-differences
  (replay-read-file (concat replay-directory "differences.el"))
  "List of (EXPRESSION . REASON) for what is answered differently on purpose.")

(defun replay-say (&rest parts)
  "Write PARTS and a newline to standard output."
  (princ (apply #'concat parts))
  (terpri))

(defun replay-record (file record)
  "Evaluate one RECORD of FILE and count it."
  (if replay-verbose (replay-say (car record)))
  (if (assoc (car record) replay-differences)
      (setq replay-skipped (+ replay-skipped 1))
    (let ((got (ask-expression (car record))))
      (if (equal got (cdr record))
          (setq replay-passed (+ replay-passed 1))
        (setq replay-failed (+ replay-failed 1))
        (replay-say (file-name-nondirectory file) ": " (ask-plain (car record)))
        (replay-say "  expected: " (cdr record))
        (replay-say "  got:      " got)))))

(defun replay-file (file)
  "Replay every record of FILE."
  (let ((records (replay-read-file file)))
    (while records
      (replay-record file (car records))
      (setq records (cdr records)))))

(defun replay-main (arguments)
  "Replay the files named by ARGUMENTS, or all, and exit."
  (if (equal (car arguments) "--") (setq arguments (cdr arguments)))
  (if (equal (car arguments) "-v")
      (setq replay-verbose t
            arguments (cdr arguments)))
  (let ((files (if arguments arguments
                 (directory-files replay-directory t "\\.out\\'"))))
    (while files
      (replay-file (car files))
      (setq files (cdr files))))
  (replay-say (number-to-string replay-passed) " passed, "
              (number-to-string replay-failed) " failed, "
              (number-to-string replay-skipped) " skipped")
  (kill-emacs (if (= replay-failed 0) 0 1)))

(replay-main (prog1 command-line-args-left (setq command-line-args-left nil)))

;;; replay.el ends here
