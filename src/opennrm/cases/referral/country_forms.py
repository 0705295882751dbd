"""A page of a country's own form: its fields made from the data of the profile, the same class for every country."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Literal

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from opennrm.cases.referral import country_form, file_words
from opennrm.cases.referral.country_form import part_name
from opennrm.cases.spine import codes
from opennrm.cases.spine.drafting import Filling
from opennrm.cases.spine.step_sheet import StepSheet
from opennrm.countries.form import ADDED, Answer, FormStep, Part, Question
from opennrm.ui.components.markup import element, joined
from opennrm.ui.forms import (
    CheckboxesField,
    DayField,
    EmailField,
    FilesField,
    FuzzyDate,
    FuzzyDateField,
    LongTextField,
    RadiosField,
    SelectField,
    TextField,
    TickField,
    WholeNumberField,
)

__all__ = ["NOT_KNOWN", "ON_PAGE", "CountryForm", "answers_of", "whole"]

ON_PAGE = "on_page"
LONG, SHORT = 15_000, 300
NOT_KNOWN = "not_known"  # a date of which nothing is known: that too is an answer
# What names the person or leads to the person is not offered to the next user of the browser.
QUIET = frozenset({"identity", "contact_and_location"})
FEW = 8


class CountryForm(StepSheet):
    """One page. Every question of it is a field; those that an answer hides are kept as they were typed, not shown and not sent.

    `more`: what the answers on this page have opened and the page did not show yet.
    """

    def __init__(self, step: FormStep, asked: tuple[str, ...], filling: Filling, data: QueryDict | None = None) -> None:
        """`asked`: the questions of the page that are asked by what the draft holds; what came back may ask others."""
        self.step = step
        self.questions = [one for one in step.fields if one.kind is not None and one.goes_with("referral")]
        kept = filling.paper.typed(country_form.key_of(step)) or QueryDict()
        other = data is not None and any(data.getlist(one.code) != kept.getlist(one.code) for one in self.questions if one.answers)
        self.shown = country_form.shown_in(filling, step, data.getlist) if data is not None and other else asked
        on_page = data.get(ON_PAGE) if data is not None else None
        self.more = tuple(code for code in self.shown if on_page is not None and code not in on_page.split())
        # Of this page alone, and before the form is made: it copies them, and then reads what came back under their names.
        self.__dict__["base_fields"] = dict(_fields(self.questions, filling, self._required(filling)))
        super().__init__(filling, data)
        self._lighten()

    def _lighten(self) -> None:
        """What was chosen from a long list in a repeated group may be taken out: the whole list ten times over is too heavy a page."""
        for one in self.questions:
            for part in one.parts if part_is_listed(one) else ():
                for number in range(1, (one.up_to or 1) + 1):
                    name = part_name(one.code, number, part.code)
                    value = str(self[name].value() or "")
                    said = codes.country(value) if part.kind == "country" else codes.language(value)
                    if value and said != value:
                        self.fields[name].choices = [(value, said), ("", gettext("Take it out"))]

    def _required(self, filling: Filling) -> frozenset[str]:
        required = (one.code for one in self.questions if filling.treated_as in one.required_for)
        return frozenset(code for code in required if code in self.shown and code not in self.more)

    @property
    def hidden(self) -> SafeString:
        """What a sheet hides, and which questions this page shows: of the others what was typed before stands."""
        return joined(super().hidden, element("input", {"type": "hidden", "name": ON_PAGE, "value": " ".join(self.shown)}))

    @property
    def repeats(self) -> bool:
        """Whether a repeated group of this page has room for more."""
        groups = [one for one in self.questions if one.kind == "group" and one.code in self.shown]
        return any(len(self._numbers(one)) < (one.up_to or 1) for one in groups)

    def visible_fields(self) -> list[BoundField]:
        """The fields of the questions that are asked; of a repeated group those filled in and one more."""
        return [self[name] for one in self.questions if one.code in self.shown for name in self._names(one)]

    def _names(self, question: Question) -> Iterator[str]:
        if question.kind != "group":
            yield question.code
            return
        for number in self._numbers(question):
            yield from (part_name(question.code, number, part.code) for part in question.parts)

    def _numbers(self, question: Question) -> list[int]:
        every = range(1, (question.up_to or 1) + 1)
        filled = [number for number in every if any(self[part_name(question.code, number, part.code)].value() for part in question.parts)]
        empty = [number for number in every if number not in filled]
        return sorted([*filled, *empty[:1]])

    def answers_to(self, code: str) -> tuple[str, ...]:
        """Its own questions are not those of the short form: each says itself of whom it is required."""
        return ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for one in self.questions:
            names = [name for name in self.fields if name == one.code or name.startswith(f"{one.code}.")]
            if one.code not in self.shown:
                for name in names:
                    self._errors.pop(name, None)
                    cleaned.pop(name, None)
            elif one.kind == "group" and self.fields[names[0]].wanted and not self._entries(one):
                self.add_error(names[0], gettext("“%(what)s” needs an answer") % {"what": one.label.told(codes.reads_in())})
        return cleaned

    def _entries(self, question: Question) -> tuple[dict[str, str], ...]:
        found = []
        for number in range(1, (question.up_to or 1) + 1):
            said = {part.code: self.cleaned_data.get(part_name(question.code, number, part.code)) for part in question.parts}
            if given := {code: str(value) for code, value in said.items() if value not in (None, "")}:
                found.append(given)
        return tuple(found)

    def answers(self) -> dict[str, Answer]:
        """What was answered on this page, of the questions that are asked."""
        found: dict[str, Answer] = {}
        for one in self.questions:
            answer = self._given(one)
            if one.code in self.shown and answer:
                found[one.code] = answer
        return found

    def _given(self, question: Question) -> Answer:
        if question.kind == "group":
            return self._entries(question)
        if question.kind == "files":
            return ADDED if self.filling.paper.files.get(question.code) else ""
        return _answer(self.cleaned_data.get(question.code))


def answers_of(filling: Filling) -> dict[str, Answer]:
    """Everything that was answered on the country's own pages and goes."""
    found: dict[str, Answer] = {}
    for _order, step, asked in country_form.steps_of(filling):
        if (typed := filling.paper.typed(country_form.key_of(step))) is not None:
            form = CountryForm(step, asked, filling, typed)
            form.is_valid()
            found |= form.answers()
    return found


def part_is_listed(question: Question) -> bool:
    """Whether a repeated group asks for something from a long list."""
    return any(part.kind in ("country", "language") for part in question.parts)


def _answer(value: Any) -> Answer:
    if value is True:
        return "yes"
    if value is None or value is False:
        return ""
    if isinstance(value, FuzzyDate):
        return value.iso or NOT_KNOWN
    return tuple(value) if isinstance(value, list | tuple) else str(value)


def whole(filling: Filling, posted: QueryDict, step: FormStep) -> QueryDict:
    """What was posted, and of what this page did not show what was typed before: an answer that changes loses nothing."""
    on_page = posted.get(ON_PAGE)
    if on_page is None:
        return posted
    shown, merged = set(on_page.split()), posted.copy()
    for name, values in filling.paper.steps.get(country_form.key_of(step), {}).items():
        code = name.partition(".")[0].partition("-")[0]
        if code not in shown and name not in merged:
            merged.setlist(name, list(values))
    return merged


def _fields(questions: Sequence[Question], filling: Filling, required: frozenset[str]) -> Iterator[tuple[str, forms.Field]]:
    for one in questions:
        wanted = one.code in required
        if one.kind == "files":
            yield one.code, _files(one, filling)
            continue
        if one.kind != "group":
            yield one.code, _field(one, filling, wanted)
            continue
        for number in range(1, (one.up_to or 1) + 1):
            for part in one.parts:
                field = _field(part, filling, False, one.section in QUIET)
                field.label = f"{part.label.told(codes.reads_in())} {number}"
                if number == 1:
                    field.help_text = one.help.told(codes.reads_in()) if one.help else ""
                field.wanted = wanted
                yield part_name(one.code, number, part.code), field


def _field(one: Question | Part, filling: Filling, required: bool, quiet: bool | None = None) -> forms.Field:
    said: dict[str, Any] = {
        "label": one.label.told(codes.reads_in()),
        "help_text": one.help.told(codes.reads_in()) if one.help else "",
        "required": required,
    }
    if quiet is None:
        quiet = isinstance(one, Question) and one.section in QUIET
    chosen = _chosen(one, said)
    return chosen if chosen is not None else _written(one, filling, {**said, "identity": quiet})


def _files(one: Question, filling: Filling) -> forms.Field:
    return FilesField(
        label=one.label.told(codes.reads_in()),
        help_text=one.help.told(codes.reads_in()) if one.help else "",
        endings=one.formats,
        megabytes=one.megabytes or 1,
        up_to=one.up_to or 1,
        in_it=file_words.in_it(filling.paper.files.get(one.code, ())),
    )


def _chosen(one: Question | Part, said: dict[str, Any]) -> forms.Field | None:
    """A field whose answers are listed; None for one that is written."""
    if one.kind in ("yes_no", "yes_no_unsure"):
        unsure = [("not_sure", gettext("Not sure"))] if one.kind == "yes_no_unsure" else []
        return RadiosField(**said, choices=[("yes", gettext("Yes")), ("no", gettext("No")), *unsure], inline=True, small=True)
    if isinstance(one, Question) and one.kind in ("radios", "ticks"):
        choices = [(code, label.told(codes.reads_in())) for code, label in one.options.items()]
        if one.kind == "ticks":
            return CheckboxesField(**said, choices=choices, small=True)
        listed = len(choices) > FEW
        return (
            SelectField(**said, choices=[("", gettext("Choose one")), *choices])
            if listed
            else RadiosField(**said, choices=choices, small=True)
        )
    if one.kind == "tick":
        return TickField(**said)
    if one.kind == "country":
        return SelectField(**said, choices=partial(codes.countries, gettext("Choose one")))
    if one.kind == "language":
        return SelectField(**said, choices=partial(codes.languages, gettext("Choose one")))
    return None


def _written(one: Question | Part, filling: Filling, said: dict[str, Any]) -> forms.Field:
    if one.kind in ("date", "fuzzy_date"):
        made = DayField if one.kind == "date" else FuzzyDateField
        return made(**said, latest=filling.today)
    if one.kind == "number":
        return WholeNumberField(**said, min_value=0, max_value=9_999)
    longest: int = one.max_length or (LONG if one.kind == "long_text" else SHORT)
    if one.kind == "long_text":
        return LongTextField(**said, rows=4, max_length=longest)
    if one.kind == "email":
        return EmailField(**said, max_length=longest, width=30)
    mode: Literal["tel", ""] = "tel" if one.kind == "phone" else ""
    return TextField(**said, max_length=longest, width=20 if mode else 0, inputmode=mode)
