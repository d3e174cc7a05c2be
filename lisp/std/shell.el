;;; shell.el --- a shell in a buffer -*- lexical-binding: t; -*-

(require 'comint)

(defgroup shell nil "A shell in a buffer." :group 'processes)

(defcustom shell-prompt-pattern "^[^#$%>\n]*[#$%>] *" "Matches the prompt of a shell, if `comint-use-prompt-regexp'." :type 'regexp)
(defcustom explicit-shell-file-name nil "The shell that `shell' runs; nil: ESHELL or SHELL of the environment, or `shell-file-name'." :type 'sexp)
(defcustom explicit-bash-args '("--noediting" "-i") "The arguments of bash when `shell' runs it." :type '(repeat string))
(defcustom shell-cd-regexp "cd" "Matches the commands that change the directory." :type 'regexp)
(defcustom shell-chdrive-regexp nil "Matches the commands that change the drive." :type 'sexp)
(defcustom shell-pushd-regexp "pushd" "Matches the commands that change the directory and remember the old one." :type 'regexp)
(defcustom shell-popd-regexp "popd" "Matches the commands that go back." :type 'regexp)
(defcustom shell-command-regexp "[^;&|\n]+" "Matches one command of several on a line." :type 'regexp)
(defcustom shell-completion-execonly t "Whether only programs are completed as commands." :type 'boolean)
(defcustom shell-dirtrack-verbose t "Whether changes of the directory are announced." :type 'boolean)
(defcustom shell-input-autoexpand 'history "Whether references to the history are expanded." :type 'sexp)
(defcustom shell-mode-hook nil "Run by `shell-mode'." :type 'hook)
(defvar shell-file-name-chars "[]~/A-Za-z0-9+@:_.$#%,={}-" "The characters of file names, as in `skip-chars-forward'.")
(defvar shell-file-name-quote-list (append nil " \t$*?!\"'`|[]<>();&\\" nil) "Characters of file names that are quoted.")
(defvar shell-delimiter-argument-list nil "Characters that are arguments by themselves.")
(defvar shell-dynamic-complete-functions '(comint-filename-completion) "Functions that complete what is before point.")
(defvar-local shell-dirstack nil "The directories that were remembered, the last one first.")
(defvar-local shell-last-dir nil "The directory before this one.")
(defvar-local shell-dirtrackp t "Whether the directory of the buffer follows that of the shell.")

(defvar shell-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map "\C-c\C-f" 'shell-forward-command)
    (define-key map "\C-c\C-b" 'shell-backward-command)
    (define-key map "\t" 'completion-at-point)
    (define-key map "\M-?" 'comint-dynamic-list-filename-completions)
    map)
  "Keymap of `shell-mode'.")

(define-derived-mode shell-mode comint-mode "Shell"
  "Major mode of buffers with a shell in them.  The directory of the buffer follows the cd commands that are sent."
  (setq-local comint-prompt-regexp shell-prompt-pattern)
  (setq-local paragraph-start comint-prompt-regexp)
  (setq-local comint-file-name-chars shell-file-name-chars)
  (setq-local comint-file-name-quote-list shell-file-name-quote-list)
  (setq-local comint-delimiter-argument-list shell-delimiter-argument-list)
  (setq-local comint-dynamic-complete-functions shell-dynamic-complete-functions)
  (setq-local comint-input-autoexpand shell-input-autoexpand)
  (setq-local list-buffers-directory (expand-file-name default-directory))
  (setq shell-dirstack nil
        shell-last-dir nil)
  (shell-dirtrack-mode 1))

(define-minor-mode shell-dirtrack-mode
  "Let the directory of the buffer follow the commands that are sent to the shell."
  :lighter nil
  (setq shell-dirtrackp shell-dirtrack-mode)
  (if shell-dirtrack-mode
      (add-hook 'comint-input-filter-functions #'shell-directory-tracker nil t)
    (remove-hook 'comint-input-filter-functions #'shell-directory-tracker t)))

(defalias 'shell-dirtrack-toggle #'shell-dirtrack-mode)
(defalias 'dirtrack-toggle #'shell-dirtrack-mode)

(defun shell--program ()
  "The shell to run."
  (or explicit-shell-file-name (getenv "ESHELL") shell-file-name))

(defun shell (&optional buffer)
  "Run a shell in BUFFER, *shell* by default, unless one runs there; go there and return it."
  (interactive)
  (let ((buffer (get-buffer-create (or buffer "*shell*"))) (directory default-directory))
    (pop-to-buffer buffer)
    (with-current-buffer buffer
      (unless (comint-check-proc buffer)
        (let* ((program (shell--program))
               (arguments (intern-soft (format "explicit-%s-args" (file-name-nondirectory program)))))
          (setq default-directory directory)
          (apply #'make-comint-in-buffer "shell" buffer program nil
                 (if (and arguments (boundp arguments)) (symbol-value arguments) '("-i")))
          (shell-mode))))
    buffer))

;;; Following the directory

(defun shell-directory-tracker (str)
  "Change the directory as the commands in STR, input for the shell, do."
  (when shell-dirtrackp
    (condition-case nil
        (dolist (command (split-string str "[;&|\n]+" t "[ \t]+"))
          (let* ((words (split-string-shell-command command))
                 (program (car words))
                 (argument (if (cdr words) (substitute-in-file-name (cadr words)) "")))
            (cond ((null program) nil)
                  ((string-match-p (concat "\\`\\(?:" shell-cd-regexp "\\)\\'") program) (shell-process-cd argument))
                  ((string-match-p (concat "\\`\\(?:" shell-pushd-regexp "\\)\\'") program) (shell-process-pushd argument))
                  ((string-match-p (concat "\\`\\(?:" shell-popd-regexp "\\)\\'") program) (shell-process-popd argument)))))
      (error (message "Couldn't cd")))))

(defun shell-cd (dir)
  "Make DIR the directory of the buffer."
  (let ((default-directory default-directory)) (cd dir))
  (setq default-directory (file-name-as-directory (expand-file-name dir))
        list-buffers-directory default-directory))

(defun shell-process-cd (arg)
  "Do what the shell does for cd ARG."
  (let ((new (cond ((string-empty-p arg) (concat comint-file-name-prefix "~"))
                   ((string-equal arg "-") shell-last-dir)
                   (t (shell-prefixed-directory-name arg)))))
    (setq shell-last-dir (prog1 default-directory (shell-cd new)))))

(defun shell-process-pushd (arg)
  "Do what the shell does for pushd ARG."
  (if (string-empty-p arg)
      (let ((top (or (pop shell-dirstack) (error "Directory stack empty")))
            (old default-directory))
        (shell-cd top)
        (push old shell-dirstack))
    (let ((old default-directory))
      (shell-cd (shell-prefixed-directory-name arg))
      (push old shell-dirstack))))

(defun shell-process-popd (_arg)
  "Do what the shell does for popd."
  (shell-cd (or (pop shell-dirstack) (error "Directory stack empty"))))

(defun shell-prefixed-directory-name (dir)
  "DIR as a directory here: after `comint-file-name-prefix' if it is absolute."
  (if (string-empty-p comint-file-name-prefix)
      dir
    (if (file-name-absolute-p dir) (concat comint-file-name-prefix dir) (expand-file-name dir))))

;;; Moving over commands

(defun shell-forward-command (&optional arg)
  "Move over ARG commands of a line, 1 by default."
  (interactive "p")
  (re-search-forward (concat shell-command-regexp "\\([;&|][\t ]*\\)+") (line-end-position) 'move (or arg 1)))

(defun shell-backward-command (&optional arg)
  "Move back over ARG commands of a line, 1 by default."
  (interactive "p")
  (let ((limit (save-excursion (comint-bol nil) (point))))
    (when (> limit (point))
      (setq limit (line-beginning-position)))
    (skip-syntax-backward " " limit)
    (when (re-search-backward (format "[;&|]+[\t ]*\\(%s\\)" shell-command-regexp) limit 'move (or arg 1))
      (goto-char (match-beginning 1))
      (skip-chars-forward ";&|"))))

(provide 'shell)

;;; shell.el ends here
