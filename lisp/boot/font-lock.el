;;; font-lock.el --- faces by keywords and syntax -*- lexical-binding: t; -*-

;; Without a display nothing is fontified by itself (`font-lock-mode' stays off, as in Emacs's batch mode), but who asks with
;; `font-lock-ensure' or `font-lock-fontify-region' gets the faces: of comments and strings first, then of what `font-lock-keywords' find.

(defvar-local font-lock-defaults nil
  "What a mode says of its faces: (KEYWORDS [KEYWORDS-ONLY [CASE-FOLD [SYNTAX-ALIST [IGNORED] (VARIABLE . VALUE)...]]]).")
(defvar font-lock-keywords nil
  "The keywords of the buffer; after the first fontification (t GIVEN COMPILED...).")
(make-variable-buffer-local 'font-lock-keywords)
(defvar-local font-lock-mode nil "Non-nil if text is fontified by itself: never, without a display.")
(defvar font-lock-beg nil "Where the stretch that is being fontified begins.")
(defvar font-lock-end nil "Where the stretch that is being fontified ends.")
(defvar font-lock-comment-end-skip nil "Regexp of the ends of comments, if not `comment-end-skip'.")
(defvar font-lock-flush-function #'ignore "Function of START and END: the faces between them are no longer right.")
(defvar font-lock-ensure-function
  (lambda (beg end) (unless font-lock-fontified (save-excursion (font-lock-fontify-region beg end))))
  "Function of START and END that fontifies the text between them.")
(dolist (entry '((font-lock-fontify-buffer-function . font-lock-default-fontify-buffer)
                 (font-lock-unfontify-buffer-function . font-lock-default-unfontify-buffer)
                 (font-lock-fontify-region-function . font-lock-default-fontify-region)
                 (font-lock-unfontify-region-function . font-lock-default-unfontify-region)))
  (set (car entry) (cdr entry)))

;;; --- defaults ---

(defun font-lock-mode (&optional _arg)
  "Do nothing: there is no display that would want faces by itself."
  (interactive)
  nil)

(defun font-lock-value-in-major-mode (values)
  "Return what VALUES, a value or an alist of them by mode (t: all others), has for the major mode."
  (if (consp values)
      (cdr (or (assq major-mode values) (assq t values)))
    values))

(defun font-lock-choose-keywords (keywords level)
  "Return the element for LEVEL of KEYWORDS if that is a list of them by level, otherwise KEYWORDS."
  (cond ((not (and (listp keywords) (symbolp (car keywords)) (not (eq (car keywords) t)))) keywords)
        ((numberp level) (or (nth level keywords) (car (last keywords))))
        ((eq level t) (car (last keywords)))
        (t (car keywords))))

(defun font-lock-eval-keywords (keywords)
  "Return the list that KEYWORDS stand for: a list, or a function or variable."
  (cond ((listp keywords) keywords)
        ((fboundp keywords) (font-lock-eval-keywords (funcall keywords)))
        (t (font-lock-eval-keywords (symbol-value keywords)))))

(defun font-lock--syntax-table (alist)
  "Return the buffer's syntax table changed by ALIST of (CHARS . SYNTAX), CHARS a character or a string of them."
  (let ((table (copy-syntax-table (syntax-table))))
    (dolist (entry alist table)
      (dolist (char (if (numberp (car entry)) (list (car entry)) (append (car entry) nil)))
        (modify-syntax-entry char (cdr entry) table)))))

(defun font-lock-set-defaults ()
  "Set the buffer's variables of fontification by `font-lock-defaults', unless that is done for its major mode."
  (unless (and font-lock-set-defaults (eq font-lock-mode-major-mode major-mode))
    (setq font-lock-mode-major-mode major-mode)
    (setq-local font-lock-set-defaults t)
    (let* ((defaults font-lock-defaults)
           (chosen (font-lock-choose-keywords (nth 0 defaults) (font-lock-value-in-major-mode font-lock-maximum-decoration)))
           (keywords (font-lock-eval-keywords chosen)))
      (setq-local font-lock-keywords-only (nth 1 defaults))
      (setq-local font-lock-keywords-case-fold-search (nth 2 defaults))
      (setq-local font-lock-syntax-table (and (nth 3 defaults) (font-lock--syntax-table (nth 3 defaults))))
      (dolist (setting (nthcdr 4 defaults))
        (when (consp setting) (set (make-local-variable (car setting)) (cdr setting))))
      (let ((own (and font-lock-keywords (font-lock--given font-lock-keywords))))
        (setq font-lock-keywords (if defaults keywords own))
        (font-lock--apply-mode-keywords)
        (when defaults (setq font-lock-keywords (append font-lock-keywords nil)))
        (font-lock--apply-own)
        (setq font-lock-keywords (font-lock-compile-keywords font-lock-keywords))))))

(defun font-lock-refresh-defaults ()
  "Set the buffer's variables of fontification again, by `font-lock-defaults' as it is now."
  (setq-local font-lock-set-defaults nil)
  (setq font-lock-keywords nil)
  (font-lock-set-defaults)
  (font-lock-flush))

;;; --- keywords ---

(defvar-local font-lock--own-keywords nil "(add KEYWORDS HOW) and (remove KEYWORDS) of this buffer alone, in order.")

(defun font-lock--given (keywords)
  "Return KEYWORDS as they were given."
  (if (eq (car keywords) t) (nth 1 keywords) keywords))

(defun font-lock--added (old new how)
  "Return the keywords OLD with NEW in front, behind if HOW is non-nil, in their place if it is `set'."
  (let ((old (seq-remove (lambda (keyword) (member keyword new)) old)))
    (cond ((eq how 'set) new)
          (how (append old new))
          (t (append new old)))))

(defun font-lock--apply-mode-keywords ()
  "Add and remove what `font-lock-add-keywords' and `font-lock-remove-keywords' were told of the major mode."
  (dolist (entry (reverse (cdr (assq major-mode font-lock-keywords-alist))))
    (setq font-lock-keywords (font-lock--added font-lock-keywords (car entry) (cdr entry))))
  (dolist (keyword (cdr (assq major-mode font-lock-removed-keywords-alist)))
    (setq font-lock-keywords (remove keyword font-lock-keywords))))

(defun font-lock--apply-own ()
  "Add and remove what was asked for in this buffer."
  (dolist (entry font-lock--own-keywords)
    (setq font-lock-keywords
          (if (eq (car entry) 'add)
              (font-lock--added font-lock-keywords (nth 1 entry) (nth 2 entry))
            (seq-remove (lambda (keyword) (member keyword (nth 1 entry))) font-lock-keywords)))))

(defun font-lock--change-own (entry)
  "Note ENTRY for the buffer and do it if the keywords are known."
  (setq font-lock--own-keywords (append font-lock--own-keywords (list entry)))
  (let ((compiled (eq (car font-lock-keywords) t))
        (font-lock--own-keywords (list entry)))
    (setq font-lock-keywords (font-lock--given font-lock-keywords))
    (font-lock--apply-own)
    (when compiled (setq font-lock-keywords (font-lock-compile-keywords font-lock-keywords)))))

(defun font-lock-add-keywords (mode keywords &optional how)
  "Add KEYWORDS for the major mode MODE, for the current buffer if MODE is nil.
They come before the others; with HOW `append' after them, with HOW `set' instead of them."
  (if (null mode)
      (font-lock--change-own (list 'add (font-lock-eval-keywords keywords) how))
    (let ((removed (assq mode font-lock-removed-keywords-alist)))
      (when removed (setcdr removed (seq-difference (cdr removed) keywords))))
    (push (cons keywords how) (alist-get mode font-lock-keywords-alist))))

(defun font-lock-remove-keywords (mode keywords)
  "Remove KEYWORDS for the major mode MODE, from the current buffer if MODE is nil."
  (if (null mode)
      (font-lock--change-own (list 'remove keywords))
    (let ((added (assq mode font-lock-keywords-alist)))
      (when added
        (setcdr added (mapcar (lambda (entry) (cons (seq-difference (car entry) keywords) (cdr entry))) (cdr added)))))
    (dolist (keyword keywords)
      (cl-pushnew keyword (alist-get mode font-lock-removed-keywords-alist) :test #'equal))))

(defun font-lock-compile-keyword (keyword)
  "Return KEYWORD as (MATCHER HIGHLIGHT...)."
  (cond ((or (not (consp keyword)) (functionp keyword)) (list keyword '(0 font-lock-keyword-face)))
        ((eq (car keyword) 'eval) (font-lock-compile-keyword (eval (cdr keyword))))
        ((eq (car-safe (cdr keyword)) 'quote)
         (list (car keyword)
               (if (symbolp (nth 2 keyword)) (list 0 (cdr keyword)) (nth 2 keyword))))
        ((numberp (cdr keyword)) (list (car keyword) (list (cdr keyword) 'font-lock-keyword-face)))
        ((symbolp (cdr keyword)) (list (car keyword) (list 0 (cdr keyword))))
        ((nlistp (nth 1 keyword)) (list (car keyword) (cdr keyword)))
        (t keyword)))

(defun font-lock-compile-keywords (keywords &optional _syntactic)
  "Return KEYWORDS as (t KEYWORDS (MATCHER HIGHLIGHT...)...)."
  (if (eq (car keywords) t) keywords
    (cons t (cons keywords (mapcar #'font-lock-compile-keyword keywords)))))

;;; --- properties ---

(defun font-lock--merge (start end prop value object append)
  "Put VALUE in front of the value of PROP between START and END, behind it if APPEND is non-nil."
  (let ((values (if (or (not (consp value)) (keywordp (car value)) (memq (car value) '(foreground-color background-color)))
                    (list value)
                  value)))
    (while (< start end)
      (let* ((next (next-single-property-change start prop object end))
             (old (get-text-property start prop object))
             (olds (cond ((null old) nil)
                         ((or (not (listp old)) (keywordp (car old)) (memq (car old) '(foreground-color background-color)))
                          (list old))
                         (t old))))
        (put-text-property start next prop
                           (cond ((null old) values)
                                 (append (append olds values))
                                 (t (append values olds)))
                           object)
        (setq start next)))))

(defun font-lock-prepend-text-property (start end prop value &optional object)
  "Put VALUE in front of the values of PROP in the text of OBJECT between START and END."
  (font-lock--merge start end prop value object nil))

(defun font-lock-append-text-property (start end prop value &optional object)
  "Put VALUE behind the values of PROP in the text of OBJECT between START and END."
  (font-lock--merge start end prop value object t))

(defun font-lock-fillin-text-property (start end prop value &optional object)
  "Set PROP to VALUE wherever it is nil in the text of OBJECT between START and END."
  (while (and start (setq start (text-property-any start end prop nil object)))
    (let ((next (next-single-property-change start prop object end)))
      (put-text-property start next prop value object)
      (setq start (and (< next end) next)))))

(defun font-lock--put (start end face override)
  "Give the text between START and END FACE, or the properties in (face FACE PROP VALUE...), as OVERRIDE says."
  (when (eq (car-safe face) 'face)
    (let ((rest (cddr face)))
      (when rest (add-text-properties start end rest)))
    (setq face (nth 1 face)))
  (cond ((null face) nil)
        ((null override)
         (unless (text-property-not-all start end 'face nil) (put-text-property start end 'face face)))
        ((eq override t) (put-text-property start end 'face face))
        ((eq override 'prepend) (font-lock-prepend-text-property start end 'face face))
        ((eq override 'append) (font-lock-append-text-property start end 'face face))
        ((eq override 'keep) (font-lock-fillin-text-property start end 'face face))))

;;; --- regions ---

(defun font-lock-apply-highlight (highlight)
  "Give what (GROUP FACE [OVERRIDE [LAXMATCH]]) HIGHLIGHT says its face, after a match."
  (let* ((group (nth 0 highlight)) (start (match-beginning group)) (end (match-end group)))
    (cond (start (font-lock--put start end (eval (nth 1 highlight)) (nth 2 highlight)))
          ((nth 3 highlight) nil)
          (t (error "No match %d in highlight %S" group highlight)))))

(defun font-lock--search (matcher limit)
  "Whether MATCHER, a regexp or function, finds something before LIMIT."
  (if (stringp matcher) (re-search-forward matcher limit t) (funcall matcher limit)))

(defun font-lock-fontify-anchored-keywords (keywords limit)
  "Fontify by KEYWORDS, (MATCHER PRE-FORM POST-FORM HIGHLIGHT...), after the match of their anchor and before LIMIT."
  (let* ((pre (eval (nth 1 keywords)))
         (line-end (line-end-position))
         (bound (if (and (numberp pre) (> pre (point))) pre (min limit line-end))))
    (save-match-data
      (let ((last nil))
        (while (and (<= (point) bound) (not (equal last (point)))
                    (font-lock--search (car keywords) bound))
          (setq last (and (= (match-beginning 0) (match-end 0)) (point)))
          (dolist (highlight (nthcdr 3 keywords)) (font-lock-apply-highlight highlight))
          (when (and last (< (point) bound)) (forward-char 1) (setq last nil))))
      (eval (nth 2 keywords)))))

(defun font-lock-fontify-keywords-region (start end &optional _loudly)
  "Fontify by `font-lock-keywords' from START to END."
  (unless (eq (car font-lock-keywords) t)
    (setq font-lock-keywords (font-lock-compile-keywords font-lock-keywords)))
  (let ((case-fold-search font-lock-keywords-case-fold-search))
    (dolist (keyword (cddr font-lock-keywords))
      (goto-char start)
      (let ((going t))
        (while (and going (< (point) end) (font-lock--search (car keyword) end))
          (let ((here (point)) (empty (= (match-beginning 0) (match-end 0))))
            (dolist (highlight (cdr keyword))
              (if (numberp (car highlight))
                  (font-lock-apply-highlight highlight)
                (font-lock-fontify-anchored-keywords highlight end)))
            ;; A match of nothing must not be found for ever.
            (when (and empty (<= (point) here))
              (if (eobp) (setq going nil) (forward-char 1)))))))))

(defun font-lock--comment-delimiters (start end)
  "Give the delimiters of the comment from START to END their face."
  (save-excursion
    (goto-char start)
    (let ((skip (or font-lock-comment-start-skip (bound-and-true-p comment-start-skip))))
      (when (and skip (looking-at skip))
        (put-text-property start (min end (match-end 0)) 'face 'font-lock-comment-delimiter-face)))
    (let ((skip (or font-lock-comment-end-skip (bound-and-true-p comment-end-skip))))
      (goto-char end)
      (when (and skip (looking-back skip (max start (line-beginning-position)) t))
        (put-text-property (max start (match-beginning 0)) end 'face 'font-lock-comment-delimiter-face)))))

(defun font-lock-fontify-syntactically-region (start end &optional _loudly)
  "Give the comments and strings from START to END their faces."
  (syntax-propertize end)
  (goto-char start)
  (let ((state (syntax-ppss start)) (begin nil))
    (while (progn
             (when (or (nth 3 state) (nth 4 state))
               (let ((face (funcall font-lock-syntactic-face-function state))
                     (comment (nth 4 state)) (opened (nth 8 state)))
                 (setq begin (max opened start)
                       state (parse-partial-sexp (point) end nil nil state 'syntax-table))
                 (when face (put-text-property begin (point) 'face face))
                 (when (and comment (memq face '(font-lock-comment-face)))
                   (font-lock--comment-delimiters opened (point)))))
             (< (point) end))
      (setq state (parse-partial-sexp (point) end nil nil state 'syntax-table)))))

(defun font-lock-extend-region-wholelines ()
  "Extend the stretch from `font-lock-beg' to `font-lock-end' to whole lines; return non-nil if that changed it."
  (let ((beg (save-excursion (goto-char font-lock-beg) (line-beginning-position)))
        (end (save-excursion (goto-char font-lock-end) (if (bolp) (point) (line-beginning-position 2)))))
    (prog1 (or (/= beg font-lock-beg) (/= end font-lock-end))
      (setq font-lock-beg beg font-lock-end end))))

(defun font-lock-extend-region-multiline ()
  "Extend the stretch over text with the property `font-lock-multiline'; return non-nil if that changed it."
  (let ((changed nil))
    (when (and (> font-lock-beg (point-min)) (get-text-property (1- font-lock-beg) 'font-lock-multiline))
      (setq changed t
            font-lock-beg (or (previous-single-property-change font-lock-beg 'font-lock-multiline) (point-min))))
    (when (get-text-property font-lock-end 'font-lock-multiline)
      (setq changed t
            font-lock-end (or (text-property-any font-lock-end (point-max) 'font-lock-multiline nil) (point-max))))
    changed))

(defun font-lock-default-fontify-region (beg end loudly)
  "Give the text from BEG to END its faces."
  (with-silent-modifications
    (save-excursion
      (save-restriction
        (unless font-lock-dont-widen (widen))
        (let ((font-lock-beg beg) (font-lock-end end) (functions font-lock-extend-region-functions))
          (while functions
            (setq functions (if (funcall (car functions))
                                (if (eq functions font-lock-extend-region-functions) (cdr functions) font-lock-extend-region-functions)
                              (cdr functions))))
          (with-syntax-table (or font-lock-syntax-table (syntax-table))
            (font-lock-unfontify-region font-lock-beg font-lock-end)
            (if font-lock-keywords-only (syntax-propertize font-lock-end)
              (font-lock-fontify-syntactically-region font-lock-beg font-lock-end loudly))
            (font-lock-fontify-keywords-region font-lock-beg font-lock-end loudly)))))))

(defun font-lock-default-unfontify-region (beg end)
  "Remove from the text from BEG to END the properties that fontification puts there."
  (remove-list-of-text-properties beg end (append font-lock-extra-managed-props '(face font-lock-multiline))))

(defun font-lock-fontify-region (beg end &optional loudly)
  "Give the text from BEG to END its faces."
  (interactive "r")
  (font-lock-set-defaults)
  (funcall font-lock-fontify-region-function beg end loudly))

(defun font-lock-unfontify-region (beg end)
  "Remove the faces of the text from BEG to END."
  (with-silent-modifications (funcall font-lock-unfontify-region-function beg end)))

(defun font-lock-default-fontify-buffer ()
  "Give the text of the buffer its faces."
  (save-excursion (font-lock-fontify-region (point-min) (point-max))))

(defun font-lock-default-unfontify-buffer ()
  "Remove the faces of the buffer's text."
  (font-lock-unfontify-region (point-min) (point-max)))

(defun font-lock-fontify-buffer (&optional _interactively)
  "Give the text of the buffer its faces."
  (interactive "p")
  (font-lock-set-defaults)
  (funcall font-lock-fontify-buffer-function))

(defun font-lock-unfontify-buffer ()
  "Remove the faces of the buffer's text."
  (funcall font-lock-unfontify-buffer-function))

(defun font-lock-ensure (&optional beg end)
  "Make sure that the text from BEG to END, by default all, has its faces."
  (font-lock-set-defaults)
  (funcall font-lock-ensure-function (or beg (point-min)) (or end (point-max))))

(defun font-lock-flush (&optional beg end)
  "Say that the faces of the text from BEG to END, by default all, are no longer right."
  (funcall font-lock-flush-function (or beg (point-min)) (or end (point-max))))

(provide 'font-lock)
(provide 'font-core)

;;; font-lock.el ends here
