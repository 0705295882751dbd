"""Setting a referral aside and taking that back, joining two of one person and parting them, putting right what is counted."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, cast
from uuid import UUID

from opennrm.access.actor import Actor
from opennrm.cases.correction import events, rules
from opennrm.cases.correction.rules import Codes
from opennrm.cases.spine import door
from opennrm.journal.event import Envelope
from opennrm.standards.refusal import Refused

VoidReason = Literal["entered_in_error", "trial_entry", "no_person"]
Reason = Literal["typed_wrongly", "misunderstood", "document", "person_said"]


def void(actor: Actor, case_id: UUID, *, reason: str, why: str, on: date, seen: int | None = None) -> Envelope:
    """Set a referral aside that was none. Raises Refused with everything, NotVisible. Source: design 3, ReferralVoided."""
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        voided = events.ReferralVoided(on=on, reason=cast("VoidReason", reason), why=why.strip())
        return act.record(voided, unless=rules.may_void(act.state, why, on, act.on))


def restore(actor: Actor, case_id: UUID, *, why: str, on: date, seen: int | None = None) -> Envelope:
    """Let a voided referral stand again. Raises Refused with everything, NotVisible. Source: design 3, as at."""
    with door.act(actor, case_id, section="decisions", seen=seen, undo=True) as act:
        return act.record(events.ReferralRestored(on=on, why=why.strip()), unless=rules.may_restore(act.state, why, on, act.on))


def merge(actor: Actor, case_id: UUID, *, other: UUID | None, why: str, on: date, sure: bool = False, seen: int | None = None) -> Envelope:
    """Join a case to the one that goes on: an alias and an event on both; nothing is moved or sealed anew. `sure`: that they are one person
    although what is recorded of the two contradicts.

    Raises Refused with everything, NotVisible where either is hidden. Source: design 3, ReferralsMerged.
    """
    both = sorted({case_id, other or case_id})
    with door.batch(both), door.act(actor, case_id, section="decisions", seen=seen) as act:
        if other is None or other == case_id:
            raise Refused(list(rules.may_merge(act.state, act.state if other else None, why, on, act.on, sure=sure)))
        with door.act(actor, other, section="decisions", undo=True) as there:
            act.require(rules.may_merge(act.state, there.state, why, on, act.on, sure=sure))
            there.record(events.ReferralsMerged(on=on, other=case_id, goes_on=True, why=why.strip()))
        return act.record(events.ReferralsMerged(on=on, other=other, goes_on=False, why=why.strip()))


def part(actor: Actor, case_id: UUID, *, other: UUID, why: str, on: date, seen: int | None = None) -> Envelope:
    """Undo that a case was joined to another: both stand again. Raises Refused with everything, NotVisible. Source: design 3."""
    with door.batch(sorted({case_id, other})), door.act(actor, case_id, section="decisions", seen=seen, undo=True) as act:
        with door.act(actor, other, section="decisions", undo=True) as there:
            act.require(rules.may_part(act.state, there.state, why, on, act.on))
            there.record(events.MergeUndone(on=on, other=case_id, goes_on=True, why=why.strip()))
        return act.record(events.MergeUndone(on=on, other=other, goes_on=False, why=why.strip()))


def recategorise(actor: Actor, case_id: UUID, *, right: Mapping[str, Codes], why: str, on: date, seen: int | None = None) -> Envelope:
    """Code anew how, where and at which age the person was exploited. Raises Refused with everything, NotVisible. Source: design 3."""
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        act.require(rules.may_put_right(act.state, right, why, on, act.on))
        changed = rules.differing(act.state.about, right)
        was, coded = ({field: pair[side] for field, pair in changed.items()} for side in (0, 1))
        return act.record(events.ReferralRecategorised(on=on, was=was, right=coded, why=why.strip()))


def put_right(
    actor: Actor, case_id: UUID, *, right: Mapping[str, Codes], reason: str, why: str, on: date, seen: int | None = None
) -> list[Envelope]:
    """Put coarse facts right, one event for each that differs. Raises Refused with everything, NotVisible.

    Source: design 3, FactCorrected (event, field, from, to, reason).
    """
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        act.require(rules.may_put_right(act.state, right, why, on, act.on))
        told = {"on": on, "reason": cast("Reason", reason), "why": why.strip()}
        return [
            act.record(events.FactCorrected(event=events.said_by(act.state, field), field=field, was=was, right=now, **told))
            for field, (was, now) in rules.differing(act.state.about, right).items()
        ]
