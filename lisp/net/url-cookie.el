;;; url-cookie.el --- cookies -*- lexical-binding: t; -*-

;; Manual: (url) Cookies.  RFC 6265.

(require 'cl-lib)
(require 'url-domsuf)
(require 'url-parse)
(require 'url-util)

(cl-defstruct (url-cookie (:constructor url-cookie-create) (:copier nil) (:type vector) :named)
  "A cookie: its name and value, when it expires (a date, nil for the end of the session), path, domain, and whether it is for TLS only."
  name value expires localpart domain secure)

(defvar url-cookie-storage nil "Alist of domains and the cookies they set.")
(defvar url-cookie-secure-storage nil "Alist of domains and the cookies they set for connections with TLS.")
(defvar url-cookies-changed-since-last-save nil "Whether the cookies have changed since they were saved.")
(defvar url-cookie-timer nil "Timer that saves the cookies.")

(defcustom url-cookie-file nil "The file that keeps cookies." :type '(choice (const nil) file) :group 'url-cookie)
(defcustom url-cookie-confirmation nil "Whether the user is asked about each cookie." :type 'boolean :group 'url-cookie)
(defcustom url-cookie-multiple-line nil "Whether each cookie is sent in a field of its own." :type 'boolean :group 'url-cookie)
(defcustom url-cookie-trusted-urls nil "Regexps of addresses whose cookies are always accepted." :type '(repeat regexp) :group 'url-cookie)
(defcustom url-cookie-untrusted-urls nil "Regexps of addresses whose cookies are never accepted." :type '(repeat regexp) :group 'url-cookie)
(defcustom url-cookie-save-interval 3600 "Seconds between two times the cookies are saved." :type 'integer :group 'url-cookie)

;;; Dates

(defconst url-cookie--months '("jan" "feb" "mar" "apr" "may" "jun" "jul" "aug" "sep" "oct" "nov" "dec") "Names of months.")

(defun url-cookie--time (date)
  "Return the seconds since 1970 of DATE as servers write it, or nil if it is none.
The parts may be in any order, as RFC 6265 wants it."
  (let ((case-fold-search t) (clock nil) (day nil) (month nil) (year nil))
    (dolist (part (split-string date "[^0-9a-zA-Z:]+" t))
      (cond ((and (not clock) (string-match "\\`\\([0-9][0-9]?\\):\\([0-9][0-9]?\\):\\([0-9][0-9]?\\)\\'" part))
             (setq clock (mapcar (lambda (group) (string-to-number (match-string group part))) '(3 2 1))))
            ((and (not month) (string-match "\\`[a-z]" part) (>= (length part) 3)
                  (setq month (let ((at (cl-position (downcase (substring part 0 3)) url-cookie--months :test #'equal))) (and at (1+ at))))))
            ((and (not day) (string-match "\\`[0-9][0-9]?\\'" part)) (setq day (string-to-number part)))
            ((and (not year) (string-match "\\`[0-9]\\{2,4\\}\\'" part))
             (setq year (string-to-number part))
             (cond ((< year 70) (setq year (+ year 2000))) ((< year 100) (setq year (+ year 1900)))))))
    (and clock day month year (<= 1 day 31) (>= year 1601)
         (float-time (encode-time (append clock (list day month year nil nil t)))))))

(defun url-cookie-expired-p (cookie)
  "Return non-nil if COOKIE has expired; a date that cannot be understood is none."
  (let* ((date (url-cookie-expires cookie)) (time (and (stringp date) (url-cookie--time date))))
    (and time (< time (float-time)))))

;;; The store

(defun url-cookie-clean-up (&optional secure)
  "Forget the cookies that have expired, of the store for TLS if SECURE."
  (let ((kept nil))
    (dolist (entry (if secure url-cookie-secure-storage url-cookie-storage))
      (let ((live (cl-remove-if #'url-cookie-expired-p (cdr entry))))
        (when live (push (cons (car entry) live) kept))))
    (set (if secure 'url-cookie-secure-storage 'url-cookie-storage) (nreverse kept))))

(defun url-cookie--same-p (cookie name path)
  (and (equal (url-cookie-name cookie) name) (equal (url-cookie-localpart cookie) path)))

(defun url-cookie-store (name value &optional expires domain localpart secure)
  "Store the cookie NAME with VALUE for DOMAIN and the path LOCALPART until the date EXPIRES; SECURE keeps it for TLS.
It replaces the one of the same name, domain and path."
  (let* ((domain (downcase (or domain "")))
         (store (if secure 'url-cookie-secure-storage 'url-cookie-storage))
         (cookie (url-cookie-create :name name :value value :expires expires :domain domain :localpart localpart :secure secure)))
    (setq url-cookies-changed-since-last-save t)
    (dolist (one '(url-cookie-storage url-cookie-secure-storage))
      (let ((entry (assoc domain (symbol-value one))))
        (when entry (setcdr entry (cl-remove-if (lambda (old) (url-cookie--same-p old name localpart)) (cdr entry))))
        (when (and entry (null (cdr entry))) (set one (delq entry (symbol-value one))))))
    (unless (url-cookie-expired-p cookie)
      (let ((entry (assoc domain (symbol-value store))))
        (if entry (push cookie (cdr entry))
          (set store (append (symbol-value store) (list (list domain cookie)))))))))

(defun url-cookie--domain-p (domain host)
  "Return non-nil if a cookie for DOMAIN is for HOST."
  (let ((name (string-remove-prefix "." domain)))
    (or (equal name host)
        (and (string-suffix-p (concat "." name) host)
             (not (string-match-p "\\`[0-9.]+\\'\\|:" host))))))

(defun url-cookie--path-p (path localpart)
  "Return non-nil if a cookie for PATH is for LOCALPART."
  (and (string-prefix-p path localpart)
       (or (equal path localpart) (string-suffix-p "/" path) (eq (aref localpart (length path)) ?/))))

(defun url-cookie-retrieve (host &optional localpart secure)
  "Return the cookies for the path LOCALPART at HOST, with those for TLS if SECURE; longer paths come first."
  (let ((host (downcase host)) (found nil)
        (path (let ((path (or localpart "/"))) (if (string-match "[?#]" path) (substring path 0 (match-beginning 0)) path))))
    (dolist (entry (append (and secure url-cookie-secure-storage) url-cookie-storage))
      (when (url-cookie--domain-p (car entry) host)
        (dolist (cookie (cdr entry))
          (when (and (not (url-cookie-expired-p cookie))
                     (url-cookie--path-p (or (url-cookie-localpart cookie) "/") path))
            (push cookie found)))))
    (cl-stable-sort found #'> :key (lambda (cookie) (length (or (url-cookie-localpart cookie) "/"))))))

(defun url-cookie-generate-header-lines (host localpart secure)
  "Return the fields with the cookies for the path LOCALPART at HOST, with those for TLS if SECURE; each ends with CRLF."
  (let ((pairs (mapcar (lambda (cookie) (concat (url-cookie-name cookie) "=" (url-cookie-value cookie)))
                       (url-cookie-retrieve host localpart secure))))
    (cond ((null pairs) "")
          (url-cookie-multiple-line (mapconcat (lambda (pair) (concat "Cookie: " pair "\r\n")) pairs ""))
          (t (concat "Cookie: " (mapconcat #'identity pairs "; ") "\r\n")))))

;;; What servers set

(defun url-cookie-host-can-set-p (host domain)
  "Return non-nil if HOST may set cookies for DOMAIN: its own, or one it lies in that is nobody's registry."
  (let ((host (downcase host)) (domain (downcase domain)))
    (or (equal host domain)
        (and (url-cookie--domain-p domain host) (url-domsuf-cookie-allowed-p domain) t))))

(defun url-cookie--fields (str)
  "Return the parts NAME=VALUE of STR, a Set-Cookie field, as an alist in order; quotes around values are taken off."
  (mapcar (lambda (part)
            (let* ((at (string-search "=" part))
                   (name (string-trim (if at (substring part 0 at) part)))
                   (value (and at (string-trim (substring part (1+ at))))))
              (cons name (if (and value (string-match "\\`\"\\(.*\\)\"\\'" value)) (match-string 1 value) value))))
          (split-string str ";")))

(defun url-cookie--accepted-p (url)
  "Return non-nil if cookies of URL, a string, are accepted."
  (let ((length-of (lambda (regexps)
                     (apply #'max -1 (mapcar (lambda (regexp) (if (string-match regexp url) (- (match-end 0) (match-beginning 0)) -1)) regexps)))))
    (let ((trusted (funcall length-of url-cookie-trusted-urls)) (untrusted (funcall length-of url-cookie-untrusted-urls)))
      (cond ((>= trusted 0) (>= trusted untrusted))
            ((>= untrusted 0) nil)
            (url-cookie-confirmation (funcall url-confirmation-func (format "Allow %s to set a cookie? " url)))
            (t t)))))

(defun url-cookie-handle-set-cookie (str)
  "Store the cookie that STR, the value of a Set-Cookie field of `url-current-object', sets, if that server may."
  (setq url-cookies-changed-since-last-save t)
  (let* ((fields (url-cookie--fields str)) (attributes (cdr fields)) (case-fold-search t)
         (get (lambda (name) (cdr (assoc name attributes (lambda (key wanted) (equal (downcase key) wanted))))))
         (has (lambda (name) (assoc name attributes (lambda (key wanted) (equal (downcase key) wanted)))))
         (host (downcase (url-host url-current-object)))
         (file (car (url-path-and-query url-current-object)))
         (domain (let ((given (funcall get "domain"))) (if (member given '(nil "")) host (downcase given))))
         (path (let ((given (funcall get "path")))
                 (if (and given (string-prefix-p "/" given)) given (or (file-name-directory (or file "")) "/"))))
         (age (funcall get "max-age"))
         (expires (if (and age (string-match "\\`-?[0-9]+\\'" age))
                      (let ((system-time-locale "C"))
                        (format-time-string "%a %b %d %H:%M:%S %Y GMT"
                                            (if (string-prefix-p "-" age) 0 (time-add nil (string-to-number age))) t))
                    (funcall get "expires"))))
    (when (and (cdar fields) (not (equal (caar fields) ""))
               (url-cookie-host-can-set-p host domain)
               (url-cookie--accepted-p (url-recreate-url url-current-object)))
      (url-cookie-store (caar fields) (cdar fields) expires domain path (and (funcall has "secure") t)))))

;;; The file

(defun url-cookie-parse-file (&optional fname)
  "Load cookies from FNAME, by default `url-cookie-file', which `url-cookie-write-file' wrote."
  (let ((file (or fname url-cookie-file)))
    (when (and file (file-readable-p file))
      (load file t t t)
      (setq url-cookies-changed-since-last-save nil))))

(defun url-cookie-write-file (&optional fname)
  "Write cookies to FNAME, by default `url-cookie-file', if they have changed; only its owner may read it."
  (let ((file (or fname url-cookie-file)))
    (when (and file (or fname url-cookies-changed-since-last-save))
      (url-cookie-clean-up) (url-cookie-clean-up t)
      (make-directory (file-name-directory (expand-file-name file)) t)
      (with-file-modes #o600
        (with-temp-file file
          (let ((print-length nil) (print-level nil) (print-escape-newlines t))
            (insert ";; Emacs-W3 HTTP cookies file\n;; Automatically generated file!!! DO NOT EDIT!!!\n\n"
                    (format "(setq url-cookie-storage\n '%S)\n(setq url-cookie-secure-storage\n '%S)\n"
                            url-cookie-storage url-cookie-secure-storage)))))
      (setq url-cookies-changed-since-last-save nil))))

(defun url-cookie-parse-file-netscape (filename &optional long-session)
  "Load cookies from FILENAME, written in Netscape's format; LONG-SESSION keeps those of the session for a year."
  (interactive "fLoad Netscape/Mozilla cookie file: ")
  (let ((count 0) (year (format-time-string "%a %b %d %H:%M:%S %Y GMT" (time-add nil (* 365 24 3600)) t)))
    (with-temp-buffer
      (insert-file-contents filename)
      (dolist (line (split-string (buffer-string) "\n" t))
        (let ((parts (split-string (string-remove-prefix "#HttpOnly_" line) "\t")))
          (when (and (= (length parts) 7) (not (string-prefix-p "#" (car parts))))
            (cl-destructuring-bind (domain _ path secure expires name value) parts
              (url-cookie-store name value
                                (if (equal expires "0") (and long-session year)
                                  (format-time-string "%a %b %d %H:%M:%S %Y GMT" (string-to-number expires) t))
                                domain path (equal secure "TRUE"))
              (setq count (1+ count)))))))
    (message "Added %d cookies from %s" count filename)))

(defun url-cookie-delete-cookies (&optional regexp keep)
  "Forget the cookies whose domain matches REGEXP, all without it; with KEEP forget the others instead."
  (dolist (store '(url-cookie-storage url-cookie-secure-storage))
    (set store (cl-remove-if (lambda (entry)
                               (let ((matches (or (null regexp) (string-match regexp (car entry)))))
                                 (if keep (not matches) matches)))
                             (symbol-value store))))
  (setq url-cookies-changed-since-last-save t)
  (url-cookie-write-file))

(defun url-cookie-setup-save-timer ()
  "Save cookies every `url-cookie-save-interval' seconds."
  (interactive)
  (when (timerp url-cookie-timer) (cancel-timer url-cookie-timer))
  (setq url-cookie-timer
        (and url-cookie-save-interval (run-at-time url-cookie-save-interval url-cookie-save-interval #'url-cookie-write-file))))

(provide 'url-cookie)
;;; url-cookie.el ends here
