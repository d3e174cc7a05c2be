;;; uudecode.el --- uuencoded text to bytes -*- lexical-binding: t; -*-

(defgroup uudecode nil "Decoding of uuencoded data." :group 'mail)
(defcustom uudecode-decoder-program "uudecode"
  "The program that decodes; it reads from its standard input and writes to its standard output." :type 'string :group 'uudecode)
(defcustom uudecode-decoder-switches nil "Arguments of `uudecode-decoder-program'." :type '(repeat string) :group 'uudecode)
(defcustom uudecode-use-external nil "Non-nil means to use `uudecode-decoder-program'." :type 'boolean :group 'uudecode)

(defconst uudecode-alphabet "\040-\140" "The characters of encoded text.")
(defconst uudecode-begin-line "^begin[ \t]+[0-7][0-7][0-7][ \t]+\\(.*\\)$" "Matches the line before the text; group 1 is the file's name.")
(defconst uudecode-end-line "^end[ \t]*$" "Matches the line behind the text.")
(defconst uudecode-body-line (concat "^M" (apply #'concat (make-list 60 "[^a-z]")) "\\.?$") "Matches a full line of text.")

(defalias 'uudecode-char-int #'identity)

(defun uudecode--line (line)
  "Return the bytes that LINE means."
  (let* ((size (logand (- (aref line 0) 32) 63)) (bytes nil) (at 1)
         (value (lambda (index) (if (< index (length line)) (logand (- (aref line index) 32) 63) 0))))
    (while (< (length bytes) size)
      (let ((group (logior (ash (funcall value at) 18) (ash (funcall value (+ at 1)) 12) (ash (funcall value (+ at 2)) 6) (funcall value (+ at 3)))))
        (dolist (shift '(16 8 0)) (push (logand (ash group (- shift)) 255) bytes)))
      (setq at (+ at 4)))
    (apply #'unibyte-string (seq-take (nreverse bytes) size))))

(defun uudecode--text (from end)
  "Return the bytes that the lines between FROM and END mean."
  (let ((pieces nil))
    (goto-char from)
    (while (and (< (point) end) (not (looking-at uudecode-end-line)))
      (let ((line (buffer-substring (point) (line-end-position))))
        (unless (string-match-p "\\`[` ]?\\'" line) (push (uudecode--line line) pieces)))
      (forward-line 1))
    (apply #'concat (nreverse pieces))))

(defun uudecode-decode-region-internal (start end &optional file-name)
  "Replace the encoded text between START and END by its bytes, or write them to FILE-NAME, and delete the text, if that is non-nil."
  (interactive "r\nP")
  (save-excursion
    (goto-char start)
    (when (re-search-forward uudecode-begin-line end t)
      (let ((from (match-beginning 0))
            (file (if (and file-name (not (stringp file-name))) (expand-file-name (match-string 1)) file-name)))
        (forward-line 1)
        (let ((bytes (uudecode--text (point) end)))
          (forward-line 1)
          (delete-region from (min (point) end))
          (if file (let ((coding-system-for-write 'binary)) (write-region bytes nil (expand-file-name file)))
            (insert bytes)))
        nil))))

(defun uudecode-decode-region-external (start end &optional file-name)
  "Like `uudecode-decode-region-internal', by `uudecode-decoder-program'."
  (interactive "r\nP")
  (save-excursion
    (goto-char start)
    (when (re-search-forward uudecode-begin-line end t)
      (let* ((from (match-beginning 0))
             (temporary (if (stringp file-name) (expand-file-name file-name) (make-temp-file "uu")))
             (text (buffer-substring (match-end 0) end)))
        (with-temp-buffer
          (insert "begin 600 " temporary text)
          (unless (equal 0 (apply #'call-process-region (point-min) (point-max) uudecode-decoder-program nil nil nil uudecode-decoder-switches))
            (unless file-name (delete-file temporary))
            (error "Can not uudecode")))
        (delete-region from end)
        (unless file-name
          (goto-char from)
          (let ((coding-system-for-read 'binary)) (insert-file-contents-literally temporary))
          (delete-file temporary))))))

(defun uudecode-decode-region (start end &optional file-name)
  "Replace the encoded text between START and END by its bytes, or write them to FILE-NAME if that is non-nil."
  (if uudecode-use-external (uudecode-decode-region-external start end file-name)
    (uudecode-decode-region-internal start end file-name)))

(provide 'uudecode)
;;; uudecode.el ends here
