;;; mail-utils.el --- fields of mail headers -*- lexical-binding: t; -*-

(defun mail-fetch-field (field-name &optional last all list delete)
  "Return the value of the header field FIELD-NAME in the current buffer, whose accessible part is a header, or nil.
Lines that begin with white space continue a field.  Of several fields the first is meant; LAST means the last one, ALL
the values of all, separated by commas, and LIST a list of all values, the last one first.  DELETE deletes the fields."
  (save-excursion
    (let ((case-fold-search t) (values nil)
          (regexp (concat "^" (regexp-quote field-name) "[ \t]*:")))
      (goto-char (point-min))
      (while (and (or last all list (null values)) (re-search-forward regexp nil t))
        (let ((start (match-beginning 0)) (from (point)))
          (while (progn (forward-line 1) (looking-at "[ \t]")))
          (push (mail-utils--value from (point)) values)
          (when delete (delete-region start (point)))))
      (cond (list values)
            (all (and values (mapconcat #'identity (nreverse values) ", ")))
            (t (car values))))))

(defun mail-utils--value (from to)
  "Return the text between FROM and TO without white space around it."
  (string-trim (buffer-substring-no-properties from to) "[ \t\n]+" "[ \t\n\r]+"))

(defun mail-strip-quoted-names (address)
  "Return ADDRESS, mail addresses separated by commas, without comments and the names of people."
  (when address
    (let ((text address))
      (while (string-match "[ \t]*([^()]*)" text) (setq text (replace-match "" t t text)))
      (mapconcat (lambda (one)
                   (if (string-match "<\\([^<>]*\\)>" one) (match-string 1 one) (string-trim one)))
                 (split-string (replace-regexp-in-string "\"\\(?:[^\"\\]\\|\\\\.\\)*\"" "" text t t) "," t "[ \t\n]*")
                 ", "))))

(provide 'mail-utils)
;;; mail-utils.el ends here
