;;; sequences.el --- functions of seq and map  -*- lexical-binding: t; -*-

(require 'seq)
(require 'map)
(require 'cl-lib)

(defun bench-sequences ()
  "Return what they came to."
  (let* ((list (number-sequence 1 400)) (vector (vconcat list)) (sum 0)
         (alist (mapcar (lambda (n) (cons n (* n n))) (number-sequence 1 20)))
         (table (map-into alist 'hash-table)))
    (dotimes (_ 30)
      (setq sum (+ sum
                   (seq-reduce #'+ (seq-map (lambda (x) (* 2 x)) vector) 0)
                   (length (seq-filter #'cl-evenp list))
                   (seq-elt (seq-reverse vector) 3)
                   (length (seq-uniq (seq-mapn #'+ list vector)))
                   (or (seq-position vector 77) 0)
                   (length (seq-group-by (lambda (x) (% x 5)) list))
                   (length (seq-partition list 7))
                   (seq-count (lambda (x) (> x 50)) list)
                   (seq-max list)
                   (length (seq-into (seq-take list 100) 'vector))
                   (seq-let (a b) vector (+ a b))))
      (seq-doseq (x vector) (setq sum (+ sum x)))
      (map-do (lambda (key value) (setq sum (+ sum key value))) table)
      (setq sum (+ sum (map-elt alist 7) (map-elt table 9) (length (map-keys table)) (length (map-filter (lambda (k _) (> k 10)) alist)))))
    sum))

;;; sequences.el ends here
