"""A child is one no longer from the eighteenth birthday on: recorded by whoever decides, by the date of birth, and not a day before."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests.once import once
from tests.pages import page_of
from tests.people import codes, happens, signed_in

from opennrm.access.models import Look
from opennrm.cases.identification import actions
from opennrm.cases.referral.tests.test_coming_of_age import MARCH, World, at, learns, part
from opennrm.cases.spine import door
from opennrm.cases.spine.reads import rights_of
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def world() -> World:
    return once(World)


def settles(world: World, case: UUID, **more: Any) -> None:
    actions.settle_age(world.decider, case, **{"age": "adult", "on": door.today(), "basis": "Her identity card.", **more})


def refused(world: World, case: UUID, **more: Any) -> set[str]:
    with happens(), pytest.raises(Refused) as found:
        settles(world, case, **more)
    return codes(found)


def test_nobody_makes_an_adult_of_a_child_before_the_birthday(world: World) -> None:
    case = world.child(**MARCH)
    at(2027, 2, 28)
    assert refused(world, case) == {"age.no-doubt"}
    at(2027, 3, 3)
    assert refused(world, case) == {"age.still-a-child"}
    at(2027, 3, 4)
    assert refused(world, case, on=date(2027, 3, 3)) == {"age.still-a-child"}
    assert refused(world, case, age="child") == {"age.no-doubt"}
    assert refused(world, case, basis=" ") == {"identification.empty"}
    with happens("identification.age_settled"):
        settles(world, case)
    assert door.state_of(case).about.age == "adult"


def test_rights_follow_and_the_person_is_asked_as_every_adult(world: World) -> None:
    case = world.child(**MARCH)
    at(2027, 3, 4)
    [guardian] = [row for row in rights_of(case) if row.entitlement == "child.guardian"]
    assert guardian.ends_on is None
    settles(world, case)
    ended = [row for row in rights_of(case) if row.entitlement == "child.guardian"]
    assert all(row.ends_on == date(2027, 3, 4) for row in ended)
    assert part(world.worker, case) == ""


def test_each_look_at_the_date_of_birth_is_on_record_also_where_the_act_is_refused(world: World) -> None:
    case = world.child(**MARCH)
    at(2027, 3, 2)
    assert refused(world, case) == {"age.still-a-child"}
    at(2027, 3, 5)
    settles(world, case)
    assert Look.objects.filter(case_id=case, page="age").count() == 2


def test_of_two_words_the_later_birthday_holds_and_one_that_says_adult_takes_nothing_away(world: World) -> None:
    case = world.child(by=world.patrol, birth="2009-04-10", birth_known_by="document")
    learns(world.worker, case, "2009-03-04", "person")
    at(2027, 3, 20)
    assert refused(world, case) == {"age.still-a-child"}
    learns(world.patrol, case, "1999")
    with happens("identification.age_settled"):
        settles(world, case)


def test_without_a_date_of_birth_a_child_stays_one(world: World) -> None:
    case = world.child()
    at(2030, 1, 1)
    assert refused(world, case) == {"age.no-doubt"}


def test_the_case_offers_it_from_the_month_of_the_birthday_on(world: World) -> None:
    case = world.child(**MARCH)
    client, url = signed_in(world.decider), ""
    for month, there in ((2, False), (3, True)):
        at(2027, month, 6)
        url = f"/cases/{case}/age/"
        assert ("Record that the person turned 18" in page_of(client, f"/cases/{case}/")) is there
    page = page_of(client, url)
    assert "On which day did the person turn 18?" in page
    assert "The person is" not in page
    said = {"on-day": "1", "on-month": "3", "on-year": "2027", "basis": "Her identity card."}
    again = client.post(url, said).content.decode()
    assert "By the date of birth the person is a child until" in again
    assert "Her identity card." in again
    assert client.post(url, {**said, "on-day": "4"}).status_code == 302
    assert door.state_of(case).about.age == "adult"
