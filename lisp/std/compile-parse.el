;;; compile-parse.el --- finding places in what compilers say -*- lexical-binding: t; -*-

;; A message is kept in the text property `compilation-message'.  Its place is a list (COLUMN LINE FILE MARKER . VISITED), called a loc,
;; which is shared by all messages about that place.  FILE is ((NAME DIRECTORY) FORMATS (LINE LOC...)...), and
;; `compilation-locs' has all files.  A message with a place but no file is one about a directory.

(require 'compile-rules)

(defgroup compilation nil "Running compilers." :group 'tools :group 'processes)

(defcustom compilation-error-regexp-alist (mapcar #'car compilation-error-regexp-alist-alist)
  "The rules that find messages: names of `compilation-error-regexp-alist-alist', or (REGEXP FILE [LINE COLUMN TYPE HYPERLINK HIGHLIGHT...]).
FILE, LINE and COLUMN are numbers of groups or functions; LINE and COLUMN may be (BEGINNING . END), FILE (GROUP FORMAT...).  A
function for FILE returns (NAME) or (NAME . DIRECTORY).  TYPE is 2 or nil for an error, 1 for a warning, 0 for an
information, or (WARNING . INFO), groups that tell which it is.  HYPERLINK is the group that is the message, by default all.
HIGHLIGHT is (GROUP FACE), with FACE an expression for a face or a list (face FACE PROPERTY VALUE...)."
  :type '(repeat sexp))
(defcustom compilation-transform-file-match-alist '(("/bin/[a-z]*sh\\'" nil))
  "Alist of (REGEXP REPLACEMENT) for names of files in messages; if REPLACEMENT is nil, there is no message."
  :type '(alist :key-type regexp :value-type (list (choice (const nil) string))))
(defcustom compilation-error-case-fold-search nil "Non-nil if case does not count in messages." :type 'boolean)
(defcustom compilation-error-screen-columns t "Non-nil if columns are those of a screen, nil if they count characters." :type 'boolean)
(defcustom compilation-message-face 'underline "The face of messages." :type 'face)

(defvar compilation-first-column 1 "The number that the first column has in messages.")
(defvar compilation-parse-errors-filename-function #'identity "A function from the name of a file in a message to a name or buffer.")
(defvar compilation-directory-matcher '("\\(?:Entering\\|Leavin\\(g\\)\\) directory [`']\\(.+\\)'$" (2 . 1))
  "(REGEXP (DIRECTORY . LEAVE)...): how messages look that say which directory the following ones are about; or nil.")
(defvar compilation-debug nil "Non-nil if messages get a property `compilation-debug' that says which rule found them.")
(defvar compilation-parse-errors-function nil "Obsolete: a function (LIMIT) that finds messages.")
(defvar compilation-error-list nil "Obsolete: what `compilation-parse-errors-function' has found.")
(defvar compilation-old-error-list nil "Obsolete: what `compilation-error-list' has been.")
(defvar compilation-parsing-end (make-marker) "Obsolete: how far `compilation-parse-errors-function' has come.")

(defface compilation-error '((t :inherit error)) "Face of the file names of errors.")
(defface compilation-warning '((t :inherit warning)) "Face of the file names of warnings.")
(defface compilation-info '((t :inherit success)) "Face of the file names of informations.")
(defface compilation-line-number '((t :inherit font-lock-keyword-face)) "Face of line numbers.")
(defface compilation-column-number '((t :inherit font-lock-doc-face)) "Face of column numbers.")
(defvar compilation-error-face 'compilation-error "Face of the file names of errors.")
(defvar compilation-warning-face 'compilation-warning "Face of the file names of warnings.")
(defvar compilation-info-face 'compilation-info "Face of the file names of informations.")
(defvar compilation-line-face 'compilation-line-number "Face of line numbers.")
(defvar compilation-column-face 'compilation-column-number "Face of column numbers.")
(defvar compilation-enter-directory-face 'font-lock-function-name-face "Face of a directory that is entered.")
(defvar compilation-leave-directory-face 'font-lock-builtin-face "Face of a directory that is left.")

(defvar compilation-button-map
  (let ((map (make-sparse-keymap)))
    (define-key map [mouse-2] #'compile-goto-error)
    (define-key map [follow-link] 'mouse-face)
    (define-key map "\C-m" #'compile-goto-error)
    map)
  "Keymap of messages.")
(fset 'compilation-button-map compilation-button-map)

(defvar compilation-locs nil "Hash table of the files in the messages of this buffer.")
(defvar compilation-num-errors-found 0 "The number of errors in this buffer.")
(defvar compilation-num-warnings-found 0 "The number of warnings in this buffer.")
(defvar compilation-num-infos-found 0 "The number of informations in this buffer.")
(defvar-local compilation-gcpro nil "Values that must live as long as the buffer.")
(defvar-local compilation--parsed -1 "How far this buffer has been parsed: a marker, or -1 for not at all.")
(defvar-local compilation--previous-directory-cache nil "Where a directory was looked for last, and where the change before it is: (POS . CHANGE).")

;;; Places

(cl-defstruct (compilation--message (:constructor nil) (:copier nil)
                                    (:constructor compilation--make-message (loc type end-loc rule))
                                    (:conc-name compilation--message->))
  "A message: its place, its severity (2, 1 or 0), where it ends if that is known, the rule that found it."
  loc type end-loc rule)

(defmacro compilation--make-cdrloc (line file-struct marker)
  "Return a loc without its column, for LINE of FILE-STRUCT at MARKER."
  `(list ,line ,file-struct ,marker nil))
(defmacro compilation--loc->col (loc) "Return the column of LOC." `(car ,loc))
(defmacro compilation--loc->line (loc) "Return the line of LOC." `(cadr ,loc))
(defmacro compilation--loc->file-struct (loc) "Return the file of LOC." `(nth 2 ,loc))
(defmacro compilation--loc->marker (loc) "Return the marker of LOC, nil before its file has been visited." `(nth 3 ,loc))
(defmacro compilation--loc->visited (loc) "Return non-nil if LOC has been gone to." `(nthcdr 4 ,loc))

(defmacro compilation--make-file-struct (file-spec formats &optional loc-tree)
  "Return a file structure for FILE-SPEC, (NAME DIRECTORY), with FORMATS and the locs LOC-TREE."
  `(cons ,file-spec (cons ,formats ,loc-tree)))
(defmacro compilation--file-struct->file-spec (fs) "Return (NAME DIRECTORY) of the file FS." `(car ,fs))
(defmacro compilation--file-struct->formats (fs) "Return the formats of the name of FS." `(cadr ,fs))
(defmacro compilation--file-struct->loc-tree (fs) "Return the locs in FS, by lines." `(cddr ,fs))

(defun compilation--assq (key alist)
  "Return the element of the list (cdr ALIST) with the car KEY; put a new one first if there is none."
  (or (assq key (cdr alist))
      (let ((new (list key)))
        (setcdr alist (cons new (cdr alist)))
        new)))

(defun compilation-get-file-structure (file &optional fmt)
  "Return the structure for FILE, (NAME) or (NAME . DIRECTORY), making it with the formats FMT if there is none."
  (or (gethash file compilation-locs)
      (let ((directory (cdr file)) (name (car file)))
        (let ((default-directory (or (and directory (file-name-as-directory (expand-file-name directory))) default-directory)))
          (when (and (stringp name) (not (file-name-absolute-p name)) directory)
            (setq directory (directory-file-name (abbreviate-file-name (file-truename default-directory)))))
          (setq name (if (stringp name) (compilation--file-name name) name)))
        (let ((key (cons name directory)))
          (puthash file
                   (or (gethash key compilation-locs)
                       (puthash key (compilation--make-file-struct (list name directory) fmt) compilation-locs))
                   compilation-locs)))))

(defun compilation--file-name (name)
  "Return the file NAME of a message, a string or buffer, as `compilation-parse-errors-filename-function' has it."
  (funcall compilation-parse-errors-filename-function (substring-no-properties name)))

(defun compilation--flush-file-structure (file)
  "Forget what is known of FILE, so that new messages about it get new markers."
  (let* ((key (list file)) (known (gethash key compilation-locs)))
    (when known
      (maphash (lambda (other structure)
                 (when (eq structure known) (remhash other compilation-locs)))
               (copy-hash-table compilation-locs)))
    (unless (gethash key compilation-locs)
      (compilation-get-file-structure key))))

(defun compilation--file-markers (fs)
  "Return the locs of FS that have a marker in a live buffer."
  (let ((found nil))
    (dolist (line (compilation--file-struct->loc-tree fs) found)
      (dolist (loc (cdr line))
        (let ((marker (compilation--loc->marker loc)))
          (when (and (markerp marker) (marker-buffer marker) (compilation--loc->line loc)) (push loc found)))))))

(defun compilation--nearest (line locs)
  "Return the one of LOCS whose line is nearest to LINE."
  (let ((best (car locs)))
    (dolist (loc (cdr locs) best)
      (when (< (abs (- line (compilation--loc->line loc))) (abs (- line (compilation--loc->line best))))
        (setq best loc)))))

(defun compilation--marker-near (fs line col)
  "Return a marker for LINE and COL of FS, reckoned from markers that are there already; nil if there are none."
  (let* ((locs (and line (compilation--file-markers fs)))
         (near (and locs (compilation--nearest line locs))))
    (when near
      (let ((marker (compilation--loc->marker near))
            (screen compilation-error-screen-columns) (first compilation-first-column))
        (with-current-buffer (marker-buffer marker)
          (save-excursion
            (save-restriction
              (widen)
              (goto-char marker)
              (forward-line (- line (compilation--loc->line near)))
              (compilation--goto-column col screen first)
              (point-marker))))))))

(defun compilation-move-to-column (col screen)
  "Go to the column COL of the line, a number of columns of the screen if SCREEN, else of characters."
  (let ((column (- col compilation-first-column)))
    (goto-char (line-beginning-position))
    (if screen
        (move-to-column (max column 0))
      (goto-char (min (+ (line-beginning-position) (max column 0)) (line-end-position))))))

(defun compilation--goto-column (col screen first)
  "Go to the column COL, or to the indentation if it is nil, to the end of the line if it is negative.
SCREEN and FIRST are `compilation-error-screen-columns' and `compilation-first-column' of the messages; the buffer may have its own."
  (cond ((null col) (back-to-indentation))
        ((< col 0) (end-of-line))
        (t (let ((compilation-first-column (if (local-variable-p 'compilation-first-column) compilation-first-column first)))
             (compilation-move-to-column
              col (if (local-variable-p 'compilation-error-screen-columns) compilation-error-screen-columns screen))))))

;;; Properties of messages

(defun compilation-type (type)
  "Return 2, 1 or 0 for TYPE, (WARNING . INFO), after a match."
  (cond ((and (car type) (match-end (car type))) 1)
        ((and (cdr type) (match-end (cdr type))) 0)
        (t 2)))

(defun compilation-face (type)
  "Return the face for TYPE, (WARNING . INFO), after a match."
  (aref (vector compilation-info-face compilation-warning-face compilation-error-face) (compilation-type type)))

(defun compilation--note-type (type)
  "Count a message of TYPE."
  (pcase type
    (0 (setq compilation-num-infos-found (1+ compilation-num-infos-found)))
    (1 (setq compilation-num-warnings-found (1+ compilation-num-warnings-found)))
    (2 (setq compilation-num-errors-found (1+ compilation-num-errors-found)))))

(defun compilation--previous-directory (pos)
  "Return the last change of the property `compilation-directory' before POS."
  (let ((cache compilation--previous-directory-cache))
    (if (and cache (car cache) (marker-position (car cache)) (= (car cache) pos))
        (and (cdr cache) (marker-position (cdr cache)))
      (let ((found (previous-single-property-change pos 'compilation-directory)))
        (setq compilation--previous-directory-cache (cons (copy-marker pos) (and found (copy-marker found))))
        found))))

(defun compilation--flush-directory-cache (start _end)
  "Forget the directory that was found behind START."
  (let ((cache compilation--previous-directory-cache))
    (when (and cache (or (not (marker-position (car cache))) (<= start (car cache))))
      (setq compilation--previous-directory-cache nil))))

(defun compilation--directories-at (pos)
  "Return the directories that were entered before POS and not left, the innermost first."
  (let ((change (compilation--previous-directory pos)))
    (and change
         (or (get-text-property (1- change) 'compilation-directory)
             (get-text-property change 'compilation-directory)))))

(defun compilation-directory-properties (idx leave)
  "Return the properties of a message that enters the directory in group IDX, or leaves it if the group LEAVE matched."
  (setq leave (and leave (match-end leave)))
  (let ((entered (compilation--directories-at (match-beginning 0)))
        (dir (file-name-as-directory (expand-file-name (match-string-no-properties idx)))))
    (setq dir (directory-file-name dir))
    `(font-lock-face ,(if leave compilation-leave-directory-face compilation-enter-directory-face)
      compilation-directory ,(if leave
                                 (or (cdr (member dir (remq nil entered))) '(nil))
                               (cons dir (remq nil entered)))
      compilation-message ,(compilation--make-message nil 0 nil nil)
      mouse-face highlight
      keymap compilation-button-map
      help-echo "mouse-2: visit destination directory")))

(defun compilation--number (spec)
  "Return the number that SPEC, a group or a function, tells; nil if there is none."
  (cond ((functionp spec) (funcall spec))
        ((null spec) nil)
        ((match-beginning spec) (string-to-number (match-string-no-properties spec)))))

(defun compilation--earlier-file ()
  "Return (NAME . DIRECTORY) of the file that the message before the match is about."
  (let* ((at (match-beginning 0))
         (change (if (get-text-property (max (1- at) (point-min)) 'compilation-message) at
                   (previous-single-property-change at 'compilation-message)))
         (message nil))
    (while (and change (> change (point-min)) (not message))
      (setq message (get-text-property (1- change) 'compilation-message))
      (unless (and message (compilation--message->loc message))
        (setq message nil
              change (previous-single-property-change change 'compilation-message))))
    (if message
        (let ((spec (compilation--file-struct->file-spec (compilation--loc->file-struct (compilation--message->loc message)))))
          (cons (car spec) (cadr spec)))
      '("*unknown*"))))

(defun compilation--file-of-match (file)
  "Return (NAME . DIRECTORY) that FILE, a group or function of a rule, tells after a match; nil if it is no message after all."
  (let ((found (if (functionp file) (funcall file)
                 (and file (match-beginning file) (list (match-string-no-properties file))))))
    (cond
     ((null found) (compilation--earlier-file))
     ((bufferp (car found)) found)
     (t (let ((name (car found)) (drop nil))
          (dolist (transform compilation-transform-file-match-alist)
            (let ((case-fold-search nil))
              (when (save-match-data (string-match (car transform) name))
                (if (cadr transform)
                    (setq name (save-match-data (replace-regexp-in-string (car transform) (cadr transform) name)))
                  (setq drop t)))))
          (unless drop
            (cons name
                  (or (cdr found)
                      (and (not (file-name-absolute-p name))
                           (car (compilation--directories-at (match-beginning 0))))))))))))

(defun compilation-error-properties (file line end-line col end-col type fmt rule)
  "Return the properties of the message that has just been matched, nil if it is none.
FILE, LINE, END-LINE, COL, END-COL and TYPE are as in a rule; FMT are formats for the name, RULE is the name of the rule."
  (unless (or (text-property-not-all (match-beginning 0) (match-end 0) 'compilation-message nil)
              (get-text-property (match-beginning 0) 'compilation-footer))
    (let ((found (save-match-data (compilation--file-of-match file))))
      (when found
        (let* ((line (compilation--number line))
               (end-line (compilation--number end-line))
               (col (compilation--number col))
               (end-col (let ((end (compilation--number end-col))) (if end (1+ end) (and end-line -1)))))
          (when (and end-col (not end-line)) (setq end-line line))
          (let ((type (if (consp type) (compilation-type type) (or type 2))))
            ;; A message without a file is part of the one before it.
            (when file (compilation--note-type type))
            (save-match-data
              (compilation-internal-error-properties found line end-line col end-col type fmt rule))))))))

(defun compilation-internal-error-properties (file line end-line col end-col type fmts rule)
  "Return the properties of a message about FILE, (NAME) or (NAME . DIRECTORY).
LINE, END-LINE, COL and END-COL are numbers or nil, TYPE is 2, 1 or 0, FMTS are formats for the name, RULE found it."
  (let* ((fs (compilation-get-file-structure file fmts))
         (end-loc (and end-line (compilation--loc-in fs end-line end-col)))
         (loc (compilation--loc-in fs line col)))
    `(font-lock-face (,(aref (vector compilation-info-face compilation-warning-face compilation-error-face) type))
      compilation-message ,(compilation--make-message loc type end-loc rule)
      help-echo ,(cond (col "mouse-2: visit this file, line and column")
                       (line "mouse-2: visit this file and line")
                       (t "mouse-2: visit this file"))
      keymap compilation-button-map
      mouse-face highlight)))

(defun compilation--loc-in (fs line col)
  "Return the loc for LINE and COL in FS, making it if there is none."
  (let ((loc (compilation--assq col (compilation--assq line (cdr fs)))))
    (unless (cdr loc)
      (setcdr loc (compilation--make-cdrloc line fs (compilation--marker-near fs line col))))
    loc))

(defun compilation-fake-loc (marker file &optional line col)
  "Let messages about LINE and COL of FILE mean MARKER, and others about FILE be reckoned from it.
FILE is a name or (NAME . DIRECTORY); LINE is 1 and COL the indentation if they are missing."
  (let* ((fs (compilation-get-file-structure (if (consp file) file (list file))))
         (loc (compilation--assq col (compilation--assq (or line 1) (cdr fs)))))
    (setcdr loc (compilation--make-cdrloc (or line 1) fs marker))
    (dolist (entry (compilation--file-struct->loc-tree fs))
      (dolist (other (cdr entry))
        (unless (or (eq other loc) (compilation--loc->marker other))
          (setf (compilation--loc->marker other)
                (compilation--marker-near fs (compilation--loc->line other) (compilation--loc->col other))))))
    loc))

;;; Parsing

(defun compilation--put-prop (matchnum prop val)
  "Give the text of the group MATCHNUM the property PROP with VAL, if the group matched."
  (when (and (integerp matchnum) (match-beginning matchnum))
    (put-text-property (match-beginning matchnum) (match-end matchnum) prop val)))

(defun compilation--add-face (group face)
  "Put FACE before the faces that the text of GROUP has."
  (when (and (integerp group) (match-beginning group) (< (match-beginning group) (match-end group)))
    (let ((pos (match-beginning group)) (end (match-end group)))
      (while (< pos end)
        (let* ((next (next-single-property-change pos 'font-lock-face nil end))
               (old (get-text-property pos 'font-lock-face)))
          (put-text-property pos next 'font-lock-face (cons face (if (listp old) old (list old))))
          (setq pos next))))))

(defun compilation--highlight (highlight)
  "Do what HIGHLIGHT, (GROUP FACE), says about the match."
  (let* ((group (car highlight)) (value (eval (cadr highlight) t)))
    (when (and (integerp group) (match-beginning group))
      (cond ((and (consp value) (eq (car value) 'face))
             (add-text-properties (match-beginning group) (match-end group)
                                  (append (list 'font-lock-face (cadr value)) (cddr value))))
            (value (compilation--put-prop group 'font-lock-face value))))))

(defun compilation--mark-message (properties hyperlink file line col end-line end-col)
  "Give the match PROPERTIES; HYPERLINK, FILE, LINE, COL, END-LINE and END-COL are the groups that show."
  (let ((group (or hyperlink 0))
        (face (plist-get properties 'font-lock-face)))
    (when (match-beginning group)
      (add-text-properties (match-beginning group) (match-end group) (cddr properties))
      (when compilation-message-face
        (put-text-property (match-beginning group) (match-end group) 'font-lock-face (list compilation-message-face))))
    (compilation--add-face file (car face))
    (compilation--add-face line compilation-line-face)
    (compilation--add-face end-line compilation-line-face)
    (compilation--add-face col compilation-column-face)
    (compilation--add-face end-col compilation-column-face)
    (when compilation-debug
      (put-text-property (match-beginning 0) (match-end 0) 'compilation-debug (match-data)))))

(defun compilation--apply-rule (item start end)
  "Find the messages of the rule ITEM between START and END."
  (let* ((name (and (symbolp item) item))
         (rule (if name (cdr (assq name compilation-error-regexp-alist-alist)) item)))
    (when (consp rule)
      (let ((case-fold-search compilation-error-case-fold-search)
            (regexp (car rule)))
        (goto-char start)
        (if (functionp regexp)
            (funcall regexp end)
          (while (re-search-forward regexp end t)
            (let ((data (match-data)))
              (compilation--apply-match name rule)
              (set-match-data data)
              ;; A message may begin in the line where the one before it ends.
              (if (= (match-beginning 0) (match-end 0))
                  (if (eobp) (setq end (1- (point))) (forward-char 1))
                (goto-char (match-end 0))))
            (when (> (point) end) (goto-char end))))))))

(defun compilation--apply-match (name rule)
  "Mark the message that RULE, called NAME, has just matched."
  (pcase-let ((`(,file ,line ,col ,type ,hyperlink . ,highlights) (cdr rule))
              (formats nil) (end-line nil) (end-col nil))
    (when (and (consp file) (not (functionp file))) (setq formats (cdr file) file (car file)))
    (when (and (consp line) (not (functionp line))) (setq end-line (cdr line) line (car line)))
    (when (and (consp col) (not (functionp col))) (setq end-col (cdr col) col (car col)))
    (if (and (symbolp file) file (not (functionp file)))
        (error "Compilation rule %s: no such function: %s" name file)
      (let ((properties (if (functionp line)
                            ;; Rules of old had a function that found the properties itself.
                            (compilation-error-properties file line end-line col end-col (or type 2) formats name)
                          (compilation-error-properties file line end-line col end-col (or type 2) formats name))))
        (when properties
          (compilation--mark-message properties hyperlink file line col end-line end-col)
          (dolist (highlight highlights)
            (save-excursion (compilation--highlight highlight))))))))

(defun compilation-parse-errors (start end &rest rules)
  "Find the messages between START and END that RULES describe, by default `compilation-error-regexp-alist'."
  (save-excursion
    (dolist (item (or rules compilation-error-regexp-alist))
      (compilation--apply-rule item start end))))

(defun compilation--parse-directories (start end)
  "Mark the messages between START and END that say which directory is entered or left."
  (let ((case-fold-search compilation-error-case-fold-search))
    (goto-char start)
    (while (re-search-forward (car compilation-directory-matcher) end t)
      (compilation--flush-directory-cache (match-beginning 0) (match-end 0))
      (dolist (pair (cdr compilation-directory-matcher))
        (when (match-beginning (car pair))
          (add-text-properties (match-beginning (car pair)) (match-end (car pair))
                               (save-match-data (compilation-directory-properties (car pair) (cdr pair)))))))))

(defun compilation--parse-region (start end)
  "Find the messages between START and END; the region is widened to whole lines, and END may be in the middle of one."
  (goto-char end)
  (unless (bolp) (beginning-of-line 2))
  (setq end (point))
  (goto-char start)
  (setq start (line-beginning-position))
  (with-silent-modifications
    (remove-text-properties start end '(compilation-message nil compilation-directory nil))
    (if compilation-parse-errors-function
        (save-excursion (goto-char start) (compilation--compat-parse-errors end))
      (save-excursion
        (when compilation-directory-matcher (compilation--parse-directories start end))
        (compilation-parse-errors start end)))))

(defun compilation--header-end ()
  "Return where the first lines of the buffer end, which say what is run."
  (or (next-single-property-change (point-min) 'compilation-header-end) (point-min)))

(defun compilation--ensure-parse (limit)
  "Find the messages up to LIMIT."
  (save-excursion
    (save-restriction
      (widen)
      (unless (markerp compilation--parsed)
        (setq compilation--parsed (copy-marker (or compilation-messages-start (point-min)))))
      (when (< compilation--parsed limit)
        (let ((start (max compilation--parsed (compilation--header-end))))
          (goto-char limit)
          (unless (bolp) (beginning-of-line 2))
          (set-marker compilation--parsed (point))
          (when (< start compilation--parsed)
            (compilation--parse-region start (marker-position compilation--parsed))))))))

(defun compilation--flush-parse (start _end)
  "Let the text from START on be parsed again."
  (when (markerp compilation--parsed)
    (let ((line (save-excursion (goto-char start) (line-beginning-position 0))))
      (when (< line compilation--parsed) (set-marker compilation--parsed (max line (point-min)))))))

(defun compilation--remove-properties (&optional start end)
  "Remove what marks messages between START and END, by default everywhere."
  (with-silent-modifications
    (remove-text-properties
     (or start (point-min)) (or end (point-max))
     '(compilation-debug nil compilation-directory nil compilation-message nil font-lock-face nil help-echo nil mouse-face nil keymap nil))))

(defun compilation--compat-parse-errors (limit)
  "Call `compilation-parse-errors-function' up to LIMIT and mark the errors it puts into `compilation-error-list'."
  (setq compilation-error-list nil)
  (funcall compilation-parse-errors-function limit)
  (dolist (err compilation-error-list)
    (pcase-let* ((`(,where . ,place) err)
                 (file (and (consp place) (if (stringp (car place)) (list (car place)) (cons (car (car place)) (cadr (car place))))))
                 (loc (cond ((markerp place)
                             (list nil nil (compilation-get-file-structure (list (or (buffer-file-name (marker-buffer place)) (marker-buffer place)))) place nil))
                            ((consp place) (compilation--loc-in (compilation-get-file-structure file) (nth 1 place) (nth 2 place))))))
      (when loc
        (goto-char where)
        (put-text-property where (line-end-position) 'compilation-message (compilation--make-message loc 2 nil nil)))))
  compilation-error-list)

(provide 'compile-parse)

;;; compile-parse.el ends here
