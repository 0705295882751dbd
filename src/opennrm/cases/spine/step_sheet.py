"""A step of the form: its fields, which of them this country wants for this person, and what of it was said."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.translation import get_language, gettext, gettext_lazy

from opennrm.cases.spine.drafting import Filling
from opennrm.countries.profile import FormField
from opennrm.ui.forms import Sheet

WANTED = gettext_lazy("Still to say: %(what)s")


class StepSheet(Sheet):
    """One screen of the form about a contact.

    `wants` names for each field of the profile's short form the fields here that answer it; one of them has to be filled in where the
    profile requires it for this person.
    """

    wants: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    def __init__(self, filling: Filling, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.filling = filling
        self.shape()

    def shape(self) -> None:
        """Give the fields what only the draft, the profile or the day can say: choices, first values, the last day."""

    def clean(self) -> dict[str, Any]:
        """Every answer that the short form of the country wants of this person."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for field in self.filling.profile.referral_form.fields:
            here = self.answers_to(field.code)
            if here and self.filling.treated_as in field.required_for and not any(_said(cleaned.get(name)) for name in here):
                self._wanted(here[0], field)
        return cleaned

    def answers_to(self, code: str) -> tuple[str, ...]:
        """The fields here that answer a field of the short form."""
        return self.wants.get(code, ())

    def _wanted(self, name: str, field: FormField) -> None:
        if name not in self.errors:
            self.add_error(name, gettext(str(WANTED)) % {"what": field.label.told(get_language() or "en")})

    def quiet(self) -> "StepSheet":
        """The same as it was typed, without its errors: a page that is only opened does not scold."""
        self._errors = type(self.errors)()
        return self


def _said(value: Any) -> bool:
    return value not in (None, "", [], (), False)
