"""What was told stands where it is weighed: signs in codes, words by a button, each look on record; nothing typed is lost."""

import re
from uuid import UUID

import pytest
from django.test import Client
from tests.once import once
from tests.pages import page_of, words
from tests.people import happens, signed_in

from opennrm.access import readlog
from opennrm.cases.identification import actions
from opennrm.cases.identification.tests.test_pages import decision_url, seen_on, yes_url
from opennrm.cases.identification.tests.world import MINUTE, World
from opennrm.cases.spine import door

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
FIRST, SECOND = "She was promised work in a packing house.", "Her passport was taken."


@pytest.fixture
def world() -> World:
    return once(World)


def looks(case: UUID, section: str) -> int:
    return sum(section in look.sections.split() for look in readlog.who_looked(case))


def posted(client: Client, url: str, **said: str) -> str:
    answer = client.post(url, said)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_signs_stand_in_codes_with_their_paragraphs_and_no_word_of_the_account(world: World) -> None:
    shown = words(page_of(signed_in(world.decider), decision_url(world.case())))
    assert re.search(r"D1\.1 .{10,200} paragraph 1", shown)
    assert re.search(r"D5\.1 .{10,200} paragraph 2", shown)
    assert FIRST not in shown


@pytest.mark.parametrize("where", ["decision", "review"])
def test_the_account_is_shown_by_a_button_alone_and_the_look_is_recorded(world: World, where: str) -> None:
    case = world.case()
    world.proposed(case)
    client = signed_in(world.decider if where == "decision" else world.reviewer)
    url = f"/cases/{case}/{where}/"
    assert FIRST not in page_of(client, f"{url}?does=show.account")
    before = looks(case, "account")
    shown = posted(client, url, does="show.account", text="Half a sentence", words="Half a sentence")
    assert FIRST in shown
    assert SECOND in shown
    assert "Half a sentence" in shown
    assert looks(case, "account") > before


def test_the_dangers_are_shown_where_they_are_weighed(world: World) -> None:
    case = world.case(danger="The employer knows where her mother lives.")
    client = signed_in(world.decider)
    assert "her mother" not in page_of(client, decision_url(case))
    before = looks(case, "risk_and_safety")
    assert "her mother" in posted(client, decision_url(case), does="show.danger")
    assert looks(case, "risk_and_safety") == before + 1


def test_a_paragraph_is_weighed_with_its_words_beside(world: World) -> None:
    case, client = world.case(), signed_in(world.decider)
    shown = posted(client, decision_url(case), does="show.account")
    keys = re.findall(r'value="(weigh\.[^"]+)"', shown)
    answer = client.post(decision_url(case), {"does": keys[1], "text": "Half a sentence", "reason": ""})
    beside = page_of(client, answer.url)
    assert SECOND in beside
    assert FIRST not in beside
    assert "The account, paragraph 2" in beside
    with happens("identification.evidence_weighed"):
        said = {"side": "for", "weight": "3", "what": "The account, paragraph 2", "why": "The inspectorate found the passport."}
        assert client.post(answer.url, said).url == decision_url(case)
    after = page_of(client, decision_url(case))
    assert "The inspectorate found the passport." in after
    assert "Half a sentence" in after


def test_an_answer_is_weighed_with_its_words_beside(world: World) -> None:
    case, client = world.case(), signed_in(world.decider)
    actions.ask_party(world.decider, case, party="first_responder", on=door.today())
    actions.record_answer(world.decider, case, party="first_responder", on=door.today(), answer="She came by herself.")
    assert 'value="weigh.heard-first_responder"' in page_of(client, decision_url(case))
    answer = client.post(decision_url(case), {"does": "weigh.heard-first_responder"})
    assert "She came by herself." in page_of(client, answer.url)


@pytest.mark.parametrize("key", ["account-9-9", "danger", "identity-1", "heard-police", "", "account-1-1-1"])
def test_what_is_not_there_to_be_weighed_is_not_found_or_left_aside(world: World, key: str) -> None:
    case, client = world.case(), signed_in(world.decider)
    shown = str(client.get(f"/cases/{case}/decision/evidence/", {"of": key}).content.decode())
    assert "Vasarin" not in shown
    assert FIRST not in shown


def test_a_no_sent_from_an_old_page_says_beside_each_part_what_it_lacks(world: World) -> None:
    case, client = world.case(), signed_in(world.decider)
    actions.ask_party(world.decider, case, party="person", on=door.today())
    seen = seen_on(page_of(client, decision_url(case)))
    with happens():
        shown = posted(client, decision_url(case), does="no", seen=seen, text=MINUTE, reason="too_little")
    assert 'href="#id_heard"' in shown
    assert 'href="#id_evidence"' in shown
    heard = words(shown[shown.index('id="id_heard"') :])
    assert "Ask first, and record that you asked: First responder (Act s 12(4))" in heard
    assert "The person was asked on Mon 2 November 2026." in heard
    assert MINUTE in shown


def test_a_yes_from_an_old_page_is_told_what_changed(world: World) -> None:
    case, client = world.case(), signed_in(world.decider)
    seen = seen_on(page_of(client, decision_url(case)))
    actions.weigh(world.colleague, case, side="against", weight="3", what="Two dates differ")
    with happens():
        shown = posted(client, yes_url(case), seen=seen)
    assert "Evidence was weighed" in words(shown)
    assert not door.state_of(case).facts.entries("decision:rg")


def test_the_last_look_leads_back_once_it_is_decided(world: World) -> None:
    case, client = world.case(), signed_in(world.decider)
    actions.decide_yes(world.colleague, case)
    assert client.get(yes_url(case)).url == decision_url(case)


def test_once_it_is_decided_the_page_is_read_and_leads_to_telling(world: World) -> None:
    case, client = world.case(), signed_in(world.decider)
    actions.weigh(world.decider, case, side="for", weight="2", what="Her own account")
    actions.decide_yes(world.decider, case, text="Two sources agree.")
    shown = page_of(client, decision_url(case))
    assert "Her own account" in shown
    assert "Two sources agree." in shown
    assert f"/cases/{case}/notice/" in shown
    assert "Reasons of the decision before" in shown, "the page is that of the next decision"


def test_while_a_no_is_reviewed_a_yes_can_still_be_made(world: World) -> None:
    case, client = world.case(), signed_in(world.decider)
    world.proposed(case)
    assert decision_url(case) in page_of(client, f"/cases/{case}/")
    shown = page_of(client, decision_url(case))
    assert 'value="yes"' in shown
    assert 'value="no"' not in shown


def test_with_a_child_the_last_look_names_no_way_to_the_child(world: World) -> None:
    shown = words(page_of(signed_in(world.decider), f"{yes_url(world.young())}?seen=1"))
    assert "never the person directly" in shown
    assert "The child office, as long as there is no guardian" in shown
    assert "The person, by" not in shown


def test_what_may_explain_a_doubt_is_folded_by_kind_and_open_where_something_is_ticked(world: World) -> None:
    case, client = world.case(), signed_in(world.decider)
    shown = page_of(client, decision_url(case))
    assert "<details" in shown
    assert len(re.findall(r'name="mitigations"', shown)) == 11
    assert not re.search(r"<details[^>]* open", shown)
    assert client.post(decision_url(case), {"does": "save", "mitigations": ["fear"]}).status_code == 302
    opened = re.findall(r'<details class="govuk-details" open>.*?</details>', page_of(client, decision_url(case)), re.S)
    assert len(opened) == 1
    assert 'value="fear"' in opened[0]
