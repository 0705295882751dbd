"""A part of a form that stands there as often as it is needed: "add another" posts back and loses nothing, without a script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http import QueryDict

from opennrm.ui.forms import Sheet

__all__ = ["AGAIN", "Repeated", "typed_in"]

AGAIN = "again"  # the name of the buttons that add a row or take one out
MOST = 60
Made = Callable[..., Sheet]


class Repeated:
    """The rows of one part. Buttons named `again` say `places+` (one more) or `places-2` (without the third)."""

    def __init__(self, name: str, made: Made, *, data: QueryDict | None, initial: Iterable[Mapping[str, Any]] = (), least: int = 1) -> None:
        self.name, self._made = name, made
        self.rows: list[Sheet] = []
        if data is None:
            rows = list(initial)
            self._unbound([*rows, *({} for _ in range(least - len(rows)))])
        elif AGAIN in data:
            self._again(data)
        else:
            self.rows = [made(data, prefix=self._prefix(place)) for place in range(self._number(data))]

    def _prefix(self, place: int) -> str:
        return f"{self.name}-{place}"

    def _number(self, data: QueryDict) -> int:
        number = data.get(f"{self.name}-n", "0")
        return min(int(number), MOST) if number.isascii() and number.isdecimal() and len(number) < 4 else 0

    def _unbound(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self.rows = [self._made(None, prefix=self._prefix(place), initial=dict(row)) for place, row in enumerate(rows)]

    def _again(self, data: QueryDict) -> None:
        """The rows as they were typed, right or wrong, one more or one less; nothing is judged yet."""
        rows = [typed_in(self._made(data, prefix=self._prefix(place))) for place in range(self._number(data))]
        pressed = data[AGAIN]
        if pressed == f"{self.name}+" and len(rows) < MOST:
            rows.append({})
        self._unbound(row for place, row in enumerate(rows) if pressed != self._prefix(place))

    @property
    def many(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def more(self) -> str:
        """The value of the button for one more."""
        return f"{self.name}+"

    def is_valid(self) -> bool:
        """Whether every row can be read."""
        judged = [row.is_valid() for row in self.rows]
        return all(judged)

    def said(self) -> list[tuple[Sheet, dict[str, Any]]]:
        """The rows in which something stands, each with what it says: fields that were left empty are left out."""
        filled = [
            (row, {name: value for name, value in row.cleaned_data.items() if value not in (None, "", (), [], False)}) for row in self.rows
        ]
        return [(row, said) for row, said in filled if set(said) - set(row.hidden_names)]  # type: ignore[attr-defined]


def typed_in(form: Sheet) -> dict[str, Any]:
    """What stands in each field as it was typed."""
    return {name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name)) for name, field in form.fields.items()}
