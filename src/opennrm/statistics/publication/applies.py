"""From events to the editions as they stand; how a stream of a publication is folded."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from opennrm.journal import registry
from opennrm.journal.event import Envelope, Event
from opennrm.statistics.publication.events import KIND, Edition, EditionWithdrawn, FiguresPublished, Publication
from opennrm.statistics.publication.models import PublishedEdition


@registry.applies(FiguresPublished)
def published(state: Publication, event: FiguresPublished, envelope: Envelope) -> Iterator[PublishedEdition]:
    """The new edition."""
    yield _row(state, state.editions[-1])


@registry.applies(EditionWithdrawn)
def withdrawn(state: Publication, event: EditionWithdrawn, envelope: Envelope) -> Iterator[PublishedEdition]:
    """The edition, whole, with what became of it."""
    yield from (_row(state, one) for one in state.editions if one.frozen.edition == event.edition)


def _row(state: Publication, one: Edition) -> PublishedEdition:
    return PublishedEdition(
        id=uuid5(state.stream, str(one.frozen.edition)),
        publication=state.stream,
        period=one.frozen.period,
        edition=one.frozen.edition,
        position=one.frozen.as_at.position,
        recorded=one.published.position,
        hash=one.hash,
        content=one.frozen.content().decode(),
        published_at=one.published.recorded_at,
        actor=one.published.actor,
        agency=one.published.agency,
        account=one.account,
        withdrawn_at=one.withdrawn_at,
        withdrawn_because=one.withdrawn_because,
    )


def _empty(stream: UUID) -> Publication:
    return Publication(stream)


def _step(state: Publication, event: Event, envelope: Envelope) -> Publication:
    made: Any = state
    for fold in registry.folds_of(envelope.type):
        made = fold(made, event, envelope)
    return Publication(made.stream, envelope.seq, made.editions)


registry.stream_kind(KIND, registry.StreamKind(empty=_empty, step=_step))
