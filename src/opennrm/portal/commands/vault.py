"""`opennrm vault`: the keys."""

import sys

import click

from opennrm.vault import operations


@click.group("vault")
def command() -> None:
    """Health, rotation and attack of the vault."""


@command.command()
def health() -> None:
    """Say whether keys can be opened, which epoch wraps, what waits."""
    click.echo(operations.vault_health())


@command.command()
def rotate() -> None:
    """Begin a new epoch of the key-encryption key and wrap every key again; goes on where it was interrupted."""
    operations.rotate(lambda done: click.echo(f"\r{done} keys", nl=False, err=True))
    click.echo()


@command.command("attack-index")
@click.option("--rows", default=10_000, show_default=True)
def attack_index(rows: int) -> None:
    """Attack the blind index as a thief with a list of names would; fails above a blind guess plus two points."""
    found = operations.attack_index(rows)
    click.echo(found)
    sys.exit(0 if found.holds else 1)
