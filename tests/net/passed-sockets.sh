#!/bin/sh
# Usage: passed-sockets.sh ELWIRE
# Starts elwire with listening sockets as a service manager does (sd_listen_fds(3)), and talks to the servers that take them.
set -eu
elwire=$1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# Descriptors 3, 4 and 5: a TCP server, a UDP socket, a Unix server. The script's arguments are the port and the path.
cat > "$dir/start.pl" <<'END'
use strict; use warnings; use IO::Socket::INET; use IO::Socket::UNIX; use POSIX ();
my ($path, $count, $own, @command) = @ARGV;
$^F = 9;    # no close-on-exec
my $tcp = IO::Socket::INET->new(Listen => 5, LocalAddr => '127.0.0.1', Proto => 'tcp') or die $!;
my $udp = IO::Socket::INET->new(LocalAddr => '127.0.0.1', Proto => 'udp') or die $!;
my $unix = IO::Socket::UNIX->new(Listen => 5, Local => $path) or die $!;
my @ports = ($tcp->sockport, $udp->sockport);
my @high = map { POSIX::dup2(fileno($_), 20 + fileno($_)); 20 + fileno($_) } ($tcp, $udp, $unix);
POSIX::dup2($high[$_], 3 + $_) for 0 .. 2;
POSIX::close($_) for @high;
$ENV{LISTEN_FDS} = $count;
$ENV{LISTEN_PID} = $own ? $$ : $$ + 1;
$ENV{TCP} = $ports[0]; $ENV{UDP} = $ports[1]; $ENV{UNIX} = $path;
exec @command;
END

cat > "$dir/test.el" <<'END'
(require 'cl-lib)
(defvar got nil)
(defun port (name) (string-to-number (getenv name)))
(defun server (&rest args)
  (apply #'make-network-process :name "s" :server t :host "127.0.0.1" :service t :use-external-socket t :coding 'binary
         :filter (lambda (_ text) (push text got)) :sentinel #'ignore args))
(defun await (condition)
  (let ((limit (+ (float-time) 10)))
    (while (not (funcall condition))
      (if (> (float-time) limit) (error "Timeout: %S" got))
      (accept-process-output nil 0.05))))
(defun greet (text &rest args)
  (process-send-string (apply #'make-network-process :name "c" args) text)
  (await (lambda () (member text got))))
(if (equal (getenv "EXPECT") "none")
    (cl-assert (/= (process-contact (server) :service) (port "TCP")))
  (let ((datagrams (server :type 'datagram)) (tcp (server)) (local (server)) (fresh (server)))
    (cl-assert (= (process-contact datagrams :service) (port "UDP")))
    (cl-assert (= (process-contact tcp :service) (port "TCP")))
    (cl-assert (equal (process-contact local :local) (getenv "UNIX")))
    (cl-assert (not (memq (process-contact fresh :service) (list (port "TCP") (port "UDP")))))
    (greet "over tcp" :host "127.0.0.1" :service (port "TCP"))
    (greet "over udp" :host "127.0.0.1" :service (port "UDP") :type 'datagram)
    (greet "over a file" :family 'local :service (getenv "UNIX"))
    (greet "over a new one" :host "127.0.0.1" :service (process-contact fresh :service))
    ;; One that was closed is not taken again.
    (delete-process tcp)
    (cl-assert (/= (process-contact (server) :service) (port "TCP")))))
(princ "done")
END

try() {
    expected=$1; shift
    rm -f "$dir/socket"
    got=$(EXPECT=$expected perl "$dir/start.pl" "$dir/socket" "$@" "$elwire" -Q --batch -l "$dir/test.el" 2>&1) || true
    [ "$got" = done ] || { echo "passed sockets ($*): $got"; exit 1; }
}
try sockets 3 1
try none 3 ''    # meant for another process
try none 0 1
echo "3 passed, 0 failed"
