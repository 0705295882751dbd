"""Packages of what was published here, and the words of any package in a reader's language."""

from datetime import UTC

from opennrm.standards.refusal import Refusal, Refused, gettext_noop
from opennrm.statistics.publication import labels, reads, rules, signing
from opennrm.statistics.publication.frozen import Frozen
from opennrm.statistics.publication.models import PublishedEdition
from opennrm.statistics.publication.package import package

__all__ = ["of", "steps", "word"]

WITHDRAWN = gettext_noop("Edition %(edition)s of %(period)s is withdrawn: it is handed out no more")


def of(row: PublishedEdition) -> bytes:
    """The signed file of an edition. Raises Refused where it is withdrawn, KeyUnavailable."""
    if row.withdrawn_at is not None:
        raise Refused(Refusal("publication.withdrawn", WITHDRAWN, rules.FROZEN, edition=row.edition, period=row.period))
    return package(reads.frozen(row), row.published_at.astimezone(UTC).isoformat(timespec="seconds"), signing.key())


def word(frozen: Frozen, label: str, language: str) -> str:
    """A word of an edition in a language; in English, else as the code, where it brings none."""
    return labels.told(frozen.labels, label, language)


def steps(frozen: Frozen, measure: str, path: tuple[str, ...], language: str) -> list[str]:
    """The words of a cell: its breakdown, then its codes, as ("Sex", "Male")."""
    first, *codes = path
    return [word(frozen, f"{measure}.{first}", language), *(word(frozen, f"{measure}.{first}.{code}", language) for code in codes)]
