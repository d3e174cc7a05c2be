;;; environment.el --- environment variables and the programs of the machine -*- lexical-binding: t; -*-

(defun setenv-internal (env variable value keep-empty)
  "Set VARIABLE to VALUE in the list ENV, of strings NAME=VALUE; return the list.
A nil VALUE removes VARIABLE, or with KEEP-EMPTY leaves its bare name."
  (let ((pattern (concat "\\`" (regexp-quote variable) "\\(=.*\\)?\\'"))
        (case-fold-search nil)
        (scan env) (found nil))
    (while scan
      (if (string-match-p pattern (car scan))
          (progn
            (setq found t)
            (if value
                (setcar scan (concat variable "=" value))
              (if keep-empty
                  (setcar scan variable)
                (setq env (delq (car scan) env))))
            (setq scan nil))
        (setq scan (cdr scan))))
    (if (or found (not (or value keep-empty)))
        env
      (cons (if value (concat variable "=" value) variable) env))))

(defun environment--encode (text)
  "TEXT as the bytes an environment holds."
  (if (multibyte-string-p text)
      (encode-coding-string text locale-coding-system)
    text))

(defun environment--decode (bytes)
  "BYTES of an environment as characters."
  (decode-coding-string bytes locale-coding-system))

(defun getenv (variable &optional frame)
  "Return the value of the environment variable VARIABLE, nil if it is not set.
FRAME must be a frame or nil; it changes nothing."
  (if (and frame (not (and (fboundp 'framep) (framep frame))))
      (signal 'wrong-type-argument (list 'framep frame)))
  (let ((value (getenv-internal (environment--encode variable))))
    (if (stringp value) (environment--decode value) value)))

(defun substitute-env-vars (string &optional when-undefined)
  "Replace $NAME and ${NAME} in STRING by the values of environment variables.
$$ stands for a dollar sign.  WHEN-UNDEFINED says what becomes of names
that are not set: a function to call with them, whose value takes the place
unless it is nil; t to leave them alone; nil to replace them by nothing."
  (let ((start 0))
    (while (string-match "\\$\\(?:\\([[:alnum:]_]+\\)\\|{\\([^{}]+\\)}\\|\\$\\)" string start)
      (let* ((name (or (match-string 1 string) (match-string 2 string)))
             (value (cond
                     ((null name) "$")
                     ((getenv name))
                     ((functionp when-undefined)
                      (or (save-match-data (funcall when-undefined name))
                          (match-string 0 string)))
                     (when-undefined (match-string 0 string))
                     (t ""))))
        (setq start (+ (match-beginning 0) (length value))
              string (replace-match value t t string)))))
  string)

(defun substitute-env-in-file-name (filename)
  "Replace $NAME and ${NAME} in FILENAME by the values of environment variables; names that are not set stay."
  (substitute-env-vars filename t))

(defvar read-envvar-name-history nil "Names that were read by `read-envvar-name'.")

(defun read-envvar-name (prompt &optional mustmatch)
  "Read the name of an environment variable with PROMPT.  MUSTMATCH is as in `completing-read'."
  (completing-read prompt
                   (mapcar (lambda (entry)
                             (environment--decode (if (string-match "=" entry) (substring entry 0 (match-beginning 0)) entry)))
                           process-environment)
                   nil mustmatch nil 'read-envvar-name-history))

(defun parse-colon-path (search-path)
  "Return the directories of SEARCH-PATH, separated as `path-separator' says, as directory names; nil for an empty one."
  (when search-path
    (mapcar (lambda (directory)
              (unless (string= directory "") (file-name-as-directory (substitute-env-vars directory))))
            (split-string search-path path-separator))))

(defun setenv (variable &optional value substitute-env-vars)
  "Set the environment variable VARIABLE to VALUE, remove it if VALUE is nil.
With SUBSTITUTE-ENV-VARS, replace variables in VALUE first.  Return the bytes of the value."
  (if (and value substitute-env-vars)
      (setq value (substitute-env-vars value)))
  (setq variable (environment--encode variable)
        value (environment--encode value))
  (if (string-match "=" variable)
      (error "Environment variable name `%s' contains `='" variable))
  (if (string-equal "TZ" variable)
      (set-time-zone-rule value))
  (setq process-environment
        (setenv-internal process-environment variable value t))
  value)

(defmacro with-environment-variables (variables &rest body)
  "Evaluate BODY with environment VARIABLES, a list of (NAME VALUE), set."
  (declare (indent 1) (debug (sexp body)))
  (unless (consp variables)
    (error "Invalid VARIABLES: %s" variables))
  `(let ((process-environment (copy-sequence process-environment)))
     ,@(mapcar (lambda (elem) `(setenv ,(car elem) ,(cadr elem))) variables)
     ,@body))

(defun executable-find (command &optional remote)
  "Return the absolute file name of the program COMMAND, searched for in `exec-path'; nil if there is none.
With REMOTE, the search is on the machine of `default-directory', if a file name handler knows another."
  (let ((machine (and remote (file-remote-p default-directory))))
    (if (not machine)
        (locate-file command exec-path exec-suffixes 1)
      (let ((found (locate-file command
                                (mapcar (lambda (directory) (concat machine directory)) (exec-path))
                                exec-suffixes #'file-executable-p)))
        (and found (file-local-name found))))))

(defun exec-path ()
  "Return the directories to search for programs: `exec-path', or what the handler of `default-directory' says."
  (let ((handler (find-file-name-handler default-directory 'exec-path)))
    (if handler
        (funcall handler 'exec-path)
      exec-path)))

(defvar null-device "/dev/null" "The file that swallows everything.")
(defvar exec-directory nil "The directory of programs that belong to the Lisp system; there are none.")

(defun waiting-for-user-input-p ()
  "Return nil: nobody is asked anything while a filter or sentinel runs."
  nil)

(defun emacs-version (&optional here)
  "Return a text that tells which version of Emacs this behaves like and what it was built for.
With HERE non-nil insert it; called as a command show it."
  (interactive "P")
  (let ((text (format "GNU Emacs %s (build %s, %s, elwire)" emacs-version emacs-build-number system-configuration)))
    (cond (here (insert text) nil)
          ((called-interactively-p 'interactive) (message "%s" text))
          (t text))))
(defalias 'version #'emacs-version)

(provide 'env)

;;; environment.el ends here
