;;; json.el --- parse and write JSON  -*- lexical-binding: t; -*-

(defun json-document (count)
  (let ((items nil))
    (dotimes (i count)
      (push (format "{\"id\": %d, \"name\": \"item \\u00e9 %d\", \"price\": %d.25, \"tags\": [\"a\", \"b\\n\", null, true], \"size\": {\"w\": 1e2, \"h\": -4}}" i i i)
            items))
    (concat "[" (mapconcat #'identity (nreverse items) ",\n ") "]")))

(defun bench-json ()
  "Return lengths of what was read and written."
  (let ((text (json-document 400)) (sum 0))
    (dotimes (_ 10)
      (let ((tables (json-parse-string text))
            (alists (json-parse-string text :object-type 'alist :array-type 'list)))
        (setq sum (+ sum (length tables) (length alists)
                     (gethash "id" (aref tables 7))
                     (length (json-serialize tables))))
        (with-temp-buffer
          (json-insert tables)
          (goto-char (point-min))
          (setq sum (+ sum (length (json-parse-buffer :object-type 'plist)))))))
    sum))

;;; json.el ends here
