"""The pages of correction: put right by whoever decides; nothing typed is lost; the other case is named to those to whom it is open."""

from typing import Any

import pytest
from django.test import Client
from tests import people
from tests.once import once

from opennrm.cases.identification.tests.world import World
from opennrm.cases.spine import door, reads

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def world() -> World:
    return once(World)


def page(client: Client, case: Any, name: str = "", sent: dict[str, Any] | None = None) -> str:
    address = f"/cases/{case}/counted/{name}"
    if sent is None:
        return client.get(address).content.decode()
    today = door.today()
    day = {"on-day": today.day, "on-month": today.month, "on-year": today.year}
    seen = client.get(address).context["seen"]
    answer = client.post(address, {"why": "Heard again.", "seen": seen, **day, **sent}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_is_counted_stands_in_words_with_what_may_be_put_right(world: World) -> None:
    case = world.case()
    said = page(people.signed_in(world.decider), case)
    for words in ("Female", "In this country", "Put a fact right", "Void this referral", "Join this referral"):
        assert words in said


def test_a_fact_is_put_right_and_what_happened_says_what_stood(world: World) -> None:
    case, client = world.case(), people.signed_in(world.decider)
    sent = {"sex": "male", "age_band": "unknown", "nationality": "foreign", "residence": "none", "citizenships": "MD", "region": "VEL"}
    said = page(client, case, "facts/", {**sent, "reason": "document"})
    assert "Recorded. What stood before stays on record." in said
    log = client.get(f"/cases/{case}/").content.decode()
    assert "A fact was put right" in log
    assert "<del>Female</del>" in log
    assert "<ins>Male</ins>" in log


def test_what_was_typed_is_kept_when_it_is_refused(world: World) -> None:
    case, client = world.case(), people.signed_in(world.decider)
    said = page(client, case, "merge/", {"reference": "XD-0000", "why": "Both name the same sister."})
    assert "No case of your authority has this reference" in said
    assert "Both name the same sister." in said


def test_joined_the_case_says_so_and_offers_nothing_but_the_undoing(world: World) -> None:
    first, second = world.case(), world.case()
    client = people.signed_in(world.decider)
    named = {one.id: one.reference for one in reads.cases_of(world.decider)}
    page(client, second, "merge/", {"reference": named[first]})
    told = client.get(f"/cases/{second}/").content.decode()
    assert "This referral is set aside" in told
    assert named[first] in told
    assert f"/cases/{second}/decision/" not in told
    assert named[second] in page(client, first)
    assert "Both cases stand again." in page(client, second, f"part/{first}/", {})


def test_two_that_contradict_are_joined_once_somebody_says_that_they_were_compared(world: World) -> None:
    first, second, client = world.case(), world.case(), people.signed_in(world.decider)
    right = {"sex": "male", "age_band": "unknown", "nationality": "foreign", "residence": "none", "citizenships": "MD", "region": "VEL"}
    page(client, second, "facts/", {**right, "reason": "document"})
    named = {one.id: one.reference for one in reads.cases_of(world.decider)}
    refused = page(client, second, "merge/", {"reference": named[first]})
    assert 'href="#id_sure"' in refused
    assert "The two are recorded with different sexes" in refused
    assert "Joined. The other case goes on." in page(client, second, "merge/", {"reference": named[first], "sure": "yes"})


def test_voided_and_standing_again(world: World) -> None:
    case, client = world.case(), people.signed_in(world.decider)
    assert "Voided. It counts nowhere from today on." in page(client, case, "void/", {"reason": "trial_entry"})
    assert "It stands again, and counts from today on." in page(client, case, "restore/", {})


def test_recoded_what_happened_says_both(world: World) -> None:
    case, client = world.case(), people.signed_in(world.decider)
    page(client, case, "exploitation/", {"forms": ["sexual"], "place": "abroad", "age_at_exploitation": "adult"})
    assert "Where did it happen? In this country; now: Abroad" in client.get(f"/cases/{case}/").content.decode()


def test_who_does_not_decide_has_no_such_page(world: World) -> None:
    case = world.case()
    assert people.signed_in(world.responder).get(f"/cases/{case}/counted/").status_code == 404
