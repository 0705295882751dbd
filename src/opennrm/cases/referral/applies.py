"""From the events of a referral to its row, and to what waits for whom."""

from collections.abc import Iterator
from dataclasses import fields

from opennrm.cases.referral.consent_events import ConsentGiven, ConsentRefused, ConsentWithdrawn
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
from opennrm.cases.referral.models import Referral
from opennrm.cases.referral.rules import answer_due, answer_for_child, ask_anew, to_ask_anew
from opennrm.cases.referral.sent import Sent
from opennrm.cases.referral.turns import sees_to_needs, until_taken_up
from opennrm.cases.spine import majority, needs
from opennrm.cases.spine.lines import BY_MONTH
from opennrm.cases.spine.state import CaseState, Line
from opennrm.cases.spine.waiting import waits
from opennrm.countries.profile import Profile
from opennrm.journal import registry
from opennrm.journal.event import Envelope, Event


@registry.applies(ReferralSubmitted, ReferralAccepted, ReferralRefused, ReferralSentAgain, FeedbackGiven, ConsentWithdrawn)
def referral_row(state: CaseState, event: Event, envelope: Envelope) -> Iterator[Referral]:
    """The referral as it stands; a case that was never referred has none."""
    if (sent := state.note("referral.sent")) is not None:
        shown = {field.name: getattr(sent, field.name) for field in fields(sent) if field.name not in ("on", "at")}
        yield Referral(case_id=state.stream, sent_at=sent.at, **shown)


@registry.applies(
    PartyInformed, PersonTold, PersonPresumed, AnswerRecorded, ContactReferred, ConsentGiven, ConsentRefused, ReferralTakenBack
)
def no_row(state: CaseState, event: Event, envelope: Envelope) -> Iterator[Referral]:
    """Consents open cases in `case_access`, which the spine renews; the answers of a contact are read from its events."""
    yield from ()


@waits
def answer_wanted(state: CaseState, profile: Profile) -> Iterator[Line]:
    """The recipient answers by the clock of the profile; one that was not taken up waits for the referrer.

    Source: domain 1.2, whose turn; profile, clock `referral_answer`.
    """
    sent: Sent | None = state.note("referral.sent")
    if sent is not None and sent.answer == "":
        yield Line("referral.answer", "recipient", answer_due(state, profile))
    elif sent is not None and sent.answer == "refused":
        yield Line("referral.send_again", "referrer")


@waits
def need_pressing(state: CaseState, profile: Profile) -> Iterator[Line]:
    """What is needed at once waits for whoever sees to it and may hear of it, and for who referred until one of them has taken it up.

    A right that somebody here owes says so itself: its line is the whole of their turn. Source: CETS 197 Art 12(1), 12(2); domain 1.2,
    whose turn; decision 0007.
    """
    sent: Sent | None = state.note("referral.sent")
    turn = sees_to_needs(state)
    if sent is None or turn is None or profile.is_end(state.state):
        return
    for one in needs.unanswered(state, profile):
        owing = needs.owed_here_by(state, one.code)
        right_says_so = sent.answer == "accepted" and bool(owing)
        to_come = owing if right_says_so else owing | ({turn} - {"recipient"})  # a recipient takes up by its answer
        waits_for = [] if right_says_so else [turn]
        if not needs.taken_up(state, profile, one, to_come):
            waits_for += until_taken_up(sent, right_says_so)
        yield from (Line(f"need.{one.code}", relation, one.due) for relation in dict.fromkeys(waits_for))


@waits
def answer_for_child_wanted(state: CaseState, profile: Profile) -> Iterator[Line]:
    """A guardian says who may support the child. Source: CETS 197 Art 10(4)(a), 12(7)."""
    if answer_for_child(state, profile):
        yield Line("referral.answer_for_child", "guardian")


@waits
def asking_anew_wanted(state: CaseState, profile: Profile) -> Iterator[Line]:
    """Whoever comes of age is asked anew, in the month that lies before. Source: domain 1.5, UK-AGE18; CETS 197 Art 12(7)."""
    if (month := majority.month(state)) is not None and to_ask_anew(state, profile):
        yield from (Line("referral.ask_anew", relation, majority.ends(month), BY_MONTH) for relation in ask_anew(state))
