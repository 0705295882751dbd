"""The screens of a first contact: who it is, what was done, which signs were seen, what they come to."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.forms import Field, MultipleHiddenInput
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from opennrm.cases.contact import coding, signs
from opennrm.cases.contact.rules import REASONS, purposes_of
from opennrm.cases.spine import codes
from opennrm.cases.spine.about import About
from opennrm.cases.spine.drafting import Filling
from opennrm.cases.spine.step_sheet import StepSheet
from opennrm.countries.profile import FormField
from opennrm.ui.forms import (
    AnswerField,
    CheckboxesField,
    DayField,
    FuzzyDateField,
    LongTextField,
    RadiosField,
    SelectField,
    Sheet,
    Sign,
    SignField,
)

NOT_KNOWN = _("Not known")
YES_NO = [("yes", _("Yes")), ("no", _("No")), ("unknown", NOT_KNOWN)]


class WhoForm(StepSheet):
    """Who is in front of you: age first, the rest as far as it is known."""

    wants = {"age_group": ("age",), "sex": ("sex",)}

    age = RadiosField(
        label=_("Adult or child?"),
        size="m",
        inside={"child": "unaccompanied", "unknown": "reasons"},
        missing=_("Say whether this is an adult or a child, or that you are not sure"),
    )
    unaccompanied = RadiosField(
        label=_("Is the child without parents or guardian here?"), choices=YES_NO, required=False, inline=True, small=True
    )
    reasons = CheckboxesField(label=_("What makes you unsure?"), required=False, small=True)
    age_words = LongTextField(
        label=_("About the age, in words"),
        help_text=_("If there is something to say. It stays in your draft until the person is referred"),
        required=False,
        rows=2,
        max_length=2000,
    )
    sex = RadiosField(label=_("Sex"), required=False, inline=True, small=True)
    age_band = SelectField(label=_("About how old?"), required=False)
    nationality = RadiosField(label=_("Nationality"), required=False, small=True)
    residence = RadiosField(
        label=_("Lives here lawfully?"),
        help_text=_("Not asked of who is of this country"),
        required=False,
        inline=True,
        small=True,
    )
    region = SelectField(label=_("In which region are you?"), required=False)
    channel = SelectField(label=_("How did you meet?"), missing=_("Say how you met"))
    on = DayField(label=_("On which day?"), missing=_("Give the day on which you met"))

    def shape(self) -> None:
        self.fields["age"].choices = codes.choices("age_groups")
        self.fields["reasons"].choices = codes.choices("child_reasons")
        self.fields["sex"].choices = codes.choices("sexes")
        self.fields["age_band"].choices = codes.choices("age_bands", gettext("Choose one"))
        self.fields["nationality"].choices = codes.answers(codes.NATIONALITIES)
        self.fields["residence"].choices = codes.answers(codes.RESIDENCES)
        self.fields["channel"].choices = codes.choices("channels", gettext("Choose one"))
        self.fields["region"].choices = codes.regions(self.filling.profile, gettext("Not known"))
        self.fields["on"].latest = self.filling.today
        self.fields["on"].initial = self.filling.today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("age") == "unknown" and not cleaned.get("reasons"):
            self.add_error("reasons", gettext(REASONS))
        return cleaned

    def about(self) -> About:
        """The coarse facts that were said."""
        said = self.cleaned_data
        return About(
            age=said["age"],
            age_band=said["age_band"] or "unknown",
            sex=said["sex"] or "unknown",
            nationality=said["nationality"] or "unknown",
            residence="lawful" if said["nationality"] == "national" else said["residence"] or "unknown",
            region=said["region"],
            unaccompanied=said["age"] != "adult" and said["unaccompanied"] == "yes",
        )

    def reasons_given(self) -> tuple[str, ...]:
        """Why the age is in doubt; of no other person."""
        return tuple(self.cleaned_data["reasons"]) if self.cleaned_data["age"] == "unknown" else ()


class EpisodeForm(StepSheet):
    """One time in which the person was exploited: what was done, by which means, for what; where and when."""

    wants = {
        "forms": ("forms",),
        "place": ("place",),
        "age_at_exploitation": ("age_then",),
        "exploitation_when": ("began",),
        "region": ("region",),
    }

    forms = CheckboxesField(label=_("How was the person exploited?"), size="s", small=True, required=False)
    acts = CheckboxesField(label=_("What did others do?"), size="s", small=True, required=False)
    means = CheckboxesField(label=_("How did they make the person do it?"), size="s", small=True, required=False)
    age_then = RadiosField(label=_("How old was the person then?"), size="s", small=True, inline=True, required=False)
    place = RadiosField(label=_("Where did it happen?"), size="s", small=True, required=False)
    region = SelectField(label=_("In which region?"), required=False)
    began = FuzzyDateField(
        label=_("When did it begin?"),
        help_text=_("As near as the person knows. Day and month may stay empty"),
        required=False,
    )
    ended = FuzzyDateField(label=_("When did it end?"), help_text=_("Leave it empty if it goes on"), required=False)
    where = LongTextField(
        label=_("Where exactly, and who did it?"),
        help_text=_("It stays in your draft until the person is referred"),
        required=False,
        rows=3,
        max_length=5000,
    )

    def shape(self) -> None:
        for name, code_list in (("forms", "forms"), ("place", "places"), ("age_then", "age_groups")):
            self.fields[name].choices = codes.choices(code_list)
        self.fields["forms"].hints = codes.hints("forms")
        for name in ("acts", "means"):  # the sentence first, for whoever asks has no law at hand; the word of the law beside it
            self.fields[name].choices = [(code, says.removesuffix(".")) for code, says in codes.hints(name).items()]
            self.fields[name].hints = dict(codes.choices(name))
        if self.filling.treated_as == "child":
            self.fields["means"].help_text = gettext("For a child none is needed")
        self.fields["region"].choices = codes.regions(self.filling.profile, gettext("Not known, or abroad"))
        self.fields["began"].latest = self.fields["ended"].latest = self.filling.today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        began, ended = cleaned.get("began"), cleaned.get("ended")
        if began and ended and began.earliest and ended.latest and ended.latest < began.earliest:
            self.add_error("ended", gettext("It cannot have ended before it began"))
        return cleaned

    def says_something(self) -> bool:
        """Whether anything coded was said."""
        said = self.coded()
        return any(value for value in said.values() if value != "unknown")

    def coded(self) -> dict[str, Any]:
        """The codes of the episode, as fine as a contact keeps them."""
        said = self.cleaned_data
        return {
            "acts": tuple(said["acts"]),
            "means": tuple(said["means"]),
            "forms": tuple(said["forms"]),
            "purposes": purposes_of(said["forms"]),
            "place": said["place"] or "unknown",
            "region": said["region"],
            "began": said["began"].iso[:7] if said["began"] else "",
            "ended": said["ended"].iso[:7] if said["ended"] else "",
            "age_then": said["age_then"] or "unknown",
        }


class SignsForm(StepSheet):
    """All signs that may be looked through for this person; they stand on several screens.

    `coded` ties paragraphs of the account to signs, `sets` are those that one goes through; another keeps its answers all the same.
    """

    coded = Field(widget=MultipleHiddenInput, required=False)
    sets = Field(widget=MultipleHiddenInput, required=False)

    def shape(self) -> None:
        language = codes.reads_in()
        for part in signs.parts(age_of(self.filling)):
            for sign in part.signs:
                self.fields[name_of(sign.code)] = SignField(code=sign.code, label=sign.label.told(language))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        wanted = any(field.code == "signs" and self.filling.treated_as in field.required_for for field in self._asked())
        if wanted and not self.observations():
            self.add_error(None, gettext("Say of at least one sign what you saw, or that it was absent"))
        return cleaned

    def _asked(self) -> tuple[FormField, ...]:
        return self.filling.profile.referral_form.fields

    def observations(self) -> dict[str, str]:
        """What was found, by sign; one that was not assessed is left out."""
        return {code: found.answer for code, found in self._found() if found.answer != "not_assessed"}

    def told_by(self) -> dict[str, str]:
        """Who told it, by sign, in the words of whoever noted it."""
        return {code: found.told_by for code, found in self._found() if found.told_by}

    def passages(self) -> tuple[tuple[str, ...], ...]:
        """The signs that each paragraph of the account shows, in the order of the paragraphs."""
        pairs = [(mark, code) for mark, _, code in (one.partition(":") for one in coding.marked(self.filling))]
        known = {code for code, answer in self.observations().items() if answer in ("observed", "reported")}
        marks = [mark for mark, _ in coding.paragraphs(self.filling)]
        return tuple(tuple(code for place, code in pairs if place == mark and code in known) for mark in marks)

    def _found(self) -> Iterator[tuple[str, Sign]]:
        for part in signs.parts(age_of(self.filling)):
            for sign in part.signs:
                found = self.cleaned_data.get(name_of(sign.code))
                if found:
                    yield sign.code, found


class SetsForm(Sheet):
    """Which sets of signs one goes through besides the general one: none is an answer."""

    sets = CheckboxesField(label=_("Signs for a form of exploitation, or for children"), size="s", required=False)

    def __init__(self, data: Any = None, *, there: Iterable[tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        listed = list(there)
        self.fields["sets"].choices = [(id, title) for id, title, _hint in listed]
        self.fields["sets"].hints = {id: hint for id, _title, hint in listed}


def age_of(filling: Filling) -> signs.Age:
    """Whose signs are looked through: an age in doubt is treated as the profile says."""
    return "adult" if filling.treated_as == "adult" else "child"


def name_of(code: str) -> str:
    """The field of a sign."""
    return "sign_" + code.replace(".", "_")


class ResultForm(Sheet):
    """Which way from here: nobody is sent away with nothing."""

    way = AnswerField(
        label=_("Which way do you take from here?"),
        size="m",
        missing=_("Choose one of the ways"),
        choices=[
            ("refer", _("Go on towards a referral")),
            ("labour_rights", _("Show the way to labour rights, and end here")),
            ("other_help", _("Show the way to other help, and end here")),
        ],
        consequences={},
    )

    def __init__(self, data: Any = None, *, treated_as: str, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        asked = gettext("The person is asked, and may say no")
        told = gettext("Child protection is informed first, and the child is told. No consent is asked")
        ends = gettext("What was coded is kept. What you typed is destroyed; you see first what that is")
        self.fields["way"].consequences = {
            "refer": (asked if treated_as == "adult" else told,),
            "labour_rights": (gettext("Wages, contract, labour inspection: you see whom to call"), ends),
            "other_help": (gettext("A doctor, a bed, a lawyer stay open, whatever was seen"), ends),
        }
