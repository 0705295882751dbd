"""Who the person is, as pages show it: of each field what stands, by whose word, and how it is known. Each look is recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext, gettext_noop

from opennrm.access import doors
from opennrm.access.doors import CaseDoor, Revealed
from opennrm.access.policy import enforces
from opennrm.cases.spine import codes, door
from opennrm.cases.spine.door import Glance
from opennrm.cases.spine.majority import BIRTH, COMES_OF_AGE
from opennrm.cases.spine.particulars import IDENTITY, NO_LONGER
from opennrm.cases.spine.value_words import in_words
from opennrm.ui.dates import FuzzyDate

BASES = {
    "document": gettext_noop("from a document"),
    "person": gettext_noop("as the person says"),
    "estimate": gettext_noop("an estimate"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """A field that was opened; where it has two words, the label says whose this one is and how it is known."""

    code: str
    label: str
    text: str


def standing(values: Sequence[Revealed]) -> tuple[Revealed, ...]:
    """Of everything that a field said, oldest first, what stands: the last word of an agency that does not enforce, and beside it the last
    of one that does, where that says otherwise. Neither replaces the other, whichever came later.

    Source: CETS 197 Art 10(1), 12(2); decision 0007.
    """
    helped = next((one for one in reversed(values) if not enforces(one.holder.kind or "")), None)
    enforced = next((one for one in reversed(values) if enforces(one.holder.kind or "")), None)
    if helped is None or enforced is None:
        return tuple(filter(None, (helped or enforced,)))
    return (helped,) if helped.text == enforced.text else (helped, enforced)


def identity(case: CaseDoor, page: str) -> list[Known]:
    """Every field of who the person is that stands, as far as this actor may read it, in the order of a page."""
    found = doors.reveal_all(case, "identity", [*IDENTITY, COMES_OF_AGE], page)
    grouped = [standing([one for one in found if one.code == code]) for code in IDENTITY]
    bases = known_by(door.glance(case)) if any(len(words) > 1 for words in grouped) else {}
    days = {one.event: one.text for one in found if one.code == COMES_OF_AGE}
    return [_known(one, words, bases, days.get(one.event)) for words in grouped for one in words]


def adult_from(case: CaseDoor, page: str) -> date | None:
    """The first day on which the person surely is an adult, by the date of birth that stands; of two words the later, so that no
    word takes a child's protection away. None where no date tells it, or where this actor may not read it. Each look is recorded.

    Source: Palermo Protocol Art 3(d); decisions 0007, 0015.
    """
    days = [one.text for one in standing(doors.reveal_all(case, "identity", [COMES_OF_AGE], page)) if one.text]
    if not days or days[0] == NO_LONGER:
        return None
    return max(date.fromisoformat(day) for day in days if day != NO_LONGER)


def _known(one: Revealed, words: Sequence[Revealed], bases: Mapping[tuple[UUID, str], str], of_age: str | None) -> Known:
    label, text = gettext(IDENTITY[one.code]), in_words(one.code, one.text)
    if one.code == BIRTH and one.text is not None and of_age not in (None, NO_LONGER):
        text = f"{text} ({_comes_of_age(one.text, str(of_age))})"
    return Known(one.code, label if len(words) == 1 else f"{label} ({by_whom(one, bases)})", text)


def _comes_of_age(birth: str, day: str) -> str:
    """The 18th birthday in words; of a date that is known by its month or year alone, the last day that it may be."""
    says = gettext("18 on %(day)s") if FuzzyDate.parse(birth).precision == "day" else gettext("18 on %(day)s at the latest")
    return says % {"day": FuzzyDate.parse(day)}


def by_whom(one: Revealed, bases: Mapping[tuple[UUID, str], str]) -> str:
    """Which kind of agency wrote it, and how it is known where that was written too."""
    basis = BASES.get(bases.get((one.event, one.code), ""))
    return ", ".join(filter(None, (codes.word("agency_kinds", one.holder.kind or ""), gettext(basis) if basis else "")))


def known_by(glance: Glance) -> dict[tuple[UUID, str], str]:
    """How it is known, by the event that carried it and by field: a referral says so of the date of birth alone."""
    return {(one.envelope.row_id("sealed"), code): _basis(one.event, code) for one in glance.happened for code in IDENTITY}


def _basis(event: object, code: str) -> str:
    told = getattr(event, "birth_known_by", "") if code == "identity.birth" else ""
    return told or getattr(event, "basis", "")
