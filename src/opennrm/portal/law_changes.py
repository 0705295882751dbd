"""What of a country's law is not for ever: each value and each right with what held when, on one axis of years."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext, pgettext

from opennrm.countries.coverage import all_series
from opennrm.countries.dated import Dated, Value
from opennrm.countries.profile import Local, Profile
from opennrm.portal import gaps, law_words
from opennrm.portal.law_rows import Told, name_of, told
from opennrm.ui.drawn import Span
from opennrm.ui.written import written


@dataclass(frozen=True, slots=True)
class Changing:
    """Something that is not in force for ever: what it is, by the day of what it is asked (a right by no other day), its rows in words."""

    what: str
    by: str
    rows: list[tuple[Value[Any] | Local, Told]]


def turns(profile: Profile) -> list[dict[str, Any]]:
    """The days on which something of this law changes, each after the day before it: what a lawyer lays side by side."""
    edges = {day for _, series in all_series(profile) for value in series.values for day in _edges(value)}
    edges |= {day for row in (*profile.transitions, *profile.entitlements) for day in _edges(row)}
    form = pgettext("day and year", "j M Y")
    days = []
    for day in sorted(edges):
        before = day - timedelta(1)
        days.append({"day": before, "words": gettext("%(day)s, before a change") % {"day": written(before, form)}})
        days.append({"day": day, "words": gettext("%(day)s, after it") % {"day": written(day, form)}})
    return days


def _edges(row: Dated) -> Iterator[date]:
    if row.since:
        yield row.since
    if row.until:
        yield row.until + timedelta(1)


def changes(profile: Profile, on: date, language: str) -> dict[str, Any]:
    """Each value and each right that is not in force for ever."""
    changing = [*_values(profile, language), *_rights(profile, language)]
    edges = [day for one in changing for row, _ in one.rows for day in _edges(row)]
    if not edges:
        return {"rows": []}
    room = timedelta(days=max((max(edges) - min(edges)).days // 6, 365))
    first, last = min(*edges, on) - room, max(*edges, on) + room
    whole = (last - first).days

    def at(day: date | None, otherwise: float) -> float:
        return (day - first).days / whole if day else otherwise

    rows = [
        {
            "what": one.what,
            "by": one.by,
            "values": [{"now": row.holds_on(on), "told": words} for row, words in one.rows],
            "spans": _spans(one, on, at),
        }
        for one in changing
    ]
    return {"rows": rows, "today": at(on, 0), "first": first.year, "last": last.year}


def _values(profile: Profile, language: str) -> Iterator[Changing]:
    for path, series in all_series(profile):
        if any(value.since or value.until for value in series.values):
            by = gettext("the start") if series.governed_by == "start" else gettext("the decision")
            yield Changing(name_of(path, profile, language), by, [(value, told(profile, value, language)) for value in series.values])


def _rights(profile: Profile, language: str) -> Iterator[Changing]:
    """Rights that change, those together of which the same rows speak."""
    found: dict[str, list[int]] = {}
    for place, row in enumerate(profile.entitlements):
        for name in row.id:
            found.setdefault(name, []).append(place)
    together: dict[tuple[int, ...], list[str]] = {}
    for name, places in found.items():
        together.setdefault(tuple(places), []).append(name)
    for same, names in together.items():
        rows = [profile.entitlements[place] for place in same]
        if any(row.since or row.until for row in rows):
            yield Changing(gaps.titles(names, profile, language), "", [(row, _right(profile, row, language)) for row in rows])


def _right(profile: Profile, row: Local, language: str) -> Told:
    return Told(
        law_words.who(profile, row.when, language),
        law_words.right(profile, row, language),
        row.kind,
        row.source,
        law_words.span(row.since, row.until),
    )


def _spans(changing: Changing, on: date, at: Callable[[date | None, float], float]) -> list[list[Span]]:
    """One line of spans for each kind of person that the rows tell apart."""
    lines: dict[str, list[Span]] = {}
    for row, _ in changing.rows:
        look = "now" if row.holds_on(on) else "open" if row.kind == "not_known_to_us" else "other"
        lines.setdefault(str(row.when), []).append(Span(at(row.since, 0), at(row.until, 1), look))
    return list(lines.values())
