"""From the attributes of a cotton element to the options of a component of GOV.UK Frontend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from opennrm.ui.components.markup import classes

__all__ = ["options_from"]

# Short words that templates use for the long ones of GOV.UK Frontend.
SHORT = {"class": "classes", "error": "errorMessage", "title": "titleText", "summary": "summaryText", "redirect": "redirectUrl"}
# A page's own attributes pass through to the element.
OWN = ("aria-", "data-")
SIZED = {"label": "govuk-label", "legend": "govuk-fieldset__legend"}


def _camel(name: str) -> str:
    first, *rest = name.split("-")
    return first + "".join(part.capitalize() for part in rest)


def options_from(attrs: Mapping[str, Any], slot: str = "") -> dict[str, Any]:
    """Kebab case becomes camel case, `aria-*` and `data-*` become attributes, `legend` a fieldset, `size` and `heading` its look."""
    options: dict[str, Any] = {}
    for name, value in attrs.items():
        if name.startswith(OWN):
            options.setdefault("attributes", {})[name] = value
        else:
            options[SHORT.get(name, _camel(name))] = value
    look = {"size": options.pop("size", ""), "isPageHeading": bool(options.pop("heading", False))}
    for key in ("label", "legend"):
        if options.get(key):
            options[key] = _named(key, options[key], look)
    if slot.strip():
        options.setdefault("html", slot)
    return options


def _named(key: str, words: object, look: Mapping[str, Any]) -> dict[str, Any]:
    named = dict(words) if isinstance(words, Mapping) else {"text": words}
    size = look["size"] and f"{SIZED[key]}--{look['size']}"
    return {**named, "classes": classes(named.get("classes"), size), "isPageHeading": look["isPageHeading"] or named.get("isPageHeading")}
