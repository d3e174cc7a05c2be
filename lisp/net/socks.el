;;; socks.el --- connections through a SOCKS server -*- lexical-binding: t; -*-

;; Manual: (url) SOCKS; RFC 1928, RFC 1929, SOCKS 4 and 4a.  `:proxy' of `make-network-process' does the same for version 5 in the
;; background; this is for programs that use the functions of this library.

(require 'cl-lib)

(defgroup socks nil "SOCKS support." :version "22.2" :prefix "socks-" :group 'comm)
(defcustom socks-server (list "Default server" "socks" 1080 5)
  "The server: (NAME HOST PORT VERSION), where VERSION is 5, 4, or 4a, which lets the server look names up."
  :type 'sexp :group 'socks)
(defcustom socks-nslookup-program "nslookup" "Accepted; names are looked up by the system." :type '(choice (const nil) string) :group 'socks)

(defvar socks-noproxy nil "List of regexps: hosts that match are connected to directly.")
(defvar socks-override-functions nil "Non-nil before this library is loaded makes `open-network-stream' use the server.")
(defvar socks-username (user-login-name) "Name of the user at the server.")
(defvar socks-password nil "Password of the user at the server, nil to ask.")
(defvar socks-timeout 5 "Seconds to wait for each answer of the server.")
(defvar socks-debug nil "Non-nil logs what is said in the buffer *SOCKS Debug*.")
(defvar socks-services-file "/etc/services" "The file that has the ports of services.")
(defvar socks-tcp-services (make-hash-table :size 13 :test #'equal) "Ports of services by name.")
(defvar socks-udp-services (make-hash-table :size 13 :test #'equal) "Ports of datagram services by name.")

(defconst socks-version 5 "The version of the protocol.")
(defconst socks-authentication-null 0 "No authentication.")
(defconst socks-authentication-failure 255 "The server accepts none of the methods.")
(defconst socks-connect-command 1 "Connect.")
(defconst socks-bind-command 2 "Listen.")
(defconst socks-udp-associate-command 3 "Relay datagrams.")
(defconst socks-address-type-v4 1 "An IPv4 address.")
(defconst socks-address-type-name 3 "A name.")
(defconst socks-address-type-v6 4 "An IPv6 address.")
(defconst socks-state-waiting-for-auth 0 "The server has to choose a method of authentication.")
(defconst socks-state-submethod-negotiation 1 "That method is being followed.")
(defconst socks-state-authenticated 2 "Commands can be sent.")
(defconst socks-state-waiting 3 "The server has to answer a command.")
(defconst socks-state-connected 4 "The connection is made.")
(defconst socks-errors
  '("Succeeded" "General SOCKS server failure" "Connection not allowed by ruleset" "Network unreachable" "Host unreachable"
    "Connection refused" "Time-to-live expired" "Command not supported" "Address type not supported")
  "What the replies of the server mean.")
(cl-loop for name in '(success general-failure access-denied network-unreachable host-unreachable connection-refused ttl-expired
                               cmd-not-supported address-not-supported)
         for code from 0
         do (set (intern (format "socks-response-%s" name)) code))
(defconst socks-username/password-auth-version 1 "The version of the authentication by password.")

(defvar socks-authentication-methods
  '((2 "Username/Password" . socks-username/password-auth) (0 "No authentication" . identity))
  "Alist of the numbers of methods and (NAME . FUNCTION); the function is called with the process and returns non-nil if it succeeded.")

(defun socks-register-authentication-method (id desc callback)
  "Register the method of authentication ID, called DESC, with the function CALLBACK."
  (let ((entry (assq id socks-authentication-methods)))
    (if entry (progn (setcdr entry (cons desc callback)) socks-authentication-methods)
      (push (cons id (cons desc callback)) socks-authentication-methods))))

(defun socks-unregister-authentication-method (id)
  "Forget the method of authentication ID."
  (let ((entry (assq id socks-authentication-methods)))
    (when entry (setq socks-authentication-methods (delq entry socks-authentication-methods)))))

(defun socks-build-auth-list ()
  "Return how the methods are offered: how many there are, and their numbers."
  (apply #'unibyte-string (length socks-authentication-methods) (sort (mapcar #'car socks-authentication-methods) #'<)))

;;; What the server says

(defun socks--log (proc direction text)
  (when socks-debug
    (with-current-buffer (get-buffer-create "*SOCKS Debug*")
      (goto-char (point-max))
      (insert (format "%s %s %S\n" proc direction text)))))

(defun socks--response-length (text version)
  "Return how long the reply is that TEXT begins with in VERSION, nil if that cannot be told yet."
  (if (not (eq version 5)) (and (>= (length text) 2) 8)
    (and (> (length text) 4)
         (let ((type (aref text 3)))
           (+ 6 (cond ((= type socks-address-type-v4) 4)
                      ((= type socks-address-type-v6) 16)
                      ((= type socks-address-type-name) (1+ (aref text 4)))
                      (t (error "socks-filter: the server sent an address of unknown type %d" type))))))))

(defun socks-filter (proc string)
  "Take STRING, what the server says to PROC, and change the state of PROC."
  (unless (process-get proc 'socks) (error "socks-filter called on non-SOCKS connection %S" proc))
  (socks--log proc "received" string)
  (let* ((state (process-get proc 'socks-state)) (version (process-get proc 'socks-server-protocol))
         (text (if (eql state socks-state-connected) (process-get proc 'socks-scratch)
                 (concat (process-get proc 'socks-scratch) string))))
    (process-put proc 'socks-scratch text)
    (cond ((and (eql state socks-state-waiting-for-auth) (>= (length text) 2))
           (process-put proc 'socks-authtype (aref text 1))
           (process-put proc 'socks-scratch (substring text 2))
           (process-put proc 'socks-state socks-state-submethod-negotiation))
          ((eql state socks-state-waiting)
           (let ((length (socks--response-length text version)))
             (when (and length (>= (length text) length))
               (process-put proc 'socks-reply (if (eq version 5) (aref text 1) (if (= (aref text 1) 90) 0 (aref text 1))))
               (process-put proc 'socks-response text)
               ;; What follows the reply is for whoever uses the connection.
               (process-put proc 'socks--surplus (substring text length))
               (process-put proc 'socks-state socks-state-connected))))
          ((eql state socks-state-connected)
           (process-put proc 'socks--surplus (concat (process-get proc 'socks--surplus) string))))))

(defun socks-wait-for-state-change (proc cur-state)
  "Wait until the state of PROC is not CUR-STATE any more; signal an error if that takes too long or the connection ends."
  (let ((limit (time-add nil socks-timeout)))
    (while (eql (process-get proc 'socks-state) cur-state)
      (unless (memq (process-status proc) '(open run)) (error "SOCKS: the server closed the connection"))
      (when (time-less-p limit nil)
        (delete-process proc)
        (error "SOCKS: the server did not answer within %s seconds" socks-timeout))
      (accept-process-output proc 0.05))))

(defun socks--send (proc text)
  (socks--log proc "sent" text)
  (process-send-string proc text))

;;; The connection to the server

(defun socks-open-connection (server-info)
  "Connect to the server SERVER-INFO, see `socks-server', and authenticate; return the process."
  (interactive)
  (let* ((version (nth 3 server-info)) (done nil)
         (proc (make-network-process :name "socks" :buffer nil :host (nth 1 server-info) :service (nth 2 server-info) :coding 'binary)))
    (unwind-protect
        (progn
          (process-put proc 'socks t)
          (process-put proc 'socks-state socks-state-waiting-for-auth)
          (process-put proc 'socks-authtype socks-authentication-failure)
          (process-put proc 'socks-server-protocol version)
          (process-put proc 'socks-server-name (nth 1 server-info))
          (set-process-filter proc #'socks-filter)
          (set-process-query-on-exit-flag proc nil)
          (when (eq version 5) (socks--authenticate proc))
          (process-put proc 'socks-state socks-state-authenticated)
          (setq done t))
      (unless done (delete-process proc)))
    proc))

(defun socks--authenticate (proc)
  "Do what the server of PROC demands to know who we are."
  (socks--send proc (concat (unibyte-string socks-version) (socks-build-auth-list)))
  (socks-wait-for-state-change proc socks-state-waiting-for-auth)
  (let* ((type (process-get proc 'socks-authtype)) (method (assq type socks-authentication-methods)))
    (cond ((eql type socks-authentication-failure) (error "SOCKS: the server accepts none of the methods of authentication"))
          ((null method) (error "SOCKS: the server chose a method of authentication that was not offered: %d" type))
          ((not (funcall (cddr method) proc)) (error "Failed to use auth method: %s (%d)" (cadr method) type)))))

(defun socks-username/password-auth-filter (proc str)
  "Take STR, what the server says to PROC about user and password."
  (unless (process-get proc 'socks) (error "socks-filter called on non-SOCKS connection %S" proc))
  (let ((text (concat (process-get proc 'socks-scratch) str)))
    (process-put proc 'socks-scratch text)
    (when (>= (length text) 2)
      (process-put proc 'socks-password-auth-status (aref text 1))
      (process-put proc 'socks-scratch (substring text 2))
      (process-put proc 'socks-state socks-state-authenticated))))

(defun socks-username/password-auth (proc)
  "Tell the server of PROC user and password; return non-nil if it accepts them."
  (let* ((user (encode-coding-string (or socks-username "") 'utf-8))
         (password (encode-coding-string (or socks-password (read-passwd (format "Password for %s@%s: " socks-username (process-get proc 'socks-server-name)))) 'utf-8))
         (old (process-filter proc)))
    (when (or (> (length user) 255) (> (length password) 255)) (error "SOCKS: user or password is too long"))
    (unwind-protect
        (progn
          (set-process-filter proc #'socks-username/password-auth-filter)
          (socks--send proc (concat (unibyte-string socks-username/password-auth-version (length user)) user (unibyte-string (length password)) password))
          (socks-wait-for-state-change proc (process-get proc 'socks-state)))
      (set-process-filter proc old))
    (eql (process-get proc 'socks-password-auth-status) 0)))

(defun socks-chap-auth (_proc) "Signal that this method is not known." (error "SOCKS: CHAP authentication is not supported"))
(defun socks-cram-auth (_proc) "Signal that this method is not known." (error "SOCKS: CRAM authentication is not supported"))
(defun socks-gssapi-auth (_proc) "Signal that this method is not known." (error "SOCKS: GSSAPI authentication is not supported"))

;;; Commands

(defun socks--address (atype address)
  "Return how ADDRESS of type ATYPE is sent in version 5: octets, or a name after its length."
  (if (= atype socks-address-type-name)
      (let ((name (encode-coding-string address 'utf-8)))
        (when (> (length name) 255) (error "SOCKS: a name is too long: %s" address))
        (concat (unibyte-string (length name)) name))
    address))

(defun socks-send-command (proc command atype address port)
  "Send COMMAND for ADDRESS, of type ATYPE, and PORT to the server of PROC and wait for the reply; return PROC.
Addresses that are no names are octets.  An error tells why the server refuses."
  (let* ((version (process-get proc 'socks-server-protocol)) (named (= atype socks-address-type-name))
         (port (unibyte-string (logand 255 (ash port -8)) (logand 255 port)))
         (user (concat (encode-coding-string (or socks-username "") 'utf-8) "\0")))
    (process-put proc 'socks-scratch "")
    (process-put proc 'socks-state socks-state-waiting)
    (socks--send proc
                 (cond ((eq version 5) (concat (unibyte-string 5 command 0 atype) (socks--address atype address) port))
                       ((memq version '(4 4a))
                        (if named
                            (concat (unibyte-string 4 command) port "\0\0\0\1" user (encode-coding-string address 'utf-8) "\0")
                          (concat (unibyte-string 4 command) port address user)))
                       (t (error "Unknown protocol version: %s" version))))
    (socks-wait-for-state-change proc socks-state-waiting)
    (let ((reply (process-get proc 'socks-reply)))
      (unless (eql reply socks-response-success)
        (delete-process proc)
        (error "SOCKS: %s" (cond ((eq version 5) (or (nth reply socks-errors) (format "unknown reply %d" reply)))
                                 ((= reply 91) "Request rejected or failed")
                                 ((= reply 92) "The server cannot connect to identd on the client")
                                 ((= reply 93) "The client and identd report different user-ids")
                                 (t (format "unknown reply %d" reply))))))
    proc))

;;; Services and names

(defun socks-parse-services ()
  "Read `socks-services-file'."
  (when (file-readable-p socks-services-file)
    (with-temp-buffer
      (insert-file-contents socks-services-file)
      (while (re-search-forward "^\\([^ \t\n#]+\\)[ \t]+\\([0-9]+\\)/\\(tcp\\|udp\\)\\([^\n#]*\\)" nil t)
        (let ((port (string-to-number (match-string 2)))
              (table (if (equal (match-string 3) "tcp") socks-tcp-services socks-udp-services)))
          (dolist (name (cons (match-string 1) (split-string (match-string 4)))) (puthash name port table)))))))

(defun socks-find-services-entry (service &optional udp)
  "Return the port of SERVICE, a name, for datagrams if UDP; nil if it is not known."
  (when (and (zerop (hash-table-count socks-tcp-services)) (zerop (hash-table-count socks-udp-services))) (socks-parse-services))
  (gethash service (if udp socks-udp-services socks-tcp-services)))

(defun socks-nslookup-host (host)
  "Return the IPv4 address of HOST as a vector of four octets, or nil."
  (interactive "sHost: ")
  (let ((address (car (network-lookup-address-info host 'ipv4)))) (and address (cl-subseq address 0 4))))

(defun socks-find-route (host _service)
  "Return the server for connections to HOST, nil for none: see `socks-noproxy'."
  (and (not (cl-some (lambda (regexp) (string-match-p regexp host)) socks-noproxy)) socks-server))

;;; Connections

(defvar socks--direct nil "Whether connections are made without the server now.")

(defun socks--open-network-stream (orig-fun name buffer host service &rest params)
  "Connect NAME to SERVICE at HOST for BUFFER through the server, or by ORIG-FUN with PARAMS if `socks-find-route' finds none."
  (let ((route (and socks-override-functions (not socks--direct) (stringp host) (socks-find-route host service))))
    (if route (socks--connect name buffer host service route)
      (apply orig-fun name buffer host service params))))

(defun socks-open-network-stream (name buffer host service)
  "Connect NAME to SERVICE at HOST for BUFFER through the server; return the process."
  (let ((route (socks-find-route host service)))
    (if route (socks--connect name buffer host service route)
      (let ((socks--direct t)) (open-network-stream name buffer host service)))))

(defun socks--port (service)
  "Return the port of SERVICE, a number, its digits, or a name."
  (cond ((integerp service) service)
        ((string-match-p "\\`[0-9]+\\'" service) (string-to-number service))
        ((socks-find-services-entry service))
        (t (error "Unknown service: %s" service))))

(defun socks--connect (_name buffer host service route)
  "Connect to SERVICE at HOST for BUFFER through the server ROUTE."
  (let* ((port (socks--port service)) (done nil) (version (nth 3 route))
         (octets (cond ((string-match-p "\\`[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+\\'" host)
                        (apply #'unibyte-string (mapcar #'string-to-number (split-string host "\\."))))
                       ((eq version 4)
                        (apply #'unibyte-string (append (or (socks-nslookup-host host) (error "Unknown host: %s" host)) nil)))))
         (proc (socks-open-connection route)))
    (unwind-protect
        (progn
          (process-put proc 'socks-buffer buffer)
          (process-put proc 'socks-host host)
          (process-put proc 'socks-service service)
          (set-process-buffer proc (and buffer (get-buffer-create buffer)))
          (socks-send-command proc socks-connect-command (if octets socks-address-type-v4 socks-address-type-name) (or octets host) port)
          (socks--hand-over proc)
          (setq done t))
      (unless done (delete-process proc)))
    proc))

(defun socks--hand-over (proc)
  "PROC is for its user now: it has the usual filter and coding, which is given what came already."
  (let ((surplus (process-get proc 'socks--surplus)))
    (set-process-filter proc nil)
    (process-put proc 'socks--surplus nil)
    (set-process-coding-system proc (or (car default-process-coding-system) 'utf-8) (or (cdr default-process-coding-system) 'utf-8))
    (unless (member surplus '(nil ""))
      (funcall (process-filter proc) proc (decode-coding-string surplus (car (process-coding-system proc)))))))

(when socks-override-functions (advice-add 'open-network-stream :around #'socks--open-network-stream))

(provide 'socks)
;;; socks.el ends here
