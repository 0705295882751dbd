"""The forms of identification. No field asks whether the person helps an investigation."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from opennrm.cases.identification.fields import MitigationsField, Place, listed
from opennrm.cases.spine.act_pages import OnDay
from opennrm.standards.refusal import Refusal
from opennrm.ui.forms import DayField, LongTextField, RadiosField, SelectField, Sheet, TextField, TickField, refusal_words

LACKING = {"asked:": "heard", "minute.written": "text"}  # where a fact that a guard asks for is recorded


class DecisionForm(Sheet):
    """The reasons, and what was considered. A yes needs neither; a no needs both."""

    evidence, doubts, heard = Place(), Place(), Place()
    mitigations = MitigationsField(label=_("You considered"))
    text = LongTextField(
        label=_("Reasons"),
        help_text=_("What you accept and what not, which event is which, why the test is met or not, what was considered."),
        required=False,
        size="m",
        rows=12,
        max_length=15000,
    )
    reason = SelectField(label=_("If it is a no: the main reason"), required=False, choices=[])
    test_stated = LongTextField(
        label=_("The test by which you decide, and where it stands"),
        help_text=_("Its wording is not known to us for this day. Write it down, with the text that sets it."),
        required=False,
        rows=3,
        max_length=2000,
    )

    def __init__(self, data: Any, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["reason"].choices = [("", _("Choose the main reason")), *listed("negative_reasons")]

    def typed(self) -> dict[str, Any]:
        """What stands in the form, as it was typed."""
        return {
            "text": self["text"].value() or "",
            "reason": self["reason"].value() or "",
            "mitigations": list(self["mitigations"].value() or ()),
            "test_stated": self["test_stated"].value() or "",
        }

    def refuse(self, *refusals: Refusal) -> None:
        """As every sheet does; what a guard of the profile lacks stands at its part of the page, and each says which text asks it."""
        for refusal in refusals:
            place = refusal.field or _place_of(refusal)
            if place in self.fields:
                self.add_error(place, ValidationError(f"{refusal_words(refusal)} ({refusal.source})", code=refusal.code))
            else:
                super().refuse(refusal)


def _place_of(refusal: Refusal) -> str | None:
    found = (place for need in refusal.needs for fact, place in LACKING.items() if need.startswith(fact))
    return next(found, None)


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
    explained_by = MitigationsField(label=_("What may explain it?"))
    explanation = LongTextField(label=_("In words"), required=False, rows=3, max_length=4000)


class PutForm(OnDay):
    """A doubt was put to the person."""

    field_order = ("on", "answer", "explained_by")

    answer = LongTextField(label=_("What did the person say to it?"), required=False, size="m", rows=4, max_length=4000)
    explained_by = MitigationsField(label=_("What may explain it?"))


class PartyForm(OnDay):
    """A party was asked, or answered."""

    field_order = ("what", "on", "text")

    what = RadiosField(
        label=_("What happened?"),
        missing=_("Say what happened"),
        size="m",
        choices=[("asked", _("The party was asked")), ("answered", _("It answered")), ("silent", _("It did not answer"))],
    )
    text = LongTextField(
        label=_("What was asked, or said"),
        help_text=_("Where it did not answer: what was tried, by which way, on which days."),
        required=False,
        rows=5,
        max_length=8000,
    )


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
        hints={
            "holds": _("It is told by a safe way, with the reasons. It is the decision from today; only a new one corrects it."),
            "back": _("Nobody is told. The decision maker reads what you write, and may ask, weigh, decide otherwise or propose it again."),
        },
    )
    words = LongTextField(label=_("Why"), help_text=_("Needed where it goes back."), required=False, rows=6, max_length=8000)
    read = TickField(
        label=_("I have read the account, the evidence, the answers and the reasons myself"), missing=_("Tick it once you have read them")
    )


class AgreeForm(OnDay):
    """One of the bodies that decide together says yes."""

    field_order = ("body", "words", "on")

    body = RadiosField(label=_("For which body do you speak?"), missing=_("Say for which body you speak"), choices=[], size="m")
    words = LongTextField(label=_("What it rests on"), required=False, rows=5, max_length=8000)
    on = DayField(label=_("On which day did it agree?"), missing=_("Give the day on which it agreed"), size="m")

    def __init__(self, data: Any, *, bodies: Iterable[tuple[str, str]], today: date) -> None:
        super().__init__(data, today=today)
        self.fields["body"].choices = list(bodies)


class PanelForm(OnDay):
    """What the panel said of a proposed negative."""

    field_order = ("verdict", "words", "on")

    verdict = RadiosField(
        label=_("What did the panel say?"),
        missing=_("Say whether the panel lets it stand"),
        choices=[("holds", _("It may stand")), ("look_again", _("Somebody should look at it again"))],
        size="m",
    )
    words = LongTextField(
        label=_("In its words"), help_text=_("Needed where it asks for another look"), required=False, rows=5, max_length=8000
    )
    on = DayField(label=_("On which day?"), missing=_("Give the day on which the panel answered"), size="m")


class NoticeForm(OnDay):
    """To whom the outcome was told, by which way, on which day."""

    field_order = ("way", "on")

    way = RadiosField(label=_("To whom, and how?"), missing=_("Say to whom it was told, and how"), size="m", choices=[])

    def __init__(self, data: Any, *, ways: Iterable[tuple[str, Any]], today: date) -> None:
        super().__init__(data, today=today)
        self.fields["way"].choices = list(ways)


class AgeForm(OnDay):
    """A doubt about age is settled; or, of a child, that it came of age."""

    field_order = ("age", "on", "basis")

    age = RadiosField(
        label=_("The person is"),
        missing=_("Say whether the person is an adult or a child"),
        choices=[("adult", _("An adult")), ("child", _("A child"))],
        size="m",
        inline=True,
    )
    on = DayField(label=_("Settled on which day?"), missing=_("Give the day on which it was settled"), size="m")
    basis = LongTextField(label=_("On what it rests"), missing=_("Say on what it rests"), size="m", rows=5, max_length=8000)

    def __init__(self, data: Any, *, today: date, child: bool = False) -> None:
        super().__init__(data, today=today)
        if child:
            del self.fields["age"]
            self.fields["on"].label = _("On which day did the person turn 18?")


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
