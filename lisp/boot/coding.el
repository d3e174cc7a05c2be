;;; coding.el --- finding coding systems -*- lexical-binding: t; -*-

(defun coding-system-change-text-conversion (coding-system coding)
  "Return CODING, nil for undecided, with the line ends of CODING-SYSTEM."
  (let ((line-ends (coding-system-eol-type coding-system))
        (coding (or coding 'undecided)))
    (if (numberp line-ends) (coding-system-change-eol-conversion coding line-ends) coding)))

(defun coding-system-equal (coding-system-1 coding-system-2)
  "Return t if the two coding systems do the same; aliases do."
  (or (eq coding-system-1 coding-system-2)
      (and coding-system-1 coding-system-2
           (equal (coding-system-plist coding-system-1) (coding-system-plist coding-system-2))
           (let ((line-ends-1 (coding-system-eol-type coding-system-1))
                 (line-ends-2 (coding-system-eol-type coding-system-2)))
             (or (eq line-ends-1 line-ends-2)
                 (and (vectorp line-ends-1) (vectorp line-ends-2)))))))

(defun coding-system--plain-name (name)
  "Return NAME in small letters without punctuation."
  (replace-regexp-in-string "[^[:alnum:]]" "" (downcase name)))

(defun coding-system-from-name (name)
  "Return the coding system named like NAME, a symbol or string, or nil; neither letter case nor punctuation matter."
  (let ((symbol (if (symbolp name) name (intern (downcase name)))))
    (cond ((null symbol) nil)
          ((and (not (equal name "")) (coding-system-p symbol)) symbol)
          (t (let ((plain (coding-system--plain-name (symbol-name symbol))))
               (and (not (string= plain ""))
                    (seq-find (lambda (coding) (string= plain (coding-system--plain-name (symbol-name coding))))
                              (mapcan (lambda (coding) (copy-sequence (coding-system-aliases coding)))
                                      (append coding-system-list nil)))))))))

(defun coding-system--by-priority (codings)
  "Return CODINGS with those of `coding-system-priority-list' in front, in its order."
  (let ((preferred (seq-filter (lambda (coding) (memq coding codings)) (coding-system-priority-list))))
    (append preferred (seq-remove (lambda (coding) (memq coding preferred)) codings))))

(defun find-coding-systems-region (from to)
  "Return the coding systems that can encode the text between FROM and TO, or the string FROM, the preferred ones first.
It is (undecided) if all can."
  (let ((codings (find-coding-systems-region-internal from to)))
    (if (eq codings t) '(undecided) (coding-system--by-priority codings))))

(defun find-coding-systems-string (string)
  "Return the coding systems that can encode STRING, as `find-coding-systems-region' does."
  (find-coding-systems-region string nil))

(defun coding-system-list (&optional base-only)
  "Return the names of the coding systems without those of their kinds of line ends; with BASE-ONLY, without second names too."
  (let ((names nil))
    (mapatoms (lambda (name)
                (when (and name (coding-system-p name)
                           (not (string-match-p "-\\(?:unix\\|dos\\|mac\\)\\'" (symbol-name name)))
                           (or (not base-only) (eq name (coding-system-base name))))
                  (push name names))))
    (sort names #'string<)))

(defvar coding-system-list (coding-system-list) "The names of the coding systems.")

;;; coding.el ends here
