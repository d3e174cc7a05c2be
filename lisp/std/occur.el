;;; occur.el --- lists of the lines that match a regexp -*- lexical-binding: t; -*-

(defcustom list-matching-lines-default-context-lines 0 "How many lines around a match are listed; negative is before only." :type 'integer)
(defcustom list-matching-lines-jump-to-current-line nil "Non-nil if the line of point is listed too." :type 'boolean)
(defcustom list-matching-lines-current-line-face 'lazy-highlight "The face of the line of point." :type 'face)
(defcustom occur-excluded-properties
  '(read-only invisible intangible field mouse-face help-echo local-map keymap yank-handler follow-link)
  "Text properties that listed lines lose; t is all."
  :type 'sexp)
(defcustom occur-mode-hook '(turn-on-font-lock) "Functions run in a buffer of listed lines." :type 'hook)
(defcustom occur-hook nil "Functions run when matches were listed." :type 'hook)
(defcustom occur-mode-find-occurrence-hook nil "Functions run when a listed line was visited." :type 'hook)
(defvar occur-collect-regexp-history '("\\1") "What was collected from matches.")
(defvar-local occur-revert-arguments nil "The arguments that made this list.")
(defvar occur-revert-properties nil "Parts of buffers that were searched.")
(defvar-local occur-highlight-regexp t "The regexp whose matches are listed.")

(defvar occur-menu-map (make-sparse-keymap "Occur") "The menu of lists of lines.")
(defvar occur-mode-map
  (let ((map (make-sparse-keymap)))
    (suppress-keymap map)
    (dolist (pair '(("\C-c\C-c" occur-mode-goto-occurrence) ("e" occur-edit-mode) ("\C-m" occur-mode-goto-occurrence)
                    ("o" occur-mode-goto-occurrence-other-window) ("\C-o" occur-mode-display-occurrence) ("n" next-error-no-select)
                    ("p" previous-error-no-select) ("l" recenter-current-error) ("\M-n" occur-next) ("\M-p" occur-prev)
                    ("r" occur-rename-buffer) ("c" clone-buffer) ("q" quit-window) ("z" kill-current-buffer) ("g" revert-buffer)
                    ("\C-c\C-f" next-error-follow-minor-mode)))
      (define-key map (car pair) (cadr pair)))
    map)
  "The keymap of `occur-mode'.")

(define-derived-mode occur-mode special-mode "Occur"
  "Major mode of the list that `occur' makes; RET goes to the line."
  (setq-local revert-buffer-function #'occur-revert-function)
  (setq-local next-error-function #'occur-next-error))

(defvar occur-edit-mode-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map text-mode-map)
    (define-key map "\C-c\C-c" 'occur-cease-edit)
    (define-key map "\C-o" 'occur-mode-display-occurrence)
    map)
  "The keymap of `occur-edit-mode'.")

(define-derived-mode occur-edit-mode occur-mode "Occur-Edit"
  "Major mode in which changes of the listed lines are made in their buffers too."
  (setq buffer-read-only nil)
  (add-hook 'after-change-functions #'occur-after-change-function nil t))

(defun occur-cease-edit ()
  "Go back to `occur-mode'."
  (interactive)
  (when (derived-mode-p 'occur-edit-mode) (occur-mode)))

(defun occur-after-change-function (beg end length)
  "Make the change from BEG to END, which replaced LENGTH characters, in the listed line's buffer too."
  (save-excursion
    (goto-char beg)
    (let* ((line-beg (line-beginning-position)) (target (get-text-property line-beg 'occur-target)))
      (setq target (if (consp target) (caar target) target))
      (unless (or (not (markerp target)) (bolp) (get-text-property beg 'occur-prefix) (get-text-property end 'occur-prefix))
        (let* ((column (- beg (or (next-single-property-change line-beg 'occur-prefix) line-beg)))
               (text (buffer-substring-no-properties beg end)))
          (with-current-buffer (marker-buffer target)
            (save-excursion
              (goto-char target)
              (forward-line 0)
              (forward-char column)
              (delete-char length)
              (insert text))))))))

;;; Listing

(defun occur-read-primary-args ()
  "Read the arguments of `occur'."
  (list (read-regexp "List lines matching regexp") (and current-prefix-arg (prefix-numeric-value current-prefix-arg))))

(defun occur (regexp &optional nlines region)
  "List the lines of the current buffer that match REGEXP in the buffer *Occur*, with NLINES lines around each.
If NLINES is a string, list what `replace-match' would make of it for each match instead.  REGION is a list of (BEG . END) to search."
  (interactive (nconc (occur-read-primary-args) (and (use-region-p) (list (region-bounds)))))
  (let* ((start (and (caar region) (max (caar region) (point-min))))
         (end (and (cdar region) (min (cdar region) (point-max)))))
    (save-restriction
      (when (or start end) (narrow-to-region (or start (point-min)) (or end (point-max))))
      (occur-1 regexp nlines (list (current-buffer))))))

(defun multi-occur (bufs regexp &optional nlines)
  "List the lines of the buffers BUFS that match REGEXP, with NLINES lines around each."
  (interactive (cons (list (get-buffer (read-buffer "First buffer to search: " (current-buffer) t))) (occur-read-primary-args)))
  (occur-1 regexp nlines bufs))

(defun multi-occur-in-matching-buffers (bufregexp regexp &optional allbufs)
  "List the lines that match REGEXP in buffers whose files match BUFREGEXP; with ALLBUFS, whose names do."
  (interactive (list (read-regexp "List lines in buffers whose filename matches regexp: ") (read-regexp "List lines matching regexp") current-prefix-arg))
  (occur-1 regexp nil
           (delq nil (mapcar (lambda (buffer)
                               (let ((name (if allbufs (buffer-name buffer) (buffer-file-name buffer))))
                                 (when (and name (string-match bufregexp name)) buffer)))
                             (buffer-list)))))

(defun occur-rename-buffer (&optional unique-p _interactive-p)
  "Give the list a name of its own, a unique one if UNIQUE-P."
  (interactive "P\np")
  (rename-buffer (format "*Occur: %s*" (mapconcat #'buffer-name (let ((bufs (nth 2 occur-revert-arguments))) (if (consp bufs) bufs (list bufs))) "/"))
                 (or unique-p t)))

(defun occur-1 (regexp nlines bufs &optional buf-name)
  "List the lines of the buffers BUFS that match REGEXP, with NLINES lines around each, in the buffer BUF-NAME."
  (when (equal regexp "") (error "Occur doesn't work with the empty regexp"))
  (setq bufs (delq nil (mapcar (lambda (b) (setq b (if (overlayp b) (overlay-buffer b) b)) (and (buffer-live-p b) b)) bufs)))
  (let ((name (or buf-name "*Occur*")) (source (current-buffer)))
    (when (member name (mapcar #'buffer-name bufs))
      (with-current-buffer name (rename-uniquely)))
    (let ((list (get-buffer-create name)))
      (with-current-buffer list
        (if (stringp nlines) (fundamental-mode) (occur-mode))
        (let ((inhibit-read-only t) (buffer-undo-list t))
          (erase-buffer)
          (let ((count (if (stringp nlines)
                           (occur--collect regexp nlines bufs list)
                         (occur-engine regexp bufs list (or nlines list-matching-lines-default-context-lines)
                                       (if (and case-fold-search search-upper-case) (isearch-no-upper-case-p regexp t) case-fold-search)
                                       list-matching-lines-buffer-name-face nil list-matching-lines-face
                                       (not (eq occur-excluded-properties t))))))
            (message "Searched %d %s; %s for %S" (length bufs) (ngettext "buffer" "buffers" (length bufs))
                     (if (zerop count) "no matches" (format (ngettext "%d match" "%d matches" count) count)) regexp)
            (setq occur-revert-arguments (list regexp nlines bufs))
            (if (zerop count)
                (kill-buffer list)
              (display-buffer list)
              (when (buffer-live-p source) (setq next-error-last-buffer list))
              (setq buffer-read-only t)
              (set-buffer-modified-p nil)
              (run-hooks 'occur-hook))))))
    nil))

(defun occur--collect (regexp replacement bufs list)
  "Insert into the buffer LIST what REPLACEMENT makes of the matches of REGEXP in BUFS; return their number."
  (let ((count 0))
    (dolist (buffer bufs count)
      (with-current-buffer buffer
        (save-excursion
          (goto-char (point-min))
          (while (and (not (eobp)) (re-search-forward regexp nil t))
            (let ((text (match-substitute-replacement replacement)))
              (with-current-buffer list (insert text (or (and (string-suffix-p "\n" text) "") "\n"))))
            (setq count (1+ count))
            (when (= (match-beginning 0) (match-end 0)) (forward-char 1))))))))

(defun occur-engine (regexp buffers out-buf nlines case-fold title-face prefix-face match-face keep-props)
  "Insert into OUT-BUF the lines of BUFFERS that match REGEXP, with NLINES lines around each; return the number of matches.
CASE-FOLD disregards case; TITLE-FACE, PREFIX-FACE and MATCH-FACE are faces, KEEP-PROPS keeps text properties."
  (let ((total 0) (total-lines 0))
    (dolist (buffer buffers)
      (when (buffer-live-p buffer)
        (let* ((found (with-current-buffer buffer (occur--lines regexp nlines case-fold prefix-face match-face keep-props)))
               (matches (nth 0 found)) (lines (nth 1 found)))
          (when (> matches 0)
            (setq total (+ total matches) total-lines (+ total-lines lines))
            (with-current-buffer out-buf
              (goto-char (point-min))       ; the last buffer comes first
              (let ((beg (point)))
                (insert (occur--title matches lines (if (cdr buffers) nil regexp)) (format-message " in buffer: %s\n" (buffer-name buffer)))
                (add-text-properties beg (point) (append (and title-face (list 'font-lock-face title-face)) (list 'occur-title buffer))))
              (insert (nth 2 found)))))))
    (when (and (cdr buffers) (> total 0))
      (with-current-buffer out-buf
        (goto-char (point-min))
        (insert (propertize (concat (replace-regexp-in-string " lines?\\'" "\\&" (occur--title total total-lines nil))
                                    (format " total for %S:\n" regexp))
                            'font-lock-face title-face))))
    (with-current-buffer out-buf (goto-char (point-min)))
    total))

(defun occur--title (matches lines regexp)
  "Return a title for MATCHES matches in LINES lines, for REGEXP if that is non-nil."
  (concat (format (ngettext "%d match" "%d matches" matches) matches)
          (if (= matches lines) "" (format (ngettext " in %d line" " in %d lines" lines) lines))
          (if regexp (format " for %S" regexp) "")))

(defun occur--lines (regexp nlines case-fold prefix-face match-face keep-props)
  "Return (MATCHES LINES TEXT) for the lines of the current buffer that match REGEXP.  The arguments are those of `occur-engine'."
  (let ((case-fold-search case-fold) (matches 0) (lines 0) (texts nil)
        (before (if (< nlines 0) (- nlines) nlines)) (after (max nlines 0)) (shown nil) (origin (line-number-at-pos (point-min) t)))
    (save-excursion
      (goto-char (point-min))
      (while (and (not (eobp)) (re-search-forward regexp nil t))
        (let* ((first (save-excursion (goto-char (match-beginning 0)) (line-beginning-position)))
               (last (save-excursion (goto-char (match-end 0)) (line-end-position)))
               (line (+ origin (count-lines (point-min) first)))
               (target (copy-marker (match-beginning 0)))
               (found (occur--marked first last regexp match-face keep-props)))
          (setq matches (+ matches (cdr found)) lines (1+ lines))
          (when (/= nlines 0)
            (let ((context (save-excursion (goto-char first) (forward-line (- before)) (max (point) (or shown (point-min))))))
              (when (and shown (> context shown)) (push "-------\n" texts))
              (push (occur--context context first keep-props) texts)))
          (push (occur--prefixed (car found) line target prefix-face) texts)
          (goto-char last)
          (forward-line 1)
          (setq shown (point))
          (when (> after 0)
            (let ((end (save-excursion
                         (let ((n after) (next nil))
                           (while (and (> n 0) (not (eobp)) (not next))
                             (if (save-excursion (re-search-forward regexp (line-end-position) t)) (setq next t)
                               (forward-line 1)
                               (setq n (1- n)))))
                         (point))))
              (push (occur--context shown end keep-props) texts)
              (setq shown end))))))
    (list matches lines (apply #'concat (nreverse texts)))))

(defun occur--marked (first last regexp face keep-props)
  "Return (TEXT . MATCHES) for the text from FIRST to LAST, whose matches of REGEXP get FACE; KEEP-PROPS keeps its properties."
  (let ((text (if keep-props (buffer-substring first last) (buffer-substring-no-properties first last))) (count 0) (start 0))
    (when keep-props (remove-list-of-text-properties 0 (length text) occur-excluded-properties text))
    (while (and (<= start (length text)) (string-match regexp text start))
      (setq count (1+ count))
      (add-text-properties (match-beginning 0) (match-end 0) (append '(occur-match t) (and face (list 'font-lock-face face))) text)
      (setq start (if (= (match-end 0) (match-beginning 0)) (1+ (match-end 0)) (match-end 0))))
    (cons text (max count 1))))

(defun occur--prefixed (text line target face)
  "Return TEXT with LINE, its number with FACE, before it; TARGET is a marker at its match."
  (let* ((first t)
         (lines (mapcar (lambda (part)
                          (concat (propertize (if first (format "%7d:" line) "       :") 'occur-prefix t 'mouse-face '(highlight)
                                              'font-lock-face face 'front-sticky t 'rear-nonsticky t 'read-only t 'occur-target target 'follow-link t)
                                  (propertize part 'occur-target target 'mouse-face '(highlight) 'follow-link t
                                              'help-echo "mouse-2: go to this occurrence")
                                  (propertize "\n" 'occur-target target (progn (setq first nil) 'follow-link) t)))
                        (split-string text "\n"))))
    (apply #'concat lines)))

(defun occur--context (beg end keep-props)
  "Return the lines from BEG to END with empty prefixes; KEEP-PROPS keeps their properties."
  (if (>= beg end) ""
    (mapconcat (lambda (line) (concat (propertize "       :" 'occur-prefix t) line "\n"))
               (split-string (replace-regexp-in-string "\n\\'" "" (if keep-props (buffer-substring beg end) (buffer-substring-no-properties beg end))) "\n")
               "")))

(defun occur-revert-function (_ignore1 _ignore2)
  "Make the list again."
  (apply #'occur-1 (append occur-revert-arguments (list (buffer-name)))))

;;; Going to lines

(defun occur-mode--find-occurrences ()
  "Return the targets of the line at point, a list of (BEG . END)."
  (let ((target (get-text-property (line-beginning-position) 'occur-target)))
    (unless target (error "No occurrence on this line"))
    (unless (buffer-live-p (marker-buffer target)) (error "Buffer for this occurrence was killed"))
    (list (cons target target))))

(defun occur-mode-find-occurrence ()
  "Return a marker at the match listed at point."
  (caar (occur-mode--find-occurrences)))

(defun occur-mode-goto-occurrence (&optional _event)
  "Go to the match listed at point."
  (interactive (list last-nonmenu-event))
  (let ((marker (occur-mode-find-occurrence)))
    (pop-to-buffer (marker-buffer marker))
    (goto-char marker)
    (run-hooks 'occur-mode-find-occurrence-hook)))

(defun occur-mode-goto-occurrence-other-window ()
  "Go to the match listed at point in another window."
  (interactive)
  (let ((marker (occur-mode-find-occurrence)))
    (switch-to-buffer-other-window (marker-buffer marker))
    (goto-char marker)
    (run-hooks 'occur-mode-find-occurrence-hook)))

(defun occur-mode-display-occurrence ()
  "Show the match listed at point in another window."
  (interactive)
  (let ((marker (occur-mode-find-occurrence)))
    (with-current-buffer (marker-buffer marker) (goto-char marker))
    (display-buffer (marker-buffer marker))))

(defun occur-find-match (n search message)
  "Go N matches further by SEARCH, a function that finds changes of properties; MESSAGE is for when there is none."
  (dotimes (_ (or n 1))
    (let ((at (funcall search (point) 'occur-match)))
      (unless (and at (get-text-property at 'occur-match))
        (setq at (and at (funcall search at 'occur-match))))
      (if at (goto-char at) (error message)))))

(defun occur-next (&optional n)
  "Go to the Nth next match of the list."
  (interactive "p")
  (occur-find-match n #'next-single-property-change "No more matches"))

(defun occur-prev (&optional n)
  "Go to the Nth match before in the list."
  (interactive "p")
  (occur-find-match n #'previous-single-property-change "No earlier matches"))

(defun occur-next-error (&optional argp reset)
  "Go to the ARGPth next match of the list and show it; with RESET, from the beginning."
  (when reset (goto-char (point-min)))
  (let ((n (or argp 0)))
    (occur-find-match (abs n) (if (> n 0) #'next-single-property-change #'previous-single-property-change) "No more matches")
    (occur-mode-goto-occurrence)))

(provide 'occur)

;;; occur.el ends here
