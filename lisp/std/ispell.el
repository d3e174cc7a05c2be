;;; ispell.el --- spelling, asked of aspell, hunspell, enchant or ispell -*- lexical-binding: t -*-

;; Node "Spelling" of the Emacs manual.  A speller runs as a subprocess and is spoken to in the protocol of `ispell -a': a line beginning
;; with ^ is text, the answer is a line for each word and then an empty one.  Nobody can be asked in a script: where Emacs shows a list of
;; corrections and waits for a key, the choice is read with `completing-read', which takes it from the input of the script.

(defgroup ispell nil "Checking of spelling by another program." :group 'applications)

(defcustom ispell-program-name
  (or (seq-find #'executable-find '("aspell" "ispell" "hunspell" "enchant-2" "enchant")) "ispell")
  "The speller: a name found in `exec-path', or a file."
  :type 'string)
(defcustom ispell-dictionary nil "Name of the dictionary where `ispell-local-dictionary' is nil; nil is the speller's own choice."
  :type '(choice string (const nil)))
(defcustom ispell-local-dictionary nil "Name of the dictionary of this buffer, or nil." :type '(choice string (const nil)))
(make-variable-buffer-local 'ispell-local-dictionary)
(defcustom ispell-personal-dictionary nil "File of the personal dictionary, or nil." :type '(choice file (const nil)))
(defcustom ispell-extra-args nil "Further arguments of the speller." :type '(repeat string))
(defcustom ispell-silently-savep nil "Non-nil saves the personal dictionary without asking." :type 'boolean)
(defcustom ispell-following-word nil "Non-nil makes `ispell-word' prefer the word after point." :type 'boolean)
(defcustom ispell-quietly nil "Non-nil keeps `ispell-word' from reporting words that are right." :type 'boolean)
(defcustom ispell-format-word-function #'upcase "How a word is shown in messages." :type 'function)
(defcustom ispell-check-comments t "Non-nil checks comments too, `exclusive' nothing else." :type '(choice boolean (const exclusive)))
(defcustom ispell-use-ptys-p nil "Non-nil speaks to the speller through a pty." :type 'boolean)
(defcustom ispell-highlight-p 'block "Non-nil marks the word that is asked about." :type '(choice boolean (const block)))
(defcustom ispell-highlight-face 'isearch "Face of that mark." :type 'face)
(defcustom ispell-local-dictionary-alist nil "Own entries of `ispell-dictionary-alist'; they go before the others." :type 'sexp)
(defcustom ispell-alternate-dictionary
  (seq-find #'file-readable-p '("/usr/dict/web2" "/usr/share/dict/web2" "/usr/dict/words" "/usr/lib/dict/words" "/usr/share/dict/words"
                                "/usr/share/lib/dict/words" "/sys/dict"))
  "File with a word on each line, for `ispell-lookup-words'." :type '(choice file (const nil)))
(defcustom ispell-complete-word-dict nil "File with a word on each line that completion prefers." :type '(choice file (const nil)))
(defcustom ispell-grep-command "grep" "Program that searches a list of words." :type 'string)
(defcustom ispell-grep-options "-Ei" "Its arguments." :type 'string)
(defcustom ispell-look-command "/usr/bin/look" "Program that finds the words of a prefix in a sorted list." :type 'file)
(defcustom ispell-look-p (file-exists-p ispell-look-command) "Whether it is used." :type 'boolean)
(defcustom ispell-look-options "-df" "Its arguments." :type 'string)

(defvar ispell-dictionary-alist nil
  "What is known of dictionaries: (NAME CASECHARS NOT-CASECHARS OTHERCHARS MANY-OTHERCHARS-P ARGS EXTENDED-MODE CODING).")
(defvar ispell-dictionary-base-alist '((nil "[[:alpha:]]" "[^[:alpha:]]" "[']" nil nil nil utf-8)))
(defvar ispell-parser 'use-mode-name "`tex' or `nroff' when text is of that kind; the symbol `use-mode-name' looks at the major mode.")
(defvar ispell-skip-region-alist
  '(("-----BEGIN PGP MESSAGE-----" . "-----END PGP MESSAGE-----") ("-----BEGIN PGP SIGNATURE-----" . "-----END PGP SIGNATURE-----")
    ("https?://[^ \t\n>\"]+"))
  "Text that is not checked: (BEGIN . END), or (REGEXP) for what REGEXP matches.")
(defvar ispell-words-keyword "LocalWords: " "What introduces words that the rest of a line of the buffer declares right.")
(defvar ispell-dictionary-keyword "Local IspellDict: " "What introduces the name of the buffer's dictionary.")
(defvar ispell-pdict-keyword "Local IspellPersDict: " "What introduces the file of the buffer's personal dictionary.")
(defvar ispell-change-dictionary-hook nil "Run after the dictionary was changed.")
(defvar ispell-initialize-spellchecker-hook nil "Run once the speller is known.")
(defvar ispell-update-post-hook nil "Run for each word that is asked about.")
(defvar ispell-process nil "The speller's process.")
(defvar ispell-filter nil "Lines the speller has answered, newest first.")
(defvar ispell-filter-continue nil)
(defvar ispell-really-aspell nil "Version of aspell as a string, when the speller is that.")
(defvar ispell-really-hunspell nil "Version of hunspell, likewise.")
(defvar ispell-really-enchant nil "Version of enchant, likewise.")
(defvar ispell-last-program-name nil)
(defvar ispell-current-dictionary nil "Dictionary of the running speller.")
(defvar ispell-current-personal-dictionary nil)
(defvar-local ispell-local-pdict nil "File of this buffer's personal dictionary.")
(defvar-local ispell-buffer-session-localwords nil "Words accepted in this buffer for now.")
(defvar ispell-buffer-local-name nil "Name of the buffer whose own words the speller knows.")
(defvar ispell-pdict-modified-p nil "Non-nil when words wait to be saved; (t) after words were accepted for now.")
(defvar ispell-quit nil "Non-nil after checking was ended before the end.")
(defvar ispell-check-only nil "Non-nil makes `ispell-word' only mark a wrong word.")
(defvar ispell-async-processp t)
(defvar ispell-overlay nil)

;;; The speller

(defun ispell-check-version (&optional interactivep)
  "Find out which speller `ispell-program-name' is; with INTERACTIVEP non-nil show it.  A program that is none is an error."
  (interactive "p")
  (let ((text (with-temp-buffer
                (unless (equal 0 (call-process ispell-program-name nil t nil (if (string-match-p "enchant" ispell-program-name) "-v" "-vv")))
                  (error "%s exited with an error: %s" (file-name-nondirectory ispell-program-name) (string-trim (buffer-string))))
                (buffer-string))))
    (unless (string-match "@(#) International Ispell Version \\([0-9.]+\\)" text)
      (error "%s release 3.1.12 or greater is required, found: %s" ispell-program-name (string-trim text)))
    (cl-flet ((really (name) (and (string-match (format "(but really %s \\([0-9.]+\\)" name) text) (match-string 1 text))))
      (setq ispell-really-aspell (really "Aspell")
            ispell-really-hunspell (really "Hunspell")
            ispell-really-enchant (really "Enchant")))
    (when interactivep (message "%s" (car (split-string text "\n"))))
    (car (split-string text "\n"))))

(defun ispell--dictionary-names ()
  "Names of the dictionaries that the speller has."
  (cond (ispell-really-aspell (process-lines ispell-program-name "dicts"))
        (ispell-really-hunspell
         (let (names)
           (with-temp-buffer
             (call-process ispell-program-name null-device t nil "-D" "-a" null-device)
             (goto-char (point-min))
             (while (re-search-forward "^/.*/\\([^/\n]+?\\)\\(?:\\.aff\\)?$" nil t) (push (match-string 1) names)))
           (delete-dups (nreverse names))))
        (ispell-really-enchant
         (mapcar (lambda (line) (car (split-string line))) (process-lines (replace-regexp-in-string "enchant" "enchant-lsmod" ispell-program-name)
                                                                         "-list-dicts")))))

(defun ispell-set-spellchecker-params ()
  "Learn what speller and dictionaries there are, unless known."
  (unless (equal ispell-last-program-name ispell-program-name)
    (ispell-kill-ispell t)
    (ispell-check-version)
    (setq ispell-dictionary-alist
          (append ispell-dictionary-base-alist
                  (mapcar (lambda (name) (list name "[[:alpha:]]" "[^[:alpha:]]" "['’]" t (list "-d" name) nil 'utf-8)) (ispell--dictionary-names)))
          ispell-last-program-name ispell-program-name)
    (run-hooks 'ispell-initialize-spellchecker-hook))
  (dolist (own (reverse ispell-local-dictionary-alist))
    (setq ispell-dictionary-alist (cons own (assoc-delete-all (car own) ispell-dictionary-alist)))))

(defun ispell-valid-dictionary-list ()
  "Names of the dictionaries there are, and \"default\"."
  (ispell-set-spellchecker-params)
  (append (delq nil (mapcar #'car ispell-dictionary-alist)) '("default")))

(defun ispell--description ()
  (or (assoc ispell-current-dictionary ispell-dictionary-alist)
      (assoc ispell-current-dictionary ispell-dictionary-base-alist)
      (error "No data for dictionary \"%s\" in `ispell-local-dictionary-alist' or `ispell-dictionary-alist'" ispell-current-dictionary)))
(defun ispell-get-casechars () "Regexp of a character of words." (nth 1 (ispell--description)))
(defun ispell-get-not-casechars () "Regexp of a character that is not of words." (nth 2 (ispell--description)))
(defun ispell-get-otherchars () "Regexp of a character that is of a word between two others." (nth 3 (ispell--description)))
(defun ispell-get-many-otherchars-p () "Whether a word may have several of those." (nth 4 (ispell--description)))
(defun ispell-get-ispell-args () "Arguments of the speller for this dictionary." (nth 5 (ispell--description)))
(defun ispell-get-extended-character-mode () "How the dictionary writes other letters, or nil." (nth 6 (ispell--description)))
(defun ispell-get-coding-system () "Coding of what the speller is told." (or (nth 7 (ispell--description)) 'utf-8))

(defun ispell--arguments ()
  "Arguments that start the speller for the current dictionary."
  (let ((own (ispell-get-ispell-args)))
    (append '("-a")
            (unless ispell-really-enchant '("-m"))
            own
            (and ispell-current-dictionary (not (member "-d" own)) (list "-d" ispell-current-dictionary))
            (and ispell-current-personal-dictionary (list "-p" (expand-file-name ispell-current-personal-dictionary)))
            (cond (ispell-really-aspell '("--encoding=utf-8")) (ispell-really-hunspell '("-i" "UTF-8")))
            ispell-extra-args)))

(defun ispell-process-status () "Status of the speller's process." (and ispell-process (process-status ispell-process)))
(defun ispell-filter (_process output)
  "Take OUTPUT of the speller apart into the lines of `ispell-filter'."
  (dolist (piece (split-string output "\n"))
    (cond (ispell-filter-continue (setcar ispell-filter (concat (car ispell-filter) piece)))
          (t (push piece ispell-filter)))
    (setq ispell-filter-continue nil))
  (if (string-suffix-p "\n" output)
      (pop ispell-filter)
    (setq ispell-filter-continue t)))

(defun ispell-start-process ()
  "Start the speller and return its process."
  (let ((process-connection-type ispell-use-ptys-p) (default-directory (if (file-directory-p default-directory) default-directory "/")))
    (apply #'start-process "ispell" nil ispell-program-name (ispell--arguments))))

(defun ispell-internal-change-dictionary ()
  "End the speller when this buffer wants another dictionary than it has."
  (let ((wanted (or ispell-local-dictionary ispell-dictionary)) (personal (or ispell-local-pdict ispell-personal-dictionary)))
    (unless (and (equal wanted ispell-current-dictionary) (equal personal ispell-current-personal-dictionary))
      (ispell-kill-ispell t)
      (setq ispell-current-dictionary wanted ispell-current-personal-dictionary personal))))

(defun ispell-init-process ()
  "See that a speller for this buffer's dictionary runs.  The error says what the speller said if it does not."
  (ispell-set-spellchecker-params)
  (ispell-internal-change-dictionary)
  (unless (eq (ispell-process-status) 'run)
    (setq ispell-filter nil ispell-filter-continue nil ispell-buffer-local-name nil
          ispell-process (ispell-start-process))
    (set-process-filter ispell-process #'ispell-filter)
    (set-process-sentinel ispell-process #'ignore)
    (set-process-coding-system ispell-process (ispell-get-coding-system) (ispell-get-coding-system))
    (set-process-query-on-exit-flag ispell-process nil)
    (ispell-accept-output 30)
    (unless (string-match-p "\\`@(#)" (or (car (last ispell-filter)) ""))
      (let ((said (string-join (reverse ispell-filter) "\n")))
        (ispell-kill-ispell t)
        (error "%s" (if (equal said "") (format "%s did not start" ispell-program-name) said))))
    (setq ispell-filter nil)
    (when (ispell-get-extended-character-mode) (ispell-send-string (concat (ispell-get-extended-character-mode) "\n")))))

(defun ispell-accept-output (&optional seconds milliseconds)
  "Let the speller answer, for SECONDS and MILLISECONDS at most."
  (accept-process-output ispell-process seconds milliseconds))
(defun ispell-send-string (string)
  "Send STRING to the speller."
  (process-send-string ispell-process string))

(defun ispell--ask (line)
  "Tell the speller LINE of text and return its answers, a list of lines in the order of the words."
  (setq ispell-filter nil ispell-filter-continue nil)
  (ispell-send-string "%\n")
  (ispell-send-string (concat "^" line "\n"))
  (while (not (and ispell-filter (equal (car ispell-filter) "") (not ispell-filter-continue)))
    (unless (or (ispell-accept-output 1) (process-live-p ispell-process))
      (error "%s ended: %s" ispell-program-name (string-join (reverse ispell-filter) "\n"))))
  (prog1 (reverse (cdr ispell-filter)) (setq ispell-filter nil)))

(defun ispell-kill-ispell (&optional no-error clear)
  "End the speller.  With NO-ERROR non-nil say nothing and return t when none runs.  With CLEAR non-nil forget words accepted for now."
  (interactive)
  (setq ispell-buffer-local-name nil)
  (when (or clear (called-interactively-p 'interactive))
    (dolist (buffer (buffer-list)) (with-current-buffer buffer (setq ispell-buffer-session-localwords nil))))
  (cond ((eq (ispell-process-status) 'run)
         (process-send-eof ispell-process)
         (with-timeout (5) (while (eq (ispell-process-status) 'run) (accept-process-output ispell-process 0.1)))
         (delete-process ispell-process)
         (setq ispell-process nil)
         (unless no-error (message "Ispell process killed"))
         nil)
        (no-error (setq ispell-process nil) t)
        (t (error "There is no ispell process running!"))))

(defun ispell-parse-output (output &optional accept-list shift)
  "What the speller's line OUTPUT says of a word.
t: it is right; a string: it is of that root; (WORD OFFSET MISSES GUESSES): it is wrong, and these are near; nil: an error.
Words of ACCEPT-LIST are right; SHIFT is added to the offset."
  (let ((flag (and (> (length output) 0) (aref output 0))))
    (pcase flag
      ('nil t)
      ((or ?* ?-) t)
      (?+ (substring output 2))
      ((and (or ?& ?? ?#) (guard (string-match "\\`\\([&?#]\\) \\([^ ]+\\) \\(?:\\([0-9]+\\) \\)?\\([0-9]+\\)\\(?:: \\(.*\\)\\)?\\'" output)))
       (let* ((word (match-string 2 output)) (offset (+ (string-to-number (match-string 4 output)) (or shift 0)))
              (count (string-to-number (or (match-string 3 output) "0")))
              (near (split-string (or (match-string 5 output) "") ", " t)))
         (if (member word accept-list)
             t
           (list word offset (seq-take near count) (seq-drop near count)))))
      (_ (message "Ispell error: %s" output) nil))))

;;; Words

(defun ispell-get-word (following &optional extra-otherchars)
  "The word at or before point as (WORD START END), START and END as markers.
Without a word there, the one after point if FOLLOWING is non-nil.  EXTRA-OTHERCHARS: characters that may be in it any number of times."
  (ispell-set-spellchecker-params)
  (let* ((case (ispell-get-casechars)) (not-case (ispell-get-not-casechars)) (others (ispell-get-otherchars))
         (between (if (member others '(nil "")) nil
                    (concat case "+" "\\(?:" others case "+\\)" (if (or (ispell-get-many-otherchars-p) extra-otherchars) "*" "?"))))
         (word (or between (concat case "+"))))
    (save-excursion
      (cond ((looking-at case))
            ((and following (re-search-forward case (point-max) t)) (goto-char (match-beginning 0)))
            (t (re-search-backward case (point-min) t)))
      (while (and (> (point) (line-beginning-position))
                  (or (looking-back case (1- (point)))
                      (and between (looking-back (concat case others) (max (point-min) (- (point) 2))))))
        (backward-char))
      (if (looking-at word)
          (list (match-string-no-properties 0) (copy-marker (match-beginning 0)) (copy-marker (match-end 0)))
        (error "No word found to check!")))))

(defun ispell--show (word) (funcall ispell-format-word-function word))

(defun ispell--run-on-word (word)
  "What `ispell-parse-output' says of WORD."
  (let ((answer (car (ispell--ask word))))
    (ispell-parse-output (or answer "") ispell-buffer-session-localwords)))

(defun ispell-correct-p (&optional following)
  "Whether the word at point, or with FOLLOWING non-nil after it, is right."
  (save-excursion
    (ispell-accept-buffer-local-defs)
    (not (consp (ispell--run-on-word (car (ispell-get-word following)))))))

(defun ispell-command-loop (misses guesses word start end)
  "Read what shall stand instead of WORD, which is from START to END; MISSES and GUESSES are near.
Returns nil to accept it, t to accept it from now on, or the new word.  Nothing entered accepts it."
  (run-hooks 'ispell-update-post-hook)
  (ispell-highlight-spelling-error start end t)
  (unwind-protect
      (let ((answer (completing-read (format "%s (empty: accept): " (ispell--show word)) (append misses guesses))))
        (cond ((equal answer "") nil)
              ((equal answer word) t)
              (t answer)))
    (ispell-highlight-spelling-error start end)))

(defun ispell-highlight-spelling-error (start end &optional highlight _refresh)
  "Mark the text from START to END when HIGHLIGHT is non-nil, otherwise take the mark away."
  (when ispell-overlay (delete-overlay ispell-overlay) (setq ispell-overlay nil))
  (when (and highlight ispell-highlight-p)
    (setq ispell-overlay (make-overlay start end))
    (overlay-put ispell-overlay 'face ispell-highlight-face)))

(defun ispell--replace (start end replacement)
  (save-excursion (goto-char start) (delete-region start end) (insert replacement)))

(defun ispell-word (&optional following quietly continue region)
  "Check the word at point, or with FOLLOWING non-nil after it, and read a correction when it is wrong.
QUIETLY non-nil reports no words that are right.  CONTINUE non-nil checks the buffer, REGION non-nil an active region instead.
Returns nil when the word is right or accepted, the correction otherwise."
  (interactive (list ispell-following-word ispell-quietly current-prefix-arg t))
  (cond (continue (ispell-continue))
        ((and region (use-region-p)) (ispell-region (region-beginning) (region-end)))
        (t (ispell-accept-buffer-local-defs)
           (pcase-let* ((`(,word ,start ,end) (ispell-get-word following)) (poss (ispell--run-on-word word)))
             (cond ((eq poss t) (unless quietly (message "%s is correct" (ispell--show word))) nil)
                   ((stringp poss) (unless quietly (message "%s is correct because of root %s" (ispell--show word) (ispell--show poss))) nil)
                   ((null poss) (message "Error checking word %s using %s with %s dictionary" (ispell--show word)
                                         (file-name-nondirectory ispell-program-name) (or ispell-current-dictionary "default"))
                    nil)
                   (ispell-check-only (ispell-highlight-spelling-error start end t) (message "%s is incorrect" (ispell--show word)) nil)
                   (t (ispell--correct poss word start end)))))))

(defun ispell--correct (poss word start end)
  "Ask about WORD from START to END, of which the speller says POSS; return the correction or nil."
  (let ((answer (ispell-command-loop (nth 2 poss) (nth 3 poss) word start end)))
    (cond ((eq answer t) (push word ispell-buffer-session-localwords) nil)
          ((stringp answer) (ispell-send-replacement word answer) (ispell--replace start end answer) answer))))

(defun ispell-send-replacement (misspelled replacement)
  "Let the speller learn that MISSPELLED was to be REPLACEMENT; only aspell and enchant do."
  (when (or ispell-really-aspell ispell-really-enchant)
    (ispell-send-string (format "$$ra %s,%s\n" misspelled replacement))))

;;; Regions

(defun ispell--skips (start end)
  "The pieces between START and END that are not checked, as (START . END)."
  (let (skips)
    (save-excursion
      (pcase-dolist (`(,from . ,to) ispell-skip-region-alist)
        (goto-char start)
        (while (re-search-forward from end t)
          (let ((begin (match-beginning 0)))
            (when (stringp to) (unless (re-search-forward to end t) (goto-char end)))
            (push (cons begin (point)) skips)))))
    skips))

(defun ispell--wrong-words (line)
  "What is wrong in LINE of text: a list of what `ispell-parse-output' returns, in the order of the words."
  (seq-filter #'consp (mapcar (lambda (answer) (ispell-parse-output answer ispell-buffer-session-localwords)) (ispell--ask line))))

(defun ispell--check-line (skips)
  "Check the line at point outside SKIPS; return how many words were wrong."
  (let ((begin (line-beginning-position)) (count 0) (shift 0))
    (dolist (poss (ispell--wrong-words (buffer-substring-no-properties begin (line-end-position))))
      ;; The answer counts the ^ before the line.
      (let ((start (+ begin shift (nth 1 poss) -1)) (word (car poss)))
        (unless (seq-some (lambda (skip) (<= (car skip) start (cdr skip))) skips)
          (setq count (1+ count))
          (let* ((end (copy-marker (+ start (length word)))) (answer (ispell--correct poss word start end)))
            (when answer (setq shift (+ shift (- (length answer) (length word)))))))))
    count))

(defun ispell-region (reg-start reg-end &optional _recheckp shift)
  "Check the lines from REG-START to REG-END, reading a correction for each wrong word.
Returns SHIFT plus how much longer the text has become."
  (interactive "r")
  (ispell-accept-buffer-local-defs)
  (let ((end (copy-marker reg-end t)) (skips (ispell--skips reg-start reg-end)) (size (buffer-size)))
    (save-excursion
      (goto-char reg-start)
      (while (and (< (point) end) (progn (ispell--check-line skips) (= (forward-line) 0)))))
    (set-marker end nil)
    (message "Spell-checking %s using %s with %s dictionary...done" (buffer-name)
             (file-name-nondirectory ispell-program-name) (or ispell-current-dictionary "default"))
    (+ (or shift 0) (- (buffer-size) size))))
(defun ispell-buffer () "Check the buffer as `ispell-region' does." (interactive) (ispell-region (point-min) (point-max)))
(defun ispell-continue () "Check the rest of the buffer." (interactive) (ispell-region (line-beginning-position) (point-max)))
(defun ispell () "Check the active region, or else the buffer." (interactive)
       (if (use-region-p) (ispell-region (region-beginning) (region-end)) (ispell-buffer)))
(defun ispell-message ()
  "Check the body of the mail message in this buffer."
  (interactive)
  (save-excursion
    (goto-char (point-min))
    (let ((separator (and (bound-and-true-p mail-header-separator) (concat "^" (regexp-quote mail-header-separator) "$"))))
      (re-search-forward (or separator "^$") nil t)
      (ispell-region (point) (point-max)))))
(defun ispell-comments-and-strings (&optional start end)
  "Check the comments and strings from START to END."
  (interactive)
  (let ((end (copy-marker (or end (point-max)))) (from nil))
    (save-excursion
      (goto-char (or start (point-min)))
      (while (< (point) end)
        (let ((state (syntax-ppss)))
          (setq from (and (nth 8 state) (point)))
          (parse-partial-sexp (point) end nil nil state 'syntax-table)
          (when from (let ((stop (copy-marker (point)))) (ispell-region from (min end stop)) (goto-char stop))))))))

;;; Dictionaries and words of a buffer

(defun ispell-change-dictionary (dict &optional arg)
  "Use the dictionary named DICT in this buffer, or everywhere when ARG is non-nil.  \"default\" is the speller's own choice."
  (interactive (list (completing-read "Use new dictionary (RET for current, SPC to complete): " (ispell-valid-dictionary-list) nil t)
                     current-prefix-arg))
  (unless arg (ispell-buffer-local-dict 'no-reload))
  (cond ((member dict '(nil "")) (message "Using %s dictionary" (or ispell-local-dictionary ispell-dictionary "default")))
        ((and (not (equal dict "default")) (not (assoc dict (progn (ispell-set-spellchecker-params) ispell-dictionary-alist))))
         (error "Undefined dictionary: %s" dict))
        (t (let ((name (if (equal dict "default") nil dict)))
             (if arg (setq ispell-dictionary name ispell-local-dictionary nil) (setq ispell-local-dictionary name))
             (run-hooks 'ispell-change-dictionary-hook)
             (ispell-internal-change-dictionary)
             (message "%s Ispell dictionary set to %s" (if arg "Global" "Local") dict)))))

(defun ispell--keyword-values (keyword)
  "What stands behind each KEYWORD in the buffer, up to the ends of the lines."
  (let (values)
    (save-excursion
      (goto-char (point-min))
      (while (search-forward keyword nil t)
        (push (string-trim (buffer-substring-no-properties (point) (line-end-position))) values)))
    (nreverse values)))

(defun ispell-buffer-local-dict (&optional no-reload)
  "Take this buffer's dictionaries from its text; start the speller anew if they changed, unless NO-RELOAD is non-nil."
  (let ((dictionary (car (last (ispell--keyword-values ispell-dictionary-keyword))))
        (personal (car (last (ispell--keyword-values ispell-pdict-keyword)))))
    (when dictionary (setq ispell-local-dictionary dictionary))
    (when personal (setq ispell-local-pdict personal)))
  (unless no-reload (ispell-internal-change-dictionary)))

(defun ispell-buffer-local-words ()
  "Let the speller accept the words that the buffer's text declares."
  (unless (equal ispell-buffer-local-name (buffer-name))
    (when ispell-buffer-local-name (ispell-kill-ispell t) (ispell-init-process))
    (let ((words (append ispell-buffer-session-localwords (mapcan #'split-string (ispell--keyword-values ispell-words-keyword)))))
      (dolist (word words) (ispell-send-string (concat "@" word "\n")))
      (when words (setq ispell-buffer-local-name (buffer-name))))))

(defun ispell-accept-buffer-local-defs ()
  "See that the speller runs with what this buffer wants of it."
  (ispell-set-spellchecker-params)
  (ispell-buffer-local-dict)
  (ispell-init-process)
  (ispell-buffer-local-words))

(defun ispell-add-per-file-word-list (word)
  "Declare WORD right in a comment at the end of this buffer."
  (save-excursion
    (goto-char (point-min))
    (if (search-forward ispell-words-keyword nil t)
        (progn (end-of-line) (when (looking-back comment-end (line-beginning-position)) (goto-char (match-beginning 0)))
               (insert (if (memq (char-before) '(?\s nil)) "" " ") word))
      (goto-char (point-max))
      (unless (bolp) (insert "\n"))
      (insert (if comment-start (string-trim-right comment-start) "") (if comment-start " " "") ispell-words-keyword word
              (if (member comment-end '(nil "")) "" (concat " " comment-end)) "\n"))))

(defun ispell-pdict-save (&optional _no-query force-save)
  "Let the speller save the personal dictionary, when there is something new or FORCE-SAVE is non-nil."
  (interactive)
  (when (and (or ispell-pdict-modified-p force-save) (eq (ispell-process-status) 'run))
    (ispell-send-string "#\n"))
  (setq ispell-pdict-modified-p nil))

;;; Lists of words

(defun ispell-lookup-words (word &optional lookup-dict)
  "The words that begin with WORD, in which * is anything, of LOOKUP-DICT or the list of words of this machine."
  (let* ((file (or lookup-dict ispell-complete-word-dict ispell-alternate-dictionary))
         (wild (string-match-p "\\*" word)))
    (unless (and file (file-readable-p file))
      (error "lookup-words error: %s" (if file (concat "Unreadable plain word-list " file) "No plain word-list found at system default locations")))
    (with-temp-buffer
      (if (and ispell-look-p (not wild))
          (call-process ispell-look-command nil t nil ispell-look-options "--" word file)
        (call-process ispell-grep-command nil t nil ispell-grep-options "-e"
                      (concat "^" (replace-regexp-in-string "\\*" ".*" (replace-regexp-in-string "[][.^$\\+?(){}|]" "\\\\\\&" word)) (if wild "$" ""))
                      file))
      (split-string (buffer-string) "\n" t))))

(defun ispell-complete-word (&optional interior-frag)
  "Complete the word before point from the list of words of this machine; INTERIOR-FRAG non-nil: it may be inside of words."
  (interactive)
  (pcase-let* ((`(,word ,start ,end) (ispell-get-word nil))
               (words (ispell-lookup-words (concat (and interior-frag "*") word (and interior-frag "*")))))
    (pcase words
      ('nil (message "No match for \"%s\"" word))
      (`(,only) (ispell--replace start end only))
      (_ (let ((answer (completing-read (format "%s: " word) words))) (unless (equal answer "") (ispell--replace start end answer)))))))
(defun ispell-complete-word-interior-frag () "Complete the fragment before point." (interactive) (ispell-complete-word t))

(define-minor-mode ispell-minor-mode "Check each word when SPC or RET follows it."
  :lighter " Spell"
  :keymap `((,(kbd "SPC") . ispell-minor-check) (,(kbd "RET") . ispell-minor-check)))
(defun ispell-minor-check ()
  "Check the word before point, then do what the key does otherwise."
  (interactive)
  (let ((ispell-check-only t) (ispell-minor-mode nil))
    (condition-case nil (save-excursion (ispell-word nil t)) (error nil))
    (call-interactively (key-binding (this-command-keys)))))

(provide 'ispell)
;;; ispell.el ends here
