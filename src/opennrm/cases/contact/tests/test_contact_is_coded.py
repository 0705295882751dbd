"""A first contact holds codes: recorded as they are said, again only when they changed, and nothing that identifies."""

from typing import Any

import pytest
from pydantic import ValidationError
from tests import people
from tests.people import HELD, WORK, a_contact, codes, happens

from opennrm.access import doors
from opennrm.access.actor import Actor
from opennrm.access.doors import NotVisible
from opennrm.cases.contact import actions
from opennrm.cases.spine import door, drafting
from opennrm.cases.spine.about import About
from opennrm.standards.refusal import Refused
from opennrm.vault.errors import DraftGone
from opennrm.vault.models import SealedValue

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

EPISODE: dict[str, Any] = {"forms": ("labour",), "acts": ("recruitment",), "place": "in_country", "began": "2025-08"}


@pytest.fixture
def responder() -> Actor:
    people.an_installation()
    return people.a_person(people.an_agency("police"), "first_responder")


def opened(responder: Actor, about: About | None = None, **more: Any) -> Any:
    return actions.open_contact(responder, **{"on": door.today(), "channel": "border", "about": about or About(age="adult"), **more})


def test_a_contact_begins_where_the_procedure_begins(responder: Actor) -> None:
    with happens("contact.opened"):
        contact = opened(responder, About(age="adult", nationality="foreign", residence="none", region="NOR"))
    state = door.state_of(contact)
    assert state.state == "contact"
    assert [state.facts.entries(name)[-1].value for name in ("age", "nationality", "residence", "region")] == [
        "adult",
        "foreign",
        "none",
        "NOR",
    ]


def test_it_belongs_to_the_agency_that_met_the_person_and_to_nobody_else(responder: Actor) -> None:
    contact = a_contact(responder)
    assert doors.case(responder, contact).relations == {"holder"}
    with pytest.raises(NotVisible):
        doors.case(people.a_person(people.an_agency("competent_authority"), "decision_maker"), contact)


def test_whoever_is_no_first_responder_begins_none(responder: Actor) -> None:
    people_of_figures = people.a_person(people.an_agency("support_provider"), "case_worker")
    with happens(), pytest.raises(Refused):
        opened(people_of_figures)


# Each row differs from a right first step in what the word says.
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a day to come": ({"on": people.STARTS.date().replace(day=30)}, "day.future"),
    "no such region": ({"about": About(age="adult", region="ATL")}, "contact.region"),
    "an age in doubt without reasons": ({"about": About(age="unknown")}, "contact.age-reasons"),
    "an adult without a guardian": ({"about": About(age="adult", unaccompanied=True)}, "contact.unaccompanied"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_first_step_that_is_wrong_is_refused_and_leaves_no_draft(responder: Actor, what: str) -> None:
    given, code = WRONG[what]
    with happens(), pytest.raises(Refused) as refused:
        opened(responder, **given)
    assert codes(refused) == {code}
    assert drafting.mine(responder) == []


def test_an_age_in_doubt_comes_with_its_reasons(responder: Actor) -> None:
    with happens("contact.opened", "contact.age_reasons_recorded"):
        contact = opened(responder, About(age="unknown"), reasons=("looks", "papers"))
    assert door.state_of(contact).facts.entries("age.reasons")


def test_a_child_without_parents_starts_the_clock_of_the_guardian(responder: Actor) -> None:
    contact = opened(responder, About(age="child", unaccompanied=True))
    [entry] = door.state_of(contact).facts.entries("unaccompanied")
    assert entry.at is not None


def test_only_what_changed_is_recorded_again(responder: Actor) -> None:
    contact = a_contact(responder, signs=None)
    looked = {"observations": HELD, "episodes": [EPISODE], "way": "refer"}
    with happens("contact.signs_assessed", "contact.signs_assessed", "contact.episode_described", "contact.screened"):
        actions.look_at_signs(responder, contact, **looked)
    with happens():
        actions.look_at_signs(responder, contact, **looked)
    with happens("contact.signs_assessed"):
        actions.look_at_signs(responder, contact, **{**looked, "observations": {**HELD, "G3": "absent"}})
    with happens("contact.episode_described", "contact.episode_removed"):
        actions.look_at_signs(responder, contact, **{**looked, "observations": {**HELD, "G3": "absent"}, "episodes": [EPISODE, EPISODE]})
        actions.look_at_signs(responder, contact, **{**looked, "observations": {**HELD, "G3": "absent"}})


def test_what_is_known_of_the_person_is_corrected_by_a_new_event(responder: Actor) -> None:
    contact = a_contact(responder)
    about = door.state_of(contact).about
    with happens():
        actions.correct_person(responder, contact, about=about)
    with happens("contact.about_corrected", "contact.age_reasons_recorded"):
        actions.correct_person(responder, contact, about=about.changed(age="unknown"), reasons=("papers",))
    state = door.state_of(contact)
    assert [entry.value for entry in state.facts.entries("age")] == ["adult", "unknown"]
    assert state.about.forms == ("labour",)


def test_without_a_sign_nobody_goes_on_towards_a_referral(responder: Actor) -> None:
    contact = a_contact(responder, signs=None)
    with happens(), pytest.raises(Refused) as refused:
        actions.look_at_signs(responder, contact, observations={"G2": "absent"}, episodes=[], way="refer")
    assert codes(refused) == {"fact.missing"}


def test_answers_are_kept_set_by_set(responder: Actor) -> None:
    contact = opened(responder, About(age="child"))
    looked = {"G2": "observed", "SS3": "reported", "SV1": "observed", "K3": "absent", "FL9": "not_assessed"}
    actions.look_at_signs(responder, contact, observations=looked, episodes=[], way="refer")
    assert {id: one.observations for id, one in door.state_of(contact).note("contact.signs").items()} == {
        "unodc_general": {"G2": "observed"},
        "county_lines": {"K3": "absent"},
        "seraf": {"SS3": "reported", "SV1": "observed"},
    }


def test_an_age_or_a_vulnerability_is_no_sign_by_itself(responder: Actor) -> None:
    contact = opened(responder, About(age="child"))
    with happens(), pytest.raises(Refused) as refused:
        actions.look_at_signs(responder, contact, observations={"SV1": "observed", "SA2": "observed"}, episodes=[], way="refer")
    assert codes(refused) == {"fact.missing"}
    actions.look_at_signs(responder, contact, observations={"SV1": "observed", "SM1": "observed"}, episodes=[], way="refer")
    assert door.state_of(contact).facts.entries("indicators.seen")


def test_a_set_for_children_keeps_no_answer_once_the_person_is_an_adult(responder: Actor) -> None:
    contact = opened(responder, About(age="child"))
    looked = {"G2": "observed", "SS3": "observed", "D4.1": "observed"}
    actions.look_at_signs(responder, contact, observations=looked, episodes=[], way="refer")
    actions.correct_person(responder, contact, about=About(age="adult"))
    actions.look_at_signs(responder, contact, observations=looked, episodes=[], way="refer")
    kept = {id: one.observations for id, one in door.state_of(contact).note("contact.signs").items()}
    assert kept == {"unodc_general": {"G2": "observed"}, "seraf": {}, "ilo_cl": {}, "ilo_al": {"D4.1": "observed"}}


def test_a_finding_of_health_is_not_recorded_at_a_first_contact(responder: Actor) -> None:
    contact = a_contact(responder, signs=None)
    with happens(), pytest.raises(Refused) as refused:
        actions.look_at_signs(responder, contact, observations={"H9": "observed", "G2": "observed"}, episodes=[], way="refer")
    assert "signs.unknown" in codes(refused)


def test_an_exploited_worker_gets_a_way_and_the_codes_are_kept(responder: Actor) -> None:
    contact = actions.open_contact(responder, on=door.today(), channel="inspection", about=About(age="adult"), typed={"age": ["adult"]})
    draft = door.state_of(contact).note("draft")
    with happens("contact.signs_assessed", "contact.episode_described", "contact.screened"):
        actions.look_at_signs(responder, contact, observations=WORK, episodes=[EPISODE], way="labour_rights")
    state = door.state_of(contact)
    assert state.note("contact.screened").result == "exploited_worker"
    assert state.closed
    assert state.about.forms == ("labour",)
    with pytest.raises(DraftGone):
        drafting.load(responder, draft)
    with happens(), pytest.raises(Refused) as refused:
        actions.look_at_signs(responder, contact, observations=HELD, episodes=[], way="refer")
    assert codes(refused) == {"contact.closed"}


@pytest.mark.parametrize("wrong", [{"Z9": "observed"}, {"G2": "perhaps"}])
def test_a_sign_that_no_set_has_is_refused(responder: Actor, wrong: dict[str, str]) -> None:
    contact = a_contact(responder, signs=None)
    with happens(), pytest.raises(Refused) as refused:
        actions.look_at_signs(responder, contact, observations=wrong, episodes=[], way="other_help")
    assert "signs.unknown" in codes(refused)


# Each row differs from a right episode in what the word says.
WRONG_EPISODES: dict[str, tuple[dict[str, Any], str]] = {
    "no such act": ({"acts": ("seduction",)}, "episode.acts"),
    "ended before it began": ({"began": "2025-08", "ended": "2025-07"}, "episode.backwards"),
    "begins next year": ({"began": "2027"}, "episode.future"),
    "says nothing": ({"forms": (), "acts": (), "place": "unknown", "began": ""}, "episode.empty"),
}


@pytest.mark.parametrize("what", WRONG_EPISODES)
def test_an_episode_that_cannot_be_is_refused(responder: Actor, what: str) -> None:
    given, code = WRONG_EPISODES[what]
    contact = a_contact(responder, signs=None)
    with happens(), pytest.raises(Refused) as refused:
        actions.look_at_signs(responder, contact, observations=WORK, episodes=[{**EPISODE, **given}], way="refer")
    assert codes(refused) == {code}


def test_several_episodes_are_summed(responder: Actor) -> None:
    contact = a_contact(responder, signs=None)
    told = [{**EPISODE, "age_then": "child"}, {"forms": ("begging",), "place": "abroad", "age_then": "adult"}]
    actions.look_at_signs(responder, contact, observations=HELD, episodes=told, way="refer")
    about = door.state_of(contact).about
    assert (about.forms, about.place, about.age_at_exploitation) == (("labour", "begging"), "both", "child")


def test_where_it_happened_is_a_fact_over_all_episodes_and_unknown_again_when_they_are_taken_back(responder: Actor) -> None:
    contact = a_contact(responder, signs=None)
    for episodes in ([{"forms": ("labour",), "began": "2025"}], [EPISODE], [EPISODE, {**EPISODE, "place": "abroad"}], []):
        actions.look_at_signs(responder, contact, observations=HELD, episodes=episodes, way="refer")
    assert [entry.value for entry in door.state_of(contact).facts.entries("place")] == ["in_country", "both", "abroad", "unknown"]


@pytest.mark.parametrize("text", ["Ileana from Vestria", "2025-08-14", "the harbour, by the bridge", ""])
def test_a_contact_takes_no_text_where_a_code_belongs(responder: Actor, text: str) -> None:
    with pytest.raises(ValidationError):
        opened(responder, channel=text if text != "2025-08-14" else "x y")
    with pytest.raises(ValidationError):
        actions.look_at_signs(
            responder, a_contact(responder, signs=None), observations=WORK, episodes=[{**EPISODE, "began": text or "?"}], way="refer"
        )


def test_nothing_of_a_contact_is_sealed_since_nothing_in_it_identifies(responder: Actor) -> None:
    contact = a_contact(responder)
    assert not SealedValue.objects.filter(stream=contact).exists()
