;;; smtpmail.el --- sending mail by SMTP to a server of our own -*- lexical-binding: t -*-

(load (expand-file-name "../../net/harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)
(require 'smtpmail)
(require 'sendmail)

(defvar smtpmail-tests-extensions nil "What the server offers.")
(defvar smtpmail-tests-answers nil "Answers of the server to commands: (PREFIX . TEXT).")
(defvar smtpmail-tests-said nil "The lines that the server was told, the last one first.")

(defun smtpmail-tests--answer (process line)
  "Let PROCESS, of the server, answer LINE."
  (push line smtpmail-tests-said)
  (let ((said (seq-find (lambda (rule) (string-prefix-p (car rule) line)) smtpmail-tests-answers)))
    (cond ((process-get process 'data) (when (equal line ".") (process-put process 'data nil) (process-send-string process "250 taken\r\n")))
          (said (when (listp (cdr said)) (setcdr said (cddr said))) (process-send-string process (concat (if (consp (cdr said)) (cadr said) (cdr said)) "\r\n")))
          ((string-prefix-p "EHLO" line)
           (process-send-string process (concat "250-localhost\r\n" (mapconcat (lambda (e) (concat "250-" e "\r\n")) smtpmail-tests-extensions "") "250 HELP\r\n")))
          ((equal line "DATA") (process-put process 'data t) (process-send-string process "354 go\r\n"))
          (t (process-send-string process "250 ok\r\n")))))

(defun smtpmail-tests--filter (process text)
  (let ((pending (concat (process-get process 'pending) text)))
    (while (string-match "\r\n" pending)
      (let ((line (substring pending 0 (match-beginning 0))))
        (setq pending (substring pending (match-end 0)))
        (smtpmail-tests--answer process line)))
    (process-put process 'pending pending)))

(defmacro smtpmail-tests-with (extensions answers &rest body)
  "Evaluate BODY with a server that has EXTENSIONS and ANSWERS."
  (declare (indent 2))
  `(let* ((smtpmail-tests-extensions ,extensions) (smtpmail-tests-answers ,answers) (smtpmail-tests-said nil)
          (server (net-server :filter #'smtpmail-tests--filter :coding 'binary
                              :sentinel (lambda (p message) (when (string-prefix-p "open from" message) (process-send-string p "220 ready\r\n")))))
          (smtpmail-smtp-server "127.0.0.1") (smtpmail-smtp-service (net-port server)) (smtpmail-stream-type 'plain)
          (user-mail-address "me@example.org") (auth-sources nil) (smtpmail-local-domain nil) (smtpmail-queue-mail nil))
     ,@body))

(defun smtpmail-tests--send (text)
  (with-temp-buffer (insert text) (smtpmail-send-it)))

(defconst smtpmail-tests-message "To: a@b.org, \"X, Y\" <c@d.org>\nBcc: e@f.org\nSubject: Hällo\nMessage-ID: <1@x>\n--text follows this line--\nfirst\n.dot\n..\nlast\n")

(net-deftest smtpmail-sends
  (smtpmail-tests-with nil nil
    (smtpmail-tests--send smtpmail-tests-message)
    (net-until (member "." smtpmail-tests-said))
    (let ((said (reverse smtpmail-tests-said)))
      (should (string-prefix-p "EHLO " (car said)))
      (should (equal (seq-take (cdr said) 5) '("MAIL FROM:<me@example.org>" "RCPT TO:<e@f.org>" "RCPT TO:<c@d.org>" "RCPT TO:<a@b.org>" "DATA")))
      (should (member "To: a@b.org, \"X, Y\" <c@d.org>" said))
      (should (member "Subject: =?utf-8?Q?H=C3=A4llo?=" said))
      (should-not (seq-find (lambda (line) (string-prefix-p "Bcc" line)) said))
      (should (member "..dot" said))
      (should (member "..." said)))))

(net-deftest smtpmail-refused
  (smtpmail-tests-with nil (list (cons "RCPT TO:<c" "550 nobody"))
    (should (string-match-p "550 nobody" (cadr (should-error (smtpmail-tests--send smtpmail-tests-message)))))))

(net-deftest smtpmail-authenticates
  (skip-unless net-elwire) ; Emacs says that it is unable to contact the server
  (dolist (row (list (list "AUTH PLAIN LOGIN" (concat "AUTH PLAIN " (base64-encode-string "\0joe\0secret" t)))
                     (list "AUTH LOGIN" (base64-encode-string "secret" t))
                     (list "AUTH CRAM-MD5 PLAIN" (base64-encode-string "joe b6c6f9d4dff12b11d2a4ee9d49a6e8f0" t))))
    (let ((file (make-temp-file "authinfo" nil nil "machine 127.0.0.1 login joe password secret\n")))
      (unwind-protect
          (smtpmail-tests-with (list (car row) "8BITMIME")
              (list (cons "AUTH PLAIN" "235 welcome") (cons "AUTH LOGIN" "334 VXNlcm5hbWU6") (cons "am9l" "334 UGFzc3dvcmQ6")
                    (cons "AUTH CRAM-MD5" (concat "334 " (base64-encode-string "<1@x>" t))))
            (let ((auth-sources (list file)) (smtpmail-servers-requiring-authorization "127"))
              (auth-source-forget-all-cached)
              (smtpmail-tests--send smtpmail-tests-message)
              (net-until (member "." smtpmail-tests-said))
              (if (string-match-p "CRAM" (car row))
                  (should (seq-find (lambda (line) (and (string-prefix-p "am9lI" line)
                                                        (equal (base64-decode-string line) (concat "joe " (rfc2104-hash 'md5 64 16 "secret" "<1@x>")))))
                                    smtpmail-tests-said))
                (should (member (cadr row) smtpmail-tests-said)))))
        (delete-file file)))))

(net-deftest smtpmail-queues
  (let ((directory (make-temp-file "queue" t)))
    (unwind-protect
        (smtpmail-tests-with nil nil
          (let ((smtpmail-queue-dir (file-name-as-directory directory)) (smtpmail-queue-mail t))
            (smtpmail-tests--send smtpmail-tests-message)
            (should-not smtpmail-tests-said)
            (should (= 3 (length (directory-files directory nil "\\`[^.]"))))
            (smtpmail-send-queued-mail)
            (net-until (member "." smtpmail-tests-said))
            (should (member "RCPT TO:<e@f.org>" smtpmail-tests-said))
            (should (equal (directory-files directory nil "\\`[^.]") '("index")))))
      (delete-directory directory t))))

(ert-deftest smtpmail-parts ()
  (should (equal (smtpmail-response-code "250 ok") 250))
  (should (smtpmail-ok-p '(250 "x")))
  (should-not (smtpmail-ok-p '(250 "x") 251))
  (should-not (smtpmail-ok-p '(550 "x")))
  (should (equal (smtpmail-response-text '(250 "x" "y")) "x\ny"))
  (let ((smtpmail-sendto-domain "d.org")) (should (equal (smtpmail-maybe-append-domain "a") "a@d.org")))
  (should (equal (with-temp-buffer (insert "Bcc: a\n b\nTo: c\nResent-bcc: x\n\nBcc: body\n") (smtpmail-do-bcc (copy-marker 32)) (buffer-string))
                 "To: c\n\nBcc: body\n")))

(ert-deftest sendmail-mode ()
  (let ((user-mail-address "me@x.org") (mail-signature nil))
    (save-window-excursion
      (unwind-protect
          (progn
            (mail 'new "a@b" "subj" "<x@y>" "cc@d")
            (should (eq major-mode 'mail-mode))
            (should (string-match-p "^From: .*me@x.org.*\nTo: a@b\nCc: cc@d\nIn-Reply-To: <x@y>\nSubject: subj\n--text follows this line--\n\\'" (buffer-string)))
            (should (= (point) (point-max)))
            (insert "hello\n")
            (should-not (mail-position-on-field "X-Foo"))
            (insert "bar")
            (should (string-match-p "\nX-Foo: bar\n--text" (buffer-string)))
            (mail-to)
            (should (equal (buffer-substring (line-beginning-position) (point)) "To: a@b"))
            (let* ((sent nil) (send-mail-function (lambda () (setq sent (buffer-string)))) (mail-send-hook nil))
              (setq mail-send-actions (list (list (lambda () (setq sent (list sent))))))
              (mail-send)
              (should (consp sent))))
        (set-buffer-modified-p nil)
        (kill-buffer (current-buffer))))
    t))
