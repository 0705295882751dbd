"""What templates of OpenNRM write besides Django's own: days, marks, icons, lanes, components."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.safestring import SafeString

from opennrm.ui import components, dates, drawn, foreign, forms, icons, lane, ledger, log, sealed, status, worklist, wrappers
from opennrm.ui.components.markup import element, escaped, joined

register = template.Library()

GROUPED = frozenset({"radios", "checkboxes", "date-input"})


def today_of(context: Mapping[str, Any]) -> date | None:
    """The day of the page: `today`, else the frame's."""
    found = context.get("today") or getattr(context.get("frame"), "today", None)
    return lane.day_of(found)


@register.simple_tag(takes_context=True)
def day(context: Mapping[str, Any], value: dates.Day | None, short: bool = False) -> SafeString:
    """{% day due %}: "Thu 12 November" in a time element, with the year when it is not this one; short=True for tables."""
    return dates.day(value, today_of(context), short)


@register.simple_tag(takes_context=True)
def moment(context: Mapping[str, Any], value: datetime | None) -> SafeString:
    """{% moment due_at %}: "Thu 12 November, 14:00"."""
    return dates.moment(value, today_of(context))


@register.simple_tag(takes_context=True)
def distance(context: Mapping[str, Any], value: date | datetime | None) -> str:
    """{% distance due %}: "5 days ago", "in 3 days". Without a `today` on the page there is no distance."""
    today = today_of(context)
    return dates.distance(value, today) if today else ""


@register.simple_tag
def reference(value: object) -> SafeString:
    """{% reference "7KQ-42M" %}: isolated from the direction of the text around it."""
    return element("bdi", {"class": "nrm-ref"}, value)


@register.simple_tag
def icon(name: str) -> SafeString:
    return icons.icon(name)


@register.simple_tag
def sprite(*names: str) -> SafeString:
    """{% sprite %}, or {% sprite "door" %} on a page that draws no other."""
    return icons.sprite(*names)


@register.simple_tag
def nav_places(places: Iterable[Any]) -> SafeString:
    """{% nav_places frame.nav %}: a link for each place with its url and label, the current one marked."""
    return SafeString("".join([f'<li><a href="{escaped(one.url)}"{_current(one, "page")}>{escaped(one.label)}</a></li>' for one in places]))


@register.simple_tag
def language_buttons(languages: Iterable[Any]) -> SafeString:
    """{% language_buttons frame.languages %}: a button for each language with its code and name, the one of the page marked."""
    return SafeString("".join([_language_button(one, escaped(one.code)) for one in languages]))


def _language_button(one: Any, code: str) -> str:
    named = f'name="language" value="{code}" lang="{code}"{_current(one, "true")}'
    return f'<button class="nrm-link-button" type="submit" {named}>{escaped(one.name)}</button>'


def _current(one: Any, says: str) -> str:
    return f' aria-current="{says}"' if one.current else ""


@register.simple_tag(name="status")
def status_tag(code: object, words: object = "", own_choice: bool = False) -> SafeString:
    """{% status row.code %} or {% status "overdue" words %}: icon, words, shape."""
    return status.status(code, words, own_choice)


@register.simple_tag
def status_of(item: object) -> SafeString:
    """{% status_of item %}: as `status`, from the item's code, words and own_choice; the last two may be absent."""
    given = item.get if isinstance(item, Mapping) else partial(getattr, item)
    return status.status(given("code", "open"), given("words", ""), bool(given("own_choice", False)))


@register.simple_tag
def tally(counts: Iterable[tuple[object, int, str]], label: str) -> SafeString:
    """{% tally counts label %}: (code, count, href) each a link; they sum to what the heading says."""
    return status.tally(counts, label)


@register.simple_tag(name="lane")
def lane_tag(
    on: lane.Axis | None,
    code: object,
    opened: date | None = None,
    due: date | None = None,
    happened: date | None = None,
    expected: date | None = None,
) -> SafeString:
    """{% lane axis row.code opened=… due=… happened=… expected=… %}; nothing without an axis."""
    return lane.lane(on, status.mark(code).shape, opened, due, happened, expected) if on else SafeString("")


@register.simple_tag
def lane_axis(on: lane.Axis) -> SafeString:
    return lane.lane_axis(on)


@register.simple_tag
def procedure(stops: Sequence[drawn.Stop], legs: Iterable[drawn.Leg], name: str) -> SafeString:
    """{% procedure stops legs name %}: stages and the ways between them as a picture; see opennrm.ui.drawn."""
    return drawn.procedure(stops, legs, name)


@register.simple_tag
def clock_scale(ticks: Sequence[tuple[float, str]]) -> SafeString:
    """{% clock_scale ticks %}: the steps of an axis of clocks."""
    return drawn.clock_scale(ticks)


@register.simple_tag
def clock_bar(kind: str, part: float | None, on_scale: bool = True) -> SafeString:
    """{% clock_bar kind part %}: one clock below a scale, or in a key; kind: maximum · target · minimum · not_provided · not_known."""
    return drawn.clock_bar(kind, part, on_scale)


@register.simple_tag
def spans(row: Iterable[drawn.Span], today: float) -> SafeString:
    """{% spans row today %}: the values of one thing over the years."""
    return drawn.spans(row, today)


@register.simple_tag
def right(row: Mapping[str, Any], on: lane.Axis | None = None, says: object = "", follows: object = "") -> SafeString:
    """{% right row axis %}: a row of the ledger from a mapping; see opennrm.ui.ledger."""
    return ledger.right(row, on or row.get("axis"), says, follows)


@register.simple_tag(takes_context=True)
def work_line(context: Mapping[str, Any], line: Mapping[str, Any] | SafeString) -> SafeString:
    """{% work_line line %}: a line of a worklist from a mapping; see opennrm.ui.worklist. What is markup already stands as it is."""
    return line if isinstance(line, SafeString) else worklist.line(line, today_of(context))


@register.simple_tag(name="log", takes_context=True)
def log_tag(context: Mapping[str, Any], items: Iterable[Mapping[str, Any]]) -> SafeString:
    """{% log items %}: what happened, newest first; see opennrm.ui.log."""
    return log.log(items, today_of(context))


@register.simple_tag(takes_context=True)
def reveal(context: Context, attrs: Mapping[str, Any], slot: str = "") -> SafeString:
    """{% reveal attrs slot %}: what is sealed and may be shown; see opennrm.ui.sealed."""
    return sealed.reveal(attrs, slot, CsrfTokenNode().render(context))


@register.simple_tag
def field(line: BoundField) -> SafeString:
    """{% field form.login %}: any field of any form through the components."""
    return foreign.field(line)


@register.simple_tag
def form_fields(form: BaseForm) -> SafeString:
    """{% form_fields form %}: all fields of any form, hidden ones first."""
    if isinstance(form, forms.Sheet):
        return form.render()
    return joined(*(foreign.field(line) for line in [*form.hidden_fields(), *form.visible_fields()]))


@register.simple_tag(takes_context=True)
def error_summary(context: Mapping[str, Any], form: object = None) -> SafeString:
    """{% error_summary %}: the errors of the page's `form`, ours or another's, each leading to its field; nothing without errors."""
    found = form or context.get("form")
    return forms.summary_of(found) if isinstance(found, BaseForm) else SafeString("")


@register.simple_tag
def govuk(name: str, attrs: Mapping[str, Any], slot: str = "") -> SafeString:
    """What a cotton element of a GOV.UK component renders: its attributes as options, its content as html."""
    options = wrappers.options_from(attrs, slot)
    if name in GROUPED and options.get("legend"):
        options["fieldset"] = {"legend": options.pop("legend"), **options.get("fieldset", {})}
    return components.render(name, options)
