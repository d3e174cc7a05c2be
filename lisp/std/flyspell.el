;;; flyspell.el --- spelling checked while text is written -*- lexical-binding: t -*-

;; Node "Spelling" of the Emacs manual.  Words are marked by overlays, found wrong by the speller of `ispell'; in a buffer with
;; `flyspell-mode' the word a command left behind is checked after it.

(require 'ispell)

(defgroup flyspell nil "Spelling checked while text is written." :tag "FlySpell" :prefix "flyspell-" :group 'ispell)

(defcustom flyspell-highlight-flag t "Non-nil marks wrong words, nil tells them in messages." :type 'boolean)
(defcustom flyspell-mark-duplications-flag t "Non-nil takes a word that is repeated at once for an error." :type 'boolean)
(defcustom flyspell-case-fold-duplications t "Non-nil: upper and lower case are the same word." :type 'boolean)
(defcustom flyspell-mark-duplications-exceptions '((nil "that" "had") ("\\`francais" "nous" "vous"))
  "Words that may be repeated: (DICTIONARY-REGEXP-OR-NIL WORD...)." :type 'alist)
(defcustom flyspell-sort-corrections nil "Non-nil sorts corrections." :type 'boolean)
(defcustom flyspell-sort-corrections-function #'flyspell-sort-corrections-alphabetically
  "Compares two corrections of a third word." :type 'function)
(defcustom flyspell-duplicate-distance 400000 "How far a wrong word is searched for again; -1 everywhere, 0 nowhere." :type 'integer)
(defcustom flyspell-delay 3 "Seconds that are waited after a delayed command." :type 'number)
(defcustom flyspell-persistent-highlight t "Non-nil keeps marks until the words are right." :type 'boolean)
(defcustom flyspell-highlight-properties t "Non-nil marks words that have text properties too." :type 'boolean)
(defcustom flyspell-default-delayed-commands '(self-insert-command delete-backward-char backward-or-forward-delete-char delete-char)
  "Commands after which checking waits." :type '(repeat symbol))
(defcustom flyspell-delayed-commands nil "Further ones." :type '(repeat symbol))
(defcustom flyspell-default-deplacement-commands '(next-line previous-line handle-switch-frame handle-select-window scroll-up scroll-down)
  "Commands that only move." :type '(repeat symbol))
(defcustom flyspell-deplacement-commands nil "Further ones." :type '(repeat symbol))
(defcustom flyspell-issue-welcome-flag t "Non-nil says when the mode begins." :type 'boolean)
(defcustom flyspell-issue-message-flag t "Non-nil says how far checking is." :type 'boolean)
(defcustom flyspell-incorrect-hook nil
  "Functions called with begin, end and what `ispell-parse-output' says of a wrong word; it stays unmarked if one returns non-nil."
  :type 'hook)
(defcustom flyspell-default-dictionary nil "Dictionary of buffers that name none." :type '(choice string (const nil)))
(defcustom flyspell-large-region 1000 "A region of more characters is given to the speller as a whole; nil never is." :type '(choice natnum (const nil)))
(defcustom flyspell-insert-function #'insert "Inserts a correction." :type 'function)
(defcustom flyspell-before-incorrect-word-string nil "Shown before a wrong word." :type '(choice string (const nil)))
(defcustom flyspell-after-incorrect-word-string nil "Shown behind a wrong word." :type '(choice string (const nil)))
(defcustom flyspell-mode-line-string " Fly" "What the mode is called in the mode line." :type '(choice string (const nil)))
(defcustom flyspell-use-meta-tab t "Non-nil corrects by M-TAB." :type 'boolean)
(defcustom flyspell-prog-text-faces '(font-lock-string-face font-lock-comment-face font-lock-doc-face)
  "Faces of what is text in a program." :type '(repeat face))
(defcustom flyspell-mode-hook nil "Run when the mode is turned on or off." :type 'hook)

(defface flyspell-incorrect '((t :underline (:style wave :color "red"))) "Wrong words.")
(defface flyspell-duplicate '((t :underline (:style wave :color "orange"))) "Repeated words.")

(defvar-local flyspell-generic-check-word-predicate nil "Called at the end of a word; nil leaves the word unchecked.")
(defvar-local flyspell-overlay nil "The mark that goes when point leaves it, where marks are not persistent.")
(defvar-local flyspell--changes nil "Places of changes not checked yet, as (BEGIN . END) markers.")
(defvar-local flyspell-auto-correct-pos nil "Where the last automatic correction was.")
(defvar-local flyspell-auto-correct-ring nil "Corrections not tried there, the next first.")
(defvar-local flyspell-old-pos-error nil "Where `flyspell-goto-next-error' went last.")
(defvar-local flyspell-pre-point nil "Point before the command.")

(defvar flyspell-mouse-map (let ((map (make-sparse-keymap))) (define-key map [mouse-2] #'flyspell-correct-word) map))
(defvar flyspell-mode-map
  (let ((map (make-sparse-keymap)))
    (when flyspell-use-meta-tab (define-key map "\M-\t" #'flyspell-auto-correct-word))
    (define-key map [(control ?\;)] #'flyspell-auto-correct-previous-word)
    (define-key map [(control ?\,)] #'flyspell-goto-next-error)
    (define-key map [(control ?\.)] #'flyspell-auto-correct-word)
    (define-key map [?\C-c ?$] #'flyspell-correct-word-before-point)
    map))

;;; Modes

;;;###autoload
(define-minor-mode flyspell-mode "Check spelling while text is written."
  :lighter flyspell-mode-line-string :keymap flyspell-mode-map :group 'flyspell
  (if flyspell-mode
      (condition-case err
          (flyspell-mode-on (called-interactively-p 'interactive))
        (error (message "Error enabling Flyspell mode:\n%s" (error-message-string err))
               (flyspell-mode-off)))
    (flyspell-mode-off)))

;;;###autoload
(defun turn-on-flyspell () "Turn `flyspell-mode' on." (flyspell-mode 1))
;;;###autoload
(defun turn-off-flyspell () "Turn `flyspell-mode' off." (flyspell-mode -1))

(defun flyspell-mode-on (&optional show-msg)
  "What turning the mode on does; SHOW-MSG non-nil says so."
  (unless ispell-local-dictionary (setq ispell-local-dictionary flyspell-default-dictionary))
  (ispell-accept-buffer-local-defs)
  (let ((predicate (get major-mode 'flyspell-mode-predicate)))
    (when predicate (setq flyspell-generic-check-word-predicate predicate)))
  (add-hook 'pre-command-hook #'flyspell-pre-command-hook t t)
  (add-hook 'post-command-hook #'flyspell-post-command-hook t t)
  (add-hook 'after-change-functions #'flyspell-after-change-function nil t)
  (when (and show-msg flyspell-issue-welcome-flag) (message "Welcome to Flyspell.")))

;;;###autoload
(defun flyspell-mode-off ()
  "What turning the mode off does."
  (remove-hook 'pre-command-hook #'flyspell-pre-command-hook t)
  (remove-hook 'post-command-hook #'flyspell-post-command-hook t)
  (remove-hook 'after-change-functions #'flyspell-after-change-function t)
  (flyspell-delete-all-overlays)
  (setq flyspell--changes nil flyspell-mode nil))

;;;###autoload
(defun flyspell-prog-mode ()
  "Turn the mode on for comments and strings."
  (interactive)
  (setq flyspell-generic-check-word-predicate #'flyspell-generic-progmode-verify)
  (flyspell-mode 1)
  (run-hooks 'flyspell-prog-mode-hook))
(defvar flyspell-prog-mode-hook nil "Run by `flyspell-prog-mode'.")

(defun flyspell-generic-progmode-verify ()
  "Whether the character before point is in a comment or string."
  (and (> (point) (point-min))
       (let ((face (get-text-property (1- (point)) 'face)))
         (if face
             (seq-some (lambda (one) (memq one flyspell-prog-text-faces)) (ensure-list face))
           (nth 8 (syntax-ppss))))))

(defun flyspell-pre-command-hook () "Note where point is." (interactive) (setq flyspell-pre-point (point)))

(defun flyspell-after-change-function (start stop _length)
  "Note that the text from START to STOP changed."
  (push (cons (copy-marker start) (copy-marker stop)) flyspell--changes))

(defun flyspell-check-word-p ()
  "Whether the word at point is to be checked now: not while it is being written."
  (cond ((= (point) (point-min)) nil)
        ((memq this-command (append flyspell-deplacement-commands flyspell-default-deplacement-commands)) (not (equal flyspell-pre-point (point))))
        ((not (memq this-command (append flyspell-delayed-commands flyspell-default-delayed-commands))) t)
        ((string-match-p (ispell-get-not-casechars) (string (char-before))) t)
        (t (sit-for flyspell-delay))))

(defun flyspell-post-command-hook ()
  "Check the word a command left, and what it changed elsewhere."
  (interactive)
  (let ((flyspell-issue-message-flag nil) (changes flyspell--changes))
    (setq flyspell--changes nil)
    (when (and flyspell-overlay (not flyspell-persistent-highlight)) (delete-overlay flyspell-overlay) (setq flyspell-overlay nil))
    (when (flyspell-check-word-p) (flyspell-word))
    (pcase-dolist (`(,start . ,stop) changes)
      (unless (<= start (point) (1+ stop))
        (save-excursion (goto-char start) (flyspell-word)))
      (set-marker start nil)
      (set-marker stop nil))))

;;; Words

(defun flyspell-get-casechars () "Regexp of a character of words." (ispell-get-casechars))
(defun flyspell-get-not-casechars () "Regexp of any other." (ispell-get-not-casechars))
(defun flyspell-get-word (&optional following extra-otherchars)
  "The word at or before point as (WORD START END), or nil; FOLLOWING and EXTRA-OTHERCHARS as in `ispell-get-word'."
  (condition-case nil
      (pcase-let ((`(,word ,start ,end) (ispell-get-word following extra-otherchars)))
        (list word (marker-position start) (marker-position end)))
    (error nil)))

(defun flyspell--repeated-p (word start)
  "Whether WORD at START stands right before it too, and may not."
  (and flyspell-mark-duplications-flag
       (not (seq-some (lambda (entry)
                        (and (or (null (car entry))
                                 (string-match-p (car entry) (or ispell-local-dictionary ispell-dictionary "")))
                             (member (downcase word) (cdr entry))))
                      flyspell-mark-duplications-exceptions))
       (save-excursion
         (goto-char start)
         (skip-chars-backward " \t\n\f")
         (let ((before (and (< (point) start) (> (point) (point-min)) (flyspell-get-word))))
           (and before (= (nth 2 before) (point))
                (if flyspell-case-fold-duplications (string= (downcase (car before)) (downcase word)) (string= (car before) word)))))))

(defun flyspell-word (&optional following known-misspelling)
  "Check the word at or before point, or with FOLLOWING non-nil after it, and mark it if it is wrong.
KNOWN-MISSPELLING non-nil: it is.  Returns t when nothing is wrong."
  (interactive (list ispell-following-word))
  (ispell-set-spellchecker-params)
  (save-excursion
    (pcase (flyspell-get-word following)
      ('nil t)
      ((and `(,_ ,_ ,end)
            (guard (and flyspell-generic-check-word-predicate
                        (save-excursion (goto-char end) (not (funcall flyspell-generic-check-word-predicate))))))
       t)
      (`(,word ,start ,end)
       (unless (eq (ispell-process-status) 'run) (ispell-accept-buffer-local-defs))
       (let ((poss (if known-misspelling (list word 1 nil nil) (ispell--run-on-word word))))
         (flyspell-unhighlight-at start)
         (cond ((consp poss) (flyspell--wrong start end poss) nil)
               ((flyspell--repeated-p word start) (flyspell--wrong start end 'doublon) nil)
               (t t)))))))

(defun flyspell--wrong (start end poss)
  (if flyspell-highlight-flag
      (flyspell-highlight-incorrect-region start end poss)
    (flyspell-notify-misspell (buffer-substring start end) poss)))

(defun flyspell-notify-misspell (word poss)
  "Say that WORD is wrong and what POSS suggests."
  (message "misspelling `%s'  %S" word (if (consp poss) (append (nth 2 poss) (nth 3 poss)) poss)))

(defun flyspell-check-changed-word-p (start stop) "Whether a change from START to STOP is to be checked." (or (< stop (point)) (> start (point))))
(defun flyspell-word-search-backward (word bound &optional ignore-case)
  "Go to WORD, as a whole word, before point and after BOUND; return whether there is one.  IGNORE-CASE as it says."
  (let ((case-fold-search ignore-case) found (regexp (concat "\\b" (regexp-quote word) "\\b")))
    (setq found (re-search-backward regexp bound t))
    (and found t)))
(defun flyspell-word-search-forward (word bound)
  "Go behind WORD, as a whole word, after point and before BOUND; return whether there is one."
  (let ((case-fold-search nil)) (and (re-search-forward (concat "\\b" (regexp-quote word) "\\b") bound t) t)))

;;; Regions

(defun flyspell-small-region (beg end)
  "Check the words from BEG to END one after the other."
  (save-excursion
    (goto-char beg)
    (let ((end (copy-marker end)))
      (while (and (< (point) end) (re-search-forward (ispell-get-casechars) end t))
        (goto-char (match-beginning 0))
        (pcase (flyspell-get-word t)
          (`(,_ ,_ ,stop) (flyspell-word t) (goto-char (max stop (1+ (point)))))
          (_ (forward-char)))))))

(defun flyspell--list-of-wrong-words (beg end)
  "The different words from BEG to END that the speller does not know."
  (let ((output (generate-new-buffer " *flyspell*")) (coding-system-for-write (ispell-get-coding-system))
        (coding-system-for-read (ispell-get-coding-system)))
    (unwind-protect
        (progn (apply #'call-process-region beg end ispell-program-name nil output nil
                      (cons (if ispell-really-aspell "list" "-l") (delete "-m" (delete "-a" (ispell--arguments)))))
               (with-current-buffer output (delete-dups (split-string (buffer-string) "\n" t))))
      (kill-buffer output))))

(defun flyspell-large-region (beg end)
  "Check the text from BEG to END by giving it to the speller as a whole.  Repeated words are not looked for."
  (ispell-accept-buffer-local-defs)
  (let ((words (flyspell--list-of-wrong-words beg end)) (end (copy-marker end)) (case-fold-search nil))
    (dolist (word (seq-difference words ispell-buffer-session-localwords))
      (save-excursion
        (goto-char beg)
        (let ((regexp (concat "\\(?:\\`\\|[^[:alpha:]]\\)\\(" (regexp-quote word) "\\)\\(?:[^[:alpha:]]\\|\\'\\)")))
          (while (re-search-forward regexp end t)
            (goto-char (match-end 1))
            (flyspell-word nil t)))))))

;;;###autoload
(defun flyspell-region (beg end)
  "Check the text from BEG to END."
  (interactive "r")
  (ispell-set-spellchecker-params)
  (ispell-accept-buffer-local-defs)
  (let ((from (min beg end)) (to (max beg end)))
    (flyspell-delete-region-overlays from to)
    (if (and flyspell-large-region (> (- to from) flyspell-large-region))
        (flyspell-large-region from to)
      (flyspell-small-region from to))
    (when flyspell-issue-message-flag (message "Spell Checking completed."))))
;;;###autoload
(defun flyspell-buffer () "Check the buffer." (interactive) (flyspell-region (point-min) (point-max)))

(defun flyspell-check-region-doublons (beg end)
  "Mark the words from BEG to END that are repeated at once."
  (save-excursion
    (goto-char beg)
    (while (re-search-forward "\\<\\(\\w+\\)\\>[ \n\t\f]+\\1\\>" end t)
      (goto-char (match-end 0))
      (let ((word (flyspell-get-word)))
        (when (and word (flyspell--repeated-p (car word) (nth 1 word)))
          (flyspell-highlight-incorrect-region (nth 1 word) (nth 2 word) 'doublon))))))

;;; Marks

(defun flyspell-overlay-p (o) "Whether the overlay O is a mark of flyspell." (and (overlayp o) (overlay-get o 'flyspell-overlay)))
(defun flyspell-delete-region-overlays (beg end)
  "Take the marks from BEG to END away."
  (remove-overlays beg end 'flyspell-overlay t))
(defun flyspell-delete-all-overlays () "Take all marks away." (flyspell-delete-region-overlays (point-min) (point-max)))
(defun flyspell-unhighlight-at (pos)
  "Take the marks at POS away."
  (mapc #'delete-overlay (seq-filter #'flyspell-overlay-p (overlays-at pos))))
(defun flyspell-properties-at-p (pos)
  "Whether there is a text property at POS, `local-map' aside."
  (let ((plist (text-properties-at pos)) found)
    (while (and plist (not found))
      (unless (eq (car plist) 'local-map) (setq found t))
      (setq plist (cddr plist)))
    found))

(defun flyspell--make-mark (beg end face)
  (let ((mark (make-overlay beg end nil t nil)))
    (overlay-put mark 'face face)
    (overlay-put mark 'mouse-face 'highlight)
    (overlay-put mark 'flyspell-overlay t)
    (overlay-put mark 'evaporate t)
    (overlay-put mark 'help-echo "mouse-2: correct word at point")
    (overlay-put mark 'keymap flyspell-mouse-map)
    (when (eq face 'flyspell-incorrect)
      (when flyspell-before-incorrect-word-string (overlay-put mark 'before-string flyspell-before-incorrect-word-string))
      (when flyspell-after-incorrect-word-string (overlay-put mark 'after-string flyspell-after-incorrect-word-string)))
    mark))

(defun flyspell--stands-elsewhere-p (word beg end)
  "Whether WORD stands near besides from BEG to END."
  (and (/= flyspell-duplicate-distance 0)
       (cl-flet ((limit (place sign) (and (> flyspell-duplicate-distance 0)
                                          (max (point-min) (min (point-max) (+ place (* sign flyspell-duplicate-distance)))))))
         (or (save-excursion (goto-char beg) (flyspell-word-search-backward word (limit beg -1)))
             (save-excursion (goto-char end) (flyspell-word-search-forward word (limit end 1)))))))

(defun flyspell-highlight-incorrect-region (beg end poss)
  "Mark the text from BEG to END, of which the speller says POSS; the symbol `doublon' is a repeated word."
  (unless (or (run-hook-with-args-until-success 'flyspell-incorrect-hook beg end poss)
              (and (not flyspell-highlight-properties) (flyspell-properties-at-p beg)))
    (flyspell-unhighlight-at beg)
    (setq flyspell-overlay
          (flyspell--make-mark beg end (if (or (eq poss 'doublon) (flyspell--stands-elsewhere-p (buffer-substring-no-properties beg end) beg end))
                                           'flyspell-duplicate
                                         'flyspell-incorrect)))))

(defun flyspell-goto-next-error ()
  "Go to the next marked word, from the last one to the first."
  (interactive)
  (let* ((marks (sort (mapcar #'overlay-start (seq-filter #'flyspell-overlay-p (overlays-in (point-min) (point-max)))) #'<))
         (from (if (equal flyspell-old-pos-error (point)) (1+ (point)) (point)))
         (next (or (seq-find (lambda (place) (>= place from)) marks) (car marks))))
    (if (not next)
        (message "No more miss-spelled word!")
      (setq flyspell-old-pos-error next)
      (goto-char next))))

;;; Corrections

(defun flyspell-sort-corrections-alphabetically (corr1 corr2 _word) "Whether CORR1 is before CORR2." (string< corr1 corr2))
(defun flyspell-sort (corrs word)
  "CORRS, corrections of WORD, as the user wants them sorted."
  (if flyspell-sort-corrections
      (sort corrs (lambda (one other) (funcall flyspell-sort-corrections-function one other word)))
    corrs))

(defun flyspell--corrections (word)
  (let ((poss (ispell--run-on-word word)))
    (and (consp poss) (flyspell-sort (append (nth 2 poss) (nth 3 poss)) word))))

(defun flyspell--replace (start end replacement)
  (flyspell-unhighlight-at start)
  (save-excursion
    (goto-char start)
    (delete-region start end)
    (funcall flyspell-insert-function replacement)))

(defun flyspell-auto-correct-word ()
  "Correct the word at point; called again there, take the next correction."
  (interactive)
  (ispell-accept-buffer-local-defs)
  (pcase (flyspell-get-word)
    (`(,word ,start ,end)
     (unless (and (equal flyspell-auto-correct-pos start) (member word flyspell-auto-correct-ring))
       (setq flyspell-auto-correct-pos start
             flyspell-auto-correct-ring (let ((near (flyspell--corrections word))) (and near (cons word near)))))
     (if (null flyspell-auto-correct-ring)
         (message "No corrections for %s" word)
       (let ((next (cadr (member word flyspell-auto-correct-ring))))
         (flyspell--replace start end (or next (car flyspell-auto-correct-ring))))))))

(defun flyspell-auto-correct-previous-word (position)
  "Correct the last marked word before POSITION."
  (interactive "d")
  (let ((marks (seq-filter #'flyspell-overlay-p (overlays-in (point-min) position))))
    (when marks
      (save-excursion
        (goto-char (apply #'max (mapcar #'overlay-start marks)))
        (flyspell-auto-correct-word)))))

(defun flyspell-check-previous-highlighted-word (&optional arg)
  "Check the ARGth marked word before point with `ispell-word'."
  (interactive "p")
  (let* ((starts (sort (mapcar #'overlay-start (seq-filter #'flyspell-overlay-p (overlays-in (point-min) (point)))) #'>))
         (place (nth (1- (or arg 1)) starts)))
    (if (not place)
        (message "No word to correct before point")
      (save-excursion (goto-char place) (ispell-word)))))

(defun flyspell-correct-word (event)
  "Correct the word at the place of EVENT."
  (interactive "e")
  (save-excursion (goto-char (posn-point (event-start event))) (flyspell-correct-word-before-point)))
(defun flyspell-correct-word-before-point (&optional _event opoint)
  "Read a correction of the word at OPOINT or point."
  (interactive)
  (ispell-accept-buffer-local-defs)
  (save-excursion
    (when opoint (goto-char opoint))
    (pcase (flyspell-get-word)
      (`(,word ,start ,end)
       (let* ((near (flyspell--corrections word)) (answer (and near (completing-read (format "%s: " word) near))))
         (cond ((null near) (message "%s is correct" word))
               ((not (equal answer "")) (flyspell--replace start end answer))))))))

(provide 'flyspell)
;;; flyspell.el ends here
