;;; ert.el --- define tests, run them, report in batch mode  -*- lexical-binding: t; -*-

;; `ert-deftest' stores a test on its symbol; `should' and its siblings signal `ert-test-failed' with a description
;; of the form that disappointed; a runner collects results and tells a listener; the batch reporter is one.
;; Tested by tests/lisp/std/ert.el.

;;; Code:

(require 'cl-lib)

(define-error 'ert-test-failed "Test failed")
(define-error 'ert-test-skipped "Test skipped")

(defvar ert-batch-print-length 10
  "Value of `print-length' when batch mode prints a failed test's condition.")
(defvar ert-batch-print-level 5
  "Value of `print-level' when batch mode prints a failed test's condition.")
(defvar ert-batch-backtrace-right-margin 70
  "Column after which batch mode cuts the lines of a backtrace; nil means never.")
(defvar ert-quiet nil
  "Non-nil means that batch mode names only tests with unexpected results.")

;;; Tests

(cl-defstruct ert-test
  name documentation body most-recent-result (expected-result-type :passed) tags file-name)

(defvar ert--names nil
  "Symbols that name a test or once did, newest first.")

(defun ert-test-boundp (symbol)
  "Return non-nil if SYMBOL names a test."
  (and (get symbol 'ert--test) t))

(defun ert-get-test (symbol)
  "Return the test that SYMBOL names, or signal an error."
  (or (get symbol 'ert--test)
      (error "No test named `%S'" symbol)))

(defun ert-set-test (symbol definition)
  "Make SYMBOL name the test DEFINITION, and return DEFINITION."
  (unless symbol (error "Attempt to define a test named nil"))
  (unless (memq symbol ert--names) (push symbol ert--names))
  (put symbol 'ert--test definition))

(defun ert-make-test-unbound (symbol)
  "Make SYMBOL name no test.  Return SYMBOL."
  (put symbol 'ert--test nil)
  symbol)

(defun ert-delete-test (name)
  "Delete the test called NAME."
  (ert-make-test-unbound (if (stringp name) (intern name) name)))

(defun ert-delete-all-tests ()
  "Delete every test."
  (mapc #'ert-make-test-unbound ert--names)
  (setq ert--names nil))

(defun ert--parse-definition (rest)
  "Split REST of an `ert-deftest' form into (DOCSTRING PLIST BODY)."
  (let ((doc (and (stringp (car rest)) (cdr rest) (pop rest)))
        (plist nil))
    (while (keywordp (car-safe rest))
      (unless (memq (car rest) '(:expected-result :tags))
        (error "Keyword argument %s not one of (:expected-result :tags)" (car rest)))
      (setq plist (plist-put plist (pop rest) (pop rest))))
    (list doc plist rest)))

(defmacro ert-deftest (name _arguments &rest rest)
  "Define NAME (a symbol) as a test whose body succeeds by returning.
After the empty argument list may follow a docstring, :tags '(TAG...) and :expected-result TYPE, see
`ert-test-result-type-p'.

\(fn NAME () [DOCSTRING] [:expected-result TYPE] [:tags TAGS] BODY...)"
  (declare (indent 2) (doc-string 3))
  (cl-destructuring-bind (doc plist body) (ert--parse-definition rest)
    `(progn
       (ert-set-test ',name
                     (make-ert-test :name ',name
                                    :documentation ,doc
                                    :body (lambda () ,@body)
                                    :expected-result-type ,(if (plist-member plist :expected-result)
                                                               (plist-get plist :expected-result)
                                                             :passed)
                                    :tags ,(plist-get plist :tags)
                                    :file-name load-file-name))
       ',name)))

;;; Explaining why two values are not equal

(defun ert--explain-atom (atom)
  "Return ATOM in a form that shows what it is: integers also in hexadecimal and as characters."
  (cond ((not (integerp atom)) atom)
        ((characterp atom) (list atom (format "#x%x" atom) (format "?%c" atom)))
        (t (list atom (format "#x%x" atom)))))

(defun ert--explain-first (kind a b length)
  "Explain the first of LENGTH elements in which sequences A and B differ, as (KIND INDEX REASON)."
  (let ((index 0) (reason nil))
    (while (and (not reason) (< index length))
      (setq reason (ert--explain-unequal (elt a index) (elt b index)))
      (unless reason (setq index (1+ index))))
    (and reason (list kind index reason))))

(defun ert--mismatch (a b)
  "Return the index at which sequences A and B first differ."
  (let ((index 0)
        (end (min (length a) (length b))))
    (while (and (< index end) (equal (elt a index) (elt b index)))
      (setq index (1+ index)))
    index))

(defun ert--explain-lists (a b)
  "Explain how conses A and B differ."
  (let ((a-length (proper-list-p a))
        (b-length (proper-list-p b)))
    (cond ((not (eq (not a-length) (not b-length)))
           (list 'one-list-proper-one-improper a b))
          ((not a-length)
           (let ((reason (ert--explain-unequal (car a) (car b))))
             (if reason (list 'car reason)
               (setq reason (ert--explain-unequal (cdr a) (cdr b)))
               (and reason (list 'cdr reason)))))
          ((/= a-length b-length)
           (list 'proper-lists-of-different-length a-length b-length a b
                 'first-mismatch-at (ert--mismatch a b)))
          (t (ert--explain-first 'list-elt a b a-length)))))

(defun ert--explain-arrays (a b)
  "Explain how arrays or records A and B differ."
  (let ((a-elements (if (recordp a) (ert--record-elements a) a))
        (b-elements (if (recordp b) (ert--record-elements b) b)))
    (if (/= (length a-elements) (length b-elements))
        (list 'arrays-of-different-length (length a-elements) (length b-elements) a b
              'first-mismatch-at (ert--mismatch a-elements b-elements))
      (ert--explain-first 'array-elt a-elements b-elements (length a-elements)))))

(defun ert--record-elements (record)
  "Return the slots of RECORD, type first, as a list."
  (let ((index 0) (slots nil))
    (condition-case nil
        (while t
          (push (aref record index) slots)
          (setq index (1+ index)))
      (args-out-of-range (nreverse slots)))))

(defun ert--explain-unequal (a b)
  "Return an explanation of why A and B are not `equal', or nil if they are."
  (cond ((equal a b) nil)
        ((not (eq (type-of a) (type-of b))) (list 'different-types a b))
        ((consp a) (ert--explain-lists a b))
        ((or (recordp a) (and (arrayp a) (not (char-table-p a)) (not (bool-vector-p a))))
         (ert--explain-arrays a b))
        ((and (symbolp a) (equal (symbol-name a) (symbol-name b)))
         (list 'different-symbols-with-the-same-name a b))
        (t (list 'different-atoms (ert--explain-atom a) (ert--explain-atom b)))))

(defalias 'ert--explain-equal #'ert--explain-unequal)
(put 'equal 'ert-explainer #'ert--explain-unequal)

(defun ert--explain-property (a b index)
  "Return (KEY REASON) for a text property in which strings A and B differ at INDEX, or nil."
  (let ((keys (append (text-properties-at index a) (text-properties-at index b)))
        (found nil))
    (while (and keys (not found))
      (let* ((key (car keys))
             (reason (ert--explain-unequal (get-text-property index key a)
                                           (get-text-property index key b))))
        (when reason (setq found (list key reason))))
      (setq keys (cddr keys)))
    found))

(defun ert--explain-equal-including-properties (a b)
  "Explain why A and B are not `equal-including-properties', or return nil."
  (if (not (and (stringp a) (stringp b) (equal a b)))
      (ert--explain-unequal a b)
    (let ((index 0) (found nil))
      (while (and (not found) (< index (length a)))
        (setq found (ert--explain-property a b index))
        (unless found (setq index (1+ index))))
      (and found
           (list 'char index (substring-no-properties a index (1+ index))
                 (cons 'different-properties-for-key found)
                 'context-before (substring-no-properties a (max 0 (- index 10)) index)
                 'context-after (substring-no-properties a (1+ index) (min (length a) (+ index 11))))))))

(put 'equal-including-properties 'ert-explainer #'ert--explain-equal-including-properties)

;;; Assertions

(defvar ert--should-forms nil
  "Descriptions of the assertions the running test has made, newest first.")

(defun ert-fail (data)
  "Fail the running test.  DATA describes the failure."
  (signal 'ert-test-failed (list data)))

(defun ert-skip (data)
  "Skip the running test.  DATA says why."
  (signal 'ert-test-skipped (list data)))

(defun ert-pass ()
  "End the running test; it has passed."
  (throw 'ert--pass nil))

(defun ert--function-call-p (form)
  "Return non-nil if FORM, macro-expanded, calls a function by its name."
  (and (consp form)
       (symbolp (car form))
       (proper-list-p form)
       (not (special-form-p (car form)))
       (not (macrop (car form)))))

(defun ert--observer (form environment)
  "Return code for a function of one argument, a cons, that returns the value of FORM.
It leaves in the car of its argument FORM as it was evaluated: with its arguments' values if it is a function call."
  (let ((form (macroexpand form environment))
        (seen (make-symbol "seen"))
        (arguments (make-symbol "arguments")))
    (if (ert--function-call-p form)
        `(lambda (,seen)
           (setcar ,seen ',form)
           (let ((,arguments (list ,@(cdr form))))
             (setcar ,seen (cons ',(car form) ,arguments))
             (apply #',(car form) ,arguments)))
      `(lambda (,seen)
         (setcar ,seen ',form)
         ,form))))

(defun ert--explanation (seen)
  "Return (:explanation REASON) if there is an explainer for the call SEEN."
  (let ((explainer (and (consp seen) (symbolp (car seen)) (get (car seen) 'ert-explainer))))
    (and explainer (list :explanation (apply explainer (cdr seen))))))

(defun ert--note (description)
  "Remember that an assertion described by DESCRIPTION was made.  Return DESCRIPTION."
  (push description ert--should-forms)
  description)

(defun ert--observe (assertion observer)
  "Call OBSERVER and return (VALUE . DESCRIPTION) of what ASSERTION, a form, saw."
  (let* ((seen (list nil))
         (value (funcall observer seen)))
    (cons value
          (ert--note (append (list assertion :form (car seen) :value value)
                             (ert--explanation (car seen)))))))

(defun ert--should (assertion observer)
  "Fail as ASSERTION unless OBSERVER returns non-nil; return its value."
  (let ((outcome (ert--observe assertion observer)))
    (or (car outcome) (ert-fail (cdr outcome)))))

(defun ert--should-not (assertion observer)
  "Fail as ASSERTION unless OBSERVER returns nil; return nil."
  (let ((outcome (ert--observe assertion observer)))
    (when (car outcome) (ert-fail (cdr outcome)))))

(defun ert--skip-unless (assertion observer)
  "Skip the test, because of ASSERTION, unless OBSERVER returns non-nil."
  (let ((outcome (ert--observe assertion observer)))
    (unless (car outcome) (ert-skip (cdr outcome)))))

(defun ert--wrong-error (problem type exclude-subtypes)
  "Return why the error PROBLEM is not of TYPE, a condition name or list of them, or nil if it is."
  (let ((types (if (listp type) type (list type))))
    (cond ((null type) nil)
          ((and exclude-subtypes (not (memq (car problem) types))
                (cl-intersection (get (car problem) 'error-conditions) types))
           "the error signaled was a subtype of the expected type")
          ((memq (car problem) types) nil)
          ((cl-intersection (get (car problem) 'error-conditions) types) nil)
          (t "the error signaled did not have the expected type"))))

(defun ert--should-error (assertion observer type exclude-subtypes)
  "Fail as ASSERTION unless OBSERVER signals an error of TYPE; return the error.
With EXCLUDE-SUBTYPES its symbol itself must be in TYPE."
  (let* ((seen (list nil))
         (value nil)
         (problem (condition-case problem
                      (progn (setq value (funcall observer seen)) nil)
                    (error problem)))
         (reason (if problem (ert--wrong-error problem type exclude-subtypes)
                   "did not signal an error"))
         (description (append (list assertion :form (car seen))
                              (if problem (list :condition problem) (list :value value))
                              (and reason (list :fail-reason reason)))))
    (ert--note description)
    (if reason (ert-fail description) problem)))

(defmacro should (form)
  "Evaluate FORM; if it is nil, fail the test.  Return its value."
  `(ert--should '(should ,form) ,(ert--observer form macroexpand-all-environment)))

(defmacro should-not (form)
  "Evaluate FORM; if it is not nil, fail the test.  Return nil."
  `(ert--should-not '(should-not ,form) ,(ert--observer form macroexpand-all-environment)))

(cl-defmacro should-error (form &rest keys &key type exclude-subtypes)
  "Evaluate FORM and check that it signals an error.  Return the error.
TYPE is a condition name or a list of them; the error must be one of these or derive from one.  With EXCLUDE-SUBTYPES
it must be one of these itself."
  `(ert--should-error '(should-error ,form ,@keys)
                      ,(ert--observer form macroexpand-all-environment)
                      ,type ,exclude-subtypes))

(defmacro skip-unless (form)
  "Evaluate FORM; if it is nil, skip the test."
  `(ert--skip-unless '(skip-unless ,form) ,(ert--observer form macroexpand-all-environment)))

(defvar ert--infos nil
  "Messages of the `ert-info' forms being evaluated, innermost first, each (PREFIX . MESSAGE).")

(cl-defmacro ert-info ((message-form &key ((:prefix prefix-form) "Info: ")) &body body)
  "Evaluate MESSAGE-FORM and BODY; if BODY fails, the report shows the message after the prefix."
  (declare (indent 1))
  `(let ((ert--infos (cons (cons ,prefix-form ,message-form) ert--infos)))
     ,@body))

;;; Results

(cl-defstruct ert-test-result (messages nil) (should-forms nil) (duration 0))
(cl-defstruct (ert-test-passed (:include ert-test-result)))
(cl-defstruct (ert-test-result-with-condition (:include ert-test-result)) condition backtrace infos)
(cl-defstruct (ert-test-quit (:include ert-test-result-with-condition)))
(cl-defstruct (ert-test-failed (:include ert-test-result-with-condition)))
(cl-defstruct (ert-test-skipped (:include ert-test-result-with-condition)))
(cl-defstruct (ert-test-aborted-with-non-local-exit (:include ert-test-result)))

(defun ert-test-result-type-p (result result-type)
  "Return non-nil if RESULT matches RESULT-TYPE.
That is nil (never), t (always), :passed, :failed, :skipped, (and TYPES...), (or TYPES...), (not TYPE) or
\(satisfies PREDICATE)."
  (pcase-exhaustive result-type
    ('nil nil)
    ('t t)
    (:passed (ert-test-passed-p result))
    (:failed (ert-test-failed-p result))
    (:skipped (ert-test-skipped-p result))
    (`(and . ,types) (cl-every (lambda (type) (ert-test-result-type-p result type)) types))
    (`(or . ,types) (cl-some (lambda (type) (ert-test-result-type-p result type)) types))
    (`(not ,type) (not (ert-test-result-type-p result type)))
    (`(satisfies ,predicate) (funcall predicate result))))

(defun ert-test-result-expected-p (test result)
  "Return non-nil if TEST's expected result type matches RESULT."
  (or (ert-test-result-type-p result :skipped)
      (ert-test-result-type-p result (ert-test-expected-result-type test))))

;;; Running one test

(defun ert--collect-backtrace ()
  "Return the frames below the call of the debugger, innermost first, each (EVALUATED FUNCTION ARGUMENTS)."
  (let ((frames nil))
    (when (fboundp 'mapbacktrace)
      (mapbacktrace (lambda (evaluated function arguments _flags)
                      (push (list evaluated function arguments) frames))))
    (setq frames (nreverse frames))
    (or (cdr (cl-member 'ert--debugger frames :key #'cadr)) frames)))

(defun ert--make-condition-result (condition backtrace)
  "Return the result of a test that signaled CONDITION with BACKTRACE."
  (funcall (pcase (car condition)
             ('ert-test-skipped #'make-ert-test-skipped)
             ('quit #'make-ert-test-quit)
             (_ #'make-ert-test-failed))
           :condition condition :backtrace backtrace :infos (reverse ert--infos)))

(defun ert--debugger (&rest arguments)
  "Stand in for the debugger while a test runs: end the test with the error in ARGUMENTS."
  (when (eq (car arguments) 'error)
    ;; Emacs enters the debugger only once between two key presses, and there are none here.
    (when (boundp 'internal-when-entered-debugger)
      (setq internal-when-entered-debugger -1))
    (throw 'ert--result
           (ert--make-condition-result (cadr arguments) (ert--collect-backtrace)))))

(defun ert--run-body (test)
  "Run the body of TEST in an empty buffer; return a result without times and messages."
  (catch 'ert--result
    (let ((debugger #'ert--debugger)
          (debug-on-error t)
          (debug-on-quit t)
          (debug-ignored-errors nil)
          (debug-on-signal nil))
      ;; `debug' lets the debugger see the error before the stack is gone.
      (condition-case condition
          (with-temp-buffer
            (catch 'ert--pass (funcall (ert-test-body test)))
            (make-ert-test-passed))
        ((debug error quit t) (ert--make-condition-result condition nil))))))

(defun ert--messages-end ()
  "Return a position in the message log after which later messages appear, or nil."
  (let ((log (get-buffer "*Messages*")))
    (and log (with-current-buffer log (point-max)))))

(defun ert--messages-since (start)
  "Return the messages logged after START, a value of `ert--messages-end'."
  (let ((log (get-buffer "*Messages*")))
    (if (not log) ""
      (with-current-buffer log
        (buffer-substring-no-properties (min (or start (point-min)) (point-max)) (point-max))))))

(defvar ert--running-tests nil "The tests that run, the innermost first.")
(defun ert-running-test ()
  "The outermost test that runs now, or nil."
  (car (last ert--running-tests)))

(defun ert-run-test (test)
  "Run TEST, store the result in it and return the result."
  (setf (ert-test-most-recent-result test) nil)
  (let* ((ert--running-tests (cons test ert--running-tests))
         (ert--infos nil)
         (ert--should-forms nil)
         (messages-start (ert--messages-end))
         (start (float-time))
         (result (ert--run-body test)))
    (setf (ert-test-result-duration result) (- (float-time) start)
          (ert-test-result-messages result) (ert--messages-since messages-start)
          (ert-test-result-should-forms result) (reverse ert--should-forms)
          (ert-test-most-recent-result test) result)))

;;; Selecting

(defun ert--universe (universe)
  "Return the list of tests UNIVERSE stands for: itself, or all tests if it is t, by name."
  (if (listp universe) universe
    (mapcar #'ert-get-test
            (sort (cl-remove-if-not #'ert-test-boundp ert--names)
                  (lambda (a b) (string< (symbol-name a) (symbol-name b)))))))

(defun ert--select-by-result (predicate universe)
  "Return the tests of UNIVERSE that have a result for which PREDICATE returns non-nil.
PREDICATE is called with the test and its result."
  (cl-remove-if-not (lambda (test)
                      (let ((result (ert-test-most-recent-result test)))
                        (and result (funcall predicate test result))))
                    (ert--universe universe)))

(defun ert--select-member (selector)
  "Return a list of the one test that SELECTOR, a test or its name, stands for."
  (if (ert-test-p selector) (list selector)
    (list (ert-get-test selector))))

(defun ert--select-keyword (keyword universe)
  "Return the tests of UNIVERSE whose latest result is as KEYWORD says."
  (pcase-exhaustive keyword
    (:new (cl-remove-if #'ert-test-most-recent-result (ert--universe universe)))
    ((or :passed :failed)
     (ert--select-by-result (lambda (_test result) (ert-test-result-type-p result keyword)) universe))
    (:expected (ert--select-by-result #'ert-test-result-expected-p universe))
    (:unexpected
     (ert--select-by-result (lambda (test result) (not (ert-test-result-expected-p test result)))
                            universe))))

(defun ert--select-compound (operator operands universe)
  "Return the tests of UNIVERSE that the selector (OPERATOR . OPERANDS) selects."
  (pcase operator
    ((or 'member 'eql) (mapcan #'ert--select-member operands))
    ('and (cl-reduce (lambda (tests selector) (ert-select-tests selector tests))
                     operands :initial-value (ert--universe universe)))
    ('or (let ((chosen (cl-reduce (lambda (tests selector)
                                    (cl-union tests (ert-select-tests selector universe)))
                                  operands :initial-value nil)))
           (cl-remove-if-not (lambda (test) (memq test chosen))
                             (cl-union (ert--universe universe) chosen))))
    ('not (let ((rejected (ert-select-tests (car operands) universe)))
            (cl-remove-if (lambda (test) (memq test rejected)) (ert--universe universe))))
    ('tag (cl-remove-if-not (lambda (test) (memq (car operands) (ert-test-tags test)))
                            (ert--universe universe)))
    ('satisfies (cl-remove-if-not (car operands) (ert--universe universe)))
    (_ (error "Unknown test selector: %S" (cons operator operands)))))

(defun ert-select-tests (selector universe)
  "Return the tests of UNIVERSE, a list or t for all, that SELECTOR selects.
SELECTOR is nil (none), t (all), :new, :passed, :failed, :expected, :unexpected, a regexp matched against names, a test,
the name of one, (member TESTS...), (eql TEST), (and SELECTORS...), (or SELECTORS...), (not SELECTOR), (tag TAG) or
\(satisfies PREDICATE)."
  (cond ((null selector) nil)
        ((eq selector t) (ert--universe universe))
        ((keywordp selector) (ert--select-keyword selector universe))
        ((stringp selector)
         (cl-remove-if-not (lambda (test)
                             (and (ert-test-name test)
                                  (string-match selector (symbol-name (ert-test-name test)))))
                           (ert--universe universe)))
        ((or (ert-test-p selector) (symbolp selector)) (ert--select-member selector))
        (t (ert--select-compound (car selector) (cdr selector) universe))))

;;; Running many tests

(cl-defstruct ert--stats
  selector
  tests                                 ; vector
  results                               ; vector of results or nil, in the same order
  start-time end-time aborted-p)

(defun ert--count (stats predicate)
  "Return how many finished tests of STATS satisfy PREDICATE, called with test and result."
  (let ((count 0))
    (dotimes (index (length (ert--stats-tests stats)))
      (let ((result (aref (ert--stats-results stats) index)))
        (when (and result (funcall predicate (aref (ert--stats-tests stats) index) result))
          (setq count (1+ count)))))
    count))

(defun ert-stats-total (stats)
  "Return the number of tests in STATS."
  (length (ert--stats-tests stats)))

(defun ert-stats-completed (stats)
  "Return how many tests of STATS have run."
  (ert--count stats #'always))

(defun ert-stats-skipped (stats)
  "Return how many tests of STATS were skipped."
  (ert--count stats (lambda (_test result) (ert-test-skipped-p result))))

(defun ert-stats-completed-expected (stats)
  "Return how many tests of STATS ran with the expected result, skipped ones not counted."
  (ert--count stats (lambda (test result)
                      (and (not (ert-test-skipped-p result))
                           (ert-test-result-expected-p test result)))))

(defun ert-stats-completed-unexpected (stats)
  "Return how many tests of STATS ran with an unexpected result."
  (ert--count stats (lambda (test result) (not (ert-test-result-expected-p test result)))))

(defun ert--stats-expected-failures (stats)
  "Return how many tests of STATS failed as expected."
  (ert--count stats (lambda (test result)
                      (and (ert-test-failed-p result)
                           (ert-test-result-expected-p test result)))))

(defun ert--run-one (stats index listener)
  "Run test INDEX of STATS and tell LISTENER."
  (let ((test (aref (ert--stats-tests stats) index)))
    (funcall listener 'test-started stats test)
    (let ((result (ert-run-test test)))
      (aset (ert--stats-results stats) index result)
      (funcall listener 'test-ended stats test result))))

(defun ert-run-tests (selector listener &optional _interactively)
  "Run the tests that SELECTOR selects and return their statistics.
LISTENER is called with `run-started' and STATS; for each test with `test-started', STATS and the test, and with
`test-ended', STATS, test and result; at the end with `run-ended', STATS and non-nil if the run was cut short."
  (let* ((tests (vconcat (ert-select-tests selector t)))
         (stats (make-ert--stats :selector selector :tests tests
                                 :results (make-vector (length tests) nil)
                                 :start-time (current-time)
                                 :aborted-p t)))
    (funcall listener 'run-started stats)
    (unwind-protect
        (progn
          (dotimes (index (length tests)) (ert--run-one stats index listener))
          (setf (ert--stats-aborted-p stats) nil))
      (setf (ert--stats-end-time stats) (current-time))
      (funcall listener 'run-ended stats (ert--stats-aborted-p stats)))
    stats))

;;; Reporting in batch mode

(defun ert--time (time)
  "Return TIME as the report shows it."
  (format-time-string "%Y-%m-%d %T%z" time))

(defun ert--outcome (result expected)
  "Return the word for RESULT, in capitals unless EXPECTED."
  (let ((word (cond ((ert-test-passed-p result) "passed")
                    ((ert-test-failed-p result) "failed")
                    ((ert-test-skipped-p result) "skipped")
                    ((ert-test-quit-p result) "quit")
                    (t "aborted"))))
    (if expected word (upcase word))))

(defun ert--indented (text)
  "Return TEXT with each line indented by four columns and no newline at the end."
  (replace-regexp-in-string "^" "    " (string-trim-right text "\n+")))

(defun ert--pretty (value)
  "Return VALUE printed over as many lines as it needs."
  (let ((print-escape-newlines t)
        (print-length ert-batch-print-length)
        (print-level ert-batch-print-level))
    (if (fboundp 'pp-to-string) (pp-to-string value) (prin1-to-string value))))

(defun ert--frame-text (frame)
  "Return one line for FRAME of a backtrace."
  (let* ((print-escape-newlines t)
         (print-level 8)
         (print-length 50)
         (text (if (car frame)
                   (format "  %S%s" (cadr frame)
                           (if (nth 2 frame) (prin1-to-string (nth 2 frame)) "()"))
                 (format "  %S" (cons (cadr frame) (nth 2 frame)))))
         (limit ert-batch-backtrace-right-margin))
    (if (and limit (> (length text) limit)) (substring text 0 limit) text)))

(defun ert--report-problem (test result)
  "Print backtrace and condition of RESULT, with which TEST ended."
  (let ((name (ert-test-name test))
        (backtrace (ert-test-result-with-condition-backtrace result)))
    (when backtrace
      (message "Test %S backtrace:" name)
      (message "%s" (mapconcat #'ert--frame-text backtrace "\n")))
    (message "Test %S condition:" name)
    (dolist (info (ert-test-result-with-condition-infos result))
      (message "%s" (ert--indented (concat (car info) (cdr info)))))
    (message "%s" (ert--indented
                   (ert--pretty (ert-test-result-with-condition-condition result))))))

(defun ert--report-line (stats test result expected)
  "Print the line that says that TEST of STATS ended with RESULT, EXPECTED or not."
  (let* ((total (number-to-string (ert-stats-total stats)))
         (number (format (format "%%%dd" (length total)) (ert-stats-completed stats))))
    (message "%9s  %s/%s  %S (%f sec)"
             (ert--outcome result expected) number total
             (ert-test-name test) (ert-test-result-duration result))))

(defun ert--report-result (stats test result)
  "Print that TEST of STATS ended with RESULT."
  (let ((expected (ert-test-result-expected-p test result)))
    (unless expected
      (if (ert-test-result-with-condition-p result)
          (ert--report-problem test result)
        (message "Test %S passed unexpectedly" (ert-test-name test))))
    (unless (and ert-quiet expected)
      (ert--report-line stats test result expected))))

(defun ert--report-list (stats heading predicate)
  "Print HEADING, a format of a count, and the tests of STATS that satisfy PREDICATE."
  (let ((count (ert--count stats predicate)))
    (unless (= count 0)
      (message heading count)
      (dotimes (index (ert-stats-total stats))
        (let ((test (aref (ert--stats-tests stats) index))
              (result (aref (ert--stats-results stats) index)))
          (when (and result (funcall predicate test result))
            (message "%9s  %S" (ert--outcome result nil) (ert-test-name test)))))
      (message "%s" ""))))

(defun ert--report-summary (stats aborted)
  "Print the numbers of STATS; ABORTED says that some tests were not run."
  (let ((unexpected (ert-stats-completed-unexpected stats))
        (skipped (ert-stats-skipped stats))
        (expected-failures (ert--stats-expected-failures stats)))
    (message "\n%sRan %d tests, %d results as expected, %d unexpected%s (%s, %f sec)%s"
             (if aborted "Aborted: " "")
             (ert-stats-total stats)
             (ert-stats-completed-expected stats)
             unexpected
             (if (= skipped 0) "" (format ", %d skipped" skipped))
             (ert--time (ert--stats-end-time stats))
             (float-time (time-subtract (ert--stats-end-time stats) (ert--stats-start-time stats)))
             (if (= expected-failures 0) "" (format "\n%d expected failures" expected-failures)))
    (message "%s" "")
    (ert--report-list stats "%d unexpected results:"
                      (lambda (test result) (not (ert-test-result-expected-p test result))))
    (ert--report-list stats "%d skipped results:"
                      (lambda (_test result) (ert-test-skipped-p result)))))

(defun ert--batch-listener (event stats &rest arguments)
  "Print what EVENT of a run with STATS and ARGUMENTS means, see `ert-run-tests'."
  (pcase event
    ('run-started
     (unless ert-quiet
       (message "Running %d tests (%s, selector %s)" (ert-stats-total stats)
                (ert--time (ert--stats-start-time stats))
                (format-message "`%S'" (ert--stats-selector stats)))))
    ('test-ended (ert--report-result stats (car arguments) (cadr arguments)))
    ('run-ended (ert--report-summary stats (car arguments)))))

(defun ert-run-tests-batch (&optional selector)
  "Run the tests that SELECTOR selects, all if it is nil, printing results to the terminal.
Return the statistics."
  (ert-run-tests (or selector t) #'ert--batch-listener))

(defun ert-run-tests-batch-and-exit (&optional selector)
  "Like `ert-run-tests-batch' with SELECTOR, then exit.
The status is 0 if all results are as expected, 1 if not, 2 if the run could not be finished."
  (unless noninteractive
    (user-error "This function is only for use in batch mode"))
  (let ((status 2))
    (unwind-protect
        (let ((stats (ert-run-tests-batch selector)))
          (setq status (if (= 0 (ert-stats-completed-unexpected stats)) 0 1)))
      (kill-emacs status))))

;;; Parts of Emacs 29 that tests use

(defmacro skip-when (form)
  "Evaluate FORM; if it is not nil, skip the test."
  `(skip-unless (not ,form)))

(provide 'ert)

;;; ert.el ends here
