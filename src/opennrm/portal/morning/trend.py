"""More than last year? Referrals by month, or by quarter where months would hide more than they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opennrm.portal.morning.figure import Figure, told
from opennrm.portal.morning.figures import Cells, Figures
from opennrm.statistics.definition import of_the_morning
from opennrm.statistics.tables import half_up
from opennrm.ui.charts import KINDS, MUTED, svg
from opennrm.ui.numbers import number

__all__ = ["figure"]

MEASURE = "referrals_by_month"
HIDDEN = 3  # where every third month or more is withheld, quarters are drawn


@dataclass(frozen=True, slots=True)
class Line:
    """A year: what may be told of each step that has begun. `whole`: how many of them are over."""

    year: int
    steps: Sequence[int | None]
    whole: int
    total: int | None


def figure(figures: Figures, language: str) -> Figure:
    """The trend of referrals."""
    lines = [_line(figures, year, 12) for year in (figures.year, figures.year - 1)]
    by_month = all(HIDDEN * list(line.steps).count(None) < max(len(line.steps), 1) for line in lines)
    if not by_month:
        lines = [_line(figures, year, 4) for year in (figures.year, figures.year - 1)]
    names = [date_format(date(2026, month, 1), "M") for month in range(1, 13)] if by_month else [_quarter(n) for n in range(1, 5)]
    title, measure = _title(figures, *lines, by_month=by_month), of_the_morning().measures[MEASURE]
    return Figure(
        id="trend",
        title=title,
        lead=_("By month. The step that still runs is hollow.") if by_month else _("By quarter. The step that still runs is hollow."),
        heads=["", *(str(line.year) for line in lines)],
        rows=[
            *([name, *(_step(line, place) for line in lines)] for place, name in enumerate(names)),
            [_("Whole"), *(x.total for x in lines)],
        ],
        notes=[_("referrals of %(year)s: %(n)s") % {"n": told(line.total), "year": line.year} for line in lines],
        definition=measure.says.told(language),
        source=measure.source,
        picture=_picture(lines, names, title),
    )


def _quarter(n: int) -> str:
    return _("Q%(n)s") % {"n": n}


def _line(figures: Figures, year: int, steps: int) -> Line:
    cells, on = figures.trend[year], figures.on
    every = _months(cells) if steps == 12 else [cells.get(f"quarter/q{n}") for n in range(1, 5)]
    if year != on.year:
        return Line(year, every, steps, cells.get("total"))
    running = (on.month - 1) * steps // 12
    over = running + (_next(on).year > on.year or (_next(on).month - 1) * steps // 12 > running)
    return Line(year, every[: running + 1], over, cells.get("total"))


def _next(on: date) -> date:
    return on + timedelta(days=1)


def _months(cells: Cells) -> list[int | None]:
    return [cells.get(f"month/q{n // 3 + 1}/{n % 3 + 1}") for n in range(12)]


def _step(line: Line, place: int) -> int | str | None:
    return line.steps[place] if place < len(line.steps) else _("not yet")


def _title(figures: Figures, now: Line, before: Line, *, by_month: bool) -> str:
    """What is said is reckoned from what is shown alone, so that it tells no more."""
    ours, theirs = _sum(now.steps[: now.whole]), _sum(before.steps[: now.whole])
    if now.total is None:
        return _("Referrals of %(year)s: too few to be told") % {"year": now.year}
    if before.total == 0:
        words = ngettext(
            "%(n)s referral in %(year)s; none is recorded of the year before",
            "%(n)s referrals in %(year)s; none is recorded of the year before",
            now.total,
        )
        return words % {"n": number(now.total), "year": now.year}
    if not ours or not theirs:
        return ngettext("%(n)s referral in %(year)s", "%(n)s referrals in %(year)s", now.total) % {"n": number(now.total), "year": now.year}
    return _compared(figures, ours, theirs, now.whole, by_month=by_month)


def _compared(figures: Figures, ours: int, theirs: int, whole: int, *, by_month: bool) -> str:
    change = half_up(abs(ours - theirs), theirs)
    values = {"n": number(ours), "percent": change, "year": figures.year - 1, "until": _until(whole, by_month=by_month)}
    if not change:
        return (
            ngettext(
                "%(n)s referral, %(until)s: about as many as in %(year)s", "%(n)s referrals, %(until)s: about as many as in %(year)s", ours
            )
            % values
        )
    if ours > theirs:
        return (
            ngettext(
                "%(n)s referral, %(until)s: %(percent)s %% more than in %(year)s",
                "%(n)s referrals, %(until)s: %(percent)s %% more than in %(year)s",
                ours,
            )
            % values
        )
    return (
        ngettext(
            "%(n)s referral, %(until)s: %(percent)s %% fewer than in %(year)s",
            "%(n)s referrals, %(until)s: %(percent)s %% fewer than in %(year)s",
            ours,
        )
        % values
    )


def _until(whole: int, *, by_month: bool) -> str:
    first, last = (date(2026, n, 1) for n in (1, whole)) if by_month else (1, whole)
    names = [date_format(one, "M") if isinstance(one, date) else _quarter(one) for one in (first, last)]
    return names[0] if whole == 1 else "–".join(names)


def _sum(steps: Sequence[int | None]) -> int | None:
    known = [step for step in steps if step is not None]
    return sum(known) if len(known) == len(steps) else None


def _picture(lines: Sequence[Line], names: Sequence[str], title: str) -> SafeString:
    layers = [layer for line, look in zip(lines, LOOKS, strict=True) for layer in _layers(line, names, look)]
    if not layers:
        return SafeString("")
    encoding = {
        "x": {"field": "x", "type": "ordinal", "sort": list(names), "axis": {"title": None, "labelAngle": 0, "labelOverlap": True}},
        "y": {"field": "y", "type": "quantitative", "axis": {"title": None, "tickMinStep": 1, "tickCount": 5, "domain": False}},
    }
    scale = {"x": {**encoding["x"], "scale": {"domain": list(names)}}, "y": encoding["y"]}
    spec = {"width": 236, "height": 170, "encoding": scale, "layer": layers}
    return svg(spec, title=title, desc=_("Two lines, this year dark and the year before grey and dashed; the table says each number."))


LOOKS: tuple[dict[str, Any], dict[str, Any]] = (
    {"color": KINDS[0], "dash": [1, 0], "shape": "circle", "dy": -12},
    {"color": MUTED, "dash": [3, 3], "shape": "square", "dy": 16},
)


def _layers(line: Line, names: Sequence[str], look: dict[str, Any]) -> list[dict[str, Any]]:
    """The steps that are over, as a line; the one that runs, hollow and by itself; the year beside its last point."""
    points = [{"x": name, "y": y, "year": str(line.year)} for name, y in zip(names, line.steps, strict=False)]
    over, runs = points[: line.whole], points[line.whole :]
    known = [point for point in points if point["y"] is not None]
    if not any(point["y"] for point in known):
        return []
    path = {"type": "line", "color": look["color"], "strokeDash": look["dash"], "strokeWidth": 2}
    mark = {"type": "point", "shape": look["shape"], "color": look["color"], "size": 40}
    return [
        {"data": {"values": over}, "mark": path},
        {"data": {"values": [one for one in over if one["y"] is not None]}, "mark": {**mark, "filled": True}},
        {"data": {"values": [one for one in runs if one["y"] is not None]}, "mark": {**mark, "filled": False, "size": 60}},
        {
            "data": {"values": known[-1:]},
            "mark": {"type": "text", "dy": look["dy"], "color": look["color"]},
            "encoding": {"text": {"field": "year"}},
        },
    ]
