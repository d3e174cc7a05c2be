;;; apropos.el --- finding symbols by parts of their names -*- lexical-binding: t; -*-

;; Manual: (emacs) Apropos.  A pattern is a regexp, a word, or a list of words, two of which a name must have.

(defgroup apropos nil "Finding symbols." :group 'help)
(defcustom apropos-do-all nil "Non-nil to look at more symbols." :type 'boolean)
(defcustom apropos-match-face 'match "Face of matches." :type '(choice (const nil) face))
(defcustom apropos-sort-by-scores nil "Non-nil if what fits best comes first; `verbose' to show the scores." :type '(choice (const nil) (const t) (const verbose)))
(defcustom apropos-documentation-sort-by-scores t "Like `apropos-sort-by-scores' for `apropos-documentation'." :type '(choice (const nil) (const t) (const verbose)))
(defcustom apropos-compact-layout nil "Non-nil if every symbol has one line." :type 'boolean)
(defvar apropos-synonyms '(("find" "open" "edit") ("kill" "cut") ("yank" "paste") ("region" "selection")) "Words of the same meaning.")
(defvar apropos-accumulator nil "The symbols that were found, with their documentation.")
(defvar apropos-pattern nil "The pattern.")
(defvar apropos-pattern-quoted nil "The pattern as a regexp for itself.")
(defvar apropos-words nil "The words of the pattern.")
(defvar apropos-all-words nil "The words of the pattern and their synonyms.")
(defvar apropos-regexp nil "The regexp for the pattern.")
(defvar apropos-all-words-regexp nil "The regexp for the words and their synonyms.")
(defvar apropos-item nil "The symbol being looked at.")
(defvar apropos-mode-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map special-mode-map)
    (define-key map "\C-m" #'apropos-follow)
    map)
  "Keymap of Apropos mode.")
(define-derived-mode apropos-mode special-mode "Apropos" "Major mode of lists of symbols.")

(defun apropos-words-to-regexp (words wild)
  "Return a regexp for any two of WORDS with WILD between them; for the only one if there is one."
  (setq words (delete-dups (copy-sequence words)))
  (if (null (cdr words))
      (concat "\\(" (car words) "\\)")
    (mapconcat (lambda (word)
                 (concat "\\(?:" word "\\)" wild "\\(?:" (mapconcat #'identity (remove word words) "\\|") "\\)"))
               words "\\|")))

(defun apropos-parse-pattern (pattern &optional _multiline-p)
  "Note PATTERN, a regexp or a list of words; return the regexp for it."
  (setq apropos-words nil apropos-all-words nil)
  (setq apropos-pattern (if (consp pattern) (mapconcat #'identity pattern " ") pattern))
  (cond
   ((consp pattern)
    (setq apropos-words pattern)
    (let ((words nil))
      (dolist (word pattern)
        (let ((synonyms (seq-find (lambda (group) (member word group)) apropos-synonyms)))
          (setq apropos-all-words (append (or synonyms (list word)) apropos-all-words))
          (push (concat "\\(?:" (mapconcat #'regexp-quote (or synonyms (list word)) "\\|") "\\)") words)))
      (setq apropos-regexp (apropos-words-to-regexp (nreverse words) ".+"))))
   (t (setq apropos-regexp pattern
            apropos-words (list pattern) apropos-all-words (list pattern))))
  (setq apropos-all-words-regexp (mapconcat (if (consp pattern) #'regexp-quote #'identity) apropos-all-words "\\|")
        apropos-pattern-quoted (regexp-quote apropos-pattern))
  apropos-regexp)

(defun apropos-read-pattern (subject)
  "Ask for a pattern for SUBJECT; return a regexp or a list of words."
  (let ((pattern (read-string (concat "Search for " subject " (word list or regexp): "))))
    (if (string-equal (regexp-quote pattern) pattern)
        (or (split-string pattern "[ \t]+" t) (user-error "No word list given"))
      pattern)))

(defun apropos-safe-documentation (function)
  "Return the documentation of FUNCTION, nil if there is none."
  (condition-case nil (documentation function) (error nil)))

(defun apropos--summary (text)
  "Return the first line of TEXT; \"(not documented)\" if that is nil."
  (if (stringp text) (substring text 0 (string-match-p "\n" text)) "(not documented)"))

(defun apropos--entry (symbol predicate)
  "Return (SYMBOL FUNCTION-SUMMARY VARIABLE-SUMMARY) for SYMBOL, found by PREDICATE: `command', `option' or nil for all."
  (list symbol
        (and (fboundp symbol) (not (eq predicate 'option)) (apropos--summary (apropos-safe-documentation symbol)))
        (and (boundp symbol) (not (eq predicate 'command))
             (apropos--summary (documentation-property symbol 'variable-documentation)))
        (and (facep symbol) (null predicate) (apropos--summary (or (get symbol 'face-documentation) "")))))

(defun apropos-print (_do-keys _spacing &optional text _nosubst)
  "Show `apropos-accumulator' in the buffer *Apropos*, after TEXT; return it."
  (if (null apropos-accumulator)
      (message "No apropos matches for `%s'" apropos-pattern)
    (setq apropos-accumulator (sort apropos-accumulator (lambda (a b) (string-lessp (car a) (car b)))))
    (with-current-buffer (get-buffer-create "*Apropos*")
      (let ((inhibit-read-only t))
        (apropos-mode)
        (erase-buffer)
        (when text (insert text "\n\n"))
        (dolist (entry apropos-accumulator)
          (insert (propertize (symbol-name (car entry)) 'apropos-symbol (car entry)) "\n")
          (dolist (line (cl-mapcar #'cons '("Function" "Variable" "Face") (cdr entry)))
            (when (cdr line) (insert "  " (car line) ": " (cdr line) "\n"))))
        (goto-char (point-min)))
      (display-buffer (current-buffer) '(nil (allow-no-window . t)))))
  (prog1 apropos-accumulator
    (setq apropos-accumulator nil)))

(defun apropos--find (pattern predicate kind)
  "Show the symbols that PATTERN finds and PREDICATE accepts; KIND is as in `apropos--entry'."
  (apropos-parse-pattern pattern)
  (setq apropos-accumulator
        (mapcar (lambda (symbol) (apropos--entry symbol kind)) (apropos-internal apropos-regexp predicate)))
  (apropos-print nil nil nil))

(defun apropos (pattern &optional _do-all)
  "Show the symbols with a meaning whose names PATTERN finds; return a list of (SYMBOL FUNCTION VARIABLE FACE), lines of documentation."
  (interactive (list (apropos-read-pattern "symbol") current-prefix-arg))
  (apropos--find pattern (lambda (symbol) (or (fboundp symbol) (boundp symbol) (facep symbol) (symbol-plist symbol))) nil))
(defun apropos-command (pattern &optional do-all var-predicate)
  "Show the commands whose names PATTERN finds; all functions if DO-ALL; variables too that VAR-PREDICATE accepts."
  (interactive (list (apropos-read-pattern "command") current-prefix-arg))
  (apropos--find pattern
                 (lambda (symbol)
                   (or (if (or do-all apropos-do-all) (functionp symbol) (commandp symbol))
                       (and var-predicate (boundp symbol) (funcall var-predicate symbol))))
                 (if var-predicate nil 'command)))
(defun apropos-function (pattern)
  "Show the functions whose names PATTERN finds."
  (interactive (list (apropos-read-pattern "function")))
  (apropos-command pattern t))
(defun apropos-user-option (pattern &optional do-all)
  "Show the options whose names PATTERN finds; all variables if DO-ALL."
  (interactive (list (apropos-read-pattern "user option") current-prefix-arg))
  (apropos--find pattern (if (or do-all apropos-do-all)
                             (lambda (symbol) (and (boundp symbol) (get symbol 'variable-documentation)))
                           #'custom-variable-p)
                 'option))
(defun apropos-variable (pattern &optional do-not-all)
  "Show the variables whose names PATTERN finds; only options if DO-NOT-ALL."
  (interactive (list (apropos-read-pattern "variable") current-prefix-arg))
  (let ((apropos-do-all (not do-not-all)))
    (apropos-user-option pattern (not do-not-all))))

(defun apropos-value (pattern &optional _do-all)
  "Show the variables whose printed values PATTERN finds."
  (interactive (list (apropos-read-pattern "value") current-prefix-arg))
  (apropos-parse-pattern pattern)
  (let ((regexp apropos-regexp))
    (setq apropos-accumulator nil)
    (mapatoms (lambda (symbol)
                (when (and (boundp symbol) (not (memq symbol '(apropos-regexp apropos-pattern apropos-words apropos-all-words
                                                               apropos-all-words-regexp apropos-pattern-quoted apropos-accumulator))))
                  (let ((text (let ((print-length 100) (print-level 10)) (prin1-to-string (symbol-value symbol)))))
                    (when (string-match-p regexp text) (push (list symbol nil text nil) apropos-accumulator))))))
    (apropos-print nil nil nil)))

(defun apropos-documentation (pattern &optional _do-all)
  "Show the symbols whose documentation PATTERN finds."
  (interactive (list (apropos-read-pattern "documentation") current-prefix-arg))
  (apropos-parse-pattern pattern)
  (let ((regexp apropos-regexp))
    (setq apropos-accumulator nil)
    (mapatoms (lambda (symbol)
                (let ((function (and (fboundp symbol) (apropos-safe-documentation symbol)))
                      (variable (ignore-errors (documentation-property symbol 'variable-documentation))))
                  (unless (and (stringp function) (string-match-p regexp function)) (setq function nil))
                  (unless (and (stringp variable) (string-match-p regexp variable)) (setq variable nil))
                  (when (or function variable) (push (list symbol function variable nil) apropos-accumulator)))))
    (apropos-print nil nil nil)))

(defun apropos-follow ()
  "Describe the symbol at point."
  (interactive)
  (let ((symbol (get-text-property (line-beginning-position) 'apropos-symbol)))
    (if symbol (describe-symbol symbol) (user-error "There is nothing to follow here"))))

(provide 'apropos)

;;; apropos.el ends here
