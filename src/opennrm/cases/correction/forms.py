"""The forms of correction: a referral that was none, two of one person, a fact or a category that was recorded wrongly."""

from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from opennrm.cases.correction import rules
from opennrm.cases.spine import codes
from opennrm.cases.spine.about import About
from opennrm.cases.spine.act_pages import OnDay
from opennrm.countries.profile import Profile
from opennrm.ui.forms import CheckboxesField, LongTextField, RadiosField, SelectField, TextField

LONGEST = 5_000


class WhyForm(OnDay):
    """Why, and since when: what every correction says."""

    field_order: tuple[str, ...] = ("why", "on")

    why = LongTextField(
        label=_("Why?"),
        help_text=_("In words, for whoever asks later why a figure changed. Sealed."),
        missing=_("Write why"),
        size="m",
        rows=4,
        max_length=LONGEST,
    )

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, today=today)
        self.fields["on"].label = _("On which day was it found?")


class VoidForm(WhyForm):
    """What it was, if no referral."""

    field_order = ("reason", "why", "on")

    reason = RadiosField(label=_("What was it?"), missing=_("Say what it was"), size="m")

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, today=today)
        self.fields["reason"].choices = codes.choices("void_reasons")
        self.fields["reason"].hints = codes.hints("void_reasons")


class MergeForm(WhyForm):
    """With which case it is one."""

    field_order = ("reference", "sure", "why", "on")

    reference = TextField(
        label=_("Reference of the case that goes on"),
        help_text=_("A case of your authority. This one becomes another name of it."),
        missing=_("Give the reference of the other case"),
        size="m",
    )
    sure = CheckboxesField(
        label=_("Where what is recorded of the two contradicts"),
        help_text=_("Sex, child or adult, citizenship: compare the two cases first, and put right what was recorded wrongly."),
        choices=[("yes", _("I compared them: they are one person all the same"))],
        size="m",
        small=True,
        required=False,
    )


class FactsForm(WhyForm):
    """The coarse facts as they stand, to be put right one by one."""

    field_order = (*rules.FACTS, "reason", "why", "on")

    sex = RadiosField(label=_("Sex"), small=True, inline=True, size="s")
    age_band = SelectField(label=_("About how old?"))
    nationality = RadiosField(label=_("Nationality"), small=True, size="s")
    residence = RadiosField(label=_("Lives here lawfully?"), small=True, inline=True, size="s")
    citizenships = SelectField(label=_("Citizenship"), required=False)
    region = SelectField(label=_("Region in which the person was met"), required=False)
    reason = RadiosField(label=_("How is it known?"), missing=_("Say how it is known"), size="m")

    def __init__(self, data: Any, *, today: date, about: About, profile: Profile) -> None:
        super().__init__(data, today=today)
        self.fields["sex"].choices = codes.choices("sexes")
        self.fields["age_band"].choices = codes.choices("age_bands")
        self.fields["nationality"].choices = codes.answers(codes.NATIONALITIES)
        self.fields["residence"].choices = codes.answers(codes.RESIDENCES)
        self.fields["citizenships"].choices = _citizenships(about)
        self.fields["region"].choices = codes.regions(profile, gettext("Not known"))
        self.fields["reason"].choices = codes.choices("correction_reasons")
        self.fields["reason"].hints = codes.hints("correction_reasons")
        self.initial = {**self.initial, **{field: "+".join(rules.as_codes(about, field)) for field in rules.FACTS}}

    def right(self) -> dict[str, rules.Codes]:
        """Each fact as it is right, in codes; several citizenships stand in one choice."""
        return {field: tuple(filter(None, self.cleaned_data[field].split("+"))) for field in rules.FACTS}


def _citizenships(about: About) -> codes.Choices:
    """Every country; where the person has several, these together first."""
    several = about.citizenships if len(about.citizenships) > 1 else ()
    first = [("+".join(several), ", ".join(map(codes.country, several)))] if several else []
    return [*codes.countries(gettext("Not known"))[:1], *first, *codes.countries("")[1:]]


class ExploitationForm(WhyForm):
    """How, where and at which age: as it is known now."""

    field_order = ("forms", "place", "age_at_exploitation", "why", "on")

    forms = CheckboxesField(label=_("How was the person exploited?"), size="m", small=True, required=False)
    place = RadiosField(label=_("Where did it happen?"), size="m", small=True)
    age_at_exploitation = RadiosField(label=_("How old was the person then?"), size="m", small=True)

    def __init__(self, data: Any, *, today: date, about: About) -> None:
        super().__init__(data, today=today)
        for name, code_list in (("forms", "forms"), ("place", "places"), ("age_at_exploitation", "age_groups")):
            self.fields[name].choices = codes.choices(code_list)
        self.fields["forms"].hints = codes.hints("forms")
        stands = {"forms": list(about.forms), "place": about.place, "age_at_exploitation": about.age_at_exploitation}
        self.initial = {**self.initial, **stands}

    def coded(self) -> dict[str, rules.Codes]:
        """The exploitation as it is coded now."""
        said = self.cleaned_data
        return {"forms": tuple(said["forms"]), **{name: (said[name],) for name in ("place", "age_at_exploitation")}}
