"""Fields of the programme's forms: a time in words, a name that is offered while one types, several of them in one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from opennrm.programme import words
from opennrm.programme.spans import NoSpan, Span
from opennrm.programme.times import LONGEST
from opennrm.ui import components
from opennrm.ui.choices import CheckboxesField
from opennrm.ui.fields import Line, TextField

__all__ = ["FoldedField", "ManyField", "NamedField", "NamesField", "SealedField", "TimeField", "country_field", "few", "in_words", "offers"]

Names = Mapping[str, str]


class NamedField(TextField):
    """A name of a list that the page offers (`offered` is the id of its datalist); gives the code behind it.

    The list is too long to choose from: 250 countries in each of ten rows would be half a megabyte. `names` are set by the form.
    """

    none_such = gettext_lazy("Nothing is recorded under this name. Record it first, or choose another.")

    def __init__(self, *, offered: str, none_such: Any = "", **kwargs: Any) -> None:
        super().__init__(**{"required": False, "autocomplete": "off", **kwargs})
        self.offered = offered
        self.names: Names = {}
        self.none_such = none_such or self.none_such

    def prepare_value(self, value: Any) -> Any:
        return self.names.get(value, value)

    def to_python(self, value: Any) -> str:
        return self._code(super().to_python(value) or "")

    def _code(self, typed: str) -> str:
        if not typed or typed in self.names:
            return typed
        found = [code for code, name in self.names.items() if name.casefold() == typed.casefold()]
        if not found:
            raise ValidationError(self.none_such, code="none_such")
        return found[0]

    def present(self, line: Line) -> SafeString:
        look = self.width and f"govuk-input--width-{self.width}"
        own = {"value": line.value(), "classes": look, "attributes": {"list": self.offered}}
        return components.render("input", {**self.single(line), **own})


class TimeField(TextField):
    """A time in the words in which it is shown; gives how it is kept (programme.spans), which may be typed too."""

    def __init__(self, **kwargs: Any) -> None:
        standing = {"required": False, "autocomplete": "off", "max_length": LONGEST, "width": 20, "help_text": lazy(words.exactly, str)()}
        super().__init__(**{**standing, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        try:
            return words.when(Span.parse(value).said) if value else value
        except NoSpan:
            return value

    def to_python(self, value: Any) -> str:
        try:
            return words.time_of(super().to_python(value) or "")
        except NoSpan:
            raise ValidationError(words.no_time(), code="no_time") from None


class FoldedField(CheckboxesField):
    """Any of several, folded under its label until one opens it or one of them is chosen: for rows that repeat."""

    def present(self, line: Line) -> SafeString:
        chosen = bool(line.value())
        return components.render("details", {"summaryText": line.label, "html": super().present(line), "open": chosen or bool(line.errors)})


class ManyField(TextField):
    """Several codes in one line, with commas between; gives a tuple."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "autocomplete": "off", "max_length": 1000, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        said = (str(super().to_python(value) or "")).replace(";", ",")
        return tuple(one.strip() for one in said.split(",") if one.strip())


class NamesField(ManyField):
    """Several names in one line; gives the codes behind them. `names` are set by the form."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.names: Names = {}

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(self.names[one] if one in self.names else str(one) for one in value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        codes = dict[str, str]((name.casefold(), code) for code, name in self.names.items())
        typed: tuple[str, ...] = super().to_python(value)
        unknown = [one for one in typed if one not in self.names and one.casefold() not in codes]
        if unknown:
            raise ValidationError(gettext("There is no %(name)s in the list") % {"name": unknown[0]}, code="none_such")
        return tuple(one if one in self.names else codes[one.casefold()] for one in typed)


def in_words(field: forms.Field, value: Any) -> str:
    """What stands in a field, for whoever reads it without the form: where a value alone says nothing, with its label."""
    if isinstance(field, forms.BooleanField):
        return str(field.label)
    if isinstance(field, forms.IntegerField):
        return gettext("%(what)s: %(number)s") % {"what": field.label, "number": value}
    if isinstance(field, forms.ChoiceField):
        return ", ".join(_chosen(field, str(one)) for one in (value if isinstance(value, list | tuple) else [value]))
    shown = field.prepare_value(value)
    return "; ".join(shown) if isinstance(shown, list) else str(shown)


def _chosen(field: forms.ChoiceField, code: str) -> str:
    listed = cast("Iterable[tuple[Any, Any]]", field.choices)
    return next((str(name) for one, name in listed if str(one) == code), code)


class SealedField(TextField):
    """What is sealed of somebody, in one line: no browser keeps it, no spell checker sends it away."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "identity": True, **kwargs})


def few(label: Any, **more: Any) -> TextField:
    """A phrase: few words, since a report makes its own sentences."""
    return TextField(label=label, **{"required": False, "max_length": 160, "help_text": gettext_lazy("At most eight words"), **more})


def country_field(label: Any, **more: Any) -> NamedField:
    """A country by its name or its code."""
    none = gettext_lazy("There is no such country in the list. Write its name as the list has it, or its code of two letters.")
    return NamedField(label=label, offered="countries", none_such=none, width=20, **more)


def offers(ident: str, names: Names) -> SafeString:
    """The list of names that fields of this page offer, in as few letters as there can be: 250 countries stand in many pages."""
    return components.markup.element("datalist", {"id": ident}, _options(tuple(names.values())))


@lru_cache(maxsize=64)
def _options(names: tuple[str, ...]) -> SafeString:
    """These names as options, written once: those of all countries stand in every form."""
    return SafeString("".join([f"<option>{escape(name, quote=False)}" for name in names]))
