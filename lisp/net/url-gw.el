;;; url-gw.el --- how connections for addresses are made -*- lexical-binding: t; -*-

;; Manual: (url) Gateways in general.

(require 'url-vars)
(autoload 'socks-open-network-stream "socks")

(defcustom url-gateway-local-host-regexp nil "Matches hosts that are connected to directly." :type '(choice (const nil) regexp) :group 'url-gateway)
(defcustom url-gateway-broken-resolution nil "Accepted; names are always looked up by the system." :type 'boolean :group 'url-gateway)
(defcustom url-gateway-nslookup-program "nslookup" "The program that looks names up, or nil." :type '(choice (const nil) string) :group 'url-gateway)

(defun url-gateway-nslookup-host (host)
  "Return an address of HOST, a name, or HOST if there is none."
  (interactive "sHost: ")
  (let ((found (car (network-lookup-address-info host))))
    (if found (replace-regexp-in-string ":[0-9]+\\'" "" (format-network-address found)) host)))

(defun url-open-stream (name buffer host service &optional gateway-method)
  "Open a connection called NAME to SERVICE at HOST for BUFFER; return the process.
GATEWAY-METHOD, by default `url-gateway-method', says how: `native', `tls' (or `ssl'), or `socks'; hosts that
`url-gateway-local-host-regexp' matches are connected to directly.  A cons (METHOD . PROXY) goes through PROXY, an
address for `:proxy' of `open-network-stream'.  With `url-asynchronous' the connection may be under way only."
  (when url-gateway-unplugged (error "Networking is turned off: `url-gateway-unplugged'"))
  (let* ((proxy (cdr-safe gateway-method))
         (method (or (if proxy (car gateway-method) gateway-method) url-gateway-method))
         (common (list :nowait url-asynchronous :coding 'binary :proxy proxy)))
    (when (and (eq method 'socks) url-gateway-local-host-regexp (string-match-p url-gateway-local-host-regexp host))
      (setq method 'native))
    (pcase method
      ('native (apply #'open-network-stream name buffer host service :type 'plain common))
      ((or 'tls 'ssl) (apply #'open-network-stream name buffer host service :type 'tls common))
      ('socks (let ((process (socks-open-network-stream name buffer host service)))
                (set-process-coding-system process 'binary 'binary)
                process))
      (_ (error "Connections cannot be made with the method `%s' of `url-gateway-method'" method)))))

(provide 'url-gw)
;;; url-gw.el ends here
