;;; outline.el --- text with headings that can be hidden -*- lexical-binding: t; -*-

;; Manual: (emacs) Outline Mode, (elisp) Outline Minor Mode.  Hidden text has an overlay whose property `invisible' is `outline'.

(defvar outline-regexp "[*\f]+" "Regexp that matches the beginning of a heading; its length is the level.")
(defvar outline-heading-end-regexp "\n" "Regexp that matches the end of a heading.")
(defvar-local outline-heading-alist nil "The levels of headings: (HEADING . LEVEL).")
(defvar outline-level #'outline-level "The function that returns the level of the heading at point.")
(defvar outline-blank-line nil "Non-nil if an empty line before a heading stays visible.")
(defvar outline-view-change-hook nil "Functions called after text was hidden or shown.")
(defvar outline-isearch-open-invisible-function nil "Nil or a function that shows what a search finds.")
(defvar outline-mode-map (make-sparse-keymap) "The keys of `outline-mode'.")
(defvar outline-mode-prefix-map (make-sparse-keymap) "The keys after a prefix.")
(defvar outline-mode-menu-bar-map (make-sparse-keymap) "The menus of `outline-mode'.")
(defvar outline-minor-mode-map (make-sparse-keymap) "The keys of `outline-minor-mode'.")
(defvar outline-font-lock-keywords nil "How headings would be fontified.")
(defgroup outlines nil "Outlines." :group 'wp)
(defcustom outline-minor-mode-prefix "\C-c@" "The keys before those of `outline-minor-mode'." :type 'key-sequence)
(defcustom outline-minor-mode-cycle nil "Non-nil if keys on headings hide and show." :type 'boolean)
(defcustom outline-minor-mode-highlight nil "Non-nil if headings are highlighted." :type '(choice boolean symbol))
(dotimes (i 8) (make-face (intern (format "outline-%d" (1+ i)))))

(dolist (variable '(outline-regexp outline-level outline-heading-end-regexp))
  (make-variable-buffer-local variable))

(define-derived-mode outline-mode text-mode "Outline"
  "Edit text with headings."
  (setq-local line-move-ignore-invisible t)
  (add-to-invisibility-spec '(outline . t))
  (setq-local paragraph-start (concat paragraph-start "\\|\\(?:" outline-regexp "\\)"))
  (setq-local paragraph-separate (concat paragraph-separate "\\|\\(?:" outline-regexp "\\)"))
  (setq-local imenu-generic-expression (list (list nil (concat "^\\(?:" outline-regexp "\\).*$") 0))))

(define-minor-mode outline-minor-mode
  "Hide and show parts of text with headings."
  :lighter " Outl" :keymap outline-minor-mode-map
  (if outline-minor-mode
      (add-to-invisibility-spec '(outline . t))
    (remove-from-invisibility-spec '(outline . t))
    (outline-show-all)))

;;; Headings

(defun outline-level ()
  "Return the level of the heading just matched: the length of what `outline-regexp' matched, or from `outline-heading-alist'."
  (save-excursion
    (when (outline--line-heading-p) (beginning-of-line))
    (if (looking-at outline-regexp)
        (or (cdr (assoc (match-string-no-properties 0) outline-heading-alist))
            (- (match-end 0) (match-beginning 0)))
      1)))

(defun outline--line-heading-p ()
  "Return non-nil if the current line is a heading."
  (save-excursion (beginning-of-line) (and (bolp) (looking-at outline-regexp))))

(defun outline-invisible-p (&optional pos)
  "Return non-nil if the character at POS, by default after point, is hidden by an outline."
  (eq (get-char-property (or pos (point)) 'invisible) 'outline))

(defun outline-on-heading-p (&optional invisible-ok)
  "Return t if point is in a heading that is visible or, with INVISIBLE-OK, in any."
  (save-excursion
    (beginning-of-line)
    (and (bolp) (or invisible-ok (not (outline-invisible-p))) (looking-at outline-regexp))))

(defun outline--heading-regexp () (concat "^\\(?:" outline-regexp "\\)"))

(defun outline-next-heading ()
  "Move to the next heading, hidden or not; return non-nil, or nil at the end of the buffer."
  (unless (eolp) (forward-char 1))
  (if (re-search-forward (if (bolp) (outline--heading-regexp) (concat "\n\\(?:" outline-regexp "\\)")) nil 'move)
      (goto-char (if (eq (char-after (match-beginning 0)) ?\n) (1+ (match-beginning 0)) (match-beginning 0)))))

(defun outline-next-preface ()
  "Move to the end of the text before the next heading."
  (if (re-search-forward (concat "\n\\(?:" outline-regexp "\\)") nil 'move)
      (goto-char (match-beginning 0)))
  (when (and (bolp) (or outline-blank-line (eobp)) (not (bobp)))
    (forward-char -1)))

(defun outline-previous-heading ()
  "Move to the heading before point, hidden or not; return non-nil, or nil at the beginning of the buffer."
  (re-search-backward (outline--heading-regexp) nil 'move))

(defun outline-back-to-heading (&optional invisible-ok)
  "Move to the heading that point is in or below, a visible one unless INVISIBLE-OK; signal an error if there is none."
  (forward-line 0)
  (unless (outline-on-heading-p invisible-ok)
    (let ((found nil))
      (save-excursion
        (while (and (not found) (re-search-backward (outline--heading-regexp) nil t))
          (when (or invisible-ok (not (outline-invisible-p))) (setq found (point)))))
      (unless found (error "Before first heading"))
      (goto-char found)))
  (point))

(defun outline--step (arg visible)
  "Move over ARG headings, backward if negative, only visible ones if VISIBLE; return non-nil if they were there."
  (let ((going t))
    (if (> arg 0) (end-of-line) (beginning-of-line))
    (while (and going (/= arg 0))
      (let ((backward (< arg 0)))
        (setq going (if backward (re-search-backward (outline--heading-regexp) nil 'move)
                      (re-search-forward (outline--heading-regexp) nil 'move)))
        (when (and going (or (not visible) (not (outline-invisible-p (match-beginning 0)))))
          (setq arg (+ arg (if backward 1 -1))))))
    (when going (beginning-of-line))
    going))

(defun outline-next-visible-heading (arg)
  "Move to the ARGth next heading that is visible, or a previous one if ARG is negative."
  (interactive "p")
  (outline--step arg t))

(defun outline-previous-visible-heading (arg)
  "Move to the ARGth previous heading that is visible."
  (interactive "p")
  (outline--step (- arg) t))

(defun outline-up-heading (arg &optional invisible-ok)
  "Move to the heading ARG levels above the current one, a visible one unless INVISIBLE-OK."
  (interactive "p")
  (outline-back-to-heading invisible-ok)
  (dotimes (_ arg)
    (let ((level (funcall outline-level)))
      (when (<= level 1) (error "Already at top level of the outline"))
      (while (and (not (bobp)) (>= (funcall outline-level) level))
        (outline-previous-heading)
        (unless (outline-on-heading-p t) (error "Already at top level of the outline")))))
  (looking-at outline-regexp))

(defun outline-get-next-sibling ()
  "Move to the next heading of the same level and return point; return nil if a higher one or none comes first."
  (let ((level (funcall outline-level)))
    (outline-next-heading)
    (while (and (not (eobp)) (> (funcall outline-level) level))
      (outline-next-heading))
    (unless (or (eobp) (< (funcall outline-level) level)) (point))))

(defun outline-get-last-sibling ()
  "Move to the previous heading of the same level and return point; return nil if a higher one or none comes first."
  (let ((level (funcall outline-level)) (start (point)))
    (outline-previous-heading)
    (while (and (not (bobp)) (> (funcall outline-level) level))
      (outline-previous-heading))
    (unless (or (= (point) start) (not (outline-on-heading-p t)) (< (funcall outline-level) level)) (point))))

(defun outline--same-level (arg step)
  "Move over ARG headings of the same level with the function STEP; signal an error if there are too few."
  (outline-back-to-heading)
  (dotimes (_ arg)
    (let ((to (save-excursion (funcall step))))
      (unless to (error "No %s same-level heading" (if (eq step #'outline-get-next-sibling) "following" "previous")))
      (goto-char to))))

(defun outline-forward-same-level (arg)
  "Move to the ARGth next heading of the same level."
  (interactive "p")
  (outline--same-level arg #'outline-get-next-sibling))

(defun outline-backward-same-level (arg)
  "Move to the ARGth previous heading of the same level."
  (interactive "p")
  (outline--same-level arg #'outline-get-last-sibling))

(defun outline-end-of-heading ()
  "Move to the end of the heading at point."
  (when (re-search-forward outline-heading-end-regexp nil 'move)
    (forward-char -1)))

(defun outline-end-of-subtree ()
  "Move to the end of the text below the heading of point, with its subheadings."
  (outline-back-to-heading)
  (let ((level (funcall outline-level)) (first t))
    (while (and (not (eobp)) (or first (> (funcall outline-level) level)))
      (setq first nil)
      (outline-next-heading))
    (when (and (bolp) (not (eolp)))
      (forward-char -1))
    (when (and (eobp) (bolp) (not (bobp)))
      (forward-char -1))))

(defun outline-map-region (function beg end)
  "Call FUNCTION at each heading between BEG and END."
  (save-excursion
    (let ((end (copy-marker end)))
      (goto-char beg)
      (when (or (outline-on-heading-p t) (progn (outline-next-heading) (not (eobp))))
        (while (and (< (point) end) (not (eobp)))
          (save-excursion (funcall function))
          (outline-next-heading))))))

;;; Hiding and showing

(defun outline-flag-region (from to flag)
  "Hide the text from FROM to TO if FLAG, else show it."
  (remove-overlays from to 'invisible 'outline)
  (when flag
    (let ((overlay (make-overlay from to nil 'front-advance)))
      (overlay-put overlay 'evaporate t)
      (overlay-put overlay 'invisible 'outline)
      (overlay-put overlay 'isearch-open-invisible (or outline-isearch-open-invisible-function #'delete-overlay))))
  (run-hooks 'outline-view-change-hook))

(defun outline-flag-subtree (flag)
  "Hide all below the heading of point if FLAG, else show it."
  (save-excursion
    (outline-back-to-heading)
    (outline-end-of-heading)
    (let ((from (point)))
      (outline-end-of-subtree)
      (outline-flag-region from (point) flag))))

(defun outline-hide-subtree (&optional _event)
  "Hide all below the heading of point."
  (interactive)
  (outline-flag-subtree t))

(defun outline-show-subtree (&optional _event)
  "Show all below the heading of point."
  (interactive)
  (outline-flag-subtree nil))

(defun outline-show-all ()
  "Show all text."
  (interactive)
  (outline-flag-region (point-min) (point-max) nil))

(defun outline--entry-end ()
  "Return the end of the text between the heading at point and the next one."
  (save-excursion
    (if (outline--next-p) (max (point-min) (1- (point)))
      (if (bolp) (max (point-min) (1- (point))) (point)))))

(defun outline--next-p ()
  "Move to the next heading; return non-nil if there is one."
  (outline-next-heading)
  (and (not (eobp)) (outline-on-heading-p t)))

(defun outline--flag-entry (flag)
  "Hide the text between the heading at point and the next one if FLAG, else show it."
  (let ((end (outline--entry-end)))
    (outline-end-of-heading)
    (when (< (point) end) (outline-flag-region (point) end flag))))

(defun outline-hide-entry ()
  "Hide the text between the heading of point and the next one."
  (interactive)
  (save-excursion
    (outline-back-to-heading)
    (outline--flag-entry t)))

(defun outline-show-entry ()
  "Show the text between the heading of point and the next one."
  (interactive)
  (save-excursion
    (outline-back-to-heading t)
    (outline-flag-region (max (point-min) (1- (point))) (outline--entry-end) nil)))

(defun outline-hide-region-body (start end)
  "Hide all text between START and END but the headings."
  (outline-map-region (lambda () (outline--flag-entry t)) start end))

(defun outline-hide-body ()
  "Hide all text but the headings."
  (interactive)
  (outline-hide-region-body (point-min) (point-max)))

(defun outline-hide-leaves ()
  "Hide the text below the heading of point, but not its subheadings."
  (interactive)
  (save-excursion
    (outline-back-to-heading)
    (outline-hide-region-body (point) (progn (outline-end-of-subtree) (point)))))

(defun outline-show-heading ()
  "Show the heading at point."
  (outline-flag-region (max (point-min) (1- (line-beginning-position))) (save-excursion (outline-end-of-heading) (point)) nil))

(defun outline-show-children (&optional level)
  "Show the headings LEVEL levels below that of point; nil is as many as the first one needs."
  (interactive "P")
  (save-excursion
    (outline-back-to-heading)
    (let* ((base (funcall outline-level))
           (deepest (+ base (if level (prefix-numeric-value level)
                              (save-excursion
                                (if (outline--next-p) (max 1 (- (funcall outline-level) base)) 1))))))
      (outline-map-region (lambda () (when (<= (funcall outline-level) deepest) (outline-show-heading)))
                          (point) (progn (outline-end-of-subtree) (if (eobp) (point-max) (1+ (point))))))))

(defun outline-show-branches ()
  "Show all headings below that of point, but not their text."
  (interactive)
  (outline-show-children 1000))

(defun outline-hide-sublevels (levels)
  "Hide all but the headings of the first LEVELS levels."
  (interactive "p")
  (when (< levels 1) (error "Must keep at least one level of headers"))
  (save-excursion
    (goto-char (point-min))
    (when (or (outline-on-heading-p t) (outline--next-p))
      (let ((start (point)) (end (if (eq (char-before (point-max)) ?\n) (1- (point-max)) (point-max))))
        (outline-end-of-heading)
        (when (< (point) end) (outline-flag-region (point) end t))
        (outline-map-region (lambda () (when (<= (funcall outline-level) levels) (outline-show-heading))) start (point-max))))))

(defun outline-hide-other ()
  "Hide all but the text of point, the headings above it and those of the first level."
  (interactive)
  (outline-hide-sublevels 1)
  (save-excursion
    (outline-back-to-heading t)
    (outline-show-entry)
    (let ((going t))
      (while going
        (outline-show-heading)
        (setq going (and (> (funcall outline-level) 1) (ignore-errors (outline-up-heading 1 t) t)))))))

(defun outline-toggle-children ()
  "Show what is below the heading of point if it is hidden, else hide it."
  (interactive)
  (save-excursion
    (outline-back-to-heading)
    (if (not (outline-invisible-p (line-end-position)))
        (outline-hide-subtree)
      (outline-show-children)
      (outline-show-entry))))

(defun outline-mark-subtree ()
  "Put the region around the heading of point and all below it."
  (interactive)
  (outline-back-to-heading)
  (let ((start (point)))
    (outline-end-of-subtree)
    (push-mark (point) nil t)
    (goto-char start)))

(provide 'outline)

;;; outline.el ends here
