"""How the procedure works in a country, for lawyers: its profile on any day, drawn, in words, with the source of each value.

The law is no secret: whoever is signed in reads it, and no case, person or agency stands here.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext

from opennrm.access.through import for_roles
from opennrm.cases.spine import door, editions, trial
from opennrm.countries import folders
from opennrm.countries.check import Counts, Report, checked, not_said
from opennrm.countries.load import ProfileErrors, countries, load_profile
from opennrm.countries.profile import Profile
from opennrm.journal import clock
from opennrm.journal.models import Installation
from opennrm.portal import gaps, law_changes, law_rows
from opennrm.portal.rights import entitlement_of

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)


@for_roles()
def index(request: HttpRequest) -> HttpResponse:
    """Every profile in a row: whether it is a draft, how much of it is not known, what the check finds."""
    language = get_language() or "en"
    rows = [_row(code, language) for code in countries()]
    return render(request, "portal/countries.html", {"rows": sorted(rows, key=lambda row: str(row["name"]))})


def _row(code: str, language: str) -> dict[str, Any]:
    try:
        profile = law_of(code)
    except ProfileErrors as wrong:
        return {"code": code, "name": code, "wrong": len(wrong.problems)}
    found = checked(profile)
    return {
        "code": code,
        "name": profile.name.told(language),
        "draft": profile.status == "draft",
        "here": code == _operating(),
        "own": folders.folder_of(code) != folders.SHIPPED,
        "findings": len(found.findings),
        **shares(found.counts),
    }


def shares(counts: Counts) -> dict[str, Any]:
    """How many values the law gives, leaves out, and are not known to us, and the share of the last in whole per cent, rounded up."""
    everything = counts.value + counts.not_provided + counts.not_known_to_us
    share = -(-100 * counts.not_known_to_us // everything) if everything else 0
    return {"values": counts.value, "none": counts.not_provided, "unknown": counts.not_known_to_us, "share": share}


@for_roles()
def country(request: HttpRequest, country: str) -> HttpResponse:
    """The procedure of one country on a day: `?on=2022-06-01`, else today."""
    profile = _known(country)
    on, typed, wrong = _day(request.GET, profile)
    language = get_language() or "en"
    found = checked(profile)
    context = {
        **_head(profile, found, on, language),
        "typed": typed,
        "wrong": wrong,
        "form_errors": bool(wrong),
        **law_rows.way(profile, on, language),
        **law_rows.clocks(profile, on, language),
        "groups": law_rows.groups(profile, on, language),
        "early": law_rows.early_ends(profile, language),
        "instruments": law_rows.instruments(profile, on, language),
        "age": law_rows.age(profile, language),
    }
    return render(request, "portal/country.html", context)


@for_roles()
def changes(request: HttpRequest, country: str) -> HttpResponse:
    """What changed in the law of one country and when, what it leaves out, and what we do not know."""
    profile = _known(country)
    on, _, _ = _day(request.GET, profile)
    language = get_language() or "en"
    found = checked(profile)
    context = {
        **_head(profile, found, on, language),
        "changes": law_changes.changes(profile, on, language),
        "turns": law_changes.turns(profile),
        "findings": list(gaps.findings(found, profile, language)),
        "unknown": unknown(profile, language),
        "silent": [entitlement_of(profile, id).title.told(language) for id in not_said(profile)],
    }
    return render(request, "portal/country_changes.html", context)


@for_roles()
def rights(request: HttpRequest, country: str) -> HttpResponse:
    """What opens for the person in one country, by when, and the scenarios that a lawyer wrote, each with what came of it."""
    profile = _known(country)
    on, _, _ = _day(request.GET, profile)
    language = get_language() or "en"
    context = {
        **_head(profile, checked(profile), on, language),
        "rights": law_rows.rights(profile, on, language),
        "scenarios": scenarios_of(profile),
    }
    return render(request, "portal/country_rights.html", context)


def unknown(profile: Profile, language: str) -> list[gaps.Gap]:
    """What we do not know; what was searched for several values at once is told once, of all of them."""
    found: dict[tuple[str, str, date | None, date | None], list[str]] = {}
    for gap in gaps.not_known(profile, language):
        found.setdefault((gap.says, gap.source, gap.since, gap.until), []).append(gap.what)
    return [gaps.Gap("; ".join(dict.fromkeys(whats)), says, source, *days) for (says, source, *days), whats in found.items()]


def _head(profile: Profile, found: Report, on: date, language: str) -> dict[str, Any]:
    today = clock.now().astimezone(profile.time_zone).date()
    return {
        "code": profile.country,
        "name": profile.name.told(language),
        "draft": profile.status == "draft",
        "here": profile.country == _operating(),
        "edition": profile.edition[:12],
        "on": on,
        "is_today": on == today,
        "asked": "" if on == today else f"?on={on}",
        **{f"n_{name}": figure for name, figure in shares(found.counts).items()},
    }


def _known(code: str) -> Profile:
    """The profile of a country in an address; a code that has none, or one whose file is wrong, is not there."""
    if code not in countries():
        raise Http404
    try:
        return law_of(code)
    except ProfileErrors:
        raise Http404 from None


def law_of(code: str) -> Profile:
    """The law as it is in force here, of the operating country; of any other as its file says."""
    return editions.today() if code == _operating() else load_profile(code)


def _operating() -> str:
    installation = Installation.current()
    return installation.country if installation else ""


def _day(given: Mapping[str, str], profile: Profile) -> tuple[date, str, str]:
    """The day that was asked for, what was typed and what is wrong with it; today where nothing was, or nothing that is a day."""
    today = door.today() if profile.country == _operating() else clock.now().astimezone(profile.time_zone).date()
    typed = given.get("on", "").strip()[:20]
    if not typed:
        return today, today.isoformat(), ""
    try:
        on = date.fromisoformat(typed)
    except ValueError:
        return today, typed, gettext("Write a day as 2022-06-01. The law of today is shown.")
    if not EARLIEST <= on <= LATEST:
        return today, typed, gettext("Give a day between 1900 and 2100. The law of today is shown.")
    return on, on.isoformat(), ""


def scenarios_of(profile: Profile) -> list[dict[str, Any]]:
    """Each scenario as a sentence: how many of its expectations hold, and what came instead where one does not."""
    return _scenarios(profile.country, profile.edition, str(folders.folder_of(profile.country)))


# A run of the scenarios is the same for the same edition, whoever looks; it costs a second for the longest profile.
@lru_cache(maxsize=32)
def _scenarios(country: str, edition: str, folder: str) -> list[dict[str, Any]]:
    told = []
    for scenario in trial.scenarios(country):
        tried = list(trial.tried(law_of(country), scenario))
        told.append({"says": scenario.says, "held": sum(one.ok for one in tried), "failed": [one for one in tried if not one.ok]})
    return told
