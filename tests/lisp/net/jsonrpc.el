;;; jsonrpc.el --- remote calls over loopback -*- lexical-binding: t -*-

(require 'ert)
(require 'cl-lib)
(require 'jsonrpc)

(defclass jsonrpc-tests-client (jsonrpc-process-connection) ((held :initform nil :accessor jsonrpc-tests-held)))
(cl-defmethod jsonrpc-connection-ready-p ((client jsonrpc-tests-client) what)
  (and (cl-call-next-method) (or (not (equal what "held")) (not (jsonrpc-tests-held client)))))

(defvar jsonrpc-tests-notes nil "What the server was notified of.")
(defvar jsonrpc-tests-endpoint nil "The server's side of the connection.")

(defun jsonrpc-tests--dispatch (_connection method params)
  (pcase method
    ('sum (apply #'+ (append params nil)))
    ('echo params)
    ('nothing nil)
    ('no :json-false)
    ('slow (sit-for 0.4) "slow")
    ('refuse (jsonrpc-error :code -32001 :message "refused" :data [1 2]))
    ('refuse-with-text (jsonrpc-error "not %s" "this"))
    ('fail (error "inside"))
    (_ (jsonrpc-error :code -32601 :message "no such method"))))

(defmacro jsonrpc-tests-with (client &rest body)
  "Run BODY with CLIENT bound to a connection to a server in this program."
  (declare (indent 1))
  `(let* ((inhibit-message t) (jsonrpc-tests-notes nil) (jsonrpc-tests-endpoint nil) ,client
          (server (make-network-process
                   :name "rpc server" :server t :host "127.0.0.1" :service t :noquery t
                   :log (lambda (_server process _message)
                          (setq jsonrpc-tests-endpoint
                                (make-instance 'jsonrpc-process-connection :name "endpoint" :process process
                                               :request-dispatcher #'jsonrpc-tests--dispatch
                                               :notification-dispatcher (lambda (_ method params) (push (list method params) jsonrpc-tests-notes))))))))
     (unwind-protect
         (progn (setq ,client (make-instance 'jsonrpc-tests-client :name "client"
                                             :process (lambda () (open-network-stream "rpc client" nil "127.0.0.1" (process-contact server :service)))))
                (jsonrpc-tests-until (lambda () jsonrpc-tests-endpoint))
                ,@body)
       (delete-process server)
       (when ,client (jsonrpc-shutdown ,client))
       (when (and jsonrpc-tests-endpoint (jsonrpc-running-p jsonrpc-tests-endpoint)) (jsonrpc-shutdown jsonrpc-tests-endpoint)))))

(defun jsonrpc-tests-until (condition)
  (with-timeout (60 (ert-fail "nothing came"))
    (while (not (funcall condition)) (accept-process-output nil 0.02))))

(defun jsonrpc-tests-error (client method)
  "Data of the error of calling METHOD, without the text that names the request."
  (cddr (should-error (jsonrpc-request client method [1]) :type 'jsonrpc-error)))

(ert-deftest jsonrpc-results ()
  (jsonrpc-tests-with client
    (should (equal (jsonrpc-request client 'sum [1 2 3]) 6))
    (should (equal (jsonrpc-request client 'echo '(:a 1 :b [2 "é" :json-false nil] :c (:d t))) '(:a 1 :b [2 "é" :json-false nil] :c (:d t))))
    (should (equal (jsonrpc-request client 'echo (vector (make-string 200000 ?é))) (vector (make-string 200000 ?é))))
    (should (equal (jsonrpc-request client 'nothing nil) nil))
    (should (equal (jsonrpc-request client 'no nil) :json-false))))

(ert-deftest jsonrpc-errors ()
  (skip-unless (featurep 'elwire))      ; ERT's debugger takes errors away from Emacs's dispatcher; of its own -32603 Emacs forgets the sign
  (jsonrpc-tests-with client
    (should (equal (jsonrpc-tests-error client 'unknown)
                   '((jsonrpc-error-code . -32601) (jsonrpc-error-message . "no such method") (jsonrpc-error-data))))
    (should (equal (jsonrpc-tests-error client 'refuse)
                   '((jsonrpc-error-code . -32001) (jsonrpc-error-message . "refused") (jsonrpc-error-data . [1 2]))))
    (should (equal (jsonrpc-tests-error client 'refuse-with-text)
                   '((jsonrpc-error-code . -32603) (jsonrpc-error-message . "not this") (jsonrpc-error-data))))
    (let ((data (jsonrpc-tests-error client 'fail)))
      (should (equal (alist-get 'jsonrpc-error-code data) -32603))
      (should (equal (alist-get 'jsonrpc-error-message data) "Internal error")))
    (should (equal (jsonrpc-request client 'sum [1]) 1))))

(ert-deftest jsonrpc-time-limit ()
  (jsonrpc-tests-with client
    (should-error (jsonrpc-request client 'slow nil :timeout 0.1) :type 'jsonrpc-error)
    (should (equal (jsonrpc-request client 'sum [4] :timeout 60) 4))))

(ert-deftest jsonrpc-asynchronous ()
  (jsonrpc-tests-with client
    (let (got failed late)
      (should-not (jsonrpc-async-request client 'sum [1 2] :success-fn (lambda (result) (push result got))))
      (jsonrpc-async-request client 'refuse [] :error-fn (jsonrpc-lambda (&key code message &allow-other-keys) (setq failed (list code message))))
      (jsonrpc-async-request client 'slow [] :timeout 0.1 :timeout-fn (lambda () (setq late t)))
      (jsonrpc-tests-until (lambda () (and got failed late)))
      (should (equal got '(3)))
      (should (equal failed '(-32001 "refused"))))))

(ert-deftest jsonrpc-notifications-both-ways ()
  (jsonrpc-tests-with client
    (let (heard)
      (setf (jsonrpc--notification-dispatcher client) (lambda (_ method params) (setq heard (list method params))))
      (jsonrpc-notify client 'hello '(:who "me"))
      (jsonrpc-notify jsonrpc-tests-endpoint 'back [1])
      (jsonrpc-tests-until (lambda () (and heard jsonrpc-tests-notes)))
      (should (equal jsonrpc-tests-notes '((hello (:who "me")))))
      (should (equal heard '(back [1]))))))

(ert-deftest jsonrpc-deferred ()
  (skip-unless (featurep 'elwire))      ; Emacs loses the request that takes the place of another
  (jsonrpc-tests-with client
    (let (got)
      (setf (jsonrpc-tests-held client) t)
      (jsonrpc-async-request client 'sum [1] :deferred "held" :success-fn (lambda (result) (push result got)))
      (jsonrpc-async-request client 'sum [2] :deferred "held" :success-fn (lambda (result) (push result got)))
      (should (equal (jsonrpc-request client 'sum [5]) 5))
      (should-not got)
      (setf (jsonrpc-tests-held client) nil)
      (should (equal (jsonrpc-request client 'sum [6]) 6))
      (jsonrpc-tests-until (lambda () got))
      (should (equal got '(2))))))

(ert-deftest jsonrpc-events-are-kept ()
  (jsonrpc-tests-with client
    (jsonrpc-request client 'sum [7 8])
    (with-current-buffer (jsonrpc-events-buffer client)
      (goto-char (point-min))
      (should (search-forward ":method \"sum\""))
      (should (search-forward ":result 15")))))

(ert-deftest jsonrpc-end-of-the-other-side ()
  (jsonrpc-tests-with client
    (let (ended failed)
      (setf (jsonrpc--on-shutdown client) (lambda (connection) (setq ended (eq connection client))))
      (jsonrpc-async-request client 'slow [] :error-fn (lambda (error) (setq failed error)))
      (jsonrpc-shutdown jsonrpc-tests-endpoint)
      (jsonrpc-tests-until (lambda () (and ended failed)))
      (should (equal (plist-get failed :code) -1))
      (should-not (jsonrpc-running-p client)))))

(ert-deftest jsonrpc-noise-between-messages ()
  (jsonrpc-tests-with client
    (let ((process (jsonrpc--process client)))
      (process-send-string process "Content-Type: x; charset=utf-8\r\nContent-Length: 34\r\n")
      (process-send-string process "\r\n{\"jsonrpc\":\"2.0\",\"method\":\"")
      (process-send-string process "split\"}X")
      (jsonrpc-tests-until (lambda () jsonrpc-tests-notes))
      (should (equal (caar jsonrpc-tests-notes) 'split)))))

;;; jsonrpc.el ends here
