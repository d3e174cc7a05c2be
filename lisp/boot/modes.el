;;; modes.el --- defining major and minor modes -*- lexical-binding: t; -*-

;;; Major modes

(defun derived-mode-hook-name (mode)
  "Return the name of the hook of MODE."
  (intern (concat (symbol-name mode) "-hook")))

(defun derived-mode-map-name (mode)
  "Return the name of the keymap of MODE."
  (intern (concat (symbol-name mode) "-map")))

(defun derived-mode-syntax-table-name (mode)
  "Return the name of the syntax table of MODE."
  (intern (concat (symbol-name mode) "-syntax-table")))

(defun derived-mode-abbrev-table-name (mode)
  "Return the name of the abbrev table of MODE."
  (intern (concat (symbol-name mode) "-abbrev-table")))

(defmacro define-derived-mode (child parent name &optional docstring &rest body)
  "Define CHILD as a major mode based on PARENT, or on nothing if that is nil.
NAME is what is shown for it.  BODY, evaluated in the mode, may begin with the
keywords :group, :abbrev-table, :syntax-table, :interactive and :after-hook."
  (declare (debug (&define name symbolp sexp [&optional stringp]
                           [&rest keywordp sexp] def-body))
           (doc-string 4) (indent defun))
  (when (and docstring (not (stringp docstring)))
    (push docstring body)
    (setq docstring nil))
  (when (eq parent 'fundamental-mode) (setq parent nil))
  (let ((map (derived-mode-map-name child))
        (syntax (derived-mode-syntax-table-name child))
        (abbrev (derived-mode-abbrev-table-name child))
        (hook (derived-mode-hook-name child))
        (declare-abbrev t) (declare-syntax t)
        (group nil) (after-hook nil))
    (while (keywordp (car body))
      (let ((keyword (pop body)) (value (pop body)))
        (cond
         ((eq keyword :group) (setq group value))
         ((eq keyword :abbrev-table) (setq abbrev value declare-abbrev nil))
         ((eq keyword :syntax-table) (setq syntax value declare-syntax nil))
         ((eq keyword :after-hook) (setq after-hook value)))))
    `(progn
       (defvar ,hook nil
         ,(format "Hook run after entering `%s'." child))
       (unless (boundp ',map)
         (put ',map 'definition-name ',child))
       (with-no-warnings (defvar ,map (make-sparse-keymap)))
       (unless (get ',map 'variable-documentation)
         (put ',map 'variable-documentation ,(format "Keymap for `%s'." child)))
       ,@(if declare-syntax
             `((defvar ,syntax (make-syntax-table)
                 ,(format "Syntax table for `%s'." child))))
       ,@(if declare-abbrev
             `((defvar ,abbrev
                 (progn (define-abbrev-table ',abbrev nil) ,abbrev)
                 ,(format "Abbrev table for `%s'." child))))
       (put ',child 'derived-mode-parent ',parent)
       ,@(if group `((put ',child 'custom-mode-group ,group)))
       (defun ,child ()
         ,(or docstring
              (format "Major mode %s, derived from `%s'." name (or parent 'fundamental-mode)))
         (interactive)
         (delay-mode-hooks
           (,(or parent 'kill-all-local-variables))
           (setq major-mode ',child)
           (setq mode-name ,name)
           ,@(if parent
                 `((unless (keymap-parent ,map)
                     (set-keymap-parent ,map (current-local-map)))
                   ,@(if declare-syntax
                         `((let ((parent (char-table-parent ,syntax)))
                             (unless (and parent
                                          (not (eq parent (standard-syntax-table))))
                               (set-char-table-parent ,syntax (syntax-table))))))))
           (use-local-map ,map)
           ,@(if syntax `((set-syntax-table ,syntax)))
           ,@(if abbrev `((setq local-abbrev-table ,abbrev)))
           ,@body)
         ,@(if after-hook
               `((push (lambda () ,after-hook) delayed-after-hook-functions)))
         (run-mode-hooks ',hook)))))

;;; The simplest modes

(defun fundamental-mode ()
  "Major mode of no particular kind: the defaults of everything."
  (interactive)
  (kill-all-local-variables)
  (run-mode-hooks))

(defvar special-mode-map (make-sparse-keymap)
  "Keymap for `special-mode'.")

(define-derived-mode special-mode nil "Special"
  "Parent of modes for buffers made by programs, not for editing."
  (setq buffer-read-only t))

(defvar text-mode-map (make-sparse-keymap)
  "Keymap for `text-mode'.")

(define-derived-mode text-mode nil "Text"
  "Major mode for text written for humans."
  (setq-local require-final-newline t))

(define-derived-mode prog-mode nil "Prog"
  "Parent of modes for programming languages."
  (setq-local require-final-newline t)
  (setq-local parse-sexp-ignore-comments t))

;;; Minor modes

(defun easy-mmode-pretty-mode-name (mode &optional lighter)
  "Return a readable name of MODE, with the letters in the case LIGHTER has them in."
  (let* ((case-fold-search t)
         (name (concat (replace-regexp-in-string
                        "toc-" ""
                        (capitalize (replace-regexp-in-string "toggle-\\|-mode\\'" ""
                                                              (symbol-name mode))))
                       " mode")))
    (setq name (replace-regexp-in-string "\\`Global-" "Global " name))
    (if (not (stringp lighter))
        name
      (setq lighter (replace-regexp-in-string "\\`\\s-+\\|\\s-+\\'" "" lighter))
      (replace-regexp-in-string (regexp-quote lighter) lighter name t t))))

(defun modes--split-keywords (body known)
  "Split BODY, which begins with keywords and values, by the list KNOWN.
Return (PLIST OTHERS . REST): OTHERS are the keywords that are not KNOWN."
  (let ((plist nil) (others nil))
    (while (keywordp (car body))
      (let ((keyword (pop body)) (value (pop body)))
        (if (memq keyword known)
            (setq plist (plist-put plist keyword value))
          (setq others (append others (list keyword value))))))
    (cons plist (cons others body))))

(defmacro define-minor-mode (mode doc &rest body)
  "Define MODE as a minor mode: a variable, and a command that switches it.
DOC documents the command.  BODY, evaluated whenever the mode is switched, may
begin with the keywords :init-value, :lighter, :keymap, :global, :variable,
:group, :after-hook, :require, :interactive and those of `defcustom'."
  (declare (doc-string 2) (indent defun))
  (let ((old-style nil))
    (unless (keywordp (car body))
      (when (and body (not (consp (car body))))
        (setq old-style (list :init-value (pop body)))
        (when (and body (not (keywordp (car body))) (not (consp (car body))))
          (setq old-style (append old-style (list :lighter (pop body))))
          (when (and body (not (keywordp (car body))))
            (setq old-style (append old-style (list :keymap (pop body))))))))
    (setq body (append old-style body)))
  (let* ((split (modes--split-keywords
                 body '(:init-value :lighter :keymap :global :variable :after-hook
                        :extra-args :require :interactive)))
         (plist (car split))
         (others (cadr split))
         (body (cddr split))
         (globalp (plist-get plist :global))
         (variable (plist-get plist :variable))
         (mode-name (symbol-name mode))
         (pretty-name (easy-mmode-pretty-mode-name mode (plist-get plist :lighter)))
         (hook (intern (concat mode-name "-hook")))
         (hook-on (intern (concat mode-name "-on-hook")))
         (hook-off (intern (concat mode-name "-off-hook")))
         (keymap (plist-get plist :keymap))
         (keymap-sym (cond
                      ((null keymap) nil)
                      ((and (symbolp keymap) (not (keywordp keymap))) keymap)
                      (t (intern (concat mode-name "-map")))))
         (init-value (plist-get plist :init-value))
         (getter (cond
                  ((null variable) mode)
                  ((and (consp variable) (functionp (cdr variable))) (car variable))
                  ((and (consp variable) (symbolp (cdr variable)) (cdr variable)
                        (not (consp (cdr variable))))
                   (car variable))
                  (t variable)))
         (setter (cond
                  ((and (consp variable) (not (consp (cdr variable))) (cdr variable))
                   (lambda (value) `(funcall #',(cdr variable) ,value)))
                  ((and (consp variable) (eq (car-safe (cdr variable)) 'lambda))
                   (lambda (value) `(funcall #',(cdr variable) ,value)))
                  (t (lambda (value) `(setf ,getter ,value))))))
    (when (and (consp variable) (eq (car-safe (cdr variable)) 'lambda))
      (setq getter (car variable)))
    `(progn
       ,@(cond
          (variable nil)
          ((not globalp)
           `((defvar-local ,mode ,init-value
               ,(format "Non-nil if %s is enabled.\nUse the command `%s' to change it."
                        pretty-name mode))))
          (t
           `((defcustom ,mode ,init-value
               ,(format "Non-nil if %s is enabled.\nUse the command `%s' to change it."
                        pretty-name mode)
               :set #'custom-set-minor-mode
               :initialize #'custom-initialize-default
               :type 'boolean
               ,@(if (plist-get plist :require) (list :require (plist-get plist :require)))
               ,@others))))
       (defun ,mode (&optional arg)
         ,(or doc (format "Toggle %s." pretty-name))
         (interactive (list (or current-prefix-arg 'toggle)))
         (let ((before ,getter))
           ,(funcall setter
                     `(cond
                       ((eq arg 'toggle) (not ,getter))
                       ((and (numberp arg) (< arg 1)) nil)
                       (t t)))
           (ignore before)
           ,@(unless globalp
               `((when (boundp 'local-minor-modes)
                   (setq local-minor-modes (delq ',mode local-minor-modes))
                   (when ,getter (push ',mode local-minor-modes)))))
           ,@body
           (run-hooks ',hook (if ,getter ',hook-on ',hook-off)))
         ,@(if (plist-get plist :after-hook) (list (plist-get plist :after-hook)))
         ,getter)
       (defvar ,hook nil
         ,(format "Hook run after entering or leaving `%s'." mode))
       (put ',hook 'custom-type 'hook)
       (put ',hook 'standard-value (list nil))
       ,@(if (and keymap-sym (not (eq keymap-sym keymap)))
             `((defvar ,keymap-sym
                 (let ((m ,keymap))
                   (cond ((keymapp m) m)
                         ((listp m) (easy-mmode-define-keymap m))
                         (t (error "Invalid keymap %S" m))))
                 ,(format "Keymap for `%s'." mode-name))))
       ,@(if (or (null variable) (symbolp getter))
             `((add-minor-mode ',getter ',(plist-get plist :lighter)
                               ,(if keymap-sym keymap-sym
                                  `(if (boundp ',(intern (concat mode-name "-map")))
                                       ,(intern (concat mode-name "-map"))))
                               nil
                               ,(unless (eq mode getter) `',mode)))))))

(defalias 'easy-mmode-define-minor-mode #'define-minor-mode)

(defun custom-set-minor-mode (variable value)
  "Switch the minor mode VARIABLE on if VALUE is non-nil, else off."
  (funcall variable (if value 1 0)))

(defvar minor-mode-alist nil
  "Alist of minor mode variables and what is shown while they are non-nil.")
(defvar minor-mode-map-alist nil
  "Alist of minor mode variables and the keymaps active while they are non-nil.")

(defun add-minor-mode (toggle name &optional keymap _after toggle-fun)
  "Register the minor mode of the variable TOGGLE, shown as NAME, with KEYMAP.
TOGGLE-FUN is the command if that is not TOGGLE."
  (unless (memq toggle minor-mode-list) (push toggle minor-mode-list))
  (unless toggle-fun (setq toggle-fun toggle))
  (unless (eq toggle-fun toggle)
    (put toggle :minor-mode-function toggle-fun))
  (when name
    (let ((existing (assq toggle minor-mode-alist)))
      (if existing
          (setcdr existing (list name))
        (push (list toggle name) minor-mode-alist))))
  (when keymap
    (let ((existing (assq toggle minor-mode-map-alist)))
      (if existing
          (setcdr existing keymap)
        (push (cons toggle keymap) minor-mode-map-alist)))))

(defmacro define-globalized-minor-mode (global-mode mode turn-on &rest body)
  "Define GLOBAL-MODE, which switches the minor mode MODE in every buffer.
TURN-ON is the function that switches MODE on in a buffer where it belongs.
BODY may begin with keywords, among them :predicate."
  (declare (doc-string 2) (indent defun))
  (let* ((split (modes--split-keywords body '(:predicate)))
         (keywords (cadr split))
         (body (cddr split))
         (name (symbol-name global-mode))
         (enable (intern (concat name "-enable-in-buffer")))
         (enable-all (intern (concat name "-enable-in-buffers"))))
    `(progn
       (define-minor-mode ,global-mode
         ,(format "Toggle `%s' in all buffers." mode)
         :global t ,@keywords
         (if ,global-mode
             (progn
               (add-hook 'after-change-major-mode-hook #',enable)
               (add-hook 'find-file-hook #',enable-all))
           (remove-hook 'after-change-major-mode-hook #',enable)
           (remove-hook 'find-file-hook #',enable-all))
         (dolist (buf (buffer-list))
           (with-current-buffer buf
             (if ,global-mode (funcall #',turn-on)
               (when ,mode (,mode -1)))))
         ,@body)
       (defun ,enable ()
         ,(format "Switch `%s' on in this buffer if `%s' is on." mode global-mode)
         (when (and ,global-mode (not ,mode))
           (funcall #',turn-on)))
       (defun ,enable-all ()
         ,(format "Switch `%s' on in this buffer." mode)
         (,enable)))))

(defalias 'define-global-minor-mode #'define-globalized-minor-mode)
(defalias 'easy-mmode-define-global-mode #'define-globalized-minor-mode)

(defun easy-mmode-define-keymap (bs &optional name m args)
  "Return a keymap with the bindings BS, an alist of keys and commands.
NAME is its prompt, M the map to use instead of a new one; ARGS may have :inherit and :suppress."
  (let ((m (or m (make-sparse-keymap name))))
    (when (plist-get args :suppress)
      (suppress-keymap m (eq (plist-get args :suppress) 'nodigits)))
    (when (plist-get args :inherit)
      (set-keymap-parent m (plist-get args :inherit)))
    (dolist (b bs)
      (dolist (key (if (consp (car b)) (car b) (list (car b))))
        (define-key m key (cdr b))))
    m))

(defmacro easy-mmode-defmap (m bs doc &rest args)
  "Define the variable M, documented by DOC, as a keymap with bindings BS; ARGS as keywords."
  (declare (doc-string 3) (indent 1))
  `(defconst ,m
     (easy-mmode-define-keymap ,bs nil (if (boundp ',m) ,m) (list ,@args))
     ,doc))

(defmacro easy-mmode-defsyntax (st css doc &rest _args)
  "Define the variable ST, documented by DOC, as a syntax table with CSS, an alist."
  (declare (doc-string 3) (indent 1))
  `(defvar ,st
     (let ((st (make-syntax-table)))
       (dolist (cs ,css)
         (dolist (char (if (consp (car cs)) (car cs) (list (car cs))))
           (modify-syntax-entry char (cdr cs) st)))
       st)
     ,doc))

(define-minor-mode abbrev-mode
  "Expand abbreviations when a character that is of no word follows them."
  :init-value nil :group 'abbrev)

;;; modes.el ends here
