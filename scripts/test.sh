#!/usr/bin/env bash
# Every test: on SQLite, what touches a database once more on PostgreSQL, then the journeys in a real browser.
# Arguments go to pytest each time. All three run, whatever the first says; the end tells how each ended.
set -uo pipefail
cd "$(dirname "$0")/.."
export PYTHONUNBUFFERED=1
parallel=(--numprocesses auto --maxprocesses 8 --dist loadgroup)
told=()
failed=0
empty=0

run() {
    local name=$1 start=$SECONDS code=0
    shift
    printf '\n== %s\n' "$name"
    "$@" || code=$?
    # 5: nothing collected. Right for two of the three when a single test was asked for, wrong for all three.
    if [ "$code" -eq 5 ]; then
        empty=$((empty + 1))
        told+=("$name: no such test")
    elif [ "$code" -eq 0 ]; then
        told+=("$name: passed in $((SECONDS - start)) s")
    else
        failed=$((failed + 1))
        told+=("$name: FAILED ($code) after $((SECONDS - start)) s")
    fi
}

run "on SQLite" .venv/bin/pytest "${parallel[@]}" -m "not browser" "$@"
run "on PostgreSQL" scripts/postgresql.sh .venv/bin/pytest "${parallel[@]}" -m "database and not browser" "$@"
run "in the browser" .venv/bin/pytest "${parallel[@]}" -m browser "$@"

printf '\n'
printf '%s\n' "${told[@]}"
[ "$failed" -eq 0 ] && { [ "$empty" -eq 0 ] || { [ "$#" -gt 0 ] && [ "$empty" -lt 3 ]; }; }
