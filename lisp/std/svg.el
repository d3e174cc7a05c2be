;;; svg.el --- drawings as trees -*- lexical-binding: t; -*-

;; Manual: (elisp) SVG Images.  A drawing is a tree as dom.el has them: (svg ATTRIBUTES . CHILDREN).

(require 'dom)
(require 'cl-lib)

(defun svg-create (width height &rest args)
  "Return a drawing of WIDTH and HEIGHT; ARGS are attributes for all that is in it."
  (dom-node 'svg
            `((width . ,width) (height . ,height) (version . "1.1") (xmlns . "http://www.w3.org/2000/svg")
              ,@(unless (plist-get args :xmlns:xlink) '((xmlns:xlink . "http://www.w3.org/1999/xlink")))
              ,@(svg--arguments nil args))))

(defun svg--attribute (keyword value)
  "Return the attributes that KEYWORD with VALUE stands for."
  (pcase keyword
    (:stroke-color `((stroke . ,value)))
    (:fill-color `((fill . ,value)))
    (:gradient `((fill . ,(format "url(#%s)" value))))
    (_ `((,(intern (substring (symbol-name keyword) 1)) . ,value)))))

(defun svg--arguments (svg args)
  "Return the attributes ARGS mean, with the stroke that SVG has unless they say so."
  (let ((attributes nil) (given args))
    (while args
      (setq attributes (nconc attributes (svg--attribute (pop args) (pop args)))))
    (when svg
      (dolist (default '((:stroke-width stroke-width) (:stroke-color stroke-color)))
        (let ((value (dom-attr svg (cadr default))))
          (when (and value (not (plist-member given (car default))))
            (setq attributes (nconc attributes (list (cons (cadr default) value))))))))
    attributes))

(defun svg--append (svg node)
  "Append NODE to SVG; its attributes replace those of the node with the same id, if there is one."
  (let ((old (and (dom-attr node 'id)
                  (car (dom-by-id svg (concat "\\`" (regexp-quote (format "%s" (dom-attr node 'id))) "\\'"))))))
    (if old
        (dom-set-attributes old (dom-attributes node))
      (dom-append-child svg node)))
  (svg-possibly-update-image svg)
  node)

(defun svg-possibly-update-image (svg)
  "Refresh the image that `svg-insert-image' inserted for SVG."
  (let ((marker (cdr (assq :image (dom-attributes svg)))))
    (when (and (markerp marker) (marker-buffer marker))
      (with-current-buffer (marker-buffer marker)
        (put-text-property marker (1+ marker) 'display (svg-image svg))))))

(defun svg-rectangle (svg x y width height &rest args)
  "Add to SVG a rectangle at X, Y with WIDTH and HEIGHT; ARGS are attributes."
  (svg--append svg (dom-node 'rect `((width . ,width) (height . ,height) (x . ,x) (y . ,y) ,@(svg--arguments svg args)))))
(defun svg-circle (svg x y radius &rest args)
  "Add to SVG a circle around X, Y with RADIUS; ARGS are attributes."
  (svg--append svg (dom-node 'circle `((cx . ,x) (cy . ,y) (r . ,radius) ,@(svg--arguments svg args)))))
(defun svg-ellipse (svg x y x-radius y-radius &rest args)
  "Add to SVG an ellipse around X, Y with X-RADIUS and Y-RADIUS; ARGS are attributes."
  (svg--append svg (dom-node 'ellipse `((cx . ,x) (cy . ,y) (rx . ,x-radius) (ry . ,y-radius) ,@(svg--arguments svg args)))))
(defun svg-line (svg x1 y1 x2 y2 &rest args)
  "Add to SVG a line from X1, Y1 to X2, Y2; ARGS are attributes."
  (svg--append svg (dom-node 'line `((x1 . ,x1) (x2 . ,x2) (y1 . ,y1) (y2 . ,y2) ,@(svg--arguments svg args)))))

(defun svg--points (points)
  "POINTS, pairs, as text."
  (mapconcat (lambda (point) (format "%s %s" (car point) (cdr point))) points ", "))
(defun svg-polyline (svg points &rest args)
  "Add to SVG lines through POINTS, pairs (X . Y); ARGS are attributes."
  (svg--append svg (dom-node 'polyline `((points . ,(svg--points points)) ,@(svg--arguments svg args)))))
(defun svg-polygon (svg points &rest args)
  "Add to SVG a polygon with the corners POINTS, pairs (X . Y); ARGS are attributes."
  (svg--append svg (dom-node 'polygon `((points . ,(svg--points points)) ,@(svg--arguments svg args)))))

(defun svg--encode-text (text)
  "TEXT with entities for what means something in XML."
  (let ((text (replace-regexp-in-string "&" "&amp;" text t t)))
    (replace-regexp-in-string ">" "&gt;" (replace-regexp-in-string "<" "&lt;" text t t) t t)))
(defun svg-text (svg text &rest args)
  "Add TEXT to SVG; ARGS are attributes."
  (svg--append svg (dom-node 'text (svg--arguments svg args) (svg--encode-text text))))

(defun svg--image-data (image image-type datap)
  "IMAGE, a file or, if DATAP, data of IMAGE-TYPE, as a URL."
  (with-temp-buffer
    (set-buffer-multibyte nil)
    (if datap (insert image) (insert-file-contents-literally image))
    (base64-encode-region (point-min) (point-max) t)
    (concat "data:" image-type ";base64," (buffer-string))))
(defun svg-embed (svg image image-type datap &rest args)
  "Add to SVG the picture IMAGE, a file or, if DATAP, data, of the media type IMAGE-TYPE; ARGS are attributes."
  (svg--append svg (dom-node 'image `((xlink:href . ,(svg--image-data image image-type datap)) ,@(svg--arguments svg args)))))
(defun svg-embed-base-uri-image (svg relative-filename &rest args)
  "Add to SVG the picture RELATIVE-FILENAME, relative to the drawing's base; ARGS are attributes."
  (svg--append svg (dom-node 'image `((xlink:href . ,relative-filename) ,@(svg--arguments svg args)))))

(defun svg-node (svg tag &rest args)
  "Add to SVG a node TAG with the attributes ARGS."
  (svg--append svg (dom-node tag (svg--arguments svg args))))
(defun svg-clip-path (svg &rest args)
  "Add to SVG a path that clips, with the attributes ARGS."
  (svg--append svg (dom-node 'clipPath (svg--arguments svg args))))

(defun svg-gradient (svg id type stops)
  "Add to SVG a gradient ID of TYPE, `linear' or `radial'; STOPS is a list of (PERCENT . COLOR)."
  (let ((defs (car (dom-by-tag svg 'defs))))
    (unless defs
      (setq defs (dom-node 'defs))
      (dom-add-child-before svg defs))
    (svg--append
     defs
     (apply #'dom-node (if (eq type 'linear) 'linearGradient 'radialGradient)
            `((id . ,id) (x1 . 0) (x2 . 0) (y1 . 0) (y2 . 1))
            (mapcar (lambda (stop) (dom-node 'stop `((offset . ,(format "%s%%" (car stop))) (stop-color . ,(cdr stop))))) stops)))))

(defun svg-remove (svg id)
  "Remove the node ID from SVG."
  (let ((node (car (dom-by-id svg (concat "\\`" (regexp-quote id) "\\'")))))
    (when node (dom-remove-node svg node))))

;;; Paths

(defconst svg--path-letters
  '((moveto . "m") (closepath . "z") (lineto . "l") (horizontal-lineto . "h") (vertical-lineto . "v") (curveto . "c") (smooth-curveto . "s")
    (quadratic-bezier-curveto . "q") (smooth-quadratic-bezier-curveto . "t") (elliptical-arc . "a"))
  "Commands of paths.")

(defun svg--path-argument (command argument)
  "ARGUMENT of COMMAND of a path as words."
  (cond
   ((numberp argument) (list argument))
   ((and (eq command 'elliptical-arc) (consp argument))
    (let* ((numbers (seq-take argument 4)) (options (nthcdr 4 argument)))
      (list (nth 0 numbers) (nth 1 numbers) (or (plist-get options :x-axis-rotation) 0)
            (if (plist-get options :large-arc) 1 0) (if (plist-get options :sweep) 1 0) (nth 2 numbers) (nth 3 numbers))))
   ((and (consp argument) (not (listp (cdr argument)))) (list (car argument) (cdr argument)))
   (t argument)))

(defun svg--path-command (command default-relative)
  "Return COMMAND, (NAME ARGUMENTS [:relative FLAG]), as text; relative if DEFAULT-RELATIVE unless it says so."
  (let* ((name (car command))
         (letter (or (cdr (assq name svg--path-letters)) (error "Unknown path command %s" name)))
         (arguments (and (listp (cadr command)) (cadr command)))
         (options (if (or (null (cdr command)) (keywordp (cadr command))) (cdr command) (cddr command)))
         (relative (if (plist-member options :relative) (plist-get options :relative) default-relative)))
    (mapconcat (lambda (word) (format "%s" word))
               (cons (if relative letter (upcase letter))
                     (apply #'append (mapcar (lambda (argument) (svg--path-argument name argument)) arguments)))
               " ")))

(defun svg-path (svg commands &rest args)
  "Add to SVG the outline that COMMANDS describe: a list of (NAME ARGUMENTS [:relative FLAG]); ARGS are attributes."
  (let ((relative (plist-get args :relative)) (rest nil))
    (while args
      (if (eq (car args) :relative) (setq args (cddr args)) (setq rest (append rest (list (pop args) (pop args))))))
    (svg--append svg (dom-node 'path `((d . ,(mapconcat (lambda (command) (svg--path-command command relative)) commands " "))
                                       ,@(svg--arguments svg rest))))))

;;; Text and image

(defun svg-print (dom)
  "Insert DOM as XML."
  (if (stringp dom)
      (insert dom)
    (insert (format "<%s" (car dom)))
    (dolist (attribute (nth 1 dom))
      ;; `:image' is not for others' eyes.
      (unless (eq (car attribute) :image)
        (insert (format " %s=\"%s\"" (car attribute) (cdr attribute)))))
    (insert ">")
    (dolist (child (nthcdr 2 dom))
      (insert " ")
      (svg-print child))
    (insert (format "</%s>" (car dom)))))

(defun svg-image (svg &rest props)
  "Return SVG as an image with PROPS; an error where there are no images of this type."
  (apply #'create-image (with-temp-buffer (svg-print svg) (buffer-string)) 'svg t props))

(defun svg-insert-image (svg)
  "Insert SVG as an image that follows its changes."
  (let ((image (svg-image svg)))
    (insert-image image)
    (dom-set-attribute svg :image (copy-marker (1- (point))))))

(provide 'svg)

;;; svg.el ends here
