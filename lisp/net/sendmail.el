;;; sendmail.el --- messages in Mail mode -*- lexical-binding: t; -*-

;; A message is text: a header, the line `mail-header-separator', and the body.  `mail-send' hands it to `send-mail-function', which finds it as
;; the current buffer.  What would have to be asked takes the default when nobody can be asked.

(require 'mail-utils)
(require 'rfc2047)

(defgroup sendmail nil "Mail sending commands." :prefix "mail-" :group 'mail)

(unless user-mail-address
  (setq user-mail-address (or (getenv "EMAIL") (concat (user-login-name) "@" (or mail-host-address (system-name))))))

(defcustom mail-setup-with-from t "Non-nil means that new messages get a From field." :type 'boolean :group 'sendmail)
(defcustom sendmail-program (if (file-executable-p "/usr/lib/sendmail") "/usr/lib/sendmail" "/usr/sbin/sendmail")
  "The program that `sendmail-send-it' hands messages to." :type 'file :group 'sendmail)
(defcustom mail-from-style 'angles
  "How From fields look: nil (address only), `parens', `angles', or `default'." :type '(choice (const nil) (const parens) (const angles) (const default)) :group 'sendmail)
(defcustom mail-specify-envelope-from nil "Non-nil means that the program sendmail is told who sends." :type 'boolean :group 'sendmail)
(defcustom mail-envelope-from nil
  "Who sends, as servers are told: an address, `header' (the From field) or nil (`user-mail-address')."
  :type '(choice (const nil) string (const header)) :group 'sendmail)
(defcustom mail-self-blind nil "Non-nil means that new messages have a Bcc field with the user's address." :type 'boolean :group 'sendmail)
(defcustom mail-interactive t "Non-nil means to wait until a message is sent, and to report errors." :type 'boolean :group 'sendmail)
(defcustom mail-yank-ignored-headers
  (concat "^" (regexp-opt '("via" "mail-from" "origin" "status" "remailed" "received" "message-id" "summary-line" "to" "subject" "in-reply-to"
                            "return-path" "mail-reply-to" "mail-followup-to") t) ":")
  "Matches fields that are left out of citations." :type 'regexp :group 'sendmail)
(defcustom send-mail-function 'sendmail-query-once
  "The function that sends the message in the current buffer." :type 'function :group 'sendmail)
(defcustom mail-archive-file-name nil "A file to which messages that are sent are copied, or nil." :type '(choice file (const nil)) :group 'sendmail)
(defcustom mail-default-reply-to nil "The address for the Reply-To field of new messages, t for that in the environment, or nil."
  :type '(choice (const nil) (const t) string) :group 'sendmail)
(defcustom mail-alias-file nil "A file of aliases for the program sendmail, or nil." :type '(choice (const nil) file) :group 'sendmail)
(defcustom mail-personal-alias-file "~/.mailrc" "The file with the aliases of the user, or nil." :type '(choice (const nil) file) :group 'sendmail)
(defcustom mail-setup-hook nil "Functions run when a new message is set up." :type 'hook :group 'sendmail)
(defcustom mail-send-hook nil "Functions run before a message is sent." :type 'hook :group 'sendmail)
(defcustom mail-mode-hook nil "Functions run by Mail mode." :type 'hook :group 'sendmail)
(defcustom mail-yank-prefix "> " "What stands before each line of a citation; nil means `mail-indentation-spaces' spaces."
  :type '(choice (const nil) string) :group 'sendmail)
(defcustom mail-indentation-spaces 3 "How far a citation is indented." :type 'integer :group 'sendmail)
(defcustom mail-citation-prefix-regexp "\\([ \t]*\\(\\w\\|[_.]\\)+>+\\|[ \t]*[>|]\\)+" "Matches what stands before lines of citations." :type 'regexp :group 'sendmail)
(defcustom mail-signature t
  "What ends new messages: nil, t (the file `mail-signature-file'), a string, or a form that inserts it." :type 'sexp :group 'sendmail)
(defcustom mail-signature-file "~/.signature" "The file with the signature." :type 'file :group 'sendmail)
(defcustom mail-default-directory "~/" "The directory of buffers with messages." :type 'directory :group 'sendmail)
(defcustom mail-default-headers nil "Fields that new messages get, a string with newlines, or nil." :type '(choice (const nil) string) :group 'sendmail)
(defcustom mail-bury-selects-summary t "Non-nil means to go to the summary after a message." :type 'boolean :group 'sendmail)
(defcustom mail-send-nonascii 'mime
  "What becomes of characters that are not ASCII: `mime', t (sent as they are), nil (an error) or `query'." :type 'symbol :group 'sendmail)
(defcustom mail-use-dsn nil "Conditions for notifications by the mail system: a list of `failure', `delay', `success', `never'." :type '(repeat symbol) :group 'sendmail)
(defcustom mail-mailing-lists nil "Addresses of lists the user reads; replies to them go to the list." :type '(repeat string) :group 'sendmail)
(defvar sendmail-coding-system nil "The coding system of outgoing mail, before `default-sendmail-coding-system'.")
(defvar default-sendmail-coding-system 'utf-8-unix "The coding system of outgoing mail.")
(defvar sendmail-error-reporting-interactive '("-oep" "-odi") "Arguments of sendmail when errors are waited for.")
(defvar sendmail-error-reporting-non-interactive '("-oem" "-odb") "Arguments of sendmail when errors come by mail.")
(defvar mail-mailer-swallows-blank-line nil "Non-nil if the empty line after the header gets lost on the way.")
(defvar mail-aliases t "The aliases of addresses, an alist; t if they were not read.")
(defvar mail-alias-modtime nil "When the file of aliases was changed.")
(defvar mail-abbrevs-loaded nil "Non-nil once abbreviations of addresses were read.")
(defvar mail-citation-header nil "The header of the message that is being cited.")
(defvar mail-reply-action nil "How the message that is answered is inserted: a buffer or (FUNCTION . ARGUMENTS).")
(defvar mail-send-actions nil "What is done when the message is sent, a list of (FUNCTION . ARGUMENTS).")
(defvar mail-return-action nil "What is done when the message is left.")
(put 'mail-reply-action 'permanent-local t)
(put 'mail-send-actions 'permanent-local t)
(put 'mail-return-action 'permanent-local t)
(put 'mail-header-separator 'rear-nonsticky t)
(defvar mail-font-lock-keywords
  `(("^\\(To\\|Newsgroups\\):" . font-lock-function-name-face)
    ("^\\(B?Cc\\|Reply-To\\|Mail-\\(Reply\\|Followup\\)-To\\):" . font-lock-keyword-face)
    ("^\\(Subject:\\)[ \t]*\\(.+\\)?" (1 font-lock-comment-face) (2 font-lock-type-face nil t))
    ("^\\(X-[A-Za-z0-9-]+\\|In-Reply-To\\|Fcc\\):.*" . font-lock-string-face))
  "What is highlighted in Mail mode.")

;;; Mail mode

(defvar mail-mode-syntax-table (let ((table (make-syntax-table text-mode-syntax-table))) (modify-syntax-entry ?% ". " table) table)
  "The syntax of Mail mode.")
(defvar mail-mode-map
  (let ((map (make-sparse-keymap)))
    (pcase-dolist (`(,key . ,command)
                   '(("C-c C-c" . mail-send-and-exit) ("C-c C-s" . mail-send) ("C-c C-f C-t" . mail-to) ("C-c C-f C-b" . mail-bcc)
                     ("C-c C-f C-f" . mail-fcc) ("C-c C-f C-c" . mail-cc) ("C-c C-f C-s" . mail-subject) ("C-c C-f C-r" . mail-reply-to)
                     ("C-c C-f C-a" . mail-mail-reply-to) ("C-c C-f C-l" . mail-mail-followup-to) ("C-c C-t" . mail-text)
                     ("C-c C-y" . mail-yank-original) ("C-c C-r" . mail-yank-region) ("C-c C-q" . mail-fill-yanked-message)
                     ("C-c C-w" . mail-signature) ("C-c C-i" . mail-insert-file)))
      (define-key map (kbd key) command))
    map)
  "The keys of Mail mode.")

(define-derived-mode mail-mode text-mode "Mail"
  "Major mode for messages that are composed.
\\{mail-mode-map}"
  (dolist (variable '(mail-reply-action mail-send-actions mail-return-action)) (make-local-variable variable))
  (setq buffer-offer-save t)
  (setq-local adaptive-fill-regexp (concat "[ \t]*[-[:alnum:]]+>+[ \t]*\\|" adaptive-fill-regexp))
  (setq-local paragraph-separate
              (concat (regexp-quote mail-header-separator) "$\\|\t*[-–!|#%;>*·•‣⁃◦ ]+$\\|[ \t]*[-[:alnum:]]*>+[ \t]*$\\|[ \t]*$\\|--\\( \\|-+\\)$\\|" page-delimiter))
  (setq-local paragraph-start paragraph-separate)
  (setq-local comment-start mail-yank-prefix))

(defun mail-header-end ()
  "Return the position of the end of the header, before the separator."
  (save-excursion (rfc822-goto-eoh) (point)))

(defun mail-text-start ()
  "Return the position at which the body begins."
  (save-excursion (rfc822-goto-eoh) (forward-line 1) (point)))

(defun mail-sendmail-delimit-header ()
  "Put `mail-header-separator' in place of the empty line behind the header; return the end of the header."
  (rfc822-goto-eoh)
  (let ((end (point)))
    (delete-region end (min (point-max) (line-end-position)))
    (insert mail-header-separator)
    end))

(defun mail-sendmail-undelimit-header ()
  "Make the line behind the header empty, as it is sent; return the end of the header."
  (rfc822-goto-eoh)
  (delete-region (point) (min (point-max) (line-end-position)))
  (point))

;;; Fields

(defun mail-position-on-field (field &optional soft)
  "Go to the end of FIELD, a name; without that field make one, unless SOFT.  Return non-nil if there was one.
The new field is the last one, or behind the field SOFT if that is a string."
  (let ((end (mail-header-end)) (case-fold-search t))
    (goto-char (point-min))
    (if (re-search-forward (concat "^" (regexp-quote field) ":") end t)
        (progn (re-search-forward "^[^ \t]" nil 'move) (beginning-of-line) (skip-chars-backward "\n") t)
      (unless (eq soft t)
        (unless (and soft (mail-position-on-field soft t)) (goto-char end))
        (if (bolp) (progn (insert field ": \n") (forward-char -1)) (insert "\n" field ": "))
        nil))))

(defmacro mail--define-field-command (name field &optional after)
  "Define the command NAME, which goes to FIELD, made behind the field AFTER if it is not there."
  `(defun ,name ()
     ,(format "Go to the end of the %s field; make one if there is none." field)
     (interactive)
     ,(if after `(or (mail-position-on-field ,field t) (progn (mail-position-on-field ,after) (insert ,(concat "\n" field ": "))))
        `(mail-position-on-field ,field))))
(mail--define-field-command mail-to "To")
(mail--define-field-command mail-subject "Subject")
(mail--define-field-command mail-cc "Cc" "To")
(mail--define-field-command mail-bcc "Bcc" "To")
(mail--define-field-command mail-reply-to "Reply-To")
(mail--define-field-command mail-mail-reply-to "Mail-Reply-To")
(mail--define-field-command mail-mail-followup-to "Mail-Followup-To" "To")

(defun mail-fcc (folder)
  "Add an Fcc field with FOLDER, the name of a file to which the message is copied."
  (interactive "FFolder carbon copy: ")
  (unless (mail-position-on-field "Fcc" t) (mail-position-on-field "To"))
  (insert "\nFcc: " folder))

(defun mail-text ()
  "Go to the beginning of the body."
  (interactive)
  (goto-char (mail-text-start)))

(defun mail-sent-via ()
  "Add a Sent-Via field for each To and Cc field."
  (interactive)
  (save-excursion
    (let ((end (copy-marker (mail-header-end) t)) (case-fold-search t) (lines nil))
      (goto-char (point-min))
      (while (re-search-forward "^\\(To\\|Cc\\):" end t)
        (push (buffer-substring (point) (progn (while (progn (forward-line 1) (looking-at "[ \t]"))) (point))) lines))
      (goto-char end)
      (dolist (line (nreverse lines)) (insert "Sent-via:" line)))))

(defun mail-insert-from-field ()
  "Insert a From field for `user-mail-address' and the user's name, in `mail-from-style'."
  (let ((name (user-full-name)) (address user-mail-address))
    (insert "From: "
            (cond ((or (null mail-from-style) (member name '(nil ""))) address)
                  ((memq mail-from-style '(angles))
                   (concat (if (string-match-p "[^- !#-'*+/-9=?A-Z^-~]" name)
                               (concat "\"" (replace-regexp-in-string "[\\\"]" "\\\\\\&" name) "\"") name)
                           " <" address ">"))
                  (t (concat address " (" (replace-regexp-in-string "[()\\]" "\\\\\\&" name) ")")))
            "\n")))

(defun mail-envelope-from ()
  "Return who sends, as servers are told, or nil; the buffer is narrowed to the header."
  (if (eq mail-envelope-from 'header) (mail-strip-quoted-names (mail-fetch-field "From")) mail-envelope-from))

(defun mail-encode-header (beg end)
  "Make encoded words of what needs it in the header between BEG and END.
Return non-nil if the header is not as it was and nothing is left to encode."
  (save-restriction
    (narrow-to-region beg end)
    (rfc2047-encode-message-header)
    nil))

(defun mail-combine-fields (field)
  "Put the values of all FIELD fields, which may occur once only, into the first one."
  (let ((values (save-restriction (narrow-to-region (point-min) (mail-header-end)) (mail-fetch-field field nil nil t))))
    (when (and (cdr values) (or noninteractive (y-or-n-p (format "Message contains multiple %s fields.  Combine? " field))))
      (save-restriction
        (narrow-to-region (point-min) (mail-header-end))
        (mail-fetch-field field nil nil t t)
        (goto-char (point-max))
        (insert (capitalize field) ": " (mapconcat #'identity (reverse values) ", ") "\n")))))

;;; Setting up

(defun mail (&optional noerase to subject in-reply-to cc replybuffer actions return-action)
  "Begin a message in the buffer *mail*, and return t; NOERASE means to go on with one that is there, or `new' to use another buffer.
TO, SUBJECT, IN-REPLY-TO and CC are the values of fields.  REPLYBUFFER is the buffer with the message that is answered, or (FUNCTION
. ARGUMENTS) to insert it.  ACTIONS, a list of (FUNCTION . ARGUMENTS), are done when it is sent, and RETURN-ACTION then."
  (interactive "P")
  (pop-to-buffer (if (eq noerase 'new) (generate-new-buffer "*mail*") (get-buffer-create "*mail*")))
  (setq default-directory (expand-file-name mail-default-directory))
  (when (or (not noerase) (eq noerase 'new) (= (buffer-size) 0))
    (mail-mode)
    (erase-buffer)
    (mail-setup to subject in-reply-to cc replybuffer actions return-action)
    t))

(defun mail-setup (to subject in-reply-to cc replybuffer actions return-action)
  "Insert the header of a new message; the arguments are those of `mail'."
  (setq mail-send-actions actions mail-reply-action replybuffer mail-return-action return-action)
  (when mail-setup-with-from (mail-insert-from-field))
  (dolist (field (list (cons "To" (or to "")) (cons "Cc" cc) (cons "In-Reply-To" in-reply-to) (cons "Subject" (or subject ""))
                       (cons "Bcc" (and mail-self-blind user-mail-address))
                       (cons "Fcc" mail-archive-file-name)
                       (cons "Reply-To" (if (eq mail-default-reply-to t) (getenv "REPLYTO") mail-default-reply-to))))
    (when (cdr field) (insert (car field) ": " (cdr field) "\n")))
  (when mail-default-headers (insert mail-default-headers (if (string-suffix-p "\n" mail-default-headers) "" "\n")))
  (insert (propertize mail-header-separator 'category 'mail-header-separator) "\n")
  (when (and mail-signature (or (stringp mail-signature) (file-readable-p mail-signature-file)))
    (save-excursion (mail-signature)))
  (if (member to '(nil "")) (mail-to) (goto-char (point-max)))
  (when (and (not (member to '(nil ""))) (member subject '(nil ""))) (mail-subject))
  (unless (member subject '(nil "")) (unless (member to '(nil "")) (goto-char (mail-text-start))))
  (set-buffer-modified-p nil)
  (run-hooks 'mail-setup-hook))

(defun sendmail-user-agent-compose (&optional to subject other-headers continue switch-function yank-action send-actions return-action &rest _)
  "Compose a message in Mail mode; the arguments are those of `compose-mail'."
  (when switch-function (funcall switch-function "*mail*"))
  (let ((field (lambda (name) (cdr (assoc-string name other-headers t)))))
    (or (mail continue to subject (funcall field "in-reply-to") (funcall field "cc") yank-action send-actions return-action)
        continue
        (error "Message aborted"))
    (save-excursion
      (dolist (header other-headers)
        (unless (member-ignore-case (car header) '("in-reply-to" "cc" "body"))
          (mail-position-on-field (car header))
          (insert (or (cdr header) ""))))
      (let ((body (funcall field "body"))) (when body (goto-char (point-max)) (insert body))))
    t))

(defun mail-other-window (&optional noerase to subject in-reply-to cc replybuffer sendactions)
  "Like `mail', in another window."
  (interactive "P")
  (switch-to-buffer-other-window "*mail*")
  (mail noerase to subject in-reply-to cc replybuffer sendactions))

(defun mail-signature (&optional atpoint)
  "Insert the signature, as `mail-signature' says, at the end of the message; ATPOINT means at point."
  (interactive (list (and current-prefix-arg (point))))
  (let ((text (cond ((stringp mail-signature) mail-signature)
                    ((memq mail-signature '(nil t))
                     (and (file-readable-p mail-signature-file)
                          (with-temp-buffer (insert-file-contents mail-signature-file) (concat "\n\n-- \n" (buffer-string)))))
                    (t nil))))
    (unless atpoint (goto-char (point-max)) (skip-chars-backward " \t\n") (end-of-line))
    (cond (text (unless atpoint (delete-region (point) (point-max))) (insert text))
          ((consp mail-signature) (eval mail-signature t)))))

;;; Citing

(defun mail-indent-citation ()
  "Put `mail-yank-prefix', or spaces, before the lines of the region."
  (let ((from (region-beginning)) (end (copy-marker (region-end) t)) (spaces (make-string mail-indentation-spaces ?\s)))
    (mail-yank-clear-headers from end)
    (save-excursion
      (goto-char from)
      (while (< (point) end)
        (cond (mail-yank-prefix (insert mail-yank-prefix))
              ((not (looking-at "[ \t]*$")) (insert spaces)))
        (forward-line 1)))
    (set-marker end nil)))

(defun mail-yank-clear-headers (start end)
  "Delete the fields that `mail-yank-ignored-headers' matches from the message between START and END, if that has a header."
  (when (< end start) (setq start (prog1 end (setq end start))))
  (let ((case-fold-search t))
    (save-excursion
      (goto-char start)
      (when (and mail-yank-ignored-headers (looking-at "[^ \t\n:]+:") (search-forward "\n\n" end 'move))
        (save-restriction
          (narrow-to-region start (point))
          (goto-char start)
          (while (re-search-forward mail-yank-ignored-headers nil t)
            (beginning-of-line)
            (delete-region (point) (progn (forward-line 1) (while (looking-at "[ \t]") (forward-line 1)) (point)))))))))

(defun mail-yank-original (arg)
  "Insert the message that is being answered, cited; ARG is the indentation, and a prefix without number means none.
Point ends behind it, and the mark is before it."
  (interactive "P")
  (when mail-reply-action
    (let ((from (point)) (mail-indentation-spaces (if (and arg (not (consp arg))) (prefix-numeric-value arg) mail-indentation-spaces)))
      (if (bufferp mail-reply-action)
          (progn (insert-buffer-substring mail-reply-action) (push-mark from t))
        (apply (car mail-reply-action) (cdr mail-reply-action)))
      (goto-char from)
      (push-mark (save-excursion (goto-char (or (mark t) from)) (max (point) from)) t)
      (unless (consp arg)
        (let ((end (copy-marker (max (mark t) (point)))))
          (save-excursion
            (set-mark end)
            (cond (mail-citation-hook (let ((mail-citation-header "")) (run-hooks 'mail-citation-hook)))
                  (t (let ((mark-active t)) (mail-indent-citation)))))
          (goto-char end)))
      (set-mark from)
      (unless (eolp) (insert "\n")))))

(defun mail-yank-region (arg)
  "Insert the region of the buffer with the message that is being answered, cited; ARG is as for `mail-yank-original'."
  (interactive "P")
  (unless (bufferp mail-reply-action) (error "There is no message to cite"))
  (let ((text (with-current-buffer mail-reply-action (buffer-substring-no-properties (region-beginning) (region-end)))) (from (point)))
    (insert text)
    (push-mark from t)
    (unless (consp arg) (let ((mark-active t)) (mail-indent-citation)))))

(defun mail-fill-yanked-message (&optional justifyp)
  "Fill the paragraphs of the body; JUSTIFYP means to justify them too."
  (interactive "P")
  (save-excursion
    (goto-char (mail-text-start))
    (fill-individual-paragraphs (point) (point-max) justifyp mail-citation-prefix-regexp)))

(defun mail-split-line ()
  "Break the line at point, the rest going straight down, behind `mail-yank-prefix' if the line has it."
  (interactive "*")
  (split-line mail-yank-prefix))

(defun mail-insert-file (&optional file)
  "Append FILE to the message between lines that say so."
  (interactive "fInsert file: ")
  (save-excursion
    (goto-char (point-max))
    (insert "\n===File " file "===\n")
    (insert-file-contents file)
    (goto-char (point-max))
    (unless (bolp) (insert "\n"))
    (insert (make-string 60 ?=) "\n")))
(defalias 'mail-attach-file #'mail-insert-file)

;;; Sending

(defun mail-send-and-exit (&optional arg)
  "Send the message and leave its buffer; ARG is as for `mail-bury'."
  (interactive "P")
  (mail-send)
  (mail-bury arg))

(defun mail-dont-send (&optional arg)
  "Leave the message unsent; ARG is as for `mail-bury'."
  (interactive "P")
  (mail-bury arg))

(defun mail-bury (&optional _arg)
  "Leave the buffer of the message, and do `mail-return-action'."
  (let ((action mail-return-action))
    (bury-buffer (current-buffer))
    (when (consp action) (apply (car action) (cdr action)))))

(defun mail-send ()
  "Send the message in the current buffer by `send-mail-function'; then do `mail-send-actions'.
`mail-send-hook' is run before, and `mail-send-nonascii' decides about characters that are not ASCII."
  (interactive)
  (when (if buffer-file-name (or noninteractive (y-or-n-p "Send buffer contents as mail message? "))
          (or (buffer-modified-p) noninteractive (y-or-n-p "Message already sent; resend? ")))
    (run-hooks 'mail-send-hook)
    (dolist (field '("to" "cc")) (mail-combine-fields field))
    (mail--check-nonascii)
    (message "Sending...")
    (funcall send-mail-function)
    (dolist (action mail-send-actions)
      (condition-case error (apply (car action) (cdr action))
        (error (message "Error in `mail-send-actions': %s" (error-message-string error)))))
    (set-buffer-modified-p nil)
    (message "Sending...done")))

(defun mail--check-nonascii ()
  "Make the message ASCII, or signal an error, as `mail-send-nonascii' says."
  (save-excursion
    (goto-char (point-min))
    (when (re-search-forward "[^[:ascii:]]" nil t)
      (pcase mail-send-nonascii
        ('mime (mail--add-mime-fields))
        ('t nil)
        ('query (unless (y-or-n-p "Message contains non-ASCII characters; send anyway? ") (error "Aborted")))
        (_ (error "Message contains non-ASCII characters"))))))

(defun mail--add-mime-fields ()
  "Add the MIME fields that the body needs; the bytes are those of utf-8, and travel as they are."
  (goto-char (mail-header-end))
  (unless (save-restriction (narrow-to-region (point-min) (point)) (mail-fetch-field "content-type"))
    (insert "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n")))

(defun sendmail-query-once ()
  "Choose how mail is sent, and send the message: by SMTP if `smtpmail-smtp-server' is set, by the program sendmail if there is one.
With neither there is an error, which says what to set."
  (interactive)
  (let ((way (cond ((bound-and-true-p smtpmail-smtp-server) 'smtpmail-send-it)
                   ((and sendmail-program (file-executable-p sendmail-program)) 'sendmail-send-it)
                   (t (error "No way to send mail: set `send-mail-function' or `smtpmail-smtp-server'")))))
    (funcall way)))

(defun mail--prepare (text)
  "Fill the current buffer with TEXT, a message, as it is to be sent: the header encoded, its end an empty line; return its end."
  (insert text)
  (goto-char (point-max))
  (unless (bolp) (insert "\n"))
  (let ((end (copy-marker (mail-sendmail-undelimit-header))))
    (goto-char (point-min))
    (while (re-search-forward "\n\n\n*" end t) (replace-match "\n"))
    (goto-char (point-min))
    (unless (save-restriction (narrow-to-region (point-min) end) (mail-fetch-field "from")) (mail-insert-from-field))
    (mail-encode-header (point-min) end)
    end))

(defun sendmail-send-it ()
  "Send the message in the current buffer by `sendmail-program'."
  (let ((text (buffer-string)) (program sendmail-program) (from (mail-envelope-from)) (errors (generate-new-buffer " sendmail errors")))
    (unwind-protect
        (with-temp-buffer
          (let ((end (mail--prepare text)))
            (goto-char (point-min))
            (let ((case-fold-search t)) (when (re-search-forward "^Fcc:" end t) (mail-do-fcc end)))
            (unless (file-executable-p program) (error "There is no program %s" program))
            (let* ((coding-system-for-write (select-message-coding-system))
                   (status (apply #'call-process-region (point-min) (point-max) program nil errors nil "-oi" "-t"
                                  (append (and from mail-specify-envelope-from (list "-f" from))
                                          (if mail-interactive sendmail-error-reporting-interactive sendmail-error-reporting-non-interactive)))))
              (unless (equal status 0)
                (error "Sending...failed to %s" (with-current-buffer errors (string-trim (buffer-string))))))))
      (kill-buffer errors))))

(defun select-message-coding-system ()
  "Return the coding system with which the message in the current buffer is written."
  (or sendmail-coding-system default-sendmail-coding-system 'utf-8))

(defun mail-do-fcc (header-end)
  "Copy the message to the files that its Fcc fields before HEADER-END name, and delete these fields."
  (let ((files nil) (case-fold-search t) (end (copy-marker header-end)))
    (save-excursion
      (goto-char (point-min))
      (while (re-search-forward "^Fcc:[ \t]*\\(.*?\\)[ \t]*\n" end t)
        (push (expand-file-name (match-string 1)) files)
        (replace-match ""))
      (let ((text (buffer-string)) (line (concat "From " (user-login-name) " " (let ((system-time-locale "C")) (current-time-string)) "\n")))
        (with-temp-buffer
          (insert line text)
          (goto-char (point-min))
          (forward-line 1)
          (while (re-search-forward "^From " nil t) (beginning-of-line) (insert ">") (forward-line 1))
          (goto-char (point-max))
          (unless (bolp) (insert "\n"))
          (insert "\n")
          (dolist (file files)
            (let ((coding-system-for-write 'utf-8)) (write-region (point-min) (point-max) file t 'no-message))))))))

(provide 'sendmail)
;;; sendmail.el ends here
