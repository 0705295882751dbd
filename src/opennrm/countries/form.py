"""The form by which a person is referred, as data: the short form that all countries share, and a country's own questions step by step.

A question stands in one of three ways: this form asks it (`kind`), a screen that all countries share asks it already (`asked_by`), or
it is of the country's form and nobody asks it here, with the reason (`not_asked`). So a country's form is there whole, and nothing is
asked twice.

A condition names questions that come earlier. What a question that is not shown would have answered counts as not answered, so that what
rests on it is not shown either. Nothing here knows who asks or how it looks: the pages read the same functions as the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from opennrm.countries.dated import Row, Source
from opennrm.countries.parts import Code
from opennrm.standards.mistakes import wrong
from opennrm.standards.shape import Label

__all__ = [
    "ADDED",
    "CHOSEN",
    "FILED",
    "LATE",
    "SHARED",
    "Answer",
    "Answers",
    "Condition",
    "FormField",
    "FormStep",
    "Question",
    "ReferralForm",
    "Treated",
    "holds",
    "left_out",
    "sent",
    "shown",
    "wanting",
]

Treated = Literal["adult", "child"]
Way = Literal["referral", "notification"]
Kind = Literal[
    "text",
    "long_text",
    "yes_no",
    "yes_no_unsure",
    "radios",
    "ticks",
    "tick",
    "date",
    "fuzzy_date",
    "place",
    "country",
    "language",
    "number",
    "phone",
    "email",
    "group",
    "files",
]
Format = Literal["jpg", "png", "pdf", "doc", "docx"]
Answer = str | tuple[str, ...] | tuple[Mapping[str, str], ...]
Answers = Mapping[str, Answer]

MOST_ENTRIES = 20
WRITTEN = frozenset({"text", "long_text", "place", "phone", "email"})
ADDED = "added"  # what is answered where files were put in; they lie elsewhere
CHOSEN: Mapping[str, tuple[str, ...]] = {
    "yes_no": ("yes", "no"),
    "yes_no_unsure": ("yes", "no", "not_sure"),
    "tick": ("yes",),
    "files": (ADDED,),
}
# The sections in which a file can be sealed: what is told of it stands in the same one.
FILED = ("account", "identity", "health")
# What a condition may ask of a screen that all countries share, with the words that it answers in.
SHARED: Mapping[str, tuple[str, ...]] = {
    "age_group": ("adult", "child", "unknown"),
    "place": ("in_country", "abroad", "both", "unknown"),
    "signs": ("seen", "none"),
    "support_wanted": ("yes", "no", "not_asked"),
    "referral_consent": ("yes", "no"),
}
# Of these, what is asked only after the person was asked whether to be referred.
LATE = frozenset({"support_wanted", "referral_consent"})
# Screens that all countries share and that answer no field of the short form.
BESIDE = frozenset({"referral_consent", "own_reference", "ask_back", "signed_in"})


SHAPE = "write {question: answer} or {question: [one, another]}; {all: […]} and {any: […]} hold further conditions"


class Condition(Row):
    """When a question is shown: each of `asks` and of `every`, and one of `some` where there are any. Written as SHAPE says.

    Source: domain 1.7.2, conditions.
    """

    asks: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    every: tuple[Condition, ...] = ()
    some: tuple[Condition, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _written(cls, raw: object) -> dict[str, Any]:
        if not isinstance(raw, Mapping) or not raw:
            raise wrong("a condition that asks nothing", SHAPE)
        asks = {str(name): _wanted(name, value) for name, value in raw.items() if name not in ("all", "any")}
        return {"asks": asks, "every": _parts(raw.get("all", ())), "some": _parts(raw.get("any", ()))}

    def named(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every question that it names with the answers that it wants, however deep. Source: domain 1.7.2, conditions."""
        yield from self.asks.items()
        for part in (*self.every, *self.some):
            yield from part.named()


def _parts(raw: object) -> tuple[object, ...]:
    if not isinstance(raw, tuple | list) or len(raw) == 1:
        raise wrong("all and any hold a list of two conditions or more", SHAPE)
    return tuple(raw)


def _wanted(name: object, raw: object) -> tuple[str, ...]:
    values = tuple(raw) if isinstance(raw, tuple | list) else (raw,)
    if not values or not all(isinstance(value, str) for value in values):
        raise wrong(f"{name} is compared with what is no answer", 'answers are words; write "yes" and "no" in quotes')
    return values


ALWAYS = Condition.model_construct(asks={}, every=(), some=())
When = Annotated[Condition, WithJsonSchema({"type": "object", "minProperties": 1})]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]  # stands in addresses and in the names of fields
Keys = Annotated[tuple[str, ...], BeforeValidator(lambda raw: (raw,) if isinstance(raw, str) else raw)]


class FormField(Row):
    """A field of the short referral form; `in_notification`: it may go into a notification without a name. Source: domain 1.7, 5.1."""

    code: Code
    label: Label
    group: Code
    required_for: tuple[Treated, ...] = ()
    in_notification: bool = False


class Part(Row):
    """A field of a repeated group. Source: domain 1.7.2, repeaters."""

    code: Name
    label: Label
    help: Label | None = None
    kind: Literal["text", "long_text", "place", "country", "language", "number", "phone", "email"]
    max_length: Annotated[int, Field(ge=1, le=15_000)] | None = None


class Question(Row):
    """One field of a country's form. `key`: its names in the form of the country; `section`: where it is sealed; `way`: with what it goes,
    a referral or a notification that is no referral (`in_notification`: it may go with that one too). `cooperation`: it asks whether the
    person helps an authority; `conditional_by_law` names the clause by which something rests on that. Of `files` it takes so many, of these
    formats, each so large. Source: domain 1.7.2; law-as-data 4.
    """

    code: Name
    key: Keys = ()
    label: Label
    help: Label | None = None
    kind: Kind | None = None
    asked_by: Code | None = None
    not_asked: str | None = None
    options: Mapping[Code, Label] = Field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    up_to: Annotated[int, Field(ge=2, le=100)] | None = None
    formats: tuple[Format, ...] = ()
    megabytes: Annotated[int, Field(ge=1, le=25)] | None = None
    max_length: Annotated[int, Field(ge=1, le=15_000)] | None = None
    required_for: tuple[Treated, ...] = ()
    shown_when: When = ALWAYS
    section: str | None = None
    in_notification: bool = False
    way: Way = "referral"
    cooperation: bool = False
    conditional_by_law: Source | None = None
    source: Source | None = None

    @model_validator(mode="after")
    def _whole(self) -> Question:
        ways = [name for name in ("kind", "asked_by", "not_asked") if getattr(self, name) is not None]
        if len(ways) != 1:
            raise wrong(f"{self.code} says {' and '.join(ways) or 'not who asks it'}", "write exactly one of kind, asked_by, not_asked")
        if self.kind is None and (self.section or self.required_for or self.options or self.parts or self.max_length):
            raise wrong(f"{self.code} is not asked here", "section, required_for, options, parts and max_length go with a kind")
        if self.kind is not None and self.section is None:
            raise wrong(f"{self.code} does not say where it is sealed", "write section: and one of the sections of the policy")
        if bool(self.options) != (self.kind in ("radios", "ticks")):
            raise wrong(f"{self.code} and its options do not fit", "radios and ticks have options, no other kind has")
        if bool(self.parts) != (self.kind == "group") or (self.up_to is not None) != (self.kind in ("group", "files")):
            raise wrong(f"{self.code} and its parts do not fit", "a group has parts and up_to, files have up_to, no other kind has")
        if self.max_length is not None and self.kind not in WRITTEN:
            raise wrong(f"{self.code} has a length and is no text", "only texts have max_length")
        return self

    @model_validator(mode="after")
    def _filed(self) -> Question:
        files = self.kind == "files"
        if bool(self.formats) != files or (self.megabytes is not None) != files:
            raise wrong(f"{self.code} and its files do not fit", "files have formats and megabytes, no other kind has")
        if files and self.section not in FILED:
            raise wrong(f"{self.code} is sealed where no file can be", f"write one of {', '.join(FILED)}")
        if self.kind == "group" and (self.up_to or 0) > MOST_ENTRIES:
            raise wrong(f"{self.code} repeats {self.up_to} times", f"a group is repeated up to {MOST_ENTRIES} times")
        return self

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers that a condition may ask for; none of a text. Source: domain 1.7.2, conditions."""
        if self.asked_by is not None:
            return SHARED.get(self.asked_by, ())
        return tuple(self.options) or CHOSEN.get(self.kind or "", ())

    def goes_with(self, way: Way) -> bool:
        """Whether it belongs to a referral, or to a notification. Source: domain 1.7.2, 16a and 16b."""
        return self.way == way or (way == "notification" and self.in_notification)


class FormStep(Row):
    """One page of a country's form; `before` which shared screen it comes: the person's answer, or the last look. Source: domain 1.7.2."""

    id: Name
    label: Label
    help: Label | None = None
    before: Literal["answer", "check"]
    shown_when: When = ALWAYS
    fields: Annotated[tuple[Question, ...], Field(min_length=1)]
    source: Source


class ReferralForm(Row):
    """What must be said to refer, and of whom: the short form that all countries share, and `steps`, the country's own whole.

    Source: domain 1.7.2.
    """

    fields: Annotated[tuple[FormField, ...], Field(min_length=1)]
    steps: tuple[FormStep, ...] = ()
    source: Source

    def questions(self) -> Iterator[Question]:
        """Every question in its order. Source: domain 1.7.2."""
        for step in self.steps:
            yield from step.fields

    def question(self, code: str) -> Question | None:
        """The question with this code. Source: domain 1.7.2."""
        return next((one for one in self.questions() if one.code == code), None)

    def step(self, id: str) -> FormStep | None:
        """The step with this id. Source: domain 1.7.2."""
        return next((one for one in self.steps if one.id == id), None)


def holds(condition: Condition, said: Answers) -> bool:
    """Whether what was said makes it so; of several ticks one is enough. Source: domain 1.7.2, conditions."""
    asks = all(_is_one_of(said.get(name), wanted) for name, wanted in condition.asks.items())
    every = all(holds(part, said) for part in condition.every)
    return asks and every and (not condition.some or any(holds(part, said) for part in condition.some))


def _is_one_of(answer: Answer | None, wanted: tuple[str, ...]) -> bool:
    given: tuple[Any, ...] = answer if isinstance(answer, tuple) else (answer,)
    return any(value in wanted for value in given)


def shown(form: ReferralForm, given: Answers, shared: Answers, way: Way = "referral") -> Iterator[tuple[FormStep, Question]]:
    """Every question that this form asks, in order, with what was answered so far. `shared`: what the screens of all countries know.

    Source: domain 1.7.2, conditions.
    """
    said: dict[str, Answer] = {}
    for step in form.steps:
        if not holds(step.shown_when, said):
            continue
        for question in step.fields:
            if not holds(question.shown_when, said):
                continue
            source, name = (shared, question.asked_by) if question.asked_by else (given, question.code)
            if question.kind is not None and question.goes_with(way):
                yield step, question
            if name in source and (question.asked_by or question.goes_with(way)):
                said[question.code] = source[name]


def sent(form: ReferralForm, given: Answers, shared: Answers, way: Way = "referral") -> dict[str, Answer]:
    """What goes: shown and answered, and nothing else. Source: domain 1.7.2, conditions."""
    return {one.code: given[one.code] for _, one in shown(form, given, shared, way) if given.get(one.code)}


def left_out(form: ReferralForm, given: Answers, shared: Answers) -> tuple[Question, ...]:
    """What was answered and does not go, since another answer took its question away. Source: domain 1.7.2, conditions."""
    goes = sent(form, given, shared)
    return tuple(one for one in form.questions() if one.kind and given.get(one.code) and one.code not in goes)


def wanting(form: ReferralForm, given: Answers, shared: Answers, treated_as: str) -> tuple[Question, ...]:
    """What is shown, has to be answered for this person, and is not. Source: domain 1.7.2, R and c."""
    return tuple(one for _, one in shown(form, given, shared) if treated_as in one.required_for and not given.get(one.code))
