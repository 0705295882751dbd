"""`opennrm demo`: the invented country, built once, served at once."""

import socket
import sys
import time

import click
from django.conf import settings

from opennrm.journal.models import Installation
from opennrm.portal.commands import init, serve
from opennrm.portal.demo import build, mechanism

CASES = 1000


@click.command("demo")
@click.option("--port", default=8000, show_default=True)
@click.option("--country", default="XD", show_default=True, help="whose law: the invented Demo Republic")
@click.option("--cases", default=CASES, show_default=True, help="how many invented cases stand behind the twelve ways")
@click.option("--fresh", is_flag=True, help="throw the demonstration away and build it again")
@click.option("--build-only", is_flag=True, help="build, do not serve")
def command(port: int, country: str, cases: int, fresh: bool, build_only: bool) -> None:
    """Build the demonstration where there is none, print the address and the ways to sign in, and serve it."""
    if country not in (shown := mechanism.countries()):
        raise click.ClickException(
            f"there is no demonstration of {country}, only of {', '.join(shown)}. Invented cases of another country are made from figures: "
            "`opennrm synth MARGINS.yaml`"
        )
    if not build_only and _taken(port):
        raise click.ClickException(f"port {port} is taken: choose another, as in `make demo PORT={port + 1}`")
    if fresh:
        _only_a_demonstration()
        init.wipe()
    init.prepare(country, "demo")
    if not mechanism.is_built():
        _build(country, cases)
    if not build_only:
        _say(port, country)
        serve.run("127.0.0.1", port, 2)


def _only_a_demonstration() -> None:
    """Nothing but a demonstration is ever thrown away."""
    database = settings.HOME / "opennrm.sqlite3"
    if not database.exists() and not settings.DATABASE_URL:
        return
    if settings.DATABASE_URL:
        raise click.ClickException("--fresh removes files only; empty the PostgreSQL database yourself")
    standing = Installation.current()
    if standing is not None and standing.kind != "demo":
        raise click.ClickException(f"{settings.HOME} holds {standing.kind} data, no demonstration: it is not touched")


def _build(country: str, cases: int) -> None:
    began = time.monotonic()

    def progress(done: int, all: int) -> None:
        if sys.stderr.isatty() or done == all:
            click.echo(
                f"\rbuilding {country}: {done} of {all} acts, {done / max(time.monotonic() - began, 0.01):.0f} a second", nl=False, err=True
            )

    build.build(country, cases, progress)
    click.echo(err=True)


def _say(port: int, country: str) -> None:
    """Where it is, and who one can be."""
    given = mechanism.read(country)
    click.echo(f"\nOpenNRM, {country}: http://localhost:{port}/   (Ctrl and C stops it)\n")
    click.echo("Sign in without a password as:")
    for row in [{**given["coordinator"], "name": given["coordinator"]["person"], "roles": ["national_coordinator"]}, *given["people"]]:
        click.echo(f"  {row['name']:16} {row['agency']:36} {', '.join(row['roles'])}")


def _taken(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False
