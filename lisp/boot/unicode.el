;;; unicode.el --- properties and names of characters -*- lexical-binding: t; -*-

(defvar char-code-property-alist nil
  "Properties of characters beyond those of Unicode: (NAME . CHAR-TABLE).")

(defun define-char-code-property (name table &optional docstring)
  "Define NAME as a property of characters with the values in the char-table TABLE; DOCSTRING says what it is."
  (unless (and (char-table-p table) (eq (char-table-subtype table) 'char-code-property-table))
    (error "Not a char-table for char-code properties: %S" table))
  (setf (alist-get name char-code-property-alist) table)
  (put name 'char-code-property-documentation docstring))

(defun get-char-code-property (char propname)
  "Return the value of CHAR's property PROPNAME, one of Unicode's (name, general-category, ...) or of `define-char-code-property'."
  (let ((table (cdr (assq propname char-code-property-alist))))
    (or (and table (aref table char))
        (unicode-property char propname))))

(defun put-char-code-property (char propname value)
  "Give CHAR the property PROPNAME, of those defined by `define-char-code-property' or a new one, with VALUE."
  (let ((table (or (cdr (assq propname char-code-property-alist))
                   (setf (alist-get propname char-code-property-alist) (make-char-table 'char-code-property-table)))))
    (aset table char value)))

(defun char-from-name (string &optional ignore-case)
  "Return the character whose Unicode name is STRING, or nil; letter case matters unless IGNORE-CASE."
  (unicode-char-of-name (if ignore-case (upcase string) string)))

;;; unicode.el ends here
