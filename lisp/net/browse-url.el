;;; browse-url.el --- give URLs to browsers -*- lexical-binding: t; -*-

;; Manual: (emacs) Browse-URL.  A handler that matches the URL is called, else `browse-url-browser-function'.

(require 'url)

(defgroup browse-url nil "Use of browsers." :group 'external)
(defcustom browse-url-browser-function #'browse-url-default-browser "The function that shows URLs, called with one and arguments." :type 'function :group 'browse-url)
(defcustom browse-url-secondary-browser-function #'browse-url-default-browser "Another function that shows URLs." :type 'function :group 'browse-url)
(defcustom browse-url-mailto-function #'browse-url-mail "The function for mailto: URLs." :type 'function :group 'browse-url)
(defcustom browse-url-man-function #'browse-url-man "The function for man: URLs." :type 'function :group 'browse-url)
(defcustom browse-url-handlers nil "(REGEXP-OR-PREDICATE . HANDLER)s that are tried first." :type '(alist :value-type function) :group 'browse-url)
(defvar browse-url-default-handlers
  '(("\\`mailto:" . browse-url--mailto) ("\\`man:" . browse-url--man) (browse-url--non-html-file-url-p . browse-url-emacs))
  "Like `browse-url-handlers', tried afterwards.")
(defcustom browse-url-button-regexp
  (concat "\\b\\(\\(www\\.\\|\\(s?https?\\|ftp\\|file\\|gopher\\|nntp\\|news\\|telnet\\|wais\\|mailto\\|info\\):\\)"
          "\\(//[-a-z0-9_.]+:[0-9]*\\)?"
          "\\([-a-z0-9_=#$@~%&*+\\/[:word:]!?:;.,]+([-a-z0-9_=#$@~%&*+\\/[:word:]!?:;.,]+)\\(?:[-a-z0-9_=#$@~%&*+\\/[:word:]!?:;.,]+[-a-z0-9_=#$@~%&*+\\/[:word:]]\\)?"
          "\\|[-a-z0-9_=#$@~%&*+\\/[:word:]!?:;.,]+[-a-z0-9_=#$@~%&*+\\/[:word:]]\\)\\)")
  "Regexp for URLs in text." :type 'regexp :group 'browse-url)
(defcustom browse-url-browser-display nil "The display of browsers." :type '(choice string (const nil)) :group 'browse-url)
(defcustom browse-url-firefox-program "firefox" "The program." :type 'string :group 'browse-url)
(defcustom browse-url-firefox-arguments nil "Its arguments." :type '(repeat string) :group 'browse-url)
(defcustom browse-url-firefox-new-window-is-tab nil "Whether new windows are tabs." :type 'boolean :group 'browse-url)
(defcustom browse-url-chrome-program "google-chrome" "The program." :type 'string :group 'browse-url)
(defcustom browse-url-chrome-arguments nil "Its arguments." :type '(repeat string) :group 'browse-url)
(defcustom browse-url-chromium-program "chromium" "The program." :type 'string :group 'browse-url)
(defcustom browse-url-chromium-arguments nil "Its arguments." :type '(repeat string) :group 'browse-url)
(defcustom browse-url-generic-program nil "The program of `browse-url-generic'." :type '(choice string (const nil)) :group 'browse-url)
(defcustom browse-url-generic-args nil "Its arguments." :type '(repeat string) :group 'browse-url)
(defcustom browse-url-new-window-flag nil "Whether to open new windows." :type 'boolean :group 'browse-url)
(defcustom browse-url-filename-alist '(("^/+" . "file:///")) "(REGEXP . REPLACEMENT)s that make URLs of file names." :type '(repeat (cons regexp string)) :group 'browse-url)
(defcustom browse-url-save-file nil "Whether buffers are saved before their files are shown." :type 'boolean :group 'browse-url)
(defcustom browse-url-of-file-hook nil "Run after a browser was asked to show a file." :type 'hook :group 'browse-url)
(defcustom browse-url-temp-dir temporary-file-directory "Where files for browsers are written." :type 'string :group 'browse-url)
(defvar-local browse-url-temp-file-name nil "The file written for the buffer.")
(defface browse-url-button '((t :inherit link)) "Face for URLs." :group 'browse-url)

;;; URLs

(defun browse-url-url-encode-chars (text chars)
  "Return TEXT with what matches CHARS, a regexp, encoded."
  (replace-regexp-in-string chars (lambda (found) (mapconcat (lambda (byte) (format "%%%X" byte)) (encode-coding-string found 'utf-8) "")) text t t))
(defun browse-url-encode-url (url) "Return URL with what shells and browsers dislike encoded." (browse-url-url-encode-chars url "[\"()$ ]"))

(defun browse-url-file-url (file)
  "Return the URL of FILE."
  (let ((url (url-hexify-string (encode-coding-string (expand-file-name file) (or file-name-coding-system default-file-name-coding-system 'utf-8)) url-path-allowed-chars)))
    (dolist (entry browse-url-filename-alist)
      (when (string-match (car entry) url) (setq url (replace-match (cdr entry) t nil url))))
    url))

(defun browse-url-url-at-point ()
  "Return the URL around point, or that of a file name there; nil if there is none."
  (or (thing-at-point 'url t)
      (let ((name (thing-at-point 'filename t))) (and name (not (equal name "")) (concat "http://" name)))))
(defun browse-url-interactive-arg (prompt)
  "Read a URL with PROMPT; the one around point is the default.  Return (URL NEW-WINDOW)."
  (let ((default (browse-url-url-at-point)))
    (list (read-string (format-prompt (string-trim-right prompt "[: ]+") default) nil nil default)
          (not (eq (null browse-url-new-window-flag) (null current-prefix-arg))))))

;;; Choosing

(defun browse-url--mailto (url &rest args) "Call `browse-url-mailto-function' with URL and ARGS." (apply browse-url-mailto-function url args))
(defun browse-url--man (url &rest args) "Call `browse-url-man-function' with URL and ARGS." (apply browse-url-man-function url args))
(defun browse-url--non-html-file-url-p (url) "Whether URL is that of a file that is no HTML." (and (string-match-p "\\`file://" url) (not (string-match-p "\\`file://.*\\.html?\\b" url))))
(defun browse-url--browser-kind (function url)
  "Return the kind, `internal' or `external', of FUNCTION for URL; nil if it is not known."
  (let ((kind (and (symbolp function) (get function 'browse-url-browser-kind))))
    (if (functionp kind) (funcall kind url) kind)))

(defun browse-url-select-handler (url &optional kind)
  "Return the function for URL in the lists of handlers, of KIND if that is given; nil if there is none."
  (cdr (seq-find (lambda (entry)
                   (and (or (null kind) (eq kind (browse-url--browser-kind (cdr entry) url)))
                        (if (functionp (car entry)) (funcall (car entry) url) (string-match-p (car entry) url))))
                 (append browse-url-handlers
                         (unless (functionp browse-url-browser-function) browse-url-browser-function)
                         browse-url-default-handlers))))

(defun browse-url (url &rest args)
  "Show URL by the handler for it, else by `browse-url-browser-function'; ARGS are for that, by default whether to open a new window."
  (interactive (browse-url-interactive-arg "URL: "))
  (unless (called-interactively-p 'interactive)
    (setq args (or args (list browse-url-new-window-flag))))
  (when (and url (string-match "\\`\\(?:file:\\)?\\(?:/[^/]\\|~\\)" url) (not (string-match-p "\\`file:" url)))
    (setq url (concat "file://" (expand-file-name url))))
  (let ((function (or (browse-url-select-handler url)
                      (if (functionp browse-url-browser-function) browse-url-browser-function #'browse-url-default-browser))))
    (apply function url args)))

(defun browse-url-with-browser-kind (kind url &optional arg)
  "Show URL by a function of KIND, `internal' or `external', called with ARG."
  (interactive (list 'external (car (browse-url-interactive-arg "URL: "))))
  (let ((function (or (browse-url-select-handler url kind)
                      (seq-find (lambda (f) (and (functionp f) (eq kind (browse-url--browser-kind f url))))
                                (list browse-url-browser-function browse-url-secondary-browser-function #'browse-url-default-browser #'eww)))))
    (funcall function url arg)))

(defun browse-url-at-point (&optional arg)
  "Show the URL around point; ARG as in `browse-url'."
  (interactive "P")
  (let ((url (browse-url-url-at-point)))
    (if url (browse-url url (if arg (not browse-url-new-window-flag) browse-url-new-window-flag)) (error "No URL found"))))
(defun browse-url-at-mouse (event) "Show the URL that EVENT clicked on." (interactive "e") (save-excursion (mouse-set-point event) (browse-url-at-point)))

;;; Files and buffers

(defun browse-url-of-file (&optional file)
  "Show FILE, by default that of the buffer."
  (interactive)
  (let ((name (or file buffer-file-name (error "Current buffer has no file"))))
    (when (and browse-url-save-file (get-file-buffer name)) (with-current-buffer (get-file-buffer name) (save-buffer)))
    (browse-url (browse-url-file-url name))
    (run-hooks 'browse-url-of-file-hook)))
(defun browse-url-of-buffer (&optional buffer)
  "Show BUFFER, written to a file of its own if it has none."
  (interactive)
  (with-current-buffer (or buffer (current-buffer))
    (browse-url-of-file
     (or buffer-file-name
         (progn
           (unless browse-url-temp-file-name
             (setq browse-url-temp-file-name (make-temp-file (expand-file-name (url-hexify-string (buffer-name)) browse-url-temp-dir) nil ".html")))
           (write-region (point-min) (point-max) browse-url-temp-file-name nil 'no-message)
           browse-url-temp-file-name)))))
(defun browse-url-of-region (min max)
  "Show the text from MIN to MAX."
  (interactive "r")
  (save-restriction (narrow-to-region min max) (browse-url-of-buffer)))
(defun browse-url-delete-temp-file (&optional temp-file-name)
  "Delete the file that was written for the buffer, or TEMP-FILE-NAME."
  (let ((file (or temp-file-name browse-url-temp-file-name)))
    (when (and file (file-exists-p file)) (delete-file file) (unless temp-file-name (setq browse-url-temp-file-name nil)))))

;;; Browsers

(defun browse-url-process-environment () "The environment for browsers." process-environment)
(defun browse-url-can-use-xdg-open () "Whether there is a desktop that xdg-open knows." (and (getenv "DISPLAY") (executable-find "xdg-open") t))
(defun browse-url-default-browser (url &rest args)
  "Show URL, with ARGS, by the first of the browsers that is there; an error if none is."
  (let ((function (cond ((browse-url-can-use-xdg-open) #'browse-url-xdg-open)
                        ((executable-find browse-url-firefox-program) #'browse-url-firefox)
                        ((executable-find browse-url-chromium-program) #'browse-url-chromium)
                        ((executable-find browse-url-chrome-program) #'browse-url-chrome)
                        ((and browse-url-generic-program (executable-find browse-url-generic-program)) #'browse-url-generic))))
    (unless function (error "No usable browser found"))
    (apply function url args)))
(defun browse-url--start (program arguments url)
  "Start PROGRAM with ARGUMENTS and URL."
  (let ((process-environment (browse-url-process-environment)))
    (apply #'start-process (concat program " " url) nil program (append arguments (list (browse-url-encode-url url))))))
(defun browse-url-xdg-open (url &optional _ignored) "Show URL by xdg-open." (interactive (browse-url-interactive-arg "URL: ")) (call-process "xdg-open" nil 0 nil (browse-url-encode-url url)))
(defun browse-url-firefox (url &optional new-window)
  "Show URL by Firefox, in a NEW-WINDOW."
  (interactive (browse-url-interactive-arg "URL: "))
  (browse-url--start browse-url-firefox-program
                     (append browse-url-firefox-arguments (if new-window (list (if browse-url-firefox-new-window-is-tab "-new-tab" "-new-window"))))
                     url))
(defun browse-url-chromium (url &optional _new-window) "Show URL by Chromium." (interactive (browse-url-interactive-arg "URL: ")) (browse-url--start browse-url-chromium-program browse-url-chromium-arguments url))
(defun browse-url-chrome (url &optional _new-window) "Show URL by Chrome." (interactive (browse-url-interactive-arg "URL: ")) (browse-url--start browse-url-chrome-program browse-url-chrome-arguments url))
(defun browse-url-generic (url &optional _new-window)
  "Show URL by `browse-url-generic-program'."
  (interactive (browse-url-interactive-arg "URL: "))
  (unless browse-url-generic-program (error "No browser defined (`browse-url-generic-program')"))
  (apply #'call-process browse-url-generic-program nil 0 nil (append browse-url-generic-args (list (browse-url-encode-url url)))))
(defun browse-url-emacs (url &optional same-window)
  "Show what URL leads to in a buffer, in this window if SAME-WINDOW."
  (interactive (browse-url-interactive-arg "URL: "))
  (require 'url-handlers)
  (let ((parsed (url-generic-parse-url url)) (names file-name-handler-alist))
    (let ((file-name-handler-alist (cons (cons url-handler-regexp #'url-file-handler) names)))
      (funcall (if same-window #'find-file #'find-file-other-window)
               (if (equal (url-type parsed) "file") (url-unhex-string (url-filename parsed)) url)))))
(defun browse-url-mail (url &optional _new-window)
  "Begin a message for the mailto: URL."
  (interactive (browse-url-interactive-arg "Mailto URL: "))
  (let* ((text (substring url (if (string-match "\\`mailto:" url) 7 0))) (parts (split-string text "\\?"))
         (fields (and (cadr parts) (url-parse-query-string (cadr parts))))
         (field (lambda (name) (cadr (seq-find (lambda (entry) (browse-url--same-name-p (car entry) name)) fields))))
         (to (url-unhex-string (car parts))))
    (compose-mail (if (equal to "") (funcall field "to") to) (funcall field "subject")
                  (seq-remove (lambda (entry) (member (downcase (car entry)) '("Body" "body" "subject" "to"))) (mapcar (lambda (entry) (cons (car entry) (cadr entry))) fields)))
    (let ((body (funcall field "body"))) (when body (goto-char (point-max)) (insert body)))))
(defun browse-url--same-name-p (one other) "Whether ONE and OTHER are the same but for case." (eq t (compare-strings one nil nil other nil nil t)))
(defun browse-url-man (url &optional _new-window) "Show the manual page of URL." (interactive (browse-url-interactive-arg "Man page URL: ")) (man (replace-regexp-in-string "\\`man:" "" url)))
(dolist (browser '(browse-url-default-browser browse-url-xdg-open browse-url-firefox browse-url-chromium browse-url-chrome browse-url-generic))
  (put browser 'browse-url-browser-kind 'external))
(dolist (browser '(browse-url-emacs browse-url-mail browse-url-man)) (put browser 'browse-url-browser-kind 'internal))

;;; Buttons

(defvar browse-url-button-map
  (let ((map (make-sparse-keymap)))
    (define-key map "\r" #'browse-url-button-open)
    (define-key map [mouse-2] #'browse-url-button-open)
    (define-key map "w" #'browse-url-button-copy)
    map)
  "Keymap of URLs.")
(defun browse-url-add-buttons ()
  "Make the URLs after point buttons."
  (save-excursion
    (while (re-search-forward browse-url-button-regexp nil t)
      (add-text-properties (match-beginning 0) (match-end 0)
                           `(help-echo "Open the URL under point" keymap ,browse-url-button-map face browse-url-button button t category browse-url
                                       browse-url-data ,(match-string 0))))))
(defun browse-url--url-here () "The URL of the button at point." (or (get-text-property (point) 'browse-url-data) (error "No URL under point")))
(defun browse-url-button-open-url (url) "Show URL." (browse-url url))
(defun browse-url-button-open (&optional external mouse-event)
  "Show the URL at point or of MOUSE-EVENT; EXTERNAL: by the other browser."
  (interactive (list current-prefix-arg last-nonmenu-event))
  (when (consp mouse-event) (mouse-set-point mouse-event))
  (let ((url (browse-url--url-here)))
    (if external (funcall browse-url-secondary-browser-function url) (browse-url url))))
(defun browse-url-button-copy () "Put the URL at point on the kill ring." (interactive) (let ((url (browse-url--url-here))) (kill-new url) (message "Copied %s" url)))

(provide 'browse-url)

;;; browse-url.el ends here
