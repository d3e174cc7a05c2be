;;; rfc822.el --- addresses by the letter of RFC 822 -*- lexical-binding: t; -*-

;; A parser for what `ietf-drums' takes more easily: an address that is none comes as "(Unparsable address -- REASON: \"...\")".

(defvar rfc822-address-start nil "Where the address that is being read begins.")

(defun rfc822-nuke-whitespace (&optional leave-space)
  "Delete white space and comments after point; with LEAVE-SPACE put one space in their place if there was any."
  (let ((ended nil) (start (point)))
    (while (not ended)
      (cond ((looking-at "[ \t\n]+") (delete-region (point) (match-end 0)))
            ((eq (following-char) ?\() (rfc822--delete-comment))
            (t (setq ended t))))
    (when (and leave-space (not (eobp)) (> (point) (point-min)) (= start (point))) (insert " "))))

(defun rfc822--delete-comment ()
  "Delete the comment after point."
  (let ((from (point)) (depth 0))
    (while (progn
             (pcase (following-char)
               (?\( (setq depth (1+ depth)))
               (?\) (setq depth (1- depth)))
               (?\\ (unless (eobp) (forward-char 1))))
             (if (eobp) (progn (delete-region from (point)) (rfc822-bad-address "Unbalanced comment (...)")) (forward-char 1))
             (> depth 0)))
    (delete-region from (point))))

(defun rfc822-bad-address (reason)
  "Leave the current address, which is none for REASON."
  (save-restriction
    (insert "_^_")
    (narrow-to-region rfc822-address-start (if (re-search-forward "[,;]" nil t) (max (point-min) (1- (point))) (point-max)))
    (goto-char (point-min))
    (while (re-search-forward "[\\\"]" nil t) nil)
    (throw 'address (format "(Unparsable address -- %s: \"%s\")" reason (buffer-substring (point-min) (point-max))))))

(defun rfc822-looking-at (regex &optional leave-space)
  "If REGEX, a string or a character, matches after point go behind it and the white space there, and return non-nil.
LEAVE-SPACE is as for `rfc822-nuke-whitespace'."
  (when (if (characterp regex) (eq (following-char) regex) (looking-at regex))
    (if (characterp regex) (forward-char 1) (goto-char (match-end 0)))
    (let ((data (match-data)))
      (rfc822-nuke-whitespace leave-space)
      (set-match-data data))
    t))

(defun rfc822-snarf-word ()
  "Go over a word, an atom or a quoted string."
  (or (rfc822-looking-at "\"\\(?:[^\"\\]\\|\\\\\\(?:.\\|\n\\)\\)*\"")
      (if (eq (following-char) ?\") (rfc822-bad-address "Unterminated quoted string")
        (rfc822-looking-at "[^][\000-\037 ()<>@,;:\\\".]+"))
      (rfc822-bad-address "Rubbish in address")))

(defun rfc822-snarf-words ()
  "Go over words separated by full stops."
  (rfc822-snarf-word)
  (while (rfc822-looking-at ?.) (rfc822-snarf-word)))

(defun rfc822-snarf-subdomain ()
  "Go over a part of a domain, an atom or a literal in brackets."
  (or (rfc822-looking-at "\\[\\(?:[^][\\]\\|\\\\.\\)*\\]")
      (rfc822-looking-at "[^][\000-\037 ()<>@,;:\\\".]+")
      (rfc822-bad-address "Rubbish in host/domain specification")))

(defun rfc822-snarf-domain ()
  "Go over a domain."
  (rfc822-snarf-subdomain)
  (while (rfc822-looking-at ?.) (rfc822-snarf-subdomain)))

(defun rfc822-snarf-frob-list (name separator terminator snarfer &optional return)
  "Read with SNARFER what stands between SEPARATORs until TERMINATOR, characters.
NAME is for errors.  RETURN means to return a list of what SNARFER returned, the last one first."
  (let ((list nil))
    (while (cond ((eobp) (rfc822-bad-address (format "End of addresses in middle of %s" name)))
                 ((rfc822-looking-at terminator) nil)
                 ((rfc822-looking-at separator) t)
                 ((memq (following-char) '(?,)) (rfc822-bad-address (format "Missing separator in %s" name)))
                 (t (let ((value (funcall snarfer)))
                      (when return (setq list (if (listp value) (append value list) (cons value list)))))
                    t)))
    list))

(defun rfc822--route-address ()
  "Go over the rest of <...>, point being behind the <; return the address without a route it may have."
  (let ((from (point)))
    (when (eq (following-char) ?@)
      (while (rfc822-looking-at ?@) (rfc822-snarf-domain) (rfc822-looking-at ?,))
      (unless (rfc822-looking-at ?:) (rfc822-bad-address "Unterminated route specification")))
    (rfc822-snarf-words)
    (when (rfc822-looking-at ?@) (rfc822-snarf-domain))
    (let ((to (point)))
      (unless (rfc822-looking-at ?>) (rfc822-bad-address (if (eobp) "Unterminated <...> address" "Rubbish in <...> address")))
      (if (eq (char-after from) ?@) (buffer-substring (1- from) (1+ to)) (buffer-substring from to)))))

(defun rfc822-addresses-1 (&optional allow-groups)
  "Read an address after point and return it, or a list of the members of a group if ALLOW-GROUPS is non-nil."
  (let ((rfc822-address-start (point)))
    (cond ((rfc822-looking-at ?<) (rfc822--route-address))
          ((memq (following-char) '(?\[ ?\])) (rfc822--strange))
          (t (rfc822--address-with-words allow-groups)))))

(defun rfc822--strange ()
  "Leave the current address because of the character after point."
  (let ((char (following-char)))
    (forward-char 1)
    (rfc822-bad-address (format "Strange character \\%c found" char))))

(defun rfc822--address-with-words (allow-groups)
  "Read an address that begins with words; ALLOW-GROUPS is as for `rfc822-addresses-1'."
  (let ((from (point)) (words 0) (end nil) (value nil))
    (while (not end)
      (when (memq (following-char) '(?@ ?, ?\; ?: ?> ?\[ ?\] ?\\))
        (if (and (= words 0)) (rfc822--strange)))
      (rfc822-snarf-words)
      (setq words (1+ words))
      (cond ((or (eobp) (memq (following-char) '(?, ?\;)))
             (if (= words 1) (setq end (point)) (rfc822-bad-address "Missing comma between addresses or badly-formatted address")))
            ((rfc822-looking-at ?@) (rfc822-snarf-domain) (setq end (point)))
            ((rfc822-looking-at ?<) (setq value (rfc822--route-address) end t))
            ((eq (following-char) ?:)
             (unless allow-groups (rfc822-bad-address "Unexpected group construct"))
             (rfc822-looking-at ?:)
             (setq value (nreverse (rfc822-snarf-frob-list "group" ?, ?\; #'rfc822-addresses-1 t)) end t))
            ((memq (following-char) '(?\[ ?\] ?> ?\\)) (rfc822--strange))
            (t (insert " "))))
    (if (eq end t) value (buffer-substring from end))))

(defun rfc822-addresses (header-text)
  "Return a list of the addresses in HEADER-TEXT, the value of a field; names and comments are left out."
  (if (string-match "\\`[ \t]*\\([^][\000-\037 ()<>@,;:\\\"]+\\)[ \t]*\\'" header-text)
      (list (substring header-text (match-beginning 1) (match-end 1)))
    (with-temp-buffer
      (insert header-text)
      (goto-char (point-min))
      (while (re-search-forward "\n\\([ \t]\\)" nil t) (replace-match "\\1"))
      (goto-char (point-min))
      (let ((list nil))
        (rfc822-nuke-whitespace)
        (while (not (eobp))
          (if (rfc822-looking-at "[,; \t\n]") nil
            (let ((value (catch 'address (rfc822-addresses-1 t))))
              (if (listp value) (setq list (append (reverse value) list)) (push value list))
              (when (and (stringp value) (string-prefix-p "(Unparsable" value))
                (if (re-search-forward "[,;]" nil t) (forward-char -1) (goto-char (point-max)))))
            (unless (or (eobp) (memq (following-char) '(?, ?\;)))
              (push (catch 'address (let ((rfc822-address-start (point))) (rfc822-bad-address "Missing comma between addresses"))) list)
              (if (re-search-forward "[,;]" nil t) (forward-char -1) (goto-char (point-max))))))
        (nreverse list)))))

(provide 'rfc822)
;;; rfc822.el ends here
