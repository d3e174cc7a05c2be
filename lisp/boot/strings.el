;;; strings.el --- strings, matching and versions -*- lexical-binding: t; -*-

;;; Prefixes, padding and trimming

(defun string-prefix-p (prefix string &optional ignore-case)
  "Return non-nil if STRING starts with PREFIX; letter case matters unless IGNORE-CASE."
  (declare (side-effect-free t))
  (let ((prefix-length (length prefix)))
    (if (> prefix-length (length string)) nil
      (eq t (compare-strings prefix 0 prefix-length string
                             0 prefix-length ignore-case)))))

(defun string-suffix-p (suffix string &optional ignore-case)
  "Return non-nil if STRING ends with SUFFIX; letter case matters unless IGNORE-CASE."
  (declare (side-effect-free t))
  (let ((start-pos (- (length string) (length suffix))))
    (and (>= start-pos 0)
         (eq t (compare-strings suffix nil nil string start-pos nil ignore-case)))))

(defun string-trim-left (string &optional regexp)
  "Remove text matching REGEXP, by default whitespace, from the start of STRING."
  (if regexp
      (if (string-match (concat "\\`\\(?:" regexp "\\)") string)
          (substring string (match-end 0))
        string)
    (let ((i 0) (n (length string)))
      (while (and (< i n) (memq (aref string i) '(?\s ?\t ?\n ?\r)))
        (setq i (1+ i)))
      (if (= i 0) string (substring string i)))))

(defun string-trim-right (string &optional regexp)
  "Remove text matching REGEXP, by default whitespace, from the end of STRING."
  (if regexp
      (let ((i (string-match-p (concat "\\(?:" regexp "\\)\\'") string)))
        (if i (substring string 0 i) string))
    (let* ((n (length string)) (i n))
      (while (and (> i 0) (memq (aref string (1- i)) '(?\s ?\t ?\n ?\r)))
        (setq i (1- i)))
      (if (= i n) string (substring string 0 i)))))

(defun string-trim (string &optional trim-left trim-right)
  "Remove text matching TRIM-LEFT and TRIM-RIGHT, by default whitespace, from the ends of STRING."
  (string-trim-left (string-trim-right string trim-right) trim-left))

(defun string-to-list (string)
  "Return the characters of STRING as a list."
  (append string nil))

(defun string-to-vector (string)
  "Return the characters of STRING as a vector."
  (vconcat string))

;;; Matching

(defun match-string (num &optional string)
  "Return the text that the last search matched for group NUM, nil if it took no part.
STRING is the string searched; without it the current buffer was searched."
  (declare (side-effect-free t))
  (let ((beg (match-beginning num)))
    (if beg
        (if string
            (substring string beg (match-end num))
          (buffer-substring beg (match-end num))))))

(defun match-string-no-properties (num &optional string)
  "Like `match-string' of NUM and STRING, without text properties."
  (declare (side-effect-free t))
  (let ((beg (match-beginning num)))
    (if beg
        (if string
            (substring-no-properties string beg (match-end num))
          (buffer-substring-no-properties beg (match-end num))))))

(defun match-substitute-replacement (replacement &optional fixedcase literal string subexp)
  "Return what `replace-match' with the same arguments would insert for the match."
  (let ((match (match-string 0 string)))
    (save-match-data
      (match-data--translate (- (match-beginning 0)))
      (replace-match replacement fixedcase literal match subexp))))

(defmacro save-match-data (&rest body)
  "Evaluate BODY and restore the match data."
  (declare (indent 0) (debug t))
  `(let ((saved-match-data (match-data)))
     (unwind-protect
         (progn ,@body)
       (set-match-data saved-match-data t))))

(defun string-match-p (regexp string &optional start)
  "Like `string-match' of REGEXP, STRING and START, but leave the match data alone."
  (declare (side-effect-free t))
  (let ((inhibit-changing-match-data t))
    (string-match regexp string start)))

(defun looking-at-p (regexp)
  "Like `looking-at' of REGEXP, but leave the match data alone."
  (let ((inhibit-changing-match-data t))
    (looking-at regexp)))

(defun looking-back (regexp &optional limit greedy)
  "Return non-nil if the text before point, not before LIMIT, matches REGEXP up to point.
With GREEDY, extend the match backwards as far as possible."
  (let* ((start (point))
         (pos (save-excursion
                (and (re-search-backward (concat "\\(?:" regexp "\\)\\=") limit t)
                     (point)))))
    (when (and greedy pos)
      (save-restriction
        (narrow-to-region (point-min) start)
        (while (and (> pos (point-min))
                    (save-excursion
                      (goto-char pos)
                      (backward-char 1)
                      (looking-at (concat "\\(?:" regexp "\\)\\'"))))
          (setq pos (1- pos)))
        (save-excursion
          (goto-char pos)
          (looking-at (concat "\\(?:" regexp "\\)\\'")))))
    (not (null pos))))

(defun assoc-string (key list &optional case-fold)
  "Return the first element of LIST that is KEY or whose car is KEY.
KEY and what it is compared with are strings or symbols; with CASE-FOLD letter case does not matter."
  (if (symbolp key) (setq key (symbol-name key)))
  (let (found)
    (while (and (consp list) (not found))
      (let* ((element (car list))
             (name (if (consp element) (car element) element)))
        (if (symbolp name) (setq name (symbol-name name)))
        (if (and (stringp name) (eq t (compare-strings name nil nil key nil nil case-fold)))
            (setq found list)))
      (setq list (cdr list)))
    (car found)))

(defconst split-string-default-separators "[ \f\t\n\r\v]+"
  "The separators `split-string' uses by default.")

(defun split-string (string &optional separators omit-nulls trim)
  "Return the list of the parts of STRING between matches of SEPARATORS.
SEPARATORS defaults to whitespace, in which case empty parts are left out,
as they are if OMIT-NULLS is non-nil.  Text that matches the regexp TRIM is removed
from both ends of each part."
  (unless (stringp string) (signal 'wrong-type-argument (list 'stringp string)))
  (let* ((keep-nulls (not (if separators omit-nulls t)))
         (rexp (or separators split-string-default-separators))
         (start 0)
         (scan 0)
         (size (length string))
         (parts nil)
         (this-start nil) (this-end nil)
         (trim-left (and trim (concat "\\`\\(?:" trim "\\)")))
         (trim-right (and trim (concat "\\(?:" trim "\\)\\'")))
         (more t))
    (while more
      (if (and (< start size)
               (string-match rexp string scan))
          ;; After an empty match the search goes on one character further.
          (setq this-start start
                this-end (match-beginning 0)
                start (match-end 0)
                scan (if (and (= this-end start) (< start size)) (1+ start) start))
        (setq this-start start
              this-end size
              more nil))
      (let ((part (substring string this-start this-end)))
        (when trim
          (when (string-match trim-left part)
            (setq part (substring part (match-end 0))))
          (when (string-match trim-right part)
            (setq part (substring part 0 (match-beginning 0)))))
        (when (or keep-nulls (> (length part) 0))
          (push part parts))))
    (nreverse parts)))

(defun combine-and-quote-strings (strings &optional separator)
  "Concatenate STRINGS with SEPARATOR between them, quoting where that is needed."
  (let* ((sep (or separator " "))
         (re (concat "[\\\"]" "\\|" (regexp-quote sep))))
    (mapconcat
     (lambda (str)
       (if (string-match re str)
           (concat "\"" (replace-regexp-in-string "[\\\"]" "\\\\\\&" str) "\"")
         str))
     strings sep)))

(defun split-string-and-unquote (string &optional separator)
  "Split STRING at SEPARATOR, except within double quotes."
  (let ((sep (or separator "\\s-+"))
        (i (string-search "\"" string)))
    (if (null i)
        (split-string string sep t)
      (append (unless (eq i 0) (split-string (substring string 0 i) sep t))
              (let ((rfs (read-from-string string i)))
                (cons (car rfs)
                      (split-string-and-unquote (substring string (cdr rfs)) sep)))))))

(defun replace-regexp-in-string (regexp rep string &optional fixedcase literal subexp start)
  "Return STRING with every match of REGEXP replaced by REP.
REP is a string as for `replace-match', or a function that gets the matched
text and runs with the match data of that text.  FIXEDCASE, LITERAL and SUBEXP are
as in `replace-match'.  The search starts at START, and so does the result."
  (let ((l (length string))
        (start (or start 0))
        matches str mb me)
    (save-match-data
      (while (and (< start l) (string-match regexp string start))
        (setq mb (match-beginning 0)
              me (match-end 0))
        (when (= me mb) (setq me (min l (1+ mb))))
        (setq str (substring string mb me))
        (match-data--translate (- mb))
        (push (substring string start mb) matches)
        (push (replace-match (if (stringp rep) rep (funcall rep (match-string 0 str)))
                             fixedcase literal str subexp)
              matches)
        (setq start me))
      (push (substring string start l) matches)
      (apply #'concat (nreverse matches)))))

(defun string-replace (from-string to-string in-string)
  "Return IN-STRING with every FROM-STRING replaced by TO-STRING, case-sensitively."
  (when (equal from-string "")
    (signal 'wrong-length-argument '(0)))
  (let ((start 0) (result nil) (size (length from-string)) pos)
    (while (setq pos (string-search from-string in-string start))
      (unless (= start pos)
        (push (substring in-string start pos) result))
      (push to-string result)
      (setq start (+ pos size)))
    (if (null result)
        in-string
      (unless (= start (length in-string))
        (push (substring in-string start) result))
      (apply #'concat (nreverse result)))))

(defun subst-char-in-string (fromchar tochar string &optional inplace)
  "Replace FROMCHAR with TOCHAR in STRING; in a copy of it unless INPLACE."
  (let ((i (length string))
        (newstr (if inplace string (copy-sequence string))))
    (while (> i 0)
      (setq i (1- i))
      (if (eq (aref newstr i) fromchar)
          (aset newstr i tochar)))
    newstr))

(defun replace-string-in-region (string replacement &optional start end)
  "Replace STRING with REPLACEMENT between START, point by default, and END.
Return the number of replacements, nil if there are none."
  (or start (setq start (point)))
  (if end
      (if (< end start) (error "End after start"))
    (setq end (point-max)))
  (save-excursion
    (let ((limit (copy-marker end t)) (matches 0) (case-fold-search nil))
      (goto-char start)
      (while (search-forward string limit t)
        (delete-region (match-beginning 0) (match-end 0))
        (insert replacement)
        (setq matches (1+ matches)))
      (set-marker limit nil)
      (and (not (zerop matches)) matches))))

(defun replace-regexp-in-region (regexp replacement &optional start end)
  "Replace matches of REGEXP with REPLACEMENT between START, point by default, and END.
Return the number of replacements, nil if there are none."
  (or start (setq start (point)))
  (if end
      (if (< end start) (error "End after start"))
    (setq end (point-max)))
  (save-excursion
    (let ((limit (copy-marker end t)) (matches 0) (case-fold-search nil))
      (goto-char start)
      (while (re-search-forward regexp limit t)
        (replace-match replacement t)
        (setq matches (1+ matches)))
      (set-marker limit nil)
      (and (not (zerop matches)) matches))))

(defun shell-quote-argument (argument)
  "Quote ARGUMENT so that a POSIX shell takes it as one word."
  (if (equal argument "")
      "''"
    (replace-regexp-in-string
     "\n" "'\n'"
     (replace-regexp-in-string "[^-0-9a-zA-Z_./\n]" "\\\\\\&" argument))))

;;; Regular expressions

(defconst regexp-unmatchable "\\`a\\`" "A regexp that matches nothing.")

(defun subregexp-context-p (regexp pos &optional start)
  "Return non-nil if a regexp may begin at POS of REGEXP, looking from START."
  (condition-case err
      (progn (string-match (substring regexp (or start 0) pos) "") t)
    (invalid-regexp
     (not (member (cadr err) '("Unmatched [ or [^" "Unmatched \\{" "Trailing backslash"))))))

;;; Versions

(defconst version-separator "."
  "What separates the parts of a version string.")

(defconst version-regexp-alist
  '(("^[-._+ ]?snapshot$" . -4)
    ("^[-._+]$" . -4)
    ("^[-._+ ]?\\(cvs\\|git\\|bzr\\|svn\\|hg\\|darcs\\)$" . -4)
    ("^[-._+ ]?unknown$" . -4)
    ("^[-._+ ]?alpha$" . -3)
    ("^[-._+ ]?beta$" . -2)
    ("^[-._+ ]?\\(pre\\|rc\\)$" . -1))
  "Alist of regexps for the words in versions and the priorities they stand for.")

(defun version-to-list (ver)
  "Convert the version string VER to a list of integers."
  (unless (stringp ver)
    (error "Version must be a string"))
  (if (and (>= (length ver) (length version-separator))
           (string-equal (substring ver 0 (length version-separator)) version-separator))
      (setq ver (concat "0" ver)))
  (unless (string-match-p "^[0-9]" ver)
    (error "Invalid version syntax: `%s' (must start with a number)" ver))
  (save-match-data
    (let ((i 0) (case-fold-search t) lst s al)
      (while (and (setq s (string-match "[0-9]+" ver i)) (= s i))
        (push (string-to-number (substring ver i (match-end 0))) lst)
        (setq i (match-end 0))
        (when (and (setq s (string-match "[^0-9]+" ver i)) (= s i))
          (setq s (substring ver i (match-end 0))
                i (match-end 0))
          (unless (string= s version-separator)
            (setq al version-regexp-alist)
            (while (and al (not (string-match (caar al) s)))
              (setq al (cdr al)))
            (cond
             (al (push (cdar al) lst))
             ;; A single letter counts as one more part: 22.8X is 22.8.24.
             ((string-match "^[-._+ ]?\\([a-zA-Z]\\)$" s)
              (push (- (aref (downcase (match-string 1 s)) 0) ?a -1) lst))
             (t (error "Invalid version syntax: `%s'" ver))))))
      (nreverse lst))))

(defun version-list-not-zero (lst)
  "Return the first element of the integer list LST that is not zero, 0 if there is none."
  (while (and lst (zerop (car lst)))
    (setq lst (cdr lst)))
  (if lst (car lst) 0))

(defun strings--version-compare (l1 l2)
  "Compare the version lists L1 and L2; return a number less than, equal to or above zero."
  (while (and l1 l2 (= (car l1) (car l2)))
    (setq l1 (cdr l1) l2 (cdr l2)))
  (cond
   ((and l1 l2) (- (car l1) (car l2)))
   ((and (null l1) (null l2)) 0)
   (l1 (version-list-not-zero l1))
   (t (- (version-list-not-zero l2)))))

(defun version-list-< (l1 l2)
  "Return t if the version list L1 is lower than L2."
  (< (strings--version-compare l1 l2) 0))

(defun version-list-= (l1 l2)
  "Return t if the version list L1 is equal to L2."
  (= (strings--version-compare l1 l2) 0))

(defun version-list-<= (l1 l2)
  "Return t if the version list L1 is lower than or equal to L2."
  (<= (strings--version-compare l1 l2) 0))

(defun version< (v1 v2)
  "Return t if the version string V1 is lower than V2."
  (version-list-< (version-to-list v1) (version-to-list v2)))

(defun version<= (v1 v2)
  "Return t if the version string V1 is lower than or equal to V2."
  (version-list-<= (version-to-list v1) (version-to-list v2)))

(defun version= (v1 v2)
  "Return t if the version string V1 is equal to V2."
  (version-list-= (version-to-list v1) (version-to-list v2)))

;;; Digests and width

(defun sha1 (object &optional start end binary)
  "Return the SHA-1 digest of OBJECT, a string or buffer, from START to END.
It is in hexadecimal unless BINARY is non-nil."
  (secure-hash 'sha1 object start end binary))

(defun truncate-string-to-width (str end-column &optional start-column padding ellipsis ellipsis-text-property)
  "Return the part of STR that fits from START-COLUMN, 0 by default, to END-COLUMN.
PADDING, a character, fills up to END-COLUMN.  ELLIPSIS, a string or t for the usual
one, replaces the end of what does not fit; with ELLIPSIS-TEXT-PROPERTY it is hidden
behind a text property instead."
  (or start-column (setq start-column 0))
  (when (and ellipsis (not (stringp ellipsis)))
    (setq ellipsis (truncate-string-ellipsis)))
  (let* ((len (length str))
         (idx 0) (column 0)
         (head-padding "") (tail-padding "")
         (str-width (string-width str))
         (ellipsis-width (if ellipsis (string-width ellipsis) 0))
         (fits (<= str-width end-column))
         (limit end-column)
         from last-column last-idx)
    (while (and (< idx len) (< column start-column))
      (setq column (+ column (char-width (aref str idx)))
            idx (1+ idx)))
    (if (< column start-column)
        (if padding (make-string end-column padding) "")
      (when (and padding (> column start-column))
        (setq head-padding (make-string (- column start-column) padding)))
      (setq from idx)
      (if (and ellipsis (not fits) (>= end-column ellipsis-width)
               (> str-width ellipsis-width))
          (setq limit (- end-column ellipsis-width))
        (setq ellipsis ""))
      (when (>= limit column)
        (while (and (< column limit) (< idx len))
          (setq last-column column last-idx idx
                column (+ column (char-width (aref str idx)))
                idx (1+ idx)))
        (when (> column limit)
          (setq column last-column idx last-idx)))
      (when (and padding (< column limit))
        (setq tail-padding (make-string (- limit column) padding)))
      (if (and ellipsis-text-property (not (equal ellipsis "")))
          (concat head-padding (substring str from idx)
                  (propertize (substring str idx) 'display (or ellipsis "")))
        (concat head-padding (substring str from idx) tail-padding ellipsis)))))

(defvar truncate-string-ellipsis nil
  "What `truncate-string-to-width' shows for the missing end, nil for the default.")

(defun truncate-string-ellipsis ()
  "Return the string that stands for a truncated end."
  (or truncate-string-ellipsis "…"))

(defun store-substring (string idx obj)
  "Store OBJ, a character or string, in STRING at index IDX; return STRING."
  (if (integerp obj)
      (aset string idx obj)
    (let ((i 0))
      (while (< i (length obj))
        (aset string (+ idx i) (aref obj i))
        (setq i (1+ i)))))
  string)

;;; strings.el ends here
