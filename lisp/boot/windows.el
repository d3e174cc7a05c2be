;;; windows.el --- the one frame and its windows, as a batch Emacs has them -*- lexical-binding: t; -*-

;; Nothing is shown, but programs select windows, ask what is in them and save their configuration.  A frame of 80 by 25 characters
;; holds the windows; they are made when somebody first asks.  The windows of a frame are a list in the order of `next-window'; their
;; sizes are kept, what a screen would show of their buffers is not.

(defconst window--slots '((number . 0) (frame . 1) (buffer . 2) (point . 3) (start . 4) (parameters . 5) (dedicated . 6)
                          (left . 7) (top . 8) (width . 9) (height . 10) (hscroll . 11) (prev . 12) (next . 13) (use-time . 14)
                          (display . 15))
  "The slots of a window.")
(defconst frame--slots '((name . 0) (parameters . 1) (selected . 2) (windows . 3) (minibuffer . 4))
  "The slots of a frame.")

(eval-and-compile
  (defmacro window--get (window slot) `(internal--display-slot ,window ,(cdr (assq slot window--slots))))
  (defmacro window--set (window slot value) `(internal--set-display-slot ,window ,(cdr (assq slot window--slots)) ,value))
  (defmacro frame--get (frame slot) `(internal--display-slot ,frame ,(cdr (assq slot frame--slots))))
  (defmacro frame--set (frame slot value) `(internal--set-display-slot ,frame ,(cdr (assq slot frame--slots)) ,value)))

(defvar window--count 0 "The number of windows made so far.")
(defvar window--clock 0 "Counts selections.")
(defvar frame--the-frame nil "The one frame, once it was asked for.")
(defvar frame--the-terminal nil "The terminal of the frame.")

(defvar window-configuration-change-hook nil "Functions called when windows were made, deleted or given another buffer.")
(defvar window-size-change-functions nil "Functions called when sizes of windows changed.")
(defvar window-scroll-functions nil "Functions called when a window scrolls; none does.")
(defvar window-min-height 4 "The smallest height of a window, in lines.")
(defvar window-min-width 10 "The smallest width of a window, in columns.")
(defvar display-buffer-alist nil "Conditions and actions for `display-buffer'.")
(defvar display-buffer-base-action '(nil) "The action `display-buffer' uses by default.")
(defvar display-buffer-overriding-action '(nil) "The action that overrides all others.")
(defvar display-buffer-fallback-action '((display-buffer-reuse-window display-buffer-in-previous-window display-buffer-pop-up-window))
  "The action `display-buffer' uses in the end.")
(defvar split-height-threshold 80 "The least height of a window that is split below.")
(defvar split-width-threshold 160 "The least width of a window that is split at the right.")
(defvar pop-up-windows t "Non-nil means `display-buffer' may make a window.")
(defvar pop-up-frames nil "Non-nil would mean that `display-buffer' makes frames.")
(defvar scroll-margin 0 "Lines kept above and below point.")
(defvar frame-title-format nil "The title of a frame.")
(defvar initial-frame-alist nil "Parameters of the first frame.")
(defvar default-frame-alist nil "Parameters of frames.")
(defvar after-make-frame-functions nil "Functions called with a new frame.")
(defvar delete-frame-functions nil "Functions called with a frame that is deleted.")

;;; The frame

(defun window--make (frame buffer left top width height)
  "Return a new window of FRAME that shows BUFFER."
  (internal--make-display-object 'window (setq window--count (1+ window--count)) frame buffer
                                 (with-current-buffer buffer (copy-marker (point)))
                                 (with-current-buffer buffer (copy-marker (point-min)))
                                 nil nil left top width height 0 nil nil (setq window--clock (1+ window--clock)) nil))

(defun selected-frame ()
  "Return the frame."
  (or frame--the-frame
      (let* ((frame (setq frame--the-frame
                          (internal--make-display-object
                           'frame "F1" (list (cons 'width 80) (cons 'height 25) (cons 'name "F1") (cons 'minibuffer t)
                                             (cons 'menu-bar-lines 1) (cons 'tab-bar-lines 0) (cons 'buried-buffer-list nil)
                                             (cons 'unsplittable nil) (cons 'modeline t) (cons 'font "tty"))
                           nil nil nil)))
             (window (window--make frame (get-buffer-create "*scratch*") 0 0 80 24)))
        (frame--set frame windows (list window))
        (frame--set frame selected window)
        (frame--set frame minibuffer (window--make frame (get-buffer-create " *Minibuf-0*") 0 24 80 1))
        frame)))

(defun framep (object) "Return t if OBJECT is a frame." (internal--display-object-p object 'frame))
(defun frame-live-p (object) "Return t if OBJECT is a frame." (framep object))
(defun windowp (object) "Return t if OBJECT is a window." (internal--display-object-p object 'window))
(defun window-live-p (object) "Return t if OBJECT is a window that was not deleted." (and (windowp object) (window--get object frame) t))
(defun window-valid-p (object) "Return t if OBJECT is a window that was not deleted." (window-live-p object))
(defun window-configuration-p (object)
  "Return t if OBJECT is a window configuration."
  (internal--display-object-p object 'window-configuration))

(defun window--check-frame (frame)
  "Return FRAME, the selected one for nil; signal an error if it is none."
  (cond ((null frame) (selected-frame))
        ((framep frame) frame)
        (t (signal 'wrong-type-argument (list 'frame-live-p frame)))))

(defun window-normalize-window (window &optional _live-only)
  "Return WINDOW, the selected one for nil; signal an error if it was deleted or is none."
  (cond ((null window) (selected-window))
        ((window-live-p window) window)
        (t (error "%s is not a live window" window))))

(defun window--check (window)
  "Return WINDOW, the selected one for nil; signal an error if it was deleted or is none."
  (cond ((null window) (selected-window))
        ((window-live-p window) window)
        (t (signal 'wrong-type-argument (list 'window-live-p window)))))

(defun frame-list () "Return the list of frames." (list (selected-frame)))
(defun visible-frame-list () "Return the list of frames." (list (selected-frame)))
(defun frame-visible-p (frame) "Return t for FRAME." (window--check-frame frame) t)
(defun select-frame (frame &optional _norecord) "Return FRAME; there is one only." (window--check-frame frame))
(defun select-frame-set-input-focus (frame &optional _norecord) "Do nothing to FRAME." (window--check-frame frame) nil)
(defun next-frame (&optional frame _miniframe) "Return FRAME; there is one only." (window--check-frame frame))
(defun previous-frame (&optional frame _miniframe) "Return FRAME; there is one only." (window--check-frame frame))
(defun raise-frame (&optional frame) "Do nothing to FRAME." (window--check-frame frame) nil)
(defun lower-frame (&optional frame) "Do nothing to FRAME." (window--check-frame frame) nil)
(defun make-frame (&optional _parameters) "Signal an error: there is no terminal to make a frame on." (error "Unknown terminal type"))
(defun delete-frame (&optional frame _force)
  "Signal an error: FRAME is the only one."
  (window--check-frame frame)
  (error "Attempt to delete the sole visible or iconified frame"))
(defun frame-width (&optional frame) "Return the width of FRAME in columns." (cdr (assq 'width (frame--get (window--check-frame frame) parameters))))
(defun frame-height (&optional frame) "Return the height of FRAME in lines." (cdr (assq 'height (frame--get (window--check-frame frame) parameters))))
(defun frame-pixel-width (&optional frame) "Return the width of FRAME." (frame-width frame))
(defun frame-pixel-height (&optional frame) "Return the height of FRAME." (frame-height frame))
(defun frame-text-width (&optional frame) "Return the width of FRAME." (frame-width frame))
(defun frame-text-height (&optional frame) "Return the height of FRAME." (frame-height frame))
(defun frame-char-width (&optional _frame) "Return 1." 1)
(defun frame-char-height (&optional _frame) "Return 1." 1)
(defun frame-total-lines (&optional frame) "Return the height of FRAME." (frame-height frame))
(defun frame-total-cols (&optional frame) "Return the width of FRAME." (frame-width frame))
(defun display-pixel-width (&optional _display) "Return 80." 80)
(defun display-pixel-height (&optional _display) "Return 25." 25)

(defun frame-parameters (&optional frame)
  "Return the parameters of FRAME, an alist."
  (copy-alist (frame--get (window--check-frame frame) parameters)))

(defun frame-parameter (frame parameter)
  "Return PARAMETER of FRAME."
  (cdr (assq parameter (frame--get (window--check-frame frame) parameters))))

(defun modify-frame-parameters (frame alist)
  "Set parameters of FRAME as ALIST says."
  (let ((frame (window--check-frame frame)))
    (dolist (new alist)
      (let* ((all (frame--get frame parameters)) (old (assq (car new) all)))
        (if old (setcdr old (cdr new))
          (frame--set frame parameters (append all (list (cons (car new) (cdr new))))))
        (when (eq (car new) 'name) (frame--set frame name (cdr new)))))
    nil))

(defun set-frame-parameter (frame parameter value)
  "Set PARAMETER of FRAME to VALUE."
  (modify-frame-parameters frame (list (cons parameter value))))

(defun set-frame-size (frame width height &optional _pixelwise)
  "Make FRAME WIDTH columns wide and HEIGHT lines high."
  (modify-frame-parameters frame (list (cons 'width width) (cons 'height height))))
(defun set-frame-width (frame width &optional _pretend _pixelwise) "Make FRAME WIDTH columns wide." (set-frame-parameter frame 'width width))
(defun set-frame-height (frame height &optional _pretend _pixelwise) "Make FRAME HEIGHT lines high." (set-frame-parameter frame 'height height))
(defun set-frame-name (name) "Call the frame NAME." (set-frame-parameter nil 'name name))

(defun frame-terminal (&optional frame)
  "Return the terminal of FRAME."
  (window--check-frame frame)
  (or frame--the-terminal (setq frame--the-terminal (internal--make-display-object 'terminal))))
(defun terminal-list () "Return the list of terminals." (list (frame-terminal)))
(defun terminal-name (&optional _terminal) "Return the name of the terminal." "initial_terminal")
(defun terminal-live-p (object)
  "Return t if OBJECT is the terminal or the frame on it."
  (or (internal--display-object-p object 'terminal) (framep object)))
(defun tty-type (&optional _terminal) "Return nil: the terminal is none." nil)
(defun tty-display-color-p (&optional _terminal) "Return nil: the terminal is none." nil)
(defun window-system (&optional _frame) "Return nil: there is no window system." nil)

;;; Windows

(defun selected-window () "Return the selected window." (frame--get (selected-frame) selected))
(defun frame-selected-window (&optional frame-or-window)
  "Return the selected window of FRAME-OR-WINDOW."
  (ignore frame-or-window)
  (selected-window))
(defun frame-root-window (&optional frame-or-window)
  "Return the first window of FRAME-OR-WINDOW."
  (ignore frame-or-window)
  (car (frame--get (selected-frame) windows)))
(defun frame-first-window (&optional frame-or-window)
  "Return the first window of FRAME-OR-WINDOW."
  (frame-root-window frame-or-window))
(defun minibuffer-window (&optional frame) "Return the minibuffer window of FRAME." (frame--get (window--check-frame frame) minibuffer))
(defun window-minibuffer-p (&optional window)
  "Return t if WINDOW is the minibuffer window."
  (eq (window--check window) (minibuffer-window)))
(defun minibuffer-selected-window () "Return nil: no minibuffer is active." nil)
(defun window-frame (&optional window) "Return the frame of WINDOW." (window--get (window--check window) frame))

(defun window-list (&optional _frame minibuf window)
  "Return the windows, beginning with WINDOW, the selected one by default; the minibuffer window if MINIBUF is t."
  (let* ((all (append (frame--get (selected-frame) windows) (if (eq minibuf t) (list (minibuffer-window)))))
         (tail (memq (or window (selected-window)) all)))
    (append tail (butlast all (length tail)))))
(defun window-list-1 (&optional window minibuf _all-frames) "Return the windows; see `window-list'." (window-list nil minibuf window))

(defun next-window (&optional window minibuf _all-frames)
  "Return the window after WINDOW."
  (let ((all (window-list nil minibuf (window--check window)))) (or (cadr all) (car all))))
(defun previous-window (&optional window minibuf _all-frames)
  "Return the window before WINDOW."
  (car (last (window-list nil minibuf (window--check window)))))
(defun one-window-p (&optional _nomini _all-frames) "Return t if there is one window only." (null (cdr (window-list))))
(defun count-windows (&optional _minibuf) "Return the number of windows." (length (window-list)))
(defun walk-windows (fun &optional minibuf _all-frames)
  "Call FUN with each window; the minibuffer window if MINIBUF is t."
  (mapc fun (window-list nil minibuf)) nil)
(defun get-window-with-predicate (predicate &optional minibuf _all-frames default)
  "Return the first window that satisfies PREDICATE, else DEFAULT; MINIBUF is as in `window-list'."
  (or (seq-find predicate (window-list nil minibuf)) default))
(defun get-lru-window (&optional _all-frames _dedicated not-selected _no-other)
  "Return the window selected longest ago; not the selected one if NOT-SELECTED."
  (car (sort (if not-selected (cdr (window-list)) (window-list))
             (lambda (a b) (< (window--get a use-time) (window--get b use-time))))))
(defun get-mru-window (&optional _all-frames _dedicated not-selected _no-other)
  "Return the window selected last; not the selected one if NOT-SELECTED."
  (car (sort (if not-selected (cdr (window-list)) (window-list))
             (lambda (a b) (> (window--get a use-time) (window--get b use-time))))))
(defun get-largest-window (&optional _all-frames _dedicated not-selected _no-other)
  "Return the largest window; not the selected one if NOT-SELECTED."
  (car (sort (if not-selected (cdr (window-list)) (window-list))
             (lambda (a b) (> (* (window--get a width) (window--get a height)) (* (window--get b width) (window--get b height)))))))
(defun window-use-time (&optional window) "Return when WINDOW was last selected." (window--get (window--check window) use-time))

(defun window-buffer (&optional window)
  "Return the buffer of WINDOW; nil if it was deleted."
  (let ((window (or window (selected-window))))
    (unless (windowp window) (signal 'wrong-type-argument (list 'windowp window)))
    (when (window--get window frame)
      (unless (buffer-live-p (window--get window buffer))
        (window--show window (or (seq-find #'buffer-live-p (mapcar #'car (window--get window prev)))
                                 (other-buffer nil t))))
      (window--get window buffer))))

(defun window--show (window buffer)
  "Make WINDOW show BUFFER, without hooks."
  (window--set window buffer buffer)
  (with-current-buffer buffer
    (window--set window point (copy-marker (point)))
    (window--set window start (copy-marker (point-min)))))

(defun window--remember (window)
  "Note the buffer of WINDOW and its place as one that was shown."
  (let ((buffer (window--get window buffer)))
    (when (and (buffer-live-p buffer) (not (string-prefix-p " " (buffer-name buffer))))
      (window--set window prev
                   (cons (list buffer (copy-marker (window-start window)) (copy-marker (window-point window)))
                         (assq-delete-all buffer (window--get window prev)))))))

(defun set-window-buffer (window buffer-or-name &optional _keep-margins)
  "Make WINDOW show BUFFER-OR-NAME; an error if WINDOW is dedicated to another one."
  (let ((window (window--check window)) (buffer (get-buffer buffer-or-name)))
    (unless (buffer-live-p buffer) (signal 'wrong-type-argument (list 'bufferp buffer)))
    (unless (eq buffer (window-buffer window))
      (when (eq (window--get window dedicated) t) (error "Window is dedicated to `%s'" (buffer-name (window-buffer window))))
      (window--set window dedicated nil)
      (window--remember window)
      (window--show window buffer)
      (run-hooks 'window-configuration-change-hook))
    nil))

(defun select-window (window &optional _norecord)
  "Select WINDOW and make its buffer current, with point where it is in WINDOW."
  (unless (window-live-p window) (signal 'wrong-type-argument (list 'window-live-p window)))
  (let ((old (selected-window)))
    (unless (eq window old)
      (let ((buffer (window--get old buffer)))
        (when (buffer-live-p buffer) (window--set old point (with-current-buffer buffer (copy-marker (point))))))
      (frame--set (selected-frame) selected window)))
  (window--set window use-time (setq window--clock (1+ window--clock)))
  (set-buffer (window-buffer window))
  (goto-char (window--get window point))
  window)
(defun set-frame-selected-window (frame window &optional norecord)
  "Select WINDOW of FRAME; NORECORD is as in `select-window'."
  (window--check-frame frame) (select-window window norecord))

(defun window-point (&optional window)
  "Return the value of point in WINDOW."
  (let ((window (window--check window)))
    (if (eq window (selected-window))
        (with-current-buffer (window-buffer window) (point))
      (window-buffer window)
      (marker-position (window--get window point)))))
(defun window-old-point (&optional window) "Return the value of point in WINDOW." (window-point window))
(defun set-window-point (window pos)
  "Make POS the value of point in WINDOW."
  (let ((window (window--check window)))
    (with-current-buffer (window-buffer window)
      (if (eq window (selected-window)) (goto-char pos) (set-marker (window--get window point) pos)))
    pos))
(defun window-start (&optional window)
  "Return the position at which WINDOW begins to show its buffer."
  (let ((window (window--check window))) (window-buffer window) (marker-position (window--get window start))))
(defun set-window-start (window pos &optional _noforce)
  "Make WINDOW begin to show its buffer at POS."
  (let ((window (window--check window)))
    (with-current-buffer (window-buffer window) (set-marker (window--get window start) pos))
    pos))
(defun window-end (&optional window _update)
  "Return the end of what WINDOW, which shows nothing, shows: the end of its buffer."
  (with-current-buffer (window-buffer (window--check window)) (point-max)))
(defun pos-visible-in-window-p (&optional _pos _window _partially) "Return nil: nothing is visible." nil)
(defun pos-visible-in-window-group-p (&optional _pos _window _partially) "Return nil: nothing is visible." nil)
(defun posn-at-point (&optional _pos _window) "Return nil: nothing is visible." nil)
(defun posn-at-x-y (_x _y &optional _frame-or-window _whole) "Return nil: nothing is visible." nil)
(defun count-screen-lines (&optional beg end _count-final-newline _window)
  "Return the number of lines between BEG and END."
  (count-lines (or beg (point-min)) (or end (point-max))))

(defun window-parameters (&optional window)
  "Return the parameters of WINDOW, an alist."
  (copy-alist (window--get (or window (selected-window)) parameters)))
(defun window-parameter (window parameter)
  "Return PARAMETER of WINDOW."
  (cdr (assq parameter (window--get (or window (selected-window)) parameters))))
(defun set-window-parameter (window parameter value)
  "Set PARAMETER of WINDOW to VALUE and return that."
  (let* ((window (or window (selected-window))) (old (assq parameter (window--get window parameters))))
    (if old (setcdr old value)
      (window--set window parameters (cons (cons parameter value) (window--get window parameters))))
    value))
(defun window-dedicated-p (&optional window) "Return what WINDOW is dedicated by, or nil." (window--get (window--check window) dedicated))
(defun set-window-dedicated-p (window flag) "Dedicate WINDOW to its buffer if FLAG." (window--set (window--check window) dedicated flag))
(defun window-prev-buffers (&optional window) "Return the buffers WINDOW showed: (BUFFER START POINT)." (window--get (window--check window) prev))
(defun set-window-prev-buffers (window prev) "Make PREV the buffers WINDOW showed." (window--set (window--check window) prev prev))
(defun window-next-buffers (&optional window) "Return the buffers that were shown again in WINDOW." (window--get (window--check window) next))
(defun set-window-next-buffers (window next) "Make NEXT the buffers that were shown again in WINDOW." (window--set (window--check window) next next))
(defun window-hscroll (&optional window) "Return how many columns WINDOW is scrolled." (window--get (window--check window) hscroll))
(defun set-window-hscroll (window ncol) "Scroll WINDOW by NCOL columns." (window--set (window--check window) hscroll (max 0 ncol)))
(defun window-vscroll (&optional window _pixels) "Return 0 for WINDOW." (window--check window) 0)
(defun set-window-vscroll (window _vscroll &optional _pixels) "Do nothing to WINDOW and return 0." (window--check window) 0)
(defun window-display-table (&optional window) "Return the display table of WINDOW." (window--get (window--check window) display))
(defun set-window-display-table (window table) "Make TABLE the display table of WINDOW." (window--set (window--check window) display table))
(defun window-fringes (&optional window) "Return that WINDOW has no fringes." (window--check window) (list 0 0 nil nil))
(defun set-window-fringes (window &rest _) "Do nothing to WINDOW." (window--check window) nil)
(defun window-margins (&optional window) "Return that WINDOW has no margins." (window--check window) (list nil))
(defun set-window-margins (window &rest _) "Do nothing to WINDOW." (window--check window) nil)
(defun window-scroll-bars (&optional window) "Return that WINDOW has no scroll bars." (window--check window) (list nil 0 t nil 0 t nil))
(defun set-window-scroll-bars (window &rest _) "Do nothing to WINDOW." (window--check window) nil)

;;; Sizes

(defun window-total-width (&optional window _round) "Return the width of WINDOW in columns." (window--get (window--check window) width))
(defun window-total-height (&optional window _round) "Return the height of WINDOW in lines." (window--get (window--check window) height))
(defalias 'window-height #'window-total-height)
(defun window-body-width (&optional window _pixelwise) "Return the width of the text of WINDOW." (window-total-width window))
(defalias 'window-width #'window-body-width)
(defun window-body-height (&optional window _pixelwise)
  "Return the height of the text of WINDOW, which has a mode line."
  (let ((window (window--check window)))
    (- (window-total-height window) (if (window-minibuffer-p window) 0 1))))
(defun window-total-size (&optional window horizontal _round)
  "Return the width of WINDOW if HORIZONTAL, else its height."
  (if horizontal (window-total-width window) (window-total-height window)))
(defalias 'window-size #'window-total-size)
(defun window-body-size (&optional window horizontal pixelwise)
  "Return the width of the text of WINDOW if HORIZONTAL, else its height; PIXELWISE makes no difference."
  (if horizontal (window-body-width window pixelwise) (window-body-height window pixelwise)))
(defun window-pixel-width (&optional window) "Return the width of WINDOW." (window-total-width window))
(defun window-pixel-height (&optional window) "Return the height of WINDOW." (window-total-height window))
(defun window-text-width (&optional window _pixelwise) "Return the width of WINDOW." (window-body-width window))
(defun window-text-height (&optional window _pixelwise) "Return the height of the text of WINDOW." (window-body-height window))
(defun window-max-chars-per-line (&optional window _face) "Return how many characters fit in a line of WINDOW." (1- (window-body-width window)))
(defun window-font-width (&optional _window _face) "Return 1." 1)
(defun window-font-height (&optional _window _face) "Return 1." 1)
(defun window-left-column (&optional window) "Return the column where WINDOW begins." (window--get (window--check window) left))
(defun window-top-line (&optional window) "Return the line where WINDOW begins." (window--get (window--check window) top))
(defun window-edges (&optional window body _absolute _pixelwise)
  "Return (LEFT TOP RIGHT BOTTOM) of WINDOW; of its text if BODY."
  (let ((window (window--check window)))
    (list (window-left-column window) (window-top-line window)
          (+ (window-left-column window) (window-total-width window))
          (+ (window-top-line window) (if body (window-body-height window) (window-total-height window))))))
(defalias 'window-pixel-edges #'window-edges)
(defalias 'window-inside-edges #'window-edges)
(defun window-at (x y &optional _frame)
  "Return the window at column X and line Y."
  (seq-find (lambda (window)
              (pcase-let ((`(,left ,top ,right ,bottom) (window-edges window))) (and (<= left x) (< x right) (<= top y) (< y bottom))))
            (window-list nil t)))
(defun window-full-width-p (&optional window) "Return t if WINDOW is as wide as the frame." (= (window-total-width window) (frame-width)))
(defun window-full-height-p (&optional window) "Return t if WINDOW is as high as the frame." (= (window-total-height window) (1- (frame-height))))
(defun window-combined-p (&optional window _horizontal) "Return non-nil if WINDOW is not the only one." (window--check window) (not (one-window-p)))
(defun window-resizable (window delta &rest _) "Return DELTA for WINDOW." (window--check window) delta)
(defun window-resize (window delta &optional horizontal &rest _)
  "Make WINDOW higher by DELTA lines, or wider if HORIZONTAL, and its neighbor smaller."
  (let* ((window (window--check window)) (other (window--neighbor window horizontal)))
    (unless other (error "Cannot resize the root window of a frame"))
    (if horizontal
        (progn (window--set window width (+ (window--get window width) delta))
               (window--set other width (- (window--get other width) delta)))
      (window--set window height (+ (window--get window height) delta))
      (window--set other height (- (window--get other height) delta)))
    (window--tidy window other horizontal)))
(defun window--tidy (a b horizontal)
  "Put windows A and B next to each other, side by side if HORIZONTAL, after their sizes changed."
  (if horizontal
      (let ((first (if (< (window--get a left) (window--get b left)) a b)))
        (window--set (if (eq first a) b a) left (+ (window--get first left) (window--get first width))))
    (let ((first (if (< (window--get a top) (window--get b top)) a b)))
      (window--set (if (eq first a) b a) top (+ (window--get first top) (window--get first height))))))
(defun enlarge-window (delta &optional horizontal) "Make the selected window DELTA lines higher, or wider if HORIZONTAL." (interactive "p") (window-resize nil delta horizontal))
(defun shrink-window (delta &optional horizontal) "Make the selected window DELTA lines lower, or narrower if HORIZONTAL." (interactive "p") (window-resize nil (- delta) horizontal))
(defun fit-window-to-buffer (&optional window &rest _) "Do nothing to WINDOW." (window--check window) nil)
(defun shrink-window-if-larger-than-buffer (&optional window) "Do nothing to WINDOW." (interactive) (window--check window) nil)
(defun balance-windows (&optional _window-or-frame) "Do nothing." (interactive) nil)

(defun window--neighbor (window horizontal)
  "Return the window that shares an edge with WINDOW, a vertical one if HORIZONTAL."
  (pcase-let ((`(,left ,top ,right ,bottom) (window-edges window)))
    (seq-find (lambda (other)
                (pcase-let ((`(,l ,u ,r ,d) (window-edges other)))
                  (and (not (eq other window))
                       (if horizontal (and (= u top) (= d bottom) (or (= r left) (= l right)))
                         (and (= l left) (= r right) (or (= d top) (= u bottom)))))))
              (frame--get (selected-frame) windows))))

;;; Splitting and deleting

(defun split-window (&optional window size side _pixelwise)
  "Make a window beside WINDOW and return it.
SIZE is what WINDOW keeps, or, negative, what the new one gets; half by default.  SIDE is below (also nil),
above, right (also t) or left."
  (let* ((window (window--check window))
         (horizontal (memq side '(t right left)))
         (before (memq side '(above left)))
         (whole (if horizontal (window--get window width) (window--get window height)))
         (new-size (cond ((null size) (/ whole 2)) ((< size 0) (- size)) (t (- whole size)))))
    (when (or (< new-size (if horizontal 2 1)) (< (- whole new-size) (if horizontal 2 1)))
      (error "Window %s too small for splitting" window))
    (let* ((new (window--make (window--get window frame) (window-buffer window) (window--get window left) (window--get window top)
                              (window--get window width) (window--get window height)))
           (all (frame--get (selected-frame) windows)))
      (window--set new point (copy-marker (with-current-buffer (window-buffer window) (copy-marker (window-point window)))))
      (if horizontal
          (progn (window--set new width new-size) (window--set window width (- whole new-size))
                 (if before (window--set window left (+ (window--get new left) new-size))
                   (window--set new left (+ (window--get window left) (- whole new-size)))))
        (window--set new height new-size) (window--set window height (- whole new-size))
        (if before (window--set window top (+ (window--get new top) new-size))
          (window--set new top (+ (window--get window top) (- whole new-size)))))
      (frame--set (selected-frame) windows
                  (apply #'append (mapcar (lambda (w) (cond ((not (eq w window)) (list w)) (before (list new w)) (t (list w new)))) all)))
      (run-hooks 'window-configuration-change-hook)
      new)))

(defun split-window-below (&optional size) "Split the selected window in two, one above the other; SIZE is as in `split-window'." (interactive "P") (split-window nil size 'below))
(defun split-window-right (&optional size) "Split the selected window in two, side by side; SIZE is as in `split-window'." (interactive "P") (split-window nil size 'right))
(defalias 'split-window-vertically #'split-window-below)
(defalias 'split-window-horizontally #'split-window-right)
(defun split-window-sensibly (&optional window)
  "Split WINDOW if it is large enough and return the new one."
  (let ((window (window--check window)))
    (cond ((>= (window-height window) (or split-height-threshold most-positive-fixnum)) (split-window window nil 'below))
          ((>= (window-width window) (or split-width-threshold most-positive-fixnum)) (split-window window nil 'right))
          ((and (one-window-p) (> (window-height window) (* 2 window-min-height))) (split-window window nil 'below)))))

(defun delete-window (&optional window)
  "Delete WINDOW; what it occupied goes to its neighbor.  The only window cannot be deleted."
  (interactive)
  (let* ((window (window--check window)) (frame (selected-frame)) (rest (remq window (frame--get frame windows))))
    (when (null rest) (error "Attempt to delete minibuffer or sole ordinary window"))
    (let ((heir (or (window--neighbor window nil) (window--neighbor window t))))
      (when heir (window--absorb heir window)))
    (when (eq window (selected-window)) (select-window (get-mru-window nil nil t)))
    (frame--set frame windows rest)
    (unless (cdr rest) (window--fill (car rest)))
    (window--set window frame nil)
    (run-hooks 'window-configuration-change-hook)
    nil))

(defun window--absorb (heir window)
  "Give HEIR, which shares an edge with WINDOW, the space of WINDOW."
  (let ((horizontal (= (window--get heir top) (window--get window top))))
    (if horizontal
        (window--set heir width (+ (window--get heir width) (window--get window width)))
      (window--set heir height (+ (window--get heir height) (window--get window height))))
    (window--set heir left (min (window--get heir left) (window--get window left)))
    (window--set heir top (min (window--get heir top) (window--get window top)))))

(defun window--fill (window)
  "Make WINDOW fill the frame."
  (window--set window left 0) (window--set window top 0)
  (window--set window width (frame-width)) (window--set window height (1- (frame-height))))

(defun delete-other-windows (&optional window)
  "Delete all windows but WINDOW."
  (interactive)
  (let ((window (window--check window)) (frame (selected-frame)))
    (unless (eq window (selected-window)) (select-window window))
    (dolist (other (remq window (frame--get frame windows))) (window--set other frame nil))
    (frame--set frame windows (list window))
    (window--fill window)
    (run-hooks 'window-configuration-change-hook)
    nil))
(defun delete-other-windows-vertically (&optional window) "Delete all windows but WINDOW." (interactive) (delete-other-windows window))
(defun delete-windows-on (&optional buffer-or-name _frame)
  "Delete the windows that show BUFFER-OR-NAME; the last one shows another buffer instead."
  (let ((buffer (get-buffer (or buffer-or-name (current-buffer)))))
    (dolist (window (get-buffer-window-list buffer))
      (if (one-window-p) (set-window-buffer window (other-buffer buffer t)) (delete-window window)))))
(defun replace-buffer-in-windows (&optional buffer-or-name)
  "Make windows that show BUFFER-OR-NAME show another buffer."
  (let ((buffer (get-buffer (or buffer-or-name (current-buffer)))))
    (dolist (window (get-buffer-window-list buffer)) (set-window-buffer window (other-buffer buffer t)))))
(defun other-window (count &optional _all-frames)
  "Select the window COUNT places after the selected one."
  (interactive "p")
  (let* ((all (window-list)) (n (length all)))
    (select-window (nth (mod count n) all))
    nil))
(defun window-tree (&optional _frame) "Return (ROOT MINIBUFFER); ROOT is a window, or (t EDGES WINDOW...)."
       (let ((all (frame--get (selected-frame) windows)))
         (list (if (cdr all) `(t ,(list 0 0 (frame-width) (1- (frame-height))) ,@all) (car all)) (minibuffer-window))))

;;; Showing buffers

(defun get-buffer-window (&optional buffer-or-name _all-frames)
  "Return a window that shows BUFFER-OR-NAME, by default the current buffer, or nil."
  (car (get-buffer-window-list buffer-or-name)))
(defun get-buffer-window-list (&optional buffer-or-name _minibuf _all-frames)
  "Return the windows that show BUFFER-OR-NAME, by default the current buffer."
  (let ((buffer (if (null buffer-or-name) (current-buffer) (get-buffer buffer-or-name))))
    (and buffer (seq-filter (lambda (window) (eq (window-buffer window) buffer)) (window-list)))))

(defun switch-to-buffer (buffer-or-name &optional norecord _force-same-window)
  "Show BUFFER-OR-NAME, created if need be, in the selected window and make it current; nil is `other-buffer'.
NORECORD is as in `select-window'."
  (let ((buffer (cond ((null buffer-or-name) (other-buffer (current-buffer)))
                      ((get-buffer buffer-or-name))
                      ((bufferp buffer-or-name) (error "Attempt to display deleted buffer"))
                      (t (prog1 (get-buffer-create buffer-or-name)
                           (with-current-buffer buffer-or-name
                             (when (fboundp 'set-buffer-major-mode) (set-buffer-major-mode (current-buffer)))))))))
    (ignore norecord)
    (if (and (eq (window-dedicated-p) t) (not (eq (window-buffer) buffer)))
        (pop-to-buffer buffer)
      (set-window-buffer nil buffer)
      (set-buffer buffer))))

(defun pop-to-buffer (buffer-or-name &optional action _norecord)
  "Show BUFFER-OR-NAME in a window as ACTION, see `display-buffer', says; select that and make the buffer current."
  (let* ((buffer (get-buffer-create (or buffer-or-name (other-buffer)))) (window (display-buffer buffer action)))
    (if window (select-window window) (set-buffer buffer))
    (set-buffer buffer)))
(defun pop-to-buffer-same-window (buffer &optional _norecord) "Show BUFFER in the selected window and make it current." (switch-to-buffer buffer))
(defun switch-to-buffer-other-window (buffer-or-name &optional _norecord)
  "Show BUFFER-OR-NAME in another window, select it and make the buffer current."
  (pop-to-buffer buffer-or-name '(display-buffer-use-some-window (inhibit-same-window . t))))
(defun switch-to-buffer-other-frame (buffer-or-name &optional _norecord)
  "Show BUFFER-OR-NAME and make it current; there are no other frames."
  (pop-to-buffer buffer-or-name))

(defun display-buffer (buffer-or-name &optional action _frame)
  "Show BUFFER-OR-NAME in a window without selecting it and return the window.
ACTION is (FUNCTIONS . ALIST), tried after `display-buffer-overriding-action' and `display-buffer-alist', before
`display-buffer-base-action'; t forbids the selected window."
  (let* ((buffer (get-buffer buffer-or-name))
         (_ (unless buffer (error "Invalid buffer")))
         (action (if (listp action) action '((display-buffer-use-some-window) (inhibit-same-window . t))))
         (actions (list display-buffer-overriding-action (display-buffer--conditional buffer action) action
                        display-buffer-base-action display-buffer-fallback-action))
         (functions (apply #'append (mapcar (lambda (a) (let ((f (car a))) (if (or (functionp f) (and f (symbolp f))) (list f) f))) actions)))
         (alist (apply #'append (mapcar (lambda (a) (cdr a)) actions)))
         (window nil))
    (while (and functions (not window))
      (when (functionp (car functions)) (setq window (funcall (car functions) buffer alist)))
      (setq functions (cdr functions)))
    (and (windowp window) window)))

(defun display-buffer--conditional (buffer action)
  "Return the action of `display-buffer-alist' for BUFFER, which is shown with ACTION."
  (cdr (seq-find (lambda (entry)
                   (let ((condition (car entry)))
                     (if (stringp condition) (string-match-p condition (buffer-name buffer))
                       (and (functionp condition) (funcall condition (buffer-name buffer) action)))))
                 display-buffer-alist)))

(defun display-buffer-same-window (buffer alist)
  "Show BUFFER in the selected window unless ALIST has inhibit-same-window."
  (unless (or (cdr (assq 'inhibit-same-window alist)) (window-minibuffer-p) (window-dedicated-p))
    (set-window-buffer nil buffer) (selected-window)))
(defun display-buffer-reuse-window (buffer alist)
  "Return a window that shows BUFFER already; not the selected one if ALIST has inhibit-same-window."
  (seq-find (lambda (window) (not (and (cdr (assq 'inhibit-same-window alist)) (eq window (selected-window)))))
            (get-buffer-window-list buffer)))
(defun display-buffer-in-previous-window (buffer alist)
  "Show BUFFER in a window that showed it before; not the selected one if ALIST has inhibit-same-window."
  (let ((window (seq-find (lambda (window)
                            (and (assq buffer (window-prev-buffers window)) (not (window-dedicated-p window))
                                 (not (and (cdr (assq 'inhibit-same-window alist)) (eq window (selected-window))))
                                 (not (eq window (selected-window)))))
                          (window-list))))
    (when window (set-window-buffer window buffer) window)))
(defun display-buffer-pop-up-window (buffer _alist)
  "Show BUFFER in a new window, if one can be split, else in the one used least."
  (let ((new (and pop-up-windows (ignore-errors (split-window-sensibly)))))
    (if new (progn (set-window-buffer new buffer) new)
      (display-buffer-use-some-window buffer nil))))
(defun display-buffer-use-some-window (buffer alist)
  "Show BUFFER in a window that exists, or a new one if ALIST has inhibit-same-window and there is no other."
  (let ((window (or (seq-find (lambda (w) (not (window-dedicated-p w)))
                              (sort (cdr (window-list)) (lambda (a b) (< (window-use-time a) (window-use-time b)))))
                    (ignore-errors (split-window-sensibly))
                    (and (not (cdr (assq 'inhibit-same-window alist))) (selected-window)))))
    (when window (set-window-buffer window buffer) window)))
(defun display-buffer-below-selected (buffer _alist)
  "Show BUFFER in a window below the selected one."
  (let ((window (split-window nil nil 'below))) (set-window-buffer window buffer) window))
(defun display-buffer-at-bottom (buffer alist) "Show BUFFER at the bottom; ALIST is not used." (display-buffer-below-selected buffer alist))
(defun display-buffer-in-side-window (buffer alist) "Show BUFFER in a window of its own; ALIST may give the side." (display-buffer-below-selected buffer alist))
(defun display-buffer-no-window (_buffer alist) "Show nothing if ALIST allows it." (if (cdr (assq 'allow-no-window alist)) 'fail))
(defun display-buffer-pop-up-frame (_buffer _alist) "Return nil: there are no other frames." nil)

(defun bury-buffer (&optional buffer-or-name)
  "Put BUFFER-OR-NAME at the end of the list of buffers; without it the current buffer, which is no longer shown."
  (interactive)
  (let ((buffer (get-buffer (or buffer-or-name (current-buffer)))))
    (bury-buffer-internal buffer)
    (when (and (null buffer-or-name) (eq (window-buffer) buffer))
      (switch-to-buffer (other-buffer buffer t)))
    nil))
(defun quit-window (&optional kill window)
  "Leave WINDOW: show what it showed before, or delete it; bury its buffer, or kill it if KILL."
  (interactive "P")
  (let* ((window (window--check window)) (buffer (window-buffer window)) (before (car (seq-find (lambda (p) (buffer-live-p (car p))) (window-prev-buffers window)))))
    (run-hooks 'quit-window-hook)
    (cond (before (set-window-buffer window before) (when (eq window (selected-window)) (set-buffer before)))
          ((not (one-window-p)) (delete-window window))
          (t (set-window-buffer window (other-buffer buffer t)) (when (eq window (selected-window)) (set-buffer (window-buffer window)))))
    (if kill (kill-buffer buffer) (bury-buffer-internal buffer))
    nil))
(defun quit-restore-window (&optional window bury-or-kill) "Leave WINDOW as `quit-window' does; kill its buffer if BURY-OR-KILL is kill." (quit-window (eq bury-or-kill 'kill) window))

;;; Configurations

(defun current-window-configuration (&optional frame)
  "Return what the windows of FRAME are and what they show, for `set-window-configuration'."
  (let ((frame (window--check-frame frame)))
    (internal--make-display-object
     'window-configuration frame (selected-window) (current-buffer)
     (mapcar (lambda (window)
               (list window (window-buffer window) (copy-marker (with-current-buffer (window-buffer window) (copy-marker (window-point window))))
                     (mapcar (lambda (slot) (internal--display-slot window slot)) (number-sequence 4 15))))
             (frame--get frame windows)))))

(defun set-window-configuration (configuration &rest _)
  "Make the windows what they were when CONFIGURATION was made.  Return t."
  (unless (window-configuration-p configuration) (signal 'wrong-type-argument (list 'window-configuration-p configuration)))
  (let ((frame (internal--display-slot configuration 0)) (selected (internal--display-slot configuration 1)) (saved (internal--display-slot configuration 3)))
    (let ((here (window--get (selected-window) buffer)))
      (when (buffer-live-p here) (window--set (selected-window) point (with-current-buffer here (copy-marker (point))))))
    (dolist (window (frame--get frame windows)) (unless (assq window saved) (window--set window frame nil)))
    (dolist (entry saved)
      (pcase-let ((`(,window ,buffer ,point ,slots) entry))
        (window--set window frame frame)
        (let ((slot 4)) (dolist (value slots) (internal--set-display-slot window slot value) (setq slot (1+ slot))))
        (when (buffer-live-p buffer)
          (window--set window buffer buffer)
          (window--set window point (copy-marker point)))))
    (frame--set frame windows (mapcar #'car saved))
    (frame--set frame selected selected)
    (let ((current (internal--display-slot configuration 2)))
      (when (buffer-live-p (window-buffer selected))
        (with-current-buffer (window-buffer selected) (goto-char (window--get selected point))))
      (when (buffer-live-p current) (set-buffer current)))
    t))
(defun compare-window-configurations (a b)
  "Return t if the configurations A and B have the same windows with the same buffers."
  (equal (mapcar (lambda (e) (list (car e) (cadr e))) (internal--display-slot a 3))
         (mapcar (lambda (e) (list (car e) (cadr e))) (internal--display-slot b 3))))
(defun window-configuration-frame (configuration) "Return the frame of CONFIGURATION." (internal--display-slot configuration 0))
(defun window-state-get (&optional window _writable)
  "Return what WINDOW shows, for `window-state-put'."
  (let ((window (window--check window))) (list 'leaf (buffer-name (window-buffer window)) (window-point window) (window-start window))))
(defun window-state-put (state &optional window _ignore)
  "Make WINDOW show what STATE, of `window-state-get', says."
  (let ((window (window--check window)))
    (set-window-buffer window (nth 1 state)) (set-window-point window (nth 2 state)) (set-window-start window (nth 3 state))))

(defmacro save-window-excursion (&rest body)
  "Evaluate BODY and restore the windows and the current buffer."
  (declare (indent 0) (debug t))
  (let ((c (make-symbol "configuration")))
    `(let ((,c (current-window-configuration)))
       (unwind-protect (progn ,@body)
         (set-window-configuration ,c)))))

(defmacro save-selected-window (&rest body)
  "Evaluate BODY and select the selected window again, if it is alive; the current buffer is restored as well."
  (declare (indent 0) (debug t))
  (let ((w (make-symbol "window")))
    `(let ((,w (selected-window)))
       (save-current-buffer
         (unwind-protect (progn ,@body)
           (when (window-live-p ,w) (select-window ,w 'norecord)))))))

(defmacro with-selected-window (window &rest body)
  "Evaluate BODY with WINDOW selected."
  (declare (indent 1) (debug t))
  `(save-selected-window (select-window ,window 'norecord) ,@body))

(defmacro with-selected-frame (frame &rest body)
  "Evaluate BODY with FRAME selected."
  (declare (indent 1) (debug t))
  `(save-current-buffer (select-frame ,frame) ,@body))

;;; Scrolling and drawing, of which there is none

(defun recenter (&optional _arg _redisplay)
  "Do nothing; signal an error if the selected window does not show the current buffer."
  (unless (eq (window-buffer) (current-buffer)) (error "`recenter'ing a window that does not display current-buffer."))
  nil)
(defun redisplay (&optional _force) "Run the timers that are due and return t; there is nothing to draw." (timer--run-due) t)
(defun redraw-display () "Do nothing." nil)
(defun redraw-frame (&optional _frame) "Do nothing." nil)
(defun scroll-up (&optional arg)
  "Move point down ARG lines, by default as many as the window has; signal end-of-buffer at the end."
  (interactive "P")
  (when (> (forward-line (if (integerp arg) arg (max 1 (- (window-body-height) 2)))) 0) (signal 'end-of-buffer nil))
  nil)
(defun scroll-down (&optional arg)
  "Move point up ARG lines, by default as many as the window has; signal beginning-of-buffer at the beginning."
  (interactive "P")
  (when (< (forward-line (- (if (integerp arg) arg (max 1 (- (window-body-height) 2))))) 0) (signal 'beginning-of-buffer nil))
  nil)
(defalias 'scroll-up-command #'scroll-up)
(defalias 'scroll-down-command #'scroll-down)
(defun move-to-window-line (arg) "Move point to line ARG of the buffer." (goto-char (point-min)) (forward-line (or arg 0)) (or arg 0))
(defun vertical-motion (lines &optional _window _cur-col)
  "Move down LINES lines, or (COLUMNS . LINES), as `forward-line' does and return how many it were."
  (let* ((n (if (consp lines) (cdr lines) lines)) (left (forward-line n)))
    (if (> n 0) (- n left) (+ n left))))
(defun format-mode-line (_format &rest _) "Return an empty string, as a batch Emacs does." "")
(defun window-mode-line-height (&optional _window) "Return 1." 1)
(defun window-header-line-height (&optional _window) "Return 0." 0)
(defun window-text-pixel-size (&optional _window _from _to _x _y _mode-lines) "Return (0 . 0), as a batch Emacs does." (cons 0 0))
(defun window-line-height (&optional _line _window) "Return nil: nothing is shown." nil)

(provide 'window)
;;; windows.el ends here
