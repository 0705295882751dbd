"""Whose work a page shows: the own agency's where one works in its programme, another's that one may read."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from opennrm.access.actor import Actor
from opennrm.programme import door
from opennrm.programme.activities import reads

__all__ = ["Whose", "whose"]


@dataclass(frozen=True, slots=True)
class Whose:
    """The agency whose work is shown, as the reader may see it, and the other agencies that keep some."""

    agency: UUID
    name: str
    own: bool
    confidence: UUID | None
    writes: bool
    exports: bool
    others: tuple[tuple[UUID, str], ...]

    @property
    def query(self) -> str:
        """What an address says of it: nothing for the own agency."""
        return "" if self.own else f"of={self.agency}"


def whose(request: HttpRequest) -> Whose:
    """Whose work is asked for by `?of=`, else the own, else the first by name that keeps any."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    kept = reads.keepers()
    agency = _asked(request.GET.get("of", ""), kept) or _own(actor, kept) or next(iter(kept), actor.agency)
    own = agency == actor.agency
    return Whose(
        agency=agency,
        name=kept.get(agency, actor.agency_name),
        own=own,
        confidence=door.confidence(actor) if own else None,
        writes=own and door.may(actor, door.PROGRAMME, mode="write").allowed,
        exports=own and door.may(actor, door.PROGRAMME, mode="export").allowed,
        others=tuple((one, name) for one, name in kept.items() if one != agency),
    )


def _asked(text: str, kept: Iterable[UUID]) -> UUID | None:
    return next((one for one in kept if str(one) == text), None)


def _own(actor: Actor, kept: Container[UUID]) -> UUID | None:
    """The own agency where one may read even what it keeps in confidence, or where it keeps anything."""
    return actor.agency if door.confidence(actor) or actor.agency in kept else None
