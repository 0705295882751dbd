"""The lane of a right: when it opened, when it is due, when it happened, on one axis that all rights of a case share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opennrm.ui.components.markup import element
from opennrm.ui.written import written

__all__ = ["Axis", "axis", "day_of", "lane", "lane_axis"]

MIDDLE = "42%"


def day_of(value: date | datetime | None) -> date | None:
    """The calendar day of a date or an instant, in the zone of the page."""
    if isinstance(value, datetime):
        return (localtime(value) if is_aware(value) else value).date()
    return value


@dataclass(frozen=True)
class Axis:
    """From when to when the lanes of one page run, and where today stands."""

    start: date
    end: date
    today: date

    def at(self, day: date | datetime) -> str:
        """The place of a day in per cent of the width; what lies outside stands at the edge."""
        days = ((day_of(day) or self.today) - self.start).days
        return f"{min(max(100 * days / max((self.end - self.start).days, 1), 0), 100):.1f}%"

    def months(self) -> Iterator[date]:
        """The first days of the months on the axis that stand clear of today and of the end; long axes name fewer."""
        firsts = [date(year, month, 1) for year in range(self.start.year, self.end.year + 1) for month in range(1, 13)]
        inside = [first for first in firsts if self.start < first < self.end]
        step = len(inside) // 4 + 1
        clear = (self.end - self.start).days * 0.12
        return (first for first in inside[::step] if abs((first - self.today).days) > clear and (self.end - first).days > clear)


def axis(days: Iterable[date | datetime | None], today: date) -> Axis:
    """An axis over all that is known of a case, with room on both sides; what lies over two years back stands at its edge."""
    known = [day for day in map(day_of, days) if day] + [today]
    start, end = max(min(known), today - timedelta(days=730)), min(max(known), today + timedelta(days=365))
    room = timedelta(days=max((end - start).days // 12, 3))
    return Axis(start - room, end + room, today)


# Percentages and names of the style sheet only: nothing to escape, and a case page draws some forty of these.
def _line(look: str, begin: str, finish: str) -> str:
    return f'<line class="{look}" x1="{begin}" x2="{finish}" y1="{MIDDLE}" y2="{MIDDLE}"/>'


def _upright(look: str, where: str, top: str, bottom: str) -> str:
    return f'<line class="{look}" x1="{where}" x2="{where}" y1="{top}" y2="{bottom}"/>'


def _ring(look: str, where: str, size: int) -> str:
    return f'<circle class="{look}" cx="{where}" cy="{MIDDLE}" r="{size}"/>'


def _svg(look: str, *marks: str) -> SafeString:
    return SafeString(f'<svg class="{look}" aria-hidden="true" focusable="false">{"".join(marks)}</svg>')


def lane(
    on: Axis,
    shape: str,
    opened: date | datetime | None = None,
    due: date | datetime | None = None,
    happened: date | datetime | None = None,
    expected: date | datetime | None = None,
) -> SafeString:
    """Hidden from screen readers: the sentence below it says the same.

    `happened` is the fact that met, ended or broke the right; `expected` the day on which a right that is not yet open may open.
    """
    marks = [_line("base", "0", "100%"), _upright("now", on.at(on.today), "-4", "94%")]
    if opened:
        marks += [_line(look, on.at(begin), on.at(finish)) for look, begin, finish in _stretches(on, shape, opened, due, happened)]
    if due and (opened or not expected):
        marks.append(_upright("due", on.at(due), "6%", "78%"))
    if opened:
        marks.append(_ring("from", on.at(opened), 4))
    if happened:
        marks.append(_ring("fact", on.at(happened), 6))
    elif expected and not opened:
        marks.append(_ring("from", on.at(expected), 6))
    return _svg(f"nrm-lane nrm-lane--{shape}", *marks)


Stretch = tuple[str, date, date]


def _stretches(on: Axis, shape: str, opened: object, due: object, happened: object) -> list[Stretch]:
    """Solid while all is well, dashed past its day, before its day, and where nobody knows or nothing is to be had."""
    begin, limit, fact = (day_of(day) for day in (opened, due, happened))  # type: ignore[arg-type]
    begin, until = begin or on.today, fact or on.today
    if shape in {"gap", "unknown"}:
        return [("past", begin, until)]
    if shape == "breached" and fact:
        return [("well", begin, fact), ("past", fact, on.today)]
    if limit is None or (fact and fact <= limit):
        return [("well", begin, until)]
    turn = max(begin, min(until, limit))
    return [("well", begin, turn), ("past", turn, max(until, limit))]


def lane_axis(on: Axis) -> SafeString:
    """The dates above the lanes: months, and today."""
    form = pgettext("short date", "j M")
    texts = [element("text", {"x": on.at(first), "y": "80%", "text-anchor": "middle"}, written(first, form)) for first in on.months()]
    now = element("text", {"class": "today", "x": on.at(on.today), "y": "80%", "text-anchor": "middle"}, _("today"))
    return _svg("nrm-lane", *texts, now)
