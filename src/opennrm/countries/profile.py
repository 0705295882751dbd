"""A country's profile: who decides what, on which test, by when, from the day and on the source that each value names.

Some ids are the same in every profile, because screens and actions know them: the decisions `rg` (first) and `cg` (final); tests, deciders
and clocks `presumption` and `identification`; reviews `presumption_negative` and `identification_negative`; the clocks `reflection`,
`reconsideration` and `referral_answer`; the consent scope `referral`. Everything else is the country's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Annotated, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, PrivateAttr

from opennrm.countries.dated import ATTRIBUTES, Answer, Attributes, Given, NotKnown, Row, Series, Value, fits
from opennrm.countries.facts import Facts, day, standing
from opennrm.countries.form import FormField, ReferralForm
from opennrm.countries.parts import (
    Clock,
    Code,
    Decider,
    Duration,
    EarlyEnd,
    Event,
    Guard,
    Holidays,
    Instrument,
    Local,
    OwnClause,
    Party,
    PoliceRouting,
    Review,
    Scope,
    State,
    Status,
    Threshold,
    Transition,
)
from opennrm.standards.entitlement import Entitlement
from opennrm.standards.mistakes import wrong
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
    "PoliceRouting",
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


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise wrong(f"{name!r} is no time zone", "write a name of the IANA list, as Europe/London")
    return name


class Profile(Row):
    """One country, whole. `load.load_profile` makes it; `edition` is the content hash over it and the standards.

    `cooperation_tracks`: those of the tracks that are taken by whether the person helps an authority. `majority`: whether the law says that
    who is about to come of age is asked anew, as an adult. `police_routing`: which police force is told, where the law says so.
    Source: law-as-data 1; 4; domain 1.5, UK-AGE18; 1.7.8.
    """

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
    cooperation_tracks: tuple[Code, ...] = ()
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
    majority: Series[bool] | None = None
    police_routing: Series[PoliceRouting] | None = None
    referral_form: ReferralForm
    own: tuple[Entitlement, ...] = ()
    entitlements: tuple[Local, ...]

    _marks: Mapping[Path, tuple[int, int]] = PrivateAttr(default_factory=dict)

    # What is asked for at every step of every case is a cached property: pydantic looks for a private attribute ten times as long.

    @cached_property
    def _states(self) -> dict[str, State]:
        return {state.id: state for state in self.states}

    @cached_property
    def _locals(self) -> dict[str, tuple[Local, ...]]:
        found: dict[str, tuple[Local, ...]] = {}
        for local in self.entitlements:
            for entitlement in local.id:
                found[entitlement] = (*found.get(entitlement, ()), local)
        return found

    @cached_property
    def time_zone(self) -> ZoneInfo:
        """The zone in which the country's days are counted. Source: design 9, Time."""
        return ZoneInfo(self.zone)

    @property
    def edition(self) -> str:
        """SHA-256 over the profile's file and the standards it was read with, in hex. Source: frozen, Event header."""
        read: str = self.__dict__.get("read_as", "")  # no field, so that nobody sets it, and beside the fields, so that it is found at once
        return read

    def read_from(self, marks: Mapping[Path, tuple[int, int]], edition: str) -> None:
        """Remember where each thing stands in the file, and under which hash it was read: the loader's last step. Source: design 6."""
        self._marks = marks
        self.__dict__["read_as"] = edition

    def state(self, id: str) -> State:
        """The state with this id; raises KeyError. Source: law-as-data 1, State."""
        return self._states[id]

    def is_end(self, id: str) -> bool:
        """Whether the procedure is over in this state; an id the profile does not have is no end. Source: law-as-data 1, State."""
        state = self._states.get(id)
        return state is not None and state.end

    def event_for(self, does: str, state: str) -> str | None:
        """The country's own event for a step: one that leads out of `state`, else any; None where its procedure has no such step.

        A step that only this country has goes by the event's own name. Source: house-style 3.4.
        """
        known = [name for name, event in self.events.items() if event.does == does]
        leading = {row.event for row in self.transitions if state in row.origins}
        alone = does if does in self.events and self.events[does].does is None else None
        return next((name for name in known if name in leading), known[0] if known else alone)

    def line(self, path: Path) -> int:
        """The line of the profile's file on which something stands; 0 where it was not read from a file. Source: law-as-data 6."""
        return next((self._marks[path[:length]][0] for length in range(len(path), -1, -1) if path[:length] in self._marks), 0)

    def locals(self, entitlement: str) -> tuple[Local, ...]:
        """What the profile says of an entitlement on any day: nothing, one row, or one per group of persons and time.

        Source: law-as-data 1, Local.
        """
        return self._locals.get(entitlement, ())

    def local(self, entitlement: str, attributes: Attributes, on: date) -> Local | None:
        """The row that holds on `on` for a person with these attributes, or may hold where they do not say enough.

        Source: law-as-data 1, Local.
        """
        rows = [row for row in self.locals(entitlement) if row.holds_on(on) and fits(row.when, attributes) is not False]
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
            attributes = self.attributes(facts, on) if facts is not None and series.asks else {}
        return series.answer(day(on), attributes)
