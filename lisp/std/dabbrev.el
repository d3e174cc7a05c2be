;;; dabbrev.el --- complete words from words nearby -*- lexical-binding: t; -*-

;; Manual: (emacs) Dynamic Abbrevs.  Expansions are looked for before point, after it, then in other buffers; the same command again takes
;; the next one.

(defgroup dabbrev nil "Words from words nearby." :group 'abbrev)
(defcustom dabbrev-backward-only nil "Whether to look only before point." :type 'boolean :group 'dabbrev)
(defcustom dabbrev-limit nil "How far to look; nil, everywhere." :type '(choice (const nil) integer) :group 'dabbrev)
(defcustom dabbrev-abbrev-skip-leading-regexp nil "Regexp for characters that abbreviations do not begin with." :type '(choice regexp (const nil)) :group 'dabbrev)
(defcustom dabbrev-eliminate-newlines t "Whether ends of lines in expansions become spaces." :type 'boolean :group 'dabbrev)
(defcustom dabbrev-case-fold-search 'case-fold-search "Whether case does not matter." :type '(choice (const nil) (const t) (const case-fold-search)) :group 'dabbrev)
(defcustom dabbrev-upcase-means-case-search nil "Whether a capital in the abbreviation makes case matter." :type 'boolean :group 'dabbrev)
(defcustom dabbrev-case-distinction 'case-replace "Whether expansions that differ in case are different." :type '(choice (const nil) (const t) (other case-replace)) :group 'dabbrev)
(defcustom dabbrev-case-replace 'case-replace "Whether the expansion gets the case of the abbreviation." :type '(choice (const nil) (const t) (other case-replace)) :group 'dabbrev)
(defcustom dabbrev-abbrev-char-regexp nil "Regexp for characters of words; nil, those of symbols." :type '(choice (const nil) regexp) :group 'dabbrev)
(defcustom dabbrev-check-all-buffers t "Whether to look in all buffers in the end." :type 'boolean :group 'dabbrev)
(defcustom dabbrev-ignored-buffer-names '("*Messages*" "*Buffer List*") "Buffers not to look in." :type '(repeat string) :group 'dabbrev)
(defcustom dabbrev-ignored-buffer-regexps nil "Regexps for names of buffers not to look in." :type '(repeat regexp) :group 'dabbrev)
(defcustom dabbrev-check-other-buffers t "Whether to look in other buffers." :type '(choice (const nil) (const t) (other other)) :group 'dabbrev)
(defcustom dabbrev-friend-buffer-function #'dabbrev--same-major-mode-p "Whether to look in a buffer." :type 'function :group 'dabbrev)
(defcustom dabbrev-search-these-buffers-only nil "The only buffers to look in." :type '(choice (const nil) (repeat string)) :group 'dabbrev)
(defvar dabbrev-select-buffers-function #'dabbrev--select-buffers "The function that returns the buffers to look in.")

(defvar dabbrev--last-abbreviation nil "What was to be expanded.")
(defvar dabbrev--last-expansion nil "What it was expanded to.")
(defvar dabbrev--last-expansion-location nil "Where the expansion ends.")
(defvar dabbrev--rest nil "Further expansions.")

(defun dabbrev--same-major-mode-p (buffer) "Whether BUFFER has the major mode of this one." (eq major-mode (buffer-local-value 'major-mode buffer)))
(defun dabbrev--select-buffers ()
  "Return the other buffers to look in."
  (seq-filter (lambda (buffer) (and (not (eq buffer (current-buffer))) (or (null dabbrev-friend-buffer-function) (funcall dabbrev-friend-buffer-function buffer)))) (buffer-list)))
(defun dabbrev--ignore-buffer-p (buffer) "Whether not to look in BUFFER." (or (member (buffer-name buffer) dabbrev-ignored-buffer-names) (seq-some (lambda (regexp) (string-match-p regexp (buffer-name buffer))) dabbrev-ignored-buffer-regexps)))
(defun dabbrev--char-regexp () "Regexp for a character of words." (or dabbrev-abbrev-char-regexp "\\sw\\|\\s_"))

(defun dabbrev--abbrev-at-point ()
  "Return the abbreviation before point; an error if there is none."
  (when (bobp) (user-error "No possible abbreviation preceding point"))
  (save-excursion
    (let ((end (point)) (regexp (dabbrev--char-regexp)))
      (while (and (> (point) (point-min)) (save-excursion (backward-char) (looking-at regexp))) (backward-char))
      (when (= (point) end) (user-error "No possible abbreviation preceding point"))
      (when dabbrev-abbrev-skip-leading-regexp
        (while (and (< (point) end) (looking-at dabbrev-abbrev-skip-leading-regexp)) (forward-char)))
      (buffer-substring-no-properties (point) end))))

(defun dabbrev--ignore-case-p (abbrev)
  "Whether case does not matter for ABBREV."
  (and (if (eq dabbrev-case-fold-search 'case-fold-search) case-fold-search dabbrev-case-fold-search)
       (or (not dabbrev-upcase-means-case-search) (string= abbrev (downcase abbrev)))))

(defun dabbrev--words (abbrev start end backward)
  "Return the words from START to END that begin with ABBREV, from the end if BACKWARD."
  (let ((case-fold-search (dabbrev--ignore-case-p abbrev)) (found nil) (char (dabbrev--char-regexp)))
    (save-excursion
      (goto-char start)
      (while (re-search-forward (concat "\\(?:" (regexp-quote abbrev) "\\)\\(?:" char "\\)+") end t)
        (let ((from (match-beginning 0)) (word (match-string-no-properties 0)))
          (unless (and (> from (point-min)) (save-excursion (goto-char (1- from)) (looking-at char)))
            (push word found)))))
    (if backward found (nreverse found))))

(defun dabbrev--expansions (abbrev backward-only)
  "Return the expansions of ABBREV, which ends at point, nearest first; with BACKWARD-ONLY only those before point."
  (let* ((start (- (point) (length abbrev))) (limit dabbrev-limit)
         (found (append (dabbrev--words abbrev (if limit (max (point-min) (- start limit)) (point-min)) start t)
                        (unless backward-only (dabbrev--words abbrev (point) (if limit (min (point-max) (+ (point) limit)) (point-max)) nil)))))
    (when (and (not backward-only) dabbrev-check-other-buffers)
      (let* ((friends (or (mapcar #'get-buffer dabbrev-search-these-buffers-only) (funcall dabbrev-select-buffers-function)))
             (others (and dabbrev-check-all-buffers (not dabbrev-search-these-buffers-only) (seq-difference (remq (current-buffer) (buffer-list)) friends #'eq))))
        (dolist (buffer (append friends others))
          (unless (or (not (buffer-live-p buffer)) (string-prefix-p " " (buffer-name buffer)) (dabbrev--ignore-buffer-p buffer))
            (setq found (append found (let ((char (dabbrev--char-regexp)) (fold case-fold-search))
                                        (with-current-buffer buffer (let ((dabbrev-abbrev-char-regexp char) (case-fold-search fold)) (dabbrev--words abbrev (point-min) (point-max) nil))))))))))
    (when (dabbrev--ignore-case-p abbrev)
      (setq found (mapcar (lambda (word) (dabbrev--with-case abbrev word)) found)))
    (delete-dups (remove abbrev found))))

(defun dabbrev--with-case (abbrev word)
  "Return the expansion WORD with the case of ABBREV, if it is to have that."
  (let ((replace (if (eq dabbrev-case-replace 'case-replace) case-replace dabbrev-case-replace)))
    (cond ((string-prefix-p abbrev word) word)
          ((not replace) word)
          ((and (> (length abbrev) 1) (string= abbrev (upcase abbrev)) (not (string= abbrev (downcase abbrev)))) (upcase word))
          ((and (string= word (capitalize word)) (string= abbrev (downcase abbrev))) (concat abbrev (substring (downcase word) (length abbrev))))
          (t (concat abbrev (substring word (length abbrev)))))))

(defun dabbrev-expand (arg)
  "Expand the word before point to one nearby that begins so; again, to the next one.  With a number ARG, the ARGth; negative: after point."
  (interactive "*P")
  (let* ((again (and (markerp dabbrev--last-expansion-location) (eq (marker-buffer dabbrev--last-expansion-location) (current-buffer))
                     (= dabbrev--last-expansion-location (point)) (eq last-command this-command) (eq last-command 'dabbrev-expand) (null arg)))
         (abbrev (if again dabbrev--last-abbreviation (dabbrev--abbrev-at-point)))
         (old (if again dabbrev--last-expansion abbrev)) (n (if arg (abs (prefix-numeric-value arg)) 1)))
    (unless again (setq dabbrev--rest (dabbrev--expansions abbrev dabbrev-backward-only) dabbrev--last-abbreviation abbrev))
    (let ((new (nth (1- n) dabbrev--rest)))
      (unless new
        (when again (delete-region (- (point) (length old)) (point)) (insert abbrev))
        (setq dabbrev--last-expansion-location nil)
        (user-error (if again "No further dynamic expansion for `%s' found" "No dynamic expansion for `%s' found") abbrev))
      (setq dabbrev--rest (nthcdr n dabbrev--rest))
      (delete-region (- (point) (length old)) (point))
      (let ((text (if dabbrev-eliminate-newlines (replace-regexp-in-string "\n" " " new) new)))
        (insert text)
        (setq dabbrev--last-expansion text dabbrev--last-expansion-location (point-marker))))))

(defun dabbrev-completion (&optional arg)
  "Complete the word before point as far as all words nearby that begin so agree; with ARG, words of all buffers."
  (interactive "*P")
  (let* ((dabbrev-check-other-buffers (and arg t)) (dabbrev-check-all-buffers (eq arg 16)) (abbrev (dabbrev--abbrev-at-point)) (words (dabbrev--expansions abbrev nil)))
    (unless words (user-error "No dynamic expansion for \"%s\" found%s" abbrev (if arg "" " in this-buffer")))
    (let ((completion (try-completion abbrev words)))
      (when (and (stringp completion) (> (length completion) (length abbrev)))
        (delete-region (- (point) (length abbrev)) (point))
        (insert completion))
      t)))

(defmacro dabbrev-filter-elements (element list condition)
  "Return the ELEMENTs of LIST for which CONDITION holds."
  `(seq-filter (lambda (,element) ,condition) ,list))

(provide 'dabbrev)

;;; dabbrev.el ends here
