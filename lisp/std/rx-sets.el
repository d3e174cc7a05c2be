;;; rx-sets.el --- sets of characters in the rx notation -*- lexical-binding: t; -*-

;; A set is a vector [NEGATED INTERVALS CLASSES]: sorted disjoint intervals (FROM . TO) of characters, and names of classes such as `digit'.

(defconst rx--classes
  '((alpha) (alphabetic . alpha) (letter . alpha) (digit) (num . digit) (numeric . digit)
    (xdigit) (hex . xdigit) (hex-digit . xdigit) (cntrl) (control . cntrl) (blank)
    (space) (whitespace . space) (white . space) (lower) (lower-case . lower) (upper) (upper-case . upper)
    (graph) (graphic . graph) (print) (printing . print) (alnum) (alphanumeric . alnum)
    (word) (wordchar . word) (punct) (punctuation . punct) (ascii) (nonascii) (multibyte) (unibyte))
  "The names of classes of characters, and what those mean that are another name for one.")

(defconst rx--syntaxes
  '((whitespace . ?-) (punctuation . ?.) (word . ?w) (symbol . ?_) (open-parenthesis . ?\() (close-parenthesis . ?\))
    (expression-prefix . ?\') (string-quote . ?\") (paired-delimiter . ?$) (escape . ?\\) (character-quote . ?/)
    (comment-start . ?<) (comment-end . ?>) (string-delimiter . ?|) (comment-delimiter . ?!))
  "The names of syntax classes and their characters.")

(defconst rx--categories
  '((space-for-indent . ?\s) (base . ?.) (consonant . ?0) (base-vowel . ?1) (upper-diacritical-mark . ?2)
    (lower-diacritical-mark . ?3) (tone-mark . ?4) (symbol . ?5) (digit . ?6) (vowel-modifying-diacritical-mark . ?7)
    (vowel-sign . ?8) (semivowel-lower . ?9) (not-at-end-of-line . ?<) (not-at-beginning-of-line . ?>)
    (alpha-numeric-two-byte . ?A) (chinese-two-byte . ?C) (chinse-two-byte . ?C) (greek-two-byte . ?G)
    (japanese-hiragana-two-byte . ?H) (indian-two-byte . ?I) (japanese-katakana-two-byte . ?K)
    (strong-left-to-right . ?L) (korean-hangul-two-byte . ?N) (strong-right-to-left . ?R) (cyrillic-two-byte . ?Y)
    (combining-diacritic . ?^) (ascii . ?a) (arabic . ?b) (chinese . ?c) (ethiopic . ?e) (greek . ?g) (korean . ?h)
    (indian . ?i) (japanese . ?j) (japanese-katakana . ?k) (latin . ?l) (lao . ?o) (tibetan . ?q) (japanese-roman . ?r)
    (thai . ?t) (vietnamese . ?v) (hebrew . ?w) (cyrillic . ?y) (can-break . ?|))
  "The names of categories of characters and their letters.")

(declare-function rx--item "rx")
(declare-function rx--translate "rx")
(declare-function rx--expand "rx")

(defun rx--class-text (name) (format "[[:%s:]]" (or (cdr (assq name rx--classes)) name)))

(defun rx--set (form)
  "Return the item for FORM, which matches one character: `any', `not', `intersection', `or', `syntax' or `category'."
  (rx--negatable form nil))

(defun rx--negatable (form negated)
  "Return the item for FORM, or for what it does not match if NEGATED."
  (let ((head (car-safe form)) (expansion nil))
    (cond ((eq head 'not) (rx--negation form negated))
          ((eq head 'not-char) (rx--set-item (rx--parse-any (cons 'any (cdr form))) (not negated)))
          ((memq head '(any in char)) (rx--set-item (rx--parse-any form) negated))
          ((eq head 'syntax) (rx--syntax form (not negated)))
          ((eq head 'category) (rx--category form negated))
          ((memq head '(or | intersection)) (rx--set-item (rx--plain-set form) negated))
          ((and (symbolp form) (assq form rx--classes))
           (rx--set-item (vector nil nil (list (or (cdr (assq form rx--classes)) form))) negated))
          ((eq form 'word-boundary) (rx--item (if negated "\\B" "\\b") t))
          ((characterp form) (rx--set-item (rx--interval-set form form) negated))
          ((and (stringp form) (= (length form) 1))
           (rx--set-item (rx--interval-set (aref form 0) (aref form 0)) negated))
          ((setq expansion (rx--expand form)) (rx--negatable (car expansion) negated))
          (t (error "Illegal argument to rx ‘not’: %S" form)))))

(defun rx--negation (form negated)
  "Return the item for FORM, (not CHARSPEC), or its opposite if NEGATED."
  (unless (= (length form) 2) (error "rx ‘%s’ form takes exactly one argument" (car form)))
  (when (eq (car-safe (cadr form)) 'not-char)
    (error "Illegal argument to rx ‘not’: %S" (cadr form)))
  (rx--negatable (cadr form) (not negated)))

(defun rx--table-code (form table what)
  "Return the character that the argument of FORM names in TABLE, or is; WHAT is for errors."
  (unless (= (length form) 2) (error "rx ‘%s’ form takes exactly one argument" (car form)))
  (let ((name (cadr form)))
    (or (cdr (assq name table))
        (and (characterp name) (car (rassq name table)) name)
        (and (eq table rx--syntaxes) (symbolp name) (= (length (symbol-name name)) 1)
             (car (rassq (aref (symbol-name name) 0) table))
             (aref (symbol-name name) 0))
        (and (eq table rx--categories) (characterp name) (<= ?\s name ?~) name)
        (error "Unknown rx %s ‘%s’" what name))))

(defun rx--syntax (form positive)
  (rx--item (format "\\%c%c" (if positive ?s ?S) (rx--table-code form rx--syntaxes "syntax name")) t))

(defun rx--category (form negated)
  (rx--item (format "\\%c%c" (if negated ?C ?c) (rx--table-code form rx--categories "category")) t))

;;; Reading sets

(defun rx--interval-set (from to) (vector nil (list (cons from to)) nil))

(defun rx--parse-any (form)
  "Return the set that FORM, (any SPEC...), describes."
  (let ((intervals nil) (classes nil))
    (dolist (spec (cdr form))
      (cond ((stringp spec) (setq intervals (nconc (rx--parse-string spec) intervals)))
            ((characterp spec) (push (cons spec spec) intervals))
            ((and (consp spec) (characterp (car spec)) (characterp (cdr spec)) (<= (car spec) (cdr spec)))
             (setq intervals (nconc (rx--split-raw (car spec) (cdr spec)) intervals)))
            ((and spec (symbolp spec) (assq spec rx--classes))
             (cl-pushnew (or (cdr (assq spec rx--classes)) spec) classes))
            (t (error "Invalid rx ‘any’ argument: %s" spec))))
    (vector nil (rx--normalize intervals) (nreverse classes))))

(defun rx--parse-string (string)
  "Return the intervals that STRING, characters and ranges such as \"a-z\", describes."
  (let ((i 0) (n nil) (intervals nil)
        (string (if (multibyte-string-p string) string (string-to-multibyte string))))
    (setq n (length string))
    (while (< i n)
      (let ((from (aref string i)))
        (if (and (< (+ i 2) n) (eq (aref string (1+ i)) ?-))
            (let ((to (aref string (+ i 2))))
              (when (< to from) (error "Invalid rx ‘any’ range: %s" (substring string i (+ i 3))))
              (setq intervals (nconc (rx--split-raw from to) intervals) i (+ i 3)))
          (push (cons from from) intervals)
          (setq i (1+ i)))))
    intervals))

(defun rx--split-raw (from to)
  "Return FROM to TO as intervals; a range from ASCII to raw bytes has no characters between them."
  (if (and (<= from #x7f) (>= to #x3fff80))
      (list (cons from #x7f) (cons #x3fff80 to))
    (list (cons from to))))

(defun rx--normalize (intervals)
  "Return INTERVALS sorted, those that overlap or touch made one."
  (let ((merged nil))
    (dolist (interval (sort (copy-sequence intervals) (lambda (a b) (< (car a) (car b)))))
      (let ((last (car merged)))
        (if (and last (<= (car interval) (1+ (cdr last))))
            (setcar merged (cons (car last) (max (cdr last) (cdr interval))))
          (push interval merged))))
    (nreverse merged)))

;;; Unions and intersections; classes have no part in them

(defun rx--plain-set-p (form)
  "Return non-nil if FORM is a set of characters without classes."
  (let ((head (car-safe form)) (expansion nil))
    (cond ((characterp form) t)
          ((stringp form) (= (length form) 1))
          ((memq head '(any in char))
           (not (cl-find-if (lambda (spec) (and spec (symbolp spec))) (cdr form))))
          ((memq head '(or | intersection)) (not (cl-find-if-not #'rx--plain-set-p (cdr form))))
          ((eq head 'not) (and (= (length form) 2) (rx--plain-set-p (cadr form))))
          ((setq expansion (rx--expand form)) (rx--plain-set-p (car expansion))))))

(defun rx--plain-set (form)
  "Return the set of the characters that FORM matches."
  (let ((head (car-safe form)) (expansion nil))
    (cond ((characterp form) (rx--interval-set form form))
          ((and (stringp form) (= (length form) 1)) (rx--interval-set (aref form 0) (aref form 0)))
          ((memq head '(any in char)) (rx--without-classes (rx--parse-any form)))
          ((and (eq head 'not) (= (length form) 2)) (rx--complement (rx--plain-set (cadr form))))
          ((memq head '(or |)) (rx--union (mapcar #'rx--plain-set (cdr form))))
          ((eq head 'intersection)
           (rx--complement (rx--union (mapcar (lambda (f) (rx--complement (rx--plain-set f))) (cdr form)))))
          ((setq expansion (rx--expand form)) (rx--plain-set (car expansion)))
          (t (error "Bad character set: %S" form)))))

(defun rx--without-classes (set)
  (when (aref set 2) (error "Character class not permitted in set operations: %S" (car (aref set 2))))
  set)

(defun rx--complement (set) (vector (not (aref set 0)) (aref set 1) nil))

(defun rx--union (sets)
  "Return the union of SETS; it is negated if one of them is."
  (let ((positive (rx--normalize (apply #'append (mapcar (lambda (s) (if (aref s 0) nil (aref s 1))) sets))))
        (negative (cl-remove-if-not (lambda (s) (aref s 0)) sets)))
    (if (null negative) (vector nil positive nil)
      (let ((excluded (aref (car negative) 1)))
        (dolist (set (cdr negative)) (setq excluded (rx--common excluded (aref set 1))))
        (vector t (rx--common excluded (rx--gaps positive)) nil)))))

(defun rx--gaps (intervals)
  "Return the intervals between the sorted INTERVALS."
  (let ((start 0) (gaps nil))
    (dolist (interval intervals)
      (when (< start (car interval)) (push (cons start (1- (car interval))) gaps))
      (setq start (1+ (cdr interval))))
    (when (<= start (max-char)) (push (cons start (max-char)) gaps))
    (nreverse gaps)))

(defun rx--common (a b)
  "Return the intervals that are in both A and B, which are sorted."
  (let ((common nil))
    (while (and a b)
      (let ((from (max (caar a) (caar b))) (to (min (cdar a) (cdar b))))
        (when (<= from to) (push (cons from to) common))
        (if (< (cdar a) (cdar b)) (setq a (cdr a)) (setq b (cdr b)))))
    (nreverse common)))

;;; Writing sets

(defun rx--set-item (set negated)
  "Return the item for SET, or for its complement if NEGATED."
  (let* ((negated (not (eq (not negated) (not (aref set 0)))))
         (intervals (aref set 1)) (classes (aref set 2))
         (only (and (null classes) (null (cdr intervals)) (eq (caar intervals) (cdar intervals)) (caar intervals))))
    (cond ((and (null intervals) (null classes))
           (if negated (rx--item "[^z-a]" t) (rx--item "\\`a\\`" 'seq)))
          ((and only (not negated)) (rx--item (regexp-quote (char-to-string only)) t))
          ((and (eq only ?\n) negated) (rx--item "." t))
          (t (rx--item (concat "[" (if negated "^") (rx--set-text intervals classes negated) "]") t)))))

(defun rx--set-text (intervals classes negated)
  "Return what stands between brackets for INTERVALS and CLASSES.
The three characters that mean something there stand where they do not: ] first, - last, ^ not first."
  (let* ((bracket nil) (caret nil) (dash nil) (kept nil))
    (dolist (interval intervals)
      (let ((from (car interval)) (to (cdr interval)))
        (cond ((= from ?\]) (push (cons from to) bracket) (setq from nil))
              ((= to ?\]) (push (cons ?\] ?\]) bracket) (setq to (1- to))))
        (when (and from (= from ?-)) (setq dash t from (1+ from)))
        (when (and from (= from to ?-)) (setq dash t from nil))
        (when (and from (<= from to)) (push (cons from to) kept))))
    (setq kept (nreverse kept))
    (when (and kept (= (caar kept) ?^) (not bracket) (or (not negated) (= (cdar kept) ?^)))
      (setq caret t)
      (if (= (cdar kept) ?^) (pop kept) (setcar kept (cons (1+ ?^) (cdar kept)))))
    (if (and caret dash (null kept) (null classes)) "-^"
      (concat (mapconcat #'rx--interval-text bracket "")
              (mapconcat #'rx--interval-text kept "")
              (if (and caret kept) "^")
              (mapconcat (lambda (class) (format "[:%s:]" class)) classes "")
              (if (and caret (null kept)) "^")
              (if dash "-")))))

(defun rx--interval-text (interval)
  (let ((from (car interval)) (to (cdr interval)))
    (cond ((= from to) (char-to-string from))
          ((= (1+ from) to) (string from to))
          (t (string from ?- to)))))

(provide 'rx-sets)
;;; rx-sets.el ends here
