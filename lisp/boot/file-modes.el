;;; file-modes.el --- permissions of files in the notation of chmod -*- lexical-binding: t; -*-

(defun file-modes-char-to-who (char)
  "Return the mask of the mode bits of CHAR: ?u (owner), ?g (group), ?o (others) or ?a (all)."
  (cond ((eq char ?u) #o4700)
        ((eq char ?g) #o2070)
        ((eq char ?o) #o1007)
        ((eq char ?a) #o7777)
        (t (error "%c: Bad `who' character" char))))

(defun file-modes-char-to-right (char &optional from)
  "Return the mode bits of the permission CHAR, one of [rwxXstugo], for everybody.
?X, ?u, ?g and ?o copy those of the mode FROM, by default 0."
  (let* ((from (or from 0))
         (copied (and (memq char '(?u ?g ?o)) (logand from (file-modes-char-to-who char)))))
    (cond ((eq char ?r) #o444)
          ((eq char ?w) #o222)
          ((eq char ?x) #o111)
          ((eq char ?s) #o6000)
          ((eq char ?t) #o1000)
          ((eq char ?X) (if (zerop (logand from #o111)) 0 #o111))
          ((eq char ?u) (+ copied (ash copied -3) (ash copied -6)))
          ((eq char ?g) (+ copied (ash copied 3) (ash copied -3)))
          ((eq char ?o) (+ copied (ash copied 3) (ash copied 6)))
          (t (error "%c: Bad right character" char)))))

(defun file-modes--apply (operator mode rights who-mask)
  "Return MODE with RIGHTS added, removed or set, as OPERATOR says, where WHO-MASK has ones."
  (let ((bits (logand rights who-mask)))
    (cond ((eq operator ?+) (logior mode bits))
          ((eq operator ?-) (logand mode (lognot bits)))
          ((eq operator ?=) (logior (logand mode (lognot who-mask)) bits))
          (t mode))))

(defun file-modes-rights-to-number (rights who-mask &optional from)
  "Return the mode FROM, by default 0, changed by RIGHTS for those in WHO-MASK.
RIGHTS is a string like \"+rw-x\"; WHO-MASK is made by `file-modes-char-to-who'."
  (let ((from (or from 0)) (mode (or from 0)) (operator nil) (bits 0))
    (dolist (char (append rights nil))
      (if (memq char '(?+ ?- ?=))
          (setq mode (file-modes--apply operator mode bits who-mask)
                operator char
                bits 0)
        (setq bits (logior bits (file-modes-char-to-right char from)))))
    (file-modes--apply operator mode bits who-mask)))

(defun file-modes-symbolic-to-number (modes &optional from)
  "Return the mode FROM, by default 0, changed by MODES in the notation of chmod, like \"u+rwx,go-w\"."
  (save-match-data
    (let ((case-fold-search nil) (mode (or from 0)))
      (while (not (string= modes ""))
        (unless (string-match "\\`\\([ugoa]*\\)\\(\\(?:[-+=][rwxXstugo]*\\)+\\),?" modes)
          (error "Parse error in modes near `%s'" modes))
        (let ((who (match-string 1 modes))
              (rights (match-string 2 modes))
              (rest (substring modes (match-end 0))))
          (setq mode (file-modes-rights-to-number
                      rights (apply #'logior (mapcar #'file-modes-char-to-who (if (string= who "") "a" who))) mode)
                modes rest)))
      mode)))

;;; file-modes.el ends here
