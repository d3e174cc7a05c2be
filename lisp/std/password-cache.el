;;; password-cache.el --- passwords kept for a while -*- lexical-binding: t; -*-

;; A password is kept under a key, which is compared with `equal', and removed by a timer.

(defgroup password nil "Passwords and how long they are kept." :group 'processes)

(defcustom password-cache t "Non-nil means that passwords that were read are kept for a while." :type 'boolean)

(defcustom password-cache-expiry 16
  "How many seconds a password is kept; nil means until it is removed."
  :type '(choice (const :tag "For ever" nil) (integer :tag "Seconds")))

(defvar password-data (make-hash-table :test #'equal) "The passwords that are kept, by key.")

(defun password-read-from-cache (key)
  "Return the password that is kept under KEY, or nil.  Return nil if `password-cache' is nil."
  (and password-cache key (gethash key password-data)))

(defun password-in-cache-p (key)
  "Return t if a password, even nil, is kept under KEY; nil if `password-cache' is nil."
  (and password-cache key (not (eq (gethash key password-data 'password-cache--none) 'password-cache--none))))

(defun password-read (prompt &optional key)
  "Return the password that is kept under KEY, or else ask for it with PROMPT.
What was read is not kept: whoever has seen that it is right calls `password-cache-add'."
  (or (password-read-from-cache key) (read-passwd prompt)))

(defun password-cache-remove (key)
  "Forget the password that is kept under KEY; a string is overwritten."
  (let ((password (gethash key password-data)))
    (when (stringp password) (clear-string password))
    (remhash key password-data)))

(defun password-cache-add (key password)
  "Keep PASSWORD under KEY for `password-cache-expiry' seconds."
  (when (and password-cache-expiry (eq (gethash key password-data 'password-cache--none) 'password-cache--none))
    (run-at-time password-cache-expiry nil #'password-cache-remove key))
  (puthash key password password-data)
  nil)

(defun password-reset ()
  "Forget all passwords that are kept."
  (interactive)
  (clrhash password-data))

(provide 'password-cache)
;;; password-cache.el ends here
