;;; hl-line.el --- an overlay on the current line -*- lexical-binding: t; -*-

;; Commands move it when they are done: `post-command-hook'.

(defface hl-line '((t :inherit highlight :extend t)) "Face for the current line." :group 'hl-line)
(defcustom hl-line-face 'hl-line "The face of the current line." :type 'face :group 'hl-line)
(defcustom hl-line-sticky-flag t "Whether the line is marked in other windows too." :type 'boolean :group 'hl-line)
(defcustom global-hl-line-sticky-flag nil "Whether `global-hl-line-mode' marks lines in other windows too." :type 'boolean :group 'hl-line)
(defvar-local hl-line-overlay nil "The overlay of `hl-line-mode'.")
(defvar-local global-hl-line-overlay nil "The overlay of `global-hl-line-mode'.")
(defvar global-hl-line-overlays nil "All overlays of `global-hl-line-mode'.")
(defvar hl-line-range-function nil "Nil, or a function that returns (START . END), what to mark.")
(defvar hl-line-overlay-buffer nil "The buffer the mode worked in last.")
(defvar hl-line-overlay-priority -50 "The priority of the overlays.")

(defun hl-line--overlay ()
  "Return a new overlay for a line."
  (let ((overlay (make-overlay (point) (point))))
    (overlay-put overlay 'priority hl-line-overlay-priority)
    (overlay-put overlay 'face hl-line-face)
    overlay))
(defalias 'hl-line-make-overlay #'hl-line--overlay)

(defun hl-line-move (overlay)
  "Move OVERLAY to the current line, or where `hl-line-range-function' says."
  (let ((range (if hl-line-range-function
                   (funcall hl-line-range-function)
                 (cons (line-beginning-position) (line-beginning-position 2)))))
    (if range (move-overlay overlay (car range) (cdr range)) (move-overlay overlay 1 1))))

(defun hl-line-highlight ()
  "Mark the current line, if `hl-line-mode' is on."
  (if (not hl-line-mode)
      (hl-line-unhighlight)
    (unless (overlayp hl-line-overlay) (setq hl-line-overlay (hl-line--overlay)))
    (overlay-put hl-line-overlay 'window (unless hl-line-sticky-flag (selected-window)))
    (hl-line-move hl-line-overlay)
    (setq hl-line-overlay-buffer (current-buffer))))
(defun hl-line-unhighlight ()
  "Mark no line."
  (when hl-line-overlay
    (delete-overlay hl-line-overlay)
    (setq hl-line-overlay nil)))
(defun hl-line-maybe-unhighlight ()
  "Unmark the line of the buffer that was left, unless it is to stay."
  (let ((buffer hl-line-overlay-buffer))
    (when (and (buffer-live-p buffer) (not hl-line-sticky-flag) (not (eq buffer (current-buffer))))
      (with-current-buffer buffer (hl-line-unhighlight)))))

(define-minor-mode hl-line-mode
  "Mark the current line."
  :group 'hl-line
  (if (not hl-line-mode)
      (progn
        (hl-line-unhighlight)
        (remove-hook 'change-major-mode-hook #'hl-line-unhighlight t)
        (remove-hook 'post-command-hook #'hl-line-highlight t))
    (add-hook 'change-major-mode-hook #'hl-line-unhighlight nil t)
    (hl-line-highlight)
    (add-hook 'post-command-hook #'hl-line-highlight nil t)
    (add-hook 'post-command-hook #'hl-line-maybe-unhighlight t)))

(defun global-hl-line-highlight ()
  "Mark the current line, if `global-hl-line-mode' is on and this is no minibuffer."
  (when (and global-hl-line-mode (not (window-minibuffer-p)))
    (unless (overlayp global-hl-line-overlay)
      (setq global-hl-line-overlay (hl-line--overlay))
      (push global-hl-line-overlay global-hl-line-overlays))
    (overlay-put global-hl-line-overlay 'window (unless global-hl-line-sticky-flag (selected-window)))
    (hl-line-move global-hl-line-overlay)))
(defun global-hl-line-highlight-all ()
  "Mark the current line in all windows."
  (walk-windows (lambda (window) (with-current-buffer (window-buffer window) (global-hl-line-highlight))) nil t))
(defun global-hl-line-unhighlight ()
  "Unmark the line of this buffer."
  (when global-hl-line-overlay
    (setq global-hl-line-overlays (delq global-hl-line-overlay global-hl-line-overlays))
    (delete-overlay global-hl-line-overlay)
    (setq global-hl-line-overlay nil)))
(defun global-hl-line-maybe-unhighlight ()
  "Unmark lines of other buffers, unless they are to stay."
  (unless global-hl-line-sticky-flag
    (dolist (overlay global-hl-line-overlays)
      (let ((buffer (overlay-buffer overlay)))
        (when (and buffer (not (eq buffer (current-buffer))))
          (with-current-buffer buffer (global-hl-line-unhighlight)))))))
(defun global-hl-line-unhighlight-all ()
  "Unmark all lines."
  (dolist (overlay global-hl-line-overlays) (delete-overlay overlay))
  (setq global-hl-line-overlays nil global-hl-line-overlay nil))

(define-minor-mode global-hl-line-mode
  "Mark the current line in each buffer."
  :global t :group 'hl-line
  (if (not global-hl-line-mode)
      (progn
        (global-hl-line-unhighlight-all)
        (remove-hook 'post-command-hook #'global-hl-line-highlight)
        (remove-hook 'post-command-hook #'global-hl-line-maybe-unhighlight))
    (global-hl-line-highlight-all)
    (add-hook 'post-command-hook #'global-hl-line-highlight)
    (add-hook 'post-command-hook #'global-hl-line-maybe-unhighlight)))

(defun hl-line-unload-function ()
  "Turn all off when the library is unloaded."
  (global-hl-line-mode -1)
  (dolist (buffer (buffer-list)) (with-current-buffer buffer (when hl-line-mode (hl-line-mode -1))))
  nil)

(provide 'hl-line)

;;; hl-line.el ends here
