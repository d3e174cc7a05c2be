;;; next-error.el --- going from one place in a list of places to the next -*- lexical-binding: t; -*-

;; Manual: (emacs) Compilation Mode.  A buffer that knows places sets `next-error-function'.

(defgroup next-error nil "Going to places." :group 'compilation)

(defcustom next-error-highlight 0.5 "How long a place is shown: seconds, t for until the next command, nil or `fringe-arrow'." :type '(choice number (const nil) (const t) (const fringe-arrow)))
(defcustom next-error-highlight-no-select 0.5 "Like `next-error-highlight' in buffers that are not selected." :type '(choice number (const nil) (const t) (const fringe-arrow)))
(defcustom next-error-recenter nil "What `recenter' is called with at a place, if non-nil." :type '(choice (integer) (const (4)) (const nil)))
(defcustom next-error-hook nil "Functions called after going to a place." :type 'hook)
(defcustom next-error-verbose t "Non-nil if every command says which buffer is used, nil if only changes are told." :type 'boolean)
(defcustom next-error-message-highlight nil "Non-nil if the current message is shown in its buffer; `keep' for all that have been gone to." :type '(choice (const nil) (const t) (const keep)))
(defcustom next-error-find-buffer-function #'ignore
  "The function that finds the buffer with the places; it has the arguments of `next-error-find-buffer' and may return nil." :type 'function)
(defcustom next-error-found-function #'ignore
  "Function called with the buffer of the list and the buffer of the place after going there." :type 'function)

(defface next-error '((t :inherit region)) "Face of a place that has been gone to.")
(defface next-error-message '((t :inherit highlight :extend t)) "Face of the current message.")

(defvar-local next-error-function nil
  "The function (ARG RESET) that goes to the ARGth next place, from the first if RESET; nil if the buffer is no list of places.")
(defvar-local next-error-move-function nil "Nil, or the function (MESSAGE-POSITION POSITION) that goes to a position of a place.")
(defvar-local next-error-buffer nil "The list of places from which this buffer has been gone to.")
(defvar next-error-last-buffer nil "The list of places that has been used last.")
(defvar next-error-overlay-arrow-position nil "Where the arrow is that shows the place.")
(defvar next-error-highlight-timer nil "The timer that ends the showing of a place.")
(defvar-local next-error--message-highlight-overlay nil "The overlay on the current message.")
(defvar next-error-follow-last-line nil "The line that `next-error-follow-minor-mode' has seen last.")

(defun next-error-buffer-p (buffer &optional avoid-current extra-test-inclusive extra-test-exclusive)
  "Return non-nil if BUFFER is a list of places, and not the current buffer if AVOID-CURRENT.
EXTRA-TEST-INCLUSIVE is called if it seems none and may say that it is; EXTRA-TEST-EXCLUSIVE may say that it is none after all."
  (and (buffer-name buffer)
       (not (and avoid-current (eq buffer (current-buffer))))
       (with-current-buffer buffer
         (if next-error-function
             (or (null extra-test-exclusive) (funcall extra-test-exclusive))
           (and extra-test-inclusive (funcall extra-test-inclusive))))))

(defun next-error-buffer-on-selected-frame (&optional avoid-current extra-test-inclusive extra-test-exclusive)
  "Return the only list of places that is in a window.  The arguments are those of `next-error-buffer-p'."
  (let ((buffers (delete-dups
                  (delq nil (mapcar (lambda (window)
                                      (let ((buffer (window-buffer window)))
                                        (and (next-error-buffer-p buffer avoid-current extra-test-inclusive extra-test-exclusive)
                                             buffer)))
                                    (window-list))))))
    (and buffers (null (cdr buffers)) (car buffers))))

(defun next-error-buffer-unnavigated-current (&optional avoid-current extra-test-inclusive extra-test-exclusive)
  "Return the current buffer if it is a list of places that has not been gone to from another one."
  (and (not (and next-error-buffer (buffer-live-p next-error-buffer)
                 (not (eq next-error-buffer (current-buffer)))))
       (next-error-buffer-p (current-buffer) avoid-current extra-test-inclusive extra-test-exclusive)
       (current-buffer)))

(defun next-error-find-buffer (&optional avoid-current extra-test-inclusive extra-test-exclusive)
  "Return the list of places to use; signal an error if there is none.
The current buffer is the last choice if AVOID-CURRENT.  The tests are those of `next-error-buffer-p'."
  (let ((usable (lambda (buffer avoid)
                  (and buffer (buffer-live-p buffer)
                       (next-error-buffer-p buffer avoid extra-test-inclusive extra-test-exclusive)
                       buffer))))
    (or (funcall next-error-find-buffer-function avoid-current extra-test-inclusive extra-test-exclusive)
        (and next-error-last-buffer (funcall usable next-error-last-buffer avoid-current))
        (funcall usable (current-buffer) avoid-current)
        (seq-some (lambda (buffer) (funcall usable buffer t)) (buffer-list))
        (and avoid-current (funcall usable (current-buffer) nil)
             (progn (message "This is the only buffer with error message locations") (current-buffer)))
        (error "No buffers contain error message locations"))))

(defun next-error-message-highlight (error-buffer)
  "Show the message at point of ERROR-BUFFER, if `next-error-message-highlight' says so."
  (when next-error-message-highlight
    (with-current-buffer error-buffer
      (when (and next-error--message-highlight-overlay (not (eq next-error-message-highlight 'keep)))
        (delete-overlay next-error--message-highlight-overlay))
      (let ((overlay (make-overlay (line-beginning-position) (line-beginning-position 2))))
        (overlay-put overlay 'face 'next-error-message)
        (setq next-error--message-highlight-overlay overlay)))))

(defun next-error-found (&optional from-buffer to-buffer)
  "Do what is done after going from a message of FROM-BUFFER to a place in TO-BUFFER."
  (setq next-error-last-buffer (or from-buffer (current-buffer)))
  (when to-buffer
    (with-current-buffer to-buffer (setq next-error-buffer from-buffer)))
  (when next-error-recenter (recenter next-error-recenter))
  (funcall next-error-found-function from-buffer to-buffer)
  (next-error-message-highlight (or from-buffer (current-buffer)))
  (run-hooks 'next-error-hook))

(defun next-error-quit-window (from-buffer to-buffer)
  "Quit the window of FROM-BUFFER if the prefix argument is 0 and TO-BUFFER is another one."
  (when (and (eq current-prefix-arg 0) from-buffer (not (eq from-buffer to-buffer)))
    (let ((window (get-buffer-window from-buffer)))
      (when (window-live-p window) (quit-restore-window window)))))

(defun next-error--go (arg reset words)
  "Go to the ARGth next place, from the first if RESET; say so with WORDS, or with the direction if that is nil."
  (let ((buffer (next-error-find-buffer))
        (last next-error-last-buffer))
    (with-current-buffer buffer
      (funcall next-error-function arg reset)
      (next-error-found buffer (current-buffer))
      (when (or next-error-verbose (not (eq last next-error-last-buffer)))
        (message "%s locus from %s"
                 (cond (words) (reset "First") ((= arg 0) "Current") ((< arg 0) "Previous") (t "Next"))
                 next-error-last-buffer)))))

(defun next-error (&optional arg reset)
  "Go to the ARGth next place of the list of places in use; from the first one if RESET, or if ARG is a list."
  (interactive "P")
  (when (consp arg) (setq reset t arg nil))
  (next-error--go (prefix-numeric-value arg) reset nil))

(defun next-error-internal ()
  "Go to the place of the message at point."
  (let ((buffer (current-buffer)))
    (funcall next-error-function 0 nil)
    (next-error-found buffer (current-buffer))
    (when next-error-verbose
      (message "Current locus from %s" next-error-last-buffer))))

(defun next-error-select-buffer (buffer)
  "Let BUFFER be the list of places that is used from now on."
  (interactive (list (get-buffer (read-buffer "Select next-error buffer: " nil t))))
  (setq next-error-last-buffer buffer))

(defun previous-error (&optional n)
  "Go to the Nth place before the current one."
  (interactive "p")
  (next-error (- (or n 1))))

(defun first-error (&optional n)
  "Go to the Nth place of the list."
  (interactive "p")
  (next-error n t))

(defun next-error-no-select (&optional n)
  "Go to the Nth next message and show its place in another window."
  (interactive "p")
  (let ((next-error-highlight next-error-highlight-no-select)
        (buffer (current-buffer)))
    (save-selected-window (next-error n))
    (set-buffer (if (buffer-live-p next-error-last-buffer) next-error-last-buffer buffer))
    (pop-to-buffer (current-buffer))))

(defun previous-error-no-select (&optional n)
  "Go to the Nth message before point and show its place in another window."
  (interactive "p")
  (next-error-no-select (- (or n 1))))

(define-minor-mode next-error-follow-minor-mode
  "Mode of a list of places: moving to a message shows its place."
  :group 'next-error
  :init-value nil
  :lighter " Fol"
  (if next-error-follow-minor-mode
      (progn (add-hook 'post-command-hook #'next-error-follow-mode-post-command-hook nil t)
             (setq-local next-error-follow-last-line nil))
    (remove-hook 'post-command-hook #'next-error-follow-mode-post-command-hook t)))

(defun next-error-follow-mode-post-command-hook ()
  "Show the place of the message at point if point is in another line than before."
  (unless (equal next-error-follow-last-line (line-number-at-pos))
    (setq next-error-follow-last-line (line-number-at-pos))
    (condition-case nil
        (let ((compilation-context-lines nil))
          (setq compilation-current-error (point))
          (next-error-no-select 0))
      (error t))))

;;; next-error.el ends here
