;;; keymap-data.el --- the standard keymaps -*- lexical-binding: t; -*-

;; The primitives know how keymaps are built; these are the standard ones and questions about those in effect.

(defvar global-map (current-global-map)
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

(defun current-active-maps (&optional _olp _position)
  "Return the keymaps that are in effect, the first to be asked first."
  (append (current-minor-mode-maps)
          (if (current-local-map) (list (current-local-map)))
          (list (current-global-map))))

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

;;; Descriptions of keys

(defun text-char-description (character)
  "Return a description of CHARACTER as text shows it."
  (cond
   ((< character 32) (string ?^ (+ character 64)))
   ((= character 127) "^?")
   (t (char-to-string character))))

;;; keymap-data.el ends here
