"""`opennrm report`: a document read into an installation of its own."""

import getpass

import click

from opennrm.journal import clock
from opennrm.mechanism import reads as agencies
from opennrm.mechanism.actions import invite_first_coordinator
from opennrm.mechanism.models import Agency
from opennrm.portal.commands import init
from opennrm.programme import door
from opennrm.programme.record import loading
from opennrm.programme.record.reading import record
from opennrm.programme.record.source import Record

DOCUMENT = "odihr-2005-2006"


@click.group("report", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """The records of the source document into an installation of its own, of real facts, which holds no cases."""
    if context.invoked_subcommand is None:
        _load(record(DOCUMENT))


def _load(read: Record) -> None:
    init.prepare("", "record")
    keeper = door.operating(getpass.getuser(), _agency(read.source.agency).pk)
    found = loading.load(keeper, read, clock.now())
    click.echo(
        f"{read.source.title}: {found.new} records new, {found.changed} put right, {found.same} as they stood, {found.removed} taken out"
    )


def _agency(name: str) -> Agency:
    """The one that keeps the records: made with the installation, as the office of whoever will be its first coordinator."""
    standing: Agency | None = agencies.agencies_that(kind="national_coordinator", on=door.today()).first()
    if standing is None:
        invite_first_coordinator(agency_name=name, at=clock.now())
        return _agency(name)
    return standing
