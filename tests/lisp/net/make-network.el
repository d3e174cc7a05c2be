;;; make-network.el --- the arguments of make-network-process -*- lexical-binding: t -*-

(load (expand-file-name "../../net/harness" (file-name-directory (or load-file-name buffer-file-name))) nil t)

(net-deftest make-network-process-arguments
  (should-not (make-network-process))
  (pcase-dolist (`(,error . ,args)
                 `(((wrong-type-argument stringp nil) :name "x")
                   ((wrong-type-argument stringp nil) :name nil :host "127.0.0.1" :service 9)
                   ((wrong-type-argument stringp sym) :name sym :host "127.0.0.1" :service 9)
                   ((wrong-type-argument stringp foo) :name "x" :host "127.0.0.1" :service foo)
                   ((wrong-type-argument stringp 1.5) :name "x" :host "127.0.0.1" :service 1.5)
                   ((error "127.0.0.1/-1 Servname not supported for ai_socktype") :name "x" :host "127.0.0.1" :service -1)
                   ((error "127.0.0.1/12abc Servname not supported for ai_socktype") :name "x" :host "127.0.0.1" :service "12abc")
                   ((wrong-type-argument stringp foo) :name "x" :host foo :service 9)
                   ((wrong-type-argument stringp 127) :name "x" :host 127 :service 9)
                   ((error "Unsupported connection type") :name "x" :type foo :host "127.0.0.1" :service 9)
                   ((error "Unsupported connection type") :name "x" :type stream :host "127.0.0.1" :service 9)
                   ((error "Unknown address family") :name "x" :family foo :host "127.0.0.1" :service 9)
                   ((error "127.0.0.1/9 ai_family not supported") :name "x" :family 99 :host "127.0.0.1" :service 9)
                   ((error "127.0.0.1/9 Address family for hostname not supported")
                    :name "x" :family ipv6 :host "127.0.0.1" :service 9)
                   ((wrong-type-argument stringp 9) :name "x" :family local :service 9)
                   ((coding-system-error bogus) :name "x" :host "127.0.0.1" :service t :server t :coding bogus)
                   ((error "Service name too long") :name "x" :family local :service ,(make-string 108 ?x))
                   ((error "Malformed :address") :name "x" :server t :local [127 0 0 1])
                   ((error "Malformed :address") :name "x" :remote foo)
                   ((error "‘:server’ is incompatible with ‘:nowait’")
                    :name "x" :server t :nowait t :host "127.0.0.1" :service t)))
    (should (equal (should-error (apply #'make-network-process args)) error))))

(net-deftest make-network-process-names
  (let ((names (mapcar (lambda (name) (process-name (net-server :name name))) '("a" "a" "a" "a<1>" "" "" "naïve ü"))))
    (should (equal names '("a" "a<1>" "a<2>" "a<1><1>" "" "<1>" "naïve ü")))
    (delete-process "a<1>")
    (should (equal (process-name (net-server :name "a")) "a<1>"))
    (should (equal (process-contact (get-process "a<2>") :name) "a"))))

(net-deftest make-network-process-server-contact
  (pcase-dolist (`(,local . ,args) '(([127 0 0 1] :host "127.0.0.1" :service t) ([127 0 0 1] :host local :service t)
                                     ([127 0 0 1] :service t) ([0 0 0 0] :host "0.0.0.0" :service t)
                                     ([0 0 0 0 0 0 0 1] :host "::1" :service t) ([0 0 0 0 0 0 0 1] :family ipv6 :service t)
                                     ([127 0 0 1] :local [127 0 0 1 0]) ([127 0 0 1] :host "127.0.0.1" :service "0")))
    (let* ((server (apply #'make-network-process :name "s" :server t args)) (port (process-contact server :service)))
      (should (integerp port))
      (should (equal (process-contact server :local) (vconcat local (list port))))
      (should (eq (process-status server) 'listen))
      (delete-process server))))

(net-deftest make-network-process-contact-order
  (let* ((server (make-network-process :name "s" :server t :host "127.0.0.1" :service t))
         (port (process-contact server :service))
         (client (make-network-process :name "cli" :host "127.0.0.1" :service port)))
    (should (equal (process-contact server t)
                   `(:name "s" :server t :host "127.0.0.1" :service ,port :local [127 0 0 1 ,port])))
    (should (equal (process-contact server) `("127.0.0.1" ,port)))
    (should (equal (process-contact client t)
                   `(:name "cli" :host "127.0.0.1" :service ,port :remote [127 0 0 1 ,port]
                           :local ,(process-contact client :local))))))

(net-deftest make-network-process-coding
  (pcase-dolist (`(,expected . ,args) '(((utf-8-unix . utf-8-unix)) ((utf-8 . utf-8) :coding utf-8) ((binary . binary) :coding binary)
                                        ((latin-1 . utf-8-dos) :coding (latin-1 . utf-8-dos)) ((utf-8 . nil) :coding (utf-8))))
    (let ((server (apply #'make-network-process :name "s" :server t :host "127.0.0.1" :service t args)))
      (should (equal (process-coding-system server) expected))
      (delete-process server)))
  (let* ((coding-system-for-read 'latin-1)
         (server (make-network-process :name "s" :server t :host "127.0.0.1" :service t)))
    (should (equal (process-coding-system server) '(latin-1 . utf-8-unix)))))

(net-deftest make-network-process-options
  (let ((server (net-server :keepalive t :linger 3)))
    (should (eq t (set-network-process-option server :keepalive nil)))
    (should (equal (process-contact server :keepalive) nil))
    (should (equal (should-error (set-network-process-option server :bogus 1)) '(error "Unknown or unsupported option")))
    (should-not (set-network-process-option server :bogus 1 t))
    (should (equal (should-error (set-network-process-option server :priority "x"))
                   '(error "Bad option value for :priority")))
    (should (equal (should-error (set-network-process-option server 5 1)) '(wrong-type-argument symbolp 5)))
    (delete-process server)
    (should (equal (should-error (set-network-process-option server :keepalive t)) '(error "Process is not running")))))

(net-deftest make-network-process-features
  (should (featurep 'make-network-process))
  (should (featurep 'make-network-process '(:server t)))
  (should (featurep 'make-network-process '(:nowait t)))
  (should (featurep 'make-network-process '(:family ipv6)))
  (should-not (featurep 'make-network-process '(:type foo))))

;;; make-network.el ends here
