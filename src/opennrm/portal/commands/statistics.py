"""`opennrm statistics`: tables over all cases, exact, for whoever operates the installation; what could point to somebody is marked."""

import json
from datetime import datetime, time, timedelta
from typing import Any

import click

from opennrm.countries.load import load_profile
from opennrm.countries.profile import Profile
from opennrm.journal import places
from opennrm.journal.models import Installation
from opennrm.statistics import reads
from opennrm.statistics.definition import Definitions, Measure, definitions
from opennrm.statistics.period import NoPeriod, Period
from opennrm.statistics.tables import Moved, Table, moved, protected


@click.group("statistics")
def command() -> None:
    """Tables over all cases, at any position of the journal, and why they changed."""


@command.command()
@click.argument("country")
@click.option("--period", "written", required=True, help="a year (2021) or a quarter (2021-Q3)")
@click.option("--as-at", "at", help="a day (2022-03-03: as it stood at its end) or a position of the journal; default now")
@click.option("--compare", "other", help="an earlier day or position: each cell that moved since, and the events that moved it")
@click.option("--json", "as_json", is_flag=True, help="as JSON, with the keys of a margins file")
def table(country: str, written: str, at: str | None, other: str | None, as_json: bool) -> None:
    """Every table of a period in COUNTRY, the country of this installation.

    The numbers are exact and for the operator alone: a cell that could point to somebody is marked with * and may not be handed on.
    """
    profile, period = _profile(country), _period(written)
    position = _position(profile, at) if at else places.last()
    found = reads.tables(definitions(), profile, period, position)
    before = _position(profile, other) if other else None
    if as_json:
        click.echo(json.dumps(_as_json(found, profile, period, position), ensure_ascii=False, indent=2))
    else:
        _say(found, profile, period, position)
    if before is not None:
        _say_moved(definitions(), profile, period, before, position, err=as_json)


@command.command()
def explain() -> None:
    """What each table counts, by which day, over which denominators, and the source of each definition."""
    known = definitions()
    for measure in known.measures.values():
        click.echo(f"{measure.id}: {measure.label}. {measure.says} ({measure.source})")
        for row in known.of(measure):
            parts = ", ".join(row.parts) or "every code that occurs"
            within = f", within each part of {row.within}, which is the denominator" if row.within else ""
            several = "; several together are a part of their own" if row.several else ""
            click.echo(f"  {row.id}: {parts}{within}{several}; the rest is other_or_not_known ({row.source})")


def _profile(country: str) -> Profile:
    here = Installation.current()
    if here is None or here.country != country:
        raise click.ClickException(f"this installation holds no cases of {country}: {here.country if here else 'run opennrm init first'}")
    return load_profile(country)


def _period(written: str) -> Period:
    try:
        return Period.parse(written)
    except NoPeriod as wrong:
        raise click.ClickException(str(wrong)) from None


def _position(profile: Profile, text: str) -> int:
    if text.isascii() and text.isdigit():
        return int(text)
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  the zone is the country's
    except ValueError:
        raise click.ClickException(f"{text} is neither a day, as 2022-03-03, nor a position of the journal") from None
    return places.at(datetime.combine(day + timedelta(days=1), time(), profile.time_zone) - timedelta(microseconds=1))


def _as_json(found: tuple[Table, ...], profile: Profile, period: Period, position: int) -> dict[str, Any]:
    made: dict[str, Any] = {"country": profile.country, "period": period.name, "position": position, "profile_edition": profile.edition}
    marked = []
    for one in found:
        inside: dict[str, Any] = {}
        for path, cell in one.cells.items():
            place = inside
            for step in path[:-1]:
                place = place.setdefault(step, {})
            place[path[-1]] = {"count": cell.count, "percent": cell.percent}
        made[one.measure] = inside
        marked += [".".join((one.measure, *path)) for path in one.cells if path in protected(one, profile.small_number_threshold.outside)]
    return {**made, "protected": marked}


def _say(found: tuple[Table, ...], profile: Profile, period: Period, position: int) -> None:
    click.echo(f"{profile.name}, {period.name}, as at position {position}, edition {profile.edition[:12]}")
    known = definitions()
    for one in found:
        click.echo(f"\n{known.measures[one.measure].label}")
        small = protected(one, profile.small_number_threshold.outside)
        for path, cell in one.cells.items():
            mark = "*" if path in small else " "
            click.echo(f"  {' / '.join(path):52}{cell.count:>9,}{mark}{cell.percent:>5} %")
    click.echo(f"\n* fewer than {profile.small_number_threshold.outside}: not to be handed on ({profile.small_number_threshold.source})")


def _say_moved(known: Definitions, profile: Profile, period: Period, before: int, after: int, err: bool) -> None:
    for measure in known.measures.values():
        old, new = (_one(known, measure, profile, period, position) for position in (before, after))
        cells = list(moved(old, new))
        if not cells:
            continue
        click.echo(f"\n{measure.label}: what moved between position {before} and {after}", err=err)
        for one in cells:
            click.echo(f"  {_moved_words(one)}", err=err)
        for change in reads.changes(measure, period, before, after):
            click.echo(f"  position {change.position}, {change.recorded_at:%Y-%m-%d}: {change.type} of {change.reference}", err=err)


def _one(known: Definitions, measure: Measure, profile: Profile, period: Period, position: int) -> Table:
    return next(one for one in reads.tables(known, profile, period, position) if one.measure == measure.id)


def _moved_words(one: Moved) -> str:
    return f"{' / '.join(one.path):52}{one.before:>9,} -> {one.after:,} ({one.after - one.before:+,})"
