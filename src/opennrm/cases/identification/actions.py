"""How an identification goes on: asking, weighing, writing, deciding, reviewing, telling."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any, Literal
from uuid import UUID

from opennrm.access import doors
from opennrm.access.actor import Actor
from opennrm.cases.identification import age_rules, events, police_rules, rules, sources
from opennrm.cases.identification.police_events import CrimeRecorded, ForceClosed, ForceTold, force_of
from opennrm.cases.identification.stages import FIRST, NOTICE, SEND_BACK, Stage, notice_event, stage_of, steps_from, way_to_no
from opennrm.cases.spine import door, known
from opennrm.cases.spine.days import has_come
from opennrm.cases.spine.outcomes import outcome_of
from opennrm.journal.event import Envelope
from opennrm.mechanism import reads as mechanism
from opennrm.standards.refusal import Refusal

REVIEW, CRIME = "second_review", "crime_reference"


def ask_party(actor: Actor, case_id: UUID, *, party: str, on: date, question: str = "") -> Envelope:
    """Record that a party was asked before a negative. Raises Refused, NotVisible. Source: SG 14.70."""
    with door.act(actor, case_id, section="decisions") as act:
        asked = events.PartyAsked(on=on, party=party, question=question or None)
        return act.record(asked, unless=rules.may_ask(act.profile, act.state, party, on, act.on))


def record_answer(actor: Actor, case_id: UUID, *, party: str, on: date, answered: bool = True, answer: str = "") -> Envelope:
    """Record what a party answered, or that it did not. Raises Refused, NotVisible. Source: SG 14.73."""
    with door.act(actor, case_id, section="decisions") as act:
        event = events.PartyAnswered(on=on, party=party, answered=answered, answer=answer or None)
        return act.record(event, unless=rules.may_answer(act.profile, act.state, party, (answered, answer), on, act.on))


def weigh(
    actor: Actor,
    case_id: UUID,
    *,
    side: Literal["for", "against"],
    weight: Literal["1", "2", "3"],
    what: str,
    why: str = "",
    again: UUID | None = None,
) -> Envelope:
    """Record a piece of evidence with its weight; `again` names the event whose place it takes. Raises Refused, NotVisible.

    Source: SG 14.2-14.30.
    """
    with door.act(actor, case_id, section="decisions") as act:
        event = events.EvidenceWeighed(on=act.on, again=again, side=side, weight=weight, what=what, why=why or None)
        return act.record(event, unless=rules.may_weigh(act.state, what, again, _reasoned(act, "14.2-14.30")))


def note_doubt(
    actor: Actor,
    case_id: UUID,
    *,
    what: str,
    matters: bool,
    person_asked: bool,
    explained_by: Sequence[str] = (),
    explanation: str = "",
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
        return act.record(event, unless=rules.written(what, "what", _reasoned(act, "14.2-14.18")))


def put_doubt(actor: Actor, case_id: UUID, *, doubt: UUID, on: date, explained_by: Sequence[str] = (), answer: str = "") -> Envelope:
    """Record that a doubt was put to the person, and what they said to it. Raises Refused, NotVisible. Source: SG 14.13."""
    with door.act(actor, case_id, section="decisions") as act:
        event = events.DoubtPut(on=on, doubt=doubt, explained_by=tuple(explained_by), answer=answer or None)
        source = sources.of_hearing(act.profile, act.state, act.on, "14.13")
        return act.record(event, unless=rules.may_put(act.state, doubt, on, act.on, source))


def write_minute(actor: Actor, case_id: UUID, *, text: str, mitigations: Sequence[str] = ()) -> Envelope:
    """Record the reasons of the decision that is open. Raises Refused, NotVisible. Source: SG 14.181."""
    with door.act(actor, case_id, section="decisions") as act:
        return act.record(_minute(act, text, mitigations), unless=rules.written(text, "text", _reasoned(act, "14.181")))


def settle_age(actor: Actor, case_id: UUID, *, age: Literal["adult", "child"], on: date, basis: str) -> Envelope:
    """Settle a doubt about the person's age, or record that a child came of age by the date of birth. Raises Refused, NotVisible.

    Source: CETS 197 Art 10(3); Palermo Protocol Art 3(d).
    """
    birthday = _birthday(actor, case_id)
    with door.act(actor, case_id, section="decisions") as act:
        against = list(age_rules.may_settle_age(act.profile, act.state, age, on, act.on))
        if not against and act.state.about.age == "child":
            against += age_rules.is_of_age(act.profile, birthday, on)
        against += rules.written(basis, "basis", sources.of_age(act.profile, "CETS 197 Art 10(3)"))
        return act.record(events.AgeSettled(on=on, age=age, basis=basis), unless=against)


def _birthday(actor: Actor, case_id: UUID) -> date | None:
    """The eighteenth birthday where it may have come. Opened before the act: a refusal tells the day, and the look stays on record."""
    state = door.state_of(case_id)
    if state is None or not age_rules.may_be_of_age(state, door.today()):
        return None
    return known.adult_from(doors.case(actor, case_id), "age")


def decide_yes(
    actor: Actor, case_id: UUID, *, text: str = "", mitigations: Sequence[str] = (), test_stated: str = "", seen: int | None = None
) -> Envelope:
    """Decide yes in the stage that is open, by the test in force today. The first yes waits for nothing; reasons that are written go with
    it. `test_stated` is the wording gone by where no source tells it. Raises Refused, NotVisible.

    Source: CETS 197 Art 10(2); SG 14.64-66.
    """
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        against = list(rules.may_decide(act.profile, act.state, act.on, test_stated))
        if text.strip():
            act.record(_minute(act, text, mitigations))
        stage = _stage(act)
        event = events.GroundsFound if stage is FIRST else events.PersonIdentified
        return act.record(event(on=act.on, **_governed(act, test_stated)), unless=against, by=stage.positive)


def look_before_yes(actor: Actor, case_id: UUID, *, text: str = "", test_stated: str = "", seen: int | None = None) -> None:
    """Everything that bars a yes, said before the last look at what follows from it; nothing is recorded. Raises Refused, NotVisible.

    Source: CETS 197 Art 10(2); screens, Confirmation.
    """
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        stage = _stage(act)
        later = (stage.minute,) if text.strip() else ()
        act.require(rules.may_decide(act.profile, act.state, act.on, test_stated), rules.may_go(act.step(stage.positive)[1], *later))


def propose_negative(
    actor: Actor, case_id: UUID, *, reason: str = "too_little", test_stated: str = "", seen: int | None = None
) -> Envelope:
    """Propose a negative in the stage that is open: what the law asks first is in the profile's guards. Raises Refused, NotVisible.

    Where the country's procedure knows no proposal it is ours: nobody says no alone. Source: SG 14.70-14.74.
    """
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        against = chain(_against(act, reason, test_stated), rules.may_contradict(act.profile, act.state, reason, act.on))
        stage = _stage(act)
        event = events.NegativeProposed(on=act.on, reason=reason, stage=stage.id, **_governed(act, test_stated))
        if way_to_no(act.profile, stage) == stage.propose:
            return act.record(event, unless=against, by=stage.propose)
        return act.record(event, unless=chain(against, rules.may_go(act.step(stage.negative)[1], "reviewed")))


def decide_with_minute(
    actor: Actor,
    case_id: UUID,
    *,
    text: str,
    mitigations: Sequence[str],
    reason: str,
    test_stated: str = "",
    seen: int | None = None,
) -> Envelope:
    """Write the reasons and propose the negative in one act, as the page of the decision does. Raises Refused with everything, NotVisible.

    Source: SG 14.70-14.74, 14.181.
    """
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        if not text.strip():
            unwritten = rules.written(text, "text", _reasoned(act, "14.181"))
            way = act.step(way_to_no(act.profile, _stage(act)))[1]
            act.require(unwritten, _against(act, reason, test_stated), rules.may_go(way, "reviewed"))
        act.record(_minute(act, text, mitigations))
        return propose_negative(actor, case_id, reason=reason, test_stated=test_stated)


def _against(act: door.Act, reason: str, test_stated: str) -> Iterator[Refusal]:
    yield from rules.may_decide(act.profile, act.state, act.on, test_stated)
    yield from rules.may_propose(act.profile, act.state, reason, act.on)
    yield from rules.may_close_hearing(act.profile, act.state, act.on)
    yield from rules.may_rest_on(act.profile, act.state, act.on)


def confirm_negative(actor: Actor, case_id: UUID, *, note: str = "", seen: int | None = None) -> Envelope:
    """Review a proposed negative and let it stand: now it is the decision. Raises Refused, NotVisible. Source: SG 14.74."""
    with door.act(actor, case_id, section="decisions", purpose=REVIEW, seen=seen) as act:
        party, source = rules.reviewer(act.profile, act.state, act.on)
        act.require(rules.may_review(act.state, actor.id, source), rules.may_confirm(act.profile, act.state, act.on))
        proposal: events.NegativeProposed = act.state.note("identification.proposed")[1]
        stage = _stage(act)
        act.record(events.Reviewed(on=act.on, reviewer=party, note=note or None))
        event = events.NegativeConfirmed if stage is FIRST else events.IdentificationRefused
        return act.record(event(on=act.on, reason=proposal.reason, **_governed(act)), by=stage.negative)


def hear_panel(
    actor: Actor, case_id: UUID, *, verdict: Literal["holds", "look_again"], words: str, on: date, seen: int | None = None
) -> Envelope:
    """Record that the panel of the law of the day read a proposed negative, and what it said. Raises Refused, NotVisible.

    Source: SG 14.119-14.159: it may ask for another look, and overturns nothing.
    """
    with door.act(actor, case_id, section="decisions", purpose=REVIEW, seen=seen) as act:
        party, source = rules.panel(act.profile, act.state, act.on) or ("", f"{act.profile.country} profile, reviews")
        against = [*has_come(on, act.on), *rules.may_hear_panel(act.profile, act.state, act.on)]
        asked = rules.written(words, "words", source) if verdict == "look_again" else ()
        return act.record(events.PanelHeard(on=on, panel=party, verdict=verdict, words=words or None), unless=[*against, *asked])


def send_back(actor: Actor, case_id: UUID, *, why: str, seen: int | None = None) -> Envelope:
    """Review a proposed negative and send it back, with what has to be looked at again. Raises Refused, NotVisible. Source: SG 14.74."""
    with door.act(actor, case_id, section="decisions", purpose=REVIEW, seen=seen) as act:
        source = rules.reviewer(act.profile, act.state, act.on)[1]
        refusals = [*rules.may_review(act.state, actor.id, source), *rules.written(why, "words", source)]
        leads = SEND_BACK in steps_from(act.profile, act.state.state)
        return act.record(events.SentBack(on=act.on, why=why), unless=refusals, by=SEND_BACK if leads else None)


def agree(actor: Actor, case_id: UUID, *, body: str, on: date, words: str = "", seen: int | None = None) -> Envelope:
    """Record that one of the bodies that decide together says yes, by somebody who spoke for no other. Raises Refused, NotVisible.

    Source: domain 1.6, Albania; law-as-data 5, two bodies jointly.
    """
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        agency = mechanism.agency(actor.agency)
        speaks = rules.may_speak_for(act.profile, act.state, body, actor.id, agency.body if agency else "")
        against = [*has_come(on, act.on), *speaks]
        return act.record(events.BodyAgreed(on=on, body=body, words=words or None), unless=against)


def note_duplicate(actor: Actor, case_id: UUID, *, other: UUID, same: Literal["yes", "no", "not_sure"]) -> None:
    """Record on both cases what is thought of them; nothing is merged. Raises Refused, NotVisible for a case that the actor may not see.

    Source: domain 5.10; design 3, A merge of two cases.
    """
    with door.batch([case_id, other]), door.act(actor, case_id, section="decisions") as here:
        here.require(rules.may_note_duplicate(case_id, other))
        with door.act(actor, other, section="decisions") as there:
            here.record(events.DuplicateNoted(on=here.on, other=other, same=same))
            there.record(events.DuplicateNoted(on=here.on, other=case_id, same=same))


def tell_outcome(actor: Actor, case_id: UUID, *, to: str, channel: str, on: date, seen: int | None = None) -> Envelope:
    """Record that the outcome was told, by a safe way: the letter, and with a negative the reasons. Raises Refused, NotVisible.

    Source: SG 14.182-14.189.
    """
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        act.require(rules.may_tell(act.profile, act.state, (to, channel), on, act.on))
        outcome = outcome_of(act.state)
        assert outcome is not None, "may_tell refuses where nothing was decided"
        enclosed: Literal["letter", "letter_and_reasons"] = "letter" if outcome.positive else "letter_and_reasons"
        told = {"to": to, "channel": channel, "enclosed": enclosed}
        event = events.NoticeGiven.model_validate({"on": on, "stage": outcome.stage, **told})
        return act.record(event, by=NOTICE if notice_event(act.profile, act.state.state, outcome.stage) else None)


def tell_force(actor: Actor, case_id: UUID, *, agency: UUID, place: str, on: date, why: str = "", seen: int | None = None) -> Envelope:
    """Tell a police force of the referral: nothing that names the person goes with it. One that was told before knows of it no longer.

    Raises Refused, NotVisible. Source: statutory guidance (UK) 11.2, 11.3, as the model; CETS 197 Art 11(1).
    """
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        told, force = ForceTold(on=on, agency=agency, place=place, why=why.strip() or None), force_of(act.state)
        found = mechanism.agency(agency)
        act.require(police_rules.may_tell(act.profile, act.state, told, found.kind if found else "", act.on))
        if force is not None:
            act.record(ForceClosed(on=act.on, agency=force.agency))
        return act.record(told)


def close_to_force(actor: Actor, case_id: UUID, *, seen: int | None = None) -> Envelope:
    """Close the case to the police force that was told. Raises Refused, NotVisible. Source: CETS 197 Art 11(1)."""
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        act.require(police_rules.may_close(act.state))
        force = force_of(act.state)
        assert force is not None, "may_close refuses where no force was told"
        return act.record(ForceClosed(on=act.on, agency=force.agency))


def note_crime(actor: Actor, case_id: UUID, *, reference: str, on: date, seen: int | None = None) -> Envelope:
    """Note the crime reference that the force which was told gave to the authority. Raises Refused, NotVisible.

    Source: statutory guidance (UK) 11.18-11.19, as the model.
    """
    with door.act(actor, case_id, section="decisions", seen=seen) as act:
        force = force_of(act.state)
        return _crime(act, force.agency if force else actor.agency, reference, on)


def give_crime(actor: Actor, case_id: UUID, *, reference: str, on: date, seen: int | None = None) -> Envelope:
    """Record, as the force that was told, the reference of the crime. Raises Refused, NotVisible.

    Source: statutory guidance (UK) 11.18-11.19, as the model.
    """
    with door.act(actor, case_id, section="decisions", purpose=CRIME, seen=seen) as act:
        return _crime(act, actor.agency, reference, on)


def _crime(act: door.Act, force: UUID, reference: str, on: date) -> Envelope:
    against = police_rules.may_record(act.profile, act.state, force, reference, on, act.on)
    return act.record(CrimeRecorded(on=on, agency=force, reference=reference.strip() or None), unless=against)


def _reasoned(act: door.Act, model: str) -> str:
    return sources.of_reasons(act.profile, act.state, act.on, model)


def _stage(act: door.Act) -> Stage:
    return stage_of(act.profile, act.state)


def _minute(act: door.Act, text: str, mitigations: Sequence[str]) -> events.MinuteWritten:
    return events.MinuteWritten(on=act.on, stage=_stage(act).id, mitigations=tuple(mitigations), text=text)


def _governed(act: door.Act, stated: str = "") -> dict[str, Any]:
    """The test that governs today, for the event that is decided by it; the one stated where none is known."""
    test = rules.test_on(act.profile, act.state, act.on)
    if test is None:
        return {"test": "", "test_source": "", "test_stated": stated or None}
    return {"test": test.value, "test_source": test.source, "test_since": test.since}
