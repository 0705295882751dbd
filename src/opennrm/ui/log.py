"""What happened, as markup. A case page holds some dozens of lines, so this is written in Python and not as a template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opennrm.ui import dates
from opennrm.ui.components.markup import element, escaped, joined

__all__ = ["log"]


def log(items: Iterable[Mapping[str, Any]], today: date | None = None) -> SafeString:
    """The lines in the order given: on (day, instant or FuzzyDate) · what · text · by · href, label (a link) · was, is, reason, told
    (a correction).
    """
    return SafeString(f'<ol class="nrm-log">{"".join([_line(item.get, today) for item in items])}</ol>')


def _line(given: Any, today: date | None) -> str:
    text, by, href = given("text"), given("by"), given("href")
    link = element("a", {"class": "govuk-link", "href": href}, given("label")) if href else ""
    return (
        f"<li><p>{dates.day(given('on') or None, today)}</p><div><h3>{escaped(given('what'))}</h3>"
        f"{f'<p>{escaped(text)}</p>' if text else ''}{_correction(given) if given('is') else ''}"
        f"{element('p', {'class': 'nrm-small nrm-muted'}, by) if by else ''}{element('p', {'class': 'nrm-small'}, link) if link else ''}"
        "</div></li>"
    )


def _correction(given: Any) -> SafeString:
    """What stood, struck out, and what stands; a reader who hears the page is told which is which."""
    was, now = (element("span", {"class": "govuk-visually-hidden"}, word) for word in (_("was"), _("is")))
    reason = f" {escaped(_('Reason: %(reason)s.') % {'reason': given('reason')})}" if given("reason") else ""
    told = f" {escaped(given('told'))}" if given("told") else ""
    before, after = element("del", {}, given("was") or _("nothing")), element("ins", {}, given("is"))
    return element("p", {"class": "nrm-log__fix"}, joined(was, " ", before, " ", now, " ", after, SafeString(reason + told)))
