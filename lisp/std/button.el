;;; button.el --- text that does something when it is pushed -*- lexical-binding: t; -*-

;; Manual: (elisp) Buttons.  A button is an overlay, or a stretch of text with the property `button'; such a one is known by a marker or
;; position in it.  The type of a button is a symbol whose property list gives the defaults: its `button-category-symbol'.

(defface button '((t :inherit link)) "Default face used for buttons." :group 'basic-faces)

(defvar button-map (make-sparse-keymap) "Keymap used by buttons.")
(define-key button-map "\C-m" #'push-button)
(define-key button-map [mouse-2] #'push-button)
(define-key button-map [follow-link] 'mouse-face)
(define-key button-map [mode-line mouse-2] #'push-button)
(define-key button-map [header-line mouse-2] #'push-button)

(defvar button-buffer-map (make-sparse-keymap) "Keymap useful for buffers that contain buttons.")
(define-key button-buffer-map "\t" #'forward-button)
(define-key button-buffer-map "\e\t" #'backward-button)
(define-key button-buffer-map [backtab] #'backward-button)

(define-minor-mode button-mode "A minor mode for navigating to buttons with the TAB key." :keymap button-buffer-map)

(put 'default-button 'face 'button)
(put 'default-button 'mouse-face 'highlight)
(put 'default-button 'keymap button-map)
(put 'default-button 'type 'button)
(put 'default-button 'action #'ignore)
(put 'default-button 'help-echo "mouse-2, RET: Push this button")
(put 'default-button 'rear-nonsticky t)
(put 'default-button 'evaporate t)
(put 'button 'button-category-symbol 'default-button)

(defun button-category-symbol (type)
  "Return the symbol whose properties are those of buttons of TYPE."
  (or (get type 'button-category-symbol) (error "Unknown button type `%s'" type)))

(defun define-button-type (name &rest properties)
  "Define NAME as a type of buttons with PROPERTIES as defaults; :supertype TYPE gives what it inherits from."
  (declare (indent defun))
  (let ((category (or (get name 'button-category-symbol)
                      (intern (concat (symbol-name name) "-button"))))
        (super (button-category-symbol
                (or (plist-get properties 'supertype) (plist-get properties :supertype) 'button))))
    (put name 'button-category-symbol category)
    (setplist category (copy-sequence (symbol-plist super)))
    (put category 'type name)
    (put category 'supertype (get super 'type))
    (while properties
      (let ((prop (pop properties)) (value (pop properties)))
        (put category (if (eq prop :supertype) 'supertype prop) value)))
    name))

(defun button-type-put (type prop val)
  "Set the default of PROP for buttons of TYPE to VAL."
  (put (button-category-symbol type) prop val))

(defun button-type-get (type prop)
  "Return the default of PROP for buttons of TYPE."
  (get (button-category-symbol type) prop))

(defun button-type-subtype-p (type supertype)
  "Return non-nil if TYPE is SUPERTYPE or inherits from it."
  (or (eq type supertype)
      (and type (button-type-subtype-p (button-type-get type 'supertype) supertype))))

;;; What buttons are made of


(defun button-get (button prop)
  "Return property PROP of BUTTON."
  (cond ((overlayp button) (overlay-get button prop))
        ((stringp button) (get-text-property 0 prop button))
        (t (get-text-property button prop (if (markerp button) (marker-buffer button))))))

(defun button-put (button prop val)
  "Set property PROP of BUTTON to VAL; `type' and :type change what it inherits."
  (when (memq prop '(type :type))
    (setq prop 'category val (button-category-symbol val)))
  (cond ((overlayp button) (overlay-put button prop val))
        ((stringp button) (put-text-property 0 (length button) prop val button))
        (t (put-text-property (button-start button) (button-end button) prop val
                              (if (markerp button) (marker-buffer button))))))

(defun button-start (button)
  "Return the position where BUTTON starts."
  (if (overlayp button)
      (overlay-start button)
    (or (let ((pos (1+ button)))
          (with-current-buffer (if (markerp button) (marker-buffer button) (current-buffer))
            (previous-single-property-change (min pos (1+ (point-max))) 'button)))
        (point-min))))

(defun button-end (button)
  "Return the position where BUTTON ends."
  (if (overlayp button)
      (overlay-end button)
    (with-current-buffer (if (markerp button) (marker-buffer button) (current-buffer))
      (or (next-single-property-change button 'button) (point-max)))))

(defun button-type (button) "Return the type of BUTTON." (button-get button 'type))
(defun button-has-type-p (button type)
  "Return non-nil if BUTTON is of TYPE or of one that inherits from it."
  (button-type-subtype-p (button-type button) type))
(defun button-label (button)
  "Return the text of BUTTON."
  (if (stringp button) button
    (with-current-buffer (if (overlayp button) (overlay-buffer button)
                           (if (markerp button) (marker-buffer button) (current-buffer)))
      (buffer-substring-no-properties (button-start button) (button-end button)))))

(defun button-activate (button &optional use-mouse-action)
  "Call the action of BUTTON, the one for the mouse if USE-MOUSE-ACTION and there is one.
It is called with the property `button-data' if that is set, else with BUTTON; a marker is a place to go to."
  (let ((action (or (and use-mouse-action (button-get button 'mouse-action)) (button-get button 'action)))
        (data (button-get button 'button-data)))
    (if (markerp action)
        (progn (switch-to-buffer (marker-buffer action)) (goto-char action))
      (funcall action (or data button)))))

;;; Making buttons

(defun button--prepare (properties)
  "Return PROPERTIES with the type as the property `category'."
  (let* ((properties (copy-sequence properties))
         (type (or (plist-member properties 'type) (plist-member properties :type))))
    (if type
        (progn (setcar type 'category)
               (setcar (cdr type) (button-category-symbol (cadr type)))
               properties)
      (cons 'category (cons 'default-button properties)))))

(defun make-button (beg end &rest properties)
  "Make the text from BEG to END a button with PROPERTIES and return it, an overlay.
The property `type' gives its type, by default `button'."
  (let ((overlay (make-overlay beg end nil t nil))
        (properties (button--prepare properties)))
    (while properties (overlay-put overlay (pop properties) (pop properties)))
    (overlay-put overlay 'button overlay)
    overlay))

(defun insert-button (label &rest properties)
  "Insert LABEL as a button with PROPERTIES; see `make-button'."
  (apply #'make-button (prog1 (point) (insert label)) (point) properties))

(defun make-text-button (beg end &rest properties)
  "Make the text from BEG to END a button by text properties and return BEG.
BEG may be a string instead, END nil then; a string that is a button is returned."
  (let ((object nil) (properties (button--prepare properties)))
    (when (stringp beg)
      (setq object (copy-sequence beg) beg 0 end (length object)))
    (add-text-properties beg end (cons 'button (cons (list t) properties)) object)
    (or object beg)))

(defun insert-text-button (label &rest properties)
  "Insert LABEL as a button made of text properties; see `make-text-button'."
  (apply #'make-text-button (prog1 (point) (insert label)) (point) properties))

(defun button-buttonize (string callback &optional data)
  "Return STRING as a button; CALLBACK is called with DATA."
  (propertize string 'face 'button 'button t 'follow-link t 'category t 'button-data data 'keymap button-map
              'action callback))
(defalias 'buttonize #'button-buttonize)

;;; Finding buttons

(defun button-at (pos)
  "Return the button at POS in the current buffer, nil if there is none.  One made of text properties is a marker."
  (let ((button (get-char-property pos 'button)))
    (and button (get-char-property pos 'category)
         (if (overlayp button) button (copy-marker pos t)))))

(defun next-button (pos &optional count-current)
  "Return the next button after POS, or at it if COUNT-CURRENT."
  (unless count-current (setq pos (next-single-char-property-change pos 'button)))
  (and (< pos (point-max))
       (or (button-at pos) (next-button pos))))

(defun previous-button (pos &optional count-current)
  "Return the button before POS, or at it if COUNT-CURRENT."
  (let ((button (button-at pos)))
    (if (and button count-current)
        button
      (when button (setq pos (button-start button)))
      (unless (and (> pos (point-min)) (button-at (1- pos)))
        (setq pos (previous-single-char-property-change pos 'button)))
      (and (> pos (point-min)) (button-at (1- pos))))))

(defun push-button (&optional pos use-mouse-action)
  "Do what the button at POS, by default point, does, and return t; nil if there is none."
  (interactive (list (point)))
  (let ((button (button-at (or pos (point)))))
    (when button (button-activate button use-mouse-action) t)))

(defun forward-button (n &optional wrap display-message no-error)
  "Move to the Nth next button and return it; skip those with the property `skip'.
With WRAP go on at the other end of the buffer.  DISPLAY-MESSAGE shows its help text.  Without a
button an error is signalled unless NO-ERROR."
  (interactive "p\nd\nd")
  (let ((button nil) (wrapped nil))
    (if (zerop n)
        (when (setq button (button-at (point))) (goto-char (button-start button)))
      (let ((step (if (> n 0) #'next-button #'previous-button)) (todo (abs n)) (from (point)))
        (while (and (> todo 0) from)
          (setq button (funcall step from))
          (when (and (not button) wrap (not wrapped))
            (setq wrapped t
                  button (if (> n 0) (next-button (point-min) t) (previous-button (point-max) t))))
          (setq from (and button (button-start button)))
          (unless (and button (button-get button 'skip)) (setq todo (1- todo))))
        (when button (goto-char (button-start button)))))
    (if (null button)
        (unless no-error (user-error (if wrap "No buttons!" "No more buttons")))
      (let ((help (and display-message (button-get button 'help-echo))))
        (when (stringp help) (message "%s" help)))
      button)))

(defun backward-button (n &optional wrap display-message no-error)
  "Move to the Nth previous button; the arguments are those of `forward-button'."
  (interactive "p\nd\nd")
  (forward-button (- n) wrap display-message no-error))

(provide 'button)
;;; button.el ends here
