;;; mime.el --- the text of mail: fields, encoded words, transfer encodings -*- lexical-binding: t -*-

(require 'ert)
(require 'qp)
(require 'rfc822)
(require 'mail-parse)
(require 'mail-utils)
(require 'mm-util)
(require 'mm-bodies)
(require 'mm-encode)
(require 'yenc)
(require 'uudecode)
(require 'binhex)

(defmacro mime-tests-with (text &rest body)
  "Evaluate BODY in a buffer of bytes with TEXT, and return a list of its value and the buffer's text."
  `(with-temp-buffer
     (set-buffer-multibyte nil)
     (insert ,text)
     (goto-char (point-min))
     (list (progn ,@body) (buffer-string))))

(defun mime-tests-rows (function rows)
  "Check that FUNCTION returns for the first of each of ROWS the second."
  (dolist (row rows)
    (should (equal (list (car row) (let ((value (apply function (ensure-list (car row)))))
                                     (if (stringp value) (substring-no-properties value) value)))
                   row))))

(ert-deftest mime-rfc822 ()
  (mime-tests-rows
   #'rfc822-addresses
   '(("a@b.c, Foo Bar <foo@bar.org>, (comment) x@y" ("a@b.c" "foo@bar.org" "x@y"))
     ("group: a@b, c@d; , <e@f>" ("a@b" "c@d" "e@f"))
     ("\"quoted a\"@b.c, u@[1.2.3.4], foo" ("\"quoted a\"@b.c" "u@[1.2.3.4]" "foo"))
     ("Foo <foo@bar" ("(Unparsable address -- Unterminated <...> address: \"Foo<foo@bar_^_\")"))
     ("a@, b" ("(Unparsable address -- Rubbish in host/domain specification: \"a@_^_\")" "b"))
     ("" nil))))

(ert-deftest mime-drums ()
  (mime-tests-rows
   #'ietf-drums-parse-addresses
   '(("Foo <a@b>, \"X, Y\" <c@d>, e@f (Comment Here)" (("a@b" . "Foo") ("c@d" . "X, Y") ("e@f" . "Comment Here")))
     (("Foo <a@b>, \"X, Y\" <c@d>" t) ("Foo <a@b>" " \"X, Y\" <c@d>"))
     ("undisclosed-recipients:;" nil)))
  (mime-tests-rows
   #'ietf-drums-parse-address
   '(("a @ b (Foo (nested) Bar)" ("a@b" . "Foo (nested) Bar"))
     ("Foo (x) Bar <a@b> (c)" ("a@b" . "Foo Bar"))
     ("<a (c) @ b>" ("a@b" . "c"))
     ("Foo   Bar\n <a@b>" ("a@b" . "Foo Bar"))
     (("=?utf-8?Q?Andr=C3=A9?= <a@b>" t) ("a@b" . "André"))
     ("garbage" nil)))
  (should (equal (ietf-drums-strip "a (b (c) d) e \"f (g)\" h") "ae\"f (g)\"h"))
  (should (equal (ietf-drums-strip-cte "\"base64\" (foo)") "base64"))
  (should (equal (ietf-drums-get-comment "a (b) (c)") "c"))
  (should (equal (ietf-drums-make-address "Foo. Bar" "a@b") "\"Foo. Bar\" <a@b>"))
  (should (equal (mime-tests-with "A: b\n c\nD: e\n\tf\n\nx" (ietf-drums-narrow-to-header) (ietf-drums-unfold-fws)) '(1 "A: b c\nD: e f\n"))))

(ert-deftest mime-parameters ()
  (mime-tests-rows
   #'rfc2231-parse-string
   '(("TEXT/Plain; Charset=\"UTF-8\"; name=\"a b.txt\" (comment)" ("text/plain" (name . "a b.txt") (charset . "UTF-8")))
     ("attachment; filename*=utf-8''%e2%82%ac%20rates" ("attachment" (filename . "€ rates")))
     ("x/y; title*0*=us-ascii'en'This%20is%20; title*1*=%2A%2A%2A%20; title*2=\"isn't it!\"" ("x/y" (title . "This is *** isn't it!")))
     ("x/y; a" ("x/y")) ("inline; filename=foo.bar.txt;" ("inline" (filename . "foo.bar.txt"))) ("" nil)))
  (should-error (rfc2231-parse-string "x/y; a" t))
  (should-error (rfc2231-parse-string "x/y; a=b c=d" t))
  (should (equal (rfc2231-encode-string "filename" "föö.txt") "filename*=utf-8''f%c3%b6%c3%b6.txt"))
  (should (equal (rfc2231-encode-string "filename" "foo bar.txt") "filename=\"foo bar.txt\""))
  (let ((name (concat "ein sehr langer Name mit Ümläuten " (make-string 80 ?x))))
    (should (equal (rfc2231-parse-string (concat "x/y; " (rfc2231-encode-string "name" name))) `("x/y" (name . ,name))))))

(ert-deftest mime-encoded-words ()
  (mime-tests-rows
   #'rfc2047-encode-string
   '(("Föö Bär <a@b.c>" "=?utf-8?B?RsO2w7YgQsOkcg==?= <a@b.c>")
     ("\"a é\" <a@b>" "=?utf-8?Q?a_=C3=A9?= <a@b>") ("a (é) b@c" "a (=?utf-8?Q?=C3=A9?=) b@c")
     ("é <a@b>, é <c@d>" "=?utf-8?Q?=C3=A9?= <a@b>, =?utf-8?Q?=C3=A9?= <c@d>")))
  (let ((rfc2047-encoding-type 'mime))
    (mime-tests-rows
     #'rfc2047-encode-string
     '(("aé bé c dé" "=?utf-8?B?YcOpIGLDqQ==?= c =?utf-8?Q?d=C3=A9?=") ("a=?x?= b" "=?us-ascii?Q?a=3D=3Fx=3F=3D?= b")
       ("plain" "plain")))
    (let ((long "日本語のサブジェクトはとても長いので複数の行に分割されるはずです、そうですよね、はい"))
      (dolist (line (split-string (rfc2047-encode-string long) "\n")) (should (<= (length line) 76)))
      (should (equal (rfc2047-decode-string (rfc2047-encode-string long)) long))))
  (mime-tests-rows
   #'rfc2047-decode-string
   '(("=?utf-8?Q?a?= =?utf-8?Q?b?= c =?iso-8859-1?q?=E4?=" "ab c ä") ("=?utf-8?Q?=C3?=\n =?utf-8?Q?=A4?=" "ä")
     ("=?us-ascii*en?Q?Keith_Moore?=" "Keith Moore") ("=?utf-8?X?abc?=" "=?utf-8?X?abc?=") ("x=?utf-8?B?w6Q=?=y" "xäy")
     ("=?utf-8?Q?a_?_b?=" "a ? b")))
  (should (equal (with-temp-buffer (insert "Subject: Föö\nTo: Bär <a@b>\nX-Y: plain\n") (rfc2047-encode-message-header) (buffer-string))
                 "Subject: =?utf-8?B?RsO2w7Y=?=\nTo: =?utf-8?Q?B=C3=A4r?= <a@b>\nX-Y: plain\n")))

(ert-deftest mime-quoted-printable ()
  (should (equal (quoted-printable-encode-string (encode-coding-string "äöü = x\ty \nend " 'utf-8)) "=C3=A4=C3=B6=C3=BC =3D x\ty=20\nend=20"))
  (should (equal (quoted-printable-decode-string "a=C3=A4=\nb=20c=3dd=ZZ") "a\303\244b c=d=ZZ"))
  (should-error (quoted-printable-encode-string "日"))
  (should (equal (cadr (mime-tests-with (make-string 80 ?x) (quoted-printable-encode-region (point-min) (point-max) t)))
                 (concat (make-string 75 ?x) "=\nxxxxx"))))

(ert-deftest mime-bodies ()
  (should (equal (with-temp-buffer (insert "äö") (list (mm-encode-body) (buffer-string))) '(utf-8 "\303\244\303\266")))
  (should (equal (mime-tests-with "\303\244x" (mm-body-encoding 'utf-8)) '(base64 "w6R4")))
  (should (equal (mime-tests-with "abc" (mm-body-encoding nil)) '(7bit "abc")))
  (should (equal (mime-tests-with "YQ0KYg0K" (mm-decode-content-transfer-encoding 'base64 "text/plain")) '(6 "a\nb\n")))
  (should (equal (mime-tests-with "YWJj*!" (mm-decode-content-transfer-encoding 'base64)) '(nil "YWJj*!")))
  (should (equal (mime-tests-with "\344bc" (mm-encode-buffer "text/plain")) '(quoted-printable "=E4bc")))
  (should (equal (mime-tests-with "\0\1\2" (mm-encode-buffer "image/png")) '(base64 "AAEC")))
  (should (equal (mm-decode-string "\303\244" 'utf-8) "ä"))
  (should (eq (mm-charset-to-coding-system "UTF-8") 'utf-8))
  (should (eq (mm-charset-to-coding-system 'iso-8859-1 nil t) 'windows-1252))
  (should-not (mm-charset-to-coding-system 'nonsense nil nil t)))

(ert-deftest mime-other-encodings ()
  (should (equal (mime-tests-with "=ybegin line=128 size=3 name=foo\n\213\214\215\n=yend size=3\n" (yenc-decode-region (point-min) (point-max)))
                 '(t "abc")))
  (should (equal (yenc-parse-line "=ybegin line=128 size=12 name=foo bar.txt") '((name . "foo bar.txt") (size . 12))))
  (should (equal (cadr (mime-tests-with "begin 644 foo.txt\n#86)C\n`\nend\n" (uudecode-decode-region-internal 1 (point-max)))) "abc"))
  (should (equal (mapcar #'binhex-char-map '(?! ?r ?z)) '(0 63 nil)))
  (should (= (binhex-update-crc 0 65) 22757)))

(ert-deftest mime-binhex ()
  (let* ((sealed (lambda (bytes) (concat bytes (let ((crc (let ((sum 0)) (mapc (lambda (byte) (setq sum (binhex-update-crc sum byte))) bytes) sum)))
                                                 (unibyte-string (ash crc -8) (logand crc 255))))))
         (data (concat "aaaab" (mapconcat #'number-to-string (number-sequence 1 33) "")))
         (bytes (concat (funcall sealed "\3foo\0TEXTxxxx\0\0\0\0\0\76\0\0\0\0") (funcall sealed data) (funcall sealed "")))
         (packed (replace-regexp-in-string "aaaa" "a\220\4" bytes t t))
         (bits (mapconcat (lambda (byte) (let ((text "")) (dotimes (bit 8 text) (setq text (concat (if (= 0 (logand byte (ash 1 bit))) "0" "1") text))))) packed ""))
         (text ""))
    (while (not (equal bits ""))
      (let ((six (substring (concat bits "00000") 0 6)))
        (setq text (concat text (string (car (rassq (string-to-number six 2) binhex-alphabet-decoding-alist))))
              bits (if (> (length bits) 6) (substring bits 6) ""))))
    (should (equal (mime-tests-with (replace-regexp-in-string ".\\{64\\}" "\\&\n" (concat ":" text ":\n")) (binhex-decode-region-internal 1 (point-max)))
                   (list "foo" data)))))

(ert-deftest mime-mail-utils ()
  (should (equal (mail-strip-quoted-names "\"Foo, Bar\" <a@b>, c@d (Comment)") "a@b, c@d"))
  (let ((mail-dont-reply-to-names "me@"))
    (should (equal (mail-dont-reply-to "me@x.org, You <you@y.org>, Me <me@z>") "You <you@y.org>")))
  (should (equal (mail-quote-printable "abc=?") "abc=3D=3F"))
  (should (equal (mail-quote-printable "abc=" t) "=?ISO-8859-1?Q?abc=3D?="))
  (should (equal (mail-unquote-printable "=?ISO-8859-1?Q?a=3D=E4?=" t) "a=ä"))
  (should (equal (mail-comma-list-regexp "a,b, c") "a\\|b\\|c"))
  (should (equal (with-temp-buffer (insert "From: A <a@b>\nDate: Fri, 15 Mar 2019 10:20:30 +0100\n")
                                   (unwind-protect (progn (set-time-zone-rule t) (mail-mbox-from)) (set-time-zone-rule nil)))
                 "From a@b Fri Mar 15 09:20:30 2019\n")))
