"""Referrals in words: on a page of their own, and in the lists of both sides."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from opennrm.access.actor import Actor
from opennrm.access.doors import CaseDoor
from opennrm.access.policy import Holder
from opennrm.cases.referral import pressing, reads
from opennrm.cases.referral.pressing import Pressing
from opennrm.cases.referral.reads import Listed
from opennrm.cases.referral.rules import answer_due
from opennrm.cases.referral.sent import Sent
from opennrm.cases.spine import codes
from opennrm.cases.spine.right_words import words_of
from opennrm.cases.spine.state import CaseState
from opennrm.countries.profile import Profile

ANSWERS = {
    "": gettext_noop("Waits for an answer"),
    "accepted": gettext_noop("Taken up"),
    "refused": gettext_noop("Came back"),
    "taken_back": gettext_noop("Taken back by the person"),
}
REASONS = {
    "other_authority": gettext_noop("Another authority decides in this case"),
    "incomplete": gettext_noop("Something is missing without which nobody could begin"),
    "consent_missing": gettext_noop("There is no consent, or it was taken back"),
}
URGENCY = {
    "danger_now": gettext_noop("In danger now"),
    "needs_now": gettext_noop("Something is needed at once"),
    "none": gettext_noop("No danger known"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A referral on its own page, in words: where it stands, by when, whose turn it is."""

    referrer: str
    recipient: str
    sent_at: datetime
    urgency: str
    pressing: str
    answer: str
    reason: str
    answered_on: date | None
    outcome_on: date | None
    due: date | None
    forms: str
    age: str
    is_received: bool
    may_answer: bool
    may_send_again: bool
    may_tell: bool


def referral_seen(case_door: CaseDoor, state: CaseState, profile: Profile) -> Seen | None:
    """The referral of a case whose door was asked; None where it was never referred."""
    sent: Sent | None = state.note("referral.sent")
    if sent is None:
        return None
    sides = Holder(sent.referrer, sent.referrer_kind), Holder(sent.recipient, sent.recipient_kind)
    called = reads.names([one.agency for one in sides if one.agency and case_door.names(one)])
    may = partial(case_door.may, "decisions", "write")
    relations = case_door.relations
    return Seen(
        referrer=called.get(sent.referrer) or codes.word("agency_kinds", sent.referrer_kind),
        recipient=called.get(sent.recipient) or codes.word("agency_kinds", sent.recipient_kind),
        sent_at=sent.at,
        urgency=urgency_told(case_door, sent),
        pressing=found.words if (found := pressing.told_to(case_door)) else "",
        answer=gettext(ANSWERS[sent.answer]),
        reason=gettext(REASONS[sent.reason]) if sent.reason else "",
        answered_on=sent.answered_on,
        outcome_on=sent.outcome_on,
        due=answer_due(state, profile) if not sent.answer else None,
        forms=codes.words("forms", state.about.forms),
        age=codes.word("age_groups", state.about.age),
        is_received=sent.answer == "accepted",
        may_answer="recipient" in relations and not sent.answer and may(purpose="answer_referral").allowed,
        may_send_again="referrer" in relations and sent.answer == "refused" and may(purpose="referral").allowed,
        may_tell="competent_authority" in relations and may().allowed,
    )


def urgency_told(case_door: CaseDoor, sent: Sent) -> str:
    """How urgent whoever referred called it: told to those who hear of help and to who wrote it. To others in the case nothing, also where
    nothing presses; a danger to whoever may read of dangers. Source: decision 0007.
    """
    wrote = Holder(sent.referrer, sent.referrer_kind)
    may_read = case_door.may("risk_and_safety", "read", wrote).allowed
    own = sent.referrer == case_door.actor.agency and may_read
    if case_door.hears_of_help or own or (sent.urgency == "danger_now" and may_read):
        return gettext(URGENCY[sent.urgency])
    return ""


@dataclass(frozen=True, slots=True)
class DangerStated:
    """That whoever referred called the person in danger: in words, with whether this actor may open what was written of it."""

    words: str
    opens: bool


def danger_stated(case_door: CaseDoor, state: CaseState) -> DangerStated | None:
    """The danger that a referral stated, by whom and on which day; None where none was, or to whom it is not told.

    Who stated it is named to those to whom the door names it. Source: CETS 197 Art 12(2); decision 0005, Names; decision 0007, Urgency.
    """
    sent: Sent | None = state.note("referral.sent")
    if sent is None or sent.urgency != "danger_now" or not urgency_told(case_door, sent):
        return None
    wrote = Holder(sent.referrer, sent.referrer_kind)
    named = reads.names([sent.referrer]) if case_door.names(wrote) else {}
    words = gettext("Stated by %(agency)s on %(day)s, with the referral: the person is in danger now.") % {
        "agency": named.get(sent.referrer) or gettext("an organisation that helps"),
        "day": words_of(sent.on),
    }
    return DangerStated(words, case_door.may("risk_and_safety", "read", wrote).allowed)


def grouped(actor: Actor, profile: Profile, on: date, before: datetime | None = None) -> list[dict[str, Any]]:
    """The lists of both sides as one table: what is to be answered first; a side that is not the actor's is left out."""
    answers = bool(actor.roles & {"decision_maker", "second_reviewer"})
    refers = "first_responder" in actor.roles
    to, taken, sent = reads.to_answer(actor), reads.answered_here(actor), reads.sent(actor, before=before)
    groups = (
        ("answer", gettext("To answer"), gettext("No referral waits for your answer.") if answers else "", to, True),
        ("taken", gettext("Taken up"), "", taken, False),
        ("sent", gettext("Sent by your agency"), gettext("Your agency has sent none.") if refers else "", sent, False),
    )
    presses = pressing.told_in(actor, {row.case_id for rows in (to, taken, sent) for row in rows})
    return [_group(*group, presses=presses, profile=profile, on=on) for group in groups if group[3] or group[2]]


def _group(id: str, title: str, empty: str, rows: list[Listed], mine: bool, **more: Any) -> dict[str, Any]:
    lines = [_line(row, mine or row.answer == "refused", id, **more) for row in rows]
    note = gettext("the latest %(n)s") % {"n": len(rows)} if len(rows) == reads.PAGE else str(len(rows))
    return {"id": id, "title": title, "note": note, "empty": empty, "lines": lines, "earlier": _earlier(id, rows)}


def _earlier(id: str, rows: list[Listed]) -> str:
    """From where the next page of those sent goes on; nothing where all stand here."""
    return rows[-1].sent_at.isoformat() if id == "sent" and len(rows) == reads.PAGE else ""


def _receipt(row: Listed) -> str:
    """Who sent it reads that it arrived, with whom and when. Source: domain 1.2, referral and its answer."""
    return gettext("Receipt acknowledged by %(agency)s, %(day)s") % {"agency": row.other, "day": words_of(row.answered_on)}


def _line(row: Listed, mine: bool, group: str, *, presses: dict[UUID, Pressing], profile: Profile, on: date) -> dict[str, Any]:
    late = row.due is not None and row.due < on
    stands = profile.state(row.state)
    waits = stands.status == "indicated"
    answered, forms = gettext(ANSWERS[row.answer]), codes.words("forms", row.about.forms)
    return {
        "case_id": row.case_id,
        "href": reverse("referral:referral", args=[row.case_id]),
        "what": (gettext("To %(agency)s") if group == "sent" else gettext("From %(agency)s")) % {"agency": row.other},
        "right": _receipt(row) if group == "sent" and row.answer == "accepted" and row.answered_on else forms,
        "reference": row.reference,
        "age": gettext("Age unknown: as a child") if row.about.age == "unknown" else codes.word("age_groups", row.about.age),
        "child": row.about.age != "adult",
        "language": ", ".join(codes.language(code) for code in row.about.languages[:1]),
        "presses": presses[row.case_id].words if row.case_id in presses else "",
        "mine": mine,
        "turn": gettext("Authority") if row.due or waits else "",
        "due": row.due,
        "due_words": "" if row.due else "–",
        "code": "overdue" if late else "open" if row.due or waits else "not_applicable",
        "words": answered if row.answer != "accepted" else stands.label.told(codes.reads_in()),
    }
