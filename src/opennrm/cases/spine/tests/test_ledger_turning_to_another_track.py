"""A row of the profile for some persons counts from what happened while it held for this one, from before only where nothing else did."""

from datetime import UTC, date, datetime
from typing import Any

from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.ledger import rows
from opennrm.cases.spine.row import LedgerRow
from opennrm.cases.spine.tests.laws import changed
from opennrm.countries.load import load_profile
from opennrm.countries.profile import Profile

AT_NOON = datetime(2021, 3, 5, 8, tzinfo=UTC)  # twelve in Tbilisi


def the_rows(profile: Profile, facts: CaseFacts, entitlement: str) -> list[LedgerRow]:
    return [row for row in rows(facts, profile) if row.entitlement == entitlement]


def test_who_turns_to_another_track_is_answered_from_that_hour_on() -> None:
    facts = (
        CaseFacts()
        .note("track", on=date(2021, 3, 1), value="police")
        .note("referral.received", on=date(2021, 3, 1))
        .note("state", on=date(2021, 3, 1), value="presumed")
        .note("track", on=date(2021, 3, 5), value="permanent_group")
        .note("asked:permanent_group", on=date(2021, 3, 5), at=AT_NOON)
    )
    police, group = the_rows(load_profile("GE"), facts, "identification.decision")
    assert (police.opened_on, police.ends_on, police.due_on) == (date(2021, 3, 1), date(2021, 3, 5), None)
    assert (group.counts_from, group.due_on) == (date(2021, 3, 5), date(2021, 3, 7))
    assert group.due_at is not None
    assert group.due_at.astimezone(UTC) == datetime(2021, 3, 7, 8, tzinfo=UTC)


def by_age(data: dict[str, Any]) -> None:
    adult = {"id": ("legal.aid",), "clock": "lawyer", "source": "a test", "when": {"age": "adult"}}
    kept = tuple({**row, "id": row["id"]} for row in data["entitlements"] if row["id"] != "legal.aid")
    data["entitlements"] = (*kept, {**adult, "when": {"age": "child"}}, adult)


def test_who_comes_of_age_is_not_made_to_wait_anew() -> None:
    facts = (
        CaseFacts()
        .note("age", on=date(2026, 3, 2), value="child")
        .note("decision:rg", on=date(2026, 3, 2), value="positive")
        .note("state", on=date(2026, 3, 2), value="presumed")
        .note("age", on=date(2026, 3, 16), value="adult")
    )
    child, adult = the_rows(changed(by_age), facts, "legal.aid")
    assert (child.opened_on, adult.opened_on) == (date(2026, 3, 2), date(2026, 3, 16))
    assert child.due_on == adult.due_on == date(2026, 4, 6)
