"""What a country's own form asked and what was answered, in words: before it is sent, and in the case, in the section that holds it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from opennrm.access import doors
from opennrm.access.doors import CaseDoor
from opennrm.cases.referral import country_form
from opennrm.cases.referral.country_forms import NOT_KNOWN, answers_of
from opennrm.cases.referral.sealed_form import CODES, unpacked
from opennrm.cases.spine import codes, editions, told
from opennrm.cases.spine.drafting import Filling
from opennrm.countries.form import ADDED, Answer, Part, Question
from opennrm.countries.profile import Profile
from opennrm.ui.dates import FuzzyDate

__all__ = ["FORM", "OpenedSection", "answered", "not_sent", "opened", "unfolded"]

FORM = gettext_noop("The country's own form")
CHOSEN = {
    "yes": gettext_noop("Yes"),
    "no": gettext_noop("No"),
    "not_sure": gettext_noop("Not sure"),
    ADDED: gettext_noop("Put in: they stand among the files of the case"),
}
Row = tuple[str, str]


def answered(filling: Filling) -> list[dict[str, Any]]:
    """What was answered so far, page by page, each with the way back to it: to be looked at once more before it is sent."""
    pages: dict[str, dict[str, Any]] = {}
    for step, question, answer in country_form.in_order(filling.profile.referral_form, answers_of(filling)):
        if step.id not in pages:
            href = reverse("referral:form", args=[filling.contact.stream, step.id])
            pages[step.id] = {"title": step.label.told(codes.reads_in()), "href": href, "rows": []}
        held = filling.paper.files.get(question.code, ())
        words = "; ".join(one.name for one in held) if held else _words(question, answer)
        pages[step.id]["rows"].append((question.label.told(codes.reads_in()), words))
    return list(pages.values())


def not_sent(filling: Filling) -> list[str]:
    """The questions whose answers were typed and will not be sent, since another answer took them away."""
    return [one.label.told(codes.reads_in()) for one in country_form.left_out(filling)]


def _words(question: Question, answer: Answer) -> str:
    """An answer as it is read: of a list its words, of a group an entry after the other."""
    if isinstance(answer, str):
        return _one(question, answer)
    return "; ".join(_one(question, each) if isinstance(each, str) else _entry(question, each) for each in answer)


def _entry(question: Question, entry: Any) -> str:
    return ", ".join(_one(part, entry[part.code]) for part in question.parts if entry.get(part.code))


def _one(asked: Question | Part, text: str) -> str:
    if isinstance(asked, Question) and text in asked.options:
        return asked.options[text].told(codes.reads_in())
    if asked.kind in ("yes_no", "yes_no_unsure", "tick", "files"):
        return gettext(CHOSEN.get(text, text))
    if asked.kind == "country":
        return codes.country(text)
    if asked.kind == "language":
        return codes.language(text)
    if asked.kind in ("date", "fuzzy_date"):
        return str(FuzzyDate() if text == NOT_KNOWN else FuzzyDate.parse(text))
    return text


def unfolded(text: str) -> Iterator[Row]:
    """Each question of a sealed form with its answer, as it was worded when it was asked."""
    found = unpacked(text)
    form = _asked_by(found.edition).referral_form
    for code, answer in found.said:
        question = form.question(code)
        yield (question.label.told(codes.reads_in()), _words(question, answer)) if question else (code, str(answer))


def _asked_by(edition: str) -> Profile:
    """The profile that asked; where no such text is kept, as after a demonstration changed its file, the one in force."""
    try:
        return editions.profile(edition)
    except KeyError:
        return editions.today()


@dataclass(frozen=True, slots=True)
class OpenedSection:
    """A section of the form that was opened: its name, and each question with its answer."""

    label: str
    rows: tuple[Row, ...]


def opened(door: CaseDoor, page: str = "form") -> list[OpenedSection]:
    """The form as it was sent, section by section, as far as the actor may read it; each look is recorded."""
    found = []
    for section, code in CODES.items():
        for one in doors.reveal_all(door, section, [code], page):
            rows = tuple(told.unfolded(code, gettext(FORM), one.text))
            found.append(OpenedSection(codes.word("sections", section), rows))
    return found
