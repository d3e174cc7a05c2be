;;; hooks.el --- hooks, major modes' hooks and loading -*- lexical-binding: t; -*-

;;; Hooks

(defun hooks--depths (hook local)
  "Return the alist of the depths at which functions were put on HOOK."
  (if local
      (and (local-variable-p 'hooks--depth-alist)
           (cdr (assq hook (symbol-value 'hooks--depth-alist))))
    (get hook 'hook--depth-alist)))

(defvar hooks--depth-alist nil
  "Alist of hooks and the depths of their buffer-local functions.")

(defun hooks--set-depths (hook local depths)
  "Record DEPTHS as the depths of the functions on HOOK, its LOCAL value or the default."
  (if local
      (set (make-local-variable 'hooks--depth-alist)
           (cons (cons hook depths)
                 (assq-delete-all hook (copy-sequence hooks--depth-alist))))
    (put hook 'hook--depth-alist depths)))

(defun add-hook (hook function &optional depth local)
  "Add FUNCTION to the value of HOOK, unless it is there.
DEPTH, from -100 to 100 and 0 by default, says how far back it goes; t is 90.
With LOCAL, change HOOK's buffer-local value."
  (or (boundp hook) (set hook nil))
  (or (default-boundp hook) (set-default hook nil))
  (unless (numberp depth) (setq depth (if depth 90 0)))
  (if local
      (unless (local-variable-if-set-p hook)
        (set (make-local-variable hook) (list t)))
    (unless (and (consp (symbol-value hook)) (memq t (symbol-value hook)))
      (setq local nil)))
  (let ((value (if local (symbol-value hook) (default-value hook))))
    (if (or (not (listp value)) (functionp value))
        (setq value (list value)))
    (unless (member function value)
      (let ((depths (hooks--depths hook local)))
        (when (or depths (not (zerop depth)))
          (setq depths (cons (cons function depth) (assoc-delete-all function (copy-sequence depths))))
          (hooks--set-depths hook local depths))
        (setq value
              (if (< 0 depth)
                  (append value (list function))
                (cons function value)))
        (when depths
          (setq value (sort (if (< 0 depth) value (copy-sequence value))
                            (lambda (f1 f2)
                              (< (alist-get f1 depths 0 nil #'equal)
                                 (alist-get f2 depths 0 nil #'equal))))))))
    (if local
        (progn
          ;; A value that is no longer "t and more" would hide the default.
          (if (equal value '(t))
              (kill-local-variable hook)
            (set hook value)))
      (set-default hook value))))

(defun remove-hook (hook function &optional local)
  "Remove FUNCTION from the value of HOOK, its buffer-local value if LOCAL."
  (or (boundp hook) (set hook nil))
  (or (default-boundp hook) (set-default hook nil))
  (cond
   ((and local (not (local-variable-p hook))) nil)
   (t
    (let ((value (if local (symbol-value hook) (default-value hook))))
      (if (or (not (listp value)) (functionp value))
          (when (equal value function) (setq value nil))
        (setq value (remove function value)))
      (let ((depths (hooks--depths hook local)))
        (when (assoc function depths)
          (hooks--set-depths hook local (assoc-delete-all function (copy-sequence depths)))))
      (if (not local)
          (set-default hook value)
        (if (equal value '(t))
            (kill-local-variable hook)
          (set hook value)))))))

;;; Major modes

(defvar delayed-mode-hooks nil
  "Mode hooks waiting for the end of the mode that called theirs.")
(make-variable-buffer-local 'delayed-mode-hooks)

(defvar delay-mode-hooks nil
  "Non-nil means that `run-mode-hooks' only notes its hooks.")
(make-variable-buffer-local 'delay-mode-hooks)
;; Modes kill local variables while the hooks of modes derived from them are being delayed.
(put 'delay-mode-hooks 'permanent-local t)

(defvar delayed-after-hook-functions nil
  "Functions to call after the delayed mode hooks.")
(make-variable-buffer-local 'delayed-after-hook-functions)

(defvar change-major-mode-after-body-hook nil
  "Hook run after the body of a major mode, before the mode's own hook.")

(defvar after-change-major-mode-hook nil
  "Hook run at the very end of a major mode function.")

(defun run-mode-hooks (&rest hooks)
  "Run HOOKS, the mode hooks delayed so far first.
Inside `delay-mode-hooks', only note them."
  (if delay-mode-hooks
      (dolist (hook hooks) (push hook delayed-mode-hooks))
    (setq hooks (nconc (nreverse delayed-mode-hooks) hooks)
          delayed-mode-hooks nil)
    (apply #'run-hooks (cons 'change-major-mode-after-body-hook hooks))
    (run-hooks 'after-change-major-mode-hook)
    (dolist (fun (prog1 (nreverse delayed-after-hook-functions)
                   (setq delayed-after-hook-functions nil)))
      (funcall fun))))

(defmacro delay-mode-hooks (&rest body)
  "Evaluate BODY, and leave its mode hooks for later."
  (declare (debug t) (indent 0))
  `(progn
     (make-local-variable 'delay-mode-hooks)
     (let ((delay-mode-hooks t))
       ,@body)))

(defun provided-mode-derived-p (mode &rest modes)
  "Return non-nil if MODE is derived from one of MODES."
  (while (and (not (memq mode modes))
              (setq mode (or (get mode 'derived-mode-parent)
                             (let ((alias (symbol-function mode)))
                               (and alias (symbolp alias) alias))))))
  mode)

(defun derived-mode-p (&rest modes)
  "Return non-nil if the current major mode is derived from one of MODES."
  (apply #'provided-mode-derived-p major-mode modes))

(defvar minor-mode-list nil
  "All minor mode functions.")

;;; Loading

(defvar after-load-alist nil
  "Alist of features or file regexps and the functions to call once they are loaded.")

(defun load-history-regexp (file)
  "Return a regexp that matches the names under which FILE can have been loaded."
  (concat (if (file-name-absolute-p file)
              "\\`" "\\(\\`\\|/\\)")
          (regexp-quote (if (string-match-p "\\.el\\(c\\)?\\'" file)
                            (file-name-sans-extension file)
                          file))
          "\\(\\.elc?\\|\\.el\\.gz\\)?\\'"))

(defun load-history-filename-element (file-regexp)
  "Return the first element of `load-history' whose file matches FILE-REGEXP."
  (let ((tail load-history) found)
    (while (and tail (not found))
      (if (and (stringp (car-safe (car tail)))
               (string-match-p file-regexp (car (car tail))))
          (setq found (car tail)))
      (setq tail (cdr tail)))
    found))

(defun eval-after-load (file form)
  "Evaluate FORM, a form or function, now if FILE is loaded, else when it is.
FILE is a feature, or a file name given as a string."
  (declare (indent 1))
  (let* ((key (if (stringp file) (load-history-regexp file) file))
         (function (if (functionp form) form (lambda () (eval form t)))))
    (let ((entry (assoc key after-load-alist)))
      (unless entry
        (setq entry (list key))
        (push entry after-load-alist))
      (if (if (stringp file)
              (load-history-filename-element key)
            (featurep file))
          (funcall function)
        (unless (member function (cdr entry))
          (nconc entry (list function)))
        nil))))

(defmacro with-eval-after-load (file &rest body)
  "Evaluate BODY once FILE, a feature or a file name, is loaded."
  (declare (indent 1) (debug (form def-body)))
  `(eval-after-load ,file (lambda () ,@body)))

(defvar after-load-functions nil
  "Hook run after a file is loaded, with the file's name.")

(defun do-after-load-evaluation (abs-file)
  "Call what waits for the file ABS-FILE to be loaded."
  (dolist (entry after-load-alist)
    (when (and (stringp (car entry))
               (string-match-p (car entry) abs-file))
      (let ((functions (cdr entry)))
        (setcdr entry nil)
        (mapc #'funcall functions))))
  (run-hook-with-args 'after-load-functions abs-file))

(defun load-library (library)
  "Load the Lisp library named LIBRARY."
  (load library))

(defun load-file (file)
  "Load the Lisp file named FILE."
  (load (expand-file-name file) nil nil t))

(defun locate-file (filename path &optional suffixes predicate)
  "Return the first file named FILENAME in the directories PATH.
Each of SUFFIXES is tried; PREDICATE, `file-readable-p' by default, must accept the file."
  (if (and predicate (symbolp predicate) (not (functionp predicate)))
      (setq predicate (list predicate)))
  (when (and (consp predicate) (not (functionp predicate)))
    (setq predicate
          (logior (if (memq 'executable predicate) 1 0)
                  (if (memq 'writable predicate) 2 0)
                  (if (memq 'readable predicate) 4 0))))
  (locate-file-internal filename path suffixes predicate))

(defun locate-library (library &optional nosuffix path _interactive-call)
  "Return the file name of LIBRARY, searched for in PATH, `load-path' by default.
With NOSUFFIX, add no suffixes to the name."
  (locate-file library
               (or path load-path)
               (append (unless nosuffix (get-load-suffixes))
                       load-file-rep-suffixes)))

(defun symbol-file (symbol &optional type)
  "Return the name of the file that defined SYMBOL, nil if it is not known.
TYPE restricts the definition: `defun', `defvar', `defface', nil for any."
  (if (and (or (null type) (eq type 'defun))
           (symbolp symbol)
           (autoloadp (symbol-function symbol)))
      (locate-library (nth 1 (symbol-function symbol)))
    (let ((files load-history) file)
      (while (and files (not file))
        (let ((entries (cdr (car files))))
          (when (cond
                 ((null type)
                  (or (memq symbol entries)
                      (rassq symbol entries)))
                 ((eq type 'defvar) (memq symbol entries))
                 (t (or (member (cons type symbol) entries)
                        (and (eq type 'defun) (member (cons t symbol) entries)))))
            (setq file (car (car files)))))
        (setq files (cdr files)))
      file)))

(defun unload-feature (feature &optional _force)
  "Forget the functions and the feature that the file of FEATURE provided."
  (unless (featurep feature)
    (error "%s is not a currently loaded feature" feature))
  (let* ((entry (let ((tail load-history) found)
                  (while (and tail (not found))
                    (if (member (cons 'provide feature) (cdr (car tail)))
                        (setq found (car tail)))
                    (setq tail (cdr tail)))
                  found)))
    (dolist (item (cdr entry))
      (cond
       ((memq (car-safe item) '(defun t))
        (when (fboundp (cdr item)) (fmakunbound (cdr item))))
       ((and item (symbolp item) (boundp item) (not (local-variable-if-set-p item)))
        (makunbound item))))
    (setq features (delq feature features)
          load-history (delq entry load-history))
    nil))

;;; hooks.el ends here
