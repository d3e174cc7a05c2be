;;; symbols.el --- symbols, property lists, intern, symbol-value and calls by name  -*- lexical-binding: t; -*-

(defun symbols-add (x) (+ x 1))
(defun symbols-double (x) (* x 2))

(defun symbols-properties (rounds)
  (let ((sum 0))
    (dotimes (i rounds)
      (put 'symbols-subject 'weight i)
      (put 'symbols-subject 'height (* 2 i))
      (setq sum (+ sum (get 'symbols-subject 'weight) (get 'symbols-subject 'height))))
    sum))

(defun symbols-plists (rounds)
  (let ((plist '(:name "n" :host "h" :service 80 :family ipv4)) (sum 0))
    (dotimes (i rounds)
      (setq plist (plist-put plist :service i)
            sum (+ sum (plist-get plist :service)))
      (when (plist-member plist :missing)
        (setq sum 0)))
    sum))

(defun symbols-intern (rounds)
  (let ((count 0))
    (dotimes (i rounds)
      (when (eq (intern (concat "symbols-made-" (number-to-string (% i 100))))
                (intern-soft (concat "symbols-made-" (number-to-string (% i 50)))))
        (setq count (1+ count))))
    count))

(defvar symbols-last nil)

(defun symbols-calls (rounds)
  (let ((sum 0))
    (dotimes (i rounds)
      (dolist (name '(symbols-add symbols-double))
        (when (fboundp name)
          (setq sum (+ sum (funcall name i)))))
      (set 'symbols-last i)
      (setq sum (+ sum (symbol-value 'symbols-last))))
    sum))

(defun bench-symbols ()
  "Return what four uses came to."
  (list (symbols-properties 300000)
        (symbols-plists 300000)
        (symbols-intern 60000)
        (symbols-calls 300000)))

;;; symbols.el ends here
