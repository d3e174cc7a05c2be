;;; smtpmail.el --- sending mail by SMTP -*- lexical-binding: t; -*-

;; Manual: smtpmail.  The connection, with STARTTLS where the server has it, is `open-network-stream's; passwords are auth-source's.  Without a
;; password there is first an attempt without; the server's demand for one leads to the second.  What a server refuses for the moment (4xx) is
;; tried again, what it refuses for good is an error with its words.

(require 'cl-lib)
(require 'sendmail)
(require 'auth-source)
(require 'rfc2104)

(defgroup smtpmail nil "SMTP protocol for sending mail." :group 'mail)
(defcustom smtpmail-default-smtp-server nil "The server, if `smtpmail-smtp-server' is not set." :type '(choice (const nil) string) :group 'smtpmail)
(defcustom smtpmail-smtp-server (or (getenv "SMTPSERVER") smtpmail-default-smtp-server) "The host of the server." :type '(choice (const nil) string) :group 'smtpmail)
(defcustom smtpmail-smtp-service 25 "The port of the server, a number or a name." :type '(choice integer string) :group 'smtpmail)
(defcustom smtpmail-smtp-user nil "The user whose password is looked for, or nil for any." :type '(choice (const nil) string) :group 'smtpmail)
(defcustom smtpmail-local-domain nil "The domain of this host, added to its name." :type '(choice (const nil) string) :group 'smtpmail)
(defcustom smtpmail-stream-type nil
  "The kind of connection: nil (TLS if the server offers STARTTLS), `starttls' (only with it), `plain' or `ssl' (TLS from the start)."
  :type '(choice (const nil) (const starttls) (const plain) (const ssl)) :group 'smtpmail)
(defcustom smtpmail-sendto-domain nil "The domain added to recipients without one." :type '(choice (const nil) string) :group 'smtpmail)
(defcustom smtpmail-debug-info nil "Non-nil means to keep the buffer with the conversation." :type 'boolean :group 'smtpmail)
(defcustom smtpmail-debug-verb nil "Non-nil means to send the command VERB." :type 'boolean :group 'smtpmail)
(defcustom smtpmail-code-conv-from nil "The coding system of outgoing mail, or nil." :type 'coding-system :group 'smtpmail)
(defcustom smtpmail-queue-mail nil "Non-nil means that mail is put into `smtpmail-queue-dir'." :type 'boolean :group 'smtpmail)
(defcustom smtpmail-queue-dir "~/Mail/queued-mail/" "The directory of mail that waits." :type 'directory :group 'smtpmail)
(defcustom smtpmail-queue-index-file "index" "The file in `smtpmail-queue-dir' that lists what waits." :type 'string :group 'smtpmail)
(defcustom smtpmail-store-queue-variables nil "Non-nil means that mail which waits goes to the server that was set when it was written." :type 'boolean :group 'smtpmail)
(defcustom smtpmail-warn-about-unknown-extensions nil "Non-nil means to mention extensions of servers that are not known." :type 'boolean :group 'smtpmail)
(defcustom smtpmail-servers-requiring-authorization nil "Matches hosts that are told a password at once." :type '(choice regexp (const nil)) :group 'smtpmail)
(defcustom smtpmail-retries 10 "How often sending is tried again when the server cannot at the moment." :type 'integer :group 'smtpmail)
(defvar smtpmail-auth-supported '(cram-md5 plain login) "The mechanisms to authenticate with, the most wanted first.")
(defvar smtpmail-mail-address nil "Who sends, as the server is told; nil means the user.")
(defvar smtpmail-recipient-address-list nil "The recipients of the message that is being sent.")
(defvar smtpmail-queue-counter 0 "A number for files of mail that waits.")
(defvar smtpmail-address-buffer nil "The buffer in which recipients are looked for.")
(defvar smtpmail-read-point nil "Where the next answer of the server begins.")
(defvar smtpmail--stored-queue-variables '(smtpmail-smtp-server smtpmail-stream-type smtpmail-smtp-service smtpmail-smtp-user)
  "What `smtpmail-store-queue-variables' keeps.")

;;; The message

(defun smtpmail-send-it ()
  "Send the message in the current buffer by SMTP, or put it into the queue if `smtpmail-queue-mail' says so."
  (let ((source (current-buffer)) (text (buffer-string))
        (from (or (mail-envelope-from) (save-restriction
                                         (narrow-to-region (point-min) (mail-header-end))
                                         (or (mail-envelope-from) smtpmail-mail-address))))
        (smtpmail-recipient-address-list nil))
    (with-temp-buffer
      (let* ((message (current-buffer)) (end (mail--prepare text)) (smtpmail-mail-address (or from (smtpmail-user-mail-address)))
             (case-fold-search t))
        (goto-char (point-min))
        (save-restriction
          (narrow-to-region (point-min) end)
          (unless (mail-fetch-field "date") (goto-char (point-max)) (insert "Date: " (smtpmail--date) "\n"))
          (unless (mail-fetch-field "message-id")
            (goto-char (point-max))
            (insert (format "Message-ID: <%s.%x@%s>\n" (format-time-string "%s") (random #xfffffff) (smtpmail-fqdn)))))
        (smtpmail-deduce-address-list message (point-min) end)
        (smtpmail-do-bcc end)
        (goto-char (point-min))
        (when (re-search-forward "^Fcc:" end t) (mail-do-fcc end))
        (unless smtpmail-recipient-address-list (error "Sending failed; no recipients"))
        (if smtpmail-queue-mail (smtpmail--queue message)
          (let ((problem (smtpmail-via-smtp smtpmail-recipient-address-list message)))
            (when problem (error "Sending failed: %s" (smtpmail--sanitize-error-message problem)))))))
    source))

(defun smtpmail--date ()
  "Return the date and time as the Date field has it."
  (let ((system-time-locale "C")) (format-time-string "%a, %d %b %Y %T %z")))

(defun smtpmail-do-bcc (header-end)
  "Delete the Bcc fields before HEADER-END."
  (save-excursion
    (goto-char (point-min))
    (let ((end (copy-marker header-end)) (case-fold-search t))
      (while (re-search-forward "^\\(resent-\\)?bcc:" end t)
        (delete-region (match-beginning 0) (progn (while (progn (forward-line 1) (and (< (point) end) (looking-at "[ \t]")))) (point)))))))

(defun smtpmail-deduce-address-list (smtpmail-text-buffer header-start header-end)
  "Set `smtpmail-recipient-address-list' to the recipients that the header between HEADER-START and HEADER-END names.
The last one comes first.  They are those of To, Cc and Bcc in SMTPMAIL-TEXT-BUFFER, or of the Resent- fields if there are some."
  (with-current-buffer smtpmail-text-buffer
    (save-excursion
      (save-restriction
        (narrow-to-region header-start header-end)
        (goto-char (point-min))
        (let* ((case-fold-search t)
               (fields (if (re-search-forward "^resent-\\(to\\|cc\\|bcc\\):" nil t) '("resent-to" "resent-cc" "resent-bcc") '("to" "cc" "bcc")))
               (values (delq nil (mapcar (lambda (field) (mail-fetch-field field nil t)) fields))))
          (setq smtpmail-recipient-address-list
                (nreverse (delete-dups (split-string (or (mail-strip-quoted-names (mapconcat #'identity values ", ")) "") "[ \t\n]*,[ \t\n]*" t "[ \t\n]+")))))))))

(defun smtpmail-user-mail-address ()
  "Return `user-mail-address' if it has a domain, else nil."
  (and (stringp user-mail-address) (string-match-p "@.*\\." user-mail-address) user-mail-address))

(defun smtpmail-fqdn ()
  "Return the name of this host."
  (let ((name (replace-regexp-in-string "[\000-\037 ]" "" (system-name))))
    (if smtpmail-local-domain (concat name "." smtpmail-local-domain) name)))

(defun smtpmail-maybe-append-domain (recipient)
  "Return RECIPIENT with `smtpmail-sendto-domain' if it has no domain."
  (if (or (not smtpmail-sendto-domain) (string-search "@" recipient)) recipient (concat recipient "@" smtpmail-sendto-domain)))

(defun smtpmail-intersection (list1 list2)
  "Return those of LIST1 that are in LIST2 too, the last one first."
  (let ((result nil)) (dolist (one list1 result) (when (memq one list2) (push one result)))))

;;; The queue

(defun smtpmail--queue (message)
  "Put the buffer MESSAGE into the queue: a file, a file of Lisp with its recipients, and a line of the index."
  (let* ((directory (file-name-as-directory (expand-file-name smtpmail-queue-dir)))
         (file (expand-file-name (format "%s_%x_%d" (format-time-string "%Y-%m-%d_%H:%M:%S") (emacs-pid) (cl-incf smtpmail-queue-counter)) directory))
         (recipients smtpmail-recipient-address-list) (address smtpmail-mail-address)
         (stored (and smtpmail-store-queue-variables
                      (mapcar (lambda (variable) (list 'setq variable (list 'quote (symbol-value variable)))) smtpmail--stored-queue-variables))))
    (unless (file-exists-p directory) (make-directory directory t) (set-file-modes directory #o700))
    (with-current-buffer message
      (let ((coding-system-for-write (smtpmail--coding))) (write-region (point-min) (point-max) file nil 'silent)))
    (with-temp-buffer
      (insert (format "%S\n" `(setq smtpmail-recipient-address-list ',recipients smtpmail-mail-address ,address)))
      (dolist (form stored) (insert (format "%S\n" form)))
      (write-region (point-min) (point-max) (concat file ".el") nil 'silent))
    (write-region (concat file "\n") nil (expand-file-name smtpmail-queue-index-file directory) t 'silent)))

(defun smtpmail-send-queued-mail ()
  "Send the messages that wait in `smtpmail-queue-dir'; those that were sent are deleted."
  (interactive)
  (let ((index (expand-file-name smtpmail-queue-index-file smtpmail-queue-dir)))
    (when (file-exists-p index)
      (dolist (file (split-string (with-temp-buffer (insert-file-contents index) (buffer-string)) "\n" t))
        (when (file-exists-p file)
          (cl-progv smtpmail--stored-queue-variables (mapcar #'symbol-value smtpmail--stored-queue-variables)
            (let ((smtpmail-recipient-address-list nil) (smtpmail-mail-address smtpmail-mail-address))
              (load (concat file ".el") nil t t)
              (smtpmail--send-file file)))
          (delete-file file)
          (delete-file (concat file ".el")))
        (with-temp-buffer
          (insert-file-contents index)
          (goto-char (point-min))
          (when (search-forward (concat file "\n") nil t) (replace-match "" t t))
          (write-region (point-min) (point-max) index nil 'silent))))))

(defun smtpmail--send-file (file)
  "Send the message in FILE to `smtpmail-recipient-address-list'."
  (with-temp-buffer
    (insert-file-contents file)
    (let ((problem (and smtpmail-recipient-address-list (smtpmail-via-smtp smtpmail-recipient-address-list (current-buffer)))))
      (when problem (error "Sending failed: %s" problem)))))

;;; Passwords

(defun smtpmail--credentials (host port ask)
  "Return what auth-source has for HOST and PORT, or with ASK what the user says."
  (car (auth-source-search :host host :port (if port (format "%s" port) "smtp") :user smtpmail-smtp-user :max 1
                           :require (and ask '(:user :secret)) :create ask)))

(defun smtpmail-try-auth-methods (process supported-extensions host port &optional ask-for-password)
  "Authenticate on PROCESS, a connection to HOST and PORT whose server has SUPPORTED-EXTENSIONS.
ASK-FOR-PASSWORD means to ask if no password is known; without, nothing happens then."
  (let* ((offered (cdr-safe (assoc 'auth supported-extensions)))
         (mechanism (seq-find (lambda (name) (memq name offered)) smtpmail-auth-supported))
         (auth-source-creation-prompts '((user . "SMTP user name for %h: ") (secret . "SMTP password for %u@%h: ")))
         (found (and mechanism (smtpmail--credentials host port ask-for-password)))
         (user (plist-get found :user)) (secret (plist-get found :secret)) (save (plist-get found :save-function)))
    (when (functionp secret) (setq secret (funcall secret)))
    (when (and mechanism user secret)
      (let ((result (catch 'done (smtpmail-try-auth-method process mechanism user secret) nil)))
        (if result (throw 'done result)
          (when save (funcall save))
          t)))))

(cl-defgeneric smtpmail-try-auth-method (_process mech _user _password)
  "Authenticate USER with PASSWORD on PROCESS by MECH, one of `smtpmail-auth-supported'; throw the server's words to `done' if it refuses."
  (error "Mechanism %S not implemented" mech))

(cl-defmethod smtpmail-try-auth-method (process (_mech (eql cram-md5)) user password)
  (let* ((answer (smtpmail-command-or-throw process "AUTH CRAM-MD5" 334))
         (challenge (base64-decode-string (substring (cadr answer) 4)))
         (hash (rfc2104-hash 'md5 64 16 (encode-coding-string password 'utf-8) challenge)))
    (smtpmail-command-or-throw process (base64-encode-string (concat (encode-coding-string user 'utf-8) " " hash) t))))

(cl-defmethod smtpmail-try-auth-method (process (_mech (eql login)) user password)
  (smtpmail-command-or-throw process "AUTH LOGIN" 334)
  (smtpmail-command-or-throw process (base64-encode-string (encode-coding-string user 'utf-8) t) 334)
  (smtpmail-command-or-throw process (base64-encode-string (encode-coding-string password 'utf-8) t)))

(cl-defmethod smtpmail-try-auth-method (process (_mech (eql plain)) user password)
  (smtpmail-command-or-throw
   process (concat "AUTH PLAIN " (base64-encode-string (encode-coding-string (concat "\0" user "\0" password) 'utf-8) t)) 235))

(cl-defmethod smtpmail-try-auth-method (process (_mech (eql xoauth2)) user token)
  (smtpmail-command-or-throw
   process (concat "AUTH XOAUTH2 " (base64-encode-string (concat "user=" user "\1auth=Bearer " token "\1\1") t)) 235))

;;; The conversation

(defun smtpmail-response-code (string)
  "Return the code that STRING, an answer, begins with, or nil."
  (and string (string-match "\\`[0-9][0-9][0-9]" string) (string-to-number (match-string 0 string))))

(defun smtpmail-ok-p (response &optional code)
  "Return non-nil if RESPONSE, (CODE LINES...), says CODE, or without CODE anything below 400."
  (and (car response) (if code (= code (car response)) (< (car response) 400))))

(defun smtpmail-response-text (response)
  "Return the lines of RESPONSE."
  (mapconcat #'identity (cdr response) "\n"))

(defun smtpmail--sanitize-error-message (string)
  "Return STRING, a server's words, without passwords it may repeat."
  (if (string-match-p "\\`\\(?:AUTH\\|USER\\|PASS\\)\\b" (or string "")) "(hidden)" (replace-regexp-in-string "\\(AUTH [A-Z0-9-]+\\) .*" "\\1 ..." string)))

(defun smtpmail-process-filter (process output)
  "Append OUTPUT of PROCESS to its buffer."
  (with-current-buffer (process-buffer process)
    (goto-char (point-max))
    (insert output)))

(defun smtpmail-read-response (process)
  "Wait for the answer on PROCESS and return it as (CODE LINES...); (nil) if the connection ends instead."
  (let ((lines nil) (code nil) (done nil))
    (while (not done)
      (goto-char smtpmail-read-point)
      (if (search-forward "\n" nil t)
          (let ((line (string-trim-right (buffer-substring smtpmail-read-point (point)) "[\r\n]+")))
            (setq smtpmail-read-point (point))
            (push line lines)
            (setq code (smtpmail-response-code line))
            (unless (string-match-p "\\`[0-9][0-9][0-9]-" line) (setq done t)))
        (unless (or (accept-process-output process 1) (memq (process-status process) '(open run)))
          (unless (save-excursion (goto-char smtpmail-read-point) (search-forward "\n" nil t)) (setq done t code nil)))))
    (cons code (nreverse lines))))

(defun smtpmail-send-command (process command)
  "Send COMMAND, a line, on PROCESS."
  (goto-char (point-max))
  (insert (if (string-match-p "\\`\\(AUTH\\|[^ ]*\\'\\)" command) "(command)" command) "\r\n")
  (setq smtpmail-read-point (point))
  (process-send-string process (concat command "\r\n")))

(defun smtpmail-command-or-throw (process string &optional code)
  "Send STRING on PROCESS and return the answer; throw its text to `done' if it is not CODE, or 400 and above."
  (smtpmail-send-command process string)
  (let ((response (smtpmail-read-response process)))
    (if (smtpmail-ok-p response code) response (throw 'done (smtpmail--text-or-lost response)))))

(defun smtpmail--text-or-lost (response)
  "Return the text of RESPONSE, or what a lost connection is called."
  (if (cdr response) (format "%s" (smtpmail-response-text response)) "Connection lost"))

(defun smtpmail-send-data-1 (process data)
  "Send DATA, a line without its end, on PROCESS; a full stop at its beginning is doubled."
  (process-send-string process (concat (if (string-prefix-p "." data) "." "") data "\r\n")))

(defun smtpmail--coding ()
  "Return the coding system of outgoing mail."
  (or smtpmail-code-conv-from (let ((coding (select-message-coding-system))) (if (coding-system-p coding) coding 'utf-8))))

(defun smtpmail-send-data (process buffer)
  "Send the text of BUFFER, a message, on PROCESS."
  (let ((bytes (with-current-buffer buffer
                 (encode-coding-string (buffer-string) (coding-system-change-eol-conversion (smtpmail--coding) 'unix)))))
    (dolist (line (split-string (string-trim-right bytes "\n") "\r?\n")) (smtpmail-send-data-1 process line))))

(defun smtpmail--extensions (capabilities)
  "Return CAPABILITIES, the answer to EHLO, as a list of symbols and (SYMBOL ARGUMENTS...)."
  (mapcar (lambda (line)
            (let ((words (mapcar (lambda (word) (intern (downcase word))) (split-string (substring line 4) "[ =]" t))))
              (if (cdr words) words (car words))))
          (cdr (seq-filter (lambda (line) (string-match-p "\\`250[- ]." line)) (split-string (or capabilities "") "\r?\n" t)))))

(defun smtpmail--open (host port)
  "Connect to HOST and PORT, greet, and return what `open-network-stream' does with :return-list."
  (let ((fqdn (smtpmail-fqdn)))
    (open-network-stream "smtpmail" (current-buffer) host port :type smtpmail-stream-type :return-list t :coding 'binary
                         :warn-unless-encrypted nil
                         :capability-command (format "EHLO %s\r\n" fqdn) :end-of-command "^[0-9]+ .*\r\n" :success "^2.*\n"
                         :always-query-capabilities t :client-certificate nil
                         :starttls-function (lambda (capabilities) (and (string-match-p "[ -]STARTTLS" capabilities) "STARTTLS\r\n")))))

(defun smtpmail-via-smtp (recipient smtpmail-text-buffer &optional ask-for-password send-attempts)
  "Send SMTPMAIL-TEXT-BUFFER to RECIPIENT, a list of addresses; return nil, or what went wrong as a string.
ASK-FOR-PASSWORD means to authenticate.  SEND-ATTEMPTS is how often that was tried."
  (let* ((host (or smtpmail-smtp-server (error "`smtpmail-smtp-server' not defined"))) (port smtpmail-smtp-service)
         (trace (generate-new-buffer (format "*trace of SMTP session to %s*" host)))
         (from (or smtpmail-mail-address (smtpmail-user-mail-address) user-mail-address))
         (attempts (or send-attempts 1)) (process nil) (result nil))
    (unwind-protect
        (with-current-buffer trace
          (buffer-disable-undo)
          (setq-local smtpmail-read-point (point-min))
          (pcase-let ((`(,connection . ,plist) (smtpmail--open host port)))
            (setq process connection)
            (setq result (if (not process) (or (plist-get plist :error) "Unable to contact server")
                           (set-process-filter process #'smtpmail-process-filter)
                           (set-process-query-on-exit-flag process nil)
                           (setq smtpmail-read-point (point-max))
                           (catch 'done
                             (smtpmail--transact process plist host port from recipient smtpmail-text-buffer ask-for-password)
                             nil)))))
      (when (and process (memq (process-status process) '(open run)))
        (when (null result) (process-send-string process "QUIT\r\n"))
        (delete-process process))
      (unless smtpmail-debug-info (kill-buffer trace)))
    (smtpmail--after result recipient smtpmail-text-buffer ask-for-password attempts)))

(defun smtpmail--after (result recipient text ask attempts)
  "Return RESULT, what went wrong or nil, unless sending TEXT to RECIPIENT is to be tried again; ASK and ATTEMPTS tell what was tried."
  (let ((code (smtpmail-response-code result)))
    (cond ((null result) nil)
          ((and (memq code '(503 530 535 550 554)) (not ask) (smtpmail--credentials-known-p)) (smtpmail-via-smtp recipient text t attempts))
          ((and (memq code '(530)) (not ask) (not noninteractive)) (smtpmail-via-smtp recipient text t attempts))
          ((and code (<= 400 code 499) (< attempts smtpmail-retries))
           (message "Got transient error code %s when sending; retrying attempt %d..." code attempts)
           (sit-for 1)
           (smtpmail-via-smtp recipient text ask (1+ attempts)))
          (t result))))

(defun smtpmail--credentials-known-p ()
  "Return non-nil if auth-source has a password for the server."
  (plist-get (smtpmail--credentials smtpmail-smtp-server smtpmail-smtp-service nil) :secret))

(defun smtpmail--transact (process plist host port from recipients text ask)
  "Say all that sends TEXT from FROM to RECIPIENTS on PROCESS, connected to HOST and PORT with the results PLIST; ASK is for passwords.
What the server refuses is thrown to `done'."
  (let* ((greeting (plist-get plist :greeting)) (capabilities (plist-get plist :capabilities)) (extensions nil))
    (unless (and greeting (smtpmail-ok-p (list (smtpmail-response-code greeting)))) (throw 'done (or greeting "No greeting from server")))
    (if (equal 250 (smtpmail-response-code capabilities)) (setq extensions (smtpmail--extensions capabilities))
      (smtpmail-command-or-throw process (format "HELO %s" (smtpmail-fqdn))))
    (when (or ask (and smtpmail-servers-requiring-authorization (string-match-p smtpmail-servers-requiring-authorization host)))
      (smtpmail-try-auth-methods process extensions host port ask))
    (when (and smtpmail-debug-verb (memq 'xverb extensions)) (smtpmail-command-or-throw process "VERB"))
    (smtpmail-command-or-throw process (concat "MAIL FROM:<" from ">" (smtpmail--mail-parameters extensions text)))
    (dolist (recipient recipients)
      (smtpmail-command-or-throw process (concat "RCPT TO:<" (smtpmail-maybe-append-domain recipient) ">")))
    (smtpmail-command-or-throw process "DATA" 354)
    (smtpmail-send-data process text)
    (smtpmail-command-or-throw process ".")))

(defun smtpmail--mail-parameters (extensions text)
  "Return the parameters of the command MAIL for TEXT, a buffer, and a server with EXTENSIONS."
  (with-current-buffer text
    (concat (if (or (memq 'size extensions) (assoc 'size extensions)) (format " SIZE=%d" (+ (buffer-size) 100 (count-lines (point-min) (point-max)))) "")
            (if (and (memq '8bitmime extensions) (save-excursion (goto-char (point-min)) (re-search-forward "[^[:ascii:]]" nil t))) " BODY=8BITMIME" ""))))

(provide 'smtpmail)
;;; smtpmail.el ends here
