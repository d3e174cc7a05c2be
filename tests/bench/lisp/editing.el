;;; editing.el --- insertions, deletions, markers, overlays and undo in a big buffer  -*- lexical-binding: t; -*-

(defun editing-random (state limit)
  "Return the next of a series of numbers below LIMIT; STATE is a cons that is changed."
  (setcar state (% (+ (* (car state) 1103515245) 12345) 2147483648))
  (% (/ (car state) 8) limit))

(defun bench-editing ()
  "Return where things have got to."
  (with-temp-buffer
    (let ((state (list 7)) (markers nil) (sum 0))
      (dotimes (i 10000) (insert "The line with number " (number-to-string i) " of a long text\n"))
      (dotimes (i 200) (push (copy-marker (+ 1 (* i 900)) (= 0 (% i 2))) markers))
      (dotimes (i 50) (overlay-put (make-overlay (+ 1 (* i 1000)) (+ 100 (* i 1000))) 'number i))
      (buffer-enable-undo)
      (dotimes (_ 3000)
        (goto-char (1+ (editing-random state (buffer-size))))
        (insert "inserted")
        (goto-char (1+ (editing-random state (- (buffer-size) 50))))
        (delete-char 9)
        (forward-line 0)
        (setq sum (+ sum (point) (length (overlays-at (point))))))
      (dotimes (_ 500)
        (save-excursion
          (goto-char (editing-random state (buffer-size)))
          (let ((line (buffer-substring (line-beginning-position) (line-end-position))))
            (forward-line 2)
            (insert line "\n")))
        (setq sum (+ sum (count-lines (point) (min (point-max) (+ (point) 5000))))))
      (list sum (buffer-size) (apply #'+ (mapcar #'marker-position markers))))))

;;; editing.el ends here
