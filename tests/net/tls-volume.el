;;; tls-volume.el --- many bytes and many connections through TLS -*- lexical-binding: t -*-

(load (expand-file-name "tls-support" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(defconst tls-volume 100000000 "How many bytes go each way.")
(defconst tls-piece 1000000)

(defvar tls-volume-text nil "See the function of that name.")
(defun tls-volume-text ()
  "A text of `tls-volume' bytes whose pieces all differ."
  (or tls-volume-text
      (let ((piece (make-string tls-piece 0)) (n 1))
        (dotimes (i tls-piece)
          (setq n (logand #xffffff (+ 7 (* n 1103515245))))
          (aset piece i (logand 127 (ash n -9))))
        (setq tls-volume-text
              (apply #'concat (mapcar (lambda (i) (concat (format "%08d" i) (substring piece 8))) (number-sequence 1 (/ tls-volume tls-piece))))))))

(defvar tls-volume-hash nil)
(defun tls-volume-hash () (or tls-volume-hash (setq tls-volume-hash (secure-hash 'sha256 (tls-volume-text)))))

(defun tls-volume-file ()
  (let ((file (tls-file "volume")) (coding-system-for-write 'binary))
    (unless (file-exists-p file) (write-region (tls-volume-text) nil file nil 'silent))
    file))

(defun tls-send-volume (process)
  "Send the text in pieces; return the largest number of bytes that were queued for PROCESS after a piece."
  (let ((text (tls-volume-text)) (most 0))
    (dotimes (i (/ tls-volume tls-piece))
      (process-send-string process (substring text (* i tls-piece) (* (1+ i) tls-piece)))
      (setq most (max most (process-pending-output process))))
    most))

(defun tls-volume-collector ()
  "A filter; called without arguments it returns the hash of all it was given once that is as long as the text, else nil."
  (let ((pieces nil) (count 0))
    (lambda (&optional _ text)
      (if text
          (setq pieces (cons text pieces) count (+ count (length text)))
        (and (= count tls-volume) (secure-hash 'sha256 (apply #'concat (nreverse pieces))))))))

(defmacro tls-volume-deftest (name &rest body)
  (declare (indent 1))
  `(net-deftest ,name (let ((net-collect nil) (net-patience 50)) ,@body)))

;; A sender waits at the high-water mark; what a record adds to its text comes on top.
(defconst tls-volume-bound (+ 1048576 tls-piece 100000))

(tls-volume-deftest tls-volume-to-ourselves
  (let* ((of-server (tls-volume-collector)) (of-client (tls-volume-collector))
         (server (tls-server (list (tls-certificate "good")) :filter of-server))
         (client (tls-client (net-port server))))
    (set-process-filter client of-client)
    (net-until (tls-accepted))
    (should (< (tls-send-volume client) tls-volume-bound))
    (should (equal (net-until (funcall of-server)) (tls-volume-hash)))
    (should (< (tls-send-volume (car (tls-accepted))) tls-volume-bound))
    (should (equal (net-until (funcall of-client)) (tls-volume-hash)))))

(tls-volume-deftest tls-volume-to-s-client
  (tls-need "openssl")
  (let* ((of-server (tls-volume-collector)) (of-client (tls-volume-collector))
         (server (tls-server (list (tls-certificate "good")) :filter of-server))
         (client (tls-run "sh" "-c" "exec openssl s_client -quiet -connect 127.0.0.1:$0 -CAfile $1 -verify_quiet <$2 2>/dev/null"
                          (number-to-string (net-port server)) (tls-authority) (tls-volume-file))))
    (set-process-filter client of-client)
    (should (equal (net-until (funcall of-server)) (tls-volume-hash)))
    (should (< (tls-send-volume (car (tls-accepted))) tls-volume-bound))
    (process-send-eof (car (tls-accepted)))
    (should (equal (net-until (funcall of-client)) (tls-volume-hash)))))

(tls-volume-deftest tls-volume-from-s-server
  (tls-need "openssl")
  (let* ((default-directory (file-name-directory (tls-volume-file))) (pair (tls-certificate "good")) (said nil) (count 0)
         (server (tls-run "openssl" "s_server" "-accept" "127.0.0.1:0" "-key" (car pair) "-cert" (cadr pair) "-HTTP"))
         (client (tls-client (string-to-number (tls-says "openssl" "^ACCEPT 127.0.0.1:\\([0-9]+\\)$")))))
    (set-process-filter client (lambda (_ text) (push text said) (setq count (+ count (length text)))))
    (process-send-string client "GET /volume HTTP/1.0\r\n\r\n")
    (net-until (not (process-live-p client)))
    (let ((all (apply #'concat (nreverse said))))
      (should (equal (secure-hash 'sha256 (substring all (- tls-volume))) (tls-volume-hash))))
    (ignore server)))

(tls-volume-deftest tls-volume-to-s-server
  (tls-need "openssl")
  (let* ((pair (tls-certificate "good")) (said nil) (count 0) (begin "\nit begins\n")
         (server (tls-run "openssl" "s_server" "-accept" "127.0.0.1:0" "-key" (car pair) "-cert" (cadr pair) "-naccept" "1"))
         (client (tls-client (string-to-number (tls-says "openssl" "^ACCEPT 127.0.0.1:\\([0-9]+\\)$")))))
    (set-process-filter server (lambda (_ text) (push text said) (setq count (+ count (length text)))))
    (process-send-string client begin)
    (should (< (tls-send-volume client) tls-volume-bound))
    (process-send-eof client)
    (net-until (not (memq server (process-list))))  ; then all it wrote was delivered
    (let* ((all (apply #'concat (nreverse said))) (from (+ (length begin) (string-match begin all))))
      (should (equal (secure-hash 'sha256 (substring all from (+ from tls-volume))) (tls-volume-hash))))))

;; Each byte a record of its own.
(tls-volume-deftest tls-volume-records-of-one-byte
  (let* ((text (substring (tls-volume-text) 0 30000)) (received nil)
         (server (tls-server (list (tls-certificate "good")) :filter (lambda (_ s) (push s received))))
         (client (tls-client (net-port server))))
    (dotimes (i (length text)) (process-send-string client (substring text i (1+ i))))
    (process-send-eof client)
    (net-until (not (process-live-p client)))
    (should (equal (apply #'concat (nreverse received)) text))))

(defun tls-byte-relay (target)
  "A server that passes everything on to the port TARGET and back, a byte at a time.
Return (SERVER . STEP); each call of STEP moves one byte each way."
  (let* ((queues nil)
         (put (lambda (p text) (process-put p 'queue (concat (process-get p 'queue) text))))
         (server (net-server
                  :name "relay" :filter put
                  :sentinel (lambda (p message)
                              (when (string-prefix-p "open" message)
                                (let ((peer (make-network-process :name "onward" :host "127.0.0.1" :service target :coding 'binary
                                                                  :filter put :sentinel #'ignore)))
                                  (dolist (end (list p peer)) (set-network-process-option end :nodelay t))
                                  (setq queues (list (cons p peer) (cons peer p)))))))))
    (cons server
          (lambda ()
            (dolist (queue queues)
              (let ((text (process-get (car queue) 'queue)))
                (when (and text (not (equal text "")))
                  (process-put (car queue) 'queue (substring text 1))
                  (process-send-string (cdr queue) (substring text 0 1)))))
            (accept-process-output nil 0)))))

;; Each byte comes by itself, in the handshake and after it.
(tls-volume-deftest tls-volume-bytes-one-by-one
  (dolist (version '("1.2" "1.3"))
    (let* ((text (substring (tls-volume-text) 0 3000)) (received nil) (echoed nil)
           (server (tls-server (list (tls-certificate "good")) :filter (lambda (p s) (push s received) (process-send-string p s))))
           (relay (tls-byte-relay (net-port server))) (limit (+ (float-time) net-patience))
           (client (make-network-process
                    :name "c" :host "127.0.0.1" :service (net-port (car relay)) :nowait t :coding 'binary
                    :filter (lambda (_ s) (push s echoed))
                    :sentinel (lambda (p message) (when (equal message "open\n") (process-send-string p text)))
                    :tls-parameters (tls-parameters :priority (concat "NORMAL:-VERS-ALL:+VERS-TLS" version)))))
      (while (and (< (apply #'+ (mapcar #'length echoed)) (length text)) (< (float-time) limit)) (funcall (cdr relay)))
      (should (equal (apply #'concat (nreverse received)) text))
      (should (equal (apply #'concat (nreverse echoed)) text))
      (should (eq (process-status client) 'open))
      (net-clean))))

;; Who reads nothing holds back who sends, and the pump of a drained function goes on when it is read.
(tls-volume-deftest tls-volume-back-pressure
  (let* ((received 0) (left 400) (most 0) (piece (make-string 262144 ?x))
         (server (tls-server (list (tls-certificate "good")) :filter (lambda (_ s) (setq received (+ received (length s))))))
         (client (tls-client (net-port server)))
         (pump (lambda (p)
                 (while (and (> left 0) (= 0 (process-pending-output p)))
                   (setq left (1- left))
                   (process-send-string p piece)
                   (setq most (max most (process-pending-output p)))))))
    (net-until (tls-accepted))
    (stop-process (car (tls-accepted)))
    (set-process-drained-function client pump)
    (funcall pump client)
    (net-settle)
    (should (> left 300))
    (should (= received 0))
    (continue-process (car (tls-accepted)))
    (net-until (= received (* 400 262144)))
    (should (<= most (+ 262144 1000)))))

(tls-volume-deftest tls-volume-a-send-waits-at-the-high-water-mark
  (let* ((server (tls-server (list (tls-certificate "good")))) (client (tls-client (net-port server))) (piece (make-string 100000 ?x)))
    (net-until (tls-accepted))
    (stop-process (car (tls-accepted)))
    (should (eq 'late (with-timeout (0.5 'late) (dotimes (_ 1000) (process-send-string client piece)))))
    (should (< (process-pending-output client) (+ 1048576 200000)))))

;; The last of what was sent arrives, although the tickets of the server are never read.
(tls-volume-deftest tls-volume-deleting-after-a-send-loses-nothing
  (tls-need "openssl")
  (dolist (size '(1000 300000 900000 2000000 4000000))
    (let* ((pair (tls-certificate "good")) (received 0) (start (float-time))
           (server (tls-run "openssl" "s_server" "-accept" "127.0.0.1:0" "-key" (car pair) "-cert" (cadr pair) "-naccept" "1"))
           (client (tls-client (string-to-number (tls-says "openssl" "^ACCEPT 127.0.0.1:\\([0-9]+\\)$")))))
      (set-process-filter server (lambda (_ text) (setq received (+ received (cl-count ?\0 text)))))
      (stop-process client)
      (net-settle)
      (process-send-string client (make-string size 0))
      (delete-process client)
      (net-until (not (memq server (process-list))))  ; then all it wrote was delivered
      (should (= received size))
      (should (< (- (float-time) start) net-patience))
      (net-clean))))

(tls-volume-deftest tls-volume-leaving-after-a-send-loses-nothing
  (dolist (size '(1000 3000000))
    (let* ((received 0) (told nil)
           (server (tls-server (list (tls-certificate "good")) :filter (lambda (_ s) (setq received (+ received (length s))))
                               :sentinel (lambda (_ m) (push m told))))
           (other (net-start `((let ((client (make-network-process :name "c" :host "127.0.0.1" :service ,(net-port server) :coding 'binary
                                                                   :tls-parameters ',(tls-parameters))))
                                 (set-process-high-water-mark client 10000000)
                                 (process-send-string client (make-string ,size ?x)))))))
      (net-until (cdr told))
      (should (equal told '("connection broken by remote peer\n" "open from 127.0.0.1\n")))
      (should (= received size))
      (net-until (not (process-live-p other)))
      (net-clean))))

;; Deleted before its handshake, with text that waits for the end of that; then the client begins.
(tls-volume-deftest tls-volume-deleting-before-it-is-open
  (let* ((hello nil) (listener (net-server :name "listener" :sentinel #'ignore :filter (lambda (_ s) (setq hello (concat hello s)))))
         (recorded (make-network-process :name "r" :host "127.0.0.1" :service (net-port listener) :nowait t :sentinel #'ignore
                                         :tls-parameters (tls-parameters)))
         (server (tls-server (list (tls-certificate "good"))))
         (client (net-client server)))
    (net-until hello)
    (delete-process recorded)
    (delete-process listener)
    (let ((accepted (net-until (cl-find-if (lambda (p) (string-prefix-p "srv <127.0.0.1:" (process-name p))) (process-list)))))
      (process-send-string accepted "text")
      (delete-process accepted))
    (ignore-errors (process-send-string client hello))
    (net-until (not (process-live-p client)))
    (net-settle)
    (should (equal (net-text "c") ""))
    (should (eq (process-status (tls-client (net-port server))) 'open))))

(tls-volume-deftest tls-volume-a-thousand-connections
  (let* ((count 1000) (opened 0) (echoed 0) (broken nil) (clients nil)
         (parameters (tls-parameters)) (text (make-string 2000 ?y))
         (server (net-server :server 1024 :sentinel (lambda (_ m) (unless (string-prefix-p "open from" m) (push m broken)))
                             :filter #'process-send-string
                             :tls-parameters (tls-server-parameters (list (tls-certificate "good"))))))
    (dotimes (i count)
      (push (make-network-process
             :name (format "client%d" i) :host "127.0.0.1" :service (net-port server) :nowait t :coding 'binary
             :tls-parameters parameters
             :sentinel (lambda (_ m) (if (equal m "open\n") (setq opened (1+ opened)) (push m broken)))
             :filter (lambda (p s)
                       (let ((all (concat (process-get p 'all) s)))
                         (process-put p 'all all)
                         (when (equal all (concat (process-name p) text)) (setq echoed (1+ echoed))))))
            clients))
    (net-until (or broken (= opened count)))
    (should-not broken)
    (dolist (client clients)
      (process-send-string client (process-name client))
      (process-send-string client text))
    (net-until (or broken (= echoed count)))
    (should-not broken)
    (should (= (length (process-list)) (1+ (* 2 count))))))

(defun tls-median-latency (client)
  "The median of the seconds that CLIENT waits for its echo."
  (let (times)
    (dotimes (_ 301)
      (let ((start (float-time)) (echoed nil))
        (set-process-filter client (lambda (_ _) (setq echoed t)))
        (process-send-string client "ping")
        (while (not echoed) (accept-process-output nil 1))
        (push (- (float-time) start) times)))
    (nth 150 (sort times #'<))))

;; Half of them say nothing at all, half stop in the middle of their first message.
(tls-volume-deftest tls-volume-stalled-handshakes-delay-nobody
  (let* ((echo (net-server :name "echo" :filter #'process-send-string :sentinel #'ignore)) (client (net-client echo))
         (server (tls-server (list (tls-certificate "good"))))
         (before (progn (tls-median-latency client) (tls-median-latency client))))
    (dotimes (i 50)
      (let ((stalled (net-client server :name (format "stalled%d" i))))
        (when (= 0 (% i 2)) (process-send-string stalled (unibyte-string 22 3 1 2 0 1 0 1 252 3 3 1 2 3)))))
    (net-until (= (length (tls-accepted)) 50))
    (net-until (< (tls-median-latency client) (+ (* 5 before) 0.002)))  ; not at once where others use the machine
    (should (= (length (tls-accepted)) 50))
    (should (eq (process-status (tls-client (net-port server))) 'open))))

(provide 'tls-volume)

;;; tls-volume.el ends here
