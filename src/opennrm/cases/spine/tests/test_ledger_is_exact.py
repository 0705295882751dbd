"""A stored row knows nothing of the future: its status on any day is what it would have been with only that day's facts."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.breadth import examples

from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.ledger import LedgerRow, rows, status
from opennrm.cases.spine.tests.histories import DAYS, FIRST, histories
from opennrm.countries.load import load_profile

XD = load_profile("XD")
STATES = ("presumed", "identified", "referred", "withdrawn", "presumed", "presumed")
ahead = st.integers(-1, DAYS + 40)


def _rows(facts: CaseFacts) -> dict[tuple[str, int], LedgerRow]:
    return {(row.entitlement, row.opening): row for row in rows(facts, XD)}


@settings(max_examples=examples(600), deadline=None, suppress_health_check=list(HealthCheck))
@given(histories(XD, states=STATES), ahead)
def test_status_on_a_day_is_the_same_from_all_facts_as_from_those_known_by_then(facts: CaseFacts, later: int) -> None:
    on = FIRST + timedelta(later)
    then, now = _rows(facts.known_by(on)), _rows(facts)
    for key, row in then.items():
        if key in now and now[key].opened_on == row.opened_on:
            assert status(now[key], on) == status(row, on), (key, on, now[key], row)


@settings(max_examples=examples(150), deadline=None, suppress_health_check=list(HealthCheck))
@given(histories(XD, states=STATES))
def test_a_row_comes_back_from_its_json_as_it_was(facts: CaseFacts) -> None:
    for row in rows(facts, XD):
        assert LedgerRow.from_json(row.to_json()) == row


@settings(max_examples=examples(150), deadline=None, suppress_health_check=list(HealthCheck))
@given(histories(XD, states=STATES), ahead)
def test_openings_of_one_right_follow_each_other_and_never_overlap(facts: CaseFacts, later: int) -> None:
    made: dict[str, list[LedgerRow]] = {}
    for row in rows(facts, XD):
        made.setdefault(row.entitlement, []).append(row)
    for several in made.values():
        assert [row.opening for row in several] == list(range(1, len(several) + 1))
        for earlier, next_one in pairwise(several):
            assert earlier.opened_on <= next_one.opened_on == earlier.replaced_on
            assert earlier.ends_on is None or earlier.ends_on <= next_one.opened_on or earlier.kind == "deliver_by"


@settings(max_examples=examples(150), deadline=None, suppress_health_check=list(HealthCheck))
@given(histories(XD, states=STATES), ahead)
def test_what_was_broken_once_stays_broken_whatever_comes_after(facts: CaseFacts, later: int) -> None:
    on = FIRST + timedelta(later)
    for row in rows(facts, XD):
        if status(row, on).code == "breached":
            assert all(status(row, on + timedelta(more)).code in {"breached", "not_applicable"} for more in (1, 40, 4000))


@settings(max_examples=examples(150), deadline=None, suppress_health_check=list(HealthCheck))
@given(histories(XD, states=STATES))
def test_the_flat_row_wants_an_act_as_long_as_its_status_does(facts: CaseFacts) -> None:
    for row in rows(facts, XD):
        flat, at_last = row.flat(), status(row, date(9999, 12, 31))
        assert flat["wants"] == (at_last.wants and row.kind != "refrain")
        assert flat["due"] is None or (flat["wants"] and flat["due"] == row.due_on)
