"""Two at once, on the real database: what must happen once happens once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from opennrm.access.actor import Actor
from opennrm.mechanism import actions, reads
from opennrm.mechanism.models import Agency, Membership, User
from opennrm.mechanism.tests import world
from opennrm.mechanism.tests.world import AT, PASSWORD
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts: list[Callable[[], Any]]) -> list[set[str]]:
    """Start all acts together; for each the codes with which it was refused, or nothing."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> set[str]:
        try:
            start.wait()
            act()
        except Refused as refused:
            return world.codes(refused.refusals)
        finally:
            connections.close_all()
        return set()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def live(agency: Agency, role: str) -> int:
    return Membership.objects.filter(agency=agency, role=role, ends_at__isnull=True).count()


@pytest.mark.parametrize("round_", range(5))
def test_of_two_administrators_who_remove_each_other_one_stays(round_: int) -> None:
    agency, (one, two) = world.an_agency_with(world.first_coordinator(), administrators=2)

    def remove(by: Actor, other: Actor) -> Callable[[], None]:
        return lambda: actions.end_membership(by, other.id, agency=agency.pk, at=AT)

    outcomes = at_once([remove(one, two), remove(two, one)])
    assert sorted(map(bool, outcomes)) == [False, True]
    assert live(agency, "agency_administrator") == 1


@pytest.mark.parametrize("round_", range(5))
def test_of_two_administrators_who_leave_at_once_one_stays(round_: int) -> None:
    agency, both = world.an_agency_with(world.first_coordinator(), administrators=2)
    outcomes = at_once([lambda who=who: actions.end_membership(who, who.id, agency=agency.pk, at=AT) for who in both])
    assert sorted(outcomes, key=len) == [set(), {"last.administrator"}]
    assert live(agency, "agency_administrator") == 1


def test_an_invitation_used_by_many_at_once_lets_one_in() -> None:
    coordinator = world.first_coordinator()
    agency = world.an_agency(coordinator)
    token = actions.invite_person(coordinator, agency=agency.pk, email="a@b.example", roles=["agency_administrator"], at=AT).token
    others = User.objects.count()
    outcomes = at_once([lambda: actions.accept_invitation(token, name="A", password=PASSWORD, at=AT)] * 8)
    assert outcomes.count(set()) == 1
    assert all(outcome in (set(), {"invitation.closed"}) for outcome in outcomes)
    assert (live(agency, "agency_administrator"), User.objects.count()) == (1, others + 1)


def test_two_first_coordinators_at_once_are_one() -> None:
    tokens = [actions.invite_first_coordinator(at=AT)]

    def join(number: int) -> Callable[[], Any]:
        return lambda: actions.accept_invitation(tokens[0], name="J", password=PASSWORD, email=f"j{number}@office.example", at=AT)

    outcomes = at_once([join(number) for number in range(4)])
    assert outcomes.count(set()) == 1
    assert len(reads.coordinators()) == 1


def test_one_address_in_two_invitations_at_once_makes_one_account() -> None:
    coordinator = world.first_coordinator()
    agencies = [world.an_agency(coordinator) for _ in range(2)]
    invited = {"email": "a@b.example", "roles": ["agency_administrator"], "at": AT}
    tokens = [actions.invite_person(coordinator, agency=agency.pk, **invited).token for agency in agencies]
    outcomes = at_once([lambda token=token: actions.accept_invitation(token, name="A", password=PASSWORD, at=AT) for token in tokens])
    assert all(outcome in (set(), {"invitation.closed"}) for outcome in outcomes)
    assert User.objects.filter(email="a@b.example").count() == 1


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    connections.close_all()
