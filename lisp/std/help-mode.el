;;; help-mode.el --- buffers of help, their links and their history -*- lexical-binding: t; -*-

;; What a buffer shows was made by a function called with arguments: `help-xref-stack-item'.  Going back calls it again.

(require 'button)

(defvar help-mode-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map (make-composed-keymap button-buffer-map special-mode-map))
    (define-key map "n" #'help-goto-next-page)
    (define-key map "p" #'help-goto-previous-page)
    (define-key map "l" #'help-go-back)
    (define-key map "r" #'help-go-forward)
    (define-key map "\C-c\C-b" #'help-go-back)
    (define-key map "\C-c\C-f" #'help-go-forward)
    (define-key map [XF86Back] #'help-go-back)
    (define-key map [XF86Forward] #'help-go-forward)
    (define-key map "\C-c\C-c" #'help-follow-symbol)
    (define-key map "s" #'help-view-source)
    (define-key map "i" #'help-goto-info)
    (define-key map "c" #'help-customize)
    map)
  "Keymap of buffers of help.")

(defvar-local help-xref-stack nil "What was shown before: (POSITION FUNCTION . ARGS) each.")
(put 'help-xref-stack 'permanent-local t)
(defvar-local help-xref-forward-stack nil "What was shown before going back.")
(put 'help-xref-forward-stack 'permanent-local t)
(defvar-local help-xref-stack-item nil "(FUNCTION . ARGS) that made what is shown.")
(put 'help-xref-stack-item 'permanent-local t)
(defvar-local help-xref-stack-forward-item nil "The same, for going forward.")
(put 'help-xref-stack-forward-item 'permanent-local t)
(defvar-local help-mode--current-data nil "What the buffer is about, a property list.")
(defvar help-window-point-marker (make-marker) "Where point of the window of help shall be.")
(defvar help-xref-following nil "Non-nil while a link is followed.")
(defvar help-downcase-arguments nil "Whether arguments are written in small letters.")
(defcustom help-mode-hook nil "Run by `help-mode'." :type 'hook :group 'help)
(defconst help-back-label (purecopy "[back]") "The text of the link back.")
(defconst help-forward-label (purecopy "[forward]") "The text of the link forward.")

(define-derived-mode help-mode special-mode "Help"
  "Mode for buffers of help."
  (setq-local revert-buffer-function #'help-mode-revert-buffer)
  (setq-local bookmark-make-record-function #'help-bookmark-make-record))
(defun help-mode-setup () "Make the buffer one of help that can be written." (help-mode) (setq buffer-read-only nil))
(defun help-mode-finish ()
  "Make the buffer read-only, and its names links."
  (when (derived-mode-p 'help-mode)
    (setq buffer-read-only t)
    (help-make-xrefs (current-buffer))))
(defun help-mode-revert-buffer (_ignore-auto noconfirm)
  "Make what is shown again, asking unless NOCONFIRM."
  (when (and help-xref-stack-item (or noconfirm (yes-or-no-p "Revert help buffer? ")))
    (let ((place (point)) (item help-xref-stack-item))
      (setq help-xref-stack-item nil)
      (let ((help-xref-following t)) (apply (car item) (cdr item)))
      (goto-char (min place (point-max))))))

;;; Links

(defmacro help--define-link (name function help)
  "Define the type of links NAME that call FUNCTION; HELP says what they do."
  `(define-button-type ',name :supertype 'help-xref 'help-function ,function 'help-echo ,help))
(define-button-type 'help-xref 'link t 'follow-link t 'action #'help-button-action)
(define-button-type 'help-info :supertype 'help-xref 'help-function #'info 'help-echo (purecopy "mouse-2, RET: read this Info node"))
(define-button-type 'help-url :supertype 'help-xref 'help-function #'browse-url 'help-echo (purecopy "mouse-2, RET: view this URL in a browser"))
(define-button-type 'help-customize-variable :supertype 'help-xref 'help-function (lambda (variable) (customize-variable variable)) 'help-echo (purecopy "mouse-2, RET: customize variable"))
(define-button-type 'help-customize-face :supertype 'help-xref 'help-function (lambda (face) (customize-face face)) 'help-echo (purecopy "mouse-2, RET: customize face"))
(define-button-type 'help-symbol :supertype 'help-xref 'help-function #'describe-symbol 'help-echo (purecopy "mouse-2, RET: describe this symbol"))
(define-button-type 'help-back :supertype 'help-xref 'help-function #'help-xref-go-back 'help-echo (purecopy "mouse-2, RET: go back to previous help buffer"))
(define-button-type 'help-forward :supertype 'help-xref 'help-function #'help-xref-go-forward 'help-echo (purecopy "mouse-2, RET: move forward to next help buffer"))
(define-button-type 'help-function :supertype 'help-xref 'help-function #'describe-function 'help-echo (purecopy "mouse-2, RET: describe this function"))
(define-button-type 'help-variable :supertype 'help-xref 'help-function #'describe-variable 'help-echo (purecopy "mouse-2, RET: describe this variable"))
(define-button-type 'help-face :supertype 'help-xref 'help-function #'describe-face 'help-echo (purecopy "mouse-2, RET: describe this face"))
(define-button-type 'help-coding-system :supertype 'help-xref 'help-function #'describe-coding-system 'help-echo (purecopy "mouse-2, RET: describe this coding system"))
(define-button-type 'help-function-def :supertype 'help-xref 'help-function (lambda (_function file &rest _) (find-file file)) 'help-echo (purecopy "mouse-2, RET: find function's definition"))
(define-button-type 'help-variable-def :supertype 'help-xref 'help-function (lambda (_variable &optional file) (if file (find-file file))) 'help-echo (purecopy "mouse-2, RET: find variable's definition"))
(define-button-type 'help-face-def :supertype 'help-xref 'help-function (lambda (_face file) (find-file file)) 'help-echo (purecopy "mouse-2, RET: find face's definition"))
(define-button-type 'help-package :supertype 'help-xref 'help-function 'describe-package 'help-echo (purecopy "mouse-2, RET: Describe package"))
(define-button-type 'help-theme-def :supertype 'help-xref 'help-function #'find-file 'help-echo (purecopy "mouse-2, RET: visit theme file"))

(defun help-button-action (button)
  "Do what the link BUTTON is for."
  (help-do-xref nil (button-get button 'help-function) (button-get button 'help-args)))
(defun help-do-xref (_pos function args)
  "Call FUNCTION with ARGS; what is shown now can be gone back to."
  (with-current-buffer (if (derived-mode-p 'help-mode) (current-buffer) (get-buffer-create (help-buffer)))
    (let ((help-xref-following t))
      (apply function args))))
(defun help-xref-button (match-number type &rest args)
  "Make the text of group MATCH-NUMBER a link of TYPE, a symbol, with ARGS, unless it is one."
  (unless (button-at (match-beginning match-number))
    (make-text-button (match-beginning match-number) (match-end match-number) 'type type 'help-args args)))
(defun help-insert-xref-button (string type &rest args)
  "Insert STRING as a link of TYPE with ARGS, unless there is one here."
  (unless (button-at (point))
    (insert-text-button string 'type type 'help-args args)))

(defun help-setup-xref (item interactive-p)
  "Note that ITEM, (FUNCTION . ARGS), makes what will be shown; unless INTERACTIVE-P it is another link's."
  (with-current-buffer (help-buffer)
    (when help-xref-stack-item
      (push (cons (point) help-xref-stack-item) help-xref-stack)
      (setq help-xref-forward-stack nil))
    (when interactive-p
      (let ((tail (nthcdr 10 help-xref-stack))) (if tail (setcdr tail nil))))
    (setq help-xref-stack-item item)))

(defconst help-xref-symbol-regexp "\\(['`‘]\\(\\(?:\\sw\\|\\s_\\)+\\)['’]\\)" "Regexp for quoted names.")
(defconst help-xref-info-regexp "\\<[Ii]nfo[ \t\n]+\\(node\\|anchor\\)[ \t\n]+['`‘]\\([^'’]+\\)['’]" "Regexp for names of nodes.")
(defconst help-xref-url-regexp "\\<[Uu][Rr][Ll][ \t\n]+['`‘]\\([^'’]+\\)['’]" "Regexp for URLs.")

(defun help-make-xrefs (&optional buffer)
  "Make quoted names in BUFFER links, where there is something to say about them."
  (with-current-buffer (or buffer (current-buffer))
    (save-excursion
      (let ((inhibit-read-only t) (modified (buffer-modified-p)) (case-fold-search nil))
        (with-syntax-table emacs-lisp-mode-syntax-table
          (goto-char (point-min))
          (while (re-search-forward help-xref-info-regexp nil t) (help-xref-button 2 'help-info (let ((name (match-string-no-properties 2))) (if (string-match-p "\\`(" name) name (concat "(emacs)" name)))))
          (goto-char (point-min))
          (while (re-search-forward help-xref-url-regexp nil t) (help-xref-button 1 'help-url (match-string-no-properties 1)))
          (goto-char (point-min))
          (while (re-search-forward help-xref-symbol-regexp nil t)
            (let ((symbol (intern-soft (match-string-no-properties 2))))
              (when (and symbol (or (fboundp symbol) (facep symbol) (and (boundp symbol) (or (get symbol 'variable-documentation) (custom-variable-p symbol)))))
                (help-xref-button 2 'help-symbol symbol)))))
        (goto-char (point-max))
        (skip-chars-backward "\n")
        (delete-region (point) (point-max))
        (insert "\n")
        (when (or help-xref-stack help-xref-forward-stack) (insert "\n"))
        (when help-xref-stack (help-insert-xref-button help-back-label 'help-back (current-buffer)))
        (when help-xref-forward-stack
          (when help-xref-stack (insert "\t"))
          (help-insert-xref-button help-forward-label 'help-forward (current-buffer)))
        (when (or help-xref-stack help-xref-forward-stack) (insert "\n"))
        (set-buffer-modified-p modified)))))

(defun help-xref-go-back (buffer)
  "Show what BUFFER showed before."
  (let (item position)
    (with-current-buffer buffer
      (push (cons (point) help-xref-stack-item) help-xref-forward-stack)
      (setq help-xref-stack-item nil item (pop help-xref-stack) position (car item)))
    (let ((help-xref-following t) (forward (buffer-local-value 'help-xref-forward-stack buffer)))
      (apply (cadr item) (cddr item))
      (with-current-buffer buffer (setq help-xref-forward-stack forward) (goto-char (min (point-max) position))))))
(defun help-xref-go-forward (buffer)
  "Show what BUFFER showed before going back."
  (let (item forward)
    (with-current-buffer buffer
      (setq item (pop help-xref-forward-stack) forward help-xref-forward-stack))
    (let ((help-xref-following t)) (apply (cadr item) (cddr item)))
    (with-current-buffer buffer (setq help-xref-forward-stack forward) (goto-char (min (point-max) (car item))))))
(defun help-go-back () "Show what was shown before." (interactive) (if help-xref-stack (help-xref-go-back (current-buffer)) (user-error "No previous help buffer")))
(defun help-go-forward () "Show what was shown before going back." (interactive) (if help-xref-forward-stack (help-xref-go-forward (current-buffer)) (user-error "No next help buffer")))
(defun help-follow-symbol (&optional pos)
  "Describe the symbol at POS."
  (interactive "d")
  (let ((symbol (save-excursion (goto-char (or pos (point))) (intern-soft (or (thing-at-point 'symbol t) "")))))
    (if (and symbol (or (boundp symbol) (fboundp symbol) (facep symbol))) (help-do-xref (or pos (point)) #'describe-symbol (list symbol)) (user-error "No symbol here"))))
(defun help-goto-next-page () "Go to the next page." (interactive) (forward-page 1))
(defun help-goto-previous-page () "Go to the previous page." (interactive) (backward-page 1))
(defun help-view-source () "Visit the file that defines what is described." (interactive) (let ((file (plist-get help-mode--current-data :file))) (if file (find-file file) (error "Source file for the current help item is not defined"))))
(defun help-goto-info () "Read the manual on what is described." (interactive) (info (format "(elisp)%s" (plist-get help-mode--current-data :symbol))))
(defun help-customize () "Customize what is described." (interactive) (let ((symbol (plist-get help-mode--current-data :symbol))) (cond ((and symbol (custom-variable-p symbol)) (customize-variable symbol)) ((and symbol (facep symbol)) (customize-face symbol)) (t (user-error "No customizable thing here")))))

(defun help-bookmark-make-record () "Return a record for a bookmark of what is shown." `(,@(bookmark-make-record-default t) (help-fn . ,(car help-xref-stack-item)) (help-args . ,(cdr help-xref-stack-item)) (position . ,(point)) (handler . help-bookmark-jump)))
(defun help-bookmark-jump (bookmark) "Show what BOOKMARK is of." (apply (bookmark-prop-get bookmark 'help-fn) (bookmark-prop-get bookmark 'help-args)) (set-buffer (help-buffer)) (goto-char (bookmark-get-position bookmark)))

(provide 'help-mode)

;;; help-mode.el ends here
