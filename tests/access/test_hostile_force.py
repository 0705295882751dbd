"""Which police force was told tells where a shelter is, and by which place it was found tells it still more: neither is told by the way."""

from datetime import timedelta
from uuid import UUID

import pytest
from tests import people
from tests.access.addresses import ALL, METHODS, OF_A_CASE, ask, url
from tests.access.oracle import allowed
from tests.access.oracle_words import SECTIONS
from tests.access.world import World, canary, question, relations_of

from opennrm.access import doors, readlog
from opennrm.access.actor import Actor
from opennrm.cases.identification import actions as identification
from opennrm.cases.person import actions as person
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral.sending import Asked, Talk
from opennrm.cases.spine import door
from opennrm.cases.spine.models import WorklistLine
from opennrm.cases.spine.reads import rights_of
from opennrm.standards.refusal import Refused

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.security("FW-07")]

FORCE, AUTHORITY = "Constabulary of the Far Hills", "competent_authority"
OFFICER = "Zqofficer of the Far Hills"


class Routed:
    """The case of an adult who said no to the police, and of a child: a force that nobody else knows was found by where they live."""

    def __init__(self, world: World) -> None:
        self.world, us = world, world.ours
        force = people.an_agency("police", name=FORCE)
        self.officer = people.a_person(force, "investigator", name=OFFICER)
        no = Asked(scope="police_contact", answer="no")
        self.adult = us.refers("refusing", us.responder, us.yes("support", "support_provider"), no)
        referral.accept(us.decider, self.adult)
        mandate = us.yes("legal_help", "legal_aid")
        referral.ask_consent(us.responder, self.adult, asked=mandate, talk=Talk(on=door.today(), language="ro"))
        self.child = world.child
        for case, name in ((self.adult, "refusing"), (self.child, "child")):
            said = {"agency": force.pk, "place": "home", "why": canary(name, "homewhy"), "on": door.today()}
            identification.tell_force(us.decider, case, **said)
            identification.decide_yes(us.decider, case)
            identification.give_crime(self.officer, case, reference=canary(name, "crimeref"), on=door.today())

    def everything(self, actor: Actor, case: UUID) -> str:
        """All that somebody is told on any page, of this case or of none."""
        client = self.world.browser(actor) if actor is not self.officer else people.signed_in(actor)
        addresses = [url(self.world, route, case) for route in OF_A_CASE if not route.written.startswith("contacts/")]
        addresses += [f"/{route.written}" for route in ALL if not route.takes and not route.written.startswith(("demo/", "sign-in/"))]
        answers = [ask(client, METHODS[0], address) for address in addresses]
        shown = [ask(client, "post", f"/cases/{case}/?show={what}") for what in ("identity", "contact", "account", "danger")]
        return "".join(answer.content.decode(errors="replace") for answer in [*answers, *shown])


@pytest.fixture
def routed(world: World) -> Routed:
    return Routed(world)


def may_know(actor: Actor, case: UUID, world: World) -> bool:
    """By the prose: whoever reads where the person is as the authority knows it."""
    authority = world.ours.agency(AUTHORITY).pk
    return allowed(question(actor, case, "contact_and_location", "read", None, (authority, AUTHORITY)))


def test_what_others_still_owe_the_person_is_not_on_the_list_of_the_force(routed: Routed) -> None:
    lines = WorklistLine.objects.filter(agency=routed.officer.agency)
    assert not lines.filter(lane="others").exists()
    assert WorklistLine.objects.filter(case_id=routed.child, lane="others").exists()


@pytest.mark.parametrize("which", ["adult", "child"])
def test_the_force_is_named_to_those_alone_who_may_read_where_the_person_is(routed: Routed, which: str) -> None:
    case, world = getattr(routed, which), routed.world
    named, silent = set(), set()
    for actor in world.ours.people.values():
        if not relations_of(actor, case)[0] or not allowed(question(actor, case, "coarse", "read", None)):
            continue
        page = world.browser(actor).get(f"/cases/{case}/").content.decode()
        if may_know(actor, case, world):
            named |= {actor.agency_kind}
            assert FORCE in page, actor.name
        else:
            silent |= {actor.agency_kind}
            told = routed.everything(actor, case).replace(_offered(routed, actor), "")
            assert FORCE not in told, actor.name
            assert OFFICER not in told, actor.name
            assert "A police force" in page, actor.name
    assert AUTHORITY in named
    assert named >= ({"support_provider"} if which == "adult" else {"child_office"})
    assert silent >= ({"listed_ngo", "legal_aid"} if which == "adult" else {"listed_ngo"})


@pytest.mark.parametrize("which", ["adult", "child"])
def test_by_which_place_and_why_opens_to_nobody_who_may_not_read_where_the_person_is(routed: Routed, which: str) -> None:
    case, world = getattr(routed, which), routed.world
    why = canary({"adult": "refusing", "child": "child"}[which], "homewhy")
    read = set()
    for actor in [routed.officer, *world.ours.people.values()]:
        if not relations_of(actor, case)[0] or not allowed(question(actor, case, "coarse", "read", None)):
            continue
        texts = {one.text for one in doors.reveal_sections(doors.case(actor, case), SECTIONS, "case").values()}
        knows = may_know(actor, case, world)
        assert ("home" in texts, why in texts) == (knows, knows), actor.name
        read |= {actor.agency_kind} if knows else set()
    assert AUTHORITY in read


def _offered(routed: Routed, actor: Actor) -> str:
    """A list from which anybody may choose some agency to whom the person said yes tells nothing of a case."""
    force = people.user_of(routed.officer.id).memberships.get().agency
    return f'<option value="police:{force.pk}">{FORCE}</option>'


@pytest.mark.parametrize("which", ["adult", "child"])
def test_the_force_is_told_neither_who_nor_where_nor_by_which_place(routed: Routed, which: str) -> None:
    case, us = getattr(routed, which), routed.world.ours
    told = routed.everything(routed.officer, case)
    name = {"adult": "refusing", "child": "child"}[which]
    assert f"Zq{name}Zq" not in told
    assert "Where the person lives" not in told
    known = ("police", AUTHORITY)  # the authority that decides acknowledges each referral, and is no secret
    assert [agency.name for kind, agency in us.agencies.items() if kind not in known and agency.name in told] == []
    assert [one.name for one in us.people.values() if one.name in told] == []
    opened = doors.case(routed.officer, case)
    holders = [doors.Holder(us.agency(kind).pk, kind) for kind in ("listed_ngo", "police", AUTHORITY, "support_provider", "child_office")]
    closed = [section for section in SECTIONS if section not in ("coarse", "decisions")]
    assert [(section, by.kind) for section in closed for by in holders if opened.may(section, holder=by).allowed] == []


def test_a_yes_to_this_force_opens_it_and_taking_it_back_closes_it(routed: Routed) -> None:
    us, case, officer = routed.world.ours, routed.adult, routed.officer
    where, by = "contact_and_location", doors.Holder(us.decider.agency, AUTHORITY)
    asked = Asked(scope="police_contact", answer="yes", recipient=officer.agency, recipient_kind="police")
    referral.ask_consent(us.responder, case, asked=asked, talk=Talk(on=door.today(), language="ro"))
    assert doors.case(officer, case).may(where, holder=by).allowed
    us.takes_back(case, "police_contact")
    assert not doors.case(officer, case).may(where, holder=by).allowed
    assert doors.case(officer, case).relations == {"force"}


def test_a_force_that_is_told_no_longer_finds_no_case_and_is_not_told_where_it_went(routed: Routed) -> None:
    us, case = routed.world.ours, routed.adult
    next_one = people.an_agency("police", name="Constabulary of the Near Hills")
    identification.tell_force(us.decider, case, agency=next_one.pk, place="encounter", why="She has moved.", on=door.today())
    told = routed.everything(routed.officer, case)
    assert "Near Hills" not in told
    assert people.signed_in(routed.officer).get(f"/cases/{case}/").status_code == 404
    assert case not in {line.case for line in people.lines_of(routed.officer)}
    with pytest.raises(doors.NotVisible):
        identification.give_crime(routed.officer, case, reference="x", on=door.today())


def test_a_referral_taken_back_before_a_decision_is_closed_to_the_force_too(routed: Routed) -> None:
    us = routed.world.ours
    case = us.refers("regretted", us.responder)
    referral.accept(us.decider, case)
    identification.tell_force(us.decider, case, agency=routed.officer.agency, place="exploitation", on=door.today())
    assert doors.case(routed.officer, case).relations == {"force"}
    us.takes_back(case, "referral")
    with pytest.raises(doors.NotVisible):
        doors.case(routed.officer, case)


def test_a_patrol_of_the_same_force_and_another_police_see_nothing_of_it(routed: Routed) -> None:
    patrol = people.a_person(people.user_of(routed.officer.id).memberships.get().agency, "first_responder", name="A patrol")
    for actor in (patrol, routed.world.ours.officer):
        assert people.signed_in(actor).get(f"/cases/{routed.adult}/").status_code == 404


def test_who_the_person_is_is_not_found_by_the_force(routed: Routed) -> None:
    person.learn_identity(routed.world.ours.decider, routed.adult, texts={"given_names": "Ilinca"}, basis="person", on=door.today())
    assert doors.find_by_name(routed.officer, "Ilinca") == []
    assert doors.find_by_name(routed.world.ours.decider, "Ilinca") != []


def test_what_the_force_opened_is_told_to_no_referrer(routed: Routed) -> None:
    people.signed_in(routed.officer).get(f"/cases/{routed.adult}/")
    assert any(look.agency == routed.officer.agency for look in readlog.who_looked(routed.adult, limit=50))
    assert FORCE not in routed.world.browser(routed.world.ours.responder).get(f"/cases/{routed.adult}/").content.decode()


def test_the_force_records_its_reference_and_nothing_else(routed: Routed) -> None:
    us, case, officer = routed.world.ours, routed.adult, routed.officer
    acts = (
        lambda: identification.tell_force(officer, case, agency=us.agency("police").pk, place="home", why="x", on=door.today()),
        lambda: identification.close_to_force(officer, case),
        lambda: identification.note_crime(officer, case, reference="x", on=door.today()),
        lambda: identification.decide_yes(officer, case),
    )
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert {one.code for one in refused.value.refusals} == {"access.closed"}
    with pytest.raises(Refused):
        identification.give_crime(officer, case, reference="x", on=door.today() + timedelta(1))


def test_no_right_moved_by_it(routed: Routed) -> None:
    """The rights of somebody who said no to the police, told and recorded, are those of somebody of whom no force was told."""
    us = routed.world.ours
    other = us.refers("untold", us.responder, us.yes("support", "support_provider"))
    referral.accept(us.decider, other)
    identification.decide_yes(us.decider, other)
    assert rows(routed.adult) == rows(other)


def rows(case: UUID) -> list[tuple[object, ...]]:
    return sorted((row.entitlement, row.opening, row.opened_on, str(row.due_on), str(row.ends_on)) for row in rights_of(case))
