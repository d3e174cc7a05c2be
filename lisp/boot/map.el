;;; map.el --- functions for any kind of map -*- lexical-binding: t; -*-

;; Maps are alists, property lists, hash tables, and arrays (from indices to elements).

(require 'seq)

(define-error 'map-not-inplace "Cannot modify map in-place")

(defun map--plist-p (list)
  "Return non-nil if LIST is to be taken for a property list."
  (and (consp list) (atom (car list))))

(defun map--bad (map)
  "Signal that MAP is no map."
  (signal 'wrong-type-argument (list 'mapp map)))

(defun mapp (map)
  "Return non-nil if MAP is an alist, a plist, a hash table or an array."
  (or (listp map) (hash-table-p map) (arrayp map)))

(defun map-elt (map key &optional default testfn)
  "Return the value of KEY in MAP, DEFAULT if it has none.
TESTFN compares keys in alists and plists, `equal' in alists by default and `eq' in plists."
  (declare
   (gv-expander
    (lambda (do)
      (gv-letplace (mgetter msetter) `(gv-delay-error ,map)
        (macroexp-let2* nil ((key key) (default default) (testfn testfn))
          (funcall do `(map-elt ,mgetter ,key ,default)
                   (lambda (v)
                     (macroexp-let2 nil v v
                       `(condition-case nil
                            (map-put! ,mgetter ,key ,v ,testfn)
                          (map-not-inplace
                           ,(funcall msetter `(map-insert ,mgetter ,key ,v))
                           ,v))))))))))
  (cond
   ((null map) default)
   ((map--plist-p map)
    (if testfn
        (let ((tail map) (found nil))
          (while (and tail (not found))
            (if (funcall testfn key (car tail)) (setq found tail) (setq tail (cddr tail))))
          (if found (cadr found) default))
      (let ((cell (plist-member map key)))
        (if cell (cadr cell) default))))
   ((listp map) (alist-get key map default nil (or testfn #'equal)))
   ((hash-table-p map) (gethash key map default))
   ((arrayp map)
    (if (and (natnump key) (< key (length map))) (aref map key) default))
   (t (map--bad map))))

(defmacro map-put (map key value &optional testfn)
  "Set KEY to VALUE in the map stored in the place MAP; TESTFN compares keys."
  `(setf (map-elt ,map ,key nil ,testfn) ,value))

(defun map-put! (map key value &optional testfn)
  "Set KEY to VALUE in MAP itself; signal `map-not-inplace' if that is not possible.
TESTFN compares keys."
  (cond
   ((hash-table-p map) (puthash key value map))
   ((map--plist-p map)
    (let ((cell (plist-member map key)))
      (if cell (setcar (cdr cell) value)
        (nconc map (list key value)))))
   ((listp map)
    (let ((cell (assoc key map testfn)))
      (if cell (setcdr cell value)
        (signal 'map-not-inplace (list map)))))
   ((arrayp map) (aset map key value))
   (t (map--bad map)))
  value)

(defun map-insert (map key value)
  "Return a map like MAP with KEY set to VALUE; MAP itself is not changed."
  (cond
   ((map--plist-p map) (cons key (cons value map)))
   ((listp map) (cons (cons key value) map))
   (t
    (let ((copy (map-copy map)))
      (map-put! copy key value)
      copy))))

(defun map-delete (map key)
  "Remove KEY from MAP, destructively if possible; return the map."
  (cond
   ((map--plist-p map)
    (let ((result nil))
      (while map
        (unless (eq (car map) key)
          (setq result (cons (cadr map) (cons (car map) result))))
        (setq map (cddr map)))
      (nreverse result)))
   ((listp map) (assoc-delete-all key map #'equal))
   ((hash-table-p map) (remhash key map) map)
   ((arrayp map)
    (if (and (natnump key) (< key (length map))) (aset map key nil))
    map)
   (t (map--bad map))))

(defun map-nested-elt (map keys &optional default)
  "Follow KEYS through MAP and the maps in it; return what is found, DEFAULT if it is nothing."
  (or (seq-reduce (lambda (acc key) (if (mapp acc) (map-elt acc key))) keys map)
      default))

(defun map-do (function map)
  "Call FUNCTION for each key and value of MAP; return nil."
  (cond
   ((map--plist-p map)
    (while map
      (funcall function (car map) (cadr map))
      (setq map (cddr map))))
   ((listp map)
    (dolist (pair map)
      (if (consp pair) (funcall function (car pair) (cdr pair)))))
   ((hash-table-p map) (maphash function map))
   ((arrayp map) (seq-do-indexed (lambda (value index) (funcall function index value)) map))
   (t (map--bad map)))
  nil)

(defun map-apply (function map)
  "Return the list of what FUNCTION returns for each key and value of MAP."
  (let ((result nil))
    (map-do (lambda (k v) (setq result (cons (funcall function k v) result))) map)
    (nreverse result)))

(defun map-keys-apply (function map)
  "Return the list of what FUNCTION returns for each key of MAP."
  (map-apply (lambda (k _) (funcall function k)) map))

(defun map-values-apply (function map)
  "Return the list of what FUNCTION returns for each value of MAP."
  (map-apply (lambda (_ v) (funcall function v)) map))

(defun map-keys (map) "Return the list of the keys of MAP." (map-apply (lambda (k _) k) map))
(defun map-values (map) "Return the list of the values of MAP." (map-apply (lambda (_ v) v) map))
(defun map-pairs (map) "Return MAP as an alist." (map-apply #'cons map))

(defun map-length (map)
  "Return how many entries MAP has."
  (cond
   ((hash-table-p map) (hash-table-count map))
   ((map--plist-p map) (/ (length map) 2))
   ((or (listp map) (arrayp map)) (length map))
   (t (map--bad map))))

(defun map-empty-p (map)
  "Return non-nil if MAP has no entries."
  (if (listp map) (null map) (zerop (map-length map))))

(defun map-copy (map)
  "Return a copy of MAP."
  (cond
   ((map--plist-p map) (copy-sequence map))
   ((listp map) (mapcar (lambda (p) (if (consp p) (cons (car p) (cdr p)) p)) map))
   ((hash-table-p map) (copy-hash-table map))
   ((arrayp map) (copy-sequence map))
   (t (map--bad map))))

(defun map-contains-key (map key &optional testfn)
  "Return non-nil if MAP has KEY; TESTFN compares keys, `equal' by default."
  (cond
   ((null map) nil)
   ((hash-table-p map)
    (let ((missing (make-symbol "missing")))
      (not (eq missing (gethash key map missing)))))
   ((map--plist-p map)
    (let ((found nil))
      (map-do (lambda (k _) (if (funcall (or testfn #'equal) key k) (setq found t))) map)
      found))
   ((listp map) (and (assoc key map (or testfn #'equal)) t))
   ((arrayp map) (and (natnump key) (< key (length map))))
   (t (map--bad map))))

(defun map-filter (pred map)
  "Return an alist of the keys and values of MAP for which PRED is non-nil."
  (let ((result nil))
    (map-do (lambda (k v) (if (funcall pred k v) (push (cons k v) result))) map)
    (nreverse result)))

(defun map-remove (pred map)
  "Return an alist of the keys and values of MAP for which PRED is nil."
  (map-filter (lambda (k v) (not (funcall pred k v))) map))

(defun map-some (pred map)
  "Return the first non-nil value of PRED for the keys and values of MAP."
  (catch 'map--some
    (map-do (lambda (k v)
              (let ((value (funcall pred k v)))
                (if value (throw 'map--some value))))
            map)))

(defun map-every-p (pred map)
  "Return t if PRED is non-nil for all keys and values of MAP."
  (not (map-some (lambda (k v) (not (funcall pred k v))) map)))

(defun map-into (map type)
  "Return MAP converted to TYPE: list or alist, plist, hash-table, or (hash-table KEYWORDS...)."
  (cond
   ((memq type '(list alist)) (map-pairs map))
   ((eq type 'plist)
    (let ((result nil))
      (map-do (lambda (k v) (push k result) (push v result)) map)
      (nreverse result)))
   ((memq (or (car-safe type) type) '(hash-table))
    (let ((table (apply #'make-hash-table
                        (or (cdr-safe type) (list :test #'equal :size (max 1 (map-length map)))))))
      (map-do (lambda (k v) (puthash k v table)) map)
      table))
   (t (error "Don't know how to convert to map type %S" type))))

(defun map-merge (type &rest maps)
  "Return a map of TYPE with the entries of MAPS; later ones win."
  (map-into (map--merged maps (lambda (_ new) new)) type))

(defun map-merge-with (type function &rest maps)
  "Return a map of TYPE with the entries of MAPS; FUNCTION combines values of the same key."
  (map-into (map--merged maps function) type))

(defun map--merged (maps function)
  "Return a hash table with the entries of MAPS, FUNCTION combining values of the same key."
  (let ((table (make-hash-table :test #'equal)) (missing (make-symbol "missing")))
    (dolist (map maps)
      (map-do (lambda (k v)
                (let ((old (gethash k table missing)))
                  (puthash k (if (eq old missing) v (funcall function old v)) table)))
              map))
    table))

(defun map-reverse (map)
  "Return an alist from the values of MAP to its keys."
  (map-apply (lambda (k v) (cons v k)) map))

(defmacro map-let (keys map &rest body)
  "Bind variables to values in MAP while BODY is evaluated; KEYS are as in the `map' pattern."
  (declare (indent 2) (debug ((&rest &or symbolp ([form symbolp])) form body)))
  `(pcase-let ((,(cons 'map keys) ,map)) ,@body))

(pcase-defmacro map (&rest args)
  "Match a map.  ARGS are SYMBOL (the key is the symbol's name as a symbol), :KEYWORD (bound
to a variable of that name), or (KEY PATTERN), KEY being evaluated, or (KEY PATTERN DEFAULT)."
  `(and (pred mapp)
        ,@(mapcar
           (lambda (arg)
             (cond
              ((keywordp arg)
               `(app (pcase--flip map-elt ,arg) ,(intern (substring (symbol-name arg) 1))))
              ((consp arg)
               (let ((key (car arg)) (pattern (if (cdr arg) (cadr arg) (car arg))))
                 (when (and (null (cdr arg)) (eq 'quote (car-safe key))) (setq pattern (cadr key)))
                 (if (nth 2 arg)
                     `(app (lambda (m) (map-elt m ,key ,(nth 2 arg))) ,pattern)
                   `(app (pcase--flip map-elt ,key) ,pattern))))
              (t `(app (pcase--flip map-elt ',arg) ,arg))))
           args)))

(provide 'map)

;;; map.el ends here
