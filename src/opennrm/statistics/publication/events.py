"""What happens to figures that are handed out, and what it means for the editions of a period. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Literal, get_args
from uuid import UUID

from opennrm.journal.event import Envelope, Event
from opennrm.journal.registry import folds
from opennrm.standards.refusal import gettext_noop
from opennrm.statistics.publication.frozen import Frozen

KIND = "publication"
Reason = Literal["figures_wrong", "definition_wrong", "protection_wrong"]
REASONS: tuple[str, ...] = get_args(Reason)


class FiguresPublished(Event, type="publication.figures_published", section="coarse", kind=KIND):
    """The figures of a period were frozen and may be handed out. `account`: who ran the command, where no person did it on a page."""

    says: ClassVar[str] = gettext_noop("Figures were published")

    frozen: Frozen
    hash: str
    account: str = ""


class EditionWithdrawn(Event, type="publication.edition_withdrawn", section="coarse", kind=KIND):
    """An edition is handed out no more; what was handed out is not taken back by it."""

    says: ClassVar[str] = gettext_noop("An edition was withdrawn")

    edition: int
    reason: Reason
    account: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition and what became of it."""

    frozen: Frozen
    hash: str
    published: Envelope
    account: str
    withdrawn_at: datetime | None = None
    withdrawn_because: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """The figures of one period: every edition in order. One stream each."""

    stream: UUID
    seq: int = 0
    editions: tuple[Edition, ...] = ()


@folds(FiguresPublished)
def published(state: Publication, event: FiguresPublished, envelope: Envelope) -> Publication:
    """One edition more. Source: issue 12, point 3."""
    return replace(state, editions=(*state.editions, Edition(event.frozen, event.hash, envelope, event.account)))


@folds(EditionWithdrawn)
def withdrawn(state: Publication, event: EditionWithdrawn, envelope: Envelope) -> Publication:
    """The edition stands, marked as withdrawn. Source: issue 12, point 3."""
    changed = [
        replace(one, withdrawn_at=envelope.recorded_at, withdrawn_because=event.reason) if one.frozen.edition == event.edition else one
        for one in state.editions
    ]
    return replace(state, editions=tuple(changed))
