"""Starting, refusing and ending the period; recording a removal. The bar on removal needs no act: it stands from the decision on."""

from datetime import date
from uuid import UUID

from opennrm.access.actor import Actor
from opennrm.cases.protection import events, rules
from opennrm.cases.spine import door
from opennrm.journal.event import Envelope


def start_reflection_period(actor: Actor, case_id: UUID, *, on: date, seen: int | None = None) -> Envelope:
    """Start the recovery and reflection period. Raises Refused, which carries every refusal. Source: CETS 197 Art 13."""
    with door.act(actor, case_id, section="legal_status", seen=seen) as act:
        refusals = rules.may_start(act.facts, act.profile, on, act.on)
        return act.record(events.ReflectionPeriodStarted(on=on, clock=events.REFLECTION), unless=refusals)


def refuse_reflection_period(actor: Actor, case_id: UUID, *, on: date, ground: str, reasons: str, seen: int | None = None) -> Envelope:
    """Record that the period is not observed, on a ground of the clause or on none. Raises Refused. Source: CETS 197 Art 13(3)."""
    with door.act(actor, case_id, section="legal_status", seen=seen) as act:
        refusals = [
            *rules.may_have_happened(on, act.on),
            *rules.may_refuse(act.facts, act.profile, ground, reasons, act.on),
        ]
        lawful = ground in rules.grounds_to_refuse()
        return act.record(events.ReflectionPeriodRefused(on=on, ground=ground, lawful=lawful, reasons=reasons), unless=refusals)


def end_reflection_period(actor: Actor, case_id: UUID, *, on: date, reason: str, reasons: str = "", seen: int | None = None) -> Envelope:
    """End the period when its time is over, or early on a ground of the law. Raises Refused. Source: CETS 197 Art 13; law-as-data 1."""
    with door.act(actor, case_id, section="legal_status", seen=seen) as act:
        refusals = [*rules.may_have_happened(on, act.on), *rules.may_end(act.facts, act.profile, reason, reasons, on)]
        return act.record(events.ReflectionPeriodEnded(on=on, reason=reason, reasons=reasons or None), unless=refusals)


def record_removal(actor: Actor, case_id: UUID, *, on: date, seen_by: str = "") -> Envelope:
    """Record that the person was removed from the country. Raises Refused. Source: CETS 197 Art 10(2)."""
    with door.act(actor, case_id, section="return") as act:
        return act.record(events.RemovalEnforced(on=on, seen_by=seen_by or None), unless=rules.may_have_happened(on, act.on))
