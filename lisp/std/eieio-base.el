;;; eieio-base.el --- classes to inherit from -*- lexical-binding: t; -*-

;; Manual: (eieio) Base Classes.

(require 'eieio)

;;; Objects that take from others what they have not themselves

(defclass eieio-instance-inheritor ()
  ((parent-instance :initform nil :documentation "The object whose values those are that this one has not."))
  "A slot without value has that of the parent instance, the object that this one was cloned of."
  :abstract t)

(cl-defmethod slot-unbound ((object eieio-instance-inheritor) _class slot-name _fn)
  (let ((parent (and (slot-boundp object 'parent-instance) (eieio-oref object 'parent-instance))))
    (if parent (eieio-oref parent slot-name) (cl-call-next-method))))

(cl-defmethod clone ((obj eieio-instance-inheritor) &rest params)
  (let ((copy (copy-sequence obj)))
    (dotimes (i (1- (length copy))) (aset copy (1+ i) 'eieio--unbound))
    (eieio-oset copy 'parent-instance obj)
    (when (stringp (car params))
      (when (slot-exists-p copy 'object-name) (eieio-oset copy 'object-name (car params)))
      (setq params (cdr params)))
    (shared-initialize copy params)
    copy))

(cl-defmethod eieio-instance-inheritor-slot-boundp ((object eieio-instance-inheritor) slot)
  "Return non-nil if OBJECT itself or one it takes from has a value of SLOT."
  (or (slot-boundp object slot)
      (let ((parent (and (slot-boundp object 'parent-instance) (eieio-oref object 'parent-instance))))
        (and parent (eieio-instance-inheritor-slot-boundp parent slot)))))

;;; Objects that a variable lists

(defclass eieio-instance-tracker ()
  ((tracking-symbol :type symbol :allocation :class :documentation "The variable whose value lists the objects."))
  "The objects are listed by the variable that the slot `tracking-symbol' names."
  :abstract t)

(cl-defmethod initialize-instance :after ((this eieio-instance-tracker) &rest _slots)
  (let ((variable (eieio-oref this 'tracking-symbol)))
    (set variable (cons this (and (boundp variable) (symbol-value variable))))))

(cl-defmethod delete-instance ((this eieio-instance-tracker))
  "Take THIS out of the list of its objects."
  (let ((variable (eieio-oref this 'tracking-symbol)))
    (set variable (delq this (symbol-value variable)))))

(defun eieio-instance-tracker-find (key slot list-symbol)
  "Return the object in the value of LIST-SYMBOL whose SLOT is KEY."
  (object-assoc key slot (symbol-value list-symbol)))

;;; Classes with one object

(defclass eieio-singleton ()
  ((singleton :type eieio-singleton :allocation :class :documentation "The object, once there is one."))
  "All calls that make an object of such a class return the same."
  :abstract t)

(cl-defmethod make-instance ((class (subclass eieio-singleton)) &rest _slots)
  (let ((key (intern (format "%s--singleton" class))))
    (or (get key 'eieio-singleton)
        (put key 'eieio-singleton (cl-call-next-method)))))

;;; Objects that are kept in a file

(defclass eieio-persistent ()
  ((file :initarg :file :type string :documentation "The file that keeps the object.")
   (extension :type string :allocation :class :initform ".eieio" :documentation "The end of the names of such files.")
   (file-header-line :type string :allocation :class :initform ";; EIEIO PERSISTENT OBJECT"
                     :documentation "The line before the object.")
   (do-backups :type boolean :allocation :class :initform t :documentation "Whether an earlier file is kept as a backup."))
  "Objects that `eieio-persistent-save' writes to a file and `eieio-persistent-read' reads."
  :abstract t)

(cl-defmethod object-write ((this eieio-persistent) &optional comment)
  (cl-call-next-method this (or comment (eieio-oref this 'file-header-line))))

(cl-defmethod eieio-persistent-path-relative ((this eieio-persistent) file)
  "Return FILE relative to the directory of the file of THIS."
  (file-relative-name file (file-name-directory (eieio-oref this 'file))))

(cl-defmethod eieio-persistent-save ((this eieio-persistent) &optional file)
  "Write THIS to FILE, by default its own."
  (let* ((target (expand-file-name (or file (eieio-oref this 'file))))
         (coding-system-for-write 'utf-8-emacs)
         (original (eieio-oref this 'file)))
    (unless (file-writable-p target) (error "Cannot write to file %s" target))
    (eieio-oset this 'file (file-name-nondirectory target))
    (unwind-protect
        (with-temp-buffer
          (let ((standard-output (current-buffer))) (object-write this (eieio-oref this 'file-header-line)))
          (write-region (point-min) (point-max) target nil 'silent))
      (eieio-oset this 'file original))))

(defun eieio-persistent-read (filename &optional class allow-subclass)
  "Return the object that FILENAME keeps.
It has to be of CLASS, if that is given, or of one that inherits from it if ALLOW-SUBCLASS."
  (let ((form (with-temp-buffer
                (let ((coding-system-for-read 'utf-8-emacs)) (insert-file-contents filename))
                (goto-char (point-min))
                (read (current-buffer)))))
    (unless (and (symbolp (car-safe form)) (child-of-class-p (car form) 'eieio-persistent))
      (error "Invalid object: %s is not an object of class eieio-persistent" (car-safe form)))
    (unless (or (null class) (eq (car form) class) (and allow-subclass (child-of-class-p (car form) class)))
      (error "Invalid object: %s is not an object of class %s" (car form) class))
    (let ((object (eieio--persistent-make form)))
      (eieio-oset object 'file filename)
      object)))

(defun eieio--persistent-make (form)
  "Return the object that FORM, as `object-write' wrote it, describes; nothing in it is evaluated."
  (let ((class (car form)) (slots (if (stringp (cadr form)) (cddr form) (cdr form))) (arguments nil))
    (while slots
      (push (pop slots) arguments)
      (push (eieio--persistent-value (pop slots)) arguments))
    (apply #'make-instance class
           (append (and (stringp (cadr form)) (eieio--initarg-to-attribute (eieio--class-object class) :object-name)
                        (list :object-name (cadr form)))
                   (nreverse arguments)))))

(defun eieio--persistent-value (form)
  "Return the value that FORM describes."
  (cond ((not (consp form)) form)
        ((eq (car form) 'quote) (cadr form))
        ((eq (car form) 'list) (mapcar #'eieio--persistent-value (cdr form)))
        ((and (symbolp (car form)) (class-p (car form))) (eieio--persistent-make form))
        (t form)))

;;; Objects with names

(defclass eieio-named ()
  ((object-name :initarg :object-name :initform nil))
  "Objects that have a name."
  :abstract t)

(cl-defmethod eieio-object-name-string ((obj eieio-named))
  (or (slot-value obj 'object-name)
      (symbol-name (eieio-object-class obj))))

(cl-defmethod eieio-object-set-name-string ((obj eieio-named) name)
  (unless (stringp name) (signal 'wrong-type-argument (list 'stringp name)))
  (eieio-oset obj 'object-name name))

(cl-defmethod clone ((obj eieio-named) &rest params)
  (let* ((name (and (stringp (car params)) (pop params)))
         (copy (apply #'cl-call-next-method obj params)))
    (cond (name (eieio-oset copy 'object-name name))
          ((not (plist-member params :object-name))
           (eieio-oset copy 'object-name (eieio--next-name (eieio-object-name-string obj)))))
    copy))

(defun eieio--next-name (name)
  "Return NAME with the number after a dash at its end made one greater, or \"-1\"."
  (if (string-match "-\\([0-9]+\\)\\'" name)
      (concat (substring name 0 (match-beginning 1))
              (number-to-string (1+ (string-to-number (match-string 1 name)))))
    (concat name "-1")))

(provide 'eieio-base)
;;; eieio-base.el ends here
