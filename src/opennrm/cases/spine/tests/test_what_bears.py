"""What an event does not bear on is not counted again: the ledger is as if all of it had been, after each change of any history."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.breadth import examples

from opennrm.cases.spine.bearing import fields_that_bear, owed
from opennrm.cases.spine.changes import changed, fields_changed
from opennrm.cases.spine.facts import CaseFacts
from opennrm.cases.spine.ledger import rows, rows_anew
from opennrm.cases.spine.plan import plan_of
from opennrm.cases.spine.tests.histories import DAYS, FIRST, PERSON, names
from opennrm.countries.load import countries, load_profile
from opennrm.countries.profile import Profile
from opennrm.standards.load import law

OTHER_GROUND = (None, "own_choice", "public_order", "convenience")
days = st.integers(-3, DAYS).map(lambda ahead: FIRST + timedelta(ahead))


def _said(profile: Profile) -> st.SearchStrategy[str]:
    """Anything that may be recorded of a person here: what bears on some right, what the person is, and what bears on none."""
    of_rights = {name for right in plan_of(profile).rights for name in names(profile, right)}
    of_persons = {f"{name}={value}" for name, values in PERSON.items() for value in values}
    of_none = {"disclosure.checked", "police.told", "police.recorded"}
    return st.sampled_from(sorted(of_rights | of_persons | of_none | {f"state={state.id}" for state in profile.states}))


def _steps(profile: Profile) -> st.SearchStrategy[list[tuple[str, date, str | None, int | None]]]:
    one = st.tuples(_said(profile), days, st.sampled_from(OTHER_GROUND), st.none() | st.integers(1, 40))
    return st.lists(one, min_size=2, max_size=14)


def _told(steps: list[tuple[str, date, str | None, int | None]]) -> Iterator[CaseFacts]:
    """The facts after each step; what lasts is ended where it is said a second time."""
    facts = CaseFacts().note("contact.opened", on=FIRST)
    yield facts
    for said, on, ground, length in steps:
        name, _, value = said.partition("=")
        until = on + timedelta(length) if length is not None and law().facts[name.partition(":")[0]].shape == "span" else None
        open_span = next((one for one in facts.entries(name) if one.until is None and one.on < on), None)
        if until is not None and open_span is not None:
            facts = facts.end(name, on=on, ground=ground)
        else:
            facts = facts.note(name, on=on, value=value or None, ground=ground, until=until)
        yield facts


@pytest.mark.parametrize("country", countries())
@settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_is_counted_anew_and_what_is_kept_are_the_whole_ledger(country: str, data: st.DataObject) -> None:
    profile = load_profile(country)
    before, kept = CaseFacts(), {one.entitlement: () for one in owed(profile)}
    for facts in _told(data.draw(_steps(profile))):
        kept |= rows_anew(facts, profile, before)
        assert tuple(row for several in kept.values() for row in several) == rows(facts, profile)
        before = facts


@pytest.mark.parametrize("country", countries())
@settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_change_of_no_field_that_bears_leaves_the_ledger_as_it_is(country: str, data: st.DataObject) -> None:
    profile = load_profile(country)
    before = CaseFacts()
    for facts in _told(data.draw(_steps(profile))):
        fields = {name for name, _, _ in fields_changed(before, facts)}
        if fields.isdisjoint(fields_that_bear(profile)):
            assert rows(facts, profile) == rows(before, profile)
        before = facts


def test_what_was_given_bears_on_what_it_meets_and_on_nothing_else() -> None:
    profile = load_profile("XD")
    before = CaseFacts().note("contact.opened", on=FIRST).note("state", on=FIRST, value="presumed")
    since = changed(before, before.note("given:accommodation", on=FIRST))
    touched = {one.entitlement for one in owed(profile) if one.touched_by(since)}
    things = {plan_of(profile).entitlements[id].asked_as for id in touched if id != "identification.decision"}
    assert things == {"accommodation", "emergency_bed"}  # who is housed needs no bed for the night
    assert since == {"given", "given:accommodation"}


def _counted_on(profile: Profile, *told: tuple[str, int, str | None]) -> None:
    """What is counted anew after the last of these is what differs from the whole ledger before it; each with its day and value."""
    facts = [CaseFacts()]
    for name, ahead, value in told:
        facts.append(facts[-1].note(name, on=FIRST + timedelta(ahead), value=value))
    before, after = facts[-2:]
    anew = rows_anew(after, profile, before)
    was, now = ([one for one in rows(these, profile) if one.entitlement not in anew] for these in (before, after))
    assert was == now
    assert rows(before, profile) != rows(after, profile), "it bears on nothing: the test would show nothing"


def test_an_assessment_recorded_after_the_return_takes_the_breach_away() -> None:
    told = (("contact.opened", 0, None), ("indicators.seen", 0, None), ("state", 0, "identified"), ("nationality", 0, "foreign"))
    told += (("returned", 3, None), ("given:return_risk_assessment", 2, None))
    _counted_on(load_profile("XD"), *told)
