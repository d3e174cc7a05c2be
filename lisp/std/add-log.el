;;; add-log.el --- change logs -*- lexical-binding: t; -*-

;; Manual: (emacs) Change Log.

(defgroup change-log nil "Change logs." :group 'tools)
(defcustom change-log-default-name nil "The name of change logs; nil for ChangeLog." :type '(choice (const nil) string))
(put 'change-log-default-name 'safe-local-variable #'string-or-null-p)
(defcustom change-log-mode-hook nil "Functions called by Change Log mode." :type 'hook)
(defcustom add-log-current-defun-function nil "Nil, or the function that returns the name of the definition around point." :type '(choice (const nil) function))
(defcustom add-log-full-name nil "The name of the author; nil for that of the user." :type '(choice (const nil) string))
(defcustom add-log-mailing-address nil "The address of the author, or a list of them; nil for that of the user." :type '(choice (const nil) string (repeat string)))
(defcustom add-log-time-format #'add-log-iso8601-time-string "The function that returns the date of an entry." :type 'function)
(defcustom add-log-keep-changes-together nil "Non-nil if changes of a file are kept together." :type 'boolean)
(defcustom add-log-always-start-new-record nil "Non-nil if every change has a header." :type 'boolean)
(defcustom add-log-dont-create-changelog-file t "Non-nil if change logs are not created; then a buffer without a file is used." :type 'boolean)
(defcustom add-log-file-name-function nil "Nil, or the function from the name of a file to what a change log calls it." :type '(choice (const nil) function))
(defcustom change-log-version-info-enabled nil "Non-nil if the version of a file is noted." :type 'boolean)
(defcustom change-log-directory-files '(".bzr" ".git" ".hg" ".svn") "Files that mark the top directory." :type '(repeat file))
(defcustom add-log-current-defun-header-regexp "^\\([[:upper:]][[:upper:]_ ]*[[:upper:]_]\\|[-_[:alnum:]]*[[:alpha:]][-_[:alnum:]]*\\)[ \t]*[:=]"
  "What the header of a definition looks like in modes without `add-log-current-defun-function'." :type 'regexp)
(defvar add-log-buffer-file-name-function #'buffer-file-name "The function that returns the name of the file that has changed.")
(defvar add-log-time-zone-rule nil "The time zone of dates.")
(defvar add-log-iso8601-with-time-zone nil "Non-nil if dates have a time zone.")
(defvar change-log-font-lock-keywords nil "Font lock keywords of Change Log mode; text is not fontified.")

(defface change-log-date '((t :inherit font-lock-string-face)) "Face of dates.")
(defface change-log-name '((t :inherit font-lock-constant-face)) "Face of names.")
(defface change-log-email '((t :inherit font-lock-variable-name-face)) "Face of addresses.")
(defface change-log-file '((t :inherit font-lock-function-name-face)) "Face of files.")
(defface change-log-list '((t :inherit font-lock-keyword-face)) "Face of lists of definitions.")
(defface change-log-conditionals '((t :inherit font-lock-variable-name-face)) "Face of conditionals.")
(defface change-log-function '((t :inherit font-lock-variable-name-face)) "Face of functions.")
(defface change-log-acknowledgment '((t :inherit font-lock-comment-face)) "Face of acknowledgments.")

(defun change-log-name ()
  "Return the name of change logs."
  (or change-log-default-name "ChangeLog"))

(defun add-log-iso8601-time-zone (&optional time zone)
  "Return the time zone at TIME in ZONE, as +HH or +HHMM."
  (let ((text (format-time-string "%z" time zone)))
    (if (string-suffix-p "00" text) (substring text 0 -2) text)))
(defun add-log-iso8601-time-string (&optional time zone)
  "Return the date of TIME in ZONE, with its time zone if `add-log-iso8601-with-time-zone'."
  (let ((date (format-time-string "%Y-%m-%d" time zone)))
    (if add-log-iso8601-with-time-zone (concat date " " (add-log-iso8601-time-zone time zone)) date)))

(defun find-change-log (&optional file-name buffer-file)
  "Return the name of the change log for BUFFER-FILE or this buffer: FILE-NAME, or the nearest one in the directories above."
  (cond
   ((and file-name (not (file-directory-p file-name))) (expand-file-name file-name))
   (change-log-default-name
    (expand-file-name change-log-default-name (or file-name default-directory)))
   (t (let* ((file (or buffer-file (funcall add-log-buffer-file-name-function)))
             (directory (or file-name (and file (file-name-directory (file-chase-links file))) default-directory))
             (log (locate-dominating-file directory (change-log-name))))
        (setq file-name (expand-file-name (change-log-name) (or log directory)))
        (setq-local change-log-default-name file-name)
        file-name))))

(defun add-log-file-name (buffer-file log-file)
  "Return what the change log LOG-FILE calls BUFFER-FILE; nil if they are the same."
  (unless (or (null buffer-file) (equal buffer-file log-file))
    (cond (add-log-file-name-function (funcall add-log-file-name-function buffer-file))
          (t (setq buffer-file (file-relative-name buffer-file (file-name-directory log-file)))
             buffer-file))))

(defun add-log-find-changelog-buffer (changelog-file-name)
  "Return a buffer for CHANGELOG-FILE-NAME; one without a file if there is none and none is to be created."
  (if (or (file-exists-p changelog-file-name) (not add-log-dont-create-changelog-file))
      (find-file-noselect changelog-file-name)
    (let ((buffer (get-buffer-create (format "*changes to %s*" (abbreviate-file-name (file-name-directory changelog-file-name))))))
      (with-current-buffer buffer
        (unless (derived-mode-p 'change-log-mode) (change-log-mode))
        (setq default-directory (file-name-directory changelog-file-name)))
      buffer)))

(defun add-log-current-defun ()
  "Return the name of the definition around point, or nil."
  (condition-case nil
      (let ((location (point)))
        (if add-log-current-defun-function
            (funcall add-log-current-defun-function)
          (save-excursion
            (when (derived-mode-p 'lisp-mode 'emacs-lisp-mode 'lisp-data-mode)
              (setq location nil))
            (if (null location)
                (lisp-current-defun-name)
              (when (re-search-backward add-log-current-defun-header-regexp (max (- (point) 10000) (point-min)) t)
                (match-string-no-properties 1))))))
    (error nil)))

(defun add-change-log-entry (&optional whoami changelog-file-name other-window new-entry _put-new-entry-on-new-line)
  "Begin an entry for the definition around point in the change log CHANGELOG-FILE-NAME, in OTHER-WINDOW if that is non-nil.
WHOAMI asks for the name of the author.  NEW-ENTRY begins an entry with a header of its own."
  (interactive (list current-prefix-arg (and current-prefix-arg (find-change-log)) nil t))
  (let* ((defun-name (add-log-current-defun))
         (file (expand-file-name (find-change-log changelog-file-name)))
         (item (add-log-file-name (funcall add-log-buffer-file-name-function) file))
         (name (or add-log-full-name (user-full-name)))
         (address (let ((address (or add-log-mailing-address user-mail-address))) (if (consp address) (car address) address)))
         (buffer (add-log-find-changelog-buffer file)))
    (when whoami
      (setq name (read-string "Full name: " name)
            address (read-string "Mailing address: " address)))
    (if other-window (switch-to-buffer-other-window buffer) (switch-to-buffer buffer))
    (unless (derived-mode-p 'change-log-mode) (change-log-mode))
    (undo-boundary)
    (goto-char (point-min))
    (let ((header (format "%s  %s  <%s>" (funcall add-log-time-format nil add-log-time-zone-rule) name address)))
      (if (and (not add-log-always-start-new-record) (looking-at (regexp-quote header)))
          (forward-line 1)
        (insert header "\n\n")
        (unless (eobp) (insert "\n") (forward-line -1))
        (forward-line -1)))
    (forward-line (if (looking-at "^$") 1 0))
    (ignore new-entry)
    (insert-before-markers "\t* " (or item ""))
    (when defun-name
      (insert-before-markers (if item " (" "(") defun-name ")"))
    (insert-before-markers ": \n")
    (unless (or (eobp) (looking-at "^$")) (insert "\n"))
    (forward-line -1)
    (end-of-line)))

(defun add-change-log-entry-other-window (&optional whoami file-name)
  "Begin an entry in another window; WHOAMI and FILE-NAME are as in `add-change-log-entry'."
  (interactive (and current-prefix-arg (list current-prefix-arg (find-change-log))))
  (add-change-log-entry whoami file-name t))

(defvar change-log-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map "\C-c\C-f" #'change-log-find-file)
    map)
  "Keymap of Change Log mode.")

(define-derived-mode change-log-mode text-mode "Change Log"
  "Major mode of change logs."
  (setq left-margin 8 fill-column 74 indent-tabs-mode t tab-width 8)
  (setq-local show-trailing-whitespace t)
  (setq-local paragraph-start "\\s *$\\|\f\\|^\\<")
  (setq-local paragraph-separate paragraph-start)
  (setq-local adaptive-fill-regexp "\\s *"))

(defconst change-log-file-names-re "^\\( +\\|\t\\)\\* \\([^ ,:([\n]+\\)" "What the name of a file in an entry looks like.")

(defun change-log-find-file ()
  "Visit the file that the entry at point is about."
  (interactive)
  (let ((file (save-excursion
                (end-of-line)
                (and (re-search-backward change-log-file-names-re nil t) (match-string-no-properties 2)))))
    (if (and file (file-exists-p file)) (find-file file) (message "No such file or directory: %s" file))))

(defun change-log-beginning-of-defun ()
  "Go to the beginning of the entry, a header."
  (re-search-backward "^\\S " nil 'move))
(defun change-log-end-of-defun ()
  "Go to the end of the entry."
  (end-of-line)
  (if (re-search-forward "^\\S " nil 'move) (beginning-of-line)))

(provide 'add-log)

;;; add-log.el ends here
