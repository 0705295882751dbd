"""The form by which files are put into a case."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from opennrm.cases.referral.file_actions import MEGABYTES, MOST_IN_A_CASE
from opennrm.cases.spine.filing import FORMATS
from opennrm.ui.forms import FilesField, RadiosField, Sheet

SECTIONS = {
    "account": _("What happened: a message, a contract, a picture, a record of work"),
    "identity": _("Who the person is: a passport, a birth certificate"),
    "health": _("Health: a report, a picture of an injury"),
}


class CaseFilesForm(Sheet):
    """Which files, and what they are about: that says who may open them."""

    section = RadiosField(
        label=_("What are they about?"), help_text=_("That decides who may open them"), missing=_("Say what they are about")
    )
    chosen = FilesField(label=_("Files"), endings=FORMATS, megabytes=MEGABYTES, up_to=MOST_IN_A_CASE)

    def __init__(self, sections: list[str], data: Any = None) -> None:
        super().__init__(data)
        self.fields["section"].choices = [(section, SECTIONS[section]) for section in sections]
        if len(sections) == 1:
            self.fields["section"].initial = sections[0]
