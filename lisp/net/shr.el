;;; shr.el --- HTML as text -*- lexical-binding: t; -*-

;; `shr-insert-document' walks a tree as `libxml-parse-html-region' makes it.  A function `shr-tag-NAME', or one of
;; `shr-external-rendering-functions', renders a node.  Text is inserted as it comes, lines that may be filled begin with the property
;; `shr-indentation'; at the end they are.  There are no pictures: images are their alternative texts, and no colors.

(require 'cl-lib)
(require 'dom)
(require 'seq)
(require 'browse-url)
(require 'image)
(require 'url-parse)
(require 'url-util)
(require 'url-expand)

(defgroup shr nil "Simple rendering of HTML." :group 'web)
(defcustom shr-max-image-proportion 0.9 "How much of a window an image may take." :type 'float :group 'shr)
(defcustom shr-blocked-images nil "Regexp for URLs of images that are not loaded." :type '(choice (const nil) regexp) :group 'shr)
(defcustom shr-use-fonts t "Whether text is in proportional faces." :type 'boolean :group 'shr)
(defcustom shr-discard-aria-hidden nil "Whether what is hidden from screen readers is left out." :type 'boolean :group 'shr)
(defcustom shr-use-colors t "Whether colors of the HTML are used, where there are some." :type 'boolean :group 'shr)
(defcustom shr-table-horizontal-line nil "The character of horizontal lines in tables; nil, none." :type '(choice (const nil) character) :group 'shr)
(defcustom shr-table-vertical-line ?\s "The character of vertical lines in tables." :type 'character :group 'shr)
(defcustom shr-table-corner ?\s "The character of corners in tables." :type 'character :group 'shr)
(defcustom shr-hr-line ?- "The character of rules." :type 'character :group 'shr)
(defcustom shr-width nil "The width of text in columns; nil, that of the window." :type '(choice integer (const nil)) :group 'shr)
(defcustom shr-max-width 120 "The greatest width of text, unless `shr-width' says." :type '(choice integer (const nil)) :group 'shr)
(defcustom shr-bullet "* " "What items of lists begin with." :type 'string :group 'shr)
(defcustom shr-cookie-policy 'same-origin "When images get cookies: t, nil, `same-origin'." :type '(choice boolean (const same-origin)) :group 'shr)
(define-obsolete-variable-alias 'shr-external-browser 'browse-url-secondary-browser-function "27.1")
(defcustom shr-image-animate t "Whether images are animated." :type 'boolean :group 'shr)
(defcustom shr-inhibit-images nil "Whether images are not loaded." :type 'boolean :group 'shr)
(defcustom shr-offer-extend-specpdl t "Whether to offer deeper nesting." :type 'boolean :group 'shr)
(defcustom shr-prefer-media-type-alist '(("webm" . 1.0) ("ogv" . 1.0) ("ogg" . 1.0) ("opus" . 1.0) ("flac" . 0.9) ("wav" . 0.5))
  "Kinds of media and how much they are liked." :type '(alist :key-type regexp :value-type float) :group 'shr)

(defvar shr-content-function nil "A function that returns the content of a cid: URL.")
(defvar shr-put-image-function #'shr-put-image "The function that inserts an image, called with what it is and its alternative text.")
(defvar shr-external-rendering-functions nil "(TAG . FUNCTION)s that render nodes in place of ours.")

(defface shr-strike-through '((t :strike-through t)) "Face for deleted text." :group 'shr)
(defface shr-link '((t :inherit link)) "Face for links." :group 'shr)
(defface shr-selected-link '((t :inherit shr-link :background "red")) "Face for the link that is chosen." :group 'shr)
(defface shr-abbreviation '((t :inherit underline :underline (:style wave))) "Face for abbreviations." :group 'shr)
(defface shr-h1 '((t :height 1.3 :weight bold)) "Face for headings." :group 'shr)
(defface shr-h2 '((t :weight bold)) "Face for headings." :group 'shr)
(defface shr-h3 '((t :slant italic)) "Face for headings." :group 'shr)
(defface shr-h4 nil "Face for headings." :group 'shr)
(defface shr-h5 nil "Face for headings." :group 'shr)
(defface shr-h6 nil "Face for headings." :group 'shr)

(defvar shr-folding-mode nil "Nil: white space is folded; `none': text is as it is.")
(defvar shr-start nil "Where the text of the node begins.")
(defvar shr-indentation 0 "How far lines are indented.")
(defvar shr-internal-width nil "The width of text.")
(defvar shr-list-mode nil "Nil, `ul', or the number of the next item.")
(defvar shr-content-cache nil "Contents that were fetched.")
(defvar shr-table-depth 0 "How many tables are around.")
(defvar shr-stylesheet nil "The style that holds.")
(defvar shr-base nil "What relative URLs are relative to, as `shr-parse-base' returns it.")
(defvar shr-depth 0 "How many nodes are around.")
(defvar shr-warning nil "What went wrong.")
(defvar shr-target-id nil "The id of the place that is wanted.")
(defvar shr-table-id 0 "The number of the last table.")
(defvar shr-current-font nil "The face of text.")
(defvar shr-internal-bullet nil "(BULLET . WIDTH).")

(defvar shr-map
  (let ((map (make-sparse-keymap)))
    (pcase-dolist (`(,key . ,command)
                   '(("a" . shr-show-alt-text) ("i" . shr-browse-image) ("z" . shr-zoom-image) ([?\t] . shr-next-link) ([?\M-\t] . shr-previous-link)
                     ([follow-link] . mouse-face) ([mouse-2] . shr-browse-url) ([C-down-mouse-1] . shr-mouse-browse-url-new-window)
                     ("I" . shr-insert-image) ("w" . shr-maybe-probe-and-copy-url) ("u" . shr-maybe-probe-and-copy-url) ("v" . shr-browse-url)
                     ("O" . shr-save-contents) ("\r" . shr-browse-url)))
      (define-key map key command))
    map)
  "Keymap of links.")
(defvar shr-image-map (let ((map (copy-keymap shr-map))) (set-keymap-parent map image-map) map) "Keymap of images.")

;;; Documents

(defun shr--width ()
  "The width of text."
  (or shr-width
      (let ((width (max 1 (- (window-body-width) 4)))) (if shr-max-width (min shr-max-width width) width))))

(defun shr-insert-document (dom)
  "Insert the text of DOM, a tree, at point."
  (let* ((start (point)) (shr-start nil) (shr-base nil) (shr-depth 0) (shr-table-id 0) (shr-warning nil) (shr-indentation 0)
         (shr-internal-bullet (cons shr-bullet (string-width shr-bullet)))
         (shr-internal-width (shr--width)) (inhibit-read-only t))
    (setq shr-content-cache nil)
    (save-restriction
      (narrow-to-region (point) (point))
      (shr-descend dom)
      (shr-fill-lines (point-min) (point-max))
      (shr--trim (point-min) (point-max))
      (goto-char (point-max)))
    (when shr-warning (message "%s" shr-warning))
    (ignore start)))

(defun shr--trim (start end)
  "Remove blank lines at the end of START to END."
  (save-excursion
    (goto-char end)
    (skip-chars-backward " \t\n" start)
    (forward-line 1)
    (when (< (point) end) (delete-region (point) end))))

(defun shr-render-buffer (buffer)
  "Show the HTML in BUFFER as text in *html*."
  (interactive (list (current-buffer)))
  (let ((dom (with-current-buffer buffer (libxml-parse-html-region (point-min) (point-max)))))
    (pop-to-buffer "*html*")
    (erase-buffer)
    (shr-insert-document dom)
    (goto-char (point-min))))

(defun shr-render-region (begin end &optional buffer)
  "Replace the HTML from BEGIN to END of BUFFER by its text."
  (interactive "r")
  (with-current-buffer (or buffer (current-buffer))
    (let ((dom (libxml-parse-html-region begin end)))
      (delete-region begin end)
      (goto-char begin)
      (shr-insert-document dom))))

;;; Nodes

(defun shr-indirect-call (tag-name dom &rest args)
  "Render DOM as a node TAG-NAME with ARGS."
  (let ((function (intern (concat "shr-tag-" (symbol-name tag-name)))) (external (cdr (assq tag-name shr-external-rendering-functions))))
    (cond (external (apply external dom args))
          ((fboundp function) (apply function dom args))
          (t (apply #'shr-generic dom args)))))

(defun shr-descend (dom)
  "Render the node DOM, unless it is hidden."
  (let* ((shr-depth (1+ shr-depth)) (style (dom-attr dom 'style)) (shr-stylesheet shr-stylesheet) (start (point))
         (tag (dom-tag dom)) (external (cdr (assq tag shr-external-rendering-functions)))
         (function (intern (concat "shr-tag-" (symbol-name tag)))))
    (if (> shr-depth (/ max-specpdl-size 15))
        (setq shr-warning "Not rendering the complete page because it is nested too deeply")
      (when (and style (string-match-p "color\\|display\\|border-collapse" style))
        (setq shr-stylesheet (nconc (shr-parse-style style) shr-stylesheet)))
      (unless (or (and style (equal (cdr (assq 'display (shr-parse-style style))) "none"))
                  (and shr-discard-aria-hidden (equal (dom-attr dom 'aria-hidden) "true")))
        (cond (external (funcall external dom))
              ((fboundp function) (funcall function dom))
              (t (shr-generic dom)))
        (let ((id (dom-attr dom 'id)))
          (when (and id (equal id shr-target-id) (> (point) start))
            (put-text-property start (1+ start) 'shr-target-id id)))))))

(defun shr-generic (dom)
  "Render what is in DOM."
  (dolist (child (dom-children dom))
    (if (stringp child) (shr-insert child) (shr-descend child))))

(defun shr-parse-style (style)
  "Return the declarations in STYLE, text, as an alist."
  (when style
    (let ((found nil))
      (dolist (declaration (split-string (replace-regexp-in-string "\n" " " style) ";"))
        (when (string-match "\\`\\([^:]*\\):\\(.*\\)\\'" declaration)
          (let ((name (string-trim (match-string 1 declaration))) (value (string-trim (match-string 2 declaration))))
            (when (string-match " *!important\\'" value) (setq value (substring value 0 (match-beginning 0))))
            (unless (equal value "inherit") (push (cons (intern (downcase name)) value) found)))))
      found)))

;;; Text

(defun shr--only-prefix-p ()
  "Whether before point on this line there is only white space or the bullet of an item."
  (let* ((start (line-beginning-position))
         (bullet (text-property-not-all start (point) 'shr-prefix-length nil)))
    (save-excursion
      (skip-chars-backward " \t" start)
      (<= (point) (if bullet (+ bullet (get-text-property bullet 'shr-prefix-length)) start)))))

(defun shr-indent ()
  "Insert the indentation of lines."
  (when (> shr-indentation 0) (insert (make-string shr-indentation ?\s))))

(defun shr-ensure-newline ()
  "Begin a new line, unless this one is empty."
  (unless (or (bobp) (shr--only-prefix-p)) (insert "\n")))

(defun shr-ensure-paragraph ()
  "Begin a new paragraph: a blank line before, unless there is nothing."
  (unless (bobp)
    (cond
     ((and (not (bolp)) (shr--only-prefix-p)) nil)
     ((bolp) (unless (or (= (point) (point-min)) (save-excursion (forward-line -1) (looking-at-p "[ \t]*$"))) (insert "\n")))
     (t (insert "\n\n")))))

(defun shr-insert (text)
  "Insert TEXT, white space folded unless `shr-folding-mode' says so."
  (if (eq shr-folding-mode 'none)
      (progn
        (when (and (bolp) (> (length text) 0)) (shr-indent))
        (let ((lines (split-string text "\n")))
          (insert (mapconcat #'identity lines "\n"))))
    (let ((text (replace-regexp-in-string "[ \t\n\r]+" " " text t t)))
      (when (or (bolp) (memq (char-before) '(?\s ?\n ?\t)) (shr--only-prefix-p))
        (setq text (replace-regexp-in-string "\\` +" "" text t t)))
      (unless (equal text "")
        (let ((at-start (bolp)))
          (when at-start (shr-indent))
          (let ((start (point)))
            (insert text)
            (when shr-use-fonts
              (put-text-property start (point) 'face (or shr-current-font 'variable-pitch)))
            (when at-start (shr-mark-fill start))))))
    (unless shr-start (setq shr-start (point)))))

(defun shr-mark-fill (start)
  "Let the line of START be filled, with the indentation there is."
  (put-text-property start (1+ start) 'shr-indentation shr-indentation))

(defun shr-fill-lines (start end)
  "Fill the lines from START to END that may be."
  (when (> shr-internal-width 0)
    (save-restriction
      (narrow-to-region start end)
      (goto-char (point-min))
      (when (get-text-property (point) 'shr-indentation) (shr-fill-line))
      (while (setq start (next-single-property-change start 'shr-indentation))
        (goto-char start)
        (when (and (< (point) (point-max)) (get-text-property (point) 'shr-indentation))
          (shr-fill-line)
          (setq start (max start (1- (point))))))
      (goto-char (point-max)))))

(defun shr-fill-line ()
  "Break the line at point such that it is not too wide."
  (let* ((indentation (get-text-property (point) 'shr-indentation))
         (continuation (get-text-property (point) 'shr-continuation-indentation)))
    (put-text-property (point) (1+ (point)) 'shr-indentation nil)
    (let ((start (point)))
      (while (and (not (eolp)) (shr--break-point start))
        (insert "\n")
        (insert (make-string (or continuation indentation 0) ?\s))
        (setq start (point)))
      (end-of-line))))

(defun shr--break-point (start)
  "Go to where the line from START is to be broken, blanks there deleted; nil if it is not too wide."
  (let ((limit (save-excursion (move-to-column shr-internal-width) (point))))
    (goto-char limit)
    (when (> (current-column) shr-internal-width) (backward-char 1) (setq limit (point)))
    (if (or (eolp) (looking-at-p "[ \t]*$"))
        (progn (when (looking-at "[ \t]+$") (delete-region (point) (match-end 0))) (end-of-line) nil)
      (let ((found nil))
        (cond
         ((eq (char-after) ?\s) (setq found (point)))
         (t
          (while (and (not found) (> (point) start))
            (cond ((eq (char-before) ?\s) (setq found (point)))
                  ((and (shr-char-breakable-p (char-before)) (not (shr-char-kinsoku-bol-p (char-after))) (not (shr-char-kinsoku-eol-p (char-before))))
                   (setq found (point)))
                  (t (backward-char 1))))))
        (unless found
          (goto-char limit)
          (if (re-search-forward " " (line-end-position) t) (setq found (match-beginning 0))))
        (when found
          (goto-char found)
          (skip-chars-backward " " start)
          (if (= (point) start)
              (progn (goto-char limit)
                     (when (re-search-forward " +" (line-end-position) t) (replace-match "") t))
            (delete-region (point) (progn (skip-chars-forward " ") (point)))
            (not (eolp))))))))

(defun shr-char-breakable-p (char) "Whether a line can be broken beside CHAR without a space." (and char (aref (char-category-set char) ?|)))
(defun shr-char-nospace-p (char) "Whether no space is needed around CHAR." (and char (aref (char-category-set char) ?|)))
(defun shr-char-kinsoku-bol-p (char) "Whether no line may begin with CHAR." (and char (aref (char-category-set char) ?>)))
(defun shr-char-kinsoku-eol-p (char) "Whether no line may end with CHAR." (and char (aref (char-category-set char) ?<)))

;;; Faces and links

(defun shr-add-font (start end type)
  "Add the face TYPE to the text from START to END, without indentation and ends of lines."
  (save-excursion
    (goto-char start)
    (while (< (point) end)
      (when (bolp) (skip-chars-forward " "))
      (let ((stop (min (line-end-position) end)))
        (when (< (point) stop) (add-face-text-property (point) stop type t))
        (if (< (line-end-position) end) (forward-line 1) (goto-char end))))))

(defun shr-fontize-dom (dom &rest types)
  "Render what is in DOM with the faces TYPES."
  (let ((start (point)))
    (shr-generic dom)
    (dolist (type types) (shr-add-font (min start (point)) (point) type))))

(defun shr-heading (dom &rest types)
  "Render DOM as a paragraph of its own with the faces TYPES."
  (shr-ensure-paragraph)
  (apply #'shr-fontize-dom dom types)
  (shr-ensure-paragraph))

(defun shr-encode-url (url) "Return URL with what is not allowed in URLs encoded." (browse-url-url-encode-chars url "[)$ ]"))

(defun shr-urlify (start url &optional title)
  "Make the text from START to point a link to URL; TITLE is told too."
  (shr-add-font start (point) 'shr-link)
  (let ((shown (or (ignore-errors (decode-coding-string (url-unhex-string url) 'utf-8 t)) url)))
    (save-excursion
      (goto-char start)
      (while (< start (point-max))
        (add-text-properties start (point-max)
                             (list 'shr-url url 'button t 'category 'shr 'help-echo (if title (format "%s (%s)" shown title) shown)
                                   'follow-link t 'mouse-face '(highlight) 'keymap shr-map))
        (setq start (point-max))))))
(put 'shr 'face 'shr-link)

;;; URLs

(defun shr-parse-base (url)
  "Return (BASE DIRECTORY SCHEME URL), what relative URLs are relative to when URL is the document's."
  (let* ((parsed (url-generic-parse-url (replace-regexp-in-string "#.*\\'" "" url))) (file (url-filename parsed)))
    (setf (url-filename parsed) "" (url-target parsed) nil)
    (list (url-recreate-url parsed)
          (if (string-match "[^/]*\\'" (or file "")) (let ((directory (substring file 0 (match-beginning 0)))) (if (equal directory "") "/" directory)) "/")
          (url-type parsed)
          url)))

(defun shr-expand-url (url &optional base)
  "Return URL, absolute; relative ones are relative to BASE, by default `shr-base'."
  (let ((base (if base (if (stringp base) (shr-parse-base base) base) shr-base))
        (url (replace-regexp-in-string "\\`[ \t\n]+\\|[ \t\n]+\\'" "" url)))
    (cond
     ((or (null base) (not (nth 2 base)) (string-match-p "\\`[a-zA-Z]+[^:/?#]*:" url)) url)
     ((equal url "") (nth 3 base))
     ((string-prefix-p "//" url) (concat (nth 2 base) ":" url))
     ((string-prefix-p "/" url) (concat (nth 0 base) url))
     ((string-prefix-p "#" url) (concat (nth 3 base) url))
     (t (url-expand-file-name url (concat (nth 0 base) (nth 1 base)))))))

(require 'shr-tags)
(require 'shr-table)
(require 'shr-links)
(autoload 'shr-color-visible "shr-color")
(autoload 'shr-color->hexadecimal "shr-color")

(provide 'shr)

;;; shr.el ends here
