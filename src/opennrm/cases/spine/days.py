"""What happened did not happen tomorrow. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from opennrm.standards.refusal import Refusal, gettext_noop

__all__ = ["has_come"]

FUTURE = gettext_noop("The day must not lie in the future")


def has_come(on: date, today: date, field: str = "on") -> Iterator[Refusal]:
    """Why something cannot have happened on a day: it has not come. Source: design 3, Time is honest."""
    if on > today:
        yield Refusal("day.future", FUTURE, "design 3, time is honest", field=field)
