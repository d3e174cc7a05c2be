;;; ls-lisp.el --- listings of directories -*- lexical-binding: t; -*-

;; `insert-directory' without a program: what `ls' prints for the switches that are understood, a A B d F g G h i l n o p r R s S t u c U X and
;; --group-directories-first.  Names bear the text property `dired-filename'.  Sizes in blocks are computed from sizes in bytes.

(require 'cl-lib)
(defgroup ls-lisp nil "Emulate the ls program." :group 'dired)
(defcustom ls-lisp-use-insert-directory-program nil "Accepted; listings are always made here." :type 'boolean :group 'ls-lisp)
(defcustom ls-lisp-dirs-first nil "Non-nil means that directories come first." :type 'boolean :group 'ls-lisp)
(defcustom ls-lisp-ignore-case nil "Non-nil means to sort names without regard to case." :type 'boolean :group 'ls-lisp)
(defcustom ls-lisp-verbosity '(links uid gid) "Columns: `links', `uid' and `gid'." :type '(set (const links) (const uid) (const gid)) :group 'ls-lisp)
(defcustom ls-lisp-support-shell-wildcards t "Non-nil means wildcards are those of the shell, nil that they are regexps." :type 'boolean :group 'ls-lisp)
(defcustom ls-lisp-format-time-list '("%b %e %H:%M" "%b %e  %Y") "How times are printed: those of the last half year, and others." :type '(list string string) :group 'ls-lisp)

(defun ls-lisp--long-switches (switches)
  "Return the letters of SWITCHES, a string or list, as a list; those of long ones that are known too."
  (let ((letters nil))
    (dolist (word (if (listp switches) switches (split-string-and-unquote switches)) (delete-dups letters))
      (pcase word
        ("--all" (push ?a letters)) ("--almost-all" (push ?A letters)) ("--group-directories-first" (push 'directories letters))
        ("--human-readable" (push ?h letters)) ("--reverse" (push ?r letters)) ("--recursive" (push ?R letters)) ("--ignore-backups" (push ?B letters))
        ((pred (string-prefix-p "--")) nil)
        ((pred (string-prefix-p "-")) (setq letters (append (append (substring word 1) nil) letters)))))))

(defun ls-lisp--entries (directory names letters)
  "Return (NAME . ATTRIBUTES) for NAMES of DIRECTORY that are listed with LETTERS, sorted."
  (let* ((id (if (memq ?n letters) 'integer 'string))
         (shown (cl-remove-if (lambda (name)
                                (or (and (string-prefix-p "." name) (not (memq ?a letters)) (not (memq ?A letters)))
                                    (and (member name '("." "..")) (not (memq ?a letters)))
                                    (and (memq ?B letters) (string-suffix-p "~" name))))
                              names))
         (entries (mapcar (lambda (name) (cons name (file-attributes (expand-file-name name directory) id))) shown)))
    (ls-lisp--sort (cl-remove-if-not #'cdr entries) letters)))

(defun ls-lisp--sort (entries letters)
  "Return ENTRIES sorted as LETTERS say."
  (let* ((time (cond ((memq ?u letters) 4) ((memq ?c letters) 6) (t 5)))
         (less (cond ((memq ?U letters) nil)
                     ((memq ?S letters) (lambda (a b) (> (file-attribute-size (cdr a)) (file-attribute-size (cdr b)))))
                     ((memq ?t letters) (lambda (a b) (time-less-p (nth time (cdr b)) (nth time (cdr a)))))
                     ((memq ?X letters) (lambda (a b) (string< (or (file-name-extension (car a)) "") (or (file-name-extension (car b)) ""))))
                     (ls-lisp-ignore-case (lambda (a b) (string< (upcase (car a)) (upcase (car b)))))
                     (t (lambda (a b) (string< (car a) (car b))))))
         (sorted (if less (sort (sort entries (lambda (a b) (string< (car a) (car b)))) less) entries)))
    (when (memq ?r letters) (setq sorted (nreverse sorted)))
    (if (or ls-lisp-dirs-first (memq 'directories letters))
        (let ((directory-p (lambda (entry) (eq t (cadr entry)))))
          (append (cl-remove-if-not directory-p sorted) (cl-remove-if directory-p sorted)))
      sorted)))

(defun ls-lisp--blocks (attributes)
  "Return about how many kilobytes the file with ATTRIBUTES takes."
  (if (stringp (car attributes)) 0 (* 4 (/ (+ (file-attribute-size attributes) 4095) 4096))))

(defun ls-lisp--time (time)
  "Return TIME as a listing has it."
  (let* ((age (float-time (time-subtract nil time))) (system-time-locale "C"))
    (format-time-string (if (< -1 age 15778476) (car ls-lisp-format-time-list) (cadr ls-lisp-format-time-list)) time)))

(defun ls-lisp--columns (entry letters)
  "Return the columns of ENTRY before its name, as LETTERS say: a list of (TEXT . ALIGNMENT)."
  (let* ((attributes (cdr entry)) (size (file-attribute-size attributes)) (text (lambda (value) (format "%s" value))))
    (append
     (and (memq ?i letters) (list (cons (funcall text (file-attribute-inode-number attributes)) 'right)))
     (and (memq ?s letters) (list (cons (funcall text (ls-lisp--blocks attributes)) 'right)))
     (and (cl-intersection letters '(?l ?n ?g ?o))
          (append
           (list (cons (file-attribute-modes attributes) 'left) (cons (funcall text (file-attribute-link-number attributes)) 'right))
           (unless (memq ?g letters) (list (cons (funcall text (file-attribute-user-id attributes)) 'left)))
           (unless (or (memq ?o letters) (memq ?G letters)) (list (cons (funcall text (file-attribute-group-id attributes)) 'left)))
           (list (cons (if (memq ?h letters) (file-size-human-readable size) (funcall text size)) 'right)
                 (cons (ls-lisp--time (nth (cond ((memq ?u letters) 4) ((memq ?c letters) 6) (t 5)) attributes)) 'left)))))))

(defun ls-lisp--insert (entries letters)
  "Insert a line for each of ENTRIES, as LETTERS say."
  (let* ((rows (mapcar (lambda (entry) (ls-lisp--columns entry letters)) entries))
         (widths (and rows (apply #'cl-mapcar #'max (mapcar (lambda (row) (mapcar (lambda (cell) (string-width (car cell))) row)) rows)))))
    (cl-mapc (lambda (entry row)
               (cl-mapc (lambda (cell width)
                          (let ((padding (make-string (- width (string-width (car cell))) ?\s)))
                            (if (eq (cdr cell) 'right) (insert padding (car cell) " ") (insert (car cell) padding " "))))
                        row widths)
               (ls-lisp--insert-name entry letters))
             entries rows)))

(defun ls-lisp--insert-name (entry letters)
  "Insert the name of ENTRY, with what LETTERS want behind it."
  (let ((type (cadr entry)) (from (point)))
    (insert (if (memq ?b letters) (replace-regexp-in-string "\n" "\\n" (car entry) t t) (car entry)))
    (put-text-property from (point) 'dired-filename t)
    (when (or (memq ?F letters) (and (memq ?p letters) (eq type t)))
      (insert (cond ((eq type t) "/") ((and (stringp type) (not (memq ?l letters))) "@")
                    ((and (null type) (string-search "x" (file-attribute-modes (cdr entry)))) "*") (t ""))))
    (when (and (stringp type) (cl-intersection letters '(?l ?n ?g ?o))) (insert " -> " type))
    (insert "\n")))

(defun ls-lisp--list-directory (directory letters)
  "Insert the contents of DIRECTORY as LETTERS say, and with R those of its directories."
  (let ((entries (ls-lisp--entries directory (directory-files directory nil nil t) letters)))
    (insert (format "total %d\n" (apply #'+ (mapcar (lambda (entry) (ls-lisp--blocks (cdr entry))) entries))))
    (ls-lisp--insert entries letters)
    (when (memq ?R letters)
      (dolist (entry entries)
        (when (and (eq t (cadr entry)) (not (member (car entry) '("." ".."))))
          (let ((below (expand-file-name (car entry) directory)))
            (insert "\n" below ":\n")
            (ls-lisp--list-directory below letters)))))))

(defun insert-directory (file switches &optional wildcard full-directory-p)
  "Insert a listing of FILE, as the program ls makes it with SWITCHES, a string or list.
WILDCARD means that the last part of FILE is a pattern; FULL-DIRECTORY-P that FILE is a directory whose contents are listed."
  (let ((handler (find-file-name-handler (expand-file-name file) 'insert-directory)))
    (if handler (funcall handler 'insert-directory file switches wildcard full-directory-p)
      (let ((letters (ls-lisp--long-switches switches)) (file (if wildcard file (expand-file-name file))))
        (cond (wildcard
               (let* ((directory (or (file-name-directory file) default-directory)) (pattern (file-name-nondirectory file))
                      (names (directory-files directory nil (if ls-lisp-support-shell-wildcards (wildcard-to-regexp pattern) pattern) t))
                      (names (if (string-prefix-p "." pattern) names (cl-remove-if (lambda (name) (string-prefix-p "." name)) names))))
                 (unless names (error "No files matching wildcard"))
                 (ls-lisp--insert (ls-lisp--entries directory names (cons ?a letters)) letters)))
              (full-directory-p (ls-lisp--list-directory file letters))
              (t (let ((attributes (file-attributes file (if (memq ?n letters) 'integer 'string))))
                   (unless attributes (signal 'file-missing (list "Reading directory" "No such file or directory" file)))
                   (ls-lisp--insert (list (cons file attributes)) letters))))))))

(provide 'ls-lisp)
;;; ls-lisp.el ends here
