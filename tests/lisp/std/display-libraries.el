;;; display-libraries.el --- images, drawings, faces of buffers, marks of lines -*- lexical-binding: t -*-

(require 'ert)
(require 'image)
(require 'svg)
(require 'face-remap)
(require 'hl-line)
(require 'display-line-numbers)

(ert-deftest display-image ()
  (skip-unless (not (image-type-available-p 'png)))
  (should-error (create-image "/nowhere/x.png" 'png))
  (should-not (create-image "/nowhere/x.txt"))
  (should (eq (image-type-from-data "\x89PNG\r\n\x1a\n") 'png))
  (should (eq (image-type-from-file-name "a.gif") 'gif))
  (with-temp-buffer
    (insert-image '(image :type png :data "x") "alt")
    (should (equal (get-text-property 1 'display) '(image :type png :data "x"))))
  (let ((image (list 'image :type 'png :data "x")))
    (setf (image-property image :foo) 3)
    (should (equal image '(image :type png :data "x" :foo 3)))
    (setf (image-property image :foo) nil)
    (should (equal image '(image :type png :data "x")))))

(ert-deftest display-svg ()
  (let ((svg (svg-create 100 50 :stroke-width 3)))
    (svg-gradient svg "g" 'linear '((0 . "red") (100 . "blue")))
    (svg-rectangle svg 1 2 3 4 :gradient "g" :id "r")
    (svg-line svg 1 2 3 4 :id "l")
    (svg-polyline svg '((1 . 2) (3 . 4)))
    (svg-text svg "a<b")
    (svg-embed svg "data" "image/png" t)
    (svg-path svg '((moveto ((1 . 2) (3 . 4))) (lineto ((5 . 6)) :relative t) (closepath) (horizontal-lineto (3 4)) (curveto ((1 2 3 4 5 6)))))
    (svg-circle svg 9 9 9 :id "r")
    (svg-remove svg "l")
    (should (equal (with-temp-buffer (svg-print svg) (buffer-string))
                   (concat "<svg width=\"100\" height=\"50\" version=\"1.1\" xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                           " stroke-width=\"3\"> <defs> <linearGradient id=\"g\" x1=\"0\" x2=\"0\" y1=\"0\" y2=\"1\">"
                           " <stop offset=\"0%\" stop-color=\"red\"></stop> <stop offset=\"100%\" stop-color=\"blue\"></stop></linearGradient></defs>"
                           " <rect cx=\"9\" cy=\"9\" r=\"9\" id=\"r\" stroke-width=\"3\"></rect>"
                           " <polyline points=\"1 2, 3 4\" stroke-width=\"3\"></polyline> <text stroke-width=\"3\"> a&lt;b</text>"
                           " <image xlink:href=\"data:image/png;base64,ZGF0YQ==\" stroke-width=\"3\"></image>"
                           " <path d=\"M 1 2 3 4 l 5 6 Z H 3 4 C 1 2 3 4 5 6\" stroke-width=\"3\"></path></svg>")))))

(ert-deftest display-face-remap ()
  (with-temp-buffer
    (let ((one (face-remap-add-relative 'default :height 1.5)) (other (face-remap-add-relative 'default 'bold)))
      (should (equal face-remapping-alist '((default (:height 1.5) bold default))))
      (face-remap-remove-relative one)
      (face-remap-set-base 'default :weight 'bold)
      (should (equal face-remapping-alist '((default bold (:weight bold)))))
      (face-remap-reset-base 'default)
      (face-remap-remove-relative other)
      (should-not face-remapping-alist))
    (text-scale-increase 2)
    (should (equal (list text-scale-mode text-scale-mode-amount) '(t 2)))
    (text-scale-set 0)
    (should-not text-scale-mode)
    (variable-pitch-mode 1)
    (should (equal face-remapping-alist '((default variable-pitch default))))))

(define-minor-mode display-tests-mode "A mode." :lighter (:eval (concat " a" "b")))
(ert-deftest display-lines ()
  (should (equal (cadr (assq 'display-tests-mode minor-mode-alist)) '(:eval (concat " a" "b"))))
  (with-temp-buffer
    (insert "a\nb\nc")
    (goto-char 3)
    (hl-line-mode 1)
    (should (equal (list (overlay-start hl-line-overlay) (overlay-end hl-line-overlay)) '(3 5)))
    (hl-line-mode -1)
    (should-not hl-line-overlay)
    (display-line-numbers-mode 1)
    (should (eq display-line-numbers t))
    (display-line-numbers-mode -1)
    (should-not display-line-numbers)))

;;; display-libraries.el ends here
