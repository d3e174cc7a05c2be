#!/bin/bash
# Probes network processes and compares with what GNU Emacs 28.2 answered (behaviour.out); behaviour.differences lists the rows that
# differ on purpose.
# Usage: behaviour.sh ELWIRE          the last line is "N passed, N failed"
#        behaviour.sh --record EMACS  writes behaviour.out
set -u
here=$(cd "$(dirname "$0")" && pwd)
groups=('^1[pv]$' '^2\.1[.bwd]' '^2\.[2345]' '^2\.[789]' '^2\.10' '^2\.11[a-z]*$' '^3' '^4' '^5' '^6' '^7' '^8' '^9' '^10' '^13' '^17')
answers() { for group in "${groups[@]}"; do PROBE=$group timeout 60 "$@" "$here/behaviour.el" 2>/dev/null; done; }

if [ "$1" = --record ]; then
    answers "$2" -Q --batch -l >"$here/behaviour.out"
    exit
fi
got=$(mktemp)
trap 'rm -f "$got"' EXIT
answers "$1" >"$got"
awk -F': ' -v differences="$here/behaviour.differences" '
    BEGIN { while ((getline line < differences) > 0) if (line !~ /^#/) { split(line, part, "\t"); known[part[1]] = 1 } }
    { name = $1 }
    FNR == NR { answer[name] = $0; next }
    name in known { if (answer[name] == $0) { print "now agrees, take it off the list: " name; failed++ } next }
    answer[name] == $0 { passed++; next }
    { print "Emacs:  " $0; print "elwire: " answer[name]; failed++ }
    END { print passed + 0 " passed, " failed + 0 " failed"; exit failed > 0 }' "$got" "$here/behaviour.out"
