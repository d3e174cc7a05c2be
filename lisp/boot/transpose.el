;;; transpose.el --- exchanging things around point -*- lexical-binding: t; -*-

(defun transpose-subr (mover arg &optional special)
  "Exchange the thing before point with the ARG things after it, or before it if ARG is negative.
MOVER moves over as many things as its argument says; with SPECIAL it returns their bounds as (BEG . END) instead.  If ARG is zero, the
things at point and mark are exchanged."
  (let* ((bounds (if special mover
                   (lambda (n)
                     (let* ((a (progn (funcall mover n) (point))) (b (progn (funcall mover (- n)) (point))))
                       (cons (min a b) (max a b))))))
         (here nil) (there nil))
    (cond
     ((= arg 0)
      (save-excursion
        (setq here (funcall bounds 1))
        (goto-char (or (mark) (error "No mark set in this buffer")))
        (setq there (funcall bounds 1))
        (transpose-subr-1 here there))
      (exchange-point-and-mark))
     ((> arg 0)
      (setq here (funcall bounds -1) there (funcall bounds arg))
      (transpose-subr-1 here there)
      (goto-char (max (cdr here) (cdr there))))
     (t
      (setq here (funcall bounds -1))
      (goto-char (car here))
      (setq there (funcall bounds arg))
      (transpose-subr-1 here there)
      (goto-char (+ (min (car here) (car there)) (- (cdr here) (car here))))))))

(defun transpose-subr-1 (pos1 pos2)
  "Exchange the text between the bounds POS1 with that between POS2; both are (BEG . END)."
  (let ((first (cons (min (car pos1) (cdr pos1)) (max (car pos1) (cdr pos1))))
        (second (cons (min (car pos2) (cdr pos2)) (max (car pos2) (cdr pos2)))))
    (when (> (car first) (car second)) (setq first (prog1 second (setq second first))))
    (when (> (cdr first) (car second)) (error "Don't have two things to transpose"))
    (atomic-change-group
      (let ((text (buffer-substring (car first) (cdr first))) (move (- (cdr second) (car second))))
        (save-excursion
          (goto-char (car second))
          (let ((other (delete-and-extract-region (car second) (cdr second))))
            (insert text)
            (goto-char (car first))
            (delete-region (car first) (cdr first))
            (insert other)))
        move))))

(defun transpose-chars (arg)
  "Exchange the characters around point and move forward; at the end of a line, the two before it, if ARG is nil.
ARG is how many characters the one before point moves over."
  (interactive "*P")
  (when (and (null arg) (eolp) (not (bobp)) (not (get-text-property (1- (point)) 'read-only)))
    (forward-char -1))
  (transpose-subr #'forward-char (prefix-numeric-value arg)))

(defun transpose-words (arg)
  "Exchange the words around point and move after both; ARG is how many words the first one moves over."
  (interactive "*p")
  (transpose-subr #'forward-word arg))

(defun transpose-sexps (arg &optional _interactive)
  "Exchange the expressions around point and move after both; ARG is how many expressions the first one moves over."
  (interactive "*p")
  (transpose-subr #'forward-sexp arg))

(defun transpose-sentences (arg)
  "Exchange the sentence before point, or that point is in, with the next; ARG is how many the first one moves over."
  (interactive "*p")
  (transpose-subr #'forward-sentence arg))

(defun transpose-paragraphs (arg)
  "Exchange the paragraph before point, or that point is in, with the next; ARG is how many the first one moves over."
  (interactive "*p")
  (transpose-subr #'forward-paragraph arg))

(defun transpose--lines (n)
  "Move over N lines, making lines where the buffer ends."
  (if (<= n 0)
      (forward-line n)
    (let ((missing (forward-line n)))
      (when (and (> (point) (point-min)) (/= (preceding-char) ?\n)) (setq missing (1+ missing)))
      (when (> missing 0) (newline missing)))))

(defun transpose-lines (arg)
  "Exchange the current line with the one before it and move after both; ARG is how many lines the one before moves over."
  (interactive "*p")
  (transpose-subr #'transpose--lines arg))

;;; transpose.el ends here
