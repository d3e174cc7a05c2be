;;; url-proxy.el --- which addresses are fetched through proxies -*- lexical-binding: t; -*-

;; Manual: (url) Proxies.

(require 'url-parse)
(require 'url-vars)
(autoload 'url-http "url-http")

(defvar url-proxy-locator #'url-default-find-proxy-for-url
  "Function that is called with an object and its host and returns \"PROXY HOST:PORT\", or \"DIRECT\" for none.")

(defun url-default-find-proxy-for-url (urlobj host)
  "Return the proxy that `url-proxy-services' has for URLOBJ at HOST, as \"PROXY HOST:PORT\", or \"DIRECT\"."
  (let ((never (cdr (assoc "no_proxy" url-proxy-services))) (case-fold-search t)
        (proxy (cdr (assoc (url-type urlobj) url-proxy-services))))
    (if (or (null proxy) (equal proxy "") (and never host (string-match never host)))
        "DIRECT"
      (concat "PROXY " proxy))))

(defun url-find-proxy-for-url (url host)
  "Return the address of the proxy through which URL, an object, at HOST is fetched, or nil."
  (let ((found (funcall url-proxy-locator url host)))
    (cond ((or (null found) (string-match "\\`DIRECT" found)) nil)
          ((string-match "\\`PROXY +\\([^ ;]+\\)" found)
           (let ((proxy (match-string 1 found)))
             (if (string-match-p "\\`[a-z0-9]+://" proxy) (concat (string-trim-right proxy "/+") "/")
               (concat "http://" proxy "/"))))
          (t (error "Unknown answer of `url-proxy-locator': %S" found)))))

(defun url-proxy (url callback &optional cbargs)
  "Fetch URL, an object, through the proxy `url-using-proxy'; CALLBACK and CBARGS are those of `url-http'."
  (url-http url callback cbargs))

(provide 'url-proxy)
;;; url-proxy.el ends here
