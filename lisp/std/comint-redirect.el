;;; comint-redirect.el --- asking the interpreter of a comint buffer behind its back -*- lexical-binding: t; -*-

;; While a command is redirected, output goes to another buffer until a prompt comes.

(defcustom comint-redirect-verbose nil "Whether each piece of redirected output is announced." :type 'boolean)
(defcustom comint-redirect-filter-functions nil "Called in turn with redirected output, each with what the one before returned." :type 'hook)
(defvar comint-redirect-subvert-readonly nil "Whether redirected output goes into read-only buffers.")
(defvar comint-redirect-perform-sanity-check t "Whether it is checked that the redirection can end.")
(defvar-local comint-redirect-echo-input nil "Whether redirected output appears in the process's buffer too.")
(defvar-local comint-redirect-output-buffer nil "Where redirected output goes: a buffer, or a list of buffers.")
(defvar-local comint-redirect-finished-regexp nil "Matches what ends the redirection: the prompt.")
(defvar-local comint-redirect-insert-matching-regexp nil "Whether the prompt that ends the redirection is inserted.")
(defvar-local comint-redirect-previous-input-string nil "The last piece of output, where a prompt may have begun.")
(defvar-local comint-redirect-original-mode-line-process nil "The mode line before the redirection.")
(defvar-local comint-redirect-completed nil "Whether the redirection has ended.")
(put 'comint-redirect-completed 'permanent-local t)

(defvar comint-prompt-regexp)

(defun comint-redirect-setup (output-buffer comint-buffer finished-regexp &optional echo-input)
  "Prepare COMINT-BUFFER for redirecting output to OUTPUT-BUFFER until FINISHED-REGEXP matches; with ECHO-INPUT output is shown too."
  (with-current-buffer comint-buffer
    (setq comint-redirect-original-mode-line-process mode-line-process
          comint-redirect-output-buffer output-buffer
          comint-redirect-finished-regexp finished-regexp
          comint-redirect-echo-input echo-input
          comint-redirect-previous-input-string ""
          comint-redirect-completed nil
          mode-line-process '(":%s redirection"))))

(defun comint-redirect-cleanup ()
  "End the redirection in the current buffer."
  (remove-function (process-filter (get-buffer-process (current-buffer))) #'comint-redirect-filter)
  (setq mode-line-process comint-redirect-original-mode-line-process
        comint-redirect-completed t))

(defun comint-redirect-remove-redirection ()
  "End the redirection in the current buffer."
  (interactive)
  (comint-redirect-cleanup))

(defun comint-redirect-filter (orig-filter process input-string)
  "Redirect INPUT-STRING, output of PROCESS; ORIG-FILTER gets it too if that is wanted."
  (when process
    (with-current-buffer (process-buffer process)
      (comint-redirect-preoutput-filter input-string)
      (if comint-redirect-echo-input
          (funcall orig-filter process input-string)))))

(defun comint-redirect-preoutput-filter (input-string)
  "Put INPUT-STRING, output, where the redirection wants it; notice its end.  Return the empty string, or INPUT-STRING if it is shown."
  (let* ((text (comint-redirect--filtered input-string))
         (tail comint-redirect-previous-input-string)
         (joined (concat tail text))
         (end (and comint-redirect-finished-regexp (string-match comint-redirect-finished-regexp joined)))
         (rest (and end (not comint-redirect-insert-matching-regexp) (substring joined (match-end 0)))))
    ;; TAIL is in the output already: a prompt that began in it is taken out again.
    (dolist (buffer (if (listp comint-redirect-output-buffer) comint-redirect-output-buffer (list comint-redirect-output-buffer)))
      (comint-redirect--append (get-buffer-create buffer) (length tail) (if rest (concat (substring joined 0 end) rest) joined)))
    (if comint-redirect-verbose (message "Redirected output to buffer(s) %s" comint-redirect-output-buffer))
    (setq comint-redirect-previous-input-string
          (if (string-match "[^\n]*\\'" joined) (match-string 0 joined) ""))
    (when end
      (comint-redirect-cleanup)
      (run-hooks 'comint-redirect-hook))
    (if comint-redirect-echo-input input-string "")))

(defun comint-redirect--filtered (text)
  "TEXT after `comint-redirect-filter-functions'."
  (run-hook-wrapped 'comint-redirect-filter-functions (lambda (function) (setq text (funcall function text)) nil))
  text)

(defun comint-redirect--append (buffer old text)
  "Replace the last OLD characters of BUFFER by TEXT."
  (with-current-buffer buffer
    (let ((inhibit-read-only (or comint-redirect-subvert-readonly inhibit-read-only)))
      (goto-char (point-max))
      (delete-region (max (point-min) (- (point) old)) (point))
      (insert text))))

(defun comint-redirect-send-command (command output-buffer echo &optional no-display)
  "Send COMMAND to the process of this buffer; its output goes to OUTPUT-BUFFER.
With ECHO it appears here too.  NO-DISPLAY means not to show OUTPUT-BUFFER."
  (interactive (list (read-string "Command: ") (read-string "Output buffer: ") current-prefix-arg))
  (comint-redirect-send-command-to-process command output-buffer (get-buffer-process (current-buffer)) echo no-display))

(defun comint-redirect-send-command-to-process (command output-buffer process echo &optional no-display)
  "Send COMMAND to PROCESS; its output goes to OUTPUT-BUFFER.
With ECHO it appears in the buffer of PROCESS too.  NO-DISPLAY means not to show OUTPUT-BUFFER."
  (interactive (list (read-string "Command: ") (read-string "Output buffer: ") (read-string "Process: ") current-prefix-arg))
  (let ((process-buffer (process-buffer process)))
    (with-current-buffer process-buffer
      (and comint-redirect-perform-sanity-check
           (save-excursion
             (goto-char (point-max))
             (or (re-search-backward comint-prompt-regexp nil t)
                 (error "No prompt found or `comint-prompt-regexp' not set properly"))))
      (comint-redirect-setup output-buffer process-buffer comint-prompt-regexp echo)
      (add-function :around (process-filter process) #'comint-redirect-filter)
      (process-send-string process (concat command "\n"))
      (unless no-display
        (display-buffer (get-buffer-create (if (listp output-buffer) (car output-buffer) output-buffer)))))))

(defun comint-redirect-results-list (command regexp regexp-group)
  "Send COMMAND to the process of this buffer and return the list of what REGEXP-GROUP of REGEXP matches in its output."
  (comint-redirect-results-list-from-process (get-buffer-process (current-buffer)) command regexp regexp-group))

(defun comint-redirect-results-list-from-process (process command regexp regexp-group)
  "Send COMMAND to PROCESS and return the list of what REGEXP-GROUP of REGEXP matches in its output."
  (let ((output (generate-new-buffer " *comint-redirect*")) (results nil))
    (unwind-protect
        (with-current-buffer output
          (comint-redirect-send-command-to-process command output process nil t)
          (while (and (null (buffer-local-value 'comint-redirect-completed (process-buffer process)))
                      (accept-process-output process 5)))
          (goto-char (point-min))
          ;; The process may have repeated the command.
          (if (looking-at-p (regexp-quote command)) (forward-line 1))
          (while (and (not (eobp)) (re-search-forward regexp nil t))
            (push (match-string-no-properties regexp-group) results)))
      (kill-buffer output))
    (nreverse results)))

(provide 'comint-redirect)

;;; comint-redirect.el ends here
