;;; cl-generic.el --- functions with methods -*- lexical-binding: t; -*-

;; A generic function is a closure that looks for the combination of methods fit for its arguments in a cache keyed
;; by the arguments' tags, and builds it at the first call with such tags.  A tag is the class name of an argument,
;; its value if some method has an `eql' specializer for it, or its car if some method has `head'.

(require 'cl-lambda)
(require 'cl-macs)
(require 'cl-struct)

(define-error 'cl-no-method "No method")
(define-error 'cl-no-next-method "No next method" 'cl-no-method)
(define-error 'cl-no-primary-method "No primary method" 'cl-no-method)
(define-error 'cl-no-applicable-method "No applicable method" 'cl-no-method)

;;; Representation

(defun cl--generic (name)
  "Return the description of the generic function NAME, nil if it is none.
It is a record [cl--generic NAME METHODS CACHE OPTIONS KINDS]."
  (get name 'cl--generic))

(defun cl--generic-name (generic) "Return the name of GENERIC." (aref generic 1))
(defun cl--generic-method-table (generic) "Return the methods of GENERIC." (aref generic 2))

;; A method is a record [cl--generic-method SPECIALIZERS QUALIFIERS FUNCTION CONTEXTS]; FUNCTION takes the next
;; method, a function that says whether there is one, and the arguments.
(defun cl--generic-method-specializers (method) "Return the specializers of METHOD." (aref method 1))
(defun cl--generic-method-qualifiers (method) "Return the qualifiers of METHOD." (aref method 2))
(defun cl--generic-method-function (method) "Return the function of METHOD." (aref method 3))
(defun cl--generic-method-contexts (method) "Return the &context conditions of METHOD." (aref method 4))

(defun cl-generic-p (f)
  "Return non-nil if F names a generic function."
  (and (symbolp f) (cl--generic f) t))

(defun cl-generic-ensure-function (name &optional noerror)
  "Return the description of the generic function NAME, made if need be.
Signal an error if NAME has another definition, unless NOERROR."
  (let ((origname name) generic)
    (while (and (null (setq generic (cl--generic name)))
                (fboundp name)
                (symbol-function name)
                (symbolp (symbol-function name)))
      (setq name (symbol-function name)))
    (unless (or (not (fboundp name)) generic noerror
                (autoloadp (symbol-function name)))
      (error "%s is already defined as something else than a generic function" origname))
    (or generic
        (let ((new (record 'cl--generic name nil (make-hash-table :test 'equal) nil nil)))
          (put name 'cl--generic new)
          new))))

;;; Classes

(defconst cl--generic-type-parents
  '((null . (boolean symbol list sequence atom))
    (boolean . (symbol atom))
    (keyword . (symbol atom))
    (symbol . (atom))
    (fixnum . (integer number integer-or-marker number-or-marker atom))
    (bignum . (integer number integer-or-marker number-or-marker atom))
    (integer . (number integer-or-marker number-or-marker atom))
    (float . (number number-or-marker atom))
    (marker . (integer-or-marker number-or-marker atom))
    (cons . (list sequence))
    (string . (array sequence atom))
    (vector . (array sequence atom))
    (bool-vector . (array sequence atom))
    (char-table . (array sequence atom))
    (subr . (function atom))
    (compiled-function . (function atom)))
  "Alist of types and those that include them, the nearest first.")

(defun cl--generic-class-parents (tag)
  "Return the types that TAG, a type, belongs to, itself first and t last."
  (let ((class (cl--find-class tag)))
    (append
     (if class
         (append (cl--generic-linearize class)
                 (if (eq (type-of class) 'cl-structure-class)
                     (if (memq (cl--struct-class-type class) '(list vector))
                         nil
                       '(cl-structure-object record atom))
                   '(atom)))
       (cons tag (or (cdr (assq tag cl--generic-type-parents)) '(atom))))
     '(t))))

(defun cl--generic-linearize (class)
  "Return the names of CLASS and its ancestors, the most specific first."
  (if (and (fboundp 'eieio--class-precedence-names)
           (eq (type-of class) 'eieio--class))
      (eieio--class-precedence-names class)
    (cl--class-allparents class)))

(defun cl--generic-tag (arg)
  "Return the name of the class of ARG."
  (cond
   ((null arg) 'null)
   ((eq arg t) 'boolean)
   ((keywordp arg) 'keyword)
   ((fixnump arg) 'fixnum)
   ((integerp arg) 'bignum)
   ((and (vectorp arg) (> (length arg) 0) (symbolp (aref arg 0))
         (let ((class (cl--find-class (aref arg 0))))
           (and class (eq (type-of class) 'cl-structure-class)
                (eq (cl--struct-class-type class) 'vector)
                (aref arg 0)))))
   ((and (functionp arg) (not (symbolp arg)) (not (subrp arg))) 'compiled-function)
   (t (type-of arg))))

;;; Applicability

(defun cl--generic-specializer-fits (specializer arg)
  "Return the distance of SPECIALIZER from ARG, nil if it does not apply."
  (cond
   ((eq specializer t) 1000)
   ((eq (car-safe specializer) 'eql)
    (if (eql arg (cadr specializer)) -2))
   ((eq (car-safe specializer) 'member)
    (if (memql arg (cdr specializer)) -2))
   ((eq (car-safe specializer) 'head)
    (if (and (consp arg) (eql (car arg) (cadr specializer))) -1))
   ((eq (car-safe specializer) 'subclass)
    (let* ((parents (cl--generic-subclass-parents arg))
           (tail (memq (cadr specializer) parents)))
      (if tail (- (length parents) (length tail)))))
   ((symbolp specializer)
    (let* ((parents (cl--generic-class-parents (cl--generic-tag arg)))
           (tail (memq specializer parents)))
      (if tail (- (length parents) (length tail))
        (cond
         ((assq (cl--generic-tag arg) '((compiled-function)))
          (if (and (memq specializer '(function)) (functionp arg)) 1))
         ((cl--generic-odd-type-p specializer arg) 500)))))
   (t (error "Unknown specializer %S" specializer))))

(defun cl--generic-subclass-parents (arg)
  "Return the names of the class called ARG and its ancestors, nil if ARG names no class."
  (let ((class (and arg (symbolp arg) (cl--find-class arg))))
    (and class (cl--generic-linearize class))))

(defun cl--generic-odd-type-p (type arg)
  "Return non-nil if ARG is of TYPE, one that is no class but that methods may name."
  (and (not (cl--find-class type))
       (get type 'cl-deftype-satisfies)
       (cl-typep arg type)))

(defun cl--generic-contexts-fit (contexts)
  "Return non-nil if CONTEXTS, a list of (FORM SPECIALIZER), hold."
  (let ((ok t))
    (while (and ok contexts)
      (let ((context (pop contexts)))
        (setq ok (if (eq (car-safe (car context)) 'derived-mode-p)
                     (derived-mode-p (cadr context))
                   (cl--generic-specializer-fits
                    (let ((s (cadr context)))
                      (if (eq (car-safe s) 'eql) (list 'eql (eval (cadr s) t)) s))
                    (eval (car context) t))))))
    ok))

(defun cl--generic-applicable (generic args)
  "Return the methods of GENERIC that apply to ARGS, the most specific first."
  (let ((found nil))
    (dolist (method (cl--generic-method-table generic))
      (let ((specializers (cl--generic-method-specializers method))
            (rest args) (distances nil) (fits t))
        (while (and fits specializers)
          (let ((distance (if (or rest (eq (car specializers) t))
                              (cl--generic-specializer-fits (car specializers) (car rest))
                            nil)))
            (if distance
                (push distance distances)
              (setq fits nil)))
          (setq specializers (cdr specializers) rest (cdr rest)))
        (when (and fits (cl--generic-contexts-fit (cl--generic-method-contexts method)))
          (push (list (nreverse distances)
                      (length (cl--generic-method-contexts method))
                      method)
                found))))
    (mapcar (lambda (entry) (nth 2 entry))
            (sort (nreverse found) #'cl--generic-more-specific))))

(defun cl--generic-more-specific (a b)
  "Return non-nil if the entry A, (DISTANCES CONTEXTS METHOD), is more specific than B."
  (if (/= (nth 1 a) (nth 1 b))
      (> (nth 1 a) (nth 1 b))
    (let ((x (car a)) (y (car b)))
      (while (and x y (= (car x) (car y)))
        (setq x (cdr x) y (cdr y)))
      (cond ((and x y) (< (car x) (car y)))
            (x (< (car x) 1000))
            (t nil)))))

;;; Combination

(defun cl--generic-qualified (methods qualifier)
  "Return those of METHODS whose main qualifier is QUALIFIER."
  (let ((result nil))
    (dolist (method methods)
      (let ((qualifiers (cl--generic-method-qualifiers method)))
        (when (eq (car (cl--generic-plain-qualifiers qualifiers)) qualifier)
          (push method result))))
    (nreverse result)))

(defun cl--generic-plain-qualifiers (qualifiers)
  "Return QUALIFIERS without :extra and its string."
  (if (eq (car qualifiers) :extra) (cddr qualifiers) qualifiers))

(defun cl--generic-chain (generic methods last)
  "Return a function that calls the first of METHODS, the others being next, and then LAST."
  (if (null methods)
      last
    (let* ((method (car methods))
           (next (cl--generic-chain generic (cdr methods) last))
           (function (cl--generic-method-function method)))
      (lambda (&rest args)
        (apply function
               (or next
                   (lambda (&rest args)
                     (apply #'cl-no-next-method (cl--generic-name generic) method args)))
               (and next t)
               args)))))

(defun cl--generic-combine (generic methods)
  "Return the function that METHODS of GENERIC, the most specific first, amount to."
  (let ((before (cl--generic-qualified methods :before))
        (after (reverse (cl--generic-qualified methods :after)))
        (around (cl--generic-qualified methods :around))
        (extra nil) (primary nil))
    (dolist (method (cl--generic-qualified methods nil))
      (if (eq :extra (car (cl--generic-method-qualifiers method)))
          (push method extra)
        (push method primary)))
    (setq primary (append (nreverse extra) (nreverse primary)))
    (let ((core (if primary
                    (cl--generic-chain generic primary nil)
                  (lambda (&rest args)
                    (apply (if methods #'cl-no-primary-method #'cl-no-applicable-method)
                           (cl--generic-name generic) args)))))
      (when (or before after)
        (let ((befores (mapcar (lambda (m) (cl--generic-chain generic (list m) nil)) before))
              (afters (mapcar (lambda (m) (cl--generic-chain generic (list m) nil)) after))
              (inner core))
          (setq core (lambda (&rest args)
                       (dolist (f befores) (apply f args))
                       (prog1 (apply inner args)
                         (dolist (f afters) (apply f args)))))))
      (if around (cl--generic-chain generic around core) core))))

;;; Dispatch

(defun cl--generic-kinds (generic)
  "Return how the arguments of GENERIC tell its methods apart.
It is a list with an element for each argument that matters: (TYPE-P VALUES HEADS SUBCLASS-P)."
  (let ((kinds nil) (contexts nil))
    (dolist (method (cl--generic-method-table generic))
      (if (cl--generic-method-contexts method) (setq contexts t))
      (let ((i 0))
        (dolist (specializer (cl--generic-method-specializers method))
          (while (<= (length kinds) i)
            (setq kinds (append kinds (list (list nil nil nil nil)))))
          (let ((kind (nth i kinds)))
            (cond
             ((eq specializer t))
             ((memq (car-safe specializer) '(eql member))
              (setf (nth 1 kind) (append (cdr specializer) (nth 1 kind))))
             ((eq (car-safe specializer) 'head)
              (setf (nth 2 kind) (append (cdr specializer) (nth 2 kind))))
             ((eq (car-safe specializer) 'subclass) (setf (nth 3 kind) t))
             (t (setf (nth 0 kind) (if (and (symbolp specializer)
                                            (not (cl--find-class specializer))
                                            (get specializer 'cl-deftype-satisfies))
                                       'odd
                                     (or (nth 0 kind) t))))))
          (setq i (1+ i)))))
    (while (and kinds (equal (car (last kinds)) '(nil nil nil nil)))
      (setq kinds (butlast kinds)))
    (if (or contexts (memq 'odd (mapcar #'car kinds))) 'uncached kinds)))

(defun cl--generic-argument-key (kind arg)
  "Return the part of the cache key for ARG, of KIND."
  (cond
   ((and (nth 1 kind) (memql arg (nth 1 kind))) (list 'eql arg))
   ((and (nth 2 kind) (consp arg) (memql (car arg) (nth 2 kind))) (list 'head (car arg)))
   ((and (nth 3 kind) arg (symbolp arg) (cl--find-class arg)) (list 'subclass arg))
   ((nth 0 kind) (cl--generic-tag arg))
   (t (if (nth 2 kind) (cl--generic-tag arg)))))

(defun cl--generic-dispatcher (generic)
  "Return the function that calls GENERIC."
  (let ((kinds (cl--generic-kinds generic))
        (cache (make-hash-table :test 'equal)))
    (aset generic 3 cache)
    (cond
     ((eq kinds 'uncached)
      (lambda (&rest args)
        (apply (cl--generic-combine generic (cl--generic-applicable generic args)) args)))
     ((null kinds)
      (let ((function nil))
        (lambda (&rest args)
          (apply (or function
                     (setq function (cl--generic-combine generic (cl--generic-applicable generic args))))
                 args))))
     ((null (cdr kinds))
      (let ((kind (car kinds)))
        (lambda (&rest args)
          (let ((key (cl--generic-argument-key kind (car args))))
            (apply (or (gethash key cache)
                       (puthash key (cl--generic-combine generic (cl--generic-applicable generic args))
                                cache))
                   args)))))
     (t
      (lambda (&rest args)
        (let ((key nil) (rest args) (tail kinds))
          (while tail
            (setq key (cons (cl--generic-argument-key (car tail) (car rest)) key)
                  tail (cdr tail) rest (cdr rest)))
          (apply (or (gethash key cache)
                     (puthash key (cl--generic-combine generic (cl--generic-applicable generic args))
                              cache))
                 args)))))))

(defun cl--generic-install (generic)
  "Define the function of GENERIC by its methods."
  (let ((name (cl--generic-name generic))
        (doc nil))
    (ignore doc)
    (defalias name (cl--generic-dispatcher generic))))

(defun cl--generic-clear-caches ()
  "Forget all combinations of methods, because classes changed."
  (mapatoms (lambda (symbol)
              (let ((generic (cl--generic symbol)))
                (when generic (cl--generic-install generic))))))

;;; Errors

(defun cl-no-next-method (name method &rest args)
  "Signal that METHOD of the generic function NAME, called with ARGS, has no next method."
  (signal 'cl-no-next-method `(,name ,method ,@args)))

(defun cl-no-applicable-method (name &rest args)
  "Signal that the generic function NAME has no method for ARGS."
  (signal 'cl-no-applicable-method `(,name ,@args)))

(defun cl-no-primary-method (name &rest args)
  "Signal that the generic function NAME has no primary method for ARGS."
  (signal 'cl-no-primary-method `(,name ,@args)))

(defun cl-call-next-method (&rest _args)
  "Call the next method; only inside of a method."
  (error "cl-call-next-method only allowed inside primary and around methods"))

(defun cl-next-method-p ()
  "Return non-nil if there is a next method; only inside of a method."
  (error "cl-next-method-p only allowed inside primary and around methods"))

;;; Defining

(defun cl--generic-split-args (args)
  "Split ARGS, the argument list of a method, into (PLAIN SPECIALIZERS CONTEXTS)."
  (let ((plain nil) (specializers nil) (contexts nil) (required t))
    (while args
      (let ((arg (if (consp args) (pop args) (prog1 args (push '&rest plain) (setq args nil)))))
        (cond
         ((eq arg '&context)
          (push (pop args) contexts)
          (while (and (consp args) (consp (car args)) (not (symbolp (car (car args)))))
            (push (pop args) contexts)))
         ((and (symbolp arg) (memq arg cl--lambda-list-keywords))
          (setq required nil)
          (push arg plain))
         ((and required (consp arg))
          (push (cl--generic-specializer (cadr arg)) specializers)
          (push (car arg) plain))
         (t
          (if required (push t specializers))
          (push arg plain)))))
    (while (and specializers (eq (car specializers) t))
      (pop specializers))
    (list (nreverse plain) (nreverse specializers) (nreverse contexts))))

(defun cl--generic-specializer (specializer)
  "Return the form that evaluates to SPECIALIZER, as written in a method."
  (cond
   ((and (eq (car-safe specializer) 'eql))
    (let ((value (cadr specializer)))
      ;; An unquoted symbol stands for itself, as older code has it.
      (list 'eql (if (memq (car-safe value) '(quote function)) (cadr value)
                   (if (and (consp value)) (eval value t) value)))))
   ((eq (car-safe specializer) 'subclass) (list 'subclass (cadr specializer)))
   (t specializer)))

(defmacro cl-defgeneric (name args &rest options-and-methods)
  "Define NAME as a generic function of ARGS.
OPTIONS-AND-METHODS are a docstring, declarations, (:method ...), (:documentation ...)
and a default body."
  (declare (indent 2) (doc-string 3))
  (let ((doc (if (stringp (car-safe options-and-methods)) (pop options-and-methods)))
        (methods nil) (body nil) (declarations nil)
        (setf-name (if (eq 'setf (car-safe name)) (cadr name))))
    (while options-and-methods
      (let ((item (pop options-and-methods)))
        (cond
         ((eq (car-safe item) 'declare) (setq declarations (append declarations (cdr item))))
         ((eq (car-safe item) :documentation) (setq doc (cadr item)))
         ((eq (car-safe item) :method) (push `(cl-defmethod ,name ,@(cdr item)) methods))
         ((keywordp (car-safe item)) nil)
         (t (setq body (cons item options-and-methods) options-and-methods nil)))))
    (when body
      (push `(cl-defmethod ,name ,args ,@body) methods))
    (when setf-name (setq name (cl--generic-setf-name setf-name)))
    `(progn
       (cl-generic-define ',name ',args nil)
       ,@(and doc `((put ',name 'function-documentation ,doc)))
       ,@(byte-run--declare 'defun name args declarations)
       ,@(nreverse methods)
       ',name)))

(defun cl--generic-setf-name (name)
  "Return the name of the function that stores into the place NAME."
  (intern (format "(setf %s)" name)))

(defun cl-generic-define (name _args options)
  "Make NAME a generic function without methods, with OPTIONS."
  (let ((generic (cl-generic-ensure-function name 'noerror)))
    (aset generic 2 nil)
    (aset generic 4 options)
    (put name 'cl--generic-was-generic t)
    (cl--generic-install generic)))

(defmacro cl-defmethod (name args &rest body)
  "Define a method of the generic function NAME.
Elements (VAR TYPE) of ARGS restrict the method to arguments of TYPE: a structure or
class, a built-in type, (eql VALUE) or (head VALUE).  Qualifiers :before, :after,
:around and :extra STRING go before ARGS.  BODY may call `cl-call-next-method'
and `cl-next-method-p'."
  (declare (doc-string cl--defmethod-doc-pos) (indent defun))
  (let ((qualifiers nil))
    (while (not (listp args))
      (push args qualifiers)
      (setq args (pop body)))
    (when (eq 'setf (car-safe name))
      (setq name (cl--generic-setf-name (cadr name))))
    (let* ((split (cl--generic-split-args args))
           (specializers (nth 1 split)))
      `(cl-generic-define-method
        ',name ',(nreverse qualifiers) ',specializers ',(nth 2 split)
        ,(cl--generic-method-lambda (car split) body name)))))

(defun cl--generic-method-lambda (plain body name)
  "Return an expression for the function of a method with the argument list PLAIN and BODY.
NAME is that of the generic function."
  (let* ((next (make-symbol "cl--next"))
         (nextp (make-symbol "cl--nextp"))
         (all (make-symbol "cl--args"))
         (parsed (macroexp-parse-body body))
         (forms (cdr parsed))
         (uses-next (macroexp--fgrep '((cl-call-next-method) (cl-next-method-p)
                                       (call-next-method) (next-method-p))
                                     forms))
         (transformed (cl--transform-lambda
                       plain
                       (append (delq nil (mapcar (lambda (d) (unless (stringp d) d)) (car parsed)))
                               forms)
                       nil)))
    (ignore name)
    (if (not uses-next)
        `(lambda (,next ,nextp ,@(car transformed))
           ,@(cl--generic-strip-doc (cdr transformed)))
      `(lambda (,next ,nextp &rest ,all)
         (cl-flet ((cl-call-next-method (&rest cl--next-args)
                     (apply ,next (or cl--next-args ,all)))
                   (cl-next-method-p () ,nextp))
           (apply (lambda ,(car transformed) ,@(cl--generic-strip-doc (cdr transformed))) ,all))))))

(defun cl--generic-strip-doc (body)
  "Return BODY, of a lambda, without a docstring before other forms."
  (if (and (stringp (car body)) (cdr body)) (cdr body) body))

(defun cl-generic-define-method (name qualifiers specializers contexts function)
  "Add FUNCTION to the methods of the generic function NAME.
QUALIFIERS, SPECIALIZERS and CONTEXTS say when it is called."
  (let* ((generic (cl-generic-ensure-function name 'noerror))
         (method (record 'cl--generic-method specializers qualifiers function contexts))
         (methods (cl--generic-method-table generic))
         (old nil))
    (dolist (m methods)
      (when (and (equal (cl--generic-method-specializers m) specializers)
                 (equal (cl--generic-method-qualifiers m) qualifiers)
                 (equal (cl--generic-method-contexts m) contexts))
        (setq old m)))
    (when (and (null methods) (fboundp name) (not (autoloadp (symbol-function name)))
               (null (aref generic 5)))
      ;; What the name meant before serves where no method applies.
      (unless (get name 'cl--generic-was-generic)
        (let ((before (symbol-function name)))
          (setq methods
                (list (record 'cl--generic-method nil nil
                              (lambda (_next _nextp &rest args) (apply before args))
                              nil))))))
    (put name 'cl--generic-was-generic t)
    (aset generic 2 (if old
                        (mapcar (lambda (m) (if (eq m old) method m)) methods)
                      (cons method methods)))
    (cl--generic-install generic)
    (push (cons 'cl-defmethod (cons name specializers)) current-load-list)
    name))

(defun cl-find-method (generic qualifiers specializers)
  "Return the method of GENERIC, a name, with QUALIFIERS and SPECIALIZERS."
  (let ((found nil))
    (dolist (method (cl--generic-method-table (cl-generic-ensure-function generic 'noerror)))
      (when (and (equal (cl--generic-method-specializers method) specializers)
                 (equal (cl--generic-method-qualifiers method) qualifiers))
        (setq found method)))
    found))

(defun cl-generic-all-functions (&optional type)
  "Return the names of all generic functions, those with a method for TYPE if that is given."
  (let ((result nil))
    (mapatoms (lambda (symbol)
                (let ((generic (cl--generic symbol)))
                  (when (and generic
                             (or (null type)
                                 (cl-some (lambda (m) (memq type (cl--generic-method-specializers m)))
                                          (cl--generic-method-table generic))))
                    (push symbol result)))))
    result))

(provide 'cl-generic)

;;; cl-generic.el ends here
