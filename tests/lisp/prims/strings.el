;;; strings.el --- strings as arrays that change, unibyte and multibyte  -*- lexical-binding: t; -*-

(require 'ert)

(ert-deftest strings-aset-changes-byte-lengths ()
  (let ((s (make-string 3 ?a t)))
    (aset s 1 ?é)
    (should (equal s "aéa"))
    (should (multibyte-string-p s))
    (should (= (string-bytes s) 4))
    (aset s 1 ?日)
    (should (= (string-bytes s) 5))
    (aset s 1 ?b)
    (should (equal s "aba"))
    (should (= (length s) 3))))

(ert-deftest strings-aset-in-unibyte-strings ()
  (let ((s (unibyte-string 97 233)))
    (aset s 0 ?b)
    (should-not (multibyte-string-p s))
    (should (equal (append s nil) '(98 233)))
    (should-error (aset (unibyte-string 233) 0 ?日))))

(ert-deftest strings-indexing-multibyte-anywhere ()
  (let* ((s (apply #'concat (mapcar (lambda (i) (if (= 0 (% i 3)) "é" "x")) (number-sequence 0 999)))))
    (should (= (length s) 1000))
    (dolist (i '(0 999 500 501 3 998 250 1 2))
      (should (= (aref s i) (if (= 0 (% i 3)) ?é ?x))))
    (should (equal (substring s 996 999) "éxx"))
    (should-error (aref s 1000) :type 'args-out-of-range)))

(ert-deftest strings-concat-of-raw-bytes-keeps-them ()
  (let ((s (concat "é" "\351")))
    (should (equal (append s nil) '(233 #x3fffe9)))
    (should (= (length s) 2))
    (should (equal (encode-coding-string s 'utf-8) "\303\251\351"))
    (should (equal (string-to-unibyte (substring s 1)) "\351"))))

(ert-deftest strings-conversion-round-trips ()
  (dolist (bytes (list "" "abc" "\0\377" (apply #'unibyte-string (number-sequence 0 255))))
    (should (equal (string-to-unibyte (string-to-multibyte bytes)) bytes))
    (should (equal (string-as-unibyte (string-as-multibyte bytes)) bytes)))
  (dolist (text '("abc" "é" "日本語" "a😀b"))
    (should (equal (decode-coding-string (encode-coding-string text 'utf-8) 'utf-8) text))
    (should (equal (string-as-multibyte (string-as-unibyte text)) text))))

(ert-deftest strings-substring-keeps-properties ()
  (let ((s (concat "ab" (propertize "cd" 'face 'bold) "ef")))
    (should (equal-including-properties (substring s 1 3) (concat "b" (propertize "c" 'face 'bold))))
    (should (equal-including-properties (substring s 4) "ef"))
    (should-not (text-properties-at 0 (substring-no-properties s 2 4)))))

(ert-deftest strings-case-tables-reach-beyond-ascii ()
  (should (equal (upcase "àéîõü ßÿ") "ÀÉÎÕÜ SSŸ"))
  (should (equal (downcase "ÀÉÎÕÜ") "àéîõü"))
  (should (equal (capitalize "élan vital") "Élan Vital"))
  (should (equal (upcase "αβγς") "ΑΒΓΣ"))
  (should (equal (upcase "я") "Я")))

(ert-deftest strings-case-conversion-leaves-the-argument-alone ()
  (let ((s (copy-sequence "abc")))
    (should (equal (upcase s) "ABC"))
    (should (equal s "abc"))))

(ert-deftest strings-split-and-join-are-inverse ()
  (dolist (parts '(("a" "b" "c") ("" "") ("é" "日") ("x")))
    (should (equal (split-string (mapconcat #'identity parts ",") ",") parts))))

(ert-deftest strings-replace-regexp-in-string-calls-with-match-data ()
  (should (equal (replace-regexp-in-string
                  "\\([a-z]\\)\\([0-9]\\)"
                  (lambda (match) (concat (match-string 2 match) (match-string 1 match)))
                  "a1 b2 c3")
                 "1a 2b 3c")))

(ert-deftest strings-replace-regexp-in-string-keeps-outer-match-data ()
  (string-match "b" "abc")
  (replace-regexp-in-string "x" "y" "xxx")
  (should (= (match-beginning 0) 1)))

(ert-deftest strings-large-strings ()
  (let* ((n 1000000)
         (s (make-string n ?a)))
    (should (= (length s) n))
    (should (= (length (concat s s "é")) (1+ (* 2 n))))
    (should (= (string-bytes (concat s "é")) (+ n 2)))
    (should (= (length (upcase s)) n))
    (should-not (string-search "b" s))
    (should (= (string-search "b" (concat s "b")) n))))

(ert-deftest strings-literals-are-the-same-object-each-time ()
  (let ((f (lambda () "constant")))
    (should (eq (funcall f) (funcall f)))))

(ert-deftest strings-hash-and-compare-without-regard-to-multibyteness ()
  (let ((uni "abc") (multi (string-to-multibyte "abc")))
    (should (equal uni multi))
    (should (string= uni multi))
    (should (= (sxhash-equal uni) (sxhash-equal multi)))
    (should (eq (intern uni) (intern multi)))))

(ert-deftest strings-unibyte-and-multibyte-latin-differ ()
  (should-not (equal "\351" "é"))
  (should (equal (string-to-multibyte "\351") (string-to-multibyte "\351")))
  (should-not (string= "é" "\351")))

;;; strings.el ends here
