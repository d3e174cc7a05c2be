;;; process-list.el --- list-processes -*- lexical-binding: t -*-

(load (expand-file-name "../../net/harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(defun process-list-tests--text (buffer)
  (with-current-buffer buffer
    (should (derived-mode-p 'process-menu-mode))
    (should buffer-read-only)
    (should (= (point) 1))
    (buffer-substring-no-properties (point-min) (point-max))))

(net-deftest process-list-text
  (let* ((server (net-server :noquery t)) (port (net-port server))
         (datagrams (net-server :name "dg" :type 'datagram :buffer (generate-new-buffer "a very long name of a buffer it is")))
         (file (make-temp-name (expand-file-name "elwire-list" temporary-file-directory))))
    (unwind-protect
        (progn
          (make-network-process :name "us" :server t :family 'local :service file)
          (net-client datagrams :name "a name that is much longer than its column" :type 'datagram)
          (should-not (list-processes))
          (should (equal (process-list-tests--text "*Process List*")
                         (concat
                          "a name that is much longer than its column --      open    --                        --           Main         "
                          (format "(datagram connection to 127.0.0.1:%d)\n" (net-port datagrams))
                          "dg              --      open    a very long name of a buffer it is --           Main         "
                          (format "(datagram server on 127.0.0.1:%d)\n" (net-port datagrams))
                          "srv             --      listen  --                        --           Main         "
                          (format "(network server on 127.0.0.1:%d)\n" port)
                          "us              --      listen  --                        --           Main         "
                          (format "(network server on %s)\n" file))))
          (with-temp-buffer
            (should-not (list-processes t (current-buffer)))
            (should-not (string-search "\nsrv" (process-list-tests--text (current-buffer))))
            (delete-process "us")
            (let ((inhibit-message t)) (revert-buffer))
            (should-not (string-search "\nus" (process-list-tests--text (current-buffer)))))
          (set-process-query-on-exit-flag datagrams nil)
          (kill-buffer (process-buffer datagrams)))
      (delete-file file))))

(net-deftest process-list-other-kinds
  (let ((stopped (make-process :name "alpha" :buffer nil :command '("sleep" "60") :connection-type 'pipe :noquery t))
        (ended (let ((delete-exited-processes nil))
                 (make-process :name "ended" :buffer nil :command '("sh" "-c" "exit 3") :sentinel #'net-sentinel)))
        (terminal (make-process :name "tty" :buffer nil :command '("sleep" "61") :connection-type 'pty :noquery t)))
    (make-pipe-process :name "pp" :buffer nil :noquery t)
    (make-serial-process :port (process-tty-name terminal) :speed 9600 :name "s1" :noquery t)
    (let ((delete-exited-processes nil)) (net-until (eq (process-status ended) 'exit)))
    (should (memq ended (process-list)))
    (list-processes)
    (should-not (memq ended (process-list)))
    (should (equal (process-list-tests--text "*Process List*")
                   (concat (format "alpha           %-7d run     --                        --           Main         sleep 60\n"
                                   (process-id stopped))
                           "pp              --      open    pp                        --           Main         (serial port ?)\n"
                           "s1              --      open    s1                        --           Main         (serial port "
                           (process-tty-name terminal) " at 9600 b/s)\n"
                           (format "tty             %-7d run     --                        %-12s Main         sleep 61\n"
                                   (process-id terminal) (process-tty-name terminal)))))))

;;; process-list.el ends here
