;;; faces.el --- how text would look -*- lexical-binding: t; -*-

;; Manual: (elisp) Faces.  A face has the attributes its spec gives it on this display, which is what a batch Emacs has: a terminal
;; without colors and with a dark background.  Attributes that programs set themselves come first.  They are kept as a property list,
;; the symbol's `face-attributes'.

(defconst face-attribute-name-alist
  '((:family . "font family") (:foundry . "font foundry") (:width . "character set width") (:height . "height in 1/10 pt")
    (:weight . "weight") (:slant . "slant") (:underline . "underline") (:overline . "overline") (:extend . "extend")
    (:strike-through . "strike-through") (:box . "box") (:inverse-video . "inverse-video display") (:foreground . "foreground color")
    (:background . "background color") (:stipple . "background stipple") (:inherit . "inheritance"))
  "The attributes of faces and what they are called.")

(defvar face-name-history nil "Names of faces that were read.")
(defvar face--names (make-hash-table :test 'eq) "The faces there are.")

(defun facep (face)
  "Return non-nil if FACE, a symbol or a string, is a face."
  (and face (or (symbolp face) (stringp face))
       (let ((symbol (if (stringp face) (intern-soft face) face)))
         (and symbol (get symbol 'face) t))))
(defalias 'internal-lisp-face-p #'facep)

(defun face--known (face)
  "Return FACE as a symbol; an error unless it is a face."
  (let ((symbol (if (stringp face) (intern face) face)))
    (while (and (symbolp symbol) (get symbol 'face-alias)) (setq symbol (get symbol 'face-alias)))
    (unless (and (symbolp symbol) (get symbol 'face)) (error "Invalid face %s" face))
    symbol))

(defun make-face (face)
  "Make FACE, a symbol, a face and return it."
  (unless (get face 'face)
    (put face 'face (1+ (hash-table-count face--names)))
    (puthash face t face--names))
  face)
(defun make-empty-face (face) "Make FACE a face without attributes." (make-face face) (put face 'face-attributes nil) face)

(defun face-list () "Return the list of all faces." (hash-table-keys face--names))
(defun face-name (face) "Return the name of FACE." (symbol-name (face--known face)))
(defun face-id (face &optional _frame) "Return the number of FACE." (get (face--known face) 'face))
(defun face-documentation (face)
  "Return the documentation of FACE, nil if it has none."
  (let ((alias (get face 'face-alias)))
    (if alias
        (or (get alias 'face-documentation) (format "%s is an alias for the face `%s'." face alias))
      (get face 'face-documentation))))
(defun set-face-documentation (face string) "Make STRING the documentation of FACE." (put face 'face-documentation string))

;;; Specs

(defun face--display-p (condition)
  "Whether CONDITION, of a spec, holds of this display."
  (let ((values (cdr condition)))
    (pcase (car condition)
      ('type (and (or (memq 'tty values) (memq nil values)) t))
      ('class (and (memq 'mono values) t))
      ('background (and (memq 'dark values) t))
      ('min-colors (<= (car values) 0))
      ('supports nil)
      (_ (error "Unknown req `%S' with options `%S'" (car condition) values)))))

(defun face-spec-set-match-display (display _frame)
  "Whether DISPLAY, of a spec, describes this display: t does, and a list whose conditions all hold."
  (or (memq display '(t default))
      (and (consp display) (not (seq-find (lambda (condition) (not (face--display-p condition))) display)))))

(defun face-spec-choose (spec &optional frame no-match-retval)
  "Return the attributes in SPEC for this display; NO-MATCH-RETVAL if there are none.
Those for `default' come before those of the first entry that describes FRAME's display."
  (let ((defaults nil) (found nil) (matched nil))
    (while spec
      (let* ((entry (pop spec)) (display (car entry)) (attributes (cdr entry)))
        (when (and (null (cdr attributes)) (listp (car attributes))) (setq attributes (car attributes)))
        (cond ((eq display 'default) (setq defaults attributes matched t))
              ((face-spec-set-match-display display frame) (setq found attributes matched t spec nil)))))
    (if matched (append defaults found) no-match-retval)))

(defun face-default-spec (face) "Return the spec FACE was defined with." (get face 'face-defface-spec))
(defun face-user-default-spec (face)
  "Return the spec that users gave FACE, or the one it was defined with."
  (or (get face 'customized-face) (get face 'saved-face) (face-default-spec face)))
(defun face-spec-match-p (face spec &optional _frame)
  "Whether FACE has the attributes that SPEC gives."
  (face-attr-match-p face (face-spec-choose spec)))
(defun face-attr-match-p (face attrs &optional frame)
  "Whether FACE has the attributes ATTRS, a property list, and no others."
  (let ((same t))
    (dolist (attribute (mapcar #'car face-attribute-name-alist))
      (unless (equal (face-attribute face attribute frame)
                     (if (plist-member attrs attribute) (plist-get attrs attribute) 'unspecified))
        (setq same nil)))
    same))

(defun face-spec-reset-face (face &optional _frame)
  "Let FACE have no attributes."
  (put face 'face-attributes (and (eq face 'default) (list :family "default" :foundry "default" :width 'normal :height 1 :weight 'normal
                                                           :slant 'normal :underline nil :overline nil :extend nil :strike-through nil
                                                           :box nil :inverse-video nil :foreground "unspecified-fg"
                                                           :background "unspecified-bg" :stipple nil :inherit nil))))

(defun face-spec-recalc (face frame)
  "Give FACE the attributes of its specs: of the theme or user's, else the one it was defined with, then that which overrides."
  (let* ((face (face--known face)) (themes (get face 'theme-face)) (applied nil))
    (face-spec-reset-face face frame)
    (dolist (theme (reverse themes))
      (let ((attributes (face-spec-choose (nth 1 theme) frame 'none)))
        (unless (eq attributes 'none)
          (unless applied (face--apply face (face-spec-choose (face-default-spec face) frame)))
          (setq applied t)
          (face--apply face attributes))))
    (unless applied
      (face--apply face (face-spec-choose (face-default-spec face) frame)))
    (face--apply face (face-spec-choose (get face 'face-override-spec) frame))))

(defun face--apply (face attributes)
  "Give FACE the known ones of ATTRIBUTES, a property list."
  (let ((own (get face 'face-attributes)))
    (while attributes
      (let ((attribute (pop attributes)) (value (pop attributes)))
        (pcase attribute
          (:reverse-video (setq own (plist-put own :inverse-video value)))
          (:bold (setq own (plist-put own :weight (if value 'bold 'normal))))
          (:italic (setq own (plist-put own :slant (if value 'italic 'normal))))
          ((guard (assq attribute face-attribute-name-alist))
           (setq own (plist-put (copy-sequence own) attribute value))))))
    (put face 'face-attributes own)))

(defun face-spec-set (face spec &optional spec-type)
  "Make SPEC a spec of FACE and give it the attributes.
SPEC-TYPE says which: nil or `face-override-spec', the one above all; `face-defface-spec', the one it is defined with; `customized-face' or
`saved-face', the user's; `reset' means to forget the overriding one."
  (make-face face)
  (pcase spec-type
    ((or 'nil 'face-override-spec) (put face 'face-override-spec spec))
    ('reset (put face 'face-override-spec nil))
    ((or 'face-defface-spec 'customized-face 'saved-face) (put face spec-type spec))
    (_ (error "Bad SPEC-TYPE: %s" spec-type)))
  (if (memq spec-type '(customized-face saved-face))
      (progn (face-spec-reset-face face) (face--apply face (face-spec-choose (face-default-spec face))) (face--apply face (face-spec-choose spec)))
    (face-spec-recalc face nil)))

(defun custom-declare-face (face spec doc &rest args)
  "Make FACE a face with SPEC, documented by DOC; ARGS are the keywords of `defface'."
  (unless (get face 'face-defface-spec)
    (put face 'face-defface-spec (purecopy spec))
    (make-face face)
    (if (and (get face 'saved-face) (not (get face 'theme-face)))
        (face-spec-set face (get face 'saved-face) 'saved-face)
      (face-spec-recalc face nil)))
  (when doc (put face 'face-documentation doc))
  (custom-handle-all-keywords face args 'custom-face)
  (run-hooks 'custom-define-hook)
  face)

;;; Attributes

(defun face-attribute-relative-p (attribute value)
  "Whether VALUE of ATTRIBUTE is to be merged with that of the face below."
  (or (memq value '(unspecified reset)) (and (eq attribute :height) (not (integerp value)))))

(defun merge-face-attribute (attribute value1 value2)
  "Return VALUE1 of ATTRIBUTE, merged with VALUE2 of the face below."
  (cond ((memq value1 '(unspecified reset)) value2)
        ((and (eq attribute :height) (floatp value1))
         (cond ((integerp value2) (truncate (* value1 value2)))
               ((floatp value2) (* value1 value2))
               (t value1)))
        ((and (eq attribute :height) (functionp value1)) (if (numberp value2) (funcall value1 value2) value1))
        (t value1)))

(defmacro face-attribute-specified-or (value &rest body)
  "Return VALUE, or the value of BODY if it is `unspecified'."
  (declare (indent 1))
  `(let ((value ,value)) (if (eq value 'unspecified) (progn ,@body) value)))

(defun face--own (face attribute)
  "The value of ATTRIBUTE of FACE itself."
  (unless (assq attribute face-attribute-name-alist)
    (error "Invalid face attribute name %s" attribute))
  (let ((cell (plist-member (get (face--known face) 'face-attributes) attribute)))
    (if cell (cadr cell) 'unspecified)))

(defun face-attribute (face attribute &optional _frame inherit)
  "Return the value of ATTRIBUTE of FACE, `unspecified' if it has none.
With INHERIT t, one of the faces it inherits from counts too, and then of INHERIT, a face or a list of faces, if it is such."
  (let ((value (face--own face attribute)))
    (when (and inherit (face-attribute-relative-p attribute value))
      (setq value (face-attribute-merged-with attribute value (face--own face :inherit)))
      (unless (eq inherit t)
        (setq value (face-attribute-merged-with attribute value inherit))))
    value))

(defun face-attribute-merged-with (attribute value faces &optional frame)
  "Return VALUE of ATTRIBUTE merged with those of FACES, a face or a list of them."
  (cond
   ((not (face-attribute-relative-p attribute value)) value)
   ((null faces) value)
   ((consp faces)
    (face-attribute-merged-with attribute (face-attribute-merged-with attribute value (car faces) frame) (cdr faces) frame))
   ((facep faces) (merge-face-attribute attribute value (face-attribute faces attribute frame t)))
   (t value)))

(defun set-face-attribute (face _frame &rest args)
  "Set attributes of FACE to the values ARGS gives them, a property list."
  (let ((face (face--known face)))
    (dolist (keyword (let ((names nil) (rest args)) (while rest (push (car rest) names) (setq rest (cddr rest))) names))
      (unless (or (assq keyword face-attribute-name-alist) (memq keyword '(:font :fontset :bold :italic :reverse-video :distant-foreground)))
        (error "Invalid face attribute name %s" keyword)))
    (face--apply face args)
    nil))
(defalias 'modify-face #'set-face-attribute)

(defun face-all-attributes (face &optional _frame)
  "Return all attributes of FACE as an alist."
  (mapcar (lambda (entry) (cons (car entry) (face--own face (car entry)))) face-attribute-name-alist))
(defun face-equal (face1 face2 &optional _frame) "Whether FACE1 and FACE2 look the same." (equal (face-all-attributes face1) (face-all-attributes face2)))
(defun face-nontrivial-p (face &optional _frame)
  "Return non-nil if FACE has an attribute; it is the first one."
  (car (seq-find (lambda (cell) (not (eq (cdr cell) 'unspecified))) (face-all-attributes face))))
(defun face-differs-from-default-p (face &optional _frame)
  "Return non-nil if FACE looks different from `default'."
  (seq-some (lambda (entry)
              (let ((value (face-attribute face (car entry) nil t)))
                (and (not (eq (car entry) :inherit)) (not (eq value 'unspecified))
                     (not (equal value (face-attribute 'default (car entry))))
                     (car entry))))
            face-attribute-name-alist))

(defun copy-face (old-face new-face &optional _frame _new-frame)
  "Make NEW-FACE a face that looks as OLD-FACE does now; return it."
  (make-face new-face)
  (put new-face 'face-attributes (copy-sequence (get (face--known old-face) 'face-attributes)))
  new-face)

(defun face--specified (face attribute inherit)
  "The value of ATTRIBUTE of FACE with INHERIT, nil if there is none."
  (let ((value (face-attribute face attribute nil inherit))) (unless (eq value 'unspecified) value)))
(defun face-foreground (face &optional _frame inherit) "The foreground color of FACE, nil if it has none; INHERIT as in `face-attribute'." (face--specified face :foreground inherit))
(defun face-background (face &optional _frame inherit) "The background color of FACE, nil if it has none; INHERIT as in `face-attribute'." (face--specified face :background inherit))
(defun face-stipple (face &optional _frame inherit) "The stipple of FACE, nil if it has none; INHERIT as in `face-attribute'." (face--specified face :stipple inherit))
(defalias 'face-background-pixmap #'face-stipple)
(defun face-font (_face &optional _frame _character) "Return nil: there are no fonts." nil)
(defun face-bold-p (face &optional _frame inherit)
  "Whether FACE is bold; INHERIT as in `face-attribute'."
  (and (memq (face-attribute face :weight nil inherit) '(semi-bold bold extra-bold ultra-bold)) t))
(defun face-italic-p (face &optional _frame inherit)
  "Whether FACE is italic; INHERIT as in `face-attribute'."
  (and (memq (face-attribute face :slant nil inherit) '(italic oblique)) t))
(defun face-underline-p (face &optional _frame inherit)
  "Whether FACE is underlined; INHERIT as in `face-attribute'."
  (and (face--specified face :underline inherit) t))
(defun face-inverse-video-p (face &optional _frame inherit)
  "Whether FACE has its colors exchanged; INHERIT as in `face-attribute'."
  (eq (face-attribute face :inverse-video nil inherit) t))

(defun set-face-foreground (face color &optional frame) "Make COLOR the foreground of FACE." (set-face-attribute face frame :foreground (or color 'unspecified)))
(defun set-face-background (face color &optional frame) "Make COLOR the background of FACE." (set-face-attribute face frame :background (or color 'unspecified)))
(defun set-face-stipple (face stipple &optional frame) "Make STIPPLE that of FACE." (set-face-attribute face frame :stipple (or stipple 'unspecified)))
(defun set-face-font (_face _font &optional _frame) "Do nothing: there are no fonts." nil)
(defun set-face-underline (face underline &optional frame) "Underline FACE as UNDERLINE says." (set-face-attribute face frame :underline underline))
(defun set-face-inverse-video (face inverse-video-p &optional frame) "Exchange the colors of FACE if INVERSE-VIDEO-P." (set-face-attribute face frame :inverse-video inverse-video-p))
(defun set-face-bold (face bold-p &optional frame) "Make FACE bold, or not, as BOLD-P says." (set-face-attribute face frame :weight (if bold-p 'bold 'normal)))
(defun set-face-italic (face italic-p &optional frame) "Make FACE italic, or not, as ITALIC-P says." (set-face-attribute face frame :slant (if italic-p 'italic 'normal)))
(defun set-face-extend (face extend-p &optional frame) "Let FACE go to the edge of the window, or not, as EXTEND-P says." (set-face-attribute face frame :extend extend-p))
(defalias 'set-face-background-pixmap #'set-face-stipple)
(defalias 'set-face-bold-p #'set-face-bold)
(defalias 'set-face-italic-p #'set-face-italic)
(defalias 'set-face-underline-p #'set-face-underline)
(defalias 'set-face-inverse-video-p #'set-face-inverse-video)
(defun invert-face (face &optional frame)
  "Exchange the colors of FACE."
  (let ((foreground (face-attribute face :foreground)) (background (face-attribute face :background)))
    (if (and (eq foreground 'unspecified) (eq background 'unspecified))
        (set-face-inverse-video face (not (face-inverse-video-p face)) frame)
      (set-face-attribute face frame :foreground background :background foreground))))

(defun read-face-name (prompt &optional default _multiple)
  "Read the name of a face with PROMPT; DEFAULT if nothing is typed.  Return a symbol."
  (let* ((default (if (consp default) (car default) default))
         (name (completing-read (format-prompt prompt default) (mapcar #'symbol-name (face-list)) nil t nil 'face-name-history
                                (and default (format "%s" default)))))
    (if (equal name "") default (intern name))))

(defun read-color (&optional prompt _convert-to-rgb allow-empty-name _msg)
  "Read the name of a color with PROMPT; an empty one if ALLOW-EMPTY-NAME."
  (let ((name (completing-read (or prompt "Color (name or #RGB triplet): ") (defined-colors))))
    (unless (or (color-defined-p name) (and allow-empty-name (equal name ""))) (error "Invalid color: %s" name))
    name))

(defalias 'x-defined-colors #'defined-colors)
(defun frame-set-background-mode (&rest _) "Do nothing: the background is what it is." nil)
(defun display-supports-face-attributes-p (_attributes &optional _display) "Return nil: nothing is displayed." nil)
(defun face-at-point (&optional thing multiple)
  "Return the face of the character at point, or, if THING, the one that the word there names; MULTIPLE: all, as a list."
  (let* ((named (and thing (thing-at-point 'symbol t)))
         (value (get-char-property (point) 'face))
         (faces (seq-filter #'facep (append (if (and named (facep named)) (list (intern named)))
                                            (if (and (consp value) (not (keywordp (car value)))) value (list value))))))
    (if multiple (delete-dups faces) (car faces))))

;;; The faces that are always there

(dolist (entry '((default) (bold :weight bold) (italic :slant italic) (bold-italic :weight bold :slant italic) (underline :underline t)
                 (fixed-pitch :family "Monospace") (fixed-pitch-serif :family "Monospace Serif") (variable-pitch :family "Sans Serif")
                 (shadow) (link :underline t) (link-visited :inherit link) (highlight :inverse-video t)
                 (region :inverse-video t) (secondary-selection :inverse-video t) (error :weight bold) (warning :weight bold) (success :weight bold)
                 (header-line :inherit mode-line) (mode-line :inverse-video t) (mode-line-inactive :inherit mode-line) (match :inverse-video t)
                 (isearch :inverse-video t) (lazy-highlight :underline t) (minibuffer-prompt) (button :inherit link)
                 (font-lock-comment-face :weight bold :slant italic) (font-lock-comment-delimiter-face :inherit font-lock-comment-face)
                 (font-lock-string-face :slant italic) (font-lock-doc-face :inherit font-lock-string-face)
                 (font-lock-keyword-face :weight bold) (font-lock-builtin-face :weight bold)
                 (font-lock-function-name-face :weight bold :inverse-video t) (font-lock-variable-name-face :weight bold :slant italic)
                 (font-lock-type-face :weight bold :underline t) (font-lock-constant-face :weight bold :underline t)
                 (font-lock-warning-face :inherit error) (font-lock-preprocessor-face :inherit font-lock-builtin-face)
                 (mode-line-buffer-id :weight bold) (mode-line-emphasis :weight bold) (mode-line-highlight :inherit highlight)
                 (completions-common-part) (completions-first-difference :inherit bold) (completions-annotations :inherit (italic shadow))
                 (show-paren-match :underline t) (show-paren-mismatch :inverse-video t) (trailing-whitespace :inverse-video t)
                 (line-number :inherit (shadow default)) (line-number-current-line :inherit line-number)
                 (isearch-fail :inverse-video t) (query-replace :inherit isearch) (next-error :inherit region) (file-name-shadow :inherit shadow)
                 (tooltip) (escape-glyph) (homoglyph) (nobreak-space) (nobreak-hyphen) (cursor) (mouse) (fringe) (border) (menu) (scroll-bar)
                 (tool-bar) (tab-bar) (tab-bar-tab :inherit tab-bar) (tab-bar-tab-inactive :inherit tab-bar-tab) (tab-line) (vertical-border)
                 (internal-border) (child-frame-border) (window-divider) (glyphless-char) (help-argument-name :inherit italic)
                 (help-key-binding) (header-line-highlight :inherit mode-line-highlight) (buffer-menu-buffer :weight bold)
                 (fill-column-indicator :inherit shadow) (separator-line) (show-paren-match-expression :inherit show-paren-match)
                 (font-lock-negation-char-face) (font-lock-regexp-grouping-backslash :inherit bold) (font-lock-regexp-grouping-construct :inherit bold)
                 (font-lock-doc-markup-face :inherit font-lock-constant-face) (elisp-shorthand-font-lock-face :inherit font-lock-keyword-face)
                 (eldoc-highlight-function-argument :inherit bold)))
  (put (car entry) 'face-defface-spec (list (cons t (cdr entry))))
  (make-face (car entry))
  (face-spec-recalc (car entry) nil))

;;; faces.el ends here
