#!/usr/bin/env bash
# Is this port free on this machine? If not, name one that is.
set -euo pipefail
port=${1:-8000}

taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null || (exec 3<>"/dev/tcp/::1/$1") 2>/dev/null; }

if ! [[ $port =~ ^[0-9]{1,5}$ ]] || ((10#$port < 1 || 10#$port > 65535)); then
    echo "PORT=$port is not a port: a number from 1 to 65535 is." >&2
    exit 2
fi
taken "$port" || exit 0
free=$((port + 1))
while ((free < 65535)) && taken "$free"; do free=$((free + 1)); done
printf 'Port %s is taken by another program. Use another one:\n\n    make demo PORT=%s\n\n' "$port" "$free" >&2
exit 2
