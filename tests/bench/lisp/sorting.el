;;; sorting.el --- sort with predicates written in Lisp  -*- lexical-binding: t; -*-

(defun sorting-quick (vector low high)
  "Sort VECTOR from LOW to HIGH in place."
  (when (< low high)
    (let ((pivot (aref vector (/ (+ low high) 2))) (i low) (j high))
      (while (<= i j)
        (while (< (aref vector i) pivot) (setq i (1+ i)))
        (while (> (aref vector j) pivot) (setq j (1- j)))
        (when (<= i j)
          (let ((held (aref vector i)))
            (aset vector i (aref vector j))
            (aset vector j held))
          (setq i (1+ i)
                j (1- j))))
      (sorting-quick vector low j)
      (sorting-quick vector i high))))

(defun sorting-numbers (count)
  (let ((list nil) (n 42))
    (dotimes (_ count)
      (setq n (% (+ (* n 1103515245) 12345) 2147483648))
      (push n list))
    list))

(defun bench-sorting ()
  "Return some elements of sorted sequences."
  (let* ((numbers (sorting-numbers 50000))
         (vector (vconcat numbers))
         (names (mapcar #'number-to-string numbers))
         (pairs (mapcar (lambda (n) (cons n (% n 100))) numbers)))
    (sorting-quick vector 0 (1- (length vector)))
    (list (aref vector 1000)
          (nth 1000 (sort names #'string<))
          (nth 1000 (sort pairs (lambda (a b)
                                  (if (= (cdr a) (cdr b))
                                      (< (car a) (car b))
                                    (< (cdr a) (cdr b)))))))))

;;; sorting.el ends here
