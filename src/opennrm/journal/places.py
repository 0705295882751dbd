"""Places in the journal: the last one, the one that a day ended at, and what was recorded at some of them. No event is opened."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Case, Count, IntegerField, Max, Min, Q, When

from opennrm.journal import many, store
from opennrm.journal.models import JournalEvent

__all__ = ["Recorded", "at", "begun", "earliest", "how_many_begun", "last", "latest", "moved", "recorded_at", "standing", "ways"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """That an event of this type was recorded at a position, and when."""

    position: int
    type: str
    at: datetime


def last() -> int:
    """The position of the last event, nothing below it still to come; 0 of an empty journal. Source: design 3, As at."""
    with transaction.atomic():
        store.wait_for_writers()
        return JournalEvent.objects.aggregate(last=Max("position"))["last"] or 0


def at(instant: datetime) -> int:
    """The last position that was recorded at an instant or before, nothing below it still to come; 0 where none was.

    Source: design 3, As at.
    """
    with transaction.atomic():
        return store.position_at(instant)


def standing(position: int) -> Recorded | None:
    """What was recorded last at a position or below it; None where nothing was. Source: design 3, As at."""
    rows = JournalEvent.objects.filter(position__lte=position).order_by("-position").values_list("position", "type", "recorded_at")
    found = rows.first()
    return Recorded(*found) if found else None


def how_many_begun(kind: str, type: str, *, start: datetime, end: datetime, until: int) -> int:
    """How many streams of a kind began by an event of a type, recorded from `start` to before `end`, as at position `until`."""
    found = JournalEvent.objects.filter(kind=kind, type=type, seq=1, position__lte=until)
    return found.filter(recorded_at__gte=start, recorded_at__lt=end).count()


def moved(*kinds: str, after: int, until: int) -> dict[str, set[UUID]]:
    """The streams of each of these kinds in which something was recorded after one position and as far as another.

    Source: design 3, As at.
    """
    found: dict[str, set[UUID]] = {kind: set() for kind in kinds}
    rows = JournalEvent.objects.filter(kind__in=kinds, position__gt=after, position__lte=until)
    for kind, stream in rows.order_by().values_list("kind", "stream").distinct():
        found[kind].add(stream)
    return found


def ways(
    kind: str, first: str, then: Sequence[str], *, bounds: Sequence[datetime], until: int, among: Collection[UUID] | None = None
) -> Iterator[tuple[int, frozenset[str], int]]:
    """Of the streams of a kind, as at position `until`: how many began by a `first` between a bound and the next, and hold which of the
    types `then`. Each with the number of its bound, counted from 0. `among`: of these of its streams alone.
    """
    found = JournalEvent.objects.filter(position__lte=until, recorded_at__gte=bounds[0], type__in=[first, *then])
    found = found.filter(kind=kind) if among is None else found.filter(stream__in=many.these(among))
    earlier = [When(recorded_at__lt=bound, then=number) for number, bound in enumerate(bounds[1:])]
    began = Min(Case(*earlier, output_field=IntegerField()), filter=Q(type=first))
    holds = {f"holds_{place}": Count("position", filter=Q(type=type)) for place, type in enumerate(then)}
    streams = found.order_by().values("stream").annotate(began=began, **holds).values_list("began", *holds)
    counted = Counter((began, frozenset(type for type, n in zip(then, held, strict=True) if n)) for began, *held in streams.iterator())
    yield from ((began, held, n) for (began, held), n in counted.items() if began is not None)


def recorded_at(positions: Iterable[int]) -> list[Recorded]:
    """What was recorded at these positions, in their order; a position that holds nothing is not there."""
    rows = JournalEvent.objects.filter(position__in=list(positions)).order_by("position").values_list("position", "type", "recorded_at")
    return [Recorded(*row) for row in rows]


def latest(kinds: Collection[str]) -> datetime | None:
    """When the last event of streams of these kinds was recorded; None where there is none."""
    return JournalEvent.objects.filter(kind__in=kinds).order_by("-recorded_at").values_list("recorded_at", flat=True).first()


def earliest() -> datetime | None:
    """When the first event of all was recorded; None where nothing was."""
    return JournalEvent.objects.order_by("position").values_list("recorded_at", flat=True).first()


def begun(kind: str) -> Iterator[tuple[datetime, UUID]]:
    """When each stream of a kind began, and which it is, in their order."""
    rows = JournalEvent.objects.filter(kind=kind, seq=1).order_by("position").values_list("recorded_at", "stream")
    yield from rows.iterator(chunk_size=10_000)
