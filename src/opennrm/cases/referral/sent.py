"""A referral as it stands; a value that its events lead to. Pure."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from opennrm.cases.spine.state import CaseState, noting


@dataclass(frozen=True, slots=True)
class Sent:
    """A referral as it stands: from whom, to whom, how urgent, since when, what was answered, what the referrer heard last."""

    referrer: UUID
    referrer_kind: str
    recipient: UUID
    recipient_kind: str
    urgency: str
    on: date
    at: datetime
    answer: Literal["", "accepted", "refused", "taken_back"] = ""
    reason: str = ""
    answered_on: date | None = None
    outcome: str = ""
    outcome_on: date | None = None


def changed(state: CaseState, **changes: Any) -> CaseState:
    """The state in which the referral stands otherwise; one without a referral as it is. Source: domain 1.2, referral and its answer."""
    kept: Sent | None = state.note("referral.sent")
    return state if kept is None else noting(state, "referral.sent", replace(kept, **changes))
