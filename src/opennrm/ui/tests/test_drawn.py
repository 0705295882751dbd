"""What a law looks like: every stage and way once, arcs that end apart, text that stays text, clocks by their kind."""

import re
from itertools import pairwise

import pytest

from opennrm.ui.drawn import GRID, Leg, Span, Stop, clock_bar, clock_scale, procedure, spans

STOPS = [Stop(1, "First contact"), Stop(2, "Referred, awaiting a decision"), Stop(3, "Presumed", "rights"), Stop(4, "Closed", "end")]


def heads(picture: str) -> list[str]:
    return re.findall(r'class="head" d="([^"]+)"', picture)


def test_a_picture_has_a_name_and_every_stage_with_its_look() -> None:
    picture = procedure(STOPS, [], "The ways")
    assert 'role="img" aria-label="The ways"' in picture
    assert re.findall(r'<g class="(\w+)">', picture) == ["plain", "plain", "rights", "end"]
    assert re.sub(r"</?tspan[^>]*>", " ", picture).count("Referred, awaiting") == 1


def test_each_way_is_drawn_once_however_often_it_is_named() -> None:
    legs = [Leg(0, 1), Leg(0, 1), Leg(1, 3), Leg(2, 1), Leg(2, 2)]
    assert len(heads(procedure(STOPS, legs, "x"))) == 3


def test_ways_onward_stand_at_the_left_and_ways_back_at_the_right() -> None:
    onward, back = heads(procedure(STOPS, [Leg(0, 2)], "x")), heads(procedure(STOPS, [Leg(2, 0)], "x"))
    assert onward[0].startswith("M64 ")
    assert back[0].startswith("M276 ")


def test_arcs_of_one_stage_end_apart() -> None:
    found = heads(procedure([*STOPS, Stop(5, "Withdrawn")], [Leg(0, 4), Leg(1, 4), Leg(2, 4), Leg(4, 1)], "x"))
    ends = [(re.match(r"M(\d+) (\d+)", head) or [""])[0] for head in found]
    assert len(set(ends)) == 4


def test_the_nearer_of_two_ways_ends_above_so_that_arcs_do_not_cross() -> None:
    far, near = heads(procedure([*STOPS, Stop(5, "Withdrawn")], [Leg(0, 4), Leg(2, 4)], "x"))
    top = [int(head.split()[1].split("l")[0]) for head in (near, far)]
    assert top[0] < top[1]


def test_a_long_label_is_broken_and_its_box_grows() -> None:
    short, long = (procedure([Stop(1, label)], [], "x") for label in ("Closed", "Final negative proposed, with the second reviewer"))
    height = [int(re.search(r'<rect[^>]* height="(\d+)"', one)[1]) for one in (short, long)]  # type: ignore[index]
    assert height[0] < height[1]
    assert long.count("<tspan") == 3


def test_labels_stay_text() -> None:
    assert "<script>" not in procedure([Stop(1, "<script>alert(1)</script>")], [], '"><b>')


@pytest.mark.parametrize(("kind", "mark"), [("maximum", 'class="end"'), ("target", "<circle"), ("minimum", 'class="on"')])
def test_a_clock_ends_as_its_kind_does(kind: str, mark: str) -> None:
    assert mark in clock_bar(kind, 0.5)
    assert 'x2="50.0%"' in clock_bar(kind, 0.5)


@pytest.mark.parametrize("kind", ["not_provided", "not_known"])
def test_what_has_no_length_has_no_line(kind: str) -> None:
    drawn = clock_bar(kind, None)
    assert 'class="none"' in drawn
    assert 'class="run"' not in drawn


def test_the_grid_is_drawn_once_and_used_by_each_clock() -> None:
    scale = clock_scale([(0.0, "1 h"), (0.4, "1 d"), (1.0, "2 y")])
    assert scale.count(f'class="{GRID}"') == 3
    assert f'id="{GRID}"' in scale
    assert f'href="#{GRID}"' in clock_bar("maximum", 0.5)
    assert f'href="#{GRID}"' not in clock_bar("maximum", 0.5, on_scale=False)


def test_spans_follow_one_another_and_the_day_is_marked() -> None:
    drawn = spans([Span(0, 0.4, "other"), Span(0.4, 0.6, "open"), Span(0.6, 1, "now")], 0.7)
    assert re.findall(r'<rect class="(\w+)"', drawn) == ["other", "open", "now"]
    starts = [float(at) for at in re.findall(r' x="([\d.]+)%"', drawn)]
    assert all(one < other for one, other in pairwise(starts))
    assert 'class="day" x1="70.0%"' in drawn


def test_drawings_are_no_noise_for_a_screen_reader() -> None:
    for drawn in (clock_scale([(0.0, "1 h")]), clock_bar("target", 0.2), spans([], 0.5)):
        assert 'aria-hidden="true" focusable="false"' in drawn
