"""Whether figures may be published, and an edition be withdrawn. Pure."""

from collections.abc import Iterator
from datetime import date, datetime

from opennrm.standards.refusal import Refusal, gettext_noop
from opennrm.statistics.period import Period
from opennrm.statistics.publication.events import Publication
from opennrm.statistics.publication.frozen import Frozen

NOT_YET = gettext_noop("Position %(position)s is beyond the last one, %(last)s: an edition tells what is recorded, not what will be")
NOT_BEGUN = gettext_noop("%(period)s had not begun on %(day)s, the day that these figures look at")
NOTHING = gettext_noop("Nothing was recorded by position %(position)s")
BACKWARDS = gettext_noop(
    "Edition %(edition)s looked at position %(position)s, reached on %(day)s: the next one cannot look at an earlier one"
)
UNTOLD = gettext_noop(
    "Nothing of it may be told. Of a quarter that comes after its year, what the others leave would be told with it: "
    "publish the quarters one by one, as they end, or the year alone."
)
SAME = gettext_noop("These are the figures of edition %(edition)s, cell by cell: there is nothing to revise")
NO_EDITION = gettext_noop("There is no edition %(edition)s of %(period)s")
GONE = gettext_noop("Edition %(edition)s of %(period)s is withdrawn already")

FROZEN = "issue 12, point 3: a publication freezes definition, position, cells and hash"


def may_look_at(publication: Publication, period: Period, position: int, on: date | None, last: int) -> Iterator[Refusal]:
    """A position that was reached, `on` a day of the period or later, not before the one of the edition that is revised.

    Source: issue 12, point 3.
    """
    if position > last:
        yield Refusal("publication.not-yet", NOT_YET, FROZEN, field="as_at", position=position, last=last)
    elif on is None:
        yield Refusal("publication.nothing", NOTHING, FROZEN, field="as_at", position=position)
    elif on < period.start:
        yield Refusal("publication.not-begun", NOT_BEGUN, FROZEN, field="period", period=period.name, day=on)
    if publication.editions and position < (former := publication.editions[-1].frozen).as_at.position:
        before, day = former.as_at.position, datetime.fromisoformat(former.as_at.recorded_at).date()
        yield Refusal("publication.backwards", BACKWARDS, FROZEN, field="as_at", edition=former.edition, position=before, day=day)


def says_something_new(publication: Publication, new: Frozen) -> Iterator[Refusal]:
    """An edition that tells no number is none, and none that says what the last one says, unless that one is withdrawn.

    Source: issue 12, point 3.
    """
    if all(cell.count is None for table in new.tables for cell in table.cells):
        yield Refusal("publication.untold", UNTOLD, FROZEN, field="period")
        return
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
