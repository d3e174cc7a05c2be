;;; machine.el --- records, arrays, strings and branches in the manner of a synthetic systems benchmark  -*- lexical-binding: t; -*-

(require 'cl-lib)

(cl-defstruct machine-record next kind (choice 0 :type integer) (number 0 :type integer) (text "" :type string))

(defvar machine-global nil)
(defvar machine-integer 0)
(defvar machine-flag nil)
(defvar machine-array (make-vector 50 0))
(defvar machine-table (let ((table (make-vector 50 nil))) (dotimes (i 50) (aset table i (make-vector 50 0))) table))

(defun machine-classify (text other)
  "Compare two characters of TEXT and OTHER."
  (let ((place 1) (letter ?A))
    (while (<= place 1)
      (if (eq (aref text place) (aref other (1+ place)))
          (setq letter ?A place (+ place 3))
        (setq place (1+ place))))
    (cond ((and (>= letter ?W) (< letter ?Z)) t)
          ((eq letter ?R) t)
          (t (string< other text)))))

(defun machine-store (array table index value)
  (let ((at (+ index 5)))
    (aset array at value)
    (aset array (1+ at) (aref array at))
    (aset array (+ at 30) at)
    (let ((row (aref table at)))
      (aset row at at)
      (aset row (1+ at) at)
      (aset row (1- at) (1+ (aref row (1- at)))))
    (aset (aref table (+ at 20)) at (aref array at))
    (setq machine-integer 5)))

(defun machine-advance (record)
  (let ((next (machine-record-next record)))
    (setf (machine-record-number record) 5
          (machine-record-number next) (machine-record-number record)
          (machine-record-choice next) (machine-choose (machine-record-choice record)))
    (when (eq (machine-record-kind next) 'first)
      (cl-incf (machine-record-number next))
      (setf (machine-record-kind next) 'first))
    next))

(defun machine-choose (choice)
  (pcase choice
    (0 0)
    (1 (if (> machine-integer 100) 0 3))
    (2 1)
    (3 2)
    (4 (setq machine-flag t) 2)))

(defun bench-machine ()
  "Return what is left after some rounds."
  (let* ((next (make-machine-record :kind 'first :text "DHRYSTONE PROGRAM, 1'ST STRING"))
         (record (make-machine-record :next next :kind 'first :choice 2 :number 40 :text "DHRYSTONE PROGRAM, SOME STRING"))
         (matches 0))
    (setq machine-global record)
    (fillarray machine-array 0)
    (dotimes (i 60000)
      (let ((a 2) (b 3) (c 0))
        (unless (machine-classify (machine-record-text next) (machine-record-text record))
          (setq matches (1+ matches)))
        (while (< a b)
          (setq c (- (* 5 a) b)
                a (1+ a)))
        (machine-store machine-array machine-table (% i 5) c)
        (machine-advance machine-global)
        (setq b (* b a)
              a (/ b c)
              b (- (* 7 (- b c)) a))))
    (list matches (machine-record-number next) (machine-record-choice next) (aref machine-array 8))))

;;; machine.el ends here
