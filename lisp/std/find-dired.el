;;; find-dired.el --- listings of the files that find finds -*- lexical-binding: t; -*-

(require 'dired)

(defgroup find-dired nil "Run a `find' command and dired the output." :group 'dired :prefix "find-")
(defcustom find-program "find" "The program that finds files." :type 'string :group 'find-dired)
(defcustom find-grep-options "-q" "The options of grep in `find-grep-dired'." :type 'string :group 'find-dired)
(defcustom find-name-arg "-name" "The test of `find-name-dired'." :type 'string :group 'find-dired)
(defcustom find-ls-option '("-ls" . "-dilsb") "How find lists, and the switches of such listings; lines are made here." :type '(cons string string) :group 'find-dired)
(defcustom find-exec-terminator "\\;" "What ends a command that find runs." :type 'string :group 'find-dired)
(defvar find-args nil "The arguments of the last `find-dired'.")
(defvar find-args-history nil "Arguments of find that were read.")

(defun find-dired (dir args)
  "Show the files below DIR that find finds with ARGS, arguments as the shell takes them."
  (interactive (list (read-directory-name "Run find in directory: " nil "" t) (read-string "Run find (with args): " find-args 'find-args-history)))
  (let ((default-directory (file-name-as-directory (expand-file-name dir))) (names nil))
    (unless (file-directory-p default-directory) (error "find-dired needs a directory: %s" dir))
    (unless (executable-find find-program) (error "There is no program %s" find-program))
    (setq find-args args)
    (with-temp-buffer
      (process-file shell-file-name nil '(t nil) nil shell-command-switch
                    (concat find-program " . " (if (string-match-p "\\`[ \t]*\\'" args) "" (concat "\\( " args " \\) ")) "-print0"))
      (setq names (mapcar (lambda (name) (string-remove-prefix "./" name)) (split-string (buffer-string) "\0" t))))
    (unless names (error "No files found"))
    (let ((directory default-directory) (buffer (get-buffer-create "*Find*")))
      (with-current-buffer buffer
        (let ((inhibit-read-only t)) (erase-buffer))
        (setq default-directory directory)
        (dired-mode (cons directory (sort names #'string<)) dired-listing-switches)
        (dired-readin)
        (goto-char (point-min))
        (dired-goto-next-file))
      (pop-to-buffer-same-window buffer))))

(defun find-name-dired (dir pattern)
  "Show the files below DIR whose names match PATTERN, a wildcard."
  (interactive "DFind-name (directory): \nsFind-name (filename wildcard): ")
  (find-dired dir (concat find-name-arg " " (shell-quote-argument pattern))))

(defun find-grep-dired (dir regexp)
  "Show the files below DIR in which grep finds REGEXP."
  (interactive "DFind-grep (directory): \nsFind-grep (grep regexp): ")
  (find-dired dir (concat "-type f -exec grep " find-grep-options " -e " (shell-quote-argument regexp) " {} " find-exec-terminator)))

(provide 'find-dired)
;;; find-dired.el ends here
