"""The lines of a worklist as markup. A day holds some fifty, so this is written in Python and not as a template."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opennrm.ui import dates
from opennrm.ui.components.markup import escaped
from opennrm.ui.icons import icon
from opennrm.ui.status import status

__all__ = ["line"]


def line(row: Mapping[str, Any], today: date | None = None) -> SafeString:
    """One line, under the heading of its case where it is the first of several of a case.

    `row`: href · what · right · presses (what is needed at once) · reference · news (count) · age · child (the mark is framed) · language ·
    mine · turn · due (day), or since (day, of what has none) · due_words · code, words (status) · head (of a case with several lines, on
    the first of them: reference, age, child, language, news, presses) · under (the id of that heading).
    """
    get = row.get
    under = get("under")
    own = "" if under else f'<td>{_case(row)}</td><td class="nrm-work__person">{_person(row)}</td>'
    placed = f' colspan="3" headers="case-{escaped(under)}"' if under else ""
    return SafeString(
        f'{_heading(get("head"), under)}<tr class="nrm-work__line{" nrm-work__line--under" if under else ""}">'
        f'<th class="nrm-work__what" scope="row"{placed}>{_what(row)}</th>{own}'
        f'<td class="nrm-work__turn">{_turn(row)}</td><td class="nrm-work__due">{_due(row, today)}</td>'
        f'<td class="nrm-work__state">{status(get("code", "open"), get("words", ""), bool(get("own_choice")))}</td></tr>'
    )


def _heading(head: Mapping[str, Any] | None, under: object) -> str:
    if not head:
        return ""
    presses = f' <span class="nrm-mark nrm-mark--urgent">{icon("overdue")}{escaped(head["presses"])}</span>' if head.get("presses") else ""
    return (
        f'<tr class="nrm-work__case"><th colspan="6" scope="colgroup" id="case-{escaped(under)}">{_reference(head)} {_person(head)}'
        f"{presses}{_news(head)}</th></tr>"
    )


def _what(row: Mapping[str, Any]) -> str:
    presses = f"<small><b>{escaped(row['presses'])}</b></small>" if row.get("presses") else ""
    right = f"<small>{escaped(row['right'])}</small>" if row.get("right") else ""
    new = f'<span class="nrm-new">{icon("dot")}{escaped(_("New"))}</span>' if row.get("under") and row.get("news") else ""
    return f'<a class="govuk-link" href="{escaped(row.get("href"))}">{escaped(row.get("what"))}</a>{presses}{right}{new}'


def _case(row: Mapping[str, Any]) -> str:
    return f"{_reference(row)}{_news(row)}"


def _reference(row: Mapping[str, Any]) -> str:
    """Isolated from the direction of the text around it."""
    return f'<bdi class="nrm-ref">{escaped(row["reference"])}</bdi>' if row.get("reference") else ""


def _news(row: Mapping[str, Any]) -> str:
    return f' <span class="nrm-new">{icon("dot")}{escaped(_("%(n)s new") % {"n": row["news"]})}</span>' if row.get("news") else ""


def _person(row: Mapping[str, Any]) -> str:
    child = " nrm-mark--child" if row.get("child") else ""
    age = f'<span class="nrm-mark{child}">{escaped(row["age"])}</span>' if row.get("age") else ""
    return f"{age} " + (f'<span class="nrm-small">{escaped(_speaks(row["language"]))}</span>' if row.get("language") else "")


def _speaks(language: str) -> str:
    return _("speaks %(language)s") % {"language": language}


def _turn(row: Mapping[str, Any]) -> str:
    return f"<b>{escaped(_('You'))}</b>" if row.get("mine") else escaped(row.get("turn"))


def _due(row: Mapping[str, Any], today: date | None) -> str:
    if row.get("due_words"):
        return escaped(row["due_words"])
    if row.get("since"):
        return f"{escaped(_('since'))} {dates.day(row['since'], today, short=True)}"
    return dates.day(row.get("due"), today, short=True)
