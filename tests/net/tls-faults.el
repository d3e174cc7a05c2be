;;; tls-faults.el --- peers that break the protocol, or the connection -*- lexical-binding: t -*-

;; Whatever comes in, the connection it came on fails with one call of its sentinel, and nothing else fails: the server serves the next.
;; Mutations come from a generator with a fixed seed: a failure can be repeated.

(load (expand-file-name "tls-support" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(defvar tls-seed 1)
(defun tls-random (limit)
  (setq tls-seed (logand #xffffffffffff (+ 12345 (* (logand tls-seed #xfffffff) 1103515245))))
  (% (ash tls-seed -12) limit))
(defun tls-random-bytes (size)
  (let ((bytes (make-string size 0)))
    (dotimes (i size) (aset bytes i (tls-random 256)))
    (string-to-unibyte (decode-coding-string (encode-coding-string bytes 'latin-1) 'no-conversion))))

(defmacro tls-faults-deftest (name &rest body)
  (declare (indent 1))
  `(net-deftest ,name (let ((net-collect nil) (net-patience 20) (tls-seed 1)) ,@body)))

;; --- what sentinels are told, by process ---

(defun tls-told-sentinel (process message) (process-put process 'told (cons message (process-get process 'told))))

(defun tls-told (process) (reverse (process-get process 'told)))

(defconst tls-clean "connection broken by remote peer\n")
(defconst tls-broken "connection broken by remote peer: ")
(defconst tls-no-goodbye "connection broken by remote peer: The TLS connection was non-properly terminated.\n")

(defun tls-told-of-end (process)
  "The calls after the handshake was finished; or that of its failure."
  (cl-remove-if (lambda (m) (string-match-p "\\`open" m)) (tls-told process)))

;; --- the end of a connection ---

(defconst tls-versions '("NORMAL:-VERS-ALL:+VERS-TLS1.2" "NORMAL:-VERS-ALL:+VERS-TLS1.3"))

(tls-faults-deftest tls-faults-a-peer-that-is-killed
  (dolist (version '("-tls1_2" "-tls1_3"))
    (let* ((accepted nil)
           (server (tls-server (list (tls-certificate "good"))
                               :sentinel (lambda (p m) (setq accepted p) (tls-told-sentinel p m))))
           (client (tls-run "openssl" "s_client" "-connect" (format "127.0.0.1:%d" (net-port server)) version)))
      (process-send-string client "only this\n")
      (tls-says "openssl" "^\\(only this\\)$")
      (delete-process client)
      (net-until (tls-told-of-end accepted))
      (net-settle)
      (should (equal (tls-told accepted) (list "open from 127.0.0.1\n" tls-no-goodbye)))
      (should (eq (process-status accepted) 'closed))
      (net-clean))))

(tls-faults-deftest tls-faults-a-server-that-is-killed
  (dolist (version '("-tls1_2" "-tls1_3"))
    (let* ((pair (tls-certificate "good"))
           (server (tls-run "openssl" "s_server" "-accept" "127.0.0.1:0" "-key" (car pair) "-cert" (cadr pair) version "-rev"))
           (client (tls-client (string-to-number (tls-says "openssl" "^ACCEPT 127.0.0.1:\\([0-9]+\\)$")))))
      (set-process-sentinel client #'tls-told-sentinel)
      (process-send-string client "hello\n")
      (net-until (equal (net-text "c") "olleh\n"))
      (delete-process server)
      (net-until (tls-told client))
      (net-settle)
      (should (equal (tls-told client) (list tls-no-goodbye)))
      (net-clean))))

(tls-faults-deftest tls-faults-a-clean-end
  (dolist (priority tls-versions)
    (dolist (end (list #'process-send-eof #'delete-process))
      (let* ((accepted nil)
             (server (tls-server (list (tls-certificate "good"))
                                 :filter #'ignore :sentinel (lambda (p m) (setq accepted p) (tls-told-sentinel p m))))
             (client (tls-client (net-port server) :priority priority)))
        (set-process-sentinel client #'tls-told-sentinel)
        (process-send-string client "hello\n")
        (funcall end client)
        (net-until (and accepted (tls-told-of-end accepted)))
        (should (equal (tls-told accepted) (list "open from 127.0.0.1\n" tls-clean)))
        (net-until (not (process-live-p client)))
        (should (equal (tls-told client) (if (eq end #'delete-process) '("deleted\n") (list tls-clean))))
        (net-clean)))))

;; --- between the two: a relay that spoils the stream ---

(defun tls-spoil (text at what)
  "TEXT with the byte AT spoiled as WHAT says."
  (let ((before (substring text 0 at)) (after (substring text (1+ at))))
    (pcase what
      ('flip (concat before (unibyte-string (logxor (aref text at) (ash 1 (tls-random 8)))) after))
      ('drop (concat before after))
      ('insert (concat before (unibyte-string (tls-random 256)) (substring text at)))
      ('random (concat before (tls-random-bytes 300))))))

(defun tls-relay (target &optional forward backward)
  "A server that passes everything on to the port TARGET and back.
FORWARD and BACKWARD are (AT . WHAT) for each direction: the byte AT is spoiled, see `tls-spoil'; with WHAT `cut' both ends are
closed before it, with `end' the one that would get it."
  (cl-flet ((pass (from to spoil)
              (let ((count 0))
                (set-process-filter
                 from (lambda (_ text)
                        (let* ((at (and spoil (- (car spoil) count))) (inside (and at (<= 0 at) (< at (length text)))))
                          (setq count (+ count (length text)))
                          (cond ((not (process-live-p to)))
                                ((not inside) (process-send-string to text))
                                ((memq (cdr spoil) '(cut end))
                                 (process-send-string to (substring text 0 at))
                                 (process-send-eof to)
                                 (when (eq (cdr spoil) 'cut) (delete-process to) (delete-process from)))
                                (t (process-send-string to (tls-spoil text at (cdr spoil))))))))
                (set-process-sentinel from (lambda (_ _) (when (process-live-p to) (delete-process to)))))))
    (net-server
     :name "relay" :filter #'ignore
     :sentinel (lambda (p message)
                 (when (string-prefix-p "open" message)
                   (let ((onward (make-network-process :name "onward" :host "127.0.0.1" :service target :coding 'binary)))
                     (pass p onward forward)
                     (pass onward p backward)))))))

;; What happens between a client and a server of its own with a relay between them.
(cl-defstruct tls-case forward backward client accepted (got-server "") (got-client ""))

(defconst tls-case-text (make-string 3000 ?z))

(defun tls-case-server (case)
  (tls-server (list (tls-certificate "good"))
              :sentinel (lambda (p m) (tls-told-sentinel p m) (setf (tls-case-accepted case) p))
              :filter (lambda (p s)
                        (setf (tls-case-got-server case) (concat (tls-case-got-server case) s))
                        (ignore-errors (process-send-string p s)))))  ; the client may be gone

(defun tls-case-start (priority forward backward)
  "Begin to exchange `tls-case-text' with a server through a relay that does FORWARD and BACKWARD, see `tls-relay'."
  (let* ((case (make-tls-case :forward forward :backward backward))
         (relay (tls-relay (net-port (tls-case-server case)) forward backward)))
    (setf (tls-case-client case)
          (make-network-process
           :name "c" :host "127.0.0.1" :service (net-port relay) :nowait t :coding 'binary
           :tls-parameters (tls-parameters :priority priority)
           :filter (lambda (p s)
                     (setf (tls-case-got-client case) (concat (tls-case-got-client case) s))
                     (when (equal (tls-case-got-client case) tls-case-text) (delete-process p)))
           :sentinel (lambda (p m)
                       (tls-told-sentinel p m)
                       (when (equal m "open\n") (ignore-errors (process-send-string p tls-case-text))))))
    case))

(defun tls-quiet ()
  "Let everything happen.  Both ends and the relay are in this program: when nothing comes nothing is under way."
  (let ((limit (+ (float-time) net-patience)))
    (while (and (accept-process-output nil 0.2) (< (float-time) limit)))))

(defun tls-case-told (case)
  "What the (CLIENT . SERVER) of CASE were told."
  (cons (tls-told (tls-case-client case)) (and (tls-case-accepted case) (tls-told (tls-case-accepted case)))))

(defun tls-case-check (case)
  (ert-info ((format "%S %S %S" (tls-case-forward case) (tls-case-backward case) (tls-case-told case)))
    (should (tls-faults-fair-p (car (tls-case-told case))))
    (should (tls-faults-fair-p (cdr (tls-case-told case))))
    (should (string-prefix-p (tls-case-got-server case) tls-case-text))
    (should (string-prefix-p (tls-case-got-client case) tls-case-text))))

(defun tls-run-cases (count spoil)
  "Run COUNT cases at the same time; SPOIL returns (FORWARD BACKWARD) for each.  Check and return them."
  (let ((cases (mapcar (lambda (_) (apply #'tls-case-start (nth (tls-random 2) tls-versions) (funcall spoil))) (number-sequence 1 count))))
    (tls-quiet)
    ;; A byte more or less may leave both waiting for the rest of a record; then one goes away.
    (dolist (case cases) (when (process-live-p (tls-case-client case)) (delete-process (tls-case-client case))))
    (tls-quiet)
    (mapc #'tls-case-check cases)
    (net-clean)
    cases))

(defun tls-faults-fair-p (told)
  "Whether a sentinel was called at most once for the beginning and once for the end."
  (string-match-p "\\`O?E\\'" (mapconcat (lambda (m) (if (string-match-p "\\`open" m) "O" "E")) told "")))

(defun tls-noticed-p (told)
  (string-match-p "\\`\\(failed\\|connection broken by remote peer: \\)" (car (last told))))

(tls-faults-deftest tls-faults-nothing-spoiled
  (dolist (case (tls-run-cases 20 (lambda () (list nil nil))))
    (should (equal (tls-case-told case) `(("open\n" "deleted\n") . ("open from 127.0.0.1\n" ,tls-clean))))))

(defun tls-any-spoil () (cons (tls-random 3000) (nth (tls-random 4) '(flip drop insert random))))

;; A handshake is of about 300 bytes forward and 1,000 backward; text follows.  A few bytes are nobody's: the version of a record.
(tls-faults-deftest tls-faults-spoiled-forward
  (dotimes (_ 4)
    (should (> (cl-count-if (lambda (case) (tls-noticed-p (cdr (tls-case-told case)))) (tls-run-cases 50 (lambda () (list (tls-any-spoil) nil))))
               40))))

(tls-faults-deftest tls-faults-spoiled-backward
  (dotimes (_ 4)
    (should (> (cl-count-if (lambda (case) (tls-noticed-p (car (tls-case-told case)))) (tls-run-cases 50 (lambda () (list nil (tls-any-spoil)))))
               30))))

;; The stream stops at any byte: never is that a clean end.
(tls-faults-deftest tls-faults-truncated
  (dolist (how '(cut end))
    (dolist (case (tls-run-cases 50 (lambda () (list (cons (tls-random 3000) how) nil))))
      (ert-info ((format "%S %S" (tls-case-forward case) (tls-case-told case)))
        (should (tls-noticed-p (cdr (tls-case-told case))))))
    (dolist (case (tls-run-cases 50 (lambda () (list nil (cons (tls-random 3000) how)))))
      (ert-info ((format "%S %S" (tls-case-backward case) (tls-case-told case)))
        (should (tls-noticed-p (car (tls-case-told case))))))))

;; --- nonsense from clients ---

(defun tls-record-hello ()
  "The first message of a client, as it goes over the wire."
  (let* ((hello nil)
         (server (net-server :sentinel #'ignore :filter (lambda (_ s) (setq hello (concat hello s)))))
         (client (make-network-process :name "c" :host "127.0.0.1" :service (net-port server) :nowait t
                                       :sentinel #'ignore :tls-parameters (tls-parameters))))
    (net-until (and hello (= (length hello) (+ 5 (* 256 (aref hello 3)) (aref hello 4)))))
    (delete-process client)
    (delete-process server)
    hello))

(defun tls-mutate (text)
  "TEXT with up to eight bytes changed, or a piece left out, repeated, or replaced; often with lengths in places that matter."
  (let ((text (copy-sequence text)))
    (pcase (tls-random 5)
      (0 (substring text 0 (tls-random (length text))))
      (1 (let ((from (tls-random (length text)))) (concat (substring text 0 from) (substring text (min (length text) (+ from 1 (tls-random 40)))))))
      (2 (let* ((from (tls-random (length text))) (to (min (length text) (+ from (tls-random 100)))))
           (concat (substring text 0 to) (substring text from))))
      (3 (let ((from (tls-random (length text)))) (concat (substring text 0 from) (tls-random-bytes (1+ (tls-random 60))) (substring text from))))
      (_ (dotimes (_ (1+ (tls-random 8))) (aset text (tls-random (length text)) (aref [0 1 127 128 255 3 4 64] (tls-random 8))))
         text))))

(defun tls-faults-server ()
  "A server that counts what its connections' sentinels are told."
  (tls-server (list (tls-certificate "good")) :sentinel #'tls-told-sentinel))

(defun tls-attack (server texts)
  "Send each of TEXTS to SERVER on a connection of its own, all at once, and end them.
Check that each fails with one call of its sentinel; return how often."
  (let* ((ended nil) (opened nil)
         (sentinel (lambda (p m)
                     (tls-told-sentinel p m)
                     (push p (if (string-prefix-p "open" m) opened ended)))))
    (set-process-sentinel server sentinel)
    (let ((clients (mapcar (lambda (_) (net-client server :name "attacker" :sentinel #'ignore :filter #'ignore)) texts)))
      (cl-mapc (lambda (client text)
                 (ignore-errors         ; the server may have closed it already
                   (process-send-string client text)
                   (process-send-eof client)))
               clients texts)
      (net-until (and (= (length ended) (length texts)) (cl-notany #'process-live-p clients))))
    (dolist (connection ended) (should (string-match-p "\\`failed: TLS negotiation failed: " (car (tls-told connection)))))
    (should (cl-every (lambda (connection) (= 1 (length (tls-told connection)))) ended))
    (should-not opened)
    (should (equal (process-list) (list server)))
    (set-process-sentinel server #'tls-told-sentinel)
    (length ended)))

(defun tls-serves-p (server)
  "Whether SERVER still echoes to a client."
  (let ((client (tls-client (net-port server))) (text nil))
    (set-process-filter client (lambda (_ s) (setq text (concat text s))))
    (process-send-string client "still there?")
    (prog1 (net-until (equal text "still there?"))
      (delete-process client)
      (net-until (null (tls-accepted))))))

(defun tls-resident ()
  (garbage-collect)
  (net-resident))

(defun tls-descriptors () (length (directory-files "/proc/self/fd" nil "[0-9]")))

(tls-faults-deftest tls-faults-ten-thousand-malformed-hellos
  (let* ((hello (tls-record-hello)) (server (tls-faults-server)) (failed 0)
         (batch (lambda () (cl-incf failed (tls-attack server (mapcar (lambda (_) (tls-mutate hello)) (number-sequence 1 100)))))))
    (should (tls-serves-p server))
    (dotimes (_ 20) (funcall batch))
    (let ((memory (progn (net-memory-below-p 0) (tls-resident))) (descriptors (tls-descriptors)))
      (dotimes (_ 80) (funcall batch))
      (should (= failed 10000))
      (should (= descriptors (tls-descriptors)))
      (garbage-collect)
      (should (net-memory-below-p (+ memory 25000))))  ; 3 kB a handshake
    (should (tls-serves-p server))))

(defun tls-record (type version text) (concat (unibyte-string type 3 version (ash (length text) -8) (logand (length text) 255)) text))

;; Not malformed: a message in many records, which come together.
(tls-faults-deftest tls-faults-a-hello-in-pieces
  (let* ((message (substring (tls-record-hello) 5)) (server (tls-faults-server)) (answer "")
         (client (net-client server :filter (lambda (_ s) (setq answer (concat answer s))))))
    (process-send-string client (mapconcat (lambda (from) (tls-record 22 1 (substring message from (min (length message) (+ from 20)))))
                                           (number-sequence 0 (1- (length message)) 20) ""))
    (net-until (> (length answer) 5))
    (should (equal (substring answer 0 3) (unibyte-string 22 3 3)))))

(tls-faults-deftest tls-faults-random-records
  (let ((server (tls-faults-server)))
    (dotimes (_ 10)
      (tls-attack server (mapcar (lambda (_)
                                   (if (= 0 (tls-random 2)) (tls-random-bytes (tls-random 3000))
                                     (mapconcat (lambda (_) (tls-record (+ 20 (tls-random 5)) (tls-random 5) (tls-random-bytes (tls-random 500))))
                                                '(1 2 3) "")))
                                 (number-sequence 1 50))))
    (should (tls-serves-p server))))

;; Messages that say they are up to 16 MB long, with that many bytes; records longer than any may be; more empty records than anybody needs.
(tls-faults-deftest tls-faults-oversized
  (let* ((server (tls-faults-server)) (memory (progn (net-memory-below-p 0) (tls-resident)))
         (piece (tls-record 22 1 (make-string 16000 0)))
         (long (lambda (type) (concat (tls-record 22 1 (concat (unibyte-string type 255 255 255) (make-string 16000 0)))
                                      (apply #'concat (make-list 300 piece))))))
    (dolist (type '(1 2 4 11 16 20))
      (tls-attack server (make-list 4 (funcall long type))))
    (tls-attack server (list (concat (unibyte-string 22 3 1 255 255) (make-string 65535 1))
                             (concat (unibyte-string 22 3 1 72 1) (make-string 18433 1))
                             (apply #'concat (make-list 100000 (tls-record 22 1 "")))
                             (apply #'concat (make-list 100000 (tls-record 21 1 (unibyte-string 1 0))))
                             (apply #'concat (make-list 100000 (tls-record 20 1 (unibyte-string 1))))))
    (garbage-collect)
    (should (net-memory-below-p (+ memory 60000)))
    (should (tls-serves-p server))))

(provide 'tls-faults)

;;; tls-faults.el ends here
