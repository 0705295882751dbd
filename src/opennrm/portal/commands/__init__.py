"""The `opennrm` command: one group of verbs a file, each with its own help."""

import os
import sys

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def main() -> None:
    """OpenNRM: what a trafficked person is owed, and whether it happened.

    OPENNRM_HOME names the directory of database and files, OPENNRM_KEYS the key directory beside it, OPENNRM_DATABASE_URL a PostgreSQL.
    """


def _ready() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "opennrm.portal.settings")
    if sys.argv[1:2] == ["demo"]:
        # A demonstration is served on localhost without TLS; nothing in it is real.
        os.environ.setdefault("OPENNRM_INSECURE_HTTP", "1")
    import django  # noqa: PLC0415 — settings must be named before Django is loaded

    django.setup()


_ready()

from opennrm.portal.commands import (  # noqa: E402
    access,
    compare,
    country,
    demo,
    docs,
    indicators,
    init,
    journal,
    ledger,
    programme,
    publications,
    report,
    serve,
    statistics,
    synth,
    vault,
    worker,
)

for module in (init, demo, synth, serve, worker, country, indicators, ledger, statistics, programme, report, access, journal, vault, docs):
    main.add_command(module.command)
country.command.add_command(compare.command)
for figures in publications.COMMANDS:
    statistics.command.add_command(figures)
