;;; image.el --- images as objects, not as pictures -*- lexical-binding: t; -*-

;; Manual: (elisp) Images.  Nothing can show an image: no type is available, and making one of a type is an error, as in an Emacs
;; without a display.  What an image's file or data is can be asked; given image objects can be put into text.

(defgroup image nil "Images." :group 'multimedia)

(defconst image-type-header-regexps
  '(("\\`/[\t\n\r ]*\\*.*XPM.\\*/" . xpm) ("\\`P[1-6]\\(?:\\s-\\|#\\)" . pbm) ("\\`GIF8[79]a" . gif)
    ("\\`\x89PNG\r\n\x1a\n" . png) ("\\`[\t\n\r ]*#define \\(?:[a-z0-9_]+\\)_width [0-9]+" . xbm)
    ("\\`\\(?:MM\0\\*\\|II\\*\0\\)" . tiff) ("\\`[\t\n\r ]*%!PS" . postscript) ("\\`\xff\xd8" . jpeg)
    ("\\`RIFF[^z-a][^z-a][^z-a][^z-a]WEBPVP8" . webp) ("\\`\\(?:<\\?xml\\|<!--[^>]*>\\|[ \t\n\r]\\)*<svg" . svg)
    ("\\`BM" . bmp))
  "What images of a type begin with.")
(defconst image-type-file-name-regexps
  '(("\\.png\\'" . png) ("\\.gif\\'" . gif) ("\\.jpe?g\\'" . jpeg) ("\\.bmp\\'" . bmp) ("\\.xpm\\'" . xpm) ("\\.pbm\\'" . pbm) ("\\.xbm\\'" . xbm)
    ("\\.ps\\'" . postscript) ("\\.tiff?\\'" . tiff) ("\\.svgz?\\'" . svg) ("\\.webp\\'" . webp))
  "What names of files of images of a type match.")
(defvar image-format-suffixes '((image/x-rgb "rgb") (image/x-icon "ico")) "File name suffixes of image formats.")
(defvar image-type-auto-detectable
  '((pbm . t) (xbm) (bmp . maybe) (gif . maybe) (png . maybe) (xpm) (jpeg . maybe) (tiff . maybe) (svg . maybe) (postscript))
  "Types whose images are recognized in files: t; `maybe', if the type is available; nil.")
(defcustom image-load-path (list (expand-file-name "images/" (or data-directory "/")) 'data-directory 'load-path) "Where images are looked for."
  :type '(repeat (choice directory variable)) :group 'image)
(defcustom image-scaling-factor 'auto "The factor images are scaled by." :type '(choice number (const auto)) :group 'image)
(defcustom image-transform-smoothing nil "Whether scaled images are smoothed." :type '(choice boolean function) :group 'image)
(defcustom image-use-external-converter nil "Whether other programs convert images of unknown formats." :type 'boolean :group 'image)
(defvar image-library-alist nil "Libraries that image types need.")
(defvar image-default-frame-delay 0.1 "Seconds between frames of an animation that does not say.")
(defvar image-minimum-frame-delay 0.01 "The least time between frames of an animation, in seconds.")
(defcustom imagemagick-types-inhibit '(C HTML HTM INFO M TXT PDF) "Formats never taken for images." :type '(repeat symbol) :group 'image)
(defcustom imagemagick-enabled-types nil "Formats that ImageMagick may read." :type 'sexp :group 'image)

(defvar image-map
  (let ((map (make-sparse-keymap)))
    (define-key map "-" 'image-decrease-size)
    (define-key map "+" 'image-increase-size)
    (define-key map "r" 'image-rotate)
    (define-key map "o" 'image-save)
    map)
  "Keymap of images in text.")

;;; Types

(defun image-type-available-p (type)
  "Return nil: images of TYPE cannot be shown."
  (ignore type)
  nil)

(defun image-type-from-data (data)
  "Return the type of the image DATA, a string; nil if it is unknown."
  (let ((case-fold-search nil))
    (cdr (seq-find (lambda (entry) (string-match-p (car entry) data)) image-type-header-regexps))))
(defun image-type-from-buffer ()
  "Return the type of the image in the buffer; nil if it is unknown."
  (image-type-from-data (buffer-substring-no-properties (point-min) (min (point-max) (+ (point-min) 4096)))))
(defun image-type-from-file-header (file)
  "Return the type of the image in FILE, by its content; nil if it is unknown."
  (when (and (file-readable-p file) (file-regular-p file))
    (with-temp-buffer
      (set-buffer-multibyte nil)
      (insert-file-contents-literally file nil 0 4096)
      (image-type-from-buffer))))
(defun image-type-from-file-name (file)
  "Return the type of the image FILE, by its name; nil if it is unknown."
  (let ((case-fold-search t))
    (cdr (seq-find (lambda (entry) (string-match-p (car entry) file)) image-type-file-name-regexps))))
(defun image-jpeg-p (data) "Whether DATA, a string, is a JPEG image." (string-prefix-p "\xff\xd8" data))
(defun image-type-auto-detected-p ()
  "Whether the buffer holds an image whose type is recognized from its content."
  (let ((type (image-type-from-buffer)))
    (and type (let ((how (cdr (assq type image-type-auto-detectable))))
                (or (eq how t) (and (eq how 'maybe) buffer-file-name (eq type (image-type-from-file-name buffer-file-name))))))))

(defun image-type (source &optional type data-p)
  "Return TYPE, or the type of SOURCE, a file or, with DATA-P, data; an error if it is unknown or not available."
  (when (and (not data-p) (not (stringp source))) (error "Invalid image file name `%s'" source))
  (let ((type (or type
                  (if data-p
                      (or (image-type-from-data source) (error "Cannot determine image type"))
                    (or (image-type-from-file-header source) (image-type-from-file-name source)
                        (error "Cannot determine image type"))))))
    (unless (image-type-available-p type) (error "Invalid image type `%s'" type))
    type))

;;; Objects

(defun create-image (file-or-data &optional type data-p &rest props)
  "Return an image of TYPE whose content is FILE-OR-DATA, data if DATA-P, with PROPS.
It is an error if TYPE is not available; nil is returned if TYPE is nil and FILE-OR-DATA is not known for an image."
  (let ((type (cond (type (image-type file-or-data type data-p))
                    (data-p (image-type file-or-data nil t))
                    (t (let ((found (or (image-type-from-file-header file-or-data) (image-type-from-file-name file-or-data))))
                         (and found (image-type file-or-data found nil)))))))
    (when type
      (append (list 'image :type type (if data-p :data :file) file-or-data) props))))

(defun image-property (image property)
  "Return PROPERTY of IMAGE."
  (plist-get (cdr image) property))
(defun image--set-property (image property value)
  "Make VALUE the PROPERTY of IMAGE; nil removes it.  Return VALUE."
  (if value
      (plist-put (cdr image) property value)
    (let ((rest image))
      (while (cdr rest)
        (if (eq (cadr rest) property)
            (setcdr rest (cdr (cddr rest)))
          (setq rest (cddr rest))))))
  value)
(gv-define-setter image-property (value image property) `(image--set-property ,image ,property ,value))

(defun image-compute-scaling-factor (scaling)
  "Return the factor SCALING means: itself if it is a number; `auto' is 1 where text has no pixels."
  (cond ((numberp scaling) scaling) ((eq scaling 'auto) 1) (t (error "Invalid scaling factor %s" scaling))))

(defun put-image (image pos &optional string area)
  "Let IMAGE, or STRING where there are no images, be shown before POS, in AREA; return the overlay."
  (unless (or (null area) (memq area '(left-margin right-margin))) (error "Invalid area %s" area))
  (let ((overlay (make-overlay pos pos)) (string (copy-sequence (or string "x"))))
    (unless (eq (car-safe image) 'image) (error "Not an image: %s" image))
    (put-text-property 0 (length string) 'display (if area (list (list 'margin area) image) image) string)
    (overlay-put overlay 'put-image t)
    (overlay-put overlay 'before-string string)
    (overlay-put overlay 'map image-map)
    overlay))

(defun insert-image (image &optional string area slice)
  "Insert STRING, a space by default, that is shown as IMAGE, in AREA, only SLICE of it."
  (unless (eq (car-safe image) 'image) (error "Not an image: %s" image))
  (unless (or (null area) (memq area '(left-margin right-margin))) (error "Invalid area %s" area))
  (let ((start (point)) (shown (if area (list (list 'margin area) image) image)))
    (insert (or string " "))
    (add-text-properties start (point)
                         `(display ,(if slice (list (cons 'slice slice) shown) shown) rear-nonsticky t keymap ,image-map))
    t))

(defun insert-sliced-image (image &optional string area rows cols)
  "Insert IMAGE in ROWS times COLS slices, each as STRING, in AREA."
  (let ((rows (or rows 1)) (cols (or cols 1)))
    (dotimes (row rows)
      (dotimes (col cols)
        (insert-image image string area (list (/ (float col) cols) (/ (float row) rows) (/ 1.0 cols) (/ 1.0 rows))))
      (insert (propertize "\n" 'line-height t)))))

(defun remove-images (start end &optional buffer)
  "Remove what `put-image' put between START and END of BUFFER."
  (with-current-buffer (or buffer (current-buffer))
    (dolist (overlay (overlays-in (min start end) (max start end)))
      (when (overlay-get overlay 'put-image) (delete-overlay overlay)))))

(defun image-search-load-path (file &optional path)
  "Return the name of FILE in PATH, `image-load-path' by default; nil if it is not there."
  (let ((found nil))
    (dolist (element (or path image-load-path))
      (let ((directories (cond ((stringp element) (list element))
                               ((and (symbolp element) (boundp element)) (if (listp (symbol-value element)) (symbol-value element) (list (symbol-value element)))))))
        (dolist (directory directories)
          (when (and (not found) (stringp directory) (file-readable-p (expand-file-name file directory)))
            (setq found (expand-file-name file directory))))))
    found))

(defun find-image (specs &optional _cache)
  "Return the first image of SPECS, property lists, whose type is available and whose file is found; nil if there is none."
  (let ((found nil))
    (dolist (spec specs)
      (let ((type (plist-get spec :type)) (data (plist-get spec :data)) (file (plist-get spec :file)))
        (when (and (not found) (image-type-available-p type))
          (cond (data (setq found (cons 'image spec)))
                (file (let ((name (image-search-load-path file)))
                        (when name (setq found (cons 'image (plist-put (copy-sequence spec) :file name))))))))))
    found))

(defmacro defimage (symbol specs &optional doc)
  "Define SYMBOL, documented by DOC, as the image that `find-image' finds of SPECS."
  (declare (doc-string 3))
  `(defvar ,symbol (find-image ',specs) ,doc))

(defun image-load-path-for-library (library image &optional path no-error)
  "Return PATH, `load-path' by default, with the directory of LIBRARY's IMAGE first; an error, unless NO-ERROR, if there is none."
  (let* ((file (locate-library library))
         (directory (and file (seq-find (lambda (candidate) (file-exists-p (expand-file-name image candidate)))
                                        (list (expand-file-name "../../etc/images" (file-name-directory file))
                                              (expand-file-name "../etc/images" (file-name-directory file)))))))
    (cond (directory (cons directory (delete directory (copy-sequence (or path load-path)))))
          (no-error (or path load-path))
          (t (error "Could not find image %s for library %s" image library)))))

(defun image-multi-frame-p (_image) "Return nil: frames of images are not counted." nil)
(defalias 'image-animated-p #'image-multi-frame-p)
(defun image-current-frame (image) "Return the number of the frame of IMAGE." (or (image-property image :index) 0))
(defun image-show-frame (image n &optional _nocheck) "Make N the frame of IMAGE." (image--set-property image :index n))
(defun image-animate (_image &optional _index _limit) "Do nothing: images are not shown." nil)
(defun image-animate-timer (_image) "Return nil: no image is animated." nil)
(defun imagemagick-filter-types () "Return nil: ImageMagick is not used." nil)
(defun imagemagick-register-types () "Do nothing: ImageMagick is not used." nil)

(provide 'image)

;;; image.el ends here
