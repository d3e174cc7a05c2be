;;; gv-places.el --- the standard generalized variables -*- lexical-binding: t; -*-

;;; Lists, arrays and tables

(gv-define-simple-setter aref aset)
(gv-define-simple-setter char-table-range set-char-table-range)
(gv-define-simple-setter car setcar)
(gv-define-simple-setter cdr setcdr)
(gv-define-setter caar (val x) `(setcar (car ,x) ,val))
(gv-define-setter cadr (val x) `(setcar (cdr ,x) ,val))
(gv-define-setter caaar (val x) `(setcar (caar ,x) ,val))
(gv-define-setter caadr (val x) `(setcar (cadr ,x) ,val))
(gv-define-setter cadar (val x) `(setcar (cdar ,x) ,val))
(gv-define-setter caddr (val x) `(setcar (cddr ,x) ,val))
(gv-define-setter cdaar (val x) `(setcdr (caar ,x) ,val))
(gv-define-setter cdadr (val x) `(setcdr (cadr ,x) ,val))
(gv-define-setter cddar (val x) `(setcdr (cdar ,x) ,val))
(gv-define-setter cdddr (val x) `(setcdr (cddr ,x) ,val))
(gv-define-setter caaaar (val x) `(setcar (caaar ,x) ,val))
(gv-define-setter caaadr (val x) `(setcar (caadr ,x) ,val))
(gv-define-setter caadar (val x) `(setcar (cadar ,x) ,val))
(gv-define-setter caaddr (val x) `(setcar (caddr ,x) ,val))
(gv-define-setter cadaar (val x) `(setcar (cdaar ,x) ,val))
(gv-define-setter cadadr (val x) `(setcar (cdadr ,x) ,val))
(gv-define-setter caddar (val x) `(setcar (cddar ,x) ,val))
(gv-define-setter cadddr (val x) `(setcar (cdddr ,x) ,val))
(gv-define-setter cdaaar (val x) `(setcdr (caaar ,x) ,val))
(gv-define-setter cdaadr (val x) `(setcdr (caadr ,x) ,val))
(gv-define-setter cdadar (val x) `(setcdr (cadar ,x) ,val))
(gv-define-setter cdaddr (val x) `(setcdr (caddr ,x) ,val))
(gv-define-setter cddaar (val x) `(setcdr (cdaar ,x) ,val))
(gv-define-setter cddadr (val x) `(setcdr (cdadr ,x) ,val))
(gv-define-setter cdddar (val x) `(setcdr (cddar ,x) ,val))
(gv-define-setter cddddr (val x) `(setcdr (cdddr ,x) ,val))
(gv-define-setter cdar (val x) `(setcdr (car ,x) ,val))
(gv-define-setter cddr (val x) `(setcdr (cdr ,x) ,val))
(gv-define-setter car-safe (val x) `(setcar ,x ,val))
(gv-define-setter cdr-safe (val x) `(setcdr ,x ,val))
(gv-define-setter elt (store seq n)
  `(if (listp ,seq) (setcar (nthcdr ,n ,seq) ,store) (aset ,seq ,n ,store)))
(gv-define-setter gethash (val k h &optional _d) `(puthash ,k ,val ,h))
(gv-define-simple-setter get put)

(gv-define-expander nth
  (lambda (do idx list)
    (macroexp-let2 nil c `(nthcdr ,idx ,list)
      (funcall do `(car ,c) (lambda (v) `(setcar ,c ,v))))))

(gv-define-expander nthcdr
  (lambda (do n place)
    (macroexp-let2 nil idx n
      (gv-letplace (getter setter) place
        (funcall do `(nthcdr ,idx ,getter)
                 (lambda (v)
                   (macroexp-let2 nil v v
                     `(progn
                        (if (<= ,idx 0) ,(funcall setter v)
                          (setcdr (nthcdr (1- ,idx) ,getter) ,v))
                        ,v))))))))

(gv-define-expander alist-get
  (lambda (do key alist &optional default remove testfn)
    (macroexp-let2 macroexp-copyable-p k key
      (gv-letplace (getter setter) alist
        (macroexp-let2 nil p (if (member testfn '(nil 'eq #'eq))
                                 `(assq ,k ,getter)
                               `(assoc ,k ,getter ,testfn))
          (funcall do
                   (if (null default) `(cdr ,p)
                     `(if ,p (cdr ,p) ,default))
                   (lambda (v)
                     (macroexp-let2 nil v v
                       (let ((set-exp
                              `(if ,p (setcdr ,p ,v)
                                 ,(funcall setter `(cons (setq ,p (cons ,k ,v)) ,getter)))))
                         `(progn
                            ,(cond
                              ((null remove) set-exp)
                              ((or (eql v default)
                                   (and (eq (car-safe v) 'quote)
                                        (eq (car-safe default) 'quote)
                                        (eql (cadr v) (cadr default))))
                               `(if ,p ,(funcall setter `(delq ,p ,getter))))
                              (t
                               `(cond
                                 ((not (and ,remove (eql ,default ,v))) ,set-exp)
                                 (,p ,(funcall setter `(delq ,p ,getter))))))
                            ,v))))))))))

(gv-define-expander plist-get
  (lambda (do plist prop)
    (macroexp-let2 macroexp-copyable-p key prop
      (gv-letplace (getter setter) plist
        (macroexp-let2 nil p `(cdr (plist-member ,getter ,key))
          (funcall do `(car ,p)
                   (lambda (val)
                     (macroexp-let2 nil v val
                       `(if ,p
                            (setcar ,p ,v)
                          ,(funcall setter `(cons ,key (cons ,v ,getter)))
                          ,v)))))))))

(gv-define-expander substring
  (lambda (do place from &optional to)
    (gv-letplace (getter setter) place
      (macroexp-let2* nil ((start from) (end to))
        (funcall do `(substring ,getter ,start ,end)
                 (lambda (v)
                   (macroexp-let2 nil v v
                     `(progn
                        ,(funcall setter `(gv--replace-substring ,getter ,start ,end ,v))
                        ,v))))))))

(defun gv--replace-substring (string start end new)
  "Return STRING with the part from START to END replaced by NEW."
  (concat (substring string 0 start) new (if end (substring string end))))

;;; Symbols and buffers

(gv-define-simple-setter symbol-function fset)
(gv-define-simple-setter symbol-plist setplist)
(gv-define-simple-setter symbol-value set)
(gv-define-simple-setter default-value set-default)

(gv-define-expander buffer-local-value
  (lambda (do var buf)
    (macroexp-let2* nil ((var var) (buf buf))
      (funcall do `(buffer-local-value ,var ,buf)
               (lambda (v)
                 (macroexp-let2 nil v v
                   `(with-current-buffer ,buf
                      (set (make-local-variable ,var) ,v))))))))

(gv-define-simple-setter buffer-file-name set-visited-file-name t)
(gv-define-simple-setter buffer-modified-p set-buffer-modified-p t)
(gv-define-simple-setter buffer-name rename-buffer t)
(gv-define-setter buffer-string (store)
  (macroexp-let2 nil v store `(insert (prog1 ,v (erase-buffer)))))
(gv-define-setter buffer-substring (store start end)
  (macroexp-let2 nil v store
    `(save-excursion
       (delete-region ,start ,end)
       (goto-char ,start)
       (insert ,v)
       ,v)))
(gv-define-simple-setter current-buffer set-buffer)
(gv-define-simple-setter current-column move-to-column t)
(gv-define-simple-setter point goto-char)
(gv-define-simple-setter point-marker goto-char t)
(gv-define-setter point-min (store) `(progn (narrow-to-region ,store (point-max)) (point-min)))
(gv-define-setter point-max (store) `(progn (narrow-to-region (point-min) ,store) (point-max)))
(gv-define-setter mark (store) `(progn (set-mark ,store) (mark t)))
(gv-define-setter mark-marker (store) `(progn (set-mark ,store) (mark-marker)))
(gv-define-simple-setter marker-position set-marker t)
(gv-define-simple-setter match-data set-match-data t)
(gv-define-simple-setter syntax-table set-syntax-table)
(gv-define-simple-setter standard-case-table set-standard-case-table)
(gv-define-simple-setter visited-file-modtime set-visited-file-modtime t)
(gv-define-simple-setter overlay-get overlay-put)
(gv-define-setter overlay-start (store ov)
  (macroexp-let2 nil v store `(progn (move-overlay ,ov ,v (overlay-end ,ov)) ,v)))
(gv-define-setter overlay-end (store ov)
  (macroexp-let2 nil v store `(progn (move-overlay ,ov (overlay-start ,ov) ,v) ,v)))

;;; Processes, files, the environment and the display

(gv-define-simple-setter process-buffer set-process-buffer)
(gv-define-simple-setter process-filter set-process-filter)
(gv-define-simple-setter process-sentinel set-process-sentinel)
(gv-define-simple-setter process-plist set-process-plist)
(gv-define-setter process-get (val proc name) `(process-put ,proc ,name ,val))
(gv-define-simple-setter default-file-modes set-default-file-modes t)
(gv-define-simple-setter file-modes set-file-modes t)
(gv-define-simple-setter getenv setenv t)
(gv-define-setter documentation-property (val sym prop &optional _raw) `(put ,sym ,prop ,val))
(gv-define-simple-setter get-register set-register)
(gv-define-simple-setter keymap-parent set-keymap-parent)
(gv-define-simple-setter current-global-map use-global-map t)
(gv-define-simple-setter current-local-map use-local-map t)
(gv-define-simple-setter global-key-binding global-set-key t)
(gv-define-simple-setter local-key-binding local-set-key t)
(gv-define-setter terminal-parameter (val term param)
  `(set-terminal-parameter ,term ,param ,val))
(gv-define-simple-setter frame-parameters modify-frame-parameters t)
(gv-define-setter frame-parameter (val f p)
  (macroexp-let2 nil v val `(progn (set-frame-parameter ,f ,p ,v) ,v)))
(gv-define-simple-setter selected-window select-window)
(gv-define-simple-setter selected-frame select-frame)
(gv-define-setter window-buffer (v &optional w) (macroexp-let2 nil v v `(progn (set-window-buffer ,w ,v) ,v)))
(gv-define-setter window-dedicated-p (v &optional w) `(set-window-dedicated-p ,w ,v))
(gv-define-setter window-hscroll (v &optional w) `(set-window-hscroll ,w ,v))
(gv-define-setter window-parameter (v w p) `(set-window-parameter ,w ,p ,v))
(gv-define-setter window-point (v &optional w) `(set-window-point ,w ,v))
(gv-define-setter window-start (v &optional w) `(set-window-start ,w ,v))

;;; Control structures as places

(gv-define-expander progn
  (lambda (do &rest exps)
    (let ((start (butlast exps)) (end (car (last exps))))
      (if (null start)
          (gv-get end do)
        `(progn ,@start ,(gv-get end do))))))

(gv-define-expander let
  (lambda (do bindings &rest body)
    `(let ,bindings ,@(macroexp-unprogn (gv-get (macroexp-progn body) do)))))

(gv-define-expander let*
  (lambda (do bindings &rest body)
    (macroexp-let* bindings (gv-get (macroexp-progn body) do))))

(defun gv--branches (do build places)
  "Return the code DO makes for a place that is one of PLACES, chosen at run time.
BUILD makes of a list of expressions, one for each of PLACES, an
expression that evaluates the right one.  Access goes through a pair
of functions so that the code of DO exists once."
  (let ((v (make-symbol "v")))
    (macroexp-let2 nil
        gv (funcall build
                    (mapcar (lambda (place)
                              (gv-letplace (getter setter) place
                                `(cons (lambda () ,getter)
                                       (lambda (,v) ,(funcall setter v)))))
                            places))
      (funcall do `(funcall (car ,gv))
               (lambda (val) `(funcall (cdr ,gv) ,val))))))

(gv-define-expander if
  (lambda (do test then &rest else)
    (if (or (not lexical-binding) (macroexp-small-p (funcall do 'dummy (lambda (_) 'dummy))))
        `(if ,test ,(gv-get then do)
           ,@(macroexp-unprogn (gv-get (macroexp-progn else) do)))
      (gv--branches do
                    (lambda (places) `(if ,test ,@places))
                    (list then (macroexp-progn else))))))

(gv-define-expander cond
  (lambda (do &rest branches)
    (if (or (not lexical-binding) (macroexp-small-p (funcall do 'dummy (lambda (_) 'dummy))))
        `(cond
          ,@(mapcar (lambda (branch)
                      (if (cdr branch)
                          (cons (car branch)
                                (macroexp-unprogn (gv-get (macroexp-progn (cdr branch)) do)))
                        (gv-get (car branch) do)))
                    branches))
      (gv--branches do
                    (lambda (places)
                      `(cond ,@(mapcar (lambda (branch)
                                         (list (car branch) (pop places)))
                                       branches)))
                    (mapcar (lambda (branch) (macroexp-progn (cdr branch))) branches)))))

(gv-define-expander cons
  (lambda (do a d)
    (gv-letplace (agetter asetter) a
      (gv-letplace (dgetter dsetter) d
        (funcall do `(cons ,agetter ,dgetter)
                 (lambda (v)
                   (macroexp-let2 nil v v
                     `(progn
                        ,(funcall asetter `(car ,v))
                        ,(funcall dsetter `(cdr ,v))
                        ,v))))))))

(gv-define-expander logand
  (lambda (do place &rest masks)
    (gv-letplace (getter setter) place
      (macroexp-let2 macroexp-copyable-p
          mask (if (cdr masks) `(logand ,@masks) (car masks))
        (funcall do `(logand ,getter ,mask)
                 (lambda (v)
                   (macroexp-let2 nil v v
                     `(progn
                        ,(funcall setter
                                  `(logior (logand ,v ,mask)
                                           (logand ,getter (lognot ,mask))))
                        ,v))))))))

(gv-define-expander error
  (lambda (do &rest args)
    (funcall do `(error ,@args) (lambda (v) `(progn ,v (error ,@args))))))

;;; gv-places.el ends here
