;;; settings-display.el --- variables about what is shown -*- lexical-binding: t; -*-

;; Programs bind, set and ask these; what needs a screen or a keyboard changes nothing here.

(defvar after-delete-frame-functions nil
  "Functions called with a frame after it was deleted.")
(defvar after-focus-change-function 'ignore
  "The function called when a frame got or lost the focus.")
(defvar after-setting-font-hook nil
  "Functions run after a frame's font was changed.")
(defvar auto-composition-mode t
  "Non-nil if characters that belong together are drawn as one.")
(make-variable-buffer-local 'auto-composition-mode)
(defcustom auto-hscroll-mode t
  "Whether windows scroll sideways to show point: t, nil or `current-line'."
  :type 'boolean)
(defvar auto-window-vscroll t
  "Non-nil if windows scroll within tall lines.")
(defcustom baud-rate 0
  "The speed of the terminal in bits per second."
  :type 'integer)
(defvar before-make-frame-hook nil
  "Functions run before a frame is made.")
(defvar bidi-inhibit-bpa nil
  "Non-nil if brackets are not paired in text of two directions.")
(defcustom blink-cursor-mode nil
  "Non-nil if the cursor blinks."
  :type 'boolean)
(defvar cannot-suspend nil
  "Non-nil if the program cannot be suspended.")
(defvar color-luminance-dark-limit 0.325
  "The relative luminance below which a color counts as dark.")
(defcustom column-number-mode nil
  "Non-nil if the mode line shows the column."
  :type 'boolean)
(defcustom line-number-mode t
  "Non-nil if the mode line shows the line."
  :type 'boolean)
(defcustom size-indication-mode nil
  "Non-nil if the mode line shows the size of the buffer."
  :type 'boolean)
(defvar default-minibuffer-frame nil
  "The frame whose minibuffer others use.")
(defvar delete-terminal-functions nil
  "Functions called with a terminal that is deleted.")
(defvar suspend-tty-functions nil
  "Functions called with a terminal that is suspended.")
(defvar resume-tty-functions nil
  "Functions called with a terminal that is resumed.")
(defcustom display-battery-mode nil
  "Non-nil if the state of the battery is shown."
  :type 'boolean)
(defcustom display-time-mode nil
  "Non-nil if the time is shown."
  :type 'boolean)
(defcustom display-buffer-function nil
  "A function that does the work of `display-buffer', or nil."
  :type 'boolean)
(defvar display-buffer-mark-dedicated nil
  "What `display-buffer' marks the windows it makes with.")
(defcustom display-buffer-reuse-frames nil
  "Non-nil if a window of any frame may be used again."
  :type 'boolean)
(defcustom display-fill-column-indicator nil
  "Non-nil if a line is drawn at the column of filling."
  :type 'boolean)
(make-variable-buffer-local 'display-fill-column-indicator)
(defcustom display-fill-column-indicator-character nil
  "The character of which that line is made, nil for none."
  :type 'boolean)
(make-variable-buffer-local 'display-fill-column-indicator-character)
(defcustom display-fill-column-indicator-column t
  "The column of that line, t for `fill-column'."
  :type 'boolean)
(make-variable-buffer-local 'display-fill-column-indicator-column)
(defcustom display-hourglass t
  "Non-nil if the pointer shows that the program is busy."
  :type 'boolean)
(defcustom hourglass-delay 1
  "After how many seconds the pointer shows that the program is busy."
  :type 'integer)
(defcustom display-line-numbers nil
  "Whether numbers of lines are shown: nil, t, `relative' or `visual'."
  :type 'boolean)
(make-variable-buffer-local 'display-line-numbers)
(defcustom display-line-numbers-current-absolute t
  "Non-nil if the current line's number is absolute among relative ones."
  :type 'boolean)
(defcustom display-line-numbers-major-tick 0
  "The distance of lines whose number is shown in another face, 0 for none."
  :type 'integer)
(defcustom display-line-numbers-minor-tick 0
  "The distance of lines whose number is shown in a third face, 0 for none."
  :type 'integer)
(defvar display-line-numbers-offset 0
  "What is added to the numbers of lines shown.")
(make-variable-buffer-local 'display-line-numbers-offset)
(defcustom display-line-numbers-widen nil
  "Non-nil if lines are counted without regard to narrowing."
  :type 'boolean)
(make-variable-buffer-local 'display-line-numbers-widen)
(defcustom display-line-numbers-width nil
  "The columns for numbers of lines, nil for as many as needed."
  :type 'boolean)
(make-variable-buffer-local 'display-line-numbers-width)
(defvar display-pixels-per-inch 72.0
  "The resolution used to print.")
(defcustom display-raw-bytes-as-hex nil
  "Non-nil if bytes are shown in hexadecimal, not octal."
  :type 'boolean)
(defcustom double-click-fuzz 3
  "How far in pixels the mouse may move between the clicks of a double click."
  :type 'integer)
(defcustom double-click-time 500
  "How many milliseconds may be between the clicks of a double click."
  :type 'integer)
(defvar enable-disabled-menus-and-buttons nil
  "Non-nil if disabled items of menus can be chosen.")
(defcustom even-window-heights t
  "Non-nil if `display-buffer' makes the heights of windows even."
  :type 'boolean)
(defvar face-default-stipple "gray3"
  "The pattern used where colors are missing.")
(defvar face-filters-always-match nil
  "Non-nil if filters of faces are satisfied everywhere.")
(defvar face-font-rescale-alist nil
  "Factors for the sizes of fonts: an alist of patterns and numbers.")
(defvar face-ignored-fonts nil
  "Regexps for names of fonts that are not used.")
(defvar face-near-same-color-threshold 30000
  "The distance below which two colors are too alike to be told apart.")
(defvar face-remapping-alist nil
  "Other faces for faces in this buffer: lists of (FACE . SPECS).")
(defcustom fast-but-imprecise-scrolling nil
  "Non-nil if scrolling may disregard faces to be fast."
  :type 'boolean)
(defcustom fit-frame-to-buffer nil
  "Non-nil if frames with one window are fit to their text."
  :type 'boolean)
(defcustom fit-window-to-buffer-horizontally nil
  "Non-nil if windows are fit to the width of their text too."
  :type 'boolean)
(defcustom focus-follows-mouse nil
  "Non-nil if the frame under the mouse has the focus."
  :type 'boolean)
(defvar focus-in-hook nil
  "Functions run when a frame got the focus.")
(defvar focus-out-hook nil
  "Functions run when a frame lost the focus.")
(defcustom frame-background-mode nil
  "Whether the background is `light' or `dark', nil to find out."
  :type 'boolean)
(defcustom frame-inhibit-implied-resize t
  "Whether frames keep their size when what is around their text changes."
  :type 'boolean)
(defcustom frame-resize-pixelwise nil
  "Non-nil if sizes of frames are not rounded to whole characters."
  :type 'boolean)
(defvar frameset-filter-alist nil
  "What is done with the parameters of frames that are saved.")
(defvar global-mode-string nil
  "What the mode line shows in all buffers, besides.")
(defvar glyph-table nil
  "The glyphs that codes of glyphs stand for, or nil.")
(defcustom help-char 8
  "The character that asks for help while a command reads keys."
  :type 'integer)
(defcustom help-event-list '(help f1 63)
  "Events that ask for help as `help-char' does."
  :type 'sexp)
(defvar help-form nil
  "A form that is evaluated when `help-char' is read, nil for none.")
(defcustom help-window-select nil
  "Whether a window with help is selected: nil, t or `other'."
  :type 'boolean)
(defcustom highlight-nonselected-windows nil
  "Non-nil if the region is shown in all windows."
  :type 'boolean)
(defcustom hscroll-margin 5
  "How near at the edge the cursor makes a window scroll sideways."
  :type 'integer)
(defcustom hscroll-step 0
  "By how many columns windows scroll sideways, 0 to put point in the middle."
  :type 'integer)
(defvar icon-title-format '(multiple-frames "%b" ("" "%b - GNU Emacs at " system-name))
  "The title of a frame that is an icon.")
(defcustom iconify-child-frame 'iconify-top-level
  "How a frame within a frame is made an icon."
  :type 'sexp)
(defcustom idle-update-delay 0.5
  "After how many seconds without input costly updates are made."
  :type 'number)
(defvar ignore-window-parameters nil
  "Non-nil if functions for windows disregard their parameters.")
(defcustom image-file-name-regexps nil
  "Regexps for names of files with images, besides those known by extension."
  :type 'boolean)
(defvar inhibit-bidi-mirroring nil
  "Non-nil if brackets are not mirrored in text that runs from right to left.")
(defvar inhibit-compacting-font-caches nil
  "Non-nil if caches of fonts are not made smaller.")
(defvar inhibit-eval-during-redisplay nil
  "Non-nil if drawing evaluates no Lisp.")
(defvar inhibit-menubar-update nil
  "Non-nil if the menu bar stays as it is.")
(defvar inhibit-mouse-event-check nil
  "Non-nil if no event of the mouse is required of commands that want one.")
(defvar inhibit-redisplay nil
  "Non-nil if nothing is drawn.")
(defvar initial-window-system nil
  "The window system of the first frame, nil for a terminal.")
(defvar window-system nil
  "The window system of the selected frame, nil for a terminal.")
(defvar window-system-default-frame-alist nil
  "Parameters of new frames by window system.")
(defvar window-system-version nil
  "The version of the window system.")
(defcustom inverse-video nil
  "Non-nil if colors are exchanged."
  :type 'boolean)
(defcustom line-number-display-limit nil
  "The size of a buffer from which the mode line shows no line."
  :type 'boolean)
(defcustom line-number-display-limit-width 200
  "The mean length of lines from which the mode line shows no line."
  :type 'integer)
(defvar line-prefix nil
  "What is shown before every line.")
(make-variable-buffer-local 'line-prefix)
(defvar wrap-prefix nil
  "What is shown before continuation lines.")
(make-variable-buffer-local 'wrap-prefix)
(defvar lucid-menu-bar-dirty-flag nil
  "Non-nil if the menu bar is to be made anew.")
(defcustom make-cursor-line-fully-visible t
  "Non-nil if windows scroll so that the whole cursor is seen."
  :type 'boolean)
(defcustom make-pointer-invisible t
  "Non-nil if the pointer hides while somebody types."
  :type 'boolean)
(defcustom maximum-scroll-margin 0.25
  "The greatest part of a window's height the margin may have."
  :type 'number)
(defvar menu-bar-final-items '(help-menu)
  "Items that come last in the menu bar.")
(defcustom menu-bar-mode nil
  "Non-nil if there is a menu bar."
  :type 'boolean)
(defcustom menu-bar-mode-hook nil
  "Functions run when the menu bar was turned on or off."
  :type 'hook)
(defvar menu-bar-separator '("--")
  "The separator in menus.")
(defvar menu-bar-update-hook nil
  "Functions run before the menu bar is used.")
(defvar menu-prompt-more-char 32
  "The character that shows more of a menu.")
(defcustom menu-prompting t
  "Non-nil if a keymap with a prompt asks with it."
  :type 'boolean)
(defvar menu-updating-frame nil
  "The frame whose menu bar is being made.")
(defvar message-truncate-lines nil
  "Non-nil if messages are cut at the end of the line.")
(defcustom message-log-max 1000
  "How many lines of messages are kept; t for all, nil for none."
  :type 'integer)
(defvaralias 'messages-buffer-max-lines 'message-log-max)
(defvar mode-line-client '("")
  "What the mode line shows of frames of clients.")
(defvar mode-line-end-spaces ""
  "What ends the mode line.")
(defvar mode-line-front-space " "
  "What begins the mode line.")
(defvar mode-line-frame-identification " "
  "What the mode line shows of the frame.")
(defvar mode-line-buffer-identification '("%12b")
  "What the mode line shows of the buffer's name.")
(make-variable-buffer-local 'mode-line-buffer-identification)
(defcustom mode-line-in-non-selected-windows t
  "Non-nil if mode lines of other windows have a face of their own."
  :type 'boolean)
(defcustom mode-line-compact nil
  "Whether runs of spaces in mode lines are made one: nil, t or `long'."
  :type 'boolean)
(defvar mode-line-misc-info '((global-mode-string ("" global-mode-string)))
  "What else the mode line shows.")
(defvar mode-line-modes '("" mode-name mode-line-process minor-mode-alist)
  "What the mode line shows of modes.")
(defvar mode-line-modified '("%1*" "%1+")
  "Whether the buffer was changed, in the mode line.")
(make-variable-buffer-local 'mode-line-modified)
(defvar mode-line-mule-info '("%z")
  "What the mode line shows of coding systems.")
(make-variable-buffer-local 'mode-line-mule-info)
(defcustom mode-line-percent-position '(-3 "%p")
  "Where in the buffer the window is, in the mode line."
  :type 'sexp)
(defvar mode-line-position '((-3 "%p"))
  "What the mode line shows of the position.")
(defvar mode-line-remote '("%1@")
  "Whether the default directory is remote, in the mode line.")
(make-variable-buffer-local 'mode-line-remote)
(defcustom mouse-1-click-follows-link 450
  "Whether a click with the first button follows links: how short in milliseconds, t, nil or `double'."
  :type 'integer)
(defcustom mouse-1-click-in-non-selected-windows t
  "Non-nil if such clicks work in windows that are not selected."
  :type 'boolean)
(defcustom mouse-autoselect-window nil
  "Non-nil if the window under the mouse is selected: t or a delay."
  :type 'boolean)
(defcustom mouse-drag-copy-region nil
  "Non-nil if text marked with the mouse is copied."
  :type 'boolean)
(defvar mouse-fine-grained-tracking nil
  "Non-nil if movement within a character is reported.")
(defcustom mouse-highlight t
  "Whether text that reacts to the mouse is highlighted: t, nil or how many characters long."
  :type 'boolean)
(defvar mouse-leave-buffer-hook nil
  "Functions run when the mouse is about to leave the buffer.")
(defvar mouse-position-function nil
  "A function that changes what `mouse-position' returns, or nil.")
(defcustom mouse-select-region-move-to-beginning nil
  "Non-nil if marking with the mouse moves point to the beginning."
  :type 'boolean)
(defcustom mouse-wheel-mode nil
  "Non-nil if the wheel of the mouse scrolls."
  :type 'boolean)
(defcustom mouse-yank-at-point nil
  "Non-nil if the mouse inserts at point, not where it is."
  :type 'boolean)
(defvar move-frame-functions nil
  "Functions called with a frame that was moved.")
(defvar multiple-frames nil
  "Non-nil if there are several frames.")
(defcustom next-screen-context-lines 2
  "How many lines stay when scrolling by a screen."
  :type 'integer)
(defcustom no-redraw-on-reenter nil
  "Non-nil if the screen is not drawn anew when the program comes back."
  :type 'boolean)
(defvar nobreak-char-display t
  "Whether spaces and hyphens at which no line breaks are highlighted: t, nil, or other for an escape.")
(defvar nobreak-char-ascii-display nil
  "Non-nil if these are shown as ASCII.")
(defvar other-window-scroll-buffer nil
  "The buffer which is scrolled from another window, or nil.")
(defvar overlay-arrow-position nil
  "A marker at the line an arrow is shown at, or nil.")
(defvar overlay-arrow-string "=>"
  "The arrow.")
(defvar overlay-arrow-variable-list '(overlay-arrow-position)
  "Variables like `overlay-arrow-position'.")
(defcustom overline-margin 2
  "The distance in pixels of an overline and its text."
  :type 'integer)
(defcustom pop-up-frame-alist nil
  "Parameters of frames made to show buffers."
  :type 'boolean)
(defvar pre-redisplay-function 'ignore
  "The function called before windows are drawn.")
(defvar pre-redisplay-functions nil
  "Functions called with a window before it is drawn.")
(defcustom read-only-mode-hook nil
  "Functions run when a buffer became read-only or stopped being so."
  :type 'hook)
(defcustom recenter-redisplay 'tty
  "Whether `recenter' without an argument draws all: nil, t or `tty'."
  :type 'sexp)
(defvar redisplay-dont-pause t
  "Non-nil; drawing is not interrupted.")
(defvar redisplay-end-trigger-functions nil
  "Functions called when drawing passed a point.")
(defvar redisplay-skip-fontification-on-input nil
  "Non-nil if drawing disregards faces while input waits.")
(defcustom ring-bell-function nil
  "The function called to ring the bell, nil for the terminal's."
  :type 'boolean)
(defcustom same-window-buffer-names nil
  "Names of buffers that are shown in the selected window."
  :type 'boolean)
(defcustom same-window-regexps nil
  "Regexps for names of buffers that are shown in the selected window."
  :type 'boolean)
(defcustom scroll-bar-adjust-thumb-portion t
  "Non-nil if the scroll bar allows to scroll beyond the end."
  :type 'boolean)
(defcustom scroll-conservatively 0
  "By how many lines a window scrolls at most to keep point in view, before it puts point in the middle."
  :type 'integer)
(defcustom scroll-error-top-bottom nil
  "Non-nil if scrolling at an end moves point there before it is an error."
  :type 'boolean)
(defvar scroll-minibuffer-conservatively t
  "Non-nil if the minibuffer scrolls by as little as needed.")
(defcustom scroll-preserve-screen-position nil
  "Whether scrolling keeps the cursor's place on the screen: nil, t or other for always."
  :type 'boolean)
(defcustom scroll-step 0
  "By how many lines a window scrolls when point leaves it."
  :type 'integer)
(defcustom select-active-regions t
  "Whether the active region is the primary selection: t, nil or `only'."
  :type 'boolean)
(defcustom select-enable-clipboard t
  "Non-nil if killing and yanking uses the clipboard."
  :type 'boolean)
(defcustom select-enable-primary nil
  "Non-nil if killing and yanking uses the primary selection."
  :type 'boolean)
(defvaralias 'x-select-enable-clipboard 'select-enable-clipboard)
(defcustom x-select-request-type nil
  "The types in which a selection is asked for."
  :type 'boolean)
(defvar selection-inhibit-update-commands '(handle-switch-frame handle-select-window)
  "Commands after which the primary selection stays.")
(defvar show-help-function nil
  "The function that shows text of help for the mouse, nil for none.")
(defcustom show-paren-mode nil
  "Non-nil if matching parentheses are shown."
  :type 'boolean)
(defcustom show-trailing-whitespace nil
  "Non-nil if whitespace at the ends of lines is highlighted."
  :type 'boolean)
(make-variable-buffer-local 'show-trailing-whitespace)
(defcustom special-display-buffer-names nil
  "Names of buffers that get frames of their own."
  :type 'boolean)
(defcustom special-display-regexps nil
  "Regexps for names of buffers that get frames of their own."
  :type 'boolean)
(defcustom split-window-keep-point t
  "Non-nil if both halves of a window keep point."
  :type 'boolean)
(defcustom split-window-preferred-function 'split-window-sensibly
  "The function `display-buffer' splits windows with."
  :type 'sexp)
(defcustom switch-to-buffer-obey-display-actions nil
  "Non-nil if `switch-to-buffer' does as `display-buffer' is told."
  :type 'boolean)
(defcustom switch-to-buffer-preserve-window-point t
  "Whether a window shows a buffer where it did before: t, nil or `already-displayed'."
  :type 'boolean)
(defvar system-key-alist nil
  "Names for keys of the window system.")
(defvar system-uses-terminfo t
  "Non-nil if terminals are described by terminfo.")
(defcustom tab-bar-mode nil
  "Non-nil if there are tabs."
  :type 'boolean)
(defcustom tab-bar-position nil
  "Whether the tabs are below the tool bar."
  :type 'boolean)
(defvar tab-bar-border 'internal-border-width
  "The border below the tabs.")
(defvar tab-bar-button-margin 1
  "The margin around tabs in pixels.")
(defvar tab-bar-button-relief 1
  "The thickness of the border of tabs in pixels.")
(defcustom temp-buffer-show-function nil
  "The function that shows a temporary buffer, nil for `display-buffer'."
  :type 'boolean)
(defvar temp-buffer-show-hook nil
  "Functions run in a temporary buffer after it was shown.")
(defcustom tool-bar-mode nil
  "Non-nil if there is a tool bar."
  :type 'boolean)
(defcustom tool-bar-style nil
  "How the tool bar looks: `image', `text', `both', `both-horiz' or `text-image-horiz'."
  :type 'boolean)
(defvar tool-bar-border 'internal-border-width
  "The border below the tool bar.")
(defvar tool-bar-button-margin 4
  "The margin around the buttons of the tool bar.")
(defvar tool-bar-button-relief 1
  "The thickness of their border.")
(defcustom tool-bar-max-label-size 14
  "The greatest length of their labels."
  :type 'integer)
(defcustom tooltip-delay 0.7
  "After how many seconds a tip is shown."
  :type 'number)
(defcustom tooltip-hide-delay 10
  "After how many seconds a tip vanishes."
  :type 'integer)
(defcustom tooltip-frame-parameters '((name . "tooltip") (internal-border-width . 2) (border-width . 1) (no-special-glyphs . t))
  "Parameters of the frames of tips."
  :type 'sexp)
(defvar tooltip-functions nil
  "Functions called with an event until one shows a tip.")
(defcustom tooltip-mode nil
  "Non-nil if tips are shown in frames of their own."
  :type 'boolean)
(defcustom tooltip-reuse-hidden-frame nil
  "Non-nil if the frame of a tip is kept."
  :type 'boolean)
(defcustom truncate-partial-width-windows 50
  "Whether lines in narrow windows are cut: nil, t or the width below which they are."
  :type 'integer)
(defcustom underline-minimum-offset 1
  "The least distance in pixels of a baseline and its underline."
  :type 'integer)
(defvar view-mode nil
  "Non-nil if the buffer is only looked at.")
(make-variable-buffer-local 'view-mode)
(defcustom view-read-only nil
  "Non-nil if read-only files are visited to be looked at."
  :type 'boolean)
(defcustom view-remove-frame-by-deleting t
  "Non-nil if frames made to view something are deleted, not made icons."
  :type 'boolean)
(defcustom visible-bell nil
  "Non-nil if the bell is a flash."
  :type 'boolean)
(defcustom visible-cursor t
  "Non-nil if the terminal's cursor is very visible."
  :type 'boolean)
(defvar visible-mode nil
  "Non-nil if invisible text is shown.")
(make-variable-buffer-local 'visible-mode)
(defvar visual-line-mode nil
  "Non-nil if lines are wrapped at words and commands go by lines of the screen.")
(make-variable-buffer-local 'visual-line-mode)
(defcustom void-text-area-pointer 'arrow
  "The pointer over the part of a window without text."
  :type 'sexp)
(defvar window-buffer-change-functions nil
  "Functions called when a window shows another buffer.")
(defcustom window-combination-limit 'window-size
  "Whether making windows makes a parent: t, nil, `window-size', `temp-buffer', `temp-buffer-resize' or `display-buffer'."
  :type 'sexp)
(defcustom window-combination-resize nil
  "Non-nil if all windows beside each other are resized together."
  :type 'boolean)
(defvar window-persistent-parameters '((clone-of . t))
  "Parameters of windows that are saved with them.")
(defvar window-point-insertion-type nil
  "Whether text inserted at a window's point goes before it.")
(defcustom window-resize-pixelwise nil
  "Non-nil if sizes of windows are not rounded to whole lines."
  :type 'boolean)
(defvar window-selection-change-functions nil
  "Functions called when another window was selected.")
(defvar window-size-fixed nil
  "Whether windows of this buffer keep their size: nil, t, `width' or `height'.")
(make-variable-buffer-local 'window-size-fixed)
(defvar window-state-change-functions nil
  "Functions called when windows changed.")
(defvar window-state-change-hook nil
  "Functions run when windows changed.")
(defcustom word-wrap-by-category nil
  "Non-nil if lines are wrapped by the categories of characters too."
  :type 'boolean)
(defvar widget-keymap (make-sparse-keymap)
  "The keymap of fields and buttons in forms.")
(defvar prettify-symbols-alist nil
  "Characters that are shown for symbols: an alist of strings and characters.")
(make-variable-buffer-local 'prettify-symbols-alist)
(defvar prettify-symbols-compose-predicate 'prettify-symbols-default-compose-p
  "The predicate that is asked with START, END and MATCH whether a symbol is to be replaced.")
(make-variable-buffer-local 'prettify-symbols-compose-predicate)
(defvar prettify-symbols-mode nil
  "Non-nil if symbols are shown as characters.")
(make-variable-buffer-local 'prettify-symbols-mode)
(defcustom global-display-line-numbers-mode nil
  "Non-nil if numbers of lines are shown in all buffers."
  :type 'boolean)
(defcustom global-hl-line-mode nil
  "Non-nil if the current line is highlighted in all buffers."
  :type 'boolean)
(defcustom global-linum-mode nil
  "Non-nil if numbers of lines are shown in margins of all buffers."
  :type 'boolean)
(defcustom global-whitespace-mode nil
  "Non-nil if whitespace is shown in all buffers."
  :type 'boolean)
(defcustom global-auto-revert-mode nil
  "Non-nil if buffers follow their files."
  :type 'boolean)
(defvar list-faces-sample-text "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ"
  "The text faces are shown with.")
(defcustom dnd-protocol-alist nil
  "Functions that handle dropped addresses: an alist of regexps and functions."
  :type 'boolean)
(defvar ucs-names nil
  "Characters by name, a hash table; nil until `ucs-names' was called.")

;;; settings-display.el ends here
