;;; eieio-core.el --- classes, objects and their slots -*- lexical-binding: t; -*-

;; Manual: (eieio).  A class is a record, kept like that of a structure as the property `cl--class' of its name.  An object is a record
;; too: the name of its class, then the values of its slots; `eieio--unbound' stands for no value.

(require 'cl-lib)

(define-error 'invalid-slot-name "Invalid slot name")
(define-error 'invalid-slot-type "Invalid slot type")
(define-error 'unbound-slot "Unbound slot")
(define-error 'inconsistent-class-hierarchy "Inconsistent class hierarchy")

(defvar eieio-skip-typecheck nil "If non-nil, values are stored into slots without looking at the type of the slot.")
(defvar eieio-backward-compatibility t "If non-nil, a class is also a variable whose value is its name.")
(defconst eieio-unbound 'eieio--unbound "What a slot without value contains.")
(defvar eieio--unbound 'eieio--unbound)

(cl-defstruct (eieio--class (:constructor eieio--class-make (name)) (:copier nil))
  "What is known of a class.  The first slots are those that every class has."
  name docstring parents slots (index-table (make-hash-table :test #'eq)) children initarg-tuples
  class-slots class-allocation-values default-object-cache options)

(defun eieio--class-object (class)
  "Return the class that CLASS, a name or a class, means, nil if there is none."
  (if (symbolp class) (let ((found (cl--find-class class))) (and (eieio--class-p found) found))
    (and (eieio--class-p class) class)))

(defun eieio--class-checked (class)
  "Return the class that CLASS means; signal an error if there is none."
  (or (eieio--class-object class) (signal 'wrong-type-argument (list 'eieio--class class 'class))))

(defun class-p (x)
  "Return non-nil if X is a class or the name of one."
  (and (eieio--class-object x) t))

(defun find-class (symbol &optional _errorp)
  "Return the class that SYMBOL names, nil if there is none."
  (eieio--class-object symbol))

(defsubst eieio--object-class (object)
  "Return the class of OBJECT, a record."
  (get (aref object 0) 'cl--class))

(defun eieio-object-p (object)
  "Return non-nil if OBJECT is an object of a class."
  (and (recordp object) (symbolp (aref object 0)) (eieio--class-p (eieio--object-class object))))
(defalias 'object-p #'eieio-object-p)

(defun eieio--object-checked (object)
  (or (eieio-object-p object) (signal 'wrong-type-argument (list 'eieio-object-p object)))
  object)

(defun eieio-class-name (class) "Return the name of CLASS." (if (symbolp class) class (eieio--class-name class)))
(defalias 'class-name #'eieio-class-name)
(defun eieio-object-class (object) "Return the name of the class of OBJECT." (aref (eieio--object-checked object) 0))
(defalias 'eieio-object-class-name #'eieio-object-class)
(defalias 'class-of #'eieio-object-class)
(defalias 'object-class #'eieio-object-class)
(defun eieio-class-parents (class) "Return the classes that CLASS directly inherits from."
       (eieio--class-parents (eieio--class-checked class)))
(defun eieio-class-children (class) "Return the names of the classes that directly inherit from CLASS."
       (eieio--class-children (eieio--class-checked class)))
(defun eieio-class-parent (class) "Return the first class that CLASS inherits from." (car (eieio-class-parents class)))
(defalias 'class-parent #'eieio-class-parent)
(defalias 'class-parents #'eieio-class-parents)
(defalias 'class-children #'eieio-class-children)
(defun eieio-class-slots (class) "Return the descriptions of the slots of CLASS, except those that the class itself holds."
       (append (eieio--class-slots (eieio--class-checked class)) nil))
(defalias 'eieio-slot-descriptor-name #'cl--slot-descriptor-name)

(defun same-class-p (object class)
  "Return non-nil if OBJECT is of CLASS itself."
  (eq (eieio--object-class (eieio--object-checked object)) (eieio--class-checked class)))

(defun child-of-class-p (child class)
  "Return non-nil if the class CHILD is CLASS or inherits from it."
  (let ((child (eieio--class-checked child)) (class (eieio--class-checked class)))
    (and (memq (eieio--class-name class) (eieio--class-precedence-names child)) t)))

(defun object-of-class-p (object class)
  "Return non-nil if OBJECT is of CLASS or of one that inherits from it."
  (child-of-class-p (eieio--object-class (eieio--object-checked object)) class))
(defalias 'obj-of-class-p #'object-of-class-p)

;;; Which class comes first

(defun eieio--class-option (class option)
  (plist-get (eieio--class-options class) option))

(defun eieio--class-precedence-list (class)
  "Return CLASS and all that it inherits from, in the order in which methods are looked for."
  (let ((last (eieio--class-object 'eieio-default-superclass)))
    (if (eq class last) (list class)
      (pcase (eieio--class-option class :method-invocation-order)
        (:depth-first (delete-dups (append (eieio--depth-first class) (list last))))
        (:c3 (eieio--c3 class))
        (_ (eieio--breadth-first class last))))))

(defun eieio--depth-first (class)
  (cons class (apply #'append
                     (mapcar #'eieio--depth-first
                             (or (eieio--class-parents class)
                                 (let ((top (eieio--class-object 'eieio-default-superclass)))
                                   (and (not (eq class top)) (list top))))))))

(defun eieio--breadth-first (class last)
  (let ((order nil) (queue (list class)))
    (while queue
      (let ((head (pop queue)))
        (unless (memq head order)
          (push head order)
          (setq queue (append queue (eieio--class-parents head))))))
    (nreverse (if (memq last order) order (cons last order)))))

(defun eieio--c3 (class)
  "Return the order of CLASS and its ancestors in which all local orders are kept."
  (let* ((top (eieio--class-object 'eieio-default-superclass))
         (parents (or (eieio--class-parents class) (and (not (eq class top)) (list top))))
         (lists (append (mapcar #'eieio--c3 parents) (list (copy-sequence parents))))
         (order (list class)))
    (while (setq lists (delq nil lists))
      (let ((next (cl-find-if (lambda (candidate) (not (cl-find-if (lambda (list) (memq candidate (cdr list))) lists)))
                              (mapcar #'car lists))))
        (unless next (signal 'inconsistent-class-hierarchy (mapcar #'eieio--class-name parents)))
        (push next order)
        (setq lists (mapcar (lambda (list) (if (eq (car list) next) (cdr list) list)) lists))))
    (nreverse order)))

(defun eieio--class-precedence-names (class)
  "Return the names of the classes of `eieio--class-precedence-list'."
  (mapcar #'eieio--class-name (eieio--class-precedence-list class)))

;;; Defining classes

(defun eieio-defclass-internal (name superclasses slots options)
  "Define the class NAME, which inherits from SUPERCLASSES, with SLOTS and OPTIONS.
A slot is (NAME . PROPERTIES); its :initform is a function if the form has to be evaluated for every object."
  (let ((old (eieio--class-object name))
        (class (eieio--class-make name)))
    (setf (eieio--class-parents class) (mapcar #'eieio--parent (or superclasses (eieio--default-parent name)))
          (eieio--class-options class) options
          (eieio--class-docstring class) (plist-get options :documentation)
          (eieio--class-children class) (and old (eieio--class-children old)))
    (dolist (parent (eieio--class-parents class))
      (cl-pushnew name (eieio--class-children parent))
      (eieio--inherit class parent))
    (dolist (slot slots) (eieio--add-slot class slot))
    (eieio--finish class)
    (when (null superclasses) (setf (eieio--class-parents class) nil))
    (put name 'cl--class class)
    (put name 'cl-deftype-satisfies (intern (format "%s--eieio-childp" name)))
    (when (plist-get options :documentation)
      (put name 'variable-documentation (plist-get options :documentation)))
    (when eieio-backward-compatibility (set name name))
    (when old (cl--generic-clear-caches))
    (eieio--class-precedence-list class)
    name))

(defun eieio--default-parent (name)
  (and (not (eq name 'eieio-default-superclass)) '(eieio-default-superclass)))

(defun eieio--parent (name)
  (unless (eieio--class-object name) (error "Given parent class %s is not a class" name))
  (eieio--class-object name))

(defun eieio--copy-slot (slot)
  (let ((copy (copy-sequence slot)))
    (aset copy 4 (copy-alist (aref slot 4)))
    copy))

(defun eieio--inherit (class parent)
  "Give CLASS what PARENT has and it has not."
  (dolist (slot (append (eieio--class-slots parent) nil))
    (unless (eieio--find-slot (eieio--class-slots class) (cl--slot-descriptor-name slot))
      (setf (eieio--class-slots class) (append (eieio--class-slots class) (list (eieio--copy-slot slot))))))
  (cl-mapc (lambda (slot value)
             (unless (eieio--find-slot (eieio--class-class-slots class) (cl--slot-descriptor-name slot))
               (setf (eieio--class-class-slots class) (append (eieio--class-class-slots class) (list slot))
                     (eieio--class-class-allocation-values class)
                     (append (eieio--class-class-allocation-values class) (list value)))))
           (append (eieio--class-class-slots parent) nil)
           (append (eieio--class-class-allocation-values parent) nil))
  (dolist (tuple (reverse (eieio--class-initarg-tuples parent)))
    (unless (assq (car tuple) (eieio--class-initarg-tuples class))
      (push tuple (eieio--class-initarg-tuples class)))))

(defun eieio--find-slot (slots name)
  (cl-find-if (lambda (slot) (eq (cl--slot-descriptor-name slot) name)) slots))

(defun eieio--slot-props (properties)
  "Return what is kept of PROPERTIES besides initial form and type, as an alist."
  (let ((props nil))
    (dolist (key '(:protection :printer :group :label :custom :documentation))
      (let ((value (plist-get properties key)))
        (when value (push (cons key value) props))))
    props))

(defun eieio--add-slot (class spec)
  "Give CLASS the slot that SPEC, (NAME . PROPERTIES), describes, or what SPEC changes in one that it inherits."
  (let* ((name (car spec)) (properties (cdr spec))
         (allocation (plist-get properties :allocation))
         (type (if (plist-member properties :type) (plist-get properties :type) t))
         (initarg (plist-get properties :initarg))
         (initform (if (plist-member properties :initform) (plist-get properties :initform) ''eieio--unbound)))
    (unless (memq allocation '(nil :class :instance)) (signal 'invalid-slot-type (list :allocation allocation)))
    (eieio--check-initform name type initform)
    (when (and initarg (not (assq initarg (eieio--class-initarg-tuples class))))
      (setf (eieio--class-initarg-tuples class)
            (append (eieio--class-initarg-tuples class) (list (cons initarg name)))))
    (if (or (eq allocation :class)
            (and (null allocation) (eieio--find-slot (eieio--class-class-slots class) name)))
        (eieio--add-class-slot class (cl--make-slot-descriptor name initform type (eieio--slot-props properties)))
      (let ((inherited (eieio--find-slot (eieio--class-slots class) name)))
        (if inherited
            (eieio--redefine-slot inherited properties type initform)
          (setf (eieio--class-slots class)
                (append (eieio--class-slots class)
                        (list (cl--make-slot-descriptor name initform type (eieio--slot-props properties))))))))))

(defun eieio--add-class-slot (class slot)
  "Give CLASS SLOT, whose value the class holds."
  (let* ((slots (eieio--class-class-slots class))
         (old (eieio--find-slot slots (cl--slot-descriptor-name slot)))
         (value (eieio--initial-value (cl--slot-descriptor-initform slot))))
    (if old
        (setf (nth (cl-position old slots) (eieio--class-class-allocation-values class)) value)
      (setf (eieio--class-class-slots class) (append slots (list slot))
            (eieio--class-class-allocation-values class)
            (append (eieio--class-class-allocation-values class) (list value))))))

(defun eieio--redefine-slot (slot properties type initform)
  "Change SLOT, inherited, by the PROPERTIES, TYPE and INITFORM of a new definition."
  (unless (or (eq type t) (equal type (aref slot 3)))
    (error "Child slot type ‘%s’ does not match inherited type ‘%s’ for ‘%s’" type (aref slot 3) (aref slot 1)))
  (when (plist-member properties :initform)
    (eieio--check-initform (aref slot 1) (aref slot 3) initform)
    (aset slot 2 initform))
  (dolist (prop (eieio--slot-props properties))
    (setf (alist-get (car prop) (aref slot 4)) (cdr prop))))

(defun eieio--check-initform (name type initform)
  "Signal an error if INITFORM is a constant that is not of TYPE, that of the slot NAME."
  (unless (or eieio-skip-typecheck (functionp (eieio--initform-function initform)))
    (let ((value (eieio--initial-value initform)))
      (unless (or (eq value 'eieio--unbound) (eieio--perform-slot-validation type value))
        (signal 'invalid-slot-type (list name type value))))))

(defun eieio--finish (class)
  "Compute what is derived from the slots of CLASS."
  (let ((index 0) (table (eieio--class-index-table class)))
    (dolist (slot (eieio--class-slots class))
      (puthash (cl--slot-descriptor-name slot) index table)
      (setq index (1+ index)))
    (setf (eieio--class-slots class) (vconcat (eieio--class-slots class))
          (eieio--class-class-slots class) (vconcat (eieio--class-class-slots class))
          (eieio--class-class-allocation-values class) (vconcat (eieio--class-class-allocation-values class))
          (eieio--class-default-object-cache class)
          (apply #'record (eieio--class-name class)
                 (mapcar (lambda (slot)
                           (let ((initform (cl--slot-descriptor-initform slot)))
                             (if (eieio--initform-function initform) 'eieio--unbound (eieio--initial-value initform))))
                         (eieio--class-slots class))))))

;; The initial form of a slot is (quote VALUE), or (eieio--call . FUNCTION) if it is evaluated for each object.

(defun eieio--initform-function (initform)
  (and (eq (car-safe initform) 'eieio--call) (cdr initform)))

(defun eieio--initial-value (initform)
  (cond ((eq (car-safe initform) 'eieio--call) (funcall (cdr initform)))
        ((eq (car-safe initform) 'quote) (cadr initform))
        (t initform)))

;;; Slots

(defun eieio--perform-slot-validation (type value)
  "Return non-nil if VALUE may be in a slot of TYPE."
  (or (eq type t) (eq value 'eieio--unbound) (cl-typep value type)))

(defun eieio--validate-slot-value (class index value slot)
  "Signal an error if VALUE may not be in SLOT of CLASS, the one at INDEX."
  (unless eieio-skip-typecheck
    (let ((type (cl--slot-descriptor-type (aref (eieio--class-slots class) index))))
      (unless (or (eq type t) (eieio--perform-slot-validation type value))
        (signal 'invalid-slot-type (list (eieio--class-name class) slot type value))))))

(defun eieio--initarg-to-attribute (class initarg)
  "Return the slot of CLASS that INITARG sets, nil if there is none."
  (cdr (assq initarg (eieio--class-initarg-tuples class))))

(defun eieio--slot-name-index (class slot)
  "Return the index of SLOT, also given by its initarg, in CLASS; nil if there is none."
  (or (gethash slot (eieio--class-index-table class))
      (let ((name (eieio--initarg-to-attribute class slot)))
        (and name (gethash name (eieio--class-index-table class))))))

(defun eieio--class-slot-name-index (class slot)
  "Return the index of SLOT among those that CLASS itself holds, nil if there is none."
  (cl-position (or (eieio--initarg-to-attribute class slot) slot)
               (eieio--class-class-slots class) :key #'cl--slot-descriptor-name))

(defun eieio-oref (obj slot)
  "Return the value of SLOT of OBJ."
  (cond ((eieio-object-p obj)
         (let* ((class (eieio--object-class obj)) (index (eieio--slot-name-index class slot)))
           (if index
               (eieio-barf-if-slot-unbound (aref obj (1+ index)) obj slot 'oref)
             (let ((shared (eieio--class-slot-name-index class slot)))
               (if shared
                   (eieio-barf-if-slot-unbound (aref (eieio--class-class-allocation-values class) shared) obj slot 'oref)
                 (slot-missing obj slot 'oref))))))
        ((and obj (symbolp obj) (class-p obj)) (error "eieio-oref called on a class: %s" obj))
        (t (signal 'wrong-type-argument (list '(or eieio-object class) obj 'obj)))))
(defalias 'slot-value #'eieio-oref)

(defun eieio-oset (obj slot value)
  "Set SLOT of OBJ to VALUE."
  (unless (eieio-object-p obj) (signal 'wrong-type-argument (list 'eieio-object obj 'obj)))
  (let* ((class (eieio--object-class obj)) (index (eieio--slot-name-index class slot)))
    (if index
        (progn (eieio--validate-slot-value class index value slot)
               (aset obj (1+ index) value))
      (let ((shared (eieio--class-slot-name-index class slot)))
        (if shared
            (aset (eieio--class-class-allocation-values class) shared value)
          (slot-missing obj slot 'oset value))))))
(defalias 'set-slot-value #'eieio-oset)
(gv-define-setter eieio-oref (value obj slot) `(eieio-oset ,obj ,slot ,value))
(gv-define-setter slot-value (value obj slot) `(eieio-oset ,obj ,slot ,value))

(defun eieio--default-class (class)
  (if (eieio-object-p class) (eieio--object-class class) (eieio--class-checked class)))

(defun eieio-oref-default (class slot)
  "Return the value that SLOT has in new objects of CLASS, a class or an object of it."
  (let* ((object class) (class (eieio--default-class class)) (index (eieio--slot-name-index class slot)))
    (if index
        (let ((initform (cl--slot-descriptor-initform (aref (eieio--class-slots class) index))))
          (eieio-barf-if-slot-unbound
           (if (eieio--initform-function initform) (eieio--initial-value initform)
             (aref (eieio--class-default-object-cache class) (1+ index)))
           object slot 'oref-default))
      (let ((shared (eieio--class-slot-name-index class slot)))
        (if shared (aref (eieio--class-class-allocation-values class) shared)
          (slot-missing object slot 'oref-default))))))
(gv-define-setter eieio-oref-default (value class slot) `(eieio-oset-default ,class ,slot ,value))

(defun eieio-oset-default (class slot value)
  "Make VALUE what SLOT has in new objects of CLASS."
  (let* ((object class) (class (eieio--default-class class)) (index (eieio--slot-name-index class slot)))
    (if index
        (progn (eieio--validate-slot-value class index value slot)
               (aset (aref (eieio--class-slots class) index) 2 (macroexp-quote value))
               (aset (eieio--class-default-object-cache class) (1+ index) value))
      (let ((shared (eieio--class-slot-name-index class slot)))
        (if shared (aset (eieio--class-class-allocation-values class) shared value)
          (slot-missing object slot 'oset-default value))))))

(defun eieio-barf-if-slot-unbound (value instance slot function)
  "Return VALUE, that of SLOT of INSTANCE; if it is unbound call `slot-unbound'.  FUNCTION is who asks."
  (if (eq value 'eieio--unbound)
      (slot-unbound instance (if (eieio-object-p instance) (eieio--object-class instance) (eieio--class-object instance))
                    slot function)
    value))

(provide 'eieio-core)
;;; eieio-core.el ends here
