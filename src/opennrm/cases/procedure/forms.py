"""The forms of the procedure: it rests, it goes on, the person leaves it, it is looked at again, a decision ends, a case is closed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from opennrm.cases.spine.act_pages import OnDay
from opennrm.ui.forms import CheckboxesField, LongTextField, RadiosField, Sheet

LONGEST = 15_000


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


class AskAgainForm(OnDay):
    """Who asks that a decision be looked at again, since when, on what, in which words."""

    field_order = ("on", "asked_by", "bases", "words")

    asked_by = RadiosField(label=_("Who asks?"), missing=_("Choose who asks"), size="m", choices=[])
    bases = CheckboxesField(
        label=_("On what does the request rest?"),
        help_text=_("Tick all that it says. Of several the one that is still in time counts."),
        missing=_("Tick on what the request rests"),
        size="m",
        choices=[],
    )
    words = LongTextField(
        label=_("What does the request say?"),
        help_text=_("The reasons, and what is new. Sealed; whoever looks at it again reads it."),
        missing=_("Write what the request says"),
        size="m",
        max_length=LONGEST,
    )

    def __init__(self, data: Any, *, today: date, askers: Iterable[tuple[str, Any]], bases: Iterable[tuple[str, str]]) -> None:
        super().__init__(data, today=today)
        self.fields["on"].label = _("On which day did the request arrive?")
        self.fields["on"].help_text = _("By this day it is in time, whenever it is recorded.")
        self.fields["asked_by"].choices = list(askers)
        self.fields["bases"].choices = list(bases)
        if not self.fields["bases"].choices:
            del self.fields["bases"]


class AnswerForm(Sheet):
    """Looked at again: yes, or it stays as it is, with reasons."""

    verdict = RadiosField(label=_("What is the answer?"), missing=_("Choose the answer"), size="m", choices=[])
    words = LongTextField(
        label=_("Reasons, for this person"),
        help_text=_("Needed where the decision stays as it is: what was asked, what was looked at, why it changes nothing. Sealed."),
        size="m",
        rows=8,
        required=False,
        max_length=LONGEST,
    )

    def __init__(self, data: Any, *, answers: Iterable[tuple[str, str]], hints: dict[str, Any]) -> None:
        super().__init__(data)
        self.fields["verdict"].choices = list(answers)
        self.fields["verdict"].hints = hints


class RevokeForm(Sheet):
    """Why a decision was flawed."""

    reasons = LongTextField(
        label=_("What was wrong with the decision, and how is it known?"),
        help_text=_("For this person alone. Sealed; it goes to the person with the letter."),
        missing=_("Write what was wrong with the decision"),
        size="m",
        rows=8,
        max_length=LONGEST,
    )


class DisqualifyForm(Sheet):
    """On which ground, after which assessment."""

    ground = RadiosField(label=_("On which ground?"), missing=_("Choose the ground"), size="m", choices=[])
    assessed = LongTextField(
        label=_("What was assessed, and by what evidence?"),
        help_text=_("This person alone, by evidence that is firm and objective."),
        missing=_("Write what was assessed, and by what evidence"),
        size="m",
        max_length=LONGEST,
    )
    risk = LongTextField(
        label=_("How great is the risk of being trafficked again?"),
        help_text=_("With help and without it."),
        missing=_("Write how great the risk of being trafficked again is"),
        size="m",
        max_length=LONGEST,
    )
    outweighs = LongTextField(
        label=_("Why does the ground outweigh the need of protection, here?"),
        missing=_("Write why the ground outweighs the need of protection"),
        size="m",
        max_length=LONGEST,
    )

    def __init__(self, data: Any, *, grounds: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["ground"].choices = list(grounds)


class EndReviewForm(Sheet):
    """A second person: does it hold?"""

    verdict = RadiosField(
        label=_("Does it hold?"),
        missing=_("Say whether it holds"),
        size="m",
        choices=[("holds", _("It holds: the decision ends")), ("back", _("It does not hold: the decision stands"))],
    )
    words = LongTextField(
        label=_("Why?"), help_text=_("Needed where it does not hold. Sealed."), size="m", required=False, max_length=LONGEST
    )


class CloseForm(Sheet):
    """Why a case is closed, and what becomes of what is still owed."""

    words = LongTextField(
        label=_("Why is it closed, and what becomes of what is still owed?"),
        help_text=_("Needed where something is still owed: what becomes of each, and who sees to it. Sealed."),
        size="m",
        required=False,
        max_length=LONGEST,
    )


class StepForm(OnDay):
    """When a step of this country was taken, and why."""

    words = LongTextField(label=_("In words"), help_text=_("Sealed."), size="m", required=False, max_length=LONGEST)

    def __init__(self, data: Any, *, today: date, decides: bool) -> None:
        super().__init__(data, today=today)
        if decides:
            self.fields["words"].label = _("Reasons, for this person")
            self.fields["words"].help_text = _("What was looked at, and why it leads there. Sealed; they go to the person with a no.")
