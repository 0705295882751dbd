"""A referral as it stands; a value that its events lead to. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID


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
