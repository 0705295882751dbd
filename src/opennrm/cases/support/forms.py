"""The forms of support: what became of a right, a need, a request. No field asks about anything but the help itself."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from opennrm.cases.spine.act_pages import OnDay
from opennrm.cases.support import actions
from opennrm.standards.entitlement import Entitlement, Kind
from opennrm.ui.forms import LongTextField, RadiosField, SelectField

WHAT = {
    "given": _("It was given"),
    "stopped": _("It is given no longer"),
    "declined": _("The person does not want it now"),
    "unavailable": _("It is not to be had"),
    "withheld": _("An authority does not give it"),
}
HINTS = {
    "given": _("In whatever measure: the note says how."),
    "stopped": _("While it is still owed this shows as interrupted."),
    "declined": _("A choice, never a failure. It can be changed on any day."),
    "unavailable": _("A gap of the state. It is counted as one."),
    "withheld": _("With the ground that it gave, or with none."),
}


def answers(one: Entitlement, runs: bool) -> list[tuple[str, Any]]:
    """What can have become of this right: stopping is only for what runs."""
    left_out = {"stopped"} if one.kind is not Kind.PROVIDE_WHILE or not runs else {"given"}
    return [(code, words) for code, words in WHAT.items() if code not in left_out]


class OnRightForm(OnDay):
    """What became of one right. `on` is the day it happened, not the day it is written down."""

    field_order = ("what", "why", "ground", "on", "note")

    what = RadiosField(
        label=_("What happened?"),
        choices=[],
        hints=HINTS,
        size="m",
        inside={"stopped": "why", "withheld": "ground"},
        missing=_("Say what happened"),
    )
    why = RadiosField(
        label=_("Why?"), required=False, small=True, choices=[("own_choice", _("The person wished it")), ("other", _("For another reason"))]
    )
    ground = SelectField(label=_("Ground that the authority gave"), required=False, choices=[])
    note = LongTextField(label=_("Note"), required=False, max_length=4000, rows=4)

    def __init__(self, data: Any, *, one: Entitlement, runs: bool, today: date, grounds: Iterable[tuple[str, Any]]) -> None:
        super().__init__(data, today=today)
        self.fields["what"].choices = answers(one, runs)
        self.fields["ground"].choices = [("", _("Choose the ground")), *grounds, ("none", _("It gave none"))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("what") == "stopped" and not cleaned.get("why"):
            self.add_error("why", _("Say whether the person wished it"))
        return cleaned

    def action(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """The act that was chosen, with what it takes."""
        given = self.cleaned_data
        taken: dict[str, Any] = {"on": given["on"], "note": given["note"]}
        if given["what"] == "stopped":
            taken["own_choice"] = given["why"] == "own_choice"
        if given["what"] == "withheld":
            taken["ground"] = given["ground"]
        return ACTIONS[given["what"]], taken


ACTIONS: dict[str, Callable[..., Any]] = {
    "given": actions.give,
    "stopped": actions.stop,
    "declined": actions.decline,
    "unavailable": actions.miss,
    "withheld": actions.withhold,
}


class NoticedForm(OnDay):
    """A need, a request, or a wrong that somebody noticed."""

    field_order = ("what", "on", "note")

    what = RadiosField(label=_("What did you notice?"), choices=[], size="m", missing=_("Say what you noticed"))
    note = LongTextField(label=_("Note"), required=False, max_length=4000, rows=4)

    def __init__(self, data: Any, *, choices: Iterable[tuple[str, Any]], today: date) -> None:
        super().__init__(data, today=today)
        self.fields["what"].choices = list(choices)
