;;; server.el --- be the server that emacsclient asks -*- lexical-binding: t; -*-

;; Manual: (emacs) Emacs Server.  A request is a line of commands beginning with "-", arguments quoted by "&"; see
;; `server-process-filter'.  The connection is closed when the values are printed or the files are done.
;;
;; There are no terminals and windows to open for a client: one that wants a window is told that there are none, one that wants a
;; terminal gets an error.

(require 'cl-lib)
(require 'server-editing)

(defgroup server nil "Be the server of other programs." :group 'external)

;;; Options

(defcustom server-use-tcp nil "Whether to use TCP instead of a socket file." :type 'boolean :group 'server)
(defcustom server-host nil "The address to listen on with TCP; nil: this machine only."
  :type '(choice (string :tag "Name or address") (const :tag "Local host" nil)) :group 'server)
(defcustom server-port nil "The TCP port to listen on; nil: any." :type '(choice string integer (const nil)) :group 'server)
(defcustom server-auth-dir (locate-user-emacs-file "server/") "The directory of the files that tell clients address and key of TCP servers."
  :type 'directory :group 'server)
(defcustom server-auth-key nil "The key clients of a TCP server must know, 64 characters from ! to ~; nil: a new one each time."
  :type '(choice (const :tag "Random" nil) string) :group 'server)
(defcustom server-name "server" "The name of the server: a file in `server-socket-dir' or `server-auth-dir', or a whole file name."
  :type 'string :group 'server)
(defcustom server-raise-frame t "Whether to raise the frame that shows a client's file." :type 'boolean :group 'server)
(defcustom server-after-make-frame-hook nil "Run when a frame was made for a client." :type 'hook :group 'server)

(defvar server-socket-dir
  (let ((runtime (getenv "XDG_RUNTIME_DIR")))
    (if runtime
        (expand-file-name "emacs" runtime)
      (expand-file-name (format "emacs%d" (user-uid)) (or (getenv "TMPDIR") "/tmp"))))
  "The directory of the servers' sockets.")

(defvar server-process nil "The process that listens, nil if there is none.")
(defvar server-mode nil "Whether clients are served; see the command `server-mode'.")
(defvar server-buffer " *server*" "The buffer that requests are carried out and logged in.")
(defvar server-log nil "Whether to log requests and answers in `server-buffer'.")
(defvar server-log-time-function #'current-time-string "The function that gives the time for the log.")
(defvar server-msg-size 1024 "The greatest size of one message to a client.")

(defconst server--request-limit (* 1024 1024) "How many bytes a client may send before it has shown its key.")

(defun server-log (string &optional client)
  "Log STRING, about CLIENT, if `server-log'."
  (when server-log
    (with-current-buffer (get-buffer-create server-buffer)
      (goto-char (point-max))
      (insert (funcall server-log-time-function)
              (cond ((null client) " ") ((listp client) (format " %s: " (car client))) (t (format " %s: " client)))
              string)
      (unless (bolp) (newline)))))

;;; Words

(defun server-quote-arg (arg)
  "Return ARG without spaces and newlines: & stands before &, -, n for a newline and _ for a space."
  (replace-regexp-in-string
   "[-&\n ]"
   (lambda (found) (pcase (aref found 0) (?& "&&") (?- "&-") (?\n "&n") (?\s "&_")))
   arg t t))

(defun server-unquote-arg (arg)
  "Return what `server-quote-arg' made ARG of."
  (replace-regexp-in-string
   "&." (lambda (found) (pcase (aref found 1) (?& "&") (?- "-") (?n "\n") (_ " "))) arg t t))

(defun server-send-string (proc string)
  "Send STRING to PROC, log it."
  (server-log (concat "Sent " string) proc)
  (process-send-string proc string))

(defun server-reply-print (qtext proc)
  "Let the client PROC print QTEXT, which is quoted, in messages of at most `server-msg-size'."
  (let ((prefix "-print "))
    (while (> (+ (length qtext) (length prefix) 1) server-msg-size)
      (let ((end (- server-msg-size (length prefix) 1)))
        ;; A pair that begins with & stays together: an odd number of them before the cut means it splits one.
        (let ((ands 0))
          (while (and (< ands end) (eq (aref qtext (- end ands 1)) ?&)) (setq ands (1+ ands)))
          (if (cl-oddp ands) (setq end (1- end))))
        (server-send-string proc (concat prefix (substring qtext 0 end) "\n"))
        (setq qtext (substring qtext end) prefix "-print-nonl ")))
    (server-send-string proc (concat prefix qtext "\n"))))

;;; Keys and directories

(defun server-generate-key ()
  "Return a new key: 64 random characters from ! to ~."
  (interactive)
  (let ((key (mapconcat (lambda (_) (string (+ 33 (random 94)))) (number-sequence 1 64) "")))
    (if (called-interactively-p 'interactive) (insert key))
    key))

(defun server-get-auth-key ()
  "Return `server-auth-key', or a new key if that is nil; an error if it is no key."
  (cond ((null server-auth-key) (server-generate-key))
        ((string-match-p "\\`[!-~]\\{64\\}\\'" server-auth-key) server-auth-key)
        (t (error "The key `%s' is invalid" server-auth-key))))

(defun server-ensure-safe-dir (dir)
  "Make DIR if needed; an error unless it is a directory of ours that nobody else can use."
  (setq dir (directory-file-name dir))
  (let ((attributes (file-attributes dir 'integer)))
    (unless attributes
      (with-file-modes #o700 (make-directory dir t))
      (setq attributes (file-attributes dir 'integer)))
    (let ((problem
           (cond ((not (eq t (file-attribute-type attributes))) "it is not a directory")
                 ((/= (file-attribute-user-id attributes) (user-uid))
                  (format "it is not owned by you (owner = %s (%d))"
                          (user-full-name (file-attribute-user-id attributes)) (file-attribute-user-id attributes)))
                 ((/= 0 (logand #o077 (file-modes dir)))
                  (format "it is accessible by others (%03o)" (file-modes dir))))))
      (if problem (error "`%s' is not a safe directory because %s" dir problem)))))

(defun server--file (&optional name)
  "Return the file of the server NAME, `server-name' by default."
  (expand-file-name (or name server-name) (if server-use-tcp server-auth-dir server-socket-dir)))

;;; Starting and stopping

(defun server--stop ()
  "Delete the listening process, its clients and its file."
  (when server-process
    (let ((file (process-get server-process :server-file)))
      (mapc #'server-delete-client (copy-sequence server-clients))
      (delete-process server-process)
      (setq server-process nil)
      (if file (ignore-errors (delete-file file))))))

(defun server--listen (file)
  "Return a process that listens for clients, who know it by FILE."
  (let ((arguments (list :name server-name :server t :noquery t :sentinel #'server-sentinel
                         :filter #'server-process-filter :coding 'raw-text-unix)))
    (if (not server-use-tcp)
        (with-file-modes #o700
          (apply #'make-network-process :family 'local :service file :plist '(:authenticated t) arguments))
      (apply #'make-network-process :family 'ipv4 :service (or server-port t) :host (or server-host 'local)
             :plist '(:authenticated nil) arguments))))

(defun server--write-auth-file (file)
  "Write address, process and key of the TCP server to FILE, for our eyes only."
  (let ((key (server-get-auth-key)))
    (process-put server-process :auth-key key)
    (with-file-modes #o600
      (with-temp-file file
        (set-buffer-multibyte nil)
        (setq buffer-file-coding-system 'no-conversion)
        (insert (format-network-address (process-contact server-process :local)) " " (number-to-string (emacs-pid)) "\n" key)))))

(defun server-start (&optional leave-dead inhibit-prompt)
  "Serve clients, again if they are served already; with LEAVE-DEAD, stop that.
If clients are connected, ask first unless INHIBIT-PROMPT."
  (interactive "P")
  (when (or (not server-clients) inhibit-prompt
            (yes-or-no-p "The current server still has clients; delete them? "))
    (let ((file (server--file)))
      (server--stop)
      (setq server-mode nil)
      (cond
       (leave-dead
        (message "Server stopped"))
       ((eq t (server-running-p))
        (display-warning 'server (format "Unable to start the server: a server named %S is running already" server-name) :warning))
       (t
        (server-ensure-safe-dir (file-name-directory file))
        (when (file-exists-p file) (delete-file file))
        (setq server-process (server--listen file))
        (process-put server-process :server-file file)
        (when server-use-tcp (server--write-auth-file file))
        (add-hook 'kill-emacs-query-functions #'server-kill-emacs-query-function)
        (add-hook 'kill-emacs-hook #'server-force-stop)
        (setq server-mode t)
        nil)))))

(define-minor-mode server-mode
  "Serve clients; see `server-start'."
  :global t :group 'server
  (server-start (not server-mode)))

(defun server-force-stop ()
  "Stop serving, without questions."
  (server--stop))

(defun server-force-delete (&optional name)
  "Stop the server NAME, `server-name' by default, if it is ours, and delete its file."
  (interactive (list (if current-prefix-arg (read-string (format-prompt "Server name" server-name) nil nil server-name))))
  (when server-mode (with-temp-message nil (server-start t t)))
  (let ((file (server--file name)))
    (condition-case nil
        (progn
          (delete-file file)
          (message "Connection file %S deleted" file))
      (file-error (message "No connection file %S" file)))))

(defun server-running-p (&optional name)
  "Return t if the server NAME, `server-name' by default, answers; nil if not; `:other' if that is not known."
  (let ((file (server--file name)))
    (condition-case nil
        (if server-use-tcp
            (with-temp-buffer
              (insert-file-contents-literally file)
              (or (and (looking-at "127\\.0\\.0\\.1:[0-9]+ \\([0-9]+\\)")
                       (assq 'comm (process-attributes (string-to-number (match-string 1))))
                       t)
                  :other))
          (delete-process (make-network-process :name "server-client-test" :family 'local :server nil :noquery t :service file))
          t)
      (file-error nil))))

(defun server-unload-function ()
  "Stop serving when the library is unloaded."
  (server-mode -1)
  nil)

;;; Clients

(defun server-add-client (proc)
  "Make PROC a client."
  (unless (memq proc server-clients)
    (push proc server-clients)))

(defun server-clients-with (property value)
  "Return the clients whose PROPERTY is VALUE."
  (seq-filter (lambda (proc) (equal value (process-get proc property))) server-clients))

(defun server-delete-client (proc &optional _noframe)
  "Forget the client PROC and close its connection; its buffers do not wait for it any more."
  (when (memq proc server-clients)
    (setq server-clients (delq proc server-clients))
    (dolist (buffer (process-get proc 'buffers))
      (when (buffer-live-p buffer)
        (with-current-buffer buffer
          (setq server-buffer-clients (delq proc server-buffer-clients))
          (when (and server-kill-new-buffers (not server-buffer-clients) (not server-existing-buffer)
                     (not (buffer-modified-p)))
            (let ((server-kill-buffer-running t)) (kill-buffer buffer))))))
    (process-put proc 'buffers nil))
  (when (memq (process-status proc) '(open connect run))
    (delete-process proc)))

(defun server-sentinel (proc msg)
  "Forget the client PROC, whose state changed, MSG says how; delete the file of a server that was closed."
  (server-log (format "Status changed to %s: %s" (process-status proc) msg) proc)
  (let ((file (process-get proc :server-file)))
    (when (and file (process-contact proc :server) (eq (process-status proc) 'closed))
      (ignore-errors (delete-file file))))
  (unless (memq (process-status proc) '(open run listen))
    (server-delete-client proc)))

(defmacro server-with-environment (env vars &rest body)
  "Evaluate BODY with the environment variables VARS as ENV, like `process-environment', has them."
  (declare (indent 2))
  (let ((values (make-symbol "values")))
    `(let ((process-environment process-environment) (,values ,env))
       (dolist (var ,vars)
         (push (let ((found (seq-find (lambda (entry) (string-prefix-p (concat var "=") entry)) ,values)))
                 (or found var))
               process-environment))
       ,@body)))

(defun server-return-error (proc err)
  "Send the error ERR to the client PROC and close the connection."
  (ignore-errors
    (server-send-string proc (concat "-error " (server-quote-arg (error-message-string err))))
    (server-log (error-message-string err) proc))
  (if (memq proc server-clients)
      (server-delete-client proc)
    (delete-process proc)))

;;; Requests

(defun server-process-filter (proc string)
  "Carry out the request STRING of the client PROC, when its line is complete.
Commands: -auth KEY, -env NAME=VALUE, -dir DIRECTORY, -current-frame, -frame-parameters ALIST, -nowait, -display NAME, -position
+LINE[:COLUMN], -file NAME, -eval EXPRESSION, -window-system, -tty DEVICE TYPE, -parent-id ID, -suspend, -resume, -ignore COMMENT.
What is sent: -emacs-pid PID, -print and -print-nonl STRING, -error TEXT, -window-system-unsupported."
  (server-log (concat "Received " string) proc)
  (condition-case err
      (let ((request (concat (process-get proc 'previous-string) string)))
        (process-put proc 'previous-string nil)
        (unless (process-get proc :authenticated)
          (setq request (server--authenticate proc request)))
        (when request
          (if (not (string-suffix-p "\n" request))
              (process-put proc 'previous-string request)
            (when (> (server--lines request) 1)
              (error "More than one line of commands"))
            (server-add-client proc)
            (server-send-string proc (concat "-emacs-pid " (number-to-string (emacs-pid)) "\n"))
            (server--carry-out proc (server--parse proc (substring request 0 -1))))))
    (error (server-return-error proc err))))

(defun server--lines (request)
  "The number of lines of REQUEST."
  (cl-count ?\n request))

(defun server--authenticate (proc request)
  "Return what comes after the key in REQUEST of PROC; nil if more must come first.  Throw out who has a wrong key."
  (cond
   ((string-match "\\`-auth \\([!-~]+\\)\n?" request)
    (let ((rest (substring request (match-end 0))) (complete (string-match-p "\n\\| " request (match-end 1))))
      (cond
       ((not complete) (process-put proc 'previous-string request) nil)
       ((server--same-key-p (match-string 1 request) (process-get proc :auth-key))
        (process-put proc :authenticated t)
        (server-log "Authentication successful" proc)
        (setq rest (string-trim-left rest))
        (and (not (equal rest "")) rest))
       (t (server--refuse proc)))))
   ((and (< (length request) server--request-limit) (string-prefix-p request "-auth "))
    (process-put proc 'previous-string request)
    nil)
   (t (server--refuse proc))))

(defun server--same-key-p (given key)
  "Whether GIVEN is KEY; takes as long for any GIVEN of that length."
  (and (stringp key) (= (length given) (length key))
       (let ((difference 0))
         (dotimes (n (length key))
           (setq difference (logior difference (logxor (aref given n) (aref key n)))))
         (zerop difference))))

(defun server--refuse (proc)
  "Tell PROC that its key is wrong and close the connection."
  (server-log "Authentication failed" proc)
  (ignore-errors (server-send-string proc (concat "-error " (server-quote-arg "Authentication failed"))))
  (ignore-errors (process-send-eof proc))
  (delete-process proc)
  nil)

(defun server--decode (word)
  "Return the quoted WORD of a request as text."
  (decode-coding-string (server-unquote-arg word)
                        (or file-name-coding-system default-file-name-coding-system 'utf-8-unix)
                        t))

(defun server--parse (proc line)
  "Return what the commands in LINE of PROC want, a list of keywords and values."
  (let ((words (split-string line " " t)) (directory nil) (position nil) (files nil) (expressions nil) (request nil))
    (cl-flet ((argument () (if words (server--decode (pop words)) (error "A command lacks its argument"))))
      (while words
        (pcase (pop words)
          ("-version" (argument))
          ("-dir" (setq directory (file-name-as-directory (argument))))
          ("-env" (process-put proc 'env (cons (argument) (process-get proc 'env))))
          ("-nowait" (setq request (plist-put request :nowait t)))
          ("-current-frame" nil)
          ("-frame-parameters" (argument))
          ((or "-display" "-parent-id") (argument))
          ("-ignore" (argument) (setq request (plist-put request :stay t)))
          ("-window-system" (setq request (plist-put request :window t)))
          ("-tty" (argument) (argument) (setq request (plist-put request :terminal t)))
          ((or "-suspend" "-resume") nil)
          ("-position"
           (let ((text (argument)))
             (unless (string-match "\\`\\+?\\([0-9]+\\)?\\(?::\\([0-9]+\\)\\)?\\'" text)
               (error "Invalid -position command in client args"))
             (setq position (cons (string-to-number (or (match-string 1 text) "")) (string-to-number (or (match-string 2 text) ""))))))
          ("-file"
           (push (cons (expand-file-name (argument) directory) position) files)
           (setq position nil))
          ("-eval" (push (argument) expressions))
          (command (error "Unknown command: %s" command)))))
    (when directory (process-put proc 'server-client-directory directory))
    (append (list :directory directory :files (nreverse files) :expressions (nreverse expressions)) request)))

(defun server--carry-out (proc request)
  "Do what REQUEST of the client PROC says."
  (cond
   ((plist-get request :window)
    (server-send-string proc "-window-system-unsupported \n")
    (unless (or (plist-get request :files) (plist-get request :expressions)) (server-delete-client proc)))
   ((plist-get request :terminal) (error "There are no terminals for clients")))
  (when (memq proc server-clients)
    (server-execute proc (plist-get request :files) (plist-get request :nowait)
                    (mapcar (lambda (text)
                              (lambda ()
                                (with-current-buffer (get-buffer-create server-buffer)
                                  (setq default-directory (or (plist-get request :directory) default-directory)))
                                (server-eval-and-print text proc)))
                            (plist-get request :expressions))
                    (plist-get request :stay) nil nil)))

(defun server-execute (proc files nowait commands dontkill _frame _tty-name)
  "Visit FILES for the client PROC, call COMMANDS, and close the connection unless it waits for the files.
With NOWAIT it does not wait; with DONTKILL the connection stays open.  Errors go to the client."
  (condition-case err
      (let ((buffers (server-visit-files files proc nowait)))
        (with-current-buffer (get-buffer-create server-buffer)
          (mapc #'funcall commands))
        (cond
         ((or dontkill (not (memq proc server-clients))) nil)
         ((or (null buffers) nowait)
          (server-delete-client proc))
         (t
          (when server-client-instructions
            (message "%s" (substitute-command-keys "When done with a buffer, type \\[server-edit]")))))
        (when buffers
          (server-switch-buffer (car buffers) nil (cdr (car files)))
          (run-hooks 'server-switch-hook)))
    (error (server-return-error proc err))
    (quit (server-return-error proc err))))

(defun server-execute-continuation (proc)
  "Call what is left to do for the client PROC."
  (let ((continuation (process-get proc 'continuation)))
    (process-put proc 'continuation nil)
    (if continuation (ignore-errors (funcall continuation)))))

(defun server-eval-and-print (expr proc)
  "Evaluate the text EXPR and send its value, printed, to the client PROC unless that is nil."
  (let* ((found (read-from-string expr))
         (value (progn
                  (unless (string-match-p "\\`[ \t\n]*\\'" (substring expr (cdr found)))
                    (error "More than one expression: %s" expr))
                  (eval (car found)))))
    (when proc
      (server-reply-print (server-quote-arg (server--printed value)) proc))))

(defun server--printed (value)
  "Return VALUE as the text for a client."
  (with-temp-buffer
    (let ((standard-output (current-buffer)))
      (pp value)
      (buffer-string))))

;;; Asking servers

(defun server--connect (server)
  "Return a connection to SERVER, an error if there is none; what it sends is collected in the current buffer."
  (let* ((file (server--file server)) (address nil) (key nil))
    (unless (file-exists-p file) (error "No such server: %s" server))
    (if (not server-use-tcp)
        (setq address (list :family 'local :service file))
      (with-temp-buffer
        (insert-file-contents file)
        (unless (looking-at "\\([0-9.]+\\):\\([0-9]+\\)") (error "Invalid auth file"))
        (setq address (list :host (match-string 1) :service (string-to-number (match-string 2))))
        (forward-line 1)
        (setq key (buffer-substring (point) (line-end-position)))))
    (let ((proc (apply #'make-network-process :name "eval-at" :buffer (current-buffer) :coding 'raw-text-unix :noquery t
                       :sentinel #'ignore address)))
      (if key (process-send-string proc (concat "-auth " key "\n")))
      proc)))

(defun server-eval-at (server form)
  "Let the server named SERVER evaluate FORM and return the value."
  (with-temp-buffer
    (set-buffer-multibyte nil)
    (let ((proc (server--connect server)))
      (process-send-string proc (concat "-eval " (server-quote-arg (encode-coding-string (format "%S" form) 'utf-8-unix t)) "\n"))
      (while (memq (process-status proc) '(open run)) (accept-process-output proc 1))
      (while (accept-process-output proc 0)))
    (goto-char (point-min))
    (let ((answer ""))
      (while (re-search-forward "^-print\\(?:-nonl\\)? ?" nil t)
        (setq answer (concat answer (buffer-substring (point) (line-end-position)))))
      (unless (equal answer "")
        (read (decode-coding-string (server-unquote-arg answer) 'utf-8-unix t))))))

(provide 'server)

;;; server.el ends here
