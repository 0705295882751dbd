"""`opennrm report`: a document read into an installation of its own."""

import getpass
import sys

import click

from opennrm.journal import clock
from opennrm.mechanism import reads as agencies
from opennrm.mechanism.actions import invite_first_coordinator
from opennrm.mechanism.models import Agency
from opennrm.portal.commands import init
from opennrm.portal.made import DOCUMENT
from opennrm.portal.made_coverage import missing, places, said
from opennrm.programme import door
from opennrm.programme.record import loading
from opennrm.programme.record.again import covered
from opennrm.programme.record.coverage import share
from opennrm.programme.record.reading import record
from opennrm.programme.record.source import Record
from opennrm.standards.reading import Misread


@click.group("report", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """The records of the source document into an installation of its own, of real facts, which holds no cases."""
    if context.invoked_subcommand is None:
        _load(_read())


@command.command()
@click.option("--all", "every", is_flag=True, help="the facts that are told, too")
def coverage(every: bool) -> None:
    """Each fact of the document: its lines, the records that carry it, the sentences that tell it. Fails while one is missing."""
    found = covered(_read())
    for one in found:
        if every or not (one.recorded and one.told):
            click.echo(f"{one.fact.lines:>9}  {one.fact.says}")
            click.echo(f"{'':11}{' '.join(one.fact.by)}: {places(one)} {missing(one)}".rstrip())
    click.echo(said(found))
    sys.exit(0 if share(found).whole else 1)


def _read() -> Record:
    try:
        return record(DOCUMENT)
    except Misread as wrong:
        raise click.ClickException("\n".join(map(str, wrong.problems))) from None


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
