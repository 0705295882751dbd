"""Which kinds of events moved the figures of a period between two positions: how many at least, of as many as may be told; never whose."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext

from opennrm.access import second_lock
from opennrm.journal import registry
from opennrm.statistics import reads
from opennrm.statistics.period import Period
from opennrm.statistics.publication.frozen import Frozen, definitions_of


@dataclass(frozen=True, slots=True)
class Moving:
    """A kind of event, in words, and how often it was recorded at least."""

    words: str
    count: int


def moving(frozen: Frozen, before: int, after: int) -> list[Moving]:
    """The kinds of events between two positions that are as many as may be told, the commonest first."""
    period = Period.parse(frozen.period)
    with second_lock.lifted("what moved a released figure is counted over all cases, by kind of event"):
        found = {one.position: one.type for measure in definitions_of(frozen).measures.values()
                 for one in reads.changes(measure, period, before, after)}  # fmt: skip
    told = at_least(Counter(found.values()), frozen.threshold)
    return [Moving(kind_words(type), count) for type, count in sorted(told.items(), key=lambda row: (-row[1], row[0]))]


def at_least(counted: Counter[str], few: int) -> dict[str, int]:
    """How often each kind of event was recorded at least: what some gave and others took stays as open as a small number.

    Source: decision 0024.
    """
    return {type: n - n % few for type, n in sorted(counted.items()) if n >= few}


def kind_words(type: str) -> str:
    """A kind of event, as a reader is told of it."""
    return gettext(getattr(registry.all_events()[type], "says", type))
