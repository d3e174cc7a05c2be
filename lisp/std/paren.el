;;; paren.el --- the other one of two parentheses -*- lexical-binding: t -*-

;; Node "Matching" of the Emacs manual.  Without a screen nothing is highlighted; what would be is asked of `show-paren-data-function'.

(defgroup paren-showing nil "Showing of matching parentheses." :prefix "show-paren-" :group 'convenience)
(defcustom show-paren-style 'parenthesis "What is shown: `parenthesis', `expression' or `mixed'." :type 'symbol)
(defcustom show-paren-delay 0.125 "Seconds before it is shown." :type 'number)
(defcustom show-paren-priority 1000 "Priority of the overlays." :type 'integer)
(defcustom show-paren-ring-bell-on-mismatch nil "Non-nil beeps where two do not match." :type 'boolean)
(defcustom show-paren-when-point-inside-paren nil "Non-nil shows the match of one that point is just inside of." :type 'boolean)
(defcustom show-paren-when-point-in-periphery nil "Non-nil shows it at the white space of a line that begins or ends with one too." :type 'boolean)
(defcustom show-paren-highlight-openparen t "Non-nil shows an opening one at point too." :type 'boolean)
(defface show-paren-match '((t :background "turquoise")) "Two that match.")
(defface show-paren-match-expression '((t :inherit show-paren-match)) "What is between them.")
(defface show-paren-mismatch '((t :foreground "white" :background "purple")) "Two that do not.")
(defvar show-paren-data-function #'show-paren--default
  "Returns nil, or (HERE-BEGIN HERE-END THERE-BEGIN THERE-END MISMATCH): the parenthesis at point and the other one.")

;;;###autoload
(define-minor-mode show-paren-mode "Show the match of the parenthesis at point, where there is a screen." :global t :init-value t :group 'paren-showing)
;;;###autoload
(define-minor-mode show-paren-local-mode "Show the match of the parenthesis at point in this buffer, where there is a screen."
  :variable ((default-value 'show-paren-mode) . (lambda (on) (setq-local show-paren-mode on))) :group 'paren-showing)

(defun show-paren--syntax (position)
  "1 if an opening parenthesis that counts is at POSITION, -1 if a closing one is, nil otherwise."
  (and (>= position (point-min)) (< position (point-max))
       (let ((class (syntax-class (syntax-after position))))
         (and (memq class '(4 5))
              (not (let ((escapes 0) (before position))
                     (while (and (> before (point-min)) (memq (char-syntax (char-before before)) '(?\\ ?/)))
                       (setq escapes (1+ escapes) before (1- before)))
                     (= 1 (% escapes 2))))
              (if (= class 4) 1 -1)))))

(defun show-paren--here ()
  "The parenthesis at point as (DIRECTION . POSITION), or nil: a closing one before point, then an opening one behind it."
  (cond ((equal -1 (show-paren--syntax (1- (point)))) (cons -1 (1- (point))))
        ((equal 1 (show-paren--syntax (point))) (cons 1 (point)))
        ((and show-paren-when-point-inside-paren (equal 1 (show-paren--syntax (1- (point))))) (cons 1 (1- (point))))
        ((and show-paren-when-point-inside-paren (equal -1 (show-paren--syntax (point)))) (cons -1 (point)))
        (show-paren-when-point-in-periphery
         (save-excursion
           (let ((from (point)) (begin (progn (back-to-indentation) (point))))
             (cond ((and (<= from begin) (equal 1 (show-paren--syntax begin))) (cons 1 begin))
                   ((progn (end-of-line) (skip-chars-backward " \t") (and (>= from (point)) (equal -1 (show-paren--syntax (1- (point))))))
                    (cons -1 (1- (point))))))))))

(defun show-paren--matching-p (open close)
  "Whether the characters at OPEN and CLOSE belong together."
  (let ((wanted (cdr (syntax-after open))))
    (or (null wanted) (eq wanted (char-after close)) (eq (cdr (syntax-after close)) (char-after open)))))

(defun show-paren--default ()
  "What `show-paren-data-function' returns by default."
  (pcase (show-paren--here)
    (`(,direction . ,here)
     (let ((there (condition-case nil (if (= direction 1) (1- (scan-sexps here 1)) (scan-sexps (1+ here) -1)) (scan-error nil))))
       (if there
           (list here (1+ here) there (1+ there) (not (show-paren--matching-p (min here there) (max here there))))
         (list here (1+ here) nil nil t))))))

(provide 'paren)
;;; paren.el ends here
