"""The figures of a period as they may leave the house: computed from the journal at a position, small numbers withheld."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from opennrm.cases.spine import editions
from opennrm.countries.profile import Profile
from opennrm.statistics import reads
from opennrm.statistics.definition import Definitions
from opennrm.statistics.period import Period
from opennrm.statistics.publication.frozen import Cell, Frozen, Released, definitions_of
from opennrm.statistics.release.protect import protect
from opennrm.statistics.release.shown import Edition, Readers, Release, Shown
from opennrm.statistics.tables import Table


@dataclass(frozen=True, slots=True)
class Question:
    """What figures are asked: by which definitions, under which law, of which period, at which position, shown from which number on."""

    definitions: Definitions
    profile: Profile
    period: Period
    position: int
    threshold: int

    @classmethod
    def of(cls, frozen: Frozen) -> Question:
        """The very question that an edition answered."""
        profile = editions.profile(frozen.profile_edition)
        return cls(definitions_of(frozen), profile, Period.parse(frozen.period), frozen.as_at.position, frozen.threshold)

    def exact(self) -> tuple[Table, ...]:
        """Every table, nothing withheld."""
        return reads.tables(self.definitions, self.profile, self.period, self.position)


def released(question: Question, former: Sequence[Frozen], inside: Sequence[Edition] = ()) -> tuple[Released, ...]:
    """Every table as it may be handed out to whoever may have kept each of the editions before it, and to those who have what was told
    `inside` as well. Source: issue 12, point 4; decision 0024.
    """
    few = question.profile.small_number_threshold.between_authorities
    of = (question.definitions, question.period, question.exact(), question.threshold, seen(question.period, former))
    return as_released(protect(*of, inside=Readers(few, inside) if inside else None))


def as_released(release: Release) -> tuple[Released, ...]:
    """A release as it is kept and handed on."""
    return tuple(
        Released(measure=measure, cells=tuple(Cell(path=path, count=one.count, percent=one.percent) for path, one in cells.items()))
        for measure, cells in release.items()
    )


def seen(period: Period, former: Sequence[Frozen]) -> tuple[Edition, ...]:
    """What readers of earlier editions know of a period, with the exact numbers of then. Source: issue 12, point 4."""
    return seen_in(one for one in former if Period.parse(one.period).shares_days_with(period))


def seen_in(former: Iterable[Frozen]) -> tuple[Edition, ...]:
    """What readers of these editions know, with the exact numbers of then. Source: issue 12, point 4."""
    return tuple(_seen(one) for one in former)


def _seen(frozen: Frozen) -> Edition:
    question = Question.of(frozen)
    release = {table.measure: {cell.path: Shown(cell.count, cell.percent) for cell in table.cells} for table in frozen.tables}
    until = datetime.fromisoformat(frozen.as_at.recorded_at).astimezone(question.profile.time_zone).date()
    return Edition(question.period, question.exact(), release, until)
