;;; color.el --- colours and the spaces they live in -*- lexical-binding: t; -*-

;; The formulas are those of the CIE (1976, 2000) and of IEC 61966-2-1 (sRGB).  Components are floats between 0 and 1.

(defconst color-d75-xyz '(0.9497 1.0 1.2264) "D75 white point in CIE XYZ.")
(defconst color-d65-xyz '(0.950455 1.0 1.088753) "D65 white point in CIE XYZ.")
(defconst color-d55-xyz '(0.9568 1.0 0.9215) "D55 white point in CIE XYZ.")
(defconst color-d50-xyz '(0.9642 1.0 0.8249) "D50 white point in CIE XYZ.")
(defconst color-cie-ε (/ 216 24389.0))
(defconst color-cie-κ (/ 24389 27.0))

(defun color-name-to-rgb (color &optional frame)
  "Return the components of COLOR, a name or \"#RRGGBB\" (one to four digits each), as (RED GREEN BLUE), or nil.
FRAME is as in `color-values'."
  (let ((most (float (car (color-values "#ffffffffffff")))))
    (mapcar (lambda (x) (/ x most)) (color-values color frame))))

(defun color-rgb-to-hex (red green blue &optional digits-per-component)
  "Return \"#RRRRGGGGBBBB\" for the colour RED GREEN BLUE; two digits each if DIGITS-PER-COMPONENT is 2."
  (let* ((few (eql (or digits-per-component 4) 2)) (most (if few 255 65535)))
    (format (if few "#%.2x%.2x%.2x" "#%.4x%.4x%.4x")
            (truncate (* red most)) (truncate (* green most)) (truncate (* blue most)))))

(defun color-complement (color-name)
  "Return the complement of the colour COLOR-NAME as (RED GREEN BLUE)."
  (mapcar (lambda (x) (- 1.0 x)) (color-name-to-rgb color-name)))

(defun color-complement-hex (color)
  "Return the complement of COLOR in hexadecimal."
  (apply #'color-rgb-to-hex (color-complement color)))

(defun color-gradient (start stop step-number)
  "Return STEP-NUMBER colours between START and STOP, lists of components, without the two."
  (let ((colors nil))
    (dotimes (i step-number (nreverse colors))
      (push (cl-mapcar (lambda (from to) (+ from (* (1+ i) (/ (- to from) (1+ step-number))))) start stop) colors))))

;;; Hue, saturation, luminance

(defun color-hue-to-rgb (v1 v2 h)
  "Return the component for hue H between V1 and V2."
  (setq h (- h (floor h)))
  (cond ((< h (/ 6.0)) (+ v1 (* (- v2 v1) h 6.0)))
        ((< h 0.5) v2)
        ((< h (/ 2.0 3)) (+ v1 (* (- v2 v1) (- (/ 2.0 3) h) 6.0)))
        (t v1)))

(defun color-hsl-to-rgb (h s l)
  "Convert hue H, saturation S and luminance L, each between 0 and 1, to (RED GREEN BLUE)."
  (if (= s 0.0)
      (list l l l)
    (let* ((m2 (if (<= l 0.5) (* l (+ 1.0 s)) (- (+ l s) (* l s))))
           (m1 (- (* 2.0 l) m2)))
      (list (color-hue-to-rgb m1 m2 (mod (+ h (/ 3.0)) 1))
            (color-hue-to-rgb m1 m2 h)
            (color-hue-to-rgb m1 m2 (mod (- h (/ 3.0)) 1))))))

(defun color--hue (red green blue max delta)
  "Return the hue in turns, times six, of RED GREEN BLUE."
  (cond ((= max red) (mod (/ (- green blue) delta) 6))
        ((= max green) (+ 2 (/ (- blue red) delta)))
        (t (+ 4 (/ (- red green) delta)))))

(defun color-rgb-to-hsv (red green blue)
  "Convert RED GREEN BLUE to (HUE SATURATION VALUE); HUE is in radians."
  (let* ((r (float red)) (g (float green)) (b (float blue))
         (max (max r g b)) (min (min r g b)) (delta (- max min)))
    (if (and (< delta 1e-8) (>= delta 0))
        (list 0.0 0.0 min)
      (list (* float-pi (/ (color--hue r g b max delta) 3.0))
            (if (= max 0) 0.0 (/ delta max))
            max))))

(defun color-rgb-to-hsl (red green blue)
  "Convert RED GREEN BLUE to (HUE SATURATION LUMINANCE), each between 0 and 1."
  (let* ((r red) (g green) (b blue)
         (max (max r g b)) (min (min r g b)) (delta (- max min)) (l (/ (+ max min) 2.0)))
    (if (= delta 0)
        (list 0.0 0.0 l)
      (list (/ (color--hue r g b max delta) 6.0)
            (if (<= l 0.5) (/ delta (+ max min)) (/ delta (- 2.0 max min)))
            l))))

(defun color-clamp (value)
  "Return VALUE, or the nearer of 0.0 and 1.0 if it is outside."
  (min 1.0 (max 0.0 value)))

(defun color-saturate-hsl (h s l percent)
  "Return the colour H S L with its saturation raised by PERCENT."
  (list h (color-clamp (+ s (/ percent 100.0))) l))

(defun color-saturate-name (name percent)
  "Return the colour NAME with its saturation raised by PERCENT, in hexadecimal."
  (color--change-name name #'color-saturate-hsl percent))

(defun color-desaturate-hsl (h s l percent)
  "Return the colour H S L with its saturation lowered by PERCENT."
  (color-saturate-hsl h s l (- percent)))

(defun color-desaturate-name (name percent)
  "Return the colour NAME with its saturation lowered by PERCENT, in hexadecimal."
  (color-saturate-name name (- percent)))

(defun color-lighten-hsl (h s l percent)
  "Return the colour H S L with its luminance raised by PERCENT."
  (list h s (color-clamp (+ l (/ percent 100.0)))))

(defun color-lighten-name (name percent)
  "Return the colour NAME with its luminance raised by PERCENT, in hexadecimal."
  (color--change-name name #'color-lighten-hsl percent))

(defun color-darken-hsl (h s l percent)
  "Return the colour H S L with its luminance lowered by PERCENT."
  (color-lighten-hsl h s l (- percent)))

(defun color-darken-name (name percent)
  "Return the colour NAME with its luminance lowered by PERCENT, in hexadecimal."
  (color-lighten-name name (- percent)))

(defun color--change-name (name function percent)
  (apply #'color-rgb-to-hex
         (apply #'color-hsl-to-rgb
                (apply function (append (apply #'color-rgb-to-hsl (color-name-to-rgb name)) (list percent))))))

;;; CIE

(defun color--linear (c)
  "Return the sRGB component C without its gamma."
  (if (<= c 0.04045) (/ c 12.95) (expt (/ (+ c 0.055) 1.055) 2.4)))

(defun color--gamma (c)
  "Return the linear component C as sRGB."
  (if (<= c 0.0031308) (* 12.92 c) (- (* 1.055 (expt c (/ 2.4))) 0.055)))

(defun color-srgb-to-xyz (red green blue)
  "Convert RED GREEN BLUE from sRGB to CIE XYZ."
  (let ((r (color--linear red)) (g (color--linear green)) (b (color--linear blue)))
    (list (+ (* 0.4124564 r) (* 0.3575761 g) (* 0.1804375 b))
          (+ (* 0.21266729 r) (* 0.7151522 g) (* 0.0721750 b))
          (+ (* 0.0193339 r) (* 0.1191920 g) (* 0.9503041 b)))))

(defun color-xyz-to-srgb (X Y Z)
  "Convert CIE X Y Z to sRGB."
  (mapcar #'color--gamma
          (list (+ (* 3.2404542 X) (* -1.5371385 Y) (* -0.4985314 Z))
                (+ (* -0.9692660 X) (* 1.8760108 Y) (* 0.0415560 Z))
                (+ (* 0.0556434 X) (* -0.2040259 Y) (* 1.0572252 Z)))))

(defun color-xyz-to-lab (X Y Z &optional white-point)
  "Convert CIE X Y Z to L*a*b*; WHITE-POINT is by default `color-d65-xyz'."
  (let ((f (cl-mapcar (lambda (c white)
                        (let ((r (/ c white)))
                          (if (> r color-cie-ε) (expt r (/ 3.0)) (/ (+ (* color-cie-κ r) 16) 116.0))))
                      (list X Y Z) (or white-point color-d65-xyz))))
    (list (- (* 116 (nth 1 f)) 16) (* 500 (- (nth 0 f) (nth 1 f))) (* 200 (- (nth 1 f) (nth 2 f))))))

(defun color-lab-to-xyz (L a b &optional white-point)
  "Convert L*a*b* to CIE XYZ; WHITE-POINT is by default `color-d65-xyz'."
  (let* ((white (or white-point color-d65-xyz))
         (fy (/ (+ L 16) 116.0)) (fx (+ (/ a 500.0) fy)) (fz (- fy (/ b 200.0)))
         (inverse (lambda (f) (if (> (expt f 3) color-cie-ε) (expt f 3) (/ (- (* f 116) 16) color-cie-κ)))))
    (list (* (funcall inverse fx) (nth 0 white))
          (* (if (> L (* color-cie-κ color-cie-ε)) (expt (/ (+ L 16) 116.0) 3) (/ L color-cie-κ)) (nth 1 white))
          (* (funcall inverse fz) (nth 2 white)))))

(defun color-srgb-to-lab (red green blue)
  "Convert RED GREEN BLUE from sRGB to L*a*b*."
  (apply #'color-xyz-to-lab (color-srgb-to-xyz red green blue)))

(defun color-lab-to-srgb (L a b)
  "Convert L*a*b* to sRGB."
  (apply #'color-xyz-to-srgb (color-lab-to-xyz L a b)))

(defun color-xyz-to-xyy (X Y Z)
  "Convert CIE X Y Z to xyY."
  (let ((d (float (+ X Y Z)))) (list (/ X d) (/ Y d) Y)))

(defun color-xyy-to-xyz (x y Y)
  "Convert xyY to CIE XYZ."
  (list (/ (* Y x) (float y)) Y (/ (* Y (- 1 x y)) y)))

(defun color-lab-to-lch (L a b)
  "Convert L*a*b* to LCh; the angle is in radians."
  (list L (sqrt (+ (* a a) (* b b))) (atan b a)))

(defun color-lch-to-lab (L C H)
  "Convert LCh, the angle in radians, to L*a*b*."
  (list L (* C (cos H)) (* C (sin H))))

(defun color--radians (degrees)
  (/ (* float-pi degrees) 180))

(defun color-cie-de2000 (color1 color2 &optional kL kC kH)
  "Return the CIEDE2000 distance of COLOR1 and COLOR2, lists L*a*b*.  KL, KC and KH are weights, by default 1."
  (pcase-let* ((`(,L1 ,a1 ,b1) color1) (`(,L2 ,a2 ,b2) color2)
               (hue (lambda (a b) (if (and (= a 0) (= b 0)) 0.0 (let ((h (atan b a))) (if (< h 0) (+ h (* 2 float-pi)) h)))))
               (Cm (/ (+ (sqrt (+ (expt a1 2) (expt b1 2))) (sqrt (+ (expt a2 2) (expt b2 2)))) 2.0))
               (G (* 0.5 (- 1 (sqrt (/ (expt Cm 7.0) (+ (expt Cm 7.0) (expt 25.0 7)))))))
               (a1 (* (1+ G) a1)) (a2 (* (1+ G) a2))
               (C1 (sqrt (+ (expt a1 2) (expt b1 2)))) (C2 (sqrt (+ (expt a2 2) (expt b2 2))))
               (h1 (funcall hue a1 b1)) (h2 (funcall hue a2 b2))
               (dL (- L2 L1)) (dC (- C2 C1))
               (dh (cond ((= (* C1 C2) 0) 0.0)
                         ((<= (abs (- h2 h1)) float-pi) (- h2 h1))
                         ((> h2 h1) (- h2 h1 (* 2 float-pi)))
                         (t (+ (- h2 h1) (* 2 float-pi)))))
               (dH (* 2 (sqrt (* C1 C2)) (sin (/ dh 2.0))))
               (Lm (/ (+ L1 L2) 2.0)) (Cp (/ (+ C1 C2) 2.0))
               (hm (cond ((= (* C1 C2) 0) (+ h1 h2))
                         ((<= (abs (- h1 h2)) float-pi) (/ (+ h1 h2) 2.0))
                         ((< (+ h1 h2) (* 2 float-pi)) (/ (+ h1 h2 (* 2 float-pi)) 2.0))
                         (t (/ (- (+ h1 h2) (* 2 float-pi)) 2.0))))
               (T (+ 1 (* -0.17 (cos (- hm (color--radians 30)))) (* 0.24 (cos (* hm 2)))
                     (* 0.32 (cos (+ (* hm 3) (color--radians 6))))
                     (* -0.20 (cos (- (* hm 4) (color--radians 63))))))
               (turn (* (color--radians 30)
                        (exp (- (expt (/ (- hm (color--radians 275)) (color--radians 25)) 2)))))
               (Rc (* 2 (sqrt (/ (expt Cp 7.0) (+ (expt Cp 7.0) (expt 25.0 7))))))
               (Sl (1+ (/ (* 0.015 (expt (- Lm 50) 2)) (sqrt (+ 20 (expt (- Lm 50) 2))))))
               (Sc (1+ (* Cp 0.045))) (Sh (1+ (* 0.015 Cp T)))
               (Rt (- (* (sin (* turn 2)) Rc)))
               (l (/ dL (* Sl (or kL 1)))) (c (/ dC (* Sc (or kC 1)))) (h (/ dH (* Sh (or kH 1)))))
    (sqrt (+ (* l l) (* c c) (* h h) (* Rt c h)))))

(provide 'color)
;;; color.el ends here
