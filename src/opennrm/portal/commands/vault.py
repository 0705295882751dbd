"""`opennrm vault`: the keys."""

import sys

import click

from opennrm.access import row_policies
from opennrm.journal import clock
from opennrm.portal.commands import init
from opennrm.vault import operations


@click.group("vault")
def command() -> None:
    """Health, rotation and attack of the vault."""


@command.command()
def health() -> None:
    """Say whether keys can be opened, which epoch wraps, what waits; and whether the second lock holds, where PostgreSQL has the cases."""
    found, faults = operations.vault_health(), row_policies.faults()
    init.say_second_lock(faults)
    click.echo(str(found))
    sys.exit(0 if found.well and not faults else 1)


@command.command()
def rotate() -> None:
    """Begin a new epoch of the key-encryption key and wrap every key again; goes on where it was interrupted."""
    done = operations.rotate(lambda done: click.echo(f"\r{done} keys", nl=False, err=True))
    click.echo(f"\n{done}")


@command.command("attack-index")
@click.option("--rows", default=10_000, show_default=True)
def attack_index(rows: int) -> None:
    """Attack the blind index as a thief with a list of names would; fails above a blind guess plus two points."""
    found = operations.attack_index(rows)
    click.echo(str(found))
    sys.exit(0 if found.holds else 1)


@command.command("open")
def open_command() -> None:
    """After a restore: apply the erasures that are newer than the database, and open it again."""
    click.echo(f"{operations.apply_newer(clock.real())} erasures applied")


@command.command()
def reindex() -> None:
    """Make the index of names again, when the number of persons or the table of frequencies has changed."""
    operations.reindex(clock.real(), lambda done: click.echo(f"\r{done} rows", nl=False, err=True))
    click.echo("\nthe index is made again")


@command.command()
def scatter() -> None:
    """Put the rows of the index in an order that tells nothing; before a dump."""
    operations.scatter()
    click.echo("scattered")
