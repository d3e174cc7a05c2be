;;; keymap-data.el --- the structure of keymaps -*- lexical-binding: t; -*-

;; A keymap is (keymap BINDING... . PARENT).  A BINDING is (EVENT . DEFINITION), a char-table for plain characters, a
;; string (the prompt), or a keymap that is looked into as well.

(defun keymapp (object)
  "Return t if OBJECT is a keymap or the name of one."
  (let ((map (keymap-data--get object)))
    (and map t)))

(defun keymap-data--get (object)
  "Return the keymap OBJECT is or names, nil if it does not."
  (let ((def (if (and object (symbolp object)) (indirect-function object) object)))
    (if (eq (car-safe def) 'keymap) def)))

(defun keymap-data--check (object)
  "Return the keymap OBJECT is or names; signal an error if it does not."
  (or (keymap-data--get object)
      (signal 'wrong-type-argument (list 'keymapp object))))

(defun make-sparse-keymap (&optional string)
  "Return a new empty keymap with STRING as its prompt."
  (if string (list 'keymap string) (list 'keymap)))

(defun make-keymap (&optional string)
  "Return a new keymap with a table for all characters and STRING as its prompt."
  (let ((table (make-char-table 'keymap nil)))
    (if string (list 'keymap table string) (list 'keymap table))))

(defun keymap-prompt (map)
  "Return the prompt of MAP, nil if it has none."
  (let ((tail (cdr (keymap-data--check map))) (found nil))
    (while (and (consp tail) (not found))
      (if (stringp (car tail)) (setq found (car tail)))
      (setq tail (cdr tail)))
    found))

(defun keymap-parent (keymap)
  "Return the parent of KEYMAP, nil if it has none."
  (let ((tail (cdr (keymap-data--check keymap))))
    (while (and (consp tail) (not (eq (car tail) 'keymap)))
      (setq tail (cdr tail)))
    (if (consp tail) tail (keymap-data--get tail))))

(defun set-keymap-parent (keymap parent)
  "Make PARENT, a keymap or nil, the parent of KEYMAP; return PARENT."
  (let ((map (keymap-data--check keymap)) (ancestor parent))
    (if parent (keymap-data--check parent))
    (while ancestor
      (if (eq ancestor map) (error "Cyclic keymap inheritance"))
      (setq ancestor (keymap-parent ancestor)))
    (let ((tail map))
      (while (and (consp (cdr tail)) (not (eq (car (cdr tail)) 'keymap)))
        (setq tail (cdr tail)))
      (setcdr tail parent))
    parent))

(defun keymap-data--events (key)
  "Return KEY, a string or vector, as the list of events keymaps are indexed by."
  (unless (or (stringp key) (vectorp key))
    (signal 'wrong-type-argument (list 'arrayp key)))
  (let ((result nil))
    (mapc
     (lambda (event)
       (if (consp event) (setq event (car event)))
       (cond
        ((and (stringp key) (<= 128 event 255) (not (multibyte-string-p key)))
         (setq result (cons (- event 128) (cons 27 result))))
        ((and (integerp event) (/= 0 (logand event ?\M-\^@)))
         (setq result (cons (logand event (lognot ?\M-\^@)) (cons 27 result))))
        (t (setq result (cons event result)))))
     key)
    (nreverse result)))

(defun keymap-data--definition (binding)
  "Return the definition BINDING stands for: menu items give their command."
  (cond
   ((eq (car-safe binding) 'menu-item) (nth 2 binding))
   ((stringp (car-safe binding)) (cdr binding))
   (t binding)))

(defun keymap-data--lookup (map event default)
  "Return the binding of EVENT in MAP and its parents; with DEFAULT, that of t if it has none."
  (let ((tail (cdr (keymap-data--check map))) (found nil) (done nil) (fallback nil))
    (while (and (consp tail) (not done))
      (let ((item (car tail)))
        (cond
         ((eq item 'keymap))
         ((consp item)
          (cond
           ((eq (car item) 'keymap)
            (let ((inner (keymap-data--lookup item event default)))
              (if inner (setq found inner done t))))
           ((eql (car item) event)
            (setq found (cdr item) done t))
           ((and default (eq (car item) t) (null fallback)) (setq fallback (cdr item)))))
         ((and (char-table-p item) (characterp event))
          (let ((value (aref item event)))
            (if value (setq found value done t))))
         ((and (vectorp item) (natnump event) (< event (length item)))
          (let ((value (aref item event)))
            (if value (setq found value done t)))))
        (setq tail (cdr tail))))
    (keymap-data--definition (if done found fallback))))

(defun keymap-data--store (map event def)
  "Bind EVENT to DEF in MAP itself."
  (let ((tail (cdr map)) (place map) (done nil))
    (while (and (consp tail) (not done) (not (eq (car tail) 'keymap)))
      (let ((item (car tail)))
        (cond
         ((and (consp item) (not (eq (car item) 'keymap)) (eql (car item) event))
          (setcdr item def)
          (setq done t))
         ((and (char-table-p item) (characterp event))
          (aset item event def)
          (setq done t))
         ((or (char-table-p item) (stringp item)) (setq place (if (stringp item) place tail)))))
      (setq tail (cdr tail)))
    (unless done
      (setcdr place (cons (cons event def) (cdr place))))
    def))

(defun define-key (keymap key def)
  "Bind KEY, a string or vector of events, to DEF in KEYMAP."
  (let* ((map (keymap-data--check keymap))
         (events (keymap-data--events key))
         (seen nil))
    (when (null events) (setq map nil))
    (while (and map (cdr events))
      (let* ((event (car events))
             (binding (keymap-data--lookup map event nil))
             (own (keymap-data--get binding)))
        (push event seen)
        (cond
         ((null binding)
          (setq own (list 'keymap))
          (keymap-data--store map event own))
         ((null own)
          (error "Key sequence %s starts with non-prefix key %s"
                 (key-description key) (key-description (vconcat (nreverse seen))))))
        (setq map own events (cdr events))))
    (when map (keymap-data--store map (car events) def))
    def))

(defun lookup-key (keymap key &optional accept-default)
  "Return the binding of KEY in KEYMAP, a keymap or a list of them.
If KEY is too long, return the number of events that are bound.
ACCEPT-DEFAULT allows default bindings."
  (if (and (consp keymap) (not (eq (car keymap) 'keymap)))
      (let ((found nil))
        (while (and keymap (or (null found) (integerp found)))
          (setq found (lookup-key (pop keymap) key accept-default)))
        found)
    (let ((map (keymap-data--check keymap))
          (events (keymap-data--events key))
          (count 0) (result nil) (done nil))
      (if (null events) keymap
        (while (not done)
          (setq result (keymap-data--lookup map (car events) accept-default)
                count (1+ count)
                events (cdr events))
          (cond
           ((null events) (setq done t))
           ((keymap-data--get result) (setq map (keymap-data--get result)))
           (t (setq result (if (null result) (if (= count 0) nil count) count)
                    done t))))
        result))))

(defun map-keymap (function keymap &optional _sort-first)
  "Call FUNCTION with each event and binding of KEYMAP and its parents."
  (let ((map (keymap-data--check keymap)))
    (while map
      (map-keymap-internal function map)
      (setq map (keymap-parent map)))))

(defun map-keymap-internal (function keymap)
  "Call FUNCTION with each event and binding of KEYMAP itself; return its parent."
  (let ((tail (cdr (keymap-data--check keymap))))
    (while (and (consp tail) (not (eq (car tail) 'keymap)))
      (let ((item (car tail)))
        (cond
         ((eq (car-safe item) 'keymap) (map-keymap function item))
         ((consp item) (funcall function (car item) (cdr item)))
         ((char-table-p item)
          (map-char-table (lambda (k v) (if v (funcall function k v))) item))))
      (setq tail (cdr tail)))
    tail))

(defun copy-keymap (keymap)
  "Return a copy of KEYMAP; its parent is shared."
  (let ((tail (cdr (keymap-data--check keymap))) (result (list 'keymap)))
    (while (and (consp tail) (not (eq (car tail) 'keymap)))
      (let ((item (car tail)))
        (push (cond
               ((eq (car-safe item) 'keymap) (copy-keymap item))
               ((consp item)
                (cons (car item)
                      (if (eq (car-safe (cdr item)) 'keymap) (copy-keymap (cdr item)) (cdr item))))
               ((char-table-p item) (copy-sequence item))
               (t item))
              result))
      (setq tail (cdr tail)))
    (nconc (nreverse result) tail)))

(defvar keymap-data--local nil
  "The local keymap of the current buffer.")
(make-variable-buffer-local 'keymap-data--local)

(defvar global-map (make-keymap)
  "The keymap of keys that mean the same everywhere.")
(defvar esc-map (make-keymap) "The keymap for what follows ESC.")
(defvar ctl-x-map (make-keymap) "The keymap for what follows C-x.")
(defvar ctl-x-4-map (make-sparse-keymap) "The keymap for what follows C-x 4.")
(defvar ctl-x-5-map (make-sparse-keymap) "The keymap for what follows C-x 5.")
(defvar mode-specific-map (make-sparse-keymap) "The keymap for what follows C-c.")
(defvar help-map (make-sparse-keymap) "The keymap for what follows C-h.")
(defvar minibuffer-local-map (make-sparse-keymap) "The keymap of the minibuffer.")
(defvar minibuffer-local-completion-map (make-sparse-keymap) "The keymap of completion.")
(defvar minibuffer-local-must-match-map (make-sparse-keymap) "The keymap of strict completion.")
(defvar button-map (make-sparse-keymap) "The keymap of buttons.")
(defvar key-translation-map (make-sparse-keymap) "Translations of keys.")

(define-key global-map "\e" esc-map)
(define-key global-map "\C-x" ctl-x-map)
(define-key global-map "\C-c" mode-specific-map)
(define-key ctl-x-map "4" ctl-x-4-map)
(define-key ctl-x-map "5" ctl-x-5-map)

(defun current-global-map () "Return the global keymap." global-map)
(defun use-global-map (keymap) "Make KEYMAP the global keymap." (setq global-map (keymap-data--check keymap)) nil)
(defun current-local-map () "Return the local keymap of the current buffer." keymap-data--local)
(defun use-local-map (keymap)
  "Make KEYMAP, or nothing if nil, the local keymap of the current buffer."
  (if keymap (keymap-data--check keymap))
  (setq keymap-data--local keymap)
  nil)

(defun current-minor-mode-maps ()
  "Return the keymaps of the minor modes that are on."
  (let ((maps nil))
    (dolist (pair minor-mode-map-alist)
      (if (and (boundp (car pair)) (symbol-value (car pair))) (push (cdr pair) maps)))
    (nreverse maps)))

(defun current-active-maps (&optional _olp _position)
  "Return the keymaps that are in effect, the first to be asked first."
  (append (current-minor-mode-maps)
          (if keymap-data--local (list keymap-data--local))
          (list global-map)))

(defun key-binding (key &optional accept-default _no-remap _position)
  "Return the binding of KEY in the keymaps in effect; ACCEPT-DEFAULT allows default bindings."
  (let ((found (lookup-key (current-active-maps) key accept-default)))
    (if (integerp found) nil found)))

(defun global-key-binding (keys &optional accept-default)
  "Return the binding of KEYS in the global keymap; ACCEPT-DEFAULT allows default bindings."
  (lookup-key (current-global-map) keys accept-default))

(defun local-key-binding (keys &optional accept-default)
  "Return the binding of KEYS in the local keymap; ACCEPT-DEFAULT allows default bindings."
  (let ((map (current-local-map))) (if map (lookup-key map keys accept-default))))

(defun minor-mode-key-binding (key &optional accept-default)
  "Return the bindings of KEY in minor modes that are on, as an alist; ACCEPT-DEFAULT allows defaults."
  (let ((result nil))
    (dolist (pair minor-mode-map-alist)
      (when (and (boundp (car pair)) (symbol-value (car pair)))
        (let ((binding (lookup-key (cdr pair) key accept-default)))
          (if (and binding (not (integerp binding)))
              (push (cons (car pair) binding) result)))))
    (nreverse result)))

(defun command-remapping (command &optional _position keymaps)
  "Return what COMMAND is remapped to in KEYMAPS, those in effect by default."
  (let ((found (lookup-key (or keymaps (current-active-maps)) (vector 'remap command))))
    (if (integerp found) nil found)))

(defun where-is-internal (definition &optional keymap firstonly _noindirect _no-remap)
  "Return the keys bound to DEFINITION in KEYMAP, those in effect by default; just one if FIRSTONLY."
  (let ((result nil))
    (dolist (map (cond ((keymapp keymap) (list keymap global-map))
                       ((consp keymap) keymap)
                       (t (current-active-maps))))
      (setq result (append result (keymap-data--where definition map nil 0))))
    (if firstonly (car result) result)))

(defun keymap-data--where (definition map prefix depth)
  "Return the keys, after the list PREFIX of DEPTH events, bound to DEFINITION in MAP."
  (let ((result nil))
    (map-keymap
     (lambda (event binding)
       (cond
        ((eq (keymap-data--definition binding) definition)
         (push (vconcat (reverse (cons (if (consp event) (car event) event) prefix))) result))
        ((and (< depth 4) (keymap-data--get binding))
         (setq result (append (keymap-data--where definition (keymap-data--get binding)
                                                  (cons event prefix) (1+ depth))
                              result)))))
     map)
    (nreverse result)))

;;; Descriptions of keys

(defun single-key-description (key &optional no-angles)
  "Return a description of the event KEY; symbols in angle brackets unless NO-ANGLES."
  (if (consp key) (setq key (car key)))
  (cond
   ((symbolp key)
    (let ((name (symbol-name key)) (prefix "") (case-fold-search nil))
      (while (and (not no-angles) (string-match "\\`[ACHMsS]-." name))
        (setq prefix (concat prefix (substring name 0 2))
              name (substring name 2)))
      (if no-angles name (concat prefix "<" name ">"))))
   ((stringp key) key)
   (t (keymap-data--describe-char key))))

(defun keymap-data--describe-char (key)
  "Return a description of the character KEY with modifiers."
  (let* ((modifiers (logand key (lognot 4194303)))
         (base (logand key 4194303))
         (prefix ""))
    (dolist (m '((?\A-\^@ . "A-") (?\C-\^@ . "C-") (?\H-\^@ . "H-") (?\M-\^@ . "M-")
                 (?\S-\^@ . "S-") (?\s-\^@ . "s-")))
      (if (/= 0 (logand modifiers (car m)))
          (setq prefix (concat prefix (cdr m)))))
    (concat
     prefix
     (cond
      ((= base 27) "ESC")
      ((= base 9) "TAB")
      ((= base 13) "RET")
      ((= base 32) "SPC")
      ((= base 127) "DEL")
      ((< base 32) (concat "C-" (char-to-string (downcase (+ base 64)))))
      (t (char-to-string base))))))

(defun key-description (keys &optional prefix)
  "Return a description of KEYS, a sequence of events, after those of PREFIX."
  (let ((events nil) (result nil))
    (dolist (sequence (list prefix keys))
      (mapc (lambda (event)
              (push (if (and (stringp sequence) (not (multibyte-string-p sequence)) (>= event 128))
                        (logior (- event 128) ?\M-\^@)
                      event)
                    events))
            sequence))
    (setq events (nreverse events))
    (while events
      (let ((event (pop events)))
        ;; ESC before a character reads as Meta when it is typed as a prefix within KEYS.
        (push (single-key-description event) result)))
    (mapconcat #'identity (nreverse result) " ")))

(defun text-char-description (character)
  "Return a description of CHARACTER as text shows it."
  (cond
   ((< character 32) (string ?^ (+ character 64)))
   ((= character 127) "^?")
   (t (char-to-string character))))

;;; keymap-data.el ends here
