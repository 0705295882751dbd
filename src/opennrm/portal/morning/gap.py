"""Which gap is widest? What people were owed and could not have, or did not get by its day."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opennrm.countries.profile import Profile
from opennrm.portal.morning.bars import Bar, picture
from opennrm.portal.morning.clocks import Right, rights
from opennrm.portal.morning.figure import Figure, number, period_words
from opennrm.portal.morning.figures import Figures
from opennrm.portal.morning.words import outcome_words
from opennrm.statistics.definition import of_the_morning
from opennrm.statistics.period import Period

__all__ = ["figure", "widest"]

GAPS = ("unavailable", "not_met", "breached", "withheld")  # of the State; what a person declined is none
DRAWN = 6


def widest(figures: Figures, profile: Profile, period: Period, language: str) -> list[Right]:
    """The rights of which a gap may be told, the widest first."""
    found = [one for one in rights(figures, profile, period, language) if _width(one)]
    return sorted(found, key=lambda one: (-_width(one), one.title))


def _width(one: Right) -> int:
    return sum(one.cells.get(code) or 0 for code in GAPS)


def _whole(one: Right) -> int | None:
    """The whole gap; None where a part of it is withheld."""
    told = [one.cells.get(code) for code in GAPS]
    return None if None in told else _width(one)


def figure(figures: Figures, before: Figures, profile: Profile, period: Period, language: str) -> Figure:
    """What is owed and was not met, and a year before."""
    found = widest(figures, profile, period, language)
    untold = [one for one in rights(figures, profile, period, language) if not _width(one) and _whole(one) is None]
    then = {one.id: _whole(one) for one in rights(before, profile, period.a_year_before, language)}
    year = [str(before.year)] if then else []
    title, measure = _title(found), of_the_morning().measures["rights"]
    bars = [Bar(one.title, _wide(one) % {"n": number(_width(one))}, [(code, one.cells.get(code) or 0) for code in GAPS]) for one in found]
    return Figure(
        id="gaps",
        title=title,
        lead=_("What fell due in %(period)s and was not to be had, or not met by its day.") % {"period": period_words(period)},
        heads=["", *map(outcome_words, GAPS), *year],
        rows=[[one.title, *(one.cells.get(code) for code in GAPS), *([then.get(one.id)] if then else [])] for one in (*found, *untold)],
        notes=[
            *_not_known(figures, profile, period, language),
            _("a number that may not be told is in no bar"),
            _("a right that is not in the table has no gap, or nothing of it fell due"),
            _("what a person declined is a choice, and no gap"),
        ],
        definition=measure.says.told(language),
        source=measure.source,
        picture=picture(bars[:DRAWN], title, _("One bar for each right; the table says each number."), whole=False),
    )


def _not_known(figures: Figures, profile: Profile, period: Period, language: str) -> Iterator[str]:
    """What nobody recorded is no gap that anybody saw; it is not silent either."""
    unknown = sum(one.cells.get("unknown") or 0 for one in rights(figures, profile, period, language))
    if unknown:
        yield ngettext(
            "of %(n)s right that fell due it is not known whether it was met: it is in no bar",
            "of %(n)s rights that fell due it is not known whether they were met: they are in no bar",
            unknown,
        ) % {"n": number(unknown)}


def _wide(one: Right) -> str:
    """How many people a gap is told of; where a part of it is withheld they are more."""
    return _("%(n)s people") if _whole(one) is not None else _("%(n)s people or more")


def _title(found: list[Right]) -> str:
    if not found:
        return _("No gap of which a number may be told")
    widest = found[0]
    if _whole(widest) is None:
        return _("The widest gap: “%(right)s”, for %(n)s people or more") % {"right": widest.title, "n": number(_width(widest))}
    words = ngettext(
        "The widest gap: “%(right)s”, for %(n)s person",
        "The widest gap: “%(right)s”, for %(n)s people",
        _width(widest),
    )
    return words % {"right": widest.title, "n": number(_width(widest))}
