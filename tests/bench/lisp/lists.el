;;; lists.el --- build, map, reverse, sort and search lists  -*- lexical-binding: t; -*-

(defun lists-numbers (count seed)
  "Return COUNT pseudo-random numbers."
  (let ((list nil) (n seed))
    (dotimes (_ count)
      (setq n (% (+ (* n 1103515245) 12345) 2147483648)
            list (cons n list)))
    (nreverse list)))

(defun lists-keep-odd (list)
  (let ((kept nil))
    (dolist (n list)
      (when (= 1 (logand n 1))
        (push n kept)))
    (nreverse kept)))

(defun lists-search (list keys)
  (let ((found 0)
        (table (mapcar (lambda (n) (cons (% n 500) n)) list)))
    (dolist (key keys)
      (when (assq key table) (setq found (1+ found)))
      (when (assoc key table) (setq found (1+ found)))
      (when (memq key list) (setq found (1+ found)))
      (when (member key list) (setq found (1+ found))))
    found))

(defun lists-round (seed)
  (let* ((numbers (lists-numbers 5000 seed))
         (squares (mapcar (lambda (n) (* n n)) numbers))
         (odd (lists-keep-odd numbers))
         (sorted (sort (copy-sequence numbers) #'<))
         (joined (append (reverse odd) numbers nil)))
    (+ (length squares) (length odd) (length joined)
       (car sorted)
       (nth 100 sorted)
       (apply #'max (last joined 50))
       (lists-search (last numbers 600) (list 1 2 3 77 499 600)))))

(defun bench-lists ()
  "Return the sum over some rounds."
  (let ((sum 0))
    (dotimes (i 60)
      (setq sum (+ sum (lists-round (1+ i)))))
    sum))

;;; lists.el ends here
