"""A right whose law changes: until its last day the old row holds, from the next on the new one, and what was met stays met."""

from datetime import date, timedelta

from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.ledger import LedgerRow, StatusCode, rows, stands, status, waiting
from opennrm.countries.profile import Profile
from opennrm.countries.tests.told import with_changes

CHANGE = date(2026, 10, 20)
BEFORE = CHANGE - timedelta(1)
PRESUMED = date(2026, 10, 15)
NEEDS = '{id: needs.assessed, clock: needs, source: "Act s 18(2)"}'
GUARDIAN = '{id: child.guardian, clock: guardian, source: "Act s 6"}'
PERIOD = '{id: reflection.period, clock: reflection, source: "Act s 14"}'
GIVEN = 'until: 2026-10-19, source: "text of 2012"}'


def law(row: str, *others: str) -> Profile:
    """The Demo Republic with other rows in the place of one."""
    return with_changes("XD", (row, "\n  - ".join(others)))


def presumed(age: str = "adult", region: str | None = "VEL") -> CaseFacts:
    facts = CaseFacts().note("age", on=date(2026, 10, 1), value=age).note("nationality", on=date(2026, 10, 1), value="foreign")
    if region is not None:
        facts = facts.note("region", on=date(2026, 10, 1), value=region)
    facts = facts.note("referral.received", on=date(2026, 10, 7)).note("state", on=date(2026, 10, 7), value="referred")
    return facts.note("state", on=PRESUMED, value="presumed").note("decision:rg", on=PRESUMED, value="positive")


def of(facts: CaseFacts, profile: Profile, entitlement: str) -> list[LedgerRow]:
    return [row for row in rows(facts, profile) if row.entitlement == entitlement]


def test_a_right_that_a_new_law_gives_opens_on_its_first_day_for_who_was_there_before() -> None:
    none = '{id: needs.assessed, until: 2026-10-19, not_provided: "nobody had it before", source: "text of 2012"}'
    profile = law(NEEDS, none, '{id: needs.assessed, since: 2026-10-20, clock: needs, source: "Act s 18(2)"}')
    old, new = of(presumed(), profile, "needs.assessed")
    assert (old.opened_on, old.ends_on, new.opened_on, new.ends_on) == (PRESUMED, CHANGE, CHANGE, None)
    assert [stands(presumed(), profile, "needs.assessed", day).code for day in (BEFORE, CHANGE)] == [
        StatusCode.NOT_PROVIDED,
        StatusCode.OPEN,
    ]
    assert new.counts_from == PRESUMED, "a clock counts from what starts it, whatever the law of that day"


def test_a_right_that_a_law_takes_away_ends_before_its_first_day() -> None:
    gone = '{id: needs.assessed, since: 2026-10-20, not_provided: "repealed by a new law", source: "text of 2026"}'
    profile = law(NEEDS, "{id: needs.assessed, clock: needs, " + GIVEN, gone)
    old, new = of(presumed(), profile, "needs.assessed")
    assert status(old, BEFORE).code is StatusCode.OPEN
    assert status(old, CHANGE).code is StatusCode.SUPERSEDED, "it was not due yet"
    assert status(new, CHANGE).code is StatusCode.NOT_PROVIDED


def test_a_new_text_that_gives_the_same_opens_nothing_anew() -> None:
    profile = law(NEEDS, "{id: needs.assessed, clock: needs, " + GIVEN, NEEDS.replace("clock", "since: 2026-10-20, clock"))
    (row,) = of(presumed(), profile, "needs.assessed")
    assert (row.opened_on, row.ends_on) == (PRESUMED, None)


def test_what_was_met_under_the_law_of_its_day_is_not_owed_again() -> None:
    profile = law(NEEDS, "{id: needs.assessed, clock: needs, " + GIVEN, '{id: needs.assessed, since: 2026-10-20, source: "text of 2026"}')
    met, unmet = presumed().note("given:needs_assessment", on=BEFORE), presumed()
    assert len(of(met, profile, "needs.assessed")) == 1
    assert [row.clock for row in of(unmet, profile, "needs.assessed")] == ["needs", None]
    late = presumed().note("given:needs_assessment", on=CHANGE + timedelta(1))
    assert [status(row, CHANGE + timedelta(1)).code for row in of(late, profile, "needs.assessed")] == [
        StatusCode.SUPERSEDED,
        StatusCode.MET_IN_TIME,
    ]


def test_a_time_that_runs_keeps_the_law_of_its_beginning() -> None:
    gone = '{id: reflection.period, since: 2026-10-20, not_provided: "repealed by a new law", source: "text of 2026"}'
    profile = law(PERIOD, "{id: reflection.period, clock: reflection, " + GIVEN, gone)
    facts = presumed().note("period:reflection", on=PRESUMED)
    (row,) = of(facts, profile, "reflection.period")
    assert status(row, CHANGE + timedelta(5)).code is StatusCode.KEPT
    later = presumed().note("period:reflection", on=PRESUMED, until=CHANGE + timedelta(1), ground="convenience")
    (row,) = of(later, profile, "reflection.period")
    assert status(row, CHANGE + timedelta(1)).code is StatusCode.BREACHED


def test_a_row_of_another_day_takes_no_part_where_a_case_does_not_say_which_holds() -> None:
    profile = law(
        GUARDIAN,
        "{id: child.guardian, when: {region: NOR}, clock: guardian, " + GIVEN,
        "{id: child.guardian, when: {region: [VEL, ALD]}, " + GIVEN,
        '{id: child.guardian, when: {region: [VEL, ALD]}, since: 2026-10-20, source: "text of 2026"}',
        '{id: child.guardian, when: {region: NOR}, since: 2026-10-20, clock: guardian, source: "text of 2026"}',
    )
    facts = presumed("child", None).note("unaccompanied", on=date(2026, 10, 1), value="yes").note("state", on=CHANGE, value="identified")
    found = of(facts, profile, "child.guardian")
    assert [(row.opened_on, row.clock) for row in found if row.opened_on >= CHANGE] == [(CHANGE, None)], "the first of its day"


def test_before_it_opens_the_law_of_the_day_says_what_is_to_come() -> None:
    unknown = '{id: needs.assessed, until: 2026-10-19, not_known_to_us: "the text of 2012 could not be found", source: "text of 2026"}'
    profile = law(NEEDS, unknown, '{id: needs.assessed, since: 2026-10-20, clock: needs, source: "Act s 18(2)"}')
    facts = CaseFacts().note("referral.received", on=date(2026, 10, 7)).note("state", on=date(2026, 10, 7), value="referred")
    found = {
        day: [one.status.code for one in waiting(facts, profile, day) if one.entitlement.id == "needs.assessed"] for day in (BEFORE, CHANGE)
    }
    assert found == {BEFORE: [StatusCode.UNKNOWN], CHANGE: [StatusCode.NOT_YET_OPEN]}
