#!/usr/bin/env bash
# Everything that can be said without running the program. Changes nothing; runs all, prints each command, counts what failed.
set -uo pipefail
cd "$(dirname "$0")/.."
# A directory and a secret of its own: looking at the settings must not make a key directory.
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export OPENNRM_HOME=$place/home OPENNRM_KEYS=$place/keys OPENNRM_SECRET=check OPENNRM_INSECURE_HTTP=1
export DJANGO_SETTINGS_MODULE=opennrm.portal.settings PATH=$PWD/.venv/bin:$PATH
mkdir -p "$OPENNRM_HOME" "$OPENNRM_KEYS"
failed=0

step() {
    printf '\n$ %s\n' "$*"
    "$@" || failed=$((failed + 1))
}

step ruff format --check .
step ruff check .
step mypy
step lint-imports --no-cache
step django-admin makemigrations --check --dry-run
step opennrm docs --check
step python scripts/diagram.py --check
step python scripts/languages.py --check

if [ "$failed" -eq 0 ]; then printf '\nAll is well.\n'; else printf '\n%s of these failed.\n' "$failed"; fi
exit "$((failed > 0))"
