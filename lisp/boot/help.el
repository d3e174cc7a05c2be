;;; help.el --- documentation and questions -*- lexical-binding: t; -*-

;;; Documentation

(defun help-split-fundoc (docstring def &optional section)
  "Split DOCSTRING of the function DEF into (USAGE . DOC); nil if it has no usage.
SECTION `usage' or `doc' returns that part only."
  (let* ((found (and docstring (string-match "\n\n(fn\\(\\( .*\\)?)\\)\\'" docstring)))
         (doc (if found
                  (unless (zerop (match-beginning 0)) (substring docstring 0 (match-beginning 0)))
                docstring))
         (usage (and found
                     (let ((tail (match-string 1 docstring)))
                       (format "(%s%s" (if (symbolp def) def 'anonymous) tail)))))
    (cond
     ((eq section 'usage) usage)
     ((eq section 'doc) doc)
     ((not found) nil)
     ((null section) (cons usage doc))
     (t (cons usage doc)))))

(defun help-add-fundoc-usage (docstring arglist)
  "Add the usage of ARGLIST, a list or a string, to DOCSTRING."
  (unless (stringp docstring) (setq docstring ""))
  (if (or (string-match "\n\n(fn\\(\\( .*\\)?)\\)\\'" docstring)
          (eq arglist t))
      docstring
    (concat docstring
            (if (string-match "\n?\n\\'" docstring)
                (if (< (- (match-end 0) (match-beginning 0)) 2) "\n" "")
              "\n\n")
            (if (stringp arglist)
                (if (string-match "\\`[^ ]+\\(.*\\))\\'" arglist)
                    (concat "(fn" (match-string 1 arglist) ")")
                  (error "Unrecognized usage format"))
              (help--make-usage-docstring 'fn arglist)))))

(defun help--make-usage (function arglist)
  "Return the call of FUNCTION with ARGLIST, the arguments in capitals."
  (cons (if (symbolp function) function 'anonymous)
        (mapcar (lambda (arg) (help--usage-argument arg))
                (if (cdr (last arglist))
                    (append (butlast arglist) (list (car (last arglist)) '&rest (cdr (last arglist))))
                  arglist))))

(defun help--usage-argument (arg)
  "Return ARG, of an argument list, as usages show it."
  (cond
   ((consp arg) (cons (help--usage-argument (car arg)) (cdr arg)))
   ((not (symbolp arg)) arg)
   (t
    (let ((name (symbol-name arg)))
      (cond
       ((memq (aref name 0) '(?& ?:)) arg)
       ((eq ?_ (aref name 0)) (intern (upcase (substring name 1))))
       (t (intern (upcase name))))))))

(defun help--make-usage-docstring (fn arglist)
  "Return the text of a call of FN with ARGLIST."
  (let ((print-escape-newlines t))
    (format "%S" (help--make-usage fn arglist))))

(defun help--arity-arglist (def)
  "Return an argument list for DEF made from its arity and documentation."
  (let* ((arity (func-arity def)) (args nil) (i 1)
         (max (cdr arity)))
    (while (<= i (car arity))
      (push (intern (format "arg%d" i)) args)
      (setq i (1+ i)))
    (when (and (integerp max) (> max (car arity)))
      (push '&optional args)
      (while (<= i max)
        (push (intern (format "arg%d" i)) args)
        (setq i (1+ i))))
    (when (eq max 'many)
      (push '&rest args)
      (push 'rest args))
    (nreverse args)))

(defun substitute-quotes (string)
  "Return STRING with the quotes `like this' replaced by `text-quoting-style'."
  (if (eq (text-quoting-style) 'curve)
      (subst-char-in-string ?\` ?‘ (subst-char-in-string ?\' ?’ string))
    string))

(defun help-key-description (key _untranslated)
  "Return the description of KEY."
  (key-description key))

(defvar help-window-select nil "Whether the window of help is selected.")

(defmacro with-help-window (buffer-or-name &rest body)
  "Evaluate BODY with output going to BUFFER-OR-NAME, a buffer of help; return the value."
  (declare (indent 1) (debug t))
  `(let ((temp-buffer-setup-hook (cons 'help-mode-setup temp-buffer-setup-hook))
         (temp-buffer-show-hook (cons 'help-mode-finish temp-buffer-show-hook)))
     (with-output-to-temp-buffer ,buffer-or-name ,@body)))

(defun help-buffer ()
  "Return the name of the buffer for help: this one while a link of it is followed."
  (buffer-name (if (not (bound-and-true-p help-xref-following))
                   (get-buffer-create "*Help*")
                 (unless (derived-mode-p 'help-mode) (error "Current buffer is not in Help mode"))
                 (current-buffer))))
(defun help-print-return-message (&optional _function) "Do nothing: there is one window." nil)
(defalias 'print-help-return-message #'help-print-return-message)

;;; Questions

(defun y-or-n-p (prompt)
  "Ask PROMPT until the answer is y or n; return t for y."
  (let ((full (concat prompt
                      (if (or (equal prompt "") (eq ?\s (aref prompt (1- (length prompt))))) "" " ")
                      "(y or n) "))
        (answer nil))
    (while (not (memq answer '(yes no)))
      (let ((text (downcase (string-trim (read-string full)))))
        (setq answer (cond ((member text '("y" "yes")) 'yes)
                           ((member text '("n" "no")) 'no)))
        (unless answer (message "Please answer y or n."))))
    (eq answer 'yes)))

(defun read-passwd (prompt &optional confirm default)
  "Read a password with PROMPT, twice if CONFIRM; an empty one means DEFAULT."
  (let ((password nil))
    (while (null password)
      (let ((first (let ((read-hide-char (or read-hide-char ?*))) (read-string prompt nil t default))))
        (if (or (not confirm)
                (equal first (let ((read-hide-char (or read-hide-char ?*)))
                               (read-string "Confirm password: " nil t))))
            (setq password first)
          (message "Password not repeated accurately; please start over"))))
    password))

(defvar read-hide-char nil
  "The character shown instead of what is typed where that is secret.")

(defun read-number (prompt &optional default _hist)
  "Read a number with PROMPT; nothing means DEFAULT."
  (let ((number nil)
        (default1 (if (consp default) (car default) default)))
    (when default1
      (setq prompt (if (string-match "\\(\\):[ \t]*\\'" prompt)
                       (replace-match (format " (default %s)" default1) t t prompt 1)
                     (format "%s (default %s) " prompt default1))))
    (while (null number)
      (let ((text (string-trim (read-string prompt))))
        (setq number (if (equal text "") default1
                       (let ((value (ignore-errors (car (read-from-string text)))))
                         (and (numberp value) value))))
        (unless number (message "Please enter a number."))))
    number))

(defun format-prompt (prompt default &rest format-args)
  "Return the prompt PROMPT, formatted with FORMAT-ARGS, with DEFAULT mentioned."
  (concat
   (if (null format-args) prompt (apply #'format prompt format-args))
   (and default
        (or (not (stringp default)) (not (string= default "")))
        (format " (default %s)" (if (consp default) (car default) default)))
   ": "))

(defun read-file-name (prompt &optional dir default-filename _mustmatch initial _predicate)
  "Read a file name with PROMPT, relative to DIR, INITIAL being given; nothing means DEFAULT-FILENAME."
  (let ((text (read-string prompt initial)))
    (if (equal text "")
        (or default-filename dir default-directory)
      (expand-file-name (substitute-in-file-name text) dir))))

(defun read-directory-name (prompt &optional dir default-dirname mustmatch initial)
  "Read the name of a directory; the arguments are as in `read-file-name'."
  (file-name-as-directory
   (read-file-name prompt dir (or default-dirname dir default-directory) mustmatch initial)))

(defun read-shell-command (prompt &optional initial-contents hist &rest args)
  "Read a shell command with PROMPT and INITIAL-CONTENTS; HIST and ARGS as in `read-string'."
  (apply #'read-string prompt initial-contents hist args))

(defun read-regexp (prompt &optional defaults _history)
  "Read a regexp with PROMPT; nothing means DEFAULTS."
  (let* ((default (if (consp defaults) (car defaults) defaults))
         (text (read-string prompt)))
    (if (equal text "") (or default text) text)))

(defun read-answer (question answers)
  "Ask QUESTION until the answer is one of ANSWERS, a list of (LONG SHORT HELP); return LONG."
  (let ((result nil))
    (while (null result)
      (let ((text (string-trim (read-string (format "%s(%s) " question
                                                    (mapconcat #'car answers ", "))))))
        (dolist (answer answers)
          (when (or (equal text (car answer))
                    (and (characterp (cadr answer)) (equal text (char-to-string (cadr answer)))))
            (setq result (car answer))))))
    result))

(defun read-char-choice (prompt chars &optional _inhibit-keyboard-quit)
  "Read one of CHARS with PROMPT."
  (let ((char nil))
    (while (null char)
      (let ((text (read-string prompt)))
        (when (and (> (length text) 0) (memq (aref text 0) chars))
          (setq char (aref text 0)))))
    char))

;;; Progress

(defun make-progress-reporter (message &optional min-value max-value current-value min-change min-time)
  "Return a reporter of progress, from MIN-VALUE to MAX-VALUE, that shows MESSAGE.
CURRENT-VALUE is where it is; MIN-CHANGE and MIN-TIME say how often to report."
  (when (string-match "[[:alnum:]]\\'" message)
    (setq message (concat message "...")))
  (let ((reporter (cons (or min-value 0)
                        (vector (float-time) min-value max-value message
                                (or min-change 1) (or min-time 0.2) nil))))
    (progress-reporter-update reporter (or current-value min-value))
    reporter))

(defun progress-reporter-update (reporter &optional value suffix)
  "Report progress of REPORTER to VALUE, followed by SUFFIX, if enough has happened."
  (when (or (not (numberp value)) (>= value (car reporter)))
    (progress-reporter-do-update reporter value suffix)))

(defun progress-reporter-force-update (reporter &optional value new-message suffix)
  "Report progress of REPORTER to VALUE, with NEW-MESSAGE and SUFFIX, in any case."
  (let ((parameters (cdr reporter)))
    (when new-message (aset parameters 3 new-message))
    (when (aref parameters 0) (aset parameters 0 (float-time)))
    (progress-reporter-do-update reporter value suffix)))

(defun progress-reporter-do-update (reporter value &optional suffix)
  "Report progress of REPORTER to VALUE, followed by SUFFIX."
  (let* ((parameters (cdr reporter))
         (min-value (aref parameters 1))
         (max-value (aref parameters 2))
         (text (aref parameters 3))
         (now (float-time))
         (enough-time (>= now (aref parameters 0))))
    (when (and min-value max-value (numberp value))
      (let* ((one-percent (/ (- max-value min-value) 100.0))
             (percentage (if (= max-value min-value) 0
                           (truncate (/ (- value min-value) one-percent)))))
        (setcar reporter (min (+ min-value (* (+ percentage (aref parameters 4)) one-percent))
                              max-value))
        (when enough-time
          (aset parameters 0 (+ now (aref parameters 5)))
          (message "%s%d%%%s" text percentage (if suffix (concat " " suffix) "")))))
    nil))

(defun progress-reporter-done (reporter)
  "Report that REPORTER's work is done."
  (message "%sdone" (aref (cdr reporter) 3)))

(defmacro dotimes-with-progress-reporter (spec reporter-or-message &rest body)
  "Like `dotimes' with SPEC and BODY, reporting progress by REPORTER-OR-MESSAGE."
  (declare (indent 2) (debug ((symbolp form &optional form) form body)))
  (let ((prep (make-symbol "--dotimes-prep--"))
        (end (make-symbol "--dotimes-end--")))
    `(let ((,prep ,reporter-or-message) (,end ,(cadr spec)))
       (when (stringp ,prep)
         (setq ,prep (make-progress-reporter ,prep 0 ,end)))
       (dotimes (,(car spec) ,end)
         ,@body
         (progress-reporter-update ,prep (1+ ,(car spec))))
       (progress-reporter-done ,prep)
       ,(nth 2 spec))))

(defmacro dolist-with-progress-reporter (spec reporter-or-message &rest body)
  "Like `dolist' with SPEC and BODY, reporting progress by REPORTER-OR-MESSAGE."
  (declare (indent 2) (debug ((symbolp form &optional form) form body)))
  (let ((prep (make-symbol "--dolist-prep--"))
        (count (make-symbol "--dolist-count--"))
        (list (make-symbol "--dolist-list--")))
    `(let ((,prep ,reporter-or-message) (,count 0) (,list ,(cadr spec)))
       (when (stringp ,prep)
         (setq ,prep (make-progress-reporter ,prep 0 (length ,list))))
       (dolist (,(car spec) ,list)
         ,@body
         (progress-reporter-update ,prep (setq ,count (1+ ,count))))
       (progress-reporter-done ,prep)
       ,(nth 2 spec))))

(provide 'help)
;;; help.el ends here
