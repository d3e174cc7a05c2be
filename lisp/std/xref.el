;;; xref.el --- finding definitions and references -*- lexical-binding: t; -*-

;; Manual: (emacs) Xref.  A backend, found by `xref-backend-functions', answers generic functions; what it finds are items with locations.

(require 'cl-lib)
(require 'ring)
(require 'eieio)

(defgroup xref nil "Cross references." :group 'tools)
(defcustom xref-prompt-for-identifier '(not xref-find-definitions xref-find-definitions-other-window xref-find-definitions-other-frame)
  "Which commands always ask for the identifier: t, nil, a list, or (not COMMAND...)." :type '(choice (const t) (const nil) (repeat symbol)))
(defcustom xref-marker-ring-length 16 "How many positions are remembered." :type 'integer)
(defcustom xref-after-jump-hook '(recenter xref-pulse-momentarily) "Functions called after going to a definition." :type 'hook)
(defcustom xref-after-return-hook '(xref-pulse-momentarily) "Functions called after going back." :type 'hook)
(defcustom xref-after-update-hook nil "Functions called when a list of items has been made." :type 'hook)
(defcustom xref-auto-jump-to-first-definition nil "Whether the first of several definitions is gone to." :type '(choice (const t) (const show) (const move) (const nil)))
(defcustom xref-auto-jump-to-first-xref nil "Whether the first of several references is gone to." :type '(choice (const t) (const show) (const move) (const nil)))
(defcustom xref-file-name-display 'project-relative "How names of files are shown: `abs', `nondirectory' or `project-relative'." :type '(choice (const abs) (const nondirectory) (const project-relative)))
(defcustom xref-show-xrefs-function #'xref--show-xref-buffer "The function (FETCHER ALIST) that shows references." :type 'function)
(defcustom xref-show-definitions-function #'xref-show-definitions-buffer "The function (FETCHER ALIST) that shows definitions." :type 'function)
(defcustom xref-search-program 'grep "The program that searches files; only grep is used." :type '(choice (const grep)))
(defvar xref-backend-functions nil "Functions that return the backend for the current buffer, or nil.")
(defvar xref-buffer-name "*xref*" "The buffer for lists of items.")
(defface xref-file-header '((t :inherit compilation-info)) "Face of files in lists.")
(defface xref-line-number '((t :inherit compilation-line-number)) "Face of line numbers in lists.")
(defface xref-match '((t :inherit match)) "Face of matches in lists.")

;;; Locations and items

(cl-defgeneric xref-location-marker (location) "Return a marker for LOCATION, visiting its file if need be.")
(cl-defgeneric xref-location-group (location) "Return a string by which items are grouped, the name of the file for LOCATION.")
(cl-defgeneric xref-location-line (_location) "Return the number of the line of LOCATION, or nil." nil)
(cl-defgeneric xref-match-length (_item) "Return the length of the match of an item, or nil." nil)

(cl-defstruct (xref-file-location (:constructor xref-make-file-location (file line column)) (:copier nil)) file line column)
(cl-defstruct (xref-buffer-location (:constructor xref-make-buffer-location (buffer position)) (:copier nil)) buffer position)
(cl-defstruct (xref-bogus-location (:constructor xref-make-bogus-location (message)) (:copier nil)) message)
(cl-defstruct (xref-item (:constructor xref-make (summary location)) (:copier nil)) summary location)
(cl-defstruct (xref-match-item (:include xref-item) (:constructor xref-make-match (summary location length)) (:copier nil)) length)

(cl-defmethod xref-location-group ((location xref-file-location)) (xref-file-location-file location))
(cl-defmethod xref-location-line ((location xref-file-location)) (xref-file-location-line location))
(cl-defmethod xref-location-marker ((location xref-file-location))
  (with-current-buffer (let ((file (xref-file-location-file location))) (or (get-file-buffer file) (let ((find-file-suppress-same-file-warnings t)) (find-file-noselect file))))
    (save-restriction
      (widen)
      (save-excursion
        (goto-char (point-min))
        (forward-line (1- (xref-file-location-line location)))
        (forward-char (min (xref-file-location-column location) (- (line-end-position) (point))))
        (point-marker)))))
(cl-defmethod xref-location-marker ((location xref-buffer-location))
  (with-current-buffer (xref-buffer-location-buffer location)
    (copy-marker (xref-buffer-location-position location))))
(cl-defmethod xref-location-group ((location xref-buffer-location))
  (let ((buffer (xref-buffer-location-buffer location))) (or (buffer-file-name buffer) (format "(buffer %s)" (buffer-name buffer)))))
(cl-defmethod xref-location-marker ((location xref-bogus-location)) (user-error "%s" (xref-bogus-location-message location)))
(cl-defmethod xref-location-group ((_location xref-bogus-location)) "(No location)")
(cl-defmethod xref-match-length ((item xref-match-item)) (xref-match-item-length item))

;;; Backends

(defun xref-find-backend ()
  "Return the backend for the current buffer."
  (run-hook-with-args-until-success 'xref-backend-functions))
(cl-defgeneric xref-backend-definitions (backend identifier) "Return the items for the definitions of IDENTIFIER that BACKEND knows.")
(cl-defgeneric xref-backend-references (_backend identifier)
  "Return the items for the references to IDENTIFIER; those that grep finds as a word below the current directory."
  (xref-references-in-directory identifier default-directory))
(cl-defgeneric xref-backend-apropos (backend pattern) "Return the items for the definitions of identifiers that PATTERN finds.")
(cl-defgeneric xref-backend-identifier-at-point (_backend)
  "Return the identifier at point, a string, or nil."
  (require 'thingatpt)
  (let ((thing (thing-at-point 'symbol))) (and thing (substring-no-properties thing))))
(cl-defgeneric xref-backend-identifier-completion-table (backend) "Return the completions for identifiers of BACKEND.")
(cl-defgeneric xref-backend-identifier-completion-ignore-case (_backend) "Return non-nil if case does not count in identifiers." completion-ignore-case)

(defun xref-apropos-regexp (pattern)
  "Return the regexp for PATTERN, a regexp or words."
  (require 'apropos)
  (apropos-parse-pattern (if (string-equal (regexp-quote pattern) pattern) (or (split-string pattern "[ \t]+" t) (user-error "No word list given")) pattern)))

;;; The positions that commands came from

(defvar xref--marker-ring (make-ring xref-marker-ring-length) "The positions to go back to.")
(defun xref-set-marker-ring-length (var val)
  "Set VAR to VAL and remember so many positions."
  (set-default var val)
  (ring-resize xref--marker-ring val))
(defun xref-push-marker-stack (&optional m)
  "Remember the marker M, by default point."
  (ring-insert xref--marker-ring (or m (point-marker))))
(defun xref-pop-marker-stack ()
  "Go back to where the last command came from."
  (interactive)
  (when (ring-empty-p xref--marker-ring) (user-error "Marker stack is empty"))
  (let ((marker (ring-remove xref--marker-ring 0)))
    (switch-to-buffer (or (marker-buffer marker) (user-error "The marked buffer has been deleted")))
    (goto-char (marker-position marker))
    (set-marker marker nil nil)
    (run-hooks 'xref-after-return-hook)))
(defun xref-clear-marker-stack ()
  "Remember no positions."
  (while (not (ring-empty-p xref--marker-ring)) (set-marker (ring-remove xref--marker-ring) nil)))
(defun xref-marker-stack-empty-p ()
  "Return non-nil if no position is remembered."
  (ring-empty-p xref--marker-ring))
(defun xref-pulse-momentarily () "Do nothing: there is no screen." nil)

(defun xref--goto-char (pos)
  "Go to POS, widening the buffer if need be."
  (when (or (< pos (point-min)) (> pos (point-max))) (widen))
  (goto-char pos))
(defun xref-pop-to-location (item &optional action)
  "Go to the place of ITEM; ACTION is nil, `window' or `frame'."
  (let* ((marker (save-excursion (xref-location-marker (xref-item-location item)))) (buffer (marker-buffer marker)))
    (pcase action
      ('nil (switch-to-buffer buffer))
      ('window (pop-to-buffer buffer t))
      ('frame (let ((pop-up-frames t)) (pop-to-buffer buffer t)))
      (_ (error "Unknown action: %S" action)))
    (set-buffer buffer)
    (xref--goto-char marker))
  (let ((xref--current-item item)) (run-hooks 'xref-after-jump-hook)))
(defvar xref--current-item nil "The item that has been gone to.")

;;; Lists

(defvar-local xref--fetcher nil "The function that returns the items of the list.")
(defvar xref--xref-buffer-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map "n" #'xref-next-line)
    (define-key map "p" #'xref-prev-line)
    (define-key map "\r" #'xref-goto-xref)
    (define-key map "\t" #'xref-quit-and-goto-xref)
    (define-key map "g" #'xref-revert-buffer)
    map)
  "Keymap of lists of items.")
(define-derived-mode xref--xref-buffer-mode special-mode "XREF"
  "Major mode of lists of items."
  (setq next-error-function #'xref--next-error-function)
  (setq next-error-last-buffer (current-buffer)))

(defun xref--item-at-point ()
  "Return the item in the line of point, or nil."
  (get-text-property (if (eolp) (max (point-min) (1- (point))) (point)) 'xref-item))
(defun xref--search-property (property &optional backward)
  "Go to the next line with PROPERTY, the one before if BACKWARD; return its value, nil if there is none."
  (let ((start (point)) (found nil))
    (while (and (not found) (zerop (forward-line (if backward -1 1))) (not (eobp)))
      (setq found (get-text-property (point) property)))
    (unless found (goto-char start))
    found))
(defun xref-next-line () "Go to the next item and show its place." (interactive) (when (xref--search-property 'xref-item) (xref-show-location-at-point)))
(defun xref-prev-line () "Go to the item before and show its place." (interactive) (when (xref--search-property 'xref-item t) (xref-show-location-at-point)))
(defun xref-next-line-no-show () "Go to the next item." (interactive) (xref--search-property 'xref-item))
(defun xref-prev-line-no-show () "Go to the item before." (interactive) (xref--search-property 'xref-item t))
(defun xref-next-group () "Go to the next group." (interactive) (when (xref--search-property 'xref-group) (xref--search-property 'xref-item)))
(defun xref-prev-group () "Go to the group before." (interactive) (xref--search-property 'xref-group t) (when (xref--search-property 'xref-group t) (xref--search-property 'xref-item)))
(defun xref-show-location-at-point ()
  "Show the place of the item at point in another window."
  (interactive)
  (let ((item (xref--item-at-point)))
    (when item
      (save-selected-window
        (let ((marker (xref-location-marker (xref-item-location item))))
          (with-current-buffer (marker-buffer marker) (xref--goto-char marker))
          (display-buffer (marker-buffer marker) '(nil (allow-no-window . t) (inhibit-same-window . t))))))))
(defun xref-goto-xref (&optional quit)
  "Go to the place of the item at point; quit the window of the list if QUIT."
  (interactive "P")
  (let ((item (or (xref--item-at-point) (user-error "Choose a reference to visit"))))
    (when quit (quit-window nil nil))
    (xref-pop-to-location item)))
(defun xref-quit-and-goto-xref () "Quit the window of the list and go to the place of the item at point." (interactive) (xref-goto-xref t))
(defun xref--next-error-function (n reset?)
  "Go to the Nth next item, from the first if RESET?."
  (when reset? (goto-char (point-min)))
  (let ((item (xref--item-at-point)))
    (dotimes (_ (abs n)) (setq item (xref--search-property 'xref-item (< n 0))))
    (if item (xref-pop-to-location item) (error "No %s xref" (if (< n 0) "previous" "next")))))

(defun xref--analyze (xrefs)
  "Return XREFS in groups, an alist from `xref-location-group' of their locations, in order."
  (let ((groups nil))
    (dolist (item xrefs)
      (let* ((name (xref-location-group (xref-item-location item))) (group (assoc name groups)))
        (if group (setcdr group (cons item (cdr group))) (push (list name item) groups))))
    (nreverse (mapcar (lambda (group) (cons (xref--group-name (car group)) (nreverse (cdr group)))) groups))))
(defun xref--group-name (name)
  "Return NAME, of a file, as `xref-file-name-display' says."
  (cond ((not (file-name-absolute-p name)) name)
        ((eq xref-file-name-display 'nondirectory) (file-name-nondirectory name))
        (t name)))
(defun xref--insert-xrefs (groups)
  "Insert the items in GROUPS."
  (dolist (group groups)
    (insert (propertize (concat (car group) "\n") 'xref-group (car group) 'face 'xref-file-header))
    (dolist (item (cdr group))
      (let ((line (xref-location-line (xref-item-location item))))
        (insert (propertize (concat (if line (format "%d: " line) "  ") (xref-item-summary item)) 'xref-item item 'mouse-face 'highlight) "\n"))))
  (goto-char (point-min))
  (run-hooks 'xref-after-update-hook))
(defun xref--show-xref-buffer (fetcher alist)
  "Show the items that FETCHER returns in a buffer; ALIST may have `fetched-xrefs', `window', `display-action'."
  (let ((xrefs (or (cdr (assq 'fetched-xrefs alist)) (funcall fetcher))))
    (with-current-buffer (get-buffer-create xref-buffer-name)
      (xref--xref-buffer-mode)
      (setq xref--fetcher fetcher)
      (let ((inhibit-read-only t))
        (erase-buffer)
        (xref--insert-xrefs (xref--analyze xrefs)))
      (pop-to-buffer (current-buffer))
      (current-buffer))))
(defun xref-revert-buffer ()
  "Make the list anew."
  (interactive)
  (let ((inhibit-read-only t))
    (erase-buffer)
    (xref--insert-xrefs (xref--analyze (funcall xref--fetcher)))))
(defun xref-show-definitions-buffer (fetcher alist)
  "Go to the only definition that FETCHER returns, or show the list; ALIST may have `display-action'."
  (let ((xrefs (funcall fetcher)))
    (if (null (cdr xrefs))
        (xref-pop-to-location (car xrefs) (cdr (assq 'display-action alist)))
      (xref--show-xref-buffer fetcher (cons (cons 'fetched-xrefs xrefs) alist)))))
(defalias 'xref-show-definitions-buffer-at-bottom #'xref-show-definitions-buffer)
(defalias 'xref--show-defs-buffer #'xref-show-definitions-buffer)
(defun xref-show-definitions-completing-read (fetcher alist)
  "Let the user choose one of the definitions that FETCHER returns; ALIST may have `display-action'."
  (let* ((xrefs (funcall fetcher)) (table nil))
    (dolist (item xrefs)
      (let ((location (xref-item-location item)))
        (push (cons (format "%s:%s:%s" (xref--group-name (xref-location-group location)) (or (xref-location-line location) "") (xref-item-summary item)) item) table)))
    (setq table (nreverse table))
    (xref-pop-to-location (if (cdr table) (cdr (assoc (completing-read "Choose definition: " table nil t) table)) (cdar table))
                          (cdr (assq 'display-action alist)))))

;;; Commands

(defun xref--prompt-p (command)
  "Return non-nil if COMMAND always asks."
  (or (eq xref-prompt-for-identifier t)
      (if (eq (car-safe xref-prompt-for-identifier) 'not)
          (not (memq command (cdr xref-prompt-for-identifier)))
        (memq command (if (listp xref-prompt-for-identifier) xref-prompt-for-identifier)))))
(defun xref--read-identifier (prompt)
  "Return the identifier at point, or ask for one after PROMPT."
  (let* ((backend (or (xref-find-backend) (user-error "No Xref backend available"))) (identifier (xref-backend-identifier-at-point backend)))
    (if (and identifier (not current-prefix-arg) (not (xref--prompt-p this-command)))
        identifier
      (let ((answer (completing-read (if identifier (format "%s (default %s): " (replace-regexp-in-string "[ :]+\\'" "" prompt) identifier) prompt)
                                     (xref-backend-identifier-completion-table backend) nil nil nil nil identifier)))
        (if (string= answer "") (user-error "There is no default identifier") answer)))))
(defun xref--not-found-error (kind input)
  "Signal that nothing of KIND is found for INPUT."
  (user-error "No %s found for: %s" (symbol-name kind) input))
(defun xref--create-fetcher (input kind arg)
  "Return the function that asks the backend for items of KIND, for ARG; INPUT is what the user asked for."
  (let ((position (point-marker)) (backend (or (xref-find-backend) (user-error "No Xref backend available")))
        (method (intern (format "xref-backend-%s" kind))))
    (lambda ()
      (save-excursion
        (when (buffer-live-p (marker-buffer position))
          (set-buffer (marker-buffer position))
          (ignore-errors (goto-char position)))
        (or (funcall method backend arg)
            (xref--not-found-error kind input))))))
(defun xref--show-xrefs (fetcher display-action)
  "Show the references that FETCHER returns; DISPLAY-ACTION says where."
  (when (and (not (functionp fetcher)) (listp fetcher))
    (let ((xrefs fetcher)) (setq fetcher (lambda () xrefs))))
  (xref-push-marker-stack)
  (funcall xref-show-xrefs-function fetcher `((window . ,(selected-window)) (display-action . ,display-action))))
(defun xref--show-defs (fetcher display-action)
  "Show the definitions that FETCHER returns; DISPLAY-ACTION says where."
  (xref-push-marker-stack)
  (funcall xref-show-definitions-function fetcher `((window . ,(selected-window)) (display-action . ,display-action))))
(defun xref--find-definitions (id display-action)
  "Show the definitions of ID; DISPLAY-ACTION says where."
  (xref--show-defs (xref--create-fetcher id 'definitions id) display-action))

(defun xref-find-definitions (identifier)
  "Go to the definition of IDENTIFIER, or list its definitions."
  (interactive (list (xref--read-identifier "Find definitions of: ")))
  (xref--find-definitions identifier nil))
(defun xref-find-definitions-other-window (identifier)
  "Go to the definition of IDENTIFIER in another window."
  (interactive (list (xref--read-identifier "Find definitions of: ")))
  (xref--find-definitions identifier 'window))
(defun xref-find-definitions-other-frame (identifier)
  "Go to the definition of IDENTIFIER in another frame."
  (interactive (list (xref--read-identifier "Find definitions of: ")))
  (xref--find-definitions identifier 'frame))
(defun xref-find-references (identifier)
  "List the references to IDENTIFIER."
  (interactive (list (xref--read-identifier "Find references of: ")))
  (xref--show-xrefs (xref--create-fetcher identifier 'references identifier) nil))
(defun xref-find-apropos (pattern)
  "List the definitions of identifiers that PATTERN finds."
  (interactive (list (read-string "Search for pattern (word list or regexp): ")))
  (xref--show-xrefs (xref--create-fetcher pattern 'apropos pattern) nil))

;;; Searching files

(defun xref--grep (regexp-program-args)
  "Return what grep prints with REGEXP-PROGRAM-ARGS, a list of (FILE LINE TEXT)."
  (let ((found nil))
    (with-temp-buffer
      (let ((status (apply #'process-file "grep" nil t nil regexp-program-args)))
        (goto-char (point-min))
        (when (and (/= (point-min) (point-max)) (not (looking-at "[^\0\n]+\0[0-9]+:")) (not (eq status 0)))
          (user-error "Search failed with status %d: %s" status (buffer-string)))
        (while (re-search-forward "^\\([^\0\n]+\\)\0\\([0-9]+\\):\\(.*\\)$" nil t)
          (push (list (match-string 1) (string-to-number (match-string 2)) (match-string 3)) found))))
    (nreverse found)))
(defun xref--convert-hits (hits regexp)
  "Return items for the matches of REGEXP in HITS, a list of (LINE FILE TEXT)."
  (let ((items nil))
    (dolist (hit hits (nreverse items))
      (pcase-let ((`(,line ,file ,text) hit) (start 0))
        (while (and (<= start (length text)) (string-match regexp text start))
          (let ((beg (match-beginning 0)) (end (match-end 0)) (summary (copy-sequence text)))
            (add-face-text-property beg end 'xref-match t summary)
            (push (xref-make-match summary (xref-make-file-location file line beg) (- end beg)) items)
            (setq start (if (= beg end) (1+ end) end))))))))
(defun xref--regexp-to-extended (str)
  "Return STR, a regexp of Lisp, as an extended one of grep."
  (replace-regexp-in-string
   "\\\\\\(.\\)\\|\\([(){}|]\\)"
   (lambda (text) (pcase text ((or "\\(" "\\)" "\\{" "\\}" "\\|") (substring text 1)) ((or "(" ")" "{" "}" "|") (concat "\\" text)) ("\\_<" "\\<") ("\\_>" "\\>") (_ text)))
   (replace-regexp-in-string "\\\\_\\([<>]\\)" "\\\\\\1" str) t t))
(defun xref-matches-in-directory (regexp files dir _ignores)
  "Return items for the matches of REGEXP in the files below DIR that the shell patterns FILES name."
  (let* ((dir (file-name-as-directory (expand-file-name dir)))
         (hits (xref--grep (append (list "-rnHI" "--null" "-s")
                                   (mapcar (lambda (pattern) (concat "--include=" pattern)) (split-string (if (equal files "*") "" files) "[ ]+" t))
                                   (list "-E" "-e" (xref--regexp-to-extended regexp) (directory-file-name dir))))))
    (xref--convert-hits (mapcar (lambda (hit) (list (nth 1 hit) (car hit) (nth 2 hit))) hits) regexp)))
(defun xref-matches-in-files (regexp files)
  "Return items for the matches of REGEXP in FILES, a list of names."
  (when files
    (xref--convert-hits (mapcar (lambda (hit) (list (nth 1 hit) (car hit) (nth 2 hit)))
                                (xref--grep (append (list "-nHI" "--null" "-s" "-E" "-e" (xref--regexp-to-extended regexp)) (mapcar #'expand-file-name files))))
                        regexp)))
(defun xref-references-in-directory (symbol dir)
  "Return items for SYMBOL as a word in the files below DIR."
  (xref-matches-in-directory (concat "\\_<" (regexp-quote symbol) "\\_>") "*" dir nil))

(provide 'xref)

;;; xref.el ends here
