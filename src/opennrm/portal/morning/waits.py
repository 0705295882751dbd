"""How long? The time until a first decision, where those who still wait count for as long as they have waited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opennrm.portal.morning.figure import Figure, number, percent, told
from opennrm.portal.morning.figures import Figures
from opennrm.statistics.steps import Waits
from opennrm.ui.charts import KINDS, STRONG, svg

__all__ = ["figure"]

DECISION = "identification.decision"


def figure(figures: Figures) -> Figure:
    """The curve of waiting."""
    waits = figures.waits
    title = _title(waits, _late(figures))
    return Figure(
        id="waits",
        title=title,
        lead=_("Per cent who still wait, by days since the referral. The band holds the truth in 95 of 100 such years."),
        heads=[_("Days"), _("Still waiting"), _("at least"), _("at most")],
        rows=[
            ["0", percent(100), percent(100), percent(100)],
            *([str(p.days), percent(p.percent), percent(p.low), percent(p.high)] for p in waits.points),
        ],
        notes=list(_notes(figures)),
        definition=_(
            "Days from the day on which the referral reached the authority to the first decision, of those referred in the year. "
            "Who has none yet has waited until now; who left the procedure without one, until then. Kaplan and Meier's curve."
        ),
        source="Kaplan and Meier 1958, J. Am. Stat. Assoc. 53, 457–481",
        picture=_picture(waits, title),
    )


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
    yield _("with a decision: %(n)s") % {"n": told(waits.through)}
    yield _("without one so far: %(n)s, counted for as long as they have waited") % {"n": told(waits.open)}
    if waits.last is not None:
        yield _("the line stops where fewer than may be told still wait: day %(days)s") % {"days": waits.last.days}


def _picture(waits: Waits, title: str) -> SafeString:
    if not waits.points:
        return SafeString("")
    values = [
        {"x": 0, "y": 100, "low": 100, "high": 100},
        *({"x": p.days, "y": p.percent, "low": p.low, "high": p.high} for p in waits.points),
    ]
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
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "area", "interpolate": "step-after", "opacity": 0.2, "color": KINDS[0]},
            "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
        },
        {"mark": {"type": "line", "interpolate": "step-after", "strokeWidth": 2, "color": KINDS[0]}, "encoding": {"x": x, "y": y}},
    ]
    if waits.median is not None:
        half = {"values": [{"x": waits.median, "y": 50, "text": _("half: day %(days)s") % {"days": waits.median}}]}
        layers += [
            {
                "data": half,
                "mark": {"type": "rule", "strokeDash": [3, 3], "color": STRONG},
                "encoding": {"x": x, "y": y, "y2": {"datum": 0}},
            },
            {
                "data": half,
                "mark": {"type": "text", "align": "left", "dx": 6, "dy": -6},
                "encoding": {"x": x, "y": y, "text": {"field": "text"}},
            },
        ]
    desc = _("A line that falls from 100 per cent, with its band; the table says each step.")
    return svg({"width": 236, "height": 190, "data": {"values": values}, "layer": layers}, title=title, desc=desc)
