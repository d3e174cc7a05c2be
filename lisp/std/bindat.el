;;; bindat.el --- packing and unpacking binary data -*- lexical-binding: t; -*-

;; Manual: (elisp) Byte Packing.  A layout is either a type made by `bindat-type', which holds three functions, or a list in the
;; older notation, which is interpreted.  Both read from `bindat-raw' at `bindat-idx' and write there.

(require 'cl-lib)

(defvar bindat-raw)
(defvar bindat-idx)

(cl-defstruct (bindat--type (:constructor bindat--make) (:copier nil))
  le ue pe)                             ; length, unpack, pack

;;; Bytes

(defun bindat--read-uint (bytes)
  "Read an unsigned integer of BYTES bytes, the most significant one first."
  (let ((value 0))
    (dotimes (_ bytes value)
      (setq value (logior (ash value 8) (aref bindat-raw bindat-idx))
            bindat-idx (1+ bindat-idx)))))

(defun bindat--read-uintr (bytes)
  "Read an unsigned integer of BYTES bytes, the least significant one first."
  (let ((value 0))
    (dotimes (i bytes value)
      (setq value (logior value (ash (aref bindat-raw bindat-idx) (* 8 i)))
            bindat-idx (1+ bindat-idx)))))

(defun bindat--write-byte (byte)
  (aset bindat-raw bindat-idx (logand byte 255))
  (setq bindat-idx (1+ bindat-idx)))

(defun bindat--write-uint (bytes value)
  (dotimes (i bytes) (bindat--write-byte (ash value (* -8 (- bytes i 1))))))

(defun bindat--write-uintr (bytes value)
  (dotimes (i bytes) (bindat--write-byte (ash value (* -8 i)))))

(defun bindat--read-str (len)
  (let ((s (substring bindat-raw bindat-idx (setq bindat-idx (+ bindat-idx len)))))
    (if (stringp s) s (apply #'unibyte-string (append s nil)))))

(defun bindat--read-strz (len)
  "Read a string that a zero byte ends; it occupies LEN bytes, or as many as it needs if that is nil."
  (let ((i 0)
        (rest (- (length bindat-raw) bindat-idx)))
    (while (and (if len (< i len) t) (< i rest) (/= (aref bindat-raw (+ bindat-idx i)) 0))
      (setq i (1+ i)))
    (when (and (not len) (= i rest)) (signal 'args-out-of-range (list bindat-raw (+ bindat-idx i))))
    (let ((start bindat-idx))
      (prog1 (bindat--read-str i)
        (setq bindat-idx (+ start (or len (1+ i))))))))

(defun bindat--write-str (len string)
  "Write STRING, at most LEN bytes of it; what is missing of LEN stays as it is."
  (let ((s (string-to-unibyte string)))
    (dotimes (i (min len (length s))) (aset bindat-raw (+ bindat-idx i) (aref s i)))
    (setq bindat-idx (+ bindat-idx len))))

(defun bindat--write-strz (len string)
  (let ((n (length string)))
    (if len
        (bindat--write-str len string)
      (bindat--write-str n string)
      (bindat--write-byte 0))))

(defun bindat--read-bits (len)
  (let ((bits nil) (bit (1- (* 8 len))))
    (dotimes (_ len)
      (let ((byte (bindat--read-uint 1)))
        (dotimes (i 8)
          (when (/= 0 (logand byte (ash 1 (- 7 i)))) (push bit bits))
          (setq bit (1- bit)))))
    bits))

(defun bindat--write-bits (len bits)
  (let ((top (1- (* 8 len))))
    (dotimes (_ len)
      (let ((byte 0))
        (dotimes (i 8)
          (when (memq (- top i) bits) (setq byte (logior byte (ash 1 (- 7 i))))))
        (setq top (- top 8))
        (bindat--write-byte byte)))))

(defun bindat--align (n len)
  "Return N, or the next multiple of LEN above it."
  (* len (/ (+ n (1- len)) len)))

;;; Layouts as lists

(defconst bindat--fixed-length-alist
  '((u8 . 1) (byte . 1) (u16 . 2) (u16r . 2) (word . 2) (short . 2) (u24 . 3) (u24r . 3)
    (u32 . 4) (u32r . 4) (dword . 4) (long . 4) (ip . 4)))

(defun bindat--little-endian-p (type) (memq type '(u16r u24r u32r)))

(defun bindat--type-alias (type)
  "Return what a list layout means by TYPE: nil is a byte, ip four of them."
  (if (memq type '(nil)) 'byte type))

(defun bindat--eval-len (len struct)
  "Return the number that LEN stands for; the fields so far are in STRUCT."
  (cond ((eq (car-safe len) 'eval) (dlet ((struct struct)) (eval (cadr len) nil)))
        ((consp len) (apply #'bindat-get-field struct len))
        (t len)))

(defun bindat--parse-item (item struct)
  "Take ITEM of a list layout apart: (FIELD TYPE LEN REST)."
  (let* ((field (car item)) (type (nth 1 item)) (len (nth 2 item)) (rest 3))
    (when (eq (car-safe field) 'eval) (setq field (dlet ((struct struct)) (eval (cadr field) nil))))
    (if (and type (consp type) (eq (car type) 'eval)) (setq type (dlet ((struct struct)) (eval (cadr type) nil))))
    (when (or (memq field '(eval fill align struct union))
              (and (eq field 'repeat) (not (memq type '(u8 u16 u24 u32 str strz vec bits)))))
      (setq rest 2 len type type field field nil))
    (list field type (if (memq type '(eval)) len (bindat--eval-len len struct)) rest)))

(defun bindat--union-spec (tag item rest)
  "Return the layout that TAG chooses among the cases of ITEM, from element REST on."
  (let ((cases (nthcdr rest item)) found)
    (while (and cases (not found))
      (let ((case (car cases)))
        (when (or (eq (car case) t) (equal (car case) tag)
                  (and (eq (car-safe (car case)) 'eval)
                       (dlet ((tag tag)) (eval (cadr (car case)) nil))))
          (setq found (cdr case))))
      (setq cases (cdr cases)))
    found))

(defun bindat--unpack-item (type len vectype)
  (pcase (bindat--type-alias type)
    ((guard (and (assq type bindat--fixed-length-alist) (not (eq type 'ip))))
     (let ((bytes (cdr (assq type bindat--fixed-length-alist))))
       (if (bindat--little-endian-p type) (bindat--read-uintr bytes) (bindat--read-uint bytes))))
    ('byte (bindat--read-uint 1))
    ('ip (vconcat (mapcar (lambda (_) (bindat--read-uint 1)) '(1 2 3 4))))
    ('bits (bindat--read-bits len))
    ('str (bindat--read-str len))
    ('strz (bindat--read-strz len))
    ('vec
     (let ((v (make-vector len 0)) (type 'u8) (inner 1) (deeper nil))
       (if (consp vectype)
           (setq inner (nth 1 vectype) deeper (nth 2 vectype) type 'vec)
         (when vectype (setq type vectype)))
       (when (eq type 'vec) (unless (eq (car vectype) 'vec) (setq type (car vectype))))
       (dotimes (i len v) (aset v i (bindat--unpack-item type inner deeper)))))
    (_ nil)))

(defun bindat--unpack-group (spec)
  (let ((struct nil) (last nil))
    (dolist (item spec)
      (dlet ((last last))
        (pcase-let* ((`(,field ,type ,len ,rest) (bindat--parse-item item struct))
                     (data nil) (splice nil))
          (pcase type
            ('eval (let ((v (dlet ((struct struct)) (eval len nil)))) (if field (setq data v) (setq data nil))))
            ('fill (setq bindat-idx (+ bindat-idx len)))
            ('align (setq bindat-idx (bindat--align bindat-idx len)))
            ('struct (setq data (bindat--unpack-group (symbol-value (bindat--struct-name item field)))
                           splice (not field)))
            ('repeat
             (setq data (let (all) (dotimes (_ len) (push (bindat--unpack-group (nthcdr rest item)) all)) (nreverse all))))
            ('union
             (setq data (bindat--unpack-group (bindat--union-spec len item rest)) splice (not field)))
            (_ (setq data (bindat--unpack-item type len (nth 3 item)))))
          (setq last data)
          (cond ((memq type '(fill align)))
                (splice (setq struct (append data struct)))
                ((and field (not (and (eq type 'eval) (null field)))) (push (cons field data) struct))
                ((eq type 'repeat) (push (cons nil data) struct))))))
    struct))

(defun bindat--struct-name (item field)
  (if field (nth 2 item) (nth 1 item)))

(defun bindat-unpack (spec raw &optional idx)
  "Return the data that RAW, a unibyte string or vector of bytes, holds as SPEC lays it out.
SPEC comes from `bindat-type' or is a list (manual node `(elisp)Byte Packing').
It begins at IDX, by default at the beginning.  A multibyte string is an error."
  (when (multibyte-string-p raw) (error "String is multibyte"))
  (let ((bindat-idx (or idx 0)) (bindat-raw raw))
    (if (bindat--type-p spec)
        (funcall (bindat--type-ue spec))
      (bindat--unpack-group spec))))

(defun bindat-get-field (struct &rest field)
  "Return the element of STRUCT that FIELD names: symbols and, for arrays and lists, indices."
  (while (and struct field)
    (setq struct (if (integerp (car field))
                     (if (listp struct) (nth (car field) struct) (aref struct (car field)))
                   (cdr (assq (car field) struct)))
          field (cdr field)))
  struct)

(defun bindat--item-length (type len vectype value)
  (pcase (bindat--type-alias type)
    ('byte 1)
    ('vec (let ((inner (if (consp vectype)
                           (if (eq (car vectype) 'vec)
                               (bindat--item-length 'vec (nth 1 vectype) (nth 2 vectype) nil)
                             (bindat--item-length (car vectype) (nth 1 vectype) (nth 2 vectype) nil))
                         (bindat--item-length (or vectype 'u8) 1 nil nil))))
            (* len inner)))
    ('strz (or len (1+ (length value))))
    ((or 'str 'bits) len)
    (_ (or (cdr (assq type bindat--fixed-length-alist)) 0))))

(defun bindat--walk-group (struct spec leaf)
  "Go through the fields of STRUCT as the old style SPEC says, keeping `bindat-idx'.
LEAF is called with the type, length, type of elements and value of each field that holds data."
  (let ((last nil))
    (dolist (item spec)
      (dlet ((last last))
        (pcase-let ((`(,field ,type ,len ,rest) (bindat--parse-item item struct)))
          (pcase type
            ('eval (if field (push (cons field (dlet ((struct struct)) (eval len nil))) struct)
                     (dlet ((struct struct)) (eval len nil))))
            ('fill (setq bindat-idx (+ bindat-idx len)))
            ('align (setq bindat-idx (bindat--align bindat-idx len)))
            ('struct (bindat--walk-group (if field (bindat-get-field struct field) struct)
                                         (symbol-value (bindat--struct-name item field)) leaf))
            ('repeat
             (let ((group (bindat-get-field struct field)))
               (dotimes (i len) (bindat--walk-group (nth i group) (nthcdr rest item) leaf))))
            ('union (bindat--walk-group (if field (bindat-get-field struct field) struct)
                                        (bindat--union-spec len item rest) leaf))
            (_ (funcall leaf type len (nth 3 item) (bindat-get-field struct field))))
          (setq last (and field (bindat-get-field struct field))))))))

(defun bindat-length (spec struct)
  "Return how many bytes STRUCT occupies when packed as SPEC says."
  (let ((bindat-idx 0))
    (if (bindat--type-p spec)
        (funcall (bindat--type-le spec) struct)
      (bindat--walk-group struct spec
                          (lambda (type len vectype value)
                            (setq bindat-idx (+ bindat-idx (bindat--item-length type len vectype value))))))
    bindat-idx))

(defun bindat--pack-item (value type len vectype)
  (pcase (bindat--type-alias type)
    ((guard (null value)) (setq bindat-idx (+ bindat-idx (bindat--item-length type len vectype value))))
    ('ip (dotimes (i 4) (bindat--write-byte (aref value i))))
    ((guard (assq type bindat--fixed-length-alist))
     (let ((bytes (cdr (assq type bindat--fixed-length-alist))))
       (if (bindat--little-endian-p type) (bindat--write-uintr bytes value) (bindat--write-uint bytes value))))
    ('bits (bindat--write-bits len value))
    ('str (bindat--write-str len value))
    ('strz (bindat--write-strz len value))
    ('vec (let ((type (if (consp vectype) (car vectype) (or vectype 'u8)))
                (inner (if (consp vectype) (nth 1 vectype) 1))
                (deeper (and (consp vectype) (nth 2 vectype))))
            (dotimes (i (min len (length value)))
              (bindat--pack-item (if (listp value) (nth i value) (aref value i)) type inner deeper))
            (dotimes (_ (- len (length value)))
              (setq bindat-idx (+ bindat-idx (bindat--item-length type inner deeper nil))))))
    (_ (setq bindat-idx (+ bindat-idx (or len 0))))))

(defun bindat--pack-group (struct spec)
  (bindat--walk-group struct spec (lambda (type len vectype value) (bindat--pack-item value type len vectype))))

(defun bindat-pack (spec struct &optional raw idx)
  "Return STRUCT packed as SPEC says, as a unibyte string.
With RAW, a unibyte string or vector, write into it, from IDX on (default 0),
and return nil."
  (when (multibyte-string-p raw) (error "Pre-allocated string is multibyte"))
  (let ((no-return raw)
        (bindat-idx (or idx 0))
        (bindat-raw (or raw (make-string (+ (or idx 0) (bindat-length spec struct)) 0))))
    (if (bindat--type-p spec)
        (funcall (bindat--type-pe spec) struct)
      (bindat--pack-group struct spec))
    (if no-return nil bindat-raw)))

;;; Types

(defvar bindat--macros nil "Alist of the types defined by `bindat-defmacro': (NAME ARGS DOC FUNCTION).")

(defmacro bindat-defmacro (name args &rest body)
  "Define NAME as a type of `bindat-type' that stands for the type BODY returns."
  (declare (indent 2) (doc-string 3))
  (let ((doc (if (stringp (car body)) (pop body))))
    `(eval-and-compile
       (setf (alist-get ',name bindat--macros)
             (list ',args ,doc (cl-function (lambda ,args ,@body)))))))

(bindat-defmacro u8 () "Unsigned 8bit integer." '(uint 8))
(bindat-defmacro sint (bitlen r)
  "Signed integer of BITLEN bits; little endian if R is non-nil."
  (let ((bl (make-symbol "bitlen")) (max (make-symbol "max")) (wrap (make-symbol "wrap")) (v (make-symbol "v")))
    `(struct :pack-var ,v
             (,bl unit ,bitlen)
             (,max unit (ash 1 (1- ,bl)))
             (,wrap unit (+ ,max ,max))
             (,v ,@(if (eq r nil) `(uint ,bl) (if (eq r t) `(uintr ,bl) `(type (if ,r (bindat-type uintr ,bl) (bindat-type uint ,bl)))))
                 :pack-val (if (< ,v 0) (+ ,v ,wrap) ,v))
             :unpack-val (if (>= ,v ,max) (- ,v ,wrap) ,v))))
(bindat-defmacro repeat (count &rest type)
  "Like `vec', but unpacks to a list rather than a vector."
  (let ((v (make-symbol "v")))
    `(struct :pack-var ,v (,v vec ,count ,@type :pack-val (vconcat ,v)) :unpack-val (append ,v nil))))

(defconst bindat--primitives '(byte uint uintr str strz bits fill align struct type vec unit))

(defun bindat--normalize (type)
  "Return TYPE, the rest of a field or of a `bindat-type', as (HEAD . ARGS)."
  (cond ((symbolp type) (list type))
        ((and (consp type) (null (cdr type)) (consp (car type)) (not (consp (caar type)))
              (or (memq (caar type) bindat--primitives) (assq (caar type) bindat--macros)))
         (car type))
        ((and (consp type) (null (cdr type)) (symbolp (car type))) type)
        ((and (consp type) (or (consp (car type)) (memq (car type) '(:pack-var)))) (cons 'struct type))
        (t type)))

(defun bindat--code (op type value)
  "Return code that does OP (unpack, pack or length) for TYPE; VALUE is the variable that holds what is packed."
  (pcase (bindat--normalize type)
    (`(byte) (bindat--code op '(uint 8) value))
    (`(,(and kind (or 'uint 'uintr)) ,bits)
     (let ((read (if (eq kind 'uint) 'bindat--read-uint 'bindat--read-uintr))
           (write (if (eq kind 'uint) 'bindat--write-uint 'bindat--write-uintr))
           (bytes (if (integerp bits) (/ bits 8) `(/ ,bits 8))))
       (pcase op
         ('unpack `(,read ,bytes))
         ('pack `(,write ,bytes ,value))
         ('length `(setq bindat-idx (+ bindat-idx ,bytes))))))
    (`(str ,len)
     (pcase op ('unpack `(bindat--read-str ,len)) ('pack `(bindat--write-str ,len ,value))
            ('length `(setq bindat-idx (+ bindat-idx ,len)))))
    (`(strz . ,(or `(,len) (and (pred null) (let len nil))))
     (pcase op ('unpack `(bindat--read-strz ,len)) ('pack `(bindat--write-strz ,len ,value))
            ('length `(setq bindat-idx (+ bindat-idx ,(or len `(1+ (length ,value))))))))
    (`(bits ,len)
     (pcase op ('unpack `(bindat--read-bits ,len)) ('pack `(bindat--write-bits ,len ,value))
            ('length `(setq bindat-idx (+ bindat-idx ,len)))))
    (`(fill ,len) `(progn (setq bindat-idx (+ bindat-idx ,len)) nil))
    (`(align ,len) `(progn (setq bindat-idx (bindat--align bindat-idx ,len)) nil))
    (`(unit ,exp) (if (eq op 'unpack) exp nil))
    (`(type ,exp)
     (pcase op ('unpack `(funcall (bindat--type-ue ,exp))) ('pack `(funcall (bindat--type-pe ,exp) ,value))
            ('length `(funcall (bindat--type-le ,exp) ,value))))
    (`(vec ,count . ,element) (bindat--vec-code op count (or element '(byte)) value))
    (`(struct . ,fields) (bindat--struct-code op fields value))
    (`(,name . ,args)
     (let ((macro (assq name bindat--macros)))
       (if macro
           (bindat--code op (apply (nth 3 macro) args) value)
         (bindat--code op (list 'type (if (and (symbolp type) (not (consp type))) type (if (cdr type) type (car type)))) value))))))

(defun bindat--vec-code (op count element value)
  (let ((n (make-symbol "count")) (v (make-symbol "vector")) (i (make-symbol "i")) (e (make-symbol "element")))
    (pcase op
      ('unpack `(let* ((,n ,count) (,v (make-vector ,n 0)))
                  (dotimes (,i ,n ,v) (aset ,v ,i ,(bindat--code op element nil)))))
      (_ `(let ((,n ,count))
            (dotimes (,i ,n)
              (let ((,e (elt ,value ,i))) (ignore ,e) ,(bindat--code op element e))))))))

(defun bindat--parse-fields (fields)
  "Take FIELDS of a struct apart: (PACK-VAR UNPACK-VAL (LABEL TYPE HAS-PACK-VAL PACK-VAL)...)."
  (let ((pack-var nil) (unpack-val nil) (parsed nil))
    (when (eq (car fields) :pack-var) (setq pack-var (cadr fields) fields (cddr fields)))
    (while fields
      (if (eq (car fields) :unpack-val)
          (setq unpack-val (list (cadr fields)) fields (cddr fields))
        (let* ((field (pop fields))
               (label (if (consp field) (car field) '_))
               (type (if (consp field) (cdr field) field))
               (at (and (consp type) (cl-position :pack-val type))))
          (push (list label (if at (cl-subseq type 0 at) type) (and at t) (and at (nth (1+ at) type))) parsed))))
    (cons pack-var (cons unpack-val (nreverse parsed)))))

(defun bindat--struct-code (op fields value)
  (pcase-let ((`(,pack-var ,unpack-val . ,parsed) (bindat--parse-fields fields)))
    (if (eq op 'unpack)
        (let (bindings results)
          (dolist (field parsed)
            (let ((code (bindat--code op (nth 1 field) nil)))
              (push (list (if (eq (car field) '_) (make-symbol "_") (car field)) code) bindings)
              (unless (eq (car field) '_) (push `(cons ',(car field) ,(car field)) results))))
          `(let* ,(nreverse bindings)
             (ignore ,@(delq '_ (delete-dups (mapcar #'car parsed))))
             ,(if unpack-val (car unpack-val) `(list ,@(nreverse results)))))
      (let ((code nil) (whole (or pack-var (make-symbol "struct"))))
        (dolist (field (reverse parsed))
          (pcase-let* ((`(,label ,type ,has-pack-val ,pack-val) field)
                       (v (if (eq label '_) (make-symbol "v") label)))
            (setq code
                  `((let ((,v ,(cond (has-pack-val pack-val)
                                     ((eq (car-safe (bindat--normalize type)) 'unit) (cadr (bindat--normalize type)))
                                     ((eq label '_) nil)
                                     (t `(cdr-safe (assq ',label ,whole))))))
                      (ignore ,v)
                      ,(bindat--code op type v)
                      ,@code)))))
        `(let ((,whole ,value)) (ignore ,whole) ,@code)))))

(defmacro bindat-type (&rest type)
  "Return a layout for `bindat-pack', `bindat-unpack' and `bindat-length', described by TYPE.

  uint BITLEN, uintr BITLEN   unsigned integers, big and little endian
  str LEN, strz [LEN]         strings of bytes; strz ends with a zero
  bits LEN                    the numbers of the bits that are set, in LEN bytes
  fill LEN, align LEN         skipped bytes
  vec COUNT TYPE              a vector
  type EXP                    what EXP returns, a value of `bindat-type'
  unit EXP                    no bytes; the value of EXP
  struct FIELDS...            an alist; `struct' may be left out
  u8, sint BITLEN R, repeat COUNT TYPE, and what `bindat-defmacro' defines

A field is (LABEL TYPE [:pack-val EXP]); the label _ gives none a name.  :pack-var VAR
before the fields names what is packed, :unpack-val EXP after them what unpacking returns."
  (declare (indent 0))
  (let ((v (make-symbol "value")))
    `(bindat--make :le (lambda (,v) (ignore ,v) ,(bindat--code 'length type v))
                   :ue (lambda () ,(bindat--code 'unpack type nil))
                   :pe (lambda (,v) (ignore ,v) ,(bindat--code 'pack type v)))))

;;; Text

(defun bindat-format-vector (vect fmt sep &optional len)
  "Return the elements of VECT (the first LEN of them), each formatted by FMT, with SEP between them."
  (mapconcat (lambda (i) (format fmt (aref vect i))) (number-sequence 0 (1- (or len (length vect)))) sep))

(defun bindat-vector-to-dec (vect &optional sep)
  "Return the elements of VECT as decimal numbers with SEP, by default a dot, between them."
  (bindat-format-vector vect "%d" (if (stringp sep) sep ".")))

(defun bindat-vector-to-hex (vect &optional sep)
  "Return the elements of VECT as pairs of hexadecimal digits with SEP, by default a colon, between them."
  (bindat-format-vector vect "%02x" (if (stringp sep) sep ":")))

(defun bindat-ip-to-string (ip)
  "Return the four bytes of the vector or string IP in dotted notation."
  (if (vectorp ip)
      (format-network-address ip t)
    (format-network-address `[,@(append ip nil)] t)))

(provide 'bindat)
;;; bindat.el ends here
