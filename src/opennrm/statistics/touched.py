"""What may be counted otherwise at a later position and day than at an earlier one: whom an event or the passing of a day touched. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

__all__ = ["Touched"]

FEW_DAYS = 10  # of more, looking for each in every right is dearer than counting the right


@dataclass(frozen=True, slots=True)
class Touched:
    """Cases and contacts that something was recorded of after position `before` and as far as `after`, or one of whose rights may turn on a
    day after `since` and until `until`. Source: docs/decisions/0025-figures-carried-on.md.
    """

    cases: tuple[UUID, ...]
    contacts: tuple[UUID, ...]
    before: int
    after: int
    since: date
    until: date

    @property
    def days(self) -> tuple[date, ...]:
        """The days that a right names which turns meanwhile: its limit is over the day after. None where they are too many to look for.

        Source: law-as-data 3.
        """
        between = (self.until - self.since).days
        return tuple(self.since + timedelta(days=n) for n in range(between + 1)) if between < FEW_DAYS else ()
