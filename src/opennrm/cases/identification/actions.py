"""How an identification goes on: asking, weighing, writing, deciding, reviewing, telling."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal
from uuid import UUID

from opennrm.access.actor import Actor
from opennrm.cases.identification import events, rules
from opennrm.cases.spine import door
from opennrm.countries.dated import Given
from opennrm.journal.event import Envelope

REVIEW = "second_review"


def ask_party(actor: Actor, case_id: UUID, *, party: str, on: date, question: str = "") -> Envelope:
    """Record that a party was asked before a negative. Raises Refused, NotVisible. Source: SG 14.70."""
    with door.act(actor, case_id, section="decisions") as act:
        asked = events.PartyAsked(on=on, party=party, question=question or None)
        return act.record(asked, unless=rules.may_ask(act.profile, act.state, party, on, act.on))


def record_answer(actor: Actor, case_id: UUID, *, party: str, on: date, answered: bool = True, answer: str = "") -> Envelope:
    """Record what a party answered, or that it did not. Raises Refused, NotVisible. Source: SG 14.73."""
    with door.act(actor, case_id, section="decisions") as act:
        event = events.PartyAnswered(on=on, party=party, answered=answered, answer=answer or None)
        return act.record(event, unless=rules.may_answer(act.state, party, on, act.on))


def weigh(
    actor: Actor, case_id: UUID, *, side: Literal["for", "against"], weight: Literal["1", "2", "3"], what: str, why: str = ""
) -> Envelope:
    """Record a piece of evidence with its weight. Raises Refused, NotVisible. Source: SG 14.2-14.30."""
    with door.act(actor, case_id, section="decisions") as act:
        event = events.EvidenceWeighed(on=act.on, side=side, weight=weight, what=what, why=why or None)
        return act.record(event, unless=rules.written(what, "what"))


def note_doubt(
    actor: Actor, case_id: UUID, *, what: str, matters: bool, person_asked: bool, explained_by: Sequence[str] = (), explanation: str = ""
) -> Envelope:
    """Record a doubt with what may explain it. Raises Refused, NotVisible. Source: SG 14.2-14.18."""
    with door.act(actor, case_id, section="decisions") as act:
        event = events.DoubtNoted(
            on=act.on,
            matters=matters,
            person_asked=person_asked,
            explained_by=tuple(explained_by),
            what=what,
            explanation=explanation or None,
        )
        return act.record(event, unless=rules.written(what, "what"))


def write_minute(actor: Actor, case_id: UUID, *, text: str, mitigations: Sequence[str] = (), stage: str = events.RG) -> Envelope:
    """Record the reasons of a decision. Raises Refused, NotVisible. Source: SG 14.181."""
    with door.act(actor, case_id, section="decisions") as act:
        event = events.MinuteWritten(on=act.on, stage=stage, mitigations=tuple(mitigations), text=text)
        return act.record(event, unless=rules.written(text, "text"))


def settle_age(actor: Actor, case_id: UUID, *, age: Literal["adult", "child"], on: date, basis: str) -> Envelope:
    """Settle a doubt about the person's age. Raises Refused, NotVisible. Source: CETS 197 Art 10(3)."""
    with door.act(actor, case_id, section="decisions") as act:
        event = events.AgeSettled(on=on, age=age, basis=basis)
        return act.record(event, unless=[*rules.may_settle_age(act.state, on, act.on), *rules.written(basis, "basis")])


def find_grounds(actor: Actor, case_id: UUID, *, seen: int | None = None) -> Envelope:
    """Decide that there are reasonable grounds, by the test in force today. A yes waits for nothing. Raises Refused, NotVisible.

    Source: CETS 197 Art 10(2); SG 14.64-66.
    """
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        test = rules.test_on(act.profile, act.state, act.on)
        return act.record(events.GroundsFound(on=act.on, **_governed(test)), unless=rules.may_decide(test), by="rg.positive")


def propose_negative(actor: Actor, case_id: UUID, *, reason: str = "too_little", seen: int | None = None) -> Envelope:
    """Propose a negative: what the law asks first is in the profile's guards. Raises Refused, NotVisible. Source: SG 14.70-14.74."""
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        test = rules.test_on(act.profile, act.state, act.on)
        event = events.NegativeProposed(on=act.on, reason=reason, **_governed(test))
        return act.record(event, unless=[*rules.may_decide(test), *rules.may_propose(act.state, reason)], by="rg.propose_negative")


def decide_with_minute(
    actor: Actor, case_id: UUID, *, text: str, mitigations: Sequence[str], reason: str, seen: int | None = None
) -> Envelope:
    """Write the reasons and propose the negative in one act, as the page of the decision does. Raises Refused, NotVisible."""
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        minute = events.MinuteWritten(on=act.on, stage=events.RG, mitigations=tuple(mitigations), text=text)
        act.record(minute, unless=rules.written(text, "text"))
        return propose_negative(actor, case_id, reason=reason)


def confirm_negative(actor: Actor, case_id: UUID, *, note: str = "", seen: int | None = None) -> Envelope:
    """Review a proposed negative and let it stand: now it is the decision. Raises Refused, NotVisible. Source: SG 14.74."""
    with door.act(actor, case_id, section="decisions", purpose=REVIEW, seen=seen) as act:
        act.require(rules.may_review(act.state, actor.id))
        reason = act.state.note("identification.proposed")[1].reason
        act.record(events.Reviewed(on=act.on, reviewer="second_reviewer", note=note or None))
        return act.record(events.NegativeConfirmed(on=act.on, reason=reason), by="rg.negative")


def send_back(actor: Actor, case_id: UUID, *, why: str, seen: int | None = None) -> Envelope:
    """Review a proposed negative and send it back, with what has to be looked at again. Raises Refused, NotVisible. Source: SG 14.74."""
    with door.act(actor, case_id, section="decisions", purpose=REVIEW, seen=seen) as act:
        refusals = [*rules.may_review(act.state, actor.id), *rules.written(why, "why")]
        return act.record(events.SentBack(on=act.on, why=why), unless=refusals, by="rg.send_back")


def note_duplicate(actor: Actor, case_id: UUID, *, other: UUID, same: Literal["yes", "no", "not_sure"]) -> Envelope:
    """Record what is thought of another case that may be of the same person. Raises Refused, NotVisible. Source: domain 5.10."""
    with door.act(actor, case_id, section="decisions") as act:
        return act.record(events.DuplicateNoted(on=act.on, other=other, same=same))


def tell_outcome(actor: Actor, case_id: UUID, *, to: str, channel: str, on: date) -> Envelope:
    """Record that the outcome was told, by a safe way. Raises Refused, NotVisible. Source: SG 14.182-14.189."""
    with door.act(actor, case_id, section="decisions") as act:
        act.require(rules.may_tell(act.state, to, channel, on, act.on))
        return act.record(events.NoticeGiven(on=on, stage=events.RG, to=to, channel=channel))  # type: ignore[arg-type]


def _governed(test: Given[str] | None) -> dict[str, Any]:
    if test is None:
        return {"test": "", "test_source": ""}
    return {"test": test.value, "test_source": test.source, "test_since": test.since}
