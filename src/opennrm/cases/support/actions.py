"""Recording what became of a right. One act a function; the consequences are the ledger's."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from opennrm.access.actor import Actor
from opennrm.cases.spine import door
from opennrm.cases.spine.days import has_come
from opennrm.cases.spine.door import Act
from opennrm.cases.spine.events import NeedNoted
from opennrm.cases.spine.owners import relation_of
from opennrm.cases.spine.plan import plan_of
from opennrm.cases.support import events, rules
from opennrm.journal.event import Envelope
from opennrm.standards.entitlement import Entitlement
from opennrm.standards.refusal import Refusal, Refused


def give(actor: Actor, case_id: UUID, *, entitlement: str, opening: int, on: date, until: date | None = None, note: str = "") -> Envelope:
    """Record that what is owed was given. Raises Refused. Source: law-as-data 3 (10), (11)."""
    with _acting(actor, case_id, entitlement) as act:
        one = _right(act, entitlement)
        act.require(_row(act, one, opening, on), rules.may_give(act.facts, one, on, until))
        return act.record(events.SupportGiven(**_base(act, one, on, note), until=until))


def stop(actor: Actor, case_id: UUID, *, entitlement: str, opening: int, on: date, own_choice: bool, note: str = "") -> Envelope:
    """Record that what was given is given no longer. Raises Refused. Source: law-as-data 3 (13)."""
    with _acting(actor, case_id, entitlement) as act:
        one = _right(act, entitlement)
        spoken_for = rules.may_speak_for(act.door.enforces) if own_choice else ()
        act.require(_row(act, one, opening, on), rules.may_stop(act.facts, one, on), spoken_for)
        return act.record(events.SupportStopped(**_base(act, one, on, note), own_choice=own_choice))


def decline(actor: Actor, case_id: UUID, *, entitlement: str, opening: int, on: date, note: str = "") -> Envelope:
    """Record that the person does not want it now. Raises Refused. Source: CETS 197 Art 12(7)."""
    with _acting(actor, case_id, entitlement) as act:
        one = _right(act, entitlement)
        act.require(_row(act, one, opening, on), rules.may_speak_for(act.door.enforces))
        return act.record(events.SupportDeclined(**_base(act, one, on, note)))


def miss(actor: Actor, case_id: UUID, *, entitlement: str, opening: int, on: date, note: str = "") -> Envelope:
    """Record that it is not to be had. Raises Refused. Source: law-as-data 3 (12)."""
    with _acting(actor, case_id, entitlement) as act:
        one = _right(act, entitlement)
        act.require(_row(act, one, opening, on))
        return act.record(events.SupportUnavailable(**_base(act, one, on, note)))


def withhold(actor: Actor, case_id: UUID, *, entitlement: str, opening: int, on: date, ground: str, note: str = "") -> Envelope:
    """Record that an authority does not give it, on a ground or on none. Raises Refused. Source: law-as-data 3 (12)."""
    with _acting(actor, case_id, entitlement) as act:
        one = _right(act, entitlement)
        act.require(_row(act, one, opening, on), rules.may_withhold(one, ground))
        return act.record(events.SupportWithheld(**_base(act, one, on, note), ground=ground, lawful=ground in one.withheld_on))


def note_need(actor: Actor, case_id: UUID, *, need: str, on: date, at: datetime | None = None, note: str = "") -> Envelope:
    """Record a need; what answers it opens. Raises Refused. Source: CETS 197 Art 12(1)."""
    with door.act(actor, case_id, section="support") as act:
        known = rules.openers(_all(act), "need")
        return act.record(
            NeedNoted(on=on, need=need, at=at, note_support=note or None),
            unless=[*has_come(on, act.on), *rules.may_note(need, known, "need")],
        )


def note_request(actor: Actor, case_id: UUID, *, what: str, on: date, note: str = "") -> Envelope:
    """Record what the person asked for; what answers it opens. Raises Refused. Source: law-as-data 1, opens_on."""
    with door.act(actor, case_id, section="support") as act:
        known = rules.openers(_all(act), "asked_for")
        return act.record(
            events.RequestMade(on=on, what=what, note_support=note or None),
            unless=[*has_come(on, act.on), *rules.may_note(what, known, "what")],
        )


def note_condition(actor: Actor, case_id: UUID, *, on: date, note: str = "") -> Envelope:
    """Record that help was made to depend on something: a breach. Raises Refused. Source: CETS 197 Art 12(6)."""
    with door.act(actor, case_id, section="support") as act:
        return act.record(events.AssistanceConditioned(on=on, note_support=note or None), unless=has_come(on, act.on))


def note_without_consent(actor: Actor, case_id: UUID, *, on: date, note: str = "") -> Envelope:
    """Record that help was given without consent: a breach. Raises Refused. Source: CETS 197 Art 12(7)."""
    with door.act(actor, case_id, section="support") as act:
        return act.record(events.AssistedWithoutConsent(on=on, note_support=note or None), unless=has_come(on, act.on))


@contextmanager
def _acting(actor: Actor, case_id: UUID, entitlement: str) -> Iterator[Act]:
    """An act on a right is a coarse fact; who may record it is whoever may write in its section, and whoever gives support."""
    with door.act(actor, case_id, section="coarse") as act:
        one = plan_of(act.profile).entitlements.get(entitlement)
        if one is None:
            raise Refused(Refusal("right.not-open", rules.NO_ROW, "law-as-data 3 (5)"))
        in_section, own_turn = act.door.may(one.section, "write").allowed, relation_of(one.responsible) in act.door.relations
        act.require(rules.may_record(act.door.relations, in_section, act.door.enforces, own_turn))
        yield act


def _right(act: Act, entitlement: str) -> Entitlement:
    return plan_of(act.profile).entitlements[entitlement]


def _all(act: Act) -> tuple[Entitlement, ...]:
    return tuple(plan_of(act.profile).entitlements.values())


def _row(act: Act, one: Entitlement, opening: int, on: date) -> list[Refusal]:
    return list(rules.may_act(one, rules.opened_row(act.state, one.id, opening), on, act.on))


def _base(act: Act, one: Entitlement, on: date, note: str) -> dict[str, Any]:
    """What every act carries; a note goes into the section of the right where the writer may write there, else into support."""
    section = one.section if act.door.may(one.section, "write").allowed else "support"
    return {"entitlement": one.id, "thing": one.asked_as, "on": on, f"note_{section}": note or None}
