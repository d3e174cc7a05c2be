;;; eieio.el --- objects, after the Common Lisp Object System -*- lexical-binding: t; -*-

;; Manual: (eieio).  What a class and an object are is in eieio-core.el; methods are those of cl-generic.

(require 'eieio-core)

;;; Defining classes

(defmacro defclass (name superclasses slots &rest options-and-doc)
  "Define NAME as a class that inherits from SUPERCLASSES, names of classes.
SLOTS are (SLOT PROPERTY VALUE...); the properties are

  :initarg        keyword that gives the value when an object is made
  :initform       form whose value the slot has otherwise
  :accessor       name of a function that returns the value, and with `setf' sets it
  :reader :writer names of functions that return it and set it
  :type           type that values have, see `cl-typep'
  :allocation     :class if all objects share the value
  :documentation  string
  :protection :custom :label :group :printer  are kept

OPTIONS-AND-DOC is a docstring and keywords with values: :documentation, :abstract (no objects are made),
:method-invocation-order (:breadth-first, :depth-first or :c3), :allow-nil-initform, :custom-groups."
  (declare (doc-string 4) (indent defun))
  (unless (listp superclasses) (signal 'wrong-type-argument (list 'listp superclasses)))
  (let* ((options (eieio--parse-options options-and-doc))
         (slots (mapcar (lambda (slot) (if (consp slot) slot (list slot))) slots))
         (child (intern (format "%s--eieio-childp" name)))
         (same (intern (format "%s-p" name))))
    `(progn
       (defun ,same (obj) ,(format "Return non-nil if OBJ is an object of type `%s'." name)
              (and (eieio-object-p obj) (same-class-p obj ',name)))
       (defun ,child (obj) ,(format "Return non-nil if OBJ is an object of type `%s' or one that inherits from it." name)
              (and (eieio-object-p obj) (object-of-class-p obj ',name)))
       ,@(when eieio-backward-compatibility
           (let ((older (intern (format "%s-child-p" name))) (list-p (intern (format "%s-list-p" name))))
             `((defalias ',older #',child)
               (make-obsolete ',older ,(format "use (cl-typep ... \\='%s) instead" name) "25.1")
               (defun ,list-p (obj) ,(format "Return non-nil if OBJ is a list of objects of type `%s'." name)
                      (and (listp obj) (not (cl-find-if-not #',child obj)))))))
       (eieio-defclass-internal ',name ',superclasses
                                (list ,@(mapcar #'eieio--slot-expression slots))
                                ',options)
       ,@(apply #'append (mapcar (lambda (slot) (eieio--slot-functions name slot)) slots))
       ,(eieio--constructor name options)
       ',name)))

(defun eieio--parse-options (options)
  "Return the property list of OPTIONS, which may begin with a docstring or be lists as in Common Lisp."
  (let ((plist nil))
    (when (stringp (car options)) (setq plist (list :documentation (pop options))))
    (while options
      (if (consp (car options))
          (let ((option (pop options))) (setq plist (append plist (list (car option) (cadr option)))))
        (setq plist (append plist (list (car options) (cadr options))) options (cddr options))))
    plist))

(defun eieio--constant-p (form)
  "Return non-nil if FORM, an initial form, is not evaluated for each object.
A symbol stands for itself, and so does a list that is no call."
  (or (not (consp form)) (eq (car form) 'quote)
      (and (eq (car form) 'function) (symbolp (cadr form)))
      (not (symbolp (car form))) (not (fboundp (car form)))))

(defun eieio--slot-expression (slot)
  "Return an expression whose value is SLOT as `eieio-defclass-internal' takes it."
  (let ((expressions (list `',(car slot))) (properties (cdr slot)))
    (while properties
      (let ((key (pop properties)) (value (pop properties)))
        (setq expressions
              (append expressions
                      (list `',key
                            (cond ((not (eq key :initform)) `',value)
                                  ((eieio--constant-p value) `',(macroexp-quote (if (memq (car-safe value) '(quote function)) (cadr value) value)))
                                  (t `(cons 'eieio--call (lambda () ,value)))))))))
    (cons 'list expressions)))

(defun eieio--slot-functions (class slot)
  "Return forms that define what reads and writes SLOT of CLASS."
  (let* ((name (car slot)) (properties (cdr slot)) (forms nil)
         (accessor (plist-get properties :accessor)) (reader (plist-get properties :reader))
         (writer (plist-get properties :writer)) (shared (eq (plist-get properties :allocation) :class)))
    (when accessor
      (setq forms `((cl-defmethod (setf ,accessor) (value (this ,class)) (eieio-oset this ',name value))
                    (cl-defmethod ,accessor ((this ,class)) (eieio-oref this ',name))))
      (when shared
        (setq forms (append forms `((cl-defmethod ,accessor ((this (subclass ,class)))
                                      (eieio-oref-default this ',name))
                                    (cl-defmethod (setf ,accessor) (value (this (subclass ,class)))
                                      (eieio-oset-default this ',name value)))))))
    (when writer
      (setq forms (append forms `((cl-defmethod ,writer ((this ,class) value) (eieio-oset this ',name value))))))
    (when reader
      (setq forms (append forms `((cl-defmethod ,reader ((this ,class)) (eieio-oref this ',name))))))
    forms))

(defun eieio--constructor (name options)
  "Return a form that defines the function NAME, which makes objects of the class."
  (if (plist-get options :abstract)
      `(defun ,name (&rest _) ,(format "You cannot create a new object of type `%s'." name)
              (error "Class %s is abstract" ',name))
    `(defun ,name (&rest slots) ,(format "Create a new object of class type `%s'." name)
            (apply #'make-instance ',name (eieio--without-name ',name slots)))))

(defun eieio--without-name (class slots)
  "Return SLOTS, arguments of a constructor, without the name that they begin with in older programs.
A class that has a slot for the name keeps it."
  (if (stringp (car slots))
      (if (eieio--initarg-to-attribute (eieio--class-object class) :object-name)
          (append (list :object-name (car slots)) (cdr slots))
        (cdr slots))
    slots))

(defmacro eieio-declare-slots (&rest _slots) "Declare SLOTS as names of slots, for the compiler." nil)

(defun eieio-make-class-predicate (class)
  "Return a function that tells whether its argument is an object of CLASS itself."
  (lambda (obj) (and (eieio-object-p obj) (same-class-p obj class))))

(defun eieio-make-child-predicate (class)
  "Return a function that tells whether its argument is an object of CLASS or one that inherits from it."
  (lambda (obj) (and (eieio-object-p obj) (object-of-class-p obj class))))

;;; Slots

(defmacro oref (obj slot) "Return the value of SLOT, a name that is not evaluated, of OBJ." `(eieio-oref ,obj ',slot))
(defmacro oset (obj slot value) "Set SLOT, a name that is not evaluated, of OBJ to VALUE." `(eieio-oset ,obj ',slot ,value))
(defmacro oref-default (class slot) "Return the value that SLOT has in new objects of CLASS." `(eieio-oref-default ,class ',slot))
(defmacro oset-default (class slot value) "Make VALUE what SLOT has in new objects of CLASS."
          `(eieio-oset-default ,class ',slot ,value))

(defmacro with-slots (spec-list object &rest body)
  "Evaluate BODY with the slots of OBJECT as variables.  SPEC-LIST has their names, or (VARIABLE SLOT)."
  (declare (indent 2) (debug (sexp sexp def-body)))
  (let ((this (make-symbol "object")))
    `(let ((,this ,object))
       (cl-symbol-macrolet
           ,(mapcar (lambda (spec)
                      (list (if (consp spec) (car spec) spec)
                            `(slot-value ,this ',(if (consp spec) (cadr spec) spec))))
                    spec-list)
         ,@body))))

(defun slot-boundp (object slot)
  "Return non-nil if SLOT of OBJECT has a value."
  (unless (or (eieio-object-p object) (and object (symbolp object) (class-p object)))
    (signal 'wrong-type-argument (list 'eieio-object-p object)))
  (let* ((class (eieio--default-class object)) (index (eieio--slot-name-index class slot)))
    (cond ((and index (eieio-object-p object)) (not (eq (aref object (1+ index)) 'eieio--unbound)))
          (index (not (eq (aref (eieio--class-default-object-cache class) (1+ index)) 'eieio--unbound)))
          ((setq index (eieio--class-slot-name-index class slot))
           (not (eq (aref (eieio--class-class-allocation-values class) index) 'eieio--unbound)))
          (t (not (eq (slot-missing object slot 'slot-boundp) 'eieio--unbound))))))

(defun slot-makeunbound (object slot) "Take the value of SLOT of OBJECT away."
       (eieio-oset object slot 'eieio--unbound))

(defun slot-exists-p (object-or-class slot)
  "Return non-nil if OBJECT-OR-CLASS has a slot SLOT."
  (let ((class (cond ((eieio-object-p object-or-class) (eieio--object-class object-or-class))
                     ((class-p object-or-class) (eieio--class-object object-or-class))
                     ((symbolp object-or-class) (signal 'wrong-type-argument (list 'class-p object-or-class)))
                     (t (signal 'wrong-type-argument (list 'symbolp object-or-class))))))
    (or (gethash slot (eieio--class-index-table class))
        (cl-position slot (eieio--class-class-slots class) :key #'cl--slot-descriptor-name))))

(defun object-assoc (key slot list)
  "Return the first object in LIST whose SLOT is `equal' to KEY."
  (cl-find-if (lambda (object) (and (slot-boundp object slot) (equal key (eieio-oref object slot)))) list))

(defun object-assoc-list (slot list)
  "Return the objects in LIST as an alist whose keys are their values of SLOT."
  (mapcar (lambda (object) (cons (eieio-oref object slot) object)) list))

(defun object-assoc-list-safe (slot list)
  "Do what `object-assoc-list' does for those objects in LIST that have SLOT with a value."
  (delq nil (mapcar (lambda (object)
                      (and (slot-exists-p object slot) (slot-boundp object slot)
                           (cons (eieio-oref object slot) object)))
                    list)))

(defun object-add-to-list (object slot item &optional append)
  "Add ITEM to the list in SLOT of OBJECT unless it is there; at the end if APPEND."
  (let ((list (if (slot-boundp object slot) (eieio-oref object slot) nil)))
    (unless (listp list) (setq list (list list)))
    (unless (member item list)
      (eieio-oset object slot (if append (append list (list item)) (cons item list))))))

(defun object-remove-from-list (object slot item)
  "Take ITEM out of the list in SLOT of OBJECT."
  (when (slot-boundp object slot)
    (eieio-oset object slot (delete item (eieio-oref object slot)))))

;;; Objects

(defclass eieio-default-superclass ()
  ()
  "What every class inherits from that names no other."
  :abstract t)
(defalias 'standard-class 'eieio-default-superclass)

(cl-defgeneric make-instance (class &rest initargs)
  "Return a new object of CLASS, initialized by INITARGS.")

(cl-defmethod make-instance ((class (subclass eieio-default-superclass)) &rest slots)
  "Return a new object of CLASS; SLOTS are keywords, the initargs of slots, and their values."
  (let ((object (copy-sequence (eieio--class-default-object-cache (eieio--class-object class)))))
    (initialize-instance object (eieio--without-name class slots))
    object))

(cl-defgeneric initialize-instance (this &optional slots)
  "Give the slots of the new object THIS their values; SLOTS is what was given when it was made.")

(cl-defmethod initialize-instance ((this eieio-default-superclass) &optional args)
  "Evaluate the initial forms of the slots that ARGS does not give, then set those it does."
  (let* ((class (eieio--object-class this)) (tuples (eieio--class-initarg-tuples class)) (index 0))
    (mapc (lambda (slot)
            (setq index (1+ index))
            (let ((function (eieio--initform-function (cl--slot-descriptor-initform slot)))
                  (name (cl--slot-descriptor-name slot)))
              (when (and function
                         (not (cl-find-if (lambda (tuple) (and (eq (cdr tuple) name) (plist-member args (car tuple)))) tuples)))
                (let ((value (funcall function)))
                  (eieio--validate-slot-value class (1- index) value name)
                  (aset this index value)))))
          (eieio--class-slots class)))
  (shared-initialize this args))

(cl-defgeneric shared-initialize (obj slots)
  "Set the slots of OBJ to the values in SLOTS, a property list of initargs.")

(cl-defmethod shared-initialize ((obj eieio-default-superclass) slots)
  (while slots
    (let* ((initarg (pop slots)) (value (pop slots))
           (name (eieio--initarg-to-attribute (eieio--object-class obj) initarg)))
      (if name (eieio-oset obj name value)
        (slot-missing obj initarg 'oset value)))))

(cl-defgeneric slot-missing (object slot-name _operation &optional _new-value)
  "Called when OBJECT has no slot SLOT-NAME; OPERATION is `oref', `oset', `oref-default', `oset-default' or `slot-boundp'."
  (signal 'invalid-slot-name (list (if (eieio-object-p object) (eieio-object-name object) object) slot-name)))

(cl-defgeneric slot-unbound (object class slot-name fn)
  "Called when SLOT-NAME of OBJECT, of CLASS, has no value and FN asks for it."
  (signal 'unbound-slot (list (eieio-class-name class)
                              (if (eieio-object-p object) (eieio-object-name object) object)
                              slot-name fn)))

(cl-defgeneric clone (obj &rest params)
  "Return a copy of OBJ, with slots changed as the initargs PARAMS say.")

(cl-defmethod clone ((obj eieio-default-superclass) &rest params)
  (let ((copy (copy-sequence obj)))
    (when (stringp (car params)) (setq params (cdr params)))
    (when params (shared-initialize copy params))
    copy))

(cl-defgeneric destructor (_this &rest _params) "Called by programs when they give an object up." nil)

(cl-defgeneric eieio-object-name-string (obj) "Return the name of OBJ, made of its class and a number unless it has one.")
(cl-defmethod eieio-object-name-string (obj)
  (format "%s-%x" (eieio-object-class obj) (sxhash-eq obj)))
(defun eieio-object-set-name-string (obj name)
  "Give OBJ NAME, if its class has a slot for it."
  (when (slot-exists-p obj 'object-name) (eieio-oset obj 'object-name name))
  name)

(cl-defgeneric eieio-object-name (obj &optional extra) "Return a string that tells what OBJ is, with EXTRA inserted.")
(cl-defmethod eieio-object-name (obj &optional extra)
  (format "#<%s %s%s>" (eieio-object-class obj) (eieio-object-name-string obj)
          (cond ((null extra) "") ((listp extra) (concat " " (mapconcat #'identity extra " "))) (t extra))))
(defalias 'object-name #'eieio-object-name)
(defalias 'object-name-string #'eieio-object-name-string)

(cl-defgeneric object-print (this &rest strings) "Return the printed form of THIS with STRINGS inserted.")
(cl-defmethod object-print ((this eieio-default-superclass) &rest strings)
  (eieio-object-name this (apply #'concat strings)))

;; `cl-print' brings its own methods; this one it finds when it is loaded.
(with-eval-after-load 'cl-print
  (cl-defmethod cl-print-object ((object eieio-default-superclass) stream)
    (princ (object-print object) stream)))

;;; Writing objects

(defvar eieio-print-depth 0 "How deep the object that `object-write' writes is nested in others.")
(defvar eieio-print-indentation t "Whether `object-write' begins an object with the indentation of its depth.")
(defvar eieio-print-object-name t "Whether `object-write' writes the name of an object.")

(cl-defgeneric object-write (this &optional comment)
  "Write THIS to the standard output as an expression that makes it again; COMMENT is a line before it.")

(cl-defmethod object-write ((this eieio-default-superclass) &optional comment)
  (when (and comment (= eieio-print-depth 0))
    (princ ";; Object ") (princ (eieio-object-name-string this)) (princ "\n")
    (princ comment) (princ "\n"))
  (let ((class (eieio--object-class this)))
    (when eieio-print-indentation (eieio--indent eieio-print-depth))
    (princ "(") (princ (symbol-name (eieio-object-class this)))
    (when eieio-print-object-name
      (princ " \"") (princ (eieio-object-name-string this)) (princ "\""))
    (princ "\n")
    (mapc (lambda (slot) (eieio--write-slot this class slot)) (eieio--class-slots class))
    (princ ")") (princ (if (= eieio-print-depth 0) "\n" ""))))

(defun eieio--indent (depth) (princ (make-string (* depth 2) ?\s)))

(defun eieio--write-slot (this class slot)
  "Write the initarg and the value of SLOT of THIS, of CLASS, unless it has none or its initial value."
  (let* ((name (cl--slot-descriptor-name slot))
         (initarg (car (rassq name (eieio--class-initarg-tuples class)))))
    (when (and initarg (slot-boundp this name))
      (let ((value (eieio-oref this name))
            (printer (alist-get :printer (cl--slot-descriptor-props slot)))
            (default (cl--slot-descriptor-initform slot)))
        (unless (and (not (eieio--initform-function default)) (equal value (eieio--initial-value default)))
          (unless (bolp) (princ "\n"))
          (eieio--indent (1+ eieio-print-depth))
          (princ (symbol-name initarg))
          (if printer (progn (princ " ") (funcall printer value))
            (let ((eieio-print-depth (1+ eieio-print-depth)))
              (eieio-override-prin1 value))))))))

(defun eieio-override-prin1 (thing)
  "Write THING, the value of a slot, as an expression for it."
  (cond ((eieio-object-p thing) (princ "\n") (object-write thing))
        ((consp thing) (eieio-list-prin1 thing))
        ((and (symbolp thing) (not (keywordp thing)) (not (booleanp thing))) (princ " '") (prin1 thing))
        (t (princ " ") (prin1 thing))))

(defun eieio-list-prin1 (list)
  "Write LIST, the value of a slot, as an expression for it."
  (if (not (eieio-object-p (car list)))
      (progn (princ " '") (prin1 list))
    (princ "\n") (eieio--indent eieio-print-depth) (princ "(list")
    (let ((eieio-print-depth (1+ eieio-print-depth)))
      (dolist (element list)
        (if (eieio-object-p element)
            (progn (princ "\n") (object-write element))
          (princ "\n") (eieio--indent (1- eieio-print-depth)) (prin1 element))))
    (princ ")")))

;;; Patterns

(pcase-defmacro eieio (&rest fields)
  "Match objects; FIELDS are (SLOT PATTERN), or SLOT, which is bound to its value."
  `(and (pred eieio-object-p)
        ,@(mapcar (lambda (field)
                    (if (consp field)
                        `(app (pcase--flip eieio-oref ',(car field)) ,(cadr field))
                      `(app (pcase--flip eieio-oref ',field) ,field)))
                  fields)))

(require 'eieio-compat)
(provide 'eieio)
;;; eieio.el ends here
