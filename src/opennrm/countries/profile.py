"""A country's profile: who decides what, on which test, by when, from the day and on the source that each value names.

Some ids are the same in every profile, because screens and actions know them: the decisions `rg` (first) and `cg` (final); tests, deciders
and clocks `presumption` and `identification`; reviews `presumption_negative` and `identification_negative`; the clocks `reflection`,
`reconsideration` and `referral_answer`; the consent scope `referral`. Everything else is the country's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, PrivateAttr

from opennrm.countries.dated import (
    ATTRIBUTES,
    Answer,
    Attributes,
    Dated,
    Given,
    NotKnown,
    Reason,
    Row,
    Searched,
    Series,
    Source,
    Value,
    When,
    fits,
    wrong,
)
from opennrm.countries.facts import Facts, day, standing
from opennrm.countries.steps import Step
from opennrm.standards.entitlement import Entitlement, Status
from opennrm.standards.reading import Path
from opennrm.standards.shape import Label

__all__ = [
    "Clock",
    "Decider",
    "Duration",
    "EarlyEnd",
    "Event",
    "FormField",
    "Guard",
    "Holidays",
    "Local",
    "OwnClause",
    "Party",
    "Profile",
    "ReferralForm",
    "Review",
    "Scope",
    "State",
    "Status",
    "Threshold",
    "Transition",
]

T = TypeVar("T")
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]


def _several(raw: object) -> object:
    return raw if isinstance(raw, tuple | list) or raw is None else (raw,)


def _lists(raw: object) -> object:
    return {key: _several(value) for key, value in raw.items()} if isinstance(raw, Mapping) else raw


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise wrong(f"{name!r} is no time zone", "write a name of the IANA list, as Europe/London")
    return name


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

    `set_by: authority`: the case sets the length, never below `n`; `counts_first_day` null: the source is silent, and the day after is
    the first. Source: law-as-data 1, Duration.
    """

    n: Annotated[int, Field(ge=1, le=10_000)]
    unit: Literal["hours", "calendar_days", "working_days", "months"]
    kind: Literal["target", "minimum", "maximum"]
    set_by: Literal["law", "authority"] = "law"
    counts_first_day: bool | None = None


class Clock(Series[Duration]):
    """A duration that runs from a fact. Held days (`suspended_by`) are skipped, the end is not shifted. Source: law-as-data 1, Clock."""

    label: Label
    starts_on: Annotated[tuple[str, ...], Field(min_length=1)]
    extends_until: tuple[str, ...] = ()
    suspended_by: tuple[str, ...] = ()
    conditional_by_law: Source | None = None


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


class Holidays(Row):
    """Which days are no working days besides Saturday and Sunday: a calendar of the `holidays` library, with days added or dropped.

    `calendar: null` means weekends only. Source: law-as-data 1, holidays.
    """

    class Day(Row):
        """A day that the calendar lacks, or has wrongly, in all regions or in some. Source: law-as-data 1, holidays."""

        day: date
        name: str
        regions: tuple[str, ...] = ()
        source: Source

    calendar: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None
    by_region: bool = False
    add: tuple[Day, ...] = ()
    drop: tuple[Day, ...] = ()
    source: Source


class Local(Row):
    """How an entitlement is done here: its clock, whom it reaches, what opens and ends it, or that the law has none of it.

    Source: law-as-data 1, Local.
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


class OwnClause(Row):
    """A clause of national law that an entitlement of the country rests on, in our words. Source: frozen, Clause ids."""

    title: Label
    says: Label
    source: Source


class FormField(Row):
    """A field of the short referral form; `in_notification`: it may go into a notification without a name. Source: domain 1.7, 5.1."""

    code: Code
    label: Label
    group: Code
    required_for: tuple[Literal["adult", "child"], ...] = ()
    in_notification: bool = False


class ReferralForm(Row):
    """The short form: what must be said to refer, and of whom. Source: domain 1.7.2."""

    fields: Annotated[tuple[FormField, ...], Field(min_length=1)]
    source: Source


class Threshold(Row):
    """Counts below this are protected: outside the mechanism, and between its authorities. Source: frozen, Small numbers."""

    outside: Annotated[int, Field(ge=2, le=100)]
    between_authorities: Annotated[int, Field(ge=2, le=100)]
    source: Source


Instrument = Annotated[tuple[Value[bool], ...], BeforeValidator(_several)]


class Profile(Row):
    """One country, whole. `load.load_profile` makes it; `edition` is the content hash over it and the standards. Source: law-as-data 1."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    name: Label
    status: Literal["draft", "published"]
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    zone: Annotated[str, AfterValidator(_zone)]
    small_number_threshold: Threshold
    instruments: dict[str, Instrument]
    acts: dict[str, Label] = Field(default_factory=dict)
    clauses: dict[str, OwnClause] = Field(default_factory=dict)
    regions: dict[str, Label] = Field(default_factory=dict)
    tracks: dict[str, Label] = Field(default_factory=dict)
    bases: dict[str, Label] = Field(default_factory=dict)
    decisions: dict[str, Label]
    holidays: Holidays
    age_unknown_as: Value[Literal["adult", "child"]]
    parties: dict[str, Party]
    events: dict[str, Event]
    consent: dict[str, Scope]
    states: Annotated[tuple[State, ...], Field(min_length=1)]
    start: Code
    transitions: tuple[Transition, ...]
    deciders: dict[str, Series[Decider]] = Field(default_factory=dict)
    tests: dict[str, Series[str]] = Field(default_factory=dict)
    reviews: dict[str, Series[Review]] = Field(default_factory=dict)
    clocks: dict[str, Clock] = Field(default_factory=dict)
    early_ends: tuple[EarlyEnd, ...] = ()
    permit_grounds: Series[tuple[str, ...]]
    referrers: Series[tuple[str, ...]]
    anonymous_track: Series[bool]
    referral_form: ReferralForm
    own: tuple[Entitlement, ...] = ()
    entitlements: tuple[Local, ...]

    _edition: str = PrivateAttr(default="")
    _marks: Mapping[Path, tuple[int, int]] = PrivateAttr(default_factory=dict)
    _states: dict[str, State] = PrivateAttr(default_factory=dict)
    _locals: dict[str, tuple[Local, ...]] = PrivateAttr(default_factory=dict)

    def model_post_init(self, context: Any, /) -> None:
        """Index what is asked for by id at every step."""
        self._states = {state.id: state for state in self.states}
        for local in self.entitlements:
            for entitlement in local.id:
                self._locals[entitlement] = (*self._locals.get(entitlement, ()), local)

    @property
    def time_zone(self) -> ZoneInfo:
        """The zone in which the country's days are counted. Source: design 9, Time."""
        return ZoneInfo(self.zone)

    @property
    def edition(self) -> str:
        """SHA-256 over the profile's file and the standards it was read with, in hex. Source: frozen, Event header."""
        return self._edition

    def read_from(self, marks: Mapping[Path, tuple[int, int]], edition: str) -> None:
        """Remember where each thing stands in the file, and under which hash it was read: the loader's last step. Source: design 6."""
        self._marks, self._edition = marks, edition

    def state(self, id: str) -> State:
        """The state with this id; raises KeyError. Source: law-as-data 1, State."""
        return self._states[id]

    def is_end(self, id: str) -> bool:
        """Whether the procedure is over in this state; an id the profile does not have is no end. Source: law-as-data 1, State."""
        state = self._states.get(id)
        return state is not None and state.end

    def event_for(self, does: str, state: str) -> str | None:
        """The country's own event for a step: one that leads out of `state`, else any; None where its procedure has no such step.

        Source: house-style 3.4.
        """
        known = [name for name, event in self.events.items() if event.does == does]
        leading = {row.event for row in self.transitions if state in row.origins}
        return next((name for name in known if name in leading), known[0] if known else None)

    def line(self, path: Path) -> int:
        """The line of the profile's file on which something stands; 0 where it was not read from a file. Source: law-as-data 6."""
        return next((self._marks[path[:length]][0] for length in range(len(path), -1, -1) if path[:length] in self._marks), 0)

    def locals(self, entitlement: str) -> tuple[Local, ...]:
        """What the profile says of an entitlement: nothing, one row, or one per group of persons. Source: law-as-data 1, Local."""
        return self._locals.get(entitlement, ())

    def local(self, entitlement: str, attributes: Attributes) -> Local | None:
        """The row that holds for a person with these attributes, or may hold where they do not say enough. Source: law-as-data 1."""
        rows = [row for row in self.locals(entitlement) if fits(row.when, attributes) is not False]
        return next((row for row in rows if fits(row.when, attributes)), rows[0] if rows else None)

    def bound(self, instrument: str, on: date) -> Given[bool] | NotKnown:
        """Whether an instrument binds the country on `on`; not before its first day. Source: legal-facts 3; law-as-data 1."""
        values = self.instruments.get(instrument, ())
        answer = next((value.answer() for value in values if value.holds_on(on)), None)
        if isinstance(answer, Given | NotKnown):
            return answer
        return Given(False, values[0].source if values else "the profile does not name it")

    def attributes(self, facts: Facts, on: date | datetime) -> Attributes:
        """What the case says of the person on `on`, by the names that `when` may use; what is unknown or not recorded is left out.

        An unknown age is read as `age_unknown_as` says. Source: law-as-data 1, When.
        """
        found = {name: self.read(name, standing(facts, name, on), on) for name in ATTRIBUTES}
        return {name: value for name, value in found.items() if value is not None}

    def read(self, attribute: str, recorded: str | None, on: date | datetime) -> str | None:
        """What a recorded value counts as: an unknown age as `age_unknown_as` says, anything else unknown as not recorded.

        Source: law-as-data 1, `age_unknown_as`; CETS 197 Art 10(3).
        """
        if recorded != "unknown":
            return recorded
        rule = self.age_unknown_as
        return rule.value if attribute == "age" and rule.holds_on(day(on)) else None

    def value(
        self, series: Series[T], *, on: date | datetime, facts: Facts | None = None, attributes: Attributes | None = None
    ) -> Answer[T]:
        """What a series answers on `on` (the day of the start or of the decision, as it is governed) for this person.

        Source: docs/architecture.md, Profile; law-as-data 1, Series.
        """
        if attributes is None:
            attributes = self.attributes(facts, on) if facts is not None else {}
        return series.answer(day(on), attributes)
