# OpenNRM. `make` alone prints what there is. After `make setup` nothing here needs a network.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PORT ?= 8000
PYTHON ?= python3
ARGS ?=
export PYTHON

PYTEST := .venv/bin/pytest

.PHONY: help
help: ## This list
	@awk 'BEGIN {FS = ":.*## "} /^##@ / {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

##@ To see it

.PHONY: demo
demo: ## The invented Demo Republic on http://localhost:8000, or PORT=8137; prints the sign-ins
	@scripts/port.sh $(PORT)
	@scripts/setup.sh base
	@OPENNRM_HOME="$${OPENNRM_HOME:-var/demo}" .venv/bin/opennrm demo --port $(PORT) $(if $(FRESH),--fresh)

.PHONY: country
country: ready ## A country's profile in words, its checks and scenarios: make country XD
	@.venv/bin/opennrm country explain $(COUNTRY)
	@.venv/bin/opennrm country check $(COUNTRY)
	@.venv/bin/opennrm country try $(COUNTRY)

.PHONY: report
report: ready ## The report of the source document made again from its records, into var/report
	@OPENNRM_HOME="$${OPENNRM_HOME:-var/record}" .venv/bin/opennrm report

##@ To change it

.PHONY: setup
setup: ## All that needs a network: what Debian has to offer, and the locked environment in .venv
	@scripts/debian.sh test
	@scripts/setup.sh test

.PHONY: test
test: setup ## The tests, on SQLite, on PostgreSQL, in a browser; ARGS="…" goes to pytest
	@scripts/test.sh $(ARGS)

.PHONY: assurance
assurance: setup ## Every test, the long walks too that make test leaves out: before a release
	@scripts/test.sh assurance $(ARGS)

.PHONY: test-spec test-rules test-access test-replay test-journeys test-tree
test-spec: ready ## The clauses as tests
	@$(PYTEST) tests/spec $(ARGS)
test-rules: ready ## What is pure: rules, facts, ledger, countries, standards; no database
	@$(PYTEST) src -m "not database and not browser and not assurance" $(ARGS)
test-access: ready ## Who may see what: the oracle, and the walk over every address as a stranger
	@$(PYTEST) -m "not assurance" tests/access src/opennrm/access $(ARGS)
test-replay: ready ## The journal against the tables made from it
	@$(PYTEST) tests/replay src/opennrm/journal $(ARGS)
test-journeys: setup ## Whole ways in a real browser
	@$(PYTEST) -m "not assurance" tests/journeys $(ARGS)
test-tree: ready ## The tree tests itself: imports, sizes, rooms, words, documents
	@$(PYTEST) tests/tree $(ARGS)

.PHONY: check
check: ready ## Format, lint, types, imports, migrations, made documents; changes nothing
	@scripts/check.sh

.PHONY: fix
fix: ready ## What a tool can repair, and docs/made anew
	@scripts/fix.sh

.PHONY: bench
bench: ready ## Pages, acts, tables with 1,000 and 10,000 cases, beside a bare view: some ten minutes; ARGS="100000 --kept var/bench" keeps what it made
	@.venv/bin/python -m tests.bench $(ARGS)

.PHONY: lock
lock: ready ## Lock requirements/*.in again, hashes and all; ARGS=--upgrade for newer versions
	@scripts/lock.sh $(ARGS)

.PHONY: ready
ready:
	@scripts/setup.sh test

# `make country XD`: the second word is the country, not a target.
ifeq (country,$(firstword $(MAKECMDGOALS)))
COUNTRY := $(word 2,$(MAKECMDGOALS))
ifeq (,$(COUNTRY))
$(error Which country? For example: make country XD)
endif
.PHONY: $(COUNTRY)
$(COUNTRY):
	@:
endif
