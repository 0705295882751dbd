"""The forms of protection: the period begins, is refused, ends; a removal is recorded; may this person be removed on a day?"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from opennrm.ui.forms import DayField, LongTextField, RadiosField, Sheet


class OnDay(Sheet):
    """A form whose day must not lie in the future."""

    on = DayField(label=_("On which day?"), missing=_("Give the day"), size="m")

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, initial={"on": today})
        self.fields["on"].latest = today


class StartForm(OnDay):
    """The period begins."""


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
