;;; cl-struct.el --- Common Lisp types and structures -*- lexical-binding: t; -*-

(require 'cl-lambda)

;;; Classes

;; A structure type is described by a record of the type `cl-structure-class', kept as the property `cl--class' of
;; its name.  Its layout is written out because structures are defined in terms of it.

(defun cl--make-slot-descriptor (name initform type props)
  "Return a description of the slot NAME with INITFORM, TYPE and PROPS."
  (record 'cl-slot-descriptor name initform type props))
(defun cl--slot-descriptor-name (slot) "Return the name of SLOT." (aref slot 1))
(defun cl--slot-descriptor-initform (slot) "Return the initial form of SLOT." (aref slot 2))
(defun cl--slot-descriptor-type (slot) "Return the type of SLOT." (aref slot 3))
(defun cl--slot-descriptor-props (slot) "Return the alist of other properties of SLOT." (aref slot 4))

(defun cl--find-class (type)
  "Return the class of the name TYPE, nil if there is none."
  (get type 'cl--class))
(gv-define-setter cl--find-class (class type) `(put ,type 'cl--class ,class))
(defalias 'cl-find-class #'cl--find-class)
(defalias 'cl--struct-get-class #'cl--struct-class-or-error)

(defun cl--make-struct-class (name docstring parents slots index-table tag type named print)
  "Return the class of structures called NAME.
DOCSTRING, PARENTS (classes), SLOTS (a vector), INDEX-TABLE (slot names to
indices), TAG (the variable of tags), TYPE (nil, list or vector), NAMED and
PRINT are its parts."
  (record 'cl-structure-class name docstring parents slots index-table tag type named print
          (intern (format "cl-struct-%s-tags" name))))

(defun cl--class-name (class) "Return the name of CLASS." (aref class 1))
(defun cl--class-docstring (class) "Return the documentation of CLASS." (aref class 2))
(defun cl--class-parents (class) "Return the classes that CLASS includes." (aref class 3))
(defun cl--class-slots (class) "Return the vector of the slots of CLASS." (aref class 4))
(defun cl--class-index-table (class) "Return the table of slot indices of CLASS." (aref class 5))
(defun cl--struct-class-name (class) "Return the name of CLASS." (aref class 1))
(defun cl--struct-class-parents (class) "Return the classes that CLASS includes." (aref class 3))
(defun cl--struct-class-slots (class) "Return the vector of the slots of CLASS." (aref class 4))
(defun cl--struct-class-index-table (class) "Return the table of slot indices of CLASS." (aref class 5))
(defun cl--struct-class-tag (class) "Return the tag of CLASS." (aref class 6))
(defun cl--struct-class-type (class) "Return how instances of CLASS are stored." (aref class 7))
(defun cl--struct-class-named (class) "Return non-nil if instances of CLASS carry its name." (aref class 8))
(defun cl--struct-class-print (class) "Return the print function of CLASS." (aref class 9))
(defun cl--struct-class-children-sym (class) "Return the variable with the tags of CLASS." (aref class 10))

(defun cl--class-p (object)
  "Return non-nil if OBJECT is a class."
  (and (recordp object) (memq (aref object 0) '(cl-structure-class eieio--class built-in-class)) t))

(defun cl--struct-class-p (object)
  "Return non-nil if OBJECT is the class of a structure type."
  (eq (type-of object) 'cl-structure-class))

(defun cl--struct-class-or-error (name)
  "Return the class of the structure type NAME; signal an error if there is none."
  (let ((class (cl--find-class name)))
    (if (cl--struct-class-p class) class
      (error "%S is not a struct name" name))))

(defun cl--class-allparents (class)
  "Return the names of CLASS and all it includes, the nearest first."
  (let ((result nil) (pending (list class)))
    (while pending
      (let ((c (pop pending)))
        (push (cl--class-name c) result)
        (setq pending (append pending (cl--class-parents c)))))
    (nreverse (delete-dups result))))

(defun cl--struct-all-parents (class)
  "Return CLASS and all the classes it includes, the nearest first."
  (mapcar #'cl--find-class (cl--class-allparents class)))

(defun cl-struct-p (object)
  "Return non-nil if OBJECT is a structure."
  (and (recordp object) (cl--struct-class-p (get (type-of object) 'cl--class))))

;;; Types

(defconst cl--type-predicates
  '((null . null) (symbol . symbolp) (list . listp) (cons . consp) (atom . atom)
    (integer . integerp) (fixnum . fixnump) (bignum . bignump) (float . floatp)
    (number . numberp) (real . numberp) (natnum . natnump) (character . characterp)
    (string . stringp) (vector . vectorp) (array . arrayp) (sequence . sequencep)
    (function . functionp) (compiled-function . byte-code-function-p)
    (keyword . keywordp) (boolean . booleanp) (hash-table . hash-table-p)
    (buffer . bufferp) (marker . markerp) (process . processp) (overlay . overlayp)
    (window . windowp) (frame . framep) (subr . subrp) (record . recordp)
    (bool-vector . bool-vector-p) (char-table . char-table-p)
    (number-or-marker . number-or-marker-p) (integer-or-marker . integer-or-marker-p)
    (keymap . keymapp) (command . commandp) (thread . threadp) (mutex . mutexp)
    (obarray . obarrayp) (face . facep) (font . fontp))
  "Alist of the types that one predicate decides.")

(defun cl--type-test (val type)
  "Return a form that tests whether VAL, an expression that may be copied, is of TYPE."
  (cond
   ((eq type t) t)
   ((null type) nil)
   ((symbolp type) (cl--symbol-type-test val type))
   ((not (consp type)) (error "Bad type spec: %s" type))
   ((eq (car type) 'or)
    `(or ,@(mapcar (lambda (sub) (cl--type-test val sub)) (cdr type))))
   ((eq (car type) 'and)
    `(and ,@(mapcar (lambda (sub) (cl--type-test val sub)) (cdr type))))
   ((eq (car type) 'not) `(not ,(cl--type-test val (cadr type))))
   ((memq (car type) '(member cl-member)) `(and (memql ,val ',(cdr type)) t))
   ((eq (car type) 'eql) `(eql ,val ',(cadr type)))
   ((eq (car type) 'satisfies) `(funcall #',(cadr type) ,val))
   ((memq (car type) '(integer float real number))
    `(and ,(cl--type-test val (car type))
          ,@(cl--bound-test val (nth 1 type) '>= '>)
          ,@(cl--bound-test val (nth 2 type) '<= '<)))
   (t
    (let ((handler (get (car type) 'cl-deftype-handler)))
      (if handler
          (cl--type-test val (apply handler (cdr type)))
        (error "Bad type spec: %s" type))))))

(defun cl--bound-test (val bound inclusive exclusive)
  "Return a list of a test of VAL against BOUND of a numeric type, nil if it is open."
  (cond
   ((memq bound '(* nil)) nil)
   ((consp bound) (list (list exclusive val (car bound))))
   (t (list (list inclusive val bound)))))

(defun cl--symbol-type-test (val type)
  "Return a form that tests whether VAL is of TYPE, a symbol."
  (let ((predicate (or (get type 'cl-deftype-satisfies)
                       (cdr (assq type cl--type-predicates))))
        (handler (get type 'cl-deftype-handler)))
    (cond
     (predicate (list predicate val))
     (handler (cl--type-test val (funcall handler)))
     (t
      (let* ((name (symbol-name type))
             (short (intern-soft (concat name "p")))
             (long (intern-soft (concat name "-p"))))
        (cond
         ((and short (fboundp short)) (list short val))
         ((and long (fboundp long)) (list long val))
         (t `(cl-typep ,val ',type))))))))

(defun cl-typep (object type)
  "Return non-nil if OBJECT is of TYPE."
  (cond
   ((eq type t) t)
   ((null type) nil)
   ((symbolp type)
    (let ((predicate (or (get type 'cl-deftype-satisfies)
                         (cdr (assq type cl--type-predicates))))
          (handler (get type 'cl-deftype-handler)))
      (cond
       (predicate (funcall predicate object))
       (handler (cl-typep object (funcall handler)))
       (t
        (let* ((name (symbol-name type))
               (short (intern-soft (concat name "p")))
               (long (intern-soft (concat name "-p"))))
          (cond
           ((and short (fboundp short)) (funcall short object))
           ((and long (fboundp long)) (funcall long object))
           ((and (recordp object) (eq (type-of object) type)) t)
           (t (error "Unknown type %S" type))))))))
   ((eq (car type) 'or)
    (let ((rest (cdr type)) found)
      (while (and rest (not (setq found (cl-typep object (car rest)))))
        (setq rest (cdr rest)))
      found))
   ((eq (car type) 'and)
    (let ((rest (cdr type)) (ok t))
      (while (and rest (setq ok (cl-typep object (car rest))))
        (setq rest (cdr rest)))
      ok))
   ((eq (car type) 'not) (not (cl-typep object (cadr type))))
   ((memq (car type) '(member cl-member)) (and (memql object (cdr type)) t))
   ((eq (car type) 'eql) (eql object (cadr type)))
   ((eq (car type) 'satisfies) (funcall (cadr type) object))
   ((memq (car type) '(integer float real number))
    (and (cl-typep object (car type))
         (let ((low (nth 1 type)) (high (nth 2 type)))
           (and (or (memq low '(* nil))
                    (if (consp low) (> object (car low)) (>= object low)))
                (or (memq high '(* nil))
                    (if (consp high) (< object (car high)) (<= object high)))))
         t))
   ((get (car type) 'cl-deftype-handler)
    (cl-typep object (apply (get (car type) 'cl-deftype-handler) (cdr type))))
   (t (error "Bad type spec: %s" type))))

(defmacro cl-deftype (name arglist &rest body)
  "Define NAME as a type: (NAME ARGS...) means the type that BODY returns."
  (declare (debug cl-defmacro) (doc-string 3) (indent 2))
  `(cl-eval-when (compile load eval)
     (define-symbol-prop ',name 'cl-deftype-handler
                         (cl-function (lambda ,(cl--deftype-arguments arglist) ,@body)))))

(defun cl--deftype-arguments (arglist)
  "Return ARGLIST with * as the default of optional arguments that have none."
  (let ((optional nil))
    (mapcar (lambda (arg)
              (cond
               ((memq arg cl--lambda-list-keywords) (setq optional (memq arg '(&optional &key))) arg)
               ((and optional (symbolp arg)) (list arg ''*))
               (t arg)))
            arglist)))

;;; Defining structures

(defun cl--struct-parse-options (name-and-options)
  "Return (NAME . PLIST) of NAME-AND-OPTIONS, the first argument of `cl-defstruct'."
  (let* ((name (if (consp name-and-options) (car name-and-options) name-and-options))
         (options (if (consp name-and-options) (cdr name-and-options)))
         (plist (list :conc-name (concat (symbol-name name) "-")
                      :default-constructor (intern (format "make-%s" name))
                      :copier (intern (format "copy-%s" name))
                      :predicate (intern (format "%s-p" name)))))
    (dolist (option options)
      (let ((key (if (consp option) (car option) option))
            (args (if (consp option) (cdr option))))
        (cond
         ((eq key :conc-name)
          (setq plist (plist-put plist :conc-name
                                 (if (car args) (if (stringp (car args)) (car args)
                                                  (symbol-name (car args)))
                                   ""))))
         ((eq key :constructor)
          (cond
           ((cdr args) (setq plist (plist-put plist :constructors
                                              (append (plist-get plist :constructors) (list args)))))
           (t (setq plist (plist-put plist :default-constructor
                                     (if args (car args)
                                       (intern (format "make-%s" name))))))))
         ((eq key :copier) (if args (setq plist (plist-put plist :copier (car args)))))
         ((eq key :predicate) (if args (setq plist (plist-put plist :predicate (car args)))))
         ((eq key :include)
          (setq plist (plist-put (plist-put plist :include (car args)) :include-slots (cdr args))))
         ((eq key :type) (setq plist (plist-put plist :type (car args))))
         ((eq key :named) (setq plist (plist-put plist :named t)))
         ((eq key :initial-offset) (setq plist (plist-put plist :initial-offset (car args))))
         ((eq key :documentation) (setq plist (plist-put plist :documentation (car args))))
         ((eq key :print-function) (setq plist (plist-put plist :print-function (car args))))
         ((memq key '(:noinline :inline :safety)) nil)
         (t (error "Structure option %s unrecognized" key)))))
    (cons name plist)))

(defun cl--struct-included-slots (parent overrides)
  "Return the slots of the class PARENT as written, changed by OVERRIDES."
  (let ((slots (mapcar (lambda (slot)
                         `(,(cl--slot-descriptor-name slot)
                           ,(cl--slot-descriptor-initform slot)
                           ,@(unless (eq (cl--slot-descriptor-type slot) t)
                               (list :type (cl--slot-descriptor-type slot)))
                           ,@(apply #'append (mapcar (lambda (prop) (list (car prop) (cdr prop)))
                                                     (cl--slot-descriptor-props slot)))))
                       (cl--struct-class-slots parent))))
    (dolist (override overrides)
      (let* ((override (if (consp override) override (list override)))
             (old (assq (car override) slots)))
        (unless old
          (error "No slot %s in included struct %S" (car override) (cl--class-name parent)))
        (setq slots (mapcar (lambda (slot) (if (eq slot old) override slot)) slots))))
    slots))

(defun cl--struct-constructor-args (args slots)
  "Return ARGS, of a constructor, with the defaults of SLOTS put in where none is given.
Slots that are not mentioned are added as &aux."
  (let ((mode nil) (result nil) (mentioned nil) (aux-seen nil)
        (args (cl--proper-lambda-list args)))
    (while args
      (let ((arg (pop args)))
        (cond
         ((memq arg cl--lambda-list-keywords)
          (if (eq arg '&aux) (setq aux-seen t))
          (setq mode arg)
          (push arg result))
         (t
          (let* ((var (cond ((symbolp arg) arg)
                            ((consp (car arg)) (cadr (car arg)))
                            (t (car arg))))
                 (slot (assq var slots)))
            (push var mentioned)
            (push (if (and slot (cadr slot) (memq mode '(&optional &key))
                           (or (symbolp arg) (null (cdr arg))))
                      (list (if (consp arg) (car arg) arg) (cadr slot))
                    arg)
                  result))))))
    (setq result (nreverse result))
    (let ((missing nil))
      (dolist (slot slots)
        (unless (memq (car slot) mentioned)
          (push (list (car slot) (cadr slot)) missing)))
      (if missing
          (append result (unless aux-seen '(&aux)) (nreverse missing))
        result))))

(defun cl--struct-accessor-forms (name slots conc-name type offset check)
  "Return the definitions of the accessors of SLOTS of the structure NAME.
CONC-NAME begins their names, TYPE and OFFSET say where slots are; CHECK is
a function from a variable to a test, or nil."
  (let ((pos offset) (forms nil))
    (dolist (slot slots)
      (unless (eq (car slot) 'cl-skip-slot)
        (let* ((accessor (intern (format "%s%s" conc-name (car slot))))
               (get (if (eq type 'list)
                        (cond ((= pos 0) '(car cl-x))
                              (t `(nth ,pos cl-x)))
                      `(aref cl-x ,pos)))
               (read-only (plist-get (cddr slot) :read-only)))
          (push
           `(defun ,accessor (cl-x)
              ,(format "Access slot \"%s\" of `%s' struct CL-X." (car slot) name)
              (declare (side-effect-free t))
              ,@(if check
                    `((or ,(funcall check 'cl-x)
                          (signal 'wrong-type-argument (list ',name cl-x)))))
              ,get)
           forms)
          (push `(function-put ',accessor 'internal--inline t) forms)
          (push
           (if read-only
               `(gv-define-expander ,accessor
                  (lambda (_do &rest _args)
                    (error "%s is a read-only slot" ',accessor)))
             `(gv-define-setter ,accessor (val x)
                (macroexp-let2 macroexp-copyable-p x x
                  (list 'progn
                        ,@(if check
                              `((list 'or ,(cl--struct-quote-check check)
                                      (list 'signal ''wrong-type-argument
                                            (list 'list '',name x)))))
                        ,(if (eq type 'list)
                             `(list 'setcar (list 'nthcdr ,pos x) val)
                           `(list 'aset x ,pos val))))))
           forms)))
      (setq pos (1+ pos)))
    (nreverse forms)))

(defun cl--struct-quote-check (check)
  "Return an expression that makes, of the form in the variable x, the test CHECK makes."
  (let ((test (funcall check 'cl-x)))
    `(cl-subst x 'cl-x ',test)))

(defun cl--struct-check (type named name tags-var offset)
  "Return a function from a variable to a test that it holds a structure NAME, nil if none is possible.
TYPE, NAMED, TAGS-VAR and OFFSET are those of the structure."
  (cond
   ((null type) (lambda (x) `(memq (type-of ,x) ,tags-var)))
   ((not named) nil)
   ((eq type 'vector)
    (lambda (x) `(and (vectorp ,x) (>= (length ,x) ,offset) (memq (aref ,x 0) ,tags-var) t)))
   (t (lambda (x) `(and (consp ,x) (memq (car-safe ,x) ,tags-var) t)))))

(defmacro cl-defstruct (struct &rest descs)
  "Define STRUCT as a structure type.
STRUCT is a name or (NAME OPTIONS...); options are :conc-name, :constructor,
:copier, :predicate, :include, :type, :named, :initial-offset, :documentation and :noinline.
DESCS are the slots, SNAME or (SNAME DEFAULT KEYWORDS...), after an optional docstring."
  (declare (doc-string 2) (indent 1))
  (let* ((parsed (cl--struct-parse-options struct))
         (name (car parsed))
         (options (cdr parsed))
         (include (plist-get options :include))
         (parent (and include (cl--struct-class-or-error include)))
         (type (if parent (cl--struct-class-type parent) (plist-get options :type)))
         (named (or (null type) (plist-get options :named)
                    (and parent (cl--struct-class-named parent))))
         (docstring (if (stringp (car descs)) (pop descs) (plist-get options :documentation)))
         (tags-var (intern (format "cl-struct-%s-tags" name)))
         (initial-offset (or (plist-get options :initial-offset) 0))
         (own (append (make-list initial-offset '(cl-skip-slot))
                      (mapcar (lambda (d) (if (consp d) d (list d))) descs)))
         (slots (append (and parent
                             (cl--struct-included-slots parent (plist-get options :include-slots)))
                        own))
         (real-slots (delq nil (mapcar (lambda (s) (unless (eq (car s) 'cl-skip-slot) s)) slots)))
         (offset (if named 1 0))
         (check (cl--struct-check type named name tags-var (+ offset (length slots))))
         (conc-name (plist-get options :conc-name))
         (predicate (plist-get options :predicate))
         (copier (plist-get options :copier))
         (make-form
          `(,(cond ((null type) 'record) ((eq type 'vector) 'vector) (t 'list))
            ,@(if named (list (list 'quote name)))
            ,@(mapcar (lambda (s) (if (eq (car s) 'cl-skip-slot) nil (car s))) slots)))
         (forms nil))
    (when (and type (not (memq type '(list vector))))
      (error "Invalid :type specifier: %s" type))
    (push `(cl-struct-define ',name ,docstring ',include ',type ,(and named t) ',slots
                             ',tags-var ',name ',(plist-get options :print-function))
          forms)
    (when (and predicate check)
      (push `(defun ,predicate (cl-x)
               ,(format "Return t if CL-X is a structure of the type `%s'." name)
               (declare (side-effect-free error-free))
               ,(if (null type)
                    `(and ,(funcall check 'cl-x) t)
                  (funcall check 'cl-x)))
            forms)
      (push `(function-put ',predicate 'internal--inline t) forms)
      (push `(put ',name 'cl-deftype-satisfies ',predicate) forms))
    (setq forms (append (reverse (cl--struct-accessor-forms name slots conc-name type offset check))
                        forms))
    (when copier
      (push `(defalias ',copier #'copy-sequence) forms))
    (when (plist-get options :default-constructor)
      (push `(cl-defun ,(plist-get options :default-constructor)
                 (&key ,@(mapcar (lambda (s) (if (cadr s) (list (car s) (cadr s)) (car s)))
                                 real-slots))
               ,(format "Constructor for objects of type `%s'." name)
               (declare (side-effect-free t))
               ,make-form)
            forms))
    (dolist (constructor (plist-get options :constructors))
      (let ((doc (if (stringp (nth 2 constructor)) (nth 2 constructor)
                   (format "Constructor for objects of type `%s'." name))))
        (push `(cl-defun ,(car constructor)
                   ,(cl--struct-constructor-args (cadr constructor) real-slots)
                 ,doc
                 (declare (side-effect-free t))
                 ,make-form)
              forms)))
    `(progn ,@(nreverse forms) ',name)))

(defun cl-struct-define (name docstring parent type named slots children-sym tag print)
  "Record NAME as a structure type with the parts that `cl-defstruct' found."
  (let* ((parent-class (and parent (cl--struct-class-or-error parent)))
         (index-table (make-hash-table :test 'eq :size (max 1 (length slots))))
         (pos (if named 1 0))
         (descriptors
          (mapcar (lambda (slot)
                    (let ((type t) (props nil) (tail (cddr slot)))
                      (while tail
                        (if (eq (car tail) :type)
                            (setq type (cadr tail))
                          (push (cons (car tail) (cadr tail)) props))
                        (setq tail (cddr tail)))
                      (puthash (car slot) pos index-table)
                      (setq pos (1+ pos))
                      (cl--make-slot-descriptor (car slot) (cadr slot) type (nreverse props))))
                  slots))
         (class (cl--make-struct-class name docstring (and parent-class (list parent-class))
                                       (vconcat descriptors) index-table tag type named print)))
    (unless (boundp children-sym) (set children-sym nil))
    (put children-sym 'risky-local-variable t)
    (let ((c class))
      (while c
        (let ((sym (intern (format "cl-struct-%s-tags" (cl--class-name c)))))
          (unless (memq tag (and (boundp sym) (symbol-value sym)))
            (set sym (cons tag (and (boundp sym) (symbol-value sym))))))
        (setq c (car (cl--class-parents c)))))
    (put name 'cl--class class)
    (when docstring (put name 'structure-documentation docstring))))

;;; Using structures

(defun cl-struct-slot-info (struct-type)
  "Return a list describing the slots of STRUCT-TYPE: (NAME INITFORM KEYWORDS...)."
  (let* ((class (cl--struct-class-or-error struct-type))
         (slots (mapcar (lambda (slot)
                          `(,(cl--slot-descriptor-name slot)
                            ,(cl--slot-descriptor-initform slot)
                            ,@(if (not (eq (cl--slot-descriptor-type slot) t))
                                  (list :type (cl--slot-descriptor-type slot)))
                            ,@(apply #'append
                                     (mapcar (lambda (prop) (list (car prop) (cdr prop)))
                                             (cl--slot-descriptor-props slot)))))
                        (cl--struct-class-slots class))))
    (if (cl--struct-class-named class) (cons '(cl-tag-slot) slots) slots)))

(defun cl-struct-slot-offset (struct-type slot-name)
  "Return the index of SLOT-NAME in structures of STRUCT-TYPE."
  (or (gethash slot-name (cl--struct-class-index-table (cl--struct-class-or-error struct-type)))
      (error "struct %s has no slot %s" struct-type slot-name)))

(defun cl-struct-slot-value (struct-type slot-name inst)
  "Return the value of SLOT-NAME in INST, a structure of STRUCT-TYPE."
  (unless (cl-typep inst struct-type)
    (signal 'wrong-type-argument (list struct-type inst)))
  (let ((offset (cl-struct-slot-offset struct-type slot-name)))
    (if (consp inst) (nth offset inst) (aref inst offset))))

(gv-define-setter cl-struct-slot-value (val struct-type slot-name inst)
  `(cl--struct-set-slot ,struct-type ,slot-name ,inst ,val))

(defun cl--struct-set-slot (struct-type slot-name inst value)
  "Set SLOT-NAME of INST, a structure of STRUCT-TYPE, to VALUE."
  (let ((offset (cl-struct-slot-offset struct-type slot-name)))
    (if (consp inst)
        (setcar (nthcdr offset inst) value)
      (aset inst offset value))))

(pcase-defmacro cl-struct (type &rest fields)
  "Match structures of TYPE whose FIELDS match.
A field is (SLOT PATTERN), or SLOT to bind a variable of that name."
  `(and (pred (pcase--flip cl-typep ',type))
        ,@(mapcar
           (lambda (field)
             (let ((slot (if (consp field) (car field) field))
                   (pattern (if (consp field) (cadr field) field)))
               `(app ,(if (eq (cl-struct-sequence-type type) 'list)
                          `(nth ,(cl-struct-slot-offset type slot))
                        `(pcase--flip aref ,(cl-struct-slot-offset type slot)))
                     ,pattern)))
           fields)))

(pcase-defmacro cl-type (type)
  "Match objects of TYPE."
  `(pred (pcase--flip cl-typep ',type)))

(defun cl-struct-sequence-type (struct-type)
  "Return how structures of STRUCT-TYPE are stored: list, vector, or nil for a record."
  (cl--struct-class-type (cl--struct-class-or-error struct-type)))

(provide 'cl-struct)

;;; cl-struct.el ends here
