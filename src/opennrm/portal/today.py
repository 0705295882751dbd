"""Today: what must be done now, whose turn it is, what waits for others. Work first, people by reference only."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext, ngettext

from opennrm.access import readlog
from opennrm.access.through import for_roles
from opennrm.cases.spine import door, editions, reads, worklist
from opennrm.countries.profile import Profile
from opennrm.portal.asked import Asked
from opennrm.portal.context import CASE_ROLES
from opennrm.portal.day import Length, grouped, tiles
from opennrm.portal.people import age_words, language_words
from opennrm.standards.refusal import gettext_noop
from opennrm.ui.numbers import number

LONGEST_REFERENCE = 40  # of what was typed, as it is shown again
YESTERDAY = timedelta(days=1)
MANY = 1_000  # cases that are counted; of more it is said that there are more
# Lists that many want, each an address: words and query.
LISTS = (
    (gettext_noop("My day"), ""),
    (gettext_noop("New since yesterday"), "new=1"),
    (gettext_noop("Overdue, ours"), "due=overdue&turn=mine"),
    (gettext_noop("Children and age unknown"), "children=1"),
    (gettext_noop("Needed at once"), "kind=need"),
)


@for_roles(*CASE_ROLES)
def today(request: HttpRequest) -> HttpResponse:
    """The worklist of the actor's agency and roles; an address may ask for a part of it."""
    on, asked, length = door.today(), Asked.read(request.GET.dict()), Length.read(request.GET.dict())
    alone = length.alone
    parts = worklist.read(request.actor, on, length.lines, asked.wanted(on), only=alone, skip=length.place)
    groups = grouped(parts, on, editions.today(), asked, length)
    readlog.looked(request.actor, "today", list({line.case: None for part in parts.values() for line in part.lines}), ["coarse"])
    context = {
        "today": on,
        "groups": [group for group in groups if group.id == alone or (asked.narrows and not alone and group.total)] or groups,
        "tiles": tiles(groups, asked.query),
        "alone": bool(alone),
        "asked": asked,
        "fields": asked.fields(),
        "lists": [{"label": gettext(label), "query": query, "current": query == asked.query} for label, query in LISTS],
        "meets": "first_responder" in request.actor.roles,
    }
    return render(request, "portal/today.html", context)


@for_roles(*CASE_ROLES)
def cases(request: HttpRequest) -> HttpResponse:
    """The open cases of the agency, fifty at a time, what moved last first; the way to one by its spoken reference (by POST: it stands in
    no URL).
    """
    on, profile, language = door.today(), editions.today(), get_language() or "en"
    typed, missing = request.POST.get("reference", "")[:LONGEST_REFERENCE], False
    if request.method == "POST":
        if found := reads.named_to(request.actor, typed):
            return redirect("portal:case", case_id=found)
        missing = True
    narrowed = narrowing(request, profile, on)
    after = _after(request.GET.get("after"))
    found_cases = reads.cases_of(request.actor, limit=51, after=after, narrowed=narrowed)
    rows = [
        {
            "case": case,
            "age": age_words(case.about),
            "child": case.about.age != "adult",
            "languages": language_words(case.about.languages, language),
            "state": state_words(profile, case.state),
            "new": case.since is not None and case.since >= on - YESTERDAY,
        }
        for case in found_cases[:50]
    ]
    readlog.looked(request.actor, "cases", [row["case"].id for row in rows], ["coarse"])
    context = {
        "today": on,
        "rows": rows,
        "count": how_many(reads.how_many_of(request.actor, narrowed, MANY + 1)),
        "first": f"?{narrowed.query}" if after else "",
        "more": f"?{narrowed.query}&after={_place(found_cases[49])}" if len(found_cases) > 50 else "",
        "asked": typed,
        "missing": missing,
        "narrowed": narrowed,
        "fields": case_fields(narrowed, profile, language),
    }
    return render(request, "portal/cases.html", context)


def narrowing(request: HttpRequest, profile: Profile, on: date) -> reads.Narrowed:
    """What the address of the list of cases asks for; what it does not know is as if it were not there."""
    state, due = request.GET.get("state", ""), request.GET.get("due", "")
    return reads.Narrowed(
        state=state if state in {one.id for one in profile.states} else "",
        due=due if due in ("overdue", "week") else "",
        children=request.GET.get("children") == "1",
        new=request.GET.get("new") == "1",
        on=on,
    )


def case_fields(narrowed: reads.Narrowed, profile: Profile, language: str) -> dict[str, list[dict[str, Any]]]:
    """The choices of the form above the list of cases."""
    states = [("", gettext("Anywhere")), *((one.id, one.label.told(language)) for one in profile.states if not profile.is_end(one.id))]
    days = (("", gettext("Any day")), ("overdue", gettext("We are late")), ("week", gettext("Due from us in seven days")))
    return {
        "state": [{"value": id, "text": text, "selected": id == narrowed.state} for id, text in states],
        "due": [{"value": id, "text": text, "selected": id == narrowed.due} for id, text in days],
    }


def how_many(found: int) -> str:
    """How many cases a list has, in words; of very many only that there are more."""
    if found > MANY:
        return gettext("More than %(n)s cases") % {"n": number(MANY)}
    return ngettext("%(n)s case", "%(n)s cases", found) % {"n": number(found)}


def _place(case: reads.CaseSeen) -> str:
    return f"{case.since or date.min}.{case.id}"


def _after(text: str | None) -> tuple[date, UUID] | None:
    day, _, case = (text or "").partition(".")
    try:
        return date.fromisoformat(day), UUID(case)
    except ValueError:
        return None


def state_words(profile: Profile, state: str) -> str:
    """Where the procedure stands, in the profile's words."""
    try:
        return profile.state(state).label.told(get_language() or "en")
    except KeyError:
        return state
