"""What may be typed of a letter for a person: the letter, and what came of it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opennrm.programme import words
from opennrm.programme.clauses import ClausesField
from opennrm.programme.fields import NamedField, NamesField, SealedField, TimeField, country_field
from opennrm.programme.interventions.typed import Letter
from opennrm.ui.forms import LongTextField, RadiosField, SelectField, Sheet, TextField

__all__ = ["NO", "YES", "Known", "LetterSheet", "ReplySheet"]

YES, NO = "yes", "no"

Known = dict[str, dict[str, str]]  # names by the key behind them: bodies, countries


class LetterSheet(Sheet):
    """A letter to an authority: its open part, and what is sealed."""

    country = country_field(gettext_lazy("To which country"), required=True, missing=gettext_lazy("Say to which country the letter goes"))
    addressee = NamedField(label=gettext_lazy("To whom"), offered="bodies", help_text=gettext_lazy("A ministry, an office, a court"))
    concern = SelectField(label=gettext_lazy("What it is about"), missing=gettext_lazy("Choose what it is about"))
    clauses = ClausesField(label=gettext_lazy("Clauses that it rests on"))
    asked_people = SelectField(label=gettext_lazy("Who asked for it"), required=False)
    asked_body = NamedField(
        label=gettext_lazy("From which organisation"), offered="bodies", help_text=gettext_lazy("Told to nobody outside this page")
    )
    signed_with = NamesField(
        label=gettext_lazy("Signed together with"),
        help_text=gettext_lazy("Organisations, with commas between; nothing if it was sent alone"),
    )
    when = TimeField(label=gettext_lazy("Sent"))
    reply_due = TimeField(
        label=gettext_lazy("Reply due by"), help_text=gettext_lazy("A week before this day it moves to the top of the list")
    )
    told = RadiosField(label=gettext_lazy("May reports tell of it?"), missing=gettext_lazy("Choose whether reports may tell of it"))
    for_whom = SealedField(label=gettext_lazy("For whom"), help_text=gettext_lazy("No more of who it is than the letter needs"))
    happened = LongTextField(label=gettext_lazy("What happened"), required=False, max_length=4000, rows=4)
    letter = LongTextField(label=gettext_lazy("The letter"), required=False, max_length=12000, rows=8)
    sealed = ("for_whom", "happened", "letter")

    def __init__(self, *args: Any, known: Known, stands: bool, erased: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, of in (("country", "countries"), ("addressee", "bodies"), ("asked_body", "bodies"), ("signed_with", "bodies")):
            self.fields[name].names = dict(known[of])
        self.fields["told"].choices = [
            (YES, _("Yes: when, to which country, about what, and what came of it")),
            (NO, _("No, nothing of it")),
        ]
        self.fields["told"].hints = {NO: _("Where so much would already point to somebody")}
        self.fields["concern"].choices = words.choices("topics", _("Choose"))
        self.fields["asked_people"].choices = words.choices("people", _("Nobody asked, or it is not known"))
        for name in self.sealed if erased else ():
            del self.fields[name]
        if stands and not erased:
            self.fields["for_whom"].help_text = _(
                "What is typed here takes the place of what lies there; where nothing is typed, that stays."
            )

    def sealed_part(self) -> Letter | None:
        """What was typed to be sealed, if anything was."""
        typed = {name: self.cleaned_data[name] for name in self.sealed if self.cleaned_data.get(name)}
        return Letter(**typed) if typed else None


class ReplySheet(Sheet):
    """What came of a letter."""

    reply = RadiosField(label=gettext_lazy("What came of it?"), missing=gettext_lazy("Choose what came of it"))
    replied = TimeField(label=gettext_lazy("When the reply came"))
    outcome = TextField(
        label=gettext_lazy("What it led to"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("At most eight words, and nothing of who it was for: reports may tell it"),
    )
    answered = LongTextField(
        label=gettext_lazy("What they answered"),
        required=False,
        max_length=12000,
        rows=6,
        help_text=gettext_lazy("Sealed with the letter. What is typed here takes the place of what lies there."),
    )

    def __init__(self, *args: Any, erased: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply"].choices = words.choices("replies")
        self.fields["reply"].hints = words.hints("replies")
        if erased:
            del self.fields["answered"]

    def sealed_part(self) -> Letter | None:
        """What they answered, if anything was typed."""
        answered = self.cleaned_data.get("answered", "")
        return Letter(answered=answered) if answered else None
