"""A map of where the work was: shapes of countries from public-domain boundaries, drawn on the server, with the counts on it.

A picture for the eye: it is hidden from screen readers, and the table beside it says all that it shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.safestring import SafeString

from opennrm.ui.components.markup import element

__all__ = ["drawn", "has_shape"]

# The part of the world that is shown: left, top, width, height in the units of the boundaries (ten a degree).
NEAR = (-130, -840, 1000, 510)
WORLD = (-1700, -930, 3500, 1600)
STEPS = (1, 3, 6, 12)  # from which number on the tint is darker
PIECE = re.compile(r"M(-?\d+),(-?\d+)l([^z]*)z")


@dataclass(frozen=True, slots=True)
class Shape:
    """A country: its path, the box around it, and the middle of its largest part."""

    path: str
    box: tuple[int, int, int, int]
    middle: tuple[int, int]


@cache
def _shapes() -> Mapping[str, Shape]:
    text = (files("opennrm.programme") / "data/boundaries.json").read_text(encoding="utf-8")
    return {code: _shape(path) for code, path in json.loads(text)["paths"].items()}


def _shape(path: str) -> Shape:
    rings = [list(_points(piece)) for piece in PIECE.finditer(path)]
    every = [point for ring in rings for point in ring]
    xs, ys = [x for x, _ in every], [y for _, y in every]
    first = rings[0]
    middle = (sum(x for x, _ in first) // len(first), sum(y for _, y in first) // len(first))
    return Shape(path, (min(xs), min(ys), max(xs), max(ys)), middle)


def _points(piece: re.Match[str]) -> Iterator[tuple[int, int]]:
    x, y = int(piece[1]), int(piece[2])
    yield x, y
    for step in piece[3].split():
        dx, dy = step.split(",")
        x, y = x + int(dx), y + int(dy)
        yield x, y


def has_shape(country: str) -> bool:
    """Whether the map can show a country."""
    return country in _shapes()


def drawn(counts: Mapping[str, int]) -> SafeString:
    """The map with the number of each country that has a shape; nothing where none has."""
    told = {code: n for code, n in counts.items() if has_shape(code)}
    if not told:
        return SafeString("")
    view = NEAR if all(_inside(_shapes()[code].middle, NEAR) or code == "RU" for code in told) else WORLD
    shapes = [
        element("path", {"class": _tint(told.get(code, 0)), "d": one.path}) for code, one in _shapes().items() if _seen(one.box, view)
    ]
    numbers = [number for code, n in sorted(told.items()) for number in _number(_shapes()[code].middle, n, view)]
    own = {"class": "nrm-map", "viewBox": " ".join(map(str, view)), "aria-hidden": "true", "focusable": "false"}
    return element("svg", own, *shapes, *numbers)


def _tint(n: int) -> str:
    return f"m{sum(n >= step for step in STEPS)}"


def _inside(point: tuple[int, int], view: tuple[int, int, int, int]) -> bool:
    left, top, width, height = view
    return left <= point[0] <= left + width and top <= point[1] <= top + height


def _seen(box: tuple[int, int, int, int], view: tuple[int, int, int, int]) -> bool:
    left, top, width, height = view
    return box[0] < left + width and box[2] > left and box[1] < top + height and box[3] > top


def _number(middle: tuple[int, int], n: int, view: tuple[int, int, int, int]) -> Iterator[SafeString]:
    """The number on its country; of one whose middle lies outside at the edge."""
    left, top, width, height = view
    size = width // 64
    x = min(max(middle[0], left + size), left + width - size)
    y = min(max(middle[1], top + size), top + height - size)
    yield element("circle", {"cx": x, "cy": y, "r": size})
    yield element("text", {"x": x, "y": y + size * 0.38, "text-anchor": "middle", "font-size": size * 1.15}, str(n))
