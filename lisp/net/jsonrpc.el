;;; jsonrpc.el --- calls of and by another program in JSONRPC 2.0 -*- lexical-binding: t -*-

;; Node "JSONRPC" of the Emacs Lisp manual; messages are framed as in the Language Server Protocol: a Content-Length header, an empty
;; line, and that many bytes of JSON.
;;
;; A connection is an object.  What travels is left to its class: `jsonrpc-connection-send' writes a message, and what was read is given to
;; `jsonrpc-connection-receive'.  `jsonrpc-process-connection' does both over a process.  Objects of JSON are property lists, arrays are
;; vectors, null is nil and false is :json-false.

(require 'cl-lib)
(require 'eieio)

(define-error 'jsonrpc-error "jsonrpc-error")

(defvar jrpc-default-request-timeout 10 "Seconds after which a request has failed.")
(define-obsolete-variable-alias 'jsonrpc-default-request-timeout 'jrpc-default-request-timeout "28.1")

(defclass jsonrpc-connection ()
  ((name :accessor jsonrpc-name :initarg :name :documentation "A name, for messages and buffers.")
   (-request-dispatcher :accessor jsonrpc--request-dispatcher :initform #'ignore :initarg :request-dispatcher
                        :documentation "Called with connection, method (a symbol) and parameters; its value is the result.")
   (-notification-dispatcher :accessor jsonrpc--notification-dispatcher :initform #'ignore :initarg :notification-dispatcher
                             :documentation "Called likewise; its value means nothing.")
   (last-error :initform nil :accessor jsonrpc-last-error :documentation "The last error that the other side answered with.")
   (-request-continuations :initform (make-hash-table) :accessor jsonrpc--request-continuations
                           :documentation "Requests without an answer: id to (SUCCESS-FN ERROR-FN TIMER).")
   (-events-buffer :initform nil :accessor jsonrpc--events-buffer :documentation "Buffer that shows what travelled, or nil.")
   (-events-buffer-scrollback-size :initform nil :initarg :events-buffer-scrollback-size :accessor jsonrpc--events-buffer-scrollback-size
                                   :documentation "How many characters that buffer keeps; 0 turns it off, nil keeps all.")
   (-deferred-actions :initform (make-hash-table :test #'equal) :accessor jsonrpc--deferred-actions
                      :documentation "Requests that wait for the other side: (DEFERRED BUFFER) to (FUNCTION TIMER ID).")
   (-next-request-id :initform 0 :accessor jsonrpc--next-request-id :documentation "Number of the last request."))
  :documentation "One side of a JSONRPC conversation.")

(cl-defgeneric jsonrpc-connection-send (conn &key id method params result error)
  "Send a message on CONN: a request (ID, METHOD, PARAMS), a notification (METHOD, PARAMS) or an answer (ID, RESULT or ERROR).")
(cl-defgeneric jsonrpc-shutdown (conn) "End the connection CONN.")
(cl-defgeneric jsonrpc-running-p (conn) "Whether the connection CONN can still be used.")
(cl-defgeneric jsonrpc-connection-ready-p (_connection _what)
  "Whether CONNECTION takes requests whose `:deferred' is WHAT now; otherwise they wait."
  t)

;;; Errors

(defun jsonrpc-error (&rest args)
  "Signal `jsonrpc-error'; in a dispatcher, that is the answer to the request.
ARGS are a format string and its arguments (code -32603), or :code, :message and :data."
  (pcase-let ((`(,code ,message ,data)
               (if (stringp (car args))
                   (list -32603 (apply #'format-message args) nil)
                 (list (plist-get args :code) (plist-get args :message) (plist-get args :data)))))
    (signal 'jsonrpc-error (list message (cons 'jsonrpc-error-code (or code 32603)) (cons 'jsonrpc-error-message message)
                                 (cons 'jsonrpc-error-data data)))))

(defun jsonrpc--error-object (err)
  "The JSONRPC error that the Lisp error ERR of a dispatcher is."
  (if (eq (car err) 'jsonrpc-error)
      (let ((facts (cddr err)))
        (append (list :code (or (alist-get 'jsonrpc-error-code facts) -32603) :message (or (alist-get 'jsonrpc-error-message facts) "Internal error"))
                (and (alist-get 'jsonrpc-error-data facts) (list :data (alist-get 'jsonrpc-error-data facts)))))
    (list :code -32603 :message "Internal error")))

(cl-defmacro jsonrpc-lambda (cl-lambda-list &body body)
  "A function of one JSON object whose keys CL-LAMBDA-LIST names, as `cl-lambda' would; it runs BODY."
  (declare (indent 1) (debug (sexp &rest form)))
  (let ((object (make-symbol "object")))
    `(lambda (,object) (apply (cl-function (lambda ,cl-lambda-list ,@body)) ,object))))

;;; Messages that arrive

(defun jsonrpc--answer (connection id outcome)
  "Send OUTCOME, (:result R) or (:error E), as the answer to request ID."
  (apply #'jsonrpc-connection-send connection :id id outcome))

(defun jsonrpc--serve (connection id method params)
  "Let CONNECTION's dispatcher answer the request ID of the other side."
  (let* ((debug-on-error (and debug-on-error (not (and (fboundp 'ert-running-test) (ert-running-test)))))
         (outcome (condition-case-unless-debug err
                      (list :result (funcall (jsonrpc--request-dispatcher connection) connection method params))
                    (error (unless (eq (car err) 'jsonrpc-error)
                             (display-warning 'jsonrpc (format-message "Error while serving %s: %s" method (error-message-string err))))
                           (list :error (jsonrpc--error-object err))))))
    (jsonrpc--answer connection id outcome)))

(defun jsonrpc--settle (connection id message)
  "Give the answer MESSAGE to whoever made request ID."
  (pcase (gethash id (jsonrpc--request-continuations connection))
    ('nil (jsonrpc--warn connection "No continuation for id %s" id))
    (`(,success ,failure ,timer)
     (remhash id (jsonrpc--request-continuations connection))
     (when timer (cancel-timer timer))
     (let ((error (plist-get message :error)))
       (if error (funcall failure error) (funcall success (plist-get message :result)))))))

(defun jsonrpc-connection-receive (connection message)
  "Take MESSAGE, which the other side of CONNECTION has sent: serve it, or give it to whom it answers."
  (let* ((id (plist-get message :id)) (name (plist-get message :method)) (method (if (stringp name) (intern name) name))
         (params (plist-get message :params)) (error (plist-get message :error)))
    (jsonrpc--log-event connection message 'server)
    (when error (setf (jsonrpc-last-error connection) error))
    (cond ((and method id) (jsonrpc--serve connection id method params))
          (method (funcall (jsonrpc--notification-dispatcher connection) connection method params))
          (id (jsonrpc--settle connection id message)))
    (jsonrpc--call-deferred connection)))

;;; Requests

(defun jsonrpc--next-id (connection) (cl-incf (jsonrpc--next-request-id connection)))

(defun jsonrpc--await (connection id handlers timeout)
  "Note that HANDLERS, a plist, wait TIMEOUT seconds for the answer to request ID; return the timer or nil."
  (let ((timer (and timeout
                    (run-with-timer timeout nil
                                    (lambda ()
                                      (remhash id (jsonrpc--request-continuations connection))
                                      (jsonrpc--forget-deferred connection id)
                                      (funcall (plist-get handlers :timeout-fn)))))))
    (puthash id (list (plist-get handlers :success-fn) (plist-get handlers :error-fn) timer) (jsonrpc--request-continuations connection))
    timer))

(defun jsonrpc--forget-deferred (connection id)
  (let ((deferred (jsonrpc--deferred-actions connection)))
    (maphash (lambda (key action) (when (equal (nth 2 action) id) (remhash key deferred))) deferred)))

(cl-defun jsonrpc--async-request-1 (connection method params &rest args
                                               &key success-fn error-fn timeout-fn (timeout jrpc-default-request-timeout) deferred &allow-other-keys)
  "Do what `jsonrpc-async-request' says with the same arguments; return (ID TIMER), ID nil where the request waits."
  (ignore args)
  (let* ((buffer (current-buffer)) (place (point)) (key (list deferred buffer))
         (waiting (and deferred (gethash key (jsonrpc--deferred-actions connection))))
         (id (or (nth 2 waiting) (jsonrpc--next-id connection)))
         (handlers (list :success-fn (or success-fn (lambda (result) (jsonrpc--debug connection "success ignored: %S" result)))
                         :error-fn (or error-fn (jsonrpc-lambda (&key code message &allow-other-keys)
                                                  (jsonrpc--debug connection "request id=%s failed: %s %s" id code message)))
                         :timeout-fn (or timeout-fn (lambda () (jsonrpc--debug connection "request id=%s timed out" id)))))
         (timer (nth 1 waiting))
         (send (lambda () (jsonrpc-connection-send connection :id id :method method :params params))))
    (if waiting
        ;; The later request takes the place of the one that waits, and what is left of its time.
        (puthash id (list (plist-get handlers :success-fn) (plist-get handlers :error-fn) timer) (jsonrpc--request-continuations connection))
      (setq timer (jsonrpc--await connection id handlers timeout)))
    (cond ((or (null deferred) (jsonrpc-connection-ready-p connection deferred))
           (remhash key (jsonrpc--deferred-actions connection))
           (funcall send)
           (list id timer))
          (t (puthash key
                      (list (lambda ()
                              (when (buffer-live-p buffer)
                                (with-current-buffer buffer
                                  (save-excursion
                                    (goto-char place)
                                    (when (jsonrpc-connection-ready-p connection deferred)
                                      (remhash key (jsonrpc--deferred-actions connection))
                                      (funcall send))))))
                            timer id)
                      (jsonrpc--deferred-actions connection))
             (list nil timer id)))))

(defun jsonrpc--call-deferred (connection)
  "Send the requests of CONNECTION that waited and need no longer."
  (dolist (action (hash-table-values (jsonrpc--deferred-actions connection)))
    (funcall (car action))))

(cl-defun jsonrpc-async-request (connection method params &rest args &key _success-fn _error-fn _timeout-fn _timeout _deferred)
  "Ask CONNECTION for METHOD, a symbol or string, with PARAMS, a JSON object or array; return nil at once.
:success-fn is called with the result or :error-fn with the error object, or after :timeout seconds (default
`jrpc-default-request-timeout', nil: no limit) :timeout-fn with nothing.
With :deferred non-nil the request waits until `jsonrpc-connection-ready-p' of that value; a later request with an equal value from the same
buffer takes its place.

(fn CONNECTION METHOD PARAMS &rest ARGS &key SUCCESS-FN ERROR-FN TIMEOUT-FN TIMEOUT DEFERRED)"
  (apply #'jsonrpc--async-request-1 connection method params args)
  nil)

(cl-defun jsonrpc-request (connection method params &rest args &key deferred (timeout nil timeout-given) cancel-on-input cancel-on-input-retval)
  "Ask CONNECTION for METHOD with PARAMS and wait for the result, which is returned.
An error of the other side, or none of either in time, signals `jsonrpc-error'.  DEFERRED and TIMEOUT as in `jsonrpc-async-request'.
With CANCEL-ON-INPUT non-nil input ends the wait: CANCEL-ON-INPUT-RETVAL is returned.

(fn CONNECTION METHOD PARAMS &key DEFERRED TIMEOUT CANCEL-ON-INPUT CANCEL-ON-INPUT-RETVAL)"
  (ignore args)
  (let* ((done nil) (outcome nil) (shown nil)
         (handlers (list :success-fn (lambda (result) (setq done 'done outcome result))
                         :error-fn (lambda (error) (setq done 'error outcome error))
                         :timeout-fn (lambda () (setq done 'timeout))))
         (asked (apply #'jsonrpc--async-request-1 connection method params
                       (append handlers (and deferred (list :deferred deferred)) (and timeout-given (list :timeout timeout)))))
         (id (or (nth 2 asked) (car asked))))
    (unwind-protect
        (if cancel-on-input
            (while (not (or done (not (jsonrpc-running-p connection)) (setq shown (not (sit-for 0.1))))))
          (while (not (or done (not (jsonrpc-running-p connection)))) (accept-process-output nil 30)))
      (unless done
        (pcase (gethash id (jsonrpc--request-continuations connection)) (`(,_ ,_ ,timer) (when timer (cancel-timer timer))))
        (jsonrpc--forget-deferred connection id)
        ;; An answer that comes all the same is nobody's.
        (puthash id (list #'ignore #'ignore nil) (jsonrpc--request-continuations connection))))
    (pcase done
      ('done outcome)
      ('error (jsonrpc--request-failed id (plist-get outcome :code) (plist-get outcome :message) (plist-get outcome :data)))
      ('timeout (signal 'jsonrpc-error (list (format "request id=%s failed:" id) '(jsonrpc-error-message . "Timed out"))))
      (_ (if shown cancel-on-input-retval (jsonrpc--request-failed id -1 "Server died" nil))))))

(defun jsonrpc--request-failed (id code message data)
  (signal 'jsonrpc-error (list (format "request id=%s failed:" id) (cons 'jsonrpc-error-code code) (cons 'jsonrpc-error-message message)
                               (cons 'jsonrpc-error-data data))))

(cl-defun jsonrpc-notify (connection method params)
  "Tell CONNECTION of METHOD with PARAMS; nothing is answered."
  (jsonrpc-connection-send connection :method method :params params))

(defun jsonrpc-forget-pending-continuations (connection)
  "Give up what CONNECTION was asked and has not answered: no function is called for it."
  (maphash (lambda (_ continuation) (when (nth 2 continuation) (cancel-timer (nth 2 continuation)))) (jsonrpc--request-continuations connection))
  (clrhash (jsonrpc--request-continuations connection)))

;;; Over a process

(defclass jsonrpc-process-connection (jsonrpc-connection)
  ((-process :initarg :process :accessor jsonrpc--process :documentation "The process, or at first a function that makes it.")
   (-expected-bytes :initform nil :accessor jsonrpc--expected-bytes :documentation "Length of the message being read, once known.")
   (-on-shutdown :initform #'ignore :initarg :on-shutdown :accessor jsonrpc--on-shutdown
                 :documentation "Called with the connection when the process has ended."))
  :documentation "A JSONRPC connection over a network connection or the pipes of a program.")

(cl-defmethod initialize-instance :after ((connection jsonrpc-process-connection) &rest _slots)
  (let* ((given (oref connection -process)) (process (if (functionp given) (funcall given) given)) (name (jsonrpc-name connection)))
    (setf (jsonrpc--process connection) process)
    (process-put process 'jsonrpc-connection connection)
    (process-put process 'jsonrpc-stderr (get-buffer-create (format "*%s stderr*" name)))
    (set-process-buffer process (get-buffer-create (format " *%s output*" name)))
    ;; Lengths are in bytes.
    (with-current-buffer (process-buffer process)
      (set-buffer-multibyte nil)
      (buffer-disable-undo)
      (let ((inhibit-read-only t)) (erase-buffer))
      (set-marker (process-mark process) (point-min)))
    (set-process-coding-system process 'binary 'binary)
    (set-process-filter process #'jsonrpc--process-filter)
    (set-process-sentinel process #'jsonrpc--process-sentinel)))

(defun jsonrpc--json-encode (object) "OBJECT as JSON." (json-serialize object :false-object :json-false :null-object nil))
(defun jsonrpc--json-read ()
  "Read the JSON that the buffer, which has bytes, is from point on."
  (json-parse-string (decode-coding-string (buffer-substring-no-properties (point) (point-max)) 'utf-8)
                     :object-type 'plist :null-object nil :false-object :json-false))

(cl-defmethod jsonrpc-connection-send ((connection jsonrpc-process-connection) &rest args
                                       &key _id method _params (_result nil result-given) error)
  (when (keywordp method) (setq args (plist-put (copy-sequence args) :method (substring (symbol-name method) 1))))
  (when (and method (symbolp method) (not (keywordp method))) (setq args (plist-put (copy-sequence args) :method (symbol-name method))))
  (let* ((message (append '(:jsonrpc "2.0") (if (and result-given (not error)) args (jsonrpc--without-empty args))))
         (json (encode-coding-string (jsonrpc--json-encode message) 'utf-8)))
    (process-send-string (jsonrpc--process connection) (concat (format "Content-Length: %d\r\n\r\n" (length json)) json))
    (jsonrpc--log-event connection message 'client)))

(defun jsonrpc--without-empty (plist)
  "PLIST without the keys that have no value, except parameters."
  (cl-loop for (key value) on plist by #'cddr
           when (or value (eq key :params)) append (list key value)))

(cl-defmethod jsonrpc-process-type ((connection jsonrpc-process-connection)) "Type of CONNECTION's process." (process-type (jsonrpc--process connection)))
(cl-defmethod jsonrpc-running-p ((connection jsonrpc-process-connection)) (process-live-p (jsonrpc--process connection)))

(cl-defmethod jsonrpc-shutdown ((connection jsonrpc-process-connection) &optional cleanup)
  "Wait until CONNECTION's process has ended, which it is made to do after a moment; CLEANUP non-nil kills its buffers too."
  (let ((process (jsonrpc--process connection)))
    (unwind-protect
        (progn
          (when (eq (process-type process) 'network) (delete-process process))
          (with-timeout (3 (delete-process process)) (while (process-live-p process) (accept-process-output process 0.1)))
          (accept-process-output nil 0))
      (when cleanup
        (mapc (lambda (buffer) (when (buffer-live-p buffer) (kill-buffer buffer)))
              (list (process-buffer process) (jsonrpc-stderr-buffer connection) (jsonrpc--events-buffer connection)))))))

(defun jsonrpc-stderr-buffer (conn)
  "Buffer of what CONN's program writes to standard error, or nil."
  (let ((buffer (process-get (jsonrpc--process conn) 'jsonrpc-stderr)))
    (and (buffer-live-p buffer) buffer)))

(defun jsonrpc--process-sentinel (process change)
  "Tell the connection of PROCESS that it has ended: what was asked has failed with code -1."
  (let ((connection (process-get process 'jsonrpc-connection)))
    (when connection
      (jsonrpc--debug connection "Connection state changed: `%s'" (string-trim-right change))
      (unless (process-live-p process)
        (let ((pending (hash-table-values (jsonrpc--request-continuations connection))))
          (jsonrpc-forget-pending-continuations connection)
          (unwind-protect
              (pcase-dolist (`(,_ ,failure ,_) pending) (funcall failure '(:code -1 :message "Server died")))
            (funcall (jsonrpc--on-shutdown connection) connection)))))))

(defun jsonrpc--process-filter (process string)
  "Take STRING, bytes of PROCESS, and serve the messages that are complete."
  (when (buffer-live-p (process-buffer process))
    (let ((connection (process-get process 'jsonrpc-connection)) message)
      (with-current-buffer (process-buffer process)
        (save-excursion
          (goto-char (point-max))
          (insert string)
          (set-marker (process-mark process) (point))))
      (while (setq message (with-current-buffer (process-buffer process) (jsonrpc--next-message connection)))
        (when (listp message)
          ;; What a message does must not keep the next one from being read.
          (with-temp-buffer
            (condition-case-unless-debug err (jsonrpc-connection-receive connection message)
              (error (jsonrpc--warn connection "%s" (error-message-string err))))))))))

(defun jsonrpc--next-message (connection)
  "Take the next message out of the current buffer: a property list, `garbage' for what is no JSON, nil when none is complete."
  (goto-char (point-min))
  (unless (jsonrpc--expected-bytes connection)
    (let ((case-fold-search t))
      (when (re-search-forward "\\(?:.*: .*\r\n\\)*Content-Length: *\\([0-9]+\\)\r\n\\(?:.*: .*\r\n\\)*\r\n" nil t)
        (setf (jsonrpc--expected-bytes connection) (string-to-number (match-string 1)))
        (delete-region (point-min) (point)))))
  (let ((expected (jsonrpc--expected-bytes connection)))
    (when (and expected (>= (buffer-size) expected))
      (setf (jsonrpc--expected-bytes connection) nil)
      (save-restriction
        (narrow-to-region (point-min) (+ (point-min) expected))
        (goto-char (point-min))
        (unwind-protect
            (condition-case err (jsonrpc--json-read)
              (error (jsonrpc--warn connection "Invalid JSON: %s %s" (cdr err) (buffer-string)) 'garbage))
          (delete-region (point-min) (point-max)))))))

;;; What is told of it

(defun jsonrpc-events-buffer (connection)
  "The buffer that shows what travelled over CONNECTION."
  (let ((known (jsonrpc--events-buffer connection)))
    (if (buffer-live-p known)
        known
      (setf (jsonrpc--events-buffer connection)
            (with-current-buffer (get-buffer-create (format "*%s events*" (jsonrpc-name connection)))
              (buffer-disable-undo)
              (setq buffer-read-only t)
              (current-buffer))))))

(defun jsonrpc--log-event (connection message &optional type)
  "Show MESSAGE, a property list, in the events buffer of CONNECTION; TYPE is `client' for what we sent, `server' for what came."
  (let ((limit (jsonrpc--events-buffer-scrollback-size connection)))
    (unless (and limit (zerop limit))
      (let ((kind (cond ((and (plist-get message :method) (plist-get message :id)) "request")
                        ((plist-get message :method) "notification")
                        (t "reply"))))
        (with-current-buffer (jsonrpc-events-buffer connection)
          (let ((inhibit-read-only t))
            (goto-char (point-max))
            (insert (format "[%s%s]%s%s %s:\n%s\n" (if type (format "%s-" type) "") (if type kind "internal")
                            (if (plist-get message :id) (format " (id:%s)" (plist-get message :id)) "")
                            (if (plist-get message :error) " ERROR" "") (current-time-string) (pp-to-string message)))
            (when (and limit (> (buffer-size) limit))
              (delete-region (point-min) (save-excursion (goto-char (- (point-max) limit)) (line-beginning-position 2))))))))))

(defun jsonrpc--debug (connection format &rest args)
  "Show a text, FORMAT with ARGS, in the events buffer of CONNECTION."
  (jsonrpc--log-event connection (list :message (apply #'format-message format args))))
(defun jsonrpc--message (format &rest args) "Show a message." (message "[jsonrpc] %s" (apply #'format-message format args)))
(defun jsonrpc--warn (connection format &rest args)
  "Warn that something is wrong with CONNECTION."
  (let ((warning-minimum-level :error)) (display-warning 'jsonrpc (apply #'format-message format args) :warning))
  (jsonrpc--debug connection "%s" (apply #'format-message format args)))

(provide 'jsonrpc)
;;; jsonrpc.el ends here
