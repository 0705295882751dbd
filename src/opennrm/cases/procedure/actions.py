"""How the procedure rests, goes on, is left, is looked at again, how a decision ends, and how a case is closed."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, cast
from uuid import UUID

from opennrm.access.actor import Actor
from opennrm.cases.procedure import events, rules, step_rules
from opennrm.cases.procedure.step_events import StepTaken
from opennrm.cases.spine import door
from opennrm.cases.spine.outcomes import is_owed_word
from opennrm.journal.event import Envelope

Reason = Literal["missing", "too_little", "other"]
Ground = Literal["public_order", "improper_claim"]
REVIEW = "second_review"
STEP_OF = {events.REVOCATION: "revoke", events.DISQUALIFICATION: "disqualify"}


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


def ask_reconsideration(
    actor: Actor, case_id: UUID, *, on: date, asked_by: str, words: str, bases: Sequence[str] = (), seen: int | None = None
) -> Envelope:
    """Record that it was asked to look at a decision again, on the day on which the request came: by that day it is in time or not.

    Raises Refused with everything, NotVisible. Source: SG 14.224-226; profile, `reconsider.ask`.
    """
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        rests_on = tuple(bases)
        against = list(rules.may_ask_again(act.state, act.profile, (asked_by, rests_on, words), on, act.on))
        governs = rules.governing(act.profile, act.facts, rests_on, on)
        act.record(events.RequestReceived(on=on, asked_by=asked_by, bases=rests_on, governs=governs, words=words.strip() or None))
        act.require(against, rules.late_beside_its_day(act.step("reconsider.ask", on)[1]))
        return act.record(events.ReconsiderationAsked(on=on), by="reconsider.ask", on=on)


def accept_reconsideration(actor: Actor, case_id: UUID, *, words: str = "", seen: int | None = None) -> Envelope:
    """Answer with a yes: what it decides is what the country's procedure makes of it. Raises Refused, NotVisible.

    Source: SG 14.224-233; profile, `reconsider.accept`.
    """
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        decides = rules.decided_by(act.profile, act.state.state)
        event = events.ReconsiderationAccepted(on=act.on, decides=decides, words=words.strip() or None, **_governed(act, decides))
        return act.record(event, unless=rules.may_answer(act.state, actor.id), by="reconsider.accept")


def refuse_reconsideration(actor: Actor, case_id: UUID, *, words: str, seen: int | None = None) -> Envelope:
    """Write the reasons and answer that the decision stays as it is. Raises Refused with everything, NotVisible.

    Source: SG 14.233; profile, `reconsider.refuse`.
    """
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        stage = rules.minute_asked(act.profile, act.state.state)
        source = rules.source_of(act.profile, act.state.state, "reconsider.refuse", act.on)
        bars = rules.beside(act.step("reconsider.refuse")[1], f"{rules.MINUTE}:{stage}")
        act.require(rules.may_answer(act.state, actor.id), rules.written(words, "words", source), bars)
        act.record(events.ReasonsWritten(on=act.on, stage=stage, text=words))
        return act.record(events.ReconsiderationRefused(on=act.on), by="reconsider.refuse")


def propose_revocation(actor: Actor, case_id: UUID, *, reasons: str, seen: int | None = None) -> Envelope:
    """Propose that a flawed decision is revoked. Raises Refused with everything, NotVisible. Source: profile, `revoke`."""
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        source = rules.source_of(act.profile, act.state.state, "revoke", act.on)
        bars = rules.beside(act.step("revoke")[1], *rules.given_by(events.REVOCATION, ""))
        act.require(rules.may_propose_end(act.state, {"reasons": reasons}, source), bars)
        return act.record(events.RevocationProposed(on=act.on, reasons=reasons))


def propose_disqualification(
    actor: Actor, case_id: UUID, *, ground: str, assessed: str, risk: str, outweighs: str, seen: int | None = None
) -> Envelope:
    """Propose to disqualify, with an assessment of this person alone. Raises Refused with everything, NotVisible.

    Source: profile, `disqualify`.
    """
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        texts = {"assessed": assessed, "risk": risk, "outweighs": outweighs}
        source = rules.source_of(act.profile, act.state.state, "disqualify", act.on)
        bars = rules.beside(act.step("disqualify")[1], *rules.given_by(events.DISQUALIFICATION, ground))
        act.require(rules.may_rest_on(ground, source), rules.may_propose_end(act.state, texts, source), bars)
        return act.record(events.DisqualificationProposed(on=act.on, ground=cast("Ground", ground), **texts))


def confirm_end(actor: Actor, case_id: UUID, *, words: str = "", seen: int | None = None) -> Envelope:
    """A second person agrees: ground and reasons hold, and the decision ends. Nobody revokes or disqualifies alone; where the law does not
    ask for a second person, we do. Raises Refused with everything, NotVisible.

    Source: SG 14.74, as the model; profile, `revoke`, `disqualify`.
    """
    with door.act(actor, case_id, section="decisions", purpose=REVIEW, seen=seen) as act:
        act.require(rules.may_review_end(act.state, actor.id))
        ground = rules.ground_proposed(act.state)
        of: Literal["revocation", "disqualification"] = "disqualification" if ground else "revocation"
        act.require(rules.beside(act.step(STEP_OF[of])[1], *rules.given_by(of, ground)))
        act.record(events.EndReviewed(on=act.on, of=of, ground=ground, words=words.strip() or None))
        if not ground:
            return act.record(events.Revoked(on=act.on), by="revoke")
        ends = rules.ends_reflection(act.profile, ground)
        return act.record(events.Disqualified(on=act.on, ground=ground, ends_reflection=ends), by="disqualify")


def send_end_back(actor: Actor, case_id: UUID, *, words: str, seen: int | None = None) -> Envelope:
    """A second person does not agree: the decision stands. Raises Refused, NotVisible. Source: SG 14.74, as the model."""
    with door.act(actor, case_id, section="decisions", purpose=REVIEW, seen=seen) as act:
        against = [*rules.may_review_end(act.state, actor.id), *rules.written(words, "words", rules.OURS)]
        return act.record(events.EndSentBack(on=act.on, words=words), unless=against)


def close(actor: Actor, case_id: UUID, *, words: str = "", seen: int | None = None) -> Envelope:
    """Close a case, with what was still owed on record. Raises Refused with everything, NotVisible. Source: profile, `close`."""
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        owed = rules.still_owed((held.row for held in act.state.ledger.values()), act.on)
        event = events.CaseClosed(on=act.on, still_owed=owed, untold=is_owed_word(act.state), words=words.strip() or None)
        source = rules.source_of(act.profile, act.state.state, "close", act.on)
        return act.record(event, unless=rules.may_close(act.state, owed, words, source), by="close")


def _governed(act: door.Act, decides: str) -> dict[str, Any]:
    """The test by which such a decision is made today, for the event that makes it."""
    test = rules.test_of(act.profile, act.facts, decides, act.on)
    return {"test": test.value, "test_source": test.source, "test_since": test.since} if test else {}


def take_step(actor: Actor, case_id: UUID, *, step: str, on: date, words: str = "", seen: int | None = None) -> Envelope:
    """Record a step that only this country's procedure has. Raises Refused with everything, NotVisible. Source: profile, events."""
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        known = act.profile.events.get(step)
        taken = StepTaken(on=on, step=step, records=(known.records if known else None) or "", words=words.strip() or None)
        return act.record(taken, unless=step_rules.may_take(act.state, act.profile, step, (on, words), act.on), by=step)
