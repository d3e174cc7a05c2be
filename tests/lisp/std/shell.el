;;; shell.el --- a shell in a buffer -*- lexical-binding: t -*-

(require 'ert)
(require 'cl-lib)
(require 'shell)

(defun shell-tests--await (condition)
  (let ((limit (+ (float-time) 10)))
    (while (and (not (funcall condition)) (< (float-time) limit))
      (accept-process-output nil 0.05)))
  (should (funcall condition)))

(defmacro shell-tests--with (&rest body)
  (declare (indent 0))
  `(let ((buffer (get-buffer-create "shell-test")))
     (unwind-protect
         (save-current-buffer
           (let ((explicit-shell-file-name "/bin/sh") (process-environment (cons "PS1=$ " process-environment)))
             (cl-letf (((symbol-function 'pop-to-buffer) #'ignore) ((symbol-function 'pop-to-buffer-same-window) #'ignore))
               (shell buffer)))
           (set-buffer buffer)
           (set-process-query-on-exit-flag (get-buffer-process buffer) nil)
           ,@body)
       (let ((process (get-buffer-process buffer)))
         (when process (set-process-sentinel process #'ignore) (delete-process process)))
       (kill-buffer buffer))))

(ert-deftest shell-session ()
  (shell-tests--with
    (should (eq major-mode 'shell-mode))
    (should (derived-mode-p 'comint-mode))
    (should (equal (process-name (get-buffer-process buffer)) "shell"))
    (shell-tests--await (lambda () (string-match-p "\\$ \\'" (buffer-string))))
    (goto-char (point-max))
    (insert "echo $((6*7))")
    (comint-send-input)
    (shell-tests--await (lambda () (string-match-p "^\\(?:\\$ \\)*42\n" (buffer-string))))
    (insert "cd /usr")
    (comint-send-input)
    (should (equal default-directory "/usr/"))
    (insert "pwd")
    (comint-send-input)
    (shell-tests--await (lambda () (string-match-p "^\\(?:\\$ \\)*/usr\n" (buffer-string))))))

(ert-deftest shell-following-the-directory ()
  (with-temp-buffer
    (shell-mode)
    (setq default-directory "/")
    (dolist (row '(("cd /usr" "/usr/") ("cd bin" "/usr/bin/") ("cd .." "/usr/") ("cd -" "/usr/bin/") ("cd -" "/usr/")
                   ("pushd /tmp" "/tmp/") ("pushd" "/usr/") ("popd" "/tmp/") ("echo x; cd /usr && ls" "/usr/")
                   ("cd /no/such/directory" "/usr/") ("cdx /tmp" "/usr/") ("cd '/tmp'" "/tmp/") ("" "/tmp/")))
      (let ((inhibit-message t)) (shell-directory-tracker (car row)))
      (should (equal (list (car row) default-directory) row)))
    (shell-dirtrack-mode -1)
    (shell-directory-tracker "cd /usr")
    (should (equal default-directory "/tmp/"))))

;;; shell.el ends here
