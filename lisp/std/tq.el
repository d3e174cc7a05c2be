;;; tq.el --- questions to a process and their answers -*- lexical-binding: t; -*-

;; A queue is ((QUESTION ENTRY...) PROCESS . BUFFER), an entry (QUESTION REGEXP CLOSURE . FUNCTION); QUESTION is nil once it was sent.

(defun tq-create (process)
  "Return a queue of questions to PROCESS."
  (let* ((buffer (generate-new-buffer (concat " tq-temp-" (process-name process)))) (tq (cons nil (cons process buffer))))
    (buffer-disable-undo buffer)
    (set-process-filter process (lambda (_process text) (tq-filter tq text)))
    tq))

(defun tq-queue (tq) "Return the entries of TQ." (car tq))
(defun tq-process (tq) "Return the process of TQ." (cadr tq))
(defun tq-buffer (tq) "Return the buffer of TQ." (cddr tq))
(defun tq-queue-head-question (tq) "Return the question of the first entry of TQ." (nth 0 (car (tq-queue tq))))
(defun tq-queue-head-regexp (tq) "Return what the answer to the first entry of TQ matches." (nth 1 (car (tq-queue tq))))
(defun tq-queue-head-closure (tq) "Return the data of the first entry of TQ." (nth 2 (car (tq-queue tq))))
(defun tq-queue-head-fn (tq) "Return the function of the first entry of TQ." (nthcdr 3 (car (tq-queue tq))))
(defun tq-queue-empty (tq) "Return non-nil if TQ has no entries." (null (tq-queue tq)))

(defun tq-queue-add (tq question re closure fn)
  "Append an entry to TQ: QUESTION, or nil if it was sent, RE, CLOSURE and FN."
  (setcar tq (nconc (tq-queue tq) (list (cons question (cons re (cons closure fn))))))
  'ok)

(defun tq-queue-pop (tq)
  "Remove the first entry of TQ, and send the question of the next one if that waited; return non-nil if TQ is empty."
  (setcar tq (cdr (tq-queue tq)))
  (let ((question (tq-queue-head-question tq)))
    (when question
      (setcar (car (tq-queue tq)) nil)
      (process-send-string (tq-process tq) question)))
  (tq-queue-empty tq))

(defun tq-enqueue (tq question regexp closure fn &optional delay-question)
  "Send QUESTION to the process of TQ, and call FN with CLOSURE and the answer when what came matches REGEXP up to the answer's end.
DELAY-QUESTION means to send it when all questions before were answered."
  (let ((later (and delay-question (not (tq-queue-empty tq)))))
    (tq-queue-add tq (and later question) regexp closure fn)
    (unless later (process-send-string (tq-process tq) question))))

(defun tq-close (tq)
  "End the process of TQ and delete its buffer."
  (delete-process (tq-process tq))
  (kill-buffer (tq-buffer tq)))

(defun tq-filter (tq string)
  "Append STRING to the buffer of TQ and deliver the answers there."
  (when (buffer-live-p (tq-buffer tq))
    (with-current-buffer (tq-buffer tq)
      (goto-char (point-max))
      (insert string)
      (tq-process-buffer tq))))

(defun tq-process-buffer (tq)
  "Deliver the answers in the buffer of TQ.  What nobody asked for is kept in the buffer *spurious*."
  (while (and (buffer-live-p (tq-buffer tq))
              (with-current-buffer (tq-buffer tq)
                (cond ((= (buffer-size) 0) nil)
                      ((tq-queue-empty tq)
                       (let ((text (buffer-string)))
                         (erase-buffer)
                         (with-current-buffer (get-buffer-create "*spurious*") (goto-char (point-max)) (insert text))
                         nil))
                      (t (goto-char (point-min))
                         (when (re-search-forward (tq-queue-head-regexp tq) nil t)
                           (let ((answer (buffer-substring (point-min) (point))) (function (tq-queue-head-fn tq)) (closure (tq-queue-head-closure tq)))
                             (delete-region (point-min) (point))
                             (condition-case error (funcall function closure answer)
                               (error (message "Error in the function of a transaction: %s" (error-message-string error))))
                             (when (buffer-live-p (tq-buffer tq)) (tq-queue-pop tq))
                             t))))))))

(provide 'tq)
;;; tq.el ends here
