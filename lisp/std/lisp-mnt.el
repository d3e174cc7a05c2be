;;; lisp-mnt.el --- what the headers of libraries say -*- lexical-binding: t; -*-

;; Manual: (elisp) Library Headers.

(defvar lm-header-prefix "^;+[ \t]+\\(@(#)\\)?[ \t]*\\$?" "Regexp for what is before the name of a header.")
(defvar lm-comment-column 16 "The column of what is listed.")
(defvar lm-commentary-header "Commentary\\|Documentation" "Regexp for the title of the section that describes the library.")
(defvar lm-history-header "Change ?Log\\|History" "Regexp for the title of the section of changes.")
(defvar lm-copyright-prefix "^\\(;+[ \t]\\)+Copyright \\((C) \\)?" "Regexp for the beginning of a line about copyright.")

(defun lm-get-header-re (header &optional mode)
  "Return a regexp for the line of HEADER; if MODE is `section', for the line that begins the section of that name."
  (if (eq mode 'section)
      (concat "^;;;;* \\(" header "\\):[ \t]*$")
    (concat lm-header-prefix "\\(" header "\\)[ \t]*:[ \t]*")))

(defun lm-get-package-name ()
  "Return the name of the file that the first line says, nil if it says none."
  (save-excursion
    (goto-char (point-min))
    (and (looking-at "^;;; \\([^ \t]+\\.el\\)") (match-string-no-properties 1))))

(defmacro lm-with-file (file &rest body)
  "Evaluate BODY in a buffer with the contents of FILE, or in the current one if FILE is nil, at its beginning."
  (declare (indent 1) (debug t))
  (let ((name (make-symbol "file")))
    `(let ((,name ,file))
       (if ,name
           (with-temp-buffer
             (let (mode)
               (insert-file-contents ,name)
               (ignore mode)
               (emacs-lisp-mode)
               (goto-char (point-min))
               ,@body))
         (save-excursion
           (goto-char (point-min))
           ,@body)))))

;;; Headers

(defun lm-header (header)
  "Return what the HEADER of the current buffer says, nil if it is not there; leave point at the end of its line."
  (goto-char (point-min))
  (let ((case-fold-search t))
    (when (and (re-search-forward (lm-get-header-re header) (lm--headers-end) t)
               (looking-at "[^\n]*[^ \t\n$]"))
      (prog1 (string-trim-right (match-string-no-properties 0))
        (end-of-line)))))

(defun lm--headers-end ()
  "Return where the headers end: where the code begins."
  (or (lm-code-mark) (point-max)))

(defun lm-header-multiline (header)
  "Return the lines of what the HEADER of the current buffer says, with those that go on."
  (save-excursion
    (let ((first (lm-header header)))
      (when first
        (let ((lines (list first)))
          (forward-line 1)
          (while (looking-at "^;+\\(\t\\|[ \t]\\{2,\\}\\)[ \t]*\\(\\S-.*\\)$")
            (push (string-trim-right (match-string-no-properties 2)) lines)
            (forward-line 1))
          (nreverse lines))))))

(defun lm-summary (&optional file)
  "Return the line that says what the library FILE, or that in the current buffer, does."
  (lm-with-file file
    (and (looking-at "^;;; [^ \t]+ ---+[ \t]+\\(.*?\\)[ \t]*\\(?:-\\*-.*-\\*-[ \t]*\\)?$")
         (let ((text (match-string-no-properties 1)))
           (if (string-match "[ \t]*-\\*-.*\\'" text) (substring text 0 (match-beginning 0)) text)))))

(defun lm-crack-address (x)
  "Return the people in X, a header: (FULL-NAME . ADDRESS); an element without an address is left out."
  (cond
   ((string-match "\\`\\(.+\\) [(<]\\(\\S-+@\\S-+\\)[>)]\\'" x) (list (cons (match-string 1 x) (match-string 2 x))))
   ((string-match "\\`\\(\\S-+@\\S-+\\) [(<]\\(.*\\)[>)]\\'" x) (list (cons (match-string 2 x) (match-string 1 x))))
   ((string-match "\\`\\S-+@\\S-+\\'" x) (list (cons nil x)))
   ((string-match-p "@" x)
    (let ((people nil))
      (dolist (part (split-string x "[ \t]*,[ \t]*" t) (nreverse people))
        (unless (equal part x)
          (setq people (append (lm-crack-address part) people))))))))

(defun lm--people (header file)
  "Return the people in HEADER, a regexp, of the library FILE."
  (lm-with-file file
    (mapcan #'lm-crack-address (lm-header-multiline header))))

(defun lm-authors (&optional file)
  "Return the authors, (FULL-NAME . ADDRESS), of the library FILE or that in the current buffer."
  (lm--people "authors?" file))

(defun lm-maintainers (&optional file)
  "Return those who maintain the library FILE, or that in the current buffer; its authors if it does not say."
  (or (lm--people "maintainers?" file) (lm-authors file)))

(defun lm-maintainer (&optional file)
  "Return the first of those who maintain the library FILE, or that in the current buffer."
  (car (lm-maintainers file)))

(defun lm-creation-date (&optional file)
  "Return when the library FILE, or that in the current buffer, was created."
  (lm-with-file file (lm-header "created")))

(defun lm-version (&optional file)
  "Return the version of the library FILE, or that in the current buffer."
  (lm-with-file file
    (or (lm-header "version")
        (progn (goto-char (point-min))
               (and (re-search-forward "\\$[Ii]d: [^ ]+ \\([^ ]+\\) " (lm--headers-end) t)
                    (match-string-no-properties 1))))))

(defun lm-keywords (&optional file)
  "Return the keywords of the library FILE, or that in the current buffer, as one string in lower case."
  (lm-with-file file
    (let ((lines (lm-header-multiline "keywords")))
      (and lines (downcase (mapconcat #'identity lines " "))))))

(defun lm-keywords-list (&optional file)
  "Return the keywords of the library FILE, or that in the current buffer."
  (let ((keywords (lm-keywords file)))
    (and keywords (split-string keywords (if (string-search "," keywords) ",[ \t\n]*\\|[ \t]+" "[ \t\n]+") t "[ \t]+"))))

(defun lm-adapted-by (&optional file)
  "Return who adapted the library FILE, or that in the current buffer: (FULL-NAME . ADDRESS)."
  (lm-with-file file
    (let ((text (lm-header "adapted-by")))
      (and text (car (lm-crack-address text))))))

(defun lm-homepage (&optional file)
  "Return where the library FILE, or that in the current buffer, is described."
  (lm-with-file file
    (let ((page (lm-header "\\(?:x-\\)?\\(?:url\\|homepage\\)")))
      (if (and page (string-match "\\`<.+>\\'" page)) (substring page 1 -1) page))))
(defalias 'lm-website #'lm-homepage)

;;; Sections

(defun lm-section-start (header &optional after)
  "Return where the section HEADER, a regexp, begins; with AFTER, the line after its title."
  (save-excursion
    (let ((case-fold-search t))
      (goto-char (point-min))
      (when (re-search-forward (lm-get-header-re header 'section) nil t)
        (line-beginning-position (if after 2))))))
(defalias 'lm-section-mark #'lm-section-start)

(defun lm-section-end (header)
  "Return where the section HEADER, a regexp, ends: at the next one, or the end of the buffer."
  (let ((start (lm-section-start header)))
    (when start
      (save-excursion
        (goto-char start)
        (forward-line 1)
        (if (re-search-forward "^;;;+ \\S-[^:\n]*\\(?::[ \t]*$\\| ends here\\)" nil t)
            (line-beginning-position)
          (point-max))))))

(defun lm-code-start () "Return where the section of code begins." (lm-section-start "Code"))
(defalias 'lm-code-mark #'lm-code-start)
(defun lm-commentary-start () "Return where the section that describes the library begins." (lm-section-start lm-commentary-header))
(defalias 'lm-commentary-mark #'lm-commentary-start)
(defun lm-commentary-end () "Return where the section that describes the library ends." (lm-section-end lm-commentary-header))
(defun lm-history-start () "Return where the section of changes begins." (lm-section-start lm-history-header))
(defalias 'lm-history-mark #'lm-history-start)

(defun lm-copyright-mark ()
  "Return where the line about copyright begins after its mark of a comment."
  (save-excursion
    (let ((case-fold-search t))
      (goto-char (point-min))
      (and (re-search-forward "^\\(;+[ \t]\\)+Copyright" nil t) (line-beginning-position)))))

(defun lm-commentary (&optional file)
  "Return the text that describes the library FILE, or that in the current buffer, without marks of comments."
  (lm-with-file file
    (let ((start (lm-section-start lm-commentary-header t)))
      (when start
        (let ((text (buffer-substring-no-properties start (lm-commentary-end))))
          (setq text (replace-regexp-in-string "^;+ ?" "" text))
          (setq text (replace-regexp-in-string "[ \t]+$" "" text))
          (string-trim text "\n+" "[ \t\n]+"))))))

(provide 'lisp-mnt)

;;; lisp-mnt.el ends here
