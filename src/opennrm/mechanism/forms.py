"""What may be typed in the mechanism: each form lists its fields, and what else is sent along is not looked at."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from opennrm.mechanism import kinds, reads, scope, spoken
from opennrm.mechanism.rules import Terms
from opennrm.ui.forms import CheckboxesField, DayField, EmailField, LongTextField, PasswordField, RadiosField, SelectField, Sheet, TextField

Pairs = list[tuple[str, str]]


def named(words: Mapping[str, str], codes: Iterable[str] | None = None) -> Pairs:
    """Codes with their words in the reader's language, in the order of `words`."""
    wanted = set(words) if codes is None else set(codes)
    return [(code, _(word)) for code, word in words.items() if code in wanted]


def role_choices(codes: Iterable[str]) -> Pairs:
    return named(kinds.ROLES, codes)


def role_hints(codes: Iterable[str]) -> dict[str, str]:
    return {code: kinds.role_says(code, get_language() or "en") for code in codes}


class RolesSheet(Sheet):
    """A choice of the roles that this person may give here, no others."""

    roles = CheckboxesField(label=gettext_lazy("Roles"), missing=gettext_lazy("Choose at least one role"))

    def __init__(self, *args: Any, may_give: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = list(may_give)
        self.fields["roles"].choices = role_choices(codes)
        self.fields["roles"].hints = role_hints(codes)


class EndRoles(RolesSheet):
    """The roles that end: all that may be ended, unless some are left out."""


class Invite(RolesSheet):
    email = EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("The invitation is for this address alone. Nothing is sent: you hand the link over yourself."),
        missing=gettext_lazy("Enter the person's e-mail address"),
        max_length=254,
    )
    field_order = ("email", "roles")


class Describe(Sheet):
    """What is known of an agency."""

    name = TextField(label=gettext_lazy("Name"), max_length=160, missing=gettext_lazy("Enter the agency's name"))
    region = SelectField(label=gettext_lazy("Region"), required=False)
    languages = TextField(
        label=gettext_lazy("Languages spoken"), help_text=gettext_lazy("For example: English, Romanian, Arabic"), required=False
    )
    contact_name = TextField(label=gettext_lazy("Point of contact"), required=False, max_length=120)
    contact_email = EmailField(label=gettext_lazy("E-mail address of the point of contact"), required=False, max_length=254)
    contact_phone = TextField(label=gettext_lazy("Telephone of the point of contact"), required=False, max_length=40, width=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [("", _("The whole country")), *reads.regions(get_language() or "en")]

    def clean_languages(self) -> list[str]:
        language = get_language() or "en"
        typed = [word for word in self.cleaned_data["languages"].replace(";", ",").split(",") if word.strip()]
        codes = {word: spoken.code_of(word, language) for word in typed}
        if unknown := [word.strip() for word, code in codes.items() if code is None]:
            raise forms.ValidationError(
                _("Write languages by name, with commas between them. Not known: %(names)s") % {"names": ", ".join(unknown)}
            )
        return [code for code in codes.values() if code]


class Admit(Describe):
    kind = SelectField(
        label=gettext_lazy("Kind of agency"), help_text=gettext_lazy("It decides which roles its people can hold and never changes.")
    )
    field_order = ("kind", "name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Choose")), *named(kinds.KINDS)]


class Suspend(Sheet):
    reason = LongTextField(
        label=gettext_lazy("Why is the agency suspended?"),
        help_text=gettext_lazy("The agency reads it. Write nothing about a person's case."),
        max_length=500,
        rows=3,
        missing=gettext_lazy("Say why"),
    )


class Body(Sheet):
    body = RadiosField(label=gettext_lazy("Which body of the law is this agency?"), required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        known = [(code, party.label.told(language)) for code, party in reads.bodies().items() if party.kind == kind]
        self.fields["body"].choices = [*known, ("", _("None in particular"))]


class Designate(Sheet):
    capacity = RadiosField(label=gettext_lazy("In which capacity?"), missing=gettext_lazy("Choose a capacity"))
    starts_on = DayField(label=gettext_lazy("First day"), missing=gettext_lazy("Enter the first day"))
    ends_on = DayField(label=gettext_lazy("Last day"), help_text=gettext_lazy("Leave empty if it has no end"), required=False)
    source = TextField(
        label=gettext_lazy("Act or decision"),
        help_text=gettext_lazy("What designates it, for example: Order 12/2024, Article 3"),
        missing=gettext_lazy("Name the act or decision"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["capacity"].choices = named(kinds.DESIGNATIONS)


class EndOn(Sheet):
    ends_on = DayField(label=gettext_lazy("Last day"), missing=gettext_lazy("Enter the last day"))


class Agree(Sheet):
    title = TextField(label=gettext_lazy("Title"), max_length=160, missing=gettext_lazy("Enter the title of the agreement"))
    parties = CheckboxesField(label=gettext_lazy("Parties"), small=True, missing=gettext_lazy("Choose at least two agencies"))
    sections = CheckboxesField(label=gettext_lazy("What it covers"), small=True, missing=gettext_lazy("Choose what it covers"))
    purposes = CheckboxesField(label=gettext_lazy("For which purposes"), small=True, missing=gettext_lazy("Choose at least one purpose"))
    data_terms = LongTextField(
        label=gettext_lazy("Data terms"),
        help_text=gettext_lazy("Legal basis, who sees what, how long it is kept, how corrections reach everybody."),
        missing=gettext_lazy("Enter the data terms"),
        max_length=4000,
    )
    signed_on = DayField(label=gettext_lazy("Signed by the last party on"), missing=gettext_lazy("Enter the day of signature"))
    starts_on = DayField(label=gettext_lazy("In force from"), missing=gettext_lazy("Enter the first day"))
    ends_on = DayField(label=gettext_lazy("In force until"), help_text=gettext_lazy("Leave empty if it has no end"), required=False)

    def __init__(self, *args: Any, agencies: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parties"].choices = agencies
        self.fields["sections"].choices = named(scope.SECTIONS)
        self.fields["sections"].hints = {code: scope.section_says(code, get_language() or "en") for code in scope.SECTIONS}
        self.fields["purposes"].choices = named(scope.PURPOSES)

    @property
    def terms(self) -> Terms:
        given = self.cleaned_data
        parties = tuple(UUID(party) for party in given["parties"])
        return Terms(parties, tuple(given["sections"]), tuple(given["purposes"]), given["signed_on"], given["starts_on"], given["ends_on"])


class Join(Sheet):
    """What somebody who was invited says of themselves. The address is asked for by the very first invitation alone."""

    email = EmailField(
        label=gettext_lazy("Your e-mail address"), help_text=gettext_lazy("You sign in with it"), max_length=254, autocomplete="username"
    )
    name = TextField(
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy("As your colleagues know you"),
        max_length=120,
        autocomplete="name",
        missing=gettext_lazy("Enter your name"),
    )
    password = PasswordField(
        label=gettext_lazy("Password"),
        help_text=gettext_lazy(
            "At least 15 characters; a few words in a row are easy to keep in mind. If you sign in here already, your present password."
        ),
        autocomplete="new-password",
        strip=False,
        missing=gettext_lazy("Choose a password"),
    )

    def __init__(self, *args: Any, asks_address: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_address:
            del self.fields["email"]


class Profile(Sheet):
    name = TextField(label=gettext_lazy("Your name"), max_length=120, autocomplete="name", missing=gettext_lazy("Enter your name"))
    language = SelectField(label=gettext_lazy("Language of the pages"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(settings.LANGUAGES) == 1:
            del self.fields["language"]  # nothing to choose from


class Choose(Sheet):
    agency = RadiosField(
        label=gettext_lazy("For which agency do you act now?"), heading=True, size="l", missing=gettext_lazy("Choose an agency")
    )

    def __init__(self, *args: Any, agencies: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agencies


class Confirm(Sheet):
    """An act that asks nothing: it shows what was refused, if anything."""
