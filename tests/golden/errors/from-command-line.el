;;; An error in --eval; later arguments are not looked at.
;; arguments: -Q --batch --eval '(princ "one\n")' --eval '(car 1)' --eval '(princ "three\n")'
