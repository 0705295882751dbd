"""A right that was open for a part of one day, which had not passed, ended: nobody met it and nobody failed to. Decision 0007."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.breadth import examples

from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.ledger import LedgerRow, Status, StatusCode, rows, status
from opennrm.cases.spine.right_words import sentence, shown_code
from opennrm.cases.spine.row import Act
from opennrm.cases.spine.tests.histories import DAYS, FIRST, histories
from opennrm.countries.load import load_profile
from opennrm.standards.entitlement import Kind

XD = load_profile("XD")
D = date(2026, 11, 3)
MET = {StatusCode.MET_IN_TIME, StatusCode.MET_LATE, StatusCode.KEPT}
FAILED = {StatusCode.NOT_MET, StatusCode.BREACHED, StatusCode.OVERDUE, StatusCode.INTERRUPTED}
GIVEN = (Kind.DELIVER_BY, Kind.PROVIDE_WHILE)
ACTS = ("given", "declined", "unavailable", "withheld", "asked")


def row(kind: Kind = Kind.DELIVER_BY, *acts: Act, opened: date = D, ended: date | None = D, due: date | None = D) -> LedgerRow:
    """Owed at once: due on the day on which it opened."""
    made = LedgerRow("bed", 1, kind, ("COE-12.1a",), "support", "support_provider", opened, "need:bed", acts=acts)
    return replace(made, clock="bed", counts_from=opened, due_on=due, due_kind="maximum", ends_on=ended)


def test_a_decision_on_the_day_of_the_need_ends_the_bed_and_calls_nobody_late() -> None:
    facts = CaseFacts().note("contact.opened", on=D).note("region", on=D, value="VEL").note("age", on=D, value="adult")
    facts = facts.note("state", on=D, value="referred").note("referral.received", on=D).note("need:bed", on=D)
    facts = facts.note("decision:rg", on=D, value="negative").note("state", on=D, value="not_presumed")
    ended = [one for one in rows(facts, XD) if one.ends_on == D == one.opened_on and one.kind in GIVEN and not one.silence]
    assert "bed.first_nights" in {one.entitlement for one in ended}
    for one in ended:
        for later in (0, 1, 400):
            assert status(one, D + timedelta(later)).code not in FAILED | MET, one.entitlement
    [bed] = [one for one in ended if one.entitlement == "bed.first_nights"]
    now = status(bed, D)
    assert (now, now.wants, now.mark) == (Status(StatusCode.ENDED_EARLY, D), False, "na")
    assert shown_code(bed, now, D) == "ended"
    assert sentence(bed, now, D, XD, "en") == "Opened and ended on Tue 3 November 2026, before that day was over: neither met nor missed."


@pytest.mark.parametrize("kind", [*GIVEN, Kind.MINIMUM_PERIOD])
@pytest.mark.parametrize("due", [D, D + timedelta(2), None])
def test_within_its_first_day_it_ends_early(kind: Kind, due: date | None) -> None:
    assert status(row(kind, due=due), D + timedelta(9)).code is StatusCode.ENDED_EARLY


@pytest.mark.parametrize(
    "missed",
    [row(opened=D - timedelta(1), due=D - timedelta(1)), row(due=D - timedelta(1)), row(opened=D - timedelta(4), due=D)],
    ids=["the day had passed when it ended", "it was due before it opened", "it was open for days"],
)
def test_what_was_open_longer_or_had_been_due_is_not_met_as_before(missed: LedgerRow) -> None:
    assert status(missed, D + timedelta(9)).code is StatusCode.NOT_MET


def test_replaced_on_the_same_day_it_is_superseded() -> None:
    assert status(replace(row(), replaced_on=D), D).code is StatusCode.SUPERSEDED


spans = st.integers(0, 3).map(timedelta)
acts = st.lists(st.builds(lambda what, day, seq: Act(what, D + day, seq=seq), st.sampled_from(ACTS), spans, st.integers(1, 9)), max_size=4)


@given(st.sampled_from(GIVEN), acts, st.none() | spans, spans)
def test_never_met_where_nothing_was_given_and_never_failed_within_its_day(
    kind: Kind, done: list[Act], due: timedelta | None, later: timedelta
) -> None:
    one = row(kind, *sorted(done, key=lambda act: (act.on, act.seq)), due=None if due is None else D + due)
    now = status(one, D + later)
    given_by_then = any(act.what == "given" and act.on <= D + later for act in done)
    assert given_by_then or now.code not in MET
    assert now.code not in FAILED - {StatusCode.INTERRUPTED}
    assert given_by_then or now.code is not StatusCode.INTERRUPTED


@settings(max_examples=examples(200), deadline=None, suppress_health_check=list(HealthCheck))
@given(histories(XD, states=("referred", "presumed", "not_presumed", "withdrawn")), st.integers(0, DAYS + 40))
def test_in_every_history_only_what_was_open_over_a_night_or_due_before_is_not_met(facts: CaseFacts, later: int) -> None:
    on = FIRST + timedelta(later)
    for one in rows(facts, XD):
        now = status(one, on)
        part_of_a_day = one.ends_on == one.opened_on and (one.due_on is None or one.due_on >= one.opened_on)
        assert now.code is not StatusCode.NOT_MET or not part_of_a_day, one
        assert not now.ended_within_a_day or part_of_a_day, one
