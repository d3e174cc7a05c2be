;;; url-http-answer.el --- what servers of HTTP answer, octet by octet -*- lexical-binding: t; -*-

;; RFC 9112.  The buffer has the answer as it arrives; lines of the header lose their CR, chunks are joined.  When the answer is whole,
;; or the connection has ended, `url-http--finished' is called.

(require 'url-http-connection)
(require 'url-http-request)

(defvar-local url-http-process nil "The connection.")
(defvar-local url-http-end-of-headers nil "Marker at the empty line after the header, nil before it is known.")
(defvar-local url-http-response-status nil "The status code of the answer, a number.")
(defvar-local url-http-response-version nil "The version of HTTP of the answer.")
(defvar-local url-http-content-type nil "The Content-Type field of the answer.")
(defvar-local url-http-content-length nil "How many octets the body has, nil if the answer does not tell.")
(defvar-local url-http-transfer-encoding nil "The Transfer-Encoding field of the answer.")
(defvar-local url-http-connection-opened nil "Whether the request was sent.")
(defvar-local url-http-no-retry nil "Whether the request is not repeated on another connection.")
(defvar-local url-http-chunked-start nil "Marker at the line that says how long the next chunk is.")
(defvar-local url-http--state nil "What comes next: `header', `length', `chunk', `trailer', `end' (of the connection) or `done'.")
(defvar-local url-http--body-start nil "Where the body begins.")
(declare-function url-http--finished "url-http")

(defun url-http-generic-filter (proc data)
  "Put DATA of PROC at the end of its buffer and see how far the answer has come."
  (let ((buffer (process-buffer proc)))
    (when (buffer-live-p buffer)
      (with-current-buffer buffer
        (unless (eq url-http--state 'done)
          (let ((inhibit-read-only t))
            (goto-char (point-max))
            (insert data)
            (url-http--advance)))))))

(defun url-http--advance ()
  "Take in what the current buffer has; finish when the answer is whole."
  (while (pcase url-http--state
           ('header (url-http--take-header))
           ('chunk (url-http--take-chunk))
           ('trailer (url-http--take-trailer))
           ('length
            (when (>= (- (point-max) url-http--body-start) url-http-content-length)
              (url-http--whole (+ url-http--body-start url-http-content-length)))))))

(defun url-http--whole (end)
  "The answer is whole and ends at END."
  (let ((more (< end (point-max))))
    (delete-region end (point-max))
    (setq url-http--state 'done)
    (goto-char (point-max))
    ;; What follows the answer belongs to nothing: the connection is not used again.
    (url-http--finished nil more)
    nil))

;;; The header

(defun url-http-parse-response ()
  "Read the status line at the beginning of the buffer into `url-http-response-status' and `url-http-response-version'.
The status is 0 if there is none."
  (goto-char (point-min))
  (skip-chars-forward " \t\n\r")
  (if (looking-at "HTTP/\\([0-9.]+\\)[ \t]+\\([0-9]+\\)")
      (setq url-http-response-version (match-string 1)
            url-http-response-status (string-to-number (match-string 2)))
    (setq url-http-response-version nil url-http-response-status 0)))

(defun url-http-clean-headers ()
  "Remove the CR at the end of the lines of the header; return how many there were."
  (save-excursion
    (goto-char (point-min))
    (let ((count 0))
      (while (re-search-forward "\r$" url-http-end-of-headers t)
        (setq count (1+ count))
        (replace-match ""))
      count)))

(defun url-http--take-header ()
  "Take the header in if it is whole; return non-nil then."
  (goto-char (point-min))
  (when (re-search-forward "^\r*\n" nil t)
    (setq url-http-end-of-headers (copy-marker (match-beginning 0)))
    (url-http-clean-headers)
    (goto-char url-http-end-of-headers)
    (skip-chars-forward "\r") (delete-region url-http-end-of-headers (point))
    (setq url-http--body-start (1+ url-http-end-of-headers))
    (url-http-parse-response)
    (cond ((and (<= 100 url-http-response-status 199) (/= url-http-response-status 101))
           (delete-region (point-min) url-http--body-start)
           (setq url-http-end-of-headers nil)
           t)
          (t (url-http--choose-framing)))))

(defun url-http--header-field (name)
  "Return the value of the field NAME of the header, or nil."
  (save-restriction
    (narrow-to-region (point-min) url-http-end-of-headers)
    (mail-fetch-field name)))
(autoload 'mail-fetch-field "mail-utils")

(defun url-http--choose-framing ()
  "Find out how the body ends; return non-nil if there is more to take in."
  (let ((length (url-http--header-field "content-length")))
    (setq url-http-transfer-encoding (url-http--header-field "transfer-encoding")
          url-http-content-type (url-http--header-field "content-type")
          url-http-content-length (and length (string-match "\\`[0-9]+" length) (string-to-number (match-string 0 length))))
    (cond ((or (equal url-http-method "HEAD") (memq url-http-response-status '(101 204 304)))
           (url-http--whole url-http--body-start))
          ((and url-http-transfer-encoding (string-match-p "chunked[ \t]*\\'" (downcase url-http-transfer-encoding)))
           (setq url-http--state 'chunk url-http-chunked-start (copy-marker url-http--body-start)))
          ((and url-http-content-length (not url-http-transfer-encoding)) (setq url-http--state 'length))
          (t (setq url-http--state 'end) nil))))

;;; Chunks

(defun url-http--take-chunk ()
  "Join the chunk at `url-http-chunked-start' to the body if it is whole; return non-nil then."
  (goto-char url-http-chunked-start)
  (cond ((looking-at "\\([0-9a-fA-F]\\{1,13\\}\\)[ \t]*\\(?:;[^\r\n]*\\)?\r?\n")
         (let* ((size (string-to-number (match-string 1) 16)) (text (match-end 0)) (end (+ text size)))
           (cond ((= size 0)
                  (delete-region url-http-chunked-start text)
                  (setq url-http--state 'trailer))
                 ((and (<= (+ end 1) (point-max)) (progn (goto-char end) (looking-at "\r?\n")))
                  (delete-region (point) (match-end 0))
                  (delete-region url-http-chunked-start text)
                  (set-marker url-http-chunked-start (+ url-http-chunked-start size))
                  t)
                 ((>= (- (point-max) end) 2) (url-http--malformed)))))
        ((or (not (looking-at "[0-9a-fA-F]*\\'")) (> (- (point-max) (point)) 20))
         (if (looking-at "[0-9a-fA-F]+[ \t]*\\(?:;[^\r\n]*\\)?\r?\\'")
             (and (> (- (point-max) (point)) 65536) (url-http--malformed))
           (url-http--malformed)))))

(defun url-http--take-trailer ()
  "Take the fields after the last chunk in if they are whole."
  (goto-char url-http-chunked-start)
  (while (looking-at "[^\r\n]+\r?\n") (goto-char (match-end 0)))
  (when (looking-at "\r?\n")
    (let ((end (match-end 0)))
      (delete-region url-http-chunked-start end)
      (url-http--whole (marker-position url-http-chunked-start)))))

(defun url-http--malformed ()
  "Give the answer up: its chunks make no sense."
  (setq url-http--state 'done)
  (url-http--finished "malformed chunk" t)
  nil)

(provide 'url-http-answer)
;;; url-http-answer.el ends here
