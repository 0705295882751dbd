"""Who takes part where invented cases run: the agencies and people that a country's law and the margins need, and who does which part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from opennrm.access.actor import Actor
from opennrm.cases.identification import police_rules
from opennrm.countries.dated import Given
from opennrm.countries.profile import Profile
from opennrm.mechanism.kinds import KINDS, capacity_of, roles_of
from opennrm.portal.demo import names
from opennrm.portal.demo.mechanism import Mechanism
from opennrm.statistics.margins.plan import Plan

AUTHORITY, PROVIDER, RESPONDER, MONITOR = "competent_authority", "support_provider", "first_responder", "monitor"
DECIDES, REVIEWS, HELPS = "decision_maker", "second_reviewer", "case_worker"
STAGES = ("presumption", "identification")
DESKS = 2  # who decide in an authority: whoever said no does not answer whether it was right


class NoSuchPart(Exception):
    """The margins name somebody who cannot take this part: a kind of agency that refers nobody."""


def given(profile: Profile, plan: Plan) -> dict[str, Any]:
    """The mechanism in the shape that `demo.mechanism.build` takes: of each kind that refers one agency, of each body that decides one, a
    house that helps, whoever has to know before a child is referred, and whoever watches over it all. Raises NoSuchPart.
    """
    agencies = [*_authorities(profile), *({"name": KINDS[kind], "kind": kind} for kind in _other_kinds(profile, plan))]
    staff = names.of_staff()
    coordinator = {"agency": "Office of the National Coordinator", "person": next(staff)}
    rows: list[dict[str, Any]] = [{**one, "capacities": _capacities(one["kind"], profile)} for one in agencies]
    people = [{"name": next(staff), "agency": one["name"], "roles": [role]} for one in rows for role in _roles(one["kind"])]
    return {"coordinator": coordinator, "agencies": rows, "people": people}


def _authorities(profile: Profile) -> Iterator[dict[str, str]]:
    answers = [answer for name in STAGES if name in profile.deciders for answer in profile.deciders[name].answers()]
    named = dict.fromkeys(body for answer in answers if isinstance(answer, Given) for body in answer.value.bodies)
    bodies = [body for body in named if profile.parties[body].kind == AUTHORITY]
    yield from ({"name": profile.parties[body].label.told("en"), "kind": AUTHORITY, "body": body} for body in bodies)
    if not bodies:
        yield {"name": KINDS[AUTHORITY], "kind": AUTHORITY}


def _capacities(kind: str, profile: Profile) -> list[str]:
    refers = (RESPONDER,) if kind in referring(profile) else ()
    return [one for one in dict.fromkeys((capacity_of(kind), *refers)) if one]


def _other_kinds(profile: Profile, plan: Plan) -> list[str]:
    wanted = dict.fromkeys(case.referrer_kind for case in plan.cases if case.referrer_kind in KINDS)
    if barred := sorted(wanted.keys() - set(referring(profile))):
        raise NoSuchPart(f"the law of {profile.country} lets no agency of these kinds refer: {', '.join(barred)}")
    told = [party.kind for guard in _guards(profile) for party in guard if party.kind]
    routing = profile.police_routing.answers() if profile.police_routing is not None else ()
    told += [kind for answer in routing if isinstance(answer, Given) for kind in police_rules.kinds(profile, answer.value)]
    return list(dict.fromkeys([*wanted, *referring(profile), *told, PROVIDER, MONITOR]))


def referring(profile: Profile) -> tuple[str, ...]:
    """The kinds of agency that the country's law, on whatever day, lets refer, as far as they can; where no source tells, all that can."""
    named = [answer.value for answer in profile.referrers.answers() if isinstance(answer, Given)]
    kinds = [profile.parties[party].kind or "" for value in named for party in value] or list(KINDS)
    return tuple(dict.fromkeys(kind for kind in kinds if RESPONDER in roles_of(kind)))


def _guards(profile: Profile) -> Iterator[Any]:
    """The parties that a referral waits for, as the child office has to know first."""
    for row in profile.transitions:
        if profile.events[row.event].does == "refer":
            facts = [fact for guard in row.guards for fact in guard.args.get("facts", ())]
            yield [profile.parties[fact.partition(":")[2]] for fact in facts if fact.startswith("asked:")]


def _roles(kind: str) -> Iterator[str]:
    if kind == AUTHORITY:
        yield from (*[DECIDES] * DESKS, REVIEWS)
    elif kind == MONITOR:
        yield MONITOR
    else:
        yield from (role for role in (RESPONDER, HELPS) if role in roles_of(kind) and (role == RESPONDER or kind == PROVIDER))


@dataclass(frozen=True, slots=True)
class Parts:
    """Everybody, by what they do; `seed` and the number of a case say whose desk it lies on."""

    responders: dict[str, Actor]
    deciders: dict[UUID, tuple[Actor, ...]]
    reviewers: dict[UUID, Actor]
    helpers: tuple[Actor, ...]
    bodies: dict[str, UUID]
    agencies: dict[str, UUID]

    def responder(self, kind: str, number: int) -> Actor:
        """Who refers: somebody of this kind of agency; where margins do not say which, one after another."""
        return self.responders.get(kind) or list(self.responders.values())[number % len(self.responders)]

    def decider(self, authority: UUID, number: int) -> Actor:
        """On whose desk a case lies."""
        return self.deciders[authority][number % DESKS]

    def colleague(self, authority: UUID, number: int) -> Actor:
        """Who answers whether the decider's no was right."""
        return self.deciders[authority][(number + 1) % DESKS]


def parts(made: Mechanism, rows: dict[str, Any], profile: Profile) -> Parts:
    """Who does which part in a mechanism that was made from these rows."""
    kinds = {row["name"]: row["kind"] for row in rows["agencies"]}
    doing = [(kinds[one["agency"]], one["roles"][0], made.who(one["name"])) for one in rows["people"]]
    responders = {kind: who for kind, role, who in doing if role == RESPONDER and kind in referring(profile)}
    authorities = [made.agency(name) for name, kind in kinds.items() if kind == AUTHORITY]
    return Parts(
        responders=dict(sorted(responders.items())),
        deciders={one: tuple(who for _, role, who in doing if role == DECIDES and who.agency == one) for one in authorities},
        reviewers={who.agency: who for _, role, who in doing if role == REVIEWS},
        helpers=tuple(who for _, role, who in doing if role == HELPS),
        bodies={row["body"]: made.agency(row["name"]) for row in rows["agencies"] if "body" in row},
        agencies={kind: made.agency(name) for name, kind in kinds.items()},
    )
