;;; advice.el --- advice by pieces of code, as before nadvice -*- lexical-binding: t; -*-

;; `defadvice' keeps the pieces of advice for a function in its property `ad-advice-info', an alist: of the classes `before', `around' and
;; `after', each a list of (NAME PROTECTED ENABLED (advice lambda ARGS BODY...)), and of `active' and `advicefunname'.  When advice is
;; activated a function is put together of the enabled pieces, and nadvice puts it around the original.  Its variables are
;; dynamically bound: pieces may set arguments, whoever they come from.

(require 'cl-lib)
(require 'nadvice)

(defvar ad-advised-functions nil "The functions that have pieces of advice, as a list of lists (SYMBOL-NAME).")
(defvar ad-redefinition-action 'warn "Kept for programs that set it.")
(defvar ad-default-compilation-action 'maybe "Kept for programs that set it.")
(defvar ad-return-value)
(defconst ad-advice-classes '(before around after activation deactivation) "The classes of pieces of advice.")
(defconst ad--flags '(protect disable activate compile preactivate) "The flags that `defadvice' takes.")

;;; The pieces

(defun ad-get-advice-info (function) "Return what is known of the advice for FUNCTION." (get function 'ad-advice-info))
(defun ad-set-advice-info (function info) "Make INFO what is known of the advice for FUNCTION." (put function 'ad-advice-info info))
(defun ad-is-advised (function) "Return non-nil if there is advice for FUNCTION." (ad-get-advice-info function))
(defun ad-get-advice-info-field (function field) (cdr (assq field (ad-get-advice-info function))))
(defun ad-set-advice-info-field (function field value)
  "Set FIELD of the advice information of FUNCTION to VALUE."
  (let* ((info (ad-get-advice-info function)) (cell (assq field info)))
    (if cell (setcdr cell value) (ad-set-advice-info function (append info (list (cons field value)))))))
(defun ad-is-active (function) "Return non-nil if advice for FUNCTION is activated." (ad-get-advice-info-field function 'active))

(defun ad-advice-name (advice) (car advice))
(defun ad-advice-protected (advice) (nth 1 advice))
(defun ad-advice-enabled (advice) (nth 2 advice))
(defun ad-advice-set-enabled (advice flag) (setcar (nthcdr 2 advice) flag))
(defun ad-advice-definition (advice) (nth 3 advice))
(defun ad--advice-args (advice) (nth 2 (ad-advice-definition advice)))
(defun ad--advice-body (advice) (nthcdr 3 (ad-advice-definition advice)))

(defun ad-make-advice (name protect enable definition)
  "Return a piece of advice of these parts."
  (list name protect enable definition))

(defun ad--check-class (class)
  (unless (memq class ad-advice-classes) (error "Invalid advice class: `%s'" class)))

(defun ad-find-advice (function class name)
  "Return the piece of advice of CLASS called NAME for FUNCTION."
  (assq name (ad-get-advice-info-field function class)))

(defun ad--name-matches (advice name)
  (if (stringp name) (string-match name (symbol-name (ad-advice-name advice))) (eq (ad-advice-name advice) name)))

(defun ad--matching (function class name)
  "Return the pieces of advice for FUNCTION of CLASS, or `any', called NAME, or `any', or matching it if it is a regexp."
  (cl-loop for c in (if (eq class 'any) ad-advice-classes (list class))
           append (cl-remove-if-not (lambda (advice) (or (eq name 'any) (ad--name-matches advice name)))
                                    (ad-get-advice-info-field function c))))

(defun ad-find-some-advice (function class name)
  "Return the first piece of advice for FUNCTION of CLASS, or `any', called NAME or matching it."
  (car (ad--matching function class name)))

(defun ad-has-any-advice (function) "Return non-nil if FUNCTION has pieces of advice."
       (and (ad--matching function 'any 'any) t))
(defun ad-get-enabled-advices (function class) (cl-remove-if-not #'ad-advice-enabled (ad-get-advice-info-field function class)))
(defun ad-has-enabled-advice (function class) "Return non-nil if FUNCTION has enabled pieces of CLASS."
       (and (ad-get-enabled-advices function class) t))

(defun ad-add-advice (function advice class position)
  "Add ADVICE to those of CLASS for FUNCTION at POSITION: a number, `first' or `last'.
One of the same name is replaced and stays where it is."
  (ad--check-class class)
  (unless (ad-is-advised function)
    (ad-set-advice-info function (list (cons 'active nil)))
    (cl-pushnew (list (symbol-name function)) ad-advised-functions :test #'equal))
  (let* ((pieces (copy-sequence (ad-get-advice-info-field function class)))
         (old (assq (ad-advice-name advice) pieces))
         (index (cond (old (cl-position old pieces)) ((eq position 'last) (length pieces))
                      ((numberp position) (max 0 (min position (length pieces)))) (t 0))))
    (when old (setq pieces (delq old pieces)))
    (ad-set-advice-info-field function class
                              (append (cl-subseq pieces 0 index) (list advice) (nthcdr index pieces)))))

(defun ad-remove-advice (function class name)
  "Remove the piece of advice of CLASS called NAME for FUNCTION; it has effect when advice is activated again."
  (unless (ad-is-advised function) (error "ad-remove-advice: `%s' is not advised" function))
  (let ((advice (ad-find-advice function class name)))
    (unless advice (error "ad-remove-advice: `%s' has no %s advice `%s'" function class name))
    (ad-set-advice-info-field function class (remq advice (ad-get-advice-info-field function class)))
    nil))

(defun ad-enable-advice-internal (function class name flag)
  "Set the enabled flag of the pieces for FUNCTION of CLASS called NAME or matching it to FLAG; return how many."
  (let ((pieces (ad--matching function class name)))
    (dolist (advice pieces) (ad-advice-set-enabled advice flag))
    (and (ad-is-advised function) (length pieces))))

(defun ad--enable (function class name flag)
  (unless (ad-is-advised function) (error "`%s' is not advised" function))
  (when (eq (ad-enable-advice-internal function class name flag) 0)
    (error "`%s' has no %s advice matching %s" function class name)))

(defun ad-enable-advice (function class name)
  "Enable the pieces of advice for FUNCTION of CLASS called NAME or matching it, at the next activation."
  (ad--enable function class name t))
(defun ad-disable-advice (function class name)
  "Disable the pieces of advice for FUNCTION of CLASS called NAME or matching it, at the next activation."
  (ad--enable function class name nil))

(defmacro ad-do-advised-functions (varform &rest body)
  "Evaluate BODY for all functions that have advice; VARFORM is (VAR [RESULT])."
  (declare (indent 1))
  `(progn (dolist (,(car varform) (copy-sequence ad-advised-functions))
            (setq ,(car varform) (intern (car ,(car varform))))
            ,@body)
          ,(cadr varform)))

(defun ad-enable-regexp (regexp) "Enable all pieces of advice whose name matches REGEXP."
       (ad-do-advised-functions (f) (ad-enable-advice-internal f 'any regexp t)))
(defun ad-disable-regexp (regexp) "Disable all pieces of advice whose name matches REGEXP."
       (ad-do-advised-functions (f) (ad-enable-advice-internal f 'any regexp nil)))

;;; Putting the function together

(defun ad--arglist (function)
  "Return the argument list of the advised FUNCTION: that of the first piece that names one, else the original's."
  (or (cl-some (lambda (class) (cl-some #'ad--advice-args (ad-get-enabled-advices function class)))
               '(before around after))
      (let* ((definition (advice--cd*r (or (symbol-function function) #'ignore)))
             (arglist (help-function-arglist (if (eq (car-safe definition) 'macro) (cdr definition) definition))))
        (if (listp arglist) arglist '(&rest ad-subr-args)))))

(defun ad-parse-arglist (arglist)
  "Return (REQUIRED OPTIONAL REST) of ARGLIST, two lists of variables and a variable."
  (let ((required nil) (optional nil) (rest nil) (state 'required))
    (dolist (arg arglist)
      (cond ((eq arg '&optional) (setq state 'optional))
            ((eq arg '&rest) (setq state 'rest))
            ((eq state 'required) (push arg required))
            ((eq state 'optional) (push arg optional))
            (t (setq rest arg))))
    (list (nreverse required) (nreverse optional) rest)))

(defun ad--positional (arglist) (let ((parsed (ad-parse-arglist arglist))) (append (nth 0 parsed) (nth 1 parsed))))

(defun ad-get-arguments (arglist index)
  "Return a form for the list of the arguments of ARGLIST from number INDEX on."
  (let ((positional (nthcdr index (ad--positional arglist)))
        (rest (nth 2 (ad-parse-arglist arglist)))
        (skipped (max 0 (- index (length (ad--positional arglist))))))
    (if rest `(append (list ,@positional) (nthcdr ,skipped ,rest)) `(list ,@positional))))

(defun ad-set-argument (arglist index value)
  "Return a form that sets argument number INDEX of ARGLIST to the value of the form VALUE."
  (let ((positional (ad--positional arglist)) (rest (nth 2 (ad-parse-arglist arglist))))
    (cond ((< index (length positional)) `(setq ,(nth index positional) ,value))
          (rest `(setcar (nthcdr ,(- index (length positional)) ,rest) ,value))
          (t (error "Argument reference: too few arguments: %s" index)))))

(defun ad-get-argument (arglist index)
  "Return a form for argument number INDEX of ARGLIST."
  (let ((positional (ad--positional arglist)) (rest (nth 2 (ad-parse-arglist arglist))))
    (cond ((< index (length positional)) (nth index positional))
          (rest `(nth ,(- index (length positional)) ,rest)))))

(defun ad-set-arguments (arglist index values)
  "Return a form that sets the arguments of ARGLIST from number INDEX on to those in the list that the form VALUES gives."
  (let* ((positional (ad--positional arglist)) (rest (nth 2 (ad-parse-arglist arglist))) (list (make-symbol "values"))
         (skipped (max 0 (- index (length positional)))))
    `(let ((,list ,values))
       ,@(mapcar (lambda (variable) `(setq ,variable (car-safe (prog1 ,list (setq ,list (cdr ,list))))))
                 (nthcdr index positional))
       ,@(and rest (if (= skipped 0) `((setq ,rest ,list)) `((setcdr (nthcdr ,(1- skipped) ,rest) ,list)))))))

(defun ad--call (arglist)
  "Return a form that calls the original with the values that the variables of ARGLIST have."
  (let ((rest (nth 2 (ad-parse-arglist arglist))))
    (if rest `(apply ad--addoit-function ,@(ad--positional arglist) ,rest)
      `(funcall ad--addoit-function ,@(ad--positional arglist)))))

(defun ad--body (advice)
  "Return the forms of ADVICE without docstring and interactive form."
  (let ((body (ad--advice-body advice)))
    (when (and (stringp (car body)) (cdr body)) (setq body (cdr body)))
    (cl-remove-if (lambda (form) (eq (car-safe form) 'interactive)) body)))

(defun ad--around (pieces inner)
  "Return a form: PIECES, of class `around', one within the other and the form INNER within the last."
  (if (null pieces) inner
    (let* ((piece (car pieces))
           (form `(cl-symbol-macrolet ((ad-do-it ,(ad--around (cdr pieces) inner))) ,@(ad--body piece))))
      (if (ad-advice-protected piece) `(unwind-protect ,form) form))))

(defun ad--in-order (before core after)
  "Return a form: the pieces BEFORE, the form CORE, then the pieces AFTER; what is protected runs in any case."
  (let ((form nil))
    (dolist (step (append (mapcar (lambda (p) (cons (ad-advice-protected p) (ad--body p))) before)
                          (list (list nil core))
                          (mapcar (lambda (p) (cons (ad-advice-protected p) (ad--body p))) after)))
      (setq form (cond ((null form) (macroexp-progn (cdr step)))
                       ((car step) `(unwind-protect ,form ,@(cdr step)))
                       (t `(progn ,form ,@(cdr step))))))
    form))

(defun ad-make-advised-definition (function)
  "Return the function that the enabled pieces of advice for FUNCTION amount to, nil if there are none."
  (let ((before (ad-get-enabled-advices function 'before))
        (around (ad-get-enabled-advices function 'around))
        (after (ad-get-enabled-advices function 'after)))
    (when (or before around after)
      (let* ((arglist (ad--arglist function))
             (interactive (cl-some (lambda (piece) (assq 'interactive (ad--advice-body piece)))
                                   (append before around after))))
        (eval `(lambda (ad--addoit-function ,@arglist)
                 ,@(and interactive (list interactive))
                 (let (ad-return-value)
                   (cl-macrolet ((ad-get-arg (index) (ad-get-argument ',arglist index))
                                 (ad-get-args (index) (ad-get-arguments ',arglist index))
                                 (ad-set-arg (index value) (ad-set-argument ',arglist index value))
                                 (ad-set-args (index values) (ad-set-arguments ',arglist index values)))
                     ,(ad--in-order before (ad--around around `(setq ad-return-value ,(ad--call arglist))) after))
                   ad-return-value))
              nil)))))

;;; Activation

(defun ad-make-advicefunname (function) (intern (format "ad-Advice-%s" function)))

(defun ad-activate (function &optional _compile)
  "Make the enabled pieces of advice for FUNCTION take effect; return FUNCTION."
  (interactive (list (intern (completing-read "Activate advice of function: " ad-advised-functions))))
  (unless (ad-is-advised function) (error "ad-activate: `%s' is not advised" function))
  (let ((definition (and (fboundp function) (ad-make-advised-definition function)))
        (name (ad-make-advicefunname function)))
    (ad-set-advice-info-field function 'advicefunname name)
    (if (null definition)
        (when (ad-is-active function) (ad-deactivate function))
      (fset name definition)
      (advice-add function :around name)
      (ad-set-advice-info-field function 'active t))
    (dolist (piece (ad-get-enabled-advices function 'activation)) (eval (macroexp-progn (ad--body piece)) nil)))
  function)

(defun ad-deactivate (function)
  "Take away the effect of the advice for FUNCTION; it may be activated again."
  (interactive (list (intern (completing-read "Deactivate advice of function: " ad-advised-functions))))
  (unless (ad-is-advised function) (error "ad-deactivate: `%s' is not advised" function))
  (when (ad-is-active function)
    (advice-remove function (ad-make-advicefunname function))
    (ad-set-advice-info-field function 'active nil)
    (dolist (piece (ad-get-enabled-advices function 'deactivation)) (eval (macroexp-progn (ad--body piece)) nil)))
  function)

(defun ad-update (function &optional compile)
  "Activate the advice for FUNCTION again if it is active."
  (when (ad-is-active function) (ad-activate function compile)))

(defun ad-unadvise (function)
  "Deactivate the advice for FUNCTION and forget it."
  (interactive (list (intern (completing-read "Unadvise function: " ad-advised-functions))))
  (when (ad-is-advised function)
    (ad-deactivate function)
    (ad-set-advice-info function nil)
    (setq ad-advised-functions (delete (list (symbol-name function)) ad-advised-functions))
    nil))
(defalias 'ad-recover #'ad-unadvise)
(defalias 'ad-recover-normality #'ad-unadvise-all)

(defun ad-activate-regexp (regexp &optional compile)
  "Activate the advice for the functions that have a piece whose name matches REGEXP."
  (ad-do-advised-functions (f) (when (ad-find-some-advice f 'any regexp) (ad-activate f compile))))
(defun ad-deactivate-regexp (regexp)
  "Deactivate the advice for the functions that have a piece whose name matches REGEXP."
  (ad-do-advised-functions (f) (when (ad-find-some-advice f 'any regexp) (ad-deactivate f))))
(defun ad-update-regexp (regexp &optional compile)
  "Activate advice again for the functions that have a piece whose name matches REGEXP."
  (ad-do-advised-functions (f) (when (ad-find-some-advice f 'any regexp) (ad-update f compile))))
(defun ad-activate-all (&optional compile) "Activate all advice." (ad-do-advised-functions (f) (ad-activate f compile)))
(defun ad-deactivate-all () "Deactivate all advice." (ad-do-advised-functions (f) (ad-deactivate f)))
(defun ad-update-all (&optional compile) "Activate all advice again that is active." (ad-do-advised-functions (f) (ad-update f compile)))
(defun ad-unadvise-all () "Forget all advice." (ad-do-advised-functions (f) (ad-unadvise f)))

(defmacro ad-with-originals (functions &rest body)
  "Evaluate BODY with the FUNCTIONS, names, defined as they are without advice."
  (declare (indent 1))
  `(cl-letf ,(mapcar (lambda (f) `((symbol-function ',f) (advice--cd*r (symbol-function ',f)))) functions) ,@body))

(defmacro defadvice (function args &rest body)
  "Define a piece of advice for FUNCTION.
ARGS is (CLASS NAME [POSITION] [ARGLIST] FLAG...).  CLASS is `before', `around', in whose BODY `ad-do-it' stands for what
is advised, or `after'.  The value that is returned is in the variable `ad-return-value'; the arguments are the variables
of ARGLIST or of the function, also (ad-get-arg N), (ad-set-arg N VALUE), (ad-get-args N) and (ad-set-args N LIST).
POSITION among those of the class is a number, `first' or `last'.  FLAGS are `activate', `disable', `protect', `compile' and
`preactivate'.
\n(fn FUNCTION (CLASS NAME [POSITION] [ARGLIST] FLAG...) [DOCSTRING] [INTERACTIVE-FORM] BODY...)"
  (declare (doc-string 3) (indent 2))
  (let ((class (pop args)) (name (pop args)) (position 0) (arglist nil) (flags nil))
    (unless (symbolp function) (error "defadvice: Invalid function name: %s" function))
    (ad--check-class class)
    (unless (and name (symbolp name)) (error "defadvice: Invalid advice name: %s" name))
    (when (or (numberp (car args)) (memq (car args) '(first last))) (setq position (pop args)))
    (when (and args (listp (car args))) (setq arglist (pop args)))
    (setq flags (mapcar (lambda (arg)
                          (or (cl-find-if (lambda (flag) (string-prefix-p (symbol-name arg) (symbol-name flag))) ad--flags)
                              (error "defadvice: Invalid or ambiguous flag: %s" arg)))
                        args))
    `(progn
       (ad-add-advice ',function
                      '(,name ,(and (memq 'protect flags) t) ,(not (memq 'disable flags)) (advice lambda ,arglist ,@body))
                      ',class ',position)
       ,@(when (memq 'activate flags) `((ad-activate ',function)))
       ',function)))

(provide 'advice)
;;; advice.el ends here
