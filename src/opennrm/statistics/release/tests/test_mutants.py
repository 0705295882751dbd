"""A protection with one thing left out is found out by the reader: an audit that notices nothing is none."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from opennrm.statistics.release import checks, choosing, history, protect, views
from opennrm.statistics.release.shown import Edition, Shown
from opennrm.statistics.release.tests import reader
from opennrm.statistics.release.tests.invented import FEWER, Whole, alike, decided, edition, together
from opennrm.statistics.release.together import Lot

CHILD = {"sex": "female", "age_at_exploitation": "child"}
FIRST: Whole = (
    [
        *(alike(60), alike(14, region="NORTH"), alike(9, region="ISLAND"), alike(2, sex="unknown")),
        *(alike(25, **CHILD), alike(3, **CHILD, forms="begging"), alike(4, **CHILD, forms="sexual")),
    ],
    decided(47, 4),
    [alike(30), alike(12, forms="labour+sexual"), alike(3, forms="begging+sexual")],
)
LATE: Whole = ([alike(2, sex="female", region="NORTH"), alike(9, sex="unknown", age_at_exploitation="child")], decided(1, 9), [])
SECOND: Whole = (
    [alike(50), alike(16, sex="female"), alike(12, sex="unknown", region="NORTH"), alike(11, age_at_exploitation="child")],
    decided(30, 20),
    [],
)
QUARTERS = (FIRST, SECOND)
Patch = Callable[[pytest.MonkeyPatch], None]


def found_out() -> list[str]:
    """What the reader finds in an edition, the next one, and a year after two of its quarters."""
    return [*_of_editions(), *_of_a_year()]


def _of_editions() -> Iterator[str]:
    made = [edition("2021", FIRST, 10)]
    made.append(edition("2021", together([FIRST, LATE]), 10, tuple(made)))
    for one in made:
        yield from reader.badly_shown(one)
        yield from reader.follows(FEWER, one, 10)
    yield from reader.follows_from_all(FEWER, made, 10)
    yield from reader.moves_followed(FEWER, made, 10)


def _of_a_year() -> Iterator[str]:
    made: list[Edition] = []
    for number, groups in enumerate(QUARTERS, start=1):
        made.append(edition(f"2021-Q{number}", groups, 10, tuple(made)))
    made.append(edition("2021", together([*QUARTERS, FIRST]), 10, tuple(made)))
    yield from reader.follows_from_the_year(FEWER, made, 10)


def _set(target: Any, name: str, value: Any) -> Patch:
    return lambda patch: patch.setattr(target, name, value)


def _without(kept: Callable[[Edition, Any], bool]) -> Patch:
    """Former editions are looked at only if they are `kept`."""
    made = history.History.of.__func__  # type: ignore[attr-defined]

    def of(definitions: Any, period: Any, one: Any, former: Sequence[Edition]) -> history.History:
        return made(history.History, definitions, period, one, [each for each in former if kept(each, period)])

    return _set(history.History, "of", of)


def _no_negative(patch: pytest.MonkeyPatch) -> None:
    made = history.sums
    patch.setattr(
        history, "sums", lambda *of: replace(made(*of), all=tuple(one for one in made(*of).all if ("positive",) not in one.parts))
    )


def _each_by_itself(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(protect, "lots", lambda known, tables: [Lot(one, (one.measure,)) for one in tables])
    patch.setattr(protect, "of_edition", lambda known, one: one)


MUTANTS: dict[str, Patch] = {
    "small numbers alone are withheld": _set(protect, "beside", lambda *_: frozenset()),
    "per cents of withheld numbers are shown": _set(
        protect, "_as_shown", lambda cell, hidden, _: Shown(None if hidden else cell.count, cell.percent)
    ),
    "former editions are forgotten": _without(lambda each, period: each.period.name != period.name),
    "quarters are forgotten": _without(lambda each, period: each.period.name == period.name),
    "one less than the threshold": _set(
        checks, "_small", lambda values, threshold: frozenset(path for path, n in values.items() if 0 < n < threshold - 1)
    ),
    "decisions that were not positive are forgotten": _no_negative,
    "who was identified is looked at beside no decision": _each_by_itself,
    "what moved by a small number is shown": _set(checks, "_moved", lambda *_: frozenset()),
    "not known to the last unit is enough": _set(choosing.Check, "holds", lambda self, path, box: box[0] < box[1]),
    "nothing is added up": _set(views, "narrowed", lambda made, boxes: dict(boxes)),
}


def test_the_protection_itself_is_not_found_out() -> None:
    assert found_out() == []


@pytest.mark.parametrize("name", MUTANTS)
def test_a_protection_with_one_thing_left_out_is_found_out(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    MUTANTS[name](monkeypatch)
    assert found_out() != []
