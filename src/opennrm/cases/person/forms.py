"""The forms of a person's particulars: what was learned, and by which ways the person is reached from now on."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from opennrm.cases.spine.particular_forms import IdentityAsked, WaysAsked
from opennrm.ui.dates import FuzzyDate
from opennrm.ui.forms import DayField


class IdentityForm(IdentityAsked):
    """A name, an alias or the date of birth that was learned or put right."""

    on = DayField(label=_("When did you learn it?"), missing=_("Give the day"))

    def __init__(self, data: Any, *, today: date, standing: Mapping[str, str] | None = None) -> None:
        given: dict[str, Any] = {**(standing or {}), "on": today}
        if given.get("birth"):
            given["birth"] = FuzzyDate.parse(given["birth"])
        super().__init__(data, initial=given)
        self.fields["on"].latest = self.fields["birth"].latest = today

    def learned(self) -> dict[str, Any]:
        """As it is recorded."""
        said = self.cleaned_data
        birth = said["birth"].iso if said.get("birth") else ""
        texts = {"given_names": said["given_names"], "family_names": said["family_names"], "aliases": said["aliases"], "birth": birth}
        return {"texts": texts, "basis": said["birth_known_by"] or "not_known", "on": said["on"]}


class WaysForm(WaysAsked):
    """All the ways that are safe from now on."""

    on = DayField(label=_("Since when?"), missing=_("Give the day"))

    def __init__(self, data: Any, *, today: date, standing: Mapping[str, str] | None = None) -> None:
        super().__init__(data, initial={**(standing or {}), "on": today})
        self.fields["on"].latest = today

    def changed(self) -> dict[str, Any]:
        """As it is recorded."""
        said = dict(self.cleaned_data)
        on, no_safe_way = said.pop("on"), said.pop("no_safe_way")
        return {"texts": said, "no_safe_way": bool(no_safe_way), "on": on}
