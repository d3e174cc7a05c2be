;;; flymake.el --- marking what checkers find wrong -*- lexical-binding: t; -*-

;; Manual: (flymake) Backend functions.  `flymake-start' calls the functions in `flymake-diagnostic-functions' with a function that takes their
;; reports.  Diagnostics are overlays and can be listed and gone to; there are no fringes.

(require 'cl-lib)
(require 'thingatpt)
(require 'warnings)
(require 'tabulated-list)

(defgroup flymake nil "Checking while editing." :group 'tools)
(defcustom flymake-error-bitmap '(flymake-double-exclamation-mark compilation-error) "The picture of errors; not shown." :type 'sexp)
(defcustom flymake-warning-bitmap '(exclamation-mark compilation-warning) "The picture of warnings; not shown." :type 'sexp)
(defcustom flymake-note-bitmap '(exclamation-mark compilation-info) "The picture of notes; not shown." :type 'sexp)
(defcustom flymake-fringe-indicator-position 'left-fringe "Where pictures are; not shown." :type '(choice (const left-fringe) (const right-fringe) (const nil)))
(defcustom flymake-no-changes-timeout 0.5 "How many seconds after the last change a check begins; nil for never." :type '(choice number (const nil)))
(defcustom flymake-gui-warnings-enabled t "Obsolete, unused." :type 'boolean)
(defcustom flymake-start-on-flymake-mode t "Non-nil to check when the mode is turned on." :type 'boolean)
(defcustom flymake-start-on-save-buffer t "Non-nil to check when the buffer is saved." :type 'boolean)
(defcustom flymake-start-syntax-check-on-find-file t "Obsolete: like `flymake-start-on-flymake-mode'." :type 'boolean)
(defcustom flymake-log-level -1 "Obsolete, unused." :type 'integer)
(defcustom flymake-wrap-around t "Non-nil if going to the next diagnostic wraps around." :type 'boolean)
(defcustom flymake-suppress-zero-counters :warning "Which counters of none are left out of the mode line: t, nil or a least severe type." :type '(choice (const t) (const nil) (const :error) (const :warning) (const :note)))
(defcustom flymake-mode-line-format '(" " flymake-mode-line-title flymake-mode-line-exception flymake-mode-line-counters) "What the mode line says." :type 'sexp)
(defcustom flymake-mode-line-counter-format '("[" flymake-mode-line-error-counter flymake-mode-line-warning-counter flymake-mode-line-note-counter "]") "The counters in the mode line." :type 'sexp)

(defface flymake-error '((t :inherit error)) "Face of errors.")
(defface flymake-warning '((t :inherit warning)) "Face of warnings.")
(defface flymake-note '((t :inherit warning)) "Face of notes.")

(defvar-local flymake-diagnostic-functions nil
  "Functions (REPORT-FN &rest KEYWORDS) that look for diagnostics and call REPORT-FN with a list of them, or with :panic, and keywords.")
(put 'flymake-diagnostic-functions 'safe-local-variable #'null)
(defvar flymake-diagnostic-types-alist nil "Alist of types and their properties; types may also have them as properties of symbols.")
(defvar flymake-list-only-diagnostics nil "Alist of files and diagnostics that have not been found by checking a buffer.")
(defvar-local flymake-timer nil "The timer that begins a check.")
(defvar-local flymake-check-start-time nil "When the last check began, in seconds.")
(defvar-local flymake--state nil "Hash table of the functions in use and their states.")
(defvar-local flymake--recent-changes nil "The changes since the last check: (BEG END).")

(put 'flymake-category 'face 'flymake-error)
(put 'flymake-error 'face 'flymake-error)
(put 'flymake-error 'severity (warning-numeric-level :error))
(put 'flymake-error 'mode-line-face 'compilation-error)
(put 'flymake-error 'flymake-type-name "error")
(put 'flymake-warning 'face 'flymake-warning)
(put 'flymake-warning 'severity (warning-numeric-level :warning))
(put 'flymake-warning 'mode-line-face 'compilation-warning)
(put 'flymake-warning 'flymake-type-name "warning")
(put 'flymake-note 'face 'flymake-note)
(put 'flymake-note 'severity (warning-numeric-level :debug))
(put 'flymake-note 'mode-line-face 'compilation-info)
(put 'flymake-note 'flymake-type-name "note")
(put :error 'flymake-category 'flymake-error)
(put :warning 'flymake-category 'flymake-warning)
(put :note 'flymake-category 'flymake-note)

(defun flymake--log-1 (level sublog msg &rest args)
  "Log the message made of MSG and ARGS, at LEVEL, about SUBLOG."
  (let ((warning-minimum-level :emergency) (warning-type-format (format " [%s %s]" (or sublog 'flymake) (current-buffer))))
    (display-warning (list 'flymake sublog) (apply #'format-message msg args)
                     (if (numberp level) (or (nth level '(:emergency :error :warning :debug :debug)) :error) level)
                     "*Flymake log*")))
(defmacro flymake-log (level msg &rest args)
  "Log the message made of MSG and ARGS at LEVEL, a keyword as `display-warning' has it."
  `(flymake--log-1 ,level ',(let ((file (or load-file-name (bound-and-true-p byte-compile-current-file) (buffer-file-name)))) (and file (intern (file-name-base file)))) ,msg ,@args))
(defun flymake-error (text &rest args)
  "Log and signal an error with the message made of TEXT and ARGS."
  (let ((message (apply #'format-message text args)))
    (flymake--log-1 :error nil "%s" message)
    (error "%s" message)))

;;; Diagnostics

(cl-defstruct (flymake--diag (:constructor flymake--diag-make) (:copier nil))
  locus beg end type text backend data overlay-properties overlay orig-beg orig-end)

(defun flymake-make-diagnostic (locus beg end type text &optional data overlay-properties)
  "Return a diagnostic of TYPE with TEXT for BEG to END of LOCUS, a buffer or file.
For a file, BEG and END are (LINE . COLUMN).  DATA is any value; OVERLAY-PROPERTIES is an alist for its overlay."
  (when (stringp locus) (setq locus (expand-file-name locus)))
  (flymake--diag-make :locus locus :beg beg :end end :type type :text text :data data
                      :overlay-properties overlay-properties :orig-beg beg :orig-end end))

(defun flymake-diagnostics (&optional beg end)
  "Return the diagnostics of the buffer, those at BEG, or those between BEG and END."
  (mapcar (lambda (overlay) (overlay-get overlay 'flymake-diagnostic))
          (flymake--overlays :beg beg :end end)))

(defun flymake-diagnostic-buffer (diag)
  "Return the buffer of DIAG, or its file."
  (flymake--diag-locus diag))
(defun flymake-diagnostic-beg (diag) "Return where DIAG begins." (flymake--diag-beg diag))
(defun flymake-diagnostic-end (diag) "Return where DIAG ends." (flymake--diag-end diag))
(defun flymake-diagnostic-type (diag) "Return the type of DIAG." (flymake--diag-type diag))
(defun flymake-diagnostic-text (diag) "Return the text of DIAG." (flymake--diag-text diag))
(defun flymake-diagnostic-backend (diag) "Return the function that reported DIAG." (flymake--diag-backend diag))
(defun flymake-diagnostic-data (diag) "Return the data of DIAG." (flymake--diag-data diag))

(cl-defun flymake--overlays (&key beg end filter compare key)
  "Return the overlays of diagnostics: at BEG, or between BEG and END, that FILTER accepts, sorted by COMPARE of KEY."
  (save-restriction
    (widen)
    (let ((overlays (seq-filter (lambda (overlay)
                                  (and (overlay-get overlay 'flymake-diagnostic)
                                       (or (null filter) (funcall filter overlay))))
                                (if (and beg (null end)) (overlays-at beg t)
                                  (overlays-in (or beg (point-min)) (or end (point-max)))))))
      (if compare (cl-sort overlays compare :key (or key #'identity)) overlays))))

(defun flymake--lookup-type-property (type prop &optional default)
  "Return the property PROP of TYPE, or of its category, or DEFAULT."
  (let ((entry (assq type flymake-diagnostic-types-alist)))
    (or (cdr (assq prop (cdr entry)))
        (and (symbolp type) (get type prop))
        (let ((category (or (cdr (assq 'flymake-category (cdr entry))) (and (symbolp type) (get type 'flymake-category)))))
          (and category (plist-get (symbol-plist category) prop)))
        default)))

(defun flymake--severity (type)
  "Return how severe TYPE is, a number."
  (flymake--lookup-type-property type 'severity (warning-numeric-level :error)))

(defun flymake-diag-region (buffer line &optional col)
  "Return (BEG . END) for LINE and COL of BUFFER: the symbol or expression there, or the line without its blanks."
  (condition-case-unless-debug nil
      (let ((line (min (max line 1) (with-current-buffer buffer (line-number-at-pos (point-max) t)))))
        (with-current-buffer buffer
          (save-excursion
            (goto-char (point-min))
            (forward-line (1- line))
            (let ((whole (lambda ()
                           (let* ((beg (progn (back-to-indentation) (point)))
                                  (end (progn (end-of-line) (skip-chars-backward " \t\f\n" beg) (if (eq (point) beg) (line-beginning-position 2) (point)))))
                             (cons beg end)))))
              (if (and col (> col 0))
                  (let* ((beg (progn (forward-char (min (1- col) (- (line-end-position) (point)))) (point)))
                         (end (or (cdr (bounds-of-thing-at-point 'sexp)) (cdr (bounds-of-thing-at-point 'symbol)) beg)))
                    (if (or (= beg (line-end-position)) (<= end beg))
                        (let ((found (funcall whole))) (if (= beg (line-end-position)) found (cons beg (max (1+ beg) end))))
                      (cons beg end)))
                (funcall whole))))))
    (error (flymake-log :warning "Invalid region line=%s col=%s" line col) nil)))

(defun flymake--equal-diagnostic-p (a b)
  "Return non-nil if A and B say the same of the same place."
  (cl-every (lambda (accessor) (equal (funcall accessor a) (funcall accessor b)))
            '(flymake-diagnostic-type flymake-diagnostic-text flymake-diagnostic-backend flymake-diagnostic-beg flymake-diagnostic-end)))

(defun flymake--highlight-line (diagnostic &optional _foreign)
  "Put an overlay on the text of DIAGNOSTIC, in the current buffer."
  (let* ((type (flymake--diag-type diagnostic))
         (beg (max (point-min) (flymake--diag-beg diagnostic)))
         (end (min (point-max) (or (flymake--diag-end diagnostic) beg)))
         (overlay (make-overlay (min beg end) (max beg end))))
    (setf (flymake--diag-overlay diagnostic) overlay)
    (pcase-dolist (`(,property . ,value) (flymake--diag-overlay-properties diagnostic))
      (overlay-put overlay property value))
    (dolist (property '(face priority category))
      (let ((value (pcase property
                     ('category (flymake--lookup-type-property type 'flymake-category))
                     ('priority (+ 100 (flymake--severity type)))
                     (_ (flymake--lookup-type-property type property 'flymake-error)))))
        (unless (plist-member (overlay-properties overlay) property) (overlay-put overlay property value))))
    (overlay-put overlay 'evaporate t)
    (overlay-put overlay 'flymake-overlay t)
    (overlay-put overlay 'flymake-diagnostic diagnostic)
    (overlay-put overlay 'help-echo
                 (lambda (_window object position)
                   (when (overlayp object)
                     (with-current-buffer (overlay-buffer object)
                       (mapconcat #'flymake-diagnostic-text (flymake-diagnostics position) "\n")))))
    overlay))

;;; Backends

(cl-defstruct (flymake--state (:constructor flymake--make-backend-state) (:copier nil))
  running reported-p disabled diags foreign-diags)

(defmacro flymake--with-backend-state (backend state-var &rest body)
  "Evaluate BODY with STATE-VAR bound to the state of BACKEND, which is made if there is none."
  (declare (indent 2) (debug (sexp sexp &rest form)))
  (let ((b (make-symbol "b")))
    `(let* ((,b ,backend)
            (,state-var (or (gethash ,b flymake--state)
                            (puthash ,b (flymake--make-backend-state) flymake--state))))
       ,@body)))

(defun flymake-is-running ()
  "Return non-nil if a check is going on."
  (flymake-running-backends))

(defun flymake--delete-overlays (diags)
  "Delete the overlays of DIAGS."
  (dolist (diag diags)
    (let ((overlay (flymake--diag-overlay diag)))
      (when overlay
        (setf (flymake--diag-beg diag) (or (overlay-start overlay) (flymake--diag-beg diag))
              (flymake--diag-end diag) (or (overlay-end overlay) (flymake--diag-end diag)))
        (delete-overlay overlay)))))

(defun flymake--clear-foreign-diags (state)
  "Forget the diagnostics of other buffers in STATE."
  (setf (flymake--state-foreign-diags state) nil))

(cl-defun flymake--publish-diagnostics (diags &key backend state region)
  "Show DIAGS, which BACKEND, in STATE, has found, in place of those of REGION, or of all if that is nil."
  (let ((kept nil) (own nil))
    (dolist (diag (flymake--state-diags state))
      (if (and region (or (> (car region) (flymake-diagnostic-end diag)) (< (cdr region) (flymake-diagnostic-beg diag))))
          (push diag kept)
        (flymake--delete-overlays (list diag))))
    (dolist (diag diags)
      (setf (flymake--diag-backend diag) backend)
      (let ((locus (flymake--diag-locus diag)))
        (if (or (eq locus (current-buffer))
                (and (stringp locus) buffer-file-name (equal locus (expand-file-name buffer-file-name))))
            (progn
              (when (consp (flymake--diag-beg diag))
                (let* ((beg (flymake--diag-beg diag)) (region (flymake-diag-region (current-buffer) (car beg) (cdr beg))))
                  (setf (flymake--diag-beg diag) (car region) (flymake--diag-end diag) (cdr region))))
              (setf (flymake--diag-locus diag) (current-buffer))
              (push diag own))
          (push diag (flymake--state-foreign-diags state)))))
    (save-restriction
      (widen)
      (dolist (diag own) (flymake--highlight-line diag)))
    (setf (flymake--state-diags state) (append (nreverse own) (nreverse kept)))))

(cl-defun flymake--handle-report (backend token report-action &key explanation force region &allow-other-keys)
  "Take the report REPORT-ACTION of BACKEND, which was started with TOKEN.
EXPLANATION, FORCE and REGION are what the function has added."
  (let ((state (or (gethash backend flymake--state)
                   (error "Can't find state for %s in `flymake--state'" backend)))
        (first-report nil))
    (setf first-report (not (flymake--state-reported-p state)))
    (cond
     ((and (not force) (not (eq token (flymake--state-running state))))
      (flymake-log :debug "Obsolete report from backend %s" backend))
     ((eq report-action :panic)
      (flymake--disable-backend backend (or explanation "unknown"))
      (flymake-log :error "Disabled backend %s due to reported error: %s" backend explanation))
     ((not (listp report-action))
      (flymake--disable-backend backend (format "Unknown action %S" report-action))
      (flymake-error "Expected report, but got unknown key %s" report-action))
     (t
      (setf (flymake--state-reported-p state) t)
      (flymake--publish-diagnostics report-action :backend backend :state state
                                    :region (and region (or (not first-report) region) region))
      (when flymake-check-start-time
        (flymake-log :debug "backend %s reported %d diagnostics" backend (length report-action)))
      (when (and (get-buffer (flymake--diagnostics-buffer-name)) (get-buffer-window (flymake--diagnostics-buffer-name)))
        (with-current-buffer (flymake--diagnostics-buffer-name) (revert-buffer)))))))

(defun flymake-make-report-fn (backend &optional token)
  "Return the function that takes reports of BACKEND, started with TOKEN, for the current buffer."
  (let ((buffer (current-buffer)))
    (lambda (&rest args)
      (if (not (buffer-live-p buffer))
          (flymake-log :debug "Report of %s for a dead buffer" backend)
        (with-current-buffer buffer
          (apply #'flymake--handle-report backend token args))))))

(defun flymake--collect (fn &optional message-prefix)
  "Return the functions in use for whose state FN returns non-nil; tell them after MESSAGE-PREFIX if that is non-nil."
  (unless flymake--state
    (user-error "Flymake is not initialized"))
  (let ((backends nil))
    (maphash (lambda (backend state) (when (funcall fn state) (push backend backends))) flymake--state)
    (when message-prefix
      (message "%s%s" message-prefix (mapconcat (lambda (backend) (format "%s" backend)) backends ", ")))
    backends))
(defun flymake-running-backends ()
  "Return the functions that have been called and may report."
  (interactive)
  (flymake--collect #'flymake--state-running
                    (and (called-interactively-p 'interactive) "Running backends: ")))
(defun flymake-disabled-backends ()
  "Return the functions that are no longer called."
  (interactive)
  (flymake--collect #'flymake--state-disabled (and (called-interactively-p 'interactive) "Disabled backends: ")))
(defun flymake-reporting-backends ()
  "Return the functions that have reported."
  (interactive)
  (flymake--collect #'flymake--state-reported-p (and (called-interactively-p 'interactive) "Reporting backends: ")))

(defun flymake--disable-backend (backend &optional explanation)
  "Call BACKEND no longer, for the reason EXPLANATION."
  (flymake-log :warning "Disabling backend %s because %s" backend explanation)
  (flymake--with-backend-state backend state
    (setf (flymake--state-running state) nil
          (flymake--state-disabled state) explanation
          (flymake--state-reported-p state) t)
    (flymake--delete-overlays (flymake--state-diags state))
    (setf (flymake--state-diags state) nil)))

(defun flymake--run-backend (backend &optional args)
  "Call BACKEND with a function for reports and ARGS."
  (flymake-log :debug "Running backend %s" backend)
  (let ((token (make-symbol "backend-token")))
    (flymake--with-backend-state backend state
      (setf (flymake--state-running state) token
            (flymake--state-disabled state) nil
            (flymake--state-reported-p state) nil)
      (flymake--clear-foreign-diags state))
    (condition-case-unless-debug err
        (apply backend (flymake-make-report-fn backend token) args)
      (error (flymake--disable-backend backend err)))))

(defun flymake-start (&optional deferred force)
  "Begin a check, after the current command if DEFERRED (or a list that says after what).
Functions that have been disabled are called again if FORCE."
  (interactive (list nil current-prefix-arg))
  (let ((deferred (if (eq deferred t) '(post-command on-display) deferred))
        (buffer (current-buffer)))
    (cond
     ((and (memq 'post-command deferred) this-command)
      (let ((function nil))
        (setq function (lambda ()
                         (remove-hook 'post-command-hook function)
                         (when (buffer-live-p buffer)
                           (with-current-buffer buffer (flymake-start (remq 'post-command deferred) force)))))
        (add-hook 'post-command-hook function 'append nil)))
     ((and (memq 'on-display deferred) (not (get-buffer-window buffer)))
      (let ((function nil))
        (setq function (lambda ()
                         (remove-hook 'window-configuration-change-hook function 'local)
                         (flymake-start (remq 'on-display deferred) force)))
        (add-hook 'window-configuration-change-hook function 'append 'local)))
     (flymake-mode
      (setq flymake-check-start-time (float-time))
      (let ((args (and flymake--recent-changes
                       (list :recent-changes flymake--recent-changes
                             :changes-start (apply #'min (mapcar #'car flymake--recent-changes))
                             :changes-end (apply #'max (mapcar #'cadr flymake--recent-changes))))))
        (setq flymake--recent-changes nil)
        (run-hook-wrapped
         'flymake-diagnostic-functions
         (lambda (backend)
           (cond ((and (not force) (flymake--with-backend-state backend state (flymake--state-disabled state)))
                  (flymake-log :debug "Backend %s is disabled, not starting" backend))
                 (t (flymake--run-backend backend args)))
           nil)))))))

;;; The mode

(defvar flymake-mode-map
  (let ((map (make-sparse-keymap))) map)
  "Keymap of `flymake-mode'.")
(defvar flymake-menu (make-sparse-keymap "Flymake") "The menu of Flymake.")

(define-minor-mode flymake-mode
  "Mode that marks what the functions in `flymake-diagnostic-functions' find wrong."
  :group 'flymake
  :lighter flymake-mode-line-format
  :keymap flymake-mode-map
  (cond
   (flymake-mode
    (add-hook 'after-change-functions #'flymake-after-change-function nil t)
    (add-hook 'after-save-hook #'flymake-after-save-hook nil t)
    (add-hook 'kill-buffer-hook #'flymake-kill-buffer-hook nil t)
    (add-hook 'eldoc-documentation-functions #'flymake-eldoc-function t t)
    (when flymake--state
      (maphash (lambda (_backend state) (flymake--delete-overlays (flymake--state-diags state))) flymake--state))
    (setq flymake--state (make-hash-table)
          flymake--recent-changes nil)
    (when flymake-start-on-flymake-mode (flymake-start t)))
   (t
    (remove-hook 'after-change-functions #'flymake-after-change-function t)
    (remove-hook 'after-save-hook #'flymake-after-save-hook t)
    (remove-hook 'kill-buffer-hook #'flymake-kill-buffer-hook t)
    (remove-hook 'eldoc-documentation-functions #'flymake-eldoc-function t)
    (when flymake-timer (cancel-timer flymake-timer) (setq flymake-timer nil))
    (mapc #'delete-overlay (flymake--overlays))
    (when flymake--state
      (maphash (lambda (_backend state) (flymake--clear-foreign-diags state)) flymake--state)))))

(defun flymake-mode-on () "Turn on `flymake-mode'." (flymake-mode 1))
(defun flymake-mode-off () "Turn off `flymake-mode'." (flymake-mode 0))
(make-obsolete 'flymake-mode-on 'flymake-mode "26.1")
(make-obsolete 'flymake-mode-off 'flymake-mode "26.1")

(defun flymake--schedule-timer-maybe ()
  "Let a check begin in a while, if `flymake-no-changes-timeout' says so."
  (when flymake-timer (cancel-timer flymake-timer) (setq flymake-timer nil))
  (when flymake-no-changes-timeout
    (setq flymake-timer
          (run-with-idle-timer
           flymake-no-changes-timeout nil
           (lambda (buffer)
             (when (buffer-live-p buffer)
               (with-current-buffer buffer
                 (when (and flymake-mode flymake-no-changes-timeout)
                   (flymake-start t))
                 (setq flymake-timer nil))))
           (current-buffer)))))

(defun flymake-after-change-function (start stop _len)
  "Note the change of the text from START to STOP."
  (when flymake-mode
    (push (list start stop (buffer-substring-no-properties start stop)) flymake--recent-changes)
    (flymake--schedule-timer-maybe)))
(defun flymake-after-save-hook ()
  "Check the buffer, which has been saved."
  (when flymake-start-on-save-buffer (flymake-start t)))
(defun flymake-kill-buffer-hook ()
  "Let no check of the buffer begin."
  (when flymake-timer (cancel-timer flymake-timer) (setq flymake-timer nil)))
(defun flymake-find-file-hook ()
  "Turn on `flymake-mode' if there are functions for the buffer."
  (unless (or flymake-mode (null flymake-diagnostic-functions))
    (flymake-mode)))

(defun flymake-eldoc-function (report-doc &rest _)
  "Give REPORT-DOC the diagnostics at point."
  (let ((diags (flymake-diagnostics (point))))
    (when diags
      (funcall report-doc
               (mapconcat (lambda (diag)
                            (propertize (flymake-diagnostic-text diag) 'face
                                        (flymake--lookup-type-property (flymake-diagnostic-type diag) 'face 'flymake-error)))
                          diags "\n")))))

;;; Moving

(defun flymake-goto-next-error (&optional n filter interactive)
  "Go to the Nth next diagnostic of one of the types FILTER; signal that there is none if INTERACTIVE."
  (interactive (list 1 (if current-prefix-arg '(:error :warning)) t))
  (let* ((n (or n 1))
         (overlays (flymake--overlays
                    :filter (lambda (overlay)
                              (let ((diag (overlay-get overlay 'flymake-diagnostic)))
                                (or (null filter) (memq (flymake-diagnostic-type diag) filter))))
                    :compare (if (> n 0) #'< #'>) :key #'overlay-start))
         (tail (cl-member-if (lambda (overlay) (if (> n 0) (> (overlay-start overlay) (point)) (< (overlay-start overlay) (point)))) overlays))
         (chain (if (and flymake-wrap-around overlays) (append tail overlays overlays) tail))
         (target (nth (1- (if (and flymake-wrap-around overlays) (1+ (mod (1- (abs n)) (length overlays))) (abs n))) chain)))
    (cond
     (target
      (goto-char (overlay-start target))
      (when interactive
        (message "%s" (mapconcat (lambda (overlay) (flymake-diagnostic-text (overlay-get overlay 'flymake-diagnostic)))
                                 (seq-filter (lambda (overlay) (= (overlay-start overlay) (point))) overlays) "\n"))))
     (interactive
      (user-error "No more Flymake diagnostics%s" (if filter (format " of %s" filter) ""))))))
(defun flymake-goto-prev-error (&optional n filter interactive)
  "Go to the Nth diagnostic before point of one of the types FILTER; signal that there is none if INTERACTIVE."
  (interactive (list 1 (if current-prefix-arg '(:error :warning)) t))
  (flymake-goto-next-error (- (or n 1)) filter interactive))

;;; Mode line and listings

(defvar flymake-mode-line-title '(:eval (flymake--mode-line-title)) "The name of the mode in the mode line.")
(defvar flymake-mode-line-exception '(:eval (flymake--mode-line-exception)) "What is out of order, in the mode line.")
(defvar flymake-mode-line-counters '(:eval (flymake--mode-line-counters)) "The counters in the mode line.")
(defvar flymake-mode-line-error-counter '(:eval (flymake--mode-line-counter :error t)) "The number of errors.")
(defvar flymake-mode-line-warning-counter '(:eval (flymake--mode-line-counter :warning)) "The number of warnings.")
(defvar flymake-mode-line-note-counter '(:eval (flymake--mode-line-counter :note)) "The number of notes.")
(dolist (variable '(flymake-mode-line-title flymake-mode-line-exception flymake-mode-line-counters flymake-mode-line-error-counter
                    flymake-mode-line-warning-counter flymake-mode-line-note-counter))
  (put variable 'risky-local-variable t))

(defun flymake--mode-line-title ()
  "Return the name of the mode."
  (propertize "Flymake" 'mouse-face 'mode-line-highlight
              'help-echo (lambda (&rest _) (format "%s known backends" (if flymake--state (hash-table-count flymake--state) 0)))))
(defun flymake--mode-line-exception ()
  "Return what the mode line says if functions run, are disabled or there are none."
  (let* ((known (and flymake--state (hash-table-count flymake--state)))
         (running (and flymake--state (cl-set-difference (flymake-running-backends) (flymake-reporting-backends))))
         (disabled (and flymake--state (flymake-disabled-backends))))
    (cond ((or (null known) (zerop known)) "?")
          (running "Wait")
          ((and disabled (= (length disabled) known)) "!"))))
(defun flymake--mode-line-counters ()
  "Return the counters, if any function has reported."
  (when (and flymake--state (flymake-reporting-backends)) flymake-mode-line-counter-format))
(defun flymake--mode-line-counter (type &optional no-space)
  "Return the number of diagnostics as severe as TYPE, after a space unless NO-SPACE."
  (let ((count 0) (level (flymake--severity type)))
    (when flymake--state
      (maphash (lambda (_backend state)
                 (dolist (diag (flymake--state-diags state))
                   (when (= (flymake--severity (flymake-diagnostic-type diag)) level) (setq count (1+ count)))))
               flymake--state))
    (when (or (> count 0)
              (not flymake-suppress-zero-counters)
              (and (keywordp flymake-suppress-zero-counters) (>= level (flymake--severity flymake-suppress-zero-counters))))
      (list (if no-space "" '(:propertize " ")) (propertize (format "%d" count) 'face (flymake--lookup-type-property type 'mode-line-face 'compilation-error))))))

(defvar-local flymake--diagnostics-buffer-source nil "The buffer whose diagnostics are listed.")
(defvar flymake-diagnostics-buffer-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "RET") #'flymake-goto-diagnostic)
    (define-key map (kbd "SPC") #'flymake-show-diagnostic)
    map)
  "Keymap of the list of diagnostics.")

(defun flymake--diagnostics-buffer-name ()
  "Return the name of the buffer with the list of diagnostics of the current one."
  (format "*Flymake diagnostics for `%s'*" (buffer-name)))

(defun flymake-show-diagnostic (pos &optional other-window)
  "Show the place of the diagnostic listed at POS; select it if OTHER-WINDOW."
  (interactive (list (point) t))
  (let* ((diag (plist-get (or (tabulated-list-get-id pos) (user-error "Nothing at point")) :diagnostic))
         (locus (flymake-diagnostic-buffer diag))
         (buffer (if (bufferp locus) locus (find-file-noselect locus))))
    (with-current-buffer buffer
      (let ((beg (flymake-diagnostic-beg diag)))
        (goto-char (if (consp beg) (car (flymake-diag-region buffer (car beg) (cdr beg))) beg))))
    (display-buffer buffer (if other-window '(nil (inhibit-same-window . t) (allow-no-window . t)) '(nil (allow-no-window . t))))
    buffer))
(defun flymake-goto-diagnostic (pos)
  "Go to the place of the diagnostic listed at POS."
  (interactive "d")
  (pop-to-buffer (flymake-show-diagnostic pos)))

(defun flymake--tabulated-entries-1 (diags _project-root)
  "Return the entries of a list of DIAGS."
  (mapcar (lambda (diag)
            (let* ((type (flymake-diagnostic-type diag)) (beg (flymake-diagnostic-beg diag)) (locus (flymake-diagnostic-buffer diag))
                   (place (if (consp beg) beg
                            (with-current-buffer locus
                              (save-excursion (goto-char beg) (cons (line-number-at-pos) (- (point) (line-beginning-position))))))))
              (list (list :diagnostic diag :line (car place) :severity (flymake--severity type))
                    (vector (number-to-string (car place)) (number-to-string (or (cdr place) 0))
                            (propertize (format "%s" (flymake--lookup-type-property type 'flymake-type-name type))
                                        'face (flymake--lookup-type-property type 'mode-line-face 'flymake-error))
                            (format "%s" (or (flymake-diagnostic-backend diag) "(unknown)"))
                            (list (replace-regexp-in-string "\n.*" "" (flymake-diagnostic-text diag))
                                  'mouse-face 'highlight 'face nil 'follow-link t
                                  'action (lambda (button) (flymake-goto-diagnostic (button-start button))))))))
          diags))
(defun flymake--diagnostics-buffer-entries ()
  "Return the entries of the list."
  (when (buffer-live-p flymake--diagnostics-buffer-source)
    (with-current-buffer flymake--diagnostics-buffer-source
      (flymake--tabulated-entries-1 (flymake-diagnostics) nil))))

(define-derived-mode flymake-diagnostics-buffer-mode tabulated-list-mode "Flymake diagnostics"
  "Major mode of the list of diagnostics of a buffer."
  (setq tabulated-list-format [("Line" 5 t) ("Col" 3 nil) ("Type" 8 t) ("Backend" 8 t) ("Message" 0 t)])
  (setq tabulated-list-entries #'flymake--diagnostics-buffer-entries)
  (tabulated-list-init-header))

(defun flymake-show-buffer-diagnostics ()
  "List the diagnostics of the buffer."
  (interactive)
  (unless flymake-mode (user-error "Flymake mode is not enabled in the current buffer"))
  (let* ((source (current-buffer)) (target (get-buffer-create (flymake--diagnostics-buffer-name))))
    (with-current-buffer target
      (flymake-diagnostics-buffer-mode)
      (setq flymake--diagnostics-buffer-source source)
      (tabulated-list-print t))
    (display-buffer target '(nil (allow-no-window . t)))
    target))
(defalias 'flymake-show-diagnostics-buffer #'flymake-show-buffer-diagnostics)

(defun flymake-switch-to-log-buffer ()
  "Go to the log of Flymake."
  (interactive)
  (switch-to-buffer "*Flymake log*"))

(provide 'flymake)

;;; flymake.el ends here
