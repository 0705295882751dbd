"""What the form of a country may not be: a question that nobody could see, a condition on what comes later, cooperation that bears on help.

Conditions name few questions, so every answer that these can have is tried: what is found here is found by asking, not by reasoning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from opennrm.countries.form import BESIDE, LATE, Answer, Condition, FormStep, Question, ReferralForm, Treated, holds
from opennrm.countries.profile import Profile
from opennrm.standards.load import law
from opennrm.standards.mistakes import nearest
from opennrm.standards.reading import Path

__all__ = ["unsound_form"]

Unsound = tuple[Path, str, str]
MOST = 8  # questions that may decide together, directly or by what they rest on themselves
PROCEEDINGS = "proceedings"
REFERRAL_FORM: Path = ("referral_form",)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A question where it stands: its number in the whole form, its step, its place in the file."""

    number: int
    step: FormStep
    question: Question
    path: Path


def unsound_form(profile: Profile) -> Iterator[Unsound]:
    """Every reason for which the form is refused: where, what is wrong, what would be right. Source: law-as-data 4 and 6; domain 1.7.2."""
    form = profile.referral_form
    yield from _steps(form)
    yield from _names(form)
    wrong = list(_conditions(form))
    yield from wrong
    yield from _cooperation(form)
    if not wrong:
        yield from _reach(profile)


def _placed(form: ReferralForm) -> list[_Placed]:
    rows = [(at, place, step) for at, step in enumerate(form.steps) for place in range(len(step.fields))]
    return [
        _Placed(number, step, step.fields[place], (*REFERRAL_FORM, "steps", at, "fields", place))
        for number, (at, place, step) in enumerate(rows)
    ]


def _steps(form: ReferralForm) -> Iterator[Unsound]:
    late, seen = False, set[str]()
    for at, step in enumerate(form.steps):
        path = (*REFERRAL_FORM, "steps", at)
        if late and step.before == "answer":
            yield (*path, "before"), f"the step {step.id} comes before the answer and stands behind steps that come after it", "move it up"
        late = late or step.before == "check"
        if step.id in seen:
            yield (*path, "id"), f"the step {step.id} stands twice", "each id once"
        seen.add(step.id)


def _names(form: ReferralForm) -> Iterator[Unsound]:
    sections = tuple(law().code_lists["sections"])
    shared = (*(field.code for field in form.fields), *sorted(BESIDE))
    seen: set[str] = set()
    for one in _placed(form):
        question = one.question
        if question.code in seen:
            yield (*one.path, "code"), f"the question {question.code} stands twice", "each code once"
        seen.add(question.code)
        if question.section is not None and question.section not in sections:
            yield (*one.path, "section"), f"unknown section {question.section}", nearest(question.section, sections, "section")
        if question.asked_by is not None and question.asked_by not in shared:
            yield (*one.path, "asked_by"), f"no shared screen asks {question.asked_by}", nearest(question.asked_by, shared, "field")
        parts = [part.code for part in question.parts]
        for twice in {code for code in parts if parts.count(code) > 1}:
            yield (*one.path, "parts"), f"the part {twice} stands twice", "each code once"


def _conditions(form: ReferralForm) -> Iterator[Unsound]:
    """Names and answers that a condition could wait for in vain."""
    placed = _placed(form)
    known = {one.question.code: one for one in placed}
    firsts = {one.step.id: one.number for one in reversed(placed)}
    for at, step in enumerate(form.steps):
        path = (*REFERRAL_FORM, "steps", at, "shown_when")
        yield from _condition(step.shown_when, path, (firsts[step.id], step, "", "referral"), known)
    for one in placed:
        where = (one.number, one.step, one.question.code, one.question.way)
        yield from _condition(one.question.shown_when, (*one.path, "shown_when"), where, known)


Where = tuple[int, FormStep, str, str]


def _condition(condition: Condition, path: Path, where: Where, known: dict[str, _Placed]) -> Iterator[Unsound]:
    for name, wanted in condition.asks.items():
        yield from _asked((*path, name), name, wanted, where, known)
    for key, parts in (("all", condition.every), ("any", condition.some)):
        for place, part in enumerate(parts):
            yield from _condition(part, (*path, key, place), where, known)


def _asked(path: Path, name: str, wanted: tuple[str, ...], where: Where, known: dict[str, _Placed]) -> Iterator[Unsound]:
    number, step, code, way = where
    found = known.get(name)
    if found is None:
        yield path, f"no question {name}", nearest(name, tuple(known), "question")
        return
    if found.number >= number:
        back = code and code in {other for other, _ in found.question.shown_when.named()}
        says = f"{code} and {name} wait for each other" if back or name == code else f"{name} comes later"
        yield path, says, "a condition asks what was answered before: move the question up"
    elif found.question.asked_by in LATE and step.before == "answer":
        yield path, f"{name} is asked only after the person's answer", "write before: check at this step, or ask something else"
    if not found.question.answers:
        yield (
            path,
            f"{name} has no answers to choose from",
            "a condition asks for yes_no, radios, ticks, or what a shared screen answers in",
        )
    for value in wanted if found.question.answers else ():
        if value not in found.question.answers:
            yield path, f"{name} is never {value}", nearest(value, found.question.answers, f"answer of {name}")
    if way == "referral" and not found.question.asked_by and found.question.way == "notification":
        yield path, f"{name} is asked for a notification alone", "of a referral it is never answered: ask something else"


def _cooperation(form: ReferralForm) -> Iterator[Unsound]:
    """Whether the person helps an authority is never required, is closed to who decides on help, and nothing of a referral rests on it."""
    about = {one.question.code for one in _placed(form) if one.question.cooperation}
    for one in _placed(form):
        question = one.question
        if question.cooperation and question.required_for:
            yield (
                (*one.path, "required_for"),
                f"{question.code} asks for cooperation and is required",
                "help is never conditional: leave it out",
            )
        if question.cooperation and question.section != PROCEEDINGS:
            yield (*one.path, "section"), f"{question.code} asks for cooperation", f"seal it in {PROCEEDINGS}, which bears on no right"
        named = {name for name, _ in (*question.shown_when.named(), *one.step.shown_when.named())}
        if named & about and not question.cooperation and not (question.way == "notification" and question.conditional_by_law):
            says = f"{question.code} rests on whether the person helps an authority"
            yield (*one.path, "shown_when"), says, "ask it without; a notification may, with conditional_by_law naming the clause"


def _reach(profile: Profile) -> Iterator[Unsound]:
    """Questions that nobody would ever see, or not those of whom they are required."""
    placed = _placed(profile.referral_form)
    known = {one.question.code: one for one in placed}
    for one in placed:
        rests = _rests(one, known)
        if len(rests) > MOST:
            yield (*one.path, "shown_when"), f"{len(rests)} questions decide about it", f"let at most {MOST} do so"
        elif not _possible(one, rests, None):
            yield (*one.path, "shown_when"), f"{one.question.code} can never be shown", "no answers meet these conditions together"
        else:
            for treated in one.question.required_for:
                if not _possible(one, rests, _ages(profile, treated)):
                    says = f"{one.question.code} is required of {treated} and never shown to one"
                    yield (*one.path, "required_for"), says, "take it out of required_for, or widen the condition"


def _rests(one: _Placed, known: dict[str, _Placed]) -> list[_Placed]:
    """The questions on which it rests, directly or through others, in their order."""
    found: dict[str, _Placed] = {}
    waiting = [one]
    while waiting:
        here = waiting.pop()
        for name, _ in (*here.question.shown_when.named(), *here.step.shown_when.named()):
            if name not in found:
                found[name] = known[name]
                waiting.append(known[name])
    return sorted(found.values(), key=lambda placed: placed.number)


def _ages(profile: Profile, treated: Treated) -> tuple[str, ...]:
    """The ages that are treated so; one in doubt as the profile says, as both where it does not."""
    doubt = profile.age_unknown_as.value
    return (treated, "unknown") if doubt in (treated, None) else (treated,)


def _possible(one: _Placed, rests: list[_Placed], ages: tuple[str, ...] | None) -> bool:
    return any(_shows(one, said) for said in _answered(rests, {}, ages))


def _answered(rests: list[_Placed], said: dict[str, Answer], ages: tuple[str, ...] | None) -> Iterator[dict[str, Answer]]:
    """Every way in which these questions can have been answered, one that is not shown not at all."""
    if not rests:
        yield said
        return
    first, *others = rests
    yield from _answered(others, said, ages)
    for answer in _answers(first.question, ages) if _shows(first, said) else ():
        yield from _answered(others, {**said, first.question.code: answer}, ages)


def _answers(question: Question, ages: tuple[str, ...] | None) -> tuple[Answer, ...]:
    if question.asked_by == "age_group" and ages is not None:
        return ages
    if question.kind == "ticks":  # no condition forbids an answer, so all at once show whatever some would
        return (*((one,) for one in question.answers), question.answers)
    return question.answers


def _shows(one: _Placed, said: dict[str, Answer]) -> bool:
    return holds(one.step.shown_when, said) and holds(one.question.shown_when, said)
