;;; server.el --- the server under load, for elwire and Emacs  -*- lexical-binding: t; -*-

;; Usage: elwire --batch -l server.el MODE        says its port, then serves until it is killed
;;
;; MODE: request   answers each request line of 32 bytes with 128 bytes
;;       sink      swallows everything
;;       echo      sends everything back

(defvar server-answer (concat (make-string 127 ?x) "\n"))

(defun server-request (connection text)
  "Answer as many requests as TEXT, with what was left of the last one, has."
  (let* ((rest (process-get connection 'rest))
         (all (if rest (concat rest text) text))
         (count (/ (length all) 32)))
    (if (= count 1)
        (process-send-string connection server-answer)
      (dotimes (_ count)
        (process-send-string connection server-answer)))
    (let ((left (% (length all) 32)))
      (unless (and (= left 0) (null rest))
        (process-put connection 'rest (if (= left 0) nil (substring all (- left))))))))

(defun server-start (filter)
  (let ((server (make-network-process :name "server" :server 1024 :host "127.0.0.1" :service t :coding 'binary
                                      :noquery t :filter filter :sentinel #'ignore)))
    ;; On standard error, which is not buffered.
    (message "%d" (process-contact server :service))))

(setq read-process-output-max (* 1024 1024))
(server-start (pcase (pop command-line-args-left)
                ("request" #'server-request)
                ("sink" #'ignore)
                ("echo" #'process-send-string)))
(while t (accept-process-output nil 3600))

;;; server.el ends here
