;;; -*- lexical-binding: t; -*-
(require 'no-such-library)
