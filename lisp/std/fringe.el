;;; fringe.el --- fringes as parameters of frames -*- lexical-binding: t; -*-

;; There are no fringes: the widths are remembered for frames to come, and bitmaps are names.

(defconst fringe-styles '(("default") ("no-fringes" . 0) ("right-only" 0) ("left-only" nil . 0) ("half-width" 4 . 4) ("minimal" 1 . 1))
  "Names of fringes' widths.")
(defvar fringe-mode-explicit nil "Whether setting the mode does something.")

(defun fringe--widths (mode)
  "Return (LEFT . RIGHT) of MODE."
  (if (consp mode) mode (cons mode mode)))
(defun set-fringe-mode (value)
  "Make VALUE, nil, a width or (LEFT . RIGHT), the mode."
  (setq fringe-mode value)
  (when fringe-mode-explicit
    (modify-all-frames-parameters (list (cons 'left-fringe (car (fringe--widths value))) (cons 'right-fringe (cdr (fringe--widths value)))))))
(defun set-fringe-mode-1 (_ignore value) "Make VALUE the mode." (set-fringe-mode value))
(defun fringe-mode-initialize (symbol value) "Set SYMBOL to VALUE at first." (set-default symbol value))

(defcustom fringe-mode nil "The widths of fringes: nil, the default; a number; (LEFT . RIGHT)."
  :type 'sexp :group 'fringe :set #'set-fringe-mode-1 :initialize #'fringe-mode-initialize)
(setq fringe-mode-explicit t)

(defun fringe-query-style (&optional _all-frames)
  "Read the name of a style and return its widths."
  (let ((name (completing-read "Select fringe mode (type ? for list): " fringe-styles nil t)))
    (cdr (assoc name fringe-styles))))
(defun fringe-mode (&optional mode)
  "Make MODE that of all frames."
  (interactive (list (fringe-query-style 'all-frames)))
  (set-fringe-mode mode))
(defun set-fringe-style (&optional mode)
  "Make MODE that of this frame."
  (interactive (list (fringe-query-style)))
  (let ((widths (fringe--widths mode)))
    (modify-frame-parameters (selected-frame) (list (cons 'left-fringe (car widths)) (cons 'right-fringe (cdr widths))))))
(defun fringe-columns (_side &optional _real) "Return 0: there are no fringes." 0)
(defun fringe-bitmap-p (symbol) "Whether SYMBOL is the name of a bitmap." (get symbol 'fringe))

(provide 'fringe)

;;; fringe.el ends here
