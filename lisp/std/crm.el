;;; crm.el --- read several strings at once -*- lexical-binding: t; -*-

;; What is read is one text of the minibuffer, cut by `crm-separator'; completion works on the element around point.

(defvar crm-default-separator "[ \t]*,[ \t]*" "The value `crm-separator' has by default.")
(defvar crm-separator crm-default-separator
  "Regexp that matches what is between two elements; no candidate may match it.")

(defvar crm-local-completion-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map minibuffer-local-completion-map)
    (define-key map [remap minibuffer-complete] #'crm-complete)
    (define-key map [remap minibuffer-complete-word] #'crm-complete-word)
    (define-key map [remap minibuffer-completion-help] #'crm-completion-help)
    map)
  "Keymap of the minibuffer while several strings are read that need not match.")

(defvar crm-local-must-match-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map (make-composed-keymap crm-local-completion-map minibuffer-local-must-match-map))
    (define-key map [remap minibuffer-complete] #'crm-complete)
    (define-key map [remap minibuffer-complete-word] #'crm-complete-word)
    (define-key map [remap minibuffer-completion-help] #'crm-completion-help)
    (define-key map [remap minibuffer-complete-and-exit] #'crm-complete-and-exit)
    map)
  "Keymap of the minibuffer while several strings are read that must match.")

(defvar crm-completion-table nil "The collection that elements are completed from.")

(defun crm--element ()
  "Return (START . END), the element around point in the minibuffer."
  (save-excursion
    (let* ((start (minibuffer-prompt-end)) (place (point)) (end nil))
      (goto-char start)
      (while (and (not end) (re-search-forward crm-separator nil t))
        (if (<= (point) place)
            (setq start (point))
          (setq end (match-beginning 0))))
      (cons start (max start (or end (point-max)))))))

(defun crm--complete-element (word-only)
  "Complete the element around point, at most by a word if WORD-ONLY; t if it is a match afterwards."
  (let* ((bounds (crm--element))
         (text (buffer-substring-no-properties (car bounds) (cdr bounds)))
         (found (try-completion text crm-completion-table minibuffer-completion-predicate)))
    (cond
     ((null found) (minibuffer-message "No match") nil)
     ((eq found t) t)
     (t
      (when (and word-only (string-match "\\W" found (length text)))
        (setq found (substring found 0 (match-end 0))))
      (if (equal found text)
          (unless (test-completion text crm-completion-table minibuffer-completion-predicate)
            (crm-completion-help))
        (goto-char (car bounds))
        (delete-region (car bounds) (cdr bounds))
        (insert found))
      (and (test-completion found crm-completion-table minibuffer-completion-predicate) t)))))

(defun crm-complete ()
  "Complete the element around point; list the candidates if nothing can be added.  Return t if it is a match then."
  (interactive)
  (crm--complete-element nil))

(defun crm-complete-word ()
  "Complete the element around point by one word at most."
  (interactive)
  (crm--complete-element t))

(defun crm-completion-help ()
  "List what the element around point could be."
  (interactive)
  (let* ((bounds (crm--element))
         (text (buffer-substring-no-properties (car bounds) (cdr bounds)))
         (all (all-completions text crm-completion-table minibuffer-completion-predicate)))
    (with-output-to-temp-buffer "*Completions*"
      (display-completion-list (sort all #'string<)))
    nil))

(defun crm-complete-and-exit ()
  "Leave the minibuffer if each element is a match; else go to the first that is none."
  (interactive)
  (let ((fine t))
    (goto-char (minibuffer-prompt-end))
    (while (and fine (< (point) (point-max)))
      (let* ((bounds (crm--element))
             (text (buffer-substring-no-properties (car bounds) (cdr bounds))))
        (goto-char (cdr bounds))
        (cond ((and (not (equal text ""))
                    (not (test-completion text crm-completion-table minibuffer-completion-predicate)))
               (setq fine nil)
               (minibuffer-message "No match"))
              ((not (looking-at crm-separator)) (goto-char (point-max)))
              (t (goto-char (max (1+ (point)) (match-end 0)))))))
    (if fine (exit-minibuffer))))

(defun completing-read-multiple (prompt table &optional predicate require-match initial-input hist def inherit-input-method)
  "Read strings separated by `crm-separator' and return those that are not empty, as a list.
The arguments are those of `completing-read': PROMPT, the collection TABLE and its PREDICATE, whether a match is required
\(REQUIRE-MATCH), INITIAL-INPUT, the history HIST, the default DEF, INHERIT-INPUT-METHOD."
  (let* ((crm-completion-table table)
         (minibuffer-completion-table table)
         (minibuffer-completion-predicate predicate)
         (minibuffer-completion-confirm (unless (eq require-match t) require-match))
         (input (read-from-minibuffer prompt initial-input
                                      (if require-match crm-local-must-match-map crm-local-completion-map)
                                      nil hist def inherit-input-method)))
    (when (and def (string-equal input ""))
      (setq input (if (consp def) (car def) def)))
    (split-string input crm-separator t)))

(provide 'crm)

;;; crm.el ends here
