;;; key-bindings.el --- the keys that mean the same everywhere -*- lexical-binding: t; -*-

;; New objects: what the primitives made is made again at each start, without what was put into it here.
(setq global-map (make-keymap) esc-map (make-keymap) ctl-x-map (make-keymap))
(use-global-map global-map)
(define-key global-map "\e" esc-map)
(define-key global-map "\C-x" ctl-x-map)
(define-key global-map "\C-c" mode-specific-map)
(define-key ctl-x-map "4" ctl-x-4-map)
(define-key ctl-x-map "5" ctl-x-5-map)
(fset 'ESC-prefix esc-map)
(fset 'Control-X-prefix ctl-x-map)
(fset 'help-command help-map)

(let ((char ?\s))
  (while (< char 127)
    (define-key global-map (vector char) 'self-insert-command)
    (setq char (1+ char))))
(set-char-table-range (nth 1 global-map) '(128 . #x3ffffe) 'self-insert-command)

(dolist (binding
         '(("\C-@" set-mark-command) ("\C-a" move-beginning-of-line) ("\C-b" backward-char) ("\C-d" delete-char) ("\C-e" move-end-of-line)
           ("\C-f" forward-char) ("\C-g" keyboard-quit) ("\C-h" help-command) ("\C-j" electric-newline-and-maybe-indent)
           ("\C-k" kill-line) ("\C-l" recenter-top-bottom) ("\C-m" newline) ("\C-n" next-line) ("\C-o" open-line) ("\C-p" previous-line)
           ("\C-q" quoted-insert) ("\C-r" isearch-backward) ("\C-s" isearch-forward) ("\C-t" transpose-chars) ("\C-u" universal-argument)
           ("\C-v" scroll-up-command) ("\C-w" kill-region) ("\C-y" yank) ("\C-z" suspend-frame) ("\C-i" indent-for-tab-command)
           ("\C-]" abort-recursive-edit) ("\C-_" undo) ("\d" delete-backward-char) ([?\C-/] undo) ([?\C--] negative-argument)
           ([left] left-char) ([right] right-char) ([up] previous-line) ([down] next-line) ([home] move-beginning-of-line)
           ([end] move-end-of-line) ([next] scroll-up-command) ([prior] scroll-down-command) ([return] newline) ([undo] undo)
           ([?\C-\M-%] query-replace-regexp) ([delete] delete-forward-char) ([backspace] delete-backward-char) ([tab] indent-for-tab-command)))
  (define-key global-map (car binding) (cadr binding)))

(dolist (binding
         '(("%" query-replace) (":" eval-expression) ("x" execute-extended-command) ("<" beginning-of-buffer) (">" end-of-buffer)
           ("b" backward-word) ("f" forward-word) ("d" kill-word) ("\d" backward-kill-word) ("c" capitalize-word) ("l" downcase-word)
           ("u" upcase-word) ("t" transpose-words) ("w" kill-ring-save) ("y" yank-pop) ("z" zap-to-char) ("a" backward-sentence)
           ("e" forward-sentence) ("k" kill-sentence) ("h" mark-paragraph) ("{" backward-paragraph) ("}" forward-paragraph)
           ("m" back-to-indentation) ("^" delete-indentation) ("\\" delete-horizontal-space) (" " just-one-space) ("q" fill-paragraph)
           ("@" mark-word) (";" comment-dwim) ("-" negative-argument) ("!" shell-command) ("|" shell-command-on-region)
           ("&" async-shell-command) ("." xref-find-definitions) ("i" tab-to-tab-stop) ("j" default-indent-new-line)
           ("v" scroll-down-command) ("~" not-modified) ("=" count-words-region) ("\C-a" beginning-of-defun) ("\C-b" backward-sexp)
           ("\C-c" exit-recursive-edit) ("\C-d" down-list) ("\C-e" end-of-defun) ("\C-f" forward-sexp) ("\C-k" kill-sexp)
           ("\C-n" forward-list) ("\C-p" backward-list) ("\C-t" transpose-sexps) ("\C-u" backward-up-list) ("\C-@" mark-sexp)
           ("\C-w" append-next-kill) ("\C-x" eval-defun) ("\C-o" split-line) ("\C-j" default-indent-new-line) ("\C-\\" indent-region)
           ("\C-l" reposition-window) ("(" insert-parentheses) (")" move-past-close-and-reindent) ("$" ispell-word) ("'" abbrev-prefix-mark)))
  (define-key esc-map (car binding) (cadr binding)))
(dolist (digit '("0" "1" "2" "3" "4" "5" "6" "7" "8" "9"))
  (define-key esc-map digit 'digit-argument))

(dolist (binding
         '(("\C-f" find-file) ("\C-s" save-buffer) ("\C-w" write-file) ("\C-c" save-buffers-kill-terminal) ("\C-v" find-alternate-file)
           ("\C-x" exchange-point-and-mark) ("\C-t" transpose-lines) ("\C-o" delete-blank-lines) ("\C-u" upcase-region)
           ("\C-l" downcase-region) ("\C-i" indent-rigidly) ("\C-e" eval-last-sexp) ("\C-q" read-only-mode) ("\C-n" set-goal-column)
           ("\C-p" mark-page) ("\C-z" suspend-frame) ("\C-d" list-directory) ("\C-b" list-buffers) ("\C-r" find-file-read-only)
           ("b" switch-to-buffer) ("k" kill-buffer) ("o" other-window) ("0" delete-window) ("1" delete-other-windows)
           ("2" split-window-below) ("3" split-window-right) ("h" mark-whole-buffer) ("i" insert-file) ("u" undo) ("=" what-cursor-position)
           ("(" kmacro-start-macro) (")" kmacro-end-macro) ("e" kmacro-end-and-call-macro) ("q" kbd-macro-query) ("f" set-fill-column)
           ("." set-fill-prefix) ("l" count-lines-page) ("[" backward-page) ("]" forward-page) ("z" repeat) ("`" next-error)
           ("d" dired) ("m" compose-mail) ("s" save-some-buffers) ("*" calc-dispatch) ("\d" backward-kill-sentence)))
  (define-key ctl-x-map (car binding) (cadr binding)))

;;; Prefix arguments

(defun universal-argument ()
  "Begin a prefix argument, four times as large as the one so far, if any; digits make a number of it."
  (interactive)
  (setq prefix-arg (list (* 4 (if (consp current-prefix-arg) (car current-prefix-arg) 1))))
  (command-loop--read-digits))

(defun digit-argument (arg)
  "Make the typed digit part of the prefix argument ARG."
  (interactive "P")
  (let ((digit (- (logand (if (integerp last-command-event) last-command-event ?0) 127) ?0)))
    (setq prefix-arg (cond ((integerp arg) (+ (* arg 10) (if (< arg 0) (- digit) digit)))
                           ((eq arg '-) (if (zerop digit) '- (- digit)))
                           (t digit)))
    (command-loop--read-digits)))

(defun negative-argument (arg)
  "Make the prefix argument ARG negative."
  (interactive "P")
  (setq prefix-arg (cond ((integerp arg) (- arg)) ((eq arg '-) nil) (t '-)))
  (command-loop--read-digits))

(defun command-loop--read-digits ()
  "Let digits that follow be part of `prefix-arg'."
  (while (and (command-loop--typing-p) (integerp (car command-loop--macro))
              (or (<= ?0 (car command-loop--macro) ?9)
                  (and (= (car command-loop--macro) ?-) (consp prefix-arg))
                  (and (= (car command-loop--macro) ?\C-u) (consp prefix-arg))))
    (let ((event (command-loop--macro-event)))
      (setq prefix-arg
            (cond ((= event ?-) '-)
                  ((= event ?\C-u) (list (* 4 (car prefix-arg))))
                  ((integerp prefix-arg) (+ (* prefix-arg 10) (if (< prefix-arg 0) (- ?0 event) (- event ?0))))
                  ((eq prefix-arg '-) (- ?0 event))
                  (t (- event ?0)))))))

;;; Commands of these keys

(defun move-beginning-of-line (arg)
  "Move to the beginning of the line, ARG - 1 lines further."
  (interactive "^p")
  (beginning-of-line arg))

(defun move-end-of-line (arg)
  "Move to the end of the line, ARG - 1 lines further."
  (interactive "^p")
  (end-of-line arg))

(defun set-mark-command (arg)
  "Set the mark where point is and activate it; with ARG, go to the mark and take the one before."
  (interactive "P")
  (if (not arg)
      (push-mark nil nil t)
    (goto-char (or (mark t) (user-error "No mark set in this buffer")))
    (pop-mark)))

(defun delete-backward-char (n &optional killflag)
  "Delete the N characters before point, or the region if it is active; with KILLFLAG, kill them."
  (interactive "p\nP")
  (if (and (use-region-p) delete-active-region (= n 1))
      (delete-active-region)
    (delete-char (- n) killflag)))

(defun delete-forward-char (n &optional killflag)
  "Delete the N characters after point, or the region if it is active; with KILLFLAG, kill them."
  (interactive "p\nP")
  (if (and (use-region-p) delete-active-region (= n 1))
      (delete-active-region)
    (delete-char n killflag)))

(defun indent-for-tab-command (&optional arg)
  "Indent the line as its mode does; with ARG, insert a tab if the mode does not."
  (interactive "P")
  (ignore arg)
  (indent-according-to-mode))

(defun electric-newline-and-maybe-indent ()
  "Insert a newline."
  (interactive)
  (newline nil t))

(defun quoted-insert (arg)
  "Read a character and insert it ARG times."
  (interactive "*p")
  (let ((char (read-char)))
    (dotimes (_ arg) (insert char))))

;;; key-bindings.el ends here
