"""How an agency is tied to a case. Pure; `relations.py` makes rows of it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Tie:
    """An agency's relation to a case; `live` is false once it has ended, so that the row closes instead of vanishing."""

    agency: UUID
    relation: str
    live: bool = True
