"""Subject keys: random, wrapped, in a store of their own; minted many at a time, opened through a small memory that forgets."""

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from time import monotonic
from typing import NoReturn
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from opennrm.journal.inserts import insert
from opennrm.vault import gate, watch
from opennrm.vault.envelope import derive, prefixed
from opennrm.vault.errors import Erased, KeyConflict, KeyDamaged, NoKey
from opennrm.vault.models import SubjectKey
from opennrm.vault.wrapping import STORE, fresh, locked_state, truncate_log, unwrap, wrap

SECTION_VERSION = 1
CHUNK = 900  # below the number of parameters that every SQLite takes


class OpenKey:
    """An unwrapped key. It shows itself to nobody: no repr, no pickle."""

    __slots__ = ("_key", "_sections", "id", "owner")

    def __init__(self, id: UUID, owner: UUID, key: bytes) -> None:
        self.id, self.owner, self._key = id, owner, key
        self._sections: dict[tuple[bytes, str], bytes] = {}

    def __repr__(self) -> str:
        return "<key>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not pickled")

    def section(self, section: str, purpose: bytes = b"seal") -> bytes:
        """The section's key. Source: docs/decisions/0001-sealed-bytes.md, info = purpose, section, version."""
        if (purpose, section) not in self._sections:
            info = prefixed(purpose, section.encode(), bytes([SECTION_VERSION]))
            self._sections[purpose, section] = derive(self._key, None, info)
        return self._sections[purpose, section]

    def wrapped(self, epoch: int, at: datetime) -> SubjectKey:
        """The row that keeps this key."""
        row = SubjectKey(id=self.id, subject=self.owner, minted_at=at)
        wrap(row, self._key, epoch)
        return row


class Memory:
    """A bounded memory of unwrapped keys. Its entries die after seconds: another process may have erased the person meanwhile."""

    def __init__(self, size: int = 1024, seconds: float = 10.0) -> None:
        self._size, self._seconds = size, seconds
        self._held: OrderedDict[UUID, tuple[float, OpenKey]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, owner: UUID) -> OpenKey | None:
        """The key, unless it is too old or was never here."""
        with self._lock:
            until, key = self._held.get(owner, (0.0, None))
            if until < monotonic():
                self._held.pop(owner, None)
                return None
            self._held.move_to_end(owner)
            return key

    def put(self, keys: Iterable[OpenKey]) -> None:
        """Keep keys for some seconds; the ones not used longest give way."""
        until = monotonic() + self._seconds
        with self._lock:
            for key in keys:
                self._held[key.owner] = (until, key)
                self._held.move_to_end(key.owner)
            while len(self._held) > self._size:
                self._held.popitem(last=False)

    def forget(self, owner: UUID | None = None) -> None:
        """Forget one key, or all."""
        with self._lock:
            if owner is None:
                self._held.clear()
            else:
                self._held.pop(owner, None)

    def __len__(self) -> int:
        return len(self._held)


memory = Memory()


class Minting:
    """Keys of a batch: those its subjects have, and new ones that stay in memory until just before the caller commits."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._known: dict[UUID, OpenKey] = {}
        self._new: dict[UUID, OpenKey] = {}

    def get(self, subject: UUID) -> OpenKey | None:
        """The key, if this batch has it."""
        return self._new.get(subject) or self._known.get(subject)

    def is_new(self, subject: UUID) -> bool:
        """Whether the subject's key was made in this batch and is not committed."""
        return subject in self._new

    def take(self, subjects: Iterable[UUID]) -> None:
        """Have a key for each subject: one query for those that exist, new ones for the rest. Raises Erased."""
        wanted = {subject for subject in subjects if self.get(subject) is None}
        if not wanted:
            return
        for row in _rows(wanted):
            if row.erased_at is not None:
                raise Erased
            self._known[row.subject] = OpenKey(row.id, row.subject, unwrap(row))
        for subject in wanted:
            if subject not in self._known:
                self._new[subject] = OpenKey(uuid4(), subject, fresh())

    def begin(self, subject: UUID) -> None:
        """A key for a subject whose id was made in this transaction: nobody can have one yet, so nobody is asked."""
        if self.get(subject) is None:
            self._new[subject] = OpenKey(uuid4(), subject, fresh())

    def commit(self) -> None:
        """Put the new keys in their store, in one transaction. Raises KeyConflict when somebody was faster with one of them."""
        if not self._new:
            return
        try:
            with transaction.atomic(using=STORE):
                epoch = locked_state().epoch
                rows = [key.wrapped(epoch, self._at) for key in self._new.values()]
                insert(SubjectKey, rows)
        except IntegrityError:
            raise KeyConflict from None
        memory.put(self._new.values())
        self._known.update(self._new)
        self._new.clear()


_minting: ContextVar[Minting | None] = ContextVar("minting", default=None)


@contextmanager
def minting(at: datetime) -> Iterator[Minting]:
    """Collect new keys and commit them at the end of the block: open it as the last thing inside `transaction.atomic()`.

    So the keys are durable before what they seal is; if the caller's transaction then fails, the sweep removes them. A block inside
    another joins it. Raises KeyConflict.
    """
    if (outer := _minting.get()) is not None:
        yield outer
        return
    gate.require_applied()
    batch = Minting(at)
    token = _minting.set(batch)
    try:
        yield batch
        batch.commit()
    finally:
        _minting.reset(token)


def mint(subjects: Iterable[UUID], at: datetime) -> None:
    """Make a key for each subject that has none: within a batch in memory, else at once. Raises Erased, KeyConflict, KeyUnavailable."""
    with minting(at) as batch:
        batch.take(subjects)


def begin(subject: UUID) -> None:
    """A key for a subject whose id was just made, within a batch. Raises NoKey outside one."""
    if (batch := _minting.get()) is None:
        raise NoKey
    batch.begin(subject)


def uncommitted(subject: UUID) -> bool:
    """Whether the subject is new in the batch under way, so that nothing about them can be stored yet."""
    batch = _minting.get()
    return batch is not None and batch.is_new(subject)


def key_to_seal(subject: UUID) -> OpenKey:
    """The subject's key; made now within a batch. Raises NoKey outside one when there is none, Erased, KeyUnavailable."""
    if (batch := _minting.get()) is not None:
        batch.take([subject])
    key = batch.get(subject) if batch else held([subject]).get(subject)
    if key is None:
        raise NoKey
    return key


def held(subjects: Collection[UUID]) -> dict[UUID, OpenKey]:
    """The keys of those subjects that have one, opened with one query for all that are not in memory, and counted.

    Raises KeyUnavailable without a key-encryption key, VaultClosed while erasures wait to be applied.
    """
    gate.require_applied()
    keys = load(subjects)
    watch.opened(keys)
    return keys


def load(subjects: Collection[UUID]) -> dict[UUID, OpenKey]:
    """As `held`, without count and although erasures wait: for erasing itself and for making the index again."""
    batch = _minting.get()
    found = {subject: key for subject in subjects if (key := (batch and batch.get(subject)) or memory.get(subject))}
    opened = [OpenKey(row.id, row.subject, key) for row, key in _unwrapped(set(subjects) - found.keys())]
    memory.put(opened)
    return found | {key.owner: key for key in opened}


def destroy(subject: UUID, at: datetime) -> None:
    """Destroy a subject's key. What stays is an empty row, so that the subject never gets another."""
    gone = {"wrapped": b"", "epoch": 0, "erased_at": at}
    with transaction.atomic(using=STORE):
        SubjectKey.objects.update_or_create(
            subject=subject, defaults=gone, create_defaults={"id": uuid4(), "subject": subject, "minted_at": at, **gone}
        )
        transaction.on_commit(truncate_log, using=STORE)
    memory.forget(subject)


def is_erased(subject: UUID) -> bool:
    """Whether the subject's key was destroyed by erasure."""
    return SubjectKey.objects.filter(subject=subject).exclude(erased_at=None).exists()


def _unwrapped(subjects: Collection[UUID]) -> Iterator[tuple[SubjectKey, bytes]]:
    for row in _rows(subjects):
        if row.erased_at is None:
            try:
                yield row, unwrap(row)
            except KeyDamaged:
                watch.raise_alarm("damaged-key", row.subject)


def _rows(subjects: Collection[UUID]) -> Iterator[SubjectKey]:
    wanted = list(subjects)
    for start in range(0, len(wanted), CHUNK):
        yield from SubjectKey.objects.filter(subject__in=wanted[start : start + CHUNK])
