;;; bytecomp.el --- compiling Lisp -*- lexical-binding: t; -*-

;; Manual: (elisp) Byte Compilation.  Every function is compiled when it is first called, to the instructions of this interpreter, so there is no
;; code of Emacs's here.  `byte-compile' expands macros now rather than later; `byte-compile-file' checks a file, expands its macros
;; and writes the result, which `load' reads like any other Lisp.  byte-check.el has the warnings.

(require 'macroexp)
(require 'byte-check)

(defgroup bytecomp nil "Compiling Lisp." :group 'lisp)

(defcustom emacs-lisp-file-regexp "\\.el\\'" "What names of files with Lisp look like." :type 'regexp)
(defcustom byte-compile-dest-file-function #'byte-compile--default-dest-file "The function from the name of a file to that of the compiled one." :type 'function)
(defcustom byte-compile-verbose nil "Non-nil if the compiler says what it compiles." :type 'boolean)
(defcustom byte-compile-error-on-warn nil "Non-nil if warnings are errors." :type 'boolean)
(defcustom byte-optimize t "Whether code is optimized: nil, t, `source' or `byte'.  The interpreter does what it does anyway." :type '(choice (const nil) (const t) (const source) (const byte)))
(defcustom byte-optimize-log nil "Whether optimizations are logged; there are none that could be." :type '(choice (const nil) (const t)))
(defcustom byte-compile-delete-errors nil "Unused: nothing is deleted." :type 'boolean)
(defcustom byte-compile-dynamic-docstrings t "Unused: documentation is kept with functions." :type 'boolean)
(defcustom byte-compile-docstring-max-column 80 "How wide documentation may be." :type 'natnum)
(defcustom byte-compile-cond-use-jump-table t "Unused: there are no jump tables." :type 'boolean)
(defcustom byte-compile-generate-call-tree nil "Non-nil to note who calls whom; not supported, `byte-compile-file' signals an error." :type 'boolean)
(defcustom byte-compile-call-tree-sort 'name "How a call tree is sorted." :type '(choice (const name) (const callers) (const calls)))
(custom-add-option 'byte-compile-warnings 'obsolete)

(defvar byte-compile-debug nil "Non-nil if errors while compiling are signaled.")
(defvar byte-compile-dynamic nil "Unused: functions are always fetched when they are needed.")
(defvar byte-compile-disable-print-circle nil "Non-nil if compiled files are written without `print-circle'.")
(defvar byte-compile-dest-file nil "The file that is being written.")
(defvar byte-compile-current-file nil "The file that is being compiled.")
(defvar byte-compile-current-buffer nil "The buffer that is being compiled.")
(defvar byte-compile-current-group nil "The group of options that was defined last.")
(defvar byte-compile-last-position nil "The position that warnings are about.")
(defvar byte-compile-last-warned-form nil "The definition of the last warning.")
(defvar byte-compile-last-logged-file nil "The file of the last warning.")
(defvar byte-compile-read-position nil "Where the form that is being compiled begins.")
(defvar byte-compile-log-buffer "*Compile-Log*" "The buffer for warnings.")
(defvar byte-compile-log-warning-function #'byte-compile--log-warning-for-byte-compile
  "The function (STRING POSITION FILL LEVEL) that gives warnings.")
(defvar byte-compile-interactive-only-functions nil "Commands that are not to be called from Lisp.")
(defvar byte-compile-call-tree nil "Who calls whom: not kept.")
(defvar byte-compile-new-defuns nil "Functions that the compilation has defined.")
(defvar byte-compile--lexical-environment nil "The lexical variables in scope.")
(defvar byte-compile-level 0 "How deep compilations are nested.")
(defvar no-byte-compile nil "Non-nil in files that are not to be compiled.")
(make-variable-buffer-local 'no-byte-compile)
(put 'no-byte-compile 'safe-local-variable #'booleanp)
(dolist (option '(byte-compile-dynamic byte-compile-dynamic-docstrings byte-compile-error-on-warn byte-compile-disable-print-circle))
  (put option 'safe-local-variable #'booleanp))
(put 'byte-compile-warnings 'safe-local-variable
     (lambda (value) (or (symbolp value) (null (delq nil (mapcar (lambda (elt) (not (symbolp elt))) value))))))

(defun byte-compile--compile-time (body)
  "Evaluate BODY, forms for the time of compilation; return the value."
  (eval (macroexpand-all (macroexp-progn body) byte-compile-macro-environment) lexical-binding))

(defconst byte-compile-initial-macro-environment
  (list (cons 'declare-function #'byte-compile-macroexpand-declare-function)
        (cons 'eval-when-compile (lambda (&rest body) (macroexp-quote (byte-compile--compile-time body))))
        (cons 'eval-and-compile (lambda (&rest body) (byte-compile--compile-time body) (macroexp-progn body)))
        (cons 'with-no-warnings (lambda (&rest body) `(let nil 'byte-compile--silent ,@body)))
        (cons 'with-suppressed-warnings
              (lambda (warnings &rest body)
                (setq byte-compile--suppressed-warnings (append warnings byte-compile--suppressed-warnings))
                (macroexp-progn body))))
  "The macros that mean something else while compiling.")
(defvar byte-compile-macro-environment byte-compile-initial-macro-environment "The macros of the file that is being compiled.")

(defun byte-compile-macroexpand-declare-function (fn _file &rest args)
  "Note that FN is a function with the arguments in ARGS, if they are told."
  (let ((list (car args)))
    (byte-compile--define fn (if (and args (listp list)) (list 'lambda list) t)))
  nil)

;;; Saying what is wrong

(defun byte-compile--position-of (symbol)
  "Return where SYMBOL is in the form that is being compiled, or where that begins; nil if no file is being compiled."
  (when (and byte-compile-read-position (buffer-live-p byte-compile-current-buffer))
    (with-current-buffer byte-compile-current-buffer
      (save-excursion
        (save-match-data
          (let ((end (point)) (case-fold-search nil) (found nil))
            (goto-char (max byte-compile-read-position (or byte-compile-last-position 0)))
            (setq found (and (< (point) end)
                             (re-search-forward (concat "\\_<" (regexp-quote (symbol-name symbol)) "\\_>") end t)))
            (unless found
              (goto-char byte-compile-read-position)
              (setq found (re-search-forward (concat "\\_<" (regexp-quote (symbol-name symbol)) "\\_>") end t)))
            (if found (match-beginning 0) byte-compile-read-position)))))))

(defun byte-compile-set-symbol-position (sym &optional _allow-previous)
  "Let warnings be about SYM from now on."
  (setq byte-compile-last-position (or (byte-compile--position-of sym) byte-compile-last-position)))

(defun byte-compile-warn-at (symbol format &rest args)
  "Warn about SYMBOL with FORMAT and ARGS."
  (byte-compile-set-symbol-position symbol)
  (apply #'byte-compile-warn format args))

(defun byte-compile-warn (format &rest args)
  "Warn with the message made of FORMAT and ARGS; signal it as an error if `byte-compile-error-on-warn'."
  (setq format (apply #'format-message format args))
  (if byte-compile-error-on-warn
      (error "%s" format)
    (byte-compile-log-warning format t :warning)))

(defun byte-compile-warn-obsolete (symbol)
  "Warn that SYMBOL is obsolete."
  (when (byte-compile-warning-enabled-p 'obsolete symbol)
    (let* ((function (get symbol 'byte-obsolete-info)))
      (byte-compile-warn-at symbol "%s" (byte-compile--obsolete-text symbol (or function (get symbol 'byte-obsolete-variable))
                                                                     (if function "function" "variable"))))))

(defun byte-compile-report-error (error-info &optional fill)
  "Tell ERROR-INFO, an error or a string."
  (byte-compile-log-warning (if (stringp error-info) error-info (error-message-string error-info)) fill :error))

(defun byte-compile-log-warning (string &optional fill level)
  "Tell STRING, of LEVEL (:warning or :error); FILL if it may be filled."
  (funcall byte-compile-log-warning-function string byte-compile-last-position fill level))

(defun byte-compile--log-warning-for-byte-compile (string &optional position fill level)
  "Write STRING, about POSITION, of LEVEL into the log; in a batch also where errors go.  It is filled if FILL."
  (let* ((where (byte-compile--where))
         (prefix (byte-compile--warning-prefix position))
         (text (concat prefix (if (eq level :error) "Error: " "Warning: ") string))
         (new (not (equal where byte-compile-last-warned-form))))
    (setq byte-compile-last-warned-form where)
    (when fill (setq text (byte-compile--fill text)))
    (let ((text (if new (concat "\nIn " where ":\n" text) text)))
      (byte-compile-log-1 text)
      (when noninteractive (message "%s" text)))))

(defun byte-compile--where ()
  "Return the name of what is being compiled, for the log."
  (cond ((eq byte-compile-current-form :end) "end of data")
        (byte-compile-current-form (format "%s" byte-compile-current-form))
        (t "toplevel form")))

(defun byte-compile--warning-prefix (position)
  "Return FILE:LINE:COLUMN: for POSITION, or an empty string."
  (cond ((not (and byte-compile-current-file (buffer-live-p byte-compile-current-buffer))) "")
        (t (with-current-buffer byte-compile-current-buffer
             (save-excursion
               (goto-char (or position (point)))
               (format "%s:%d:%d: " (byte-compile-abbreviate-file byte-compile-current-file)
                       (line-number-at-pos nil t) (1+ (current-column))))))))

(defun byte-compile-warning-prefix (_level entry)
  "Return ENTRY; for the use of `display-warning'."
  entry)
(defun byte-compile-warning-series (&rest _ignore) "Do nothing; for the use of `display-warning'." nil)

(defun byte-compile--fill (text)
  "Return TEXT with lines of at most 78 columns."
  (with-temp-buffer
    (let ((fill-prefix "    ") (fill-column 78))
      (insert text)
      (when (> (current-column) fill-column) (fill-region (point-min) (point-max)))
      (goto-char (point-max))
      (skip-chars-backward "\n")
      (buffer-substring (point-min) (point)))))

(defun byte-compile-abbreviate-file (file &optional dir)
  "Return the name of FILE, relative to DIR or the current directory if that is shorter."
  (let ((absolute (abbreviate-file-name file)) (relative (file-relative-name file dir)))
    (if (< (length relative) (length absolute)) relative absolute)))

(defun byte-compile-log-1 (string)
  "Add STRING to the log."
  (with-current-buffer (get-buffer-create byte-compile-log-buffer)
    (let ((inhibit-read-only t))
      (unless (derived-mode-p 'special-mode) (emacs-lisp-compilation-mode))
      (goto-char (point-max))
      (insert string "\n"))))

(defun byte-compile-log-file ()
  "Write into the log which file is being compiled; return nil if that was done before."
  (and (not (equal byte-compile-current-file byte-compile-last-logged-file))
       byte-compile-current-file
       (progn (byte-compile-log-1 (concat "\f\nCompiling file " byte-compile-current-file))
              (setq byte-compile-last-logged-file byte-compile-current-file
                    byte-compile-last-warned-form nil)
              (get-buffer byte-compile-log-buffer))))

(defmacro byte-compile-log (format-string &rest args)
  "Add the message made of FORMAT-STRING and ARGS to the log, if `byte-optimize-log'."
  `(when byte-optimize-log (byte-compile-log-1 (format-message ,format-string ,@args))))

(define-derived-mode emacs-lisp-compilation-mode special-mode "Elisp-Compile"
  "Major mode of the log of the compiler."
  (setq-local next-error-function #'compilation-next-error-function)
  (setq-local emacs-lisp-compilation--current-file nil))
(defvar emacs-lisp-compilation--current-file nil "The file that the log is about.")
(defvar emacs-lisp-compilation-search-path '(nil) "Directories where files of the log are looked for.")

(defun emacs-lisp-compilation-recompile ()
  "Compile the file again that the log is about."
  (interactive)
  (if emacs-lisp-compilation--current-file
      (byte-compile-file emacs-lisp-compilation--current-file)
    (user-error "No file to recompile")))

(defmacro byte-compile-close-variables (&rest body)
  "Evaluate BODY with the state of a compilation of its own."
  (declare (indent 0) (debug t))
  `(let ((byte-compile-macro-environment byte-compile-initial-macro-environment)
         (byte-compile-function-environment nil)
         (byte-compile-bound-variables nil)
         (byte-compile-const-variables nil)
         (byte-compile-unresolved-functions nil)
         (byte-compile-noruntime-functions nil)
         (byte-compile-last-warned-form nil)
         (byte-compile--suppressed-warnings nil)
         (byte-compile-warnings byte-compile-warnings)
         (byte-compile-error-on-warn byte-compile-error-on-warn))
     ,@body))

(defmacro displaying-byte-compile-warnings (&rest body)
  "Evaluate BODY; an error in it is told in the log, and the value is nil, unless `byte-compile-debug'."
  (declare (debug (def-body)))
  (let ((function (make-symbol "function")))
    `(let ((,function (lambda () ,@body)))
       (if byte-compile-debug
           (funcall ,function)
         (condition-case error-info
             (funcall ,function)
           (error (byte-compile-report-error error-info) nil))))))

;;; Compiling forms and functions

(defun byte-compile-preprocess (form &optional _for-effect)
  "Return FORM with its macros expanded."
  (macroexpand-all form byte-compile-macro-environment))

(defun byte-compile--reify-function (fun)
  "Return FUN, a closure, as a form that makes it."
  (macroexp-quote fun))

(defun byte-compile--function (definition)
  "Return DEFINITION, a lambda expression or function, as a compiled function."
  (cond ((byte-code-function-p definition) definition)
        ((eq (car-safe definition) 'lambda)
         (byte-compile-check-lambda-list (nth 1 definition))
         (let ((expanded (byte-compile-preprocess (list 'function definition))))
           (let ((byte-compile-current-form nil)) (byte-compile--check expanded nil))
           (eval expanded lexical-binding)))
        ((functionp definition) definition)
        (t (error "Cannot compile %S" definition))))

(defun byte-compile (form)
  "Compile FORM: the function of a symbol, which then has the compiled one; a function or lambda expression; or an expression.
Return the compiled function, or an expression with its macros expanded."
  (byte-compile-close-variables
    (displaying-byte-compile-warnings
     (let* ((name (and (symbolp form) form))
            (definition (cond ((null name) form)
                              ((fboundp name) (symbol-function name))))
            (macro (eq (car-safe definition) 'macro))
            (function (if macro (cdr definition) definition)))
       (cond
        ((and name (null definition)) (if (memq form '(nil t)) form nil))
        ((and name (or (symbolp definition) (autoloadp definition) (subrp definition))) definition)
        ((or (functionp function) (eq (car-safe function) 'lambda))
         (let ((compiled (byte-compile--function function)))
           (when macro (setq compiled (cons 'macro compiled)))
           (when (and name (not (eq compiled definition))) (fset name compiled))
           compiled))
        (t (let ((expanded (byte-compile-preprocess form)))
             (byte-compile--check expanded nil)
             (if (and (consp expanded) (macroexp-const-p expanded) (eq (car expanded) 'quote)) expanded
               (byte-compile--constant-value expanded)))))))))

(defun byte-compile--constant-value (form)
  "Return FORM, or its value if it is a call of a pure function of constants."
  (if (and (consp form) (symbolp (car form))
           (or (get (car form) 'pure) (memq (car form) '(+ - * / 1+ 1- = < > <= >= max min not null eq length)))
           (not (memq nil (mapcar #'macroexp-const-p (cdr form)))))
      (condition-case nil (macroexp-quote (eval form t)) (error form))
    form))

(defun byte-compile-sexp (sexp)
  "Return the expression SEXP compiled."
  (byte-compile sexp))

(defun compile-defun (&optional arg)
  "Compile and evaluate the definition at point; show the value, or insert it if ARG."
  (interactive "P")
  (save-excursion
    (end-of-defun)
    (beginning-of-defun)
    (let* ((byte-compile-current-file (or buffer-file-name (buffer-name)))
           (byte-compile-current-buffer (current-buffer))
           (byte-compile-read-position (point))
           (byte-compile-last-position (point))
           (value (eval (byte-compile-sexp (read (current-buffer))) lexical-binding)))
      (cond (arg (message "Compiling from buffer... done.") (prin1 value (current-buffer)) (insert "\n"))
            (t (message "%s" (prin1-to-string value))))
      value)))

(defun byte-compile-inline-expand (form)
  "Return FORM, a call of an inline function, with the function in place of its name."
  (let* ((name (car form)) (function (and (fboundp name) (indirect-function name))))
    (cond ((null function) (byte-compile-warn "attempt to inline `%s' before it was defined" name) form)
          ((autoloadp function) (autoload-do-load function name) (byte-compile-inline-expand form))
          ((eq (car-safe function) 'lambda) (cons function (cdr form)))
          (t (list 'apply (list 'quote function) (cons 'list (cdr form)))))))

;;; Files

(defun byte-compiler-base-file-name (filename)
  "Return the name of the file that is compiled for FILENAME."
  (let ((handler (find-file-name-handler filename 'byte-compiler-base-file-name)))
    (if handler (funcall handler 'byte-compiler-base-file-name filename) filename)))

(defun byte-compile--default-dest-file (filename)
  "Return the name of the compiled file of FILENAME: .elc instead of .el."
  (let ((name (file-name-sans-versions (byte-compiler-base-file-name filename))))
    (if (string-match emacs-lisp-file-regexp name)
        (concat (substring name 0 (match-beginning 0)) ".elc")
      (concat name ".elc"))))

(defun byte-compile-dest-file (filename)
  "Return the name of the compiled file of FILENAME, as `byte-compile-dest-file-function' says."
  (funcall byte-compile-dest-file-function filename))

(defun byte-compile--toplevel (form)
  "Return the forms to write for FORM, which begins at `byte-compile-read-position'."
  (let ((form (macroexpand form byte-compile-macro-environment)))
    (if (eq (car-safe form) 'progn)
        (mapcan #'byte-compile--toplevel (copy-sequence (cdr form)))
      (let* ((byte-compile-current-form (and (memq (car-safe form) '(defalias defvar defconst custom-declare-variable))
                                             (let ((name (nth 1 form))) (if (consp name) (byte-compile--quoted name) name))))
             (expanded (byte-compile-preprocess form)))
        (byte-compile--note-compile-time expanded)
        (byte-compile--check expanded nil)
        (setq byte-compile--suppressed-warnings nil)
        (if (eq (car-safe expanded) 'progn) (cdr expanded) (list expanded))))))

(defun byte-compile--note-compile-time (form)
  "Do what FORM, a form of a file, means for the forms after it: load what it requires, know its macros and special variables."
  (pcase form
    (`(require ',feature . ,rest)
     (unless (featurep feature) (apply #'require feature (mapcar (lambda (arg) (eval arg t)) rest))))
    (`(defalias ',name (cons 'macro ,function) . ,_)
     (push (cons name (eval function lexical-binding)) byte-compile-macro-environment))
    (`(,(or 'defvar 'defconst) ,name . ,_)
     (push name byte-compile-bound-variables))
    (`(custom-declare-variable ,name . ,rest)
     (let ((symbol (byte-compile--quoted name)))
       (when (and symbol (byte-compile-warning-enabled-p 'suspicious))
         (unless (memq :type rest) (byte-compile-warn-at symbol "defcustom for `%s' fails to specify type" symbol)))))
    (`(make-obsolete ',name . ,_) (push name byte-compile-not-obsolete-funcs))))

(defun byte-compile--read-forms ()
  "Return the forms of the current buffer as they are to be written."
  (let ((forms nil))
    (goto-char (point-min))
    (while (progn (while (progn (skip-chars-forward " \t\n\f") (looking-at ";")) (forward-line 1))
                  (not (eobp)))
      (setq byte-compile-read-position (point)
            byte-compile-last-position (point))
      (let ((form (read (current-buffer))))
        (push (byte-compile--toplevel form) forms)))
    (apply #'append (nreverse forms))))

(defun byte-compile--writable-p (form)
  "Return non-nil if FORM can be read from what is printed of it."
  (condition-case nil
      (let ((print-circle t) (print-gensym t) (print-length nil) (print-level nil))
        (read (prin1-to-string form))
        t)
    (error nil)))

(defun byte-compile--write (forms source file lexical)
  "Write FORMS, compiled from the file SOURCE, into FILE; variables are lexical if LEXICAL."
  (with-temp-buffer
    (let ((lexical-binding lexical)
          (print-circle (not byte-compile-disable-print-circle)) (print-gensym t)
          (print-length nil) (print-level nil) (print-quoted t) (print-escape-newlines t))
      (byte-compile-insert-header source (current-buffer))
      (dolist (form forms)
        (unless (byte-compile--writable-p form)
          (error "Cannot write the form for %s: it has an object without a read syntax" (or (car-safe form) form)))
        (prin1 form (current-buffer))
        (insert "\n"))
      (let ((coding-system-for-write 'utf-8-emacs-unix)
            (temporary (make-temp-file (expand-file-name file))))
        (condition-case error
            (progn (write-region (point-min) (point-max) temporary nil 'silent)
                   (set-file-modes temporary (logand (default-file-modes) #o666))
                   (rename-file temporary file t))
          (error (ignore-errors (delete-file temporary))
                 (signal (car error) (cdr error))))))))

(defun byte-compile-insert-header (filename outbuffer)
  "Insert into OUTBUFFER what a file compiled from FILENAME begins with."
  (with-current-buffer outbuffer
    (goto-char (point-min))
    (insert ";;; -*- coding: utf-8-emacs-unix; lexical-binding: " (if lexical-binding "t" "nil") " -*-\n"
            ";;; Compiled from " (file-name-nondirectory filename) ": macros are expanded.\n")))

(defun byte-compile-from-buffer (inbuffer)
  "Check and expand the forms of INBUFFER; return them."
  (byte-compile-close-variables
    (with-current-buffer inbuffer
      (let* ((byte-compile-current-buffer inbuffer)
             (byte-compile-read-position (point-min))
             (byte-compile-last-position (point-min))
             (forms (byte-compile--read-forms)))
        (byte-compile-warn-about-unresolved-functions)
        forms))))

(defun byte-compile-file (filename &optional load)
  "Compile the Lisp file FILENAME into a file called as `byte-compile-dest-file' says; then load it if LOAD.
Return t, nil if there was an error, `no-byte-compile' if the file is not to be compiled."
  (declare (advertised-calling-convention (filename) "28.1"))
  (interactive
   (list (read-file-name "Byte compile file: " nil (buffer-file-name) nil) current-prefix-arg))
  (setq filename (expand-file-name filename))
  (when byte-compile-generate-call-tree (error "Call trees are not supported"))
  (let* ((byte-compile-current-file filename)
         (target (byte-compile-dest-file filename))
         (byte-compile-dest-file target)
         (buffer (generate-new-buffer " *Compiler Input*"))
         (ok nil))
    (unwind-protect
        (with-current-buffer buffer
          (insert-file-contents filename)
          (setq buffer-file-name nil
                default-directory (file-name-directory filename))
          (delay-mode-hooks (emacs-lisp-mode))
          (setq-local lexical-binding (byte-compile--lexical-p))
          (let ((settings (byte-compile--file-settings)))
            (if (or no-byte-compile (cdr (assq 'no-byte-compile settings)))
                (progn (when (file-exists-p target)
                         (message "%s deleted because of `no-byte-compile: %s'" (byte-compile-abbreviate-file target) t)
                         (condition-case nil (delete-file target) (error nil)))
                       (setq ok 'no-byte-compile))
              (let ((byte-compile-warnings (if (assq 'byte-compile-warnings settings) (cdr (assq 'byte-compile-warnings settings)) byte-compile-warnings))
                    (byte-compile-current-buffer buffer)
                    (byte-compile-last-position nil) (byte-compile-last-warned-form nil)
                    (current-load-list nil) (load-in-progress nil))
                (when byte-compile-verbose (message "Compiling %s..." filename))
                (byte-compile-log-file)
                (setq ok (displaying-byte-compile-warnings
                          (byte-compile--write (byte-compile-from-buffer buffer) filename target lexical-binding)
                          t))
                (when (and ok (not noninteractive)) (message "Wrote %s" target))))))
      (kill-buffer buffer))
    (when (and load (eq ok t)) (load target))
    ok))

(defun byte-compile--file-settings ()
  "Return the variables that the first line or the end of the current buffer sets, an alist."
  (let ((settings nil))
    (save-excursion
      (goto-char (point-min))
      (when (looking-at "#!") (forward-line 1))
      (when (looking-at ".*?-\\*-\\(.*?\\)-\\*-")
        (dolist (part (split-string (match-string 1) ";" t "[ \t]+"))
          (when (string-match "\\`\\([^: \t]+\\)[ \t]*:[ \t]*\\(.+\\)\\'" part)
            (push (cons (intern (match-string 1 part)) (car (read-from-string (match-string 2 part)))) settings))))
      (goto-char (max (point-min) (- (point-max) 3000)))
      (when (re-search-forward "^;+ *Local Variables:" nil t)
        (let ((end (save-excursion (if (re-search-forward "^;+ *End:" nil t) (match-beginning 0) (point-max)))))
          (while (re-search-forward "^;+ *\\([^: \t\n]+\\)[ \t]*:[ \t]*\\(.+\\)$" end t)
            (push (cons (intern (match-string 1)) (condition-case nil (car (read-from-string (match-string 2))) (error nil))) settings)))))
    settings))

(defun byte-compile--lexical-p ()
  "Return non-nil if the current buffer says that variables are lexical."
  (and (cdr (assq 'lexical-binding (byte-compile--file-settings))) t))

(defun byte-recompile-file (filename &optional force arg load)
  "Compile FILENAME if its compiled file is older, or anyway if FORCE.
If there is no compiled file, ARG nil means do nothing, 0 compile, anything else ask.  Load it then if LOAD.
Return `no-byte-compile' if nothing was done."
  (interactive (list (read-file-name "Byte recompile file: " nil (buffer-file-name) nil) current-prefix-arg))
  (let* ((filename (expand-file-name filename)) (dest (byte-compile-dest-file filename)))
    (if (if (file-exists-p dest)
            (or force (file-newer-than-file-p filename dest))
          (or (eq 0 arg)
              (and arg (y-or-n-p (concat "Compile " filename "? ")))))
        (progn (message "Compiling %s..." filename)
               (byte-compile-file filename load))
      (when load (load (if (file-exists-p dest) dest filename)))
      'no-byte-compile)))

(defun byte-recompile-directory (directory &optional arg force follow-symlinks)
  "Compile the Lisp files below DIRECTORY whose compiled files are older, or all that have one if FORCE.
ARG is as for `byte-recompile-file'.  Links to directories are followed if FOLLOW-SYMLINKS."
  (interactive "DByte recompile directory: \nP")
  (setq directory (expand-file-name directory))
  (let ((directories (list directory)) (compiled 0) (skipped 0) (failed 0) (directory-count 0))
    (while directories
      (let ((dir (pop directories)))
        (setq directory-count (1+ directory-count))
        (message "Checking %s..." dir)
        (dolist (file (directory-files dir))
          (let ((source (expand-file-name file dir)))
            (cond
             ((file-directory-p source)
              (unless (or (member file '("." ".." "RCS" "CVS")) (string-match-p "\\`\\." file)
                          (and (file-symlink-p source) (not follow-symlinks)))
                (when (or (null arg) (eq 0 arg) (y-or-n-p (concat "Check " source "? ")))
                  (setq directories (nconc directories (list source))))))
             ((and (string-match-p emacs-lisp-file-regexp source)
                   (file-readable-p source)
                   (not (string-match-p "\\`\\.#" file))
                   (not (auto-save-file-name-p source)))
              (pcase (byte-recompile-file source force arg)
                ('no-byte-compile (setq skipped (1+ skipped)))
                ('t (setq compiled (1+ compiled)))
                (_ (setq failed (1+ failed))))))))))
    (message "Done (Total of %d file%s compiled%s%s%s)"
             compiled (if (= compiled 1) "" "s")
             (if (> failed 0) (format ", %d failed" failed) "")
             (if (> skipped 0) (format ", %d skipped" skipped) "")
             (if (> directory-count 1) (format " in %d directories" directory-count) ""))))

(defun byte-force-recompile (directory)
  "Compile all files below DIRECTORY that have a compiled file."
  (interactive "DForce byte recompile of directory: ")
  (byte-recompile-directory directory nil t))

(defun batch-byte-compile (&optional noforce)
  "Compile the files of the command line, in a batch, and exit; those with a newer compiled file are left out if NOFORCE."
  (unless noninteractive (error "`batch-byte-compile' is to be used only with -batch"))
  (let ((failed nil))
    (while command-line-args-left
      (let ((name (expand-file-name (pop command-line-args-left))))
        (if (file-directory-p name)
            (dolist (file (directory-files name))
              (when (and (string-match-p emacs-lisp-file-regexp file)
                         (not (auto-save-file-name-p file))
                         (or (not noforce) (file-newer-than-file-p (expand-file-name file name) (byte-compile-dest-file (expand-file-name file name)))))
                (unless (batch-byte-compile-file (expand-file-name file name)) (setq failed t))))
          (when (or (not noforce)
                    (file-newer-than-file-p name (byte-compile-dest-file name)))
            (unless (batch-byte-compile-file name) (setq failed t))))))
    (kill-emacs (if failed 1 0))))

(defun batch-byte-compile-file (file)
  "Compile FILE; tell an error and return nil if there is one."
  (condition-case err
      (byte-compile-file file)
    (error (message (if (cdr err) ">>Error occurred processing %s: %s (%s)" ">>Error occurred processing %s: %s")
                    file (get (car err) 'error-message) (prin1-to-string (cdr err)))
           nil)))

(defun batch-byte-compile-if-not-done ()
  "Like `batch-byte-compile' for files that have no newer compiled file."
  (batch-byte-compile t))

(defun batch-byte-recompile-directory (&optional arg)
  "Compile what `byte-recompile-directory' does, with ARG, in the directories of the command line, and exit."
  (unless noninteractive (error "batch-byte-recompile-directory is to be used only with -batch"))
  (dolist (directory (or command-line-args-left '(".")))
    (byte-recompile-directory directory arg))
  (setq command-line-args-left nil)
  (kill-emacs 0))

(defun byte-compile-report-ops ()
  "Signal an error: operations are not counted."
  (error "You must build Emacs with -DBYTE_CODE_METER to use this"))

(provide 'byte-compile)
(provide 'bytecomp)

;;; bytecomp.el ends here
