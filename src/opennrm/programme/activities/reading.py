"""From what was typed in a form to a record: the shape judges, and each mistake is said beside its field."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import token_hex
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.text import slugify
from pydantic import ValidationError as Misshapen

from opennrm.programme import typed
from opennrm.programme.activities import forms
from opennrm.programme.activities.offered import Offered
from opennrm.programme.mistakes import Mistake, mistakes
from opennrm.programme.repeated import AGAIN, Repeated, typed_in
from opennrm.standards.refusal import Refusal
from opennrm.ui.forms import Sheet, summary_of

__all__ = ["Paper", "new_key", "shaped"]

Record = TypeVar("Record", bound=typed.Typed)
# The parts of an activity that repeat, with their forms, in the order of the page.
PARTS: Mapping[str, type[forms.WorkSheet]] = {
    "places": forms.PlaceSheet,
    "parts": forms.PartSheet,
    "outcomes": forms.OutcomeSheet,
    "findings": forms.FindingSheet,
    "links": forms.LinkSheet,
    "money": forms.MoneySheet,
}
ASKED = ("body", "people", "country", "when", "answered")
OF_THE_FORM = ("seen", *(f"asked_{name}" for name in ASKED))


def new_key(begins: str) -> str:
    """A key for what is typed in a form: a word to know it by, and a chance part that no other has."""
    return f"{slugify(begins)[:50].strip('-_').replace('_', '-') or 'record'}-{token_hex(4)}"


def shaped(form: Sheet, shape: type[Record], stands: Record | None, begins: str) -> Record | None:
    """The record that a form makes over what stands; with mistakes None, and they stand in the form."""
    if not form.is_valid():
        return None
    before = stands.model_dump() if stands else {}
    said = {name: value for name, value in form.cleaned_data.items() if name in shape.model_fields}
    said["key"] = said.get("key") or before.get("key") or new_key(begins)
    try:
        return shape.model_validate({**before, **_plain(said)})
    except Misshapen as wrong:
        for one in mistakes(wrong):
            _beside(form, one.at, one)
    return None


def _plain(said: Mapping[str, Any]) -> dict[str, Any]:
    """Nothing typed is no code and no number, but an empty text."""
    return {
        name: None if value == "" and name in ("country", "body", "within", "people", "area") else value for name, value in said.items()
    }


def _beside(form: Sheet, at: tuple[int | str, ...], mistake: Mistake) -> None:
    """Beside the field that the path names; a list from which nothing was chosen says that it needs an answer, not which codes it has."""
    field = next((str(step) for step in at if step in form.fields), None)
    nothing = field is not None and hasattr(form.fields[field], "list_name") and not form.cleaned_data.get(field)
    says = form.fields[field].error_messages["required"] if nothing and field else mistake.says
    form.add_error(field, ValidationError(says, code="shape"))


class Paper:
    """One activity on one page. `form_errors` for the title, `summary` for the top, `parts` for the rows."""

    def __init__(self, data: QueryDict | None, stands: typed.Activity | None, known: Offered, **more: Any) -> None:
        self.stands, self.known = stands, known
        self.again = data is not None and AGAIN in data
        initial = self._initial(stands, more.pop("seen", ""))
        form = forms.ActivitySheet(data, known=known, initial=initial, **more)
        self.form = forms.ActivitySheet(None, known=known, initial=typed_in(form), **more) if self.again else form
        self.parts = {name: self._part(name, data) for name in PARTS}

    def _initial(self, stands: typed.Activity | None, seen: str) -> dict[str, Any]:
        if stands is None:
            return {"key": new_key("activity"), "confidence": "open", "state": "done", "language": "en"}
        said = stands.model_dump()
        asked = said.pop("asked") or {}
        return {**said, **{f"asked_{name}": asked.get(name) for name in ASKED}, "seen": seen}

    def _part(self, name: str, data: QueryDict | None) -> Repeated:
        sheet, known = PARTS[name], self.known

        def made(data: QueryDict | None, prefix: str, initial: Mapping[str, Any] | None = None) -> Sheet:
            return sheet(data, prefix=prefix, known=known, initial=dict(initial or {}))

        rows = [one.model_dump() for one in getattr(self.stands, name)] if self.stands else []
        return Repeated(name, made, data=data, initial=rows, least=1 if name in ("places", "parts") else 0)

    @property
    def sheets(self) -> list[Sheet]:
        """Every form of the page, in its order."""
        return [self.form, *(row for part in self.parts.values() for row in part.rows)]

    @property
    def summary(self) -> SafeString:
        """All that is to be put right, each leading to its field."""
        return SafeString("") if self.again else summary_of(*self.sheets)

    @property
    def form_errors(self) -> bool:
        """Whether anything is to be put right."""
        return not self.again and any(sheet.is_bound and sheet.errors for sheet in self.sheets)

    def read(self) -> typed.Activity | None:
        """The activity that was typed; with mistakes None, and they stand beside their fields."""
        if not all([self.form.is_valid(), *(part.is_valid() for part in self.parts.values())]):
            return None
        rows = {name: part.said() for name, part in self.parts.items()}
        said = {**(self.stands.model_dump() if self.stands else {}), **self._alone()}
        said |= {name: [self._row(name, row) for _, row in found] for name, found in rows.items()}
        try:
            return typed.Activity.model_validate(said)
        except Misshapen as wrong:
            for one in mistakes(wrong):
                self._put(one, {name: [sheet for sheet, _ in found] for name, found in rows.items()})
        return None

    def _alone(self) -> dict[str, Any]:
        """What the form itself says, without the parts that repeat."""
        said = {name: value for name, value in self.form.cleaned_data.items() if name not in OF_THE_FORM}
        asked = {name: value for name in ASKED if (value := self.form.cleaned_data[f"asked_{name}"])}
        stands = self.stands.key if self.stands else ""
        return {**said, "key": stands or said["key"] or new_key("activity"), "asked": asked or None}

    def _row(self, name: str, said: dict[str, Any]) -> dict[str, Any]:
        """A row over what stands under its key: what the page does not show is not lost."""
        if name not in ("outcomes", "findings"):
            return {field: value for field, value in said.items() if field != "key"}
        stood = {one.key: one for one in getattr(self.stands, name)} if self.stands else {}
        before = stood[said["key"]].model_dump() if said.get("key") in stood else {"key": new_key(name.rstrip("s"))}
        shown = {
            field: None if field in ("body", "country") else () if field == "countries" else ""
            for field in PARTS[name].base_fields
            if field != "key"
        }
        return {**before, **shown, **{field: value for field, value in said.items() if field != "key"}}

    def _put(self, mistake: Mistake, rows: Mapping[str, list[Sheet]]) -> None:
        """A mistake at its field: of a row where its path leads into one."""
        first, *rest = mistake.at or ("",)
        if first == "asked" and rest:
            return _beside(self.form, (f"asked_{rest[0]}",), mistake)
        if first in rows and rest and isinstance(rest[0], int):
            return _beside(rows[str(first)][rest[0]], tuple(rest[1:]), mistake)
        return _beside(self.form, mistake.at, mistake)

    def refuse(self, *refusals: Refusal) -> None:
        """What the action refused: beside a field of the form, or on top."""
        self.form.refuse(*refusals)
