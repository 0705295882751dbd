"""A part of a form that stands there as often as it is needed: "add another" posts back and loses nothing, without a script.

What is recorded already is shut: one line of words with its values along, which a button opens. A page with many rows stays light.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.safestring import SafeString

from opennrm.programme.clauses import ClausesField
from opennrm.programme.fields import in_words
from opennrm.ui.components.markup import element, joined
from opennrm.ui.forms import Sheet

__all__ = ["AGAIN", "Repeated", "Row", "typed_in"]

AGAIN = "again"  # the name of the buttons that add a row, open one or take one out
SHUT, OPENS = "-shut", ":open"
MOST = 60
Made = Callable[..., Sheet]


class Row:
    """One row: its form with what stands in it, and whether it is shut. One in which something is to be put right is open."""

    def __init__(self, form: Sheet, prefix: str, shut: bool, values: Mapping[str, Any]) -> None:
        self.form, self.prefix, self._shut = form, prefix, shut  # the value of the button that takes it out is the prefix
        self._values = {name: value for name in form.fields if _says(value := values.get(name))}

    @property
    def shut(self) -> bool:
        """Whether it is one line of words."""
        return self._shut and not (self.form.is_bound and self.form.errors)

    @property
    def opens(self) -> str:
        """The value of the button that opens it."""
        return f"{self.prefix}{OPENS}"

    @property
    def words(self) -> SafeString:
        """What stands in it, field by field, the first of it strong."""
        hidden = self.form.hidden_names  # type: ignore[attr-defined]
        said = [in_words(self.form.fields[name], value) for name, value in self._values.items() if name not in hidden]
        return joined(*(element("b", {}, one) if place == 0 else f" · {one}" for place, one in enumerate(said)))

    @property
    def along(self) -> SafeString:
        """The values of a row that is shut, as they go along with the form: those that its fields would send."""
        sent = [_sent(self.form.fields[name], f"{self.prefix}-{name}", value) for name, value in self._values.items()]
        return joined(_hidden(f"{self.prefix}{SHUT}", "1"), *sent)


def _says(value: Any) -> bool:
    """Whether anything stands in a field; nought is something."""
    return value is not None and value is not False and value not in ("", (), [])


def _sent(field: forms.Field, name: str, value: Any) -> SafeString:
    if isinstance(field, forms.MultipleChoiceField | ClausesField):
        return joined(*(_hidden(name, one) for one in value))
    return _hidden(name, "on" if value is True else ", ".join(value) if isinstance(value, list | tuple) else str(value))


def _hidden(name: str, value: str) -> SafeString:
    return element("input", {"type": "hidden", "name": name, "value": value})


class Repeated:
    """The rows of one part. Buttons named `again` say `places+` (one more), `places-2:open` or `places-2` (without the third).

    `recorded`: the rows that stand at first are those of a record, and shut.
    """

    def __init__(
        self,
        name: str,
        made: Made,
        *,
        data: QueryDict | None,
        initial: Iterable[Mapping[str, Any]] = (),
        least: int = 1,
        recorded: bool = False,
    ) -> None:
        self.name, self._made = name, made
        self.rows: list[Row] = []
        standing = list(initial)
        self._most = max(MOST, len(standing))  # of a record that came with more none is lost
        if data is None:
            self._unbound([*((row, recorded) for row in standing), *(({}, False) for _ in range(least - len(standing)))])
        elif AGAIN in data:
            self._again(data)
        else:
            self.rows = [self._bound(data, prefix) for prefix in self._prefixes(data)]

    def _prefix(self, place: int) -> str:
        return f"{self.name}-{place}"

    def _prefixes(self, data: QueryDict) -> list[str]:
        """What the names of the fields of each row begin with that was sent."""
        number = data.get(f"{self.name}-n", "0")
        many = min(int(number), self._most) if number.isascii() and number.isdecimal() and len(number) < 4 else 0
        return [self._prefix(place) for place in range(many)]

    def _bound(self, data: QueryDict, prefix: str) -> Row:
        form = self._made(data, prefix=prefix)
        return Row(form, prefix, f"{prefix}{SHUT}" in data, typed_in(form))

    def _unbound(self, rows: Iterable[tuple[Mapping[str, Any], bool]]) -> None:
        """Those that are shut share one form, of which nothing but the fields is asked: many of them cost little."""
        shared: Sheet | None = None
        for place, (row, shut) in enumerate(rows):
            prefix = self._prefix(place)
            if shut:
                shared = shared or self._made(None, prefix=prefix)
            form = shared if shut and shared else self._made(None, prefix=prefix, initial=dict(row))
            self.rows.append(Row(form, prefix, shut, row))

    def _again(self, data: QueryDict) -> None:
        """The rows as they were typed, right or wrong, one more or one less or one opened; nothing is judged yet."""
        pressed, prefixes = data[AGAIN], self._prefixes(data)
        rows = [
            (typed_in(self._made(data, prefix=prefix)), f"{prefix}{SHUT}" in data and pressed != f"{prefix}{OPENS}")
            for prefix in prefixes
            if pressed != prefix
        ]
        if pressed == f"{self.name}+" and len(rows) < self._most:
            rows.append(({}, False))
        self._unbound(rows)

    @property
    def many(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def more(self) -> str:
        """The value of the button for one more."""
        return f"{self.name}+"

    @property
    def forms(self) -> list[Sheet]:
        """The form of each row."""
        return [row.form for row in self.rows]

    def is_valid(self) -> bool:
        """Whether every row can be read."""
        judged = [form.is_valid() for form in self.forms]
        return all(judged)

    def said(self) -> list[tuple[Sheet, dict[str, Any]]]:
        """The rows in which something stands, each with what it says: fields that were left empty are left out."""
        filled = [(form, {name: value for name, value in form.cleaned_data.items() if _says(value)}) for form in self.forms]
        return [(form, said) for form, said in filled if set(said) - set(form.hidden_names)]  # type: ignore[attr-defined]


def typed_in(form: Sheet) -> dict[str, Any]:
    """What stands in each field as it was typed."""
    return {name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name)) for name, field in form.fields.items()}
