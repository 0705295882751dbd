#!/usr/bin/env bash
# Run a command with OPENNRM_TEST_DATABASE_URL naming a PostgreSQL for the tests: the one it names already; else the one on
# 127.0.0.1:5432, if that lets the user postgres in without a password; else a cluster of our own in a temporary directory,
# stopped and removed when the command ends. No cluster that was there before is changed.
set -euo pipefail
cd "$(dirname "$0")/.."

answers() { .venv/bin/python -c 'import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=3).close()' "$1" 2>/dev/null; }

usual=postgres://postgres@127.0.0.1:5432
if [ -n "${OPENNRM_TEST_DATABASE_URL:-}" ]; then exec "$@"; fi
if answers "$usual/postgres"; then OPENNRM_TEST_DATABASE_URL=$usual/opennrm exec "$@"; fi

bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1)
if [ -z "$bin" ]; then
    echo "No PostgreSQL on 127.0.0.1:5432 that lets 'postgres' in, and none installed. Run 'make setup', or set OPENNRM_TEST_DATABASE_URL." >&2
    exit 3
fi
place=$(mktemp -d --tmpdir opennrm-postgresql-XXXXXX)
as=()
if [ "$(id -u)" -eq 0 ]; then # PostgreSQL refuses to run as root
    chown postgres "$place"
    as=(runuser -u postgres --)
fi
in_place() { (cd "$place" && "${as[@]}" "$@" >>"$place.log" 2>&1) || { cat "$place.log" >&2; return 1; }; }
clear_up() {
    in_place "$bin/pg_ctl" --pgdata data --mode immediate stop || true
    rm -rf "$place" "$place.log"
}
trap clear_up EXIT

port=$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
echo "PostgreSQL: starting a cluster for the tests on port $port"
in_place "$bin/initdb" --pgdata data --username postgres --auth trust --encoding UTF8 --locale C.UTF-8
in_place "$bin/pg_ctl" --pgdata data --wait --options "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$place" start
OPENNRM_TEST_DATABASE_URL=postgres://postgres@127.0.0.1:$port/opennrm "$@"
