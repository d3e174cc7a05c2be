;;; -*- lexical-binding: t; -*-
(defun check (port)
  (unless (< 0 port 65536) (error "Port %d is out of range" port)))
(mapc (lambda (port) (check port)) '(80 443 70000 22))
