;;; nadvice.el --- wrapping functions -*- lexical-binding: t; -*-

;; An advised function is a closure over the pieces of advice, kept in a record that the closure hands out when it is
;; called with a private key; so advice can be found in any function value, wherever it is stored.  The advice of a
;; symbol is kept as a property as well, so that redefining the symbol keeps it.

(defvar advice--table (make-hash-table :test 'eq :weakness 'key)
  "Maps advised functions to (HOW FUNCTION INNER PROPS).")

(defconst advice--combinators
  (list
   (cons :around (lambda (f inner) (lambda (&rest args) (apply f inner args))))
   (cons :before (lambda (f inner) (lambda (&rest args) (apply f args) (apply inner args))))
   (cons :after (lambda (f inner) (lambda (&rest args) (prog1 (apply inner args) (apply f args)))))
   (cons :override (lambda (f _inner) (lambda (&rest args) (apply f args))))
   (cons :after-until (lambda (f inner) (lambda (&rest args) (or (apply inner args) (apply f args)))))
   (cons :after-while (lambda (f inner) (lambda (&rest args) (and (apply inner args) (apply f args)))))
   (cons :before-until (lambda (f inner) (lambda (&rest args) (or (apply f args) (apply inner args)))))
   (cons :before-while (lambda (f inner) (lambda (&rest args) (and (apply f args) (apply inner args)))))
   (cons :filter-args (lambda (f inner) (lambda (&rest args) (apply inner (funcall f args)))))
   (cons :filter-return (lambda (f inner) (lambda (&rest args) (funcall f (apply inner args))))))
  "Alist of the ways to combine a function with the one it advises.")

;;; Advised functions

(defun advice--p (def)
  "Return non-nil if DEF is an advised function, or a macro that is."
  (and (if (eq (car-safe def) 'macro) (gethash (cdr def) advice--table)
         (gethash def advice--table))
       t))

(defun advice--parts (def)
  "Return the list (HOW FUNCTION INNER PROPS) of the advised function DEF."
  (gethash (if (eq (car-safe def) 'macro) (cdr def) def) advice--table))

(defun advice--where (def) "Return how DEF combines its functions." (nth 0 (advice--parts def)))
(defun advice--car (def) "Return the advice of DEF." (nth 1 (advice--parts def)))
(defun advice--cdr (def) "Return the function that DEF advises." (nth 2 (advice--parts def)))
(defun advice--props (def) "Return the properties of the advice of DEF." (nth 3 (advice--parts def)))

(defun advice--cd*r (def)
  "Return the function within all the advice of DEF."
  (while (advice--p def)
    (setq def (advice--cdr def)))
  def)

(defun advice--make (how function inner props)
  "Return a function that combines FUNCTION with INNER as HOW says, with PROPS."
  (let ((depth (or (alist-get 'depth props) 0)))
    (if (and (advice--p inner)
             (< (or (alist-get 'depth (advice--props inner)) 0) depth))
        ;; Deeper advice stays inside.
        (advice--make (advice--where inner) (advice--car inner)
                      (advice--make how function (advice--cdr inner) props)
                      (advice--props inner))
      (let* ((combine (or (cdr (assq how advice--combinators))
                          (error "Unknown add-function location `%S'" how)))
             (result (funcall combine function (or inner #'ignore))))
        (puthash result (list how function inner props) advice--table)
        result))))

(defun advice--same-p (function props advice)
  "Return non-nil if ADVICE, an advised function, is that of FUNCTION or its name is FUNCTION.
PROPS may give the name."
  (let ((name (alist-get 'name props)))
    (or (equal function (advice--car advice))
        (and name (equal name (alist-get 'name (advice--props advice))))
        (equal function (alist-get 'name (advice--props advice))))))

(defun advice--member-p (function props definition)
  "Return non-nil if DEFINITION has FUNCTION, or what PROPS names, as advice."
  (let ((found nil))
    (while (and (not found) (advice--p definition))
      (setq found (advice--same-p function props definition)
            definition (advice--cdr definition)))
    found))

(defun advice--remove-function (definition function &optional props)
  "Return DEFINITION without the advice FUNCTION, or that PROPS names."
  (if (not (advice--p definition))
      definition
    (if (advice--same-p function props definition)
        (advice--cdr definition)
      (let* ((inner (advice--cdr definition))
             (new (advice--remove-function inner function props)))
        (if (eq new inner)
            definition
          (advice--make (advice--where definition) (advice--car definition)
                        new (advice--props definition)))))))

(defun advice--add (how definition function props)
  "Return DEFINITION advised by FUNCTION as HOW says, with PROPS."
  (let ((name (alist-get 'name props)))
    (when (advice--member-p (or name function) (and name props) definition)
      (setq definition (advice--remove-function definition (or name function) props))))
  (advice--make how function definition props))

;;; Functions in places

(defun advice--normalize-place (place)
  "Return the place to change for PLACE, as given to `add-function'."
  (cond
   ((eq 'local (car-safe place)) `(advice--buffer-local ,@(cdr place)))
   ((eq 'var (car-safe place)) (nth 1 place))
   ((symbolp place) `(default-value ',place))
   (t place)))

(defun advice--buffer-local (var)
  "Return the buffer-local value of VAR, or a function that calls the default one."
  (if (local-variable-p var)
      (symbol-value var)
    (let ((default (lambda (&rest args) (apply (default-value var) args))))
      default)))

(gv-define-setter advice--buffer-local (value var)
  `(set (make-local-variable ,var) ,value))

(defmacro add-function (how place function &optional props)
  "Combine FUNCTION with the function stored in PLACE, as HOW says.
HOW is :before, :after, :around, :override, :before-while, :before-until, :after-while,
:after-until, :filter-args or :filter-return.  PLACE may be (var VARIABLE) or
(local VARIABLE); a plain symbol means the variable's default value.
PROPS is an alist with `name' and `depth'."
  (declare (debug (form [&or symbolp ("local" form) ("var" sexp) gv-place] form &optional form)))
  (gv-letplace (getter setter) (advice--normalize-place place)
    (funcall setter `(advice--add ,how ,getter ,function ,props))))

(defmacro remove-function (place function)
  "Remove FUNCTION, or the advice it names, from the function stored in PLACE."
  (declare (debug ([&or symbolp ("local" form) ("var" sexp) gv-place] form)))
  (gv-letplace (getter setter) (advice--normalize-place place)
    (macroexp-let2 nil new `(advice--remove-function ,getter ,function)
      `(unless (eq ,new ,getter) ,(funcall setter new)))))

(defun advice-function-mapc (f function-def)
  "Call F with each advice of FUNCTION-DEF and its properties."
  (while (advice--p function-def)
    (funcall f (advice--car function-def) (advice--props function-def))
    (setq function-def (advice--cdr function-def))))

(defun advice-function-member-p (advice function-def)
  "Return non-nil if FUNCTION-DEF has ADVICE, a function or a name."
  (advice--member-p advice nil function-def))

;;; Functions of symbols

;; The property `advice--pending' holds the advice of a symbol without its definition; setting the definition goes
;; through the property `defalias-fset-function', which puts the two together again.

(defun advice--symbol-function (symbol)
  "Return the function definition of SYMBOL, with its advice."
  (or (get symbol 'advice--pending) (symbol-function symbol)))

(defun advice--innermost (advised definition)
  "Return the advice of ADVISED around DEFINITION."
  (if (advice--p advised)
      (advice--make (advice--where advised) (advice--car advised)
                    (advice--innermost (advice--cdr advised) definition)
                    (advice--props advised))
    definition))

(defun advice--defalias-fset (symbol newdef)
  "Define SYMBOL as NEWDEF, keeping its advice."
  (let* ((olddef (advice--symbol-function symbol))
         (olddef (if (eq (car-safe olddef) 'macro) (cdr olddef) olddef))
         (macrop (eq (car-safe newdef) 'macro))
         (new (advice--innermost olddef (if macrop (cdr newdef) newdef))))
    (cond
     ((autoloadp newdef)
      (put symbol 'advice--pending (advice--innermost olddef nil))
      (fset symbol newdef))
     (t
      (put symbol 'advice--pending nil)
      (fset symbol (if macrop (cons 'macro new) new))))))

(defun advice--load-first (symbol)
  "Load the definition of SYMBOL if it is autoloaded."
  (let ((def (and (fboundp symbol) (symbol-function symbol))))
    (when (autoloadp def) (autoload-do-load def symbol))))

(defun advice-add (symbol how function &optional props)
  "Make FUNCTION an advice of the function named SYMBOL, combined as HOW says; see `add-function'.
PROPS is an alist with `name' and `depth'."
  (advice--load-first symbol)
  (let* ((def (advice--symbol-function symbol))
         (macrop (eq (car-safe def) 'macro))
         (inner (if macrop (cdr def) def))
         (new (advice--add how inner function props)))
    (put symbol 'defalias-fset-function #'advice--defalias-fset)
    (if (or inner (fboundp symbol))
        (fset symbol (if macrop (cons 'macro new) new))
      (put symbol 'advice--pending new))
    nil))

(defun advice-remove (symbol function)
  "Remove from the function named SYMBOL the advice FUNCTION, a function or a name."
  (let* ((def (advice--symbol-function symbol))
         (macrop (eq (car-safe def) 'macro))
         (inner (if macrop (cdr def) def))
         (new (advice--remove-function inner function)))
    (unless (eq new inner)
      (if (get symbol 'advice--pending)
          (put symbol 'advice--pending (if (advice--p new) new))
        (fset symbol (if macrop (cons 'macro new) new))))
    (unless (advice--p new)
      (put symbol 'defalias-fset-function nil))
    nil))

(defun advice-mapc (f symbol)
  "Call F with each advice of the function named SYMBOL and its properties."
  (let ((def (advice--symbol-function symbol)))
    (advice-function-mapc f (if (eq (car-safe def) 'macro) (cdr def) def))))

(defun advice-member-p (advice symbol)
  "Return non-nil if the function named SYMBOL has ADVICE, a function or a name."
  (let ((def (advice--symbol-function symbol)))
    (advice--member-p advice nil (if (eq (car-safe def) 'macro) (cdr def) def))))

(defmacro define-advice (symbol args &rest body)
  "Define an advice of the function SYMBOL.
ARGS is (HOW LAMBDA-LIST [NAME [DEPTH]]); BODY is the advice."
  (declare (indent 2) (doc-string 3))
  (or (listp args) (signal 'wrong-type-argument (list 'listp args)))
  (or (<= 2 (length args) 4)
      (signal 'wrong-number-of-arguments (list 2 4 (length args))))
  (let* ((how (nth 0 args))
         (lambda-list (nth 1 args))
         (name (nth 2 args))
         (depth (nth 3 args))
         (props (and depth `((depth . ,depth))))
         (advice (if name (intern (format "%s@%s" symbol name))
                   `(lambda ,lambda-list ,@body))))
    `(prog1 ,(if name `(defun ,advice ,lambda-list ,@body) nil)
       (advice-add ',symbol ,how #',advice ,@(and props `(',props))))))

(provide 'nadvice)

;;; nadvice.el ends here
