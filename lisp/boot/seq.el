;;; seq.el --- functions for any kind of sequence -*- lexical-binding: t; -*-

;; Lists, vectors, strings and bool-vectors are handled here directly.  Other types become sequences by `seq-into'
;; methods or by functions on the hook below, which is what `cl-defmethod' on a seq function extends.

(defun seqp (object)
  "Return non-nil if OBJECT is a sequence."
  (sequencep object))

(defun seq--list (sequence)
  "Return the elements of SEQUENCE as a list, which may be SEQUENCE itself."
  (if (listp sequence) sequence (append sequence nil)))

(defun seq--like (list sequence)
  "Return LIST as a sequence of the type of SEQUENCE."
  (cond
   ((listp sequence) list)
   ((stringp sequence) (concat list))
   (t (vconcat list))))

;;; Elements and parts

(defun seq-elt (sequence n)
  "Return the element of SEQUENCE at index N."
  (declare (gv-setter (lambda (store) `(setf (elt ,sequence ,n) ,store))))
  (elt sequence n))

(defalias 'seq-length #'length)

(defun seq-first (sequence)
  "Return the first element of SEQUENCE."
  (if (listp sequence) (car sequence) (elt sequence 0)))

(defun seq-rest (sequence)
  "Return SEQUENCE without its first element."
  (seq-drop sequence 1))

(defun seq-empty-p (sequence)
  "Return non-nil if SEQUENCE has no elements."
  (if (listp sequence) (null sequence) (= 0 (length sequence))))

(defun seq-copy (sequence)
  "Return a shallow copy of SEQUENCE."
  (copy-sequence sequence))

(defun seq-subseq (sequence start &optional end)
  "Return the part of SEQUENCE from START to END; negative ones count from the end."
  (cond
   ((or (stringp sequence) (vectorp sequence)) (substring sequence start end))
   ((listp sequence)
    (let ((list sequence) length (errtext (format "Bad bounding indices: %s, %s" start end)))
      (when (or (< start 0) (and end (< end 0)))
        (setq length (length list)))
      (if (< start 0) (setq start (+ start length)))
      (if (and end (< end 0)) (setq end (+ end length)))
      (when (or (< start 0) (and end (< end start))) (error "%s" errtext))
      (when (> start 0)
        (let ((cell (nthcdr (1- start) list)))
          (unless cell (error "%s" errtext))
          (setq list (cdr cell))))
      (if (null end)
          (copy-sequence list)
        (let ((n (- end start)) (result nil))
          (while (and (> n 0) list)
            (setq result (cons (car list) result) list (cdr list) n (1- n)))
          (when (> n 0) (error "%s" errtext))
          (nreverse result)))))
   ((sequencep sequence)
    (seq-into (seq-subseq (append sequence nil) start end) 'bool-vector))
   (t (error "Unsupported sequence: %s" sequence))))

(defun seq-take (sequence n)
  "Return the first N elements of SEQUENCE."
  (if (listp sequence)
      (let ((result nil))
        (while (and sequence (> n 0))
          (setq n (1- n) result (cons (car sequence) result) sequence (cdr sequence)))
        (nreverse result))
    (seq-subseq sequence 0 (min (max n 0) (length sequence)))))

(defun seq-drop (sequence n)
  "Return SEQUENCE without its first N elements."
  (if (<= n 0)
      sequence
    (if (listp sequence)
        (nthcdr n sequence)
      (let ((length (length sequence)))
        (seq-subseq sequence (min n length) length)))))

(defun seq-take-while (pred sequence)
  "Return the elements of SEQUENCE before the first for which PRED is nil."
  (if (listp sequence)
      (let ((result nil))
        (while (and sequence (funcall pred (car sequence)))
          (setq result (cons (car sequence) result) sequence (cdr sequence)))
        (nreverse result))
    (seq-take sequence (seq--count-successive pred sequence))))

(defun seq-drop-while (pred sequence)
  "Return the elements of SEQUENCE from the first for which PRED is nil."
  (if (listp sequence)
      (progn
        (while (and sequence (funcall pred (car sequence)))
          (setq sequence (cdr sequence)))
        sequence)
    (seq-drop sequence (seq--count-successive pred sequence))))

(defun seq--count-successive (pred sequence)
  "Return how many elements at the start of the array SEQUENCE satisfy PRED."
  (let ((n 0) (length (length sequence)))
    (while (and (< n length) (funcall pred (aref sequence n)))
      (setq n (1+ n)))
    n))

(defun seq-split (sequence length)
  "Return a list of the parts of SEQUENCE that are LENGTH long; the last may be shorter."
  (when (< length 1) (error "Sub-sequence length must be larger than zero"))
  (let ((result nil) (n (length sequence)) (start 0))
    (while (< start n)
      (push (seq-subseq sequence start (min n (+ start length))) result)
      (setq start (+ start length)))
    (nreverse result)))

(defun seq-partition (sequence n)
  "Return a list of the parts of SEQUENCE that are N long; the last may be shorter."
  (unless (< n 1)
    (let ((result nil))
      (while (not (seq-empty-p sequence))
        (push (seq-take sequence n) result)
        (setq sequence (seq-drop sequence n)))
      (nreverse result))))

(defun seq-reverse (sequence)
  "Return the reverse of SEQUENCE."
  (reverse sequence))

(defun seq-concatenate (type &rest sequences)
  "Return SEQUENCES joined to one of TYPE: vector, string or list."
  (cond
   ((eq type 'vector) (apply #'vconcat sequences))
   ((eq type 'string) (apply #'concat sequences))
   ((eq type 'list) (apply #'append (append sequences '(nil))))
   (t (error "Not a sequence type name: %S" type))))

(defun seq-into-sequence (sequence)
  "Return SEQUENCE, which must be one."
  (unless (sequencep sequence)
    (error "Cannot convert %S into a sequence" sequence))
  sequence)

(defun seq-into (sequence type)
  "Return SEQUENCE converted to TYPE: vector, string or list."
  (cond
   ((memq type '(vector array)) (if (vectorp sequence) sequence (vconcat sequence)))
   ((eq type 'string) (if (stringp sequence) sequence (concat sequence)))
   ((eq type 'list) (if (listp sequence) sequence (append sequence nil)))
   ((eq type 'bool-vector) (apply #'bool-vector (append sequence nil)))
   (t (error "Not a sequence type name: %S" type))))

(defun seq--into-list (sequence) "Return SEQUENCE as a list." (seq-into sequence 'list))
(defun seq--into-vector (sequence) "Return SEQUENCE as a vector." (seq-into sequence 'vector))
(defun seq--into-string (sequence) "Return SEQUENCE as a string." (seq-into sequence 'string))

;;; Visiting

(defun seq-do (function sequence)
  "Call FUNCTION for each element of SEQUENCE."
  (mapc function sequence))

(defalias 'seq-each #'seq-do)

(defun seq-do-indexed (function sequence)
  "Call FUNCTION for each element of SEQUENCE and its index; return nil."
  (let ((index 0))
    (mapc (lambda (x)
            (funcall function x index)
            (setq index (1+ index)))
          sequence))
  nil)

(defmacro seq-doseq (spec &rest body)
  "Evaluate BODY with a variable bound to each element of a sequence; SPEC is (VAR SEQUENCE)."
  (declare (indent 1) (debug ((symbolp form &optional form) body)))
  `(seq-do (lambda (,(car spec)) ,@body) ,(cadr spec)))

(defun seq-map (function sequence)
  "Return the list of what FUNCTION returns for the elements of SEQUENCE."
  (mapcar function sequence))

(defun seq-map-indexed (function sequence)
  "Return the list of what FUNCTION returns for the elements of SEQUENCE and their indices."
  (let ((index 0))
    (mapcar (lambda (x)
              (prog1 (funcall function x index)
                (setq index (1+ index))))
            sequence)))

(defun seq-mapn (function sequence &rest sequences)
  "Return the list of what FUNCTION returns for the elements of SEQUENCE and SEQUENCES, side by side."
  (if (null sequences)
      (mapcar function sequence)
    (let ((lists (mapcar #'seq--list (cons sequence sequences))) (result nil))
      (while (not (memq nil lists))
        (setq result (cons (apply function (mapcar #'car lists)) result)
              lists (mapcar #'cdr lists)))
      (nreverse result))))

(defun seq-mapcat (function sequence &optional type)
  "Return what FUNCTION returns for the elements of SEQUENCE, joined to a sequence of TYPE, list by default."
  (apply #'seq-concatenate (or type 'list) (mapcar function sequence)))

(defun seq-filter (pred sequence)
  "Return the list of the elements of SEQUENCE for which PRED is non-nil."
  (let ((result nil))
    (if (listp sequence)
        (while sequence
          (if (funcall pred (car sequence))
              (setq result (cons (car sequence) result)))
          (setq sequence (cdr sequence)))
      (mapc (lambda (x) (if (funcall pred x) (setq result (cons x result)))) sequence))
    (nreverse result)))

(defun seq-remove (pred sequence)
  "Return the list of the elements of SEQUENCE for which PRED is nil."
  (let ((result nil))
    (mapc (lambda (x) (unless (funcall pred x) (setq result (cons x result)))) sequence)
    (nreverse result)))

(defun seq-remove-at-position (sequence n)
  "Return SEQUENCE without the element at index N."
  (seq-concatenate (cond ((listp sequence) 'list) ((stringp sequence) 'string) (t 'vector))
                   (seq-subseq sequence 0 n)
                   (seq-subseq sequence (1+ n))))

(defun seq-keep (function sequence)
  "Return the list of what FUNCTION returns for the elements of SEQUENCE, without nil."
  (delq nil (mapcar function sequence)))

(defun seq-reduce (function sequence initial-value)
  "Combine INITIAL-VALUE with the elements of SEQUENCE, one after another, by FUNCTION."
  (let ((acc initial-value))
    (if (listp sequence)
        (while sequence
          (setq acc (funcall function acc (car sequence))
                sequence (cdr sequence)))
      (mapc (lambda (x) (setq acc (funcall function acc x))) sequence))
    acc))

;;; Searching

(defun seq-some (pred sequence)
  "Return the first non-nil value of PRED for the elements of SEQUENCE, nil if there is none."
  (let ((list (seq--list sequence)) (value nil))
    (while (and list (not (setq value (funcall pred (car list)))))
      (setq list (cdr list)))
    value))

(defun seq-every-p (pred sequence)
  "Return t if PRED is non-nil for all elements of SEQUENCE."
  (let ((list (seq--list sequence)))
    (while (and list (funcall pred (car list)))
      (setq list (cdr list)))
    (null list)))

(defun seq-find (pred sequence &optional default)
  "Return the first element of SEQUENCE for which PRED is non-nil, DEFAULT if there is none."
  (let ((list (seq--list sequence)))
    (while (and list (not (funcall pred (car list))))
      (setq list (cdr list)))
    (if list (car list) default)))

(defun seq-count (pred sequence)
  "Return how many elements of SEQUENCE satisfy PRED."
  (let ((count 0))
    (mapc (lambda (x) (if (funcall pred x) (setq count (1+ count)))) sequence)
    count))

(defun seq-contains-p (sequence elt &optional testfn)
  "Return t if SEQUENCE has an element equal to ELT by TESTFN, `equal' by default."
  (let ((list (seq--list sequence)))
    (if (null testfn)
        (and (member elt list) t)
      (while (and list (not (funcall testfn (car list) elt)))
        (setq list (cdr list)))
      (and list t))))

(defun seq-contains (sequence elt &optional testfn)
  "Return the first element of SEQUENCE equal to ELT by TESTFN, `equal' by default."
  (seq-find (lambda (x) (funcall (or testfn #'equal) elt x)) sequence))

(defun seq-position (sequence elt &optional testfn)
  "Return the index of the first element of SEQUENCE equal to ELT by TESTFN, `equal' by default."
  (let ((test (or testfn #'equal)) (list (seq--list sequence)) (index 0))
    (while (and list (not (funcall test (car list) elt)))
      (setq list (cdr list) index (1+ index)))
    (and list index)))

(defun seq-positions (sequence elt &optional testfn)
  "Return the indices of the elements of SEQUENCE that equal ELT by TESTFN, `equal' by default."
  (let ((result nil) (test (or testfn #'equal)))
    (seq-do-indexed (lambda (x i) (if (funcall test x elt) (push i result))) sequence)
    (nreverse result)))

(defun seq-min (sequence)
  "Return the smallest element of SEQUENCE, of numbers."
  (apply #'min (seq--list sequence)))

(defun seq-max (sequence)
  "Return the largest element of SEQUENCE, of numbers."
  (apply #'max (seq--list sequence)))

(defun seq-random-elt (sequence)
  "Return a random element of SEQUENCE; signal an error if it is empty."
  (if (seq-empty-p sequence)
      (error "Sequence cannot be empty")
    (elt sequence (random (length sequence)))))

;;; Sorting, grouping and sets

(defun seq-sort (pred sequence)
  "Return SEQUENCE sorted by PRED; SEQUENCE itself is not changed."
  (if (listp sequence)
      (sort (copy-sequence sequence) pred)
    (seq--like (sort (append sequence nil) pred) sequence)))

(defun seq-sort-by (function pred sequence)
  "Return SEQUENCE sorted by PRED of what FUNCTION returns for the elements."
  (seq-sort (lambda (a b) (funcall pred (funcall function a) (funcall function b))) sequence))

(defun seq-uniq (sequence &optional testfn)
  "Return the list of the elements of SEQUENCE, each once, compared by TESTFN, `equal' by default."
  (let ((result nil))
    (if (null testfn)
        (let ((seen (make-hash-table :test 'equal)))
          (mapc (lambda (x)
                  (unless (gethash x seen)
                    (puthash x t seen)
                    (setq result (cons x result))))
                sequence))
      (mapc (lambda (x)
              (let ((tail result))
                (while (and tail (not (funcall testfn (car tail) x)))
                  (setq tail (cdr tail)))
                (unless tail (setq result (cons x result)))))
            sequence))
    (nreverse result)))

(defun seq-set-equal-p (sequence1 sequence2 &optional testfn)
  "Return t if SEQUENCE1 and SEQUENCE2 have the same elements by TESTFN, in any order."
  (and (seq-every-p (lambda (x) (seq-contains-p sequence2 x testfn)) sequence1)
       (seq-every-p (lambda (x) (seq-contains-p sequence1 x testfn)) sequence2)))

(defun seq-union (sequence1 sequence2 &optional testfn)
  "Return the list of the elements of SEQUENCE1 and SEQUENCE2, each once, by TESTFN."
  (let ((result nil))
    (dolist (sequence (list sequence1 sequence2))
      (mapc (lambda (x)
              (unless (seq-contains-p result x testfn) (setq result (cons x result))))
            sequence))
    (nreverse result)))

(defun seq-intersection (sequence1 sequence2 &optional testfn)
  "Return the list of the elements of SEQUENCE1 that are in SEQUENCE2 by TESTFN."
  (seq-filter (lambda (x) (seq-contains-p sequence2 x testfn)) sequence1))

(defun seq-difference (sequence1 sequence2 &optional testfn)
  "Return the list of the elements of SEQUENCE1 that are not in SEQUENCE2 by TESTFN."
  (seq-remove (lambda (x) (seq-contains-p sequence2 x testfn)) sequence1))

(defun seq-group-by (function sequence)
  "Return an alist from what FUNCTION returns to the list of elements of SEQUENCE it returns that for."
  (let ((result nil))
    (mapc (lambda (x)
            (let* ((key (funcall function x))
                   (entry (assoc key result)))
              (if entry
                  (setcdr entry (cons x (cdr entry)))
                (setq result (cons (list key x) result)))))
          (reverse (seq--list sequence)))
    ;; The keys are in the order of the last elements that have them, seen from the end.
    result))

;;; Destructuring

(defun seq--elt-safe (sequence n)
  "Return the element of SEQUENCE at index N, nil if there is none."
  (ignore-errors (elt sequence n)))

(defmacro seq-let (args sequence &rest body)
  "Bind the variables ARGS to the elements of SEQUENCE while BODY is evaluated."
  (declare (indent 2) (debug (sexp form body)))
  `(pcase-let ((,(seq--make-pcase-pattern args) ,sequence)) ,@body))

(defmacro seq-setq (args sequence)
  "Set the variables ARGS to the elements of SEQUENCE."
  (declare (debug (sexp form)))
  `(progn (pcase-setq ,(seq--make-pcase-pattern args) ,sequence) nil))

(defun seq--make-pcase-pattern (args)
  "Return the `seq' pattern for ARGS, variables or nested ARGS."
  (cons 'seq
        (mapcar (lambda (arg) (if (or (consp arg) (vectorp arg)) (seq--make-pcase-pattern arg) arg))
                args)))

(pcase-defmacro seq (&rest patterns)
  "Match a sequence whose elements match PATTERNS; missing ones count as nil.
&rest PATTERN matches what remains."
  (let ((index 0) (result nil))
    (while patterns
      (if (eq (car patterns) '&rest)
          (progn
            (push `(app (pcase--flip seq-drop ,index) ,(cadr patterns)) result)
            (setq patterns nil))
        (push `(app (pcase--flip seq--elt-safe ,index) ,(car patterns)) result)
        (setq index (1+ index)
              patterns (cdr patterns))))
    `(and (pred seqp) ,@(nreverse result))))

(provide 'seq)

;;; seq.el ends here
