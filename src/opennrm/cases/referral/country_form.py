"""A country's own form over a draft: which of its pages and questions are asked, and what was answered. Changes nothing.

What a condition asks is chosen from a list, so which questions are shown is read from what was typed as it was typed, right or wrong; what
is sent is read through the forms, once nothing is wanting.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from opennrm.cases.referral.sending import shared_of
from opennrm.cases.spine.drafting import Filling
from opennrm.countries import form as asking
from opennrm.countries.form import ADDED, Answer, FormStep, Question, ReferralForm

__all__ = ["asked_here", "key_of", "left_out", "shared", "shown_in", "steps_of", "typed"]

KEY = "form-"
STARTS = {"answer": 61.0, "check": 91.0}  # behind what the signs come to, and behind who it is
Reads = Callable[[str], Sequence[str]]


def key_of(step: FormStep) -> str:
    """Under which key a page of the form is kept in a draft."""
    return f"{KEY}{step.id}"


def asked_here(form: ReferralForm) -> frozenset[str]:
    """The questions that the country's own pages ask of whoever is referred."""
    return frozenset(one.code for one in form.questions() if one.kind is not None and one.goes_with("referral"))


def shared(filling: Filling) -> dict[str, Answer]:
    """What the screens of all countries know that a condition may ask."""
    paper = filling.paper
    return shared_of(filling.contact, filling.treated_as, support=paper.one("support", "support"), consent=paper.one("answer", "answer"))


def typed(filling: Filling, step: FormStep | None = None, reads: Reads | None = None) -> dict[str, Answer]:
    """What was typed, as far as conditions ask it; of one page as `reads` has it, of the others as the draft has it."""
    found: dict[str, Answer] = {}
    for one in filling.profile.referral_form.steps:
        stored = filling.paper.steps.get(key_of(one), {})
        values = reads if reads is not None and one is step else lambda name, stored=stored: stored.get(name, ())
        for question in one.fields:
            given = tuple(_value(question, text) for text in values(question.code) if text)
            if question.kind == "files":
                found |= {question.code: ADDED} if filling.paper.files.get(question.code) else {}
            elif given and question.kind is not None:
                found[question.code] = given if question.kind == "ticks" else given[-1]
            elif any(_parts(question, values)):
                found[question.code] = "typed"
    return found


def _value(question: Question, text: str) -> str:
    return "yes" if question.kind == "tick" else text


def _parts(question: Question, values: Reads) -> Iterator[str]:
    """What was typed into the parts of a group or of a date: it decides nothing, but that there is something is told."""
    numbers = range(1, (question.up_to or 0) + 1)
    names = [part_name(question.code, number, part.code) for number in numbers for part in question.parts]
    dated = question.kind in ("date", "fuzzy_date")
    names += [f"{question.code}-{part}" for part in ("day", "month", "year", "unknown")] if dated else []
    yield from (text for name in names for text in values(name) if text)


def part_name(code: str, number: int, part: str) -> str:
    """The name of a field of a repeated group on a page."""
    return f"{code}.{number}.{part}"


def shown_in(filling: Filling, step: FormStep, reads: Reads) -> tuple[str, ...]:
    """The questions of a page that are asked, with its own answers as `reads` has them."""
    shown = asking.shown(filling.profile.referral_form, typed(filling, step, reads), shared(filling))
    return tuple(question.code for there, question in shown if there is step)


def steps_of(filling: Filling) -> Iterator[tuple[float, FormStep, tuple[str, ...]]]:
    """Every page, its place among the screens (before the answer, or before the last look), and the questions on it that are asked now."""
    form = filling.profile.referral_form
    shown = list(asking.shown(form, typed(filling), shared(filling))) if form.steps else []
    for number, step in enumerate(form.steps):
        asked = tuple(question.code for there, question in shown if there is step)
        yield STARTS[step.before] + number / (len(form.steps) + 1) * 8, step, asked


def left_out(filling: Filling) -> tuple[Question, ...]:
    """What was typed and will not be sent, since another answer took its question away."""
    return asking.left_out(filling.profile.referral_form, typed(filling), shared(filling))


def in_order(form: ReferralForm, said: Mapping[str, Answer]) -> Iterator[tuple[FormStep, Question, Any]]:
    """What was said, page by page."""
    for step in form.steps:
        yield from ((step, question, said[question.code]) for question in step.fields if said.get(question.code))
