"""Who said no: whoever proposed a negative decision and whoever made it one. Another person answers when it is looked at again. Pure."""

from uuid import UUID

from opennrm.cases.spine.state import CaseState, noting
from opennrm.journal.event import Envelope

SAID_NO, PROPOSED = "said_no", "identification.proposed"  # a note of the spine; the note of the stage that proposes


def deciding(before: CaseState, after: CaseState, envelope: Envelope) -> CaseState:
    """The state after an event, with who said no where a negative decision came with it. Source: SG 14.74, nobody says no alone."""
    decisions = after.facts.identification.decision
    if decisions is before.facts.identification.decision:
        return after
    if not any(entry.seq == envelope.seq and entry.value == "negative" for entry in decisions):
        return after
    proposal = before.note(PROPOSED)
    return noting(after, SAID_NO, frozenset({envelope.actor, *(proposal[:1] if proposal else ())}))


def who_said_no(state: CaseState) -> frozenset[UUID]:
    """The persons who proposed and made the last negative decision; nobody where there is none. Source: SG 14.74."""
    return state.note(SAID_NO) or frozenset()


def without_proposal(state: CaseState) -> CaseState:
    """The state in which no negative waits for a second pair of eyes: the procedure went another way. Source: SG 14.74."""
    return noting(state, PROPOSED, None)
