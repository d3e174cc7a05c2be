;;; cl-symbol-macrolet.el --- symbols that stand for expressions -*- lexical-binding: t; -*-

;; A walk over fully expanded code: symbols in evaluated positions are replaced unless a binding hides them, and an
;; assignment to one becomes a `setf'.  Macro calls are expanded on the way, so their expansions are walked too.

(require 'cl-lambda)

(defvar cl--symbol-macros nil
  "Alist of the symbols being replaced and their expansions.")

(defun cl--symbols-in (arglist)
  "Return the variables of ARGLIST, an argument list of `lambda'."
  (delq '&optional (delq '&rest (copy-sequence arglist))))

(defun cl--without-symbols (symbols)
  "Return `cl--symbol-macros' without those that SYMBOLS hide."
  (let ((result nil))
    (dolist (entry cl--symbol-macros)
      (unless (memq (car entry) symbols) (push entry result)))
    (nreverse result)))

(defun cl--replace-symbols-list (forms)
  "Replace symbols in each of FORMS."
  (mapcar #'cl--replace-symbols forms))

(defun cl--replace-symbols (form)
  "Return FORM, expanded, with the symbols of `cl--symbol-macros' replaced."
  (setq form (macroexpand form macroexpand-all-environment))
  (cond
   ((null cl--symbol-macros)
    (macroexpand-all form macroexpand-all-environment))
   ((symbolp form)
    (let ((entry (and form (assq form cl--symbol-macros))))
      (if entry
          (let ((cl--symbol-macros (remq entry cl--symbol-macros)))
            (cl--replace-symbols (cadr entry)))
        form)))
   ((atom form) form)
   (t (cl--replace-in-call form))))

(defun cl--replace-in-call (form)
  "Replace symbols in FORM, a list that is no macro call."
  (let ((head (car form)))
    (cond
     ((eq head 'quote) form)
     ((eq head 'function)
      (if (eq (car-safe (cadr form)) 'lambda)
          `(function ,(cl--replace-in-lambda (cadr form)))
        form))
     ((eq (car-safe head) 'lambda)
      (cons (cl--replace-in-lambda head) (cl--replace-symbols-list (cdr form))))
     ((eq head 'let)
      (let ((bindings (mapcar #'cl--replace-in-binding (cadr form)))
            (cl--symbol-macros (cl--without-symbols (cl--bound-symbols (cadr form)))))
        `(let ,bindings ,@(cl--replace-symbols-list (cddr form)))))
     ((eq head 'let*) (cl--replace-in-let* (cadr form) (cddr form)))
     ((eq head 'setq) (cl--replace-in-setq (cdr form)))
     ((eq head 'cond)
      `(cond ,@(mapcar #'cl--replace-symbols-list (cdr form))))
     ((eq head 'condition-case)
      (let ((body (cl--replace-symbols (nth 2 form)))
            (cl--symbol-macros (cl--without-symbols (list (cadr form)))))
        `(condition-case ,(cadr form) ,body
           ,@(mapcar (lambda (handler)
                       (cons (car handler) (cl--replace-symbols-list (cdr handler))))
                     (nthcdr 3 form)))))
     ((memq head '(defvar defconst))
      `(,head ,(cadr form) ,@(if (cddr form) (list (cl--replace-symbols (nth 2 form))))
              ,@(nthcdr 3 form)))
     ((eq head 'interactive) form)
     (t (cons head (cl--replace-symbols-list (cdr form)))))))

(defun cl--replace-in-lambda (function)
  "Replace symbols in FUNCTION, a lambda expression."
  (let* ((parsed (macroexp-parse-body (cddr function)))
         (cl--symbol-macros (cl--without-symbols (cl--symbols-in (cadr function)))))
    `(lambda ,(cadr function) ,@(car parsed) ,@(cl--replace-symbols-list (cdr parsed)))))

(defun cl--bound-symbols (bindings)
  "Return the variables of BINDINGS of `let'."
  (mapcar (lambda (b) (if (consp b) (car b) b)) bindings))

(defun cl--replace-in-binding (binding)
  "Replace symbols in the value of BINDING."
  (if (consp binding)
      (list (car binding) (cl--replace-symbols (cadr binding)))
    binding))

(defun cl--replace-in-let* (bindings body)
  "Replace symbols in a `let*' of BINDINGS and BODY."
  (let ((done nil) (cl--symbol-macros cl--symbol-macros))
    (dolist (binding bindings)
      (push (cl--replace-in-binding binding) done)
      (setq cl--symbol-macros
            (cl--without-symbols (list (if (consp binding) (car binding) binding)))))
    `(let* ,(nreverse done) ,@(cl--replace-symbols-list body))))

(defun cl--replace-in-setq (pairs)
  "Replace symbols in a `setq' of PAIRS."
  (let ((forms nil))
    (while pairs
      (let ((entry (assq (car pairs) cl--symbol-macros)))
        (push (if entry
                  (cl--replace-symbols `(setf ,(cadr entry) ,(cadr pairs)))
                `(setq ,(car pairs) ,(cl--replace-symbols (cadr pairs))))
              forms))
      (setq pairs (cddr pairs)))
    (macroexp-progn (nreverse forms))))

(defmacro cl-symbol-macrolet (bindings &rest body)
  "Evaluate BODY with symbols standing for expressions.
BINDINGS are (SYMBOL EXPANSION); setting SYMBOL stores into the place EXPANSION."
  (declare (indent 1))
  (dolist (binding bindings)
    (when (and (symbolp (car binding)) (special-variable-p (car binding)))
      (error "Invalid `cl-symbol-macrolet' binding: %S is special" (car binding))))
  (let ((cl--symbol-macros (append (reverse bindings) cl--symbol-macros)))
    (macroexp-progn (cl--replace-symbols-list body))))

(provide 'cl-symbol-macrolet)

;;; cl-symbol-macrolet.el ends here
