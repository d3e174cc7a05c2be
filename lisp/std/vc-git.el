;;; vc-git.el --- versions in Git -*- lexical-binding: t; -*-

(require 'vc-hooks)
(defgroup vc-git nil "VC Git backend." :group 'vc)
(defcustom vc-git-program "git" "The program." :type 'string :group 'vc-git)
(defcustom vc-git-diff-switches t "Arguments of diff; t means those of VC." :type 'sexp :group 'vc-git)
(defcustom vc-git-commits-coding-system 'utf-8 "The coding system of messages." :type 'symbol :group 'vc-git)
(defvar vc-git-history nil "Answers about revisions.")

(defun vc-git--call (buffer command &rest args)
  "Run git COMMAND with ARGS, its output in BUFFER as `call-process' takes it; return the status."
  (let ((coding-system-for-read (or coding-system-for-read 'utf-8)) (process-file-side-effects nil)
        (process-environment (append '("GIT_DIR" "GIT_LITERAL_PATHSPECS=1" "GIT_OPTIONAL_LOCKS=0") process-environment)))
    (apply #'process-file vc-git-program nil buffer nil "--no-pager" command args)))

(defun vc-git--out-ok (command &rest args) "Insert the output of git COMMAND with ARGS; return non-nil if it succeeded." (zerop (apply #'vc-git--call '(t nil) command args)))
(defun vc-git--run-command-string (file &rest args)
  "Return the output of git with ARGS, and FILE as the last one if it is non-nil; nil if it failed."
  (with-temp-buffer
    (and (apply #'vc-git--out-ok (append args (and file (list (file-relative-name file))))) (buffer-string))))

(defun vc-git-root (file) "Return the directory above FILE whose versions Git has, or nil." (vc-find-root file ".git"))
(defun vc-git--in-directory (file function)
  "Call FUNCTION in the directory of FILE, or the next one above that exists."
  (let ((directory (file-name-directory (expand-file-name file))))
    (while (not (file-directory-p directory)) (setq directory (file-name-directory (directory-file-name directory))))
    (let ((default-directory directory)) (funcall function))))

(defun vc-git-registered (file)
  "Return non-nil if Git has versions of FILE."
  (and (vc-git-root file) (executable-find vc-git-program)
       (vc-git--in-directory file (lambda ()
                                    (let ((name (file-relative-name file)))
                                      (with-temp-buffer
                                        (and (vc-git--out-ok "ls-files" "-c" "-z" "--" name)
                                             (let ((text (buffer-string))) (and (string-match-p "\0" text) (string-prefix-p (concat name "\0") text))))))))))
(defun vc-git-responsible-p (file) "Return the root if Git is responsible for FILE." (vc-git-root file))

(defun vc-git-state (file)
  "Return the state of FILE."
  (vc-git--in-directory
   file
   (lambda ()
     (let ((line (vc-git--run-command-string file "status" "--porcelain" "-z" "--untracked-files" "--ignored" "--")))
       (cond ((null line) 'unregistered)
             ((equal line "") 'up-to-date)
             (t (pcase (substring line 0 2)
                  ("??" 'unregistered) ("!!" 'ignored)
                  ((or "DD" "AU" "UD" "UA" "DU" "AA" "UU") 'conflict)
                  ((pred (string-prefix-p "A")) 'added)
                  ((pred (string-prefix-p "D")) 'removed)
                  (" D" 'missing)
                  (_ 'edited))))))))

(defun vc-git-working-revision (file) "Return the revision of FILE's directory." (vc-git--in-directory file (lambda () (vc-git--rev-parse "HEAD"))))
(defun vc-git--rev-parse (rev &optional _force)
  "Return the whole name of the revision REV, or nil."
  (let ((text (vc-git--run-command-string nil "rev-parse" "--verify" "-q" rev))) (and text (not (equal text "")) (string-trim text))))
(defun vc-git--symbolic-ref (file)
  "Return the name of the branch of FILE's directory, or nil."
  (vc-git--in-directory file (lambda ()
                               (let ((text (vc-git--run-command-string nil "symbolic-ref" "-q" "HEAD")))
                                 (and text (string-trim (replace-regexp-in-string "\\`refs/heads/" "" text)))))))
(defun vc-git-mode-line-string (file)
  "Return what the mode line says about FILE."
  (let ((revision (vc-git-working-revision file)))
    (format "Git%s%s" (pcase (vc-git-state file) ('up-to-date "-") ('added "@") ('conflict "!") ('removed "!") ('missing "?") (_ ":"))
            (or (vc-git--symbolic-ref file) (and revision (substring revision 0 7)) ""))))
(defun vc-git-branches ()
  "Return the names of the branches, the current one first."
  (let ((lines (split-string (or (vc-git--run-command-string nil "branch") "") "\n" t)))
    (append (delq nil (mapcar (lambda (line) (and (string-prefix-p "* " line) (substring line 2))) lines))
            (delq nil (mapcar (lambda (line) (and (not (string-prefix-p "* " line)) (substring line 2))) lines)))))
(defun vc-git-revision-granularity () "Return `repository'." 'repository)

(provide 'vc-git)
;;; vc-git.el ends here
