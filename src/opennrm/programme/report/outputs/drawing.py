"""How a chart of a report is drawn: bars with their names beside them, the number of each part in it, the whole at its end."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from opennrm.programme.report.text import Bar, Chart
from opennrm.ui import charts

__all__ = ["WIDE", "alone", "picture", "png", "table"]

NARROW, WIDE = 105, 360  # units of the bars alone: with their names the narrow one is read on a telephone
LETTERS, LINE, BAR = 15, 15, 20
SHADES = (("#12454f", "#ffffff"), ("#3f838c", "#ffffff"), ("#a9c9cc", "#1b2326"), ("#e3edec", "#1b2326"))  # each told from the next in grey
SEEN = 14  # units: a narrower part has no number in it; the table has


def picture(chart: Chart, width: int = NARROW) -> str:
    """The chart as SVG, with its title and what it shows in words. Source: issue 13, point 7."""
    return str(charts.svg(_spec(chart, width), title=chart.title, desc=chart.desc))


def alone(chart: Chart, font: str = "") -> str:
    """The chart as an SVG that stands by itself, in a font that whoever sets it has. Source: SVG 2, 5.1.1."""
    drawn = picture(chart, WIDE).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return drawn.replace(charts.FONT, font) if font else drawn


def png(chart: Chart) -> bytes:
    """The chart as a picture for a word processor. Source: issue 13, point 7 (docx)."""
    import vl_convert  # noqa: PLC0415  large, and needed by files alone

    return bytes(vl_convert.svg_to_png(alone(chart), scale=2))


def table(chart: Chart, whole: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Its figures: the heads, then a row for each bar; `whole` heads the sums where there are several parts. Source: WCAG 2.2, 1.1.1."""
    several = len(chart.parts) > 1
    heads = ("", *chart.parts, *((whole,) if several else ()))
    return heads, [(bar.name, *map(str, bar.counts), *((str(bar.whole),) if several else ())) for bar in chart.bars]


def _spec(chart: Chart, width: int) -> dict[str, Any]:
    names = {bar.name: "\n".join(wrap(bar.name, LETTERS if width == NARROW else 2 * LETTERS)) for bar in chart.bars}
    most = max(bar.whole for bar in chart.bars)
    step = max(BAR + 8, *(LINE * (name.count("\n") + 1) + 6 for name in names.values()))
    lines = {"labelExpr": "split(datum.label, '\\n')", "ticks": False, "domain": False, "labelLimit": 400}
    y = {"field": "bar", "type": "nominal", "sort": None, "title": None, "axis": lines}
    x = {"type": "quantitative", "axis": None, "scale": {"domain": [0, most * 1.12], "nice": False}}
    sums = [{"bar": names[bar.name], "end": bar.whole} for bar in chart.bars]
    layers = [_bars(chart, x, y), _inside(x, y), {"data": {"values": sums}, **_ends(x, y)}]
    pieces = [piece for bar in chart.bars for piece in _pieces(bar, names[bar.name], chart.parts, width / most)]
    return {"data": {"values": pieces}, "width": width, "height": step * len(chart.bars), "layer": layers}


def _bars(chart: Chart, x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    shades = {"domain": list(chart.parts), "range": [shade for shade, _ in SHADES[: len(chart.parts)]]}
    legend = {"orient": "top", "direction": "vertical", "symbolType": "square", "labelLimit": 0} if len(chart.parts) > 1 else None
    fill = {"field": "part", "type": "nominal", "sort": None, "scale": shades, "legend": legend}
    mark = {"type": "bar", "height": BAR, "stroke": SHADES[0][0], "strokeWidth": 0.5}
    return {"mark": mark, "encoding": {"y": y, "x": {**x, "field": "start"}, "x2": {"field": "end"}, "fill": fill}}


def _inside(x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    """The number of each part that is wide enough for it."""
    ink = {"field": "ink", "type": "nominal", "scale": None}
    encoding = {"y": y, "x": {**x, "field": "middle"}, "text": {"field": "n"}, "color": ink}
    return {"transform": [{"filter": "datum.seen"}], "mark": {"type": "text", "baseline": "middle"}, "encoding": encoding}


def _ends(x: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    """The whole of each bar, at its end."""
    mark = {"type": "text", "align": "left", "dx": 5, "fontWeight": "bold"}
    return {"mark": mark, "encoding": {"y": y, "x": {**x, "field": "end"}, "text": {"field": "end"}}}


def _pieces(bar: Bar, name: str, parts: tuple[str, ...], scale: float) -> list[dict[str, Any]]:
    found, at = [], 0
    for (part, n), (_, ink) in zip(zip(parts, bar.counts, strict=True), SHADES, strict=False):
        if n:
            seen = n * scale > SEEN and len(parts) > 1
            found.append({"bar": name, "part": part, "n": n, "start": at, "end": at + n, "middle": at + n / 2, "ink": ink, "seen": seen})
        at += n
    return found
