;;; dns.el --- asking servers of the domain name system -*- lexical-binding: t; -*-

;; RFC 1035, 3596 (AAAA), 2782 (SRV).

(require 'cl-lib)

(defvar dns-timeout 5 "How many seconds to wait for an answer.")
(defvar dns-servers nil "List of the addresses of servers, nil for those of /etc/resolv.conf.")
(defvar dns-servers-valid-for-interfaces nil
  "What `network-interface-list' returned when `dns-servers' was set: when that changes they are looked for again.  t means never.")
(defvar dns-cache (make-vector 4096 0) "Obarray of the answers that `dns-query-cached' keeps.")

(defvar dns-query-types
  '((A 1) (NS 2) (MD 3) (MF 4) (CNAME 5) (SOA 6) (MB 7) (MG 8) (MR 9) (NULL 10) (WKS 11) (PTR 12) (HINFO 13) (MINFO 14) (MX 15)
    (TXT 16) (AAAA 28) (SRV 33) (AXFR 252) (MAILB 253) (MAILA 254) (* 255))
  "Types of queries and their numbers.")
(defvar dns-classes '((IN 1) (CS 2) (CH 3) (HS 4)) "Classes of queries and their numbers.")

(defconst dns--opcodes '((query 0) (inverse-query 1) (status 2)) "What a packet asks for.")
(defconst dns--response-codes '((no-error 0) (format-error 1) (server-failure 2) (name-error 3) (not-implemented 4) (refused 5))
  "What a packet tells about the answer.")

(defun dns-get (type spec) "Return the value of TYPE in SPEC, a list of (TYPE VALUE)." (cadr (assq type spec)))
(defun dns-inverse-get (value spec) "Return the type that has VALUE in SPEC, a list of (TYPE VALUE)." (car (cl-rassoc (list value) spec :test #'equal)))

;;; Writing

(defun dns-write-bytes (value &optional length)
  "Insert VALUE, a number, in LENGTH octets, by default 1, the highest first."
  (dotimes (i (or length 1))
    (insert (logand 255 (ash value (* -8 (- (or length 1) i 1)))))))

(defun dns-write-name (name)
  "Insert the domain NAME: its labels, each after its length, and the empty one."
  (dolist (label (split-string name "\\." t))
    (when (> (length label) 63) (error "A label is too long for a domain name: %s" label))
    (dns-write-bytes (length label))
    (insert label))
  (dns-write-bytes 0))

(defun dns--write-type (record)
  "Insert type and class of RECORD, (NAME (type TYPE) (class CLASS) ...)."
  (let ((type (or (dns-get 'type (cdr record)) 'A)) (class (or (dns-get 'class (cdr record)) 'IN)))
    (dns-write-bytes (or (dns-get type dns-query-types) (error "Unknown type of DNS query: %s" type)) 2)
    (dns-write-bytes (or (dns-get class dns-classes) (error "Unknown class of DNS query: %s" class)) 2)))

(defun dns-write (spec &optional tcp-p)
  "Return the packet, a unibyte string, that SPEC describes; with TCP-P after its length in two octets.
SPEC is a list of (PART VALUE): `id', `response-p', `opcode' (`query', `inverse-query' or `status'), `authoritative-p',
`truncated-p', `recursion-desired-p', `response-code', `queries', `answers', `authorities' and `additionals'; the last four have
records (NAME (type TYPE) (class CLASS) (ttl SECONDS) (data OCTETS))."
  (with-temp-buffer
    (set-buffer-multibyte nil)
    (dns-write-bytes (dns-get 'id spec) 2)
    (let ((opcode (dns-get 'opcode spec)))
      (dns-write-bytes (logior (if (dns-get 'response-p spec) 128 0)
                               (ash (or (dns-get opcode dns--opcodes) (error "No such opcode: %s" opcode)) 3)
                               (if (dns-get 'authoritative-p spec) 4 0)
                               (if (dns-get 'truncated-p spec) 2 0)
                               (if (dns-get 'recursion-desired-p spec) 1 0))))
    (let ((code (or (dns-get 'response-code spec) 'no-error)))
      (dns-write-bytes (or (dns-get code dns--response-codes) (error "No such response code: %s" code))))
    (dolist (part '(queries answers authorities additionals)) (dns-write-bytes (length (dns-get part spec)) 2))
    (dolist (query (dns-get 'queries spec))
      (dns-write-name (car query))
      (dns--write-type query))
    (dolist (part '(answers authorities additionals))
      (dolist (record (dns-get part spec))
        (let ((data (or (dns-get 'data (cdr record)) "")))
          (dns-write-name (car record))
          (dns--write-type record)
          (dns-write-bytes (or (dns-get 'ttl (cdr record)) 0) 4)
          (dns-write-bytes (length data) 2)
          (insert data))))
    (when tcp-p
      (goto-char (point-min))
      (dns-write-bytes (buffer-size) 2))
    (buffer-string)))

;;; Reading

(defun dns-read-bytes (length)
  "Return the number in the LENGTH octets after point, the highest first, and move over them."
  (let ((value 0))
    (dotimes (_ length value)
      (when (eobp) (signal 'end-of-buffer nil))
      (setq value (logior (ash value 8) (following-char)))
      (forward-char 1))))
(defun dns-read-int32 () "Return the number in the four octets after point, and move over them." (dns-read-bytes 4))

(defun dns-read-name (&optional buffer)
  "Return the domain name after point and move over it; what it refers back to is in BUFFER, by default the current one."
  (let ((labels nil) (jumps 0) (end nil) (packet (or buffer (current-buffer))) (length 1))
    (save-current-buffer
      (while (> length 0)
        (setq length (dns-read-bytes 1))
        (cond ((= (logand length #xc0) #xc0)
               (let ((where (logior (ash (logand length #x3f) 8) (dns-read-bytes 1))))
                 (unless end (setq end (point)))
                 (when (> (setq jumps (1+ jumps)) 64) (error "A domain name refers to itself"))
                 (set-buffer packet)
                 (when (> (1+ where) (point-max)) (signal 'end-of-buffer nil))
                 (goto-char (1+ where))))
              ((> length 63) (error "Malformed domain name"))
              ((> length 0)
               (when (> (+ (point) length) (point-max)) (signal 'end-of-buffer nil))
               (push (buffer-substring (point) (+ (point) length)) labels)
               (forward-char length)))))
    (when end (goto-char end))
    (mapconcat #'identity (nreverse labels) ".")))

(defmacro dns--in-data (string &rest body)
  "Do BODY in a buffer that has STRING, at its beginning."
  (declare (indent 1))
  `(with-temp-buffer
     (set-buffer-multibyte nil)
     (insert ,string)
     (goto-char (point-min))
     ,@body))

(defun dns--name (buffer)
  "Return the domain name after point and move over it; what it refers back to is in BUFFER, whose point stays."
  (let ((point (with-current-buffer buffer (point))))
    (prog1 (dns-read-name buffer)
      (with-current-buffer buffer (goto-char point)))))

(defun dns-read-string-name (string buffer)
  "Return the domain name in STRING; what it refers back to is in BUFFER."
  (dns--in-data string (dns--name buffer)))

(defun dns-read-txt (string)
  "Return the text of STRING, the data of a TXT record, without the length it begins with."
  (if (> (length string) 1) (substring string 1) string))

(defun dns-get-txt-answer (answers)
  "Return the text of ANSWERS, TXT records, joined."
  (mapconcat (lambda (answer)
               (let ((data (dns-get 'data (cdr-safe answer)))) (if data (dns-read-txt data) "")))
             answers ""))

(defun dns-read-type (string type)
  "Return what STRING, the data of a record of TYPE in the current buffer, means."
  (let ((packet (current-buffer)))
    (pcase type
      ('A (dns--in-data string (mapconcat #'number-to-string (list (dns-read-bytes 1) (dns-read-bytes 1) (dns-read-bytes 1) (dns-read-bytes 1)) ".")))
      ('AAAA (dns--in-data string (mapconcat (lambda (_) (format "%x" (dns-read-bytes 2))) (number-sequence 1 8) ":")))
      ((or 'NS 'CNAME 'PTR) (dns-read-string-name string packet))
      ('MX (dns--in-data string (let ((preference (dns-read-bytes 2))) (cons preference (dns--name packet)))))
      ('SRV (dns--in-data string
              (let* ((priority (dns-read-bytes 2)) (weight (dns-read-bytes 2)) (port (dns-read-bytes 2)))
                `((priority ,priority) (weight ,weight) (port ,port) (target ,(dns--name packet))))))
      ('SOA (dns--in-data string
              (let* ((mname (dns--name packet)) (rname (dns--name packet)))
                `((mname ,mname) (rname ,rname)
                  ,@(mapcar (lambda (part) (list part (dns-read-int32))) '(serial refresh retry expire minimum))))))
      (_ string))))

(defun dns--read-records (count query)
  "Return COUNT records after point, the last one first; QUERY non-nil means that they have neither time nor data."
  (let ((records nil))
    (dotimes (_ count records)
      (let* ((name (dns-read-name))
             (type (dns-inverse-get (dns-read-bytes 2) dns-query-types))
             (class (dns-inverse-get (dns-read-bytes 2) dns-classes)))
        (push
         (if query `(,name (type ,type) (class ,class))
           (let* ((ttl (dns-read-int32)) (length (dns-read-bytes 2)) (start (point)))
             (when (> (+ start length) (point-max)) (signal 'end-of-buffer nil))
             (let ((data (dns-read-type (buffer-substring start (+ start length)) type)))
               (goto-char (+ start length))
               `(,name (type ,type) (class ,class) (ttl ,ttl) (data ,data)))))
         records)))))

(defun dns-read (packet &optional tcp-p)
  "Return what PACKET, a unibyte string, says, as `dns-write' describes it; with TCP-P its length comes first.
Records are listed the last one first."
  (dns--in-data (if tcp-p (substring packet 2) packet)
    (let* ((id (dns-read-bytes 2)) (first (dns-read-bytes 1)) (second (dns-read-bytes 1))
           (counts (list (dns-read-bytes 2) (dns-read-bytes 2) (dns-read-bytes 2) (dns-read-bytes 2)))
           (flag (lambda (bit) (not (zerop (logand first bit))))))
      `((id ,id) (response-p ,(funcall flag 128))
        (opcode ,(dns-inverse-get (logand 15 (ash first -3)) dns--opcodes))
        (authoritative-p ,(funcall flag 4)) (truncated-p ,(funcall flag 2)) (recursion-desired-p ,(funcall flag 1))
        (response-code ,(dns-inverse-get (logand second 15) dns--response-codes))
        (queries ,(dns--read-records (nth 0 counts) t))
        (answers ,(dns--read-records (nth 1 counts) nil))
        (authorities ,(dns--read-records (nth 2 counts) nil))
        (additionals ,(dns--read-records (nth 3 counts) nil))))))

;;; Servers

(defun dns-servers-up-to-date-p ()
  "Return non-nil if `dns-servers' need not be looked for again."
  (and dns-servers
       (or (eq dns-servers-valid-for-interfaces t)
           (equal dns-servers-valid-for-interfaces (network-interface-list)))))

(defun dns-set-servers ()
  "Set `dns-servers' to those of /etc/resolv.conf, or that nslookup names; nil if there are none."
  (setq dns-servers nil)
  (unless (eq dns-servers-valid-for-interfaces t) (setq dns-servers-valid-for-interfaces (network-interface-list)))
  (with-temp-buffer
    (cond ((file-readable-p "/etc/resolv.conf")
           (insert-file-contents "/etc/resolv.conf")
           (while (re-search-forward "^nameserver[ \t]+\\([^ \t\n]+\\)" nil t) (push (match-string 1) dns-servers))
           (setq dns-servers (nreverse dns-servers)))
          ((executable-find "nslookup")
           (call-process "nslookup" nil t nil "localhost")
           (goto-char (point-min))
           (when (re-search-forward "^Address:[ \t]*\\([0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+\\|[0-9a-fA-F:]*:[0-9a-fA-F:]*\\)" nil t)
             (setq dns-servers (list (match-string 1))))))))

;;; Asking

(cl-defstruct (dns--question (:constructor dns--make-question) (:copier nil))
  "A question that is being asked: its packet and what to do with the answer."
  id name type full callback servers process timer done tcp)

(defun dns--reverse-name (name)
  "Return the domain that names the address NAME."
  (if (string-search ":" name)
      (let ((groups (append (or (car (network-lookup-address-info name 'ipv6)) (error "Not an address: %s" name)) nil)))
        (concat (mapconcat #'identity
                           (nreverse (split-string (mapconcat (lambda (group) (format "%04x" group)) (butlast groups) "") "" t))
                           ".")
                ".ip6.arpa"))
    (concat (mapconcat #'identity (nreverse (split-string name "\\.")) ".") ".in-addr.arpa")))

(defun dns-query-asynchronous (name callback &optional type full reverse)
  "Ask for the record of TYPE, a symbol of `dns-query-types' and by default A, of the domain NAME; call CALLBACK with the result.
The result is what the record says, or with FULL all that the answer says (see `dns-read'); nil if there is none, or after
`dns-timeout' seconds.  REVERSE means that NAME is an address, whose name is asked for."
  (let ((type (cond (reverse 'PTR) (t (or type 'A)))))
    (unless (dns-get type dns-query-types) (error "Unknown type of DNS query: %s" type))
    (unless (dns-servers-up-to-date-p) (dns-set-servers))
    (if (null dns-servers)
        (progn (message "No DNS server configuration found") (funcall callback nil))
      (let ((question (dns--make-question :id (random 65536) :name (if reverse (dns--reverse-name name) name) :type type :full full
                                          :callback callback :servers dns-servers)))
        (dns--ask question)))
    nil))
(defun dns--lookup (name callback type full) "Ask for NAME as `dns-query-asynchronous' does." (dns-query-asynchronous name callback type full))

(defun dns--packet (question)
  "Return the packet of QUESTION."
  (dns-write `((id ,(dns--question-id question)) (opcode query) (recursion-desired-p t)
               (queries ((,(dns--question-name question) (type ,(dns--question-type question))))))
             (dns--question-tcp question)))

(defun dns--ask (question)
  "Ask the next server of QUESTION; each has its part of `dns-timeout'."
  (dns--close question)
  (let ((server (pop (dns--question-servers question))))
    (if (null server) (dns--finish question nil)
      (setf (dns--question-timer question)
            (run-at-time (/ dns-timeout (float (max 1 (length dns-servers)))) nil #'dns--ask question))
      (dns--ask-server question server))))

(defun dns--ask-server (question server)
  "Ask SERVER for QUESTION; if that cannot be done ask the next one."
  (condition-case nil
      (let* ((text "") (tcp (dns--question-tcp question))
             (process (make-network-process
                       :name "dns" :coding 'binary :buffer nil :host server :service "domain" :type (if tcp nil 'datagram) :noquery t
                       :filter (lambda (_ string)
                                 (setq text (if tcp (concat text string) string))
                                 (when (or (not tcp)
                                           (and (>= (length text) 2) (>= (length text) (+ 2 (ash (aref text 0) 8) (aref text 1)))))
                                   (dns--answered question server text)))
                       :sentinel #'ignore)))
        (setf (dns--question-process question) process)
        (process-send-string process (dns--packet question)))
    (file-error (dns--ask question))))

(defun dns--close (question)
  "End the connection and the timer of QUESTION."
  (when (dns--question-timer question) (cancel-timer (dns--question-timer question)))
  (when (dns--question-process question) (delete-process (dns--question-process question)))
  (setf (dns--question-timer question) nil (dns--question-process question) nil))

(defun dns--finish (question result)
  "End QUESTION with RESULT."
  (dns--close question)
  (unless (dns--question-done question)
    (setf (dns--question-done question) t)
    (funcall (dns--question-callback question) result)))

(defun dns--answered (question server packet)
  "PACKET from SERVER came: if it answers QUESTION finish it.  What does not is not meant for us, and is dropped."
  (let* ((answer (condition-case nil (dns-read packet (dns--question-tcp question)) (error nil)))
         (asked (car (dns-get 'queries answer))))
    (when (and answer (dns-get 'response-p answer) (equal (dns-get 'id answer) (dns--question-id question))
               (or (null asked)
                   (and (equal (downcase (car asked)) (downcase (string-remove-suffix "." (dns--question-name question))))
                        (eq (dns-get 'type (cdr asked)) (dns--question-type question)))))
      (if (and (dns-get 'truncated-p answer) (not (dns--question-tcp question)))
          (progn (delete-process (dns--question-process question))
                 (setf (dns--question-process question) nil (dns--question-tcp question) t)
                 (dns--ask-server question server))
        (dns--finish question (dns--result question answer))))))

(defun dns--result (question answer)
  "Return what ANSWER says to QUESTION, or nil."
  (let* ((type (dns--question-type question))
         (found (and (eq (dns-get 'response-code answer) 'no-error)
                     (cl-find type (dns-get 'answers answer) :key (lambda (record) (dns-get 'type (cdr record)))))))
    (cond ((dns--question-full question) (and found answer))
          ((null found) nil)
          ((eq type 'TXT) (dns-read-txt (dns-get 'data (cdr found))))
          (t (dns-get 'data (cdr found))))))

(defun dns-query (name &optional type full reverse)
  "Return what a server says about the domain NAME, waiting for at most `dns-timeout' seconds; the arguments are those of
`dns-query-asynchronous'."
  (let ((result nil) (done nil))
    (dns-query-asynchronous name (lambda (value) (setq result value done t)) type full reverse)
    (while (not done) (accept-process-output nil 0.02))
    result))

(defun dns-query-cached (name &optional type fullp reversep)
  "Return what `dns-query' says about NAME; it is asked once only.  TYPE, FULLP and REVERSEP are those of `dns-query'."
  (let* ((key (format "%s:%s:%s:%s" name type fullp reversep)) (symbol (intern-soft key dns-cache)))
    (if (and symbol (boundp symbol)) (symbol-value symbol)
      (set (intern key dns-cache) (dns-query name type fullp reversep)))))

(provide 'dns)
;;; dns.el ends here
