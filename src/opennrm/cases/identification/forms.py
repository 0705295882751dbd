"""The forms of identification. No field asks whether the person helps an investigation."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from opennrm.standards.load import law
from opennrm.ui.forms import CheckboxesField, DayField, LongTextField, RadiosField, SelectField, Sheet, TextField, TickField


def listed(name: str) -> list[tuple[str, str]]:
    """The codes of a list with their labels in the reader's language."""
    language = get_language() or "en"
    return [(code, one.label.told(language)) for code, one in law().code_lists[name].items()]


class DecisionForm(Sheet):
    """The reasons, and what was considered. A yes needs neither; a no needs both."""

    mitigations = CheckboxesField(label=_("You considered"), required=False, size="m", small=True, choices=[])
    text = LongTextField(
        label=_("Reasons"),
        help_text=_("What you accept and what not, which event is which, why the test is met or not, what was considered."),
        required=False,
        size="m",
        rows=12,
        max_length=15000,
    )
    reason = SelectField(label=_("If it is a no: the main reason"), required=False, choices=[])

    def __init__(self, data: Any, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["mitigations"].choices = listed("mitigations")
        self.fields["reason"].choices = [("", _("Choose the main reason")), *listed("negative_reasons")]

    def typed(self) -> dict[str, Any]:
        """What stands in the form, as it was typed."""
        return {
            "text": self["text"].value() or "",
            "reason": self["reason"].value() or "",
            "mitigations": list(self["mitigations"].value() or ()),
        }


class EvidenceForm(Sheet):
    """One piece of evidence and its weight."""

    side = RadiosField(
        label=_("Does it speak for or against?"),
        missing=_("Say whether it speaks for or against"),
        choices=[("for", _("For")), ("against", _("Against"))],
        size="m",
        inline=True,
    )
    what = LongTextField(
        label=_("What is it, and from whom?"), missing=_("Say what it is, and from whom"), size="m", rows=4, max_length=4000
    )
    weight = RadiosField(
        label=_("How much weight does it have?"),
        missing=_("Say how much weight it has"),
        size="m",
        choices=[("1", _("Little")), ("2", _("Some")), ("3", _("Much"))],
        inline=True,
    )
    why = LongTextField(label=_("Why this weight?"), required=False, rows=3, max_length=4000)

    def __init__(self, data: Any, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)


class DoubtForm(Sheet):
    """A doubt: whether it matters, what may explain it, whether the person was asked."""

    what = LongTextField(label=_("What is doubted?"), missing=_("Say what is doubted"), size="m", rows=3, max_length=4000)
    matters = RadiosField(
        label=_("Does it matter to the test?"),
        missing=_("Say whether it matters to the test"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        size="m",
        inline=True,
    )
    person_asked = RadiosField(
        label=_("Was the person asked about it?"),
        missing=_("Say whether the person was asked"),
        choices=[("yes", _("Yes")), ("no", _("Not yet"))],
        size="m",
        inline=True,
    )
    explained_by = CheckboxesField(label=_("What may explain it?"), required=False, size="m", small=True, choices=[])
    explanation = LongTextField(label=_("In words"), required=False, rows=3, max_length=4000)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["explained_by"].choices = listed("mitigations")


class PutForm(Sheet):
    """A doubt was put to the person."""

    on = DayField(label=_("On which day?"), missing=_("Give the day"), size="m")
    answer = LongTextField(label=_("What did the person say to it?"), required=False, size="m", rows=4, max_length=4000)
    explained_by = CheckboxesField(label=_("What may explain it?"), required=False, size="m", small=True, choices=[])

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, initial={"on": today})
        self.fields["on"].latest = today
        self.fields["explained_by"].choices = listed("mitigations")


class PartyForm(Sheet):
    """A party was asked, or answered."""

    what = RadiosField(
        label=_("What happened?"),
        missing=_("Say what happened"),
        size="m",
        choices=[("asked", _("The party was asked")), ("answered", _("It answered")), ("silent", _("It did not answer"))],
    )
    on = DayField(label=_("On which day?"), missing=_("Give the day"), size="m")
    text = LongTextField(label=_("What was asked, or said"), required=False, rows=5, max_length=8000)

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, initial={"on": today})
        self.fields["on"].latest = today


class ReviewForm(Sheet):
    """The second pair of eyes."""

    verdict = RadiosField(
        label=_("What do you find?"),
        missing=_("Say whether it holds or goes back"),
        size="m",
        choices=[
            ("holds", _("It holds: the negative becomes the decision")),
            ("back", _("It goes back: something has to be looked at again")),
        ],
    )
    words = LongTextField(label=_("Why"), help_text=_("Needed where it goes back."), required=False, rows=6, max_length=8000)
    read = TickField(
        label=_("I have read the account, the evidence, the answers and the reasons myself"), missing=_("Tick it once you have read them")
    )


class NoticeForm(Sheet):
    """To whom the outcome was told, by which way, on which day."""

    way = RadiosField(label=_("To whom, and how?"), missing=_("Say to whom it was told, and how"), size="m", choices=[])
    on = DayField(label=_("On which day?"), missing=_("Give the day"), size="m")

    def __init__(self, data: Any, *, ways: Iterable[tuple[str, Any]], today: date) -> None:
        super().__init__(data, initial={"on": today})
        self.fields["way"].choices = list(ways)
        self.fields["on"].latest = today


class AgeForm(Sheet):
    """A doubt about age is settled."""

    age = RadiosField(
        label=_("The person is"),
        missing=_("Say whether the person is an adult or a child"),
        choices=[("adult", _("An adult")), ("child", _("A child"))],
        size="m",
        inline=True,
    )
    on = DayField(label=_("Settled on which day?"), missing=_("Give the day on which it was settled"), size="m")
    basis = LongTextField(label=_("On what it rests"), missing=_("Say on what it rests"), size="m", rows=5, max_length=8000)

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, initial={"on": today})
        self.fields["on"].latest = today


class DuplicateForm(Sheet):
    """Is it the same person?"""

    same = RadiosField(
        label=_("Is it the same person?"),
        missing=_("Say whether it is the same person, or that you are not sure"),
        size="m",
        choices=[("yes", _("Yes")), ("no", _("No")), ("not_sure", _("Not sure"))],
        inline=True,
    )


class SearchForm(Sheet):
    """A search by name. It is recorded, and limited."""

    name = TextField(label=_("Name, in any script, or another name in use"), missing=_("Enter a name"), max_length=200, identity=True)
