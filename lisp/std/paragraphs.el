;;; paragraphs.el --- sentences, paragraphs and pages -*- lexical-binding: t; -*-

;; Manual: (emacs) Paragraphs.  What separates them is told by `paragraph-start' and `paragraph-separate', which match at the beginning
;; of a line.

(defun paragraphs--pattern (regexp)
  "Return REGEXP for use at the beginning of a line."
  (if (string-prefix-p "^" regexp) (substring regexp 1) regexp))

(defun paragraphs--separator-p () (looking-at (paragraphs--pattern paragraph-separate)))
(defun paragraphs--start-p ()
  (or (paragraphs--separator-p) (looking-at (paragraphs--pattern paragraph-start))))

(defun forward-paragraph (&optional arg)
  "Move to the end of the ARGth next paragraph, or the beginning of a previous one if ARG is negative.
The beginning includes an empty line before it.  Return how many could not be passed."
  (interactive "^p")
  (let ((arg (or arg 1)))
    (while (and (> arg 0) (not (eobp))) (paragraphs--forward) (setq arg (1- arg)))
    (while (and (< arg 0) (not (bobp))) (paragraphs--backward) (setq arg (1+ arg)))
    arg))

(defun paragraphs--forward ()
  (beginning-of-line)
  (while (and (not (eobp)) (paragraphs--separator-p)) (forward-line 1))
  (unless (eobp)
    (forward-line 1)
    (while (not (or (eobp) (paragraphs--start-p))) (forward-line 1))))

(defun paragraphs--backward ()
  (let ((done nil))
    (unless (bobp) (forward-char -1))
    (while (not done)
      (beginning-of-line)
      (setq done (or (bobp)
                     (if (paragraphs--separator-p)
                         (save-excursion (forward-line 1) (not (or (eobp) (paragraphs--separator-p))))
                       (paragraphs--start-p))))
      (unless done (forward-line -1)))))

(defun backward-paragraph (&optional arg)
  "Move to the beginning of the ARGth previous paragraph."
  (interactive "^p")
  (forward-paragraph (- (or arg 1))))

(defun start-of-paragraph-text ()
  "Go to the beginning of the text of the current paragraph, or of the one before it if point is there."
  (interactive)
  (let ((orig (point)) (again t))
    (while again
      (backward-paragraph 1)
      (let ((start (point)))
        (skip-chars-forward " \t\n")
        (setq again (and (>= (point) orig) (> start (point-min))))
        (when (>= (point) orig) (goto-char start))))))

(defun end-of-paragraph-text ()
  "Go to the end of the text of the current paragraph, or of the next one if point is there."
  (interactive)
  (let ((orig (point)) (again t))
    (while again
      (forward-paragraph 1)
      (setq again nil)
      (when (eq (char-before) ?\n)
        (forward-char -1)
        (when (<= (point) orig)
          (forward-char 1)
          (setq again (not (eobp))))))))

(defun mark-paragraph (&optional arg _allow-extend)
  "Put point at the beginning of this paragraph and the mark at the end of the ARGth."
  (interactive "p")
  (forward-paragraph (or arg 1))
  (push-mark nil t t)
  (backward-paragraph (or arg 1)))

(defun kill-paragraph (arg) "Kill to the end of the ARGth paragraph." (interactive "p")
       (kill-region (point) (progn (forward-paragraph arg) (point))))
(defun backward-kill-paragraph (arg) "Kill back to the beginning of the ARGth paragraph." (interactive "p")
       (kill-region (point) (progn (backward-paragraph arg) (point))))

;;; Sentences

(defun forward-sentence (&optional arg)
  "Move to the end of the ARGth next sentence, or the beginning of a previous one if ARG is negative.
A sentence ends at what `sentence-end' matches, and at the end of a paragraph."
  (interactive "^p")
  (let ((arg (or arg 1)) (end-regexp (sentence-end)))
    (while (< arg 0)
      (let* ((here (point)) (start (min here (save-excursion (start-of-paragraph-text) (point)))))
        (if (and (re-search-backward end-regexp start t)
                 (or (< (match-end 0) here) (re-search-backward end-regexp start t)))
            (goto-char (match-end 0))
          (goto-char start)))
      (setq arg (1+ arg)))
    (while (> arg 0)
      (let ((end (max (point) (save-excursion (end-of-paragraph-text) (point)))))
        (if (re-search-forward end-regexp end t)
            (skip-chars-backward " \t\n")
          (goto-char end)))
      (setq arg (1- arg)))))

(defun backward-sentence (&optional arg) "Move to the beginning of the ARGth previous sentence." (interactive "^p")
       (forward-sentence (- (or arg 1))))
(defun kill-sentence (&optional arg) "Kill to the end of the ARGth sentence." (interactive "p")
       (kill-region (point) (progn (forward-sentence arg) (point))))

;;; Pages

(defun forward-page (&optional count)
  "Move to the COUNTth next page boundary, or a previous one if COUNT is negative."
  (interactive "p")
  (let ((count (or count 1)))
    (while (and (> count 0) (not (eobp)))
      (when (bolp) (forward-char 1))
      (unless (re-search-forward page-delimiter nil t) (goto-char (point-max)))
      (setq count (1- count)))
    (while (and (< count 0) (not (bobp)))
      (forward-char -1)
      (if (re-search-backward page-delimiter nil t) (goto-char (match-end 0)) (goto-char (point-min)))
      (setq count (1+ count)))))

(defun backward-page (&optional count) "Move to the COUNTth previous page boundary." (interactive "p")
       (forward-page (- (or count 1))))

(provide 'paragraphs)
;;; paragraphs.el ends here
