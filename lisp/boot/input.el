;;; input.el --- events and keys where there is no terminal -*- lexical-binding: t; -*-

;; What is read comes from `unread-command-events', then from standard input, a character at a time.

(defvar input--line nil "The rest of the line of standard input that is being read.")
(defvar inhibit-interaction nil "Non-nil makes reading from the user signal `inhibited-interaction'.")

(defun input--next (seconds)
  "Return the next event; nil if SECONDS, a number, pass without any being at hand."
  (when inhibit-interaction (signal 'inhibited-interaction nil))
  (cond (unread-command-events (pop unread-command-events))
        ((command-loop--typing-p) (command-loop--macro-event))
        ((and seconds (null input--line)) (sit-for seconds) (and unread-command-events (pop unread-command-events)))
        (t (unless input--line (setq input--line (append (read-string "") '(?\n))))
           (pop input--line))))

(defun read-event (&optional prompt _inherit-input-method seconds)
  "Show PROMPT and return the next event: a character of standard input or an element of `unread-command-events'.
With SECONDS, wait at most that long and return nil; standard input is not read then."
  (when prompt (message "%s" prompt))
  (setq last-input-event (input--next seconds)))

(defun read-char (&optional prompt inherit-input-method seconds)
  "Show PROMPT and return the next character; an event that is none is an error.
INHERIT-INPUT-METHOD and SECONDS are as in `read-event'."
  (let ((event (read-event prompt inherit-input-method seconds)))
    (if (or (null event) (characterp event)) event (error "Non-character input-event"))))

(defun read-char-exclusive (&optional prompt inherit-input-method seconds)
  "Like `read-char', but other events are skipped."
  (let ((event nil))
    (while (and (setq event (read-event prompt inherit-input-method seconds)) (not (characterp event))))
    event))

(defun read-key (&optional prompt _disable-fallbacks) "Show PROMPT and return the next event." (read-event prompt))
(defun input-pending-p (&optional check-timers)
  "Return t if events are waiting.  With CHECK-TIMERS the timers that are due are run."
  (when check-timers (timer--run-due))
  (and (or unread-command-events input--line) t))
(defun discard-input () "Forget events that are waiting." (setq unread-command-events nil input--line nil))
(defun recent-keys (&optional _include-cmds) "Return an empty vector: no keys were pressed." [])
(defun ding (&optional arg)
  "Ring the bell, which nobody hears; unless ARG, that ends a keyboard macro."
  (when (and (not arg) (command-loop--typing-p)) (user-error "Keyboard macro terminated by a command ringing the bell"))
  nil)
(defalias 'beep #'ding)
(defun current-message () "Return nil: no message is shown for long." nil)
(defun waiting-for-user-input-p () "Return nil." nil)
(defun current-idle-time () "Return nil: nobody is idle." nil)
(defun send-string-to-terminal (string &optional _terminal)
  "Write STRING to standard output."
  (princ string t) nil)
(defun x-popup-menu (_position _menu) "Return nil: there are no menus." nil)
(defun x-popup-dialog (_position _contents &optional _header) "Return nil: there are no dialogs." nil)
(defun posn-point (position) "Return the buffer position of POSITION of a mouse event." (or (nth 5 position) (nth 1 position)))
(defun posn-window (position) "Return the window of POSITION of a mouse event." (nth 0 position))
(defun posn-x-y (position) "Return the coordinates of POSITION of a mouse event." (nth 2 position))
(defun posn-string (position) "Return the string of POSITION of a mouse event." (nth 4 position))
(defun posn-set-point (position)
  "Go to where POSITION of a mouse event is."
  (when (windowp (posn-window position)) (select-window (posn-window position)))
  (when (numberp (posn-point position)) (goto-char (posn-point position))))
(defun event-start (event) "Return the start of the mouse event EVENT." (or (nth 1 event) (list (selected-window) (point) '(0 . 0) 0)))
(defun event-end (event) "Return the end of the mouse event EVENT." (or (nth (if (consp (nth 2 event)) 2 1) event) (list (selected-window) (point) '(0 . 0) 0)))
(defun event-click-count (event) "Return how often the button of EVENT was clicked." (if (integerp (nth 2 event)) (nth 2 event) 1))
(defun mouse-event-p (object) "Return non-nil if OBJECT is an event of the mouse."
  (and (memq (event-basic-type object) '(mouse-1 mouse-2 mouse-3 mouse-movement)) t))

;;; input.el ends here
