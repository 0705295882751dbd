"""The parts of a day and their lines, as the worklist shows them: a case's lines under one heading, its person by reference only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from opennrm.access.doors import CaseAccess
from opennrm.cases.spine import reads
from opennrm.cases.spine.reads import Due
from opennrm.countries.profile import Profile
from opennrm.portal.asked import Asked, kind_of, when
from opennrm.portal.people import age_words, language_words, turn_words
from opennrm.portal.rights import entitlement_of
from opennrm.standards.load import law
from opennrm.standards.refusal import gettext_noop
from opennrm.ui.dates import distance

LONGEST = 12  # lines of a group before the rest is a page of its own
LONGEST_ALONE = 60  # lines of a group that stands alone: no page is over 60 kB
PARTS: dict[str, tuple[str, str]] = {
    "overdue": (gettext_noop("Overdue"), gettext_noop("Nothing is overdue.")),
    "today": (gettext_noop("Today"), gettext_noop("Nothing falls due today.")),
    "at_once": (gettext_noop("Owed at once"), gettext_noop("Nothing is owed at once.")),
    "week": (gettext_noop("Next seven days"), gettext_noop("Nothing falls due in the next seven days.")),
    "others": (gettext_noop("Waiting for others"), gettext_noop("Nobody else owes these people anything with a day.")),
}
# What a step that waits is called, and what is behind it; msgids.
STEPS: dict[str, tuple[str, str]] = {
    "referral.answer": (gettext_noop("Answer the referral"), gettext_noop("Receipt acknowledged")),
    "referral.send_again": (gettext_noop("Send the referral again"), gettext_noop("It came back with the reason")),
    "identification.review": (gettext_noop("Review the proposed negative"), gettext_noop("A second pair of eyes before a no")),
    "identification.notice": (gettext_noop("Tell the person the outcome"), gettext_noop("Told by a safe way")),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one part of the day."""

    id: str
    title: str
    note: str
    empty: str
    lines: list[dict[str, Any]]
    total: int
    cases: int
    more: str


def grouped(lines: list[Due], on: date, profile: Profile, alone: str, asked: Asked) -> list[Group]:
    """The day in five parts: overdue, today, owed at once without a day, the next seven days, and what waits for others."""
    parts: dict[str, list[Due]] = {part: [] for part in PARTS}
    for line in lines:
        part = _part(line, on)
        if part in parts and asked.takes(line, on):
            parts[part].append(line)
    return [_group(part, found, alone == part, on, profile, asked) for part, found in parts.items()]


def _part(line: Due, on: date) -> str:
    """Where a line stands. What others owe without a day stands on the page of the case, where it is told whose turn it is."""
    if line.mine:
        return when(line, on)
    return "others" if line.due or line.right is None else ""


def _group(part: str, lines: list[Due], at_length: bool, on: date, profile: Profile, asked: Asked) -> Group:
    longest = LONGEST_ALONE if at_length else LONGEST
    total, cut = len(lines), len(lines) > longest
    title, empty = PARTS[part]
    return Group(
        part,
        gettext(title),
        gettext("%(shown)s of %(all)s") % {"shown": longest, "all": total} if cut else str(total),
        gettext("Nothing of it is asked for here.") if asked.narrows else gettext(empty),
        list(by_case(_in_order(part, lines)[:longest], part, on, profile)),
        total,
        len({line.case.id for line in lines}),
        f"?{asked.query}&all={part}#{part}" if cut and not at_length else "",
    )


def _in_order(part: str, lines: list[Due]) -> list[Due]:
    """By day, what is needed at once before all that is merely late; what has no day by how long it is owed, the longest first."""
    if part != "at_once":
        return lines if part == "others" else sorted(lines, key=lambda line: kind_of(line) != "need")
    return sorted(lines, key=lambda line: (owed_since(line) or date.max, line.case.reference, line.key))


def owed_since(line: Due) -> date | None:
    """The day on which what is owed at once opened; of a step the day of the state in which it waits."""
    return line.right.opened_on if line.right else line.case.since


def by_case(lines: Iterable[Due], part: str, on: date, profile: Profile) -> Iterator[dict[str, Any]]:
    """The lines of each case together, in the order of the first of them; of several the first carries the heading of the case."""
    cases: dict[UUID, list[Due]] = defaultdict(list)
    for line in lines:
        cases[line.case.id].append(line)
    for found in cases.values():
        together = len(found) > 1
        for place, line in enumerate(found):
            told = shown(line, on, profile)
            yield told | {
                "under": f"{part}-{line.case.reference}" if together else "",
                "head": heading(found) if together and not place else None,
            }


def heading(lines: list[Due]) -> dict[str, Any]:
    """What stands once above the lines of a case."""
    needed = any(kind_of(line) == "need" for line in lines)
    return person(lines[0]) | {
        "news": sum(line.new for line in lines),
        "presses": gettext("Needed at once") if needed else "",
        "count": len(lines),
    }


def person(line: Due) -> dict[str, Any]:
    """The case by its reference, the person by age and language."""
    about, language = line.case.about, get_language() or "en"
    return {
        "reference": line.case.reference,
        "age": age_words(about),
        "child": about.age != "adult",
        "language": language_words(about.languages[:1], language),
    }


def shown(line: Due, on: date, profile: Profile) -> dict[str, Any]:
    """One line of the table."""
    what, right = told(line, profile, get_language() or "en")
    code, words = standing(line, on)
    return person(line) | {
        "href": f"{reverse('portal:case', args=[line.case.id])}#{anchor(line)}",
        "what": what,
        "right": right,
        "news": int(line.new),
        "mine": line.mine,
        "turn": turn_words(line.relation),
        "due": line.due,
        "since": None if line.due else owed_since(line),
        "due_words": "" if line.due or owed_since(line) else gettext("no day is set"),
        "code": code,
        "words": words,
    }


def anchor(line: Due) -> str:
    return f"right-{line.key}-{line.right.opening}".replace(".", "-") if line.right else "next"


def told(line: Due, profile: Profile, language: str) -> tuple[str, str]:
    """What there is to do, and the right behind it."""
    if line.key.startswith(reads.NEED):
        need = law().needs[line.key.removeprefix(reads.NEED)]
        return gettext("Needed at once: %(what)s") % {"what": need.told(language)}, need.says.told(language)
    if line.right is None:
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
        return "open", _for(owed_since(line), on)
    days = (line.due - on).days
    if days < 0:
        return "overdue", ngettext("%(n)s day over", "%(n)s days over", -days) % {"n": -days}
    if days == 0:
        return "soon", gettext("Today")
    return ("soon" if days <= 3 else "open"), distance(line.due, on).capitalize()


@dataclass(frozen=True, slots=True)
class Reach:
    """The cases whose lines were loaded, in the order of their days, and how many that were at most: of those that the agency has to act
    on by a day, and `aside` of the others, as many as are shown.
    """

    mine: list[CaseAccess]
    others: list[CaseAccess]
    at_once: list[CaseAccess]
    most: int
    aside: int

    @property
    def cases(self) -> list[CaseAccess]:
        found = [*self.mine[: self.most], *self.at_once[: self.aside], *self.others[: self.aside]]
        return list({row.case_id: row for row in found}.values())

    def more(self, part: str, on: date) -> bool:
        """Whether further cases may have lines of this part."""
        if part in ("others", "at_once"):
            return len(self.others if part == "others" else self.at_once) > self.aside
        ends = {"overdue": on - timedelta(days=1), "today": on, "week": on + timedelta(days=7)}
        return len(self.mine) > self.most and self.mine[self.most].due <= ends[part]


def _in_cases(n: int, more: bool) -> str:
    """In how many cases, as far as was looked; nothing for none."""
    if not n:
        return ""
    words = ngettext("in %(n)s case and more", "in %(n)s cases and more", n) if more else ngettext("in %(n)s case", "in %(n)s cases", n)
    return words % {"n": n}


ICONS = {"overdue": "overdue", "today": "soon", "at_once": "shield", "week": "open", "others": "declined"}


def tiles(groups: list[Group], reach: Reach, on: date, query: str) -> list[dict[str, Any]]:
    """Numbers, those of the headings below: how many lines there are, in how many cases; each a link to its lines."""
    here = f"{reverse('portal:today')}{'?' if query else ''}{query}"
    return [
        {
            "count": f"{group.total}+" if group.total and reach.more(group.id, on) else str(group.total),
            "label": group.title,
            "note": _in_cases(group.cases, reach.more(group.id, on)),
            "href": f"{here}#{group.id}",
            "icon": ICONS[group.id],
            "late": group.id == "overdue" and group.total > 0,
        }
        for group in groups
    ]
