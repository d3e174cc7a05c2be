;;; url-retrieve.el --- fetching from a server of this program -*- lexical-binding: t -*-

(load (expand-file-name "../../net/harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)
(require 'url)
(require 'url-http)
(require 'url-cookie)
(require 'url-handlers)
(require 'url-cache)
(require 'url-queue)
(require 'auth-source)

;;; The server

(defvar url-tests-requests nil "What the server was asked, newest first: (LINE HEADER BODY PROCESS).")
(defvar url-tests-answers nil "Alist of paths and what the server answers: a string, or a function of header and process that returns one.")

(defun url-tests--answer (process head body)
  (let* ((line (substring head 0 (string-match "\r\n" head)))
         (path (nth 1 (split-string line " ")))
         (answer (cdr (assoc path url-tests-answers))))
    (push (list line head body process) url-tests-requests)
    (when (functionp answer) (setq answer (funcall answer head process)))
    (cond ((eq answer 'drop) (delete-process process))
          ((null answer) (process-send-string process (concat "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\n" (unless (string-prefix-p "HEAD" line) "nope"))))
          ((consp answer) (process-send-string process (car answer)) (delete-process process))
          (t (process-send-string process answer)))))

(defun url-tests--filter (process text)
  (let ((all (concat (process-get process 'text) text)))
    (while (string-match "\r\n\r\n" all)
      (let* ((start (match-end 0)) (head (substring all 0 start)) (case-fold-search t)
             (length (if (string-match "^content-length: *\\([0-9]+\\)" head) (string-to-number (match-string 1 head)) 0)))
        (if (< (length all) (+ start length))
            (progn (process-put process 'text all) (setq all ""))
          (let ((body (substring all start (+ start length))))
            (setq all (substring all (+ start length)))
            (process-put process 'text all)
            (url-tests--answer process head body)))))
    (process-put process 'text all)))

(defmacro url-tests-with (answers &rest body)
  "Do BODY with a server that gives ANSWERS; `at' in it makes addresses there, `fetch' asks and returns the answer."
  (declare (indent 1))
  `(let* ((directory (make-temp-file "url-tests" t))
          (url-configuration-directory directory) (url-cache-directory (expand-file-name "cache" directory)) (url-cookie-file nil)
          (url-setup-done nil) (url-show-status nil) (url-proxy-services nil)
          (url-cookie-storage nil) (url-cookie-secure-storage nil) (url-dead-buffer-list nil)
          (url-http-open-connections (make-hash-table :test 'equal)) (url-digest-auth-storage nil) (url-http-real-basic-auth-storage nil)
          (url-tests-requests nil) (url-tests-answers ,answers)
          (server (net-server :filter #'url-tests--filter :sentinel #'ignore))
          (port (net-port server)) (buffers (buffer-list)))
     (unwind-protect
         (cl-flet* ((at (path &optional user) (format "http://%s127.0.0.1:%d%s" (if user (concat user "@") "") port path))
                    (fetch (url &rest arguments)
                      (let ((buffer (apply #'url-retrieve-synchronously url arguments)))
                        (and buffer (with-current-buffer buffer (buffer-string))))))
           (ignore #'at #'fetch)
           ,@body)
       (net-clean)
       (dolist (buffer (buffer-list)) (unless (memq buffer buffers) (kill-buffer buffer)))
       (delete-directory directory t))))

(defun url-tests-callback (url &optional silent)
  "Fetch URL in the background; return what the callback saw: its arguments, and the text."
  (let ((seen nil))
    (url-retrieve url (lambda (&rest arguments) (setq seen (list arguments (buffer-string) (point)))) '(one two) (not silent))
    (net-until seen)
    seen))

(defun url-tests-ok (body &rest fields)
  (concat "HTTP/1.1 200 OK\r\n" (mapconcat (lambda (field) (concat field "\r\n")) fields "")
          (format "Content-Length: %d\r\n\r\n" (length body)) body))
(defun url-tests-status (status &rest fields)
  (format "HTTP/1.1 %s\r\n%sContent-Length: 4\r\n\r\nnope" status (mapconcat (lambda (field) (concat field "\r\n")) fields "")))
(defun url-tests-lines () (mapcar #'car (reverse url-tests-requests)))
(defun url-tests-field (name &optional request)
  (with-temp-buffer
    (insert (replace-regexp-in-string "\r" "" (nth 1 (or request (car url-tests-requests)))))
    (require 'mail-utils)
    (mail-fetch-field name)))

;;; Answers

(net-deftest url-retrieve-answers
  (url-tests-with `(("/plain" . ,(url-tests-ok "hello" "Content-Type: text/plain"))
                    ("/chunks" . "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n")
                    ("/empty" . "HTTP/1.1 204 No Content\r\n\r\n")
                    ("/end" . ("HTTP/1.1 200 OK\r\n\r\nto the end"))
                    ("/old" . ("HTTP/1.0 200 OK\r\n\r\nold"))
                    ("/close" . (,(url-tests-ok "ok" "Connection: close"))))
    (should (equal (url-tests-callback (at "/plain"))
                   '((nil one two) "HTTP/1.1 200 OK\nContent-Type: text/plain\nContent-Length: 5\n\nhello" 1)))
    (should (equal (url-tests-callback (at "/chunks"))
                   '((nil one two) "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nhello world" 1)))
    (should (equal (url-tests-callback (at "/empty")) '((nil one two) "HTTP/1.1 204 No Content\n\n" 1)))
    (should (equal (url-tests-callback (at "/end")) '((nil one two) "HTTP/1.1 200 OK\n\nto the end" 1)))
    (should (equal (url-tests-callback (at "/old")) '((nil one two) "HTTP/1.0 200 OK\n\nold" 1)))
    (should (equal (url-tests-callback (at "/close")) '((nil one two) "HTTP/1.1 200 OK\nConnection: close\nContent-Length: 2\n\nok" 1)))
    (should (equal (url-tests-callback (at "/missing")) '(((:error (error http 404)) one two) "HTTP/1.1 404 Not Found\nContent-Length: 4\n\nnope" 1)))))

(net-deftest url-retrieve-in-pieces
  "Whatever the pieces in which an answer comes, it is the same."
  (let ((whole (concat "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n" (if net-elwire "Trailer: x\r\n" "") "\r\n")))
    (dotimes (cut (1- (length whole)))
      (url-tests-with `(("/cut" . ,(lambda (_ process)
                                     (process-send-string process (substring whole 0 (1+ cut)))
                                     (run-at-time 0.002 nil #'process-send-string process (substring whole (1+ cut)))
                                     "")))
        (unless (and (not net-elwire) (> (% cut 7) 0))
          (should (equal (fetch (at "/cut") t) "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nhello world")))))))

(net-deftest url-retrieve-variables
  (url-tests-with `(("/plain" . ,(url-tests-ok "hello" "Content-Type: text/plain")))
    (with-current-buffer (url-retrieve-synchronously (at "/plain"))
      (should (equal (marker-position url-http-end-of-headers) 60))
      (should (equal url-http-response-status 200))
      (should (equal url-http-response-version "1.1"))
      (should (equal url-http-method "GET"))
      (should (equal url-http-content-type "text/plain"))
      (should (equal url-http-content-length 5))
      (should (equal (url-recreate-url url-current-object) (at "/plain")))
      (should (equal (url-recreate-url url-http-target-url) (at "/plain")))
      (should-not enable-multibyte-characters)
      (should (string-match-p "\\` \\*http 127.0.0.1:[0-9]+\\*" (buffer-name)))
      (should (= (point) (point-max)))
      (should (equal (url-http-symbol-value-in-buffer 'url-http-response-status (current-buffer)) 200)))))

(net-deftest url-retrieve-compressed
  (url-tests-with `(("/gzip" . ,(concat "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 31\r\n\r\n"
                                        (base64-decode-string "H4sIAAAAAAACA6vKLChITVEoSa0oAQC1v+6XCwAAAA==")))
                    ("/empty" . "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n"))
    (should (equal (fetch (at "/gzip")) "HTTP/1.1 200 OK\nContent-Length: 31\n\nzipped text"))
    (should (equal (url-tests-field "Accept-encoding") "gzip"))))

(net-deftest url-retrieve-continue
  (skip-unless net-elwire) ; Emacs waits for ever
  (url-tests-with `(("/100" . ,(concat "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" (url-tests-ok "ok"))))
    (should (equal (url-tests-callback (at "/100")) '((nil one two) "HTTP/1.1 200 OK\nContent-Length: 2\n\nok" 1)))))

(net-deftest url-retrieve-broken
  "An answer that is not whole is an error."
  (skip-unless net-elwire) ; in Emacs it looks like one that is
  (url-tests-with `(("/short" . ("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nshort"))
                    ("/chunk" . ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"))
                    ("/nonsense" . "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n")
                    ("/long" . "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhello\r\n0\r\n\r\n")
                    ("/header" . ("HTTP/1.1 200 OK\r\nContent-Le"))
                    ("/drop" . drop))
    (dolist (path '("/short" "/chunk" "/nonsense" "/long" "/header" "/drop"))
      (let ((status (caar (url-tests-callback (at path)))))
        (should (equal (cl-subseq (plist-get status :error) 0 2) '(error connection-failed)))))))

;;; Requests

(net-deftest url-retrieve-request
  (url-tests-with `(("/plain" . ,(url-tests-ok "hello")) ("/a%20b?%C3%A9=1" . ,(url-tests-ok "coded")))
    (fetch (at "/plain"))
    (should (equal (replace-regexp-in-string "User-Agent: .*\r\n" "" (nth 1 (car url-tests-requests)))
                   (format (concat "GET /plain HTTP/1.1\r\nMIME-Version: 1.0\r\nConnection: keep-alive\r\n"
                                   "Extension: Security/Digest Security/SSL\r\nHost: 127.0.0.1:%d\r\nAccept-encoding: gzip\r\n"
                                   "Accept: */*\r\n\r\n")
                           port)))
    (should (string-match-p "\\`URL/Emacs" (url-tests-field "User-Agent")))
    (let ((url-request-method "POST") (url-request-data "a=b") (url-request-extra-headers '(("X-One" . "1"))))
      (fetch (at "/plain")))
    (should (equal (list (nth 0 (car url-tests-requests)) (nth 2 (car url-tests-requests))) '("POST /plain HTTP/1.1" "a=b")))
    (should (equal (url-tests-field "X-One") "1"))
    (should (equal (url-tests-field "Content-length") "3"))
    (let ((url-request-method "PUT") (url-request-data "\377\0")) (fetch (at "/plain")))
    (should (equal (nth 2 (car url-tests-requests)) "\377\0"))
    (should (string-match-p "coded" (fetch (at "/a b?é=1#part"))))
    (let ((url-request-method "POST") (url-request-data "é"))
      (should (string-match-p "\\`Multibyte text in HTTP request" (cadr (should-error (fetch (at "/plain")))))))
    (let ((url-user-agent "X Y") (url-mime-accept-string "text/x") (url-mime-language-string "de") (url-mime-charset-string "utf-8"))
      (fetch (at "/plain")))
    (should (equal (mapcar #'url-tests-field '("User-Agent" "Accept" "Accept-language" "Accept-charset")) '("X Y" "text/x" "de" "utf-8")))
    (let ((url-http-attempt-keepalives nil)) (fetch (at "/plain")))
    (should (equal (url-tests-field "Connection") "close"))))

(net-deftest url-retrieve-given-fields
  "A field that the caller gives replaces ours, and cannot smuggle another one in."
  (skip-unless net-elwire) ; Emacs sends both
  (url-tests-with `(("/plain" . ,(url-tests-ok "hello")))
    (let ((url-request-extra-headers '(("user-agent" . "mine") ("Host" . "other"))))
      (fetch (at "/plain")))
    (should (equal (url-tests-field "User-Agent") "mine"))
    (should (equal (url-tests-field "Host") "other"))
    (should-not (string-match-p "URL/Emacs\\|127" (nth 1 (car url-tests-requests))))
    (let ((url-request-extra-headers '(("X" . "a\r\nY: b")))) (should-error (fetch (at "/plain"))))
    (should (= (length url-tests-requests) 1))))

(net-deftest url-retrieve-head
  (url-tests-with `(("/head" . "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"))
    (let ((url-request-method "HEAD")) (should (equal (fetch (at "/head")) "HTTP/1.1 200 OK\nContent-Length: 500\n\n")))
    (should (url-http-file-exists-p (at "/head")))
    (should-not (url-http-file-exists-p (at "/none")))
    (should (equal (nth 7 (url-http-head-file-attributes (at "/head"))) 500))))

;;; Connections

(net-deftest url-retrieve-keeps-connections
  (url-tests-with `(("/plain" . ,(url-tests-ok "hello")) ("/close" . (,(url-tests-ok "bye" "Connection: close"))))
    (dotimes (_ 3) (fetch (at "/plain")))
    (should (= (length (delete-dups (mapcar #'cadddr url-tests-requests))) 1))
    (fetch (at "/close"))
    (fetch (at "/plain"))
    (should (= (length (delete-dups (mapcar #'cadddr url-tests-requests))) 2))))

(net-deftest url-retrieve-connection-gone
  "A connection that the server closed while it waited is replaced."
  (let ((count 0))
    (url-tests-with `(("/plain" . ,(lambda (_ process) (setq count (1+ count)) (if (= count 2) 'drop (url-tests-ok "hello")))))
      (should (string-suffix-p "hello" (fetch (at "/plain"))))
      (should (string-suffix-p "hello" (fetch (at "/plain"))))
      (should (= count 3)))))

(net-deftest url-retrieve-refused
  (url-tests-with nil
    (let ((closed (net-closed-port)))
      (let ((problem (should-error (fetch (format "http://127.0.0.1:%d/" closed)) :type 'file-error)))
        (should (equal (cl-subseq problem 0 3) '(file-error "make client process failed" "Connection refused"))))
      (should (equal (url-tests-callback (format "http://127.0.0.1:%d/" closed))
                     `(((:error (error connection-failed "failed with code 111\n" :host "127.0.0.1" :service ,closed)) one two) "" 1))))))

(net-deftest url-retrieve-timeout
  (url-tests-with `(("/never" . ""))
    (should-not (fetch (at "/never") t nil 0.1))))

(net-deftest url-retrieve-at-once
  "Several requests go on at the same time."
  (url-tests-with `(("/slow" . ,(lambda (_ process) (run-at-time 0.05 nil #'process-send-string process (url-tests-ok "slow")) ""))
                    ("/fast" . ,(url-tests-ok "fast")))
    (let ((seen nil))
      (dolist (path '("/slow" "/fast"))
        (url-retrieve (at path) (lambda (_ path) (push path seen)) (list path) t))
      (net-until (= (length seen) 2))
      (should (equal seen '("/slow" "/fast"))))))

;;; The queue

(net-deftest url-queue-some-at-a-time
  (skip-unless net-elwire) ; Emacs begins them when it is idle, which it never is in batch mode
  (let ((now 0) (most 0))
    (url-tests-with `(("/slow" . ,(lambda (_ process)
                                    (setq now (1+ now) most (max now most))
                                    (run-at-time 0.02 nil (lambda () (setq now (1- now)) (process-send-string process (url-tests-ok "slow"))))
                                    "")))
      (let ((url-queue nil) (url-queue-parallel-processes 3) (seen nil))
        (dotimes (i 10) (url-queue-retrieve (at "/slow") (lambda (status i) (push (list i status (buffer-size)) seen)) (list i) t))
        (net-until (= (length seen) 10))
        (should (equal (sort (mapcar #'car seen) #'<) (number-sequence 0 9)))
        (should (equal (delete-dups (mapcar #'cdr seen)) '((nil 39))))
        (should (= most 3))
        (should-not url-queue)))))

(net-deftest url-queue-timeout
  (skip-unless net-elwire) ; Emacs begins them when it is idle, which it never is in batch mode
  (url-tests-with '(("/never" . ""))
    (let ((url-queue nil) (url-queue-timeout 0.1) (seen nil))
      (url-queue-retrieve (at "/never") (lambda (status) (push status seen)) nil t)
      (net-until seen)
      (should (equal (cl-subseq (plist-get (car seen) :error) 0 2) '(error url-queue-timeout))))))

;;; Redirections

(net-deftest url-retrieve-redirections
  (url-tests-with (append (mapcar (lambda (status) (cons (format "/%d" status) (format "HTTP/1.1 %d X\r\nLocation: /plain\r\nContent-Length: 0\r\n\r\n" status)))
                                  '(301 302 303 307))
                          `(("/plain" . ,(url-tests-ok "hello"))
                            ("/loop" . "HTTP/1.1 302 X\r\nLocation: /loop\r\nContent-Length: 0\r\n\r\n")))
    (should (equal (url-tests-callback (at "/302"))
                   `(((:redirect ,(at "/plain")) one two) "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello" 1)))
    (setq url-tests-requests nil)
    (let ((url-request-method "POST") (url-request-data "x"))
      (dolist (status '(301 302 303 307)) (should (string-suffix-p "hello" (fetch (at (format "/%d" status)))))))
    (should (equal (url-tests-lines)
                   '("POST /301 HTTP/1.1" "POST /plain HTTP/1.1" "POST /302 HTTP/1.1" "GET /plain HTTP/1.1"
                     "POST /303 HTTP/1.1" "GET /plain HTTP/1.1" "POST /307 HTTP/1.1" "POST /plain HTTP/1.1")))
    (let* ((url-max-redirections 2) (status (caar (url-tests-callback (at "/loop")))))
      (should (equal status `(:error (error http-redirect-limit ,(at "/loop")) :redirect ,(at "/loop") :redirect ,(at "/loop")))))))

(net-deftest url-retrieve-redirection-elsewhere
  "A server cannot make us read files, and what proves who we are stays with the server it is for."
  (skip-unless net-elwire)
  (let (other)
    (url-tests-with `(("/file" . "HTTP/1.1 302 X\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n")
                      ("/away" . ,(lambda (&rest _) (format "HTTP/1.1 302 X\r\nLocation: http://localhost:%d/plain\r\nContent-Length: 0\r\n\r\n" other)))
                      ("/plain" . ,(url-tests-ok "hello")))
      (setq other port)
      (should (equal (url-tests-callback (at "/file"))
                     '(((:error (error http-redirect-scheme "file:///etc/passwd")) one two) "HTTP/1.1 302 X\nLocation: file:///etc/passwd\nContent-Length: 0\n\n" 1)))
      (setq url-tests-requests nil)
      (let ((url-request-extra-headers '(("Authorization" . "Bearer x") ("X-Other" . "kept")))) (fetch (at "/away")))
      (should (equal (mapcar (lambda (request) (url-tests-field "Authorization" request)) url-tests-requests) '(nil "Bearer x")))
      (should (equal (url-tests-field "X-Other") "kept")))))

;;; Authentication

(net-deftest url-retrieve-basic
  (url-tests-with `(("/" . ,(lambda (head _) (if (string-match-p "Authorization: Basic bWU6cHc=" head) (url-tests-ok "in")
                                               (url-tests-status "401 No" "WWW-Authenticate: Basic realm=\"r\"")))))
    (should (string-suffix-p "in" (fetch (at "/" "me:pw"))))
    (let ((url-request-noninteractive t))
      (should (equal (url-tests-callback (at "/" "me:no"))
                     '(((:error (error http 401)) one two)
                       "HTTP/1.1 401 No\nWWW-Authenticate: Basic realm=\"r\"\nContent-Length: 4\n\nnope" 1))))))

(net-deftest url-retrieve-digest
  "The answer to a challenge is what RFC 7616 demands."
  (skip-unless net-elwire) ; Emacs does not use the user in the address
  (let ((check (lambda (head)
                 (and (string-match "Authorization: Digest \\(.*\\)\r\n" head)
                      (let* ((fields (url-parse-args (match-string 1 head) t))
                             (get (lambda (name) (cdr (assoc name fields)))))
                        (equal (funcall get "response")
                               (md5 (format "%s:%s:%s:%s:auth:%s" (md5 "me:the realm:pw") (funcall get "nonce") (funcall get "nc")
                                            (funcall get "cnonce") (md5 (concat "GET:" (funcall get "uri")))))))))))
    (url-tests-with `(("/x?y" . ,(lambda (head _) (if (funcall check head) (url-tests-ok "in")
                                                    (url-tests-status "401 No" "WWW-Authenticate: Basic realm=\"the realm\""
                                                                      "WWW-Authenticate: Digest realm=\"the realm\", nonce=\"abc\", qop=\"auth,auth-int\", opaque=\"o\"")))))
      (should (string-suffix-p "in" (fetch (at "/x?y" "me:pw"))))
      (should (equal (caar (let ((url-request-noninteractive t)) (url-tests-callback (at "/x?y" "me:wrong")))) '(:error (error http 401)))))))

(net-deftest url-retrieve-user-of-auth-source
  "User and password come from a netrc file, as Emacs looks for them and by host and port."
  (dolist (entry (append '("machine 127.0.0.1:%d port http") (and net-elwire '("machine 127.0.0.1 port %d"))))
    (url-tests-with `(("/" . ,(lambda (head _) (if (string-match-p "Authorization: Basic bWU6cHc=" head) (url-tests-ok "in")
                                                 (url-tests-status "401 No" "WWW-Authenticate: Basic realm=\"r\"")))))
      (let ((auth-sources (list (expand-file-name "authinfo" directory))) (auth-source-do-cache nil))
        (with-temp-file (car auth-sources)
          (insert "machine 127.0.0.1 port 1 login not password this\n" (format entry port) " login me password pw\n"))
        (should (string-suffix-p "in" (fetch (at "/"))))
        (should (equal (mapcar (lambda (request) (and (url-tests-field "Authorization" request) t)) (reverse url-tests-requests))
                       '(nil t)))))))

;;; Cookies

(net-deftest url-retrieve-cookies
  (url-tests-with `(("/set" . ,(url-tests-ok "ok" "Set-Cookie: a=b; path=/" "Set-Cookie: c=d; path=/deep" "Set-Cookie: s=t; secure" "Set-Cookie: e=f; domain=example.com"))
                    ("/plain" . ,(url-tests-ok "hello")) ("/deep/x" . ,(url-tests-ok "hello")))
    (fetch (at "/set"))
    (fetch (at "/plain"))
    (should (equal (url-tests-field "Cookie") "a=b"))
    (fetch (at "/deep/x"))
    (should (equal (url-tests-field "Cookie") "c=d; a=b"))
    (fetch (at "/plain") t t)
    (should-not (url-tests-field "Cookie"))))

;;; Files

(net-deftest url-retrieve-files
  (url-tests-with `(("/plain" . ,(url-tests-ok "hello"))
                    ("/utf8" . ,(url-tests-ok "\303\251\n" "Content-Type: text/plain; charset=utf-8"))
                    ("/latin" . ,(url-tests-ok "\351\n" "Content-Type: text/plain; charset=\"ISO-8859-1\"")))
    (let ((file (expand-file-name "copy" directory)))
      (should (url-copy-file (at "/plain") file))
      (should (equal (with-temp-buffer (insert-file-contents file) (buffer-string)) "hello"))
      (should (equal (should-error (url-copy-file (at "/plain") file)) `(file-already-exists "File already exists" ,file)))
      (should (url-copy-file (at "/utf8") file t))
      (should (equal (file-attribute-size (file-attributes file)) 3)))
    (with-temp-buffer
      (should (equal (url-insert-file-contents (at "/plain")) (list (at "/plain") 5)))
      (should (equal (buffer-string) "hello")))
    (with-temp-buffer (url-insert-file-contents (at "/utf8")) (should (equal (buffer-string) "é\n")))
    (with-temp-buffer (url-insert-file-contents (at "/latin")) (should (equal (buffer-string) "é\n")))
    (with-temp-buffer (url-insert-file-contents (at "/plain") nil 1 3) (should (equal (buffer-string) "el")))
    (with-temp-buffer
      (insert "abc")
      (url-insert-file-contents (at "/plain") nil nil nil t)
      (should (equal (buffer-string) "hello")))
    (should (equal (should-error (with-temp-buffer (url-insert-file-contents (at "/none")))) `(file-error ,(at "/none") "Not found")))
    (should (equal (with-temp-buffer (list (url-insert (url-retrieve-synchronously (at "/utf8"))) (buffer-string))) '((3 "utf-8") "é\n")))
    (url-handler-mode 1)
    (unwind-protect
        (let ((file (expand-file-name "copied" directory)))
          (should (equal (with-temp-buffer (list (insert-file-contents (at "/plain")) (buffer-string))) `((,(at "/plain") 5) "hello")))
          (should (equal (with-temp-buffer (let ((default-directory (at "/"))) (insert-file-contents "plain")) (buffer-string)) "hello"))
          (should (file-exists-p (at "/plain")))
          (should-not (file-exists-p (at "/none")))
          (should (equal (file-name-directory (at "/a/b")) (at "/a/")))
          (should (equal (file-name-directory "https://gnu.org") "https://gnu.org/"))
          (should (equal (expand-file-name "x" (at "/a/b/")) (at "/a/b/x")))
          (copy-file (at "/plain") file)
          (should (equal (file-attribute-size (file-attributes file)) 5)))
      (url-handler-mode -1))
    (should-not (rassq #'url-file-handler file-name-handler-alist))
    (should (equal (with-temp-buffer (url-file-handler 'insert-file-contents (at "/plain")) (buffer-string)) "hello"))
    (should (url-file-handler 'file-exists-p (at "/plain")))
    (should-not (url-file-handler 'file-exists-p (at "/none")))
    (should (equal (url-file-handler 'expand-file-name "x" (at "/a/b/")) (at "/a/b/x")))))

(net-deftest url-retrieve-other-schemes
  (url-tests-with nil
    (let ((file (expand-file-name "a.txt" directory)))
      (with-temp-file file (insert "text"))
      (should (string-suffix-p "Content-length: 4\n\ntext" (fetch (concat "file://" file)))))
    (should (string-suffix-p "\n\na b" (fetch "data:text/plain,a%20b")))
    (should (equal (should-error (fetch "foo:bar")) '(error "Unknown URL scheme: foo")))
    (should (equal (should-error (fetch "no-scheme")) '(error "Bad url: no-scheme")))))

;;; Proxies and the cache

(net-deftest url-retrieve-proxy
  (url-tests-with `(("http://example.invalid:81/a?b" . ,(url-tests-ok "through")))
    (let ((url-proxy-services (list (cons "http" (format "127.0.0.1:%d" port)))))
      (should (string-suffix-p "through" (fetch "http://example.invalid:81/a?b")))
      (should (equal (url-tests-field "Host") "example.invalid:81"))
      (should (equal (url-tests-field "Connection") "close")))
    (let ((url-proxy-services '(("http" . "p:1") ("no_proxy" . "^h\\'"))))
      (should (equal (mapcar (lambda (host) (url-find-proxy-for-url (url-generic-parse-url (format "http://%s/" host)) host)) '("h" "k"))
                     '(nil "http://p:1/"))))))

(net-deftest url-retrieve-cache
  (url-tests-with `(("/plain" . ,(url-tests-ok "hello")))
    (should (url-cache-expired (at "/plain")))
    (with-current-buffer (url-retrieve-synchronously (at "/plain")) (url-store-in-cache))
    (should (url-is-cached (at "/plain")))
    (should-not (url-cache-expired (at "/plain")))
    (should (equal (with-current-buffer (url-fetch-from-cache (at "/plain")) (buffer-string))
                   "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello"))))

;;; url-retrieve.el ends here
