;;; -*- lexical-binding: t; -*-
;; arguments: -Q --batch --eval '(setq from "outside")' -l wrong-type.el
