"""Values with dates and sources, one by one: what answers on a day, for whom, and the three kinds of silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator

from opennrm.standards import shape
from opennrm.standards.mistakes import wrong

__all__ = [
    "ATTRIBUTES",
    "Answer",
    "Attributes",
    "Dated",
    "Given",
    "Kind",
    "NotKnown",
    "NotProvided",
    "Reason",
    "Row",
    "Searched",
    "Series",
    "Source",
    "Value",
    "When",
    "apart",
    "fits",
    "kind_of",
]

T = TypeVar("T")
Attributes = Mapping[str, str]
Kind = Literal["value", "not_provided", "not_known_to_us"]

# What a value may depend on, with the words each may take; None: the profile lists them. Nothing about cooperation, ever.
ATTRIBUTES: Mapping[str, tuple[str, ...] | None] = {
    "age": ("adult", "child"),
    "nationality": ("national", "foreign", "stateless"),
    "residence": ("lawful", "none"),
    "lacks_resources": ("yes", "no"),
    "place": ("in_country", "abroad", "both"),
    "region": None,
    "track": None,
    "basis": None,
}


def kind_of(not_provided: object, not_known_to_us: object) -> Kind:
    """Which of the three is said: the law gives it, gives none, or we could not find out. Source: design 6."""
    if not_provided is not None:
        return "not_provided"
    return "not_known_to_us" if not_known_to_us is not None else "value"


class Row(shape.Row):
    """A row of a profile: frozen, strict, no key beyond those named. Source: law-as-data 1."""

    model_config = ConfigDict(strict=True)


def _source(text: str) -> str:
    if len(text.strip()) < 3 or text.strip().lower().startswith("not_known"):
        raise wrong(f"{text!r} is no source", "name the article, the paragraph of the guidance or the page that was read")
    return text


def _searched(text: str) -> str:
    if len(text.split()) < 5:
        raise wrong(f"{text!r} does not say what was searched", "name what was read or who was asked, so that nobody searches twice")
    return text


def _reason(text: str) -> str:
    if len(text.split()) < 3:
        raise wrong(f"{text!r} does not say what the law leaves out", "say it in a short sentence; the source says where one sees it")
    return text


def _words(raw: object) -> object:
    return {key: (value,) if isinstance(value, str) else value for key, value in raw.items()} if isinstance(raw, Mapping) else raw


Source = Annotated[str, AfterValidator(_source)]
Searched = Annotated[str, AfterValidator(_searched)]
Reason = Annotated[str, AfterValidator(_reason)]
When = Annotated[dict[str, tuple[str, ...]], BeforeValidator(_words)]


def fits(when: Mapping[str, tuple[str, ...]], attributes: Attributes) -> bool | None:
    """Whether `when` holds: True, False, or None where an attribute that it needs is not recorded. Source: law-as-data 1, When."""
    unsure = False
    for name, wanted in when.items():
        value = attributes.get(name)
        if value is None:
            unsure = True
        elif value not in wanted:
            return False
    return None if unsure else True


def apart(one: Mapping[str, tuple[str, ...]], other: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether two `when` can never hold together. Source: law-as-data 1, Series."""
    return any(not set(one[name]) & set(other[name]) for name in one.keys() & other.keys())


@dataclass(frozen=True, slots=True)
class Given(Generic[T]):
    """The law gives this value. Source: design 6, three kinds of silence."""

    value: T
    source: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class NotProvided:
    """The law gives nothing, and a source says so: a finding for the monitor. Source: design 6."""

    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class NotKnown:
    """We could not find out, or (`missing`) the case does not say what the answer depends on: never a finding, never a clock.

    Source: design 6.
    """

    searched: str
    source: str
    missing: tuple[str, ...] = ()


Answer = Given[T] | NotProvided | NotKnown


class Dated(Row):
    """Something in force from a day to a day, both included; open where a day is left out. Source: law-as-data 1."""

    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Dated:
        if self.since and self.until and self.until < self.since:
            raise wrong(f"it ends on {self.until}, before it begins on {self.since}", "until is the last day on which it holds")
        return self

    def holds_on(self, day: date) -> bool:
        """Whether `day` lies within. Source: law-as-data 1."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Value(Dated, Generic[T]):
    """Exactly one of a value, `not_provided` and `not_known_to_us`, for these days and these persons, with its source.

    Source: law-as-data 1, Value.
    """

    value: T | None = None
    not_provided: Reason | None = None
    not_known_to_us: Searched | None = None
    when: When = Field(default_factory=dict)
    source: Source

    @model_validator(mode="after")
    def _one(self) -> Value[T]:
        said = [name for name in ("value", "not_provided", "not_known_to_us") if getattr(self, name) is not None]
        if len(said) != 1:
            raise wrong(f"{' and '.join(said) or 'none of the three'} said", "say exactly one of value, not_provided, not_known_to_us")
        return self

    @property
    def kind(self) -> Kind:
        """Which of the three it is. Source: design 6."""
        return kind_of(self.not_provided, self.not_known_to_us)

    def answer(self) -> Answer[T]:
        """The same as an answer. Source: docs/architecture.md, Profile."""
        if self.not_provided is not None:
            return NotProvided(self.not_provided, self.source)
        if self.not_known_to_us is not None:
            return NotKnown(self.not_known_to_us, self.source)
        assert self.value is not None
        return Given(self.value, self.source, self.since, self.until)


class Series(Row, Generic[T]):
    """Values over time, all governed by the date of the same thing: the start of a clock, or the decision taken.

    For every date and every combination of the attributes that the values name exactly one answers; `check` holds it.
    Source: law-as-data 1, Series.
    """

    governed_by: Literal["start", "decision"]
    values: Annotated[tuple[Value[T], ...], Field(min_length=1)]

    def answer(self, on: date, attributes: Attributes) -> Answer[T]:
        """What answers on `on` for a person with these attributes; NotKnown with `missing` where the case does not say enough.

        Raises LookupError in a gap between dates, which a checked profile does not have. Source: law-as-data 1, Series.
        """
        open_to = [value for value in self.values if value.holds_on(on) and fits(value.when, attributes) is not False]
        if not open_to:
            raise LookupError(f"no value answers on {on} for {dict(attributes)}")
        if len(open_to) == 1 or len({(value.kind, repr(value.value)) for value in open_to}) == 1:
            return open_to[0].answer()
        return _not_recorded(sorted({name for value in open_to for name in value.when if name not in attributes}))

    @property
    def asks(self) -> bool:
        """Whether it hangs on the person which value answers. Source: law-as-data 1, When."""
        return any(value.when for value in self.values)

    def answers(self) -> Iterator[Answer[T]]:
        """Every answer, in the order of the profile. Source: law-as-data 1."""
        return (value.answer() for value in self.values)


def _not_recorded(missing: list[str]) -> NotKnown:
    return NotKnown(f"the case does not say: {', '.join(missing)}", "what is recorded of the case", tuple(missing))
