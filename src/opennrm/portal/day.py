"""The parts of a day and their lines, as the worklist shows them: a case's lines under one heading, its person by reference only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from opennrm.cases.spine import editions
from opennrm.cases.spine.lines import NEED
from opennrm.cases.spine.worklist import COUNTED, Due, Part
from opennrm.countries.profile import Profile
from opennrm.portal.asked import Asked
from opennrm.portal.people import age_words, language_words, turn_words
from opennrm.portal.rights import entitlement_of
from opennrm.standards.load import law
from opennrm.standards.refusal import gettext_noop
from opennrm.ui.dates import FuzzyDate, distance
from opennrm.ui.numbers import number
from opennrm.ui.worklist import line as work_line

LONGEST = 8  # lines of a group before the rest is a page of its own: the whole day is looked over without scrolling far
LONGEST_ALONE = 60  # lines of a group that stands alone: no page is over 60 kB
PARTS: dict[str, tuple[str, str]] = {
    "overdue": (gettext_noop("Overdue"), gettext_noop("Nothing is overdue.")),
    "today": (gettext_noop("Today"), gettext_noop("Nothing falls due today.")),
    "at_once": (gettext_noop("Owed at once"), gettext_noop("Nothing is owed at once.")),
    "week": (gettext_noop("Next seven days"), gettext_noop("Nothing falls due in the next seven days.")),
    "month": (gettext_noop("This month"), gettext_noop("Nothing else is to be done this month.")),
    "others": (gettext_noop("Waiting for others"), gettext_noop("Nobody else owes these people anything with a day.")),
}
RARE = ("month",)  # parts of which nothing is said where nothing is in them
ASK_ANEW = "referral.ask_anew"
# What a step that waits is called, and what is behind it; msgids.
STEPS: dict[str, tuple[str, str]] = {
    "referral.answer": (gettext_noop("Answer the referral"), gettext_noop("Receipt acknowledged")),
    "referral.send_again": (gettext_noop("Send the referral again"), gettext_noop("It came back with the reason")),
    ASK_ANEW: (
        gettext_noop("Turns 18 soon: ask whether to stay in the procedure and be supported as an adult"),
        gettext_noop("The person's own answer, in the place of anybody else's"),
    ),
    "referral.answer_for_child": (gettext_noop("Answer for the child who may help"), gettext_noop("Nobody supports the child yet")),
    "identification.review": (gettext_noop("Review the proposed negative"), gettext_noop("A second pair of eyes before a no")),
    "identification.notice": (gettext_noop("Tell the person the outcome"), gettext_noop("Told by a safe way")),
    "identification.unsaid": (
        gettext_noop("Record what the time to recover and decide depends on"),
        gettext_noop("It begins by law once that is recorded, from the day of the decision on"),
    ),
    "identification.force": (
        gettext_noop("Tell the police force"),
        gettext_noop("The law here names which one. No consent is asked, and no name goes with it."),
    ),
    "identification.crime_reference": (
        gettext_noop("Give the crime reference to the authority"),
        gettext_noop("The decision is positive, so a crime is recorded"),
    ),
    "procedure.step": (gettext_noop("Take the step that comes next here"), gettext_noop("Only this country's procedure has it")),
    "procedure.resume": (gettext_noop("Look whether the procedure can go on"), gettext_noop("It rests, and no clock reminds anybody")),
    "procedure.reconsideration": (
        gettext_noop("Answer whether it is decided otherwise"),
        gettext_noop("It was asked to look at the decision again"),
    ),
    "procedure.end_review": (
        gettext_noop("Review whether a decision ends"),
        gettext_noop("A second pair of eyes before it is revoked, or somebody is disqualified"),
    ),
    "protection.bar": (gettext_noop("Put the bar on removal into your files"), gettext_noop("Told by the authority that decides")),
    "protection.guardian": (gettext_noop("Name another guardian"), gettext_noop("The last one acts no more")),
    "protection.guardian_over": (gettext_noop("Record that the guardian acts no more"), gettext_noop("The person is an adult")),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one part of the day; `count` and `where` say how many there are, in how many cases."""

    id: str
    title: str
    note: str
    empty: str
    lines: list[SafeString]
    total: int
    count: str
    where: str
    more: str
    back: str


@dataclass(frozen=True, slots=True)
class Length:
    """How much of a part is shown: the first lines of each, or of one that stands `alone` a page of it, from a place on."""

    alone: str = ""
    place: int = 0

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Length":
        """From an address; what it does not know is as if it were not there."""
        alone, place = given.get("all", ""), given.get("from", "")
        if alone not in PARTS:
            return cls()
        return cls(alone, int(place) if place.isascii() and place.isdigit() and len(place) < 5 else 0)

    @property
    def lines(self) -> int:
        return LONGEST_ALONE if self.alone else LONGEST


def grouped(parts: dict[str, Part], on: date, profile: Profile, asked: Asked, length: Length) -> list[Group]:
    """The day in parts: overdue, today, owed at once without a day, the next seven days, this month, and what waits for others."""
    told = {id: part for id, part in parts.items() if part.total or id not in RARE or id == length.alone}
    return [_group(id, part, on, profile, asked, length) for id, part in told.items()]


def _group(id: str, part: Part, on: date, profile: Profile, asked: Asked, length: Length) -> Group:
    title, empty = PARTS[id]
    count = f"{number(part.total - part.total % COUNTED)}+" if part.more else number(part.total)
    last = length.place + len(part.lines)
    goes_on = last < part.total
    here = f"?{asked.query}&all={id}"
    return Group(
        id,
        gettext(title),
        _extent(length.place, last, count) if goes_on or length.place else count,
        gettext("Nothing of it is asked for here.") if asked.narrows else gettext(empty),
        list(by_case(part.lines, id, on, profile.edition)),
        part.total,
        count,
        _in_cases(part),
        more=f"{here}&from={last if length.alone else 0}#{id}" if goes_on else "",
        back=f"{here}&from={max(length.place - length.lines, 0)}#{id}" if length.place else "",
    )


def _extent(place: int, last: int, count: str) -> str:
    if not place:
        return gettext("%(shown)s of %(all)s") % {"shown": number(last), "all": count}
    return gettext("%(first)s to %(last)s of %(all)s") % {"first": number(place + 1), "last": number(last), "all": count}


def _in_cases(part: Part) -> str:
    """In how many cases; nothing for none, and where more lines are than were counted."""
    if not part.cases or part.more:
        return ""
    return ngettext("in %(n)s case", "in %(n)s cases", part.cases) % {"n": number(part.cases)}


def by_case(lines: Iterable[Due], part: str, on: date, edition: str) -> Iterator[SafeString]:
    """The lines of each case together, in the order of the first of them; of several the first carries the heading of the case."""
    cases: dict[UUID, list[Due]] = defaultdict(list)
    for line in lines:
        cases[line.case].append(line)
    language = get_language() or "en"
    return (_of_case(tuple(found), part, on, edition, language) for found in cases.values())


@lru_cache(maxsize=4096)
def _of_case(found: tuple[Due, ...], part: str, on: date, edition: str, language: str) -> SafeString:
    """The lines of one case as markup: kept, since nothing but what is given here decides how they look, and a day is looked at often.

    `language`: that of the page.
    """
    whose, page, profile = person(found[0], language), reverse("portal:case", args=[found[0].case]), editions.profile(edition)
    rows = [whose | shown(line, page, on, profile, language) for line in found]
    if len(found) > 1:
        rows = [row | {"under": f"{part}-{line.reference}"} for row, line in zip(rows, found, strict=True)]
        rows[0]["head"] = whose | heading(found)
    return SafeString("".join([work_line(row, on) for row in rows]))


def heading(lines: Sequence[Due]) -> dict[str, Any]:
    """What stands once above the lines of a case."""
    needed = any(line.kind == "need" for line in lines)
    return {"news": sum(line.new for line in lines), "presses": gettext("Needed at once") if needed else "", "count": len(lines)}


def person(line: Due, language: str) -> dict[str, Any]:
    """The case by its reference, the person by age and language."""
    return {
        "reference": line.reference,
        "age": age_words(line.about),
        "child": line.about.age != "adult",
        "language": language_words(line.about.languages[:1], language),
    }


def shown(line: Due, page: str, on: date, profile: Profile, language: str) -> dict[str, Any]:
    """One line of the table; `page`: the address of its case."""
    what, right = told(line, profile, language)
    code, words = standing(line, on)
    return {
        "href": f"{page}#{anchor(line)}",
        "what": what,
        "right": right,
        "news": int(line.new),
        "mine": line.mine,
        "turn": turn_words(line.relation),
        "due": line.due,
        "since": None if line.due else line.since,
        "due_words": due_words(line),
        "code": code,
        "words": words,
    }


def due_words(line: Due) -> str:
    """What stands in the place of a day: a month, where the very day is nobody's to know, or that there is none; else nothing."""
    if line.due and line.key == ASK_ANEW:
        return gettext("by the end of %(month)s") % {"month": FuzzyDate(line.due.year, line.due.month)}
    return "" if line.due or line.since else gettext("no day is set")


def anchor(line: Due) -> str:
    return f"right-{line.key}-{line.opening}".replace(".", "-") if line.opening else "next"


def told(line: Due, profile: Profile, language: str) -> tuple[str, str]:
    """What there is to do, and the right behind it."""
    if line.kind == "need":
        need = law().needs[line.key.removeprefix(NEED)]
        return gettext("Needed at once: %(what)s") % {"what": need.told(language)}, need.says.told(language)
    if line.kind == "step":
        what, right = STEPS.get(line.key, (line.key, ""))
        return gettext(what), gettext(right) if right else ""
    given = entitlement_of(profile, line.key)
    return given.title.told(language), given.met_by_words.told(language)


def _for(since: date | None, on: date) -> str:
    days = (on - since).days if since else 0
    return ngettext("For %(n)s day", "For %(n)s days", days) % {"n": days} if days > 0 else ""


def standing(line: Due, on: date) -> tuple[str, str]:
    """The mark of a line, from its day alone."""
    if line.due is None:
        return "open", _for(line.since, on)
    days = (line.due - on).days
    if days < 0:
        return "overdue", ngettext("%(n)s day over", "%(n)s days over", -days) % {"n": -days}
    if days == 0:
        return "soon", gettext("Today")
    if line.key == ASK_ANEW:
        return "open", gettext("This month")
    return ("soon" if days <= 3 else "open"), distance(line.due, on).capitalize()


ICONS = {"overdue": "overdue", "today": "soon", "at_once": "shield", "week": "open", "month": "open", "others": "declined"}


def tiles(groups: list[Group], query: str) -> list[dict[str, Any]]:
    """Numbers, those of the headings below: how many lines there are, in how many cases; each a link to its lines."""
    here = f"{reverse('portal:today')}{'?' if query else ''}{query}"
    return [
        {
            "count": group.count,
            "label": group.title,
            "note": group.where,
            "href": f"{here}#{group.id}",
            "icon": ICONS[group.id],
            "late": group.id == "overdue" and group.total > 0,
        }
        for group in groups
    ]
