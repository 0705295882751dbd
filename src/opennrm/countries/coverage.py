"""For every date and every kind of person: how many values answer. None is a gap, two is a contradiction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any, Protocol

from opennrm.countries.dated import ATTRIBUTES, Attributes, Series, fits
from opennrm.countries.profile import Profile
from opennrm.standards.reading import Path

__all__ = ["Spell", "all_series", "domains", "persons", "spells"]

_ALWAYS = date(1900, 1, 1)


class _ForSome(Protocol):
    """What holds for some persons: a row with a `when`."""

    @property
    def when(self) -> Mapping[str, tuple[str, ...]]: ...


class _Dated(_ForSome, Protocol):
    """What holds from a day to a day for some persons: a value or a transition."""

    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...
    def holds_on(self, day: date, /) -> bool: ...


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of days on which the same values answer for one kind of person; open ends are None. Source: law-as-data 1, Series."""

    since: date | None
    until: date | None
    person: Attributes
    answering: tuple[int, ...]

    def __str__(self) -> str:
        """In words, for a message: from when to when, and for whom."""
        days = f"from {self.since or 'the beginning'} to {self.until or 'today and on'}"
        who = ", ".join(f"{name} {value}" for name, value in self.person.items())
        return f"{days} for {who}" if who else days


def domains(profile: Profile) -> Mapping[str, tuple[str, ...]]:
    """Every value that each attribute can take in this country. Source: law-as-data 1, When."""
    own = {"region": tuple(profile.regions), "track": tuple(profile.tracks), "basis": tuple(profile.bases)}
    return {name: values if values is not None else own[name] for name, values in ATTRIBUTES.items()}


def persons(rows: Iterable[_ForSome], domain: Mapping[str, tuple[str, ...]]) -> Iterator[Attributes]:
    """Every combination of the attributes that the rows name; one person of no attributes where they name none. Source: law-as-data 1."""
    names = sorted({name for row in rows for name in row.when})
    for values in product(*(domain[name] for name in names)):
        yield dict(zip(names, values, strict=True))


def spells(rows: Sequence[_Dated], domain: Mapping[str, tuple[str, ...]]) -> Iterator[Spell]:
    """Every stretch between two dates of change, for every kind of person, with the places of the rows that answer.

    Source: law-as-data 1, Series ("exactly one answers; the check enumerates them").
    """
    changes = {row.since for row in rows if row.since} | {row.until + timedelta(1) for row in rows if row.until}
    begins = [_ALWAYS, *sorted(changes)]
    ends = [*(day - timedelta(1) for day in begins[1:]), None]
    for person in persons(rows, domain):
        for since, until in zip(begins, ends, strict=True):
            answering = tuple(place for place, row in enumerate(rows) if row.holds_on(since) and fits(row.when, person))
            yield Spell(None if since == _ALWAYS else since, until, person, answering)


def all_series(profile: Profile) -> Iterator[tuple[Path, Series[Any]]]:
    """Every series of the profile with its place. Source: law-as-data 1, Profile."""
    for section in ("deciders", "tests", "reviews", "consent", "clocks"):
        for name, series in getattr(profile, section).items():
            yield (section, name), series
    yield from ((("consent", name, "sheet"), scope.sheet) for name, scope in profile.consent.items())
    for name in ("permit_grounds", "referrers", "anonymous_track"):
        yield (name,), getattr(profile, name)
    if profile.majority is not None:
        yield ("majority",), profile.majority
    if profile.police_routing is not None:
        yield ("police_routing",), profile.police_routing
