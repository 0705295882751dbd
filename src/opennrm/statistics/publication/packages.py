"""Packages of what was published here, and the words of any package in a reader's language."""

from datetime import UTC, datetime

from opennrm.statistics.publication import labels, reads, signing
from opennrm.statistics.publication.frozen import Frozen
from opennrm.statistics.publication.models import PublishedEdition
from opennrm.statistics.publication.package import package, withdrawal

__all__ = ["of", "steps", "word"]


def of(row: PublishedEdition) -> bytes:
    """The signed file of an edition; of one that was withdrawn the file that says so, without a figure. Raises KeyUnavailable."""
    frozen, published_at = reads.frozen(row), _written(row.published_at)
    if row.withdrawn_at is None:
        return package(frozen, published_at, signing.key())
    return withdrawal(frozen, published_at, _written(row.withdrawn_at), row.withdrawn_because, signing.key())


def _written(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def word(frozen: Frozen, label: str, language: str) -> str:
    """A word of an edition in a language; in English, else as the code, where it brings none."""
    return labels.told(frozen.labels, label, language)


def steps(frozen: Frozen, measure: str, path: tuple[str, ...], language: str) -> list[str]:
    """The words of a cell: its breakdown, then its codes, as ("Sex", "Male")."""
    first, *codes = path
    return [word(frozen, f"{measure}.{first}", language), *(word(frozen, f"{measure}.{first}.{code}", language) for code in codes)]
