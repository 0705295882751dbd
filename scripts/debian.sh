#!/usr/bin/env bash
# Install from Debian what is missing: `debian.sh run` for running OpenNRM, `debian.sh test` for its tests too.
# Nothing missing: nothing done, no rights needed. No rights: the command to type is printed.
set -euo pipefail

missing=()
python=${PYTHON:-python3}
command -v "$python" >/dev/null || missing+=(python3)
"$python" -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
if [ "${1:-run}" = test ]; then
    [ -x "${OPENNRM_TEST_CHROMIUM:-/usr/bin/chromium}" ] || missing+=(chromium)
    # Latin, Cyrillic, Georgian and Armenian: without them the browser draws boxes.
    [ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || missing+=(fonts-dejavu-core)
    # What is said in pages is found by its xgettext.
    command -v xgettext >/dev/null || missing+=(gettext)
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || [ -n "${OPENNRM_TEST_DATABASE_URL:-}" ] || missing+=(postgresql)
fi
[ ${#missing[@]} -eq 0 ] && exit 0

command="apt-get install --yes --no-install-recommends ${missing[*]}"
if ! command -v apt-get >/dev/null; then
    echo "Missing: ${missing[*]} (names of Debian's packages). This system has no apt-get: install them its own way, then try again." >&2
    exit 3
fi
if [ "$(id -u)" -eq 0 ]; then
    as=()
elif sudo -n true 2>/dev/null || { [ -t 0 ] && command -v sudo >/dev/null; }; then
    as=(sudo)
else
    printf 'Missing from Debian: %s. You are not root here; run this, then try again:\n\n    sudo %s\n\n' "${missing[*]}" "$command" >&2
    exit 3
fi

echo "Installing from Debian: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as[@]}" apt-get update -qq
# shellcheck disable=SC2086  the words of the command are its arguments
"${as[@]}" env DEBIAN_FRONTEND=noninteractive $command -qq >/dev/null
