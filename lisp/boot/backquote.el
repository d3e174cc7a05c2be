;;; backquote.el --- templates with evaluated parts -*- lexical-binding: t; -*-

;; A template is turned into an expression that builds it.  The walk returns pairs (CONSTANT . X): when CONSTANT
;; is t, X is a datum that needs no evaluation, otherwise X is an expression.  Constant subtrees stay whole, so
;; the expression conses no more than the template demands.

(defun backquote--quote (datum)
  "Return an expression whose value is DATUM."
  (if (or (null datum) (eq datum t) (keywordp datum)
          (not (or (symbolp datum) (consp datum))))
      datum
    (list 'quote datum)))

(defun backquote--code (pair)
  "Return the expression of PAIR, quoting it if it is constant."
  (if (car pair) (backquote--quote (cdr pair)) (cdr pair)))

(defun backquote--unquote-p (form)
  "Non-nil if FORM is (\\, X) or (\\,@ X)."
  (and (memq (car form) '(\, \,@))
       (consp (cdr form))
       (null (cdr (cdr form)))))

(defun backquote--nested (form depth)
  "Process FORM, a list of a quoting symbol and a datum, at DEPTH inside it."
  (let ((inner (backquote--list (cdr form) depth)))
    (if (car inner)
        (cons t form)
      (backquote--element (cons t (car form)) inner))))

(defun backquote--element (element tail)
  "Return the pair for a list whose first element is the pair ELEMENT, the rest the pair TAIL."
  (cond
   ((and (car element) (car tail))
    (cons t (cons (cdr element) (cdr tail))))
   ((and (car tail) (null (cdr tail)))
    (cons nil (list 'list (backquote--code element))))
   ((eq (car-safe (cdr tail)) 'list)
    (if (car tail)
        (cons nil (list 'cons (backquote--code element) (backquote--code tail)))
      (cons nil (cons 'list (cons (backquote--code element) (cdr (cdr tail)))))))
   (t (cons nil (list 'cons (backquote--code element) (backquote--code tail))))))

(defun backquote--splice (code tail)
  "Return the pair for the list CODE computes, followed by the pair TAIL."
  (cond
   ((and (car tail) (null (cdr tail))) (cons nil code))
   ((and (null (car tail)) (eq (car-safe (cdr tail)) 'append))
    (cons nil (cons 'append (cons code (cdr (cdr tail))))))
   (t (cons nil (list 'append code (backquote--code tail))))))

(defun backquote--list (form depth)
  "Process the list FORM at DEPTH."
  (let ((segments nil) (tail nil) (item nil))
    (while (and (consp form)
                (not (and segments
                          (or (backquote--unquote-p form)
                              (and (eq (car form) '\`) (consp (cdr form))
                                   (null (cdr (cdr form))))))))
      (setq item (car form)
            form (cdr form))
      (setq segments
            (cons (if (and (eq (car-safe item) '\,@) (consp (cdr item)))
                      (if (= depth 1)
                          (cons 'splice (car (cdr item)))
                        (cons 'element (backquote--nested item (1- depth))))
                    (cons 'element (backquote--walk item depth)))
                  segments)))
    (setq tail (backquote--walk form depth))
    (while segments
      (setq item (car segments)
            segments (cdr segments)
            tail (if (eq (car item) 'splice)
                     (backquote--splice (cdr item) tail)
                   (backquote--element (cdr item) tail))))
    tail))

(defun backquote--vector (form depth)
  "Process the vector FORM at DEPTH."
  (let ((elements (backquote--walk (append form nil) depth)))
    (cond
     ((car elements) (cons t form))
     ((eq (car-safe (cdr elements)) 'list)
      (cons nil (cons 'vector (cdr (cdr elements)))))
     (t (cons nil (list 'vconcat (cdr elements)))))))

(defun backquote--walk (form depth)
  "Return the pair for the template FORM, DEPTH backquotes deep."
  (cond
   ((vectorp form) (backquote--vector form depth))
   ((not (consp form)) (cons t form))
   ((backquote--unquote-p form)
    (if (= depth 1)
        (let ((x (car (cdr form))))
          (if (or (null x) (eq x t) (keywordp x) (numberp x) (stringp x))
              (cons t x)
            (cons nil x)))
      (backquote--nested form (1- depth))))
   ((and (eq (car form) '\`) (consp (cdr form)) (null (cdr (cdr form))))
    (backquote--nested form (1+ depth)))
   (t (backquote--list form depth))))

(defmacro backquote (structure)
  "Return STRUCTURE with its unquoted parts evaluated.
Within STRUCTURE, ,EXPR stands for the value of EXPR and ,@EXPR for the
elements of the list EXPR evaluates to."
  (backquote--code (backquote--walk structure 1)))

(defalias '\` (symbol-function 'backquote))

(provide 'backquote)

;;; backquote.el ends here
