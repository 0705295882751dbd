"""The page of an act says of a right what the page of the case says of it."""

import re

import pytest
from tests import people
from tests.once import once
from tests.pages import page_of
from tests.people import signed_in

from opennrm.cases.identification import actions as identification
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral.tests.world import World
from opennrm.cases.spine import door, reads
from opennrm.cases.spine.right_words import shown_code, words_shown
from opennrm.cases.spine.status import status
from opennrm.cases.support import actions

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

MARK = re.compile(r'<span class="nrm-status[^>]*>.*?</span>')


def test_the_status_on_the_page_of_an_act_is_that_of_the_case() -> None:
    world = once(World)
    case = people.a_referral(world.responder, world.authority, world.supported())
    referral.accept(world.decider, case)
    identification.decide_yes(world.decider, case)
    actions.note_need(world.worker, case, need="medical", on=door.today())
    client, seen = signed_in(world.worker), set()
    ledger = page_of(client, f"/cases/{case}/")
    for row in reads.rights_of(case):
        answer = client.get(f"/cases/{case}/rights/{row.entitlement}/{row.opening}/")
        if answer.status_code == 404:
            continue  # another agency records it
        now = status(row, door.today())
        [mark] = MARK.findall(answer.content.decode().partition("<h1")[2].partition("<form")[0])
        [right] = [part for part in ledger.split("<li ") if f'id="right-{row.entitlement}-{row.opening}"'.replace(".", "-") in part]
        assert mark in right, row.entitlement
        seen.add((shown_code(row, now, door.today()), bool(words_shown(row, now, door.today()))))
    assert ("soon", True) in seen
