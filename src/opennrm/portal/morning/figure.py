"""What each figure of the page is made of: the sentence that it says, its picture, its table, who is left out, what is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opennrm.statistics.owed import Share
from opennrm.statistics.period import Period
from opennrm.ui.charts import Grid
from opennrm.ui.numbers import number

__all__ = ["Figure", "Value", "percent", "period_words", "share_words", "told"]

Value = int | str | None  # of a cell of a table: None is withheld


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `rows`: its table, whose first cells name the rows; `notes`: who is counted, and who is not.

    `picture` is empty where the table is the picture, or where too little may be told to draw one.
    """

    id: str
    title: str
    lead: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]
    notes: Sequence[str]
    definition: str
    source: str
    picture: SafeString

    @property
    def grid(self) -> Grid:
        """The table as words."""
        return Grid(self.heads, [[cell if isinstance(cell, str) else told(cell) for cell in row] for row in self.rows])


def told(n: int | None) -> str:
    """A number, or that it is withheld: the same words for a small one and for one from which a small one would follow."""
    return _("not told") if n is None else number(n)


def percent(n: int) -> str:
    """A whole per cent."""
    return _("%(n)s %%") % {"n": n}


def share_words(share: Share) -> str:
    """A share, or as much of it as may be told."""
    if share.percent is not None:
        return percent(share.percent)
    if share.at_least is not None:
        return _("%(n)s %% or more") % {"n": share.at_least}
    return _("%(n)s %% or less") % {"n": share.at_most} if share.at_most is not None else _("not told")


def period_words(period: Period) -> str:
    """A year, or a quarter of one, in words."""
    year, _dash, quarter = period.name.partition("-Q")
    return _("quarter %(quarter)s of %(year)s") % {"quarter": quarter, "year": year} if quarter else year
