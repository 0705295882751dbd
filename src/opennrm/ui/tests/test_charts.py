"""Charts: named, the same figures as a table, nothing that the content policy forbids, nothing fetched, loaded late."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from opennrm.ui import charts, drawing
from opennrm.ui.charts import Grid, svg, with_grid

SPEC: dict[str, Any] = {
    "width": 220,
    "height": 120,
    "data": {"values": [{"day": 0, "share": 100, "of": "<script>alert(1)</script>"}, {"day": 45, "share": 40, "of": '"><b onload="x">'}]},
    "mark": {"type": "line", "interpolate": "step-after", "point": True},
    "encoding": {
        "x": {"field": "day", "type": "quantitative", "title": "Days"},
        "y": {"field": "share", "type": "quantitative", "title": "Still waiting"},
        "color": {"field": "of"},
        "shape": {"field": "of"},
    },
}
BARS = '{"mark": "bar", "data": {"values": [{"n": 3}]}, "encoding": {"x": {"field": "n"}}}'


def test_a_picture_has_one_name_and_one_description() -> None:
    picture = svg(SPEC, title="Half wait 45 days & more", desc="The share that waits")
    named = re.search(r'aria-labelledby="([^"]+)" aria-describedby="([^"]+)"', picture)
    assert named is not None
    assert f'<title id="{named[1]}">Half wait 45 days &amp; more</title><desc id="{named[2]}">The share that waits</desc>' in picture
    assert picture.count('role="img"') == 1
    assert picture.count("<svg") == picture.count("</svg>") == 1


def test_nothing_in_it_needs_leave_of_the_content_policy() -> None:
    picture = svg(SPEC, title="x", desc="y")
    assert not re.search(r"""<script|<style|<b |\sstyle=|<[^>]*\son\w+=|<foreignObject|<image|<a[ >]|href=""", picture)


@pytest.mark.parametrize("elsewhere", [{"data": {"url": "file:///etc/passwd"}}, {"layer": [{"encoding": {"href": {"field": "of"}}}]}])
def test_a_chart_fetches_nothing_and_leads_nowhere(elsewhere: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="holds its own figures"):
        svg({**SPEC, **elsewhere}, title="x", desc="y")


def test_the_same_content_is_drawn_once() -> None:
    charts._drawn.cache_clear()
    svg(SPEC, title="x", desc="y")
    svg(dict(reversed(SPEC.items())), title="another", desc="y")
    assert charts._drawn.cache_info().misses == 1


def test_the_figures_stand_below_as_a_table_with_heads() -> None:
    made = with_grid(svg(SPEC, title="x", desc="y"), Grid(["Days", "Still <waiting>"], [["45", "40 %"]]))
    assert made.index("<svg") < made.index("<details") < made.index("<table")
    assert re.search(r'<th scope="col"[^>]*>Still &lt;waiting&gt;</th>', made)
    assert re.search(r'<th scope="row"[^>]*>45</th>', made)


def test_its_colours_are_those_of_our_tokens() -> None:
    tokens = (Path(charts.__file__).parent / "style/_tokens.scss").read_text()
    assert all(colour in tokens for colour in (charts.INK, charts.MUTED, charts.LINE, charts.STRONG, *charts.KINDS))


def test_the_renderer_is_in_no_process_that_answers_pages() -> None:
    asked = "import sys; from opennrm.ui.charts import _drawn; _drawn('{\"mark\": \"bar\"}'); sys.exit('vl_convert' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_a_renderer_that_has_ended_is_started_again() -> None:
    first = drawing.drawn(BARS, {})
    assert drawing._running is not None
    drawing._running.kill()
    drawing._running.wait()
    assert drawing.drawn(BARS, {}) == first


def test_a_renderer_that_nobody_asks_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    if drawing._running is not None:
        drawing._ended(drawing._running)
    monkeypatch.setattr(drawing, "PROGRAM", (*drawing.PROGRAM[:-1], "0.1"))
    drawing.drawn(BARS, {})
    process = drawing._running
    assert process is not None
    assert process.wait(timeout=60) == 0
    assert drawing.drawn(BARS, {}).startswith("<svg")


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="conversion failed"):
        drawing.drawn('{"mark": 7, "data": {"values": 3}}', {})
    assert drawing.drawn(BARS, {}).startswith("<svg")
