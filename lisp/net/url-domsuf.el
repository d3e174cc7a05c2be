;;; url-domsuf.el --- domains below which anybody may register -*- lexical-binding: t; -*-

;; A server may not set cookies for such a domain.  The system's list of public suffixes is used if there is one; without it a domain of
;; one label counts, and the usual second level names of countries.

(defvar url-domsuf-domains nil "Alist of the public suffixes: (DOMAIN . t), a leading * stands for any label, (DOMAIN . nil) for an exception.")
(defvar url-domsuf--files '("/usr/share/publicsuffix/public_suffix_list.dat" "/usr/share/publicsuffix/effective_tld_names.dat")
  "Where systems keep the list of public suffixes.")
(defvar url-domsuf--table nil "Hash table of what `url-domsuf-domains' has.")

(defconst url-domsuf--second-level '("ac" "co" "com" "edu" "go" "gob" "gov" "ltd" "mil" "ne" "net" "or" "org" "plc" "sch")
  "Names below the domain of a country that are not those of a holder.")

(defun url-domsuf-parse-file ()
  "Read the system's list of public suffixes into `url-domsuf-domains'."
  (let ((file (seq-find #'file-readable-p url-domsuf--files)))
    (setq url-domsuf-domains nil url-domsuf--table (make-hash-table :test #'equal))
    (when file
      (with-temp-buffer
        (let ((coding-system-for-read 'utf-8)) (insert-file-contents file))
        (while (re-search-forward "^\\(!\\)?\\([^/ \t\n!][^ \t\n]*\\)" nil t)
          (push (cons (match-string 2) (null (match-string 1))) url-domsuf-domains))))
    (dolist (entry url-domsuf-domains) (puthash (car entry) (if (cdr entry) 'suffix 'holder) url-domsuf--table))))

(defun url-domsuf-cookie-allowed-p (domain)
  "Return non-nil if servers may set cookies for DOMAIN: nobody but its holder registers names below it."
  (unless url-domsuf--table (url-domsuf-parse-file))
  (let* ((domain (string-remove-prefix "." (downcase domain)))
         (above (and (string-match "\\." domain) (substring domain (match-end 0)))))
    (pcase (gethash domain url-domsuf--table)
      ('holder t)
      ('suffix nil)
      (_ (and above
              (not (eq (gethash (concat "*." above) url-domsuf--table) 'suffix))
              (not (and (null url-domsuf-domains)
                        (string-match "\\`\\([^.]+\\)\\.[^.][^.]\\'" domain)
                        (member (match-string 1 domain) url-domsuf--second-level)))
              t)))))

(provide 'url-domsuf)
;;; url-domsuf.el ends here
