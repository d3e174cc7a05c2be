;;; bookmark-list.el --- the list of bookmarks -*- lexical-binding: t; -*-

(require 'tabulated-list)
(defvar bookmark-alist)
(defvar bookmark-bmenu-file-column)
(defvar bookmark-bmenu-toggle-filenames)
(defvar bookmark-menu-confirm-deletion)
(declare-function bookmark-get-bookmark "bookmark")
(declare-function bookmark-maybe-load-default-file "bookmark")

(defconst bookmark-bmenu-buffer "*Bookmark List*" "The name of the list's buffer.")
(defvar bookmark-bmenu-use-header-line t "Whether the headings are in the header line.")
(defvar bookmark-bmenu-inline-header-height 2 "How many lines the headings take where they are text.")
(defvar bookmark-bmenu-marks-width 2 "How wide the column of marks is.")

(defvar bookmark-bmenu-mode-map
  (let ((map (make-sparse-keymap)))
    (set-keymap-parent map tabulated-list-mode-map)
    (pcase-dolist (`(,key . ,command)
                   '(("v" . bookmark-bmenu-select) ("w" . bookmark-bmenu-locate) ("5" . bookmark-bmenu-other-frame)
                     ("2" . bookmark-bmenu-2-window) ("1" . bookmark-bmenu-1-window) ("j" . bookmark-bmenu-this-window)
                     ("f" . bookmark-bmenu-this-window) ("\C-m" . bookmark-bmenu-this-window) ("o" . bookmark-bmenu-other-window)
                     ("\C-o" . bookmark-bmenu-switch-other-window) ("s" . bookmark-bmenu-save) ("k" . bookmark-bmenu-delete)
                     ("\C-d" . bookmark-bmenu-delete-backwards) ("x" . bookmark-bmenu-execute-deletions) ("d" . bookmark-bmenu-delete)
                     ("D" . bookmark-bmenu-delete-all) ("u" . bookmark-bmenu-unmark) ("U" . bookmark-bmenu-unmark-all)
                     ("\177" . bookmark-bmenu-backup-unmark) ("m" . bookmark-bmenu-mark) ("M" . bookmark-bmenu-mark-all)
                     ("l" . bookmark-bmenu-load) ("r" . bookmark-bmenu-rename) ("R" . bookmark-bmenu-relocate)
                     ("t" . bookmark-bmenu-toggle-filenames) ("a" . bookmark-bmenu-show-annotation)
                     ("A" . bookmark-bmenu-show-all-annotations) ("e" . bookmark-bmenu-edit-annotation)))
      (define-key map key command))
    map)
  "Keymap of the list of bookmarks.")

(define-derived-mode bookmark-bmenu-mode tabulated-list-mode "Bookmark Menu"
  "Mode for the list of bookmarks."
  (setq truncate-lines t buffer-read-only t)
  (setq tabulated-list-padding bookmark-bmenu-marks-width)
  (setq tabulated-list-sort-key '("Bookmark" . nil)))

(defun bookmark-bmenu--revert ()
  "Make the entries of the list again."
  (let ((files bookmark-bmenu-toggle-filenames))
    (setq tabulated-list-format
          (if files
              (vector '("" 1) (list "Bookmark" bookmark-bmenu-file-column t) '("File" 0 t))
            (vector '("" 1) '("Bookmark" 0 t))))
    (setq tabulated-list-entries
          (mapcar (lambda (record)
                    (list record
                          (vconcat (list (let ((annotation (cdr (assq 'annotation (cdr record)))))
                                           (if (and annotation (not (equal annotation ""))) "*" ""))
                                         (propertize (car record) 'font-lock-face 'bookmark-menu-bookmark))
                                   (if files (list (bookmark-location record))))))
                  bookmark-alist))
    (tabulated-list-init-header)
    (tabulated-list-print t)))

(defun bookmark--refresh-list ()
  "Make the list again, if there is one."
  (let ((buffer (get-buffer bookmark-bmenu-buffer)))
    (when buffer (with-current-buffer buffer (bookmark-bmenu--revert)))))

(defun bookmark-bmenu-list ()
  "Show the list of bookmarks."
  (interactive)
  (bookmark-maybe-load-default-file)
  (let ((buffer (get-buffer-create bookmark-bmenu-buffer)))
    (if (called-interactively-p 'interactive) (switch-to-buffer buffer) (set-buffer buffer))
    (bookmark-bmenu-mode)
    (bookmark-bmenu--revert)))
(defalias 'list-bookmarks #'bookmark-bmenu-list)
(defalias 'edit-bookmarks #'bookmark-bmenu-list)

(defun bookmark-bmenu-bookmark ()
  "Return the name of the bookmark on this line; an error if there is none."
  (or (car (tabulated-list-get-id)) (error "No bookmark on this line")))

(defun bookmark-bmenu-goto-bookmark (name)
  "Go to the line of the bookmark NAME."
  (goto-char (point-min))
  (while (not (or (eobp) (equal name (car (tabulated-list-get-id))))) (forward-line 1)))

(defun bookmark-bmenu-toggle-filenames (&optional show)
  "Show files or hide them; with SHOW, show them."
  (interactive)
  (setq bookmark-bmenu-toggle-filenames (or show (not bookmark-bmenu-toggle-filenames)))
  (bookmark-bmenu--revert))

(defun bookmark-bmenu--tag (tag)
  "Put TAG on this line and go to the next."
  (bookmark-bmenu-bookmark)
  (tabulated-list-put-tag tag t))
(defun bookmark-bmenu-mark () "Mark this bookmark." (interactive) (bookmark-bmenu--tag ">"))
(defun bookmark-bmenu-delete () "Mark this bookmark for deletion." (interactive) (bookmark-bmenu--tag "D"))
(defun bookmark-bmenu-delete-backwards () "Mark this bookmark for deletion and go up." (interactive) (bookmark-bmenu-delete) (forward-line -2))
(defun bookmark-bmenu-unmark (&optional backup) "Remove the mark of this line; go up if BACKUP." (interactive "P") (bookmark-bmenu--tag "") (if backup (forward-line -2)))
(defun bookmark-bmenu-backup-unmark () "Go up and remove the mark there." (interactive) (forward-line -1) (bookmark-bmenu--tag "") (forward-line -1))

(defun bookmark-bmenu--tag-all (tag)
  "Put TAG on all lines."
  (save-excursion
    (goto-char (point-min))
    (while (tabulated-list-get-id) (tabulated-list-put-tag tag t))))
(defun bookmark-bmenu-mark-all () "Mark all bookmarks." (interactive) (bookmark-bmenu--tag-all ">"))
(defun bookmark-bmenu-unmark-all () "Remove all marks." (interactive) (bookmark-bmenu--tag-all ""))
(defun bookmark-bmenu-delete-all () "Mark all bookmarks for deletion." (interactive) (bookmark-bmenu--tag-all "D"))

(defun bookmark-bmenu--marked (mark)
  "Return the names of the bookmarks with MARK, a character."
  (let ((names nil))
    (save-excursion
      (goto-char (point-min))
      (while (tabulated-list-get-id)
        (if (eq (char-after) mark) (push (bookmark-bmenu-bookmark) names))
        (forward-line 1)))
    (nreverse names)))

(defun bookmark-bmenu-any-marks () "Whether a bookmark is marked." (and (bookmark-bmenu--marked ?>) t))

(defun bookmark-bmenu-execute-deletions ()
  "Delete the bookmarks that are marked for it."
  (interactive)
  (let ((names (bookmark-bmenu--marked ?D)))
    (if (or (not bookmark-menu-confirm-deletion) (yes-or-no-p "Delete selected bookmarks? "))
        (progn
          (dolist (name names) (bookmark-delete name t))
          (bookmark-bmenu--revert))
      (message "Bookmarks not deleted"))))

(defun bookmark-bmenu-select ()
  "Show this bookmark, and those that are marked in other windows."
  (interactive)
  (let ((name (bookmark-bmenu-bookmark)) (others (bookmark-bmenu--marked ?>)))
    (bookmark-jump name)
    (dolist (other (remove name others)) (save-selected-window (bookmark-jump-other-window other)))))
(defun bookmark-bmenu-this-window () "Go to this bookmark in this window." (interactive) (bookmark-jump (bookmark-bmenu-bookmark)))
(defun bookmark-bmenu-1-window () "Go to this bookmark in the only window." (interactive) (bookmark-jump (bookmark-bmenu-bookmark)) (delete-other-windows))
(defun bookmark-bmenu-other-window () "Go to this bookmark in another window." (interactive) (bookmark-jump-other-window (bookmark-bmenu-bookmark)))
(defun bookmark-bmenu-2-window () "Go to this bookmark in one of two windows." (interactive) (delete-other-windows) (bookmark-jump-other-window (bookmark-bmenu-bookmark)))
(defun bookmark-bmenu-other-frame () "Go to this bookmark in another frame." (interactive) (bookmark-jump-other-frame (bookmark-bmenu-bookmark)))
(defun bookmark-bmenu-switch-other-window () "Show this bookmark in another window." (interactive) (save-selected-window (bookmark-jump-other-window (bookmark-bmenu-bookmark))))
(defun bookmark-bmenu-locate () "Say where this bookmark is." (interactive) (message "%s" (bookmark-location (bookmark-bmenu-bookmark))))
(defun bookmark-bmenu-rename () "Rename this bookmark." (interactive) (bookmark-rename (bookmark-bmenu-bookmark)))
(defun bookmark-bmenu-relocate () "Ask where the file of this bookmark is." (interactive) (bookmark-relocate (bookmark-bmenu-bookmark)))
(defun bookmark-bmenu-save (&optional parg) "Save the bookmarks; PARG as in `bookmark-save'." (interactive "P") (bookmark-save parg))
(defun bookmark-bmenu-load () "Load bookmarks from a file." (interactive) (call-interactively #'bookmark-load))
(defun bookmark-bmenu-show-annotation () "Show the annotation of this bookmark." (interactive) (bookmark-show-annotation (bookmark-bmenu-bookmark)))
(defun bookmark-bmenu-show-all-annotations () "Show all annotations." (interactive) (bookmark-show-all-annotations))
(defun bookmark-bmenu-edit-annotation () "Edit the annotation of this bookmark." (interactive) (bookmark-edit-annotation (bookmark-bmenu-bookmark) t))

(provide 'bookmark-list)

;;; bookmark-list.el ends here
