"""Where, and when? The ledger by right and month: the share of what fell due that was met in time, the darker the more was missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opennrm.countries.profile import Profile
from opennrm.portal.morning.figure import Figure, share_words
from opennrm.portal.morning.figures import Figures
from opennrm.portal.rights import entitlement_of
from opennrm.statistics.definition import of_the_morning
from opennrm.statistics.owed import Share
from opennrm.ui.numbers import number

__all__ = ["Row", "figure", "rows"]

BANDS = {"light": 95, "some": 85, "more": 70, "many": 50, "most": 0}  # per cent in time from which on; the darker, the more was missed
NONE = Share()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its band, and its words, short and long."""

    band: str
    short: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """One right: its clause, its title, a cell for each month."""

    clause: str
    title: str
    cells: Sequence[Cell]


def months(figures: Figures) -> list[str]:
    """The months from the first in which anything may be told."""
    told = {month for cells in figures.heat.values() for month in cells}
    first, last = min(told, default=""), max(told, default="")
    every = [f"{figures.year}-{month:02}" for month in range(1, 13)]
    return [month for month in every if first <= month <= last] if told else []


def rows(figures: Figures, profile: Profile, language: str) -> list[Row]:
    """The rights, those least kept in the last month first."""
    shown = months(figures)
    found = []
    for id, cells in sorted(figures.heat.items(), key=lambda item: _worst_first(item[1], shown)):
        one = entitlement_of(profile, id)
        found.append(Row(one.clauses[0], one.title.told(language), [_cell(cells.get(month, NONE)) for month in shown]))
    return found


def _worst_first(cells: dict[str, Share], shown: Sequence[str]) -> tuple[int, ...]:
    """By what is known to have been missed, the last month first; then those of which no more than "at least" may be told."""
    latest = [cells.get(month, NONE) for month in reversed(shown)]
    known = [share.percent if share.percent is not None else share.at_most for share in latest]
    return tuple(101 if level is None else level for level in known)


def _level(share: Share) -> int | None:
    return next((n for n in (share.percent, share.at_least, share.at_most) if n is not None), None)


def _cell(share: Share) -> Cell:
    level = _level(share)
    if level is None:
        return Cell("", "·", share_words(share))
    band = next(name for name, least in BANDS.items() if level >= least)
    sign = "≥" if share.at_least is not None else "≤" if share.at_most is not None else ""
    return Cell("light" if share.at_least is not None else band, f"{sign}{level}", share_words(share))


def figure(figures: Figures, profile: Profile, language: str) -> Figure:
    """The ledger by right and month."""
    shown, found = months(figures), rows(figures, profile, language)
    measure = of_the_morning().measures["rights"]
    return Figure(
        id="heat",
        title=_title(figures, profile, language),
        lead=_("Per cent of what fell due in the month that was met in time. The darker, the more was missed."),
        heads=[_("Clause"), _("Right"), *map(month_words, shown)],
        rows=[[row.clause, row.title, *(cell.words for cell in row.cells)] for row in found],
        notes=[
            _("≥: fewer were missed than may be told, or none"),
            _("≤: fewer were met in time than may be told, or none"),
            _("a point: too little fell due to tell, or nothing"),
            _("what the person declined is in no share; what is not known counts as missed"),
        ],
        definition=measure.says.told(language),
        source=measure.source,
        picture=SafeString(""),
    )


def month_words(month: str) -> str:
    """A month, short."""
    return str(date_format(date.fromisoformat(f"{month}-01"), "M"))


def _title(figures: Figures, profile: Profile, language: str) -> str:
    """The least kept of the last month of which a share may be told exactly; and of how many that month so few were kept that none may."""
    for month in reversed(months(figures)):
        shares = {id: cells.get(month, NONE) for id, cells in figures.heat.items()}
        told = {id: share.percent for id, share in shares.items() if share.percent is not None}
        fewer = sum(share.at_most is not None for share in shares.values())
        if told:
            worst = min(sorted(told), key=lambda id: told[id])
            values = {"month": month_words(month), "right": entitlement_of(profile, worst).title.told(language), "percent": told[worst]}
            return _title_words(fewer) % {**values, "n": number(fewer)}
    return _("Rights by month: too little fell due to tell a share")


def _title_words(fewer: int) -> str:
    if not fewer:
        return _("%(month)s: least kept is “%(right)s”, %(percent)s %% in time")
    return ngettext(
        "%(month)s: %(n)s right was met in time by fewer than may be told; of the rest least kept is “%(right)s”, %(percent)s %% in time",
        "%(month)s: %(n)s rights were met in time by fewer than may be told; of the rest least kept is “%(right)s”, %(percent)s %% in time",
        fewer,
    )
