;;; rect.el --- text between two columns -*- lexical-binding: t; -*-

;; Manual: (emacs) Rectangles.  The corners are two positions; the lines from one to the other have a part each between the two columns.
;; A function for one line finds point at its beginning and gets the columns.

(defun rectangle--columns (start end)
  "Return (LEFT . RIGHT), the columns of the rectangle with corners START and END."
  (let ((one (save-excursion (goto-char start) (current-column)))
        (other (save-excursion (goto-char end) (current-column))))
    (cons (min one other) (max one other))))

(defun rectangle--for-lines (start end function)
  "Call FUNCTION at the beginning of each line from that of START to that of END; return where it leaves point."
  (let ((limit (copy-marker end)) (last nil) (more t))
    (save-excursion
      (goto-char start)
      (while more
        (beginning-of-line)
        (funcall function)
        (setq last (point))
        (setq more (and (zerop (forward-line 1)) (bolp) (<= (point) limit)))))
    (set-marker limit nil)
    last))

(defun apply-on-rectangle (function start end &rest args)
  "Call FUNCTION at the beginning of each line of the rectangle START END.
It gets the left and the right column and ARGS.  Return where point was after the last call."
  (let ((columns (rectangle--columns start end)))
    (rectangle--for-lines start end (lambda () (apply function (car columns) (cdr columns) args)))))

(defun operate-on-rectangle (function start end coerce-tabs)
  "Call FUNCTION with point after the part of each line that is in the rectangle START END.
It gets the position where the part starts, the columns missing before that, and those missing after point.  With COERCE-TABS,
tabs across an edge become spaces and short lines are filled up first."
  (let ((columns (rectangle--columns start end)))
    (rectangle--for-lines
     start end
     (lambda ()
       (let* ((left (car columns)) (right (cdr columns))
              (from-column (move-to-column left coerce-tabs)) (from (point))
              (to-column (move-to-column right coerce-tabs)))
         (if (and (> to-column right) (> (point) from)) (backward-char 1))
         (funcall function from
                  (max 0 (- (min from-column right) left))
                  (max 0 (- right (max (current-column) from-column left)))))))))

;;; Coordinates

(defun rectangle-dimensions (start end)
  "Return (WIDTH . HEIGHT) of the rectangle with corners START and END."
  (let ((columns (rectangle--columns start end)))
    (cons (- (cdr columns) (car columns))
          (1+ (abs (- (line-number-at-pos start) (line-number-at-pos end)))))))

(defun rectangle-position-as-coordinates (position)
  "Return (COLUMN . LINE) of POSITION; lines count from 1."
  (save-excursion
    (goto-char position)
    (cons (current-column) (line-number-at-pos position))))

(defun rectangle-intersect-p (pos1 size1 pos2 size2)
  "Return non-nil if two rectangles have something in common.
POS1 and POS2 are the upper left corners as (COLUMN . LINE), SIZE1 and SIZE2 are (WIDTH . HEIGHT)."
  (and (< (car pos1) (+ (car pos2) (car size2)))
       (< (car pos2) (+ (car pos1) (car size1)))
       (< (cdr pos1) (+ (cdr pos2) (cdr size2)))
       (< (cdr pos2) (+ (cdr pos1) (cdr size1)))))

;;; Taking out

(defvar killed-rectangle nil "The strings that `yank-rectangle' inserts.")

(defun spaces-string (n) "Return a string of N spaces." (make-string (max n 0) ?\s))

(defun delete-rectangle-line (startcol endcol fill)
  "Delete the columns from STARTCOL to ENDCOL of this line; fill up a line that ends before if FILL."
  (when (= (move-to-column startcol (if fill t 'coerce)) startcol)
    (delete-region (point) (progn (move-to-column endcol 'coerce) (point)))))

(defun delete-extract-rectangle-line (startcol endcol lines fill)
  "Delete the columns from STARTCOL to ENDCOL of this line and push their text on the cdr of LINES.
A line that ends before counts as blanks, and is filled up if FILL."
  (if (< (move-to-column startcol (if fill t 'coerce)) startcol)
      (setcdr lines (cons (spaces-string (- endcol startcol)) (cdr lines)))
    (let ((from (point)) (end (progn (move-to-column endcol t) (point))))
      (setcdr lines (cons (filter-buffer-substring from end t) (cdr lines))))))

(defun extract-rectangle-line (startcol endcol lines)
  "Push the text of this line from column STARTCOL to ENDCOL on the cdr of LINES, blanks for what is not there."
  (let* ((first-column (move-to-column startcol)) (from (point))
         (last-column (progn (move-to-column endcol) (current-column)))
         (text (buffer-substring from (max from (point)))))
    (setq text (rectangle--untabify text first-column))
    (setcdr lines
            (cons (concat (if (> first-column startcol) (spaces-string (- first-column startcol)) "")
                          text
                          (spaces-string (- endcol (max last-column startcol))))
                  (cdr lines)))))

(defun rectangle--untabify (text column)
  "Return TEXT, which begins at COLUMN, with spaces for tabs."
  (if (not (string-match-p "\t" text))
      text
    (let ((width tab-width))
      (with-temp-buffer
        (setq tab-width width)
        (insert (spaces-string column) text)
        (goto-char (point-min))
        (while (search-forward "\t" nil t)
          (let ((end (current-column)))
            (delete-char -1)
            (insert (spaces-string (- end (current-column))))))
        (buffer-substring (+ (point-min) column) (point-max))))))

(defun delete-rectangle (start end &optional fill)
  "Delete the rectangle with corners START and END; with FILL, fill up lines that end before it."
  (interactive "*r\nP")
  (apply-on-rectangle #'delete-rectangle-line start end fill))

(defun delete-extract-rectangle (start end &optional fill)
  "Delete the rectangle with corners START and END and return its lines as strings; FILL as in `delete-rectangle'."
  (let ((lines (list nil)))
    (apply-on-rectangle #'delete-extract-rectangle-line start end lines fill)
    (nreverse (cdr lines))))

(defun extract-rectangle (start end)
  "Return the lines of the rectangle with corners START and END as strings."
  (let ((lines (list nil)))
    (apply-on-rectangle #'extract-rectangle-line start end lines)
    (nreverse (cdr lines))))

(defun extract-rectangle-bounds (start end)
  "Return the (START . END) of the part of each line in the rectangle with corners START and END."
  (let ((bounds nil))
    (apply-on-rectangle
     (lambda (left right)
       (move-to-column left)
       (push (cons (prog1 (point) (move-to-column right)) (point)) bounds))
     start end)
    (nreverse bounds)))

(defun kill-rectangle (start end &optional fill)
  "Delete the rectangle with corners START and END and keep it for `yank-rectangle'; FILL as in `delete-rectangle'.
In a buffer that is read-only it is only kept."
  (interactive "r\nP")
  (condition-case nil
      (setq killed-rectangle (delete-extract-rectangle start end fill))
    ((buffer-read-only text-read-only)
     (setq deactivate-mark t
           killed-rectangle (extract-rectangle start end))
     (if kill-read-only-ok
         (progn (message "Read only text copied to kill ring") nil)
       (barf-if-buffer-read-only)
       (signal 'text-read-only (list (current-buffer)))))))

(defun copy-rectangle-as-kill (start end)
  "Keep the rectangle with corners START and END for `yank-rectangle'."
  (interactive "r")
  (setq killed-rectangle (extract-rectangle start end)
        deactivate-mark t)
  (when (called-interactively-p 'interactive) (message "Copied rectangle")))

;;; Putting in

(defun insert-rectangle (rectangle)
  "Insert RECTANGLE, a list of strings, with its upper left corner at point; the mark is left there.
Lines that are missing or too short are made."
  (let ((column (current-column)) (first t))
    (push-mark)
    (dolist (line rectangle)
      (unless first
        (forward-line 1)
        (unless (bolp) (insert ?\n))
        (move-to-column column t))
      (setq first nil)
      (insert-for-yank line))))

(defun yank-rectangle ()
  "Insert the rectangle that was killed last with its upper left corner at point."
  (interactive "*")
  (insert-rectangle killed-rectangle))

(defun open-rectangle-line (startcol endcol fill)
  "Insert blanks from STARTCOL to ENDCOL in this line; in one that ends before if FILL."
  (when (= (move-to-column startcol (if fill t 'coerce)) startcol)
    (unless (and (not fill) (eolp))
      (insert (spaces-string (- endcol startcol))))))

(defun open-rectangle (start end &optional fill)
  "Insert blanks into the rectangle with corners START and END; the text there goes to the right.
With FILL, lines that end before it get blanks too."
  (interactive "*r\nP")
  (apply-on-rectangle #'open-rectangle-line start end fill)
  (goto-char start))

(defun delete-whitespace-rectangle-line (startcol _endcol fill)
  "Delete the blanks that begin at STARTCOL; FILL as in `delete-rectangle'."
  (when (= (move-to-column startcol (if fill t 'coerce)) startcol)
    (unless (= (point) (line-end-position))
      (delete-region (point) (progn (skip-syntax-forward " " (line-end-position)) (point))))))

(defun delete-whitespace-rectangle (start end &optional fill)
  "Delete the blanks that begin at the left edge of the rectangle with corners START and END, in each line."
  (interactive "*r\nP")
  (apply-on-rectangle #'delete-whitespace-rectangle-line start end fill))
(defalias 'close-rectangle #'delete-whitespace-rectangle)

(defun clear-rectangle-line (startcol endcol fill)
  "Make the columns from STARTCOL to ENDCOL of this line blank; a line gets no blanks at its end unless FILL."
  (when (= (move-to-column startcol (if fill t 'coerce)) startcol)
    (let ((from (point)))
      (if (and (not fill) (save-excursion (<= (progn (end-of-line) (current-column)) endcol)))
          (delete-region from (line-end-position))
        (move-to-column endcol t)
        (delete-region from (point))
        (insert (spaces-string (- endcol startcol)))))))

(defun clear-rectangle (start end &optional fill)
  "Make the rectangle with corners START and END blank; with FILL also where lines end before."
  (interactive "*r\nP")
  (apply-on-rectangle #'clear-rectangle-line start end fill))

;;; Strings and numbers

(defcustom rectangle-preview t "Whether `string-rectangle' shows what it will do while the string is read; there is no screen for that."
  :type 'boolean :group 'editing)
(defface rectangle-preview '((t :inherit region)) "Face for what `string-rectangle' will insert." :group 'editing)
(defvar string-rectangle-history nil "Strings that were put into rectangles.")

(defun string-rectangle-line (startcol endcol string delete)
  "Insert STRING at STARTCOL; with DELETE, in place of the columns up to ENDCOL."
  (move-to-column startcol t)
  (when delete
    (beginning-of-line)
    (delete-rectangle-line startcol endcol nil))
  (insert string))

(defun rectangle--read-string (what)
  "Return the region and a string, read for WHAT, as arguments."
  (barf-if-buffer-read-only)
  (list (region-beginning) (region-end)
        (read-string (format-prompt what (or (car string-rectangle-history) ""))
                     nil 'string-rectangle-history (car string-rectangle-history))))

(defun string-rectangle (start end string)
  "Replace the rectangle with corners START and END by STRING on each line, and leave point after the last one."
  (interactive (rectangle--read-string "String rectangle"))
  (goto-char (apply-on-rectangle #'string-rectangle-line start end string t)))
(defalias 'replace-rectangle #'string-rectangle)

(defun string-insert-rectangle (start end string)
  "Insert STRING on each line at the left edge of the rectangle with corners START and END."
  (interactive (rectangle--read-string "String insert rectangle"))
  (apply-on-rectangle #'string-rectangle-line start end string nil))

(defvar rectangle--number 0 "The number that `rectangle-number-lines' inserts next.")

(defun rectangle-number-line-callback (start _end format-string)
  "Insert the next number at column START, formatted by FORMAT-STRING."
  (move-to-column start t)
  (insert (format format-string rectangle--number))
  (setq rectangle--number (1+ rectangle--number)))

(defun rectangle--default-line-number-format (start end start-at)
  "Return a format for the numbers of lines from START to END, which begin with START-AT."
  (format "%%%dd " (length (number-to-string (+ (1- (cdr (rectangle-dimensions start end))) start-at)))))

(defun rectangle-number-lines (start end start-at &optional format)
  "Insert numbers, from START-AT on, before each line of the rectangle with corners START and END.
FORMAT is for `format'; by default the numbers are as wide as the last one, and a space follows."
  (interactive
   (if current-prefix-arg
       (let* ((start (region-beginning)) (end (region-end))
              (start-at (read-number "Number to count from: " 1)))
         (list start end start-at
               (read-string "Format string: " (rectangle--default-line-number-format start end start-at))))
     (list (region-beginning) (region-end) 1 nil)))
  (let ((rectangle--number start-at))
    (apply-on-rectangle #'rectangle-number-line-callback start end
                        (or format (rectangle--default-line-number-format start end start-at)))))

;;; The region as a rectangle

(defvar rectangle-mark-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map "\C-o" #'open-rectangle)
    (define-key map "\C-t" #'string-rectangle)
    (define-key map [remap exchange-point-and-mark] #'rectangle-exchange-point-and-mark)
    (dolist (command '(right-char left-char forward-char backward-char next-line previous-line))
      (define-key map (vector 'remap command) (intern (format "rectangle-%s" command))))
    map)
  "Keymap while the region is a rectangle.")

(defvar rectangle--commands
  '((kill-region . kill-rectangle) (copy-region-as-kill . copy-rectangle-as-kill) (kill-ring-save . copy-rectangle-as-kill))
  "Commands for regions and those for rectangles.")

(define-minor-mode rectangle-mark-mode
  "Let the region be the rectangle between point and mark, until the mark is not active any more."
  :lighter nil
  (if (not rectangle-mark-mode)
      (remove-hook 'deactivate-mark-hook #'rectangle--end t)
    (add-hook 'deactivate-mark-hook #'rectangle--end nil t)
    (unless (region-active-p)
      (push-mark (point) t t)
      (message "Mark set (rectangle mode)"))))

(defun rectangle--end ()
  "The region is no rectangle any more."
  (rectangle-mark-mode -1))

(defun rectangle--extract-region (next method)
  "Do what METHOD of `region-extract-function' says with a rectangle, by NEXT if the region is none."
  (cond
   ((not rectangle-mark-mode) (funcall next method))
   ((eq method 'bounds) (extract-rectangle-bounds (region-beginning) (region-end)))
   ((eq method 'delete-only) (delete-rectangle (region-beginning) (region-end)))
   (t
    (let ((lines (if method
                     (delete-extract-rectangle (region-beginning) (region-end))
                   (extract-rectangle (region-beginning) (region-end)))))
      (when lines
        (let ((text (mapconcat #'identity lines "\n")))
          (put-text-property 0 (length text) 'yank-handler
                             (list #'rectangle--insert-for-yank lines t) text)
          text))))))
(add-function :around region-extract-function #'rectangle--extract-region)

(defun rectangle--insert-for-yank (lines)
  "Insert LINES as a rectangle."
  (push (point) buffer-undo-list)
  (let ((inhibit-message t)) (insert-rectangle lines)))

(defun rectangle-exchange-point-and-mark (&optional _arg)
  "Go to the next corner of the rectangle; the mark goes to the opposite one."
  (interactive "P")
  (let* ((place (point)) (other (mark))
         (column (current-column))
         (other-column (save-excursion (goto-char other) (current-column))))
    (if (eq (> column other-column) (> place other))
        (progn (move-to-column other-column t)
               (let ((here (point)))
                 (goto-char other)
                 (move-to-column column t)
                 (set-mark (point))
                 (goto-char here)))
      (set-mark place)
      (goto-char other)
      (move-to-column other-column t))))

(defun rectangle--move-columns (n)
  "Move by N columns, into tabs and past the end of the line."
  (move-to-column (max 0 (+ (current-column) n)) t))
(defun rectangle-right-char (&optional n) "Move N columns to the right, past the end of the line." (interactive "p") (rectangle--move-columns (or n 1)))
(defun rectangle-left-char (&optional n) "Move N columns to the left." (interactive "p") (rectangle--move-columns (- (or n 1))))
(defun rectangle-forward-char (&optional n) "Move N columns forward, past the end of the line." (interactive "p") (rectangle--move-columns (or n 1)))
(defun rectangle-backward-char (&optional n) "Move N columns backward." (interactive "p") (rectangle--move-columns (- (or n 1))))
(defun rectangle-next-line (&optional n)
  "Move N lines down to the same column, past the end of the line."
  (interactive "p")
  (let ((column (current-column)))
    (forward-line (or n 1))
    (move-to-column column t)))
(defun rectangle-previous-line (&optional n) "Move N lines up to the same column." (interactive "p") (rectangle-next-line (- (or n 1))))

(provide 'rect)

;;; rect.el ends here
