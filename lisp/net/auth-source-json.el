;;; auth-source-json.el --- auth-source: files in JSON -*- lexical-binding: t; -*-

;; The file is an array of objects; their keys are those of netrc or of `auth-source-search': {"machine": "a", "login": "me",
;; "password": "x"}.

(require 'cl-lib)
(require 'json)

(cl-defun auth-source-json-search (&rest spec &key backend require type max host user port &allow-other-keys)
  "Return the entries of the file of BACKEND for SPEC, a plist as in `auth-source-search'."
  (ignore spec)
  (unless (or (null type) (eq type (slot-value backend 'type)))
    (error "Invalid JSON search of type %s" type))
  (let ((found (seq-filter (lambda (entry)
                             (auth-source-json-check (or host t) (or user t) (or port t) require entry))
                           (auth-source-json--entries (slot-value backend 'source)))))
    (seq-take found (or max 5000))))

(defun auth-source-json--entries (file)
  "Return the entries of FILE as plists; nil if there is no such file."
  (when (file-exists-p file)
    (let ((entries (let ((json-object-type 'alist) (json-array-type 'list) (json-key-type 'string) (json-false nil))
                     (json-read-from-string (auth-source--file-contents file)))))
      (unless (seq-every-p (lambda (entry) (or (null entry) (consp (car-safe entry)))) entries)
        (error "auth-source: %s is not an array of objects" file))
      (mapcar (lambda (entry) (auth-source-json--plist entry file)) entries))))

(defun auth-source-json--plist (object file)
  "Return the plist for OBJECT, an alist that comes from FILE."
  (let ((plist nil))
    (pcase-dolist (`(,name . ,value) object plist)
      (let ((key (auth-source--canonical-key name)))
        (setq plist (plist-put plist key
                               (if (and (eq key :secret) (stringp value))
                                   (auth-source--secret-function value file)
                                 value)))))))

(defun auth-source-json-check (host user port require item)
  "Return non-nil if the plist ITEM is for HOST, USER and PORT, and has what the list REQUIRE names."
  (and item
       (auth-source-search-collection host (or (plist-get item :host) t))
       (auth-source-search-collection user (or (plist-get item :user) t))
       (auth-source-search-collection port (or (plist-get item :port) t))
       (seq-every-p (lambda (key) (plist-get item key)) require)))

(provide 'auth-source-json)
;;; auth-source-json.el ends here
