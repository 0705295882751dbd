"""Form fields that show themselves through the components: label as heading, hint, the error beside, and all that was typed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from opennrm.ui import components
from opennrm.ui.components.markup import classes
from opennrm.ui.dates import FuzzyDate

__all__ = ["Asked", "DayField", "EmailField", "FuzzyDateField", "Line", "LongTextField", "PasswordField", "TextField", "WholeNumberField"]


class Line(BoundField):
    """A field of a sheet with its data. `alias` is the name on the page, `ident` the id; both are random for identity fields."""

    @property
    def alias(self) -> str:
        alias = getattr(self.form, "alias", None)
        return str(alias(self.name)) if alias else self.html_name

    @property
    def ident(self) -> str:
        return self.auto_id if self.alias == self.html_name else self.alias

    @property
    def shown_error(self) -> dict[str, Any]:
        """The errors of the field as one message, or nothing."""
        return {"text": " ".join(str(error) for error in self.errors)} if self.errors else {}

    @property
    def first_control(self) -> str:
        """The id to which the error summary leads."""
        find = getattr(self.field, "first_control", None)
        return str(find(self)) if find else self.ident

    def __str__(self) -> SafeString:
        present = getattr(self.field, "present", None)
        return SafeString(present(self) if present else super().__str__())

    __html__ = __str__


class Asked(forms.Field):
    """What every field of a sheet takes besides Django's own.

    `heading`: the label is the heading of the page · `size`: "s", "m", "l" · `missing`: what to say when nothing is given ·
    `identity`: names, contacts, numbers of a person: random name, no autocomplete, no spell checker that sends text away.
    """

    def __init__(
        self, *, heading: bool = False, size: str = "", missing: Any = "", identity: bool = False, autocomplete: str = "", **kwargs: Any
    ) -> None:
        standing = format_lazy(gettext_lazy("“{label}” needs an answer"), label=kwargs.get("label") or "")
        kwargs["error_messages"] = {"required": missing or standing, **(kwargs.get("error_messages") or {})}
        super().__init__(**kwargs)
        self.heading, self.size, self.identity, self.autocomplete = heading, size, identity, autocomplete

    def __copy__(self) -> Asked:
        """Each form copies each of its fields: without the detour by which anything can be copied, making one takes a fifth less."""
        made = object.__new__(type(self))
        vars(made).update(vars(self))
        return made

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> Line:
        return Line(form, self, field_name)

    def _around(self, line: Line) -> dict[str, Any]:
        hint = {"text": line.help_text} if line.help_text else None
        return {"name": line.alias, "hint": hint, "errorMessage": line.shown_error or None}

    def single(self, line: Line) -> dict[str, Any]:
        """The options of a field with one control."""
        look = self.size and f"govuk-label--{self.size}"
        quiet = {"autocomplete": "off", "spellcheck": False} if self.identity else {"autocomplete": self.autocomplete or None}
        label = {"text": line.label, "classes": look, "isPageHeading": self.heading}
        return {**self._around(line), "id": line.ident, "label": label, **quiet}

    def grouped(self, line: Line) -> dict[str, Any]:
        """The options of a field with several controls under a legend."""
        look = self.size and f"govuk-fieldset__legend--{self.size}"
        legend = {"text": line.label, "classes": look, "isPageHeading": self.heading}
        return {**self._around(line), "idPrefix": line.ident, "fieldset": {"legend": legend}}


class TextField(Asked, forms.CharField):
    """One line of text. `width` is 2, 3, 4, 5, 10, 20 or 30 characters."""

    type = "text"

    def __init__(self, *, width: int = 0, prefix: str = "", suffix: str = "", inputmode: str = "", **kwargs: Any) -> None:
        super().__init__(**{"max_length": 300, **kwargs})
        self.width, self.prefix, self.suffix, self.inputmode = width, prefix, suffix, inputmode

    def present(self, line: Line) -> SafeString:
        own = {
            "type": self.type,
            "value": line.value(),
            "inputmode": self.inputmode or None,
            "prefix": self.prefix,
            "suffix": self.suffix,
            "classes": self.width and f"govuk-input--width-{self.width}",
        }
        return components.render("input", {**self.single(line), **own})


class EmailField(TextField):
    type = "email"
    default_validators = [forms.EmailField.default_validators[0]]


class PasswordField(TextField):
    """Never shown again once it was sent."""

    def present(self, line: Line) -> SafeString:
        return components.render("password-input", {**self.single(line), "autocomplete": self.autocomplete or "current-password"})


class WholeNumberField(Asked, forms.IntegerField):
    """A whole number. `suffix` is its unit."""

    def __init__(self, *, width: int = 4, suffix: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.width, self.suffix = width, suffix
        self.error_messages["invalid"] = gettext_lazy("Enter a whole number, for example 3")

    def present(self, line: Line) -> SafeString:
        own = {
            "value": line.value(),
            "inputmode": "numeric",
            "suffix": self.suffix,
            "classes": f"govuk-input--width-{self.width}",
        }
        return components.render("input", {**self.single(line), **own, "spellcheck": False})


class LongTextField(Asked, forms.CharField):
    """Several lines. With `max_length` the characters left are counted; spell checkers stay off: some send the text away."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rows = rows

    def present(self, line: Line) -> SafeString:
        options = {**self.single(line), "value": line.value(), "rows": self.rows, "spellcheck": False}
        if self.max_length:
            return components.render("character-count", {**options, **_counted(), "maxlength": self.max_length})
        return components.render("textarea", options)


# A number of each plural rule that a browser knows, so that each is told in the form that the language has for it.
PLURALS = {"one": 1, "few": 3, "many": 25, "other": 25}


def _counted() -> dict[str, Any]:
    """What the script says while one types, in the reader's language; it puts the number in."""
    number = {"count": "%{count}"}
    left = {
        rule: ngettext("You have %(count)s character remaining", "You have %(count)s characters remaining", n) % number
        for rule, n in PLURALS.items()
    }
    over = {
        rule: ngettext("You have %(count)s character too many", "You have %(count)s characters too many", n) % number
        for rule, n in PLURALS.items()
    }
    none = _("You have 0 characters remaining")
    return {"charactersUnderLimitText": left, "charactersAtLimitText": none, "charactersOverLimitText": over}


PARTS = ("day", "month", "year")


class DateWidget(forms.Widget):
    """The parts of a date as they were typed."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        return {part: (data.get(f"{name}-{part}") or "").strip() for part in (*PARTS, "unknown")}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)


def _month(text: str) -> int:
    """A month as a number or as its name in the language of the page."""
    for names in (MONTHS, MONTHS_3):
        for number, name in names.items():
            if text.lower().rstrip(".") == str(name).lower():
                return number
    return int(text)


class FuzzyDateField(Asked, forms.Field):
    """A date as far as it is known: the day and the month may stay empty, and "not known" is an answer. Gives a FuzzyDate.

    `latest` is the last day that can be right; a view sets it to the day of the page.
    """

    widget = DateWidget
    whole = False

    def __init__(self, *, latest: date | None = None, may_be_unknown: bool = True, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.latest, self.may_be_unknown = latest, may_be_unknown

    def clean(self, value: dict[str, str]) -> FuzzyDate | date | None:
        typed = any(value[part] for part in PARTS)
        if value["unknown"] and typed:
            raise ValidationError(_("Either give the date, or tick that it is not known"), code="both")
        if not typed:
            return self._nothing(bool(value["unknown"] and self.may_be_unknown))
        found = self._read(value)
        if self.latest and found.earliest and found.earliest > self.latest:
            raise ValidationError(_("The date must not lie in the future"), code="future")
        return self._given(found)

    def _nothing(self, unknown: bool) -> FuzzyDate | date | None:
        if self.required and not unknown:
            raise ValidationError(self.error_messages["required"], code="required")
        return FuzzyDate() if unknown else None

    def _given(self, found: FuzzyDate) -> FuzzyDate | date | None:
        return found

    def _read(self, value: dict[str, str]) -> FuzzyDate:
        empty = [part for part in PARTS if not value[part]]
        if "year" in empty or (value["day"] and "month" in empty) or (self.whole and empty):
            raise ValidationError(self._incomplete(empty), code=f"empty:{empty[-1]}")
        try:
            parts = [int(value["year"]), _month(value["month"]) if value["month"] else None, int(value["day"]) if value["day"] else None]
            if not 1900 <= (parts[0] or 0) <= 2200:
                raise ValueError
            return FuzzyDate(*parts)
        except ValueError:
            raise ValidationError(_("This is not a date. Give it as numbers, for example 27 3 2024"), code="invalid") from None

    def _incomplete(self, empty: list[str]) -> str:
        if self.whole:
            names = {"day": _("the day"), "month": _("the month"), "year": _("the year")}
            return _("The date must have %(parts)s") % {"parts": _(" and ").join(names[part] for part in empty)}
        if "year" in empty:
            return _("Give at least the year, with four figures")
        return _("With a day, give the month too")

    def _wrong(self, line: Line) -> str:
        codes = [str(error.code) for error in line.errors.as_data()]
        return next((code.removeprefix("empty:") for code in codes if code.startswith("empty:")), "day")

    def first_control(self, line: Line) -> str:
        return f"{line.ident}-{self._wrong(line)}"

    def _typed(self, line: Line) -> dict[str, Any]:
        value = line.value()
        if isinstance(value, dict):
            return value
        if value is None:
            return dict.fromkeys((*PARTS, "unknown"), "")
        known = {part: getattr(value, part) or "" for part in PARTS}
        return {**known, "unknown": "" if known["year"] else "on"}

    def present(self, line: Line) -> SafeString:
        value = self._typed(line)
        wrong = self._wrong(line) if line.errors else ""
        all_wrong = bool(wrong) and not any(str(error.code).startswith("empty:") for error in line.errors.as_data())
        labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        quiet = {"autocomplete": "off", "attributes": {"spellcheck": "false"}} if self.identity else {}
        items = [
            {
                "name": f"{line.alias}-{part}",
                "id": f"{line.ident}-{part}",
                "label": labels[part],
                "value": str(value[part]),
                "classes": classes(
                    f"govuk-input--width-{4 if part == 'year' else 2}", (all_wrong or part == wrong) and "govuk-input--error"
                ),
                **quiet,
            }
            for part in PARTS
        ]
        after = {"afterInputs": {"html": self._unknown(line, value)}} if self.may_be_unknown and not self.whole else {}
        return components.render("date-input", {**self.grouped(line), "id": line.ident, "items": items, "formGroup": after})

    def _unknown(self, line: Line, value: dict[str, Any]) -> SafeString:
        item = {"value": "on", "text": _("Not known"), "checked": bool(value["unknown"])}
        name = f"{line.alias}-unknown"
        return components.render(
            "checkboxes", {"name": name, "idPrefix": f"{line.ident}-unknown", "items": [item], "classes": "govuk-checkboxes--small"}
        )


class DayField(FuzzyDateField):
    """A whole date. Gives a datetime.date."""

    whole = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "may_be_unknown": False})

    def _given(self, found: FuzzyDate) -> date | None:
        return found.earliest
