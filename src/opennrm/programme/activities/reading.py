"""From what was typed in a form of the work to a record: of one form, or of an activity with the parts that repeat."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar, TypeVar

from django.http import QueryDict
from django.utils.safestring import SafeString

from opennrm.programme import paper, shaped, typed
from opennrm.programme.activities import forms
from opennrm.programme.activities.offered import Offered
from opennrm.programme.shaped import new_key
from opennrm.ui.forms import Sheet

__all__ = ["Paper", "read"]

Record = TypeVar("Record", bound=typed.Typed)
ASKED = ("body", "people", "country", "when", "answered")
OF_THE_FORM = ("seen", *(f"asked_{name}" for name in ASKED))


def read(form: Sheet, shape: type[Record], stands: Record | None, begins: str) -> Record | None:
    """The record that a form makes over what stands, its key beginning with what it is about; with mistakes None."""
    if not form.is_valid():
        return None
    said = {name: value for name, value in form.cleaned_data.items() if name in shape.model_fields}
    said["key"] = said.get("key") or (stands.key if stands else new_key(begins))
    return shaped.shaped(form, shape, said, stands)


class Paper(paper.Paper[typed.Activity]):
    """One activity on one page."""

    shape = typed.Activity
    sheets_of: ClassVar[Mapping[str, type[Sheet]]] = {
        "places": forms.PlaceSheet,
        "parts": forms.PartSheet,
        "outcomes": forms.OutcomeSheet,
        "findings": forms.FindingSheet,
        "links": forms.LinkSheet,
        "materials": forms.MaterialSheet,
        "money": forms.MoneySheet,
    }
    never_empty = ("places", "parts")

    def __init__(
        self, data: QueryDict | None, stands: typed.Activity | None, known: Offered, *, seen: str = "", follows: str = "", **more: Any
    ) -> None:
        self.follows = follows
        super().__init__(data, stands, known, partial(forms.ActivitySheet, **more), _initial(stands, seen))

    def standing(self, name: str) -> list[dict[str, Any]]:
        """What follows another activity begins with the link to it."""
        if name == "materials":
            return [{"material": key} for key in self.stands.materials] if self.stands else []
        return [{"kind": "follows", "to": self.follows}] if self.follows and name == "links" else super().standing(name)

    @property
    def lists(self) -> SafeString:
        """The names that the fields of this page offer."""
        return self.known.lists(*self.open_sheets)

    def said(self, rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
        """The form over what stands, and each part with its rows."""
        before = self.stands.model_dump() if self.stands else {}
        parts = {name: [self._row(name, row) for row in found] for name, found in rows.items()}
        parts["materials"] = list(dict.fromkeys(row["material"] for row in parts["materials"]))  # type: ignore[arg-type]
        return {**before, **self._alone(), **parts}

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
            field: None if field in ("body", "country") else () if field in ("countries", "clauses", "topics") else ""
            for field in self.sheets_of[name].base_fields
            if field != "key"
        }
        return {**before, **shown, **{field: value for field, value in said.items() if field != "key"}}


def _initial(stands: typed.Activity | None, seen: str) -> dict[str, Any]:
    if stands is None:
        return {"key": new_key("activity"), "confidence": "open", "state": "done", "language": "en"}
    said = stands.model_dump()
    asked = said.pop("asked") or {}
    return {**said, **{f"asked_{name}": asked.get(name) for name in ASKED}, "seen": seen}
