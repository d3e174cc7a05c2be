;;; objects.el --- classes, slots and generic functions  -*- lexical-binding: t; -*-

(require 'eieio)
(require 'cl-lib)

(defclass objects-shape ()
  ((name :initarg :name :initform "shape" :accessor objects-name)
   (moves :initform 0)))
(defclass objects-circle (objects-shape)
  ((radius :initarg :radius :initform 1)))
(defclass objects-square (objects-shape)
  ((side :initarg :side :initform 1)))

(cl-defgeneric objects-area (shape) "Return the area of SHAPE.")
(cl-defmethod objects-area ((c objects-circle))
  (* 3 (oref c radius) (oref c radius)))
(cl-defmethod objects-area ((s objects-square))
  (* (oref s side) (oref s side)))

(cl-defmethod objects-move ((shape objects-shape) by)
  (oset shape moves (+ (oref shape moves) by)))
(cl-defmethod objects-move ((_shape objects-square) by)
  (cl-call-next-method)
  (* 2 by))

(cl-defmethod objects-weight ((n integer)) n)
(cl-defmethod objects-weight ((s string)) (length s))
(cl-defmethod objects-weight ((l list)) (apply #'+ (mapcar #'objects-weight l)))

(defun bench-objects ()
  "Return the sum over shapes."
  (let ((shapes (list (make-instance 'objects-circle :radius 3) (objects-square :side 4) (objects-circle :name "c")))
        (sum 0))
    (dotimes (i 8000)
      (dolist (shape shapes)
        (setq sum (+ sum (objects-area shape) (length (objects-name shape))))
        (objects-move shape i)
        (with-slots (moves) shape (setq moves (% moves 1000))))
      (setq sum (+ sum (objects-weight '(1 2 "abc")))))
    (dotimes (i 2000)
      (setq sum (+ sum (oref (make-instance 'objects-circle :radius i) radius))))
    sum))

;;; objects.el ends here
