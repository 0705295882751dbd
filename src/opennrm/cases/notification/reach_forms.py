"""The screens of a sealed contact: what a person who said no allows all the same, and taking it back."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from opennrm.cases.notification.actions import Reach
from opennrm.cases.notification.reads import Recipient
from opennrm.cases.spine import codes
from opennrm.cases.spine.act_pages import OnDay
from opennrm.ui.forms import DayField, LongTextField, RadiosField, SelectField, Sheet, TextField

INTERPRETER = [("none", _("No")), ("present", _("Yes, in the room")), ("remote", _("Yes, by telephone or video"))]


class ReachForm(Sheet):
    """Who may reach the person, how it was explained, and what the person allows to be written down."""

    recipient = SelectField(label=_("Who may reach the person?"), missing=_("Say who"))
    language = SelectField(label=_("In which language was it explained?"), missing=_("Say in which language it was explained"))
    interpreter = RadiosField(
        label=_("With an interpreter?"), choices=INTERPRETER, small=True, missing=_("Say whether somebody interpreted")
    )
    on = DayField(label=_("On which day?"), missing=_("Give the day"))
    name = TextField(
        label=_("Under which name?"), identity=True, required=False, help_text=_("Any name that the person wants to be called by")
    )
    way = LongTextField(
        label=_("By which way?"),
        identity=True,
        rows=2,
        missing=_("Say at least one way to reach the person"),
        help_text=_("A number, a service and a name, a person in between"),
    )
    when_safe = TextField(label=_("When is it safe?"), identity=True, required=False)
    never = TextField(label=_("What must never be done?"), identity=True, required=False)

    def __init__(self, possible: list[Recipient], today: date, data: Any = None) -> None:
        super().__init__(data)
        self.fields["recipient"].choices = [("", gettext("Choose one")), *((str(one.id), one.name) for one in possible)]
        self.fields["language"].choices = codes.languages(gettext("Choose one"))
        self.fields["on"].latest = self.fields["on"].initial = today

    def reach(self) -> Reach:
        """As it is sealed."""
        said = dict(self.cleaned_data)
        return Reach(recipient=UUID(said.pop("recipient")), **said)


class TakeBackForm(OnDay):
    """It was taken back: no reason is asked."""

    on = DayField(label=_("On which day did the person take it back?"), missing=_("Give the day"))
