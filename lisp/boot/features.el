;;; features.el --- what Emacs has loaded from the start -*- lexical-binding: t; -*-

;; Packages require these although they are always there.  A library that is packed for `require' is not among them, even if Emacs
;; preloads it.

(dolist (feature '(base64 case-table font-core font-lock faces format frame hashtable-print-readable help lisp-float-type
                   lisp-mode md5 mule obarray overlay page prog-mode sha1 simple syntax text-mode text-properties window))
  (provide feature))

;;; features.el ends here
