"""Whether figures may be published, and an edition be withdrawn. Pure."""

from collections.abc import Iterator

from opennrm.standards.refusal import Refusal, gettext_noop
from opennrm.statistics.publication.events import Publication
from opennrm.statistics.publication.frozen import Frozen

NOT_YET = gettext_noop("Position %(position)s is beyond the last one, %(last)s: an edition tells what is recorded, not what will be")
NOTHING = gettext_noop("Nothing was recorded by position %(position)s")
BACKWARDS = gettext_noop("Edition %(edition)s looked at position %(position)s: the next one cannot look at an earlier one")
SAME = gettext_noop("These are the figures of edition %(edition)s, cell by cell: there is nothing to revise")
NO_EDITION = gettext_noop("There is no edition %(edition)s of %(period)s")
GONE = gettext_noop("Edition %(edition)s of %(period)s is withdrawn already")

FROZEN = "issue 12, point 3: a publication freezes definition, position, cells and hash"


def may_look_at(publication: Publication, position: int, last: int) -> Iterator[Refusal]:
    """A position that was reached, not before the one of the edition that is revised. Source: issue 12, point 3."""
    if position > last:
        yield Refusal("publication.not-yet", NOT_YET, FROZEN, field="as_at", position=position, last=last)
    elif position < 1:
        yield Refusal("publication.nothing", NOTHING, FROZEN, field="as_at", position=position)
    if publication.editions and position < (former := publication.editions[-1].frozen).as_at.position:
        before = former.as_at.position
        yield Refusal("publication.backwards", BACKWARDS, FROZEN, field="as_at", edition=former.edition, position=before)


def says_something_new(publication: Publication, new: Frozen) -> Iterator[Refusal]:
    """An edition that says what the last one says is none, unless that one is withdrawn. Source: issue 12, point 3."""
    if not publication.editions or publication.editions[-1].withdrawn_at is not None:
        return
    last = publication.editions[-1].frozen
    if (last.tables, last.definition_hash) == (new.tables, new.definition_hash):
        yield Refusal("publication.same", SAME, FROZEN, field="as_at", edition=last.edition)


def may_withdraw(publication: Publication, period: str, edition: int) -> Iterator[Refusal]:
    """An edition that there is, once. Source: issue 12, point 3."""
    found = next((one for one in publication.editions if one.frozen.edition == edition), None)
    if found is None:
        yield Refusal("publication.no-edition", NO_EDITION, FROZEN, field="edition", edition=edition, period=period)
    elif found.withdrawn_at is not None:
        yield Refusal("publication.gone", GONE, FROZEN, field="edition", edition=edition, period=period)
