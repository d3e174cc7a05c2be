;;; shr-links.el --- commands on rendered links and images -*- lexical-binding: t; -*-

(defun shr-url-at-point (image-url)
  "Return the URL of the link at point, or of the image if there is no link or IMAGE-URL."
  (if image-url (get-text-property (point) 'image-url)
    (or (get-text-property (point) 'shr-url) (get-text-property (point) 'image-url))))

(defun shr-copy-url (url)
  "Put URL, that of the link at point, on the kill ring."
  (interactive (list (shr-url-at-point current-prefix-arg)))
  (if (not url)
      (message "No URL under point")
    (kill-new (url-encode-url url))
    (message "Copied %s" url)))

(defun shr-probe-url (url cont)
  "Call CONT with the URL that URL is redirected to, if it is."
  (url-retrieve url
                (lambda (status)
                  (pcase (plist-get status :redirect)
                    ('nil nil)
                    (target (funcall cont target)))
                  (kill-buffer (current-buffer)))
                nil t))
(defun shr-probe-and-copy-url (url)
  "Put the URL that URL is redirected to on the kill ring."
  (interactive (list (shr-url-at-point current-prefix-arg)))
  (if url (shr-probe-url url #'shr-copy-url) (shr-copy-url url)))
(defun shr-maybe-probe-and-copy-url (url)
  "Put URL on the kill ring; if it is there, what it is redirected to."
  (interactive (list (shr-url-at-point current-prefix-arg)))
  (if (equal url (car kill-ring)) (shr-probe-and-copy-url url) (shr-copy-url url)))

(defun shr--next (direction)
  "Go to the next link in DIRECTION, 1 or -1; a message if there is none."
  (let* ((place (point)) (found nil))
    (if (> direction 0)
        (let ((at (if (get-text-property place 'shr-url) (next-single-property-change place 'shr-url nil (point-max)) place)))
          (while (and (not found) (< at (point-max)))
            (if (get-text-property at 'shr-url) (setq found at)
              (setq at (next-single-property-change at 'shr-url nil (point-max))))))
      (let ((at place))
        (while (and (> at (point-min)) (get-text-property at 'shr-url) (get-text-property (1- at) 'shr-url)) (setq at (1- at)))
        (while (and (not found) (> at (point-min)))
          (setq at (1- at))
          (when (and (get-text-property at 'shr-url) (or (= at (point-min)) (not (equal (get-text-property (1- at) 'shr-url) (get-text-property at 'shr-url)))))
            (setq found at)))))
    (if (not found)
        (message (if (> direction 0) "No next link" "No previous link"))
      (goto-char found)
      (message "%s" (get-text-property (point) 'help-echo)))))
(defun shr-next-link () "Go to the next link." (interactive) (shr--next 1))
(defun shr-previous-link () "Go to the previous link." (interactive) (shr--next -1))

(defun shr-show-alt-text ()
  "Show the alternative text of the image at point."
  (interactive)
  (let ((text (get-text-property (point) 'shr-alt)))
    (if (not text) (message "No image under point") (message "%s" (shr--fold text)))))
(defun shr--fold (text) "TEXT in one line." (replace-regexp-in-string "[ \t\n]+" " " text))

(defun shr-browse-image (&optional copy-url)
  "Browse the image at point, or, with COPY-URL, put its URL on the kill ring."
  (interactive "P")
  (let ((url (get-text-property (point) 'image-url)))
    (cond ((not url) (message "No image under point"))
          (copy-url (kill-new url) (message "Copied %s" url))
          (t (browse-url url)))))
(defun shr-insert-image () "An error: there are no images." (interactive) (user-error "Images cannot be shown"))
(defun shr-zoom-image () "An error: there are no images." (interactive) (user-error "Images cannot be shown"))

(defun shr-browse-url (&optional external mouse-event _new-window)
  "Browse the link at point, or of MOUSE-EVENT; with EXTERNAL, by `browse-url-secondary-browser-function'."
  (interactive (list current-prefix-arg last-nonmenu-event))
  (when (consp mouse-event) (mouse-set-point mouse-event))
  (let ((url (get-text-property (point) 'shr-url)))
    (cond ((not url) (message "No link under point"))
          (external (funcall browse-url-secondary-browser-function url))
          (t (browse-url url)))))
(defun shr-mouse-browse-url (ev) "Browse the link of EV." (interactive "e") (shr-browse-url nil ev))
(defun shr-mouse-browse-url-new-window (ev) "Browse the link of EV in a new window." (interactive "e") (shr-browse-url nil ev t))

(defun shr-save-contents (directory)
  "Save what the link at point leads to in DIRECTORY."
  (interactive "DSave contents of URL to directory: ")
  (let ((url (get-text-property (point) 'shr-url)))
    (if (not url) (message "No link under point")
      (url-retrieve (url-encode-url url) #'shr-store-contents (list url directory)))))
(defun shr-store-contents (status url directory)
  "Write the body of the answer to URL in the buffer to a file in DIRECTORY, unless STATUS is an error."
  (unless (plist-get status :error)
    (when (or (search-forward "\n\n" nil t) (search-forward "\r\n\r\n" nil t))
      (write-region (point) (point-max) (expand-file-name (file-name-nondirectory url) directory)))))

(provide 'shr-links)

;;; shr-links.el ends here
