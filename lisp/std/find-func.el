;;; find-func.el --- finding where things are defined -*- lexical-binding: t; -*-

;; Manual: (emacs) Lisp Libraries.  What C++ defines has no Lisp source, and what lies in the image may have none at hand: then an error is
;; signaled.

(require 'cl-lib)

(defgroup find-function nil "Finding definitions." :group 'lisp)

(defconst find-function-space-re "\\(?:\\s-\\|\n\\|;.*\n\\)+" "What is between the head of a definition and the name.")

(defcustom find-function-regexp
  (concat "^\\s-*(\\(?:[[:alnum:]]+-\\)*\\(?:def\\(?:un\\|macro\\|subst\\|alias\\|advice\\|method\\|generic\\|struct\\|class\\|type\\|test\\|setf\\)[*]?"
          "\\|def\\(?:un\\|macro\\|ine\\)-[^ \t\n]+\\|deftest\\|menu-bar-make-toggle\\(?:-command\\)?\\)"
          find-function-space-re "\\(?:'\\|(quote \\|(\\)?%s\\(?:\\s-\\|$\\|[()]\\)")
  "The regexp for the definition of a function, with %s for the name." :type 'regexp)
(defcustom find-variable-regexp
  (concat "^\\s-*(\\(?:[[:alnum:]]+-\\)*\\(?:def\\(?:var\\|const\\|custom\\|var-[^ \t\n]+\\|ine-[^ \t\n]*mode\\|ine-obsolete-variable-alias\\)\\|easy-mmode-def\\(?:map\\|syntax\\)\\|easy-menu-define\\)"
          find-function-space-re "\\(?:'\\|(quote \\)?%s\\(?:\\s-\\|$\\|)\\)")
  "The regexp for the definition of a variable, with %s for the name." :type 'regexp)
(defcustom find-face-regexp (concat "^\\s-*(defface" find-function-space-re "%s\\(\\s-\\|$\\)")
  "The regexp for the definition of a face, with %s for the name." :type 'regexp)
(defcustom find-feature-regexp (concat ";;; Code:") "The regexp for the code of a library." :type 'regexp)
(defcustom find-alias-regexp "(defalias +'%s" "The regexp for an alias, with %s for the name." :type 'regexp)

(defvar find-function-regexp-alist
  '((nil . find-function-regexp) (defvar . find-variable-regexp) (defface . find-face-regexp)
    (feature . find-feature-regexp) (defalias . find-alias-regexp))
  "Alist from kinds of definitions to variables with regexps, or to functions that look for an object.")

(defcustom find-function-source-path nil "Where the source of libraries is looked for; nil for `load-path'." :type '(repeat directory))
(defvaralias 'find-library-source-path 'find-function-source-path)
(defcustom find-function-recenter-line 1 "The line of the window where definitions are shown; nil for the middle." :type '(choice (const nil) integer))
(defcustom find-function-after-hook nil "Functions called after finding a definition." :type 'hook)
(defvar find-function-C-source-directory nil "Where the source of primitives is; nil if it is not at hand.")

;;; Libraries

(defun find-library-suffixes ()
  "Return the endings that the source of a library may have."
  (let ((suffixes nil))
    (dolist (suffix (get-load-suffixes) (nreverse suffixes))
      (unless (string-match-p "elc" suffix) (push suffix suffixes)))))

(defun find-library--load-name (library)
  "Return the name by which `load' finds the file LIBRARY, nil if it does not."
  (let ((name library))
    (dolist (dir load-path)
      (let ((relative (file-relative-name library dir)))
        (when (and (not (string-match "\\`\\.\\./" relative)) (< (length relative) (length name)))
          (setq name relative))))
    (unless (equal name library) name)))

(defun find-library--from-load-history (library)
  "Return the file of LIBRARY that has been loaded, nil if there is none."
  (let ((regexp (concat "/" (regexp-quote (file-name-sans-extension library)) "\\.el\\'")))
    (car (seq-find (lambda (entry) (and (stringp (car entry)) (string-match-p regexp (car entry)))) load-history))))

(defun find-library-name (library)
  "Return the file with the source of LIBRARY, a name."
  (when (string-match "\\.el\\(c\\(\\..*\\)?\\)\\'" library)
    (setq library (replace-match "" t t library 1)))
  (or (locate-file library (or find-function-source-path load-path) (find-library-suffixes))
      (locate-file library (or find-function-source-path load-path) load-file-rep-suffixes)
      (when (file-name-absolute-p library)
        (let ((relative (find-library--load-name library)))
          (when relative
            (or (locate-file relative (or find-function-source-path load-path) (find-library-suffixes))
                (locate-file relative (or find-function-source-path load-path) load-file-rep-suffixes)))))
      (let ((loaded (find-library--from-load-history library)))
        (and loaded (file-readable-p loaded) loaded))
      (signal 'file-error (list "Can't find library" library))))

(defun find-library (library)
  "Visit the source of LIBRARY, a name."
  (interactive (list (completing-read "Library name: " nil)))
  (prog1 (switch-to-buffer (find-file-noselect (find-library-name library)))
    (run-hooks 'find-function-after-hook)))
(defun find-library-other-window (library)
  "Visit the source of LIBRARY in another window."
  (interactive (list (completing-read "Library name: " nil)))
  (prog1 (switch-to-buffer-other-window (find-file-noselect (find-library-name library)))
    (run-hooks 'find-function-after-hook)))
(defun find-library-other-frame (library)
  "Visit the source of LIBRARY in another frame."
  (interactive (list (completing-read "Library name: " nil)))
  (prog1 (switch-to-buffer-other-frame (find-file-noselect (find-library-name library)))
    (run-hooks 'find-function-after-hook)))

;;; Functions and variables

(defun find-function-C-source (fun-or-var _file _type)
  "Signal an error: the source of FUN-OR-VAR, a primitive, is not at hand."
  (error "The C source of `%s' is not available" fun-or-var))

(defun find-function-advised-original (func)
  "Return the function of the symbol FUNC without its advice; FUNC itself if it is no symbol."
  (if (not (symbolp func)) func (advice--cd*r (symbol-function func))))

(defun find-function-library (function &optional lisp-only verbose)
  "Return (ORIGINAL . LIBRARY): the name that FUNCTION is an alias of, and the library that defines it; nil for what is unknown.
Signal an error for a primitive if LISP-ONLY; tell the aliases if VERBOSE."
  (let ((original function) (definition (and function (find-function-advised-original function))) (aliases nil))
    (while (and definition (symbolp definition))
      (push (format "`%s' is an alias for `%s'" original definition) aliases)
      (setq original definition
            definition (find-function-advised-original definition)))
    (when (and verbose aliases) (message "%s" (string-join (nreverse aliases) ", ")))
    (cons original
          (cond ((autoloadp definition) (nth 1 definition))
                ((subrp definition)
                 (when lisp-only (error "%s is a built-in function" original))
                 nil)
                (t (symbol-file original 'defun))))))

(defun find-function--goto (regexp)
  "Go to the line of the first match of REGEXP outside of comments; return the position, or nil."
  (goto-char (point-min))
  (when (re-search-forward regexp nil t)
    (goto-char (match-beginning 0))
    (skip-chars-forward " \t\n")
    (beginning-of-line)
    (point)))

(defun find-function--any-subform-p (form pred)
  "Return t if PRED says so of FORM or of a form in it."
  (cond ((not (consp form)) nil)
        ((funcall pred form) t)
        (t (let ((found nil))
             (while (and (consp form) (not found))
               (setq found (find-function--any-subform-p (pop form) pred)))
             found))))

(defun find-function--try-macroexpand (form)
  "Return FORM with its macros expanded as far as that succeeds."
  (or (ignore-errors (macroexpand-all form)) (ignore-errors (macroexpand-1 form)) form))

(defun find-function--search-by-expanding-macros (buf symbol type)
  "Return the position of the form of BUF whose expansion defines SYMBOL, of TYPE; nil if there is none."
  (with-current-buffer buf
    (save-excursion
      (goto-char (point-min))
      (let ((found nil)
            (defines (lambda (form)
                       (pcase form
                         (`(defalias ',name . ,_) (and (null type) (eq name symbol)))
                         (`(,(or 'defvar 'defconst) ,name . ,_) (and (eq type 'defvar) (eq name symbol)))
                         (`(custom-declare-face ',name . ,_) (and (eq type 'defface) (eq name symbol)))
                         (`(custom-declare-variable ',name . ,_) (and (eq type 'defvar) (eq name symbol)))))))
        (condition-case nil
            (while (not found)
              (let* ((form (read buf)) (end (point)))
                (when (find-function--any-subform-p (find-function--try-macroexpand form) defines)
                  (setq found (progn (goto-char end) (forward-sexp -1) (point))))
                (goto-char end)))
          (error nil))
        found))))

(defun find-function-search-for-symbol (symbol type library)
  "Return (BUFFER . POSITION) of the definition of SYMBOL, of TYPE as in `find-function-regexp-alist', in LIBRARY.
It is (BUFFER) if the definition is not found."
  (unless library (error "Don't know where `%s' is defined" symbol))
  (let* ((filename (find-library-name library))
         (how (cdr (assq type find-function-regexp-alist)))
         (buffer (let ((enable-local-variables (if enable-local-variables :safe))
                       (inhibit-message t))
                   (find-file-noselect filename))))
    (with-current-buffer buffer
      (save-excursion
        (save-restriction
          (widen)
          (let ((position
                 (with-syntax-table emacs-lisp-mode-syntax-table
                   (let ((case-fold-search nil))
                     (if (functionp how)
                         (progn (goto-char (point-min)) (and (funcall how symbol) (point)))
                       (or (find-function--goto (format (symbol-value how) (concat "\\\\?" (regexp-quote (symbol-name symbol)))))
                           (find-function--goto (concat "^([^ ]+" find-function-space-re "['(]?\\(quote[ ]+\\)?\\_<"
                                                        (regexp-quote (symbol-name symbol)) "\\_>"))
                           (find-function--search-by-expanding-macros buffer symbol type)))))))
            (if position (cons buffer position) (cons buffer nil))))))))

(defun find-function-noselect (function &optional lisp-only)
  "Return (BUFFER . POSITION) of the definition of FUNCTION; signal an error for a primitive, in other words if LISP-ONLY."
  (unless function (error "You didn't specify a function"))
  (let ((found (find-function-library function lisp-only t)))
    (if (and (null (cdr found)) (subrp (symbol-function (car found))))
        (find-function-C-source (car found) nil nil)
      (find-function-search-for-symbol (car found) nil (cdr found)))))

(defun find-variable-noselect (variable &optional file)
  "Return (BUFFER . POSITION) of the definition of VARIABLE, in FILE or where it was loaded from."
  (unless variable (error "You didn't specify a variable"))
  (let ((library (or file (symbol-file variable 'defvar))))
    (unless library (error "Don't know where `%s' is defined" variable))
    (find-function-search-for-symbol variable 'defvar library)))

(defun find-definition-noselect (symbol type &optional file)
  "Return (BUFFER . POSITION) of the definition of SYMBOL, in FILE if that is given; TYPE is nil, `defvar' or `defface'."
  (cond ((not symbol) (error "You didn't specify a symbol"))
        ((null type) (find-function-noselect symbol))
        ((eq type 'defvar) (find-variable-noselect symbol file))
        (t (find-function-search-for-symbol symbol type (or file (symbol-file symbol type))))))

(defun find-function--symbol-at-point (type)
  "Return the symbol at point that is defined as TYPE says, or nil."
  (let ((symbol (and (fboundp 'symbol-at-point) (progn (require 'thingatpt) (symbol-at-point)))))
    (and symbol
         (pcase type ('nil (fboundp symbol)) ('defvar (boundp symbol)) ('defface (facep symbol)))
         symbol)))

(defun function-called-at-point ()
  "Return a function that is called around point, or whose name is there; nil if there is none."
  (with-syntax-table emacs-lisp-mode-syntax-table
    (or (save-excursion
          (save-restriction
            (ignore-errors
              (narrow-to-region (max (point-min) (- (point) 1000)) (point-max))
              (backward-up-list 1)
              (forward-char 1)
              (let ((object (read (current-buffer))))
                (and (symbolp object) (fboundp object) object)))))
        (find-function--symbol-at-point nil))))

(defun variable-at-point (&optional any-symbol)
  "Return the variable whose name is at point, 0 if there is none; any symbol will do if ANY-SYMBOL."
  (require 'thingatpt)
  (let ((symbol (symbol-at-point)))
    (if (and symbol (or any-symbol (boundp symbol))) symbol 0)))

(defun find-function-read (&optional type)
  "Ask for a symbol; the default is the one at point.  TYPE is nil for a function, `defvar' or `defface'."
  (let* ((default (if (null type) (function-called-at-point) (find-function--symbol-at-point type)))
         (predicate (pcase type ('nil #'fboundp) ('defvar #'boundp) (_ #'facep)))
         (name (completing-read (format "Find %s%s: " (pcase type ('nil "function") ('defvar "variable") (_ "face"))
                                        (if default (format " (default %s)" default) ""))
                                obarray predicate t nil nil (and default (symbol-name default)))))
    (list (intern name))))

(defun find-function-do-it (symbol type switch-fn)
  "Show the definition of SYMBOL, of TYPE, with SWITCH-FN, a function that selects a buffer."
  (let* ((origin (point))
         (found (find-definition-noselect symbol type))
         (new (car found)) (position (cdr found)))
    (when found
      (when (memq new (buffer-list)) (push-mark origin t))
      (funcall switch-fn new)
      (set-buffer new)
      (when position
        (unless (<= (point-min) position (point-max)) (widen))
        (goto-char position)
        (ignore-errors (recenter find-function-recenter-line)))
      (run-hooks 'find-function-after-hook)
      found)))

(defun find-function (function)
  "Show the definition of FUNCTION."
  (interactive (find-function-read))
  (find-function-do-it function nil #'switch-to-buffer))
(defun find-function-other-window (function)
  "Show the definition of FUNCTION in another window."
  (interactive (find-function-read))
  (find-function-do-it function nil #'switch-to-buffer-other-window))
(defun find-function-other-frame (function)
  "Show the definition of FUNCTION in another frame."
  (interactive (find-function-read))
  (find-function-do-it function nil #'switch-to-buffer-other-frame))
(defun find-variable (variable)
  "Show the definition of VARIABLE."
  (interactive (find-function-read 'defvar))
  (find-function-do-it variable 'defvar #'switch-to-buffer))
(defun find-variable-other-window (variable)
  "Show the definition of VARIABLE in another window."
  (interactive (find-function-read 'defvar))
  (find-function-do-it variable 'defvar #'switch-to-buffer-other-window))
(defun find-variable-other-frame (variable)
  "Show the definition of VARIABLE in another frame."
  (interactive (find-function-read 'defvar))
  (find-function-do-it variable 'defvar #'switch-to-buffer-other-frame))
(defun find-face-definition (face)
  "Show the definition of FACE."
  (interactive (find-function-read 'defface))
  (find-function-do-it face 'defface #'switch-to-buffer))

(defun find-function-on-key-do-it (key find-fn)
  "Find with FIND-FN the function that KEY runs."
  (let ((function (key-binding key)) (name (key-description key)))
    (cond ((or (null function) (integerp function)) (message "%s is unbound" name))
          ((consp function) (message "%s runs %s" name (prin1-to-string function)))
          (t (funcall find-fn function)))))
(defun find-function-on-key (key)
  "Show the definition of the function that KEY runs."
  (interactive "kFind function on key: ")
  (find-function-on-key-do-it key #'find-function))
(defun find-function-on-key-other-window (key)
  "Show the definition of the function that KEY runs in another window."
  (interactive "kFind function on key: ")
  (find-function-on-key-do-it key #'find-function-other-window))
(defun find-function-on-key-other-frame (key)
  "Show the definition of the function that KEY runs in another frame."
  (interactive "kFind function on key: ")
  (find-function-on-key-do-it key #'find-function-other-frame))

(defun find-function-at-point ()
  "Show the definition of the function at point in another window."
  (interactive)
  (let ((symbol (function-called-at-point)))
    (when symbol (find-function-other-window symbol))))
(defun find-variable-at-point ()
  "Show the definition of the variable at point in another window."
  (interactive)
  (let ((symbol (variable-at-point)))
    (when (and symbol (not (equal 0 symbol))) (find-variable-other-window symbol))))

(defun find-function-setup-keys ()
  "Give keys after C-x to the commands of this library."
  (define-key ctl-x-map "F" #'find-function)
  (define-key ctl-x-4-map "F" #'find-function-other-window)
  (define-key ctl-x-5-map "F" #'find-function-other-frame)
  (define-key ctl-x-map "K" #'find-function-on-key)
  (define-key ctl-x-4-map "K" #'find-function-on-key-other-window)
  (define-key ctl-x-5-map "K" #'find-function-on-key-other-frame)
  (define-key ctl-x-map "V" #'find-variable)
  (define-key ctl-x-4-map "V" #'find-variable-other-window)
  (define-key ctl-x-5-map "V" #'find-variable-other-frame)
  (define-key ctl-x-map "L" #'find-library)
  (define-key ctl-x-4-map "L" #'find-library-other-window)
  (define-key ctl-x-5-map "L" #'find-library-other-frame))

(provide 'find-func)

;;; find-func.el ends here
