"""How an agency is tied to a case, and what is due from whom. Pure values; `relations.py` makes rows of them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Tie:
    """An agency's relation to a case; `live` is false once it has ended, so that the row closes instead of vanishing."""

    agency: UUID
    relation: str
    live: bool = True


@dataclass(frozen=True, slots=True)
class Due:
    """What is due in a case, and which relation has to act."""

    relation: str
    on: date
    dated: bool = True  # false for what is owed at once and has no day: `on` is then the day since when
