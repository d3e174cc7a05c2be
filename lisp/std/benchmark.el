;;; benchmark.el --- measuring how long forms take -*- lexical-binding: t; -*-

(defmacro benchmark-elapse (&rest forms)
  "Return the seconds that evaluating FORMS takes."
  (declare (indent 0) (debug t))
  (let ((start (make-symbol "start")))
    `(let ((,start (current-time)))
       ,@forms
       (float-time (time-subtract nil ,start)))))

(defun benchmark-call (function &optional repetitions)
  "Call FUNCTION REPETITIONS times (once by default).
Return (SECONDS COLLECTIONS COLLECTION-SECONDS)."
  (let ((collections gcs-done)
        (collecting gc-elapsed)
        (count (or repetitions 1)))
    (list (benchmark-elapse
            (while (> count 0)
              (funcall function)
              (setq count (1- count))))
          (- gcs-done collections)
          (- gc-elapsed collecting))))

(defmacro benchmark-run (&optional repetitions &rest forms)
  "Time REPETITIONS evaluations of FORMS; a REPETITIONS that is no number is a form too.
Return (SECONDS COLLECTIONS COLLECTION-SECONDS)."
  (declare (indent 1) (debug t))
  (unless (or (natnump repetitions) (and repetitions (symbolp repetitions)))
    (setq forms (cons repetitions forms)
          repetitions 1))
  `(benchmark-call (lambda () ,@forms) ,repetitions))

(defalias 'benchmark-run-compiled #'benchmark-run)

(defun benchmark (repetitions form)
  "Say how long REPETITIONS evaluations of FORM take."
  (let ((result (benchmark-call (lambda () (eval form t)) repetitions)))
    (message "Elapsed time: %fs (%fs in %d GCs)" (car result) (nth 2 result) (nth 1 result))))

(defmacro benchmark-progn (&rest body)
  "Evaluate BODY, say how long it took, and return its value."
  (declare (indent 0) (debug t))
  (let ((value (make-symbol "value"))
        (result (make-symbol "result")))
    `(let* ((,value nil)
            (,result (benchmark-run 1 (setq ,value (progn ,@body)))))
       (message "Elapsed time: %fs (%fs in %d GCs)" (car ,result) (nth 2 ,result) (nth 1 ,result))
       ,value)))

(provide 'benchmark)

;;; benchmark.el ends here
