#!/bin/bash
# Probes network processes and compares with what GNU Emacs 28.2 answered (behaviour.out); behaviour.differences lists the rows that
# differ on purpose, why, and elwire's answer.
# Usage: behaviour.sh ELWIRE          the last line is "N passed, N failed"
#        behaviour.sh --record EMACS  writes behaviour.out
set -u
here=$(cd "$(dirname "$0")" && pwd)
groups=('^1[a-z]?$' '^2\.1[.a-z]' '^2\.[2345]' '^2\.[789]' '^2\.10' '^2\.11[a-v]*2?$' '^2\.11w' '^3' '^4' '^5' '^6' '^7' '^8' '^9' '^10' '^11' '^12'
    '^13' '^14' '^15.1' '^15.2' '^15.[345]' '^16' '^17' '^18')

# answers GROUP PATIENCE PROGRAM...: what the program prints for the rows of a group.
answers() { PROBE=$1 PATIENCE=$2 timeout $((120 * $2)) "${@:3}" "$here/behaviour.el" 2>/dev/null </dev/null | grep "^[0-9]"; }

if [ "$1" = --record ]; then
    for group in "${groups[@]}"; do answers "$group" 1 "$2" -Q --batch -l; done >"$here/behaviour.out"
    exit
fi

# Prints the rows that are not as they should be, and how many are; $1 are the answers, $2 the regexp of the rows asked for.
compare() {
    group=$2 awk -v differences="$here/behaviour.differences" '
        function name_of(line) { return substr(line, 1, index(line, ": ") - 1) }
        BEGIN {
            while ((getline line < differences) > 0)
                if (line !~ /^#/) { if (split(line, part, "\t") == 2) known[part[1]] = part[1]; else expected[name_of(line)] = line }
        }
        { name = name_of($0) }
        FILENAME == ARGV[1] { answer[name] = $0; next }
        name !~ ENVIRON["group"] { next }
        name in known {
            delete known[name]
            if (expected[name] == $0) { print "agrees with Emacs, take it off the list: " name; failed++; next }
            wanted = expected[name]
        }
        !(name in expected) { wanted = $0 }
        answer[name] == wanted { passed++; next }
        { print "wanted: " wanted; print "elwire: " answer[name]; failed++ }
        END { print passed + 0, failed + 0; exit failed > 0 }' "$1" "$here/behaviour.out"
}

# One group; when rows disagree it is asked again with more patience, for a machine that is busy or a build that is slow.
one_group() {
    local patience got
    got=$(mktemp)
    for patience in 1 5 20; do
        answers "$1" "$patience" "$elwire" >"$got"
        result=$(compare "$got" "$1") && break
    done
    rm -f "$got"
    echo "$result"
}
export -f answers compare one_group
export here elwire=$1
printf '%s\n' "${groups[@]}" | xargs -P 4 -d '\n' -I{} bash -c 'one_group "$1"' one {} |
    awk '/^[0-9]+ [0-9]+$/ { passed += $1; failed += $2; next } { print } END { print passed + 0 " passed, " failed + 0 " failed"; exit failed > 0 || passed == 0 }'
