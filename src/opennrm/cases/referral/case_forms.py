"""The screens of a referral once it is sent: the authority's answer, what the referrer hears, sending again."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from opennrm.ui.forms import AnswerField, LongTextField, RadiosField, Sheet


class AnswerReferralForm(Sheet):
    """Taken up or not: with a reason and what would be right. "Not trafficked" is no answer here: that is a decision."""

    answer = AnswerField(
        label=_("Do you take it up?"),
        size="m",
        missing=_("Say whether you take it up"),
        choices=[("accept", _("Yes, take it up")), ("refuse", _("No, it goes back"))],
        consequences={
            "accept": (
                _("You see who the person is and what was told. Receipt is acknowledged to whoever referred."),
                _("Nothing is decided by this."),
            ),
            "refuse": (
                _("You see the case no longer. Whoever referred reads the reason and what would be right."),
                _("Whether the person was trafficked is not answered here: that is a decision, with its own steps."),
            ),
        },
    )
    reason = RadiosField(
        label=_("If it goes back: why?"),
        choices=[
            ("other_authority", _("Another authority decides in this case")),
            ("incomplete", _("Something is missing without which nobody could begin")),
            ("consent_missing", _("There is no consent, or it was taken back")),
        ],
        required=False,
        small=True,
    )
    words = LongTextField(
        label=_("If it goes back: what would be right?"),
        help_text=_("Whoever referred reads this. No names"),
        required=False,
        rows=3,
        max_length=2000,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "refuse":
            if not cleaned.get("reason"):
                self.add_error("reason", gettext("Say why it goes back"))
            if not (cleaned.get("words") or "").strip():
                self.add_error("words", gettext("Say what would be right, so that the referrer can act on it"))
        return cleaned


class FeedbackForm(Sheet):
    """What became of it, for whoever referred."""

    outcome = RadiosField(
        label=_("What do you tell the referrer?"),
        choices=[
            ("more_wanted", _("More is wanted: what, stands below")),
            ("decided", _("A decision was made: which, the case shows")),
            ("other", _("Something else")),
        ],
        missing=_("Choose one"),
    )
    words = LongTextField(label=_("In words"), help_text=_("No names"), required=False, rows=3, max_length=2000)


class AgainForm(Sheet):
    """Sent once more, with what was missing."""

    recipient = RadiosField(label=_("To which authority?"), missing=_("Choose the authority that decides"))
    added = LongTextField(label=_("What you add"), required=False, rows=5, max_length=5000)

    def __init__(self, possible: Iterable[Any], data: Any = None) -> None:
        super().__init__(data)
        self.fields["recipient"].choices = [(str(one.id), one.name) for one in possible]
        if len(self.fields["recipient"].choices) == 1:
            self.fields["recipient"].initial = self.fields["recipient"].choices[0][0]
