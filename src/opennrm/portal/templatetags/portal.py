"""Rows of long lists, in Python and not as a template: a page shows fifty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opennrm.portal.rights import Line
from opennrm.ui import dates
from opennrm.ui.charts import Grid, with_grid
from opennrm.ui.components.markup import element, escaped, joined
from opennrm.ui.icons import icon
from opennrm.ui.lane import Axis
from opennrm.ui.ledger import right

register = template.Library()

NO_CASE = UUID(int=0)


@register.simple_tag
def rights(lines: Iterable[Line], axis: Axis) -> SafeString:
    """{% rights group.lines axis %}: the rows of a part of the ledger."""
    return joined(*[right(line.as_row, axis, follows=line.follows) for line in lines])


@register.simple_tag
def rights_in_short(lines: Iterable[Line]) -> SafeString:
    """{% rights_in_short group.lines %}: what they are and what would meet them, as items of a list."""
    items = [f'<li id="{escaped(line.id)}"><b>{escaped(line.title)}.</b> {escaped(line.meets)}.</li>' for line in lines]
    return SafeString("".join(items))


@register.simple_tag(takes_context=True)
def case_rows(context: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> SafeString:
    """{% case_rows rows %}: cases in a table. A row: case (id, reference, since) · new · child · age, languages, state in words."""
    today: date | None = context.get("today")
    new = joined(SafeString(' <span class="nrm-new">'), icon("dot"), _("New"), SafeString("</span>"))
    labels = {"person": escaped(_("Person")), "state": escaped(_("Where it stands")), "since": escaped(_("Since"))}
    address = reverse("portal:case", args=[NO_CASE])  # looked up once for all
    return SafeString("".join([_case_row(row, address, labels, new if row["new"] else "", today) for row in rows]))


def _case_row(row: Mapping[str, Any], address: str, labels: Mapping[str, str], new: str, today: date | None) -> str:
    case, languages = row["case"], row["languages"]
    href, child = address.replace(str(NO_CASE), str(case.id)), " nrm-mark--child" if row["child"] else ""
    return (
        '<tr class="govuk-table__row"><th class="govuk-table__header" scope="row">'
        f'<a class="govuk-link" href="{escaped(href)}">{element("bdi", {"class": "nrm-ref"}, case.reference)}</a>{new}</th>'
        f'<td class="govuk-table__cell" data-label="{labels["person"]}"><span class="nrm-mark{child}">{escaped(row["age"])}</span>'
        f"{' ' if languages else ''}{escaped(languages)}</td>"
        f'<td class="govuk-table__cell" data-label="{labels["state"]}">{escaped(row["state"])}</td>'
        f'<td class="govuk-table__cell" data-label="{labels["since"]}">{dates.day(case.since, today)}</td></tr>'
    )


@register.simple_tag(name="with_grid")
def with_grid_tag(picture: SafeString, grid: Grid, of: str) -> SafeString:
    """{% with_grid figure.picture figure.grid figure.title %}: the picture and below it, folded, its figures as a table."""
    return with_grid(picture, grid, of)
