;;; url-file.el --- addresses of files -*- lexical-binding: t; -*-

(require 'mailcap)
(require 'url-parse)
(require 'url-util)
(require 'url-vars)

(defconst url-file-default-port 21 "The port of FTP.")
(defconst url-file-asynchronous-p t "The callback is called by the loader.")
(defconst url-ftp-asynchronous-p t "The callback is called by the loader.")

(defun url-file-host-is-local-p (host)
  "Return t if HOST is this machine."
  (and (or (null host) (equal host "")
           (member (downcase host) (list (downcase (system-name)) "localhost" "127.0.0.1")))
       t))

(defun url-file-build-filename (url)
  "Return the name of the file that URL, a string or an object, means; files of other hosts have names for remote files."
  (let* ((url (if (url-p url) url (url-generic-parse-url url)))
         (file (decode-coding-string (url-unhex-string (or (url-filename url) "")) (or file-name-coding-system 'utf-8)))
         (host (url-host url)))
    (if (url-file-host-is-local-p host) file
      (format "/%s@%s%s:%s" (or (url-user url) "anonymous") host (if (url-portspec url) (format "#%d" (url-portspec url)) "") file))))

(defun url-file-find-possibly-compressed-file (fname &rest _)
  "Return FNAME, or its name with the extension of a compressed file if only that exists."
  (cond ((file-exists-p fname) fname)
        ((seq-find #'file-exists-p (mapcar (lambda (entry) (concat fname (car entry))) url-uncompressor-alist)))
        (t fname)))

(defun url-file--index (directory)
  "Return the file that is shown for DIRECTORY, or nil."
  (let ((index (and url-directory-index-file (expand-file-name url-directory-index-file directory))))
    (and index (file-readable-p index) (not (file-directory-p index)) index)))

(defun url-file (url callback cbargs)
  "Read the file that URL, an object, means; call CALLBACK with CBARGS in a buffer with a header and what the file has.
Return the buffer, or nil for a directory without index.  A `file-error' says that the file cannot be read."
  (let* ((name (url-file-build-filename url))
         (file (if (file-directory-p name) (url-file--index name) name)))
    (when file
      (let ((buffer (generate-new-buffer " *url-file*")))
        (with-current-buffer buffer
          (set-buffer-multibyte nil)
          (setq url-current-object url)
          (let ((type (or (mailcap-extension-to-mime (url-file-extension file)) "application/octet-stream")))
            (condition-case problem
                (insert-file-contents-literally file)
              (file-error (kill-buffer buffer) (signal (car problem) (cdr problem))))
            (goto-char (point-min))
            (insert (format "Content-type: %s\nContent-length: %d\n\n" type (buffer-size)))
            (goto-char (point-max))
            (apply callback cbargs)))
        buffer))))
(defalias 'url-ftp #'url-file)

(defmacro url-file-create-wrapper (method args)
  "Define url-file-METHOD and url-ftp-METHOD, which call METHOD with ARGS for the file of the address that is the first."
  (let ((name (intern (format "url-file-%s" method))) (url (car (remq '&rest (remq '&optional args)))))
    `(progn
       (defun ,name ,args
         ,(format "Do `%s' for the file of an address." method)
         (,method (url-file-build-filename ,url) ,@(remq '&rest (remq '&optional (cdr args)))))
       (defalias ',(intern (format "url-ftp-%s" method)) #',name))))

(url-file-create-wrapper file-exists-p (url))
(url-file-create-wrapper file-attributes (url &optional id-format))
(url-file-create-wrapper file-symlink-p (url))
(url-file-create-wrapper file-readable-p (url))
(url-file-create-wrapper file-writable-p (url))
(url-file-create-wrapper file-executable-p (url))
(url-file-create-wrapper file-truename (url &optional counter prev-dirs))
(url-file-create-wrapper directory-files (url &optional full match nosort))

(provide 'url-file)
;;; url-file.el ends here
