;;; rfc2045.el --- parameters of MIME fields -*- lexical-binding: t; -*-

(require 'ietf-drums)

(defun rfc2045-encode-string (param value)
  "Return PARAM=VALUE, with VALUE within quotes if it needs them."
  (if (string-match-p (concat "[" ietf-drums-tspecials "\001-\040\177]") value)
      (concat param "=" (format "%S" value))
    (concat param "=" value)))

(provide 'rfc2045)
;;; rfc2045.el ends here
