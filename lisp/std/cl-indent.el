;;; cl-indent.el --- indenting Common Lisp -*- lexical-binding: t; -*-

;; The property `common-lisp-indent-function' (or `lisp-indent-function') of the head of a form says how it is indented: a number of
;; distinguished arguments, `defun', a function (PATH STATE INDENT-POINT SEXP-COLUMN NORMAL-INDENT), a symbol with a method of its own, or a
;; list, whose elements are for the arguments in order: nil for the normal column, a number of columns, a list for a list of forms,
;; &lambda, &body and &rest METHOD for the remaining ones, &whole METHOD for the form as such.

(defgroup lisp-indent nil "Indenting Lisp." :group 'lisp)
(defcustom lisp-indent-maximum-backtracking 3 "How many levels out are looked at for a method." :type 'integer)
(defcustom lisp-tag-indentation 1 "The columns of tags of tagbody." :type 'integer)
(defcustom lisp-tag-body-indentation 3 "The columns of statements of tagbody." :type 'integer)
(defcustom lisp-backquote-indentation t "Non-nil if backquoted lists are indented as code." :type 'boolean)
(defcustom lisp-loop-keyword-indentation 3 "The columns of keywords of loop." :type 'integer)
(defcustom lisp-loop-forms-indentation 5 "The columns of forms of loop." :type 'integer)
(defcustom lisp-simple-loop-indentation 3 "The columns of forms of a loop without keywords." :type 'integer)
(defcustom lisp-lambda-list-keyword-parameter-alignment nil "Non-nil if parameters after a keyword are aligned." :type 'boolean)
(defcustom lisp-lambda-list-keyword-parameter-indentation 2 "The columns of parameters after a keyword." :type 'integer)
(defcustom lisp-lambda-list-keyword-alignment nil "Non-nil if keywords of lambda lists are aligned." :type 'boolean)
(defvar lisp-indent-defun-method '(4 &lambda &body) "The method of definitions.")

(defun lisp-indent-report-bad-format (m)
  "Signal that the method M is none."
  (error "%s has a badly-formed %s property: %s" 'common-lisp-indent-function 'common-lisp-indent-function m))

(defun lisp-indent-find-method (symbol &optional no-compat)
  "Return the method of SYMBOL; not one for Emacs Lisp if NO-COMPAT."
  (or (and (derived-mode-p 'emacs-lisp-mode) (get symbol 'common-lisp-indent-function-for-elisp))
      (get symbol 'common-lisp-indent-function)
      (and (not no-compat) (get symbol 'lisp-indent-function))))

(defun cl-indent--path (indent-point containing)
  "Return which argument INDENT-POINT is at in the list at CONTAINING, 0 for its head."
  (save-excursion
    (goto-char (1+ containing))
    (let ((count 0))
      (while (progn (forward-comment (point-max)) (< (point) indent-point))
        (if (condition-case nil (progn (forward-sexp 1) t) (error nil))
            (setq count (if (<= (point) indent-point) (1+ count) count))
          (goto-char indent-point)))
      count)))

(defun cl-indent--head (containing)
  "Return the symbol at the head of the list at CONTAINING, or nil."
  (save-excursion
    (goto-char (1+ containing))
    (when (looking-at "\\(?:\\sw\\|\\s_\\)+")
      (let* ((name (downcase (match-string-no-properties 0)))
             (short (and (string-match ":\\([^:]+\\)\\'" name) (match-string 1 name))))
        (or (and short (intern-soft short)) (intern name))))))

(defun common-lisp-indent-function (indent-point state)
  "Return the column for the line at INDENT-POINT, whose `parse-partial-sexp' state is STATE."
  (let ((normal (save-excursion (goto-char indent-point) (current-column))))
    (setq normal (or (cl-indent--normal indent-point state) normal))
    (common-lisp-indent-function-1 indent-point (cons normal state))))

(defun cl-indent--normal (indent-point state)
  "Return the column of the line at INDENT-POINT without a method: below the first argument, or the head; STATE is as above."
  (let ((containing (nth 1 state)))
    (when containing
      (save-excursion
        (goto-char (1+ containing))
        (let ((column (current-column)))
          (if (not (looking-at "\\sw\\|\\s_")) column
            (condition-case nil
                (progn (forward-sexp 1)
                       (forward-comment (- (point-max)))
                       (skip-chars-forward " \t")
                       (if (or (eolp) (looking-at ";") (>= (point) indent-point)) column (current-column)))
              (error column))))))))

(defun common-lisp-indent-function-1 (indent-point normal-and-state)
  "Return the column for INDENT-POINT; NORMAL-AND-STATE is (NORMAL-COLUMN . STATE)."
  (let* ((normal (car normal-and-state)) (state (cdr normal-and-state)) (containing (nth 1 state)) (path nil) (level 0) (found nil))
    (save-excursion
      (while (and containing (not found) (< level lisp-indent-maximum-backtracking))
        (push (cl-indent--path (if path (save-excursion (goto-char (cl-indent--last path)) (point)) indent-point) containing) path)
        (setcar path (cons (car path) containing))
        (let* ((head (cl-indent--head containing))
               (method (and head (lisp-indent-find-method head)))
               (column (save-excursion (goto-char containing) (current-column)))
               (numbers (mapcar #'car path)))
          (when (and (null method) head (string-match-p "\\`\\(?:def\\|with-\\|without-\\|do-\\)" (symbol-name head)))
            (setq method (if (string-match-p "\\`def" (symbol-name head)) lisp-indent-defun-method '(&lambda &body))))
          (cond
           ((null method))
           ((integerp method) (setq found (and (= level 0) (cl-indent--number method (car numbers) column normal))))
           ((eq method 'defun) (setq found (common-lisp-indent-call-method head lisp-indent-defun-method numbers state indent-point column normal)))
           ((and (symbolp method) (not (functionp method))) (setq found (common-lisp-indent-call-method head (lisp-indent-find-method method) numbers state indent-point column normal)))
           (t (setq found (common-lisp-indent-call-method head method numbers state indent-point column normal)))))
        (unless found
          (setq level (1+ level))
          (setq containing (nth 1 (save-excursion (syntax-ppss containing)))))))
    (or found normal)))

(defun cl-indent--last (path)
  "Return the position of the list that was looked at last, in PATH."
  (cdr (car path)))

(defun cl-indent--number (count position column normal)
  "Return the column of argument POSITION of a form at COLUMN with COUNT distinguished arguments; NORMAL is the normal one."
  (cond ((<= position count) (if (= position 1) normal (+ column 4)))
        ((and (= position (1+ count))) (+ column lisp-body-indent))
        (t (+ column lisp-body-indent))))

(defun common-lisp-indent-call-method (function method path state indent-point sexp-column normal-indent)
  "Return the column by METHOD, of FUNCTION, for PATH, the argument numbers from the outside in; nil if METHOD does not tell.
STATE and INDENT-POINT are the usual ones, SEXP-COLUMN is that of the form, NORMAL-INDENT what it would be without."
  (cond ((functionp method) (funcall method path state indent-point sexp-column normal-indent))
        ((integerp method) (and (null (cdr path)) (cl-indent--number method (car path) sexp-column normal-indent)))
        ((consp method) (lisp-indent-259 method path state indent-point sexp-column normal-indent))
        ((null method) nil)
        (t (lisp-indent-report-bad-format (list function method)))))

(defun cl-indent--open-column (state level)
  "Return the column of the list that is LEVEL levels out in STATE, 1 for the innermost one."
  (save-excursion
    (goto-char (or (car (last (nth 9 state) level)) (point)))
    (current-column)))

(defun lisp-indent-259 (method path state indent-point sexp-column normal-indent &optional nested)
  "Return the column by the list METHOD; the other arguments are as in `common-lisp-indent-call-method'.
NESTED if it is for a list in a form."
  (let ((containing sexp-column) (position (car path)) (rest (cdr path)) (element nil) (tail nil))
    (when (eq (car method) '&whole) (setq method (cddr method)))
    (setq position (1- position))
    (if (< position 0)
        normal-indent
      (while (and method (not tail))
        (cond ((memq (car method) '(&rest)) (setq element (cadr method) tail t)
               (when (and nested (integerp element)) (setq element nil)))
              ((eq (car method) '&body) (setq element '&body tail t))
              ((= position 0) (setq element (car method) tail t))
              (t (setq method (cdr method) position (1- position)))))
      (cond
       ((not tail) normal-indent)
       ((eq element '&body) (if rest nil (+ containing lisp-body-indent)))
       ((eq element '&lambda) (if rest (if (cdr rest) nil normal-indent) (+ containing 4)))
       ((null element) (if rest nil normal-indent))
       ((integerp element) (if rest nil (+ containing element)))
       ((consp element)
        (if rest
            (lisp-indent-259 (if (eq (car element) '&whole) (cddr element) element) (cons (1+ (car rest)) (cdr rest)) state indent-point
                             (cl-indent--open-column state (length rest)) normal-indent t)
          (if (eq (car element) '&whole)
              (if (integerp (cadr element)) (+ containing (cadr element)) normal-indent)
            normal-indent)))
       ((functionp element) (funcall element path state indent-point sexp-column normal-indent))
       (t (lisp-indent-report-bad-format method))))))

(defun lisp-indent-tagbody (path _state indent-point sexp-column normal-indent)
  "Return the column in a tagbody: tags are less indented than statements."
  (if (cdr path) normal-indent
    (save-excursion
      (goto-char indent-point)
      (back-to-indentation)
      (+ sexp-column (if (looking-at "\\sw\\|\\s_") lisp-tag-indentation lisp-tag-body-indentation)))))
(defun lisp-indent-do (path state indent-point sexp-column normal-indent)
  "Return the column in a do form: two distinguished arguments, then a tagbody."
  (if (>= (car path) 3)
      (let ((lisp-tag-body-indentation lisp-body-indent)) (lisp-indent-tagbody path state indent-point sexp-column normal-indent))
    (lisp-indent-259 '((&whole nil &rest) (&whole nil &rest 1)) path state indent-point sexp-column normal-indent)))
(defun lisp-indent-function-lambda-hack (path _state _indent-point sexp-column normal-indent)
  "Return the column in (function (lambda ...))."
  (if (cdr path) (+ sexp-column lisp-body-indent -1 (length "function")) normal-indent))

(dolist (entry '((block 1) (case (4 &rest (&whole 2 &rest 1))) (ccase (as case)) (ecase (as case)) (typecase (as case)) (etypecase (as case))
                 (ctypecase (as case)) (catch 1) (cond (&rest (&whole nil &rest 1))) (defvar (4 2 2)) (defconstant (as defvar)) (defparameter (as defvar))
                 (defclass (6 (&whole 4 &rest 1) (&whole 2 &rest 1) (&whole 2 &rest 1))) (define-condition (as defclass))
                 (defun (4 &lambda &body)) (defmacro (as defun)) (deftype (as defun)) (defsubst (as defun)) (defpackage (4 2))
                 (defstruct ((&whole 4 &rest (&whole 2 &rest 1)) &rest (&whole 2 &rest 1)))
                 (destructuring-bind (&lambda 4 &body)) (do lisp-indent-do) (do* (as do)) (dolist ((&whole 4 2 1) &body)) (dotimes (as dolist))
                 (eval-when 1) (flet ((&whole 4 &rest (&whole 1 &lambda &body)) &body)) (labels (as flet)) (macrolet (as flet))
                 (handler-case (4 &rest (&whole 2 &lambda &body))) (restart-case (as handler-case)) (handler-bind (as let))
                 (if (&rest nil)) (lambda (&lambda &rest lisp-indent-function-lambda-hack)) (let ((&whole 4 &rest (&whole 1 1 2)) &body)) (let* (as let))
                 (symbol-macrolet (as let)) (locally 1) (multiple-value-bind ((&whole 6 &rest 1) 4 &body)) (multiple-value-call (4 &body))
                 (multiple-value-prog1 1) (multiple-value-setq (4 2)) (pprint-logical-block (4 2)) (print-unreadable-object ((&whole 4 1 &rest 1) &body))
                 (prog (&lambda &rest lisp-indent-tagbody)) (prog* (as prog)) (prog1 1) (prog2 2) (progn 0) (progv (4 4 &body)) (return 0)
                 (return-from (nil &body)) (tagbody lisp-indent-tagbody) (throw 1) (unless 1) (unwind-protect (5 &body)) (when 1)
                 (with-accessors (as multiple-value-bind)) (with-slots (as multiple-value-bind)) (with-output-to-string (4 2))
                 (with-open-file (&lambda &body))))
  (let ((symbol (car entry)) (method (cadr entry)))
    (put symbol 'common-lisp-indent-function
         (if (eq (car-safe method) 'as) (get (cadr method) 'common-lisp-indent-function) method))))
(put 'lambda 'common-lisp-indent-function '(&lambda &body))

(provide 'cl-indent)

;;; cl-indent.el ends here
