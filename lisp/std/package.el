;;; package.el --- packages in directories of their own -*- lexical-binding: t; -*-

;; Manual: (elisp) Packaging.  Packages are installed from files, buffers and directories, described, activated and deleted.
;; Nothing is fetched: a package that is required and not there is an error.  package-install.el has what writes files.

(require 'cl-lib)

(defgroup package nil "Packages of Lisp libraries." :group 'applications)
(defcustom package-enable-at-startup t "Non-nil if packages are to be activated at the start." :type 'boolean)
(defcustom package-load-list '(all) "Which packages are loaded: `all', (NAME t), (NAME nil) or (NAME VERSION)."
  :type '(repeat (choice (const all) (list symbol sexp))))
(defcustom package-archives '(("gnu" . "https://elpa.gnu.org/packages/") ("nongnu" . "https://elpa.nongnu.org/nongnu/"))
  "Archives of packages: (NAME . LOCATION); nothing is fetched from them." :type '(alist :key-type string :value-type string))
(defcustom package-user-dir (locate-user-emacs-file "elpa") "The directory packages are installed in." :type 'directory)
(defcustom package-directory-list nil "More directories with packages." :type '(repeat directory))
(defcustom package-selected-packages nil "The packages the user asked for." :type '(repeat symbol))
(defcustom package-pinned-packages nil "Which archive packages come from: (PACKAGE . ARCHIVE)." :type '(alist :key-type symbol :value-type string))
(defcustom package-archive-priorities nil "Which archives come first: (NAME . NUMBER)." :type '(alist :key-type string :value-type integer))
(defcustom package-check-signature nil "Whether signatures are wanted; nothing is fetched." :type '(choice (const nil) (const allow-unsigned) (const t)))
(defcustom package-quickstart nil "Non-nil if one file is to activate all packages; it is not made." :type 'boolean)

(defvar package--default-summary "No description available.")
(defvar package-alist nil "The packages that are installed: (NAME DESC...), the newest DESC first.")
(defvar package-activated-list nil "The names of the packages that are activated.")
(defvar package-archive-contents nil "What archives have: nothing.")
(defvar package-obsolete-list nil "Packages that are not to be loaded any more.")
(defvar package--initialized nil "Non-nil after `package-initialize'.")
(defvar package--activated nil "Non-nil after the packages were activated.")
(defvar package--builtins nil "The packages that are built in: (NAME . DESC).")
(defvar package--builtin-versions
  `((emacs ,emacs-major-version ,emacs-minor-version) (cl-lib 1 0) (cl-generic 1 0) (nadvice 1 0) (seq 2 23) (map 3 2 1) (let-alist 1 0 6)
    (json 1 5) (eieio 1 4) (eieio-core 1 4) (cl-print 1 0) (tabulated-list 1 0) (ansi-color 3 4 2) (svg 1 1) (eldoc 1 11 0)
    (package 1 1 0) (auth-source-pass 5 0 0))
  "The versions of built-in packages: (NAME . VERSION).")

(cl-defstruct (package-desc
               (:constructor package-desc-create)
               (:constructor package-desc-from-define
                             (name-string version-string &optional summary requirements &rest rest-plist
                                          &aux
                                          (name (intern name-string))
                                          (version (version-to-list version-string))
                                          (reqs (package--read-requirements requirements))
                                          (kind (plist-get rest-plist :kind))
                                          (archive (plist-get rest-plist :archive))
                                          (extras (package--read-extras rest-plist)))))
  "What is known of a package: its name, version (a list), summary, requirements, kind, archive, directory and other properties."
  name version (summary package--default-summary) reqs kind archive dir extras signed)

(defun package--read-requirements (requirements)
  "Return REQUIREMENTS, of a `define-package', as a list of (NAME VERSION); VERSION is a list."
  (mapcar (lambda (entry) (list (car entry) (version-to-list (cadr entry))))
          (if (eq (car-safe requirements) 'quote) (nth 1 requirements) requirements)))

(defun package--read-extras (plist)
  "Return the properties in PLIST that packages are not known by as an alist."
  (let ((alist nil))
    (while plist
      (let ((key (pop plist)) (value (pop plist)))
        (unless (memq key '(:kind :archive))
          (push (cons key (if (eq (car-safe value) 'quote) (nth 1 value) value)) alist))))
    alist))

(defun package-version-join (vlist)
  "Return the version VLIST, a list as `version-to-list' makes it, as a string."
  (let ((parts nil) (names '((-1 . "pre") (-2 . "beta") (-3 . "alpha") (-4 . "snapshot"))))
    (dolist (number vlist)
      (cond
       ((>= number 0)
        (when (and parts (not (string-match-p "[a-z]\\'" (car parts)))) (push "." parts))
        (push (number-to-string number) parts))
       ((assq number names) (push (cdr (assq number names)) parts))
       (t (error "Invalid version list %s" vlist))))
    (let ((text (apply #'concat (nreverse parts))))
      (if (string-match-p "\\`[a-z]" text) (concat "0" text) text))))

(defun package-desc-full-name (pkg-desc)
  "Return the name of the package PKG-DESC with its version."
  (format "%s-%s" (package-desc-name pkg-desc) (package-version-join (package-desc-version pkg-desc))))

(defun package-desc-suffix (pkg-desc)
  "Return the end of the name of the file the package PKG-DESC comes in."
  (pcase (package-desc-kind pkg-desc)
    ('single ".el") ('tar ".tar") ('dir "")
    (kind (error "Unknown package kind: %s" kind))))

(defun package-desc--keywords (pkg-desc)
  "Return the keywords of PKG-DESC."
  (let ((keywords (cdr (assoc :keywords (package-desc-extras pkg-desc)))))
    (if (eq (car-safe keywords) 'quote) (nth 1 keywords) keywords)))

(defun package-read-from-string (str)
  "Return the only expression in STR."
  (let ((read (read-from-string str)))
    (unless (string-match-p "\\`[ \t\n]*\\'" (substring str (cdr read)))
      (error "Can't read whole string"))
    (car read)))

(defun package--prepare-dependencies (deps)
  "Return DEPS, names or (NAME VERSION-STRING), as a list of the latter."
  (cond
   ((not (listp deps)) (error "Invalid requirement specifier: %S" deps))
   (t (mapcar (lambda (dep)
                (cond ((symbolp dep) (list dep "0"))
                      ((stringp dep) (error "Invalid requirement specifier: %S" dep))
                      ((and (listp dep) (null (cdr dep))) (list (car dep) "0"))
                      (t dep)))
              deps))))

(defun package-strip-rcs-id (str)
  "Return the version in STR, that a version control system may have dressed up; nil if it is none."
  (when str
    (when (string-match "\\`[ \t]*[$]Revision:[ \t]+" str)
      (setq str (substring str (match-end 0))))
    (condition-case nil
        (and (version-to-list str) str)
      (error nil))))

;;; Descriptions in files

(defun package--description-file (dir)
  "Return the name of the file in DIR that describes the package there."
  (let ((name (file-name-nondirectory (directory-file-name dir))))
    (concat (if (string-match "\\([^.].*?\\)-\\([0-9]+\\(?:[.][0-9]+\\|\\(?:pre\\|beta\\|alpha\\|snapshot\\)[0-9]*\\)*\\)\\'" name)
                (match-string 1 name)
              name)
            "-pkg.el")))

(defun package-process-define-package (exp)
  "Add the package that EXP, a call of `define-package', describes to `package-alist', and return its description."
  (unless (eq (car-safe exp) 'define-package)
    (error "Can't find define-package in %S" exp))
  (let* ((desc (apply #'package-desc-from-define (mapcar (lambda (arg) (if (eq (car-safe arg) 'quote) (nth 1 arg) arg)) (cdr exp))))
         (entry (assq (package-desc-name desc) package-alist)))
    (if (not entry)
        (push (list (package-desc-name desc) desc) package-alist)
      (setcdr entry (sort (cons desc (cl-remove-if (lambda (old) (equal (package-desc-version old) (package-desc-version desc))) (cdr entry)))
                          (lambda (a b) (version-list-< (package-desc-version b) (package-desc-version a))))))
    desc))

(defun define-package (&rest _)
  "What files that describe packages call; it is read, never run."
  (error "Don't call me!"))

(defun package-load-descriptor (pkg-dir)
  "Return the description of the package in the directory PKG-DIR, added to `package-alist'; nil if there is none."
  (let ((file (expand-file-name (package--description-file pkg-dir) pkg-dir)))
    (when (file-exists-p file)
      (with-temp-buffer
        (insert-file-contents file)
        (goto-char (point-min))
        (let ((desc (package-process-define-package (read (current-buffer)))))
          (setf (package-desc-dir desc) (directory-file-name (expand-file-name pkg-dir)))
          (setf (package-desc-signed desc) (file-exists-p (concat (directory-file-name pkg-dir) ".signed")))
          desc)))))

(defun package-load-all-descriptors ()
  "Read the descriptions of all packages in `package-user-dir' and `package-directory-list'."
  (dolist (dir (cons package-user-dir package-directory-list))
    (when (file-directory-p dir)
      (dolist (subdir (directory-files dir t "\\`[^.]"))
        (when (file-directory-p subdir)
          (package-load-descriptor subdir))))))

(defun package--alist ()
  "Return `package-alist', read if it was not yet."
  (or package-alist (progn (package-load-all-descriptors) package-alist)))

;;; What is there

(defun package-built-in-p (package &optional min-version)
  "Return non-nil if PACKAGE, a name or description, of MIN-VERSION, a list, or later is built in."
  (if (package-desc-p package)
      (package-built-in-p (package-desc-name package) (package-desc-version package))
    (let ((version (cdr (assq package package--builtin-versions))))
      (and version (version-list-<= (or min-version '(0)) version)))))

(defun package-installed-p (package &optional min-version)
  "Return non-nil if PACKAGE, a name or description, of MIN-VERSION, a list, or later is installed or built in."
  (if (package-desc-p package)
      (let ((dir (package-desc-dir package))) (and (stringp dir) (file-exists-p dir)))
    (or (let ((descs (cdr (assq package (package--alist)))))
          (and descs (version-list-<= (or min-version '(0)) (package-desc-version (car descs)))))
        (package-built-in-p package min-version))))

(defun package-disabled-p (pkg-name version)
  "Return nil if VERSION of PKG-NAME may be activated, t if not, or the version held, a string."
  (let ((force (assq pkg-name package-load-list)))
    (cond ((null force) (not (memq 'all package-load-list)))
          ((null (setq force (cadr force))) t)
          ((eq force t) nil)
          ((stringp force) (unless (version-list-= version (version-to-list force)) force))
          (t (error "Invalid element in `package-load-list'")))))

(defun package--get-deps (pkgs)
  "Return the names of the packages that PKGS, names, require, directly or not."
  (let ((found nil) (todo (if (listp pkgs) (copy-sequence pkgs) (list pkgs))))
    (while todo
      (let ((desc (cadr (assq (pop todo) (package--alist)))))
        (dolist (req (and desc (package-desc-reqs desc)))
          (unless (memq (car req) found)
            (push (car req) found)
            (push (car req) todo)))))
    (nreverse found)))

;;; Activation

(defun package--autoloads-file-name (pkg-desc)
  "Return the name, without its end, of the file of autoloads of PKG-DESC."
  (expand-file-name (format "%s-autoloads" (package-desc-name pkg-desc)) (package-desc-dir pkg-desc)))

(defun package-activate-1 (pkg-desc &optional _reload deps)
  "Put the directory of PKG-DESC into `load-path' and load its autoloads; with DEPS, activate what it requires first.
Return nil if that is missing."
  (let* ((name (package-desc-name pkg-desc)) (dir (package-desc-dir pkg-desc))
         (missing (and deps (cl-find-if-not (lambda (req) (package-activate (car req))) (package-desc-reqs pkg-desc)))))
    (unless dir (error "Internal error: unable to find directory for `%s'" (package-desc-full-name pkg-desc)))
    (if missing
        (progn (message "Unable to activate package `%s'.\nRequired package `%s-%s' is unavailable"
                        name (car missing) (package-version-join (cadr missing)))
               nil)
      (unless (member dir load-path)
        (add-to-list 'load-path dir))
      (load (package--autoloads-file-name pkg-desc) t t)
      (cl-pushnew name package-activated-list)
      t)))

(defun package-activate (package &optional force)
  "Activate PACKAGE, a name, anew if FORCE; return non-nil if it is active or built in."
  (let ((descs (cl-remove-if (lambda (desc) (package-disabled-p (package-desc-name desc) (package-desc-version desc)))
                             (cdr (assq package (package--alist))))))
    (cond
     ((null descs) (package-built-in-p package))
     ((and (memq package package-activated-list) (not force)) t)
     (t (package-activate-1 (car descs) nil 'deps)))))

(defun package-activate-all ()
  "Activate all packages that are installed."
  (setq package--activated t)
  (package--alist)
  (dolist (entry package-alist)
    (condition-case err
        (package-activate (car entry))
      (error (message "%s" (error-message-string err))))))

(defun package-initialize (&optional no-activate)
  "Read the descriptions of all packages that are installed, and activate them unless NO-ACTIVATE."
  (interactive)
  (setq package-alist nil)
  (package-load-all-descriptors)
  (setq package--initialized t)
  (unless no-activate (package-activate-all)))

(defun package-get-version ()
  "Return the version, a string, of the package that the file being loaded belongs to; nil if there is none."
  (let ((file (or (bound-and-true-p byte-compile-current-file) load-file-name buffer-file-name)))
    (when file
      (let ((dir (file-name-directory file)))
        (if (string-match "[^/]-\\([0-9][0-9a-z.]*\\)/\\'" dir)
            (match-string 1 dir)
          (with-temp-buffer
            (insert-file-contents (concat (file-name-sans-extension file) ".el"))
            (require 'package-install)
            (or (package-install--header "Package-Version") (package-install--header "Version"))))))))

(defun package-refresh-contents (&optional _async)
  "Signal an error: nothing is fetched from archives."
  (interactive)
  (error "Archives of packages are not read; use `package-install-file'"))

(autoload 'package-buffer-info "package-install" "Describe the package in the current buffer.")
(autoload 'package-dir-info "package-install" "Describe the package in the current directory.")
(autoload 'package-generate-description-file "package-install" "Write the file that describes a package.")
(autoload 'package-generate-autoloads "package-install" "Write the autoloads of a package.")
(autoload 'package-unpack "package-install" "Install the package in the current buffer.")
(autoload 'package-install-from-buffer "package-install" "Install the package in the current buffer." t)
(autoload 'package-install-file "package-install" "Install the package in a file or directory." t)
(autoload 'package-install "package-install" "Install a package." t)
(autoload 'package-delete "package-install" "Delete a package." t)

(provide 'package)

;;; package.el ends here
