"""A form with parts that repeat on one page; and one record, which they make together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, ClassVar, Generic, TypeVar

from django.http import QueryDict
from django.utils.safestring import SafeString
from pydantic import ValidationError as Misshapen

from opennrm.programme.mistakes import Mistake, mistakes
from opennrm.programme.repeated import AGAIN, Repeated, typed_in
from opennrm.programme.shaped import beside
from opennrm.programme.typed import Typed
from opennrm.standards.refusal import Refusal
from opennrm.ui.forms import Sheet, summary_of

__all__ = ["Paper", "Sheets"]

Record = TypeVar("Record", bound=Typed)


class Sheets:
    """A form and the parts that repeat: `form` and `parts` for the page, `summary` for its top, `form_errors` for its title. A button for a
    row more, or one that looks for what was named, posts back and judges nothing.
    """

    def __init__(
        self,
        data: QueryDict | None,
        sheet: Callable[..., Any],
        parts: Mapping[str, Repeated],
        initial: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        self.again = data is not None and AGAIN in data
        form = sheet(data, initial=initial)
        self.form = sheet(None, initial=typed_in(form)) if self.again else form
        self.parts = parts

    @property
    def sheets(self) -> list[Sheet]:
        """Every form of the page, in its order."""
        return [self.form, *(form for part in self.parts.values() for form in part.forms)]

    @property
    def open_sheets(self) -> list[Sheet]:
        """The forms of which the fields stand on the page."""
        return [self.form, *(row.form for part in self.parts.values() for row in part.rows if not row.shut)]

    @property
    def summary(self) -> SafeString:
        """All that is to be put right, each leading to its field."""
        return SafeString("") if self.again else summary_of(*self.sheets)

    @property
    def form_errors(self) -> bool:
        """Whether anything is to be put right."""
        return not self.again and any(sheet.is_bound and sheet.errors for sheet in self.sheets)

    def is_valid(self) -> bool:
        """Whether it is all said, and each form by itself is right."""
        return not self.again and all([self.form.is_valid(), *(part.is_valid() for part in self.parts.values())])


class Paper(Sheets, Generic[Record]):
    """One record on one page. A room says what the forms say together."""

    shape: type[Record]
    sheets_of: ClassVar[Mapping[str, type[Sheet]]]  # the form of each part, in the order of the page
    never_empty: ClassVar[tuple[str, ...]] = ()  # parts of which a row waits to be filled

    def __init__(
        self, data: QueryDict | None, stands: Record | None, known: Any, sheet: Callable[..., Any], initial: Mapping[str, Any]
    ) -> None:
        self.stands, self.known = stands, known
        parts = {name: self._part(name, data) for name in self.sheets_of}
        super().__init__(data, partial(sheet, known=known), parts, initial)

    def _part(self, name: str, data: QueryDict | None) -> Repeated:
        sheet, known = self.sheets_of[name], self.known

        def made(data: QueryDict | None, prefix: str, initial: Mapping[str, Any] | None = None) -> Sheet:
            return sheet(data, prefix=prefix, known=known, initial=dict(initial or {}))

        least, recorded = int(name in self.never_empty), self.stands is not None
        return Repeated(name, made, data=data, initial=self.standing(name), least=least, recorded=recorded)

    def standing(self, name: str) -> list[dict[str, Any]]:
        """The rows of a part before anything is typed."""
        return [one.model_dump() for one in getattr(self.stands, name)] if self.stands else []

    def read(self) -> Record | None:
        """The record that was typed; with mistakes None, and they stand beside their fields."""
        if not self.is_valid():
            return None
        rows = {name: part.said() for name, part in self.parts.items()}
        try:
            return self.shape.model_validate(self.said({name: [said for _, said in found] for name, found in rows.items()}))
        except Misshapen as wrong:
            for one in mistakes(wrong):
                self._put(one, {name: [sheet for sheet, _ in found] for name, found in rows.items()})
        return None

    def said(self, rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
        """What the form says with the rows of its parts, as the shape takes it."""
        raise NotImplementedError

    def _put(self, mistake: Mistake, rows: Mapping[str, list[Sheet]]) -> None:
        """A mistake at its field: of a row where its path leads into one."""
        first, *rest = mistake.at or ("",)
        if first in rows and rest and isinstance(rest[0], int):
            return beside(rows[str(first)][rest[0]], mistake, tuple(rest[1:]))
        return beside(self.form, mistake)

    def refuse(self, *refusals: Refusal) -> None:
        """What the action refused: beside a field of the form, or on top."""
        self.form.refuse(*refusals)
