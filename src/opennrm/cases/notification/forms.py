"""The screens of a notification: what is told and why the person said no; the last look, mark by mark; the person came back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from opennrm.cases.notification import checking
from opennrm.cases.notification.identifying import NEVER, WHY, tidy
from opennrm.cases.notification.reads import Recipient, period_words, told_words
from opennrm.cases.notification.rules import Marked
from opennrm.cases.notification.telling import ALWAYS, Telling, asks_nationality, may_be_told, period_of, told
from opennrm.cases.spine import codes
from opennrm.cases.spine.state import CaseState
from opennrm.countries.profile import Profile
from opennrm.standards.load import law
from opennrm.ui.forms import CheckboxesField, LongTextField, RadiosField, SelectField, Sheet, TickField

WIDER = {
    "citizenship": _("leave out the nationality"),
    "region": _("leave out the region"),
    "sex": _("leave out the sex"),
    "age_at_exploitation": _("leave out the age when it happened"),
    "forms": _("leave out the form of exploitation"),
    "place": _("leave out whether it was in this country"),
    "quarter": _("tell the quarter of the year in place of the month"),
    "year": _("tell the year alone"),
}


class WriteForm(Sheet):
    """What would be told, each thing to be left out; how wide the time is; why the person said no; a short text where the form has one."""

    recipient = RadiosField(label=_("Which authority is told?"), missing=_("Choose the authority that is told"), small=True)
    fields_told = CheckboxesField(
        label=_("What is told, in codes"),
        help_text=_("Leave out what you do not want to tell. The age group stays: nobody is told of a child in this way."),
        small=True,
        missing=_("Tell at least the age group"),
    )
    citizenship = SelectField(
        label=_("Nationality"),
        required=False,
        help_text=_("Leave it empty where few people of this country live here: together with the region it may fit one person."),
    )
    width = RadiosField(label=_("How exact is the time of your contact?"), missing=_("Say how exact"), small=True)
    because = SelectField(label=_("Why does the person not want to be referred?"), missing=_("Say why, or that nobody asked"))
    text = LongTextField(label=_("Text"), required=False, rows=4)

    def __init__(self, contact: CaseState, profile: Profile, possible: list[Recipient], data: Any = None) -> None:
        super().__init__(data)
        self.contact, self.profile = contact, profile
        self._whom(possible)
        self._what()
        self._when()
        self.fields["citizenship"].choices = codes.countries(gettext("Not told"))
        if not asks_nationality(profile):
            del self.fields["citizenship"]
        self.fields["because"].choices = codes.choices("refusal_reasons", gettext("Choose one"))
        asked = checking.text_asked(profile)
        if asked.longest and asked.label and asked.hint:
            self.fields["text"].label = asked.label.told(codes.reads_in())
            self.fields["text"].help_text = asked.hint.told(codes.reads_in())
            # Counted on the page and said by the rule: what is too long is shown again whole.
            self.fields["text"].max_length = asked.longest
        else:
            del self.fields["text"]

    def _whom(self, possible: list[Recipient]) -> None:
        self.fields["recipient"].choices = [(str(one.id), one.name) for one in possible]
        if len(possible) == 1:
            self.fields["recipient"].initial = str(possible[0].id)

    def _what(self) -> None:
        words = {code: told_words(told(self.contact, self.profile, [code, ALWAYS]), self.profile) for code in may_be_told(self.profile)}
        labels = {one.code: one.label.told(codes.reads_in()) for one in self.profile.referral_form.fields}
        known = {code: dict(found).get(labels[code]) for code, found in words.items()}
        self.fields["fields_told"].choices = [(code, f"{labels[code]}: {value}") for code, value in known.items() if value]
        self.fields["fields_told"].initial = [code for code, value in known.items() if value]

    def _when(self) -> None:
        on = self.contact.opened_on
        widths = {width: period_words(period_of(on, width)) for width in ("month", "quarter", "year")} if on else {}
        self.fields["width"].choices = list(widths.items())
        self.fields["width"].initial = "quarter"

    @property
    def several(self) -> bool:
        """Whether there is an authority to choose."""
        return len(self.fields["recipient"].choices) > 1

    def telling(self) -> Telling:
        """As it is looked at."""
        said = self.cleaned_data
        return Telling(
            recipient=UUID(said["recipient"]),
            because=said["because"],
            fields=tuple(said["fields_told"]),
            width=said["width"],
            citizenship=said.get("citizenship", ""),
            text=tidy(said.get("text", "")),
        )


class CheckForm(WriteForm):
    """The same once more, with a question for each mark: why it leads to nobody. Without an answer to each nothing is sent."""

    def __init__(self, contact: CaseState, profile: Profile, possible: list[Recipient], data: Any, marked: Marked | None = None) -> None:
        super().__init__(contact, profile, possible, data)
        self.marked = marked
        if marked is not None:
            self._questions(marked)

    def _questions(self, marked: Marked) -> None:
        answers = codes.choices("cannot_identify", gettext("Not said yet"))
        for one in marked.places:
            if one.kind in NEVER:
                continue  # no answer clears it
            label = gettext("Why does “%(words)s” lead to nobody?") % {"words": one.words}
            self.fields[one.key] = SelectField(label=label, help_text=gettext(WHY[one.kind]), choices=answers, required=False)
        if marked.rare is not None:
            self.fields[marked.rare.key] = SelectField(
                label=gettext("Why does what is told lead to nobody?"), help_text=self._rare(), choices=answers, required=False
            )

    def _rare(self) -> str:
        assert self.marked is not None
        assert self.marked.rare is not None
        number, wider = self.marked.rare.threshold, [str(WIDER[one]) for one in self.marked.rare.wider]
        says = gettext("Fewer than %(number)s notifications tell the same: together it may fit one person.") % {"number": number}
        if not wider:
            return f"{says} {gettext('Leave out more than one thing, or say why it fits many.')}"
        return f"{says} {gettext('To be one of many:')} {gettext(' or ').join(wider)}."

    def asked(self) -> list[Any]:
        """The questions of the marks, to be shown one by one."""
        return [self[key] for key in self.marked.keys if key in self.fields] if self.marked is not None else []

    def taken_out(self) -> list[tuple[str, str]]:
        """What has to be taken out whatever is said of it, with the reason."""
        places = self.marked.places if self.marked is not None else ()
        return [(one.words, gettext(WHY[one.kind])) for one in places if one.kind in NEVER]

    def cleared(self) -> Mapping[str, str]:
        """What was said of each mark."""
        keys = self.marked.keys if self.marked is not None else {}
        allowed = law().code_lists["cannot_identify"]
        return {key: self.cleaned_data[key] for key in keys if self.cleaned_data.get(key) in allowed}


class BackForm(Sheet):
    """The person came back: nobody else can."""

    present = TickField(label=_("The person is with me, or speaks with me, and wants to talk about a referral"), required=False)
