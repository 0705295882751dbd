#!/usr/bin/env bash
# What a tool can repair, and what is made from the code: format, imports, docs/made, the diagram.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH=$PWD/.venv/bin:$PATH
ruff check --fix --exit-zero --quiet .
ruff format --quiet .
opennrm docs
python scripts/diagram.py
python scripts/languages.py
