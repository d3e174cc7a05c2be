;;; local.el --- Unix sockets of all three types -*- lexical-binding: t -*-

(load (expand-file-name "harness" (file-name-directory load-file-name)) nil t)

(defvar net-local-path nil "The name of a socket that does not exist yet.")

(defmacro net-local-deftest (name &rest body)
  "Define the test NAME: BODY has `net-local-path', in a directory of its own."
  (declare (indent 1))
  `(net-deftest ,name
     (let* ((directory (make-temp-file "elwire-local" t)) (net-local-path (expand-file-name "s" directory)))
       (unwind-protect (progn ,@body) (delete-directory directory t)))))

(defun net-local-server (&rest args)
  (apply #'make-network-process (append args (list :name "ls" :server t :family 'local :service net-local-path :coding 'binary
                                                   :filter #'net-filter :sentinel #'net-sentinel))))
(defun net-local-client (&rest args)
  (apply #'make-network-process (append args (list :name "lc" :family 'local :service net-local-path :coding 'binary
                                                   :filter #'net-filter :sentinel #'net-sentinel))))
(defun net-local-error (&rest args)
  "The text of the error that making a client with ARGS signals."
  (nth 2 (should-error (apply #'net-local-client args))))

(net-local-deftest net-local-stream
  (let* ((server (net-local-server)) (client (net-local-client)))
    (should (eq (process-status server) 'listen))
    (should (equal (process-contact server :local) net-local-path))
    (should (equal (process-contact client :remote) net-local-path))
    (should (equal (process-contact client :local) ""))
    (should (equal (process-contact client) (list nil net-local-path)))
    (process-send-string client (make-string 300000 ?x))
    (process-send-eof client)
    (net-until (assoc "connection broken by remote peer\n" (mapcar #'cddr (net-events))))
    (let ((name (nth 1 (car (net-events)))))
      (should (string-match "\\`ls <[0-9]+>\\'" name))
      (should (equal (car (net-events)) (list 'sentinel name "open from -\n" 'open)))
      (should (= (length (net-text name)) 300000)))))

(net-local-deftest net-local-accepted-contact
  (net-local-server)
  (net-local-client)
  (net-until (net-accepted))
  (let ((accepted (car (net-accepted))))
    (should (eq (process-contact accepted :host) t))
    (should (equal (process-contact accepted :service) net-local-path))
    (should (equal (process-contact accepted :remote) ""))
    (should (equal (process-contact accepted :local) net-local-path))))

(net-local-deftest net-local-remote-address
  (net-local-server)
  (let ((client (make-network-process :name "lc" :remote net-local-path)))
    (should (equal (process-contact client :remote) net-local-path))
    (should (equal (process-contact client) '(nil nil)))))

(net-local-deftest net-local-permissions
  (let ((modes (default-file-modes)))
    (unwind-protect
        (dolist (row '((#o755 "srwxr-xr-x") (#o700 "srwx------") (#o777 "srwxrwxrwx")))
          (set-default-file-modes (car row))
          (delete-process (net-local-server))
          (should (equal (file-attribute-modes (file-attributes net-local-path)) (nth 1 row)))
          (delete-file net-local-path))
      (set-default-file-modes modes))))

(net-local-deftest net-local-leftovers
  "The file stays when the server goes; it is in the way until somebody deletes it."
  (let ((server (net-local-server)))
    (delete-process server)
    (should (file-exists-p net-local-path))
    (should (equal (net-local-error) "Connection refused"))
    (should (equal (should-error (net-local-server)) '(file-error "Cannot bind server socket" "Address already in use")))
    (delete-file net-local-path)
    (should (equal (net-local-error) "No such file or directory"))
    (write-region "not a socket" nil net-local-path nil 'silent)
    (should (equal (net-local-error) "Connection refused"))
    (should (equal (should-error (net-local-server)) '(file-error "Cannot bind server socket" "Address already in use")))
    (should (file-regular-p net-local-path))))

(net-local-deftest net-local-wrong-type
  (net-local-server :type 'seqpacket)
  (should (equal (net-local-error) "Protocol wrong type for socket"))
  (should (equal (net-local-error :type nil) "Protocol wrong type for socket"))
  (should (eq (process-status (net-local-client :type 'seqpacket)) 'open)))

(net-local-deftest net-local-names
  (should (equal (should-error (net-local-server :service (make-string 108 ?x))) '(error "Service name too long")))
  (should (eq (car (should-error (net-local-server :service "~/elwire-no-such-directory/x"))) 'file-missing))
  (should (equal (should-error (net-local-server :service 5)) '(wrong-type-argument stringp 5)))
  (let* ((longest (concat net-local-path (make-string (- 107 (length net-local-path)) ?x)))
         (server (net-local-server :service longest)))
    (should (equal (process-contact server :local) longest))
    (should (eq (process-status (net-local-client :service longest)) 'open))))

(net-local-deftest net-local-host-is-ignored
  (let (said)
    (cl-letf (((symbol-function 'message) (lambda (&rest args) (setq said (apply #'format args)))))
      (let ((server (net-local-server :host "localhost")))
        (should-not (process-contact server :host))
        (when net-elwire (should (equal said ":family local ignores the :host property")))))))

(net-local-deftest net-local-seqpacket
  "One write is one filter call, and the end comes after the last."
  (net-local-server :type 'seqpacket)
  (let ((client (net-local-client :type 'seqpacket)))
    (dolist (packet (list "one" "two" (make-string 3000 ?z)))
      (process-send-string client packet))
    (process-send-eof client)
    (net-until (assoc "connection broken by remote peer\n" (mapcar #'cddr (net-events))))
    (should (equal (mapcar (lambda (e) (nth 2 e)) (cl-remove 'sentinel (net-events) :key #'car))
                   (list "one" "two" (make-string 3000 ?z))))))

(net-local-deftest net-local-seqpacket-queued
  "A peer that does not read gets every packet in the end, each by itself."
  (skip-unless net-elwire)              ; Emacs signals "Resource temporarily unavailable" or blocks for ever
  (let* ((net-collect nil) (server (net-local-server :type 'seqpacket :stop t))
         (client (net-local-client :type 'seqpacket)))
    (dotimes (i 3000) (process-send-string client (format "%05d%s" i (make-string 300 ?.))))
    (continue-process server)
    (net-until (= 3000 (cl-count 'filter net-events :key #'car)))
    (let ((i -1))
      (should (cl-every (lambda (e) (or (not (eq (car e) 'filter))
                                        (equal (nth 2 e) (format "%05d%s" (setq i (1+ i)) (make-string 300 ?.)))))
                        (net-events))))))

(net-local-deftest net-local-datagram
  (let* ((server (net-local-server :type 'datagram)) (client (net-local-client :type 'datagram)))
    (should (eq (process-status server) 'open))
    (should (equal (process-contact server :local) net-local-path))
    (should (equal (process-datagram-address client) net-local-path))
    (process-send-string client "one")
    (process-send-string client "two")
    (net-until (= 2 (length net-events)))
    (should (equal (net-events) '((filter "ls" "one") (filter "ls" "two"))))
    ;; The client has no name to answer to.
    (should (equal (process-datagram-address server) (cons 0 (make-vector 108 0))))
    (should (equal (should-error (process-send-string server "x")) `(file-error "Writing to process" "Invalid argument" ,server)))))

(net-local-deftest net-local-datagram-partners
  "Two bound sockets talk to each other."
  (let* ((other (concat net-local-path "2"))
         (a (net-local-server :name "a" :type 'datagram))
         (b (net-local-server :name "b" :type 'datagram :service other)))
    (should (equal (set-process-datagram-address a other) other))
    (process-send-string a "to b")
    (net-until (equal (net-text "b") "to b"))
    (should (equal (process-datagram-address b) net-local-path))
    (process-send-string b "to a")
    (net-until (equal (net-text "a") "to a"))))

(net-local-deftest net-local-datagram-missing
  (let ((client (net-local-client :type 'datagram)))
    (should (equal (should-error (process-send-string client "x"))
                   `(file-missing "Writing to process" "No such file or directory" ,client)))))

(net-local-deftest net-local-datagrams-queued
  "100,000 packets to a socket that is read slowly: none is lost, none changes its place."
  (skip-unless net-elwire)              ; Emacs signals when the kernel takes no more
  (let* ((net-collect nil) (next 0) (wrong nil)
         (server (net-local-server :type 'datagram
                                   :filter (lambda (_ text)
                                             (unless (= next (string-to-number text)) (setq wrong (or wrong (list next text))))
                                             (setq next (1+ next)))))
         (client (net-local-client :type 'datagram)))
    (ignore server)
    (dotimes (i 100000) (process-send-string client (number-to-string i)))
    (let ((net-patience 60)) (net-until (= next 100000)))
    (should-not wrong)))

(net-deftest net-local-abstract
  "Names that begin with NUL are no files."
  (skip-unless net-elwire)              ; Emacs loses the name
  (let ((net-local-path (format "\0elwire-%d-%s" (emacs-pid) (random))))
    (dolist (type '(nil seqpacket))
      (let ((server (net-local-server :type type)))
        (should (equal (process-contact server :local) net-local-path))
        (process-send-string (net-local-client :type type) "hello")
        (net-until (assq 'filter net-events))
        (should (equal (nth 2 (assq 'filter net-events)) "hello"))
        (net-clean)))
    (net-local-server :type 'datagram)
    (process-send-string (net-local-client :type 'datagram) "packet")
    (net-until (equal (net-text "ls") "packet"))
    (net-clean)
    (should (equal (net-local-error) "Connection refused"))
    ;; The kernel chooses a name.
    (let* ((server (net-local-server :service "")) (name (process-contact server :local)))
      (should (string-match-p "\\`\0[0-9a-f]+\\'" name))
      (should (eq (process-status (net-local-client :service name)) 'open)))))

;;; local.el ends here
