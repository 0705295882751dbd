"""A sealed value that was opened, in words."""

from django.utils.translation import gettext

from opennrm.cases.spine.particulars import NO_LONGER
from opennrm.ui.dates import FuzzyDate


def in_words(code: str, text: str | None) -> str:
    """The text of a field; of a date its words; what to say of one that cannot be opened, or that says nothing any more."""
    if text is None:
        return gettext("can no longer be opened")
    if text == NO_LONGER:
        return gettext("none any more")
    return str(FuzzyDate.parse(text)) if code == "identity.birth" else text
