"""`opennrm init`: what this installation is for, fixed once."""

import os
import shutil
from collections.abc import Iterable

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.urls import reverse

from opennrm.access import row_policies
from opennrm.cases.spine import editions
from opennrm.countries.load import countries, load_profile
from opennrm.journal import clock
from opennrm.journal.models import Installation
from opennrm.mechanism import actions
from opennrm.standards.refusal import Refused
from opennrm.vault import provider


@click.command("init")
@click.option("--country", help="the operating country, as XD or GB")
@click.option("--observer", is_flag=True, help="an organisation that monitors many countries and holds no cases")
@click.option(
    "--kind", type=click.Choice(["live", "synth", "record"]), default="live", show_default=True, help="the kind of data, fixed for ever"
)
@click.option("--agency", default="National coordinator", show_default=True, help="the name of the coordinator's office")
def command(country: str | None, observer: bool, kind: str, agency: str) -> None:
    """Make the database and the keys, and print the one-use invitation of the first coordinator."""
    if bool(country) == observer:
        raise click.UsageError("say --country XX or --observer, one of them")
    if country and country not in countries():
        raise click.UsageError(f"there is no profile of {country}; there are {', '.join(countries())}")
    if country and kind != "synth" and load_profile(country).status == "draft":
        raise click.UsageError(f"the profile of {country} is a draft: it opens cases of invented persons alone, with --kind synth")
    prepare(country or "", kind)
    try:
        token = actions.invite_first_coordinator(agency_name=agency, at=clock.now())
    except Refused as refused:
        click.echo(f"The installation stands. {refused}")
        return
    click.echo("One-use invitation of the first coordinator; it lapses in fourteen days and is shown only here:")
    click.echo(f"  {reverse('mechanism:join', args=[token])}")


def prepare(country: str, kind: str) -> None:
    """Directories, tables, keys and the installation row. Raises ClickException where another installation stands already."""
    for directory in (settings.HOME, settings.KEYS):
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.chmod(directory, 0o700)
    for database in ("default", "keys"):
        call_command("migrate", database=database, verbosity=0)
    say_second_lock(row_policies.install())
    provider.ensure()
    standing = Installation.current()
    if standing is None:
        Installation.objects.create(country=country, kind=kind, created_at=clock.real())
    elif (standing.country, standing.kind) != (country, kind):
        raise click.ClickException(
            f"this database is of kind {standing.kind} for {standing.country or 'no country'}, for ever; use another OPENNRM_HOME"
        )


def say_second_lock(faults: Iterable[str]) -> None:
    """A lock that does not hold is never silent."""
    for fault in faults:
        click.secho(fault, err=True, bold=True)


def wipe() -> None:
    """Remove the demonstration's own directories, never another kind's."""
    connections.close_all()
    editions.forget()
    for directory in (settings.HOME, settings.KEYS):
        shutil.rmtree(directory, ignore_errors=True)
