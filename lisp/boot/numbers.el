;;; numbers.el --- angles -*- lexical-binding: t; -*-

(defconst degrees-to-radians (/ float-pi 180.0) "Radians of one degree.")
(defconst radians-to-degrees (/ 180.0 float-pi) "Degrees of one radian.")

(defmacro degrees-to-radians (x)
  "Return X, in degrees, in radians."
  (list '* degrees-to-radians x))

(defmacro radians-to-degrees (x)
  "Return X, in radians, in degrees."
  (list '* radians-to-degrees x))

;;; numbers.el ends here
