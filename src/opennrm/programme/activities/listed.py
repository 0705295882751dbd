"""Activities as the lines of a list. Fifty of them cost a template more than all else on the page does: here each is one text."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from opennrm.programme.activities.shown import Line
from opennrm.ui.components.markup import escaped

__all__ = ["listed"]

OPENED = {"h2": '<h2 class="govuk-heading-s">', "h3": "<h3>"}


def listed(lines: Iterable[Line], heading: str = "h3") -> SafeString:
    """What stands in a list for each activity: its name as a heading, when and where, kind, state and what it led to."""
    secret = f' <span class="nrm-mark">{escaped(gettext("in confidence"))}</span>'
    return SafeString("".join([_line(one, heading, secret) for one in lines]))


def _line(one: Line, heading: str, secret: str) -> str:
    link = f'<a class="govuk-link" href="{escaped(one.url)}">{escaped(one.name)}</a>'
    where = f" · {escaped(one.where)}" if one.where else ""
    state = f"<b>{escaped(one.state)}</b>" if one.state_code == "held_up" else escaped(one.state)
    led_to = f" · {escaped(one.led_to)}" if one.led_to else ""
    return (
        f'<li>{OPENED[heading]}{link}</{heading}><p class="nrm-small"><span class="nrm-nowrap">{escaped(one.when)}</span>{where}</p>'
        f'<p class="nrm-small nrm-muted">{escaped(one.kind)} · {state}{led_to}{secret if one.confidential else ""}</p></li>'
    )
