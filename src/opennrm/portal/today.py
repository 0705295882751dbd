"""Today: what must be done now, whose turn it is, what waits for others. Work first, people by reference only."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from opennrm.access import readlog
from opennrm.access.actor import Actor
from opennrm.access.doors import CaseAccess
from opennrm.access.through import for_roles
from opennrm.cases.spine import door, editions, reads
from opennrm.cases.spine.reads import CAPPED, Due
from opennrm.countries.profile import Profile
from opennrm.portal.context import CASE_ROLES
from opennrm.portal.people import age_words, language_words, turn_words
from opennrm.portal.rights import entitlement_of
from opennrm.standards.load import law
from opennrm.standards.refusal import gettext_noop
from opennrm.ui.dates import distance

AUTHORITY = frozenset({"decision_maker", "second_reviewer"})
SHOWN = 40  # cases whose lines are loaded for each half of the page
LONGEST_REFERENCE = 40  # of what was typed, as it is shown again
LONGEST = 15  # lines of a group before the rest is a page of its own
LONGEST_ALONE = 60  # lines of a group that stands alone: no page is over 60 kB
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


@for_roles(*CASE_ROLES)
def today(request: HttpRequest) -> HttpResponse:
    """The worklist of the actor's agency and roles."""
    on, profile = door.today(), editions.today()
    mine, others = reads.due_first(request.actor, mine=True, limit=CAPPED), reads.due_first(request.actor, mine=False, limit=SHOWN)
    found = reads.lines_of(request.actor, [*mine[:SHOWN], *others])
    lines = [replace(line, mine=line.mine and is_for(line, request.actor)) for line in found]
    alone = request.GET.get("all", "")
    groups = grouped(lines, on, profile, alone)
    readlog.looked(request.actor, "today", [*{line.case.id for line in lines}], ["coarse"])
    context = {
        "today": on,
        "groups": [group for group in groups if group.id == alone] or groups,
        "tiles": tiles(groups, mine, others, on),
        "alone": any(group.id == alone for group in groups),
        "meets": "first_responder" in request.actor.roles,
    }
    return render(request, "portal/today.html", context)


def is_for(line: Due, actor: Actor) -> bool:
    """Whether the line is this person's to act on: within an authority the reviewer reviews, and the others decide."""
    reviews = line.key == "identification.review"
    return reviews if actor.roles & AUTHORITY == {"second_reviewer"} else not reviews or "second_reviewer" in actor.roles


def grouped(lines: list[Due], on: date, profile: Profile, alone: str) -> list[Group]:
    """The day in four parts: overdue, today, the next seven days, and what waits for others; `alone` is shown at length."""
    own = [(line.due, line) for line in lines if line.mine and line.due]
    week = on + timedelta(days=7)
    parts = (
        ("overdue", gettext("Overdue"), gettext("Nothing is overdue."), [line for due, line in own if due < on]),
        ("today", gettext("Today"), gettext("Nothing falls due today."), [line for due, line in own if due == on]),
        (
            "week",
            gettext("Next seven days"),
            gettext("Nothing falls due in the next seven days."),
            [line for due, line in own if on < due <= week],
        ),
        (
            "others",
            gettext("Waiting for others"),
            gettext("Nobody else owes these people anything with a day."),
            [x for x in lines if not x.mine],
        ),
    )
    return [_group(*part, longest=LONGEST_ALONE if part[0] == alone else LONGEST, on=on, profile=profile) for part in parts]


def _group(id: str, title: str, empty: str, lines: list[Due], *, longest: int, on: date, profile: Profile) -> Group:
    total, cut = len(lines), len(lines) > longest
    return Group(
        id,
        title,
        gettext("%(shown)s of %(all)s") % {"shown": longest, "all": total} if cut else str(total),
        empty,
        [shown(line, on, profile) for line in lines[:longest]],
        total,
        len({line.case.id for line in lines}),
        f"?all={id}#{id}" if cut and longest == LONGEST else "",
    )


def shown(line: Due, on: date, profile: Profile) -> dict[str, Any]:
    """One line of the table."""
    language = get_language() or "en"
    what, right = told(line, profile, language)
    code, words = standing(line, on)
    about = line.case.about
    return {
        "href": f"{reverse('portal:case', args=[line.case.id])}#{anchor(line)}",
        "what": what,
        "right": right,
        "reference": line.case.reference,
        "age": age_words(about),
        "child": about.age != "adult",
        "language": language_words(about.languages[:1], language),
        "mine": line.mine,
        "turn": turn_words(line.relation),
        "due": line.due,
        "due_words": "" if line.due else gettext("no limit"),
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


def standing(line: Due, on: date) -> tuple[str, str]:
    """The mark of a line, from its day alone."""
    if line.due is None:
        return "open", ""
    days = (line.due - on).days
    if days < 0:
        return "overdue", ngettext("%(n)s day over", "%(n)s days over", -days) % {"n": -days}
    if days == 0:
        return "soon", gettext("Today")
    return ("soon" if days <= 3 else "open"), distance(line.due, on).capitalize()


def tiles(groups: list[Group], mine: list[CaseAccess], others: list[CaseAccess], on: date) -> list[dict[str, Any]]:
    """Four numbers, those of the headings below: how many lines there are, in how many cases; each a link to its lines."""
    icons = {"overdue": "overdue", "today": "soon", "week": "open", "others": "declined"}
    ends = {"overdue": on - timedelta(days=1), "today": on, "week": on + timedelta(days=7)}
    first_left_out = mine[SHOWN].due if len(mine) > SHOWN else date.max
    return [
        {
            "count": counted(group.total, len(others) >= SHOWN if group.id == "others" else first_left_out <= ends[group.id]),
            "label": group.title,
            "note": ngettext("in %(n)s case", "in %(n)s cases", group.cases) % {"n": group.cases} if group.cases else "",
            "href": f"{reverse('portal:today')}#{group.id}",
            "icon": icons[group.id],
            "late": group.id == "overdue" and group.total > 0,
        }
        for group in groups
    ]


def counted(number: int, more: bool) -> str:
    """A number of lines; with a plus where the lines of further cases were not loaded."""
    return f"{number}+" if more else str(number)


@for_roles(*CASE_ROLES)
def cases(request: HttpRequest) -> HttpResponse:
    """The open cases of the agency, fifty at a time, and the way to one by its spoken reference (by POST: it stands in no URL)."""
    on, profile, language = door.today(), editions.today(), get_language() or "en"
    asked, missing = request.POST.get("reference", "")[:LONGEST_REFERENCE], False
    if request.method == "POST":
        if found := reads.named_to(request.actor, asked):
            return redirect("portal:case", case_id=found)
        missing = True
    found_cases = reads.cases_of(request.actor, limit=51, after=_after(request.GET.get("after")))
    rows = [
        {
            "case": case,
            "age": age_words(case.about),
            "languages": language_words(case.about.languages, language),
            "state": state_words(profile, case.state),
        }
        for case in found_cases[:50]
    ]
    readlog.looked(request.actor, "cases", [row["case"].id for row in rows], ["coarse"])
    more = found_cases[49].id if len(found_cases) > 50 else None
    return render(request, "portal/cases.html", {"today": on, "rows": rows, "more": more, "asked": asked, "missing": missing})


def _after(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def state_words(profile: Profile, state: str) -> str:
    """Where the procedure stands, in the profile's words."""
    try:
        return profile.state(state).label.told(get_language() or "en")
    except KeyError:
        return state
