;;; easymenu.el --- menus written as lists -*- lexical-binding: t; -*-

;; Manual: (elisp) Easy Menu.  There is no menu bar, but the keymaps are made: programs look at them and bind keys through them.

(defmacro easy-menu-define (symbol maps doc menu)
  "Define the variable and function SYMBOL as the menu MENU, with documentation DOC, and put it into the keymaps MAPS.
MENU is (NAME ITEM...); an item is a vector [NAME CALLBACK PROPERTIES...], a submenu, or a string."
  (declare (indent defun) (doc-string 3))
  `(progn
     ,(if symbol `(defvar ,symbol nil ,doc))
     (easy-menu-do-define (quote ,symbol) ,maps ,doc ,menu)))

(defun easy-menu-do-define (symbol maps doc menu)
  "Do what `easy-menu-define' says; its arguments, evaluated."
  (let ((keymap (easy-menu-create-menu (car menu) (cdr menu))))
    (when symbol
      (set symbol keymap)
      (defalias symbol (lambda (event) (:documentation doc) (interactive "@e") (ignore event))))
    (dolist (map (if (keymapp maps) (list maps) maps))
      (define-key map (vector 'menu-bar (easy-menu-intern (downcase (car menu))))
                  (list 'menu-item (car menu) keymap)))))

(defun easy-menu-intern (name)
  "Return the event that stands for the menu item NAME."
  (if (stringp name) (intern name) name))

(defun easy-menu-create-menu (menu-name menu-items)
  "Return a keymap called MENU-NAME with MENU-ITEMS."
  (while (keywordp (car menu-items)) (setq menu-items (cddr menu-items)))
  (append (list 'keymap menu-name) (mapcar #'easy-menu-convert-item menu-items)))

(defvar easy-menu--functions 0 "The number of functions named so far.")

(defun easy-menu--callback (callback)
  "Return a symbol to call for CALLBACK, a symbol, a function or a form to evaluate."
  (if (symbolp callback)
      callback
    (let ((name (make-symbol (format "menu-function-%d" easy-menu--functions))))
      (setq easy-menu--functions (1+ easy-menu--functions))
      (fset name (if (functionp callback) callback `(lambda () (interactive) ,callback)))
      name)))

(defun easy-menu-convert-item (item)
  "Return (EVENT . BINDING) for ITEM of a menu."
  (cond
   ((stringp item)
    (if (string-match-p "\\`-+\\'" item)
        (list nil 'menu-item item)
      (cons (easy-menu-intern item) (list 'menu-item item nil :enable nil))))
   ((consp item)
    (cons (easy-menu-intern (car item))
          (list 'menu-item (car item) (easy-menu-create-menu (car item) (cdr item)))))
   ((vectorp item)
    (let ((name (aref item 0)) (callback (aref item 1)) (rest (nthcdr 2 (append item nil))))
      (unless (keywordp (car rest)) (setq rest (and rest (list :enable (car rest)))))
      (cons (easy-menu-intern (if (stringp name) name (format "%s" callback)))
            `(menu-item ,name ,(easy-menu--callback callback) ,@(easy-menu--properties rest callback)))))))

(defun easy-menu--properties (plist callback)
  "Return the properties of a keymap's menu item for PLIST of an item that calls CALLBACK."
  (let ((enable nil) (button nil) (rest nil) (no-keys (not (symbolp callback))))
    (while plist
      (let ((key (pop plist)) (value (pop plist)))
        (pcase key
          ((or :enable :active) (unless (eq value t) (setq enable (list :enable value))))
          ((or :visible :included) (setq rest (nconc rest (list :visible value))))
          (:style (setcar (or button (setq button (list nil))) (intern (format ":%s" value))))
          (:selected (setcdr (or button (setq button (list nil))) value))
          ((or :keys :key-sequence) (setq no-keys nil rest (nconc rest (list key value))))
          (:help (setq rest (nconc rest (list key value)))))))
    (append enable
            (and no-keys (list :key-sequence nil))
            (and button (list :button (cons (or (car button) :toggle) (cdr button))))
            rest)))

(defun easy-menu-add (_menu &optional _map)
  "Do nothing; only XEmacs needed it."
  nil)

(defun easy-menu-remove (_menu)
  "Do nothing; only XEmacs needed it."
  nil)

(defun easy-menu-add-item (map path item &optional before)
  "Add ITEM to the menu that PATH, a list of names, leads to in keymap MAP; BEFORE names the item it goes before."
  (let ((menu (easy-menu--get (or map (current-global-map)) path))
        (binding (easy-menu-convert-item item)))
    (if before
        (define-key-after menu (vector (car binding)) (cdr binding) (easy-menu-intern before))
      (define-key-after menu (vector (car binding)) (cdr binding)))))

(defun easy-menu-remove-item (map path name)
  "Remove the item NAME from the menu that PATH leads to in keymap MAP."
  (define-key (easy-menu--get (or map (current-global-map)) path) (vector (easy-menu-intern name)) nil))

(defun easy-menu-item-present-p (map path name)
  "Return non-nil if the menu that PATH leads to in keymap MAP has an item NAME."
  (and (lookup-key (easy-menu--get (or map (current-global-map)) path) (vector (easy-menu-intern name))) t))

(defun easy-menu--get (map path)
  "Return the submenu of MAP that PATH, a list of names, leads to; it is made if missing."
  (dolist (name path map)
    (let* ((key (vector (easy-menu-intern name))) (found (lookup-key map key)))
      (setq map (cond ((keymapp found) found)
                      ((and (eq (car-safe found) 'menu-item) (keymapp (nth 2 found))) (nth 2 found))
                      ((keymapp (cdr-safe found)) (cdr found))
                      (t (let ((new (make-sparse-keymap (format "%s" name))))
                           (define-key map key (cons (format "%s" name) new))
                           new)))))))

(defun easy-menu-change (path name items &optional before map)
  "Make the submenu NAME at PATH consist of ITEMS; BEFORE and MAP are as in `easy-menu-add-item'."
  (easy-menu-add-item map (cons 'menu-bar path) (cons name items) before))

(provide 'easymenu)
;;; easymenu.el ends here
