"""The coordinator's page of what is missing: the law's silences, agencies that are not there, and figures that point to nobody."""

import re
from collections import Counter
from datetime import UTC, datetime, time, timedelta

import pytest
from tests import people
from tests.once import once
from tests.pages import page_of
from tests.people import signed_in

from opennrm.access.actor import Actor
from opennrm.cases.identification import actions as identification
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door, editions, reads
from opennrm.cases.support import actions as support
from opennrm.countries.check import report
from opennrm.countries.load import countries, load_profile
from opennrm.portal import gaps
from opennrm.statistics.carried.counts import Holes

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def world() -> World:
    return once(World)


def not_to_be_had(world: World) -> str:
    """A case in which the safe place that was asked for was not to be had; its reference."""
    case = people.a_referral(world.responder, world.authority, world.supported())
    referral.accept(world.decider, case)
    identification.decide_yes(world.decider, case)
    support.miss(world.worker, case, entitlement="safety", opening=1, on=door.today())
    return reads.references([case])[case]


def page(actor: Actor) -> str:
    return page_of(signed_in(actor), "/gaps/")


def text_of(shown: str) -> str:
    """The page without what is another on each: the token of its forms."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", shown)


@pytest.mark.parametrize("country", countries())
def test_every_value_that_is_not_known_stands_there_as_often_as_the_check_counts_it(country: str) -> None:
    profile = load_profile(country)
    counted = report(profile).counts.not_known_to_us
    lines = list(gaps.not_known(profile, "en"))
    several = sum(len(row.id) - 1 for row in profile.entitlements if row.not_known_to_us)
    assert len(lines) + several == counted - (profile.age_unknown_as.kind == "not_known_to_us")
    assert all(line.says and line.source and line.what for line in lines)
    assert all(gaps.place(finding.path, profile, "en") for finding in report(profile).findings)


def test_what_was_not_to_be_had_is_counted_and_the_page_is_the_same_for_none_and_four(world: World) -> None:
    coordinator = people.the_coordinator()
    none, references = page(coordinator), []
    for _ in range(4):
        references.append(not_to_be_had(world))
        assert text_of(page(coordinator)) == text_of(none)
    assert gaps.standing(editions.today(), door.today()).unavailable == Counter(safety=4)
    assert "Every right: nobody, or fewer than 5." in none
    references.append(not_to_be_had(world))
    shown = page(coordinator)
    assert "<dt>Kept safe</dt><dd><b>5</b></dd>" in shown
    assert "Every other right: nobody, or fewer than 5." in shown
    assert not any(reference in shown for reference in references)
    assert "/cases/" not in shown


def test_rights_that_wait_for_a_clock_are_counted_from_as_many_as_may_be_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = load_profile("XD")
    clock = next(id for id, clock in profile.clocks.items() if clock.starts_on)
    pages = []
    for waiting in ({}, {clock: 1}, {clock: 4}, {clock: 5}):
        found = Holes(Counter({("not_started", clock): n for clock, n in waiting.items()}))
        monkeypatch.setattr(gaps, "standing", lambda *_given, found=found: found)
        pages.append(text_of(page(people.the_coordinator())))
    assert pages[0] == pages[1] == pages[2] != pages[3]
    assert "was not recorded for 5 open rights" in pages[3]


def test_an_agency_that_is_not_there_is_named_with_the_rights_that_wait_for_it(world: World) -> None:
    shown = page(people.the_coordinator())
    aside = shown[shown.index('id="h-kinds"') :]
    assert re.search(r"Legal aid</b>.*rights are theirs to give", aside)
    assert "Support provider</b>" not in aside
    people.an_agency("legal_aid")
    assert "Legal aid</b>" not in page(people.the_coordinator())


def test_a_house_without_a_designation_stands_there(world: World) -> None:
    people.an_agency("support_provider", name="Birchwood", capacities=())
    shown = page(people.the_coordinator())
    assert "<b>Birchwood</b><br>Not designated today." in shown
    assert "<b>Harbour House</b>" not in shown


def test_nobody_but_the_coordinator_finds_it(world: World) -> None:
    for actor in (world.decider, world.worker, world.responder, world.officer):
        assert signed_in(actor).get("/gaps/").status_code == 404


def test_referrals_past_the_day_of_their_answer_reach_the_coordinator_as_figures(world: World) -> None:
    case = people.a_referral(world.responder, world.authority)
    [due] = [line.due for line in door.state_of(case).waiting if line.key == "referral.answer"]
    people.time_passes(datetime.combine(due + timedelta(days=3), time(9), UTC))
    one_late = text_of(page(people.the_coordinator()))
    assert "At every authority: none, or fewer than 5." in one_late
    assert "Identification Office" not in one_late
    assert reads.references([case])[case] not in one_late
    referral.accept(world.decider, case)
    assert text_of(page(people.the_coordinator())) == one_late


def test_five_late_referrals_are_told_with_the_day_of_the_first(world: World) -> None:
    cases = [people.a_referral(world.responder, world.authority) for _ in range(5)]
    [due] = [line.due for line in door.state_of(cases[0]).waiting if line.key == "referral.answer"]
    people.time_passes(datetime.combine(due + timedelta(days=3), time(9), UTC))
    shown = page(people.the_coordinator())
    assert "<b>Identification Office</b>: 5" in shown
    assert "3 days ago" in shown
    assert "At every other authority: none, or fewer than 5." in shown
    assert not any(reference in shown for reference in reads.references(cases).values())
