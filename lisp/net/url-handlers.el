;;; url-handlers.el --- addresses as names of files -*- lexical-binding: t; -*-

;; Manual: (url) Supported URL Types, (emacs) File Names.

(require 'mailcap)
(require 'url)
(require 'url-parse)
(require 'url-util)

(defcustom url-handler-regexp "\\`\\(?:https?\\|ftp\\|file\\|nfs\\|ssh\\|scp\\|rsync\\|telnet\\)://"
  "Matches the addresses that `url-handler-mode' takes as names of files." :type 'regexp :group 'url)

(define-minor-mode url-handler-mode
  "Take addresses as names of files: primitives for files fetch them."
  :global t :group 'url
  (setq file-name-handler-alist (cl-remove #'url-file-handler file-name-handler-alist :key #'cdr))
  (when url-handler-mode (push (cons url-handler-regexp #'url-file-handler) file-name-handler-alist)))

(defun url-run-real-handler (operation args)
  "Do OPERATION with ARGS as if there were no addresses."
  (let ((inhibit-file-name-handlers (cons #'url-file-handler (and (eq inhibit-file-name-operation operation) inhibit-file-name-handlers)))
        (inhibit-file-name-operation operation))
    (apply operation args)))

(defun url-file-handler (operation &rest args)
  "Do OPERATION, a primitive for files, with ARGS, of which one is an address."
  (let ((function (get operation 'url-file-handlers)) (case-fold-search t))
    (cond (function (apply function args))
          ((cl-some (lambda (arg) (and (stringp arg) (string-match-p url-handler-regexp arg))) args)
           (url-run-real-handler operation args))
          (t (url-run-real-handler operation args)))))

(defun url-file-handler-identity (arg &rest _ignored) "Return ARG." arg)

(defun url-handler-expand-file-name (file &optional base)
  "Return the address that FILE means relative to BASE, of which one is an address."
  (if (file-name-absolute-p file)
      (let ((url (and base (string-match-p url-handler-regexp base) (url-generic-parse-url base))))
        (cond ((string-match-p url-handler-regexp file) (url-expand-file-name file))
              (url (let ((default-directory "/")) (expand-file-name file "/")))
              (t (expand-file-name file base))))
    (url-expand-file-name file (or base default-directory))))

(defun url-handler-directory-file-name (dir)
  "Return DIR, an address, without the slash at its end."
  (if (string-match "//\\'" dir) dir (url-run-real-handler 'directory-file-name (list dir))))

(defun url-handler-file-name-directory (dir)
  "Return the directory part of DIR, an address."
  (let ((url (url-generic-parse-url dir)))
    (if (and (url-type url) (member (url-filename url) '("" nil))) (concat dir "/")
      (url-run-real-handler 'file-name-directory (list dir)))))

(defun url-handler-unhandled-file-name-directory (filename)
  "Return a directory of this machine for programs that work on FILENAME, an address."
  (let ((url (url-generic-parse-url filename)))
    (if (equal (url-type url) "file")
        (file-name-as-directory (url-filename url))
      nil)))

(defun url-handler-file-remote-p (filename &optional identification _connected)
  "Return what identifies the server of FILENAME, an address, or its part IDENTIFICATION; nil for files of this machine."
  (let ((url (url-generic-parse-url filename)))
    (unless (equal (url-type url) "file")
      (pcase identification
        ('method (url-type url))
        ('user (url-user url))
        ('host (url-host url))
        ('localname (url-filename url))
        (_ (url-recreate-url
            (url-parse-make-urlobj (url-type url) (url-user url) nil (url-host url) (url-portspec url) nil nil nil t)))))))

;;; Contents

(defun url--answer-or-error (url)
  "Return the buffer with the answer for URL; signal a `file-error' if there is none, or if the server says that it has nothing."
  (let ((buffer (url-retrieve-synchronously url)))
    (unless buffer (signal 'file-error (list url "No Data")))
    (let ((status (url-http-symbol-value-in-buffer 'url-http-response-status buffer)) (handed nil))
      (unwind-protect
          (progn
            (when (integerp status)
              (unless (or (<= 200 status 299) (= status 304))
                (let ((text (nth 2 (assq status url-http-codes))))
                  (kill-buffer buffer)
                  (signal 'file-error (list url (or text (format "Status %d" status)))))))
            (setq handed t))
        (unless (or handed (not (buffer-live-p buffer))) (kill-buffer buffer))))
    buffer))

(defun url--body-start ()
  "Return where the body of the answer in the current buffer begins."
  (save-excursion
    (goto-char (point-min))
    (cond ((bound-and-true-p url-http-end-of-headers) (1+ url-http-end-of-headers))
          ((re-search-forward "^\r?\n" nil t) (point))
          (t (point-min)))))

(defun url--charset ()
  "Return the character set that the header in the current buffer names, or nil."
  (save-restriction
    (narrow-to-region (point-min) (url--body-start))
    (let ((type (mail-fetch-field "content-type")) (case-fold-search t))
      (and type (string-match url-mime-content-type-charset-regexp type)
           (string-trim (match-string 1 type) "[ \t'\"]+" "[ \t'\";]+")))))

(defun url--coding (charset)
  "Return the coding system for CHARSET, a name or nil, or nil if there is none."
  (let ((symbol (and charset (intern (downcase charset)))))
    (cond ((null symbol) nil)
          ((coding-system-p symbol) symbol)
          ((memq symbol '(ascii us-ascii)) 'us-ascii)
          ((and (string-match "\\`cp\\([0-9]+\\)\\'" charset) (coding-system-p (intern (concat "windows-" (match-string 1 charset)))))
           (intern (concat "windows-" (match-string 1 charset)))))))

(defun url-insert (buffer &optional beg end)
  "Insert the body of the answer in BUFFER after point; return (SIZE CHARSET).
BEG and END, which count octets of the body from 0, choose a part of it.  If the current buffer is multibyte and the header names a
character set the body is decoded by it."
  (let* ((charset nil)
         (octets (with-current-buffer buffer
                   (setq charset (url--charset))
                   (let ((start (url--body-start)))
                     (buffer-substring-no-properties (if beg (min (point-max) (+ start beg)) start)
                                                     (if end (min (point-max) (+ start end)) (point-max))))))
         (coding (and enable-multibyte-characters (url--coding charset)))
         (text (if coding (decode-coding-string octets coding) octets)))
    (save-excursion (insert text))
    (list (length octets) charset)))

(defun url-insert-buffer-contents (buffer url &optional visit beg end replace)
  "Insert the body of the answer in BUFFER as if it came from a file named URL; kill BUFFER.
VISIT, BEG, END and REPLACE are as for `insert-file-contents'.  Return (URL SIZE)."
  (when replace (delete-region (point-min) (point-max)))
  (let* ((start (point)) (before (buffer-size))
         (inserted (prog1 (url-insert buffer beg end) (kill-buffer buffer))))
    (when (and enable-multibyte-characters (not (url--coding (cadr inserted))))
      (url--decode-undeclared start (+ start (- (buffer-size) before))))
    (when visit
      (setq buffer-file-name url)
      (set-buffer-modified-p nil))
    (list url (car inserted))))

(defun url--decode-undeclared (start end)
  "Decode the octets between START and END, of which nobody tells how they are encoded."
  (let* ((octets (encode-coding-string (buffer-substring-no-properties start end) 'raw-text))
         (coding (or coding-system-for-read (car (ensure-list (detect-coding-string octets)))))
         (text (decode-coding-string octets (if (memq (coding-system-base coding) '(undecided us-ascii)) 'utf-8 coding))))
    (save-excursion
      (goto-char start)
      (delete-region start end)
      (insert text))))

(defun url-insert-file-contents (url &optional visit beg end replace)
  "Insert what URL names after point, as `insert-file-contents' does with VISIT, BEG, END and REPLACE; return (URL SIZE).
A `file-error' says that there is nothing, or what the server says instead."
  (let ((buffer (url--answer-or-error url)))
    (when visit (setq buffer-file-name url))
    (save-excursion (url-insert-buffer-contents buffer url visit beg end replace))))
(put 'insert-file-contents 'url-file-handlers #'url-insert-file-contents)

(defun url-copy-file (url newname &optional ok-if-already-exists &rest _ignored)
  "Write what URL names to the file NEWNAME; return t.
If that exists signal `file-already-exists', unless OK-IF-ALREADY-EXISTS is non-nil; a number means to ask."
  (when (and (file-exists-p newname)
             (or (not ok-if-already-exists)
                 (and (integerp ok-if-already-exists)
                      (not (yes-or-no-p (format "File %s already exists; copy to it anyway? " newname))))))
    (signal 'file-already-exists (list "File already exists" newname)))
  (let ((buffer (or (url-retrieve-synchronously url) (signal 'file-missing (list "Opening URL" "No such file or directory" url)))))
    (unwind-protect
        (with-current-buffer buffer
          (let ((coding-system-for-write 'binary))
            (write-region (url--body-start) (point-max) newname nil 'silent)))
      (kill-buffer buffer)))
  t)
(put 'copy-file 'url-file-handlers #'url-copy-file)

(defun url-file-local-copy (url &rest _ignored)
  "Return the name of a new file of this machine with what URL names."
  (let ((file (make-temp-file "url")))
    (url-copy-file url file t)
    file))
(put 'file-local-copy 'url-file-handlers #'url-file-local-copy)

(defun url-file-name-completion (_url _directory &optional _predicate)
  "Signal that names at servers cannot be completed." (error "Names cannot be completed at servers"))
(defun url-file-name-all-completions (_file _directory)
  "Signal that names at servers cannot be completed." (error "Names cannot be completed at servers"))

(defun url-handlers-set-buffer-mode ()
  "Set the mode of the current buffer, which visits an address, by its name." (when buffer-file-name (set-auto-mode)))

;;; Other operations

(dolist (row '((expand-file-name . url-handler-expand-file-name)
               (directory-file-name . url-handler-directory-file-name)
               (file-name-directory . url-handler-file-name-directory)
               (unhandled-file-name-directory . url-handler-unhandled-file-name-directory)
               (file-remote-p . url-handler-file-remote-p)
               (file-name-completion . url-file-name-completion)
               (file-name-all-completions . url-file-name-all-completions)
               (substitute-in-file-name . url-file-handler-identity)
               (file-name-absolute-p . always)
               (file-symlink-p . ignore)
               (file-writable-p . ignore)
               (vc-registered . ignore)))
  (put (car row) 'url-file-handlers (cdr row)))

(defmacro url-handlers-create-wrapper (method args)
  "Define url-METHOD, which does METHOD with ARGS by what the scheme of the address that is the first has for it."
  (let ((name (intern (format "url-%s" method))) (plain (remq '&rest (remq '&optional args))))
    `(progn
       (defun ,name ,args
         ,(format "Do `%s' for an address." method)
         (let* ((url (url-generic-parse-url ,(car plain)))
                (function (and (url-type url) (url-scheme-get-property (url-type url) ',method))))
           (unless (and function (fboundp function)) (error "`%s' cannot be done for %s" ',method ,(car plain)))
           (funcall function url ,@(cdr plain))))
       (unless (get ',method 'url-file-handlers) (put ',method 'url-file-handlers #',name)))))

(url-handlers-create-wrapper file-exists-p (filename))
(url-handlers-create-wrapper file-attributes (filename &optional id-format))
(url-handlers-create-wrapper file-symlink-p (filename))
(url-handlers-create-wrapper file-writable-p (filename))
(url-handlers-create-wrapper file-directory-p (filename))
(url-handlers-create-wrapper file-executable-p (filename))
(url-handlers-create-wrapper directory-files (directory &optional full match nosort))
(url-handlers-create-wrapper file-truename (filename))
(put 'file-readable-p 'url-file-handlers #'url-file-exists-p)

(provide 'url-handlers)
;;; url-handlers.el ends here
