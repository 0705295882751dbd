"""How an agency comes into a case and leaves it: who records it, what the relation opens, and that it closes with its end.

Written from docs/access-in-words.md, How an agency comes into a case.
"""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from tests import people
from tests.access.coming_in import names_the_guardian, tells_of_the_bar, tells_the_police_force
from tests.access.oracle_words import RELATIONS
from tests.access.world import STAFF, World, question, rolled_back, tie

from opennrm.access import doors
from opennrm.access.actor import Actor
from opennrm.cases.identification import actions as identification
from opennrm.cases.protection import actions as protection
from opennrm.cases.spine import door
from opennrm.cases.spine.state import CaseState, tied, untied
from opennrm.standards.refusal import Refused

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.security("ACC-05")]

STAFF_OF = [(kind, role) for kind, roles in STAFF.items() for role in roles if kind != "monitor"]
CLOSED = {"access.closed", "guardian.not-yours"}


def as_tied(monkeypatch: pytest.MonkeyPatch, actor: Actor, relation: str) -> None:
    """Every act of somebody is done as an agency with this relation and no other; in the table of access it stands so too."""
    whole = door.Batch.thread

    def thread(self: door.Batch, stream: UUID, kind: str) -> Any:
        found = whole(self, stream, kind)
        found.state = _only(found.state, actor.agency, relation)
        return found

    monkeypatch.setattr(door.Batch, "thread", thread)


def _only(state: CaseState, agency: UUID, relation: str) -> CaseState:
    return tied(untied(state, agency, *state.relations_of(agency)), agency, relation)


def acts(world: World) -> Iterator[tuple[str, UUID, Callable[[Actor], Any], str, Callable[..., bool]]]:
    """Each act: its page, its case, how it is done, the section in which it writes, what the page in words says of it."""
    guardians, residence = world.ours.agency("guardian_office").pk, people.an_agency("migration_authority").pk
    constables = people.an_agency("police").pk

    def appoint(by: Actor) -> Any:
        said = {"agency": guardians, "on": door.today(), "decision": "Court of Vellin, no. 1"}
        return protection.appoint_guardian(by, world.child, **said)

    def tell(by: Actor) -> Any:
        return protection.tell_of_bar(by, world.hers, agency=residence)

    def force(by: Actor) -> Any:
        return identification.tell_force(by, world.hers, agency=constables, place="exploitation", on=door.today())

    yield "police", world.hers, force, "decisions", tells_the_police_force
    yield "guardian", world.child, appoint, "coarse", names_the_guardian
    yield "removal/told", world.hers, tell, "legal_status", tells_of_the_bar


@pytest.mark.parametrize("relation", [one for one in RELATIONS if one not in ("holder", "monitor")])
def test_only_who_the_page_in_words_names_brings_somebody_in(world: World, monkeypatch: pytest.MonkeyPatch, relation: str) -> None:
    done = set()
    for path, case, do, section, may in acts(world):
        for kind, role in STAFF_OF:
            actor = world.ours.who(kind, role)
            with rolled_back(), monkeypatch.context() as patched:
                tie(actor, case, relation, listed=False)
                expected = may(question(actor, case, section, "write", None))
                shown = world.browser(actor).get(f"/cases/{case}/{path}/").status_code
                assert shown == (200 if expected else 404), (path, kind, role)
                as_tied(patched, actor, relation)
                assert _does(do, actor) is expected, (path, kind, role)
                done |= {(path, kind, role)} if expected else set()
    assert bool(done) is (relation in ("child_office", "competent_authority"))


def _does(do: Callable[[Actor], Any], actor: Actor) -> bool:
    try:
        do(actor)
    except doors.NotVisible:
        return False
    except Refused as refused:
        if not CLOSED & {one.code for one in refused.refusals}:
            raise
        return False
    return True


def sees(actor: Actor, case: UUID) -> frozenset[str]:
    try:
        return doors.case(actor, case).relations
    except doors.NotVisible:
        return frozenset()


def test_the_guardian_reads_from_the_appointment_until_the_end(world: World) -> None:
    us = world.ours
    office, guardian = us.who("child_office", "case_worker"), us.who("guardian_office", "guardian")
    assert sees(guardian, world.child) == frozenset()
    protection.appoint_guardian(office, world.child, agency=guardian.agency, on=door.today(), decision="Court of Vellin, no. 1")
    assert sees(guardian, world.child) == {"guardian"}
    assert all(doors.case(guardian, world.child).may(section).allowed for section in ("account", "contact_and_location", "health"))
    protection.end_guardian(office, world.child, on=door.today(), needs_another=False)
    assert sees(guardian, world.child) == frozenset()
    assert world.browser(guardian).get(f"/cases/{world.child}/").status_code == 404


def test_who_would_remove_reads_the_bar_and_nothing_of_the_person(world: World) -> None:
    us = world.ours
    officer = us.who("migration_authority", "migration_officer")
    opened = doors.case(officer, world.hers)
    holder = doors.Holder(us.decider.agency, "competent_authority")
    assert [opened.may(section, holder=holder).allowed for section in ("decisions", "coarse", "legal_status", "identity")] == [True] * 4
    for kind in ("listed_ngo", "support_provider"):
        by = doors.Holder(us.agency(kind).pk, kind)
        closed = ("identity", "contact_and_location", "account", "health", "risk_and_safety", "support")
        assert [section for section in closed if opened.may(section, holder=by).allowed] == []
    page = world.browser(officer).get(f"/cases/{world.hers}/").content.decode()
    assert us.agency("support_provider").name not in page
    protection.note_bar(officer, world.hers)
    protection.end_telling(us.decider, world.hers, agency=officer.agency)
    assert world.browser(officer).get(f"/cases/{world.hers}/").status_code == 404
