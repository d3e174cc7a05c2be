;; Expressions that are answered differently from Emacs on purpose: ("EXPRESSION" . "REASON").
