;;; comint-complete.el --- words, file names and their completion in comint buffers -*- lexical-binding: t; -*-

(defcustom comint-completion-addsuffix t "Whether a completed file name is followed by a space, a directory by a slash." :type 'sexp)
(defcustom comint-completion-recexact nil "Whether the shortest completion is taken." :type 'boolean)
(defcustom comint-completion-autolist nil "Whether completions are listed at once." :type 'boolean)
(defcustom comint-completion-fignore nil "Suffixes of files that are not completed." :type '(repeat string))
(defvar comint-dynamic-complete-functions '(comint-filename-completion)
  "Functions that complete what is before point, as in `completion-at-point-functions'.")
(defvar comint-file-name-chars "[]~/A-Za-z0-9+@:_.$#%,={}-" "The characters of file names, as in `skip-chars-forward'.")
(defvar comint-file-name-quote-list nil "Characters of file names that are quoted with a backslash.")

(defun comint-word (word-chars)
  "Return the word before point, of WORD-CHARS (as in `skip-chars-forward') and characters beyond ASCII; nil if there is none.
The match data tell where it is."
  (let ((end (point)) (start nil))
    (save-excursion
      (while (or (not (eql 0 (skip-chars-backward word-chars)))
                 (and (> (point) (point-min)) (> (char-before) 127) (progn (backward-char) t))
                 (and (> (point) (1+ (point-min))) (eq (char-before (1- (point))) ?\\) (progn (backward-char 2) t))))
      (setq start (point)))
    (when (< start end)
      (set-match-data (list start end))
      (buffer-substring-no-properties start end))))

(defun comint-quote-filename (filename)
  "Return FILENAME with the characters in `comint-file-name-quote-list' quoted."
  (if (null comint-file-name-quote-list)
      filename
    (mapconcat (lambda (c) (if (memq c comint-file-name-quote-list) (string ?\\ c) (string c))) filename "")))

(defun comint-unquote-filename (filename)
  "Return FILENAME without the backslashes of quoted characters."
  (if (null comint-file-name-quote-list)
      filename
    (replace-regexp-in-string "\\\\\\(.\\)" "\\1" filename)))

(defun comint-substitute-in-file-name (filename)
  "Return FILENAME with the variables of the environment replaced."
  (substitute-in-file-name filename))

(defun comint-match-partial-filename ()
  "Return the file name before point, unquoted; nil if there is none."
  (let ((word (comint-word comint-file-name-chars)))
    (and word (comint-unquote-filename word))))

(defun comint-within-quotes (beg end)
  "Whether a quotation is open at END that began after BEG."
  (let ((count (lambda (quote) (save-excursion
                                 (goto-char beg)
                                 (let ((n 0)) (while (search-forward quote end t) (setq n (1+ n))) n)))))
    (or (eql 1 (% (funcall count "'") 2))
        (eql 1 (% (funcall count "\"") 2)))))

(defun comint-filename-completion ()
  "Return (START END TABLE . PROPS) for the file name before point; nil if there is none."
  (when (comint-word comint-file-name-chars)
    (let ((start (match-beginning 0)) (end (match-end 0)))
      (list start end #'comint-completion-file-name-table
            :exclusive 'no
            :exit-function (lambda (name status)
                             (when (and (eq status 'finished) comint-completion-addsuffix (not (file-directory-p name)))
                               (insert (if (stringp comint-completion-addsuffix) comint-completion-addsuffix " "))))))))

(defun comint-completion-file-name-table (string pred action)
  "Complete STRING as a file name; PRED and ACTION are as in completion tables."
  (let ((completion-ignored-extensions comint-completion-fignore))
    (completion-file-name-table string pred action)))

(defun comint-completion-at-point ()
  "Return what the first of `comint-dynamic-complete-functions' that knows completions says."
  (run-hook-with-args-until-success 'comint-dynamic-complete-functions))

(defun comint-dynamic-complete ()
  "Complete what is before point."
  (interactive)
  (let ((completion-at-point-functions '(comint-completion-at-point)))
    (completion-at-point)))

(defun comint-dynamic-complete-filename ()
  "Complete the file name before point; whether that worked."
  (interactive)
  (let ((comint-dynamic-complete-functions '(comint-filename-completion)))
    (comint-dynamic-complete)))

(defun comint-replace-by-expanded-filename ()
  "Complete the file name before point and write it in full."
  (interactive)
  (let ((name (comint-match-partial-filename)))
    (when name
      (replace-match (comint-quote-filename (expand-file-name (substitute-in-file-name name))) t t)
      (comint-dynamic-complete-filename))))

(provide 'comint-complete)

;;; comint-complete.el ends here
