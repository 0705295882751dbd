"""Starting, refusing and ending the period; recording a removal; telling who would carry one out of the bar; a child's guardian.

The bar on removal needs no act: it stands from the decision on.
"""

from datetime import date
from uuid import UUID

from opennrm.access.actor import Actor
from opennrm.cases.protection import events, reads, rules
from opennrm.cases.spine import door
from opennrm.cases.spine.days import has_come
from opennrm.journal.event import Envelope


def start_reflection_period(actor: Actor, case_id: UUID, *, on: date, seen: int | None = None) -> Envelope:
    """Start the recovery and reflection period. Raises Refused, which carries every refusal. Source: CETS 197 Art 13."""
    with door.act(actor, case_id, section="legal_status", seen=seen) as act:
        refusals = rules.may_start(act.facts, act.profile, on, act.on)
        return act.record(events.ReflectionPeriodStarted(on=on, clock=events.REFLECTION), unless=refusals)


def set_length(actor: Actor, case_id: UUID, *, length: int, on: date, why: str, seen: int | None = None) -> Envelope:
    """Set how long the period lasts, by the person's need, where the law leaves it to the authority; once more is never less.

    Raises Refused. Source: law-as-data 1, Duration, `set_by: authority`; VZAE Art 35(1).
    """
    with door.act(actor, case_id, section="legal_status", seen=seen) as act:
        event = events.PeriodLengthSet(on=on, clock=events.REFLECTION, length=length, why=why or None)
        refusals = [*has_come(on, act.on), *rules.may_set_length(act.facts, act.profile, length, why, on)]
        return act.record(event, unless=refusals)


def refuse_reflection_period(actor: Actor, case_id: UUID, *, on: date, ground: str, reasons: str, seen: int | None = None) -> Envelope:
    """Record that the period is not observed, on a ground of the clause or on none. Raises Refused. Source: CETS 197 Art 13(3)."""
    with door.act(actor, case_id, section="legal_status", seen=seen) as act:
        refusals = [
            *has_come(on, act.on),
            *rules.may_refuse(act.facts, act.profile, ground, reasons, act.on),
        ]
        lawful = ground in rules.grounds_to_refuse()
        return act.record(events.ReflectionPeriodRefused(on=on, ground=ground, lawful=lawful, reasons=reasons), unless=refusals)


def end_reflection_period(actor: Actor, case_id: UUID, *, on: date, reason: str, reasons: str = "", seen: int | None = None) -> Envelope:
    """End the period when its time is over, or early on a ground of the law. Raises Refused. Source: CETS 197 Art 13; law-as-data 1."""
    with door.act(actor, case_id, section="legal_status", seen=seen) as act:
        refusals = [*has_come(on, act.on), *rules.may_end(act.facts, act.profile, reason, reasons, on)]
        return act.record(events.ReflectionPeriodEnded(on=on, reason=reason, reasons=reasons or None), unless=refusals)


def record_removal(actor: Actor, case_id: UUID, *, on: date, seen_by: str = "") -> Envelope:
    """Record that the person was removed from the country. Raises Refused. Source: CETS 197 Art 10(2)."""
    with door.act(actor, case_id, section="return") as act:
        return act.record(events.RemovalEnforced(on=on, seen_by=seen_by or None), unless=has_come(on, act.on))


def appoint_guardian(
    actor: Actor, case_id: UUID, *, agency: UUID, on: date, decision: str, met_on: date | None = None, seen: int | None = None
) -> Envelope:
    """Record who is the child's guardian, since when, by which decision; whoever was it before is it no more.

    Raises Refused, NotVisible. Source: CETS 197 Art 10(4)(a).
    """
    with door.act(actor, case_id, section="coarse", seen=seen) as act:
        event = events.GuardianAppointed(on=on, agency=agency, met_on=met_on, decision=decision.strip() or None)
        yours = rules.may_keep_guardians(actor.roles, act.door.relations)
        act.require(yours, rules.may_appoint(act.state, act.profile, event, reads.kind_of(agency), act.on))
        return act.record(event)


def end_guardian(actor: Actor, case_id: UUID, *, on: date, needs_another: bool, seen: int | None = None) -> Envelope:
    """Record that the guardian acts no more, and whether the child needs another. Raises Refused, NotVisible.

    Source: CETS 197 Art 10(4)(a).
    """
    with door.act(actor, case_id, section="coarse", seen=seen) as act:
        act.require(rules.may_keep_guardians(actor.roles, act.door.relations), rules.may_end_guardian(act.state, on, act.on))
        return act.record(events.GuardianEnded(on=on, agency=reads.guardian_of(act.state), needs_another=needs_another))


def tell_of_bar(actor: Actor, case_id: UUID, *, agency: UUID, seen: int | None = None) -> Envelope:
    """Tell who would carry out a removal that it is barred: coarse facts and the decision, nothing of where the person is.

    Raises Refused, NotVisible. Source: CETS 197 Art 10(2), 13(1).
    """
    with door.act(actor, case_id, section="legal_status", seen=seen) as act:
        bar, to = rules.to_tell((held.row for held in act.state.ledger.values()), act.on), (agency, reads.kind_of(agency))
        told = events.RemovalBarTold(on=act.on, agency=agency, agency_kind=to[1])
        return act.record(told, unless=rules.may_tell_of_bar(act.state, act.profile, bar, to, act.on))


def end_telling(actor: Actor, case_id: UUID, *, agency: UUID, seen: int | None = None) -> Envelope:
    """Close the case to whoever was told of the bar. Raises Refused, NotVisible. Source: CETS 197 Art 11(1)."""
    with door.act(actor, case_id, section="legal_status", seen=seen) as act:
        return act.record(events.RemovalBarTellingEnded(on=act.on, agency=agency), unless=rules.may_end_telling(act.state, agency))


def note_bar(actor: Actor, case_id: UUID) -> Envelope:
    """Record that the bar stands in one's own files. Raises Refused, NotVisible. Source: CETS 197 Art 10(2), 13(1)."""
    with door.act(actor, case_id, section="proceedings") as act:
        act.require(rules.may_be_told_of_bar(actor.roles, act.door.relations), rules.may_note_bar(act.state, actor.agency))
        return act.record(events.RemovalBarNoted(on=act.on))
