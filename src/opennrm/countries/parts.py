"""What a profile is made of: parties, events, states, transitions, deciders, clocks, consents, and how each right is done here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from opennrm.countries.dated import Dated, Kind, Reason, Row, Searched, Series, Source, Value, When, kind_of
from opennrm.countries.steps import Step
from opennrm.standards.entitlement import Status
from opennrm.standards.shape import Label

__all__ = [
    "Clock",
    "Code",
    "Decider",
    "Duration",
    "EarlyEnd",
    "Event",
    "Guard",
    "Holidays",
    "Instrument",
    "Local",
    "OwnClause",
    "Party",
    "PoliceRouting",
    "Review",
    "Scope",
    "State",
    "Status",
    "Threshold",
    "Transition",
]

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]


def _several(raw: object) -> object:
    return raw if isinstance(raw, tuple | list) or raw is None else (raw,)


def _lists(raw: object) -> object:
    return {key: _several(value) for key, value in raw.items()} if isinstance(raw, Mapping) else raw


class Party(Row):
    """Somebody with a part in the procedure: who owns a state, decides, reviews, refers or is to be asked.

    `kind` is the kind of agency it is among those that take part; none for the person. Source: domain 1.2.
    """

    label: Label
    kind: Code | None = None


class Event(Row):
    """Something that moves a case from state to state; `records` is the fact that it leaves, `does` the step all countries name alike.

    Source: law-as-data 1, Transition.
    """

    label: Label
    records: str | None = None
    does: Step | None = None


class State(Row):
    """A stage of the procedure; `status` in the words all countries share, `owner` whose turn it is. Source: law-as-data 1."""

    id: Code
    label: Label
    status: Status
    owner: Code
    end: bool = False


class Guard(Row):
    """A condition of a transition: the name of a registered guard and its arguments. Source: house-style 3.4."""

    guard: Code
    args: Annotated[dict[str, tuple[str, ...]], BeforeValidator(_lists)] = Field(default_factory=dict)
    source: Source


class Transition(Dated):
    """A way out of one or more states. `conditional_by_law` names the clause where the law itself asks for cooperation.

    Source: law-as-data 1 and 4.
    """

    model_config = ConfigDict(populate_by_name=True)

    origins: Annotated[tuple[Code, ...], Field(alias="from", min_length=1)]
    event: Code
    to: Code
    when: When = Field(default_factory=dict)
    guards: tuple[Guard, ...] = ()
    conditional_by_law: Source | None = None
    source: Source


class Decider(Row):
    """Who takes a decision; several bodies each alone, or `jointly` all together. Source: law-as-data 1."""

    bodies: Annotated[tuple[Code, ...], Field(min_length=1)]
    jointly: bool = False


class Review(Row):
    """Who looks at a proposed decision before it is taken, and whether that body may overturn it. Source: domain 1.2, 1.3."""

    by: Code
    overturns: bool = False


class Duration(Row):
    """A length of time. `kind`: a target missed is data, a maximum missed is late, a minimum is no expiry.

    `set_by: authority`: the case sets the length, never below `n`; `begins: by_law`: a protected time of this length runs from what starts
    its clock, and nobody has to grant it; `counts_first_day` null: the source is silent, and the day after is the first. Source:
    law-as-data 1, Duration.
    """

    n: Annotated[int, Field(ge=1, le=10_000)]
    unit: Literal["hours", "calendar_days", "working_days", "months"]
    kind: Literal["target", "minimum", "maximum"]
    set_by: Literal["law", "authority"] = "law"
    begins: Literal["granted", "by_law"] = "granted"
    counts_first_day: bool | None = None


class Clock(Series[Duration]):
    """A duration that runs from a fact. Held days (`suspended_by`) are skipped, the end is not shifted. Source: law-as-data 1, Clock."""

    label: Label
    starts_on: Annotated[tuple[str, ...], Field(min_length=1)]
    extends_until: tuple[str, ...] = ()
    suspended_by: tuple[str, ...] = ()
    conditional_by_law: Source | None = None

    def begins_by_law(self, on: date) -> bool:
        """Whether a length in force on a day lets its protected time begin without anybody's grant. Source: law-as-data 1, Duration."""
        return any(row.value is not None and row.value.begins == "by_law" for row in self.values if row.holds_on(on))


class EarlyEnd(Row):
    """A ground on which a period may end before its time: all facts of one row; several rows are alternatives. Source: law-as-data 1."""

    period: Code
    reason: Code
    label: Label
    all_of: Annotated[tuple[str, ...], Field(min_length=1)]
    conditional_by_law: Source | None = None
    source: Source


class Scope(Series[Literal["required", "not_required"]]):
    """A consent for one recipient and purpose (asked each time where none stands here); `sheet` is the version of what explains it.

    Source: domain 5.1.
    """

    label: Label
    recipient: Code | None = None
    purpose: Code | None = None
    sheet: Series[str]


Place = Literal["exploitation", "home", "encounter"]


class PoliceRouting(Row):
    """Which police force is told of a referral: one of `forces`, that of the first of `places` that is known in this country.

    `recorded_after`: the facts after which it records a crime and gives the reference back; `recorded_if_abroad`: also where all of it
    happened abroad. Source: statutory guidance (UK) 11.2, 11.18-11.19, as the model.
    """

    forces: Annotated[tuple[Code, ...], Field(min_length=1)]
    places: Annotated[tuple[Place, ...], Field(min_length=1)]
    recorded_after: Annotated[tuple[str, ...], Field(min_length=1)]
    recorded_if_abroad: bool


class Holidays(Row):
    """Which days are no working days besides Saturday and Sunday: a calendar of the `holidays` library, with days added or dropped.

    `calendar: null` means weekends only. `yearly`: a decision of each year moves days besides. Source: law-as-data 1, holidays.
    """

    class Day(Row):
        """A day that the calendar lacks, or has wrongly, in all regions or in some. Source: law-as-data 1, holidays."""

        day: date
        name: str
        regions: tuple[str, ...] = ()
        source: Source

    calendar: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None

    class Decision(Row):
        """What is moved in one year: days `free` that would be worked, and days `worked` in their place that would be free.

        Source: law-as-data 1, holidays.
        """

        year: Annotated[int, Field(ge=1900, le=2100)]
        free: tuple[date, ...] = ()
        worked: tuple[date, ...] = ()
        source: Source

    class Yearly(Row):
        """That working days are moved year by year (`source` says who does), and the decisions that were read. In a year without one a
        clock counts by the calendar alone, and says so. Source: law-as-data 1, holidays.
        """

        decisions: tuple[Holidays.Decision, ...] = ()
        source: Source

    by_region: bool = False
    add: tuple[Day, ...] = ()
    drop: tuple[Day, ...] = ()
    yearly: Yearly | None = None
    source: Source

    def decided(self, year: int) -> Decision | None:
        """What was decided for a year, where that is known. Source: law-as-data 1, holidays."""
        decisions = self.yearly.decisions if self.yearly is not None else ()
        return next((one for one in decisions if one.year == year), None)


class Local(Dated):
    """How an entitlement is done here, from a day to a day: its clock, whom it reaches, what opens and ends it, or that the law has none.

    The rows of one entitlement answer together as the values of a series do: once for each day and kind of person that any of them reaches.
    Source: law-as-data 1, Local, Series.
    """

    id: Annotated[tuple[str, ...], BeforeValidator(_several), Field(min_length=1)]
    clock: Code | None = None
    who: tuple[Status, ...] | None = None
    opens_on: tuple[str, ...] | None = None
    ends_on: tuple[str, ...] | None = None
    not_provided: Reason | None = None
    not_known_to_us: Searched | None = None
    when: When = Field(default_factory=dict)
    conditional_by_law: Source | None = None
    source: Source

    @property
    def kind(self) -> Kind:
        """Which of the three it says: that the law gives it, that the law gives none, or that we do not know. Source: design 6."""
        return kind_of(self.not_provided, self.not_known_to_us)


class OwnClause(Row):
    """A clause of national law in our words: an entitlement of the country rests on it, or it carries out rights of the standards here.

    `gives_none`: why a clause worth knowing gives a person no right. Source: frozen, Clause ids; design 1, commitment → entitlement.
    """

    title: Label
    says: Label
    carries: tuple[str, ...] = ()
    gives_none: Label | None = None
    source: Source


class Threshold(Row):
    """Counts below this are protected: outside the mechanism, and between its authorities. Source: frozen, Small numbers."""

    outside: Annotated[int, Field(ge=2, le=100)]
    between_authorities: Annotated[int, Field(ge=2, le=100)]
    source: Source


Instrument = Annotated[tuple[Value[bool], ...], BeforeValidator(_several)]
