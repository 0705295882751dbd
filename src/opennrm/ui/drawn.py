"""What a law looks like, drawn without a script: the ways of a procedure, clocks on one axis, values over the years.

Each drawing is hidden from screen readers or named in one sentence; the list beside it says all that it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from textwrap import wrap

from django.utils.safestring import SafeString

from opennrm.ui.components.markup import element

__all__ = ["Leg", "Span", "Stop", "clock_bar", "clock_scale", "procedure", "spans"]

# The picture of a procedure, in its own units: boxes one below another, arcs down at their left and up at their right.
WIDTH, GUTTER, LETTERS = 340, 64, 24
LINE, ROOM, GAP = 18, 12, 20
HEAD = 7  # of an arrow


@dataclass(frozen=True, slots=True)
class Stop:
    """A stage: its number and label, and its look (`plain`, `rights`, `end`)."""

    number: int
    label: str
    look: str = "plain"


@dataclass(frozen=True, slots=True)
class Leg:
    """A way from one stage to another, by their places."""

    origin: int
    to: int


@dataclass(frozen=True, slots=True)
class Box:
    """A stage as it is drawn."""

    stop: Stop
    lines: tuple[str, ...]
    top: float

    @property
    def height(self) -> float:
        return ROOM + LINE * len(self.lines)


def procedure(stops: Sequence[Stop], legs: Iterable[Leg], name: str) -> SafeString:
    """The stages and the ways between them as a picture that is called `name`."""
    boxes = list(_boxes(stops))
    ways = sorted({(leg.origin, leg.to) for leg in legs if leg.origin != leg.to})
    height = boxes[-1].top + boxes[-1].height + 2 if boxes else 0
    own = {"class": "nrm-procedure", "viewBox": f"0 0 {WIDTH} {height:.0f}", "role": "img", "aria-label": name, "focusable": "false"}
    return element("svg", own, *_arrows(boxes, ways), *(_box(box) for box in boxes))


def _boxes(stops: Sequence[Stop]) -> Iterator[Box]:
    texts = [tuple(wrap(f"{stop.number} {stop.label}", LETTERS)) or ("",) for stop in stops]
    tops = accumulate((ROOM + LINE * len(lines) + GAP for lines in texts), initial=2.0)
    return (Box(stop, lines, top) for stop, lines, top in zip(stops, texts, tops, strict=False))


def _box(box: Box) -> SafeString:
    frame = {"x": GUTTER, "y": f"{box.top:.0f}", "width": WIDTH - 2 * GUTTER, "height": f"{box.height:.0f}", "rx": 4}
    text = (
        element("tspan", {"x": WIDTH // 2, "y": f"{box.top + ROOM / 2 + LINE * (place + 0.75):.0f}"}, line)
        for place, line in enumerate(box.lines)
    )
    return element("g", {"class": box.stop.look}, element("rect", frame), element("text", {"text-anchor": "middle"}, *text))


Way = tuple[int, int]


def _arrows(boxes: Sequence[Box], ways: Sequence[Way]) -> Iterator[SafeString]:
    """Short ways straight down, all others as arcs: down at the left, up at the right, the longer the further out."""
    longest = max((abs(to - origin) for origin, to in ways), default=1)
    for origin, to in ways:
        if to == origin + 1:
            yield from _straight(boxes[origin], boxes[to])
            continue
        down = to > origin
        side, out = (GUTTER, -1) if down else (WIDTH - GUTTER, 1)
        same = [way for way in ways if (way[1] > way[0]) == down and way[1] != way[0] + 1]
        begin, end = (_port(boxes, same, place, (origin, to)) for place in (origin, to))
        reach = side + out * (16 + (GUTTER - 18) * (abs(to - origin) / longest) ** 0.6) * 1.3
        yield element(
            "path", {"d": f"M{side:.0f} {begin:.0f}C{reach:.0f} {begin:.0f} {reach:.0f} {end:.0f} {side + out * HEAD:.0f} {end:.0f}"}
        )
        yield element("path", {"class": "head", "d": f"M{side:.0f} {end:.0f}l{out * HEAD:.0f} -4v8z"})


def _straight(above: Box, below: Box) -> Iterator[SafeString]:
    middle = WIDTH // 2
    yield element("path", {"d": f"M{middle} {above.top + above.height:.0f}V{below.top - HEAD:.0f}"})
    yield element("path", {"class": "head", "d": f"M{middle} {below.top:.0f}l-4 -{HEAD}h8z"})


def _port(boxes: Sequence[Box], ways: Sequence[Way], place: int, way: Way) -> float:
    """Where an arc meets its box: in an order in which arcs of one box do not cross."""
    here = [one for one in ways if place in one]
    order = sorted(here, key=lambda one: _depth(place, one[1] if one[0] == place else one[0]))
    box = boxes[place]
    return box.top + box.height * (order.index(way) + 1) / (len(order) + 1)


def _depth(place: int, other: int) -> tuple[int, int]:
    """Those from above first, the nearest of them highest; then those from below, the furthest of them highest."""
    return (0, place - other) if other < place else (1, place - other)


# --- clocks and values: percentages of the width and names of the style sheet only

MIDDLE = "50%"


def _percent(part: float) -> str:
    return f"{100 * part:.1f}%"


def _svg(look: str, *marks: SafeString) -> SafeString:
    return element("svg", {"class": f"nrm-drawn {look}", "aria-hidden": "true", "focusable": "false"}, *marks)


def _upright(look: str, part: float, top: str, bottom: str) -> SafeString:
    return element("line", {"class": look, "x1": _percent(part), "x2": _percent(part), "y1": top, "y2": bottom})


GRID = "nrm-grid"  # drawn once, with the scale, and used by every clock below it


def clock_scale(ticks: Sequence[tuple[float, str]]) -> SafeString:
    """The steps of the axis above the clocks, and the grid that these use."""
    grid = element("g", {"id": GRID}, *(_upright(GRID, at, "0", "100%") for at, _ in ticks))
    ends = {0: "start", len(ticks) - 1: "end"}
    texts = (
        element("text", {"x": _percent(part), "y": "75%", "text-anchor": ends.get(place, "middle")}, words)
        for place, (part, words) in enumerate(ticks)
    )
    return _svg("nrm-drawn--scale", element("defs", {}, grid), *texts)


def clock_bar(kind: str, part: float | None, on_scale: bool = True) -> SafeString:
    """One clock: a maximum ends at a bar, a target at a ring, a minimum goes on; dotted over the whole where there is no length."""
    grid = [element("use", {"href": f"#{GRID}"})] if on_scale else []
    if part is None:
        frame = element("rect", {"class": "none", "x": "0", "y": "25%", "width": "100%", "height": MIDDLE})
        return _svg(f"nrm-drawn--{kind}", *grid, frame)
    line = element("line", {"class": "run", "x1": "0", "x2": _percent(part), "y1": MIDDLE, "y2": MIDDLE})
    if kind == "target":
        end = [element("circle", {"cx": _percent(part), "cy": MIDDLE, "r": 6})]
    elif kind == "minimum":
        on = element("line", {"class": "on", "x1": _percent(part), "x2": "100%", "y1": MIDDLE, "y2": MIDDLE})
        end = [on, _upright("end", part, "18%", "82%")]
    else:
        end = [_upright("end", part, "12%", "88%")]
    return _svg(f"nrm-drawn--{kind}", *grid, line, *end)


@dataclass(frozen=True, slots=True)
class Span:
    """A value over time, from and to a part of the axis; `look`: in force on the day of the page (`now`), `other`, or `open` where we do
    not know.
    """

    begin: float
    end: float
    look: str


def spans(row: Iterable[Span], today: float) -> SafeString:
    """Values one after another, the one in force dark, with a dotted line at the day of the page."""
    parts = [
        f'<rect class="{span.look}" x="{_percent(span.begin)}" y="25%" width="{_percent(max(span.end - span.begin, 0.004))}" '
        f'height="{MIDDLE}"/>'
        for span in row
    ]
    at = _percent(today)
    return SafeString(
        f'<svg class="nrm-drawn nrm-drawn--spans" aria-hidden="true" focusable="false">{"".join(parts)}'
        f'<line class="day" x1="{at}" x2="{at}" y1="0" y2="100%"/></svg>'
    )
