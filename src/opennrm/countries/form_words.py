"""The form of a country as a lawyer reads it: page by page, each question with its condition, of whom it is required, where it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from opennrm.countries.form import Condition, FormStep, Question, ReferralForm
from opennrm.countries.profile import Profile
from opennrm.standards.load import law

__all__ = ["condition_words", "form_words"]

BEFORE = {"answer": "before the person is asked whether to be referred", "check": "after the person's answer"}
FOR = {"adult": "adults", "child": "children and whoever is treated as one"}
KINDS: Mapping[str, str] = {
    "text": "a line of text",
    "long_text": "text",
    "yes_no": "yes or no",
    "yes_no_unsure": "yes, no or not sure",
    "radios": "one of",
    "ticks": "any of",
    "tick": "a tick",
    "date": "a day",
    "fuzzy_date": "a date as far as it is known",
    "place": "a place, written",
    "country": "a country",
    "language": "a language",
    "number": "a whole number",
    "phone": "a telephone number",
    "email": "an email address",
    "files": "files",
}


def form_words(profile: Profile) -> str:
    """The whole form in words; of a country without pages of its own the short form that all share. Source: domain 1.7.2."""
    return "\n".join(_lines(profile))


def _lines(profile: Profile) -> Iterator[str]:
    form = profile.referral_form
    yield f"{profile.name}: the form by which a person is referred"
    yield f"Source: {form.source}"
    yield from ("", "What must be said to refer, asked by the screens that all countries share")
    for field in form.fields:
        yield f"  {field.code}: {field.label}"
        yield f"      {_required(field.required_for)}{'; may go into a notification' if field.in_notification else ''}"
    if not form.steps:
        yield from ("", "This country has no further pages: its own form was not read, and the fields above are asked of everybody.")
    for number, step in enumerate(form.steps, start=1):
        yield from _step(form, step, number)


def _step(form: ReferralForm, step: FormStep, number: int) -> Iterator[str]:
    yield from ("", f"{number}. {step.label} ({step.id}), {BEFORE[step.before]}")
    yield f"  Source: {step.source}"
    if step.help is not None:
        yield f"  Said on the page: {step.help}"
    if step.shown_when.asks or step.shown_when.every or step.shown_when.some:
        yield f"  Only if {condition_words(form, step.shown_when)}"
    for question in step.fields:
        keys = f"  [{', '.join(question.key)}]" if question.key else ""
        yield f"  {question.code}: {question.label}{keys}"
        yield from (f"      {line}" for line in _question(form, question))


def _question(form: ReferralForm, question: Question) -> Iterator[str]:
    if question.shown_when.asks or question.shown_when.every or question.shown_when.some:
        yield f"only if {condition_words(form, question.shown_when)}"
    if question.not_asked is not None:
        yield f"not asked here: {question.not_asked}"
    elif question.asked_by is not None:
        yield f"asked by the screen that all countries share: {question.asked_by}"
    else:
        yield _kind(question)
        yield f"{_required(question.required_for)}; kept in: {_section(question)}{_goes(question)}"
    if question.help is not None:
        yield f"said beside it: {question.help}"
    if question.cooperation:
        yield "asks whether the person helps an authority: may always be left out, and bears on no right"
    for name, source in (("rests on that by law", question.conditional_by_law), ("source", question.source)):
        if source is not None:
            yield f"{name}: {source}"


def _kind(question: Question) -> str:
    if question.kind == "group":
        parts = "; ".join(f"{part.label} ({KINDS[part.kind]})" for part in question.parts)
        return f"up to {question.up_to} times: {parts}"
    if question.kind == "files":
        formats = ", ".join(one.upper() for one in question.formats)
        return f"up to {question.up_to} files of {question.megabytes} MB each: {formats}"
    options = "; ".join(str(label) for label in question.options.values())
    longest = f", at most {question.max_length:,} characters" if question.max_length else ""
    kind = KINDS[question.kind or ""]
    return f"{kind}{longest}: {options}" if options else f"{kind}{longest}"


def _required(groups: tuple[str, ...]) -> str:
    return f"required for {' and '.join(FOR[one] for one in groups)}" if groups else "may be left out"


def _section(question: Question) -> str:
    return str(law().code_lists["sections"][question.section or ""].label)


def _goes(question: Question) -> str:
    if question.way == "notification":
        return "; goes with a notification alone"
    return "; may go into a notification" if question.in_notification else ""


def condition_words(form: ReferralForm, condition: Condition) -> str:
    """A condition as a sentence part. Source: domain 1.7.2, conditions."""
    asks = [_asks(form, name, wanted) for name, wanted in condition.asks.items()]
    every = [condition_words(form, part) for part in condition.every]
    some = " or ".join(f"({condition_words(form, part)})" for part in condition.some)
    return " and ".join([*asks, *every, *([f"({some})"] if some else [])])


def _asks(form: ReferralForm, name: str, wanted: tuple[str, ...]) -> str:
    question = form.question(name)
    options = question.options if question else {}
    said = " or ".join(str(options.get(value, value.replace("_", " "))) for value in wanted)
    return f"“{question.label if question else name}” is {said}"
