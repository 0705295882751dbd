"""The screens of a referral until it is sent: how to reach the person, what happened, the answer, who it is."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from opennrm.cases.referral import addressing, reads
from opennrm.cases.referral.country_form import asked_here
from opennrm.cases.referral.rules import required
from opennrm.cases.referral.sending import KNOWN, Talk
from opennrm.cases.spine import codes
from opennrm.cases.spine.drafting import Filling
from opennrm.cases.spine.particular_forms import IdentityAsked, WaysAsked
from opennrm.cases.spine.step_sheet import StepSheet
from opennrm.countries.profile import FormField
from opennrm.standards.load import law
from opennrm.ui.forms import (
    AnswerField,
    CheckboxesField,
    DayField,
    LongTextField,
    RadiosField,
    SelectField,
    Sheet,
    TextField,
    TickField,
)

CHOOSE = _("Choose one")
INTERPRETER = [
    ("none", _("None was needed")),
    ("present", _("Yes, in the room")),
    ("remote", _("Yes, by telephone or video")),
]


class SafeForm(WaysAsked, StepSheet):
    """How the person can be reached without danger, in which language."""

    wants = {
        "safe_contact": ("phone", "message", "email", "post", "through", "no_safe_way"),
        "languages": ("language",),
        "interpreter": ("interpreter",),
    }

    language = SelectField(label=_("Which language does the person understand best?"), required=False)
    other_language = SelectField(label=_("Another language"), required=False)
    interpreter = RadiosField(
        label=_("Does the person want an interpreter?"),
        choices=[
            ("no", _("No")),
            ("yes", _("Yes")),
            ("woman", _("Yes, a woman")),
            ("man", _("Yes, a man")),
        ],
        required=False,
        small=True,
    )

    def shape(self) -> None:
        listed = codes.languages(gettext("Choose one"))
        self.fields["language"].choices = self.fields["other_language"].choices = listed


class AccountForm(StepSheet):
    """What happened, in the person's words, and what is needed at once."""

    wants = {"account": ("account",), "in_danger_now": ("urgency",), "others": ("others",), "needs_now": ("needs", "needs_now")}

    account = LongTextField(
        label=_("What happened, in the person's words"),
        help_text=_("A new line for each thing. Do not ask again what the person has told already"),
        required=False,
        rows=12,
        max_length=15000,
    )
    urgency = RadiosField(
        label=_("Is the person in danger now?"),
        choices=[
            ("danger_now", _("Yes, in danger now")),
            ("none", _("No, as far as is known")),
        ],
        inside={"danger_now": "danger"},
        required=False,
    )
    danger = LongTextField(label=_("What is the danger?"), required=False, rows=2, max_length=3000)
    needs = CheckboxesField(
        label=_("What is needed at once?"),
        help_text=_("Once you send, it stands on the worklist of whoever has to act"),
        required=False,
        small=True,
    )
    needs_now = LongTextField(
        label=_("More about what is needed at once"),
        help_text=_("Sealed. Who has taken the referral up can read it"),
        required=False,
        rows=2,
        max_length=3000,
    )
    others = LongTextField(label=_("Others who may be exploited"), help_text=_("Without names"), required=False, rows=2, max_length=3000)

    def shape(self) -> None:
        listed = ((code, one) for code, one in law().needs.items() if code != "safety")  # a danger is asked above
        self.fields["needs"].choices = [(code, one.told(codes.reads_in())) for code, one in listed]
        self.fields["needs"].hints = {code: one.says.told(codes.reads_in()) for code, one in law().needs.items()}


class Talked(StepSheet):
    """How it was explained: in which language, with whom."""

    language = SelectField(label=_("In which language was it explained?"), missing=_("Say in which language it was explained"))
    interpreter = RadiosField(
        label=_("With an interpreter?"),
        help_text=_("Never somebody who came along with the person"),
        choices=INTERPRETER,
        small=True,
        missing=_("Say whether somebody interpreted"),
    )
    on = DayField(label=_("On which day?"), missing=_("Give the day"))

    def shape(self) -> None:
        self.fields["language"].choices = codes.languages(gettext("Choose one"))
        self.fields["language"].initial = self.filling.paper.one("safe", "language")
        self.fields["on"].latest = self.filling.today
        self.fields["on"].initial = self.filling.today

    def talk(self) -> Talk:
        """As it is recorded."""
        said = self.cleaned_data
        return Talk(on=said["on"], language=said["language"], interpreter=said["interpreter"])


class AnswerForm(Talked):
    """An adult's own answer: three of the same weight, none chosen before."""

    field_order = ("answer", "language", "interpreter", "on")

    answer = AnswerField(
        label=_("The person's answer"),
        size="m",
        missing=_("Say what the person answered, also when it is no"),
        choices=[("yes", _("Yes")), ("no", _("No")), ("not_now", _("Not now"))],
        consequences={},
    )


class ChildForm(Talked):
    """A child, or a person whose age is in doubt: the child office knows first, and the child is told."""

    field_order = ("office", "informed_on", "language", "interpreter", "on")

    office = SelectField(label=_("Which office did you inform?"), missing=_("Say which office you informed"))
    informed_on = DayField(label=_("When did you inform it?"), missing=_("Give the day on which you informed it"))

    def shape(self) -> None:
        super().shape()
        offices = reads.told_first(self.filling.profile, self.filling.today).agencies
        self.fields["office"].choices = [("", gettext("Choose one")), *((str(id), name) for id, name in offices)]
        if len(offices) == 1:
            self.fields["office"].initial = str(offices[0][0])
        self.fields["informed_on"].latest = self.filling.today
        self.fields["informed_on"].initial = self.filling.today
        self.fields["language"].label = gettext("In which language did you tell the child what happens now?")
        self.fields["on"].label = gettext("On which day did you tell the child?")


YES_NO_LATER = [("yes", _("Yes")), ("no", _("No")), ("not_asked", _("Not asked yet"))]


class PresumeForm(StepSheet):
    """Whoever met the person presumes, before anybody is told who it is."""

    presume = TickField(label=_("I presume that the person was trafficked"), missing=_("Tick it, or come back when you presume it"))


class SupportForm(StepSheet):
    """Support, then contact by police: two questions apart, and neither depends on the other."""

    wants = {"support_wanted": ("support",)}

    support = AnswerField(
        label=_("Does the person want support by an organisation?"),
        size="m",
        required=False,
        choices=YES_NO_LATER,
        consequences={
            "yes": (_("The organisation learns who the person is and how to reach them, so that it can help."),),
            "no": (_("The person may say yes on any later day."),),
            "not_asked": (_("The authority asks, or you do, on another day."),),
        },
    )
    provider = SelectField(label=_("Which organisation?"), required=False)
    police = AnswerField(
        label=_("May the police get in touch?"),
        size="m",
        required=False,
        choices=YES_NO_LATER,
        consequences={
            "yes": (_("The police may read what was told for identification, and may ask for an interview."),),
            "no": (_("The police see no more than that a decision was made."),),
            "not_asked": (_("That is always right. Nothing depends on it."),),
        },
    )
    police_agency = SelectField(label=_("Which police?"), required=False)

    def shape(self) -> None:
        today, profile = self.filling.today, self.filling.profile
        for name, scope, first in (
            ("provider", "support", gettext("None chosen yet")),
            ("police_agency", "police_contact", gettext("Choose one")),
        ):
            self.fields[name].choices = [("", first), *((str(id), label) for id, label, _ in reads.agencies_for(profile, scope, today))]
        if any(field.code == "support_wanted" for field in required(profile, self.filling.treated_as)):
            # Where the law of the country wants the answer before a referral goes, a page does not offer to go on without it.
            self.fields["support"].choices = [answer for answer in YES_NO_LATER if answer[0] != "not_asked"]
        if reads.held_by_enforcement(self.filling.contact):
            self._without_own_yes()

    def _without_own_yes(self) -> None:
        """Who can detain or remove does not attest that the person agrees to the police. Source: decision 0005."""
        asked = self.fields["police"]
        asked.choices = [answer for answer in YES_NO_LATER if answer[0] != "yes"]
        asked.help_text = gettext("A yes is heard by somebody who is not of the police: the authority, or those who help. Tell them of it")
        del self.fields["police_agency"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("police") == "yes" and not cleaned.get("police_agency"):
            self.add_error("police_agency", gettext("Say which police"))
        return cleaned


class DetailsForm(IdentityAsked, StepSheet):
    """Who the person is, and what this country's form asks besides."""

    wants = {
        "names": ("given_names", "family_names", "aliases"),
        "aliases": ("aliases",),
        "birth_date": ("birth",),
        "citizenships": ("citizenship",),
    }

    citizenship = SelectField(label=_("Citizenship"), required=False)
    second_citizenship = SelectField(label=_("Second citizenship"), required=False)
    own_reference = TextField(label=_("Your own reference"), required=False, width=20, help_text=_("For your files, if you have one"))
    ask_back = TextField(
        label=_("Whom can the authority ask?"),
        required=False,
        help_text=_("Name and telephone of a colleague on duty"),
    )

    def shape(self) -> None:
        named = codes.countries(gettext("Choose one"))
        none = [("stateless", gettext("None: stateless")), ("not_known", gettext("Not known"))]
        self.fields["citizenship"].choices = [named[0], *none, *named[1:]]
        self.fields["second_citizenship"].choices = named
        self.fields["birth"].latest = self.filling.today
        for field in self.further():
            label = field.label.told(codes.reads_in())
            self.fields[f"more_{field.code}"] = LongTextField(label=label, required=False, rows=2, max_length=3000)

    def answers_to(self, code: str) -> tuple[str, ...]:
        further = f"more_{code}"
        return (further,) if further in self.fields else super().answers_to(code)

    def further(self) -> Iterable[FormField]:
        """What the country's form asks and no other screen does."""
        told = {f"{party}_asked" for party in self.filling.profile.parties}
        form = self.filling.profile.referral_form
        return [field for field in form.fields if field.code not in KNOWN | told | asked_here(form)]


class CheckForm(Sheet):
    """To whom it goes: asked only where several authorities could decide."""

    recipient = RadiosField(label=_("Which authority?"), missing=_("Choose the authority that decides"))

    def __init__(self, filling: Filling, data: Any = None) -> None:
        super().__init__(data)
        possible, _source = addressing.recipients(filling.contact, filling.profile, filling.today)
        self.fields["recipient"].choices = [(str(one.id), one.name) for one in possible]
        if len(possible) == 1:
            self.fields["recipient"].initial = str(possible[0].id)

    @property
    def asks(self) -> bool:
        """Whether there is anything to choose."""
        return len(self.fields["recipient"].choices) > 1

    def chosen(self) -> UUID:
        """The authority."""
        return UUID(self.cleaned_data["recipient"])
