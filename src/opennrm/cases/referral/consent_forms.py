"""The screens of consents: one scope, one recipient, one purpose at a time; taking one back is as easy as giving it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from opennrm.cases.referral import reads, rules
from opennrm.cases.referral.forms import INTERPRETER
from opennrm.cases.referral.sending import Asked, Talk
from opennrm.cases.spine import codes
from opennrm.cases.spine.act_pages import OnDay
from opennrm.countries.profile import Profile
from opennrm.ui.forms import AnswerField, DayField, RadiosField, SelectField, Sheet, TickField

# What a case asks after the referral; the referral itself is asked on its own way, and once more of whoever comes of age.
LATER = ("support", "legal_help", "disclosure", "police_contact")

# What a yes opens to the recipient, in words: access/policy.yaml says it row by row.
TAKEN_BACK = _("It can be taken back at any time, without a reason")
OPENS = (_("This recipient may read what the consent opens, from now on"), TAKEN_BACK)
YES_OPENS = {
    "referral": (_("The procedure goes on, and from now on the person answers in it"), TAKEN_BACK),
    "support": (
        _("It learns who the person is, how to reach the person, which dangers there are and which rights run; not what was told"),
        TAKEN_BACK,
    ),
    "police_contact": (
        _("It may read who the person is, how to reach the person, what was told for identification and which dangers there are"),
        _("It may get in touch and ask for an interview. The person may still say no to each question"),
        TAKEN_BACK,
    ),
    "legal_help": (
        _("The lawyer learns who the person is, what was told, the stay, proceedings and decisions; and keeps silent about it"),
        TAKEN_BACK,
    ),
    "disclosure": (
        _("It learns that there is a case and what was decided. The rest may be shown to it for this purpose, never where the person is"),
        _("It may pursue wages and conditions of work. Nothing else that the person is owed depends on it"),
        TAKEN_BACK,
    ),
}


NO_MEANS = {
    "referral": (_("The procedure does not end by itself: record beside it that the person withdraws, as the law here asks"),),
}


class AskForm(Sheet):
    """One question and its answer. Which recipients there are hangs on the scope, which stands in the page's address."""

    recipient = SelectField(label=_("Which recipient?"), missing=_("Say which recipient"))
    answer = AnswerField(
        label=_("The answer"),
        size="m",
        missing=_("Say what the answer was, also when it is no"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        consequences={"no": (_("Nothing is opened, and nothing else depends on it."),)},
    )
    by = RadiosField(
        label=_("Who answered?"),
        choices=[("person", _("The person")), ("guardian", _("The child's guardian, and the child was heard"))],
        small=True,
        missing=_("Say who answered"),
    )
    language = SelectField(label=_("In which language was it explained?"), missing=_("Say in which language it was explained"))
    interpreter = RadiosField(
        label=_("With an interpreter?"),
        choices=INTERPRETER,
        small=True,
        missing=_("Say whether somebody interpreted"),
    )
    on = DayField(label=_("On which day?"), missing=_("Give the day"))

    def __init__(
        self,
        profile: Profile,
        scope: str,
        today: date,
        data: Any = None,
        *,
        language: str = "",
        adult: bool = False,
        deciding: UUID | None = None,
    ) -> None:
        super().__init__(data)
        agencies = [one for one in reads.agencies_for(profile, scope, today) if deciding in (None, one[0])]
        self.scope, self.kinds = scope, {str(id): kind for id, _name, kind in agencies}
        self.fields["recipient"].choices = [("", gettext("Choose one")), *((str(id), name) for id, name, _ in agencies)]
        if len(agencies) == 1:
            self.fields["recipient"].initial = str(agencies[0][0])
        no = NO_MEANS.get(scope, self.fields["answer"].consequences["no"])
        self.fields["answer"].consequences = {"no": no, "yes": YES_OPENS.get(scope, OPENS)}
        if adult:
            del self.fields["by"]
        self.fields["language"].choices = codes.languages(gettext("Choose one"))
        self.fields["language"].initial = language
        self.fields["on"].latest = self.fields["on"].initial = today

    def without_yes(self) -> None:
        """Who can detain or remove records a no alone to such an authority, and whom it was said to. Source: decision 0005."""
        self.fields["answer"].choices = [("no", gettext("No"))]
        self.fields["answer"].help_text = gettext(
            "A yes is heard by somebody who is not of the police or the like: the authority, or those who help. Tell them of it"
        )

    def asked(self) -> Asked:
        """As it is recorded."""
        said = self.cleaned_data
        purpose = rules.DISCLOSED.get(self.kinds[said["recipient"]], "") if self.scope == rules.DISCLOSURE else ""
        named = {"recipient": UUID(said["recipient"]), "purpose": purpose}
        return Asked(scope=self.scope, answer=said["answer"], by=said.get("by", "person"), **named)

    def talk(self) -> Talk:
        """How it was explained."""
        said = self.cleaned_data
        return Talk(on=said["on"], language=said["language"], interpreter=said["interpreter"])


class TakeBackForm(OnDay):
    """A consent taken back: no reason is asked."""

    on = DayField(label=_("On which day did the person take it back?"), missing=_("Give the day"))
    in_writing = TickField(label=_("In writing: the person also withdraws from the procedure"), required=False)

    def __init__(self, data: Any, *, today: date, scope: str) -> None:
        super().__init__(data, today=today)
        if scope != "referral":
            del self.fields["in_writing"]
