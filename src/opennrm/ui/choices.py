"""Fields with given answers: radios, checkboxes, a list, one tick, a choice with its consequences, a sign that was looked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.choices import normalize_choices
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from opennrm.ui import components
from opennrm.ui.components.own import ANSWERS, REPORTED
from opennrm.ui.fields import Asked, Line

__all__ = ["AnswerField", "CheckboxesField", "RadiosField", "SelectField", "Sign", "SignField", "TickField"]


def _pairs(field: forms.ChoiceField) -> list[tuple[Any, Any]]:
    return [(value, words) for value, words in cast("Iterable[tuple[Any, Any]]", field.choices)]


def _items(field: forms.ChoiceField, hints: Mapping[Any, Any]) -> list[dict[str, Any]]:
    said = {value: {"hint": {"text": hint}} for value, hint in hints.items()}
    return [{"value": str(value), "text": words, **said.get(value, {})} for value, words in _pairs(field)]


class Paired(forms.ChoiceField):
    """Choices that are pairs of texts already stay as they are: Django looks through each of them twice, which was a tenth of a form."""

    @property
    def choices(self) -> Any:
        return self._choices

    @choices.setter
    def choices(self, value: Any) -> None:
        if type(value) is list and all(type(one) is tuple and len(one) == 2 and type(one[1]) is str for one in value):
            self._choices = self.widget._choices = value
        else:
            self._choices = self.widget.choices = normalize_choices(value)


class RadiosField(Asked, Paired):
    """One of few. `hints` says more under an answer; `inside` names the field that an answer opens; `inline`, `small` its look."""

    widget = forms.RadioSelect

    def __init__(
        self,
        *,
        hints: Mapping[str, Any] | None = None,
        inside: Mapping[str, str] | None = None,
        inline: bool = False,
        small: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.hints, self.inside = dict(hints or {}), dict(inside or {})
        self.look = " ".join(name for name, wanted in (("govuk-radios--inline", inline), ("govuk-radios--small", small)) if wanted)

    def present(self, line: Line) -> SafeString:
        value = line.value()
        options = {**self.grouped(line), "value": "" if value is None else str(value), "items": self._opened(line), "classes": self.look}
        return components.render("radios", options)

    def _opened(self, line: Line) -> list[dict[str, Any]]:
        items = _items(self, self.hints)
        for item in items:
            if item["value"] in self.inside:
                item["inside"] = SafeString(str(line.form[self.inside[item["value"]]]))
        return items


class CheckboxesField(Asked, Paired, forms.MultipleChoiceField):
    """Any of several. `none` names the value of "none of these", which excludes the others; `small` its look."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, hints: Mapping[str, Any] | None = None, none: str = "", small: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.hints, self.none, self.small = dict(hints or {}), none, small

    def present(self, line: Line) -> SafeString:
        items = _items(self, self.hints)
        if self.none:
            at = next(number for number, item in enumerate(items) if item["value"] == self.none)
            items[at:] = [{"divider": _("or")}, {**items[at], "behaviour": "exclusive"}, *items[at + 1 :]]
        values = [str(value) for value in line.value() or ()]
        look = "govuk-checkboxes--small" if self.small else ""
        return components.render("checkboxes", {**self.grouped(line), "values": values, "items": items, "classes": look})


class SelectField(Asked, Paired):
    """One of many. The first choice says what is asked: ("", "Add a sign")."""

    def present(self, line: Line) -> SafeString:
        value = line.value()
        options = {**self.single(line), "value": "" if value is None else str(value), "items": _items(self, {})}
        return components.render("select", options)


class TickField(Asked, forms.BooleanField):
    """One statement, ticked or not; required: it must be ticked."""

    widget = forms.CheckboxInput

    def __init__(self, *, small: bool = True, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.small = small

    def present(self, line: Line) -> SafeString:
        item = {"value": "on", "text": line.label, "checked": bool(line.value())}
        kept = {key: value for key, value in self.grouped(line).items() if key != "fieldset"}
        return components.render("checkboxes", {**kept, "items": [item], "classes": "govuk-checkboxes--small" if self.small else ""})


class AnswerField(Asked, forms.ChoiceField):
    """Answers of equal size with what follows from each; none chosen before, none coloured. `consequences` by answer."""

    widget = forms.RadioSelect

    def __init__(self, *, consequences: Mapping[str, Sequence[Any]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.consequences = dict(consequences)

    def present(self, line: Line) -> SafeString:
        items = [{"value": str(value), "text": words, "what": self.consequences.get(value, ())} for value, words in _pairs(self)]
        value = line.value()
        return components.render("choice", {**self.grouped(line), "value": "" if value is None else str(value), "items": items})


@dataclass(frozen=True)
class Sign:
    """What was found of one sign; `told_by` for a reported one."""

    answer: str = "not_assessed"
    told_by: str = ""


class SignWidget(forms.Widget):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Sign:
        return Sign(data.get(name) or "not_assessed", (data.get(f"{name}-who") or "").strip())

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data


class SignField(Asked, forms.Field):
    """One sign, four answers; "not assessed" stands until something else is said. A reported sign asks who told it. Gives a Sign."""

    widget = SignWidget

    def __init__(self, *, code: str = "", **kwargs: Any) -> None:
        super().__init__(**{"required": False, "initial": Sign(), **kwargs})
        self.code = code

    def clean(self, value: Sign) -> Sign:
        if value.answer not in dict(ANSWERS):
            raise forms.ValidationError(_("Choose one of the four answers"), code="invalid")
        if value.answer != REPORTED:
            return Sign(value.answer)
        if not value.told_by:
            words = _("Say who told you about %(sign)s, for example “she did” or “a neighbour”") % {"sign": self.code or self.label}
            raise forms.ValidationError(words, code="told_by")
        return Sign(REPORTED, forms.CharField(max_length=300).clean(value.told_by))

    def first_control(self, line: Line) -> str:
        return f"{line.ident}-who" if any(error.code != "invalid" for error in line.errors.as_data()) else line.ident

    def present(self, line: Line) -> SafeString:
        value = line.value() or Sign()
        told = {"code": self.code, "text": line.label, "value": value.answer, "toldBy": value.told_by}
        return components.render("observe", {**self.grouped(line), **told})
