;;; visiting.el --- buffers that visit files -*- lexical-binding: t; -*-

(defvar-local buffer-file-number nil
  "The inode and device of the visited file.")

(defvar before-save-hook nil
  "Hook run before a buffer is saved.")
(defvar after-save-hook nil
  "Hook run after a buffer is saved.")
(defvar find-file-hook nil
  "Hook run after a file is visited.")
(defvar write-file-functions nil
  "Functions that may write the buffer to its file instead of the usual way.")
(defvar-local write-contents-functions nil
  "Buffer-local functions that may save the buffer instead of the usual way.")
(defvar revert-buffer-function nil
  "Function that replaces the usual way to revert the buffer, nil for that.")
(defvar kill-emacs-query-functions nil
  "Functions that must agree before the program exits.")
(defvar require-final-newline nil
  "Non-nil means to add a missing newline at the end of a file that is saved.")
(make-variable-buffer-local 'require-final-newline)

(defun clear-visited-file-modtime ()
  "Forget the time of the visited file."
  (set-visited-file-modtime 0))

(defun insert-file-contents-literally (filename &optional visit beg end replace)
  "Insert the bytes of FILENAME as they are; see `insert-file-contents'."
  (let ((format-alist nil)
        (after-insert-file-functions nil)
        (coding-system-for-read 'no-conversion)
        (coding-system-for-write 'no-conversion)
        (inhibit-file-name-handlers nil))
    (insert-file-contents filename visit beg end replace)))

(defun create-file-buffer (filename)
  "Create a buffer with a name fit for visiting FILENAME."
  (let ((lastname (file-name-nondirectory (directory-file-name filename))))
    (generate-new-buffer
     (if (string-prefix-p " " lastname) (concat "|" lastname)
       (if (equal lastname "") filename lastname)))))

(defun find-buffer-visiting (filename &optional predicate)
  "Return the buffer that visits FILENAME, under any name, and satisfies PREDICATE."
  (let* ((predicate (or predicate #'identity))
         (truename (file-truename filename))
         (direct (get-file-buffer filename))
         found)
    (if (and direct (funcall predicate direct))
        direct
      (dolist (buffer (buffer-list))
        (let ((name (and (not found) (buffer-file-name buffer))))
          (when (and name
                     (equal (file-truename name) truename)
                     (funcall predicate buffer))
            (setq found buffer))))
      found)))

(defun get-file-buffer-or-visit (filename rawfile)
  "Return a new buffer with the contents of FILENAME, taken literally if RAWFILE."
  (let ((buffer (create-file-buffer filename)))
    (with-current-buffer buffer
      (when rawfile (set-buffer-multibyte nil))
      (condition-case err
          (let ((inhibit-read-only t))
            (if rawfile
                (insert-file-contents-literally filename t)
              (insert-file-contents filename t)))
        (file-missing
         (when (file-exists-p filename) (signal (car err) (cdr err))))
        (error
         (kill-buffer buffer)
         (signal (car err) (cdr err))))
      (setq buffer-file-name filename
            buffer-file-truename (abbreviate-file-name (file-truename filename))
            default-directory (file-name-directory filename))
      (goto-char (point-min))
      (unless (or rawfile (not (file-exists-p filename)) (file-writable-p filename))
        (setq buffer-read-only t))
      (set-buffer-modified-p nil)
      (unless rawfile (normal-mode t))
      (run-hooks 'find-file-hook))
    buffer))

(defun find-file-noselect (filename &optional _nowarn rawfile wildcards)
  "Return a buffer visiting FILENAME; RAWFILE takes its contents literally.
With WILDCARDS, FILENAME may be a shell pattern; then return a list of buffers."
  (setq filename (abbreviate-file-name (expand-file-name filename)))
  (cond
   ((file-directory-p filename)
    (error "%s is a directory" filename))
   ((and wildcards (string-match "[[*?]" filename) (not (file-exists-p filename)))
    (mapcar (lambda (name) (find-file-noselect name nil rawfile))
            (file-expand-wildcards filename t)))
   (t
    (let ((existing (find-buffer-visiting filename)))
      (or existing
          (get-file-buffer-or-visit (expand-file-name filename) rawfile))))))

(defun find-file (filename &optional wildcards)
  "Make a buffer that visits FILENAME current; WILDCARDS as in `find-file-noselect'."
  (let ((value (find-file-noselect filename nil nil wildcards)))
    (if (listp value)
        (mapcar #'set-buffer (nreverse value))
      (set-buffer value))))

(defun find-file-literally (filename)
  "Make a buffer that visits FILENAME, taken literally, current."
  (set-buffer (find-file-noselect filename nil t)))

(defun set-visited-file-name (filename &optional _no-query along-with-file)
  "Make the current buffer visit FILENAME, or no file if that is nil.
With ALONG-WITH-FILE, take the file itself as renamed."
  (let ((new (and filename (not (equal filename "")) (expand-file-name filename))))
    (setq buffer-file-name new
          buffer-file-truename (and new (abbreviate-file-name (file-truename new))))
    (when new
      (setq default-directory (file-name-directory new))
      (let ((name (file-name-nondirectory new)))
        (unless (equal name (buffer-name))
          (rename-buffer name t))))
    (unless along-with-file
      (clear-visited-file-modtime)
      (set-buffer-modified-p (and new t)))
    nil))

(defun basic-save-buffer (&optional _called-interactively)
  "Save the current buffer in its file if it is modified."
  (unless buffer-file-name
    (error "Buffer %s does not visit a file" (buffer-name)))
  (when (buffer-modified-p)
    (save-restriction
      (widen)
      (when (and require-final-newline
                 (not (eq require-final-newline 'visit))
                 (> (point-max) (point-min))
                 (/= (char-before (point-max)) ?\n))
        (save-excursion (goto-char (point-max)) (insert "\n")))
      (run-hooks 'before-save-hook)
      (or (run-hook-with-args-until-success 'write-contents-functions)
          (run-hook-with-args-until-success 'write-file-functions)
          (write-region nil nil buffer-file-name nil t buffer-file-truename))
      (set-buffer-modified-p nil)
      (run-hooks 'after-save-hook)))
  nil)

(defun save-buffer (&optional arg)
  "Save the current buffer in its file if it is modified; ARG is ignored."
  (ignore arg)
  (basic-save-buffer))

(defun write-file (filename &optional _confirm)
  "Write the current buffer to FILENAME and make it visit that file."
  (when (file-directory-p filename)
    (setq filename (expand-file-name (file-name-nondirectory (or buffer-file-name (buffer-name)))
                                     filename)))
  (set-visited-file-name filename)
  (set-buffer-modified-p t)
  (save-buffer))

(defun save-some-buffers (&optional _arg pred)
  "Save the modified buffers that visit files, those that satisfy PRED if it is a function."
  (dolist (buffer (buffer-list))
    (with-current-buffer buffer
      (when (and buffer-file-name (buffer-modified-p)
                 (or (not (functionp pred)) (funcall pred)))
        (save-buffer)))))

(defun append-to-file (start end filename)
  "Append the text from START to END, or the string START, to FILENAME."
  (write-region start end filename t))

(defun insert-file (filename)
  "Insert the contents of FILENAME; set the mark after it."
  (when (file-directory-p filename)
    (signal 'file-error (list "Opening input file" "Is a directory" filename)))
  (push-mark (+ (point) (cadr (insert-file-contents filename)))))

(defun revert-buffer (&optional ignore-auto noconfirm preserve-modes)
  "Replace the buffer's text with that of its file.
IGNORE-AUTO and NOCONFIRM are passed to `revert-buffer-function';
PRESERVE-MODES keeps the modes."
  (if revert-buffer-function
      (funcall revert-buffer-function ignore-auto noconfirm)
    (unless buffer-file-name
      (error "Buffer does not seem to be associated with any file"))
    (let ((inhibit-read-only t))
      (run-hooks 'before-revert-hook)
      (insert-file-contents buffer-file-name t nil nil t)
      (set-buffer-modified-p nil)
      (unless preserve-modes (normal-mode))
      (run-hooks 'after-revert-hook))
    t))

;;; Modes of files

(defvar auto-mode-alist
  '(("\\.el\\'" . emacs-lisp-mode)
    ("\\.te?xt\\'" . text-mode))
  "Alist of regexps for file names and the major modes they ask for.")

(defvar interpreter-mode-alist nil
  "Alist of names of interpreters and the major modes of their scripts.")

(defun set-auto-mode (&optional _keep-mode-if-same)
  "Choose the major mode of the buffer by its file name.
Modes that are not defined are passed over."
  (let ((name (and buffer-file-name (file-name-sans-versions buffer-file-name)))
        (rules auto-mode-alist) mode)
    (while (and name rules (not mode))
      (when (string-match-p (car (car rules)) name)
        (setq mode (cdr (car rules))))
      (setq rules (cdr rules)))
    (if (and (symbolp mode) mode (fboundp mode)) (funcall mode))))

(defun normal-mode (&optional _find-file)
  "Choose the major mode for the current buffer."
  (fundamental-mode)
  (set-auto-mode))

(defun hack-local-variables (&optional _handle-mode)
  "Do nothing: files do not set variables here."
  nil)

(defun hack-dir-local-variables-non-file-buffer ()
  "Do nothing: directories do not set variables here."
  nil)

(defun risky-local-variable-p (sym &optional _ignored)
  "Return non-nil if SYM could be dangerous as a file local variable."
  (or (get sym 'risky-local-variable)
      (string-match-p
       "-hooks?\\'\\|-functions?\\'\\|-forms?\\'\\|-program\\'\\|-commands?\\'\\|-predicates?\\'\\|-map\\'\\|-alist\\'"
       (symbol-name sym))))

(defun rename-uniquely ()
  "Rename the current buffer to a name like its own that is not used."
  (let ((base (if (string-match "<[0-9]+>\\'" (buffer-name))
                  (substring (buffer-name) 0 (match-beginning 0))
                (buffer-name))))
    (rename-buffer (generate-new-buffer-name base))))

;;; visiting.el ends here
