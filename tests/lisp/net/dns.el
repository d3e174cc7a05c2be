;;; dns.el --- packets and queries of the domain name system -*- lexical-binding: t -*-

(load (expand-file-name "../../net/harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)
(require 'dns)

(defun dns-tests-octets (&rest parts)
  (apply #'unibyte-string (mapcan (lambda (part) (if (stringp part) (append part nil) (list part))) parts)))
(defconst dns-tests-question (dns-tests-octets 3 "www" 3 "gnu" 3 "org" 0 0 1 0 1))
(defun dns-tests-answer (type &rest data)
  "An answer to the question for www.gnu.org with a record of TYPE, which is for the name in the question."
  (let ((data (apply #'dns-tests-octets data)))
    (concat (dns-tests-octets 0 12 #x81 #x80 0 1 0 1 0 0 0 0) dns-tests-question
            (dns-tests-octets #xc0 12 0 type 0 1 0 0 1 0 0 (length data)) data)))
(defun dns-tests-data (packet) (dns-get 'data (cdar (dns-get 'answers (dns-read packet)))))

(ert-deftest dns-write-packets ()
  (should (equal (dns-write '((id 12) (opcode query) (recursion-desired-p t) (queries (("www.gnu.org" (type A))))))
                 (concat (dns-tests-octets 0 12 1 0 0 1 0 0 0 0 0 0) dns-tests-question)))
  (should (equal (dns-write '((id 12) (opcode query) (queries (("www.gnu.org" (type A))))) t)
                 (concat (dns-tests-octets 0 29 0 12 0 0 0 1 0 0 0 0 0 0) dns-tests-question)))
  (should (equal (dns-write '((id 12) (response-p t) (opcode status) (authoritative-p t) (truncated-p t) (recursion-desired-p t)
                              (response-code server-failure) (queries (("a.b" (type MX) (class CH))))
                              (answers (("a.b" (type TXT) (class IN) (ttl 5) (data "xyz"))))))
                 "\0\14\227\2\0\1\0\1\0\0\0\0\1a\1b\0\0\17\0\3\1a\1b\0\0\20\0\1\0\0\0\5\0\3xyz"))
  (should (equal (should-error (dns-write '((id 12) (queries (("a")))))) '(error "No such opcode: nil"))))

(ert-deftest dns-read-packets ()
  (should (equal (dns-read (dns-tests-answer 1 1 2 3 4))
                 '((id 12) (response-p t) (opcode query) (authoritative-p nil) (truncated-p nil) (recursion-desired-p t)
                   (response-code no-error) (queries (("www.gnu.org" (type A) (class IN))))
                   (answers (("www.gnu.org" (type A) (class IN) (ttl 256) (data "1.2.3.4")))) (authorities nil) (additionals nil))))
  (should (equal (dns-tests-data (dns-tests-answer 28 32 1 13 184 0 0 0 0 0 0 0 0 0 0 0 1)) "2001:db8:0:0:0:0:0:1"))
  (should (equal (dns-tests-data (dns-tests-answer 15 0 10 4 "mail" #xc0 16)) '(10 . "mail.gnu.org")))
  (should (equal (dns-tests-data (dns-tests-answer 5 3 "ftp" #xc0 16)) "ftp.gnu.org"))
  (should (equal (dns-tests-data (dns-tests-answer 16 3 "abc" 3 "def")) "\3abc\3def"))
  (should (equal (dns-tests-data (dns-tests-answer 33 0 1 0 2 31 144 3 "srv" #xc0 16))
                 '((priority 1) (weight 2) (port 8080) (target "srv.gnu.org"))))
  (should (equal (dns-tests-data (dns-tests-answer 6 1 "m" #xc0 16 1 "r" #xc0 16 0 0 0 1 0 0 0 2 0 0 0 3 0 0 0 4 0 0 0 5))
                 '((mname "m.gnu.org") (rname "r.gnu.org") (serial 1) (refresh 2) (retry 3) (expire 4) (minimum 5))))
  (should (equal (dns-get 'response-code (dns-read (dns-tests-octets 0 12 #x81 #x83 0 0 0 0 0 0 0 0))) 'name-error))
  (should (equal (dns-get 'response-code (dns-read (dns-tests-octets 0 12 255 255 0 0 0 0 0 0 0 0))) nil)))

(ert-deftest dns-read-malformed ()
  "Every beginning of a packet is too short, and none is read beyond its end."
  (let ((packet (dns-tests-answer 15 0 10 4 "mail" #xc0 16)))
    (dotimes (length (length packet))
      (should (equal (should-error (dns-read (substring packet 0 length))) '(end-of-buffer))))))

(ert-deftest dns-read-loop ()
  (skip-unless net-elwire) ; Emacs recurses until its stack ends
  (should-error (dns-read (concat (dns-tests-octets 0 12 1 0 0 1 0 0 0 0 0 0) (dns-tests-octets #xc0 12 0 1 0 1)))))

(ert-deftest dns-read-tcp ()
  (skip-unless net-elwire) ; Emacs looks two octets too far for what a name refers to
  (let ((packet (dns-tests-answer 1 1 2 3 4)))
    (should (equal (dns-read (concat (dns-tests-octets 0 (length packet)) packet) t) (dns-read packet)))))

;;; Queries

(defvar dns-tests-records nil "What the server knows: alist of (NAME . TYPE) and records (TYPE . DATA).")
(defvar dns-tests-asked nil "What the server was asked, newest first.")
(defun dns-tests--reply (packet &optional tcp)
  (let* ((query (dns-read packet tcp)) (asked (car (dns-get 'queries query)))
         (name (car asked)) (type (dns-get 'type (cdr asked)))
         (found (assoc (cons name type) dns-tests-records)))
    (push (list name type (if tcp 'tcp 'udp)) dns-tests-asked)
    (dns-write `((id ,(dns-get 'id query)) (opcode query) (response-p t) (recursion-desired-p t)
                 (truncated-p ,(and (not tcp) (eq (cadr found) 'big)))
                 (response-code ,(if found 'no-error 'name-error)) (queries (,asked))
                 (answers ,(and (not (and (not tcp) (eq (cadr found) 'big)))
                                (mapcar (lambda (record) `(,name (type ,(car record)) (class IN) (ttl 9) (data ,(cdr record))))
                                        (remq 'big (cdr found))))))
               tcp)))

(defmacro dns-tests-with (records &rest body)
  "Do BODY while the servers that are asked know RECORDS only, see `dns-tests-records'."
  (declare (indent 1))
  `(let* ((dns-tests-records ,records) (dns-tests-asked nil) (dns-servers '("127.0.0.1")) (dns-servers-valid-for-interfaces t)
          (dns-cache (make-vector 7 0)) (dns-timeout 10)
          (udp (net-server :type 'datagram :server t :family 'ipv4 :sentinel #'ignore
                           :filter (lambda (process packet)
                                     (let ((reply (dns-tests--reply packet)))
                                       (unless (assq 'silent dns-tests-records) (process-send-string process reply))))))
          (tcp (net-server :sentinel #'ignore :filter (lambda (process packet) (process-send-string process (dns-tests--reply packet t)))))
          (make (symbol-function 'make-network-process)))
     (cl-letf (((symbol-function 'make-network-process)
                (lambda (&rest arguments)
                  (apply make (plist-put (copy-sequence arguments) :service
                                         (net-port (if (eq (plist-get arguments :type) 'datagram) udp tcp)))))))
       ,@body)))

(net-deftest dns-query-answers
  (dns-tests-with '((("www.gnu.org" . A) (A . "\1\2\3\4")) (("www.gnu.org" . TXT) (TXT . "\3abc"))
                    (("_xmpp._tcp.gnu.org" . SRV) (SRV . "\0\1\0\2\37\220\3srv\0"))
                    (("4.3.2.1.in-addr.arpa" . PTR) (PTR . "\3www\3gnu\3org\0"))
                    (("alias.gnu.org" . A) (CNAME . "\3www\3gnu\3org\0") (A . "\1\2\3\4")))
    (should (equal (dns-query "www.gnu.org") "1.2.3.4"))
    (should (equal (dns-query "www.gnu.org" 'TXT) "abc"))
    (should (equal (dns-query "_xmpp._tcp.gnu.org" 'SRV) '((priority 1) (weight 2) (port 8080) (target "srv"))))
    (should (equal (dns-query "1.2.3.4" nil nil t) "www.gnu.org"))
    (should (equal (dns-query "alias.gnu.org") "1.2.3.4"))
    (should (equal (dns-query "none.gnu.org") nil))
    (should (equal (dns-get 'answers (dns-query "www.gnu.org" 'A t)) '(("www.gnu.org" (type A) (class IN) (ttl 9) (data "1.2.3.4")))))
    (let ((got nil))
      (dns-query-asynchronous "www.gnu.org" (lambda (result) (setq got (list result))))
      (net-until got)
      (should (equal got '("1.2.3.4"))))
    (setq dns-tests-asked nil)
    (should (equal (list (dns-query-cached "www.gnu.org") (dns-query-cached "www.gnu.org")) '("1.2.3.4" "1.2.3.4")))
    (should (= (length dns-tests-asked) 1))))

(net-deftest dns-query-truncated
  "What does not fit into a datagram is asked for by TCP."
  (skip-unless net-elwire) ; Emacs reads names in such answers wrongly
  (dns-tests-with '((("big.gnu.org" . MX) big (MX . "\0\12\4mail\0")))
    (should (equal (dns-query "big.gnu.org" 'MX) '(10 . "mail")))
    (should (equal (mapcar #'caddr dns-tests-asked) '(tcp udp)))))

(net-deftest dns-query-timeout
  (dns-tests-with '((silent))
    (let ((dns-timeout 0.2))
      (should-not (dns-query "www.gnu.org"))
      (let ((got nil))
        (dns-query-asynchronous "www.gnu.org" (lambda (result) (setq got (list result))))
        (net-until got)
        (should (equal got '(nil)))))))

(net-deftest dns-query-ipv6-reverse
  (skip-unless net-elwire) ; Emacs asks for an IPv4 address
  (dns-tests-with '((("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa" . PTR) (PTR . "\3www\0")))
    (should (equal (dns-query "2001:db8::1" nil nil t) "www"))))

(net-deftest dns-query-forged
  "Answers that are malformed, or are for another question, are not taken."
  (skip-unless net-elwire) ; Emacs ends
  (dns-tests-with nil
    (let ((dns-timeout 0.3))
      (dolist (change (list (lambda (reply) (substring reply 0 6))
                            (lambda (reply) (concat (dns-tests-octets (logxor 1 (aref reply 0))) (substring reply 1)))
                            (lambda (reply) (concat (substring reply 0 13) "x" (substring reply 14)))))
        (set-process-filter udp (lambda (process packet)
                                  (process-send-string
                                   process (funcall change (concat (substring packet 0 2) (substring (dns-tests-answer 1 6 6 6 6) 2))))))
        (should-not (dns-query "www.gnu.org"))))))

;;; dns.el ends here
