;;; buffers.el --- evaluating code in buffers and other surroundings -*- lexical-binding: t; -*-

;;; Buffers

(defun generate-new-buffer (name &optional inhibit-buffer-hooks)
  "Create and return a buffer with a name based on NAME."
  (get-buffer-create (generate-new-buffer-name name) inhibit-buffer-hooks))

(defmacro with-current-buffer (buffer-or-name &rest body)
  "Evaluate BODY with BUFFER-OR-NAME as the current buffer."
  (declare (indent 1) (debug t))
  `(save-current-buffer
     (set-buffer ,buffer-or-name)
     ,@body))

(defmacro with-temp-buffer (&rest body)
  "Evaluate BODY in a new buffer that is killed afterwards."
  (declare (indent 0) (debug t))
  `(let ((temp-buffer (generate-new-buffer " *temp*" t)))
     (with-current-buffer temp-buffer
       (unwind-protect
           (progn ,@body)
         (and (buffer-name temp-buffer)
              (kill-buffer temp-buffer))))))

(defmacro with-temp-file (file &rest body)
  "Evaluate BODY in a new buffer and write that to FILE."
  (declare (indent 1) (debug t))
  (let ((temp-file (make-symbol "temp-file"))
        (temp-buffer (make-symbol "temp-buffer")))
    `(let ((,temp-file ,file)
           (,temp-buffer (generate-new-buffer " *temp file*" t)))
       (unwind-protect
           (prog1
               (with-current-buffer ,temp-buffer ,@body)
             (with-current-buffer ,temp-buffer
               (write-region nil nil ,temp-file nil 0)))
         (and (buffer-name ,temp-buffer)
              (kill-buffer ,temp-buffer))))))

(defmacro with-output-to-string (&rest body)
  "Evaluate BODY and return, as a string, what it printed to `standard-output'."
  (declare (indent 0) (debug t))
  `(let ((standard-output (generate-new-buffer " *string-output*" t)))
     (unwind-protect
         (progn
           (let ((standard-output standard-output))
             ,@body)
           (with-current-buffer standard-output
             (buffer-string)))
       (kill-buffer standard-output))))

(defvar temp-buffer-setup-hook nil "Run in the buffer of `with-output-to-temp-buffer' before its body.")
(defvar temp-buffer-show-hook nil "Run in the buffer of `with-output-to-temp-buffer' after its body.")

(defmacro with-output-to-temp-buffer (bufname &rest body)
  "Evaluate BODY with `standard-output' going to a buffer named BUFNAME."
  (declare (debug t))
  (let ((buffer (make-symbol "buffer")))
    `(let* ((,buffer (get-buffer-create ,bufname))
            (standard-output ,buffer))
       (with-current-buffer ,buffer
         (let ((inhibit-read-only t)) (setq buffer-read-only nil) (erase-buffer))
         (run-hooks 'temp-buffer-setup-hook))
       (prog1 (progn ,@body)
         (with-current-buffer ,buffer
           (goto-char (point-min))
           (run-hooks 'temp-buffer-show-hook))))))

(defmacro with-silent-modifications (&rest body)
  "Evaluate BODY, which may change text properties, as if the buffer were not modified."
  (declare (debug t) (indent 0))
  (let ((modified (make-symbol "modified")))
    `(let* ((,modified (buffer-modified-p))
            (buffer-undo-list t)
            (inhibit-read-only t)
            (inhibit-modification-hooks t))
       (unwind-protect
           (progn ,@body)
         (unless ,modified
           (restore-buffer-modified-p nil))))))

(defmacro save-mark-and-excursion (&rest body)
  "Like `save-excursion', but save the mark too."
  (declare (indent 0) (debug t))
  (let ((mark (make-symbol "mark")) (active (make-symbol "active")))
    `(let ((,mark (copy-marker (mark-marker))) (,active mark-active))
       (unwind-protect
           (save-excursion ,@body)
         (if (marker-position ,mark)
             (set-marker (mark-marker) ,mark)
           (set-marker (mark-marker) nil))
         (setq mark-active ,active)
         (set-marker ,mark nil)))))

(defmacro combine-change-calls (beg end &rest body)
  "Evaluate BODY, which changes text only between BEG and END."
  (declare (debug (form form def-body)) (indent 2))
  `(progn ,beg ,end ,@body))

(defmacro combine-after-change-calls (&rest body)
  "Evaluate BODY, allowing change hooks to be called fewer times."
  (declare (indent 0) (debug t))
  `(let ((combine-after-change-calls t)) ,@body))

(defun buffer-local-boundp (symbol buffer)
  "Return non-nil if SYMBOL is bound in BUFFER."
  (condition-case nil
      (buffer-local-value symbol buffer)
    (:success t)
    (void-variable nil)))

(defun insert-buffer-substring-no-properties (buffer &optional start end)
  "Insert the text of BUFFER from START to END without its properties."
  (let ((opoint (point)))
    (insert-buffer-substring buffer start end)
    (let ((inhibit-read-only t))
      (set-text-properties opoint (point) nil))))

(defun insert-into-buffer (buffer &optional start end)
  "Insert the current buffer's text from START to END into BUFFER."
  (let ((current (current-buffer)))
    (with-current-buffer buffer
      (insert-buffer-substring current start end))))

(defun remove-overlays (&optional beg end name val)
  "Remove from BEG to END the overlays whose property NAME is VAL.
Overlays that reach beyond are cut or split."
  (setq beg (or beg (point-min))
        end (or end (point-max)))
  (overlay-recenter end)
  (if (< end beg)
      (setq beg (prog1 end (setq end beg))))
  (save-excursion
    (dolist (o (overlays-in beg end))
      (when (or (null name) (eq (overlay-get o name) val))
        (if (< (overlay-start o) beg)
            (if (> (overlay-end o) end)
                (progn
                  (move-overlay (copy-overlay o) (overlay-start o) beg)
                  (move-overlay o end (overlay-end o)))
              (move-overlay o (overlay-start o) beg))
          (if (> (overlay-end o) end)
              (move-overlay o end (overlay-end o))
            (delete-overlay o)))))))

(defun copy-overlay (o)
  "Return a copy of overlay O."
  (let ((new (if (overlay-buffer o)
                 (make-overlay (overlay-start o) (overlay-end o) (overlay-buffer o))
               (let ((overlay (make-overlay (point-min) (point-min))))
                 (delete-overlay overlay)
                 overlay)))
        (props (overlay-properties o)))
    (while props
      (overlay-put new (pop props) (pop props)))
    new))

(defun add-to-invisibility-spec (element)
  "Add ELEMENT to `buffer-invisibility-spec'."
  (if (eq buffer-invisibility-spec t)
      (setq buffer-invisibility-spec (list t)))
  (setq buffer-invisibility-spec (cons element buffer-invisibility-spec)))

(defun remove-from-invisibility-spec (element)
  "Remove ELEMENT from `buffer-invisibility-spec'."
  (setq buffer-invisibility-spec
        (if (consp buffer-invisibility-spec)
            (delete element buffer-invisibility-spec)
          (list t))))

(defun forward-word-strictly (&optional arg)
  "Move forward ARG words, by syntax alone."
  (let ((find-word-boundary-function-table (make-char-table nil)))
    (forward-word (or arg 1))))

(defun backward-word-strictly (&optional arg)
  "Move backward ARG words, by syntax alone."
  (let ((find-word-boundary-function-table (make-char-table nil)))
    (forward-word (- (or arg 1)))))

;;; Syntax and case tables

(defmacro with-syntax-table (table &rest body)
  "Evaluate BODY with TABLE as the current buffer's syntax table."
  (declare (debug t) (indent 1))
  (let ((old-table (make-symbol "table"))
        (old-buffer (make-symbol "buffer")))
    `(let ((,old-table (syntax-table))
           (,old-buffer (current-buffer)))
       (unwind-protect
           (progn
             (set-syntax-table ,table)
             ,@body)
         (save-current-buffer
           (set-buffer ,old-buffer)
           (set-syntax-table ,old-table))))))

(defvar ascii-case-table
  (let ((table (make-char-table 'case-table)) (up (make-char-table 'case-table)) (char 0))
    (while (< char 128)
      (aset table char (if (<= ?A char ?Z) (+ char 32) char))
      (aset up char (if (<= ?a char ?z) (- char 32) char))
      (setq char (1+ char)))
    (set-char-table-extra-slot table 0 up)
    table)
  "A case table in which only the letters of ASCII have case.")

(defmacro with-case-table (table &rest body)
  "Evaluate BODY with TABLE as the current buffer's case table."
  (declare (indent 1) (debug t))
  (let ((old-case-table (make-symbol "table"))
        (old-buffer (make-symbol "buffer")))
    `(let ((,old-case-table (current-case-table))
           (,old-buffer (current-buffer)))
       (unwind-protect
           (progn (set-case-table ,table) ,@body)
         (with-current-buffer ,old-buffer
           (set-case-table ,old-case-table))))))

(defun make-syntax-table (&optional oldtable)
  "Return a new syntax table that inherits from OLDTABLE, by default the standard one."
  (let ((table (make-char-table 'syntax-table nil)))
    (set-char-table-parent table (or oldtable (standard-syntax-table)))
    table))

(defun syntax-after (pos)
  "Return the raw syntax descriptor of the character after POS, nil outside the text."
  (let ((c (char-after (+ pos 0))))
    (when c
      (let ((st (if parse-sexp-lookup-properties
                    (get-char-property pos 'syntax-table))))
        (if (consp st) st
          (aref (or st (syntax-table)) c))))))

(defun syntax-class (syntax)
  "Return the code of the syntax class of SYNTAX, a raw descriptor."
  (and syntax (logand (car syntax) 65535)))

;;; Files' modes, environment and the like

(defmacro with-file-modes (modes &rest body)
  "Evaluate BODY with default file permissions MODES."
  (declare (indent 1) (debug t))
  (let ((umask (make-symbol "umask")))
    `(let ((,umask (default-file-modes)))
       (unwind-protect
           (progn
             (set-default-file-modes ,modes)
             ,@body)
         (set-default-file-modes ,umask)))))

(defmacro with-existing-directory (&rest body)
  "Evaluate BODY with `default-directory' bound to a directory that exists."
  (declare (indent 0) (debug t))
  (let ((quit (make-symbol "with-existing-directory-quit")))
    `(catch ',quit
       (dolist (dir (list default-directory
                          (expand-file-name "~/")
                          temporary-file-directory
                          "/"))
         (when (and dir (file-exists-p dir))
           (throw ',quit (let ((default-directory dir)) ,@body)))))))

(defmacro with-mutex (mutex &rest body)
  "Evaluate BODY while holding MUTEX."
  (declare (indent 1) (debug t))
  (let ((sym (make-symbol "mutex")))
    `(let ((,sym ,mutex))
       (mutex-lock ,sym)
       (unwind-protect
           (progn ,@body)
         (mutex-unlock ,sym)))))

;;; What has no effect without a display

(defmacro with-temp-message (message &rest body)
  "Evaluate BODY after showing MESSAGE, if that is non-nil."
  (declare (debug t) (indent 1))
  (let ((text (make-symbol "message")))
    `(let ((,text ,message))
       (if ,text (message "%s" ,text))
       ,@body)))

(defmacro minibuffer-with-setup-hook (fun &rest body)
  "Evaluate BODY with FUN on `minibuffer-setup-hook' for the time of one reading."
  (declare (indent 1) (debug ([&or (":append" form) [&or symbolp form]] body)))
  (let ((hook (make-symbol "setup-hook"))
        (append (eq (car-safe fun) :append)))
    `(let (,hook)
       (setq ,hook (lambda ()
                     (remove-hook 'minibuffer-setup-hook ,hook)
                     (funcall ,(if append (cadr fun) fun))))
       (unwind-protect
           (progn
             (add-hook 'minibuffer-setup-hook ,hook ,append)
             ,@body)
         (remove-hook 'minibuffer-setup-hook ,hook)))))

;;; Change groups

(defun prepare-change-group (&optional buffer)
  "Return a handle for undoing the changes made to BUFFER, the current one by default."
  (list (cons (or buffer (current-buffer)) (with-current-buffer (or buffer (current-buffer)) buffer-undo-list))))

(defun activate-change-group (handle)
  "Begin to record changes for HANDLE."
  (dolist (elt handle)
    (with-current-buffer (car elt)
      (when (eq buffer-undo-list t)
        (setq buffer-undo-list nil))
      ;; A change of nothing keeps later insertions from being merged with earlier ones.
      (when (car-safe buffer-undo-list)
        (push (cons (point-min) (point-min)) buffer-undo-list)))))

(defun accept-change-group (handle)
  "End HANDLE, keeping the changes."
  (dolist (elt handle)
    (with-current-buffer (car elt)
      (when (eq (cdr elt) t)
        (setq buffer-undo-list t)))))

(defun cancel-change-group (handle)
  "End HANDLE, undoing the changes."
  (dolist (elt handle)
    (with-current-buffer (car elt)
      (let ((start (cdr elt)) (inhibit-read-only t))
        (unless (eq buffer-undo-list t)
          (save-restriction
            (widen)
            (let ((pending nil) (tail buffer-undo-list))
              (while (and tail (not (eq tail start)))
                (when (car tail) (push (car tail) pending))
                (setq tail (cdr tail)))
              (setq pending (nreverse pending))
              (while pending
                (setq pending (primitive-undo (1+ (length pending)) pending))))))
        (setq buffer-undo-list start)))))

(defun undo-amalgamate-change-group (handle)
  "Make the changes since HANDLE, made by `prepare-change-group', one group."
  (dolist (elt handle)
    (with-current-buffer (car elt)
      (when (consp buffer-undo-list)
        (let ((rest buffer-undo-list) (start (cdr elt)))
          (while (and (consp rest) (consp (cdr rest)) (not (eq (cdr rest) start)))
            (if (null (cadr rest))
                (setcdr rest (cddr rest))
              (setq rest (cdr rest)))))))))

(defmacro atomic-change-group (&rest body)
  "Evaluate BODY; if it exits abnormally, undo its changes to the current buffer."
  (declare (indent 0) (debug t))
  (let ((handle (make-symbol "--change-group-handle--"))
        (success (make-symbol "--change-group-success--")))
    `(let ((,handle (prepare-change-group))
           (undo-outer-limit nil)
           (undo-limit most-positive-fixnum)
           (undo-strong-limit most-positive-fixnum)
           (,success nil))
       (unwind-protect
           (progn
             (activate-change-group ,handle)
             (prog1 (progn ,@body)
               (setq ,success t)))
         (if ,success
             (accept-change-group ,handle)
           (cancel-change-group ,handle))))))

;;; buffers.el ends here
