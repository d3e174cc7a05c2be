;;; network-stream.el --- network connections by what they should speak -*- lexical-binding: t -*-

;; `open-network-stream' over `make-network-process'.  Without TLS in the interpreter a connection that must be
;; encrypted is an error, and one that may be stays plain.

(defun open-network-stream (name buffer host service &rest parameters)
  "Open a connection called NAME to SERVICE at HOST; its output goes to BUFFER.
Return a process, or with the parameter :return-list a list (PROCESS . PLIST), where
PLIST has :greeting, :capabilities, :type and :error.

PARAMETERS are keywords and values:
:type -- nil or `network' (plain, upgraded if possible), `plain', `tls' or `ssl',
  `starttls' (plain, must be upgraded), `shell' (through :shell-command).
:nowait -- non-nil means to connect in the background.
:end-of-command -- a regexp that ends the greeting and each answer.
:end-of-capability -- one that ends the answer to the capability command;
  by default as :end-of-command.
:capability-command -- what to send to learn about capabilities: a string,
  or a function of the greeting that returns one.
:always-query-capabilities -- non-nil means to do so for plain connections too.
:success, :starttls-function, :client-certificate, :warn-unless-encrypted,
:use-starttls-if-possible -- about encryption.
:shell-command -- a command in which %s and %p stand for host and port.
:proxy -- a proxy to go through, as in `make-network-process'.
:coding -- the coding systems, as in `make-network-process'."
  (unless (featurep 'make-network-process)
    (error "Networking is not available"))
  (unless (stringp name) (signal 'wrong-type-argument (list 'stringp name)))
  (unless (or (stringp host) (eq host 'local)) (signal 'wrong-type-argument (list 'stringp host)))
  (let* ((type (plist-get parameters :type))
         (result (cond ((memq type '(nil network plain starttls))
                        (network-stream--open-plain name buffer host service parameters))
                       ((eq type 'shell)
                        (network-stream--open-shell name buffer host service parameters))
                       ((memq type '(tls ssl))
                        (error "TLS is not available"))
                       (t (error "Invalid connection type %s" type)))))
    (when (eq type 'starttls)
      (delete-process (car result))
      (error "TLS is not available"))
    (if (plist-get parameters :return-list) result (car result))))

(defun network-stream--open-plain (name buffer host service parameters)
  "Connect NAME to SERVICE at HOST for BUFFER by PARAMETERS; ask for capabilities if wanted."
  (let ((process (apply #'make-network-process :name name :buffer buffer :host host :service service
                        :nowait (plist-get parameters :nowait)
                        :tls-parameters nil
                        :coding (plist-get parameters :coding)
                        (network-stream--proxy parameters))))
    (network-stream--introduce process parameters)))

(defun network-stream--proxy (parameters)
  "The arguments for `make-network-process' that name the proxy in PARAMETERS, if there is one."
  (let ((proxy (plist-get parameters :proxy)))
    (and proxy (list :proxy proxy))))

(defun network-stream--open-shell (name buffer host service parameters)
  "Connect NAME to SERVICE at HOST for BUFFER through the command in PARAMETERS."
  (let* ((command (plist-get parameters :shell-command))
         (process (start-process name buffer shell-file-name shell-command-switch
                                 (network-stream--fill-command command host service))))
    (network-stream--introduce process parameters)))

(defun network-stream--fill-command (command host service)
  "Put HOST for %s and SERVICE for %p into COMMAND."
  (replace-regexp-in-string
   "%[sp%]"
   (lambda (spec)
     (cond ((equal spec "%s") host)
           ((equal spec "%p") (format "%s" service))
           (t "%")))
   command t t))

(defun network-stream--introduce (process parameters)
  "Read the greeting of PROCESS and query its capabilities as PARAMETERS want; return (PROCESS . PLIST)."
  (let* ((type (plist-get parameters :type))
         (end (plist-get parameters :end-of-command))
         (query (and (plist-get parameters :capability-command)
                     (if (eq type 'plain)
                         (plist-get parameters :always-query-capabilities)
                       (or (plist-get parameters :return-list) (plist-get parameters :success)))))
         (greeting (and end (or query (plist-get parameters :return-list))
                        (network-stream-get-response process (network-stream--start process) end)))
         (command (and query (plist-get parameters :capability-command)))
         (capabilities
          (and command
               (network-stream-command
                process (if (functionp command) (funcall command greeting) command)
                (or (plist-get parameters :end-of-capability) end)))))
    (list process :greeting greeting :capabilities capabilities :type 'plain :error nil)))

(defun network-stream--start (process)
  "Where output of PROCESS begins in its buffer."
  (if (buffer-live-p (process-buffer process))
      (with-current-buffer (process-buffer process) (point-min))
    1))

(defun network-stream-command (process command end-of-command)
  "Send COMMAND to PROCESS and return the answer, which END-OF-COMMAND ends."
  (when command
    (let ((start (with-current-buffer (process-buffer process) (point-max))))
      (process-send-string process command)
      (network-stream-get-response process start end-of-command))))

(defun network-stream-get-response (process start end-of-command)
  "Wait until the buffer of PROCESS has END-OF-COMMAND after START; return the text up to there.
Return nil without END-OF-COMMAND, or when the connection ends before."
  (when (and end-of-command (buffer-live-p (process-buffer process)))
    (with-current-buffer (process-buffer process)
      (save-excursion
        (goto-char start)
        (while (and (memq (process-status process) '(open run connect))
                    (not (re-search-forward end-of-command nil t)))
          (accept-process-output process 0.05)
          (goto-char start))
        (goto-char start)
        (and (re-search-forward end-of-command nil t)
             (buffer-substring start (point)))))))

(defalias 'open-protocol-stream #'open-network-stream)

(provide 'network-stream)

;;; network-stream.el ends here
