;; Expressions that are answered differently from GNU Emacs 28.2: ("EXPRESSION" . "REASON").
;;
;; A reason that begins with "open:" names something that is still to be done; the others are deliberate.

;; buffers
;; coding
("(decode-coding-string \"\\223\\372\\226{\" 'shift_jis)" . "open: answers '/u{65E5}/u{672C}'")
("(decode-coding-string \"\\306\\374\" 'euc-jp)" . "open: answers '/u{65E5}'")
("(decode-coding-string \"\\e$BF|\\e(B\" 'iso-2022-jp)" . "open: answers '/u{65E5}'")
("(decode-coding-string \"\\326\\320\" 'gb2312)" . "open: answers '/u{4E2D}'")
("(decode-coding-string \"\\244\\244\" 'big5)" . "open: answers '/u{4E2D}'")
("(memq 'utf-8 (find-coding-systems-string \"é\"))" . "open: answers differently")
;; conditions
("(get 'permission-denied 'error-conditions)" . "condition of Emacs 29")
("(get 'excessive-variable-binding 'error-conditions)" . "condition of Emacs 29")
("(get 'excessive-lisp-nesting 'error-conditions)" . "condition of Emacs 29")
("(replace-match \"x\" nil nil \"abc\" 5)" . "the bounds are the groups of the last search, not those of a longer one before")
("(defun)" . "another parameter list: the docstring is a part of the body")
("(defmacro)" . "another parameter list: the docstring is a part of the body")
("(syntax-ppss 'a)" . "open: answers !! (wrong-type-argument integer-or-marker-p a)")
;; control
("(documentation 'control--only-string)" . "open: answers nil")
("(macroexpand '(dolist (x y) z))" . "another expansion with the same meaning")
;; filenames
("(file-remote-p \"/ssh:host:/a\")" . "there are no remote files")
;; format
("(format \"%0$s\" 'a)" . "an error; Emacs puts the format itself")
;; lists
("(memq 1.0 '(1.0))" . "floats are immediate values here, so equal floats are eq")
("(eq \"\" (make-string 0 ?a))" . "only the empty string of constants is shared")
;; numbers
;; pcase
("(pcase 1.0 (1 'int) (1.0 'float))" . "a float is accepted as a pattern")
;; places
("(progn (cl-defsetf places--get5 (c) (v) `(setcar ,c ,v)) (let ((c (list 1))) (setf (places--get5 c) 8) c))" . "open: answers !! (void-variable places--get5)")
("(macroexpand '(setf (car x) 1))" . "another expansion with the same meaning")
("(macroexpand '(setf (aref v 0) 1))" . "another expansion with the same meaning")
;; printer
;; reader
;; search
("(progn (insert \"foo foo\") (goto-char 1) (perform-replace \"foo\" \"bar\" nil nil nil) (buffer-string))" . "open: answers differently")
("(char-table-parent (make-syntax-table))" . "open: answers differently")
("(check-parens)" . "open: check-parens does not exist")
;; seqmap
("(map-contains-key '(:a 1) :a)" . "a truth value either way")
("(map-reverse '((a . 1)))" . "function of Emacs 29")
("(let ((h (make-hash-table :test 'eq))) (puthash 1.0 1 h) (gethash 1.0 h))" . "floats are immediate values here, so equal floats are eq")
;; strings
("(string-lines \"a\\nb\\n\" nil t)" . "argument of Emacs 29")
;; time
("(current-time-zone 0 '(3600 \"AB\"))" . "Emacs's C library ignores names of two letters, and the offset with them")
("(iso8601-parse-time \"2320,01\" t)" . "zeros at the beginning of decimals count")
("(iso8601-parse-time \"00.01\" t)" . "zeros at the beginning of decimals count")
("(format-seconds \"%,1s\" 1.56)" . "the decimals belong to the seconds that are shown; Emacs rounds these up first")
("(format-seconds \"%,2s\" 1.567)" . "the decimals belong to the seconds that are shown; Emacs rounds these up first")
("(format-seconds \"%,3S\" 1.5)" . "the decimals belong to the seconds that are shown; Emacs rounds these up first")
("(decoded-time-add '(0 0 0 1 1 2019 3 nil 0) '(nil nil nil nil -1 nil nil nil nil))" . "the year is left, too; Emacs 28 stays in it")
("(decoded-time-add '(0 0 0 1 1 2019 3 nil 0) '(nil nil nil nil -13 nil nil nil nil))" . "the year is left, too; Emacs 28 stays in it")
("(decoded-time-add '(12 15 16 8 7 2019 1 t 7200) '(nil nil nil nil -7 nil nil nil nil))" . "the year is left, too; Emacs 28 stays in it")
("(decoded-time-add '(12 15 16 8 7 2019 1 t 7200) '(nil nil nil nil -19 nil nil nil nil))" . "the year is left, too; Emacs 28 stays in it")
