;;; proxy.el --- connections through SOCKS5 and HTTP proxies -*- lexical-binding: t -*-

;; The proxies are Lisp, on loopback: they record what they are asked and pass bytes on.

(load (expand-file-name "harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(defvar net-proxy-asked nil "What proxies were asked, newest first.")
(defvar net-proxy-target nil "The port that names at the proxy stand for.")
(defvar net-proxy-answer nil "How to misbehave: a string to send instead of an answer, `close', `silent' or nil.")
(defvar net-proxy-login nil "The (USER . PASSWORD) that is wanted.")
(defvar net-proxy-by-bytes nil "Whether to send answers one byte at a time.")

(defun net-proxy-say (client bytes)
  (if net-proxy-by-bytes
      (dolist (byte (append bytes nil)) (process-send-string client (unibyte-string byte)) (accept-process-output nil 0.001))
    (process-send-string client bytes)))

(defun net-proxy-pass (client port)
  "Connect CLIENT to PORT; from now on bytes pass both ways.  Nil if that is refused."
  (condition-case nil
      (let ((target (make-network-process :name "to-target" :host "127.0.0.1" :service port :coding 'binary)))
        (set-process-filter client (lambda (_ s) (process-send-string target s)))
        (set-process-filter target (lambda (_ s) (process-send-string client s)))
        (set-process-sentinel client (lambda (&rest _) (delete-process target)))
        (set-process-sentinel target (lambda (&rest _) (delete-process client)))
        t)
    (file-error nil)))

(defun net-proxy-collect (client bytes)
  (process-put client 'bytes (concat (process-get client 'bytes) bytes)))

(defun net-proxy-take (client count)
  "Take COUNT bytes of what CLIENT has sent; nil if they are not there yet."
  (let ((bytes (process-get client 'bytes)))
    (when (>= (length bytes) count)
      (process-put client 'bytes (substring bytes count))
      (substring bytes 0 count))))

(defun net-proxy-misbehaves (client)
  (cond ((stringp net-proxy-answer) (process-send-string client net-proxy-answer) t)
        ((eq net-proxy-answer 'close) (delete-process client) t)
        ((eq net-proxy-answer 'silent) t)))

;; Each step is a function of the client that returns the next one, or nil to wait for more.
(defun net-socks-greeting (client)
  (let* ((bytes (process-get client 'bytes)) (count (and (>= (length bytes) 2) (aref bytes 1))))
    (when (and count (net-proxy-take client (+ 2 count)))
      (push (list 'methods (append (substring bytes 2 (+ 2 count)) nil)) net-proxy-asked)
      (cond ((net-proxy-misbehaves client) #'ignore)
            (net-proxy-login (net-proxy-say client "\5\2") #'net-socks-login)
            (t (net-proxy-say client "\5\0") #'net-socks-request)))))

(defun net-socks-login (client)
  (let ((bytes (process-get client 'bytes)))
    (when (> (length bytes) 2)
      (let* ((ulen (aref bytes 1)) (plen (aref bytes (+ 2 ulen)))
             (user (substring bytes 2 (+ 2 ulen))) (password (substring bytes (+ 3 ulen) (+ 3 ulen plen))))
        (net-proxy-take client (+ 3 ulen plen))
        (push (list 'login user password) net-proxy-asked)
        (net-proxy-say client (if (equal (cons user password) net-proxy-login) "\1\0" "\1\1"))
        #'net-socks-request))))

(defun net-socks-request (client)
  (let ((bytes (process-get client 'bytes)))
    (when (> (length bytes) 5)
      (let* ((type (aref bytes 3))
             (length (pcase type (1 4) (4 16) (3 (1+ (aref bytes 4)))))
             (address (substring bytes 4 (+ 4 length)))
             (port (+ (* 256 (aref bytes (+ 4 length))) (aref bytes (+ 5 length)))))
        (net-proxy-take client (+ 6 length))
        (push (list 'connect type (if (= type 3) (substring address 1) (append address nil)) port) net-proxy-asked)
        (if (net-proxy-pass client (if (= type 3) net-proxy-target port))
            (net-proxy-say client (if (= type 3) "\5\0\0\3\4nameab" "\5\0\0\1abcdef"))
          (net-proxy-say client "\5\5\0\1\0\0\0\0\0\0"))
        #'ignore))))

(defun net-http-request (client)
  (let* ((bytes (process-get client 'bytes)) (end (string-match "\r\n\r\n" bytes)))
    (when end
      (let ((request (net-proxy-take client (+ 4 end))))
        (string-match "\\`CONNECT \\(.*\\):\\([0-9]+\\) HTTP/1\\.1\r\n" request)
        (let ((host (match-string 1 request)) (port (string-to-number (match-string 2 request))))
          (push (list 'connect host port (and (string-match "^Proxy-Authorization: Basic \\(.*\\)\r" request)
                                              (base64-decode-string (match-string 1 request))))
                net-proxy-asked)
          (cond ((net-proxy-misbehaves client))
                ((and net-proxy-login
                      (not (equal (nth 3 (car net-proxy-asked)) (concat (car net-proxy-login) ":" (cdr net-proxy-login)))))
                 (net-proxy-say client "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"))
                ((net-proxy-pass client (if (string-match-p "\\`[0-9.]+\\'" host) port net-proxy-target))
                 (net-proxy-say client "HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n"))
                (t (net-proxy-say client "HTTP/1.1 502 Bad Gateway\r\n\r\n"))))
        #'ignore))))

(defun net-proxy (first)
  "Make a proxy whose first step is FIRST."
  (net-server :name "proxy"
              :sentinel #'ignore
              :filter (lambda (client bytes)
                        (net-proxy-collect client bytes)
                        (let ((step (or (process-get client 'step) first)) next)
                          ;; A step that waits is not begun again by what comes meanwhile.
                          (process-put client 'step #'ignore)
                          (while (and (not (eq step #'ignore)) (setq next (funcall step client)))
                            (setq step next))
                          (process-put client 'step step)))))

(defmacro net-with-proxy (kind &rest body)
  "Evaluate BODY with an echo server as `target', and `url' for a proxy of KIND, \"socks5\" or \"http\"."
  (declare (indent 1))
  `(let* ((net-proxy-asked nil) (net-proxy-login nil) (net-proxy-answer nil) (net-proxy-by-bytes nil)
          (target (net-server :name "target" :filter (lambda (p s) (process-send-string p (upcase s))) :sentinel #'ignore))
          (net-proxy-target (net-port target))
          (proxy (net-proxy (if (equal ,kind "http") #'net-http-request #'net-socks-greeting)))
          (url (lambda (&optional login) (format "%s://%s127.0.0.1:%d" ,kind (or login "") (net-port proxy)))))
     ,@body))

(defun net-proxy-echoes (client)
  (process-send-string client "hello")
  (net-until (equal (net-text (process-name client)) "HELLO")))

(net-deftest net-proxy-passes
  (skip-unless net-elwire)
  (dolist (kind '("socks5" "http"))
    (dolist (net-proxy-slow '(nil t))
      (dolist (nowait '(nil t))
        (net-with-proxy kind
          (setq net-events nil net-proxy-by-bytes net-proxy-slow)
          (let ((client (net-client target :proxy (funcall url) :nowait nowait)))
            (net-proxy-echoes client)
            (should (eq (process-status client) 'open))
            (should (equal (cl-count-if (lambda (e) (eq (car e) 'sentinel)) (net-events)) (if nowait 1 0)))
            (should (equal (car net-proxy-asked)
                           (if (equal kind "http") (list 'connect "127.0.0.1" (net-port target) nil)
                             (list 'connect 1 '(127 0 0 1) (net-port target)))))
            (should (equal (process-contact client :service) (net-port target)))
            (should (equal (process-contact client :remote) (vector 127 0 0 1 (net-port proxy)))))
          (net-clean))))))

(net-deftest net-proxy-looks-names-up
  (skip-unless net-elwire)
  (dolist (kind '("socks5" "http"))
    (net-with-proxy kind
      (setq net-events nil)
      (net-proxy-echoes (net-client target :host "only.known.to.the.proxy.invalid" :service "https" :proxy (funcall url)))
      (should (equal (car net-proxy-asked)
                     (if (equal kind "http") '(connect "only.known.to.the.proxy.invalid" 443 nil)
                       '(connect 3 "only.known.to.the.proxy.invalid" 443))))
      (net-clean)
      (setq proxy (net-proxy (if (equal kind "http") #'net-http-request #'net-socks-greeting))
            target (net-server :name "target") net-proxy-target (net-port target))
      (delete-process (net-client target :host "bücher.invalid" :service 80 :proxy (funcall url)))
      (should (member (nth (if (equal kind "http") 1 2) (car net-proxy-asked)) '("xn--bcher-kva.invalid")))
      (net-clean))))

(net-deftest net-proxy-ipv6-targets
  (skip-unless net-elwire)
  (net-with-proxy "socks5"
    (delete-process (net-client target :remote (vector 0 0 0 0 0 0 0 1 (net-port target)) :proxy (funcall url)))
    (should (equal (car net-proxy-asked) (list 'connect 4 (append (make-list 15 0) '(1)) (net-port target)))))
  (net-with-proxy "http"
    (delete-process (net-client target :host "::1" :proxy (funcall url)))
    (should (equal (car net-proxy-asked) (list 'connect "[::1]" (net-port target) nil)))))

(net-deftest net-proxy-logins
  (skip-unless net-elwire)
  (dolist (kind '("socks5" "http"))
    (net-with-proxy kind
      (setq net-events nil net-proxy-login '("us:er" . "p@ss"))
      (unless (equal kind "http") (setq net-proxy-login '("us:er" . "p@ss")))
      (net-proxy-echoes (net-client target :proxy (funcall url "us%3Aer:p%40ss@")))
      (let ((error (should-error (net-client target :proxy (funcall url "us%3Aer:wrong@")) :type 'file-error)))
        (should (equal (cl-subseq error 1 3)
                       (list "make client process failed"
                             (if (equal kind "http") "proxy: HTTP 407 Proxy Authentication Required"
                               "proxy: SOCKS5 authentication failed")))))
      (let ((error (should-error (net-client target :proxy (funcall url)) :type 'file-error)))
        (should (equal (nth 2 error)
                       (if (equal kind "http") "proxy: HTTP 407 Proxy Authentication Required"
                         "proxy: SOCKS5 authentication is required"))))
      (net-clean))))

(defun net-proxy-fails (kind reason answer &rest arguments)
  "Connections through a proxy of KIND that gives ANSWER fail for REASON, told once."
  (net-with-proxy kind
    (setq net-events nil net-proxy-answer answer)
    (let ((error (should-error (apply #'net-client target :proxy (funcall url) arguments) :type 'file-error)))
      (should (equal (nth 1 error) "make client process failed"))
      (should (equal (nth 2 error) reason))
      (should (equal (plist-get (nthcdr 3 error) :proxy) (funcall url))))
    (should-not net-events)
    (let ((client (apply #'net-client target :proxy (funcall url) :nowait t arguments)))
      (net-until net-events)
      (net-settle)
      (let ((number (equal reason "Connection timed out")))
        (should (equal (net-events)
                       (list (list 'sentinel "c" (if number "failed with code 110\n" (format "failed: %s\n" reason)) 'failed))))
        (should (equal (process-exit-status client) (if number 110 reason)))))
    (net-clean)))

(net-deftest net-proxy-failures-are-told-once
  (skip-unless net-elwire)
  (net-proxy-fails "socks5" "proxy closed the connection" 'close)
  (net-proxy-fails "socks5" "proxy: this is no SOCKS5 proxy" "HTTP/1.1 400 Bad Request\r\n\r\n")
  (net-proxy-fails "socks5" "proxy: SOCKS5 authentication is required" "\5\377")
  (net-proxy-fails "socks5" "proxy: SOCKS5: host unreachable" "\5\0\5\4\0\1\0\0\0\0\0\0")
  (net-proxy-fails "socks5" "proxy: SOCKS5: unknown failure" "\5\0\5\77\0\1\0\0\0\0\0\0")
  (net-proxy-fails "socks5" "proxy: SOCKS5: connection refused" nil :service (net-closed-port))
  (net-proxy-fails "socks5" "Connection timed out" 'silent :connect-timeout 0.2)
  (net-proxy-fails "http" "proxy closed the connection" 'close)
  (net-proxy-fails "http" "proxy: this is no HTTP proxy" "SSH-2.0-x\r\n\r\n")
  (net-proxy-fails "http" "proxy: HTTP 403 Forbidden" "HTTP/1.0 403 Forbidden\r\nX: y\r\n\r\nbody")
  (net-proxy-fails "http" "proxy: the answer has no end" (concat "HTTP/1.1 200 OK\r\nX: " (make-string 100000 ?x)))
  (net-proxy-fails "http" "proxy: HTTP 502 Bad Gateway" nil :service (net-closed-port))
  (net-proxy-fails "http" "Connection timed out" 'silent :connect-timeout 0.2))

(net-deftest net-proxy-that-is-not-there
  (skip-unless net-elwire)
  (let* ((server (net-server)) (url (format "socks5://127.0.0.1:%d" (net-closed-port))))
    (setq net-events nil)
    (should (equal (nth 2 (should-error (net-client server :proxy url) :type 'file-error)) "Connection refused"))
    (net-client server :proxy url :nowait t)
    (net-until net-events)
    (should (equal (net-events) '((sentinel "c" "failed with code 111\n" failed))))
    (setq net-events nil)
    (should (equal (should-error (net-client server :proxy "http://no.such.invalid:1"))
                   '(error "no.such.invalid/1 Name or service not known")))
    (net-client server :proxy "http://no.such.invalid:1" :nowait t :name "d")
    (net-until net-events)
    (should (equal (net-events) '((sentinel "d" "failed: Name lookup of no.such.invalid failed\n" failed))))))

(net-timed-deftest net-proxy-never-blocks
  (skip-unless net-elwire)
  (net-with-proxy "socks5"
    (setq net-proxy-answer 'silent)
    (let* ((ticks 0) (timer (run-with-timer 0.05 0.05 (lambda () (setq ticks (1+ ticks))))) (start (float-time)))
      (should (eq 'late (with-timeout (0.5 'late) (net-client target :proxy (funcall url)))))
      (should (< 0.49 (- (float-time) start) 0.8))
      (should (> ticks 5))
      (cancel-timer timer))))

(net-deftest net-proxy-arguments
  (skip-unless net-elwire)
  (should (featurep 'make-network-process :proxy))
  (let ((server (net-server)))
    (should (equal (should-error (net-client server :proxy "h:1")) '(error "Malformed proxy: \"h:1\"")))
    (should (equal (should-error (net-client server :proxy 'x)) '(wrong-type-argument stringp x)))
    (should-error (net-server :proxy "http://127.0.0.1:1"))
    (should-error (net-client server :proxy "http://127.0.0.1:1" :type 'datagram))
    (should-error (net-client server :proxy "http://127.0.0.1:1" :family 'local :service "/nowhere"))
    (should (equal (should-error (net-client server :proxy "http://127.0.0.1:1" :service "no-such-svc"))
                   '(error "127.0.0.1/no-such-svc Servname not supported for ai_socktype")))))

(net-deftest net-proxy-of-open-network-stream
  (skip-unless net-elwire)
  (net-with-proxy "http"
    (with-temp-buffer
      (let ((stream (open-network-stream "o" (current-buffer) "name.invalid" 80 :proxy (funcall url))))
        (process-send-string stream "hello")
        (net-until (equal (buffer-string) "HELLO"))
        (delete-process stream)))))

;; What the target says at once comes right behind the proxy's answer, and belongs to the connection.
(net-deftest net-proxy-takes-no-byte-too-many
  (skip-unless net-elwire)
  (dolist (answer '(("socks5" . "\5\0\5\0\0\1abcdefgreeting") ("http" . "HTTP/1.1 200 OK\r\n\r\ngreeting")))
    (net-with-proxy (car answer)
      (setq net-proxy-answer (cdr answer) net-events nil)
      (net-client target :proxy (funcall url))
      (net-until (equal (net-text "c") "greeting")))
    (net-clean)))

(net-deftest net-proxy-volume
  (skip-unless net-elwire)
  (dolist (kind '("socks5" "http"))
    (net-with-proxy kind
      (let* ((net-collect nil) (received 0) (client (net-client target :proxy (funcall url))))
        (set-process-filter client (lambda (_ s) (setq received (+ received (length s)))))
        (process-send-string client (make-string 10000000 ?x))
        (net-until (= received 10000000))))
    (net-clean)))

;;; proxy.el ends here
