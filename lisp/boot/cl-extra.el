;;; cl-extra.el --- Common Lisp mapping, arithmetic and the rest -*- lexical-binding: t; -*-

(require 'cl-lambda)
(require 'seq)

;;; Mapping

(defun cl--mapcar-many (func seqs &optional collect)
  "Call FUNC with the nth elements of SEQS for each n; return the results if COLLECT."
  (let* ((lists (mapcar (lambda (s) (if (listp s) s (append s nil))) seqs))
         (result nil))
    (while (not (memq nil lists))
      (let ((value (apply func (mapcar #'car lists))))
        (if collect (push value result)))
      (setq lists (mapcar #'cdr lists)))
    (nreverse result)))

(defun cl-mapcar (func x &rest rest)
  "Return the results of FUNC for the elements of X and of the sequences REST, side by side."
  (cond
   ((null rest) (mapcar func x))
   ((and (null (cdr rest)) (listp x) (listp (car rest)))
    (let ((y (car rest)) (result nil))
      (while (and x y)
        (push (funcall func (pop x) (pop y)) result))
      (nreverse result)))
   (t (cl--mapcar-many func (cons x rest) t))))

(defun cl-map (type func x &rest rest)
  "Return a sequence of TYPE of the results of FUNC for the elements of X and REST, side by side."
  (let ((result (apply #'cl-mapcar func x rest)))
    (if type (cl-coerce result type))))

(defun cl-mapc (func x &rest rest)
  "Call FUNC for the elements of X and REST, side by side; return X."
  (if rest
      (cl--mapcar-many func (cons x rest))
    (mapc func x))
  x)

(defun cl-mapcan (func x &rest rest)
  "Concatenate, destructively, the results of FUNC for the elements of X and REST."
  (apply #'nconc (apply #'cl-mapcar func x rest)))

(defun cl-maplist (func x &rest rest)
  "Return the results of FUNC for the tails of the lists X and REST, side by side."
  (let ((lists (cons x rest)) (result nil))
    (while (not (memq nil lists))
      (push (apply func lists) result)
      (setq lists (mapcar #'cdr lists)))
    (nreverse result)))

(defun cl-mapl (func x &rest rest)
  "Call FUNC for the tails of the lists X and REST, side by side; return X."
  (apply #'cl-maplist func x rest)
  x)

(defun cl-mapcon (func x &rest rest)
  "Concatenate, destructively, the results of FUNC for the tails of the lists X and REST."
  (apply #'nconc (apply #'cl-maplist func x rest)))

(defun cl-some (pred seq &rest rest)
  "Return the first non-nil value of PRED for the elements of SEQ and REST, side by side."
  (if (or rest (not (listp seq)))
      (let ((lists (mapcar (lambda (s) (append s nil)) (cons seq rest))) (value nil))
        (while (and (not value) (not (memq nil lists)))
          (setq value (apply pred (mapcar #'car lists))
                lists (mapcar #'cdr lists)))
        value)
    (let ((value nil))
      (while (and seq (not (setq value (funcall pred (car seq)))))
        (setq seq (cdr seq)))
      value)))

(defun cl-every (pred seq &rest rest)
  "Return t if PRED is true for all elements of SEQ and REST, side by side."
  (if (or rest (not (listp seq)))
      (let ((lists (mapcar (lambda (s) (append s nil)) (cons seq rest))) (value t))
        (while (and value (not (memq nil lists)))
          (setq value (apply pred (mapcar #'car lists))
                lists (mapcar #'cdr lists)))
        (and value t))
    (while (and seq (funcall pred (car seq)))
      (setq seq (cdr seq)))
    (null seq)))

(defun cl-notany (pred seq &rest rest)
  "Return t if PRED is false for all elements of SEQ and REST, side by side."
  (not (apply #'cl-some pred seq rest)))

(defun cl-notevery (pred seq &rest rest)
  "Return t if PRED is false for some elements of SEQ and REST, side by side."
  (not (apply #'cl-every pred seq rest)))

;;; Sequences

(defun cl-coerce (x type)
  "Return X converted to TYPE."
  (cond
   ((eq type 'list) (if (listp x) x (append x nil)))
   ((eq type 'vector) (if (vectorp x) x (vconcat x)))
   ((eq type 'bool-vector) (if (bool-vector-p x) x (apply #'bool-vector (append x nil))))
   ((eq type 'string) (if (stringp x) x (concat x)))
   ((eq type 'array) (if (arrayp x) x (vconcat x)))
   ((and (eq type 'character) (stringp x) (= (length x) 1)) (aref x 0))
   ((and (eq type 'character) (symbolp x)) (cl-coerce (symbol-name x) type))
   ((eq type 'float) (float x))
   ((cl-typep x type) x)
   (t (error "Can't coerce %s to type %s" x type))))

(defun cl-subseq (seq start &optional end)
  "Return the part of SEQ from START to END; negative ones count from the end."
  (declare (gv-setter (lambda (new)
                        (macroexp-let2 nil new new
                          `(progn (cl-replace ,seq ,new :start1 ,start :end1 ,end) ,new)))))
  (seq-subseq seq start end))

(defun cl-concatenate (type &rest sequences)
  "Return SEQUENCES joined to one of TYPE."
  (cond
   ((eq type 'list) (apply #'append (append sequences '(nil))))
   ((memq type '(vector array)) (apply #'vconcat sequences))
   ((eq type 'string) (apply #'concat sequences))
   ((eq type 'bool-vector) (apply #'bool-vector (apply #'append (append sequences '(nil)))))
   (t (error "Not a sequence type name: %S" type))))

(defun cl-copy-list (list)
  "Return a copy of LIST, which may end in something other than nil."
  (if (consp list)
      (let ((result nil))
        (while (consp list) (push (pop list) result))
        (prog1 (nreverse result) (setcdr result list)))
    (car list)))

(defalias 'cl-copy-seq #'copy-sequence)

(defun cl-revappend (x y)
  "Return the reverse of the list X followed by Y."
  (nconc (reverse x) y))

(defun cl-nreconc (x y)
  "Like `cl-revappend' of X and Y, but change X."
  (nconc (nreverse x) y))

(defun cl-list-length (x)
  "Return the length of the list X, nil if it is circular."
  (cl-check-type x list)
  (condition-case nil
      (length x)
    (circular-list nil)))

(defun cl-tailp (sublist list)
  "Return t if SUBLIST is a tail of LIST."
  (while (and (consp list) (not (eq sublist list)))
    (setq list (cdr list)))
  (if (numberp sublist) (equal sublist list) (eq sublist list)))

(defun cl-ldiff (list sublist)
  "Return a copy of LIST up to its tail SUBLIST."
  (let ((result nil))
    (while (and (consp list) (not (eq list sublist)))
      (push (pop list) result))
    (nreverse result)))

(defun cl-list* (arg &rest rest)
  "Return a list of ARG and REST whose last element is the tail."
  (cond
   ((not rest) arg)
   ((not (cdr rest)) (cons arg (car rest)))
   (t
    (let* ((n (length rest))
           (copy (copy-sequence rest))
           (last (nthcdr (- n 2) copy)))
      (setcdr last (car (cdr last)))
      (cons arg copy)))))

(defun cl-acons (key value alist)
  "Return ALIST with (KEY . VALUE) added in front."
  (cons (cons key value) alist))

(defun cl-pairlis (keys values &optional alist)
  "Return an alist of KEYS and VALUES followed by ALIST."
  (nconc (cl-mapcar #'cons keys values) alist))

;;; Property lists

(defun cl-getf (plist tag &optional def)
  "Return the value of TAG in PLIST, DEF if it is not there."
  (declare (gv-expander
            (lambda (do)
              (gv-letplace (getter setter) plist
                (macroexp-let2* nil ((k tag) (d def))
                  (funcall do `(cl-getf ,getter ,k ,d)
                           (lambda (v)
                             (macroexp-let2 nil v v
                               `(progn ,(funcall setter `(cl--set-getf ,getter ,k ,v))
                                       ,v)))))))))
  (let ((cell (plist-member plist tag)))
    (if cell (cadr cell) def)))

(defun cl--set-getf (plist tag val)
  "Return PLIST with TAG set to VAL."
  (let ((cell (plist-member plist tag)))
    (if cell
        (progn (setcar (cdr cell) val) plist)
      (cl-list* tag val plist))))

(defun cl-get (sym tag &optional def)
  "Return the property TAG of the symbol SYM, DEF if it has none."
  (cl-getf (symbol-plist sym) tag def))

(gv-define-setter cl-get (val sym tag &optional _def) `(put ,sym ,tag ,val))

(defun cl-remprop (sym tag)
  "Remove the property TAG of the symbol SYM; return non-nil if it had one."
  (let ((plist (symbol-plist sym)))
    (if (and plist (eq tag (car plist)))
        (progn (setplist sym (cddr plist)) t)
      (cl--do-remf plist tag))))

;;; Numbers

(defun cl-plusp (number) "Return t if NUMBER is positive." (> number 0))
(defun cl-minusp (number) "Return t if NUMBER is negative." (< number 0))
(defun cl-oddp (integer) "Return t if INTEGER is odd." (eq (logand integer 1) 1))
(defun cl-evenp (integer) "Return t if INTEGER is even." (eq (logand integer 1) 0))

(defun cl-gcd (&rest args)
  "Return the greatest common divisor of the integers ARGS."
  (let ((a (abs (or (pop args) 0))))
    (dolist (b args)
      (setq b (abs b))
      (while (/= b 0) (setq b (% a (setq a b)))))
    a))

(defun cl-lcm (&rest args)
  "Return the least common multiple of the integers ARGS."
  (if (memq 0 args)
      0
    (let ((a (abs (or (pop args) 1))))
      (dolist (b args)
        (setq a (* (/ a (cl-gcd a b)) (abs b))))
      a)))

(defun cl-isqrt (x)
  "Return the integer square root of X."
  (if (and (integerp x) (> x 0))
      (let ((guess (ash 1 (/ (1+ (logb x)) 2))) next)
        (setq guess (* 2 guess))
        (while (< (setq next (/ (+ guess (/ x guess)) 2)) guess)
          (setq guess next))
        guess)
    (if (eq x 0) 0 (signal 'arith-error nil))))

(defun cl-floor (x &optional y)
  "Return the list (QUOTIENT REMAINDER) of X divided by Y, rounded down."
  (let ((q (floor x y)))
    (list q (- x (if y (* y q) q)))))

(defun cl-ceiling (x &optional y)
  "Return the list (QUOTIENT REMAINDER) of X divided by Y, rounded up."
  (let ((result (cl-floor x y)))
    (if (= (cadr result) 0) result
      (list (1+ (car result)) (- (cadr result) (or y 1))))))

(defun cl-truncate (x &optional y)
  "Return the list (QUOTIENT REMAINDER) of X divided by Y, rounded toward zero."
  (if (eq (>= x 0) (or (null y) (>= y 0)))
      (cl-floor x y)
    (cl-ceiling x y)))

(defun cl-round (x &optional y)
  "Return the list (QUOTIENT REMAINDER) of X divided by Y, rounded to the nearest, ties to even."
  (if y
      (if (and (integerp x) (integerp y))
          (let* ((hy (/ y 2))
                 (result (cl-floor (+ x hy) y)))
            (if (and (= (cadr result) 0)
                     (= (+ hy hy) y)
                     (/= (% (car result) 2) 0))
                (list (1- (car result)) hy)
              (list (car result) (- (cadr result) hy))))
        (let ((q (round (/ x y))))
          (list q (- x (* q y)))))
    (if (integerp x) (list x 0)
      (let ((q (round x)))
        (list q (- x q))))))

(defun cl-mod (x y) "Return the remainder of X divided by Y, rounded down." (nth 1 (cl-floor x y)))
(defun cl-rem (x y) "Return the remainder of X divided by Y, rounded toward zero." (nth 1 (cl-truncate x y)))

(defun cl-signum (x)
  "Return 1, 0 or -1 by the sign of X."
  (cond ((> x 0) 1) ((< x 0) -1) (t 0)))

(defun cl-parse-integer (string &rest keys)
  "Parse the integer in STRING; KEYS are :start, :end, :radix and :junk-allowed."
  (let* ((start (or (plist-get keys :start) 0))
         (end (or (plist-get keys :end) (length string)))
         (radix (or (plist-get keys :radix) 10))
         (skip (lambda ()
                 (while (and (< start end)
                             (memq (aref string start) '(?\s ?\t ?\n ?\r ?\f)))
                   (setq start (1+ start)))))
         (sign (progn
                 (funcall skip)
                 (when (< start end)
                   (cond ((eq (aref string start) ?+) (setq start (1+ start)) 1)
                         ((eq (aref string start) ?-) (setq start (1+ start)) -1)
                         (t 1)))))
         (sum nil) digit)
    (while (and (< start end)
                (setq digit (cl-digit-char-p (aref string start) radix)))
      (setq sum (+ (* (or sum 0) radix) digit)
            start (1+ start)))
    (funcall skip)
    (cond
     ((and sum (or (= start end) (plist-get keys :junk-allowed))) (* sign sum))
     ((plist-get keys :junk-allowed) nil)
     (t (error "Not an integer string: `%s'" string)))))

(defun cl-digit-char-p (char &optional radix)
  "Return the value of CHAR as a digit in RADIX, 10 by default, nil if it is none."
  (let ((value (cond ((<= ?0 char ?9) (- char ?0))
                     ((<= ?a char ?z) (- char ?a -10))
                     ((<= ?A char ?Z) (- char ?A -10)))))
    (if (and value (< value (or radix 10))) value)))

;;; Random numbers

(defun cl-make-random-state (&optional state)
  "Return a new state for `cl-random', a copy of STATE unless that is t."
  (if (eq (car-safe state) 'cl--random-state)
      (copy-sequence state)
    (list 'cl--random-state (random t))))

(defun cl-random-state-p (object)
  "Return t if OBJECT is a state for `cl-random'."
  (eq (car-safe object) 'cl--random-state))

(defvar cl--random-state nil
  "The state `cl-random' uses by default.")

(defun cl-random (lim &optional _state)
  "Return a random number from 0 to below LIM, a positive number."
  (if (integerp lim)
      (if (fixnump lim) (random lim)
        (let ((result 0) (size (1+ (logb lim))))
          (while (> size 0)
            (setq result (logior (ash result 30) (random (ash 1 30)))
                  size (- size 30)))
          (mod result lim)))
    (* lim (/ (random 1073741824) 1073741824.0))))

(defconst cl-most-positive-float 1.7976931348623157e308
  "The largest float.")
(defconst cl-most-negative-float -1.7976931348623157e308
  "The largest negative float in absolute value.")
(defconst cl-least-positive-float 5e-324
  "The smallest positive float.")
(defconst cl-least-negative-float -5e-324
  "The smallest negative float in absolute value.")
(defconst cl-least-positive-normalized-float 2.2250738585072014e-308
  "The smallest positive float with full precision.")
(defconst cl-least-negative-normalized-float -2.2250738585072014e-308
  "The smallest negative float in absolute value with full precision.")
(defconst cl-float-epsilon 2.220446049250313e-16
  "The smallest float that changes 1.0 when added to it.")
(defconst cl-float-negative-epsilon 1.1102230246251565e-16
  "The smallest float that changes 1.0 when subtracted from it.")

(defun cl-float-limits ()
  "Return `cl-least-positive-float'; the limits of floats are constants."
  cl-least-positive-float)

;;; Equality and printing

(defun cl-equalp (x y)
  "Return t if X and Y have equal contents: strings regardless of case, numbers by value."
  (cond
   ((eq x y) t)
   ((stringp x) (and (stringp y) (string= (downcase x) (downcase y))))
   ((numberp x) (and (numberp y) (= x y)))
   ((consp x)
    (while (and (consp x) (consp y) (cl-equalp (car x) (car y)))
      (setq x (cdr x) y (cdr y)))
    (and (not (consp x)) (cl-equalp x y)))
   ((vectorp x)
    (and (vectorp y) (= (length x) (length y))
         (let ((i (length x)))
           (while (and (>= (setq i (1- i)) 0) (cl-equalp (aref x i) (aref y i))))
           (< i 0))))
   (t (equal x y))))

(defun cl-fresh-line (&optional stream)
  "Print a newline to STREAM unless it is at the beginning of a line."
  (terpri stream 'ensure))

(defun cl-prettyprint (form)
  "Insert a pretty-printed FORM into the current buffer."
  (insert "\n" (pp-to-string form)))

(defun cl-prettyexpand (form &optional _full)
  "Pretty-print the expansion of FORM."
  (cl-prettyprint (macroexpand-all form)))

(defun cl-macroexpand-all (form &optional env)
  "Expand all macro calls in FORM, with those of ENV."
  (macroexpand-all form env))

;;; Values

(defun cl-values (&rest values)
  "Return the list of VALUES, which stands for multiple values."
  values)

(defun cl-values-list (list)
  "Return LIST, which stands for multiple values."
  (unless (listp list) (signal 'wrong-type-argument (list 'listp list)))
  list)

(defun cl-multiple-value-list (expression)
  "Return EXPRESSION, a list of values."
  expression)

(defun cl-multiple-value-apply (function expression)
  "Call FUNCTION with the list of values EXPRESSION."
  (apply function expression))

(defalias 'cl-multiple-value-call #'apply)

(defun cl-nth-value (n expression)
  "Return the Nth of the values EXPRESSION."
  (nth n expression))

(defun cl-constantly (value)
  "Return a function that takes any arguments and returns VALUE."
  (lambda (&rest _) value))

(provide 'cl-extra)

;;; cl-extra.el ends here
