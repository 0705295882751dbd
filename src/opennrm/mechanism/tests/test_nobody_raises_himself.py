"""Whatever is tried in whatever order: each role that lives was given by somebody else who could give it then."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.breadth import examples

from opennrm.access.actor import Actor
from opennrm.mechanism import actions, reads
from opennrm.mechanism.models import Agency, Attempt, Membership, User
from opennrm.mechanism.tests import world
from opennrm.mechanism.tests.world import AT, PASSWORD
from opennrm.standards.refusal import Refused

pytestmark = pytest.mark.django_db

# Which roles each kind has, written by hand from domain §1.2 and not taken from the policy page.
OF_KIND = {
    "national_coordinator": {"national_coordinator", "monitor"},
    "listed_ngo": {"first_responder", "case_worker", "lawyer"},
    "competent_authority": {"decision_maker", "second_reviewer"},
}
EVERYWHERE = {"agency_administrator", "data_protection_officer"}
ROLES = sorted({role for roles in OF_KIND.values() for role in roles} | EVERYWHERE)


class Undone(Exception):
    """Takes back one run of the property, so that the next one begins with nothing."""


class World:
    """Three agencies and everybody who came; each step is one try of one person, refused or not."""

    def __init__(self) -> None:
        self.at = AT
        coordinator = world.first_coordinator()
        office = reads.agency(coordinator.agency)
        assert office
        ngo, (first,) = world.an_agency_with(coordinator)
        authority, (second,) = world.an_agency_with(coordinator, "competent_authority")
        self.agencies: list[Agency] = [office, ngo, authority]
        self.people: list[Actor] = [coordinator, first, second]
        self.tokens: list[str] = []

    def try_(self, step: tuple[str, int, int, int, list[str]]) -> None:
        act, by, other, where, roles = step
        self.at += timedelta(minutes=1)
        who, whom = self.people[by % len(self.people)], self.people[other % len(self.people)]
        tried: dict[str, Callable[[], Any]] = {
            "invite": lambda: self.invite(who, where, roles, f"new{len(self.people)}@x.example"),
            "invite known": lambda: self.invite(who, where, roles, User.objects.get(pk=whom.id).email),
            "accept": self.accept,
            "grant": lambda: actions.grant_roles(who, whom.id, agency=self.place(where), roles=roles, at=self.at),
            "end": lambda: actions.end_membership(who, whom.id, agency=self.place(where), roles=roles or None, at=self.at),
            "suspend": lambda: actions.suspend_agency(who, self.place(where), reason="Inquiry", at=self.at),
            "lift": lambda: actions.lift_suspension(who, self.place(where), at=self.at),
            "first": lambda: self.tokens.append(actions.invite_first_coordinator(at=self.at)),
            "profile": lambda: self.say(who, roles),
        }
        with suppress(Refused):
            tried[act]()

    def place(self, where: int) -> Any:
        return self.agencies[where % len(self.agencies)].pk

    def invite(self, who: Actor, where: int, roles: list[str], email: str) -> None:
        self.tokens.append(actions.invite_person(who, agency=self.place(where), email=email, roles=roles, at=self.at).token)

    def say(self, who: Actor, roles: list[str]) -> None:
        actions.change_profile(User.objects.get(pk=who.id), name="N", language="en", at=self.at, asked=["role"] if roles else [])

    def accept(self) -> None:
        if self.tokens:
            user = actions.accept_invitation(self.tokens.pop(), name="N", password=PASSWORD, email="first@x.example", at=self.at)
            self.people += reads.actors_for(user, at=self.at)[:1]


ACTS = ["invite", "invite known", "accept", "accept", "grant", "end", "suspend", "lift", "first", "profile"]
STEP = st.tuples(st.sampled_from(ACTS), *[st.integers(0, 8)] * 3, st.lists(st.sampled_from(ROLES), max_size=2, unique=True))


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, min_size=5, max_size=30))
def test_no_sequence_of_acts_gives_anybody_a_role_that_nobody_else_gave(steps: list[Any]) -> None:
    with suppress(Undone), transaction.atomic():
        made = World()
        for step in steps:
            made.try_(step)
        check(made)
        raise Undone


def check(made: World) -> None:
    rows = list(Membership.objects.select_related("agency").order_by("starts_at", "pk"))
    for row in rows:
        assert row.role in OF_KIND[row.agency.kind] | EVERYWHERE
        if row.given_by_id is None:
            assert row.role == "national_coordinator"
            continue
        assert row.given_by_id != row.user_id
        assert could_give(row, rows)
    assert sum(row.given_by_id is None for row in rows) == 1
    for agency in made.agencies[1:]:
        assert Membership.objects.filter(agency=agency, role="agency_administrator", ends_at__isnull=True).exists()
    assert reads.coordinators()
    assert all(code.startswith("raise.") for codes in Attempt.objects.values_list("codes", flat=True) for code in codes)


def could_give(given: Membership, rows: list[Membership]) -> bool:
    """Whether the giver, at the moment of giving, administered the agency or coordinated: the coordinator gives these two roles alone."""
    held = [
        row
        for row in rows
        if row.user_id == given.given_by_id and row.starts_at <= given.starts_at and (row.ends_at is None or row.ends_at > given.starts_at)
    ]
    administered = any(row.role == "agency_administrator" and row.agency_id == given.agency_id for row in held)
    coordinated = any(row.role == "national_coordinator" for row in held)
    if given.role == "national_coordinator":
        return coordinated
    return administered or (coordinated and given.role == "agency_administrator")
