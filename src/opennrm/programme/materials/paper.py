"""One material on one page: the form, the versions that repeat, and the record that it makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.safestring import SafeString
from pydantic import ValidationError as Misshapen

from opennrm.programme import typed
from opennrm.programme.materials import forms
from opennrm.programme.mistakes import Mistake, mistakes
from opennrm.programme.repeated import AGAIN, Repeated, typed_in
from opennrm.programme.shaped import new_key
from opennrm.ui.forms import Sheet, summary_of

__all__ = ["Paper"]


class Paper:
    """`form_errors` for the title, `summary` for the top, `versions` for the rows."""

    def __init__(self, data: QueryDict | None, stands: typed.Material | None, known: forms.Known) -> None:
        self.stands, self.known = stands, known
        self.again = data is not None and AGAIN in data
        form = forms.MaterialSheet(data, known=known, initial=stands.model_dump() if stands else {"confidence": "open"})
        self.form = forms.MaterialSheet(None, known=known, initial=typed_in(form)) if self.again else form
        rows = [one.model_dump() for one in stands.versions] if stands else []
        self.versions = Repeated("versions", self._version, data=data, initial=rows, least=1)

    def _version(self, data: QueryDict | None, prefix: str, initial: Mapping[str, Any] | None = None) -> Sheet:
        return forms.VersionSheet(data, prefix=prefix, known=self.known, initial=dict(initial or {}))

    @property
    def summary(self) -> SafeString:
        """All that is to be put right, each leading to its field."""
        return SafeString("") if self.again else summary_of(self.form, *self.versions.rows)

    @property
    def form_errors(self) -> bool:
        """Whether anything is to be put right."""
        return not self.again and any(sheet.is_bound and sheet.errors for sheet in (self.form, *self.versions.rows))

    def read(self) -> typed.Material | None:
        """The material that was typed; with mistakes None, and they stand beside their fields."""
        if self.again or not all([self.form.is_valid(), self.versions.is_valid()]):
            return None
        rows = self.versions.said()
        said = {**self.form.cleaned_data, "versions": [row for _sheet, row in rows]}
        before = self.stands.model_dump() if self.stands else {"key": new_key("material")}
        try:
            return typed.Material.model_validate({**before, **said})
        except Misshapen as wrong:
            for one in mistakes(wrong):
                self._put(one, [sheet for sheet, _row in rows])
        return None

    def _put(self, mistake: Mistake, rows: list[Sheet]) -> None:
        """A mistake at its field: of a version where its path leads into one."""
        first, *rest = mistake.at or ("",)
        sheet, at = (rows[int(rest[0])], rest[1:]) if first == "versions" and rest else (self.form, [first, *rest])
        field = next((str(step) for step in at if step in sheet.fields), None)
        sheet.add_error(field, ValidationError(mistake.says, code="shape"))
