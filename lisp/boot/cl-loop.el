;;; cl-loop.el --- the loop macro -*- lexical-binding: t; -*-

;; A loop is a sequence of steps in the order they are written: tests, which end the loop when they fail, and
;; actions.  `for' clauses add a test and an assignment to that sequence, and a step at the end of the round.  The
;; result is one `while' whose condition runs everything up to the last test:
;;
;;     (let* (BINDINGS) INITIALLY (while (and TEST (progn ACTION t) TEST) ACTION... STEP...) FINALLY RESULT)

(require 'cl-macs)

(defvar cl--loop-args nil "The clauses that are still to be parsed.")
(defvar cl--loop-name nil "The name of the loop's block.")
(defvar cl--loop-bindings nil "Groups of bindings, last first; a group is bound at once.")
(defvar cl--loop-items nil "Tests (:test FORM) and actions (:do FORM), last first.")
(defvar cl--loop-steps nil "Forms for the end of the round, last first.")
(defvar cl--loop-initially nil "Forms to evaluate before the first round, last first.")
(defvar cl--loop-finally nil "Forms to evaluate after the last round, last first.")
(defvar cl--loop-result nil "A list of the form given with `finally return'.")
(defvar cl--loop-accumulators nil "Alist of kinds of accumulation and their variables.")
(defvar cl--loop-value nil "A list of the form that is the loop's value.")
(defvar cl--loop-first nil "The variable that is non-nil in the first round, if there is one.")

;;; Parsing

(defun cl--loop-word-p (&rest words)
  "Return non-nil if the next argument is one of WORDS."
  (and cl--loop-args (memq (car cl--loop-args) words)))

(defun cl--loop-accept (&rest words)
  "If the next argument is one of WORDS, take and return it."
  (if (and cl--loop-args (memq (car cl--loop-args) words))
      (pop cl--loop-args)))

(defun cl--loop-temp ()
  "Return a new variable."
  (make-symbol "--cl-var--"))

(defun cl--loop-bind (&rest bindings)
  "Add BINDINGS as a group."
  (push bindings cl--loop-bindings))

(defun cl--loop-test (form)
  "Add a test of FORM."
  (push (list :test form) cl--loop-items))

(defun cl--loop-do (form)
  "Add the action FORM."
  (push (list :do form) cl--loop-items))

(defun cl--loop-progn ()
  "Take the forms up to the next word from the arguments."
  (let ((forms nil))
    (while (consp (car-safe cl--loop-args))
      (push (pop cl--loop-args) forms))
    (unless forms
      (error "Syntax error on loop clause: form expected, found %S" (car cl--loop-args)))
    (nreverse forms)))

;;; Variables and patterns

(defun cl--loop-pattern-variables (pattern)
  "Return the variables in PATTERN, a variable or a tree of them."
  (cond
   ((null pattern) nil)
   ((symbolp pattern) (list pattern))
   ((consp pattern)
    (append (cl--loop-pattern-variables (car pattern))
            (cl--loop-pattern-variables (cdr pattern))))))

(defun cl--loop-pattern-pairs (pattern exp)
  "Return (VARIABLE EXPRESSION ...) that takes EXP, a copyable expression, apart by PATTERN."
  (cond
   ((null pattern) nil)
   ((symbolp pattern) (list pattern exp))
   (t (append (cl--loop-pattern-pairs (car pattern) `(car ,exp))
              (cl--loop-pattern-pairs (cdr pattern) `(cdr ,exp))))))

(defun cl--loop-assignment (pattern exp)
  "Return a form that sets the variables in PATTERN from the value of EXP."
  (cond
   ((null pattern) exp)
   ((symbolp pattern) `(setq ,pattern ,exp))
   (t
    (let ((whole (cl--loop-temp)))
      `(let ((,whole ,exp))
         (setq ,@(cl--loop-pattern-pairs pattern whole)))))))

(defun cl--loop-null-bindings (pattern)
  "Return bindings of the variables in PATTERN to nil."
  (mapcar (lambda (v) (list v nil)) (cl--loop-pattern-variables pattern)))

(defun cl--loop-constant (exp)
  "Return EXP if it is constant, else a variable that is bound to its value."
  (if (macroexp-const-p exp)
      exp
    (let ((var (cl--loop-temp)))
      (cl--loop-bind (list var exp))
      var)))

;;; for

(defvar cl--loop-for-bindings nil "Bindings of the `for' clauses joined by `and'.")
(defvar cl--loop-for-tests nil "Their tests, last first.")
(defvar cl--loop-for-sets nil "Their assignments (PATTERN EXP), last first.")
(defvar cl--loop-for-steps nil "Their steps (VARIABLE EXP), last first.")

(defun cl--loop-parse-for ()
  "Parse a `for' clause and those joined to it by `and'."
  (let ((cl--loop-for-bindings nil) (cl--loop-for-tests nil)
        (cl--loop-for-sets nil) (cl--loop-for-steps nil)
        (more t))
    (while more
      (cl--loop-parse-one-for (pop cl--loop-args))
      (setq more (cl--loop-accept 'and)))
    (when cl--loop-for-bindings
      (push (nreverse cl--loop-for-bindings) cl--loop-bindings))
    (dolist (test (nreverse cl--loop-for-tests))
      (cl--loop-test test))
    (let ((sets (nreverse cl--loop-for-sets)))
      (if (cdr sets)
          (cl--loop-do (cl--loop-parallel-sets sets))
        (dolist (set sets)
          (cl--loop-do (cl--loop-assignment (car set) (cadr set))))))
    (let ((steps (nreverse cl--loop-for-steps)))
      (if (cdr steps)
          (push `(cl-psetq ,@(apply #'append steps)) cl--loop-steps)
        (when steps (push `(setq ,@(car steps)) cl--loop-steps))))))

(defun cl--loop-parallel-sets (sets)
  "Return a form that makes the assignments SETS, (PATTERN EXP), at once."
  (let ((temps nil) (forms nil))
    (dolist (set sets)
      (let ((temp (cl--loop-temp)))
        (push (list temp (cadr set)) temps)
        (push (cl--loop-assignment (car set) temp) forms)))
    `(let ,(nreverse temps) ,@(nreverse forms))))

(defun cl--loop-for-bind (&rest bindings)
  "Add BINDINGS to those of this `for' clause."
  (dolist (binding bindings) (push binding cl--loop-for-bindings)))

(defun cl--loop-for-held (exp)
  "Return EXP if it is constant, else a variable of this clause bound to it."
  (if (macroexp-const-p exp)
      exp
    (let ((var (cl--loop-temp)))
      (cl--loop-for-bind (list var exp))
      var)))

(defun cl--loop-parse-one-for (pattern)
  "Parse the rest of a `for' clause whose variable or pattern is PATTERN."
  (let ((word (pop cl--loop-args)))
    (when (eq word 'being) (setq word (pop cl--loop-args)))
    (when (memq word '(the each)) (setq word (pop cl--loop-args)))
    (cond
     ((memq word '(from downfrom upfrom to downto upto above below by))
      (push word cl--loop-args)
      (cl--loop-for-arithmetic pattern))
     ((memq word '(in in-ref on)) (cl--loop-for-list pattern word))
     ((eq word '=) (cl--loop-for-equals pattern))
     ((memq word '(across across-ref)) (cl--loop-for-across pattern word))
     ((memq word '(element elements)) (cl--loop-for-elements pattern))
     ((memq word '(hash-key hash-keys hash-value hash-values))
      (cl--loop-for-pairs pattern (memq word '(hash-value hash-values))
                          'cl--loop-hash-pairs '(hash-key hash-keys hash-value hash-values)))
     ((memq word '(key-code key-codes key-binding key-bindings))
      (cl--loop-for-pairs pattern (memq word '(key-binding key-bindings))
                          'cl--loop-keymap-pairs '(key-code key-codes key-binding key-bindings)))
     ((memq word '(symbol present-symbol external-symbol symbols present-symbols external-symbols))
      (cl--loop-for-values pattern `(cl--loop-symbols
                                     ,(and (cl--loop-accept 'in 'of) (pop cl--loop-args)))))
     ((memq word '(overlay overlays extent extents))
      (cl--loop-for-region pattern 'cl--loop-overlays nil))
     ((memq word '(interval intervals)) (cl--loop-for-region pattern 'cl--loop-intervals t))
     ((memq word '(buffer buffers)) (cl--loop-for-values pattern '(buffer-list)))
     ((memq word '(frame frames screen screens)) (cl--loop-for-values pattern '(frame-list)))
     ((memq word '(window windows))
      (cl--loop-for-values pattern `(window-list ,(and (cl--loop-accept 'in 'of)
                                                       (pop cl--loop-args)))))
     ((eq word 'iter-by) (cl--loop-for-iterator pattern))
     (t (error "Expected a `for' preposition, found: %S" word)))))

(defun cl--loop-for-arithmetic (var)
  "Parse from, to, by and the like for VAR."
  (let ((start nil) (end nil) (by nil) (down nil) (exclusive nil) word)
    (while (setq word (cl--loop-accept 'from 'downfrom 'upfrom 'to 'downto 'upto 'above 'below 'by))
      (let ((value (pop cl--loop-args)))
        (if (memq word '(downfrom downto above)) (setq down t))
        (if (memq word '(above below)) (setq exclusive t))
        ;; Held at once, so that the values are computed in the order they are written.
        (cond
         ((memq word '(from downfrom upfrom))
          (setq start (if (macroexp-const-p value) value
                        (if (null var) (cl--loop-for-held value)
                          (cl--loop-for-bind (list var value))
                          'bound))))
         ((eq word 'by) (setq by (cl--loop-for-held value)))
         (t (setq end (list (cl--loop-for-held value)))))))
    (unless var (setq var (cl--loop-temp)))
    (unless (eq start 'bound)
      (cl--loop-for-bind (list var (or start 0))))
    (when end
      (push (list (if down (if exclusive '> '>=) (if exclusive '< '<=)) var (car end))
            cl--loop-for-tests))
    (push (list var (cond ((or (null by) (eql by 1)) (list (if down '1- '1+) var))
                          (t (list (if down '- '+) var by))))
          cl--loop-for-steps)))

(defun cl--loop-for-list (pattern word)
  "Parse the rest of PATTERN in LIST, on LIST or in-ref LIST; WORD says which."
  (let* ((list (pop cl--loop-args))
         (by (and (cl--loop-accept 'by) (pop cl--loop-args)))
         (direct (and (eq word 'on) (symbolp pattern) pattern))
         (tail (or direct (cl--loop-temp)))
         (next (cond
                ((null by) `(cdr ,tail))
                ((memq (car-safe by) '(quote function))
                 (if (symbolp (cadr by)) (list (cadr by) tail) `(funcall ,by ,tail)))
                (t `(funcall ,(cl--loop-for-held by) ,tail)))))
    (cl--loop-for-bind (list tail list))
    (push `(consp ,tail) cl--loop-for-tests)
    (cond
     (direct nil)
     ((eq word 'on)
      (apply #'cl--loop-for-bind (cl--loop-null-bindings pattern))
      (push (list pattern tail) cl--loop-for-sets))
     ((eq word 'in-ref) (push (list pattern `(car ,tail)) cl--loop-symbol-macros))
     (t
      (apply #'cl--loop-for-bind (cl--loop-null-bindings pattern))
      (push (list pattern `(car ,tail)) cl--loop-for-sets)))
    (push (list tail next) cl--loop-for-steps)))

(defvar cl--loop-symbol-macros nil
  "Variables that stand for places, from `in-ref' and `across-ref'.")

(defun cl--loop-first-round ()
  "Return the variable that is non-nil in the first round."
  (or cl--loop-first
      (let ((var (cl--loop-temp)))
        (push (list (list var t)) cl--loop-bindings)
        (setq cl--loop-first var))))

(defun cl--loop-for-equals (pattern)
  "Parse the rest of PATTERN = INIT [then NEXT]."
  (let* ((init (pop cl--loop-args))
         (then (and (cl--loop-accept 'then) (list (pop cl--loop-args)))))
    (cond
     ((null then)
      (apply #'cl--loop-for-bind (cl--loop-null-bindings pattern))
      (push (list pattern init) cl--loop-for-sets))
     ;; Nothing before it depends on the round: it can begin with its value and step at the end.
     ((and (null cl--loop-items) pattern (symbolp pattern)
           (null cl--loop-for-tests) (null cl--loop-for-sets))
      (cl--loop-for-bind (list pattern init))
      (push (list pattern (car then)) cl--loop-for-steps))
     (t
      (apply #'cl--loop-for-bind (cl--loop-null-bindings pattern))
      (push (list pattern `(if ,(cl--loop-first-round) ,init ,(car then)))
            cl--loop-for-sets)))))

(defun cl--loop-for-across (pattern word)
  "Parse the rest of PATTERN across ARRAY; WORD is `across' or `across-ref'."
  (let ((array (cl--loop-temp)) (index (cl--loop-temp)))
    (cl--loop-for-bind (list array (pop cl--loop-args)) (list index 0))
    (push `(< ,index (length ,array)) cl--loop-for-tests)
    (if (eq word 'across-ref)
        (push (list pattern `(aref ,array ,index)) cl--loop-symbol-macros)
      (apply #'cl--loop-for-bind (cl--loop-null-bindings pattern))
      (push (list pattern `(aref ,array ,index)) cl--loop-for-sets))
    (push (list index `(1+ ,index)) cl--loop-for-steps)))

(defun cl--loop-for-elements (pattern)
  "Parse the rest of PATTERN being the elements of SEQUENCE [using (index VAR)]."
  (let* ((word (cl--loop-accept 'in 'of 'in-ref 'of-ref))
         (sequence (cl--loop-temp))
         (exp (pop cl--loop-args))
         (index (if (cl--loop-accept 'using)
                    (cadr (pop cl--loop-args))
                  (cl--loop-temp))))
    (cl--loop-for-bind (list sequence exp) (list index 0))
    (push `(< ,index (length ,sequence)) cl--loop-for-tests)
    (if (memq word '(in-ref of-ref))
        (push (list pattern `(elt ,sequence ,index)) cl--loop-symbol-macros)
      (apply #'cl--loop-for-bind (cl--loop-null-bindings pattern))
      (push (list pattern `(elt ,sequence ,index)) cl--loop-for-sets))
    (push (list index `(1+ ,index)) cl--loop-for-steps)))

(defun cl--loop-for-values (pattern exp)
  "Let PATTERN go through the list EXP evaluates to."
  (let ((tail (cl--loop-temp)))
    (apply #'cl--loop-for-bind (list tail exp) (cl--loop-null-bindings pattern))
    (push `(consp ,tail) cl--loop-for-tests)
    (push (list pattern `(car ,tail)) cl--loop-for-sets)
    (push (list tail `(cdr ,tail)) cl--loop-for-steps)))

(defun cl--loop-for-pairs (pattern values function words)
  "Let PATTERN go through the keys, or VALUES if non-nil, that FUNCTION returns for a table.
WORDS are those that may follow `using'."
  (cl--loop-accept 'in 'of)
  (let* ((table (pop cl--loop-args))
         (using (and (cl--loop-accept 'using) (pop cl--loop-args)))
         (other (and using (memq (car using) words) (cadr using)))
         (tail (cl--loop-temp)))
    (apply #'cl--loop-for-bind (list tail (list function table))
           (append (cl--loop-null-bindings pattern) (cl--loop-null-bindings other)))
    (push `(consp ,tail) cl--loop-for-tests)
    (push (list pattern (if values `(cdr (car ,tail)) `(car (car ,tail)))) cl--loop-for-sets)
    (when other
      (push (list other (if values `(car (car ,tail)) `(cdr (car ,tail)))) cl--loop-for-sets))
    (push (list tail `(cdr ,tail)) cl--loop-for-steps)))

(defun cl--loop-for-region (pattern function property-too)
  "Let PATTERN go through what FUNCTION returns for a buffer and a region.
PROPERTY-TOO allows the word `property'."
  (let ((buffer nil) (from nil) (to nil) (property nil) word)
    (while (setq word (if property-too (cl--loop-accept 'in 'of 'from 'to 'property)
                        (cl--loop-accept 'in 'of 'from 'to)))
      (let ((value (pop cl--loop-args)))
        (cond ((eq word 'from) (setq from value))
              ((eq word 'to) (setq to value))
              ((eq word 'property) (setq property value))
              (t (setq buffer value)))))
    (cl--loop-for-values pattern
                         `(,function ,buffer ,from ,to ,@(if property-too (list property))))))

(defun cl--loop-for-iterator (pattern)
  "Parse the rest of PATTERN iter-by ITERATOR."
  (let ((iterator (cl--loop-temp)) (done (cl--loop-temp)))
    (apply #'cl--loop-for-bind (list iterator (pop cl--loop-args)) (list done nil)
           (cl--loop-null-bindings pattern))
    (let ((value (cl--loop-temp)))
      (cl--loop-for-bind (list value nil))
      (push `(condition-case nil
                 (progn (setq ,value (iter-next ,iterator)) t)
               (iter-end-of-sequence (setq ,done t) nil))
            cl--loop-for-tests)
      (push (list pattern value) cl--loop-for-sets))))

(defun cl--loop-hash-pairs (table)
  "Return the pairs of TABLE as an alist."
  (let ((pairs nil))
    (maphash (lambda (k v) (push (cons k v) pairs)) table)
    (nreverse pairs)))

(defun cl--loop-keymap-pairs (keymap)
  "Return the bindings of KEYMAP as an alist."
  (let ((pairs nil))
    (map-keymap (lambda (k v) (push (cons k v) pairs)) keymap)
    (nreverse pairs)))

(defun cl--loop-symbols (ob)
  "Return the symbols in the obarray OB, nil meaning the usual one."
  (let ((symbols nil))
    (mapatoms (lambda (s) (push s symbols)) (or ob obarray))
    symbols))

(defun cl--loop-overlays (buffer from to)
  "Return the overlays in BUFFER between FROM and TO."
  (with-current-buffer (or buffer (current-buffer))
    (overlays-in (or from (point-min)) (or to (point-max)))))

(defun cl--loop-intervals (buffer from to property)
  "Return the stretches (START . END) of BUFFER, FROM to TO, over which PROPERTY is constant."
  (with-current-buffer (or buffer (current-buffer))
    (let* ((pos (or from (point-min))) (end (or to (point-max))) (result nil))
      (while (< pos end)
        (let ((next (min end (or (if property
                                     (next-single-property-change pos property nil end)
                                   (next-property-change pos nil end))
                                 end))))
          (push (cons pos next) result)
          (setq pos next)))
      (nreverse result))))

;;; with, while, repeat and values

(defun cl--loop-parse-with ()
  "Parse the rest of a `with' clause."
  (let ((bindings nil) (sets nil) (more t))
    (while more
      (let* ((pattern (pop cl--loop-args))
             (value (and (cl--loop-accept '=) (pop cl--loop-args))))
        (if (consp pattern)
            (let ((whole (cl--loop-temp)))
              (push (list whole value) bindings)
              (let ((pairs (cl--loop-pattern-pairs pattern whole)))
                (while pairs
                  (push (list (pop pairs) (pop pairs)) sets))))
          (push (list (or pattern (cl--loop-temp)) value) bindings))
        (setq more (cl--loop-accept 'and))))
    (push (nreverse bindings) cl--loop-bindings)
    (when sets (push (nreverse sets) cl--loop-bindings))))

(defun cl--loop-parse-repeat ()
  "Parse the rest of a `repeat' clause."
  (let ((count (cl--loop-temp)))
    (cl--loop-bind (list count (pop cl--loop-args)))
    (cl--loop-test `(>= (setq ,count (1- ,count)) 0))))

(defun cl--loop-flag (initial)
  "Return a variable, INITIAL at first, that is the loop's value."
  (let ((var (cl--loop-temp)))
    (cl--loop-bind (list var initial))
    (setq cl--loop-value (list var))
    var))

;;; Accumulation

(defun cl--loop-accumulator (kind initial)
  "Parse [into VAR]; return (VAR . NAMED) for an accumulation of KIND that begins as INITIAL."
  (if (cl--loop-accept 'into)
      (let ((var (pop cl--loop-args)))
        (unless (assq var cl--loop-accumulators)
          (push (cons var t) cl--loop-accumulators)
          (cl--loop-bind (list var initial)))
        (cons var t))
    (let ((known (assq kind cl--loop-accumulators)))
      (unless known
        (setq known (cons kind (cl--loop-temp)))
        (push known cl--loop-accumulators)
        (cl--loop-bind (list (cdr known) initial))
        (setq cl--loop-value
              (list (cond ((eq kind :list) `(nreverse ,(cdr known)))
                          ((eq kind :concat) `(apply #'concat (nreverse ,(cdr known))))
                          ((eq kind :vconcat) `(apply #'vconcat (nreverse ,(cdr known))))
                          (t (cdr known))))))
      (cons (cdr known) nil))))

(defun cl--loop-accumulation (word)
  "Parse the rest of an accumulation clause that begins with WORD; return its form."
  (let ((what (pop cl--loop-args)) place)
    (cond
     ((memq word '(collect collecting))
      (setq place (cl--loop-accumulator :list nil))
      (if (cdr place)
          `(setq ,(car place) (nconc ,(car place) (list ,what)))
        `(setq ,(car place) (cons ,what ,(car place)))))
     ((memq word '(append appending))
      (setq place (cl--loop-accumulator :list nil))
      (if (cdr place)
          `(setq ,(car place) (append ,(car place) ,what))
        `(setq ,(car place) (nconc (reverse ,what) ,(car place)))))
     ((memq word '(nconc nconcing))
      (setq place (cl--loop-accumulator :list nil))
      (if (cdr place)
          `(setq ,(car place) (nconc ,(car place) ,what))
        `(setq ,(car place) (nconc (nreverse ,what) ,(car place)))))
     ((memq word '(concat concating))
      (setq place (cl--loop-accumulator :concat nil))
      (if (cdr place)
          `(setq ,(car place) (concat ,(car place) ,what))
        `(setq ,(car place) (cons ,what ,(car place)))))
     ((memq word '(vconcat vconcating))
      (setq place (cl--loop-accumulator :vconcat nil))
      (if (cdr place)
          `(setq ,(car place) (vconcat ,(car place) ,what))
        `(setq ,(car place) (cons ,what ,(car place)))))
     ((memq word '(sum summing))
      (setq place (cl--loop-accumulator :number 0))
      `(setq ,(car place) (+ ,(car place) ,what)))
     ((memq word '(count counting))
      (setq place (cl--loop-accumulator :number 0))
      `(if ,what (setq ,(car place) (1+ ,(car place)))))
     (t
      (let ((function (if (memq word '(minimize minimizing)) 'min 'max)))
        (setq place (cl--loop-accumulator :extreme nil))
        (macroexp-let2 macroexp-copyable-p value what
          `(setq ,(car place) (if ,(car place) (,function ,(car place) ,value) ,value))))))))

(defconst cl--loop-accumulating-words
  '(collect collecting append appending nconc nconcing concat concating vconcat vconcating
            sum summing count counting minimize minimizing maximize maximizing)
  "The words that begin accumulation clauses.")

;;; Clauses

(defun cl--loop-action ()
  "Parse a clause that may be conditional; return its form."
  (let ((word (pop cl--loop-args)))
    (cond
     ((memq word '(if when unless)) (cl--loop-conditional word))
     ((memq word '(do doing)) (macroexp-progn (cl--loop-progn)))
     ((eq word 'return) `(cl-return-from ,cl--loop-name ,(pop cl--loop-args)))
     ((memq word cl--loop-accumulating-words) (cl--loop-accumulation word))
     (t (error "Expected a cl-loop keyword, found: %S" word)))))

(defun cl--loop-actions ()
  "Parse clauses joined by `and'; return their form."
  (let ((forms (list (cl--loop-action))))
    (while (cl--loop-accept 'and)
      (push (cl--loop-action) forms))
    (macroexp-progn (nreverse forms))))

(defun cl--loop-conditional (word)
  "Parse the rest of a conditional clause that begins with WORD; return its form."
  (let* ((condition (pop cl--loop-args))
         (then (cl--loop-actions))
         (else (and (cl--loop-accept 'else) (cl--loop-actions)))
         (uses-it (macroexp--fgrep '((it)) (list then else))))
    (cl--loop-accept 'end)
    (when (eq word 'unless)
      (setq then (prog1 (or else nil) (setq else then))))
    (let ((code `(if ,(if uses-it 'it condition) ,then ,@(if else (list else)))))
      (if uses-it `(let ((it ,condition)) ,code) code))))

(defun cl--loop-parse-clause ()
  "Parse one clause of the loop."
  (let ((word (pop cl--loop-args)))
    (cond
     ((null word) (error "Malformed `cl-loop' macro"))
     ((eq word 'named) (setq cl--loop-name (pop cl--loop-args)))
     ((eq word 'initially)
      (cl--loop-accept 'do)
      (dolist (form (cl--loop-progn)) (push form cl--loop-initially)))
     ((eq word 'finally)
      (if (cl--loop-accept 'return)
          (setq cl--loop-result (list (or (pop cl--loop-args) '(quote nil))))
        (cl--loop-accept 'do)
        (let ((forms (cl--loop-progn)))
          (if (and (eq (car (car forms)) 'return) (null (cl--loop-word-p)))
              (setq cl--loop-result (list (or (cadr (car forms)) nil)))
            (dolist (form forms) (push form cl--loop-finally))))))
     ((memq word '(for as)) (cl--loop-parse-for))
     ((eq word 'with) (cl--loop-parse-with))
     ((eq word 'repeat) (cl--loop-parse-repeat))
     ((eq word 'while) (cl--loop-test (pop cl--loop-args)))
     ((eq word 'until) (cl--loop-test `(not ,(pop cl--loop-args))))
     ((memq word '(always never thereis)) (cl--loop-parse-quantifier word))
     (t
      (push word cl--loop-args)
      (cl--loop-do (cl--loop-action))))))

(defun cl--loop-parse-quantifier (word)
  "Parse the rest of an `always', `never' or `thereis' clause, WORD.
When it decides, the loop returns at once, without the `finally' clauses."
  (let ((form (pop cl--loop-args))
        (flag (cl--loop-flag (not (eq word 'thereis)))))
    (cl--loop-test
     (cond
      ((eq word 'always) `(or ,form (setq ,flag nil)))
      ((eq word 'never) `(not (and ,form (progn (setq ,flag nil) t))))
      (t `(not (setq ,flag ,form)))))
    (push (list flag (eq word 'thereis)) cl--loop-decisions)))

(defvar cl--loop-decisions nil
  "Flags of `always' and the like, (VAR VALUE): the loop was decided if VAR is VALUE, as a boolean.")

;;; The macro

(defun cl--loop-while ()
  "Return the `while' of the parsed clauses."
  (let ((tests nil) (actions nil))
    (dolist (item (reverse cl--loop-items))
      (if (eq (car item) :do)
          (push (cadr item) actions)
        (when actions
          (push `(progn ,@(nreverse actions) t) tests)
          (setq actions nil))
        (push (cadr item) tests)))
    (setq tests (nreverse tests))
    `(while ,(cond ((null tests) t) ((cdr tests) `(and ,@tests)) (t (car tests)))
       ,@(nreverse actions)
       ,@(if cl--loop-first `((setq ,cl--loop-first nil)))
       ,@(reverse cl--loop-steps))))

(defun cl--loop-wrap (forms)
  "Return FORMS within the loop's bindings."
  (dolist (group cl--loop-bindings)
    (setq forms
          (list
           (cond
            ((null group) (macroexp-progn forms))
            ((and (null (cdr group)) (null (cdr forms)) (memq (car-safe (car forms)) '(let let*))
                  (not (and (eq (car (car forms)) 'let) (cdr (cadr (car forms))))))
             `(let* (,@group ,@(cadr (car forms))) ,@(cddr (car forms))))
            ((null (cdr group)) `(let* ,group ,@forms))
            (t `(let ,group ,@forms))))))
  (macroexp-progn forms))

(defun cl--loop-expand ()
  "Return the code of the parsed loop."
  (let* ((decided (and cl--loop-finally cl--loop-decisions))
         (finally (append (reverse cl--loop-finally)
                          cl--loop-result))
         (body (append (reverse cl--loop-initially)
                       (list (cl--loop-while))
                       (cond
                        ((and cl--loop-decisions (or decided cl--loop-result))
                         `((if (or ,@(mapcar (lambda (d) (if (cadr d) (car d) `(not ,(car d))))
                                             cl--loop-decisions))
                               ,(car cl--loop-value)
                             ,@finally
                             ,@(unless cl--loop-result cl--loop-value))))
                        (cl--loop-result finally)
                        (t (append finally (or cl--loop-value '(nil))))))))
    (setq body (list (cl--loop-wrap body)))
    (when cl--loop-symbol-macros
      (setq body (list `(cl-symbol-macrolet ,cl--loop-symbol-macros ,@body))))
    `(cl-block ,cl--loop-name ,@body)))

(defmacro cl-loop (&rest loop-args)
  "The loop of Common Lisp.
LOOP-ARGS are clauses such as
  for VAR from N to N by N    for VAR in LIST by FUNC    for VAR on LIST
  for VAR across ARRAY        for VAR = INIT then NEXT   for VAR being the hash-keys of TABLE
  with VAR = VALUE            repeat COUNT               while COND, until COND
  always COND, never COND, thereis COND
  collect FORM [into VAR], append, nconc, concat, vconcat, sum, count, maximize, minimize
  if COND CLAUSE [and CLAUSE]... [else CLAUSE] [end], when, unless
  do FORMS, return FORM, named NAME, initially FORMS, finally FORMS, finally return FORM
or, without any such word, forms that are evaluated forever."
  (declare (debug (&rest &or symbolp form)))
  (if (not (memq t (mapcar #'symbolp (delq nil (delq t (copy-sequence loop-args))))))
      `(cl-block nil (while t ,@loop-args))
    (let ((cl--loop-args loop-args)
          (cl--loop-name nil) (cl--loop-bindings nil) (cl--loop-items nil)
          (cl--loop-steps nil) (cl--loop-initially nil) (cl--loop-finally nil)
          (cl--loop-result nil) (cl--loop-accumulators nil) (cl--loop-value nil)
          (cl--loop-first nil) (cl--loop-symbol-macros nil) (cl--loop-decisions nil))
      (while cl--loop-args (cl--loop-parse-clause))
      (cl--loop-expand))))

(provide 'cl-loop)

;;; cl-loop.el ends here
