;;; trace.el --- noting calls of functions -*- lexical-binding: t; -*-

;; Manual: (elisp) Internals of Debugger, and the documentation of `trace-function'.  A traced function has a piece of advice that writes its
;; arguments and its value into a buffer.

(defgroup trace nil "Noting calls." :group 'lisp)
(defcustom trace-buffer "*trace-output*" "The buffer for what is noted." :type 'string)
(defvar trace-level 0 "How deep traced calls are nested.")
(defvar inhibit-trace nil "Non-nil if nothing is noted.")
(defvar trace--timer nil "Unused: buffers are shown at once.")
(defconst trace-advice-name 'trace-function\  "The name of the advice of traced functions.")
(defconst trace-separator (concat (make-string 70 ?=) "\n") "What is between traces of calls from the top level.")

(defun trace-values (&rest values)
  "Write VALUES into the trace."
  (unless inhibit-trace
    (with-current-buffer (get-buffer-create trace-buffer)
      (goto-char (point-max))
      (insert (trace-entry-message 'trace-values trace-level values "")))))

(defun trace--bars (level)
  "Return the bars that show LEVEL."
  (mapconcat #'char-to-string (make-string (max 0 (1- level)) ?|) " "))

(defun trace-entry-message (function level args context)
  "Return the line for a call of FUNCTION with ARGS at LEVEL; CONTEXT, a string, comes last."
  (let ((print-circle t) (print-escape-newlines t))
    (format "%s%s%d -> %S%s\n" (trace--bars level) (if (> level 1) " " "") level (cons function args) context)))

(defun trace-exit-message (function level value context)
  "Return the line for the end of a call of FUNCTION at LEVEL with VALUE; CONTEXT, a string, comes last."
  (let ((print-circle t) (print-escape-newlines t))
    (format "%s%s%d <- %s: %S%s\n" (trace--bars level) (if (> level 1) " " "") level function value context)))

(defun trace--write (buffer background text first)
  "Write TEXT into BUFFER, after a separator if FIRST, and show it unless BACKGROUND."
  (let ((inhibit-trace t))
    (with-current-buffer buffer
      (setq-local window-point-insertion-type t)
      (unless background (trace--display-buffer buffer))
      (goto-char (point-max))
      (when first (insert trace-separator))
      (insert text))))

(defun trace-make-advice (function buffer background context)
  "Return the advice that notes calls of FUNCTION in BUFFER, showing it unless BACKGROUND.
CONTEXT is a function that returns what is noted besides."
  (lambda (body &rest args)
    (if inhibit-trace
        (apply body args)
      (let ((trace-level (1+ trace-level)) (buffer (get-buffer-create buffer)) (value nil))
        (trace--write buffer background
                      (trace-entry-message function trace-level args (let ((inhibit-trace t)) (funcall context)))
                      (= trace-level 1))
        (setq value (apply body args))
        (trace--write buffer background
                      (trace-exit-message function trace-level value (let ((inhibit-trace t)) (funcall context)))
                      nil)
        value))))

(defun trace--display-buffer (buf)
  "Show BUF."
  (display-buffer buf '(nil (inhibit-same-window . t) (allow-no-window . t))))

(defun trace-function-internal (function buffer background context)
  "Note calls of FUNCTION in BUFFER; BACKGROUND and CONTEXT are as in `trace-make-advice'."
  (advice-add function :around (trace-make-advice function (or buffer trace-buffer) background (or context (lambda () "")))
              `((name . ,trace-advice-name) (depth . -100))))

(defun trace-is-traced (function)
  "Return non-nil if FUNCTION is traced."
  (and (fboundp function) (advice-member-p trace-advice-name function)))

(defun trace--read-args (prompt)
  "Ask for a function, after PROMPT; return the arguments of `trace-function'."
  (list (intern (completing-read prompt obarray #'fboundp t)) nil nil))

(defun trace-function-foreground (function &optional buffer context)
  "Note calls of FUNCTION in BUFFER, by default `trace-buffer', and show it.
CONTEXT is an expression whose value is noted too, or a function that returns the text for it."
  (interactive (trace--read-args "Trace function: "))
  (trace-function-internal function buffer nil (trace--context context)))

(defun trace-function-background (function &optional buffer context)
  "Like `trace-function-foreground' without showing BUFFER."
  (interactive (trace--read-args "Trace function in background: "))
  (trace-function-internal function buffer t (trace--context context)))
(defalias 'trace-function #'trace-function-foreground)

(defun trace--context (context)
  "Return the function for CONTEXT, an expression or function."
  (cond ((null context) nil)
        ((functionp context) context)
        (t (lambda () (let ((print-circle t)) (format " [%S]" (eval context t)))))))

(defun untrace-function (function)
  "Note calls of FUNCTION no longer."
  (interactive (list (intern (completing-read "Untrace function: " obarray #'trace-is-traced t))))
  (advice-remove function trace-advice-name))

(defun untrace-all ()
  "Note no calls any longer."
  (interactive)
  (mapatoms #'untrace-function))

(provide 'trace)

;;; trace.el ends here
