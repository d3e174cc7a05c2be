;;; finder.el --- finding packages by keywords -*- lexical-binding: t; -*-

;; Manual: (emacs) Package Keywords.

(require 'lisp-mnt)

(defgroup finder nil "Finding packages." :group 'help)

(defvar finder-known-keywords
  '((abbrev . "abbreviation handling, typing shortcuts, and macros") (bib . "bibliography processors")
    (c . "C and related programming languages") (calendar . "calendar and time management tools") (comm . "communications, networking, and remote file access")
    (convenience . "convenience features for faster editing") (data . "editing data (non-text) files") (docs . "Emacs documentation facilities")
    (emulations . "emulations of other editors") (extensions . "Emacs Lisp language extensions") (faces . "fonts and colors for text")
    (files . "file editing and manipulation") (frames . "Emacs frames and window systems") (games . "games, jokes and amusements")
    (hardware . "interfacing with system hardware") (help . "Emacs help systems") (hypermedia . "links between text or other media types")
    (i18n . "internationalization and character-set support") (internal . "code for Emacs internals, build process, defaults")
    (languages . "specialized modes for editing programming languages") (lisp . "Lisp support, including Emacs Lisp") (local . "code local to your site")
    (maint . "Emacs development tools and aids") (mail . "email reading and posting") (matching . "searching, matching, and sorting")
    (mouse . "mouse support") (multimedia . "images and sound") (news . "USENET news reading and posting") (outlines . "hierarchical outlining and note taking")
    (processes . "processes, subshells, and compilation") (terminals . "text terminals (ttys)") (tex . "the TeX document formatter")
    (tools . "programming tools") (unix . "UNIX feature interfaces and emulators") (vc . "version control") (wp . "word processing"))
  "Alist of the keywords of packages and what they are about.")
(defvar finder-keywords-hash (make-hash-table :test 'eq :size 65) "The packages of Emacs, by keywords; this program knows of none.")
(defvar package--builtins nil "The packages that are part of the program.")
(defconst finder-buffer "*Finder*" "The buffer of the finder.")

(defun finder-unknown-keywords ()
  "Return an alist of the keywords in `finder-keywords-hash' that are not known, and how often they occur."
  (let ((unknown nil))
    (maphash (lambda (keyword packages)
               (unless (assq keyword finder-known-keywords) (push (cons keyword (length packages)) unknown)))
             finder-keywords-hash)
    (sort unknown (lambda (a b) (string< (symbol-name (car a)) (symbol-name (car b)))))))

(define-derived-mode finder-mode special-mode "Finder" "Major mode of lists of keywords.")

(defun finder-list-keywords ()
  "Show the keywords of packages."
  (interactive)
  (with-current-buffer (get-buffer-create finder-buffer)
    (let ((inhibit-read-only t))
      (finder-mode)
      (erase-buffer)
      (dolist (entry finder-known-keywords)
        (insert (format "%-14s%s\n" (car entry) (cdr entry))))
      (goto-char (point-min)))
    (pop-to-buffer (current-buffer))))
(defalias 'finder-by-keyword #'finder-list-keywords)

(defun finder-commentary (file)
  "Show the commentary of FILE, a library."
  (interactive (list (completing-read "Library name: " nil)))
  (let ((text (lm-commentary (or (locate-file file load-path '(".el" "")) (error "Can't find library %s" file)))))
    (unless text (error "Can't find any Commentary section"))
    (with-current-buffer (get-buffer-create "*Finder-package*")
      (let ((inhibit-read-only t))
        (finder-mode)
        (erase-buffer)
        (insert text)
        (goto-char (point-min))
        (while (re-search-forward "^;+ ?" nil t) (replace-match "" nil nil))
        (goto-char (point-min)))
      (pop-to-buffer (current-buffer)))))

(provide 'finder)

;;; finder.el ends here
