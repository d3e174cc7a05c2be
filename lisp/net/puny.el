;;; puny.el --- domain names beyond ASCII -*- lexical-binding: t; -*-

;; RFC 3492: the letters of ASCII come first, then the others as numbers in base 36 with a threshold that adapts.  Each number says how
;; far to walk through (CHARACTER, POSITION), all positions for one character before the next character.

(defconst puny-base 36 "How many digits there are.")
(defconst puny-tmin 1 "The least threshold.")
(defconst puny-tmax 26 "The greatest threshold.")
(defconst puny-skew 38)
(defconst puny-damp 700)
(defconst puny-initial-bias 72)
(defconst puny-initial-n 128 "The first character that is not written as itself.")

(defun puny-encode-domain (domain)
  "Encode each label of DOMAIN that is not ASCII: \"www.bücher.de\" gives \"www.xn--bcher-kva.de\"."
  (puny--map-labels #'puny-encode-string domain))

(defun puny-decode-domain (domain)
  "Decode each label of DOMAIN that is encoded: \"xn--bcher-kva.de\" gives \"bücher.de\"."
  (puny--map-labels #'puny-decode-string domain))

(defun puny--map-labels (function domain)
  "Replace each label of DOMAIN by what FUNCTION makes of it."
  (mapconcat function (split-string domain "[.]") "."))

(defun puny-encode-string (string)
  "Encode STRING, one label of a domain name: \"bücher\" gives \"xn--bcher-kva\".
What is ASCII already is returned as it is."
  (let ((characters (append string nil)))
    (if (seq-every-p (lambda (c) (< c puny-initial-n)) characters)
        string
      (let ((basic (seq-filter (lambda (c) (< c puny-initial-n)) characters)))
        (concat "xn--" basic (if basic "-")
                (puny--encode-others characters (length basic)))))))

(defun puny--encode-others (characters basic)
  "The numbers for those of CHARACTERS that are not ASCII; BASIC is how many are."
  (let ((others (sort (seq-uniq (seq-filter (lambda (c) (>= c puny-initial-n)) characters)) #'<))
        (delta 0) (bias puny-initial-bias) (previous puny-initial-n) (done basic) (output nil))
    (dolist (this others)
      (setq delta (+ delta (* (- this previous) (1+ done))))
      (dolist (c characters)
        (cond ((< c this) (setq delta (1+ delta)))
              ((= c this)
               (push (puny--encode-number delta bias) output)
               (setq bias (puny--adapt delta (1+ done) (= done basic))
                     delta 0
                     done (1+ done)))))
      (setq delta (1+ delta)
            previous (1+ this)))
    (apply #'concat (nreverse output))))

(defun puny--threshold (k bias)
  "The threshold of the digit at place K (36 for the first, then 72, ...)."
  (min puny-tmax (max puny-tmin (- k bias))))

(defun puny--adapt (delta count first)
  "The bias after the number DELTA, when COUNT characters are there; FIRST says that it was the first number."
  (let ((delta (/ delta (if first puny-damp 2))) (k 0))
    (setq delta (+ delta (/ delta count)))
    (while (> delta (/ (* (- puny-base puny-tmin) puny-tmax) 2))
      (setq delta (/ delta (- puny-base puny-tmin))
            k (+ k puny-base)))
    (+ k (/ (* (1+ (- puny-base puny-tmin)) delta) (+ delta puny-skew)))))

(defun puny--encode-number (number bias)
  "NUMBER as digits, the last of which is below its threshold."
  (let ((k puny-base) (digits nil) (left number))
    (while (let ((threshold (puny--threshold k bias)))
             (when (>= left threshold)
               (let ((span (- puny-base threshold)))
                 (push (puny--digit (+ threshold (% (- left threshold) span))) digits)
                 (setq left (/ (- left threshold) span)
                       k (+ k puny-base))))))
    (concat (nreverse (cons (puny--digit left) digits)))))

(defun puny--digit (value)
  "The character for VALUE: a to z are 0 to 25, 0 to 9 are 26 to 35."
  (if (< value 26) (+ ?a value) (+ ?0 (- value 26))))

(defun puny--digit-value (character)
  "The value of the digit CHARACTER; nil if it is none."
  (cond ((<= ?a character ?z) (- character ?a))
        ((<= ?A character ?Z) (- character ?A))
        ((<= ?0 character ?9) (+ 26 (- character ?0)))))

(defun puny-decode-string (string)
  "Decode STRING, one label of a domain name: \"xn--bcher-kva\" gives \"bücher\".
What is not encoded, or not well, is returned as it is."
  (if (let ((case-fold-search t)) (string-match-p "\\`xn--" string))
      (or (puny--decode (substring string 4)) string)
    string))

(defun puny--decode (text)
  "What TEXT, the part after \"xn--\", stands for; nil if it is malformed."
  (let* ((hyphen (string-match-p "-[^-]*\\'" text))
         (characters (if hyphen (append (substring text 0 hyphen) nil)))
         (digits (append (substring text (if hyphen (1+ hyphen) 0)) nil))
         (n puny-initial-n) (i 0) (bias puny-initial-bias) (first t))
    (catch 'malformed
      (while digits
        (let* ((number (puny--decode-number digits bias))
               (count (1+ (length characters)))
               (place (+ i (car number))))
          (setq bias (puny--adapt (car number) count first)
                first nil
                digits (cdr number)
                n (+ n (/ place count))
                i (% place count))
          (when (> n #x10ffff) (throw 'malformed nil))
          (setq characters (append (seq-take characters i) (list n) (seq-drop characters i))
                i (1+ i))))
      (concat characters))))

(defun puny--decode-number (digits bias)
  "The number that the characters DIGITS begin with: (NUMBER . REST)."
  (let ((number 0) (weight 1) (k puny-base) (more t))
    (while more
      (let ((value (and digits (puny--digit-value (pop digits))))
            (threshold (puny--threshold k bias)))
        (unless (and value (< number #x10000000000)) (throw 'malformed nil))
        (setq number (+ number (* value weight))
              more (>= value threshold)
              weight (* weight (- puny-base threshold))
              k (+ k puny-base))))
    (cons number digits)))

;;; Names that mix scripts

(defconst puny--scripts
  '((#x0000 #x024f latin) (#x0250 #x02af phonetic) (#x02b0 #x036f latin) (#x0370 #x03ff greek) (#x0400 #x052f cyrillic)
    (#x0530 #x058f armenian) (#x0590 #x05ff hebrew) (#x0600 #x06ff arabic) (#x0700 #x074f syriac) (#x0750 #x077f arabic)
    (#x0780 #x07bf thaana) (#x07c0 #x07ff nko) (#x08a0 #x08ff arabic) (#x0900 #x097f devanagari) (#x0980 #x09ff bengali)
    (#x0a00 #x0a7f gurmukhi) (#x0a80 #x0aff gujarati) (#x0b00 #x0b7f oriya) (#x0b80 #x0bff tamil) (#x0c00 #x0c7f telugu)
    (#x0c80 #x0cff kannada) (#x0d00 #x0d7f malayalam) (#x0d80 #x0dff sinhala) (#x0e00 #x0e7f thai) (#x0e80 #x0eff lao)
    (#x0f00 #x0fff tibetan) (#x1000 #x109f burmese) (#x10a0 #x10ff georgian) (#x1100 #x11ff hangul) (#x1200 #x139f ethiopic)
    (#x13a0 #x13ff cherokee) (#x1400 #x167f canadian-aboriginal) (#x1680 #x169f ogham) (#x16a0 #x16ff runic)
    (#x1780 #x17ff khmer) (#x1800 #x18af mongolian) (#x1c80 #x1c8f cyrillic) (#x1d00 #x1d7f phonetic) (#x1e00 #x1eff latin)
    (#x1f00 #x1fff greek) (#x2000 #x2bff symbol) (#x2c00 #x2c5f glagolitic) (#x2c60 #x2c7f latin) (#x2c80 #x2cff coptic)
    (#x2d00 #x2d2f georgian) (#x2d80 #x2ddf ethiopic) (#x2de0 #x2dff cyrillic) (#x2e00 #x2e7f symbol) (#x2e80 #x2fdf han)
    (#x2ff0 #x303f cjk-misc) (#x3040 #x30ff kana) (#x3100 #x312f bopomofo) (#x3130 #x318f hangul) (#x3190 #x319f kanbun)
    (#x31a0 #x31bf bopomofo) (#x31f0 #x31ff kana) (#x3200 #x33ff cjk-misc) (#x3400 #x9fff han) (#xa640 #xa69f cyrillic)
    (#xa720 #xa7ff latin) (#xa960 #xa97f hangul) (#xab30 #xab6f latin) (#xac00 #xd7ff hangul) (#xf900 #xfaff han)
    (#xfb00 #xfb06 latin) (#xfb1d #xfb4f hebrew) (#xfb50 #xfdff arabic) (#xfe70 #xfeff arabic) (#xff00 #xffef cjk-misc)
    (#x1b000 #x1b12f kana) (#x1d400 #x1d7ff mathematical) (#x1f000 #x1faff symbol) (#x20000 #x3ffff han))
  "Ranges of characters and their scripts, in order.")

(defconst puny--inclusions
  '(?' ?- ?. ?: #xb7 #x375 #x58a #x5f3 #x5f4 #x6fd #x6fe #xf0b #x200c #x200d #x2010 #x2019 #x2027 #x30a0 #x30fb)
  "Characters that go along with any script (Unicode Standard Annex 31, candidates for inclusion).")

(defun puny--script (character)
  "The script of CHARACTER, a symbol; for rare ones a number that tells blocks apart."
  (let ((ranges puny--scripts))
    (while (and ranges (< (nth 1 (car ranges)) character))
      (setq ranges (cdr ranges)))
    (if (and ranges (<= (car (car ranges)) character))
        (nth 2 (car ranges))
      (/ character 128))))

(defun puny-highly-restrictive-string-p (string)
  "Whether STRING keeps to one script, or to a mixture that is usual: Latin and Han with the kana,
with Bopomofo or with Hangul.  See Unicode Technical Standard 39, restriction level \"highly restrictive\"."
  (let ((scripts (seq-uniq (mapcar #'puny--script
                                   (seq-remove (lambda (c) (memq c puny--inclusions)) string)))))
    (and (or (null (cdr scripts))
             (seq-some (lambda (usual) (null (seq-difference scripts usual)))
                       '((latin han kana) (latin han bopomofo) (latin han hangul))))
         t)))

(defun puny-highly-restrictive-domain-p (domain)
  "Whether each label of DOMAIN is a `puny-highly-restrictive-string-p'."
  (seq-every-p #'puny-highly-restrictive-string-p (split-string domain "[.]")))

(provide 'puny)

;;; puny.el ends here
