"""The form of an entry: the activities that it names are found by words, however old they are, and nothing typed is lost."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse
from tests import people
from tests.pages import text

from opennrm.access.actor import Actor
from opennrm.programme import door, typed
from opennrm.programme.activities import actions as work
from opennrm.programme.contacts import models, reads

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
OLD = typed.Activity(key="old-talks", kind="research", title="Talks with lawyers", when="1999")
SECRET = typed.Activity(key="hidden", kind="research", title="Zqsecret talks", when="2026", confidence="own")
CONSENT = {"to": "programme", "how": "in_writing", "own": "on"} | {
    f"{name}-{part}": str(value)
    for name, day in (("given_on", (1, 10, 2026)), ("until", (1, 10, 2028)))
    for part, value in zip(("day", "month", "year"), day, strict=True)
}


@pytest.fixture
def officer() -> Actor:
    people.an_installation()
    agency = people.an_agency("international_organisation")
    who = people.a_person(agency, "programme_officer")
    for said in (OLD, SECRET, *(OLD.model_copy(update={"key": f"later-{n}", "title": f"Later {n}", "when": "2026"}) for n in range(205))):
        work.record(door.keeping(who, door.PROGRAMME, "account"), said, AT.replace(day=2 if said is OLD else 3))
    return who


def sent(officer: Actor, address: str = reverse("contacts:new"), **said: Any) -> str:
    """The page that comes back; nothing where what was sent is kept."""
    standing = {"kind": "person", "name": "Zqana", **CONSENT, "roles-n": "0", "evidence-n": "0"}
    answer = people.signed_in(officer).post(address, {**standing, **said})
    return "" if answer.status_code == 302 else answer.content.decode()


def test_what_they_were_asked_for_is_found_by_words_though_it_is_not_among_the_latest(officer: Actor) -> None:
    evidence = {"evidence-n": "1", "evidence-0-kind": "trained", "evidence-0-people": "police", "evidence-0-activity": "talks 1999"}
    page = sent(officer, interviewed_in="lawyers talks", **evidence)
    assert "Talks with lawyers" not in re.findall(r'<datalist id="activity">(.*?)</datalist>', page)[0]
    assert re.search(r'name="interviewed_in-found"[^>]*value="old-talks"', page)
    assert re.search(r'name="evidence-0-activity-found"[^>]*value="old-talks"', page)
    assert page.count("Choose which one you mean") >= 2
    assert "Zqana" in page
    chosen = {name: value for field, words in (("interviewed_in", "lawyers talks"), ("evidence-0-activity", "talks 1999"))
              for name, value in ((field, words), (f"{field}-for", words), (f"{field}-found", "old-talks"))}  # fmt: skip
    assert sent(officer, **{**evidence, **chosen}) == ""
    (row,) = models.Contact.objects.all()
    made = reads.as_typed(row)
    assert (made.interviewed_in, made.evidence[0].activity) == ("old-talks", "old-talks")
    form = text(people.signed_in(officer).get(reverse("contacts:change", args=[row.pk])))
    assert re.search(r'name="interviewed_in"[^>]*value="Talks with lawyers[^"]*"', form)
    assert re.search(r'name="evidence-0-activity" value="old-talks"', form)


def test_words_that_no_activity_has_are_said_beside_the_field(officer: Actor) -> None:
    page = sent(officer, interviewed_in="plums")
    assert re.search(r'id="id_interviewed_in-error"[^>]*>.*?No activity has these words', page, re.DOTALL)
    assert 'value="plums"' in page


@pytest.mark.security("ACC-01")
def test_an_activity_in_confidence_is_found_only_by_those_who_read_it(officer: Actor) -> None:
    assert "Zqsecret talks" in sent(officer, interviewed_in="zqsecret")
    stranger = people.a_person(people.an_agency("international_organisation"), "programme_officer")
    assert "No activity has these words" in sent(stranger, interviewed_in="hidden")
    assert "Zqsecret" not in sent(stranger, interviewed_in="talks")
