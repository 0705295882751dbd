"""Activities as the lines of a list, in the days of a month, as the bars of a year, and what came of them.

Fifty of them cost a template more than all else on the page does: here each is one text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from opennrm.programme import words
from opennrm.programme.activities.lists import Row
from opennrm.programme.activities.seen import Bar, Day, Outcome
from opennrm.programme.activities.shown import Line, addresses, name_of
from opennrm.ui.components.markup import escaped
from opennrm.ui.dates import day as named_day
from opennrm.ui.drawn import spans

__all__ = ["bars", "listed", "outcomes", "weeks"]

OPENED = {"h2": '<h2 class="govuk-heading-s">', "h3": "<h3>"}


def listed(lines: Iterable[Line], heading: str = "h3") -> SafeString:
    """What stands in a list for each activity: its name as a heading, when and where, kind, state and what it led to."""
    secret = _secret()
    return SafeString("".join([_line(one, heading, secret) for one in lines]))


def _secret() -> str:
    """The mark of what is kept in confidence."""
    return f' <span class="nrm-mark">{escaped(gettext("in confidence"))}</span>'


def _line(one: Line, heading: str, secret: str) -> str:
    link = f'<a class="govuk-link" href="{escaped(one.url)}">{escaped(one.name)}</a>'
    where = f" · {escaped(one.where)}" if one.where else ""
    state = f"<b>{escaped(one.state)}</b>" if one.state_code == "held_up" else escaped(one.state)
    led_to = f" · {escaped(one.led_to)}" if one.led_to else ""
    return (
        f'<li>{OPENED[heading]}{link}</{heading}><p class="nrm-small"><span class="nrm-nowrap">{escaped(one.when)}</span>{where}</p>'
        f'<p class="nrm-small nrm-muted">{escaped(one.kind)} · {state}{led_to}{secret if one.confidential else ""}</p></li>'
    )


def weeks(month: Iterable[Iterable[Day]], today: date, of: str) -> SafeString:
    """The rows of the table of a month, each day with what is held on it; `of` says in an address whose work is shown."""
    address, secret = addresses(), _secret()

    @cache  # what lasts some days stands in each of them
    def held(row: Row) -> str:
        link = f'<a class="govuk-link" href="{escaped(address(row.id))}">{escaped(name_of(row))}</a>'
        return f"<li>{link}{secret if row.confidential else ''}</li>"

    def cell(day: Day) -> str:
        rows = f"<ul>{''.join([held(row) for row in day.rows])}{_more(day, of) if day.more else ''}</ul>" if day.rows else ""
        return f'<td{_look(day, today)}><time datetime="{day.on.isoformat()}">{_number(day, today)}</time>{rows}</td>'

    return SafeString("".join([f"<tr>{''.join([cell(day) for day in week])}</tr>" for week in month]))


def _look(day: Day, today: date) -> str:
    if not day.within:
        return ' class="nrm-cal__other"'
    if day.on == today:
        return ' class="nrm-cal__today" aria-current="date"'
    return "" if day.rows else ' class="nrm-cal__free"'


def _number(day: Day, today: date) -> str:
    """The day of a month; where something is held, on a phone the whole of it."""
    if not (day.rows and day.within):
        return str(day.on.day)
    return f'<span class="nrm-cal__number">{day.on.day}</span><b class="nrm-cal__whole">{named_day(day.on, today)}</b>'


def _more(day: Day, of: str) -> str:
    address = f"{reverse('programme:list')}?period={day.on.isoformat()}{f'&amp;{escaped(of)}' if of else ''}"
    return f'<li><a class="govuk-link" href="{address}">{escaped(gettext("and %(n)s more") % {"n": day.more})}</a></li>'


def bars(found: Sequence[Bar], today: float) -> SafeString:
    """Each activity of a year with its bar; `today` is the part of the year that is over."""
    address, state, when = addresses(), cache(words.word), words.whens()
    return SafeString(
        "".join([_bar(one, address(one.row.id), f"{when(one.row.said)} · {state('states', one.row.state)}", today) for one in found])
    )


def _bar(one: Bar, address: str, words: str, today: float) -> str:
    link = f'<a class="govuk-link" href="{escaped(address)}">{escaped(name_of(one.row))}</a>'
    said = escaped(words)
    return f'<li><p>{link} <span class="nrm-small nrm-muted">{said}</span></p>{spans([one.span], today)}</li>'


def outcomes(found: Iterable[Outcome]) -> SafeString:
    """What came of it, each with when and whose it is, and from which activity."""
    address, kind, when, since = addresses(), cache(words.word), words.whens(), escaped(gettext("From:"))
    return SafeString(
        "".join([_outcome(one, kind("outcomes", one.kind), when(one.said), since, address(one.activity.id)) for one in found])
    )


def _outcome(one: Outcome, kind: str, when: str, since: str, address: str) -> str:
    subject = f": {escaped(one.subject)}" if one.subject else ""
    body = f" · {escaped(one.body)}" if one.body else ""
    return (
        f'<li><h3>{escaped(kind)}{subject}</h3><p class="nrm-small">{escaped(when)}{body}</p>'
        f'<p class="nrm-small nrm-muted">{since} <a class="govuk-link" href="{escaped(address)}">{escaped(name_of(one.activity))}</a>'
        "</p></li>"
    )
