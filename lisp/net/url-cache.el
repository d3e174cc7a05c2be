;;; url-cache.el --- answers that are kept on disk -*- lexical-binding: t; -*-

;; Manual: (url) Disk Caching.

(require 'url-parse)
(require 'url-util)
(require 'url-vars)

(defcustom url-cache-directory (expand-file-name "cache" url-configuration-directory) "Where answers are kept." :type 'directory :group 'url-cache)
(defcustom url-cache-creation-function #'url-cache-create-filename-using-md5 "Function that names the file for an address."
  :type 'function :group 'url-cache)

(defun url-cache-file-writable-p (file)
  "Return non-nil if FILE can be written and is no directory."
  (and (file-writable-p file) (not (file-directory-p file))))

(defun url-cache-prepare (file)
  "Make the directories that FILE lies in; return t if FILE can be written then."
  (condition-case nil
      (progn (make-directory (file-name-directory file) t)
             (url-cache-file-writable-p file))
    (file-error nil)))

(defun url-cache--directory (url)
  "Return the directory for answers from the server of URL, an object."
  (let ((host (or (url-host url) "")))
    (expand-file-name
     (mapconcat #'identity
                (append (list (user-real-login-name) (or (url-type url) "file"))
                        (if (equal host "") '("localhost")
                          (mapcar (lambda (label) (if (member label '("" "." "..")) "_" (replace-regexp-in-string "[/\0]" "_" label)))
                                  (nreverse (split-string host "\\.")))))
                "/")
     url-cache-directory)))

(defun url-cache--object (url) (if (url-p url) url (url-generic-parse-url url)))

(defun url-cache-create-filename-human-readable (url)
  "Return the name of the file for URL, after its path."
  (let* ((object (url-cache--object url))
         (parts (mapcar (lambda (part) (if (member part '("." "..")) "_" part)) (split-string (or (url-filename object) "") "/" t))))
    (when parts
      (expand-file-name (concat (mapconcat #'identity parts "/") (and (string-suffix-p "/" (url-filename object)) "/index.html"))
                        (url-cache--directory object)))))

(defun url-cache-create-filename-using-md5 (url)
  "Return the name of the file for URL, after its digest."
  (let* ((object (url-cache--object url)) (text (if (stringp url) url (url-recreate-url url))))
    (expand-file-name (md5 (encode-coding-string text 'utf-8)) (url-cache--directory object))))

(defun url-cache-create-filename (url)
  "Return the name of the file for URL."
  (funcall url-cache-creation-function (if (url-p url) (url-recreate-url url) url)))

(defun url-store-in-cache (&optional buff)
  "Keep the answer in BUFF, by default the current buffer, on disk."
  (with-current-buffer (or buff (current-buffer))
    (let ((file (and url-current-object (url-cache-create-filename url-current-object))))
      (when (and file (url-cache-prepare file))
        (let ((coding-system-for-write 'binary))
          (write-region (point-min) (point-max) file nil 'silent))))))

(defun url-is-cached (url)
  "Return when the answer for URL was kept, nil if it was not."
  (let* ((file (url-cache-create-filename url)) (attributes (and file (file-attributes file))))
    (and attributes (not (file-attribute-type attributes)) (file-attribute-modification-time attributes))))

(defun url-cache-expired (url &optional expire-time)
  "Return t if what is kept for URL is older than EXPIRE-TIME seconds, by default `url-cache-expire-time', or missing.
With `url-standalone-mode' only what is missing has expired."
  (let ((time (url-is-cached url)))
    (if url-standalone-mode (not time)
      (or (not time)
          (time-less-p (time-add time (or expire-time url-cache-expire-time)) nil)))))

(defun url-cache-extract (fnam)
  "Put what the file FNAM has kept into the current buffer, in place of what it has."
  (erase-buffer)
  (set-buffer-multibyte nil)
  (insert-file-contents-literally fnam))

(defun url-fetch-from-cache (url)
  "Return a buffer with what is kept for URL."
  (with-current-buffer (generate-new-buffer " *temp*")
    (url-cache-extract (url-cache-create-filename url))
    (current-buffer)))

(defun url-cache-prune-cache (&optional directory)
  "Delete the files below DIRECTORY, by default `url-cache-directory', that have expired, and directories that are empty then."
  (let ((directory (or directory url-cache-directory)))
    (when (file-directory-p directory)
      (dolist (file (directory-files directory t directory-files-no-dot-files-regexp))
        (cond ((file-symlink-p file) nil)
              ((file-directory-p file)
               (url-cache-prune-cache file)
               (when (directory-empty-p file) (delete-directory file)))
              ((time-less-p (time-add (file-attribute-modification-time (file-attributes file)) url-cache-expire-time) nil)
               (delete-file file)))))))

(provide 'url-cache)
;;; url-cache.el ends here
