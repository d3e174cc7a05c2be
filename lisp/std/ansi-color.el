;;; ansi-color.el --- what terminals understand as colors, as text properties -*- lexical-binding: t; -*-

;; ECMA-48: control sequences, of which SGR (ending in m) sets colors and the like; the others are taken out.

(require 'cl-lib)

(defgroup ansi-colors nil "Translating SGR control sequences to faces." :version "21.1" :group 'processes)

(dolist (row '((bold (t :inherit bold)) (faint (t :weight light)) (italic (t :inherit italic)) (underline (t :inherit underline))
               (slow-blink (t :box t)) (fast-blink (t :box t)) (inverse (t :inverse-video t))
               (black "black") (red "red3") (green "green3") (yellow "yellow3") (blue "blue2") (magenta "magenta3") (cyan "cyan3")
               (white "gray90") (bright-black "gray30") (bright-red "red2") (bright-green "green2") (bright-yellow "yellow2")
               (bright-blue "blue1") (bright-magenta "magenta2") (bright-cyan "cyan2") (bright-white "white")))
  (custom-declare-face (intern (format "ansi-color-%s" (car row)))
                       (if (stringp (cadr row)) `((t :foreground ,(cadr row) :background ,(cadr row))) (list (cadr row)))
                       "Face for a control sequence of terminals." :group 'ansi-colors))

(defcustom ansi-color-basic-faces-vector
  [nil ansi-color-bold ansi-color-faint ansi-color-italic ansi-color-underline ansi-color-slow-blink ansi-color-fast-blink ansi-color-inverse]
  "Faces for the codes 0 to 7." :type '(vector face) :group 'ansi-colors)
(defcustom ansi-color-normal-colors-vector
  [ansi-color-black ansi-color-red ansi-color-green ansi-color-yellow ansi-color-blue ansi-color-magenta ansi-color-cyan ansi-color-white]
  "Faces that have the colors of the codes 30 to 37 and 40 to 47." :type '(vector face) :group 'ansi-colors)
(defcustom ansi-color-bright-colors-vector
  [ansi-color-bright-black ansi-color-bright-red ansi-color-bright-green ansi-color-bright-yellow ansi-color-bright-blue
                           ansi-color-bright-magenta ansi-color-bright-cyan ansi-color-bright-white]
  "Faces that have the colors of the codes 90 to 97 and 100 to 107." :type '(vector face) :group 'ansi-colors)
(defcustom ansi-color-bold-is-bright nil "Whether text that is bold has the bright colors." :type 'boolean :group 'ansi-colors)
(defcustom ansi-color-faces-vector [default bold default italic underline success warning error]
  "Obsolete: faces for the codes 0 to 7." :type '(vector face) :group 'ansi-colors)
(defcustom ansi-color-names-vector ["black" "red3" "green3" "yellow3" "blue2" "magenta3" "cyan3" "gray90"]
  "Obsolete: the names of the colors." :type '(vector string) :group 'ansi-colors)
(defcustom ansi-color-for-comint-mode t "What is done with control sequences in comint: t for faces, `filter' to take them out, nil."
  :type '(choice (const nil) (const filter) (const t)) :group 'ansi-colors)
(defcustom ansi-color-for-compilation-mode t "As `ansi-color-for-comint-mode', in compilations."
  :type '(choice (const nil) (const filter) (const t)) :group 'ansi-colors)

(defconst ansi-color-control-seq-regexp "\e\\[[\x30-\x3F]*[\x20-\x2F]*[\x40-\x7E]" "Matches a control sequence.")
(defconst ansi-color-parameter-regexp "\\([0-9]*\\)[m;]" "Matches a parameter of an SGR sequence, group 1.")
(defconst ansi-color--beginning "\e\\(?:\\[[\x30-\x3F]*[\x20-\x2F]*\\)?\\'" "Matches at the end what may become a control sequence.")

(defvar ansi-color-apply-face-function #'ansi-color-apply-overlay-face
  "Function that `ansi-color-apply-on-region' calls with beginning, end and face, or nil for none.")
(defvar-local ansi-color-context nil "What a string left over: (CODES BEGINNING), BEGINNING of a control sequence or nil.")
(defvar-local ansi-color-context-region nil "What a region left over: (CODES MARKER), MARKER where the next one begins.")

;;; Sequences and codes

(defun ansi-color-parse-sequence (escape-seq)
  "Return the list of the parameters of ESCAPE-SEQ, an SGR sequence; one that is left out is 0."
  (let ((start 0) (codes nil))
    (save-match-data
      (while (string-match ansi-color-parameter-regexp escape-seq start)
        (setq start (match-end 0))
        (push (string-to-number (match-string 1 escape-seq)) codes)))
    (nreverse codes)))

(defun ansi-color-apply-sequence (escape-sequence codes)
  "Return what becomes of CODES, the codes that are in force, the newest first, by ESCAPE-SEQUENCE, an SGR sequence.
1 to 7 are added, 21 to 25 and 27 take theirs away, 30 to 37, 40 to 47 and the bright ones replace those of their kind, 39
and 49 take these away; everything else takes all away."
  (dolist (new (ansi-color-parse-sequence escape-sequence) codes)
    (setq codes
          (let ((kind (/ new 10)) (unit (% new 10)))
            (cond ((<= 1 new 7) (cons new (delq new (copy-sequence codes))))
                  ((memq new '(21 22 23 24 25 27))
                   (cl-remove-if (lambda (code) (or (= code (- new 20)) (and (= new 22) (= code 1)) (and (= new 25) (= code 6)))) codes))
                  ((and (memq kind '(3 4 9 10)) (/= unit 8) (>= new 30))
                   (let ((others (cl-remove-if (lambda (code) (= (/ code 10) kind)) codes)))
                     (if (= unit 9) others (cons new others)))))))))

(defun ansi-color-get-face-1 (ansi-code &optional bright)
  "Return the face for ANSI-CODE, or nil; BRIGHT non-nil takes the bright colors for the normal ones."
  (let* ((kind (/ ansi-code 10)) (unit (% ansi-code 10))
         (face (and (< unit 8)
                    (pcase kind
                      ((or 3 4) (aref (if bright ansi-color-bright-colors-vector ansi-color-normal-colors-vector) unit))
                      ((or 9 10) (aref ansi-color-bright-colors-vector unit))))))
    (cond ((< 0 ansi-code 8) (aref ansi-color-basic-faces-vector ansi-code))
          ((null face) nil)
          ((memq kind '(3 9)) (list :foreground (ansi-color--color face :foreground)))
          (t (list :background (ansi-color--color face :background))))))

(defun ansi-color--color (face attribute)
  "Return the color that FACE has as ATTRIBUTE; without a display it is what the definition of FACE says."
  (let ((color (face-attribute face attribute nil 'default)))
    (if (stringp color) color (plist-get (cdr (assq t (get face 'face-defface-spec))) attribute))))

(defun ansi-color--face (codes)
  "Return the face, or the list of faces, for CODES, or nil."
  (let* ((plain (sort (cl-remove-if-not (lambda (code) (< code 8)) (copy-sequence codes)) #'<))
         (colors (reverse (cl-remove-if (lambda (code) (< code 8)) codes)))
         (bright (and ansi-color-bold-is-bright (memq 1 codes)))
         (faces (delq nil (mapcar (lambda (code) (ansi-color-get-face-1 code bright)) (append plain colors)))))
    (if (cdr faces) faces (car faces))))

(defun ansi-color--sgr-p (sequence) (eq (aref sequence (1- (length sequence))) ?m))

;;; Strings

(defun ansi-color--string (string keep)
  "Return STRING, after what the last one left over, without control sequences, with faces if KEEP."
  (let* ((codes (and keep (car ansi-color-context)))
         (string (concat (cadr ansi-color-context) string))
         (string (if (cadr ansi-color-context)
                     (progn (remove-text-properties 0 (length (cadr ansi-color-context)) '(font-lock-face nil) string) string)
                   string))
         (rest (and (string-match ansi-color--beginning string) (match-beginning 0)))
         (end (or rest (length string))) (start 0) (parts nil)
         (take (lambda (to)
                 (when (< start to)
                   (let ((part (substring string start to)) (face (and codes (ansi-color--face codes))))
                     (when face (put-text-property 0 (length part) 'font-lock-face face part))
                     (push part parts))))))
    (while (and (string-match ansi-color-control-seq-regexp string start) (<= (match-end 0) end))
      (let ((from (match-beginning 0)) (to (match-end 0)) (sequence (match-string 0 string)))
        (funcall take from)
        (when (and keep (ansi-color--sgr-p sequence)) (setq codes (ansi-color-apply-sequence sequence codes)))
        (setq start to)))
    (funcall take end)
    (setq ansi-color-context
          (and (or codes rest) (list codes (and rest (substring-no-properties string rest)))))
    (apply #'concat (nreverse parts))))

(defun ansi-color-apply (string)
  "Return STRING with what its control sequences mean as `font-lock-face', and without them.
What is left over at its end is kept in `ansi-color-context' for the next string."
  (ansi-color--string string t))

(defun ansi-color-filter-apply (string)
  "Return STRING without control sequences; what is left over at its end is kept in `ansi-color-context' for the next string."
  (ansi-color--string string nil))

;;; Regions

(defun ansi-color--region-start (begin)
  "Return where to begin: at what the last region left over, or BEGIN."
  (let ((marker (cadr ansi-color-context-region)))
    (if (and marker (marker-position marker)) (marker-position marker) begin)))

(defun ansi-color--each (begin end function)
  "Call FUNCTION with beginning and end of each control sequence between BEGIN and END; FUNCTION may delete it.
Return where what may become another one begins, or nil."
  (let ((end (copy-marker end)))
    (goto-char begin)
    (while (re-search-forward ansi-color-control-seq-regexp end t)
      (funcall function (match-beginning 0) (match-end 0)))
    (prog1 (save-restriction
             (narrow-to-region (point) end)
             (and (re-search-forward ansi-color--beginning nil t) (match-beginning 0)))
      (set-marker end nil))))

(defun ansi-color-filter-region (begin end)
  "Delete the control sequences between BEGIN, or where the last region left something over, and END."
  (save-excursion
    (let ((rest (ansi-color--each (ansi-color--region-start begin) end (lambda (from to) (delete-region from to)))))
      (setq ansi-color-context-region (and rest (list nil (copy-marker rest)))))))

(defun ansi-color-apply-on-region (begin end &optional preserve-sequences)
  "Apply what the control sequences between BEGIN, or where the last region left something over, and END mean, and delete them.
`ansi-color-apply-face-function' does it.  PRESERVE-SEQUENCES hides them instead of deleting them."
  (save-excursion
    (let* ((codes (car ansi-color-context-region)) (from (ansi-color--region-start begin)) (end (copy-marker end))
           (start from)
           (rest (ansi-color--each
                  from end
                  (lambda (from to)
                    (let ((sequence (buffer-substring-no-properties from to)))
                      (ansi-color--apply start from codes)
                      (if preserve-sequences
                          (overlay-put (make-overlay from to) 'invisible t)
                        (delete-region from to)
                        (setq to from))
                      (setq start to)
                      (when (ansi-color--sgr-p sequence) (setq codes (ansi-color-apply-sequence sequence codes))))))))
      (ansi-color--apply start (or rest end) codes)
      (setq ansi-color-context-region
            (and (or codes rest) (list codes (copy-marker (or rest end)))))
      (set-marker end nil))))

(defun ansi-color--apply (from to codes)
  "Give the text between FROM and TO the face of CODES."
  (when (< from to)
    (funcall ansi-color-apply-face-function from to (ansi-color--face codes))))

(defun ansi-color-apply-overlay-face (beg end face)
  "Give the text between BEG and END an overlay with FACE, unless that is nil."
  (when face
    (ansi-color-set-extent-face (ansi-color-make-extent beg end) face)))

(defun ansi-color-apply-text-property-face (beg end face)
  "Give the text between BEG and END FACE as `font-lock-face', unless that is nil."
  (when face (put-text-property beg end 'font-lock-face face)))

(defun ansi-color-make-extent (from to &optional buffer)
  "Return an overlay from FROM to TO in BUFFER that does not grow."
  (let ((overlay (make-overlay from to buffer)))
    (overlay-put overlay 'evaporate t)
    (overlay-put overlay 'modification-hooks '(ansi-color-freeze-overlay))
    (overlay-put overlay 'insert-behind-hooks '(ansi-color-freeze-overlay))
    overlay))

(defun ansi-color-set-extent-face (extent face) "Set the face of the overlay EXTENT to FACE." (overlay-put extent 'face face))

(defun ansi-color-freeze-overlay (overlay is-after begin end &optional len)
  "Keep OVERLAY as it was when text is inserted at its end; for its hooks, IS-AFTER, BEGIN, END and LEN are their arguments."
  (when (and is-after (eql len 0) (= (overlay-end overlay) end))
    (move-overlay overlay (overlay-start overlay) begin)))

(defun ansi-color-unfontify-region (beg end)
  "Take faces off the text between BEG and END, but those of this library."
  (remove-list-of-text-properties beg end '(face)))

;;; Comint

(defvar comint-last-output-start)
(defun ansi-color-process-output (_ignored)
  "Do with the control sequences of the last output what `ansi-color-for-comint-mode' says; for `comint-output-filter-functions'."
  (let* ((process (get-buffer-process (current-buffer)))
         (start (or (and (markerp comint-last-output-start) (marker-position comint-last-output-start)) (point-min)))
         (end (if process (process-mark process) (point-max))))
    (pcase ansi-color-for-comint-mode
      ('nil nil)
      ('filter (ansi-color-filter-region start end))
      (_ (let ((ansi-color-apply-face-function #'ansi-color-apply-text-property-face)) (ansi-color-apply-on-region start end))))))

(defun ansi-color-for-comint-mode-on () "Have control sequences in comint shown as faces." (interactive) (setq ansi-color-for-comint-mode t))
(defun ansi-color-for-comint-mode-off () "Leave control sequences in comint alone." (interactive) (setq ansi-color-for-comint-mode nil))
(defun ansi-color-for-comint-mode-filter () "Have control sequences in comint taken out." (interactive) (setq ansi-color-for-comint-mode 'filter))

(defvar compilation-filter-start)
(defun ansi-color-compilation-filter ()
  "Do with the control sequences of a compilation what `ansi-color-for-compilation-mode' says; for `compilation-filter-hook'."
  (let ((inhibit-read-only t))
    (pcase ansi-color-for-compilation-mode
      ('nil nil)
      ('filter (ansi-color-filter-region compilation-filter-start (point)))
      (_ (let ((ansi-color-apply-face-function #'ansi-color-apply-text-property-face))
           (ansi-color-apply-on-region compilation-filter-start (point)))))))

;;; What older programs use

(defun ansi-color-make-face (property color)
  "Return a face with COLOR as PROPERTY, `foreground' or `background'."
  (cons (if (eq property 'background) 'background-color 'foreground-color) color))

(defun ansi-color-make-color-map ()
  "Return a vector of the faces for the codes 0 to 49."
  (let ((map (make-vector 50 nil)))
    (dotimes (i 8)
      (aset map i (aref ansi-color-faces-vector i))
      (aset map (+ i 30) (ansi-color-make-face 'foreground (aref ansi-color-names-vector i)))
      (aset map (+ i 40) (ansi-color-make-face 'background (aref ansi-color-names-vector i))))
    map))
(defvar ansi-color-map (ansi-color-make-color-map) "Obsolete: the faces for the codes.")
(defun ansi-color-map-update (symbol value) "Set SYMBOL to VALUE, and the map anew." (set-default symbol value) (setq ansi-color-map (ansi-color-make-color-map)))

(provide 'ansi-color)
;;; ansi-color.el ends here
