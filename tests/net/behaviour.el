;;; behaviour.el --- network processes, probed -*- lexical-binding: t -*-

;; Each row is evaluated by itself, and what it returns or signals is printed on a line: NAME: (ok VALUE) or NAME: (err ERROR).
;; behaviour.out is what GNU Emacs 28.2 printed; behaviour.sh compares.  Ports become P0, P1 ... and the directory of the
;; test DIR.  PROBE is a regexp for the rows that are wanted: each group of rows has a process of its own, so that one
;; cannot disturb another.  PATIENCE multiplies the times that rows let pass for things to happen.  The numbers before the dots group the rows: 1 variables, 2 make-network-process, 3 contacts, 4 accepted
;; connections, 5 status, sending and ends, 6 filters and sentinels, 7 waiting, 8 coding, 9 datagrams, 10 Unix sockets,
;; 13 open-network-stream, 17 timers.

(setq print-escape-newlines t print-escape-control-characters t)
(defvar dir (make-temp-file "behaviour" t))
(defvar closed-port
  (let* ((server (make-network-process :name "closed" :server t :host "127.0.0.1" :service t))
         (port (process-contact server :service)))
    (delete-process server)
    port))
(defvar wanted (or (getenv "PROBE") ""))
(defvar patience (string-to-number (or (getenv "PATIENCE") "1")) "How many times as long as usual rows let things happen.")
(defvar ports nil "Those seen in this row, with their names.")
(defvar ev nil "What callbacks were told, newest first.")
(defvar S nil)

(defun norm (s)
  "S with what differs from run to run replaced."
  (setq s (replace-regexp-in-string (regexp-quote dir) "DIR" s t t)
        s (replace-regexp-in-string "0x[0-9a-f]+" "0xX" s t t))
  (let ((start 0))
    (while (string-match "\\([0-9]+\\)" s start)
      (let* ((digits (match-string 1 s)) (number (string-to-number digits)) (cell (assoc digits ports)))
        (if (or (< number 30000) (memq number '(65535 65536 65152 65507 65508)))
            (setq start (match-end 0))
          (unless cell
            (setq cell (cons digits (format "P%d" (length ports))))
            (push cell ports))
          (setq start (+ (match-beginning 0) (length (cdr cell)))
                s (replace-match (cdr cell) t t s))))))
  s)

(defun sent (p m) (push (list 's (process-name p) m (process-status p)) ev))
(defun filt (p s) (push (list 'f (process-name p) s (multibyte-string-p s)) ev))
(defun lg (s c m) (push (list 'l (process-name s) (process-name c) m (process-status c)) ev))
(defun evs () (prog1 (nreverse ev) (setq ev nil)))
(defun pump (&optional seconds)
  (let ((end (+ (float-time) (* patience (or seconds 0.15)))))
    (while (< (float-time) end) (accept-process-output nil 0.03))))
(defun clean ()
  (dolist (p (process-list))
    (set-process-sentinel p #'ignore)
    (delete-process p))
  (setq ev nil ports nil)
  (dolist (b (buffer-list))
    (unless (or (string-prefix-p " " (buffer-name b)) (member (buffer-name b) '("*scratch*" "*Messages*")))
      (kill-buffer b))))

(defun mk (&rest args) (apply #'make-network-process args))
(defun srv (&rest args)
  (apply #'mk (append args '(:name "srv" :server 200 :host "127.0.0.1" :service t :filter filt :sentinel sent))))
(defun cli (s &rest args)
  (apply #'mk (append args (list :name "c" :host "127.0.0.1" :service (process-contact s :service) :filter 'filt :sentinel 'sent))))
(defun arg (&rest args) (apply #'mk (append args '(:name "x" :host "127.0.0.1" :service 9))))
(defun acc ()
  "The newest accepted connection."
  (car (delq nil (mapcar (lambda (p)
                           (let ((contact (process-contact p t)))
                             (and (plist-member contact :server) (not (plist-get contact :server)) (plist-member contact :remote) p)))
                         (process-list)))))

(defmacro w (name &rest body)
  "The row NAME: what BODY does."
  `(when (string-match-p wanted ,name)
     (clean)
     (let ((result (condition-case e (let ((inhibit-message t)) (list 'ok (progn ,@body))) (error (list 'err e)))))
       (princ (concat "\n" ,name ": " (norm (format "%S" result)) "\n")))))
(defmacro ws (name &rest forms)
  "Rows NAME.1, NAME.2 ...: what each of FORMS does."
  (let ((i 0))
    `(progn ,@(mapcar (lambda (form) `(w ,(format "%s.%d" name (setq i (1+ i))) ,form)) forms))))
(defmacro each (&rest forms)
  "A list of what FORMS return or signal."
  `(list ,@(mapcar (lambda (form) `(condition-case e ,form (error (list '!! e)))) forms)))

;; 1
(w "1" (list (featurep 'make-network-process '(:type foo)) (featurep 'make-serial-process)(featurep 'threads)))
(w "1v" (list process-adaptive-read-buffering process-connection-type process-prioritize-lower-fds delete-exited-processes default-process-coding-system process-coding-system-alist network-coding-system-alist inherit-process-coding-system coding-system-for-read coding-system-for-write interrupt-process-functions timer-max-repeats process-file-side-effects process-file-return-signal-string))
(w "1p" (let ((p (srv))) (list (format "%S" p) (format "%s" p) (type-of p) (prin1-to-string p) (progn (delete-process p) (format "%S %s" p p)))))
;; 2.1
(ws "2.1" (mk) (mk :name "x") (mk :host "h" :service 9) (mk :name nil :host "h" :service 9) (arg :name 'sym) (mk "x") (arg :service nil) (arg :service nil :server t) (arg :service 'foo) (arg :service 1.5) (arg :service -1) (arg :service "no-such-svc") (arg :service "12abc") (arg :service "-5") (arg :service "") (arg :service " 9") (arg :service "9") (arg :service "discard") (arg :service "99999")
  (arg :service 65545) (arg :service t) (arg :service 0) (arg :host nil) (arg :host 'local) (arg :host 'foo) (arg :host 127) (arg :host "") (arg :host "no.such.invalid" :service 80) (arg :type 'foo) (arg :type 'stream) (arg :type "x") (arg :family 'foo) (arg :family "x") (arg :family 2) (arg :family 99) (arg :family 'ipv6) (arg :family 'ipv4 :host "::1") (arg :family 'ipv6 :host "localhost" :server t :service t) (arg :family 'local) (arg :family 'local :service nil) (mk :name "x" :family 'local) (arg :buffer 5) (arg :buffer 'sym) (arg :coding 'bogus) (arg :coding "utf-8") (arg :plist 'foo) (arg :bogus 5) (arg 'bogus 5) (arg "x" 5) (arg :remote 'a) (arg :remote 1) (arg :remote []) (arg :remote [127 0 0 1]) (arg :remote [1 2 3 4 5 6]) (arg :remote '(2 . foo)) (arg :server t :local 'a) (arg :server t :local [1 2]))
(w "2.1b" (process-list))
(w "2.1wrap" (let* ((s (srv)) (c (cli s :service (+ 65536 (process-contact s :service))))) (process-status c)))
(w "2.1dup" (let* ((s (srv)) (c (cli s :name "first" :name "second"))) (list (process-name c) (process-contact c t))))
;; 2.2
(w "2.2" (error-message-string (condition-case e (arg) (error e))))
(ws "2.2" (arg :family 'local :service (concat dir "/nosuch")) (progn (write-region "" nil (concat dir "/plain") nil 'q) (arg :family 'local :service (concat dir "/plain"))) (arg :type 'seqpacket) (arg :type 'seqpacket :server t :service t) (mk :name "s" :server t :local '(99 . [1 2])) (progn (ignore-errors (arg :buffer "bufA")) (not (get-buffer "bufA"))) (progn (ignore-errors (arg :buffer "bufB" :host "no.such.invalid")) (not (get-buffer "bufB"))))
(w "2.2type" (mk :name "s" :server t :family 'local :type 'seqpacket :service (concat dir "/sq")) (mk :name "x" :family 'local :service (concat dir "/sq")))
;; 2.3
(w "2.3" (let ((s (srv))) (mk :name "t" :server t :host "127.0.0.1" :service (process-contact s :service))))
(ws "2.3" (mk :name "t" :server t :host "192.0.2.77" :service t) (mk :name "t" :server t :family 'local :service (concat dir "/no/dir")) (mk :name "t" :server t :family 'local :service (concat dir "/plain")) (mk :name "t" :server t :family 'local :service (make-string 108 ?a)) (mk :name "t" :family 'local :service (make-string 108 ?a)) (mk :name "t" :server t :nowait t :host "127.0.0.1" :service t))
(w "2.3b" (let ((s (srv))) (mk :name "t" :server t :host "0.0.0.0" :service (process-contact s :service))))
(w "2.3c" (let ((s (srv))) (process-status (mk :name "t" :server t :host "127.0.0.2" :service (process-contact s :service)))))
(w "2.3d" (let ((s (srv :host "::"))) (list (cli s) (mk :name "t" :server t :host "0.0.0.0" :service (process-contact s :service)))))
;; 2.4
(w "2.4" (let* ((n (lambda (x) (process-name (srv :name x))))) (list (funcall n "a") (funcall n "a") (funcall n "a") (funcall n "a<1>") (funcall n "") (funcall n "") (progn (delete-process "a<1>") (funcall n "a")) (funcall n "naïve ü") (funcall n "nl\nx") (process-contact (get-process "a<2>") :name))))
;; 2.5
(defun ct (p) (list (process-contact p t) (process-contact p)))
(ws "2.5s" (ct (mk :name "s" :server t :host "127.0.0.1" :service t)) (ct (mk :name "s" :server t :host 'local :service t)) (ct (mk :name "s" :server t :host nil :service t)) (ct (mk :name "s" :server t :service t)) (ct (mk :name "s" :server t :host "0.0.0.0" :service t)) (ct (mk :name "s" :server t :host "::" :service t)) (ct (mk :name "s" :server t :host "::1" :service t)) (ct (mk :name "s" :server t :host 'local :family 'ipv6 :service t)) (ct (mk :name "s" :server t :family 'ipv6 :service t)) (ct (mk :name "s" :server t :service "0")) (ct (mk :name "s" :server t :service 0)) (ct (mk :name "s" :server t :service (number-to-string closed-port))) (ct (mk :name "s" :server t :service "http-alt")) (ct (mk :name "s" :server t :local [127 0 0 1 0])) (ct (mk :name "s" :server t :local [127 0 0 1 0] :service 777 :host "foo" :family 'ipv6)) (ct (mk :name "s" :server t :local (concat dir "/l.sock"))) (ct (mk :name "s" :server t :family 'local :service (concat dir "/s.sock"))) (ct (mk :name "s" :server t :family 'local :host "foo" :service (concat dir "/s2.sock"))))
(defvar S nil)
(ws "2.5c" (ct (mk :name "cli" :host "127.0.0.1" :service (process-contact (srv) :service))) (ct (mk :name "cli" :host "127.0.0.1" :service (number-to-string (process-contact (srv) :service)))) (ct (mk :name "c6" :remote (process-contact (srv) :local))) (ct (mk :name "c6" :remote (process-contact (srv :host "::1") :local))) (ct (mk :name "c6" :local [127 0 0 1 0] :remote (process-contact (srv) :local))) (ct (mk :name "c6" :remote (vector 383 256 0 257 (process-contact (srv) :service)))))
;; 2.7
(w "2.7" (let* ((s (srv)) (b (generate-new-buffer "pb")) (k (generate-new-buffer "kb")) c r)
  (with-current-buffer b (insert "hello") (goto-char 2))
  (setq c (cli s :buffer "newbuf")) (push (list (process-buffer c) (process-contact c :buffer)) r)
  (setq c (cli s)) (push (list (process-buffer c) (format "%S" (process-mark c))) r)
  (kill-buffer k) (setq c (cli s :buffer k)) (push (list (process-buffer c)) r)
  (setq c (cli s :buffer b)) (push (list (process-buffer c) (process-contact c :buffer) (marker-position (process-mark c)) (with-current-buffer b (point))) r)
  (setq c (cli s :buffer b)) (push (list (eq c (get-buffer-process b)) (with-current-buffer b mode-line-process)) r) r))
;; 2.8
(defun co (&rest a) (let* ((s (srv)) (c (apply #'cli s a))) (process-coding-system c)))
(ws "2.8" (co) (co :coding nil) (co :coding 'utf-8) (co :coding 'binary) (co :coding 'undecided) (co :coding '(latin-1 . utf-8-dos)) (co :coding '(nil . nil)) (co :coding '(utf-8)) (co :buffer (with-current-buffer (generate-new-buffer "ub") (set-buffer-multibyte nil) (current-buffer))) (with-temp-buffer (set-buffer-multibyte nil) (co)) (let ((coding-system-for-read 'latin-1)) (co)) (let ((coding-system-for-write 'latin-1)) (co)) (let ((coding-system-for-read 'latin-1)) (co :coding 'utf-8)) (let ((default-process-coding-system nil)) (co)) 
 (let* ((s (srv)) (network-coding-system-alist `((,(process-contact s :service) . (koi8-r . koi8-u))))) (process-coding-system (cli s)))
 (let* ((s (srv)) (network-coding-system-alist `((,(process-contact s :service) . latin-1)))) (process-coding-system (cli s)))
 (let* ((s (srv)) (network-coding-system-alist '((".*" . latin-1)))) (list (process-coding-system (cli s)) (process-coding-system (cli s :service (number-to-string (process-contact s :service))))))
 (let* ((s (srv)) (network-coding-system-alist `((,(process-contact s :service) . latin-1)))) (process-coding-system (cli s :service (number-to-string (process-contact s :service)))))
 (let* ((s (srv)) (network-coding-system-alist `((,(process-contact s :service) . ignore)))) (process-coding-system (cli s)))
 (let* ((s (srv)) (network-coding-system-alist `((,(process-contact s :service) . (lambda (x) 'utf-8))))) (process-coding-system (cli s)))
 (let* ((c (cli (srv) :filter-multibyte nil))) (list (process-filter-multibyte-p c) (process-coding-system c))))
;; 2.9
(ws "2.9" (process-query-on-exit-flag (cli (srv) :noquery 5)) (let ((c (mk :name "c" :remote (process-contact (srv) :local)))) (list (process-filter c) (process-sentinel c) (process-status c) (process-type c) (process-live-p c) (process-id c) (process-tty-name c) (process-command c) (process-exit-status c) (process-plist c) (process-query-on-exit-flag c) (process-inherit-coding-system-flag c) (process-filter-multibyte-p c) (threadp (process-thread c)) (process-buffer c))) (let ((c (srv))) (list (process-status c) (process-type c) (process-live-p c) (process-id c) (process-tty-name c) (process-command c) (process-exit-status c) (process-plist c) (process-query-on-exit-flag c) (process-inherit-coding-system-flag c) (process-filter-multibyte-p c) (threadp (process-thread c)) (process-buffer c)))
 (process-filter (cli (srv) :filter t)) (process-filter (cli (srv) :filter 5)) (process-sentinel (cli (srv) :sentinel t)) (let* ((l (list 'k 'v)) (c (cli (srv) :plist l))) (list (eq l (process-plist c)) (process-put c 'k 'w) l (process-contact c :plist))) (process-plist (cli (srv) :plist '(a))) (let ((c (cli (srv) :stop t))) (list (process-command c) (process-status c))) (process-status (cli (srv) :log 5)) (let ((inherit-process-coding-system t)) (let ((s (srv))) (list (process-inherit-coding-system-flag (cli s)) (process-inherit-coding-system-flag (cli s :buffer "ib"))))))
;; 2.10
(ws "2.10" (each (set-network-process-option (cli (srv)) :keepalive t) (process-contact (get-process "c") t) (set-network-process-option (get-process "c") :bogus 1) (set-network-process-option (get-process "c") nil 1) (set-network-process-option (get-process "c") :bogus 1 t) (set-network-process-option (get-process "c") 5 1) (set-network-process-option "c" :keepalive 1) (set-network-process-option nil :keepalive 1) (set-network-process-option (get-process "c") :priority "x") (set-network-process-option (get-process "c") :priority 3) (set-network-process-option (get-process "c") :bindtodevice 5) (set-network-process-option (get-process "c") :bindtodevice "nodev") (set-network-process-option (get-process "c") :bindtodevice (make-string 30 ?x)) (set-network-process-option (get-process "c") :linger 2) (set-network-process-option (get-process "c") :linger t) (set-network-process-option (get-process "c") :linger nil) (process-contact (get-process "c") t) (set-network-process-option (get-process "srv") :keepalive t) (let ((c (get-process "c"))) (delete-process c) (set-network-process-option c :keepalive t)))
 (cli (srv) :priority "x") (cli (srv) :bindtodevice "nodev") (cli (srv) :bindtodevice 5) (process-status (cli (srv) :keepalive t :oobinline t :dontroute nil :linger 5 :priority 3 :broadcast t :reuseaddr nil)) (srv :bindtodevice "nodev") (process-list)
 (let ((p (mk :name "bc" :type 'datagram :host "127.255.255.255" :service 9 :broadcast t))) (each (process-send-string p "x") (set-network-process-option p :broadcast t) (process-send-string p "x")))
 (process-contact (cli (srv) :nodelay t) :nodelay))
;; 2.11
(w "2.11" (let* ((s (srv)) (c (cli s :nowait t)) (r (list (process-status c) (process-live-p c) (process-contact c t t)(process-contact c :host t) (process-contact c nil t)))) (pump) (list r (process-status c) (process-exit-status c) (process-contact c t) (evs))))
(w "2.11refused" (let* ((c (mk :name "c" :nowait t :host "127.0.0.1" :service closed-port :buffer "rb" :sentinel 'sent))) (pump) (list (evs) (process-status c) (process-exit-status c) (process-live-p c) (memq c (process-list)) (get-buffer-process "rb") (progn (delete-process c) (list (evs) (process-status c) (process-exit-status c))))))
(w "2.11refused2" (let* ((c (mk :name "c" :nowait t :host "127.0.0.1" :service closed-port :buffer "rb"))) (pump) (with-current-buffer "rb" (buffer-string))))
(w "2.11del" (let* ((c (mk :name "c" :nowait t :host "127.0.0.1" :service (process-contact (srv) :service) :sentinel 'sent))) (delete-process c) (list (process-status c) (evs) (progn (pump) (evs)))))
(w "2.11stop" (let* ((c (mk :name "c" :stop t :nowait t :host "127.0.0.1" :service (process-contact (srv) :service) :sentinel 'sent))) (list (process-status c) (progn (pump) (evs)) (continue-process c) (process-status c))))
(w "2.11order" (let* ((s (srv :filter #'ignore :sentinel (lambda (p m) (when (string-prefix-p "open" m) (process-send-string p "data") (delete-process p))))) (c (cli s :nowait t :sentinel 'sent :filter 'filt))) (pump) (evs)))
(defun nw () (mk :name "c" :nowait t :host "127.0.0.1" :service (process-contact (srv :sentinel #'ignore) :service) :sentinel 'sent))
(defmacro nwt (form) `(w ,(format "2.11w %S" form) (let* ((c (nw)) (v (let ((x ,form)) (if (processp x) 'proc x))) (st (process-status c))) (list v st (evs)))))
(nwt (process-contact c)) (nwt (process-contact c :host)) (nwt (process-contact c t)) (nwt (process-contact c :local)) (nwt (process-contact c t t)) (nwt (process-contact c :host t))(nwt (process-contact c :local t))
(nwt (process-send-string c "x")) (nwt (process-send-eof c)) (nwt (process-datagram-address c)) (nwt (set-process-datagram-address c [127 0 0 1 9])) (nwt (set-network-process-option c :keepalive t)) (nwt (process-live-p c)) (nwt (process-filter c)) (nwt (process-command c)) (nwt (process-coding-system c)) (nwt (set-process-coding-system c 'utf-8 'utf-8)) (nwt (set-process-filter c 'ignore)) (nwt (set-process-buffer c nil)) (nwt (set-process-window-size c 10 10)) (nwt (stop-process c)) (nwt (accept-process-output c 0.2))
(w "2.11remote" (let ((c (mk :name "c" :nowait t :remote (process-contact (srv) :local)))) (list (process-contact c t t) (process-status c))))
(w "2.11nores" (let ((c (mk :name "c" :nowait t :host "no.such.invalid" :service 80 :sentinel 'sent))) (prog1 (list (process-status c) (process-contact c t t)) (pump 0.5))))
(w "2.11local" (let* ((s (mk :name "ls" :server t :family 'local :service (concat dir "/nw.sock"))) (c (mk :name "c" :nowait t :family 'local :service (concat dir "/nw.sock") :sentinel 'sent)) (st (process-status c))) (pump) (list st (evs) (process-status c) (process-contact c t))))
;; 3
(w "3" (let* ((s (srv :plist '(sk sv) :xtra 'y)) (c (cli s :plist '(ck cv) :nodelay t :xtra 'z)) (a (progn (pump) (acc))))
 (mapcar (lambda (p) (each (process-contact p) (process-contact p nil) (process-contact p t) (process-contact p :name) (process-contact p :host) (process-contact p :service) (process-contact p :local) (process-contact p :remote) (process-contact p :server) (process-contact p :plist) (process-contact p :xtra) (process-contact p :bogus) (process-contact p 'foo) (process-contact p "str") (process-contact p 5))) (list c s a))))
(w "3b" (each (process-contact "cli") (process-contact nil)))
(w "3c" (let* ((s (mk :name "s" :server t :service t)) (c (mk :name "c" :service (process-contact s :service)))) (set-process-filter c 'ignore) (set-process-sentinel c 'ignore) (set-process-buffer c (get-buffer-create "q")) (list (process-contact c t) (progn (set-process-filter c nil) (process-contact c :filter)) (progn (delete-process c) (process-contact c t)))))
;; 4
(w "4.1" (let* ((s (srv :log 'lg)) (c (cli s :filter #'ignore :sentinel #'ignore))) (pump) (list (process-name (acc)) (evs))))
(w "4.1l" (let* ((s (mk :name "ls" :server t :log 'lg :sentinel 'sent :family 'local :service (concat dir "/4l.sock"))) (c (mk :name "lc" :family 'local :service (concat dir "/4l.sock"))) (d (mk :name "ld" :family 'local :service (concat dir "/4l.sock")))) (pump) (list (evs) (process-contact (acc) t) (process-contact (acc)) (mapcar #'process-name (process-list)))))
(w "4.1dup" (let* ((s (srv :name "dup")) (c (cli s)) (port (process-contact c :local))) (srv :name (format "dup <127.0.0.1:%d>" (aref port 4))) (pump) (mapcar #'process-name (process-list))))
(w "4.2quick" (let* ((s (srv :log 'lg)) (c (cli s :filter #'ignore :sentinel #'ignore))) (process-send-string c "data") (delete-process c) (pump) (evs)))
(w "4.2log" (let* ((s (srv :log (lambda (&rest _) (error "LOG"))))) (cli s :filter #'ignore :sentinel #'ignore) (list (condition-case e (progn (accept-process-output nil 1) 'none) (error e)) (process-status (acc)) (evs))))
(w "4.3" (let* ((s (srv :buffer "sbuf" :log 'lg :plist '(k v) :coding '(latin-1 . utf-8) :noquery t :keepalive t :xtra 'y)) (c (cli s))) (pump) (let ((a (acc))) (list (process-filter a) (process-sentinel a) (process-coding-system a) (process-plist a) (eq (process-plist a) (process-plist s)) (process-query-on-exit-flag a) (process-inherit-coding-system-flag a) (process-command a) (process-buffer a) (process-contact a t)))))
(w "4.3b" (let* ((s (srv :buffer "sbuf" :filter nil)) (c (cli s))) (pump) (let ((a (acc))) (list (process-buffer a) (format "%S" (process-mark a)) (progn (process-send-string c "hi") (pump) (format "%S" (process-mark a)))))))
(w "4.3c" (let* ((s (srv :filter nil)) (c (cli s))) (pump) (let ((a (acc))) (list (process-buffer a) (format "%S" (process-mark a)) ))))
(w "4.3t" (let* ((s (srv :filter t)) (c (cli s))) (pump) (let ((a (acc))) (list (process-buffer a) (process-filter a)))))
(w "4.3stop" (let* ((s (srv :stop t)) (c (cli s)) r) (push (process-status s) r) (pump) (push (acc) r) (continue-process s) (push (process-status s) r) (pump) (push (process-command (acc)) r) r))
(w "4.3del" (let* ((s (srv)) (c (cli s))) (pump) (evs) (delete-process s) (pump) (list (process-status (acc)) (process-status c) (evs) (progn (delete-process (acc)) (pump) (evs)))))
;; 5.1
(w "5.1" (let* ((s (srv)) (b (get-buffer-create "b5")) (c (cli s :buffer b))) (each (process-status c) (process-status "c") (process-status "nosuch") (process-status "b5") (process-status b) (process-status (get-buffer-create "noproc")) (process-status nil) (process-status 5) (process-type c) (process-type "c") (process-type "nosuch") (process-type "b5") (process-type b) (process-type (get-buffer "noproc")) (process-type nil) (process-type 5) (process-live-p "c") (process-live-p nil) (process-live-p 5) (with-current-buffer b (process-status nil)))))
(w "5.1st" (let* ((s (srv)) (c (cli s))) (pump) (evs) (stop-process c) (stop-process s) (list (process-status c) (process-live-p c) (process-exit-status c) (process-status s) (process-live-p s) (progn (continue-process c) (delete-process (acc)) (pump) (list (evs) (process-status c) (process-live-p c) (process-exit-status c))) (progn (delete-process c) (process-exit-status c)))))
(w "5.1dg" (let ((s (mk :name "ds" :server t :type 'datagram :host "127.0.0.1" :service t))) (list (process-status s) (process-live-p s) (process-contact s t) (process-datagram-address s))))
;; 5.2
(w "5.2" (let* ((s (srv)) (b (get-buffer-create "b52")) (c (cli s :buffer b))) (pump) (each (process-list) (get-process "nosuch") (get-process c) (get-process nil) (get-process 'a) (get-buffer-process "b52") (get-buffer-process b) (get-buffer-process nil) (get-buffer-process 5) (get-buffer-process "nob") (process-name "cli") (process-id "cli") (process-buffer "cli") (process-mark "cli") (process-filter "cli") (process-sentinel "cli") (process-command "cli") (process-exit-status "cli") (process-plist "cli") (process-coding-system "cli") (process-query-on-exit-flag "cli") (process-inherit-coding-system-flag "cli") (process-tty-name "cli") (process-thread "cli") (process-datagram-address "cli") (process-get "cli" 'a) (process-put "cli" 'a 'b)
 (set-process-filter c 'filt) (set-process-filter c nil) (set-process-sentinel c 'x) (set-process-sentinel c nil) (set-process-buffer c nil) (set-process-buffer c "b") (set-process-buffer c 5) (set-process-plist c '(a b)) (set-process-plist c 5) (process-put c 'k 'v) (process-put c "s" 1) (process-get c "s") (set-process-query-on-exit-flag c 5) (process-query-on-exit-flag c) (set-process-inherit-coding-system-flag c t) (set-process-coding-system c) (process-coding-system c) (set-process-coding-system c 'koi8-r) (process-coding-system c) (set-process-coding-system c nil 'koi8-r) (process-coding-system c) (set-process-coding-system c 'bogus) (set-process-coding-system c 'utf-8 'utf-8) (process-coding-system c) (set-process-coding-system c 'utf-8 'utf-16)  (process-coding-system c) (set-process-coding-system c 'utf-8 'undecided) (process-coding-system c) (set-process-coding-system c 'utf-8 'utf-8-dos) (process-coding-system c) (set-process-coding-system c 'utf-8 'binary) (process-coding-system c) (set-process-coding-system c 'utf-8-unix 'utf-8) (set-process-filter-multibyte c nil) (process-coding-system c) (process-filter-multibyte-p c) (set-process-filter-multibyte c t) (process-filter-multibyte-p c) (set-process-window-size c 10 10) (threadp (set-process-thread c (current-thread))) (set-process-thread c 5) (set-process-thread c nil)
 (progn (set-process-buffer c b) (delete-process c) (list (get-buffer-process b) (process-buffer c))) (set-process-buffer c nil) (set-process-filter c 'f) (set-process-plist c nil) (set-process-coding-system c 'utf-8 'utf-8) (set-process-query-on-exit-flag c nil) (processp c) (processp "c"))))
(w "5.2del" (let* ((delete-exited-processes nil) (s (srv)) (c (cli s))) (pump) (delete-process (acc)) (pump) (list (process-status c) (mapcar #'process-name (process-list)) (progn (delete-process c) (mapcar #'process-name (process-list))))))
(w "5.2clone" (let* ((s (srv)) (c (cli s :name "orig" :plist '(a b))) (d (clone-process c))) (list (process-name d) (process-plist d) (process-filter d) (process-sentinel d) (process-contact d t) (process-type d))))
(w "5.2list" (let* ((s (srv)) (c (cli s :name "cli")) (cb (cli s :name "cb" :buffer (get-buffer-create "cb"))) (u (mk :name "u" :type 'datagram :host "127.0.0.1" :service 9)) (l (mk :name "lp" :server t :family 'local :service (concat dir "/lp.sock")))) (pump) (list (list-processes) (with-current-buffer "*Process List*" (buffer-substring-no-properties (point-min) (point-max))))))
;; 5.3
(w "5.3" (let* ((s (srv)) (b (get-buffer-create "b53")) (c (cli s :buffer b))) (pump) (evs) (prog1 (each (process-send-string c "a") (process-send-string "c" "b") (process-send-string b "c") (process-send-string "b53" "d") (with-current-buffer b (process-send-string nil "e")) (process-send-string "nosuch" "x") (process-send-string 5 "x") (process-send-string (get-buffer-create "b3") "x") (process-send-string nil "x") (process-send-string c 5) (process-send-string s "x") (process-send-region c 1 100000) (process-send-region c nil 1) (with-temp-buffer (insert "0123456789") (process-send-region c 5 2)) (progn (stop-process c) (process-send-string c "stopped")) (process-send-string c "") (process-send-eof s) (process-send-eof "nosuch") (eq c (process-send-eof c)) (process-send-eof "c") (process-send-string c "after") (process-status c) (progn (pump) (evs)) (progn (continue-process c) (pump) (evs) ) (process-send-string c "x") (process-send-string c "") (process-send-region c 1 1) (process-send-eof c)))))
(w "5.4" (let* ((s (srv)) (c (cli s))) (pump) (evs) (let ((a (acc))) (process-send-eof c) (pump) (list (process-status a) (process-exit-status a) (process-status c) (evs)))))
;; 5.5
(w "5.5" (let* ((s (srv)) (c (cli s)) r) (pump) (evs) (let ((a (acc))) (push (stop-process c) r) (process-send-string a "while") (pump) (push (list (evs) (process-status c) (process-command c)) r) (continue-process c) (push (process-status c) r) (pump) (push (evs) r) (stop-process c) (stop-process c) (continue-process c) (continue-process c) (push (process-status c) r) (stop-process c) (delete-process a) (pump) (push (list (evs) (process-status c)) r) (continue-process c) (pump) (push (list (evs) (process-status c)) r) (stop-process c) (push (list (process-status c) (process-command c)) r) (continue-process c) (push (list (process-status c) (process-command c)) r) (push (each (stop-process "srv") (continue-process "srv") (stop-process "nosuch") (stop-process nil)) r) r)))
(w "5.5t" (let* ((s (srv)) (c (cli s)) r) (pump) (evs) (let ((a (acc))) (stop-process c) (process-send-string a "x") (set-process-filter c #'filt) (pump) (push (evs) r) (set-process-filter c t) (continue-process c) (pump) (push (evs) r) (push (process-status c) r) (delete-process a) (pump) (push (list (process-status c) (evs)) r) (set-process-filter c 'filt) (pump) (push (evs) r) r)))
;; 5.6
(w "5.6" (let* ((c (cli (srv)))) (each (kill-process c) (interrupt-process c) (quit-process c) (process-running-child-p c) (signal-process c 'int) (signal-process c 2) (signal-process c 'SIGTERM) (signal-process "c" 0) (signal-process "nosuch" 0) (signal-process 99999999 0) (signal-process (emacs-pid) 0) (signal-process (emacs-pid) 'bogus) (signal-process nil 0) (let ((interrupt-process-functions (list (lambda (&rest a) (list 'hook (length a)))))) (interrupt-process c)))))
;; 5.7
(w "5.7" (let* ((s (srv)) (b (get-buffer-create "b57")) (c (cli s :buffer b)) r) (pump) (evs) (let ((a (acc))) (process-send-string a "unread") (sleep-for 0) (set-process-sentinel c (lambda (p m) (push (list m (memq p (process-list)) (get-process "c") (get-buffer-process b) (process-status p)) r))) (push (delete-process c) r) (push (process-exit-status c) r) (push (delete-process c) r) (pump) (push (evs) r) (push (each (delete-process "nosuch") (delete-process nil) (delete-process (get-buffer-create "noproc")) (delete-process 5)) r) (delete-process s) (push (evs) r) r)))
(w "5.7def" (let* ((s (srv)) (b (get-buffer-create "b57")) (c (cli s :buffer b :sentinel nil))) (delete-process c) (with-current-buffer b (buffer-string))))
(w "5.7kill" (let* ((s (srv)) (b (get-buffer-create "b57")) (c (cli s :buffer b :noquery t)) r) (with-current-buffer b (add-hook 'kill-buffer-hook (lambda () (push (process-status c) r)) nil t)) (kill-buffer b) (list r (process-status c) (evs))))
(w "5.8" (let* ((s (srv)) (c (cli s :coding 'utf-8-unix)) r) (pump) (evs) (let ((a (acc))) (set-process-coding-system a 'binary 'binary) (process-send-string a "ab\342\202") (delete-process a) (pump) (evs))))
(w "5.8rst" (let* ((s (srv)) (c (cli s))) (pump) (let ((a (acc))) (set-network-process-option a :linger 0) (evs) (delete-process a) (pump) (list (evs) (process-status c) (process-exit-status c)))))
(w "5.8def" (let* ((s (srv)) (c (cli s :sentinel nil :filter nil :buffer "q"))) (pump) (process-send-string (acc) "hi") (delete-process (acc)) (pump) (with-current-buffer "q" (buffer-string))))
;; 6.1
(w "6.1" (let* ((s (srv)) (c (cli s)) (r nil) (pb (get-buffer-create "other"))) (pump) (set-process-buffer c pb)
  (set-process-filter c (lambda (p s) (push (list (buffer-name) deactivate-mark inhibit-quit last-coding-system-used (waiting-for-user-input-p)) r) (setq deactivate-mark t) (string-match "x\\(y\\)" "xy") (set-buffer pb)))
  (with-temp-buffer (rename-buffer "waiter") (insert "0123456789") (string-match "b" "abc") (process-send-string (acc) "hi") (pump) (list r (buffer-name) (match-data) deactivate-mark inhibit-quit))))
(w "6.3" (let* ((s (srv)) (c (cli s)) r) (pump) (set-process-filter c (lambda (p s) (push (list 'in s) r) (delete-process p) (push 'out r))) (set-process-sentinel c (lambda (p m) (push m r))) (process-send-string (acc) "hi") (list (accept-process-output c 1) r (process-status c))))
;; 6.4
(defun df (text setup) (let* ((s (srv)) (b (get-buffer-create "df")) (c (progn (with-current-buffer b (insert "0123456789")) (cli s :filter nil :buffer b)))) (with-current-buffer b (let ((r (funcall setup c))) (internal-default-process-filter c text) (list r (buffer-string) (point) (point-min) (point-max) (marker-position (process-mark c)) buffer-read-only buffer-undo-list (progn (widen) (buffer-string)))))))
(ws "6.4" (df "new" (lambda (c) (set-marker (process-mark c) 5) (goto-char 8))) (df "new" (lambda (c) (set-marker (process-mark c) 5) (goto-char 5))) (df "new" (lambda (c) (set-marker (process-mark c) 5) (goto-char 3))) (df "five" (lambda (c) (narrow-to-region 1 4))) (df "five" (lambda (c) (narrow-to-region 5 8) (set-marker (process-mark c) 2))) (df "x" (lambda (c) (setq buffer-read-only t) (goto-char 1))) (df "x" (lambda (c) (set-marker (process-mark c) nil))) (df "x" (lambda (c) (set-marker (process-mark c) 3 (with-current-buffer (get-buffer-create "another") (insert "abcdef") (current-buffer))))) (df "\300\377" (lambda (c) nil)) (df "" (lambda (c) nil)) (df 5 (lambda (c) nil)) (df "abc" (lambda (c) (setq buffer-undo-list nil) (internal-default-process-filter c "def") nil)) (let (r) (df "zz" (lambda (c) (add-hook 'after-change-functions (lambda (&rest a) (push a r)) nil t))) r) (df "n" (lambda (c) (let ((m (copy-marker 11)) (m2 (copy-marker 11 t))) (setq S (list m m2))))) (let ((b (get-buffer-create "e"))) (with-current-buffer b (insert "zzz")) (let ((c (cli (srv) :buffer (get-buffer-create "f")))) (set-process-buffer c b) (list (format "%S" (process-mark c)) (progn (set-process-buffer c nil) (format "%S" (process-mark c)))))) (internal-default-process-filter "c" "x"))
(ws "6.5" (let* ((c (cli (srv) :buffer (get-buffer-create "g")))) (list (internal-default-process-sentinel c "foo\n") (with-current-buffer "g" (buffer-string)))) (let* ((c (cli (srv) :buffer (get-buffer-create "g")))) (set-process-sentinel c 'ignore) (delete-process c) (list (internal-default-process-sentinel c "foo\n") (with-current-buffer "g" (buffer-string)))) (let* ((c (cli (srv) :buffer (get-buffer-create "g")))) (set-process-sentinel c 'ignore) (delete-process c) (list (internal-default-process-sentinel c 65) (with-current-buffer "g" (buffer-string)))))
;; 6.7
(w "6.7" (let* ((s (srv)) (c (cli s :coding 'binary)) r) (pump) (set-process-filter c (lambda (p s) (push (length s) r))) (let ((read-process-output-max 1000)) (process-send-string (acc) (make-string 5500 ?x)) (list (accept-process-output c 1) r))))
;; 8.1
(defun dec (coding bytes) (let* ((s (srv :sentinel #'ignore)) (c (cli s :coding (cons coding 'utf-8-unix)))) (pump 0.05) (setq ev nil) (process-send-string (acc) bytes) (accept-process-output c (* patience 0.3)) (list coding (mapcar #'cddr (evs)) (car (process-coding-system c)))))
(dolist (cs '(utf-8 utf-8-unix emacs-internal utf-8-dos utf-8-mac utf-8-with-signature utf-8-emacs undecided undecided-unix prefer-utf-8 nil latin-1 koi8-r us-ascii binary no-conversion raw-text raw-text-unix raw-text-dos utf-16))
  (dolist (b '("h\303\251\r\n\342\202\254" "\377\376a" "a\rb" "a\nb\r\nc")) (w (format "8.1 %s %S" cs b) (dec cs b))))
(defun split (coding &rest pieces) (let* ((s (srv :sentinel #'ignore)) (c (cli s :coding (cons coding 'utf-8-unix)))) (pump 0.05) (setq ev nil) (let ((a (acc))) (dolist (p pieces) (process-send-string a p) (accept-process-output c (* patience 0.1))) (delete-process a) (pump 0.1) (list (mapcar #'cddr (evs)) (car (process-coding-system c))))))
(ws "8.2" (split 'utf-8 "a\342" "\202" "\254b\r" "\nZ" "\342") (split 'utf-8-dos "a\342" "\202" "\254b\r" "\nZ") (split 'utf-8 "a\r\nb\r" "\nZ\r" "Q") (split 'undecided "a\r\nb\r" "\nZ\r" "Q") (split 'undecided "abc" "\351\n" "\303\251"))
(defun enc (coding &rest strings) (let* ((s (srv :sentinel #'ignore :coding 'binary)) (c (cli s :coding (cons 'utf-8-unix coding) :filter #'ignore))) (pump 0.05) (setq ev nil) (dolist (x strings) (process-send-string c x)) (pump 0.06) (list coding (mapconcat (lambda (e) (nth 2 e)) (evs) "") (cdr (process-coding-system c)))))
(ws "8.3" (enc 'utf-8 "hé\n") (enc 'utf-8-dos "a\nb") (enc 'utf-8-dos "a\r\nb") (enc 'utf-8-mac "a\nb") (enc 'latin-1 "hé") (enc 'latin-1 "€") (enc 'us-ascii "hé") (enc 'koi8-r "Ж") (enc 'iso-2022-jp "あ") (enc 'utf-16 "aé" "aé") (enc 'utf-16le "aé") (enc 'utf-8-with-signature "é") (enc 'binary "hé€") (enc nil "hé€") (enc 'undecided "hé€") (enc 'raw-text "hé€") (enc 'raw-text-dos "a\n") (enc 'utf-16 "ab") (enc 'utf-8 "\x3fffff") (enc 'latin-1 "\x3fffff") (enc 'utf-8 "ab\n"))
;; 9
(defun us (&rest a) (apply #'mk (append a (list :name "us" :server t :type 'datagram :host "127.0.0.1" :service t :filter 'filt :sentinel 'sent :log 'lg))))
(defun uc (s &rest a) (apply #'mk (append a (list :name "uc" :type 'datagram :host "127.0.0.1" :service (process-contact s :service) :filter 'filt :sentinel 'sent))))
(w "9" (let* ((s (us)) (c (uc s))) (each (process-contact c t) (process-datagram-address c) (process-send-string s "x") (progn (process-send-string c "one") (process-send-string c "two") (process-send-string c "") (pump) (evs)) (process-contact s t) (process-send-string s "back") (progn (pump) (evs)) (process-contact c :local) (set-process-datagram-address s [127 0 0 1 9]) (set-process-datagram-address s [127 0 0 1]) (set-process-datagram-address s "x") (set-process-datagram-address s nil) (set-process-datagram-address s [0 0 0 0 0 0 0 1 9]) (process-datagram-address s) (set-process-datagram-address s [0 0 0 0 0]) (process-send-string s "x") (process-datagram-address "us") (let ((t2 (srv))) (list (process-datagram-address t2) (set-process-datagram-address t2 [127 0 0 1 9]) (process-datagram-address (cli t2)))) (process-send-string c (make-string 65508 ?x)) (process-send-eof c) (process-send-eof s) (process-status c) (stop-process s) (process-status s) (progn (process-send-string c "q1") (process-send-string c "q2") (pump) (evs)) (progn (continue-process s) (pump) (evs)) )))
(w "9big" (let* ((s (us :coding 'binary)) (c (uc s :coding 'binary)) (read-process-output-max 4096)) (process-send-string c (make-string 5000 ?x)) (pump) (mapcar (lambda (e) (length (nth 2 e))) (evs))))
(w "9closed" (let ((c (mk :name "x" :type 'datagram :host "127.0.0.1" :service 9 :sentinel 'sent))) (process-send-string c "a") (pump) (process-send-string c "b") (pump) (list (process-status c) (evs))))
(w "9df" (let* ((s (us :filter nil :buffer "dg")) (c (uc s))) (process-send-string c "one\n") (process-send-string c "two\n") (pump) (with-current-buffer "dg" (buffer-string))))
(ws "9" (mk :name "x" :type 'datagram :host "127.0.0.1" :service "http") (process-contact (mk :name "x" :type 'datagram :host "127.0.0.1" :service "tftp") t) (process-contact (us :remote [127 0 0 1 9]) t) (process-contact (us :remote [0 0 0 0 0 0 0 1 9]) t) (process-contact (us :host "::1") t) (process-contact (mk :name "x" :type 'datagram :host "::1" :service 9) t) (process-contact (mk :name "x" :type 'datagram :host "127.0.0.1" :service t) t))
;; 10
(defun lf (n) (concat dir "/" n))
(w "10" (let* ((s (mk :name "ls" :server t :family 'local :service (lf "a.sock") :filter 'filt :sentinel 'sent)) (c (mk :name "lc" :family 'local :service (lf "a.sock") :filter 'filt :sentinel 'sent)) (d (mk :name "ld" :remote (lf "a.sock")))) (each (process-status s) (process-contact s t) (process-contact s) (process-contact c t) (process-contact c) (process-contact d t) (process-contact d) (file-modes (lf "a.sock")) (progn (delete-process s) (file-exists-p (lf "a.sock"))) (mk :name "x" :family 'local :service (lf "a.sock")) (mk :name "x" :server t :family 'local :service (lf "a.sock")) (mk :name "x" :family 'local :service "~/x.sock"))))
(w "10dg" (let* ((s (mk :name "ls" :server t :type 'datagram :family 'local :service (lf "dg.sock") :filter 'filt)) (c (mk :name "lc" :type 'datagram :family 'local :service (lf "dg.sock"))) (bad (mk :name "dcbad" :type 'datagram :family 'local :service (lf "nodg")))) (each (process-status s) (process-contact s t) (process-contact c t) (process-send-string c "one") (progn (pump) (evs)) (process-send-string s "back") (process-send-string bad "x"))))
(w "10sq" (let* ((s (mk :name "ls" :server t :type 'seqpacket :family 'local :service (lf "sq2.sock") :filter 'filt :sentinel 'sent)) (c (mk :name "lc" :type 'seqpacket :family 'local :service (lf "sq2.sock")))) (process-send-string c "one") (process-send-string c "two") (pump) (list (process-status s) (process-status c) (mapcar #'cddr (evs)))))
(w "10host" (process-contact (mk :name "ls" :server t :host "foo" :family 'local :service (lf "h.sock")) t))
;; 7
(w "7" (let* ((s (srv)) (c (cli s)) (a (progn (pump) (acc))) r) (setq ev nil)
 (process-send-string a "x") (push (accept-process-output) r) (push (accept-process-output) r)
 (process-send-string a "x") (push (accept-process-output nil 0.3) r)
 (process-send-string a "x") (push (accept-process-output c) r)
 (process-send-string a "x") (push (accept-process-output c 0.5 nil t) r)
 (process-send-string a "x") (push (accept-process-output c 0.5 nil 1) r)
 (push (each (accept-process-output c 1.5 300) (accept-process-output nil 0.2 300) (accept-process-output c nil 1.5) (accept-process-output c "x") (accept-process-output "c" 1) (accept-process-output 5 1)) r)
 (process-send-string a "x") (delete-process a) (push (accept-process-output nil 0.2) r) r))
(w "7b" (let* ((s (srv)) (c (cli s)) (a (progn (pump) (acc)))) (process-send-string a "x") (delete-process a) (list (accept-process-output c 1) (accept-process-output c 1))))
(w "7c" (let* ((s (srv)) (c (cli s)) (a (progn (pump) (acc)))) (delete-process a) (list (accept-process-output c 1) (process-status c))))
(w "7d" (let* ((s (srv)) (c (cli s)) (a (progn (pump) (acc))) (d (cli s)) ) (setq ev nil) (process-send-string a "x") (list (accept-process-output d 0.2) (evs) (progn (process-send-string a "y") (accept-process-output d 0.2 nil t)) (evs) )))
(w "7e" (let* ((s (srv)) (c (cli s)) (a (progn (pump) (acc)))) (setq ev nil) (process-send-string a "x") (sleep-for 0) (sit-for 0) (thread-yield) (process-status c) (process-list) (list (evs) (sit-for 0 100) (sit-for 0.001) (evs))))
;; 13
(require 'network-stream)
(w "13" (let* ((s (srv)) (p (open-network-stream "o" "ob" "127.0.0.1" (process-contact s :service)))) (list (process-contact p t) (process-name p) (process-buffer p) (open-network-stream "o" nil "127.0.0.1" (process-contact s :service) :return-list t))))
(ws "13" (open-network-stream "o" nil "127.0.0.1" closed-port) (open-network-stream "o" nil "127.0.0.1" 9 :type 'bogus) (open-network-stream "o" nil "no.such.invalid" 80) (process-status (open-network-stream "o" nil "127.0.0.1" closed-port :nowait t)) (process-status (open-network-stream "o" nil "127.0.0.1" (number-to-string (process-contact (srv) :service)) :type 'plain)) (open-network-stream "o" nil nil nil) (process-contact (open-network-stream "o" nil "127.0.0.1" (process-contact (srv) :service) :coding 'latin-1 :noquery t) t))
;; 17
(w "17" (let ((r nil)) (run-with-timer 0.01 nil (lambda () (push (list inhibit-quit (buffer-name)) r) (error "E"))) (run-with-timer 0.02 nil (lambda () (push 2 r))) (sleep-for 0.1) (list r timer-list)))

(load (expand-file-name "behaviour-others" (file-name-directory load-file-name)) nil t)
(clean)
(delete-directory dir t)

;;; behaviour.el ends here
