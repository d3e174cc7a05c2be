;;; translation.el --- replacing characters by a table -*- lexical-binding: t; -*-

(defun translate-region--table-p (table)
  (or (stringp table)
      (and (char-table-p table) (eq (char-table-subtype table) 'translation-table))))

(defun translate-region--insert (text)
  "Put TEXT, with the same properties, in place of the character after point."
  (insert (apply #'propertize text (text-properties-at (point))))
  (delete-char 1))

(defun translate-region--replace (old new)
  "Replace the character OLD after point by NEW and move past it."
  (if (= (string-bytes (string old)) (string-bytes (string new)))
      (progn (subst-char-in-region (point) (1+ (point)) old new)
             (forward-char 1))
    (translate-region--insert (string new))))

(defun translate-region (start end table)
  "Replace the characters between START and END by those TABLE has for them; return how many came in.
TABLE is a string, indexed by characters, or a translation table, whose values may be vectors of characters, too."
  (unless (translate-region--table-p table) (error "Not a translation table"))
  (unless (<= (point-min) (min start end) (max start end) (point-max))
    (signal 'args-out-of-range (list (current-buffer) start end)))
  (let ((from (min start end)) (to (copy-marker (max start end))) (count 0))
    (save-excursion
      (goto-char from)
      (while (< (point) to)
        (let* ((old (char-after))
               (new (if (stringp table) (and (< old (length table)) (aref table old)) (aref table old))))
          (cond ((vectorp new)
                 (translate-region--insert (concat new))
                 (setq count (+ count (length new))))
                ((or (null new) (eq new old)) (forward-char 1))
                (t (translate-region--replace old new)
                   (setq count (1+ count)))))))
    (set-marker to nil)
    count))

;;; translation.el ends here
