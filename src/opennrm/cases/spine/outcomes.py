"""What was decided about the person last, in whichever stage, and whether the person was told. Pure.

Every room that decides notes its outcome here; one room tells it, by a safe way. Source: SG 14.182; CETS 197 Art 12(1)(d).
"""

from dataclasses import dataclass
from datetime import date
from typing import cast

from opennrm.cases.spine.state import CaseState, noting

OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision that the person is owed word of: its stage (`rg`, `cg`, `reconsideration` …), which way it went, when, why in a code;
    `written` names the sealed fields in which its reasons stand.
    """

    stage: str
    positive: bool
    on: date
    seq: int
    reason: str = ""
    written: tuple[str, ...] = ()


def with_outcome(state: CaseState, outcome: Outcome) -> CaseState:
    """The state with a decision that has to be told, whatever was decided before. Source: SG 14.182."""
    return noting(state, OUTCOME, outcome)


def outcome_of(state: CaseState) -> Outcome | None:
    """What was decided last; None as long as nothing was. Source: SG 14.182."""
    return cast("Outcome | None", state.note(OUTCOME))


def is_told(state: CaseState) -> bool:
    """Whether the person was told what was decided last. Source: SG 14.182."""
    outcome = outcome_of(state)
    if outcome is None:
        return False
    notices = state.facts.entries(f"notified:{outcome.stage}")
    return bool(notices) and (notices[-1].on, notices[-1].seq) > (outcome.on, outcome.seq)


def is_owed_word(state: CaseState) -> bool:
    """Whether something was decided that the person was not told. Source: SG 14.182."""
    return outcome_of(state) is not None and not is_told(state)
