;;; cus-edit.el --- save settings, edit them in buffers -*- lexical-binding: t; -*-

;; Manual: (emacs) Easy Customization.  `custom-save-all' writes the settings of users to `custom-file'.  A buffer of settings has a form,
;; of wid-edit.el, for each; `Custom-set' and `Custom-save' put what it holds into effect.

(require 'wid-edit)
(require 'cl-lib)

(defgroup customize nil "Settings of users." :prefix "custom-" :group 'help)
(defgroup custom-buffer nil "Buffers of settings." :group 'customize)
(dolist (group '((emacs "Everything.") (editing "Editing.") (convenience "Conveniences.") (files "Files.") (wp "Words.") (text "Text.")
                 (data "Data.") (external "Other programs.") (comm "Communication.") (processes "Processes.") (programming "Programs.")
                 (languages "Languages.") (lisp "Lisp.") (c "C.") (tools "Tools.") (development "Development.") (extensions "Extensions.")
                 (maint "Maintenance.") (applications "Applications.") (calendar "Dates.") (mail "Mail.") (news "News.") (games "Games.")
                 (environment "The surroundings.") (i18n "Languages of people.") (faces "Faces.") (help "Help.") (hypermedia "Links.")
                 (local "Of this place.") (keyboard "Keys.") (mouse "Mice.") (menu "Menus.") (display "Display.") (matching "Matching.")
                 (minibuffer "The minibuffer.") (windows "Windows.") (frames "Frames.") (undo "Undo.") (modeline "Mode lines.") (auto-save "Saving.")))
  (unless (get (car group) 'group-documentation) (put (car group) 'group-documentation (cadr group))))

(defcustom custom-unlispify-menu-entries t "Whether names are written as words in menus." :type 'boolean :group 'customize)
(defcustom custom-unlispify-remove-prefixes nil "Whether names lose the prefix of their group." :type 'boolean :group 'customize)
(defcustom custom-unlispify-tag-names t "Whether names are written as words." :type 'boolean :group 'custom-buffer)
(defcustom custom-buffer-done-kill nil "Whether buffers of settings are killed when they are done." :type 'boolean :group 'custom-buffer)
(defcustom custom-buffer-style 'links "How groups are shown: `links', `brackets', `tree'." :type '(radio (const links) (const brackets) (const tree)) :group 'custom-buffer)
(defcustom custom-buffer-indent 3 "The indentation of nested groups." :type 'integer :group 'custom-buffer)
(defcustom custom-buffer-sort-alphabetically t "Whether settings are shown by name." :type 'boolean :group 'custom-buffer)
(defcustom custom-raised-buttons nil "Whether buttons look raised." :type 'boolean :group 'custom-buffer)
(defcustom custom-menu-nesting 2 "How deep menus are." :type 'integer :group 'customize)
(defface custom-group-tag '((t :weight bold)) "Face for names of groups." :group 'custom-buffer)
(defface custom-variable-tag '((t :weight bold)) "Face for names of options." :group 'custom-buffer)
(defface custom-face-tag '((t :inherit custom-variable-tag)) "Face for names of faces." :group 'custom-buffer)
(defface custom-button '((t :weight bold :underline t)) "Face for buttons." :group 'custom-buffer)
(defface custom-link '((t :inherit link)) "Face for links." :group 'custom-buffer)
(defface custom-state '((t nil)) "Face for states." :group 'custom-buffer)
(defface custom-changed '((t :slant italic)) "Face for what was changed." :group 'custom-buffer)
(defface custom-set '((t :slant italic)) "Face for what was set." :group 'custom-buffer)
(defface custom-saved '((t :underline t)) "Face for what was saved." :group 'custom-buffer)
(defface custom-documentation '((t nil)) "Face for documentation." :group 'custom-buffer)
(defface custom-comment '((t :slant italic)) "Face for comments." :group 'custom-buffer)
(defvar custom-options nil "The forms of the buffer.")
(defvar-local custom--entries nil "The (KIND SYMBOL FORM) of the buffer.")
(defvar custom-mode-map (let ((map (make-keymap))) (set-keymap-parent map (make-composed-keymap widget-keymap special-mode-map)) map) "Keymap of buffers of settings.")
(defvar custom-field-keymap (copy-keymap widget-field-keymap) "Keymap of fields of settings.")

(define-widget 'hook 'list "A hook: functions." :value-type '(function) :tag "Hook"
  :value-to-internal (lambda (_widget value) (if (and value (symbolp value)) (list value) value))
  :match (lambda (_widget value) (or (symbolp value) (functionp value) (listp value)))
  :convert-widget (lambda (widget)
                    (let ((options (mapcar (lambda (option) `(function-item ,option)) (widget-get widget :options))))
                      (widget-put widget :args (mapcar #'widget-convert
                                                       (if options
                                                           `((checklist :inline t :greedy t ,@options) (editable-list :inline t function))
                                                         '((editable-list :inline t function))))))
                    widget))
(define-widget 'face 'symbol "A face." :value 'default :tag "Face" :match (lambda (_widget value) (and (facep value) t)))
(define-widget 'custom-face-edit 'sexp "Attributes of a face.")

;;; Names and members

(defun custom-quote (sexp) "Return an expression whose value is SEXP." (if (or (keywordp sexp) (memq sexp '(nil t)) (and (not (symbolp sexp)) (not (consp sexp)))) sexp (list 'quote sexp)))
(defun custom-unlispify-menu-entry (symbol &optional no-suffix)
  "Return SYMBOL as words for a menu, with dots after commands unless NO-SUFFIX."
  (let ((name (or (get symbol 'custom-tag) (symbol-name symbol))))
    (if (not custom-unlispify-menu-entries) (symbol-name symbol)
      (unless (get symbol 'custom-tag)
        (when (string-match "-p\\'" name) (setq name (replace-match "" t t name)))
        (setq name (capitalize (replace-regexp-in-string "-" " " name))))
      (if (and (get symbol 'custom-type) (not no-suffix) nil) (concat name "...") name))))
(defun custom-unlispify-tag-name (symbol)
  "Return SYMBOL as words."
  (let ((custom-unlispify-menu-entries custom-unlispify-tag-names)) (custom-unlispify-menu-entry symbol t)))
(defun custom-facep (face) "Whether FACE is a face." (facep face))
(defun custom-group-members (symbol groups-only) "Return the members of the group SYMBOL, only groups if GROUPS-ONLY." (let ((members (get symbol 'custom-group))) (if groups-only (seq-filter (lambda (entry) (eq (nth 1 entry) 'custom-group)) members) members)))
(defun custom-load-symbol (symbol)
  "Load the files that SYMBOL is to be set after."
  (dolist (file (get symbol 'custom-loads)) (condition-case nil (if (symbolp file) (require file) (load file t t)) (error nil))))
(defun custom-variable-type (symbol)
  "Return the type of the option SYMBOL, with its options."
  (let* ((type (or (get symbol 'custom-type) (if (string-match-p "-hook\\'" (symbol-name symbol)) 'hook 'sexp))) (options (get symbol 'custom-options))
         (type (if (listp type) type (list type))))
    (if options (append (list (car type) :options options) (cdr type)) type)))

(defun custom-variable-state (symbol val)
  "Return the state of the option SYMBOL, whose value is VAL: `standard', `saved', `set', `changed', `themed', `rogue'."
  (let ((same (lambda (expression) (condition-case nil (equal val (eval (car expression) t)) (error nil)))) found)
    (cond ((progn (setq found (get symbol 'customized-value)) (or found (get symbol 'customized-variable-comment)))
           (if (and found (funcall same found)) 'set 'changed))
          ((progn (setq found (get symbol 'theme-value)) found)
           (cond ((not (and (setq found (get symbol 'saved-value)) (funcall same found))) 'changed)
                 ((eq (caar (get symbol 'theme-value)) 'user) 'saved)
                 (t 'themed)))
          ((setq found (get symbol 'standard-value)) (if (funcall same found) 'standard 'changed))
          (t 'rogue))))

;;; Setting

(defun customize-read-variable (prompt) "Read the name of an option with PROMPT." (intern (completing-read prompt obarray #'custom-variable-p t)))
(defun custom-prompt-variable (prompt-var prompt-val &optional comment)
  "Read an option with PROMPT-VAR and a value with PROMPT-VAL, a format; with COMMENT, also a comment."
  (let* ((variable (customize-read-variable prompt-var)) (prompt (format prompt-val variable))
         (value (widget-prompt-value (widget-convert (custom-variable-type variable)) prompt (and (boundp variable) (symbol-value variable)) (not (boundp variable)))))
    (if comment (list variable value (read-string "Comment: " (get variable 'variable-comment))) (list variable value))))
(defun customize-set-value (variable value &optional comment)
  "Set VARIABLE to VALUE, with COMMENT; it is not saved.  Return VALUE."
  (interactive (custom-prompt-variable "Set variable: " "Set %s to value: " current-prefix-arg))
  (when comment (put variable 'variable-comment comment))
  (set variable value))
(defun customize-save-variable (variable value &optional comment)
  "Set the option VARIABLE to VALUE and save that, with COMMENT, in `custom-file'.  Return VALUE."
  (interactive (custom-prompt-variable "Set and save variable: " "Set and save value for %s as: " current-prefix-arg))
  (funcall (or (get variable 'custom-set) #'set-default) variable value)
  (put variable 'saved-value (list (custom-quote value)))
  (custom-push-theme 'theme-value variable 'user 'set (custom-quote value))
  (when comment
    (put variable 'variable-comment comment)
    (put variable 'saved-variable-comment comment))
  (put variable 'customized-value nil)
  (put variable 'customized-variable-comment nil)
  (if (custom-file t) (custom-save-all)
    (message "Setting `%s' temporarily since there is no file for settings" variable))
  value)
(defun customize-push-and-save (list-var elts)
  "Add ELTS to the list that is the option LIST-VAR and save it."
  (let ((value (default-toplevel-value list-var)))
    (dolist (element elts) (unless (member element value) (push element value)))
    (customize-save-variable list-var value)))
(defun customize-mark-to-save (symbol)
  "Note that the option SYMBOL is to be saved as it is; t if that is a change."
  (let* ((value (funcall (or (get symbol 'custom-get) #'default-value) symbol)) (standard (get symbol 'standard-value)) (old (get symbol 'saved-value))
         (new (if (or (null standard) (not (equal value (condition-case nil (eval (car standard) t) (error nil))))) (list (custom-quote value)))))
    (put symbol 'saved-value new)
    (custom-push-theme 'theme-value symbol 'user (if new 'set 'reset) (car new))
    (put symbol 'customized-value nil)
    (not (equal old new))))

;;; Saving

(defun custom-file (&optional no-error)
  "Return the file of settings: `custom-file' or `user-init-file'; an error, nil if NO-ERROR, if there is none."
  (let ((file (or custom-file user-init-file)))
    (cond (file (file-chase-links (expand-file-name file)))
          (no-error nil)
          (t (user-error "There is no file for settings; set `custom-file'")))))

(defconst custom--warning
  (concat " ;; %s was added by Custom.\n ;; If you edit it by hand, you could mess it up, so be careful.\n"
          " ;; Your init file should contain only one such instance.\n ;; If there is more than one, they won't work right.\n")
  "What is written above settings.")

(defun custom-save-delete (symbol)
  "Delete the calls of SYMBOL in the buffer and go where the first was, or to the end."
  (goto-char (point-min))
  (let ((place nil))
    (condition-case nil
        (while t
          (forward-comment (buffer-size))
          (let* ((start (point)) (form (read (current-buffer))))
            (when (eq (car-safe form) symbol)
              (unless place (setq place (copy-marker start)))
              (delete-region start (point))
              (when (looking-at "[ \t]*\n") (delete-region (point) (match-end 0))))))
      (end-of-file nil))
    (if place (goto-char place) (goto-char (point-max)) (unless (bolp) (insert "\n")))))

(defun custom--write (function entries)
  "Replace the call of FUNCTION in the buffer by one with ENTRIES, texts."
  (custom-save-delete function)
  (insert (format "(%s\n" function) (format custom--warning function))
  (insert (if entries (mapconcat (lambda (entry) (concat " '" entry)) entries "\n") " ") ")\n"))

(defun custom--by-name (one other) "Whether ONE comes before OTHER." (string-lessp (symbol-name one) (symbol-name other)))
(defun custom-save-variables ()
  "Write the saved options into the buffer."
  (let ((symbols nil))
    (mapatoms (lambda (symbol) (when (and (get symbol 'saved-value) (or (null (car (get symbol 'theme-value))) (eq 'user (caar (get symbol 'theme-value))))) (push symbol symbols))))
    (custom--write 'custom-set-variables
                   (mapcar (lambda (symbol)
                             (let* ((requests (get symbol 'custom-requests)) (comment (get symbol 'saved-variable-comment))
                                    (now (and (not (custom-variable-p symbol)) (or (boundp symbol) (eq (get symbol 'force-value) 'rogue)))))
                               (format "(%s %s%s)" (custom--printed symbol) (custom--printed (car (get symbol 'saved-value)))
                                       (cond (comment (format " %S %S %S" now requests comment)) (requests (format " %S %S" now requests)) (now " t") (t "")))))
                           (sort symbols #'custom--by-name)))))
(defun custom-save-faces ()
  "Write the saved faces into the buffer."
  (let ((symbols nil))
    (mapatoms (lambda (symbol) (when (and (get symbol 'saved-face) (eq 'user (caar (get symbol 'theme-face)))) (push symbol symbols))))
    (custom--write 'custom-set-faces
                   (mapcar (lambda (symbol)
                             (let ((comment (get symbol 'saved-face-comment)))
                               (format "(%s %s%s)" (custom--printed symbol) (custom--printed (get symbol 'saved-face)) (if comment (format " nil %S" comment) ""))))
                           (sort symbols #'custom--by-name)))))
(defun custom--printed (value)
  "VALUE as Lisp."
  (let ((print-length nil) (print-level nil) (print-escape-newlines nil) (print-quoted t)) (prin1-to-string value)))

(defun custom-save-all ()
  "Write all saved settings to `custom-file', whose other text stays."
  (let* ((file (custom-file)) (visiting (find-buffer-visiting file)) (buffer (or visiting (let ((enable-local-variables nil) (inhibit-message t)) (find-file-noselect file t)))))
    (unwind-protect
        (with-current-buffer buffer
          (when (and visiting (buffer-modified-p)) (error "The file of settings is being edited: %s" file))
          (let ((inhibit-read-only t))
            (emacs-lisp-mode)
            (custom-save-variables)
            (custom-save-faces)
            (let ((make-backup-files (and make-backup-files visiting t)) (directory (file-name-directory file)))
              (unless (file-directory-p directory) (make-directory directory t))
              (write-region (point-min) (point-max) file nil 'no-message)
              (set-visited-file-modtime)
              (set-buffer-modified-p nil))))
      (unless visiting (kill-buffer buffer)))))

(defun customize-save-customized ()
  "Save all settings that were made in this run."
  (interactive)
  (mapatoms
   (lambda (symbol)
     (let ((face (get symbol 'customized-face)) (value (get symbol 'customized-value)) (comment (get symbol 'customized-variable-comment)))
       (when face (put symbol 'saved-face face) (custom-push-theme 'theme-face symbol 'user 'set face) (put symbol 'customized-face nil))
       (when value (put symbol 'saved-value value) (custom-push-theme 'theme-value symbol 'user 'set (car value)) (put symbol 'customized-value nil))
       (when comment (put symbol 'saved-variable-comment comment) (put symbol 'customized-variable-comment nil)))))
  (custom-save-all))
(defun custom-unsaved-options ()
  "Return the (SYMBOL KIND) of settings that were made in this run and are not saved."
  (let ((found nil))
    (mapatoms (lambda (symbol)
                (when (get symbol 'customized-face) (push (list symbol 'custom-face) found))
                (when (get symbol 'customized-value) (push (list symbol 'custom-variable) found))))
    found))

;;; Buffers of settings

(define-derived-mode Custom-mode nil "Custom" "Mode for buffers of settings." (use-local-map custom-mode-map) (setq-local widget-button-face 'custom-button))
(put 'Custom-mode 'mode-class 'special)
(defalias 'custom-mode #'Custom-mode)
(defun custom-get-fresh-buffer (name) "Return the buffer NAME, empty." (let ((buffer (get-buffer-create name))) (with-current-buffer buffer (let ((inhibit-read-only t)) (kill-all-local-variables) (mapc #'delete-overlay (overlays-in (point-min) (point-max))) (erase-buffer))) buffer))
(defun custom--insert-entry (entry)
  "Insert the form of ENTRY, (SYMBOL KIND); return (KIND SYMBOL FORM)."
  (let ((symbol (car entry)) (kind (nth 1 entry)))
    (custom-load-symbol symbol)
    (prog1
        (pcase kind
          ('custom-variable
           (let* ((type (custom-variable-type symbol))
                  (form (apply #'widget-create (custom--form-arguments symbol type))))
             (list kind symbol form)))
          ('custom-face
           (list kind symbol (widget-create 'sexp :tag (concat (custom-unlispify-tag-name symbol) " face") :value (or (face-user-default-spec symbol) (list (list t))))))
          (_ (widget-create 'push-button :notify (lambda (&rest _) (customize-group symbol)) (custom-unlispify-tag-name symbol)) (insert "\n") nil))
      (unless (bolp) (insert "\n"))
      (let ((doc (documentation-property symbol (pcase kind ('custom-variable 'variable-documentation) ('custom-face 'face-documentation) (_ 'group-documentation)) t)))
        (when (stringp doc) (insert "   " (substitute-command-keys doc) "\n")))
      (insert "\n"))))
(defun custom--form-arguments (symbol type)
  "Return arguments for `widget-create' of the option SYMBOL of TYPE."
  (let ((value (if (default-boundp symbol) (funcall (or (get symbol 'custom-get) #'default-value) symbol)))
        (type (append (list (car type) :tag (custom-unlispify-tag-name symbol)) (cdr type))))
    (list (if (widget-apply (widget-convert type) :match value) type (list 'sexp :tag (custom-unlispify-tag-name symbol))) :value value)))

(defun custom-buffer-create-internal (options &optional _description)
  "Make the current buffer one of OPTIONS, (SYMBOL KIND) each."
  (Custom-mode)
  (widget-insert "Edit, then use these buttons.\n")
  (dolist (button '(("Apply" . Custom-set) ("Apply and Save" . Custom-save) ("Revert..." . Custom-reset-current)))
    (widget-create 'push-button :tag (car button) :action (let ((command (cdr button))) (lambda (&rest _) (funcall command))))
    (insert " "))
  (insert "\n\n")
  (setq custom--entries (delq nil (mapcar #'custom--insert-entry options)))
  (setq custom-options (mapcar (lambda (entry) (nth 2 entry)) custom--entries))
  (widget-setup)
  (goto-char (point-min)))
(defun custom-buffer-create (options &optional name _description)
  "Show a buffer NAME of OPTIONS, (SYMBOL KIND) each."
  (pop-to-buffer-same-window (custom-get-fresh-buffer (or name "*Customization*")))
  (custom-buffer-create-internal options))
(defun custom-buffer-create-other-window (options &optional name _description)
  "Show a buffer NAME of OPTIONS in another window."
  (switch-to-buffer-other-window (custom-get-fresh-buffer (or name "*Customization*")))
  (custom-buffer-create-internal options))

(defun custom--apply (entry)
  "Put what ENTRY, (KIND SYMBOL FORM), holds into effect."
  (let* ((form (nth 2 entry)) (symbol (nth 1 entry)) (wrong (widget-apply form :validate)))
    (when wrong (error "Saving %s: %s" symbol (widget-get wrong :error)))
    (let ((value (widget-value form)))
      (pcase (car entry)
        ('custom-variable
         (unless (and (default-boundp symbol) (equal value (funcall (or (get symbol 'custom-get) #'default-value) symbol)))
           (customize-set-variable symbol value)))
        ('custom-face
         (unless (equal value (face-user-default-spec symbol))
           (put symbol 'customized-face value)
           (face-spec-set symbol value 'customized-face)))))))
(defun Custom-set (&rest _) "Put the settings of the buffer into effect." (interactive) (mapc #'custom--apply custom--entries) (message "Settings are in effect"))
(defun Custom-save (&rest _) "Put the settings of the buffer into effect and save them." (interactive) (Custom-set) (customize-save-customized))
(defun Custom-reset-current (&rest _)
  "Show the values that settings have."
  (interactive)
  (dolist (entry custom--entries)
    (when (eq (car entry) 'custom-variable) (widget-value-set (nth 2 entry) (default-value (nth 1 entry)))))
  (widget-setup))
(defun Custom-reset-saved (&rest _)
  "Give settings the values that were saved, or their standard ones."
  (interactive)
  (dolist (entry custom--entries)
    (when (eq (car entry) 'custom-variable) (custom-reevaluate-setting (nth 1 entry)) (put (nth 1 entry) 'customized-value nil)))
  (Custom-reset-current))
(defun Custom-reset-standard (&rest _)
  "Give settings their standard values, and save that."
  (interactive)
  (dolist (entry custom--entries)
    (let ((symbol (nth 1 entry)))
      (when (and (eq (car entry) 'custom-variable) (get symbol 'standard-value))
        (put symbol 'customized-value nil)
        (put symbol 'saved-value nil)
        (custom-push-theme 'theme-value symbol 'user 'reset)
        (custom-reevaluate-setting symbol))))
  (custom-save-all)
  (Custom-reset-current))
(defun Custom-buffer-done (&rest _) "Leave the buffer." (interactive) (quit-window custom-buffer-done-kill))

;;; Commands

(defun customize-option (symbol)
  "Show a buffer for the option SYMBOL."
  (interactive (list (customize-read-variable "Customize variable: ")))
  (unless symbol (error "No variable specified"))
  (custom-buffer-create (list (list symbol 'custom-variable)) (format "*Customize Option: %s*" (custom-unlispify-tag-name symbol))))
(defalias 'customize-variable #'customize-option)
(defun customize-option-other-window (symbol) "Show a buffer for the option SYMBOL in another window." (interactive (list (customize-read-variable "Customize variable: "))) (custom-buffer-create-other-window (list (list symbol 'custom-variable)) (format "*Customize Option: %s*" (custom-unlispify-tag-name symbol))))
(defalias 'customize-variable-other-window #'customize-option-other-window)
(defun customize-face (&optional face _other-window)
  "Show a buffer for FACE, or for all."
  (interactive (list (read-face-name "Customize face" 'default)))
  (let ((faces (if face (if (listp face) face (list face)) (face-list))))
    (custom-buffer-create (mapcar (lambda (face) (list face 'custom-face)) faces) (if (cdr faces) "*Customize Faces*" (format "*Customize Face: %s*" (custom-unlispify-tag-name (car faces)))))))
(defun customize-face-other-window (&optional face) "Show a buffer for FACE." (interactive) (customize-face face t))
(defun customize-read-group () "Read the name of a group." (intern (completing-read (format-prompt "Customize group" "emacs") obarray (lambda (symbol) (or (get symbol 'custom-loads) (get symbol 'custom-group))) t nil nil "emacs")))
(defun customize-group (&optional group _other-window)
  "Show a buffer for GROUP."
  (interactive (list (customize-read-group)))
  (let ((group (if (stringp group) (intern group) (or group 'emacs))))
    (custom-load-symbol group)
    (custom-buffer-create (let ((members (copy-sequence (get group 'custom-group)))) (if custom-buffer-sort-alphabetically (sort members (lambda (one other) (custom--by-name (car one) (car other)))) members))
                          (format "*Customize Group: %s*" (custom-unlispify-tag-name group)))))
(defun customize-group-other-window (&optional group) "Show a buffer for GROUP." (interactive (list (customize-read-group))) (customize-group group t))
(defun customize () "Show a buffer for all settings." (interactive) (customize-group 'emacs))
(defun customize-mode (mode) "Show a buffer for the group of MODE." (interactive (list major-mode)) (customize-group (or (custom-group-of-mode mode) (error "No customization group for %s" mode))))
(defun customize-unsaved () "Show a buffer for settings that are not saved." (interactive) (custom-buffer-create (or (custom-unsaved-options) (user-error "No user options are set but unsaved")) "*Customize Unsaved*"))
(defun customize-saved ()
  "Show a buffer for saved settings."
  (interactive)
  (let ((found nil))
    (mapatoms (lambda (symbol) (when (get symbol 'saved-face) (push (list symbol 'custom-face) found)) (when (get symbol 'saved-value) (push (list symbol 'custom-variable) found))))
    (custom-buffer-create (or found (user-error "No saved user options")) "*Customize Saved*")))
(defun customize-apropos (pattern &optional type)
  "Show a buffer for the settings whose names match PATTERN; TYPE `options', `faces' or `groups': only such."
  (interactive "sCustomize (regexp): ")
  (let ((found nil))
    (dolist (symbol (apropos-internal pattern))
      (when (and (memq type '(nil options)) (get symbol 'custom-type)) (push (list symbol 'custom-variable) found))
      (when (and (memq type '(nil faces)) (facep symbol)) (push (list symbol 'custom-face) found))
      (when (and (memq type '(nil groups)) (get symbol 'custom-group)) (push (list symbol 'custom-group) found)))
    (unless found (error "No customizable %s matching %s" (or type 'items) pattern))
    (custom-buffer-create (nreverse found) "*Customize Apropos*")))
(defun customize-apropos-options (regexp &optional _) "Show a buffer for the options REGEXP matches." (interactive "sCustomize options (regexp): ") (customize-apropos regexp 'options))
(defun customize-apropos-faces (regexp) "Show a buffer for the faces REGEXP matches." (interactive "sCustomize faces (regexp): ") (customize-apropos regexp 'faces))
(defun customize-apropos-groups (regexp) "Show a buffer for the groups REGEXP matches." (interactive "sCustomize groups (regexp): ") (customize-apropos regexp 'groups))
(defun custom-menu-create (symbol) "Return an item of a menu for the group SYMBOL." (vector (custom-unlispify-menu-entry symbol) `(customize-group ',symbol) t))
(defun customize-menu-create (symbol &optional name) "Return a menu NAME for the group SYMBOL." `(,(or name "Customize") :filter (lambda (&rest _) (list (custom-menu-create ',symbol)))))

(provide 'cus-edit)

;;; cus-edit.el ends here
