;;; display.el --- what programs ask of a display that is not there -*- lexical-binding: t; -*-

;; Questions about it are answered as a batch Emacs answers them.

(defun display-graphic-p (&optional _display) "Return nil: there is no display." nil)
(defun display-images-p (&optional _display) "Return nil: there is no display." nil)
(defun display-popup-menus-p (&optional _display) "Return nil: there is no display." nil)
(defun display-color-p (&optional _display) "Return nil: there is no display." nil)
(defun display-mouse-p (&optional _display) "Return nil: there is no mouse." nil)
(defun display-multi-frame-p (&optional _display) "Return nil: there is no display." nil)
(defun display-screens (&optional _display) "Return 1." 1)

(defconst tty-defined-color-alist
  '(("black" 0 0 0 0) ("red" 1 65535 0 0) ("green" 2 0 65535 0) ("yellow" 3 65535 65535 0)
    ("blue" 4 0 0 65535) ("magenta" 5 65535 0 65535) ("cyan" 6 0 65535 65535) ("white" 7 65535 65535 65535))
  "The colors a batch Emacs knows by name: (NAME INDEX RED GREEN BLUE).")

(defun defined-colors (&optional _frame)
  "Return the names of the colors."
  (mapcar #'car tty-defined-color-alist))

(defalias 'x-defined-colors #'defined-colors)

(defun display--color-component (digits most)
  "Return the hexadecimal DIGITS, one to four, scaled such that all f are 65535; MOST is the number of digits allowed."
  (and (<= 1 (length digits) most)
       (/ (* 65535 (string-to-number digits 16)) (1- (expt 16 (length digits))))))

(defun color-values-from-color-spec (spec)
  "Return (RED GREEN BLUE), 0 to 65535 each, for SPEC: \"#RGB\" with one to four digits each, \"rgb:R/G/B\" or \"rgbi:R/G/B\"."
  (let ((case-fold-search nil))
    (cond
     ((string-match "\\`#\\([[:xdigit:]]+\\)\\'" spec)
      (let* ((digits (match-string 1 spec)) (n (/ (length digits) 3)))
        (and (= (length digits) (* 3 n)) (<= 1 n 4)
             (mapcar (lambda (i) (display--color-component (substring digits (* i n) (* (1+ i) n)) 4)) '(0 1 2)))))
     ((string-match "\\`rgb:\\([[:xdigit:]]+\\)/\\([[:xdigit:]]+\\)/\\([[:xdigit:]]+\\)\\'" spec)
      (let ((values (mapcar (lambda (i) (display--color-component (match-string i spec) 4)) '(1 2 3))))
        (and (not (memq nil values)) values)))
     ((string-match "\\`rgbi:\\([-+.0-9eE]+\\)/\\([-+.0-9eE]+\\)/\\([-+.0-9eE]+\\)\\'" spec)
      (let ((values (mapcar (lambda (i) (string-to-number (match-string i spec))) '(1 2 3))))
        (and (<= 0 (apply #'min values)) (<= (apply #'max values) 1)
             (mapcar (lambda (v) (round (* 65535 v))) values)))))))

(defun color-values (color &optional _frame)
  "Return (RED GREEN BLUE), 0 to 65535 each, for COLOR: one of `defined-colors' or as `color-values-from-color-spec' takes it.
A batch Emacs rounds to the eight colors of a terminal; this does not."
  (and (stringp color)
       (or (copy-sequence (cddr (assoc (downcase color) tty-defined-color-alist)))
           (color-values-from-color-spec (downcase color)))))

(defun color-defined-p (color &optional frame)
  "Return non-nil if COLOR is known."
  (and (color-values color frame) t))

;;; Characters on a display

(defun char-displayable-p (char)
  "Return non-nil if CHAR can be shown: t for ASCII, the name of its character set for others, nil for raw bytes."
  (cond ((< char 128) t)
        ((<= char #x10ffff) 'unicode)))

(put 'display-table 'char-table-extra-slots 6)
(defconst display--table-slots '((truncation . 0) (wrap . 1) (escape . 2) (control . 3) (selective-display . 4) (vertical-border . 5))
  "The extra slots of display tables.")

(defun make-display-table ()
  "Return a display table that changes nothing."
  (make-char-table 'display-table nil))

(defun display--table-slot (slot)
  "Return the number of SLOT, a number or a name."
  (or (if (numberp slot) slot (cdr (assq slot display--table-slots)))
      (error "Invalid display-table slot name: %s" slot)))

(defun display-table-slot (display-table slot)
  "Return the extra SLOT, a number from 0 to 5 or a name such as `wrap', of DISPLAY-TABLE."
  (char-table-extra-slot display-table (display--table-slot slot)))

(defun set-display-table-slot (display-table slot value)
  "Set the extra SLOT, a number from 0 to 5 or a name such as `wrap', of DISPLAY-TABLE to VALUE."
  (set-char-table-extra-slot display-table (display--table-slot slot) value))

(defun make-glyph-code (char &optional face)
  "Return what stands in display tables for CHAR with FACE."
  (if (not face) char
    (unless (get face 'display--face-id)
      (let ((last (or (get 'display--face-id 'last) 0)))
        (put 'display--face-id 'last (1+ last))
        (put face 'display--face-id (1+ last))
        (push (cons (1+ last) face) display--face-ids)))
    (logior char (ash (get face 'display--face-id) 22))))

(defvar display--face-ids nil "The faces that have numbers: (NUMBER . FACE).")

(defun glyph-char (glyph)
  "Return the character of GLYPH."
  (if (consp glyph) (car glyph) (logand glyph #x3fffff)))

(defun glyph-face (glyph)
  "Return the face of GLYPH, nil if it has none."
  (let ((id (if (consp glyph) (cdr glyph) (ash glyph -22))))
    (unless (zerop id) (cdr (assq id display--face-ids)))))

(defun invisible-p (pos-or-prop)
  "Return non-nil if the text at a position, or text with a value of the property `invisible', POS-OR-PROP, is invisible.
That is t, or another value if an ellipsis is shown for it."
  (let ((prop (if (or (integerp pos-or-prop) (markerp pos-or-prop))
                  (get-char-property pos-or-prop 'invisible)
                pos-or-prop))
        (found nil))
    (if (eq buffer-invisibility-spec t) (and prop t)
      (let ((spec buffer-invisibility-spec))
        (while (and (consp spec) (not found))
          (let ((entry (pop spec)))
            (dolist (value (if (consp prop) prop (list prop)))
              (cond ((and prop (eq value entry)) (setq found t))
                    ((and (consp entry) prop (eq value (car entry))) (setq found (if (cdr entry) 2 t))))))))
      found)))

(defvar font-lock-comment-delimiter-face 'font-lock-comment-delimiter-face "Face for the delimiters of comments.")

(defvar goal-column nil "The column that motions over lines keep to, nil if there is none.")
(defvar font-lock-comment-face 'font-lock-comment-face "Face for comments.")
(defvar font-lock-string-face 'font-lock-string-face "Face for strings.")
(defvar font-lock-doc-face 'font-lock-doc-face "Face for documentation.")
(defvar font-lock-keyword-face 'font-lock-keyword-face "Face for keywords.")
(defvar font-lock-builtin-face 'font-lock-builtin-face "Face for what is built in.")
(defvar font-lock-function-name-face 'font-lock-function-name-face "Face for names of functions.")
(defvar font-lock-variable-name-face 'font-lock-variable-name-face "Face for names of variables.")
(defvar font-lock-type-face 'font-lock-type-face "Face for types.")
(defvar font-lock-constant-face 'font-lock-constant-face "Face for constants.")
(defvar font-lock-warning-face 'font-lock-warning-face "Face for warnings.")
(defvar font-lock-preprocessor-face 'font-lock-preprocessor-face "Face for preprocessors.")

;; Only a terminal that can show colors turns faces on by itself.
(defun turn-on-font-lock () "Do nothing: no terminal shows faces." nil)
(defun turn-off-font-lock () "Do nothing: no terminal shows faces." nil)

;;; display.el ends here
