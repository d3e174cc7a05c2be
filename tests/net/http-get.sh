#!/bin/sh
# Usage: http-get.sh ELWIRE SOURCE-ROOT
# Fetches a 20 MB random file from nginx, started here on a free port of loopback, with examples/http-get.el and compares checksums.
set -eu
elwire=$1 root=$2
command -v nginx >/dev/null || { echo "nginx is not installed: skipped"; exit 77; }
dir=$(mktemp -d)
trap 'test -f "$dir/pid" && kill "$(cat "$dir/pid")" 2>/dev/null; rm -rf "$dir"' EXIT
mkdir "$dir/www"
head -c 20000000 /dev/urandom > "$dir/www/file"
port=$("$elwire" --eval '(princ (process-contact (make-network-process :name "p" :server t :host "127.0.0.1" :service t) :service))')
cat > "$dir/conf" <<END
daemon on; master_process off; pid $dir/pid; error_log $dir/log;
events {}
http {
  access_log off;
  client_body_temp_path $dir/a; proxy_temp_path $dir/b; fastcgi_temp_path $dir/c; uwsgi_temp_path $dir/d; scgi_temp_path $dir/e;
  server { listen 127.0.0.1:$port; root $dir/www; }
}
END
nginx -e "$dir/log" -p "$dir" -c "$dir/conf"
expected=$(sha256sum < "$dir/www/file")
for option in '' --nowait; do
    "$elwire" "$root/examples/http-get.el" $option "http://127.0.0.1:$port/file" > "$dir/got"
    test "$(sha256sum < "$dir/got")" = "$expected" || { echo "http-get $option: the file differs"; exit 1; }
done
if "$elwire" "$root/examples/http-get.el" "http://127.0.0.1:$port/none" > "$dir/got" 2> "$dir/err"; then
    echo "a missing file is not an error"; exit 1
fi
grep -q '404 Not Found' "$dir/err" || { echo "the server's answer is not shown:"; cat "$dir/err"; exit 1; }
