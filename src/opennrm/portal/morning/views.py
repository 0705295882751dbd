"""The coordinator's morning: first what needs a person today, then the figures of a year. No case, and no person."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from opennrm.access.through import for_roles
from opennrm.cases.spine import door, editions
from opennrm.countries.profile import Profile
from opennrm.portal.morning import clocks, files, gap, heat, trend, waits, way
from opennrm.portal.morning.asked import choices, period_asked
from opennrm.portal.morning.figure import Figure
from opennrm.portal.morning.figures import Figures, known_until, of_years
from opennrm.portal.morning.needs import needs
from opennrm.statistics.period import Period
from opennrm.ui.spreadsheets import attached

__all__ = ["WHO", "download", "drawn", "figures"]

WHO = ("national_coordinator", "monitor")


@for_roles(*WHO)
def figures(request: HttpRequest) -> HttpResponse:
    """The page of the morning."""
    today, profile, language = door.today(), editions.today(), get_language() or "en"
    on = known_until(today)
    period = period_asked(request.GET.get("period", ""), on)
    year = period.start.year
    of = of_years(profile, {year, year - 1, on.year}, today)
    found = of[year]
    context = {
        "today": today,
        "country": profile.name.told(language),
        "on": found.on,
        "position": found.position,
        "nearest": request.GET.get("period", period.name) != period.name,
        "code": profile.country,
        "quarter": period != Period.year(year),
        "period": period.name,
        "choices": choices(on, period),
        "needs": needs(request.actor, of[on.year], profile, today, language),
        "figures": drawn(found, of[year - 1], profile, period, language),
        "months": [heat.month_words(month) for month in heat.months(found)],
        "heat": heat.rows(found, profile, language),
        "few": profile.small_number_threshold.between_authorities,
    }
    return render(request, "portal/morning/figures.html", context)


@for_roles(*WHO)
def download(request: HttpRequest, figure: str, period: str, form: str) -> HttpResponse:
    """One figure of a period as a file: what the page shows of it, and no more."""
    today, profile, language = door.today(), editions.today(), get_language() or "en"
    asked = period_asked(period, known_until(today))
    if figure not in FIGURES or form not in files.FORMS or asked.name != period:
        raise Http404
    year = asked.start.year
    of = of_years(profile, {year, year - 1}, today)
    found = of[year]
    made = files.sheet(FIGURES[figure](found, of[year - 1], profile, asked, language), asked, found.on, found.position)
    content = files.as_csv(made) if form == "csv" else files.as_xlsx(made)
    return attached(content, files.FORMS[form], f"{figure}-{asked.name}-{found.on:%Y-%m-%d}.{form}")


def drawn(found: Figures, before: Figures, profile: Profile, period: Period, language: str) -> list[Figure]:
    """Every figure of the page, in its order."""
    return [make(found, before, profile, period, language) for make in FIGURES.values()]


FIGURES: Mapping[str, Callable[[Figures, Figures, Profile, Period, str], Figure]] = {
    "clocks": clocks.figure,
    "trend": lambda found, _before, _profile, _period, language: trend.figure(found, language),
    "waits": lambda found, before, _profile, _period, _language: waits.figure(found, before),
    "gaps": gap.figure,
    "way": lambda found, before, _profile, period, language: way.figure(found, before, period, language),
    "heat": lambda found, _before, profile, _period, language: heat.figure(found, profile, language),
}
