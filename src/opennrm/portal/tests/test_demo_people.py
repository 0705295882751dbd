"""Everybody at the door of the demonstration finds what their role is for: a day with work, cases; who watches, a page of their own."""

import re

import pytest
from django.test import Client
from tests import people

from opennrm.cases.contact.models import FirstContact
from opennrm.cases.spine import door, worklist
from opennrm.journal.models import Installation, JournalEvent
from opennrm.mechanism import reads as mechanism
from opennrm.portal.context import CASE_ROLES
from opennrm.portal.demo import build
from opennrm.portal.demo_door import home_of
from opennrm.programme.report.models import Report
from opennrm.vault import provider

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

AT_THE_DOOR = re.compile(r'name="person" value="([0-9a-f]{32})"')
# What came into the cases of the background beside the referral, each by an act of its own.
BROUGHT_IN = {
    "protection.guardian_appointed",
    "protection.bar_told",
    "protection.bar_noted",
    "identification.notice_given",
    "referral.consent_given",
    "referral.consent_refused",
}


def test_everybody_at_the_door_finds_their_work() -> None:
    provider.ensure()
    Installation.objects.create(country="XD", kind="demo", created_at=people.STARTS)
    build.build("XD", 150)
    doors = AT_THE_DOOR.findall(Client().get("/").content.decode())
    assert len(set(doors)) >= 16
    without = [name for name in map(what_is_missing, dict.fromkeys(doors)) if name]
    assert without == []
    assert set(JournalEvent.objects.values_list("type", flat=True)) >= BROUGHT_IN
    assert '"XD-2026-Q3/1:referrals"' in Report.objects.get(state="published").frozen
    assert len(set(FirstContact.objects.values_list("channel", flat=True))) > 4


def what_is_missing(person: str) -> str:
    """What somebody does not find: nothing where all is there."""
    client = Client()
    assert client.post("/demo/enter/", {"person": person}).status_code == 302
    actor = mechanism.actor_for(people.user_of(person))
    assert actor is not None
    if not actor.roles & CASE_ROLES:
        return "" if client.get("/", follow=True).status_code == 200 else f"{actor.name}: {home_of(actor.roles)}"
    mine = [line for part in worklist.read(actor, door.today(), limit=9).values() for line in part.lines if line.mine]
    listed = re.findall(r'href="(/cases/[0-9a-f-]{36}/)"', client.get("/cases/").content.decode())
    opened = {client.get(path).status_code for path in listed[:3]} | {client.get(f"/cases/{line.case}/").status_code for line in mine[:3]}
    return "" if mine and listed and opened == {200} else f"{actor.name}: {len(mine)} lines, {len(listed)} cases, {opened}"
