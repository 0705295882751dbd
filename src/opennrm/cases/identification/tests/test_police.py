"""Which police force is told of a referral, the crime reference back, and the case closed to it: refused, recorded, seen."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests import people
from tests.once import once
from tests.pages import words
from tests.people import codes, happens, lines_of, signed_in

from opennrm.access import doors
from opennrm.access.actor import Actor
from opennrm.cases.contact import actions as contacts
from opennrm.cases.identification import actions
from opennrm.cases.identification.police_events import force_of
from opennrm.cases.identification.police_rules import law_on
from opennrm.cases.identification.tests.land import Land
from opennrm.cases.identification.tests.world import World
from opennrm.cases.referral import actions as referrals
from opennrm.cases.referral.sending import Asked
from opennrm.cases.spine import door, editions
from opennrm.cases.spine.about import About
from opennrm.cases.spine.reads import rights_of
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
REFERENCE = "VEL/2026/0417"


class Policed(World):
    """The world of identification with two police forces in it."""

    def __init__(self, country: str = "XD") -> None:
        super().__init__(country)
        self.vellin = people.an_agency("police", name="Police of Vellin", region="")
        self.aldmoor = people.an_agency("police", name="Police of Aldmoor", region="")
        self.inspector: Actor = people.a_person(self.vellin, "investigator", name="Rade Vukan")
        self.other: Actor = people.a_person(self.aldmoor, "investigator", name="Sanda Lupu")


@pytest.fixture
def world() -> Policed:
    return once(Policed)


def tell(world: Policed, case: UUID, **more: Any) -> None:
    said = {"agency": world.vellin.pk, "place": "exploitation", "on": door.today()}
    actions.tell_force(world.decider, case, **{**said, **more})


def told(world: Policed, case: UUID) -> UUID | None:
    force = force_of(door.state_of(case))
    return force.agency if force else None


def crime(world: Policed, case: UUID, **more: Any) -> None:
    actions.give_crime(world.inspector, case, **{"reference": REFERENCE, "on": door.today(), **more})


# --- who is told -------------------------------------------------------------------------------------------------------


REFUSED = {
    "a shelter is no force": ({"agency": "provider"}, {"force.which"}),
    "tomorrow": ({"on": timedelta(1)}, {"day.future"}),
    "before the referral": ({"on": timedelta(-30)}, {"force.too-early"}),
    "no such place": ({"place": "birthplace"}, {"force.place"}),
    "a later place without a word why": ({"place": "home"}, {"force.why"}),
    "a later place with blanks": ({"place": "encounter", "why": "  "}, {"force.why"}),
}


@pytest.mark.parametrize(("said", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(world: Policed, said: dict[str, Any], expected: set[str]) -> None:
    case = world.case()
    given = {**said}
    if "agency" in given:
        given["agency"] = getattr(world, given["agency"]).pk
    if "on" in given:
        given["on"] = door.today() + given["on"]
    with pytest.raises(Refused) as refused:
        tell(world, case, **given)
    assert codes(refused) == expected
    assert told(world, case) is None


def test_the_force_of_the_first_place_is_told_and_the_next_takes_its_place(world: Policed) -> None:
    case = world.case()
    with happens("identification.force_told"):
        tell(world, case)
    assert told(world, case) == world.vellin.pk
    with pytest.raises(Refused) as refused:
        tell(world, case)
    assert codes(refused) == {"force.told"}
    with happens("identification.force_closed", "identification.force_told"):
        tell(world, case, agency=world.aldmoor.pk, place="encounter", why="It is not known where it happened.")
    assert told(world, case) == world.aldmoor.pk
    with pytest.raises(doors.NotVisible):
        doors.case(world.inspector, case)
    assert doors.case(world.other, case).relations == {"force"}


def untold(world: Policed, case: UUID) -> list[bool]:
    """Whether it stands on the authority's list that a force is to be told, and as its own turn."""
    return [line.mine for line in lines_of(world.decider) if line.case == case and line.key == "identification.force"]


def test_the_authority_is_reminded_until_a_force_was_told_and_never_again(world: Policed) -> None:
    case = world.case()
    assert untold(world, case) == [True]
    assert "Tell the police force" in page(world.decider, "/today/")
    tell(world, case)
    assert untold(world, case) == []
    actions.close_to_force(world.decider, case)
    assert untold(world, case) == []


def test_nobody_is_reminded_of_who_was_told_no_or_where_no_law_names_a_force(world: Policed) -> None:
    case = world.case()
    world.proposed(case)
    assert untold(world, case) == [True]
    actions.confirm_negative(world.reviewer, case)
    assert untold(world, case) == []


def test_no_country_without_such_a_law_has_such_a_line() -> None:
    land = Land("MD")
    case, _ = land.case()
    assert "identification.force" not in {line.key for line in door.state_of(case).waiting}


def test_the_case_is_closed_to_a_force(world: Policed) -> None:
    case = world.case()
    with pytest.raises(Refused) as refused:
        actions.close_to_force(world.decider, case)
    assert codes(refused) == {"force.none"}
    tell(world, case)
    with happens("identification.force_closed"):
        actions.close_to_force(world.decider, case)
    with pytest.raises(doors.NotVisible):
        doors.case(world.inspector, case)
    tell(world, case)
    assert doors.case(world.inspector, case).relations == {"force"}


def test_where_no_source_names_a_force_nobody_is_told() -> None:
    land = once(Land, "RS")
    case, decider = land.case()
    with happens(), pytest.raises(Refused) as refused:
        actions.tell_force(decider, case, agency=people.an_agency("police").pk, place="exploitation", on=door.today())
    assert codes(refused) == {"force.not-here"}
    assert "police/" not in page(decider, f"/cases/{case}/")
    assert signed_in(decider).get(f"/cases/{case}/police/").status_code == 302


def test_where_it_happened_abroad_the_place_of_that_leads_nowhere(world: Policed) -> None:
    case = abroad(world)
    with pytest.raises(Refused) as refused:
        tell(world, case)
    assert codes(refused) == {"force.place"}
    tell(world, case, place="home")
    assert told(world, case) == world.vellin.pk


def abroad(world: Policed) -> UUID:
    """A referral, taken up, of somebody who was exploited abroad alone."""
    known = About(age="adult", sex="female", nationality="foreign", residence="none", region="VEL")
    contact = contacts.open_contact(world.responder, on=door.today(), channel="outreach", about=known)
    episode = {"acts": ("recruitment",), "means": ("deception",), "purposes": ("forced_labour",), "forms": ("labour",)}
    then = {"place": "abroad", "began": "2018-08", "age_then": "adult"}
    contacts.look_at_signs(world.responder, contact, observations=people.HELD, episodes=[{**episode, **then}], way="refer")
    case = people.a_referral(world.responder, world.authority, contact=contact)
    referrals.accept(world.decider, case)
    return case


# --- the crime reference -----------------------------------------------------------------------------------------------


def test_before_a_yes_no_reference_is_asked_and_after_it_once(world: Policed) -> None:
    case = world.case()
    tell(world, case)
    assert awaited(world.inspector) == []
    with pytest.raises(Refused) as refused:
        crime(world, case)
    assert codes(refused) == {"crime.not-wanted"}
    actions.decide_yes(world.decider, case)
    assert awaited(world.inspector) == [case]
    with happens("identification.crime_recorded"):
        crime(world, case)
    assert awaited(world.inspector) == []
    assert force_of(door.state_of(case)).recorded_on == door.today()


def awaited(actor: Actor) -> list[UUID]:
    return [line.case for line in lines_of(actor) if line.key == "identification.crime_reference" and line.mine]


def test_after_a_no_and_where_all_of_it_was_abroad_there_is_no_reference(world: Policed) -> None:
    refusal, away = world.case(), abroad(world)
    tell(world, refusal)
    tell(world, away, place="home")
    world.proposed(refusal)
    actions.confirm_negative(world.reviewer, refusal)
    actions.decide_yes(world.decider, away)
    for case in (refusal, away):
        assert awaited(world.inspector) == []
        for note in (actions.note_crime, actions.give_crime):
            with pytest.raises(Refused) as refused:
                note(world.decider if note is actions.note_crime else world.inspector, case, reference=REFERENCE, on=door.today())
            assert codes(refused) == {"crime.not-wanted"}


LATE = {
    "blank": ({"reference": " "}, {"crime.reference"}),
    "tomorrow": ({"on": timedelta(1)}, {"day.future"}),
    "before it was told": ({"on": timedelta(-9)}, {"crime.before", "crime.not-wanted"}),
}


@pytest.mark.parametrize(("said", "expected"), LATE.values(), ids=LATE)
def test_a_reference_that_is_refused(world: Policed, said: dict[str, Any], expected: set[str]) -> None:
    case = presumed(world)
    given = {name: door.today() + value if isinstance(value, timedelta) else value for name, value in said.items()}
    with pytest.raises(Refused) as refused:
        crime(world, case, **given)
    assert codes(refused) == expected


def presumed(world: Policed, *asked: Asked) -> UUID:
    """A case of somebody presumed, of which the force of Vellin was told."""
    case = world.case(*asked)
    tell(world, case)
    actions.decide_yes(world.decider, case)
    return case


def test_the_authority_notes_a_reference_that_came_by_letter(world: Policed) -> None:
    case = presumed(world)
    with happens("identification.crime_recorded"):
        actions.note_crime(world.decider, case, reference=REFERENCE, on=door.today())
    assert awaited(world.inspector) == []


def test_a_force_that_was_not_told_gives_no_reference(world: Policed) -> None:
    case = presumed(world)
    with pytest.raises(doors.NotVisible):
        actions.give_crime(world.other, case, reference=REFERENCE, on=door.today())
    actions.close_to_force(world.decider, case)
    with pytest.raises(Refused) as refused:
        actions.note_crime(world.decider, case, reference=REFERENCE, on=door.today())
    assert codes(refused) == {"crime.not-told"}


# --- what it does to what the person is owed ----------------------------------------------------------------------------


def test_nothing_that_the_person_is_owed_moves(world: Policed) -> None:
    case = world.case(world.supported())
    actions.decide_yes(world.decider, case)
    before = rights(case)
    for act in (lambda: tell(world, case), lambda: crime(world, case), lambda: actions.close_to_force(world.decider, case)):
        act()
        assert rights(case) == before
    assert before


def rights(case: UUID) -> list[Any]:
    return sorted((row.entitlement, row.opening, row.due_on, row.ends_on, row.opened_on) for row in rights_of(case))


# --- what the pages say --------------------------------------------------------------------------------------------------


def page(actor: Actor, url: str) -> str:
    answer = signed_in(actor).get(url)
    assert answer.status_code == 200, url
    return words(answer.content.decode())


def test_the_pages_of_the_authority_and_of_the_force(world: Policed) -> None:
    case = world.case()
    client = signed_in(world.decider)
    assert "Tell the police force" in page(world.decider, f"/cases/{case}/")
    on = {f"on-{part}": str(getattr(door.today(), part)) for part in ("day", "month", "year")}
    seen = {"seen": str(door.glance(doors.case(world.decider, case)).place)}
    url = f"/cases/{case}/police/"
    shown = client.post(url, {"agency": str(world.vellin.pk), "place": "home", "why": "", **on, **seen})
    assert "Say why no earlier place leads to a force" in words(shown.content.decode())
    sent = client.post(url, {"agency": str(world.vellin.pk), "place": "home", "why": "It is not known where.", **on, **seen})
    assert (sent.status_code, sent["Location"]) == (302, f"/cases/{case}/")
    told_page = page(world.decider, url)
    assert all(one in told_page for one in ("Police of Vellin", "Where the person lives", "It is not known where.", "None yet"))
    assert "Give the crime reference" not in page(world.inspector, f"/cases/{case}/")
    actions.decide_yes(world.decider, case)
    assert "Give the crime reference" in page(world.inspector, f"/cases/{case}/")
    seen = {"seen": str(door.glance(doors.case(world.inspector, case)).place)}
    given = signed_in(world.inspector).post(f"/cases/{case}/police/crime/", {"reference": REFERENCE, **on, **seen})
    assert given.status_code == 302
    assert REFERENCE in page(world.decider, url)
    closed = client.post(f"/cases/{case}/police/ends/", {"seen": str(door.glance(doors.case(world.decider, case)).place)})
    assert closed.status_code == 302
    assert signed_in(world.inspector).get(f"/cases/{case}/").status_code == 404


def test_where_the_person_said_no_to_the_police_both_are_told_so(world: Policed) -> None:
    no = Asked(scope="police_contact", answer="no", recipient=world.vellin.pk, recipient_kind="police")
    case = presumed(world, no)
    assert "The person said no to contact by the police" in page(world.decider, f"/cases/{case}/police/")
    assert "Do not get in touch" in page(world.inspector, f"/cases/{case}/police/crime/")


def test_in_the_united_kingdom_the_same_acts_follow_its_guidance() -> None:
    world = once(Policed, "GB")
    case = presumed(world)
    crime(world, case)
    assert "SG 11.2" in page(world.decider, f"/cases/{case}/police/")


@pytest.mark.parametrize("before", [date(2026, 2, 27)])
def test_the_law_of_the_day_of_the_telling_says_when_a_crime_is_recorded(before: date) -> None:
    world = once(Policed, "XD")
    profile, state = editions.today(), door.state_of(world.case())
    assert law_on(profile, state, before).value.recorded_after == ("decision:cg=positive",)
    assert law_on(profile, state, door.today()).value.recorded_after == ("decision:rg=positive",)
