;;; interactive.el --- calling commands as if from a key -*- lexical-binding: t; -*-

;; Commands say with `interactive' how to get their arguments (manual node "Using Interactive").
;; A program without a terminal reads the answers from standard input.

(defvar current-prefix-arg nil "The prefix argument of the command that runs.")
(defvar prefix-arg nil "The prefix argument of the next command.")
(defvar last-prefix-arg nil "The prefix argument of the last command.")
(defvar command-history nil "Commands that read arguments, as forms.")
(defvar interactive--calling nil "Functions now called by `call-interactively'.")

(provide 'emacs)
(provide 'elwire)

(defun prefix-numeric-value (raw)
  "Return the number that the prefix argument RAW stands for."
  (cond ((null raw) 1)
        ((eq raw '-) -1)
        ((integerp raw) raw)
        ((and (consp raw) (integerp (car raw))) (car raw))
        (t 1)))

(defvar interactive--event-list nil "Events with parameters that `e' did not yet take.")

(defun interactive--read (code prompt)
  "Return the list of arguments that the letter CODE of an interactive string asks for."
  (pcase code
    (?a (list (intern (read-string prompt))))
    (?b (list (get-buffer (read-string prompt))))
    (?B (list (read-string prompt)))
    (?c (list (read-char prompt)))
    (?C (list (intern (read-string prompt))))
    (?d (list (point)))
    ((or ?D ?f ?F ?G) (list (expand-file-name (read-string prompt))))
    ((or ?i ?U) (list nil))
    (?e (list (or (pop interactive--event-list) (error "command must be bound to an event with parameters"))))
    (?k (list (read-key-sequence prompt)))
    (?K (list (read-key-sequence-vector prompt)))
    (?m (list (or (mark t) (error "The mark is not set now"))))
    ((or ?M ?s) (list (read-string prompt)))
    (?n (list (read-number prompt)))
    (?N (list (if current-prefix-arg
                  (prefix-numeric-value current-prefix-arg)
                (read-number prompt))))
    (?p (list (prefix-numeric-value current-prefix-arg)))
    (?P (list current-prefix-arg))
    (?r (let ((mark (or (mark t)
                        (error "The mark is not set now, so there is no region"))))
          (list (min (point) mark) (max (point) mark))))
    (?S (list (intern (read-string prompt))))
    (?v (list (intern (read-string prompt))))
    (?x (list (read (read-string prompt))))
    (?X (list (eval (read (read-string prompt)) t)))
    (?z (list (intern (read-string prompt))))
    (?Z (list (and current-prefix-arg (intern (read-string prompt)))))
    (_ (error "Invalid control letter ‘%c’ (#o%o, #x%04x) in interactive calling string"
              code code code))))

(defun interactive--arguments (spec lexical)
  "Return the arguments that SPEC, the argument of `interactive', asks for; LEXICAL is the environment to evaluate it in."
  (cond ((null spec) nil)
        ((not (stringp spec)) (eval spec lexical))
        (t
         (let ((arguments nil) (interactive--event-list (interactive--events)))
           (when (string-match-p "\\`[@^]*[*]" spec) (barf-if-buffer-read-only))
           (setq spec (replace-regexp-in-string "\\`[*@^]+" "" spec))
           (unless (equal spec "")
             (dolist (part (split-string spec "\n"))
               (let ((prompt (apply #'format (substring part 1) (reverse arguments))))
                 (dolist (argument (interactive--read (aref part 0) prompt))
                   (push argument arguments)))))
           (nreverse arguments)))))

(defun interactive--remember (call)
  "Put CALL into `command-history', which has at most `history-length' elements."
  (let ((tail (nthcdr (1- (if (numberp history-length) (max history-length 1) most-positive-fixnum))
                      (push call command-history))))
    (when tail (setcdr tail nil))))

(defun interactive--environment (function)
  "Return the lexical environment in which the `interactive' form of FUNCTION is evaluated."
  (let ((definition (indirect-function function)))
    (or (and (eq (car-safe definition) 'closure) (nth 1 definition)) t)))

(defun interactive--events ()
  "Return the events with parameters among the keys of the command that runs."
  (let ((found nil))
    (mapc (lambda (event) (when (consp event) (push event found))) (this-command-keys-vector))
    (nreverse found)))

(defun funcall-interactively (function &rest args)
  "Call FUNCTION with ARGS so that `called-interactively-p' is true in it."
  (let ((interactive--calling (cons function interactive--calling)))
    (apply function args)))

(defun call-interactively (function &optional record-flag _keys)
  "Call the command FUNCTION with the arguments its `interactive' form asks for.
With RECORD-FLAG the call is put into `command-history'."
  (let ((form (interactive-form function)))
    (unless form
      (signal 'wrong-type-argument (list 'commandp function)))
    (let ((arguments (interactive--arguments (car (cdr form)) (interactive--environment function))))
      (when record-flag
        (interactive--remember (cons function (mapcar #'macroexp-quote arguments))))
      (apply #'funcall-interactively function arguments))))

;;; interactive.el ends here
