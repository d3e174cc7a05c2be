;;; paragraphs.el --- sentences, paragraphs, pages -*- lexical-binding: t; -*-

;; Forms that are evaluated in order, and what their values are or which error they signal.

(require 'ert)

(ert-deftest paragraphs-answers ()
  (dolist (row '(
    ((with-temp-buffer (insert "p1 a\nb\n\n\np2\nx\n\np3") (let (r) (dotimes (i 20) (goto-char (1+ i)) (push (list (point) (progn (forward-paragraph 1) (point)) (progn (goto-char (1+ i)) (backward-paragraph 1) (point))) r)) (nreverse r))) ((1 8 1) (2 8 1) (3 8 1) (4 8 1) (5 8 1) (6 8 1) (7 8 1) (8 15 1) (9 15 1) (10 15 9) (11 15 9) (12 15 9) (13 15 9) (14 15 9) (15 18 9) (16 18 15) (17 18 15) (18 18 15) (18 18 15) (18 18 15)))
    ((with-temp-buffer (insert "\n\n p1 a.  Foo bar. Baz\nb?\n\n\n	p2\nx\n\np3\n\n") (let (r) (dotimes (i (1+ (buffer-size))) (goto-char (1+ i)) (push (list (point) (progn (forward-paragraph 1) (point)) (progn (goto-char (1+ i)) (backward-paragraph 1) (point))) r)) (nreverse r))) ((1 27 1) (2 27 1) (3 27 2) (4 27 2) (5 27 2) (6 27 2) (7 27 2) (8 27 2) (9 27 2) (10 27 2) (11 27 2) (12 27 2) (13 27 2) (14 27 2) (15 27 2) (16 27 2) (17 27 2) (18 27 2) (19 27 2) (20 27 2) (21 27 2) (22 27 2) (23 27 2) (24 27 2) (25 27 2) (26 27 2) (27 35 2) (28 35 2) (29 35 28) (30 35 28) (31 35 28) (32 35 28) (33 35 28) (34 35 28) (35 39 28) (36 39 35) (37 39 35) (38 39 35) (39 40 35) (40 40 35)))
    ((with-temp-buffer (insert "p1 a.  Foo bar. Baz\nb?\nWas \"it?\"  no.\n\nOther.\nx\n\np3\n") (let (r) (dotimes (i (1+ (buffer-size))) (goto-char (1+ i)) (push (list (point) (progn (forward-sentence 1) (point)) (progn (goto-char (1+ i)) (backward-sentence 1) (point))) r)) (nreverse r))) ((1 6 1) (2 6 1) (3 6 1) (4 6 1) (5 6 1) (6 23 1) (7 23 1) (8 23 1) (9 23 8) (10 23 8) (11 23 8) (12 23 8) (13 23 8) (14 23 8) (15 23 8) (16 23 8) (17 23 8) (18 23 8) (19 23 8) (20 23 8) (21 23 8) (22 23 8) (23 33 8) (24 33 8) (25 33 24) (26 33 24) (27 33 24) (28 33 24) (29 33 24) (30 33 24) (31 33 24) (32 38 24) (33 38 24) (34 38 24) (35 38 24) (36 38 35) (37 38 35) (38 46 35) (39 46 35) (40 46 35) (41 46 40) (42 46 40) (43 46 40) (44 46 40) (45 46 40) (46 48 40) (47 48 40) (48 52 47) (49 52 47) (50 52 47) (51 52 50) (52 53 50) (53 53 50)))
    ((with-temp-buffer (insert "a\n\fb\nc\n\fd") (let (r) (dotimes (i (1+ (buffer-size))) (goto-char (1+ i)) (push (list (point) (progn (forward-page 1) (point)) (progn (goto-char (1+ i)) (backward-page 1) (point))) r)) (nreverse r))) ((1 4 1) (2 4 1) (3 9 1) (4 9 1) (5 9 4) (6 9 4) (7 9 4) (8 10 4) (9 10 4) (10 10 9)))
    ((with-temp-buffer (insert "a\n\nb") (list (forward-paragraph 1) (progn (goto-char 1) (forward-paragraph 5)) (backward-paragraph 1))) (1 3 0))
    ((list (sentence-end) paragraph-start) ("\\([.?!…‽][]\"'”’)}»›]*\\($\\|[  ]$\\|	\\|[  ][  ]\\)\\|[。．？！]+\\)[  	\n]*" "\f\\|[ 	]*$"))
    ((let ((sentence-end-double-space nil)) (sentence-end)) "\\([.?!…‽][]\"'”’)}»›]*\\($\\|[	  ]\\)\\|[。．？！]+\\)[  	\n]*")))
    (pcase row
      (`(,form) (eval form t))
      (`(,form ,value) (should (equal (list form (eval form t)) (list form value))))
      (`(,form :error ,type) (should (equal (list form type) (list form (condition-case e (progn (eval form t) nil) (error (car e))))))))))

;;; paragraphs.el ends here
