;;; regexp-opt.el --- short regexps that match given strings -*- lexical-binding: t; -*-

;; Manual: (elisp) Regexp Functions.  A part of the answer is a pair (REGEXP . KIND).  KIND tells when it has to be grouped: a `unit' can be
;; followed by a postfix operator, an `optional' stands for itself beside others, a `sequence' and an `alternative' do not.

(defun regexp-opt (strings &optional paren)
  "Return a regexp that matches each of STRINGS, taken literally; the longest of them is preferred.
PAREN says how it is grouped: nil, by a shy group if an operator after it could not apply to all of it; a string, by what this
begins; `words' or `symbols', by a group between the ends of words or symbols; anything else, by a group.  Without STRINGS
the regexp matches nothing."
  (save-match-data
    (let* ((completion-ignore-case nil)
           (part (if strings
                     (regexp-opt--part (delete-dups (sort (copy-sequence strings) #'string-lessp)))
                   (cons regexp-unmatchable 'sequence)))
           (regexp (car part)))
      (cond ((null paren)
             (if (memq (cdr part) '(unit optional)) regexp (concat "\\(?:" regexp "\\)")))
            ((stringp paren) (concat paren regexp "\\)"))
            ((eq paren 'words) (concat "\\<\\(" regexp "\\)\\>"))
            ((eq paren 'symbols) (concat "\\_<\\(" regexp "\\)\\_>"))
            (t (concat "\\(" regexp "\\)"))))))

(defun regexp-opt--part (strings)
  "Return the part that matches STRINGS, sorted and all different."
  (let ((prefix nil) (suffix nil))
    (cond ((null (cdr strings))
           (cons (regexp-quote (car strings)) (if (= (length (car strings)) 1) 'unit 'sequence)))
          ((equal (car strings) "")
           (cons (concat (regexp-opt--grouped (regexp-opt--part (cdr strings)) '(unit)) "?") 'optional))
          ((not (cl-find-if-not (lambda (s) (= (length s) 1)) strings))
           (cons (regexp-opt-charset (mapcar #'string-to-char strings)) 'unit))
          ((not (equal "" (setq prefix (try-completion "" strings))))
           (cons (concat (regexp-quote prefix)
                         (regexp-opt--grouped
                          (regexp-opt--part (mapcar (lambda (s) (substring s (length prefix))) strings))
                          '(unit optional)))
                 'sequence))
          ((not (equal "" (setq suffix (regexp-opt--suffix strings))))
           (cons (concat (regexp-opt--grouped
                          (regexp-opt--part
                           (sort (mapcar (lambda (s) (substring s 0 (- (length suffix)))) strings) #'string-lessp))
                          '(unit optional))
                         (regexp-quote suffix))
                 'sequence))
          (t (regexp-opt--alternatives strings)))))

(defun regexp-opt--grouped (part kinds)
  "Return the regexp of PART, in a shy group unless its kind is one of KINDS."
  (if (memq (cdr part) kinds) (car part) (concat "\\(?:" (car part) "\\)")))

(defun regexp-opt--suffix (strings)
  "Return the longest common end of STRINGS."
  (reverse (try-completion "" (mapcar #'reverse strings))))

(defun regexp-opt--alternatives (strings)
  "Return the part for STRINGS, which have neither beginning nor end in common.
If the first and others have one character these become a set, which comes last; else those that begin like the first are split off."
  (let ((single (lambda (s) (= (length s) 1)))
        (one nil) (two nil))
    (if (and (funcall single (car strings)) (cdr (cl-remove-if-not single strings)))
        (setq one (cl-remove-if single strings)
              two (cl-remove-if-not single strings))
      (let ((begins (lambda (s) (eq (aref s 0) (aref (car strings) 0)))))
        (setq one (cl-remove-if-not begins strings)
              two (cl-remove-if begins strings))))
    (cons (concat (car (regexp-opt--part one)) "\\|" (car (regexp-opt--part two))) 'alternative)))

(defun regexp-opt-charset (chars)
  "Return a regexp that matches each of the characters CHARS, and nothing if there are none."
  (let* ((chars (delete-dups (sort (copy-sequence chars) #'<)))
         (bracket (memq ?\] chars)) (caret (memq ?^ chars)) (dash (memq ?- chars))
         (ordinary (cl-remove-if (lambda (c) (memq c '(?\] ?^ ?-))) chars)))
    (cond ((null chars) regexp-unmatchable)
          ((null (cdr chars)) (regexp-quote (string (car chars))))
          ((and caret dash (not bracket) (null ordinary)) "[-^]")
          (t (concat "[" (if bracket "]") (regexp-opt--ranges ordinary) (if caret "^") (if dash "-") "]")))))

(defun regexp-opt--ranges (chars)
  "Return the sorted CHARS as they stand in a set: four or more in a row are a range."
  (let ((text ""))
    (while chars
      (let* ((first (car chars)) (last first))
        (while (eq (car (setq chars (cdr chars))) (1+ last)) (setq last (1+ last)))
        (setq text (concat text (if (> last (+ first 2))
                                    (string first ?- last)
                                  (apply #'string (number-sequence first last)))))))
    text))

(defun regexp-opt-depth (regexp)
  "Return the number of groups of REGEXP that get the next free number."
  (save-match-data
    (string-match regexp "")
    (let ((count 0) (start 0)
          (set "\\[\\^?]?\\(?:\\[:[a-z]+:]\\|[^]]\\)*]"))
      (while (string-match (concat "\\\\(\\(\\?[0-9]*:\\)?\\|\\\\[^(]\\|" set) regexp start)
        (when (and (eq (aref regexp (match-beginning 0)) ?\\)
                   (eq (aref regexp (1+ (match-beginning 0))) ?\()
                   (not (match-beginning 1)))
          (setq count (1+ count)))
        (setq start (match-end 0)))
      count)))

(provide 'regexp-opt)
;;; regexp-opt.el ends here
