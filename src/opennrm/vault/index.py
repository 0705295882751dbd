"""The blind index: finds a person by name or document number in a table that tells a thief neither.

A row is a token and a sealed pointer. Frequent names are split over many tokens (security §6, §13). For the doors alone.
"""

import hmac
import os
import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from struct import Struct
from typing import NamedTuple, TypeVar
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from opennrm.journal.inserts import insert
from opennrm.vault.envelope import derive, expanded, extracted, pad, prefixed, unpad
from opennrm.vault.errors import Unreadable
from opennrm.vault.frequencies import Table, table
from opennrm.vault.gate import require_applied
from opennrm.vault.index_keys import POINTER, Version, newest, pointer_info, versions
from opennrm.vault.keys import CHUNK, OpenKey, held, key_to_seal, load, uncommitted
from opennrm.vault.models import DocumentRow, IndexEntry, IndexRow
from opennrm.vault.names import asked, kept, number

SECTION = "index"
NAME, DOCUMENT = b"name", b"document"
Row = TypeVar("Row", IndexRow, DocumentRow)
PAGE = 64
CANDIDATES = 200
# The same bytes as `_bound` and `pointer_info`, made at once: of a frequent name hundreds of pointers are opened.
BOUND = Struct(">I16sIIIQ")
POINTS = pointer_info(UUID(int=0))[:-16]


class Hit(NamedTuple):
    """A row under a token that was asked for: of a frequent name there are many, and most are of somebody else."""

    id: UUID
    version: int
    pointer: bytes
    sealed: bytes
    token: int

    def row(self) -> IndexRow:
        """The row itself, for those few whose name is opened."""
        return IndexRow(**self._asdict())


@dataclass(frozen=True, slots=True)
class Names:
    """What a subject can be found by: names in any script, each in full; other names they go by; numbers of documents."""

    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


def store(subject: UUID, names: Names) -> None:
    """Index a subject in place of whatever stood before, in the caller's transaction.

    Raises NoKey, Erased, KeyUnavailable, IndexOutdated.
    """
    store_many([(subject, names)])


def store_many(subjects: Iterable[tuple[UUID, Names]]) -> None:
    """As `store`, many at once, in the order of their random ids: a person's rows do not stand together. The last of a subject counts."""
    _replace({subject: Found.under(names) for subject, names in subjects})


def add_many(subjects: Iterable[tuple[UUID, Names]]) -> None:
    """As `store_many`, beside whatever a subject was found by before: a name that was put right, or belied, is still asked for."""
    wanted: dict[UUID, Found] = {}
    for subject, names in subjects:
        wanted[subject] = wanted.get(subject, NOTHING) | Found.under(names)
    _replace({subject: found if uncommitted(subject) else found | _found(key_to_seal(subject)) for subject, found in wanted.items()})


@dataclass(frozen=True, slots=True)
class Found:
    """Under what a subject is found: keys of its names, numbers of its documents."""

    names: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()

    @classmethod
    def under(cls, names: Names) -> "Found":
        """By these names and numbers."""
        keys = frozenset(key for name in names.names + names.aliases for key in kept(name))
        return cls(keys, frozenset(filter(None, map(number, names.documents))))

    def __or__(self, other: "Found") -> "Found":
        return Found(self.names | other.names, self.documents | other.documents)


NOTHING = Found()


def _found(key: OpenKey) -> Found:
    """Under what the subject of a key is found now; a row that was changed or moved is left out."""
    return Found(frozenset(_contents(key, IndexRow, NAME)), frozenset(_contents(key, DocumentRow, DOCUMENT)))


def _contents(key: OpenKey, model: type[IndexRow] | type[DocumentRow], kind: bytes) -> Iterator[str]:
    for ids in _pages(key, kind):
        rows = list(model.objects.filter(id__in=ids))
        if not rows:
            return
        for row in rows:
            try:
                yield content(key, row)
            except Unreadable:
                continue


def _replace(wanted: dict[UUID, Found]) -> None:
    for subject in wanted:
        if not uncommitted(subject):
            remove_with(key_to_seal(subject))
    if not wanted:
        return
    version, shares = newest(), table()
    named = [row for subject, found in wanted.items() for row in _name_rows(key_to_seal(subject), found, version, shares)]
    numbered = [row for subject, found in wanted.items() for row in _document_rows(key_to_seal(subject), found, version)]
    insert(IndexRow, sorted(named, key=_id))
    insert(DocumentRow, sorted(numbered, key=_id))


@dataclass(frozen=True, slots=True)
class Pointed:
    """Whom the tokens of each part of a text point to; of none of them a key was opened yet."""

    keys: Sequence[Collection[str]]
    rows: Sequence[dict[UUID, list[Hit]]]

    @property
    def subjects(self) -> set[UUID]:
        """Those to whom every part points."""
        return set(self.rows[0]).intersection(*self.rows[1:]) if self.rows else set()

    def bearing(self, among: Collection[UUID], limit: int = CANDIDATES) -> list[UUID]:
        """The subjects who bear a name like each part, in any of the scripts; those with most in common first.

        `among` are those whom the asker may find at all: before the limit, so that others do not crowd them out, and before any of their
        keys is opened. For at most `limit` of them the name keys are opened, so that a token that two names share brings nobody.
        Raises KeyUnavailable, VaultClosed.
        """
        found = self.subjects.intersection(among)
        ranked = sorted(found, key=lambda subject: (-sum(len(part[subject]) for part in self.rows), subject))[:limit]
        opened = held(ranked)
        return [subject for subject in ranked if subject in opened and self._bears(opened[subject], subject)]

    def _bears(self, key: OpenKey, subject: UUID) -> bool:
        return all(_bears(key, part[subject], keys) for part, keys in zip(self.rows, self.keys, strict=True))


def pointed(text: str) -> Pointed:
    """Whom a text may name: pointers are opened, and intersected in memory. Raises IndexOutdated, KeyUnavailable, VaultClosed."""
    require_applied()
    wanted = asked(text)
    return Pointed(wanted, [_hits_of(rows) for rows in _named(wanted)])


def search(text: str, limit: int = CANDIDATES) -> list[UUID]:
    """The subjects who bear a name like each part of the text, whoever asks. Raises IndexOutdated, KeyUnavailable, VaultClosed."""
    found = pointed(text)
    return found.bearing(found.subjects, limit)


def search_document(text: str, limit: int = 200) -> list[UUID]:
    """The subjects with this document number, however it is spaced. Raises KeyUnavailable, VaultClosed."""
    require_applied()
    cleaned = number(text)
    tokens = {version.number: version.document(cleaned) for version in versions()} if cleaned else {}
    rows = [row for v, token in tokens.items() for row in DocumentRow.objects.filter(version=v, token=token)]
    return sorted(held(sorted(set(filter(None, map(point, rows))))[:limit]))


def remove(subject: UUID) -> None:
    """Take a subject out of the index. Without a key there are no rows to be found this way: see `remove_by_scan`."""
    if (key := load([subject]).get(subject)) is not None:
        remove_with(key)


def remove_with(key: OpenKey) -> None:
    """Take out the subject of a key, which may be destroyed already. Rows have no gaps: the first page that meets none is the end."""
    for model, kind in ((IndexRow, NAME), (DocumentRow, DOCUMENT)):
        for ids in _pages(key, kind):
            if not model.objects.filter(id__in=ids).delete()[0]:
                break


def _pages(key: OpenKey, kind: bytes) -> Iterator[list[UUID]]:
    return ([_row_id(key, kind, j) for j in range(page * PAGE, (page + 1) * PAGE)] for page in count())


def remove_by_scan(subjects: Collection[UUID]) -> None:
    """Take subjects out whose keys are gone, by opening every pointer: after a restore only."""
    for model in (IndexRow, DocumentRow):
        gone = [row.id for row in model.objects.iterator(chunk_size=2000) if point(row) in subjects]
        for start in range(0, len(gone), CHUNK):
            model.objects.filter(id__in=gone[start : start + CHUNK]).delete()


def point(row: IndexEntry) -> UUID | None:
    """Whom a row points to; None when it was changed or moved."""
    version = next((version for version in versions() if version.number == row.version), None)
    if version is None:
        return None
    try:
        return _pointed_to(version.keys[POINTER], row.id, _associated(row), row.pointer)
    except Unreadable:
        return None


def _pointed_to(pointer_key: bytes, row: UUID, associated: bytes, pointer: bytes | memoryview) -> UUID:
    return UUID(bytes=_open(derive(pointer_key, None, pointer_info(row)), associated, bytes(pointer)))


def content(key: OpenKey, row: IndexEntry) -> str:
    """The name key or document number of a row, under its subject's key. Raises Unreadable."""
    return unpad(_open(_row_key(key, row.id), _associated(row), bytes(row.sealed))).decode()


def remade(key: OpenKey, version: Version, row: IndexEntry) -> IndexRow | DocumentRow:
    """The same row under another version. Raises Unreadable."""
    what = content(key, row)
    if isinstance(row, IndexRow):
        i = secrets.randbelow(table().splits(what, version.population))
        return _sealed(key, version, IndexRow(id=row.id, token=version.token(what, i)), what)
    return _sealed(key, version, DocumentRow(id=row.id, token=version.document(what)), what)


def _name_rows(key: OpenKey, found: Found, version: Version, shares: Table) -> Iterator[IndexRow]:
    """A row for each key of each name part, under one of the key's tokens drawn by lot."""
    for j, one in enumerate(sorted(found.names)):
        i = secrets.randbelow(shares.splits(one, version.population))
        yield _sealed(key, version, IndexRow(id=_row_id(key, NAME, j), token=version.token(one, i)), one)


def _document_rows(key: OpenKey, found: Found, version: Version) -> Iterator[DocumentRow]:
    for j, one in enumerate(sorted(found.documents)):
        yield _sealed(key, version, DocumentRow(id=_row_id(key, DOCUMENT, j), token=version.document(one)), one)


def _sealed(key: OpenKey, version: Version, row: Row, what: str) -> Row:
    row.version = version.number
    row.pointer = _close(derive(version.keys[POINTER], None, pointer_info(row.id)), _associated(row), key.owner.bytes)
    row.sealed = _close(_row_key(key, row.id), _associated(row), pad(what.encode()))
    return row


def _row_id(key: OpenKey, kind: bytes, j: int) -> UUID:
    """Random to everybody without the subject's key; with it, the way to all rows of a subject."""
    return UUID(bytes=hmac.digest(key.section(SECTION), prefixed(kind, j.to_bytes(4, "big")), "sha256")[:16], version=4)


def _row_key(key: OpenKey, row: UUID) -> bytes:
    return derive(key.section(SECTION), None, prefixed(b"row", row.bytes))


def _associated(row: IndexEntry) -> bytes:
    token = row.token if isinstance(row, IndexRow | DocumentRow) else b""
    return _bound(row.id, row.version, token.to_bytes(8, "big") if isinstance(token, int) else bytes(token))


def _bound(row: UUID, version: int, token: bytes) -> bytes:
    """What pointer and name of a row are bound to: they open in that row alone."""
    return prefixed(row.bytes, version.to_bytes(4, "big"), token)


def _close(key: bytes, associated: bytes, plain: bytes) -> bytes:
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, plain, associated)


def _open(key: bytes, associated: bytes, sealed: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], associated)
    except (InvalidTag, ValueError):
        pass
    raise Unreadable


def _named(parts: Sequence[Collection[str]]) -> list[list[Hit]]:
    """The rows under each part; all parts are asked for at once."""
    shares, found = table(), [list[Hit]() for _ in parts]
    for version in versions():
        version.require(shares)
        tokens = [{token for key in keys for token in version.tokens(key, shares)} for keys in parts]
        wanted = sorted(set().union(*tokens))
        for start in range(0, len(wanted), CHUNK):
            under = IndexRow.objects.filter(version=version.number, token__in=wanted[start : start + CHUNK])
            for hit in map(Hit._make, under.values_list(*Hit._fields)):
                for rows, of in zip(found, tokens, strict=True):
                    if hit.token in of:
                        rows.append(hit)
    return found


def _hits_of(hits: Iterable[Hit]) -> dict[UUID, list[Hit]]:
    """Whom these rows point to; one that was changed or moved points to nobody."""
    keys = {version.number: extracted(version.keys[POINTER]) for version in versions()}
    found: dict[bytes, list[Hit]] = defaultdict(list)
    for hit in hits:
        row = hit.id.bytes
        bound = BOUND.pack(len(row), row, 4, hit.version, 8, hit.token)
        try:
            found[_open(expanded(keys[hit.version], POINTS + row), bound, bytes(hit.pointer))].append(hit)
        except (Unreadable, KeyError):  # its version was retired meanwhile
            continue
    return {UUID(bytes=subject): of_it for subject, of_it in found.items()}


def _bears(key: OpenKey, hits: Iterable[Hit], keys: Collection[str]) -> bool:
    for hit in hits:
        try:
            if content(key, hit.row()) in keys:
                return True
        except Unreadable:
            continue
    return False


def _id(row: IndexEntry) -> UUID:
    return row.id
