;;; netrc.el --- entries of .netrc and .authinfo files -*- lexical-binding: t; -*-

;; An entry is an alist of strings: (("machine" . "host") ("login" . "me") ("password" . "secret")), in the order of the file.  An entry
;; that begins with `default' has ("default") instead of a machine.  An entry ends with its line.

(defgroup netrc nil "Files with the names and passwords of users." :group 'comm)

(defcustom netrc-file "~/.authinfo" "The file that `netrc-credentials' reads." :type 'file)
(defvar netrc-services-file "/etc/services" "The file that names services and their ports.")
(defvar netrc-cache nil "For programs that keep what they read from an encrypted file.")

(defconst netrc--keywords '("machine" "default" "login" "password" "account" "macdef" "force" "port")
  "What may stand before a value; `default' has none.")

;;; Reading

(defun netrc-parse (&optional file)
  "Return the entries of FILE, `netrc-file' by default; nil if there is no such file.
FILE that is a list is returned: it has been read already."
  (interactive "fFile to parse: ")
  (let ((file (or file netrc-file)))
    (cond ((listp file) file)
          ((file-exists-p file)
           (with-temp-buffer
             (insert-file-contents file)
             (goto-char (point-min))
             (netrc--read-entries))))))

(defun netrc--read-entries ()
  "Return the entries from point on."
  (let ((entries nil))
    (while (not (eobp))
      (let ((entry (netrc--read-line)))
        (when (and entry (not (equal entry '(("default"))))) (push entry entries)))
      (forward-line 1))
    (nreverse entries)))

(defun netrc--read-line ()
  "Return the entry on the rest of this line; leave point on the last line that belongs to it."
  (let ((entry nil) (keyword nil) (token nil))
    (while (setq token (netrc--read-token))
      (cond ((and (member token netrc--keywords) (not (equal keyword "macdef")))
             (setq keyword (if (equal token "default") (progn (push (list token) entry) nil) token)))
            ((equal keyword "macdef") (netrc--skip-macro) (setq keyword nil))
            (keyword (push (cons keyword token) entry) (setq keyword nil))))
    (nreverse entry)))

(defun netrc--read-token ()
  "Return the next word or quoted string on this line, or nil at its end or at a comment."
  (skip-chars-forward "\t ")
  (cond ((or (eolp) (eq (char-after) ?#)) nil)
        ((eq (char-after) ?\") (read (current-buffer)))
        (t (let ((start (point)))
             (skip-chars-forward "^\t \n")
             (buffer-substring start (point))))))

(defun netrc--skip-macro ()
  "Leave point at the empty line that ends the macro here, or at the end."
  (if (re-search-forward "\n[ \t]*\n" nil t) (goto-char (1- (match-end 0))) (goto-char (point-max))))

;;; Choosing

(defun netrc-get (alist type)
  "Return the value of TYPE, such as \"login\", in the entry ALIST."
  (cdr (assoc type alist)))

(defun netrc-machine (list machine &optional port defaultport)
  "Return the first entry of LIST for MACHINE, or if there is none for it, the default entry.
With PORT an entry must have that port; one that tells no port has DEFAULTPORT, and if
that is nil any port."
  (let ((entries (or (seq-filter (lambda (entry) (equal machine (netrc-get entry "machine"))) list)
                     (mapcar (lambda (entry) (remove '("default") entry))
                             (seq-filter (lambda (entry) (assoc "default" entry)) list)))))
    (if (null port)
        (car entries)
      (seq-find (lambda (entry)
                  (netrc-port-equal port (or (netrc-get entry "port") defaultport port)))
                entries))))

(defun netrc-port-equal (port1 port2)
  "Return t if PORT1 and PORT2 are the same port; a number is the same as the service of that number."
  (let ((name (lambda (port other)
                (if (and (numberp port) (stringp other)) (netrc-find-service-name port) port))))
    (equal (funcall name port1 port2) (funcall name port2 port1))))

(defun netrc-machine-user-or-password (mode authinfo-file-or-list machines ports defaults)
  "Return the user or the password of the last of the entries for MACHINES and PORTS.
MODE is \"login\", \"password\" or another type, or a list of types, for which a list is returned.
AUTHINFO-FILE-OR-LIST is a file or what `netrc-parse' returned.  DEFAULTS has, for each
of PORTS, the port of entries that tell none."
  (let ((list (netrc-parse authinfo-file-or-list)) (entry nil))
    (dolist (machine machines)
      (let ((defaults defaults))
        (dolist (port (or ports '(nil)))
          (setq entry (or (netrc-machine list machine port (pop defaults)) entry)))))
    (cond ((listp mode) (mapcar (lambda (type) (netrc-get entry type)) mode))
          (t (netrc-get entry mode)))))

(defun netrc-credentials (machine &rest ports)
  "Return (USER PASSWORD) for MACHINE from `netrc-file', or nil.
An entry for the first of PORTS is preferred to one for the second, and so on."
  (let* ((list (netrc-parse))
         (entry (if ports
                    (seq-some (lambda (port) (netrc-machine list machine port)) ports)
                  (netrc-machine list machine))))
    (and entry (list (netrc-get entry "login") (netrc-get entry "password")))))

;;; Services

(defun netrc-parse-services ()
  "Return the services of `netrc-services-file' as a list of (NAME PORT PROTOCOL): a string, a number, a symbol."
  (when (file-exists-p netrc-services-file)
    (with-temp-buffer
      (insert-file-contents netrc-services-file)
      (let ((services nil))
        (while (not (eobp))
          (when (looking-at "\\([^# \t\n]+\\)[ \t]+\\([0-9]+\\)/\\([a-z]+\\)")
            (push (list (match-string 1) (string-to-number (match-string 2)) (intern (match-string 3))) services))
          (forward-line 1))
        (nreverse services)))))

(defun netrc-find-service-name (number &optional type)
  "Return the name of the service at port NUMBER; TYPE is the protocol, `tcp' by default."
  (let ((type (or type 'tcp)))
    (car (seq-find (lambda (service) (and (= number (nth 1 service)) (eq type (nth 2 service))))
                   (netrc-parse-services)))))

(provide 'netrc)
;;; netrc.el ends here
