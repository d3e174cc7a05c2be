;;; tramp.el --- names of remote files -*- lexical-binding: t; -*-

;; Names such as /ssh:user@host#port:/file are parsed and put together, and what only concerns names works on them.  There are no remote files:
;; every operation that would need a connection signals `remote-file-error'.

(require 'cl-lib)

(defgroup tramp nil "Names of remote files." :group 'files)
(defconst tramp-version "2.5.2.28.2" "The version whose names these are.")
(defcustom tramp-mode t "Non-nil means that names of remote files are recognized." :type 'boolean :group 'tramp)
(defcustom tramp-verbose 3 "How much is told; nothing is." :type 'integer :group 'tramp)
(defcustom tramp-default-method "scp" "The method of names that say -." :type 'string :group 'tramp)
(defcustom tramp-default-user nil "The user of names without one." :type '(choice (const nil) string) :group 'tramp)
(defcustom tramp-default-host (system-name) "The host of names without one." :type 'string :group 'tramp)
(defvar tramp-methods '(("ssh") ("scp") ("sudo") ("su") ("ftp") ("sftp") ("rsync")) "The methods that names may have.")
(defvar tramp-default-proxies-alist nil "How hosts are reached; not used.")
(defvar tramp-remote-path nil "Directories of programs of remote hosts; not used.")
(defvar tramp-file-name-regexp "\\`/\\([[:alnum:]-]\\{2,\\}\\|-\\):\\(?:\\([^/|: \t]+\\)@\\)?\\(\\[[^]]*\\]\\|[[:alnum:]_.%-]+\\)?\\(?:#\\([[:digit:]]+\\)\\)?:\\(\\(?:.\\|\n\\)*\\)\\'"
  "Matches names of remote files: method, user, host, port and name there.")
(unless (get 'remote-file-error 'error-conditions) (define-error 'remote-file-error "Remote file error" 'file-error))

(cl-defstruct (tramp-file-name (:type list) :named) method user domain host port localname hop)

(defun tramp-tramp-file-p (name)
  "Return non-nil if NAME is the name of a remote file."
  (and tramp-mode (stringp name) (string-match-p tramp-file-name-regexp name) t))

(defun tramp-dissect-file-name (name &optional nodefault)
  "Return the parts of NAME, that of a remote file, as a `tramp-file-name'; without NODEFAULT the method - is the default one."
  (unless (tramp-tramp-file-p name) (error "Not a Tramp file name: \"%s\"" name))
  (string-match tramp-file-name-regexp name)
  (let* ((method (match-string 1 name)) (user (match-string 2 name)) (host (match-string 3 name)) (port (match-string 4 name))
         (local (match-string 5 name)) (domain nil))
    (when (and user (string-match "\\`\\(.*\\)%\\([^%]+\\)\\'" user))
      (setq domain (match-string 2 user) user (match-string 1 user)))
    (make-tramp-file-name :method (if (and (equal method "-") (not nodefault)) tramp-default-method method) :user user :domain domain
                          :host (or host (and (not nodefault) tramp-default-host)) :port port :localname local)))

(defun tramp-make-tramp-file-name (vec &optional localname)
  "Return the name whose parts are VEC; LOCALNAME, if it is a string, stands for that of VEC."
  (concat "/" (tramp-file-name-method vec) ":"
          (and (tramp-file-name-user vec) (concat (tramp-file-name-user vec) (and (tramp-file-name-domain vec) (concat "%" (tramp-file-name-domain vec))) "@"))
          (tramp-file-name-host vec)
          (and (tramp-file-name-port vec) (concat "#" (tramp-file-name-port vec)))
          ":" (if (stringp localname) localname (tramp-file-name-localname vec))))

(defmacro with-parsed-tramp-file-name (filename var &rest body)
  "Evaluate BODY with VAR bound to the parts of FILENAME and, if VAR is nil, v, method, user, domain, host, port, localname and hop to them."
  (declare (indent 2) (debug t))
  (let* ((name (or var 'v)) (parts '(method user domain host port localname hop))
         (symbol (lambda (part) (if var (intern (format "%s-%s" var part)) part))))
    `(let* ((,name (tramp-dissect-file-name ,filename))
            ,@(mapcar (lambda (part) `(,(funcall symbol part) (,(intern (format "tramp-file-name-%s" part)) ,name))) parts))
       (ignore ,@(mapcar symbol parts))
       ,@body)))

(defun tramp--file-remote-p (file &optional identification _connected)
  "Return the part IDENTIFICATION of FILE, by default all before the name on the host."
  (let ((vec (tramp-dissect-file-name file)))
    (pcase identification
      ('method (tramp-file-name-method vec)) ('host (tramp-file-name-host vec)) ('user (tramp-file-name-user vec))
      ('localname (tramp-file-name-localname vec)) ('hop nil)
      (_ (tramp-make-tramp-file-name vec "")))))

(defun tramp-file-name-handler (operation &rest args)
  "Do OPERATION with ARGS, one of which is the name of a remote file, if it concerns names only; otherwise signal `remote-file-error'."
  (let ((inhibit-file-name-handlers (cons 'tramp-file-name-handler (and (eq inhibit-file-name-operation operation) inhibit-file-name-handlers)))
        (inhibit-file-name-operation operation))
    (pcase operation
      ('file-remote-p (apply #'tramp--file-remote-p args))
      ((or 'file-name-directory 'file-name-nondirectory 'file-name-as-directory 'directory-file-name 'expand-file-name 'abbreviate-file-name
           'file-name-sans-versions 'substitute-in-file-name 'unhandled-file-name-directory)
       (if (eq operation 'unhandled-file-name-directory) nil (apply operation args)))
      ('vc-registered nil)
      (_ (signal 'remote-file-error (list "There is no access to remote files" operation (seq-find #'tramp-tramp-file-p args)))))))

(defun tramp-cleanup-all-connections () "End all connections; there are none." (interactive) nil)
(defun tramp-list-connections () "Return the list of connections, which is empty." nil)

(add-to-list 'file-name-handler-alist (cons tramp-file-name-regexp 'tramp-file-name-handler))
(provide 'tramp)
;;; tramp.el ends here
