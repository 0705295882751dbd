"""What a figure says follows from what is shown of it alone: compared like with like, and silent where a part of it is withheld."""

from datetime import date
from typing import Any

import pytest

from opennrm.countries.load import load_profile
from opennrm.portal.morning import clocks, gap, heat, trend, waits, way
from opennrm.portal.morning.figures import Cells, Figures
from opennrm.statistics.owed import Share
from opennrm.statistics.period import Period
from opennrm.statistics.steps import Point, Waits

XD = load_profile("XD")
YEAR = Period.parse("2026")
DECISION, LAWYER = "identification.decision", "legal.aid"
OUTCOMES = ("in_time", "late", "not_met", "breached", "unavailable", "withheld", "declined", "open", "unknown")


def months(*told: int | None, total: int | None = None) -> Cells:
    every = [*told, *[0] * (12 - len(told))]
    known = [n for n in every if n is not None]
    cells: Cells = {f"month/q{n // 3 + 1}/{n % 3 + 1}": value for n, value in enumerate(every)}
    for quarter in range(4):
        three = every[3 * quarter : 3 * quarter + 3]
        cells[f"quarter/q{quarter + 1}"] = None if None in three else sum(n for n in three if n is not None)
    return {"total": sum(known) if total is None else total, **cells}


def right(**told: int | None) -> Cells:
    cells: Cells = {f"became/{code}": 0 for code in OUTCOMES} | {f"became/{code}": n for code, n in told.items() if code != "total"}
    return {"total": told.get("total", sum(n for n in cells.values() if n is not None)), **cells}


def figures(on: date = date(2026, 3, 20), **more: Any) -> Figures:
    plain: dict[str, Any] = {"rights": {}, "way": {}, "help": {}, "heat": {}, "waits": Waits((), None, None)}
    trends = {2026: months(10, 12, 9), 2025: months(10, 10, 30, 30)}
    return Figures(**{"year": 2026, "on": on, "position": 1, "trend": trends, **plain, **more})


# The year before, of which nothing is told.
NOTHING = figures(year=2025)


@pytest.mark.parametrize(
    ("now", "before", "says"),
    [
        (months(10, 12, 9), months(10, 10, 30, 30), "22 referrals, Jan–Feb: 10 % more than in 2025"),
        (months(8, 8, 9), months(10, 10, 30), "16 referrals, Jan–Feb: 20 % fewer than in 2025"),
        (months(10, 10, 9), months(10, 10, 30), "20 referrals, Jan–Feb: about as many as in 2025"),
        (months(10, 12, 9), months(0), "31 referrals in 2026; none is recorded of the year before"),
        (months(10, None, 9, total=22), months(10, 10, 30), "22 referrals in 2026"),
        (months(10, 12, 9), months(None, 10, 30, total=43), "31 referrals in 2026"),
        ({**months(), "total": None}, months(10, 10), "Referrals of 2026: too few to be told"),
    ],
)
def test_the_months_that_are_over_are_compared_with_the_same_ones(now: Cells, before: Cells, says: str) -> None:
    assert trend.figure(figures(trend={2026: now, 2025: before}), "en").title == says


def test_where_months_would_hide_much_quarters_are_told() -> None:
    before = months(None, None, 30, None, None, 10, 10, 10, 10, 10, 10, None, total=120)
    made = trend.figure(figures(trend={2026: months(10, 12, 9), 2025: before}), "en")
    assert [row[0] for row in made.rows] == ["Q1", "Q2", "Q3", "Q4", "Whole"]
    assert made.rows[0] == ["Q1", 31, None]


def test_the_month_that_runs_is_shown_and_those_to_come_are_not() -> None:
    rows = {row[0]: row[1] for row in trend.figure(figures(), "en").rows}
    assert (rows["Mar"], rows["Apr"]) == (9, "not yet")
    last = {row[0]: row[1] for row in trend.figure(figures(date(2026, 12, 31)), "en").rows}
    assert last["Dec"] == 0


def clock_title(**told: Cells) -> str:
    names = {"decision": DECISION, "lawyer": LAWYER}
    rights = {"2026": {names[name]: cells for name, cells in told.items()}}
    return clocks.figure(figures(rights=rights), NOTHING, XD, YEAR, "en").title


def test_the_clock_that_is_least_kept_is_named_and_a_choice_is_no_failure() -> None:
    kept, late = right(in_time=50, declined=50), right(in_time=30, late=10, open=60)
    assert clock_title(decision=kept, lawyer=late) == "The clock least kept: “A lawyer, free where the law says so”, 75 % in time"
    assert clock_title(decision=kept) == "Every clock whose share may be told is kept in 100 % or more"


def test_no_share_is_told_where_one_of_its_parts_is_withheld() -> None:
    assert clock_title(decision=right(in_time=30, late=None, declined=None, total=40)) == "The clocks: too little fell due to tell a share"


def test_between_what_a_share_lies_is_told_where_that_is_close() -> None:
    few_withheld = right(in_time=5051, late=7013, not_met=None, open=None, total=13084)
    assert clock_title(decision=few_withheld).endswith("“A decision whether one is presumed trafficked”, 39 to 42 % in time")
    made = clocks.figure(figures(rights={"2026": {DECISION: few_withheld}}), NOTHING, XD, YEAR, "en")
    assert made.rows[0][1:3] == ["39 to 42 %", 13084]
    assert clock_title(decision=right(in_time=990, late=None, open=None, total=1000)) == (
        "Every clock whose share may be told is kept in 99 % or more"
    )


def test_what_nobody_recorded_is_said_beside_the_gaps() -> None:
    made = gap.figure(figures(rights={"2026": {LAWYER: right(in_time=5, unknown=12727)}}), NOTHING, XD, YEAR, "en")
    assert made.notes[0] == "of 12,727 rights that fell due it is not known whether they were met: they are in no bar"


def test_the_widest_gap_counts_what_is_shown_of_it() -> None:
    rights = {"2026": {DECISION: right(in_time=90, not_met=12, unavailable=None), LAWYER: right(in_time=5, unavailable=11)}}
    made = gap.figure(figures(rights=rights), NOTHING, XD, YEAR, "en")
    assert made.title == "The widest gap: “A decision whether one is presumed trafficked”, for 12 people or more"
    assert [row[1:3] for row in made.rows] == [[None, 12], [11, 0]]


def test_who_waits_past_the_day_is_told_beside_the_median() -> None:
    curve = Waits((Point(4, 48, 44, 52),), 4, 60)
    rights = {"2026": {DECISION: right(in_time=40, not_met=20)}}
    title = waits.figure(figures(waits=curve, rights=rights), NOTHING).title
    assert title == "Half have a first decision by day 4; 20 people waited past the day on which it was due, and have none"
    assert waits.figure(figures(waits=curve), NOTHING).title == "Half have a first decision by day 4"
    assert waits.figure(figures(), NOTHING).title == "Time to a first decision: too few to draw it"


def stages(*ended: int | None, total: int | None) -> Cells:
    cells: Cells = {"total": total}
    for stage, n in zip(("encountered", "referred", "presumed", "identified"), ended, strict=True):
        cells |= {f"stage/{stage}": n, f"ended/{stage}/waits": n}
    return cells


def test_the_way_says_as_far_as_it_is_told() -> None:
    helped: Cells = {"total": 60, "help/given": 50, "help/nothing": 10}
    whole = figures(way={"2026": stages(20, 20, 40, 20, total=100)}, help={"2026": helped})
    made = way.figure(whole, NOTHING, YEAR, "en")
    assert made.title == "Of 100 people met or referred, 60 were presumed trafficked and 20 identified"
    assert ["Helped, of those presumed", "something was given", 50] in [list(row) for row in made.rows]


def test_help_is_not_told_where_it_would_say_how_many_were_presumed() -> None:
    helped: Cells = {"total": 60, "help/given": 50, "help/nothing": 10}
    hidden = figures(way={"2026": stages(20, None, None, 20, total=100)}, help={"2026": helped})
    made = way.figure(hidden, NOTHING, YEAR, "en")
    assert made.title == "100 people were met or referred in 2026"
    assert not [row for row in made.rows if row[0] == "Helped, of those presumed"]


def test_the_ledger_by_month_names_what_is_least_kept_of_the_last_month_that_is_told_exactly() -> None:
    shares = {DECISION: {"2026-02": Share(percent=71), "2026-03": Share(at_least=80)}, LAWYER: {"2026-02": Share(percent=90)}}
    made = heat.figure(figures(heat=shares), XD, "en")
    assert made.title == "Feb: least kept is “A decision whether one is presumed trafficked”, 71 % in time"
    assert [list(row[2:]) for row in made.rows] == [["71 %", "80 % or more"], ["90 %", "not told"]]


def test_the_ledger_by_month_says_of_how_many_rights_less_was_met_than_may_be_told() -> None:
    shares = {DECISION: {"2026-02": Share(percent=71)}, LAWYER: {"2026-02": Share(at_most=10)}}
    made = heat.figure(figures(heat=shares), XD, "en")
    assert made.title == (
        "Feb: 1 right was met in time by fewer than may be told; "
        "of the rest least kept is “A decision whether one is presumed trafficked”, 71 % in time"
    )
    assert [list(row[2:]) for row in made.rows] == [["10 % or less"], ["71 %"]]
