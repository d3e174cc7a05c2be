;;; url-privacy.el --- what servers are told about the user -*- lexical-binding: t; -*-

(require 'url-vars)

(defun url-privacy--hides-p (what)
  "Return non-nil if `url-privacy-level' says not to tell WHAT, one of `email', `os', `emacs', `lastloc', `agent' and `cookies'."
  (memq what (pcase url-privacy-level
               ('none nil)
               ('low '(lastloc))
               ('high '(email lastloc))
               ('paranoid '(email os emacs lastloc agent cookies))
               ((pred listp) url-privacy-level)
               (one (list one)))))

(defun url-setup-privacy-info ()
  "Set the variables that follow from `url-privacy-level'."
  (interactive)
  (setq url-system-type (and (not (url-privacy--hides-p 'os)) system-configuration)
        url-os-type (and (not (url-privacy--hides-p 'os)) system-configuration))
  (when (url-privacy--hides-p 'email) (setq url-personal-mail-address nil)))

(provide 'url-privacy)
;;; url-privacy.el ends here
