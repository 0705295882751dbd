#!/usr/bin/env bash
# Make .venv ready: `setup.sh base` to run OpenNRM, `setup.sh test` for tests and checks too. The one step that needs a network;
# done again it takes a moment, since a stamp in .venv says for which locks and which directory the environment was made.
set -euo pipefail
cd "$(dirname "$0")/.."
level=${1:-test}

stamp() { { pwd; cat "requirements/$1.txt" requirements/build.txt pyproject.toml; } | sha256sum; }
ready() { [ "$(cat ".venv/.ready-$1" 2>/dev/null)" = "$(stamp "$1")" ] && .venv/bin/python -c '' 2>/dev/null; }
unfinished() { echo "Setup did not finish; the reason stands above. It needs a network once, afterwards everything works offline." >&2; }

if ready test || { [ "$level" = base ] && ready base; }; then exit 0; fi
# Whoever tests here goes on testing: new locks of the running parts take nothing away.
if [ -e .venv/.ready-test ]; then level=test; fi
scripts/debian.sh run
trap unfinished ERR

python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "OpenNRM needs Python 3.11 or newer; $("$python" --version) answers to '$python'. Name another: make PYTHON=/path/to/python3.11 …" >&2
    exit 3
fi
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    echo "Environment: making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi
rm -f .venv/.ready-*
echo "Environment: fetching the installer (locked, hashes checked)"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
echo "Environment: installing $(grep -c '^[a-zA-Z].*==' "requirements/$level.txt") locked packages, hashes checked"
export VIRTUAL_ENV=$PWD/.venv UV_PYTHON_DOWNLOADS=never
# The certificates that this system trusts, as pip does: behind the proxy of an office the installer's own are not enough.
if [ -e /etc/ssl/certs/ca-certificates.crt ]; then export UV_SYSTEM_CERTS=1; fi
# Compiled once here, not by each of the many processes that the tests start.
.venv/bin/uv pip sync --quiet --compile-bytecode --require-hashes "requirements/$level.txt" requirements/build.txt
.venv/bin/uv pip install --quiet --no-build-isolation --no-deps --editable .
stamp "$level" >".venv/.ready-$level"
echo "Environment: ready in .venv"
