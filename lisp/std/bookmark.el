;;; bookmark.el --- named places in files -*- lexical-binding: t; -*-

;; Manual: (emacs) Bookmarks.  A bookmark is a record (NAME . ALIST).  Who makes records for places of another kind gives them a `handler',
;; which is called with the record to go there.

(require 'pp)
(require 'tabulated-list)

(defgroup bookmark nil "Named places." :group 'matching)

(defcustom bookmark-use-annotations nil "Whether setting a bookmark asks for an annotation." :type 'boolean :group 'bookmark)
(defcustom bookmark-save-flag t "When bookmarks are saved: nil, when asked to; t, at the end; a number: after so many changes."
  :type '(choice (const nil) (const t) integer) :group 'bookmark)
(defcustom bookmark-default-file (locate-user-emacs-file "bookmarks" ".emacs.bmk") "The file of bookmarks." :type 'file :group 'bookmark)
(defvaralias 'bookmark-file 'bookmark-default-file)
(defvaralias 'bookmark-old-default-file 'bookmark-default-file)
(defcustom bookmark-watch-bookmark-file t "Whether to load the file again when it was changed by others: ask; `silent': without."
  :type '(choice (const nil) (const silent) (other t)) :group 'bookmark)
(defcustom bookmark-version-control 'nospecial "The `version-control' for the file of bookmarks; `nospecial': as it is."
  :type '(choice (const nil) (const never) (const nospecial) (other t)) :group 'bookmark)
(defcustom bookmark-completion-ignore-case t "Whether case matters not when names of bookmarks are read." :type 'boolean :group 'bookmark)
(defcustom bookmark-sort-flag t "Whether bookmarks are listed by name, not latest first." :type 'boolean :group 'bookmark)
(defcustom bookmark-menu-confirm-deletion nil "Whether to ask before bookmarks are deleted from the list." :type 'boolean :group 'bookmark)
(defcustom bookmark-automatically-show-annotations t "Whether going to a bookmark shows its annotation." :type 'boolean :group 'bookmark)
(defcustom bookmark-bmenu-file-column 30 "The width of names in the list." :type 'integer :group 'bookmark)
(defcustom bookmark-bmenu-toggle-filenames t "Whether the list shows files." :type 'boolean :group 'bookmark)
(defcustom bookmark-menu-length 70 "The greatest length of a name in a menu." :type 'integer :group 'bookmark)
(defcustom bookmark-search-delay 0.2 "Seconds before a search in the list shows what it found." :type 'number :group 'bookmark)
(defcustom bookmark-set-fringe-mark t "Whether to mark bookmarked lines in the fringe; there is none." :type 'boolean :group 'bookmark)
(defface bookmark-menu-bookmark '((t (:weight bold))) "Face for bookmarks in lists." :group 'bookmark)
(defface bookmark-menu-heading '((t (:inherit font-lock-type-face))) "Face for headings of lists." :group 'bookmark)
(defface bookmark-face '((t :inherit highlight)) "Face for marks of bookmarks." :group 'bookmark)

(defvar bookmark-load-hook nil "Run when this library was loaded.")
(defvar bookmark-exit-hook nil "Run before bookmarks are saved at the end.")
(defvar bookmark-alist nil "The bookmarks: a list of (NAME . ALIST), latest first.")
(defvar bookmark-bookmarks-timestamp nil "(FILE . TIME): the file that was loaded and when it was changed.")
(define-obsolete-variable-alias 'bookmarks-already-loaded 'bookmark-bookmarks-timestamp "27.1")
(defvar bookmark-file-coding-system nil "The coding system of the file that was read or written.")
(defvar-local bookmark-current-bookmark nil "The bookmark of this buffer that was used last.")
(defvar bookmark-alist-modification-count 0 "How many changes are not saved.")
(defvar bookmark-search-size 16 "How many characters on each side of a place are kept with it.")
(defvar bookmark-history nil "Names of bookmarks that were read.")
(defvar bookmark-current-buffer nil "The buffer in which a bookmark is set or renamed.")
(defvar bookmark-yank-point 0 "Where `bookmark-yank-word' goes on.")
(defvar bookmark-make-record-function #'bookmark-make-record-default
  "The function that returns a record, with or without its name, for point; modes set it buffer-locally.")
(defvar bookmark-after-jump-hook nil "Run after going to a bookmark.")
(defconst bookmark-file-format-version 1 "The version of the format of files.")
(defconst bookmark-end-of-version-stamp-marker "-*- End Of Bookmark File Format Version Stamp -*-\n" "The end of the first lines of a file.")

(defvar bookmark-map
  (let ((map (make-sparse-keymap)))
    (pcase-dolist (`(,key . ,command)
                   '(("x" . bookmark-set) ("m" . bookmark-set) ("M" . bookmark-set-no-overwrite) ("j" . bookmark-jump)
                     ("g" . bookmark-jump) ("o" . bookmark-jump-other-window) ("5" . bookmark-jump-other-frame)
                     ("i" . bookmark-insert) ("e" . edit-bookmarks) ("f" . bookmark-insert-location) ("r" . bookmark-rename)
                     ("d" . bookmark-delete) ("D" . bookmark-delete-all) ("l" . bookmark-load) ("w" . bookmark-write)
                     ("s" . bookmark-save)))
      (define-key map key command))
    map)
  "Keymap of commands for bookmarks.")
(fset 'bookmark-map bookmark-map)
(defvar menu-bar-bookmark-map (make-sparse-keymap "Bookmark functions") "The menu of bookmarks.")
(fset 'menu-bar-bookmark-map menu-bar-bookmark-map)

(defmacro with-buffer-modified-unmodified (&rest body)
  "Evaluate BODY; the buffer counts as modified afterwards if it did before."
  (declare (debug t))
  (let ((was (make-symbol "was")))
    `(let ((,was (buffer-modified-p)))
       (unwind-protect (progn ,@body) (set-buffer-modified-p ,was)))))

;;; Records

(defun bookmark-name-from-full-record (bookmark-record) "Return the name of BOOKMARK-RECORD." (car bookmark-record))

(defun bookmark-all-names ()
  "Return the names of all bookmarks."
  (bookmark-maybe-load-default-file)
  (mapcar #'car bookmark-alist))

(defun bookmark-get-bookmark (bookmark-name-or-record &optional noerror)
  "Return the record of BOOKMARK-NAME-OR-RECORD; an error, or nil if NOERROR, if there is none."
  (cond
   ((consp bookmark-name-or-record) bookmark-name-or-record)
   ((stringp bookmark-name-or-record)
    (or (assoc-string bookmark-name-or-record bookmark-alist bookmark-completion-ignore-case)
        (unless noerror (error "Invalid bookmark %s" bookmark-name-or-record))))))

(defun bookmark-get-bookmark-record (bookmark-name-or-record)
  "Return what is known of BOOKMARK-NAME-OR-RECORD, an alist."
  (let ((rest (cdr (bookmark-get-bookmark bookmark-name-or-record))))
    (if (and (consp (car rest)) (consp (caar rest)) (null (cdr rest))) (car rest) rest)))

(defun bookmark-set-name (bookmark-name-or-record newname)
  "Call BOOKMARK-NAME-OR-RECORD NEWNAME."
  (setcar (bookmark-get-bookmark bookmark-name-or-record) newname))

(defun bookmark-prop-get (bookmark-name-or-record prop)
  "Return PROP of BOOKMARK-NAME-OR-RECORD, nil if it has none."
  (cdr (assq prop (bookmark-get-bookmark-record bookmark-name-or-record))))

(defun bookmark-prop-set (bookmark-name-or-record prop val)
  "Make VAL the property PROP of BOOKMARK-NAME-OR-RECORD."
  (let ((cell (assq prop (bookmark-get-bookmark-record bookmark-name-or-record))))
    (if cell
        (setcdr cell val)
      (nconc (bookmark-get-bookmark bookmark-name-or-record) (list (cons prop val))))))

(defun bookmark-get-annotation (bookmark-name-or-record) "The annotation of BOOKMARK-NAME-OR-RECORD." (bookmark-prop-get bookmark-name-or-record 'annotation))
(defun bookmark-set-annotation (bookmark-name-or-record ann) "Make ANN the annotation of BOOKMARK-NAME-OR-RECORD." (bookmark-prop-set bookmark-name-or-record 'annotation ann))
(defun bookmark-get-filename (bookmark-name-or-record) "The file of BOOKMARK-NAME-OR-RECORD." (bookmark-prop-get bookmark-name-or-record 'filename))
(defun bookmark-set-filename (bookmark-name-or-record filename) "Make FILENAME the file of BOOKMARK-NAME-OR-RECORD." (bookmark-prop-set bookmark-name-or-record 'filename filename))
(defun bookmark-get-position (bookmark-name-or-record) "The position of BOOKMARK-NAME-OR-RECORD." (bookmark-prop-get bookmark-name-or-record 'position))
(defun bookmark-set-position (bookmark-name-or-record position) "Make POSITION that of BOOKMARK-NAME-OR-RECORD." (bookmark-prop-set bookmark-name-or-record 'position position))
(defun bookmark-get-front-context-string (bookmark-name-or-record) "The text after BOOKMARK-NAME-OR-RECORD." (bookmark-prop-get bookmark-name-or-record 'front-context-string))
(defun bookmark-set-front-context-string (bookmark-name-or-record string) "Make STRING the text after BOOKMARK-NAME-OR-RECORD." (bookmark-prop-set bookmark-name-or-record 'front-context-string string))
(defun bookmark-get-rear-context-string (bookmark-name-or-record) "The text before BOOKMARK-NAME-OR-RECORD." (bookmark-prop-get bookmark-name-or-record 'rear-context-string))
(defun bookmark-set-rear-context-string (bookmark-name-or-record string) "Make STRING the text before BOOKMARK-NAME-OR-RECORD." (bookmark-prop-set bookmark-name-or-record 'rear-context-string string))
(defun bookmark-get-handler (bookmark-name-or-record) "The handler of BOOKMARK-NAME-OR-RECORD." (bookmark-prop-get bookmark-name-or-record 'handler))

(defun bookmark-buffer-file-name ()
  "Return the file, or the directory, of the current buffer, abbreviated; nil if it has none."
  (cond (buffer-file-name (abbreviate-file-name buffer-file-name))
        ((bound-and-true-p dired-directory)
         (abbreviate-file-name (if (stringp dired-directory) dired-directory (car dired-directory))))))

(defun bookmark-buffer-name ()
  "Return a name for a bookmark in the current buffer."
  (cond (buffer-file-name (file-name-nondirectory buffer-file-name))
        ((bound-and-true-p dired-directory) (file-name-nondirectory (directory-file-name (bookmark-buffer-file-name))))
        (t (buffer-name))))

(defun bookmark-make-record-default (&optional no-file no-context posn)
  "Return what describes point: its file unless NO-FILE, the text around it unless NO-CONTEXT, POSN or its position."
  `(,@(unless no-file
        `((filename . ,(or (bookmark-buffer-file-name) (error "Buffer not visiting a file or directory")))))
    ,@(unless no-context
        (let ((after (min (point-max) (+ (point) bookmark-search-size)))
              (before (max (point-min) (- (point) bookmark-search-size))))
          `((front-context-string . ,(and (= after (+ (point) bookmark-search-size)) (buffer-substring-no-properties (point) after)))
            (rear-context-string . ,(and (= before (- (point) bookmark-search-size)) (buffer-substring-no-properties before (point)))))))
    (position . ,(or posn (point)))))

(defun bookmark-make-record ()
  "Return a record for point, by `bookmark-make-record-function'."
  (let ((record (funcall bookmark-make-record-function)))
    (if (stringp (car record))
        record
      (when (null (car record)) (setq record (cdr record)))
      (let ((defaults (delq nil (list bookmark-current-bookmark (car (bookmark-prop-get (cons "" record) 'defaults)) (bookmark-buffer-name)))))
        (cons (car defaults) record)))))

(defun bookmark--changed ()
  "Note that there was a change; save if there were enough."
  (setq bookmark-alist-modification-count (1+ bookmark-alist-modification-count))
  (when (and (numberp bookmark-save-flag) (>= bookmark-alist-modification-count bookmark-save-flag))
    (bookmark-save)))

(defun bookmark-store (name alist no-overwrite)
  "Store ALIST as the bookmark NAME; one of that name is replaced unless NO-OVERWRITE."
  (bookmark-maybe-load-default-file)
  (let ((name (substring-no-properties name)))
    (if (and (not no-overwrite) (bookmark-get-bookmark name t))
        (setcdr (bookmark-get-bookmark name) alist)
      (push (cons name alist) bookmark-alist))
    (bookmark--changed)
    (setq bookmark-current-bookmark name)
    (bookmark--refresh-list)))

;;; Reading names

(defmacro bookmark-maybe-historicize-string (string)
  "Put STRING into the history unless it was read."
  `(unless (called-interactively-p 'interactive) (setq bookmark-history (cons ,string bookmark-history))))

(defun bookmark-completing-read (prompt &optional default)
  "Read the name of a bookmark with PROMPT; DEFAULT, or \"\", if nothing is typed."
  (bookmark-maybe-load-default-file)
  (let ((completion-ignore-case bookmark-completion-ignore-case))
    (completing-read (format-prompt prompt default) (mapcar #'car (bookmark-maybe-sort-alist)) nil 0 nil
                     'bookmark-history (or default ""))))

(defvar bookmark-minibuffer-read-name-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map minibuffer-local-map)
    (define-key map "\C-w" #'bookmark-yank-word)
    map)
  "Keymap while a name for a new bookmark is read.")

(defun bookmark-yank-word ()
  "Append the next word of the buffer where the bookmark is set to the name that is read."
  (interactive)
  (insert (with-current-buffer bookmark-current-buffer
            (goto-char bookmark-yank-point)
            (buffer-substring-no-properties (point) (progn (forward-word 1) (setq bookmark-yank-point (point)))))))

;;; Setting, renaming, deleting

(defun bookmark-set-internal (prompt name overwrite-or-push)
  "Set a bookmark NAME, or one read with PROMPT, at point.
If it exists: OVERWRITE-OR-PUSH `overwrite' replaces it, `push' adds another, nil is an error."
  (setq bookmark-yank-point (point) bookmark-current-buffer (current-buffer))
  (unwind-protect
      (let* ((record (bookmark-make-record))
             (default (or (car record) (bookmark-buffer-name)))
             (name (or name
                       (read-from-minibuffer (format-prompt prompt default) nil bookmark-minibuffer-read-name-map nil nil default))))
        (if (equal name "") (setq name default))
        (bookmark-maybe-load-default-file)
        (when (and (null overwrite-or-push) (bookmark-get-bookmark name t))
          (error "A bookmark named `%s' already exists" name))
        (bookmark-store name (cdr record) (eq overwrite-or-push 'push))
        (when bookmark-use-annotations (bookmark-edit-annotation name)))
    (setq bookmark-yank-point nil bookmark-current-buffer nil)))

(defun bookmark-set (&optional name no-overwrite)
  "Set a bookmark NAME at point; one of that name is replaced, or kept behind this one if NO-OVERWRITE."
  (interactive (list nil current-prefix-arg))
  (bookmark-set-internal "Set bookmark" name (if no-overwrite 'push 'overwrite)))

(defun bookmark-set-no-overwrite (&optional name push-bookmark)
  "Set a bookmark NAME at point; an error if there is one, unless PUSH-BOOKMARK, which keeps it behind this one."
  (interactive (list nil current-prefix-arg))
  (bookmark-set-internal "Set bookmark" name (and push-bookmark 'push)))

(defun bookmark-rename (old-name &optional new-name)
  "Call the bookmark OLD-NAME NEW-NAME."
  (interactive (list (bookmark-completing-read "Old bookmark name")))
  (bookmark-maybe-load-default-file)
  (setq bookmark-yank-point (point) bookmark-current-buffer (current-buffer))
  (let ((new (or new-name (read-from-minibuffer "New name: " nil bookmark-minibuffer-read-name-map nil 'bookmark-history))))
    (bookmark-set-name old-name new)
    (bookmark--refresh-list)
    (setq bookmark-current-bookmark new)
    (bookmark--changed))
  nil)

(defun bookmark-delete (bookmark-name &optional batch)
  "Delete the bookmark BOOKMARK-NAME, if there is one; with BATCH, lists are not made again."
  (interactive (list (bookmark-completing-read "Delete bookmark" bookmark-current-bookmark)))
  (bookmark-maybe-load-default-file)
  (setq bookmark-alist (delq (bookmark-get-bookmark bookmark-name t) bookmark-alist))
  (unless (bookmark-get-bookmark bookmark-current-bookmark t) (setq bookmark-current-bookmark nil))
  (unless batch (bookmark--refresh-list))
  (bookmark--changed)
  nil)

(defun bookmark-delete-all (&optional no-confirm)
  "Delete all bookmarks, asking unless NO-CONFIRM."
  (interactive "P")
  (when (or no-confirm (yes-or-no-p "Permanently delete all bookmarks? "))
    (bookmark-maybe-load-default-file)
    (setq bookmark-alist-modification-count (+ bookmark-alist-modification-count (length bookmark-alist))
          bookmark-alist nil)
    (bookmark--refresh-list)))

;;; Going there

(define-error 'bookmark-errors "Bookmark error")
(define-error 'bookmark-error-no-filename "Bookmark has no associated file (or directory)" 'bookmark-errors)

(defun bookmark-location (bookmark-name-or-record)
  "Return a text that says where BOOKMARK-NAME-OR-RECORD is."
  (bookmark-maybe-load-default-file)
  (or (bookmark-prop-get bookmark-name-or-record 'location)
      (bookmark-get-filename bookmark-name-or-record)
      (bookmark-prop-get bookmark-name-or-record 'buffer-name)
      (bookmark-prop-get bookmark-name-or-record 'buffer)
      "-- Unknown location --"))

(defun bookmark-default-handler (bmk-record)
  "Go to the place of BMK-RECORD: its buffer or file becomes current, and point is where the text around is, near its position."
  (let ((file (bookmark-get-filename bmk-record)) (buffer (bookmark-prop-get bmk-record 'buffer))
        (after (bookmark-get-front-context-string bmk-record)) (before (bookmark-get-rear-context-string bmk-record))
        (place (bookmark-get-position bmk-record)))
    (set-buffer
     (cond ((and file (file-readable-p file) (not (buffer-live-p buffer))) (find-file-noselect file))
           ((and buffer (or (bufferp buffer) (get-buffer buffer))) (get-buffer buffer))
           (t (signal 'bookmark-error-no-filename (list 'stringp file)))))
    (if place (goto-char place))
    (when (and after (search-forward after (point-max) t)) (goto-char (match-beginning 0)))
    (when (and before (search-backward before (point-min) t)) (goto-char (match-end 0)))
    nil))

(defun bookmark-handle-bookmark (bookmark-name-or-record)
  "Call the handler of BOOKMARK-NAME-OR-RECORD; if its file is gone, ask for another."
  (condition-case err
      (funcall (or (bookmark-get-handler bookmark-name-or-record) #'bookmark-default-handler)
               (bookmark-get-bookmark bookmark-name-or-record))
    (bookmark-error-no-filename
     (if (and (stringp bookmark-name-or-record)
              (bookmark-get-filename bookmark-name-or-record)
              (not noninteractive)
              (y-or-n-p (format "Cannot find %s; relocate \"%s\"? " (bookmark-get-filename bookmark-name-or-record) bookmark-name-or-record)))
         (progn (bookmark-relocate bookmark-name-or-record)
                (bookmark-handle-bookmark bookmark-name-or-record))
       (signal (car err) (cdr err)))))
  (when (stringp bookmark-name-or-record)
    (setq bookmark-current-bookmark bookmark-name-or-record))
  nil)

(defun bookmark--jump-via (bookmark-name-or-record display-function)
  "Go to BOOKMARK-NAME-OR-RECORD and show its buffer by DISPLAY-FUNCTION."
  (bookmark-handle-bookmark bookmark-name-or-record)
  (let ((place (point)))
    (save-current-buffer (funcall display-function (current-buffer)))
    (goto-char place)
    (let ((window (get-buffer-window (current-buffer) 0)))
      (if window (set-window-point window place))))
  (run-hooks 'bookmark-after-jump-hook)
  (when bookmark-automatically-show-annotations (bookmark-show-annotation bookmark-name-or-record)))

(defun bookmark-jump (bookmark &optional display-func)
  "Go to BOOKMARK and show its buffer by DISPLAY-FUNC, `pop-to-buffer-same-window' by default."
  (interactive (list (bookmark-completing-read "Jump to bookmark" bookmark-current-bookmark)))
  (unless bookmark (error "No bookmark specified"))
  (bookmark-maybe-load-default-file)
  (bookmark-maybe-historicize-string bookmark)
  (bookmark--jump-via bookmark (or display-func #'pop-to-buffer-same-window)))

(defun bookmark-jump-other-window (bookmark)
  "Go to BOOKMARK in another window."
  (interactive (list (bookmark-completing-read "Jump to bookmark (in another window)" bookmark-current-bookmark)))
  (bookmark-jump bookmark #'switch-to-buffer-other-window))
(defun bookmark-jump-other-frame (bookmark)
  "Go to BOOKMARK in another frame."
  (interactive (list (bookmark-completing-read "Jump to bookmark (in another frame)" bookmark-current-bookmark)))
  (bookmark-jump bookmark #'switch-to-buffer-other-frame))

(defun bookmark-relocate (bookmark-name)
  "Ask where the file of BOOKMARK-NAME is now."
  (interactive (list (bookmark-completing-read "Bookmark to relocate")))
  (bookmark-maybe-load-default-file)
  (let ((file (bookmark-get-filename bookmark-name)))
    (bookmark-set-filename
     bookmark-name
     (abbreviate-file-name (expand-file-name (read-file-name (format "Relocate %s to: " bookmark-name) (and file (file-name-directory file))))))
    (bookmark--changed)
    (bookmark--refresh-list)))

(defun bookmark-insert-location (bookmark-name &optional _no-history)
  "Insert the location of BOOKMARK-NAME."
  (interactive (list (bookmark-completing-read "Insert bookmark location")))
  (insert (bookmark-location bookmark-name)))
(defalias 'bookmark-locate #'bookmark-insert-location)

(defun bookmark-insert (bookmark-name)
  "Insert the text of the file of BOOKMARK-NAME."
  (interactive (list (bookmark-completing-read "Insert bookmark contents")))
  (bookmark-maybe-load-default-file)
  (let ((text (save-current-buffer (bookmark-handle-bookmark bookmark-name) (buffer-string))))
    (save-excursion (insert text))
    (push-mark)))

;;; Annotations

(defvar-local bookmark-annotation-name nil "The bookmark whose annotation is edited.")
(defvar bookmark-edit-annotation-text-func #'bookmark-default-annotation-text "The function that returns the text to begin an annotation with.")
(defvar bookmark-edit-annotation-mode-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map text-mode-map)
    (define-key map "\C-c\C-c" #'bookmark-send-edited-annotation)
    map)
  "Keymap while an annotation is edited.")
(define-derived-mode bookmark-edit-annotation-mode text-mode "Edit Bookmark Annotation" "Mode for an annotation of a bookmark.")

(defun bookmark-default-annotation-text (bookmark-name)
  "Return lines that explain what to do with the annotation of BOOKMARK-NAME."
  (concat "#  Type the annotation for bookmark '" bookmark-name "' here.\n"
          "#  All lines which start with a '#' will be deleted.\n"
          "#  Type C-c C-c when done.\n#\n#  Author: " (user-full-name) " <" (user-login-name) "@" (system-name) ">\n"
          "#  Date:    " (current-time-string) "\n"))

(defun bookmark-insert-annotation (bookmark-name-or-record)
  "Insert the annotation of BOOKMARK-NAME-OR-RECORD."
  (insert (or (bookmark-get-annotation bookmark-name-or-record) "")))

(defun bookmark-edit-annotation (bookmark-name-or-record &optional _from-bookmark-list)
  "Show a buffer for the annotation of BOOKMARK-NAME-OR-RECORD."
  (pop-to-buffer (generate-new-buffer-name "*Bookmark Annotation Compose*"))
  (erase-buffer)
  (bookmark-edit-annotation-mode)
  (insert (funcall bookmark-edit-annotation-text-func
                   (if (stringp bookmark-name-or-record) bookmark-name-or-record (car bookmark-name-or-record))))
  (bookmark-insert-annotation bookmark-name-or-record)
  (setq bookmark-annotation-name bookmark-name-or-record))

(defun bookmark-send-edited-annotation ()
  "Make the buffer's text, without lines that begin with #, the annotation."
  (interactive)
  (unless (derived-mode-p 'bookmark-edit-annotation-mode) (error "Not in bookmark-edit-annotation-mode"))
  (goto-char (point-min))
  (while (re-search-forward "^#.*\n?" nil t) (replace-match ""))
  (bookmark-set-annotation bookmark-annotation-name (buffer-substring-no-properties (point-min) (point-max)))
  (bookmark--changed)
  (kill-buffer (current-buffer)))

(defun bookmark-edit-annotation-confirm () "The annotation is done." (interactive) (bookmark-send-edited-annotation))

(defun bookmark-show-annotation (bookmark-name-or-record)
  "Show the annotation of BOOKMARK-NAME-OR-RECORD, if it has one."
  (let ((annotation (bookmark-get-annotation bookmark-name-or-record)))
    (when (and annotation (not (string-equal annotation "")))
      (save-excursion
        (pop-to-buffer (get-buffer-create "*Bookmark Annotation*") t)
        (let ((inhibit-read-only t)) (erase-buffer) (insert annotation))))))

(defun bookmark-show-all-annotations ()
  "Show all annotations."
  (with-current-buffer (get-buffer-create "*Bookmark Annotation*")
    (let ((inhibit-read-only t))
      (erase-buffer)
      (dolist (record (bookmark-maybe-sort-alist))
        (insert (car record) ":\n")
        (let ((annotation (bookmark-get-annotation record)))
          (if annotation (insert annotation "\n")))))
    (display-buffer (current-buffer))))

;;; Files

(defun bookmark-maybe-sort-alist ()
  "Return the bookmarks in the order of lists."
  (if bookmark-sort-flag
      (sort (copy-alist bookmark-alist) (lambda (one other) (string-lessp (car one) (car other))))
    bookmark-alist))

(defun bookmark-grok-file-format-version ()
  "Return the version of the format of the buffer."
  (if (looking-at "^;;;;") 
      (progn (re-search-forward "[0-9]+") (string-to-number (match-string 0)))
    0))

(defun bookmark-upgrade-version-0-alist (old-list)
  "Return the bookmarks of OLD-LIST, of version 0, as they are today."
  (mapcar (lambda (old)
            (let ((rest (car (cdr old))))
              (list (car old)
                    `((filename . ,(nth 0 rest)) (front-context-string . ,(or (nth 1 rest) "")) (rear-context-string . ,(or (nth 2 rest) ""))
                      (position . ,(nth 3 rest)) (annotation . ,(nth 4 rest))))))
          old-list))

(defun bookmark-upgrade-file-format-from-0 ()
  "Make the buffer's bookmarks, of version 0, those of today."
  (let ((new (bookmark-upgrade-version-0-alist (bookmark-alist-from-buffer))))
    (erase-buffer)
    (bookmark-insert-file-format-version-stamp coding-system-for-write)
    (pp new (current-buffer))
    (goto-char (point-min))))

(defun bookmark-maybe-upgrade-file-format ()
  "Bring the buffer's bookmarks to the format of today; an error if they are of a later one."
  (let ((version (bookmark-grok-file-format-version)))
    (goto-char (point-min))
    (cond ((= version bookmark-file-format-version) nil)
          ((= version 0) (bookmark-upgrade-file-format-from-0))
          (t (error "Bookmark file format version strangeness")))))

(defun bookmark-alist-from-buffer ()
  "Return the bookmarks in the buffer."
  (save-excursion
    (goto-char (point-min))
    (if (search-forward bookmark-end-of-version-stamp-marker nil t)
        (read (current-buffer))
      (if (buffer-size)
          (read (current-buffer))
        (error "Not bookmark format")))))

(defun bookmark-insert-file-format-version-stamp (coding)
  "Insert the first lines of a file in the coding system CODING."
  (insert (format ";;;; Emacs Bookmark Format Version %d%s\n" bookmark-file-format-version
                  (if coding (format ";;;; -*- coding: %s; mode: lisp-data -*-" coding) "")))
  (insert ";;; This format is meant to be slightly human-readable;\n;;; nevertheless, you probably don't want to edit it.\n"
          ";;; " bookmark-end-of-version-stamp-marker))

(defun bookmark--file-time (file) "When FILE was changed." (file-attribute-modification-time (file-attributes file)))

(defun bookmark-maybe-load-default-file ()
  "Load the file of bookmarks if that was not done, or again if it was changed by others, as the options say."
  (cond
   (bookmark-bookmarks-timestamp
    (let ((file (car bookmark-bookmarks-timestamp)))
      (when (and bookmark-watch-bookmark-file (file-readable-p file)
                 (not (equal (cdr bookmark-bookmarks-timestamp) (bookmark--file-time file)))
                 (or (eq bookmark-watch-bookmark-file 'silent)
                     (y-or-n-p (format "Bookmarks %s changed on disk.  Reload? " file))))
        (bookmark-load file t t))))
   ((and (null bookmark-alist) (file-readable-p bookmark-default-file))
    (bookmark-load bookmark-default-file t t))))

(defun bookmark-load (file &optional overwrite no-msg default)
  "Load bookmarks from FILE; they replace those there are if OVERWRITE, else they get new names where needed.
No message if NO-MSG.  FILE becomes the one to save to if DEFAULT or OVERWRITE."
  (interactive (list (read-file-name (format-prompt "Load bookmarks from" bookmark-default-file) "~/" bookmark-default-file 'confirm)
                     current-prefix-arg))
  (let ((file (abbreviate-file-name (expand-file-name file))) (reporter nil))
    (unless (file-readable-p file) (error "Cannot read bookmark file %s" file))
    (unless no-msg (setq reporter (make-progress-reporter (format "Loading bookmarks from %s..." file))))
    (with-temp-buffer
      (insert-file-contents file)
      (goto-char (point-min))
      (bookmark-maybe-upgrade-file-format)
      (let ((new (bookmark-alist-from-buffer)))
        (unless (listp new) (error "Invalid bookmark list in %s" file))
        (if overwrite
            (setq bookmark-alist new bookmark-alist-modification-count 0)
          (bookmark-import-new-list new)
          (setq bookmark-alist-modification-count (1+ bookmark-alist-modification-count)))
        (when (or default overwrite (equal file (abbreviate-file-name bookmark-default-file)))
          (setq bookmark-bookmarks-timestamp (cons file (bookmark--file-time file)))))
      (setq bookmark-file-coding-system buffer-file-coding-system))
    (bookmark--refresh-list)
    (if reporter (progress-reporter-done reporter))))

(defun bookmark-import-new-list (new-list)
  "Add the bookmarks of NEW-LIST, renamed where a name is taken."
  (dolist (record new-list)
    (let ((name (car record)) (n 2))
      (while (assoc (car record) bookmark-alist)
        (setcar record (format "%s<%d>" name n))
        (setq n (1+ n)))))
  (setq bookmark-alist (nconc bookmark-alist new-list)))

(defun bookmark-save (&optional parg file make-default)
  "Save the bookmarks in FILE, or with PARG in one that is read; it becomes the one to save to if MAKE-DEFAULT."
  (interactive "P")
  (bookmark-maybe-load-default-file)
  (let ((file (cond (file file)
                    (parg (read-file-name "File to save bookmarks in: "))
                    (t (or (car bookmark-bookmarks-timestamp) bookmark-default-file)))))
    (bookmark-write-file file)
    (when (or make-default (not parg))
      (setq bookmark-bookmarks-timestamp (cons (expand-file-name file) (bookmark--file-time file))))
    (setq bookmark-alist-modification-count 0)))

(defun bookmark-write ()
  "Write the bookmarks to a file that is read."
  (interactive)
  (bookmark-save t))

(defun bookmark-write-file (file)
  "Write the bookmarks to FILE."
  (let ((reporter (make-progress-reporter (format "Saving bookmarks to file %s..." file)))
        (coding-system-for-write (or coding-system-for-write bookmark-file-coding-system 'utf-8-emacs))
        (print-length nil) (print-level nil) (print-circle t))
    (with-temp-buffer
      (bookmark-insert-file-format-version-stamp coding-system-for-write)
      (insert "(")
      (dolist (record bookmark-alist)
        (let ((name (substring-no-properties (car record))))
          (insert (format "(%S" name))
          (dolist (cell (bookmark-get-bookmark-record record))
            (unless (and (memq (car cell) '(annotation)) (null (cdr cell)))
              (insert (format "\n %S" cell))))
          (insert ")\n")))
      (insert ")\n")
      (let ((version-control (pcase bookmark-version-control
                               ('nil nil) ('never 'never) ('nospecial version-control) (_ t)))
            (directory (file-name-directory (expand-file-name file))))
        (unless (file-exists-p directory) (make-directory directory t))
        (condition-case err
            (write-region (point-min) (point-max) file nil 'no-message)
          (file-error (message "Can't write %s: %s" file (error-message-string err)))))
      (setq bookmark-file-coding-system coding-system-for-write)
      (progress-reporter-done reporter))))

(defun bookmark-exit-hook-internal ()
  "Save bookmarks at the end, if there are changes and the options say so."
  (run-hooks 'bookmark-exit-hook)
  (when (and bookmark-alist bookmark-save-flag (> bookmark-alist-modification-count 0))
    (bookmark-save)))
(unless noninteractive (add-hook 'kill-emacs-hook #'bookmark-exit-hook-internal))

(defun bookmark-unload-function ()
  "Save when the library is unloaded."
  (when bookmark-save-flag (bookmark-save))
  nil)

(require 'bookmark-list)
(run-hooks 'bookmark-load-hook)
(provide 'bookmark)

;;; bookmark.el ends here
