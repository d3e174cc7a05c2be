;;; coding.el --- coding systems over files, buffers and pieces  -*- lexical-binding: t; -*-

(require 'ert)

(defmacro coding-tests--with-file (variable bytes &rest body)
  "Evaluate BODY with VARIABLE bound to the name of a file that holds BYTES."
  (declare (indent 2))
  `(let ((,variable (make-temp-file "coding-tests")))
     (unwind-protect
         (progn
           (let ((coding-system-for-write 'no-conversion))
             (write-region ,bytes nil ,variable nil 'silent))
           ,@body)
       (delete-file ,variable))))

(defun coding-tests--bytes (file)
  "Return the bytes of FILE."
  (with-temp-buffer
    (set-buffer-multibyte nil)
    (insert-file-contents-literally file)
    (buffer-string)))

(ert-deftest coding-insert-file-contents-decodes ()
  (coding-tests--with-file file "h\303\251llo\n"
    (with-temp-buffer
      (let ((coding-system-for-read 'utf-8)) (insert-file-contents file))
      (should (equal (buffer-string) "héllo\n")))
    (with-temp-buffer
      (let ((coding-system-for-read 'latin-1)) (insert-file-contents file))
      (should (equal (buffer-string) "hÃ©llo\n")))
    (with-temp-buffer
      (insert-file-contents-literally file)
      (should (equal (append (buffer-string) nil)
                     (append (string-to-multibyte "h\303\251llo\n") nil))))))

(ert-deftest coding-insert-file-contents-detects-line-ends ()
  (coding-tests--with-file file "a\r\nb\r\n"
    (with-temp-buffer
      (let ((coding-system-for-read 'utf-8)) (insert-file-contents file))
      (should (equal (buffer-string) "a\nb\n"))
      (should (eq (coding-system-eol-type last-coding-system-used) 1)))
    (with-temp-buffer
      (let ((coding-system-for-read 'utf-8-unix)) (insert-file-contents file))
      (should (equal (buffer-string) "a\r\nb\r\n")))))

(ert-deftest coding-write-region-encodes ()
  (coding-tests--with-file file ""
    (dolist (row '((utf-8-unix "é\n" "\303\251\n") (latin-1-unix "é\n" "\351\n") (utf-8-dos "é\n" "\303\251\r\n")
                   (utf-8-mac "a\nb" "a\rb") (utf-16be-unix "é" "\0\351") (utf-16le-unix "é" "\351\0")
                   (no-conversion "é" "\303\251")))
      (let ((coding-system-for-write (car row)))
        (write-region (nth 1 row) nil file nil 'silent))
      (should (equal (coding-tests--bytes file) (nth 2 row))))))

(ert-deftest coding-buffer-file-coding-system-is-used ()
  (coding-tests--with-file file ""
    (with-temp-buffer
      (insert "é\n")
      (setq buffer-file-coding-system 'latin-1-dos)
      (write-region nil nil file nil 'silent)
      (should (equal (coding-tests--bytes file) "\351\r\n")))))

(ert-deftest coding-invalid-bytes-survive-a-round-trip ()
  (let ((bytes (apply #'unibyte-string (append (number-sequence 0 255) '(#xe3 #x81 #xf0 #x9f #x98)))))
    (dolist (coding '(utf-8-unix utf-8-emacs-unix raw-text-unix no-conversion latin-1-unix))
      (should (equal (encode-coding-string (decode-coding-string bytes coding) coding) bytes)))))

(ert-deftest coding-unencodable-characters-are-replaced ()
  (should (equal (encode-coding-string "a日b" 'latin-1) "a b")))

(ert-deftest coding-regions-change-in-place ()
  (with-temp-buffer
    (insert "x" "\303\251" "y")
    (let ((end (copy-marker 4)))
      (decode-coding-region 2 4 'utf-8)
      (should (equal (buffer-string) "xéy"))
      (should (= end 3))
      (encode-coding-region 2 3 'utf-16be)
      (should (equal (string-to-unibyte (buffer-string)) "x\0\351y")))))

(ert-deftest coding-decode-large-text ()
  (let* ((text (apply #'concat (make-list 20000 "aé日😀")))
         (bytes (encode-coding-string text 'utf-8)))
    (should (= (length bytes) 200000))
    (should (equal (decode-coding-string bytes 'utf-8) text))
    (should (equal (decode-coding-string (encode-coding-string text 'utf-16) 'utf-16) text))))

(ert-deftest coding-load-respects-the-cookie ()
  (let ((file (make-temp-file "coding-tests" nil ".el")))
    (unwind-protect
        (progn
          (let ((coding-system-for-write 'no-conversion))
            (write-region ";; -*- coding: latin-1 -*-\n(setq coding-tests--loaded \"\351\")\n" nil file nil 'silent))
          (load file nil t)
          (should (equal (symbol-value 'coding-tests--loaded) "é"))
          (let ((coding-system-for-write 'no-conversion))
            (write-region "(setq coding-tests--loaded \"\303\251\")\n" nil file nil 'silent))
          (load file nil t)
          (should (equal (symbol-value 'coding-tests--loaded) "é")))
      (delete-file file))))

(ert-deftest coding-base64-round-trips ()
  (dotimes (length 70)
    (let ((bytes (apply #'unibyte-string (mapcar (lambda (i) (% (* i 37) 256)) (number-sequence 1 length)))))
      (should (equal (base64-decode-string (base64-encode-string bytes)) bytes))
      (should (equal (base64-decode-string (base64url-encode-string bytes t) t) bytes)))))

(ert-deftest coding-digests-of-buffers-and-strings-agree ()
  (with-temp-buffer
    (insert "some text é")
    (dolist (algorithm '(md5 sha1 sha256 sha512))
      (should (equal (secure-hash algorithm (current-buffer))
                     (secure-hash algorithm (encode-coding-string (buffer-string) 'utf-8)))))))

;;; coding.el ends here
