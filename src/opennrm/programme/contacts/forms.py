"""What may be typed of somebody who can be asked, with their consent; of a request; of what countries ask and offer; of a visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opennrm.programme import words
from opennrm.programme.contacts.typed import SECTIONS, Person
from opennrm.programme.fields import NamedField, NamesField, SealedField, TimeField, country_field, few
from opennrm.programme.found import Found, FoundField
from opennrm.ui.forms import (
    CheckboxesField,
    DayField,
    EmailField,
    LongTextField,
    RadiosField,
    SelectField,
    Sheet,
    TextField,
    TickField,
    WholeNumberField,
)

__all__ = ["AskSheet", "ConsentSheet", "ContactSheet", "EvidenceSheet", "ExchangeSheet", "Known", "RoleSheet", "VisitSheet"]

NO_ACTIVITY = gettext_lazy("No activity has these words in its name. Try others, or record it first.")
COMMAS = gettext_lazy("Names, with commas between")


@dataclass(frozen=True, slots=True)
class Known:
    """What the forms choose from: names by the code or key behind them (bodies, countries, languages), and activities found by words."""

    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    activities: Found = field(default_factory=lambda: Found("activity", UUID(int=0), None))


class KnownSheet(Sheet):
    """A form whose lists and names are filled in the reader's language when it is made. `lists`: the list of codes of each field."""

    lists: Mapping[str, str] = {}
    named: Mapping[str, str] = {}
    hidden_names = ()

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, code_list in self.lists.items():
            one = self.fields[name]
            one.choices = words.choices(code_list, _("Choose") if isinstance(one, SelectField) else None)
            if isinstance(one, RadiosField):
                one.hints = words.hints(code_list)
        for name, of in self.named.items():
            self.fields[name].names = known.names[of]
        for one in self.fields.values():
            if isinstance(one, FoundField):
                one.of = known.activities


class ConsentFields(KnownSheet):
    """What somebody agreed to, and that it was they who did."""

    to = RadiosField(label=gettext_lazy("To whom may this person be shown?"), missing=gettext_lazy("Choose to whom"))
    given_on = DayField(label=gettext_lazy("When did they agree?"), missing=gettext_lazy("Enter the day on which they agreed"))
    until = DayField(
        label=gettext_lazy("Until when does it hold?"),
        help_text=gettext_lazy("After this day nobody finds them, unless they agree again"),
        missing=gettext_lazy("Enter the day until which it holds"),
    )
    how = RadiosField(label=gettext_lazy("How did they say so?"), inline=False, missing=gettext_lazy("Choose how"))
    own = TickField(
        label=gettext_lazy("The person agreed, and nobody for them"),
        missing=gettext_lazy("Without an own consent nobody is listed, not even who was interviewed or is well known"),
    )
    lists = {"to": "audiences", "how": "consents"}


class ConsentSheet(ConsentFields):
    """The next consent of somebody who is on record."""


class ContactSheet(ConsentFields):
    """Somebody who may be asked."""

    kind = RadiosField(label=gettext_lazy("Who is it?"), inline=True, initial="person")
    name = SealedField(label=gettext_lazy("Name"), required=True, max_length=160, missing=gettext_lazy("Enter the name"))
    works_at = SealedField(label=gettext_lazy("Where they work"), max_length=160)
    email = EmailField(label=gettext_lazy("E-mail address"), identity=True, required=False, max_length=254)
    phone = SealedField(label=gettext_lazy("Telephone"), max_length=40, width=20)
    professions = CheckboxesField(label=gettext_lazy("Profession"), required=False, small=True)
    topics = CheckboxesField(label=gettext_lazy("What they know"), required=False, small=True)
    languages = NamesField(label=gettext_lazy("Languages"), help_text=COMMAS)
    countries = NamesField(label=gettext_lazy("Countries"), help_text=COMMAS)
    interviewed_in = FoundField(
        label=gettext_lazy("Interviewed in"),
        kind="activity",
        none_such=NO_ACTIVITY,
        help_text=gettext_lazy(
            "An activity for which they were asked: its name, or some words of it. "
            "That alone lists nobody: the consent below is a second one."
        ),
    )
    lists = {**ConsentFields.lists, "professions": "professions", "topics": "topics"}
    named = {"languages": "languages", "countries": "countries"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("person", _("A person")), ("organisation", _("An organisation"))]

    def person(self) -> Person:
        """Who it is, to be sealed."""
        return Person(**{code: self.cleaned_data[code] for code in SECTIONS})


class RoleSheet(KnownSheet):
    """As what somebody worked, where, while."""

    profession = SelectField(label=gettext_lazy("As what"), required=False)
    country = country_field(gettext_lazy("Country"))
    body = NamedField(label=gettext_lazy("Organisation"), offered="bodies")
    when = TimeField(label=gettext_lazy("While"), help_text=gettext_lazy("As 2019 to 2024, or since 2024 if it goes on"))
    lists = {"profession": "professions"}
    named = {"country": "countries", "body": "bodies"}


class EvidenceSheet(KnownSheet):
    """What somebody has done that shows what they know."""

    kind = SelectField(label=gettext_lazy("What they did"), required=False)
    people = SelectField(label=gettext_lazy("For or with whom"), required=False)
    topic = SelectField(label=gettext_lazy("Or on which subject"), required=False)
    when = TimeField(label=gettext_lazy("When"))
    number = WholeNumberField(label=gettext_lazy("How many times"), required=False, min_value=1, max_value=9999)
    detail = few(gettext_lazy("In a few words"))
    activity = FoundField(label=gettext_lazy("The activity in which it was"), kind="activity", none_such=NO_ACTIVITY)
    lists = {"kind": "evidence", "people": "people", "topic": "topics"}


class AskSheet(Sheet):
    """What somebody is asked for."""

    subject = TextField(
        label=gettext_lazy("What do you ask for?"),
        max_length=160,
        missing=gettext_lazy("Say what you ask for"),
        help_text=gettext_lazy("In one line, as lists show it"),
    )
    says = LongTextField(
        label=gettext_lazy("What should whoever is asked know?"),
        required=False,
        max_length=3000,
        rows=6,
        help_text=gettext_lazy(
            "For what, how long, where, who pays. Nothing of a person’s case. It is sealed, read by those to whom it is passed on, "
            "and erased when you close the request."
        ),
    )
    q = TextField(
        label=gettext_lazy("Whom do you look for?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("As in the search: lawyer, Romanian, compensation, has trained police"),
    )
    by = DayField(label=gettext_lazy("By when is an answer of use?"), required=False)

    def __init__(self, *args: Any, by_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_name:
            del self.fields["q"]


class ExchangeSheet(KnownSheet):
    """What a country asks of another, or offers."""

    kind = RadiosField(label=gettext_lazy("What is it?"), missing=gettext_lazy("Choose one"))
    country = country_field(gettext_lazy("Your country"), required=True, missing=gettext_lazy("Say for which country you speak"))
    other = country_field(gettext_lazy("The other country"), help_text=gettext_lazy("Nothing, if any will do"))
    profession = SelectField(label=gettext_lazy("Whom"), missing=gettext_lazy("Choose a profession"))
    languages = NamesField(label=gettext_lazy("Languages"), help_text=COMMAS)
    topics = CheckboxesField(label=gettext_lazy("What they know"), required=False, small=True)
    groups = CheckboxesField(label=gettext_lazy("With whom they work"), required=False, small=True)
    when = TimeField(label=gettext_lazy("When"))
    weeks = WholeNumberField(
        label=gettext_lazy("For how long"), required=False, min_value=1, max_value=52, help_text=gettext_lazy("In weeks")
    )
    closed = TickField(label=gettext_lazy("This is settled: take it off the list"), required=False)
    lists = {"kind": "exchanges", "profession": "professions", "topics": "topics", "groups": "groups"}
    named = {"country": "countries", "other": "countries", "languages": "languages"}


class VisitSheet(KnownSheet):
    """A visit between two countries, and what came of it."""

    sends = country_field(gettext_lazy("From which country"), required=True, missing=gettext_lazy("Say from which country"))
    receives = country_field(gettext_lazy("To which country"), required=True, missing=gettext_lazy("Say to which country"))
    profession = SelectField(label=gettext_lazy("Who goes"), missing=gettext_lazy("Choose a profession"))
    when = TimeField(label=gettext_lazy("When"))
    state = RadiosField(label=gettext_lazy("Where does it stand?"), missing=gettext_lazy("Choose where it stands"))
    outcome = SelectField(label=gettext_lazy("What came of it"), required=False)
    came_of_it = few(gettext_lazy("In a few words"))
    lists = {"profession": "professions", "state": "visits", "outcome": "outcomes"}
    named = {"sends": "countries", "receives": "countries"}
