;;; xdg.el --- folders and desktop files -*- lexical-binding: t -*-

(require 'ert)
(require 'xdg)

(defmacro xdg-tests-with (variables &rest body)
  "Run BODY with VARIABLES of the environment and a FOLDER that goes afterwards."
  (declare (indent 1))
  `(let* ((folder (file-name-as-directory (make-temp-file "xdg" t))) (xdg-user-dirs nil) (xdg-mime-table nil)
          (process-environment (append ,variables process-environment)))
     (unwind-protect (progn ,@body) (delete-directory folder t))))

(ert-deftest xdg-base-directories ()
  (xdg-tests-with '("HOME=/h" "XDG_CONFIG_HOME=/c" "XDG_DATA_HOME=relative" "XDG_CACHE_HOME" "XDG_DATA_DIRS=/a:/b" "XDG_CONFIG_DIRS")
    (should (equal (xdg-config-home) "/c"))
    (should (equal (xdg-data-home) (expand-file-name "~/.local/share")))
    (should (equal (xdg-cache-home) (expand-file-name "~/.cache")))
    (should (equal (xdg-data-dirs) '("/a/" "/b/")))
    (should (equal (xdg-config-dirs) '("/etc/xdg")))))

(ert-deftest xdg-user-dirs ()
  (xdg-tests-with (list (concat "XDG_CONFIG_HOME=" folder) "HOME=/h")
    (with-temp-file (expand-file-name "user-dirs.dirs" folder)
      (insert "# comment\nXDG_DOWNLOAD_DIR=\"$HOME/Down \\\"x\\\"\"\nXDG_MUSIC_DIR=\"/m\"\nXDG_OTHER_DIR=\"/o\"\n"))
    (when (featurep 'elwire) (should (equal (xdg-user-dir "DOWNLOAD") "/h/Down \"x\"")))  ; Emacs stops at the quote
    (should (equal (xdg-user-dir "MUSIC") "/m"))
    (should-not (xdg-user-dir "OTHER"))))

(ert-deftest xdg-desktop-strings ()
  (should (equal (mapcar #'xdg-desktop-strings '("" "a" "a;b;" "a\\;b;c" "a;;b"))
                 '(nil ("a") ("a" "b") ("a;b" "c") ("a" "" "b")))))

(ert-deftest xdg-desktop-files ()
  (xdg-tests-with nil
    (let ((file (expand-file-name "x.desktop" folder)))
      (with-temp-file file (insert "# comment\n\n[Desktop Entry]\nName=Yé\nName[de]=Ja\nExec = run %f\n[Other]\nName=Z\n"))
      (let ((entries (xdg-desktop-read-file file)))
        (when (featurep 'elwire) (should (equal (gethash "Name" entries) "Yé")))  ; Emacs does not decode
        (should (equal (gethash "Exec" entries) "run %f")))
      (should (equal (gethash "Name" (xdg-desktop-read-file file "Other")) "Z"))
      (with-temp-file file (insert "Name=x\n"))
      (should-error (xdg-desktop-read-file file)))))

(ert-deftest xdg-thumbnails ()
  (should (equal (xdg-thumb-uri "/a b") "file:///a b"))
  (should (equal (xdg-thumb-name "/a") (concat (md5 "file:///a") ".png"))))

;;; xdg.el ends here
