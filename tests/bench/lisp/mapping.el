;;; mapping.el --- map closures over lists, vectors and strings  -*- lexical-binding: t; -*-

(defun mapping-scale (list factor)
  (mapcar (lambda (x) (* x factor)) list))

(defun bench-mapping ()
  "Return sums over the mapped sequences."
  (let* ((list (number-sequence 1 10000)) (vector (vconcat list)) (string (make-string 10000 ?a)) (sum 0))
    (dotimes (i 30)
      (setq sum (+ sum (apply #'+ (mapping-scale list i))))
      (mapc (lambda (x) (setq sum (+ sum x))) vector)
      (mapc (lambda (c) (setq sum (+ sum c))) string)
      (setq sum (+ sum (length (mapcar #'1+ list)) (length (mapcan (lambda (x) (and (= 0 (% x 5)) (list x))) list)))))
    sum))

;;; mapping.el ends here
