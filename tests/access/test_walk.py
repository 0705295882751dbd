"""Every address of the software, found in the resolver, walked with real cases by everybody who may not and by everybody who may."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.access.addresses import ALL, METHODS, OF_A_CASE, OTHER_METHODS, Route, ask, compare, rest_of, right_of, stream_of, told, url
from tests.access.coming_in import names_the_guardian, says_that_it_stands_in_its_files, tells_of_the_bar
from tests.access.oracle import allowed
from tests.access.oracle_words import ENFORCEMENT
from tests.access.world import World, question, rolled_back, tie
from tests.breadth import some_then_all

from opennrm.access.actor import Actor
from opennrm.cases.spine.door import state_of
from opennrm.cases.spine.reads import relation_of, rights_of
from opennrm.journal.models import JournalEvent

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

# Pages by which an agency comes into a case or leaves it: fewer may than may write their section.
BRINGING_IN = {
    "protection:guardian": names_the_guardian,
    "protection:guardian_ends": names_the_guardian,
    "protection:bar": tells_of_the_bar,
    "protection:bar_ends": tells_of_the_bar,
    "protection:bar_noted": says_that_it_stands_in_its_files,
}
# Pages of a library, or static files, that declare no door of ours: none.
UNDECLARED: set[str] = set()
each_of_a_case = pytest.mark.parametrize("route", OF_A_CASE, ids=[route.name for route in OF_A_CASE])
REMOVES = ("migration_authority", "migration_officer")
Asking = list[tuple[Actor, tuple[str, ...]]]
Whose = Callable[[World], Asking]


# --- the addresses ---------------------------------------------------------------------------------------------------------


def test_every_page_declares_its_door() -> None:
    assert {route.written for route in ALL if route.declared is None} == UNDECLARED


def test_a_page_of_a_case_is_reached_through_a_section_and_no_other_page_is() -> None:
    wrong = [route.written for route in ALL if ("case_id" in route.takes) is not bool(route.declared and route.declared.section)]
    assert wrong == []


def test_pages_open_to_everybody_take_no_id() -> None:
    public = [route for route in ALL if route.declared and route.declared.public]
    assert {name for route in public for name in route.takes} <= {"token", "uidb36", "key"}
    assert public


def test_there_is_an_address_for_every_stage() -> None:
    assert {route.name.partition(":")[0] for route in OF_A_CASE} >= {
        "portal",
        "contact",
        "referral",
        "identification",
        "procedure",
        "protection",
        "support",
    }


# --- those who may not -------------------------------------------------------------------------------------------------------


@each_of_a_case
@pytest.mark.security("ACC-01")
def test_whoever_is_not_signed_in_is_led_to_sign_in_and_told_nothing(world: World, route: Route) -> None:
    for method in METHODS:
        status, headers, page = compare(world, Client(), route, method, stream_of(world, route))
        assert (status, page) == (302, "")
        assert headers["Location"].startswith("/sign-in/?next=")


def strangers(world: World) -> Asking:
    """Everybody of another agency."""
    closely = ("first_responder", "decision_maker")
    return [(who, METHODS if who.roles & {*closely} else METHODS[:2]) for who in world.strangers.people.values()]


@each_of_a_case
@some_then_all("whose", lambda world: [(world.strangers.decider, METHODS)], strangers)
@pytest.mark.security("ACC-01")
def test_to_everybody_of_another_agency_there_is_no_such_case(world: World, route: Route, whose: Whose) -> None:
    before = JournalEvent.objects.count()
    for actor, methods in whose(world):
        for method in methods:
            assert compare(world, world.browser(actor), route, method, stream_of(world, route))[0] == 404, actor.name
    assert JournalEvent.objects.count() == before


def watchers(world: World) -> Asking:
    """Whoever watches or administers, the coordinator first."""
    return [(who, METHODS[:2]) for who in [*world.watchers, world.ours.who("monitor", "monitor")]]


@each_of_a_case
@some_then_all("whose", lambda world: watchers(world)[:1], watchers)
@pytest.mark.security("ACC-16")
def test_to_whoever_watches_or_administers_there_is_no_such_case(world: World, route: Route, whose: Whose) -> None:
    for actor, methods in whose(world):
        for method in methods:
            assert compare(world, world.browser(actor), route, method, stream_of(world, route))[0] == 404, actor.name


@each_of_a_case
@some_then_all("methods", METHODS[:1], METHODS)
@pytest.mark.security("ACC-01")
def test_once_a_relation_ended_there_is_no_such_case(world: World, route: Route, methods: tuple[str, ...]) -> None:
    ended = [(world.ours.worker, world.withdrawn), (world.ours.officer, world.withdrawn), (world.ours.decider, world.returned)]
    for actor, case_id in ended:
        assert state_of(case_id).relations_of(actor.agency) == frozenset()
        for method in methods:
            assert compare(world, world.browser(actor), route, method, case_id)[0] == 404, actor.name


@pytest.mark.security("ORA-08")
def test_hidden_absent_ended_and_misspelt_are_one_answer(world: World) -> None:
    client = world.browser(world.ours.worker)
    ids = [str(world.hidden), str(uuid4()), str(world.withdrawn), "no-case-at-all", str(world.hidden)[:-1], f"{world.hers}x", "%00"]
    answers = [told(ask(client, "get", f"/cases/{id}/"), id) for id in ids]
    assert {answer[0] for answer in answers} == {404}
    assert answers.count(answers[0]) == len(ids)


@pytest.mark.security("ORA-04")
def test_a_condition_in_the_request_tells_nothing_of_a_hidden_case(world: World) -> None:
    client = world.browser(world.strangers.decider)
    asked = {"HTTP_IF_NONE_MATCH": "*", "HTTP_IF_MATCH": '"x"', "HTTP_IF_MODIFIED_SINCE": "Tue, 17 Nov 2026 08:00:00 GMT"}
    hidden, absent = (client.get(f"/cases/{id}/", **asked) for id in (world.hers, uuid4()))
    assert told(hidden) == told(absent)
    assert hidden.status_code == 404


# --- those who may ---------------------------------------------------------------------------------------------------------


def may(actor: Actor, world: World, route: Route, case_id: UUID) -> bool:
    """What the oracle says of the page: the case is there at all, and the section is open in this mode for this purpose."""
    how = route.declared
    assert how is not None
    assert how.section is not None
    if not allowed(question(actor, case_id, "coarse", "read", None)):
        return False
    if route.name == "support:act" and not _records(actor, case_id, rest_of(world, route)["entitlement"]):
        return False
    if route.name in BRINGING_IN:
        return BRINGING_IN[route.name](question(actor, case_id, how.section, how.mode, None))
    if route.name == "referral:take_back" and actor.agency_kind in ENFORCEMENT:
        return False  # the consent in the address names a shelter, and whom it names is not to be guessed (decision 0005)
    return allowed(question(actor, case_id, how.section, how.mode, how.purpose))


def _records(actor: Actor, case_id: UUID, entitlement: str) -> bool:
    """The page of a right is for whoever records on it: who writes coarse facts, and in its section or as the person's provider.

    Enforcement records on what is its own to give and on nothing else (decision 0005).
    """
    right = next(row for row in rights_of(case_id) if row.entitlement == entitlement)
    asked = question(actor, case_id, right.section, "write", None)
    if asked.kind in ENFORCEMENT and relation_of(right.responsible) not in asked.relations:
        return False
    return allowed(question(actor, case_id, "coarse", "write", None)) and (allowed(asked) or "support_provider" in asked.relations)


@each_of_a_case
@some_then_all("methods", METHODS[:1], METHODS)
@pytest.mark.security("ACC-01")
def test_everybody_with_a_part_in_the_case_gets_in_just_where_the_prose_says(world: World, route: Route, methods: tuple[str, ...]) -> None:
    case_id, got_in = stream_of(world, route), []
    for actor in world.ours.people.values():
        expected = (200, 302) if may(actor, world, route, case_id) else (404,)
        for method in methods:
            answer = ask(world.browser(actor), method, url(world, route, case_id))
            assert answer.status_code in expected, (actor.name, method, answer.status_code)
        got_in += [actor] if expected != (404,) else []
    assert got_in, "nobody can ever open this page"


ONE_OF_EACH = {
    (r.declared.section, r.declared.mode, r.declared.purpose, r.written.startswith("contacts/")): r for r in OF_A_CASE if r.declared
}
one_of_each = pytest.mark.parametrize("route", ONE_OF_EACH.values(), ids=[route.name for route in ONE_OF_EACH.values()])
TIES = (
    *("holder", "referrer", "recipient", "competent_authority", "support_provider", "investigator", "prosecutor", "guardian"),
    *("lawyer", "child_office", "migration_authority", "labour_inspectorate", "consulted", "force", "monitor"),
)


def one_of_each_trade(world: World) -> list[Actor]:
    """Who refers, who decides, who looks again, who supports, who investigates, who removes: one of each."""
    there = world.strangers
    return [there.responder, there.decider, there.reviewer, there.worker, there.officer, there.who(*REMOVES)]


@one_of_each
@some_then_all("whom", one_of_each_trade, lambda world: world.strangers.people.values())
@pytest.mark.security("ACC-01")
def test_with_exactly_the_missing_relation_the_page_opens_and_with_no_other(
    world: World, route: Route, whom: Callable[[World], list[Actor]]
) -> None:
    """What should not open is tied together and asked once: no row of the policy closes by a relation, so one that opens opens them all."""
    case_id, opened = stream_of(world, route), set()
    address = url(world, route, case_id)
    for actor in whom(world):
        client = world.browser(actor)
        alone = {relation for relation in TIES if opens(world, route, case_id, actor, relation)}
        others = tuple(relation for relation in TIES if relation not in alone)
        together = [others] if not opens(world, route, case_id, actor, *others) else [(relation,) for relation in others]
        for relations in [*((relation,) for relation in TIES if relation in alone), *together]:
            expected = (200, 302) if set(relations) <= alone else (404,)
            with tied(world, route, case_id, actor, *relations):
                assert client.get(address).status_code in expected, (actor.name, relations)
        opened |= alone
        assert ask(client, "get", address).status_code == 404
    assert opened


@contextmanager
def tied(world: World, route: Route, case_id: UUID, actor: Actor, *relations: str) -> Iterator[None]:
    """Somebody's agency by these relations and no other in the case, and in the other case where the page takes two."""
    with rolled_back():
        for each in {case_id} | ({world.child} if "other" in route.takes else set()):
            tie(actor, each, *relations, listed=False)
        yield


def opens(world: World, route: Route, case_id: UUID, actor: Actor, *relations: str) -> bool:
    """Whether the prose opens the page to somebody who is tied so."""
    with tied(world, route, case_id, actor, *relations):
        return may(actor, world, route, case_id)


@pytest.mark.security("ACC-03")
def test_a_head_asks_like_a_get_and_leaves_its_entry_in_the_read_log(world: World) -> None:
    client = world.browser(world.ours.decider)
    got, before = client.get(f"/cases/{world.hers}/"), JournalEvent.objects.filter(kind="reading").count()
    head = client.head(f"/cases/{world.hers}/")
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert JournalEvent.objects.filter(kind="reading").count() == before + 1


@each_of_a_case
@some_then_all("methods", OTHER_METHODS[:1], OTHER_METHODS)
@pytest.mark.security("ACC-02")
def test_no_other_method_is_answered_nor_tells_whether_there_is_a_case(world: World, route: Route, methods: tuple[str, ...]) -> None:
    case_id = stream_of(world, route)
    for actor in (world.ours.responder, world.strangers.decider):
        for method in methods:
            assert compare(world, world.browser(actor), route, method, case_id)[0] in (404, 405), method


@pytest.mark.security("ACC-02")
def test_no_page_of_ours_answers_another_method(world: World) -> None:
    client = world.browser(world.ours.decider)
    for route in [route for route in ALL if not route.takes and not route.written.startswith("sign-in/")]:
        answers = {method: ask(client, method, f"/{route.written}").status_code for method in OTHER_METHODS}
        assert set(answers.values()) <= {404, 405}, (route.name, answers)


@pytest.mark.security("ACC-02")
def test_a_header_does_not_change_the_method(world: World) -> None:
    client = world.browser(world.strangers.decider)
    for method in ("DELETE", "PUT"):
        assert client.post(f"/cases/{world.hers}/", HTTP_X_HTTP_METHOD_OVERRIDE=method).status_code == 404


# --- ids inside ids --------------------------------------------------------------------------------------------------------


@pytest.mark.security("ACC-04")
@pytest.mark.parametrize("method", METHODS)
def test_another_case_is_reached_beside_this_one_only_by_whoever_may_see_it(world: World, method: str) -> None:
    client = world.browser(world.ours.decider)
    answers = {}
    for other in (world.child, world.hidden, uuid4()):
        answers[other] = told(ask(client, method, reverse("identification:same", args=[world.hers, other])), other)
    seen, hidden, absent = answers.values()
    assert seen[0] == 200
    assert hidden == absent
    assert hidden[0] == 404


@pytest.mark.security("ACC-04")
@pytest.mark.parametrize("method", METHODS)
def test_the_consent_of_one_case_is_not_taken_back_in_another(world: World, method: str) -> None:
    client = world.browser(world.ours.responder)
    elsewhere = f"police_contact:{world.strangers.agency('police').pk}:investigation"
    nowhere = f"police_contact:{uuid4()}:investigation"
    answers = [told(ask(client, method, reverse("referral:take_back", args=[world.hers, key]))) for key in (elsewhere, nowhere)]
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


@pytest.mark.security("ACC-04")
@pytest.mark.parametrize("method", METHODS)
def test_a_right_is_reached_in_its_own_case_only(world: World, method: str) -> None:
    client = world.browser(world.ours.worker)
    elsewhere = next(key for key in [(r.entitlement, r.opening) for r in rights_of(world.hers)] if key not in state_of(world.his).ledger)
    asked = [(world.his, *elsewhere), (world.his, "no.such", 1), (world.his, *right_of(world.his)[:1], 99)]
    assert {ask(client, method, reverse("support:act", args=each)).status_code for each in asked} == {404}


@pytest.mark.security("ACC-04")
def test_people_and_invitations_of_another_agency_are_not_there(world: World) -> None:
    administrator, stranger = world.watchers[1], world.strangers.decider
    client = world.browser(administrator)
    for name in ("mechanism:person", "mechanism:end_mine", "mechanism:ask_reset", "mechanism:withdraw_mine"):
        for method in METHODS:
            answers = [told(ask(client, method, reverse(name, args=[id])), id) for id in (stranger.id, uuid4())]
            assert answers[0] == answers[1], name
            assert answers[0][0] == 404, name
    for name in ("agency", "describe", "invite", "suspend", "lift", "designate"):
        other = world.strangers.agency("police").pk
        answers = [told(ask(client, "get", reverse(f"mechanism:{name}", args=[id])), id) for id in (other, uuid4())]
        assert (answers[0], answers[0][0]) == (answers[1], 404), name


@pytest.mark.security("ACC-04")
def test_the_coordinator_reaches_a_person_only_below_the_own_agency(world: World) -> None:
    client = world.browser(world.watchers[0])
    agency, stranger = world.ours.agency("police").pk, world.strangers.decider
    answers = [told(ask(client, "get", reverse("mechanism:end", args=[agency, id])), id) for id in (stranger.id, uuid4())]
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


# --- a stream of another kind -----------------------------------------------------------------------------------------------


@each_of_a_case
@pytest.mark.security("ACC-04")
def test_a_page_of_a_case_is_no_page_of_a_contact_nor_the_other_way_round(world: World, route: Route) -> None:
    client = world.browser(world.ours.responder)
    case_id = world.hers if route.written.startswith("contacts/") else world.contact
    before = JournalEvent.objects.exclude(kind="reading").count()
    for method in METHODS:
        answer = ask(client, method, url(world, route, case_id))
        assert answer.status_code == 404, (method, answer.status_code, answer.headers.get("Location"))
    assert JournalEvent.objects.exclude(kind="reading").count() == before
