;;; nbody.el --- floating-point numbers in vectors: five bodies and gravity  -*- lexical-binding: t; -*-

;; A body is a vector: x y z vx vy vz mass.

(defconst nbody-solar-mass (* 4 float-pi float-pi))
(defconst nbody-days 365.24)

(defun nbody-body (x y z vx vy vz mass)
  (vector x y z (* vx nbody-days) (* vy nbody-days) (* vz nbody-days) (* mass nbody-solar-mass)))

(defun nbody-system ()
  (vector
   (nbody-body 0.0 0.0 0.0 0.0 0.0 0.0 1.0)
   (nbody-body 4.84143144246472090 -1.16032004402742839 -0.103622044471123109
               0.00166007664274403694 0.00769901118419740425 -0.0000690460016972063023 0.000954791938424326609)
   (nbody-body 8.34336671824457987 4.12479856412430479 -0.403523417114321381
               -0.00276742510726411236 0.00499852801234917238 0.0000230417297573763929 0.000285885980666130812)
   (nbody-body 12.8943695621391310 -15.1111514016986312 -0.223307578892655734
               0.00296460137564761618 0.00237847173959480950 -0.0000296589568540237556 0.0000436624404335156298)
   (nbody-body 15.3796971148509165 -25.9193146099879641 0.179258772950371181
               0.00268067772490389322 0.00162824170038242295 -0.0000951592254519715870 0.0000515138902046611451)))

(defun nbody-pull (a b step)
  "Change the velocities of A and B as their gravity does in STEP."
  (let* ((dx (- (aref a 0) (aref b 0)))
         (dy (- (aref a 1) (aref b 1)))
         (dz (- (aref a 2) (aref b 2)))
         (square (+ (* dx dx) (* dy dy) (* dz dz)))
         (magnitude (/ step (* square (sqrt square))))
         (ma (* (aref a 6) magnitude))
         (mb (* (aref b 6) magnitude)))
    (aset a 3 (- (aref a 3) (* dx mb)))
    (aset a 4 (- (aref a 4) (* dy mb)))
    (aset a 5 (- (aref a 5) (* dz mb)))
    (aset b 3 (+ (aref b 3) (* dx ma)))
    (aset b 4 (+ (aref b 4) (* dy ma)))
    (aset b 5 (+ (aref b 5) (* dz ma)))))

(defun nbody-move (body step)
  (aset body 0 (+ (aref body 0) (* step (aref body 3))))
  (aset body 1 (+ (aref body 1) (* step (aref body 4))))
  (aset body 2 (+ (aref body 2) (* step (aref body 5)))))

(defun nbody-advance (system step)
  (let ((count (length system)) (i 0))
    (while (< i count)
      (let ((j (1+ i)))
        (while (< j count)
          (nbody-pull (aref system i) (aref system j) step)
          (setq j (1+ j))))
      (setq i (1+ i)))
    (dotimes (k count)
      (nbody-move (aref system k) step))))

(defun nbody-energy (system)
  (let ((energy 0.0) (count (length system)))
    (dotimes (i count)
      (let ((a (aref system i)))
        (setq energy (+ energy (* 0.5 (aref a 6)
                                  (+ (* (aref a 3) (aref a 3)) (* (aref a 4) (aref a 4)) (* (aref a 5) (aref a 5))))))
        (let ((j (1+ i)))
          (while (< j count)
            (let* ((b (aref system j))
                   (dx (- (aref a 0) (aref b 0)))
                   (dy (- (aref a 1) (aref b 1)))
                   (dz (- (aref a 2) (aref b 2))))
              (setq energy (- energy (/ (* (aref a 6) (aref b 6))
                                        (sqrt (+ (* dx dx) (* dy dy) (* dz dz)))))))
            (setq j (1+ j))))))
    energy))

(defun bench-nbody ()
  "Return the energy after some steps."
  (let ((system (nbody-system)))
    (dotimes (_ 12000)
      (nbody-advance system 0.01))
    (format "%.9f" (nbody-energy system))))

;;; nbody.el ends here
