"""Who comes of age is asked anew: the day is sealed, the month stands in clear, and the line waits until the person has answered."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from tests import people
from tests.once import once
from tests.people import codes, happens

from opennrm.access import doors
from opennrm.access.actor import Actor
from opennrm.cases.identification import actions as identification
from opennrm.cases.person import actions as person
from opennrm.cases.protection import actions as protection
from opennrm.cases.referral import actions, rules
from opennrm.cases.referral.sending import Asked, Talk
from opennrm.cases.referral.tests.world import World as Everybody
from opennrm.cases.spine import door, known, majority
from opennrm.cases.spine.particulars import NO_LONGER
from opennrm.countries.load import load_profile
from opennrm.journal import clock
from opennrm.journal.models import JournalEvent
from opennrm.mechanism.models import Agency
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

LINE = "referral.ask_anew"
MARCH = {"birth": "2009-03-04", "birth_known_by": "document"}  # 18 on 4 March 2027, asked in February


class World(Everybody):
    """Everybody, and who answers for a child or would remove it."""

    def __init__(self) -> None:
        super().__init__()
        self.office: Actor = people.a_person(self.child_office, "case_worker")
        self.guardians: Agency = people.an_agency("guardian_office")
        self.guardian: Actor = people.a_person(self.guardians, "guardian")
        self.patrol: Actor = people.a_person(self.police, "first_responder")
        self.reviewer: Actor = people.a_person(self.authority, "second_reviewer")

    def child(self, by: Actor | None = None, age: str = "child", **more: str) -> UUID:
        """A child that was referred and taken up, with a guardian who said yes to a shelter."""
        by = by or self.responder
        contact = people.a_contact(by, age=age, unaccompanied=True)
        talk = Talk(on=door.today(), language="ro")
        actions.prepare_child(by, contact, party="child_office", agency=self.child_office.pk, on=door.today(), talk=talk)
        case = people.a_referral(by, self.authority, contact=contact, talk=None, asked=(), support="not_asked", **more)
        actions.accept(self.decider, case)
        protection.appoint_guardian(self.office, case, agency=self.guardians.pk, on=door.today(), decision="Order 7")
        actions.ask_consent(self.guardian, case, asked=replace_by(self.supported(), "guardian"), talk=talk)
        return case

    def answers(self, case: UUID, *scopes: str, answer: str = "yes", by: Actor | None = None) -> None:
        """The person's own answer, today."""
        for scope in scopes:
            recipient = self.authority if scope == "referral" else self.provider
            asked = Asked(scope=scope, answer=answer, recipient=recipient.pk)
            actions.ask_consent(by or self.worker, case, asked=asked, talk=Talk(on=door.today(), language="ro"))


def replace_by(asked: Asked, by: str) -> Asked:
    return asked.model_copy(update={"by": by})


@pytest.fixture
def world() -> World:
    return once(World)


def at(year: int, month: int, day: int) -> None:
    people.time_passes(datetime(year, month, day, 9, tzinfo=UTC))


def part(actor: Actor, case: UUID) -> str:
    """In which part of the day the line stands; empty where there is none."""
    parts = people.worklist.read(actor, door.today(), limit=99)
    return " ".join(name for name, found in parts.items() for line in found.lines if (line.case, line.key) == (case, LINE))


def learns(actor: Actor, case: UUID, birth: str, basis: str = "document") -> None:
    person.learn_identity(actor, case, texts={"birth": birth}, basis=basis, on=door.today())


def days(actor: Actor, case: UUID) -> list[str | None]:
    """Every day that was sealed, oldest first."""
    return [one.text for one in doors.reveal_all(doors.case(actor, case), "identity", [majority.COMES_OF_AGE], "case")]


def born(actor: Actor, case: UUID) -> list[str]:
    return [one.text for one in known.identity(doors.case(actor, case), "case") if one.code == majority.BIRTH]


def month_of(case: UUID) -> date | None:
    return majority.month(door.state_of(case))


# --- what is computed at entry --------------------------------------------------------------------------------------------


def test_the_referral_seals_the_day_and_leaves_the_month_in_clear(world: World) -> None:
    case = world.child(**MARCH)
    assert (days(world.decider, case), month_of(case)) == (["2027-03-04"], date(2027, 2, 1))
    assert born(world.decider, case) == ["4 March 2009 (18 on 4 March 2027)"]
    [payload] = JournalEvent.objects.filter(stream=case, type="referral.submitted").values_list("payload", flat=True)
    assert b'"act_in":"2027-02"' in bytes(payload)
    assert b"2027-03" not in bytes(payload)


def test_a_date_that_is_learned_later_does_the_same(world: World) -> None:
    case = world.child()
    assert (days(world.decider, case), month_of(case)) == ([], None)
    with happens("person.identity_learned"):
        learns(world.worker, case, "2009-03", basis="person")
    assert (days(world.decider, case), month_of(case)) == (["2027-03-31"], date(2027, 2, 1))
    assert born(world.decider, case) == ["March 2009 (18 on 31 March 2027 at the latest)"]


def test_a_date_that_is_put_right_takes_the_place_of_both(world: World) -> None:
    case = world.child(**MARCH)
    learns(world.worker, case, "2009-06-10")
    assert (days(world.decider, case)[-1], month_of(case)) == ("2027-06-10", date(2027, 5, 1))
    assert born(world.decider, case) == ["10 June 2009 (18 on 10 June 2027)"]


@pytest.mark.parametrize(("birth", "basis"), [("2009-06-10", "estimate"), ("2001", "document")])
def test_a_date_that_tells_no_day_takes_what_stood_away(world: World, birth: str, basis: str) -> None:
    case = world.child(**MARCH)
    at(2027, 2, 1)
    assert part(world.worker, case)
    learns(world.worker, case, birth, basis)
    assert (days(world.decider, case)[-1], month_of(case)) == (NO_LONGER, None)
    assert "18 on" not in born(world.decider, case)[0]
    assert part(world.worker, case) == ""


@pytest.mark.parametrize(
    "said",
    [
        {"birth": "2009-03-04", "birth_known_by": "estimate"},
        {"birth": "1999-03-04", "birth_known_by": "document"},
        {"birth": "", "birth_known_by": "not_known"},
    ],
    ids=["an estimate", "an adult by the date", "not known"],
)
def test_where_nothing_is_foreseen_nothing_is_sealed_and_nothing_stands_in_clear(world: World, said: dict[str, str]) -> None:
    case = world.child(**said)
    learns(world.worker, case, said["birth"] or "2001", "estimate")
    assert (days(world.decider, case), month_of(case)) == ([], None)


def test_a_name_that_is_learned_leaves_the_day_as_it_stood(world: World) -> None:
    case = world.child(**MARCH)
    person.learn_identity(world.worker, case, texts={"aliases": "Lina"}, basis="person", on=door.today())
    assert (days(world.decider, case), month_of(case)) == (["2027-03-04"], date(2027, 2, 1))


def test_the_word_of_police_takes_no_time_away_and_adds_none(world: World) -> None:
    case = world.child(by=world.patrol, birth="2009-06-10", birth_known_by="document")
    assert month_of(case) == date(2027, 5, 1)
    learns(world.worker, case, "2009-03-04", "person")
    assert month_of(case) == date(2027, 2, 1)
    learns(world.patrol, case, "1999")
    assert month_of(case) == date(2027, 2, 1)
    assert set(born(world.decider, case)) == {"4 March 2009 (18 on 4 March 2027)", "1999"}


# --- the line -------------------------------------------------------------------------------------------------------------


def test_the_line_stands_in_the_month_and_not_before_and_is_late_after_it(world: World) -> None:
    case = world.child(**MARCH)
    seen = {}
    for day in ((2027, 1, 31), (2027, 2, 1), (2027, 2, 27), (2027, 2, 28), (2027, 3, 1), (2027, 3, 20)):
        at(*day)
        seen[day[1:]] = part(world.worker, case)
    assert seen == {(1, 31): "", (2, 1): "month", (2, 27): "month", (2, 28): "today", (3, 1): "overdue", (3, 20): "overdue"}


def test_those_who_support_decide_or_referred_are_told_and_nobody_else(world: World) -> None:
    case = world.child(**MARCH)
    at(2027, 2, 3)
    told = (world.worker, world.guardian, world.office, world.decider, world.responder)
    assert [part(actor, case) for actor in told] == ["month"] * 5
    assert part(world.reviewer, case) == ""  # who reviews alone asks nobody


def test_police_that_referred_or_investigate_are_not_told_when_the_protection_of_a_child_ends(world: World) -> None:
    case = world.child(by=world.patrol, **MARCH)
    at(2027, 2, 3)
    assert part(world.worker, case) == "month"
    for day in ((2027, 2, 4), (2027, 2, 28), (2027, 3, 9)):
        at(*day)
        assert part(world.patrol, case) == ""


def test_the_person_answers_and_the_line_is_gone(world: World) -> None:
    case = world.child(**MARCH)
    at(2027, 2, 3)
    profile = load_profile("XD")
    assert rules.to_ask_anew(door.state_of(case), profile) == ("referral", "support")
    with happens("referral.consent_given"):
        world.answers(case, "referral")
    assert part(world.worker, case) == "month"
    with happens("referral.consent_given"):
        world.answers(case, "support")
    assert [part(actor, case) for actor in (world.worker, world.guardian, world.decider)] == [""] * 3
    at(2027, 3, 9)
    assert part(world.worker, case) == ""


def test_an_answer_of_before_the_month_or_of_the_guardian_is_not_the_adults(world: World) -> None:
    case = world.child(**MARCH)
    world.answers(case, "referral")
    at(2027, 2, 3)
    talk = Talk(on=door.today(), language="ro")
    other = people.an_agency("support_provider")
    asked = Asked(scope="support", answer="yes", recipient=other.pk, by="guardian")
    actions.ask_consent(world.guardian, case, asked=asked, talk=talk)
    assert rules.to_ask_anew(door.state_of(case), load_profile("XD")) == ("referral", "support")
    world.answers(case, "referral", "support")
    # what the guardian said to the other shelter still stands in the person's place
    assert rules.to_ask_anew(door.state_of(case), load_profile("XD")) == ("support",)
    actions.ask_consent(world.worker, case, asked=asked.model_copy(update={"by": "person"}), talk=talk)
    assert part(world.worker, case) == ""


def test_what_stands_is_answered_anew_in_the_month_alone(world: World) -> None:
    case = world.child(**MARCH)
    with happens(), pytest.raises(Refused) as refused:
        world.answers(case, "support")
    assert codes(refused) == {"consent.stands"}
    at(2027, 2, 3)
    world.answers(case, "support")
    with happens(), pytest.raises(Refused) as refused:
        world.answers(case, "support")
    assert codes(refused) == {"consent.stands"}


def test_a_no_to_what_stands_is_taken_back_and_is_an_answer(world: World) -> None:
    case = world.child(**MARCH)
    at(2027, 2, 3)
    world.answers(case, "referral", answer="no")
    with happens(), pytest.raises(Refused) as refused:
        world.answers(case, "support", answer="no")
    assert codes(refused) == {"consent.stands"}
    assert "taken back" in refused.value.refusals[0].says
    [stands] = [one for one in door.state_of(case).consents if one.scope == "support"]
    actions.take_back(world.guardian, case, stands, on=door.today(), by="guardian")
    assert part(world.guardian, case) == "month"  # the guardian's no is not the person's
    actions.ask_consent(world.guardian, case, asked=world.supported(), talk=Talk(on=door.today(), language="ro"))
    actions.take_back(world.guardian, case, stands, on=door.today())
    assert part(world.guardian, case) == ""


def test_whose_age_is_settled_as_adult_is_asked_as_every_adult(world: World) -> None:
    case = world.child(age="unknown", **MARCH)
    at(2027, 2, 3)
    assert part(world.worker, case) == "month"
    identification.settle_age(world.decider, case, age="adult", on=door.today(), basis="A passport.")
    assert part(world.worker, case) == ""


def test_nobody_is_asked_in_a_procedure_that_was_left(world: World) -> None:
    contact = people.a_contact(world.responder, age="child")
    talk = Talk(on=door.today(), language="ro")
    actions.prepare_child(world.responder, contact, party="child_office", agency=world.child_office.pk, on=door.today(), talk=talk)
    case = people.a_referral(world.responder, world.authority, contact=contact, talk=None, asked=(), support="not_asked", **MARCH)
    world.answers(case, "referral", by=world.responder)
    at(2027, 2, 3)
    assert part(world.responder, case) == "month"
    [consent] = door.state_of(case).consents
    actions.take_back(world.responder, case, consent, on=door.today())
    assert part(world.responder, case) == ""


@pytest.mark.parametrize(("country", "source"), [("XD", "Act s 9(7)"), ("GB", "Toolkit p 13"), ("AL", "CETS 197 Art 12(7)")])
def test_the_law_of_the_country_is_named_where_it_is_known(country: str, source: str) -> None:
    assert rules.source_of_asking_anew(load_profile(country), date(2027, 2, 3)).startswith(source)


def test_a_country_whose_law_asks_nobody_asks_nobody_anew() -> None:
    profile = load_profile("XD")
    scope = profile.consent["referral"]
    never = scope.model_copy(update={"values": (scope.values[1].model_copy(update={"when": {}}),)})
    silent = profile.model_copy(update={"consent": {**profile.consent, "referral": never}})
    people.an_installation()
    assert not rules._asked_of(silent, "referral", clock.now().date())
    assert rules._asked_of(profile, "referral", clock.now().date())
