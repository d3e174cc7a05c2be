;;; shr-color.el --- colors of HTML -*- lexical-binding: t; -*-

(require 'color)

(defgroup shr-color nil "Colors of rendered HTML." :group 'shr)
(defcustom shr-color-visible-luminance-min 40 "The least difference of lightness between text and background." :type 'number :group 'shr-color)
(defcustom shr-color-visible-distance-min 5 "The least distance between the colors of text and background." :type 'integer :group 'shr-color)

(defconst shr-color-html-colors-alist
  '(("Black" . "#000000") ("Silver" . "#C0C0C0") ("Gray" . "#808080") ("Grey" . "#808080") ("White" . "#FFFFFF") ("Maroon" . "#800000")
    ("Red" . "#FF0000") ("Purple" . "#800080") ("Fuchsia" . "#FF00FF") ("Magenta" . "#FF00FF") ("Green" . "#008000") ("Lime" . "#00FF00")
    ("Olive" . "#808000") ("Yellow" . "#FFFF00") ("Navy" . "#000080") ("Blue" . "#0000FF") ("Teal" . "#008080") ("Aqua" . "#00FFFF")
    ("Cyan" . "#00FFFF") ("Orange" . "#FFA500") ("Pink" . "#FFC0CB") ("Brown" . "#A52A2A") ("Gold" . "#FFD700") ("LightGray" . "#D3D3D3")
    ("LightGrey" . "#D3D3D3") ("DarkGray" . "#A9A9A9") ("DarkGrey" . "#A9A9A9") ("LightBlue" . "#ADD8E6") ("LightGreen" . "#90EE90")
    ("LightYellow" . "#FFFFE0") ("LightSalmon" . "#FFA07A") ("Salmon" . "#FA8072") ("DarkRed" . "#8B0000") ("DarkGreen" . "#006400")
    ("DarkBlue" . "#00008B") ("Violet" . "#EE82EE") ("Indigo" . "#4B0082") ("Beige" . "#F5F5DC") ("Crimson" . "#DC143C") ("Khaki" . "#F0E68C")
    ("Turquoise" . "#40E0D0") ("Tomato" . "#FF6347") ("Tan" . "#D2B48C") ("SkyBlue" . "#87CEEB") ("SteelBlue" . "#4682B4"))
  "Names of colors in HTML.")

(defun shr-color-relative-to-absolute (number)
  "Return NUMBER, text, as 0 to 255: a percentage or as it is."
  (let ((value (string-to-number number)))
    (if (string-suffix-p "%" number) (/ (* value 255) 100) value)))

(defun shr-color-hue-to-rgb (x y h)
  "Return a component of the color whose hue is H, between X and Y."
  (let ((h (cond ((< h 0) (1+ h)) ((> h 1) (1- h)) (t h))))
    (cond ((< h (/ 1 6.0)) (+ x (* (- y x) h 6)))
          ((< h 0.5) y)
          ((< h (/ 2.0 3)) (+ x (* (- y x) (- (/ 2.0 3) h) 6)))
          (t x))))
(defun shr-color-hsl-to-rgb-fractions (h s l)
  "Return the components of the color with hue H, saturation S and lightness L."
  (let* ((y (if (<= l 0.5) (* l (+ s 1)) (- (+ l s) (* l s)))) (x (- (* l 2) y)))
    (list (shr-color-hue-to-rgb x y (+ h (/ 1 3.0))) (shr-color-hue-to-rgb x y h) (shr-color-hue-to-rgb x y (- h (/ 1 3.0))))))

(defun shr-color->hexadecimal (color)
  "Return COLOR, a name, #..., rgb(...) or hsl(...), in hexadecimal; nil if it is none."
  (when color
    (cond
     ((string-match "\\`\\(#[[:xdigit:]]\\{3\\}[[:xdigit:]]\\{3\\}\\|#[[:xdigit:]]\\{3\\}\\)" color) (match-string 1 color))
     ((string-match "rgba?[ \t]*([ \t]*\\([0-9]+%?\\)[ \t]*,[ \t]*\\([0-9]+%?\\)[ \t]*,[ \t]*\\([0-9]+%?\\)" color)
      (format "#%02X%02X%02X" (shr-color-relative-to-absolute (match-string 1 color)) (shr-color-relative-to-absolute (match-string 2 color))
              (shr-color-relative-to-absolute (match-string 3 color))))
     ((string-match "hsla?[ \t]*([ \t]*\\([0-9.]+\\)[ \t]*,[ \t]*\\([0-9.]+\\)%?[ \t]*,[ \t]*\\([0-9.]+\\)" color)
      (let ((parts (shr-color-hsl-to-rgb-fractions (/ (string-to-number (match-string 1 color)) 360.0)
                                                   (/ (string-to-number (match-string 2 color)) 100.0)
                                                   (/ (string-to-number (match-string 3 color)) 100.0))))
        (apply #'color-rgb-to-hex (append parts '(2)))))
     ((cdr (assoc-string color shr-color-html-colors-alist t)))
     (t (let ((values (color-name-to-rgb color))) (and values (apply #'color-rgb-to-hex (append values '(2)))))))))

(defun shr-color-set-minimum-interval (val1 val2 min max interval &optional fixed)
  "Return VAL1 and VAL2 within MIN and MAX, moved apart to INTERVAL; with FIXED only VAL2 moves."
  (let ((distance (abs (- val1 val2))))
    (if (>= distance interval)
        (list val1 val2)
      (let ((low (min val1 val2)) (high (max val1 val2)))
        (if fixed
            (list val1 (if (< val2 val1)
                           (if (< (- val1 interval) min) (+ val1 interval) (- val1 interval))
                         (if (> (+ val1 interval) max) (- val1 interval) (+ val1 interval))))
          (let* ((missing (/ (- interval distance) 2.0)) (new-low (- low missing)) (new-high (+ high missing)))
            (cond ((< new-low min) (setq new-high (+ new-high (- min new-low)) new-low min))
                  ((> new-high max) (setq new-low (- new-low (- new-high max)) new-high max)))
            (if (< val1 val2) (list new-low new-high) (list new-high new-low))))))))

(defun shr-color-visible (bg fg &optional fixed-background)
  "Return (BG FG), the colors moved apart if they cannot be told from each other; with FIXED-BACKGROUND, BG stays."
  (let ((bg-rgb (color-name-to-rgb bg)) (fg-rgb (color-name-to-rgb fg)))
    (if (not (and bg-rgb fg-rgb))
        (list bg fg)
      (let* ((bg-lab (apply #'color-srgb-to-lab bg-rgb)) (fg-lab (apply #'color-srgb-to-lab fg-rgb))
             (distance (color-cie-de2000 bg-lab fg-lab)) (difference (abs (- (car bg-lab) (car fg-lab)))))
        (if (and (>= distance shr-color-visible-distance-min) (>= difference shr-color-visible-luminance-min))
            (list bg fg)
          (let ((lightness (shr-color-set-minimum-interval (car bg-lab) (car fg-lab) 0 100 shr-color-visible-luminance-min fixed-background)))
            (cl-flet ((hex (lab value) (apply #'color-rgb-to-hex (append (mapcar #'color-clamp (color-lab-to-srgb value (nth 1 lab) (nth 2 lab))) '(2)))))
              (list (if fixed-background bg (hex bg-lab (car lightness))) (hex fg-lab (nth 1 lightness))))))))))

(provide 'shr-color)

;;; shr-color.el ends here
