"""The forms of protection: the period begins, is refused, ends; a removal is recorded; may this person be removed on a day; who is told
of the bar; who is the child's guardian.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from opennrm.cases.spine.act_pages import OnDay
from opennrm.countries.profile import Duration
from opennrm.ui.forms import DayField, LongTextField, RadiosField, SelectField, Sheet, WholeNumberField


class StartForm(OnDay):
    """The period begins."""


class LengthForm(OnDay):
    """How long the period lasts, in the unit of the law."""

    length = WholeNumberField(label=_("How long?"), missing=_("Give the length as a number"), size="m")
    why = LongTextField(
        label=_("What this person needs the time for"), missing=_("Say why it is this long"), size="m", rows=5, max_length=8000
    )
    field_order = ("length", "why", "on")

    def __init__(self, data: Any, *, today: date, lawful: Duration) -> None:
        super().__init__(data, today=today)
        unit = {"calendar_days": _("In days"), "working_days": _("In working days"), "months": _("In months"), "hours": _("In hours")}
        least = gettext("%(unit)s; at least %(n)s by law") % {"unit": unit[lawful.unit], "n": lawful.n}
        self.fields["length"].help_text = least


class RefuseForm(OnDay):
    """The period is not observed: on which ground, for which reasons."""

    ground = RadiosField(label=_("On which ground?"), missing=_("Choose the ground, or that there is none"), size="m", choices=[])
    reasons = LongTextField(label=_("Reasons, for this person"), missing=_("Write the reasons"), size="m", rows=6, max_length=15000)

    def __init__(self, data: Any, *, today: date, grounds: Iterable[tuple[str, Any]]) -> None:
        super().__init__(data, today=today)
        self.fields["ground"].choices = [*grounds, ("none", _("No ground that the Convention knows"))]
        self.fields["ground"].hints = {
            "none": _("Recorded as withheld without a lawful ground. The ledger keeps it so, and the monitor reads it.")
        }


class EndForm(OnDay):
    """The period ends: its time is over, or a ground of the law."""

    reason = RadiosField(label=_("Why does it end?"), missing=_("Say why it ends"), size="m", choices=[])
    reasons = LongTextField(
        label=_("Reasons, for this person"),
        help_text=_("Needed where it ends before its time."),
        size="m",
        rows=6,
        required=False,
        max_length=15000,
    )

    def __init__(self, data: Any, *, today: date, reasons: Iterable[tuple[str, Any, str]]) -> None:
        super().__init__(data, today=today)
        early = list(reasons)
        self.fields["reason"].choices = [("time_over", _("Its time is over")), *((code, label) for code, label, _source in early)]
        self.fields["reason"].hints = {code: source for code, _label, source in early}


class RemovalForm(OnDay):
    """A removal that was carried out."""

    seen_by = LongTextField(label=_("What is known of it, and from whom"), required=False, rows=4, max_length=4000)


class AskForm(Sheet):
    """May this person be removed on that day?"""

    day = DayField(label=_("On which day?"), missing=_("Give the day"), size="m")


class GuardianForm(OnDay):
    """Who is the child's guardian, since when, by which decision; and whether they have met."""

    field_order = ("agency", "on", "decision", "met_on")

    agency = SelectField(label=_("Which guardian office?"), missing=_("Choose the guardian office"), choices=[])
    on = DayField(label=_("Since which day?"), missing=_("Give the day"))
    decision = LongTextField(
        label=_("By which decision?"),
        help_text=_("Who took it, on which day, its number. Sealed: who reads of dangers in this case reads it"),
        missing=_("Say by which decision"),
        rows=2,
        max_length=1000,
    )
    met_on = DayField(
        label=_("On which day did guardian and child meet?"),
        help_text=_("Leave it empty while they have not: the right is met when they have"),
        required=False,
    )

    def __init__(self, data: Any, *, today: date, offices: Iterable[tuple[str, str]]) -> None:
        super().__init__(data, today=today)
        self.fields["met_on"].latest = today
        _choose(self.fields["agency"], offices)

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        return {**self.cleaned_data, "agency": UUID(self.cleaned_data["agency"])}


class GuardianEndForm(OnDay):
    """The guardian acts no more; does the child need another?"""

    needs_another = RadiosField(
        label=_("Does the child need another guardian?"),
        missing=_("Say whether the child needs another"),
        choices=[("yes", _("Yes, and none is named yet")), ("no", _("No: of age, or with parents who can act"))],
    )

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"on": self.cleaned_data["on"], "needs_another": self.cleaned_data["needs_another"] == "yes"}


class ToldForm(Sheet):
    """Which authority is told, or told no longer."""

    agency = SelectField(label=_("Which authority?"), missing=_("Choose the authority"), choices=[])

    def __init__(self, data: Any, *, offices: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        _choose(self.fields["agency"], offices)

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"agency": UUID(self.cleaned_data["agency"])}


class NothingToSay(Sheet):
    """A form that is its button."""


def _choose(field: Any, offices: Iterable[tuple[str, str]]) -> None:
    """One of several; the only one stands there already."""
    found = list(offices)
    field.choices = [("", _("Choose one")), *found]
    if len(found) == 1:
        field.initial = found[0][0]
