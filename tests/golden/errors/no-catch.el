;;; -*- lexical-binding: t; -*-
(catch 'here
  (throw 'there 5))
