;;; mailcap.el --- types of contents -*- lexical-binding: t; -*-

;; The types of files are those of the system (mime.types); the common ones are known without it.

(defvar mailcap-mime-extensions
  '((".aac" . "audio/aac") (".avi" . "video/x-msvideo") (".bin" . "application/octet-stream") (".bmp" . "image/bmp")
    (".bz2" . "application/x-bzip2") (".c" . "text/x-csrc") (".cc" . "text/x-c++src") (".cpp" . "text/x-c++src") (".css" . "text/css")
    (".csv" . "text/csv") (".diff" . "text/x-patch") (".doc" . "application/msword") (".el" . "application/emacs-lisp") (".eps" . "application/postscript")
    (".epub" . "application/epub+zip") (".flac" . "audio/flac") (".gif" . "image/gif") (".gz" . "application/gzip")
    (".h" . "text/x-chdr") (".htm" . "text/html") (".html" . "text/html") (".ics" . "text/calendar") (".jpeg" . "image/jpeg")
    (".jpg" . "image/jpeg") (".js" . "text/javascript") (".json" . "application/json") (".m4a" . "audio/mp4") (".md" . "text/markdown")
    (".mov" . "video/quicktime") (".mp3" . "audio/mpeg") (".mp4" . "video/mp4") (".mpeg" . "video/mpeg") (".mpg" . "video/mpeg")
    (".odt" . "application/vnd.oasis.opendocument.text") (".oga" . "audio/ogg") (".ogg" . "audio/ogg") (".ogv" . "video/ogg")
    (".opus" . "audio/ogg") (".patch" . "text/x-patch") (".pdf" . "application/pdf") (".png" . "image/png")
    (".ps" . "application/postscript") (".py" . "text/x-python") (".rss" . "application/rss+xml") (".rtf" . "application/rtf")
    (".sh" . "text/x-sh") (".svg" . "image/svg+xml") (".tar" . "application/x-tar") (".tex" . "text/x-tex") (".tgz" . "application/gzip")
    (".tif" . "image/tiff") (".tiff" . "image/tiff") (".tsv" . "text/tab-separated-values") (".txt" . "text/plain")
    (".vcf" . "text/vcard") (".wav" . "audio/x-wav") (".webm" . "video/webm") (".webp" . "image/webp") (".xhtml" . "application/xhtml+xml")
    (".xml" . "application/xml") (".xz" . "application/x-xz") (".zip" . "application/zip"))
  "Alist of extensions of files, with dot, and the types of what such files have.")

(defvar mailcap-mimetypes-parsed-p nil "Whether the system's types were read.")

(defun mailcap-parse-mimetypes (&optional path force)
  "Read types of files from PATH, a list of files or a string of names separated by colons, by default the usual ones.
This is done once, again if FORCE."
  (when (or (not mailcap-mimetypes-parsed-p) force)
    (dolist (file (reverse (cond ((stringp path) (split-string path path-separator t))
                                 (path path)
                                 ((getenv "MIMETYPES") (split-string (getenv "MIMETYPES") path-separator t))
                                 (t '("~/.mime-types" "/etc/mime.types" "/usr/etc/mime.types" "/usr/local/etc/mime.types")))))
      (when (file-readable-p file) (mailcap-parse-mimetype-file file)))
    (setq mailcap-mimetypes-parsed-p t)))

(defun mailcap-parse-mimetype-file (fname)
  "Read types of files from FNAME: a type and its extensions on each line."
  (with-temp-buffer
    (insert-file-contents fname)
    (dolist (line (split-string (buffer-string) "\n" t))
      (let ((words (split-string (replace-regexp-in-string "#.*" "" line))))
        (dolist (extension (cdr words))
          (push (cons (concat "." (string-remove-prefix "." extension)) (car words)) mailcap-mime-extensions))))))

(defun mailcap-extension-to-mime (extn)
  "Return the type of files with the extension EXTN, with or without dot, or nil."
  (mailcap-parse-mimetypes)
  (let ((extension (downcase (if (string-prefix-p "." extn) extn (concat "." extn)))))
    (cdr (assoc extension mailcap-mime-extensions))))

(defun mailcap-file-name-to-mime-type (file-name)
  "Return the type of the file FILE-NAME by its extension, or nil."
  (let ((extension (file-name-extension file-name)))
    (and extension (mailcap-extension-to-mime extension))))

(defun mailcap-mime-types ()
  "Return the list of the types of files that are known."
  (mailcap-parse-mimetypes)
  (delete-dups (mapcar #'cdr mailcap-mime-extensions)))

(provide 'mailcap)
;;; mailcap.el ends here
