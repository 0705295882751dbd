#!/usr/bin/env bash
# The tests: on SQLite, then on PostgreSQL what the databases do each in its own way, then the journeys in a real browser. Left out are
# the long walks, marked `assurance`. With `assurance` as the first argument nothing is left out, all that touches a database runs on
# PostgreSQL too, and hypothesis draws all its examples.
# Arguments go to pytest each time. All three run, whatever the first says; the end tells how each ended.
set -uo pipefail
cd "$(dirname "$0")/.."
export PYTHONUNBUFFERED=1
unset PYTHONDONTWRITEBYTECODE # the three runs, and the processes of each, read what the first has compiled
# A file stays with one worker, which makes its world once.
parallel=(--numprocesses auto --maxprocesses 8 --dist loadfile)
# Ten minutes for one test: what hangs is told with where it stood, and ends. The long walks may take hours.
patience=(-o faulthandler_timeout=600 -o faulthandler_exit_on_timeout=true)
short=" and not assurance"
both="(both or postgresql)"
# Reading ten thousand tests takes its time: where nothing else is asked for, only the places are read in which such tests may lie.
on_both=()
in_browser=()
if [ "$#" -eq 0 ]; then
    read -ra on_both < <(.venv/bin/python -c "from tests import breadth; print(*breadth.ON_BOTH)")
fi
if [ "$#" -eq 0 ] || [ "$*" = assurance ]; then
    read -ra in_browser < <(.venv/bin/python -c "from tests import breadth; print(*breadth.IN_BROWSER)")
fi
if [ "${1:-}" = assurance ]; then
    shift
    short=""
    patience=()
    both=database
    parallel+=(--hypothesis-profile assurance)
fi
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

run "on SQLite" .venv/bin/pytest "${parallel[@]}" "${patience[@]}" -m "not browser$short" "$@"
run "on PostgreSQL" scripts/postgresql.sh .venv/bin/pytest "${parallel[@]}" "${patience[@]}" -m "$both and not browser$short" "${on_both[@]}" "$@"
run "in the browser" .venv/bin/pytest "${parallel[@]}" "${patience[@]}" -m "browser$short" "${in_browser[@]}" "$@"

printf '\n'
printf '%s\n' "${told[@]}"
[ "$failed" -eq 0 ] && { [ "$empty" -eq 0 ] || { [ "$#" -gt 0 ] && [ "$empty" -lt 3 ]; }; }
