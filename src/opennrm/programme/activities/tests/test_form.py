"""The form of an activity that is recorded: its parts are shut, a button opens each, nothing is lost, and the page stays light."""

import re
from typing import Any

import pytest
from django.urls import reverse
from tests.once import once
from tests.pages import HEAVIEST, text, words

from opennrm.programme import typed
from opennrm.programme.activities import models, reads
from opennrm.programme.activities.one import with_parts
from opennrm.programme.activities.tests.programme import AIM, BODIES, TRAINING, Programme, a_programme, as_it_stands, at, recorded

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
OLD = TRAINING.model_copy(update={"key": "old-1", "title": "Long ago", "when": "1999"})
WHOLE = TRAINING.model_copy(
    update={
        "parts": (*TRAINING.parts, typed.Part(role="partner", people="lawyers", country="MD")),
        "outcomes": (
            typed.Outcome(key="o-2", kind="trust_grew", country="XD", evidence="Minutes of May"),
            typed.Outcome(key="o-1", kind="law_changed", subject="wages first", when="2026-11", body="centre", clauses=("COE-13.1",)),
        ),
        "findings": (typed.Finding(key="f-1", subject="no form is shared", countries=("MD", "XD")),),
        "links": (typed.Link(kind="follows", to="old-1"),),
        "money": (typed.Money(body="centre", amount=0, currency="EUR", pays_for="the hall"),),
    }
)
MANY = TRAINING.model_copy(
    update={
        "places": tuple(typed.Place(country=code, region="The South", town="Lower Town") for code in ("MD", "AM", "GE", "UA", "KZ")),
        "parts": tuple(typed.Part(role="partner", body=f"body-{n}", country="MD") for n in range(10)),
        "outcomes": tuple(
            typed.Outcome(key=f"o-{n}", kind="trust_grew", subject="asked for two more days", when=f"2026-0{n + 1}", body=f"body-{n}",
                          country="MD", evidence=f"Minutes of the meeting of the working group, page {n}")
            for n in range(5)
        ),
    }
)  # fmt: skip


def the_programme() -> Programme:
    made = a_programme()
    recorded(made.officer, *BODIES, AIM, OLD, WHOLE)
    return made


@pytest.fixture
def programme(db: None) -> Programme:
    return once(the_programme)


def the_form() -> str:
    return reverse("programme:change", args=[models.Activity.objects.get(key="training-1").pk])


def now(programme: Programme) -> typed.Activity:
    return {one.key: one for one in reads.dossier(programme.officer.agency, programme.officer.agency).activities}["training-1"]


def line(page: str, prefix: str) -> str:
    """A row of a part."""
    found = re.search(rf'<li class="nrm-again__row[^>]*id="{prefix}">(.*?)</li>', page, re.DOTALL)
    assert found is not None, re.findall(r"<li[^>]*>", page)
    return found[1]


def shut(row: str) -> bool:
    return "nrm-again__fields" not in row


def test_one_activity_is_read_for_its_form_as_everywhere_else(programme: Programme) -> None:
    for row in reads.whole(models.Activity.objects.all()):
        assert reads.as_typed(with_parts(models.Activity.objects.get(pk=row.pk))) == reads.as_typed(row)


def test_what_is_recorded_stands_in_one_line_of_words_each(programme: Programme) -> None:
    page = text(at(programme.officer).get(the_form()))
    for prefix, says in {
        "places-0": "Demo Republic · Port Change",
        "places-1": "Moldova · Looked at, not met in Change",
        "parts-0": "Organiser · The Centre Change",
        "parts-1": "Participant · police · How many: 12 Change",
        "outcomes-1": "· wages first · November 2026 · The Centre · COE-13.1: Time to recover and to reflect Change",
        "findings-0": "no form is shared · Moldova, Demo Republic Change",
        "links-0": "Long ago",
        "money-0": "The Centre · Amount: 0 · EUR · the hall Change",
    }.items():
        row = line(page, prefix)
        assert shut(row), prefix
        assert says in words(row), words(row)


def test_a_form_that_is_saved_as_it_stands_changes_nothing(programme: Programme) -> None:
    client = at(programme.officer)
    assert client.post(the_form(), as_it_stands(client, the_form())).status_code == 302
    assert now(programme) == WHOLE


def test_a_row_is_opened_and_nothing_typed_is_lost_or_judged(programme: Programme) -> None:
    client = at(programme.officer)
    said = as_it_stands(client, the_form()) | {"subject": "typed so far", "when": "no time at all", "again": "outcomes-0:open"}
    page = text(client.post(the_form(), said))
    assert "typed so far" in page
    assert "no time at all" in page
    assert "govuk-error" not in page
    opened = line(page, "outcomes-0")
    assert not shut(opened)
    assert 'value="Minutes of May"' in opened
    assert 'value="Demo Republic"' in opened
    assert all(shut(line(page, prefix)) for prefix in ("outcomes-1", "places-0", "parts-2", "findings-0", "links-0", "money-0"))
    again = as_it_stands_in(page) | {"when": "2026-12", "outcomes-0-evidence": "Minutes of June"}
    assert client.post(the_form(), again).status_code == 302
    changed = now(programme)
    assert (changed.subject, changed.when) == ("typed so far", "2026-12")
    assert [one.evidence for one in changed.outcomes if one.key == "o-2"] == ["Minutes of June"]
    assert changed.model_copy(update={"subject": "", "when": WHOLE.when, "outcomes": ()}) == WHOLE.model_copy(update={"outcomes": ()})


def as_it_stands_in(page: str) -> dict[str, Any]:
    from tests.access.crawl import Page  # noqa: PLC0415

    said: dict[str, Any] = {}
    for name, value in next(one for one in Page(page).forms if "title" in dict(one.data)).data:
        said.setdefault(name, []).append(value)
    return said


def test_a_mistake_in_a_row_that_is_shut_opens_it(programme: Programme) -> None:
    client = at(programme.officer)
    page = text(client.post(the_form(), as_it_stands(client, the_form()) | {"outcomes-1-when": "soon"}))
    opened = line(page, "outcomes-1")
    assert not shut(opened)
    assert 'id="id_outcomes-1-when-error"' in opened
    assert 'value="soon"' in opened
    assert shut(line(page, "outcomes-0"))
    assert now(programme) == WHOLE


def test_a_row_that_is_shut_is_taken_out(programme: Programme) -> None:
    client = at(programme.officer)
    page = text(client.post(the_form(), as_it_stands(client, the_form()) | {"again": "parts-1"}))
    assert "police" not in words(line(page, "parts-1"))
    assert client.post(the_form(), as_it_stands_in(page)).status_code == 302
    assert now(programme) == WHOLE.model_copy(update={"parts": (WHOLE.parts[0], WHOLE.parts[2])})


def test_a_row_is_added_beside_those_that_are_shut(programme: Programme) -> None:
    client = at(programme.officer)
    page = text(client.post(the_form(), as_it_stands(client, the_form()) | {"again": "places+"}))
    assert [shut(line(page, f"places-{n}")) for n in range(3)] == [True, True, False]
    assert client.post(the_form(), as_it_stands_in(page) | {"places-2-country": "Armenia"}).status_code == 302
    assert [one.country for one in now(programme).places] == ["XD", "MD", "AM"]


def test_an_activity_with_many_parts_is_light_enough_for_an_old_phone(programme: Programme) -> None:
    bodies = [typed.Body(key=f"body-{n}", name=f"Office of the Plenipotentiary, Directorate {n}", kind="government") for n in range(10)]
    recorded(programme.officer, *bodies, MANY)
    client = at(programme.officer)
    answer = client.get(the_form())
    assert len(answer.content) <= HEAVIEST
    assert len(re.findall(r"nrm-again__row--shut", answer.content.decode())) == 20
    assert client.post(the_form(), as_it_stands(client, the_form())).status_code == 302
    assert now(programme) == MANY


def test_the_form_holds_the_icons_that_it_draws_and_no_other(programme: Programme) -> None:
    page = text(at(programme.officer).get(the_form()))
    assert set(re.findall(r'href="#i-([a-z]+)"', page)) == set(re.findall(r'<symbol id="i-([a-z]+)"', page)) != set()


def test_a_record_that_came_with_more_rows_than_a_form_adds_loses_none(programme: Programme) -> None:
    came = TRAINING.model_copy(update={"parts": tuple(typed.Part(role="participant", people="police", number=n) for n in range(1, 71))})
    recorded(programme.officer, came)
    client = at(programme.officer)
    assert client.post(the_form(), as_it_stands(client, the_form())).status_code == 302
    assert now(programme) == came
