"""What may be typed in the mechanism: each form lists its fields, and what else is sent along is not looked at."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

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

    roles = CheckboxesField(label=lazy("Roles"), missing=lazy("Choose at least one role"))

    def __init__(self, *args: Any, may_give: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = list(may_give)
        self.fields["roles"].choices = role_choices(codes)
        self.fields["roles"].hints = role_hints(codes)


class EndRoles(RolesSheet):
    """The roles that end: all that may be ended, unless some are left out."""


class Invite(RolesSheet):
    email = EmailField(
        label=lazy("E-mail address"),
        help_text=lazy("The invitation is for this address alone. Nothing is sent: you hand the link over yourself."),
        missing=lazy("Enter the person's e-mail address"),
        max_length=254,
    )
    field_order = ("email", "roles")


class Describe(Sheet):
    """What is known of an agency."""

    name = TextField(label=lazy("Name"), max_length=160, missing=lazy("Enter the agency's name"))
    region = SelectField(label=lazy("Region"), required=False)
    languages = TextField(label=lazy("Languages spoken"), help_text=lazy("For example: English, Romanian, Arabic"), required=False)
    contact_name = TextField(label=lazy("Point of contact"), required=False, max_length=120)
    contact_email = EmailField(label=lazy("E-mail address of the point of contact"), required=False, max_length=254)
    contact_phone = TextField(label=lazy("Telephone of the point of contact"), required=False, max_length=40, width=20)

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
    kind = SelectField(label=lazy("Kind of agency"), help_text=lazy("It decides which roles its people can hold and never changes."))
    field_order = ("kind", "name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Choose")), *named(kinds.KINDS)]


class Suspend(Sheet):
    reason = LongTextField(
        label=lazy("Why is the agency suspended?"),
        help_text=lazy("The agency reads it. Write nothing about a person's case."),
        max_length=500,
        rows=3,
        missing=lazy("Say why"),
    )


class Body(Sheet):
    body = RadiosField(label=lazy("Which body of the law is this agency?"), required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        known = [(code, party.label.told(language)) for code, party in reads.bodies().items() if party.kind == kind]
        self.fields["body"].choices = [*known, ("", _("None in particular"))]


class Designate(Sheet):
    capacity = RadiosField(label=lazy("In which capacity?"), missing=lazy("Choose a capacity"))
    starts_on = DayField(label=lazy("First day"), missing=lazy("Enter the first day"))
    ends_on = DayField(label=lazy("Last day"), help_text=lazy("Leave empty if it has no end"), required=False)
    source = TextField(
        label=lazy("Act or decision"),
        help_text=lazy("What designates it, for example: Order 12/2024, Article 3"),
        missing=lazy("Name the act or decision"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["capacity"].choices = named(kinds.DESIGNATIONS)


class EndOn(Sheet):
    ends_on = DayField(label=lazy("Last day"), missing=lazy("Enter the last day"))


class Agree(Sheet):
    title = TextField(label=lazy("Title"), max_length=160, missing=lazy("Enter the title of the agreement"))
    parties = CheckboxesField(label=lazy("Parties"), small=True, missing=lazy("Choose at least two agencies"))
    sections = CheckboxesField(label=lazy("What it covers"), small=True, missing=lazy("Choose what it covers"))
    purposes = CheckboxesField(label=lazy("For which purposes"), small=True, missing=lazy("Choose at least one purpose"))
    data_terms = LongTextField(
        label=lazy("Data terms"),
        help_text=lazy("Legal basis, who sees what, how long it is kept, how corrections reach everybody."),
        missing=lazy("Enter the data terms"),
        max_length=4000,
    )
    signed_on = DayField(label=lazy("Signed by the last party on"), missing=lazy("Enter the day of signature"))
    starts_on = DayField(label=lazy("In force from"), missing=lazy("Enter the first day"))
    ends_on = DayField(label=lazy("In force until"), help_text=lazy("Leave empty if it has no end"), required=False)

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

    email = EmailField(label=lazy("Your e-mail address"), help_text=lazy("You sign in with it"), max_length=254, autocomplete="username")
    name = TextField(
        label=lazy("Your name"),
        help_text=lazy("As your colleagues know you"),
        max_length=120,
        autocomplete="name",
        missing=lazy("Enter your name"),
    )
    password = PasswordField(
        label=lazy("Password"),
        help_text=lazy(
            "At least 15 characters; a few words in a row are easy to keep in mind. If you sign in here already, your present password."
        ),
        autocomplete="new-password",
        strip=False,
        missing=lazy("Choose a password"),
    )

    def __init__(self, *args: Any, asks_address: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_address:
            del self.fields["email"]


class Profile(Sheet):
    name = TextField(label=lazy("Your name"), max_length=120, autocomplete="name", missing=lazy("Enter your name"))
    language = SelectField(label=lazy("Language of the pages"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(settings.LANGUAGES) == 1:
            del self.fields["language"]  # nothing to choose from


class Choose(Sheet):
    agency = RadiosField(label=lazy("For which agency do you act now?"), heading=True, size="l", missing=lazy("Choose an agency"))

    def __init__(self, *args: Any, agencies: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agencies


class Confirm(Sheet):
    """An act that asks nothing: it shows what was refused, if anything."""
