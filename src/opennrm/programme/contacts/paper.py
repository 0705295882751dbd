"""One entry of somebody who may be asked, on one page: the form, roles and evidence that repeat, and the record that it makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.safestring import SafeString
from pydantic import ValidationError as Misshapen

from opennrm.programme.contacts import forms
from opennrm.programme.contacts.typed import Contact
from opennrm.programme.mistakes import Mistake, mistakes
from opennrm.programme.repeated import AGAIN, Repeated, typed_in
from opennrm.programme.shaped import new_key
from opennrm.standards.refusal import Refusal
from opennrm.ui.forms import Sheet, summary_of

__all__ = ["CONSENT", "Paper"]

CONSENT = ("to", "given_on", "until", "how", "own")
PARTS: Mapping[str, type[forms.KnownSheet]] = {"roles": forms.RoleSheet, "evidence": forms.EvidenceSheet}


class Paper:
    """`form_errors` for the title, `summary` for the top, `parts` for the rows."""

    def __init__(self, data: QueryDict | None, stands: Contact | None, person: Mapping[str, str], known: forms.Known) -> None:
        self.stands, self.known = stands, known
        self.again = data is not None and AGAIN in data
        form = forms.ContactSheet(data, known=known, initial={**_initial(stands), **person})
        self.form = forms.ContactSheet(None, known=known, initial=typed_in(form)) if self.again else form
        self.parts = {name: self._part(name, data) for name in PARTS}

    def _part(self, name: str, data: QueryDict | None) -> Repeated:
        sheet, known = PARTS[name], self.known

        def made(data: QueryDict | None, prefix: str, initial: Mapping[str, Any] | None = None) -> Sheet:
            return sheet(data, prefix=prefix, known=known, initial=dict(initial or {}))

        rows = [one.model_dump() for one in getattr(self.stands, name)] if self.stands else []
        return Repeated(name, made, data=data, initial=rows, least=1 if name == "evidence" else 0)

    @property
    def summary(self) -> SafeString:
        """All that is to be put right, each leading to its field."""
        return SafeString("") if self.again else summary_of(self.form, *(row for part in self.parts.values() for row in part.rows))

    @property
    def form_errors(self) -> bool:
        """Whether anything is to be put right."""
        sheets = [self.form, *(row for part in self.parts.values() for row in part.rows)]
        return not self.again and any(sheet.is_bound and sheet.errors for sheet in sheets)

    def read(self) -> Contact | None:
        """The entry that was typed; with mistakes None, and they stand beside their fields."""
        if self.again or not all([self.form.is_valid(), *(part.is_valid() for part in self.parts.values())]):
            return None
        rows = {name: part.said() for name, part in self.parts.items()}
        said = {name: value for name, value in self.form.cleaned_data.items() if name in Contact.model_fields and value != ""}
        said |= {name: [row for _sheet, row in found] for name, found in rows.items()}
        said["consent"] = {name: self.form.cleaned_data[name] for name in CONSENT}
        try:
            return Contact.model_validate({"key": self.stands.key if self.stands else new_key("contact"), **said})
        except Misshapen as wrong:
            for one in mistakes(wrong):
                self._put(one, {name: [sheet for sheet, _row in found] for name, found in rows.items()})
        return None

    def _put(self, mistake: Mistake, rows: Mapping[str, list[Sheet]]) -> None:
        """A mistake at its field: of a row where its path leads into one."""
        first, *rest = mistake.at or ("",)
        sheet, at = (rows[str(first)][int(rest[0])], rest[1:]) if first in rows and rest else (self.form, [first, *rest])
        field = next((str(step) for step in at if step in sheet.fields), None)
        sheet.add_error(field, ValidationError(mistake.says, code="shape"))

    def refuse(self, *refusals: Refusal) -> None:
        """What the action refused: beside a field of the form, or on top."""
        self.form.refuse(*refusals)


def _initial(stands: Contact | None) -> dict[str, Any]:
    if stands is None:
        return {"kind": "person"}
    said = stands.model_dump()
    return {**said, **said.pop("consent")}
