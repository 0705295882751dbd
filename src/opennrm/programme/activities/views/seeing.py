"""The pages on which the work is seen: a month, a year, the countries on a map, and one country."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from opennrm.programme import door, words
from opennrm.programme.activities import listed, lists, mapped, reads, seen, shown
from opennrm.programme.activities.whose import whose
from opennrm.ui.drawn import Span
from opennrm.ui.written import written

SHOWN = 60
LOOSE = 60  # without days, on the page of a month


@door.page(door.PROGRAMME)
def calendar(request: HttpRequest) -> HttpResponse:
    """A month: as a table of its days, on a phone as a list; beside it what has no days."""
    of, today = whose(request), door.today()
    first = seen.when_in_month(request.GET.get("month", ""), today)
    weeks, loose = seen.month(of.agency, of.confidence, first)
    begins, ends = seen.reach(of.agency, of.confidence, today)
    context = {
        "today": today,
        "whose": of,
        "here": "calendar",
        "title": written(first, pgettext("month", "F Y")),
        "heads": [written(day.on, "D") for day in weeks[0]],
        "weeks": listed.weeks(weeks, today, of.query),
        "some": any(day.rows for week in weeks for day in week if day.within),
        "loose": listed.listed(shown.lines(loose[:LOOSE])),
        "unshown": max(len(loose) - LOOSE, 0),
        "month": f"{first:%Y-%m}",
        "before": _month(first, -1) if begins < first else "",
        "after": _month(first, 1) if (first.year, first.month) < (ends.year, ends.month) else "",
        "takes": of.exports,
    }
    return render(request, "programme_activities/calendar.html", context)


def _month(first: date, step: int) -> str:
    number = first.year * 12 + first.month - 1 + step
    return f"{number // 12:04}-{number % 12 + 1:02}"


@door.page(door.PROGRAMME)
def timeline(request: HttpRequest) -> HttpResponse:
    """A year: how many began in each month, and each activity as a bar."""
    of, today = whose(request), door.today()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and 1900 <= int(asked[:4]) <= 2199 and len(asked) == 4 else today.year
    found, onward = seen.bars(of.agency, of.confidence, year, request.GET.get("after", "")[:60])
    begins, ends = seen.reach(of.agency, of.confidence, today)
    begun = seen.in_months(of.agency, of.confidence, year)
    over = (today - date(year, 1, 1)).days / 365
    context = {
        "today": today,
        "whose": of,
        "here": "timeline",
        "year": year,
        "before": year - 1 if begins.year < year else None,
        "after": year + 1 if year < ends.year else None,
        "months": [(written(date(year, number, 1), "M"), n, _height(n, begun)) for number, n in enumerate(begun, 1)],
        "bars": listed.bars(found, over if 0 <= over <= 1 else -1.0),
        "key": [[Span(0, 1, look)] for look in ("now", "other", "open")],
        "onward": onward,
    }
    return render(request, "programme_activities/timeline.html", context)


def _height(n: int, every: list[int]) -> int:
    return round(100 * n / max(*every, 1))


@door.page(door.PROGRAMME)
def countries(request: HttpRequest) -> HttpResponse:
    """Where the work was: a map, and a table that says the same."""
    of = whose(request)
    asked = lists.Narrowed.read({"period": request.GET.get("period", "")})
    found = seen.by_country(of.agency, of.confidence, asked)
    context = {
        "today": door.today(),
        "whose": of,
        "here": "countries",
        "asked": asked,
        "ways": words.way_of_writing(),
        "map": mapped.drawn({one.country: one.activities for one in found}),
        "rows": [{"counted": one, "name": words.country(one.country)} for one in found],
        "unmapped": [words.country(one.country) for one in found if not mapped.has_shape(one.country)],
    }
    return render(request, "programme_activities/countries.html", context)


@door.page(door.PROGRAMME)
def country(request: HttpRequest, country: str) -> HttpResponse:
    """What was done for a country, under which aims, what came of it, and what is promised."""
    if country not in dict(words.countries()):
        raise Http404
    of = whose(request)
    there = lists.Narrowed(country=country)
    found = lists.page(of.agency, of.confidence, there, size=SHOWN).rows
    context = {
        "today": door.today(),
        "whose": of,
        "here": "countries",
        "code": country,
        "name": words.country(country),
        "many": lists.many(of.agency, of.confidence, there),
        "shown": len(found),
        "groups": _by_aim(found, [(key, subject) for key, subject, _ in reads.aims_named(of.agency)]),
        "outcomes": listed.outcomes(seen.outcomes_of(of.agency, of.confidence, country)),
        "promises": [(one, words.when(one.said), words.word("promises", one.state)) for one in seen.promises_of(of.agency, country)],
    }
    return render(request, "programme_activities/country.html", context)


def _by_aim(found: Sequence[lists.Row], aims: words.Choices) -> list[tuple[str, SafeString]]:
    """Activities under the first of their aims; those without one at the end."""
    under: dict[str, list[shown.Line]] = {key: [] for key in ["", *dict(aims)]}
    named = seen.aims_of(found)
    for line in shown.lines(found):
        under[next((key for key in named.get(line.id, ()) if key in under), "")].append(line)
    return [(name, listed.listed(under[key])) for key, name in [*aims, ("", "")] if under[key]]
