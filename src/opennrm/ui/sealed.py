"""What is sealed and may be shown, as markup: a case page has half a dozen, each with its own form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opennrm.ui.components.markup import element, escaped, joined
from opennrm.ui.icons import icon

__all__ = ["reveal"]


def reveal(given: Mapping[str, Any], shown: str, token: str) -> SafeString:
    """The button that shows it, or what was `shown`: then it stands in the place of the button and takes the focus.

    `given`: term · action (a POST address) · name, value (of the button) · label ("Show") · about (what the button shows, where no term
    stands beside it) · note (that the look is recorded). `token`: the hidden field that guards the form.
    """
    term, value = given.get("term"), given.get("value")
    place = joined("reveal", f"-{value}" if value else "")
    inside = _shown(shown) if shown.strip() else _form(given, place, token)
    if term:
        inside = joined(element("dt", {}, term), element("dd", {}, inside))
    return element("div", {"id": place}, inside)


def _shown(text: str) -> SafeString:
    told = element("small", {}, _("Shown to you now. Your look is recorded."))
    return SafeString(f'<span data-shown tabindex="-1">{escaped(text)}</span>{told}')


def _form(given: Mapping[str, Any], place: str, token: str) -> SafeString:
    name, about = given.get("name"), given.get("term") or given.get("about")
    pressed = f' name="{escaped(name)}" value="{escaped(given.get("value"))}"' if name else ""
    says = joined(icon("eye"), " ", given.get("label") or _("Show"))
    hidden = element("span", {"class": "govuk-visually-hidden"}, ": ", about) if about else ""
    return SafeString(
        f'<form class="nrm-reveal" method="post" action="{escaped(given.get("action"))}#{place}">'
        f'{token}<button class="govuk-button govuk-button--secondary govuk-button--small" type="submit"{pressed}>{says}{hidden}</button>'
        f"<small>{escaped(given.get('note') or _('Sealed. Your look is recorded.'))}</small></form>"
    )
