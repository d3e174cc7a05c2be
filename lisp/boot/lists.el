;;; lists.el --- lists, association lists and lists in variables -*- lexical-binding: t; -*-

;;; Aliases of primitives

(defalias 'not #'null)
(defalias 'rplaca #'setcar)
(defalias 'rplacd #'setcdr)
(defalias 'int-to-string #'number-to-string)
(defalias 'store-match-data #'set-match-data)
(defalias 'point-at-bol #'line-beginning-position)
(defalias 'point-at-eol #'line-end-position)
(defalias 'send-string #'process-send-string)
(defalias 'send-region #'process-send-region)
(defalias 'beep #'ding)
(defalias 'indent-to-column #'indent-to)
(defalias 'backward-delete-char #'delete-backward-char)
(defalias 'chmod #'set-file-modes)
(defalias 'mkdir #'make-directory)
(defalias 'time-to-seconds #'float-time)
(defalias 'seconds-to-time #'time-convert)
(defalias 'subtract-time #'time-subtract)
(defalias 'user-original-login-name #'user-login-name)
(defalias 'inline #'progn)
(defalias 'condition-case-no-debug #'condition-case-unless-debug)

;;; Compositions of car and cdr

(defmacro lists--define-cxr (&rest names)
  "Define each of NAMES, such as `cadr', as the composition it spells."
  (cons 'progn
        (mapcar
         (lambda (name)
           (let ((letters (nreverse (cdr (append (substring (symbol-name name) 0 -1) nil))))
                 (doc "the argument")
                 (body 'x))
             (while letters
               (let ((step (if (eq (car letters) ?a) 'car 'cdr)))
                 (setq body (list step body)
                       doc (format "the `%s' of %s" step doc)
                       letters (cdr letters))))
             `(progn
                (defun ,name (x)
                  ,(format "Return %s." doc)
                  (declare (pure t) (side-effect-free t))
                  ,body)
                (put ',name 'lists--cxr ',body))))
         names)))

(lists--define-cxr
 caar cadr cdar cddr
 caaar caadr cadar caddr cdaar cdadr cddar cdddr
 caaaar caaadr caadar caaddr cadaar cadadr caddar cadddr
 cdaaar cdaadr cdadar cdaddr cddaar cddadr cdddar cddddr)

;;; Parts of lists

(defun last (list &optional n)
  "Return the last cons of LIST, or its last N conses."
  (declare (side-effect-free t))
  (if n
      (and (>= n 0)
           (let ((m (safe-length list)))
             (if (< n m) (nthcdr (- m n) list) list)))
    (and list
         (nthcdr (1- (safe-length list)) list))))

(defun butlast (list &optional n)
  "Return a copy of LIST without its last N elements, 1 by default."
  (declare (side-effect-free t))
  (unless n (setq n 1))
  (if (<= n 0)
      list
    (let ((keep (- (length list) n)) (result nil))
      (while (> keep 0)
        (setq result (cons (car list) result)
              list (cdr list)
              keep (1- keep)))
      (nreverse result))))

(defun nbutlast (list &optional n)
  "Remove the last N elements, 1 by default, from LIST destructively."
  (let ((m (length list)))
    (unless n (setq n 1))
    (and (< n m)
         (progn
           (when (> n 0)
             (setcdr (nthcdr (- (1- m) n) list) nil))
           list))))

(defun number-sequence (from &optional to inc)
  "Return the list FROM, FROM+INC, FROM+2*INC ... up to TO.
INC is 1 by default; without TO, or with TO equal to FROM, the list is (FROM)."
  (declare (side-effect-free t))
  (cond
   ((or (not to) (= from to)) (list from))
   (t
    (unless inc (setq inc 1))
    (when (zerop inc) (error "The increment can not be zero"))
    (let ((seq nil) (n 0) (next from))
      (if (> inc 0)
          (while (<= next to)
            (setq seq (cons next seq)
                  n (1+ n)
                  next (+ from (* n inc))))
        (while (>= next to)
          (setq seq (cons next seq)
                n (1+ n)
                next (+ from (* n inc)))))
      (nreverse seq)))))

(defun copy-tree (tree &optional vecp)
  "Return a copy of TREE in which no cons is shared; with VECP copy vectors too."
  (declare (side-effect-free error-free))
  (if (consp tree)
      (let ((result nil))
        (while (consp tree)
          (let ((first (car tree)))
            (setq result (cons (if (or (consp first) (and vecp (vectorp first)))
                                   (copy-tree first vecp)
                                 first)
                               result)
                  tree (cdr tree))))
        (nconc (nreverse result)
               (if (and vecp (vectorp tree)) (copy-tree tree vecp) tree)))
    (if (and vecp (vectorp tree))
        (let ((i (length (setq tree (copy-sequence tree)))))
          (while (>= (setq i (1- i)) 0)
            (aset tree i (copy-tree (aref tree i) vecp)))
          tree)
      tree)))

(defun flatten-tree (tree)
  "Return the non-nil leaves of TREE as a list."
  (declare (side-effect-free error-free))
  (let ((elems nil) (pending nil))
    (setq pending (list tree))
    (while pending
      (let ((first (car pending)))
        (setq pending (cdr pending))
        (while (consp first)
          (when (cdr first) (setq pending (cons (cdr first) pending)))
          (setq first (car first)))
        (when first (setq elems (cons first elems)))))
    (nreverse elems)))

(defalias 'flatten-list #'flatten-tree)

(defun ensure-list (object)
  "Return OBJECT if it is a list, otherwise a list of it."
  (declare (side-effect-free error-free))
  (if (listp object) object (list object)))

;;; Removing

(defun delete-dups (list)
  "Remove all but the first of `equal' elements from LIST destructively."
  (let ((l (length list)))
    (if (> l 100)
        (let ((hash (make-hash-table :test #'equal :size l))
              (tail list) retail)
          (puthash (car list) t hash)
          (while (setq retail (cdr tail))
            (let ((elt (car retail)))
              (if (gethash elt hash)
                  (setcdr tail (cdr retail))
                (puthash elt t hash)
                (setq tail retail)))))
      (let ((tail list))
        (while tail
          (setcdr tail (delete (car tail) (cdr tail)))
          (setq tail (cdr tail))))))
  list)

(defun delete-consecutive-dups (list &optional circular)
  "Remove from LIST each element `equal' to the one before it, destructively.
With CIRCULAR, the first element follows the last."
  (let ((tail list) last)
    (while (cdr tail)
      (if (equal (car tail) (cadr tail))
          (setcdr tail (cddr tail))
        (setq last tail
              tail (cdr tail))))
    (if (and circular last
             (equal (car tail) (car list)))
        (setcdr last nil)))
  list)

;;; Association lists

(defun assoc-default (key alist &optional test default)
  "Return the cdr of the element of ALIST that matches KEY.
TEST compares KEY with an element's car (or an element that is no cons);
it is `equal' by default.  For a matching element that is no cons, return
DEFAULT."
  (let ((tail alist) found value elt)
    (while (and tail (not found))
      (setq elt (car tail))
      (when (funcall (or test #'equal) (if (consp elt) (car elt) elt) key)
        (setq found t value (if (consp elt) (cdr elt) default)))
      (setq tail (cdr tail)))
    value))

(defun member-ignore-case (elt list)
  "Like `member' for a string ELT, ignoring case and elements that are no strings."
  (declare (side-effect-free t))
  (while (and list
              (not (and (stringp (car list))
                        (eq t (compare-strings elt 0 nil (car list) 0 nil t)))))
    (setq list (cdr list)))
  list)

(defun assoc-ignore-case (key alist)
  "Like `assoc' for a string or symbol KEY, ignoring case."
  (if (symbolp key) (setq key (symbol-name key)))
  (assoc-string key alist t))

(defun assq-delete-all (key alist)
  "Delete from ALIST the elements whose car is `eq' to KEY."
  (while (and (consp (car alist)) (eq (caar alist) key))
    (setq alist (cdr alist)))
  (let ((tail alist) (tail-cdr nil))
    (while (setq tail-cdr (cdr tail))
      (if (and (consp (car tail-cdr)) (eq (caar tail-cdr) key))
          (setcdr tail (cdr tail-cdr))
        (setq tail tail-cdr))))
  alist)

(defun assoc-delete-all (key alist &optional test)
  "Delete from ALIST the elements whose car matches KEY by TEST, `equal' by default."
  (unless test (setq test #'equal))
  (while (and (consp (car alist)) (funcall test (caar alist) key))
    (setq alist (cdr alist)))
  (let ((tail alist) (tail-cdr nil))
    (while (setq tail-cdr (cdr tail))
      (if (and (consp (car tail-cdr)) (funcall test (caar tail-cdr) key))
          (setcdr tail (cdr tail-cdr))
        (setq tail tail-cdr))))
  alist)

(defun rassq-delete-all (value alist)
  "Delete from ALIST the elements whose cdr is `eq' to VALUE."
  (while (and (consp (car alist)) (eq (cdr (car alist)) value))
    (setq alist (cdr alist)))
  (let ((tail alist) (tail-cdr nil))
    (while (setq tail-cdr (cdr tail))
      (if (and (consp (car tail-cdr)) (eq (cdr (car tail-cdr)) value))
          (setcdr tail (cdr tail-cdr))
        (setq tail tail-cdr))))
  alist)

(defun alist-get (key alist &optional default remove testfn)
  "Return the value of KEY in ALIST, DEFAULT if it has none.
TESTFN compares keys, `eq' by default.  As a generalized variable,
storing DEFAULT when REMOVE is non-nil deletes the association."
  (declare (side-effect-free t))
  (let ((x (if (not testfn)
               (assq key alist)
             (assoc key alist testfn))))
    (if x (cdr x) default)))

;;; Lists in variables

(defun add-to-list (list-var element &optional append compare-fn)
  "Add ELEMENT to the value of the variable LIST-VAR unless it is there already.
It is added at the end if APPEND is non-nil; COMPARE-FN replaces `equal'."
  (if (cond
       ((null compare-fn) (member element (symbol-value list-var)))
       ((eq compare-fn #'eq) (memq element (symbol-value list-var)))
       ((eq compare-fn #'eql) (memql element (symbol-value list-var)))
       (t
        (let ((lst (symbol-value list-var)))
          (while (and lst (not (funcall compare-fn element (car lst))))
            (setq lst (cdr lst)))
          lst)))
      (symbol-value list-var)
    (set list-var
         (if append
             (append (symbol-value list-var) (list element))
           (cons element (symbol-value list-var))))))

(defun add-to-ordered-list (list-var element &optional order)
  "Add ELEMENT to the list in LIST-VAR and keep that sorted by ORDER.
Elements without a numeric order come last."
  (let ((ordering (get list-var 'list-order)))
    (unless ordering
      (put list-var 'list-order
           (setq ordering (make-hash-table :weakness 'key :test 'eq))))
    (when order
      (puthash element (and (numberp order) order) ordering))
    (unless (memq element (symbol-value list-var))
      (set list-var (cons element (symbol-value list-var))))
    (set list-var (sort (symbol-value list-var)
                        (lambda (a b)
                          (let ((oa (gethash a ordering))
                                (ob (gethash b ordering)))
                            (if (and oa ob) (< oa ob) oa)))))))

(defun add-to-history (history-var newelt &optional maxelt keep-all)
  "Add NEWELT to the history list in HISTORY-VAR, at most MAXELT elements long.
Earlier copies are removed if `history-delete-duplicates', unless KEEP-ALL."
  (unless maxelt
    (setq maxelt (or (get history-var 'history-length) history-length)))
  (let ((history (symbol-value history-var)) tail)
    (when (and (listp history)
               (or keep-all
                   (not (stringp newelt))
                   (> (length newelt) 0))
               (or keep-all
                   (not (equal (car history) newelt))))
      (if history-delete-duplicates
          (setq history (delete newelt history)))
      (setq history (cons newelt history))
      (when (integerp maxelt)
        (if (>= 0 maxelt)
            (setq history nil)
          (setq tail (nthcdr (1- maxelt) history))
          (when (consp tail) (setcdr tail nil))))
      (set history-var history))
    history))

(defvar history-length 100
  "How many elements history lists have at most; t means no limit.")

(defvar history-delete-duplicates nil
  "Non-nil means to delete earlier duplicates from history lists.")

(defun listify-key-sequence (key)
  "Return the events of the key sequence KEY, a string or vector, as a list."
  (if (vectorp key)
      (append key nil)
    (mapcar (lambda (c) (if (> c 127) (logxor c ?\M-\C-@) c)) key)))

;;; Obarrays

(defun obarray-make (&optional size)
  "Return a new obarray with room for SIZE buckets."
  (if (or (null size) (and (integerp size) (> size 0)))
      (make-vector (or size 59) 0)
    (signal 'wrong-type-argument (list 'natnump size))))

(defun obarray-get (ob name)
  "Return the symbol called NAME in the obarray OB, nil if there is none."
  (intern-soft name ob))

(defun obarray-put (ob name)
  "Return the symbol called NAME in the obarray OB, made if need be."
  (intern name ob))

(defun obarray-remove (ob name)
  "Remove the symbol called NAME from the obarray OB; return t if there was one."
  (unintern name ob))

(defun obarray-map (fn ob)
  "Call FN with each symbol in the obarray OB."
  (mapatoms fn ob))

;;; lists.el ends here
