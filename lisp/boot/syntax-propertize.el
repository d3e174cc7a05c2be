;;; syntax-propertize.el --- syntax of single characters, set as far as text is looked at -*- lexical-binding: t; -*-

;; A mode's `syntax-propertize-function' puts `syntax-table' properties on a stretch of text.  It is called for whatever comes before
;; a place that somebody asks about, once, and again after the text there has changed.

(defvar syntax-propertize-function nil
  "Function of START and END that puts `syntax-table' properties on the text between them; nil if the mode needs none.")
(defvar syntax-propertize-chunk-size 500 "How many characters beyond what is asked for are dealt with at once.")
(defvar-local syntax-propertize-extend-region-functions '(syntax-propertize-wholelines)
  "Functions of START and END that return (NEW-START . NEW-END) or nil: the stretch that must be dealt with as a whole.")
(put 'syntax-propertize-extend-region-functions 'permanent-local t)
(defvar-local syntax-propertize--done -1 "The text before this position has its properties.")

(defun syntax-propertize-wholelines (start end)
  "Extend the stretch from START to END to whole lines: return (NEW-START . NEW-END)."
  (save-excursion
    (goto-char start)
    (cons (line-beginning-position)
          (progn (goto-char end)
                 (if (bolp) (point) (line-beginning-position 2))))))

(defun syntax-propertize-multiline (beg end)
  "Extend the stretch from BEG to END over the text with the property `syntax-multiline' that it touches."
  (when (and (> beg (point-min)) (get-text-property (1- beg) 'syntax-multiline))
    (setq beg (or (previous-single-property-change beg 'syntax-multiline) (point-min))))
  (when (get-text-property end 'syntax-multiline)
    (setq end (or (text-property-any end (point-max) 'syntax-multiline nil) (point-max))))
  (cons beg end))

(defun syntax-propertize--extend (start end)
  "Return (START . END) extended until no function of `syntax-propertize-extend-region-functions' asks for more."
  (let ((again t))
    (while again
      (setq again nil)
      (run-hook-wrapped
       'syntax-propertize-extend-region-functions
       (lambda (function)
         (let ((new (funcall function start end)))
           (when (and new (or (< (car new) start) (> (cdr new) end)))
             (setq start (min start (max (point-min) (car new)))
                   end (max end (min (point-max) (cdr new)))
                   again (not (eq function 'syntax-propertize-wholelines)))))
         nil)))
    (cons start end)))

(defun syntax-propertize (pos)
  "Make sure that the text before POS has its `syntax-table' properties."
  (when (and syntax-propertize-function (< syntax-propertize--done pos))
    (setq-local parse-sexp-lookup-properties t)
    (add-hook 'before-change-functions #'syntax-ppss-flush-cache 99 t)
    (save-excursion
      (with-silent-modifications
        (save-restriction
          (widen)
          (let* ((region (syntax-propertize--extend
                          (max (point-min) (min syntax-propertize--done (point-max)))
                          (max (min pos (point-max)) (min (point-max) (+ syntax-propertize--done syntax-propertize-chunk-size)))))
                 (start (car region))
                 (end (cdr region)))
            (remove-text-properties start end '(syntax-table nil syntax-multiline nil))
            ;; The function may parse what comes before, and must not be called for it again.
            (setq syntax-propertize--done most-positive-fixnum)
            (unwind-protect (funcall syntax-propertize-function start end)
              (setq syntax-propertize--done end))))))))

(defun syntax-ppss-flush-cache (beg &rest _ignored)
  "Forget the `syntax-table' properties of the text from BEG on, which changes."
  (setq syntax-propertize--done (min beg syntax-propertize--done)))

(defun syntax-propertize--run (end rules)
  "Apply RULES, (REGEXP . FUNCTION)s, up to END: FUNCTION is called after the first match of any REGEXP."
  (while (let ((best nil) (data nil) (start (point)))
           (dolist (rule rules)
             (goto-char start)
             (when (and (< start end) (re-search-forward (car rule) end t)
                        (or (null best) (< (match-beginning 0) (car data))))
               (setq best rule data (match-data))))
           (when best
             (set-match-data data)
             (goto-char (match-end 0))
             (funcall (cdr best))
             (when (<= (point) start)
               (if (eobp) (setq best nil) (goto-char (1+ start)))))
           best)))

(defun syntax-propertize--set (group syntax)
  "Give what GROUP matched SYNTAX, a raw descriptor; nothing if it is nil."
  (when syntax (put-text-property (match-beginning group) (match-end group) 'syntax-table syntax)))

(defun syntax-propertize--action (highlight)
  "Return the form for HIGHLIGHT, an element of a rule."
  (if (and (consp highlight) (numberp (car highlight)) (consp (cdr highlight)))
      (let ((group (car highlight)) (syntax (if (stringp (nth 1 highlight)) `',(string-to-syntax (nth 1 highlight)) (nth 1 highlight))))
        `(when (match-beginning ,group)
           ,@(nthcdr 2 highlight)
           (let ((data (match-data)))
             (let ((syntax ,syntax) (place (point)))
               (set-match-data data)
               (syntax-propertize--set ,group syntax)
               (goto-char place)))))
    highlight))

(defun syntax-propertize--rule-form (rule)
  "Return forms that make the elements for RULE: a rule, or a symbol whose value are precompiled ones."
  (if (symbolp rule)
      rule
    `(list (cons ,(car rule) (lambda () ,@(mapcar #'syntax-propertize--action (cdr rule)))))))

(defmacro syntax-propertize-precompile-rules (&rest rules)
  "Return RULES in a form that can be the value of a variable, which `syntax-propertize-rules' takes by its name."
  `(append ,@(mapcar #'syntax-propertize--rule-form rules)))

(defmacro syntax-propertize-rules (&rest rules)
  "Return a function for `syntax-propertize-function' that applies RULES.
A rule is (REGEXP HIGHLIGHT...), a HIGHLIGHT is (GROUP SYNTAX): what GROUP of REGEXP matched gets SYNTAX, a string as for
`string-to-syntax', or an expression that returns a raw descriptor or nil; or it is an expression.  An expression may move point: the search goes on there.
A rule may also be the name of a variable that holds what `syntax-propertize-precompile-rules' returned."
  (declare (debug t))
  `(let ((rules (syntax-propertize-precompile-rules ,@rules)))
     (lambda (start end)
       (goto-char start)
       (syntax-propertize--run end rules))))

(defun syntax-ppss (&optional pos)
  "Return the state of `parse-partial-sexp' at POS, from the beginning of the text."
  (let ((pos (or pos (point))))
    (syntax-propertize pos)
    (save-excursion (parse-partial-sexp (point-min) pos))))

(provide 'syntax)

;;; syntax-propertize.el ends here
