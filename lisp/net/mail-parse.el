;;; mail-parse.el --- one name for each way to parse mail -*- lexical-binding: t; -*-

(require 'mail-prsvr)
(require 'ietf-drums)
(require 'rfc2231)
(require 'rfc2047)
(require 'rfc2045)

(defalias 'mail-header-parse-content-type #'rfc2231-parse-qp-string)
(defalias 'mail-header-parse-content-disposition #'rfc2231-parse-qp-string)
(defalias 'mail-content-type-get #'rfc2231-get-value)
(defalias 'mail-header-encode-parameter #'rfc2047-encode-parameter)

(defalias 'mail-header-remove-comments #'ietf-drums-remove-comments)
(defalias 'mail-header-remove-whitespace #'ietf-drums-remove-whitespace)
(defalias 'mail-header-strip #'ietf-drums-strip)
(defalias 'mail-header-strip-cte #'ietf-drums-strip-cte)
(defalias 'mail-header-get-comment #'ietf-drums-get-comment)
(defalias 'mail-header-parse-address #'ietf-drums-parse-address)
(defalias 'mail-header-parse-addresses #'ietf-drums-parse-addresses)
(defalias 'mail-header-parse-date #'ietf-drums-parse-date)
(defalias 'mail-narrow-to-head #'ietf-drums-narrow-to-header)
(defalias 'mail-quote-string #'ietf-drums-quote-string)
(defalias 'mail-header-make-address #'ietf-drums-make-address)

(defalias 'mail-header-fold-field #'rfc2047-fold-field)
(defalias 'mail-header-unfold-field #'rfc2047-unfold-field)
(defalias 'mail-header-narrow-to-field #'rfc2047-narrow-to-field)
(defalias 'mail-header-field-value #'rfc2047-field-value)

(defalias 'mail-encode-encoded-word-region #'rfc2047-encode-region)
(defalias 'mail-encode-encoded-word-buffer #'rfc2047-encode-message-header)
(defalias 'mail-encode-encoded-word-string #'rfc2047-encode-string)
(defalias 'mail-decode-encoded-word-region #'rfc2047-decode-region)
(defalias 'mail-decode-encoded-word-string #'rfc2047-decode-string)
(defalias 'mail-decode-encoded-address-region #'rfc2047-decode-address-region)
(defalias 'mail-decode-encoded-address-string #'rfc2047-decode-address-string)

(defun mail-header-parse-addresses-lax (string)
  "Return STRING, addresses separated by commas, as a list of (MAILBOX . NAME); what cannot be parsed is guessed, or left out."
  (delq nil (mapcar #'mail-header-parse-address-lax (ietf-drums-parse-addresses string t))))

(defun mail-header-parse-address-lax (string)
  "Return STRING, an address, as (MAILBOX . NAME), guessing where it is malformed; nil if there is no mailbox in it."
  (let ((string (string-trim string)))
    (if (string-match "\\`\\([^()<>\"]*[^()<>\" \t]\\)?[ \t]*(\\([^()]*\\))[ \t]+\\([^ \t<>()]+@[^ \t<>()]+\\)\\'" string)
        (cons (match-string 3 string)
              (let ((before (match-string 1 string)))
                (if before (concat before " (" (match-string 2 string)) (match-string 2 string))))
      (or (ietf-drums-parse-address string)
          (and (string-match "[^ \t<>\"]+@[^ \t<>\"]+" string)
               (let* ((mailbox (match-string 0 string))
                      (name (string-trim (substring string 0 (match-beginning 0)) "[ \t\"<]+" "[ \t\"<]+")))
                 (cons mailbox (and (not (equal name "")) name))))))))

(provide 'mail-parse)
;;; mail-parse.el ends here
