;;; generator.el --- functions that yield values one after the other -*- lexical-binding: t; -*-

;; Manual: (elisp) Generators.
;;
;; The body of a generator is rewritten such that it can stop at each `iter-yield'.  Code without a yield in it stays as it is.  What is left to do
;; after other code is, while it is rewritten, a continuation: a function that takes an expression for the value and returns the
;; code that goes on with it; the code is nested, so variables stay in scope.  At run time a piece of code that cannot be entered by going
;; on, because a yield or a jump is before it, is a state: a closure without arguments, which the iterator calls again and again until one of
;; them yields.  So loops do not nest calls.
;;
;; Code that runs in a dynamic context (a handler, a `catch', a cleanup, a dynamic binding) is run in pieces too.  Each state within it sets the context up
;; by itself: `generator--contexts' are functions that put it around the code of a state.  The context is left by a jump.

(require 'cl-lib)

(define-error 'iter-end-of-sequence "Iteration terminated")

(defvar generator--contexts nil "Functions that put dynamic contexts around the code of a state, the innermost first.")
(defvar generator--state nil "Symbol of the variable with the state, while a body is rewritten.")
(defvar generator--input nil "Symbol of the variable with the value that `iter-next' was given.")
(defvar generator--output nil "Symbol of the variable with the value that is yielded.")
(defvar generator--yielded nil "Symbol of the variable that tells whether a value was yielded.")
(defvar generator--cleanups nil "Symbol of the variable with the cleanups to run when the iterator is closed, the innermost first.")

;;; Pieces of code

(defun generator--yields-p (form)
  "Return non-nil if FORM, in which macros are expanded, contains a yield."
  (and (consp form)
       (not (memq (car form) '(quote function)))
       (or (eq (car form) 'generator--yield)
           (let ((found nil))
             (while (and (consp form) (not found))
               (setq found (generator--yields-p (pop form))))
             found))))

(defun generator--state-lambda (code)
  "Return an expression for a state that runs CODE."
  (dolist (context generator--contexts) (setq code (funcall context code)))
  `(lambda () ,code))

(defun generator--jump (state) "Return code that makes STATE, an expression, the next one." `(setq ,generator--state ,state))

(defmacro generator--with-join (binding &rest body)
  "Evaluate BODY with VAR of BINDING, (VAR CONTINUATION), a continuation that calls a function instead of repeating code.
BODY returns code, around which the function is bound."
  (declare (indent 1))
  (let ((name (make-symbol "name")) (value (make-symbol "value")) (code (make-symbol "code")))
    `(let* ((,name (make-symbol "join")) (,value (make-symbol "value"))
            (,code (funcall ,(cadr binding) ,value))
            (,(car binding) (lambda (form) (list 'funcall ,name form))))
       (list 'let (list (list ,name (list 'lambda (list ,value) ,code)))
             ,(macroexp-progn body)))))

;;; Forms

(defun generator--cps (form next)
  "Return code that evaluates FORM and goes on with its value as NEXT, a continuation, says."
  (if (not (generator--yields-p form))
      (funcall next form)
    (pcase form
      (`(generator--yield ,value) (generator--cps value (lambda (v) (generator--yield-code v next))))
      (`(progn . ,forms) (generator--cps-progn forms next))
      (`(prog1 ,first . ,rest)
       (generator--cps first (lambda (v)
                               (let ((value (make-symbol "value")))
                                 `(let ((,value ,v))
                                    ,(generator--cps-progn rest (lambda (r) `(progn ,r ,(funcall next value)))))))))
      (`(if ,test ,then . ,else)
       (generator--with-join (join next)
         (generator--cps test (lambda (v) `(if ,v ,(generator--cps then join) ,(generator--cps-progn else join))))))
      (`(cond . ,clauses) (generator--cps (generator--cond-to-if clauses) next))
      (`(and . ,forms) (generator--cps (generator--and-to-if forms) next))
      (`(or . ,forms) (generator--cps-or forms next))
      (`(while ,test . ,body) (generator--cps-while test body next))
      (`(setq . ,pairs) (generator--cps-setq pairs next))
      (`(,(or 'let 'let*) . ,_) (generator--cps-let form next))
      (`(condition-case ,var ,body . ,handlers) (generator--cps-condition-case var body handlers next))
      (`(unwind-protect ,body . ,cleanup) (generator--cps-unwind-protect body cleanup next))
      (`(catch ,tag . ,body) (generator--cps-catch tag body next))
      (`(,(and head (pred symbolp) (pred special-form-p)) . ,_)
       (error "Special form %S incorrect or not supported" head))
      (`(,head . ,args) (generator--cps-arguments args nil (lambda (forms) (funcall next (cons head forms)))))
      (_ (error "Unsupported form %S" form)))))

(defun generator--yield-code (value next)
  "Return code that yields VALUE; NEXT goes on with the value that `iter-next' is given."
  (let ((yielded (make-symbol "yielded")) (input (make-symbol "input")))
    `(let ((,yielded ,value))
       ,(generator--jump (generator--state-lambda `(let ((,input ,generator--input)) ,(funcall next input))))
       (setq ,generator--output ,yielded ,generator--yielded t))))

(defun generator--cps-progn (forms next)
  (cond ((null forms) (funcall next nil))
        ((null (cdr forms)) (generator--cps (car forms) next))
        (t (generator--cps (car forms) (lambda (v) `(progn ,v ,(generator--cps-progn (cdr forms) next)))))))

(defun generator--cond-to-if (clauses)
  (pcase clauses
    ('nil nil)
    (`((,test) . ,rest) `(or ,test ,(generator--cond-to-if rest)))
    (`((,test . ,body) . ,rest) `(if ,test (progn ,@body) ,(generator--cond-to-if rest)))))

(defun generator--and-to-if (forms)
  (cond ((null forms) t)
        ((null (cdr forms)) (car forms))
        (t `(if ,(car forms) ,(generator--and-to-if (cdr forms))))))

(defun generator--cps-or (forms next)
  (cond ((null forms) (funcall next nil))
        ((null (cdr forms)) (generator--cps (car forms) next))
        (t (let ((value (make-symbol "value")))
             (generator--with-join (join next)
               (generator--cps (car forms)
                               (lambda (v) `(let ((,value ,v))
                                              (if ,value ,(funcall join value) ,(generator--cps-or (cdr forms) join))))))))))

(defun generator--cps-while (test body next)
  (let ((loop (make-symbol "loop")))
    (generator--with-join (join next)
      `(let ((,loop nil))
         (setq ,loop ,(generator--state-lambda
                       (generator--cps test
                                       (lambda (v)
                                         `(if ,v
                                              ,(generator--cps-progn body (lambda (v) `(progn ,v ,(generator--jump loop))))
                                            ,(funcall join nil))))))
         ,(generator--jump loop)))))

(defun generator--cps-setq (pairs next)
  (if (null (cddr pairs))
      (generator--cps (cadr pairs) (lambda (v) (funcall next `(setq ,(car pairs) ,v))))
    (generator--cps (cadr pairs)
                    (lambda (v) `(progn (setq ,(car pairs) ,v) ,(generator--cps-setq (cddr pairs) next))))))

(defun generator--cps-arguments (args done next)
  "Return code that evaluates ARGS, then what NEXT makes of a list of expressions for DONE, reversed, and their values."
  (cond ((not (cl-find-if #'generator--yields-p args)) (funcall next (append (reverse done) args)))
        ((and (not (generator--yields-p (car args))) (macroexp-const-p (car args)))
         (generator--cps-arguments (cdr args) (cons (car args) done) next))
        (t (let ((temporary (make-symbol "argument")))
             (generator--cps (car args)
                             (lambda (v) `(let ((,temporary ,v))
                                            ,(generator--cps-arguments (cdr args) (cons temporary done) next))))))))

;;; Bindings

(defun generator--cps-let (form next)
  (let ((sequential (eq (car form) 'let*))
        (bindings (mapcar (lambda (b) (if (consp b) (list (car b) (cadr b)) (list b nil))) (cadr form)))
        (body (cddr form)))
    (generator--with-join (join next)
      (if sequential (generator--bind-in-order bindings body join)
        (generator--cps-arguments
         (mapcar #'cadr bindings) nil
         (lambda (values)
           (let* ((temporaries (mapcar (lambda (_) (make-symbol "binding")) bindings))
                  (pairs (cl-mapcar (lambda (b temporary) (list (car b) temporary)) bindings temporaries)))
             `(let ,(cl-mapcar #'list temporaries values)
                ,(generator--bind-in-order pairs body join)))))))))

(defun generator--bind-in-order (bindings body next)
  "Return code that makes BINDINGS, (VAR FORM), one after the other and evaluates BODY; NEXT must not refer to variables."
  (if (null bindings) (generator--cps-progn body next)
    (let ((variable (car (car bindings))))
      (generator--cps (cadr (car bindings))
                      (lambda (v)
                        (if (special-variable-p variable)
                            (generator--bind-dynamically variable v (cdr bindings) body next)
                          `(let ((,variable ,v)) ,(generator--bind-in-order (cdr bindings) body next))))))))

(defun generator--bind-dynamically (variable value bindings body next)
  "Return code that binds VARIABLE to VALUE dynamically while the other BINDINGS are made and BODY is evaluated."
  (let ((cell (make-symbol "cell")))
    `(let ((,cell ,value))
       ,(generator--in-context
         (lambda (code) `(let ((,variable ,cell)) (unwind-protect ,code (setq ,cell ,variable))))
         (lambda (leave) (generator--bind-in-order bindings body leave))
         next))))

;;; Dynamic contexts

(defun generator--in-context (context make next)
  "Return code that jumps into CONTEXT, where the code runs that MAKE returns; NEXT goes on outside.
MAKE is called with the continuation that leaves the context."
  (let ((after (make-symbol "after")) (value (make-symbol "value")))
    `(let ((,after nil) (,value nil))
       (setq ,after ,(generator--state-lambda (funcall next value)))
       ,(generator--jump
         (let ((generator--contexts (cons context generator--contexts)))
           (generator--state-lambda
            (funcall make (lambda (v) `(progn (setq ,value ,v) ,(generator--jump after))))))))))

(defun generator--cps-condition-case (var body handlers next)
  (generator--with-join (join next)
    (let ((condition (make-symbol "condition"))
          (names (mapcar (lambda (_) (make-symbol "handler")) handlers)))
      `(let ((,condition nil)
             ,@(mapcar (lambda (name) (list name nil)) names))
         ,@(cl-mapcar (lambda (name handler)
                        `(setq ,name ,(generator--state-lambda
                                       (if var `(let ((,var ,condition)) ,(generator--cps-progn (cdr handler) join))
                                         (generator--cps-progn (cdr handler) join)))))
                      names (cl-remove :success handlers :key #'car))
         ,(generator--in-context
           (lambda (code)
             `(condition-case error ,code
                ,@(cl-mapcar (lambda (name handler)
                               `(,(car handler) (setq ,condition error) ,(generator--jump name)))
                             names handlers)))
           (lambda (leave) (generator--cps body leave))
           join)))))

(defun generator--cps-catch (tag body next)
  (generator--with-join (join next)
    (let ((name (make-symbol "tag")) (thrown (make-symbol "thrown")) (state (make-symbol "state")))
      (generator--cps
       tag
       (lambda (v)
         `(let ((,name ,v) (,thrown nil) (,state nil))
            (setq ,state ,(generator--state-lambda (funcall join thrown)))
            ,(generator--in-context
              (lambda (code)
                (let ((done (make-symbol "done")) (value (make-symbol "value")))
                  `(let* ((,done nil) (,value (catch ,name ,code (setq ,done t) nil)))
                     (unless ,done (setq ,thrown ,value) ,(generator--jump state)))))
              (lambda (leave) (generator--cps-progn body leave))
              join)))))))

(defun generator--cps-unwind-protect (body cleanup next)
  (when (generator--yields-p (macroexp-progn cleanup)) (error "Yield in the cleanup of an unwind-protect"))
  (let ((name (make-symbol "cleanup")) (value (make-symbol "value")))
    (generator--with-join (join next)
      `(let ((,name (lambda () ,@cleanup)))
         (push ,name ,generator--cleanups)
         ,(generator--in-context
           (lambda (code)
             (let ((done (make-symbol "done")))
               `(let ((,done nil))
                  (unwind-protect (progn ,code (setq ,done t))
                    (unless ,done ,(generator--run-cleanup name))))))
           (lambda (leave) (generator--cps body leave))
           (lambda (v) `(let ((,value ,v)) ,(generator--run-cleanup name) ,(funcall join value))))))))

(defun generator--run-cleanup (name)
  "Return code that runs the cleanup NAME unless it has run."
  `(when (memq ,name ,generator--cleanups)
     (setq ,generator--cleanups (cdr (memq ,name ,generator--cleanups)))
     (funcall ,name)))

;;; Iterators

(defun generator--make (body)
  "Return an expression for an iterator over what the forms BODY yield."
  (let* ((generator--state (make-symbol "state")) (generator--input (make-symbol "input"))
         (generator--output (make-symbol "output")) (generator--yielded (make-symbol "is-yielded"))
         (generator--cleanups (make-symbol "cleanups")) (generator--contexts nil)
         (result (make-symbol "result")) (ok (make-symbol "ok"))
         (expanded (macroexpand-all
                    (macroexp-progn body)
                    (append (list (cons 'iter-yield (lambda (value) `(generator--yield ,value)))
                                  (cons 'iter-yield-from #'generator--yield-from))
                            macroexpand-all-environment)))
         (code (generator--cps expanded
                               (lambda (v) `(let ((,result ,v))
                                              ,(generator--jump `(lambda ()
                                                                   ,(generator--jump '#'generator--ended)
                                                                   (signal 'iter-end-of-sequence ,result))))))))
    `(let ((,generator--state nil) (,generator--input nil) (,generator--output nil) (,generator--yielded nil)
           (,generator--cleanups nil))
       (setq ,generator--state (lambda () ,code))
       (lambda (operation value)
         (if (eq operation :close)
             (progn
               ,(generator--jump '#'generator--ended)
               (while ,generator--cleanups (funcall (pop ,generator--cleanups)))
               nil)
           (setq ,generator--input value ,generator--yielded nil)
           (let ((,ok nil))
             (unwind-protect
                 (progn (while (not ,generator--yielded) (funcall ,generator--state))
                        (setq ,ok t))
               (unless ,ok ,(generator--jump '#'generator--ended))))
           ,generator--output)))))

(defun generator--ended () (signal 'iter-end-of-sequence nil))

(defun generator--yield-from (iterator)
  "Return the form that (iter-yield-from ITERATOR) stands for."
  (let ((it (make-symbol "iterator")) (value (make-symbol "value")) (done (make-symbol "done")) (input (make-symbol "input"))
        (end (make-symbol "end")))
    `(let ((,it ,iterator) (,value nil) (,done nil) (,input nil))
       (unwind-protect
           (while (not ,done)
             (condition-case ,end
                 (setq ,value (iter-next ,it ,input))
               (iter-end-of-sequence (setq ,value (cdr ,end) ,done t)))
             (if ,done nil (setq ,input (iter-yield ,value))))
         (iter-close ,it))
       ,value)))

(defmacro iter-yield (value)
  "In a generator, suspend it and yield VALUE; the value is what `iter-next' is given next."
  (identity value)
  (error "`iter-yield' used outside a generator"))

(defmacro iter-yield-from (value)
  "In a generator, yield all that the iterator VALUE yields; the value is what it returns in the end."
  (identity value)
  (error "`iter-yield-from' used outside a generator"))

(defmacro iter-defun (name arglist &rest body)
  "Define NAME as a function of ARGLIST that returns an iterator over what BODY yields by `iter-yield'."
  (declare (indent defun) (debug (&define name lambda-list lambda-doc def-body)) (doc-string 3))
  (let* ((parsed (macroexp-parse-body body)))
    `(defun ,name ,arglist ,@(car parsed) ,(generator--make (cdr parsed)))))

(defmacro iter-lambda (arglist &rest body)
  "Return a function of ARGLIST that returns an iterator over what BODY yields by `iter-yield'."
  (declare (indent defun) (debug (&define lambda-list lambda-doc def-body)))
  `(lambda ,arglist ,(generator--make body)))

(defmacro iter-make (&rest body)
  "Return an iterator over what BODY yields by `iter-yield'."
  (declare (indent 0) (debug t))
  (generator--make body))

(defconst iter-empty (lambda (operation _value) (if (eq operation :close) nil (generator--ended)))
  "An iterator that yields nothing.")

(defun iter-next (iterator &optional yield-result)
  "Return the next value of ITERATOR; in it, the value of the `iter-yield' it is suspended in is YIELD-RESULT.
At the end signal `iter-end-of-sequence' with the value that the generator returned."
  (funcall iterator :next yield-result))

(defun iter-close (iterator)
  "End ITERATOR: cleanups of its `unwind-protect' forms are run, and it yields nothing more."
  (funcall iterator :close nil))

(cl-defmacro iter-do ((var iterator) &rest body)
  "Evaluate BODY with VAR bound to each value of ITERATOR; return the value that the generator returned."
  (declare (indent 1) (debug ((symbolp form) &rest form)))
  (let ((done (make-symbol "done")) (it (make-symbol "iterator")) (end (make-symbol "end")) (result (make-symbol "result")))
    `(let (,var ,done ,result (,it ,iterator))
       (unwind-protect
           (while (not ,done)
             (condition-case ,end
                 (setq ,var (iter-next ,it))
               (iter-end-of-sequence (setq ,done t ,result (cdr ,end))))
             (unless ,done ,@body))
         (iter-close ,it))
       ,result)))

(provide 'generator)
;;; generator.el ends here
