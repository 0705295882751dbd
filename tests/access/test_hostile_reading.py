"""What somebody with an open page, a stopwatch or the database file may try: none of it reads more, and none reads unrecorded."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.access.addresses import OF_A_CASE, Route, stream_of, url
from tests.access.world import World, canary, rolled_back
from tests.breadth import some_then_all

from opennrm.access import doors, readlog
from opennrm.access.actor import Actor
from opennrm.cases.protection.events import RemovalEnforced
from opennrm.cases.referral import actions as referral
from opennrm.cases.referral import reads
from opennrm.cases.referral.sending import Asked, Talk
from opennrm.cases.spine import door
from opennrm.cases.spine.models import Case
from opennrm.cases.spine.reference import new_reference
from opennrm.cases.support import actions as support
from opennrm.journal import replay
from opennrm.journal.models import JournalEvent
from opennrm.mechanism import cache
from opennrm.standards.refusal import Refused
from opennrm.vault.models import SealedValue

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def entries() -> int:
    return JournalEvent.objects.filter(kind="reading").count()


@pytest.mark.security("OPS-05")
@pytest.mark.parametrize("route", OF_A_CASE, ids=[route.name for route in OF_A_CASE])
@some_then_all("readers", 1, 99)
def test_no_page_of_a_case_is_shown_without_its_entry(world: World, route: Route, readers: int) -> None:
    """By the first to whom it is shown at all; in all the way by everybody."""
    for actor in world.ours.people.values():
        with rolled_back():
            client, before = world.browser(actor), entries()
            answer = client.get(url(world, route, stream_of(world, route)))
            assert answer.status_code != 200 or entries() > before, actor.name
        readers -= answer.status_code == 200
        if not readers:
            break


@pytest.mark.security("RAC-01")
@pytest.mark.parametrize("section", ["identity", "support"])
def test_what_a_consent_opened_is_closed_when_it_is_taken_back_while_the_page_is_made(world: World, section: str) -> None:
    asked = doors.case(world.ours.worker, world.hers)
    assert doors.reveal_sections(asked, [section], "case")
    world.ours.takes_back(world.hers, "support")
    before = entries()
    assert doors.reveal_sections(asked, [section], "case") == {}
    assert doors.reveal_all(asked, "support", ["support.note"], "case") == []
    assert entries() == before


@pytest.mark.security("CRY-01")
def test_a_sealed_row_moved_beside_one_s_own_case_opens_nobody_and_is_found(world: World) -> None:
    decider, mine = world.ours.decider, world.hers
    assert canary("hers", "given_names") in [one.text for one in reads.identity(doors.case(decider, mine))]
    SealedValue.objects.filter(stream=world.hidden).update(stream=mine, holder=decider.agency, position=2**40)
    assert not any("hidden" in one.text for one in reads.identity(doors.case(decider, mine)))
    said = [(fault.stream, fault.says) for fault in replay.verify()]
    assert any(stream == world.hidden and words.startswith("vault_sealedvalue") for stream, words in said)


@pytest.mark.security("CRY-01")
@pytest.mark.parametrize("column", ["holder", "holder_kind"])
def test_a_row_that_belies_who_holds_it_is_found(world: World, column: str) -> None:
    assert list(replay.verify()) == []
    value = world.ours.agency("police").pk if column == "holder" else "police"
    shelters = SealedValue.objects.filter(stream=world.hers, section="support", holder=world.ours.agency("support_provider").pk)
    shelters.update(**{column: value})
    assert {fault.says for fault in replay.verify()} == {f"vault_sealedvalue differs from its event in {column}"}


@pytest.mark.security("CRY-06")
def test_the_thirty_searches_of_an_hour_come_back_after_the_hour_and_not_before(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    now = cache.real
    for _ in range(30):
        doors.find_by_name(world.ours.decider, "Nobody")
    monkeypatch.setattr(cache, "real", lambda: now() + timedelta(minutes=50))
    with pytest.raises(doors.TooMany):
        doors.find_by_name(world.ours.decider, "Nobody")
    monkeypatch.setattr(cache, "real", lambda: now() + timedelta(minutes=61))
    assert doors.find_by_name(world.ours.decider, "Nobody") == []


@pytest.mark.security("MORE-01")
def test_what_changed_meanwhile_is_told_as_far_as_one_may_read_it(world: World) -> None:
    with pytest.raises(Refused) as refused, door.act(world.ours.decider, world.hers, section="decisions", seen=1):
        pass
    what = refused.value.refusals[0].values["what"]
    assert "The referral was taken up" in what
    assert RemovalEnforced.says not in what


def reference_of(case_id: UUID) -> str:
    return str(Case.objects.get(case_id=case_id).reference)


@pytest.mark.security("ORA-07")
def test_a_reference_is_looked_for_by_the_same_statements_whether_or_not_there_is_such_a_case(world: World) -> None:
    client, asked = world.browser(world.ours.decider), []
    client.post("/cases/", {"reference": new_reference()})  # what a process reads once is read
    for text in (reference_of(world.hidden), new_reference()):
        with rolled_back(), CaptureQueriesContext(connection) as captured:
            client.post("/cases/", {"reference": text})
        statements = [query["sql"].split(" WHERE ")[0] for query in captured]
        asked.append([sql for sql in statements if '"cases_' in sql or '"access_' in sql])
    assert asked[0] == asked[1]


@pytest.mark.security("INJ-11")
@pytest.mark.parametrize("before", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-11", "now", "\x00"])
def test_any_instant_in_the_address_of_the_list_is_borne(world: World, before: str) -> None:
    assert world.browser(world.ours.responder).get("/referrals/", {"before": before}).status_code == 200


def test_a_reference_is_shown_again_only_as_far_as_one_can_be_long(world: World) -> None:
    page = world.browser(world.ours.decider).post("/cases/", {"reference": "A" * 100_000}).content
    assert b"A" * 40 in page
    assert b"A" * 41 not in page


@pytest.mark.security("RAC-01")
def test_a_later_note_of_another_shelter_neither_hides_ones_own_nor_tells_of_itself(world: World) -> None:
    def notes(worker: Actor) -> list[str | None]:
        return [one.text for one in doors.reveal_sections(doors.case(worker, world.hers), ["support"], "support notes").values()]

    other, before = world.strangers.worker, notes(world.ours.worker)
    asked = Asked(scope="support", answer="yes", recipient=other.agency, recipient_kind="support_provider")
    referral.ask_consent(world.ours.responder, world.hers, asked=asked, talk=Talk(on=door.today(), language="ro"))
    support.note_need(other, world.hers, need="medical", on=door.today(), note=canary("hers", "later"))
    assert before
    assert (notes(world.ours.worker), notes(other)) == (before, [canary("hers", "later")])


@pytest.mark.security("RAC-01")
def test_the_case_beside_which_one_looks_for_the_same_person_is_looked_at_too(world: World) -> None:
    client, before = world.browser(world.ours.decider), len(readlog.who_looked(world.his))
    assert client.get(f"/cases/{world.hers}/intake/{world.his}/").status_code == 200
    looks = readlog.who_looked(world.his)
    assert (len(looks) - before, looks[0].page) == (1, "intake")
