;;; tramp.el --- names of remote files -*- lexical-binding: t -*-

(require 'ert)
(require 'tramp)

(ert-deftest tramp-names ()
  (let ((parts (tramp-dissect-file-name "/ssh:me@host.example#22:/a/b")))
    (should (equal (list (tramp-file-name-method parts) (tramp-file-name-user parts) (tramp-file-name-host parts) (tramp-file-name-port parts)
                         (tramp-file-name-localname parts))
                   '("ssh" "me" "host.example" "22" "/a/b")))
    (should (equal (tramp-make-tramp-file-name parts) "/ssh:me@host.example#22:/a/b")))
  (should (equal (with-parsed-tramp-file-name "/ssh:me@host:/x" nil (list method user host localname)) '("ssh" "me" "host" "/x")))
  (should (tramp-tramp-file-p "/ssh:host:/x"))
  (should-not (tramp-tramp-file-p "/a/b"))
  (should (equal (file-remote-p "/ssh:me@host:/x") "/ssh:me@host:"))
  (should (equal (file-remote-p "/ssh:me@host:/x" 'localname) "/x"))
  (should (equal (file-name-directory "/ssh:me@host:/x/y") "/ssh:me@host:/x/"))
  (should (equal (file-name-nondirectory "/ssh:me@host:/x/y") "y")))

(ert-deftest tramp-has-no-connections ()
  (skip-unless (featurep 'elwire))
  (should-error (insert-file-contents "/ssh:me@host:/x") :type 'remote-file-error)
  (should-error (file-exists-p "/ssh:me@host:/x") :type 'remote-file-error))
