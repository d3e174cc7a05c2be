;;; files.el --- file names and the file system -*- lexical-binding: t; -*-

;;; File names

(defconst file-name-version-regexp "\\(?:~\\|\\.~[-[:alnum:]:#@^._]+\\(?:~[[:digit:]]+\\)?~\\)"
  "Regexp for the suffixes that mark backup files.")

(defun file-name-sans-versions (name &optional _keep-backup-version)
  "Return the file NAME without a backup suffix."
  (if (string-match (concat file-name-version-regexp "\\'") name)
      (substring name 0 (match-beginning 0))
    name))

(defun file-name-sans-extension (filename)
  "Return FILENAME without its extension and backup suffix."
  (save-match-data
    (let ((file (file-name-sans-versions (file-name-nondirectory filename)))
          directory)
      (if (and (string-match "\\.[^.]*\\'" file)
               (not (eq 0 (match-beginning 0))))
          (if (setq directory (file-name-directory filename))
              (concat directory (substring file 0 (match-beginning 0)))
            (substring file 0 (match-beginning 0)))
        filename))))

(defun file-name-extension (filename &optional period)
  "Return the extension of FILENAME without its period, nil if there is none.
With PERIOD, include the period, and return \"\" if there is none."
  (save-match-data
    (let ((file (file-name-sans-versions (file-name-nondirectory filename))))
      (if (and (string-match "\\.[^.]*\\'" file)
               (not (eq 0 (match-beginning 0))))
          (substring file (+ (match-beginning 0) (if period 0 1)))
        (if period "")))))

(defun file-name-with-extension (filename extension)
  "Return FILENAME with its extension replaced by EXTENSION."
  (let ((extn (string-trim-left extension "[.]")))
    (cond
     ((string= filename "")
      (error "Empty filename"))
     ((string= extn "")
      (error "Malformed extension: %s" extension))
     ((directory-name-p filename)
      (error "Filename is a directory: %s" filename))
     (t (concat (file-name-sans-extension filename) "." extn)))))

(defun file-name-base (&optional filename)
  "Return the base name of FILENAME: no directory, no extension."
  (file-name-sans-extension
   (file-name-nondirectory (or filename (buffer-file-name)))))

(defun file-name-split (filename)
  "Return the components of FILENAME as a list."
  (let ((components nil)
        (filename (directory-file-name filename)))
    (while (and filename (not (equal filename "/")) (not (equal filename "")))
      (push (file-name-nondirectory filename) components)
      (setq filename (let ((dir (file-name-directory filename)))
                       (and dir (not (equal dir filename)) (directory-file-name dir)))))
    (if (equal filename "/") (push "" components))
    components))

(defun file-name-parent-directory (filename)
  "Return the directory above FILENAME, nil if there is none."
  (let* ((expanded (expand-file-name filename))
         (parent (file-name-directory (directory-file-name expanded))))
    (cond
     ((or (null parent) (equal parent expanded)) nil)
     ((not (file-name-absolute-p filename)) (file-relative-name parent))
     (t parent))))

(defun file-name-quoted-p (name &optional top)
  "Return non-nil if the local file NAME is quoted with \"/:\"; TOP is ignored."
  (ignore top)
  (string-prefix-p "/:" name))

(defun file-name-quote (name &optional top)
  "Quote the file NAME with \"/:\"; TOP is ignored."
  (if (file-name-quoted-p name top) name (concat "/:" name)))

(defun file-name-unquote (name &optional top)
  "Remove the quoting \"/:\" from the file NAME; TOP is ignored."
  (if (file-name-quoted-p name top)
      (if (= (length name) 2) "/" (substring name 2))
    name))

(defun file-remote-p (file &optional identification connected)
  "Return what identifies the system of FILE, or its part IDENTIFICATION; nil if it is this one.
A handler of FILE says so; CONNECTED is for it."
  (let ((handler (find-file-name-handler file 'file-remote-p)))
    (and handler (funcall handler 'file-remote-p file identification connected))))

(defun file-local-name (file)
  "Return the part of FILE that names it on its own system."
  (or (file-remote-p file 'localname) file))

(defun file-local-copy (file)
  "Return the name of a new local file with what FILE has, nil if FILE is local; a handler of FILE makes it."
  (let ((handler (find-file-name-handler file 'file-local-copy)))
    (and handler (funcall handler 'file-local-copy file))))

(defun convert-standard-filename (filename)
  "Return FILENAME as it is."
  filename)

(defun file-relative-name (filename &optional directory)
  "Return FILENAME relative to DIRECTORY, by default `default-directory'."
  (save-match-data
    (setq directory (file-name-as-directory (expand-file-name (or directory default-directory)))
          filename (expand-file-name filename))
    (let ((ancestor "")
          (filename-dir (file-name-as-directory filename)))
      (while (not (string-prefix-p directory filename-dir))
        (setq directory (file-name-directory (substring directory 0 -1))
              ancestor (concat "../" ancestor)))
      (cond
       ((string-prefix-p directory filename)
        (let ((name (concat ancestor (substring filename (length directory)))))
          (if (equal name "") "./" name)))
       ((equal ancestor "") ".")
       (t (substring ancestor 0 -1))))))

(defvar abbreviated-home-dir nil
  "Cache of the regexp for the home directory that `abbreviate-file-name' uses.")

(defvar directory-abbrev-alist nil
  "Alist of regexps and what `abbreviate-file-name' replaces them by.")

(defun abbreviate-file-name (filename)
  "Return FILENAME with the home directory written as ~."
  (save-match-data
    (dolist (dir-abbrev directory-abbrev-alist)
      (if (string-match (car dir-abbrev) filename)
          (setq filename (concat (cdr dir-abbrev) (substring filename (match-end 0))))))
    (let ((home (directory-file-name (expand-file-name "~"))))
      (cond
       ((member home '("/" "")) filename)
       ((equal filename home) "~")
       ((string-prefix-p (concat home "/") filename)
        (concat "~" (substring filename (length home))))
       (t filename)))))

(defun file-truename (filename &optional counter prev-dirs)
  "Return the absolute name of FILENAME with all symbolic links resolved.
COUNTER and PREV-DIRS are for internal use."
  (let ((handler (find-file-name-handler filename 'file-truename)))
    (if handler (funcall handler 'file-truename filename)
      (ignore counter prev-dirs)
      (files--truename filename))))

(defun files--truename (filename)
  "Return the absolute name of FILENAME, a local file, with all symbolic links resolved."
  (let* ((name (expand-file-name filename))
         (as-directory (and (directory-name-p name) (not (equal name "/"))))
         (pending (split-string (if as-directory (directory-file-name name) name) "/" t))
         (done "") (links 0))
    (while pending
      (let* ((part (pop pending))
             (here (concat done "/" part))
             (target (cond
                      ((equal part ".") nil)
                      ((equal part "..") nil)
                      (t (file-symlink-p here)))))
        (cond
         ((equal part "."))
         ((equal part "..")
          (setq done (or (and (> (length done) 0)
                              (directory-file-name (file-name-directory done)))
                         ""))
          (if (equal done "/") (setq done "")))
         (target
          (setq links (1+ links))
          (when (> links 100)
            (error "Apparent cycle of symbolic links for %s" filename))
          (when (file-name-absolute-p target) (setq done ""))
          (setq pending (append (split-string target "/" t) pending)))
         (t (setq done here)))))
    (if (equal done "")
        "/"
      (if as-directory (file-name-as-directory done) done))))

(defun file-chase-links (filename &optional limit)
  "Follow the symbolic links FILENAME itself is, at most LIMIT of them."
  (let (tem (count 100) (newname filename))
    (when limit (setq count limit))
    (while (and (> count 0) (setq tem (file-symlink-p newname)))
      (setq newname (expand-file-name tem (file-name-directory (expand-file-name newname)))
            count (1- count)))
    newname))

(defun file-in-directory-p (file dir)
  "Return non-nil if FILE is DIR or below it, and DIR exists."
  (setq file (file-truename file)
        dir (file-name-as-directory (file-truename dir)))
  (and (file-directory-p dir)
       (string-prefix-p dir (file-name-as-directory file))))

(defun file-equal-p (file1 file2)
  "Return non-nil if FILE1 and FILE2 exist and are the same file."
  (let ((a (file-attributes (file-truename file1)))
        (b (file-attributes (file-truename file2))))
    (and a b
         (equal (nth 10 a) (nth 10 b))
         (equal (nth 11 a) (nth 11 b)))))

(defun locate-dominating-file (file name)
  "Look from FILE upwards for a directory that contains NAME; return that directory.
NAME may be a function of a directory."
  (setq file (abbreviate-file-name (expand-file-name file)))
  (let ((root nil) try)
    (while (not (or root (null file)))
      (setq try (if (stringp name)
                    (and (file-directory-p file)
                         (file-exists-p (expand-file-name name file)))
                  (funcall name file)))
      (cond
       (try (setq root file))
       ((equal file (setq file (file-name-directory (directory-file-name file))))
        (setq file nil))))
    (if root (file-name-as-directory root))))

(defun locate-user-emacs-file (new-name &optional old-name)
  "Return the absolute name of NEW-NAME in `user-emacs-directory'.
If only OLD-NAME exists, in the home directory, return that."
  (let* ((home (concat "~" (or init-file-user "")))
         (at-home (and old-name (expand-file-name old-name home)))
         (bestname (abbreviate-file-name (expand-file-name new-name user-emacs-directory))))
    (if (and at-home (not (file-readable-p bestname)) (file-readable-p at-home))
        at-home
      bestname)))

;;; Directories

(defun make-directory (dir &optional parents)
  "Create the directory DIR; with PARENTS, those above it too, and DIR may exist already."
  (let ((handler (find-file-name-handler (expand-file-name dir) 'make-directory)))
    (if handler (funcall handler 'make-directory (expand-file-name dir) parents)
      (files--make-directory dir parents))))

(defun files--make-directory (dir parents)
  "Create the local directory DIR; with PARENTS, those above it too."
  (if (not parents)
      (make-directory-internal dir)
    (let ((dir (directory-file-name (expand-file-name dir))) create-list)
      (while (and (not (file-directory-p dir))
                  (not (equal dir (car create-list))))
        (push dir create-list)
        (setq dir (directory-file-name (file-name-directory dir))))
      (dolist (d create-list)
        (condition-case err
            (make-directory-internal d)
          (file-already-exists
           (unless (file-directory-p d) (signal (car err) (cdr err)))))))))

(defun make-empty-file (filename &optional parents)
  "Create the empty file FILENAME; with PARENTS, directories above it too."
  (when (and (file-exists-p filename) (null parents))
    (signal 'file-already-exists (list "File exists" filename)))
  (let ((dir (file-name-directory (expand-file-name filename))))
    (when (and parents (not (file-exists-p dir)))
      (make-directory dir t)))
  (write-region "" nil filename nil 0))

(defconst directory-files-no-dot-files-regexp "[^.]\\|\\.\\.\\."
  "Regexp that matches every file name except . and ..")

(defun directory-empty-p (dir)
  "Return non-nil if the directory DIR has no files."
  (and (file-directory-p dir)
       (null (directory-files dir nil directory-files-no-dot-files-regexp t 1))))

(defun delete-directory (directory &optional recursive trash)
  "Delete DIRECTORY; with RECURSIVE, everything in it first.  TRASH is for a handler of DIRECTORY."
  (setq directory (directory-file-name (expand-file-name directory)))
  (let ((handler (find-file-name-handler directory 'delete-directory)))
    (if handler (funcall handler 'delete-directory directory recursive trash)
      (files--delete-directory directory recursive))))

(defun files--delete-directory (directory recursive)
  "Delete DIRECTORY, a local one; with RECURSIVE, everything in it first."
  (when (and recursive (not (file-symlink-p directory)))
    (dolist (file (directory-files directory t directory-files-no-dot-files-regexp t))
      (if (eq t (file-attribute-type (file-attributes file)))
          (delete-directory file t)
        (delete-file file))))
  (if (file-symlink-p directory)
      (signal 'file-error (list "Removing directory" "Not a directory" directory))
    (delete-directory-internal directory)))

(defun copy-directory (directory newname &optional keep-time parents copy-contents)
  "Copy DIRECTORY to NEWNAME, recursively.
KEEP-TIME keeps modification times, PARENTS makes missing directories,
COPY-CONTENTS copies into an existing NEWNAME itself."
  (setq directory (directory-file-name (expand-file-name directory)))
  (let ((follow-target (if (and (file-directory-p newname) (not copy-contents))
                           (expand-file-name (file-name-nondirectory directory) newname)
                         newname)))
    (setq newname (directory-file-name (expand-file-name follow-target)))
    (unless (file-directory-p newname) (make-directory newname parents))
    (dolist (file (directory-files directory t directory-files-no-dot-files-regexp))
      (let ((target (expand-file-name (file-name-nondirectory file) newname))
            (type (file-attribute-type (file-attributes file))))
        (cond
         ((eq type t) (copy-directory file target keep-time parents t))
         ((stringp type) (make-symbolic-link type target t))
         (t (copy-file file target t keep-time)))))
    (set-file-modes newname (file-modes directory))
    (when keep-time
      (set-file-times newname (file-attribute-modification-time (file-attributes directory))))
    nil))

(defun directory-files-recursively (dir regexp &optional include-directories predicate follow-symlinks)
  "Return the files under DIR whose names match REGEXP, with their full names.
INCLUDE-DIRECTORIES adds directories.  PREDICATE says which directories to
enter, t meaning all that can be read; FOLLOW-SYMLINKS enters linked ones."
  (let ((result nil) (files nil)
        (dir (directory-file-name dir)))
    (dolist (file (sort (condition-case err
                            (directory-files dir nil directory-files-no-dot-files-regexp t)
                          (file-error
                           (unless (and predicate (not (file-readable-p dir)))
                             (signal (car err) (cdr err)))))
                        #'string<))
      (let ((full (concat (if (equal dir "/") "" dir) "/" file)))
        (if (file-directory-p full)
            (progn
              (when (and (or follow-symlinks (not (file-symlink-p full)))
                         (or (null predicate)
                             (eq predicate t)
                             (funcall predicate full)))
                (setq result (nconc result
                                    (directory-files-recursively
                                     full regexp include-directories predicate follow-symlinks))))
              (when (and include-directories (string-match regexp file))
                (setq result (nconc result (list full)))))
          (when (string-match regexp file)
            (push full files)))))
    (nconc result (nreverse files))))

(defun wildcard-to-regexp (wildcard)
  "Return a regexp that matches the same file names as WILDCARD, a shell pattern."
  (let ((i 0) (n (length wildcard)) (parts nil))
    (while (< i n)
      (let ((c (aref wildcard i)) close)
        (cond
         ((eq c ?*) (push "[^\0]*" parts))
         ((eq c ??) (push "[^\0]" parts))
         ((and (eq c ?\[)
               (setq close (string-match-p "\\]" wildcard (min n (+ i 2)))))
          (let ((set (substring wildcard (1+ i) close)))
            (push (if (string-prefix-p "!" set)
                      (concat "[^" (substring set 1) "]")
                    (concat "[" set "]"))
                  parts))
          (setq i close))
         (t (push (regexp-quote (char-to-string c)) parts))))
      (setq i (1+ i)))
    (concat "\\`" (apply #'concat (nreverse parts)) "\\'")))

(defun file-expand-wildcards (pattern &optional full regexp)
  "Return the files whose names match the shell PATTERN, sorted.
FULL gives absolute names; REGEXP takes the last component as a regexp."
  (save-match-data
    (let* ((nondir (file-name-nondirectory pattern))
           (dirpart (file-name-directory pattern))
           (dirs (if (and dirpart (string-match "[[*?]" (file-local-name dirpart)))
                     (mapcar #'file-name-as-directory
                             (file-expand-wildcards (directory-file-name dirpart)))
                   (list dirpart)))
           contents)
      (dolist (dir dirs)
        (when (or (null dir) (file-directory-p dir))
          (let ((this-dir-contents
                 (delq nil
                       (mapcar (lambda (name)
                                 (unless (string-match "\\`\\.\\.?\\'" (file-name-nondirectory name))
                                   name))
                               (directory-files (or dir ".") full
                                                (if regexp nondir (wildcard-to-regexp nondir)))))))
            (setq contents
                  (nconc
                   (if (and dir (not full))
                       (mapcar (lambda (name) (concat dir name)) this-dir-contents)
                     this-dir-contents)
                   contents)))))
      (sort contents #'string<))))

(defun cd-absolute (dir)
  "Make the absolute directory DIR the current one of this buffer."
  (setq dir (file-name-as-directory (abbreviate-file-name (expand-file-name dir))))
  (unless (file-directory-p dir)
    (if (file-exists-p dir)
        (error "%s is not a directory" dir)
      (error "%s: no such directory" dir)))
  (unless (file-accessible-directory-p dir)
    (error "Cannot cd to %s:  Permission denied" dir))
  (setq default-directory dir
        list-buffers-directory dir))

(defvar cd-path nil
  "Directories that `cd' looks in.")

(defun cd (dir)
  "Make DIR the current directory of this buffer."
  (if (file-name-absolute-p dir)
      (cd-absolute (expand-file-name dir))
    (let ((try (expand-file-name dir)))
      (dolist (base cd-path)
        (unless (file-directory-p try)
          (setq try (expand-file-name dir base))))
      (unless (file-directory-p try)
        (error "No such directory found via CDPATH environment variable"))
      (cd-absolute try))))

(defun pwd (&optional insert)
  "Show the current directory; with INSERT, insert its name instead."
  (if insert
      (insert default-directory)
    (message "Directory %s" default-directory)))

;;; Temporary files

(defvar temporary-file-directory
  (file-name-as-directory (or (getenv-internal "TMPDIR") "/tmp"))
  "The directory for temporary files.")

(defvar small-temporary-file-directory nil
  "The directory for small temporary files, nil for the usual one.")

(defun temporary-file-directory ()
  "Return the directory for temporary files."
  temporary-file-directory)

(defun make-temp-file (prefix &optional dir-flag suffix text)
  "Create a temporary file and return its name, which begins with PREFIX.
DIR-FLAG makes a directory; SUFFIX ends the name; TEXT is written into the file."
  (let ((absolute-prefix
         (if (or (zerop (length prefix)) (member prefix '("." "..")))
             (concat (file-name-as-directory temporary-file-directory) prefix)
           (expand-file-name prefix temporary-file-directory))))
    (let ((file (make-temp-file-internal absolute-prefix
                                         (if dir-flag t) (or suffix "") nil)))
      (when (and (stringp text) (not dir-flag))
        (let ((coding-system-for-write (or coding-system-for-write 'utf-8-unix)))
          (write-region text nil file nil 0)))
      file)))

(defun make-nearby-temp-file (prefix &optional dir-flag suffix)
  "Like `make-temp-file' with PREFIX, DIR-FLAG and SUFFIX."
  (make-temp-file prefix dir-flag suffix))

;;; Attributes

(defun file-attribute-type (attributes)
  "Return the type in ATTRIBUTES: t for a directory, a string for a link, nil for a file."
  (nth 0 attributes))
(defun file-attribute-link-number (attributes)
  "Return the number of links in ATTRIBUTES."
  (nth 1 attributes))
(defun file-attribute-user-id (attributes)
  "Return the owner in ATTRIBUTES."
  (nth 2 attributes))
(defun file-attribute-group-id (attributes)
  "Return the group in ATTRIBUTES."
  (nth 3 attributes))
(defun file-attribute-access-time (attributes)
  "Return the time of last access in ATTRIBUTES."
  (nth 4 attributes))
(defun file-attribute-modification-time (attributes)
  "Return the time of last modification in ATTRIBUTES."
  (nth 5 attributes))
(defun file-attribute-status-change-time (attributes)
  "Return the time of last status change in ATTRIBUTES."
  (nth 6 attributes))
(defun file-attribute-size (attributes)
  "Return the size in bytes in ATTRIBUTES."
  (nth 7 attributes))
(defun file-attribute-modes (attributes)
  "Return the modes in ATTRIBUTES, as in -rw-r--r--."
  (nth 8 attributes))
(defun file-attribute-inode-number (attributes)
  "Return the inode number in ATTRIBUTES."
  (nth 10 attributes))
(defun file-attribute-device-number (attributes)
  "Return the device number in ATTRIBUTES."
  (nth 11 attributes))

(defun file-attribute-collect (attributes &rest attr-names)
  "Return the parts of ATTRIBUTES that ATTR-NAMES, such as `size', name."
  (mapcar (lambda (name)
            (let ((accessor (intern-soft (format "file-attribute-%s" name))))
              (unless (fboundp accessor)
                (error "Wrong attribute name `%S'" name))
              (funcall accessor attributes)))
          attr-names))

(defun file-size-human-readable (file-size &optional flavor space unit)
  "Return FILE-SIZE as a short string with a prefix.
FLAVOR is nil for powers of 1024, `si' for powers of 1000, `iec' for powers of 1024 with
IEC prefixes.  SPACE goes before the prefix, UNIT after it."
  (let* ((power (if (memq flavor '(nil iec)) 1024.0 1000.0))
         (prefixes '("" "k" "M" "G" "T" "P" "E" "Z" "Y"))
         (size (float file-size)))
    (while (and (>= size power) (cdr prefixes))
      (setq size (/ size power)
            prefixes (cdr prefixes)))
    (let* ((prefix (car prefixes))
           (prefix (if (and (eq flavor 'iec) (equal prefix "k")) "K" prefix))
           (unit (concat (if (and (eq flavor 'iec) (not (equal prefix "")))
                             (concat prefix "i")
                           prefix)
                         (or unit (if (eq flavor 'iec) "B" "")))))
      (concat (format (if (and (>= (mod size 1.0) 0.05)
                               (< (mod size 1.0) 0.95))
                          "%.1f"
                        "%.0f")
                      size)
              (if (string= unit "") "" (or space ""))
              unit))))

(defun file-size-human-readable-iec (size)
  "Return SIZE with an IEC prefix and unit."
  (file-size-human-readable size 'iec " "))

(defun file-modes-number-to-symbolic (mode &optional filetype)
  "Return MODE, a number, as in -rw-r--r--; FILETYPE is the first character."
  (string
   (or filetype
       (let ((type (ash mode -12)))
         (cdr (or (assq type '((4 . ?d) (8 . ?-) (10 . ?l) (2 . ?c) (6 . ?b) (1 . ?p) (12 . ?s)))
                  '(0 . ?-)))))
   (if (zerop (logand 256 mode)) ?- ?r)
   (if (zerop (logand 128 mode)) ?- ?w)
   (if (zerop (logand 2048 mode))
       (if (zerop (logand 64 mode)) ?- ?x)
     (if (zerop (logand 64 mode)) ?S ?s))
   (if (zerop (logand 32 mode)) ?- ?r)
   (if (zerop (logand 16 mode)) ?- ?w)
   (if (zerop (logand 1024 mode))
       (if (zerop (logand 8 mode)) ?- ?x)
     (if (zerop (logand 8 mode)) ?S ?s))
   (if (zerop (logand 4 mode)) ?- ?r)
   (if (zerop (logand 2 mode)) ?- ?w)
   (if (zerop (logand 512 mode))
       (if (zerop (logand 1 mode)) ?- ?x)
     (if (zerop (logand 1 mode)) ?T ?t))))

(defun backup-file-name-p (file)
  "Return non-nil if FILE is named like a backup file."
  (string-match-p "~\\'" file))

(defun auto-save-file-name-p (filename)
  "Return non-nil if FILENAME, without directory, is named like an auto-save file."
  (string-match "\\`#.*#\\'" filename))

(defun make-backup-file-name (file)
  "Return the name of the backup file of FILE."
  (concat file "~"))

;;; Directories of the user and of the program

(defvar user-emacs-directory "~/.emacs.d/"
  "The directory with files of the user's Lisp programs.")
(defvar user-init-file nil "The name of the user's initialization file; none is loaded.")
(defvar init-file-user nil "The user whose initialization file is loaded; nil: none.")
(defvar init-file-debug nil "Non-nil would mean to debug the initialization file.")
(defvar site-run-file nil "A file loaded before the user's; none is.")
(defvar data-directory "/usr/share/elwire/" "The directory with data files; it need not exist.")
(defvar doc-directory data-directory "The directory with documentation; it need not exist.")

(setq-default completion-ignored-extensions
  '(".o" "~" ".bin" ".lbin" ".so" ".a" ".ln" ".blg" ".bbl" ".elc" ".lof" ".glo" ".idx" ".lot" ".svn/" ".hg/" ".git/"
    ".bzr/" "CVS/" "_darcs/" "_MTN/" ".fmt" ".tfm" ".class" ".fas" ".lib" ".mem" ".x86f" ".sparcf" ".dfsl" ".pfsl" ".d64fsl"
    ".p64fsl" ".lx64fsl" ".lx32fsl" ".dx64fsl" ".dx32fsl" ".fx64fsl" ".fx32fsl" ".sx64fsl" ".sx32fsl" ".wx64fsl" ".wx32fsl"
    ".fasl" ".ufsl" ".fsl" ".dxl" ".lo" ".la" ".gmo" ".mo" ".toc" ".aux" ".cp" ".fn" ".ky" ".pg" ".tp" ".vr" ".cps" ".fns"
    ".kys" ".pgs" ".tps" ".vrs" ".pyc" ".pyo"))

(provide 'files)

;;; files.el ends here
