;;; themes.el --- settings of users and themes, side by side -*- lexical-binding: t; -*-

;; Manual: (elisp) Custom Themes.  An option remembers its value for each theme, the symbol's `theme-value', a list of (THEME EXPRESSION),
;; that of highest precedence first; a face its specs, `theme-face'.  The user's settings are the theme `user', above all others.

(defvar custom-safe-themes '(default) "Themes that may be loaded without asking: t, or their names and digests.")
(defvar custom--inhibit-theme-enable 'apply-only-user "What settings of themes do when they are defined.")
(defvar custom-theme-allow-multiple-selections nil "Whether several themes can be chosen.")
(defvar enable-theme-functions nil "Called with themes that were enabled.")
(defvar custom-theme-directory user-emacs-directory "The directory of users' themes.")
(unless custom-theme-load-path (setq custom-theme-load-path (list 'custom-theme-directory t)))

(defun custom-handle-all-keywords (symbol args type)
  "Record ARGS, keywords and values, for SYMBOL of the custom type TYPE."
  (while args
    (custom-handle-keyword symbol (car args) (cadr args) type)
    (setq args (cddr args))))

(defun custom-theme-p (theme) "Return non-nil if THEME is known." (memq theme custom-known-themes))
(defun custom-theme-enabled-p (theme) "Return non-nil if THEME is in use." (memq theme custom-enabled-themes))
(defun custom-check-theme (theme) "An error unless THEME is known." (unless (custom-theme-p theme) (error "Unknown theme `%s'" theme)))
(defun custom-make-theme-feature (theme) "Return the feature that THEME provides." (intern (concat (symbol-name theme) "-theme")))

(defun custom-declare-theme (theme feature &optional doc)
  "Make THEME, which provides FEATURE, known, documented by DOC."
  (unless (equal (substring (symbol-name feature) -6) "-theme") (error "Feature `%s' is not of a theme" feature))
  (when (memq theme '(user changed)) (error "Custom theme cannot be named %S" theme))
  (add-to-list 'custom-known-themes theme)
  (put theme 'theme-feature feature)
  (when doc (put theme 'theme-documentation doc)))

(defmacro deftheme (theme &optional doc)
  "Make THEME known, documented by DOC."
  (declare (doc-string 2) (indent 1))
  `(custom-declare-theme ',theme ',(custom-make-theme-feature theme) ,doc))

(defun provide-theme (theme)
  "The file of THEME is loaded."
  (custom-check-theme theme)
  (provide (get theme 'theme-feature)))

(defun custom-push-theme (prop symbol theme mode &optional value)
  "Note the setting of SYMBOL by THEME: PROP is `theme-value' or `theme-face', MODE `set' or `reset', VALUE the expression or spec."
  (let* ((settings (get symbol prop)) (old (assq theme settings)))
    (cond
     ((eq mode 'reset)
      (put symbol prop (delq old settings))
      (put theme 'theme-settings (seq-remove (lambda (entry) (and (eq (car entry) prop) (eq (nth 1 entry) symbol))) (get theme 'theme-settings))))
     (t
      (put symbol prop (custom--sorted-settings (cons (list theme value) (remq old settings))))
      (put theme 'theme-settings
           (cons (list prop symbol theme value)
                 (seq-remove (lambda (entry) (and (eq (car entry) prop) (eq (nth 1 entry) symbol))) (get theme 'theme-settings))))))))

(defun custom--sorted-settings (settings)
  "Return SETTINGS, (THEME VALUE) each, those of highest precedence first; themes that are not in use have none."
  (let ((order (cons 'user custom-enabled-themes)))
    (sort settings (lambda (one other)
                     (< (or (seq-position order (car one)) 9999) (or (seq-position order (car other)) 9999))))))

(defun custom--effective (symbol prop)
  "Return the (THEME VALUE) of PROP of SYMBOL that holds, nil if none does."
  (seq-find (lambda (entry) (or (eq (car entry) 'user) (memq (car entry) custom-enabled-themes))) (get symbol prop)))

(defun custom-variable-theme-value (variable)
  "Return (EXPRESSION), what themes and users set VARIABLE to; nil if nothing."
  (let ((found (custom--effective variable 'theme-value))) (and found (list (nth 1 found)))))

(defun custom-theme-recalc-variable (variable)
  "Set VARIABLE to the value that themes and users want."
  (let ((value (custom-variable-theme-value variable)))
    (when (and value (not (default-boundp variable))) (put variable 'saved-value value))
    (cond (value (when (default-boundp variable)
                   (funcall (or (get variable 'custom-set) #'set-default) variable (eval (car value) t))))
          ((get variable 'standard-value)
           (funcall (or (get variable 'custom-set) #'set-default) variable (eval (car (get variable 'standard-value)) t))))))

(defun custom-theme-recalc-face (face)
  "Give FACE the attributes that themes and users want."
  (when (facep face)
    (let ((all (get face 'theme-face)))
      (unwind-protect
          (progn (put face 'theme-face (seq-filter (lambda (entry) (or (eq (car entry) 'user) (memq (car entry) custom-enabled-themes))) all))
                 (face-spec-recalc face nil))
        (put face 'theme-face all)))))

(defun custom-theme-set-variables (theme &rest args)
  "Let THEME set options; each of ARGS is (VARIABLE EXP [NOW [REQUEST [COMMENT]]])."
  (custom-check-theme theme)
  (dolist (entry (custom--after-dependencies args))
    (let* ((symbol (indirect-variable (nth 0 entry))) (value (nth 1 entry)) (now (nth 2 entry)))
      (dolist (feature (nth 3 entry))
        (condition-case nil (require feature) (error (if (eq theme 'user) (message "Can't find feature `%s'" feature)))))
      (custom-push-theme 'theme-value symbol theme 'set value)
      (when (eq theme 'user)
        (put symbol 'saved-value (list value))
        (put symbol 'saved-variable-comment (nth 4 entry))
        (cond
         (now (put symbol 'force-value t)
              (funcall (or (get symbol 'custom-set) #'set-default) symbol (eval value t)))
         ((default-boundp symbol)
          (funcall (or (get symbol 'custom-set) #'set-default) symbol (eval value t))))
        (and (or now (default-boundp symbol))
             (put symbol 'variable-comment (nth 4 entry))))
      (when (and (not (eq theme 'user)) (custom-theme-enabled-p theme))
        (custom-theme-recalc-variable symbol)))))

(defun custom--after-dependencies (args)
  "Return ARGS, settings, such that options come after those they are to be set after."
  (let ((done nil))
    (cl-labels ((add (entry)
                  (unless (memq entry done)
                    (dolist (dependency (get (car entry) 'custom-dependencies))
                      (let ((other (assq dependency args)))
                        (if (and other (not (eq other entry)) (not (memq entry (get dependency 'custom-dependencies)))) (add other))))
                    (unless (memq entry done) (push entry done)))))
      (mapc #'add args))
    (nreverse done)))

(defun custom-theme-set-faces (theme &rest args)
  "Let THEME set faces; each of ARGS is (FACE SPEC [NOW [COMMENT]])."
  (custom-check-theme theme)
  (dolist (entry args)
    (let ((face (car entry)) (spec (nth 1 entry)))
      (while (get face 'face-alias) (setq face (get face 'face-alias)))
      (custom-push-theme 'theme-face face theme 'set spec)
      (when (eq theme 'user)
        (put face 'saved-face spec)
        (put face 'saved-face-comment (nth 3 entry))
        (put face 'face-comment (nth 3 entry)))
      (when (and (nth 2 entry) (not (facep face))) (make-face face))
      (when (or (eq theme 'user) (custom-theme-enabled-p theme))
        (custom-theme-recalc-face face)))))

(defun custom-set-faces (&rest args)
  "Set faces for the user; each of ARGS is (FACE SPEC [NOW [COMMENT]])."
  (apply #'custom-theme-set-faces 'user args))

(defun custom-theme-reset-faces (theme &rest args)
  "Take back what THEME set of faces; each of ARGS is (FACE ...)."
  (custom-check-theme theme)
  (dolist (entry args)
    (custom-push-theme 'theme-face (car entry) theme 'reset)
    (custom-theme-recalc-face (car entry))))
(defun custom-reset-faces (&rest args) "Take back what the user set of faces; ARGS as in `custom-theme-reset-faces'." (apply #'custom-theme-reset-faces 'user args))

(defun custom-theme-reset-variables (theme &rest args)
  "Take back what THEME set of options; each of ARGS is (VARIABLE ...)."
  (custom-check-theme theme)
  (dolist (entry args)
    (custom-push-theme 'theme-value (car entry) theme 'reset)
    (custom-theme-recalc-variable (car entry))))
(defun custom-reset-variables (&rest args) "Take back what the user set of options; ARGS as in `custom-theme-reset-variables'." (apply #'custom-theme-reset-variables 'user args))

;;; Loading and enabling

(defun custom-theme--load-path ()
  "The directories of themes."
  (delq nil
        (mapcar (lambda (entry)
                  (let ((directory (cond ((eq entry 'custom-theme-directory) custom-theme-directory)
                                         ((eq entry t) (expand-file-name "themes" data-directory))
                                         (t entry))))
                    (and directory (file-directory-p directory) directory)))
                custom-theme-load-path)))

(defun custom-theme-name-valid-p (name) "Whether NAME, a symbol, can be a theme's." (and (not (memq name '(nil user changed))) (not (equal (symbol-name name) ""))))

(defun custom-available-themes ()
  "Return the themes whose files are found."
  (let ((found nil))
    (dolist (directory (custom-theme--load-path))
      (dolist (file (directory-files directory nil "\\`.+-theme\\.el\\'"))
        (push (intern (substring file 0 -9)) found)))
    (nreverse (delete-dups found))))

(defun load-theme (theme &optional no-confirm no-enable)
  "Load THEME's file and, unless NO-ENABLE, enable it.
Themes that `custom-safe-themes' does not name are asked about, unless NO-CONFIRM."
  (interactive (list (intern (completing-read "Load custom theme: " (mapcar #'symbol-name (custom-available-themes))))))
  (unless (custom-theme-name-valid-p theme) (error "Invalid theme name `%s'" theme))
  (let ((file (locate-file (concat (symbol-name theme) "-theme.el") (custom-theme--load-path))))
    (unless file (error "Unable to find theme file for `%s'" theme))
    (when (custom-theme-enabled-p theme) (disable-theme theme))
    (put theme 'theme-settings nil)
    (put theme 'theme-feature nil)
    (put theme 'theme-documentation nil)
    (when (or no-confirm (eq custom-safe-themes t) (memq theme custom-safe-themes)
              (member (with-temp-buffer (insert-file-contents-literally file) (secure-hash 'sha256 (current-buffer))) custom-safe-themes)
              (yes-or-no-p (format "Loading the theme %s can run Lisp code.  Really load? " theme)))
      (load file nil t)
      (unless no-enable (enable-theme theme))
      t)))

(defun require-theme (feature &optional noerror)
  "Load FEATURE from where themes are; an error, unless NOERROR, if it is not there."
  (or (featurep feature)
      (let ((file (locate-file (symbol-name feature) (custom-theme--load-path) '(".el"))))
        (cond (file (load file nil t) feature)
              (noerror nil)
              (t (error "Cannot find theme feature %s" feature))))))

(defun enable-theme (theme)
  "Put the settings of THEME into effect, above those of other themes."
  (interactive (list (intern (completing-read "Enable custom theme: " (mapcar #'symbol-name custom-known-themes)))))
  (unless (memq theme '(user changed))
    (unless (custom-theme-p theme) (error "Undefined Custom theme %s" theme))
    (setq custom-enabled-themes (cons theme (remq theme custom-enabled-themes))))
  (custom--recalculate theme)
  (run-hook-with-args 'enable-theme-functions theme))

(defun custom--recalculate (theme)
  "Calculate what THEME sets again."
  (dolist (setting (get theme 'theme-settings))
    (let ((prop (car setting)) (symbol (nth 1 setting)))
      (put symbol prop (custom--sorted-settings (copy-sequence (get symbol prop))))
      (if (eq prop 'theme-value) (custom-theme-recalc-variable symbol) (custom-theme-recalc-face symbol)))))

(defun disable-theme (theme)
  "Take the settings of THEME back."
  (interactive (list (intern (completing-read "Disable custom theme: " (mapcar #'symbol-name custom-enabled-themes)))))
  (when (custom-theme-enabled-p theme)
    (setq custom-enabled-themes (delq theme custom-enabled-themes))
    (let ((settings (get theme 'theme-settings)))
      (dolist (setting settings)
        (let ((symbol (nth 1 setting)))
          (put symbol (car setting) (assq-delete-all theme (get symbol (car setting))))
          (if (eq (car setting) 'theme-value) (custom-theme-recalc-variable symbol) (custom-theme-recalc-face symbol)))))))

;;; Types of widgets are only names here

(defun define-widget (name class doc &rest args)
  "Make NAME a type of widgets made of CLASS, documented by DOC, with ARGS, keywords and values."
  (declare (doc-string 3) (indent defun))
  (put name 'widget-type (cons class args))
  (put name 'widget-documentation doc)
  name)
(defalias 'widget-plist-member #'plist-member)

;; Libraries that packages require although they are always there.
(dolist (feature '(cus-face widget menu-bar tooltip mouse electric elisp-mode)) (provide feature))

;;; themes.el ends here
