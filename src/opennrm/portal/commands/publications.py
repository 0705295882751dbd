"""`opennrm statistics publish`, `verify`, `package` …: figures frozen, held against the journal, handed to whoever holds no cases."""

import getpass
import json
from collections.abc import Iterator
from pathlib import Path

import click

from opennrm.cases.spine import door as cases_door
from opennrm.portal.commands.statistics import period_of, position_of, profile_of
from opennrm.standards.refusal import Refused
from opennrm.statistics.publication import actions, door, packages, reads, series
from opennrm.statistics.publication.events import REASONS
from opennrm.statistics.publication.frozen import Cell, Frozen
from opennrm.statistics.publication.models import PublishedEdition
from opennrm.statistics.publication.package import NotAuthentic, fingerprint, read, read_withdrawal, schema
from opennrm.statistics.publication.signing import key

SPACE = "  "


@click.command()
@click.argument("country")
@click.option("--period", "written", required=True, help="a year (2021) or a quarter (2021-Q3)")
@click.option("--as-at", "at", help="a day (2022-03-03: as it stood at its end) or a position; default the end of last month")
def publish(country: str, written: str, at: str | None) -> None:
    """Freeze the figures of a period in COUNTRY, small numbers withheld: the first edition, or the next one.

    An edition is never changed. What turns out otherwise is told by the next one, which names the one that it revises. It looks at the end
    of a month, as the page of publications does: after an edition of a later position the page has to wait for the end of that month.
    """
    profile, period = profile_of(country), period_of(written)
    position = position_of(profile, at) if at else series.last_month_end(cases_door.today())
    try:
        made = actions.publish(door.operating(getpass.getuser()), period, position=position)
    except Refused as refused:
        raise click.ClickException("\n".join(map(str, refused.refusals))) from None
    frozen = made.frozen
    click.echo(f"{country} {frozen.name} is published, as at position {frozen.as_at.position}, by {made.account}.")
    if frozen.revises:
        click.echo(f"It revises edition {frozen.revises.edition} ({frozen.revises.hash}).")
    click.echo(f"sha-256 {made.hash}")


@click.command()
def publications() -> None:
    """Every edition of figures that was published here, and with which key packages are signed."""
    rows = list(reads.editions())
    for row in rows:
        gone = f"{SPACE}withdrawn {row.withdrawn_at:%Y-%m-%d}: {row.withdrawn_because}" if row.withdrawn_at else ""
        click.echo(f"{row.period}/{row.edition:<3} position {row.position:>9}{SPACE}{row.published_at:%Y-%m-%d}{SPACE}{row.hash}{gone}")
    if not rows:
        click.echo("nothing was published")
    click.echo(f"packages are signed with the key {fingerprint(key().public_key().public_bytes_raw())}")


@click.command()
@click.argument("publication")
@click.option("--reason", type=click.Choice(list(REASONS)), required=True, help="why it is handed out no more")
def withdraw(publication: str, reason: str) -> None:
    """Hand an edition (2021/2) out no more. It stays in the journal; a copy that somebody has is not taken back by it."""
    row = _edition(publication)
    try:
        actions.withdraw(door.operating(getpass.getuser()), period_of(row.period), edition=row.edition, reason=reason)
    except Refused as refused:
        raise click.ClickException("\n".join(map(str, refused.refusals))) from None
    click.echo(f"{row.period}/{row.edition} is withdrawn.")


@click.command()
@click.argument("publication")
def verify(publication: str) -> None:
    """Compute a publication (2021/2, or 2021 for its last edition) anew from the journal, and say whether it is the same to the byte."""
    row = _edition(publication)
    proof = reads.prove(row)
    click.echo(f"recorded    sha-256 {proof.recorded}")
    click.echo(f"recomputed  sha-256 {proof.recomputed}")
    if proof.holds:
        click.echo(f"{row.period}/{row.edition} follows from the journal at position {row.position}, to the byte.")
        for line in _otherwise(proof):
            click.echo(line)
        return
    for one in proof.differing:
        click.echo(f"  {one.measure} / {' / '.join(one.path):52} published {_number(one.before)}, recomputed {_number(one.after)}")
    raise click.ClickException(
        f"{row.period}/{row.edition} does not follow from the journal as it stands: {len(proof.differing)} cells differ"
    )


@click.command()
@click.argument("publication")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def package(publication: str, file: Path) -> None:
    """Write a publication as one signed FILE, to be handed to an organisation that holds no cases. It holds figures, never a case.

    Of an edition that was withdrawn the file says so, and holds no figure: hand it to whoever has the package.
    """
    row = _edition(publication)
    content = packages.of(row)
    try:
        with file.open("xb") as written:
            written.write(content)
    except OSError as wrong:
        raise click.ClickException(f"{file}: {wrong.strerror}") from None
    gone = ", withdrawn: it holds no figure" if row.withdrawn_at else ""
    click.echo(f"{file}: {row.period}/{row.edition}, {len(content):,} bytes{gone}")
    click.echo(f"signed with the key {fingerprint(key().public_key().public_bytes_raw())}")
    click.echo("Tell the reader these sixty-four digits another way than the file: by telephone, or on paper.")


@click.command("read-package")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--signer", help="the fingerprint of the key that you trust, as its owner told you")
@click.option("--language", default="en", show_default=True, help="in which language words are told")
@click.option("--json", "as_json", is_flag=True, help="the figures as JSON")
def read_package(file: Path, signer: str | None, language: str, as_json: bool) -> None:
    """Check a package and print its tables. Needs no database and no case; a package that was changed is refused, with the reason."""
    content = file.read_bytes()
    try:
        if gone := read_withdrawal(content, signer):
            click.echo(_plain(f"{gone.country} {gone.period}/{gone.edition} was withdrawn on {gone.withdrawn_at}: {gone.reason}"))
            click.echo(f"sha-256 {gone.hash}\nsigned with the key {gone.fingerprint}")
            return
        found = read(content, signer)
    except NotAuthentic as wrong:
        raise click.ClickException(f"{file} is refused: {wrong}") from None
    if as_json:
        click.echo(json.dumps(found.publication.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        for line in _told(found.publication, language):
            click.echo(line)
    click.echo(f"sha-256 {found.hash}, published {found.published_at}", err=as_json)
    click.echo(f"signed with the key {found.fingerprint}", err=as_json)
    if signer is None:
        click.echo("You have not said which key you trust: ask its owner for the digits, and say them with --signer.", err=True)


@click.command("package-schema")
def package_schema() -> None:
    """The shape of a package as JSON schema, for whoever reads it with other software."""
    click.echo(json.dumps(schema(), indent=2))


def _edition(name: str) -> PublishedEdition:
    try:
        return reads.edition(name)
    except reads.NoEdition as wrong:
        raise click.ClickException(str(wrong)) from None


def _otherwise(proof: reads.Proof) -> Iterator[str]:
    """What the rule on small numbers withholds today and did not on its day; a safe edition may still show more than it would today."""
    if shown := [one for one in proof.otherwise if one.before is not None and one.before.count is not None]:
        yield f"The rule of today would withhold {len(shown)} cells that it shows:"
        yield from (f"  {one.measure} / {' / '.join(one.path)}" for one in shown)


def _number(cell: Cell | None) -> str:
    if cell is None:
        return "no such cell"
    return "withheld" if cell.count is None else f"{cell.count:,}"


def _told(frozen: Frozen, language: str) -> Iterator[str]:
    """The tables as text; what another installation wrote is shown without what a terminal would act on."""
    yield _plain(f"{packages.word(frozen, 'country', language)}, {frozen.name}, as at position {frozen.as_at.position}"
                 f" ({frozen.as_at.recorded_at[:10]})")  # fmt: skip
    if frozen.data in ("demo", "synth"):
        yield "INVENTED DATA: none of these persons exists."
    if frozen.revises:
        yield f"It revises edition {frozen.revises.edition} ({frozen.revises.hash})."
    for table in frozen.tables:
        yield ""
        yield _plain(packages.word(frozen, table.measure, language))
        for cell in table.cells:
            share = "" if cell.percent is None else f"{cell.percent} %"
            yield f"  {_plain(' / '.join(packages.steps(frozen, table.measure, cell.path, language))):62}{_number(cell):>12}{share:>7}"
    yield ""
    yield _plain(f"withheld: a number below {frozen.threshold}, or one that would tell such a number ({frozen.threshold_source})")


def _plain(text: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in text)


COMMANDS = (publish, publications, withdraw, verify, package, read_package, package_schema)
