;;; which-func.el --- naming the definition around point -*- lexical-binding: t; -*-

;; Manual: (emacs) Which Function.  The name comes from `which-func-functions', then from `add-log-current-defun', then from imenu's index.

(require 'add-log)
(require 'imenu)

(defgroup which-func nil "Naming the definition around point." :group 'convenience)
(defcustom which-func-modes t "The modes in which the mode line names the definition; t for all." :type '(choice (const t) (repeat symbol)))
(defcustom which-func-non-auto-modes nil "The modes in which no index is made for that." :type '(repeat symbol))
(defcustom which-func-maxout 500000 "The size of buffers above which no index is made; 0 for any." :type 'integer)
(defcustom which-func-format '("[" (:propertize which-func-current face which-func mouse-face mode-line-highlight) "]") "What the mode line shows." :type 'sexp)
(defface which-func '((t :inherit font-lock-function-name-face)) "Face of the name in the mode line.")
(defvar which-func-unknown "???" "What is shown if there is no name.")
(defvar which-func-table (make-hash-table :test 'eq :weakness 'key) "The names, by windows.")
(defvar which-func-functions nil "Functions that return the name, or nil.")
(defvar which-func-cleanup-function nil "Nil, or a function from a name to the text that is shown.")
(defvar which-func-imenu-joiner-function (lambda (names) (car (last names))) "Function from the list of names in an index to the name.")
(defvar which-func-update-timer nil "The timer that updates the names.")
(defvar which-function-imenu-failed nil "Non-nil if the buffer has no index.")
(defvar which-func-keymap (make-sparse-keymap) "Keymap of the name in the mode line.")
(defvar-local which-func-mode nil "Non-nil if the mode line names the definition.")
(defconst which-func-current
  '(:eval (string-replace "%" "%%" (or (gethash (selected-window) which-func-table) which-func-unknown)))
  "The name, for the mode line.")
(put 'which-func-current 'risky-local-variable t)
(put 'which-func-format 'risky-local-variable t)

(defun which-func-mode (&optional arg)
  "Turn naming the definition in the mode line on or off, as ARG says, in this buffer."
  (interactive "P")
  (setq which-func-mode (if (null arg) (not which-func-mode) (> (prefix-numeric-value arg) 0))))

(defun which-func-try-to-enable ()
  "Turn `which-func-mode' on if that makes sense in the buffer."
  (unless (or which-func-mode (derived-mode-p 'special-mode))
    (setq which-func-mode (or (eq which-func-modes t) (member major-mode which-func-modes)))))

(defun which-func-ff-hook ()
  "Turn `which-func-mode' on in a buffer that visits a file, if there is an index."
  (which-func-try-to-enable)
  (when (and which-func-mode
             (not (member major-mode which-func-non-auto-modes))
             (or (zerop which-func-maxout) (< buffer-saved-size which-func-maxout)))
    (condition-case err
        (setq imenu--index-alist (save-excursion (funcall imenu-create-index-function)))
      (imenu-unavailable (setq which-func-mode nil))
      (error (message "which-func-ff-hook error: %S" err) (setq which-func-mode nil)))))

(defun which-func-update ()
  "Update the name for the selected window."
  (which-func-update-1 (selected-window)))
(defun which-func-update-1 (window)
  "Update the name for WINDOW."
  (with-selected-window window
    (when which-func-mode
      (condition-case info
          (let ((current (which-function)))
            (unless (equal current (gethash window which-func-table))
              (puthash window current which-func-table)
              (force-mode-line-update)))
        (error (setq which-func-mode nil)
               (error "Error in which-func-update: %S" info))))))

(define-minor-mode which-function-mode
  "Mode in which the mode line names the definition around point."
  :global t :group 'which-func
  (when (timerp which-func-update-timer) (cancel-timer which-func-update-timer))
  (setq which-func-update-timer nil)
  (if which-function-mode
      (progn
        (setq which-func-update-timer (run-with-idle-timer (if (boundp 'idle-update-delay) idle-update-delay 0.5) t #'which-func-update))
        (dolist (buffer (buffer-list)) (with-current-buffer buffer (setq which-func-mode nil) (which-func-try-to-enable))))
    (dolist (buffer (buffer-list)) (with-current-buffer buffer (setq which-func-mode nil)))))

(defun which-func--in-index (alist names)
  "Return (POSITION NAME...) for the last item of the index ALIST, within NAMES, at or before point; nil if there is none."
  (let ((best nil))
    (dolist (item alist best)
      (let ((found (cond ((not (consp item)) nil)
                         ((imenu--subalist-p item) (which-func--in-index (cdr item) (append names (list (car item)))))
                         (t (let ((position (if (consp (cdr item)) (cadr item) (cdr item))))
                              (when (or (numberp position) (and (markerp position) (eq (marker-buffer position) (current-buffer))))
                                (and (<= position (point)) (>= position 0)
                                     (cons (+ position 0) (append names (list (car item)))))))))))
        (when (and found (or (null best) (>= (car found) (car best)))) (setq best found))))))

(defun which-function ()
  "Return the name of the definition around point, or nil."
  (let ((name (run-hook-with-args-until-success 'which-func-functions)))
    (when (and (null name) add-log-current-defun-function)
      (setq name (add-log-current-defun)))
    (when (and (null name)
               (or (null imenu--index-alist) (not (equal imenu--index-alist '(nil)))))
      (unless imenu--index-alist
        (ignore-errors (imenu--make-index-alist t)))
      (let ((found (which-func--in-index imenu--index-alist nil)))
        (when found (setq name (funcall which-func-imenu-joiner-function (cdr found))))))
    (when (and (null name) (null add-log-current-defun-function))
      (setq name (add-log-current-defun)))
    (when name
      (if which-func-cleanup-function (funcall which-func-cleanup-function name) name))))

(provide 'which-func)

;;; which-func.el ends here
