;;; abbrev.el --- abbreviations that expand where they are written -*- lexical-binding: t -*-

;; Chapter "Abbrevs" of the Emacs Lisp manual.  A table is an obarray; its symbols' names are the abbreviations, their values what they
;; stand for, their functions the hooks.  The symbol with the empty name has the table's own properties.

(defvar abbrev-table-name-list '(fundamental-mode-abbrev-table global-abbrev-table) "Variables that have an abbrev table each.")
(defvar-local local-abbrev-table nil "The abbrev table of the buffer's major mode.")
(defvar abbrev-minor-mode-table-alist nil "Tables of minor modes: (MODE . TABLE-OR-TABLES).")
(defvar only-global-abbrevs nil "Non-nil has commands define abbreviations for all modes.")
(defvar abbrevs-changed nil "Non-nil after an abbreviation was defined or changed that is to be saved.")
(defvar abbrev-all-caps nil "Non-nil writes the expansion of FOO in capitals even if it has several words.")
(defvar abbrev-start-location nil "Where the abbreviation begins, for the next `expand-abbrev'; nil: it finds it.")
(defvar abbrev-start-location-buffer nil "The buffer of that place.")
(defvar last-abbrev nil "The symbol that was expanded last.")
(defvar last-abbrev-text nil "How it was written; nil after it was taken back.")
(defvar last-abbrev-location 0 "Where it was.")
(defvar abbrev-expand-function #'abbrev--default-expand "Called by `expand-abbrev' to do its work.")
(defvar abbrev-file-name (locate-user-emacs-file "abbrev_defs") "File of the user's abbreviations.")
(defvar save-abbrevs t "Non-nil saves abbreviations with files.")
(defvar pre-abbrev-expand-hook nil "Run before an abbreviation is looked for.")

;;; Tables

(defun abbrev-put (symbol propname value) "Set the property PROPNAME of the abbreviation SYMBOL to VALUE."
       (let ((plist (symbol-plist symbol)))
         (setplist symbol (plist-put plist propname value)))
       value)
(defun abbrev-get (symbol propname) "The property PROPNAME of the abbreviation SYMBOL." (plist-get (symbol-plist symbol) propname))
(defun abbrev-table-put (table prop val) "Set the property PROP of the abbrev table TABLE to VAL." (abbrev-put (intern "" table) prop val))
(defun abbrev-table-get (table prop) "The property PROP of the abbrev table TABLE."
       (let ((symbol (intern-soft "" table))) (and symbol (abbrev-get symbol prop))))
(defun abbrev-table-p (object) "Whether OBJECT is an abbrev table." (and (obarrayp object) (numberp (ignore-errors (abbrev-table-get object :abbrev-table-modiff)))))

(defun make-abbrev-table (&optional props)
  "Return a new empty abbrev table with PROPS, a property list."
  (let ((table (obarray-make)))
    (set (intern "" table) nil)
    (setplist (intern "" table) (append '(:abbrev-table-modiff 0) props))
    table))

(defun abbrev--changed (table) (abbrev-table-put table :abbrev-table-modiff (1+ (or (abbrev-table-get table :abbrev-table-modiff) 0))))

(defun abbrev--symbols (table)
  "The abbreviations of TABLE, by name."
  (let (symbols)
    (obarray-map (lambda (symbol) (when (symbol-value symbol) (push symbol symbols))) table)
    (sort symbols (lambda (one other) (string< (symbol-name one) (symbol-name other))))))

(defun abbrev-table-empty-p (object &optional ignore-system)
  "Whether the abbrev table OBJECT has no abbreviations; with IGNORE-SYSTEM non-nil only the user's count."
  (not (seq-some (lambda (symbol) (not (and ignore-system (abbrev-get symbol :system)))) (abbrev--symbols object))))

(defun clear-abbrev-table (table)
  "Take all abbreviations out of TABLE; its properties stay."
  (setq abbrevs-changed t)
  (let ((properties (symbol-plist (intern "" table))))
    (dotimes (i (length table)) (aset table i 0))
    (set (intern "" table) nil)
    (setplist (intern "" table) properties)
    (abbrev--changed table)
    nil))
(defun copy-abbrev-table (table)
  "A new table with the abbreviations of TABLE."
  (let ((copy (make-abbrev-table)))
    (dolist (symbol (abbrev--symbols table)) (define-abbrev copy (symbol-name symbol) (symbol-value symbol) (symbol-function symbol)))
    copy))
(defun kill-all-abbrevs () "Take all abbreviations out of all tables." (interactive)
       (dolist (name abbrev-table-name-list) (clear-abbrev-table (symbol-value name))))
(defun abbrev-table-name (table) "Name of the variable that has TABLE, or nil."
       (seq-find (lambda (name) (eq (symbol-value name) table)) abbrev-table-name-list))

(defun define-abbrev (table abbrev expansion &optional hook &rest props)
  "Define ABBREV, a string, in TABLE as standing for EXPANSION, a string or nil; HOOK is called without arguments after it was expanded.
Keys of PROPS: :count how often it was used, :system non-nil if it is not the user's, :case-fixed, :enable-function."
  (when (and (consp props) (or (null (car props)) (numberp (car props))))
    (setq props (list :count (car props) :system (cadr props))))
  (unless (plist-get props :count) (setq props (plist-put props :count 0)))
  (setq props (plist-put props :abbrev-table-modiff (abbrev-table-get table :abbrev-table-modiff)))
  (let* ((system (plist-get props :system)) (known (intern-soft abbrev table))
         (symbol (intern abbrev table)))
    ;; What the user has defined is not lost to what a program defines.
    (unless (and system (not (eq system 'force)) known (boundp known) (symbol-value known) (not (abbrev-get known :system)))
      (unless (or system (and (boundp symbol) (equal (symbol-value symbol) expansion) (equal (symbol-function symbol) hook)))
        (setq abbrevs-changed t))
      (set symbol expansion)
      (fset symbol hook)
      (setplist symbol (if (eq system 'force) (plist-put props :system t) props))
      (abbrev--changed table)))
  abbrev)

(defun define-abbrev-table (tablename definitions &optional docstring &rest props)
  "Give the variable TABLENAME an abbrev table, unless it has one, and define DEFINITIONS, lists (ABBREV EXPANSION [HOOK PROPS...]), in it.
PROPS are properties of the table: :parents, :case-fixed, :regexp, :enable-function.  DOCSTRING documents the variable."
  (when (and docstring props (symbolp docstring))
    (push docstring props)
    (setq docstring nil))
  (internal--define-uninitialized-variable tablename)
  (unless (boundp tablename) (set tablename nil))
  (let ((table (symbol-value tablename)))
    (unless table
      (setq table (make-abbrev-table))
      (set tablename table))
    (unless (memq tablename abbrev-table-name-list) (push tablename abbrev-table-name-list))
    (when docstring (put tablename 'variable-documentation docstring))
    (while props (abbrev-table-put table (pop props) (pop props)))
    (dolist (definition definitions) (apply #'define-abbrev table definition))))

(defvar global-abbrev-table (make-abbrev-table) "Abbreviations of all modes.")
(defvar fundamental-mode-abbrev-table (make-abbrev-table) "Abbreviations of `fundamental-mode'.")
(setq-default local-abbrev-table fundamental-mode-abbrev-table)

(defun define-global-abbrev (abbrev expansion) "Define ABBREV as standing for EXPANSION in all modes."
       (interactive "sDefine global abbrev: \nsExpansion for %s: ")
       (define-abbrev global-abbrev-table (downcase abbrev) expansion))
(defun define-mode-abbrev (abbrev expansion) "Define ABBREV as standing for EXPANSION in this buffer's major mode."
       (interactive "sDefine mode abbrev: \nsExpansion for %s: ")
       (define-abbrev (or local-abbrev-table (error "Major mode has no abbrev table")) (downcase abbrev) expansion))

;;; Looking up

(defun abbrev--active-tables (&optional tables)
  "The tables that hold here, the most important first; TABLES, a table or a list of them, instead."
  (cond ((consp tables) tables)
        ((vectorp tables) (list tables))
        (t (append (mapcan (lambda (entry)
                             (and (boundp (car entry)) (symbol-value (car entry))
                                  (if (listp (cdr entry)) (copy-sequence (cdr entry)) (list (cdr entry)))))
                           abbrev-minor-mode-table-alist)
                   (if (listp local-abbrev-table) local-abbrev-table (list local-abbrev-table))
                   (list global-abbrev-table)))))

(defun abbrev--symbol (abbrev table)
  "The symbol of the abbreviation ABBREV in TABLE, or nil."
  (let* ((case-fold (not (abbrev-table-get table :case-fixed)))
         (symbol (or (intern-soft abbrev table) (and case-fold (intern-soft (downcase abbrev) table)))))
    (and symbol (boundp symbol) (symbol-value symbol)
         (or (not (abbrev-get symbol :case-fixed)) (equal abbrev (symbol-name symbol)))
         symbol)))
(defun abbrev-symbol (abbrev &optional table)
  "The symbol of the abbreviation ABBREV in TABLE, a table or a list of them, or in what holds here."
  (let ((tables (abbrev--active-tables table)) symbol)
    (while (and tables (not symbol))
      (setq tables (append (abbrev-table-get (car tables) :parents) tables))
      (setq symbol (abbrev--symbol abbrev (pop tables))))
    symbol))
(defun abbrev-expansion (abbrev &optional table)
  "What ABBREV stands for in TABLE, a table or a list of them, or in what holds here; nil if nothing."
  (let ((symbol (abbrev-symbol abbrev table))) (and symbol (symbol-value symbol))))

(defun abbrev--word-before-point ()
  "The word before point as (START . END), or nil."
  (let ((limit (point)) start end)
    (save-excursion
      (backward-word 1)
      (setq start (point))
      (forward-word 1)
      (setq end (min (point) limit)))
    (and (< start end) (cons start end))))

(defun abbrev--before-point ()
  "The abbreviation before point as (SYMBOL NAME START END), or nil."
  (if (eq abbrev-start-location-buffer (current-buffer))
      (let* ((start abbrev-start-location) (end (point)))
        (setq abbrev-start-location-buffer nil)
        (setq abbrev-start-location nil)
        (when (and start (< start end))
          (when (eq (char-after start) ?-) (delete-region start (1+ start)) (setq end (1- end)))
          (let* ((name (buffer-substring-no-properties start end)) (symbol (abbrev-symbol name)))
            (and symbol (list symbol name start end)))))
    (let ((tables (abbrev--active-tables)) found)
      (while (and tables (not found))
        (let ((table (pop tables)))
          (setq tables (append (abbrev-table-get table :parents) tables))
          (setq found (abbrev--in-table table))))
      found)))

(defun abbrev--in-table (table)
  "The abbreviation before point that is in TABLE, as (SYMBOL NAME START END), or nil."
  (let ((enabled (abbrev-table-get table :enable-function)) (regexp (abbrev-table-get table :regexp)) place)
    (when (or (null enabled) (funcall enabled))
      (setq place (if regexp
                      (and (looking-back regexp (line-beginning-position) t) (cons (match-beginning 1) (match-end 1)))
                    (abbrev--word-before-point)))
      (when place
        (let* ((name (buffer-substring-no-properties (car place) (cdr place))) (symbol (abbrev--symbol name table)))
          (and symbol
               (let ((wanted (abbrev-get symbol :enable-function))) (or (null wanted) (funcall wanted)))
               (list symbol name (car place) (cdr place))))))))

;;; Expanding

(defun abbrev-insert (abbrev &optional name start end)
  "Insert what the symbol ABBREV stands for at point, or instead of the text from START to END; NAME is how it was written, for its case.
Its hook runs.  Returns ABBREV, or nil if the hook has the property `no-self-insert' and returns nil."
  (unless name (setq name (symbol-name abbrev)))
  (unless start (setq start (point)))
  (unless end (setq end start))
  (abbrev-put abbrev :count (1+ (or (abbrev-get abbrev :count) 0)))
  (let ((value abbrev))
    (goto-char start)
    (when (stringp (symbol-value abbrev))
      (insert (symbol-value abbrev))
      (delete-char (- end start))
      (unless (or (abbrev-get abbrev :case-fixed) (equal name (symbol-name abbrev)))
        (abbrev--take-case name start)))
    (when (symbol-function abbrev)
      (let* ((hook (symbol-function abbrev)) (expanded (funcall hook)))
        (when (and (symbolp hook) (get hook 'no-self-insert) (not expanded)) (setq value nil))))
    value))

(defun abbrev--take-case (name start)
  "Give the text from START to point the case of NAME, which has capitals."
  (cond ((equal name (upcase name))
         (if (and (not abbrev-all-caps)
                  (save-excursion (> (progn (backward-word 1) (point)) (progn (goto-char start) (forward-word 1) (point)))))
             (upcase-initials-region start (point))
           (upcase-region start (point))))
        ((let ((case-fold-search nil)) (string-match-p "[[:upper:]]" name))
         (let ((end (point)))
           (save-excursion
             (goto-char start)
             (skip-syntax-forward "^w" (1- end))
             (when (< (point) end) (upcase-initials-region (point) (1+ (point)))))))))

(defun abbrev--default-expand ()
  "Expand the abbreviation before point; return its symbol, or nil if there is none."
  (run-hooks 'pre-abbrev-expand-hook)
  (pcase (abbrev--before-point)
    (`(,symbol ,name ,start ,end)
     (setq last-abbrev-text name last-abbrev symbol last-abbrev-location start)
     (abbrev-insert symbol name start end))))

(defun expand-abbrev ()
  "Expand the abbreviation before point, if there is one; return its symbol then, otherwise nil."
  (interactive)
  (funcall abbrev-expand-function))

(defun abbrev-prefix-mark (&optional arg)
  "Let the next abbreviation begin at point; before that expand one that is before point, unless ARG is non-nil."
  (interactive "P")
  (unless arg (expand-abbrev))
  (setq abbrev-start-location (point-marker) abbrev-start-location-buffer (current-buffer))
  (insert "-"))

(defun unexpand-abbrev ()
  "Put the text of the abbreviation that was expanded last back in place of what it stands for."
  (interactive)
  (save-excursion
    (unless (or (< last-abbrev-location (point-min)) (> last-abbrev-location (point-max)))
      (goto-char last-abbrev-location)
      (when (stringp last-abbrev-text)
        (let* ((expansion (symbol-value last-abbrev)) (end (+ (point) (if (stringp expansion) (length expansion) 0))))
          (when (stringp expansion)
            (insert last-abbrev-text)
            (delete-region (point) (+ (point) (- end last-abbrev-location))))
          (setq last-abbrev-text nil))))))

(defun expand-region-abbrevs (start end &optional noquery)
  "Expand the abbreviations from START to END, asking about each unless NOQUERY is non-nil."
  (interactive "r\nP")
  (save-excursion
    (goto-char (min start end))
    (let ((limit (copy-marker (max start end))))
      (while (and (not (eobp)) (progn (forward-word 1) (<= (point) limit)))
        (let ((word (buffer-substring-no-properties (save-excursion (backward-word 1) (point)) (point))))
          (when (and (abbrev-expansion word) (or noquery (y-or-n-p (format-message "Expand `%s'? " word))))
            (expand-abbrev)))))))

;;; Writing tables

(defun abbrev--write (symbol)
  "Insert the definition of SYMBOL as Lisp."
  (let ((count (or (abbrev-get symbol :count) 0)) (fixed (abbrev-get symbol :case-fixed)) (print-escape-newlines nil))
    (insert (format "    (%S %S %S :count %d%s)\n" (symbol-name symbol) (substring-no-properties (format "%s" (symbol-value symbol)))
                    (symbol-function symbol) count (if fixed " :case-fixed t" "")))))

(defun insert-abbrev-table-description (name &optional readable)
  "Insert the abbrev table that the variable NAME has: Lisp that defines it, or with READABLE non-nil a list for people."
  (let ((symbols (abbrev--symbols (symbol-value name))))
    (if readable
        (progn (insert "(" (symbol-name name) ")\n\n")
               (dolist (symbol symbols)
                 (insert (format "%S%s" (symbol-name symbol) (if (abbrev-get symbol :system) " (sys)" "")))
                 (indent-to 16 1)
                 (insert (format "%s" (or (abbrev-get symbol :count) 0)))
                 (indent-to 21 1)
                 (insert (format "%S" (symbol-value symbol)))
                 (when (symbol-function symbol) (indent-to 45 1) (insert (format "%S" (symbol-function symbol))))
                 (insert "\n"))
               (insert "\n\n"))
      (let ((own (seq-remove (lambda (symbol) (abbrev-get symbol :system)) symbols)))
        (when own
          (insert "(define-abbrev-table '" (symbol-name name) "\n  '(\n")
          (mapc #'abbrev--write own)
          (insert "   ))\n\n"))))
    nil))

(defun write-abbrev-file (&optional file _verbose)
  "Write the user's abbreviations as Lisp into FILE or `abbrev-file-name'."
  (interactive "FWrite abbrev file: ")
  (with-temp-buffer
    (dolist (name (sort (copy-sequence abbrev-table-name-list) #'string<))
      (unless (abbrev-table-empty-p (symbol-value name) t) (insert-abbrev-table-description name)))
    (goto-char (point-min))
    (insert ";;-*-coding: utf-8;-*-\n")
    (let ((coding-system-for-write 'utf-8)) (write-region nil nil (or file abbrev-file-name) nil 0))
    (setq abbrevs-changed nil)))
(defun read-abbrev-file (&optional file quietly)
  "Read abbreviations from FILE or `abbrev-file-name'."
  (interactive "fRead abbrev file: ")
  (load (or file abbrev-file-name) nil quietly)
  (setq abbrevs-changed nil))
(defun quietly-read-abbrev-file (&optional file) "Read abbreviations from FILE or `abbrev-file-name', without a message." (interactive)
       (read-abbrev-file file t))

(provide 'abbrev)
;;; abbrev.el ends here
