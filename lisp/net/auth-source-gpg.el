;;; auth-source-gpg.el --- auth-source: reading and writing files, encrypted ones through gpg -*- lexical-binding: t; -*-

;; gpg runs without a terminal and looks for no keys on the network; what a key's passphrase is, its agent knows or asks.

(defcustom auth-source-netrc-use-gpg-tokens 'never
  "Whether passwords are encrypted one by one when an entry is written: `never', or a list of (FILES ACTION).
FILES is a regexp, a variable whose value is one, or t; ACTION is `gpg' or `never'."
  :type '(choice (const never) (repeat (list sexp symbol))) :group 'auth-source)

(defcustom auth-source-gpg-encrypt-to t
  "For whom files and passwords are encrypted: a list of keys, or else with a passphrase."
  :type '(choice (const t) (repeat string)) :group 'auth-source)

(defvar auth-source-passphrase-alist nil "Passphrases by file; unused: gpg asks for them itself.")

;;; gpg

(defun auth-source-gpg--program (file)
  "Return the name of the program gpg, which is needed for FILE."
  (or (executable-find (or (bound-and-true-p epg-gpg-program) "gpg"))
      (executable-find "gpg2")
      (error "auth-source: %s is encrypted, and gpg is not installed" file)))

(defun auth-source-gpg--run (file input &rest arguments)
  "Run gpg with ARGUMENTS and the bytes INPUT, for FILE; return its output as bytes."
  (let ((program (auth-source-gpg--program file))
        (messages (make-temp-file "auth-source-gpg")))
    (unwind-protect
        (with-temp-buffer
          (set-buffer-multibyte nil)
          (insert input)
          (let* ((coding-system-for-write 'no-conversion) (coding-system-for-read 'no-conversion)
                 (status (apply #'call-process-region (point-min) (point-max) program t (list t messages) nil
                                "--quiet" "--no-tty" "--batch" "--yes" "--no-auto-key-locate" arguments)))
            (unless (eq status 0)
              (signal 'file-error (list (format "gpg %s" (car (last arguments))) (auth-source-gpg--messages messages) file)))
            (buffer-string)))
      (delete-file messages))))

(defun auth-source-gpg--messages (file)
  "Return what gpg wrote to FILE as one line."
  (with-temp-buffer
    (insert-file-contents file)
    (replace-regexp-in-string "\n" "; " (string-trim (buffer-string)))))

(defun auth-source-gpg--decrypt (file bytes)
  "Return the text that BYTES, which come from FILE, are when they are decrypted."
  (decode-coding-string (auth-source-gpg--run file bytes "--decrypt") 'utf-8))

(defun auth-source-gpg--encrypt (file text)
  "Return TEXT, which is for FILE, encrypted as `auth-source-gpg-encrypt-to' says."
  (apply #'auth-source-gpg--run file (encode-coding-string text 'utf-8)
         (if (consp auth-source-gpg-encrypt-to)
             (append '("--trust-model" "always")
                     (apply #'append (mapcar (lambda (key) (list "--recipient" key)) auth-source-gpg-encrypt-to))
                     '("--encrypt"))
           '("--symmetric"))))

;;; Files

(defun auth-source-gpg--file-p (file)
  "Return non-nil if FILE is to be encrypted here: its name says so and no handler of files does it."
  (and (string-match-p "\\.gpg\\'" file) (not (find-file-name-handler file 'insert-file-contents))))

(defun auth-source--read-file (file)
  "Return the text of FILE, decrypted if its name ends in .gpg."
  (with-temp-buffer
    (if (auth-source-gpg--file-p file)
        (progn
          (set-buffer-multibyte nil)
          (insert-file-contents-literally file)
          (auth-source-gpg--decrypt file (buffer-string)))
      (insert-file-contents file)
      (buffer-string))))

(defun auth-source--write-file (file text)
  "Make TEXT the contents of FILE, encrypted if its name ends in .gpg; only its owner may read it."
  (let ((encrypted (and (auth-source-gpg--file-p file) (auth-source-gpg--encrypt file text)))
        (modes (default-file-modes)))
    (when (file-exists-p file) (set-file-modes file #o600))
    (unwind-protect
        (progn
          (set-default-file-modes #o600)
          (let ((coding-system-for-write (if encrypted 'no-conversion 'utf-8)))
            (write-region (or encrypted text) nil file nil 'silent)))
      (set-default-file-modes modes))))

;;; Passwords in files that are not encrypted

(defun auth-source-epa-extract-gpg-token (secret file)
  "Return SECRET, which comes from FILE; decrypted if it is \"gpg:\" and base64."
  (if (string-prefix-p "gpg:" secret)
      (auth-source-gpg--decrypt file (base64-decode-string (substring secret 4)))
    secret))

(defun auth-source-epa-make-gpg-token (secret file)
  "Return SECRET, which is for FILE, encrypted, as \"gpg:\" and base64."
  (concat "gpg:" (base64-encode-string (auth-source-gpg--encrypt file secret) t)))

(provide 'auth-source-gpg)
;;; auth-source-gpg.el ends here
