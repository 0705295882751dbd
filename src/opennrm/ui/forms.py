"""Sheets: forms that show themselves through the components, keep what was typed, and put refusals beside the fields."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from opennrm.standards.refusal import Refusal, Refused
from opennrm.standards.words import Phrase, Words
from opennrm.ui import components
from opennrm.ui.choices import AnswerField, CheckboxesField, RadiosField, SelectField, Sign, SignField, TickField
from opennrm.ui.components.markup import element, joined
from opennrm.ui.dates import FuzzyDate
from opennrm.ui.fields import DayField, EmailField, FuzzyDateField, Line, LongTextField, PasswordField, TextField, WholeNumberField
from opennrm.ui.files import FilesField
from opennrm.ui.written import written

__all__ = [
    "AnswerField",
    "CheckboxesField",
    "DayField",
    "EmailField",
    "FilesField",
    "FuzzyDate",
    "FuzzyDateField",
    "LongTextField",
    "PasswordField",
    "RadiosField",
    "SelectField",
    "Sheet",
    "Sign",
    "SignField",
    "TextField",
    "TickField",
    "WholeNumberField",
    "refusal_words",
    "summary_of",
]

SEED = "_names"


class Sheet(forms.Form):
    """A form of OpenNRM.

    In a template: `{{ form.summary }}` above the heading, `{{ form }}` inside the form element (or `{{ form.hidden }}` and the fields
    one by one: `{{ form.reasons }}` shows label, hint, error and control). `<c-sheet>` writes the element around it.

    Identity fields get a random name on each page, so that no browser offers to the next user what the last one typed. The name is a
    keyed hash of the field and of a seed that travels in a hidden input: nothing is remembered on the server.
    """

    use_required_attribute = False
    outcome: Any = None

    def __init__(self, data: Mapping[str, Any] | None = None, files: Any = None, **kwargs: Any) -> None:
        self._seed = secrets.token_urlsafe(12)
        super().__init__(data, files, **kwargs)
        if data is not None:
            self.data = self._by_own_names(data)

    def _identity_names(self) -> list[str]:
        return [name for name, field in self.fields.items() if getattr(field, "identity", False)]

    def _hashed(self, seed: str, name: str) -> str:
        return "f" + salted_hmac("opennrm.ui.names", f"{seed}:{self.add_prefix(name)}").hexdigest()[:16]

    def alias(self, name: str) -> str:
        """The name of a field on this page."""
        return self._hashed(self._seed, name) if getattr(self.fields[name], "identity", False) else self.add_prefix(name)

    def _by_own_names(self, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """What came back, under the fields' own names again. Without a seed the names are taken as they are."""
        seed = data.get(self.add_prefix(SEED))
        if not seed:
            return data
        own = {self._hashed(str(seed), name): self.add_prefix(name) for name in self._identity_names()}
        known = QueryDict(mutable=True)
        for key in data:
            alias, dash, part = key.partition("-")
            values = data.getlist(key) if isinstance(data, QueryDict) else [data[key]]
            known.setlist(f"{own[alias]}{dash}{part}" if alias in own else key, values)
        return known

    @property
    def hidden(self) -> SafeString:
        """The seed of the names and the hidden fields; they belong inside the form element."""
        seed = {"type": "hidden", "name": self.add_prefix(SEED), "value": self._seed}
        shown = element("input", seed) if self._identity_names() else ""
        return joined(shown, *(_hidden(field) for field in self.hidden_fields()))

    def _inside_others(self) -> set[str]:
        return {name for field in self.fields.values() for name in getattr(field, "inside", {}).values()}

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        """Hidden inputs and all fields; one that an answer opens stands inside that answer."""
        inside = self._inside_others()
        return joined(self.hidden, *(SafeString(str(field)) for field in self.visible_fields() if field.name not in inside))

    __str__ = render
    __html__ = render

    @property
    def summary(self) -> SafeString:
        """All errors on top, each leading to its field; nothing without errors."""
        return summary_of(self)

    def act(self, action: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Do the act; what it returns stands in `outcome`. What it refuses stands beside the fields or on top, and False comes back."""
        try:
            self.outcome = action(*args, **kwargs)
        except Refused as refused:
            self.refuse(*refused.refusals)
            return False
        return True

    def refuse(self, *refusals: Refusal) -> None:
        """Show refusals as errors: beside the field they name, if this form has it, else on top."""
        for refusal in refusals:
            words = refusal_words(refusal)
            field = refusal.field if refusal.field in self.fields else None
            self.add_error(field, forms.ValidationError(words, code=refusal.code))


def _hidden(line: BoundField) -> SafeString:
    """A hidden field; Django's own widget would take a template for it. One of several inputs is left to it."""
    if type(line.field.widget) is not forms.HiddenInput:
        return SafeString(str(line))
    value = line.value()
    named = {"type": "hidden", "name": line.html_name, "value": None if value in (None, "") else str(value), "id": line.auto_id or None}
    return element("input", named)


def refusal_words(refusal: Refusal) -> str:
    """A refusal as it is said to whoever reads the page: its sentence, days and labels in their language."""
    values = {name: _spoken(value) for name, value in refusal.values.items()}
    return _(refusal.says) % values if values else _(refusal.says)


def _spoken(value: object) -> object:
    if isinstance(value, Words | Phrase):
        return value.told(get_language() or "en")
    return written(value, pgettext("weekday, day and year", "D j F Y")) if type(value) is date else value


def summary_of(*of: forms.BaseForm) -> SafeString:
    """All errors of the forms of a page, ours or another's, each leading to its field; nothing without errors."""
    listed = [error for form in of for error in _listed(form)]
    if not listed:
        return SafeString("")
    title = ngettext("There is one thing to put right", "There are %(n)s things to put right", len(listed)) % {"n": len(listed)}
    return components.render(
        "error-summary", {"titleText": title, "descriptionText": _("All that you entered is kept."), "errorList": listed}
    )


def _listed(form: forms.BaseForm) -> list[dict[str, str]]:
    found = [{"text": str(error)} for error in form.non_field_errors()]
    for name in form.fields:
        if errors := form.errors.get(name):
            line = form[name]
            target = line.first_control if isinstance(line, Line) else line.id_for_label
            found += [{"text": str(error), "href": f"#{target}"} for error in errors]
    return found
