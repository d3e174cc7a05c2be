;;; zlib.el --- compressed text  -*- lexical-binding: t; -*-

(require 'ert)

(defconst zlib-tests--gzip "H4sIAAAAAAAAA8tIzcnJ5yrPL8pJUTi8kgsA4HG0Zg8AAAA="
  "The text \"hello\\nworld \\303\\251\\n\" as gzip and base64 make it.")

(defmacro zlib-tests--with (bytes &rest body)
  "Evaluate BODY in a unibyte buffer that holds BYTES."
  (declare (indent 1))
  `(with-temp-buffer
     (set-buffer-multibyte nil)
     (insert ,bytes)
     ,@body))

(defun zlib-tests--bytes () (base64-decode-string zlib-tests--gzip))

(ert-deftest zlib-is-there ()
  (should (eq (zlib-available-p) t)))

(ert-deftest zlib-decompresses-gzip ()
  (zlib-tests--with (zlib-tests--bytes)
    (should (eq (zlib-decompress-region (point-min) (point-max)) t))
    (should (equal (buffer-string) "hello\nworld \303\251\n"))))

(ert-deftest zlib-decompresses-zlib-format ()
  (zlib-tests--with (base64-decode-string "eJzLSM3JyVeoyslMAgAVlQPm")
    (should (eq (zlib-decompress-region (point-min) (point-max)) t))
    (should (equal (buffer-string) "hello zlib"))))

(ert-deftest zlib-leaves-the-rest-alone ()
  (zlib-tests--with (concat "xx" (zlib-tests--bytes) "yy")
    (should (eq (zlib-decompress-region 3 (- (point-max) 2)) t))
    (should (equal (buffer-string) "xxhello\nworld \303\251\nyy"))))

(ert-deftest zlib-drops-what-follows-the-first-member ()
  (zlib-tests--with (concat (zlib-tests--bytes) (zlib-tests--bytes))
    (should (eq (zlib-decompress-region (point-min) (point-max)) t))
    (should (equal (buffer-string) "hello\nworld \303\251\n"))))

(ert-deftest zlib-leaves-bad-data-in-place ()
  (let ((broken (substring (zlib-tests--bytes) 0 20)))
    (dolist (data (list broken "not compressed" ""))
      (zlib-tests--with data
        (should-not (zlib-decompress-region (point-min) (point-max)))
        (should (equal (buffer-string) data))))))

(ert-deftest zlib-partial ()
  (zlib-tests--with (substring (zlib-tests--bytes) 0 20)
    (should (equal (zlib-decompress-region (point-min) (point-max) t) 0))
    (should (equal (buffer-string) "hello\nwor")))
  (zlib-tests--with (zlib-tests--bytes)
    (delete-region (- (point-max) 6) (point-max))
    (insert "\0\0\0\0\0\0")
    (should (equal (zlib-decompress-region (point-min) (point-max) t) 4))
    (should (equal (buffer-string) "hello\nworld \303\251\n"))))

(ert-deftest zlib-large ()
  "Output much larger than the input comes out whole."
  (zlib-tests--with (base64-decode-string
                     (concat "H4sIAAAAAAACA+3BMQEAAADCoPVPbQ0PoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))
    (should (equal (zlib-decompress-region (point-min) (point-max) t) 0))
    (should (> (buffer-size) 10000))
    (should (= (char-after 1) 0))))

(ert-deftest zlib-errors ()
  (with-temp-buffer
    (insert "abc")
    (should (equal (should-error (zlib-decompress-region 1 4))
                   '(error "This function can be called only in unibyte buffers"))))
  (zlib-tests--with (zlib-tests--bytes)
    (should-error (zlib-decompress-region 0 9) :type 'args-out-of-range)
    (setq buffer-read-only t)
    (should-error (zlib-decompress-region 1 (point-max)) :type 'buffer-read-only)))

;;; zlib.el ends here
