;;; url-misc.el --- addresses that name no place -*- lexical-binding: t; -*-

(require 'url-parse)
(require 'url-util)
(require 'url-vars)

(defun url-data (url)
  "Return a buffer with what URL, an object of the scheme data, has in itself (RFC 2397)."
  (let* ((text (concat (url-filename url) (and (url-target url) (concat "#" (url-target url)))))
         (comma (or (string-search "," text) (error "Not a data address: %s" (url-recreate-url url))))
         (head (substring text 0 comma))
         (base64 (string-match ";base64\\'" head))
         (type (if base64 (substring head 0 (match-beginning 0)) head))
         (data (let ((raw (url-unhex-string (substring text (1+ comma)) t)))
                 (if base64 (base64-decode-string (url-data--standard raw)) raw))))
    (when (or (equal type "") (eq (aref type 0) ?\;)) (setq type (concat "text/plain" (if (equal type "") ";charset=US-ASCII" type))))
    (with-current-buffer (generate-new-buffer " *url-data*")
      (set-buffer-multibyte nil)
      (insert (format "Content-Length: %d\nContent-Type: %s\nContent-Transfer-Encoding: 8bit\n\n" (length data) type)
              (if (multibyte-string-p data) (encode-coding-string data 'utf-8) data))
      (current-buffer))))

(defun url-data--standard (text)
  "Return TEXT, base64 that may be written for addresses, as base64 with padding."
  (let ((plain (replace-regexp-in-string "[ \t\r\n=]+" "" (subst-char-in-string ?- ?+ (subst-char-in-string ?_ ?/ text)))))
    (concat plain (make-string (% (- 4 (% (length plain) 4)) 4) ?=))))

(defun url-mailto (url)
  "Begin a mail to the address that URL, an object, has; return nil."
  (if (fboundp url-mail-command)
      (let* ((split (url-path-and-query url)) (query (and (cdr split) (url-parse-query-string (cdr split) t t))))
        (funcall url-mail-command (decode-coding-string (url-unhex-string (car split)) 'utf-8)
                 (let ((subject (cadr (assoc "subject" query)))) (and subject (decode-coding-string subject 'utf-8))))
        nil)
    (error "Mail cannot be composed: `url-mail-command' is `%s'" url-mail-command)))
(defalias 'url-mail #'url-mailto)

(defun url-about (url)
  "Signal that nothing is known about what URL, an object, names."
  (error "URL does not know about `%s'" (url-filename url)))

(provide 'url-misc)
;;; url-misc.el ends here
