;;; mail-prsvr.el --- what the parsers of mail take for granted -*- lexical-binding: t; -*-

(defvar mail-parse-charset nil "The charset of text that does not name one; to be bound, not set.")
(defvar mail-parse-mule-charset nil "The charset in which characters that need none are taken to be; to be bound, not set.")
(defvar mail-parse-ignored-charsets nil "Charsets that are not to be believed when a message names them; to be bound, not set.")

(provide 'mail-prsvr)
;;; mail-prsvr.el ends here
