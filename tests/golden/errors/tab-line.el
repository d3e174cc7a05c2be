;;; The caret stands below the form after a tab too.  -*- lexical-binding: t; -*-
(let ((list (list 1 2)))
	(when list
		(nth 'x list)))
