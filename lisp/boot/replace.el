;;; replace.el --- replacing text, with and without questions -*- lexical-binding: t; -*-

;; Questions are answered by the events that `read-event' returns: a keyboard macro, `unread-command-events' or standard input.

(defcustom replace-char-fold nil "Non-nil if replacing strings disregards accents." :type 'boolean)
(defcustom replace-lax-whitespace nil "Non-nil if a space in a string to replace matches any whitespace." :type 'boolean)
(defcustom replace-regexp-lax-whitespace nil "Non-nil if a space in a regexp to replace matches any whitespace." :type 'boolean)
(defcustom query-replace-highlight t "Non-nil if the match asked about is highlighted." :type 'boolean)
(defcustom query-replace-show-replacement t "Non-nil if questions show what is really going to be inserted." :type 'boolean)
(defcustom query-replace-highlight-submatches t "Non-nil if the groups of the match are highlighted too." :type 'boolean)
(defvar query-replace-history nil "What was replaced and what replaced it.")
(defvar query-replace-interactive nil "Non-nil if the last searched string is the default.")
(defvar replace-search-function nil "The function that searches for strings to replace, nil for the usual one.")
(defvar replace-update-post-hook nil "Functions run before a question about a match.")
(defvar query-replace-help
  "Type Space or `y' to replace one match, Delete or `n' to skip to next,
RET or `q' to exit, Period to replace one match and exit,
Comma to replace but not move point immediately,
C-r to enter recursive edit (\\[exit-recursive-edit] to get out again),
C-w to delete match and recursive edit,
C-l to clear the screen, redisplay, and offer same replacement again,
! to replace all remaining matches in this buffer with no more questions,
^ to move point back to previous match,
u to undo previous replacement,
U to undo all replacements,
E to edit the replacement string.
In multi-buffer replacements type `Y' to replace all remaining
matches in all remaining buffers with no more questions,
`N' to skip to the next buffer without replacing remaining matches
in the current buffer."
  "What the keys of `query-replace' do.")

(defvar query-replace-map
  (let ((map (make-sparse-keymap)))
    (dolist (pair '((" " act) ("\d" skip) ([delete] skip) ([backspace] skip) ("y" act) ("n" skip) ("Y" act) ("N" skip) ("e" edit-replacement)
                    ("E" edit-replacement) ("," act-and-show) ("q" exit) ("\r" exit) ([return] exit) ("." act-and-exit) ("\C-r" edit)
                    ("\C-w" delete-and-edit) ("\C-l" recenter) ("!" automatic) ("^" backup) ("u" undo) ("U" undo-all)
                    ("\C-h" help) ([f1] help) ([help] help) ("?" help) ("\C-g" quit) ("\C-]" quit) ("\C-v" scroll-up) ("\M-v" scroll-down)
                    ([next] scroll-up) ([prior] scroll-down) ([?\C-\M-v] scroll-other-window) ([M-next] scroll-other-window)
                    ([?\C-\M-\S-v] scroll-other-window-down) ([M-prior] scroll-other-window-down) ([escape] exit-prefix)))
      (define-key map (car pair) (cadr pair)))
    (define-key map "\e" nil)
    (define-key map "\M-v" 'scroll-down)
    map)
  "The answers to questions about replacements, as symbols.")

(defvar multi-query-replace-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map query-replace-map)
    (define-key map "Y" 'automatic-all)
    (define-key map "N" 'exit-current)
    map)
  "The answers to such questions when there are several buffers.")

;;; Replacements

(defun query-replace-descr (string)
  "Return STRING as questions show it."
  (setq string (copy-sequence string))
  (mapconcat #'isearch-text-char-description string ""))

(defun isearch-text-char-description (c)
  "Return a description of the character C as searches show it."
  (cond ((< c ?\s) (propertize (format "^%c" (+ c 64)) 'face 'escape-glyph))
        ((= c ?\d) (propertize "^?" 'face 'escape-glyph))
        (t (string c))))

(defun query-replace-compile-replacement (to regexp-flag)
  "Return TO as `perform-replace' takes it; with REGEXP-FLAG, `\\,EXPR' and `\\#' in it are evaluated at each match."
  (if (not (and regexp-flag (string-match "\\(\\`\\|[^\\]\\)\\(\\\\\\\\\\)*\\\\[,#]" to)))
      to
    (let ((parts nil) (start 0))
      (while (string-match "\\\\\\(?:\\([,#]\\)\\|.\\)" to start)
        ;; Others than the two are passed over together with their backslash.
        (let ((from start) (at (match-beginning 0)) (end (match-end 0)) (what (match-string 1 to)))
          (setq start end)
          (cond
           ((null what) (push (cons 'text (substring to from end)) parts))
           ((equal what "#")
            (push (cons 'text (substring to from at)) parts)
            (push '(number-to-string replace-count) parts))
           (t
            (push (cons 'text (substring to from at)) parts)
            (let ((read (read-from-string to end)))
              (push `(replace-quote ,(car read)) parts)
              (setq start (cdr read))
              (when (and (symbolp (car read)) (< start (length to)) (= (aref to start) ?\s))
                (setq start (1+ start))))))))
      (push (cons 'text (substring to start)) parts)
      (let ((forms (replace--joined (nreverse parts))))
        (replace-match-string-symbols forms)
        (cons 'replace-eval-replacement (if (cdr forms) (cons 'concat forms) (car forms)))))))

(defun replace--joined (parts)
  "Return the forms of PARTS, in which texts that follow each other become one string and empty ones vanish."
  (let ((forms nil))
    (dolist (part parts)
      (cond ((not (eq (car part) 'text)) (push part forms))
            ((equal (cdr part) ""))
            ((stringp (car forms)) (setcar forms (concat (car forms) (cdr part))))
            (t (push (cdr part) forms))))
    (nreverse forms)))

(defun replace-match-string-symbols (n)
  "Replace in the list N the symbols `\\N', `\\&', `\\#N', `\\#&' and `\\#' by what they stand for in a replacement."
  (while (consp n)
    (let ((this (car n)))
      (cond
       ((consp this) (replace-match-string-symbols this))
       ((symbolp this)
        (let ((name (symbol-name this)))
          (cond
           ((string-match "\\`\\([0-9]+\\)\\'" name) (setcar n `(match-string ,(string-to-number name))))
           ((string-match "\\`#\\([0-9]+\\)\\'" name) (setcar n `(string-to-number (match-string ,(string-to-number (substring name 1))))))
           ((string= name "&") (setcar n '(match-string 0)))
           ((string= name "#&") (setcar n '(string-to-number (match-string 0))))
           ((string= name "#") (setcar n 'replace-count)))))))
    (setq n (cdr n))))

(defun replace-eval-replacement (expression count)
  "Return the value of EXPRESSION as a replacement; COUNT is the number of replacements before."
  (let* ((replace-count count) (value (eval expression)))
    (if (stringp value) value (prin1-to-string value t))))

(defun replace-quote (replacement)
  "Return the string or object REPLACEMENT such that `replace-match' takes it literally."
  (if (stringp replacement)
      (replace-regexp-in-string "\\\\" "\\\\\\\\" replacement t)
    (replace-quote (prin1-to-string replacement t))))

(defun replace-loop-through-replacements (data count)
  "Return the next of the replacements in DATA, a vector of the period, the count at which to go on, the current list and all; COUNT counts."
  (when (= (aref data 1) count)
    (aset data 1 (+ count (aref data 0)))
    (let ((next (cdr (aref data 2))))
      (aset data 2 (if (consp next) next (aref data 3)))))
  (car (aref data 2)))

;;; Searching and replacing

(defun replace-search (search-string limit regexp-flag delimited-flag case-fold &optional backward)
  "Search for SEARCH-STRING up to LIMIT as a replacement does; the other arguments say how."
  (let* ((isearch-regexp regexp-flag)
         (isearch-regexp-function (or delimited-flag (and replace-char-fold (not regexp-flag) #'char-fold-to-regexp)))
         (isearch-lax-whitespace replace-lax-whitespace)
         (isearch-regexp-lax-whitespace replace-regexp-lax-whitespace)
         (isearch-case-fold-search case-fold)
         (isearch-adjusted nil)
         (isearch-nonincremental t)
         (isearch-forward (not backward))
         (case-fold-search case-fold)
         (search (or (if regexp-flag replace-re-search-function replace-search-function) (isearch-search-fun))))
    (funcall search search-string limit t)))

(defun replace-match-maybe-edit (newtext fixedcase literal noedit match-data &optional backward)
  "Replace the match MATCH-DATA by NEWTEXT; where that has `\\?', unless NOEDIT, the user edits it first.  Return NOEDIT or nil.
FIXEDCASE and LITERAL are as in `replace-match'; with BACKWARD, point is left at the beginning."
  (unless (or literal noedit)
    (setq noedit t)
    (while (string-match "\\(\\`\\|[^\\]\\)\\(\\\\\\\\\\)*\\(\\\\\\?\\)" newtext)
      (setq newtext (read-string "Edit replacement string: "
                                 (prog1 (cons (replace-match "" t t newtext 3) (1+ (match-beginning 3))) (setq noedit nil))))))
  (set-match-data match-data)
  (replace-match newtext fixedcase literal)
  (when backward (goto-char (match-beginning 0)))
  noedit)

(defvar-local replace--answers nil "Answers that were given, the latest first.")

(defun perform-replace (from-string replacements query-flag regexp-flag delimited-flag
                                    &optional repeat-count map start end backward region-noncontiguous-p)
  "Replace matches of FROM-STRING from point on; with QUERY-FLAG, after asking about each.
REPLACEMENTS is a string, a list of strings to use in turn, or (FUNCTION . DATA), which is called with DATA and the count.  REGEXP-FLAG
makes FROM-STRING a regexp, DELIMITED-FLAG wants whole words.  REPEAT-COUNT is how often a string of the list is used before the next; MAP
holds the answers (see `query-replace-map').  START and END limit the text, BACKWARD goes from its end.  REGION-NONCONTIGUOUS-P limits it
to the region.  Return non-nil if the answers did not end it early."
  (setq map (or map query-replace-map))
  (when (and query-flag minibuffer-auto-raise) (raise-frame))
  (let* ((case-fold-search (if (and case-fold-search search-upper-case)
                               (isearch-no-upper-case-p from-string regexp-flag)
                             case-fold-search))
         (fold case-fold-search)
         (nocasify (not (and case-replace case-fold-search)))
         (literal (or (not regexp-flag) (eq regexp-flag 'literal)))
         (search-string from-string)
         (bounds (and region-noncontiguous-p
                      (mapcar (lambda (b) (cons (copy-marker (car b)) (copy-marker (cdr b)))) (funcall region-extract-function 'bounds))))
         (limit nil) (keep-going t) (stack nil) (replace-count 0) (skipped 0) (noedit nil) (match-again t) (real-match nil) (automatic (not query-flag))
         (multi nil) (recenter-last-op nil))
    (when (and bounds (not start)) (setq start (caar bounds) end (cdar (last bounds))))
    (cond
     (backward
      (when end
        (setq limit (copy-marker (min start end)))
        (goto-char (max start end))
        (deactivate-mark)))
     (start
      (setq limit (copy-marker (max start end)))
      (goto-char (min start end))
      (deactivate-mark)))
    (cond
     ((stringp replacements))
     ((consp (cdr-safe replacements))
      (if (stringp (car replacements))
          (setq replacements
                (let ((n (or repeat-count 1)))
                  (cons #'replace-loop-through-replacements (vector n n replacements replacements))))))
     ((and (consp replacements) (stringp (car replacements))) (setq replacements (car replacements))))
    (when query-flag (push-mark) (undo-boundary))
    (unwind-protect
        (catch 'done
          (while (and keep-going
                      (not (if backward (bobp) (eobp)))
                      (setq real-match (replace--next search-string limit regexp-flag delimited-flag fold backward match-again real-match bounds)))
            (setq match-again (or (not (or backward regexp-flag))
                                  (save-excursion (save-match-data (replace--again search-string limit regexp-flag delimited-flag fold backward real-match)))))
            (let ((next (lambda ()
                          (set-match-data real-match)
                          (if (consp replacements)
                              (funcall (car replacements) (cdr replacements) replace-count)
                            replacements))))
              (if (and query-replace-skip-read-only (text-property-not-all (nth 0 real-match) (nth 1 real-match) 'read-only nil))
                  (setq skipped (1+ skipped))
                (if automatic
                    (let ((text (funcall next)))
                      (setq noedit (replace-match-maybe-edit text nocasify literal noedit real-match backward)
                            replace-count (1+ replace-count)))
                  (let* ((text (funcall next)) (replaced nil) (asking t)
                         (start-of (copy-marker (nth 0 real-match))) (original (buffer-substring (nth 0 real-match) (nth 1 real-match)))
                         (replace (lambda ()
                                    (unless replaced
                                      (setq noedit (replace-match-maybe-edit text nocasify literal noedit real-match backward)
                                            real-match (mapcar (lambda (x) (if (markerp x) (marker-position x) x)) (match-data))
                                            replace-count (1+ replace-count) replaced t)))))
                    (while asking
                      (set-match-data real-match)
                      (run-hooks 'replace-update-post-hook)
                      (replace-highlight (nth 0 real-match) (nth 1 real-match) start end search-string regexp-flag delimited-flag fold backward)
                      (let* ((event (read-event (replace--question from-string text regexp-flag)))
                             (answer (save-match-data (lookup-key map (vector event)))))
                        (pcase answer
                          ('help (save-match-data (with-output-to-temp-buffer "*Help*" (princ (substitute-command-keys query-replace-help)))))
                          ('exit (setq keep-going nil asking nil))
                          ('exit-current (setq multi t keep-going nil asking nil))
                          ('backup
                           (if (null stack) (progn (message "No previous match") (ding 'no-terminate))
                             (let ((entry (pop stack)))
                               (goto-char (nth 0 entry))
                               (setq start-of (nth 0 entry) real-match (replace--entry-match entry) replaced (nth 3 entry)))))
                          ((or 'undo 'undo-all)
                           (when replaced
                             (push (list start-of (buffer-substring start-of (max start-of (nth 1 real-match))) original t) stack))
                           (if (null stack) (progn (message "Nothing to undo") (ding 'no-terminate))
                             (let ((last nil))
                               (while (and stack (or (eq answer 'undo-all) (null last)))
                                 (let ((entry (pop stack)))
                                   (when (nth 3 entry)
                                     (replace--put-back entry)
                                     (setq replace-count (1- replace-count) last entry))
                                   (setq start-of (nth 0 entry))))
                               (when last
                                 (setq original (nth 2 last)
                                       real-match (list (marker-position start-of) (+ start-of (length original))))
                                 (goto-char (if backward (nth 0 real-match) (nth 1 real-match)))
                                 (save-excursion
                                   (goto-char (if backward (nth 1 real-match) (nth 0 real-match)))
                                   (when (replace-search search-string limit regexp-flag delimited-flag fold backward)
                                     (setq real-match (replace--positions (match-data)))))
                                 (setq text (funcall next) replaced nil)))))
                          ('act (funcall replace) (setq asking nil))
                          ('act-and-exit (funcall replace) (setq keep-going nil asking nil))
                          ('act-and-show (funcall replace))
                          ((or 'automatic 'automatic-all)
                           (funcall replace)
                           (setq asking nil automatic t)
                           (when (eq answer 'automatic-all) (setq multi t)))
                          ('skip (setq asking nil))
                          ('recenter (recenter-top-bottom nil))
                          ('edit
                           (let ((opos (point-marker)))
                             (goto-char (nth 0 real-match))
                             (save-window-excursion (save-excursion (save-match-data (recursive-edit))))
                             (goto-char opos))
                           (when (and (not replaced) (not (equal original (buffer-substring (nth 0 real-match) (nth 1 real-match)))))
                             (setq asking nil)))
                          ('edit-replacement
                           (setq text (save-match-data (read-string "Edit replacement string: " text)))
                           (funcall replace)
                           (setq asking nil))
                          ('delete-and-edit
                           (set-match-data real-match)
                           (replace-match "" t t)
                           (save-window-excursion (save-excursion (save-match-data (recursive-edit))))
                           (setq replaced t))
                          ('quit (signal 'quit nil))
                          ('scroll-up nil)
                          ('scroll-down nil)
                          ('exit-prefix (setq this-command 'mode-exited keep-going nil asking nil))
                          (_
                           (setq this-command 'mode-exited keep-going nil asking nil)
                           (push event unread-command-events)))))
                    (push (list start-of (buffer-substring start-of (max start-of (nth 1 real-match))) original replaced) stack)))))))
      (replace-dehighlight))
    (unless (or unread-command-events)
      (message (ngettext "Replaced %d occurrence%s" "Replaced %d occurrences%s" replace-count)
               replace-count
               (if (> skipped 0) (format " (skipped %d read-only)" skipped) "")))
    (or (and keep-going stack) multi)))

(defun replace--positions (data)
  "Return the match data DATA with numbers instead of markers."
  (mapcar (lambda (x) (if (markerp x) (marker-position x) x)) data))

(defun replace--put-back (entry)
  "Undo the replacement ENTRY, a list of where it is, what was inserted, what had been there and t."
  (save-excursion
    (goto-char (nth 0 entry))
    (delete-region (point) (+ (point) (length (nth 1 entry))))
    (insert-before-markers "")
    (let ((at (point)))
      (insert (nth 2 entry))
      (set-marker (nth 0 entry) at))))

(defun replace--entry-match (entry)
  "Return match data for what ENTRY of the stack of `perform-replace' is about."
  (list (marker-position (nth 0 entry)) (+ (nth 0 entry) (length (nth 1 entry)))))

(defun replace--question (from to regexp-flag)
  "Return the question whether to replace FROM by TO; with REGEXP-FLAG, TO is shown as it will be inserted."
  (format-message "Query replacing %s%s with %s: (%s for help) "
                  (if regexp-flag "regexp " "")
                  (query-replace-descr from)
                  (query-replace-descr (if (and regexp-flag query-replace-show-replacement)
                                           (condition-case nil (match-substitute-replacement to t nil) (error to))
                                         to))
                  (single-key-description help-char)))

(defun replace--empty-p (data) "Return non-nil if the match data DATA are of an empty match." (= (nth 0 data) (nth 1 data)))

(defun replace--next (string limit regexp-flag delimited-flag fold backward again last bounds)
  "Find the next match of STRING and return its match data as positions, nil if there is none before LIMIT.
AGAIN is the match data of a match that was already found there, nil if it is known that there is none at point, else t; LAST is the
match before; BOUNDS are the parts of the text that count."
  (let ((found nil) (looking t))
    (while looking
      (setq looking nil)
      (cond
       ((consp again)
        (goto-char (nth (if backward 0 1) again))
        (setq found again again t))
       (t
        (when (or (and (not again) last (not (replace--at-end-p limit backward))))
          (forward-char (if backward -1 1)))
        (setq found (and (or again (not last) (not (replace--at-end-p limit backward)))
                         (or (not limit) (if backward (>= (point) limit) (<= (point) limit)))
                         (replace-search string limit regexp-flag delimited-flag fold backward)
                         (replace--positions (match-data))))))
      (when (and found
                 (or (and bounds (not (replace--within-p found bounds)))
                     (not (funcall isearch-filter-predicate (nth 0 found) (nth 1 found)))))
        (setq looking t again t)
        (when (replace--empty-p found)
          (if (if backward (bobp) (eobp)) (setq looking nil) (forward-char (if backward -1 1))))
        (setq found nil)))
    found))

(defun replace--at-end-p (limit backward)
  "Return non-nil if point is at LIMIT or the end of the buffer, the beginning if BACKWARD."
  (if backward (<= (point) (or limit (point-min))) (>= (point) (or limit (point-max)))))

(defun replace--within-p (match bounds)
  "Return non-nil if MATCH lies in one of BOUNDS."
  (let ((within nil))
    (dolist (b bounds within)
      (when (and (>= (nth 0 match) (car b)) (<= (nth 1 match) (cdr b))) (setq within t)))))

(defun replace--again (string limit regexp-flag delimited-flag fold backward match)
  "Return the match data of the match of STRING at the end of MATCH, t if what is there is to be searched, nil if an empty match is there."
  (goto-char (nth (if backward 0 1) match))
  (let ((here (point)))
    (cond
     ((and (replace-search string limit regexp-flag delimited-flag fold backward)
           (= (nth (if backward 1 0) (match-data)) here))
      (let ((data (replace--positions (match-data))))
        ;; An empty match beside another one does not count.
        (if (replace--empty-p data) nil t)))
     (t t))))

;;; Highlighting

(defvar replace-overlay nil "The overlay on the match asked about.")

(defun replace-highlight (match-beg match-end &rest _)
  "Highlight the text from MATCH-BEG to MATCH-END."
  (when query-replace-highlight
    (if replace-overlay
        (move-overlay replace-overlay match-beg match-end (current-buffer))
      (setq replace-overlay (make-overlay match-beg match-end))
      (overlay-put replace-overlay 'priority 1001)
      (overlay-put replace-overlay 'face 'query-replace))))

(defun replace-dehighlight ()
  "End highlighting."
  (when replace-overlay
    (delete-overlay replace-overlay)
    (setq replace-overlay nil)))

;;; Commands

(defun query-replace-read-from (prompt regexp-flag)
  "Read with PROMPT what to replace; REGEXP-FLAG says that it is a regexp.  Return it, or (FROM . TO) if the default was taken."
  (let* ((default (car query-replace-defaults))
         (from (read-string (if default
                                (format-message "%s (default %s%s%s): " prompt (query-replace-descr (car default))
                                                query-replace-from-to-separator (query-replace-descr (cdr default)))
                              (format "%s: " prompt))
                            nil (or query-replace-from-history-variable t))))
    (cond ((and (equal from "") default) (cons (car default) (query-replace-compile-replacement (cdr default) regexp-flag)))
          (t (when (equal from "") (user-error "Empty search string"))
             from))))

(defun query-replace-read-to (from prompt regexp-flag)
  "Read with PROMPT what to replace FROM by; REGEXP-FLAG says whether FROM is a regexp."
  (let ((to (read-string (format "%s %s with: " prompt (query-replace-descr from)) nil query-replace-to-history-variable)))
    (add-to-list 'query-replace-defaults (cons from to))
    (query-replace-compile-replacement to regexp-flag)))

(defun query-replace-read-args (prompt regexp-flag &optional noerror)
  "Read the arguments of a command that replaces: (FROM TO DELIMITED BACKWARD).
PROMPT and REGEXP-FLAG say what; unless NOERROR the buffer must be writable."
  (unless noerror (barf-if-buffer-read-only))
  (let* ((from (query-replace-read-from prompt regexp-flag))
         (to (if (consp from) (prog1 (cdr from) (setq from (car from))) (query-replace-read-to from prompt regexp-flag))))
    (list from to (and current-prefix-arg (not (eq current-prefix-arg '-))) (and current-prefix-arg (eq current-prefix-arg '-)))))

(defun replace--interactive (prompt regexp-flag)
  "Return the arguments of a command that reads with PROMPT and REGEXP-FLAG and acts on the region."
  (let ((common (query-replace-read-args (concat prompt (if current-prefix-arg " word" "") (if regexp-flag " regexp" " string")
                                                 (if (use-region-p) " in region" ""))
                                         regexp-flag)))
    (list (nth 0 common) (nth 1 common) (nth 2 common) (if (use-region-p) (region-beginning)) (if (use-region-p) (region-end))
          (nth 3 common) (if (use-region-p) (region-noncontiguous-p)))))

(defun query-replace (from-string to-string &optional delimited start end backward region-noncontiguous-p)
  "Replace FROM-STRING by TO-STRING from point on, asking about each match.
DELIMITED wants whole words; START, END, BACKWARD and REGION-NONCONTIGUOUS-P are as in `perform-replace'."
  (interactive (replace--interactive "Query replace" nil))
  (perform-replace from-string to-string t nil delimited nil nil start end backward region-noncontiguous-p))

(defun query-replace-regexp (regexp to-string &optional delimited start end backward region-noncontiguous-p)
  "Replace matches of REGEXP by TO-STRING from point on, asking about each.
DELIMITED, START, END, BACKWARD and REGION-NONCONTIGUOUS-P are as in `perform-replace'."
  (interactive (replace--interactive "Query replace" t))
  (perform-replace regexp to-string t t delimited nil nil start end backward region-noncontiguous-p))

(defun replace-string (from-string to-string &optional delimited start end backward region-noncontiguous-p)
  "Replace FROM-STRING by TO-STRING from point on.
DELIMITED, START, END, BACKWARD and REGION-NONCONTIGUOUS-P are as in `perform-replace'."
  (declare (interactive-only "use `search-forward' and `replace-match' instead."))
  (interactive (replace--interactive "Replace" nil))
  (perform-replace from-string to-string nil nil delimited nil nil start end backward region-noncontiguous-p))

(defun replace-regexp (regexp to-string &optional delimited start end backward region-noncontiguous-p)
  "Replace matches of REGEXP by TO-STRING from point on.
DELIMITED, START, END, BACKWARD and REGION-NONCONTIGUOUS-P are as in `perform-replace'."
  (declare (interactive-only "use `re-search-forward' and `replace-match' instead."))
  (interactive (replace--interactive "Replace" t))
  (perform-replace regexp to-string nil t delimited nil nil start end backward region-noncontiguous-p))

(defun map-query-replace-regexp (regexp to-strings &optional n start end region-noncontiguous-p)
  "Replace matches of REGEXP by TO-STRINGS in turn, a list or a string with spaces between them, asking about each.
Each is used N times before the next.  START, END and REGION-NONCONTIGUOUS-P are as in `perform-replace'."
  (interactive
   (let ((from (read-regexp "Map query replace (regexp): ")))
     (list from (read-string (format "Query replace %s with (space-separated strings): " (query-replace-descr from)))
           (and current-prefix-arg (prefix-numeric-value current-prefix-arg))
           (if (use-region-p) (region-beginning)) (if (use-region-p) (region-end)) (if (use-region-p) (region-noncontiguous-p)))))
  (let ((list (if (listp to-strings) to-strings (split-string to-strings " " t))))
    (perform-replace regexp list t t nil n nil start end nil region-noncontiguous-p)))

;;; Lines

(defun keep-lines-read-args (prompt)
  "Read a regexp with PROMPT; return the arguments of a command on lines."
  (list (read-regexp prompt) nil nil t))

(defun replace--line-bounds (rstart rend interactive)
  "Return (START . END) for commands on lines, of RSTART and REND; with INTERACTIVE, of the region if it is active."
  (cond (rstart (cons (min rstart (or rend (point-max))) (max rstart (or rend (point-max)))))
        ((and interactive (use-region-p)) (cons (region-beginning) (region-end)))
        (t (cons (point) (point-max)))))

(defun replace--fold-p (regexp)
  "Return whether case is disregarded in a search for REGEXP."
  (if (and case-fold-search search-upper-case) (isearch-no-upper-case-p regexp t) case-fold-search))

(defun keep-lines (regexp &optional rstart rend interactive)
  "Delete the lines without a match of REGEXP after point, or between RSTART and REND.
With INTERACTIVE it is the active region that counts.  A line that is only partly in there stays, unless it is the first or has a match."
  (interactive (progn (barf-if-buffer-read-only) (keep-lines-read-args "Keep lines containing match for regexp")))
  (let* ((bounds (replace--line-bounds rstart rend interactive))
         (rend (save-excursion
                 (goto-char (cdr bounds))
                 (unless (or (bolp) (eobp)) (forward-line 0))
                 (point-marker)))
         (case-fold-search (replace--fold-p regexp)))
    (save-excursion
      (goto-char (car bounds))
      (unless (bolp) (forward-line 1))
      (let ((start (point)))
        (while (< (point) rend)
          (if (not (save-excursion (re-search-forward regexp rend 'move)))
              (delete-region start (progn (goto-char rend) (point)))
            (re-search-forward regexp rend 'move)
            (let ((end (save-excursion (goto-char (match-beginning 0)) (forward-line 0) (point))))
              (when (< start end) (delete-region start end)))
            (forward-line 1)
            (when (and (< (point) rend) (= (match-beginning 0) (match-end 0)) (= (point) start)) (forward-line 1))
            (setq start (point))))))
    (set-marker rend nil)
    nil))

(defun flush-lines (regexp &optional rstart rend interactive)
  "Delete the lines with a match of REGEXP after point, or between RSTART and REND; return their number.
With INTERACTIVE it is the active region that counts.  A match over several lines deletes them all."
  (interactive (progn (barf-if-buffer-read-only) (keep-lines-read-args "Flush lines containing match for regexp")))
  (let* ((bounds (replace--line-bounds rstart rend interactive))
         (rend (copy-marker (cdr bounds)))
         (case-fold-search (replace--fold-p regexp)) (count 0))
    (save-excursion
      (goto-char (car bounds))
      (while (and (< (point) rend) (re-search-forward regexp rend t))
        (delete-region (save-excursion (goto-char (match-beginning 0)) (forward-line 0) (point))
                       (progn (forward-line 1) (point)))
        (setq count (1+ count))))
    (set-marker rend nil)
    (when interactive (message (ngettext "Deleted %d matching line" "Deleted %d matching lines" count) count))
    count))

(defun how-many (regexp &optional rstart rend interactive)
  "Return the number of matches of REGEXP after point, or between RSTART and REND.
With INTERACTIVE it is the active region that counts, and the number is shown."
  (interactive (keep-lines-read-args "How many matches for regexp"))
  (let* ((bounds (replace--line-bounds rstart rend interactive)) (end (cdr bounds)) (count 0)
         (case-fold-search (replace--fold-p regexp)))
    (save-excursion
      (goto-char (car bounds))
      (while (and (< (point) end) (re-search-forward regexp end t))
        (if (= (match-beginning 0) (match-end 0))
            (unless (eobp) (forward-char 1))
          (setq count (1+ count)))))
    (when interactive (message (ngettext "%d occurrence" "%d occurrences" count) count))
    count))

(defalias 'count-matches #'how-many)
(defalias 'delete-matching-lines #'flush-lines)
(defalias 'delete-non-matching-lines #'keep-lines)

(provide 'replace)

;;; replace.el ends here
