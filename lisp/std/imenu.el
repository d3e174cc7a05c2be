;;; imenu.el --- indexes of the definitions in buffers -*- lexical-binding: t; -*-

;; Manual: (elisp) Imenu.  An index is a list of (NAME . POSITION), (NAME POSITION FUNCTION ARGUMENTS...) and (NAME ITEM...).

(defgroup imenu nil "Indexes of buffers." :group 'matching)
(defcustom imenu-use-markers t "Non-nil if positions in indexes are markers." :type 'boolean)
(defcustom imenu-max-item-length 60 "How long names may be; nil for any length." :type '(choice integer (const nil)))
(defcustom imenu-auto-rescan nil "Non-nil if an index is always made anew." :type 'boolean)
(defcustom imenu-auto-rescan-maxout 600000 "The size of buffers above which that is not done." :type 'integer)
(defcustom imenu-use-popup-menu 'on-mouse "Whether a menu asks for an item." :type '(choice boolean (const on-mouse)))
(defcustom imenu-eager-completion-buffer t "Non-nil if completions are shown at once." :type 'boolean)
(defcustom imenu-after-jump-hook nil "Functions called after going to an item." :type 'hook)
(defcustom imenu-sort-function nil "Nil, for the order of the buffer, or a function that compares two items." :type '(choice (const nil) function))
(defcustom imenu-max-items 25 "How many items a menu may have." :type 'integer)
(defcustom imenu-space-replacement "." "What stands for blanks in names while an item is asked for." :type '(choice string (const nil)))
(defcustom imenu-level-separator ":" "What is between the names of a menu and its item." :type 'string)
(defcustom imenu-generic-skip-comments-and-strings t "Non-nil if definitions in comments and strings do not count." :type 'boolean)

(defvar-local imenu-generic-expression nil
  "What is looked for: (MENU-TITLE REGEXP INDEX [FUNCTION ARGUMENTS...]); a function in place of REGEXP searches backward.")
(defvar-local imenu-create-index-function #'imenu-default-create-index-function "The function that makes the index.")
(defvar-local imenu-prev-index-position-function #'beginning-of-defun "The function that goes to the item before point; it returns nil if there is none.")
(defvar-local imenu-extract-index-name-function nil "The function that returns the name of the item at point.")
(defvar-local imenu-default-goto-function #'imenu-default-goto-function "The function that goes to an item.")
(defvar-local imenu-name-lookup-function nil "Nil or a function that tells whether a name is that of an item.")
(defvar-local imenu-syntax-alist nil "Changes of the syntax table while definitions are looked for: (CHARACTERS . SYNTAX).")
(defvar-local imenu-case-fold-search t "Non-nil if case does not count in definitions.")
(defvar-local imenu--index-alist nil "The index of the buffer.")
(defvar-local imenu--last-menubar-index-alist nil "The index in the menu bar.")
(defconst imenu--rescan-item '("*Rescan*" . -99) "The item that makes the index anew.")
(defvar imenu--history-list nil "The items asked for.")

(define-error 'imenu-unavailable "imenu unavailable")

(defun imenu-unavailable-error (format &rest args)
  "Signal that there is no index, with a message made of FORMAT and ARGS."
  (signal 'imenu-unavailable (list (apply #'format-message format args))))

(defun imenu--subalist-p (item)
  "Return non-nil if ITEM is a menu of items."
  (and (consp item) (consp (cdr item)) (consp (cadr item)) (not (functionp (cadr item)))))

(defun imenu--sort-by-name (item1 item2)
  "Return non-nil if the name of ITEM1 comes before that of ITEM2."
  (string-lessp (car item1) (car item2)))

(defun imenu--sort-by-position (item1 item2)
  "Return non-nil if the position of ITEM1 comes before that of ITEM2."
  (< (imenu--position item1) (imenu--position item2)))

(defun imenu--position (item)
  "Return the position of ITEM."
  (if (consp (cdr item)) (cadr item) (cdr item)))

(defun imenu--split (list n)
  "Return LIST in sublists of N elements."
  (let ((parts nil))
    (while list
      (push (seq-take list n) parts)
      (setq list (nthcdr n list)))
    (nreverse parts)))

(defun imenu--truncate-items (menulist)
  "Cut the names in MENULIST to `imenu-max-item-length'; return it."
  (mapc (lambda (item)
          (cond ((imenu--subalist-p item) (imenu--truncate-items (cdr item)))
                ((and imenu-max-item-length (stringp (car-safe item)) (> (length (car item)) imenu-max-item-length))
                 (setcar item (substring (car item) 0 imenu-max-item-length)))))
        menulist))

(defun imenu--split-menu (menulist title)
  "Return (TITLE ITEM...) for MENULIST, sorted as `imenu-sort-function' says, in menus of `imenu-max-items' if it is longer."
  (let* ((rescan (memq imenu--rescan-item menulist))
         (items (remq imenu--rescan-item menulist))
         (menus (seq-filter #'imenu--subalist-p items))
         (plain (seq-remove #'imenu--subalist-p items)))
    (when imenu-sort-function (setq plain (sort (copy-sequence plain) imenu-sort-function)))
    (when (> (length plain) imenu-max-items)
      (setq plain (mapcar (lambda (part) (cons (format "From: %s" (caar part)) part)) (imenu--split plain imenu-max-items))))
    (cons title (append (and rescan (list imenu--rescan-item)) menus plain))))

(defun imenu--split-submenus (alist)
  "Return ALIST with the menus in it sorted and split."
  (mapcar (lambda (item) (if (imenu--subalist-p item) (imenu--split-menu (cdr item) (car item)) item)) alist))

(defun imenu--in-alist (str alist)
  "Return the item of ALIST, or of a menu in it, whose name is STR."
  (let ((found nil))
    (while (and alist (not found))
      (let ((item (pop alist)))
        (setq found (cond ((imenu--subalist-p item) (imenu--in-alist str (cdr item)))
                          ((equal str (car item)) item)))))
    found))

(defun imenu--cleanup (&optional alist)
  "Let the markers in ALIST, by default the index of the buffer, point nowhere."
  (dolist (item (or alist imenu--index-alist))
    (cond ((markerp (cdr-safe item)) (set-marker (cdr item) nil))
          ((imenu--subalist-p item) (imenu--cleanup (cdr item)))
          ((and (consp (cdr-safe item)) (markerp (cadr item))) (set-marker (cadr item) nil)))))

;;; Making an index

(defun imenu--make-index-alist (&optional noerror)
  "Return the index of the current buffer, after `imenu--rescan-item'; signal an error if it is empty, unless NOERROR."
  (unless (and imenu--index-alist
               (or (not imenu-auto-rescan) (> (buffer-size) imenu-auto-rescan-maxout)))
    (setq imenu--index-alist
          (save-excursion
            (save-restriction
              (widen)
              (funcall imenu-create-index-function))))
    (imenu--truncate-items imenu--index-alist))
  (unless (or imenu--index-alist noerror)
    (imenu-unavailable-error "No items suitable for an index found in this buffer"))
  (or imenu--index-alist (setq imenu--index-alist (list nil)))
  (cons imenu--rescan-item imenu--index-alist))

(defun imenu-default-create-index-function ()
  "Return the index of the buffer: from `imenu-prev-index-position-function' and its like, or `imenu-generic-expression'."
  (cond
   ((and imenu-prev-index-position-function imenu-extract-index-name-function)
    (let ((index nil) (name nil))
      (goto-char (point-max))
      (while (funcall imenu-prev-index-position-function)
        (when (setq name (save-excursion (funcall imenu-extract-index-name-function)))
          (push (cons name (if imenu-use-markers (point-marker) (point))) index)))
      index))
   (imenu-generic-expression (imenu--generic-function imenu-generic-expression))
   (t (imenu-unavailable-error "This buffer cannot use `imenu-default-create-index-function'"))))

(defun imenu--syntax-table ()
  "Return the syntax table with the changes of `imenu-syntax-alist'."
  (let ((table (copy-syntax-table (syntax-table))))
    (dolist (change imenu-syntax-alist table)
      (if (numberp (car change))
          (modify-syntax-entry (car change) (cdr change) table)
        (mapc (lambda (char) (modify-syntax-entry char (cdr change) table)) (car change))))))

(defun imenu--pattern-items (pattern)
  "Return the items PATTERN, an element of `imenu-generic-expression', finds, in the order of the buffer."
  (let ((regexp (nth 1 pattern)) (group (nth 2 pattern)) (function (nth 3 pattern)) (rest (nthcdr 4 pattern)) (items nil) (last nil))
    (goto-char (point-max))
    (while (and (if (functionp regexp) (funcall regexp)
                  (and (re-search-backward regexp nil t)
                       (or (< (match-beginning 0) (match-end 0)) (error "The regular expression %S matches nothing" regexp))))
                (not (eql last (point))))
      (setq last (point))
      (let ((name-at (match-beginning group)) (name (match-string-no-properties group)) (data (match-data)))
        (unless (or (null name-at)
                    (and imenu-generic-skip-comments-and-strings (nth 8 (save-excursion (syntax-ppss name-at)))))
          (let* ((line (save-excursion (goto-char (or (car data) (point))) (line-beginning-position)))
                 (place (if imenu-use-markers (copy-marker line) line)))
            (push (if function (nconc (list name place function) rest) (cons name place)) items)))
        (goto-char last)))
    items))

(defun imenu--generic-function (patterns)
  "Return the index of the current buffer that PATTERNS, like `imenu-generic-expression', find."
  (let ((menus nil) (plain nil) (case-fold-search (not (null imenu-case-fold-search))) (table (imenu--syntax-table)))
    (save-excursion
      (with-syntax-table table
        (dolist (pattern patterns)
          (let ((items (imenu--pattern-items pattern)) (title (car pattern)))
            (cond
             ((null items))
             ((null title) (setq plain (append plain items)))
             ((functionp title) (setq plain (append plain items)))
             ((assoc title menus) (nconc (assoc title menus) items))
             (t (push (cons title items) menus)))))))
    (let ((in-order (lambda (items) (sort items #'imenu--sort-by-position))))
      (append (mapcar (lambda (menu) (cons (car menu) (funcall in-order (cdr menu)))) menus)
              (funcall in-order plain)))))

;;; Going to an item

(defun imenu-default-goto-function (_name position &rest _rest)
  "Go to POSITION."
  (when (or (< position (point-min)) (> position (point-max)))
    (widen))
  (goto-char position))

(defun imenu-find-default (guess completions)
  "Return the name in COMPLETIONS, an alist, that is GUESS or else has GUESS in it; nil if there is none."
  (car (or (assoc guess completions)
           (seq-find (lambda (item) (string-match-p (regexp-quote guess) (car item))) completions))))

(defun imenu--completion-buffer (index-alist &optional prompt)
  "Return the item of INDEX-ALIST that the user chooses after PROMPT."
  (let ((name (completing-read (or prompt "Index item: ") (mapcar #'car index-alist) nil t nil 'imenu--history-list)))
    (let ((item (assoc name index-alist)))
      (if (imenu--subalist-p item) (imenu--completion-buffer (cdr item) prompt) item))))

(defun imenu-choose-buffer-index (&optional prompt alist)
  "Return the item of the index ALIST, by default that of the buffer, that the user chooses after PROMPT."
  (let ((item (imenu--completion-buffer (or alist (imenu--make-index-alist)) prompt)))
    (if (equal item imenu--rescan-item)
        (progn (imenu--cleanup)
               (setq imenu--index-alist nil)
               (imenu-choose-buffer-index prompt))
      item)))

(defun imenu (index-item)
  "Go to the place of INDEX-ITEM, an item of the index of the buffer or the name of one."
  (interactive (list (imenu-choose-buffer-index)))
  (when (stringp index-item)
    (setq index-item (assoc index-item (imenu--make-index-alist))))
  (when index-item
    (push-mark nil t)
    (let* ((special (consp (cdr index-item)))
           (function (if special (nth 2 index-item) imenu-default-goto-function))
           (position (if special (cadr index-item) (cdr index-item))))
      (apply function (car index-item) position (and special (nthcdr 3 index-item))))
    (run-hooks 'imenu-after-jump-hook)))

(defun imenu-add-to-menubar (_name)
  "Do nothing: there is no menu bar."
  nil)

(defun imenu-add-menubar-index ()
  "Do nothing: there is no menu bar."
  nil)

(provide 'imenu)

;;; imenu.el ends here
