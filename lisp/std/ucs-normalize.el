;;; ucs-normalize.el --- normalization forms of Unicode -*- lexical-binding: t; -*-

;; NFC composes, NFD decomposes, NFKC and NFKD replace what is only compatible as well; HFS-NFC and HFS-NFD are what file names of
;; Apple's HFS+ have.
;; Tests: tests/recorded/unicode.el

(defmacro ucs-normalize--define (form)
  "Define the functions for the normalization form FORM, a symbol."
  (let ((on-string (intern (format "ucs-normalize-%s-string" form)))
        (on-region (intern (format "ucs-normalize-%s-region" form))))
    `(progn
       (defun ,on-string (str)
         ,(format "Return STR in the normalization form %s." form)
         (ucs-normalize-string str ',form))
       (defun ,on-region (from to)
         ,(format "Bring the text between FROM and TO into the normalization form %s." form)
         (interactive "r")
         (ucs-normalize-region from to ',form)))))

(defun ucs-normalize-string (str form)
  "Return STR in the normalization form FORM."
  (unicode-normalize str form))

(defun ucs-normalize-region (from to form)
  "Bring the text between FROM and TO into the normalization form FORM."
  (save-excursion
    (save-restriction
      (narrow-to-region from to)
      (let* ((old (buffer-string)) (new (unicode-normalize old form)))
        (unless (string= old new)
          (let ((text (generate-new-buffer " *normal form*" t)))
            (unwind-protect
                (progn
                  (with-current-buffer text (insert new))
                  (replace-buffer-contents text))
              (kill-buffer text)))))))
  nil)

(ucs-normalize--define NFC)
(ucs-normalize--define NFD)
(ucs-normalize--define NFKC)
(ucs-normalize--define NFKD)
(ucs-normalize--define HFS-NFC)
(ucs-normalize--define HFS-NFD)

(provide 'ucs-normalize)
;;; ucs-normalize.el ends here
