;;; measure.el --- run a benchmark that is already loaded  -*- lexical-binding: t; -*-

;; Usage: elwire --batch -l lisp/NAME.el -l measure.el NAME ROUNDS
;;
;; Prints the seconds of processor time of the fastest round (other programs of a busy machine do not count) and the result, which
;; must be the same everywhere.

(defun measure-seconds (function)
  "Call FUNCTION and return (SECONDS . RESULT)."
  (garbage-collect)
  (let* ((start (float-time (get-internal-run-time)))
         (result (funcall function)))
    (cons (- (float-time (get-internal-run-time)) start) result)))

(defun measure-main (name rounds)
  "Run the benchmark NAME that many ROUNDS."
  (let ((best nil))
    (while (> rounds 0)
      (let ((now (measure-seconds (intern (concat "bench-" name)))))
        (when (or (null best) (< (car now) (car best)))
          (setq best now)))
      (setq rounds (1- rounds)))
    (princ (format "%.6f %S\n" (car best) (cdr best)))))

(let ((name (car command-line-args-left))
      (rounds (string-to-number (cadr command-line-args-left))))
  (setq command-line-args-left nil)
  (measure-main name rounds))

;;; measure.el ends here
