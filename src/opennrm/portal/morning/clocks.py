"""In time? The rights with a clock that fell due in a period, the one that is least kept first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opennrm.countries.profile import Profile
from opennrm.portal.morning.bars import Bar, picture
from opennrm.portal.morning.figure import Figure, number, percent, period_words
from opennrm.portal.morning.figures import Cells, Figures
from opennrm.portal.morning.words import NOT_TOLD, outcome_words
from opennrm.portal.rights import entitlement_of
from opennrm.standards.entitlement import Kind
from opennrm.statistics.definition import of_the_morning
from opennrm.statistics.owed import OUTCOMES
from opennrm.statistics.period import Period
from opennrm.statistics.tables import half_up

__all__ = ["Right", "figure", "rights"]

DRAWN = 6  # bars; the table has them all
WIDE = 10  # per cent: a share that is told less closely than this says nothing
KEPT = 95  # per cent in time, from which on nothing need be said of a clock
NOT_DUE = ("declined", "open")  # a choice of the person, and what is not due yet, are in no share


@dataclass(frozen=True, slots=True)
class Right:
    """One right in one period: its cells by what became of it; the least and the most that the share met in time can be, where what is
    shown says it closely.
    """

    id: str
    title: str
    cells: Cells
    between: tuple[int, int] | None

    @property
    def share(self) -> int | None:
        """The share met in time, where it is known to the per cent."""
        return self.between[0] if self.between and self.between[0] == self.between[1] else None

    @property
    def share_words(self) -> str | None:
        """The share, or between what it lies; None where it is not told."""
        if self.between is None or self.share is not None:
            return None if self.share is None else percent(self.share)
        return _("%(low)s to %(high)s %%") % {"low": self.between[0], "high": self.between[1]}

    @property
    def total(self) -> int | None:
        """How many fell due."""
        return self.cells.get("total")


def rights(figures: Figures, profile: Profile, period: Period, language: str) -> list[Right]:
    """Each right of which anything may be told, in the order of their ids."""
    found = figures.rights.get(period.name, {})
    return [
        Right(id, entitlement_of(profile, id).title.told(language), _plain(cells), _between(_plain(cells)))
        for id, cells in sorted(found.items())
        if cells.get("total")
    ]


def _plain(cells: Cells) -> Cells:
    return {path.removeprefix("became/"): cell for path, cell in cells.items()}


def _between(cells: Cells) -> tuple[int, int] | None:
    """From shown cells alone: what is withheld may all be in no share, or none of it."""
    total, in_time = cells.get("total"), cells.get("in_time")
    if total is None or in_time is None:
        return None
    aside = [cells.get(code) for code in NOT_DUE]
    most = total - sum(n or 0 for n in aside)
    least = most - (total - sum(cells.get(code) or 0 for code in OUTCOMES) if None in aside else 0)
    if least <= 0:
        return None
    found = half_up(in_time, most), half_up(in_time, least)
    return found if found[1] - found[0] <= WIDE else None


def figure(figures: Figures, before: Figures, profile: Profile, period: Period, language: str) -> Figure:
    """How the clocks were kept, and the shares of a year before beside them."""
    timed = {
        id for row in profile.entitlements if row.clock for id in row.id if entitlement_of(profile, id).kind is not Kind.MINIMUM_PERIOD
    }
    found = sorted((one for one in rights(figures, profile, period, language) if one.id in timed), key=_worst_first)
    title, measure = _title(found), of_the_morning().measures["rights"]
    then = {one.id: one.share_words for one in rights(before, profile, period.a_year_before, language)}
    codes = [code for code in OUTCOMES if any(one.cells.get(code) != 0 for one in found)]
    return Figure(
        id="clocks",
        title=title,
        lead=_("What fell due in %(period)s, the clock that is least kept first.") % {"period": period_words(period)},
        heads=["", _("In time"), *_head_of_before(before, then), _("Fell due"), *map(outcome_words, codes)],
        rows=[
            [one.title, one.share_words, *_of_before(then, one.id), one.total, *(one.cells.get(code) for code in codes)] for one in found
        ],
        notes=list(_notes(found)),
        definition=measure.says.told(language),
        source=measure.source,
        picture=picture([_bar(one) for one in found[:DRAWN]], title, _("One bar for each right; the table says each number."), whole=True),
    )


def _head_of_before(before: Figures, then: Mapping[str, str | None]) -> list[str]:
    return [_("In time, %(year)s") % {"year": before.year}] if then else []


def _of_before(then: Mapping[str, str | None], id: str) -> list[str | None]:
    return [then.get(id)] if then else []


def _worst_first(one: Right) -> tuple[bool, tuple[int, int], str]:
    return one.between is None, one.between or (0, 0), one.title


def _title(found: Sequence[Right]) -> str:
    told = [one for one in found if one.between is not None]
    if not told:
        return _("The clocks: too little fell due to tell a share")
    worst, (low, high) = told[0], told[0].between or (0, 0)
    if low >= KEPT:
        return _("Every clock whose share may be told is kept in %(percent)s %% or more") % {"percent": low}
    if low < high:
        values = {"right": worst.title, "low": low, "high": high}
        return _("The clock least kept: “%(right)s”, %(low)s to %(high)s %% in time") % values
    return _("The clock least kept: “%(right)s”, %(percent)s %% in time") % {"right": worst.title, "percent": low}


def _bar(one: Right) -> Bar:
    says, n = _("of %(n)s due"), number(one.total or 0)
    if one.share is not None:
        says = _("%(percent)s %% in time, of %(n)s due")
    elif one.between:
        says = _("%(low)s to %(high)s %% in time, of %(n)s due")
    low, high = one.between or (0, 0)
    known = [(code, told) for code in OUTCOMES if (told := one.cells.get(code))]
    rest = (one.total or 0) - sum(told for _code, told in known)
    return Bar(one.title, says % {"percent": low, "low": low, "high": high, "n": n}, [*known, (NOT_TOLD, rest)])


def _notes(found: Sequence[Right]) -> Iterator[str]:
    due = [one.total for one in found if one.total is not None]
    yield ngettext("%(n)s right with a clock", "%(n)s rights with a clock", len(found)) % {"n": len(found)}
    yield _("%(n)s fell due") % {"n": number(sum(due))}
    unknown = [one.cells.get("unknown") for one in found]
    told = [n for n in unknown if n is not None]
    yield _("not known: %(n)s, counted as not met") % {"n": number(sum(told)) if len(told) == len(unknown) else _("not told")}
