;;; inline.el --- functions that their callers expand -*- lexical-binding: t; -*-

(require 'ert)

(require 'inline)

(define-inline il-double (x) "Doc." (inline-letevals (x) (inline-quote (+ (\, x) (\, x)))))

(ert-deftest inline-answers-1 ()
  (should (equal (il-double (progn (princ "once ") 4))
                 8))
  (should (equal (mapcar #'il-double '(1 2))
                 '(2 4)))
  (should (equal (documentation 'il-double)
                 "Doc.")))

(define-inline il-typep (x type) (if (inline-const-p type) (pcase (inline-const-val type) ('int (inline-quote (integerp (\, x)))) (_ (inline-quote (stringp (\, x))))) (inline-quote 'dunno)))

(ert-deftest inline-answers-2 ()
  (should (equal (il-typep 3 'int)
                 t))
  (should (equal (il-typep "a" 'str)
                 t))
  (should (equal (funcall 'il-typep 3 'int)
                 t)))

;;; inline.el ends here
