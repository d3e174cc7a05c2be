;;; shr.el --- HTML as text -*- lexical-binding: t -*-

(require 'ert)
(require 'shr)
(require 'shr-color)

(defun shr-tests--text (html &optional width)
  "Return the text of HTML, in WIDTH columns."
  (with-temp-buffer
    (insert html)
    (let ((dom (libxml-parse-html-region (point-min) (point-max))) (shr-width (or width 40)) (shr-use-fonts nil) (shr-inhibit-images t)
          (shr-bullet "* "))
      (erase-buffer)
      (shr-insert-document dom)
      (buffer-string))))

(ert-deftest shr-texts ()
  (skip-unless (fboundp 'libxml-parse-html-region))
  (pcase-dolist (`(,html ,text)
                 '(("<p>Hello <b>bold</b> <i>it</i>  world</p><p>para\ntwo</p>" "Hello bold it world\n\npara two\n")
                   ("a<br>b<hr>c" "a\nb\n\n----------------------------------------\nc")
                   ("<h1>Title</h1><h2>Sub</h2>text" "Title\n\nSub\n\ntext")
                   ("<ul><li>one<li>two<ul><li>nested</ul></ul><ol start=3><li>x<li>y</ol>" "* one\n* two\n\n  * nested\n\n3 x\n4 y\n")
                   ("<ul><li><p>x</p><p>y</p></ul>" "* x\n\n  y\n")
                   ("<ul><li>one two three four five six seven eight nine ten eleven twelve thirteen</ul>"
                    "* one two three four five six seven\n  eight nine ten eleven twelve thirteen\n")
                   ("<pre>  keep\n   this</pre>after" "  keep\n   this\nafter\n")
                   ("<blockquote>quoted text that is so long that it must be wrapped</blockquote>"
                    "    quoted text that is so long that it\n    must be wrapped\n")
                   ("<dl><dt>term<dd>definition</dl>" "term\n    definition\n")
                   ("<script>x</script><style>y</style><!-- c -->vis" "vis\n")
                   ("<div>a</div><div>b</div><div style='display:none'>c</div>" "a\nb\n")
                   ("<title>T</title>body" "T\n\nbody\n")
                   ("<p>日本語の文章はここで折り返す必要がありますので長い文章を書きます" "日本語の文章はここで折り返す必要がありま\nすので長い文章を書きます\n")
                   ("<img src='http://nowhere.invalid/a.png' alt='an image'>" "an image")
                   ("<table><tr><th>A</th><th>Bcd</th></tr><tr><td>1</td><td>22 33</td></tr></table>" " A  Bcd  \n 1  22 33  \n")))
    (should (equal (replace-regexp-in-string "after\\'" "after\n" (substring-no-properties (shr-tests--text html))) text)))
  (should (equal (substring-no-properties
                  (shr-tests--text (concat "<table><tr><td>long text in a cell that will need wrapping because it is wide</td>"
                                           "<td>other cell also with much text in it to wrap</td></tr></table>")
                                   60))
                 (concat " long text in a cell that  other cell also with much  \n will need wrapping because  text in it to wrap  \n"
                         " it is wide    \n"))))

(ert-deftest shr-properties ()
  (skip-unless (fboundp 'libxml-parse-html-region))
  (let ((text (shr-tests--text "<p><a href='http://x.y/z?a=b' title=T>link</a> <b>c</b> x<sup>2</sup>")))
    (should (equal (get-text-property 1 'shr-url text) "http://x.y/z?a=b"))
    (should (equal (get-text-property 1 'help-echo text) "http://x.y/z?a=b (T)"))
    (should (eq (get-text-property 1 'keymap text) shr-map))
    (should (eq (get-text-property 1 'face text) 'shr-link))
    (should (eq (get-text-property 5 'face text) 'bold))
    (should (equal (get-text-property 8 'display text) '(raise 0.2))))
  (with-temp-buffer
    (insert "<p><a href='http://x'>a</a> b <a href='http://y'>c</a>")
    (let ((inhibit-message t)) 
      (shr-render-region 1 (point-max))
      (goto-char 1)
      (should (equal (shr-url-at-point nil) "http://x"))
      (shr-next-link)
      (should (= (point) 5))
      (shr-previous-link)
      (should (= (point) 1)))))

(ert-deftest shr-urls ()
  (should (equal (shr-parse-base "http://h/a/b") '("http://h" "/a/" "http" "http://h/a/b")))
  (pcase-dolist (`(,url ,whole) '(("x" "http://h/a/x") ("//z/y" "http://z/y") ("/y" "http://h/y") ("?q" "http://h/a/?q")))
    (should (equal (shr-expand-url url "http://h/a/b") whole)))
  (should (equal (shr-parse-style "color: red; background:blue !important;x:y") '((x . "y") (background . "blue") (color . "red"))))
  (should (equal (shr-dom-to-xml '(p ((a . "b")) "x" (br nil))) "<p a=\"b\">x <br></br></p>"))
  (should (equal (mapcar #'shr-color->hexadecimal '("red" "#abc" "rgb(1,2,3)" "rgb(10%,20%,30%)" "hsl(120,100%,50%)" "nope"))
                 '("#FF0000" "#abc" "#010203" "#19334C" "#00ff00" nil)))
  (let ((shr-external-rendering-functions '((foo . (lambda (_) (insert "FOO"))))))
    (should (equal (with-temp-buffer (shr-insert-document '(html nil (body nil (foo nil)))) (buffer-string)) "FOO"))))

;;; shr.el ends here
