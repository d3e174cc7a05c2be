;;; elp.el --- measuring functions -*- lexical-binding: t; -*-

;; Manual: (elisp) Profiling.  A measured function has a piece of advice; what was measured is in the property `elp-info', a
;; vector [CALLS SECONDS].

(defgroup elp nil "Measuring functions." :group 'lisp)
(defcustom elp-function-list nil "The functions that `elp-instrument-list' measures." :type '(repeat function))
(defcustom elp-reset-after-results t "Non-nil if showing results forgets them." :type 'boolean)
(defcustom elp-sort-by-function #'elp-sort-by-total-time "The function that compares two results [CALLS TOTAL AVERAGE NAME]." :type 'function)
(defcustom elp-report-limit 1 "How often a function must have been called to be shown; nil for all." :type '(choice integer (const nil)))
(defcustom elp-use-standard-output nil "Non-nil if results are printed on `standard-output'." :type 'boolean)
(defcustom elp-recycle-buffers-p t "Nil if every result has a buffer of its own." :type 'boolean)

(defvar elp-results-buffer "*ELP Profiling Results*" "The buffer for results.")
(defconst elp-timer-info-property 'elp-info "The property with what was measured.")
(defconst elp--advice-name 'ELP-instrumentation\  "The name of the advice of measured functions.")
(defvar elp-record-p t "Non-nil if calls are measured.")
(defvar elp-master nil "The function that is measured with what it calls, if there is one.")
(defvar elp-not-profilable
  '(elp-wrapper elp-elapsed-time error call-interactively apply current-time interactive-p float-time elp--make-wrapper
    advice--called-interactively-skip funcall called-interactively-p time-since time-subtract)
  "Functions that cannot be measured.")

(defun elp-profilable-p (fun)
  "Return non-nil if the function of the symbol FUN can be measured."
  (and (symbolp fun) (fboundp fun)
       (not (or (memq fun elp-not-profilable) (keymapp fun)
                (autoloadp (symbol-function fun)) (macrop fun) (special-form-p fun)))))

(defun elp-elapsed-time (start end)
  "Return the seconds from START to END."
  (float-time (time-subtract end start)))

(defun elp--make-wrapper (funsym)
  "Return the advice that measures FUNSYM."
  (lambda (func &rest args)
    (let ((master (eq elp-master funsym)) (recording elp-record-p))
      (when master (setq elp-record-p t recording t))
      (if (not recording)
          (apply func args)
        (let ((info (get funsym elp-timer-info-property)) (start (current-time)))
          (aset info 0 (1+ (aref info 0)))
          (unwind-protect (apply func args)
            (aset info 1 (+ (aref info 1) (elp-elapsed-time start (current-time))))
            (when (and master elp-master) (setq elp-record-p nil))))))))

(defun elp--instrumented-p (sym)
  "Return non-nil if the function of SYM is measured."
  (and (fboundp sym) (advice-member-p elp--advice-name sym)))

(defun elp-instrument-function (funsym)
  "Measure the function of the symbol FUNSYM."
  (interactive "aFunction to instrument: ")
  (let ((info (vector 0 0)))
    (unless (fboundp funsym) (error "%s is not a known function" funsym))
    (when (memq funsym elp-not-profilable) (error "ELP cannot profile the function: %s" funsym))
    (when (autoloadp (symbol-function funsym)) (autoload-do-load (symbol-function funsym) funsym))
    (unless (elp--instrumented-p funsym)
      (put funsym elp-timer-info-property info)
      (advice-add funsym :around (elp--make-wrapper funsym) `((name . ,elp--advice-name) (depth . -99))))))

(defun elp-restore-function (funsym)
  "Measure the function of FUNSYM no longer."
  (interactive (list (intern (completing-read "Function to restore: " obarray #'elp--instrumented-p t))))
  (when (eq funsym elp-master) (setq elp-master nil elp-record-p t))
  (put funsym elp-timer-info-property nil)
  (advice-remove funsym elp--advice-name))

(defun elp-instrument-list (&optional list)
  "Measure the functions in LIST, by default `elp-function-list'."
  (interactive "P")
  (unless (listp list) (signal 'wrong-type-argument (list 'listp list)))
  (mapcar #'elp-instrument-function (or list elp-function-list)))

(defun elp-instrument-package (prefix)
  "Measure all functions whose names begin with PREFIX."
  (interactive "sPrefix of package to instrument: ")
  (when (zerop (length prefix)) (error "Instrumenting all Emacs functions would render Emacs unusable"))
  (elp-instrument-list
   (mapcar #'intern (all-completions prefix obarray (lambda (symbol) (and (fboundp symbol) (elp-profilable-p symbol)))))))

(defun elp-restore-list (&optional list)
  "Measure the functions in LIST, by default `elp-function-list', no longer."
  (interactive "P")
  (mapcar #'elp-restore-function (or list elp-function-list)))
(defun elp-restore-all ()
  "Measure no functions any longer."
  (interactive)
  (mapatoms #'elp-restore-function))

(defun elp-reset-function (funsym)
  "Forget what was measured of FUNSYM."
  (interactive "aFunction to reset: ")
  (let ((info (get funsym elp-timer-info-property)))
    (unless info (error "%s is not instrumented for profiling" funsym))
    (aset info 0 0)
    (aset info 1 0.0)))
(defun elp-reset-list (&optional list)
  "Forget what was measured of the functions in LIST, by default `elp-function-list'."
  (interactive "P")
  (mapcar #'elp-reset-function (or list elp-function-list)))
(defun elp-reset-all ()
  "Forget all that was measured."
  (interactive)
  (mapatoms (lambda (symbol) (when (get symbol elp-timer-info-property) (elp-reset-function symbol)))))

(defun elp-set-master (funsym)
  "Measure calls only while FUNSYM runs."
  (interactive "aMaster function: ")
  (setq elp-master nil elp-record-p t)
  (unless (elp--instrumented-p funsym) (elp-instrument-function funsym))
  (setq elp-master funsym elp-record-p nil))
(defun elp-unset-master ()
  "Measure all calls."
  (interactive)
  (setq elp-master nil elp-record-p t))

(defun elp-sort-by-call-count (vec1 vec2) "Return non-nil if VEC1 has at least as many calls as VEC2." (>= (aref vec1 0) (aref vec2 0)))
(defun elp-sort-by-total-time (vec1 vec2) "Return non-nil if VEC1 took at least as long as VEC2." (>= (aref vec1 1) (aref vec2 1)))
(defun elp-sort-by-average-time (vec1 vec2) "Return non-nil if a call of VEC1 took at least as long as one of VEC2." (>= (aref vec1 2) (aref vec2 2)))

(defun elp-pack-number (number width)
  "Return NUMBER, text, in at most WIDTH columns."
  (if (<= (length number) width) number
    (if (string-match "\\`\\(.*\\)\\(e[+-].*\\)\\'" number)
        (concat (substring (match-string 1 number) 0 (max 1 (- width (length (match-string 2 number)) 3))) "..." (match-string 2 number))
      (substring number 0 width))))

(define-derived-mode elp-results-mode special-mode "ELP" "Major mode of results.")

(defun elp-results-jump-to-definition (&optional _event)
  "Show the definition of the function at point."
  (interactive)
  (find-function (get-text-property (point) 'elp-symname)))

(defun elp-results ()
  "Show what was measured: the calls, seconds, and seconds per call of each function."
  (interactive)
  (let ((results nil) (width 13))
    (mapatoms (lambda (symbol)
                (let ((info (get symbol elp-timer-info-property)))
                  (when info
                    (let ((calls (aref info 0)) (seconds (aref info 1)))
                      (unless (and elp-report-limit (< calls elp-report-limit))
                        (setq width (max width (length (symbol-name symbol))))
                        (push (vector calls seconds (if (zerop calls) 0.0 (/ (float seconds) calls)) (symbol-name symbol)) results)))))))
    (setq results (sort results elp-sort-by-function))
    (let ((text (concat (format (format "%%-%ds  %%-10s  %%-12s  %%s\n" width) "Function Name" "Call Count" "Elapsed Time" "Average Time")
                        (mapconcat (lambda (result)
                                     (format (format "%%-%ds  %%-10d  %%-12s  %%s\n" width) (aref result 3) (aref result 0)
                                             (elp-pack-number (number-to-string (aref result 1)) 12)
                                             (elp-pack-number (number-to-string (aref result 2)) 12)))
                                   results ""))))
      (if elp-use-standard-output
          (princ text)
        (let ((buffer (if elp-recycle-buffers-p (get-buffer-create elp-results-buffer) (generate-new-buffer elp-results-buffer))))
          (with-current-buffer buffer
            (let ((inhibit-read-only t))
              (erase-buffer)
              (elp-results-mode)
              (insert text)
              (goto-char (point-min))))
          (pop-to-buffer buffer)))))
  (when elp-reset-after-results (elp-reset-all)))

(provide 'elp)

;;; elp.el ends here
