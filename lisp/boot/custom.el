;;; custom.el --- user options, groups and faces -*- lexical-binding: t; -*-

;; An option remembers its standard value as an expression; setting goes through its `custom-set' function.  What a
;; user interface would need (types, links, tags) is stored and otherwise ignored.

(defvar custom-current-group-alist nil
  "Alist of files and the group their options belong to by default.")
(defvar custom-file nil
  "The file that holds the user's options, nil if there is none.")
(defvar custom-delayed-init-variables nil
  "Options whose initialization waits for the program to be ready.")
(defvar custom-enabled-themes nil
  "The themes in use.")
(defvar custom-theme-load-path nil
  "Where themes are looked for.")
(defvar custom-known-themes '(user changed)
  "The themes that are known.")

;;; Setting and initializing

(defun custom-set-default (variable value)
  "Set the default value of VARIABLE to VALUE; what options without a setter use."
  (set-default-toplevel-value variable value))

(defun custom--standard-value (symbol exp)
  "Return the value SYMBOL starts with: its saved one if it has one, else that of EXP."
  (eval (let ((saved (get symbol 'saved-value)))
          (if saved (car saved) exp))
        t))

(defun custom-initialize-default (symbol exp)
  "Set SYMBOL to the value of EXP, or its saved value, if it is void."
  (unless (default-boundp symbol)
    (set-default symbol (custom--standard-value symbol exp))))

(defun custom-initialize-set (symbol exp)
  "Set SYMBOL, by its `custom-set' function, if it is void."
  (unless (default-boundp symbol)
    (funcall (or (get symbol 'custom-set) #'set-default-toplevel-value)
             symbol (custom--standard-value symbol exp))))

(defun custom-initialize-reset (symbol exp)
  "Set SYMBOL, by its `custom-set' function, to its value if it has one, else that of EXP."
  (funcall (or (get symbol 'custom-set) #'set-default-toplevel-value)
           symbol
           (if (default-boundp symbol)
               (funcall (or (get symbol 'custom-get) #'default-value) symbol)
             (custom--standard-value symbol exp))))

(defun custom-initialize-changed (symbol exp)
  "Set SYMBOL by its `custom-set' function, unless it gets the value of EXP for the first time."
  (cond
   ((default-boundp symbol)
    (funcall (or (get symbol 'custom-set) #'set-default-toplevel-value)
             symbol
             (funcall (or (get symbol 'custom-get) #'default-value) symbol)))
   ((get symbol 'saved-value)
    (funcall (or (get symbol 'custom-set) #'set-default-toplevel-value)
             symbol (custom--standard-value symbol exp)))
   (t (set-default symbol (eval exp t)))))

(defun custom-initialize-delay (symbol value)
  "Initialize SYMBOL to VALUE as `custom-initialize-reset' does."
  (custom-initialize-reset symbol value))

;;; Declaring

(defun custom-declare-variable (symbol default doc &rest args)
  "Make SYMBOL an option whose standard value is that of the expression DEFAULT.
DOC documents it; ARGS are the keywords of `defcustom'."
  (put symbol 'standard-value (list default))
  (when (get symbol 'force-value)
    (put symbol 'force-value nil))
  (if (keywordp doc)
      (error "Doc string is missing"))
  (let ((initialize #'custom-initialize-reset) (group-given nil))
    (while args
      (let ((keyword (car args)) (value (cadr args)))
        (unless (symbolp keyword) (error "Junk in args %S" args))
        (unless (cdr args) (error "Keyword %s is missing an argument" keyword))
        (setq args (cddr args))
        (cond
         ((eq keyword :initialize) (setq initialize value))
         ((eq keyword :set) (put symbol 'custom-set value))
         ((eq keyword :get) (put symbol 'custom-get value))
         ((eq keyword :require) (put symbol 'custom-requests
                                     (cons value (remq value (get symbol 'custom-requests)))))
         ((eq keyword :risky) (put symbol 'risky-local-variable value))
         ((eq keyword :safe) (put symbol 'safe-local-variable value))
         ((eq keyword :local)
          (when (memq value '(t permanent)) (make-variable-buffer-local symbol))
          (when (memq value '(permanent permanent-only)) (put symbol 'permanent-local t)))
         ((eq keyword :type) (put symbol 'custom-type (purecopy value)))
         ((eq keyword :options)
          (if (get symbol 'custom-options)
              (dolist (option value) (custom-add-option symbol option))
            (put symbol 'custom-options (copy-sequence value))))
         (t
          (if (eq keyword :group) (setq group-given t))
          (custom-handle-keyword symbol keyword value 'custom-variable)))))
    (unless group-given
      (let ((group (custom-current-group)))
        (when group (custom-add-to-group group symbol 'custom-variable))))
    (when doc (put symbol 'variable-documentation doc))
    (internal--define-uninitialized-variable symbol doc)
    (funcall initialize symbol default)
    (run-hooks 'custom-define-hook)
    symbol))

(defun custom-current-group ()
  "Return the group that options of the file being loaded belong to."
  (cdr (assoc load-file-name custom-current-group-alist)))

(defmacro defcustom (symbol standard doc &rest args)
  "Define SYMBOL as an option, a variable users may set.
STANDARD is an expression for its value, DOC its documentation, ARGS are
keywords and values: :type, :group, :set, :get, :initialize and others."
  (declare (doc-string 3) (indent 1) (debug (name body)))
  `(custom-declare-variable
    ',symbol
    ,(if (and lexical-binding (not (macroexp-const-p standard)))
         `(list 'funcall (list 'function (lambda () ,standard)))
       `',standard)
    ,doc
    ,@args))

(defun custom-declare-group (symbol members doc &rest args)
  "Make SYMBOL a group of MEMBERS documented by DOC; ARGS are the keywords of `defgroup'."
  (while members
    (apply #'custom-add-to-group symbol (car members))
    (setq members (cdr members)))
  (when doc (put symbol 'group-documentation doc))
  (while args
    (let ((keyword (car args)) (value (cadr args)))
      (setq args (cddr args))
      (if (eq keyword :prefix)
          (put symbol 'custom-prefix value)
        (custom-handle-keyword symbol keyword value 'custom-group))))
  (let ((elt (assoc load-file-name custom-current-group-alist)))
    (if elt
        (setcdr elt symbol)
      (push (cons load-file-name symbol) custom-current-group-alist)))
  (run-hooks 'custom-define-hook)
  symbol)

(defmacro defgroup (symbol members doc &rest args)
  "Define SYMBOL as a group of options with MEMBERS, documented by DOC.
ARGS are keywords and values: :group, :prefix, :link and others."
  (declare (doc-string 3) (indent 1) (debug defcustom))
  `(custom-declare-group ',symbol ,members ,doc ,@args))

(defmacro defface (face spec doc &rest args)
  "Define FACE as a face with SPEC, documented by DOC; ARGS are keywords and values."
  (declare (doc-string 3) (indent defun))
  `(custom-declare-face ',face ,spec ,doc ,@args))

(defun custom-handle-keyword (symbol keyword value type)
  "Record KEYWORD with VALUE for SYMBOL, which is of the custom type TYPE."
  (cond
   ((eq keyword :group) (custom-add-to-group value symbol type))
   ((eq keyword :version) (put symbol 'custom-version value))
   ((eq keyword :package-version) (put symbol 'custom-package-version value))
   ((eq keyword :link) (custom--add-to-property symbol 'custom-links value))
   ((eq keyword :load) (custom--add-to-property symbol 'custom-loads value))
   ((eq keyword :tag) (put symbol 'custom-tag value))
   ((eq keyword :set-after)
    (dolist (dep value) (custom--add-to-property symbol 'custom-dependencies dep)))
   ((eq keyword :prefix) (put symbol 'custom-prefix value))
   (t (error "Unknown keyword %s" keyword))))

(defun custom--add-to-property (symbol property value)
  "Add VALUE to the list that is the PROPERTY of SYMBOL."
  (let ((values (get symbol property)))
    (unless (member value values)
      (put symbol property (cons value values)))))

(defun custom-add-to-group (group option widget)
  "Make OPTION, of the custom type WIDGET, a member of GROUP."
  (let ((members (get group 'custom-group)))
    (unless (member (list option widget) members)
      (put group 'custom-group (nconc members (list (list option widget)))))))

(defun custom-group-of-mode (mode)
  "Return the group of the minor or major MODE, nil if it is not known."
  (get mode 'custom-mode-group))

(defun custom-add-option (symbol option)
  "Offer OPTION as a value for the hook SYMBOL."
  (custom--add-to-property symbol 'custom-options option))
(defalias 'custom-add-frequent-value #'custom-add-option)

(defun custom-add-link (symbol widget)
  "Add the link WIDGET to SYMBOL."
  (custom--add-to-property symbol 'custom-links widget))

(defun custom-add-load (symbol load)
  "Note that LOAD is to be loaded before SYMBOL is customized."
  (custom--add-to-property symbol 'custom-loads load))

(defun custom-autoload (symbol load &optional _noset)
  "Note that the file LOAD defines the option SYMBOL."
  (put symbol 'custom-autoload t)
  (custom-add-load symbol load))

(defun custom-variable-p (variable)
  "Return non-nil if VARIABLE is an option."
  (and (symbolp variable)
       (or (get (indirect-variable variable) 'standard-value)
           (get variable 'custom-autoload))))
(defalias 'user-variable-p #'custom-variable-p)

;;; Users' values

(defun customize-set-variable (variable value &optional comment)
  "Set the option VARIABLE to VALUE by its own setter; remember COMMENT."
  (dolist (feature (get variable 'custom-requests)) (require feature nil t))
  (funcall (or (get variable 'custom-set) #'set-default) variable value)
  (put variable 'customized-value (list (macroexp-quote value)))
  (when comment (put variable 'variable-comment comment))
  value)

(defun customize-mark-as-set (symbol)
  "Note that SYMBOL was set by the user."
  (put symbol 'customized-value (list (macroexp-quote (default-value symbol)))))

(defmacro setopt (&rest pairs)
  "Set options by their own setters: (setopt VARIABLE VALUE VARIABLE VALUE...)."
  (declare (debug setq))
  (unless (zerop (mod (length pairs) 2))
    (error "PAIRS must have an even number of variable/value members"))
  (let ((forms nil))
    (while pairs
      (push `(customize-set-variable ',(car pairs) ,(cadr pairs)) forms)
      (setq pairs (cddr pairs)))
    (macroexp-progn (nreverse forms))))

(defun custom-set-variables (&rest args)
  "Set options; each of ARGS is (VARIABLE EXP [NOW [REQUEST [COMMENT]]])."
  (apply #'custom-theme-set-variables 'user args))

(defun custom-theme-set-variables (_theme &rest args)
  "Set options as `custom-set-variables' does with ARGS."
  (dolist (entry args)
    (let* ((symbol (indirect-variable (nth 0 entry)))
           (value (nth 1 entry)))
      (dolist (feature (nth 3 entry)) (require feature nil t))
      (put symbol 'saved-value (list value))
      (cond
       ((nth 2 entry)
        (put symbol 'force-value t)
        (funcall (or (get symbol 'custom-set) #'set-default) symbol (eval value t)))
       ((default-boundp symbol)
        (funcall (or (get symbol 'custom-set) #'set-default) symbol (eval value t)))))))

(defun custom-reevaluate-setting (symbol)
  "Set SYMBOL to its saved or standard value again."
  (funcall (or (get symbol 'custom-set) #'set-default)
           symbol
           (eval (car (or (get symbol 'saved-value) (get symbol 'standard-value))) t)))

(provide 'custom)

;;; custom.el ends here
