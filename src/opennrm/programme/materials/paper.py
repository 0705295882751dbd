"""One material on one page: the form, the versions that repeat, and the record that it makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import QueryDict

from opennrm.programme import paper, typed
from opennrm.programme.materials import forms
from opennrm.programme.shaped import new_key
from opennrm.ui.forms import Sheet

__all__ = ["Paper"]


class Paper(paper.Paper[typed.Material]):
    """One material on one page."""

    shape = typed.Material
    sheets_of: ClassVar[Mapping[str, type[Sheet]]] = {"versions": forms.VersionSheet}
    never_empty = ("versions",)

    def __init__(self, data: QueryDict | None, stands: typed.Material | None, known: forms.Known) -> None:
        super().__init__(data, stands, known, forms.MaterialSheet, stands.model_dump() if stands else {"confidence": "open"})

    def said(self, rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
        """The form over what stands, with its versions."""
        before = self.stands.model_dump() if self.stands else {"key": new_key("material")}
        return {**before, **self.form.cleaned_data, **rows}
