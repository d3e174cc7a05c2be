;;; easy-mmode.el --- helpers for the maps and tables of modes -*- lexical-binding: t; -*-

;; `define-minor-mode' and its relatives are preloaded (boot/modes.el).

(defmacro easy-mmode-defmap (m bs doc &rest args)
  "Define the variable M with documentation DOC as the keymap of bindings BS; ARGS are as in `easy-mmode-define-keymap'."
  (declare (doc-string 3) (indent 1))
  `(defconst ,m (easy-mmode-define-keymap ,bs nil (if (boundp ',m) ,m) ,(cons 'list args)) ,doc))

(defun easy-mmode-set-keymap-parents (m parents)
  "Make PARENTS, a keymap or a list of them, the parents of keymap M."
  (set-keymap-parent m (if (and (consp parents) (not (keymapp parents)))
                           (if (cdr parents) (make-composed-keymap parents) (car parents))
                         parents)))

(defun easy-mmode-define-syntax (css args)
  "Return a syntax table in which the characters of CSS, (CHARS . SYNTAX), have their syntax.
ARGS may contain :copy, a table to begin with, and :parent."
  (let ((st (make-syntax-table (plist-get args :copy)))
        (parent (plist-get args :parent)))
    (dolist (cs css)
      (let ((chars (car cs)) (syntax (cdr cs)))
        (dolist (char (if (sequencep chars) (append chars nil) (list chars)))
          (modify-syntax-entry char syntax st))))
    (when parent (set-char-table-parent st (if (symbolp parent) (symbol-value parent) parent)))
    st))

(defmacro easy-mmode-defsyntax (st css doc &rest args)
  "Define the variable ST with documentation DOC as a syntax table; CSS and ARGS are as in `easy-mmode-define-syntax'."
  (declare (doc-string 3) (indent 1))
  `(progn
     (autoload 'easy-mmode-define-syntax "easy-mmode")
     (defconst ,st (easy-mmode-define-syntax ,css ,(cons 'list args)) ,doc)))

(defmacro easy-mmode-define-navigation (base re &optional name endfun narrowfun &rest body)
  "Define the commands BASE-next and BASE-prev, which move to the places that RE matches.
NAME says in their documentation what these are.  ENDFUN moves to the end of one.  If the buffer
was narrowed it is widened first, and NARROWFUN called afterwards.  BODY is evaluated at the end."
  (declare (indent 4))
  (let* ((name (or name (symbol-name base)))
         (next (intern (format "%s-next" base)))
         (prev (intern (format "%s-prev" base)))
         (check (if narrowfun
                    (lambda (form)
                      `(let ((narrowed (buffer-narrowed-p)))
                         (if narrowed (widen))
                         ,form
                         (if narrowed (funcall ,narrowfun))))
                  #'identity)))
    `(progn
       (defun ,next (&optional count)
         ,(format "Go to the next COUNT'th %s." name)
         (interactive "p")
         (unless count (setq count 1))
         (if (< count 0) (,prev (- count))
           (if (looking-at ,re) (setq count (1+ count)))
           ,(funcall check
                     `(if (not (re-search-forward ,re nil t count))
                          (if (looking-at ,re)
                              (goto-char (or ,(if endfun `(,endfun)) (point-max)))
                            (user-error "No next %s" ,name))
                        (goto-char (match-beginning 0))))
           ,@body))
       (put ',next 'definition-name ',base)
       (defun ,prev (&optional count)
         ,(format "Go to the previous COUNT'th %s." name)
         (interactive "p")
         (unless count (setq count 1))
         (if (< count 0) (,next (- count))
           ,(funcall check `(unless (re-search-backward ,re nil t count) (user-error "No previous %s" ,name)))
           ,@body))
       (put ',prev 'definition-name ',base))))

(provide 'easy-mmode)
;;; easy-mmode.el ends here
