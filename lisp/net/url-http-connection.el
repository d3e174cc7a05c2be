;;; url-http-connection.el --- connections that serve one request after the other -*- lexical-binding: t; -*-

(require 'cl-lib)
(require 'url-gw)
(require 'url-parse)
(require 'url-vars)

(defvar url-http-open-connections (make-hash-table :test #'equal :size 17)
  "Connections that wait for another request: (HOST . PORT) and a list of processes.")

(defvar url-http-idle-limit 6 "How many connections to one server are kept for later.")

(defun url-http-mark-connection-as-busy (host port proc)
  "Take PROC to PORT of HOST out of the connections that wait; return it."
  (let ((key (cons host port)))
    (puthash key (delq proc (gethash key url-http-open-connections)) url-http-open-connections)
    (unless (gethash key url-http-open-connections) (remhash key url-http-open-connections))
    proc))

(defun url-http-mark-connection-as-free (host port proc)
  "Keep PROC to PORT of HOST for another request; return nil."
  (when (memq (process-status proc) '(open run))
    (let ((key (cons host port)))
      (set-process-buffer proc nil)
      (set-process-sentinel proc #'url-http-idle-sentinel)
      ;; A server that talks without being asked is not understood any more.
      (set-process-filter proc (lambda (proc _) (delete-process proc)))
      (set-process-query-on-exit-flag proc nil)
      (if (>= (length (gethash key url-http-open-connections)) url-http-idle-limit)
          (delete-process proc)
        (cl-pushnew proc (gethash key url-http-open-connections)))))
  nil)

(defun url-http-idle-sentinel (proc _why)
  "Forget PROC, which waited for a request, when it has ended."
  (unless (memq (process-status proc) '(open run connect))
    (maphash (lambda (key _) (url-http-mark-connection-as-busy (car key) (cdr key) proc))
             (copy-hash-table url-http-open-connections))))

(defun url-http--waiting-connection (host port gateway)
  "Return a connection to PORT of HOST made by GATEWAY that waits for a request, or nil."
  (let ((found nil))
    (dolist (proc (copy-sequence (gethash (cons host port) url-http-open-connections)))
      (cond ((not (memq (process-status proc) '(open run))) (url-http-mark-connection-as-busy host port proc))
            ((and (not found) (equal (process-get proc 'url-http-gateway) gateway)) (setq found proc))))
    (and found (url-http-mark-connection-as-busy host port found))))

(defun url-http-find-free-connection (host port &optional gateway-method)
  "Return a connection to PORT of HOST: one that waits for a request, or a new one by GATEWAY-METHOD.
Its buffer is the current one.  The property `url-http-reused' says whether it served a request before."
  (let ((waiting (url-http--waiting-connection host port gateway-method)))
    (if waiting
        (process-put waiting 'url-http-reused t)
      (let ((bare (if (string-match "\\`\\[\\(.*\\)\\]\\'" host) (match-string 1 host) host)))
        (url-lazy-message "Contacting host: %s:%d" host port)
        (setq waiting (url-open-stream host nil bare port gateway-method))
        (process-put waiting 'url-http-gateway gateway-method)))
    (set-process-buffer waiting (current-buffer))
    (set-process-query-on-exit-flag waiting nil)
    waiting))
(declare-function url-lazy-message "url-util")

(provide 'url-http-connection)
;;; url-http-connection.el ends here
