;;; composing.el --- which program composes mail -*- lexical-binding: t; -*-

(defcustom user-mail-address nil
  "The address of the user; nil until a library for mail is loaded, which takes the login name and the host's name." :type 'string :group 'mail)
(defcustom mail-host-address nil "The name of the host in addresses; nil means `system-name'." :type '(choice (const nil) string) :group 'mail)

(defun define-mail-user-agent (symbol composefunc sendfunc &optional abortfunc hookvar)
  "Make SYMBOL a possible value of `mail-user-agent'.
COMPOSEFUNC is called as `compose-mail' is; SENDFUNC sends, ABORTFUNC (by default `kill-buffer') gives up, and HOOKVAR (by default
`mail-send-hook') names the hook that is run before a message is sent."
  (put symbol 'composefunc composefunc)
  (put symbol 'sendfunc sendfunc)
  (put symbol 'abortfunc (or abortfunc #'kill-buffer))
  (put symbol 'hookvar (or hookvar 'mail-send-hook)))

(define-mail-user-agent 'sendmail-user-agent 'sendmail-user-agent-compose 'mail-send-and-exit)
(define-mail-user-agent 'message-user-agent 'message-mail 'message-send-and-exit 'message-kill-buffer 'message-send-hook)

(defun rfc822-goto-eoh ()
  "Go to the end of the header of the message in the buffer: before `mail-header-separator', an empty line, or what is no field."
  (goto-char (point-min))
  (when (re-search-forward (concat "^\\(?:[:\n]\\|[^: \t\n]+[ \t\n]\\|" (regexp-quote mail-header-separator) "$\\)") nil 'move)
    (goto-char (match-beginning 0))))

(defun compose-mail (&optional to subject other-headers continue switch-function yank-action send-actions return-action)
  "Compose a message with the program that `mail-user-agent' names.
TO and SUBJECT are strings, OTHER-HEADERS an alist of fields; CONTINUE means to go on with a message begun before.
SWITCH-FUNCTION shows the buffer.  YANK-ACTION, (FUNCTION . ARGUMENTS), cites; SEND-ACTIONS are such, done when the message is sent,
and RETURN-ACTION when the user is done."
  (interactive (list nil nil nil current-prefix-arg))
  (let ((function (get mail-user-agent 'composefunc)))
    (unless function (error "No way to compose mail: `mail-user-agent' is %S" mail-user-agent))
    (funcall function to subject other-headers continue switch-function yank-action send-actions return-action)))

(defun compose-mail-other-window (&optional to subject other-headers continue yank-action send-actions return-action)
  "Like `compose-mail', in another window."
  (interactive (list nil nil nil current-prefix-arg))
  (compose-mail to subject other-headers continue 'switch-to-buffer-other-window yank-action send-actions return-action))

(defun compose-mail-other-frame (&optional to subject other-headers continue yank-action send-actions return-action)
  "Like `compose-mail', in another frame where there are any."
  (interactive (list nil nil nil current-prefix-arg))
  (compose-mail to subject other-headers continue 'switch-to-buffer-other-frame yank-action send-actions return-action))

(autoload 'mail "sendmail" "Compose a message." t)
(autoload 'mail-mode "sendmail" "Major mode for messages that are composed." t)
(autoload 'sendmail-user-agent-compose "sendmail" "Compose a message in Mail mode.")
(autoload 'sendmail-query-once "sendmail" "Ask how to send mail, and send.")
(autoload 'sendmail-send-it "sendmail" "Send the current message by the program sendmail.")
(autoload 'mail-position-on-field "sendmail" "Go to the end of a field.")
(autoload 'smtpmail-send-it "smtpmail" "Send the current message by SMTP.")
(autoload 'smtpmail-send-queued-mail "smtpmail" "Send the messages that were queued." t)
(autoload 'message-mail "message" "Compose a message." t)
(autoload 'message-mode "message" "Major mode for messages that are composed." t)
(autoload 'mail-strip-quoted-names "mail-utils" "Return addresses without names and comments.")
(autoload 'mail-quote-printable "mail-utils" "Return a string in quoted-printable.")
(autoload 'mail-unquote-printable "mail-utils" "Return a string that was in quoted-printable.")
(autoload 'rfc2047-decode-string "rfc2047" "Return a string with its encoded words decoded.")
(autoload 'rfc2047-encode-string "rfc2047" "Return a string with encoded words for what needs them.")
(autoload 'mail-extract-address-components "mail-extr" "Return name and address of addresses.")
(autoload 'ietf-drums-parse-address "ietf-drums" "Return address and name of an address.")
(autoload 'ietf-drums-parse-addresses "ietf-drums" "Return addresses and names of addresses.")
