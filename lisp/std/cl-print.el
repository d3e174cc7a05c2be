;;; cl-print.el --- printing that methods can change -*- lexical-binding: t; -*-

(require 'cl-lib)

(defvar cl-print-readably nil "If non-nil, print such that `read' can read it, else for people.")
(defvar cl-print-compiled nil "How compiled functions are printed; kept for programs that bind it.")
(defvar cl-print--depth nil "How deep what is printed is nested.")

(cl-defgeneric cl-print-object (object stream)
  "Print OBJECT on STREAM; `cl-prin1' calls it for every part."
  (prin1 object stream))

(cl-defgeneric cl-print-object-contents (_object _start _stream)
  "Print the parts of OBJECT from number START on STREAM, when it was abbreviated."
  (error "Missing cl-print-object-contents method"))

(defun cl-print--list-too-long-p (count)
  (and (natnump print-length) (>= count print-length)))

(defun cl-print--nested (object stream function)
  "Call FUNCTION, which prints the parts of OBJECT on STREAM, unless it is nested too deep."
  (let ((cl-print--depth (1+ (or cl-print--depth 0))))
    (if (and (natnump print-level) (> cl-print--depth print-level))
        (princ "..." stream)
      (funcall function))))

(cl-defmethod cl-print-object ((object cons) stream)
  (if (and print-quoted (memq (car object) '(quote function \`)) (consp (cdr object)) (null (cddr object)))
      (progn (princ (pcase (car object) ('quote "'") ('function "#'") (_ "`")) stream)
             (cl-print-object (cadr object) stream))
    (cl-print--nested object stream (lambda () (cl-print--list object stream)))))

(defun cl-print--list (object stream)
  "Print the list OBJECT on STREAM."
  (let ((count 0))
    (princ "(" stream)
    (while (consp object)
      (when (> count 0) (princ " " stream))
      (if (cl-print--list-too-long-p count)
          (progn (princ "..." stream) (setq object nil))
        (cl-print-object (pop object) stream))
      (setq count (1+ count)))
    (when object (princ " . " stream) (cl-print-object object stream))
    (princ ")" stream)))

(defun cl-print--elements (elements stream close)
  "Print ELEMENTS, a list, on STREAM with spaces between them, then CLOSE."
  (let ((count 0))
    (dolist (element elements)
      (unless (and (cl-print--list-too-long-p count) (> count (or print-length 0)))
        (when (> count 0) (princ " " stream))
        (if (cl-print--list-too-long-p count) (princ "..." stream) (cl-print-object element stream)))
      (setq count (1+ count)))
    (princ close stream)))

(cl-defmethod cl-print-object ((object vector) stream)
  (cl-print--nested object stream
                    (lambda () (princ "[" stream) (cl-print--elements (append object nil) stream "]"))))

(cl-defmethod cl-print-object ((object hash-table) stream)
  (princ (format "#<hash-table %s %d/%d " (hash-table-test object) (hash-table-count object) (hash-table-size object))
         stream)
  (princ (format "%#x>" (sxhash-eq object)) stream))

(cl-defmethod cl-print-object ((object cl-structure-object) stream)
  (cl-print--nested
   object stream
   (lambda ()
     (princ (format "#s(%s" (type-of object)) stream)
     (cl-loop for slot across (cl--struct-class-slots (cl-find-class (type-of object)))
              for index from 1
              do (princ (format " :%s " (cl--slot-descriptor-name slot)) stream)
              (cl-print-object (aref object index) stream))
     (princ ")" stream))))

(defun cl-prin1 (object &optional stream)
  "Print OBJECT on STREAM as its type wants it, see `cl-print-object'."
  (if cl-print-readably (prin1 object stream)
    (cl-print-object object (or stream standard-output))))

(defun cl-prin1-to-string (object)
  "Return what `cl-prin1' prints for OBJECT as a string."
  (with-temp-buffer
    (cl-prin1 object (current-buffer))
    (buffer-string)))

(defun cl-print-to-string-with-limit (print-function value limit)
  "Return what PRINT-FUNCTION, called with a value and a stream, prints for VALUE in about LIMIT characters."
  (with-temp-buffer
    (let ((print-length 50) (print-level 8))
      (setq print-length (if (and (natnump limit) (> limit 0)) (min limit 50) nil)
            print-level (if print-length (min 8 print-length) nil))
      (funcall print-function value (current-buffer))
      (while (and print-length (> print-length 1) (> (buffer-size) limit))
        (erase-buffer)
        (setq print-length (max 1 (/ print-length 2)) print-level (max 1 (1- print-level)))
        (funcall print-function value (current-buffer)))
      (buffer-string))))

(provide 'cl-print)
;;; cl-print.el ends here
