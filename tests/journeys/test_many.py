"""Hundreds of cases stand in the database, and somebody is related to three: their day shows three, and what it counts adds up."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests.breadth import all_the_way
from tests.journeys.conftest import BEGINS, Walks
from tests.journeys.walker import Walker
from tests.once import once

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])

CASES = 300 if all_the_way() else 120
REFERENCE = re.compile(r"\b[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}\b")


@dataclass(frozen=True, slots=True)
class Crowd:
    """Somebody with three cases, their references, and the reference of one of the others."""

    actor: Any
    three: frozenset[str]
    other: str


def the_crowd() -> Crowd:
    """The demonstration with some hundred cases; in three of them the person asked for a house that came late."""
    from opennrm.journal import clock  # noqa: PLC0415  settings must be ready first
    from opennrm.journal.models import Installation  # noqa: PLC0415
    from opennrm.portal.demo import build, mechanism  # noqa: PLC0415
    from opennrm.vault import provider  # noqa: PLC0415

    provider.ensure()
    Installation.objects.create(country="XD", kind="demo", created_at=BEGINS)
    made = build.build("XD", CASES)
    row = {"kind": "support_provider", "name": "Birchwood", "region": "VEL", "capacities": ("support_provider",)}
    house, administrator = mechanism.admitted(made.coordinator, row, clock.now())
    actor = mechanism.invited(administrator, house.pk, "Wenda Ruhl", ["case_worker"], clock.now())
    three, other = supported(made.who("Oda Brissen"), house.pk)
    clock.move_to(clock.now() + timedelta(days=22))
    return Crowd(actor, three, other)


@pytest.fixture
def crowd(transactional_db: None) -> Crowd:
    return once(the_crowd)


def supported(decider: Any, house: UUID) -> tuple[frozenset[str], str]:
    """Three whose rights are open say yes to the house; a fourth does not."""
    from opennrm.cases.referral import actions as referrals  # noqa: PLC0415
    from opennrm.cases.referral.sending import Asked, Talk  # noqa: PLC0415
    from opennrm.cases.spine import door, reads  # noqa: PLC0415

    adults = [case for case in reads.cases_of(decider, limit=CASES) if case.about.age == "adult" and case.state == "presumed"]
    *three, other = sorted(adults, key=lambda case: case.since, reverse=True)[:4]
    asked = Asked(scope="support", answer="yes", recipient=house, recipient_kind="support_provider")
    for case in three:
        referrals.ask_consent(decider, case.id, asked=asked, talk=Talk(on=door.today(), language="ro"))
    return frozenset(case.reference for case in three), other.reference


def test_a_worklist_of_three_among_hundreds(crowd: Crowd, walks: Walks) -> None:
    from opennrm.portal.day import LONGEST  # noqa: PLC0415  settings must be ready first

    wenda = walks()
    signs_in(wenda, crowd.actor)
    assert set(REFERENCE.findall(wenda.words("main"))) <= crowd.three
    tiles = [int(number) for number in wenda.page.locator(".nrm-day b").all_inner_texts()]
    groups = [body.locator("tr.nrm-work__line th").count() for body in wenda.page.locator("table.nrm-work tbody").all()]
    assert [min(number, LONGEST) for number in tiles] == groups, "a tile counts all, a part shows its first lines"
    assert sum(groups[:3]) > 0
    wenda.visit("Cases")
    assert set(REFERENCE.findall(wenda.words("main"))) == crowd.three
    wenda.write("Case reference", crowd.other)
    wenda.press("Go to the case")
    wenda.reads("No open case that you may see has this reference.")
    wenda.write("Case reference", min(crowd.three).replace("-", " ").lower())
    wenda.press("Go to the case")
    wenda.reads(min(crowd.three), "What the person is owed")


def test_a_day_of_a_hundred_cases_is_light(crowd: Crowd, walks: Walks) -> None:
    """What is cut says how much there is, and where the rest stands; every page holds its weight."""
    oda = walks("Oda Brissen")
    oda.reads("8 of ")
    oda.visit("Cases")
    assert oda.page.locator("main tbody tr").count() == 50
    oda.press("More cases")
    oda.visit("Referrals")


def signs_in(walker: Walker, actor: Any) -> None:
    """By the door of the demonstration, which does not list who came later."""
    client = Client()
    client.post("/demo/enter/", {"person": str(actor.id)})
    walker.page.context.add_cookies([{"name": name, "value": one.value, "url": walker.at} for name, one in client.cookies.items()])
    walker.who = "wenda-ruhl"
    walker.go("/today/")
