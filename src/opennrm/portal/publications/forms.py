"""What is asked where an edition is withdrawn."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from opennrm.ui.forms import RadiosField, Sheet

__all__ = ["WithdrawForm", "reason_words"]

REASONS = {
    "figures_wrong": _("The figures are wrong"),
    "definition_wrong": _("It counts something else than it says"),
    "protection_wrong": _("It tells more than may be told"),
}


class WithdrawForm(Sheet):
    """Why."""

    reason = RadiosField(label=_("Why is it handed out no more?"), missing=_("Say why"), size="m")

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["reason"].choices = list(REASONS.items())


def reason_words(reason: str) -> str:
    """Why an edition was withdrawn; nothing where it was not."""
    return str(REASONS.get(reason, reason))
