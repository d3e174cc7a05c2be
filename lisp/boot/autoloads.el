;;; autoloads.el --- functions whose library is loaded when they are called -*- lexical-binding: t; -*-

(autoload 'regexp-opt "regexp-opt" "Return a regexp that matches given strings.")
(autoload 'regexp-opt-charset "regexp-opt" "Return a regexp that matches given characters.")
(autoload 'regexp-opt-depth "regexp-opt" "Return the number of groups of a regexp.")
(autoload 'rx "rx" "Translate rx forms to a regexp." nil t)
(autoload 'rx-to-string "rx" "Return the regexp that an rx form means.")
(autoload 'rx-define "rx" "Define an rx symbol or form." nil t)
(autoload 'rx-let "rx" "Define rx symbols and forms locally." nil t)
(autoload 'rx-let-eval "rx" "Define rx symbols and forms locally for `rx-to-string'." nil t)
(autoload 'cl-prin1 "cl-print" "Print an object as its type wants it.")
(autoload 'cl-prin1-to-string "cl-print" "Return what `cl-prin1' prints as a string.")
(autoload 'cl-print-object "cl-print" "Print an object on a stream.")
(autoload 'cl-print-to-string-with-limit "cl-print" "Print a value in about a given number of characters.")
(autoload 'defadvice "advice" "Define a piece of advice for a function." nil t)
(autoload 'ad-activate "advice" "Make the advice for a function take effect." t)
(autoload 'ad-add-advice "advice" "Add a piece of advice to a function.")
(autoload 'ad-enable-advice "advice" "Enable pieces of advice." t)
(autoload 'ad-disable-advice "advice" "Disable pieces of advice." t)
(autoload 'read-kbd-macro "edmacro" "Return the keys that a string names." t)
(autoload 'format-kbd-macro "edmacro" "Return a keyboard macro as text.")

;;; autoloads.el ends here
