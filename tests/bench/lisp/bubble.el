;;; bubble.el --- bubble sort of lists, in place and by making new ones  -*- lexical-binding: t; -*-

(defun bubble-numbers (count)
  (let ((list nil) (n 42))
    (dotimes (_ count)
      (setq n (% (+ (* n 1103515245) 12345) 2147483648))
      (push n list))
    list))

(defun bubble-in-place (list)
  "Sort LIST by exchanging its elements."
  (let ((length (length list)))
    (dotimes (i length)
      (let ((tail list))
        (dotimes (_ (- length i 1))
          (let ((a (car tail)) (b (cadr tail)))
            (when (> a b)
              (setcar tail b)
              (setcar (cdr tail) a)))
          (setq tail (cdr tail))))))
  list)

(defun bubble-consing (list)
  "Return the elements of LIST in order, making a new list in each round."
  (let ((rounds (length list)))
    (while (> rounds 1)
      (let ((new nil))
        (while (cdr list)
          (let ((a (car list)) (b (cadr list)))
            (if (< a b)
                (progn (push a new) (setq list (cdr list)))
              (push b new)
              (setq list (cons a (cddr list))))))
        (setq list (nreverse (cons (car list) new))
              rounds (1- rounds))))
    list))

(defun bench-bubble ()
  "Return some elements of the sorted lists."
  (let ((a (bubble-in-place (bubble-numbers 1100)))
        (b (bubble-consing (bubble-numbers 700))))
    (list (car a) (nth 500 a) (car b) (nth 500 b))))

;;; bubble.el ends here
