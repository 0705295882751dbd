"""One entry of somebody who may be asked, on one page: the form, roles and evidence that repeat, and the record that it makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import QueryDict

from opennrm.programme import paper
from opennrm.programme.contacts import forms
from opennrm.programme.contacts.typed import Contact
from opennrm.programme.shaped import new_key
from opennrm.ui.forms import Sheet

__all__ = ["CONSENT", "Paper"]

CONSENT = ("to", "given_on", "until", "how", "own")


class Paper(paper.Paper[Contact]):
    """One entry on one page; who it is stands in the form alone."""

    shape = Contact
    sheets_of: ClassVar[Mapping[str, type[Sheet]]] = {"roles": forms.RoleSheet, "evidence": forms.EvidenceSheet}
    never_empty = ("evidence",)

    def __init__(self, data: QueryDict | None, stands: Contact | None, person: Mapping[str, str], known: forms.Known) -> None:
        super().__init__(data, stands, known, forms.ContactSheet, {**_initial(stands), **person})

    def said(self, rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
        """All that stands on the page: an entry is made anew by it."""
        typed = self.form.cleaned_data
        said = {name: value for name, value in typed.items() if name in Contact.model_fields and value != ""}
        consent = {name: typed[name] for name in CONSENT}
        return {"key": self.stands.key if self.stands else new_key("contact"), **said, **rows, "consent": consent}


def _initial(stands: Contact | None) -> dict[str, Any]:
    if stands is None:
        return {"kind": "person"}
    said = stands.model_dump()
    return {**said, **said.pop("consent")}
