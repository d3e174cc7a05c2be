;;; volume.el --- many connections and many bytes -*- lexical-binding: t -*-

(load (expand-file-name "harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(defun net-pattern (seed size)
  "A unibyte text of SIZE that only SEED gives."
  (let ((text (make-string size 0)) (n (1+ seed)))
    (dotimes (i size)
      (setq n (logand #xffffff (+ 7 (* n 1103515245))))
      (aset text i (logand 127 (ash n -9))))
    text))

(net-deftest net-a-thousand-clients
  "Every byte of 1,000 simultaneous clients comes back, in order."
  (let* ((net-collect nil) (count (if net-elwire 1000 400))  ; Emacs holds 1024 descriptors
         (server (net-server :server 1000 :filter (lambda (p s) (process-send-string p s)) :sentinel #'ignore))
         (received (make-vector count nil)) (clients (make-vector count nil)) (left count))
    (dotimes (i count)
      (aset clients i
            (net-client server :name (format "client%d" i) :sentinel #'ignore
                        :filter (lambda (p s)
                                  (push s (aref received i))
                                  (when (= 3000 (apply #'+ (mapcar #'length (aref received i))))
                                    (setq left (1- left))
                                    (ignore p)))))
      (when (zerop (% i 100)) (accept-process-output nil 0)))
    (net-until (= (length (process-list)) (1+ (* 2 count))))
    (dotimes (piece 3)
      (dotimes (i count)
        (process-send-string (aref clients i) (substring (net-pattern i 3000) (* piece 1000) (* (1+ piece) 1000)))))
    (net-until (= left 0))
    (dotimes (i count)
      (should (equal (apply #'concat (reverse (aref received i))) (net-pattern i 3000))))))

(net-deftest net-fifty-megabytes
  (let* ((net-collect nil) (count 0) (sum 0) (total 50000000)
         (server (net-server :sentinel #'ignore
                             :filter (lambda (_ s) (setq count (+ count (length s)) sum (+ sum (aref s 0))))))
         (client (net-client server :sentinel #'ignore)) (chunk (make-string 1000000 ?x)))
    (dotimes (_ 50) (process-send-string client chunk))
    (process-send-eof client)
    (net-until (= count total))))

(net-deftest net-large-echo
  (let* ((net-collect nil) (pieces nil) (text (apply #'concat (make-list 1000 (net-pattern 3 5000))))
         (server (net-server :filter (lambda (p s) (process-send-string p s)) :sentinel #'ignore))
         (client (net-client server :sentinel #'ignore :filter (lambda (_ s) (push s pieces)))))
    (process-send-string client text)
    (process-send-eof client)
    (net-until (not (process-live-p client)))
    (should (equal (secure-hash 'sha1 (apply #'concat (nreverse pieces))) (secure-hash 'sha1 text)))))

(net-deftest net-deleting-after-a-large-send-loses-nothing
  (let* ((net-collect nil) (received 0)
         (server (net-server :filter (lambda (_ s) (setq received (+ received (length s)))) :sentinel #'ignore))
         (client (net-client server :sentinel #'ignore)))
    (process-send-string client (make-string 3000000 ?x))
    (delete-process client)
    (net-until (= received 3000000))))

(net-deftest net-many-short-connections
  (let* ((net-collect nil) (ends 0)
         (server (net-server :filter (lambda (p s) (process-send-string p s) (delete-process p)) :sentinel #'ignore)))
    (dotimes (i 200)
      (let ((client (net-client server :sentinel (lambda (_ _) (setq ends (1+ ends))))))
        (process-send-string client (format "%d" i))
        (net-until (not (process-live-p client)))))
    (should (= ends 200))))

(net-deftest net-datagrams
  (let* ((server (make-network-process :name "us" :type 'datagram :server t :host "127.0.0.1" :service t
                                       :coding 'binary :filter (lambda (p s)
                                                                 (net-filter p s)
                                                                 (process-send-string p (concat "re: " s)))))
         (client (make-network-process :name "uc" :type 'datagram :host "127.0.0.1" :service (net-port server)
                                       :coding 'binary :filter #'net-filter)))
    (should (eq (process-status server) 'open))
    (should (equal (process-datagram-address server) (cons 0 (make-vector 14 0))))
    (should (equal (should-error (process-send-string server "x"))
                   `(file-error "Writing to process" "Invalid argument" ,server)))
    (process-send-string client "one")
    (process-send-string client "two")
    (net-until (= 4 (length net-events)))
    (should (equal (net-text "us") "onetwo"))
    (should (equal (net-text "uc") "re: onere: two"))
    (should (equal (process-datagram-address client) (vector 127 0 0 1 (net-port server))))
    (should (equal (should-error (process-send-string client (make-string 65508 ?x)))
                   `(file-error "Sending datagram" "Message too long" ,client)))))

;;; volume.el ends here
