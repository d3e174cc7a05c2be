;;; cl-lambda.el --- Common Lisp argument lists -*- lexical-binding: t; -*-

;; An argument list with patterns, defaults, &key or &aux becomes a plain one and a list of `let*' bindings that take
;; the rest argument apart.

(defun cl--check-list (list required maximum pattern)
  "Return LIST if it has from REQUIRED to MAXIMUM elements, nil meaning no limit.
Otherwise signal an error that names PATTERN."
  (let ((n (if (listp list) (safe-length list) 0)))
    (if (or (< n required) (and maximum (> n maximum)))
        (signal 'wrong-number-of-arguments (list pattern n))
      list)))

(defun cl--check-keywords (keys allowed all)
  "Signal an error unless the keywords in the plist KEYS are in ALLOWED.
ALL is the list that may contain :allow-other-keys."
  (while keys
    (cond
     ((memq (car keys) allowed)
      (setq keys (cddr keys)))
     ((cadr (memq :allow-other-keys all)) (setq keys nil))
     (t (error "Keyword argument %s not one of %s" (car keys)
               (remq :allow-other-keys allowed))))))

(defconst cl--lambda-list-keywords
  '(&optional &rest &key &allow-other-keys &aux &whole &body &environment)
  "The symbols that have a meaning in argument lists.")

(defun cl--proper-lambda-list (args)
  "Return ARGS with a dotted end written as &rest."
  (if (and (listp args) (null (cdr (last args))))
      args
    (let ((result nil))
      (while (consp args) (push (pop args) result))
      (nconc (nreverse result) (list '&rest args)))))

(defun cl--simple-lambda-list-p (args)
  "Return non-nil if ARGS is an argument list that `lambda' takes as it is."
  (let ((simple (null (cdr (last args)))))
    (while (and simple args)
      (setq simple (and (symbolp (car args))
                        (not (memq (car args) '(&key &aux &whole &body &environment)))
                        (not (and (eq (car args) '&rest) (cddr args))))
            args (cdr args)))
    simple))

(defun cl--pop-form (var)
  "Return a form that pops the list in VAR."
  `(car-safe (prog1 ,var (setq ,var (cdr ,var)))))

(defun cl--bind (target exp)
  "Return bindings that bind TARGET, a variable or a pattern, to the value of EXP."
  (if (symbolp target)
      (list (list target exp))
    (cl--destructure-bindings target exp)))

(defun cl--key-bindings (spec rest)
  "Return (KEYWORD . BINDINGS) for SPEC, an element of &key; the arguments are in REST."
  (let* ((spec (if (consp spec) spec (list spec)))
         (named (consp (car spec)))
         (var (if named (cadr (car spec)) (car spec)))
         (keyword (if named (car (car spec))
                    (let ((name (symbol-name var)))
                      ;; A leading underscore marks an unused variable, not another keyword.
                      (intern (concat ":" (if (eq ?_ (aref name 0)) (substring name 1) name))))))
         (default (cadr spec))
         (supplied (nth 2 spec))
         (member-form `(plist-member ,rest ',keyword)))
    (cons keyword
          (if (and (null default) (null supplied))
              (cl--bind var `(car (cdr ,member-form)))
            (let ((cell (make-symbol "cell")))
              (append (list (list cell member-form))
                      (cl--bind var `(if ,cell (car (cdr ,cell)) ,default))
                      (if supplied `((,supplied (and ,cell t))))))))))

(defun cl--destructure-bindings (args exp &optional name)
  "Return `let*' bindings that take the value of EXP apart by the list ARGS.
NAME is what errors call it, ARGS by default."
  (let* ((pattern args)
         (args (cl--proper-lambda-list args))
         (rest (make-symbol "args"))
         (bindings nil) (required 0) (maximum 0)
         (mode 'required) (keys nil) (keys-seen nil) (allow nil)
         (key-list rest))
    (when (eq (car args) '&whole)
      (push (list (cadr args) rest) bindings)
      (setq args (cddr args)))
    (while args
      (let ((arg (pop args)))
        (cond
         ((eq arg '&optional) (setq mode 'optional))
         ((memq arg '(&rest &body))
          (setq maximum nil)
          (setq bindings (append (reverse (cl--bind (pop args) rest)) bindings))
          (setq mode 'after-rest))
         ((eq arg '&environment)
          (push (list (pop args) 'macroexpand-all-environment) bindings))
         ((eq arg '&key) (setq mode 'key maximum nil keys-seen t))
         ((eq arg '&allow-other-keys) (setq allow t))
         ((eq arg '&aux) (setq mode 'aux))
         ((eq mode 'required)
          (setq required (1+ required) maximum (and maximum (1+ maximum))
                bindings (append (reverse (cl--bind arg (cl--pop-form rest))) bindings)))
         ((eq mode 'optional)
          (setq maximum (and maximum (1+ maximum)))
          (let* ((arg (if (consp arg) arg (list arg)))
                 (supplied (nth 2 arg)))
            (when supplied (push (list supplied `(and ,rest t)) bindings))
            (setq bindings
                  (append (reverse
                           (cl--bind (car arg)
                                     (if (cadr arg)
                                         `(if ,rest ,(cl--pop-form rest) ,(cadr arg))
                                       (cl--pop-form rest))))
                          bindings))))
         ((eq mode 'key)
          (let ((one (cl--key-bindings arg key-list)))
            (push (car one) keys)
            (setq bindings (append (reverse (cdr one)) bindings))))
         ((eq mode 'aux)
          (let ((arg (if (consp arg) arg (list arg))))
            (setq bindings (append (reverse (cl--bind (car arg) (cadr arg))) bindings))))
         (t (error "Malformed argument list ends with: %S" (cons arg args))))))
    (setq bindings (nreverse bindings))
    (when (and keys-seen (not allow))
      (setq bindings
            (append bindings
                    `((,(make-symbol "ignore")
                       (cl--check-keywords ,key-list
                                           ',(append (nreverse keys) '(:allow-other-keys))
                                           ,key-list))))))
    (cons (list rest
                (if (or (> required 0) maximum)
                    `(cl--check-list ,exp ,required ,maximum ',(or name pattern))
                  exp))
          bindings)))

(defun cl--let*-form (bindings body)
  "Return a `let*' of BINDINGS around the list BODY."
  (if bindings `((let* ,bindings ,@body)) body))

(defun cl--transform-lambda (args body name)
  "Return (ARGLIST . BODY) of a plain lambda that does what ARGS and BODY say.
NAME is the function's name, and that of the block around BODY if not nil."
  (let* ((parsed (macroexp-parse-body body))
         (declarations (car parsed))
         (forms (if name `((cl-block ,name ,@(cdr parsed))) (cdr parsed)))
         (docs (cl--lambda-declarations declarations args)))
    (if (cl--simple-lambda-list-p args)
        `(,args ,@declarations ,@forms)
      (let ((simple nil) (args (cl--proper-lambda-list args)))
        ;; Leading plain arguments stay as they are.
        (while (and args (symbolp (car args)) (not (memq (car args) cl--lambda-list-keywords)))
          (push (pop args) simple))
        (let* ((optional nil) (tail args))
          (when (eq (car tail) '&optional)
            (pop tail)
            (while (and tail (or (and (symbolp (car tail))
                                      (not (memq (car tail) cl--lambda-list-keywords)))
                                 (and (consp (car tail)) (symbolp (car (car tail)))
                                      (null (cdr (car tail))))))
              (let ((arg (pop tail))) (push (if (consp arg) (car arg) arg) optional)))
            (when optional
              (setq simple (append optional (cons '&optional simple))
                    args (if (or (null tail) (memq (car tail) cl--lambda-list-keywords))
                             tail
                           (cons '&optional tail)))))
          (cond
           ((null args) `(,(nreverse simple) ,@docs ,@forms))
           ((and (memq (car args) '(&rest &body)) (symbolp (cadr args)) (null (cddr args)))
            `((,@(nreverse simple) &rest ,(cadr args)) ,@docs ,@forms))
           ((eq (car args) '&aux)
            `(,(nreverse simple) ,@docs
              (let* ,(apply #'append
                            (mapcar (lambda (arg)
                                      (let ((arg (if (consp arg) arg (list arg))))
                                        (cl--bind (car arg) (cadr arg))))
                                    (cdr args)))
                ,@forms)))
           (t
            (let* ((rest (make-symbol "rest"))
                   (bindings (cl--destructure-bindings args rest (or name 'lambda))))
              `((,@(nreverse simple) &rest ,rest)
                ,@docs
                ,@(cl--let*-form bindings forms))))))))))

(defun cl--lambda-declarations (declarations args)
  "Return DECLARATIONS with a docstring that mentions the real argument list ARGS."
  (let ((doc nil) (others nil))
    (dolist (d declarations)
      (if (and (stringp d) (null doc)) (setq doc d) (push d others)))
    (cons (help-add-fundoc-usage doc (cl--usage-arguments args))
          (nreverse others))))

(defun cl--usage-arguments (args)
  "Return ARGS as documentation shows them, without default values."
  (if (consp args)
      (let ((result nil) (aux nil))
        (while (consp args)
          (let ((arg (pop args)))
            (cond
             (aux nil)
             ((eq arg '&aux) (setq aux t))
             ((memq arg '(&whole &environment)) (pop args))
             ((symbolp arg) (push (if (eq arg '&body) '&rest arg) result))
             ((memq (car result) '(&optional &key)) (push (cl--usage-argument arg) result))
             (t (push (cl--usage-argument arg) result)))))
        (nconc (nreverse result) (if (symbolp args) args)))
    args))

(defun cl--usage-argument (arg)
  "Return ARG, an element of an argument list that is a list, for documentation."
  (if (and (consp (car arg)) (keywordp (car (car arg))))
      (list (car (car arg)) (cadr (car arg)))
    (if (symbolp (car arg)) (if (cdr arg) (car arg) arg) arg)))

;;; Defining forms

(defmacro cl-defun (name args &rest body)
  "Define NAME as a function of the Common Lisp argument list ARGS.
BODY is within a block called NAME, see `cl-return-from'."
  (declare (doc-string 3) (indent 2))
  (let ((transformed (cl--transform-lambda args body name)))
    `(defun ,name ,(car transformed) ,@(cdr transformed))))

(defmacro cl-defsubst (name args &rest body)
  "Define NAME as `cl-defun' does with ARGS and BODY."
  (declare (indent 2))
  `(cl-defun ,name ,args ,@body))

(defmacro cl-iter-defun (name args &rest body)
  "Define NAME as a generator of the Common Lisp argument list ARGS that runs BODY."
  (declare (doc-string 3) (indent 2))
  (unless (fboundp 'iter-defun) (require 'generator))
  (let ((transformed (cl--transform-lambda args body name)))
    `(iter-defun ,name ,(car transformed) ,@(cdr transformed))))

(defmacro cl-defmacro (name args &rest body)
  "Define NAME as a macro of the Common Lisp argument list ARGS.
BODY is within a block called NAME, see `cl-return-from'."
  (declare (doc-string 3) (indent 2))
  (let* ((environment (cadr (memq '&environment (cl--proper-lambda-list args))))
         (args (if environment
                   (let ((copy nil) (tail (cl--proper-lambda-list args)))
                     (while tail
                       (if (eq (car tail) '&environment)
                           (setq tail (cddr tail))
                         (push (pop tail) copy)))
                     (nreverse copy))
                 args))
         (whole (and (eq (car args) '&whole) (cadr args)))
         (args (if whole (cddr args) args))
         (transformed (cl--transform-lambda args body name))
         (form `(defmacro ,name ,(car transformed) ,@(cdr transformed))))
    (when whole
      (setq form `(defmacro ,name (&rest args)
                    ,@(car (macroexp-parse-body body))
                    (let ((,whole (cons ',name args)))
                      (apply (lambda ,@(cl--transform-lambda args (cdr (macroexp-parse-body body))
                                                             name))
                             args)))))
    (if environment
        (let ((split (macroexp-parse-body (nthcdr 3 form))))
          `(defmacro ,name ,(nth 2 form)
             ,@(car split)
             (let ((,environment macroexpand-all-environment)) ,@(cdr split))))
      form)))

(defmacro cl-function (func)
  "Return FUNC as a function; if it is a lambda, with a Common Lisp argument list."
  (if (eq (car-safe func) 'lambda)
      `(function (lambda ,@(cl--transform-lambda (cadr func) (cddr func) nil)))
    `(function ,func)))

(defmacro cl-destructuring-bind (args expr &rest body)
  "Bind the variables in the Common Lisp argument list ARGS to the parts of EXPR's value in BODY."
  (declare (indent 2))
  `(let* ,(cl--destructure-bindings args expr) ,@body))

(provide 'cl-lambda)

;;; cl-lambda.el ends here
