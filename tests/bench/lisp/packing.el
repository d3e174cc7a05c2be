;;; packing.el --- pack and unpack binary records  -*- lexical-binding: t; -*-

(require 'bindat)

(defvar packing-header
  '((version u8) (flags u8) (length u16) (identifier u32) (address ip) (name strz 8) (count u8)
    (items repeat (count) (kind u8) (size u8) (data vec (size)) (align 4))))

(defun packing-record (n)
  `((version . 4) (flags . ,(% n 256)) (length . ,(% n 65536)) (identifier . ,(* n 3)) (address . [127 0 0 1]) (name . "elwire")
    (count . 2) (items ((kind . 1) (size . 3) (data . [1 2 3])) ((kind . 2) (size . 2) (data . [7 ,(% n 200)])))))

(defun bench-packing ()
  "Return the sum over unpacked fields."
  (let ((sum 0))
    (dotimes (n 3000)
      (let* ((bytes (bindat-pack packing-header (packing-record n)))
             (back (bindat-unpack packing-header bytes)))
        (setq sum (+ sum (length bytes) (bindat-get-field back 'length) (bindat-get-field back 'identifier)
                     (aref (bindat-get-field back 'items 1 'data) 1)))))
    sum))

;;; packing.el ends here
