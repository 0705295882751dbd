"""How long? The time until a first decision, where those who still wait count for as long as they have waited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opennrm.portal.morning.figure import Figure, Value, percent, told
from opennrm.portal.morning.figures import Figures
from opennrm.statistics.steps import Point, Waits
from opennrm.ui.charts import KINDS, MUTED, STRONG, svg
from opennrm.ui.numbers import number

__all__ = ["figure"]

DECISION = "identification.decision"
STEP = 5  # per cent: smaller ones are not drawn


def figure(figures: Figures, before: Figures) -> Figure:
    """The curve of waiting, and that of the year before."""
    title = _title(figures.waits, _late(figures))
    lead = _("Per cent who still wait, by days since the referral. The band holds the truth in 95 of 100 such years.")
    if before.waits.points:
        lead += " " + _("Dashed: those referred in %(year)s.") % {"year": before.year}
    return Figure(
        id="waits",
        title=title,
        lead=lead,
        heads=[_("Year"), _("Days"), _("Still waiting"), _("at least"), _("at most")],
        rows=[row for one in (figures, before) for row in _rows(one)],
        notes=[*_notes(figures), *_note_of_before(before)],
        definition=_(
            "Days from the day on which the referral reached the authority to the first decision, of those referred in the year. "
            "Who has none yet has waited until now; who left the procedure without one, until then. Kaplan and Meier's curve."
        ),
        source="Kaplan and Meier 1958, J. Am. Stat. Assoc. 53, 457–481",
        picture=_picture(figures, before, title),
    )


def _rows(figures: Figures) -> Iterator[list[Value]]:
    if figures.waits.points:
        yield [str(figures.year), "0", percent(100), percent(100), percent(100)]
    for p in _drawn(figures.waits):
        yield [str(figures.year), str(p.days), percent(p.percent), percent(p.low), percent(p.high)]


def _drawn(waits: Waits) -> list[Point]:
    """The steps after which some per cent fewer wait, and the last: no more than a page can carry, whatever the country's size."""
    found: list[Point] = []
    last = 100
    for one in waits.points:
        if last - one.percent >= STEP or one == waits.last or one.days == waits.median:
            found.append(one)
            last = one.percent
    return found


def _note_of_before(before: Figures) -> Iterator[str]:
    if not before.waits.points:
        yield _("of %(year)s too few are recorded to compare") % {"year": before.year}
    elif before.waits.median is not None:
        yield _("of those referred in %(year)s half had one by day %(days)s") % {"year": before.year, "days": before.waits.median}


def _late(figures: Figures) -> int | None:
    return figures.rights.get(str(figures.year), {}).get(DECISION, {}).get("became/not_met")


def _title(waits: Waits, late: int | None) -> str:
    if not waits.points:
        return _("Time to a first decision: too few to draw it")
    if waits.median is None:
        return _("Half do not have a first decision yet")
    if not late:
        return _("Half have a first decision by day %(days)s") % {"days": waits.median}
    words = ngettext(
        "Half have a first decision by day %(days)s; %(n)s person waited past the day on which it was due, and has none",
        "Half have a first decision by day %(days)s; %(n)s people waited past the day on which it was due, and have none",
        late,
    )
    return words % {"days": waits.median, "n": number(late)}


def _notes(figures: Figures) -> Iterator[str]:
    waits = figures.waits
    yield _("%(n)s people referred in %(year)s") % {"n": told(waits.followed), "year": figures.year}
    yield _("who has no decision so far is counted for as long as they have waited")
    if len(waits.points) > len(_drawn(waits)):
        yield _("each step stands for %(n)s per cent or more") % {"n": STEP}
    if waits.last is not None:
        yield _("the line stops where fewer than may be told still wait: day %(days)s") % {"days": waits.last.days}


def _picture(figures: Figures, before: Figures, title: str) -> SafeString:
    waits = figures.waits
    if not waits.points:
        return SafeString("")
    x: dict[str, Any] = {
        "field": "x",
        "type": "quantitative",
        "axis": {"title": _("Days"), "tickMinStep": 1, "tickCount": 6, "grid": False},
    }
    y: dict[str, Any] = {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": [0, 100]},
        "axis": {"title": None, "tickCount": 5, "domain": False},
    }
    line = {"type": "line", "interpolate": "step-after", "strokeWidth": 2}
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "area", "interpolate": "step-after", "opacity": 0.2, "color": KINDS[0]},
            "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
        },
        {"mark": {**line, "color": KINDS[0]}, "encoding": {"x": x, "y": y}},
    ]
    if before.waits.points:
        dashed = {**line, "strokeDash": [3, 3], "color": MUTED}
        layers.append({"data": {"values": _points(before)}, "mark": dashed, "encoding": {"x": x, "y": y}})
    if waits.median is not None:
        layers += _half(waits.median, x, y)
    desc = _("A line that falls from 100 per cent, with its band; the table says each step.")
    return svg({"width": 236, "height": 190, "data": {"values": _points(figures)}, "layer": layers}, title=title, desc=desc)


def _points(figures: Figures) -> list[dict[str, int]]:
    first = {"x": 0, "y": 100, "low": 100, "high": 100}
    return [first, *({"x": p.days, "y": p.percent, "low": p.low, "high": p.high} for p in _drawn(figures.waits))]


def _half(median: int, x: dict[str, Any], y: dict[str, Any]) -> list[dict[str, Any]]:
    """Where half are through."""
    half = {"values": [{"x": median, "y": 50, "text": _("half: day %(days)s") % {"days": median}}]}
    rule = {"type": "rule", "strokeDash": [3, 3], "color": STRONG}
    text = {"type": "text", "align": "left", "dx": 6, "dy": -6}
    return [
        {"data": half, "mark": rule, "encoding": {"x": x, "y": y, "y2": {"datum": 0}}},
        {"data": half, "mark": text, "encoding": {"x": x, "y": y, "text": {"field": "text"}}},
    ]
