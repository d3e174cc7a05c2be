;;; completion.el --- completion of strings, tables of candidates, reading with completion -*- lexical-binding: t; -*-

;; Manual: (elisp) Completion.  A table is a list, an obarray, a hash table or a function.

(defvar completion-ignore-case nil "Non-nil means case does not count in completion.")
(defvar completion-regexp-list nil "Regexps that a candidate must match all.")
(defvar completion-styles '(basic partial-completion emacs22) "The styles to try, in order; see `completion-styles-alist'.")
(defvar completion-category-defaults nil "Alist of settings for categories of candidates.")
(defvar completion-category-overrides nil "Alist of settings for categories of candidates, of the user.")
(defvar completion-extra-properties nil "Property list of extra properties of the current completion.")
(defvar completion-at-point-functions nil "Functions that find what to complete at point.")
(defvar completing-read-function #'completing-read-default "The function that `completing-read' calls.")
(defvar read-buffer-function nil "A function that `read-buffer' calls instead, or nil.")
(defvar read-buffer-completion-ignore-case nil "Non-nil means case does not count when the name of a buffer is read.")
(defvar read-file-name-completion-ignore-case nil "Non-nil means case does not count when the name of a file is read.")
(defvar minibuffer-completion-table nil "The table of the completion going on.")
(defvar minibuffer-completion-predicate nil "The predicate of the completion going on.")
(defvar minibuffer-completion-confirm nil "Whether the completion going on must be confirmed.")
(defvar minibuffer-completing-file-name nil "Non-nil while the name of a file is read.")

;;; Candidates

(defun completion--name (candidate)
  "Return the string of CANDIDATE, an element of a table, or nil."
  (let ((name (if (consp candidate) (car candidate) candidate)))
    (cond ((stringp name) name)
          ((symbolp name) (symbol-name name)))))

(defun completion--matches-p (string name)
  "Return non-nil if NAME begins with STRING and matches `completion-regexp-list'."
  (and (>= (length name) (length string))
       (eq t (compare-strings string nil nil name nil (length string) completion-ignore-case))
       (let ((case-fold-search completion-ignore-case) (regexps completion-regexp-list))
         (while (and regexps (string-match-p (car regexps) name)) (setq regexps (cdr regexps)))
         (null regexps))))

(defun completion--map (function string collection predicate)
  "Call FUNCTION with the name of each element of COLLECTION that begins with STRING and satisfies PREDICATE.
Its second argument is what PREDICATE returned, t without one."
  (cond
   ((listp collection)
    (dolist (element collection)
      (let ((name (completion--name element)))
        (when (and name (completion--matches-p string name))
          (let ((ok (or (null predicate) (funcall predicate element))))
            (when ok (funcall function name ok)))))))
   ((hash-table-p collection)
    (maphash (lambda (key value)
               (let ((name (completion--name key)))
                 (when (and name (not (consp key)) (completion--matches-p string name))
                   (let ((ok (or (null predicate) (funcall predicate key value))))
                     (when ok (funcall function name ok))))))
             collection))
   ((obarrayp collection)
    (mapatoms (lambda (symbol)
                (let ((name (symbol-name symbol)))
                  (when (completion--matches-p string name)
                    (let ((ok (or (null predicate) (funcall predicate symbol))))
                      (when ok (funcall function name ok))))))
              collection))
   (t (signal 'invalid-function (list collection)))))

(defun completion--function-p (collection)
  "Return non-nil if COLLECTION is to be called."
  (and (functionp collection) (not (null collection))
       (or (not (consp collection)) (memq (car collection) '(lambda closure autoload)))))

(defun completion--common-length (a b)
  "Return how many characters A and B have in common at the beginning."
  (let ((at (compare-strings a nil nil b nil nil completion-ignore-case)))
    (if (eq at t) (length a) (1- (abs at)))))

(defun try-completion (string collection &optional predicate)
  "Return what all elements of COLLECTION that begin with STRING have in common at the beginning.
That is nil if there is none, and t if STRING is the only one.  PREDICATE, called with an element (a
key and a value for a hash table), says whether it counts.  Manual node `(elisp)Basic Completion'."
  (unless (stringp string) (signal 'wrong-type-argument (list 'stringp string)))
  (if (completion--function-p collection)
      (funcall collection string predicate nil)
    (let ((best nil) (size 0) (several nil))
      (completion--map
       (lambda (name _)
         (if (null best)
             (setq best name size (length name))
           (let ((common (min size (completion--common-length best name))))
             (unless (and (= common size) (= (length name) (length best)) (= size (length best)))
               (setq several t))
             (unless (string= name best)
               (when completion-ignore-case
                 ;; a name that is whole, or has the case of STRING, is the better one
                 (when (or (and (= common (length name)) (< common (length best)))
                           (and (eq (= common (length name)) (= common (length best)))
                                (eq t (compare-strings name 0 (length string) string nil nil))
                                (not (eq t (compare-strings best 0 (length string) string nil nil)))))
                   (setq best name)))
               (setq several t))
             (setq size common))))
       string collection predicate)
      (cond ((null best) nil)
            ((and completion-ignore-case (= size (length string)) (> (length best) size)) string)
            ((and (not several) (string= best string)) t)
            (t (substring best 0 size))))))

(defun all-completions (string collection &optional predicate _hide-spaces)
  "Return the elements of COLLECTION that begin with STRING and satisfy PREDICATE, strings.
Manual node `(elisp)Basic Completion'."
  (unless (stringp string) (signal 'wrong-type-argument (list 'stringp string)))
  (if (completion--function-p collection)
      (funcall collection string predicate t)
    (let ((names nil))
      (completion--map (lambda (name _) (push name names)) string collection predicate)
      (nreverse names))))

(defun test-completion (string collection &optional predicate)
  "Return non-nil if STRING is an element of COLLECTION that satisfies PREDICATE."
  (unless (stringp string) (signal 'wrong-type-argument (list 'stringp string)))
  (if (completion--function-p collection)
      (funcall collection string predicate 'lambda)
    (catch 'found
      (completion--map (lambda (name ok) (when (= (length name) (length string)) (throw 'found ok)))
                       string collection predicate)
      nil)))

;;; Tables

(defun complete-with-action (action collection string predicate)
  "Do ACTION, what a function used as table is asked for, with STRING on COLLECTION and PREDICATE."
  (cond ((functionp collection) (funcall collection string predicate action))
        ((eq (car-safe action) 'boundaries) nil)
        ((eq action 'metadata) nil)
        (t (funcall (cond ((null action) #'try-completion) ((eq action t) #'all-completions) (t #'test-completion))
                    string collection predicate))))

(defun completion-boundaries (string collection pred suffix)
  "Return (START . END): the part of STRING and of SUFFIX after it that COLLECTION completes."
  (let ((bounds (and (functionp collection) (funcall collection string pred (cons 'boundaries suffix)))))
    (unless (eq (car-safe bounds) 'boundaries) (setq bounds nil))
    (cons (or (cadr bounds) 0) (or (cddr bounds) (length suffix)))))

(defun completion-metadata (string table pred)
  "Return (metadata . ALIST) of what is completed in STRING with TABLE and PRED."
  (let ((metadata (if (functionp table) (funcall table string pred 'metadata))))
    (cons 'metadata (if (eq (car-safe metadata) 'metadata) (cdr metadata)))))

(defun completion-metadata-get (metadata prop)
  "Return property PROP of METADATA."
  (cdr (assq prop metadata)))

(defun completion-table-dynamic (fun &optional switch-buffer)
  "Return a table whose candidates are what FUN, called with the string, returns.
It is called in the current buffer; SWITCH-BUFFER makes no difference without minibuffer."
  (ignore switch-buffer)
  (lambda (string pred action)
    (if (or (eq (car-safe action) 'boundaries) (eq action 'metadata))
        nil
      (complete-with-action action (funcall fun string) string pred))))

(defun completion-table-with-cache (fun &optional ignore-case)
  "Return a table like `completion-table-dynamic' that does not call FUN again for a longer string."
  (let* ((last nil)
         (table (completion-table-dynamic
                 (lambda (string)
                   (if (and last (string-prefix-p (car last) string ignore-case))
                       (cdr last)
                     (cdr (setq last (cons string (funcall fun string)))))))))
    (if ignore-case (completion-table-case-fold table) table)))

(defmacro lazy-completion-table (var fun)
  "Return a table that sets the variable VAR to what FUN returns when it is first used."
  (declare (debug (symbolp lambda-expr)))
  `(completion-table-dynamic
    (lambda (_string)
      (when (functionp ,var) (setq ,var (funcall #',fun)))
      ,var)))

(defun completion-table-case-fold (table &optional dont-fold)
  "Return TABLE such that case does not count, or counts if DONT-FOLD."
  (lambda (string pred action)
    (let ((completion-ignore-case (not dont-fold)))
      (complete-with-action action table string pred))))

(defun completion-table-in-turn (&rest tables)
  "Return a table that uses the first of TABLES with a candidate."
  (lambda (string pred action)
    (let ((result nil) (rest tables))
      (while (and rest (null result))
        (setq result (complete-with-action action (pop rest) string pred)))
      result)))

(defun completion-table-merge (&rest tables)
  "Return a table with the candidates of all TABLES."
  (lambda (string pred action)
    (cond ((null action)
           (let ((tries (mapcar (lambda (table) (try-completion string table pred)) tables)))
             (try-completion string (mapcar (lambda (try) (if (eq try t) string try)) (delq nil tries)))))
          ((eq action t) (apply #'append (mapcar (lambda (table) (all-completions string table pred)) tables)))
          (t (let ((result nil) (rest tables))
               (while (and rest (null result))
                 (setq result (complete-with-action action (pop rest) string pred)))
               result)))))

(defun completion-table-with-predicate (table pred1 strict string pred2 action)
  "Do ACTION on TABLE with the candidates of STRING that satisfy PRED1 and PRED2; all if none does and not STRICT."
  (let ((both (if (null pred2) pred1 (lambda (x) (and (funcall pred1 x) (funcall pred2 x))))))
    (cond ((and (not strict) (eq action 'lambda)) (test-completion string table pred2))
          (t (or (complete-with-action action table string both)
                 (if strict nil (complete-with-action action table string pred2)))))))

(defun completion-table-with-boundaries (table n)
  "Return TABLE for the part of the string after its first N characters."
  (lambda (string pred action)
    (cond ((eq (car-safe action) 'boundaries)
           (let ((bounds (completion-boundaries (substring string n) table pred (cdr action))))
             `(boundaries ,(+ n (car bounds)) . ,(cdr bounds))))
          ((eq action 'metadata) nil)
          (t (let ((result (complete-with-action action table (substring string n) pred)))
               (if (and (null action) (stringp result)) (concat (substring string 0 n) result) result))))))

(defun completion-table-with-context (prefix table string pred action)
  "Do ACTION on TABLE with STRING, which stands after PREFIX."
  (let ((pred (if (functionp pred)
                  (lambda (s)
                    (let ((name (completion--name s)))
                      (funcall pred (if (consp s) (cons (concat prefix name) (cdr s)) (concat prefix name)))))
                pred)))
    (if (eq (car-safe action) 'boundaries)
        (let ((bounds (completion-boundaries string table pred (cdr action))))
          `(boundaries ,(+ (length prefix) (car bounds)) . ,(cdr bounds)))
      (let ((result (complete-with-action action table string pred)))
        (if (and (null action) (stringp result)) (concat prefix result) result)))))

(defun completion-table-with-terminator (terminator table string pred action)
  "Do ACTION on TABLE with STRING; a complete one gets TERMINATOR, a string or (REGEXP . STRING)."
  (let ((text (if (consp terminator) (cdr terminator) terminator)))
    (cond ((eq (car-safe action) 'boundaries)
           (let ((bounds (completion-boundaries string table pred (cdr action)))
                 (end (string-match (if (consp terminator) (car terminator) (regexp-quote text)) (cdr action))))
             `(boundaries ,(car bounds) . ,(min (cdr bounds) (or end (length (cdr action)))))))
          ((null action)
           (let ((try (try-completion string table pred)))
             (cond ((eq try t) (if (functionp text) (funcall text string) (concat string text)))
                   ((and (stringp try) (eq t (try-completion try table pred)))
                    (if (functionp text) (funcall text try) (concat try text)))
                   (t try))))
          ((eq action t) (all-completions string table pred))
          (t (complete-with-action action table string pred)))))

(defun completion-table-subvert (table s1 s2)
  "Return TABLE such that a string that begins with S1 is completed as if it began with S2."
  (lambda (string pred action)
    (let* ((string2 (and (string-prefix-p s1 string completion-ignore-case)
                         (concat s2 (substring string (length s1)))))
           (result (and string2 (complete-with-action action table string2 pred))))
      (cond ((null result) nil)
            ((eq (car-safe action) 'boundaries)
             `(boundaries ,(max (length s1) (+ (cadr result) (- (length s1) (length s2)))) . ,(cddr result)))
            ((stringp result)
             (if (string-prefix-p s2 result completion-ignore-case)
                 (concat s1 (substring result (length s2)))
               result))
            ((eq action t)
             (let ((bounds (completion-boundaries string2 table pred "")))
               (if (>= (car bounds) (length s2))
                   result
                 (delq nil (mapcar (lambda (c) (and (string-prefix-p (substring s2 (car bounds)) c completion-ignore-case)
                                                    (substring c (- (length s2) (car bounds)))))
                                   result)))))
            (t result)))))

(defun completion-file-name-table (string pred action)
  "A table of the names of files: do ACTION on STRING with PRED, called with each name."
  (let ((directory (or (file-name-directory string) "")) (name (file-name-nondirectory string)))
    (cond
     ((eq action 'metadata) '(metadata (category . file)))
     ((eq (car-safe action) 'boundaries)
      `(boundaries ,(length directory)
                   . ,(or (string-match "/" (cdr action)) (length (cdr action)))))
     ((eq action 'lambda) (if (zerop (length string)) nil (funcall (or pred #'file-exists-p) string)))
     (t (let ((expanded (expand-file-name (if (equal directory "") "./" directory))))
          (when (file-directory-p expanded)
            (if (null action)
                (let ((found (file-name-completion name expanded (and pred (not (eq pred #'file-exists-p)) pred))))
                  (if (stringp found) (concat directory found) found))
              (let ((names (file-name-all-completions name expanded)))
                (if (and pred (not (eq pred #'file-exists-p)))
                    (let ((default-directory expanded)) (seq-filter pred names))
                  names)))))))))
(defalias 'read-file-name-internal #'completion-file-name-table)

(defun completion--file-name-table (string pred action)
  "Like `completion-file-name-table'."
  (completion-file-name-table string pred action))

(defun internal-complete-buffer (string predicate flag)
  "A table of the names of buffers: do FLAG on STRING with PREDICATE, called with (NAME . BUFFER)."
  (if (or (eq (car-safe flag) 'boundaries) (eq flag 'metadata))
      (and (eq flag 'metadata) '(metadata (category . buffer) (cycle-sort-function . identity)))
    (let ((names (mapcar (lambda (buffer) (cons (buffer-name buffer) buffer)) (buffer-list))))
      (when (and (eq flag t) (not (string-prefix-p " " string)))
        (setq names (seq-remove (lambda (name) (string-prefix-p " " (car name))) names)))
      (complete-with-action flag names string predicate))))

(defun completion-pcm--string->pattern (string &optional point)
  "Split STRING, with POINT in it, into what `completion-pcm--pattern->regex' takes: strings, any, any-delim, point."
  (let ((pattern nil) (start 0) (i 0) (n (length string)))
    (while (< i n)
      (let ((char (aref string i)))
        (when (and point (= i point))
          (when (< start i) (push (substring string start i) pattern))
          (push 'point pattern) (setq start i))
        (cond ((eq char ?*)
               (when (< start i) (push (substring string start i) pattern))
               (push 'star pattern) (setq start (1+ i)))
              ((memq char '(?- ?_ ?. ?/ ?: ?| ?\s))
               (when (< start i) (push (substring string start i) pattern))
               (push 'any pattern)
               (push (char-to-string char) pattern)
               (push 'any-delim pattern)
               (setq start (1+ i)))))
      (setq i (1+ i)))
    (when (< start n) (push (substring string start) pattern))
    (when (and point (= point n)) (push 'point pattern))
    (nreverse pattern)))

(defun completion-pcm--pattern->regex (pattern &optional group)
  "Return a regexp for PATTERN; with GROUP what its wild cards match is grouped."
  (concat "\\`"
          (mapconcat (lambda (x)
                       (cond ((stringp x) (regexp-quote x))
                             ((eq x 'any-delim) (if group "\\([^-_./:| ]*?\\)" "[^-_./:| ]*?"))
                             ((eq x 'point) (if group "\\(.*?\\)" ".*?"))
                             (t (if group "\\(.*?\\)" ".*?"))))
                     (completion-pcm--simplify pattern) "")))

(defun completion-pcm--simplify (pattern)
  "Return PATTERN without wild cards that follow one."
  (let ((new nil))
    (dolist (x pattern (nreverse new))
      (unless (and (symbolp x) new (symbolp (car new)) (not (eq (car new) 'any-delim))) (push x new)))))

;;; Styles

(defvar completion-styles-alist
  '((emacs21 completion-emacs21-try-completion completion-emacs21-all-completions "The string before and after point is a prefix.")
    (emacs22 completion-emacs22-try-completion completion-emacs22-all-completions "The string before point is a prefix; the rest stays.")
    (basic completion-basic-try-completion completion-basic-all-completions "The string before point is a prefix, what is after it follows.")
    (partial-completion completion-pcm-try-completion completion-pcm-all-completions "Each word is a prefix of a word.")
    (substring completion-substring-try-completion completion-substring-all-completions "The string is anywhere within.")
    (flex completion-flex-try-completion completion-flex-all-completions "The characters follow each other in order.")
    (initials completion-initials-try-completion completion-initials-all-completions "The characters are the initials of the words."))
  "The styles of completion: (NAME TRY-COMPLETION ALL-COMPLETIONS DOC).
TRY-COMPLETION is called with STRING TABLE PREDICATE POINT and returns nil, t or (STRING . POINT), ALL-COMPLETIONS with the
same returns the candidates, the last cdr being the length of what stands before what they replace.")

(defun completion--style-result (try string point)
  "Return TRY, of `try-completion' for STRING with POINT, as a style returns it."
  (cond ((stringp try) (cons try (length try)))
        ((eq try t) (if (= point (length string)) t (cons string (length string))))))

(defun completion--with-base (names base)
  "Return the list NAMES with BASE, a number, as its last cdr; nil if there are none."
  (when names (nconc (copy-sequence names) base)))

(defun completion-emacs21-try-completion (string table pred point)
  "Complete STRING with TABLE and PRED; POINT is a position in it."
  (completion--style-result (try-completion string table pred) string point))

(defun completion-emacs21-all-completions (string table pred _point)
  "Return the candidates of TABLE that begin with STRING and satisfy PRED."
  (completion--with-base (all-completions string table pred) (car (completion-boundaries string table pred ""))))

(defun completion-emacs22-try-completion (string table pred point)
  "Complete STRING before POINT with TABLE and PRED and keep what is after it."
  (let* ((suffix (substring string point)) (before (substring string 0 point)) (try (try-completion before table pred)))
    (cond ((not (stringp try)) (and try (if (equal suffix "") t (cons string point))))
          (t (when (and (not (zerop (length suffix))) (not (zerop (length try))) (= (aref suffix 0) (aref try (1- (length try)))))
               (setq suffix (substring suffix 1)))
             (cons (concat try suffix) (length try))))))

(defun completion-emacs22-all-completions (string table pred point)
  "Return the candidates of TABLE that begin with STRING before POINT and satisfy PRED."
  (completion-emacs21-all-completions (substring string 0 point) table pred point))

(defun completion--pattern-candidates (pattern string table pred point)
  "Return (CANDIDATES PREFIX): those of TABLE that match PATTERN, made of the part of STRING around POINT, and what stands before it."
  (let* ((before (substring string 0 point))
         (bounds (completion-boundaries before table pred (substring string point)))
         (prefix (substring before 0 (car bounds)))
         (start (if (stringp (car pattern)) (car pattern) ""))
         (case-fold-search completion-ignore-case)
         (completion-regexp-list (cons (completion-pcm--pattern->regex pattern) completion-regexp-list)))
    (list (if (functionp table)
              (seq-filter (lambda (name) (string-match-p (car completion-regexp-list) name))
                          (let ((completion-regexp-list nil)) (all-completions (concat prefix start) table pred)))
            (all-completions (concat prefix start) table pred))
          prefix)))

(defun completion--pattern-try (pattern string table pred point)
  "Complete STRING, taken as PATTERN, with TABLE, PRED and POINT."
  (pcase-let ((`(,names ,prefix) (completion--pattern-candidates pattern string table pred point)))
    (cond ((null names) nil)
          ((and (null (cdr names)) (equal (concat prefix (car names)) string)) t)
          ((null (cdr names)) (cons (concat prefix (car names)) (length (concat prefix (car names)))))
          (t (let ((common (try-completion "" names)))
               (if (and (stringp common) (string-match-p (completion-pcm--pattern->regex pattern) common))
                   (cons (concat prefix common) (length (concat prefix common)))
                 (cons string point)))))))

(defun completion--pattern-all (pattern string table pred point)
  "Return the candidates for STRING, taken as PATTERN, with TABLE, PRED and POINT."
  (pcase-let ((`(,names ,prefix) (completion--pattern-candidates pattern string table pred point)))
    (completion--with-base names (length prefix))))

(defun completion--field (string table pred point)
  "Return (TEXT . POINT): the part of STRING that TABLE completes at POINT, and where point is in it."
  (let* ((before (substring string 0 point)) (after (substring string point))
         (bounds (completion-boundaries before table pred after)))
    (cons (concat (substring before (car bounds)) (substring after 0 (cdr bounds))) (- point (car bounds)))))

(defun completion--basic-pattern (string table pred point)
  (pcase-let ((`(,text . ,at) (completion--field string table pred point)))
    (delete "" (list (substring text 0 at) 'point (substring text at)))))

(defun completion-basic-try-completion (string table pred point)
  "Complete STRING before POINT as prefix, what is after it following, with TABLE and PRED."
  (let ((suffix (substring string point)))
    (if (zerop (length suffix))
        (completion--style-result (try-completion string table pred) string point)
      (completion--pattern-try (completion--basic-pattern string table pred point) string table pred point))))

(defun completion-basic-all-completions (string table pred point)
  "Return the candidates of TABLE for STRING with POINT that satisfy PRED."
  (completion--pattern-all (completion--basic-pattern string table pred point) string table pred point))

(defun completion--pcm-pattern (string table pred point)
  (pcase-let ((`(,text . ,at) (completion--field string table pred point)))
    (append (completion-pcm--string->pattern text at) '(any))))

(defun completion-pcm-try-completion (string table pred point)
  "Complete STRING, each word a prefix of a word, with TABLE, PRED and POINT."
  (completion--pattern-try (completion--pcm-pattern string table pred point) string table pred point))

(defun completion-pcm-all-completions (string table pred point)
  "Return the candidates of TABLE each of whose words has a word of STRING as prefix."
  (completion--pattern-all (completion--pcm-pattern string table pred point) string table pred point))

(defun completion--substring-pattern (string table pred point)
  (cons 'any (completion--basic-pattern string table pred point)))

(defun completion-substring-try-completion (string table pred point)
  "Complete STRING, found anywhere, with TABLE, PRED and POINT."
  (completion--pattern-try (completion--substring-pattern string table pred point) string table pred point))

(defun completion-substring-all-completions (string table pred point)
  "Return the candidates of TABLE that contain STRING."
  (completion--pattern-all (completion--substring-pattern string table pred point) string table pred point))

(defun completion--flex-pattern (string table pred point)
  (let ((text (car (completion--field string table pred point))))
    (cons 'any (apply #'append (mapcar (lambda (c) (list (char-to-string c) 'any)) text)))))

(defun completion-flex-try-completion (string table pred point)
  "Complete STRING, its characters in order, with TABLE, PRED and POINT."
  (completion--pattern-try (completion--flex-pattern string table pred point) string table pred point))

(defun completion-flex-all-completions (string table pred point)
  "Return the candidates of TABLE that have the characters of STRING in order."
  (completion--pattern-all (completion--flex-pattern string table pred point) string table pred point))

(defun completion--initials-string (string table pred point)
  "Return STRING with hyphens between the characters of the part that is completed."
  (pcase-let ((`(,text . ,at) (completion--field string table pred point)))
    (unless (string-match-p "[-_./:| *]" text)
      (concat (substring string 0 (- point at)) (mapconcat #'char-to-string text "-")))))

(defun completion-initials-try-completion (string table pred point)
  "Complete STRING, the initials of words, with TABLE, PRED and POINT."
  (let ((new (completion--initials-string string table pred point)))
    (when new (completion-pcm-try-completion new table pred (length new)))))

(defun completion-initials-all-completions (string table pred point)
  "Return the candidates of TABLE the initials of whose words are STRING."
  (let ((new (completion--initials-string string table pred point)))
    (when new (completion-pcm-all-completions new table pred (length new)))))

(defun completion--styles (metadata)
  "Return the styles for what METADATA describes."
  (let* ((category (completion-metadata-get metadata 'category))
         (over (assq 'styles (cdr (or (assq category completion-category-overrides)
                                      (assq category completion-category-defaults))))))
    (if over (delete-dups (append (cdr over) (copy-sequence completion-styles))) completion-styles)))

(defun completion--first-style (index string table pred point metadata)
  "Return the first result of function INDEX of the styles for STRING, TABLE, PRED, POINT and METADATA."
  (let ((styles (completion--styles (or metadata (completion-metadata (substring string 0 point) table pred))))
        (result nil))
    (while (and styles (null result))
      (let ((style (assq (pop styles) completion-styles-alist)))
        (when style (setq result (funcall (nth index style) string table pred point)))))
    result))

(defun completion-try-completion (string table pred point &optional metadata)
  "Complete STRING with POINT in it by TABLE, PRED and the styles; return nil, t or (STRING . POINT)."
  (completion--first-style 1 string table pred point metadata))

(defun completion-all-completions (string table pred point &optional metadata)
  "Return the candidates of TABLE for STRING with POINT in it by PRED and the styles; the last cdr may be a number."
  (completion--first-style 2 string table pred point metadata))

;;; Reading

(defun completing-read (prompt collection &optional predicate require-match initial-input hist def inherit-input-method)
  "Read a string with PROMPT; COLLECTION, PREDICATE and REQUIRE-MATCH are for completion.
Without terminal a line of standard input is the answer, DEF (a string, or the first of a list) if it is empty.
INITIAL-INPUT, HIST and INHERIT-INPUT-METHOD are for `completing-read-function'."
  (funcall completing-read-function prompt collection predicate require-match initial-input hist def inherit-input-method))

(defun completing-read-default (prompt _collection &optional _predicate _require-match initial-input hist def
                                       inherit-input-method)
  "Read a string with PROMPT as `completing-read' does."
  (let ((text (read-string prompt initial-input hist nil inherit-input-method)))
    (if (and (equal text "") def) (if (consp def) (car def) def) text)))

(defvar crm-separator "[ \t]*,[ \t]*" "The regexp between the strings that `completing-read-multiple' reads.")

(defun completing-read-multiple (prompt table &optional predicate require-match initial-input hist def inherit-input-method)
  "Read strings with PROMPT, separated by `crm-separator', and return them as a list; the arguments are as in `completing-read'."
  (let ((text (completing-read prompt table predicate require-match initial-input hist nil inherit-input-method)))
    (split-string (if (equal text "") (or (if (consp def) (mapconcat #'identity def ",") def) "") text) crm-separator t)))

(defun read-buffer (prompt &optional def require-match predicate)
  "Read the name of a buffer with PROMPT; DEF, a name or buffer, is the answer to an empty line."
  (let ((default (let ((d (if (consp def) (car def) def))) (if (bufferp d) (buffer-name d) d))))
    (if read-buffer-function
        (funcall read-buffer-function prompt def require-match predicate)
      (completing-read (if default
                           (format "%s (default %s): " (replace-regexp-in-string "[ :]*\\'" "" prompt) default)
                         prompt)
                       #'internal-complete-buffer predicate require-match nil 'buffer-name-history default))))

(defun read-command (prompt &optional default-value)
  "Read the name of a command with PROMPT and return it as a symbol; DEFAULT-VALUE is the answer to an empty line."
  (intern (completing-read prompt obarray #'commandp t nil nil
                           (let ((d (if (consp default-value) (car default-value) default-value)))
                             (if (and d (symbolp d)) (symbol-name d) d)))))

(defun read-variable (prompt &optional default-value)
  "Read the name of an option with PROMPT and return it as a symbol; DEFAULT-VALUE is the answer to an empty line."
  (intern (completing-read prompt obarray #'custom-variable-p t nil nil
                           (let ((d (if (consp default-value) (car default-value) default-value)))
                             (if (and d (symbolp d)) (symbol-name d) d)))))

(defun active-minibuffer-window () "Return nil: there is no minibuffer." nil)
(defun minibuffer-message (message &rest args)
  "Show MESSAGE, formatted with ARGS, as `message' does."
  (message "%s" (if args (apply #'format-message message args) message)))

(defun apropos-internal (regexp &optional predicate)
  "Return the symbols whose names match REGEXP and that satisfy PREDICATE, sorted."
  (let ((found nil) (case-fold-search nil))
    (mapatoms (lambda (symbol)
                (when (and (string-match-p regexp (symbol-name symbol))
                           (or (null predicate) (funcall predicate symbol)))
                  (push symbol found))))
    (sort found #'string-lessp)))

(provide 'minibuffer)
;;; completion.el ends here
