;;; cl.el --- the names of cl-lib without the prefix -*- lexical-binding: t; -*-

;; Deprecated in Emacs; older programs require it.  What `cl-lib' has under a name of its own is an alias here.

(require 'cl-lib)
(require 'macroexp)
(require 'gv)

(dolist (name '(float-negative-epsilon float-epsilon least-negative-normalized-float least-positive-normalized-float
                least-negative-float least-positive-float most-negative-float most-positive-float))
  (let ((new (intern (format "cl-%s" name))))
    (when (boundp new) (defvaralias name new))))

(dolist (name '((get* . cl-get) (random* . cl-random) (rem* . cl-rem) (mod* . cl-mod) (round* . cl-round)
                (truncate* . cl-truncate) (ceiling* . cl-ceiling) (floor* . cl-floor) (rassoc* . cl-rassoc)
                (assoc* . cl-assoc) (member* . cl-member) (delete* . cl-delete) (remove* . cl-remove)
                (defsubst* . cl-defsubst) (sort* . cl-sort) (function* . cl-function) (defmacro* . cl-defmacro)
                (defun* . cl-defun) (mapcar* . cl-mapcar)
                remprop getf tailp list-length nreconc revappend concatenate subseq random-state-p make-random-state
                signum isqrt lcm gcd notevery notany every some mapcon mapl maplist map equalp coerce tree-equal
                nsublis sublis nsubst-if-not nsubst-if nsubst subst-if-not subst-if subsetp nset-exclusive-or
                set-exclusive-or nset-difference set-difference nintersection intersection nunion union rassoc-if-not
                rassoc-if assoc-if-not assoc-if member-if-not member-if merge stable-sort search mismatch count-if-not
                count-if count position-if-not position-if position find-if-not find-if find nsubstitute-if-not
                nsubstitute-if nsubstitute substitute-if-not substitute-if substitute delete-duplicates
                remove-duplicates delete-if-not delete-if remove-if-not remove-if replace fill reduce
                compiler-macroexpand define-compiler-macro assert check-type typep deftype defstruct callf2 callf
                letf* letf rotatef shiftf remf psetf the locally multiple-value-setq multiple-value-bind
                symbol-macrolet macrolet progv psetq do-all-symbols do-symbols do* do loop return-from return block
                etypecase typecase ecase case load-time-value eval-when destructuring-bind gentemp pairlis acons subst
                adjoin copy-list ldiff list* tenth ninth eighth seventh sixth fifth fourth third endp rest second
                first svref evenp oddp minusp plusp declaim proclaim nth-value multiple-value-call
                multiple-value-apply multiple-value-list values-list values pushnew decf incf))
  (let ((new (if (consp name) (cdr name) (intern (format "cl-%s" name))))
        (old (if (consp name) (car name) name)))
    (when (fboundp new)
      (defalias old new)
      (function-put old 'byte-obsolete-info (list new nil "24.3"))
      (let ((indent (function-get new 'lisp-indent-function)))
        (when indent (function-put old 'lisp-indent-function indent))))))

(defalias 'copy-seq #'copy-sequence)
(defalias 'floatp-safe #'floatp)
(defalias 'cl-macroexpand #'macroexpand)
(defalias 'cl-macroexpand-all #'macroexpand-all)
(defalias 'cl-map-keymap #'map-keymap)
(defalias 'cl-copy-tree #'copy-tree)
(defalias 'cl-gethash #'gethash)
(defalias 'cl-puthash #'puthash)
(defalias 'cl-remhash #'remhash)
(defalias 'cl-clrhash #'clrhash)
(defalias 'cl-maphash #'maphash)
(defalias 'cl-make-hash-table #'make-hash-table)
(defalias 'cl-hash-table-p #'hash-table-p)
(defalias 'cl-hash-table-count #'hash-table-count)
(defalias 'cl-not-hash-table #'ignore)

;;; Bindings

(defmacro flet (bindings &rest body)
  "Give the functions of BINDINGS, (NAME ARGS BODY...), their definitions everywhere while BODY is evaluated.
Unlike `cl-flet', which only calls within BODY see, this replaces what the symbol is defined as."
  (declare (indent 1) (obsolete "use either `cl-flet' or `cl-letf'." "24.3"))
  `(letf ,(mapcar (lambda (binding)
                    `((symbol-function ',(car binding))
                      ,(if (and (null (cddr binding)) (memq (car-safe (cadr binding)) '(lambda function)))
                           (cadr binding)
                         `(cl-function (lambda ,(cadr binding) (cl-block ,(car binding) ,@(cddr binding)))))))
                  bindings)
     ,@body))

(defmacro labels (bindings &rest body)
  "Give the functions of BINDINGS, (NAME ARGS BODY...), local definitions that may call each other, while BODY is evaluated."
  (declare (indent 1) (obsolete cl-labels "24.3"))
  `(cl-labels ,bindings ,@body))

(defmacro lexical-let (bindings &rest body)
  "Bind variables as `let' does, BINDINGS, such that functions made in BODY keep them, also where binding is dynamic."
  (declare (indent 1) (obsolete "use `let' with `lexical-binding'." "24.3"))
  (if lexical-binding
      `(let ,bindings ,@body)
    (let* ((names (mapcar (lambda (b) (if (consp b) (car b) b)) bindings))
           (cells (mapcar (lambda (name) (make-symbol (format "--%s--" name))) names)))
      `(let ,(cl-mapcar (lambda (cell b) (list cell (list 'list (if (consp b) (cadr b))))) cells bindings)
         ,(cl--capture-cells
           cells
           (macroexpand-all `(cl-symbol-macrolet ,(cl-mapcar (lambda (name cell) (list name (list 'car cell))) names cells)
                               ,@body)
                            macroexpand-all-environment))))))

(defmacro lexical-let* (bindings &rest body)
  "Like `lexical-let', one variable after the other."
  (declare (indent 1) (obsolete "use `let*' with `lexical-binding'." "24.3"))
  (if (null bindings) (macroexp-progn body)
    `(lexical-let (,(car bindings)) (lexical-let* ,(cdr bindings) ,@body))))

(defun cl--capture-cells (cells form)
  "Return FORM, in which macros are expanded, such that functions written in it hold the values of CELLS."
  (pcase form
    (`(quote . ,_) form)
    (`(function (lambda ,args . ,body))
     `(cl--closure (list ,@(mapcar (lambda (cell) `(cons ',cell ,cell)) cells))
                   (function (lambda ,args ,@(mapcar (lambda (f) (cl--capture-cells cells f)) body)))))
    (`(,head . ,rest)
     (cons head (if (listp rest) (cl--capture-in-list cells rest) rest)))
    (_ form)))

(defun cl--capture-in-list (cells forms)
  "Return the list FORMS, arguments or clauses, each element as `cl--capture-cells' returns it."
  (let ((new nil))
    (while (consp forms)
      (let ((form (pop forms)))
        (push (if (consp (car-safe form)) (cl--capture-in-list cells form) (cl--capture-cells cells form)) new)))
    (nconc (nreverse new) forms)))

(defun cl--closure (cells function)
  "Return FUNCTION with the variables of the alist CELLS bound around its body."
  (lambda (&rest args)
    (cl-progv (mapcar #'car cells) (mapcar #'cdr cells) (apply function args))))

;;; Places

(defmacro define-modify-macro (name arglist func &optional doc)
  "Define the macro NAME that sets a place to (FUNC PLACE ARGS...); ARGLIST are its further arguments."
  (declare (obsolete nil "24.3"))
  (let ((args (cl-remove-if (lambda (a) (memq a '(&optional &rest))) arglist)))
    `(defmacro ,name (place ,@arglist)
       ,doc
       ,(if (memq '&rest arglist)
            `(cl-list* 'cl-callf ',func place ,@args)
          `(list 'cl-callf ',func place ,@args)))))

(defmacro defsetf (name arg1 &rest args)
  "Define how `setf' sets (NAME ...): by calling the function ARG1, or by the code that a body makes."
  (declare (obsolete gv-define-simple-setter "24.3"))
  (if (and (listp arg1) (consp args))
      `(gv-define-setter ,name (,(car (car args)) ,@arg1) ,@(cdr args))
    `(gv-define-simple-setter ,name ,arg1 ,(car args))))

(defmacro define-setf-expander (name arglist &rest body)
  "Define how `setf' sets (NAME . ARGLIST): BODY returns (TEMPORARIES VALUES STORES STORE-FORM ACCESS-FORM)."
  (declare (obsolete gv-define-expander "24.3"))
  `(gv-define-expander ,name
     (lambda (do ,@arglist) (cl--adapt-expansion (progn ,@body) do))))
(defalias 'define-setf-method #'define-setf-expander)

(defun cl--adapt-expansion (expansion do)
  (pcase-let ((`(,vars ,values ,stores ,setter ,getter) expansion))
    `(let* ,(cl-mapcar #'list vars values)
       ,(funcall do getter (lambda (value) (if (cdr stores)
                                               `(cl-multiple-value-bind ,stores ,value ,setter)
                                             `(let ((,(car stores) ,value)) ,setter)))))))

(provide 'cl)
;;; cl.el ends here
