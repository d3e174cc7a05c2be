;;; format-spec.el --- formatting with named values -*- lexical-binding: t; -*-

(defun format-spec--convert (text flags width precision)
  "Return TEXT changed as FLAGS, WIDTH and PRECISION, strings, say."
  (when precision
    (let ((n (string-to-number (substring precision 1))))
      (setq text (if (memq ?> flags)
                     (if (< n (length text)) (substring text (- (length text) n)) text)
                   (if (< n (length text)) (substring text 0 n) text)))))
  (when width
    (let ((n (string-to-number width)) (len (string-width text)))
      (cond
       ((and (memq ?< flags) (> len n)) (setq text (substring text (- (length text) n))))
       ((and (memq ?> flags) (> len n)) (setq text (substring text 0 n)))
       ((< len n)
        (setq text (if (memq ?- flags)
                       (concat text (make-string (- n len) ?\s))
                     (concat (make-string (- n len) (if (memq ?0 flags) ?0 ?\s)) text)))))))
  (cond ((memq ?^ flags) (upcase text))
        ((memq ?_ flags) (downcase text))
        (t text)))

(defun format-spec (format specification &optional ignore-missing split)
  "Return FORMAT with %X replaced by the value of the character X in SPECIFICATION, an alist.
Between % and X may be flags (0 - < > ^ _), a width and a precision.
IGNORE-MISSING says what becomes of characters that are not in SPECIFICATION: nil signals an error,
`delete' removes them, other values leave them.  With SPLIT, return a list of the parts."
  (let ((parts nil) (pos 0) (case-fold-search nil))
    (while (string-match "%\\([-0 _^<>]*\\)\\([0-9]*\\)\\(\\.[0-9]+\\)?\\(.\\)" format pos)
      (let* ((start (match-beginning 0)) (end (match-end 0))
             (whole (match-string 0 format))
             (flags (append (match-string 1 format) nil))
             (width (and (> (length (match-string 2 format)) 0) (match-string 2 format)))
             (precision (match-string 3 format))
             (char (aref (match-string 4 format) 0))
             (properties (text-properties-at start format)))
        (if (> start pos) (push (substring format pos start) parts))
        (cond
         ((and (eq char ?%) (not (assq ?% specification)))
          (push "%" parts))
         ((assq char specification)
          (let* ((value (cdr (assq char specification)))
                 (value (if (functionp value) (funcall value) value))
                 (text (format-spec--convert (format "%s" value) flags width precision)))
            (when properties
              (setq text (copy-sequence text))
              (add-text-properties 0 (length text) properties text))
            (push text parts)))
         ((eq ignore-missing 'delete))
         (ignore-missing (push whole parts))
         (t (error "Invalid format character: `%%%c'" char)))
        (setq pos end)))
    (when (< pos (length format))
      (let ((rest (substring format pos)))
        (if (and (string-search "%" rest) (not ignore-missing))
            (error "Invalid format string")
          (push rest parts))))
    (setq parts (nreverse parts))
    (if split parts (apply #'concat parts))))

(defun format-spec-make (&rest pairs)
  "Return an alist of PAIRS, characters and values, for `format-spec'."
  (let ((alist nil))
    (while pairs
      (unless (cdr pairs) (error "Invalid list of pairs"))
      (push (cons (car pairs) (cadr pairs)) alist)
      (setq pairs (cddr pairs)))
    (nreverse alist)))

(provide 'format-spec)

;;; format-spec.el ends here
