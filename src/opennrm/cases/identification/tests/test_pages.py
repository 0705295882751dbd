"""The pages of the decision as a person with a browser meets them: what stands there, what is kept, what nobody else reaches."""

import re
from typing import Any
from uuid import UUID

import pytest
from tests import people
from tests.once import once
from tests.pages import page_of, words
from tests.people import HELD, happens, signed_in

from opennrm.access import readlog
from opennrm.access.actor import Actor
from opennrm.access.policy import Consent
from opennrm.cases.identification import actions, drafts
from opennrm.cases.identification.tests.world import MINUTE, World, asked_first
from opennrm.cases.referral import actions as referrals
from opennrm.cases.spine import door
from opennrm.journal.models import JournalEvent
from opennrm.vault.models import Draft

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def world() -> World:
    return once(World)


def decision_url(case: UUID) -> str:
    return f"/cases/{case}/decision/"


def yes_url(case: UUID) -> str:
    return f"/cases/{case}/decision/yes/"


def seen_on(shown: str) -> str:
    found = re.search(r'name="seen" value="(\d+)"', shown)
    assert found
    return found[1]


def test_the_page_says_the_test_of_today_with_its_source_and_the_one_before(world: World) -> None:
    shown = words(page_of(signed_in(world.decider), decision_url(world.case())))
    assert "reasonable grounds to believe, on all that is available" in shown
    assert "Official Gazette 2026/14" in shown
    assert "in force since Sun 1 March" in shown
    assert "signs that the person may have been trafficked" in shown


def test_every_sign_that_was_looked_for_reaches_whoever_decides_as_it_was_found(world: World) -> None:
    case = world.case()
    shown = words(page_of(signed_in(world.decider), decision_url(case)))
    for code, found in HELD.items():
        said = {"observed": "observed", "reported": "reported", "absent": "looked for, and not there"}.get(found)
        assert bool(re.search(rf"\b{re.escape(code)} .{{5,200}}? {said}\b", shown)) is (said is not None), code


def test_the_page_says_what_is_missing_and_that_a_yes_needs_none_of_it(world: World) -> None:
    case, client = world.case(), signed_in(world.decider)
    shown = words(page_of(client, decision_url(case)))
    for party in ("First responder", "Support provider", "The person"):
        assert f"Ask: {party}." in shown
    assert "A yes needs none of it" in shown
    assert "6 things are missing" in shown
    assert "Act s 12(4); Statutory Guidance (UK) 14.70" in shown or "(Act s 12(4))" in shown
    actions.ask_party(world.decider, case, party="person", on=door.today())
    shown = page_of(client, decision_url(case))
    assert "5 things are missing, 1 answer is awaited" in words(shown)
    assert 'value="no"' not in shown
    actions.record_answer(world.decider, case, party="person", on=door.today(), answer="She was told to say so.")
    world.heard(case)
    assert 'value="no"' not in page_of(client, decision_url(case))
    actions.weigh(world.decider, case, side="for", weight="2", what="Her own account")
    shown = page_of(client, decision_url(case))
    assert 'value="no"' in shown
    assert "2 things are missing" in words(shown)


def test_no_field_and_no_word_of_the_page_asks_for_help_with_an_investigation(world: World) -> None:
    shown = page_of(signed_in(world.decider), decision_url(world.case()))
    assert not re.search(r'name="[^"]*(cooperat|testif|witness|police)', shown)
    assert "cooperat" not in shown.lower()


def test_a_yes_by_the_page_leads_to_what_comes_next(world: World) -> None:
    case, client = world.case(), signed_in(world.decider)
    seen = seen_on(page_of(client, decision_url(case)))
    answer = client.post(decision_url(case), {"does": "yes", "seen": seen, "text": "Two sources agree.", "reason": ""})
    assert answer.status_code == 302
    with happens():
        last = page_of(client, answer.url)
    for said in ("No removal", "17 December 2026", "A safe place to live", "The person, by a message", "Two sources agree."):
        assert said in words(last)
    assert seen_on(last) == seen
    answer = client.post(answer.url, {"seen": seen})
    after = words(page_of(client, answer.url))
    assert "There are reasonable grounds" in after
    assert not drafts.load(world.decider, case, "rg")
    assert "17 December 2026" in after
    assert door.state_of(case).facts.entries("decision:rg")


def test_what_was_typed_is_kept_sealed_for_the_writer_alone(world: World) -> None:
    case, client, beside = world.case(), signed_in(world.decider), signed_in(world.colleague)
    with happens():
        typed = {"does": "save", "text": "CANARY half a sentence", "reason": "too_little", "mitigations": ["fear"]}
        assert client.post(decision_url(case), typed).status_code == 302
    shown = page_of(client, decision_url(case))
    assert "CANARY half a sentence" in shown
    assert re.search(r'<option value="too_little" selected', shown)
    assert re.search(r'value="fear"[^>]* checked', shown)
    assert "CANARY" not in page_of(beside, decision_url(case))
    assert not any(b"CANARY" in bytes(draft.ciphertext) for draft in Draft.objects.all())


@pytest.mark.parametrize("does", ["evidence", "doubt", "party.person"])
def test_every_button_keeps_what_was_typed(world: World, does: str) -> None:
    case, client = world.case(), signed_in(world.decider)
    answer = client.post(decision_url(case), {"does": does, "text": "Half a sentence", "reason": ""})
    assert page_of(client, answer.url)
    assert "Half a sentence" in page_of(client, decision_url(case))


def test_the_second_decider_is_told_and_keeps_what_was_typed(world: World) -> None:
    case = world.case()
    world.ready(case)
    slow, quick = signed_in(world.decider), signed_in(world.colleague)
    seen = seen_on(page_of(slow, decision_url(case)))
    assert quick.post(yes_url(case), {"seen": seen_on(page_of(quick, decision_url(case)))}).status_code == 302
    count = JournalEvent.objects.filter(stream=case).count()
    answer = slow.post(decision_url(case), {"does": "no", "seen": seen, "text": MINUTE, "reason": "too_little", "mitigations": ["fear"]})
    shown = str(answer.content.decode())
    assert answer.status_code == 200
    assert "There are reasonable grounds: rights are open" in words(shown)
    assert MINUTE in shown
    assert JournalEvent.objects.filter(stream=case).count() == count
    assert MINUTE in page_of(slow, decision_url(case))


def test_a_no_that_lacks_its_reasons_says_so_beside_the_field(world: World) -> None:
    case, client = world.case(), signed_in(world.decider)
    world.ready(case)
    answer = client.post(decision_url(case), {"does": "no", "seen": seen_on(page_of(client, decision_url(case))), "text": "", "reason": ""})
    shown = str(answer.content.decode())
    assert "<title>Error:" in shown
    assert 'href="#id_text"' in shown
    assert 'href="#id_reason"' in shown


def test_a_no_goes_to_the_reviewer_and_comes_back_with_everything_that_was_written(world: World) -> None:
    case, client, reader = world.case(), signed_in(world.decider), signed_in(world.reviewer)
    world.ready(case)
    actions.weigh(world.decider, case, side="against", weight="1", what="Two dates differ", why="She was not asked")
    typed = {"does": "no", "seen": str(door.state_of(case).seq), "text": MINUTE, "reason": "too_little", "mitigations": ["fear"]}
    assert client.post(decision_url(case), typed).status_code == 302
    assert not drafts.load(world.decider, case, "rg")
    review = page_of(reader, f"/cases/{case}/review/")
    for known in (MINUTE, "Two dates differ", "She was not asked", "Too little is known", "Fear"):
        assert known in review
    assert "Oda Brissen" not in review
    said = {"verdict": "back", "words": "Ask her about the dates.", "read": "on", "seen": seen_on(review)}
    assert reader.post(f"/cases/{case}/review/", said).status_code == 302
    shown = page_of(client, decision_url(case))
    assert "Ask her about the dates." in shown
    assert MINUTE in shown
    assert re.search(r'<option value="too_little" selected', shown)


def test_a_review_that_goes_back_says_why(world: World) -> None:
    case, reader = world.case(), signed_in(world.reviewer)
    world.proposed(case)
    seen = seen_on(page_of(reader, f"/cases/{case}/review/"))
    answer = reader.post(f"/cases/{case}/review/", {"verdict": "back", "words": "", "read": "on", "seen": seen})
    assert 'href="#id_words"' in str(answer.content.decode())
    answer = reader.post(f"/cases/{case}/review/", {"verdict": "holds", "words": "", "seen": seen})
    assert 'href="#id_read"' in str(answer.content.decode())
    answer = reader.post(f"/cases/{case}/review/", {"verdict": "holds", "words": "", "read": "on", "seen": seen})
    after = words(page_of(reader, answer.url))
    for said in ("There are no reasonable grounds", "labour inspectorate", "asylum", "2 December 2026"):
        assert said in after


def test_who_proposed_is_shown_no_form_to_review_with(world: World) -> None:
    case = world.case()
    world.ready(case)
    actions.decide_with_minute(world.both, case, text=MINUTE, mitigations=[], reason="too_little")
    shown = page_of(signed_in(world.both), f"/cases/{case}/review/")
    assert "You proposed it" in shown
    assert 'name="verdict"' not in shown


def test_parties_and_doubts_are_recorded_by_pages(world: World) -> None:
    case, client = world.case(), signed_in(world.decider)
    on = {"on-day": "2", "on-month": "11", "on-year": "2026"}
    for what, text in (("asked", "Since when do you know her?"), ("answered", "Since August.")):
        assert client.post(f"/cases/{case}/decision/parties/first_responder/", {"what": what, "text": text, **on}).status_code == 302
    assert client.get(f"/cases/{case}/decision/parties/police/").status_code == 404
    noted = {"what": "Why she came back", "matters": "yes", "person_asked": "no"}
    assert client.post(f"/cases/{case}/decision/doubts/", noted).status_code == 302
    shown = page_of(client, decision_url(case))
    for known in ("Since when do you know her?", "Since August.", "Why she came back", "Not yet"):
        assert known in shown
    found = re.search(rf"/cases/{case}/decision/doubts/([0-9a-f-]{{36}})/", shown)
    assert found
    answer = client.post(f"/cases/{case}/decision/doubts/{found[1]}/", {**on, "answer": "They held my cousin.", "explained_by": ["fear"]})
    assert answer.status_code == 302
    assert "They held my cousin." in page_of(client, decision_url(case))


def test_evidence_is_weighed_again_from_what_stood_there(world: World) -> None:
    case, client = world.case(), signed_in(world.decider)
    said = {"side": "against", "weight": "3", "what": "Two dates differ", "why": ""}
    assert client.post(f"/cases/{case}/decision/evidence/", said).status_code == 302
    found = re.search(r'value="evidence\.([0-9a-f-]{36})"', page_of(client, decision_url(case)))
    assert found
    again = f"/cases/{case}/decision/evidence/{found[1]}/"
    assert "Two dates differ" in page_of(client, again)
    assert client.post(again, {**said, "weight": "1", "why": "She was not asked"}).status_code == 302
    shown = words(page_of(client, decision_url(case)))
    assert "little weight" in shown
    assert "much weight" not in shown
    assert client.get(again).status_code == 404


def test_the_outcome_is_told_by_the_page_through_safe_ways_alone(world: World) -> None:
    case, client = world.case(), signed_in(world.decider)
    url = f"/cases/{case}/notice/"
    assert "There is no decision to tell yet" in page_of(client, url)
    actions.decide_yes(world.decider, case)
    shown = page_of(client, url)
    assert set(re.findall(r'value="((?:person|representative)\.\w+)"', shown)) == {"person.message", "representative.referrer"}
    on = {"on-day": "2", "on-month": "11", "on-year": "2026"}
    on["seen"] = seen_on(shown)
    answer = client.post(url, {"way": "person.phone", **on})
    assert answer.status_code == 200
    assert client.post(url, {"way": "person.message", **on}).status_code == 302
    assert "on record that the outcome was told" in page_of(client, url)


def test_intake_shows_second_cases_of_the_authority_and_notes_what_is_thought(world: World) -> None:
    case, other, client = world.case(), world.case(), signed_in(world.decider)
    reference = door.state_of(other).reference
    url = f"/cases/{case}/intake/"
    assert reference not in page_of(client, url)
    found = str(client.post(url).content.decode())
    assert reference in found
    assert "Vasarin" not in found
    beside = page_of(client, f"{url}{other}/")
    assert reference in beside
    assert "Exploitation" in beside
    assert "Vasarin" not in beside
    assert client.post(f"{url}{other}/", {"same": "not_sure"}).status_code == 302
    assert "not sure" in words(str(client.post(url).content.decode()))


def test_a_search_goes_by_post_and_stands_in_the_read_log(world: World) -> None:
    case, client = world.case(), signed_in(world.decider)
    reference = door.state_of(case).reference
    assert reference not in page_of(client, "/search/?name=Ileana")
    shown = page_of(client, "/search/")
    name = re.search(r'name="(f[0-9a-f]{16})"', shown)
    seed = re.search(r'name="_names" value="([^"]+)"', shown)
    assert name
    assert seed
    found = str(client.post("/search/", {name[1]: "Илеана", "_names": seed[1]}).content.decode())
    assert reference in found
    assert "Vasarin" not in found
    assert "search" in {look.page for look in readlog.who_looked(case)}


def test_the_thirty_first_search_of_an_hour_is_refused(world: World) -> None:
    client = signed_in(world.decider)
    for _ in range(30):
        assert "thirty times" not in str(client.post("/search/", {"name": "Nobody"}).content.decode())
    assert "thirty times" in str(client.post("/search/", {"name": "Nobody"}).content.decode())


@pytest.mark.parametrize("path", ["decision/", "decision/evidence/", "decision/doubts/", "review/", "notice/", "age/", "intake/"])
def test_to_everybody_else_the_page_is_not_there(world: World, path: str) -> None:
    case = world.case(world.supported())
    stranger = people.a_person(people.an_agency("competent_authority"), "decision_maker", "second_reviewer")
    for actor in (stranger, world.responder, world.worker):
        client = signed_in(actor)
        for answer in (client.get(f"/cases/{case}/{path}"), client.post(f"/cases/{case}/{path}", {"does": "yes"})):
            assert answer.status_code == 404
    assert not door.state_of(case).facts.entries("decision:rg")


def test_a_referral_taken_back_while_the_page_is_open_is_as_if_it_were_not_there(world: World) -> None:
    case, client = world.case(), signed_in(world.decider)
    seen = seen_on(page_of(client, decision_url(case)))
    referrals.take_back(world.responder, case, Consent("referral", str(world.authority.pk), "identification"), on=door.today())
    with happens():
        assert client.post(decision_url(case), {"does": "yes", "seen": seen}).status_code == 404


def test_a_tie_that_ends_between_opening_and_acting_is_the_same_404(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    case, client = world.case(), signed_in(world.decider)
    find = actions.decide_yes

    def taken_back_first(actor: Actor, case_id: UUID, **said: Any) -> object:
        referrals.take_back(world.responder, case, Consent("referral", str(world.authority.pk), "identification"), on=door.today())
        return find(actor, case_id, **said)

    monkeypatch.setattr(actions, "decide_yes", taken_back_first)
    assert client.post(yes_url(case), {"seen": str(door.state_of(case).seq)}).status_code == 404
    assert not door.state_of(case).facts.entries("decision:rg")


def test_the_case_page_offers_what_may_be_done_and_to_whom(world: World) -> None:
    case = world.case()
    decider, reader = signed_in(world.decider), signed_in(world.reviewer)
    assert decision_url(case) in page_of(decider, f"/cases/{case}/")
    assert decision_url(case) not in page_of(reader, f"/cases/{case}/")
    world.proposed(case)
    assert f"/cases/{case}/review/" in page_of(reader, f"/cases/{case}/")


def test_the_page_names_the_parties_of_the_country() -> None:
    shown = words(page_of(signed_in((world := once(World, "GB")).decider), decision_url(world.case())))
    assert len(asked_first("GB")) == 6
    assert "Adult safeguarding team of the local authority" in shown
    assert "at least 30 days" in shown or "1 April 2026 at least" in shown
