;;; network-stream.el --- connections by what they should speak -*- lexical-binding: t -*-

;; Manual: (elisp) Network.  `open-network-stream' over `make-network-process' and `gnutls-negotiate'.  What was to be encrypted and is
;; not is closed; an answer that came in plain text is never taken for one that came encrypted.

(require 'cl-lib)
(require 'puny)
(require 'nsm)
(require 'gnutls)

(defvar network-stream-use-client-certificates nil
  "Non-nil means to look for client certificates with `auth-source' also when the caller does not ask for it.")

(defun open-network-stream (name buffer host service &rest parameters)
  "Open a connection called NAME to SERVICE at HOST; its output goes to BUFFER.
Return a process, or with the parameter :return-list a list (PROCESS . PLIST), where
PLIST has :greeting, :capabilities, :type (plain or tls) and :error; PROCESS is nil if
the connection was given up for the reason in :error.

PARAMETERS are keywords and values:
:type -- nil or `network' (plain, upgraded to TLS if the server offers it), `plain',
  `tls' or `ssl', `starttls' (plain, must be upgraded), `shell' (through :shell-command).
:nowait -- non-nil means to connect, and negotiate TLS, in the background.
:end-of-command -- a regexp that ends the greeting and each answer.
:end-of-capability -- one that ends the answer to the capability command;
  by default as :end-of-command.
:capability-command -- what to send to learn about capabilities: a string,
  or a function of the greeting that returns one.
:always-query-capabilities -- non-nil means to do so for plain connections too.
:starttls-function -- called with the capabilities; returns the command that begins
  TLS, or nil if the server does not offer it.
:success -- a regexp for the answer that allows to begin.
:use-starttls-if-possible -- accepted; TLS is used whenever it is possible.
:warn-unless-encrypted -- non-nil means a connection that stays plain is given up.
:client-certificate -- (KEY-FILE CERTIFICATE-FILE), or t to look with `auth-source'.
:shell-command -- a command in which %s and %p stand for host and port.
:coding, :proxy, :alpn -- as in `make-network-process' and `gnutls-boot'.
:noquery -- non-nil means no question about the process at exit."
  (unless (featurep 'make-network-process) (error "Networking is not available"))
  (unless (stringp name) (signal 'wrong-type-argument (list 'stringp name)))
  (unless (or (stringp host) (eq host 'local)) (signal 'wrong-type-argument (list 'stringp host)))
  (let ((type (plist-get parameters :type)))
    (unless (memq type '(nil network plain tls ssl starttls shell)) (error "Invalid connection type %s" type))
    (if (network-stream--just-connect-p type parameters)
        (network-stream--connect name buffer host service parameters (plist-get parameters :nowait))
      (network-stream--open type name buffer host service parameters))))
(defalias 'open-protocol-stream #'open-network-stream)

(defun network-stream--just-connect-p (type parameters)
  "Return non-nil if a connection of TYPE with PARAMETERS needs no conversation."
  (and (not (plist-get parameters :return-list))
       (or (eq type 'plain)
           (and (memq type '(nil network))
                (not (and (plist-get parameters :success) (plist-get parameters :capability-command)))))))

(defun network-stream--connect (name buffer host service parameters nowait)
  "Connect NAME to SERVICE at HOST for BUFFER with PARAMETERS, in the background if NOWAIT."
  (let ((process (apply #'make-network-process
                        :name name :buffer buffer :host (if (stringp host) (puny-encode-domain host) host) :service service
                        :nowait nowait :tls-parameters nil :coding (plist-get parameters :coding)
                        (and (plist-get parameters :proxy) (list :proxy (plist-get parameters :proxy))))))
    (when (plist-get parameters :noquery) (set-process-query-on-exit-flag process nil))
    process))

(defun network-stream--open (type name buffer host service parameters)
  "Open a connection of TYPE and talk to the server; the other arguments are those of `open-network-stream'."
  (let* ((work (or buffer (generate-new-buffer " *stream buffer*")))
         (opener (pcase type
                   ('plain #'network-stream-open-plain)
                   ((or 'tls 'ssl) #'network-stream-open-tls)
                   ('shell #'network-stream-open-shell)
                   (_ #'network-stream-open-starttls)))
         (result nil))
    (unwind-protect
        (setq result (funcall opener name work host service parameters))
      (unless buffer
        (when (car result) (set-process-buffer (car result) nil))
        (let ((kill-buffer-query-functions nil)) (kill-buffer work))))
    (when (and (car result) (plist-get parameters :noquery)) (set-process-query-on-exit-flag (car result) nil))
    (cond ((plist-get parameters :return-list)
           (cl-destructuring-bind (process greeting capabilities type error) result
             (list process :greeting greeting :capabilities capabilities :type type :error error)))
          ((car result))
          (t (error "%s" (nth 4 result))))))

;;; The kinds.  Each returns (PROCESS GREETING CAPABILITIES TYPE ERROR).

(defun network-stream-open-plain (name buffer host service parameters)
  "Open a plain connection and read the greeting; the arguments are those of `open-network-stream'."
  (let* ((process (network-stream--connect name buffer host service parameters (plist-get parameters :nowait)))
         (start (network-stream--end buffer))
         (end (plist-get parameters :end-of-command))
         (greeting (and end (network-stream-get-response process start end))))
    (list process greeting
          (and (plist-get parameters :always-query-capabilities)
               (network-stream--query-capabilities process greeting parameters))
          'plain nil)))

(defun network-stream-open-tls (name buffer host service parameters)
  "Open a TLS connection and read greeting and capabilities; the arguments are those of `open-network-stream'."
  (let* ((start (network-stream--end buffer))
         (process (let ((gnutls-verify-error (network-stream--verify-error host service (plist-get parameters :nowait))))
                    (open-gnutls-stream name buffer host service parameters))))
    (if (plist-get parameters :nowait)
        (list process nil nil 'tls nil)
      (nsm-verify-connection process host service)
      (let* ((end (plist-get parameters :end-of-command))
             (greeting (and end (network-stream-get-response process start end))))
        (list process greeting (network-stream--query-capabilities process greeting parameters) 'tls nil)))))

(defun network-stream-open-shell (name buffer host service parameters)
  "Open a connection through :shell-command of PARAMETERS; the arguments are those of `open-network-stream'."
  (require 'format-spec)
  (let* ((start (network-stream--end buffer))
         (process (let ((process-connection-type nil))
                    (start-process name buffer shell-file-name shell-command-switch
                                   (format-spec (plist-get parameters :shell-command)
                                                `((?s . ,host) (?p . ,(format "%s" service)))))))
         (_ (let ((coding (plist-get parameters :coding)))
              (when coding
                (if (consp coding) (set-process-coding-system process (car coding) (cdr coding))
                  (set-process-coding-system process coding coding)))))
         (end (plist-get parameters :end-of-command))
         (greeting (and end (network-stream-get-response process start end))))
    (list process greeting (network-stream--query-capabilities process greeting parameters) 'plain nil)))

(defun network-stream-open-starttls (name buffer host service parameters)
  "Open a plain connection and upgrade it to TLS if the server offers that; the arguments are those of `open-network-stream'.
If the type in PARAMETERS is `starttls' a connection that cannot be upgraded is closed."
  (let* ((required (eq (plist-get parameters :type) 'starttls))
         (process (network-stream--connect name buffer host service parameters nil))
         (done nil))
    (unwind-protect
        (let* ((start (network-stream--end buffer))
               (end (plist-get parameters :end-of-command))
               (greeting (and end (network-stream-get-response process start end)))
               (capabilities (network-stream--query-capabilities process greeting parameters))
               (problem (network-stream--upgrade process host capabilities parameters))
               (type (if problem 'plain 'tls))
               (failure (cond ((not problem) nil)
                              ((not (process-live-p process)) (format "The server at %s closed the connection" host))
                              (required (format "STARTTLS was required of %s:%s, but %s" host service problem))
                              ((plist-get parameters :warn-unless-encrypted)
                               (format "The connection to %s:%s is not encrypted: %s" host service problem)))))
          (unless problem
            (nsm-verify-connection process host service t)
            (setq capabilities (network-stream--query-capabilities process greeting parameters)))
          (unless (or problem failure) (setq done t))
          (when (and problem (not failure))
            (nsm-verify-connection process host service)
            (setq done t))
          (list (and done process) greeting capabilities type failure))
      (unless done (delete-process process)))))

(defun network-stream--upgrade (process host capabilities parameters)
  "Upgrade PROCESS, connected to HOST, to TLS with CAPABILITIES and PARAMETERS; return nil, or why it stays plain."
  (let* ((function (plist-get parameters :starttls-function))
         (success (plist-get parameters :success))
         (end (plist-get parameters :end-of-command))
         (command (and function capabilities (funcall function capabilities))))
    (cond
     ((null function) "no :starttls-function was given")
     ((null capabilities) "the server did not tell what it can")
     ((null command) "the server does not offer it")
     ((null success) "no :success was given")
     (t (let* ((start (network-stream--end (process-buffer process)))
               (answer (progn (process-send-string process command)
                              (network-stream-get-response process start end t))))
          (cond ((null answer) "the server did not answer")
                ((not (string-match success answer)) (format "the server refused: %s" (string-trim answer)))
                (t (network-stream--negotiate process host parameters) nil)))))))

(defun network-stream--negotiate (process host parameters)
  "Begin TLS on PROCESS, connected to HOST, with PARAMETERS."
  (let* ((service (process-contact process :service))
         (certificate (network-stream-certificate host service parameters))
         (gnutls-verify-error (network-stream--verify-error host service nil)))
    (condition-case problem
        (gnutls-negotiate :process process :hostname host :keylist (and certificate (list certificate)))
      (gnutls-error
       (delete-process process)
       (error "Unable to negotiate a TLS connection with %s/%s: %s" host service (nth 3 problem))))))

;; What is opened in the background has no exceptions: it is not known then who verifies it.
(defun network-stream--verify-error (host service nowait)
  "Return what GnuTLS must verify of SERVICE at HOST, nothing if the network security manager does it; NOWAIT is as in the parameters."
  (and (or nowait (not (nsm-certificate-exception-p host service))) gnutls-verify-error))

;;; The conversation

(defun network-stream--end (buffer)
  "Return the end of BUFFER."
  (with-current-buffer buffer (point-max)))

(defun network-stream--query-capabilities (process greeting parameters)
  "Send the capability command of PARAMETERS to PROCESS, which said GREETING; return the answer."
  (let ((command (plist-get parameters :capability-command)))
    (network-stream-command process
                            (if (functionp command) (funcall command greeting) command)
                            (or (plist-get parameters :end-of-capability) (plist-get parameters :end-of-command)))))

(defun network-stream-command (process command end-of-command)
  "Send COMMAND to PROCESS and return the answer, which END-OF-COMMAND ends."
  (when command
    (let ((start (network-stream--end (process-buffer process))))
      (process-send-string process command)
      (network-stream-get-response process start end-of-command))))

(defun network-stream-get-response (process start end-of-command &optional alone)
  "Wait until the buffer of PROCESS has END-OF-COMMAND after START; return the text up to there.
Return nil without END-OF-COMMAND, or when the connection ends before.  With ALONE, signal an error
if anything follows: what comes before TLS begins must not be taken for what comes after."
  (when (and end-of-command (buffer-live-p (process-buffer process)))
    (with-current-buffer (process-buffer process)
      (save-excursion
        (goto-char start)
        (while (and (memq (process-status process) '(open run connect))
                    (not (re-search-forward end-of-command nil t)))
          (accept-process-output process)
          (goto-char start))
        (goto-char start)
        (when (re-search-forward end-of-command nil t)
          (when (and alone (/= (point) (point-max)))
            (let ((surplus (buffer-substring (point) (point-max))))
              (delete-process process)
              (error "The server sent more than its answer before TLS began: %S" surplus)))
          (buffer-substring start (point)))))))

(defun network-stream-certificate (host service parameters)
  "Return (KEY-FILE CERTIFICATE-FILE) for SERVICE at HOST as :client-certificate of PARAMETERS says, or nil."
  (let ((spec (if (plist-member parameters :client-certificate)
                  (plist-get parameters :client-certificate)
                network-stream-use-client-certificates)))
    (cond ((listp spec) spec)
          ((eq spec t)
           (require 'auth-source)
           (let* ((found (car (auth-source-search :max 1 :host host :port (format "%s" service))))
                  (key (plist-get found :key)) (certificate (plist-get found :cert)))
             (and key certificate (file-readable-p key) (file-readable-p certificate) (list key certificate)))))))
(declare-function auth-source-search "auth-source")

(provide 'network-stream)
;;; network-stream.el ends here
