;;; settings-font-lock.el --- variables about faces -*- lexical-binding: t; -*-

;; Programs bind, set and ask these; what needs a screen or a keyboard changes nothing here.

(defvar non-essential nil
  "Non-nil while what is done is not worth asking the user for a password.")
(defvar fontification-functions nil
  "Functions called with a position whose text is about to be shown without faces.")
(make-variable-buffer-local 'fontification-functions)
(defvar font-lock-comment-start-skip nil
  "What comments begin with, instead of `comment-start-skip', or nil.")
(defvar font-lock-dont-widen nil
  "Non-nil if text outside of the narrowed part gets no faces.")
(defvar font-lock-extend-after-change-region-function nil
  "A function that makes the region to give new faces after a change larger, or nil.")
(make-variable-buffer-local 'font-lock-extend-after-change-region-function)
(defvar font-lock-extend-region-functions '(font-lock-extend-region-wholelines font-lock-extend-region-multiline)
  "Functions that make the region to give faces larger.")
(make-variable-buffer-local 'font-lock-extend-region-functions)
(defvar font-lock-extra-managed-props nil
  "Text properties that are removed with faces.")
(defvar font-lock-fontified nil
  "Non-nil if the whole buffer has its faces.")
(make-variable-buffer-local 'font-lock-fontified)
(defvar font-lock-fontify-buffer-function 'font-lock-default-fontify-buffer
  "The function that gives the buffer its faces.")
(defvar font-lock-fontify-region-function 'font-lock-default-fontify-region
  "The function that gives a region its faces.")
(defvar font-lock-unfontify-buffer-function 'font-lock-default-unfontify-buffer
  "The function that takes faces from the buffer.")
(defvar font-lock-unfontify-region-function 'font-lock-default-unfontify-region
  "The function that takes faces from a region.")
(defcustom font-lock-global-modes t
  "Modes whose buffers get faces: t, nil, a list, or a list after `not'."
  :type 'boolean)
(defvar font-lock-inhibit-thing-lock nil
  "Ways of giving faces that are not used.")
(defvar font-lock-keywords-alist '((emacs-lisp-mode (((shorthands-font-lock-shorthands)) . t)))
  "Keywords that were added for modes.")
(defvar font-lock-removed-keywords-alist nil
  "Keywords that were removed for modes.")
(defvar font-lock-keywords-case-fold-search nil
  "Non-nil if keywords match without regard to case.")
(make-variable-buffer-local 'font-lock-keywords-case-fold-search)
(defvar font-lock-keywords-only nil
  "Non-nil if comments and strings get no faces.")
(defvar font-lock-mark-block-function nil
  "A function that marks the text around point to give it faces, or nil.")
(defcustom font-lock-maximum-decoration t
  "How much gets faces: t for as much as possible, nil, a number or an alist by modes."
  :type 'boolean)
(defcustom font-lock-maximum-size 256000
  "The size of buffers from which text gets no faces."
  :type 'integer)
(defvar font-lock-mode-major-mode nil
  "The major mode faces were set up for.")
(make-variable-buffer-local 'font-lock-mode-major-mode)
(defvar font-lock-multiline nil
  "Whether keywords may match several lines: t, nil or `undecided'.")
(make-variable-buffer-local 'font-lock-multiline)
(defvar font-lock-set-defaults nil
  "Non-nil if the variables for faces were set up.")
(make-variable-buffer-local 'font-lock-set-defaults)
(defcustom font-lock-support-mode 'jit-lock-mode
  "The mode that gives faces when text is shown, or nil."
  :type 'sexp)
(defvar font-lock-syntactic-face-function '(lambda (state) (if (nth 3 state) font-lock-string-face font-lock-comment-face))
  "The function that returns the face of a string or comment, given the state there.")
(defvar font-lock-syntactic-keywords nil
  "Keywords that give text its syntax.")
(defvar font-lock-syntactically-fontified 0
  "Up to where text was given its syntax.")
(make-variable-buffer-local 'font-lock-syntactically-fontified)
(defvar font-lock-syntax-table nil
  "The syntax table used for faces, nil for the buffer's.")
(defcustom font-lock-verbose nil
  "Whether giving faces tells how far it is: t, nil or the size of buffers from which it does."
  :type 'boolean)
(defvar jit-lock-mode nil
  "Non-nil if text gets its faces when it is shown.")
(make-variable-buffer-local 'jit-lock-mode)
(defvar jit-lock-functions nil
  "Functions called with START and END of text that is to be shown.")
(defcustom jit-lock-context-time 0.5
  "After how many idle seconds the text after a change gets its faces again."
  :type 'number)
(defcustom jit-lock-contextually 'syntax-driven
  "Whether the text after a change gets its faces again: t, nil or `syntax-driven'."
  :type 'sexp)
(defvar jit-lock-after-change-extend-region-functions nil
  "Functions that make the region to show anew larger.")
(defcustom jit-lock-debug-mode nil
  "Non-nil if errors in `jit-lock-functions' can be debugged."
  :type 'boolean)
(defcustom global-font-lock-mode nil
  "Non-nil if buffers get faces."
  :type 'boolean)
(defvar inhibit-x-resources t
  "Non-nil if the settings of the window system are disregarded.")
(defvar lisp-imenu-generic-expression '((nil "^\\s-*(\\(?:cl-\\)?def\\(?:un\\*?\\|subst\\*?\\|macro\\*?\\|generic\\|method\\|advice\\|ine-[^ \t\n]+\\)\\s-+'?\\(\\(?:\\sw\\|\\s_\\|\\\\.\\)+\\)" 1) ("Variables" "^\\s-*(def\\(?:c\\(?:onst\\(?:ant\\)?\\|ustom\\)\\|ine-symbol-macro\\|parameter\\|var\\(?:alias\\|-local\\)?\\)\\s-+\\(\\(?:\\sw\\|\\s_\\|\\\\.\\)+\\)[[:space:]\n]+[^)]" 1) ("Types" "^\\s-*(def\\(?:c\\(?:lass\\|ustom-group\\)\\|ine-condition\\|group\\|package\\|struct\\|t\\(?:heme\\|ype\\)\\|ine-widget\\)\\s-+'?(?\\(\\(?:\\sw\\|\\s_\\|\\\\.\\)+\\)" 1))
  "The patterns of an index of Lisp definitions.")
(defvar isearch-lazy-highlight-end nil
  "Where highlighting of matches ended.")
(defvar isearch-lazy-highlight-start nil
  "Where highlighting of matches began.")
(defvar isearch-lazy-highlight-wrapped nil
  "Non-nil if highlighting of matches went past an end of the buffer.")
(defvar isearch-lazy-highlight-last-string nil
  "The text whose matches were highlighted.")
(defvar isearch-new-forward nil
  "The direction of the search to continue with.")
(defvar isearch-new-nonincremental nil
  "Non-nil if the search continues without being incremental.")
(defvar custom--inhibit-theme-enable 'apply-only-user
  "Whether settings of a theme are kept from taking effect: t, nil or `apply-only-user'.")
(defvar custom-local-buffer nil
  "The buffer whose variables are customized, nil for the default values.")
(defvar preloaded-file-list nil
  "The files whose definitions are there from the beginning.")
(defvar recenter-last-op nil
  "What `recenter-top-bottom' did last.")
(defvar show-paren-data-function 'show-paren--default
  "The function that finds the parentheses to show.")
(defvar key-substitution-in-progress nil
  "Keymaps in which `substitute-key-definition' is at work.")
(defvar native-comp-deferred-compilation nil
  "Non-nil if functions are compiled to machine code when loaded.")
(defvar native-comp-eln-load-path nil
  "Directories with machine code.")
(defcustom safe-local-eval-forms '((add-hook 'write-file-hooks 'time-stamp) (add-hook 'before-save-hook 'time-stamp nil t) (add-hook 'before-save-hook 'delete-trailing-whitespace nil t))
  "Forms which a file's settings may evaluate."
  :type 'sexp)
(defvar configure-info-directory nil
  "The directory with manuals, nil if unknown.")
(defcustom Info-default-directory-list nil
  "Directories with manuals."
  :type 'boolean)
(defvar face-attribute-name-alist '((:family . "font family") (:foundry . "font foundry") (:width . "character set width") (:height . "height in 1/10 pt") (:weight . "weight") (:slant . "slant") (:distant-foreground . "distant foreground color") (:underline . "underline") (:overline . "overline") (:strike-through . "strike-through") (:box . "box") (:inverse-video . "inverse-video display") (:foreground . "foreground color") (:background . "background color") (:stipple . "background stipple") (:inherit . "inheritance"))
  "What the attributes of faces are called.")
(defvar default-frame-scroll-bars nil
  "Where scroll bars are: `left', `right' or nil.")
(defvar yank-menu '(list "Select Yank")
  "The menu of killed text.")
(defcustom tags-compression-info-list '("" ".Z" ".bz2" ".gz" ".xz" ".tgz")
  "Suffixes of compressed files with tags."
  :type 'sexp)
(defvar menu-bar-options-menu (make-sparse-keymap "Options")
  "The menu of options.")
(defvar minibuffer-local-filename-completion-map (make-sparse-keymap)
  "The keymap for names of files; it comes with another one for completion.")
(defvar read-expression-map (make-sparse-keymap)
  "The keymap for Lisp expressions.")
(defvar universal-argument-map (make-sparse-keymap)
  "The keymap after `universal-argument'.")
(defvar minibuffer-local-ns-map (make-sparse-keymap)
  "The keymap of a minibuffer that is left by a space.")
(defvar mode-line-buffer-identification-keymap (make-sparse-keymap)
  "The keymap of the buffer's name in the mode line.")
(defvar mode-line-coding-system-map (make-sparse-keymap)
  "The keymap of coding systems in the mode line.")
(defvar mode-line-column-line-number-mode-map (make-sparse-keymap)
  "The keymap of the position in the mode line.")
(defvar mode-line-input-method-map (make-sparse-keymap)
  "The keymap of the input method in the mode line.")
(defvar mode-line-minor-mode-keymap (make-sparse-keymap)
  "The keymap of minor modes in the mode line.")
(defvar mode-line-mode-menu (make-sparse-keymap "Minor Modes")
  "The menu of minor modes.")

;;; settings-font-lock.el ends here
