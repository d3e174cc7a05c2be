;;; dired.el --- directories as text -*- lexical-binding: t; -*-

;; Manual: (emacs) Dired.  A buffer in Dired mode has a listing, made by `insert-directory', indented by two columns, the first of which is for
;; marks.  Lines are asked for their file: the name bears the text property `dired-filename', and its directory is the one of
;; `dired-subdir-alist' above it.  Mouse, menus and icons need a screen and are not here.

(require 'cl-lib)
(require 'ls-lisp)

(defgroup dired nil "Directory editing." :group 'files)
(defgroup dired-mark nil "Handling marks in Dired." :prefix "dired-" :group 'dired)
(defcustom dired-listing-switches "-al" "The switches of listings; they must have the l." :type 'string :group 'dired)
(defcustom dired-subdir-switches nil "The switches of listings of subdirectories, or nil for the same." :type '(choice (const nil) string) :group 'dired)
(defcustom dired-chown-program "chown" "The program that changes owners." :type 'file :group 'dired)
(defcustom dired-touch-program "touch" "The program that changes times." :type 'file :group 'dired)
(defvar dired-chmod-program "chmod" "The program that changes modes.")
(defcustom dired-use-ls-dired nil "Accepted; listings are made without a program." :type 'symbol :group 'dired)
(defcustom dired-ls-F-marks-symlinks nil "Non-nil means that names of links end in @ with the switch F." :type 'boolean :group 'dired-mark)
(defcustom dired-trivial-filenames "\\`\\.\\.?\\'\\|\\`\\.?#" "Matches files point does not begin at." :type '(choice regexp (const nil)) :group 'dired)
(defcustom dired-keep-marker-rename t "The mark of renamed files: a character, nil, or t for the one they had." :type 'sexp :group 'dired-mark)
(defcustom dired-keep-marker-copy ?C "The mark of copies." :type 'sexp :group 'dired-mark)
(defcustom dired-keep-marker-hardlink ?H "The mark of new links." :type 'sexp :group 'dired-mark)
(defcustom dired-keep-marker-symlink ?Y "The mark of new symbolic links." :type 'sexp :group 'dired-mark)
(defcustom dired-dwim-target nil "Non-nil means to guess where files go." :type 'sexp :group 'dired)
(defcustom dired-copy-preserve-time t "Non-nil means that copies keep the time." :type 'boolean :group 'dired)
(defcustom dired-copy-dereference nil "Non-nil means that copies of links are copies of files." :type 'boolean :group 'dired)
(defcustom dired-load-hook nil "Functions run when Dired is loaded." :type 'hook :group 'dired)
(defcustom dired-mode-hook nil "Functions run by Dired mode." :type 'hook :group 'dired)
(defcustom dired-before-readin-hook nil "Functions run before a listing is made." :type 'hook :group 'dired)
(defcustom dired-after-readin-hook nil "Functions run after a listing was made, the buffer narrowed to it." :type 'hook :group 'dired)
(defcustom dired-initial-position-hook nil "Functions that set point in a new buffer." :type 'hook :group 'dired)
(defcustom dired-hide-details-hide-symlink-targets t "Accepted for `dired-hide-details-mode'." :type 'boolean :group 'dired)
(defcustom dired-hide-details-hide-information-lines t "Accepted for `dired-hide-details-mode'." :type 'boolean :group 'dired)
(defcustom dired-auto-revert-buffer nil "Non-nil means to make the listing again when a directory is visited again." :type 'sexp :group 'dired)
(defcustom dired-always-read-filesystem nil "Non-nil means that buffers are not trusted when files are searched." :type 'boolean :group 'dired)
(defcustom dired-mark-region 'file "Which files of a region marking commands take." :type 'symbol :group 'dired-mark)
(defcustom dired-kill-when-opening-new-dired-buffer nil "Non-nil means to kill the buffer when going to another directory." :type 'boolean :group 'dired)
(defcustom dired-recursive-deletes 'top "Whether directories are deleted with what is in them: nil (not), `always', or after a question." :type 'symbol :group 'dired)
(defcustom dired-recursive-copies 'top "Whether directories are copied with what is in them, as `dired-recursive-deletes'." :type 'symbol :group 'dired)
(defcustom dired-deletion-confirmer 'yes-or-no-p "The function that asks whether to delete." :type 'function :group 'dired)
(defcustom dired-no-confirm nil "Operations that nobody is asked about: a list of symbols, or t." :type 'sexp :group 'dired)
(defcustom dired-clean-confirm-killing-deleted-buffers t "Non-nil means to ask before buffers of deleted files are killed." :type 'boolean :group 'dired)
(defvar dired-marker-char ?* "The mark that commands use.")
(defvar dired-del-marker ?D "The mark of files to be deleted.")
(defvar dired-shrink-to-fit t "Accepted; windows have no size.")
(defvar-local dired-directory nil "The directory, or (DIRECTORY FILES...), that the buffer lists.")
(put 'dired-directory 'permanent-local t)
(defvar-local dired-actual-switches nil "The switches of the buffer's listing.")
(defvar-local dired-subdir-alist nil "The directories that the buffer lists, the last one first: (NAME . MARKER).")
(defvar-local dired-switches-alist nil "The switches of subdirectories: (NAME . SWITCHES).")
(defvar dired-sort-inhibit nil "Non-nil means that the order cannot be changed.")
(defvar dired-buffers nil "The directories of buffers in Dired mode: (DIRECTORY . BUFFER).")
(defvar dired-log-buffer "*Dired log*" "The buffer with what went wrong.")
(defvar dired-sort-by-date-regexp "\\(?:\\`\\| \\)-[^- ]*t" "Matches switches that sort by time.")
(defvar dired-sort-by-name-regexp "\\`-[^tXSU]+\\'" "Matches switches that sort by name.")
(defvar dired-sort-by-size-regexp "-[^- ]*S" "Matches switches that sort by size.")

(defvar dired-re-inode-size "[0-9 \t]*[.,0-9]*[BkKMGTPEZY]?[ \t]*" "Matches inode and blocks before a line's modes.")
(defvar dired-re-mark "^[^ \n]" "Matches the beginning of a marked line.")
(defvar dired-re-maybe-mark "^. " "Matches the beginning of a line.")
(defvar dired-re-dir (concat dired-re-maybe-mark dired-re-inode-size "d[^:]") "Matches lines of directories.")
(defvar dired-re-sym (concat dired-re-maybe-mark dired-re-inode-size "l[^:]") "Matches lines of links.")
(defvar dired-re-special (concat dired-re-maybe-mark dired-re-inode-size "[bcsp][^:]") "Matches lines of devices, sockets and pipes.")
(defvar dired-re-exe
  (mapconcat (lambda (modes) (concat dired-re-maybe-mark dired-re-inode-size modes))
             '("-[-r][-w][xs][-r][-w].[-r][-w]." "-[-r][-w].[-r][-w][xs][-r][-w]." "-[-r][-w].[-r][-w].[-r][-w][xst]") "\\|")
  "Matches lines of files that can be executed.")
(defvar dired-re-perms "[-bcdlps][-r][-w].[-r][-w].[-r][-w]." "Matches modes.")
(defvar dired-re-dot "^.* \\.\\.?/?$" "Matches the lines of . and ...")
(defvar dired-permission-flags-regexp "\\([^ ]\\)[-r][-w]\\([^ ]\\)[-r][-w]\\([^ ]\\)[-r][-w]\\([^ ]\\)" "Matches modes.")
(defvar dired-subdir-regexp "^. \\(.+\\)\\(:\\)\n" "Matches the line that names a directory.")
(defvar dired-move-to-filename-regexp directory-listing-before-filename-regexp "Matches what stands before a name.")

(defface dired-header '((t :inherit font-lock-type-face)) "Names of directories.")
(defface dired-mark '((t :inherit font-lock-constant-face)) "Marks.")
(defface dired-marked '((t :inherit warning)) "Marked files.")
(defface dired-flagged '((t :inherit error)) "Files to be deleted.")
(defface dired-warning '((t :inherit font-lock-warning-face)) "What needs attention.")
(defface dired-perm-write '((t :inherit font-lock-comment-delimiter-face)) "Files all may write.")
(defface dired-set-id '((t :inherit font-lock-warning-face)) "Files that run as somebody else.")
(defface dired-directory '((t :inherit font-lock-function-name-face)) "Directories.")
(defface dired-symlink '((t :inherit font-lock-keyword-face)) "Links.")
(defface dired-broken-symlink '((t :inherit error)) "Links to nothing.")
(defface dired-special '((t :inherit font-lock-variable-name-face)) "Devices, sockets and pipes.")
(defface dired-ignored '((t :inherit shadow)) "Files of no interest.")
(defmacro dired--define-face-variables (&rest names)
  "Define dired-NAME-face for each of NAMES."
  `(progn ,@(mapcar (lambda (name) `(defvar ,(intern (format "dired-%s-face" name)) ',(intern (format "dired-%s" name)) "The name of a face."))
                    names)))
(dired--define-face-variables header mark marked flagged warning perm-write directory symlink ignored)
(defvar dired-font-lock-keywords
  '(("^[^ \n]" . dired-mark-face) ("^. \\(.+:\\)$" 1 dired-header-face))
  "What is highlighted in Dired mode.")

;;; The mode

(defvar dired-mode-map
  (let ((map (make-keymap)))
    (set-keymap-parent map special-mode-map)
    (pcase-dolist (`(,key . ,command)
                   '(("m" . dired-mark) ("u" . dired-unmark) ("d" . dired-flag-file-deletion) ("x" . dired-do-flagged-delete)
                     ("g" . revert-buffer) ("RET" . dired-find-file) ("^" . dired-up-directory) ("C" . dired-do-copy) ("R" . dired-do-rename)
                     ("D" . dired-do-delete) ("n" . dired-next-line) ("p" . dired-previous-line) ("+" . dired-create-directory)
                     ("SPC" . dired-next-line) ("DEL" . dired-unmark-backward) ("U" . dired-unmark-all-marks) ("t" . dired-toggle-marks)
                     ("i" . dired-maybe-insert-subdir) ("o" . dired-find-file-other-window) ("q" . quit-window) ("w" . dired-copy-filename-as-kill)
                     ("Z" . dired-do-compress) ("!" . dired-do-shell-command) ("M" . dired-do-chmod) ("O" . dired-do-chown) ("G" . dired-do-chgrp)
                     ("T" . dired-do-touch) ("S" . dired-do-symlink) ("H" . dired-do-hardlink) ("s" . dired-sort-toggle-or-edit)
                     ("k" . dired-do-kill-lines) ("l" . dired-do-redisplay) ("f" . dired-find-file) ("e" . dired-find-file) ("v" . dired-view-file)
                     ("a" . dired-find-alternate-file) ("L" . dired-do-load) ("B" . dired-do-byte-compile) ("j" . dired-goto-file)
                     ("<" . dired-prev-dirline) (">" . dired-next-dirline) ("~" . dired-flag-backup-files) ("#" . dired-flag-auto-save-files)
                     ("* *" . dired-mark-executables) ("* /" . dired-mark-directories) ("* @" . dired-mark-symlinks) ("* u" . dired-unmark)
                     ("* m" . dired-mark) ("* t" . dired-toggle-marks) ("* !" . dired-unmark-all-marks) ("* ?" . dired-unmark-all-files)
                     ("* c" . dired-change-marks) ("* %" . dired-mark-files-regexp) ("* s" . dired-mark-subdir-files)
                     ("% m" . dired-mark-files-regexp) ("% d" . dired-flag-files-regexp) ("% g" . dired-mark-files-containing-regexp)
                     ("(" . dired-hide-details-mode) ("=" . dired-diff) ("M-DEL" . dired-unmark-all-files)))
      (define-key map (kbd key) command))
    map)
  "The keys of Dired mode.")

(defun dired-mode (&optional dirname switches)
  "Major mode for listings of directories.
DIRNAME is the directory (by default `default-directory'), SWITCHES are those of the listing.
\\{dired-mode-map}"
  (interactive)
  (kill-all-local-variables)
  (use-local-map dired-mode-map)
  (setq major-mode 'dired-mode mode-name "Dired" buffer-read-only t)
  (setq-local revert-buffer-function #'dired-revert)
  (setq-local page-delimiter "\n\n")
  (setq-local truncate-lines t)
  (setq dired-directory (or dirname default-directory) dired-actual-switches (or switches dired-listing-switches))
  (setq-local font-lock-defaults '(dired-font-lock-keywords t nil nil beginning-of-line))
  (setq-local desktop-save-buffer t)
  (dired-sort-set-mode-line)
  (run-mode-hooks 'dired-mode-hook))
(put 'dired-mode 'mode-class 'special)

;;; Making buffers

(defun dired-read-dir-and-switches (str)
  "Ask for a directory, with STR in the prompt, and with a prefix argument for switches; return both in a list."
  (reverse (list (and current-prefix-arg (read-string "Dired listing switches: " dired-listing-switches))
                 (read-file-name (format "Dired %s(directory): " str) nil default-directory nil))))

(defun dired (dirname &optional switches)
  "Show the directory DIRNAME, or (DIRECTORY FILES...), listed with SWITCHES."
  (interactive (dired-read-dir-and-switches ""))
  (pop-to-buffer-same-window (dired-noselect dirname switches)))

(defun dired-other-window (dirname &optional switches)
  "Like `dired', in another window."
  (interactive (dired-read-dir-and-switches "in other window "))
  (switch-to-buffer-other-window (dired-noselect dirname switches)))

(defun dired-noselect (dir-or-list &optional switches)
  "Return a buffer with the listing of DIR-OR-LIST, a directory, a wildcard or (DIRECTORY FILES...), made with SWITCHES."
  (let ((directory (if (consp dir-or-list) (car dir-or-list) dir-or-list)))
    (setq directory (expand-file-name directory))
    (when (and (not (consp dir-or-list)) (file-directory-p directory)) (setq directory (file-name-as-directory directory)))
    (setq directory (abbreviate-file-name directory))
    (dired-internal-noselect (if (consp dir-or-list) (cons directory (cdr dir-or-list)) directory) switches)))

(defun dired-find-buffer-nocreate (dirname &optional mode)
  "Return the buffer in MODE, by default `dired-mode', that lists DIRNAME; nil if there is none."
  (seq-find (lambda (buffer)
              (with-current-buffer buffer (and (eq major-mode (or mode 'dired-mode)) (equal dired-directory dirname))))
            (buffer-list)))

(defun dired-internal-noselect (dir-or-list &optional switches mode)
  "Return a buffer in MODE, a function of directory and switches, with the listing of DIR-OR-LIST; SWITCHES as in `dired-noselect'."
  (let* ((old (dired-find-buffer-nocreate dir-or-list mode)) (directory (if (consp dir-or-list) (car dir-or-list) dir-or-list))
         (buffer (or old (create-file-buffer (directory-file-name directory)))))
    (with-current-buffer buffer
      (cond ((not old)
             (condition-case error
                 (progn (setq default-directory (expand-file-name (if (file-directory-p directory) (file-name-as-directory directory) (or (file-name-directory directory) default-directory))))
                        (funcall (or mode #'dired-mode) dir-or-list (or switches dired-listing-switches))
                        (dired-readin)
                        (goto-char (point-min))
                        (dired-initial-position directory))
               (error (kill-buffer buffer) (signal (car error) (cdr error)))))
            (switches (dired-sort-other switches))
            ((or (eq dired-auto-revert-buffer t) (and dired-auto-revert-buffer (dired-directory-changed-p directory))) (revert-buffer))))
    buffer))

(defun dired-directory-changed-p (dirname)
  "Return non-nil if DIRNAME was changed since its listing was made."
  (not (equal (visited-file-modtime) (file-attribute-modification-time (file-attributes dirname)))))

(defun dired-buffer-stale-p (&optional noconfirm)
  "Return non-nil if the listing is not up to date; NOCONFIRM must be non-nil."
  (and noconfirm (stringp dired-directory) (not (consp dired-directory)) (dired-directory-changed-p dired-directory)))

(defun dired-initial-position (_dirname)
  "Go to the first file of the buffer that is of interest, and run `dired-initial-position-hook'."
  (goto-char (point-min))
  (dired-goto-next-nontrivial-file)
  (run-hooks 'dired-initial-position-hook))

(defun dired-goto-next-nontrivial-file ()
  "Go to the first file `dired-trivial-filenames' does not match."
  (dired-goto-next-file)
  (while (and dired-trivial-filenames (not (eobp)) (dired-get-filename 'no-dir t)
              (string-match-p dired-trivial-filenames (dired-get-filename 'no-dir t)))
    (forward-line 1)
    (dired-move-to-filename)))

(defun dired-goto-next-file ()
  "Go to the next line with a file."
  (while (and (not (dired-move-to-filename)) (not (eobp))) (forward-line 1)))

(defun dired-readin ()
  "Make the listing of the buffer anew."
  (let ((directory (if (consp dired-directory) (car dired-directory) dired-directory)) (inhibit-read-only t) (buffer-undo-list t))
    (run-hooks 'dired-before-readin-hook)
    (setq dired-subdir-alist nil)
    (widen)
    (erase-buffer)
    (dired-readin-insert)
    (goto-char (point-min))
    (dired-build-subdir-alist)
    (set-visited-file-modtime (or (file-attribute-modification-time (file-attributes directory)) 0))
    (save-excursion (save-restriction (run-hooks 'dired-after-readin-hook)))
    (set-buffer-modified-p nil)
    (dired-move-to-filename)))

(defun dired-readin-insert ()
  "Insert the listing of `dired-directory'."
  (if (consp dired-directory)
      (dired-insert-directory (file-name-as-directory (expand-file-name (car dired-directory))) dired-actual-switches (cdr dired-directory) nil t)
    (let ((directory (expand-file-name dired-directory)))
      (cond ((file-directory-p directory) (dired-insert-directory directory dired-actual-switches nil nil t))
            ((file-directory-p (file-name-directory directory)) (dired-insert-directory directory dired-actual-switches nil t t))
            (t (error "Directory %s inaccessible or nonexistent" directory))))))

(defun dired-insert-directory (dir switches &optional file-list wildcard hdr)
  "Insert the listing of DIR made with SWITCHES, indented; FILE-LIST are its files, WILDCARD means that DIR is a pattern.
HDR means to begin with the name of the directory."
  (let ((from (point)))
    (if file-list
        (dolist (file file-list)
          (let ((start (point)))
            (insert-directory (expand-file-name file dir) switches)
            (save-excursion
              (goto-char start)
              (let ((name (text-property-any start (point-max) 'dired-filename t)))
                (when name
                  (goto-char name)
                  (delete-region name (next-single-property-change name 'dired-filename nil (point-max)))
                  (insert (propertize file 'dired-filename t)))))))
      (insert-directory dir switches wildcard (not wildcard)))
    (let ((end (copy-marker (point) t)))
      (goto-char from)
      (when hdr (insert (directory-file-name (if wildcard (file-name-directory dir) dir)) ":\n"))
      (goto-char from)
      (while (< (point) end)
        (unless (looking-at "^$") (insert "  "))
        (forward-line 1))
      (dired-insert-set-properties from end)
      (goto-char end))))

(defun dired-insert-set-properties (beg end)
  "Put what the mouse needs on the lines between BEG and END: their names get the property `help-echo'."
  (save-excursion
    (goto-char beg)
    (while (< (point) end)
      (let ((from (text-property-any (point) (line-end-position) 'dired-filename t)))
        (when from
          (put-text-property from (next-single-property-change from 'dired-filename nil (line-end-position)) 'help-echo
                             "mouse-2: visit this file in other window")))
      (forward-line 1))))

(defun dired-revert (&optional _arg _noconfirm)
  "Make the listing again; marks, subdirectories and point stay."
  (widen)
  (let ((marks (dired-remember-marks (point-min) (point-max))) (file (dired-get-filename nil t)) (line (line-number-at-pos))
        (subdirs (nreverse (mapcar #'car (butlast dired-subdir-alist)))) (case-fold-search nil))
    (setq dired-subdir-alist nil)
    (dired-readin)
    (dolist (directory subdirs) (when (file-directory-p directory) (ignore-errors (dired-insert-subdir directory))))
    (let ((inhibit-read-only t)) (dired-mark-remembered marks))
    (set-buffer-modified-p nil)
    (unless (and file (dired-goto-file file))
      (goto-char (point-min))
      (forward-line (1- line))
      (dired-move-to-filename))))

(defun dired-remember-marks (beg end)
  "Return the marks between BEG and END as (FILE . CHARACTER)."
  (let ((found nil))
    (save-excursion
      (goto-char beg)
      (while (re-search-forward dired-re-mark end t)
        (let ((file (dired-get-filename nil t))) (when file (push (cons file (char-after (line-beginning-position))) found)))
        (end-of-line)))
    found))

(defun dired-mark-remembered (alist)
  "Set the marks ALIST, (FILE . CHARACTER)."
  (pcase-dolist (`(,file . ,char) alist)
    (save-excursion (when (dired-goto-file file) (dired--set-mark char)))))

(defun dired--set-mark (char)
  "Make CHAR the mark of the current line."
  (let ((inhibit-read-only t))
    (beginning-of-line)
    (insert char)
    (delete-char 1)
    (set-buffer-modified-p nil)))

;;; Lines and files

(defun dired-move-to-filename (&optional raise-error eol)
  "Go to the name on the current line, which ends before EOL, and return its position; without a name nil, or an error if RAISE-ERROR."
  (let ((end (or eol (line-end-position))))
    (beginning-of-line)
    (let ((from (text-property-any (point) end 'dired-filename t)))
      (cond (from (goto-char from))
            ((and (looking-at-p (concat dired-re-maybe-mark dired-re-inode-size dired-re-perms)) (re-search-forward dired-move-to-filename-regexp end t))
             (goto-char (match-end 0)))
            (raise-error (error "No file on this line"))))))

(defun dired-move-to-end-of-filename (&optional no-error)
  "Go from the beginning of a name to its end and return it; without name an error, or nil if NO-ERROR."
  (if (get-text-property (point) 'dired-filename)
      (goto-char (next-single-property-change (point) 'dired-filename nil (line-end-position)))
    (let ((link (save-excursion (beginning-of-line) (looking-at-p dired-re-sym))))
      (cond ((or (bolp) (eolp)) (if no-error nil (error "No file on this line")))
            ((and link (search-forward " -> " (line-end-position) t)) (goto-char (match-beginning 0)))
            (t (end-of-line) (point))))))

(defun dired-get-filename (&optional localp no-error-if-not-filep)
  "Return the name of the file on the current line.
LOCALP may be `no-dir' (without directory), `verbatim' (as it stands there), or t (relative to the buffer's directory).
Without file there is an error, or nil if NO-ERROR-IF-NOT-FILEP; with that . and .. are files too."
  (let ((name (save-excursion
                (let ((from (dired-move-to-filename (not no-error-if-not-filep))))
                  (and from (buffer-substring-no-properties from (dired-move-to-end-of-filename)))))))
    (when (and name (string-search "\\n" name) dired-actual-switches (dired-switches-escape-p dired-actual-switches))
      (setq name (replace-regexp-in-string "\\\\n" "\n" name t t)))
    (cond ((null name) nil)
          ((eq localp 'verbatim) name)
          ((and (not no-error-if-not-filep) (member name '("." ".."))) (error "Cannot operate on `.' or `..'"))
          ((and (eq localp 'no-dir) (not (string-search "/" name))) name)
          ((eq localp 'no-dir) (file-name-nondirectory name))
          ((file-name-absolute-p name) (if localp (dired-make-relative name default-directory) name))
          (t (let ((directory (dired-current-directory localp)))
               (concat directory name))))))

(defun dired-switches-escape-p (switches)
  "Return non-nil if SWITCHES have the b."
  (string-match-p "\\(?:\\`\\| \\)-[^- ]*b" switches))

(defun dired-get-file-for-visit ()
  "Return the file on the current line; it is an error if it is not there any more."
  (let ((file (dired-get-filename nil t)))
    (cond ((null file) (error "No file on this line"))
          ((or (file-exists-p file) (file-symlink-p file)) file)
          (t (error "File no longer exists; type `g' to update Dired buffer")))))

(defun dired-file-name-at-point ()
  "Return the name on the current line, abbreviated; directories end in a slash."
  (let ((file (dired-get-filename nil t)))
    (and file (setq file (abbreviate-file-name file))
         (if (file-directory-p file) (file-name-as-directory file) file))))

(defun dired-make-absolute (file &optional dir)
  "Return FILE with the directory DIR, by default that of the buffer, before it."
  (expand-file-name file (or dir default-directory)))

(defun dired-make-relative (file &optional dir)
  "Return FILE without the directory DIR, by default that of the buffer, if it begins with it; otherwise FILE."
  (let ((dir (or dir default-directory)))
    (if (string-prefix-p dir file) (substring file (length dir)) file)))

(defun dired-current-directory (&optional localp)
  "Return the directory of the current line, with a slash; LOCALP means relative to the buffer's."
  (let* ((here (point)) (entry (or (seq-find (lambda (entry) (<= (cdr entry) here)) dired-subdir-alist) (car (last dired-subdir-alist))))
         (directory (if entry (car entry) (expand-file-name default-directory))))
    (if localp (dired-make-relative directory default-directory) directory)))

(defun dired-build-subdir-alist (&optional _switches)
  "Find the directories that the buffer lists; return `dired-subdir-alist'."
  (setq dired-subdir-alist nil)
  (save-excursion
    (goto-char (point-min))
    (while (re-search-forward dired-subdir-regexp nil t)
      (let ((name (match-string-no-properties 1)) (from (match-beginning 0)))
        (unless (save-excursion (goto-char from) (text-property-any from (line-end-position) 'dired-filename t))
          (when (file-name-absolute-p name)
            (push (cons (file-name-as-directory (expand-file-name name)) (copy-marker from)) dired-subdir-alist))))))
  (unless dired-subdir-alist (push (cons (expand-file-name default-directory) (copy-marker (point-min))) dired-subdir-alist))
  dired-subdir-alist)

(defun dired-goto-file (file)
  "Go to the line of FILE, an absolute name, and return its position; nil if it is not listed."
  (interactive (list (expand-file-name (read-file-name "Goto file: "))))
  (let ((found nil) (file (directory-file-name file)))
    (save-excursion
      (goto-char (point-min))
      (while (and (not found) (not (eobp)))
        (let ((name (dired-get-filename nil t)))
          (when (and name (string-suffix-p (file-name-nondirectory file) name) (equal (directory-file-name name) file)) (setq found (point))))
        (forward-line 1)))
    (when found (goto-char found) (dired-move-to-filename))))

(defun dired-goto-subdir (dir)
  "Go to the line that names DIR, and return its position; nil if it is not listed."
  (let ((entry (assoc (file-name-as-directory (expand-file-name dir)) dired-subdir-alist)))
    (and entry (progn (goto-char (cdr entry)) (skip-chars-forward "^\n") (point)))))

(defun dired-subdir-min () "Return where the listing of the current directory begins." (cdr (assoc (dired-current-directory) dired-subdir-alist)))
(defun dired-subdir-max ()
  "Return where the listing of the current directory ends."
  (let* ((from (marker-position (dired-subdir-min))) (later (seq-filter (lambda (entry) (> (cdr entry) from)) dired-subdir-alist)))
    (if later (1- (cdar (last later))) (point-max))))

(defun dired-next-line (arg)
  "Go ARG lines down, to the name."
  (interactive "p")
  (forward-line arg)
  (dired-move-to-filename))
(defun dired-previous-line (arg) "Go ARG lines up, to the name." (interactive "p") (dired-next-line (- (or arg 1))))

(defun dired-next-dirline (arg &optional _opoint)
  "Go to the ARGth line of a directory below."
  (interactive "p")
  (let ((from (point)))
    (if (> arg 0) (end-of-line) (beginning-of-line))
    (if (re-search-forward dired-re-dir nil t arg) (dired-move-to-filename)
      (goto-char from)
      (error "No more subdirectories"))))
(defun dired-prev-dirline (arg) "Go to the ARGth line of a directory above." (interactive "p") (dired-next-dirline (- arg)))

(defun dired-find-file () "Visit the file on the current line." (interactive) (find-file (dired-get-file-for-visit)))
(defalias 'dired-advertised-find-file #'dired-find-file)
(defun dired-find-file-other-window () "Visit the file on the current line in another window." (interactive) (find-file-other-window (dired-get-file-for-visit)))
(defun dired-display-file () "Show the file on the current line in another window." (interactive) (display-buffer (find-file-noselect (dired-get-file-for-visit))))
(defun dired-find-alternate-file () "Visit the file on the current line in place of this buffer." (interactive) (find-alternate-file (dired-get-file-for-visit)))
(defun dired-view-file ()
  "Look at the file on the current line."
  (interactive)
  (let ((file (dired-get-file-for-visit))) (if (file-directory-p file) (dired file) (find-file-read-only file))))

(defun dired-up-directory (&optional other-window)
  "Show the directory above, with point on the one this was; OTHER-WINDOW means there."
  (interactive "P")
  (let* ((directory (dired-current-directory)) (up (file-name-directory (directory-file-name directory))))
    (unless (and (assoc up dired-subdir-alist) (dired-goto-file directory))
      (if other-window (dired-other-window up) (dired up))
      (dired-goto-file directory))))

;;; Marks

(defmacro dired-mark-if (predicate msg)
  "Mark the lines for which PREDICATE is non-nil with `dired-marker-char'; return how many, or nil.  MSG names what they are, or is nil."
  `(let ((inhibit-read-only t) (count 0))
     (save-excursion
       (goto-char (point-min))
       (while (not (eobp))
         (when (and ,predicate (save-excursion (dired-move-to-filename)))
           (unless (eq (char-after (line-beginning-position)) dired-marker-char) (setq count (1+ count)))
           (dired--set-mark dired-marker-char))
         (forward-line 1)))
     (when ,msg (message "%s %s%s %s%s" count ,msg (if (= count 1) "" "s") (if (eq dired-marker-char ?\s) "un" "") "marked"))
     (and (> count 0) count)))

(defmacro dired-map-over-marks (body arg &optional _show-progress distinguish-one-marked)
  "Evaluate BODY with point on each marked line and return the values; without marks on the current line.
ARG may be a number (the next so many lines), `marked' (only marked ones), or another non-nil value (the current line).
DISTINGUISH-ONE-MARKED means to put t before the value if there was just one mark."
  `(let ((inhibit-read-only t) (arg ,arg) (values nil))
     (cond ((integerp arg)
            (dired-repeat-over-lines arg (lambda () (push ,body values)))
            (if (< arg 0) values (nreverse values)))
           ((and arg (not (eq arg 'marked))) (list ,body))
           (t (let ((lines (dired--marked-lines)))
                (save-excursion
                  (dolist (line lines) (goto-char line) (dired-move-to-filename) (push ,body values)))
                (mapc (lambda (line) (set-marker line nil)) lines)
                (cond ((and ,distinguish-one-marked (= (length values) 1)) (cons t values))
                      (values (nreverse values))
                      ((eq arg 'marked) nil)
                      (t (list ,body))))))))

(defun dired--marked-lines ()
  "Return markers of the lines with `dired-marker-char'."
  (let ((lines nil) (regexp (dired-marker-regexp)))
    (save-excursion
      (goto-char (point-min))
      (while (re-search-forward regexp nil t) (push (copy-marker (line-beginning-position)) lines) (end-of-line)))
    (nreverse lines)))

(defun dired-marker-regexp () "Return what matches the beginning of marked lines." (concat "^" (regexp-quote (char-to-string dired-marker-char))))

(defun dired-get-marked-files (&optional localp arg filter distinguish-one-marked error)
  "Return the marked files, without marks the current one.
LOCALP is as for `dired-get-filename', ARG as for `dired-map-over-marks'.  FILTER is a predicate of names.  DISTINGUISH-ONE-MARKED means
(t FILE) if one file is marked.  ERROR means that it is one if there are no files; a string is its text."
  (let* ((all (delq nil (save-excursion (dired-map-over-marks (dired-get-filename localp (if filter t 'no-error)) arg nil distinguish-one-marked))))
         (all (if (equal all '(t)) nil all))
         (files (if filter (seq-filter filter all) all)))
    (when (and (null files) error) (user-error (if (stringp error) error "No files specified")))
    files))

(defun dired-repeat-over-lines (arg function)
  "Call FUNCTION on ARG lines with files from the current one on; negative means those above."
  (beginning-of-line)
  (while (and (> arg 0) (not (eobp)))
    (setq arg (1- arg))
    (while (and (not (eobp)) (not (save-excursion (dired-move-to-filename)))) (forward-line 1))
    (unless (eobp)
      (let ((next (save-excursion (forward-line 1) (point-marker))))
        (save-excursion (funcall function))
        (goto-char next))))
  (while (and (< arg 0) (not (bobp)))
    (setq arg (1+ arg))
    (forward-line -1)
    (while (and (not (bobp)) (not (save-excursion (dired-move-to-filename)))) (forward-line -1))
    (beginning-of-line)
    (when (save-excursion (dired-move-to-filename)) (save-excursion (funcall function))))
  (dired-move-to-filename))

(defun dired-mark (arg &optional _interactive)
  "Mark ARG files from the current one on."
  (interactive (list current-prefix-arg t))
  (let ((inhibit-read-only t) (char dired-marker-char))
    (dired-repeat-over-lines (prefix-numeric-value arg) (lambda () (dired--set-mark char)))))

(defun dired-unmark (arg &optional interactive)
  "Remove the marks of ARG files from the current one on; INTERACTIVE is accepted."
  (interactive (list current-prefix-arg t))
  (let ((dired-marker-char ?\s)) (dired-mark arg interactive)))
(defun dired-unmark-backward (arg) "Go ARG lines up and remove the marks there." (interactive "p") (dired-unmark (- arg)))
(defun dired-flag-file-deletion (arg &optional interactive)
  "Mark ARG files to be deleted; INTERACTIVE is accepted."
  (interactive (list current-prefix-arg t))
  (let ((dired-marker-char dired-del-marker)) (dired-mark arg interactive)))

(defun dired-toggle-marks ()
  "Mark what is not marked, and remove the marks of what is; . and .. stay as they are."
  (interactive)
  (save-excursion
    (goto-char (point-min))
    (while (not (eobp))
      (let ((name (dired-get-filename 'verbatim t)) (mark (char-after)))
        (when (and name (not (member name '("." ".."))))
          (cond ((eq mark ?\s) (dired--set-mark dired-marker-char))
                ((eq mark dired-marker-char) (dired--set-mark ?\s)))))
      (forward-line 1))))

(defun dired-change-marks (&optional old new)
  "Make marks NEW of all marks OLD, characters."
  (interactive (list (read-char "Change (old mark): ") (read-char "Change to (new mark): ")))
  (save-excursion
    (goto-char (point-min))
    (while (re-search-forward (concat "^" (regexp-quote (string old))) nil t)
      (when (dired-get-filename nil t) (dired--set-mark new))
      (end-of-line))))

(defun dired-unmark-all-files (mark &optional _arg)
  "Remove all marks MARK, a character; RET means all marks."
  (interactive "cRemove marks (RET means all): ")
  (save-excursion
    (goto-char (point-min))
    (while (re-search-forward (if (eq mark ?\r) dired-re-mark (concat "^" (regexp-quote (string mark)))) nil t)
      (when (save-excursion (dired-move-to-filename)) (dired--set-mark ?\s))
      (end-of-line))))
(defun dired-unmark-all-marks () "Remove all marks." (interactive) (dired-unmark-all-files ?\r))

(defun dired--mark-or-unmark (unflag predicate what)
  "Mark, or with UNFLAG unmark, the lines for which PREDICATE is non-nil; WHAT names them."
  (let ((dired-marker-char (if unflag ?\s dired-marker-char))) (dired-mark-if (funcall predicate) what)))
(defun dired-mark-directories (unflag-p &optional _interactive)
  "Mark directories, or with UNFLAG-P remove their marks."
  (interactive "P")
  (dired--mark-or-unmark unflag-p (lambda () (and (looking-at-p dired-re-dir) (not (looking-at-p dired-re-dot)))) "directory file"))
(defun dired-mark-symlinks (unflag-p &optional _interactive)
  "Mark symbolic links, or with UNFLAG-P remove their marks."
  (interactive "P")
  (dired--mark-or-unmark unflag-p (lambda () (looking-at-p dired-re-sym)) "symbolic link"))
(defun dired-mark-executables (unflag-p &optional _interactive)
  "Mark files that can be executed, or with UNFLAG-P remove their marks."
  (interactive "P")
  (dired--mark-or-unmark unflag-p (lambda () (looking-at-p dired-re-exe)) "executable file"))

(defun dired-mark-files-regexp (regexp &optional marker-char)
  "Mark the files whose names REGEXP matches, with MARKER-CHAR; . and .. are none."
  (interactive (list (read-regexp "Mark files (regexp): ") (and current-prefix-arg ?\s)))
  (let ((dired-marker-char (or marker-char dired-marker-char)))
    (dired-mark-if (let ((name (and (not (looking-at-p dired-re-dot)) (dired-get-filename t t)))) (and name (string-match-p regexp name))) "matching file")))
(defun dired-flag-files-regexp (regexp)
  "Mark the files whose names REGEXP matches to be deleted."
  (interactive (list (read-regexp "Flag for deletion (regexp): ")))
  (dired-mark-files-regexp regexp dired-del-marker))
(defun dired-mark-files-containing-regexp (regexp &optional marker-char)
  "Mark the files in whose contents REGEXP is found, with MARKER-CHAR."
  (interactive (list (read-regexp "Mark files containing (regexp): ") (and current-prefix-arg ?\s)))
  (let ((dired-marker-char (or marker-char dired-marker-char)))
    (dired-mark-if (let ((file (and (not (looking-at-p dired-re-dot)) (dired-get-filename nil t))))
                     (and file (file-readable-p file) (not (file-directory-p file))
                          (with-temp-buffer (insert-file-contents file) (re-search-forward regexp nil t))))
                   "matching file")))
(defun dired-flag-backup-files (&optional unflag-p)
  "Mark backups to be deleted, or with UNFLAG-P remove the marks."
  (interactive "P")
  (let ((dired-marker-char (if unflag-p ?\s dired-del-marker)))
    (dired-mark-if (let ((name (dired-get-filename t t))) (and name (backup-file-name-p name) (not (file-directory-p (dired-get-filename nil t))))) "backup file")))
(defun dired-flag-auto-save-files (&optional unflag-p)
  "Mark files with unsaved changes to be deleted, or with UNFLAG-P remove the marks."
  (interactive "P")
  (let ((dired-marker-char (if unflag-p ?\s dired-del-marker)))
    (dired-mark-if (let ((name (dired-get-filename t t))) (and name (string-match-p "\\`#.*#\\'" (file-name-nondirectory name)))) "auto save file")))

(defun dired-file-marker (file)
  "Return the mark of FILE, a character, or nil."
  (save-excursion (and (dired-goto-file file) (let ((mark (char-after (line-beginning-position)))) (and (not (eq mark ?\s)) mark)))))

;;; Deleting

(defun dired-delete-file (file &optional recursive trash)
  "Delete FILE, a directory too; RECURSIVE, as `dired-recursive-deletes', says whether with what is in it, TRASH whether to the trash."
  (if (not (eq t (car (file-attributes file)))) (delete-file file trash)
    (let ((empty (null (directory-files file nil directory-files-no-dot-files-regexp))))
      (when (and (not empty) recursive (not (eq recursive 'always)))
        (unless (yes-or-no-p (format "Recursively delete %s? " file)) (setq recursive nil)))
      (delete-directory file (and recursive (not empty)) trash))))

(defun dired-do-flagged-delete (&optional nomessage)
  "Delete the files marked to be; NOMESSAGE means to say nothing if there are none."
  (interactive)
  (let ((dired-marker-char dired-del-marker))
    (if (dired--marked-lines) (dired-internal-do-deletions (dired-get-marked-files) nil) (unless nomessage (message "(No deletions requested)")))))

(defun dired-do-delete (&optional arg)
  "Delete the marked files; ARG is as for `dired-get-marked-files'."
  (interactive "P")
  (dired-internal-do-deletions (dired-get-marked-files nil arg) arg))

(defun dired-internal-do-deletions (files _arg &optional trash)
  "Delete FILES after asking by `dired-deletion-confirmer', and their lines; TRASH is as for `dired-delete-file'."
  (let ((problems nil))
    (when (funcall dired-deletion-confirmer (format "Delete %s? " (if (cdr files) (format "* [%d files]" (length files)) (dired-make-relative (car files)))))
      (dolist (file files)
        (condition-case error
            (progn (dired-delete-file file dired-recursive-deletes trash) (dired-fun-in-all-buffers (file-name-directory file) nil #'dired-remove-entry file))
          (error (dired-log "%s: %s\n" file (error-message-string error)) (push file problems))))
      (if problems (message "%d deletions failed" (length problems)) (dired-move-to-filename)))))

(defun dired-fun-in-all-buffers (directory _file function &rest args)
  "Call FUNCTION with ARGS in all buffers that list DIRECTORY; return those in which it returned non-nil."
  (seq-filter (lambda (buffer) (with-current-buffer buffer (save-excursion (let ((inhibit-read-only t)) (apply function args))))) (dired-buffers-for-dir directory)))

(defun dired-buffers-for-dir (dir &optional _file)
  "Return the buffers that list DIR."
  (let ((dir (file-name-as-directory (expand-file-name dir))))
    (seq-filter (lambda (buffer) (with-current-buffer buffer (and (derived-mode-p 'dired-mode) (assoc dir dired-subdir-alist)))) (buffer-list))))

(defun dired-remove-entry (file)
  "Delete the line of FILE."
  (save-excursion
    (when (dired-goto-file file)
      (let ((inhibit-read-only t)) (delete-region (line-beginning-position) (min (point-max) (1+ (line-end-position))))) t)))
(defun dired-remove-file (file) "Delete the lines of FILE in all buffers." (dired-fun-in-all-buffers (file-name-directory file) nil #'dired-remove-entry file))

(defun dired-log (log &rest args)
  "Write LOG, a format for ARGS, to `dired-log-buffer'."
  (with-current-buffer (get-buffer-create dired-log-buffer) (goto-char (point-max)) (insert (apply #'format log args))))
(defun dired-log-summary (string failures) "Say STRING about FAILURES." (message "%s" (if failures (concat string "--see " dired-log-buffer) string)))
(defun dired-plural-s (count) "Return s unless COUNT is 1." (if (= 1 count) "" "s"))

;;; Order and details

(defun dired-sort-set-mode-line ()
  "Let the mode's name tell the order."
  (setq mode-name (cond ((string-match-p dired-sort-by-name-regexp dired-actual-switches) "Dired by name")
                        ((string-match-p dired-sort-by-date-regexp dired-actual-switches) "Dired by date")
                        (t (concat "Dired " dired-actual-switches)))))
(defun dired-sort-other (switches &optional no-revert)
  "Use SWITCHES for the listing, and make it again unless NO-REVERT."
  (setq dired-actual-switches switches)
  (dired-sort-set-mode-line)
  (unless no-revert (revert-buffer)))
(defun dired-sort-toggle-or-edit (&optional arg)
  "Change between the order by name and by time; with ARG ask for switches."
  (interactive "P")
  (when dired-sort-inhibit (error "Cannot sort this Dired buffer"))
  (dired-sort-other (cond (arg (read-string "ls switches (must contain -l): " dired-actual-switches))
                          ((string-match-p dired-sort-by-date-regexp dired-actual-switches) (replace-regexp-in-string "t" "" dired-actual-switches t t))
                          (t (concat dired-actual-switches "t")))))
(define-minor-mode dired-hide-details-mode
  "Hide all but the names; without a screen nothing looks different."
  :group 'dired)
(defun dired-between-files () "Return non-nil if there is no file on the current line." (save-excursion (not (dired-move-to-filename))))
(defun dired-in-this-tree-p (file dir) "Return non-nil if FILE is below DIR." (string-prefix-p (expand-file-name dir) (expand-file-name file)))
(defun dired-summary () "Tell the most important keys." (interactive) (message "d-elete, u-ndelete, x-punge, f-ind, o-ther window, R-ename, C-opy, h-elp"))

(dolist (command '(dired-do-copy dired-do-rename dired-do-symlink dired-do-hardlink dired-do-chmod dired-do-chown dired-do-chgrp dired-do-touch
                   dired-create-directory dired-create-empty-file dired-do-shell-command dired-do-kill-lines dired-insert-subdir dired-maybe-insert-subdir
                   dired-kill-subdir dired-do-compress dired-do-load dired-do-byte-compile dired-do-redisplay dired-copy-filename-as-kill dired-diff
                   dired-mark-subdir-files))
  (autoload command "dired-aux" "A command of Dired." t))
(dolist (function '(dired-add-file dired-add-entry dired-copy-file dired-rename-file dired-create-files dired-relist-file dired-relist-entry
                    dired-update-file-line dired-compress-file dired-shell-stuff-it dired-run-shell-command))
  (autoload function "dired-aux" "A function of Dired."))

(run-hooks 'dired-load-hook)
(provide 'dired)
;;; dired.el ends here
