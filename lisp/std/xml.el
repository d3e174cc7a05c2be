;;; xml.el --- reading and writing XML -*- lexical-binding: t; -*-

;; Manual: (elisp) Parsing HTML/XML.  An element is (NAME ATTRIBUTES CHILD...): a symbol, an alist of symbols and strings, and strings and elements.
;; With name spaces a name is (NAMESPACE . LOCAL), or the symbol of both together.

(require 'cl-lib)

(define-error 'xml-invalid-character "Invalid XML character" 'wrong-type-argument)

(defvar xml-undefined-entity "?" "What stands for an entity that is not defined.")
(defvar xml-default-ns '(("" . "") ("xml" . "http://www.w3.org/XML/1998/namespace") ("xmlns" . "http://www.w3.org/2000/xmlns/"))
  "Alist of the name space prefixes that need no declaration.")
(defvar xml-validating-parser nil "If non-nil, what a DTD forbids is an error.")
(defvar xml-sub-parser nil "Non-nil while a part of a document is parsed.")
(defconst xml--predefined-entities '(("lt" . "&#60;") ("gt" . ">") ("apos" . "'") ("quot" . "\"") ("amp" . "&#38;"))
  "Alist of the entities that need no declaration.")
(defvar xml-entity-alist '(("lt" . "&#60;") ("gt" . ">") ("apos" . "'") ("quot" . "\"") ("amp" . "&#38;"))
  "Alist of defined entities and their texts.")
(defconst xml-name-start-char-re "[[:alpha:]_:]" "Matches the first character of a name.")
(defconst xml-name-re "[[:alpha:]_:][-[:alnum:]._:·]*" "Matches a name.")
(defconst xml-entity-ref (concat "&" xml-name-re ";") "Matches a reference to an entity.")

;;; Parts of elements

(defsubst xml-node-name (node) "Return the name of NODE." (car node))
(defsubst xml-node-attributes (node) "Return the alist of the attributes of NODE." (nth 1 node))
(defsubst xml-node-children (node) "Return the children of NODE, elements and strings." (nthcdr 2 node))

(defun xml-get-children (node child-name)
  "Return the children of NODE that are elements called CHILD-NAME."
  (cl-remove-if-not (lambda (child) (and (consp child) (equal (car child) child-name))) (xml-node-children node)))
(defun xml-get-attribute-or-nil (node attribute)
  "Return ATTRIBUTE of NODE, nil if it has none."
  (cdr (assoc attribute (xml-node-attributes node))))
(defsubst xml-get-attribute (node attribute)
  "Return ATTRIBUTE of NODE, an empty string if it has none."
  (or (xml-get-attribute-or-nil node attribute) ""))

;;; Entry points

(defun xml-parse-file (file &optional parse-dtd parse-ns)
  "Return the elements of the XML in FILE; the other arguments are those of `xml-parse-region'."
  (with-temp-buffer
    (insert-file-contents file)
    (xml-parse-region (point-min) (point-max) nil parse-dtd parse-ns)))

(defun xml-parse-region (&optional beg end buffer parse-dtd parse-ns)
  "Return a list of the root element of the XML from BEG to END, by default everything, of BUFFER, by default the current one.
With PARSE-DTD the list begins with what the document type declares.  PARSE-NS makes names (NAMESPACE . LOCAL) if it is t
and symbols of both together if it is `symbol-qnames'; a list (symbol-qnames . ALIST) or ALIST has further prefixes."
  (let ((text (with-current-buffer (or buffer (current-buffer))
                (buffer-substring-no-properties (or beg (point-min)) (or end (point-max)))))
        (xml-entity-alist (copy-sequence xml--predefined-entities)))
    (with-temp-buffer
      (insert (replace-regexp-in-string "\r\n?" "\n" text t t))
      (goto-char (point-min))
      (let ((case-fold-search nil)) (xml--document parse-dtd (xml--namespaces parse-ns))))))

(defun xml--namespaces (parse-ns)
  "Return (STYLE . ALIST of prefixes) for the argument PARSE-NS, nil without name spaces."
  (pcase parse-ns
    ('nil nil)
    ('symbol-qnames (cons 'symbol xml-default-ns))
    (`(symbol-qnames . ,alist) (cons 'symbol (append alist xml-default-ns)))
    ((pred consp) (cons 'cons (append parse-ns xml-default-ns)))
    (_ (cons 'cons xml-default-ns))))

(defun xml--document (parse-dtd namespaces)
  "Return the list for the document in the buffer."
  (let ((root nil) (dtd nil))
    (while (search-forward "<" nil t)
      (forward-char -1)
      (cond ((looking-at "<\\?") (xml--skip-past "\\?>" "processing instruction"))
            ((looking-at "<!--") (xml--skip-past "-->" "comment"))
            ((looking-at "<!DOCTYPE") (setq dtd (xml-parse-dtd parse-dtd)))
            (root (xml--error "Only one root tag allowed"))
            (t (setq root (xml--element namespaces)))))
    (append (and parse-dtd dtd (list dtd)) (and root (list root)))))

(defun xml-parse-tag (&optional _parse-dtd parse-ns)
  "Return the element that begins at point, nil if there is none."
  (save-excursion
    (let ((case-fold-search nil) (xml-entity-alist (copy-sequence xml--predefined-entities)))
      (skip-chars-forward " \t\r\n")
      (and (looking-at (concat "<" xml-name-re)) (xml--element (xml--namespaces parse-ns))))))

(defun xml--error (format &rest args) (error "XML: (Not Well-Formed) %s" (apply #'format-message format args)))

(defun xml--skip-past (regexp what)
  (unless (re-search-forward regexp nil t) (xml--error "End of document while reading %s" what)))

;;; Elements

(defun xml--element (namespaces)
  "Return the element that begins at point, and move behind it."
  (unless (looking-at (concat "<\\(" xml-name-re "\\)")) (xml--error "Invalid character"))
  (let ((name (match-string-no-properties 1)))
    (goto-char (match-end 0))
    (let* ((attributes (xml-parse-attlist)) (namespaces (xml--declare namespaces attributes))
           (node (list (xml--name name namespaces nil)
                       (mapcar (lambda (attribute)
                                 (cons (if namespaces (xml--name (symbol-name (car attribute)) namespaces t) (car attribute))
                                       (cdr attribute)))
                               attributes))))
      (cond ((looking-at "/>") (forward-char 2) node)
            ((looking-at ">") (forward-char 1) (nconc node (xml--content name namespaces)))
            (t (xml--error "Couldn't parse tag: %s" name))))))

(defun xml--content (name namespaces)
  "Return the children of the element NAME and move behind its end tag."
  (let ((children nil) (done nil))
    (while (not done)
      (cond ((eobp) (xml--error "End of document while reading element `%s'" name))
            ((looking-at "</")
             (unless (looking-at (concat "</\\(" xml-name-re "\\)[ \t\n]*>")) (xml--error "Invalid end tag"))
             (goto-char (match-end 0))
             (unless (equal (match-string 1) name)
               (xml--error "Invalid end tag `%s' (expecting `%s')" (match-string 1) name))
             (setq done t))
            ((looking-at "<!\\[CDATA\\[")
             (let ((start (match-end 0)))
               (xml--skip-past "]]>" "CDATA section")
               (push (buffer-substring-no-properties start (match-beginning 0)) children)))
            ((looking-at "<!--") (xml--skip-past "-->" "comment"))
            ((looking-at "<\\?") (xml--skip-past "\\?>" "processing instruction"))
            ((looking-at "<") (push (xml--element namespaces) children))
            (t (push (xml-parse-string) children))))
    (xml--join-strings (nreverse children))))

(defun xml--join-strings (children)
  "Return CHILDREN with neighbouring strings made one, and empty ones left out."
  (let ((joined nil))
    (dolist (child children)
      (cond ((equal child ""))
            ((and (stringp child) (stringp (car joined))) (setcar joined (concat (car joined) child)))
            (t (push child joined))))
    (nreverse joined)))

(defun xml-parse-string ()
  "Return the text at point up to the next tag, and move there; entities are replaced.
The text of an entity that contains tags is put into the buffer, to be read next."
  (let ((parts nil) (done nil))
    (while (not done)
      (let ((start (point)))
        (skip-chars-forward "^<&")
        (push (buffer-substring-no-properties start (point)) parts)
        (if (not (eq (char-after) ?&)) (setq done t)
          (let ((text (xml--reference)))
            (if (and (consp text) (string-match-p "[<&]" (cdr text)))
                (save-excursion (insert (cdr text)))
              (push (if (consp text) (cdr text) text) parts))))))
    (apply #'concat (nreverse parts))))

(defun xml--reference ()
  "Return the text of the reference at point, a string, or (entity . TEXT) if it has to be read; move behind the reference."
  (cond ((looking-at "&#\\([0-9]+\\);") (goto-char (match-end 0)) (xml--char (string-to-number (match-string 1))))
        ((looking-at "&#x\\([0-9a-fA-F]+\\);") (goto-char (match-end 0)) (xml--char (string-to-number (match-string 1) 16)))
        ((looking-at (concat "&\\(" xml-name-re "\\);"))
         (goto-char (match-end 0))
         (let* ((name (match-string-no-properties 1)) (text (cdr (assoc name xml-entity-alist))))
           (cond ((assoc name xml--predefined-entities) (xml-substitute-numeric-entities text))
                 (text (cons 'entity text))
                 (xml-validating-parser (error "XML: (Validity) Undefined entity `%s'" name))
                 (t xml-undefined-entity))))
        (t (xml--error "Invalid entity reference"))))

(defun xml--char (code)
  (unless (decode-char 'unicode code) (xml--error "Invalid numeric character reference"))
  (char-to-string code))

(defun xml-parse-attlist (&optional _xml-ns)
  "Return the attributes at point as an alist, and move behind them."
  (let ((attributes nil))
    (skip-chars-forward " \t\n")
    (while (looking-at (concat "\\(" xml-name-re "\\)[ \t\n]*=[ \t\n]*"))
      (let ((name (intern (match-string-no-properties 1))))
        (goto-char (match-end 0))
        (unless (looking-at "\"\\([^\"]*\\)\"\\|'\\([^']*\\)'") (xml--error "Attribute values must be given between quotes"))
        (let ((value (or (match-string-no-properties 1) (match-string-no-properties 2))))
          (goto-char (match-end 0))
          (when (assq name attributes) (xml--error "Each attribute must be unique within an element"))
          (push (cons name (xml-substitute-special value)) attributes)))
      (skip-chars-forward " \t\n"))
    (nreverse attributes)))

;;; Name spaces

(defun xml--declare (namespaces attributes)
  "Return NAMESPACES with what ATTRIBUTES declare."
  (if (null namespaces) nil
    (let ((alist (cdr namespaces)))
      (dolist (attribute attributes)
        (let ((name (symbol-name (car attribute))))
          (cond ((equal name "xmlns") (push (cons "" (cdr attribute)) alist))
                ((string-prefix-p "xmlns:" name) (push (cons (substring name 6) (cdr attribute)) alist)))))
      (cons (car namespaces) alist))))

(defun xml--name (name namespaces attribute)
  "Return what stands for NAME, that of an attribute if ATTRIBUTE is non-nil, where NAMESPACES hold.
The prefix of an attribute says nothing about its name space, except for xmlns and xml."
  (if (null namespaces) (intern name)
    (let* ((colon (string-search ":" name))
           (prefix (cond (colon (substring name 0 colon)) ((and attribute (equal name "xmlns")) "xmlns") (t "")))
           (local (cond (colon (substring name (1+ colon))) ((and attribute (equal name "xmlns")) "") (t name)))
           (space (if (and attribute (not (member prefix '("xmlns" "xml")))) ""
                    (or (cdr (assoc prefix (cdr namespaces))) ""))))
      (if (and (eq (car namespaces) 'symbol) (not (equal prefix "xmlns")))
          (intern (concat space local))
        (cons space local)))))

;;; Document types

(defun xml-skip-dtd () "Move behind the document type declaration at point." (let ((xml-validating-parser nil)) (xml-parse-dtd)))

(defun xml-parse-dtd (&optional _parse-ns)
  "Return (dtd NAME (ELEMENT CONTENT)...) for the document type declaration at point, and move behind it.
Entities that it declares are remembered."
  (unless (looking-at (concat "<!DOCTYPE[ \t\n]+\\(" xml-name-re "\\)")) (xml--error "Invalid DTD"))
  (let ((dtd (list (match-string-no-properties 1) 'dtd)))
    (goto-char (match-end 0))
    (while (looking-at "[ \t\n]*\\(PUBLIC\\|SYSTEM\\|\"[^\"]*\"\\|'[^']*'\\)") (goto-char (match-end 0)))
    (skip-chars-forward " \t\n")
    (when (eq (char-after) ?\[)
      (forward-char 1)
      (while (progn (skip-chars-forward " \t\n") (not (eq (char-after) ?\])))
        (xml--declaration (lambda (element) (push element dtd))))
      (forward-char 1))
    (skip-chars-forward " \t\n")
    (unless (eq (char-after) ?>) (xml--error "Malformed DTD (missing ‘>’)"))
    (forward-char 1)
    (nreverse dtd)))

(defun xml--declaration (add)
  "Read the declaration at point, within a document type; ADD is called with (ELEMENT CONTENT)."
  (cond ((looking-at (concat "<!ELEMENT[ \t\n]+\\(" xml-name-re "\\)[ \t\n]+\\([^>]+\\)>"))
         (let ((name (match-string-no-properties 1)) (content (string-trim (match-string-no-properties 2))))
           (goto-char (match-end 0))
           (funcall add (list name (xml-parse-elem-type content)))))
        ((looking-at (concat "<!ENTITY[ \t\n]+\\(" xml-name-re "\\)[ \t\n]+\\(?:\"\\([^\"]*\\)\"\\|'\\([^']*\\)'\\)[ \t\n]*>"))
         (let ((name (match-string-no-properties 1)) (text (or (match-string-no-properties 2) (match-string-no-properties 3))))
           (goto-char (match-end 0))
           (unless (assoc name xml-entity-alist)
             (push (cons name (xml-substitute-numeric-entities text)) xml-entity-alist))))
        ((looking-at "<!--") (xml--skip-past "-->" "comment"))
        ((looking-at "<\\?") (xml--skip-past "\\?>" "processing instruction"))
        ((looking-at "<!\\|%") (xml--skip-past "[>;]" "declaration"))
        (t (xml--error "Invalid DTD item"))))

(defun xml-parse-elem-type (string)
  "Return what the content STRING of an element declaration means: `empty', `any', `pcdata', or (seq ...), (choice ...), (? ...), (+ ...), (* ...)."
  (cond ((equal string "EMPTY") 'empty)
        ((equal string "ANY") 'any)
        ((equal string "#PCDATA") 'pcdata)
        ((string-match "\\`\\(\\(?:.\\|\n\\)*\\)\\([?+*]\\)\\'" string)
         (list (intern (match-string 2 string)) (xml-parse-elem-type (string-trim (match-string 1 string)))))
        ((string-match "\\`(\\(\\(?:.\\|\n\\)*\\))\\'" string)
         (let* ((inner (match-string 1 string)) (bars (xml--split inner ?|)) (commas (xml--split inner ?,)))
           (cond ((cdr bars) (cons 'choice (mapcar #'xml-parse-elem-type bars)))
                 ((cdr commas) (cons 'seq (mapcar #'xml-parse-elem-type commas)))
                 (t (xml-parse-elem-type (car commas))))))
        (t string)))

(defun xml--split (string separator)
  "Return the parts of STRING between SEPARATOR outside of parentheses."
  (let ((parts nil) (start 0) (depth 0))
    (dotimes (i (length string))
      (let ((char (aref string i)))
        (cond ((eq char ?\() (setq depth (1+ depth)))
              ((eq char ?\)) (setq depth (1- depth)))
              ((and (eq char separator) (= depth 0))
               (push (string-trim (substring string start i)) parts)
               (setq start (1+ i))))))
    (nreverse (cons (string-trim (substring string start)) parts))))

;;; Texts

(defun xml-substitute-special (string)
  "Return STRING with references to entities and characters replaced by what they stand for."
  (save-match-data
    (replace-regexp-in-string
     "&[^;]*;?"
     (lambda (reference)
       (save-match-data (with-temp-buffer
         (insert reference)
         (goto-char (point-min))
         (let ((text (xml--reference)))
           (concat (if (consp text) (xml-substitute-special (cdr text)) text)
                   (buffer-substring (point) (point-max)))))))
     string t t)))

(defun xml-substitute-numeric-entities (string)
  "Return STRING with decimal references to characters replaced by these."
  (and string
       (replace-regexp-in-string "&#\\([0-9]+\\);"
                                 (lambda (m) (char-to-string (string-to-number (substring m 2 -1))))
                                 string t t)))

(defun xml-escape-string (string &optional noerror)
  "Return STRING with & < > ' and \" replaced by entities.
A character that XML does not allow signals `xml-invalid-character', or is left out if NOERROR is non-nil."
  (let ((invalid "[\x00-\x08\x0b\x0c\x0e-\x1f\xfffe\xffff]"))
    (save-match-data
      (when (string-match invalid string)
        (if noerror (setq string (replace-regexp-in-string invalid "" string))
          (signal 'xml-invalid-character (list (aref string (match-beginning 0)) (1+ (match-beginning 0))))))
      (replace-regexp-in-string "[&<>'\"]"
                                (lambda (c) (pcase c ("&" "&amp;") ("<" "&lt;") (">" "&gt;") ("'" "&apos;") (_ "&quot;")))
                                string t t))))

(defun xml-print (xml &optional indent-string)
  "Insert the elements of the list XML as text; INDENT-STRING is the indentation of the first."
  (dolist (node xml) (xml-debug-print-internal node (or indent-string ""))))
(defun xml-debug-print (xml &optional indent-string) "Insert the elements of the list XML as text." (xml-print xml indent-string))

(defun xml-debug-print-internal (xml indent-string)
  "Insert the element XML as text, indented by INDENT-STRING."
  (insert indent-string ?< (symbol-name (xml-node-name xml)))
  (dolist (attribute (xml-node-attributes xml))
    (insert " " (symbol-name (car attribute)) "=\"" (xml-escape-string (cdr attribute)) ?\"))
  (let ((children (xml-node-children xml)))
    (if (null children) (insert "/>")
      (insert ">")
      (dolist (child children)
        (if (stringp child) (insert (xml-escape-string child))
          (insert "\n")
          (xml-debug-print-internal child (concat indent-string "  "))))
      (unless (and (null (cdr children)) (stringp (car children))) (insert "\n" indent-string))
      (insert "</" (symbol-name (xml-node-name xml)) ">"))))

(defun xml-remove-comments (beg end)
  "Delete the comments from BEG to END."
  (save-excursion
    (save-restriction
      (narrow-to-region beg end)
      (goto-char beg)
      (while (search-forward "<!--" nil t)
        (let ((start (match-beginning 0)))
          (when (search-forward "-->" nil t) (delete-region start (point))))))))

(provide 'xml)
;;; xml.el ends here
