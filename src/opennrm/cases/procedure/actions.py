"""How the procedure rests, goes on, and is left."""

from datetime import date
from typing import Literal, cast
from uuid import UUID

from opennrm.access.actor import Actor
from opennrm.cases.procedure import events, rules
from opennrm.cases.spine import door
from opennrm.journal.event import Envelope

Reason = Literal["missing", "too_little", "other"]


def suspend(actor: Actor, case_id: UUID, *, on: date, reason: str, words: str = "", seen: int | None = None) -> Envelope:
    """Let the procedure rest. Raises Refused, NotVisible. Source: SG 14.196; profile, `suspend`."""
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        act.require(rules.may_suspend(act.state, act.profile, (reason, words), on, act.on), by="suspend")
        return act.record(events.Suspended(on=on, reason=cast("Reason", reason), words=words.strip() or None), by="suspend")


def resume(actor: Actor, case_id: UUID, *, on: date, words: str = "", seen: int | None = None) -> Envelope:
    """Let the procedure go on. Raises Refused, NotVisible. Source: SG 14.196-204; profile, `resume`."""
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        against = rules.may_resume(act.state, on, act.on)
        return act.record(events.Resumed(on=on, words=words.strip() or None), unless=against, by="resume")


def withdraw(actor: Actor, case_id: UUID, *, on: date, through: str, words: str, seen: int | None = None) -> Envelope:
    """Record that an adult withdrew in writing, and that the procedure ends with it. Raises Refused with everything, NotVisible.

    Source: SG 14.249; profile, `withdraw`.
    """
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        against = rules.may_withdraw(act.state, act.profile, (through, words), on, act.on)
        act.require(against, rules.beside(act.step("withdraw")[1], rules.WRITTEN))
        act.record(events.WithdrawalWritten(on=on, through=through, words=words))
        return act.record(events.Withdrawn(on=act.on), by="withdraw")


def withdraw_child(actor: Actor, case_id: UUID, *, on: date, found_by: str, words: str, seen: int | None = None) -> Envelope:
    """Record that to leave was found to be in the child's best interests, and that the procedure ends with it.

    Raises Refused with everything, NotVisible. Source: SG 14.249; CETS 197 Art 10(4); profile, `withdraw`.
    """
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        against = rules.may_withdraw_child(act.state, act.profile, (found_by, words), on, act.on)
        act.require(against, rules.beside(act.step("withdraw")[1], rules.FOUND))
        act.record(events.WithdrawalFoundBest(on=on, found_by=found_by, words=words))
        return act.record(events.Withdrawn(on=act.on), by="withdraw")
