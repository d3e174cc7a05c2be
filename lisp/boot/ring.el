;;; ring.el --- lists of limited length -*- lexical-binding: t; -*-

;; A ring is (HEAD LENGTH . VECTOR): HEAD is where the oldest element is in VECTOR, LENGTH how many there are.
;; Elements are numbered from the newest, which is 0.

(defun ring-p (x)
  "Return t if X is a ring."
  (and (consp x) (integerp (car x))
       (consp (cdr x)) (integerp (cadr x))
       (vectorp (cddr x))
       t))

(defun make-ring (size)
  "Return a ring for SIZE elements."
  (cons 0 (cons 0 (make-vector size nil))))

(defun ring-size (ring) "Return how many elements fit in RING." (length (cddr ring)))
(defun ring-length (ring) "Return how many elements are in RING." (cadr ring))
(defun ring-empty-p (ring) "Return t if RING has no elements." (zerop (cadr ring)))

(defun ring-index (index head ringlen veclen)
  "Return the place in a vector of VECLEN of the element INDEX of a ring at HEAD with RINGLEN elements."
  (setq index (mod index ringlen))
  (mod (1- (+ head (- ringlen index))) veclen))

(defun ring-plus1 (index veclen)
  "Return INDEX + 1 within VECLEN."
  (let ((new (1+ index))) (if (= new veclen) 0 new)))

(defun ring-minus1 (index veclen)
  "Return INDEX - 1 within VECLEN."
  (- (if (zerop index) veclen index) 1))

(defun ring-copy (ring)
  "Return a copy of RING."
  (cons (car ring) (cons (cadr ring) (copy-sequence (cddr ring)))))

(defun ring-insert (ring item)
  "Add ITEM to RING as the newest; the oldest goes if RING is full."
  (let* ((vec (cddr ring)) (veclen (length vec)) (hd (car ring)) (ln (cadr ring)))
    (prog1 (aset vec (mod (+ hd ln) veclen) item)
      (if (= ln veclen)
          (setcar ring (ring-plus1 hd veclen))
        (setcar (cdr ring) (1+ ln))))))

(defun ring-insert-at-beginning (ring item)
  "Add ITEM to RING as the oldest; the newest goes if RING is full."
  (let* ((vec (cddr ring)) (veclen (length vec)) (hd (car ring)) (ln (cadr ring)))
    (setq ln (min veclen (1+ ln))
          hd (ring-minus1 hd veclen))
    (aset vec hd item)
    (setcar ring hd)
    (setcar (cdr ring) ln)))

(defun ring-remove (ring &optional index)
  "Remove and return the element INDEX of RING, the oldest by default."
  (if (ring-empty-p ring)
      (error "Ring empty")
    (let* ((hd (car ring)) (ln (cadr ring)) (vec (cddr ring)) (veclen (length vec))
           (tl (mod (1- (+ hd ln)) veclen)) oldelt)
      (when (null index) (setq index (1- ln)))
      (setq index (ring-index index hd ln veclen))
      (setq oldelt (aref vec index))
      (while (/= index tl)
        (aset vec index (aref vec (ring-plus1 index veclen)))
        (setq index (ring-plus1 index veclen)))
      (aset vec tl nil)
      (setcar (cdr ring) (1- ln))
      oldelt)))

(defun ring-ref (ring index)
  "Return the element INDEX of RING."
  (if (ring-empty-p ring)
      (error "Accessing an empty ring")
    (let ((vec (cddr ring)))
      (aref vec (ring-index index (car ring) (cadr ring) (length vec))))))

(defun ring-elements (ring)
  "Return the elements of RING as a list, the newest first."
  (let ((start (car ring)) (size (ring-size ring)) (vec (cddr ring)) (list nil))
    (dotimes (i (cadr ring) list)
      (push (aref vec (mod (+ start i) size)) list))))

(defun ring-member (ring item)
  "Return the index of the newest element of RING `equal' to ITEM, nil if there is none."
  (let ((i 0) (n (ring-length ring)) (found nil))
    (while (and (not found) (< i n))
      (if (equal item (ring-ref ring i)) (setq found i))
      (setq i (1+ i)))
    found))

(defun ring-next (ring item)
  "Return the element of RING after ITEM."
  (let ((index (ring-member ring item)))
    (if index
        (ring-ref ring (ring-plus1 index (ring-length ring)))
      (error "Item is not in the ring: `%s'" item))))

(defun ring-previous (ring item)
  "Return the element of RING before ITEM."
  (let ((index (ring-member ring item)))
    (if index
        (ring-ref ring (ring-minus1 index (ring-length ring)))
      (error "Item is not in the ring: `%s'" item))))

(defun ring-resize (ring size)
  "Make RING one for SIZE elements, keeping the newest."
  (when (integerp size)
    (let ((old (ring-elements ring)))
      (setcar ring 0)
      (setcar (cdr ring) 0)
      (setcdr (cdr ring) (make-vector size nil))
      (dolist (item (nreverse old)) (ring-insert ring item)))))

(defun ring-extend (ring x)
  "Make room in RING for X more elements."
  (when (and (integerp x) (> x 0))
    (ring-resize ring (+ x (ring-size ring)))))

(defun ring-insert+extend (ring item &optional grow-p)
  "Add ITEM to RING as the newest, making room if GROW-P."
  (when (and grow-p (= (ring-length ring) (ring-size ring)))
    (ring-extend ring 1))
  (ring-insert ring item))

(defun ring-remove+insert+extend (ring item &optional grow-p)
  "Remove ITEM from RING and add it as the newest, making room if GROW-P."
  (let (index)
    (while (setq index (ring-member ring item))
      (ring-remove ring index)))
  (ring-insert+extend ring item grow-p))

(defun ring-convert-sequence-to-ring (seq)
  "Return SEQ as a ring whose newest element is the first of SEQ."
  (if (ring-p seq)
      seq
    (let ((ring (make-ring (length seq))))
      (mapc (lambda (x) (ring-insert-at-beginning ring x)) seq)
      ring)))

(provide 'ring)

;;; ring.el ends here
