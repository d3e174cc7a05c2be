;;; ietf-drums.el --- the structure of header fields -*- lexical-binding: t; -*-

;; What RFC 2822 says about comments, quoted strings and addresses.  Fields are cut into tokens once, and everything else asks the tokens;
;; an unfinished comment, quoted string or <...> reaches to the end of the field.

(require 'cl-lib)

(defvar ietf-drums-no-ws-ctl-token "\001-\010\013\014\016-\037\177" "Control characters that are no white space, as a set for `skip-chars-forward'.")
(defvar ietf-drums-text-token "\001-\011\013\014\016-\177" "All of ASCII without CR and LF.")
(defvar ietf-drums-specials-token "()<>[]:;@\\,.\"" "Characters that mean something in fields.")
(defvar ietf-drums-quote-token "\\" "The character that quotes the next one.")
(defvar ietf-drums-wsp-token " \t" "White space within a line.")
(defvar ietf-drums-fws-regexp (concat "[" ietf-drums-wsp-token "]*\n[" ietf-drums-wsp-token "]+") "Matches the place where a line is folded.")
(defvar ietf-drums-atext-token "-^a-zA-Z0-9!#$%&'*+/=?_`{|}~" "Characters of words.")
(defvar ietf-drums-dot-atext-token "-^a-zA-Z0-9!#$%&'*+/=?_`{|}~." "Characters of words, and the full stop.")
(defvar ietf-drums-qtext-token "\001-\010\013\014\016-\037\177!#-[]-\177" "What may stand in quoted strings without a backslash.")
(defvar ietf-drums-tspecials "][()<>@,;:\\\"/?=" "Characters that the values of MIME parameters have only within quotes.")

(defvar ietf-drums-syntax-table
  (let ((table (copy-syntax-table emacs-lisp-mode-syntax-table)))
    (modify-syntax-entry ?\\ "/" table)
    (modify-syntax-entry ?< "(>" table)
    (modify-syntax-entry ?> ")<" table)
    (modify-syntax-entry ?@ "w" table)
    (modify-syntax-entry ?/ "w" table)
    (modify-syntax-entry ?* "_" table)
    (modify-syntax-entry ?\; "_" table)
    (modify-syntax-entry ?\' "_" table)
    table)
  "The syntax of header fields.")

(defun ietf-drums-token-to-list (token)
  "Return the characters of TOKEN, which may have ranges such as a-z, as a list; a minus sign at the beginning means itself."
  (let ((from 0) (size (length token)) (chars nil))
    (while (< from size)
      (let ((char (aref token from)))
        (if (and (< (+ from 2) size) (eq (aref token (1+ from)) ?-))
            (let ((last (aref token (+ from 2))))
              (while (<= char last) (push char chars) (setq char (1+ char)))
              (setq from (+ from 3)))
          (push char chars)
          (setq from (1+ from)))))
    (nreverse chars)))

;;; Tokens

(defun ietf-drums--comment-end (string from)
  "Return the end of the comment of STRING that begins at FROM; comments nest."
  (let ((depth 0) (at from) (end nil))
    (while (and (not end) (< at (length string)))
      (pcase (aref string at)
        (?\\ (setq at (1+ at)))
        (?\( (setq depth (1+ depth)))
        (?\) (setq depth (1- depth)) (when (= depth 0) (setq end (1+ at)))))
      (setq at (1+ at)))
    (or end (length string))))

(defun ietf-drums--closer (string from char)
  "Return the position behind CHAR, the end of what begins in STRING at FROM; the end of STRING if there is none."
  (let ((at (1+ from)) (end nil))
    (while (and (not end) (< at (length string)))
      (let ((this (aref string at)))
        (cond ((eq this ?\\) (setq at (1+ at)))
              ((eq this char) (setq end (1+ at)))))
      (setq at (1+ at)))
    (or end (length string))))

(defun ietf-drums--tokens (string)
  "Return STRING as a list of (KIND . TEXT), KIND one of space, comment, quoted, angle, text and a special character of lists."
  (unless (stringp string) (signal 'wrong-type-argument (list 'char-or-string-p string)))
  (let ((from 0) (tokens nil))
    (while (< from (length string))
      (let* ((char (aref string from))
             (kind (cond ((memq char '(?\s ?\t ?\n ?\r)) 'space) ((eq char ?\() 'comment) ((eq char ?\") 'quoted) ((eq char ?<) 'angle)
                         ((memq char '(?, ?\; ?:)) char) (t 'text)))
             (end (pcase kind
                    ('space (or (string-match "[^ \t\n\r]" string from) (length string)))
                    ('comment (ietf-drums--comment-end string from))
                    ('quoted (ietf-drums--closer string from ?\"))
                    ('angle (ietf-drums--closer string from ?>))
                    ('text (or (string-match "[] \t\n\r(\"<,;:]" string (1+ from)) (length string)))
                    (_ (1+ from)))))
        (push (cons kind (substring string from (min end (length string)))) tokens)
        (setq from end)))
    (nreverse tokens)))

(defun ietf-drums--without (string &rest kinds)
  "Return STRING without the tokens of KINDS."
  (mapconcat #'cdr (cl-remove-if (lambda (token) (memq (car token) kinds)) (ietf-drums--tokens-flat string)) ""))

(defun ietf-drums--tokens-flat (string)
  "Return the tokens of STRING, in which those within <...> are tokens of their own."
  (cl-mapcan (lambda (token)
               (if (eq (car token) 'angle)
                   (cons (cons 'text "<") (ietf-drums--tokens-flat (substring (cdr token) 1)))
                 (list token)))
             (ietf-drums--tokens string)))

(defun ietf-drums--inside (text)
  "Return TEXT, which begins with a delimiter, without its delimiters."
  (if (and (> (length text) 1) (memq (aref text (1- (length text))) '(?\) ?\" ?>))) (substring text 1 -1) (substring text 1)))

(defun ietf-drums-remove-comments (string)
  "Return STRING without comments."
  (ietf-drums--without string 'comment))

(defun ietf-drums-remove-whitespace (string)
  "Return STRING without white space outside of comments and quoted strings."
  (ietf-drums--without string 'space))

(defun ietf-drums-get-comment (string)
  "Return the last comment of STRING without its parentheses, or nil."
  (let ((last (car (last (cl-remove 'comment (ietf-drums--tokens-flat string) :key #'car :test-not #'eq)))))
    (and last (ietf-drums--inside (cdr last)))))

(defun ietf-drums-strip (string)
  "Return STRING without comments and white space."
  (ietf-drums--without string 'comment 'space))

(defun ietf-drums-remove-garbage (string)
  "Return STRING without the quotes and other characters that do not belong into the name of an encoding."
  (replace-regexp-in-string (concat "[" (regexp-quote "][") "()<>@,;:\\\\\"/?=" "]+") "" string t t))

(defun ietf-drums-strip-cte (string)
  "Return STRING, the value of a Content-Transfer-Encoding field, without comments, white space and what does not belong there."
  (ietf-drums-remove-garbage (ietf-drums-strip string)))

;;; Addresses

(defun ietf-drums--name (tokens)
  "Return the name of a person that TOKENS spell; nil if it is empty."
  (let ((name (mapconcat (lambda (token)
                           (pcase (car token)
                             ('space " ") ('comment "")
                             ('quoted (ietf-drums--inside (cdr token)))
                             (_ (cdr token))))
                         tokens "")))
    (setq name (string-trim (replace-regexp-in-string "[ \t\n]+" " " name)))
    (and (not (equal name "")) name)))

(defun ietf-drums--parse (tokens)
  "Return what TOKENS, those of an address, say as (MAILBOX . NAME), or nil if there is no mailbox."
  (let* ((angle (assq 'angle tokens))
         (comment (lambda (tokens) (let ((all (cl-remove 'comment tokens :key #'car :test-not #'eq)))
                                     (and all (ietf-drums--inside (cdar (last all))))))))
    (if angle
        (let* ((inside (ietf-drums--tokens (ietf-drums--inside (cdr angle))))
               (mailbox (mapconcat #'cdr (cl-remove-if (lambda (token) (memq (car token) '(space comment))) inside) "")))
          (and (string-suffix-p ">" (cdr angle))
               (cons mailbox (or (ietf-drums--name (cl-subseq tokens 0 (cl-position angle tokens)))
                                 (funcall comment (append tokens inside))))))
      (let ((mailbox (mapconcat (lambda (token) (pcase (car token)
                                                  ((or 'space 'comment) "")
                                                  ('quoted (ietf-drums--inside (cdr token)))
                                                  (_ (cdr token))))
                                tokens "")))
        (and (string-search "@" mailbox) (cons mailbox (funcall comment tokens)))))))

(declare-function rfc2047-decode-string "rfc2047")
(defun ietf-drums-parse-address (string &optional decode)
  "Return STRING, an address, as (MAILBOX . NAME); NAME may be nil, and the value is nil if there is no mailbox.
DECODE means that encoded words (RFC 2047) in NAME are decoded.
An address whose <...> has no end is none."
  (let ((pair (ietf-drums--parse (ietf-drums--tokens string))))
    (if (and decode (cdr pair))
        (cons (car pair) (progn (require 'rfc2047) (rfc2047-decode-string (cdr pair))))
      pair)))

(defun ietf-drums-parse-addresses (string &optional rawp)
  "Return STRING, addresses separated by commas, as a list of (MAILBOX . NAME); what has no mailbox is left out.
RAWP means a list of the addresses as they stand there.  The members of groups count like others."
  (and string
       (let ((lists (list nil)))
         (dolist (token (ietf-drums--tokens string))
           (if (eq (car token) ?,) (push nil lists) (push token (car lists))))
         (delq nil (mapcar (lambda (tokens)
                             (setq tokens (nreverse tokens))
                             (if rawp (let ((text (mapconcat #'cdr tokens ""))) (and (not (equal text "")) text))
                               (ietf-drums--parse tokens)))
                           (nreverse lists))))))

(defun ietf-drums-quote-string (string)
  "Return STRING within quotes if it has characters other than those of words."
  (if (string-match (concat "[^" ietf-drums-atext-token "]") string) (concat "\"" string "\"") string))

(defun ietf-drums-make-address (name address)
  "Return the text of the address ADDRESS of the person NAME, a string or nil."
  (if name (concat (ietf-drums-quote-string name) " <" address ">") address))

;;; Whole headers

(defun ietf-drums-unfold-fws ()
  "Put the lines of the current buffer that are folded together again."
  (goto-char (point-min))
  (while (re-search-forward ietf-drums-fws-regexp nil t) (replace-match " " t t))
  (goto-char (point-min)))

(defun ietf-drums-parse-date (string)
  "Return the time that STRING, the value of a Date field, means."
  (encode-time (parse-time-string string)))

(defun ietf-drums-narrow-to-header ()
  "Narrow the buffer to its header, which ends before the first empty line, and go to its beginning."
  (narrow-to-region (goto-char (point-min)) (if (re-search-forward "^\r?$" nil 1) (match-beginning 0) (point-max)))
  (goto-char (point-min)))

(provide 'ietf-drums)
;;; ietf-drums.el ends here
