#!/usr/bin/env bash
# Lock requirements/*.in to *.txt: every hash, no index host. Needs a network. Arguments go to uv, e.g. --upgrade.
set -euo pipefail
cd "$(dirname "$0")/.."

lock() {
    local name=$1
    shift
    .venv/bin/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
        "$@" "requirements/$name.in" -o "requirements/$name.txt"
    echo "requirements/$name.txt: $(grep -c '==' "requirements/$name.txt") packages"
}

# The tests' lock is the widest; the others take its versions, so that one environment can hold all three.
lock test "$@"
lock base --constraint requirements/test.txt
lock build --constraint requirements/test.txt
