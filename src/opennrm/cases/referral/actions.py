"""How a person is referred, and what becomes of it: who was told, the person's answer, the sending, the authority's answer, consents."""

from datetime import date
from typing import Literal
from uuid import UUID

from opennrm.access.actor import Actor
from opennrm.access.policy import Consent, enforces
from opennrm.cases.referral import addressing, bodies, presuming, reads, rules
from opennrm.cases.referral.consent_events import By, ConsentGiven, ConsentRefused, ConsentWithdrawn, consent_of
from opennrm.cases.referral.events import (
    AnswerRecorded,
    ContactReferred,
    FeedbackGiven,
    PartyInformed,
    PersonPresumed,
    PersonTold,
    ReferralAccepted,
    ReferralRefused,
    ReferralSentAgain,
    ReferralSubmitted,
    ReferralTakenBack,
)
from opennrm.cases.referral.file_actions import send_files
from opennrm.cases.referral.sealed_form import packed
from opennrm.cases.referral.sending import Asked, Sending, Talk
from opennrm.cases.spine import door, drafting, majority, needs
from opennrm.cases.spine.door import Act, Names
from opennrm.cases.spine.drafting import Paper, Typed
from opennrm.cases.spine.events import CaseOpened, NeedNoted, carried
from opennrm.cases.spine.reference import new_reference
from opennrm.countries.form import Answer, sent
from opennrm.journal.event import Envelope
from opennrm.standards.refusal import Refused
from opennrm.ui.dates import FuzzyDate

ANSWERING, REFERRING = "answer_referral", "referral"


def keep(actor: Actor, contact: UUID, step: str, typed: Typed, seen: int) -> Paper:
    """Save what was typed in a step, right or wrong. Raises Moved, DraftGone, Refused, NotVisible. Source: design 4, drafts."""
    with door.act(actor, contact, kind="contact", section="coarse") as act:
        act.require(rules.may_go_on(act.state))
        return drafting.keep(actor, act.state.note("draft"), step, typed, seen)


def prepare_child(actor: Actor, contact: UUID, *, party: str, agency: UUID | None, on: date, talk: Talk) -> None:
    """Record that a party was told first, as the child office is, and that the child was told in a way for their age.

    What was recorded so already is not recorded again. Raises Refused, NotVisible. Source: domain 1.3; SG 5.45.
    """
    with door.act(actor, contact, kind="contact", section="coarse") as act:
        told = PersonTold(on=talk.on, language=talk.language, interpreter=talk.interpreter)
        may_tell = rules.may_tell(act.state, _treated(act), talk.language, talk.on, act.on)
        act.require(rules.may_inform(act.state, on, act.on), may_tell)
        informed = PartyInformed(on=on, party=party, agency=agency)
        if informed != (act.state.note("referral.informed") or {}).get(party):
            act.record(informed)
        if told != act.state.note("referral.told"):
            act.record(told)


def presume(actor: Actor, contact: UUID) -> None:
    """Presume that the person was trafficked, where the law here wants it before a referral. Raises Refused, NotVisible.

    Source: CETS 197 Art 10(1); profile, transitions and deciders.
    """
    with door.act(actor, contact, kind="contact", section="coarse") as act:
        against = presuming.may_presume(act.profile, act.state, actor.agency_kind, act.on)
        act.record(PersonPresumed(on=act.on), unless=against, by=presuming.PRESUME)


def record_answer(actor: Actor, contact: UUID, *, answer: Literal["no", "not_now"], talk: Talk) -> None:
    """Record that an adult said no or not now. A no destroys the draft, its key first: what was coded is all that is kept.

    Raises Refused, NotVisible. Source: CETS 197 Art 12(7); frozen.md, Draft.
    """
    with door.act(actor, contact, kind="contact", section="coarse") as act:
        if answer == "no" and act.state.note("referral.outcome") == answer:
            return
        sheet = reads.sheet_of(act.profile, "referral", act.state, act.on)
        said = AnswerRecorded(on=talk.on, answer=answer, language=talk.language, interpreter=talk.interpreter, sheet=sheet)
        act.record(said, unless=rules.may_answer_no(act.state, _treated(act), talk.language, act.profile))
        draft = act.state.note("draft")
        if answer != "not_now" and draft:
            drafting.destroy(actor, draft)


def refer(actor: Actor, contact: UUID, *, sending: Sending, recipient: UUID) -> UUID:
    """Refer the person: the contact becomes a case, addressed to one queue. Sent twice, it is one case and the same answer.

    Raises Refused with everything that is missing, NotVisible. Source: domain 1.3, referred; frozen.md, A referral.
    """
    with door.act(actor, contact, kind="contact", section="coarse") as act:
        if (case_id := act.state.note("referral.case")) is not None:
            return UUID(str(case_id))
        possible, source = addressing.recipients(act.state, act.profile, act.on)
        kinds = {one.id: one.kind for one in possible}
        to = next((one for one in possible if one.id == recipient), None)
        against = [
            *rules.may_go_on(act.state),
            *rules.may_refer_at_all(act.profile, actor.agency_kind, reads.may_refer(actor, act.on), act.on),
            *rules.may_send_to(recipient, kinds, source),
            *rules.may_send(act.profile, _treated(act), sending.said(act.state)),
            *rules.may_send_form(act.profile, _treated(act), sending.form, sending.shared(act.state, _treated(act))),
            *needs.may_need(sending.needs),
        ]
        case = _case_beside(act, sending)
        try:
            _consents(case, sending, recipient, kinds.get(recipient, ""))
            _submit(case, act, sending, to or addressing.Recipient(recipient, "", "", ""))
            _note_needs(case, sending)
            send_files(case, act.state.note("draft"), _said(act, sending))
        except Refused as refused:
            against += refused.refusals
        act.require(against)
        act.record(ContactReferred(on=act.on, case=case.id))
        if draft := act.state.note("draft"):
            drafting.destroy_after_commit(actor, draft)
        return case.id


def _treated(act: Act) -> str:
    return act.profile.read("age", act.state.about.age, act.on) or "child"


def _case_beside(act: Act, sending: Sending) -> Act:
    case = act.beside("case")
    by_self = rules.is_own_referral(act.state, act.profile, act.on)
    about = act.state.about.changed(referrer_kind=act.actor.agency_kind, self_referred=by_self, **sending.about())
    opened = CaseOpened(reference=new_reference(), contact=act.id, state=act.state.state, about=about, carried=carried(act.facts))
    case.record(opened)
    return case


def _consents(case: Act, sending: Sending, recipient: UUID, kind: str) -> None:
    if (talk := sending.talk) is None:
        return
    for one in sending.asked:
        named = one.model_copy(update={"recipient": recipient, "recipient_kind": kind}) if one.scope == "referral" else _with_kind(one)
        _ask(case, named, talk)


def _ask(act: Act, asked: Asked, talk: Talk) -> Envelope:
    scope = act.profile.consent.get(asked.scope)
    event = (ConsentGiven if asked.answer == "yes" else ConsentRefused)(
        on=talk.on,
        scope=asked.scope,
        recipient=str(asked.recipient) if asked.recipient else "",
        recipient_kind=asked.recipient_kind,
        purpose=(scope.purpose if scope else "") or asked.purpose,
        language=talk.language,
        interpreter=talk.interpreter,
        sheet=reads.sheet_of(act.profile, asked.scope, act.state, act.on),
        by=asked.by,
    )
    heard = rules.may_hear(event, act.door.enforces, enforces(event.recipient_kind))
    return act.record(event, unless=[*rules.may_consent(act.state, event, act.profile, act.on), *heard])


def _signs(contact: Act) -> dict[str, str]:
    """What was looked for in the contact and how it was found, over all sets of signs. Source: domain 1.7, signs."""
    assessed = (contact.state.note("contact.signs") or {}).values()
    return {code: answer for one in assessed for code, answer in one.observations.items() if answer != "not_assessed"}


def _submit(case: Act, contact: Act, sending: Sending, to: addressing.Recipient) -> None:
    informed = contact.state.note("referral.informed") or {}
    first = rules.told_first(case.profile, case.on) or (reads.CHILD_OFFICE,)
    office = next((informed[party].agency for party in first if party in informed), None)
    told = contact.state.note("referral.told")
    event = ReferralSubmitted(
        on=case.on,
        recipient=to.id,
        recipient_kind=to.kind,
        recipient_body=to.body,
        beside=tuple(one.id for one in addressing.beside(contact.state, case.profile, case.on, to)),
        track=bodies.track_of(case.profile, contact.state, case.on, to.body),
        urgency=sending.urgency or "none",
        support=sending.support,
        child_office=office,
        told_on=told.on if told else None,
        passages=sending.passages,
        signs=_signs(contact),
        safe_channels=sending.safe_channels,
        birth_known_by=sending.birth_known_by,
        **sending.sealed(),
        **_form(contact, sending),
        **_of_age(case, sending),
    )
    names = tuple(filter(None, (sending.given_names, sending.family_names)))
    case.record(event, by="refer", names=Names((" ".join(names),) if names else (), sending.aliases))


def _of_age(case: Act, sending: Sending) -> dict[str, str]:
    """When the person comes of age, as the date of birth tells it."""
    birth = FuzzyDate.parse(sending.birth)
    return majority.as_recorded(birth.earliest, birth.latest, sending.birth_known_by, case.state, case.on)


def _form(contact: Act, sending: Sending) -> dict[str, str]:
    """What the country's own form asked and this person answered, section by section."""
    return packed(contact.profile.referral_form, _said(contact, sending), contact.profile.edition)


def _said(contact: Act, sending: Sending) -> dict[str, Answer]:
    """What the country's own form asked and this person answered; what another answer took away does not go."""
    return sent(contact.profile.referral_form, sending.form or {}, sending.shared(contact.state, _treated(contact)))


def _note_needs(case: Act, sending: Sending) -> None:
    """What is needed at once is known from the sending on: it opens what answers it, before anybody has taken anything up."""
    for need in sending.needs:
        case.record(NeedNoted(on=case.on, need=need, at=case.at))


def accept(actor: Actor, case_id: UUID, *, seen: int | None = None) -> None:
    """Take a referral up: receipt is acknowledged, nothing is decided. Raises Refused, NotVisible. Source: frozen.md, A referral."""
    with door.act(actor, case_id, section="decisions", purpose=ANSWERING, seen=seen) as act:
        act.record(ReferralAccepted(on=act.on), unless=rules.may_answer(act.state))
        act.record(FeedbackGiven(on=act.on, outcome="taken_up"))


def refuse(
    actor: Actor,
    case_id: UUID,
    *,
    reason: Literal["other_authority", "incomplete", "consent_missing"],
    words: str,
    seen: int | None = None,
) -> None:
    """Send a referral back with the reason and what would be right. Raises Refused, NotVisible.

    Source: Bulgarian national mechanism, measure 1.4.
    """
    with door.act(actor, case_id, section="decisions", purpose=ANSWERING, seen=seen) as act:
        act.record(ReferralRefused(on=act.on, reason=reason), unless=rules.may_refuse(act.state, words))
        act.record(FeedbackGiven(on=act.on, outcome="not_taken_up", words=words))


def give_feedback(actor: Actor, case_id: UUID, *, outcome: Literal["more_wanted", "decided", "other"], words: str = "") -> Envelope:
    """Tell the referrer what became of it. Raises Refused, NotVisible. Source: Bulgarian national mechanism, measure 1.4."""
    with door.act(actor, case_id, section="decisions") as act:
        told = FeedbackGiven(on=act.on, outcome=outcome, words=words or None)
        return act.record(told, unless=rules.may_tell_referrer(act.state, outcome, words))


def send_again(actor: Actor, case_id: UUID, *, recipient: UUID, added: str, seen: int | None = None) -> Envelope:
    """Send a referral that came back once more, with what was missing. Raises Refused, NotVisible. Source: domain 1.1."""
    with door.act(actor, case_id, section="decisions", purpose=REFERRING, seen=seen) as act:
        possible, source = addressing.recipients(act.state, act.profile, act.on)
        named = {one.id: one for one in possible}
        act.require(rules.may_send_again(act.state), rules.may_send_to(recipient, named, source))
        to = {"recipient": recipient, "recipient_kind": named[recipient].kind, "recipient_body": named[recipient].body}
        return act.record(ReferralSentAgain(on=act.on, **to, added=added or None))


def ask_consent(actor: Actor, case_id: UUID, *, asked: Asked, talk: Talk) -> Envelope:
    """Record the person's answer about one scope, recipient and purpose. Raises Refused, NotVisible. Source: CETS 197 Art 12(7)."""
    with door.act(actor, case_id, section="coarse") as act:
        act.require(rules.may_speak(asked.by, _treated(act)), rules.may_ask_later(asked.scope, act.door.enforces))
        return _ask(act, _with_kind(asked), talk)


def _with_kind(asked: Asked) -> Asked:
    return asked.model_copy(update={"recipient_kind": reads.kind_of(asked.recipient) if asked.recipient else ""})


def take_back(actor: Actor, case_id: UUID, consent: Consent, *, on: date, by: By = "person", in_writing: bool = False) -> None:
    """Record that a consent was taken back: reading closes with it. A referral taken back in writing ends the procedure where the law
    says so. Raises Refused, NotVisible.

    Source: CETS 197 Art 12(7); design 5, Withdrawal closes reading at once.
    """
    with door.act(actor, case_id, section="coarse") as act:
        asked = next((one.asked for one in reads.consents_of(act.state) if consent_of(one.asked) == consent), None)
        event = ConsentWithdrawn(
            on=on,
            scope=consent.scope,
            recipient=consent.recipient,
            recipient_kind=asked.recipient_kind if asked else "",
            purpose=consent.purpose,
            by=by,
            in_writing=in_writing,
            last=not any(one.scope == consent.scope and one != consent for one in act.state.consents),
        )
        closes = rules.may_close(act.state, consent, act.door.enforces, enforces(event.recipient_kind), in_writing)
        act.record(event, unless=[*rules.may_withdraw(act.state, event, act.on), *closes])
        if consent.scope == "referral" and in_writing and not act.step("withdraw")[1]:
            act.record(ReferralTakenBack(on=act.on), by="withdraw")
