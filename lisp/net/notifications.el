;;; notifications.el --- notes on desktops -*- lexical-binding: t; -*-

;; Manual: (elisp) Desktop Notifications.  They go over D-Bus, which is not there: an error says so.

(require 'dbus)
(defconst notifications-service "org.freedesktop.Notifications" "The service.")
(defconst notifications-path "/org/freedesktop/Notifications" "Its object.")
(defconst notifications-interface "org.freedesktop.Notifications" "Its interface.")
(defvar notifications-application-name "Emacs" "The name of the application.")
(defvar notifications-application-icon "" "Its icon.")
(defun notifications-notify (&rest params) "Show the note PARAMS say; an error where there is no bus." (dbus-call-method (or (plist-get params :bus) :session)))
(defun notifications-close-notification (_id &optional bus) "Close a note; an error where there is no BUS." (dbus-call-method (or bus :session)))
(defun notifications-get-capabilities (&optional bus) "What the server of notes can; nil where there is no BUS." (dbus-ignore-errors (dbus-call-method (or bus :session))))
(defun notifications-get-server-information (&optional bus) "What the server of notes is; nil where there is no BUS." (dbus-ignore-errors (dbus-call-method (or bus :session))))
(provide 'notifications)

;;; notifications.el ends here
