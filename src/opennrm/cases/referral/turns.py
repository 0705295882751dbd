"""Who sees to what is needed at once, by what became of a referral. Pure."""

from datetime import date
from uuid import UUID

from opennrm.access.policy import enforces
from opennrm.cases.referral.sent import Sent, changed
from opennrm.cases.spine.owners import FORCE
from opennrm.cases.spine.state import CaseState, tied, untied

# Who of those in a case hears what the person needs, beside the authority, in the order in which they see to it.
HELPERS = ("support_provider", "child_office", "guardian", "lawyer")


def left_to_enforcement(state: CaseState) -> bool:
    """Whether a referral that comes back would be known to nobody but an authority that can detain or remove: who referred is one, and
    nobody who helps is in the case. Source: CETS 197 Art 12(1), 12(2); decision 0007.
    """
    sent: Sent | None = state.note("referral.sent")
    return sent is not None and enforces(sent.referrer_kind) and not any(state.agency_by(one) for one in HELPERS)


def given_back(state: CaseState, recipient: UUID) -> CaseState:
    """The state after a recipient sent a referral back: it sees the case no longer, unless enforcement alone would. Then it still reads
    that somebody was referred and what is needed, not who it is. Source: access/policy.yaml, recipient.summary; decision 0007.
    """
    return state if left_to_enforcement(state) else untied(state, recipient, "recipient")


def addressed_to(state: CaseState, recipient: UUID) -> CaseState:
    """The state in which a referral is addressed to this agency and to none before it. Source: design 5, relations."""
    earlier = state.agency_by("recipient")
    return tied(untied(state, earlier, "recipient") if earlier else state, recipient, "recipient")


def taken_back(state: CaseState, on: date) -> CaseState:
    """The state after the person took back a referral that nobody has decided on: it is no authority's any more. Source: design 5."""
    for relation in ("recipient", "competent_authority", FORCE):
        if agency := state.agency_by(relation):
            state = untied(state, agency, relation)
    return changed(state, answer="taken_back", answered_on=on)


def sees_to_needs(state: CaseState) -> str | None:
    """By which relation somebody has to see to what is needed at once; None where nobody is left who may hear of it.

    The recipient until it answers, then whoever supports the person, else the authority. What came back or was taken back is the
    referrer's; of one that enforces, never: then it is whoever helps, else the authority that sent it back.
    Source: CETS 197 Art 12(1), 12(2); domain 1.2, whose turn; decision 0007.
    """
    sent: Sent | None = state.note("referral.sent")
    if sent is None:
        return None
    if not sent.answer:
        return "recipient"
    if sent.answer == "accepted":
        return "support_provider" if state.agency_by("support_provider") else "competent_authority"
    if not enforces(sent.referrer_kind):
        return "referrer"
    return next((one for one in (*HELPERS, "recipient") if state.agency_by(one)), None)


def until_taken_up(sent: Sent, taken_over: bool) -> tuple[str, ...]:
    """Who keeps a need that another agency is to see to and has not taken up: who referred, where it helps. Of one that enforces it is the
    authority that took the case over, else nobody beside the one whose turn it is. Source: CETS 197 Art 12(1); decision 0007.
    """
    if not enforces(sent.referrer_kind):
        return ("referrer",)
    return ("competent_authority",) if taken_over else ()
