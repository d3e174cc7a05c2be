;;; binhex.el --- BinHex 4.0 text to bytes -*- lexical-binding: t; -*-

;; 64 characters stand for six bits each; of the bytes, 0x90 N repeats the byte before N times, and 0x90 0 is 0x90.  They are a header (name,
;; type, creator, flags and sizes), the data and the resources, each followed by a CRC.

(defgroup binhex nil "Decoding of BinHex data." :group 'mail)
(defcustom binhex-decoder-program "hexbin"
  "The program that decodes; it reads from its standard input." :type 'string :group 'binhex)
(defcustom binhex-decoder-switches '("-d") "Arguments of `binhex-decoder-program'." :type '(repeat string) :group 'binhex)
(defcustom binhex-use-external nil "Non-nil means to use `binhex-decoder-program'." :type 'boolean :group 'binhex)

(defconst binhex-alphabet-decoding-alist
  (let ((number -1))
    (mapcar (lambda (char) (cons char (setq number (1+ number)))) "!\"#$%&'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr"))
  "The numbers of the characters.")
(defconst binhex-begin-line "^:...............................................................$" "Matches the first line of encoded text.")
(defconst binhex-body-line "^[^:]...............................................................$" "Matches a full line of encoded text.")
(defconst binhex-end-line ":$" "Matches the end of encoded text.")

(defun binhex-char-map (char)
  "Return the number of CHAR, or nil."
  (cdr (assq char binhex-alphabet-decoding-alist)))
(defalias 'binhex-char-int #'identity)

(defconst binhex-crc-table
  (let ((table (make-vector 256 0)))
    (dotimes (byte 256 table)
      (let ((crc (ash byte 8)))
        (dotimes (_ 8) (setq crc (logand (if (= 0 (logand crc #x8000)) (ash crc 1) (logxor (ash crc 1) #x1021)) #xffff)))
        (aset table byte crc))))
  "The table of the CRC, whose polynomial is x^16+x^12+x^5+1.")

(defun binhex-update-crc (crc char &optional count)
  "Return CRC after COUNT times CHAR."
  (dotimes (_ (or count 1) crc)
    (setq crc (logxor (logand (ash crc 8) #xffff) (aref binhex-crc-table (logand (logxor (ash crc -8) char) 255))))))

(defun binhex-verify-crc (buffer start end)
  "Signal an error unless the last two bytes of BUFFER between START and END are the CRC of those before."
  (with-current-buffer buffer
    (let ((crc 0) (last (- end 2)))
      (while (< start last) (setq crc (binhex-update-crc crc (char-after start)) start (1+ start)))
      (unless (= crc (binhex-string-big-endian (buffer-substring last end))) (error "CRC error")))))

(defun binhex-string-big-endian (string)
  "Return the number whose bytes STRING has, the highest first."
  (let ((number 0)) (mapc (lambda (byte) (setq number (+ (* number 256) byte))) string) number))

(defun binhex-string-little-endian (string)
  "Return the number whose bytes STRING has, the lowest first."
  (binhex-string-big-endian (nreverse (append string nil))))

(defun binhex-insert-char (char &optional count _ignored buffer)
  "Insert COUNT times CHAR in BUFFER."
  (with-current-buffer (or buffer (current-buffer)) (insert-char char (or count 1))))

(defun binhex-header (buffer)
  "Return the header that BUFFER begins with as [NAME LENGTH TYPE CREATOR FLAGS DATA-SIZE RESOURCE-SIZE]; check its CRC.
LENGTH is the size of the header."
  (with-current-buffer buffer
    (goto-char (point-min))
    (let* ((size (char-after)) (at (+ 2 size)) (text (lambda (from to) (buffer-substring (+ at from) (+ at to)))))
      (prog1 (vector (buffer-substring 2 at) (+ 22 size) (funcall text 1 5) (funcall text 5 9) (funcall text 9 11)
                     (binhex-string-big-endian (funcall text 11 15)) (binhex-string-big-endian (funcall text 15 19)))
        (binhex-verify-crc buffer (point-min) (+ at 21))))))

(defun binhex--expand (text)
  "Return the bytes of TEXT, encoded characters and line ends."
  (with-temp-buffer
    (set-buffer-multibyte nil)
    (let ((bits 0) (count 0) (marked nil) (last 0))
      (mapc (lambda (char)
              (let ((value (binhex-char-map char)))
                (when value
                  (setq bits (logior (ash bits 6) value) count (+ count 6))
                  (when (>= count 8)
                    (setq count (- count 8))
                    (let ((byte (logand (ash bits (- count)) 255)))
                      (setq bits (logand bits (1- (ash 1 count))))
                      (cond ((and marked (= byte 0)) (insert (setq last #x90)) (setq marked nil))
                            (marked (insert-char last (1- byte)) (setq marked nil))
                            ((= byte #x90) (setq marked t))
                            (t (insert (setq last byte)))))))))
            text))
    (buffer-string)))

(defun binhex-decode-region-internal (start end &optional header-only)
  "Replace the encoded text between START and END by the file's data and return the file's name; nil if there is none.
HEADER-ONLY means to change nothing."
  (interactive "r")
  (save-excursion
    (goto-char start)
    (when (re-search-forward "^:" end t)
      (let* ((from (match-beginning 0)) (to (if (search-forward ":" end t) (point) end))
             (bytes (binhex--expand (buffer-substring (1+ from) to))) (name nil) (data nil))
        (with-temp-buffer
          (set-buffer-multibyte nil)
          (insert bytes)
          (when (> (buffer-size) (+ 22 (or (char-after 1) 0)))
            (let* ((header (binhex-header (current-buffer))) (at (+ 1 (aref header 1))) (last (+ at (aref header 5) 2)))
              (setq name (aref header 0))
              (unless header-only
                (when (> last (point-max)) (error "Unexpected end of BinHex data"))
                (binhex-verify-crc (current-buffer) at last)
                (setq data (buffer-substring at (- last 2)))))))
        (when (and name (not header-only))
          (goto-char start)
          (delete-region start (progn (goto-char to) (skip-chars-forward " \t\r\n" end) (point)))
          (insert data))
        name))))

(defun binhex-decode-region-external (start end)
  "Replace the encoded text between START and END by the file's data, by `binhex-decoder-program'."
  (interactive "r")
  (let* ((directory (make-temp-file "binhex" t)) (name (binhex-decode-region-internal start end t))
         (file (expand-file-name (concat (or name "data") ".data") directory)))
    (unwind-protect
        (let ((default-directory (file-name-as-directory directory)))
          (apply #'call-process-region start end binhex-decoder-program nil nil nil binhex-decoder-switches)
          (unless (file-exists-p file) (error "Can not binhex"))
          (delete-region start end)
          (goto-char start)
          (insert-file-contents-literally file))
      (delete-directory directory t))))

(defun binhex-decode-region (start end)
  "Replace the encoded text between START and END by the file's data."
  (interactive "r")
  (if binhex-use-external (binhex-decode-region-external start end) (binhex-decode-region-internal start end)))

(provide 'binhex)
;;; binhex.el ends here
