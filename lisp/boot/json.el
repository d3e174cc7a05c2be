;;; json.el --- reading and writing JSON with settable types -*- lexical-binding: t; -*-

;; The variables below choose the Lisp types; `json-parse-string' and `json-serialize' are faster where their
;; fixed choices will do.

(defvar json-object-type 'alist "The type of JSON objects in Lisp: alist, plist or hash-table.")
(defvar json-array-type 'vector "The type of JSON arrays in Lisp: vector or list.")
(defvar json-key-type nil "The type of keys: string, symbol or keyword; nil means what suits objects.")
(defvar json-false :json-false "The value of false.")
(defvar json-null nil "The value of null.")
(defvar json-encoding-separator "," "What separates elements when encoding.")
(defvar json-encoding-default-indentation "  " "The indentation of one level in pretty output.")
(defvar json-encoding-pretty-print nil "Non-nil means to write JSON on several lines.")
(defvar json-encoding-object-sort-predicate nil "Function that compares keys, to sort objects by.")
(defvar json-encoding-lisp-style-closings nil "Non-nil means to put closing brackets on the last line.")
(defvar json-pre-element-read-function nil "Function called with each key or index before its value is read.")
(defvar json-post-element-read-function nil "Function called after each element was read.")
(defvar json--encoding-current-indentation "\n" "The newline and indentation of the current level.")

(define-error 'json-error "Unknown JSON error")
(define-error 'json-readtable-error "JSON readtable error" 'json-error)
(define-error 'json-unknown-keyword "Unrecognized keyword" 'json-error)
(define-error 'json-number-format "Invalid number format" 'json-error)
(define-error 'json-string-escape "Bad Unicode escape" 'json-error)
(define-error 'json-string-format "Bad string format" 'json-error)
(define-error 'json-key-format "Bad JSON object key" 'json-error)
(define-error 'json-object-format "Bad JSON object" 'json-error)
(define-error 'json-array-format "Bad JSON array" 'json-error)
(define-error 'json-end-of-file "End of file while parsing JSON" '(end-of-file json-error))

;;; Moving

(defsubst json-peek ()
  "Return the character at point, 0 at the end."
  (following-char))

(defun json-advance (&optional n)
  "Move N characters forward."
  (forward-char n))

(defun json-pop ()
  "Move over the character at point and return it."
  (if (eobp)
      (signal 'json-end-of-file nil)
    (prog1 (following-char) (forward-char 1))))

(defun json-skip-whitespace ()
  "Move over white space."
  (skip-chars-forward "\t\n\r "))

;;; Reading

(defun json-read-keyword (keyword)
  "Read KEYWORD at point and return its value."
  (let ((start (point)))
    (skip-chars-forward "a-zA-Z_")
    (let ((text (buffer-substring-no-properties start (point))))
      (unless (equal text keyword)
        (goto-char start)
        (signal 'json-unknown-keyword (list text)))
      (unless (or (eobp) (looking-at-p "[][{},: \t\n\r]"))
        (signal 'json-unknown-keyword (list (buffer-substring-no-properties start (1+ (point))))))
      (cond ((equal keyword "true") t)
            ((equal keyword "false") json-false)
            (t json-null)))))

(defun json-read-number ()
  "Read the number at point."
  (if (looking-at "-?\\(?:0\\|[1-9][0-9]*\\)\\(\\.[0-9]+\\)?\\([eE][+-]?[0-9]+\\)?")
      (let ((text (match-string-no-properties 0))
            (float (or (match-beginning 1) (match-beginning 2))))
        (goto-char (match-end 0))
        (unless (or (eobp) (looking-at-p "[][{},: \t\n\r]"))
          (signal 'json-number-format (list (point))))
        (if float (float (string-to-number text)) (string-to-number text)))
    (signal 'json-number-format (list (point)))))

(defun json-read-escaped-char ()
  "Read the escaped character at point, after the backslash."
  (let* ((char (json-pop))
         (special (assq char '((?\" . ?\") (?\\ . ?\\) (?b . ?\b) (?f . ?\f)
                               (?n . ?\n) (?r . ?\r) (?t . ?\t) (?/ . ?/)))))
    (cond
     (special (cdr special))
     ((not (eq char ?u))
      ;; Other characters stand for themselves.
      char)
     ((looking-at "\\([Dd][89ABab][[:xdigit:]][[:xdigit:]]\\)\\\\u\\([Dd][C-Fc-f][[:xdigit:]][[:xdigit:]]\\)")
      (let ((high (string-to-number (match-string 1) 16))
            (low (string-to-number (match-string 2) 16)))
        (goto-char (match-end 0))
        (+ #x10000 (ash (- high #xD800) 10) (- low #xDC00))))
     ((looking-at "[[:xdigit:]][[:xdigit:]][[:xdigit:]][[:xdigit:]]")
      (goto-char (match-end 0))
      (string-to-number (match-string 0) 16))
     (t (signal 'json-string-escape (list (point)))))))

(defun json-read-string ()
  "Read the string at point."
  (unless (eq (json-peek) ?\")
    (signal 'json-string-format (list "doesn't start with `\"'!")))
  (forward-char 1)
  (let ((parts nil) (start (point)) (done nil))
    (while (not done)
      (skip-chars-forward "^\"\\\\\0-\37")
      (if (> (point) start)
          (push (buffer-substring-no-properties start (point)) parts))
      (let ((char (json-pop)))
        (cond
         ((eq char ?\") (setq done t))
         ((eq char ?\\) (push (string (json-read-escaped-char)) parts))
         (t (signal 'json-string-format (list char)))))
      (setq start (point)))
    (if (and parts (null (cdr parts)))
        (car parts)
      (apply #'concat (nreverse parts)))))

(defun json-new-object ()
  "Return a new empty object."
  (if (eq json-object-type 'hash-table) (make-hash-table :test #'equal) nil))

(defun json-add-to-object (object key value)
  "Return OBJECT with KEY, a string, set to VALUE."
  (let ((key (let ((type (or json-key-type
                             (cdr (assq json-object-type
                                        '((hash-table . string) (alist . symbol) (plist . keyword)))))))
               (cond ((eq type 'string) key)
                     ((eq type 'symbol) (intern key))
                     (t (intern (concat ":" key)))))))
    (cond
     ((hash-table-p object) (puthash key value object) object)
     ((eq json-object-type 'alist) (cons (cons key value) object))
     (t (cons value (cons key object))))))

(defun json-read-object ()
  "Read the object at point."
  (forward-char 1)
  (let ((elements (json-new-object)) (first t) (done nil))
    (while (not done)
      (json-skip-whitespace)
      (cond
       ((eq (json-peek) ?})
        (forward-char 1)
        (setq done t))
       (t
        (unless first
          (unless (eq (json-peek) ?,)
            (if (eobp) (signal 'json-end-of-file nil))
            (signal 'json-object-format (list "," (json-peek))))
          (forward-char 1)
          (json-skip-whitespace))
        (setq first nil)
        (if (eobp) (signal 'json-end-of-file nil))
        (let ((key (json-read-string)))
          (json-skip-whitespace)
          (unless (eq (json-peek) ?:)
            (signal 'json-object-format (list ":" (json-peek))))
          (forward-char 1)
          (json-skip-whitespace)
          (if json-pre-element-read-function (funcall json-pre-element-read-function key))
          (setq elements (json-add-to-object elements key (json-read)))
          (if json-post-element-read-function (funcall json-post-element-read-function))))))
    (cond ((hash-table-p elements) elements)
          (t (nreverse elements)))))

(defun json-read-array ()
  "Read the array at point."
  (forward-char 1)
  (let ((elements nil) (done nil) (index 0))
    (json-skip-whitespace)
    (when (eq (json-peek) ?\])
      (forward-char 1)
      (setq done t))
    (while (not done)
      (if json-pre-element-read-function (funcall json-pre-element-read-function index))
      (setq index (1+ index))
      (push (json-read) elements)
      (if json-post-element-read-function (funcall json-post-element-read-function))
      (json-skip-whitespace)
      (let ((char (json-peek)))
        (cond
         ((eq char ?,) (forward-char 1) (json-skip-whitespace))
         ((eq char ?\]) (forward-char 1) (setq done t))
         ((eobp) (signal 'json-end-of-file nil))
         (t (signal 'json-array-format (list "," char))))))
    (setq elements (nreverse elements))
    (if (eq json-array-type 'list) elements (vconcat elements))))

(defun json-read ()
  "Read the JSON value at point, and move over it."
  (json-skip-whitespace)
  (let ((char (json-peek)))
    (cond
     ((eobp) (signal 'json-end-of-file nil))
     ((eq char ?{) (json-read-object))
     ((eq char ?\[) (json-read-array))
     ((eq char ?\") (json-read-string))
     ((or (<= ?0 char ?9) (eq char ?-)) (json-read-number))
     ((eq char ?t) (json-read-keyword "true"))
     ((eq char ?f) (json-read-keyword "false"))
     ((eq char ?n) (json-read-keyword "null"))
     (t (signal 'json-readtable-error (list char))))))

(defun json-read-from-string (string)
  "Read the JSON value in STRING."
  (with-temp-buffer
    (insert string)
    (goto-char (point-min))
    (json-read)))

(defun json-read-file (file)
  "Read the first JSON value in FILE."
  (with-temp-buffer
    (insert-file-contents file)
    (goto-char (point-min))
    (json-read)))

;;; Writing

(defun json-encode-string (string)
  "Return STRING as JSON."
  (let ((case-fold-search nil))
    (concat "\""
            (replace-regexp-in-string
             "[\"\\\0-\37]"
             (lambda (text)
               (let* ((char (aref text 0))
                      (special (assq char '((?\" . "\\\"") (?\\ . "\\\\") (?\b . "\\b") (?\f . "\\f")
                                            (?\n . "\\n") (?\r . "\\r") (?\t . "\\t")))))
                 (if special (cdr special) (format "\\u%04x" char))))
             (substring-no-properties string) t t)
            "\"")))

(defun json-encode-key (object)
  "Return OBJECT as a key of a JSON object."
  (cond
   ((stringp object) (json-encode-string object))
   ((keywordp object) (json-encode-string (substring (symbol-name object) 1)))
   ((symbolp object) (json-encode-string (symbol-name object)))
   ((numberp object) (json-encode-string (number-to-string object)))
   (t (signal 'json-key-format (list object)))))

(defun json-encode-number (number)
  "Return NUMBER as JSON."
  (number-to-string number))

(defun json-encode-keyword (keyword)
  "Return KEYWORD, a constant, as JSON; nil if it is none."
  (cond ((eq keyword t) "true")
        ((eq keyword json-false) "false")
        ((eq keyword json-null) "null")))

(defun json--bracketed (open close items)
  "Return ITEMS, strings, between OPEN and CLOSE; ITEMS is a function that makes them."
  (if (not json-encoding-pretty-print)
      (concat open (mapconcat #'identity (funcall items) json-encoding-separator) close)
    (let* ((outer json--encoding-current-indentation)
           (json--encoding-current-indentation (concat outer json-encoding-default-indentation))
           (list (funcall items)))
      (if (null list)
          (concat open close)
        (concat open
                json--encoding-current-indentation
                (mapconcat #'identity list
                           (concat json-encoding-separator json--encoding-current-indentation))
                (if json-encoding-lisp-style-closings "" outer)
                close)))))

(defun json--encode-pairs (pairs)
  "Return the alist PAIRS as a JSON object."
  (when json-encoding-object-sort-predicate
    (setq pairs (sort (copy-sequence pairs)
                      (lambda (a b) (funcall json-encoding-object-sort-predicate (car a) (car b))))))
  (json--bracketed "{" "}"
                   (lambda ()
                     (mapcar (lambda (pair)
                               (concat (json-encode-key (car pair))
                                       (if json-encoding-pretty-print ": " ":")
                                       (json-encode (cdr pair))))
                             pairs))))

(defun json-encode-hash-table (table)
  "Return TABLE as a JSON object."
  (let ((pairs nil))
    (maphash (lambda (k v) (push (cons k v) pairs)) table)
    (json--encode-pairs (nreverse pairs))))

(defun json-encode-alist (alist)
  "Return ALIST as a JSON object."
  (json--encode-pairs alist))

(defun json-encode-plist (plist)
  "Return PLIST as a JSON object."
  (let ((pairs nil))
    (while plist
      (push (cons (pop plist) (pop plist)) pairs))
    (json--encode-pairs (nreverse pairs))))

(defun json-alist-p (list)
  "Return non-nil if LIST is an alist, with keys that are atoms."
  (while (and (consp (car-safe list)) (atom (caar list)))
    (setq list (cdr list)))
  (null list))

(defun json-plist-p (list)
  "Return non-nil if LIST is a plist with keywords for keys."
  (while (and (keywordp (car-safe list)) (consp (cdr list)))
    (setq list (cddr list)))
  (null list))

(defun json-encode-list (list)
  "Return LIST, an alist, a plist or just a list, as JSON."
  (cond
   ((json-alist-p list) (json-encode-alist list))
   ((json-plist-p list) (json-encode-plist list))
   ((listp list) (json-encode-array list))
   (t (signal 'json-error (list list)))))

(defun json-encode-array (array)
  "Return ARRAY, a vector or list, as a JSON array."
  (json--bracketed "[" "]" (lambda () (mapcar #'json-encode array))))

(defun json-encode (object)
  "Return OBJECT as JSON."
  (cond
   ((json-encode-keyword object))
   ((stringp object) (json-encode-string object))
   ((keywordp object) (json-encode-string (substring (symbol-name object) 1)))
   ((listp object) (json-encode-list object))
   ((symbolp object) (json-encode-string (symbol-name object)))
   ((numberp object) (json-encode-number object))
   ((arrayp object) (json-encode-array object))
   ((hash-table-p object) (json-encode-hash-table object))
   (t (signal 'json-error (list object)))))

(defun json-join (strings separator)
  "Join STRINGS with SEPARATOR."
  (mapconcat #'identity strings separator))

;;; Layout

(defun json-pretty-print (begin end &optional minimize)
  "Lay out the JSON between BEGIN and END on several lines, on one if MINIMIZE."
  (let ((json-encoding-pretty-print (null minimize))
        (json-key-type 'string)
        (json-object-type 'alist)
        (json-array-type 'vector)
        (json-null :json-null))
    (save-restriction
      (narrow-to-region begin end)
      (goto-char (point-min))
      (let ((texts nil))
        (while (progn (json-skip-whitespace) (not (eobp)))
          (push (json-encode (json-read)) texts))
        (delete-region (point-min) (point-max))
        (insert (mapconcat #'identity (nreverse texts) "\n"))))))

(defun json-pretty-print-buffer (&optional minimize)
  "Lay out the JSON in the buffer on several lines, on one if MINIMIZE."
  (json-pretty-print (point-min) (point-max) minimize))

(provide 'json)

;;; json.el ends here
