"""The forms by which a police force is told, and gives its crime reference back. No field asks whether the person helps it."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from opennrm.cases.spine.act_pages import OnDay
from opennrm.ui.forms import DayField, LongTextField, RadiosField, SelectField, TextField

PLACES = {
    "exploitation": _("Where the exploitation happened"),
    "home": _("Where the person lives"),
    "encounter": _("Where the person was met"),
}


class ForceForm(OnDay):
    """Which force is told, and by which place it was found."""

    field_order = ("place", "agency", "why", "on")

    place = RadiosField(
        label=_("Which place leads to the force?"), missing=_("Choose the place that leads to the force"), choices=[], size="m"
    )
    agency = SelectField(label=_("Which police force?"), missing=_("Choose the police force"), choices=[])
    why = LongTextField(
        label=_("Why no earlier place"),
        help_text=_("Needed where you take a later one. The force does not read it."),
        required=False,
        rows=3,
        max_length=2000,
    )
    on = DayField(label=_("On which day was it told?"), missing=_("Give the day on which it was told"), size="m")

    def __init__(self, data: Any, *, forces: Iterable[tuple[str, str]], places: Iterable[str], today: date) -> None:
        super().__init__(data, today=today)
        self.fields["place"].choices = [(place, PLACES[place]) for place in places]
        self.fields["agency"].choices = [("", _("Choose one")), *forces]

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        return {**self.cleaned_data, "agency": UUID(self.cleaned_data["agency"])}


class CrimeForm(OnDay):
    """The reference of the crime that the force recorded."""

    field_order = ("reference", "on")

    reference = TextField(label=_("Crime reference"), missing=_("Write the reference of the crime"), max_length=80)
    on = DayField(label=_("On which day was the crime recorded?"), missing=_("Give the day on which it was recorded"), size="m")
