"""What may be typed of a material, and of each language version of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opennrm.programme import words
from opennrm.programme.clauses import ClausesField
from opennrm.programme.fields import NamedField, NamesField, TimeField
from opennrm.programme.materials.actions import FORMATS, MEGABYTES, MOST
from opennrm.ui.forms import CheckboxesField, FilesField, RadiosField, SelectField, Sheet, TextField

__all__ = ["FilesSheet", "Known", "MaterialSheet", "VersionSheet"]

Known = Mapping[str, Mapping[str, str]]  # names by the code or key behind them: bodies, countries, languages


class MaterialSheet(Sheet):
    """Something that can be read and handed on."""

    kind = SelectField(label=gettext_lazy("Kind"), missing=gettext_lazy("Choose a kind"))
    title = TextField(
        label=gettext_lazy("Title"), help_text=gettext_lazy("As it stands on it"), max_length=300, missing=gettext_lazy("Enter the title")
    )
    when = TimeField(label=gettext_lazy("When it appeared"))
    authors = NamesField(label=gettext_lazy("By whom"), help_text=gettext_lazy("Organisations, with commas between"))
    publishers = NamesField(label=gettext_lazy("Published by"), help_text=gettext_lazy("Organisations, with commas between"))
    licence = TextField(
        label=gettext_lazy("Licence"),
        help_text=gettext_lazy("As CC BY 4.0; nothing, if it is not known who may translate it"),
        required=False,
        max_length=80,
        width=20,
    )
    countries = NamesField(label=gettext_lazy("Countries"), help_text=gettext_lazy("Names, with commas between"))
    clauses = ClausesField()
    topics = CheckboxesField(label=gettext_lazy("What it is about"), required=False, small=True)
    confidence = RadiosField(label=gettext_lazy("Who may know of it?"), missing=gettext_lazy("Choose who may know of it"))

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = words.choices("materials", _("Choose"))
        self.fields["topics"].choices = words.choices("topics")
        self.fields["confidence"].choices = [
            ("open", _("Whoever reads the open work of the programme")),
            ("own", _("This agency alone: it was shared in confidence")),
        ]
        for name, of in (("authors", "bodies"), ("publishers", "bodies"), ("countries", "countries")):
            self.fields[name].names = dict(known[of])


class VersionSheet(Sheet):
    """A material in one language."""

    language = NamedField(label=gettext_lazy("Language"), offered="languages", width=20)
    title = TextField(label=gettext_lazy("Title in this language"), required=False, max_length=300)
    state = SelectField(label=gettext_lazy("Where it stands"), required=False)
    when = TimeField(label=gettext_lazy("When"), help_text="")
    supported_by = NamedField(label=gettext_lazy("Supported by"), offered="bodies")
    link = TextField(
        label=gettext_lazy("Where it can be read"),
        help_text=gettext_lazy("An address that begins with https://"),
        required=False,
        max_length=300,
    )
    hidden_names = ()

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = words.choices("versions", _("Choose"))
        self.fields["language"].names, self.fields["supported_by"].names = known["languages"], known["bodies"]


class FilesSheet(Sheet):
    """Which files, and in which language they are."""

    language = SelectField(label=gettext_lazy("Language"), missing=gettext_lazy("Choose a language"))
    chosen = FilesField(label=gettext_lazy("Files"), endings=FORMATS, megabytes=MEGABYTES, up_to=MOST)

    def __init__(self, *args: Any, languages: words.Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("Choose")), *languages]
