;;; cl-seq.el --- Common Lisp sequences, sets and trees -*- lexical-binding: t; -*-

;; Every function with keywords is one core algorithm over a MATCH function of an element, made from the item,
;; predicate and keywords.  Calls without keywords take a direct way.

(require 'cl-lambda)

;;; Keywords

(defun cl--check-seq-keys (keys allowed)
  "Signal an error unless the keywords in the plist KEYS are in ALLOWED."
  (let ((tail keys))
    (while tail
      (unless (or (memq (car tail) allowed) (cadr (memq :allow-other-keys keys)))
        (error "Bad keyword argument %s" (car tail)))
      (setq tail (cddr tail)))))

(defun cl--item-matcher (item keys)
  "Return a function that tells whether an element matches ITEM by :test, :test-not and :key in KEYS."
  (let* ((test (plist-get keys :test))
         (test-not (plist-get keys :test-not))
         (key (plist-get keys :key))
         (match (cond
                 (test-not (lambda (x) (not (funcall test-not item x))))
                 ((null test) (lambda (x) (eql item x)))
                 (t (lambda (x) (funcall test item x))))))
    (if key (lambda (x) (funcall match (funcall key x))) match)))

(defun cl--predicate-matcher (predicate keys &optional negate)
  "Return a function that applies PREDICATE by :key in KEYS; with NEGATE, its opposite."
  (let ((key (plist-get keys :key)))
    (cond
     ((and key negate) (lambda (x) (not (funcall predicate (funcall key x)))))
     (key (lambda (x) (funcall predicate (funcall key x))))
     (negate (lambda (x) (not (funcall predicate x))))
     (t predicate))))

(defun cl--pair-test (keys)
  "Return a function of two elements that compares them by :test, :test-not and :key in KEYS."
  (let* ((test (plist-get keys :test))
         (test-not (plist-get keys :test-not))
         (key (plist-get keys :key))
         (compare (cond
                   (test-not (lambda (a b) (not (funcall test-not a b))))
                   (t (or test #'eql)))))
    (if key
        (lambda (a b) (funcall compare (funcall key a) (funcall key b)))
      compare)))

(defun cl--like (result seq)
  "Return the list RESULT as a sequence of the type of SEQ."
  (cond ((listp seq) result)
        ((stringp seq) (concat result))
        (t (vconcat result))))

(defun cl--seq-end (seq keys)
  "Return the end of the part of SEQ that KEYS delimit, nil if it is that of SEQ itself."
  (let ((end (plist-get keys :end)) (start (plist-get keys :start)))
    (when (and end (< end (or start 0)))
      (error "Bad bounding indices: %S, %S" start end))
    (ignore seq)
    end))

;;; Removing

(defun cl--remove (match seq keys)
  "Return SEQ without elements for which MATCH is true, limited by KEYS."
  (let* ((start (or (plist-get keys :start) 0))
         (end (cl--seq-end seq keys))
         (count (plist-get keys :count))
         (from-end (and count (plist-get keys :from-end)))
         (result nil) (removed nil) (i 0))
    (cond
     ((and count (<= count 0)) seq)
     (from-end
      ;; The last ones are found by going through the reversed sequence.
      (let* ((n (length seq)))
        (cl--like
         (reverse (cl--remove match (reverse (append seq nil))
                              (list :count count
                                    :start (if end (- n end) 0)
                                    :end (- n start))))
         seq)))
     (t
      (let ((list (if (listp seq) seq (append seq nil))))
        (while list
          (if (and (>= i start)
                   (or (null end) (< i end))
                   (or (null count) (> count 0))
                   (funcall match (car list)))
              (progn
                (setq removed t)
                (if count (setq count (1- count))))
            (push (car list) result))
          (setq i (1+ i) list (cdr list))))
      (if removed (cl--like (nreverse result) seq) seq)))))

(defun cl-remove (item seq &rest keys)
  "Return SEQ without the elements that match ITEM; KEYS are
:test, :test-not, :key, :count, :start, :end and :from-end."
  (if (or keys (not (listp seq)))
      (progn
        (cl--check-seq-keys keys '(:test :test-not :key :count :start :end :from-end))
        (cl--remove (cl--item-matcher item keys) seq keys))
    (if (memql item seq)
        (let ((result nil))
          (dolist (x seq) (unless (eql x item) (push x result)))
          (nreverse result))
      seq)))

(defun cl-remove-if (pred list &rest keys)
  "Return LIST without the elements that satisfy PRED; KEYS are :key, :count, :start, :end, :from-end."
  (if (or keys (not (listp list)))
      (cl--remove (cl--predicate-matcher pred keys) list keys)
    (let ((result nil) (removed nil))
      (dolist (x list)
        (if (funcall pred x) (setq removed t) (push x result)))
      (if removed (nreverse result) list))))

(defun cl-remove-if-not (pred list &rest keys)
  "Return the elements of LIST that satisfy PRED; KEYS are :key, :count, :start, :end, :from-end."
  (if (or keys (not (listp list)))
      (cl--remove (cl--predicate-matcher pred keys t) list keys)
    (let ((result nil) (removed nil))
      (dolist (x list)
        (if (funcall pred x) (push x result) (setq removed t)))
      (if removed (nreverse result) list))))

(defun cl-delete (item seq &rest keys)
  "Like `cl-remove' of ITEM, SEQ and KEYS, but may change SEQ."
  (apply #'cl-remove item seq keys))

(defun cl-delete-if (pred list &rest keys)
  "Like `cl-remove-if' of PRED, LIST and KEYS, but may change LIST."
  (apply #'cl-remove-if pred list keys))

(defun cl-delete-if-not (pred list &rest keys)
  "Like `cl-remove-if-not' of PRED, LIST and KEYS, but may change LIST."
  (apply #'cl-remove-if-not pred list keys))

(defun cl-remove-duplicates (seq &rest keys)
  "Return SEQ with only the last of elements that match each other, the first with :from-end.
KEYS are :test, :test-not, :key, :start, :end and :from-end."
  (let* ((same (cl--pair-test keys))
         (start (or (plist-get keys :start) 0))
         (end (plist-get keys :end))
         (from-end (plist-get keys :from-end))
         (list (append seq nil))
         (head (cl--first-n list start))
         (middle (if end (cl--first-n (nthcdr start list) (- end start)) (nthcdr start list)))
         (rest (if end (nthcdr end list)))
         (kept nil))
    (if (and (null keys) (listp seq) (> (length seq) 30))
        (setq kept (cl--unique-last list))
      (dolist (x (if from-end middle (reverse middle)))
        (let ((tail kept) (found nil))
          (while (and tail (not found))
            (setq found (if from-end (funcall same (car tail) x) (funcall same x (car tail)))
                  tail (cdr tail)))
          (unless found (push x kept))))
      (if from-end (setq kept (nreverse kept))))
    (if (and (listp seq) (= (length kept) (length middle)))
        seq
      (cl--like (append head kept rest) seq))))

(defun cl--first-n (list n)
  "Return the first N elements of LIST."
  (let ((result nil))
    (while (and (> n 0) list)
      (push (pop list) result)
      (setq n (1- n)))
    (nreverse result)))

(defun cl--unique-last (list)
  "Return LIST with only the last of elements that are `eql'."
  (let ((seen (make-hash-table :test 'eql)) (result nil))
    (dolist (x (reverse list))
      (unless (gethash x seen)
        (puthash x t seen)
        (push x result)))
    result))

(defun cl-delete-duplicates (seq &rest keys)
  "Like `cl-remove-duplicates' of SEQ and KEYS, but may change SEQ."
  (apply #'cl-remove-duplicates seq keys))

;;; Finding

(defun cl--position (match seq keys)
  "Return the index of the first element of SEQ for which MATCH is true, limited by KEYS."
  (let* ((start (or (plist-get keys :start) 0))
         (end (cl--seq-end seq keys))
         (from-end (plist-get keys :from-end))
         (i 0) (found nil))
    (if (listp seq)
        (let ((list seq))
          (setq i start list (nthcdr start list))
          (while (and list (or (null end) (< i end)) (or from-end (not found)))
            (if (funcall match (car list)) (setq found i))
            (setq i (1+ i) list (cdr list))))
      (setq end (min (or end (length seq)) (length seq)))
      (if from-end
          (progn
            (setq i (1- end))
            (while (and (>= i start) (not found))
              (if (funcall match (aref seq i)) (setq found i))
              (setq i (1- i))))
        (setq i start)
        (while (and (< i end) (not found))
          (if (funcall match (aref seq i)) (setq found i))
          (setq i (1+ i)))))
    found))

(defun cl-position (item seq &rest keys)
  "Return the index of the first element of SEQ that matches ITEM, nil if there is none.
KEYS are :test, :test-not, :key, :start, :end and :from-end."
  (cl--position (cl--item-matcher item keys) seq keys))

(defun cl-position-if (pred list &rest keys)
  "Return the index of the first element of LIST that satisfies PRED, nil if there is none.
KEYS are :key, :start, :end and :from-end."
  (cl--position (cl--predicate-matcher pred keys) list keys))

(defun cl-position-if-not (pred list &rest keys)
  "Return the index of the first element of LIST that does not satisfy PRED; KEYS as there."
  (cl--position (cl--predicate-matcher pred keys t) list keys))

(defun cl--find (match seq keys)
  "Return the first element of SEQ for which MATCH is true, limited by KEYS."
  (if (and (listp seq) (not (or (memq :start keys) (memq :end keys) (memq :from-end keys))))
      (progn
        (while (and seq (not (funcall match (car seq))))
          (setq seq (cdr seq)))
        (car seq))
    (let ((pos (cl--position match seq keys)))
      (and pos (elt seq pos)))))

(defun cl-find (item seq &rest keys)
  "Return the first element of SEQ that matches ITEM, nil if there is none.
KEYS are :test, :test-not, :key, :start, :end and :from-end."
  (if (or keys (not (listp seq)))
      (cl--find (cl--item-matcher item keys) seq keys)
    (car (memql item seq))))

(defun cl-find-if (pred list &rest keys)
  "Return the first element of LIST that satisfies PRED, nil if there is none.
KEYS are :key, :start, :end and :from-end."
  (if (or keys (not (listp list)))
      (cl--find (cl--predicate-matcher pred keys) list keys)
    (while (and list (not (funcall pred (car list))))
      (setq list (cdr list)))
    (car list)))

(defun cl-find-if-not (pred list &rest keys)
  "Return the first element of LIST that does not satisfy PRED; KEYS as in `cl-find-if'."
  (cl--find (cl--predicate-matcher pred keys t) list keys))

(defun cl--count (match seq keys)
  "Return how many elements of SEQ satisfy MATCH, limited by KEYS."
  (let ((start (or (plist-get keys :start) 0)) (end (plist-get keys :end)) (count 0) (i 0))
    (mapc (lambda (x)
            (if (and (>= i start) (or (null end) (< i end)) (funcall match x))
                (setq count (1+ count)))
            (setq i (1+ i)))
          seq)
    count))

(defun cl-count (item seq &rest keys)
  "Return how many elements of SEQ match ITEM; KEYS are :test, :test-not, :key, :start, :end."
  (cl--count (cl--item-matcher item keys) seq keys))

(defun cl-count-if (pred list &rest keys)
  "Return how many elements of LIST satisfy PRED; KEYS are :key, :start and :end."
  (cl--count (cl--predicate-matcher pred keys) list keys))

(defun cl-count-if-not (pred list &rest keys)
  "Return how many elements of LIST do not satisfy PRED; KEYS are :key, :start and :end."
  (cl--count (cl--predicate-matcher pred keys t) list keys))

(defun cl-member (item list &rest keys)
  "Return the tail of LIST that begins with an element matching ITEM; KEYS are :test, :test-not, :key."
  (if keys
      (let ((match (cl--item-matcher item keys)))
        (while (and list (not (funcall match (car list))))
          (setq list (cdr list)))
        list)
    (memql item list)))

(defun cl-member-if (pred list &rest keys)
  "Return the tail of LIST that begins with an element satisfying PRED; KEYS is :key."
  (let ((match (cl--predicate-matcher pred keys)))
    (while (and list (not (funcall match (car list))))
      (setq list (cdr list)))
    list))

(defun cl-member-if-not (pred list &rest keys)
  "Return the tail of LIST that begins with an element not satisfying PRED; KEYS is :key."
  (let ((match (cl--predicate-matcher pred keys t)))
    (while (and list (not (funcall match (car list))))
      (setq list (cdr list)))
    list))

(defun cl--adjoin (item list &rest keys)
  "Return LIST with ITEM added unless it is there by KEYS."
  (if (apply #'cl-member (let ((key (plist-get keys :key))) (if key (funcall key item) item))
             list keys)
      list
    (cons item list)))

(defun cl-adjoin (item list &rest keys)
  "Return LIST with ITEM added in front unless it is there; KEYS are :test, :test-not, :key."
  (if keys
      (apply #'cl--adjoin item list keys)
    (if (memql item list) list (cons item list))))

(defun cl--assoc (match alist part)
  "Return the first cons of ALIST whose PART, a function, satisfies MATCH."
  (while (and alist
              (not (and (consp (car alist))
                        (funcall match (funcall part (car alist))))))
    (setq alist (cdr alist)))
  (car alist))

(defun cl-assoc (item alist &rest keys)
  "Return the first element of ALIST whose car matches ITEM; KEYS are :test, :test-not, :key."
  (if keys
      (cl--assoc (cl--item-matcher item keys) alist #'car)
    (if (and (numberp item) (not (fixnump item)))
        (assoc item alist #'eql)
      (assq item alist))))

(defun cl-assoc-if (pred list &rest keys)
  "Return the first element of LIST whose car satisfies PRED; KEYS is :key."
  (cl--assoc (cl--predicate-matcher pred keys) list #'car))

(defun cl-assoc-if-not (pred list &rest keys)
  "Return the first element of LIST whose car does not satisfy PRED; KEYS is :key."
  (cl--assoc (cl--predicate-matcher pred keys t) list #'car))

(defun cl-rassoc (item alist &rest keys)
  "Return the first element of ALIST whose cdr matches ITEM; KEYS are :test, :test-not, :key."
  (if (or keys (numberp item))
      (cl--assoc (cl--item-matcher item keys) alist #'cdr)
    (rassq item alist)))

(defun cl-rassoc-if (pred list &rest keys)
  "Return the first element of LIST whose cdr satisfies PRED; KEYS is :key."
  (cl--assoc (cl--predicate-matcher pred keys) list #'cdr))

(defun cl-rassoc-if-not (pred list &rest keys)
  "Return the first element of LIST whose cdr does not satisfy PRED; KEYS is :key."
  (cl--assoc (cl--predicate-matcher pred keys t) list #'cdr))

(defun cl-mismatch (seq1 seq2 &rest keys)
  "Return the index in SEQ1 at which it first differs from SEQ2, nil if they match.
KEYS are :test, :test-not, :key, :start1, :end1, :start2, :end2 and :from-end."
  (let* ((same (cl--pair-test keys))
         (start1 (or (plist-get keys :start1) 0))
         (end1 (or (plist-get keys :end1) (length seq1)))
         (start2 (or (plist-get keys :start2) 0))
         (end2 (or (plist-get keys :end2) (length seq2))))
    (if (plist-get keys :from-end)
        (progn
          (while (and (< start1 end1) (< start2 end2)
                      (funcall same (elt seq1 (1- end1)) (elt seq2 (1- end2))))
            (setq end1 (1- end1) end2 (1- end2)))
          (and (or (< start1 end1) (< start2 end2))
               (1- end1)))
      (while (and (< start1 end1) (< start2 end2)
                  (funcall same (elt seq1 start1) (elt seq2 start2)))
        (setq start1 (1+ start1) start2 (1+ start2)))
      (and (or (< start1 end1) (< start2 end2))
           start1))))

(defun cl-search (seq1 seq2 &rest keys)
  "Return the index in SEQ2 at which SEQ1 first occurs, nil if it does not.
KEYS are :test, :test-not, :key, :start1, :end1, :start2, :end2 and :from-end."
  (let* ((same (cl--pair-test keys))
         (pattern (append (cl-subseq seq1 (or (plist-get keys :start1) 0) (plist-get keys :end1)) nil))
         (start2 (or (plist-get keys :start2) 0))
         (text (vconcat (cl-subseq seq2 0 (plist-get keys :end2))))
         (last (- (length text) (length pattern)))
         (from-end (plist-get keys :from-end))
         (pos (if from-end last start2))
         (found nil))
    (while (and (not found) (>= pos start2) (<= pos last))
      (let ((rest pattern) (i pos))
        (while (and rest (funcall same (car rest) (aref text i)))
          (setq rest (cdr rest) i (1+ i)))
        (if rest
            (setq pos (if from-end (1- pos) (1+ pos)))
          (setq found pos))))
    found))

;;; Changing

(defun cl--substitute (new match seq keys)
  "Return SEQ with NEW instead of elements for which MATCH is true, limited by KEYS."
  (let* ((start (or (plist-get keys :start) 0))
         (end (plist-get keys :end))
         (count (plist-get keys :count))
         (from-end (and count (plist-get keys :from-end)))
         (i 0) (changed nil))
    (when from-end
      (let ((total (cl--count match seq keys)))
        (if (> total count) (setq from-end (- total count)) (setq from-end nil))))
    (let ((result
           (mapcar (lambda (x)
                     (prog1
                         (if (and (>= i start) (or (null end) (< i end))
                                  (or (null count) (> count 0))
                                  (funcall match x)
                                  (if (and from-end (> from-end 0))
                                      (progn (setq from-end (1- from-end)) nil)
                                    t))
                             (progn (setq changed t)
                                    (if count (setq count (1- count)))
                                    new)
                           x)
                       (setq i (1+ i))))
                   seq)))
      (if changed (cl--like result seq) seq))))

(defun cl-substitute (new old seq &rest keys)
  "Return SEQ with NEW instead of elements that match OLD; KEYS are
:test, :test-not, :key, :count, :start, :end and :from-end."
  (cl--substitute new (cl--item-matcher old keys) seq keys))

(defun cl-substitute-if (new pred list &rest keys)
  "Return LIST with NEW instead of elements that satisfy PRED; KEYS as in `cl-substitute'."
  (cl--substitute new (cl--predicate-matcher pred keys) list keys))

(defun cl-substitute-if-not (new pred list &rest keys)
  "Return LIST with NEW instead of elements that do not satisfy PRED; KEYS as in `cl-substitute'."
  (cl--substitute new (cl--predicate-matcher pred keys t) list keys))

(defun cl--store (result seq)
  "Store the elements of the sequence RESULT in SEQ; return SEQ."
  (let ((i 0))
    (if (listp seq)
        (let ((tail seq))
          (mapc (lambda (x) (setcar tail x) (setq tail (cdr tail))) result))
      (mapc (lambda (x) (aset seq i x) (setq i (1+ i))) result))
    seq))

(defun cl-nsubstitute (new old seq &rest keys)
  "Like `cl-substitute' of NEW, OLD, SEQ and KEYS, but change SEQ."
  (cl--store (apply #'cl-substitute new old seq keys) seq))

(defun cl-nsubstitute-if (new pred list &rest keys)
  "Like `cl-substitute-if' of NEW, PRED, LIST and KEYS, but change LIST."
  (cl--store (apply #'cl-substitute-if new pred list keys) list))

(defun cl-nsubstitute-if-not (new pred list &rest keys)
  "Like `cl-substitute-if-not' of NEW, PRED, LIST and KEYS, but change LIST."
  (cl--store (apply #'cl-substitute-if-not new pred list keys) list))

(defun cl-fill (seq item &rest keys)
  "Fill SEQ with ITEM from :start to :end in KEYS."
  (let ((start (or (plist-get keys :start) 0)) (end (or (plist-get keys :end) (length seq))))
    (while (< start end)
      (setf (elt seq start) item)
      (setq start (1+ start)))
    seq))

(defun cl-replace (seq1 seq2 &rest keys)
  "Replace elements of SEQ1 by those of SEQ2; KEYS are :start1, :end1, :start2 and :end2."
  (let* ((start1 (or (plist-get keys :start1) 0))
         (end1 (or (plist-get keys :end1) (length seq1)))
         (start2 (or (plist-get keys :start2) 0))
         (end2 (or (plist-get keys :end2) (length seq2)))
         (n (min (- end1 start1) (- end2 start2)))
         (source (append (cl-subseq seq2 start2 (+ start2 (max n 0))) nil)))
    (dolist (x source)
      (setf (elt seq1 start1) x)
      (setq start1 (1+ start1)))
    seq1))

(defun cl-sort (seq pred &rest keys)
  "Sort SEQ by PRED, destructively; KEYS is :key."
  (let ((key (plist-get keys :key)))
    (cond
     ((not (or (listp seq) (vectorp seq)))
      (cl--store (apply #'cl-sort (append seq nil) pred keys) seq))
     ((memq key '(nil identity)) (sort seq pred))
     (t (sort seq (lambda (x y) (funcall pred (funcall key x) (funcall key y))))))))

(defun cl-stable-sort (seq pred &rest keys)
  "Sort SEQ by PRED, destructively, keeping the order of equal elements; KEYS is :key."
  (apply #'cl-sort seq pred keys))

(defun cl-merge (type seq1 seq2 pred &rest keys)
  "Merge the sorted SEQ1 and SEQ2 by PRED into a sequence of TYPE; KEYS is :key."
  (let ((a (append seq1 nil)) (b (append seq2 nil)) (key (or (plist-get keys :key) #'identity))
        (result nil))
    (while (and a b)
      (push (if (funcall pred (funcall key (car b)) (funcall key (car a))) (pop b) (pop a))
            result))
    (cl-coerce (nconc (nreverse result) a b) type)))

(defun cl-reduce (func seq &rest keys)
  "Combine the elements of SEQ by FUNC, a function of two arguments.
KEYS are :initial-value, :key, :start, :end and :from-end."
  (if (and (null keys) (listp seq))
      (if (null seq) (funcall func)
        (let ((acc (car seq)))
          (dolist (x (cdr seq)) (setq acc (funcall func acc x)))
          acc))
    (let* ((key (plist-get keys :key))
           (initial (plist-member keys :initial-value))
           (list (append (cl-subseq seq (or (plist-get keys :start) 0) (plist-get keys :end)) nil))
           (list (if key (mapcar key list) list)))
      (if (plist-get keys :from-end)
          (progn
            (setq list (reverse list))
            (let ((acc (cond (initial (cadr initial)) (list (pop list)) (t (funcall func)))))
              (dolist (x list) (setq acc (funcall func x acc)))
              acc))
        (let ((acc (cond (initial (cadr initial)) (list (pop list)) (t (funcall func)))))
          (dolist (x list) (setq acc (funcall func acc x)))
          acc)))))

;;; Sets

(defun cl--set-member (x list keys)
  "Return non-nil if X is in LIST by KEYS, whose :key applies to X too."
  (let ((key (plist-get keys :key)))
    (apply #'cl-member (if key (funcall key x) x) list keys)))

(defun cl-union (list1 list2 &rest keys)
  "Return the elements that are in LIST1 or LIST2; KEYS are :test, :test-not, :key."
  (cond
   ((null list1) list2)
   ((null list2) list1)
   ((and (not keys) (equal list1 list2)) list1)
   (t
    (or (>= (length list1) (length list2))
        (setq list1 (prog1 list2 (setq list2 list1))))
    (dolist (x list2)
      (unless (if (or keys (numberp x)) (cl--set-member x list1 keys) (memq x list1))
        (push x list1)))
    list1)))

(defun cl-nunion (list1 list2 &rest keys)
  "Like `cl-union' of LIST1, LIST2 and KEYS, but may change them."
  (apply #'cl-union list1 list2 keys))

(defun cl-intersection (list1 list2 &rest keys)
  "Return the elements that are in LIST1 and in LIST2; KEYS are :test, :test-not, :key."
  (and list1 list2
       (if (equal list1 list2) list1
         (let ((result nil))
           (when (< (length list1) (length list2))
             (setq list1 (prog1 list2 (setq list2 list1))))
           (dolist (x list2)
             (when (if (or keys (numberp x)) (cl--set-member x list1 keys) (memq x list1))
               (push x result)))
           result))))

(defun cl-nintersection (list1 list2 &rest keys)
  "Like `cl-intersection' of LIST1, LIST2 and KEYS, but may change them."
  (apply #'cl-intersection list1 list2 keys))

(defun cl-set-difference (list1 list2 &rest keys)
  "Return the elements of LIST1 that are not in LIST2; KEYS are :test, :test-not, :key."
  (if (or (null list1) (null list2)) list1
    (let ((result nil))
      (dolist (x list1)
        (unless (if (or keys (numberp x)) (cl--set-member x list2 keys) (memq x list2))
          (push x result)))
      (nreverse result))))

(defun cl-nset-difference (list1 list2 &rest keys)
  "Like `cl-set-difference' of LIST1, LIST2 and KEYS, but may change them."
  (apply #'cl-set-difference list1 list2 keys))

(defun cl-set-exclusive-or (list1 list2 &rest keys)
  "Return the elements that are in just one of LIST1 and LIST2; KEYS are :test, :test-not, :key."
  (cond
   ((null list1) list2)
   ((null list2) list1)
   ((equal list1 list2) nil)
   (t (append (apply #'cl-set-difference list1 list2 keys)
              (apply #'cl-set-difference list2 list1 keys)))))

(defun cl-nset-exclusive-or (list1 list2 &rest keys)
  "Like `cl-set-exclusive-or' of LIST1, LIST2 and KEYS, but may change them."
  (apply #'cl-set-exclusive-or list1 list2 keys))

(defun cl-subsetp (list1 list2 &rest keys)
  "Return t if every element of LIST1 is in LIST2; KEYS are :test, :test-not, :key."
  (cond
   ((null list1) t)
   ((null list2) nil)
   ((equal list1 list2) t)
   (t
    (while (and list1 (cl--set-member (car list1) list2 keys))
      (setq list1 (cdr list1)))
    (null list1))))

;;; Trees

(defun cl--subst (new match tree)
  "Return TREE with NEW instead of subtrees that satisfy MATCH."
  (cond
   ((funcall match tree) new)
   ((consp tree)
    (let ((a (cl--subst new match (car tree)))
          (d (cl--subst new match (cdr tree))))
      (if (and (eq a (car tree)) (eq d (cdr tree))) tree (cons a d))))
   (t tree)))

(defun cl-subst (new old tree &rest keys)
  "Return TREE with NEW instead of subtrees that match OLD; KEYS are :test, :test-not, :key."
  (cl--subst new (cl--item-matcher old keys) tree))

(defun cl-subst-if (new pred tree &rest keys)
  "Return TREE with NEW instead of subtrees that satisfy PRED; KEYS is :key."
  (cl--subst new (cl--predicate-matcher pred keys) tree))

(defun cl-subst-if-not (new pred tree &rest keys)
  "Return TREE with NEW instead of subtrees that do not satisfy PRED; KEYS is :key."
  (cl--subst new (cl--predicate-matcher pred keys t) tree))

(defun cl-nsubst (new old tree &rest keys)
  "Like `cl-subst' of NEW, OLD, TREE and KEYS, but may change TREE."
  (apply #'cl-subst new old tree keys))

(defun cl-nsubst-if (new pred tree &rest keys)
  "Like `cl-subst-if' of NEW, PRED, TREE and KEYS, but may change TREE."
  (apply #'cl-subst-if new pred tree keys))

(defun cl-sublis (alist tree &rest keys)
  "Return TREE with subtrees that are keys in ALIST replaced; KEYS are :test, :test-not, :key."
  (let ((same (cl--pair-test (let ((k (copy-sequence keys)))
                               (if (plist-member k :key) (plist-put k :key nil) k))))
        (key (plist-get keys :key)))
    (cl--sublis alist tree same key)))

(defun cl--sublis (alist tree same key)
  "Return TREE with subtrees that are keys in ALIST by SAME, after KEY, replaced."
  (let ((found nil) (tail alist) (value (if key (funcall key tree) tree)))
    (while (and tail (not found))
      (if (funcall same (car (car tail)) value) (setq found (car tail)))
      (setq tail (cdr tail)))
    (cond
     (found (cdr found))
     ((consp tree)
      (let ((a (cl--sublis alist (car tree) same key))
            (d (cl--sublis alist (cdr tree) same key)))
        (if (and (eq a (car tree)) (eq d (cdr tree))) tree (cons a d))))
     (t tree))))

(defun cl-nsublis (alist tree &rest keys)
  "Like `cl-sublis' of ALIST, TREE and KEYS, but may change TREE."
  (apply #'cl-sublis alist tree keys))

(defun cl-tree-equal (tree1 tree2 &rest keys)
  "Return t if TREE1 and TREE2 have the same shape and matching leaves; KEYS are :test, :test-not, :key."
  (cl--tree-equal tree1 tree2 (cl--pair-test keys)))

(defun cl--tree-equal (x y same)
  "Return t if the trees X and Y match by SAME."
  (while (and (consp x) (consp y) (cl--tree-equal (car x) (car y) same))
    (setq x (cdr x) y (cdr y)))
  (and (not (consp x)) (not (consp y))
       (funcall same x y)
       t))

(provide 'cl-seq)

;;; cl-seq.el ends here
