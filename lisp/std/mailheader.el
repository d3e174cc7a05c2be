;;; mailheader.el --- headers of mail as lists -*- lexical-binding: t; -*-

(defun mail-header-extract ()
  "Return the header after point as an alist of names, symbols in lower case, and values; fields without value are left out.
Lines that begin with white space continue a field."
  (let ((fields nil))
    (save-excursion
      (while (looking-at "\\([^: \t\n]+\\)[ \t]*:[ \t]*\\(.*\\(?:\n[ \t].*\\)*\\)\n?")
        (let ((name (intern (downcase (match-string-no-properties 1)))) (value (match-string 2)) (end (match-end 0)))
          (setq value (string-trim (replace-regexp-in-string "[ \t\r]*\n[ \t]+" " " value) "[ \t]+" "[ \t\r]+"))
          (unless (equal value "") (push (cons name value) fields))
          (goto-char end))))
    (nreverse fields)))

(defun mail-header-extract-no-properties ()
  "Return what `mail-header-extract' does, without text properties."
  (mapcar (lambda (field) (cons (car field) (substring-no-properties (cdr field)))) (mail-header-extract)))

(defvar headers)
(defsubst mail-header (header &optional header-alist)
  "Return the value of HEADER, a symbol, in HEADER-ALIST, by default the variable `headers'."
  (cdr (assq header (or header-alist headers))))

(defun mail-header-set (header value &optional header-alist)
  "Set the value of HEADER, a symbol, to VALUE in HEADER-ALIST, by default the variable `headers'."
  (let* ((alist (or header-alist headers)) (entry (assq header alist)))
    (if entry (setcdr entry value)
      (nconc alist (list (cons header value))))))
(gv-define-setter mail-header (value header &optional header-alist) `(mail-header-set ,header ,value ,header-alist))

(defun mail-header-parse (parsing-rules headers)
  "Put what PARSING-RULES, an alist of names and functions, make of the values of HEADERS after these; return HEADERS."
  (dolist (rule parsing-rules headers)
    (let ((entry (assq (car rule) headers)))
      (when entry
        (let ((original (if (consp (cdr entry)) (cadr entry) (cdr entry))))
          (setcdr entry (cons original (funcall (cdr rule) original))))))))

(defun mail-header-format (format-rules headers)
  "Insert HEADERS, an alist, in the order of FORMAT-RULES, an alist of names and functions.
A function is called with name and value and returns the text, or nil; without function the value is inserted.  The key t stands
for all other fields, and the key nil has a list of those to leave out."
  (let ((named (mapcar #'car format-rules)) (ignored (cdr (assq nil format-rules))))
    (dolist (rule format-rules)
      (cond ((null (car rule)) nil)
            ((eq (car rule) t)
             (dolist (field headers)
               (unless (or (memq (car field) named) (memq (car field) ignored)) (mail-header--insert field (cdr rule)))))
            (t (let ((field (assq (car rule) headers))) (when field (mail-header--insert field (cdr rule)))))))
    (insert "\n")))

(defun mail-header--insert (field function)
  "Insert FIELD, (NAME . VALUE), as FUNCTION formats it."
  (let* ((value (if (consp (cdr field)) (cadr field) (cdr field)))
         (text (if function (funcall function (car field) (cdr field))
                 (and value (format "%s: %s\n" (capitalize (format "%s" (car field))) value)))))
    (when text (insert text))))

(provide 'mailheader)
;;; mailheader.el ends here
