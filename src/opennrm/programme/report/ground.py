"""What a report is made from, and what was asked of it: the records of a period and of some countries. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType

from opennrm.programme import typed
from opennrm.programme.dossier import Dossier
from opennrm.programme.report.text import Reference
from opennrm.programme.spans import Span

__all__ = ["Figure", "Ground", "Scope", "countries_of", "reference"]

KINDS: Mapping[type, str] = MappingProxyType(
    {
        typed.Activity: "activity",
        typed.Outcome: "outcome",
        typed.Finding: "finding",
        typed.Aim: "aim",
        typed.Promise: "promise",
        typed.Material: "material",
        typed.Intervention: "intervention",
    }
)
# What may be told before it is time, and by which links something of an earlier time is told.
AHEAD = ("planned", "under_discussion")
YEAR = timedelta(days=366)
RESTS_ON = ("follows", "draws_on")


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell of a table that was published and frozen: it is never typed. Source: issue 13, point 7 (a frozen cell with its as-at)."""

    key: str  # XD-2026-Q3/1:referrals, of a part with its place: …:sex/female
    says: str
    count: int
    as_at: date
    country: str
    period: str
    edition: str
    position: int  # of the journal, at which it was frozen

    @property
    def whole(self) -> bool:
        """Whether it is of all that a table counts. Source: issue 13, point 7."""
        return self.key.count(":") == 1


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked for: a period, both days in it; countries, all where none is named; and the body that reports, by its key.

    Source: issue 13, point 7 (any period, organisation and set of countries).
    """

    since: date
    until: date
    countries: tuple[str, ...] = ()
    us: str | None = None
    undated: bool = True  # whether what has no date belongs to it, told as such


@dataclass(frozen=True)
class Ground:
    """All records that a report may speak of, as their reader may see them. Source: issue 13, point 7."""

    dossier: Dossier
    scope: Scope
    materials: tuple[typed.Material, ...] = ()
    interventions: tuple[typed.Intervention, ...] = ()
    figures: tuple[Figure, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)  # countries that are to be called otherwise than today

    @cached_property
    def activities(self) -> tuple[typed.Activity, ...]:
        """Those of the scope in order of time; without a date only where those are asked for. Source: issue 13, point 7."""
        return tuple(sorted((one for one in self._placed if self._then(one.when) or (self.scope.undated and not one.when)), key=_by_time))

    @cached_property
    def told(self) -> tuple[typed.Activity, ...]:
        """Those of the scope; with them what is planned for the time after it, and what of the time before one of these rests on.

        What is counted is of the scope alone. Source: issue 13, points 1 and 7 (a forward plan, follow-ups, links).
        """
        ours = [*self.activities, *self.ahead]
        rests_on = {link.to for one in ours for link in one.links if link.kind in RESTS_ON}
        former = [one for one in self._placed if one.key in rests_on and self._before(one.when)]
        return tuple(sorted((*former, *ours), key=_by_time))

    @cached_property
    def ahead(self) -> tuple[typed.Activity, ...]:
        """What is planned or under discussion for the time after the period. Source: issue 13, point 1 (a forward plan)."""
        return tuple(one for one in self._placed if one.state in AHEAD and self._soon(one.when))

    @cached_property
    def _placed(self) -> tuple[typed.Activity, ...]:
        return tuple(one for one in self.dossier.activities if self._here(countries_of(one)))

    @cached_property
    def by_key(self) -> Mapping[str, typed.Activity]:
        """Every activity that may be seen, of the scope or not. Source: issue 13, point 7."""
        return {one.key: one for one in self.dossier.activities}

    @cached_property
    def without_date(self) -> tuple[typed.Activity, ...]:
        """Those that no time places in this period or another. Source: issue 13, point 7 (what is unknown says so)."""
        if self.scope.undated:
            return ()
        return tuple(one for one in self.dossier.activities if not one.when and self._here(countries_of(one)))

    @cached_property
    def texts(self) -> tuple[typed.Material, ...]:
        """Materials of the scope. Source: issue 13, point 6."""
        return tuple(
            one
            for one in self.materials
            if self._here(one.countries) and any(self._then(when) for when in (one.when, *(version.when for version in one.versions)))
        )

    @cached_property
    def letters(self) -> tuple[typed.Intervention, ...]:
        """Interventions of the scope. Source: issue 13, point 3."""
        return tuple(one for one in self.interventions if self._here((one.country,)) and self._then(_of_letter(one)))

    @cached_property
    def numbers(self) -> tuple[Figure, ...]:
        """Frozen figures of the scope's countries. Source: issue 13, point 7."""
        return tuple(one for one in self.figures if self._here((one.country,)))

    def promises(self, *, due: bool) -> tuple[typed.Promise, ...]:
        """What was to be answered in the period (`due`), or what is promised for the time after it. Source: issue 13, point 1."""
        placed = [one for one in self.dossier.promises if self._here(one.countries)]
        if due:
            return tuple(one for one in placed if self._then(one.due) and not self._after(one.due))
        return tuple(one for one in placed if self._ahead(one.due) or (not one.due and one.state in ("open", "goes_on")))

    def aims(self, kind: str) -> tuple[typed.Aim, ...]:
        """Aims of a kind that hold in the period; one without a time always does. Source: issue 13, point 1."""
        return tuple(one for one in self.dossier.aims if one.kind == kind and (not one.when or self._then(one.when)))

    def _here(self, countries: Iterable[str]) -> bool:
        return not self.scope.countries or bool(set(countries) & set(self.scope.countries))

    def _then(self, when: str) -> bool:
        return Span.parse(when).touches(self.scope.since, self.scope.until)

    def _before(self, when: str) -> bool:
        latest = Span.parse(when).latest
        return latest is not None and latest < self.scope.since

    def _soon(self, when: str) -> bool:
        """After the period, and no further ahead than the period is long: a plan, and no vision."""
        earliest = Span.parse(when).earliest
        return earliest is not None and self.scope.until < earliest <= self.scope.until + (self.scope.until - self.scope.since)

    def _ahead(self, when: str) -> bool:
        """After the period, within a year of it or within as long as it is: what was promised later for later is no plan of that time."""
        earliest = Span.parse(when).earliest
        return self._after(when) and earliest is not None and earliest - self.scope.until <= max(self.scope.until - self.scope.since, YEAR)

    def _after(self, when: str) -> bool:
        earliest = Span.parse(when).earliest
        return earliest is not None and earliest > self.scope.until


def countries_of(activity: typed.Activity) -> tuple[str, ...]:
    """The countries of an activity: those that it is about where it met elsewhere for it, else where it was. Source: issue 13, point 2."""
    about = tuple(dict.fromkeys(one.country for one in activity.places if one.country and one.about))
    return about or tuple(dict.fromkeys(one.country for one in activity.places if one.country))


def reference(record: typed.Typed) -> Reference:
    """The reference to a record. Source: issue 13, point 7."""
    return Reference(KINDS[type(record)], record.key)


def _of_letter(letter: typed.Intervention) -> str:
    """When a letter was sent; where only the asking is on record, when it was asked for."""
    return letter.when or (letter.asked_by.when if letter.asked_by else "")


def _by_time(activity: typed.Activity) -> tuple[date, date, str]:
    span = Span.parse(activity.when)
    return span.earliest or date.max, span.latest or date.max, activity.key
