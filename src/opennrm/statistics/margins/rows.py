"""What a margins file says: the numbers that tables of a country and a period shall show, as rows that are read strictly. Pure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from opennrm.standards.mistakes import wrong
from opennrm.standards.shape import Row
from opennrm.statistics.period import NoPeriod, Period

__all__ = ["Cited", "Decisions", "Identified", "Margins", "Notifications", "Referrals"]

Number = Annotated[int, Field(ge=0, strict=True)]
Percent = Annotated[int, Field(ge=0, le=100, strict=True)]
Numbers = dict[str, Number]
Sexes = dict[Literal["male", "female"], Number]
Ages = dict[Literal["adult", "child"], Number]
Places = dict[Literal["in_country", "abroad"], Number]
PERIOD = {
    "anyOf": [{"type": "integer", "minimum": 1900, "maximum": 2200}, {"type": "string", "pattern": r"^\d{4}(-Q[1-4])?$"}],
    "description": "A year, as 2021, or a quarter, as 2021-Q3",
}
Nationalities = dict[Literal["national", "foreign", "stateless"], Number]


def _period(written: object) -> str:
    """A year is a number in YAML, a quarter a text; both are kept as written."""
    try:
        return Period.parse(str(written)).name
    except NoPeriod as no_period:
        says, right = str(no_period).split(": ", 1)
        raise wrong(says, right) from None


class Referrals(Row):
    """Cases that reached an authority in the period. What a breakdown leaves to the total is other or not known.

    Source: issue 12, point 1.
    """

    total: Number
    sex: Sexes = {}
    place_of_exploitation: Places = {}
    age_at_exploitation: Ages = {}
    age: Ages = {}
    form_of_exploitation: dict[Literal["adult", "child"], Numbers] = {}
    referrer: Numbers = {}
    competent_authority: Numbers = {}
    citizenship: Numbers = {}
    nationality: Nationalities = {}
    region: Numbers = {}
    outcome: Numbers = {}


class Decisions(Row):
    """Decisions made in the period, and how many of them were positive: as a number, or as the whole per cent that was published.

    Source: issue 12, point 1.
    """

    total: Number
    positive: Number | None = None
    positive_percent: Percent | None = None


class Notifications(Row):
    """Notifications without a name that were sent in the period. Source: issue 12, point 1."""

    total: Number


class Identified(Row):
    """Persons who were finally identified in the period, by the day of the decision, for countries that publish it.

    Source: issue 12, point 1.
    """

    total: Number
    sex: Sexes = {}
    age: Ages = {}
    form_of_exploitation: Numbers = {}
    nationality: Nationalities = {}


class Cited(Row):
    """Where a reader finds the numbers of these rows; `recalled` where they were not read there again. Source: issue 12, point 2."""

    of: Annotated[tuple[str, ...], Field(min_length=1)]
    cites: Annotated[str, Field(min_length=10)]
    recalled: bool = False


class Margins(Row):
    """A margins file. `sources` is for files that repeat what was published. Source: issue 12, point 1."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    period: Annotated[str, BeforeValidator(_period), WithJsonSchema(PERIOD)]
    referrals: Referrals
    reasonable_grounds: Decisions | None = None
    conclusive_grounds: Decisions | None = None
    notifications: Notifications | None = None
    identified: Identified | None = None
    sources: tuple[Cited, ...] = ()

    @property
    def within(self) -> Period:
        """The period, from its first day to before the day after its last. Source: issue 12, point 1."""
        return Period.parse(self.period)

    def decisions(self, stage: str) -> Decisions | None:
        """What is said of the decisions of a stage, `rg` or `cg`. Source: issue 12, point 1."""
        return self.reasonable_grounds if stage == "rg" else self.conclusive_grounds
