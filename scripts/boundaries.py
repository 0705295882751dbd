"""The shapes of countries for the map of the programme, from the package world-atlas (Natural Earth, in the public domain).

`npm ci`, then `python scripts/boundaries.py` writes src/opennrm/programme/data/boundaries.json: for each country a path in the units of one
projection (Miller), fine enough for a picture of a continent. Countries that the coarse edition leaves out come from the finer one.
"""

import itertools
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global

HERE = Path(__file__).resolve().parents[1]
ATLAS = HERE / "node_modules/world-atlas"
TARGET = HERE / "src/opennrm/programme/data/boundaries.json"
# Shapes without a number of their own. Where the United Nations know no state, the shape belongs to the one they know.
UNNUMBERED = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
# What the atlas shows as it is held, and the General Assembly (resolution 68/262) as it is owed: a point in the shape, and whose it is.
OWED = {("RU", (34.3, 45.2)): "UA"}
UNITS = 10  # of the picture for a degree at the equator
SMALLEST = 3.0  # square units: what is smaller is not drawn, unless a country has nothing larger

Point = tuple[float, float]
Ring = list[Point]


def countries(atlas: dict[str, Any]) -> Iterator[tuple[str, list[Ring]]]:
    """Each country of an atlas by its code of two letters, with its rings in degrees."""
    step, shift = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = [list(_unpacked(arc, step, shift)) for arc in atlas["arcs"]]
    for shape in atlas["objects"]["countries"]["geometries"]:
        code = _code(shape)
        if code not in ("", "AQ") and shape["type"] in ("Polygon", "MultiPolygon"):
            parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
            yield from _owed(code, [_ring(part[0], arcs) for part in parts])


def _owed(code: str, rings: list[Ring]) -> Iterator[tuple[str, list[Ring]]]:
    for (held_by, point), owner in OWED.items():
        given = [ring for ring in rings if held_by == code and _holds(ring, point)]
        rings = [ring for ring in rings if ring not in given]
        yield owner, given
    yield code, rings


def _holds(ring: Ring, point: Point) -> bool:
    x, y = point
    crossed = [(x2 - x1) * (y - y1) / (y2 - y1) + x1 > x for (x1, y1), (x2, y2) in itertools.pairwise(ring) if (y1 > y) != (y2 > y)]
    return sum(crossed) % 2 == 1


def _code(shape: dict[str, Any]) -> str:
    number = str(shape.get("id", ""))
    found = get_global("territory_aliases").get(number, [""])[0]
    return found if found in Locale("en").territories else UNNUMBERED.get(shape["properties"]["name"], "")


def _unpacked(arc: list[list[int]], step: list[float], shift: list[float]) -> Iterator[Point]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * step[0] + shift[0], y * step[1] + shift[1]


def _ring(numbers: list[int], arcs: list[list[Point]]) -> Ring:
    """The outer ring of a part: arcs one after another, one with a negative number backwards; over the date line it goes on."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    over = any(abs(x2 - x1) > 180 for (x1, _), (x2, _) in itertools.pairwise(ring))
    return [(x + 360 if x < 0 else x, y) for x, y in ring] if over else ring


def projected(point: Point) -> Point:
    """Miller: as Mercator, and less large in the north."""
    longitude, latitude = point
    height = 1.25 * math.log(math.tan(math.pi / 4 + 0.4 * math.radians(latitude)))
    return UNITS * longitude, -UNITS * math.degrees(height)


def path(rings: list[Ring]) -> str:
    """The rings as the path of a picture, in whole units from one point to the next."""
    drawn = sorted(([projected(point) for point in ring] for ring in rings), key=_area, reverse=True)
    return "".join(_said(ring) for place, ring in enumerate(drawn) if place == 0 or _area(ring) >= SMALLEST)


def _area(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def _said(ring: Ring) -> str:
    points = [(round(x), round(y)) for x, y in ring]
    kept = [points[0], *(after for before, after in itertools.pairwise(points) if after != before)]
    steps = [f"{x2 - x1},{y2 - y1}" for (x1, y1), (x2, y2) in itertools.pairwise(kept)]
    return f"M{kept[0][0]},{kept[0][1]}l{' '.join(steps)}z" if steps else ""


def main() -> None:
    coarse, fine = (json.loads((ATLAS / f"countries-{scale}.json").read_text()) for scale in ("110m", "50m"))
    found: dict[str, list[Ring]] = {}
    for atlas in (coarse, fine):
        known = set(found)
        for code, rings in countries(atlas):
            if code not in known and rings:
                found.setdefault(code, []).extend(rings)
    paths = {code: path(rings) for code, rings in sorted(found.items())}
    said = {
        "from": "Natural Earth 4.1.0, in the public domain, by the package world-atlas 2.0.2; projection of Miller, ten units a degree",
        "paths": {code: drawn for code, drawn in paths.items() if drawn},
    }
    TARGET.write_text(json.dumps(said, ensure_ascii=False, indent=0) + "\n")
    print(f"{TARGET.relative_to(HERE)}: {len(said['paths'])} countries, {TARGET.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
