;;; undo.el --- undoing and redoing changes -*- lexical-binding: t; -*-

(defvar pending-undo-list nil
  "What remains to be undone by repeated `undo', t for nothing.")
(defvar undo-no-redo nil "Non-nil if `undo' passes over what other undos did.")
(defvar undo-equiv-table (make-hash-table :test 'eq :weakness t)
  "For the undo information an undo made, what had remained to be undone after it; t if nothing had, `undo-in-region' if it was in a region.")

(defun undo--outside ()
  "Signal that a change is outside of the narrowed part."
  (error "Changes to be undone are outside visible portion of buffer"))

(defun primitive-undo (n list)
  "Undo N groups of changes from the front of LIST; return the rest of it."
  (let ((undo-inhibit-record-point t) (inhibit-quit t) (arg n) (old buffer-undo-list) (applied nil))
    (while (> arg 0)
      (let (next)
        (while (setq next (pop list))
          (when (eq (car-safe next) 'apply) (setq applied t))
          (setq list (undo--one next list))))
      (setq arg (1- arg)))
    ;; What a function undid without a trace is remembered as a change all the same.
    (when (and applied (eq old buffer-undo-list))
      (push (list 'apply 'cdr nil) buffer-undo-list))
    list))

(defun undo--one (change list)
  "Undo CHANGE, an element of `buffer-undo-list'; LIST is what follows it.  Return what then remains of LIST."
  (pcase change
    ((pred integerp) (goto-char change))
    (`(t . ,time) (undo--unmodify time))
    (`(nil . ,(or `(,prop ,value ,beg . ,end) pcase--dontcare))
     (when (or (> (point-min) beg) (< (point-max) end)) (undo--outside))
     (put-text-property beg end prop value))
    (`(,(and beg (pred integerp)) . ,(and end (pred integerp)))
     (when (or (< beg (point-min)) (> end (point-max))) (undo--outside))
     (goto-char beg)               ; so that undoing this does not come back here
     (delete-region beg end))
    (`(apply . ,call) (undo--apply change call))
    (`(,(and string (pred stringp)) . ,(and pos (pred integerp)))
     (setq list (undo--reinsert string pos list)))
    (`(,(and marker (pred markerp)) . ,(and distance (pred integerp)))
     (warn "Encountered %S entry in undo list with no matching (TEXT . POSITION) entry" change)
     (when (marker-buffer marker)
       (set-marker marker (- marker distance) (marker-buffer marker))))
    (_ (error "Unrecognized entry in undo list %S" change)))
  list)

(defun undo--unmodify (time)
  "Mark the buffer as unmodified if its file is still the one of TIME."
  (when (or (not (buffer-file-name)) (not (or (consp time) (and (integerp time) (> time 0))))
            (time-equal-p time (visited-file-modtime)))
    (unlock-buffer)
    (set-buffer-modified-p nil)))

(defun undo--apply (change call)
  "Undo CHANGE, of the form (apply . CALL), by a call of its function."
  (let ((buffer (current-buffer)))
    (if (integerp (car call))
        (pcase-let ((`(,delta ,start ,end ,function . ,args) call))
          (let ((start-mark (copy-marker start nil)) (end-mark (copy-marker end t)))
            (when (or (> (point-min) start) (< (point-max) end)) (undo--outside))
            (apply function args)
            (unless (and (= start (marker-position start-mark)) (= (+ delta end) (marker-position end-mark)))
              (error "Changes to be undone by function different from announced"))
            (set-marker start-mark nil)
            (set-marker end-mark nil)))
      (apply (car call) (cdr call)))
    (unless (eq buffer (current-buffer))
      (error "Undo function switched buffer"))
    (ignore change)))

(defun undo--reinsert (string pos list)
  "Insert STRING again at POS, whose sign says where point was; move the markers that LIST says were in it.  Return the rest of LIST."
  (let ((at (abs pos)) (markers nil))
    (when (or (< at (point-min)) (> at (point-max))) (undo--outside))
    (while (and (markerp (car-safe (car list))) (integerp (cdr-safe (car list))))
      (let ((entry (pop list)))
        (when (and (eq (marker-buffer (car entry)) (current-buffer)) (= at (car entry)))
          (push entry markers))))
    (if (< pos 0)
        (progn (goto-char at) (insert string))
      (goto-char at)
      (insert string)
      (goto-char at))
    (dolist (entry markers)
      (when (marker-buffer (car entry))
        (set-marker (car entry) (- (car entry) (cdr entry)))))
    list))

;;; Commands

(defun undo-start (&optional beg end)
  "Let `undo-more' begin with the latest change; with BEG and END, with the latest between these."
  (when (eq buffer-undo-list t) (user-error "No undo information in this buffer"))
  (setq pending-undo-list
        (if (and beg end (not (= beg end)))
            (undo-make-selective-list (min beg end) (max beg end))
          buffer-undo-list)))

(defun undo-more (n)
  "Undo N further groups of changes."
  (unless (listp pending-undo-list)
    (user-error "No further undo information%s" (if undo-in-region " for region" "")))
  (let ((undo-in-progress t))
    (setq pending-undo-list (or (primitive-undo n pending-undo-list) t))))

(defun undo--without-boundary (list)
  "Return LIST after the boundaries it begins with."
  (while (and (consp list) (null (car list))) (setq list (cdr list)))
  list)

(defun undo--continues-p ()
  "Return non-nil if the last command was an undo and the buffer did not change since."
  (and (memq last-command '(undo undo-redo undo-only))
       (or (eq pending-undo-list t)
           (undo--last-change-was-undo-p buffer-undo-list))))

(defun undo--last-change-was-undo-p (undo-list)
  "Return what remained to be undone after the undo that made UNDO-LIST, nil if that was no undo."
  (while (and (consp undo-list) (or (null (car undo-list)) (integerp (car undo-list))))
    (setq undo-list (cdr undo-list)))
  (gethash undo-list undo-equiv-table))

(defun undo (&optional arg)
  "Undo the last ARG groups of changes, 1 by default; after an `undo', those before it.
If the region is active, or ARG is a list, only changes in the region are undone."
  (interactive "*P")
  (let* ((inhibit-region (and (symbolp last-command) (get last-command 'undo-inhibit-region)))
         (continues (undo--continues-p)))
    (setq this-command 'undo-start)
    (undo-boundary)
    (unless continues
      (setq undo-in-region (and (or (region-active-p) (and arg (not (numberp arg)))) (not inhibit-region)))
      (if undo-in-region (undo-start (region-beginning) (region-end)) (undo-start))
      (undo-more 1))
    (setq this-command 'undo)
    (when undo-no-redo (undo--pass-over-redo))
    (undo-more (if (numberp arg) (prefix-numeric-value arg) 1))
    (undo--remember)
    (when (bound-and-true-p transient-mark-mode) (unless undo-in-region (deactivate-mark)))
    nil))

(defun undo--pass-over-redo ()
  "Skip pairs of changes and undos at the beginning of `pending-undo-list'."
  (let ((equiv nil))
    (while (and (consp pending-undo-list)
                (setq equiv (gethash (undo--without-boundary pending-undo-list) undo-equiv-table))
                (or (eq equiv t) (consp equiv)))
      (setq pending-undo-list equiv))))

(defun undo--remember ()
  "Note what remains to be undone after the undo that was just made."
  (let ((list (undo--without-boundary buffer-undo-list)))
    (while (integerp (car-safe list)) (setq list (cdr list)))
    (puthash list
             (cond (undo-in-region 'undo-in-region)
                   ((eq list pending-undo-list) (or (gethash list undo-equiv-table) 'empty))
                   (t pending-undo-list))
             undo-equiv-table)))

(defun undo-only (&optional arg)
  "Undo as `undo' does with ARG, but never undo an undo."
  (interactive "*p")
  (let ((undo-no-redo t)) (undo arg)))

(defun undo-redo (&optional arg)
  "Undo the last ARG undos."
  (interactive "*p")
  (unless (undo--last-change-was-undo-p buffer-undo-list)
    (user-error "No undo to undo"))
  (let ((last-command this-command) (undo-in-region nil))
    (setq undo-in-region nil)
    (undo-boundary)
    (undo-start)
    (undo-more 1)
    (dotimes (_ (or arg 1)) (undo-more 1))
    (undo--remember)
    (setq this-command 'undo-redo)))

;;; Undoing in a region

(defun undo-elt-in-region (undo-elt start end)
  "Return non-nil if the change UNDO-ELT lies between START and END."
  (pcase undo-elt
    ((pred integerp) (and (>= undo-elt start) (<= undo-elt end)))
    ('nil t)
    (`(,(and string (pred stringp)) . ,pos) (ignore string) (and (>= (abs pos) start) (<= (abs pos) end)))
    (`(,(and marker (pred markerp)) . ,_)
     (and (eq (marker-buffer marker) (current-buffer)) (<= start marker) (<= marker end)))
    (`(nil ,_ ,_ ,beg . ,fin) (and (>= beg start) (<= fin end)))
    (`(,(and beg (pred integerp)) . ,(and fin (pred integerp))) (and (>= beg start) (<= fin end)))
    (`(apply ,(and delta (pred integerp)) ,beg ,fin . ,_) (ignore delta) (and (>= beg start) (<= fin end)))))

(defun undo-elt-crosses-region (undo-elt start end)
  "Return non-nil if the change UNDO-ELT is across START or END."
  (pcase undo-elt
    (`(nil ,_ ,_ ,beg . ,fin) (and (< beg end) (> fin start)))
    (`(,(and beg (pred integerp)) . ,(and fin (pred integerp))) (and (< beg end) (> fin start)))))

(defun undo-delta (undo-elt)
  "Return (POSITION . LENGTH): undoing UNDO-ELT makes the text at POSITION longer by LENGTH."
  (pcase undo-elt
    (`(,(and string (pred stringp)) . ,pos) (cons (abs pos) (length string)))
    (`(,(and beg (pred integerp)) . ,(and fin (pred integerp))) (cons beg (- beg fin)))
    (_ '(0 . 0))))

(defun undo-adjust-pos (pos deltas &optional use-<)
  "Return what POS was before the changes DELTAS, a list as `undo-delta' returns; with USE-<, text at POS itself does not move it."
  (dolist (delta deltas pos)
    (when (if use-< (< (car delta) pos) (<= (car delta) pos))
      (setq pos (if (< (cdr delta) 0)
                    (max (car delta) (+ pos (cdr delta)))
                  (+ pos (cdr delta)))))))

(defun undo-adjust-beg-end (beg end deltas)
  "Return (BEG . END) as before the changes DELTAS."
  (let ((before (undo-adjust-pos beg deltas)))
    (cons before (max before (undo-adjust-pos end deltas t)))))

(defun undo-adjust-elt (elt deltas)
  "Return the change ELT with the positions it has when the changes DELTAS are not undone."
  (pcase elt
    ((pred integerp) (undo-adjust-pos elt deltas))
    (`(,(and string (pred stringp)) . ,pos)
     (cons string (if (< pos 0) (- (undo-adjust-pos (- pos) deltas)) (undo-adjust-pos pos deltas))))
    (`(nil ,prop ,value ,beg . ,end) `(nil ,prop ,value . ,(undo-adjust-beg-end beg end deltas)))
    (`(,(and beg (pred integerp)) . ,(and end (pred integerp))) (undo-adjust-beg-end beg end deltas))
    (`(apply ,(and delta (pred integerp)) ,beg ,end . ,rest)
     (let ((bounds (undo-adjust-beg-end beg end deltas)))
       `(apply ,delta ,(car bounds) ,(cdr bounds) . ,rest)))
    (_ elt)))

(defun undo-make-selective-list (start end)
  "Return the changes of `buffer-undo-list' that lie between START and END, as if nothing else had changed."
  (let ((result (list nil)) (list buffer-undo-list) (deltas nil) (in-group t))
    (while (and list in-group)
      (let ((elt (pop list)))
        (cond
         ((null elt) (when (car result) (push nil result)))
         ((eq (car-safe elt) t))
         (t
          (let ((adjusted (undo-adjust-elt elt deltas)) (bounds (undo--text-bounds elt)))
            (cond
             ((undo-elt-in-region adjusted start end)
              (setq end (+ end (cdr (undo-delta adjusted))))
              (push adjusted result)
              (when (and (stringp (car-safe elt)) list)
                (while (markerp (car-safe (car list))) (push (pop list) result))))
             ((and bounds (undo-elt-crosses-region adjusted start end)) (setq in-group nil))
             ((integerp elt))
             (t
              (let ((delta (undo-delta elt)))
                (unless (zerop (cdr delta))
                  (setq deltas (append deltas (list (cons (car delta) (- (cdr delta))))))))
              (while (markerp (car-safe (car list))) (pop list)))))))))
    (nreverse result)))

(defun undo--text-bounds (elt)
  "Return non-nil if the change ELT has a beginning and an end."
  (or (and (integerp (car-safe elt)) (integerp (cdr-safe elt))) (and (consp elt) (null (car elt)))))

;;; undo.el ends here
