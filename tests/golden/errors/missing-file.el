;;; -*- lexical-binding: t; -*-
;; arguments: -Q --batch no-such-file.el
