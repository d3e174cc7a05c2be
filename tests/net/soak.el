;;; soak.el --- requests and answers for a long time: memory stays where it is -*- lexical-binding: t -*-

;; With the suite it is short; `NET_SOAK=2000000 elwire -l tests/net/soak.el -f ert-run-tests-batch-and-exit' is the long one.
;; Connections are opened, used for a number of exchanges, and closed, by either side in turn.

(load (expand-file-name "harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(defvar net-soak-exchanges (string-to-number (or (getenv "NET_SOAK") "120000")))
(defvar net-soak-connections 16 "How many are open at once.")
(defvar net-soak-exchanges-each 20 "How many exchanges a connection is used for.")

(net-deftest net-soak
  (let* ((net-collect nil) (net-patience (+ 10 (/ net-soak-exchanges 2000.0))) (answers 0) (opened 0) (wrong 0) (early nil)
         (server (net-server :sentinel #'ignore
                             :filter (lambda (p s)
                                       (process-send-string p (concat "answer to " s))
                                       (when (string-prefix-p "last" s) (delete-process p)))))
         begin ask)
    (setq ask (lambda (client)
                (let* ((left (process-get client 'left))
                       (text (format "%s %d of %s" (if (and (= left 1) (process-get client 'server-closes)) "last" "request")
                                     left (process-name client))))
                  (process-put client 'asked text)
                  (process-send-string client text))))
    (setq begin (lambda ()
                  (setq opened (1+ opened))
                  (net-client server :nowait t :plist (list 'left net-soak-exchanges-each 'server-closes (= 0 (% opened 2)))
                              :filter (lambda (p s)
                                        (setq answers (1+ answers))
                                        (unless (equal s (concat "answer to " (process-get p 'asked))) (setq wrong (1+ wrong)))
                                        (process-put p 'left (1- (process-get p 'left)))
                                        (cond ((> (process-get p 'left) 0) (funcall ask p))
                                              ((not (process-get p 'server-closes)) (delete-process p))))
                              :sentinel (lambda (p m)
                                          (cond ((string-prefix-p "open" m) (funcall ask p))
                                                ((< answers net-soak-exchanges) (funcall begin)))))))
    (net-memory-below-p 0)
    (dotimes (_ net-soak-connections) (funcall begin))
    ;; Until then the heap has grown to what it needs.
    (net-until (>= answers (max 60000 (/ net-soak-exchanges 20))))
    (setq early (net-resident))
    (net-until (>= answers net-soak-exchanges))
    (message "%d exchanges over %d connections; resident %d kB early, %d kB at the end" answers opened early (net-resident))
    (should (= wrong 0))
    (should (net-memory-below-p (* 1.1 early)))))

;;; soak.el ends here
