;;; package-install.el --- putting packages into their directories -*- lexical-binding: t; -*-

(require 'package)

;;; What a library says of itself

(defun package-install--header (name)
  "Return what the header NAME of the library in the current buffer says, nil if it is not there."
  (save-excursion
    (goto-char (point-min))
    (let ((case-fold-search t))
      (when (re-search-forward (concat "^;+[ \t]+\\(@(#)\\)?[ \t]*\\$?" (regexp-quote name) "[ \t]*:[ \t]*\\(.*\\)$")
                               (save-excursion (or (and (re-search-forward "^;;; Code" nil t) (point)) (point-max))) t)
        (let ((text (match-string-no-properties 2)))
          ;; A header goes on in lines that are indented further.
          (forward-line 1)
          (while (looking-at "^;+\\(\t\\|  \\)[ \t]*\\([^ \t\n].*\\)$")
            (setq text (concat text " " (match-string-no-properties 2)))
            (forward-line 1))
          (string-trim text))))))

(defun package-install--people (name)
  "Return the people in the header NAME: (FULL-NAME . ADDRESS)."
  (let ((text (package-install--header name)))
    (when text
      (mapcar (lambda (person)
                (if (string-match "\\`\\(.*?\\)[ \t]*<\\([^>]*\\)>" person)
                    (cons (match-string 1 person) (match-string 2 person))
                  (cons person nil)))
              (split-string text ",[ \t]*" t)))))

(defun package-install--extras ()
  "Return the other properties of the library in the current buffer: people, keywords, URL."
  (let* ((authors (or (package-install--people "Author") (package-install--people "Authors")))
         (maintainer (or (car (package-install--people "Maintainer")) (car authors)))
         (keywords (package-install--header "Keywords"))
         (url (or (package-install--header "URL") (package-install--header "Homepage"))))
    (append (and authors (list (cons :authors authors)))
            (and maintainer (list (cons :maintainer maintainer)))
            (and keywords (list (cons :keywords (split-string keywords "[, \t\n]+" t))))
            (and url (list (cons :url url))))))

(defun package-buffer-info ()
  "Return the description of the package in the current buffer, and make only it accessible; signal an error if there is none."
  (goto-char (point-min))
  (unless (re-search-forward "^;;; \\([^ ]*\\)\\.el ---[ \t]*\\(.*?\\)[ \t]*\\(-\\*-.*-\\*-[ \t]*\\)?$" nil t)
    (error "Package lacks a file header"))
  (let ((name (match-string-no-properties 1)) (summary (match-string-no-properties 2)) (start (line-beginning-position)))
    (unless (search-forward (concat ";;; " name ".el ends here") nil t)
      (error "Package lacks a terminating comment"))
    (forward-line)
    (narrow-to-region start (point))
    (let ((version (or (package-strip-rcs-id (package-install--header "Package-Version"))
                       (package-strip-rcs-id (package-install--header "Version"))))
          (requires (package-install--header "Package-Requires")))
      (unless version
        (error "Package lacks a \"Version\" or \"Package-Version\" header"))
      (package-desc-create
       :name (intern name) :version (version-to-list version) :summary summary :kind 'single
       :reqs (package--read-requirements
              (and requires (package--prepare-dependencies (package-read-from-string requires))))
       :extras (package-install--extras)))))

(defun package-dir-info ()
  "Return the description of the package in `default-directory': that of its file, or of its main library."
  (let* ((dir (directory-file-name default-directory)) (desc-file (package--description-file dir)))
    (if (file-readable-p desc-file)
        (with-temp-buffer
          (insert-file-contents desc-file)
          (goto-char (point-min))
          (let ((package-alist nil))
            (let ((desc (package-process-define-package (read (current-buffer)))))
              (setf (package-desc-kind desc) 'dir)
              desc)))
      (let ((found nil) (files (directory-files default-directory t "\\.el\\'" t)))
        (while (and files (not found))
          (with-temp-buffer
            (insert-file-contents (pop files))
            (setq found (ignore-errors (package-buffer-info)))))
        (unless found (error "No .el files with package headers in `%s'" default-directory))
        (setf (package-desc-kind found) 'dir)
        found))))

;;; What is written

(defun package-generate-description-file (pkg-desc pkg-file)
  "Write the file PKG-FILE that describes PKG-DESC."
  (let ((quoted (lambda (value) (if (or (consp value) (and value (symbolp value) (not (keywordp value)))) (list 'quote value) value)))
        (print-level nil) (print-length nil) (print-quoted t))
    (write-region
     (concat ";;; Generated package description from "
             (replace-regexp-in-string "-pkg\\.el\\'" ".el" (file-name-nondirectory pkg-file))
             "  -*- no-byte-compile: t -*-\n"
             (prin1-to-string
              `(define-package ,(symbol-name (package-desc-name pkg-desc)) ,(package-version-join (package-desc-version pkg-desc))
                 ,(package-desc-summary pkg-desc)
                 ,(funcall quoted (mapcar (lambda (req) (list (car req) (package-version-join (cadr req)))) (package-desc-reqs pkg-desc)))
                 ,@(mapcan (lambda (extra) (list (car extra) (funcall quoted (cdr extra)))) (package-desc-extras pkg-desc))))
             "\n")
     nil pkg-file nil 'silent)))

(defun package-install--autoload (form file)
  "Return the forms that stand for FORM, of the library FILE, before that is loaded."
  (pcase form
    (`(,(and kind (or 'defun 'defmacro 'cl-defun 'cl-defmacro 'defsubst 'cl-defgeneric 'define-inline 'iter-defun)) ,name ,args . ,body)
     (let* ((doc (and (stringp (car body)) (cdr body) (car body)))
            (rest (if doc (cdr body) body))
            (rest (if (eq (car-safe (car rest)) 'declare) (cdr rest) rest))
            (indent (assq 'indent (cdr (assq 'declare body)))))
       `((autoload ',name ,file ,(help-add-fundoc-usage doc (if (listp args) args nil))
           ,(and (eq (car-safe (car rest)) 'interactive) t) ,(and (memq kind '(defmacro cl-defmacro)) t))
         ,@(and indent `((function-put ',name 'lisp-indent-function ',(cadr indent)))))))
    (`(,(or 'define-minor-mode 'define-globalized-minor-mode 'define-derived-mode 'define-generic-mode 'define-compilation-mode) ,name . ,rest)
     `(,@(and (memq (car form) '(define-minor-mode define-globalized-minor-mode))
              (or (eq (car form) 'define-globalized-minor-mode) (plist-get (cl-member-if #'keywordp rest) :global))
              `((defvar ,name nil) (custom-autoload ',name ,file nil)))
       (autoload ',name ,file ,(cl-find-if #'stringp rest :from-end nil) t nil)))
    (`(defcustom ,name ,value ,doc . ,_) `((defvar ,name ,value ,doc) (custom-autoload ',name ,file t)))
    (`(,(or 'defalias 'defvar 'defconst 'put 'define-obsolete-function-alias 'define-obsolete-variable-alias 'progn) . ,_) (list form))
    (_ (list form))))

(defun package-install--file-autoloads (file)
  "Return the forms that the cookies in the library FILE ask for."
  (let ((library (file-name-base file)) (forms nil))
    (with-temp-buffer
      (insert-file-contents file)
      (goto-char (point-min))
      (while (re-search-forward "^;;;###autoload\\(?:[ \t]+\\(.*\\)\\)?$" nil t)
        (let ((same-line (match-string 1)))
          (if (and same-line (string-match-p "[^ \t]" same-line))
              (push (car (read-from-string same-line)) forms)
            (let ((form (ignore-errors (read (current-buffer)))))
              (dolist (f (and form (package-install--autoload form library))) (push f forms)))))))
    (nreverse forms)))

(defun package-generate-autoloads (name pkg-dir)
  "Write the autoloads of the package NAME in the directory PKG-DIR; return the name of the file."
  (let* ((base (format "%s-autoloads.el" name)) (file (expand-file-name base pkg-dir))
         (print-level nil) (print-length nil) (print-quoted t)
         (forms (mapcan (lambda (f) (unless (string-match-p "\\(?:-autoloads\\|-pkg\\)\\.el\\'" f) (package-install--file-autoloads f)))
                        (directory-files pkg-dir t "\\`[^.].*\\.el\\'"))))
    (write-region
     (concat ";;; " base " --- automatically extracted autoloads  -*- lexical-binding: t -*-\n;;\n;;; Code:\n\n"
             "(add-to-list 'load-path (directory-file-name (or (and load-file-name (file-name-directory load-file-name)) (car load-path))))\n\n"
             (mapconcat #'prin1-to-string forms "\n\n")
             "\n\n;; Local Variables:\n;; version-control: never\n;; no-byte-compile: t\n;; coding: utf-8\n;; End:\n;;; " base " ends here\n")
     nil file nil 'silent)
    file))

;;; Installing

(defun package-install--require (requirements)
  "Signal an error unless what REQUIREMENTS, (NAME VERSION), ask for is installed."
  (dolist (req requirements)
    (unless (package-installed-p (car req) (cadr req))
      (error (if (eq (car req) 'emacs) "This package requires Emacs version %2$s" "Package `%s-%s' is unavailable")
             (car req) (package-version-join (cadr req))))))

(defun package-unpack (pkg-desc)
  "Put the package in the current buffer, described by PKG-DESC, into its directory, and activate it."
  (let* ((name (package-desc-name pkg-desc)) (dir (expand-file-name (package-desc-full-name pkg-desc) package-user-dir)))
    (pcase (package-desc-kind pkg-desc)
      ('dir
       (make-directory dir t)
       (dolist (file (directory-files default-directory t directory-files-no-dot-files-regexp))
         (if (file-directory-p file)
             (copy-directory file (file-name-as-directory dir))
           (copy-file file (expand-file-name (file-name-nondirectory file) dir) t))))
      ('single
       (make-directory dir t)
       (let ((coding-system-for-write 'utf-8))
         (write-region nil nil (expand-file-name (format "%s.el" name) dir) nil 'silent)))
      (kind (error "Packages of the kind `%s' cannot be installed" kind)))
    (let ((file (expand-file-name (package--description-file dir) dir)))
      (unless (file-exists-p file)
        (package-generate-description-file pkg-desc file)))
    (package-generate-autoloads name dir)
    (let ((new (package-load-descriptor dir)))
      (unless (equal (package-desc-full-name new) (package-desc-full-name pkg-desc))
        (error "The retrieved package (`%s') doesn't match what the archive offered (`%s')"
               (package-desc-full-name new) (package-desc-full-name pkg-desc)))
      (package-activate-1 new :reload :deps))
    dir))

(defun package-install-from-buffer ()
  "Install the package in the current buffer, a library or, if it shows one, a directory; return its description."
  (interactive)
  (let* ((directory (eq major-mode 'dired-mode))
         (desc (if directory (package-dir-info)
                 (save-excursion (save-restriction (package-buffer-info)))))
         (name (package-desc-name desc)))
    (package--alist)
    (package-install--require (package-desc-reqs desc))
    (if directory
        (package-unpack desc)
      (save-restriction
        (widen)
        (package-unpack desc)))
    (unless (memq name package-selected-packages)
      (push name package-selected-packages))
    desc))

(defun package-install-file (file)
  "Install the package in FILE, a library or a directory."
  (interactive "fPackage file name: ")
  (with-temp-buffer
    (if (file-directory-p file)
        (progn
          (setq default-directory (file-name-as-directory (expand-file-name file)))
          (setq major-mode 'dired-mode))
      (when (string-match-p "\\.tar\\'" file)
        (error "Packages in tar files cannot be installed: %s" file))
      (insert-file-contents file))
    (package-install-from-buffer)))

(defun package-install (pkg &optional _dont-select)
  "Signal an error unless PKG, a name or description, is installed: nothing is fetched."
  (interactive)
  (let ((name (if (package-desc-p pkg) (package-desc-name pkg) pkg)))
    (if (package-installed-p name)
        (message "`%s' is already installed" name)
      (error "Package `%s-' is unavailable" name))))

(defun package-delete (pkg-desc &optional force nosave)
  "Delete the package PKG-DESC, also if others require it when FORCE; NOSAVE leaves `package-selected-packages' alone."
  (let* ((dir (package-desc-dir pkg-desc)) (name (package-desc-name pkg-desc))
         (user (cl-find-if (lambda (entry) (and (not (eq (car entry) name)) (assq name (package-desc-reqs (cadr entry))))) package-alist)))
    (unless (and dir (string-prefix-p (file-name-as-directory (expand-file-name package-user-dir)) (expand-file-name dir)))
      (error "Package `%s' is a system package, not deleting" (package-desc-full-name pkg-desc)))
    (when (and user (not force))
      (error "Package `%s' is used by `%s' as dependency, not deleting" (package-desc-full-name pkg-desc) (car user)))
    (delete-directory dir t)
    (let ((entry (assq name package-alist)))
      (setcdr entry (delq pkg-desc (cdr entry)))
      (unless (cdr entry) (setq package-alist (delq entry package-alist))))
    (unless nosave (setq package-selected-packages (remq name package-selected-packages)))
    (message "Package `%s' deleted." (package-desc-full-name pkg-desc))))

(provide 'package-install)

;;; package-install.el ends here
