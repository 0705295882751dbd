"""A year and its quarters, read by the same reader: what is shown adds up, and what is withheld in one does not follow from the others."""

from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import pytest

from opennrm.cases.spine.status import StatusCode
from opennrm.statistics.definition import of_the_morning
from opennrm.statistics.morning import of_rights, released, rights
from opennrm.statistics.owed import OUTCOMES, Owed
from opennrm.statistics.period import Period
from opennrm.statistics.release.shown import Release

FEW = 5
YEAR = Period.parse("2026")
PERIODS = (*YEAR.quarters, YEAR)


def owed(draw: Random) -> list[Owed]:
    """Rights of one kind in every month, most of them met, some numbers small."""
    codes = (StatusCode.MET_IN_TIME, StatusCode.OVERDUE, StatusCode.DECLINED, StatusCode.UNAVAILABLE, StatusCode.OPEN)
    sizes = (0, 0, 0, 0, 0, 1, 2, 20)
    return [Owed("safety", month, code, False, draw.choice(sizes)) for month, code in product(YEAR.months, codes)]


def release(rows: list[Owed]) -> dict[str, Release]:
    groups = rights(rows)
    return dict(released(of_rights(of_the_morning(), ["safety"]), groups, PERIODS, FEW))


def test_each_period_has_its_own_months_and_each_right_one_outcome() -> None:
    rows = [Owed("safety", month, StatusCode.KEPT, False, 10) for month in YEAR.months]
    shown = release([*rows, Owed("safety", "2026-02", StatusCode.SUPERSEDED, False, 90)])
    assert [shown[period.name]["safety"]["total",].count for period in PERIODS] == [30, 30, 30, 30, 120]
    assert shown["2026"]["safety"]["became", "in_time"].count == 120


def known(shown: dict[str, Release]) -> list[tuple[dict[Any, int], int]]:
    """Every equation that a reader has: what is shown, that parts make their whole, that quarters make the year."""
    paths = [("total",), *(("became", code) for code in OUTCOMES)]
    facts: list[tuple[dict[Any, int], int]] = []
    for period in PERIODS:
        cells = shown[period.name]["safety"]
        facts += [({(period.name, path): 1}, cell.count) for path, cell in cells.items() if cell.count is not None and path in paths]
        facts.append(({(period.name, path): 1 for path in paths[1:]} | {(period.name, ("total",)): -1}, 0))
    for path in paths:
        facts.append(({(quarter.name, path): 1 for quarter in YEAR.quarters} | {("2026", path): -1}, 0))
    return facts


@pytest.mark.parametrize("seed", range(12))
def test_no_small_number_follows_from_all_that_is_shown_of_a_year(seed: int) -> None:
    """The reader knows every equation of the year; whole numbers that are not negative are the release's own test."""
    rows = owed(Random(seed))
    exact = {(period.name, ("became", code)): 0 for period, code in product(PERIODS, OUTCOMES)}
    for month_of, code, _late, n in ((one.month, one.status, one.late, one.n) for one in rows):
        became = {"met_in_time": "in_time", "overdue": "not_met"}.get(code.value, code.value)
        for period in PERIODS:
            exact[period.name, ("became", became)] += n * (month_of in period.months)
    small = {cell for cell, n in exact.items() if 0 < n < FEW}
    assert small
    assert not small & follows(known(release(rows)))


def follows(facts: list[tuple[dict[Any, int], int]]) -> set[Any]:
    """The cells of which the equations leave one value alone: those that stand by themselves when all others are eliminated."""
    rows = [{cell: Fraction(n) for cell, n in equation.items()} for equation, _sum in facts]
    done: list[dict[Any, Fraction]] = []
    while rows:
        row = rows.pop()
        if not row:
            continue
        pivot = next(iter(row))
        row = {cell: n / row[pivot] for cell, n in row.items()}
        rows, done = ([_without(other, row, pivot) for other in some] for some in (rows, done))
        done.append(row)
    return {next(iter(row)) for row in done if len(row) == 1}


def _without(row: dict[Any, Fraction], other: dict[Any, Fraction], pivot: Any) -> dict[Any, Fraction]:
    times = row.get(pivot, Fraction(0))
    sums = {cell: row.get(cell, Fraction(0)) - times * other.get(cell, Fraction(0)) for cell in {**row, **other}}
    return {cell: n for cell, n in sums.items() if n}
