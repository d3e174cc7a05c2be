;;; hello-network.el --- a server and its clients in one script -*- lexical-binding: t; -*-

;; Runs in elwire and in Emacs:  elwire examples/hello-network.el
;;                               emacs -Q --batch -l examples/hello-network.el
;; The server greets every client and answers each line in capitals; the clients
;; introduce themselves, read the answers and leave.

(defvar hello-clients '("Ada" "Grace" "Emmy"))
(defvar hello-left 0 "How many clients have gone.")

(defun hello-say (format &rest args)
  (princ (concat (apply #'format format args) "\n")))

;;; The server

(defun hello-serve (connection text)
  "Answer each line of TEXT; keep an unfinished one for the next call."
  (let ((lines (split-string (concat (process-get connection 'rest) text) "\n")))
    (while (cdr lines)
      (hello-say "server: %S arrived" (car lines))
      (process-send-string connection (concat (upcase (pop lines)) "\n")))
    (process-put connection 'rest (car lines))))

(defun hello-watch (connection message)
  (cond ((process-contact connection :server))  ; the server itself
        ((string-prefix-p "open from" message)
         (process-send-string connection "Welcome!\n"))
        ((not (process-live-p connection))
         (setq hello-left (1+ hello-left))
         (hello-say "server: a client has gone: %s" (string-trim-right message)))))

;;; The clients

(defun hello-listen (client text)
  "Collect TEXT; leave when the answer has come."
  (let ((all (concat (process-get client 'heard) text)))
    (process-put client 'heard all)
    (when (= 2 (1- (length (split-string all "\n"))))
      (hello-say "%s heard %S" (process-name client) all)
      (delete-process client))))

(let* ((server (make-network-process :name "server" :server t :host "127.0.0.1" :service t
                                     :coding 'utf-8 :noquery t
                                     :filter #'hello-serve :sentinel #'hello-watch))
       (port (process-contact server :service)))
  (hello-say "listening on %s" (process-contact server :host))
  (dolist (name hello-clients)
    (let ((client (make-network-process :name name :host "127.0.0.1" :service port
                                        :coding 'utf-8 :noquery t
                                        :filter #'hello-listen :sentinel #'ignore)))
      (process-send-string client (format "hello, I am %s\n" name))))
  (with-timeout (10 (error "Somebody did not finish"))
    (while (< hello-left (length hello-clients))
      (accept-process-output nil 1)))
  (delete-process server)
  (hello-say "all %d clients have been served" hello-left))

;;; hello-network.el ends here
