"""`opennrm report`: the source document read into an installation of its own, and its report made again from there."""

import getpass
import sys
from pathlib import Path

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
from opennrm.programme.record.again import covered, sentences
from opennrm.programme.record.coverage import coverage as covered_by
from opennrm.programme.record.coverage import share
from opennrm.programme.record.installed import of_agency
from opennrm.programme.record.reading import record
from opennrm.programme.record.source import Record
from opennrm.programme.report.frames import LANGUAGES
from opennrm.programme.report.outputs.document import Document
from opennrm.programme.report.outputs.page import page
from opennrm.programme.report.outputs.pdf import pdf
from opennrm.programme.report.outputs.word import word
from opennrm.programme.report.text import Assembled
from opennrm.standards.reading import Misread

FORMS = {"html": page, "docx": word, "pdf": pdf}


@click.group("report", invoke_without_command=True)
@click.option(
    "--to", type=click.Path(file_okay=False, path_type=Path), default=Path("var/report"), show_default=True, help="where the files go"
)
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
@click.pass_context
def command(context: click.Context, to: Path, language: str) -> None:
    """The report of the source document, made again from its records: as a page, for a word processor, and as a tagged PDF.

    The records are read into an installation of their own, of real facts and without cases; what stands there already is not written anew.
    """
    if context.invoked_subcommand is None:
        read = _read()
        report = of_agency(read, _load(read).pk, language)
        for path in _written(report, read, to):
            click.echo(path)
        if language == "en":
            click.echo(said(covered_by(read, tuple(sentences(report)))))


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


def _load(read: Record) -> Agency:
    init.prepare("", "record")
    agency = _agency(read.source.agency)
    found = loading.load(door.operating(getpass.getuser(), agency.pk), read, clock.now())
    click.echo(
        f"{read.source.title}: {found.new} records new, {found.changed} put right, {found.same} as they stood, {found.removed} taken out"
    )
    return agency


def _agency(name: str) -> Agency:
    """The one that keeps the records: made with the installation, as the office of whoever will be its first coordinator."""
    standing: Agency | None = agencies.agencies_that(kind="national_coordinator", on=door.today()).first()
    if standing is None:
        invite_first_coordinator(agency_name=name, at=clock.now())
        return _agency(name)
    return standing


def _written(report: Assembled, read: Record, to: Path) -> list[Path]:
    document = Document(report, read.source.agency)
    to.mkdir(parents=True, exist_ok=True)
    written = []
    for form, made in FORMS.items():
        written.append(to / f"{read.source.id}-{report.language}.{form}")
        written[-1].write_bytes(made(document))
    return written
