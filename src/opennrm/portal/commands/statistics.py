"""`opennrm statistics`: tables over all cases, exact, for whoever operates the installation; what could point to somebody is marked."""

import json
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

import click

from opennrm.cases.spine import door
from opennrm.countries.load import load_profile
from opennrm.countries.profile import Profile
from opennrm.journal import places
from opennrm.journal.models import Installation
from opennrm.statistics import reads
from opennrm.statistics.definition import Definitions, definitions
from opennrm.statistics.margins.schema import margins_schema
from opennrm.statistics.period import NoPeriod, Period
from opennrm.statistics.publication import series
from opennrm.statistics.publication.answer import seen
from opennrm.statistics.publication.reads import all_frozen
from opennrm.statistics.release.protect import protect, withheld
from opennrm.statistics.release.shown import Readers, Shown, Withheld
from opennrm.statistics.tables import Cell, Moved, Path, moved

SMALL, BESIDE, MOVED = "*", "+", "~"
IN_JSON = {SMALL: "protected", BESIDE: "protected_beside", MOVED: "protected_moved"}
Cells = Mapping[str, Mapping[Path, Cell]] | Mapping[str, Mapping[Path, Shown]]
Marks = Mapping[str, Mapping[Path, str]]


@click.group("statistics")
def command() -> None:
    """Tables over all cases, at any position of the journal, and why they changed."""


@command.command()
@click.argument("country")
@click.option("--period", "written", required=True, help="a year (2021) or a quarter (2021-Q3)")
@click.option("--as-at", "at", help="a day (2022-03-03: as it stood at its end) or a position of the journal; default now")
@click.option("--compare", "other", help="an earlier day or position: each cell that moved since, and the events that moved it")
@click.option("--as-released", is_flag=True, help="as it may be handed on: small numbers withheld, and those that would give them back")
@click.option("--json", "as_json", is_flag=True, help="as JSON, with the keys of a margins file")
def table(country: str, written: str, at: str | None, other: str | None, as_released: bool, as_json: bool) -> None:
    """Every table of a period in COUNTRY, the country of this installation.

    The numbers are exact and for the operator alone. One that could point to somebody is marked with *, one from which it would follow
    with +, one that has moved by few since it was published with ~: none of them may be handed on. With --as-released they are withheld,
    as a publication of today would withhold them: so is what would tell anything new to readers of the tables as at the ends of months.
    """
    if as_released and other:
        raise click.UsageError("what moved is exact and names cases, it is never handed on: leave out --compare or --as-released")
    profile, period = profile_of(country), period_of(written)
    position = position_of(profile, at) if at else places.last()
    found = reads.tables(definitions(), profile, period, position)
    before = position_of(profile, other) if other else None
    of = (definitions(), period, found, profile.small_number_threshold.outside, seen(period, all_frozen()))
    if as_released:
        cells: Cells = protect(*of, inside=_inside(profile, period))
        marks: Marks = {}
    else:
        cells = {one.measure: one.cells for one in found}
        marks = {measure: _marks(one) for measure, one in withheld(*of).items()}
    if as_json:
        click.echo(json.dumps({**_as_json(cells, profile, period, position), **_marked(marks)}, ensure_ascii=False, indent=2))
    else:
        _say(cells, marks, profile, period, position)
    if before is not None:
        _say_moved(definitions(), profile, period, before, position, err=as_json)


def _inside(profile: Profile, period: Period) -> Readers | None:
    """Those who read the tables as at the ends of months, where any was told."""
    told = series.before(period, door.today())
    return Readers(profile.small_number_threshold.between_authorities, told) if told else None


@command.command()
def explain() -> None:
    """What each table counts, by which day, over which denominators, and the source of each definition."""
    known = definitions()
    for measure in known.measures.values():
        kept = "" if measure.handed_on else " It stays with the operator."
        click.echo(f"{measure.id}: {measure.label}. {measure.says}{kept} ({measure.source})")
        for row in known.of(measure):
            parts = ", ".join(row.parts) or "every code that occurs"
            whole = " and ".join(row.of) if row.of else "each part"
            within = f", within {whole} of {row.within}, which is the denominator" if row.within else ""
            several = (
                "; several together are one part" if row.pooled else "; several together are a part of their own" if row.several else ""
            )
            several += "" if row.handed_on else "; it stays with the operator"
            click.echo(f"  {row.name}: {parts}{within}{several}; the rest is other_or_not_known ({row.source})")


@command.command()
def schema() -> None:
    """The JSON schema of a margins file, for editors; numbers that cannot hold together are found when it is read."""
    click.echo(json.dumps(margins_schema(), ensure_ascii=False, indent=2))


def profile_of(country: str) -> Profile:
    """The profile of the country of this installation; ends with a message for any other."""
    here = Installation.current()
    if here is None or here.country != country:
        raise click.ClickException(f"this installation holds no cases of {country}: {here.country if here else 'run opennrm init first'}")
    return load_profile(country)


def period_of(written: str) -> Period:
    """A period as it is written; ends with a message that says what would be right."""
    try:
        return Period.parse(written)
    except NoPeriod as wrong:
        raise click.ClickException(str(wrong)) from None


def position_of(profile: Profile, text: str) -> int:
    """The position that a day of the country ended at, or the one that is written; ends with a message for anything else."""
    if text.isascii() and text.isdigit():
        if (position := int(text)) > (last := places.last()):
            raise click.ClickException(f"position {position:,} was not reached yet: the journal ends at position {last:,}")
        return position
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  the zone is the country's
    except ValueError:
        raise click.ClickException(f"{text} is neither a day, as 2022-03-03, nor a position of the journal") from None
    if day > (today := door.today()):
        raise click.ClickException(f"{day} has not come yet: today is {today}")
    return places.at(datetime.combine(day + timedelta(days=1), time(), profile.time_zone) - timedelta(microseconds=1))


def _marks(hidden: Withheld) -> Mapping[Path, str]:
    return {**dict.fromkeys(hidden.beside, BESIDE), **dict.fromkeys(hidden.moved, MOVED), **dict.fromkeys(hidden.small, SMALL)}


def _as_json(cells: Cells, profile: Profile, period: Period, position: int) -> dict[str, Any]:
    made: dict[str, Any] = {"country": profile.country, "period": period.name, "position": position, "profile_edition": profile.edition}
    for measure, table in cells.items():
        inside: dict[str, Any] = {}
        for path, cell in table.items():
            *steps, last = _called(path)
            place = inside
            for step in steps:
                place = place.setdefault(step, {})
            place[last] = {"count": cell.count, "percent": cell.percent}
        made[measure] = inside
    return made


def _called(path: Path) -> Path:
    """A path with the names that a margins file has."""
    row = definitions().breakdowns.get(path[0])
    return (row.name if row else path[0], *path[1:])


def _marked(marks: Marks) -> dict[str, list[str]]:
    """Which numbers have which mark; nothing of a table that shows none."""
    return {
        name: sorted(
            ".".join((measure, *_called(path))) for measure, signs in marks.items() for path, sign in signs.items() if sign == wanted
        )
        for wanted, name in (IN_JSON if marks else {}).items()
    }


def _say(cells: Cells, marks: Marks, profile: Profile, period: Period, position: int) -> None:
    click.echo(f"{profile.name}, {period.name}, as at position {position}, edition {profile.edition[:12]}")
    limit, known = profile.small_number_threshold, definitions()
    for measure, table in cells.items():
        click.echo(f"\n{known.measures[measure].label}")
        for path, cell in table.items():
            count = "withheld" if cell.count is None else f"{cell.count:,}"
            percent = "" if cell.percent is None else f"{cell.percent:>5} %"
            click.echo(f"  {' / '.join(_called(path)):52}{count:>9}{marks.get(measure, {}).get(path, ' ')}{percent}".rstrip())
    if marks:
        click.echo(f"\n{SMALL} fewer than {limit.outside}: not to be handed on ({limit.source})")
        click.echo(f"{BESIDE} not to be handed on either: what is marked {SMALL} would follow from it, or it says the same in other words")
        if any(MOVED in signs.values() for signs in marks.values()):
            click.echo(f"{MOVED} moved by fewer than {limit.outside} since it was published: it stands in that edition alone")
    else:
        click.echo(f"\nwithheld: fewer than {limit.outside} ({limit.source}), or what would give such a number away")


def _say_moved(known: Definitions, profile: Profile, period: Period, before: int, after: int, err: bool) -> None:
    old, new = (reads.tables(known, profile, period, position) for position in (before, after))
    found = {one.measure: tuple(moved(was, one)) for was, one in zip(old, new, strict=True)}
    for measure in (known.measures[id] for id, cells in found.items() if cells):
        click.echo(f"\n{measure.label}: what moved between position {before} and {after}", err=err)
        for one in found[measure.id]:
            click.echo(f"  {_moved_words(one)}", err=err)
        for change in reads.changes(measure, period, before, after):
            click.echo(f"  position {change.position}, {change.recorded_at:%Y-%m-%d}: {change.type} of {change.reference}", err=err)
            cells = reads.effect(known, measure, profile, period, change)
            click.echo(f"    {', '.join(map(_effect_words, cells)) or 'moved no cell: another event of the case did'}", err=err)
    if not any(found.values()):
        click.echo(f"\nNothing moved between position {before} and {after}.", err=err)


def _effect_words(one: Moved) -> str:
    return f"{' / '.join(_called(one.path))} {one.after - one.before:+,}"


def _moved_words(one: Moved) -> str:
    return f"{' / '.join(_called(one.path)):52}{one.before:>9,} -> {one.after:,} ({one.after - one.before:+,})"
