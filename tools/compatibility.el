;;; compatibility.el --- compare this interpreter with a list of primitives  -*- lexical-binding: t; -*-

;; Usage: elwire compatibility.el PRIMITIVES.tsv
;;
;; Columns of the list: topic, name, least and most arguments, whether it is a special form, whether it means anything
;; without a display.  The answer, in Markdown, goes to standard output.

(defun compatibility-rows (file)
  "Return the rows of FILE, lists of strings, without the headings."
  (with-temp-buffer
    (insert-file-contents file)
    (cdr (mapcar (lambda (line) (split-string line "\t"))
                 (split-string (buffer-string) "\n" t)))))

(defun compatibility-topic (row)
  (file-name-sans-extension (car row)))

(defun compatibility-exists-p (row)
  (let ((name (intern (nth 1 row))))
    (or (fboundp name)
        (and (equal (nth 4 row) "yes") (special-form-p name)))))

(defun compatibility-group (rows)
  "Return ((TOPIC . ROWS) ...) of ROWS in the order of the topics."
  (let ((groups nil))
    (dolist (row rows)
      (let ((group (assoc (compatibility-topic row) groups)))
        (if group
            (setcdr group (cons row (cdr group)))
          (setq groups (cons (list (compatibility-topic row) row) groups)))))
    (sort (mapcar (lambda (group) (cons (car group) (nreverse (cdr group)))) groups)
          (lambda (a b) (string< (car a) (car b))))))

(defun compatibility-names (rows)
  (mapconcat (lambda (row) (concat "`" (nth 1 row) "`")) rows " "))

(defun compatibility-count (predicate rows)
  (let ((count 0))
    (dolist (row rows count)
      (if (funcall predicate row) (setq count (1+ count))))))

(defun compatibility-missing (rows)
  (delq nil (mapcar (lambda (row) (if (compatibility-exists-p row) nil row)) rows)))

(defun compatibility-print-topic (group)
  "Print one line of the table for GROUP."
  (let ((missing (compatibility-missing (cdr group))))
    (princ (format "| %s | %d of %d | %s |\n"
                   (car group) (- (length (cdr group)) (length missing)) (length (cdr group))
                   (compatibility-names missing)))))

(defun compatibility-print (rows)
  (let* ((useful (delq nil (mapcar (lambda (row) (if (equal (nth 5 row) "no") nil row)) rows)))
         (groups (compatibility-group useful)))
    (princ "# Which primitives of GNU Emacs 28.2 exist\n\n")
    (princ "Made by `tools/compatibility`. Topics are those of Emacs; functions that need a display are left out.\n")
    (princ "A function counts when it is defined, as a primitive or in Lisp.\n\n")
    (princ (format "**%d of %d** exist.\n\n" (compatibility-count #'compatibility-exists-p useful) (length useful)))
    (princ "| topic | exist | missing |\n| --- | --- | --- |\n")
    (mapc #'compatibility-print-topic groups)))

(compatibility-print (compatibility-rows (car command-line-args-left)))
