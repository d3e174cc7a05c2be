;;; shr-tags.el --- how elements of HTML become text -*- lexical-binding: t; -*-

;;; Pages

(defun shr-tag-html (dom)
  "Render a whole document."
  (let ((direction (dom-attr dom 'dir)))
    (cond ((equal direction "ltr") (setq bidi-paragraph-direction 'left-to-right))
          ((equal direction "rtl") (setq bidi-paragraph-direction 'right-to-left))))
  (shr-generic dom))
(defun shr-tag-body (dom) "Render the body." (shr-generic dom))
(defun shr-tag-style (_dom) "Nothing." nil)
(defun shr-tag-script (_dom) "Nothing." nil)
(defun shr-tag-comment (_dom) "Nothing." nil)
(defun shr-tag-template (_dom) "Nothing." nil)
(defun shr-tag-svg (_dom) "Nothing: there are no pictures." nil)
(defun shr-tag-title (dom) "Render a title." (shr-heading dom 'bold 'underline))
(defun shr-tag-base (dom)
  "Remember what URLs are relative to."
  (let ((base (dom-attr dom 'href)))
    (when (> (length base) 0) (setq shr-base (shr-parse-base (shr-expand-url base)))))
  (shr-generic dom))

;;; Paragraphs

(defun shr-tag-p (dom) "Render a paragraph." (shr-ensure-paragraph) (shr-generic dom) (shr-ensure-paragraph))
(defun shr-tag-div (dom) "Render lines of their own." (shr-ensure-newline) (shr-generic dom) (shr-ensure-newline))
(dolist (tag '(section article header footer main nav aside figure figcaption address details summary form fieldset center))
  (defalias (intern (format "shr-tag-%s" tag)) #'shr-tag-div))
(defun shr-tag-h1 (dom) "Render a heading." (shr-heading dom 'shr-h1))
(defun shr-tag-h2 (dom) "Render a heading." (shr-heading dom 'shr-h2))
(defun shr-tag-h3 (dom) "Render a heading." (shr-heading dom 'shr-h3))
(defun shr-tag-h4 (dom) "Render a heading." (shr-heading dom 'shr-h4))
(defun shr-tag-h5 (dom) "Render a heading." (shr-heading dom 'shr-h5))
(defun shr-tag-h6 (dom) "Render a heading." (shr-heading dom 'shr-h6))
(defun shr-tag-br (_dom)
  "Render the end of a line."
  (when (and (not (bobp)) (or (not (bolp)) (and (bolp) (not (equal (buffer-substring (max (point-min) (- (point) 2)) (point)) "\n\n")))))
    (insert "\n")))
(defun shr-tag-hr (_dom)
  "Render a rule."
  (shr-ensure-newline)
  (insert (make-string (max 0 (- shr-internal-width shr-indentation)) shr-hr-line) "\n"))
(defun shr-tag-pre (dom)
  "Render text as it is."
  (let ((shr-folding-mode 'none) (shr-current-font 'default))
    (shr-ensure-newline)
    (shr-generic dom)
    (shr-ensure-newline)))
(defun shr-tag-blockquote (dom)
  "Render a quotation."
  (shr-ensure-paragraph)
  (let ((shr-indentation (+ shr-indentation 4))) (shr-generic dom))
  (shr-ensure-paragraph))

;;; Lists

(defun shr-tag-ul (dom) "Render a list." (shr-ensure-paragraph) (let ((shr-list-mode 'ul)) (shr-generic dom)) (shr-ensure-paragraph))
(defun shr-tag-ol (dom)
  "Render a numbered list."
  (shr-ensure-paragraph)
  (let* ((attribute (dom-attr dom 'start)) (shr-list-mode (if attribute (string-to-number attribute) 1)))
    (shr-generic dom))
  (shr-ensure-paragraph))
(defun shr-tag-li (dom)
  "Render an item of a list."
  (shr-ensure-newline)
  (let* ((bullet (if (numberp shr-list-mode)
                     (prog1 (format "%d " shr-list-mode) (setq shr-list-mode (1+ shr-list-mode)))
                   shr-bullet))
         (width (string-width bullet)))
    (when (bolp) (shr-indent))
    (let ((start (point)))
      (insert bullet)
      (shr-mark-fill start)
      (let ((shr-indentation (+ shr-indentation width)))
        (put-text-property start (1+ start) 'shr-continuation-indentation shr-indentation)
        (put-text-property start (1+ start) 'shr-prefix-length (length bullet))
        (shr-generic dom))))
  (unless (bolp) (insert "\n")))
(defun shr-tag-dl (dom) "Render definitions." (shr-ensure-paragraph) (shr-generic dom) (shr-ensure-paragraph))
(defun shr-tag-dt (dom) "Render what is defined." (shr-ensure-newline) (shr-generic dom) (shr-ensure-newline))
(defun shr-tag-dd (dom)
  "Render a definition."
  (shr-ensure-newline)
  (let ((shr-indentation (+ shr-indentation 4))) (shr-generic dom)))

;;; Words

(defun shr-tag-b (dom) "Bold." (shr-fontize-dom dom 'bold))
(defun shr-tag-strong (dom) "Bold." (shr-fontize-dom dom 'bold))
(defun shr-tag-i (dom) "Italic." (shr-fontize-dom dom 'italic))
(defun shr-tag-em (dom) "Italic." (shr-fontize-dom dom 'italic))
(defun shr-tag-u (dom) "Underlined." (shr-fontize-dom dom 'underline))
(defun shr-tag-s (dom) "Struck." (shr-fontize-dom dom 'shr-strike-through))
(defun shr-tag-del (dom) "Struck." (shr-fontize-dom dom 'shr-strike-through))
(defun shr-tag-ins (dom) "Underlined." (shr-fontize-dom dom 'underline))
(defun shr-tag-tt (dom) "Of fixed width." (let ((shr-current-font 'default)) (shr-generic dom)))
(defun shr-tag-code (dom) "Of fixed width." (let ((shr-current-font 'default)) (shr-generic dom)))
(defun shr--raise (dom how)
  "Render DOM, raised by HOW."
  (let ((start (point)))
    (shr-generic dom)
    (put-text-property start (point) 'display `(raise ,how))))
(defun shr-tag-sup (dom) "Raised." (shr--raise dom 0.2))
(defun shr-tag-sub (dom) "Lowered." (shr--raise dom -0.2))
(defun shr-tag-span (dom) "Text." (shr-generic dom))
(defun shr-tag-font (dom) "Text; its color is left out." (shr-generic dom))
(defun shr--abbreviation (dom)
  "Render DOM, an abbreviation, whose title is help."
  (let ((title (dom-attr dom 'title)) (start (point)))
    (shr-generic dom)
    (shr-add-font start (point) 'shr-abbreviation)
    (when title (add-text-properties start (point) (list 'help-echo title 'mouse-face 'highlight)))))
(defun shr-tag-abbr (dom) "An abbreviation." (if (dom-attr dom 'title) (shr--abbreviation dom) (shr-generic dom)))
(defun shr-tag-acronym (dom) "An abbreviation." (shr-tag-abbr dom))
(defun shr-tag-bdo (dom)
  "Text of a given direction."
  (let ((direction (dom-attr dom 'dir)))
    (insert (cond ((equal direction "rtl") #x202e) ((equal direction "ltr") #x202d) (t #x2068)))
    (shr-generic dom)
    (insert #x202c)))
(defun shr-tag-bdi (dom) "Text of its own direction." (insert #x2068) (shr-generic dom) (insert #x2069))

(defun shr-tag-a (dom)
  "Render a link or a place that links lead to."
  (let ((url (dom-attr dom 'href)) (title (dom-attr dom 'title)) (start (point)) shr-start)
    (shr-generic dom)
    (let ((name (or (dom-attr dom 'id) (dom-attr dom 'name))))
      (when (and name (or (null shr-target-id) (equal name shr-target-id)) (or (dom-attr dom 'name) shr-target-id))
        (when (= start (point)) (insert ?*) (put-text-property (1- (point)) (point) 'display ""))
        (put-text-property start (1+ start) 'shr-target-id name)))
    (when (and url (< start (point)))
      (save-excursion (goto-char start) (skip-chars-forward " " (point-max)) (setq start (point)))
      (when (< start (point)) (shr-urlify start (shr-expand-url url) title)))))

;;; Media

(defun shr-string-number (string)
  "Return the number STRING begins with, nil if there is none."
  (if (null string) nil (let ((text (replace-regexp-in-string "[^0-9]" "" string))) (and (> (length text) 0) (string-to-number text)))))

(defun shr-put-image (spec alt &optional _flags)
  "Insert ALT, for the image SPEC cannot be shown."
  (ignore spec)
  (insert (if (> (length alt) 0) alt "*"))
  nil)

(defun shr-tag-img (dom &optional url)
  "Render the alternative text of the image, whose URL is a property."
  (when (or url (and dom (or (> (length (dom-attr dom 'src)) 0) (> (length (dom-attr dom 'srcset)) 0))))
    (let* ((alt (or (dom-attr dom 'alt) "")) (url (shr-expand-url (or url (dom-attr dom 'src) (car (split-string (dom-attr dom 'srcset))))))
           (text (if (string-match-p "\\`[ \t\n]*\\'" alt) "*" alt)) (before (point)))
      (unless (or (member (dom-attr dom 'height) '("0" "1")) (member (dom-attr dom 'width) '("0" "1")))
        (shr-insert text)
        (let ((start (save-excursion (goto-char before) (skip-chars-forward " \n" (point-max)) (point))))
          (when (< start (point))
            (add-text-properties start (point)
                                 (list 'keymap shr-image-map 'shr-alt text 'image-url url 'help-echo (or (dom-attr dom 'title) text)))))))))

(defun shr--media (dom kind)
  "Render a link to the video or sound DOM, a KIND."
  (let ((url (or (dom-attr dom 'src) (shr--best-source dom))) (start (point)))
    (if (> (length (dom-attr dom 'poster)) 0)
        (shr-tag-img nil (dom-attr dom 'poster))
      (shr-insert (format "[%s] " kind)))
    (when (> (length url) 0) (shr-urlify start (shr-expand-url url)))))
(defun shr--best-source (dom)
  "Return the URL of the source in DOM that is liked best."
  (let ((best nil) (most -1))
    (dolist (source (dom-by-tag dom 'source))
      (let* ((url (dom-attr source 'src)) (kind (or (dom-attr source 'type) url ""))
             (liked (or (cdr (seq-find (lambda (entry) (string-match-p (car entry) kind)) shr-prefer-media-type-alist)) 0)))
        (when (> liked most) (setq best url most liked))))
    best))
(defun shr-tag-video (dom) "A link to a film." (shr--media dom "video"))
(defun shr-tag-audio (dom) "A link to a sound." (shr--media dom "audio"))
(defun shr-tag-object (dom)
  "Render an object: a link to what it embeds, or what stands for it."
  (unless shr-inhibit-images
    (let ((start (point)) (url nil) (multimedia nil) (image nil))
      (when-let* ((type (dom-attr dom 'type)))
        (when (string-match-p "\\`image/svg" type) (setq url (dom-attr dom 'data) image t)))
      (dolist (child (dom-non-text-children dom))
        (cond ((eq (dom-tag child) 'embed) (setq url (or url (dom-attr child 'src)) multimedia t))
              ((and (eq (dom-tag child) 'param) (equal (dom-attr child 'name) "movie")) (setq url (or url (dom-attr child 'value)) multimedia t))))
      (when url
        (cond (image (shr-tag-img dom url))
              (multimedia (shr-insert " [multimedia] ") (shr-urlify start (shr-expand-url url)))))
      (when (or image (not multimedia)) (shr-generic dom)))))

;;; Trees as text

(defun shr-dom-print (dom)
  "Insert DOM as XML."
  (insert (format "<%s" (dom-tag dom)))
  (dolist (attribute (dom-attributes dom))
    (unless (eq (car attribute) ':image) (insert (format " %s=\"%s\"" (car attribute) (url-insert-entities-in-string (format "%s" (cdr attribute)))))))
  (insert ">")
  (dolist (child (dom-children dom))
    (if (stringp child) (insert (url-insert-entities-in-string child))
      (insert " ")
      (shr-dom-print child)))
  (insert (format "</%s>" (dom-tag dom))))
(defun shr-dom-to-xml (dom &optional charset)
  "Return DOM as XML, with a first line that names CHARSET."
  (with-temp-buffer
    (shr-dom-print dom)
    (when charset
      (goto-char (point-min))
      (insert (format "<?xml version=\"1.0\" encoding=\"%s\"?>\n" charset)))
    (buffer-string)))

(provide 'shr-tags)

;;; shr-tags.el ends here
