;;; url-history.el --- the addresses that were visited -*- lexical-binding: t; -*-

(require 'url-parse)
(require 'url-util)

(defgroup url-history nil "History variables in the URL package." :prefix "url-history" :group 'url)
(defcustom url-history-track nil "Whether addresses that are visited are recorded; t means that the record is kept on disk."
  :type '(choice (const nil) (const t) other) :group 'url-history)
(defcustom url-history-file nil "The file of the record." :type '(choice (const nil) file) :group 'url-history)
(defcustom url-history-save-interval 3600 "Seconds between two times the record is saved." :type 'integer :group 'url-history)

(defvar url-history-hash-table (make-hash-table :size 31 :test #'equal) "Addresses that were visited, and when.")
(defvar url-history-changed-since-last-save nil "Whether the record has changed since it was saved.")
(defvar url-history-timer nil "Timer that saves the record.")

(defun url-history-setup-save-timer ()
  "Save the record every `url-history-save-interval' seconds."
  (interactive)
  (when (timerp url-history-timer) (cancel-timer url-history-timer))
  (setq url-history-timer
        (and (eq url-history-track t) url-history-save-interval
             (run-at-time url-history-save-interval url-history-save-interval #'url-history-save-history))))

(defun url-history-parse-history (&optional fname)
  "Load the record from FNAME, by default `url-history-file'."
  (let ((file (or fname url-history-file)))
    (when (and file (file-exists-p file)) (load file nil t))
    (unless (hash-table-p url-history-hash-table) (setq url-history-hash-table (make-hash-table :size 31 :test #'equal)))))

(defun url-history-update-url (url time)
  "Record that URL, a string or an object, was visited at TIME."
  (setq url-history-changed-since-last-save t)
  (puthash (if (vectorp url) (url-recreate-url url) (if (url-p url) (url-recreate-url url) url)) time url-history-hash-table))

(defun url-history-save-history (&optional fname)
  "Write the record to FNAME, by default `url-history-file', if it has changed."
  (interactive)
  (let ((file (or fname url-history-file)))
    (when (and file (or fname url-history-changed-since-last-save))
      (make-directory (file-name-directory (expand-file-name file)) t)
      (with-temp-file file
        (insert "(setq url-history-hash-table (make-hash-table :size 31 :test 'equal))\n")
        (maphash (lambda (url time) (insert (format "(puthash %S '%S url-history-hash-table)\n" url time))) url-history-hash-table))
      (setq url-history-changed-since-last-save nil))))

(defun url-have-visited-url (url) "Return when URL was visited, or nil." (gethash url url-history-hash-table))

(defun url-completion-function (string predicate function)
  "Complete STRING to an address of the record that satisfies PREDICATE; FUNCTION is nil, t or `lambda'."
  (let ((all nil))
    (maphash (lambda (url _) (push url all)) url-history-hash-table)
    (complete-with-action function all string predicate)))

(provide 'url-history)
;;; url-history.el ends here
