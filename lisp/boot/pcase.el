;;; pcase.el --- pattern matching -*- lexical-binding: t; -*-

;; Each clause becomes one clause of a `cond': its condition runs the tests of the pattern from left to right, and
;; its body binds the pattern's variables.  While a pattern is compiled, the parts of the value are known by
;; expressions that may be evaluated again (a variable, or its car, cdr or element); what is deeper or costs more
;; goes into a temporary, set on the way.  No closures are made, no body is written twice, and a failed test simply
;; goes on to the next clause.
;;
;; Temporaries have fixed names.  That is safe because only code written here refers to them, and that code never
;; runs inside the scope of another `pcase'.

(defvar pcase--steps nil
  "Tests and assignments of the pattern being compiled, last first.
An element is (:set TEMP EXP), or (:test FORM).")

(defvar pcase--vars nil
  "Alist of the variables the pattern has bound so far and the expressions of their values.")

(defvar pcase--temps 0
  "How many temporaries the pattern uses so far.")

(defvar pcase--assume nil
  "Non-nil while a pattern is compiled that is known to match.")

;;; Emitting steps

(defconst pcase--names
  [pcase--1 pcase--2 pcase--3 pcase--4 pcase--5 pcase--6 pcase--7 pcase--8
   pcase--9 pcase--10 pcase--11 pcase--12]
  "Names of the first temporaries.")

(defun pcase--temp ()
  "Return a temporary that the pattern does not use yet."
  (prog1 (if (< pcase--temps (length pcase--names))
             (aref pcase--names pcase--temps)
           (intern (format "pcase--%d" (1+ pcase--temps))))
    (setq pcase--temps (1+ pcase--temps))))

(defun pcase--test (form)
  "Add FORM as a test."
  (unless pcase--assume
    (push (list :test form) pcase--steps)))

(defun pcase--hold (exp)
  "Return a temporary set to EXP, or EXP if it is a variable."
  (if (symbolp exp)
      exp
    (let ((temp (pcase--temp)))
      (push (list :set temp exp) pcase--steps)
      temp)))

(defun pcase--stable-p (exp)
  "Non-nil if evaluating EXP later gives the value it has now."
  (or (symbolp exp)
      (and (memq (car exp) '(car cdr car-safe cdr-safe aref))
           (symbolp (cadr exp)))
      (macroexp-const-p exp)))

(defun pcase--with-vars (form)
  "Return FORM, written by the user, within bindings of the pattern's variables."
  (let ((used (and pcase--vars (macroexp--fgrep pcase--vars form))))
    (if used
        `(let ,(mapcar (lambda (b) (list (car b) (cdr b))) used) ,form)
      form)))

(defun pcase--call (fun exp)
  "Return code that calls FUN, as given in `pred' or `app', on the value of EXP."
  (when (eq (car-safe fun) 'function)
    (setq fun (cadr fun)))
  (cond
   ((symbolp fun) (list fun exp))
   ((eq (car-safe fun) 'pcase--flip)
    (pcase--with-vars (cons (cadr fun) (cons exp (cddr fun)))))
   ((eq (car-safe fun) 'lambda)
    (pcase--with-vars `(funcall (function ,fun) ,exp)))
   ((consp fun) (pcase--with-vars (append fun (list exp))))
   (t (error "Unknown function in a pattern: %S" fun))))

(defun pcase--equality (exp value)
  "Return code that tests whether EXP evaluates to VALUE."
  (cond
   ((null value) (list 'null exp))
   ((or (symbolp value) (fixnump value)) (list 'eq exp (macroexp-quote value)))
   (t (list 'equal exp (macroexp-quote value)))))

;;; Patterns

(defun pcase--match (pat exp)
  "Add the steps that match PAT against the value of EXP."
  (cond
   ((memq pat '(_ pcase--dontcare))
    (unless (pcase--stable-p exp) (pcase--hold exp)))
   ((eq pat t) nil)
   ((or (keywordp pat) (integerp pat) (stringp pat) (floatp pat))
    (pcase--test (pcase--equality exp pat)))
   ((null pat) (error "Unknown pattern `%S'" pat))
   ((and (symbolp pat) (assq pat pcase--vars) (not pcase--assume))
    (pcase--test (list 'eql exp (cdr (assq pat pcase--vars)))))
   ((symbolp pat)
    (push (cons pat (if (pcase--stable-p exp) exp (pcase--hold exp)))
          pcase--vars))
   ((not (consp pat)) (error "Unknown pattern `%S'" pat))
   (t (pcase--match-compound pat exp))))

(defun pcase--match-compound (pat exp)
  "Add the steps that match PAT, a list, against the value of EXP."
  (let ((head (car pat)))
    (cond
     ((eq head 'quote) (pcase--test (pcase--equality exp (cadr pat))))
     ((eq head '\`) (pcase--match-quoted (cadr pat) exp))
     ((eq head 'pred) (pcase--match-pred (cadr pat) exp))
     ((eq head 'guard) (pcase--test (pcase--with-vars (macroexp-progn (cdr pat)))))
     ((eq head 'and)
      (let ((held (if (cddr pat) (pcase--hold exp) exp)))
        (dolist (sub (cdr pat)) (pcase--match sub held))))
     ((eq head 'or) (pcase--match-or (cdr pat) exp))
     ((eq head 'app) (pcase--match (nth 2 pat) (pcase--call (nth 1 pat) exp)))
     ((eq head 'let)
      (pcase--match (nth 1 pat) (pcase--with-vars (nth 2 pat))))
     ((eq head 'cl-type) (pcase--test `(cl-typep ,exp ',(cadr pat))))
     (t
      (let ((expander (and (symbolp head)
                           (function-get head 'pcase-macroexpander 'macro))))
        (if expander
            (pcase--match (apply expander (cdr pat)) exp)
          (error "Unknown %s pattern: %S" head pat)))))))

(defun pcase--match-pred (fun exp)
  "Add a test that FUN, as written in `pred', accepts the value of EXP."
  (unless pcase--assume
    (pcase--test (if (eq (car-safe fun) 'not)
                     (list 'not (pcase--call (cadr fun) exp))
                   (pcase--call fun exp)))))

(defun pcase--constant-car (qpat)
  "If the car of the quoted pattern QPAT is an atom other than nil, return it in a list."
  (let ((first (car qpat)))
    (and first (or (symbolp first) (numberp first) (stringp first))
         (list first))))

(defun pcase--match-quoted (qpat exp)
  "Add the steps that match `QPAT against the value of EXP."
  (cond
   ((eq (car-safe qpat) '\,) (pcase--match (cadr qpat) exp))
   ((consp qpat) (pcase--match-cons qpat exp))
   ((vectorp qpat) (pcase--match-vector qpat exp))
   (t (pcase--test (pcase--equality exp qpat)))))

(defun pcase--match-cons (qpat exp)
  "Add the steps that match `QPAT, a cons, against the value of EXP."
  (let ((constant (pcase--constant-car qpat))
        (set-it (if (symbolp exp) exp nil))
        (held exp))
    (cond
     (pcase--assume
      (setq held (pcase--hold exp)))
     (t
      (unless set-it
        (setq held (pcase--temp)
              set-it (list 'setq held exp)))
      ;; A constant car that is not nil is found only in a cons: one test does for two.
      (if constant
          (pcase--test (pcase--equality (list 'car-safe set-it) (car constant)))
        (pcase--test (list 'consp set-it)))))
    (unless constant
      (pcase--match-quoted (car qpat) (list (if pcase--assume 'car-safe 'car) held)))
    (pcase--match-quoted (cdr qpat) (list (if pcase--assume 'cdr-safe 'cdr) held))))

(defun pcase--match-vector (qpat exp)
  "Add the steps that match `QPAT, a vector, against the value of EXP."
  (let ((held (pcase--hold exp)))
    (pcase--test (list 'vectorp held))
    (pcase--test `(= (length ,held) ,(length qpat)))
    (dotimes (i (length qpat))
      (pcase--match-quoted (aref qpat i) (list 'aref held i)))))

;;; Alternatives

(defun pcase--literal (pat)
  "If PAT matches just one value, return a list of that."
  (cond
   ((or (keywordp pat) (integerp pat) (stringp pat)) (list pat))
   ((eq (car-safe pat) 'quote) (cdr pat))
   ((and (eq (car-safe pat) '\`)
         (atom (cadr pat)) (not (vectorp (cadr pat))))
    (cdr pat))))

(defun pcase--match-or (pats exp)
  "Add the steps that match one of PATS against the value of EXP."
  (cond
   (pcase--assume (if pats (pcase--match (car pats) exp)))
   ((null pats) (pcase--test nil))
   ((null (cdr pats)) (pcase--match (car pats) exp))
   (t
    (let ((literals (mapcar #'pcase--literal pats)))
      (if (memq nil literals)
          (pcase--match-alternatives pats (pcase--hold exp))
        (let ((values (mapcar #'car literals)) (eq-able t))
          (dolist (value values)
            (unless (or (symbolp value) (fixnump value)) (setq eq-able nil)))
          (pcase--test (list (if eq-able 'memq 'member) exp (list 'quote values)))))))))

(defun pcase--match-alternatives (pats exp)
  "Add a test that one of PATS matches the value of the variable EXP.
Variables they bind are carried out of the test in temporaries."
  (let ((compiled (mapcar (lambda (pat) (pcase--alternative pat exp)) pats))
        (names nil))
    (dolist (c compiled)
      (dolist (binding (cdr c))
        (unless (assq (car binding) names)
          (push (cons (car binding) (pcase--temp)) names))))
    (pcase--test
     `(or ,@(mapcar
             (lambda (c)
               (pcase--condition
                (append (mapcar (lambda (name)
                                  (list :set (cdr name) (cdr (assq (car name) (cdr c)))))
                                names)
                        (car c))))
             compiled)))
    (setq pcase--vars (append names pcase--vars))))

(defun pcase--alternative (pat exp)
  "Return (STEPS . VARS) of matching PAT against EXP; VARS are only the new ones."
  (let* ((outer pcase--vars)
         (pcase--steps nil)
         (pcase--vars outer)
         (new nil))
    (pcase--match pat exp)
    (while (not (eq pcase--vars outer))
      (unless (assq (caar pcase--vars) new)
        (setq new (nconc new (list (car pcase--vars)))))
      (setq pcase--vars (cdr pcase--vars)))
    (cons pcase--steps new)))

;;; Putting clauses together

(defun pcase--condition (steps)
  "Return code that runs STEPS, last first, and is non-nil if all tests succeed."
  (let ((tests nil) (sets nil))
    (dolist (step (reverse steps))
      (if (eq (car step) :set)
          (push (cons 'setq (cdr step)) sets)
        (push (if sets
                  `(progn ,@(nreverse sets) ,(cadr step))
                (cadr step))
              tests)
        (setq sets nil)))
    (when sets (push `(progn ,@(nreverse sets) t) tests))
    (setq tests (nreverse tests))
    (cond
     ((null tests) t)
     ((cdr tests) (cons 'and tests))
     (t (car tests)))))

(defun pcase--bindings (vars)
  "Return bindings for VARS, an alist with the latest first; a later one hides an earlier."
  (let ((bindings nil))
    (dolist (var vars)
      (unless (assq (car var) bindings)
        (push (list (car var) (cdr var)) bindings)))
    bindings))

(defun pcase--clause (pat body exp)
  "Return the `cond' clause for PAT and BODY, given the variable or constant EXP."
  (let ((pcase--steps nil) (pcase--vars nil) (pcase--temps 0) (last-sets nil))
    (pcase--match pat exp)
    (while (eq (car (car pcase--steps)) :set)
      (push (cons 'setq (cdr (pop pcase--steps))) last-sets))
    (setq pcase--clause-temps (max pcase--clause-temps pcase--temps))
    (cons (pcase--condition pcase--steps)
          (append last-sets
                  (if pcase--vars
                      `((let ,(pcase--bindings pcase--vars) ,@(or body '(nil))))
                    (or body '(nil)))))))

(defvar pcase--clause-temps 0
  "The number of temporaries that the clauses compiled so far need.")

(defun pcase--expand (exp cases)
  "Return code for a `pcase' of EXP with CASES."
  (let* ((direct (and (symbolp exp)
                      (not (special-variable-p exp))
                      (not (macroexp--fgrep (list (list exp)) (mapcar #'car cases)))))
         (value (if direct exp 'pcase--value))
         (pcase--clause-temps 0)
         (pcase--assume nil)
         (clauses nil)
         (temps nil))
    (while cases
      (let ((clause (pcase--clause (car (car cases)) (cdr (car cases)) value)))
        (push clause clauses)
        (setq cases (and (not (eq (car clause) t)) (cdr cases)))))
    (dotimes (i pcase--clause-temps)
      (push (let ((pcase--temps i)) (list (pcase--temp) nil)) temps))
    (let ((code (cons 'cond (nreverse clauses))))
      (if (and direct (null temps))
          code
        `(let (,@(if (not direct) `((,value ,exp))) ,@temps) ,code)))))

(defmacro pcase (exp &rest cases)
  "Evaluate EXP and the body of the first of CASES whose pattern matches the value.
CASES are (PATTERN BODY...).  A PATTERN is one of
  _                    matches anything
  SYMBOL               matches anything and binds SYMBOL to it
  LITERAL              an integer, string, float or keyword: matches what is `equal'
  \\='VAL                 matches what is `equal' to VAL
  (pred FUN)           matches if FUN returns non-nil, (pred (not FUN)) if not
  (guard EXPR)         matches if EXPR is non-nil
  (let PAT EXPR)       matches if PAT matches the value of EXPR
  (app FUN PAT)        matches if PAT matches what FUN returns
  (and PAT...)         matches if all PAT do
  (or PAT...)          matches if one PAT does
  (cl-type TYPE)       matches an object of TYPE
  \\=`QPAT                a cons, vector or atom that matches part by part;
                       ,PAT within it is a pattern
or one that `pcase-defmacro' defined.  FUN is a function, or a list (F ARG...)
to which the value is added as the last argument."
  (declare (indent 1) (debug (form &rest (pcase-PAT body))))
  (pcase--expand exp cases))

(defmacro pcase-exhaustive (exp &rest cases)
  "Like `pcase' with EXP and CASES, but signal an error if nothing matches."
  (declare (indent 1) (debug pcase))
  (macroexp-let2 macroexp-copyable-p x exp
    (pcase--expand x (append cases `((_ (error "No clause matching `%S'" ,x)))))))

;;; Destructuring

(defun pcase--destructure (pat exp)
  "Return (SETS . VARS) that take the value of EXP apart by PAT.
SETS are bindings of temporaries, VARS an alist of variables."
  (let ((pcase--steps nil) (pcase--vars nil) (pcase--assume t))
    (pcase--match pat (pcase--hold (if (symbolp exp) `(progn ,exp) exp)))
    (cons (mapcar (lambda (step)
                    (let ((value (nth 2 step)))
                      (list (nth 1 step)
                            (if (eq (car-safe value) 'progn) (macroexp-progn (cdr value)) value))))
                  (reverse pcase--steps))
          pcase--vars)))

(defmacro pcase-let* (bindings &rest body)
  "Evaluate BODY with variables bound by patterns, one after another.
BINDINGS are (PATTERN EXP); each PATTERN is taken to match its value."
  (declare (indent 1) (debug ((&rest (pcase-PAT &optional form)) body)))
  (let ((pcase--temps 0) (all nil))
    (dolist (binding bindings)
      (let ((pat (car binding)) (exp (cadr binding)))
        (if (and (symbolp pat) (not (memq pat '(_ t nil))) (not (keywordp pat)))
            (push (list pat exp) all)
          (let ((parts (pcase--destructure pat exp)))
            (dolist (set (car parts)) (push set all))
            (dolist (var (pcase--bindings (cdr parts))) (push var all))))))
    (if all
        `(let* ,(nreverse all) ,@body)
      (macroexp-progn body))))

(defmacro pcase-let (bindings &rest body)
  "Evaluate BODY with variables bound by patterns, all at once.
BINDINGS are (PATTERN EXP); each PATTERN is taken to match its value."
  (declare (indent 1) (debug ((&rest (pcase-PAT &optional form)) body)))
  (cond
   ((null (cdr bindings)) `(pcase-let* ,bindings ,@body))
   ((not (memq nil (mapcar (lambda (b) (symbolp (car b))) bindings)))
    `(let ,bindings ,@body))
   (t
    (let ((values nil) (patterns nil))
      (dolist (binding bindings)
        (let ((value (make-symbol "x")))
          (push (list value (cadr binding)) values)
          (push (list (car binding) value) patterns)))
      `(let ,(nreverse values)
         (pcase-let* ,(nreverse patterns) ,@body))))))

(defmacro pcase-dolist (spec &rest body)
  "Evaluate BODY for each element of a list, taken apart by a pattern.
SPEC is (PATTERN LIST)."
  (declare (indent 1) (debug ((pcase-PAT form) body)))
  (if (and (symbolp (car spec)) (not (eq (car spec) '_)))
      `(dolist ,spec ,@body)
    (let ((element (make-symbol "x")))
      `(dolist (,element ,@(cdr spec))
         (pcase-let* ((,(car spec) ,element)) ,@body)))))

(defmacro pcase-setq (pat val &rest args)
  "Set the variables of PAT to the parts of the value of VAL; go on with ARGS, more pairs.
PAT is taken to match."
  (declare (debug (&rest [pcase-PAT form])))
  (when (= 1 (logand 1 (length args)))
    (error "`pcase-setq' called with an odd number of arguments"))
  (let ((code
         (cond
          ((memq pat '(_ nil)) val)
          ((symbolp pat) `(setq ,pat ,val))
          (t
           (let* ((pcase--temps 0)
                  (parts (pcase--destructure pat val)))
             `(let* ,(car parts)
                (setq ,@(apply #'append (pcase--bindings (cdr parts))))
                nil))))))
    (if args `(progn ,code (pcase-setq ,@args)) code)))

(defmacro pcase-lambda (lambda-list &rest body)
  "Return a function like `lambda' does, whose LAMBDA-LIST may contain patterns."
  (declare (doc-string 2) (indent defun))
  (let ((args nil) (bindings nil)
        (parsed (macroexp-parse-body body)))
    (dolist (arg lambda-list)
      (if (symbolp arg)
          (push arg args)
        (let ((name (make-symbol (format "arg%s" (length args)))))
          (push name args)
          (push (list arg name) bindings))))
    `(lambda ,(nreverse args)
       ,@(car parsed)
       (pcase-let* ,(nreverse bindings) ,@(cdr parsed)))))

;;; Defining patterns

(defmacro pcase-defmacro (name args &rest body)
  "Define NAME as a kind of pattern.
A pattern (NAME ARGS...) is replaced by the one that BODY returns."
  (declare (indent 2) (debug defun) (doc-string 3))
  (let ((function (intern (format "%s--pcase-macroexpander" name))))
    `(progn
       (defun ,function ,args ,@body)
       (put ',name 'pcase-macroexpander #',function))))

(provide 'pcase)

;;; pcase.el ends here
