;;; registers.el --- texts, numbers and places under a character -*- lexical-binding: t; -*-

(defcustom register-separator nil "The register whose text goes between texts that are appended, nil for none." :type '(choice (const nil) character))

(cl-defstruct (registerv (:constructor registerv--make (&optional data print-func jump-func insert-func)) (:copier nil))
  "A register whose object knows how it is shown, jumped to and inserted."
  (data nil :read-only t) (print-func nil :read-only t) (jump-func nil :read-only t) (insert-func nil :read-only t))

(cl-defun registerv-make (data &key print-func jump-func insert-func)
  "Return the contents for a register that holds DATA.
PRINT-FUNC is called to describe it, JUMP-FUNC to go there, INSERT-FUNC to insert it, each with DATA."
  (registerv--make data print-func jump-func insert-func))

(defun get-register (register)
  "Return the contents of REGISTER, a character, nil if there are none."
  (alist-get register register-alist))

(defun set-register (register value)
  "Make VALUE the contents of REGISTER, a character; return VALUE."
  (setf (alist-get register register-alist) value))

(defun register-read-with-preview (prompt)
  "Read the name of a register with PROMPT."
  (let ((event (read-key (propertize prompt 'face 'minibuffer-prompt))))
    (if (characterp event) event (error "Non-character input-event"))))

(defun register-describe-oneline (c)
  "Return a description of register C in a line."
  (let ((text (with-temp-buffer
                (let ((standard-output (current-buffer))) (describe-register-1 c))
                (replace-regexp-in-string "[ \t\n]+" " " (buffer-string)))))
    (if (string-match "Register.+? contains \\(?:an? \\|the \\)?" text) (substring text (match-end 0)) text)))

(defun register-preview-default (r)
  "Return the line that shows register R, a pair of a character and contents."
  (format "%s: %s\n" (single-key-description (car r)) (register-describe-oneline (car r))))

(defun point-to-register (register &optional arg)
  "Keep the position of point in REGISTER; with ARG, the windows."
  (interactive (list (register-read-with-preview "Point to register: ") current-prefix-arg))
  (set-register register (if arg (list (current-frame-configuration) (point-marker)) (point-marker))))

(defun window-configuration-to-register (register &optional _arg)
  "Keep the windows in REGISTER."
  (interactive (list (register-read-with-preview "Window configuration to register: ") current-prefix-arg))
  (set-register register (list (current-window-configuration) (point-marker))))

(defun jump-to-register (register &optional delete)
  "Go to the place in REGISTER; DELETE is for configurations of frames."
  (interactive (list (register-read-with-preview "Jump to register: ") current-prefix-arg))
  (register-val-jump-to (get-register register) delete))
(defalias 'register-to-point #'jump-to-register)

(cl-defgeneric register-val-jump-to (_val _arg)
  "Go to what VAL, the contents of a register, says; ARG is the prefix argument."
  (user-error "Register doesn't contain a buffer position or configuration"))
(cl-defmethod register-val-jump-to ((val marker) _arg)
  (unless (marker-buffer val) (user-error "That register's buffer no longer exists"))
  (switch-to-buffer (marker-buffer val))
  (unless (or (= (point) (marker-position val)) (eq last-command 'jump-to-register)) (push-mark))
  (goto-char val))
(cl-defmethod register-val-jump-to ((val cons) _arg)
  (cond ((window-configuration-p (car val)) (set-window-configuration (car val)) (goto-char (cadr val)))
        ((eq (car val) 'file) (find-file (cdr val)))
        ((eq (car val) 'file-query) (find-file (nth 1 val)) (goto-char (min (nth 2 val) (point-max))))
        (t (cl-call-next-method))))
(cl-defmethod register-val-jump-to ((val registerv) _arg)
  (unless (registerv-jump-func val) (user-error "Don't know how to jump to register value %S" val))
  (funcall (registerv-jump-func val) (registerv-data val)))

(defun register-swap-out ()
  "Keep the file and position of registers that point into this buffer, which is going to be killed."
  (when buffer-file-name
    (dolist (entry register-alist)
      (when (and (markerp (cdr entry)) (eq (marker-buffer (cdr entry)) (current-buffer)))
        (setcdr entry (list 'file-query buffer-file-name (marker-position (cdr entry))))))))
(add-hook 'kill-buffer-hook #'register-swap-out)

(defun number-to-register (number register)
  "Put NUMBER, or the one after point if it is nil, into REGISTER."
  (interactive (list current-prefix-arg (register-read-with-preview "Number to register: ")))
  (set-register register
                (cond (number (prefix-numeric-value number))
                      ((looking-at "\\s-*-?[0-9]+") (goto-char (match-end 0)) (string-to-number (match-string 0)))
                      (t 0))))

(defun increment-register (prefix register)
  "Add PREFIX to the number in REGISTER; if that holds text, append the region."
  (interactive (list current-prefix-arg (register-read-with-preview "Increment register: ")))
  (let ((value (get-register register)))
    (cond ((numberp value) (set-register register (+ (prefix-numeric-value prefix) value)))
          ((or (null value) (stringp value)) (append-to-register register (region-beginning) (region-end) prefix))
          (t (user-error "Register does not contain a number or text")))))

(defun view-register (register)
  "Show what is in REGISTER."
  (interactive (list (register-read-with-preview "View register: ")))
  (if (null (get-register register))
      (message "Register %s is empty" (single-key-description register))
    (with-output-to-temp-buffer "*Output*" (describe-register-1 register t))))

(defun list-registers ()
  "Show what is in all registers."
  (interactive)
  (with-output-to-temp-buffer "*Output*"
    (dolist (entry (sort (copy-sequence register-alist) (lambda (a b) (< (car a) (car b)))))
      (when (cdr entry) (describe-register-1 (car entry)) (terpri)))))

(defun describe-register-1 (register &optional verbose)
  "Print what is in REGISTER, all of it if VERBOSE."
  (princ "Register ")
  (princ (single-key-description register))
  (princ " contains ")
  (let ((val (get-register register)))
    (if val (register-val-describe val verbose) (princ "Empty"))))

(cl-defgeneric register-val-describe (_val _verbose)
  "Print what VAL, the contents of a register, is, all of it if VERBOSE."
  (princ "Garbage:\n"))
(cl-defmethod register-val-describe ((val number) _verbose) (princ val))
(cl-defmethod register-val-describe ((val marker) _verbose)
  (if (marker-buffer val)
      (princ (format "a buffer position:\n    buffer %s, position %s" (buffer-name (marker-buffer val)) (marker-position val)))
    (princ "a marker in no buffer")))
(cl-defmethod register-val-describe ((val string) verbose)
  (cond (verbose (princ "the text:\n") (princ val))
        ((string-match "\\`[ \t\n]*\\'" val) (princ (if (equal val "") "the empty string" "whitespace")))
        (t (string-match "[^ \t\n].\\{0,19\\}" val)
           (princ "text starting with\n    ")
           (princ (match-string 0 val)))))
(cl-defmethod register-val-describe ((val cons) verbose)
  (cond ((window-configuration-p (car val)) (princ "a window configuration."))
        ((eq (car val) 'file) (princ "the file ") (prin1 (cdr val)) (princ "."))
        ((eq (car val) 'file-query) (princ (format "a file-query reference:\n  file %s, position %s." (nth 1 val) (nth 2 val))))
        (verbose (princ "the rectangle:\n") (dolist (line val) (princ line) (terpri)))
        (t (princ "a rectangle starting with\n    ") (princ (car val)))))
(cl-defmethod register-val-describe ((val registerv) _verbose)
  (if (registerv-print-func val) (funcall (registerv-print-func val) (registerv-data val)) (princ "[UNPRINTABLE CONTENTS].")))

(defun insert-register (register &optional arg)
  "Insert what is in REGISTER after point, which is then where it was; with ARG, after the text."
  (interactive (list (register-read-with-preview "Insert register: ") (not current-prefix-arg)))
  (push-mark)
  (register-val-insert (get-register register))
  (unless arg (exchange-point-and-mark)))

(cl-defgeneric register-val-insert (_val)
  "Insert VAL, the contents of a register."
  (user-error "Register does not contain text"))
(cl-defmethod register-val-insert ((val string)) (insert-for-yank val))
(cl-defmethod register-val-insert ((val number)) (princ val (current-buffer)))
(cl-defmethod register-val-insert ((val marker)) (if (marker-position val) (princ (marker-position val) (current-buffer)) (cl-call-next-method)))
(cl-defmethod register-val-insert ((val cons)) (insert-rectangle val))
(cl-defmethod register-val-insert ((val registerv))
  (unless (registerv-insert-func val) (user-error "Don't know how to insert register value %S" val))
  (funcall (registerv-insert-func val) (registerv-data val)))

(defun copy-to-register (register start end &optional delete-flag region)
  "Put the text between START and END, the REGION if that is non-nil, into REGISTER; with DELETE-FLAG, delete it."
  (interactive (list (register-read-with-preview "Copy to register: ") (region-beginning) (region-end) current-prefix-arg t))
  (set-register register (if region (funcall region-extract-function delete-flag)
                           (prog1 (filter-buffer-substring start end)
                             (when delete-flag (delete-region start end)))))
  (setq deactivate-mark t)
  nil)

(defun register--join (register text before)
  "Join the text in REGISTER, if any, with TEXT, which goes first if BEFORE."
  (let ((old (get-register register)) (separator (and register-separator (get-register register-separator))))
    (unless (or (null old) (stringp old)) (user-error "Register does not contain text"))
    (set-register register (mapconcat #'identity
                                      (delq nil (if before (list text (and old separator) old) (list old (and old separator) text))) ""))))

(defun append-to-register (register start end &optional delete-flag)
  "Add the text between START and END to the end of that in REGISTER; with DELETE-FLAG, delete it."
  (interactive (list (register-read-with-preview "Append to register: ") (region-beginning) (region-end) current-prefix-arg))
  (register--join register (filter-buffer-substring start end) nil)
  (setq deactivate-mark t)
  (when delete-flag (delete-region start end)))

(defun prepend-to-register (register start end &optional delete-flag)
  "Add the text between START and END to the beginning of that in REGISTER; with DELETE-FLAG, delete it."
  (interactive (list (register-read-with-preview "Prepend to register: ") (region-beginning) (region-end) current-prefix-arg))
  (register--join register (filter-buffer-substring start end) t)
  (setq deactivate-mark t)
  (when delete-flag (delete-region start end)))

(defun copy-rectangle-to-register (register start end &optional delete-flag)
  "Put the rectangle between START and END into REGISTER; with DELETE-FLAG, delete it."
  (interactive (list (register-read-with-preview "Copy rectangle to register: ") (region-beginning) (region-end) current-prefix-arg))
  (set-register register (if delete-flag (delete-extract-rectangle start end) (extract-rectangle start end)))
  nil)

(provide 'register)

;;; registers.el ends here
