"""Charts drawn on the server: a Vega-Lite specification becomes a picture that stands in the page, with its figures as a table below.

The picture has one name and one description and nothing to tab to; the table says all that it shows. Neither needs a script or a style of
its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opennrm.ui import drawing
from opennrm.ui.components import render
from opennrm.ui.components.markup import element, escaped, joined

__all__ = ["Grid", "svg", "with_grid"]

# Colours of style/_tokens.scss; whoever cannot tell them apart has the shape, the label.
INK, MUTED, LINE, STRONG = "#1b2326", "#4a5659", "#c9d2d1", "#76858a"
KINDS = ["#12454f", "#8a4b10", "#5d4a86", "#1f6b45", "#a8231c", "#5f5e17"]
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"]
FONT = "Noto Sans, DejaVu Sans, arial, sans-serif"
FOR_OTHERS = rf' (?:(?:class|role|aria-[a-z]+|pointer-events)="[^"]*"|font-(?:family="{FONT}"|size="13px")|text-anchor="start"|opacity="1")'
# What nobody sees, and what holds if nothing is said.
UNSEEN = r'<text [^>]*opacity="0">[^<]*</text>|<path d="" display="none"/>|<g/>'
AS_IT_IS = r' (?:stroke-width="1"|[xy]2="0"|transform="translate\(0,0\)")|(?<=\d),0(?=\)")|(?<=fill="#......") stroke-width="2"(?! stroke)'
TEXT: dict[str, Any] = {"labelColor": INK, "labelFontSize": 13, "titleColor": MUTED, "titleFontSize": 13, "titleFontWeight": "normal"}
CONFIG: dict[str, Any] = {
    "aria": False,
    "background": None,
    "font": FONT,
    "view": {"stroke": None},
    "axis": {**TEXT, "gridColor": LINE, "domainColor": STRONG, "tickColor": STRONG},
    "legend": {**TEXT, "orient": "top", "direction": "vertical", "title": None},
    "mark": {"color": KINDS[0]},
    "text": {"color": INK, "fontSize": 13},
    "range": {"category": KINDS, "symbol": SHAPES},
}
ELSEWHERE = {"url", "href"}  # a chart holds its own figures: it fetches nothing and leads nowhere


@dataclass(frozen=True, slots=True)
class Grid:
    """The figures of a chart as words: the heads of the columns, then rows whose first cell names them."""

    heads: Sequence[str]
    rows: Iterable[Sequence[str]]


def svg(spec: Mapping[str, Any], *, title: str, desc: str) -> SafeString:
    """The picture of a Vega-Lite specification, drawn once for the same content; raises ValueError where it points to anything outside.

    It shrinks where there is less room: what is drawn no wider than 290 units is read on a phone without that.

    Source: issue 12, point 8; SVG Accessibility API Mappings 1.0.
    """
    _refuse_elsewhere(spec)
    drawn = _drawn(json.dumps(spec, sort_keys=True, ensure_ascii=False))
    ident = "chart-" + sha256(f"{title}\0{desc}\0{drawn}".encode()).hexdigest()[:12]
    found = re.match(r'<svg[^>]* viewBox="([^"]+)">', drawn)
    if found is None:
        raise ValueError("the renderer gave no picture")
    own = {
        "class": "nrm-chart",
        "viewBox": found[1],
        "width": found[1].split()[2],
        "role": "img",
        "aria-labelledby": f"{ident}-title",
        "aria-describedby": f"{ident}-desc",
        "focusable": "false",
        "direction": "ltr",  # in a page that runs from the right the anchors of all labels would turn round
    }
    named = joined(element("title", {"id": f"{ident}-title"}, title), element("desc", {"id": f"{ident}-desc"}, desc))
    return element("svg", own, named, SafeString(drawn[found.end() : -len("</svg>")]))


def with_grid(picture: SafeString, grid: Grid, of: str = "") -> SafeString:
    """A picture and below it, folded, its figures as a table; `of` tells it from others of the page to whoever hears it.

    Source: WCAG 2.2, 1.1.1 and 2.4.6.
    """
    heads = element("tr", {}, *(element("th", {"scope": "col"}, head) for head in grid.heads))
    rows = [
        element("tr", {}, element("th", {"scope": "row"}, name), *(element("td", {}, cell) for cell in cells)) for name, *cells in grid.rows
    ]
    table = element("table", {}, element("thead", {}, heads), element("tbody", {}, *rows))
    scrolled = element("div", {"class": "nrm-chart__table"}, table)
    named = element("span", {"class": "govuk-visually-hidden"}, f": {of}") if of else ""
    return joined(picture, render("details", {"summaryHtml": joined(escaped(_("These figures as a table")), named), "html": scrolled}))


def _refuse_elsewhere(part: object) -> None:
    if isinstance(part, Mapping):
        if found := ELSEWHERE & part.keys():
            raise ValueError(f"a chart holds its own figures; this one names {', '.join(sorted(found))}")
        part = list(part.values())
    if isinstance(part, list | tuple):
        for inner in part:
            _refuse_elsewhere(inner)


@lru_cache(maxsize=256)
def _drawn(spec: str) -> str:
    return _lighter(drawing.drawn(spec, CONFIG).strip())


def _lighter(drawn: str) -> str:
    """Half of what the renderer writes is for scripts and readers that a picture with one name does not have, or stands on every word."""
    drawn = re.sub(r'<path (?:class="background"[^>]*|d="" display="none")/>', "", drawn)
    start = drawn.index(">") + 1
    inside = re.sub(FOR_OTHERS, "", drawn[start:])
    inside = _flatter(re.sub(AS_IT_IS, "", re.sub(UNSEEN, "", inside)))
    return drawn[:start] + re.sub(r"(\.\d\d)\d+", r"\1", inside).replace("<g ", f'<g font-family="{FONT}" font-size="13px" ', 1)


def _flatter(drawn: str) -> str:
    """Without groups that say nothing of what is in them."""
    kept: list[bool] = []
    parts = []
    for part in re.split(r"(<g[^>]*>|</g>)", drawn):
        if part.startswith("<g"):
            kept.append(part != "<g>")
        if not part.startswith(("<g", "</g")) or (kept.pop() if part == "</g>" else kept[-1]):
            parts.append(part)
    return "".join(parts)
