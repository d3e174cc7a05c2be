;;; rx.el --- regexps written as Lisp -*- lexical-binding: t; -*-

;; Manual: (elisp) Rx Notation.  A form is translated to an item (PARTS . TIGHTNESS).  PARTS are strings and, where `literal' or `regexp' have an
;; argument that is known only later, forms.  TIGHTNESS says where the item can stand without being grouped:
;;   t      everywhere, also before a postfix operator
;;   seq    in a sequence
;;   lseq   in a sequence, as its first element; rseq: as its last
;;   nil    only where alternatives can stand
;; Sets of characters are translated in rx-sets.el.

(require 'regexp-opt)
(require 'rx-sets)

(defvar rx-constituents nil
  "Alist of further rx symbols and forms, obsolete: (NAME . REGEXP) or (NAME FUNCTION MIN-ARGS MAX-ARGS PREDICATE).")

(defvar rx--local-definitions nil "Alist of the definitions that `rx-let-eval' made: (NAME DEFINITION) or (NAME ARGS DEFINITION).")
(defvar rx--greedy t "Whether the operators that `minimal-match' concerns match as much as possible.")
(defvar rx--variables nil "What `rx' patterns of `pcase' bind, the first at the end; t outside of patterns.")
(setq-default rx--variables t)

;;; Definitions

(defconst rx--symbols
  '((nonl ("." . t)) (any nonl) (not-newline nonl)
    (anychar ("[^z-a]" . t)) (anything anychar) (unmatchable ("\\`a\\`" . seq))
    (bol ("^" . lseq)) (line-start bol) (eol ("$" . rseq)) (line-end eol)
    (bos ("\\`" . t)) (string-start bos) (bot bos) (buffer-start bos)
    (eos ("\\'" . t)) (string-end eos) (eot eos) (buffer-end eos)
    (point ("\\=" . t)) (word-boundary ("\\b" . t)) (not-word-boundary ("\\B" . t)) (not-wordchar ("\\W" . t))
    (bow ("\\<" . t)) (word-start bow) (eow ("\\>" . t)) (word-end eow)
    (symbol-start ("\\_<" . t)) (symbol-end ("\\_>" . t)))
  "What the symbols mean that are neither classes nor defined by the user: (TEXT . TIGHTNESS), or another symbol.")

(defconst rx--forms
  '((seq . rx--sequence) (: . rx--sequence) (sequence . rx--sequence) (and . rx--sequence)
    (or . rx--or) (| . rx--or)
    (any . rx--set) (in . rx--set) (char . rx--set) (not . rx--set) (not-char . rx--set) (intersection . rx--set)
    (repeat . rx--repeat) (= . rx--exactly) (>= . rx--at-least) (** . rx--between)
    (zero-or-more . rx--postfix) (0+ . rx--postfix) (* . rx--postfix) (*? . rx--postfix)
    (one-or-more . rx--postfix) (1+ . rx--postfix) (+ . rx--postfix) (+? . rx--postfix)
    (zero-or-one . rx--postfix) (opt . rx--postfix) (optional . rx--postfix) (\? . rx--postfix) (?\s . rx--postfix)
    (\?? . rx--postfix) (?? . rx--postfix)
    (minimal-match . rx--matching) (maximal-match . rx--matching)
    (group . rx--group) (submatch . rx--group) (group-n . rx--numbered-group) (submatch-n . rx--numbered-group)
    (backref . rx--backref) (syntax . rx--set) (category . rx--set)
    (literal . rx--literal) (eval . rx--eval) (regexp . rx--regexp) (regex . rx--regexp))
  "The forms and the functions that translate them.")

(defun rx--builtin-p (name)
  "Return non-nil if NAME cannot be defined because rx itself does."
  (or (assq name rx--symbols) (assq name rx--forms) (assq name rx--classes)))

(defun rx--definition (name)
  "Return the definition of NAME, (DEFINITION) or (ARGS DEFINITION), nil if the user has not defined it."
  (cdr (or (assq name (cdr (assq :rx-locals macroexpand-all-environment)))
           (assq name rx--local-definitions)
           (assq :rx (list (cons :rx (and (symbolp name) (get name 'rx-definition))))))))

(defun rx--check-definition (binding)
  "Return BINDING, (NAME [ARGS] DEFINITION), or signal what is wrong with it."
  (let ((name (car-safe binding)))
    (unless (symbolp name) (error "Bad ‘rx’ definition name: %S" name))
    (when (rx--builtin-p name) (error "Cannot redefine built-in rx name ‘%s’" name))
    (unless (memq (length (cdr binding)) '(1 2)) (error "Bad ‘rx’ definition of %S: %S" name (cdr binding)))
    binding))

(defun rx--extend (bindings outer)
  "Return the definitions of OUTER and, before them, BINDINGS."
  (append (mapcar #'rx--check-definition bindings) outer))

(defun rx--expand (form)
  "Return what the user's definitions make of FORM as a list of one element, nil if they do not concern it."
  (cond ((symbolp form)
         (let ((definition (rx--definition form)))
           (when definition
             (when (cdr definition) (error "Not an ‘rx’ symbol definition: %s" form))
             definition)))
        ((and (consp form) (symbolp (car form)))
         (let ((definition (rx--definition (car form))))
           (when definition
             (unless (cdr definition) (error "Not an ‘rx’ form definition: %s" (car form)))
             (list (rx--apply (car form) (car definition) (cadr definition) (cdr form))))))))

(defun rx--apply (name params template args)
  "Return TEMPLATE, the definition of NAME, with ARGS in the places of PARAMS."
  (let* ((rest (memq '&rest params))
         (needed (- (length params) (length rest)))
         (count (length args)))
    (when (and rest (null (cdr rest))) (error "Expanding rx def ‘%s’: missing &rest parameter name" name))
    (when (and rest (cddr rest)) (error "Expanding rx def ‘%s’: too many arguments after &rest" name))
    (when (< count needed)
      (error "Expanding rx def ‘%s’: too few arguments (got %d, need %s%d)" name count (if rest "at least " "") needed))
    (when (and (not rest) (> count needed))
      (error "Expanding rx def ‘%s’: too many arguments (got %d, need %d)" name count needed))
    (rx--substitute (cl-mapcar #'cons (cl-subseq params 0 needed) args)
                    (cadr rest) (nthcdr needed args) template)))

(defun rx--substitute (bindings rest values template)
  "Return TEMPLATE with the variables of the alist BINDINGS replaced, and VALUES spliced in for the variable REST."
  (cond ((null template) nil)
        ((symbolp template)
         (if (and rest (eq template rest))
             (if (= (length values) 1) (car values) (cons 'seq values))
           (let ((binding (assq template bindings))) (if binding (cdr binding) template))))
        ((not (consp template)) template)
        ((and rest (eq (car template) rest))
         (append values (rx--substitute-tail bindings rest values (cdr template))))
        (t (cons (rx--substitute bindings rest values (car template))
                 (rx--substitute-tail bindings rest values (cdr template))))))

(defun rx--substitute-tail (bindings rest values tail)
  "Do what `rx--substitute' does for TAIL, a cdr."
  (if (and rest (eq tail rest))
      (error "Cannot substitute a &rest parameter into a dotted pair")
    (rx--substitute bindings rest values tail)))

;;; Items

(defun rx--item (text tightness) (cons (list text) tightness))

(defun rx--text (item)
  "Return the whole text of ITEM, nil if a part is known only later."
  (and (not (cl-find-if-not #'stringp (car item))) (apply #'concat (car item))))

(defun rx--empty-p (item) (and (eq (cdr item) 'seq) (equal (rx--text item) "")))

(defun rx--enclose (before item after tightness)
  "Return an item of TIGHTNESS: ITEM between the strings BEFORE and AFTER."
  (cons (append (list before) (car item) (list after)) tightness))

(defun rx--bracket (item) (rx--enclose "\\(?:" item "\\)" t))

(defun rx--join (items)
  "Return the sequence of ITEMS as an item; what cannot stand in its place is grouped."
  (let ((joined (rx--item "" 'seq)))
    (dolist (item items)
      (setq joined (cond ((rx--empty-p item) joined)
                         ((rx--empty-p joined) item)
                         (t (rx--join-two joined item)))))
    joined))

(defun rx--join-two (a b)
  (let* ((a (if (memq (cdr a) '(nil rseq)) (rx--bracket a) a))
         (b (if (memq (cdr b) '(nil lseq)) (rx--bracket b) b))
         (left (eq (cdr a) 'lseq)) (right (eq (cdr b) 'rseq)))
    (cons (append (car a) (car b))
          (cond ((and left right) nil) (left 'lseq) (right 'rseq) (t 'seq)))))

(defun rx--translate (form)
  "Return the item that FORM means."
  (cond ((stringp form) (rx--literal-item form))
        ((characterp form) (rx--item (regexp-quote (char-to-string form)) t))
        ((symbolp form) (rx--translate-symbol form))
        ((consp form) (rx--translate-form form))
        (t (error "Bad rx expression: %S" form))))

(defun rx--literal-item (string)
  (rx--item (regexp-quote string) (if (= (length string) 1) t 'seq)))

(defun rx--translate-symbol (symbol)
  (let ((builtin (cadr (assq symbol rx--symbols))) (expansion nil) (own nil))
    (cond ((and builtin (symbolp builtin)) (rx--translate-symbol builtin))
          (builtin (rx--item (car builtin) (cdr builtin)))
          ((assq symbol rx--classes) (rx--item (rx--class-text symbol) t))
          ((setq expansion (rx--expand symbol)) (rx--translate (car expansion)))
          ((stringp (setq own (cdr (assq symbol rx-constituents)))) (rx--regexp-item own))
          (t (error "Unknown rx symbol ‘%s’" symbol)))))

(defun rx--translate-form (form)
  (let* ((head (car form)) (translator (cdr (assq head rx--forms))) (expansion nil))
    (unless (or (symbolp head) translator) (error "Bad rx operator ‘%S’" head))
    (cond (translator (funcall translator form))
          ((setq expansion (rx--expand form)) (rx--translate (car expansion)))
          ((and (eq head 'let) (listp rx--variables)) (rx--let form))
          ((consp (cdr (assq head rx-constituents))) (rx--constituent form (cdr (assq head rx-constituents))))
          (t (error "Unknown rx form ‘%s’" head)))))

(defun rx--constituent (form definition)
  "Return the item for FORM as DEFINITION in `rx-constituents', (FUNCTION MIN MAX PREDICATE), makes it."
  (pcase-let ((`(,function ,min ,max ,predicate) definition) (count (length (cdr form))))
    (when (and min (< count min)) (error "The ‘%s’ form takes at least %d argument(s)" (car form) min))
    (when (and max (> count max)) (error "The ‘%s’ form takes at most %d argument(s)" (car form) max))
    (when (and predicate (cl-find-if-not predicate (cdr form)))
      (error "The ‘%s’ form requires arguments satisfying ‘%s’" (car form) predicate))
    (rx--regexp-item (funcall function form))))

;;; Sequences and alternatives

(defun rx--sequence-of (forms) (rx--join (mapcar #'rx--translate forms)))
(defun rx--sequence (form)
  (rx--sequence-of (let ((rest (cdr form))) (if (listp rest) rest (list rest)))))

(defun rx--or (form)
  (let ((forms (cdr form)) (strings nil))
    (cond ((null forms) (rx--translate 'unmatchable))
          ((null (cdr forms)) (rx--translate (car forms)))
          ((listp (setq strings (rx--strings forms))) (rx--item (regexp-opt strings) t))
          ((rx--plain-set-p form) (rx--set form))
          (t (let ((items (mapcar #'rx--translate forms)))
               (cons (apply #'append (car (car items)) (mapcar (lambda (item) (cons "\\|" (car item))) (cdr items)))
                     nil))))))

(defun rx--strings (forms)
  "Return the strings that FORMS, if they are strings, characters and alternatives of them, match; t if they are something else."
  (catch 'other
    (apply #'append
           (mapcar (lambda (form)
                     (let ((expansion (rx--expand form)))
                       (when expansion (setq form (car expansion)))
                       (cond ((stringp form) (list form))
                             ((characterp form) (list (char-to-string form)))
                             ((and (memq (car-safe form) '(or |)) (cdr form))
                              (let ((strings (rx--strings (cdr form))))
                                (if (listp strings) strings (throw 'other t))))
                             (t (throw 'other t)))))
                   forms))))

;;; Repetition

(defun rx--repeated (item operator tightness)
  "Return ITEM followed by the postfix OPERATOR."
  (if (rx--empty-p item) item
    (rx--enclose "" (if (eq (cdr item) t) item (rx--bracket item)) operator tightness)))

(defun rx--postfix (form)
  (let* ((head (car form))
         (sign (pcase head
                 ((or 'zero-or-more '0+ '* '*?) "*")
                 ((or 'one-or-more '1+ '+ '+?) "+")
                 (_ "?")))
         (greedy (pcase head
                   ((or '* '+ '\? ?\s) t)
                   ((or '*? '+? '\?? ??) nil)
                   (_ rx--greedy))))
    (rx--repeated (rx--sequence form) (if greedy sign (concat sign "?")) 'seq)))

(defun rx--matching (form)
  (unless (= (length form) 2) (error "rx ‘%s’ form takes exactly one argument" (car form)))
  (let ((rx--greedy (eq (car form) 'maximal-match)))
    (rx--translate (cadr form))))

(defun rx--bounded (name min max forms)
  "Return FORMS repeated MIN to MAX times; MAX nil is no end.  NAME is for errors."
  (unless (natnump min) (error "rx ‘%s’ first argument must be nonnegative" name))
  (rx--repeated (rx--sequence-of forms)
                (cond ((null max) (format "\\{%d,\\}" min))
                      ((= min max) (format "\\{%d\\}" min))
                      (t (format "\\{%d,%d\\}" min max)))
                t))

(defun rx--exactly (form) (rx--bounded (car form) (cadr form) (cadr form) (cddr form)))
(defun rx--at-least (form) (rx--bounded (car form) (cadr form) nil (cddr form)))

(defun rx--between (form)
  (unless (natnump (cadr form)) (error "rx ‘%s’ first argument must be nonnegative" (car form)))
  (unless (and (natnump (nth 2 form)) (<= (cadr form) (nth 2 form))) (error "rx ‘%s’ range error" (car form)))
  (rx--bounded (car form) (cadr form) (nth 2 form) (nthcdr 3 form)))

(defun rx--repeat (form)
  (cond ((< (length form) 3) (error "rx ‘%s’ requires at least 2 arguments" (car form)))
        ((= (length form) 3) (rx--exactly form))
        (t (rx--between form))))

;;; Groups

(defun rx--group (form) (rx--enclose "\\(" (rx--sequence form) "\\)" t))

(defun rx--numbered-group (form)
  (let ((number (cadr form)))
    (unless (and (integerp number) (> number 0)) (error "rx ‘%s’ requires a positive number as first argument" (car form)))
    (rx--enclose (format "\\(?%d:" number) (rx--sequence-of (cddr form)) "\\)" t)))

(defun rx--backref (form)
  (let ((which (cadr form)))
    (if (and (listp rx--variables) which (symbolp which))
        (setq which (length (or (memq which rx--variables)
                                (error "rx ‘backref’ variable must be one of: %s"
                                       (mapconcat #'symbol-name (reverse rx--variables) " "))))))
    (unless (and (= (length form) 2) (integerp which) (<= 1 which 9))
      (error "rx ‘%s’ requires an argument in the range 1..9" (car form)))
    (rx--item (format "\\%d" which) t)))

(defun rx--let (form)
  "Translate (let VARIABLE FORM...), a group whose text a pattern binds."
  (let ((variable (cadr form)))
    (unless (memq variable rx--variables) (push variable rx--variables))
    (rx--numbered-group `(group-n ,(length (memq variable rx--variables)) ,@(cddr form)))))

;;; Text and regexps given as they are

(defvar rx--forms-allowed nil "Whether the arguments of `literal' and `regexp' may be evaluated later.")

(defun rx--only-argument (form)
  (unless (= (length form) 2) (error "rx ‘%s’ form takes exactly one argument" (car form)))
  (cadr form))

(defun rx--literal (form)
  (let ((argument (rx--only-argument form)))
    (cond ((stringp argument) (rx--literal-item argument))
          (rx--forms-allowed (rx--item (list 'regexp-quote argument) 'seq))
          (t (error "rx ‘literal’ form with non-string argument")))))

(defun rx--regexp (form)
  (let ((argument (rx--only-argument form)))
    (cond ((stringp argument) (rx--regexp-item argument))
          (rx--forms-allowed (rx--item argument nil))
          (t (error "rx ‘regexp’ form with non-string argument")))))

(defun rx--eval (form) (rx--translate (eval (rx--only-argument form) lexical-binding)))

(defconst rx--bracket-regexp "\\[\\^?]?\\(?:\\[:[a-z]+:]\\|[^]]\\)*]" "Matches a set of characters in a regexp.")
(defconst rx--atom-regexp
  (concat "\\(?:\\\\[^]_cCsS(){}|0-9]\\|\\\\[0-9]\\|\\\\_[<>]\\|\\\\[cCsS]\\(?:.\\|\n\\)\\|" rx--bracket-regexp
          "\\|[^\\[*+?^$]\\|\n\\)")
  "Matches a part of a regexp to which a postfix operator applies, except a group.")

(defun rx--regexp-item (regexp)
  "Return the item for REGEXP, which stands for itself if it is one character, set, escape or group."
  (rx--item regexp (if (rx--single-p regexp) t nil)))

(defun rx--single-p (regexp)
  (or (let ((case-fold-search nil)) (string-match-p (concat "\\`\\(?:" rx--atom-regexp "\\)\\'") regexp))
      (and (string-match-p "\\`\\\\(" regexp)
           (eq (rx--group-end regexp) (length regexp)))))

(defun rx--group-end (regexp)
  "Return where the group that REGEXP begins with ends."
  (let ((start 0) (depth 0) (end nil))
    (while (and (not end) (string-match (concat "\\\\\\(?:.\\|\n\\)\\|" rx--bracket-regexp) regexp start))
      (setq start (match-end 0))
      (pcase (match-string 0 regexp)
        ("\\(" (setq depth (1+ depth)))
        ("\\)" (setq depth (1- depth)) (when (= depth 0) (setq end start)))))
    end))

;;; What programs call

(defun rx--merge (parts)
  "Return PARTS with neighbouring strings made one."
  (let ((merged nil))
    (dolist (part parts)
      (cond ((not (stringp part)) (push part merged))
            ((stringp (car merged)) (setcar merged (concat (car merged) part)))
            ((not (equal part "")) (push part merged))))
    (nreverse merged)))

(defun rx--to-expression (forms)
  "Return an expression for the regexp that the sequence of FORMS means: a string where possible."
  (let* ((rx--forms-allowed t)
         (parts (rx--merge (car (rx--sequence-of (if (listp forms) forms (signal 'wrong-type-argument (list 'listp forms))))))))
    (cond ((null parts) "")
          ((null (cdr parts)) (car parts))
          (t (cons 'concat parts)))))

(defmacro rx (&rest regexps)
  "Translate REGEXPS, forms of the rx notation, to a regexp in string form: the sequence of what they match.

Strings and characters match themselves.  Symbols name classes of characters (`digit', `alpha', `space'...), other
sets (`nonl', `anychar', `unmatchable') and places (`bol', `eol', `bos', `eos', `bow', `eow', `symbol-start'...).
\(seq RX...) matches one after the other, (or RX...) alternatives, (any SET...) a character, (not CHARSPEC) another one,
\(* RX...), (+ RX...), (? RX...) repetitions, as many as possible, (*? RX...) and so on as few as possible,
\(= N RX...), (>= N RX...), (** N M RX...) given numbers of them.  (group RX...) and (group-n N RX...) are groups, (backref N)
their text again; (syntax S) and (category C) match by tables.  (literal EXPR), (regexp EXPR) and (eval EXPR)
take text, a regexp or an rx form that a Lisp expression gives."
  (rx--to-expression regexps))

(defun rx-to-string (form &optional no-group)
  "Return the regexp that FORM, an rx form, means.  It is grouped where an operator after it needs that unless NO-GROUP."
  (let* ((rx--forms-allowed nil)
         (item (rx--translate form)))
    (rx--text (if (or no-group (eq (cdr item) t)) item (rx--bracket item)))))

(defmacro rx-define (name &rest definition)
  "Define NAME as an rx symbol, or with arguments as an rx form, for the rest of the program.
\n(fn NAME [(ARGS...)] RX)"
  (declare (indent defun))
  `(eval-and-compile
     (put ',name 'rx-definition ',(cdr (rx--check-definition (cons name definition))))
     ',name))

(defmacro rx-let (bindings &rest body)
  "Evaluate BODY with BINDINGS, (NAME [ARGS] RX), as definitions for the `rx' forms written in it."
  (declare (indent 1) (debug (sexp body)))
  (macroexpand-all (macroexp-progn body)
                   (cons (cons :rx-locals
                               (rx--extend bindings (cdr (assq :rx-locals macroexpand-all-environment))))
                         macroexpand-all-environment)))

(defun rx--extend-local-defs (bindings) (rx--extend bindings rx--local-definitions))

(defmacro rx-let-eval (bindings &rest body)
  "Evaluate BODY with the value of BINDINGS, a list of (NAME [ARGS] RX), as definitions for `rx-to-string'."
  (declare (indent 1) (debug (form body)))
  `(let ((rx--local-definitions (rx--extend-local-defs ,bindings)))
     ,@body))

(pcase-defmacro rx (&rest regexps)
  "Match a string that the rx forms REGEXPS match.
\(let VAR RX...) in them binds VAR to the text that is matched there, (backref VAR) matches this text again."
  (let* ((rx--variables nil)
         (regexp (rx--to-expression regexps))
         (variables (reverse rx--variables))
         (string (make-symbol "string")))
    (if (null variables)
        `(and (pred stringp) (app (string-match ,regexp) (pred identity)))
      `(app (lambda (,string)
              (and (stringp ,string) (string-match ,regexp ,string)
                   (list ,@(mapcar (lambda (number) `(match-string ,number ,string))
                                   (number-sequence 1 (length variables))))))
            ,(list '\` (mapcar (lambda (variable) (list '\, variable)) variables))))))

(provide 'rx)
;;; rx.el ends here
