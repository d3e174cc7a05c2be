;;; -*- lexical-binding: t; -*-
(when t
  (user-error "Cannot %s the %S" "find" '(thing "quoted")))
