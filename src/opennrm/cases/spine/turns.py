"""The days on which a right may come to stand otherwise although nothing is recorded: its limit passes, a period ends. Pure.

Whoever counts how rights stand asks, from one day to the next, only those cases that an event or such a day has touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from opennrm.cases.spine.row import LedgerRow

__all__ = ["days_of", "turns"]

A_DAY = timedelta(days=1)


def turns(row: LedgerRow, known_on: date) -> frozenset[date]:
    """The days after `known_on` on which the status of a row may be another than on the day before. Source: law-as-data 3."""
    found = frozenset(day for day in days_of(row) if day > known_on)
    if row.due_on is not None and row.due_on >= known_on:  # it is late when its last day is over
        found |= {row.due_on + A_DAY}
    return found


def days_of(row: LedgerRow) -> Iterator[date]:
    """Every day that bears on the status, but for the limit. Source: law-as-data 3."""
    named = (row.opened_on, row.counts_from, row.ends_on, row.void_on, row.replaced_on)
    spans = [*((act.on, act.until) for act in row.acts), *((doubt.since, doubt.until) for doubt in row.doubts)]
    yield from (day for day in (*named, *(day for span in spans for day in span)) if day is not None)
