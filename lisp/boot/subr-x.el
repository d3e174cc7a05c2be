;;; subr-x.el --- small extra functions and macros -*- lexical-binding: t; -*-

;;; Threading

(defmacro thread-first (&rest forms)
  "Put the first of FORMS into the second as its first argument, that into the third, and so on."
  (declare (indent 0) (debug (form &rest [&or symbolp (sexp &rest form)])))
  (let ((result (car forms)))
    (dolist (form (cdr forms))
      (setq result (if (consp form)
                       `(,(car form) ,result ,@(cdr form))
                     (list form result))))
    result))

(defmacro thread-last (&rest forms)
  "Put the first of FORMS into the second as its last argument, that into the third, and so on."
  (declare (indent 0) (debug thread-first))
  (let ((result (car forms)))
    (dolist (form (cdr forms))
      (setq result (if (consp form)
                       `(,@form ,result)
                     (list form result))))
    result))

;;; Conditional bindings

(defun subr-x--normalize-binding (binding)
  "Return BINDING as (SYMBOL VALUE), with a new symbol if it has none."
  (cond
   ((symbolp binding) (list binding binding))
   ((null (cdr binding)) (list (make-symbol "s") (car binding)))
   ((eq '_ (car binding)) (list (make-symbol "s") (cadr binding)))
   (t binding)))

(defun subr-x--chained-bindings (varlist)
  "Return `let*' bindings for VARLIST, each of which is nil if the one before is."
  (let ((previous t) (result nil))
    (dolist (binding varlist)
      (let ((binding (subr-x--normalize-binding binding)))
        (push (list (car binding)
                    (if (eq previous t)
                        (list 'and t (cadr binding))
                      (list 'and previous (cadr binding))))
              result)
        (setq previous (car binding))))
    (nreverse result)))

(defmacro if-let* (varlist then &rest else)
  "Bind variables by VARLIST; if all values are non-nil, evaluate THEN, otherwise ELSE.
VARLIST has elements (SYMBOL VALUE), (VALUE) and SYMBOL; evaluation stops at a nil value."
  (declare (indent 2) (debug ((&rest [&or symbolp (symbolp form) (form)]) body)))
  (if varlist
      (let ((bindings (subr-x--chained-bindings varlist)))
        `(let* ,bindings
           (if ,(car (car (last bindings)))
               ,then
             ,@else)))
    `(let* () ,then)))

(defmacro when-let* (varlist &rest body)
  "Bind variables by VARLIST, see `if-let*'; if all values are non-nil, evaluate BODY."
  (declare (indent 1) (debug if-let*))
  (list 'if-let* varlist (macroexp-progn body)))

(defmacro and-let* (varlist &rest body)
  "Bind variables by VARLIST, see `if-let*'; if all are non-nil, evaluate BODY.
Without BODY the value is that of the last binding."
  (declare (indent 1) (debug if-let*))
  (if varlist
      (let ((bindings (subr-x--chained-bindings varlist)))
        `(let* ,bindings
           (when ,(car (car (last bindings)))
             ,@(or body `(,(car (car (last bindings))))))))
    `(let* () ,@(or body '(t)))))

(defun subr-x--binding-list (spec)
  "Return SPEC, of `if-let', as a list of bindings; it may be a single one."
  (if (and (consp spec)
           (<= (length spec) 2)
           (not (listp (car spec))))
      (list spec)
    spec))

(defmacro if-let (spec then &rest else)
  "Bind variables by SPEC; if all values are non-nil, evaluate THEN, otherwise ELSE.
SPEC is as VARLIST in `if-let*', or one (SYMBOL VALUE)."
  (declare (indent 2) (debug ([&or (symbolp form) (&rest [&or symbolp (symbolp form) (form)])] body)))
  `(if-let* ,(subr-x--binding-list spec) ,then ,@(or else '(nil))))

(defmacro when-let (spec &rest body)
  "Bind variables by SPEC, see `if-let'; if all values are non-nil, evaluate BODY."
  (declare (indent 1) (debug if-let))
  (list 'if-let spec (macroexp-progn body)))

(defmacro while-let (spec &rest body)
  "Bind variables by SPEC, see `if-let', and evaluate BODY as long as all are non-nil."
  (declare (indent 1) (debug if-let))
  (let ((done (gensym "done")))
    `(catch ',done
       (while t
         (if-let* ,(subr-x--binding-list spec)
             (progn ,@body)
           (throw ',done nil))))))

;;; Named let

(defmacro named-let (name bindings &rest body)
  "Evaluate BODY with variables bound by BINDINGS; (NAME ARGS...) starts again with ARGS.
Calls of NAME in tail position do not use up the stack."
  (declare (indent 2) (debug (symbolp (&rest (symbolp form)) body)))
  (let ((vars (mapcar (lambda (b) (if (consp b) (car b) b)) bindings))
        (inits (mapcar (lambda (b) (if (consp b) (cadr b) nil)) bindings)))
    (subr-x--loop name vars inits body)))

(defun subr-x--loop (name vars inits body)
  "Return code that evaluates BODY with VARS bound to INITS, and NAME starting again.
If every call of NAME is in tail position it is a `while'; else a local function."
  (require 'cl-macs)
  (let* ((subr-x--other-call nil)
         (loop (subr-x--tail-loop name vars inits (list name) body)))
    (if (or subr-x--other-call (null loop))
        `(funcall
          (cl-labels ((,name ,vars ,@body)) #',name)
          ,@inits)
      loop)))

(defun subr-x--tail-loop (name vars inits functions body)
  "Return a loop that evaluates BODY with VARS bound to INITS; nil if it cannot be one.
Calls of NAME in tail position go around; other calls stay and set `subr-x--other-call'.
FUNCTIONS are names that are functions here, whatever macros there are."
  (unless (memq t (mapcar #'special-variable-p vars))
    (let* ((result (make-symbol "result"))
           (again (make-symbol "again"))
           (temps (mapcar (lambda (v) (make-symbol (symbol-name v))) vars))
           (subr-x--tail-name name)
           (subr-x--tail-code
            (lambda (args)
              (dolist (arg args) (subr-x--check-no-call arg))
              (if (/= (length args) (length vars))
                  (progn (setq subr-x--other-call t) (cons name args))
                `(progn
                   ,(if (null vars) nil
                      `(cl-psetq ,@(apply #'append (cl-mapcar #'list temps args))))
                   (setq ,again t)
                   nil))))
           (loop-body (subr-x--tail (subr-x--expand-protecting functions body))))
      `(let (,@(cl-mapcar #'list temps inits) (,again t) ,result)
         (while ,again
           (setq ,again nil)
           (let ,(cl-mapcar #'list vars temps)
             (setq ,result ,loop-body)))
         ,result))))

(defun subr-x--calls-itself-last (name functions body)
  "Return non-nil if a call of NAME is in tail position in BODY; FUNCTIONS as in `subr-x--tail-loop'."
  (let* ((found nil)
         (subr-x--other-call nil)
         (subr-x--tail-name name)
         (subr-x--tail-code (lambda (args) (setq found t) (cons name args))))
    (subr-x--tail (subr-x--expand-protecting functions body))
    found))

(defvar subr-x--tail-name nil "The function whose tail calls are being replaced.")
(defvar subr-x--tail-code nil "The function that returns the code for a tail call.")
(defvar subr-x--other-call nil "Non-nil if there is a call that is no tail call.")

(defun subr-x--expand-protecting (functions body)
  "Expand the list BODY fully, taking the names in FUNCTIONS for functions."
  (macroexpand-all (macroexp-progn body)
                   (append (mapcar #'list functions) macroexpand-all-environment)))

(defun subr-x--mentions (name form)
  "Return non-nil if the symbol NAME occurs in FORM outside of `quote'."
  (cond
   ((eq form name) t)
   ((not (consp form)) nil)
   ((eq (car form) 'quote) nil)
   (t
    (let ((found nil))
      (while (and (consp form) (not (setq found (subr-x--mentions name (car form)))))
        (setq form (cdr form)))
      found))))

(defun subr-x--check-no-call (form)
  "Note it if FORM, not in tail position, may call the function being looped."
  (if (subr-x--mentions subr-x--tail-name form)
      (setq subr-x--other-call t))
  form)

(defun subr-x--tail-body (forms)
  "Return FORMS with tail calls of the last one replaced."
  (when forms
    (let ((start (butlast forms)))
      (dolist (form start) (subr-x--check-no-call form))
      (append start (list (subr-x--tail (car (last forms))))))))

(defun subr-x--tail (form)
  "Return the expanded FORM, in tail position, with tail calls replaced."
  (cond
   ((not (consp form)) form)
   ((eq (car form) subr-x--tail-name) (funcall subr-x--tail-code (cdr form)))
   ((eq (car form) 'progn) `(progn ,@(subr-x--tail-body (cdr form))))
   ((eq (car form) 'if)
    (subr-x--check-no-call (cadr form))
    `(if ,(cadr form) ,(subr-x--tail (nth 2 form)) ,@(subr-x--tail-body (nthcdr 3 form))))
   ((memq (car form) '(and or))
    `(,(car form) ,@(subr-x--tail-body (cdr form))))
   ((eq (car form) 'cond)
    `(cond ,@(mapcar (lambda (clause)
                       (subr-x--check-no-call (car clause))
                       (cons (car clause) (subr-x--tail-body (cdr clause))))
                     (cdr form))))
   ((and (memq (car form) '(let let*))
         (not (memq t (mapcar (lambda (b) (special-variable-p (if (consp b) (car b) b))) (cadr form)))))
    (dolist (binding (cadr form))
      (subr-x--check-no-call (if (consp binding) (cadr binding))))
    `(,(car form) ,(cadr form) ,@(subr-x--tail-body (cddr form))))
   (t (subr-x--check-no-call form))))

;;; Hash tables

(defun hash-table-empty-p (hash-table)
  "Return t if HASH-TABLE has no entries."
  (zerop (hash-table-count hash-table)))

(defun hash-table-keys (hash-table)
  "Return the list of the keys of HASH-TABLE."
  (let ((keys nil))
    (maphash (lambda (k _) (push k keys)) hash-table)
    (nreverse keys)))

(defun hash-table-values (hash-table)
  "Return the list of the values of HASH-TABLE."
  (let ((values nil))
    (maphash (lambda (_ v) (push v values)) hash-table)
    (nreverse values)))

;;; Strings

(defun string-empty-p (string)
  "Return t if STRING is empty."
  (string= string ""))

(defun string-blank-p (string)
  "Return non-nil if STRING is empty or only whitespace."
  (string-match-p "\\`[ \t\n\r]*\\'" string))

(defun string-join (strings &optional separator)
  "Join STRINGS, with SEPARATOR between them."
  (mapconcat #'identity strings (or separator "")))

(defun string-reverse (str)
  "Return the reverse of STR."
  (reverse str))

(defun string-remove-prefix (prefix string)
  "Return STRING without PREFIX, if it begins with that."
  (if (string-prefix-p prefix string)
      (substring string (length prefix))
    string))

(defun string-remove-suffix (suffix string)
  "Return STRING without SUFFIX, if it ends with that."
  (if (string-suffix-p suffix string)
      (substring string 0 (- (length string) (length suffix)))
    string))

(defun string-clean-whitespace (string)
  "Return STRING with runs of whitespace as single spaces and none at the ends."
  (let ((blank "[[:blank:]\r\n]+"))
    (string-trim (replace-regexp-in-string blank " " string t t) blank blank)))

(defun string-fill (string length)
  "Return STRING with lines broken so that they are no longer than LENGTH."
  (with-temp-buffer
    (insert string)
    (goto-char (point-min))
    (let ((fill-column length))
      (fill-region (point-min) (point-max)))
    (buffer-string)))

(defun string-limit (string length &optional end coding-system)
  "Return at most LENGTH characters of STRING, the last ones if END.
With CODING-SYSTEM, LENGTH is that of the encoded string, which is returned."
  (unless (natnump length)
    (signal 'wrong-type-argument (list 'natnump length)))
  (cond
   (coding-system
    (let ((result nil) (size 0) (chars (append string nil)) (full nil))
      (if end (setq chars (nreverse chars)))
      (while (and chars (not full))
        (let ((bytes (encode-coding-string (char-to-string (car chars)) coding-system)))
          (setq size (+ size (length bytes)))
          (if (> size length) (setq full t)
            (push bytes result)))
        (setq chars (cdr chars)))
      (apply #'concat (if end result (nreverse result)))))
   ((<= (length string) length) string)
   (end (substring string (- (length string) length)))
   (t (substring string 0 length))))

(defun string-lines (string &optional omit-nulls keep-newlines)
  "Return the lines of STRING as a list; OMIT-NULLS leaves out empty ones.
With KEEP-NEWLINES, lines keep the newlines that end them."
  (if keep-newlines
      (let ((lines nil) (start 0) newline)
        (while (< start (length string))
          (setq newline (string-search "\n" string start))
          (let ((line (substring string start (if newline (1+ newline)))))
            (unless (and omit-nulls (equal line "\n"))
              (push line lines)))
          (setq start (if newline (1+ newline) (length string))))
        (nreverse lines))
    (split-string string "\n" omit-nulls)))

(defun string-pad (string length &optional padding start)
  "Return STRING filled to LENGTH with PADDING, a space by default, in front if START."
  (unless (natnump length)
    (signal 'wrong-type-argument (list 'natnump length)))
  (let ((missing (- length (length string))))
    (cond
     ((<= missing 0) string)
     (start (concat (make-string missing (or padding ?\s)) string))
     (t (concat string (make-string missing (or padding ?\s)))))))

(defun string-chop-newline (string)
  "Return STRING without a newline at its end."
  (string-remove-suffix "\n" string))

(defun string-truncate-left (string length)
  "Return STRING with its beginning replaced by ... if it is longer than LENGTH."
  (let ((size (length string)))
    (if (<= size length) string
      (setq length (max 0 (- length 3)))
      (concat "..." (substring string (max 0 (- size 1 length)))))))

;;; Others

(defmacro with-memoization (place &rest code)
  "Return the value of PLACE, or set it to the value of CODE if it is nil."
  (declare (indent 1) (debug (gv-place body)))
  (gv-letplace (getter setter) place
    `(or ,getter
         ,(macroexp-let2 nil val (macroexp-progn code)
            `(progn ,(funcall setter val) ,val)))))

(defun replace-region-contents (beg end replace-fn &optional max-secs max-costs)
  "Replace the text from BEG to END by what REPLACE-FN returns, a string or buffer.
MAX-SECS and MAX-COSTS are as in `replace-buffer-contents'."
  (save-excursion
    (save-restriction
      (narrow-to-region beg end)
      (goto-char (point-min))
      (let ((repl (funcall replace-fn)))
        (if (bufferp repl)
            (replace-buffer-contents repl max-secs max-costs)
          (let ((source (current-buffer)))
            (with-temp-buffer
              (insert repl)
              (let ((temp (current-buffer)))
                (set-buffer source)
                (replace-buffer-contents temp max-secs max-costs)))))))))

(defun ensure-empty-lines (&optional lines)
  "Make sure that LINES empty lines, 1 by default, are before point."
  (unless (bolp) (insert "\n"))
  (let ((lines (or lines 1))
        (start (save-excursion
                 (if (re-search-backward "[^\n]" nil t) (+ (point) 2) (point-min)))))
    (cond
     ((> (- (point) start) lines)
      (delete-region (point) (- (point) (- (point) start lines))))
     ((< (- (point) start) lines)
      (insert (make-string (- lines (- (point) start)) ?\n))))))

(defun string-pixel-width (string)
  "Return the width of STRING, in columns: there are no pixels."
  (string-width string))

(defmacro with-buffer-unmodified-if-unchanged (&rest body)
  "Evaluate BODY; if the buffer's text is the same afterwards, it does not count as modified."
  (declare (debug t) (indent 0))
  (let ((hash (make-symbol "hash")))
    `(if (buffer-modified-p)
         (progn ,@body)
       (let ((,hash (buffer-hash)))
         (prog1 (progn ,@body)
           (when (and (buffer-modified-p) (equal ,hash (buffer-hash)))
             (restore-buffer-modified-p nil)))))))

(provide 'subr-x)

;;; subr-x.el ends here
