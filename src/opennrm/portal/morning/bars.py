"""Bars that each split their own people or rights, drawn no wider than a phone: the words above each bar, the numbers in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.utils.safestring import SafeString

from opennrm.portal.morning.words import COLOURS, outcome_words
from opennrm.ui.charts import svg
from opennrm.ui.numbers import number

__all__ = ["Bar", "picture"]

WIDTH, BAR, LINE, ROOM, LETTERS = 280, 18, 17, 12, 40
GAP = 1  # between two pieces
SEEN = 24  # units: a narrower piece has no number in it; the table has
PALE = frozenset({"nothing", "not_told"})


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what stands above it, and its pieces in their order, each with how many."""

    label: str
    says: str
    pieces: Sequence[tuple[str, int]]


def picture(bars: Sequence[Bar], title: str, desc: str, *, whole: bool) -> SafeString:
    """The bars, each filling the width (`whole`) or all on one scale; nothing where there is no bar."""
    bars = [bar for bar in bars if any(n for _code, n in bar.pieces)]
    if not bars:
        return SafeString("")
    most = max(sum(n for _code, n in bar.pieces) for bar in bars)
    heads = [[*wrap(bar.label, LETTERS), bar.says] for bar in bars]
    step = LINE * max(map(len, heads)) + BAR + ROOM
    pieces = [piece for place, bar in enumerate(bars) for piece in _pieces(bar, place * step + step - ROOM, most, whole=whole)]
    words = [{"y": (place + 1) * step - ROOM - BAR - LINE * len(head), "text": "\n".join(head)} for place, head in enumerate(heads)]
    there = [code for code in COLOURS if any(code == found for bar in bars for found, n in bar.pieces if n)]
    height = step * len(bars)
    x = {"type": "quantitative", "scale": {"domain": [0, WIDTH], "nice": False}, "axis": None}
    y = {"type": "quantitative", "scale": {"domain": [height, 0], "nice": False}, "axis": None}
    legend = {"columns": 1, "labelLimit": WIDTH, "symbolType": "square"}
    colour = {
        "field": "became",
        "type": "nominal",
        "scale": {"domain": [outcome_words(code) for code in there], "range": [COLOURS[code] for code in there]},
        "legend": legend,
    }
    ranged = {"x": {"field": "x", **x}, "x2": {"field": "x2"}, "y": {"field": "y", **y}, "y2": {"field": "y2"}, "color": colour}
    inside = {"x": {"field": "mid", **x}, "y": {"field": "middle", **y}, "text": {"field": "n"}}
    numbered = [piece for piece in pieces if piece["shown"]]
    layers = [
        {"data": {"values": pieces}, "mark": "rect", "encoding": ranged},
        {
            "data": {"values": [one for one in numbered if not one["pale"]]},
            "mark": {"type": "text", "color": "#fff", "fontWeight": "bold"},
            "encoding": inside,
        },
        {"data": {"values": [one for one in numbered if one["pale"]]}, "mark": {"type": "text"}, "encoding": inside},
        {
            "data": {"values": words},
            "mark": {"type": "text", "align": "left", "baseline": "line-top", "lineBreak": "\n", "lineHeight": LINE},
            "encoding": {"x": {"value": 0}, "y": {"field": "y", **y}, "text": {"field": "text"}},
        },
    ]
    return svg({"width": WIDTH, "height": height, "layer": layers}, title=title, desc=desc)


def _pieces(bar: Bar, bottom: int, most: int, *, whole: bool) -> list[dict[str, object]]:
    total = sum(n for _code, n in bar.pieces)
    scale, x = WIDTH / (total if whole else most), 0.0
    found: list[dict[str, object]] = []
    for code, n in bar.pieces:
        if not n:
            continue
        x2 = x + n * scale
        at = {
            "x": round(x, 2),
            "x2": round(max(x2 - GAP, x), 2),
            "mid": round((x + x2) / 2, 2),
            "y": bottom - BAR,
            "y2": bottom,
            "middle": bottom - BAR / 2,
        }
        found.append({**at, "became": outcome_words(code), "n": number(n), "shown": x2 - x >= SEEN, "pale": code in PALE})
        x = x2
    return found
