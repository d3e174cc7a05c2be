;;; ert-x.el --- help for writing tests: buffers, files, messages  -*- lexical-binding: t; -*-

;; Tested by tests/lisp/std/ert.el.

;;; Code:

(require 'cl-lib)
(require 'ert)

;;; Buffers

(defvar ert--test-buffers nil
  "Buffers made by `ert-with-test-buffer' whose body failed.")

(defun ert--call-with-test-buffer (name body)
  "Call BODY in a new buffer named after NAME, and kill the buffer if BODY returns."
  (let* ((test (ert-running-test))
         (buffer (generate-new-buffer (format "*Test buffer (%s)%s*"
                                              (or (and test (ert-test-name test)) "<anonymous test>")
                                              (if name (concat ": " name) "")))))
    (push buffer ert--test-buffers)
    (prog1 (with-current-buffer buffer (funcall body))
      (kill-buffer buffer)
      (setq ert--test-buffers (delq buffer ert--test-buffers)))))

(cl-defmacro ert-with-test-buffer ((&key ((:name name-form) nil)) &body body)
  "Evaluate BODY in a new buffer, killed at the end unless BODY fails.
Its name contains the value of NAME-FORM."
  (declare (indent 1))
  `(ert--call-with-test-buffer ,name-form (lambda () ,@body)))

(defun ert-kill-all-test-buffers ()
  "Kill the buffers that failed tests have left."
  (mapc (lambda (buffer) (when (buffer-live-p buffer) (kill-buffer buffer))) ert--test-buffers)
  (setq ert--test-buffers nil))

(defun ert-call-with-buffer-renamed (buffer-name thunk)
  "Call THUNK while a new buffer is named BUFFER-NAME; give the name back to the old one at the end."
  (let ((buffer (get-buffer buffer-name))
        (hidden (generate-new-buffer-name (concat buffer-name " orig buffer"))))
    (when buffer (with-current-buffer buffer (rename-buffer hidden)))
    (unwind-protect
        (progn (get-buffer-create buffer-name) (funcall thunk))
      (when (get-buffer buffer-name) (kill-buffer buffer-name))
      (when (buffer-live-p buffer)
        (with-current-buffer buffer (rename-buffer buffer-name))))))

(cl-defmacro ert-with-buffer-renamed ((buffer-name-form) &body body)
  "Evaluate BODY while the buffer named by BUFFER-NAME-FORM is a new one, and the old one has another name."
  (declare (indent 1))
  `(ert-call-with-buffer-renamed ,buffer-name-form (lambda () ,@body)))

;;; Strings

(defun ert-propertized-string (&rest arguments)
  "Return the strings among ARGUMENTS concatenated, each with the property list before it, if any."
  (let ((plist nil) (parts nil))
    (dolist (argument arguments)
      (if (stringp argument)
          (progn
            (push (if plist (apply #'propertize argument plist)
                    (substring-no-properties argument))
                  parts)
            (setq plist nil))
        (setq plist argument)))
    (apply #'concat (nreverse parts))))

(defun ert-filter-string (string &rest regexps)
  "Return STRING without the matches of REGEXPS.
An element (REGEXP GROUP) removes only that group of each match."
  (dolist (regexp regexps string)
    (let ((group (if (consp regexp) (cadr regexp) 0))
          (pattern (if (consp regexp) (car regexp) regexp)))
      (setq string (replace-regexp-in-string pattern "" string t t group)))))

;;; Messages

(defun ert--call-with-message-capture (add body)
  "Call BODY while ADD is called with the text of each message."
  (let ((message-function (symbol-function 'message)))
    (cl-letf (((symbol-function 'message)
               (lambda (format &rest arguments)
                 (let ((text (apply message-function format arguments)))
                   (when text (funcall add (concat text "\n")))
                   text))))
      (funcall body))))

(defmacro ert-with-message-capture (variable &rest body)
  "Evaluate BODY with VARIABLE bound to the text of the messages it issues, one a line."
  (declare (indent 1))
  `(let ((,variable ""))
     (ert--call-with-message-capture
      (lambda (text) (setq ,variable (concat ,variable text)))
      (lambda () ,@body))))

;;; Files

(defun ert--split-options (body)
  "Split BODY into (PLIST . FORMS) after its leading keyword options."
  (let ((plist nil))
    (while (keywordp (car-safe body))
      (setq plist (plist-put plist (pop body) (pop body))))
    (cons plist body)))

(defmacro ert-with-temp-file (name &rest body)
  "Evaluate BODY with NAME bound to the name of a new temporary file, deleted at the end.
BODY may begin with :prefix STRING, :suffix STRING, :text STRING (its contents), :buffer SYMBOL (bound to a buffer
visiting it), :coding SYSTEM and :directory t (make a directory instead).

\(fn NAME [OPTION VALUE]... BODY...)"
  (declare (indent 1))
  (cl-destructuring-bind (options . forms) (ert--split-options body)
    (let ((buffer (plist-get options :buffer))
          (file (make-symbol "file")))
      `(let* ((,file (ert--make-temp-file ,(plist-get options :prefix) ,(plist-get options :directory)
                                          ,(plist-get options :suffix) ,(plist-get options :text)
                                          ,(plist-get options :coding)))
              (,name ,file)
              ,@(and buffer `((,buffer (find-file-noselect ,file)))))
         (unwind-protect
             (progn ,@forms)
           ,@(and buffer `((ert--kill-unsaved ,buffer)))
           (ert--delete-temp-file ,file))))))

(defmacro ert-with-temp-directory (name &rest body)
  "Evaluate BODY with NAME bound to the name of a new temporary directory, deleted with its contents at the end.
BODY may begin with :prefix and :suffix as for `ert-with-temp-file'.  The name ends in a slash.

\(fn NAME [OPTION VALUE]... BODY...)"
  (declare (indent 1))
  `(ert-with-temp-file ,name :directory t ,@body))

(defun ert--make-temp-file (prefix directory suffix text coding)
  "Make a temporary file, or directory if DIRECTORY, see `ert-with-temp-file', and return its name."
  (let* ((coding-system-for-write (or coding coding-system-for-write))
         (name (make-temp-file (or prefix "emacs-test-") directory suffix (and (not directory) text))))
    (if directory (file-name-as-directory name) name)))

(defun ert--delete-temp-file (file)
  "Delete FILE, a file or directory, if it still exists."
  (cond ((file-directory-p file) (delete-directory file t))
        ((file-exists-p file) (delete-file file))))

(defun ert--kill-unsaved (buffer)
  "Kill BUFFER without asking whether to save it."
  (when (buffer-live-p buffer)
    (with-current-buffer buffer (set-buffer-modified-p nil))
    (kill-buffer buffer)))

;;; Resources

(defvar ert-resource-directory-format "%s-resources/"
  "Format for the directory of a test file's resources, given the name of the file trimmed.")
(defvar ert-resource-directory-trim-left-regexp ""
  "What to remove from the beginning of the test file's name.")
(defvar ert-resource-directory-trim-right-regexp "\\(-tests?\\)?\\.el"
  "What to remove from the end of the test file's name.")

(defun ert--resource-directory (file)
  "Return the directory of the resources of the test FILE."
  (let ((beside (expand-file-name "resources/" (file-name-directory file))))
    (if (file-directory-p beside) beside
      (format ert-resource-directory-format
              (string-trim file ert-resource-directory-trim-left-regexp
                           ert-resource-directory-trim-right-regexp)))))

(defmacro ert-resource-directory ()
  "Return the absolute name of the directory of this test file's resources."
  `(ert--resource-directory ,(or load-file-name '(buffer-file-name))))

(defmacro ert-resource-file (file)
  "Return the absolute name of FILE among this test file's resources."
  `(expand-file-name ,file (ert-resource-directory)))

;;; Commands

(defun ert-simulate-command (command)
  "Call the function (car COMMAND) with arguments (cdr COMMAND) as a command loop would."
  (setq this-command (car command))
  (run-hooks 'pre-command-hook)
  (prog1 (apply (car command) (cdr command))
    (run-hooks 'post-command-hook)
    (setq last-command this-command)))

(provide 'ert-x)

;;; ert-x.el ends here
