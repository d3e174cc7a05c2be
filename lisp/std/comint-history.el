;;; comint-history.el --- the inputs of comint buffers, and getting them back -*- lexical-binding: t; -*-

(require 'ring)

(defcustom comint-input-ring-size 500 "How many inputs are remembered." :type 'integer)
(defcustom comint-input-ignoredups nil "Whether an input that repeats the one before is not remembered." :type 'boolean)
(defcustom comint-input-autoexpand nil "Whether references to the history in input are expanded." :type 'sexp)
(defcustom comint-move-point-for-matching-input 'after-input "Where point goes after a search: `after-input' or `end-of-line'." :type 'symbol)
(defvar comint-input-ring nil "The inputs, the newest first: a ring.")
(defvar comint-input-ring-index nil "Which input was fetched last; nil if none.")
(defvar comint-save-input-ring-index nil "Which input was sent again, for `comint-get-next-from-history'.")
(defvar comint-stored-incomplete-input nil "The input that was being written when the history was asked.")
(defvar comint-matching-input-from-input-string "" "What the input began with when the history was searched for it.")
(defvar comint-input-ring-file-name nil "The file that holds inputs between sessions, or nil.")
(defvar comint-input-ring-separator "\n" "What is between the inputs in the file.")
(defvar comint-input-ring-file-prefix nil "Matches what stands before each input in the file.")
(defvar comint-input-history-ignore "^#" "Matches entries of the file that are ignored.")
(defvar comint-delimiter-argument-list nil "Characters that are arguments by themselves.")

(declare-function comint--process "comint")
(declare-function comint-delete-input "comint")

(defun comint-add-to-input-history (cmd)
  "Remember the input CMD, if `comint-input-filter' wants it."
  (when (and (funcall comint-input-filter cmd)
             (or (not comint-input-ignoredups)
                 (ring-empty-p comint-input-ring)
                 (not (string-equal (ring-ref comint-input-ring 0) cmd))))
    (ring-insert comint-input-ring cmd)))

;;; The file

(defun comint-read-input-ring (&optional silent)
  "Make what is in `comint-input-ring-file-name' the history; unless SILENT, say so if that cannot be read."
  (let ((file comint-input-ring-file-name))
    (cond
     ((or (null file) (equal file "")) nil)
     ((not (file-readable-p file)) (or silent (message "Cannot read history file %s" file)))
     (t (let ((separator comint-input-ring-separator) (ring (make-ring comint-input-ring-size)) entries)
          (with-temp-buffer
            (insert-file-contents file)
            (setq entries (split-string (buffer-string) separator t)))
          (dolist (entry entries)
            (when (and comint-input-ring-file-prefix (string-match (concat "\\`\\(?:" comint-input-ring-file-prefix "\\)") entry))
              (setq entry (substring entry (match-end 0))))
            (unless (or (string-match-p comint-input-history-ignore entry)
                        (and comint-input-ignoredups (not (ring-empty-p ring)) (equal (ring-ref ring 0) entry)))
              (ring-insert ring entry)))
          (setq comint-input-ring ring
                comint-input-ring-index nil))))))

(defun comint-write-input-ring ()
  "Write the history to `comint-input-ring-file-name'."
  (let ((file comint-input-ring-file-name))
    (cond
     ((or (null file) (equal file "") (null comint-input-ring) (ring-empty-p comint-input-ring)) nil)
     ((not (file-writable-p file)) (message "Cannot write history file %s" file))
     (t (write-region (mapconcat (lambda (entry) (concat entry comint-input-ring-separator))
                                 (reverse (ring-elements comint-input-ring)) "")
                      nil file nil 'no-message)))))

;;; Fetching inputs

(defun comint--replace-input (text)
  "Make TEXT the input that has not been sent."
  (goto-char (process-mark (comint--process)))
  (delete-region (point) (point-max))
  (insert text))

(defun comint--pending-input ()
  "The input that has not been sent."
  (buffer-substring-no-properties (process-mark (comint--process)) (point-max)))

(defun comint-restore-input ()
  "Get the input back that was being written when the history was asked."
  (interactive)
  (when comint-input-ring-index
    (comint--replace-input (or comint-stored-incomplete-input ""))
    (setq comint-input-ring-index nil)))

(defun comint-search-start (arg)
  "Where a search through the history begins, backward if ARG is positive."
  (cond (comint-input-ring-index (mod (+ comint-input-ring-index (if (> arg 0) 1 -1)) (ring-length comint-input-ring)))
        ((>= arg 0) 0)
        (t (1- (ring-length comint-input-ring)))))

(defun comint-search-arg (arg)
  "ARG, adjusted at the beginning of a search: the first step is included.  Signals if there is no history."
  (cond ((or (null comint-input-ring) (ring-empty-p comint-input-ring)) (user-error "Empty input ring"))
        ((zerop arg) (setq comint-input-ring-index nil) 1)
        (t arg)))

(defun comint-previous-input-string (arg)
  "Return the input ARG places before the one fetched last."
  (ring-ref comint-input-ring
            (if comint-input-ring-index (mod (+ arg comint-input-ring-index) (ring-length comint-input-ring)) arg)))

(defun comint-previous-input (arg)
  "Fetch the ARGth input before; what was being written is kept for `comint-restore-input', and comes after the newest."
  (interactive "*p")
  (comint--must-be-at-input)
  (let ((arg (comint-search-arg arg)) (from comint-input-ring-index) (length (ring-length comint-input-ring)))
    (unless from (setq comint-stored-incomplete-input (comint--pending-input)))
    (let ((to (cond (from (+ from arg)) ((> arg 0) (1- arg)) (t (+ length arg)))))
      (if (and from (= to -1))
          (comint-restore-input)
        (setq comint-input-ring-index (mod to length))
        (comint--replace-input (ring-ref comint-input-ring comint-input-ring-index))))))

(defun comint-next-input (arg)
  "Fetch the ARGth input after the one fetched last."
  (interactive "*p")
  (comint-previous-input (- arg)))

(defun comint--must-be-at-input ()
  "Signal unless point is where input is written."
  (unless (>= (point) (process-mark (comint--process)))
    (user-error "Not at command line")))

(defun comint-goto-input (pos)
  "Fetch the input numbered POS; nil means what was being written."
  (unless comint-input-ring-index (setq comint-stored-incomplete-input (comint--pending-input)))
  (setq comint-input-ring-index pos)
  (comint--replace-input (if pos (ring-ref comint-input-ring pos) (or comint-stored-incomplete-input ""))))

(defun comint-previous-matching-input-string (regexp arg)
  "Return the ARGth input before that REGEXP matches, nil if there is none."
  (let ((place (comint-previous-matching-input-string-position regexp arg)))
    (and place (ring-ref comint-input-ring place))))

(defun comint-previous-matching-input-string-position (regexp arg &optional start)
  "Return the number of the ARGth input before START, by default the one fetched last, that REGEXP matches; nil if there is none."
  (let* ((length (ring-length comint-input-ring)) (step (if (> arg 0) 1 -1)) (left (abs arg)) (tried 0)
         (place (mod (or start (comint-search-start arg)) length)) (found nil))
    (while (and (> left 0) (< tried length))
      (when (string-match regexp (ring-ref comint-input-ring place))
        (setq found place left (1- left)))
      (setq tried (1+ tried) place (mod (+ place step) length)))
    (and (zerop left) found)))

(defun comint-previous-matching-input (regexp n &optional restore)
  "Fetch the Nth input before that REGEXP matches.  With RESTORE, if there is none, get back what was being written."
  (interactive (list (read-string "Previous input matching (regexp): ") (prefix-numeric-value current-prefix-arg)))
  (let* ((n (comint-search-arg n)) (place (comint-previous-matching-input-string-position regexp n)))
    (cond ((and (null place) restore comint-input-ring-index) (comint-restore-input))
          ((null place) (user-error "Not found"))
          (t (unless comint-input-ring-index (setq comint-stored-incomplete-input (comint--pending-input)))
             (setq comint-input-ring-index place)
             (message "History item: %d" (1+ place))
             (comint--replace-input (ring-ref comint-input-ring place))))))

(defun comint-next-matching-input (regexp n)
  "Fetch the Nth input after that REGEXP matches."
  (interactive (list (read-string "Next input matching (regexp): ") (prefix-numeric-value current-prefix-arg)))
  (comint-previous-matching-input regexp (- n)))

(defun comint-previous-matching-input-from-input (n)
  "Fetch the Nth input before that begins like what is written."
  (interactive "p")
  (unless (memq last-command '(comint-previous-matching-input-from-input comint-next-matching-input-from-input))
    (setq comint-matching-input-from-input-string (buffer-substring (process-mark (comint--process)) (point))
          comint-input-ring-index nil))
  (comint-previous-matching-input (concat "\\`" (regexp-quote comint-matching-input-from-input-string)) n t))

(defun comint-next-matching-input-from-input (n)
  "Fetch the Nth input after that begins like what is written."
  (interactive "p")
  (comint-previous-matching-input-from-input (- n)))

(defun comint-get-next-from-history ()
  "Fetch the input that came after the one that was just sent again."
  (interactive)
  (when comint-save-input-ring-index
    (setq comint-input-ring-index comint-save-input-ring-index))
  (comint-next-input 1))

(defun comint-insert-input (event)
  "Make the input at the mouse click EVENT the input that is written."
  (interactive "e")
  (let ((place (posn-point (event-end event))))
    (when (eq (get-char-property place 'field) nil)
      (let ((text (field-string-no-properties place)))
        (goto-char (point-max))
        (comint--replace-input text)))))

(defun comint-dynamic-list-input-ring ()
  "Show the inputs that are remembered."
  (interactive)
  (if (ring-empty-p comint-input-ring)
      (message "No history")
    (let ((inputs (ring-elements comint-input-ring)))
      (with-output-to-temp-buffer "*Input History*"
        (dolist (input inputs) (princ input) (terpri))))))

;;; Arguments

(defun comint-delim-arg (arg)
  "Split ARG at the characters in `comint-delimiter-argument-list', which are arguments too; the list is backwards."
  (if (null comint-delimiter-argument-list)
      (list arg)
    (let ((parts nil) (place 0) (length (length arg)))
      (while (< place length)
        (let* ((character (aref arg place))
               (delimiter (and (memq character comint-delimiter-argument-list) (not (get-text-property place 'literal arg))))
               (start place))
          (while (and (< place length)
                      (if delimiter
                          (eq (aref arg place) character)
                        (or (get-text-property place 'literal arg)
                            (not (memq (aref arg place) comint-delimiter-argument-list)))))
            (setq place (1+ place)))
          (push (substring arg start place) parts)))
      parts)))

(defun comint--split (string)
  "The arguments in STRING, with their quotes."
  (let ((arguments nil) (place 0)
        (piece "\\(?:\\\\.\\|\"\\(?:\\\\.\\|[^\"\\]\\)*\"?\\|'[^']*'?\\|[^ \t\n\"'\\]\\)+\\|\\\\"))
    (while (string-match piece string place)
      (setq place (match-end 0)
            arguments (append (save-match-data (comint-delim-arg (match-string 0 string))) arguments)))
    (nreverse arguments)))

(defun comint-arguments (string nth mth)
  "Return the arguments NTH to MTH of STRING with spaces between; nil means the last, negative ones count from the end."
  (let* ((arguments (comint--split string)) (last (1- (length arguments)))
         (place (lambda (n) (max 0 (min last (cond ((null n) last) ((< n 0) (+ last 1 n)) (t n))))))
         (from (funcall place nth)) (to (funcall place mth)))
    (mapconcat #'identity (if (>= to from) (seq-subseq arguments from (1+ to))) " ")))

(defun comint-args (string begin end)
  "Return the arguments BEGIN to END of STRING."
  (comint-arguments string begin end))

(defun comint-insert-previous-argument (index)
  "Insert the argument INDEX, by default the last, of the input before."
  (interactive "P")
  (insert (comint-arguments (comint-previous-input-string 0) (and index (prefix-numeric-value index))
                            (and index (prefix-numeric-value index)))))

;;; References to the history

(defun comint-replace-by-expanded-history (&optional _silent start)
  "Expand references like !! and !TEXT in the input from START, by default its beginning; whether there were any."
  (interactive)
  (let ((changed nil) (end (copy-marker (point))))
    (save-excursion
      (goto-char (or start (process-mark (comint--process))))
      (while (re-search-forward "!\\(?:\\(!\\)\\|\\$\\|\\([^][ \t\n!$(){}=]+\\)\\)" end t)
        (let ((text (comint--referenced (match-string 0) (match-string 1) (match-string 2))))
          (replace-match text t t)
          (setq changed t))))
    (set-marker end nil)
    changed))

(defun comint--referenced (whole previous prefix)
  "The input that the reference WHOLE means: the one before if PREVIOUS, its last argument for !$, one that begins with PREFIX."
  (cond (previous (comint-previous-input-string 0))
        ((equal whole "!$") (comint-arguments (comint-previous-input-string 0) nil nil))
        ((string-match-p "\\`-[0-9]+\\'" prefix) (comint-previous-input-string (1- (string-to-number (substring prefix 1)))))
        (t (or (comint-previous-matching-input-string (concat "\\`" (regexp-quote prefix)) 1)
               (error "Event `!%s' not found" prefix)))))

(defun comint-magic-space (arg)
  "Expand references to the history before point, then insert ARG spaces."
  (interactive "p")
  (comint-replace-by-expanded-history)
  (insert (make-string arg ?\s)))

(provide 'comint-history)

;;; comint-history.el ends here
