"""Fields of forms that others made (sign-in, second factor), shown through the same components."""

from __future__ import annotations

from typing import Any

from django.forms import widgets
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from opennrm.ui import components
from opennrm.ui.fields import Line

__all__ = ["field"]

KEPT = ("autocomplete", "inputmode", "pattern", "autocapitalize")


def field(line: BoundField) -> SafeString:
    """Label, hint, error and control of any field of a Django form."""
    if isinstance(line, Line) or line.is_hidden:
        return SafeString(str(line))
    widget = line.field.widget
    if isinstance(widget, widgets.CheckboxInput):
        return _tick(line)
    if isinstance(widget, widgets.PasswordInput):
        return components.render("password-input", _options(line))
    if isinstance(widget, widgets.Select):
        return components.render("select", {**_options(line), "value": str(line.value() or ""), "items": _choices(widget)})
    if isinstance(widget, widgets.Textarea):
        return components.render("textarea", {**_options(line), "value": line.value()})
    kind = getattr(widget, "input_type", "text")
    return components.render("input", {**_options(line), "type": kind, "value": line.value(), "spellcheck": False})


def _notes(line: BoundField) -> dict[str, Any]:
    error = {"text": " ".join(str(error) for error in line.errors)} if line.errors else None
    return {"name": line.html_name, "hint": {"text": line.help_text} if line.help_text else None, "errorMessage": error}


def _options(line: BoundField) -> dict[str, Any]:
    attrs = line.field.widget.attrs
    return {**_notes(line), "id": line.id_for_label, "label": {"text": line.label}, **{key: attrs[key] for key in KEPT if key in attrs}}


def _choices(widget: widgets.Select) -> list[dict[str, Any]]:
    return [{"value": str(value), "text": words} for value, words in widget.choices if not isinstance(words, (list, tuple))]


def _tick(line: BoundField) -> SafeString:
    item = {"value": "on", "text": line.label, "checked": bool(line.value())}
    return components.render(
        "checkboxes", {**_notes(line), "idPrefix": line.id_for_label, "items": [item], "classes": "govuk-checkboxes--small"}
    )
