"""Who turns 18 soon, on the pages: a line of the day and a step of the case in the month for it, and the questions asked anew."""

import re
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from tests import people
from tests.once import once
from tests.pages import page_of, words
from tests.people import signed_in

from opennrm.cases.referral.tests.test_coming_of_age import MARCH, World, at
from opennrm.cases.spine import door

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

SAYS = "Turns 18 soon: ask whether to stay in the procedure and be supported as an adult"


@pytest.fixture
def world() -> World:
    return once(World)


def group(page: str, id: str) -> str:
    """The lines of a part of the day; nothing where the part is not there."""
    found = re.search(rf'id="{id}".*?</tbody>', page, re.S)
    return words(found[0]) if found else ""


def test_the_day_has_a_part_for_the_month_only_while_something_is_in_it(world: World) -> None:
    world.child(**MARCH)
    client = signed_in(world.worker)
    at(2027, 1, 31)
    assert 'id="month"' not in page_of(client, "/today/")
    at(2027, 2, 2)
    line = group(page_of(client, "/today/"), "month")
    for told in ("This month", SAYS, "by the end of February 2027"):
        assert told in line
    assert "28" not in line  # no day is said that may be taken for the birthday
    assert 'href="/today/#month"' in page_of(client, "/today/")
    at(2027, 3, 3)
    late = group(page_of(client, "/today/"), "overdue")
    assert SAYS in late
    assert "by the end of February 2027" in late
    assert "3 days over" in late


def test_a_part_that_stands_alone_is_there_though_nothing_is_in_it(world: World) -> None:
    world.child(**MARCH)
    assert "Nothing else is to be done this month." in page_of(signed_in(world.worker), "/today/?all=month")


def test_the_case_asks_in_the_month_and_names_the_law_and_what_is_not_answered(world: World) -> None:
    case = world.child(**MARCH)
    client = signed_in(world.worker)
    at(2027, 1, 31)
    assert "Turns 18" not in page_of(client, f"/cases/{case}/")
    at(2027, 2, 2)
    page = words(page_of(client, f"/cases/{case}/"))
    assert f"{SAYS}, by the end of February 2027." in page
    assert "Be referred, so that the Identification Office decides; Be supported by this provider" in page
    assert "Act s 9(7)" in page
    world.answers(case, "referral")
    page = words(page_of(client, f"/cases/{case}/"))
    assert "by the person: Be supported by this provider, who may know what the support needs." in page
    world.answers(case, "support")
    assert "Turns 18" not in page_of(client, f"/cases/{case}/")


def asked(client: Client, case: UUID, scope: str, **said: str) -> int:
    today = door.today()
    on = {"on-day": str(today.day), "on-month": str(today.month), "on-year": str(today.year)}
    answer = {"answer": "yes", "language": "ro", "interpreter": "none", **on, **said}
    return client.post(reverse("referral:ask", args=[case, scope]), answer).status_code


def test_whether_to_stay_is_asked_on_a_page_in_the_month_and_at_no_other_time(world: World) -> None:
    case = world.child(**MARCH)
    client = signed_in(world.worker)
    stay = reverse("referral:ask", args=[case, "referral"])
    consents = reverse("referral:consents", args=[case])
    assert client.get(stay).status_code == 404
    assert "18th birthday" not in page_of(client, consents)
    at(2027, 2, 2)
    assert stay in page_of(client, consents)
    assert page_of(client, consents).count("The person answers this before the 18th birthday") == 2
    form = page_of(client, stay)
    assert "The child&#x27;s guardian" not in form  # the person answers, and nobody else
    assert "record beside it that the person withdraws" in form
    assert asked(client, case, "referral", recipient=str(world.authority.pk)) == 302
    assert asked(client, case, "support", recipient=str(world.provider.pk), by="person") == 302
    assert client.get(stay).status_code == 404
    assert "Turns 18" not in page_of(client, f"/cases/{case}/")


def test_of_two_authorities_the_one_that_decides_is_asked_about(world: World) -> None:
    case = world.child(**MARCH)
    another = people.an_agency("competent_authority", name="Another Office")
    at(2027, 2, 2)
    form = page_of(signed_in(world.worker), reverse("referral:ask", args=[case, "referral"]))
    assert str(world.authority.pk) in form
    assert str(another.pk) not in form
