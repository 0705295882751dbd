"""`opennrm ledger`: what a person is owed, on any day."""

from datetime import datetime
from zoneinfo import ZoneInfo

import click

from opennrm.cases.spine import door, editions
from opennrm.portal.commands.asking import case_named
from opennrm.portal.commands.showing import say_ledger


@click.group("ledger")
def command() -> None:
    """The rights ledger."""


@command.command()
@click.argument("case")
@click.option(
    "--on", "on", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), help="the day (or instant in the country's zone); default today"
)
def show(case: str, on: datetime | None) -> None:
    """Print each right of CASE (reference or id) with its status, clause and due day."""
    if on is None:
        say_ledger(case_named(case), on=door.today())
    elif (on.hour, on.minute) == (0, 0):
        say_ledger(case_named(case), on=on.date())
    else:
        say_ledger(case_named(case), on=on.replace(tzinfo=ZoneInfo(editions.today().zone)))
