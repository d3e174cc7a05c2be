;;; properties.el --- property lists and association lists  -*- lexical-binding: t; -*-

(require 'cl-lib)

(defun properties-plist (rounds)
  (let ((plist (list :one 1 :two 2 :three 3 :four 4 :five 5 :six 6)) (sum 0))
    (dotimes (i rounds)
      (setq sum (+ sum (plist-get plist :five) (cl-getf plist :three 0))
            plist (plist-put plist :two (% i 100)))
      (setf (cl-getf plist :six) i)
      (when (plist-member plist :seven) (setq sum 0)))
    (+ sum (plist-get plist :six))))

(defun properties-alist (rounds)
  (let ((alist (list (cons 'a 1) (cons 'b 2) (cons 'c 3) (cons 'd 4)))
        (strings '(("alpha" . 1) ("beta" . 2) ("gamma" . 3))) (sum 0))
    (dotimes (i rounds)
      (setf (alist-get 'c alist) i)
      (setq sum (+ sum (alist-get 'd alist) (cdr (assq 'b alist)) (cdr (assoc "gamma" strings))
                   (alist-get "beta" strings 0 nil #'equal) (cdr (rassq 3 (list '(x . 3)))))))
    (let-alist alist (+ sum .a .c))))

(defun bench-properties ()
  (list (properties-plist 150000) (properties-alist 100000)))

;;; properties.el ends here
