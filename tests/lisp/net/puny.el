;;; puny.el --- domain names beyond ASCII -*- lexical-binding: t -*-

(require 'ert)
(require 'puny)

(ert-deftest puny-samples ()
  "The sample strings of RFC 3492, section 7.1, that are in lower case."
  (dolist (row '(("ليهمابتكلموشعربي؟" "egbpdaj6bu4bxfgehfvwxn")
                 ("他们为什么不说中文" "ihqwcrb4cv8a8dqg056pqjye")
                 ("他們爲什麽不說中文" "ihqwctvzc91f659drss3x8bo0yb")
                 ("למההםפשוטלאמדבריםעברית" "4dbcagdahymbxekheh6e0a7fei0b")
                 ("なぜみんな日本語を話してくれないのか" "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa")
                 ("почемужеонинеговорятпорусски" "b1abfaaepdrnnbgefbadotcwatmq2g4l")
                 ("3年b組金八先生" "3b-ww4c5e180e575a65lsy2b")
                 ("ひとつ屋根の下2" "2-u9tlzr9756bt3uc0v")
                 ("パフィーdeルンバ" "de-jg4avhby1noc0d")
                 ("そのスピードで" "d9juau41awczczp")))
    (should (equal (puny-encode-string (car row)) (concat "xn--" (nth 1 row))))
    (should (equal (puny-decode-string (concat "xn--" (nth 1 row))) (car row)))))

(ert-deftest puny-labels ()
  (dolist (row '(("bücher" "xn--bcher-kva") ("ü" "xn--tda") ("ü-" "xn----dha") ("-ü" "xn----eha") ("ab--ü" "xn--ab---3ra")
                 ("BÜCHER" "xn--BCHER-2pa") ("faß" "xn--fa-hia") ("𝒳y" "xn--y-dy9q") ("e\u0301" "xn--e-xbb")
                 ("xn--ü" "xn--xn---3ra")))
    (should (equal (puny-encode-string (car row)) (nth 1 row)))
    (should (equal (puny-decode-string (nth 1 row)) (car row)))
    (should (equal (puny-encode-string (nth 1 row)) (nth 1 row))))
  (should (equal (puny-encode-string "b\374cher") "xn--bcher-kva")))

(ert-deftest puny-domains ()
  (dolist (row '(("www.bücher.de" "www.xn--bcher-kva.de") ("föö.ЖЖ.com" "xn--f-1gaa.xn--i0aa.com") ("" "") ("." ".")
                 ("a..b" "a..b") ("a.ü." "a.xn--tda.") (".ü" ".xn--tda") ("example.com" "example.com")
                 ("παράδειγμα.δοκιμή" "xn--hxajbheg2az3al.xn--jxalpdlp")))
    (should (equal (puny-encode-domain (car row)) (nth 1 row)))
    (should (equal (puny-decode-domain (nth 1 row)) (car row))))
  (should (equal (puny-decode-domain "XN--BCHER-KVA.de") "BüCHER.de")))

(ert-deftest puny-malformed ()
  (dolist (text '("xn--9" "xn--99999999" "xn--a-!!" "foo" ""))
    (should (equal (puny-decode-string text) text)))
  (should (equal (puny-decode-string "xn--") "")))

(ert-deftest puny-mixtures ()
  (dolist (good '("bücher.de" "faß.de" "日本 語" "日本語ab.jp" "пример.рф" "例え.テスト" "a·b.com" "한국.kr" "" "かカ漢a" "ㄅ漢a" "한漢a"
                  "e\u0301" "ا٣" "一ー" "☃" "ж-" "ж·" "a_b" "%"))
    (should (equal (list good (puny-highly-restrictive-string-p good)) (list good t))))
  (dolist (bad '("гос.ru" "googlе.com" "αβгд.com" "a☃" "1ж" "ж_" "ж\u0301" "日本語ж" "かㄅ" "ㄅ한" "אa" "กa" "→a" "𝒳ж" "、a"))
    (should (equal (list bad (puny-highly-restrictive-string-p bad)) (list bad nil))))
  (should (puny-highly-restrictive-domain-p "гос.ru"))
  (should-not (puny-highly-restrictive-domain-p "googlе.com")))

;;; puny.el ends here
