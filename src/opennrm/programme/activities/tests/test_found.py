"""Materials, other activities and taskings are chosen by their names: nobody has to know a reference, and no form tells what is hidden."""

import re
from typing import Any

import pytest
from django.urls import reverse
from tests.once import once

from opennrm.journal import clock
from opennrm.programme import door, typed
from opennrm.programme.activities import reads
from opennrm.programme.activities.tests.programme import (
    AIM,
    BODIES,
    HIDDEN,
    SECRET,
    TRAINING,
    Programme,
    a_programme,
    as_it_stands,
    at,
    page_of,
    recorded,
)
from opennrm.programme.activities.tests.test_pages import a_form, whole
from opennrm.programme.materials import actions as materials

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
APPLES, PEARS = "Who picks the apples", "Who packs the pears"


def the_programme() -> Programme:
    made = a_programme()
    recorded(made.officer, *BODIES, AIM, TRAINING, HIDDEN)
    keeper = door.keeping(made.officer, door.PROGRAMME)
    for key, title in (("apples", APPLES), ("pears", PEARS), ("handbook", "How to refer")):
        materials.record(keeper, typed.Material(key=key, kind="study", title=title), clock.now())
    return made


@pytest.fixture
def programme(db: None) -> Programme:
    return once(the_programme)


def sent(programme: Programme, **said: Any) -> str:
    """What the page says that answers a form; nothing where it is kept."""
    answer = at(programme.officer).post(reverse("programme:new"), a_form(**said))
    return "" if answer.status_code == 302 else str(answer.content.decode())


def choices(page: str, name: str) -> dict[str, bool]:
    """What is offered to choose from, and whether it is chosen."""
    return {
        found[1]: " checked" in one
        for one in re.findall(rf'<input[^>]*name="{name}-found"[^>]*>', page)
        if (found := re.search(r'value="([^"]*)"', one))
    }


def a_material(text: str, **more: str) -> dict[str, str]:
    return {"materials-n": "1", "materials-0-material": text, **{f"materials-0-material-{name}": value for name, value in more.items()}}


@pytest.mark.parametrize("text", [APPLES, APPLES.upper(), "apples"])
def test_a_whole_name_or_a_reference_says_which_material_it_is(programme: Programme, text: str) -> None:
    assert sent(programme, **a_material(text)) == ""
    made = whole(programme.officer)["typed-1"]
    assert made.materials == ("apples",)
    form = page_of(programme.officer, reverse("programme:change", args=[reads.seen(None).get(key="typed-1").pk]))
    assert re.search(rf'name="materials-0-material" value="apples"><p><b>{APPLES}</b></p>', form)


def test_words_of_a_title_are_answered_by_what_has_them_and_one_of_these_is_chosen(programme: Programme) -> None:
    page = sent(programme, **a_material("who the"))
    assert "Choose which one you mean" in page
    assert choices(page, "materials-0-material") == {"apples": False, "pears": False}
    assert choices(sent(programme, **a_material("picks who")), "materials-0-material") == {"apples": True}
    other = sent(programme, **a_material("refer", **{"found": "pears", "for": "who the"}))
    assert choices(other, "materials-0-material") == {"handbook": True}, "other words were typed since"
    assert "No material has these words in its title." in sent(programme, **a_material("plums"))
    assert sent(programme, **a_material("who the", **{"found": "pears", "for": "who the"})) == ""
    assert whole(programme.officer)["typed-1"].materials == ("pears",)


def test_they_are_looked_for_before_anything_is_judged(programme: Programme) -> None:
    page = sent(programme, kind="", again="find", **a_material("who the"))
    assert set(choices(page, "materials-0-material")) == {"apples", "pears"}
    assert "govuk-error" not in page


def test_another_activity_is_found_by_words_of_its_name_its_kind_and_its_year(programme: Programme) -> None:
    for text in ("seeing", "training people", "training 2026"):
        page = sent(programme, **{"links-n": "1", "links-0-kind": "follows", "links-0-to": text})
        assert choices(page, "links-0-to") == {"training-1": True}, text
    assert "No activity has these words" in sent(programme, **{"links-n": "1", "links-0-kind": "follows", "links-0-to": "seeing 2025"})
    said = {"links-n": "1", "links-0-kind": "follows", "links-0-to": "seeing", "links-0-to-for": "seeing", "links-0-to-found": "training-1"}
    assert sent(programme, **said) == ""
    assert [(one.kind, one.to) for one in whole(programme.officer)["typed-1"].links] == [("follows", "training-1")]


@pytest.mark.security("ACC-01")
def test_nothing_of_another_organisation_is_offered_or_found(programme: Programme) -> None:
    client = at(programme.stranger)
    for text in (SECRET, "seeing", "hidden-1", "training-1"):
        page = client.post(reverse("programme:new"), a_form(**{"links-n": "1", "links-0-kind": "follows", "links-0-to": text}))
        assert "No activity has these words" in page.content.decode()
    assert "No material has these words" in client.post(reverse("programme:new"), a_form(**a_material("apples"))).content.decode()
    assert APPLES not in client.get(reverse("programme:new")).content.decode()


def test_a_tasking_that_no_aim_names_is_chosen_and_the_list_can_be_narrowed_to_it(programme: Programme) -> None:
    page = page_of(programme.officer, reverse("programme:new"))
    assert 'value="OAP-IV-8.1"' in page
    assert 'value="COE-13.1"' not in page, "what binds a state is no tasking of an organisation"
    assert sent(programme, taskings=["OAP-IV-8.1"]) == ""
    assert whole(programme.officer)["typed-1"].taskings == ("OAP-IV-8.1",)
    shown = page_of(programme.focal_point, reverse("programme:list"), of=str(programme.officer.agency))
    assert '<option value="OAP-IV-8.1"' in shown
    assert '<option value="OAP-VI-7"' not in shown, "only what is in confidence answers this one"
    said = {"kind": "aim", "subject": "know more of farms", "taskings": ["OAP-IV-8.1", "OAP-VI-7"]}
    assert at(programme.officer).post(reverse("programme:new_aim"), said).status_code == 302
    (aim,) = (one for one in reads.aims(programme.officer.agency) if one.subject == "know more of farms")
    assert aim.taskings == ("OAP-IV-8.1", "OAP-VI-7")


def test_outcomes_and_findings_have_clauses_and_topics_which_are_shown_and_can_be_taken_out(programme: Programme) -> None:
    said = {
        "outcomes-n": "1",
        "outcomes-0-kind": "law_changed",
        "outcomes-0-clauses": "COE-13.1",
        "outcomes-0-topics": ["legislation", "protection"],
        "findings-n": "1",
        "findings-0-subject": "no time to recover",
        "findings-0-clauses": "COE-13.1, OAP-V-8",
        "findings-0-topics": ["protection"],
    }
    assert sent(programme, **said) == ""
    made = whole(programme.officer)["typed-1"]
    assert (made.outcomes[0].clauses, made.outcomes[0].topics) == (("COE-13.1",), ("legislation", "protection"))
    assert (made.findings[0].clauses, made.findings[0].topics) == (("COE-13.1", "OAP-V-8"), ("protection",))
    row = reads.seen(None).get(key="typed-1")
    page = page_of(programme.officer, reverse("programme:activity", args=[row.pk]))
    assert page.count("<bdi>COE-13.1</bdi>") == 2
    assert "legislation, protection and assistance" in page
    table = at(programme.officer).get("/programme/export/activities.csv").content.decode()
    assert "legislation, protection" in table
    client, change = at(programme.officer), reverse("programme:change", args=[row.pk])
    stands = as_it_stands(client, change)
    assert stands["outcomes-0-clauses"] == ["COE-13.1"]
    without = {name: value for name, value in stands.items() if name != "outcomes-0-topics"} | {"findings-0-clauses": ""}
    assert client.post(change, without).status_code == 302
    changed = whole(programme.officer)["typed-1"]
    assert (changed.outcomes[0].topics, changed.outcomes[0].clauses) == ((), ("COE-13.1",))
    assert (changed.findings[0].clauses, changed.findings[0].topics) == ((), ("protection",))
    wrong = sent(programme, **{**said, "key": "typed-2", "outcomes-0-clauses": "COE-999"})
    assert re.search(r'id="id_outcomes-0-clauses-error"[^>]*>.*?No clause has this number', wrong, re.DOTALL)


def test_an_outcome_of_the_short_form_has_them_too(programme: Programme) -> None:
    address = reverse("programme:outcome", args=[reads.seen(None).get(key="training-1").pk])
    assert at(programme.officer).post(address, {"kind": "law_changed", "clauses": "COE-13.1", "topics": ["media"]}).status_code == 302
    (led,) = whole(programme.officer)["training-1"].outcomes
    assert (led.clauses, led.topics) == (("COE-13.1",), ("media",))


def test_clauses_are_typed_by_name_and_the_list_stands_once(programme: Programme) -> None:
    said = {
        "clauses": ["COE-13.1: Time to recover and to reflect", "psychological"],
        "findings-n": "1",
        "findings-0-subject": "no time to recover",
        "findings-0-clauses": ["OAP-V-8", ""],
    }
    again = sent(programme, **said, again="outcomes+")
    assert again.count('<datalist id="clauses">') == 1
    assert 'value="COE-13.1: Time to recover and to reflect"' in again
    assert 'value="psychological"' in again
    unclear = sent(programme, **{**said, "findings-0-clauses": ["identify"]})
    assert re.search(r'id="id_findings-0-clauses-error"[^>]*>.*?More than one clause fits “identify”', unclear, re.DOTALL)
    assert 'value="psychological"' in unclear
    assert sent(programme, **said) == ""
    made = whole(programme.officer)["typed-1"]
    assert (made.clauses, made.findings[0].clauses) == (("COE-13.1", "COE-12.1a"), ("OAP-V-8",))
