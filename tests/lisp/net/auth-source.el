;;; auth-source.el --- names and passwords of users -*- lexical-binding: t; -*-

(require 'ert)
(require 'cl-lib)
(require 'auth-source)

(defmacro auth-source-tests--with-file (suffix contents &rest body)
  "Run BODY with `auth-sources' only a new file, called something with SUFFIX, that has CONTENTS; `file' is its name."
  (declare (indent 2))
  `(let* ((file (make-temp-file "auth-source" nil ,suffix ,contents))
          (auth-sources (list file)) (auth-source-do-cache nil) (auth-source-netrc-cache nil)
          (auth-source-save-behavior t) (auth-source-debug #'ignore))
     (unwind-protect (progn ,@body)
       (auth-source-forget-all-cached)
       (delete-file file))))

(defun auth-source-tests--plain (entries)
  "Return ENTRIES with their passwords in place of the functions; what is to be called for saving is `function'."
  (mapcar (lambda (entry)
            (cl-loop for (key value) on entry by #'cddr
                     append (list key (cond ((not (functionp value)) value)
                                            ((eq key :secret) (list (funcall value)))
                                            (t 'function)))))
          entries))

(defun auth-source-tests--search (&rest spec)
  "Return what is found for SPEC, at most 10, with passwords in place of functions."
  (auth-source-tests--plain (apply #'auth-source-search :max 10 spec)))

(defun auth-source-tests--contents (file)
  "Return the text of FILE."
  (with-temp-buffer (insert-file-contents file) (buffer-string)))

(defmacro auth-source-tests--with-answers (answers &rest body)
  "Run BODY with ANSWERS to the questions, which are collected in `asked'."
  (declare (indent 1))
  `(let* ((answers ,answers) (asked nil)
          (ask (lambda (prompt &rest _) (push prompt asked) (if answers (pop answers) (error "No answer")))))
     (cl-letf (((symbol-function 'read-string) ask) ((symbol-function 'read-passwd) ask)
               ((symbol-function 'auth-source-read-char-choice) ask)
               ((symbol-function 'user-login-name) (lambda (&rest _) "someone")))
       ,@body)))

(defconst auth-source-tests--netrc "\
machine a login b password c
machine a login b2 password c2
# machine a login no password no
machine a2 port imap login \"b q\" password 'c z'
machine a3 login x key k cert c # and so on
machine
  5 port 143
  login five password p5
default login d password dd
")

(ert-deftest auth-source-finds-entries-in-the-order-of-the-file ()
  (auth-source-tests--with-file ".netrc" auth-source-tests--netrc
    (should (equal (auth-source-tests--search)
                   '((:host "a" :user "b" :secret ("c")) (:host "a" :user "b2" :secret ("c2"))
                     (:host "a2" :port "imap" :user "b q" :secret ("c z"))
                     (:host "a3" :user "x" :key "k" :cert "c")
                     (:host "5" :port "143" :user "five" :secret ("p5"))
                     (:host t :user "d" :secret ("dd")))))))

(ert-deftest auth-source-chooses-by-host-user-and-port ()
  (auth-source-tests--with-file ".netrc" auth-source-tests--netrc
    (cl-flet ((users (&rest spec) (mapcar (lambda (e) (plist-get e :user)) (apply #'auth-source-tests--search spec))))
      (should (equal (users :host "a") '("b" "b2" "d")))
      (should (equal (users :host "a" :user "b2") '("b2")))
      (should (equal (users :host '("a2" "a3")) '("b q" "x" "d")))
      (should (equal (users :host "5" :port 143) '("five" "d")))
      (should (equal (users :host "5" :port '("x" 143)) '("five" "d")))
      (should (equal (users :host "5" :port "imap") '("d")))
      (should (equal (users :host "a3" :port "anything") '("x" "d")))
      (should (equal (users :host "nowhere") '("d")))
      (should (equal (users :host "a" :user nil :port t) '("b" "b2" "d")))
      (should-not (users :host "a" :user "nobody")))))

(ert-deftest auth-source-max-counts ()
  (auth-source-tests--with-file ".netrc" auth-source-tests--netrc
    (should (= 1 (length (auth-source-search))))
    (should (= 2 (length (auth-source-search :max 2))))
    (should (eq t (auth-source-search :max 0 :host "a")))
    (should-not (auth-source-search :max 0 :user "nobody"))
    (let ((auth-sources (list file file))) (should (= 12 (length (auth-source-search :max 7))))
      (should (= 3 (length (auth-source-search :max 3)))))))

(ert-deftest auth-source-require-wants-all-keys ()
  (auth-source-tests--with-file ".netrc" auth-source-tests--netrc
    (should (equal (auth-source-tests--search :require '(:key :cert)) '((:host "a3" :user "x" :key "k" :cert "c"))))
    (should (equal (auth-source-tests--search :host "a3" :require '(:secret)) '((:host t :user "d" :secret ("dd")))))
    (should-not (auth-source-search :require '(:nothing)))
    (let ((debug-on-error nil))
      (should-error (auth-source-search :require :secret))
      (should-error (auth-source-search :create 3)))))

(ert-deftest auth-source-type-chooses-backends ()
  (auth-source-tests--with-file ".netrc" auth-source-tests--netrc
    (should (auth-source-search :type 'netrc))
    (should (auth-source-search :type '(secrets netrc)))
    (should (auth-source-search :type t))
    (should-not (auth-source-search :type 'secrets))))

(ert-deftest auth-source-an-entry-of-auth-sources-restricts ()
  (auth-source-tests--with-file ".netrc" auth-source-tests--netrc
    (let ((auth-sources `((:source ,file :host "a" :user "b"))))
      (should (auth-source-search :host "a"))
      (should (auth-source-search :host '("a" "z")))
      (should-not (auth-source-search :host "a2"))
      (should-not (auth-source-search :host "a" :user "b2")))))

(ert-deftest auth-source-pick-and-user-and-password ()
  (auth-source-tests--with-file ".netrc" auth-source-tests--netrc
    (should (equal (auth-source-pick-first-password :host "a" :user "b2") "c2"))
    (should-not (auth-source-pick-first-password :host "a3"))
    (should-not (auth-source-pick-first-password :host "a" :user "nobody"))
    (should (equal (seq-take (auth-source-user-and-password "a") 2) '("b" "c")))
    (should (equal (seq-take (auth-source-user-and-password "a" "b2") 2) '("b2" "c2")))
    (should (equal (auth-source-user-and-password "a" "nobody") '(nil nil nil)))))

(ert-deftest auth-source-netrc-broken-entries-are-errors ()
  (dolist (text '("machine a login\nmachine b\n" "machine a login machine password x"))
    (auth-source-tests--with-file ".netrc" text
      (should (string-match-p "Unexpected .machine. token at line"
                              (cadr (should-error (auth-source-search))))))))

(ert-deftest auth-source-netrc-parse-entries-calls-check ()
  (with-temp-buffer
    (insert "machine a login b\ndefault login c")
    (goto-char (point-min))
    (let ((seen nil))
      (should (equal (auth-source-netrc-parse-entries (lambda (e) (push e seen) (assoc "login" e)) 10)
                     '((("login" . "b") ("machine" . "a")) (("login" . "c") ("machine" . t)))))
      (should (= 2 (length seen))))
    (goto-char (point-min))
    (should (= 1 (length (auth-source-netrc-parse-entries #'identity 1))))))

(ert-deftest auth-source-netrc-tokens ()
  (with-temp-buffer
    (insert "a 'b c' \"d e\" # f\n g'h i\"j #k\n")
    (goto-char (point-min))
    (should (equal (cl-loop repeat 6 collect (auth-source-netrc-parse-one)) '("a" "b c" "d e" "g'h" "i\"j" nil)))
    (should (eobp))))

(ert-deftest auth-source-backends-by-name ()
  (cl-flet ((kind (entry) (let ((b (auth-source-backend-parse entry)))
                            (list (slot-value b 'type) (slot-value b 'source) (slot-value b 'search-function)))))
    (let ((auth-source-debug #'ignore))
      (should (equal (kind "~/.authinfo") '(netrc "~/.authinfo" auth-source-netrc-search)))
      (should (equal (kind "x.gpg") '(netrc "x.gpg" auth-source-netrc-search)))
      (should (equal (kind '(:source "x" :host "h")) '(netrc "x" auth-source-netrc-search)))
      (should (equal (kind "x.json") '(json "x.json" auth-source-json-search)))
      (should (equal (kind "x.json.gpg") '(json "x.json.gpg" auth-source-json-search)))
      (should (equal (kind 'macos-keychain-internet)
                     '(macos-keychain-internet "default" auth-source-macos-keychain-search)))
      (should (equal (kind "macos-keychain-generic:foo")
                     '(macos-keychain-generic "foo" auth-source-macos-keychain-search)))
      (should (equal (kind 33) '(ignore "" ignore)))
      (should (equal (kind nil) '(ignore "" ignore))))))

(ert-deftest auth-source-other-backends-can-be-added ()
  (let* ((asked nil)
         (backend (auth-source-backend :type 'mine :source "."
                                       :search-function (cl-function
                                                         (lambda (&rest spec &key backend max host &allow-other-keys)
                                                           (push (list (slot-value backend 'type) max host) asked)
                                                           (list (list :host host :secret "s"))))))
         (auth-source-backend-parser-functions (list (lambda (entry) (and (eq entry 'mine) backend))))
         (auth-sources '(mine)) (auth-source-do-cache nil))
    (should (equal (auth-source-pick-first-password :host "h") "s"))
    (should (equal asked '((mine 1 "h"))))))

;;; Results that are kept

(ert-deftest auth-source-keeps-results ()
  (auth-source-tests--with-file ".netrc" "machine a login b password c\n"
    (let ((auth-source-do-cache t))
      (should (equal (auth-source-pick-first-password :host "a") "c"))
      (should-not (auth-source-search :host "z"))
      (with-temp-file file (insert "machine a login b password new\nmachine z login y password x\n"))
      (should (equal (auth-source-pick-first-password :host "a") "c"))
      (should-not (auth-source-search :host "z"))
      (auth-source-forget '(:host "z"))
      (should (auth-source-search :host "z"))
      (auth-source-forget-all-cached)
      (should (equal (auth-source-pick-first-password :host "a") "new")))))

(ert-deftest auth-source-forgets-what-fits ()
  (auth-source-tests--with-file ".netrc" "machine a login b password c\n"
    (let ((auth-source-do-cache t))
      (dolist (spec '((:host "a") (:host ("a" "z")) (:host "q" :user "r") (:user "r")))
        (apply #'auth-source-search spec)
        (should (auth-source-remembered-p spec)))
      (should (= 2 (auth-source-forget+ :host "a")))
      (should-not (auth-source-remembered-p '(:host "a")))
      (should (= 0 (auth-source-forget+ :host "a")))
      (should (= 1 (auth-source-forget+ :host "q" :user "r")))
      (should (= 1 (auth-source-forget+ :host t))))))

;;; New entries

(ert-deftest auth-source-creates-and-saves ()
  (auth-source-tests--with-file ".netrc" "machine a login b password c\n"
    (auth-source-tests--with-answers '("u" "p w")
      (let ((new (auth-source-search :host "h" :create t)))
        (should (equal (auth-source-tests--plain new) '((:host "h" :user "u" :secret ("p w") :save-function function))))
        (should (equal (reverse asked)
                       '("[any port] user name for h (default someone): " "[any port] password for u@h: ")))
        (should-not (auth-source-search :host "h"))
        (funcall (plist-get (car new) :save-function))
        (should (equal (auth-source-tests--contents file)
                       "machine h login u password \"p w\"\nmachine a login b password c\n"))
        (should (= (file-modes file) #o600))
        (funcall (plist-get (car new) :save-function))
        (should (equal (auth-source-pick-first-password :host "h") "p w"))
        (should (= 2 (length (auth-source-search :max 10))))))))

(ert-deftest auth-source-does-not-create-what-is-there ()
  (auth-source-tests--with-file ".netrc" "machine a login b password c\n"
    (auth-source-tests--with-answers nil
      (should (equal (auth-source-pick-first-password :host "a" :create t) "c"))
      (should-not asked))))

(ert-deftest auth-source-creation-takes-defaults-and-prompts ()
  (auth-source-tests--with-file ".netrc" ""
    (auth-source-tests--with-answers '("me" "p1" "s" "x")
      (let ((auth-source-creation-defaults '((user . "you") (port . "p0") (extra . "e")))
            (auth-source-creation-prompts '((secret . "Password of %u at %h, %p: "))))
        (should (equal (auth-source-tests--plain (auth-source-search :host "h" :create '(extra other)))
                       '((:host "h" :user "me" :port "p1" :secret ("s") :extra "x" :save-function function))))
        (should (equal (reverse asked)
                       '("[any port] user name for h (default you): " "[any port] port for me@h (default p0): "
                         "Password of me at h, p1: " "Enter extra (me@h:p1) (default e): ")))))))

(ert-deftest auth-source-save-behavior-decides ()
  (auth-source-tests--with-file ".netrc" ""
    (cl-flet ((save (host) (funcall (plist-get (car (auth-source-search :host host :user "u" :create t)) :save-function))))
      (let ((auth-source-save-behavior nil))
        (auth-source-tests--with-answers '("s") (save "a"))
        (should (equal (auth-source-tests--contents file) "")))
      (let ((auth-source-save-behavior 'ask))
        (auth-source-tests--with-answers '("s" ?n) (save "b"))
        (should (equal (auth-source-tests--contents file) ""))
        (auth-source-tests--with-answers '("s" ?e "machine edited" ?y) (save "c") (should-not answers))
        (should (equal (auth-source-tests--contents file) "machine edited\n"))))))

(ert-deftest auth-source-json ()
  (auth-source-tests--with-file ".json" "[{\"machine\":\"a\",\"login\":\"b\",\"password\":\"c\"},
 {\"host\":\"a2\",\"port\":\"143\",\"user\":\"u2\",\"secret\":\"s2\",\"extra\":\"e\"},
 {\"machine\":\"a\",\"account\":\"b3\",\"protocol\":99}]"
    (should (equal (auth-source-tests--search)
                   '((:host "a" :user "b" :secret ("c"))
                     (:host "a2" :port "143" :user "u2" :secret ("s2") :extra "e")
                     (:host "a" :user "b3" :port 99))))
    (should (equal (auth-source-pick-first-password :host "a2" :port '("143" "imap")) "s2"))
    (should-not (auth-source-search :host "a2" :port "144"))
    (should (= 1 (length (auth-source-search :max 10 :require '(:extra)))))
    (should (auth-source-search :type 'json))
    (should-not (auth-source-search :type 'netrc))))

(ert-deftest auth-source-json-wants-an-array ()
  (dolist (text '("{\"a\":1}" "[{"))
    (auth-source-tests--with-file ".json" text (should-error (auth-source-search)))))

;;; Secrets

(ert-deftest auth-source-passwords-are-hidden ()
  (dolist (text '("" "s" "0123456789abcdef" "ünïcödé €" "several\nlines"))
    (let ((hidden (auth-source--obfuscate text)))
      (should (or (< (length text) 2) (not (string-match-p (regexp-quote text) hidden))))
      (should (equal (auth-source--deobfuscate hidden) text))
      (should-not (equal (auth-source--obfuscate text) hidden))))
  (should (equal (auth-source--pad "abc" 16) (concat "abc" (make-string 13 13))))
  (should (equal (auth-source--unpad (auth-source--pad "0123456789abcdef" 16)) "0123456789abcdef")))

(provide 'auth-source-tests)
;;; auth-source.el ends here
