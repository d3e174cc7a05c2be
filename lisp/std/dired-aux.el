;;; dired-aux.el --- what Dired does with files -*- lexical-binding: t; -*-

(require 'dired)

(defcustom dired-backup-overwrite nil "Non-nil means that files which are replaced are kept as backups." :type 'symbol :group 'dired)
(defcustom dired-create-destination-dirs nil "Whether directories that files go to are made: nil, `ask' or `always'." :type 'symbol :group 'dired)
(defcustom dired-confirm-shell-command t "Non-nil means to ask about commands with a strange * or ?." :type 'boolean :group 'dired)
(defvar dired-overwrite-confirmed nil "Non-nil while files may be replaced.")
(defvar dired-compress-file-suffixes '(("\\.gz\\'" "" "gunzip") ("\\.xz\\'" "" "unxz") ("\\.bz2\\'" "" "bunzip2") ("\\.zst\\'" "" "unzstd"))
  "How files are uncompressed: (REGEXP NEW-SUFFIX PROGRAM).")

;;; Lines

(defun dired-add-entry (file &optional marker-char _relative)
  "Insert a line for FILE into the listing of its directory, with the mark MARKER-CHAR; return non-nil if that is listed."
  (let* ((directory (file-name-directory (directory-file-name file))) (inhibit-read-only t))
    (when (assoc directory dired-subdir-alist)
      (dired-goto-subdir directory)
      (forward-line 1)
      (let ((name (file-name-nondirectory (directory-file-name file))))
        (while (and (< (point) (or (dired--subdir-end directory) (point-max)))
                    (let ((this (dired-get-filename 'verbatim t))) (or (null this) (string< this name))) (not (looking-at-p "^$")) (not (eobp)))
          (forward-line 1))
        (dired--insert-line file name marker-char))
      t)))

(defun dired--subdir-end (directory)
  "Return where the listing of DIRECTORY ends."
  (save-excursion (goto-char (cdr (assoc directory dired-subdir-alist))) (forward-line 1) (dired-subdir-max)))

(defun dired--insert-line (file name mark)
  "Insert the line of FILE, called NAME, with MARK."
  (let ((from (point)))
    (insert-directory (directory-file-name file) dired-actual-switches)
    (save-excursion
      (goto-char from)
      (insert (if (characterp mark) mark ?\s) " ")
      (let ((start (text-property-any from (line-end-position) 'dired-filename t)))
        (goto-char start)
        (delete-region start (next-single-property-change start 'dired-filename nil (line-end-position)))
        (insert (propertize name 'dired-filename t))))))

(defun dired-add-file (filename &optional marker-char)
  "Insert lines for FILENAME in all buffers that list its directory, with the mark MARKER-CHAR."
  (dired-fun-in-all-buffers (file-name-directory (directory-file-name filename)) nil #'dired-add-entry filename marker-char))

(defun dired-relist-entry (file)
  "Make the line of FILE anew."
  (let ((mark (dired-file-marker file)))
    (dired-remove-entry file)
    (when (or (file-exists-p file) (file-symlink-p file)) (dired-add-entry file mark))))
(defun dired-relist-file (file) "Make the lines of FILE anew in all buffers." (dired-fun-in-all-buffers (file-name-directory file) nil #'dired-relist-entry file))
(defun dired-update-file-line (file) "Make the line of FILE anew." (dired-relist-entry file) (dired-goto-file file))
(defun dired-do-redisplay (&optional arg _test-for-subdir)
  "Make the lines of the marked files anew; ARG is as for `dired-get-marked-files'."
  (interactive "P")
  (mapc #'dired-update-file-line (dired-get-marked-files nil arg)))

(defun dired-do-kill-lines (&optional arg _fmt)
  "Delete the marked lines, or ARG lines, from the buffer only; return how many."
  (interactive "P")
  (let ((count 0) (inhibit-read-only t))
    (dired-map-over-marks (progn (setq count (1+ count)) (delete-region (line-beginning-position) (min (point-max) (1+ (line-end-position))))) (or arg 'marked))
    (message "Killed %d line%s." count (dired-plural-s count))
    count))

(defun dired-copy-filename-as-kill (&optional arg)
  "Put the names of the marked files into the kill ring; ARG 0 means absolute names."
  (interactive "P")
  (let ((text (mapconcat #'identity (if (eql arg 0) (dired-get-marked-files) (dired-get-marked-files 'no-dir (and arg (not (consp arg)) arg))) " ")))
    (kill-new text)
    (message "%s" text)
    text))

;;; Files

(defun dired-handle-overwrite (to)
  "Keep a backup of TO if `dired-backup-overwrite' says so."
  (when (and dired-backup-overwrite (file-exists-p to)) (rename-file to (car (find-backup-file-name to)) t)))

(defun dired-copy-file (from to ok-flag)
  "Copy FROM, a directory too, to TO; OK-FLAG is as for `copy-file'."
  (dired-handle-overwrite to)
  (let ((type (car (file-attributes from))))
    (cond ((and (eq t type) dired-recursive-copies) (copy-directory from to dired-copy-preserve-time t))
          ((and (stringp type) (not dired-copy-dereference)) (make-symbolic-link type to ok-flag))
          (t (copy-file from to ok-flag dired-copy-preserve-time)))))

(defun dired-rename-file (file newname ok-if-already-exists)
  "Rename FILE to NEWNAME, also the buffer that visits it; OK-IF-ALREADY-EXISTS is as for `rename-file'."
  (dired-handle-overwrite newname)
  (rename-file file newname ok-if-already-exists)
  (let ((buffer (get-file-buffer file)))
    (when buffer (with-current-buffer buffer (let ((modified (buffer-modified-p))) (set-visited-file-name newname nil t) (set-buffer-modified-p modified)))))
  (dired-remove-file file))

(defun dired-create-files (file-creator operation fn-list name-constructor &optional marker-char)
  "Call FILE-CREATOR with each of FN-LIST, the name that NAME-CONSTRUCTOR makes of it, and whether that may be replaced.
OPERATION is a word for messages.  New lines get MARKER-CHAR as mark, or with t the old one's."
  (let ((done 0) (failures nil))
    (dolist (from fn-list)
      (let* ((to (funcall name-constructor from)) (exists (and to (file-exists-p to))) (mark (if (eq marker-char t) (dired-file-marker from) marker-char)))
        (cond ((or (null to) (equal to from)) (push (dired-make-relative from) failures))
              ((and exists (not dired-overwrite-confirmed) (not (y-or-n-p (format "%s: overwrite `%s'? " operation to)))) (push from failures))
              (t (condition-case error
                     (progn (funcall file-creator from to (and exists t))
                            (when exists (dired-remove-file to))
                            (setq done (1+ done))
                            (dired-add-file to mark))
                   (file-error (push from failures) (dired-log "%s: %s\n" operation (error-message-string error))))))))
    (if failures (message "%s failed for %d file%s" operation (length failures) (dired-plural-s (length failures)))
      (message "%s: %d file%s" operation done (dired-plural-s done)))
    done))

(defun dired-dwim-target-directory () "Return the directory that files go to by default." (dired-current-directory))

(defun dired-do-create-files (op-symbol file-creator operation arg &optional marker-char _op1 how-to)
  "Ask where the marked files go and call FILE-CREATOR for each; OP-SYMBOL and OPERATION name what is done.
ARG is as for `dired-get-marked-files', MARKER-CHAR as for `dired-create-files'; HOW-TO non-nil means that the target is no directory."
  (ignore op-symbol)
  (let* ((files (dired-get-marked-files nil arg nil nil t))
         (target (expand-file-name (read-file-name (format "%s %s to: " operation (if (cdr files) (format "%d files" (length files)) (dired-make-relative (car files))))
                                                   (dired-dwim-target-directory))))
         (directory-p (and (not how-to) (file-directory-p target))))
    (when (and (cdr files) (not directory-p)) (error "Marked %s: target must be a directory: %s" operation target))
    (dired-create-files file-creator operation files
                        (if directory-p (lambda (from) (expand-file-name (file-name-nondirectory (directory-file-name from)) target)) (lambda (_) target))
                        marker-char)))

(defun dired-do-copy (&optional arg) "Copy the marked files." (interactive "P")
       (dired-do-create-files 'copy #'dired-copy-file "Copy" arg dired-keep-marker-copy))
(defun dired-do-rename (&optional arg) "Rename the marked files, or move them to a directory." (interactive "P")
       (dired-do-create-files 'move #'dired-rename-file "Rename" arg dired-keep-marker-rename))
(defun dired-do-symlink (&optional arg) "Make symbolic links to the marked files." (interactive "P")
       (dired-do-create-files 'symlink #'make-symbolic-link "Symlink" arg dired-keep-marker-symlink))
(defun dired-do-hardlink (&optional arg) "Make links to the marked files." (interactive "P")
       (dired-do-create-files 'hardlink #'add-name-to-file "Hardlink" arg dired-keep-marker-hardlink))

(defun dired-create-directory (directory)
  "Make DIRECTORY, and those above it, and go to its line."
  (interactive (list (read-file-name "Create directory: " (dired-current-directory))))
  (let ((directory (directory-file-name (expand-file-name directory))))
    (when (file-exists-p directory) (error "Cannot create directory %s: file exists" directory))
    (make-directory directory t)
    (dired-add-file directory)
    (dired-goto-file directory)))

(defun dired-create-empty-file (file)
  "Make the empty FILE."
  (interactive (list (read-file-name "Create empty file: ")))
  (let ((file (expand-file-name file)))
    (when (file-exists-p file) (error "Cannot create file %s: file exists" file))
    (make-empty-file file t)
    (dired-add-file file)))

(defun dired--change (arg function)
  "Call FUNCTION with each marked file (ARG is as for `dired-get-marked-files') and make the lines anew."
  (dolist (file (dired-get-marked-files nil arg nil nil t)) (funcall function file) (dired-relist-file file)))

(defun dired-do-chmod (&optional arg)
  "Change the modes of the marked files."
  (interactive "P")
  (let ((modes (read-string "Change mode to: ")))
    (dired--change arg (lambda (file)
                         (set-file-modes file (if (string-match-p "\\`[0-7]+\\'" modes) (string-to-number modes 8)
                                                (file-modes-symbolic-to-number modes (file-modes file))))))))
(defun dired-do-touch (&optional arg) "Change the times of the marked files to now." (interactive "P") (dired--change arg (lambda (file) (set-file-times file))))

(defun dired--run-on-files (program what arg)
  "Ask for a new WHAT and run PROGRAM with it on the marked files; ARG is as for `dired-get-marked-files'."
  (let ((new (read-string (format "Change %s to: " what))))
    (dired--change arg (lambda (file) (unless (eql 0 (call-process program nil nil nil new "--" file)) (error "%s %s %s failed" program new file))))))
(defun dired-do-chown (&optional arg) "Change the owner of the marked files." (interactive "P") (dired--run-on-files dired-chown-program "owner" arg))
(defun dired-do-chgrp (&optional arg) "Change the group of the marked files." (interactive "P") (dired--run-on-files "chgrp" "group" arg))

(defun dired-do-load (&optional arg) "Load the marked files." (interactive "P") (mapc #'load-file (dired-get-marked-files nil arg)))
(defun dired-do-byte-compile (&optional arg) "Check the marked files as `byte-compile-file' does." (interactive "P") (mapc #'byte-compile-file (dired-get-marked-files nil arg)))

(defun dired-compress-file (file)
  "Compress FILE by gzip, or uncompress it if its suffix says so; return the new file's name."
  (let* ((rule (seq-find (lambda (rule) (string-match-p (car rule) file)) dired-compress-file-suffixes))
         (program (if rule (nth 2 rule) "gzip"))
         (new (if rule (replace-regexp-in-string (car rule) (nth 1 rule) file t t) (concat file ".gz"))))
    (unless (executable-find program) (error "There is no program %s" program))
    (unless (eql 0 (call-process program nil nil nil "-f" file)) (error "%s failed on %s" program file))
    new))
(defun dired-do-compress (&optional arg)
  "Compress or uncompress the marked files."
  (interactive "P")
  (dolist (file (dired-get-marked-files nil arg))
    (let ((new (dired-compress-file file))) (dired-remove-file file) (dired-add-file new))))

;;; Commands of the shell

(defun dired-shell-stuff-it (command file-list on-each &optional _raw-arg)
  "Return the shell command that COMMAND means for FILE-LIST: a * alone is all files, a ? alone one; ON-EACH means one command per file."
  (let ((quoted (mapcar #'shell-quote-argument file-list)) (alone "\\(\\`\\|[ \t]\\)\\(%s\\)\\([ \t]\\|\\'\\)"))
    (let ((fill (lambda (mark text) (replace-regexp-in-string (format alone mark) (concat "\\1" (replace-regexp-in-string "\\\\" "\\\\" text t t) "\\3") command t))))
      (cond ((and (not on-each) (string-match-p (format alone "\\*") command)) (funcall fill "\\*" (mapconcat #'identity quoted " ")))
            ((string-match-p (format alone "\\?") command) (mapconcat (lambda (file) (funcall fill "\\?" file)) quoted "; "))
            (on-each (mapconcat (lambda (file) (concat command " " file)) quoted "; "))
            (t (concat command " " (mapconcat #'identity quoted " ")))))))

(defun dired-run-shell-command (command) "Run COMMAND by the shell." (shell-command command) nil)

(defun dired-do-shell-command (command &optional arg file-list)
  "Run COMMAND on FILE-LIST, the marked files, as `dired-shell-stuff-it' says; ARG is as for `dired-get-marked-files'."
  (interactive (list (read-shell-command "! on marked files: ") current-prefix-arg (dired-get-marked-files t current-prefix-arg)))
  (let ((files (or file-list (dired-get-marked-files t arg))))
    (dired-run-shell-command (dired-shell-stuff-it command files (not (string-match-p "\\(?:\\`\\|[ \t]\\)\\*\\(?:[ \t]\\|\\'\\)" command))))))

(defun dired-diff (file &optional switches)
  "Compare the file on the current line with FILE; SWITCHES are those of diff."
  (interactive (list (read-file-name "Diff with: ")))
  (diff (dired-get-filename t) file switches))

;;; Subdirectories

(defun dired-insert-subdir (dirname &optional switches _no-error-if-not-dir-p)
  "Append the listing of DIRNAME to the buffer, made with SWITCHES, by default the same, or make it again."
  (interactive (list (dired-get-filename)))
  (let ((directory (file-name-as-directory (expand-file-name dirname))) (inhibit-read-only t))
    (when (assoc directory dired-subdir-alist) (dired-goto-subdir directory) (dired-kill-subdir))
    (goto-char (point-max))
    (insert "\n")
    (dired-insert-directory directory (or switches dired-subdir-switches dired-actual-switches) nil nil t)
    (dired-build-subdir-alist)
    (set-buffer-modified-p nil)
    (dired-goto-subdir directory)))

(defun dired-maybe-insert-subdir (dirname &optional switches _no-error-if-not-dir-p)
  "Go to the listing of DIRNAME; if there is none, make one with SWITCHES."
  (interactive (list (dired-get-filename)))
  (or (dired-goto-subdir dirname) (dired-insert-subdir dirname switches)))

(defun dired-kill-subdir (&optional _remember-marks)
  "Delete the listing of the current subdirectory from the buffer."
  (interactive)
  (let* ((inhibit-read-only t) (directory (dired-current-directory)) (end (dired-subdir-max)) (from (marker-position (dired-subdir-min))))
    (when (= from (point-min)) (error "Attempt to kill top level directory"))
    (delete-region (max (point-min) (1- from)) (min end (point-max)))
    (setq dired-subdir-alist (delq (assoc directory dired-subdir-alist) dired-subdir-alist))
    (set-buffer-modified-p nil)))

(defun dired-mark-subdir-files ()
  "Mark the files of the current directory's listing."
  (interactive)
  (let ((end (dired-subdir-max)) (start (dired-subdir-min)))
    (dired-mark-if (and (<= start (point)) (< (point) end) (not (looking-at-p dired-re-dot))) "file")))

(provide 'dired-aux)
;;; dired-aux.el ends here
