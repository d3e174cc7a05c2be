;;; -*- lexical-binding: t; -*-
;; arguments: no-such-file.el
