;;; xdg.el --- the folders and desktop files of freedesktop.org -*- lexical-binding: t -*-

;; XDG Base Directory Specification 0.8, Desktop Entry Specification 1.1, Association between MIME types and applications, thumbnails.

(require 'subr-x)

;;; Base directories

(defun xdg--home (variable default)
  "The folder that the environment VARIABLE names, which must be absolute, or DEFAULT."
  (let ((value (getenv variable)))
    (if (and value (file-name-absolute-p value)) value (expand-file-name default))))
(defun xdg--path (variable default)
  "The list of folders that the environment VARIABLE names, or DEFAULT."
  (let ((value (getenv variable))) (if (member value '(nil "")) default (parse-colon-path value))))

(defun xdg-config-home () "Folder of the user's configuration: $XDG_CONFIG_HOME." (xdg--home "XDG_CONFIG_HOME" "~/.config"))
(defun xdg-cache-home () "Folder of what can be made again: $XDG_CACHE_HOME." (xdg--home "XDG_CACHE_HOME" "~/.cache"))
(defun xdg-data-home () "Folder of the user's data: $XDG_DATA_HOME." (xdg--home "XDG_DATA_HOME" "~/.local/share"))
(defun xdg-state-home () "Folder of what programs remember: $XDG_STATE_HOME." (xdg--home "XDG_STATE_HOME" "~/.local/state"))
(defun xdg-runtime-dir () "Folder of sockets and the like: $XDG_RUNTIME_DIR, or nil." (getenv "XDG_RUNTIME_DIR"))
(defun xdg-config-dirs () "Folders of the machine's configuration, the most important first: $XDG_CONFIG_DIRS."
       (xdg--path "XDG_CONFIG_DIRS" '("/etc/xdg")))
(defun xdg-data-dirs () "Folders of the machine's data: $XDG_DATA_DIRS."
       (xdg--path "XDG_DATA_DIRS" '("/usr/local/share/" "/usr/share/")))

;;; Thumbnails

(defun xdg-thumb-uri (filename) "The file: URI of FILENAME." (concat "file://" (expand-file-name filename)))
(defun xdg-thumb-name (filename) "Name of the thumbnail of FILENAME." (concat (md5 (xdg-thumb-uri filename)) ".png"))
(defun xdg-thumb-mtime (filename) "When FILENAME was changed." (file-attribute-modification-time (file-attributes filename)))

;;; The user's folders

(defconst xdg-line-regexp
  "XDG_\\(?1:DESKTOP\\|DOCUMENTS\\|DOWNLOAD\\|MUSIC\\|PICTURES\\|PUBLICSHARE\\|TEMPLATES\\|VIDEOS\\)_DIR=\"\\(?2:\\(?:\\$HOME\\)?/\\(?:[^\"\\]\\|\\\\.\\)*\\)\""
  "Matches a line of user-dirs.dirs.")
(defvar xdg-user-dirs nil "What was read: (NAME . FOLDER)...")

(defun xdg--substitute-home-env (str)
  (if (string-prefix-p "$HOME" str) (concat (or (getenv "HOME") "~") (substring str 5)) str))
(defun xdg--user-dirs-parse-line ()
  "The (NAME . FOLDER) of the line at point, or nil."
  (and (looking-at xdg-line-regexp)
       (cons (match-string-no-properties 1)
             (xdg--substitute-home-env (replace-regexp-in-string "\\\\\\(.\\)" "\\1" (match-string-no-properties 2))))))
(defun xdg--user-dirs-parse-file (filename)
  "The folders that the file FILENAME names."
  (with-temp-buffer
    (insert-file-contents filename)
    (let (folders)
      (while (not (eobp))
        (let ((pair (xdg--user-dirs-parse-line))) (when pair (push pair folders)))
        (forward-line))
      (nreverse folders))))
(defun xdg-user-dir (name)
  "The user's folder for NAME, as \"DOWNLOAD\", or nil."
  (unless xdg-user-dirs
    (let ((file (expand-file-name "user-dirs.dirs" (xdg-config-home))))
      (when (file-readable-p file) (setq xdg-user-dirs (xdg--user-dirs-parse-file file)))))
  (let ((folder (cdr (assoc name xdg-user-dirs))))
    (and folder (expand-file-name folder))))

;;; Desktop files

(defconst xdg-desktop-group-regexp "\\[\\(?1:[ -Z\\^-~]+?\\)]" "Matches the title of a group.")
(defconst xdg-desktop-entry-regexp "\\(?1:[0-9A-Za-z-]+\\)[[:blank:]]*=[[:blank:]]*\\(?2:.*\\)" "Matches an entry.")

(defun xdg-desktop-read-group ()
  "The entries from point to the end of the group, as a hash table of strings."
  (let ((table (make-hash-table :test #'equal)))
    (while (not (or (eobp) (looking-at xdg-desktop-group-regexp)))
      (cond ((looking-at-p "#\\|[[:blank:]]*$"))
            ((looking-at "\\([0-9A-Za-z-]+\\(?:\\[[^]\n]*\\]\\)?\\)[[:blank:]]*=[[:blank:]]*\\(.*\\)")
             (unless (string-search "[" (match-string 1)) (puthash (match-string-no-properties 1) (match-string-no-properties 2) table)))
            (t (error "Malformed line: %s" (buffer-substring (point) (line-end-position)))))
      (forward-line))
    table))
(defun xdg-desktop-read-file (filename &optional group)
  "The entries of GROUP, by default \"Desktop Entry\", of the file FILENAME, as a hash table."
  (with-temp-buffer
    (insert-file-contents-literally filename)
    (decode-coding-region (point-min) (point-max) 'utf-8)
    (goto-char (point-min))
    (while (looking-at-p "#\\|[[:blank:]]*$") (when (/= 0 (forward-line)) (error "Empty desktop file: %s" filename)))
    (unless (looking-at xdg-desktop-group-regexp)
      (error "Expected group name!  Instead saw: %s" (buffer-substring (point) (line-end-position))))
    (when group
      (while (not (and (re-search-forward xdg-desktop-group-regexp) (equal (match-string 1) group)))))
    (unless (equal (match-string 1) (or group "Desktop Entry")) (error "Wrong first group: %s" (match-string 1)))
    (forward-line)
    (xdg-desktop-read-group)))
(defun xdg-desktop-strings (value)
  "The strings of VALUE, between semicolons that have no backslash before them."
  (let (strings (start 0) (current ""))
    (when (and value (/= 0 (length value)))
      (while (string-match "\\\\;\\|;" value start)
        (setq current (concat current (substring value start (match-beginning 0))))
        (if (equal (match-string 0 value) ";")
            (progn (push current strings) (setq current ""))
          (setq current (concat current ";")))
        (setq start (match-end 0)))
      (setq current (concat current (substring value start)))
      (when (or (/= 0 (length current)) (null strings)) (push current strings)))
    (nreverse strings)))

;;; Programs for MIME types

(defvar xdg-mime-table nil "What was found: (MAJOR-TYPE . hash table of SUBTYPE to desktop files).")
(defun xdg-mime-apps-files ()
  "The files that tell which programs open what, the most important first."
  (let ((desktops (getenv "XDG_CURRENT_DESKTOP")) files)
    (dolist (folder (append (cons (xdg-config-home) (xdg-config-dirs))
                            (mapcar (lambda (data) (expand-file-name "applications" data)) (cons (xdg-data-home) (xdg-data-dirs)))))
      (dolist (name (append (and desktops (mapcar (lambda (desktop) (concat (downcase desktop) "-mimeapps.list")) (split-string desktops ":" t)))
                            '("mimeapps.list" "defaults.list" "mimeinfo.cache")))
        (push (expand-file-name name folder) files)))
    (seq-filter #'file-readable-p (nreverse files))))
(defun xdg-mime-collect-associations (mime files)
  "Names of the desktop files that FILES, the most important first, associate with the type MIME."
  (let ((regexp (concat "^" (regexp-quote mime) "=\\(.*\\)$")) (group nil) added removed cached)
    (dolist (file files)
      (with-temp-buffer
        (insert-file-contents-literally file)
        (while (not (eobp))
          (cond ((looking-at "\\[\\(.*\\)\\]") (setq group (match-string 1)))
                ((looking-at regexp)
                 (let ((names (xdg-desktop-strings (match-string 1))))
                   (pcase group
                     ((or "Default Applications" "Added Associations") (setq added (append added names)))
                     ("Removed Associations" (setq removed (append removed names)))
                     ("MIME Cache" (setq cached (append cached names)))))))
          (forward-line))))
    (delete-dups (seq-difference (append added cached) removed))))
(defun xdg-mime-apps (mime)
  "The desktop files of programs that open the type MIME, as \"text/plain\", the most important first."
  (pcase-let* ((`(,major ,minor) (split-string mime "/")))
    (unless (assoc major xdg-mime-table) (push (cons major (make-hash-table :test #'equal)) xdg-mime-table))
    (let* ((table (cdr (assoc major xdg-mime-table))) (known (gethash minor table 'unknown)))
      (if (not (eq known 'unknown))
          known
        (puthash minor
                 (delq nil (mapcar (lambda (name)
                                     (seq-some (lambda (folder)
                                                 (let ((file (expand-file-name (concat "applications/" name) folder))) (and (file-readable-p file) file)))
                                               (cons (xdg-data-home) (xdg-data-dirs))))
                                   (xdg-mime-collect-associations mime (xdg-mime-apps-files))))
                 table)))))

(provide 'xdg)
;;; xdg.el ends here
