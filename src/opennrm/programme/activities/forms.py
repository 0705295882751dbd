"""What may be typed of the work: an activity with the parts that repeat, an outcome, a body, an aim, a promise and its answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from opennrm.programme import words
from opennrm.programme.activities.offered import Offered
from opennrm.programme.clauses import ClausesField
from opennrm.programme.fields import FoldedField, ManyField, NamedField, NamesField, TimeField, country_field, few
from opennrm.programme.found import FoundField
from opennrm.ui.files import Chosen
from opennrm.ui.forms import CheckboxesField, RadiosField, SelectField, Sheet, TextField, TickField, WholeNumberField

__all__ = [
    "ActivitySheet",
    "AimSheet",
    "AnswerSheet",
    "BodySheet",
    "FeedSheet",
    "FileSheet",
    "FindingSheet",
    "LinkSheet",
    "MaterialSheet",
    "MoneySheet",
    "OneOutcomeSheet",
    "OutcomeSheet",
    "PartSheet",
    "PlaceSheet",
    "PromiseSheet",
    "RemovalSheet",
]

# Fields that are chosen from a list of the programme: their list, and what an empty choice says.
CHOOSE = gettext_lazy("Choose")
NONE = gettext_lazy("None")


def body(label: Any, **more: Any) -> NamedField:
    return NamedField(label=label, offered="bodies", max_length=300, **more)


def one_of(name: str, label: Any, *, required: bool = False, **more: Any) -> SelectField:
    """One code of a list."""
    field = SelectField(label=label, required=required, **more)
    field.list_name = name  # type: ignore[attr-defined]
    return field


def any_of(name: str, label: Any) -> CheckboxesField:
    """Any codes of a list."""
    field = CheckboxesField(label=label, required=False, small=True)
    field.list_name = name  # type: ignore[attr-defined]
    return field


def folded(name: str, label: Any) -> FoldedField:
    """Any codes of a list, in a row that repeats."""
    field = FoldedField(label=label, required=False, small=True)
    field.list_name = name  # type: ignore[attr-defined]
    return field


class WorkSheet(Sheet):
    """A form whose lists, bodies and countries are filled in the reader's language when it is made."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    hidden_names = ("key",)

    def __init__(self, *args: Any, known: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, FoundField):
                field.of = known.found(field.kind)
            elif isinstance(field, NamedField):
                field.names = known.names(field.offered)
            elif isinstance(field, NamesField):
                field.names = known.countries
            elif name := getattr(field, "list_name", ""):
                first = None if isinstance(field, CheckboxesField) else str(CHOOSE)
                field.choices = words.choices(name, first)
        for name in ("aims", "taskings"):
            if isinstance(self.fields.get(name), CheckboxesField):
                self.fields[name].choices = self._with_others(name, getattr(known, name))

    def _with_others(self, name: str, choices: words.Choices) -> words.Choices:
        """What stands already is offered, though no aim names it any more."""
        stands = self.initial.get(name) or ()
        return [*choices, *((code, code) for code in stands if code not in dict(choices))]


class PlaceSheet(WorkSheet):
    """Where: as far down as is known."""

    country = country_field(gettext_lazy("Country"))
    area = one_of("areas", gettext_lazy("Or an area larger than a country"))
    region = TextField(label=gettext_lazy("Region"), required=False, max_length=80)
    town = TextField(label=gettext_lazy("Town"), required=False, max_length=80)
    about = TickField(label=gettext_lazy("Looked at, not met in"), required=False)


class PartSheet(WorkSheet):
    """Who took part, as what."""

    role = one_of("parts", gettext_lazy("As what"))
    body = body(gettext_lazy("Organisation"))
    people = one_of("people", gettext_lazy("Or a kind of people"))
    country = country_field(gettext_lazy("From which country"))
    number = WholeNumberField(label=gettext_lazy("How many"), required=False, min_value=1, max_value=1_000_000)


class MoneySheet(WorkSheet):
    """What it cost, or who paid."""

    body = body(gettext_lazy("Paid by"))
    amount = WholeNumberField(label=gettext_lazy("Amount"), required=False, width=10, min_value=0, max_value=10**12)
    currency = TextField(label=gettext_lazy("Currency"), required=False, width=4, max_length=3, help_text=gettext_lazy("As EUR"))
    pays_for = few(gettext_lazy("For what"))


class OutcomeSheet(WorkSheet):
    """What an activity led to."""

    kind = one_of("outcomes", gettext_lazy("What it led to"))
    subject = few(gettext_lazy("In a few words"))
    when = TimeField(label=gettext_lazy("When"))
    body = body(gettext_lazy("Whose, or by whom"))
    country = country_field(gettext_lazy("Country"))
    evidence = TextField(
        label=gettext_lazy("By what evidence"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("A document, a letter, what was seen and by whom. Never the name of a person who was trafficked."),
    )
    clauses = ClausesField(help_text="")
    topics = folded("topics", gettext_lazy("What it is about, as reports choose"))


class FindingSheet(WorkSheet):
    """What was found."""

    subject = few(gettext_lazy("What was found"))
    countries = NamesField(label=gettext_lazy("Countries"), help_text=gettext_lazy("Names or codes, with commas between"))
    clauses = ClausesField(help_text="")
    topics = folded("topics", gettext_lazy("What it is about, as reports choose"))


class OneOutcomeSheet(OutcomeSheet):
    """An outcome on a page of its own, which says what a row leaves to the form above it."""

    clauses = ClausesField()


class LinkSheet(WorkSheet):
    """How it stands to another activity."""

    kind = one_of("links", gettext_lazy("How it stands to the other"))
    to = FoundField(
        label=gettext_lazy("The other activity"),
        kind="activity",
        none_such=gettext_lazy("No activity has these words in its name. Try others, or record it first."),
    )


class MaterialSheet(WorkSheet):
    """What it made, used or shared."""

    material = FoundField(
        label=gettext_lazy("The material"),
        kind="material",
        none_such=gettext_lazy("No material has these words in its title. Try others, or record it first."),
    )


class ActivitySheet(WorkSheet):
    """One activity, without the parts that repeat."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    kind = one_of("activities", gettext_lazy("Kind"), required=True, missing=gettext_lazy("Choose what kind of activity it is"))
    title = TextField(
        label=gettext_lazy("Title"), required=False, max_length=300, help_text=gettext_lazy("The name that it bears, if it bears one")
    )
    subject = few(gettext_lazy("What it is about"))
    when = TimeField(label=gettext_lazy("When"))
    every_months = WholeNumberField(
        label=gettext_lazy("Held again every"), help_text=gettext_lazy("In months"), required=False, min_value=1, max_value=60
    )
    state = one_of("states", gettext_lazy("Where it stands"), required=True, missing=gettext_lazy("Choose where it stands"))
    held_up_by = few(gettext_lazy("If it is held up: by what"))
    confidence = RadiosField(label=gettext_lazy("Who may read it"), missing=gettext_lazy("Choose who may read it"))
    asked_body = body(gettext_lazy("Who asked for it"))
    asked_people = one_of("people", gettext_lazy("Or a kind of people"))
    asked_country = country_field(gettext_lazy("From which country"))
    asked_when = TimeField(label=gettext_lazy("Asked when"), help_text="")
    asked_answered = TimeField(label=gettext_lazy("Answered when"), help_text="")
    aims = CheckboxesField(label=gettext_lazy("Aims that it serves"), required=False, small=True)
    taskings = CheckboxesField(label=gettext_lazy("Taskings that it answers"), required=False, small=True)
    topics = any_of("topics", gettext_lazy("What it is about, as reports choose"))
    groups = any_of("groups", gettext_lazy("Whom it concerns"))
    clauses = ClausesField()
    method = few(gettext_lazy("Of research: the method"))
    sample = few(gettext_lazy("Of research: who was asked, how many"))
    sources = ManyField(
        label=gettext_lazy("Where it is from"),
        help_text=gettext_lazy("Documents, with lines where there are any, as minutes-2006:12-15, letter-17"),
    )
    language = SelectField(label=gettext_lazy("Language of these words"))

    def __init__(self, *args: Any, keeper_name: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = settings.LANGUAGES
        self.fields["confidence"].choices = [("open", gettext("Open")), ("own", gettext("In confidence"))]
        self.fields["confidence"].hints = {
            "open": gettext("Everybody who works in the programme, the national coordinator and who monitors. It may stand in a report."),
            "own": gettext(
                "Only officers, editors and directors of %(agency)s. To others it leaves no trace: no count, no list, no report."
            )
            % {"agency": keeper_name},
        }


class BodySheet(WorkSheet):
    """An organisation, office or group."""

    name = TextField(label=gettext_lazy("Name"), help_text=gettext_lazy("As it names itself"), missing=gettext_lazy("Enter the name"))
    short = TextField(label=gettext_lazy("Short name"), required=False, max_length=40, width=20)
    kind = one_of("bodies", gettext_lazy("Kind"), required=True, missing=gettext_lazy("Choose what kind of organisation it is"))
    country = country_field(gettext_lazy("Country"))
    within = body(gettext_lazy("Part of"))
    sources = ManyField(label=gettext_lazy("Where it is from"), help_text=gettext_lazy("Documents, as minutes-2006:12-15"))


class AimSheet(WorkSheet):
    """An aim, a criterion or a priority."""

    kind = one_of("aims", gettext_lazy("Kind"), required=True, missing=gettext_lazy("Choose which of these it is"))
    subject = few(gettext_lazy("In a few words"), missing=gettext_lazy("Say it in a few words"))
    when = TimeField(label=gettext_lazy("Holds when"), help_text=gettext_lazy("As since 2026, or 2026 to 2027; nothing: always"))
    taskings = CheckboxesField(label=gettext_lazy("Taskings that it answers"), required=False, small=True)
    topics = any_of("topics", gettext_lazy("What it is about, as reports choose"))
    groups = any_of("groups", gettext_lazy("Whom it concerns"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].required = True


class PromiseSheet(WorkSheet):
    """What will be done, by when."""

    subject = few(gettext_lazy("What will be done"), missing=gettext_lazy("Say in a few words what will be done"))
    due = TimeField(label=gettext_lazy("By when"))
    countries = NamesField(label=gettext_lazy("Countries"), help_text=gettext_lazy("Names or codes, with commas between"))
    aims = CheckboxesField(label=gettext_lazy("Aims that it serves"), required=False, small=True)
    topics = any_of("topics", gettext_lazy("What it is about, as reports choose"))
    groups = any_of("groups", gettext_lazy("Whom it concerns"))
    sources = ManyField(label=gettext_lazy("Where it is from"), help_text=gettext_lazy("Documents, as minutes-2006:12-15"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].required = True


class AnswerSheet(WorkSheet):
    """What became of a promise."""

    state = RadiosField(label=gettext_lazy("What became of it"), missing=gettext_lazy("Choose what became of it"))
    why = few(gettext_lazy("Why, if it was not done or only partly"))
    answered_by = CheckboxesField(label=gettext_lazy("Activities that answer it"), required=False, small=True)

    def __init__(self, *args: Any, could: words.Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = words.choices("promises")
        self.fields["state"].hints = words.hints("promises")
        self.fields["answered_by"].choices = could


class RemovalSheet(Sheet):
    """Why a record is taken out."""

    why = TextField(
        label=gettext_lazy("Why it is taken out"),
        max_length=100,
        missing=gettext_lazy("Say why, so that whoever looks at the past can see it"),
    )


class FeedSheet(Sheet):
    """A calendar that one takes along."""

    name = TextField(
        label=gettext_lazy("Where you will use it"),
        max_length=60,
        help_text=gettext_lazy("So that you know later which one to end, as “my telephone”"),
        missing=gettext_lazy("Give it a name by which you know it again"),
    )


class FileSheet(Sheet):
    """A table that is sent."""

    shape = RadiosField(label=gettext_lazy("What the rows are"), missing=gettext_lazy("Choose what the rows are"))
    file = forms.Field(
        widget=Chosen,
        required=False,
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("XLSX, or CSV in UTF-8, up to 2 MB and 5,000 rows"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shape"].choices = [("activities", gettext("Activities")), ("bodies", gettext("Organisations"))]
