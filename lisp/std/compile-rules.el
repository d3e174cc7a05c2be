;;; compile-rules.el --- what the messages of compilers look like -*- lexical-binding: t; -*-

;; Manual: (emacs) Compilation Mode.  A rule is (NAME REGEXP FILE LINE COLUMN TYPE HYPERLINK HIGHLIGHT...), as the
;; documentation of `compilation-error-regexp-alist' has it.  Rules are tried in this order, and text that one of them has claimed
;; is not given to another; so the order matters as much as the regexps.

(defconst compilation--blanks "[ \t]*" "A regexp for blanks that may be there.")

(defun compilation--javac-column ()
  "Return the column that the caret under a message of javac points to."
  (save-match-data
    (save-excursion
      (goto-char (match-end 0))
      (end-of-line)
      (if (looking-at "\n.*\n\\( *\\)\\^") (- (match-end 1) (match-beginning 1) -1) nil))))

(defconst compilation--gnu-regexp
  (concat "^\\(?:[[:alpha:]][-.[:alnum:]]+: ?\\|[ \t]+\\(?:from\\|in \\)\\| \\{6\\}\\)?" ; the program, or where it was included
          "\\([0-9]*[^0-9:\n]\\(?:[^: \n]\\| [^-/\n]\\|:[^ 0-9\n]\\)*?\\): ?" ; the file
          "\\([0-9]+\\)"                                       ; its line
          "\\(?:-\\(?4:[0-9]+\\)\\(?:\\.\\(?5:[0-9]+\\)\\)?"  ; LINE-LINE.COLUMN
          "\\|[:.]\\(?3:[0-9]+\\)\\(?:-\\(?:\\(?4:[0-9]+\\)\\.\\)?\\(?5:[0-9]+\\)\\)?\\)?" ; LINE:COLUMN-LINE.COLUMN
          ":\\(?: *\\(?6:\\(?:Future\\|Runtime\\)?[Ww]arning\\|W:\\)"
          "\\| *\\(?7:[Ii]nfo\\(?:\\>\\|rmation\\(?:al\\)?\\)\\|I:\\|\\[ skipping .+ ]\\|\\(?:instantiat\\|requir\\)ed from\\|[Nn]ote\\)"
          ;; Two digits after the line are the seconds of a time.
          "\\| *[Ee]rror\\|[^0-9\n]\\|$\\|[0-9]\\(?:[^0-9]\\|$\\)\\|[0-9][0-9][0-9]\\)")
  "The regexp for messages in the form of the GNU coding standards.")

(defun compilation--makepp-files ()
  "Mark the further files that a message of makepp names in quotes."
  (save-match-data
    (compilation-parse-errors
     (match-end 0) (line-end-position)
     (list "`\\([^ :'(]+\\)\\(?::\\([0-9]+\\)\\)?['(]" 1 2 nil
           (cond ((match-beginning 1) 1) ((match-beginning 2) 0) (t 2))
           1))))

(defvar compilation-error-regexp-alist-alist
  `((absoft "^\\(?:[Ee]rror on \\|[Ww]arning\\( on\\) \\)?[Ll]ine[ \t]+\\([0-9]+\\)[ \t]+of[ \t]+\"?\\([^\":\n]+\\)\"?:" 3 2 nil (1))
    (ada "\\(\\<warning: .*\\)? at \\([^ :\n]+\\):\\([0-9]+\\)$" 2 3 nil (1))
    (aix " in line \\([0-9]+\\) of file \\(\\S +[^. \n]\\)\\.? " 2 1)
    (ant "^[ \t]*\\[[^] \n]+][ \t]*\\([^: \n][^:\n]*\\):\\([0-9]+\\):\\(?:\\([0-9]+\\):\\([0-9]+\\):\\([0-9]+\\):\\)?\\( warning\\)?"
         1 (2 . 4) (3 . 5) (6))
    (bash "^\\([^: \n\t]+\\): line \\([0-9]+\\):" 1 2)
    (borland "^\\(?:Error\\|Warnin\\(g\\)\\)\\(?: [EFW][0-9]\\{4\\}\\)? \\(\\(?:[A-Za-z]:\\)?[^:( \t\n]+\\) \\([0-9]+\\)[]) :\t]" 2 3 nil (1))
    (python-tracebacks-and-caml
     ,(concat "^[ \t]*File \\(\"?\\)\\([^\",\n]+\\)\\1, lines? \\([0-9]+\\)-?\\([0-9]+\\)?"
              "\\(?:,\\(?: characters? \\([0-9]+\\)-?\\([0-9]+\\)?\\)?:?.*\\|:.*\\)?\\(?:$\\)\\(?:\n\\(Warnin\\(?:g\\)\\)\\)?")
     2 (3 . 4) (5 . 6) (7))
    (cmake "^CMake \\(?:Error\\|\\(Warning\\)\\) at \\([^:\n]+\\):\\([0-9]+\\) ([^)\n]+):$" 2 3 nil (1))
    (cmake-info "^  \\( *[^: \n][^:\n]*\\):\\([0-9]+\\) ([^)\n]+)$" 1 2 nil 0)
    (comma
     ,(concat "^\"\\([^,\" \n\t]+\\)\", line \\([0-9]+\\)\\(?:[(. pos]+\\([0-9]+\\))?\\)?[:.,; (-]"
              "\\( warning:\\|[-0-9 ]*(W)\\)?")
     1 2 3 (4))
    (msft
     ,(concat "^ *\\([0-9]+>\\)?\\(\\(?:[a-zA-Z]:\\)?[^ :(\t\n][^:(\t\n]*\\)(\\([0-9]+\\)\\(?:,\\([0-9]+\\)\\)?) "
              "?: \\(?:see declaration\\|\\(?:warnin\\(g\\)\\|[a-z ]+\\) C[0-9]+:\\)")
     2 3 4 (5))
    (edg-1 "^\\([^ \n][^(\n]*\\)(\\([0-9]+\\)): \\(?:error\\|warnin\\(g\\)\\|remar\\(k\\)\\)" 1 2 nil (3 . 4))
    (edg-2 "at line \\([0-9]+\\) of \"\\([^ \n]+\\)\"$" 2 1 nil 0)
    (epc "^Error [0-9]+ at (\\([0-9]+\\):\\([^)\n]+\\))" 2 1)
    (ftnchek
     "\\(^Warning .*\\)? line[ \n]\\([0-9]+\\)[ \n]\\(?:col \\([0-9]+\\)[ \n]\\)?file \\([^ :;\n]+\\)" 4 2 3 (1))
    (gradle-kotlin "^\\(?:\\(w\\)\\|\\([iv]\\)\\|[a-z]\\): \\([^(: \n][^(:\n]*\\): (\\([0-9]+\\), \\([0-9]+\\)): .*$" 3 4 5 (1 . 2))
    (iar "^\"\\([^\"\n]+\\)\",\\([0-9]+\\)\\s-+\\(?:Error\\|Warnin\\(g\\)\\)\\[[0-9]+]:" 1 2 nil (3))
    (ibm "^\\([^( \n\t]+\\)(\\([0-9]+\\):\\([0-9]+\\)) :\\(?: warnin\\(g\\)\\| informationa\\(l\\)\\)?" 1 2 3 (4 . 5))
    (irix
     ,(concat "^[-[:alnum:]_/ ]+: \\(?:\\(?:Error\\|Severe\\|[Ww]arnin\\(g\\)\\|Inf\\(o\\)\\)\\(?:[ 0-9]+\\)?: \\)?"
              "\\([^,\": \n\t]+\\)\\(?:, line\\|:\\) \\([0-9]+\\):")
     3 4 nil (1 . 2))
    (java
     ,(concat "^\\(?:[ \t]+at [[:alnum:]_.<>$]+\\|==[0-9]+== +\\(?:at\\|b\\(y\\)\\) [^\n]*?\\) ?"
              "(\\([^()\n:]+\\):\\([0-9]+\\))$")
     2 3 nil (1))
    (javac "^\\(\\(?:[a-zA-Z]:\\)?[^:\n]+\\.java\\):\\([0-9]+\\): \\(warning: \\)?" 1 2 compilation--javac-column (3))
    (jikes-file
     "^\\(?:Found\\|Issued\\) [1-9][0-9]* \\(?:semantic \\|lexical \\|syntax \\)*\\(?:error\\|warning\\)s?[^\n]* compiling \"\\([^\"\n]+\\)\":$"
     1 nil nil 0)
    (maven
     "^\\(?:\\[\\(?:ERROR\\|\\(WARNING\\)\\|\\(INFO\\)\\)] \\)?\\([^[\n]+\\):\\[\\([0-9]+\\),\\([0-9]+\\)] " 3 4 5 (1 . 2))
    (jikes-line
     "^ *\\([0-9]+\\)\\.[ \t]+[^\n]*\n +\\(<-*>\\)\n\\*\\*\\* \\(?:Error\\|Warnin\\(g\\)\\)" nil 1 nil 2 0 (2 (compilation-face '(3))))
    (clang-include "^In file included from \\([^\n:]+\\):\\([0-9]+\\):$" 1 2 nil 0)
    (gcc-include
     ,(concat "^\\(?:In file included \\|                 \\|\t\\)from \\([0-9]*[^0-9\n]\\(?:[^\n :]\\| [^-/\n]\\)*\\):\\([0-9]+\\)"
              "\\(?::\\([0-9]+\\)\\)?\\(?:\\([:,]\\|$\\)\\)?")
     1 2 3 (nil . 4))
    (ruby-Test::Unit "^    [[ ]?\\([^ (\n[][^(\n]*\\):\\([1-9][0-9]*\\)\\(]\\)?:in [`']" 1 2)
    (gmake "^\\(?:[A-Za-z][^ :\n]*\\): \\*\\*\\* \\[\\(?:\\(\\([^ :\n]+\\):\\([0-9]+\\)\\): \\)[^\n]*]" 2 3 nil 0 1)
    (gnu ,compilation--gnu-regexp 1 (2 . 4) (3 . 5) (6 . 7))
    (cucumber "\\(?:^cucumber\\(?: -p [^[:space:]]+\\)?\\|#\\)\\(?: \\)\\([^(\n].*?\\):\\([1-9][0-9]*\\)" 1 2)
    (lcc "^\\(?:E\\|\\(W\\)\\), \\([^(\n]+\\)(\\([0-9]+\\),[ \t]*\\([0-9]+\\))" 2 3 4 (1))
    (makepp
     ,(concat "^makepp\\(?:\\(?:: warning\\(:\\).*?\\|\\(: Scanning\\|: [Ll]oading\\)\\|: .*?\\) "
              "\\)`\\(?3:\\(?4:[^ :'(]+\\)\\(?::\\(?5:[0-9]+\\)\\)?\\)['(]")
     4 5 nil (1 . 2) 3 (0 (progn (compilation--makepp-files) nil)))
    (mips-1 " (\\([0-9]+\\)) in \\([^ \n]+\\)" 2 1)
    (mips-2 " in \\([^( \n]+\\)(\\([0-9]+\\))$" 1 2)
    (omake "^\\*\\*\\* omake: file \\(.*\\) changed" 1 nil nil nil nil
           (0 (progn (compilation--flush-file-structure (match-string 1)) nil)))
    (oracle
     ,(concat "^\\(?:Semantic error\\|Error\\|PCC-[0-9]+:\\).*? line \\([0-9]+\\)"
              "\\(?:\\(?:,\\| at\\)? column \\([0-9]+\\)\\)?\\(?:,\\| in\\| of\\)? file \\([^:\n]*?\\):?$")
     3 1 2)
    (perl " at \\([^ \n]+\\) line \\([0-9]+\\)\\(?:[,.]\\|$\\| during global destruction\\.$\\)" 1 2)
    (php "\\(?:Parse\\|Fatal\\) error: \\(.*\\) in \\(.*\\) on line \\([0-9]+\\)" 2 3 nil nil)
    (rxp "^\\(?:Error\\|Warnin\\(g\\)\\):.*\n.* line \\([0-9]+\\) char \\([0-9]+\\) of file://\\(.+\\)" 4 2 3 (1))
    (shellcheck "^In \\(.+\\) line \\([0-9]+\\):" 1 2)
    (sparc-pascal-file "^\\w\\w\\w \\w\\w\\w +[0-3]?[0-9] +[0-2][0-9]:[0-5][0-9]:[0-5][0-9] [12][09][0-9][0-9] +\\(.*\\):$" 1 nil nil 0)
    (sparc-pascal-line "^\\(\\(?:E\\|\\(w\\)\\) +\\([0-9]+\\)\\) line [0-9]+ - " nil 3 nil (2) nil (1 (compilation-face '(2))))
    (sparc-pascal-example "^ +\\([0-9]+\\) +.*\n\\(\\(?:e\\|\\(w\\)\\) [0-9]+\\)-+" nil 1 nil (3) nil (2 (compilation-face '(3))))
    (sun ": \\(?:ERROR\\|WARNIN\\(G\\)\\|REMAR\\(K\\)\\) \\(?:[[:alnum:] ]+, \\)?File = \\(.+\\), Line = \\([0-9]+\\)\\(?:, Column = \\([0-9]+\\)\\)?"
         3 4 5 (1 . 2))
    (sun-ada "^\\([^, \n\t]+\\), line \\([0-9]+\\), char \\([0-9]+\\)[:., (-]" 1 2 3)
    (watcom "^[ \t]*\\(\\(?:[a-zA-Z]:\\)?[^:(\t\n]+\\)(\\([0-9]+\\)): ?\\(?:\\(Error! E[0-9]+\\)\\|\\(Warning! W[0-9]+\\)\\):" 1 2 nil (4))
    (4bsd "\\(?:^\\|::  \\|\\S ( \\)\\(/[^ \n\t()]+\\)(\\([0-9]+\\))\\(?:: \\(warning:\\)?\\|$\\| ),\\)" 1 2 nil (3))
    (gcov-file "^ *-: *\\(0\\):Source:\\(.+\\)$" 2 1 nil 0 nil)
    (gcov-header "^ *-: *\\(0\\):\\(?:Object\\|Graph\\|Data\\|Runs\\|Programs\\):.+$" nil 1 nil 0 nil)
    (gcov-nomark "^ *-: *\\([1-9][0-9]*\\):.*$" nil 1 nil 0 nil (0 'default) (1 compilation-line-face))
    (gcov-called-line "^ *\\([0-9]+\\): *\\([1-9][0-9]*\\):.*$" nil 2 nil 0 nil
                      (0 'default) (1 compilation-info-face) (2 compilation-line-face))
    (gcov-never-called "^ *\\(#####\\): *\\([1-9][0-9]*\\):.*$" nil 2 nil 2 nil
                       (0 'default) (1 compilation-error-face) (2 compilation-line-face))
    (perl--Pod::Checker "^\\*\\*\\* \\(?:ERROR\\|\\(WARNING\\)\\).* \\(?:at\\|on\\) line \\([0-9]+\\) \\(?:.* \\)?in file \\([^ \t\n]+\\)"
                        3 2 nil (1))
    (perl--Test "^# Failed test [0-9]+ in \\([^ \t\r\n]+\\) at line \\([0-9]+\\)" 1 2)
    (perl--Test2 "^\\(.*NOK.*\\)?# Test [0-9]+ got:.* (\\([^ \t\r\n]+\\) at line \\([0-9]+\\)\\( fail #[0-9]+\\)?)" 2 3)
    (perl--Test::Harness "^.*NOK.*# Failed test [0-9]+ in \\([^ \t\r\n]+\\) at line \\([0-9]+\\)" 1 2)
    (weblint "^\\([^ \t\r\n(]+\\) (\\([0-9]+\\):\\([0-9]+\\)) " 1 2 3)
    (guile-file "^In \\(.+\\..+\\):\n" 1 nil nil 0)
    (guile-line "^ *\\([0-9]+\\): *\\([0-9]+\\)" nil 1 2))
  "Alist of rules (NAME REGEXP FILE LINE COLUMN TYPE HYPERLINK HIGHLIGHT...) for `compilation-error-regexp-alist'.")

(provide 'compile-rules)

;;; compile-rules.el ends here
