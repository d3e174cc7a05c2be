;;; -*- lexical-binding: t; -*-
(add-hook 'kill-emacs-hook (lambda () (princ "hook\n")))
(unwind-protect
    (kill-emacs 3)
  (princ "never\n"))
