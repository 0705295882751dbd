"""The one door to what the programme keeps sealed: it seals, it records the look before it opens, it erases.

A sealed text lies under the key of whom it is about. There is no past of it: what was put right is gone, what was erased opens nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.apps import apps
from django.db import models, transaction

from opennrm.access import readlog, second_lock
from opennrm.access.actor import Actor
from opennrm.journal import clock
from opennrm.programme import door
from opennrm.programme.kept import Kept
from opennrm.vault import operations, seal
from opennrm.vault.errors import Unreadable
from opennrm.vault.reveal import ready, reveal
from opennrm.vault.sweep import keeps_envelopes

__all__ = ["SealedText", "Text", "erase", "open_texts", "seal_texts"]


class SealedText(models.Model):
    """One sealed text about a subject. `place` binds the envelope to where it lies, as an event does in a case."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    subject = models.UUIDField()
    agency = models.UUIDField()
    section = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    place = models.UUIDField(default=uuid4)
    envelope = models.BinaryField()

    class Meta:
        abstract = True
        constraints: ClassVar = [models.UniqueConstraint(fields=["subject", "code"], name="%(app_label)s_%(class)s_one")]


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be sealed: what it is about (`section`), which one (`code`), the words. No words: what stood there goes."""

    section: str
    code: str
    words: str


def seal_texts(table: type[SealedText], row: Kept, texts: Iterable[Text]) -> None:
    """Seal texts about a row, each in the place of what stood there. The row's id is the subject, whose key is made with the first."""
    rows: Any = table._default_manager
    with transaction.atomic(), seal.minting(clock.real()):
        for text in texts:
            rows.filter(subject=row.id, code=text.code).delete()
            if text.words:
                place = uuid4()
                closed = seal.seal(row.id, text.section, text.code, place, text.words)
                rows.create(subject=row.id, agency=row.agency, section=text.section, code=text.code, place=place, envelope=closed)


def open_texts(
    actor: Actor, record: str, table: type[SealedText], subjects: Collection[UUID], sections: Collection[str], page: str
) -> Mapping[UUID, Mapping[str, str]]:
    """What the actor may read of these subjects, by subject and code. The look is recorded first, whatever is found; what cannot be
    opened is left out.
    """
    with transaction.atomic():
        rows: Any = table._default_manager.filter(subject__in=subjects, section__in=sections).order_by("subject", "code")
        found = [row for row in rows if door.may(actor, record, row.section, "read", row.agency).allowed]
        if found:
            readlog.looked(actor, page, sorted({row.subject for row in found}), sorted({row.section for row in found}))
    ready({row.subject for row in found})
    opened: dict[UUID, dict[str, str]] = {}
    for row in found:
        if (words := _opened(row)) is not None:
            opened.setdefault(row.subject, {})[row.code] = words
    return opened


def erase(table: type[SealedText], subject: UUID, at: datetime) -> None:
    """What is sealed about a subject goes with this transaction, and its key once that is committed: copies then open nowhere."""
    rows: Any = table._default_manager
    rows.filter(subject=subject).delete()
    transaction.on_commit(lambda: _destroy(subject, at))


def _destroy(subject: UUID, at: datetime) -> None:
    with second_lock.writing("the key of somebody erased goes, and the vault notes it"):
        operations.erase(subject, at)


def _opened(row: SealedText) -> str | None:
    try:
        return reveal(row.subject, row.section, row.code, row.place, bytes(row.envelope))
    except Unreadable:
        return None


@keeps_envelopes
def in_use(subjects: Collection[UUID]) -> set[UUID]:
    """Of these subjects those about whom something is sealed here: their keys stay."""
    tables: list[Any] = [model for model in apps.get_models() if issubclass(model, SealedText)]
    return {one for table in tables for one in table._default_manager.filter(subject__in=subjects).values_list("subject", flat=True)}
