;;; help-fns.el --- descriptions of functions, variables and other things -*- lexical-binding: t; -*-

;; What is said goes to the buffer *Help*; the commands return it too.

(require 'help-mode)
(require 'cl-lib)

(defcustom help-fns-describe-function-functions nil "Called with functions that are described, to insert more." :type 'hook :group 'help)
(defvar help-fns-describe-variable-functions nil "Called with variables that are described, to insert more.")
(defvar describe-symbol-backends
  `((nil ,#'fboundp ,(lambda (symbol _buffer _frame) (describe-function symbol)))
    (nil ,(lambda (symbol) (or (and (boundp symbol) (not (keywordp symbol))) (get symbol 'variable-documentation)))
         ,(lambda (symbol buffer _frame) (describe-variable symbol buffer)))
    ("face" ,#'facep ,(lambda (symbol _buffer _frame) (describe-face symbol))))
  "(NAME TEST DESCRIBE)s of kinds of symbols.")

(defun find-lisp-object-file-name (object type)
  "Return the file that defines OBJECT, a TYPE: `defvar', `defface', else a function; `C-source' for what is built in; nil."
  (cond ((and (not (memq type '(defvar defface))) (subrp (if (symbolp object) (and (fboundp object) (symbol-function object)) object))) 'C-source)
        ((symbolp object) (symbol-file object (pcase type ((or 'defvar 'defface) type) (_ 'defun))))))
(defun help-fns-short-filename (filename) "Return FILENAME as briefly as it can be loaded." (or (seq-some (lambda (directory) (and directory (string-prefix-p (file-name-as-directory directory) filename) (substring filename (length (file-name-as-directory directory))))) load-path) filename))

(defun function-called-at-point ()
  "Return the function called in the expression around point, or named there; nil if there is none."
  (or (ignore-errors
        (save-excursion
          (save-restriction
            (narrow-to-region (max (point-min) (- (point) 1000)) (point-max))
            (backward-up-list 1)
            (forward-char 1)
            (let ((found (read (current-buffer)))) (and (symbolp found) (fboundp found) found)))))
      (let ((found (intern-soft (or (thing-at-point 'symbol t) "")))) (and found (fboundp found) found))))
(defun variable-at-point (&optional any-symbol)
  "Return the variable named at point, 0 if there is none; with ANY-SYMBOL any symbol."
  (let ((found (intern-soft (or (thing-at-point 'symbol t) "")))) (if (and found (not (eq found (intern ""))) (or any-symbol (and (boundp found) found (not (keywordp found))))) found 0)))

(defun help--insert-link (name type &rest args)
  "Insert NAME, quoted, as a link of TYPE with ARGS."
  (insert (substitute-quotes (format "`%s'" name)))
  (save-excursion
    (search-backward (format "%s" name))
    (apply #'make-text-button (point) (+ (point) (length (format "%s" name))) (list 'type type 'help-args args))))
(defun help--insert-file (object type file kind)
  "Say where OBJECT, a TYPE, is defined: in FILE; KIND is that of the link."
  (when file
    (insert (if (eq file 'C-source) " in " " in "))
    (if (eq file 'C-source) (insert (substitute-quotes "`C source code'")) (help--insert-link (help-fns-short-filename file) kind object file type))))

;;; Functions

(defun help-fns--what (function)
  "Say what FUNCTION is."
  (let* ((definition (if (symbolp function) (symbol-function function) function)) (interactive (and (commandp definition) "interactive "))
         (real (indirect-function function)) (alias (and (symbolp definition) definition)))
    (concat
     (cond ((and (symbolp function) (get function 'disabled)) "a disabled ") (t "a"))
     (let ((text (concat interactive
                         (cond (alias (format "alias for `%s'" alias))
                               ((autoloadp definition) (format "autoloaded %s" (pcase (nth 4 definition) ('macro "Lisp macro") ('keymap "keymap") (_ "Lisp function"))))
                               ((or (eq (car-safe definition) 'macro) (macrop definition)) "Lisp macro")
                               ((and (subrp real) (eq 'unevalled (cdr (subr-arity real)))) "special form")
                               ((subrp real) "built-in function")
                               ((byte-code-function-p real) "compiled Lisp function")
                               ((eq (car-safe real) 'closure) "Lisp closure")
                               ((eq (car-safe real) 'lambda) "Lisp function")
                               ((keymapp real) "keymap")
                               (t "Lisp function")))))
       (concat (if (string-match-p "\\`[aeiou]" text) "n " " ") text)))))

(defun describe-function-1 (function)
  "Insert what is to be said about FUNCTION, after its name."
  (let* ((text (condition-case nil (documentation function t) (error nil))) (file (find-lisp-object-file-name function (symbol-function function)))
         (split (help-split-fundoc text function)) (real (if (symbolp (symbol-function function)) (indirect-function function) function)))
    (insert (substitute-quotes (help-fns--what function)))
    (help--insert-file function nil file 'help-function-def)
    (insert ".\n\n")
    (let ((usage (or (car split) (let ((arguments (help-function-arglist real t))) (and (listp arguments) (help--make-usage-docstring function arguments))))))
      (when usage (insert (help--mark-arguments usage) "\n\n")))
    (help-fns--key-bindings function)
    (let ((doc (if split (cdr split) text)))
      (insert (if doc (help--mark-words (substitute-command-keys doc) (car split) function) "Not documented.")))
    (let ((end (point)))
      (when (and (symbolp function) (get function 'byte-obsolete-info))
        (let ((info (get function 'byte-obsolete-info)))
          (insert (format "\n\n  This function is obsolete%s%s." (if (nth 2 info) (format " since %s" (nth 2 info)) "")
                          (cond ((stringp (car info)) (concat ";\n  " (substitute-command-keys (car info)))) ((car info) (substitute-quotes (format ";\n  use `%s' instead" (car info)))) (t ""))))))
      (run-hook-with-args 'help-fns-describe-function-functions function)
      (ignore end))
    (unless (bolp) (insert "\n"))))
(defun help-fns--key-bindings (function)
  "Say which keys call FUNCTION."
  (when (commandp function)
    (let ((keys (where-is-internal function overriding-local-map nil nil)))
      (when keys (insert "It is bound to " (mapconcat #'key-description (seq-take keys 5) ", ") ".\n\n")))))
(defun help--mark-arguments (usage)
  "Return USAGE with its arguments in their face."
  (let ((usage (copy-sequence usage)) (at 1) (case-fold-search nil))
    (when (string-match "[ )]" usage) (setq at (match-beginning 0)))
    (while (string-match "\\_<[[:upper:]][[:upper:]0-9-]*\\_>" usage at)
      (put-text-property (match-beginning 0) (match-end 0) 'face 'help-argument-name usage)
      (setq at (match-end 0)))
    usage))
(defun help--mark-words (doc usage function)
  "Return DOC with the arguments in USAGE, or of FUNCTION, in their face."
  (let ((doc (copy-sequence doc)) (case-fold-search nil)
        (names (if usage (split-string usage "[ ()]+" t)
                 (mapcar (lambda (name) (upcase (symbol-name name))) (seq-filter #'symbolp (ignore-errors (append (help-function-arglist function t) nil)))))))
    (dolist (name names)
      (when (string-match-p "\\`[[:upper:]][[:upper:]0-9-]*\\'" name)
        (let ((at 0) (regexp (concat "\\_<" (regexp-quote name) "\\_>")))
          (while (string-match regexp doc at)
            (put-text-property (match-beginning 0) (match-end 0) 'face 'help-argument-name doc)
            (setq at (match-end 0))))))
    doc))

(defun help--show (item insert)
  "Show in the buffer of help what the function INSERT inserts; ITEM makes it again.  Return the text."
  (help-setup-xref item nil)
  (let ((name (help-buffer)))
    (with-help-window name
      (with-current-buffer standard-output
        (funcall insert)))
    (with-current-buffer name (buffer-string))))

(defun describe-function (function)
  "Show what FUNCTION, a symbol, is and does; return the text."
  (interactive (list (let ((default (function-called-at-point)))
                       (intern (completing-read (format-prompt "Describe function" default) obarray #'fboundp t nil nil (and default (symbol-name default)))))))
  (when (or (not (symbolp function)) (eq function (intern ""))) (user-error "You didn't specify a function symbol"))
  (unless (fboundp function) (user-error "Symbol's function definition is void: %s" function))
  (help--show (list #'describe-function function)
              (lambda ()
                (setq help-mode--current-data (list :symbol function :file (let ((file (find-lisp-object-file-name function nil))) (and (stringp file) file))))
                (insert (format "%s is " function))
                (describe-function-1 function))))

;;; Variables

(defun help-fns--value (value)
  "VALUE as text, over several lines if it is long."
  (let ((print-quoted t) (print-length (or (bound-and-true-p print-length) 1000)))
    (let ((line (let ((print-escape-newlines t)) (prin1-to-string value)))) (if (< (length line) 68) line (string-trim-right (pp-to-string value))))))
(defun describe-variable (variable &optional buffer frame)
  "Show the value of VARIABLE, in BUFFER, and what it means; return the text.  FRAME does not matter."
  (interactive (list (let ((default (variable-at-point)))
                       (intern (completing-read (format-prompt "Describe variable" (and (symbolp default) default)) obarray
                                                (lambda (symbol) (or (get symbol 'variable-documentation) (and (boundp symbol) (not (keywordp symbol))))) t nil nil (if (symbolp default) (symbol-name default)))))))
  (ignore frame)
  (let ((buffer (if (buffer-live-p buffer) buffer (current-buffer))))
    (if (not (symbolp variable)) (user-error "You didn't specify a variable")
      (help--show (list #'describe-variable variable buffer)
                  (lambda () (help-fns--insert-variable variable buffer))))))
(defun help-fns--insert-variable (variable buffer)
  "Insert what is to be said of VARIABLE in BUFFER."
  (let* ((bound (with-current-buffer buffer (boundp variable))) (value (and bound (buffer-local-value variable buffer)))
         (file (find-lisp-object-file-name variable 'defvar)) (local (and bound (local-variable-p variable buffer)))
         (doc (documentation-property (indirect-variable variable) 'variable-documentation t)) (custom (custom-variable-p variable)))
    (setq help-mode--current-data (list :symbol variable :type 'variable :file (and (stringp file) file)))
    (insert (format "%s" variable))
    (if (not file)
        (insert (substitute-quotes (if bound "'s " " is void")))
      (insert " is a variable defined")
      (help--insert-file variable 'defvar file 'help-variable-def)
      (insert (if bound ".\n\n" " but it is void.")))
    (when bound
      (let ((text (help-fns--value value)))
        (insert (if file "Its value is" "value is") (if (string-match-p "\n" text) "\n" " ") text "\n")))
    (when local (insert (format "Local in buffer %s; " (buffer-name buffer)) (if (not (default-boundp variable)) "globally void\n" (format "global value is %s\n" (help-fns--value (default-value variable))))))
    (insert "\n" (if doc (substitute-command-keys doc) "Not documented as a variable.") "\n")
    (let ((notes nil))
      (when (local-variable-if-set-p variable) (push "  Automatically becomes buffer-local when set.\n" notes))
      (when (risky-local-variable-p variable) (push "  This variable may be risky if used as a file-local variable.\n" notes))
      (let ((safe (get variable 'safe-local-variable))) (when safe (push (concat "  This variable is safe as a file local variable if its value\n  satisfies the predicate " (if (symbolp safe) (substitute-quotes (format "`%s'" safe)) "which is a function") ".\n") notes)))
      (when (get variable 'byte-obsolete-variable)
        (let ((info (get variable 'byte-obsolete-variable)))
          (push (concat "  This variable is obsolete" (if (nth 2 info) (format " since %s" (nth 2 info)) "") (cond ((stringp (car info)) (concat ";\n  " (car info))) ((car info) (substitute-quotes (format ";\n  use `%s' instead" (car info)))) (t "")) ".\n") notes)))
      (when custom (push "  You can customize this variable.\n" notes))
      (when notes (insert "\n" (apply #'concat (nreverse notes)))))
    (with-current-buffer buffer (ignore buffer))
    (run-hook-with-args 'help-fns-describe-variable-functions variable)))

;;; Other things

(defun describe-face (face &optional _frame)
  "Show the attributes of FACE or faces; return the text."
  (interactive (list (read-face-name "Describe face" 'default)))
  (let ((faces (if (listp face) face (list face))))
    (help--show (list #'describe-face face)
                (lambda ()
                  (dolist (face faces)
                    (insert (format "Face: %s\n\n  %s\n\n" face (or (face-documentation face) "Not documented as a face.")))
                    (dolist (cell (face-all-attributes face))
                      (insert (format "%20s: %s\n" (capitalize (cdr (assq (car cell) face-attribute-name-alist))) (cdr cell))))
                    (insert "\n"))))))
(defun describe-symbol (symbol &optional buffer frame)
  "Show all that SYMBOL is: function, variable, face; return the text."
  (interactive (list (intern (completing-read (format-prompt "Describe symbol" nil) obarray (lambda (symbol) (seq-some (lambda (backend) (funcall (nth 1 backend) symbol)) describe-symbol-backends)) t))))
  (let ((texts nil))
    (dolist (backend describe-symbol-backends)
      (when (funcall (nth 1 backend) symbol)
        (push (let ((help-xref-stack nil)) (funcall (nth 2 backend) symbol (or buffer (current-buffer)) (or frame (selected-frame)))) texts)))
    (unless texts (user-error "No documentation for `%s'" symbol))
    (if (null (cdr texts)) (car texts)
      (help--show (list #'describe-symbol symbol buffer) (lambda () (insert (mapconcat #'identity (nreverse texts) "\n\n")))))))
(defun describe-keymap (keymap)
  "Show the keys of KEYMAP, a variable or a keymap; return the text."
  (interactive (list (intern (completing-read "Keymap: " obarray (lambda (symbol) (and (boundp symbol) (keymapp (symbol-value symbol)))) t))))
  (let ((map (if (and (symbolp keymap) (boundp keymap)) (symbol-value keymap) keymap)))
    (unless (keymapp map) (user-error "Not a keymap: %S" keymap))
    (help--show (list #'describe-keymap keymap) (lambda () (when (symbolp keymap) (insert (format "%s\n\n" keymap))) (help-fns--insert-keys map "")))))
(defun help-fns--insert-keys (map prefix)
  "Insert the keys of MAP, which come after PREFIX, and what they do."
  (map-keymap (lambda (event binding)
                (let ((key (concat prefix (condition-case nil (key-description (vector event)) (error (format "%S" event))))))
                  (cond ((keymapp binding) (unless (eq event 'menu-bar) (help-fns--insert-keys (indirect-function binding) (concat key " "))))
                        (binding (insert (format "%-24s%s\n" key (if (symbolp binding) binding "??")))))))
              map))
(defun describe-bindings (&optional _prefix buffer)
  "Show the keys of BUFFER; return the text."
  (interactive)
  (let ((maps (with-current-buffer (or buffer (current-buffer)) (current-active-maps))))
    (help--show (list #'describe-bindings nil buffer) (lambda () (insert "key             binding\n---             -------\n\n") (dolist (map maps) (help-fns--insert-keys map ""))))))
(defun describe-key (key-list &optional buffer _up-event)
  "Show what the keys KEY-LIST do in BUFFER; return the text."
  (interactive (list (read-key-sequence "Describe the following key: ")))
  (let* ((key (if (and (consp key-list) (consp (car key-list))) (caar key-list) key-list)) (command (with-current-buffer (or buffer (current-buffer)) (key-binding key))))
    (if (not command) (progn (message "%s is undefined" (key-description key)) nil)
      (help--show (list #'describe-key key-list buffer)
                  (lambda () (insert (format "%s runs the command %s" (key-description key) command))
                    (when (symbolp command) (insert ", which is ") (describe-function-1 command)))))))
(defun describe-mode (&optional buffer)
  "Show what the modes of BUFFER are; return the text."
  (interactive)
  (let ((buffer (or buffer (current-buffer))))
    (help--show (list #'describe-mode buffer)
                (lambda ()
                  (let* ((minor (with-current-buffer buffer (seq-filter (lambda (mode) (and (boundp mode) (symbol-value mode) (fboundp mode))) minor-mode-list)))
                         (mode (buffer-local-value 'major-mode buffer)) (name (with-current-buffer buffer (format-mode-line mode-name nil nil buffer))))
                    (when minor (insert "Enabled minor modes: " (mapconcat #'symbol-name (sort minor #'string<) " ") "\n\n"))
                    (insert name " mode:\n\n" (or (documentation mode) "Not documented.") "\n")
                    (dolist (mode minor) (insert (format "\n\f\n%s:\n%s\n" mode (or (documentation mode) "Not documented."))))
                    (help-fns--insert-keys (or (with-current-buffer buffer (current-local-map)) (make-sparse-keymap)) ""))))))
(defun describe-syntax (&optional buffer)
  "Show the syntax of characters in BUFFER; return the text."
  (interactive)
  (let ((table (with-current-buffer (or buffer (current-buffer)) (syntax-table))))
    (help--show (list #'describe-syntax buffer)
                (lambda () (map-char-table (lambda (key value) (insert (format "%s\t%S\n" (if (consp key) (format "%c .. %c" (car key) (cdr key)) (format "%c" key)) value))) table)))))

(provide 'help-fns)

;;; help-fns.el ends here
