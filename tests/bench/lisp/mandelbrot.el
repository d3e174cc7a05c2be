;;; mandelbrot.el --- floating-point numbers in local variables  -*- lexical-binding: t; -*-

(defun mandelbrot-steps (cr ci limit)
  "Return how many of LIMIT steps the point CR, CI takes to escape."
  (let ((zr 0.0) (zi 0.0) (steps 0))
    (while (and (< steps limit)
                (< (+ (* zr zr) (* zi zi)) 4.0))
      (let ((next (+ (- (* zr zr) (* zi zi)) cr)))
        (setq zi (+ (* 2.0 zr zi) ci)
              zr next
              steps (1+ steps))))
    steps))

(defun bench-mandelbrot ()
  "Return the sum of the steps over a grid."
  (let ((sum 0) (side 120))
    (dotimes (y side)
      (dotimes (x side)
        (setq sum (+ sum (mandelbrot-steps (- (/ (* 3.0 x) side) 2.0)
                                           (- (/ (* 2.5 y) side) 1.25)
                                           150)))))
    sum))

;;; mandelbrot.el ends here
