"""The questions who a person is and how to reach the person: asked in the referral, and again whenever something changes."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from opennrm.cases.spine.particulars import CHANNELS
from opennrm.ui.forms import EmailField, FuzzyDateField, LongTextField, RadiosField, Sheet, TextField, TickField


class WaysAsked(Sheet):
    """How the person can be reached without danger."""

    phone = TextField(label=_("Call"), identity=True, required=False, width=20, help_text=_("Number"))
    message = TextField(
        label=_("Write a message"),
        identity=True,
        required=False,
        width=20,
        help_text=_("Number, or service and name"),
    )
    email = EmailField(label=_("Write an e-mail"), identity=True, required=False, width=30)
    post = LongTextField(
        label=_("Send a letter"),
        identity=True,
        required=False,
        rows=3,
        help_text=_("Never where the person was exploited"),
    )
    through = TextField(label=_("Through somebody whom the person trusts"), identity=True, required=False, help_text=_("Who, and how"))
    no_safe_way = TickField(label=_("There is no safe way now"), required=False)
    when_safe = TextField(label=_("When is it safe?"), required=False, help_text=_("For example: weekdays from 9 to 15"))
    never = TextField(
        label=_("What must never be done?"),
        identity=True,
        required=False,
        help_text=_("For example: never call, never say who you are"),
    )
    stays = LongTextField(label=_("Where does the person stay now?"), identity=True, required=False, rows=2)

    def clean(self) -> dict[str, Any]:
        """Either a safe way or that there is none."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("no_safe_way") and any(cleaned.get(name) for name in CHANNELS):
            self.add_error("no_safe_way", gettext("Either give a safe way, or say that there is none"))
        return cleaned


class IdentityAsked(Sheet):
    """Who the person is, as far as it is known."""

    given_names = TextField(label=_("Given names"), identity=True, required=False, width=20)
    family_names = TextField(label=_("Family names"), identity=True, required=False, width=20)
    aliases = LongTextField(
        label=_("Other names in use"),
        help_text=_("Nicknames, names used by those who exploited. One on each line"),
        identity=True,
        required=False,
        rows=2,
        max_length=1000,
    )
    birth = FuzzyDateField(
        label=_("Date of birth"),
        help_text=_("As far as it is known. Day and month may stay empty"),
        identity=True,
        required=False,
    )
    birth_known_by = RadiosField(
        label=_("How is it known?"),
        choices=[
            ("document", _("From a document")),
            ("person", _("As the person says")),
            ("estimate", _("An estimate")),
        ],
        required=False,
        small=True,
        inline=True,
    )
