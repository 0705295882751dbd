"""What one cannot see is not counted, not hinted at, not in the way: a world with a hidden case and one without are one world."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.test import Client
from tests import people
from tests.access.addresses import Told, told
from tests.access.crawl import Page
from tests.access.world import World, canary, hidden_case, rolled_back

from opennrm.access.actor import Actor
from opennrm.cases.referral import actions as referral
from opennrm.cases.spine.models import Case
from opennrm.cases.spine.reference import new_reference

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

LISTS = ("/today/", "/cases/", "/referrals/", "/contacts/", "/search/")
EVERYBODY: dict[str, Callable[[World], Actor]] = {
    "responder": lambda world: world.ours.responder,
    "patrol": lambda world: world.ours.patrol,
    "officer": lambda world: world.ours.officer,
    "decider": lambda world: world.ours.decider,
    "reviewer": lambda world: world.ours.reviewer,
    "worker": lambda world: world.ours.worker,
    "lawyer": lambda world: world.ours.lawyer,
    "colleague without a part": lambda world: world.ours.who("listed_ngo", "case_worker"),
    "data-protection officer": lambda world: world.watchers[2],
    "administrator": lambda world: world.watchers[1],
}
everybody = pytest.mark.parametrize("who", EVERYBODY.values(), ids=list(EVERYBODY))


def lists(client: Client) -> list[Told]:
    return [told(client.get(address)) for address in (*LISTS, "/looks/", "/agency/", "/access/")]


@everybody
@pytest.mark.security("ORA-01")
def test_a_case_of_others_changes_no_list_and_no_number(world: World, who: Callable[[World], Actor]) -> None:
    client = world.browser(who(world))
    with rolled_back():
        before = lists(client)
    with rolled_back():
        hidden_case(world.strangers, "second")
        people.a_contact(world.strangers.responder)
        assert lists(client) == before


@pytest.mark.security("ORA-01")
def test_a_case_of_one_s_own_does_change_them(world: World) -> None:
    client = world.browser(world.ours.decider)
    before = lists(client)
    world.ours.refers("another", world.ours.responder)
    assert lists(client) != before


@pytest.mark.security("ORA-01")
def test_the_numbers_fall_when_a_case_is_closed_to_one(world: World) -> None:
    client = world.browser(world.ours.worker)
    assert str(world.hers) in client.get("/cases/").content.decode()
    world.ours.takes_back(world.hers, "support")
    assert str(world.hers) not in client.get("/cases/").content.decode() + client.get("/today/").content.decode()


@pytest.mark.security("ORA-02")
@pytest.mark.parametrize("more", ["?sort=person__name", "?sort=-id&sort=?", "?person__name__startswith=Z", "?page=99", "?after=x", "?q="])
def test_what_is_added_to_an_address_changes_nothing(world: World, more: str) -> None:
    client = world.browser(world.ours.decider)
    for address in LISTS:
        assert told(client.get(address + more)) == told(client.get(address)), address


@pytest.mark.security("ORA-02")
def test_going_on_after_a_hidden_case_tells_nothing_of_it(world: World) -> None:
    client = world.browser(world.ours.decider)
    near = UUID(int=world.hidden.int ^ 1)
    assert told(client.get(f"/cases/?after={world.hidden}")) == told(client.get(f"/cases/?after={near}"))


@pytest.mark.security("ORA-08")
@everybody
def test_the_spoken_reference_of_a_hidden_case_is_one_that_was_never_given(world: World, who: Callable[[World], Actor]) -> None:
    client, given, never = world.browser(who(world)), reference_of(world.hidden), new_reference()
    hidden, absent = (told(client.post("/cases/", {"reference": text}), text) for text in (given, never))
    assert hidden == absent
    assert hidden[0] in (200, 404)


def test_the_spoken_reference_of_one_s_own_case_leads_to_it(world: World) -> None:
    answer = world.browser(world.ours.decider).post("/cases/", {"reference": reference_of(world.hers)})
    assert answer.headers["Location"] == f"/cases/{world.hers}/"


def reference_of(case_id: UUID) -> str:
    return str(Case.objects.get(case_id=case_id).reference)


@pytest.mark.security("ORA-05")
@pytest.mark.parametrize("field", ["given_names", "family_names", "alias"])
def test_a_name_in_a_hidden_case_is_found_as_one_that_is_nowhere(world: World, field: str) -> None:
    client = world.browser(world.ours.decider)
    found = [told(_searched(client, name), name) for name in (canary("hidden", field), canary("nowhere", field))]
    assert found[0] == found[1]
    assert str(world.hers) in _searched(client, canary("hers", field)).content.decode()


def _searched(client: Client, name: str) -> object:
    [form] = [form for form in Page(client.get("/search/").content.decode()).forms if form.action in ("", "/search/")]
    own = [key for key, _ in form.data if key.startswith("f") or key == "name"]
    return client.post("/search/", {**dict(form.data), **dict.fromkeys(own, name)})


@pytest.mark.security("ORA-05")
def test_intake_finds_nobody_in_the_cases_of_another_authority(world: World) -> None:
    """The same person is referred to both authorities: neither is told of the other."""
    named = {"given_names": "Ileana", "family_names": "Vasarin", "aliases": ("Lena",)}
    case, mine = (world.ours.refers(name, world.ours.responder, **named) for name in ("one", "two"))
    client = world.browser(world.ours.decider)
    referral.accept(world.ours.decider, case)
    alone = looked(client, case)
    world.strangers.refers("double", world.strangers.responder, **named)
    assert looked(client, case) == alone
    referral.accept(world.ours.decider, mine)
    assert reference_of(mine) in looked(client, case)[2]


def looked(client: Client, case: UUID) -> Told:
    return told(client.post(f"/cases/{case}/intake/"))


@pytest.mark.security("ORA-05")
def test_a_person_whom_others_know_is_referred_as_one_whom_nobody_knows(world: World) -> None:
    """Sending says the same, whoever else has a case of this person."""
    answers = []
    for name in (canary("hidden", "familynames"), canary("fresh", "familynames")):
        with rolled_back():
            case = world.ours.refers("twin", world.ours.responder, family_names=name)
            page = world.browser(world.ours.responder).get(f"/referrals/{case}/sent/")
            answers.append(told(page, case, reference_of(case)))
    assert answers[0] == answers[1]


@pytest.mark.security("ORA-08")
def test_an_id_of_another_thing_is_no_case(world: World) -> None:
    client = world.browser(world.ours.decider)
    ids = (world.ours.decider.id, world.ours.agency("police").pk, uuid4())
    answers = [told(client.get(f"/cases/{id}/"), id) for id in ids]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0] == 404
