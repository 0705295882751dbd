"""What is asked of publications: which editions there are, and whether one still follows from the journal. Changes nothing."""

from dataclasses import dataclass

from django.db.models import QuerySet

from opennrm.access import second_lock
from opennrm.journal import places
from opennrm.statistics.period import NoPeriod, Period
from opennrm.statistics.publication import series
from opennrm.statistics.publication.answer import Question, released
from opennrm.statistics.publication.frozen import Differing, Frozen, differing, hash_of, recounted
from opennrm.statistics.publication.models import PublishedEdition

__all__ = ["NoEdition", "Proof", "all_frozen", "edition", "editions", "frozen", "last", "of_period", "periods", "prove"]


class NoEdition(ValueError):
    """A name under which nothing was published; says what would be right."""


@dataclass(frozen=True, slots=True)
class Proof:
    """An edition against its recomputation from the journal: the hash that was recorded, the one that comes out, the cells that differ.

    `otherwise`: cells that the rule of today would withhold, or show, and that of its day did not: it tells of the rule alone.
    """

    recorded: str
    recomputed: str
    differing: tuple[Differing, ...]
    otherwise: tuple[Differing, ...]

    @property
    def holds(self) -> bool:
        return self.recorded == self.recomputed


def editions() -> QuerySet[PublishedEdition]:
    """Every edition, the latest period first and of each the latest edition."""
    return PublishedEdition.objects.order_by("-period", "-edition")


def of_period(name: str) -> QuerySet[PublishedEdition]:
    """Every edition of a period, oldest first."""
    return PublishedEdition.objects.filter(period=name).order_by("edition")


def periods() -> QuerySet[PublishedEdition, str]:
    """The periods of which anything was published."""
    return PublishedEdition.objects.order_by("period").values_list("period", flat=True).distinct()


def last() -> int:
    """The position of the last event of the journal, nothing below it still to come."""
    with second_lock.lifted("how far the journal has come says nothing of a case"):
        return places.last()


def edition(name: str) -> PublishedEdition:
    """The edition of that name, `2021/2`; of a period alone the last one that was not withdrawn. Raises NoEdition."""
    written, slash, number = name.partition("/")
    try:
        found = PublishedEdition.objects.filter(period=Period.parse(written).name).order_by("-edition")
    except NoPeriod as wrong:
        raise NoEdition(str(wrong)) from None
    if not slash:
        found = found.filter(withdrawn_at__isnull=True)
    elif number.isascii() and number.isdecimal() and len(number) < 6:
        found = found.filter(edition=int(number))
    else:
        raise NoEdition(f"{name} names no edition: write the period and the number, as 2021/2")
    row: PublishedEdition | None = found.first()
    if row is None:
        raise NoEdition(f"nothing was published as {name}; there are {', '.join(map(_name, editions())) or 'no publications'}")
    return row


def _name(row: PublishedEdition) -> str:
    return f"{row.period}/{row.edition}"


def frozen(row: PublishedEdition) -> Frozen:
    """What an edition froze."""
    return Frozen.model_validate_json(row.content)


def all_frozen(before: int | None = None) -> list[Frozen]:
    """What every edition froze, of whatever period, withdrawn or not, in their order; those recorded before a position of the journal."""
    return [one for _recorded, one in series.published(before)]


def prove(row: PublishedEdition) -> Proof:
    """Compute an edition anew, from the journal at its position, by its own definitions, law and threshold. Source: issue 12, point 3."""
    kept = frozen(row)
    question = Question.of(kept)
    again = recounted(kept, question.exact())
    inside = series.before(question.period, row.published_at.astimezone(question.profile.time_zone).date(), row.recorded)
    today = again.model_copy(update={"tables": released(question, all_frozen(before=row.recorded), inside)})
    return Proof(row.hash, hash_of(again.content()), tuple(differing(kept, again)), tuple(differing(again, today)))
