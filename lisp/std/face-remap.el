;;; face-remap.el --- faces that look different in one buffer -*- lexical-binding: t; -*-

;; Manual: (elisp) Face Remapping.  `face-remapping-alist' has lists (FACE SPEC... BASE); relative specs come before the base.

(defconst internal-lisp-face-attributes
  [nil :family :foundry :width :height :weight :slant :underline :inverse-video :foreground :background :stipple :overline :strike-through
       :box :font :inherit :fontset :distant-foreground :extend :vector]
  "The attributes of faces in the order of their vectors.")

(defun face-attrs--relative-count (attrs)
  "How many of ATTRS, a property list or a face, are relative."
  (let ((count 0))
    (while (consp attrs)
      (if (face-attribute-relative-p (car attrs) (cadr attrs)) (setq count (1+ count)))
      (setq attrs (cddr attrs)))
    count))
(defun face-attrs-more-relative-p (attrs1 attrs2)
  "Whether more of ATTRS1 are relative than of ATTRS2; a face has none."
  (let ((one (if (facep attrs1) 0 (face-attrs--relative-count attrs1))) (other (if (facep attrs2) 0 (face-attrs--relative-count attrs2))))
    (> one other)))

(defun face-remap-order (entry)
  "Return ENTRY, of `face-remapping-alist', with the more relative specs first."
  (setcdr entry (nreverse (sort (nreverse (cdr entry)) (lambda (one other) (face-attrs-more-relative-p other one)))))
  entry)

(defun face-remap-add-relative (face &rest specs)
  "Let FACE look as SPECS, faces or attributes, say, in this buffer, on top of what it is.
Return a cookie for `face-remap-remove-relative'."
  (while (and (consp specs) (null (cdr specs)) (listp (car specs))) (setq specs (car specs)))
  (make-local-variable 'face-remapping-alist)
  (let ((specs (if (and (consp specs) (null (cdr specs))) (car specs) specs))
        (entry (assq face face-remapping-alist)))
    (setq face-remapping-alist (copy-tree face-remapping-alist t))
    (setq entry (assq face face-remapping-alist))
    (unless entry
      (setq entry (list face face))
      (push entry face-remapping-alist))
    (let ((base (last entry)))
      (setcdr entry (append (cdr (face-remap-order (cons face (cons specs (butlast (cdr entry)))))) base)))
    (cons face specs)))

(defun face-remap-remove-relative (cookie)
  "Take back what the call of `face-remap-add-relative' that returned COOKIE did."
  (let ((entry (assq (car cookie) face-remapping-alist)) (found nil))
    (when entry
      (dolist (spec (cdr entry)) (if (or (eq spec (cdr cookie)) (equal spec (cdr cookie))) (setq found t)))
      (when found
        (setq face-remapping-alist (copy-tree face-remapping-alist t))
        (let* ((entry (assq (car cookie) face-remapping-alist)) (rest (cdr entry)) (left nil) (removed nil))
          (dolist (spec rest)
            (if (and (not removed) (equal spec (cdr cookie))) (setq removed t) (push spec left)))
          (setcdr entry (nreverse left))
          (if (equal (cdr entry) (list (car cookie)))
              (setq face-remapping-alist (delq entry face-remapping-alist))))
        (cdr cookie)))))

(defun face-remap-set-base (face &rest specs)
  "Let FACE be SPECS in this buffer, below what was added; (nil) is the face without anything."
  (while (and (consp specs) (not (null (car specs))) (null (cdr specs)) (listp (car specs))) (setq specs (car specs)))
  (make-local-variable 'face-remapping-alist)
  (setq face-remapping-alist (copy-tree face-remapping-alist t))
  (if (eq (car specs) face)
      (error "Cannot remap %S to itself" face))
  (let ((entry (assq face face-remapping-alist)))
    (if entry
        (setcar (last entry) specs)
      (push (list face specs) face-remapping-alist))))

(defun face-remap-reset-base (face)
  "Let FACE be itself below what was added in this buffer."
  (let ((entry (assq face face-remapping-alist)))
    (when entry
      (setq face-remapping-alist (copy-tree face-remapping-alist t))
      (setq entry (assq face face-remapping-alist))
      (setcar (last entry) face)
      (if (equal (cdr entry) (list face)) (setq face-remapping-alist (delq entry face-remapping-alist))))))

;;; The size of text

(defcustom text-scale-mode-step 1.2 "The factor of each step." :type 'number :group 'display)
(defvar-local text-scale-mode-remapping nil "The cookie of what the mode did.")
(defvar-local text-scale-mode-lighter "+0" "What the mode line shows.")
(defvar-local text-scale-mode-amount 0 "By how many steps text is greater.")
(defvar-local text-scale-remap-header-line nil "Whether header lines are scaled too.")

(define-minor-mode text-scale-mode
  "Show text `text-scale-mode-amount' steps greater."
  :lighter (" " text-scale-mode-lighter)
  (when text-scale-mode-remapping
    (face-remap-remove-relative text-scale-mode-remapping)
    (setq text-scale-mode-remapping nil))
  (setq text-scale-mode-lighter (format (if (>= text-scale-mode-amount 0) "+%d" "%d") text-scale-mode-amount))
  (when text-scale-mode
    (setq text-scale-mode-remapping
          (face-remap-add-relative 'default :height (expt text-scale-mode-step text-scale-mode-amount)))))

(defun text-scale-max-amount () "Return the greatest number of steps." (log (/ 80 1.0) text-scale-mode-step))
(defun text-scale-min-amount () "Return the least number of steps." (log 1.0 text-scale-mode-step))
(defun text-scale-set (level)
  "Show text LEVEL steps greater."
  (interactive "p")
  (setq text-scale-mode-amount level)
  (text-scale-mode (if (zerop level) -1 1)))
(defun text-scale-increase (inc)
  "Show text INC steps greater than now; 0 is the normal size."
  (interactive "p")
  (text-scale-set (if (= inc 0) 0 (+ (if text-scale-mode text-scale-mode-amount 0) inc))))
(defun text-scale-decrease (dec) "Show text DEC steps smaller than now." (interactive "p") (text-scale-increase (- dec)))
(defun text-scale-adjust (inc) "Show text INC steps greater than now." (interactive "p") (text-scale-increase inc))

;;; The face of the buffer

(defcustom buffer-face-mode-face 'variable-pitch "The face of text in `buffer-face-mode'." :type 'sexp :group 'display)
(defvar-local buffer-face-mode-remapping nil "The cookie of what the mode did.")
(define-minor-mode buffer-face-mode
  "Show text in `buffer-face-mode-face'."
  :lighter " BufFace"
  (when buffer-face-mode-remapping
    (face-remap-remove-relative buffer-face-mode-remapping)
    (setq buffer-face-mode-remapping nil))
  (when buffer-face-mode
    (setq buffer-face-mode-remapping (face-remap-add-relative 'default buffer-face-mode-face))))
(defun buffer-face-set (&rest specs)
  "Show text as SPECS say; normally if there are none."
  (interactive (list (read-face-name "Set buffer face")))
  (while (and (consp specs) (null (cdr specs))) (setq specs (car specs)))
  (if (null specs) (buffer-face-mode 0)
    (setq-local buffer-face-mode-face specs)
    (buffer-face-mode t)))
(defun buffer-face-toggle (&rest specs)
  "Show text as SPECS say, or normally if it is shown so."
  (interactive (list buffer-face-mode-face))
  (while (and (consp specs) (null (cdr specs))) (setq specs (car specs)))
  (if (or (null specs) (and buffer-face-mode (equal buffer-face-mode-face specs)))
      (buffer-face-mode 0)
    (setq-local buffer-face-mode-face specs)
    (buffer-face-mode t)))
(defun buffer-face-mode-invoke (specs arg &optional _interactive)
  "Turn `buffer-face-mode' with the face SPECS on or off, as ARG says."
  (if (or (eq arg 'toggle) (null arg) )
      (buffer-face-toggle specs)
    (if (> (prefix-numeric-value arg) 0) (buffer-face-set specs) (buffer-face-mode 0))))
(defun variable-pitch-mode (&optional arg)
  "Show text in the face `variable-pitch', or not, as ARG says."
  (interactive (list (or current-prefix-arg 'toggle)))
  (buffer-face-mode-invoke 'variable-pitch (or arg t)))

(provide 'face-remap)

;;; face-remap.el ends here
