"""Drafts: what somebody has typed or put in and not sent. A key of its own each, an end, and no trace in the journal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from opennrm.vault.envelope import VERSION, Place, close, open_with, utf8
from opennrm.vault.errors import DraftGone, DraftMoved, KeyDamaged, Unreadable
from opennrm.vault.keys import OpenKey
from opennrm.vault.models import Draft, DraftKey, DraftPiece
from opennrm.vault.wrapping import STORE, fresh, locked_state, truncate_log, unwrap, wrap

KEPT = timedelta(days=28)
SECTION = "draft"
Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a draft stands after it was saved."""

    id: UUID
    version: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Loaded:
    """A draft as it was read: its content, and the version that saving has to name."""

    id: UUID
    kind: str
    version: int
    expires_at: datetime
    content: Content


@dataclass(frozen=True, slots=True)
class Mine:
    """Whose draft it is: the person who types, and for which agency."""

    owner: UUID
    agency: UUID


def save(mine: Mine, kind: str, content: Content, at: datetime) -> Saved:
    """Begin a draft, which lasts 28 days from its last saving. Raises Unsealable, KeyUnavailable."""
    draft = Draft(id=uuid4(), owner=mine.owner, agency=mine.agency, kind=kind, expires_at=at + KEPT)
    text = _text(content)
    draft.ciphertext = _close(_new_key(draft.id, at), draft, text)
    draft.save(force_insert=True)
    return Saved(draft.id, draft.version, draft.expires_at)


def save_again(mine: Mine, draft_id: UUID, version: int, content: Content, at: datetime) -> Saved:
    """Save over the version that was read. Raises DraftMoved when another tab was faster, and keeps that one; DraftGone."""
    text = _text(content)
    draft = _mine(mine, draft_id, at)
    if draft.version != version:
        raise DraftMoved(draft.version)
    draft.version, draft.expires_at = version + 1, at + KEPT
    changed = Draft.objects.filter(id=draft_id, version=version).update(
        version=draft.version, expires_at=draft.expires_at, ciphertext=_close(_key(draft_id), draft, text)
    )
    if not changed:
        raise DraftMoved(_mine(mine, draft_id, at).version)
    return Saved(draft_id, draft.version, draft.expires_at)


def load(mine: Mine, draft_id: UUID, at: datetime) -> Loaded:
    """What stands in a draft. Raises DraftGone, the same for one that is another's, has expired or was changed; KeyUnavailable."""
    draft = _mine(mine, draft_id, at)
    key = _key(draft_id)
    try:
        opened = open_with(key.section(SECTION), key.id, _place(draft).associated(VERSION), bytes(draft.ciphertext))
    except Unreadable:
        raise DraftGone from None
    return Loaded(draft.id, draft.kind, draft.version, draft.expires_at, json.loads(opened))


def mine_of(mine: Mine, kind: str, at: datetime) -> list[tuple[UUID, datetime]]:
    """A person's drafts of a kind, with the end of each, the one saved last first."""
    rows = Draft.objects.filter(owner=mine.owner, agency=mine.agency, kind=kind, expires_at__gt=at)
    return list(rows.order_by("-expires_at").values_list("id", "expires_at"))


def destroy(mine: Mine, draft_id: UUID) -> None:
    """Destroy a draft: its key first. One that is not there, or another's, is left in silence."""
    if Draft.objects.filter(id=draft_id, owner=mine.owner, agency=mine.agency).exists():
        _destroy([draft_id])


def destroy_all_of(owner: UUID) -> int:
    """Destroy every draft of a person who leaves; how many there were."""
    found = list(Draft.objects.filter(owner=owner).values_list("id", flat=True))
    _destroy(found)
    return len(found)


def sweep(at: datetime) -> int:
    """Destroy the drafts that have expired; how many there were."""
    found = list(Draft.objects.filter(expires_at__lte=at).values_list("id", flat=True)[:900])
    _destroy(found)
    return len(found)


def _destroy(ids: list[UUID]) -> None:
    for start in range(0, len(ids), 900):
        chunk = ids[start : start + 900]
        with transaction.atomic(using=STORE):
            DraftKey.objects.filter(id__in=chunk).delete()
            transaction.on_commit(truncate_log, using=STORE)
        DraftPiece.objects.filter(draft__in=chunk).delete()
        Draft.objects.filter(id__in=chunk).delete()


def _mine(mine: Mine, draft_id: UUID, at: datetime) -> Draft:
    draft = Draft.objects.filter(id=draft_id, owner=mine.owner, agency=mine.agency, expires_at__gt=at).first()
    if draft is None:
        raise DraftGone
    return draft


def _new_key(draft_id: UUID, at: datetime) -> OpenKey:
    key = fresh()
    with transaction.atomic(using=STORE):
        row = DraftKey(id=draft_id, minted_at=at)
        wrap(row, key, locked_state().epoch)
        row.save(force_insert=True)
    return OpenKey(draft_id, draft_id, key)


def _key(draft_id: UUID) -> OpenKey:
    row = DraftKey.objects.filter(id=draft_id).first()
    if row is None:
        raise DraftGone
    try:
        return OpenKey(draft_id, draft_id, unwrap(row))
    except KeyDamaged:
        raise DraftGone from None


def _text(content: Content) -> bytes:
    return utf8(json.dumps(content, ensure_ascii=False))


def _place(draft: Draft) -> Place:
    return Place(draft.owner, SECTION, f"{draft.kind}:{draft.version}", draft.id)


def _close(key: OpenKey, draft: Draft, text: bytes) -> bytes:
    return close(key.section(SECTION), key.id, _place(draft).associated(VERSION), text)
