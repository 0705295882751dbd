"""The forms of the procedure: it rests, it goes on, the person leaves it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from opennrm.ui.forms import DayField, LongTextField, RadiosField, Sheet

LONGEST = 15_000


class OnDay(Sheet):
    """A form whose day must not lie in the future."""

    on = DayField(label=_("On which day?"), missing=_("Give the day"), size="m")

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, initial={"on": today})
        self.fields["on"].latest = today


class SuspendForm(OnDay):
    """Why it rests, since when."""

    field_order = ("reason", "words", "on")

    reason = RadiosField(label=_("Why does it rest?"), missing=_("Choose why it rests"), size="m", choices=[])
    words = LongTextField(
        label=_("What is known, and what is done meanwhile"),
        help_text=_("Who looks for the person, what was asked for, when it is looked at again. Needed for “something else”."),
        size="m",
        required=False,
        max_length=LONGEST,
    )

    def __init__(self, data: Any, *, today: date, reasons: Iterable[tuple[str, str]], hints: dict[str, str]) -> None:
        super().__init__(data, today=today)
        self.fields["on"].label = _("Since which day?")
        self.fields["reason"].choices = list(reasons)
        self.fields["reason"].hints = hints


class ResumeForm(OnDay):
    """From which day on it goes on."""

    words = LongTextField(label=_("What is known now"), size="m", required=False, rows=4, max_length=LONGEST)


class AdultWithdrawsForm(OnDay):
    """What an adult wrote, and through whom it came."""

    field_order = ("on", "through", "words")

    through = RadiosField(
        label=_("Through whom did the writing come?"),
        help_text=_("Never through an authority that can detain or remove: then the person is asked again, by a safe way."),
        missing=_("Choose through whom the writing came"),
        size="m",
        choices=[],
    )
    words = LongTextField(
        label=_("What did the person write?"),
        help_text=_("Word for word, or where the paper is kept. Sealed."),
        missing=_("Write what the person wrote, or where the paper is kept"),
        size="m",
        max_length=LONGEST,
    )

    def __init__(self, data: Any, *, today: date, through: Iterable[tuple[str, Any]]) -> None:
        super().__init__(data, today=today)
        self.fields["on"].label = _("On which day did the person write it?")
        self.fields["through"].choices = list(through)


class ChildLeavesForm(OnDay):
    """Who found it to be in the child's best interests, and why."""

    field_order = ("on", "found_by", "words")

    found_by = RadiosField(
        label=_("Who found it to be in the child's best interests?"), missing=_("Choose who found it"), size="m", choices=[]
    )
    words = LongTextField(
        label=_("What was found, and what did the child say?"),
        help_text=_("Sealed. The child is heard in a way that suits its age."),
        missing=_("Write what was found, and what the child said"),
        size="m",
        max_length=LONGEST,
    )

    def __init__(self, data: Any, *, today: date, found_by: Iterable[tuple[str, str]]) -> None:
        super().__init__(data, today=today)
        self.fields["on"].label = _("On which day was it found?")
        self.fields["found_by"].choices = list(found_by)
