;;; cl-macs.el --- Common Lisp control structures and bindings -*- lexical-binding: t; -*-

(require 'cl-lambda)

;;; Blocks

(defvar cl--blocks nil
  "Alist of the blocks around the code being expanded: (NAME . USED).")

(defmacro cl-block (name &rest body)
  "Evaluate BODY; (cl-return-from NAME VALUE) within it leaves it with VALUE."
  (declare (indent 1) (debug (symbolp body)))
  (let* ((block (cons name nil))
         (cl--blocks (cons block cl--blocks))
         (code (macroexpand-all (macroexp-progn body) macroexpand-all-environment)))
    (if (cdr block)
        `(catch ',(cl--block-tag name) ,@(macroexp-unprogn code))
      code)))

(defun cl--block-tag (name)
  "Return the `catch' tag of the block NAME."
  (intern (format "--cl-block-%s--" name)))

(defmacro cl-return (&optional result)
  "Leave the block named nil, such as a loop, with the value of RESULT."
  (declare (debug (&optional form)))
  `(cl-return-from nil ,result))

(defmacro cl-return-from (name &optional result)
  "Leave the block NAME with the value of RESULT."
  (declare (indent 1) (debug (symbolp &optional form)))
  (let ((block (assq name cl--blocks)))
    (when block (setcdr block t))
    `(throw ',(cl--block-tag name) ,result)))

(defmacro cl-tagbody (&rest labels-or-stmts)
  "Evaluate statements; (go LABEL) continues after the symbol or integer LABEL.
LABELS-OR-STMTS are statements, which are lists, and labels."
  (let ((blocks nil) (first-label (make-symbol "cl--preamble")))
    (let ((block (list first-label)))
      (dolist (item labels-or-stmts)
        (if (consp item)
            (push item block)
          (push (nreverse block) blocks)
          (setq block (list item))))
      (push (nreverse block) blocks))
    (setq blocks (nreverse blocks))
    (let* ((catch-tag (make-symbol "cl--tagbody-tag"))
           (next (make-symbol "cl--label"))
           (labels (mapcar #'car blocks))
           (go (lambda (label)
                 (if (memql label labels)
                     `(throw ',catch-tag ',label)
                   (let ((outer (cdr (assq 'go macroexpand-all-environment))))
                     (if outer (funcall outer label)
                       (error "Unknown cl-tagbody go label `%S'" label))))))
           (clauses nil))
      (while blocks
        (push `(,(list 'quote (car (car blocks)))
                ,@(cdr (car blocks))
                ,(if (cdr blocks) `',(car (cadr blocks)) nil))
              clauses)
        (setq blocks (cdr blocks)))
      `(let ((,next ',first-label))
         (while ,next
           (setq ,next
                 (catch ',catch-tag
                   ,(macroexpand-all
                     `(cond ,@(mapcar (lambda (clause)
                                        `((eql ,next ,(car clause)) ,@(cdr clause)))
                                      (nreverse clauses)))
                     (cons (cons 'go go) macroexpand-all-environment)))))))))

;;; Conditionals

(defmacro cl-case (expr &rest clauses)
  "Evaluate EXPR and the clause whose key is `eql' to the value.
CLAUSES are (KEYLIST BODY...), KEYLIST being a list of keys or one atom;
t or `otherwise' in the last one matches anything."
  (declare (indent 1) (debug (form &rest (sexp body))))
  (macroexp-let2 macroexp-copyable-p temp expr
    (let ((seen nil))
      `(cond
        ,@(mapcar
           (lambda (clause)
             (let ((keys (car clause)))
               (cons
                (cond
                 ((memq keys '(t otherwise)) t)
                 ((eq keys 'cl--ecase-error-flag)
                  `(error "cl-ecase failed: %s, %s" ,temp ',(reverse seen)))
                 ((null keys) nil)
                 ((listp keys)
                  (setq seen (append keys seen))
                  (if (cdr keys)
                      `(,(cl--member-function keys) ,temp ',keys)
                    (cl--key-test temp (car keys))))
                 (t
                  (push keys seen)
                  (cl--key-test temp keys)))
                (or (cdr clause) '(nil)))))
           clauses)))))

(defun cl--eq-able-p (key)
  "Return non-nil if `eq' is as good as `eql' for KEY."
  (or (symbolp key) (fixnump key)))

(defun cl--member-function (keys)
  "Return the fastest function that finds one of KEYS as `eql' does."
  (let ((result 'memq))
    (dolist (key keys) (unless (cl--eq-able-p key) (setq result 'memql)))
    result))

(defun cl--key-test (exp key)
  "Return a test whether the value of EXP is `eql' to KEY."
  `(,(if (cl--eq-able-p key) 'eq 'eql) ,exp ,(macroexp-quote key)))

(defmacro cl-ecase (expr &rest clauses)
  "Like `cl-case' with EXPR and CLAUSES, but signal an error if none matches."
  (declare (indent 1) (debug cl-case))
  `(cl-case ,expr ,@clauses (cl--ecase-error-flag)))

(defmacro cl-typecase (expr &rest clauses)
  "Evaluate EXPR and the first clause whose type the value has.
CLAUSES are (TYPE BODY...); the type t or `otherwise' matches anything."
  (declare (indent 1) (debug (form &rest ([&or cl-type-spec "otherwise"] body))))
  (macroexp-let2 macroexp-copyable-p temp expr
    `(cond
      ,@(mapcar (lambda (clause)
                  (cons (if (memq (car clause) '(t otherwise)) t
                          (cl--type-test temp (car clause)))
                        (or (cdr clause) '(nil))))
                clauses))))

(defmacro cl-etypecase (expr &rest clauses)
  "Like `cl-typecase' with EXPR and CLAUSES, but signal an error if none matches."
  (declare (indent 1) (debug cl-typecase))
  (macroexp-let2 macroexp-copyable-p temp expr
    `(cl-typecase ,temp
       ,@clauses
       (t (error "cl-etypecase failed: %s, %s" ,temp ',(mapcar #'car clauses))))))

;;; Iteration

(defmacro cl-dolist (spec &rest body)
  "Like `dolist' with SPEC and BODY, within a block named nil."
  (declare (indent 1) (debug ((symbolp form &optional form) cl-declarations body)))
  `(cl-block nil (dolist ,spec ,@body)))

(defmacro cl-dotimes (spec &rest body)
  "Like `dotimes' with SPEC and BODY, within a block named nil."
  (declare (indent 1) (debug cl-dolist))
  `(cl-block nil (dotimes ,spec ,@body)))

(defmacro cl-do (steps endtest &rest body)
  "Evaluate BODY again and again.
STEPS are (VAR INIT STEP): VAR begins as INIT and becomes STEP in each round,
all at once.  ENDTEST is (TEST RESULT...)."
  (declare (indent 2))
  (cl--expand-do steps endtest body nil))

(defmacro cl-do* (steps endtest &rest body)
  "Like `cl-do' with STEPS, ENDTEST and BODY, but variables are set one after another."
  (declare (indent 2))
  (cl--expand-do steps endtest body t))

(defun cl--expand-do (steps endtest body star)
  "Return the code of `cl-do' with STEPS, ENDTEST and BODY, of `cl-do*' if STAR."
  (let ((updates nil))
    (dolist (step steps)
      (when (and (consp step) (cddr step))
        (setq updates (append updates (list (car step) (nth 2 step))))))
    `(cl-block nil
       (,(if star 'let* 'let)
        ,(mapcar (lambda (step) (if (consp step) (list (car step) (nth 1 step)) step)) steps)
        (while (not ,(car endtest))
          ,@body
          ,@(if updates
                `((,(if (or star (null (cddr updates))) 'setq 'cl-psetq) ,@updates))))
        ,@(or (cdr endtest) '(nil))))))

(defmacro cl-do-symbols (spec &rest body)
  "Evaluate BODY for each symbol of an obarray; SPEC is (VAR [OBARRAY [RESULT]])."
  (declare (indent 1))
  `(cl-block nil
     (mapatoms (lambda (,(car spec)) ,@body) ,@(if (cadr spec) (list (cadr spec))))
     ,(nth 2 spec)))

(defmacro cl-do-all-symbols (spec &rest body)
  "Evaluate BODY for each interned symbol; SPEC is (VAR [RESULT])."
  (declare (indent 1))
  `(cl-do-symbols (,(car spec) nil ,(cadr spec)) ,@body))

;;; Assignment

(defmacro cl-psetq (&rest args)
  "Set variables to values, all at once: (cl-psetq VAR VALUE VAR VALUE...)."
  (declare (debug setq))
  `(cl-psetf ,@args))

(defmacro cl-psetf (&rest args)
  "Set places to values, all at once: (cl-psetf PLACE VALUE PLACE VALUE...)."
  (declare (debug setf))
  (cond
   ((null args) nil)
   ((null (cddr args)) `(progn (setf ,@args) nil))
   (t
    (let ((bindings nil) (sets nil))
      (while args
        (let ((value (make-symbol "v")))
          (push (list value (cadr args)) bindings)
          (push `(setf ,(car args) ,value) sets)
          (setq args (cddr args))))
      `(let* ,(nreverse bindings) ,@(nreverse sets) nil)))))

(defmacro cl-incf (place &optional x)
  "Add X, 1 by default, to the number in PLACE; return the new value."
  (declare (debug (place &optional form)))
  (let ((make (lambda (getter)
                (if x `(+ ,getter ,x) `(1+ ,getter)))))
    (if (symbolp place)
        `(setq ,place ,(funcall make place))
      (gv-letplace (getter setter) place
        (funcall setter (funcall make getter))))))

(defmacro cl-decf (place &optional x)
  "Subtract X, 1 by default, from the number in PLACE; return the new value."
  (declare (debug cl-incf))
  (let ((make (lambda (getter)
                (if x `(- ,getter ,x) `(1- ,getter)))))
    (if (symbolp place)
        `(setq ,place ,(funcall make place))
      (gv-letplace (getter setter) place
        (funcall setter (funcall make getter))))))

(defmacro cl-pushnew (x place &rest keys)
  "Add X to the list in PLACE unless it is there; KEYS are :test, :test-not and :key."
  (declare (debug (form place &rest &or [[&or ":test" ":test-not" ":key"] form] [keywordp form])))
  (if (and (symbolp place) (null keys))
      (macroexp-let2 nil v x
        `(if (memql ,v ,place) ,place (setq ,place (cons ,v ,place))))
    (macroexp-let2 nil v x
      (gv-letplace (getter setter) place
        (funcall setter `(cl-adjoin ,v ,getter ,@keys))))))

(defmacro cl-remf (place tag)
  "Remove the property TAG from the property list in PLACE; return non-nil if it was there."
  (declare (debug (place form)))
  (gv-letplace (getter setter) place
    (macroexp-let2 macroexp-copyable-p val getter
      (macroexp-let2 nil key tag
        `(if (eq ,key (car ,val))
             (progn ,(funcall setter `(cddr ,val)) t)
           (cl--do-remf ,val ,key))))))

(defun cl--do-remf (plist tag)
  "Remove TAG, not the first property, from PLIST; return non-nil if it was there."
  (let ((p (cdr plist)))
    (while (and (cdr p) (not (eq (car (cdr p)) tag)))
      (setq p (cddr p)))
    (and (cdr p) (progn (setcdr p (nthcdr 3 p)) t))))

(defmacro cl-shiftf (place &rest args)
  "Store in PLACE the next of ARGS and so on; the last one is only a value.
Return what PLACE held."
  (declare (debug (&rest place)))
  (if (null args)
      place
    (gv-letplace (getter setter) place
      `(prog1 ,getter ,(funcall setter `(cl-shiftf ,@args))))))

(defmacro cl-rotatef (&rest args)
  "Rotate the values of the places ARGS to the left; return nil."
  (declare (debug (&rest place)))
  (when (cdr args)
    (cl--rotate (car args) (cdr args))))

(defun cl--rotate (first others)
  "Return code that rotates the values of the places FIRST and OTHERS."
  (gv-letplace (getter setter) first
    (let ((old (make-symbol "old")))
      `(let ((,old ,getter))
         ,(cl--rotate-rest setter others old)
         nil))))

(defun cl--rotate-rest (setter places old)
  "Return code that stores with SETTER the first of PLACES, shifts those, and stores OLD last."
  (if (null places)
      (funcall setter old)
    (gv-letplace (getter2 setter2) (car places)
      `(progn ,(funcall setter getter2)
              ,(cl--rotate-rest setter2 (cdr places) old)))))

(defmacro cl-callf (func place &rest args)
  "Set PLACE to what FUNC returns for its value and ARGS."
  (declare (indent 2) (debug (cl-function place &rest form)))
  (gv-letplace (getter setter) place
    (funcall setter
             (if (symbolp func)
                 `(,func ,getter ,@args)
               `(funcall #',func ,getter ,@args)))))

(defmacro cl-callf2 (func arg1 place &rest args)
  "Set PLACE to what FUNC returns for ARG1, its value and ARGS."
  (declare (indent 3) (debug (cl-function form place &rest form)))
  (macroexp-let2 nil a1 arg1
    (gv-letplace (getter setter) place
      (funcall setter
               (if (symbolp func)
                   `(,func ,a1 ,getter ,@args)
                 `(funcall #',func ,a1 ,getter ,@args))))))

(defmacro cl-letf (bindings &rest body)
  "Bind places to values while BODY is evaluated, then restore them.
BINDINGS are (PLACE VALUE) or (PLACE); places may be variables."
  (declare (indent 1) (debug ((&rest [&or (symbolp form) (gv-place &optional form)]) body)))
  (cl--letf (mapcar (lambda (b) (if (consp b) b (list b))) bindings) nil nil body))

(defmacro cl-letf* (bindings &rest body)
  "Like `cl-letf' with BINDINGS and BODY, one binding after another."
  (declare (indent 1) (debug cl-letf))
  (dolist (binding (reverse bindings))
    (setq body (list `(cl-letf (,binding) ,@body))))
  (macroexp-progn body))

(defun cl--letf (bindings simple places body)
  "Return the code of `cl-letf' for BINDINGS around BODY.
SIMPLE are the bindings of variables found so far, PLACES those of places."
  (if bindings
      (let ((place (car (car bindings))) (has-value (cdr (car bindings))))
        (if (and (symbolp place) has-value)
            (if (null places)
                (cl--letf (cdr bindings) (cons (car bindings) simple) places body)
              (macroexp-let2 nil value (cadr (car bindings))
                (cl--letf (cdr bindings) (cons (list place value) simple) places body)))
          (gv-letplace (getter setter) place
            (macroexp-let2* nil ((old getter))
              (if has-value
                  (macroexp-let2 nil value (cadr (car bindings))
                    (cl--letf (cdr bindings) simple (cons (list old setter value) places) body))
                (cl--letf (cdr bindings) simple (cons (list old setter) places) body))))))
    (let ((code (if simple `(let ,(nreverse simple) ,@body) (macroexp-progn body))))
      (if (null places)
          code
        (let ((places (nreverse places)))
          `(unwind-protect
               (progn
                 ,@(delq nil (mapcar (lambda (p) (if (cddr p) (funcall (nth 1 p) (nth 2 p)))) places))
                 ,code)
             ,@(mapcar (lambda (p) (funcall (nth 1 p) (nth 0 p))) (reverse places))))))))

;;; Local functions and macros

(defvar cl--local-functions nil
  "Alist of the local functions around the code being expanded and their variables.")

(defvar cl--function-cache nil
  "The last function quoted by `cl--convert-function' and the form returned.")

(defun cl--convert-function (f)
  "Expand (function F) where local functions are known."
  (let ((local (and (symbolp f) (assq f cl--local-functions))))
    (cond
     ((cdr local) (cdr local))
     ;; The expansion of a form that is none must be that very form, or it would never end.
     ((and cl--function-cache (eq f (car cl--function-cache))) (cdr cl--function-cache))
     (t
      (let ((form `(function ,f)))
        (setq cl--function-cache (cons f form))
        form)))))

(defun cl--expand-with-functions (functions body)
  "Expand the list BODY with FUNCTIONS, an alist of names and variables, as local functions."
  (let ((cl--local-functions (append functions cl--local-functions)))
    (macroexpand-all
     (macroexp-progn body)
     (append (mapcar (lambda (f)
                       (let ((var (cdr f)))
                         (cons (car f) (lambda (&rest args) `(funcall ,var ,@args)))))
                     functions)
             (cons (cons 'function #'cl--convert-function)
                   macroexpand-all-environment)))))

(defun cl--local-definition (binding)
  "Return an expression for the function that BINDING, (NAME ARGS BODY...) or (NAME EXP), defines."
  (if (and (cadr binding) (null (cddr binding)))
      (cadr binding)
    `(cl-function (lambda ,(cadr binding)
                    ,@(let ((parsed (macroexp-parse-body (cddr binding))))
                        (append (car parsed)
                                `((cl-block ,(car binding) ,@(cdr parsed)))))))))

(defmacro cl-flet (bindings &rest body)
  "Evaluate BODY with local functions.
BINDINGS are (NAME ARGLIST BODY...), or (NAME EXP) with EXP giving a function."
  (declare (indent 1))
  (let ((lets nil) (functions nil))
    (dolist (binding bindings)
      (let ((var (make-symbol (format "--cl-%s--" (car binding)))))
        (push (list var (cl--local-definition binding)) lets)
        (push (cons (car binding) var) functions)))
    `(let ,(nreverse lets)
       ,@(macroexp-unprogn (cl--expand-with-functions functions body)))))

(defmacro cl-flet* (bindings &rest body)
  "Like `cl-flet' with BINDINGS and BODY, one function after another."
  (declare (indent 1) (debug cl-flet))
  (cond
   ((null bindings) (macroexp-progn body))
   ((null (cdr bindings)) `(cl-flet ,bindings ,@body))
   (t `(cl-flet (,(pop bindings)) (cl-flet* ,bindings ,@body)))))

(defun cl--tail-looped (binding functions)
  "Return BINDING, (NAME ARGS BODY...), with a loop in place of calls of itself in tail position.
FUNCTIONS are the names of all functions that are defined with it."
  (let* ((name (car binding)) (args (cadr binding))
         (parsed (macroexp-parse-body (cddr binding)))
         (body `((cl-block ,name ,@(cdr parsed)))))
    (or (and (cddr binding)
             (cl-every #'symbolp args)
             (not (cl-intersection args cl--lambda-list-keywords))
             (subr-x--calls-itself-last name functions body)
             (let* ((subr-x--other-call nil)
                    (loop (subr-x--tail-loop name args args functions body)))
               (and loop `(,name ,args ,@(car parsed) ,loop))))
        binding)))

(defmacro cl-labels (bindings &rest body)
  "Evaluate BODY with local functions that may call each other.
BINDINGS are (NAME ARGLIST BODY...) or (NAME EXP)."
  (declare (indent 1) (debug cl-flet))
  (let ((vars nil) (functions nil))
    (dolist (binding bindings)
      (let ((var (make-symbol (format "--cl-%s--" (car binding)))))
        (push var vars)
        (push (cons (car binding) var) functions)))
    (setq vars (nreverse vars))
    (let ((definitions
           (mapcar (lambda (binding)
                     (cl--expand-with-functions
                      functions
                      (list (cl--local-definition (cl--tail-looped binding (mapcar #'car bindings))))))
                   bindings))
          (sets nil) (names vars))
      (dolist (definition definitions)
        (setq sets (append sets (list (pop names) definition))))
      `(let ,vars
         (setq ,@sets)
         ,@(macroexp-unprogn (cl--expand-with-functions functions body))))))

(defmacro cl-macrolet (bindings &rest body)
  "Evaluate BODY with local macros; BINDINGS are (NAME ARGLIST BODY...)."
  (declare (indent 1))
  (let ((environment macroexpand-all-environment))
    (dolist (binding bindings)
      (push (cons (car binding)
                  (eval `(cl-function (lambda ,(cadr binding) ,@(cddr binding)))
                        lexical-binding))
            environment))
    (macroexpand-all (macroexp-progn body) environment)))

;;; Values

(defmacro cl-multiple-value-bind (vars form &rest body)
  "Bind VARS to the elements of the list FORM returns while BODY is evaluated."
  (declare (indent 2) (debug ((&rest symbolp) form body)))
  (let ((temp (make-symbol "--cl-var--")) (n -1))
    `(let* ((,temp ,form)
            ,@(mapcar (lambda (v) (list v `(nth ,(setq n (1+ n)) ,temp))) vars))
       ,@body)))

(defmacro cl-multiple-value-setq (vars form)
  "Set VARS to the elements of the list FORM returns; return the first."
  (declare (indent 1) (debug ((&rest symbolp) form)))
  (let ((temp (make-symbol "--cl-var--")) (n 0))
    (if (null vars)
        `(progn ,form nil)
      `(let ((,temp ,form))
         (prog1 (setq ,(car vars) (car ,temp))
           ,@(mapcar (lambda (v) `(setq ,v (nth ,(setq n (1+ n)) ,temp))) (cdr vars)))))))

(defmacro cl-the (type form)
  "Return the value of FORM, which must be of TYPE."
  (declare (indent 1) (debug (cl-type-spec form)))
  (ignore type)
  form)

(defmacro cl-locally (&rest body)
  "Like `progn' with BODY."
  `(progn ,@body))

(defmacro cl-declare (&rest _specs)
  "Declare something; has no effect."
  nil)

(defun cl-proclaim (_spec)
  "Proclaim SPEC; has no effect."
  nil)

(defmacro cl-declaim (&rest _specs)
  "Proclaim something; has no effect."
  nil)

(defmacro cl-eval-when (when &rest body)
  "Evaluate BODY if WHEN, a list of times, contains `eval' or `load'."
  (declare (indent 1) (debug (sexp body)))
  (if (or (memq 'eval when) (memq :execute when) (memq 'load when) (memq :load-toplevel when))
      (macroexp-progn body)))

(defmacro cl-load-time-value (form &optional _read-only)
  "Evaluate FORM when the code is expanded; the value becomes a constant."
  `',(eval form lexical-binding))

(defmacro cl-progv (symbols values &rest body)
  "Bind the variables in the list SYMBOLS to VALUES, dynamically, while BODY is evaluated."
  (declare (indent 2) (debug (form form body)))
  (let ((bodyfun (make-symbol "body"))
        (binds (make-symbol "binds"))
        (syms (make-symbol "syms"))
        (vals (make-symbol "vals")))
    `(let* ((,syms ,symbols)
            (,vals ,values)
            (,bodyfun (lambda () ,@body))
            (,binds nil))
       (while ,syms
         (push (list (pop ,syms) (list 'quote (pop ,vals))) ,binds))
       (eval (list 'let (nreverse ,binds)
                   (list 'funcall (list 'quote ,bodyfun)))
             nil))))

;;; Assertions

(define-error 'cl-assertion-failed "Assertion failed")

(defmacro cl-assert (form &optional show-args string &rest args)
  "Signal an error if FORM is nil.
SHOW-ARGS says to show the values of its arguments; STRING and ARGS make the message."
  (declare (debug (form &rest form)))
  (let ((shown (and show-args
                    (delq nil (mapcar (lambda (x) (unless (macroexp-const-p x) x))
                                      (cdr-safe form))))))
    `(progn
       (or ,form
           (cl--assertion-failed ',form ,string (list ,@shown) (list ,@args)))
       nil)))

(defun cl--assertion-failed (form &optional string sargs args)
  "Signal that the assertion FORM failed, with the message of STRING and ARGS, or values SARGS."
  (if string
      (apply #'error string (append sargs args))
    (signal 'cl-assertion-failed `(,form ,@sargs))))

(defmacro cl-check-type (form type &optional string)
  "Signal an error unless the value of FORM is of TYPE, which STRING may describe."
  (declare (debug (place cl-type-spec &optional stringp)))
  (macroexp-let2 macroexp-copyable-p temp form
    `(progn
       (or ,(cl--type-test temp type)
           (signal 'wrong-type-argument (list ,(or string `',type) ,temp ',form)))
       nil)))

;;; Gensyms

(defvar cl--gensym-counter 0
  "The number `cl-gensym' uses next.")

(defun cl-gensym (&optional prefix)
  "Return a new uninterned symbol; PREFIX is a string, or a number to use."
  (let ((str (if (stringp prefix) prefix "G"))
        (num (if (integerp prefix) prefix
               (prog1 cl--gensym-counter
                 (setq cl--gensym-counter (1+ cl--gensym-counter))))))
    (make-symbol (format "%s%d" str num))))

(defun cl-gentemp (&optional prefix)
  "Return a new interned symbol whose name begins with PREFIX."
  (let ((str (if (stringp prefix) prefix "T")) name)
    (while (intern-soft (setq name (format "%s%d" str cl--gensym-counter)))
      (setq cl--gensym-counter (1+ cl--gensym-counter)))
    (intern name)))

(defmacro cl-with-gensyms (names &rest body)
  "Bind each of NAMES to a new uninterned symbol while BODY is evaluated."
  (declare (debug (sexp body)) (indent 1))
  `(let ,(mapcar (lambda (name) `(,name (gensym ,(symbol-name name)))) names)
     ,@body))

(defmacro cl-once-only (names &rest body)
  "In the body of a macro, make the forms in the variables NAMES be evaluated once.
NAMES are symbols or (SYMBOL FORM)."
  (declare (debug (sexp body)) (indent 1))
  (let ((names (mapcar (lambda (n) (if (consp n) n (list n n))) names))
        (temps nil))
    (setq temps (mapcar (lambda (n) (list (gensym (symbol-name (car n))) n)) names))
    `(let ,(mapcar (lambda (temp) `(,(car temp) (gensym ,(symbol-name (car (cadr temp))))))
                   temps)
       (list 'let
             (list ,@(mapcar (lambda (temp) `(list ,(car temp) ,(cadr (cadr temp)))) temps))
             (let ,(mapcar (lambda (temp) `(,(car (cadr temp)) ,(car temp))) temps)
               ,@body)))))

(provide 'cl-macs)

;;; cl-macs.el ends here
