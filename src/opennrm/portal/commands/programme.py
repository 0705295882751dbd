"""`opennrm programme`: under what the work of a programme stands for lists and counts, held against its records."""

import sys

import click

from opennrm.programme.activities import filed


@click.group("programme")
def command() -> None:
    """Hold what lists and counts of the programme follow against its records, and make it again."""


@command.command()
def check() -> None:
    """Compare what is filed and counted with the records. Fails where anything differs."""
    wrong, counts = filed.differences()
    click.echo(f"{wrong} filed otherwise than recorded, {counts} counts that differ")
    sys.exit(1 if wrong or counts else 0)


@command.command()
def rebuild() -> None:
    """Empty what lists and counts follow and make it again from the records; nobody records meanwhile."""
    click.echo(f"{filed.rebuild()} activities filed again")
