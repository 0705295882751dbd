"""The pages of the work, through the browser's door: what was typed is kept, what is confidential is nowhere, nothing typed is lost."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.once import once

from opennrm.access.actor import Actor
from opennrm.programme.activities import models, reads
from opennrm.programme.activities.tests.programme import (
    AIM,
    BODIES,
    HIDDEN,
    PROMISE,
    SECRET,
    TRAINING,
    Programme,
    a_programme,
    as_it_stands,
    at,
    page_of,
    recorded,
)

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
LISTS = ("list", "calendar", "timeline", "countries", "plan", "aims", "bodies")


def the_programme() -> Programme:
    made = a_programme()
    recorded(made.officer, *BODIES, AIM, TRAINING, HIDDEN, PROMISE)
    return made


@pytest.fixture
def programme(db: None) -> Programme:
    return once(the_programme)


def whole(actor: Actor) -> dict[str, Any]:
    return {one.key: one for one in reads.dossier(actor.agency, actor.agency).activities}


def the(key: str) -> Any:
    return reads.seen(None).get(key=key)


def a_form(**said: Any) -> dict[str, Any]:
    """What a browser sends of the form as it stands first, with what somebody typed."""
    empty = {
        f"{name}-n": "1" if name in ("places", "parts") else "0" for name in ("places", "parts", "outcomes", "findings", "links", "money")
    }
    return {**empty, "key": "typed-1", "kind": "training", "state": "done", "confidence": "open", "language": "en", **said}


# --- what is typed ------------------------------------------------------------------------------------------------------------


def test_what_was_typed_in_the_form_is_the_record(programme: Programme) -> None:
    said = a_form(
        title="Wages first",
        when="2026-early",
        aims=["aim-1"],
        topics=["compensation"],
        clauses="COE-15.3; OAP-III-9.1",
        **{"places-n": "2", "places-0-country": "Moldova", "places-1-country": "xd", "places-1-town": "Port"},
        **{"parts-n": "1", "parts-0-role": "organiser", "parts-0-body": "the centre", "parts-0-number": ""},
        **{"outcomes-n": "1", "outcomes-0-kind": "trust_grew", "outcomes-0-when": "2026-09", "outcomes-0-evidence": "Minutes"},
        **{"money-n": "1", "money-0-amount": "500", "money-0-currency": "EUR"},
    )
    said["places-1-country"] = "Demo Republic"
    answer = at(programme.officer).post(reverse("programme:new"), said)
    assert answer.status_code == 302, re.findall(r'govuk-error-message"[^>]*>(.*?)</p>', answer.content.decode())
    made = whole(programme.officer)["typed-1"]
    assert (made.title, made.when, made.aims, made.clauses) == ("Wages first", "2026-early", ("aim-1",), ("COE-15.3", "OAP-III-9.1"))
    assert [(one.country, one.town) for one in made.places] == [("MD", ""), ("XD", "Port")]
    assert [(one.role, one.body) for one in made.parts] == [("organiser", "centre")]
    assert [(one.kind, one.when) for one in made.outcomes] == [("trust_grew", "2026-09")]
    assert [(one.amount, one.currency) for one in made.money] == [(500, "EUR")]


def test_a_time_is_typed_and_shown_in_words_and_kept_as_it_was_meant(programme: Programme) -> None:
    said = a_form(
        when="second half of 2025", **{"outcomes-n": "1", "outcomes-0-kind": "trust_grew", "outcomes-0-when": "10 to 12 May 2026"}
    )
    assert at(programme.officer).post(reverse("programme:new"), said).status_code == 302
    made = whole(programme.officer)["typed-1"]
    assert (made.when, made.outcomes[0].when) == ("2025-h2", "2026-05-10/2026-05-12")
    row = models.Activity.objects.get(key="typed-1")
    assert "the second half of 2025" in page_of(programme.officer, reverse("programme:activity", args=[row.pk]))
    form = page_of(programme.officer, reverse("programme:change", args=[row.pk]))
    assert re.search(r'name="when"[^>]*value="the second half of 2025"', form)
    assert re.search(r'name="outcomes-0-when" value="2026-05-10/2026-05-12"><p><b>[^<]*</b> · 10 to 12 May 2026</p>', form)
    found = page_of(programme.officer, reverse("programme:list"), period="autumn 2025")
    assert str(row.pk) in found
    assert str(row.pk) not in page_of(programme.officer, reverse("programme:list"), period="spring 2025")


def test_one_more_row_loses_nothing_and_judges_nothing(programme: Programme) -> None:
    said = a_form(kind="", subject="typed so far", when="no time at all", **{"places-0-town": "Port", "again": "places+"})
    page = at(programme.officer).post(reverse("programme:new"), said).content.decode()
    assert "typed so far" in page
    assert "no time at all" in page
    assert 'value="Port"' in page
    assert 'name="places-1-town"' in page
    assert "govuk-error" not in page
    without = at(programme.officer).post(
        reverse("programme:new"), {**said, "places-n": "2", "places-1-town": "Vellin", "again": "places-0"}
    )
    assert 'value="Port"' not in without.content.decode()
    assert 'value="Vellin"' in without.content.decode()


MISTAKES = [
    ({"kind": ""}, "kind", "Choose what kind of activity it is"),
    ({"when": "soon"}, "when", "This is no time. Write it as one of:"),
    ({"subject": "one two three four five six seven eight nine"}, "subject", "At most 8 words"),
    ({"state": "held_up"}, "held_up_by", "What is held up says by what"),
    ({"clauses": "COE-999"}, "clauses", "No clause has this number"),
    ({"sources": "a letter"}, "sources", "Write a document, with its lines"),
    ({"places-0-town": "Port"}, "places-0-country", "Give a country"),
    ({"places-0-country": "Nowhereland"}, "places-0-country", "There is no such country in the list"),
    ({"parts-0-body": "Unheard of"}, "parts-0-body", "Nothing is recorded under this name"),
    ({"parts-0-role": "organiser"}, "parts-0-body", "Name an organisation"),
    ({"money-n": "1", "money-0-currency": "euro"}, "money-0-currency", "3"),
    ({"asked_when": "once"}, "asked_when", "This is no time"),
]


@pytest.mark.parametrize(("typed", "field", "words"), MISTAKES, ids=[field for _, field, _ in MISTAKES])
def test_a_mistake_stands_beside_its_field_with_what_would_be_right(
    programme: Programme, typed: dict[str, str], field: str, words: str
) -> None:
    answer = at(programme.officer).post(reverse("programme:new"), a_form(**typed))
    page = answer.content.decode()
    assert answer.status_code == 200
    said = re.search(rf'id="id_{field}-error"[^>]*>(.*?)</p>', page, re.DOTALL)
    assert said is not None, re.findall(r'id="[^"]*-error"', page)
    assert words in said[1]
    assert f'href="#id_{field}"' in page
    assert "typed-1" not in whole(programme.officer)


def test_what_the_page_does_not_show_survives_a_change(programme: Programme) -> None:
    from opennrm.programme import typed  # noqa: PLC0415

    outcome = typed.Outcome(key="o-1", kind="law_changed", clauses=("COE-13.1",), sources=("act:12",), materials=("handbook",))
    recorded(programme.officer, TRAINING.model_copy(update={"outcomes": (outcome,)}))
    row = the("training-1")
    client = at(programme.officer)
    said = as_it_stands(client, reverse("programme:change", args=[row.pk]))
    assert client.post(reverse("programme:change", args=[row.pk]), {**said, "title": "Seeing persons"}).status_code == 302
    changed = whole(programme.officer)["training-1"]
    assert changed == TRAINING.model_copy(update={"title": "Seeing persons", "outcomes": (outcome,)})


def test_who_saves_over_another_s_change_is_told_first(programme: Programme) -> None:
    row, client = the("training-1"), at(programme.officer)
    address = reverse("programme:change", args=[row.pk])
    said = as_it_stands(client, address)
    recorded(programme.officer, TRAINING.model_copy(update={"title": "Changed meanwhile"}))
    page = client.post(address, {**said, "title": "Mine"}).content.decode()
    assert "Somebody else put this record right" in page
    assert whole(programme.officer)["training-1"].title == "Changed meanwhile"
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen is not None
    assert client.post(address, {**said, "title": "Mine", "seen": seen[1]}).status_code == 302
    assert whole(programme.officer)["training-1"].title == "Mine"


def test_an_outcome_is_added_in_one_short_form(programme: Programme) -> None:
    row = the("training-1")
    address = reverse("programme:outcome", args=[row.pk])
    wrong = at(programme.officer).post(address, {"subject": "asked for two more"})
    assert "needs an answer" in wrong.content.decode()
    said = {"kind": "request_made", "subject": "asked for two more", "when": "2026-11", "body": "The Shelter", "evidence": "A letter"}
    assert at(programme.officer).post(address, said).status_code == 302
    assert [(one.kind, one.body, one.when) for one in whole(programme.officer)["training-1"].outcomes] == [
        ("request_made", "shelter", "2026-11")
    ]
    page = page_of(programme.focal_point, reverse("programme:activity", args=[row.pk]))
    assert "Further request: asked for two more" in page


def test_what_is_taken_out_says_why_and_is_nowhere(programme: Programme) -> None:
    row = the("training-1")
    address = reverse("programme:remove", args=[row.pk])
    assert "Say why" in at(programme.officer).post(address, {"why": ""}).content.decode()
    assert at(programme.officer).post(address, {"why": "It was another's"}).status_code == 302
    assert at(programme.officer).get(reverse("programme:activity", args=[row.pk])).status_code == 404
    for name in LISTS:
        assert "Seeing people" not in page_of(programme.officer, reverse(f"programme:{name}"), month="2026-10")
    assert row.history.latest().history_change_reason == "It was another's"


def test_an_organisation_that_is_named_is_not_taken_out(programme: Programme) -> None:
    row = reads.bodies(programme.officer.agency).get(key="centre")
    page = at(programme.officer).post(reverse("programme:remove_body", args=[row.pk]), {"why": "gone"}).content.decode()
    assert "1 records name this organisation" in page
    assert reads.bodies(programme.officer.agency).filter(key="centre").exists()


def test_bodies_aims_and_promises_are_typed_and_put_right(programme: Programme) -> None:
    client = at(programme.officer)
    assert (
        client.post(reverse("programme:new_body"), {"name": "Bar of Port", "kind": "law_firm", "country": "Demo Republic"}).status_code
        == 302
    )
    body = reads.bodies(programme.officer.agency).get(name="Bar of Port")
    client.post(
        reverse("programme:change_body", args=[body.pk]),
        {"key": body.key, "name": "Bar of Port", "kind": "law_firm", "within": "The Centre"},
    )
    assert reads.body(body.pk).within.key == "centre"  # type: ignore[union-attr]
    assert client.post(reverse("programme:new_aim"), {"kind": "priority", "subject": "wages", "taskings": "OAP-IV-8.2"}).status_code == 302
    assert "OAP-IV-8.2" in page_of(programme.focal_point, reverse("programme:aims"))
    assert (
        client.post(reverse("programme:new_promise"), {"subject": "a study", "due": "2027", "countries": "Moldova, XD"}).status_code == 302
    )
    promise = reads.promises(programme.officer.agency).get(subject="a study")
    assert promise.countries == ["MD", "XD"]


def test_a_promise_is_answered_by_what_was_done(programme: Programme) -> None:
    late = page_of(programme.officer, reverse("programme:plan"))
    assert "Its time is over, and nobody said what became of it" in late
    row = reads.promises(programme.officer.agency).get(key="promise-1")
    address = reverse("programme:answer", args=[row.pk])
    assert "Seeing people" in page_of(programme.officer, address)
    assert (
        at(programme.officer).post(address, {"state": "partly", "why": "one town only", "answered_by": ["training-1"]}).status_code == 302
    )
    page = page_of(programme.focal_point, reverse("programme:plan"))
    assert "Its time is over" not in page
    assert "one town only" in page
    assert "Seeing people" in page


# --- what is confidential -------------------------------------------------------------------------------------------------------


def test_whoever_works_there_reads_what_is_confidential(programme: Programme) -> None:
    for actor in (programme.officer, programme.editor, programme.director):
        assert SECRET in page_of(actor, reverse("programme:list"))


@pytest.mark.security("ACC-01")
def test_what_is_confidential_is_nowhere_and_counts_nowhere(programme: Programme) -> None:
    hidden = reads.readable(programme.officer.agency, programme.officer.agency).get(key="hidden-1")
    for actor in programme.outside:
        asked = {"of": str(programme.officer.agency), "month": "2026-10", "year": "2026"}
        pages = {name: page_of(actor, reverse(f"programme:{name}"), **asked) for name in LISTS}
        pages["activity"] = page_of(actor, reverse("programme:activity", args=[the("training-1").pk]))
        body = reads.bodies(programme.officer.agency).get(key="shelter")
        pages["body"] = page_of(actor, reverse("programme:body", args=[body.pk]))
        pages["country"] = page_of(actor, reverse("programme:country", args=["AM"]), of=asked["of"])
        for name, page in pages.items():
            assert SECRET not in page, name
            assert "OAP-VI-7" not in page, name
        assert "<b>1</b> activity" in pages["list"]
        assert "Armenia" not in pages["countries"]
        assert "<b>0</b> activities" in pages["country"]
        assert re.search(r">1 activity</a>, 0 outcomes", pages["aims"])
        for page in ("activity", "history", "change", "outcome", "remove"):
            assert at(actor).get(reverse(f"programme:{page}", args=[hidden.pk])).status_code == 404


def test_nobody_puts_right_what_another_agency_keeps(programme: Programme) -> None:
    row = the("training-1")
    for name in ("change", "outcome", "remove"):
        for actor in programme.outside:
            assert at(actor).post(reverse(f"programme:{name}", args=[row.pk]), {"why": "x"}).status_code == 404
    for actor in (programme.editor, programme.director):
        assert at(actor).get(reverse("programme:new")).status_code == 404


# --- a list that is long ----------------------------------------------------------------------------------------------------------


def test_every_activity_stands_on_one_page_of_the_list_alone(programme: Programme) -> None:
    dated = [TRAINING.model_copy(update={"key": f"t-{n}", "title": f"Held {n:03}", "when": f"2025-{n % 12 + 1:02}"}) for n in range(60)]
    undated = [TRAINING.model_copy(update={"key": f"u-{n}", "title": f"Undated {n:03}", "when": ""}) for n in range(55)]
    recorded(programme.officer, *dated, *undated)
    names, asked = [], {}
    for _ in range(3):
        page = page_of(programme.focal_point, reverse("programme:list"), **asked)
        names += re.findall(r"(?:Held|Undated) \d{3}|Seeing people", page)
        found = re.search(r"after=([^\"]+)", page)
        asked = {"after": found[1]} if found else {}
    assert not asked
    assert sorted(names) == sorted([one.title for one in (*dated, *undated)] + ["Seeing people"])


def test_a_full_day_leads_to_all_of_it_and_a_full_year_to_the_rest(programme: Programme) -> None:
    full = [TRAINING.model_copy(update={"key": f"f-{n}", "title": f"Held {n:03}", "when": "2025-05-14"}) for n in range(70)]
    recorded(programme.officer, *full)
    month = page_of(programme.focal_point, reverse("programme:calendar"), month="2025-05")
    assert len(set(re.findall(r"Held \d{3}", month))) == 5
    assert re.search(r'href="/programme/\?period=2025-05-14(?:&amp;of=[^"]*)?">and 65 more</a>', month)
    assert "<b>70</b> activities" in page_of(programme.focal_point, reverse("programme:list"), period="2025-05-14")
    asked, names = {"year": "2025"}, list[str]()
    while asked:
        page = page_of(programme.focal_point, reverse("programme:timeline"), **asked)
        assert "<b>70</b>" in page
        names += re.findall(r"Held \d{3}", page)
        onward = re.search(r"after=([^\"]+)", page)
        asked = {"year": "2025", "after": onward[1]} if onward else {}
    assert sorted(names) == [one.title for one in full]


def test_the_list_is_narrowed(programme: Programme) -> None:
    recorded(
        programme.officer, TRAINING.model_copy(update={"key": "t-2", "title": "Elsewhere", "when": "2024", "places": (), "topics": ()})
    )
    for asked, there in (
        ({"country": "MD"}, True),
        ({"topic": "identification"}, True),
        ({"period": "2026-10"}, True),
        ({"aim": "aim-1", "kind": "training"}, True),
        ({"period": "2027"}, False),
        ({"state": "planned"}, False),
    ):
        page = page_of(programme.focal_point, reverse("programme:list"), **asked)
        assert ("Seeing people" in page) is there, asked
        assert ("Elsewhere" in page) is (set(asked) == {"aim", "kind"}), asked
    assert "This is no time" in page_of(programme.focal_point, reverse("programme:list"), period="soon")


def test_no_page_asks_the_database_too_much(programme: Programme) -> None:
    recorded(programme.officer, *(TRAINING.model_copy(update={"key": f"t-{n}"}) for n in range(20)))
    row, body = the("training-1"), reads.bodies(programme.officer.agency).get(key="centre")
    client = at(programme.officer)
    addresses = [*(reverse(f"programme:{name}") for name in LISTS), reverse("programme:country", args=["XD"])]
    addresses += [reverse(f"programme:{name}", args=[row.pk]) for name in ("activity", "change")]
    for address in (*addresses, reverse("programme:body", args=[body.pk])):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        # What begins and ends a transaction, and the role in which a page reads, is asked by every page alike.
        said = [
            one["sql"] for one in asked if not re.match(r"BEGIN|COMMIT|SAVEPOINT|RELEASE|SET|RESET|select set_config", one["sql"], re.I)
        ]
        assert len(said) <= 15, (address, said)


def test_what_follows_from_an_activity_begins_with_the_link_to_it_however_old_it_is(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reads, "OFFERED", 0)
    row = models.Activity.objects.get(key="training-1")
    address = f"/programme/activities/new/?follows={row.pk}"
    page = page_of(programme.officer, address)
    assert 'name="links-0-to"' in page
    typed_in = {
        "kind": "round_table",
        "subject": "one form for all",
        "state": "done",
        "confidence": "open",
        "language": "en",
        "links-n": "1",
        "links-0-kind": "follows",
        "links-0-to": "training-1",
    }
    assert at(programme.officer).post(address, typed_in).status_code == 302
    made = models.Activity.objects.get(kind="round_table", subject="one form for all")
    assert [(link.kind, link.to.key) for link in made.links.all()] == [("follows", "training-1")]
    assert at(programme.stranger).get(address).status_code == 404
