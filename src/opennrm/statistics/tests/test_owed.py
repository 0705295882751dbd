"""Rights that fell due, counted: each in one outcome, a choice in no share, and no share that gives a small number away."""

from itertools import product

import pytest

from opennrm.cases.spine.status import StatusCode
from opennrm.statistics.owed import OUTCOMES, Owed, Share, outcome, share, shares
from opennrm.statistics.tables import half_up

THRESHOLD = 5


def owed(status: StatusCode, n: int = 1, *, late: bool = False, month: str = "2026-03") -> Owed:
    return Owed("safety", month, status, late, n)


@pytest.mark.parametrize(
    ("status", "late", "became"),
    [
        (StatusCode.MET_IN_TIME, False, "in_time"),
        (StatusCode.MET_IN_TIME, True, "late"),
        (StatusCode.KEPT, False, "in_time"),
        (StatusCode.KEPT, True, "late"),
        (StatusCode.INTERRUPTED, True, "not_met"),
        (StatusCode.DECLINED, False, "declined"),
        (StatusCode.SUPERSEDED, False, None),
        (StatusCode.NOT_APPLICABLE, False, None),
    ],
)
def test_what_became_of_a_right(status: StatusCode, late: bool, became: str | None) -> None:
    assert outcome(owed(status, late=late)) == became


def test_every_status_has_an_outcome_or_was_owed_to_nobody() -> None:
    without = {one for one in StatusCode if outcome(owed(one)) is None}
    never = {StatusCode.NOT_YET_OPEN, StatusCode.NOT_APPLICABLE, StatusCode.SUPERSEDED, StatusCode.ENDED_EARLY, StatusCode.NOT_PROVIDED}
    assert without == never
    assert {outcome(owed(one)) for one in StatusCode} - {None} == set(OUTCOMES)


def test_what_the_person_declined_and_what_is_still_open_are_in_no_share() -> None:
    rows = [owed(StatusCode.KEPT, 12), owed(StatusCode.OVERDUE, 6), owed(StatusCode.DECLINED, 30), owed(StatusCode.OPEN, 40)]
    assert shares(rows, THRESHOLD) == {("safety", "2026-03"): Share(percent=67)}


def test_what_is_not_known_counts_as_not_met() -> None:
    rows = [owed(StatusCode.MET_IN_TIME, 10), owed(StatusCode.UNKNOWN, 10)]
    assert shares(rows, THRESHOLD) == {("safety", "2026-03"): Share(percent=50)}


@pytest.mark.parametrize("due", range(60))
def test_whoever_knows_how_many_fell_due_finds_no_small_number_in_a_share(due: int) -> None:
    """Of each share that is told, a reader who knows what fell due is left with all of the small numbers and none, or with no small one."""
    told: dict[Share, set[int]] = {}
    for in_time in range(due + 1):
        told.setdefault(share(in_time, due, THRESHOLD), set()).add(in_time)
    for one, possible in told.items():
        if one == Share():
            continue
        for numbers in (possible, {due - in_time for in_time in possible}):
            small = {number for number in numbers if number < THRESHOLD}
            assert not small or small == set(range(THRESHOLD)), (one, numbers)


def test_a_share_is_exact_where_both_its_parts_may_be_told_and_a_true_bound_where_one_may_not() -> None:
    for due, in_time in product(range(200), range(200)):
        if in_time > due:
            continue
        one, exact = share(in_time, due, THRESHOLD), half_up(in_time, due)
        assert one.percent in (None, exact)
        assert one.at_least is None or one.at_least * due <= 100 * in_time
        assert one.at_most is None or one.at_most * due >= 100 * in_time
        assert (one == Share()) is (due < 2 * THRESHOLD - 1)


def test_nothing_that_fell_due_looks_like_too_little_to_tell() -> None:
    rows = [owed(StatusCode.MET_IN_TIME, 3, month="2026-04"), owed(StatusCode.SUPERSEDED, 90, month="2026-05")]
    assert shares(rows, THRESHOLD) == {}
