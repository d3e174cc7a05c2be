;;; mwheel.el --- what the wheel of a mouse would do -*- lexical-binding: t; -*-

(defcustom mouse-wheel-down-event 'mouse-4 "The event of turning the wheel to scroll down." :type 'symbol :group 'mouse)
(defcustom mouse-wheel-up-event 'mouse-5 "The event of turning the wheel to scroll up." :type 'symbol :group 'mouse)
(defcustom mouse-wheel-click-event 'mouse-2 "The event of pressing the wheel." :type 'symbol :group 'mouse)
(defcustom mouse-wheel-inhibit-click-time 0.35 "Seconds after scrolling in which pressing the wheel does nothing." :type 'number :group 'mouse)
(defcustom mouse-wheel-scroll-amount '(1 ((shift) . hscroll) ((meta)) ((control) . text-scale)) "How far the wheel scrolls, with modifiers." :type 'sexp :group 'mouse)
(defcustom mouse-wheel-progressive-speed t "Whether turning faster scrolls farther." :type 'boolean :group 'mouse)
(defcustom mouse-wheel-follow-mouse t "Whether the window below the mouse is scrolled." :type 'boolean :group 'mouse)
(defcustom mouse-wheel-scroll-amount-horizontal 1 "How far the wheel scrolls to the side." :type 'number :group 'mouse)
(defcustom mouse-wheel-tilt-scroll nil "Whether tilting the wheel scrolls to the side." :type 'boolean :group 'mouse)
(defcustom mouse-wheel-flip-direction nil "Whether to exchange the sides." :type 'boolean :group 'mouse)
(defvar mouse-wheel-left-event 'mouse-6 "The event of tilting the wheel to the left.")
(defvar mouse-wheel-right-event 'mouse-7 "The event of tilting the wheel to the right.")
(defvar mwheel-scroll-up-function #'scroll-up "The function that scrolls up.")
(defvar mwheel-scroll-down-function #'scroll-down "The function that scrolls down.")
(defvar mwheel-scroll-left-function #'scroll-left "The function that scrolls to the left.")
(defvar mwheel-scroll-right-function #'scroll-right "The function that scrolls to the right.")

(defun mwheel-event-button (event) "Return the button of EVENT." (event-basic-type event))
(defun mwheel-event-window (event) "Return the window of EVENT." (posn-window (event-start event)))

(defun mwheel--amount (event)
  "Return how far to scroll for the modifiers of EVENT."
  (let* ((modifiers (delq 'click (delq 'double (delq 'triple (event-modifiers event)))))
         (entry (if modifiers
                    (let ((found (assoc modifiers (cdr mouse-wheel-scroll-amount)))) (if found (cdr found) (car mouse-wheel-scroll-amount)))
                  (car mouse-wheel-scroll-amount))))
    (if (and (numberp entry) mouse-wheel-progressive-speed) (* entry (event-click-count event)) entry)))

(defun mwheel-scroll (event &optional _arg)
  "Scroll as EVENT, of the wheel, wants."
  (interactive (list last-input-event current-prefix-arg))
  (let ((amount (mwheel--amount event)) (button (mwheel-event-button event)))
    (if (eq amount 'text-scale)
        (mouse-wheel-text-scale event)
      (funcall (cond ((eq button mouse-wheel-down-event) mwheel-scroll-down-function)
                     ((eq button mouse-wheel-up-event) mwheel-scroll-up-function)
                     ((eq button mouse-wheel-left-event) mwheel-scroll-left-function)
                     ((eq button mouse-wheel-right-event) mwheel-scroll-right-function)
                     (t (error "Bad binding in mwheel-scroll")))
               (if (floatp amount) nil amount)))))

(defun mouse-wheel-text-scale (event)
  "Show text greater or smaller, as EVENT wants."
  (interactive (list last-input-event))
  (let ((button (mwheel-event-button event)))
    (cond ((eq button mouse-wheel-down-event) (text-scale-increase 1))
          ((eq button mouse-wheel-up-event) (text-scale-decrease 1)))))

(defun mwheel-install (&optional uninstall) "Turn the wheel on, or off if UNINSTALL." (mouse-wheel-mode (if uninstall -1 1)))

(provide 'mwheel)

;;; mwheel.el ends here
