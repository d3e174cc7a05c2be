;; Reading: every syntax of the Lisp reader.  What cannot be read at all is given to `read' as a string.

;; Integers
0
-0
+7
12.
-12.
+0.
1234567890
2305843009213693951
-2305843009213693952
2305843009213693952
-2305843009213693953
123456789012345678901234567890
-123456789012345678901234567890
#b101
#b-101
#b+11
#B11
#o17
#O-17
#xff
#xFF
#X-fF
#x+1f
#24r1k
#24R1K
#2r1010
#36rZZ
#16r-ff
#xffffffffffffffffffff
#b1111111111111111111111111111111111111111111111111111111111111111111111

;; Floats
1.5
-1.5
+1.5
.5
-.5
+.5
1e3
1E3
1.0e3
1.5e-3
1e+3
-1e-3
1.0e+INF
-1.0e+INF
0.0e+NaN
-0.0e+NaN
0.0
-0.0
1e308
1e309
-1e309
1e-320
123456789.123456789
0.1
100000000000000000000.0
1e21
12345678901234567890.0
3.14159265358979
2.5e10
(list 1.e3)
'1.
'1.e
'1e
'e1
'-
'+
'+1+
'-1-
'1+
'1-
'.5.
'...
'1.5.2
'--1
'0x10
'1/2
'+-1
'1_000
'\1
'\-1
'a\ b
'a\.b
'\,x
'a.b
(read-from-string "'a#b")
'a\;b
'\(
'a\'b
'\?a
'a?b
'foo\
bar
'äöü
'λ
'##
(symbol-name '##)
(symbol-name '\#)
'#_foo
'#_
(eq '#_car 'car)
(symbol-name '#:foo)
(eq '#:foo '#:foo)
(intern-soft "never-interned-name-1")
(symbol-name '#:)
'#:a\ b
(eq 'nil nil)
't
':key
(eq ':key :key)
(symbol-name ':)
'FooBar

;; Characters
?a
?A
?\a
?\b
?\t
?\n
?\v
?\f
?\r
?\e
?\s
?\d
?\\
?\"
?\'
?\(
?\)
?\;
?\[
?\]
?\#
?\.
?\,
?\`
?\?
? 
?é
?λ
?日
?😀
?\q
?\101
?\0
?\7
?\33
?\377
?\x41
?\x0
?\xe9
?\x3b1
?\x10ffff
?\x3fffff
?\u0041
?\u00e9
?\u3b1a
?\U0001F600
?\U00000041
?\N{LATIN SMALL LETTER E WITH ACUTE}
?\N{GREEK SMALL LETTER ALPHA}
?\N{U+41}
?\N{U+1F600}
?\N{latin small letter a}
?\N{LATIN  SMALL LETTER  A}
?\C-a
?\C-x
?\C-@
?\C-?
?\C- 
?\C-A
?\C-[
?\C-_
?\C-%
?\C-1
?\^a
?\^?
?\^I
?\^[
?\M-a
?\M-\C-a
?\C-\M-a
?\M-\^A
?\S-a
?\S-A
?\C-\S-a
?\H-a
?\s-a
?\A-a
?\C-\M-\S-\H-\s-\A-a
?\M-é
?\C-é
?\C-\n
?\M-\n
?\C-\s
?\M-\d
(list ?a ?b?c)
(list ?a?b)
(read-from-string "?a")
(read-from-string "?ab")
(read-from-string "(?a)")
(read "?")
(read "?\\")
(read "?\\xZ")
(read "?\\u12")
(read "?\\u123g")
(read "?\\U00110000")
(read "?\\UFFFFFFFF")
(read "?\\x400000")
(read "?\\N{NO SUCH CHARACTER}")
(read "?\\N{U+110000}")
(read "?\\N{U+D800}")
(read "?\\N")
(read "?\\N{}")
(read "?\\C")
(read "?\\M")
(read "?\\Ca")

;; Strings
""
"abc"
"a\nb"
"a\tb\e\d\s\a\b\f\r\v"
"a\
b"
"a\ b"
"a
b"
"\"\\"
"\101\102"
"\x41"
"\x41\ b"
"\x3b1\ x"
"\u00e9t\u00e9"
"\U0001F600"
"\N{GREEK SMALL LETTER ALPHA}"
"\N{U+3b1}!"
"é"
"\351"
"\xe9"
"\xe9é"
"\351\x3b1"
"\0"
"\x"
"\q\w"
"\^A"
"\C-a"
"\C-@"
"\M-a"
"\M-\C-a"
"\C-?"
"\377\376"
"\x3fffe9"
"\u0041"
(multibyte-string-p "abc")
(multibyte-string-p "\351")
(multibyte-string-p "\xe9")
(multibyte-string-p "\u0041")
(multibyte-string-p "\N{U+41}")
(multibyte-string-p "é")
(multibyte-string-p "\x3b1")
(multibyte-string-p "\xe9é")
(multibyte-string-p "\x3fffe9")
(multibyte-string-p "\M-a")
(multibyte-string-p "\x80")
(multibyte-string-p "\x7f")
(multibyte-string-p "\200")
(multibyte-string-p "\x100")
(length "\xe9é")
(append "\xe9é" nil)
(append "\351" nil)
(append "\M-a" nil)
(append "\C-é" nil)
(append "\x100\xff" nil)
(append "\200\x3b1" nil)
(append "\C-a\^b\t" nil)
(read "\"abc")
(read "\"\\")
(read "\"\\u12\"")
(read "\"\\x110000\"")
(read "\"\\C-")
(read "\"\\C-\\M-é\"")
(read "\"\\S-a\"")
(read "\"\\H-a\"")
(read "\"\\s-a\"")
(read "\"\\A-a\"")
(read "\"\\M-é\"")
(read "\"\\C-1\"")
(read "\"\\N{FOO BAR BAZ}\"")

;; Strings with text properties
#("ab" 0 1 (face bold))
#("ab" 0 1 (face bold) 1 2 (face italic))
#("ab" 0 2 (a 1 b "x"))
#("" 0 0 (face bold))
(get-text-property 0 'face #("ab" 0 1 (face bold)))
(get-text-property 1 'face #("ab" 0 1 (face bold)))
(read "#(\"ab\" 0 1)")
(read "#(\"ab\" 0 1 (a b)")
(read "#(\"ab\")")
(read "#()")
(read "#(1 2)")
(read "#(\"ab\" 0 9 (a b))")
(read "#(\"ab\" 1 0 (a b))")
(read "#(\"ab\" x 0 (a b))")

;; Lists
'()
nil
'(a)
'(a . b)
'(a b . c)
'(a . (b c))
'(a . (b . (c . nil)))
'(a . nil)
'(a .b)
'(a.b)
'(a. b)
'(a . [b])
'(1 .5)
'(1.5)
'(1 . 5)
'(a ."b")
'(a .(b))
'(. a)
'(a;comment
  b)
'(a"b"c)
'(a(b)c)
'(a[b]c)
'(a'b)
'(a?b)
'((((a))))
(read-from-string "'(a #| b)")
(read "(a . )")
(read "(a . b c)")
(read "(a . b . c)")
(read "(.)")
(read "( . )")
(read "(a .")
(read "(a")
(read "(a . b")
(read ")")
(read "]")
(read "(a]")
(read "[a)")
(read "")
(read "  ")
(read ";comment")
(read "; comment\nfoo")
(read ".")
(read " . ")
(read "'")
(read "#'")
(read "`")
(read ",")
(read ",@")
(read-from-string "a b")
(read-from-string "(a) b")
(read-from-string "a b" 1)
(read-from-string "a bcd e" 2 4)
(read-from-string "a bcd e" -1)
(read-from-string "abc" 0 2)
(read-from-string "abc" 3)
(read-from-string "abc" 4)
(read-from-string "é λ" 1)
(read-from-string "(é) λ")
(read-from-string "\"abc\"d")
(read-from-string "'a b")
(read-from-string "foo;bar")
(read-from-string "foo(bar)")
(read-from-string "foo\"bar\"")
(read-from-string "foo'bar")
(read-from-string "foo`bar")
(read-from-string "foo,bar")
(read-from-string "foo?bar")
(read-from-string "foo#bar")
(read-from-string "12abc")
(read-from-string "1 2" 0 1)
(read-from-string "\x00a0x")
(read-from-string "x\u00a0y")
(read-from-string "x\u2003y")
(read-from-string "\fx")
(read-from-string "a\0b")
(read-from-string 5)
(read-from-string nil)
(read 5)
(read '(a))

;; Quotes
''a
'`a
'`(a ,b ,@c)
'`(a . ,b)
''()
'#'car
'#'(lambda (x) x)
'(quote a)
'(quote a b)
'(quote)
'(quote . a)
'(function a)
'(function a b)
'(\` a)
'(\, a)
'(\,@ a)
'(\` (a (\, b)))
'(a . 'b)
'(a . `b)
'(a . ,b)
'(a quote b)
'(a \, b)
'[a 'b `c ,d]
(car ''a)
(car '`a)
(car (cadr '`,a))
(car (cadr '`(,@a)))
(car '#'a)
'( 'a )
'('a'b)
(length ''''a)

;; Backquote
`a
`(a b)
`(a ,(+ 1 2))
`(a ,@(list 1 2))
`(a ,@(list 1 2) b)
`(a . ,(+ 1 2))
`(,@(list 1 2) . 3)
`(,@nil)
`(,@nil a)
`(a ,@nil)
`((a ,(+ 1 1)) ,@(list 3 4) . end)
`[a ,(+ 1 2)]
`[a ,@(list 1 2) b]
`[,@(list 1 2)]
`[]
`(a `(b ,(c)))
`(a `(b ,(c ,(+ 1 2))))
`(a `(b ,@(c ,@(list 1 2))))
`(1 ,@'(2 . 3))
`(,@'a)
`(x ,@'a)
`(a "b" 1.5 ?c [d])
`,(+ 1 2)
`,@(list 1 2)
`(a . `(b . ,(c . ,(list 1 2))))
`(a ,'b ,"c")
`(\, 1)
`((,@(list 1 2)) . ,(list 3))
`(([a ,(+ 1 2)]))
(let ((x '(1 2))) `(,x ,@x ,(car x) . ,x))
(let ((x 5)) `(x ,x ,`(y ,x)))
(let ((x 5)) ``(x ,x ,,x))
(let ((l '(1 2))) (eq l (cdr `(0 . ,l))))
(let ((l '(1 2))) (eq l (cdr `(0 ,@l))))

;; Vectors
[]
[a b c]
[a [b [c]] (d . e) "f" ?g 1.5]
(read-from-string "[1 . 2]")
['a `b ,c]
(read-from-string "(length [a . b])")
[(a b)]
(aref [a b c] 1)
(read "[")
(read "[a")
(read "[a . ")
(vectorp [])
(eq [] [])
(eq "" "")

;; Records
#s(foo 1)
#s(foo)
#s(foo 1 #s(bar 2) "x" [y])
(type-of #s(foo 1))
(recordp #s(foo))
(aref #s(foo 1 2) 0)
(aref #s(foo 1 2) 2)
(aref #s(foo 1 2) 3)
(read "#s(")
(read "#s")
(read "#sfoo")
(read "#s[a]")
(read "#s(5)")
(read "#s(foo . bar)")
(read "#s(foo bar")

;; Hash tables
#s(hash-table data (a 1 b 2))
#s(hash-table test equal data ("a" 1 "b" (2)))
#s(hash-table size 10 test eq data (a 1))
#s(hash-table)
(hash-table-p #s(hash-table))
(hash-table-test #s(hash-table test eq))
(hash-table-test #s(hash-table))
(hash-table-count #s(hash-table data (a 1 b 2)))
(gethash "a" #s(hash-table test equal data ("a" 1)))
(gethash 1.5 #s(hash-table test eql data (1.5 x)))
(hash-table-weakness #s(hash-table weakness key))
(hash-table-weakness #s(hash-table weakness t))
(hash-table-count #s(hash-table data (a 1 a 2)))
(gethash 'a #s(hash-table data (a 1 a 2)))
(read "#s(hash-table data (a))")
(read "#s(hash-table data (a 1 b))")
(read "#s(hash-table test foo)")
(read "#s(hash-table weakness foo)")
(read "#s(hash-table size foo)")
(read "#s(hash-table foo bar)")

;; Bool-vectors
#&0""
#&5"\37"
(read-from-string "#&5\"^_\"")
#&8"\377"
#&9"\377\1"
#&16"ab"
#&3"\377"
(append #&5"\25" nil)
(length #&5"\37")
(aref #&5"\1" 0)
(aref #&5"\1" 1)
(aref #&5"\1" 5)
(read "#&5")
(read "#&5\"\"")
(read "#&5\"ab\"")
(read "#&9\"a\"")
(read "#&x\"a\"")
(read "#&\"a\"")
(read "#&-1\"a\"")
(read "#&4\"é\"")

;; Circular and shared structure
'(#1=(a) #1#)
(let ((x '(#1=(a) #1#))) (eq (car x) (cadr x)))
(let ((x '(#1="ab" #1#))) (eq (car x) (cadr x)))
(let ((x '(#1=[a] . #1#))) (eq (car x) (cdr x)))
(let ((x '#1=(a . #1#))) (eq x (cdr x)))
(let ((x '#1=(a b . #1#))) (eq x (cddr x)))
(let ((x '#1=[a #1#])) (eq x (aref x 1)))
(let ((x '(#1=#:g #1#))) (eq (car x) (cadr x)))
(let ((x '(#1=1.5 #1#))) (eq (car x) (cadr x)))
(let ((x '#1=(#2=(a #2# #1#)))) (list (eq (car x) (cadr (car x))) (eq x (nth 2 (car x)))))
(let ((x '#1=#s(foo #1#))) (eq x (aref x 1)))
(let ((x (read "#1=(#1# . #1#)"))) (and (eq x (car x)) (eq x (cdr x))))
(let ((x (read "(#10=a #10#)"))) x)
(read "#1#")
(read "(#1# #1=a)")
(read "(#2=a #1#)")
(read "#1=")
(read "#1")
(read "(#1=a #1=b #1#)")
(read "#01=(a . #1#)" )
(read "#12345678901234567890=a")
(read "#-1=a")

;; Other hash syntax
#'car
(car (read "#'foo"))
(read "#")
(read "# foo")
(read "#foo")
(read "#)")
(read "#<buffer x>")
(read "#<foo")
(read "#a")
(read "#$")
(read "#!foo\nbar")
(read "#^[1 2]")
(read "#^^[1 2]")
(read "#^foo")
(read "#^")
(read "#:")
(read "#:foo bar")
(read "##")
(read "##foo")
(read "#_foo")
(read "#1r10")
(read "#37r10")
(read "#0r1")
(read "#10r")
(read "#xg")
(read "#x")
(read "#b2")
(read "#o8")
(read "#x-")
(read "#x1.5")
(read "#x10 20")
(read "#b1foo")
(read "#2r102")
(read "#16rffz")

;; From other streams
(progn (insert "(a b) c") (goto-char 1) (list (read (current-buffer)) (point)))
(progn (insert "(a b) c") (goto-char 6) (list (read (current-buffer)) (point)))
(progn (insert "(a b") (goto-char 1) (read (current-buffer)))
(progn (insert "  ") (goto-char 1) (read (current-buffer)))
(progn (insert "foo bar") (let ((m (copy-marker 4))) (list (read m) (marker-position m) (point))))
(progn (insert "é λ x") (goto-char 1) (list (read (current-buffer)) (point) (read (current-buffer)) (point)))
(progn (insert "foo)") (goto-char 1) (list (read (current-buffer)) (point)))
(progn (insert "foo bar") (narrow-to-region 1 3) (goto-char 1) (read (current-buffer)))
(let* ((chars (append "(a b)" nil)) (back nil)) (list (read (lambda (&optional c) (if c (push c chars) (pop chars)))) chars))
(let* ((chars (append "foo bar" nil))) (list (read (lambda (&optional c) (if c (push c chars) (pop chars)))) chars))
(let* ((chars (append "(a" nil))) (read (lambda (&optional c) (if c (push c chars) (pop chars)))))
(let ((standard-input "foo bar")) (read))
(progn (insert "foo bar") (goto-char 1) (let ((standard-input (current-buffer))) (list (read) (read))))
(read (copy-sequence "#(\"ab\" 0 1 (face bold))"))
(car (read-from-string (propertize "foo" 'face 'bold)))
(let ((read-circle nil)) (read "#1=(a)"))
(let ((read-symbol-positions-list nil)) (read "(a b)"))
(intern "a b")
(intern "")
(intern "12")
(intern "1.5")
(intern "-")
(intern "a;b")
(intern ".")
(intern "?a")
(intern "a?")
(intern "#a")
(intern "a#")
(intern "\n")
(intern "é")
(intern "&rest")
(intern "a'b")
(intern "a\"b")
(intern "a\\b")
(intern "1e5")
(intern "+1")
(intern "-1.5e3")
(intern "1.0e+INF")
(intern "(")
(intern "[a]")
(intern "a,b")
(intern "`a")
(intern "\u00a0")
(intern "a\u00a0b")
(intern "\u2003")
(intern "#_foo")
(intern "##")
(intern "..")
(intern ".a")
(intern "a.")
(intern "\t")
(intern "a\x7f")
(intern "\e")
(intern ",@")
(intern "nil")
(intern "t")
(intern ":")
(intern "{a|b}")
(intern "~")
(intern 5)
(intern nil)
(make-symbol "foo")
(make-symbol "")
(make-symbol "12")
(make-symbol 'a)

;; text properties of strings that are read
(let ((s (read "#(\"ab\" 0 2 (a 1 b 2 c 3))"))) (list (text-properties-at 0 s) (prin1-to-string s) (text-properties-at 0 (copy-sequence s)) (text-properties-at 0 (concat s "x")) (text-properties-at 0 (substring s 0 1)) (object-intervals s)))
(let ((s (read "#(\"ab\" 0 2 (a 1 b 2 c 3))"))) (list (object-intervals s) (prin1-to-string s) (object-intervals s)))
(let ((s (read "#(\"abcd\" 0 2 (a 1 b 2 c 3) 2 4 (d 4 e 5))"))) (list (text-properties-at 0 s) (prin1-to-string s) (object-intervals s)))
(let ((s (read "#(\"abcd\" 0 2 (a 1 b 2) 1 3 (c 4 a 5))"))) (list (object-intervals s) (prin1-to-string s)))
(let ((s (read "#(\"abcd\" 0 2 (a 1 b 2) 3 4 (c 4 a 5))"))) (list (object-intervals s) (prin1-to-string s)))
(let ((s (read "#(\"abcd\" 0 4 (a 1 b 2))"))) (list (object-intervals s) (prin1-to-string s)))
(let ((s (read "#(\"abcd\" 0 4 (a 1 b))"))) (list (object-intervals s) (prin1-to-string s)))
(let ((s (read "#(\"abcd\" 0 4 a)"))) (list (object-intervals s) (prin1-to-string s)))
(let ((s (read "#(\"abcd\" 2 4 (a 1 b 2))"))) (list (object-intervals s) (prin1-to-string s)))
(let ((s (read "#(\"abcd\" 0 4 nil)"))) (list (object-intervals s) (prin1-to-string s)))
(let ((s (read "#(\"abcd\" 0 4 (a 1) 1 2 nil)"))) (list (object-intervals s) (prin1-to-string s)))
(with-temp-buffer (insert (read "#(\"ab\" 0 2 (a 1 b 2 c 3))")) (list (object-intervals (buffer-string)) (text-properties-at 1) (prin1-to-string (buffer-string))))
(with-temp-buffer (insert "ab" (read "#(\"ab\" 0 2 (a 1 b 2 c 3))") "cd") (list (object-intervals (buffer-string)) (text-properties-at 3) (prin1-to-string (buffer-string))))
(let ((s (format "%s" (read "#(\"ab\" 0 2 (a 1 b 2 c 3))")))) (list (object-intervals s)))
(format "%S" #("ab" 0 2 (a 1 b "x" c 3)))
(text-properties-at 0 #("ab" 0 2 (a 1 b "x" c 3)))
(text-properties-at 0 (read "#(\"ab\" 0 2 (a 1 b 2 a 3))"))
(format "%S" (read "#(\"abcd\" 0 2 (a 1 b 2) 1 3 (c 4 a 5))"))
(format "%S" (read "#(\"abcd\" 0 2 (a 1) 2 4 (a 1))"))
