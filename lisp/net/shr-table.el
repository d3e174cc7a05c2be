;;; shr-table.el --- tables of HTML in columns -*- lexical-binding: t; -*-

;; Each cell is rendered into a buffer of its own, first without a limit to know its natural width, then in the width its column gets.

(defun shr--table-rows (dom)
  "Return the rows of the table DOM, not of those in it; each is a list of cells."
  (let ((rows nil))
    (dolist (child (dom-non-text-children dom))
      (pcase (dom-tag child)
        ('tr (push (seq-filter (lambda (cell) (and (consp cell) (memq (dom-tag cell) '(td th)))) (dom-children child)) rows))
        ((or 'tbody 'thead 'tfoot) (setq rows (append (reverse (shr--table-rows child)) rows)))))
    (nreverse rows)))
(defun shr-table-body (dom) "The body of the table DOM, or DOM." (or (car (dom-by-tag dom 'tbody)) dom))
(defun shr-count (dom elem) "How many children ELEM DOM has." (seq-count (lambda (child) (eq (car-safe child) elem)) (dom-children dom)))

(defun shr--colspan (cell) "Over how many columns CELL goes." (max 1 (min 100 (string-to-number (or (dom-attr cell 'colspan) "1")))))

(defun shr--cell-lines (cell width)
  "Return the lines of the text of CELL, at most WIDTH wide where that can be."
  (let ((base shr-base) (sheet shr-stylesheet) (functions shr-external-rendering-functions) (fonts shr-use-fonts) (id shr-table-id))
    (with-temp-buffer
      (let ((shr-internal-width width) (shr-indentation 0) (shr-start nil) (shr-base base) (shr-stylesheet sheet) (shr-use-fonts fonts)
            (shr-external-rendering-functions functions) (shr-table-depth (1+ shr-table-depth)) (shr-list-mode nil))
        (if (eq (dom-tag cell) 'th) (shr-fontize-dom cell 'bold) (shr-generic cell))
        (shr-fill-lines (point-min) (point-max))
        (setq id shr-table-id)
        (goto-char (point-max))
        (delete-region (progn (skip-chars-backward " \t\n") (point)) (point-max))
        (prog1 (mapcar (lambda (line) (replace-regexp-in-string "[ \t]+\\'" "" line t t)) (split-string (buffer-string) "\n"))
          (setq shr-table-id id))))))

(defun shr--lines-width (lines) "The width of the widest of LINES." (apply #'max 0 (mapcar #'string-width lines)))

(defun shr--natural-widths (rows columns)
  "Return the vector of the widths that the COLUMNS of ROWS would have without a limit."
  (let ((widths (make-vector columns 0)))
    (dolist (row rows)
      (let ((column 0))
        (dolist (cell row)
          (let ((span (shr--colspan cell)))
            (when (and (= span 1) (< column columns))
              (aset widths column (max (aref widths column) (shr--lines-width (shr--cell-lines cell 10000)))))
            (setq column (+ column span))))))
    widths))

(defun shr--fitting-widths (natural total)
  "Return widths for columns whose NATURAL ones are a vector, such that all fit into TOTAL: narrow ones keep theirs."
  (let* ((columns (length natural)) (widths (copy-sequence natural)) (room (max columns (- total (1+ columns)))))
    (when (> (apply #'+ (append widths nil)) (- room columns))
      (let ((left (- room columns)) (open (number-sequence 0 (1- columns))) (changed t))
        (while (and changed open)
          (setq changed nil)
          (let ((share (max 1 (/ left (length open)))))
            (dolist (column open)
              (when (<= (aref natural column) share)
                (setq changed t left (- left (aref natural column)) open (remq column open))))))
        (dolist (column open)
          (aset widths column (max 1 (/ left (length open)))))))
    widths))

(defun shr-tag-table-1 (dom)
  "Render the rows of the table DOM in columns."
  (let* ((rows (seq-filter #'identity (shr--table-rows dom)))
         (columns (apply #'max 0 (mapcar (lambda (row) (apply #'+ (mapcar #'shr--colspan row))) rows)))
         (total (- shr-internal-width shr-indentation)))
    (when (> columns 0)
      (let* ((natural (shr--natural-widths rows columns)) (limits (shr--fitting-widths natural total))
             (table (mapcar (lambda (row) (shr--render-row row limits)) rows)))
        (shr--insert-rows table (shr--final-widths table limits natural))))))

(defun shr--render-row (row limits)
  "Return ROW as a list of (COLUMN SPAN LINES), in columns as wide as LIMITS."
  (let ((column 0) (cells nil))
    (dolist (cell row)
      (let* ((span (shr--colspan cell)) (width 0))
        (dotimes (n span) (if (< (+ column n) (length limits)) (setq width (+ width (aref limits (+ column n)) 1))))
        (push (list column span (shr--cell-lines cell (max 1 (if (= span 1) (1- width) (+ width 1))))) cells)
        (setq column (+ column span))))
    (nreverse cells)))

(defun shr--final-widths (table limits natural)
  "Return the widths of columns of TABLE: what is there and a blank; LIMITS and NATURAL are as they were."
  (let ((widths (make-vector (length limits) 0)))
    (dolist (row table)
      (dolist (cell row)
        (when (= (nth 1 cell) 1)
          (let ((column (car cell)))
            (aset widths column (max (aref widths column)
                                     (+ (shr--lines-width (nth 2 cell)) (if (> (aref natural column) (aref limits column)) 2 1))))))))
    (dotimes (column (length widths))
      (when (zerop (aref widths column)) (aset widths column 2)))
    (dolist (row table)
      (dolist (cell row)
        (when (> (nth 1 cell) 1)
          (let* ((last (min (1- (length widths)) (+ (car cell) (nth 1 cell) -1))) (have (- last (car cell))))
            (cl-loop for column from (car cell) to last do (setq have (+ have (aref widths column))))
            (let ((need (1+ (shr--lines-width (nth 2 cell)))))
              (when (> need have) (aset widths last (+ (aref widths last) (- need have)))))))))
    widths))

(defun shr-insert-table-ruler (widths)
  "Insert a horizontal line of columns as wide as WIDTHS, if there are such lines."
  (when shr-table-horizontal-line
    (when (bolp) (shr-indent))
    (insert shr-table-corner)
    (mapc (lambda (width) (insert (make-string width shr-table-horizontal-line) shr-table-corner)) widths)
    (insert "\n")))

(defun shr--insert-rows (table widths)
  "Insert TABLE in columns as wide as WIDTHS."
  (let ((start (point)))
    (shr-insert-table-ruler widths)
    (dolist (row table)
      (let ((height (apply #'max 1 (mapcar (lambda (cell) (length (nth 2 cell))) row))))
        (dotimes (n height)
          (shr-indent)
          (insert shr-table-vertical-line)
          (let ((x (+ shr-indentation 1)) (column 0))
            (dolist (cell row)
              (setq x (shr--insert-cell-line (or (nth n (nth 2 cell)) "") (car cell) (nth 1 cell) x widths))
              (setq column (+ (car cell) (nth 1 cell))))
            (while (< column (length widths))
              (setq x (shr--insert-cell-line "" column 1 x widths) column (1+ column))))
          (insert "\n")))
      (shr-insert-table-ruler widths))
    (put-text-property start (1+ start) 'shr-table-id shr-table-id)))

(defun shr--insert-cell-line (line column span x widths)
  "Insert LINE of a cell at COLUMN, SPAN wide, that begins at X; return where the next begins."
  (let ((width (1- span)))
    (dotimes (n span) (if (< (+ column n) (length widths)) (setq width (+ width (aref widths (+ column n))))))
    (insert line)
    (when (> (- width (string-width line)) 0)
      (insert (propertize " " 'display `(space :align-to (,(+ x width))) 'shr-table-indent shr-table-id)))
    (insert shr-table-vertical-line)
    (+ x width 1)))

(defun shr-tag-table (dom)
  "Render a table: its caption, its rows, and images that are not in cells."
  (shr-ensure-paragraph)
  (setq shr-table-id (1+ shr-table-id))
  (let ((caption (car (seq-filter (lambda (child) (eq (car-safe child) 'caption)) (dom-children dom)))))
    (when caption (shr-generic caption) (shr-ensure-newline)))
  (if (> shr-table-depth 10)
      (shr-generic dom)
    (shr-ensure-newline)
    (shr-tag-table-1 dom))
  (unless (bolp) (insert "\n")))

(provide 'shr-table)

;;; shr-table.el ends here
