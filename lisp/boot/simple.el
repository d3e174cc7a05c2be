;;; simple.el --- editing functions that programs use -*- lexical-binding: t; -*-

;;; Lines and counting

(defun line-number-at-pos (&optional pos absolute)
  "Return the number of the line POS (point by default) is on, from 1.
With ABSOLUTE, count from the beginning of the buffer whatever is accessible."
  (save-excursion
    (save-restriction
      (when absolute (widen))
      (let ((pos (or pos (point))))
        (unless (<= (point-min) pos (point-max))
          (signal 'args-out-of-range (list pos (point-min) (point-max))))
        (goto-char pos)
        (forward-line 0)
        (1+ (count-lines (point-min) (point)))))))

(defun count-lines (start end &optional ignore-invisible-lines)
  "Return the number of lines between START and END; IGNORE-INVISIBLE-LINES is ignored."
  (ignore ignore-invisible-lines)
  (save-excursion
    (save-restriction
      (narrow-to-region start end)
      (goto-char (point-min))
      (- (buffer-size) (forward-line (buffer-size))))))

(defun count-words (start end &optional _totals)
  "Return the number of words between START and END."
  (let ((words 0))
    (save-excursion
      (save-restriction
        (narrow-to-region start end)
        (goto-char (point-min))
        (while (forward-word 1) (setq words (1+ words)))))
    words))

(defalias 'search-forward-regexp #'re-search-forward)
(defalias 'search-backward-regexp #'re-search-backward)

(defun goto-line (line &optional buffer relative)
  "Go to LINE, the first being 1, in BUFFER, counted from the visible start if RELATIVE."
  (with-current-buffer (or buffer (current-buffer))
    (unless relative (widen))
    (goto-char (point-min))
    (forward-line (1- line))))

(defun beginning-of-buffer (&optional _arg)
  "Go to the beginning of the buffer."
  (push-mark)
  (goto-char (point-min)))

(defun end-of-buffer (&optional _arg)
  "Go to the end of the buffer."
  (push-mark)
  (goto-char (point-max)))

(defun next-line (&optional arg _try-vscroll)
  "Move down ARG lines, keeping the column if possible."
  (line-move (or arg 1)))

(defun previous-line (&optional arg _try-vscroll)
  "Move up ARG lines, keeping the column if possible."
  (line-move (- (or arg 1))))

(defun line-move (arg &optional noerror _to-end _try-vscroll)
  "Move down ARG lines, keeping the column; signal an error at an end unless NOERROR."
  (let* ((column (current-column))
         (missing (forward-line arg)))
    (when (and (> arg 0) (= missing 0) (eobp) (not (bolp)))
      (setq missing 0))
    (move-to-column column)
    (unless (or noerror (= missing 0))
      (signal (if (< arg 0) 'beginning-of-buffer 'end-of-buffer) nil))
    (= missing 0)))

(defun back-to-indentation ()
  "Go to the first character of the line that is not blank."
  (beginning-of-line 1)
  (skip-syntax-forward " " (line-end-position))
  (backward-prefix-chars))

(defun buffer-end (arg)
  "Return the end of the buffer if ARG is positive, else its beginning."
  (if (> arg 0) (point-max) (point-min)))

(defun right-char (&optional n) "Move N characters forward." (forward-char (or n 1)))
(defun left-char (&optional n) "Move N characters backward." (backward-char (or n 1)))
(defun backward-word (&optional arg) "Move ARG words backward." (forward-word (- (or arg 1))))

(defun forward-visible-line (arg)
  "Move ARG lines forward."
  (forward-line arg))

;;; Inserting and deleting

(defun newline (&optional arg _interactive)
  "Insert ARG newlines, 1 by default."
  (barf-if-buffer-read-only)
  (insert (make-string (prefix-numeric-value arg) ?\n))
  nil)

(defun open-line (n)
  "Insert N newlines after point."
  (save-excursion (insert (make-string n ?\n))))

(defun split-line (&optional _arg)
  "Split the line at point, keeping the second half in its column."
  (let ((column (current-column)))
    (save-excursion (insert "\n") (indent-to column 0))))

(defun newline-and-indent (&optional _arg)
  "Insert a newline and indent the new line."
  (delete-horizontal-space t)
  (newline)
  (indent-according-to-mode))

(defun indent-according-to-mode (&optional _inhibit-widen)
  "Indent the line as `indent-line-function' does."
  (if (and (functionp indent-line-function)
           (not (memq indent-line-function '(indent-relative indent-relative-first-indent-point))))
      (funcall indent-line-function)
    ;; These are for the tabulator key; a line begins where the one before it does.
    (let ((column (save-excursion
                    (beginning-of-line)
                    (if (or (bobp) (progn (forward-line -1) (looking-at-p "[ \t]*$"))) 0 (current-indentation)))))
      (if (<= (current-column) (current-indentation))
          (indent-line-to column)
        (save-excursion (indent-line-to column)))
      nil)))

(defvar indent-line-function #'indent-relative
  "Function that indents the current line.")

(defun indent-relative (&optional _first-only _unindented-ok)
  "Indent to the indentation of the last line that is not blank."
  (let ((column (save-excursion
                  (beginning-of-line)
                  (if (re-search-backward "^[ \t]*[^ \t\n]" nil t)
                      (current-indentation)
                    0))))
    (indent-line-to column)))

(defun indent-line-to (column)
  "Indent the current line to COLUMN; leave point at the indentation."
  (back-to-indentation)
  (let ((current (current-column)))
    (cond
     ((= current column))
     (t
      (delete-region (line-beginning-position) (point))
      (beginning-of-line)
      (indent-to column)))))

(defun indent-rigidly (start end arg &optional _interactive)
  "Indent the lines from START to END by ARG columns, to the left if negative."
  (save-excursion
    (goto-char end)
    (setq end (point-marker))
    (goto-char start)
    (or (bolp) (forward-line 1))
    (while (< (point) end)
      (let ((indent (current-indentation)) blank)
        (save-excursion
          (skip-chars-forward " \t")
          (setq blank (eolp)))
        (delete-region (point) (progn (skip-chars-forward " \t") (point)))
        (unless blank (indent-to (max 0 (+ indent arg)) 0)))
      (forward-line 1))
    (set-marker end nil)))

(defun indent-region (start end &optional column)
  "Indent the lines from START to END to COLUMN, or as the mode does."
  (save-excursion
    (goto-char end)
    (setq end (point-marker))
    (goto-char start)
    (beginning-of-line)
    (while (< (point) end)
      (unless (and (bolp) (eolp))
        (if column
            (indent-line-to column)
          (funcall indent-line-function)))
      (forward-line 1))
    (set-marker end nil)))

(defun delete-horizontal-space (&optional backward-only)
  "Delete the spaces and tabs around point, those before it if BACKWARD-ONLY."
  (let ((orig-pos (point)))
    (delete-region
     (if backward-only orig-pos
       (progn (skip-chars-forward " \t") (point)))
     (progn
       (goto-char orig-pos)
       (skip-chars-backward " \t")
       (point)))))

(defun just-one-space (&optional n)
  "Replace the spaces and tabs around point by N spaces, 1 by default."
  (skip-chars-backward " \t")
  (let ((start (point)))
    (skip-chars-forward " \t")
    (delete-region start (point))
    (insert (make-string (or n 1) ?\s))))

(defun delete-indentation (&optional arg beg end)
  "Join the line to the one before it, or with ARG to the one after it.
With BEG and END, join all lines between them."
  (if (and beg (not arg))
      (progn
        (goto-char end)
        (beginning-of-line)
        (let ((limit (copy-marker beg)))
          (while (and (> (line-beginning-position) limit) (not (bobp)))
            (delete-indentation))))
    (if arg (forward-line 1))
    (beginning-of-line)
    (when (eq (preceding-char) ?\n)
      (delete-region (point) (1- (point)))
      (delete-horizontal-space)
      (fixup-whitespace))))
(defalias 'join-line #'delete-indentation)

(defun fixup-whitespace ()
  "Replace the white space around point by one space, or none next to a delimiter."
  (save-excursion
    (delete-horizontal-space)
    (if (or (looking-at "^\\|$\\|\\s)")
            (save-excursion (backward-char 1) (looking-at "$\\|\\s(\\|\\s'")))
        nil
      (insert ?\s))))

(defun delete-blank-lines ()
  "Delete the blank lines around point but one; all if there is just one."
  (beginning-of-line)
  (when (looking-at "[ \t]*$")
    (let* ((start (save-excursion
                    (if (re-search-backward "[^ \t\n]" nil t) (progn (forward-line 1) (point))
                      (point-min))))
           (end (save-excursion
                  (if (re-search-forward "[^ \t\n]" nil t)
                      (line-beginning-position)
                    (point-max))))
           (single (= 1 (count-lines start end))))
      (delete-region start end)
      (unless single (insert "\n") (backward-char 1)))))

(defun delete-trailing-whitespace (&optional start end)
  "Delete the white space at the ends of lines from START to END, and of the buffer."
  (save-match-data
    (save-excursion
      (let ((end-marker (and end (copy-marker end))))
        (goto-char (or start (point-min)))
        (with-syntax-table (make-syntax-table (syntax-table))
          (modify-syntax-entry ?\f "_")
          (while (re-search-forward "\\s-$" end-marker t)
            (skip-syntax-backward "-" (line-beginning-position))
            (delete-region (point) (match-end 0))))
        (unless end
          (goto-char (point-max))
          (let ((last (point)))
            (skip-chars-backward "\n")
            (when (> (- last (point)) 1)
              (delete-region (1+ (point)) last))))
        (if end-marker (set-marker end-marker nil)))))
  nil)

(defun zap-to-char (arg char)
  "Kill up to and including the ARGth occurrence of CHAR."
  (kill-region (point) (progn (search-forward (char-to-string char) nil nil arg) (point))))

;;; The mark

(defvar mark-even-if-inactive t
  "Non-nil means the mark may be used while it is not active.")
(defvar transient-mark-mode nil
  "Non-nil means the mark is deactivated by changes.")
(defvar-local mark-ring nil
  "The former marks of the buffer, the last one first.")
(defvar mark-ring-max 16
  "How many former marks are kept.")
(defvar activate-mark-hook nil
  "Hook run when the mark becomes active.")
(defvar deactivate-mark-hook nil
  "Hook run when the mark becomes inactive.")

(defun mark (&optional force)
  "Return the position of the mark, nil if there is none.
Signal an error if it is not active and may not be used, unless FORCE."
  (if (or force mark-active (not transient-mark-mode) mark-even-if-inactive)
      (marker-position (mark-marker))
    (signal 'mark-inactive nil)))

(defun set-mark (pos)
  "Set the mark to POS and activate it; nil removes it."
  (if pos
      (progn
        (set-marker (mark-marker) pos)
        (activate-mark))
    (set-marker (mark-marker) nil)
    (deactivate-mark t)))

(defun activate-mark (&optional _no-tmm)
  "Make the mark active."
  (when (mark t)
    (unless mark-active
      (setq mark-active t)
      (run-hooks 'activate-mark-hook))))

(defun deactivate-mark (&optional force)
  "Make the mark inactive, if it is transient or FORCE."
  (when (or force (and mark-active transient-mark-mode))
    (setq mark-active nil)
    (run-hooks 'deactivate-mark-hook)))

(defun push-mark (&optional location _nomsg activate)
  "Set the mark at LOCATION, point by default, and remember the old one.
ACTIVATE makes it active."
  (when (mark t)
    (setq mark-ring (cons (copy-marker (mark-marker)) mark-ring))
    (when (> (length mark-ring) mark-ring-max)
      (let ((tail (nthcdr (1- mark-ring-max) mark-ring)))
        (set-marker (car (cdr tail)) nil)
        (setcdr tail nil))))
  (set-marker (mark-marker) (or location (point)) (current-buffer))
  (if (or activate (not transient-mark-mode))
      (setq mark-active t))
  nil)

(defun pop-mark ()
  "Set the mark to the last former one."
  (when mark-ring
    (setq mark-ring (nconc mark-ring (list (copy-marker (mark-marker)))))
    (set-marker (mark-marker) (car mark-ring))
    (set-marker (car mark-ring) nil)
    (pop mark-ring))
  (deactivate-mark))

(defun exchange-point-and-mark (&optional _arg)
  "Put point where the mark is and the mark where point is."
  (let ((omark (mark t)))
    (if (null omark) (user-error "No mark set in this buffer"))
    (set-mark (point))
    (goto-char omark)
    nil))

(defun region-active-p ()
  "Return non-nil if the mark is active and transient."
  (and transient-mark-mode mark-active (mark) t))

(defvar use-empty-active-region nil
  "Non-nil means commands use the region even if it is empty.")

(defun use-region-p ()
  "Return non-nil if commands should act on the region."
  (and (region-active-p)
       (or use-empty-active-region (> (region-end) (region-beginning)))
       t))

(defvar region-extract-function
  (lambda (method)
    (cond ((eq method 'bounds) (list (cons (region-beginning) (region-end))))
          ((eq method 'delete-only) (delete-region (region-beginning) (region-end)))
          (t (filter-buffer-substring (region-beginning) (region-end) method))))
  "Returns the text of the region; called with nil, `delete' (the text is deleted too), `delete-only' or `bounds'.")

(defvar region-insert-function
  (lambda (lines)
    (insert (mapconcat #'identity lines "\n")))
  "Inserts a list of lines in the place of what `region-extract-function' deleted.")

(defun region-noncontiguous-p ()
  "Return nil: the region is one stretch of text."
  nil)

(defun region-bounds ()
  "Return the region as a list of one cons of its ends."
  (list (cons (region-beginning) (region-end))))

(defun mark-whole-buffer ()
  "Put point at the beginning and the mark at the end of the buffer."
  (push-mark)
  (push-mark (point-max) nil t)
  (goto-char (point-min)))

;;; Killing and yanking

(defvar kill-ring nil
  "The texts that were killed, the last one first.")
(defvar kill-ring-max 60
  "How many killed texts are kept.")
(defvar kill-ring-yank-pointer nil
  "The tail of `kill-ring' that begins with what is yanked next.")
(defvar interprogram-cut-function nil
  "Function called with each killed text.")
(defvar interprogram-paste-function nil
  "Function that may return a text killed by another program.")
(defvar kill-transform-function nil
  "Function applied to each text before it is kept; nil from it means not to.")

(defun kill-new (string &optional replace)
  "Make STRING the last killed text, instead of the last one if REPLACE."
  (when kill-transform-function
    (setq string (funcall kill-transform-function string)))
  (when string
    (if (and replace kill-ring)
        (setcar kill-ring string)
      (push string kill-ring)
      (if (> (length kill-ring) kill-ring-max)
          (setcdr (nthcdr (1- kill-ring-max) kill-ring) nil)))
    (setq kill-ring-yank-pointer kill-ring)
    (if interprogram-cut-function (funcall interprogram-cut-function string))))

(defun kill-append (string before-p)
  "Add STRING to the last killed text, at its beginning if BEFORE-P."
  (let ((cur (car kill-ring)))
    (kill-new (if before-p (concat string cur) (concat cur string)) t)))

(defun current-kill (n &optional do-not-move)
  "Rotate the killed texts by N and return the current one; DO-NOT-MOVE leaves them as they are."
  (let ((other (and (= n 0) interprogram-paste-function (funcall interprogram-paste-function))))
    (if other
        (progn (kill-new other) other)
      (or kill-ring (error "Kill ring is empty"))
      (let ((element (nthcdr (mod (- n (length kill-ring-yank-pointer)) (length kill-ring))
                             kill-ring)))
        (unless do-not-move (setq kill-ring-yank-pointer element))
        (car element)))))

(defun kill-region (beg end &optional _region)
  "Kill the text from BEG to END."
  (unless (and beg end) (user-error "The mark is not set now, so there is no region"))
  (let ((string (delete-and-extract-region beg end)))
    (when (> (length string) 0)
      (if (eq last-command 'kill-region)
          (kill-append string (< end beg))
        (kill-new string)))
    (setq this-command 'kill-region)
    (setq deactivate-mark t)
    nil))

(defun copy-region-as-kill (beg end &optional _region)
  "Make the text from BEG to END the last killed one, without deleting it."
  (kill-new (filter-buffer-substring beg end))
  (setq deactivate-mark t)
  nil)

(defun kill-ring-save (beg end &optional region)
  "Make the text from BEG to END the last killed one; REGION is ignored."
  (copy-region-as-kill beg end region))

(defun kill-line (&optional arg)
  "Kill the rest of the line, or ARG lines."
  (kill-region (point)
               (progn
                 (if arg
                     (forward-line (prefix-numeric-value arg))
                   (if (eobp) (signal 'end-of-buffer nil))
                   (if (looking-at "[ \t]*$") (forward-line 1) (end-of-line)))
                 (point))))

(defun kill-whole-line (&optional arg)
  "Kill ARG lines, 1 by default, with their newlines."
  (beginning-of-line)
  (kill-region (point) (progn (forward-line (or arg 1)) (point))))

(defun kill-word (arg)
  "Kill ARG words forward."
  (kill-region (point) (progn (forward-word arg) (point))))

(defun backward-kill-word (arg)
  "Kill ARG words backward."
  (kill-word (- arg)))

(defun yank (&optional arg)
  "Insert the last killed text, or the ARGth last."
  (push-mark)
  (insert-for-yank (current-kill (cond ((listp arg) 0) ((eq arg '-) -2) (t (1- arg)))))
  nil)

(defun insert-for-yank (string)
  "Insert STRING."
  (insert string))

(defun delete-active-region (&optional _killp)
  "Delete the region."
  (delete-region (region-beginning) (region-end))
  t)

;;; Text of buffers

(defvar filter-buffer-substring-function #'buffer-substring--filter
  "Function that `filter-buffer-substring' calls.")

(defun filter-buffer-substring (beg end &optional delete)
  "Return the text from BEG to END as the buffer's mode wants it copied; with DELETE, delete it."
  (save-restriction
    (funcall filter-buffer-substring-function beg end delete)))

(defun buffer-substring--filter (beg end &optional delete)
  "Return the text from BEG to END; with DELETE, delete it."
  (if delete
      (save-excursion (goto-char beg) (delete-and-extract-region beg end))
    (buffer-substring beg end)))

(defun append-to-buffer (buffer start end)
  "Insert the text from START to END into BUFFER, at its point."
  (let ((source (current-buffer)))
    (with-current-buffer (get-buffer-create buffer)
      (barf-if-buffer-read-only)
      (insert-buffer-substring source start end))))

(defun prepend-to-buffer (buffer start end)
  "Insert the text from START to END into BUFFER, before its point."
  (let ((source (current-buffer)))
    (with-current-buffer (get-buffer-create buffer)
      (save-excursion (insert-buffer-substring source start end)))))

(defun copy-to-buffer (buffer start end)
  "Make the text from START to END the contents of BUFFER."
  (let ((source (current-buffer)))
    (with-current-buffer (get-buffer-create buffer)
      (barf-if-buffer-read-only)
      (erase-buffer)
      (save-excursion (insert-buffer-substring source start end)))))

(defun insert-buffer (buffer)
  "Insert the contents of BUFFER after point."
  (push-mark
   (save-excursion
     (insert-buffer-substring (get-buffer buffer))
     (point)))
  nil)

(defun current-word (&optional strict really-word)
  "Return the symbol at point, nil if there is none.
STRICT looks only where point is; REALLY-WORD takes a word instead."
  (save-excursion
    (let* ((syntaxes (if really-word "w" "w_"))
           (here (point))
           (start (progn (skip-syntax-backward syntaxes) (point)))
           (end (progn (goto-char here) (skip-syntax-forward syntaxes) (point))))
      (when (and (= start end) (not strict))
        (skip-syntax-backward (concat "^" syntaxes) (line-beginning-position))
        (if (bolp)
            (progn
              (skip-syntax-forward (concat "^" syntaxes) (line-end-position))
              (setq start (point)
                    end (progn (skip-syntax-forward syntaxes) (point))))
          (setq end (point)
                start (progn (skip-syntax-backward syntaxes) (point)))))
      (unless (= start end)
        (buffer-substring-no-properties start end)))))

(defun buffer-disable-undo (&optional buffer)
  "Stop recording changes of BUFFER, the current one by default."
  (with-current-buffer (if buffer (get-buffer buffer) (current-buffer))
    (setq buffer-undo-list t)))

(defun clone-buffer (&optional newname _display-flag)
  "Return a new buffer, called NEWNAME, with the text, mode and variables of this one."
  (let ((text (save-restriction (widen) (buffer-string)))
        (point (point))
        (mode major-mode)
        (variables (buffer-local-variables)))
    (with-current-buffer (generate-new-buffer (or newname (buffer-name)))
      (insert text)
      (when (fboundp mode) (funcall mode))
      (dolist (variable variables)
        (when (and (consp variable) (not (memq (car variable) '(buffer-undo-list buffer-file-name))))
          (ignore-errors (set (make-local-variable (car variable)) (cdr variable)))))
      (goto-char (min point (point-max)))
      (current-buffer))))

(defun messages-buffer ()
  "Return the buffer of messages."
  (get-buffer-create "*Messages*"))

(defun read-only-mode (&optional arg)
  "Make the buffer read-only, or changeable; ARG as in minor modes."
  (setq buffer-read-only
        (cond ((memq arg '(nil toggle)) (not buffer-read-only))
              ((and (numberp arg) (< arg 1)) nil)
              (t t))))

(defun kill-current-buffer ()
  "Kill the current buffer."
  (kill-buffer (current-buffer)))

;;; Undo

;;; Parts of decoded times

(defmacro simple--define-decoded-time-slots (&rest names)
  "Define accessors of the parts NAMES of decoded times."
  (let ((index -1))
    (cons 'progn
          (mapcar (lambda (name)
                    (setq index (1+ index))
                    (let ((function (intern (format "decoded-time-%s" name))))
                      `(progn
                         (defun ,function (time)
                           ,(format "Return the %s of TIME, a decoded time." name)
                           (nth ,index time))
                         (gv-define-setter ,function (value time)
                           (list 'setcar (list 'nthcdr ,index time) value)))))
                  names))))

(simple--define-decoded-time-slots second minute hour day month year weekday dst zone)

;;; Prefix arguments and commands

(defun keyboard-quit ()
  "Signal `quit'."
  (signal 'quit nil))

(defun eval-expression (exp &optional insert-value _no-truncate _char-print-limit)
  "Evaluate EXP and show its value, or insert it if INSERT-VALUE."
  (let ((value (eval exp lexical-binding)))
    (push value values)
    (if insert-value
        (insert (prin1-to-string value))
      (message "%S" value))
    value))

(defun execute-extended-command (_prefixarg &optional command-name _typed)
  "Call the command named COMMAND-NAME."
  (call-interactively (intern command-name)))

(defun make-separator-line (&optional length)
  "Return a line of dashes LENGTH long."
  (concat (make-string (or length 79) ?-) "\n"))

(defun prefix-command-preserve-state ()
  "Do nothing: prefix arguments are not read here."
  nil)

(defun rfc822-goto-eoh ()
  "Go to the end of the header of a mail message."
  (goto-char (point-min))
  (when (re-search-forward "^\\([:\n]\\|[^: \t\n]+[ \t\n]\\)" nil 'move)
    (goto-char (match-beginning 0))))

(provide 'simple)
;;; simple.el ends here
