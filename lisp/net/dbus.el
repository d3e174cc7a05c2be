;;; dbus.el --- no message bus -*- lexical-binding: t; -*-

;; Manual: (dbus).  There is no connection to a bus: what asks one signals `dbus-error', as an Emacs does when no bus runs.  What needs none,
;; such as converting values, works.

(define-error 'dbus-error "D-Bus error")
(defvar dbus-debug nil "Whether `dbus-ignore-errors' lets errors through.")
(defvar dbus-registered-objects-table (make-hash-table :test 'equal) "What is registered: nothing.")
(defvar dbus-event-error-functions nil "Called with errors in handlers.")
(defconst dbus-service-dbus "org.freedesktop.DBus" "The bus itself.")
(defconst dbus-path-dbus "/org/freedesktop/DBus" "Its object.")
(defconst dbus-path-local (concat dbus-path-dbus "/Local") "The object of this end.")
(defconst dbus-interface-dbus "org.freedesktop.DBus" "The interface of the bus.")
(defconst dbus-interface-peer (concat dbus-interface-dbus ".Peer") "The interface of peers.")
(defconst dbus-interface-introspectable (concat dbus-interface-dbus ".Introspectable") "The interface of what describes itself.")
(defconst dbus-interface-properties (concat dbus-interface-dbus ".Properties") "The interface of properties.")
(defconst dbus-interface-objectmanager (concat dbus-interface-dbus ".ObjectManager") "The interface of managers of objects.")
(defconst dbus-interface-local (concat dbus-interface-dbus ".Local") "The interface of this end.")
(defconst dbus-service-emacs "org.gnu.Emacs" "The name of an editor.")
(defconst dbus-path-emacs "/org/gnu/Emacs" "Its object.")
(defconst dbus-interface-emacs "org.gnu.Emacs" "Its interface.")
(dolist (kind '((invalid . 0) (method-call . 1) (method-return . 2) (error . 3) (signal . 4)))
  (set (intern (format "dbus-message-type-%s" (car kind))) (cdr kind)))
(dolist (error '(("dbus-error-dbus" . "") ("dbus-error-failed" . ".Failed") ("dbus-error-access-denied" . ".AccessDenied")
                 ("dbus-error-disconnected" . ".Disconnected") ("dbus-error-interactive-authorization-required" . ".InteractiveAuthorizationRequired")
                 ("dbus-error-invalid-args" . ".InvalidArgs") ("dbus-error-no-reply" . ".NoReply") ("dbus-error-property-read-only" . ".PropertyReadOnly")
                 ("dbus-error-service-unknown" . ".ServiceUnknown") ("dbus-error-unknown-interface" . ".UnknownInterface")
                 ("dbus-error-unknown-method" . ".UnknownMethod") ("dbus-error-unknown-object" . ".UnknownObject") ("dbus-error-unknown-property" . ".UnknownProperty")))
  (set (intern (car error)) (concat "org.freedesktop.DBus.Error" (cdr error))))

(defmacro dbus-ignore-errors (&rest body)
  "Evaluate BODY; an error of a bus is nil, unless `dbus-debug'."
  (declare (indent 0) (debug t))
  `(condition-case err (progn ,@body) (dbus-error (when dbus-debug (signal (car err) (cdr err))))))

(defun dbus--none (bus &rest _) "The error that there is no BUS." (signal 'dbus-error (list "No connection to bus" bus)))
(dolist (function '(dbus-init-bus dbus-get-unique-name dbus-call-method dbus-call-method-asynchronously dbus-send-signal dbus-register-service dbus-unregister-service
                    dbus-register-method dbus-register-signal dbus-register-property dbus-register-monitor dbus-list-queued-owners dbus-set-property
                    dbus-introspect dbus-check-arguments))
  (defalias function #'dbus--none "An error: there is no connection to a bus."))
(dolist (function '(dbus-list-names dbus-list-known-names dbus-get-name-owner dbus-ping dbus-get-property dbus-get-all-properties dbus-get-all-managed-objects
                    dbus-introspect-xml dbus-introspect-get-all-nodes dbus-introspect-get-node-names dbus-introspect-get-interface-names
                    dbus-introspect-get-interface dbus-introspect-get-method-names dbus-introspect-get-method dbus-introspect-get-signal-names
                    dbus-introspect-get-property-names))
  (defalias function (lambda (bus &rest _) (dbus-ignore-errors (dbus--none bus))) "Nil: there is no connection to a bus."))
(defun dbus-list-activatable-names (&optional _bus) "Nil: there is no connection to a bus." (dbus-ignore-errors (dbus--none :system)))
(defun dbus-unregister-object (_object) "Nil: nothing is registered." nil)
(defun dbus-list-hash-table () "Nil: nothing is registered." nil)

;;; Values

(defun dbus-string-to-byte-array (string)
  "Return the bytes of STRING as a value: (:array :byte N...)."
  (if (equal string "") '(:array :signature "y")
    (cons :array (apply #'append (mapcar (lambda (byte) (list :byte byte)) (encode-coding-string string 'utf-8))))))
(defun dbus-byte-array-to-string (byte-array &optional multibyte)
  "Return the text that BYTE-ARRAY, with or without types, is in UTF-8; decoded if MULTIBYTE or always where that can be."
  (ignore multibyte)
  (decode-coding-string (apply #'unibyte-string (seq-filter #'integerp byte-array)) 'utf-8))
(defun dbus-escape-as-identifier (string)
  "Return STRING with letters and digits only: others as _HH."
  (if (equal string "") "_"
    (let ((n -1))
      (mapconcat (lambda (byte) (setq n (1+ n)) (if (or (<= ?a byte ?z) (<= ?A byte ?Z) (and (> n 0) (<= ?0 byte ?9))) (char-to-string byte) (format "_%02x" byte)))
                 (encode-coding-string string 'utf-8) ""))))
(defun dbus-unescape-from-identifier (string)
  "Return what `dbus-escape-as-identifier' made STRING of, as bytes."
  (if (equal string "_") "" (replace-regexp-in-string "_.." (lambda (found) (byte-to-string (string-to-number (substring found 1) 16))) string t t)))

(provide 'dbus)

;;; dbus.el ends here
