;;; text.el --- variables of paragraphs, sentences and filling -*- lexical-binding: t; -*-

;; The functions are in paragraphs.el and fill.el.

(defcustom paragraph-start "\f\\|[ \t]*$" "Regexp for the beginning of a line that starts or separates paragraphs."
  :type 'regexp :group 'paragraphs)
(defcustom paragraph-separate "[ \t\f]*$" "Regexp for the beginning of a line that separates paragraphs."
  :type 'regexp :group 'paragraphs)
(defcustom paragraph-ignore-fill-prefix nil "Non-nil means the paragraph commands ignore `fill-prefix'."
  :type 'boolean :group 'paragraphs)
(defcustom page-delimiter "^\f" "Regexp describing line-beginnings that separate pages." :type 'regexp :group 'paragraphs)
(defcustom use-hard-newlines nil "Non-nil if the property `hard' marks newlines that filling keeps." :type 'boolean :group 'paragraphs)
(make-variable-buffer-local 'use-hard-newlines)

(defcustom sentence-end-double-space t "Non-nil means a single space does not end a sentence." :type 'boolean :group 'fill)
(defcustom sentence-end-without-period nil "Non-nil means a sentence may end without a period, before two spaces."
  :type 'boolean :group 'fill)
(defcustom sentence-end-without-space "。．？！" "Characters that end a sentence without a space after them."
  :type 'string :group 'paragraphs)
(defcustom sentence-end nil "Regexp for the end of a sentence with the white space after it, nil to compute it."
  :type '(choice regexp (const nil)) :group 'paragraphs)
(defcustom sentence-end-base "[.?!…‽][]\"'”’)}»›]*" "Regexp for what ends a sentence." :type 'regexp :group 'paragraphs)

(defun sentence-end ()
  "Return the regexp for the end of a sentence, the variable `sentence-end' or one made of the others."
  (or sentence-end
      (concat (if sentence-end-without-period "\\w  \\|")
              "\\("
              sentence-end-base
              (if sentence-end-double-space "\\($\\|[  ]$\\|\t\\|[  ][  ]\\)" "\\($\\|[\t  ]\\)")
              "\\|[" sentence-end-without-space "]+\\)"
              "[  \t\n]*")))

(defcustom indent-tabs-mode t "Non-nil means indentation may have tabs." :type 'boolean :group 'indent)
(make-variable-buffer-local 'indent-tabs-mode)
(defcustom fill-prefix nil "String that filling inserts at the front of a new line, or nil." :type '(choice (const nil) string) :group 'fill)
(make-variable-buffer-local 'fill-prefix)
(defcustom fill-individual-varying-indent nil "Controls what separates paragraphs in `fill-individual-paragraphs'."
  :type 'boolean :group 'fill)
(defcustom colon-double-space nil "Non-nil means put two spaces after a colon when filling." :type 'boolean :group 'fill)
(defcustom adaptive-fill-mode t "Non-nil means find the fill prefix from the text." :type 'boolean :group 'fill)
(defcustom adaptive-fill-regexp "[ \t]*\\([-–!|#%;>*·•‣⁃◦]+[ \t]*\\)*" "Regexp to match text at start of line that is an indentation."
  :type 'regexp :group 'fill)
(defcustom adaptive-fill-first-line-regexp "\\`[ \t]*\\'" "Regexp for a prefix that may be taken from one line alone."
  :type 'regexp :group 'fill)
(defcustom adaptive-fill-function #'ignore "Function that returns the fill prefix at point, or nil." :type 'function :group 'fill)
(defcustom fill-nobreak-predicate nil "Functions that tell whether a line may not be broken at point." :type 'hook :group 'fill)
(defcustom fill-nobreak-invisible nil "Non-nil means filling does not break at invisible text." :type 'boolean :group 'fill)
(defcustom default-justification 'left "Method of justifying text not otherwise specified." :type 'symbol :group 'fill)
(defvar fill-paragraph-function nil "Function that fills a paragraph in this mode; it returns nil if it did not.")
(defvar fill-paragraph-handle-comment t "Non-nil means paragraph filling pays attention to comments.")
(defvar fill-forward-paragraph-function #'forward-paragraph "Function that `fill-region' moves over paragraphs with.")

(defvar enable-kinsoku t "Non-nil means characters with the category for it do not begin or end lines.")
(defvar fill-separate-heterogeneous-words-with-space nil "Non-nil means a space is put between words of different scripts when lines are joined.")
(defvar fill-indent-according-to-mode nil "Non-nil means filling indents lines as the mode does.")
(defvar current-fill-column--has-warned nil "Non-nil if a `fill-column' that is no integer has been complained of.")
(defvar normal-auto-fill-function #'do-auto-fill "The value `auto-fill-function' gets when it is turned on.")
(dolist (variable '(default-justification adaptive-fill-function fill-paragraph-function))
  (make-variable-buffer-local variable))
(setq-default left-margin 0)

;;; Comments; newcomment.el has the functions

(defvar comment-start nil "What begins a comment, nil if there are none.")
(defvar comment-start-skip nil "Regexp for what begins a comment with the blanks after it.")
(defvar comment-end "" "What ends a comment; the empty string if the end of the line does.")
(defvar comment-end-skip nil "Regexp for what ends a comment with the blanks before it.")
(defvar comment-continue nil "What begins the lines of a comment after the first.")
(defvar comment-add 0 "How many more characters like the last of `comment-start' begin comments on lines of their own.")
(defvar comment-use-syntax 'undecided "Non-nil if the syntax table tells where comments are.")
(defvar comment-quote-nested t "Non-nil if the marks of comments in a comment are changed.")
(defvar comment-quote-nested-function #'comment-quote-nested-default "Function that changes such marks.")
(defvar comment-indent-function #'comment-indent-default "Function that returns the column of a comment.")
(defvar comment-insert-comment-function nil "Nil or a function that inserts a comment.")
(defvar comment-region-function #'comment-region-default "Function that makes comments of a region.")
(defvar uncomment-region-function #'uncomment-region-default "Function that makes text of the comments in a region.")
(defvar comment-line-break-function #'comment-indent-new-line "Function that breaks a line and goes on with its comment.")
(defvar comment-combine-change-calls t "Non-nil if changes of comments are told as one.")
(defvar block-comment-start nil "What begins a comment of several lines.")
(defvar block-comment-end nil "What ends a comment of several lines.")
(defcustom comment-column 32 "The column of comments after code." :type 'integer :group 'comment)
(make-variable-buffer-local 'comment-column)
(defcustom comment-style 'indent "How comments are put around lines: one of `comment-styles'." :type 'symbol :group 'comment)
(defcustom comment-padding " " "What is between the mark of a comment and its text: a string, or the number of spaces."
  :type '(choice string integer) :group 'comment)
(defcustom comment-inline-offset 1 "How many blanks, at least, are between code and a comment." :type 'integer :group 'comment)
(defcustom comment-multi-line nil "Non-nil if a comment that is broken goes on, instead of ending and beginning anew." :type 'boolean :group 'comment)
(defcustom comment-empty-lines nil "Non-nil if empty lines become comments; `eol' if only where lines end comments."
  :type '(choice boolean (const eol)) :group 'comment)
(defcustom comment-auto-fill-only-comments nil "Non-nil if only comments are filled while one types." :type 'boolean :group 'comment)
(make-variable-buffer-local 'comment-auto-fill-only-comments)
(defcustom comment-fill-column nil "The column comments are filled to; nil for `fill-column'." :type '(choice (const nil) integer) :group 'comment)

;;; text.el ends here
