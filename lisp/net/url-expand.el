;;; url-expand.el --- relative addresses -*- lexical-binding: t; -*-

(require 'url-methods)
(require 'url-util)
(require 'url-parse)

(defun url-expander-remove-relative-links (name)
  "Return the path NAME without its parts . and .. ."
  (let ((kept nil) (parts (split-string name "/")) (directory nil))
    (while parts
      (let ((part (pop parts)))
        (setq directory nil)
        (pcase part
          ("." (setq directory t))
          (".." (setq directory t) (when (and kept (not (equal (car kept) ""))) (pop kept))
           (when (and kept (equal (car kept) "") (cdr kept)) (pop kept)))
          (_ (push part kept)))))
    (let ((path (mapconcat #'identity (nreverse kept) "/")))
      (cond ((and directory (not (string-suffix-p "/" path))) (concat path "/"))
            (t path)))))

(defun url-expand-file-name (url &optional default)
  "Return the address that URL means where DEFAULT, an address or an object, by default the current one, is shown."
  (when (string-match "\\`[ \t\n]+" url) (setq url (substring url (match-end 0))))
  (when (string-match "[ \t\n]+\\'" url) (setq url (substring url 0 (match-beginning 0))))
  (setq url (replace-regexp-in-string "[ \t\r\n]" "" url))
  (let ((defobj (cond ((url-p default) default)
                      (default (url-generic-parse-url default))
                      (url-current-object)
                      (t nil))))
    (cond ((= (length url) 0) (if defobj (url-recreate-url defobj) url))
          ((string-match url-nonrelative-link url) url)
          ((null defobj) (error "url-expand-file-name confused - no default?"))
          ((eq (aref url 0) ?#)
           (let ((object (copy-sequence defobj)))
             (setf (url-target object) (substring url 1) (url-user object) nil (url-password object) nil)
             (url-recreate-url object)))
          (t (let ((object (url-generic-parse-url url)))
               (url-expand--by object defobj)
               (url-recreate-url object))))))

(defun url-expand--by (urlobj defobj)
  "Fill what URLOBJ lacks in from DEFOBJ."
  (let ((expander (url-scheme-get-property (or (url-type urlobj) (url-type defobj)) 'expand-file-name)))
    (funcall (if (fboundp expander) expander #'url-default-expander) urlobj defobj)))

(defun url-identity-expander (urlobj defobj)
  "Give URLOBJ the scheme of DEFOBJ if it has none."
  (setf (url-type urlobj) (or (url-type urlobj) (url-type defobj))))

(defun url-default-expander (urlobj defobj)
  "Give URLOBJ what it lacks from DEFOBJ, and make its path absolute."
  (unless (url-type urlobj)
    (setf (url-type urlobj) (url-type defobj))
    (if (url-host urlobj)
        (setf (url-portspec urlobj) (or (url-portspec urlobj) (and (equal (url-host urlobj) (url-host defobj)) (url-portspec defobj))))
      (setf (url-fullness urlobj) (url-fullness defobj)
            (url-host urlobj) (url-host defobj)
            (url-portspec urlobj) (url-portspec defobj))
      (url-expand--path urlobj defobj))))
(defalias 'url-http-expand-file-name #'url-default-expander)
(defalias 'url-https-expand-file-name #'url-default-expander)
(defalias 'url-ftp-expand-file-name #'url-default-expander)
(defalias 'url-file-expand-file-name #'url-default-expander)
(defalias 'url-ldap-expand-file-name #'url-default-expander)

(defun url-expand--path (urlobj defobj)
  (let* ((file (or (url-filename urlobj) "")) (split (url-path-and-query urlobj)) (path (car split)))
    (setf (url-filename urlobj)
          (cond ((equal path "") (concat (car (url-path-and-query defobj)) file))
                (t (concat (url-expander-remove-relative-links
                            (if (string-prefix-p "/" path) path
                              (concat (or (file-name-directory (car (url-path-and-query defobj))) "/") path)))
                           (and (cdr split) (concat "?" (cdr split)))))))))

(provide 'url-expand)
;;; url-expand.el ends here
