"""`opennrm docs`: the documents that are made from code and data."""

import sys

import click

from opennrm.portal import made


@click.command("docs")
@click.option("--check", is_flag=True, help="change nothing; fail when one is stale")
def command(check: bool) -> None:
    """Write docs/made again, or check that it is fresh."""
    if not check:
        for path in made.write():
            click.echo(path)
        return
    stale = made.stale()
    for path in stale:
        click.echo(f"stale: {path}")
    sys.exit(1 if stale else 0)
