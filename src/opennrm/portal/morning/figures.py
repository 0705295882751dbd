"""The figures of a year as they stood when the day began, with small numbers withheld: computed once a day, whoever asks.

They stand at the position at which yesterday ended: the page says the same all day, and tomorrow what it says can be computed again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.cache import cache
from pydantic import TypeAdapter, ValidationError

from opennrm.access import second_lock
from opennrm.countries.profile import Profile
from opennrm.journal import places
from opennrm.journal.models import Installation
from opennrm.statistics import morning
from opennrm.statistics.carried import actions as carried
from opennrm.statistics.definition import of_the_morning
from opennrm.statistics.owed import Owed, Share, shares
from opennrm.statistics.period import Period
from opennrm.statistics.release.shown import Shown
from opennrm.statistics.steps import Waits, told
from opennrm.statistics.survival import curve
from opennrm.statistics.tables import Path

__all__ = ["Cells", "Figures", "known_until", "of_years"]

OVER_ALL = "figures count over all cases, and name none"
KEPT = 3 * 86_400  # seconds; a day later nobody asks for the position any more
MADE = 2  # of the shape of `Figures`: what was kept in another is made again
Cells = dict[str, int | None]  # by path, as `became/late`; None is withheld


@dataclass(frozen=True, slots=True)
class Figures:
    """What may be shown of a year. `on`: the last whole day that they know; `position`: all that was recorded up to there.

    `trend`: referrals of the year and the one before; `rights`, `way`, `help`: by period (the year, each quarter that began), `rights` then
    by right; `heat`: the share met in time, by right and month.
    """

    year: int
    on: date
    position: int
    trend: dict[int, Cells]
    rights: dict[str, dict[str, Cells]]
    way: dict[str, Cells]
    help: dict[str, Cells]
    heat: dict[str, dict[str, Share]]
    waits: Waits


_SHAPE = TypeAdapter(Figures)


def known_until(today: date) -> date:
    """The last whole day that the figures of `today` know."""
    return today - timedelta(days=1)


def of_years(profile: Profile, years: Collection[int], today: date) -> dict[int, Figures]:
    """The figures of these years as the day `today` began, all as at the same position."""
    position = _position(profile, today)
    keys = {year: _key(profile, year, today, position) for year in years}
    kept = cache.get_many(keys.values())
    return {year: _kept(kept.get(key)) or _made_and_kept(key, profile, year, today, position) for year, key in keys.items()}


def _kept(found: object) -> Figures | None:
    try:
        return _SHAPE.validate_python(found)
    except ValidationError:
        return None


def _made_and_kept(key: str, profile: Profile, year: int, today: date, position: int) -> Figures:
    made = _made(profile, year, known_until(today), position)
    cache.set(key, _SHAPE.dump_python(made, mode="json"), KEPT)
    return made


def _position(profile: Profile, today: date) -> int:
    began = datetime.combine(today, time(), profile.time_zone)
    with second_lock.lifted(OVER_ALL):
        return places.at(began - timedelta(microseconds=1))


def _key(profile: Profile, year: int, today: date, position: int) -> str:
    here = Installation.current()
    when = here.created_at.isoformat() if here is not None else ""
    few = profile.small_number_threshold.between_authorities
    return f"figures:{MADE}:{when}:{profile.edition}:{few}:{year}:{today}:{position}"


def _made(profile: Profile, year: int, on: date, position: int) -> Figures:
    few, whole = profile.small_number_threshold.between_authorities, Period.year(year)
    periods = [*(one for one in whole.quarters if one.start <= on), whole]
    with second_lock.lifted(OVER_ALL):
        counts = carried.of_year(profile, year, position, on)
    owed, people = counts.owed(), {name: counts.groups(name) for name in ("way", "help")}
    by_month = {year: counts.groups("month"), year - 1: counts.groups("before")}
    known = of_the_morning()
    shown = {name: morning.released(known.only(name), people, periods, few) for name in people}
    trend = {
        one: _cells(morning.released(known.only("referrals_by_month"), {"referrals_by_month": rows}, [Period.year(one)], few)[str(one)])
        for one, rows in by_month.items()
    }
    return Figures(
        year,
        on,
        position,
        trend={one: cells["referrals_by_month"] for one, cells in trend.items()},
        rights=_rights(owed, periods, few),
        way={period: _cells(release)["way"] for period, release in shown["way"].items()},
        help={period: _cells(release)["help"] for period, release in shown["help"].items()},
        heat=_heat(owed, on, few),
        waits=told(curve(counts.waits(on)), few),
    )


def _rights(owed: Iterable[Owed], periods: list[Period], few: int) -> dict[str, dict[str, Cells]]:
    groups = morning.rights(owed)
    releases = morning.released(morning.of_rights(of_the_morning(), groups), groups, periods, few)
    return {period: _cells(release) for period, release in releases.items()}


def _cells(release: Mapping[str, Mapping[Path, Shown]]) -> dict[str, Cells]:
    return {measure: {"/".join(path): cell.count for path, cell in cells.items()} for measure, cells in release.items()}


def _heat(owed: Iterable[Owed], on: date, few: int) -> dict[str, dict[str, Share]]:
    found: dict[str, dict[str, Any]] = {}
    for (right, month), share in shares((one for one in owed if one.month <= f"{on:%Y-%m}"), few).items():
        found.setdefault(right, {})[month] = share
    return found
