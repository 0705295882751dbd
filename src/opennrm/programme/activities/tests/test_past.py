"""The past of an activity is whole: places, who took part, aims, marks and links too; and what was in confidence stays so."""

from typing import Any

import pytest
from django.utils.html import strip_tags
from tests.once import once
from tests.people import signed_in

from opennrm.access.actor import Actor
from opennrm.journal import clock
from opennrm.programme import door, typed
from opennrm.programme.activities import actions, models, past
from opennrm.programme.activities.tests.programme import AIM, BODIES, PROMISE, SECRET, TRAINING, Programme, a_programme, recorded

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def programme() -> Programme:
    made = once(a_programme)
    recorded(made.officer, *BODIES, AIM, TRAINING)
    return made


def put_right(programme: Programme, **changes: Any) -> models.Activity:
    keeper = door.keeping(programme.officer, door.PROGRAMME, "account")
    return actions.record(keeper, TRAINING.model_copy(update=changes), clock.now())  # type: ignore[return-value]


def told(actor: Actor, row: models.Activity) -> str:
    return strip_tags(signed_in(actor).get(f"/programme/activities/{row.pk}/past/").content.decode())


def test_what_was_added_to_places_people_aims_and_links_and_what_was_taken_out_is_told(programme: Programme) -> None:
    link = typed.Link(kind="follows", to="visit-1")
    keeper = door.keeping(programme.officer, door.PROGRAMME)
    actions.record(keeper, typed.Activity(key="visit-1", kind="visit", title="A visit to the port"), clock.now())
    parts = (*TRAINING.parts, typed.Part(role="trainer", people="lawyers", number=3, country="MD"))
    row = put_right(programme, places=(typed.Place(country="XD", town="Vellin"),), parts=parts, aims=(), links=(link,))
    page = told(programme.focal_point, row)
    for words in (
        "Where, added: Vellin, Demo Republic",
        "Where, taken out: Port, Demo Republic; about Moldova",
        "Who took part, added: Trainer: 3 lawyers (Moldova)",
        "Aims that it serves, taken out: support referral structures",
        "Other activities, added: Follows: A visit to the port",
    ):
        assert words in page, words
    again = put_right(programme)
    assert "Other activities, taken out: Follows: A visit to the port" in told(programme.officer, again)


def test_what_stood_before_is_told_beside_what_was_put_right(programme: Programme) -> None:
    page = told(programme.officer, put_right(programme, title="Seeing people, not papers", when="2026-10-08"))
    assert "put right: Title, When" in page
    assert "Title, before: Seeing people" in page
    assert "When, before: 6 to 7 October 2026" in page


def test_saving_it_as_it_stands_changes_nothing(programme: Programme) -> None:
    assert "put right" not in told(programme.officer, put_right(programme))


@pytest.mark.security("ACC-01")
def test_what_was_recorded_in_confidence_is_told_to_nobody_else_once_it_is_open(programme: Programme) -> None:
    put_right(programme, confidence="own", title=SECRET, places=(typed.Place(country="MD", town=SECRET),))
    row = put_right(programme, confidence="open")
    assert SECRET in told(programme.director, row)
    for actor in programme.outside:
        page = told(actor, row)
        assert SECRET not in page
        assert "put right" not in page
        assert page.count("The activity: recorded") == 1


@pytest.mark.security("ACC-01")
def test_a_link_to_what_a_reader_may_not_see_is_not_in_the_past_either(programme: Programme) -> None:
    keeper = door.keeping(programme.officer, door.PROGRAMME, "account")
    actions.record(keeper, typed.Activity(key="hidden", kind="visit", title=SECRET, confidence="own"), clock.now())
    put_right(programme, links=(typed.Link(kind="follows", to="hidden"),))
    row = put_right(programme)
    assert "Other activities, taken out" in told(programme.officer, row)
    for actor in programme.outside:
        assert SECRET not in told(actor, row)
        assert "Other activities" not in told(actor, row)


def test_of_what_was_recorded_before_the_past_was_whole_nothing_is_made_up(programme: Programme) -> None:
    row = put_right(programme)
    models.Activity.history.filter(id=row.pk).update(laid=None)
    assert [change.more for change in past.past_of(put_right(programme, places=()), row.agency) if change.more] == []


def test_clauses_and_topics_of_outcomes_and_findings_are_told_one_by_one(programme: Programme) -> None:
    led = typed.Outcome(key="o-1", kind="law_changed", subject="a new law", clauses=("COE-13.1",), topics=("legislation",))
    found = typed.Finding(key="f-1", subject="no form is shared", countries=("MD",), clauses=("COE-2",))
    put_right(programme, outcomes=(led,), findings=(found,))
    after = led.model_copy(update={"clauses": ("COE-12.1",), "topics": ()}), found.model_copy(update={"countries": ("AM",)})
    page = told(programme.focal_point, put_right(programme, outcomes=after[:1], findings=after[1:]))
    for words in ("Clauses, added: COE-12.1 ", "Clauses, taken out: COE-13.1 ", "Topics, taken out: ", "Countries, added: Armenia"):
        assert words in page, words


# --- promises -----------------------------------------------------------------------------------------------------------------


def promised(programme: Programme, **changes: Any) -> models.Promise:
    keeper = door.keeping(programme.officer, door.PROGRAMME)
    return actions.record(keeper, PROMISE.model_copy(update=changes), clock.now())  # type: ignore[return-value]


def told_of(actor: Actor, row: models.Promise) -> str:
    address = f"/programme/plan/{row.pk}/past/?of={row.agency}"
    return strip_tags(signed_in(actor).get(address).content.decode())


def test_the_past_of_a_promise_is_told_to_whoever_reads_the_plan(programme: Programme) -> None:
    promised(programme)
    changes = {"countries": ("MD",), "aims": (), "due": "2026-12", "answered_by": ("training-1",), "state": "done"}
    row = promised(programme, **changes)
    for actor in (programme.officer, *programme.outside):
        page = told_of(actor, row)
        for words in (
            "The promise: put right: By when, What became of it",
            "By when, before: October 2026",
            "Countries, added: Moldova",
            "Countries, taken out: Demo Republic",
            "Aims that it serves, taken out: support referral structures",
            "Activities that answer it, added: Seeing people",
        ):
            assert words in page, words
    assert f"/programme/plan/{row.pk}/past/" in signed_in(programme.officer).get("/programme/plan/").content.decode()


@pytest.mark.security("ACC-01")
def test_what_answers_a_promise_in_confidence_leaves_no_trace_in_its_past(programme: Programme) -> None:
    keeper = door.keeping(programme.officer, door.PROGRAMME, "account")
    actions.record(keeper, typed.Activity(key="hidden", kind="visit", title=SECRET, confidence="own"), clock.now())
    promised(programme)
    row = promised(programme, answered_by=("hidden",))
    assert f"Activities that answer it, added: {SECRET}" in told_of(programme.officer, row)
    for actor in programme.outside:
        page = told_of(actor, row)
        assert SECRET not in page
        assert "put right" not in page
