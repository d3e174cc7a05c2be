#!/bin/bash
# A resolver that hangs delays neither the program nor its end.
# Usage: slow-resolver.sh ELWIRE PRELOADED-LIBRARY
elwire=$1
here=$(cd "$(dirname "$0")" && pwd)
start=$SECONDS
ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0 LD_PRELOAD=$2 timeout 60 \
    "$elwire" -l "$here/slow-resolver.el" -f ert-run-tests-batch-and-exit || exit 1
[ $((SECONDS - start)) -lt 15 ] || { echo "the end waited for the resolver"; exit 1; }
