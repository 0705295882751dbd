"""The keys of the blind index, in versions: each made for a number of persons and a table of frequencies."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from uuid import UUID, uuid4

from django.db import transaction

from opennrm.vault.envelope import prefixed
from opennrm.vault.errors import IndexOutdated
from opennrm.vault.frequencies import Table, table
from opennrm.vault.models import IndexKey, SubjectKey
from opennrm.vault.wrapping import STORE, fresh, locked_state, unwrap, wrap

FIRST_POPULATION = 1024
NAME, DOCUMENT, POINTER = "name", "document", "pointer"
SECONDS = 10.0
GRACE = timedelta(hours=1)


@dataclass(frozen=True, slots=True, repr=False)
class Version:
    """One version of the index: what its tokens are made of."""

    number: int
    population: int
    table: str
    keys: dict[str, bytes]

    def tokens(self, key: str, names: Table) -> list[int]:
        """Every token that a name key may stand under."""
        return [self.token(key, i) for i in range(names.splits(key, self.population))]

    def token(self, key: str, i: int) -> int:
        """The i-th token of a name key, cut to 16 bits and more as the population grows, so that a hit is never proof."""
        digest = hmac.digest(self.keys[NAME], prefixed(key.encode(), i.to_bytes(4, "big")), "sha256")
        return int.from_bytes(digest[:8], "big") >> (64 - max(16, self.population.bit_length() + 2))

    def document(self, number: str) -> bytes:
        """The token of a document number: whole, under its own key."""
        return hmac.digest(self.keys[DOCUMENT], number.encode(), "sha256")

    def require(self, names: Table) -> None:
        """Raise IndexOutdated unless the version was made with this table."""
        if self.table != names.digest:
            raise IndexOutdated


class _Remembered:
    versions: tuple[Version, ...] = ()
    until = 0.0


def versions() -> tuple[Version, ...]:
    """The versions that rows may stand under, the newest last; none before the first name was stored. Remembered for seconds."""
    if not _Remembered.versions or _Remembered.until < monotonic():
        _Remembered.versions, _Remembered.until = _read(), monotonic() + SECONDS
    return _Remembered.versions


def forget() -> None:
    """Read the versions again at the next use."""
    _Remembered.versions = ()


def newest() -> Version:
    """The version that new rows are made for; the first one is made here. Raises IndexOutdated when its table is not the one in force."""
    found = versions() or (begin(after=0),)
    found[-1].require(table())
    return found[-1]


def begin(after: int) -> Version:
    """The version after a given one: made for the persons there are now, unless another process has just made it."""
    with transaction.atomic(using=STORE):
        epoch = locked_state().epoch
        number = after + 1
        if not IndexKey.objects.filter(version=number).exists():
            IndexKey.objects.bulk_create(_made(kind, number, epoch) for kind in (NAME, DOCUMENT, POINTER))
    forget()
    return next(version for version in versions() if version.number == number)


def outgrown() -> bool:
    """Whether the newest version was made for fewer persons than there are, or with another table."""
    known = versions()
    return bool(known) and (SubjectKey.objects.filter(erased_at=None).count() > known[-1].population or known[-1].table != table().digest)


def retire(number: int, at: datetime) -> None:
    """Destroy the keys of a version that no row has stood under for an hour: somebody may still have been writing with them."""
    keys = IndexKey.objects.filter(version=number)
    with transaction.atomic(using=STORE):
        if not keys.filter(idle_since__lte=at - GRACE).delete()[0]:
            keys.filter(idle_since=None).update(idle_since=at)
    forget()


def _made(kind: str, number: int, epoch: int) -> IndexKey:
    row = IndexKey(id=uuid4(), kind=kind, version=number, population=_population(), table=table().digest)
    wrap(row, fresh(), epoch)
    return row


def _population() -> int:
    population = FIRST_POPULATION
    while population < SubjectKey.objects.filter(erased_at=None).count():
        population *= 2
    return population


def _read() -> tuple[Version, ...]:
    found: dict[int, Version] = {}
    for row in IndexKey.objects.order_by("version"):
        version = found.setdefault(row.version, Version(row.version, row.population, row.table, {}))
        version.keys[row.kind] = unwrap(row)
    return tuple(found.values())


def pointer_info(row: UUID) -> bytes:
    """What a pointer's own key is derived with."""
    return prefixed(b"pointer", row.bytes)
