"""How long the time to recover lasts, where the law leaves it to the authority: by need, never below the law, never taken back."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from tests import people
from tests.people import codes, happens

from opennrm.access.actor import Actor
from opennrm.cases.identification import actions as identification
from opennrm.cases.protection import actions
from opennrm.cases.protection.rules import begins_by_law
from opennrm.cases.referral import actions as referral
from opennrm.cases.spine import door, editions
from opennrm.cases.spine.reads import rights_of
from opennrm.cases.spine.status import status
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
STARTS = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def granted(country: str, region: str) -> tuple[UUID, Actor]:
    """A case in which the period runs since today, with somebody of the authority."""
    people.an_installation(country, STARTS)
    authority = people.an_agency("competent_authority", region=region)
    responder = people.a_person(people.an_agency("listed_ngo", region=region), "first_responder")
    decider = people.a_person(authority, "decision_maker")
    more = {"others": "Two men from the site.", "more": {"last_contact": "Two weeks ago."}} if country == "GB" else {}
    case = people.a_referral(responder, authority, contact=people.a_contact(responder, region=region), **more)
    referral.accept(decider, case)
    identification.decide_yes(decider, case)
    if not begins_by_law(door.state_of(case).facts, editions.today(), door.today()):
        actions.start_reflection_period(decider, case, on=door.today())
    return case, decider


def earliest_end(case: UUID) -> object:
    return next(row.due_on for row in rights_of(case) if row.entitlement == "reflection.period")


def test_the_authority_sets_it_by_need_and_the_ledger_counts_by_it() -> None:
    case, decider = granted("CH", "ZH")
    began = door.today()
    assert earliest_end(case) == began + timedelta(days=30)
    with happens(), pytest.raises(Refused) as short:
        actions.set_length(decider, case, length=29, on=door.today(), why="She sleeps badly.")
    assert codes(short) == {"length.too-short"}
    with happens(), pytest.raises(Refused) as silent:
        actions.set_length(decider, case, length=90, on=door.today(), why=" ")
    assert codes(silent) == {"length.why"}
    with happens("protection.length_set"):
        actions.set_length(decider, case, length=90, on=door.today(), why="Treatment began and takes three months.")
    assert earliest_end(case) == began + timedelta(days=90)
    with happens(), pytest.raises(Refused) as back:
        actions.set_length(decider, case, length=60, on=door.today(), why="It went faster.")
    assert codes(back) == {"length.too-short"}
    people.time_passes(STARTS + timedelta(days=40))
    with happens(), pytest.raises(Refused) as early:
        actions.end_reflection_period(decider, case, on=door.today(), reason="time_over")
    assert "reflection.minimum" in codes(early)
    people.time_passes(STARTS + timedelta(days=91))
    actions.end_reflection_period(decider, case, on=door.today(), reason="time_over")
    row = next(row for row in rights_of(case) if row.entitlement == "reflection.period")
    assert status(row, door.today()).code == "met_in_time"


def test_where_the_law_sets_it_nobody_sets_another() -> None:
    case, decider = granted("GB", "ENG")
    with happens(), pytest.raises(Refused) as refused:
        actions.set_length(decider, case, length=300, on=door.today(), why="She sleeps badly.")
    assert codes(refused) == {"length.by-law"}


def test_the_page_asks_in_the_unit_of_the_law_and_is_there_only_where_it_is_asked() -> None:
    case, decider = granted("CH", "ZH")
    client = people.signed_in(decider)
    shown = client.get(f"/cases/{case}/reflection/length/").content.decode()
    assert "In days; at least 30 by law" in shown
    assert f"/cases/{case}/reflection/length/" in client.get(f"/cases/{case}/").content.decode()
