;;; text-properties.el --- text properties in buffers and strings  -*- lexical-binding: t; -*-

(defun text-properties-count (property)
  (let ((position (point-min)) (count 0))
    (while (< position (point-max))
      (when (get-text-property position property) (setq count (1+ count)))
      (setq position (next-single-property-change position property nil (point-max))))
    count))

(defun bench-text-properties ()
  "Return how many there are."
  (with-temp-buffer
    (dotimes (i 1500)
      (insert (propertize (format "word%d" i) 'number i 'face (if (= 0 (% i 3)) 'bold 'italic)) " "))
    (goto-char (point-min))
    (let ((position (point-min)) (links 0))
      (while (re-search-forward "word[0-9]*7\\>" nil t)
        (add-text-properties (match-beginning 0) (match-end 0) '(link t help-echo "follow")))
      (while (setq position (text-property-any position (point-max) 'link t))
        (setq links (1+ links)
              position (or (next-single-property-change position 'link) (point-max))))
      (dotimes (i 300)
        (put-text-property (+ 1 (* i 20)) (+ 11 (* i 20)) 'mark (% i 2)))
      (let ((copy (buffer-string)) (sum 0))
        (dotimes (i (length copy))
          (when (eq (get-text-property i 'face copy) 'bold) (setq sum (1+ sum))))
        (remove-text-properties (point-min) (point-max) '(face nil))
        (list links sum (text-properties-count 'number) (text-properties-count 'mark) (text-properties-count 'face))))))

;;; text-properties.el ends here
