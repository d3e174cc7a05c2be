;;; keymaps.el --- keymaps as data -*- lexical-binding: t; -*-

;; There are no keys, but libraries fill keymaps while they load, and programs look into them.

(defun kbd (keys)
  "Return the events that KEYS describes, as a string if possible, else as a vector.
KEYS is a text such as \"C-x C-f\" or \"<f1> RET\"."
  (declare (pure t))
  (let ((events nil))
    (dolist (word (split-string keys "[ \t\n]+" t))
      (setq events (nconc events (keymaps--parse-word word))))
    (let ((ascii t))
      (dolist (event events)
        (unless (and (integerp event) (<= 0 event 127)) (setq ascii nil)))
      (if ascii (concat events) (vconcat events)))))

(defconst keymaps--modifiers
  '((?A . ?\A-\^@) (?C . 0) (?H . ?\H-\^@) (?M . ?\M-\^@) (?S . ?\S-\^@) (?s . ?\s-\^@))
  "Alist of the letters of modifiers and their bits; that of C depends on the key.")

(defconst keymaps--named
  '(("NUL" . 0) ("RET" . 13) ("LFD" . 10) ("TAB" . 9) ("ESC" . 27) ("SPC" . 32) ("DEL" . 127))
  "Alist of names of characters.")

(defun keymaps--parse-word (word)
  "Return the list of events of WORD, one word of what `kbd' takes."
  (let ((count 1) (case-fold-search nil) (bits 0) (control nil))
    (when (string-match "\\`\\([0-9]+\\)\\*." word)
      (setq count (string-to-number (match-string 1 word))
            word (substring word (1+ (match-end 1)))))
    (let ((events
           (cond
            ((string-match "\\`<<.+>>\\'" word)
             (append (vconcat [?\M-x] (substring word 2 -2) "\r") nil))
            (t
             ;; Modifiers may stand inside or outside the angle brackets.
             (while (string-match "\\`\\(<?\\)\\([ACHMsS]\\)-." word)
               (let ((letter (aref (match-string 2 word) 0)))
                 (if (eq letter ?C) (setq control t)
                   (setq bits (logior bits (cdr (assq letter keymaps--modifiers)))))
                 (setq word (concat (match-string 1 word)
                                    (substring word (+ 2 (match-beginning 2)))))))
             (mapcar (lambda (event) (keymaps--modify event control bits))
                     (keymaps--base-events word))))))
      (apply #'append (make-list count events)))))

(defun keymaps--base-events (word)
  "Return the events of WORD, which has no modifiers."
  (cond
   ((assoc word keymaps--named) (list (cdr (assoc word keymaps--named))))
   ((string-match "\\`<\\([^<>]+\\)>\\'" word) (list (intern (match-string 1 word))))
   ((string-match "\\`\\\\[0-7]+\\'" word) (list (string-to-number (substring word 1) 8)))
   ((string-match "\\`\\^.\\'" word) (list (logand (aref word 1) 31)))
   (t (append word nil))))

(defun keymaps--modify (event control bits)
  "Return EVENT with the modifiers in BITS, and CONTROL if non-nil."
  (if (symbolp event)
      (let ((prefix ""))
        (dolist (m '((?\A-\^@ . "A-") (nil . "C-") (?\H-\^@ . "H-") (?\M-\^@ . "M-")
                     (?\S-\^@ . "S-") (?\s-\^@ . "s-")))
          (if (if (car m) (/= 0 (logand bits (car m))) control)
              (setq prefix (concat prefix (cdr m)))))
        (if (equal prefix "") event
          (intern (concat prefix (symbol-name event)))))
    (when control
      (setq event (cond
                   ((eq event ??) 127)
                   ((or (<= ?@ event ?_) (<= ?a event ?z)) (logand event 31))
                   (t (logior event ?\C-\^@)))))
    (logior event bits)))

(defun global-set-key (key command)
  "Bind KEY to COMMAND in the global keymap."
  (define-key (current-global-map) key command))

(defun local-set-key (key command)
  "Bind KEY to COMMAND in the current local keymap."
  (unless (current-local-map)
    (use-local-map (make-sparse-keymap)))
  (define-key (current-local-map) key command))

(defun global-unset-key (key)
  "Remove the binding of KEY from the global keymap."
  (global-set-key key nil))

(defun local-unset-key (key)
  "Remove the binding of KEY from the current local keymap."
  (if (current-local-map) (local-set-key key nil))
  nil)

(defun suppress-keymap (map &optional nodigits)
  "Make the keys that insert themselves undefined in MAP.
Unless NODIGITS, digits and minus become prefix arguments."
  (define-key map [remap self-insert-command] #'undefined)
  (unless nodigits
    (define-key map "-" #'negative-argument)
    (let ((digit ?0))
      (while (<= digit ?9)
        (define-key map (char-to-string digit) #'digit-argument)
        (setq digit (1+ digit))))))

(defun define-prefix-command (symbol &optional mapvar name)
  "Define SYMBOL as a prefix command with a keymap of its own.
MAPVAR names the variable for the map instead of SYMBOL; NAME is its prompt."
  (let ((map (make-sparse-keymap name)))
    (fset symbol map)
    (set (or mapvar symbol) map)
    symbol))

(defun make-composed-keymap (maps &optional parent)
  "Return a keymap that consists of MAPS, a keymap or a list of them, and PARENT."
  `(keymap
    ,@(if (keymapp maps) (list maps) maps)
    ,@parent))

(defun define-key-after (keymap key definition &optional after)
  "Bind KEY, a vector or string of one event, to DEFINITION in KEYMAP right after the binding of event AFTER.
Without AFTER, or if it is t or not bound, the binding goes to the end."
  (unless (= (length key) 1) (error "multi-event key specified in `define-key-after'"))
  (let* ((event (aref key 0))
         (old (assoc event (cdr keymap)))
         (tail keymap))
    (when old (delq old keymap))
    (while (and (cdr tail) (not (eq (cadr tail) 'keymap))
                (not (and after (not (eq after t)) (consp (car tail)) (eq (caar tail) after))))
      (setq tail (cdr tail)))
    (setcdr tail (cons (cons event definition) (cdr tail)))
    definition))

(defun substitute-key-definition (olddef newdef keymap &optional _oldmap)
  "Replace OLDDEF by NEWDEF as a binding in KEYMAP."
  (map-keymap
   (lambda (event binding)
     (cond
      ((eq binding olddef) (define-key keymap (vector event) newdef))
      ((keymapp binding)
       (substitute-key-definition olddef newdef
                                  (if (symbolp binding) (symbol-function binding) binding)))))
   keymap))

(autoload 'easy-menu-define "easymenu" "Define the variable and function SYMBOL as a menu." nil t)
(function-put 'easy-menu-define 'lisp-indent-function 'defun)
(autoload 'easy-menu-do-define "easymenu" "Do what `easy-menu-define' says.")
(autoload 'easy-menu-create-menu "easymenu" "Return a keymap for a menu.")
(autoload 'easy-menu-add-item "easymenu" "Add an item to a menu.")
(autoload 'easy-menu-change "easymenu" "Make a submenu consist of other items.")
(autoload 'define-button-type "button" "Define a type of buttons.")
(autoload 'make-button "button" "Make text a button by an overlay.")
(autoload 'insert-button "button" "Insert a button.")
(autoload 'make-text-button "button" "Make text a button by text properties.")
(autoload 'insert-text-button "button" "Insert a button made of text properties.")
(autoload 'buttonize "button" "Return a string as a button.")
(autoload 'button-at "button" "Return the button at a position.")
(autoload 'push-button "button" "Do what the button at a position does." t)
(autoload 'define-inline "inline" "Define a function whose calls are expanded." nil t)
(autoload 'color-name-to-rgb "color" "Return the components of a color.")

(defun eventp (object)
  "Return non-nil if OBJECT is an input event."
  (or (integerp object)
      (and (if (consp object) (setq object (car object)) object)
           (symbolp object)
           (not (keywordp object)))))

(defun event-modifiers (event)
  "Return the list of the modifiers of EVENT."
  (let ((type (if (consp event) (car event) event)) (list nil))
    (if (symbolp type)
        (let ((name (symbol-name type)) (case-fold-search nil))
          (while (string-match "\\`\\([ACHMsS]\\)-." name)
            (push (cdr (assq (aref name 0)
                             '((?A . alt) (?C . control) (?H . hyper) (?M . meta)
                               (?S . shift) (?s . super))))
                  list)
            (setq name (substring name 2)))
          (nreverse list))
      (let ((char (logand type (lognot (logior ?\M-\^@ ?\C-\^@ ?\S-\^@ ?\H-\^@ ?\s-\^@ ?\A-\^@)))))
        (if (/= 0 (logand type ?\M-\^@)) (push 'meta list))
        (if (or (/= 0 (logand type ?\C-\^@)) (< char 32)) (push 'control list))
        (if (or (/= 0 (logand type ?\S-\^@)) (/= char (downcase char))) (push 'shift list))
        (if (/= 0 (logand type ?\H-\^@)) (push 'hyper list))
        (if (/= 0 (logand type ?\s-\^@)) (push 'super list))
        (if (/= 0 (logand type ?\A-\^@)) (push 'alt list))
        list))))

(defun event-basic-type (event)
  "Return EVENT without its modifiers."
  (let ((type (if (consp event) (car event) event)))
    (if (symbolp type)
        (let ((name (symbol-name type)) (case-fold-search nil))
          (while (string-match "\\`[ACHMsS]-." name)
            (setq name (substring name 2)))
          (intern name))
      (let ((char (logand type (lognot (logior ?\M-\^@ ?\C-\^@ ?\S-\^@ ?\H-\^@ ?\s-\^@ ?\A-\^@)))))
        (downcase (if (< char 32) (logior char 64) char))))))

(defvar meta-prefix-char 27 "The character that, before another, stands for it with meta.")

;;; Events made of a base and modifiers

(defconst keymaps--modifier-bits
  '((alt . ?\A-\^@) (hyper . ?\H-\^@) (meta . ?\M-\^@) (shift . ?\S-\^@) (super . ?\s-\^@))
  "The bits that modifiers are in characters, without that of control.")

(defconst keymaps--modifier-names
  '((C . control) (ctrl . control) (M . meta) (S . shift) (s . super) (H . hyper) (A . alt))
  "Short names of modifiers.")

(defun event-convert-list (event-desc)
  "Return the event that EVENT-DESC, a list of modifiers and then one base, describes.
The base is a character or a symbol; the modifiers are control, meta, hyper, super, shift, alt, click, down, drag, up, double
and triple."
  (and (consp event-desc)
       (let ((modifiers (butlast event-desc)) (base (car (last event-desc))))
         (if (memq base '(control meta hyper super shift alt)) nil
           (and (symbolp base) (= (length (symbol-name base)) 1) (setq base (aref (symbol-name base) 0))))
         (setq modifiers (mapcar (lambda (modifier) (or (cdr (assq modifier keymaps--modifier-names)) modifier)) modifiers))
         (dolist (modifier modifiers)
           (unless (memq modifier '(control meta hyper super shift alt click down drag up double triple))
             (error (if (or (symbolp modifier) (integerp modifier)) "Two bases given in one event" "Invalid base event"))))
         (cond
          ((integerp base) (keymaps--modified-char base modifiers))
          ((not (symbolp base)) (error "Invalid base event"))
          (t (keymaps--modified-symbol base modifiers))))))

(defun keymaps--modifiers-bits (modifiers)
  "Return the bits of MODIFIERS, without that of control."
  (apply #'logior (mapcar (lambda (m) (or (cdr (assq m keymaps--modifier-bits)) 0)) modifiers)))

(defun keymaps--modified-char (char modifiers)
  "Return CHAR with MODIFIERS.  Control makes control characters of letters and of @[\\]^_, shift capitals of letters."
  (let ((bits (keymaps--modifiers-bits modifiers)))
    (cond
     ((memq 'control modifiers)
      (when (<= ?A char ?Z)
        (setq bits (logior bits ?\S-\^@)))
      (setq char (cond
                  ((or (<= ?@ char ?_) (<= ?a char ?z)) (logand char 31))
                  ((< char 32) char)
                  (t (logior char ?\C-\^@)))))
     ((and (memq 'shift modifiers) (<= ?a char ?z))
      (setq char (upcase char)
            bits (logand bits (lognot ?\S-\^@)))))
    (logior char bits)))

(defun keymaps--modified-symbol (base modifiers)
  "Return the symbol for the key or button BASE with MODIFIERS."
  (let ((click (mapconcat (lambda (m) (if (memq m modifiers) (concat (symbol-name m) "-") ""))
                          '(up double triple down drag) "")))
    (keymaps--modify (intern (concat click (symbol-name base)))
                     (memq 'control modifiers) (keymaps--modifiers-bits modifiers))))

;;; keymaps.el ends here
