;;; wid-edit.el --- forms in buffers -*- lexical-binding: t; -*-

;; Manual: (widget).  A widget is (TYPE . PROPERTIES); what it does not say itself its type says, or the type that one is made of, up to
;; `default'.  The types are in wid-types.el.

(require 'cl-lib)

(defgroup widgets nil "Forms." :group 'faces)
(defface widget-documentation '((t nil)) "Face for documentation." :group 'widgets)
(defface widget-field '((t :slant italic)) "Face for fields." :group 'widgets)
(defface widget-single-line-field '((t :slant italic)) "Face for fields of one line." :group 'widgets)
(defface widget-button '((t (:weight bold))) "Face for buttons." :group 'widgets)
(defface widget-button-pressed '((t (:weight bold :underline t))) "Face for buttons that are pressed." :group 'widgets)
(defface widget-inactive '((t :inherit shadow)) "Face for what cannot be used." :group 'widgets)
(defvar widget-documentation-face 'widget-documentation "The face of documentation.")
(defvar widget-button-face 'widget-button "The face of buttons.")
(defvar widget-mouse-face 'highlight "The face of buttons below the mouse.")
(defvar widget-button-pressed-face 'widget-button-pressed "The face of buttons that are pressed.")
(defcustom widget-button-prefix "" "What buttons begin with." :type 'string :group 'widgets)
(defcustom widget-button-suffix "" "What buttons end with." :type 'string :group 'widgets)
(defcustom widget-push-button-prefix "[" "What push buttons begin with." :type 'string :group 'widgets)
(defcustom widget-push-button-suffix "]" "What push buttons end with." :type 'string :group 'widgets)
(defcustom widget-link-prefix "[" "What links begin with." :type 'string :group 'widgets)
(defcustom widget-link-suffix "]" "What links end with." :type 'string :group 'widgets)
(defcustom widget-menu-max-size 40 "The greatest number of entries of a menu." :type 'integer :group 'widgets)
(defcustom widget-choice-toggle nil "Whether a choice of two changes to the other without a question." :type 'boolean :group 'widgets)
(defvar-local widget-field-new nil "Fields that `widget-setup' does not know.")
(defvar-local widget-field-list nil "The fields of the buffer.")
(defvar widget-edit-functions nil "Called with fields that changed.")

(defvar widget-keymap
  (let ((map (make-sparse-keymap)))
    (define-key map "\t" #'widget-forward)
    (define-key map "\e\t" #'widget-backward)
    (define-key map [S-tab] #'widget-backward)
    (define-key map [backtab] #'widget-backward)
    (define-key map [down-mouse-2] #'widget-button-click)
    (define-key map [down-mouse-1] #'widget-button-click)
    (define-key map "\C-m" #'widget-button-press)
    map)
  "Keymap of forms.")
(defvar-local widget-global-map (current-global-map) "Keymap for what is outside of forms.")
(defvar widget-field-keymap
  (let ((map (copy-keymap widget-keymap)))
    (define-key map "\C-k" #'widget-kill-line)
    (define-key map "\M-\t" #'widget-complete)
    (define-key map "\C-m" #'widget-field-activate)
    (define-key map "\C-a" #'widget-beginning-of-line)
    (define-key map "\C-e" #'widget-end-of-line)
    map)
  "Keymap of fields of one line.")
(defvar widget-text-keymap
  (let ((map (copy-keymap widget-keymap)))
    (define-key map "\C-a" #'widget-beginning-of-line)
    (define-key map "\C-e" #'widget-end-of-line)
    (define-key map "\C-m" nil)
    map)
  "Keymap of fields of several lines.")
(defvar widget-link-keymap (copy-keymap widget-keymap) "Keymap of links.")

;;; Types and properties

(defun widget-type (widget) "Return the type of WIDGET." (car widget))
(defun widgetp (widget)
  "Return non-nil if WIDGET is a widget or a type."
  (if (symbolp widget) (get widget 'widget-type)
    (and (consp widget) (symbolp (car widget)) (get (car widget) 'widget-type))))

(unless (fboundp 'widget-get)
  (defun widget--cell (widget property)
    "Return the tail of the properties of WIDGET, or of what it is made of, that begins with PROPERTY."
    (let ((found nil))
      (while (and widget (not found))
        (let ((definition (if (symbolp widget) (get widget 'widget-type) widget)))
          (setq found (plist-member (cdr definition) property)
                widget (if found nil (if (symbolp widget) (car definition) (car widget))))))
      found))
  (defun widget-get (widget property)
    "Return PROPERTY of WIDGET, or of what it is made of."
    (cadr (widget--cell widget property)))
  (defun widget-put (widget property value)
    "Make VALUE the PROPERTY of WIDGET."
    (setcdr widget (plist-put (cdr widget) property value))
    value)
  (defun widget-apply (widget property &rest args)
    "Call the function that is PROPERTY of WIDGET with WIDGET and ARGS."
    (apply (widget-get widget property) widget args)))

(defun widget-get-indirect (widget property)
  "Return PROPERTY of WIDGET, or the value of the variable that it is."
  (let ((value (widget-get widget property))) (if (and value (symbolp value) (boundp value)) (symbol-value value) value)))
(defun widget-member (widget property)
  "Return non-nil if WIDGET or what it is made of has PROPERTY."
  (cond ((plist-member (cdr widget) property) t)
        ((car widget) (let ((definition (get (car widget) 'widget-type))) (and definition (widget-member definition property))))))
(defun widget-value (widget)
  "Return the value of WIDGET as users know it."
  (widget-apply widget :value-to-external (widget-apply widget :value-get)))
(defun widget-value-set (widget value)
  "Make VALUE that of WIDGET, and show it."
  (widget-apply widget :value-set (widget-apply widget :value-to-internal value)))
(defun widget-default-get (widget)
  "Return the value WIDGET has when it is not said."
  (or (widget-get widget :value) (widget-apply widget :default-get)))
(defun widget-match-inline (widget vals)
  "Return (MATCHED . REST) of the list VALS for WIDGET, which stands for some of them; nil if it does not match."
  (cond ((widget-get widget :inline) (widget-apply widget :match-inline vals))
        ((and (listp vals) vals (widget-apply widget :match (car vals))) (cons (list (car vals)) (cdr vals)))))
(defun widget-apply-action (widget &optional event)
  "Do what WIDGET does when it is used, by EVENT; an error if it is not active."
  (if (widget-apply widget :active) (widget-apply widget :action event) (error "Attempt to perform action on inactive widget")))
(defun widget-map-buttons (function &optional buffer maparg)
  "Call FUNCTION with each widget of BUFFER and MAPARG until it returns non-nil."
  (with-current-buffer (or buffer (current-buffer))
    (seq-find (lambda (overlay) (let ((widget (or (overlay-get overlay 'button) (overlay-get overlay 'field)))) (and widget (funcall function widget maparg))))
              (sort (overlays-in (point-min) (point-max)) (lambda (one other) (< (overlay-start one) (overlay-start other)))))))
(defun widget-get-sibling (widget)
  "Return the item that WIDGET, a check box or radio button, is beside."
  (seq-find (lambda (child) (eq (widget-get child :button) widget)) (widget-get (widget-get widget :parent) :children)))

;;; Converting and creating

(defun widget-copy (widget) "Return a copy of WIDGET." (widget-apply (copy-sequence widget) :copy))

(defun widget-convert (type &rest args)
  "Return a widget of TYPE, a symbol or (SYMBOL KEYWORDS... ARGUMENTS...), with ARGS, keywords first; it is not in the buffer."
  (let* ((widget (if (symbolp type) (list type) (copy-sequence type))) (rest (cdr widget)) (keys nil))
    ;; The arguments of the type come after its keywords.
    (let ((own nil))
      (while (and rest (keywordp (car rest))) (setq own (append own (list (pop rest) (pop rest)))))
      (setq widget (cons (car widget) own))
      (when rest (setq widget (nconc widget (list :args rest)))))
    (setq widget (widget--convert-up widget))
    (while (and args (keywordp (car args)))
      (setq keys (append keys (list (pop args) (pop args)))))
    (when args (setq widget (widget--with-args widget args)))
    (while keys (widget-put widget (pop keys) (pop keys)))
    (when (widget-member widget :value-to-internal)
      (when (widget-member widget :value)
        (widget-put widget :value (widget-apply widget :value-to-internal (widget-get widget :value)))))
    widget))

(defun widget--with-args (widget args)
  "Return WIDGET with ARGS, what comes after keywords."
  (widget-put widget :args args)
  (widget--convert-up widget))

(defun widget--convert-up (widget)
  "Let the types that WIDGET is made of look at its arguments."
  (let ((type (car widget)) (functions nil))
    (when (plist-member (cdr widget) :convert-widget) (push (plist-get (cdr widget) :convert-widget) functions))
    (while type
      (let ((definition (get type 'widget-type)))
        (when (plist-member (cdr definition) :convert-widget) (push (plist-get (cdr definition) :convert-widget) functions))
        (unless definition (error "Unknown widget type %S" type))
        ;; The arguments a type is defined with are those of its widgets, unless they have their own.
        (setq type (car definition))))
    (let ((function (car (last functions))))
      (when function (setq widget (funcall function widget))))
    widget))

(defun widget-create (type &rest args)
  "Create a widget of TYPE with ARGS, as in `widget-convert', at point; return it."
  (let ((widget (apply #'widget-convert type args)))
    (widget-apply widget :create)
    widget))
(defun widget-create-child-and-convert (parent type &rest args)
  "Create a widget of TYPE with ARGS as a child of PARENT."
  (let ((widget (apply #'widget-convert type args)))
    (widget-put widget :parent parent)
    (unless (widget-get widget :indent) (widget-put widget :indent (widget--child-indent parent)))
    (widget-apply widget :create)
    widget))
(defun widget--child-indent (parent) "The indentation of children of PARENT." (+ (or (widget-get parent :indent) 0) (or (widget-get parent :extra-offset) 0) (or (widget-get parent :offset) 0)))
(defun widget-create-child (parent type)
  "Create a copy of the widget TYPE as a child of PARENT."
  (let ((widget (widget-copy type)))
    (widget-put widget :parent parent)
    (unless (widget-get widget :indent) (widget-put widget :indent (widget--child-indent parent)))
    (widget-apply widget :create)
    widget))
(defun widget-create-child-value (parent type value)
  "Create a copy of the widget TYPE with VALUE as a child of PARENT."
  (let ((widget (widget-copy type)))
    (widget-put widget :value (widget-apply widget :value-to-internal value))
    (widget-put widget :parent parent)
    (unless (widget-get widget :indent) (widget-put widget :indent (widget--child-indent parent)))
    (widget-apply widget :create)
    widget))
(defun widget-delete (widget) "Remove WIDGET from the buffer." (widget-apply widget :delete))
(defun widget-insert (&rest args) "Insert ARGS, even if it is read-only here." (let ((inhibit-read-only t) (inhibit-modification-hooks t)) (apply #'insert args)))
(defun widget-prompt-value (widget prompt &optional value unbound)
  "Read a value for WIDGET with PROMPT, VALUE first unless UNBOUND."
  (let* ((widget (if (widgetp widget) (widget-convert widget) widget))
         (answer (widget-apply widget :prompt-value (concat (widget-apply widget :menu-tag-get) " " prompt) value unbound)))
    (unless (widget-apply widget :match answer) (error "Value does not match %S type" (car widget)))
    answer))

(defun widget-specify-button (widget from to)
  "Make the text from FROM to TO the button of WIDGET."
  (let ((overlay (make-overlay from to nil t nil)))
    (widget-put widget :button-overlay overlay)
    (overlay-put overlay 'button widget)
    (overlay-put overlay 'evaporate t)
    (overlay-put overlay 'keymap (widget-get widget :keymap))
    (overlay-put overlay 'face (widget-apply widget :button-face-get))
    (overlay-put overlay 'mouse-face (widget-apply widget :mouse-face-get))
    (overlay-put overlay 'help-echo (widget-get widget :help-echo))))
(defun widget-specify-field (widget from to)
  "Make the text from FROM to TO the field of WIDGET; `widget-setup' protects what is around."
  (widget-put widget :field-end (copy-marker to t))
  (let ((overlay (make-overlay from to nil nil t)))
    (widget-put widget :field-overlay overlay)
    (overlay-put overlay 'field widget)
    (overlay-put overlay 'face (or (widget-get widget :value-face) 'widget-field))
    (overlay-put overlay 'local-map (widget-get widget :keymap))
    (overlay-put overlay 'help-echo (widget-get widget :help-echo))))
(defun widget-specify-inactive (widget from to)
  "Show that the text from FROM to TO, of WIDGET, cannot be used."
  (unless (widget-get widget :inactive)
    (let ((overlay (make-overlay from to nil t nil)))
      (overlay-put overlay 'face 'widget-inactive)
      (overlay-put overlay 'evaporate t)
      (overlay-put overlay 'modification-hooks '(widget-overlay-inactive))
      (widget-put widget :inactive overlay))))
(defun widget-overlay-inactive (&rest _) "An error: the text belongs to what cannot be used." (unless inhibit-read-only (error "The widget here is not active")))
(defun widget-specify-active (widget)
  "Let WIDGET be used."
  (let ((inactive (widget-get widget :inactive)))
    (when inactive (delete-overlay inactive) (widget-put widget :inactive nil))))

;;; Fields

(defun widget-field-buffer (widget) "Return the buffer of the field WIDGET." (let ((overlay (widget-get widget :field-overlay))) (and (overlayp overlay) (overlay-buffer overlay))))
(defun widget-field-start (widget) "Return where the field WIDGET starts." (let ((overlay (widget-get widget :field-overlay))) (and (overlayp overlay) (overlay-start overlay))))
(defun widget-field-end (widget) "Return where the field WIDGET ends, filling included." (let ((overlay (widget-get widget :field-overlay))) (and (overlayp overlay) (overlay-end overlay))))
(defun widget-field-text-end (widget)
  "Return where the text of the field WIDGET ends."
  (let ((start (widget-field-start widget)) (end (widget-field-end widget)) (size (widget-get widget :size)))
    (if (and size (not (zerop size)))
        (save-excursion (goto-char end) (skip-chars-backward " " (max start (point-min))) (if (< (point) start) start (point)))
      end)))
(defun widget-field-find (pos) "Return the field at POS, nil if there is none." (seq-find (lambda (field) (and (widget-field-start field) (<= (widget-field-start field) pos (widget-field-end field)))) widget-field-list))
(defun widget-field-at (pos)
  "Return the field at POS, nil if there is none."
  (seq-some (lambda (overlay) (let ((field (overlay-get overlay 'field))) (and (consp field) field))) (append (overlays-at pos) (overlays-in pos pos))))
(defun widget-at (&optional pos)
  "Return the button or field at POS, point by default."
  (or (get-char-property (or pos (point)) 'button) (widget-field-at (or pos (point)))))

(defun widget-before-change (from to)
  "An error if FROM to TO is not in a field."
  (unless inhibit-read-only
    (let ((one (widget-field-find from)) (other (widget-field-find to)))
      (cond ((not (eq one other))
             (add-hook 'post-command-hook #'widget-add-change nil t)
             (signal 'text-read-only '("Change should be restricted to a single field")))
            ((null one)
             (add-hook 'post-command-hook #'widget-add-change nil t)
             (signal 'text-read-only '("Attempt to change text outside editable field")))))))
(defun widget-add-change ()
  "Watch changes again, after an error."
  (remove-hook 'post-command-hook #'widget-add-change t)
  (add-hook 'before-change-functions #'widget-before-change nil t)
  (add-hook 'after-change-functions #'widget-after-change nil t))
(defun widget-after-change (from to _old)
  "FROM to TO of a field was changed: keep its size and tell."
  (let ((field (widget-field-find from)))
    (when (and field (eq field (widget-field-find to)))
      (let ((size (widget-get field :size)) (inhibit-modification-hooks t) (inhibit-read-only t))
        (when (and size (not (zerop size)))
          (save-excursion
            (let ((length (- (widget-field-end field) (widget-field-start field))))
              (cond ((< length size) (goto-char (widget-field-end field)) (insert (make-string (- size length) ?\s)))
                    ((> length size)
                     (goto-char (widget-field-end field))
                     (while (and (> (- (widget-field-end field) (widget-field-start field)) size) (eq (char-before (widget-field-end field)) ?\s))
                       (delete-region (1- (widget-field-end field)) (widget-field-end field)))))))))
      (run-hook-with-args 'widget-edit-functions field)
      (widget-apply field :notify field))))

(defun widget-setup ()
  "Make the widgets of the buffer usable: only their fields can be changed."
  (setq widget-field-list (append (nreverse widget-field-new) widget-field-list) widget-field-new nil)
  (dolist (field widget-field-list)
    (unless (overlayp (widget-get field :field-overlay))
      (let ((overlay (widget-get field :field-overlay)))
        (when (consp overlay)
          (widget-specify-field field (car overlay) (cdr overlay))
          (set-marker (car overlay) nil)
          (set-marker (cdr overlay) nil)))))
  (setq buffer-undo-list nil)
  (widget-add-change))

;;; Commands

(defun widget-tabable-at (&optional pos)
  "Return the widget at POS that TAB stops at, nil if there is none."
  (let ((widget (widget-at pos)))
    (and widget (let ((order (widget-get widget :tab-order))) (or (null order) (>= order 0))) widget)))
(defun widget-move (arg &optional _suppress-echo)
  "Go to the ARGth next widget, around the ends of the buffer."
  (let ((step (if (< arg 0) -1 1)) (starts nil))
    (dolist (overlay (overlays-in (point-min) (point-max)))
      (let ((widget (or (overlay-get overlay 'button) (overlay-get overlay 'field))))
        (when (and (consp widget) (let ((order (widget-get widget :tab-order))) (or (null order) (>= order 0))) (widget-apply widget :active))
          (push (overlay-start overlay) starts))))
    (setq starts (sort (delete-dups starts) (if (> step 0) #'< #'>)))
    (unless starts (error "No buttons or fields found"))
    (dotimes (_ (abs arg))
      (goto-char (or (seq-find (lambda (start) (if (> step 0) (> start (point)) (< start (point)))) starts) (car starts))))
    (run-hooks 'widget-move-hook)))
(defvar widget-forward-hook nil "Run after going to the next widget.")
(defvar widget-backward-hook nil "Run after going to the previous widget.")
(defun widget-forward (arg) "Go to the ARGth next widget." (interactive "p") (run-hooks 'widget-forward-hook) (widget-move arg))
(defun widget-backward (arg) "Go to the ARGth previous widget." (interactive "p") (run-hooks 'widget-backward-hook) (widget-move (- arg)))
(defun widget-button-press (pos &optional event)
  "Do what the button at POS does."
  (interactive "@d")
  (let ((button (get-char-property pos 'button)))
    (if button (widget-apply-action button event)
      (let ((command (lookup-key widget-global-map (this-command-keys))))
        (when (commandp command) (call-interactively command))))))
(defun widget-button-click (event)
  "Do what the button that EVENT clicked on does."
  (interactive "e")
  (mouse-set-point event)
  (let ((button (get-char-property (point) 'button))) (when button (widget-apply-action button event))))
(defun widget-field-activate (pos &optional event)
  "Do what the field at POS does when it is entered."
  (interactive "@d")
  (let ((field (widget-field-at pos))) (when field (widget-apply-action field event))))
(defun widget-beginning-of-line () "Go to the beginning of the field or the line." (interactive) (goto-char (max (line-beginning-position) (or (let ((field (widget-field-find (point)))) (and field (widget-field-start field))) (point-min)))))
(defun widget-end-of-line () "Go to the end of the field's text or the line." (interactive) (goto-char (min (line-end-position) (or (let ((field (widget-field-find (point)))) (and field (widget-field-text-end field))) (point-max)))))
(defun widget-kill-line () "Kill to the end of the field or the line." (interactive) (kill-region (point) (let ((field (widget-field-find (point)))) (if field (min (line-end-position) (widget-field-text-end field)) (line-end-position)))))
(defun widget-complete ()
  "Complete the text of the field at point."
  (interactive)
  (let ((completion-at-point-functions (list #'widget-completions-at-point))) (completion-at-point)))
(defun widget-completions-at-point ()
  "Return what the field at point could hold."
  (let ((field (widget-field-find (point)))) (when field (widget-apply field :completions-function))))

(require 'wid-types)
(provide 'wid-edit)

;;; wid-edit.el ends here
