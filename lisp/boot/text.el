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

;;; text.el ends here
