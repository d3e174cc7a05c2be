;;; goto-addr.el --- URLs and mail addresses as links -*- lexical-binding: t; -*-

;; Overlays are put on what looks like one; their map has `goto-address-at-point'.

(require 'thingatpt)
(autoload 'browse-url-url-at-point "browse-url")

(defgroup goto-address nil "URLs and addresses as links." :group 'mouse :group 'comm)
(defcustom goto-address-fontify-p t "Whether links have faces." :type 'boolean :group 'goto-address)
(defcustom goto-address-highlight-p t "Whether there are links." :type 'boolean :group 'goto-address)
(defcustom goto-address-fontify-maximum-size 30000 "The greatest size of a buffer all of which is searched; t, any." :type '(choice integer (const t)) :group 'goto-address)
(defcustom goto-address-url-face 'link "Face for URLs." :type 'face :group 'goto-address)
(defcustom goto-address-url-mouse-face 'highlight "Face for URLs below the mouse." :type 'face :group 'goto-address)
(defcustom goto-address-mail-face 'italic "Face for addresses." :type 'face :group 'goto-address)
(defcustom goto-address-mail-mouse-face 'secondary-selection "Face for addresses below the mouse." :type 'face :group 'goto-address)
(defvar goto-address-mail-regexp "[-a-zA-Z0-9=._+]+@\\([-a-zA-Z0-9_]+\\.\\)+[a-zA-Z0-9]+" "Regexp for addresses.")
(defvar goto-address-uri-schemes-ignored '("data:" "mailto:") "Schemes that are no links.")
(defvar goto-address-uri-schemes (seq-difference thing-at-point-uri-schemes goto-address-uri-schemes-ignored) "Schemes of links.")
(defvar goto-address-url-regexp (concat "\\<\\(" (regexp-opt goto-address-uri-schemes) "\\)[-a-zA-Z0-9_=!?#$@~`%&*+|\\/:;.,(){}[:alnum:]]*[-a-zA-Z0-9_=#$@~`%&*+|\\/[:alnum:]]") "Regexp for URLs.")
(defvar goto-address-highlight-keymap
  (let ((map (make-sparse-keymap)))
    (define-key map [mouse-2] #'goto-address-at-point)
    (define-key map "\C-c\r" #'goto-address-at-point)
    map)
  "Keymap of links.")

(defun goto-address-unfontify (start end)
  "Remove the links from START to END."
  (dolist (overlay (overlays-in start end)) (when (overlay-get overlay 'goto-address) (delete-overlay overlay))))
(defun goto-address--link (start end face mouse-face)
  "Make the text from START to END a link with FACE and MOUSE-FACE."
  (let ((overlay (make-overlay start end nil t nil)))
    (when goto-address-fontify-p (overlay-put overlay 'face face))
    (overlay-put overlay 'evaporate t)
    (overlay-put overlay 'mouse-face mouse-face)
    (overlay-put overlay 'follow-link t)
    (overlay-put overlay 'help-echo "mouse-2, C-c RET: follow URL")
    (overlay-put overlay 'keymap goto-address-highlight-keymap)
    (overlay-put overlay 'goto-address t)))
(defun goto-address-fontify (&optional start end)
  "Make URLs and addresses from START to END links."
  (save-excursion
    (let* ((start (or start (point-min))) (end (or end (point-max))) (case-fold-search t))
      (goto-address-unfontify start end)
      (when (and goto-address-highlight-p (or (eq goto-address-fontify-maximum-size t) (< (- end start) goto-address-fontify-maximum-size)))
        (goto-char start)
        (while (re-search-forward goto-address-url-regexp end t)
          (goto-address--link (match-beginning 0) (match-end 0) goto-address-url-face goto-address-url-mouse-face))
        (goto-char start)
        (while (re-search-forward goto-address-mail-regexp end t)
          (unless (seq-some (lambda (overlay) (overlay-get overlay 'goto-address)) (overlays-at (match-beginning 0)))
            (goto-address--link (match-beginning 0) (match-end 0) goto-address-mail-face goto-address-mail-mouse-face)))))))
(defun goto-address-fontify-region (start end) "Make URLs and addresses in the lines from START to END links." (goto-address-fontify (save-excursion (goto-char start) (line-beginning-position)) (save-excursion (goto-char end) (line-end-position))))

(defun goto-address-find-address-at-point ()
  "Return the mail address around point, or the first one on the rest of the line; nil if there is none."
  (save-excursion
    (let ((place (point)) (found nil))
      (beginning-of-line)
      (while (and (not found) (re-search-forward goto-address-mail-regexp (line-end-position) t))
        (when (<= place (match-end 0)) (setq found (match-string-no-properties 0))))
      found)))
(defun goto-address-at-point (&optional event)
  "Write to the address at point, or of EVENT, or show the URL there."
  (interactive (list last-input-event))
  (save-excursion
    (when (consp event) (posn-set-point (event-end event)))
    (let ((address (save-excursion (goto-address-find-address-at-point))) (url (thing-at-point 'url t)))
      (cond ((and address (not url)) (compose-mail address))
            (url (browse-url url))
            (t (error "No e-mail address or URL found"))))))
(defun goto-address () "Make URLs and addresses of the buffer links." (interactive) (when goto-address-highlight-p (goto-address-fontify)))
(define-minor-mode goto-address-mode
  "Make URLs and addresses links."
  :group 'goto-address
  (if goto-address-mode (goto-address-fontify) (save-restriction (widen) (goto-address-unfontify (point-min) (point-max)))))
(define-minor-mode goto-address-prog-mode
  "Make URLs and addresses links, in programs."
  :group 'goto-address
  (if goto-address-prog-mode (goto-address-fontify) (save-restriction (widen) (goto-address-unfontify (point-min) (point-max)))))

(provide 'goto-addr)

;;; goto-addr.el ends here
