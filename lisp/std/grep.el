;;; grep.el --- running grep and going to what it finds -*- lexical-binding: t; -*-

;; Manual: (emacs) Grep Searching.  Grep mode is a Compilation mode with its own rules.

(require 'compile)

(defgroup grep nil "Running grep." :group 'tools :group 'processes)

(defvar grep-host-defaults-alist nil "Alist from hosts to the settings found for them.")

(defun grep-apply-setting (symbol value)
  "Set the option SYMBOL to VALUE, for the hosts that are known too."
  (when grep-host-defaults-alist
    (dolist (host grep-host-defaults-alist)
      (when (assq symbol (cdr host)) (setcdr (assq symbol (cdr host)) (list value)))))
  (set-default symbol value))

(defcustom grep-window-height nil "How many lines the window has; nil for `compilation-window-height'." :type '(choice (const nil) integer))
(defcustom grep-highlight-matches 'auto-detect "Whether grep marks what it matches: nil, `always', `auto' or `auto-detect'."
  :type '(choice (const nil) (const always) (const auto) (other auto-detect)) :set #'grep-apply-setting)
(defcustom grep-scroll-output nil "Non-nil if windows follow the output." :type 'boolean)
(defcustom grep-command nil "The command that `grep' begins with; nil before `grep-compute-defaults'." :type '(choice string (const nil)) :set #'grep-apply-setting)
(defcustom grep-template nil "The command of `lgrep', with <C> <F> <X> <R> <N> in it; nil before `grep-compute-defaults'." :type '(choice string (const nil)) :set #'grep-apply-setting)
(defcustom grep-use-null-device 'auto-detect "Non-nil if `null-device' is given to grep as one more file." :type '(choice (const nil) (const t) (other auto-detect)) :set #'grep-apply-setting)
(defcustom grep-use-null-filename-separator 'auto-detect "Non-nil if grep ends the names of files with a null." :type '(choice (const nil) (const t) (other auto-detect)) :set #'grep-apply-setting)
(defcustom grep-find-command nil "The command that `grep-find' begins with, or (COMMAND . POSITION)." :type '(choice string (cons string integer) (const nil)) :set #'grep-apply-setting)
(defcustom grep-find-template nil "The command of `rgrep', with <D> <X> <F> <C> <R> in it." :type '(choice string (const nil)) :set #'grep-apply-setting)
(defcustom grep-find-use-xargs nil "How find runs grep: `exec', `exec-plus', `gnu', `gnu-sort', or else with xargs." :type '(choice (const exec) (const exec-plus) (const gnu) (const gnu-sort) (const nil)) :set #'grep-apply-setting)
(defcustom grep-files-aliases
  '(("all" . "* .*") ("el" . "*.el") ("ch" . "*.[ch]") ("c" . "*.c") ("cc" . "*.cc *.cxx *.cpp *.C *.CC *.c++")
    ("cchh" . "*.cc *.[ch]xx *.[ch]pp *.[CHh] *.CC *.HH *.[ch]++") ("hh" . "*.hxx *.hpp *.[Hh] *.HH *.h++") ("h" . "*.h")
    ("l" . "[Cc]hange[Ll]og*") ("m" . "[Mm]akefile*") ("tex" . "*.tex") ("texi" . "*.texi") ("asm" . "*.[sS]"))
  "Short names for patterns of files." :type '(alist :key-type string :value-type string))
(defcustom grep-find-ignored-directories '("SCCS" "RCS" "CVS" "MCVS" ".src" ".svn" ".git" ".hg" ".bzr" "_MTN" "_darcs" "{arch}")
  "Directories that `rgrep' leaves out; (FUNCTION . NAME) leaves out NAME if FUNCTION, called with the directory, says so." :type '(repeat sexp))
(defcustom grep-find-ignored-files
  (cons ".#*" (delq nil (mapcar (lambda (ending) (unless (string-match-p "/\\'" ending) (concat "*" ending))) completion-ignored-extensions)))
  "Patterns of files that `rgrep' and `lgrep' leave out; (FUNCTION . PATTERN) is as for directories." :type '(repeat sexp))
(defcustom grep-save-buffers 'ask "Whether buffers are saved first: nil, `ask', t or a predicate." :type '(choice (const nil) (const ask) (const t) function))
(defcustom grep-error-screen-columns nil "`compilation-error-screen-columns' in Grep mode." :type '(choice (const nil) integer))
(defcustom grep-setup-hook nil "Functions called before grep is started." :type 'hook)
(defcustom grep-search-path '(nil) "`compilation-search-path' in Grep mode." :type '(repeat (choice (const nil) string)))
(defcustom grep-match-regexp "\033\\[\\(?:0?1;\\)?31m\\(.*?\\)\033\\[[0-9]*m" "What grep puts around matches." :type 'regexp)
(defcustom grep-find-abbreviate t "Non-nil if a part of the command of `rgrep' is hidden." :type 'boolean)

(defvar grep-program "grep" "The program.")
(defvar find-program "find" "The program.")
(defvar xargs-program "xargs" "The program.")
(defvar grep-history nil "The commands given to `grep'.")
(defvar grep-find-history nil "The commands given to `grep-find'.")
(defvar grep-regexp-history nil "The regexps given to `lgrep' and `rgrep'.")
(defvar grep-files-history nil "The patterns of files given to `lgrep' and `rgrep'.")
(defvar grep-last-buffer nil "The last buffer of Grep mode.")
(defvar grep-num-matches-found 0 "The number of matches in this buffer.")
(defvar grep-use-directories-skip 'auto-detect "Non-nil if grep knows --directories=skip.")
(defvar grep-find-abbreviate-properties '(face nil display "[…]" mouse-face highlight help-echo "RET, mouse-2: show unabbreviated command")
  "Properties of the hidden part of a command.")
(defvar grep-read-files-function #'grep-read-files--default "The function that returns the files which are proposed.")

(defvar grep-hit-face 'compilation-info "Face of hits.")
(defvar grep-error-face 'compilation-error "Face of errors.")
(defvar grep-match-face 'match "Face of matches.")
(defvar grep-context-face 'shadow "Face of context.")
(defvar grep-error "grep hit" "What is looked for, as messages say it.")
(defvar grep-first-column 0 "`compilation-first-column' in Grep mode.")

(defconst grep-mode-line-matches
  '(" [" (:propertize (:eval (int-to-string grep-num-matches-found)) face compilation-info help-echo "Number of matches so far") "]")
  "What the mode line says about matches.")

(defun grep--match-column (end)
  "Return the column of the first match in the hit that has just been found, or of its end if END; nil if it is not marked."
  (save-excursion
    (save-match-data
      (let* ((start (match-end 0))
             (limit (progn (goto-char start) (line-end-position)))
             (from (text-property-any start limit 'font-lock-face grep-match-face)))
        (when from
          (if end
              (- (or (next-single-property-change from 'font-lock-face nil limit) limit) start 1)
            (- from start)))))))

(defvar grep-regexp-alist
  '(("^\\(?:\\(?1:[^\0\n]+\\)\\(?3:\0\\)\\(?2:[0-9]+\\):\\|\\(?1:\\(?:[a-zA-Z]:[/\\]\\)?[^\0\n:]+?\\):\\(?2:[1-9][0-9]*\\):\\)"
     1 2 ((lambda () (grep--match-column nil)) . (lambda () (grep--match-column t)))
     nil nil (3 '(face nil display ":")))
    ("^Binary file \\(.+\\) matches" 1 nil nil 0 1))
  "The rules of Grep mode; see `compilation-error-regexp-alist'.")

(defvar grep-mode-font-lock-keywords
  '(("^[A-Za-z]+ finished.*$" (0 '(face nil compilation-message nil help-echo nil mouse-face nil) t)))
  "Font lock keywords of Grep mode besides the hits.")

(defvar grep-mode-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map compilation-minor-mode-map)
    (define-key map " " #'scroll-up-command)
    (define-key map [?\S-\ ] #'scroll-down-command)
    (define-key map "\^?" #'scroll-down-command)
    (define-key map "\C-c\C-f" #'next-error-follow-minor-mode)
    (define-key map "\r" #'compile-goto-error)
    (define-key map "{" #'compilation-previous-file)
    (define-key map "}" #'compilation-next-file)
    (define-key map "\t" #'compilation-next-error)
    (define-key map [backtab] #'compilation-previous-error)
    map)
  "Keymap of Grep mode.")
(defvar grep-menu-map (make-sparse-keymap "Grep") "The menu of Grep mode.")
(defvar grep-mode-tool-bar-map nil "The tool bar of Grep mode.")

(define-compilation-mode grep-mode "Grep"
  "Major mode of the output of grep."
  (setq grep-last-buffer (current-buffer))
  (setq-local compilation-error-face grep-hit-face)
  (setq-local compilation-error-regexp-alist grep-regexp-alist)
  (setq-local compilation-mode-line-errors grep-mode-line-matches)
  (setq-local compilation-directory-matcher '("\\`a\\`"))
  (setq-local compilation-process-setup-function #'grep-process-setup)
  (setq-local compilation-disable-input t)
  (setq-local compilation-error-screen-columns grep-error-screen-columns)
  (setq-local grep-num-matches-found 0)
  (add-hook 'compilation-filter-hook #'grep-filter nil t))

(defun grep-exit-message (status code msg)
  "Return (MESSAGE . MODELINE) for the end of grep with STATUS, CODE and MSG; there was output if the buffer is modified."
  (cond ((not (eq status 'exit)) (cons msg code))
        ((not (buffer-modified-p)) (cons "finished with no matches found\n" "no match"))
        ((eq code 0)
         (cons (format (if (= grep-num-matches-found 1) "finished with %d match found\n" "finished with %d matches found\n")
                       grep-num-matches-found)
               "matched"))
        (t (cons msg code))))

(defun grep-process-setup ()
  "Set `compilation-exit-message-function' and run `grep-setup-hook'."
  (when (eq grep-highlight-matches 'auto-detect) (grep-compute-defaults))
  (unless (or (eq grep-highlight-matches 'auto) (null grep-highlight-matches))
    (setenv "GREP_COLOR" "01;31"))
  (when grep-highlight-matches
    (setenv "TERM" "emacs-grep")
    (setenv "GREP_COLORS" "mt=01;31:fn=:ln=:bn=:se=:sl=:cx=:ne"))
  (setq-local grep-num-matches-found 0)
  (setq-local compilation-exit-message-function #'grep-exit-message)
  (run-hooks 'grep-setup-hook))

(defun grep-filter ()
  "Turn the marks around matches, from `compilation-filter-start' to point, into properties, and count them."
  (save-excursion
    (forward-line 0)
    (let ((end (point)) (start compilation-filter-start))
      (goto-char start)
      (forward-line 0)
      (setq start (point))
      (when (< (point) end)
        (setq end (copy-marker end))
        (while (re-search-forward grep-match-regexp end 1)
          (replace-match (propertize (match-string 1) 'face nil 'font-lock-face grep-match-face) t t)
          (setq grep-num-matches-found (1+ grep-num-matches-found)))
        (goto-char start)
        (while (re-search-forward "\033\\[[0-9;]*[mK]" end 1)
          (replace-match "" t t))
        (set-marker end nil)))))

;;; Settings

(defun grep-hello-file ()
  "Return the name of a file that has the line Hello; it is a new one in the directory of temporary files."
  (let ((file (make-temp-file "grep-hello")))
    (with-temp-file file (insert "Copyright\n\nHello\n"))
    file))

(defun grep-probe (command args &optional func result)
  "Return non-nil if FUNC, by default `process-file', applied to COMMAND and ARGS returns RESULT, by default 0."
  (let ((result (or result 0)))
    (equal (condition-case nil (apply (or func #'process-file) command args) (error nil)) result)))

(defun grep--probe-null (file)
  "Return non-nil if grep knows --null, tried on FILE."
  (with-temp-buffer
    (and (grep-probe grep-program (list nil t nil "-nH" "--null" "-e" "^Copyright" file))
         (progn (goto-char (point-min)) (looking-at (concat (regexp-quote file) "\0[0-9]+:Copyright"))))))

(defun grep-compute-defaults ()
  "Find out what grep and find can do, and set the options of this library that have not been set."
  (let* ((host (intern (or (file-remote-p default-directory) "localhost")))
         (known (assq host grep-host-defaults-alist))
         (file (grep-hello-file)))
    (unless known (push (list host) grep-host-defaults-alist))
    (unwind-protect
        (progn
          (when (eq grep-use-null-device 'auto-detect)
            (setq grep-use-null-device
                  (not (with-temp-buffer (grep-probe grep-program (list nil t nil "-H" "^Copyright" file))))))
          (when (eq grep-use-null-filename-separator 'auto-detect)
            (setq grep-use-null-filename-separator (and (grep--probe-null file) t)))
          (when (eq grep-highlight-matches 'auto-detect)
            (setq grep-highlight-matches
                  (and (with-temp-buffer (grep-probe grep-program (list nil t nil "--color=always" "^Copyright" file)))
                       (if grep-highlight-matches 'auto))))
          (unless grep-find-use-xargs
            (setq grep-find-use-xargs
                  (cond ((with-temp-buffer
                           (grep-probe find-program (list nil nil nil null-device "-exec" "echo" "{}" "+")))
                         'exec-plus)
                        ((with-temp-buffer
                           (and (grep-probe find-program (list nil nil nil null-device "-print0"))
                                (grep-probe xargs-program (list nil nil nil "-0" "echo"))))
                         'gnu)
                        (t 'exec)))))
      (delete-file file))
    (let* ((color (if grep-highlight-matches "--color=auto " ""))
           (options (concat "-n" (unless grep-use-null-device "H") (when grep-use-null-filename-separator " --null") " -e")))
      (unless grep-command
        (setq grep-command (concat grep-program " " color options " ")))
      (unless grep-template
        (setq grep-template (concat grep-program " <X> <C> " options " <R> <F>")))
      (unless grep-find-command
        (setq grep-find-command (grep--find-command (concat grep-program " " color options " "))))
      (unless grep-find-template
        (setq grep-find-template
              (let ((grep (concat grep-program " <C> " options " <R>")) (find (concat find-program " -H <D> <X> -type f <F>")))
                (pcase grep-find-use-xargs
                  ('exec-plus (format "%s -exec %s %s +" find grep (shell-quote-argument "{}")))
                  ('exec (format "%s -exec %s %s %s" find grep (shell-quote-argument "{}") (shell-quote-argument ";")))
                  ('gnu (format "%s -print0 | \"%s\" -0 %s" find xargs-program grep))
                  ('gnu-sort (format "%s -print0 | sort -z | \"%s\" -0 %s" find xargs-program grep))
                  (_ (format "%s -print | \"%s\" %s" find xargs-program grep)))))))
    (setcdr (assq host grep-host-defaults-alist)
            (mapcar (lambda (option) (list option (symbol-value option)))
                    '(grep-command grep-template grep-use-null-device grep-find-command grep-find-template
                      grep-use-null-filename-separator grep-find-use-xargs grep-highlight-matches)))))

(defun grep--find-command (grep)
  "Return `grep-find-command' for the command GREP."
  (let ((find (concat find-program " . -type f ")))
    (pcase grep-find-use-xargs
      ((or 'exec-plus 'exec)
       (let ((start (concat find "-exec " grep)))
         (cons (concat start " " (shell-quote-argument "{}")
                       (if (eq grep-find-use-xargs 'exec-plus) " +" (concat " " (shell-quote-argument ";"))))
               (1+ (length start)))))
      ('gnu (concat find "-print0 | \"" xargs-program "\" -0 " grep))
      ('gnu-sort (concat find "-print0 | sort -z | \"" xargs-program "\" -0 " grep))
      (_ (concat find "-print | \"" xargs-program "\" " grep)))))

;;; Commands

(defun grep-tag-default ()
  "Return the symbol at point, or an empty string."
  (or (and transient-mark-mode mark-active (/= (point) (mark))
           (buffer-substring-no-properties (point) (mark)))
      (find-tag-default)
      ""))

(defun grep-default-command ()
  "Return the last command, or `grep-command', for the symbol at point."
  (let ((tag (shell-quote-argument (grep-tag-default)))
        (command (or (car grep-history) grep-command)))
    (if (string-match "\\([^ ]*\\'\\)" command) (concat (substring command 0 (match-beginning 0)) tag) command)))

(defun grep--save-buffers ()
  "Save buffers as `grep-save-buffers' says."
  (when grep-save-buffers
    (save-some-buffers (not (eq grep-save-buffers 'ask)) (and (functionp grep-save-buffers) grep-save-buffers))))

(defun grep (command-args)
  "Run the shell command COMMAND-ARGS, grep with its arguments, with its output in the buffer *grep*."
  (interactive
   (progn (grep-compute-defaults)
          (list (read-shell-command "Run grep (like this): " (if current-prefix-arg (grep-default-command) grep-command) 'grep-history))))
  (grep--save-buffers)
  (compilation-start (if (eq grep-use-null-device t) (concat command-args " " null-device) command-args) #'grep-mode))

(defun grep-find (command-args)
  "Run the shell command COMMAND-ARGS, find that runs grep."
  (interactive
   (progn (grep-compute-defaults)
          (list (read-shell-command "Run find (like this): " grep-find-command 'grep-find-history))))
  (when command-args
    (let ((grep-use-null-device nil)) (grep command-args))))
(defalias 'find-grep #'grep-find)

(defconst grep-expand-keywords
  '(("<C>" . (mapconcat #'identity opts " "))
    ("<D>" . (or dir "."))
    ("<F>" . files)
    ("<N>" . null-device)
    ("<X>" . excl)
    ("<R>" . (shell-quote-argument (or regexp ""))))
  "What stands for the parts of a command: expressions with opts, dir, files, excl and regexp.")

(defun grep-expand-template (template &optional regexp files dir excl more-opts)
  "Return TEMPLATE with <C>, <D>, <F>, <N>, <R> and <X> replaced.
REGEXP, FILES, DIR and EXCL stand there; MORE-OPTS are options, a list of strings."
  (let ((command template)
        (env `((opts . ,(delq nil (append (list (and (eq grep-highlight-matches 'always) "--color=always")
                                                (and (eq grep-highlight-matches 'auto) "--color=auto")
                                                (and (eq grep-highlight-matches t) "--color")
                                                (and case-fold-search (isearch-no-upper-case-p (or regexp "") t) "-i"))
                                          more-opts)))
               (excl . ,excl) (dir . ,dir) (files . ,files) (regexp . ,regexp)))
        (case-fold-search nil))
    (dolist (keyword grep-expand-keywords)
      (when (string-match (car keyword) command)
        (setq command (replace-match (or (eval (cdr keyword) env) "") t t command))))
    command))

(defun grep-read-regexp ()
  "Ask for a regexp."
  (let ((default (grep-tag-default)))
    (read-regexp "Search for" (if (equal default "") nil default) 'grep-regexp-history)))

(defun grep-read-files--default ()
  "Return the name of the file of the buffer, or nil."
  (let ((file (buffer-file-name))) (and file (file-name-nondirectory file))))

(defun grep-read-files (regexp)
  "Ask in which files to look for REGEXP; return a pattern."
  (let* ((name (funcall grep-read-files-function))
         (extension (and name (file-name-extension name)))
         (default (or (car grep-files-history) (and extension (concat "*." extension)) "*"))
         (files (completing-read (format "Search for \"%s\" in files matching wildcard (default %s): " regexp default)
                                 grep-files-aliases nil nil nil 'grep-files-history default)))
    (and files (or (cdr (assoc files grep-files-aliases)) files))))

(defun grep--excluded (entries directory)
  "Return the names in ENTRIES that are to be left out in DIRECTORY."
  (delq nil (mapcar (lambda (entry) (if (consp entry) (and (funcall (car entry) directory) (cdr entry)) entry)) entries)))

(defun lgrep (regexp &optional files dir confirm)
  "Look with grep for REGEXP in FILES, a shell pattern, of the directory DIR; the user may edit the command if CONFIRM."
  (interactive
   (progn (grep-compute-defaults)
          (let* ((regexp (grep-read-regexp)) (files (grep-read-files regexp)))
            (list regexp files (read-directory-name "In directory: " nil default-directory t) (equal current-prefix-arg '(4))))))
  (when (and (stringp regexp) (> (length regexp) 0))
    (unless (and dir (file-accessible-directory-p dir)) (setq dir default-directory))
    (unless grep-template (grep-compute-defaults))
    (let* ((excluded (grep--excluded grep-find-ignored-files dir))
           (command (grep-expand-template
                     grep-template regexp (or (cdr (assoc files grep-files-aliases)) files) nil
                     (mapconcat (lambda (name) (concat " --exclude=" (shell-quote-argument name))) excluded "")
                     (and grep-use-directories-skip '("--directories=skip")))))
      (when command
        (if confirm
            (setq command (read-shell-command "Confirm: " command 'grep-history))
          (add-to-history 'grep-history command))
        (let ((default-directory (file-name-as-directory (expand-file-name dir))))
          (grep--save-buffers)
          (compilation-start (if (and grep-use-null-device null-device (eq grep-use-null-device t)) (concat command " " null-device) command)
                             #'grep-mode))))))

(defun rgrep-find-ignored-directories (dir)
  "Return the directories that are left out below DIR."
  (grep--excluded grep-find-ignored-directories dir))

(defun rgrep-default-command (regexp files dir)
  "Return the command that looks for REGEXP in FILES below DIR."
  (let ((names (lambda (list option) (mapconcat (lambda (name) (shell-quote-argument (concat option name))) list " -o -name "))))
    (grep-expand-template
     grep-find-template regexp
     (concat (shell-quote-argument "(") " -name "
             (mapconcat #'shell-quote-argument (split-string files) " -o -name ") " "
             (shell-quote-argument ")"))
     dir
     (concat
      (let ((directories (rgrep-find-ignored-directories dir)))
        (when directories
          (concat "-type d " (shell-quote-argument "(") " -path " 
                  (mapconcat (lambda (name) (shell-quote-argument (concat "*/" name))) directories " -o -path ")
                  " " (shell-quote-argument ")") " -prune -o ")))
      (let ((ignored (grep--excluded grep-find-ignored-files dir)))
        (when ignored
          (concat (shell-quote-argument "!") " -type d " (shell-quote-argument "(") " -name "
                  (funcall names ignored "")
                  " " (shell-quote-argument ")") " -prune -o ")))))))

(defun rgrep (regexp &optional files dir confirm)
  "Look with find and grep for REGEXP in FILES, a shell pattern, below the directory DIR; the user may edit the command if CONFIRM."
  (interactive
   (progn (grep-compute-defaults)
          (let* ((regexp (grep-read-regexp)) (files (grep-read-files regexp)))
            (list regexp files (read-directory-name "Base directory: " nil default-directory t) (equal current-prefix-arg '(4))))))
  (when (and (stringp regexp) (> (length regexp) 0))
    (unless (and dir (file-accessible-directory-p dir)) (setq dir default-directory))
    (unless grep-find-template (grep-compute-defaults))
    (let ((command (rgrep-default-command regexp (or (cdr (assoc files grep-files-aliases)) files) nil)))
      (when command
        (if confirm
            (setq command (read-shell-command "Confirm: " command 'grep-find-history))
          (add-to-history 'grep-find-history command))
        (grep--save-buffers)
        (let ((default-directory (file-name-as-directory (expand-file-name dir))))
          (compilation-start command #'grep-mode))))))

(defun zrgrep (regexp &optional files dir confirm template)
  "Like `rgrep' with zgrep, which looks into compressed files; TEMPLATE is the command."
  (interactive
   (progn (grep-compute-defaults)
          (let* ((regexp (grep-read-regexp)) (files (grep-read-files regexp)))
            (list regexp files (read-directory-name "Base directory: " nil default-directory t) (equal current-prefix-arg '(4)) nil))))
  (unless grep-find-template (grep-compute-defaults))
  (let ((grep-find-template (or template (replace-regexp-in-string "\\_<grep\\_>" "zgrep" grep-find-template t t)))
        (grep-highlight-matches 'always))
    (rgrep regexp files dir confirm)))
(defalias 'rzgrep #'zrgrep)

(defun grep-file-at-point (point)
  "Return the name of the file of the hit at POINT."
  (save-excursion
    (goto-char point)
    (compilation--ensure-parse (line-end-position))
    (let ((message (get-text-property point 'compilation-message)))
      (and message (caar (compilation--loc->file-struct (compilation--message->loc message)))))))

(defun grep-find-toggle-abbreviation ()
  "Show or hide the part of the command that may be hidden."
  (interactive)
  (let ((from (text-property-any (point-min) (point-max) 'abbreviated-command t)))
    (unless from (user-error "No abbreviated part to hide/show"))
    (with-silent-modifications
      (let ((to (or (next-single-property-change from 'abbreviated-command) (point-max))))
        (if (get-text-property from 'display)
            (remove-list-of-text-properties from to '(display help-echo mouse-face help-echo keymap))
          (add-text-properties from to grep-find-abbreviate-properties))))))

(defalias 'kill-grep #'kill-compilation)

(provide 'grep)

;;; grep.el ends here
