"""What stands on many pages of the programme, in Python: its places, eleven links above each page, and the parts of a form that repeat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from opennrm.programme import door
from opennrm.programme.repeated import AGAIN, Repeated, Row
from opennrm.ui.components.markup import escaped

register = template.Library()


@register.simple_tag(takes_context=True)
def places(context: Mapping[str, Any]) -> SafeString:
    """{% places %}: the places that are open to the reader; `here` is the one at hand, `whose` whose work the page shows."""
    actor = getattr(context.get("request"), "actor", None)
    roster = actor is not None and door.may(actor, door.ROSTER, "identity").allowed
    letters = actor is not None and door.may(actor, door.INTERVENTION).allowed
    of = getattr(context.get("whose"), "query", "")
    return _places(str(context.get("here") or ""), of, roster, letters, get_language(), get_script_prefix())


@lru_cache(maxsize=256)
def _places(here: str, of: str, roster: bool, letters: bool, _language: str | None, _prefix: str) -> SafeString:
    """The same for all who have these places open and read this language; nothing else stands in it."""
    items = "".join([_place(name, url, words, here) for name, url, words in _listed(of, roster, letters)])
    return SafeString(f'<nav class="nrm-places" aria-label="{escaped(gettext("The programme"))}"><ul>{items}</ul></nav>')


def _place(name: str, url: str, words: str, here: str) -> str:
    current = ' aria-current="page"' if name == here else ""
    return f'<li><a href="{escaped(url)}"{current}>{escaped(words)}</a></li>'


def _listed(of: str, roster: bool, letters: bool) -> Iterator[tuple[str, str, str]]:
    """Each place by its name, with its address and its words."""
    own = {
        "list": gettext("Activities"),
        "calendar": gettext("Calendar"),
        "timeline": gettext("Year"),
        "countries": gettext("By country"),
        "plan": gettext("Plan"),
        "aims": gettext("Aims"),
        "bodies": gettext("Organisations"),
    }
    yield from ((name, f"{reverse(f'programme:{name}')}{f'?{of}' if of else ''}", words) for name, words in own.items())
    if roster:
        yield "library", reverse("portal:library"), gettext("Clearing-house")
        yield "contacts", reverse("contacts:list"), gettext("Contacts")
    yield "materials", reverse("materials:list"), gettext("Materials")
    if letters:
        yield "letters", reverse("interventions:list"), gettext("Letters")


@register.simple_tag
def repeated(part: Repeated, title: str, add: str) -> SafeString:
    """{% repeated part title add %}: a part of a form with its rows and the button for one more; it needs no script."""
    name, words = escaped(part.name), escaped(title)
    rows = "".join([_row(row, name, words, number) for number, row in enumerate(part.rows, 1)])
    listed = f'<ul class="nrm-rows">{rows}</ul>' if rows else ""
    more = f'type="submit" name="{AGAIN}" value="{escaped(part.more)}" formaction="#h-{name}"'
    return SafeString(
        f'<section class="nrm-sheet nrm-again" aria-labelledby="h-{name}"><h2 class="govuk-heading-m" id="h-{name}">{words}</h2>'
        f'<input type="hidden" name="{name}-n" value="{part.many}">{listed}'
        f'<button class="govuk-button govuk-button--secondary govuk-button--small" {more}>{escaped(add)}</button></section>'
    )


def _row(row: Row, part: str, title: str, number: int) -> str:
    """One row: a line of words that a button opens, or its fields; and the button that takes it out."""
    prefix, which = escaped(row.prefix), f'<span class="govuk-visually-hidden">: {title} {number}</span>'
    if row.shut:
        inside = f"{row.along}<p>{row.words}</p>{_button(row.opens, prefix, gettext('Change'), which)}"
    else:
        inside = f'<div class="nrm-again__fields">{row.form}</div>'
    out = _button(row.prefix, f"h-{part}", gettext("Take this out"), which)
    return f'<li class="nrm-again__row{" nrm-again__row--shut" if row.shut else ""}" id="{prefix}">{inside}{out}</li>'


def _button(value: str, leads_to: str, words: str, which: str) -> str:
    return (
        f'<button class="nrm-link-button" type="submit" name="{AGAIN}" value="{escaped(value)}" formaction="#{leads_to}">'
        f"{escaped(words)}{which}</button>"
    )
